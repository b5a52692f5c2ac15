#!/usr/bin/env bash
# One would guess: a field with a first and a last day has a value between them.
# What happens: only the value that it begins with is held against them. What the page sends is taken
# as it comes, and while a year is typed the page sends the 2nd year after Christ. A field of numbers
# and a slider do the same.
# Why it matters here: the what-if page asks about that day, and no edition covers the year 2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q marimo==0.25.2
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^marimo '
cat > run.py <<'PYTHON'
from datetime import date

import marimo

bounds = {"start": date(2020, 7, 7), "stop": date(2099, 12, 31)}
try:
    marimo.ui.date(**bounds, value=date(2, 10, 1))
except ValueError:
    print("begins with 0002-10-01: refused")
for field, sent in (
    (marimo.ui.date(**bounds, value=date(2026, 10, 1)), "0002-10-01"),
    (marimo.ui.number(1, 10, value=5), 50),
    (marimo.ui.slider(1, 10, value=5), 50),
):
    field._update(sent)  # where a value of the page arrives
    print(type(field).__name__, "->", field.value)
PYTHON
cat > expected <<'TEXT'
begins with 0002-10-01: refused
date -> 0002-10-01
number -> 50
slider -> 50
TEXT
venv/bin/python -I run.py | tee found
diff expected found

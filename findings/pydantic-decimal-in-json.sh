#!/usr/bin/env bash
# One would guess: a field of type Decimal takes the digits of a number in JSON as they stand there,
# as `json.loads(..., parse_float=Decimal)` does; that is what one chooses Decimal for.
# What happens: the number is read as a float first. From 17 digits on cents are lost, without an
# error; the same digits as text are kept, and a whole number is.
# Why it matters here: money in records is text, and a number in its place is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pydantic==2.14.4
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(pydantic) '
cat > run.py <<'PYTHON'
import json
from decimal import Decimal

import pydantic

money = pydantic.TypeAdapter(Decimal)
for text in ("9999999999999999.05", '"9999999999999999.05"', "99999999999999999905"):
    by_json = json.loads(text, parse_float=Decimal)
    print(text, "pydantic:", money.validate_json(text), "json:", by_json)
PYTHON
cat > expected <<'TEXT'
9999999999999999.05 pydantic: 10000000000000000 json: 9999999999999999.05
"9999999999999999.05" pydantic: 9999999999999999.05 json: 9999999999999999.05
99999999999999999905 pydantic: 99999999999999999905 json: 99999999999999999905
TEXT
venv/bin/python -I run.py | tee found
diff expected found

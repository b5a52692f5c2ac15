#!/usr/bin/env bash
# One would guess: a library whose core writes SQL does so once it is installed.
# What happens: Ibis asks for `packaging` in the extras of its engines only, and cannot write a line
# of SQL without it, for any dialect.
# Why it matters here: SQL is written without an engine, so nothing else would bring it. Our extra
# `sql` names it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q ibis-framework==12.0.0 sqlglot==30.29.0
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(ibis-framework|sqlglot) '
cat > run.py <<'PYTHON'
import ibis

people = ibis.table({"name": "string"}, name="people")
for dialect in ("postgres", "duckdb"):
    try:
        print(dialect, " ".join(ibis.to_sql(people, dialect=dialect).split()))
    except ImportError as error:
        print(dialect, error)
PYTHON
cat > expected <<'TEXT'
postgres No module named 'packaging'
duckdb No module named 'packaging'
postgres SELECT * FROM "people"
duckdb SELECT * FROM "people"
TEXT
venv/bin/python -I run.py | tee found
venv/bin/pip install -q packaging==26.4
venv/bin/python -I run.py | tee -a found
diff expected found

#!/usr/bin/env bash
# One would guess: a date that Python cannot hold comes out of DuckDB in a shape that shows it.
# What happens: a date before year 1 or after 9999 comes as text, which shows it. But "infinity",
# a date of DuckDB and PostgreSQL, comes as 31 December 9999, and "-infinity" as 1 January of
# year 1, though for DuckDB neither equals that day.
# Why it matters here: no expiry and an expiry on a day are two different facts.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q duckdb==2.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(duckdb) '
cat > run.py <<'PYTHON'
import duckdb

connection = duckdb.connect()
for word, day in (("infinity", "9999-12-31"), ("-infinity", "0001-01-01")):
    query = f"select date '{word}', date '{word}' = date '{day}', isfinite(date '{word}')"
    print(word, connection.execute(query).fetchone())
print(connection.execute("select date '0044-03-15 (BC)', date '12026-01-01'").fetchone())
PYTHON
cat > expected <<'TEXT'
infinity (datetime.date(9999, 12, 31), False, False)
-infinity (datetime.date(1, 1, 1), False, False)
('0044-03-15 (BC)', '12026-01-01')
TEXT
venv/bin/python -I run.py | tee found
diff expected found

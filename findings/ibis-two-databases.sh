#!/usr/bin/env bash
# One would guess: tables of two databases cannot be joined, and Ibis says so.
# What happens: it says so of two files. All databases in memory count as one: the query goes to one of
# them, and a table that was taken from another is looked up there by its name.
# Why it matters here: payments would be those of somebody else's database, and a badge won or lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q 'ibis-framework[duckdb]==12.0.0' sqlglot==30.29.0 duckdb==2.0.1 pandas==3.1.1 pyarrow==26.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(ibis-framework|sqlglot|duckdb|pandas|pyarrow) '
cat > run.py <<'PYTHON'
import ibis


def told(places):
    one, other = (ibis.duckdb.connect(place) if place else ibis.duckdb.connect() for place in places)
    for connection, paid in ((one, 1), (other, 12_000)):
        connection.raw_sql("create table people as select 'Ann' as name")
        connection.raw_sql(f"create table payments as select 'Ann' as payee, {paid} as paid")
    people, payments = one.table("people"), other.table("payments")
    joined = people.join(payments, people.name == payments.payee)
    try:
        answer = joined.to_pyarrow()["paid"].to_pylist()
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    return payments.to_pyarrow()["paid"].to_pylist(), "joined:", answer, "equal:", one == other


print("two files", *told(["one.db", "other.db"]))
print("two in memory", *told([None, None]))
PYTHON
cat > expected <<'TEXT'
two files [12000] joined: IbisError: Multiple backends found for this expression equal: False
two in memory [12000] joined: [1] equal: True
TEXT
venv/bin/python -I -W ignore run.py | tee found
diff expected found

#!/usr/bin/env bash
# One would guess: 12.34 times 100 works in a column of decimals of 36 digits, which holds the result.
# What happens: PyArrow turns the whole number into a decimal of 19 digits and asks for a result of
# 36 + 19 + 1 digits, more than the 38 there are, whatever the values; narwhals passes that on. A
# factor that is a decimal of three digits asks for 36 + 3 + 1, and is refused too; a cast to fewer
# digits comes first. Polars and DuckDB multiply.
# Why it matters here: exports of databases declare money as wide as they can.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q narwhals==2.29.0 polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(narwhals|polars|pyarrow|duckdb) '
cat > run.py <<'PYTHON'
from decimal import Decimal

import duckdb
import narwhals as nw
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

wide = pa.array([Decimal("12.34")], pa.decimal128(36, 2))
table = pa.table({"amount": wide})
for frame in (pl.from_arrow(table), duckdb.from_arrow(table), table):
    given = nw.from_native(frame)
    try:
        cents = given.lazy().select((nw.col("amount") * 100).cast(nw.Int64)).collect("pyarrow")
    except pa.ArrowInvalid as error:
        print(given.implementation.value, error)
    else:
        print(given.implementation.value, cents.rows())
try:
    print(pc.multiply(wide, pa.scalar(Decimal(100), pa.decimal128(3, 0))))
except pa.ArrowInvalid as error:
    print("by a decimal:", error)
narrow = wide.cast(pa.decimal128(18, 2))
print("narrow:", pc.multiply(narrow, pa.scalar(100)).to_pylist())
PYTHON
cat > expected <<'TEXT'
polars [(1234,)]
duckdb [(1234,)]
pyarrow Decimal precision out of range [1, 38]: 56
by a decimal: Decimal precision out of range [1, 38]: 40
narrow: [Decimal('1234.00')]
TEXT
venv/bin/python -I run.py | tee found
diff expected found

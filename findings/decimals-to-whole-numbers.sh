#!/usr/bin/env bash
# One would guess: dollars times 100, cast to whole numbers, is the same number of cents everywhere.
# What happens, with one narwhals expression and amounts of three places: Polars cuts off, DuckDB
# rounds half away from zero, PyArrow refuses.
# Why it matters here: a cent decides; so amounts of more than two places are refused beforehand.
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

table = pa.table({"amount": [Decimal("9.125"), Decimal("-9.125"), Decimal("9.119")]})
for frame in (pl.from_arrow(table), duckdb.from_arrow(table), table):
    given = nw.from_native(frame)
    try:
        cents = given.lazy().select((nw.col("amount") * 100).cast(nw.Int64)).collect("pyarrow")
    except pa.ArrowInvalid as error:
        print(given.implementation.value, error)
    else:
        print(given.implementation.value, [row[0] for row in cents.rows()])
PYTHON
cat > expected <<'TEXT'
polars [912, -912, 911]
duckdb [913, -913, 912]
pyarrow Rescaling Decimal value would cause data loss
TEXT
venv/bin/python -I run.py | tee found
diff expected found

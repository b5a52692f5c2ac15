#!/usr/bin/env bash
# One would guess: a float that is a multiple of 49, divided by 49, is that whole number, since a
# quotient of floats is rounded correctly (IEEE 754), and rounding it down leaves it alone.
# What happens: in Polars a column divided by a literal is multiplied by the reciprocal, so that
# 49 / 49 is less than 1 and rounds down to 0; divided by a column of 49s it is 1. A frame shows the
# quotient as 1.0. DuckDB, pandas and PyArrow divide.
# Why it matters here: verdicts and ranks are packed into one whole number, and unpacked by floors.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(pandas|polars|pyarrow|duckdb) '
cat > run.py <<'PYTHON'
import math

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

TIMES = [*range(1, 1001)]


def told(name, quotients):
    short = [n for n, quotient in zip(TIMES, quotients, strict=True) if quotient != n]
    print(f"{name}: {len(short)} of {len(TIMES)} fall short", short[:3])


for by in (49, 5):
    frame = pl.DataFrame({"n": [float(by * n) for n in TIMES], "by": [float(by)] * len(TIMES)})
    column, arrow = pl.col("n"), frame.to_arrow()
    told(f"by {by}, polars, a literal", frame.select((column / by).floor())["n"])
    told(f"by {by}, polars, a column", frame.select((column / pl.col("by")).floor())["n"])
    rows = duckdb.sql(f"select floor(n / {by}) from arrow").fetchall()
    told(f"by {by}, duckdb", [quotient for (quotient,) in rows])
    told(f"by {by}, pandas", (frame.to_pandas()["n"] / by).apply(math.floor))
    told(f"by {by}, pyarrow", pc.floor(pc.divide(arrow["n"], float(by))).to_pylist())
print(pl.DataFrame({"n": [49.0]}).select(quotient=pl.col("n") / 49).write_csv().splitlines()[1])
PYTHON
cat > expected <<'TEXT'
by 49, polars, a literal: 603 of 1000 fall short [1, 2, 3]
by 49, polars, a column: 0 of 1000 fall short []
by 49, duckdb: 0 of 1000 fall short []
by 49, pandas: 0 of 1000 fall short []
by 49, pyarrow: 0 of 1000 fall short []
by 5, polars, a literal: 0 of 1000 fall short []
by 5, polars, a column: 0 of 1000 fall short []
by 5, duckdb: 0 of 1000 fall short []
by 5, pandas: 0 of 1000 fall short []
by 5, pyarrow: 0 of 1000 fall short []
1.0
TEXT
venv/bin/python -I run.py | tee found
diff expected found

#!/usr/bin/env bash
# One would guess: a sum of `when(...).then(...).otherwise(0)` within `group_by().agg()` means the
# same in every engine, or is refused where the engine cannot do it, as other expressions are.
# What happens: Polars and DuckDB sum the rows that meet the condition; pandas and PyArrow sum all
# rows, without an error or a warning. Given as a column first, all four agree.
# Why it matters here: what counts towards a badge is a sum under a condition.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q narwhals==2.29.0 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(narwhals|pandas|polars|pyarrow|duckdb) '
cat > run.py <<'PYTHON'
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa

ROWS = {"who": ["a", "a", "b"], "cents": [100, 200, 400], "year": [1, 2, 1]}
table = pa.table(ROWS)
counted = nw.when(nw.col("year") == 1).then(nw.col("cents")).otherwise(0)
for frame in (pl.DataFrame(ROWS), duckdb.from_arrow(table), pd.DataFrame(ROWS), table):
    given = nw.from_native(frame)
    inside = given.group_by("who").agg(counted.sum().alias("sum"))
    before = given.with_columns(counted=counted).group_by("who").agg(nw.col("counted").sum())
    found = []
    for answer in (inside, before):
        rows = answer.lazy().collect("pyarrow").rows()
        found.append({who: int(cents) for who, cents in sorted(rows)})
    print(given.implementation.value, "inside of agg:", found[0], "as a column:", found[1])
PYTHON
cat > expected <<'TEXT'
polars inside of agg: {'a': 100, 'b': 400} as a column: {'a': 100, 'b': 400}
duckdb inside of agg: {'a': 100, 'b': 400} as a column: {'a': 100, 'b': 400}
pandas inside of agg: {'a': 300, 'b': 400} as a column: {'a': 100, 'b': 400}
pyarrow inside of agg: {'a': 300, 'b': 400} as a column: {'a': 100, 'b': 400}
TEXT
venv/bin/python -I run.py | tee found
diff expected found

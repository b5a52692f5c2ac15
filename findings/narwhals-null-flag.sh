#!/usr/bin/env bash
# One would guess: `nw.lit(None, dtype=nw.Boolean())` is a column of null in every engine, as its type
# says, or raises where an engine has no such thing.
# What happens: in pandas it is a column of False, as plain flags of NumPy hold no null; of whole
# numbers it is a TypeError, and of text, days and floats it is null. Other engines hold nulls of each.
# Why it matters here: a fact that nobody knows would be a fact that is false, and a badge be denied.
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
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa

KINDS = {"flag": nw.Boolean(), "whole": nw.Int64(), "float": nw.Float64(), "text": nw.String()}
FRAMES = {
    "pandas": pd.DataFrame({"id": [1]}),
    "polars": pl.DataFrame({"id": [1]}),
    "pyarrow": pa.table({"id": [1]}),
    "duckdb": duckdb.sql("select 1 as id"),
}
for engine, frame in FRAMES.items():
    for name, kind in KINDS.items():
        try:
            made = nw.from_native(frame).lazy().with_columns(made=nw.lit(None, dtype=kind)).collect()
        except TypeError:
            print(engine, name, "TypeError")
        else:
            print(engine, name, "null" if made["made"].is_null().all() else made["made"].item())
PYTHON
cat > expected <<'TEXT'
pandas flag False
pandas whole TypeError
pandas float null
pandas text null
polars flag null
polars whole null
polars float null
polars text null
pyarrow flag null
pyarrow whole null
pyarrow float null
pyarrow text null
duckdb flag null
duckdb whole null
duckdb float null
duckdb text null
TEXT
venv/bin/python -I run.py | tee found
diff expected found

#!/usr/bin/env bash
# One would guess: a line that has fewer fields than the header is refused, as one that has more is.
# What happens: Polars refuses the longer line and fills the shorter one up with nulls. DuckDB, left
# to find out about the file by itself, then takes the whole file for one column, whose name is the
# header; of a file with a longer line it drops the header and the first row. Nothing is said.
# Why it matters here: a line cut off by a full disk must not become a talent without payments.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q polars==2.1.0 duckdb==2.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(polars|duckdb) '
cat > run.py <<'PYTHON'
from pathlib import Path

import duckdb
import polars as pl

FILES = {
    "short": "id,amount,kind\na,1,legal\nb,2\n",
    "long": "id,amount,kind\na,1,legal\nb,2,legal,more\n",
}
for name, text in FILES.items():
    Path(name).write_text(text, "utf-8")
    try:
        print(name, "polars:", pl.read_csv(name).to_dicts())
    except pl.exceptions.ComputeError as error:
        print(name, "polars:", str(error).splitlines()[0])
    relation = duckdb.read_csv(name)
    print(name, "duckdb:", relation.columns, relation.fetchall())
PYTHON
cat > expected <<'TEXT'
short polars: [{'id': 'a', 'amount': 1, 'kind': 'legal'}, {'id': 'b', 'amount': 2, 'kind': None}]
short duckdb: ['id,amount,kind'] [('a,1,legal',), ('b,2',)]
long polars: found more fields than defined in 'Schema'
long duckdb: ['column0', 'column1', 'column2', 'column3'] [('b', 2, 'legal', 'more')]
TEXT
venv/bin/python -I run.py | tee found
diff expected found

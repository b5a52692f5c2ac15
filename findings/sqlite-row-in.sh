#!/usr/bin/env bash
# One would guess: `"name" in row` asks a row whether it has that column, since it is read by names
# and has `keys()`.
# What happens: it looks among the values. A row is no mapping, and of two columns of one name it
# gives the first for both.
# Why it matters here: rows of a database are read as they come, and columns that are not there mean
# that something is not known.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -I --version
cat > run.py <<'PYTHON'
import sqlite3
from collections.abc import Mapping

database = sqlite3.connect(":memory:")
database.row_factory = sqlite3.Row
(row,) = database.execute("select 'ann' as name, 'shop' as place, 'mall' as place")
print("name" in row, "ann" in row, isinstance(row, Mapping))
print(row.keys(), [row[column] for column in row.keys()], dict(row))
PYTHON
cat > expected <<'TEXT'
False True False
['name', 'place', 'place'] ['ann', 'shop', 'shop'] {'name': 'ann', 'place': 'shop'}
TEXT
python3 -I run.py | tee found
diff expected found

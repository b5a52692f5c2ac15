#!/usr/bin/env bash
# One would guess: SQL that is written to a file means the same when it is read again.
# What happens: Ibis writes the blanks that `strip()` takes away as they are, a carriage return among
# them. Python reads it as a line break, so the text that comes back strips no carriage return.
# Why it matters here: our texts are kept in files of other people's projects, and one that lets a
# blank name pass would call a bad row a good one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q ibis-framework==12.0.0 sqlglot==30.29.0 packaging==26.4 duckdb==2.0.1
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(ibis-framework|sqlglot|duckdb) '
cat > run.py <<'PYTHON'
from pathlib import Path

import duckdb
import ibis

people = ibis.table({"name": "string"}, name="people")
query = str(ibis.to_sql(people.select(length=people.name.strip().length()), dialect="duckdb"))
file = Path("query.sql")
file.write_text(query)
database = duckdb.connect()
database.execute("create table people as select 'Ann' || chr(13) as name")
for told, text in (("as written", query), ("as read", file.read_text())):
    print(told, repr("\r" in text), database.execute(text).fetchone())
PYTHON
cat > expected <<'TEXT'
as written True (3,)
as read False (4,)
TEXT
venv/bin/python -I run.py | tee found
diff expected found

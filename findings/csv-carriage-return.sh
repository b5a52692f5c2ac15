#!/usr/bin/env bash
# One would guess: what csv.writer writes, csv.reader reads.
# What happens: a carriage return within a field is quoted only if it is a letter of the writer's
# line terminator. With lineterminator="\n", the usual choice, it is written bare. Of a file that is
# opened as the module asks (newline="") the reader then makes two rows; of lines that were split at
# line feeds it refuses the row.
# Why it matters here: batch and reports write such files, and ids are text of somebody else.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/python -I --version
cat > run.py <<'PYTHON'
import csv
import io


def written(**how):
    out = io.StringIO(newline="")
    csv.writer(out, **how).writerow(["first\rsecond", "legal"])
    return out.getvalue()


def read(lines):
    try:
        return [*csv.reader(lines)]
    except csv.Error as error:
        return str(error).partition(" - ")[0]


print("default:", ascii(written()))
print("LF:", ascii(written(lineterminator="\n")))
bare = written(lineterminator="\n")
print("LF, opened as told:", read(io.StringIO(bare, newline="")))
print("LF, split at line feeds:", read(bare.split("\n")[:1]))
quoted = written(lineterminator="\n", quoting=csv.QUOTE_ALL)
print("LF, all quoted:", read(io.StringIO(quoted, newline="")))
PYTHON
cat > expected <<'TEXT'
default: '"first\rsecond",legal\r\n'
LF: 'first\rsecond,legal\n'
LF, opened as told: [['first'], ['second', 'legal']]
LF, split at line feeds: new-line character seen in unquoted field
LF, all quoted: [['first\rsecond', 'legal']]
TEXT
venv/bin/python -I run.py | tee found
diff expected found

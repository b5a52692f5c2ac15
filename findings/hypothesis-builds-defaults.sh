#!/usr/bin/env bash
# One would guess: `st.builds(Record)` and `st.from_type(Record)` draw the same records: both go by
# the annotations of the constructor.
# What happens: `builds` fills only what has no default, so of a class whose fields all have one it
# draws a single value, however many examples are asked for; `from_type` draws every field.
# Why it matters here: nearly every fact has a default ("not told"); tests of other people that
# use `builds` would ask about the empty record only.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q hypothesis==6.170.17 attrs==26.1.0
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(hypothesis|attrs) '
cat > run.py <<'PYTHON'
import attrs
from hypothesis import given, settings
from hypothesis import strategies as st


@attrs.frozen(kw_only=True)
class Record:
    paid: tuple[int, ...] = ()
    left: int | None = None


for draw in (st.builds, st.from_type):
    seen = set()

    @settings(max_examples=200, database=None, derandomize=True)
    @given(draw(Record))
    def look(record):
        seen.add(record)

    look()
    print(draw.__name__, "one and the same" if len(seen) == 1 else "many")
PYTHON
cat > expected <<'TEXT'
builds one and the same
from_type many
TEXT
venv/bin/python -I run.py | tee found
diff expected found

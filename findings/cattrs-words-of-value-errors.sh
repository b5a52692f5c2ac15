#!/usr/bin/env bash
# One would guess: cattrs' list of what went wrong repeats what an error says.
# What happens: transform_error turns every ValueError into "invalid value for type", without the
# message; that of an error of any other class stands in brackets behind "unknown error".
# Why it matters here: our errors are ValueErrors, and their sentences would be lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q cattrs==26.2.1 attrs==26.1.0
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(cattrs|attrs) '
cat > run.py <<'PYTHON'
import attrs
from cattrs import Converter, transform_error


@attrs.frozen
class Price:
    dollars: str


@attrs.frozen
class Offer:
    price: Price


def told(error):
    def refuse(value, kind):
        raise error("must be dollars, got euros")

    converter = Converter()
    converter.register_structure_hook(Price, refuse)
    try:
        converter.structure({"price": "5 EUR"}, Offer)
    except Exception as found:
        return transform_error(found)


class OfOurOwn(Exception): ...


print(told(ValueError))
print(told(OfOurOwn))
PYTHON
cat > expected <<'TEXT'
['invalid value for type, expected Price @ $.price']
['unknown error (must be dollars, got euros) @ $.price']
TEXT
venv/bin/python -I run.py | tee found
diff expected found

#!/usr/bin/env bash
# One would guess: where a class asks for a tuple of texts, a single text or a mapping is refused, as
# a number is.
# What happens: cattrs walks over whatever can be walked over. A text becomes its letters, a mapping
# its keys; only a number is refused.
# Why it matters here: `"contracts": "c1"` is a slip of those who write records by hand.
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
import cattrs


@attrs.frozen
class Order:
    goods: tuple[str, ...]


converter = cattrs.Converter(forbid_extra_keys=True)
for goods in (["pens"], "pens", {"pens": 3, "ink": 1}, 7):
    try:
        print(repr(goods), "->", converter.structure({"goods": goods}, Order))
    except cattrs.ClassValidationError as error:
        print(repr(goods), "->", *cattrs.transform_error(error))
PYTHON
cat > expected <<'TEXT'
['pens'] -> Order(goods=('pens',))
'pens' -> Order(goods=('p', 'e', 'n', 's'))
{'pens': 3, 'ink': 1} -> Order(goods=('pens', 'ink'))
7 -> invalid value for type, expected tuple @ $.goods
TEXT
venv/bin/python -I run.py | tee found
diff expected found

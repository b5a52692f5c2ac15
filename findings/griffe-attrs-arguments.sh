#!/usr/bin/env bash
# One would guess: a tool that compares two versions of an API sees that a constructor asks for one
# more argument; it does so for dataclasses, which write their constructors too.
# What happens: griffe reads sources, and knows nothing of the constructors that attrs writes: no
# argument, hence no break. It sees it if it is told to import the modules.
# Why it matters here: all our values are attrs classes, so the promise compares what was imported.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q griffe==2.4.1 attrs==26.1.0
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(griffe|attrs) '
cat > run.py <<'PYTHON'
import sys
from pathlib import Path

import attrs  # noqa: F401  # so that griffe, which sets the path for itself, finds it
import griffe

sys.path.insert(0, str(Path.cwd()))
KINDS = {
    "attrs": ("import attrs", "attrs.frozen(kw_only=True)"),
    "dataclass": ("import dataclasses", "dataclasses.dataclass(frozen=True, kw_only=True)"),
}
for kind, (line, decorator) in KINDS.items():
    head = f"{line}\n\n\n@{decorator}\nclass Box:\n    wide: int\n"
    Path(f"{kind}_old.py").write_text(head, "utf-8")
    Path(f"{kind}_new.py").write_text(head + "    high: int\n", "utf-8")
    for imported in (False, True):
        old, new = (
            griffe.load(f"{kind}_{age}", search_paths=[Path.cwd()], force_inspection=imported)
            for age in ("old", "new")
        )
        breaks = [f"{one.obj.name}: {one.kind.value}" for one in griffe.find_breaking_changes(old, new)]
        print(kind, "imported:" if imported else "read:", breaks)
PYTHON
cat > expected <<'TEXT'
attrs read: []
attrs imported: ['__init__: Parameter was added as required']
dataclass read: ['__init__: Parameter was added as required']
dataclass imported: ['__init__: Parameter was added as required']
TEXT
venv/bin/python -I run.py | tee found
diff expected found

"""No module of the package imports, however indirectly, one that imports it."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import badgerules

PACKAGE = Path(badgerules.__file__).parent
FACE = "badgerules"
"""The package's own file: it hands out every public name, so it alone may name all others."""


def modules() -> dict[str, Path]:
    """Return every module of the package by its name."""
    named: dict[str, Path] = {}
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return named


def imported_by(text: str, known: frozenset[str]) -> set[str]:
    """Return the modules that a text imports: at its top, in functions, and for type checkers."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & known or {node.module}
    return found & known


def arrows() -> dict[str, set[str]]:
    """Return what each module imports, but for the face of the package."""
    files = modules()
    known = frozenset(files)
    return {
        name: imported_by(file.read_text("utf-8"), known) - {name}
        for name, file in files.items()
        if name != FACE
    }


def test_no_module_imports_one_that_imports_it() -> None:
    """There is no circle, with every import statement counted but those of the package's face."""
    found = arrows()
    order = [*TopologicalSorter(found).static_order()]
    assert {FACE, *order} >= modules().keys()


def test_no_module_imports_the_face_of_the_package() -> None:
    """What stands in the package's own file is for users; modules name the module they need."""
    assert [name for name, others in arrows().items() if FACE in others] == []


def test_a_circle_would_be_found_wherever_the_import_stands() -> None:
    """An import inside of a function, or for type checkers alone, closes a circle too."""
    text = "def f():\n    from badgerules import records\n"
    assert imported_by(text, frozenset(modules())) == {"badgerules.records"}
    text = "if TYPE_CHECKING:\n    from badgerules.cli import main\n"
    found = arrows()
    found["badgerules.errors"] |= imported_by(text, frozenset(modules()))
    with pytest.raises(CycleError):
        TopologicalSorter(found).prepare()


def test_each_module_has_a_line_in_the_map() -> None:
    """CONTRIBUTING says of each module of the package, and of each package in it, what it holds."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    told = {
        name
        for line in text.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert {name.split(".")[1] for name in modules() if name != FACE} - told == set()

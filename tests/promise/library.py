"""A small library whose promise can be held or broken: it is released, and then changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKAGE = "src/badgerules/__init__.py"
SCHEMAS = "src/badgerules/schemas.py"
MORE = "src/badgerules/more.py"
REFERENCE = "docs/reference/api/ask.md"

FILES = {
    PACKAGE: """
import attrs

__all__ = ["Readings", "decide"]
__version__ = "0.2.0"


@attrs.frozen(kw_only=True)
class Readings:
    money_bar: str = "at_least"


def decide(record, badge, *, as_of, readings=Readings()):
    return record
""",
    SCHEMAS: """
from enum import StrEnum


class Document(StrEnum):
    RECORD = "record"
    ASSESSMENT = "assessment"


def json_schema(document):
    text = {"type": "string"}
    if document == "record":
        return {"properties": {"id": text, "kind": text}, "required": ["kind"]}
    return {"properties": {"id": text, "verdict": text}, "required": ["id", "verdict"]}
""",
    MORE: """
__all__ = ["draw"]


def draw(*, width=10):
    return width
""",
    REFERENCE: ".. autofunction:: badgerules.decide\n.. autofunction:: badgerules.more.draw\n",
}


def write(top: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write the library below a folder, with other files or more of them."""
    for name, text in {**FILES, **(files or {})}.items():
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return top


def change(top: Path, old: str, new: str, name: str = PACKAGE) -> None:
    """Put a text in the place of another in a file of the library."""
    file = top / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")

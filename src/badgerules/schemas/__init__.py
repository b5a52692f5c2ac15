"""JSON Schemas of records and answers, made from the tables that reading and writing use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badgerules.forms import chosen
from badgerules.schemas.answers import answer_definitions
from badgerules.schemas.parts import SHARED
from badgerules.schemas.record import record_definitions
from badgerules.serialization.reading import FORMAT
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.schemas.parts import Schema

__all__ = ["Document", "json_schema"]


class Document(Word):
    """What stands in JSON: a record, or one of the answers."""

    RECORD = "record"
    ASSESSMENT = "assessment"
    LEDGER = "ledger"
    TIMELINE = "timeline"
    REMEDIES = "remedies"
    COMPARISON = "comparison"


def json_schema(document: Document | str) -> dict[str, Any]:
    """Return the JSON Schema of a record or of an answer, draft 2020-12.

    Args:
        document: what is to be checked, or its name.

    Returns:
        A JSON-ready dict that refers to nothing outside itself.

    Raises:
        InvalidRecordError: if there is no such document.

    >>> json_schema("record")["required"]
    ['format', 'kind', 'contracts']
    """
    name = chosen("document", Document, document)
    own = record_definitions() if name is Document.RECORD else answer_definitions()
    definitions = {**SHARED, **own}
    whole = definitions[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:badgerules:{name}:{FORMAT}",
        "title": f"badgerules {name}, format {FORMAT}",
        **whole,
        "$defs": {one: definitions[one] for one in sorted(_reached(whole, definitions))},
    }


def _reached(part: object, definitions: dict[str, Schema]) -> set[str]:
    """Return the names of the definitions that a part refers to, directly or through others."""
    return {
        found
        for name in _references(part)
        for found in (name, *_reached(definitions[name], definitions))
    }


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)

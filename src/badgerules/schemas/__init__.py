"""JSON Schemas of records and answers, made from the tables that reading and writing use."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from badgerules.converters import chosen
from badgerules.schemas.answers import answer_definitions
from badgerules.schemas.populations import population_definitions
from badgerules.schemas.record import record_definitions
from badgerules.schemas.shapes import SHARED
from badgerules.serialization.reading import FORMAT
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from badgerules.schemas.shapes import Schema

__all__ = ["Document", "json_schema"]


_REFERENCE = re.compile(r'"#/[$]defs/(\w+)"')


class Document(Word):
    """What stands in JSON: a record, or one of the answers."""

    RECORD = "record"
    ASSESSMENT = "assessment"
    LEDGER = "ledger"
    TIMELINE = "timeline"
    REMEDIES = "remedies"
    COMPARISON = "comparison"
    REPLAY = "replay"
    RULE_COMPARISON = "rule_comparison"
    FUNNEL = "funnel"
    BATCH = "batch"


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
    if name is Document.RECORD:
        definitions = {**SHARED, **record_definitions()}
    else:
        definitions = {**SHARED, **answer_definitions(), **population_definitions()}
    whole = definitions[name]
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:badgerules:{name}:{FORMAT}",
        "title": f"badgerules {name}, format {FORMAT}",
        **whole,
        "$defs": {one: definitions[one] for one in sorted(_reached(whole, definitions))},
    }
    return deepcopy(schema)  # so that nobody changes what the next call is made of


def _reached(part: object, definitions: dict[str, Schema]) -> set[str]:
    """Return the names of the definitions that a part refers to, directly or through others."""
    return {
        found
        for name in _REFERENCE.findall(json.dumps(part))
        for found in (name, *_reached(definitions[name], definitions))
    }

"""Schemas work where they stand inside of another document, as an OpenAPI description."""

from __future__ import annotations

import json
import re
from typing import Any

from badgerules import assess, dump_assessment, dump_record, dump_timeline, timeline
from badgerules.schemas import Document, json_schema
from builders import AS_OF, good_record
from validators import jsonschema_rs

PLACE = "#/components/schemas/"
KNOWN: dict[Document, dict[str, Any]] = {
    Document.RECORD: dump_record(good_record()),
    Document.ASSESSMENT: dump_assessment(assess(good_record(), as_of=AS_OF)),
    Document.TIMELINE: dump_timeline(timeline(good_record(), "top_rated", as_of=AS_OF)),
}


def components() -> dict[str, Any]:
    """Return all schemas side by side, and the parts of each with its name before theirs."""
    found: dict[str, Any] = {}
    for document in Document:
        schema = json_schema(document, ref_template=f"{PLACE}{document}.{{name}}")
        parts = schema.pop("$defs")
        found |= {document.value: schema}
        found |= {f"{document}.{name}": part for name, part in parts.items()}
    return found


def test_no_schema_refers_to_where_its_parts_no_longer_stand() -> None:
    """Every reference is to a component, and no identity changes where it leads."""
    every = components()
    text = json.dumps(every)
    assert {*re.findall(r'"[$]ref": "([^"]+)"', text)} <= {f"{PLACE}{name}" for name in every}
    assert "$defs" not in text
    assert not {"$id", "$schema"} & {*re.findall(r'"([$]\w+)":', text)}


def test_records_and_answers_are_checked_by_their_components() -> None:
    """What fits a schema fits it there, and what does not fit is refused."""
    whole = {"components": {"schemas": components()}}
    for document, known in KNOWN.items():
        embedded = {"$ref": f"{PLACE}{document}", **whole}
        fits = jsonschema_rs.Draft202012Validator(embedded).is_valid
        assert fits(known)
        assert not fits({**known, "format": 2})
        assert not fits({**known, "more": 1})

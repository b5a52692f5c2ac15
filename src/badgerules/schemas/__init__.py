"""JSON Schemas of records and answers, made from the tables that reading and writing use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badgerules.converters import chosen, is_a
from badgerules.errors import InvalidRecordError, code_for, shown, unfit
from badgerules.schemas.answers import answer_definitions
from badgerules.schemas.populations import population_definitions
from badgerules.schemas.record import record_definitions
from badgerules.schemas.shapes import DEFINITIONS, REF, SHARED
from badgerules.serialization.reading import FORMAT
from badgerules.vocabulary import ProblemCode, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.names import DocumentName
    from badgerules.schemas.shapes import Schema

__all__ = ["Document", "json_schema"]


NAME = "{name}"
"""The placeholder for the name of a definition in a template of references."""

OWN_DEFINITIONS = f"{DEFINITIONS}{NAME}"
"""How a schema refers to its own definitions."""


class Document(Word):
    """The kinds of JSON documents: a record, or one of the answers."""

    RECORD = "record"
    ASSESSMENT = "assessment"
    LEDGER = "ledger"
    TIMELINE = "timeline"
    REMEDIES = "remedies"
    RECOVERY = "recovery"
    COMPARISON = "comparison"
    REPLAY = "replay"
    RULE_COMPARISON = "rule_comparison"
    FUNNEL = "funnel"
    BATCH = "batch"
    BATCH_LINE = "batch_line"


def json_schema(
    document: Document | DocumentName, *, ref_template: str = OWN_DEFINITIONS
) -> dict[str, Any]:
    """Return the JSON Schema of a record or of an answer, draft 2020-12.

    Args:
        document: what is to be checked, or its name.
        ref_template: how its parts refer to each other, with {name} for the name of one; to put
            them elsewhere in another document, as in "#/components/schemas/{name}".

    Returns:
        A JSON-ready dict that refers to nothing outside itself. With a template of your own it has
        no `$schema` and no `$id`, by which references would be resolved; move what stands under
        its `$defs` to where the template points.

    Raises:
        InvalidRecordError: if there is no such document, or the template lacks {name}.

    >>> json_schema("record")["required"]
    ['format', 'kind']
    >>> part = json_schema("record", ref_template="#/components/schemas/{name}")
    >>> part["properties"]["contracts"]["items"]
    {'$ref': '#/components/schemas/contract'}
    """
    name = chosen("document", Document, document)
    if not is_a(ref_template, str) or NAME not in ref_template:
        raise _no_template(ref_template)
    definitions = record_family() if name is Document.RECORD else answer_family()
    whole = definitions[name]
    identity = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:badgerules:{name}:{FORMAT}",
    }
    schema: Schema = {
        **(identity if ref_template == OWN_DEFINITIONS else {}),
        "title": f"badgerules {name}, format {FORMAT}",
        **whole,
        "$defs": {part: definitions[part] for part in sorted(_reached(whole, definitions))},
    }
    referring: Schema = _referring(schema, ref_template)
    return referring


def record_family() -> dict[str, Schema]:
    """Return the schemas of a record, of a plan and of all their parts, by name."""
    return {**SHARED, **record_definitions()}


def answer_family() -> dict[str, Schema]:
    """Return the schemas of all answers and of their parts, by name."""
    return {**SHARED, **answer_definitions(), **population_definitions()}


def _no_template(given: object) -> InvalidRecordError:
    allowed = f"text that holds {NAME}"
    message = f"must be {allowed}, as {OWN_DEFINITIONS!r} does, got {shown(given)}"
    code = code_for(given, str, ProblemCode.WRONG_FORM)
    problem = unfit(code, allowed, shown(given), at="ref_template", message=message)
    return InvalidRecordError(noun="schema", problems=(problem,))


def _reached(part: object, definitions: dict[str, Schema]) -> set[str]:
    """Return the names of the definitions that a part refers to, directly or through others."""
    return {
        found
        for name in _referred(part)
        for found in (name, *_reached(definitions[name], definitions))
    }


def _referred(part: Any) -> Iterator[str]:  # noqa: ANN401  # any part of a schema
    """Find the names of the definitions that a part refers to by itself."""
    if is_a(part, dict):
        if REF in part:
            yield part[REF].removeprefix(DEFINITIONS)
        part = part.values()
    elif not is_a(part, list):
        return
    for inner in part:
        yield from _referred(inner)


def _referring(part: Any, template: str) -> Any:  # noqa: ANN401  # as above
    """Return a copy of a part, whose references follow a template."""
    if is_a(part, list):
        return [_referring(inner, template) for inner in part]
    if not is_a(part, dict):
        return part
    copied = {key: _referring(value, template) for key, value in part.items()}
    if REF in part:
        copied[REF] = template.replace(NAME, part[REF].removeprefix(DEFINITIONS))
    return copied

"""The types of JSON documents are what the schemas say, and every answer has its type."""

from __future__ import annotations

import ast
import json
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from badgerules import dump_record, json_types
from badgerules.schemas import Document
from contract.renew_json_types import class_name, source
from contract.test_answer_schemas import ANSWERS, asked
from validators import is_list, is_object


def misfits(value: Any, hint: Any, path: str = "$") -> list[str]:  # noqa: ANN401  # JSON and types
    """Name the places where a value is not of its type, each with what stands there."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is object:
        return []
    if origin in {Union, UnionType}:
        each = [misfits(value, part, path) for part in parts]
        return [] if [] in each else min(each, key=len)
    if is_typeddict(hint) and is_object(value):
        hints = get_type_hints(hint, include_extras=False)
        wrong = hint.__required_keys__ - value.keys() | value.keys() - hints.keys()
        return [f"{path}.{key}" for key in wrong] + [
            place
            for key, inner in value.items()
            if key in hints
            for place in misfits(inner, hints[key], f"{path}.{key}")
        ]
    if origin is list and is_list(value):
        return [place for inner in value for place in misfits(inner, parts[0], f"{path}[]")]
    is_word = origin is Literal and value in parts
    is_plain = hint in {str, int, bool, float, NoneType} and isinstance(value, hint)
    return [] if is_word or is_plain else [f"{path} = {value!r}"]


def type_of(document: Document) -> Any:  # noqa: ANN401  # a type
    """Return the class of a document."""
    return getattr(json_types, class_name(document))


def test_the_module_is_what_the_schemas_say() -> None:
    """Whoever changes a schema renews the types: `python tests/contract/renew_json_types.py`."""
    written = ast.parse(Path(str(json_types.__file__)).read_text("utf-8"))
    assert ast.dump(written) == ast.dump(ast.parse(source()))


@pytest.mark.parametrize("document", ANSWERS)
def test_every_answer_is_of_its_type(document: Document) -> None:
    """What `dump_*` return has the keys and kinds of values that its class names."""
    for answer in islice(ANSWERS[document](), 60):
        assert misfits(json.loads(json.dumps(answer)), type_of(document)) == []


def test_every_record_is_of_its_type() -> None:
    """What `dump_record` returns has the keys and kinds of values that its class names."""
    for record, _ in asked():
        assert misfits(dump_record(record), type_of(Document.RECORD)) == []


def test_a_misfit_would_be_found() -> None:
    """A key that lacks, one too many, another word and another kind are each named."""
    good: dict[str, Any] = {"ends_on": "2020-08-29", "eligible": True}
    hint = json_types.RecordWeekDict
    assert misfits(good, hint) == []
    assert misfits({"ends_on": "2020-08-29"}, hint) == ["$.eligible"]
    assert misfits({**good, "more": 1}, hint) == ["$.more"]
    assert misfits({**good, "eligible": "yes"}, hint) == ["$.eligible = 'yes'"]
    assert misfits("won", Literal["met", "unmet"]) == ["$ = 'won'"]

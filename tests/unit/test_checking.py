"""The check of saved answers by their schema says what a library for JSON Schema says."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import assess, dump_assessment, dump_ledger, dump_remedies, ledger, remedies
from badgerules.schemas import Document, json_schema
from badgerules.schemas.checking import misfits
from builders import AS_OF, certified, contract, freelancer, good_record, vetted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.names import DocumentName

jsonschema: Any = pytest.importorskip("jsonschema", reason="held against the library jsonschema")

RECORD = freelancer(
    contract("4000.00"), contract("9000.00", name="two"), id="t-1", country="US",
    certifications=[certified()], expert_vetting=vetted(),
)  # fmt: skip
ANSWERS = {
    "assessment": [
        dump_assessment(assess(RECORD, as_of=AS_OF)),
        dump_assessment(assess(good_record(), as_of=AS_OF)),
    ],
    "ledger": [dump_ledger(ledger(RECORD, "top_rated_plus", as_of=AS_OF))],
    "remedies": [dump_remedies(remedies(RECORD, "top_rated_plus", as_of=AS_OF))],
}
ODD = [None, True, False, 0, 1, -1, 10**19, "", "odd", "2020-09-01", "5.00", [], [1], {}, {"a": 1}]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401  # any JSON
    """Return the place of every part of a JSON value."""
    yield at
    whole: Any = value
    steps: Any = ()
    if isinstance(value, dict | list):
        steps = [*whole] if isinstance(value, dict) else range(len(whole))
    for step in steps:
        yield from places(value[step], (*at, step))


def changed(value: Any, random: Random) -> Any:  # noqa: ANN401  # any JSON
    """Return a value with one part dropped, added, or replaced by something odd."""
    other = copy.deepcopy(value)
    *way, last = random.choice([place for place in places(other) if place])
    whole = other
    for step in way:
        whole = whole[step]
    kind = random.choice(["drop", "odd", "more"])
    if kind == "drop":
        del whole[last]
    elif kind == "odd" or not isinstance(whole[last], dict):
        whole[last] = random.choice(ODD)
    else:
        whole[last]["more"] = 1
    return other


@pytest.mark.thorough
@pytest.mark.parametrize("document", ANSWERS)
def test_answers_that_were_changed_are_judged_as_a_library_judges_them(
    document: DocumentName,
) -> None:
    """Of each of 400 changed answers both say whether it fits."""
    schema, random = json_schema(document), Random(7)  # noqa: S311  # no secret
    library = jsonschema.Draft202012Validator(schema)
    judged = {True: 0, False: 0}
    for answer in ANSWERS[document]:
        assert [*misfits(answer, schema)] == []
        for _ in range(400):
            other = json.loads(json.dumps(changed(answer, random)))
            fits = library.is_valid(other)
            assert (next(misfits(other, schema), None) is None) is fits, other
            judged[fits] += 1
    assert judged[False] > 200
    assert judged[True] > 0


WHOLE = {"type": "integer"}
KEYWORDS: list[tuple[dict[str, Any], list[Any], dict[str, tuple[Any, str]]]] = [
    ({"minimum": 2}, [2, 3, "1", None], {"less": (1, "$: must be 2 or more, got 1")}),
    ({"maximum": 2}, [2, 1, "3", []], {"more": (3, "$: must be 2 or less, got 3")}),
    (
        {"maxLength": 2},
        ["", "ab", 123],
        {"longer": ("abc", "$: must be text of at most 2 characters, got 'abc'")},
    ),
    ({"pattern": "^a$"}, ["a", 5, None], {"other": ("b", "$: must be text that matches ^a$, got")}),
    ({"const": 1}, [1], {"flag": (True, "$: must be 1, got True")}),
    ({"enum": ["a", None]}, ["a", None], {"other": ("b", "$: must be one of a, None, got 'b'")}),
    (
        {"items": WHOLE},
        [[], [1, 2], "ab", {"0": "a"}],
        {"second": ([1, "a"], "$[1]: must be a whole number, got 'a'")},
    ),
    (
        {"prefixItems": [WHOLE, {"type": "string"}], "items": {"type": "null"}},
        [[], [1], [1, "a"], [1, "a", None], "ab", 7],
        {
            "first": (["a"], "$[0]: must be a whole number, got 'a'"),
            "after them": ([1, "a", 1], "$[2]: must be null, got 1"),
        },
    ),
    ({"minItems": 2}, [[1, 2], "a", {}], {"one": ([1], "$: must be at least 2 of them, got [1]")}),
    (
        {"minProperties": 1},
        [{"a": 1}, "", 0],
        {"none": ({}, "$: must be at least 1 of them, got {}")},
    ),
    (
        {"properties": {"a": WHOLE, "b": False}},
        [{}, {"a": 1}, {"c": "x"}, "ab", ["b"]],
        {
            "wrong": ({"a": "x"}, "$.a: must be a whole number, got 'x'"),
            "left out": ({"b": 1}, "$.b: must be left out here, got 1"),
        },
    ),
    (
        {"properties": {"a": {}}, "additionalProperties": False},
        [{}, {"a": 1}, "b", ["b"]],
        {"unknown": ({"b c": 1}, "$['b c']: must be left out: the key is not known, got 1")},
    ),
    (
        {"properties": {"a": {}}, "additionalProperties": WHOLE},
        [{"a": "x", "b": 1}, "b", None],
        {"other": ({"b": "x"}, "$.b: must be a whole number, got 'x'")},
    ),
    (
        {"required": ["a"]},
        [{"a": None}, "a", [], 3],
        {"missing": ({"b": 1}, "$.a: must be given, got nothing")},
    ),
    (
        {"dependentRequired": {"a": ["b"]}},
        [{}, {"b": 1}, {"a": 1, "b": 2}, "a", ["a"]],
        {"alone": ({"a": 1}, "$.b: must be given, got nothing")},
    ),
    ({"not": WHOLE}, ["a", None], {"fits": (1, "$: must be something else, got 1")}),
    (
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"type": "object"}},
        [{}, {"a": 1, "b": 1}, "a"],
        {"then": ({"a": 1}, "$.b: must be given, got nothing")},
    ),
]
"""Schemas of one keyword, with values that fit and values that do not; a keyword asks only of what
it is about, so most other values fit."""


@pytest.mark.parametrize(
    ("schema", "fitting", "odd"), KEYWORDS, ids=["-".join(one[0]) for one in KEYWORDS]
)
def test_a_keyword_asks_what_json_schema_says(
    schema: dict[str, Any], fitting: list[Any], odd: dict[str, tuple[Any, str]]
) -> None:
    """Each keyword of our schemas alone, without a type before it, as the library has it too."""
    library = jsonschema.Draft202012Validator(schema)
    for value in fitting:
        assert [*misfits(value, schema)] == []
        assert library.is_valid(value)
    for value, told in odd.values():
        (problem,) = misfits(value, schema)
        assert f"{problem.path}: {problem.message}".startswith(told)
        assert not library.is_valid(value)


def test_keys_that_are_not_known_are_told_in_the_order_of_the_document() -> None:
    """Whoever mends them goes through the document once."""
    names = [f"key {number}" for number in range(20)]
    schema: dict[str, Any] = {"properties": {"a": {}}, "additionalProperties": False}
    told = [one.path for one in misfits(dict.fromkeys(names, 1), schema)]
    assert told == [f"$['{name}']" for name in names]


@pytest.mark.parametrize("document", Document)
def test_every_keyword_of_our_schemas_is_known(document: Document) -> None:
    """A schema with a keyword that is not looked at would let everything pass there."""
    schema = json_schema(document)
    for odd in ODD:
        assert [*misfits(odd, schema)]
    for definition in schema.get("$defs", {}).values():
        for odd in ODD:
            list(misfits(odd, {**definition, "$defs": schema["$defs"]}))

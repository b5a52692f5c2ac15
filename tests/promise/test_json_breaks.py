"""What a release read and said in JSON is still read and said, or the gate tells it."""

from __future__ import annotations

from typing import Any

import pytest

from promise.json_breaks import json_breaks

TEXT = {"type": "string"}


def schemas(
    *,
    facts: dict[str, Any] | None = None,
    needed: tuple[str, ...] = ("kind",),
    said: dict[str, Any] | None = None,
    sure: tuple[str, ...] = ("verdict",),
    row: dict[str, Any] | None = None,
    name: str = "row",
) -> dict[str, Any]:
    """Return what a library tells of its documents: of records, and of answers with rows."""
    rows = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
    usual = {"verdict": TEXT, "rows": rows, "others": rows}
    record = {"properties": facts or {"kind": TEXT, "id": TEXT}, "required": list(needed)}
    answer = {
        "properties": usual if said is None else usual | said,
        "required": list(sure),
        "$defs": {name: {"properties": row or {"paid": TEXT, "on": TEXT}}},
    }
    return {"schemas": {"record": record, "assessment": answer}}


def told(after: dict[str, Any], before: dict[str, Any] | None = None) -> list[str]:
    """Return what is told of a change, each line once."""
    return list(dict.fromkeys(json_breaks(before or schemas(), after)))


SHORT = {"type": "string", "maxLength": 9}
OF_ANSWERS, OF_RECORDS = "JSON of answers, assessment", "JSON of records, record"


@pytest.mark.parametrize(
    ("after", "line"),
    [
        pytest.param(
            schemas(sure=()), f"{OF_ANSWERS}.verdict: may be missing", id="a_key_now_optional"
        ),
        pytest.param(
            schemas(said={"verdict": {"type": "number"}}),
            f'{OF_ANSWERS}.verdict: type is "number", not "string"',
            id="another_type",
        ),
        pytest.param(
            schemas(row={"paid": TEXT}),
            "JSON of answers, row.on: is gone",
            id="a_dropped_key_of_a_part_that_stands_twice",
        ),
        pytest.param(
            schemas(facts={"kind": TEXT}),
            f"{OF_RECORDS}.id: is no longer known",
            id="a_dropped_fact",
        ),
        pytest.param(
            schemas(needed=("kind", "id")),
            f"{OF_RECORDS}.id: must be given now",
            id="a_new_required_fact",
        ),
        pytest.param(
            schemas(facts={"kind": TEXT, "id": SHORT}),
            f"{OF_RECORDS}.id: maxLength is null, not 9",
            id="a_new_limit",
        ),
        pytest.param(
            {"schemas": {"record": schemas()["schemas"]["record"]}},
            f"{OF_ANSWERS}: has no schema any more",
            id="a_dropped_document",
        ),
    ],
)
def test_a_break_is_told_once_and_nothing_else(after: dict[str, Any], line: str) -> None:
    """A key, fact or limit that was right and is not any more is told, a part of several once."""
    assert told(after) == [line]


def test_a_key_that_is_gone_is_told() -> None:
    """An answer that no longer says its verdict breaks who reads it."""
    after = schemas()
    del after["schemas"]["assessment"]["properties"]["verdict"]
    assert told(after) == [f"{OF_ANSWERS}.verdict: is gone"]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(schemas(facts={"kind": TEXT, "id": TEXT, "new": TEXT}), id="a_new_fact"),
        pytest.param(schemas(needed=()), id="a_fact_no_longer_asked_for"),
        pytest.param(schemas(said={"new": TEXT}), id="a_new_key"),
        pytest.param(schemas(sure=("verdict", "rows")), id="a_key_that_is_always_there"),
        pytest.param(schemas(said={"verdict": SHORT}), id="a_shorter_answer"),
        pytest.param(schemas(name="line"), id="another_name_of_a_part"),
    ],
)
def test_what_only_adds_is_no_break(after: dict[str, Any]) -> None:
    """New facts and keys break nobody, nor does another name of a part."""
    assert told(after) == []


def test_a_part_under_another_name_is_told_by_its_place() -> None:
    """Where a part has lost its name, too, each place of it is told."""
    after = schemas(name="line", row={"paid": TEXT})
    assert told(after) == [f"{OF_ANSWERS}.{name}[].on: is gone" for name in ("others", "rows")]

"""`json_schema`: whole, described, and the same for everybody who asks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import InvalidRecordError
from badgerules.cli import main
from badgerules.schemas import Document, json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator


def objects_in(schema: dict[str, object]) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    """Go through the schemas of whole objects: their JSON, and their properties."""

    def hold(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found.append(dict(pairs))
        return found[-1]

    found: list[dict[str, object]] = []
    json.loads(json.dumps(schema), object_pairs_hook=hold)
    for one in found:
        properties = one.get("properties")
        if "additionalProperties" in one and isinstance(properties, dict):
            yield json.dumps(one), properties


@pytest.mark.parametrize("document", Document)
def test_a_schema_refers_to_nothing_outside_and_holds_nothing_unused(document: Document) -> None:
    """Every definition is referred to, and every reference has its definition."""
    schema = json_schema(document)
    referred = set(re.findall(r'"#/[$]defs/(\w+)"', json.dumps(schema)))
    assert referred == set(schema["$defs"])
    assert len(re.findall('"[$]ref"', json.dumps(schema))) == len(
        re.findall(r'"#/[$]defs/\w+"', json.dumps(schema))
    )


@pytest.mark.parametrize("document", Document)
def test_every_object_refuses_keys_that_it_does_not_know(document: Document) -> None:
    """Each object of a schema is closed, and says what it is."""
    whole = list(objects_in(json_schema(document)))
    assert whole
    for text, _ in whole:
        assert json.loads(text)["additionalProperties"] is False
        assert json.loads(text)["description"]


def has_type(part: Any, definitions: dict[str, Any]) -> bool:  # noqa: ANN401  # any schema
    """Tell whether a schema says of which type a value is, by itself or by what it refers to."""
    if "$ref" in part:
        return has_type(definitions[part["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in part:
        return all(has_type(one, definitions) for one in part["anyOf"])
    if part.get("type") == "array" and part.get("items") is not False:
        return has_type(part["items"], definitions)
    return "type" in part


@pytest.mark.parametrize("document", Document)
def test_every_property_has_a_type(document: Document) -> None:
    """Whoever makes code of a schema has a type for each property, and for each item of a list."""
    schema = json_schema(document)
    for _, properties in objects_in(schema):
        for name, one in properties.items():
            assert has_type(one, schema["$defs"]), name


def test_a_part_without_a_type_is_found() -> None:
    """What says nothing, refers to it, or lists it, has no type."""
    nothing = {"nothing": {"description": "anything"}}
    assert not has_type({}, nothing)
    assert not has_type({"$ref": "#/$defs/nothing"}, nothing)
    assert not has_type({"anyOf": [{"type": "null"}, {}]}, nothing)
    assert not has_type({"type": "array", "items": {}}, nothing)


def test_what_a_finding_measured_is_money_a_number_a_flag_or_null() -> None:
    """Dollars are text, all else is counted, or yes and no."""
    finding = json_schema("assessment")["$defs"]["finding"]["properties"]
    money, number = {"$ref": "#/$defs/money"}, {"type": "integer"}
    flag, null = {"type": "boolean"}, {"type": "null"}
    assert finding["observed"]["anyOf"] == [money, number, flag, null]
    assert finding["required"]["anyOf"] == [money, number, flag]
    assert finding["shortfall"]["anyOf"] == [money, {"type": "integer", "minimum": 0}, null]


def test_a_template_changes_nothing_but_references() -> None:
    """The usual one spelled out gives the usual schema; by another only references differ."""
    usual = json_schema("funnel")
    assert json_schema("funnel", ref_template="#/$defs/{name}") == usual
    other = json.dumps(json_schema("funnel", ref_template="x {name} {y}"))
    there = json.loads(re.sub(r'"x (\w+) [{]y[}]"', r'"#/$defs/\1"', other))
    assert there == {key: usual[key] for key in usual if key not in {"$id", "$schema"}}


@pytest.mark.parametrize("template", ["", "#/components/schemas/", "{model}", None, 7])
def test_a_template_without_a_place_for_the_name_is_refused(template: Any) -> None:  # noqa: ANN401
    """All parts would be one."""
    with pytest.raises(InvalidRecordError, match=r"schema ref_template must be text .*[{]name[}]"):
        json_schema("record", ref_template=template)


def test_every_fact_of_a_record_is_described() -> None:
    """Each field of each part has a description, in the words of JSON."""
    parts = list(objects_in(json_schema("record")))
    assert len(parts) == 9
    for _, properties in parts:
        for name, fact in properties.items():
            assert fact.get("description"), name
            assert "None" not in str(fact["description"]), name


def test_bounds_are_those_of_the_reference() -> None:
    """A score is 0 to 100, a country two letters, money 13 digits and two, formats are 1."""
    schema = json_schema("record")
    parts = schema["$defs"]
    score = parts["reputation"]["properties"]["job_success_score"]["anyOf"][0]
    assert (score["minimum"], score["maximum"]) == (0, 100)
    assert schema["properties"]["country"]["anyOf"][0]["pattern"] == "^[A-Z]{2}$"
    assert parts["dollars"]["pattern"] == "^(-?[0-9]{1,13}([.][0-9]{1,2})?)$"
    assert schema["properties"]["format"]["const"] == 1


def test_what_is_left_out_has_its_default_where_there_is_one() -> None:
    """Lists are empty, flags false, facts null; what is unknown when left out has no default."""
    schema = json_schema("record")
    reputation = schema["$defs"]["reputation"]["properties"]
    assert schema["properties"]["certifications"]["default"] == []
    assert schema["properties"]["exclusive_agency_contractor"]["default"] is False
    assert schema["properties"]["country"]["default"] is None
    assert "default" not in schema["properties"]["kind"]
    assert "default" not in reputation["last_active_on"]
    assert reputation["last_active_on"]["description"].endswith("; unknown if left out")


def test_who_changes_a_schema_changes_his_own() -> None:
    """A second call gives what the first one gave, whatever was done to that."""
    before = json_schema("record")
    text = json.dumps(before)
    before["$defs"]["day"].clear()
    before["$defs"].clear()
    assert json.dumps(json_schema(Document.RECORD)) == text


def test_an_unknown_document_is_refused() -> None:
    """The refusal lists the documents, and the nearest."""
    unknown: Any = "remedy"
    with pytest.raises(InvalidRecordError, match="did you mean 'remedies'"):
        json_schema(unknown)


@pytest.mark.parametrize("document", Document)
def test_the_command_prints_a_schema(
    document: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    """`rules --schema` prints one JSON document, which `json_schema` returns."""
    assert main(["rules", "--schema", document.value]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == json_schema(document)
    assert printed.err == ""


def test_the_command_refuses_an_unknown_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Another name is bad usage: status 2, the choices on standard error, nothing printed."""
    with pytest.raises(SystemExit) as ended:
        main(["rules", "--schema", "records"])
    printed = capsys.readouterr()
    assert ended.value.code == 2
    assert "assessment" in printed.err
    assert printed.out == ""

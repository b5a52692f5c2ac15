"""pydantic and FastAPI: our values as fields and bodies, answers as what is returned."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import (
    Assessment,
    ClientPlan,
    Comparison,
    Contract,
    Decision,
    DocumentError,
    Ledger,
    Payment,
    Readings,
    Recovery,
    Remedies,
    TalentRecord,
    Timeline,
    assess,
    compare,
    decide,
    dump_assessment,
    dump_record,
    ledger,
    load_record,
    recovery,
    remedies,
    timeline,
)
from badgerules.converters import is_a
from badgerules.deviations import Replay
from badgerules.impact import Funnel, RuleComparison, Rules, compare_rules, funnel
from badgerules.replay import replay
from badgerules.schemas import json_schema
from badgerules.talent_facts import (
    Certification,
    Score,
)
from builders import AS_OF, SCORES, VALUES, good_record

pytestmark = pytest.mark.thorough

WHY = "pydantic is tested where the extra test-all is installed"
pydantic: Any = pytest.importorskip("pydantic", reason=WHY)
fastapi: Any = pytest.importorskip("fastapi", reason=WHY)
testclient: Any = pytest.importorskip("fastapi.testclient", reason=WHY)
jsonschema_rs: Any = pytest.importorskip("jsonschema_rs", reason=WHY)

CLASSES = [pytest.param(kind, id=kind.__name__) for kind in VALUES]

BASE: Any = pydantic.BaseModel


class Application(BASE):  # type: ignore[misc]  # it is only there where pydantic is
    """A model of somebody else."""

    talent: TalentRecord
    plan: ClientPlan | None = ClientPlan(tier="plus")
    planned: tuple[Contract, ...] = ()
    advances: dict[str, Payment] = pydantic.Field(default_factory=dict)


def answers() -> dict[type, Any]:
    """Return one answer of each kind that has a JSON form."""
    record = attrs.evolve(good_record(), id="ann")
    low = good_record(job_success_score=80)
    one = assess(record, as_of=AS_OF)
    asked: Any = {"badge": "top_rated_plus", "as_of": AS_OF}
    rules: Any = {"before": Rules(), "after": Rules(readings=Readings(money_bar="more_than"))}
    return {
        Assessment: one,
        Comparison: compare(one, one),
        Ledger: ledger(record, **asked),
        Timeline: timeline(record, **asked),
        Remedies: remedies(record, **asked),
        Recovery: recovery(low, "top_rated", as_of=AS_OF, score=95),
        Replay: replay(record, dump_assessment(one)),
        RuleComparison: compare_rules([record], **asked, **rules),
        Funnel: funnel([record], by={"ann": "north"}, **asked),
    }


PARTS = {
    "record": "TalentRecord",
    "certification": "Certification",
    "contract": "Contract",
    "expert_vetting": "ExpertVetting",
    "payment": "Payment",
    "platform_stats": "PlatformStats",
    "reputation": "Reputation",
    "score": "Score",
    "week": "Week",
    "day": "Day",
    "dollars": "Dollars",
    "category": "Category",
    "text": "Text",
}
"""How the schema of a record and its parts are called among those of a user's models."""


def renamed(schema: dict[str, Any], place: str) -> dict[str, Any]:
    """Return our own schema of a record and its parts, as they must stand elsewhere."""
    own = json_schema("record", ref_template=f"{place}<{{name}}>")
    del own["title"]
    parts = own.pop("$defs") | {"record": own}
    text = json.dumps({PARTS[name]: part for name, part in parts.items()})
    for name, called in PARTS.items():
        text = text.replace(f"<{name}>", called)
    found: dict[str, Any] = json.loads(text)
    assert schema.keys() >= found.keys()
    return found


def places(error: Any) -> dict[tuple[int | str, ...], str]:  # noqa: ANN401  # an error of pydantic
    """Return the type of each problem by its place."""
    return {one["loc"]: one["type"] for one in error.value.errors()}


@pytest.mark.parametrize("kind", CLASSES)
@given(data=st.data())
def test_what_is_written_is_read_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    """Every value of every class comes back equal, as a dict and as JSON, and fits its schema."""
    value = data.draw(SCORES if kind is Score else st.from_type(kind))
    adapter = pydantic.TypeAdapter(kind)
    written = adapter.dump_python(value)
    assert adapter.validate_python(written) == value
    assert adapter.validate_json(adapter.dump_json(value)) == value
    assert adapter.validate_python(value) is value
    assert jsonschema_rs.Draft202012Validator(adapter.json_schema()).is_valid(written)


@given(record=st.from_type(TalentRecord))
def test_a_record_is_written_as_by_our_own_function(record: TalentRecord) -> None:
    """Inside of a model, too, whether it is dumped for Python or for JSON."""
    model = Application(talent=record, planned=record.contracts)
    contracts = dump_record(record).get("contracts", [])
    for mode in ("python", "json"):
        written = model.model_dump(mode=mode)
        assert written["talent"] == dump_record(record)
        assert [*written["planned"]] == contracts
    assert Application.model_validate_json(model.model_dump_json()) == model


def test_every_problem_is_told_at_its_own_place() -> None:
    """Problems in the values of a model are told at once, with our codes and sentences."""
    bad: dict[str, Any] = {
        "talent": {
            "kind": "firm",
            "contracts": [
                {
                    "id": "shop",
                    "category": "legal",
                    "payments": [{"paid_on": "20200105", "amount": 12.5}],
                }
            ],
            "base badge": "none",
        },
        "plan": {"tier": "gold", "in_project_catalog_test": 1},
        "planned": [{"id": "a", "category": "writing"}, []],
        "advances": {"first": {"paid_on": "2020-03-03", "amount": "7.001"}, "next": "7"},
    }
    with pytest.raises(pydantic.ValidationError) as error:
        Application.model_validate(bad)
    assert places(error) == {
        ("talent", "format"): "missing",
        ("talent", "kind"): "unknown_value",
        ("talent", "contracts", 0, "payments", 0, "paid_on"): "wrong_form",
        ("talent", "contracts", 0, "payments", 0, "amount"): "wrong_type",
        ("talent", "base badge"): "unknown_key",
        ("plan", "tier"): "unknown_value",
        ("plan", "in_project_catalog_test"): "wrong_type",
        ("planned", 1): "wrong_type",
        ("advances", "first", "amount"): "wrong_form",
        ("advances", "next"): "wrong_type",
    }
    told = {one["loc"]: (one["msg"], one["input"]) for one in error.value.errors()}
    assert told["talent", "contracts", 0, "payments", 0, "paid_on"] == (
        "must be a date as YYYY-MM-DD, got '20200105'",
        "'20200105'",
    )
    assert told["planned", 1] == ("must be an object, got a list", "a list")


@pytest.mark.parametrize(
    ("key", "step"),
    [
        pytest.param("a.b", "a.b", id="point"),
        pytest.param("a[0]", "a[0]", id="brackets"),
        pytest.param("a]['b", "a]['b", id="quote"),
        pytest.param("a\"b'", "a\"b'", id="both_quotes"),
        pytest.param("{tier}", "{tier}", id="braces"),
        pytest.param("", "", id="empty"),
        pytest.param("a\nb", "a\nb", id="line_break"),
        pytest.param("\u00e9t\u00e9", "\u00e9t\u00e9", id="accents"),
        pytest.param("x" * 61, f"'{'x' * 59}...", id="long"),
        pytest.param(5, 5, id="number"),
        pytest.param(0.5, "0.5", id="fraction"),
    ],
)
def test_a_key_of_any_form_is_one_step_of_a_place(key: object, step: object) -> None:
    """What is cut off in our paths is shown as it stands there; messages keep their braces."""
    odd: Any = {"format": 1, "kind": "agency", key: "{key}"}
    with pytest.raises(pydantic.ValidationError) as error:
        pydantic.TypeAdapter(TalentRecord).validate_python(odd)
    assert places(error) == {(step,): "unknown_key"}
    (problem,) = error.value.errors()
    with pytest.raises(DocumentError) as own:
        load_record(odd)
    assert problem["input"] == own.value.problems[0].found


def test_braces_in_a_message_are_kept() -> None:
    """A message is no template: what was found stands in it as it was."""
    with pytest.raises(pydantic.ValidationError) as error:
        pydantic.TypeAdapter(ClientPlan).validate_python({"tier": "{tier}}{{0}"})
    (problem,) = error.value.errors()
    assert problem["msg"].endswith("got '{tier}}{{0}'")


@pytest.mark.clause("DIV-13")
def test_what_a_certification_contains_is_not_repeated() -> None:
    """Neither the message nor the input of a problem shows it."""
    with pytest.raises(pydantic.ValidationError) as error:
        pydantic.TypeAdapter(Certification).validate_python(
            {"status": "draft", "number": ["SECRET-77"], "business_name": 7077}
        )
    assert places(error) == {("number",): "wrong_type", ("business_name",): "wrong_type"}
    assert not any(word in str(error.value.errors()) for word in ("SECRET", "7077"))


def test_text_is_no_document_inside_of_another() -> None:
    """`load_record` parses text; here text stands where an object must be, and is refused."""
    with pytest.raises(pydantic.ValidationError) as error:
        Application.model_validate({"talent": '{"format": 1, "kind": "agency"}'})
    assert places(error) == {("talent",): "wrong_type"}


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_of_a_model_holds_ours(mode: str) -> None:
    """A record and each of its parts is a definition of its own, word for word as we write it."""
    definitions = Application.model_json_schema(mode=mode)["$defs"]
    assert definitions.keys() == {*PARTS.values(), "ClientPlan"}
    for name, part in renamed(definitions, "#/$defs/").items():
        assert definitions[name] == part
    plan = definitions["ClientPlan"]
    assert plan["properties"]["tier"] == {
        "description": "the plan",
        "type": "string",
        "enum": ["basic", "plus", "business", "business_plus", "enterprise"],
    }
    assert plan["required"] == ["tier"]
    assert plan["additionalProperties"] is False


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.__name__) for kind in answers()])
def test_an_answer_is_written_and_never_read(kind: type[Any]) -> None:
    """It is taken as it is, written as by its own function, and fits the schema that is told."""
    adapter, answer = pydantic.TypeAdapter(kind), answers()[kind]
    assert adapter.validate_python(answer) is answer
    written = adapter.dump_python(answer, mode="json")
    with pytest.raises(pydantic.ValidationError) as error:
        adapter.validate_json(json.dumps(written))
    assert places(error) == {(): "wrong_type"}
    schema = adapter.json_schema(mode="serialization")
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(written)
    assert not jsonschema_rs.Draft202012Validator(schema).is_valid({**written, "format": 2})


def test_an_assessment_is_written_as_by_our_own_function() -> None:
    """Though it is a mapping, of which pydantic would write keys and values."""
    answer = assess(good_record(), as_of=AS_OF)
    written = pydantic.TypeAdapter(Assessment).dump_json(answer)
    assert json.loads(written) == dump_assessment(answer)


def test_another_answer_is_as_any_other_class() -> None:
    """A decision has no JSON of its own; pydantic says so, and takes it where any class may be."""
    with pytest.raises(pydantic.errors.PydanticSchemaGenerationError):
        pydantic.TypeAdapter(Decision)
    loose = pydantic.ConfigDict(arbitrary_types_allowed=True)
    adapter = pydantic.TypeAdapter(Decision, config=loose)
    decision = decide(good_record(), "top_rated", as_of=AS_OF)
    assert adapter.validate_python(decision) is decision
    with pytest.raises(pydantic.errors.PydanticInvalidForJsonSchema):
        adapter.json_schema()


def test_pydantic_is_loaded_when_it_asks_and_not_before() -> None:
    """Records, answers and their JSON need none of it."""
    program = (
        "import sys, datetime, badgerules\n"
        'record = badgerules.load_record(\'{"format": 1, "kind": "agency"}\')\n'
        "answer = badgerules.assess(record, as_of=datetime.date(2026, 10, 1))\n"
        "badgerules.dump_assessment(answer), badgerules.dump_record(record)\n"
        "from badgerules.serialization import register_hooks\n"
        "print([name for name in sys.modules if 'pydantic' in name])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout == "[]\n"


# --- FastAPI --------------------------------------------------------------------------------------

app: Any = fastapi.FastAPI()
RECORD: Any = json.loads(
    (Path(__file__).parents[2] / "examples" / "support-specialist.json").read_text("utf-8")
)


@app.post("/assess")  # type: ignore[untyped-decorator]  # as above
def _assess(record: Annotated[TalentRecord, fastapi.Body()], as_of: date) -> Assessment:
    return assess(record, as_of=as_of)


@app.post("/ledger")  # type: ignore[untyped-decorator]  # as above
def _ledger(application: Application) -> Ledger:
    return ledger(application.talent, "top_rated_plus", as_of=AS_OF)


@app.post("/application")  # type: ignore[untyped-decorator]  # as above
def _application(application: Application) -> Application:
    return application


client: Any = testclient.TestClient(app)


def as_shown(part: Any) -> Any:  # noqa: ANN401  # any part of a schema
    """Return a part of a schema as FastAPI shows it: without nulls, and bounds are floats."""
    if is_a(part, list):
        return [as_shown(inner) for inner in part]
    if is_a(part, dict):
        pairs = [*part.items()]
        return {key: as_shown(value) for key, value in pairs if (key, value) != ("default", None)}
    return float(part) if type(part) is int else part


def test_a_body_is_a_record_and_the_answer_its_json() -> None:
    """The whole way: JSON in, checked, assessed, JSON out."""
    answer = client.post("/assess", params={"as_of": "2026-10-01"}, json=RECORD)
    assert answer.status_code == 200
    own = assess(load_record(RECORD), as_of=date(2026, 10, 1))
    assert answer.json() == json.loads(json.dumps(dump_assessment(own)))


def test_a_body_that_does_not_fit_is_a_422_with_each_place() -> None:
    """The places begin at the body, as FastAPI has them."""
    bad = {"kind": "firm", "contracts": [{"id": "c", "category": "law"}]}
    answer = client.post("/assess", json=bad)
    assert answer.status_code == 422
    assert {tuple(one["loc"]): one["type"] for one in answer.json()["detail"]} == {
        ("query", "as_of"): "missing",
        ("body", "format"): "missing",
        ("body", "kind"): "unknown_value",
        ("body", "contracts", 0, "category"): "unknown_value",
    }


def test_a_model_goes_in_and_comes_out() -> None:
    """What the client left out is filled in, and the record is as we write it."""
    answer = client.post("/application", json={"talent": RECORD})
    assert answer.json()["talent"] == dump_record(load_record(RECORD))
    assert answer.json()["plan"]["tier"] == "plus"


def test_openapi_has_our_schemas_side_by_side() -> None:
    """Those of a record under their names; what an answer calls alike has another name."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for name, part in renamed(schemas, "#/components/schemas/").items():
        assert as_shown(schemas[name]) == as_shown(part)
    paid = json_schema("assessment")["$defs"]["payment"]
    assert schemas["AnswerPayment"]["description"] == paid["description"]
    assert schemas["AnswerPayment"]["properties"].keys() == paid["properties"].keys()
    text = json.dumps(schemas)
    assert "$defs" not in text
    assert not any("badgerules__" in name for name in schemas)
    body = client.get("/openapi.json").json()["paths"]["/assess"]["post"]["requestBody"]
    assert body["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/TalentRecord"
    }


def test_a_user_s_own_payment_keeps_apart_from_ours() -> None:
    """Two classes of one name get longer names, as pydantic does it for any two."""
    own: Any = pydantic.create_model("Payment", note=(str, ...))
    both = pydantic.create_model("Both", ours=(Payment, ...), theirs=(own, ...))
    names = both.model_json_schema()["$defs"]
    assert "badgerules__Payment" in names
    assert "Payment" not in names

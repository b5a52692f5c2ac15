"""A user's own cattrs converter: our values inside of classes that are not ours."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from cattrs import BaseConverter, ClassValidationError, Converter, transform_error
from hypothesis import given
from hypothesis import strategies as st

from badgerules import (
    Assessment,
    ClientPlan,
    Contract,
    DocumentError,
    Ledger,
    Payment,
    ProblemCode,
    TalentRecord,
    assess,
    dump_assessment,
    dump_ledger,
    dump_record,
    ledger,
    load_record,
)
from badgerules.errors import ProblemError
from badgerules.serialization import register_hooks
from badgerules.talent_facts import Score
from badgerules.testing import talent_records
from builders import AS_OF, SCORES, VALUES, good_record


@attrs.frozen
class Application:
    """A class of somebody else."""

    talent: TalentRecord
    sent_on: str
    plan: ClientPlan | None = None
    planned: list[Contract] = attrs.field(factory=list[Contract])
    advances: dict[str, Payment] = attrs.field(factory=dict[str, Payment])


RECORD = {
    "format": 1,
    "kind": "freelancer",
    "contracts": [
        {
            "id": "shop",
            "category": "legal",
            "payments": [{"paid_on": "2020-03-02", "amount": "-150.50"}],
        }
    ],
}
SENT = {
    "talent": RECORD,
    "sent_on": "today",
    "plan": {"tier": "business"},
    "planned": [{"id": "next", "category": "Writing"}],
    "advances": {"first": {"paid_on": "2020-03-03", "amount": "7"}},
}
APPLICATION = Application(
    talent=TalentRecord(
        kind="freelancer",
        contracts=[
            Contract(
                id="shop",
                category="legal",
                payments=[Payment(paid_on=date(2020, 3, 2), amount="-150.50")],
            )
        ],
    ),
    sent_on="today",
    plan=ClientPlan(tier="business"),
    planned=[Contract(id="next", category="writing")],
    advances={"first": Payment(paid_on=date(2020, 3, 3), amount=7)},
)


def converter(**settings: Any) -> Converter:
    """Return a converter of a user, which knows our values."""
    made = Converter(**settings)
    register_hooks(made)
    return made


def problems_of(error: pytest.ExceptionInfo[ClassValidationError]) -> list[str]:
    """Return what cattrs tells of an error, without the words it puts before each problem."""
    return [told.replace("unknown error ", "") for told in transform_error(error.value)]


@pytest.mark.parametrize("make", [Converter, BaseConverter])
def test_our_values_are_read_inside_of_other_classes(make: type[BaseConverter]) -> None:
    """Beside what is not ours, in lists, mappings and where they may be absent."""
    made = make()
    register_hooks(made)
    assert made.structure(SENT, Application) == APPLICATION
    least = made.structure({"talent": {"format": 1, "kind": "agency"}, "sent_on": ""}, Application)
    assert not least.talent.contracts_known


def test_our_values_are_written_inside_of_other_classes() -> None:
    """In the format of a record: no derived slot, dates and money as text."""
    written = converter().unstructure(APPLICATION)
    assert written["planned"] == [
        {
            "id": "next",
            "category": "writing",
            "payments": [],
            "outcome": None,
            "outcome_on": None,
            "ended_on": None,
        }
    ]
    assert written["advances"] == {"first": {"paid_on": "2020-03-03", "amount": "7.00"}}
    assert written["plan"] == {
        "tier": "business",
        "selected_for_top_rated_plus": False,
        "in_project_catalog_test": False,
    }
    assert load_record(written["talent"]) == APPLICATION.talent
    assert converter().structure(written, Application) == APPLICATION


def test_every_problem_is_told_at_its_own_place() -> None:
    """Through the classes of others and ours, with our sentences, beside those of cattrs."""
    payment = {"paid_on": "20200105", "amount": 12.5}
    bad = {
        "talent": {
            "kind": "firm",
            "contracts": [{"id": "shop", "category": "legal", "payments": [payment]}],
            "base badge": "none",
        },
        "plan": [],
        "planned": [{"id": "a", "category": "writing"}, {"id": 17, "category": "writing"}],
        "advances": {"first": {"paid_on": "2020-03-03", "amount": "7.001"}},
    }
    with pytest.raises(ClassValidationError) as error:
        converter().structure(bad, Application)
    places = {told.rpartition(" @ ")[2]: told for told in problems_of(error)}
    assert [*places] == [
        "$.talent.format",
        "$.talent.kind",
        "$.talent.contracts[0].payments[0].paid_on",
        "$.talent.contracts[0].payments[0].amount",
        "$.talent.['base badge']",
        "$.sent_on",
        "$.plan",
        "$.planned[1].id",
        "$.advances['first'].amount",
    ]
    assert places["$.plan"] == "(must be an object, got a list) @ $.plan"
    assert places["$.sent_on"] == "required field missing @ $.sent_on"
    wrong = "$.talent.contracts[0].payments[0].paid_on"
    assert places[wrong] == f"(must be a date as YYYY-MM-DD, got '20200105') @ {wrong}"


def test_each_exception_has_its_problem() -> None:
    """With the code that stays, for whoever does not read sentences."""
    with pytest.raises(ClassValidationError) as error:
        converter().structure({"tier": "gold", "more": 1}, ClientPlan)
    problems = [one.problem for one in error.value.exceptions if isinstance(one, ProblemError)]
    assert [(one.path, one.code) for one in problems] == [
        ("$.tier", ProblemCode.UNKNOWN_VALUE),
        ("$.more", ProblemCode.UNKNOWN_KEY),
    ]


def test_a_converter_without_detailed_validation_gets_our_own_error() -> None:
    """It cannot hold several errors, and ours lists all problems by itself."""
    with pytest.raises(DocumentError) as error:
        converter(detailed_validation=False).structure({"amount": 5}, Payment)
    assert [one.path for one in error.value.problems] == ["$.paid_on", "$.amount"]


def test_text_is_no_document_inside_of_another() -> None:
    """`load_record` parses text; here text stands where an object must be, and is refused."""
    with pytest.raises(ClassValidationError) as error:
        converter().structure({"talent": '{"format": 1}', "sent_on": ""}, Application)
    (told,) = problems_of(error)
    assert told == "(must be an object, got text) @ $.talent"


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.__name__) for kind in VALUES])
@given(data=st.data())
def test_what_is_written_is_read_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    """Every value of every class comes back equal."""
    value = data.draw(SCORES if kind is Score else st.from_type(kind))
    own = converter()
    assert own.structure(own.unstructure(value), kind) == value


@given(record=talent_records())
def test_records_and_answers_are_written_as_by_our_own_functions(record: TalentRecord) -> None:
    """Also inside of lists, and though an assessment is a mapping."""
    own = converter()
    assert own.unstructure([record]) == [dump_record(record)]
    answer, book = assess(record, as_of=AS_OF), ledger(record, "top_rated_plus", as_of=AS_OF)
    assert own.unstructure(answer) == dump_assessment(answer)
    assert own.unstructure([answer], unstructure_as=list[Assessment]) == [dump_assessment(answer)]
    assert own.unstructure({"of": book}, unstructure_as=dict[str, Ledger]) == {
        "of": dump_ledger(book)
    }


def test_other_classes_stay_as_they_were() -> None:
    """A hook is for our classes alone, and not for those derived from them."""

    @attrs.frozen(kw_only=True)
    class Derived(ClientPlan):
        own: int = 0

    assert converter().unstructure(Derived(tier="plus"))["own"] == 0
    assert converter().structure("3", int) == 3
    assert "badges" not in converter().unstructure(good_record())

"""Codes of problems: each says what kind of thing is wrong, whatever the sentence says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    EDITIONS,
    Certification,
    Contract,
    DocumentError,
    InvalidRecordError,
    Kind,
    Payment,
    ProblemCode,
    Readings,
    Reputation,
    TalentRecord,
    Week,
    assess,
    compare,
    decide,
    dump_assessment,
    load_record,
    remedies,
    timeline,
)
from badgerules.certification import approve, correct, submit
from badgerules.cli import main
from badgerules.filters import diversity_filter
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.replay import replay
from badgerules.schemas import json_schema
from badgerules.talent_facts import SkillCertificate
from badgerules.thresholds import bars
from badgerules.windows import TrailingWindow, months_later
from builders import AS_OF, agency, freelancer, plus_holder

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT: dict[str, Any] = {"format": 1, "kind": "agency", "contracts": []}
SHOP: dict[str, Any] = {"id": "shop", "category": "legal"}
LAW = EDITIONS[0]
DRAFT = Certification(status="draft")
SUBMITTED = Certification(status="submitted", submitted_on=date(2021, 3, 10))
STUDIO = agency(id="studio")
PLUS: dict[str, Any] = {"badge": "top_rated_plus", "as_of": AS_OF}


def loaded(**keys: object) -> Callable[[], object]:
    """Return what loads a document with other keys."""
    return partial(load_record, {**DOCUMENT, **keys})


def shop(**keys: object) -> Callable[[], object]:
    """Return what loads a document with one contract that has other keys."""
    return loaded(contracts=[{**SHOP, **keys}])


def paid(**keys: object) -> Callable[[], object]:
    """Return what loads a document with one payment that has other keys."""
    return shop(payments=[{"paid_on": "2020-03-01", "amount": "5", **keys}])


def known(**keys: object) -> Callable[[], object]:
    """Return what loads a document with a reputation."""
    return loaded(reputation=keys)


def call(function: Callable[..., object], *given: object, **named: object) -> Callable[[], object]:
    """Return a call that no checker of types looks at."""
    return partial(function, *given, **named)


def saved(**keys: object) -> Callable[[], object]:
    """Return what replays a saved answer with other keys; one that is None is left out."""
    answer = {**dump_assessment(assess(STUDIO, as_of=AS_OF)), **keys}
    return call(replay, STUDIO, {key: one for key, one in answer.items() if one != "left out"})


DOCUMENTS = [
    ("missing", "$.kind", call(load_record, {"format": 1, "contracts": []})),
    ("missing", "$.contracts[0].payments[0].amount", shop(payments=[{"paid_on": "2020-03-01"}])),
    ("unknown_key", "$.badge", loaded(badge="none")),
    ("unknown_key", "$.contracts[0].payments[0].paid", paid(paid="2020-03-01")),
    ("unknown_value", "$.kind", loaded(kind="agent")),
    ("unknown_value", "$.format", loaded(format=2)),
    ("unknown_value", "$.contracts[0].category", shop(category="law")),
    ("wrong_type", "$.kind", loaded(kind=5)),
    ("wrong_type", "$.format", loaded(format="1")),
    ("wrong_type", "$.contracts", loaded(contracts="shop")),
    ("wrong_type", "$.contracts[0]", loaded(contracts=["shop"])),
    ("wrong_type", "$.contracts[0].id", shop(id=5)),
    ("wrong_type", "$.contracts[0].category", shop(category=["legal"])),
    ("wrong_type", "$.contracts[0].payments[0].amount", paid(amount=5)),
    ("wrong_type", "$.contracts[0].payments[0].paid_on", paid(paid_on=20200301)),
    ("wrong_type", "$.country", loaded(country=5)),
    ("wrong_type", "$.exclusive_agency_contractor", loaded(exclusive_agency_contractor=1)),
    ("wrong_type", "$.certifications[0]", loaded(certifications=[{"name": "AWS"}])),
    ("wrong_type", "$.certifications[0]", loaded(certifications=["secret"])),
    ("wrong_type", "$.reputation.members", known(members=1.5)),
    ("wrong_type", "$.reputation.job_success_score", known(job_success_score="90")),
    ("wrong_type", "$", call(load_record, [])),
    ("wrong_form", "$.contracts[0].payments[0].paid_on", paid(paid_on="20200301")),
    ("wrong_form", "$.contracts[0].payments[0].paid_on", paid(paid_on="2020-02-30")),
    ("wrong_form", "$.contracts[0].payments[0].amount", paid(amount="12,50")),
    ("wrong_form", "$.contracts[0].payments[0].amount", paid(amount="0.005")),
    ("wrong_form", "$.contracts[0].id", shop(id=" ")),
    ("wrong_form", "$.country", loaded(country="usa")),
    ("wrong_form", "$", call(load_record, "{")),
    ("wrong_form", "$", call(load_record, b"\xff")),
    ("out_of_range", "$.contracts[0].payments[0].amount", paid(amount="1" * 14)),
    ("out_of_range", "$.reputation.job_success_score", known(job_success_score=101)),
    ("out_of_range", "$.reputation.members", known(members=-1)),
    ("out_of_range", "$.reputation.members", known(members=10**18)),
    (
        "out_of_range",
        "$.reputation.members",
        call(load_record, json.dumps({**DOCUMENT, "reputation": {"members": 10**30}})),
    ),
    (
        "out_of_range",
        "$.reputation.weeks[0].ends_on",
        known(weeks=[{"ends_on": "2020-09-04", "eligible": True}]),
    ),
    ("repeated", "$.contracts[1].id", loaded(contracts=[SHOP, SHOP])),
    ("repeated", "$.id", call(load_record, json.dumps(DOCUMENT)[:-1] + ', "id": "a", "id": "b"}')),
    ("contradiction", "$.reputation", loaded(base_badge="none", reputation={})),
    ("contradiction", "$.contracts[0].outcome_on", shop(outcome_on="2020-03-01")),
    ("contradiction", "$.exclusive_agency_contractor", loaded(exclusive_agency_contractor=True)),
    ("not_listed", "$.contracts", loaded(contracts=[5] * 10_001)),
    ("wrong_type", "$", call(replay, STUDIO, [])),
    ("missing", "$.badges", saved(badges="left out")),
    ("wrong_type", "$.badges", saved(badges=[])),
    ("wrong_type", "$.badges.top_rated", saved(badges={"top_rated": 5})),
    ("unknown_key", "$.badges.plus", saved(badges={"plus": {"findings": [5]}})),
    ("unknown_value", "$.format", saved(format=2)),
    ("wrong_form", "$.as_of", saved(as_of="1 September")),
    ("contradiction", "$.id", saved(id="somebody else")),
    ("missing", "$.readings.feedback", saved(readings={})),
]

FACTS = [
    ("wrong_type", "paid_on", call(Payment, paid_on="2020-03-01", amount="5")),
    ("wrong_type", "paid_on", call(Payment, paid_on=datetime(2020, 3, 1, tzinfo=UTC), amount=5)),
    ("wrong_type", "amount", call(Payment, paid_on=AS_OF, amount=1.5)),
    ("wrong_form", "amount", call(Payment, paid_on=AS_OF, amount=Decimal("0.005"))),
    ("out_of_range", "amount", call(Payment, paid_on=AS_OF, amount=10**13)),
    ("out_of_range", "amount", call(Payment, paid_on=AS_OF, amount=Decimal("NaN"))),
    ("out_of_range", "ends_on", call(Week, ends_on=date(2020, 9, 4), eligible=True)),
    ("unknown_value", "category", call(Contract, id="shop", category="law")),
    ("unknown_value", "contract", call(plus_holder().contract, "shop")),
    ("wrong_type", "contract", call(plus_holder().contract, 5)),
    ("wrong_type", "after", call(plus_holder().contracts[0].earned_between, "x", AS_OF)),
    ("unknown_value", "feedback", call(Readings, feedback="bad")),
    ("wrong_type", "reputation", call(TalentRecord, kind="agency", contracts=[], reputation=5)),
    (
        "wrong_type",
        "certifications[0]",
        call(
            TalentRecord,
            kind="agency",
            contracts=[],
            certifications=[SkillCertificate(name="AWS")],
        ),
    ),
    (
        "contradiction",
        "reputation.members",
        call(TalentRecord, kind="freelancer", contracts=[], reputation=Reputation(members=2)),
    ),
    ("wrong_form", "number", call(Certification, status="draft", number=" ")),
    ("unknown_value", "category", call(Certification, status="draft", category="owned")),
]

QUESTIONS = [
    ("unknown_value", "", call(decide, plus_holder(), "gold", as_of=AS_OF)),
    ("wrong_type", "", call(decide, plus_holder(), 5, as_of=AS_OF)),
    ("wrong_type", "record", call(decide, {}, **PLUS)),
    ("wrong_type", "readings", call(assess, STUDIO, as_of=AS_OF, readings="as usual")),
    ("wrong_type", "as_of", call(assess, STUDIO, as_of="2020-09-01")),
    (
        "out_of_range",
        "known_through",
        call(assess, STUDIO, as_of=AS_OF, known_through=date(2020, 9, 2)),
    ),
    ("out_of_range", "last_day", call(timeline, STUDIO, **PLUS, last_day=date(2020, 7, 6))),
    ("out_of_range", "day", call(timeline(STUDIO, **PLUS).span_on, date.max)),
    ("out_of_range", "pay_on", call(remedies, STUDIO, **PLUS, pay_on=date(2020, 8, 31))),
    ("wrong_type", "every_category", call(remedies, STUDIO, **PLUS, every_category=1)),
    ("out_of_range", "", call(months_later, AS_OF, 10**6)),
    ("wrong_type", "months", call(months_later, AS_OF, 1.5)),
    ("wrong_form", "ref_template", call(json_schema, "record", ref_template="#/parts")),
    ("wrong_type", "ref_template", call(json_schema, "record", ref_template=5)),
    ("wrong_type", "", call(TrailingWindow, after=5, through=AS_OF)),
    ("wrong_type", "edition", call(bars, "2020-07", Readings(), Kind.AGENCY)),
    ("wrong_type", "before", call(compare, STUDIO, assess(STUDIO, as_of=AS_OF))),
    (
        "contradiction",
        "kind",
        call(compare, assess(agency(), as_of=AS_OF), assess(freelancer(), as_of=AS_OF)),
    ),
    ("impossible", "", call(diversity_filter, [], to="plus", as_of=date(2021, 3, 1))),
    (
        "wrong_type",
        "[0]",
        call(diversity_filter, [5], to="enterprise", as_of=date(2021, 3, 1)),
    ),
    ("wrong_type", "before", call(compare_rules, [], **PLUS, before="2020-07", after=Rules())),
    ("missing", "[0].id", call(funnel, [agency()], **PLUS, by={})),
    ("repeated", "[1].id", call(funnel, [STUDIO, STUDIO], **PLUS, by={})),
    ("wrong_type", "[0]", call(funnel, ["studio"], **PLUS, by={})),
    ("wrong_type", "by", call(funnel, [STUDIO], **PLUS, by=5)),
    ("wrong_type", "by['studio']", call(funnel, [STUDIO], **PLUS, by={"studio": 5})),
    ("out_of_range", "small_below", call(funnel, [], **PLUS, by={}, small_below=-1)),
    ("wrong_form", "name", call(LAW.hypothetical, "2030", {})),
    ("unknown_key", "TRP-F99", call(LAW.hypothetical, "a law", {"TRP-F99": "1"})),
    ("unknown_key", "RT-1", call(LAW.hypothetical, "a law", {"RT-1": 5})),
    ("wrong_type", "numbers", call(LAW.hypothetical, "a law", 5)),
    ("out_of_range", "TRP-F1", call(LAW.hypothetical, "a law", {"TRP-F1": "-1"})),
    ("wrong_type", "TRP-F2", call(LAW.hypothetical, "a law", {"TRP-F2": 5})),
    (
        "repeated",
        "freelancer_earnings",
        call(LAW.hypothetical, "a law", {"TRP-F1": "1", "freelancer_earnings": "2"}),
    ),
    (
        "repeated",
        "TRP-F2.Legal",
        call(LAW.hypothetical, "a law", {"TRP-F2": {"legal": "1", "Legal": "2"}}),
    ),
    ("impossible", "", call(approve, DRAFT, on=AS_OF)),
    ("out_of_range", "submitted_on", call(submit, DRAFT, on=AS_OF)),
    ("missing", "number", call(submit, DRAFT, on=date(2021, 3, 1))),
    ("out_of_range", "decided_on", call(approve, SUBMITTED, on=date(2021, 3, 9))),
    ("unknown_key", "status", call(correct, Certification(status="rejected"), status="draft")),
    ("wrong_type", "certification", call(approve, {"number": "secret"}, on=AS_OF)),
]


@pytest.mark.parametrize(("code", "path", "ask"), [*DOCUMENTS, *FACTS, *QUESTIONS])
def test_a_problem_says_what_kind_of_thing_is_wrong(
    code: str, path: str, ask: Callable[[], object]
) -> None:
    """The problem at that place has that code, as the table of codes in the reference means it."""
    with pytest.raises((DocumentError, InvalidRecordError)) as refused:
        ask()
    error: Any = refused.value
    assert (path, code) in [(one.path, one.code.value) for one in error.problems]


def test_every_code_is_that_of_a_problem_above() -> None:
    """No code of the list is one that no problem has."""
    assert {code for code, *_ in (*DOCUMENTS, *FACTS, *QUESTIONS)} == {*ProblemCode}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--against", "saved", "--html"], "contradiction"),
        (["--reading", "feedback=positive", "--reading", "feedback=positive"], "repeated"),
    ],
)
def test_an_option_has_a_code(
    arguments: list[str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the command line refuses by itself is a problem with a code, too."""
    found: list[ProblemCode] = []
    kept = InvalidRecordError.__init__

    def noted(self: InvalidRecordError, noun: str, problems: Any) -> None:  # noqa: ANN401
        found.extend(one.code for one in problems)
        kept(self, noun, problems)

    monkeypatch.setattr(InvalidRecordError, "__init__", noted)
    assert main(["assess", "examples/support-specialist.json", *arguments]) == 2
    assert found == [code]

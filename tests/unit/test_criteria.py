"""The table of criteria is complete; who reads it knows each criterion, or says what it lacks."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import given, settings

from badgerules import (
    EDITIONS,
    Badge,
    Contract,
    Edition,
    Finding,
    Kind,
    NotWeighedError,
    Readings,
    Reputation,
    TalentRecord,
    Verdict,
    assess,
    compare,
    decide,
    edition_named,
    eligibility,
    remedies,
    timeline,
)
from badgerules import criteria as table
from badgerules.assessment import decided_again
from badgerules.criteria import (
    ASKED,
    Criterion,
    asked,
    by_key,
    is_read_otherwise,
    turned_by_key,
)
from badgerules.decisions import by_criterion
from badgerules.display import remedies_text
from badgerules.errors import InvalidRecordError
from badgerules.impact import Rules, compare_rules
from badgerules.testing import example, knife_edges
from badgerules.testing import readings as any_readings
from badgerules.thresholds import CLAUSE, NUMBERS, TOUCHES, readings_touching
from badgerules.timeline import by_badge
from badgerules.vocabulary import Turned, Unit, Whom, Word
from builders import (
    AS_OF,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    lacking,
    near_misses,
    plus_holder,
    reputation,
    vetted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.decisions import Question
    from builders import Asked

PAIRS = list(itertools.product(Badge, Kind))
ALTERNATIVES = [
    (name, value)
    for name, default in attrs.asdict(Readings()).items()
    for value in cast("type[Word]", type(default))
    if value is not default
]


def shapes(kind: Kind) -> dict[str, TalentRecord]:
    """Return talents of a kind who differ in which facts are recorded at all."""
    plain: dict[str, Any] = {"kind": kind, "contracts": [contract("50.00")]}
    return {
        "recorded": TalentRecord(base_badge="none", **plain),
        "computed": TalentRecord(reputation=reputation(kind.value), **plain),
        "vetted": TalentRecord(expert_vetting=vetted(), **plain),
        "certified": TalentRecord(certifications=[certified()], **plain),
    }


def applies(criterion: Criterion, shape: str) -> bool:
    """Tell whether a criterion is asked of a talent of a shape, as `Whom` says it."""
    return {
        Whom.EVERYBODY: True,
        Whom.WITH_OWN_AMOUNTS: True,
        Whom.WITH_REPUTATION: shape == "computed",
        Whom.WITHOUT_REPUTATION: shape != "computed",
        Whom.VETTED: shape == "vetted",
        Whom.CERTIFIED: shape == "certified",
    }[criterion.whom]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize(("badge", "kind"), PAIRS)
def test_decide_asks_what_the_table_says(badge: Badge, kind: Kind, edition: Edition) -> None:
    """Every finding is on a criterion of the table, in its order, and none is left out."""
    for shape, record in shapes(kind).items():
        decision = decide(record, badge, as_of=edition.effective_from, edition=edition)
        wanted = [one for one in asked(badge, kind, edition) if applies(one, shape)]
        told = [(one.criterion.key, one.clause, one.unit) for one in decision.findings]
        assert told == [(one.key, one.clause, one.unit) for one in wanted], shape


@pytest.mark.clause("TRP-F7")
def test_members_measured_by_an_agencys_amounts_are_not_asked_to_be_independent() -> None:
    """Of everybody else the table's criterion `independent` is asked."""
    member = freelancer(contract("50.00"), exclusive_agency_contractor=True)
    read = Readings(exclusive_member="agency_amounts")
    for record, readings, is_asked in [
        (member, Readings(), True),
        (freelancer(), read, True),
        (member, read, False),
    ]:
        decision = decide(record, "top_rated_plus", as_of=AS_OF, readings=readings)
        assert ("independent" in decision) is is_asked
    for edition in EDITIONS:
        named = by_key(Badge.TOP_RATED_PLUS, Kind.FREELANCER, edition)
        assert named["independent"].whom is Whom.WITH_OWN_AMOUNTS


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize(("badge", "kind"), PAIRS)
def test_a_key_names_one_criterion_of_a_badge(badge: Badge, kind: Kind, edition: Edition) -> None:
    """Keys are unique for each kind, and Top Rated Plus lists those of a computed Top Rated too.

    So it is under every edition; what can turn a criterion is the same in all that ask for it.
    """
    own = asked(badge, kind, edition)
    keys = [one.key for one in own]
    assert len({*keys}) == len(keys)
    named = by_key(badge, kind, edition)
    assert [named[key] for key in keys] == [*own]
    basis = asked(Badge.TOP_RATED, kind, edition) if badge is Badge.TOP_RATED_PLUS else ()
    assert named.keys() == {*keys, *(f"top_rated.{one.key}" for one in basis)}
    turned = turned_by_key(badge, kind)
    assert {key: turned[key] for key in named} == {key: one.turned for key, one in named.items()}


@pytest.mark.parametrize(("badge", "kind"), PAIRS)
def test_every_criterion_is_asked_in_some_edition(badge: Badge, kind: Kind) -> None:
    """None stands in the table for nothing, and no key is known that no edition asks for."""
    under_any = [by_key(badge, kind, edition) for edition in EDITIONS]
    assert {*ASKED[badge, kind]} <= {one for named in under_any for one in named.values()}
    assert turned_by_key(badge, kind).keys() == {key for named in under_any for key in named}


@pytest.mark.clause("RT-1", "RT-2", "RT-3", "RT-4", "RT-5", "RT-6", "RT-7")
@pytest.mark.parametrize(
    ("edition_id", "kind", "told"),
    [
        *(
            pytest.param(
                edition_id,
                kind,
                "no_score_yet:RT-1 profile:RT-1 recent_activity:RT-1 availability:RT-1 "
                "no_recent_hold:RT-1 no_circumvention:TR-X1 discretion:RT-2",
                id=f"{edition_id}-{kind}",
            )
            for edition_id, kind in [
                ("2020-07", Kind.FREELANCER),
                ("2025-06", Kind.FREELANCER),
                ("2025-06", Kind.AGENCY),
                ("2026-07", Kind.AGENCY),
            ]
        ),
        pytest.param(
            "2026-07",
            Kind.FREELANCER,
            "profile:RT-3 recent_activity:RT-3 no_recent_hold:RT-3 identity_verified:RT-3 "
            "payout_method:RT-3 no_circumvention:TR-X1 earnings:RT-4 average_feedback:RT-4 "
            "job_success_score:RT-5 no_negative_feedback:RT-6",
            id="2026-07-freelancer",
        ),
    ],
)
def test_rising_talent_asks_what_its_clauses_say(edition_id: str, kind: Kind, told: str) -> None:
    """Of freelancers the numbers from 2026-07 on; of agencies the conditions and the last word."""
    criteria = asked(Badge.RISING_TALENT, kind, edition_named(edition_id))
    computed = [one for one in criteria if one.whom is Whom.WITH_REPUTATION]
    assert " ".join(f"{one.key}:{one.clause}" for one in computed) == told


def test_every_number_of_a_criterions_clause_is_named_by_it() -> None:
    """A field of an edition under the clause of a criterion is one that the criterion names."""
    every = [one for several in ASKED.values() for one in several]
    named = {name for one in every for name in (*one.numbers, *dict(one.asked_where))}
    clauses = {one.clause for one in every}
    fields = {one.name: one.metadata.get(CLAUSE) for one in attrs.fields(Edition)}
    assert named <= fields.keys()
    held = {name for name, clause in fields.items() if clause in clauses}
    assert held - named == set()


def test_badges_that_skip_editions_are_held_against_numbers_alone() -> None:
    """A timeline passes over an edition with the same numbers only where nothing else decides."""
    for badge in (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS):
        for kind in Kind:
            for criterion in ASKED[badge, kind]:
                assert {*criterion.numbers} <= NUMBERS.keys(), criterion.key


@settings(max_examples=60)
@given(case=near_misses())
def test_a_payment_turns_only_what_money_or_activity_can_turn(case: Asked) -> None:
    """All other criteria come out alike with and without one more payment, and one more outcome.

    An outcome turns besides what counts bad endings, however they are paid (RT-6).
    """
    record = case.record
    name = record.contracts[0].id
    paid = record.with_payment(name, "30000", on=case.as_of - timedelta(days=1))
    judged = paid.with_outcome(name, "negative", on=case.as_of)
    for badge in Badge:
        before = by_criterion(decide(record, badge, as_of=case.as_of))
        for other, counted in ((paid, set[str]()), (judged, {"no_negative_feedback"})):
            after = by_criterion(decide(other, badge, as_of=case.as_of))
            turned = {key for key, one in before.items() if one.verdict is not after[key].verdict}
            assert {before[key].criterion.turned for key in turned - counted} <= {
                Turned.BY_MONEY,
                Turned.BY_ACTIVITY,
            }


@given(case=near_misses(), chosen=any_readings())
def test_readings_turn_only_what_money_or_membership_can_turn(
    case: Asked, chosen: Readings
) -> None:
    """All other criteria come out alike under any readings."""
    for badge in Badge:
        usual = by_criterion(decide(case.record, badge, as_of=case.as_of))
        other = by_criterion(decide(case.record, badge, as_of=case.as_of, readings=chosen))
        for key, finding in usual.items():
            if not is_read_otherwise(finding.criterion):
                assert other[key] == finding


@settings(max_examples=60)
@given(case=near_misses())
def test_days_alone_do_not_turn_what_only_facts_can_turn(case: Asked) -> None:
    """Under one edition such a criterion comes out alike on every day."""
    edition = EDITIONS[0]
    for badge in Badge:
        findings = [
            by_criterion(decide(case.record, badge, as_of=day, edition=edition))
            for day in (case.as_of, case.as_of + timedelta(days=200))
        ]
        for key, one in findings[0].items():
            if one.criterion.turned is Turned.BY_FACTS:
                assert findings[1][key].verdict is one.verdict


@settings(max_examples=40)
@given(case=near_misses())
def test_a_reading_turns_only_the_badges_that_it_names(case: Asked) -> None:
    """Under any other reading a badge that is not named comes out alike, finding by finding."""
    fields = attrs.fields_dict(Readings)
    value: Any
    for name, value in ALTERNATIVES:
        other = attrs.evolve(Readings(), **{name: value})
        for badge in {*Badge} - {*fields[name].metadata[TOUCHES]}:
            assert name not in readings_touching(badge)
            usual, switched = (
                decide(case.record, badge, as_of=case.as_of, readings=one).findings
                for one in (Readings(), other)
            )
            assert usual == switched


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_holder_of_other_tests_holds_the_badge_under_each_edition(edition: Edition) -> None:
    """Many tests need one: whoever adds a criterion lets `builders.plus_holder` meet it."""
    assert lacking(decide(plus_holder(), "top_rated_plus", as_of=AS_OF, edition=edition)) == []


def test_the_ledger_tells_of_every_criterion_of_money() -> None:
    """Whoever adds one lets a ledger say which payments counted for it, or why none is told."""
    told = {
        Badge.RISING_TALENT: {"earnings"},
        Badge.TOP_RATED: {"earnings"},
        Badge.TOP_RATED_PLUS: {"earnings", "large_contract", "negative_share"},
    }
    for (badge, kind), row in ASKED.items():
        turned_by_money = {one.key for one in row if one.turned is Turned.BY_MONEY}
        assert turned_by_money <= told.get(badge, set()), kind


# --- A criterion that nobody else knows -----------------------------------------------------------

PAID_CONTRACTS = Criterion(
    key="paid_contracts",
    clause="TRP-F9",
    unit=Unit.CONTRACTS,
    turned=Turned.BY_MONEY,
    met="contracts paid in the window: {observed}, needed: {required}",
    unmet="contracts paid in the window: {observed}, needed: {required}; {shortfall} short",
)
"""Made up: a freelancer's Top Rated Plus asks for two contracts paid inside the window."""


def let_plus_ask(
    monkeypatch: pytest.MonkeyPatch,
    criterion: Criterion,
    weigh: Callable[[TalentRecord, Question, tuple[Finding, ...]], int | None],
    bar: int,
) -> None:
    """Let Top Rated Plus ask freelancers for one thing more, as a maintainer would: a row, a rule.

    Args:
        monkeypatch: what takes it back.
        criterion: what is asked.
        weigh: what is there of it, by the findings so far; None where it is not asked.
        bar: what is needed.
    """
    place = (Badge.TOP_RATED_PLUS, Kind.FREELANCER)
    monkeypatch.setattr(table, "ASKED", {**ASKED, place: (*ASKED[place], criterion)})
    asked.cache_clear()
    by_key.cache_clear()
    turned_by_key.cache_clear()
    usual = eligibility._freelancer_findings  # noqa: SLF001  # the rule is added to these

    def with_one_more(record: TalentRecord, question: Question, bars: Any, basis: Any) -> Any:  # noqa: ANN401
        findings = usual(record, question, bars, basis)
        measured = weigh(record, question, findings)
        if measured is None:
            return findings
        verdict = Verdict.MET if measured >= bar else Verdict.UNMET
        own = Finding(criterion=criterion, verdict=verdict, measured=measured, bar=bar)
        return (*findings, own)

    monkeypatch.setattr(eligibility, "_freelancer_findings", with_one_more)


@pytest.fixture
def paid_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Top Rated Plus ask for two paid contracts."""

    def count(record: TalentRecord, question: Question, _: object) -> int:
        window = question.window
        return sum(one.is_paid_within(window.after, window.through) for one in record.contracts)

    let_plus_ask(monkeypatch, PAID_CONTRACTS, count, 2)


def test_an_unknown_criterion_of_money_is_weighed_again_with_all_others() -> None:
    """Where readings may turn more of Top Rated than its earnings, all of it is decided again."""
    day = date(2020, 9, 1)
    record = TalentRecord(kind="freelancer", contracts=[], reputation=Reputation())
    other = Readings(window="last_365_days")
    found = Finding(criterion=PAID_CONTRACTS, verdict=Verdict.MET, measured=2, bar=2)
    for badge in (Badge.TOP_RATED, Badge.RISING_TALENT):
        again = decide(record, badge, as_of=day, readings=other)
        decided = attrs.evolve(decide(record, badge, as_of=day), findings=(found,))
        assert decided_again(record, decided, again.question) == again


@pytest.fixture(autouse=True)
def forget() -> Any:  # noqa: ANN401  # a fixture that yields
    """Leave no made-up criterion in a cache."""
    yield
    asked.cache_clear()
    by_key.cache_clear()
    turned_by_key.cache_clear()


TWO_CONTRACTS = freelancer(
    contract("12000.00", name="large"),
    contract("60.00", name="small").with_payment("5.00", on=date(2020, 8, 20)),
)


@pytest.mark.usefixtures("paid_contracts")
def test_timelines_ask_day_by_day_about_what_they_do_not_know() -> None:
    """A made-up criterion has no track of its own, and every day is what `decide` says of it."""
    small = Contract(id="small", category="writing").with_payment("5", on=date(2020, 8, 20))
    record = freelancer(contract("12000.00", name="large"), small)
    first, last = date(2020, 8, 1), date(2021, 3, 20)
    found = timeline(record, "top_rated_plus", as_of=AS_OF, first_day=first, last_day=last)
    assert [(span.first_day, span.verdict) for span in found.spans] == [
        (first, Verdict.UNMET),
        (date(2020, 8, 20), Verdict.MET),
        (date(2021, 3, 1), Verdict.UNMET),
    ]
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        asked_on = decide(record, "top_rated_plus", as_of=day)
        assert found.span_on(day).verdict is asked_on.verdict, day


@pytest.mark.usefixtures("paid_contracts")
def test_what_timelines_ask_day_by_day_ends_with_their_last_day() -> None:
    """What turns on the day after is not in it."""
    small = Contract(id="small", category="writing").with_payment("5", on=date(2020, 8, 20))
    record = freelancer(contract("12000.00", name="large"), small)
    first, last = date(2020, 8, 18), date(2020, 8, 19)
    found = timeline(record, "top_rated_plus", as_of=AS_OF, first_day=first, last_day=last)
    assert [(one.first_day, one.last_day) for one in found.spans] == [(first, last)]


def test_on_days_that_do_not_ask_for_it_a_criterion_keeps_nobody_from_a_badge(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it has no track of its own, it is met on such a day."""
    end = date(2020, 10, 1)

    def nothing(_: object, question: Question, __: object) -> int | None:
        return 0 if question.as_of < end else None

    let_plus_ask(monkeypatch, PAID_CONTRACTS, nothing, 2)
    found = timeline(
        plus_holder(), "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=date(2020, 12, 1)
    )
    turns = [(one.first_day, one.verdict) for one in found.spans]
    assert turns == [(AS_OF, Verdict.UNMET), (end, Verdict.MET)]


@pytest.mark.usefixtures("paid_contracts")
def test_remedies_try_what_they_do_not_know() -> None:
    """One payment on a second contract does, on the large one it does not: each is tried out."""
    one_large = freelancer(contract("12000.00", name="large"))
    found = remedies(one_large, "top_rated_plus", as_of=AS_OF)
    assert [(way.contract_id, way.cents) for way in found.ways] == [(None, 1)]
    (way,) = found.ways
    assert way.category is not None  # any contract would not do: the large one does not
    paid = way.applied_to(one_large)
    assert decide(paid, "top_rated_plus", as_of=AS_OF).is_met


@pytest.mark.usefixtures("paid_contracts")
def test_remedies_promise_no_payment_where_none_alone_does() -> None:
    """With two contracts lacking, no single payment helps; the criterion is told as what it is."""
    found = remedies(freelancer(base_badge="top_rated"), "top_rated_plus", as_of=AS_OF)
    assert found.ways == ()
    assert "paid_contracts" in [one.criterion.key for one in found.obstacles]
    told = " ".join(remedies_text(found).split())
    assert "no single payment changes this: contracts paid in the window: 0, needed: 2" in told


@pytest.mark.usefixtures("paid_contracts")
def test_remedies_wait_for_what_is_recorded_of_what_they_do_not_know() -> None:
    """With one of two contracts paid in forty days, a payment on another one does from then on."""
    coming = date(2020, 10, 11)
    small = Contract(id="small", category="legal").with_payment("5", on=coming)
    found = remedies(freelancer(small), "top_rated_plus", as_of=AS_OF)
    (way,) = found.ways
    # $10,000.00 are needed, and $5.00 come by themselves.
    assert (way.contract_id, way.cents, way.pay_on, way.holds_on) == (None, 9_995_00, AS_OF, coming)
    assert found.obstacles == ()
    paid = way.applied_to(found.outlook.record)
    days = (coming - timedelta(days=1), coming)
    assert [decide(paid, "top_rated_plus", as_of=day).is_met for day in days] == [False, True]


@pytest.mark.usefixtures("paid_contracts")
def test_remedies_wait_for_days_of_which_nothing_is_recorded_too() -> None:
    """With a hold of 1 August, a payment on a second contract does from 30 October on."""
    facts = {"holds": [date(2020, 8, 1)], "last_active_on": AS_OF}
    record = good_record("freelancer", contract("12000.00"), **facts)
    found = remedies(record, "top_rated_plus", as_of=AS_OF)
    (way,) = found.ways
    assert (way.contract_id, way.cents, way.holds_on) == (None, 1, date(2020, 10, 30))


def test_remedies_take_a_number_of_anything_but_dollars_for_no_amount(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What lacks five of something is tried with a cent, and with no more."""

    def five(record: TalentRecord, question: Question, _: object) -> int:
        window = question.window
        paid = [one.is_paid_within(window.after, window.through) for one in record.contracts]
        return 5 if sum(paid) >= 2 else 0

    let_plus_ask(monkeypatch, PAID_CONTRACTS, five, 5)
    found = remedies(freelancer(contract("12000.00", name="large")), "top_rated_plus", as_of=AS_OF)
    assert [(way.contract_id, way.cents) for way in found.ways] == [(None, 1)]


def test_remedies_pay_what_a_sum_lacks_that_they_do_not_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a made-up $15,000 in the window, $3,000 are lacking with $12,000 paid."""
    more = attrs.evolve(PAID_CONTRACTS, key="more", unit=Unit.USD)

    def earned(_: object, __: object, findings: tuple[Finding, ...]) -> int | None:
        return findings[0].measured

    let_plus_ask(monkeypatch, more, earned, 15_000_00)
    found = remedies(freelancer(contract("12000.00", name="large")), "top_rated_plus", as_of=AS_OF)
    assert [(way.contract_id, way.cents) for way in found.ways] == [
        ("large", 3_000_00),
        (None, 3_000_00),
    ]


@pytest.mark.usefixtures("paid_contracts")
def test_what_rolls_out_is_the_cause_for_every_criterion_of_money() -> None:
    """A comparison names the payment that left, also for a criterion that it does not know."""
    small = contract("60.00", name="small")
    record = freelancer(contract("12000.00", name="large").with_payment("12000", on=AS_OF), small)
    before, after = (assess(record, as_of=day) for day in (AS_OF, date(2021, 3, 2)))
    (change,) = [one for one in compare(before, after).changes if one.criterion == "paid_contracts"]
    assert change.cause.value == "rolled_out"
    assert "small" in {moved.contract_id for moved in change.rolled_out}


def test_time_is_the_cause_where_a_criterion_is_asked_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is gained with the last day on which it was asked, and who sees it, is told so."""
    end = date(2020, 9, 20)

    def nothing(_: object, question: Question, __: object) -> int | None:
        return 0 if question.as_of < end else None

    let_plus_ask(monkeypatch, PAID_CONTRACTS, nothing, 2)
    before, after = (assess(plus_holder(), as_of=day) for day in (AS_OF, end))
    comparison = compare(before, after)
    (change,) = comparison.changes
    assert (change.criterion, change.cause.value) == ("paid_contracts", "time_passed")
    assert (change.before is not None, change.after) == (True, None)
    assert "business" in {one.viewer for one in comparison.views}
    assert {(one.cause.value, one.after) for one in comparison.views if one.viewer == "owner"} == {
        ("time_passed", (Badge.TOP_RATED_PLUS,))
    }


@pytest.mark.usefixtures("paid_contracts")
def test_frames_refuse_by_name_what_they_do_not_weigh() -> None:
    """An answer over frames, and a comparison of rules over them, is refused with the criterion."""
    pytest.importorskip("narwhals", reason="frames need an extra")
    pytest.importorskip("polars", reason="frames need an engine")
    frames = import_module("badgerules.frames")
    tables = frames.frames_from_records([attrs.evolve(TWO_CONTRACTS, id="one")], backend="polars")
    told = r"do not weigh paid_contracts \(TRP-F9\); ask `decide` for each record instead"
    with pytest.raises(NotWeighedError, match=told):
        frames.assess(*tables, badge="top_rated_plus", as_of=AS_OF)
    with pytest.raises(NotWeighedError, match=told):
        frames.visible(*tables, as_of=AS_OF)
    with pytest.raises(NotWeighedError, match=told):
        frames.next_change(*tables, badge="top_rated_plus", as_of=AS_OF)
    with pytest.raises(NotWeighedError, match=told):
        compare_rules(tables, badge="top_rated_plus", before=Rules(), after=Rules(), as_of=AS_OF)
    assert frames.assess(*tables, badge="top_rated", as_of=AS_OF)["verdict"].to_list() == ["met"]


@pytest.mark.usefixtures("paid_contracts")
def test_examples_and_edges_refuse_by_name_what_they_do_not_know() -> None:
    """An example that would break its promise is none; no criterion beside it has edges either."""
    with pytest.raises(InvalidRecordError, match="asks for paid_contracts besides"):
        example("top_rated_plus")
    supposed = EDITIONS[0].hypothetical("what if", {})
    for criterion in [one.key for one in asked(Badge.TOP_RATED_PLUS, Kind.FREELANCER, supposed)]:
        for edition in (EDITIONS[0], supposed):
            told = (
                f"must be one whose edges are known, got '{criterion}'; edition {edition.id} asks "
            )
            with pytest.raises(InvalidRecordError, match=f"{told}for paid_contracts, whose") as no:
                knife_edges(criterion, badge="top_rated_plus", as_of=AS_OF, edition=edition)
            assert [one.code.value for one in no.value.problems] == ["impossible"]
    assert example("top_rated_plus", kind="agency").kind is Kind.AGENCY


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize(("badge", "kind"), PAIRS)
def test_every_criterion_has_knife_edges(badge: Badge, kind: Kind, edition: Edition) -> None:
    """Each criterion of the table has records at its bar, or only one that fails."""
    for criterion in asked(badge, kind, edition):
        edges = knife_edges(
            criterion.key, badge=badge, kind=kind, as_of=edition.effective_from, edition=edition
        )
        assert {edge.criterion for edge in edges} == {criterion.key}


# --- The slow way is as right ---------------------------------------------------------------------


def _nothing(*_: object) -> dict[str, Any]:
    return {}


@settings(max_examples=15)
@given(case=near_misses())
@pytest.mark.parametrize("badge", Badge)
def test_tracks_made_for_a_criterion_say_what_asking_every_day_says(
    badge: Badge, case: Asked
) -> None:
    """Without any track of its own, every badge has the same timeline, merely slower."""
    record = attrs.evolve(case.record, expert_vetting=vetted(revoked_on=case.as_of))
    first, last = case.as_of - timedelta(days=15), case.as_of + timedelta(days=25)
    days: dict[str, Any] = {"as_of": case.known_through, "first_day": first, "last_day": last}
    days["edition"] = EDITIONS[-1]
    fast = timeline(record, badge, **days)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_badge, "_FAST", dict.fromkeys(Badge, _nothing))
        slow = timeline(record, badge, **days)
    assert slow.spans == fast.spans


@pytest.mark.parametrize("badge", [Badge.EXPERT_VETTED, Badge.DIVERSITY_CERTIFIED])
def test_one_criterion_more_of_a_small_badge_is_asked_day_by_day(
    badge: Badge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tracks of Expert-Vetted and Diversity-Certified do not cover is not passed over."""
    place = (badge, Kind.FREELANCER)
    more = Criterion(
        key="more", clause="NOT-4", unit=Unit.FLAG, turned=Turned.BY_DAYS, met="", unmet=""
    )
    monkeypatch.setattr(table, "ASKED", {**ASKED, place: (*ASKED[place], more)})
    asked.cache_clear()
    turned_by_key.cache_clear()
    usual = by_badge._DECIDE[badge]  # noqa: SLF001  # the rule is added to it
    turn = date(2020, 9, 10)

    def decided(record: TalentRecord, question: Any) -> Any:  # noqa: ANN401
        from badgerules.findings import flag_finding  # noqa: PLC0415  # one test needs it

        decision = usual(record, question)
        own = flag_finding(more, observed=question.as_of < turn)
        return attrs.evolve(decision, findings=(*decision.findings, own))

    monkeypatch.setitem(by_badge._DECIDE, badge, decided)  # noqa: SLF001  # as above
    record = attrs.evolve(
        agency() if badge is Badge.DIVERSITY_CERTIFIED else good_record(),
        kind=Kind.FREELANCER,
        country="US",
        expert_vetting=vetted(),
        certifications=[certified()],
        reputation=None,
    )
    edition = EDITIONS[-1]
    found = timeline(
        record, badge, as_of=date(2021, 4, 1), first_day=date(2020, 9, 1),
        last_day=date(2020, 9, 30), edition=edition,
    )  # fmt: skip
    last = found.span_on(date(2020, 9, 30))
    assert last.verdict is Verdict.UNMET
    if badge is Badge.EXPERT_VETTED:
        assert [span.first_day for span in found.spans] == [date(2020, 9, 1), turn]

"""The room for other people's tests: what it makes is what it says, by the oracle's word."""

from __future__ import annotations

import inspect
import typing
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import badgerules
import law
import oracle
import public_names as public
from badgerules import (
    EDITIONS,
    Badge,
    Contract,
    Edition,
    InvalidRecordError,
    Kind,
    NoEditionInForceError,
    PlatformStats,
    Readings,
    Reputation,
    TalentRecord,
    Verdict,
    decide,
    dump_record,
    edition_named,
)
from badgerules.talent_facts import SkillCertificate
from badgerules.testing import (
    EXAMPLE_DAY,
    KnifeEdge,
    client_plans,
    contracts,
    countries,
    editions,
    example,
    knife_edge_records,
    knife_edges,
    platform_stats,
    reputations,
    skill_certificates,
    talent_records,
    weeks,
)
from drawing import draws
from programs import printed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.names import KindName, VerdictName

DAYS = sorted({*law.USUAL_DAYS[:2], *law.FIRST_DAYS, *law.LEAP_DAYS[-1:], *law.LEAP_EDGES[1:2]})
DEFAULT = Readings()
CEILINGS = {"negative_share", "no_negative_feedback"}
"""The criteria of which less is more."""

ANY_WILL_DO = settings(max_examples=2_000, phases=[Phase.generate])
"""How to find one example of many; it need not be the simplest."""
NOT_MEASURED = {"paid_on", "outcome_on", "last_active_on", "joined_on"}
"""Facts whose distance is in days, though their criterion counts something else."""


def has_badge(badge: Badge, day: date) -> bool:
    """Tell whether there is such a badge on a day (DIV-0)."""
    return badge is not Badge.DIVERSITY_CERTIFIED or law.in_force(day).diversity_badge


@cache
def criteria(badge: Badge, kind: Kind, day: date) -> tuple[str, ...]:
    """Return the keys of all that `decide` weighs on a day, where base badges are recorded too."""
    verdict = Verdict.MET if has_badge(badge, day) else Verdict.UNMET
    record = example(badge, verdict=verdict, kind=kind, as_of=day)
    recorded = attrs.evolve(record, reputation=None)
    found = (decide(one, badge, as_of=day).findings for one in (record, recorded))
    return tuple(dict.fromkeys(one.criterion.key for findings in found for one in findings))


def asked(day: date) -> Iterator[tuple[Kind, Badge, str]]:
    """Go through every kind, badge and criterion."""
    for kind, badge in product(Kind, Badge):
        for criterion in criteria(badge, kind, day):
            yield kind, badge, criterion


def words(readings: Readings) -> dict[str, str]:
    """Return readings as the oracle takes them."""
    return {name: getattr(readings, name).value for name in oracle.READINGS}


def told(edge: KnifeEdge, readings: Readings, edition: str | None = None) -> dict[str, Any]:
    """Return what the oracle says of the badge of a knife edge."""
    record = dump_record(edge.record)
    answer = oracle.answer(record, edge.as_of, words(readings), edition)
    badge: dict[str, Any] = answer["badges"][edge.badge.value]
    return badge


def check(edge: KnifeEdge, readings: Readings = DEFAULT, edition: str | None = None) -> None:
    """Assert that a record lies where its knife edge says it does, and that nothing else fails."""
    badge = told(edge, readings, edition)
    verdicts = {one["criterion"]: one["verdict"] for one in badge["findings"]}
    wrong = {key: verdict for key, verdict in verdicts.items() if verdict != "met"}
    expected = {} if edge.distance >= 0 else {edge.criterion: "unmet"}
    assert wrong == expected, edge
    asked: Any = {"as_of": edge.as_of, "readings": readings, "edition": edition}
    decision = decide(edge.record, edge.badge, **asked)
    assert decision.verdict is edge.verdict, edge
    assert [one.criterion.key for one in decision.failing] == [*expected]
    assert badge["verdict"] == edge.verdict.value == ("met" if edge.distance >= 0 else "unmet")
    (finding,) = (one for one in badge["findings"] if one["criterion"] == edge.criterion)
    is_measured = finding["unit"] != "flag" and edge.moved not in NOT_MEASURED
    if is_measured and finding["observed"] is not None:
        scale = 100 if finding["unit"] in {"usd", "stars"} else 1
        beyond = scale * (float(finding["observed"]) - float(finding["required"]))
        assert round(beyond) == (-1 if edge.criterion in CEILINGS else 1) * edge.distance


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_knife_edge_lies_where_it_says(day: date) -> None:
    """On every day, each record is at its bar or a unit beside it, and only its criterion fails."""
    for kind, badge, criterion in asked(day):
        edges = knife_edges(criterion, badge=badge, kind=kind, as_of=day)
        sides = {edge.distance for edge in edges}
        assert {-1, 0} <= sides if has_badge(badge, day) else sides == {-1}
        for edge in edges:
            assert (edge.badge, edge.criterion, edge.as_of) == (badge, criterion, day)
            assert edge.record.kind == kind
            check(edge)


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in oracle.READINGS.items() for value in values[1:]],
)
def test_knife_edges_follow_the_readings(name: str, value: str) -> None:
    """Under every reading the edges of Top Rated Plus are the edges of that reading."""
    another: dict[str, Any] = {name: value}
    readings = Readings(**another)
    for kind in Kind:
        for criterion in criteria(Badge.TOP_RATED_PLUS, kind, EXAMPLE_DAY):
            for edge in knife_edges(
                criterion, badge="top_rated_plus", kind=kind, as_of=EXAMPLE_DAY, readings=readings
            ):
                check(edge, readings)


@pytest.mark.parametrize("edition", [edition.id for edition in EDITIONS])
def test_knife_edges_follow_the_edition_asked_for(edition: str) -> None:
    """An edition may be named, or handed over, whatever the day."""
    day = date(2022, 5, 5)
    for key in ("focus_category", "vetting"):
        edges = knife_edges(key, badge="expert_vetted", as_of=day, edition=edition)
        assert edges == knife_edges(
            key, badge="expert_vetted", as_of=day, edition=edition_named(edition)
        )
        for edge in edges:
            check(edge, edition=edition)


def test_knife_edges_have_the_numbers_of_the_specification() -> None:
    """Top Rated Plus turns at $10,000.00, and a payment counts from 2 Sep 2019 to 1 Sep 2020."""
    day = date(2020, 9, 1)
    edges = knife_edges("earnings", badge="top_rated_plus", as_of=day)
    totals = {
        edge.distance: sum(one.running_cents[-1] for one in edge.record.contracts)
        for edge in edges
        if edge.moved == "amount"
    }
    assert totals == {-1: 999_999, 0: 1_000_000, 1: 1_000_001}
    last = [
        (edge.distance, edge.record.contracts[1].payments[1].paid_on)
        for edge in edges
        if edge.moved == "paid_on"
    ]
    assert last == [
        (-1, date(2019, 9, 1)),
        (0, date(2019, 9, 2)),
        (1, date(2019, 9, 3)),
        (-1, date(2020, 9, 2)),
        (0, date(2020, 9, 1)),
        (1, date(2020, 8, 31)),
    ]


IN_2026: dict[str, list[tuple[str, int, Any]]] = {
    "earnings": [
        *(("amount", distance, 250_00 + distance) for distance in (-1, 0, 1)),
        ("paid_on", -1, date(2025, 8, 1)),
        ("paid_on", 0, date(2025, 8, 2)),
        ("paid_on", 1, date(2025, 8, 3)),
        ("paid_on", -1, date(2026, 8, 2)),
        ("paid_on", 0, date(2026, 8, 1)),
        ("paid_on", 1, date(2026, 7, 31)),
    ],
    "average_feedback": [
        ("average_feedback", -1, Decimal("4.79")),
        ("average_feedback", 0, Decimal("4.80")),
        ("average_feedback", 1, Decimal("4.81")),
        ("average_feedback", -1, None),
    ],
    "job_success_score": [
        ("job_success_score", -1, 89),
        ("job_success_score", 0, 90),
        ("job_success_score", 1, 91),
        ("job_success_score", 0, None),
    ],
    "no_negative_feedback": [
        ("outcome", 0, None),
        ("outcome_on", -1, date(2026, 8, 1)),
        ("outcome_on", 0, date(2026, 8, 2)),
    ],
    "identity_verified": [("identity_verified", -1, False), ("identity_verified", 0, True)],
    "payout_method": [("payout_method", -1, False), ("payout_method", 0, True)],
    "profile": [("profile_percent", -1, 99), ("profile_percent", 0, 100)],
    "recent_activity": [
        ("last_active_on", -1, date(2026, 5, 3)),
        ("last_active_on", 0, date(2026, 5, 4)),
        ("last_active_on", 1, date(2026, 5, 5)),
        ("paid_on", -1, date(2026, 5, 3)),
        ("paid_on", 0, date(2026, 5, 4)),
        ("paid_on", 1, date(2026, 5, 5)),
    ],
    "no_recent_hold": [
        ("holds", -1, (date(2026, 5, 4),)),
        ("holds", 0, (date(2026, 5, 3),)),
        ("holds", 1, (date(2026, 5, 2),)),
    ],
}
"""The edges of Rising Talent on 1 August 2026, worked out by hand: what moved, how far, to what."""


def moved_to(edge: KnifeEdge) -> object:
    """Return the value that was moved to an edge."""
    reputation, last = edge.record.reputation, edge.record.contracts[-1]
    if edge.moved == "amount":
        return last.running_cents[-1]
    if edge.moved == "paid_on":
        return last.payments[-1].paid_on
    if edge.moved == "outcome_on":
        return last.outcome_on
    return getattr(reputation, edge.moved, None)


@pytest.mark.clause("RT-3", "RT-4", "RT-5", "RT-6")
@pytest.mark.parametrize("criterion", IN_2026)
def test_knife_edges_of_rising_talent_have_the_numbers_of_2026(criterion: str) -> None:
    """$250.00 in twelve months, 4.80 stars, a score of 90 or none, and not one bad ending."""
    edges = knife_edges(criterion, badge="rising_talent", as_of=date(2026, 8, 1))
    found = [(edge.moved, edge.distance, moved_to(edge)) for edge in edges]
    assert found == IN_2026[criterion]


@pytest.mark.clause("TR-F5", "TR-A4")
@pytest.mark.parametrize(
    ("kind", "edges"),
    [
        (
            "freelancer",
            [(-1, 99, False), (0, 100, False), (-1, 89, True), (0, 90, True), (1, 91, True)],
        ),
        ("agency", [(-1, 99, False), (0, 100, False)]),
    ],
)
def test_profiles_from_elance_have_a_knife_edge_of_their_own(
    kind: KindName, edges: list[tuple[int, int, bool]]
) -> None:
    """Of freelancers alone 90 percent will do, in every edition."""
    for edition in EDITIONS:
        found = knife_edges("profile", badge="top_rated", kind=kind, as_of=edition.effective_from)
        reputations = [edge.record.reputation for edge in found]
        assert [
            (edge.distance, one.profile_percent, one.from_elance)
            for edge, one in zip(found, reputations, strict=True)
            if one is not None
        ] == edges


def test_every_category_has_its_knife_edge() -> None:
    """The large contract is brought to the bar of each of the twelve categories."""
    day = date(2020, 9, 1)
    edges = knife_edges("large_contract", badge="top_rated_plus", kind="agency", as_of=day)
    at_bar = {
        edge.record.contracts[0].category.value: edge.record.contracts[0].running_cents[-1]
        for edge in edges
        if edge.moved == "amount" and edge.distance == 0
    }
    table = oracle.LARGE_CONTRACT_BAR["agency"]
    assert at_bar == {name: 100 * dollars for name, dollars in table.items()}


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        pytest.param(
            {"criterion": "earning", "badge": "top_rated_plus"},
            "knife edge criterion must be asked for by Top Rated Plus on these terms, got "
            "'earning'; did you mean 'earnings'? (known: earnings, large_contract, independent, "
            "top_rated)",
            id="misspelt",
        ),
        pytest.param(
            {"criterion": "members", "badge": "top_rated"},
            "knife edge criterion must be asked for by Top Rated on these terms, got 'members' "
            "(known: recorded_badge, job_success_score, earnings, first_contract, eligible_weeks, "
            "profile, availability, no_recent_hold, recent_activity, no_circumvention)",
            id="of_the_other_kind",
        ),
    ],
)
def test_a_criterion_that_is_not_asked_for_is_refused(facts: dict[str, Any], message: str) -> None:
    """The error names the criterion, the nearest one, and those there are."""
    with pytest.raises(InvalidRecordError) as error:
        knife_edges(**facts, as_of=date(2020, 9, 1))
    assert str(error.value) == message


def test_knife_edges_need_an_edition_in_force() -> None:
    """Before the first edition there is no bar, and so no edge."""
    with pytest.raises(NoEditionInForceError):
        knife_edges("earnings", badge="top_rated", as_of=date(2020, 7, 6))


@pytest.mark.parametrize(
    ("numbers", "criterion", "distances"),
    [
        pytest.param({"TR-F8": 5}, "job_success_score", [], id="active_within_five_days"),
        pytest.param({"TR-F7": 0}, "no_recent_hold", [0, 1], id="no_hold_counts"),
        pytest.param({"TR-F8": 400}, "recent_activity", [0, 1], id="whoever_is_paid_is_active"),
    ],
)
def test_numbers_that_leave_no_room_for_an_edge_have_none(
    numbers: dict[str, object], criterion: str, distances: list[int]
) -> None:
    """What a hypothetical edition makes impossible is left out, and never given a wrong verdict."""
    edition = EDITIONS[2].hypothetical("tight", numbers)
    day = date(2021, 6, 1)
    edges = knife_edges(criterion, badge="top_rated", as_of=day, edition=edition)
    assert sorted({edge.distance for edge in edges}) == distances


def test_a_large_contract_has_edges_where_no_earnings_are_asked_for() -> None:
    """With a bar of $0 for earnings, $5,000 on one contract in Writing are still needed."""
    edition = EDITIONS[2].hypothetical("free", {"TRP-F1": 0})
    edges = knife_edges(
        "large_contract", badge="top_rated_plus", as_of=date(2021, 6, 1), edition=edition
    )
    assert {edge.distance for edge in edges} == {-1, 0, 1}


@pytest.mark.parametrize(
    ("numbers", "criterion", "kind", "distances"),
    [
        pytest.param({"TRP-A3": 0}, "negative_share", "agency", [-1, 0], id="no_share"),
        pytest.param({"TRP-A3": 100}, "negative_share", "agency", [0, 1], id="any_share"),
        pytest.param({"TRP-F1": 3000}, "earnings", "freelancer", [-1, 0, 1], id="refunded"),
    ],
)
def test_knife_edges_of_a_hypothetical_edition_lie_at_its_numbers(
    numbers: dict[str, object], criterion: str, kind: KindName, distances: list[int]
) -> None:
    """A side on which no record can lie is left out; a total below one contract takes a refund."""
    edition = EDITIONS[-1].hypothetical("other numbers", numbers)
    edges = knife_edges(
        criterion, badge="top_rated_plus", kind=kind, as_of=EXAMPLE_DAY, edition=edition
    )
    assert [edge.distance for edge in edges if edge.moved != "paid_on"] == distances
    for edge in edges:
        decision = badgerules.decide(edge.record, edge.badge, as_of=edge.as_of, edition=edition)
        assert decision[criterion].verdict is decision.verdict is edge.verdict


@pytest.mark.clause("RT-4", "RT-6")
@pytest.mark.parametrize(
    ("numbers", "criterion", "edges"),
    [
        pytest.param(
            {"rising_talent_feedback": "5.00"},
            "average_feedback",
            [(-1, Decimal("4.99")), (0, Decimal("5.00")), (-1, None)],
            id="all_five_stars",
        ),
        pytest.param(
            {"rising_talent_feedback": "1.00"},
            "average_feedback",
            [(0, Decimal("1.00")), (1, Decimal("1.01")), (-1, None)],
            id="any_stars",
        ),
        pytest.param(
            {"RT-6": 2},
            "no_negative_feedback",
            [(0, None), (-1, date(2026, 8, 1)), (0, date(2026, 8, 2))],
            id="two_bad_endings",
        ),
    ],
)
def test_knife_edges_of_rising_talent_lie_at_other_numbers(
    numbers: dict[str, object], criterion: str, edges: list[tuple[int, object]]
) -> None:
    """No average is below one star or above five; of bad endings as many lie there as may be."""
    day = date(2026, 8, 1)
    edition = edition_named("2026-07").hypothetical("other numbers", numbers)
    found = knife_edges(criterion, badge="rising_talent", as_of=day, edition=edition)
    assert [(edge.distance, moved_to(edge)) for edge in found] == edges
    for edge in found:
        decision = decide(edge.record, edge.badge, as_of=day, edition=edition)
        assert decision[criterion].verdict is decision.verdict is edge.verdict
    if criterion == "no_negative_feedback":
        bad = [
            sum(one.outcome_by(day) == "negative" for one in edge.record.contracts)
            for edge in found
        ]
        assert bad == [2, 3, 2]


def test_knife_edges_of_weeks_end_where_there_are_no_more_weeks() -> None:
    """Where all sixteen weeks must be eligible, no record has one beyond."""
    edition = EDITIONS[-1].hypothetical("all weeks", {"top_rated_eligible_weeks": 16})
    edges = knife_edges("eligible_weeks", badge="top_rated", as_of=EXAMPLE_DAY, edition=edition)
    assert [edge.distance for edge in edges] == [-1, 0]


def test_a_bar_of_nothing_leaves_no_room_for_an_edge() -> None:
    """No record fails a large contract of $0.00, so asking for one is an error."""
    edition = EDITIONS[-1].hypothetical("no bar", {"TRP-F2": {"legal": 0}})
    with pytest.raises(InvalidRecordError, match="must leave room below every bar"):
        knife_edges("large_contract", badge="top_rated_plus", as_of=EXAMPLE_DAY, edition=edition)


def test_the_edge_of_independence_has_one_side_where_nobody_is_barred() -> None:
    """Read as agency amounts, membership fails nobody (TRP-F7)."""
    (edge,) = knife_edges(
        "independent",
        badge="top_rated_plus",
        as_of=EXAMPLE_DAY,
        readings=Readings(exclusive_member="agency_amounts"),
    )
    assert edge.distance == 0


@given(st.data(), st.sampled_from(DAYS))
@draws(150)
def test_a_drawn_knife_edge_lies_where_it_says(data: st.DataObject, day: date) -> None:
    """However ids, payments, weeks and what comes later vary, only that criterion decides."""
    kind, badge, criterion = data.draw(st.sampled_from(list(asked(day))))
    check(data.draw(knife_edge_records(criterion, badge=badge, kind=kind, as_of=day)))


VERDICTS: list[VerdictName] = ["met", "unmet", "unknown"]
IMPOSSIBLE = {("expert_vetted", "unknown")}


@pytest.mark.parametrize("day", [EXAMPLE_DAY, *DAYS], ids=str)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("badge", Badge)
def test_an_example_has_the_verdict_asked_for(badge: Badge, kind: Kind, day: date) -> None:
    """For every badge, kind and day the oracle, and `decide`, give the example its verdict."""
    for verdict in VERDICTS:
        if (badge, verdict) in IMPOSSIBLE or not (has_badge(badge, day) or verdict == "unmet"):
            with pytest.raises(InvalidRecordError, match="example verdict must be "):
                example(badge, verdict=verdict, kind=kind, as_of=day)
            continue
        record = example(badge, verdict=verdict, kind=kind, as_of=day)
        assert record.kind == kind
        answer = oracle.answer(dump_record(record), day)
        assert answer["badges"][badge]["verdict"] == verdict
        assert decide(record, badge, as_of=day).verdict == verdict
        assert record == example(badge, verdict=verdict, kind=kind, as_of=day)


def test_an_example_is_met_and_a_freelancer_unless_told_otherwise() -> None:
    """What is left out is met, a freelancer, and 2 September 2024."""
    assert date(2024, 9, 2) == EXAMPLE_DAY
    assert example("top_rated") == example(
        Badge.TOP_RATED, verdict=Verdict.MET, kind=Kind.FREELANCER, as_of=EXAMPLE_DAY
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        pytest.param(
            {"badge": "expert_vetted", "verdict": "unknown"},
            "example verdict must be met or unmet, since no vetting on record means no, got "
            "unknown; ask for another verdict, or another day",
            id="never_unknown",
        ),
        pytest.param(
            {"badge": "diversity_certified", "as_of": date(2020, 9, 30)},
            "example verdict must be unmet on 2020-09-30, when there was no such badge, got met; "
            "ask for another verdict, or another day",
            id="no_badge_yet",
        ),
    ],
)
def test_an_example_that_cannot_be_is_refused_with_the_reason(
    facts: dict[str, Any], message: str
) -> None:
    """The error says which verdicts there are, and why."""
    with pytest.raises(InvalidRecordError) as error:
        example(**facts)
    assert str(error.value) == message


DRAWN = [
    badgerules.Payment,
    badgerules.Contract,
    badgerules.TalentRecord,
    badgerules.Week,
    badgerules.Reputation,
    badgerules.PlatformStats,
    badgerules.ExpertVetting,
    badgerules.Certification,
    SkillCertificate,
    badgerules.ClientPlan,
    badgerules.Readings,
    badgerules.Edition,
]


@pytest.mark.parametrize("drawn", DRAWN, ids=lambda drawn: drawn.__name__)
@draws(5)
@given(data=st.data())
def test_hypothesis_knows_every_value_object(drawn: type[Any], data: st.DataObject) -> None:
    """`st.from_type` draws each class."""
    assert type(data.draw(st.from_type(drawn))) is drawn


def test_hypothesis_knows_them_where_only_the_package_is_imported() -> None:
    """A project that imports badgerules alone can ask for a contract, drawn as by `contracts`."""
    program = (
        "import sys\n"
        "from hypothesis import strategies as st\n"
        "print(sorted(n for n in sys.modules if n.startswith('badgerules.testing')))\n"
        "from badgerules import Contract\n"
        "strategy = st.from_type(Contract)\n"
        "strategy.validate()\n"
        "print('badgerules.testing.strategies' in sys.modules)\n"
    )
    assert printed_by(program).splitlines() == ["[]", "True"]


@pytest.mark.parametrize("path", public.CORE)
def test_the_annotations_of_every_public_class_can_be_resolved(path: str) -> None:
    """`typing.get_type_hints` works on each class, as frameworks that read them need."""
    value = public.value(path)
    if inspect.isclass(value):
        assert isinstance(typing.get_type_hints(value), dict)


def test_a_record_names_the_facts_it_does_not_load() -> None:
    """The annotations of a record lead to the classes beside it."""
    hints = typing.get_type_hints(TalentRecord)
    assert hints["reputation"] == badgerules.Reputation | None
    assert hints["certifications"] == tuple[badgerules.Certification, ...]


@given(countries(), editions(), skill_certificates(), client_plans())
@draws(20)
def test_the_small_strategies_draw_what_their_names_say(
    country: str, edition: Edition, skill: object, plan: object
) -> None:
    """A country can stand in a record, an edition is a published one, and so on."""
    assert TalentRecord(kind="agency", contracts=[], country=country).country == country
    assert edition in EDITIONS
    assert isinstance(skill, SkillCertificate)
    assert isinstance(plan, badgerules.ClientPlan)


@given(reputations(first_day=date(2021, 1, 4), last_day=date(2021, 1, 8)))
@draws(20)
def test_a_reputation_of_days_without_a_saturday_has_no_weeks(reputation: Reputation) -> None:
    """From a Monday to its Friday no week ends."""
    assert reputation.weeks == ()


@pytest.mark.parametrize(
    ("first_day", "last_day", "told"),
    [
        (date(2020, 9, 6), date(2020, 9, 11), "a day from 2020-09-12, a Saturday, on"),
        (date(2020, 9, 6), date(2020, 9, 5), "a day from 2020-09-06 on"),
        (date.max, date.max, "within the calendar"),
    ],
    ids=["no_saturday", "wrong_order", "end_of_the_calendar"],
)
def test_weeks_need_a_saturday(first_day: date, last_day: date, told: str) -> None:
    """Days between which no week ends are refused before anything is drawn."""
    with pytest.raises(InvalidRecordError, match=told) as refused:
        weeks(first_day=first_day, last_day=last_day)
    assert [one.code.value for one in refused.value.problems] == ["out_of_range"]
    weeks(first_day=date(2020, 9, 6), last_day=date(2020, 9, 12)).validate()


@given(reputations(kind="freelancer"), contracts(first_day=date(2021, 1, 1)))
@draws(20)
def test_strategies_keep_to_kind_and_days(reputation: Reputation, contract: Contract) -> None:
    """A freelancer has no members, and nothing is paid before the first day."""
    assert reputation.members is reputation.members_profile_percent is None
    assert all(one.paid_on >= date(2021, 1, 1) for one in contract.payments)


@given(
    talent_records(stats=platform_stats(first_day=date(2024, 1, 1))),
    platform_stats(shown_on=st.just(EXAMPLE_DAY)),
    talent_records(),
)
@draws(20)
def test_records_have_figures_of_a_page_where_they_are_asked_for(
    record: TalentRecord, stats: PlatformStats, plain: TalentRecord
) -> None:
    """They keep to the days, and a record has none unless told otherwise."""
    assert record.stats is not None
    assert record.stats.shown_on >= date(2024, 1, 1)
    assert stats.shown_on == EXAMPLE_DAY
    assert plain.stats is None


@given(
    talent_records(is_money_open=st.just(value=True), first_day=date(2024, 1, 1)),
    talent_records(),
)
@draws(40)
def test_money_is_known_in_part_where_that_is_asked_for(
    record: TalentRecord, plain: TalentRecord
) -> None:
    """The days that are known lie within the days; a record knows all unless told otherwise."""
    assert record.is_money_open
    known = (record.payments_known_since, record.payments_known_through)
    assert all(day >= date(2024, 1, 1) for day in known if day is not None)
    assert record.contracts_known or record.contracts == ()
    assert not plain.is_money_open


@pytest.mark.parametrize(
    "case",
    [(True, True, False), (True, False, True), (True, True, True), (False, False, False)],
    ids=["since", "through", "both", "nothing"],
)
def test_all_that_may_be_known_of_money_is_drawn(case: tuple[bool, ...]) -> None:
    """Payments since a day, through a day, in between, and no contract at all."""

    def is_case(record: TalentRecord) -> bool:
        days = (record.payments_known_since, record.payments_known_through)
        return (record.contracts_known, *(day is not None for day in days)) == case

    find(talent_records(is_money_open=st.just(value=True)), is_case, settings=ANY_WILL_DO)


MOVED_BY_A_DAY: dict[str, Any] = {"badge": "top_rated_plus", "as_of": DAYS[-1]}


def days_paid(edge: KnifeEdge) -> set[date]:
    """Return the days on which there are payments, but for what is drawn to come later."""
    return {
        payment.paid_on
        for contract in edge.record.contracts
        if not contract.id.startswith("later-")
        for payment in contract.payments
    }


@given(
    knife_edge_records("earnings", **MOVED_BY_A_DAY).filter(lambda edge: edge.moved == "paid_on")
)
@draws(20)
def test_a_payment_stays_on_the_day_that_is_moved(drawn: KnifeEdge) -> None:
    """Where the day of a payment is what decides, money is not split over other days."""
    assert days_paid(drawn) in [
        days_paid(edge)
        for edge in knife_edges("earnings", **MOVED_BY_A_DAY)
        if (edge.moved, edge.distance) == ("paid_on", drawn.distance)
    ]


def test_without_hypothesis_the_extra_is_named() -> None:
    """Whoever lacks Hypothesis is told which extra brings it."""
    program = (
        "import sys\n"
        "sys.modules['hypothesis'] = None\n"
        "try:\n"
        "    import badgerules.testing\n"
        "except ImportError as error:\n"
        "    print(error)"
    )
    assert printed_by(program) == (
        "badgerules.testing needs hypothesis, got none; pip install 'badgerules[testing]'\n"
    )

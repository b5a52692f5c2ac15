"""Every number, list, day and switch of every edition is alive: it turns an answer.

Each number has witnesses written by hand from the specification. The one who stands at the edge
has the badge, and loses it once the number is tightened by one step; the one who stands a step
short lacks it, and gains it once the number is loosened by one step. A step is a cent, a day, a
point, a percent, a week, a month, a member. Where a longer window is harder, tightening means
lengthening it. Most are asked about on 1 Sep 2020: the past 90 days begin on 4 June 2020, the past
30 on 3 August 2020, and the past 12 months on 2 Sep 2019.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

import oracle
from badgerules import (
    EDITIONS,
    Badge,
    Category,
    ClientPlan,
    Contract,
    Decision,
    Edition,
    InvalidRecordError,
    PlanNotInEditionError,
    PlanTier,
    Readings,
    Surface,
    TalentRecord,
    Verdict,
    Viewer,
    assess,
    decide,
    sees_diversity_badge,
    visible_badge,
)
from badgerules.filters import diversity_filter
from badgerules.thresholds import CLAUSE, NUMBERS
from badgerules.visibility import priority_access
from builders import (
    AS_OF,
    SATURDAY,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    lacking,
    paid,
    plus_holder,
    reputation,
    vetted,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark import ParameterSet

    from badgerules.names import CategoryName, KindName
    from badgerules.visibility import Audience

IDS = [edition.id for edition in EDITIONS]
ONE_DAY = timedelta(days=1)

CLAUSES_OF_NUMBERS = (
    *("WIN-1", "WIN-2", "TRP-F1", "TRP-F2", "TRP-A1", "TRP-A2", "TRP-A3"),
    *("TR-F1", "TR-F2", "TR-F3", "TR-F4", "TR-F5", "TR-F7", "TR-F8", "TR-X1"),
    *("RT-1", "RT-3", "RT-4", "RT-5", "RT-6"),
    *("TR-A1", "TR-A2", "TR-A3", "TR-A4", "TR-A5", "TR-A6", "TR-A7"),
)


# --- Numbers ------------------------------------------------------------------------------------


NOTHING: Mapping[str, object] = MappingProxyType({})
TWELVE_MONTHS, LAST_365_DAYS = Readings(), Readings(window="last_365_days")
PLANS = Readings(plus_badge_audience="plans")


def always(edition_id: str) -> bool:
    """Tell that a number counts in every edition."""
    del edition_id
    return True


def until_numbers(edition_id: str) -> bool:
    """Tell whether Rising Talent of freelancers is not yet stated in numbers (RT-3)."""
    return not oracle.has_rising_talent_in_numbers(edition_id)


@attrs.frozen(kw_only=True, eq=False)
class Edge:
    """A number of the specification with the talents around it.

    Args:
        number: its name in an edition.
        category: for which category, where the number is a table.
        badge: the badge it is asked for.
        at: a talent at the edge.
        short: a talent one step short of it.
        tighter: the number one step harder; None if there is no harder one.
        looser: the number one step easier.
        beyond: where there is no harder one, a number that is refused, and what is said of it.
        readings: how ambiguous clauses are read.
        counts_in: whether the number counts in an edition, by its id.
        besides: what else must be easier for the talent who is short, so that only this decides.
        as_of: the day asked about.
        known_through: the last day whose facts are known.
    """

    number: str
    category: str | None = None
    badge: Badge
    at: TalentRecord
    short: TalentRecord
    tighter: str | int | None
    looser: str | int
    beyond: tuple[int, str] = (101, "from 0 to 100, got 101")
    readings: Readings = TWELVE_MONTHS
    counts_in: Callable[[str], bool] = always
    besides: Mapping[str, object] = NOTHING
    as_of: date = AS_OF
    known_through: date = AS_OF

    def decided(self, record: TalentRecord, edition: Edition) -> Decision:
        """Return the decision on a talent."""
        return decide(
            record,
            self.badge,
            as_of=self.as_of,
            known_through=self.known_through,
            edition=edition,
            readings=self.readings,
        )

    def with_step(self, edition: Edition, value: object) -> Edition:
        """Return the edition with another number."""
        number = value if self.category is None else {self.category: value}
        return edition.hypothetical("one step", {**self.besides, self.number: number})


def paying(amount: str, on: date, category: CategoryName = "writing") -> Contract:
    """Return a contract with one payment."""
    return Contract(id="one", category=category, payments=[paid(amount, on)])


def earning(kind: KindName, amount: str, on: date = date(2020, 3, 1)) -> TalentRecord:
    """Return a talent with all of Top Rated but, perhaps, the earnings."""
    return good_record(kind, paying(amount, on))


LEAST = contract("250.00", category="customer_service", name="least")
"""What earns just enough for Rising Talent (RT-4), more than 90 days ago, so no activity."""


def newcomer(kind: KindName, *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a talent without a score who holds Rising Talent, by RT-1 and by RT-3 to RT-6."""
    usual: dict[str, Any] = {
        "job_success_score": None,
        "rising_talent": True,
        "average_feedback": "4.80",
        "identity_verified": True,
        "payout_method": True,
    }
    return TalentRecord(
        kind=kind, contracts=contracts or [LEAST], reputation=reputation(kind, **usual | facts)
    )


def rising(amount: str, on: date = date(2020, 3, 1)) -> TalentRecord:
    """Return a freelancer with all of Rising Talent but, perhaps, the earnings."""
    return newcomer("freelancer", paying(amount, on))


def judged(bad: int) -> TalentRecord:
    """Return an agency with a hundred rated contracts, so many of which ended badly."""
    return agency(
        *(
            contract(
                "20000.00", name=str(number), outcome="negative" if number < bad else "positive"
            )
            for number in range(100)
        )
    )


def money() -> Iterator[Edge]:
    """Yield the bars of earnings, and the window in which they are summed."""
    plus, top_rated, newcomers = Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT
    by_numbers = oracle.has_rising_talent_in_numbers
    yield Edge(
        number="freelancer_earnings",
        badge=plus,
        at=freelancer(contract("10000.00")),
        short=freelancer(contract("9999.99")),
        tighter="10000.01",
        looser="9999.99",
    )
    yield Edge(
        number="agency_earnings",
        badge=plus,
        at=agency(contract("20000.00")),
        short=agency(contract("19999.99")),
        tighter="20000.01",
        looser="19999.99",
    )
    yield Edge(
        number="top_rated_earnings",
        badge=top_rated,
        at=earning("freelancer", "1000.00"),
        short=earning("freelancer", "999.99"),
        tighter="1000.01",
        looser="999.99",
    )
    yield Edge(
        number="agency_top_rated_earnings",
        badge=top_rated,
        at=earning("agency", "10000.00"),
        short=earning("agency", "9999.99"),
        tighter="10000.01",
        looser="9999.99",
    )
    yield Edge(
        number="rising_talent_earnings",
        badge=newcomers,
        at=rising("250.00"),
        short=rising("249.99"),
        tighter="250.01",
        looser="249.99",
        counts_in=by_numbers,
    )
    # Twelve months begin on 2 September 2019; 365 days a day later, as 29 February lies in them.
    for number, readings, first, (tighter, looser) in [
        ("window", TWELVE_MONTHS, date(2019, 9, 2), (11, 13)),
        ("window_days", LAST_365_DAYS, date(2019, 9, 3), (364, 366)),
    ]:
        for badge, (at, short) in [
            (plus, [freelancer(paying("10000.00", day)) for day in (first, first - ONE_DAY)]),
            (plus, [agency(paying("20000.00", day)) for day in (first, first - ONE_DAY)]),
            (top_rated, [earning("freelancer", "1000", day) for day in (first, first - ONE_DAY)]),
            (top_rated, [earning("agency", "10000", day) for day in (first, first - ONE_DAY)]),
            (newcomers, [rising("250.00", day) for day in (first, first - ONE_DAY)]),
        ]:
            yield Edge(
                number=number,
                badge=badge,
                at=at,
                short=short,
                tighter=tighter,
                looser=looser,
                readings=readings,
                counts_in=by_numbers if badge is newcomers else always,
            )


LARGE: dict[KindName, dict[CategoryName, tuple[str, str, str]]] = {
    "freelancer": {
        "design_creative": ("5000.00", "5000.01", "4999.99"),
        "engineering_architecture": ("5000.00", "5000.01", "4999.99"),
        "legal": ("5000.00", "5000.01", "4999.99"),
        "translation": ("5000.00", "5000.01", "4999.99"),
        "writing": ("5000.00", "5000.01", "4999.99"),
        "accounting_consulting": ("10000.00", "10000.01", "9999.99"),
        "admin_support": ("10000.00", "10000.01", "9999.99"),
        "data_science_analytics": ("10000.00", "10000.01", "9999.99"),
        "it_networking": ("10000.00", "10000.01", "9999.99"),
        "sales_marketing": ("10000.00", "10000.01", "9999.99"),
        "web_mobile_software_development": ("15000.00", "15000.01", "14999.99"),
        "customer_service": ("20000.00", "20000.01", "19999.99"),
    },
    "agency": {
        "design_creative": ("10000.00", "10000.01", "9999.99"),
        "engineering_architecture": ("10000.00", "10000.01", "9999.99"),
        "legal": ("10000.00", "10000.01", "9999.99"),
        "translation": ("10000.00", "10000.01", "9999.99"),
        "writing": ("10000.00", "10000.01", "9999.99"),
        "accounting_consulting": ("20000.00", "20000.01", "19999.99"),
        "admin_support": ("20000.00", "20000.01", "19999.99"),
        "customer_service": ("20000.00", "20000.01", "19999.99"),
        "data_science_analytics": ("20000.00", "20000.01", "19999.99"),
        "it_networking": ("20000.00", "20000.01", "19999.99"),
        "sales_marketing": ("20000.00", "20000.01", "19999.99"),
        "web_mobile_software_development": ("30000.00", "30000.01", "29999.99"),
    },
}
"""The bars of TRP-F2 and TRP-A2, each with a cent more and a cent less."""

BESIDE: dict[KindName, Contract] = {
    "freelancer": contract("10000.00", category="customer_service", name="beside"),
    "agency": contract("20000.00", category="web_mobile_software_development", name="beside"),
}
"""Contracts that bring the earnings together without being large."""


def large_contracts() -> Iterator[Edge]:
    """Yield the bars of the large contract, category by category."""
    for kind, table in LARGE.items():
        for category, (bar, more, less) in table.items():
            at, short = (
                TalentRecord(
                    kind=kind,
                    base_badge="top_rated",
                    contracts=[contract(amount, category=category), BESIDE[kind]],
                )
                for amount in (bar, less)
            )
            yield Edge(
                number=f"{kind}_large_contract",
                category=category,
                badge=Badge.TOP_RATED_PLUS,
                at=at,
                short=short,
                tighter=more,
                looser=less,
            )


def step(
    number: str,
    kind: KindName,
    fact: str,
    values: tuple[Any, Any],
    steps: tuple[int | None, int],
    badge: Badge = Badge.TOP_RATED,
) -> Edge:
    """Return the edge of a number that one fact of a reputation is held against.

    Args:
        number: its name in an edition.
        kind: of which talents.
        fact: the fact.
        values: the fact at the edge, and one step short of it.
        steps: the number one step harder, and one step easier.
        badge: the badge it is asked for.
    """
    at, short = (
        newcomer(kind, **{fact: value})
        if badge is Badge.RISING_TALENT
        else good_record(kind, **{fact: value})
        for value in values
    )
    tighter, looser = steps
    return Edge(number=number, badge=badge, at=at, short=short, tighter=tighter, looser=looser)


def top_rated() -> Iterator[Edge]:
    """Yield what Top Rated asks of freelancers and agencies, beside earnings."""
    on_2_june, on_3_june, on_4_june = date(2020, 6, 2), date(2020, 6, 3), date(2020, 6, 4)
    prefixes: dict[KindName, str] = {"freelancer": "top_rated", "agency": "agency"}
    for kind, prefix in prefixes.items():
        yield step(f"{prefix}_score", kind, "job_success_score", (90, 89), (91, 89))
        # More than 90 days ago: the 91st day before 1 September is 2 June.
        began = (on_2_june, on_3_june)
        yield step(f"{prefix}_first_contract", kind, "first_contract_on", began, (91, 89))
        passed = ([on_3_june], [on_4_june])
        yield step(f"{prefix}_hold", kind, "holds", passed, (91, 89))
        thirteen, twelve = weeks("---" + "+" * 13), weeks("----" + "+" * 12)
        yield step(f"{prefix}_eligible_weeks", kind, "weeks", (thirteen, twelve), (14, 12))
        oldest_counts, oldest_is_too_old = weeks("+---" + "+" * 12), weeks("+----" + "+" * 12)
        counted = (oldest_counts, oldest_is_too_old)
        yield step(f"{prefix}_counted_weeks", kind, "weeks", counted, (15, 17))
        circumvented = (date(2020, 3, 1), date(2020, 3, 2))
        yield step("circumvention_bar", kind, "circumvention_on", circumvented, (7, 5))
        yield from weeks_to_come(kind, prefix)
    yield step("top_rated_profile", "freelancer", "profile_percent", (100, 99), (None, 99))
    at, short = (
        good_record("freelancer", from_elance=True, profile_percent=percent) for percent in (90, 89)
    )
    yield Edge(
        number="top_rated_profile_from_elance",
        badge=Badge.TOP_RATED,
        at=at,
        short=short,
        tighter=91,
        looser=89,
    )
    yield step(
        "top_rated_activity", "freelancer", "last_active_on", (on_4_june, on_3_june), (89, 91)
    )
    yield step("agency_owner_profile", "agency", "profile_percent", (100, 99), (None, 99))
    yield step("agency_members_profile", "agency", "members_profile_percent", (60, 59), (61, 59))
    yield step("agency_members", "agency", "members", (2, 1), (3, 1))


def weeks_to_come(kind: KindName, prefix: str) -> Iterator[Edge]:
    """Yield the score at which a week to come is eligible, seen when it is the thirteenth.

    The day asked about is Saturday 5 September, the last known one the Tuesday before. Who has a
    score of 89 lacks the current score too, so that bar is lowered besides.
    """
    twelve_of_fifteen = weeks("---" + "+" * 12, SATURDAY)
    yield Edge(
        number=f"{prefix}_week_score",
        badge=Badge.TOP_RATED,
        at=good_record(kind, job_success_score=90, weeks=twelve_of_fifteen),
        short=good_record(kind, job_success_score=89, weeks=twelve_of_fifteen),
        tighter=91,
        looser=89,
        besides={f"{prefix}_score": 89},
        as_of=date(2020, 9, 5),
    )


def rising_talent() -> Iterator[Edge]:
    """Yield what Rising Talent asks of either kind."""
    badge = Badge.RISING_TALENT
    days_ago_89, days_ago_90 = date(2020, 6, 4), date(2020, 6, 3)
    for kind in ("freelancer", "agency"):
        for number, fact, values, steps in [
            ("rising_talent_profile", "profile_percent", (100, 99), (None, 99)),
            ("rising_talent_activity", "last_active_on", (days_ago_89, days_ago_90), (89, 91)),
            ("rising_talent_hold", "holds", ([days_ago_90], [days_ago_89]), (91, 89)),
            ("circumvention_bar", "circumvention_on", (date(2020, 3, 1), date(2020, 3, 2)), (7, 5)),
        ]:
            yield step(number, kind, fact, values, steps, badge)
        at, short = (
            newcomer(kind, last_active_on=None, joined_on=day)
            for day in (date(2020, 8, 3), date(2020, 8, 2))
        )
        yield Edge(
            number="rising_talent_joined",
            badge=badge,
            at=at,
            short=short,
            tighter=29,
            looser=31,
            counts_in=until_numbers if kind == "freelancer" else always,
        )
    yield from in_numbers()


def in_numbers() -> Iterator[Edge]:
    """Yield what Rising Talent asks of freelancers since it is stated in numbers, beside money."""
    steps: list[tuple[str, str, tuple[Any, Any], tuple[str | int, str | int]]] = [
        ("rising_talent_feedback", "average_feedback", ("4.80", "4.79"), ("4.81", "4.79")),
        ("rising_talent_score", "job_success_score", (90, 89), (91, 89)),
    ]
    for number, fact, values, (tighter, looser) in steps:
        at, short = (newcomer("freelancer", **{fact: value}) for value in values)
        yield Edge(
            number=number,
            badge=Badge.RISING_TALENT,
            at=at,
            short=short,
            tighter=tighter,
            looser=looser,
            counts_in=oracle.has_rising_talent_in_numbers,
        )
    bad = Contract(id="bad", category="legal", outcome="negative", outcome_on=AS_OF)
    yield Edge(
        number="rising_talent_negative_outcomes",
        badge=Badge.RISING_TALENT,
        at=newcomer("freelancer", LEAST, attrs.evolve(bad, outcome_on=AS_OF + timedelta(days=1))),
        short=newcomer("freelancer", LEAST, bad),
        tighter=None,
        beyond=(-1, "got -1"),
        looser=1,
        counts_in=oracle.has_rising_talent_in_numbers,
    )


EDGES = [
    *money(),
    *large_contracts(),
    Edge(
        number="negative_share",
        badge=Badge.TOP_RATED_PLUS,
        at=judged(bad=10),
        short=judged(bad=11),
        tighter=9,
        looser=11,
    ),
    *top_rated(),
    *rising_talent(),
]

DELAYED = {Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS}
DELAYS: dict[str, tuple[str, set[Badge], int, int]] = {
    "base_badge_delay": ("within_hours", DELAYED - {Badge.TOP_RATED_PLUS}, 48, 0),
    "top_rated_plus_delay": ("within_hours", {Badge.TOP_RATED_PLUS}, 72, 0),
    "badge_review": ("within_days", DELAYED, 0, 14),
}
"""The numbers that decide nothing and are told with a badge that is met (DELAY-1).

Where they are told, of which badges, and what they are until reviews come, from 2026-07, and then.
"""


def name_of(edge: Edge) -> str:
    """Return what to call the test of an edge."""
    return "-".join(filter(None, [edge.number, edge.category, edge.at.kind, edge.badge]))


def where_it_counts() -> Iterator[ParameterSet]:
    """Yield each edge with each edition in which its number counts."""
    for edge in EDGES:
        for edition in EDITIONS:
            if edge.counts_in(edition.id):
                yield pytest.param(edge, edition, id=f"{name_of(edge)}-{edition.id}")


every_edition = pytest.mark.parametrize("edition", EDITIONS, ids=IDS)
every_edge = pytest.mark.parametrize(("edge", "edition"), list(where_it_counts()))


@every_edge
@pytest.mark.clause(*CLAUSES_OF_NUMBERS)
def test_a_step_tighter_takes_the_badge(edge: Edge, edition: Edition) -> None:
    """Who stands at the edge has the badge, and loses it by one step more."""
    assert lacking(edge.decided(edge.at, edition)) == []
    if edge.tighter is None:
        # Nothing is more than complete, and no fewer bad endings can be allowed than none.
        number, refused = edge.beyond
        with pytest.raises(InvalidRecordError, match=refused):
            edge.with_step(edition, number)
    else:
        tighter = edge.with_step(edition, edge.tighter)
        assert edge.decided(edge.at, tighter).verdict is Verdict.UNMET


@every_edge
@pytest.mark.clause(*CLAUSES_OF_NUMBERS)
def test_a_step_looser_gives_the_badge(edge: Edge, edition: Edition) -> None:
    """Who stands one step short lacks the badge, and gains it by one step less."""
    as_published = edition
    if edge.besides:
        as_published = edition.hypothetical("besides", edge.besides)
    assert edge.decided(edge.short, as_published).verdict is Verdict.UNMET
    assert lacking(edge.decided(edge.short, edge.with_step(edition, edge.looser))) == []


@every_edition
@pytest.mark.parametrize("number", DELAYS)
@pytest.mark.clause("DELAY-1")
def test_a_delay_a_step_longer_is_told(number: str, edition: Edition) -> None:
    """An hour or a day more or less shows with the badges it is for, and with no other."""
    where, badges, until, since = DELAYS[number]
    usual = since if edition.id >= "2026-07" else until
    tell = attrgetter(where)
    published = assess(plus_holder(), as_of=AS_OF, edition=edition)
    assert {tell(published[badge]) for badge in badges} == {usual or None}
    for other in {usual - 1, usual + 1} - {-1}:
        changed = edition.hypothetical("one step", {number: other})
        told = assess(plus_holder(), as_of=AS_OF, edition=changed)
        differs = {one for one in Badge if tell(told[one]) != tell(published[one])}
        assert differs == badges
        assert {tell(told[badge]) for badge in badges} == {other}


def test_no_number_is_left_out() -> None:
    """Every number of an edition has a witness, and a table one for every category."""
    assert {edge.number for edge in EDGES} | DELAYS.keys() == NUMBERS.keys()
    tables = {name for name, one in NUMBERS.items() if str(one.type) == "CategoryTable"}
    with_category = {(edge.number, edge.category) for edge in EDGES if edge.number in tables}
    assert with_category == {(name, category.value) for name in tables for category in Category}
    assert all(edge.category is None for edge in EDGES if edge.number not in tables)


# --- Lists and switches -------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Toggle:
    """A member of a list, or a switch, whose presence is one answer.

    Args:
        rule: the name of the list or switch in an edition.
        member: the member; None for a switch.
        answer: what it decides, asked of a witness.
        said: whether the specification says so, by the id of an edition.
    """

    rule: str
    member: object
    answer: Callable[[Edition], bool]
    said: Callable[[str], bool]

    def turned(self, edition: Edition) -> Edition:
        """Return the edition with the member added or taken away, or the switch the other way."""
        value: Any = getattr(edition, self.rule)
        turned: object
        if self.member is None:
            turned = not value
        elif type(value) is frozenset:
            turned = cast("frozenset[object]", value) ^ {self.member}
        elif self.member in value:
            turned = tuple(one for one in value if one != self.member)
        else:
            turned = (*value, self.member)
        changed: dict[str, Any] = {self.rule: turned}
        return attrs.evolve(edition, **changed)


def suite_of(edition_id: str) -> set[str]:
    """Return the plans that VIS-1, VIS-11, BEN-1 and BEN-2 speak of."""
    return {"business_plus" if oracle.has_business_plus(edition_id) else "business", "enterprise"}


def suite_or_plus(edition_id: str) -> set[str]:
    """Return the plans that VIS-2 speaks of, and VIS-12 where only plans see the badge."""
    return suite_of(edition_id) | ({"plus"} & {*oracle.tiers_of(edition_id)})


def enterprise_suite_of(edition_id: str) -> set[str]:
    """Return the plans that DIV-8 speaks of."""
    return suite_of(edition_id) - {"business_plus"}


def with_plan(edition: Edition, tier: PlanTier) -> Edition:
    """Return the edition as it would be if it had a plan; what clients see on others is refused."""
    return attrs.evolve(edition, tiers=edition.tiers | {tier})


def seen(
    record: TalentRecord,
    edition: Edition,
    to: Audience,
    day: date = AS_OF,
    readings: Readings = PLANS,
) -> Badge | None:
    """Return the badge a viewer sees on the profile, where only plans see Top Rated Plus."""
    return visible_badge(assess(record, as_of=day, edition=edition, readings=readings), to=to)


def for_sight(
    rule: str,
    record: TalentRecord,
    badge: Badge,
    tier: PlanTier,
    plans: Callable[[str], set[str]],
) -> Toggle:
    """Return whether a plan, selected if it must be, sees a badge."""
    plan = ClientPlan(tier=tier, selected_for_top_rated_plus=True)

    def answer(edition: Edition) -> bool:
        return seen(record, with_plan(edition, tier), plan) is badge

    return Toggle(rule=rule, member=tier, answer=answer, said=lambda one: tier in plans(one))


def for_priority(rule: str, record: TalentRecord, tier: PlanTier) -> Toggle:
    """Return whether a badge gives priority access to the clients on a plan."""

    def answer(edition: Edition) -> bool:
        found = assess(record, as_of=AS_OF, edition=with_plan(edition, tier))
        return priority_access(found, to=tier) != ()

    return Toggle(rule=rule, member=tier, answer=answer, said=lambda one: tier in suite_of(one))


def for_plan(tier: PlanTier) -> Toggle:
    """Return whether there is a plan, so that it is known what its clients see."""

    def answer(edition: Edition) -> bool:
        try:
            return seen(plus_holder(), edition, tier) is not None
        except PlanNotInEditionError:
            return False

    def said(edition_id: str) -> bool:
        return tier in oracle.tiers_of(edition_id)

    return Toggle(rule="tiers", member=tier, answer=answer, said=said)


def for_diversity(tier: PlanTier) -> Toggle:
    """Return whether the clients on a plan see the diversity badge."""

    def answer(edition: Edition) -> bool:
        shown = attrs.evolve(
            with_badge(with_plan(edition, tier)), diversity_surfaces=frozenset({Surface.PROFILE})
        )
        found = assess(owned(), as_of=REVIEWED_ON, edition=shown)
        return sees_diversity_badge(found, to=tier)

    def said(edition_id: str) -> bool:
        return tier in enterprise_suite_of(edition_id)

    return Toggle(rule="diversity_tiers", member=tier, answer=answer, said=said)


def for_category(category: Category) -> Toggle:
    """Return whether a category is open to Expert-Vetted."""
    record = freelancer(expert_vetting=vetted(category=category))

    def answer(edition: Edition) -> bool:
        return decide(record, Badge.EXPERT_VETTED, as_of=AS_OF, edition=edition).is_met

    def said(edition_id: str) -> bool:
        return category in oracle.open_focus(edition_id)

    return Toggle(rule="expert_vetted_categories", member=category, answer=answer, said=said)


def for_tiers(tier: PlanTier) -> Iterator[Toggle]:
    """Yield what the clients on a plan see, and get."""
    vetted_only, plus = freelancer(expert_vetting=vetted()), plus_holder()
    yield for_plan(tier)
    yield for_diversity(tier)
    yield for_sight("expert_vetted_tiers", vetted_only, Badge.EXPERT_VETTED, tier, suite_of)
    yield for_sight("top_rated_plus_tiers", plus, Badge.TOP_RATED_PLUS, tier, suite_or_plus)
    yield for_priority("expert_vetted_priority", vetted_only, tier)
    yield for_priority("top_rated_plus_priority", plus, tier)


def owned(**facts: Any) -> TalentRecord:
    """Return a talent in the United States with a certification."""
    return freelancer(country="US", certifications=[certified(**facts)])


REVIEWED_ON = date(2021, 4, 1)
"""A day on which that certification is approved and has not expired."""


def with_badge(edition: Edition) -> Edition:
    """Return the edition as it would be if the diversity badge were open in the United States.

    Before October 2020 there is no such badge, so nothing else about it can show.
    """
    return attrs.evolve(edition, diversity_badge=True, diversity_countries=frozenset({"US"}))


def on_diversity(record: TalentRecord, edition: Edition) -> Decision:
    """Decide Diversity-Certified."""
    return decide(record, Badge.DIVERSITY_CERTIFIED, as_of=REVIEWED_ON, edition=edition)


def has_badge(edition: Edition) -> bool:
    """Tell whether a certification counts for anything."""
    return on_diversity(owned(), edition)["certification"].verdict is Verdict.MET


def has_review(edition: Edition) -> bool:
    """Tell whether it is not enough to have submitted a certification."""
    submitted = owned(status="submitted", decided_on=None)
    return on_diversity(submitted, with_badge(edition)).verdict is Verdict.UNMET


def has_filter(edition: Edition) -> bool:
    """Tell whether an Enterprise client can filter for certified talent."""
    record = owned()
    try:
        found = diversity_filter(
            [record], to="enterprise", as_of=REVIEWED_ON, edition=with_badge(edition)
        )
    except InvalidRecordError:
        return False
    return found == (record,)


def details_of(edition_id: str) -> list[str]:
    """Return the details that a certification needs."""
    if not oracle.has_diversity(edition_id):
        return []
    if oracle.has_diversity_review(edition_id):
        return oracle.DETAILS_REVIEWED
    return oracle.DETAILS_SELF_REPORTED


def surfaces_of(edition_id: str) -> list[str]:
    """Return where the diversity badge is seen."""
    places = {"profile": oracle.has_diversity, "search_tile": oracle.has_diversity_tile}
    return [place for place, is_seen in places.items() if is_seen(edition_id)]


def for_country(country: str) -> Toggle:
    """Return whether a country is open to the diversity badge."""

    def answer(edition: Edition) -> bool:
        record = attrs.evolve(owned(), country=country)
        open_at_all = attrs.evolve(edition, diversity_badge=True)
        return on_diversity(record, open_at_all)["country"].verdict is Verdict.MET

    def said(edition_id: str) -> bool:
        return oracle.has_diversity(edition_id) and country in oracle.OPEN_COUNTRIES

    return Toggle(rule="diversity_countries", member=country, answer=answer, said=said)


def for_detail(detail: str) -> Toggle:
    """Return whether a certification needs a detail."""
    missing: dict[str, Any] = {detail: None}

    def answer(edition: Edition) -> bool:
        decision = on_diversity(owned(**missing), with_badge(edition))
        return decision["details"].verdict is Verdict.UNMET

    def said(edition_id: str) -> bool:
        return detail in details_of(edition_id)

    return Toggle(rule="diversity_details", member=detail, answer=answer, said=said)


def for_surface(surface: Surface) -> Toggle:
    """Return whether the diversity badge is seen in a place."""

    def answer(edition: Edition) -> bool:
        found = assess(owned(), as_of=REVIEWED_ON, edition=with_badge(edition))
        return sees_diversity_badge(found, to="enterprise", surface=surface)

    def said(edition_id: str) -> bool:
        return surface in surfaces_of(edition_id)

    return Toggle(rule="diversity_surfaces", member=surface, answer=answer, said=said)


def needs_selection(edition: Edition) -> bool:
    """Tell whether a Plus client who was not selected misses Top Rated Plus.

    From June 2025 on there is no such plan, so nothing about it can show unless there is.
    """
    plus = PlanTier.PLUS
    as_before = attrs.evolve(
        with_plan(edition, plus),
        plus_audience_is_known=True,
        top_rated_plus_tiers=edition.top_rated_plus_tiers | {plus},
    )
    return seen(plus_holder(), as_before, plus) is Badge.TOP_RATED


def is_public(edition: Edition) -> bool:
    """Tell whether everybody sees Top Rated Plus, since nobody states who does (VIS-12)."""
    badge = seen(plus_holder(), edition, PlanTier.BASIC, readings=Readings())
    return badge is Badge.TOP_RATED_PLUS


def is_by_numbers(edition: Edition) -> bool:
    """Tell whether a freelancer with a score, and no word of the platform, holds Rising Talent."""
    record = newcomer("freelancer", job_success_score=90, rising_talent=None)
    return decide(record, Badge.RISING_TALENT, as_of=AS_OF, edition=edition).is_met


TOGGLES = [
    *chain.from_iterable(map(for_tiers, PlanTier)),
    *map(for_category, Category),
    *map(for_country, ("US", "CA")),
    *map(for_detail, ("business_name", "category", "provider", "type", "number", "expires_on")),
    *map(for_surface, Surface),
    Toggle(
        rule="plus_needs_selection",
        member=None,
        answer=needs_selection,
        said=oracle.has_selected_plus,
    ),
    Toggle(
        rule="plus_audience_is_known",
        member=None,
        answer=is_public,
        said=oracle.has_business_plus,
    ),
    Toggle(
        rule="rising_talent_by_numbers",
        member=None,
        answer=is_by_numbers,
        said=oracle.has_rising_talent_in_numbers,
    ),
    Toggle(
        rule="diversity_badge",
        member=None,
        answer=has_badge,
        said=oracle.has_diversity,
    ),
    Toggle(
        rule="diversity_review",
        member=None,
        answer=has_review,
        said=oracle.has_diversity_review,
    ),
    Toggle(
        rule="diversity_filter",
        member=None,
        answer=has_filter,
        said=oracle.has_diversity_tile,
    ),
]


def rule_of(toggle: Toggle) -> str:
    """Return what to call the test of a toggle."""
    return toggle.rule if toggle.member is None else f"{toggle.rule}-{toggle.member}"


@every_edition
@pytest.mark.parametrize("toggle", TOGGLES, ids=rule_of)
@pytest.mark.clause("EV-2", "VIS-1", "VIS-2", "VIS-3", "VIS-10", "VIS-11", "VIS-12")
@pytest.mark.clause("BEN-1", "BEN-2", "RT-3", "RT-7")
@pytest.mark.clause("DIV-0", "DIV-2", "DIV-3", "DIV-4", "DIV-5", "DIV-8", "DIV-9")
def test_a_member_or_switch_turned_turns_its_answer(toggle: Toggle, edition: Edition) -> None:
    """Each answer is as specified, and the opposite once its member or switch is turned."""
    said = toggle.said(edition.id)
    assert toggle.answer(edition) is said
    assert toggle.answer(toggle.turned(edition)) is not said


# --- Days ---------------------------------------------------------------------------------------

DAYS = {"owner_sees_from", "catalog_test_first_day", "catalog_test_last_day"}


@every_edition
@pytest.mark.clause("VIS-4")
def test_a_day_later_hides_the_badge_from_its_owner(edition: Edition) -> None:
    """From 1 Sep 2020 the owner sees Top Rated Plus, a day later or earlier once that day moves."""

    def sees_on(day: date, since: date | None = None) -> bool:
        applied = edition if since is None else attrs.evolve(edition, owner_sees_from=since)
        return seen(plus_holder(), applied, Viewer.OWNER, day) is Badge.TOP_RATED_PLUS

    first = date(2020, 9, 1)
    assert sees_on(first)
    assert not sees_on(first, since=first + ONE_DAY)
    assert not sees_on(first - ONE_DAY)
    assert sees_on(first - ONE_DAY, since=first - ONE_DAY)


@every_edition
@pytest.mark.clause("VIS-5")
def test_a_day_more_or_less_changes_who_is_seen_in_the_catalog_test(edition: Edition) -> None:
    """The test runs from 1 July to 30 Sep 2021, and each of these days moves with its field.

    Editions before it have no test; they get one only by both days.
    """
    plan = ClientPlan(tier=PlanTier.BASIC, in_project_catalog_test=True)
    record = plus_holder(on=date(2021, 3, 1))

    def sees_on(day: date, applied: Edition) -> bool:
        assessment = assess(record, as_of=day, edition=applied, readings=PLANS)
        badge = visible_badge(assessment, to=plan, surface=Surface.PROJECT_CATALOG)
        return badge is Badge.TOP_RATED_PLUS

    first, last = date(2021, 7, 1), date(2021, 9, 30)
    has_test = oracle.has_catalog_test(edition.id)
    assert sees_on(first, edition) is sees_on(last, edition) is has_test
    tested = edition
    if not has_test:
        tested = attrs.evolve(edition, catalog_test_first_day=first, catalog_test_last_day=last)
    assert sees_on(first, tested)
    assert sees_on(last, tested)
    assert not sees_on(first - ONE_DAY, tested)
    assert not sees_on(last + ONE_DAY, tested)
    for name, edge, outward in (
        ("catalog_test_first_day", first, -ONE_DAY),
        ("catalog_test_last_day", last, ONE_DAY),
    ):
        longer, shorter, without = (
            with_day(tested, name, day) for day in (edge + outward, edge - outward, None)
        )
        assert sees_on(edge + outward, longer)
        assert not sees_on(edge, shorter)
        assert not sees_on(edge, without)


def with_day(edition: Edition, name: str, day: date | None) -> Edition:
    """Return the edition with another day, or none."""
    changed: dict[str, Any] = {name: day}
    return attrs.evolve(edition, **changed)


# --- Nothing is left out ------------------------------------------------------------------------

QUESTION = {
    *("id", "effective_from", "may_begin_from", "may_begin_through"),
    *("news", "dating", "based_on"),
}
"""What names an edition and dates it; everything else is a rule."""


def test_no_rule_is_left_out() -> None:
    """Every field of an edition is a paper, a number, a day, or has a toggle for each member."""
    rules = {one.name for one in attrs.fields(Edition)} - QUESTION
    assert {one.name for one in attrs.fields(Edition) if CLAUSE in one.metadata} == rules
    toggled = {toggle.rule for toggle in TOGGLES}
    assert NUMBERS.keys() | toggled | DAYS == rules
    members = {(toggle.rule, toggle.member) for toggle in TOGGLES}
    for edition in EDITIONS:
        for rule in toggled:
            value = getattr(edition, rule)
            listed = [None] if isinstance(value, bool) else value
            assert {(rule, member) for member in listed} <= members

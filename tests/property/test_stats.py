"""Figures of a page: they stand in for what is not known, on their day, and ways keep to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from hypothesis import event, given
from hypothesis import strategies as st

from badgerules import (
    UNKNOWN,
    Badge,
    BaseBadge,
    Contract,
    Decision,
    Kind,
    PlatformStats,
    Readings,
    TalentRecord,
    Verdict,
    assess,
    decide,
    disagreements,
    next_change,
    remedies,
    timeline,
)
from badgerules.findings import Finding, TopRatedFinding, is_from_stats
from badgerules.money import dollars
from badgerules.testing import contracts, platform_stats, readings
from builders import near_misses, saturday, standing, weeks
from drawing import draws
from law import FIRST_DAYS, ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

MET, UNMET, OPEN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
AROUND = 320
"""How many days are decided one by one."""

COMPUTED = (Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT)
ANY_READINGS = st.just(Readings()) | readings()
BARS = (250, 1_000, 5_000, 10_000, 20_000)
"""Bars of money in dollars, from the table of clauses."""


class Shown(NamedTuple):
    """A record with figures, and the day on which they were shown."""

    record: TalentRecord
    day: date

    @property
    def bare(self) -> TalentRecord:
        """The record without figures."""
        return attrs.evolve(self.record, stats=None)


figures = st.builds(
    PlatformStats,
    shown_on=st.just(date(2026, 11, 27)),
    earnings_12_months=st.none()
    | st.tuples(st.sampled_from(BARS), st.sampled_from((-41_628, -1, 0, 1))).map(
        lambda pair: dollars(pair[0] * 100 + pair[1])
    ),
    eligible_weeks=st.none() | st.integers(8, 16),
    holds=st.none() | st.sampled_from((0, 0, 1)),
    has_large_contract=st.sampled_from((True, True, False, None)),
)


@st.composite
def shown(draw: st.DrawFn) -> Shown:
    """Draw records that leave much open, and figures near the bars, on a day of any edition."""
    first = draw(st.sampled_from(FIRST_DAYS))
    day = first + timedelta(days=draw(st.integers(0, 400)))
    kind = draw(st.sampled_from((Kind.FREELANCER, Kind.FREELANCER, Kind.AGENCY)))
    around = contracts(first_day=day - timedelta(days=420), last_day=day + timedelta(days=60))
    works: list[Contract] = draw(st.lists(around, max_size=2, unique_by=lambda one: one.id))
    are_known = draw(st.booleans())
    since = day - timedelta(days=draw(st.sampled_from((1, 100, 364, 366, 800))))
    through = day + timedelta(days=draw(st.sampled_from((-1, 0, 30))))
    reputation = None
    if draw(st.booleans()):
        marks = draw(st.sampled_from(("+" * 16, "......++++++++++", "++++++++.......-")))
        reputation = standing(
            day,
            kind.value,
            holds=draw(st.sampled_from((None, None, [], [day - timedelta(days=89)]))),
            weeks=weeks(marks, saturday(day)),
            profile_percent=draw(st.sampled_from((100, 100, 100, None))),
            last_active_on=draw(st.sampled_from((day, UNKNOWN, day - timedelta(days=88)))),
            average_feedback="4.90",
            identity_verified=True,
            payout_method=True,
            rising_talent=draw(st.sampled_from((None, True))),
        )
    record = TalentRecord(
        kind=kind,
        base_badge=None
        if reputation
        else draw(st.sampled_from((BaseBadge.TOP_RATED, BaseBadge.TOP_RATED, None))),
        reputation=reputation,
        contracts=works if are_known else [],
        contracts_known=are_known,
        payments_known_since=draw(st.sampled_from((None, since))) if are_known else None,
        payments_known_through=draw(st.sampled_from((None, through))) if are_known else None,
        stats=attrs.evolve(draw(figures), shown_on=day),
    )
    return Shown(record, day)


@st.composite
def short_of_money(draw: st.DrawFn) -> Shown:
    """Draw records of which nothing but money is missing on the day of the figures, by these."""
    asked = draw(shown())
    day, kind = asked.day, asked.record.kind
    is_computed = draw(st.booleans())
    facts = {"holds": None, "weeks": weeks("......++++++++++", saturday(day))}
    earned = dollars(100 * draw(st.sampled_from(BARS)) - draw(st.sampled_from((41_628, 1))))
    record = attrs.evolve(
        asked.record,
        base_badge=None if is_computed else BaseBadge.TOP_RATED,
        reputation=standing(day, kind.value, **facts) if is_computed else None,
        stats=shown_figures(day, earned, is_ticked=draw(st.booleans())),
    )
    return Shown(record, day)


def shown_figures(day: date, earned: Decimal, *, is_ticked: bool) -> PlatformStats:
    """Return figures that show all but money well."""
    return PlatformStats(
        shown_on=day,
        earnings_12_months=earned,
        eligible_weeks=14,
        holds=0,
        has_large_contract=is_ticked,
    )


def flat(decision: Decision) -> Iterator[Finding]:
    """Go through the findings of a decision, those on a computed Top Rated in its place."""
    for finding in decision.findings:
        if isinstance(finding, TopRatedFinding):
            yield from finding.basis
        else:
            yield finding


@draws(200)
@given(shown(), st.sampled_from(COMPUTED), ANY_READINGS)
def test_facts_beat_figures_and_what_is_open_is_answered_or_stays(
    asked: Shown, badge: Badge, how: Readings
) -> None:
    """A finding that facts decide stays the same; an unknown one stays, or comes from a figure."""
    law: dict[str, Any] = {"as_of": asked.day, "readings": how}
    plain, answered = (decide(one, badge, **law) for one in (asked.bare, asked.record))
    for old, new in zip(flat(plain), flat(answered), strict=True):
        assert old.criterion == new.criterion
        if old.verdict is OPEN:
            assert new == old or (is_from_stats(new) and new.verdict is not OPEN)
        else:
            assert new == old
    event(f"turned {plain.verdict is not answered.verdict}")


@draws(100)
@given(near_misses(), platform_stats(), st.sampled_from(Badge), ANY_READINGS)
def test_where_every_fact_is_given_figures_change_no_verdict_that_facts_decide(
    asked: tuple[TalentRecord, date, date], stats: PlatformStats, badge: Badge, how: Readings
) -> None:
    """On the edges of every criterion, what is met or unmet stays so."""
    record, day, known_through = asked
    told = attrs.evolve(record, stats=attrs.evolve(stats, shown_on=day))
    law: dict[str, Any] = {"as_of": day, "known_through": known_through, "readings": how}
    plain, answered = (decide(one, badge, **law) for one in (record, told))
    for old, new in zip(flat(plain), flat(answered), strict=True):
        assert old.verdict is OPEN or new == old
    elsewhere = attrs.evolve(record, stats=attrs.evolve(stats, shown_on=day + ONE_DAY))
    assert decide(elsewhere, badge, **law) == plain


@draws(100)
@given(shown(), st.sampled_from(COMPUTED), st.integers(1, 400) | st.integers(-400, -1))
def test_on_another_day_figures_say_nothing(asked: Shown, badge: Badge, days: int) -> None:
    """Shown on any other day than the one asked about, they are as good as none."""
    assert asked.record.stats is not None
    on = attrs.evolve(asked.record.stats, shown_on=asked.day + timedelta(days=days))
    other = attrs.evolve(asked.record, stats=on)
    assert decide(other, badge, as_of=asked.day) == decide(asked.bare, badge, as_of=asked.day)


@draws(20)
@given(shown(), st.sampled_from(COMPUTED), st.integers(0, AROUND - 1))
def test_a_timeline_is_what_every_single_day_says(asked: Shown, badge: Badge, ago: int) -> None:
    """Day by day around the figures, each is decided as the timeline says."""
    first = max(asked.day - timedelta(days=ago), FIRST_DAYS[0])
    days = [first + timedelta(days=number) for number in range(AROUND)]
    ahead = timeline(asked.record, badge, as_of=first, first_day=first, last_day=days[-1])
    decided = [decide(asked.record, badge, as_of=day, known_through=first).verdict for day in days]
    assert [ahead.span_on(day).verdict for day in days] == decided


@draws(60)
@given(shown(), st.sampled_from(COMPUTED), st.sampled_from((-30, -1, 0)), ANY_READINGS)
def test_nothing_is_gained_or_lost_where_figures_come_and_go(
    asked: Shown, badge: Badge, days: int, how: Readings
) -> None:
    """The next change rests on a finding that facts turn, not on one that a figure answered."""
    as_of = max(asked.day + timedelta(days=days), FIRST_DAYS[0])
    change = next_change(asked.record, badge, as_of=as_of, readings=how)
    event(f"changes {change is not None}")
    if change is None:
        return
    before, after = (
        {(one.clause, one.criterion.key): one for one in flat(decision)}
        for decision in (change.before, change.after)
    )
    turned = [
        (before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if key not in before or key not in after or before[key].verdict is not after[key].verdict
    ]
    assert any(not any(one is not None and is_from_stats(one) for one in pair) for pair in turned)


@draws(120)
@given(shown() | short_of_money(), st.sampled_from(COMPUTED[:2]), ANY_READINGS)
def test_a_way_on_the_day_of_the_figures_does_it_to_the_cent_and_on_that_day(
    asked: Shown, badge: Badge, how: Readings
) -> None:
    """The badge is met with it, by `decide`, and a cent less does not; it is for that day alone.

    A new contract reopens what a figure was at odds with; then the figure answers it, and the way
    may cost more than is needed.
    """
    record, day = asked
    answer = remedies(record, badge, as_of=day, readings=how)
    ways = [way for way in answer.ways if way.holds_on == day and not answer.obstacles]
    event(f"ways {bool(ways)}")
    asked_now = assess(record, as_of=day, readings=how)
    differing = {entry.subject for entry in disagreements(asked_now)}
    for way in ways:
        paid = decide(way.applied_to(record), badge, as_of=day, readings=how)
        assert paid.is_met
        if any(map(is_from_stats, flat(paid))):
            event("by figures")
            assert way.pay_on == day
            later = day + ONE_DAY  # on which the facts may be known that the figures stand for
            does = way.applied_to(record, on=later)
            there = decide(does, badge, as_of=later, known_through=day, readings=how)
            assert (way.pay_by == day) is not there.is_met
        if way.cents and not differing & {"earnings_12_months", "has_large_contract"}:
            less = attrs.evolve(way, cents=way.cents - 1).applied_to(record)
            assert not decide(less, badge, as_of=day, readings=how).is_met

"""What a comparison owes for any two assessments of one talent: nothing lost, nothing made up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import law
from badgerules import (
    EDITIONS,
    Assessment,
    Badge,
    Category,
    Contract,
    ContractOutcome,
    Finding,
    Kind,
    Payment,
    Readings,
    Reputation,
    TalentRecord,
    assess,
    compare,
    dump_assessment,
    dump_comparison,
    sees_diversity_badge,
    visible_badge,
)
from badgerules.comparison import Cause, Change
from badgerules.testing import contracts, days, payments, readings, reputations, talent_records
from badgerules.thresholds import AgencyEarningsWindow
from badgerules.visibility import VIEWERS, viewers_in
from builders import (
    agency,
    career,
    contract,
    freelancer,
    paid,
    plus_holder,
    standing,
    vetted,
)
from law import ONE_DAY

if TYPE_CHECKING:
    from badgerules import Comparison
    from badgerules.names import KindName

editions = st.none() | st.sampled_from([edition.id for edition in EDITIONS])
ahead = st.sampled_from((0, 0, 0, 40, 150))


class Near:
    """Strategies around a day, made once: facts of the two years around it, and days to ask on."""

    def __init__(self, day: date) -> None:
        within: Any = {"first_day": day - 400 * ONE_DAY, "last_day": day + 400 * ONE_DAY}
        self.records = talent_records(**within)
        self.days, self.payments = days(**within), payments(**within)
        self.contracts = contracts(id=st.just("~new"), **within)
        self.reputations = {kind: reputations(kind=kind, **within) for kind in Kind}
        asked = {"first_day": max(day - 20 * ONE_DAY, law.LAUNCH), "last_day": day + 100 * ONE_DAY}
        a_year_later = {**asked, "last_day": day + 500 * ONE_DAY}
        self.asked_on = days(**asked) | days(**a_year_later)


near = st.sampled_from([Near(day) for day in law.USUAL_DAYS])


class Pair(NamedTuple):
    """Two assessments of one talent."""

    before: Assessment
    after: Assessment


@st.composite
def talents(draw: st.DrawFn, around: Near, day: date) -> TalentRecord:
    """Draw a record: any, or one with all of Top Rated on a day but for its contracts."""
    drawn = draw(around.records)
    if draw(st.booleans()):
        return drawn
    return TalentRecord(
        kind=drawn.kind,
        contracts=drawn.contracts,
        id=drawn.id,
        reputation=standing(day, drawn.kind),
    )


@st.composite
def with_news(draw: st.DrawFn, record: TalentRecord, around: Near) -> TalentRecord:
    """Draw what may have become of a record: more, fewer and other facts of the same talent."""
    for known in record.contracts:
        news = draw(st.sampled_from(("none", "none", "payment", "outcome", "category", "removed")))
        changed = known
        if news == "payment":
            changed = attrs.evolve(known, payments=[*known.payments, draw(around.payments)])
        elif news == "outcome":
            day = st.none() | around.days
            changed = known.with_outcome(draw(st.sampled_from(ContractOutcome)), on=draw(day))
        elif news == "category":
            changed = attrs.evolve(known, category=draw(st.sampled_from(Category)))
        kept = [changed if one.id == known.id else one for one in record.contracts]
        if news == "removed":
            kept = [one for one in record.contracts if one.id != known.id]
        record = attrs.evolve(record, contracts=kept)
    if draw(st.booleans()) and all(one.id != "~new" for one in record.contracts):
        record = record.with_contract(draw(around.contracts))
    if draw(st.booleans()):
        others = st.none() | around.reputations[record.kind]
        record = attrs.evolve(record, base_badge=None, reputation=draw(others))
    return record


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Draw two assessments of one talent, which differ in anything or in nothing."""
    around = draw(near)
    day, chosen, edition = draw(around.asked_on), draw(readings()), draw(editions)
    other_day = draw(around.asked_on) if draw(st.booleans()) else day
    earlier = draw(talents(around, day))
    later = draw(with_news(earlier, around)) if draw(st.booleans()) else earlier
    other_chosen = draw(readings()) if draw(st.booleans()) else chosen
    other_edition = draw(editions) if draw(st.booleans()) else edition
    known, other_known = (each - timedelta(days=draw(ahead)) for each in (day, other_day))
    return Pair(
        assess(earlier, as_of=day, readings=chosen, edition=edition, known_through=known),
        assess(
            later,
            as_of=other_day,
            readings=other_chosen,
            edition=other_edition,
            known_through=other_known,
        ),
    )


@st.composite
def asked_on_two_days(draw: st.DrawFn) -> tuple[TalentRecord, date, date]:
    """Draw a record, and two days to ask about it, in order."""
    around = draw(near)
    first_day, last_day = sorted((draw(around.asked_on), draw(around.asked_on)))
    return draw(talents(around, first_day)), first_day, last_day


def asked_twice(
    record: TalentRecord,
    later: TalentRecord | None = None,
    *days_asked: date,
    **question: Any,
) -> Pair:
    """Return assessments of a record, or of it and a later one, on 1 Sep 2020 or on two days."""
    first, last = days_asked or (date(2020, 9, 1), date(2020, 9, 1))
    after = record if later is None else later
    return Pair(assess(record, as_of=first), assess(after, as_of=last, **question))


SMALL_AND_NEAREST = (contract("4000.00", name="small"), contract("4500.00", name="nearest"))
NOTHING_KNOWN, NEVER_ACTIVE = (
    TalentRecord(kind="freelancer", contracts=[], reputation=reputation)
    for reputation in (Reputation(), Reputation(last_active_on=None))
)

ANOTHER_CATEGORY = asked_twice(
    freelancer(*SMALL_AND_NEAREST),
    freelancer(attrs.evolve(SMALL_AND_NEAREST[0], category="legal"), SMALL_AND_NEAREST[1]),
)
"""A contract that decides nothing turned out to be of another category with the same bar."""

FEWER_FACTS_OPEN = asked_twice(NOTHING_KNOWN, NEVER_ACTIVE)
"""A criterion stays unknown, and one fact fewer would settle it."""

A_YEAR_LATER = asked_twice(plus_holder(), None, date(2020, 9, 1), date(2021, 9, 1))

ANOTHER_EDITION = asked_twice(
    plus_holder(expert_vetting=vetted()), None, date(2020, 9, 30), date(2020, 10, 1)
)


def shown(dumped: Any, finding: Finding | None) -> object:  # noqa: ANN401  # any JSON
    """Return all that answers show of a finding: its JSON, its text, and what it leaves open."""
    return None if finding is None else (dumped, finding.text, finding.unsettled)


def findings(assessment: Assessment) -> dict[tuple[Badge, str], object]:
    """Return all that an answer shows of every finding, by badge and criterion."""
    badges = dump_assessment(assessment)["badges"]
    return {
        (badge, finding.criterion.key): shown(dumped, finding)
        for badge, decision in assessment.items()
        for dumped, finding in zip(badges[badge.value]["findings"], decision.findings, strict=True)
    }


def changes(comparison: Comparison) -> dict[tuple[Badge, str], list[tuple[object, object]]]:
    """Return what each change showed before and after, by badge and criterion."""
    found: dict[tuple[Badge, str], list[tuple[object, object]]] = {}
    dumped = dump_comparison(comparison)["changes"]
    for told, change in zip(dumped, comparison.changes, strict=True):
        ends = (shown(told["before"], change.before), shown(told["after"], change.after))
        found.setdefault((change.badge, change.criterion), []).append(ends)
    return found


def views(assessment: Assessment) -> dict[str, tuple[Badge, ...]]:
    """Return the badges that each viewer of the edition sees on the profile."""
    seen: dict[str, tuple[Badge, ...]] = {}
    for viewer, to in viewers_in(assessment.question.edition).items():
        badge = visible_badge(assessment, to=to)
        seen[viewer] = () if badge is None else (badge,)
        if sees_diversity_badge(assessment, to=to):
            seen[viewer] += (Badge.DIVERSITY_CERTIFIED,)
    return seen


def ends_of(chain: list[tuple[Any, Any]]) -> tuple[object, object]:
    """Return where a chain of changes begins and ends, and check that it joins without a gap."""
    assert all(earlier[1] == later[0] for earlier, later in pairwise(chain))
    assert all(before != after for before, after in chain)
    return (chain[0][0], chain[-1][1])


@given(pair=pairs())
@example(pair=ANOTHER_CATEGORY)
@example(pair=FEWER_FACTS_OPEN)
@example(pair=A_YEAR_LATER)
@example(pair=ANOTHER_EDITION)
def test_every_finding_that_differs_is_accounted_for_and_no_other(pair: Pair) -> None:
    """The changes of a finding lead without a gap from the first answer to the second."""
    before, after = findings(pair.before), findings(pair.after)
    chains = changes(compare(*pair))
    differing = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert chains.keys() == differing
    for key, chain in chains.items():
        assert ends_of(chain) == (before.get(key), after.get(key))


@given(pair=pairs())
@example(pair=A_YEAR_LATER)
@example(pair=ANOTHER_EDITION)
def test_every_view_that_differs_is_accounted_for_and_no_other(pair: Pair) -> None:
    """The changes of a view lead without a gap from what was seen to what is seen.

    Compared are the viewers whom both editions name; the others are listed.
    """
    before, after = views(pair.before), views(pair.after)
    chains: dict[str, list[tuple[object, object]]] = {}
    comparison = compare(*pair)
    for view in comparison.views:
        chains.setdefault(view.viewer, []).append((view.before, view.after))
    both = before.keys() & after.keys()
    assert chains.keys() == {viewer for viewer in both if before[viewer] != after[viewer]}
    others = before.keys() ^ after.keys()
    assert comparison.viewers_not_compared == tuple(one for one in VIEWERS if one in others)
    for viewer, chain in chains.items():
        assert ends_of(chain) == (before[viewer], after[viewer])


NOT_COMPARED = {
    *("readings_that_matter", "editions_that_matter", "next_change"),
    *("within_hours", "within_days"),
}
"""What an answer tells of a badge beside its findings, and what no comparison tells of."""


def what_is_compared(assessment: Assessment, other: Assessment) -> dict[str, Any]:
    """Cut an answer down to what a comparison with another one tells of."""
    answer = dump_assessment(assessment)
    badges = [
        {key: value for key, value in badge.items() if key not in NOT_COMPARED}
        for badge in answer["badges"].values()
    ]
    viewers = viewers_in(other.question.edition)
    return {
        "badges": badges,
        "visible": {name: seen for name, seen in answer["visible"].items() if name in viewers},
        "diversity_seen_by": [name for name in answer["diversity_seen_by"] if name in viewers],
    }


@given(pair=pairs())
@example(pair=ANOTHER_CATEGORY)
@example(pair=FEWER_FACTS_OPEN)
def test_only_answers_that_are_alike_have_nothing_between_them(pair: Pair) -> None:
    """Where a comparison is empty, both answers say the same of every badge and viewer."""
    if compare(*pair).is_empty:
        before, after = pair
        assert what_is_compared(before, after) == what_is_compared(after, before)


@given(asked=asked_on_two_days(), chosen=readings(), edition=editions)
def test_nothing_lies_between_an_assessment_and_itself(
    asked: tuple[TalentRecord, date, date], chosen: Readings, edition: str | None
) -> None:
    """Compared with itself, or with the same asked again, an assessment differs in nothing."""
    record, as_of, _ = asked
    one, again = (
        assess(record, as_of=as_of, readings=chosen, edition=edition) for _ in ("one", "again")
    )
    assert compare(one, one).is_empty
    assert compare(one, again).is_empty


@given(pair=pairs())
@example(pair=A_YEAR_LATER)
def test_a_cause_is_named_only_where_there_is_one(pair: Pair) -> None:
    """What is the same in both changed nothing, and causes stand in the order of the path."""
    comparison, order = compare(*pair), list(Cause)
    first, last = pair.before.question, pair.after.question
    causes = {change.cause for change in comparison.changes}
    causes |= {view.cause for view in comparison.views}
    if first.readings == last.readings:
        assert Cause.READING_CHANGED not in causes
    if first.edition == last.edition:
        assert Cause.EDITION_CHANGED not in causes
    if (first.as_of, first.known_through) == (last.as_of, last.known_through):
        assert causes.isdisjoint({Cause.ROLLED_OUT, Cause.TIME_PASSED})
        if pair.before.record == pair.after.record:
            assert causes.isdisjoint({Cause.NEW_FACTS, Cause.OUTCOME_ARRIVED})
    if {one.outcome for each in pair for one in each.record.contracts} <= {None}:
        assert Cause.OUTCOME_ARRIVED not in causes
    for earlier, later in pairwise(comparison.changes):
        if (earlier.badge, earlier.criterion) == (later.badge, later.criterion):
            assert order.index(earlier.cause) < order.index(later.cause)


def staying(record: TalentRecord, first: date, last: date) -> TalentRecord:
    """Return the record with each payment that leaves the window paid on the first day of both."""

    def stays(one: Payment) -> Payment:
        leaves = year_before(first) < one.paid_on <= year_before(last)
        return paid(one.amount, year_before(last) + ONE_DAY) if leaves else one

    contracts = [attrs.evolve(one, payments=map(stays, one.payments)) for one in record.contracts]
    return attrs.evolve(record, contracts=contracts)


@pytest.mark.parametrize("kind", ["freelancer", "agency"])
@pytest.mark.parametrize("day", law.USUAL_DAYS, ids=str)
def test_what_payments_do_by_leaving_is_not_put_down_to_time(day: date, kind: KindName) -> None:
    """Whatever time alone turned turns, too, if none of the payments leaves the window."""
    record = career(day, kind, reputation=standing(day, kind))
    first = day + 100 * ONE_DAY

    def changes_until(last: date, talent: TalentRecord) -> dict[tuple[Badge, str], Cause]:
        asked: Any = {"known_through": first, "edition": law.in_force(first).id}
        both = (assess(talent, as_of=each, **asked) for each in (first, last))
        return {(one.badge, one.criterion): one.cause for one in compare(*both).changes}

    for later in range(200, 360, 10):
        last = first + later * ONE_DAY
        found = changes_until(last, record)
        by_time = {one for one, cause in found.items() if cause is Cause.TIME_PASSED}
        assert by_time <= changes_until(last, staying(record, first, last)).keys(), last
        assert Cause.ROLLED_OUT in found.values()


def year_before(day: date) -> date:
    """Return the same day a year before, 28 February for the 29th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year - 1, 2, 28) if is_leap_day else day.replace(year=day.year - 1)


def cents_gone(change: Change) -> int:
    """Return the cents of the payments that left the window."""
    return sum(one.payment.cents for one in change.rolled_out)


@given(pair=pairs())
@example(pair=A_YEAR_LATER)
def test_payments_that_rolled_out_were_inside_and_are_no_longer(pair: Pair) -> None:
    """Each was in the twelve months up to the first day and is not in those up to the second."""
    first, last = pair.before.question.as_of, pair.after.question.as_of
    known = {(one.id, paid) for one in pair.before.record.contracts for paid in one.payments}
    for change in compare(*pair).changes:
        assert (change.rolled_out != ()) is (change.cause is Cause.ROLLED_OUT)
        for gone in change.rolled_out:
            assert (gone.contract_id, gone.payment) in known
            assert year_before(first) < gone.payment.paid_on <= first
            assert not year_before(last) < gone.payment.paid_on <= last


REFUNDED = freelancer(
    Contract(
        id="one",
        category=Category.LEGAL,
        payments=[paid("700.00", date(2020, 9, 1)), paid("-50.00", date(2020, 9, 2))],
    )
)


@given(asked=asked_on_two_days(), chosen=readings())
@example(asked=(REFUNDED, date(2020, 9, 2), date(2021, 9, 1)), chosen=Readings())
@example(
    asked=(agency(contract("12000.00")), date(2020, 9, 1), date(2021, 9, 1)), chosen=Readings()
)
def test_earnings_fall_by_exactly_what_rolled_out(
    asked: tuple[TalentRecord, date, date], chosen: Readings
) -> None:
    """As time passes, earnings of twelve months fall by the payments named, to the cent."""
    record, first_day, last_day = asked
    is_lifetime = chosen.agency_earnings_window is AgencyEarningsWindow.LIFETIME
    before, after = (
        assess(record, as_of=day, readings=chosen, edition="2020-07")
        for day in (first_day, last_day)
    )
    for change in compare(before, after).changes:
        if change.criterion != "earnings" or change.cause is not Cause.ROLLED_OUT:
            continue
        assert not (
            record.kind is Kind.AGENCY and is_lifetime and change.badge is Badge.TOP_RATED_PLUS
        )
        assert change.before is not None
        assert change.after is not None
        assert change.before.measured is not None
        assert change.after.measured == change.before.measured - cents_gone(change)

"""What holds of the computed ladder, Rising Talent and Top Rated, for every reputation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import law
import oracle
from badgerules import (
    EDITIONS,
    UNKNOWN,
    Badge,
    BaseBadge,
    Kind,
    Readings,
    Reputation,
    TalentRecord,
    Verdict,
    Week,
    assess,
    decide,
    visible_badge,
)
from badgerules.findings import WeeksFinding
from badgerules.testing import readings, talent_records
from badgerules.testing.strategies import averages_of_feedback
from builders import (
    ASKED_ON,
    Asked,
    contract,
    good_record,
    near_misses,
    paid,
    questions,
    saturday,
    standing,
    weeks,
)
from drawing import draws

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules.names import KindName

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
LADDER = (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS)
WORTH = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}

Change: TypeAlias = dict[str, Any]
"""Facts of a reputation that change."""

editions = st.none() | st.sampled_from([edition.id for edition in EDITIONS])
with_reputation = talent_records(has_reputation=st.just(value=True))
anybody = near_misses() | near_misses() | questions(talent_records())


def verdicts(asked: Asked, chosen: Readings, edition: str | None) -> dict[Badge, Verdict]:
    """Return the verdict on every badge."""
    record, as_of, through = asked
    assessment = assess(
        record, as_of=as_of, readings=chosen, edition=edition, known_through=through
    )
    return {badge: assessment[badge].verdict for badge in Badge}


def with_facts(record: TalentRecord, **facts: Any) -> TalentRecord:
    """Return the record with other facts in its reputation."""
    assert record.reputation is not None
    return attrs.evolve(record, reputation=attrs.evolve(record.reputation, **facts))


# --- Runs of bad weeks --------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Run:
    """A run of bad weeks after, and before, nothing but good ones.

    The score falls the day after the Saturday `falls_after`, and is back up as many weeks later.
    """

    kind: Kind
    falls_after: date
    length: int

    @property
    def last_bad_day(self) -> date:
        """The Saturday on which the last bad week ends."""
        return self.falls_after + self.length * ONE_WEEK

    def on(self, day: date, known_through: date | None = None) -> tuple[Verdict, Verdict]:
        """Return the verdicts on Top Rated and its weeks, from weeks recorded until a day."""
        known = day if known_through is None else known_through
        is_low = self.falls_after < day <= self.last_bad_day
        strip = [
            Week(ends_on=end, eligible=not self.falls_after < end <= self.last_bad_day)
            for end in (saturday(known, ago) for ago in range(16))
        ]
        record = TalentRecord(
            kind=self.kind,
            contracts=[attrs.evolve(contract(), payments=[paid("10000.00", day)])],
            reputation=standing(
                day, self.kind, weeks=strip, job_success_score=89 if is_low else 90
            ),
        )
        decision = decide(record, Badge.TOP_RATED, as_of=day, known_through=known_through)
        return decision.verdict, decision["eligible_weeks"].verdict


saturdays = ASKED_ON.map(saturday).filter(lambda day: day >= law.LAUNCH)
kinds = st.sampled_from(Kind)


def days_from(first_day: date, last_day: date) -> Iterator[date]:
    """Return every day from the first to the last."""
    return (first_day + number * ONE_DAY for number in range((last_day - first_day).days + 1))


@draws(20)
@given(kind=kinds, falls_after=saturdays, length=st.integers(1, 3))
@pytest.mark.clause("TR-F4", "TR-F9", "TR-A7")
def test_up_to_three_bad_weeks_cost_only_themselves(
    kind: Kind, falls_after: date, length: int
) -> None:
    """After them the badge is back at once: it is unmet exactly while the score is low."""
    run = Run(kind=kind, falls_after=falls_after, length=length)
    for day in days_from(falls_after, run.last_bad_day + 18 * ONE_WEEK):
        is_low = falls_after < day <= run.last_bad_day
        assert run.on(day) == (Verdict.UNMET if is_low else Verdict.MET, Verdict.MET)


@draws(40)
@given(kind=kinds, falls_after=saturdays, length=st.integers(4, 60))
@example(kind=Kind.FREELANCER, falls_after=date(2020, 7, 11), length=4)
@example(kind=Kind.AGENCY, falls_after=date(2020, 7, 11), length=16)
@example(kind=Kind.FREELANCER, falls_after=date(2020, 7, 11), length=40)
@pytest.mark.clause("TR-F4", "TR-F9", "TR-A7")
def test_four_or_more_bad_weeks_cost_thirteen_good_ones(
    kind: Kind, falls_after: date, length: int
) -> None:
    """Top Rated is back on the thirteenth Saturday after the score recovers, not a day before.

    That it takes no longer and no shorter does not depend on how long the run was.
    """
    run = Run(kind=kind, falls_after=falls_after, length=length)
    back_on = run.last_bad_day + 13 * ONE_WEEK
    for day in days_from(run.last_bad_day - ONE_WEEK, back_on + 2 * ONE_WEEK):
        expected = Verdict.MET if day >= back_on else Verdict.UNMET
        assert run.on(day)[0] is expected
    fourth = falls_after + 4 * ONE_WEEK
    for day in days_from(fourth - ONE_WEEK, fourth + ONE_WEEK):
        assert run.on(day)[1] is (Verdict.UNMET if day >= fourth else Verdict.MET)


@draws(20)
@given(kind=kinds, falls_after=saturdays, length=st.integers(1, 40), ahead=st.integers(0, 20))
@pytest.mark.clause("TR-F4", "TR-A7")
def test_what_is_foreseen_comes_true_while_the_score_stays(
    kind: Kind, falls_after: date, length: int, ahead: int
) -> None:
    """Weeks to come count by the score of today, and so as they will be recorded if it stays."""
    run = Run(kind=kind, falls_after=falls_after, length=length)
    today = run.last_bad_day + ONE_DAY + ahead * ONE_DAY
    for day in days_from(today, today + 17 * ONE_WEEK):
        assert run.on(day, known_through=today) == run.on(day)


@given(marks=st.text("+-.", min_size=16, max_size=24), as_of=ASKED_ON, kind=kinds)
@pytest.mark.clause("TR-F4", "TR-A7")
def test_weeks_are_counted_whatever_their_order(marks: str, as_of: date, kind: Kind) -> None:
    """Only how many of the last sixteen are good, bad and unknown matters, not which."""
    record = good_record(kind, weeks=weeks(marks, saturday(as_of)))
    finding = decide(record, Badge.TOP_RATED, as_of=as_of)["eligible_weeks"]
    good, bad = marks[-16:].count("+"), marks[-16:].count("-")
    assert isinstance(finding, WeeksFinding)
    assert (finding.observed, finding.highest) == (good, 16 - bad)
    assert (finding.verdict is Verdict.MET) is (good >= 13)
    assert (finding.verdict is Verdict.UNMET) is (bad >= 4)


# --- Facts that were unknown --------------------------------------------------------------------

NONE_IS_KNOWN = {"job_success_score", "first_contract_on", "last_active_on", "average_feedback"}
"""Facts of which None says "none yet", and UNKNOWN that nobody has told."""

ALWAYS_KNOWN = {"weeks", "scores", "circumvention_on", "from_elance"}
"""Facts that are read as none where nobody has told, and what is told one by one."""


@st.composite
def forgotten(draw: st.DrawFn) -> Asked:
    """Draw near misses of whom up to three facts, and some weeks, have been forgotten."""
    asked = draw(near_misses(most_astray=1))
    known = asked.record.reputation
    assert known is not None
    told = [name for name in attrs.asdict(known) if name not in ALWAYS_KNOWN]
    names = draw(st.sets(st.sampled_from([*told, "joined_on"]), max_size=3))
    facts: Change = {name: UNKNOWN if name in NONE_IS_KNOWN else None for name in names}
    unrecorded = draw(st.sampled_from(range(6)))
    facts["weeks"] = sorted(known.weeks, key=lambda week: week.ends_on)[unrecorded:]
    return asked._replace(record=with_facts(asked.record, **facts))


unsure = forgotten() | forgotten() | anybody


def unrecorded_weeks(asked: Asked) -> list[date]:
    """Return the Saturdays counted whose week could be known but is not recorded."""
    if (reputation := asked.record.reputation) is None:
        return []
    recorded = {week.ends_on for week in reputation.weeks}
    joined_on = reputation.joined_on or date.min
    counted = {saturday(asked.as_of, ago) for ago in range(16)} - recorded
    return sorted(end for end in counted if joined_on <= end <= asked.known_through)


def values_of(name: str, asked: Asked) -> st.SearchStrategy[Any]:
    """Draw what a fact may turn out to be, as far as it can be known on the last known day."""
    ago = st.integers(0, 120) | st.sampled_from([0, 29, 30, 89, 90, 91, 400])
    day = ago.map(lambda number: min(asked.as_of - number * ONE_DAY, asked.known_through))
    score = st.sampled_from([0, 59, 60, 89, 90, 99, 100])
    return {
        "base_badge": st.sampled_from(BaseBadge),
        "country": st.sampled_from(["US", "CA"]),
        "job_success_score": st.none() | score,
        "rising_talent": st.booleans(),
        "first_contract_on": st.none() | day,
        "joined_on": day,
        "profile_percent": score,
        "availability_current": st.booleans(),
        "average_feedback": st.none() | averages_of_feedback(),
        "identity_verified": st.booleans(),
        "payout_method": st.booleans(),
        "last_active_on": st.none() | day,
        "holds": st.lists(day, max_size=2),
        "members": st.integers(0, 3),
        "members_profile_percent": score,
    }[name]


def unknown_facts(record: TalentRecord) -> list[str]:
    """Return the names of the facts nobody has told, single weeks aside."""
    names = ["country"] if record.country is None else []
    if record.reputation is None:
        return names + (["base_badge"] if record.base_badge is None else [])
    not_asked = {*ALWAYS_KNOWN}
    if record.kind is Kind.FREELANCER:
        not_asked |= {"members", "members_profile_percent"}
    for name, value in attrs.asdict(record.reputation, recurse=False).items():
        untold = UNKNOWN if name in NONE_IS_KNOWN else None
        if name not in not_asked and value is untold:
            names.append(name)
    return names


def recording(draw: st.DataObject, name: str, asked: Asked) -> TalentRecord:
    """Draw the record with one fact that was unknown recorded."""
    value = draw.draw(values_of(name, asked), label=name)
    if name in {"base_badge", "country"}:
        return attrs.evolve(asked.record, **{name: value})
    return with_facts(asked.record, **{name: value})


def recording_week(draw: st.DataObject, end: date, asked: Asked) -> TalentRecord:
    """Draw the record with one week recorded, as eligible or not."""
    assert asked.record.reputation is not None
    week = Week(ends_on=end, eligible=draw.draw(st.booleans(), label=f"week of {end}"))
    return with_facts(asked.record, weeks=[*asked.record.reputation.weeks, week])


@draws(300)
@given(asked=unsure, chosen=readings(), edition=editions, draw=st.data())
@pytest.mark.clause("TR-F4", "TR-F8", "RT-1", "RT-2", "BASE-1", "DIV-2")
def test_a_decided_verdict_stays_whatever_is_learned(
    asked: Asked, chosen: Readings, edition: str | None, draw: st.DataObject
) -> None:
    """No unknown fact, recorded with any value, moves a verdict that is met or unmet.

    And of an unknown verdict, none but the facts it lists as unsettled moves it alone.
    """
    record, as_of, through = asked
    learned = [(name, recording(draw, name, asked)) for name in unknown_facts(record)]
    learned += [("weeks", recording_week(draw, end, asked)) for end in unrecorded_weeks(asked)]
    known = assess(record, as_of=as_of, readings=chosen, edition=edition, known_through=through)
    for name, more in learned:
        after = verdicts(asked._replace(record=more), chosen, edition)
        for badge, decision in known.items():
            if name not in decision.unsettled:
                assert after[badge] is decision.verdict, (badge, name)


@draws(200)
@given(asked=unsure, chosen=readings(), edition=editions, draw=st.data())
@pytest.mark.clause("TR-F4", "TR-F8", "RT-1", "RT-2", "BASE-1", "DIV-2")
def test_what_is_unsettled_settles_an_unknown_verdict(
    asked: Asked, chosen: Readings, edition: str | None, draw: st.DataObject
) -> None:
    """Once every fact that is listed as unsettled has been recorded, nothing is unknown."""
    record, as_of, through = asked
    known = assess(record, as_of=as_of, readings=chosen, edition=edition, known_through=through)
    for badge, decision in known.items():
        more = asked
        assert bool(decision.unsettled) is (decision.verdict is Verdict.UNKNOWN)
        for name in decision.unsettled:
            if name == "weeks":
                for end in unrecorded_weeks(more):
                    more = more._replace(record=recording_week(draw, end, more))
            else:
                more = more._replace(record=recording(draw, name, more))
        assert verdicts(more, chosen, edition)[badge] is not Verdict.UNKNOWN


# --- Readings -----------------------------------------------------------------------------------


@given(asked=anybody, one=readings(), other=readings(), edition=editions)
@pytest.mark.clause("TR-F2", "TR-A2", "RT-1", "RT-4", "WIN-2")
def test_no_reading_but_that_of_the_window_touches_the_base_badges(
    asked: Asked, one: Readings, other: Readings, edition: str | None
) -> None:
    """The others are about Top Rated Plus and who sees what: these findings stay.

    How long the window is moves the earnings of base badges, and nothing else of them.
    """
    first, second = [
        assess(
            asked.record,
            as_of=asked.as_of,
            readings=chosen,
            edition=edition,
            known_through=asked.known_through,
        )
        for chosen in (one, other)
    ]
    by_money = set[str]() if one.window is other.window else {"earnings"}
    for badge in (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.EXPERT_VETTED):
        kept = [
            [finding for finding in found[badge].findings if finding.criterion.key not in by_money]
            for found in (first, second)
        ]
        assert kept[0] == kept[1]


# --- What can only hurt, and what can only help --------------------------------------------------


def a_hold_more(known: Reputation, asked: Asked, draw: st.DataObject) -> Change | None:
    """Add a day to holds that are known."""
    if known.holds is None:
        return None
    ago = draw.draw(st.integers(-5, 100) | st.sampled_from([89, 90]))
    return {"holds": [*known.holds, asked.as_of - ago * ONE_DAY]}


def a_circumvention(known: Reputation, asked: Asked, draw: st.DataObject) -> Change | None:
    """Add a circumvention to none."""
    if known.circumvention_on is not None:
        return None
    ago = draw.draw(st.integers(-5, 200))
    return {"circumvention_on": asked.as_of - ago * ONE_DAY}


def a_lower_score(known: Reputation, _: Asked, draw: st.DataObject) -> Change | None:
    """Lower a score that is known."""
    score = known.job_success_score
    if not isinstance(score, int):
        return None
    return {"job_success_score": draw.draw(st.integers(0, score))}


def a_bad_week(known: Reputation, asked: Asked, draw: st.DataObject) -> Change | None:
    """Turn a good week into a bad one."""
    del asked
    good = [week for week in known.weeks if week.eligible]
    if not good:
        return None
    turned = draw.draw(st.sampled_from(good))
    others = [week for week in known.weeks if week != turned]
    return {"weeks": [*others, Week(ends_on=turned.ends_on, eligible=False)]}


def less(name: str) -> Callable[[Reputation, Asked, st.DataObject], Change | None]:
    """Return what lowers a number that is known."""

    def lowered(known: Reputation, _: Asked, draw: st.DataObject) -> Change | None:
        number = getattr(known, name)
        return None if number is None else {name: draw.draw(st.integers(0, number))}

    return lowered


def earlier(name: str) -> Callable[[Reputation, Asked, st.DataObject], Change | None]:
    """Return what moves a day back that is known, and not after the day asked about."""

    def moved(known: Reputation, asked: Asked, draw: st.DataObject) -> Change | None:
        day = getattr(known, name)
        if not isinstance(day, date) or day > asked.as_of:
            return None
        return {name: day - draw.draw(st.integers(0, 100)) * ONE_DAY}

    return moved


def a_later_start(known: Reputation, _: Asked, draw: st.DataObject) -> Change | None:
    """Let the first contract begin later, or not at all."""
    began_on = known.first_contract_on
    if not isinstance(began_on, date):
        return None
    days = draw.draw(st.none() | st.integers(0, 100))
    return {"first_contract_on": None if days is None else began_on + days * ONE_DAY}


def a_lower_average(known: Reputation, _: Asked, draw: st.DataObject) -> Change | None:
    """Lower an average of feedback that is known, or let there be none."""
    known_average = known.average_feedback
    if not isinstance(known_average, Decimal):
        return None
    lower = draw.draw(st.none() | averages_of_feedback())
    return {"average_feedback": None if lower is None else min(lower, known_average)}


def no_more(name: str) -> Callable[[Reputation, Asked, st.DataObject], Change | None]:
    """Return what takes away something that is there."""

    def taken(known: Reputation, _: Asked, __: st.DataObject) -> Change | None:
        return {name: False} if getattr(known, name) else None

    return taken


def not_available(known: Reputation, _: Asked, __: st.DataObject) -> Change | None:
    """Let the availability be out of date."""
    return None if known.availability_current is None else {"availability_current": False}


LIMITATIONS = {
    "a hold": a_hold_more,
    "a circumvention": a_circumvention,
    "a lower score": a_lower_score,
    "a bad week": a_bad_week,
    "a profile less complete": less("profile_percent"),
    "fewer members": less("members"),
    "members' profiles less complete": less("members_profile_percent"),
    "activity longer ago": earlier("last_active_on"),
    "a first contract later": a_later_start,
    "availability out of date": not_available,
    "a lower average of feedback": a_lower_average,
    "no identity verified": no_more("identity_verified"),
    "no payout method": no_more("payout_method"),
    "not from Elance after all": no_more("from_elance"),
}
"""What takes something away from a reputation, in a way that nobody can gain by."""


@draws(40)
@pytest.mark.parametrize("name", LIMITATIONS)
@given(asked=near_misses() | questions(with_reputation), chosen=readings(), draw=st.data())
@pytest.mark.clause("TR-F1", "TR-F3", "TR-F4", "TR-F5", "TR-F6", "TR-F7", "TR-F8", "TR-X1")
@pytest.mark.clause("TR-A1", "TR-A3", "TR-A4", "TR-A5", "TR-A6", "TR-A7")
@pytest.mark.clause("RT-1", "RT-3", "RT-4", "RT-5")
def test_no_limitation_improves_a_verdict(
    name: str, asked: Asked, chosen: Readings, draw: st.DataObject
) -> None:
    """Met is better than unknown, and unknown than unmet: no badge gains by a worse reputation.

    Read the other way round, every verdict is monotone in score, weeks, profiles, members,
    activity and the age of the first contract.
    """
    assert asked.record.reputation is not None
    change = LIMITATIONS[name](asked.record.reputation, asked, draw)
    assume(change is not None)
    assert change is not None
    worse = asked._replace(record=with_facts(asked.record, **change))
    before, after = (verdicts(one, chosen, None) for one in (asked, worse))
    for badge in Badge:
        assert WORTH[after[badge]] <= WORTH[before[badge]]


@given(asked=anybody, chosen=readings(), edition=editions)
@pytest.mark.clause("TRP-F7")
def test_an_exclusive_member_never_fares_better(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """Barred or measured by an agency's amounts, a member holds nothing an independent does not."""
    assume(asked.record.kind is Kind.FREELANCER)
    free, bound = [
        asked._replace(record=attrs.evolve(asked.record, exclusive_agency_contractor=is_bound))
        for is_bound in (False, True)
    ]
    before, after = (verdicts(one, chosen, edition) for one in (free, bound))
    for badge in Badge:
        assert WORTH[after[badge]] <= WORTH[before[badge]]


@given(asked=anybody, chosen=readings(), edition=editions, draw=st.data())
@pytest.mark.clause("TR-F2", "TR-A2", "TR-F8", "RT-1", "TRP-F1", "TRP-F2")
def test_a_payment_never_worsens_a_verdict(
    asked: Asked, chosen: Readings, edition: str | None, draw: st.DataObject
) -> None:
    """Another positive payment up to the day asked about takes nothing away.

    Top Rated Plus of agencies is left out: a payment can bring a contract that ended badly back
    into the window, and into the share of TRP-A3.
    """
    assume(asked.record.contracts)
    one = draw.draw(st.sampled_from(asked.record.contracts))
    cents, ago = draw.draw(st.integers(1, 3_000_000)), draw.draw(st.integers(0, 400))
    richer = asked.record.with_payment(
        one.id, Decimal(cents).scaleb(-2), on=asked.as_of - ago * ONE_DAY
    )
    before = verdicts(asked, chosen, edition)
    after = verdicts(asked._replace(record=richer), chosen, edition)
    for badge in Badge:
        if badge is Badge.TOP_RATED_PLUS and asked.record.kind is Kind.AGENCY:
            continue
        assert WORTH[after[badge]] >= WORTH[before[badge]]


@given(asked=anybody, chosen=readings(), edition=editions)
@pytest.mark.clause("KEEP-1", "TRP-F8", "TRP-A4", "TR-F9", "TR-F1", "TR-A1", "RT-1", "RT-7")
def test_the_ladder_has_no_missing_rung(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """Top Rated Plus is never better off than Top Rated, and Rising Talent ends where that begins.

    Whoever holds Top Rated Plus holds Top Rated. Nobody holds Top Rated and Rising Talent, but for
    freelancers of whom both are computed, once Rising Talent is stated in numbers.
    """
    found = verdicts(asked, chosen, edition)
    assert WORTH[found[Badge.TOP_RATED_PLUS]] <= WORTH[found[Badge.TOP_RATED]]
    applied = law.in_force(asked.as_of).id if edition is None else edition
    by_numbers = asked.record.kind is Kind.FREELANCER and asked.record.reputation is not None
    if not (by_numbers and oracle.has_rising_talent_in_numbers(applied)):
        assert [found[badge] for badge in LADDER[:2]] != [Verdict.MET, Verdict.MET]


@pytest.mark.clause("RT-7", "VIS-7")
@pytest.mark.parametrize(
    ("day", "kind", "holds_both"),
    [
        (date(2026, 7, 6), "freelancer", False),
        (date(2026, 7, 7), "freelancer", True),
        (date(2026, 7, 7), "agency", False),
    ],
    ids=str,
)
def test_both_base_badges_may_be_held_from_2026_on(
    day: date, kind: KindName, *, holds_both: bool
) -> None:
    """A score ends Rising Talent no longer, for freelancers; what is seen is Top Rated."""
    record = TalentRecord(
        kind=kind,
        contracts=[
            attrs.evolve(contract(category="customer_service"), payments=[paid("10000.00", day)])
        ],
        reputation=standing(
            day,
            kind,
            average_feedback="4.80",
            identity_verified=True,
            payout_method=True,
            rising_talent=True,
        ),
    )
    found = assess(record, as_of=day)
    assert found.holds("top_rated")
    assert found.holds("rising_talent") is holds_both
    assert visible_badge(found, to="basic") is Badge.TOP_RATED

"""When a badge is back, held against asking every day after each return of the score."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from badgerules import Badge, Contract, Decision, Kind, TalentRecord, Verdict, decide
from badgerules.decisions import by_criterion
from badgerules.recovery import Recovery, recovery
from builders import paid, saturday, standing, weeks
from drawing import draws

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
BADGES = (Badge.TOP_RATED, Badge.TOP_RATED, Badge.TOP_RATED_PLUS, Badge.RISING_TALENT)
LONGEST = 480
"""Days after a return in which whatever is drawn has come and gone."""
OF_SCORE = ("job_success_score", "eligible_weeks")


@st.composite
def fallen(draw: st.DrawFn) -> tuple[TalentRecord, Badge, date]:
    """Draw a talent whose score has fallen, and whose other facts come and go in the next months.

    Each fact is mostly good, so that the score is what is missing, and the rest fails now and then.
    """
    day = draw(st.dates(date(2021, 1, 1), date(2027, 1, 1)))
    kind, badge = draw(st.sampled_from([*Kind])), draw(st.sampled_from(BADGES))

    def near(least: int, most: int) -> date:
        return day + timedelta(days=draw(st.integers(least, most)))

    def mostly(usual: Any, *others: Any) -> Any:  # noqa: ANN401  # any fact
        return draw(st.sampled_from([usual] * 4 + [*others]))

    marks = "".join(draw(st.lists(st.sampled_from("++++++-."), min_size=16, max_size=16)))
    scores: list[dict[str, Any]] = []
    if draw(st.booleans()):
        scores.append({"since": near(-60, 0), "score": mostly(86, None, 0)})
    facts: dict[str, Any] = {
        "job_success_score": mostly(86, 95 if scores else 50, None),
        "weeks": weeks(marks, saturday(day) + draw(st.integers(0, 3)) * ONE_WEEK),
        "first_contract_on": near(-200, 40),
        "joined_on": mostly(near(-300, -20), None),
        "holds": mostly([], [near(-90, 200)]),
        "circumvention_on": mostly(None, near(-300, 100)),
        "profile_percent": mostly(100, 80, None),
        "average_feedback": "4.90",
        "identity_verified": True,
        "payout_method": draw(st.sampled_from([True, True, True, None])),
    }
    record = TalentRecord(
        kind=kind,
        contracts=[
            Contract(
                id=f"{number}",
                category="legal",
                payments=[paid(mostly("30000.00", "900.00"), near(-365, 120))],
                outcome=mostly(None, "negative"),
            )
            for number in range(draw(st.integers(1, 2)))
        ],
        reputation=standing(day, kind.value, **facts),
    )
    for one in scores:
        record = record.with_score(one["score"], since=one["since"])
    if draw(st.integers(0, 5)) == 0:
        record = attrs.evolve(record, payments_known_since=near(-400, -100))
    return record, badge, day


def returned(record: TalentRecord, day: date) -> TalentRecord:
    """Return the record with a score of 90 from a day on."""
    return record.with_score(90, since=day)


def asked(record: TalentRecord, badge: Badge, day: date, known_through: date) -> Decision:
    """Decide on a day ahead, as if the talent were active on it."""
    active = record.with_reputation(last_active_on=day)
    return decide(active, badge, as_of=day, known_through=known_through)


def held_first(record: TalentRecord, badge: Badge, back_on: date, known: date) -> date | None:
    """Return the first day on which a badge is held after a return, by asking every day."""
    days = (back_on + number * ONE_DAY for number in range(LONGEST))
    back = returned(record, back_on)
    return next((day for day in days if asked(back, badge, day, known).is_met), None)


def answered(record: TalentRecord, badge: Badge, day: date) -> Recovery | None:
    """Return the recovery; None where the badge asks for no score on that day."""
    found = by_criterion(decide(record, badge, as_of=day))
    if not any(key.endswith("job_success_score") for key in found):
        return None
    return recovery(record, badge, as_of=day)


def edges(answer: Recovery, some: int) -> Iterator[date]:
    """Return some days of return at the edge of a span: its first, its last, and the one after."""
    spans = answer.spans
    span = spans[some % len(spans)]
    yield span.first_return
    if span.last_return is not None:
        yield span.last_return
        yield span.last_return + ONE_DAY


@draws(150)
@given(fallen(), st.integers(0, 9), st.integers(0, 400))
def test_a_badge_is_back_on_the_first_day_on_which_it_is_decided_so(
    talent: tuple[TalentRecord, Badge, date], span: int, later: int
) -> None:
    """At the edges of a span and on any other day; None is told where it is held on no day."""
    record, badge, day = talent
    answer = answered(record, badge, day)
    if answer is None or not answer.is_missing:
        return
    for back_on in {*edges(answer, span), day + later * ONE_DAY}:
        assert answer.held_on(back_on) == held_first(record, badge, back_on, day), back_on


@draws(300)
@given(fallen())
def test_spans_hold_every_day_once_and_say_why_none_is_the_one(
    talent: tuple[TalentRecord, Badge, date],
) -> None:
    """From the last day known on, without end; where it is never held, something is named."""
    record, badge, day = talent
    answer = answered(record, badge, day)
    if answer is None or not answer.is_missing:
        assert answer is None or answer.spans == ()
        return
    first, last = answer.spans[0], answer.spans[-1]
    assert (first.first_return, last.last_return) == (day, None)
    for earlier, later in pairwise(answer.spans):
        assert earlier.last_return == later.first_return - ONE_DAY
    for span in answer.spans:
        assert (span.held_on is None) is bool(span.because or span.unsettled)
        assert not (span.because and span.unsettled)


@draws(100)
@given(fallen(), st.integers(0, 9))
def test_what_stands_in_the_way_does_so_once_the_score_suffices(
    talent: tuple[TalentRecord, Badge, date], number: int
) -> None:
    """On the first day on which score and weeks are met, these clauses are unmet, or unknown."""
    record, badge, day = talent
    answer = answered(record, badge, day)
    never = [] if answer is None else [span for span in answer.spans if span.held_on is None]
    if not never:
        return
    span = never[number % len(never)]
    back = returned(record, span.first_return)
    for ahead in range(LONGEST):
        on = span.first_return + ahead * ONE_DAY
        found = by_criterion(asked(back, badge, on, day))
        by_score = [one for key, one in found.items() if key.endswith(OF_SCORE)]
        if all(one.verdict is Verdict.MET for one in by_score):
            lacking = [one for one in found.values() if one.verdict is Verdict.UNMET]
            open_ = [one for one in found.values() if one.verdict is Verdict.UNKNOWN]
            assert span.because == tuple(dict.fromkeys(one.clause for one in lacking))
            facts = dict.fromkeys(fact for one in open_ for fact in one.unsettled)
            assert span.unsettled == (() if lacking else tuple(facts))
            return
    raise AssertionError(span)

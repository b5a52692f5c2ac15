"""The tracks of Rising Talent and Top Rated: weeks, holds, activity, and waiting times.

Each criterion here can turn on a few days only, and those follow from its facts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from badgerules.base_badges import (
    is_by_numbers,
    recorded_weeks,
    top_rated_bars,
    week_row,
    weeks_verdict,
)
from badgerules.timeline.tracks import (
    ALWAYS,
    constant,
    lasting,
    lasting_from_each,
    overlaid,
    since,
)
from badgerules.vocabulary import UNKNOWN, ContractOutcome, Kind, OrUnknown, Verdict
from badgerules.windows import ONE_DAY, if_it_comes, last_saturdays, months_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from badgerules.base_badges import TopRatedBars
    from badgerules.decisions import Question
    from badgerules.records import TalentRecord
    from badgerules.talent_facts import Reputation
    from badgerules.thresholds import Edition
    from badgerules.timeline.tracks import Track

MET, UNMET, NOT_KNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
_ONE_WEEK = timedelta(weeks=1)


def top_rated_tracks(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
    known_through: date,
    last_day: date,
) -> dict[str, Track]:
    """Return the tracks of the Top Rated criteria that days or activity can turn, by key.

    Args:
        record: whose payments count as activity.
        reputation: the talent's other facts.
        question: the first day, and the edition.
        known_through: the last day whose facts are known.
        last_day: where the tracks end, included.
    """
    bars = top_rated_bars(question.edition, record.kind)
    tracks = {
        "job_success_score": score_track(reputation, bars.score, if_none=UNMET),
        "first_contract": _first_contract_track(reputation, bars.first_contract),
        "eligible_weeks": _weeks_track(reputation, bars, question.as_of, known_through, last_day),
        "no_recent_hold": _hold_track(reputation, bars.hold, last_day),
        "no_circumvention": _circumvention_track(reputation, question, last_day),
    }
    if record.kind is not Kind.AGENCY:
        active = lasting_from_each(_active_days(record, reputation, last_day), bars.activity)
        tracks["recent_activity"] = overlaid(_activity_left_open(reputation), active, MET)
    return tracks


def rising_talent_tracks(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
    last_day: date,
) -> dict[str, Track]:
    """Return the tracks of the Rising Talent criteria that days or activity can turn, by key.

    Args:
        record: whose payments count as activity.
        reputation: the talent's other facts.
        question: the first day, and the edition.
        last_day: where the tracks end, included.
    """
    edition, joined_on = question.edition, reputation.joined_on
    days = _active_days(record, reputation, last_day)
    active = lasting_from_each(days, edition.rising_talent_activity)
    otherwise = constant(NOT_KNOWN)
    by_numbers: dict[str, Track] = {"no_score_yet": _no_score_track(reputation)}
    if is_by_numbers(record.kind, edition):
        otherwise = _activity_left_open(reputation)
        by_numbers = {
            "job_success_score": score_track(reputation, edition.rising_talent_score, if_none=MET)
        }
        by_numbers["no_negative_feedback"] = _negative_feedback_track(record, edition)
    elif joined_on is not None:
        otherwise = _activity_left_open(reputation)
        if joined_on <= last_day:
            active.append(lasting(joined_on, edition.rising_talent_joined))
    return {
        "recent_activity": overlaid(otherwise, active, MET),
        "no_recent_hold": _hold_track(reputation, edition.rising_talent_hold, last_day),
        "no_circumvention": _circumvention_track(reputation, question, last_day),
        **by_numbers,
    }


def score_track(reputation: Reputation, bar: int, *, if_none: Verdict) -> Track:
    """The score must reach a bar on each day, or there may be none (TR-F1, TR-A1, RT-5).

    Args:
        reputation: the scores.
        bar: what they must reach.
        if_none: the verdict where there is no score.
    """

    def verdict(score: int | OrUnknown | None) -> Verdict:
        if score is UNKNOWN:
            return NOT_KNOWN
        if score is None:
            return if_none
        return MET if score >= bar else UNMET

    return _track_of_scores(reputation, verdict)


def _no_score_track(reputation: Reputation) -> Track:
    """There must be no score yet on each day (RT-1)."""

    def verdict(score: int | OrUnknown | None) -> Verdict:
        if score is UNKNOWN:
            return NOT_KNOWN
        return MET if score is None else UNMET

    return _track_of_scores(reputation, verdict)


def _track_of_scores(
    reputation: Reputation, verdict: Callable[[int | OrUnknown | None], Verdict]
) -> Track:
    later = sorted(reputation.scores, key=attrgetter("since"))
    first = (ALWAYS, verdict(reputation.job_success_score))
    return [first, *((known.since, verdict(known.score)) for known in later)]


def _negative_feedback_track(record: TalentRecord, edition: Edition) -> Track:
    """So many contracts may have ended badly, each from the day of its outcome on (RT-6)."""
    bad_on = sorted(
        contract.outcome_on or ALWAYS
        for contract in record.contracts
        if contract.outcome is ContractOutcome.NEGATIVE
    )
    too_many = bad_on[edition.rising_talent_negative_outcomes :]
    return since(too_many[0], before=MET, after=UNMET) if too_many else constant(MET)


def _first_contract_track(reputation: Reputation, days: int) -> Track:
    """Return the track of the first contract, which must be so many days old (TR-F3, TR-A6)."""
    began_on = reputation.first_contract_on
    if began_on is UNKNOWN:
        return constant(NOT_KNOWN)
    if began_on is None:
        return constant(UNMET)
    _, enough_on = lasting(began_on, days)
    return since(enough_on, before=UNMET, after=MET)


def _weeks_track(
    reputation: Reputation,
    bars: TopRatedBars,
    first_day: date,
    known_through: date,
    last_day: date,
) -> Track:
    """Slide over the Saturdays (TR-F4); if all counted weeks are alike, skip to the next turn."""
    recorded = recorded_weeks(reputation)
    turns = _turns_of_weeks(reputation, recorded, known_through)

    def eligible_of(saturday: date) -> bool | None:
        return week_row(saturday, reputation, recorded, known_through, bars.week_score).eligible

    saturdays = last_saturdays(bars.counted_weeks, through=first_day)
    counted = deque(map(eligible_of, saturdays))
    least, most = counted.count(True), len(counted) - counted.count(False)
    track = [(first_day, weeks_verdict(least, most, bars.eligible_weeks))]
    if not saturdays:
        return track
    saturday = saturdays[-1]
    while last_day - saturday >= _ONE_WEEK:
        saturday += _ONE_WEEK
        gone, come = counted.popleft(), eligible_of(saturday)
        counted.append(come)
        least += (come is True) - (gone is True)
        most += (come is not False) - (gone is not False)
        verdict = weeks_verdict(least, most, bars.eligible_weeks)
        if track[-1][1] is not verdict:
            track.append((saturday, verdict))
        if len({*counted}) == 1:
            saturday = _last_alike(saturday, turns, last_day)
    return track


def _turns_of_weeks(
    reputation: Reputation, recorded: Iterable[date], known_through: date
) -> list[date]:
    """Return, in order, the days from which a week may count differently from the week before."""
    joined_on = reputation.joined_on or known_through
    over = [day + ONE_DAY for day in (known_through, *recorded) if day < date.max]
    scored = {known.since for known in reputation.scores}
    return sorted({joined_on, *recorded, *over, *scored})


def _last_alike(saturday: date, turns: list[date], last_day: date) -> date:
    """Return the last Saturday before the next turn; each until then counts as `saturday` does."""
    turn = bisect_right(turns, saturday)
    until = min(last_day, turns[turn] - ONE_DAY) if turn < len(turns) else last_day
    return saturday + (until - saturday) // _ONE_WEEK * _ONE_WEEK


def _hold_track(reputation: Reputation, days: int, last_day: date) -> Track:
    """Return the track of holds and notices; each counts for so many days (TR-F7, TR-A5, RT-1)."""
    if reputation.holds is None:
        return constant(NOT_KNOWN)
    held = [lasting(day, days) for day in reputation.holds if day <= last_day]
    return overlaid(constant(MET), held, UNMET)


def _circumvention_track(reputation: Reputation, question: Question, last_day: date) -> Track:
    """Return the track of payment taken off the platform, which bars for some months (TR-X1)."""
    day = reputation.circumvention_on
    if day is None or day > last_day:
        return constant(MET)
    free_on = if_it_comes(months_later, day, question.edition.circumvention_bar)
    return overlaid(constant(MET), [(day, free_on)], UNMET)


def _active_days(record: TalentRecord, reputation: Reputation, last_day: date) -> list[date]:
    """Return the days of activity: of positive payments, and as recorded (TR-F8)."""
    days = {
        payment.paid_on
        for contract in record.contracts
        for payment in contract.payments
        if payment.cents > 0
    }
    if isinstance(reputation.last_active_on, date):
        days.add(reputation.last_active_on)
    return [day for day in days if day <= last_day]


def _activity_left_open(reputation: Reputation) -> Track:
    """Return the track outside active days: unknown before the last recorded one, then unmet."""
    last = reputation.last_active_on
    if last is UNKNOWN:
        return constant(NOT_KNOWN)
    return constant(UNMET) if last is None else since(last, before=NOT_KNOWN, after=UNMET)

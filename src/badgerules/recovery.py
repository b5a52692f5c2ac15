"""When a badge is back: for each day on which the score may return, the day on which it is held.

Which Saturdays the score makes eligible changes with the week of its return alone (TR-F4). So each
week is looked at once, by the tracks of a record with the score put in.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, NoReturn

import attrs

from badgerules import converters
from badgerules.answer_base import Shown, no_truth_value
from badgerules.assessment import decide
from badgerules.converters import check, whole_percent
from badgerules.criteria import (
    TOP_RATED_PREFIX,
    TOP_RATED_SCORE,
    TOP_RATED_WEEKS,
    by_key,
    turned_by_key,
)
from badgerules.decisions import by_criterion
from badgerules.errors import InvalidRecordError, unfit
from badgerules.findings import WeeksFinding
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.timeline import Outlook
from badgerules.timeline.build import tracks_between
from badgerules.timeline.events import event_days
from badgerules.timeline.tracks import combined, verdict_on
from badgerules.vocabulary import Badge, ProblemCode, Turned, Verdict
from badgerules.windows import DAYS_PER_WEEK, ONE_DAY, SATURDAY, days_later

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from badgerules.decisions import Decision
    from badgerules.findings import Finding
    from badgerules.names import BadgeName
    from badgerules.records import TalentRecord
    from badgerules.timeline.events import EventDays
    from badgerules.timeline.tracks import Track

MET = Verdict.MET
USUAL_SCORE = 90
ONE_WEEK = timedelta(weeks=1)
_SCORES = {TOP_RATED_SCORE.key, TOP_RATED_WEEKS.key}
"""The criteria that a score answers; others are named where they stand in the way."""


@attrs.frozen(kw_only=True)
class RecoverySpan:
    """Days in a row on which the score may return, with the day on which the badge is then held.

    Args:
        first_return: the first of these days.
        last_return: the last of them, included; None if there is no last one.
        held_on: the day on which the badge is held if the score returns on the first of them; None
            if it is not held on any.
        is_at_once: on each of these days it is held on the day of the return.
        is_weekly: a week later for each week that the return is later.
        because: the clauses of what is not met by then, where it is held on no day.
        unsettled: where nothing but what is not known stands in the way, the facts that settle it.
    """

    first_return: date
    last_return: date | None
    held_on: date | None
    is_at_once: bool = False
    is_weekly: bool = False
    because: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def last_held_on(self) -> date | None:
        """The day on which the badge is held if the score returns on the last of these days."""
        return None if self.last_return is None else self.held_if_back_on(self.last_return)

    def held_if_back_on(self, day: date) -> date | None:
        """Return the day on which the badge is held if the score returns on one of these days.

        Args:
            day: the day of the return.

        Raises:
            InvalidRecordError: if the calendar does not reach that far, or it is no date.
        """
        check("recovery", day=converters.day(day))
        if self.is_at_once:
            return day
        if self.held_on is None or not self.is_weekly:
            return self.held_on
        weeks = _week_of(day) - _week_of(self.first_return)
        return days_later(self.held_on, weeks * DAYS_PER_WEEK)


@attrs.frozen(kw_only=True, repr=False)
class Recovery(Shown):
    """When a badge is back, for each day on which the score may return.

    It assumes that activity goes on; what else fails by then is named instead of a day.

    Args:
        outlook: the facts, the badge, and the last day known.
        score: the score that is supposed to return.
        current: the score on the last day known; None for none, or where it is not known.
        is_missing: whether a score is missing: it is below the bar, or not known, or there is none
            and one is needed.
        spans: every day from the last one known on, once; empty where the score is not missing.
        open_weeks: the Saturdays that are not recorded, and without which the days are the latest.
    """

    outlook: Outlook
    score: int
    current: int | None
    is_missing: bool
    spans: tuple[RecoverySpan, ...]
    open_weeks: tuple[date, ...]

    @property
    def _in_short(self) -> str:
        first = next((span.held_on for span in self.spans if span.held_on is not None), None)
        told = "held on no day" if first is None else f"held on {first} at the earliest"
        told = told if self.is_missing else "not missing"
        return f"{self.outlook.badge}, score {self.score} from {self.outlook.known_through}: {told}"

    def held_on(self, day: date) -> date | None:
        """Return the day on which the badge is held if the score returns on a day.

        Args:
            day: the day of the return, on or after the last day known.

        Returns:
            The day; None where something else stands in the way of all of them.

        Raises:
            InvalidRecordError: if the day lies in no span, it is no date, or the calendar does not
                reach to the day on which the badge is held.
        """
        check("recovery", day=converters.day(day))
        for span in self.spans:
            if span.first_return <= day and (span.last_return is None or day <= span.last_return):
                return span.held_if_back_on(day)
        allowed = f"a day from {self.outlook.known_through} on"
        code = ProblemCode.OUT_OF_RANGE
        problem = unfit(code, allowed, str(day), at="day")
        raise InvalidRecordError(noun="recovery", problems=(problem,))

    def __bool__(self) -> NoReturn:
        no_truth_value("a recovery", "`recovery.spans`")


def last_of_week(day: date) -> date:
    """Return the Saturday that ends the week a day lies in, or the last day of the calendar."""
    return _later(day, (SATURDAY - day.weekday()) % DAYS_PER_WEEK * ONE_DAY)


def _later(day: date, much: timedelta) -> date:
    """Return a day so much later, or the last one of the calendar."""
    return day + min(much, date.max - day)


def is_of_score(finding: Finding) -> bool:
    """Tell whether a finding is one that a score answers: the score itself, or the weeks."""
    return finding.criterion.key in _SCORES


def _week_of(day: date) -> int:
    """Return the number of the week, which ends on a Saturday, that a day lies in."""
    return day.toordinal() // DAYS_PER_WEEK  # the calendar begins on a Monday


def recovery(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    score: int = USUAL_SCORE,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> Recovery:
    """Say when a badge is back, for each day on which the Job Success Score may return.

    Args:
        record: the facts; later scores that it holds are supposed not to come.
        badge: Rising Talent, Top Rated or Top Rated Plus, as far as it is computed from reputation.
        as_of: the last day whose facts are known; later weeks follow the score of their day.
        score: the score that returns, 0 to 100.
        readings: how ambiguous clauses are read.
        edition: as in `timeline`.

    Returns:
        Spans of days of return, each with the day on which the badge is then held.

    Raises:
        InvalidRecordError: if a day is not a date, there is no such badge or score, or the badge
            asks for no score, with the reason.
        NoEditionInForceError: as `timeline` does.
        WrongTypeError: if it is no record, or edition or readings are something else.

    Clause: TR-F1, TR-F4, TR-F9, TR-A1, TR-A7, RT-5.
    """
    check("recovery", score=whole_percent(score))
    decision = decide(record, badge, as_of=as_of, readings=readings, edition=edition)
    found = by_criterion(decision)
    key = _score_key(decision.badge, found)
    reputation = record.reputation
    if reputation is None or key is None:
        raise _asks_for_none(record, decision)
    known = record.with_reputation(
        scores=[score for score in reputation.scores if score.since <= as_of]
    )
    outlook = Outlook(
        record=known,
        badge=decision.badge,
        known_through=as_of,
        readings=readings,
        edition=None if edition is None else decision.edition,
    )
    is_missing = found[key].verdict is not MET
    weeks = found.get(key.replace(TOP_RATED_SCORE.key, TOP_RATED_WEEKS.key))
    rows = weeks.rows if isinstance(weeks, WeeksFinding) else ()
    return Recovery(
        outlook=outlook,
        score=score,
        current=found[key].measured,
        is_missing=is_missing,
        spans=tuple(_joined(_returns(outlook, score))) if is_missing else (),
        open_weeks=tuple(row.ends_on for row in rows if row.eligible is None),
    )


def _score_key(badge: Badge, found: Container[str]) -> str | None:
    """Return the key of the criterion that asks for a score of so much; None if none does."""
    prefix = TOP_RATED_PREFIX if badge is Badge.TOP_RATED_PLUS else ""
    key = f"{prefix}{TOP_RATED_SCORE.key}"
    return key if key in found else None


def _asks_for_none(record: TalentRecord, decision: Decision) -> InvalidRecordError:
    """Return the error about a badge that asks for no score on that day; it says what it asks."""
    badge, found = decision.badge, by_criterion(decision)
    clauses = ", ".join(dict.fromkeys(finding.clause for finding in found.values()))
    message = f"must be one that asks for a score, got {badge}, which rests on {clauses} here"
    of_reputation = by_key(badge, record.kind, decision.edition)
    if record.reputation is None and _score_key(badge, of_reputation) is not None:
        in_place = "" if record.base_badge is None else " in place of base_badge"
        message += f"; record the reputation{in_place}"
    problem = unfit(
        ProblemCode.IMPOSSIBLE, "a badge that asks for a score", badge, at="badge", message=message
    )
    return InvalidRecordError(noun="recovery", problems=(problem,))


def _returns(outlook: Outlook, score: int) -> Iterator[RecoverySpan]:
    """Go through the days of return week by week, over weeks that are like two before them."""
    events, day = event_days(outlook), outlook.known_through
    end = events.settled_on(_later(events.settled_on(day), 4 * ONE_WEEK))
    others = _of_others(outlook, tracks_between(outlook, day, end))
    bare = attrs.evolve(outlook, record=_without_money(outlook.record))
    week: date | None = day
    while week is not None:
        last = last_of_week(week)
        back = attrs.evolve(bare, record=bare.record.with_score(score, since=week))
        found = tracks_between(back, week, end)
        tracks = others | {key: track for key, track in found.items() if _is_of_score(key)}
        back = attrs.evolve(outlook, record=outlook.record.with_score(score, since=week))
        yield from _in_week(back, tracks, week, last)
        week = _next_week(events, last)


def _of_others(outlook: Outlook, tracks: dict[str, Track]) -> dict[str, Track]:
    """Return the tracks that no score moves, but for those of activity, which goes on."""
    turned = turned_by_key(outlook.badge, outlook.record.kind)
    return {
        key: track
        for key, track in tracks.items()
        if turned[key] is not Turned.BY_ACTIVITY and not _is_of_score(key)
    }


def _without_money(record: TalentRecord) -> TalentRecord:
    """Return a record with the same score and weeks, whose money takes no time to look at."""
    return attrs.evolve(
        record,
        contracts=(),
        contracts_known=True,
        payments_known_since=None,
        payments_known_through=None,
    )


def _in_week(
    back: Outlook, tracks: dict[str, Track], first: date, last: date
) -> Iterator[RecoverySpan]:
    """Tell for each day of return in a week when the badge is held, or what is in the way."""
    whole = combined(tracks.values())
    by_score = combined(track for key, track in tracks.items() if _is_of_score(key))
    told: dict[tuple[Verdict, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        held_on = _first_met(whole, day)
        because: tuple[str, ...] = ()
        unsettled: tuple[str, ...] = ()
        if held_on is None:
            enough_on = _first_met(by_score, day) or day
            verdicts = {key: verdict_on(track, enough_on) for key, track in tracks.items()}
            alike = tuple(verdicts.values())
            if alike not in told:
                told[alike] = _in_the_way(by_criterion(back.decided_on(enough_on)), verdicts)
            because, unsettled = told[alike]
        yield RecoverySpan(
            first_return=day,
            last_return=day,
            held_on=held_on,
            is_at_once=held_on == day,
            because=because,
            unsettled=unsettled,
        )


def _next_week(events: EventDays, last: date) -> date | None:
    """Return the first day of the next week that may be unlike the two before it, or None.

    Args:
        events: the days on which something happens.
        last: the Saturday of the week before.
    """
    if last == date.max:
        return None
    day = last + ONE_DAY
    reach = timedelta(days=events.reach)
    over = day - min(reach + 2 * ONE_WEEK, day - date.min)
    later = bisect_right(events.days, over)
    if later == len(events.days):
        return None
    weeks = (events.days[later] - day - reach) // ONE_WEEK
    return day + max(weeks, 0) * ONE_WEEK


def _first_met(whole: Track, day: date) -> date | None:
    """Return the first day from one on that is met."""
    if verdict_on(whole, day) is MET:
        return day
    return next((on for on, verdict in whole if on > day and verdict is MET), None)


def _in_the_way(
    found: dict[str, Finding], verdicts: dict[str, Verdict]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the clauses of what is not met or, if all of that is not known, what settles it."""
    unmet = [finding.clause for key, finding in found.items() if verdicts.get(key) is Verdict.UNMET]
    if unmet:
        return tuple(dict.fromkeys(unmet)), ()
    unknown = [
        finding.unsettled for key, finding in found.items() if verdicts.get(key) is Verdict.UNKNOWN
    ]
    return (), tuple(dict.fromkeys(chain(*unknown)))


def _is_of_score(key: str) -> bool:
    return key.removeprefix(TOP_RATED_PREFIX) in _SCORES


def _joined(days: Iterator[RecoverySpan]) -> Iterator[RecoverySpan]:
    """Join days in a row that are told alike; the last of them all has no end."""
    span = next(days)
    for day in days:
        longer = _with(span, day)
        if longer is None:
            yield span
        span = day if longer is None else longer
    yield attrs.evolve(span, last_return=None)


def _with(span: RecoverySpan, day: RecoverySpan) -> RecoverySpan | None:
    """Return a span with the next day, None where that is told otherwise."""
    if _told(span) != _told(day):
        return None
    longer = attrs.evolve(span, last_return=day.last_return)
    if span.is_at_once or longer.last_held_on == day.held_on:
        return longer
    a_week_later = attrs.evolve(longer, is_weekly=True)
    has_begun = span.is_weekly or _is_one_week(span)
    return a_week_later if has_begun and a_week_later.last_held_on == day.held_on else None


def _told(span: RecoverySpan) -> tuple[object, ...]:
    return span.is_at_once, span.because, span.unsettled


def _is_one_week(span: RecoverySpan) -> bool:
    """Tell whether all days of a span lie in one week, so that the next may be a week later."""
    return _week_of(span.first_return) == _week_of(span.last_return or span.first_return)

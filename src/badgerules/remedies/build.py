"""Find every way to a badge, or to keep it, what to wait for, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules import converters
from badgerules.assessment import decide
from badgerules.criteria import NEGATIVE_SHARE, turned_by_key
from badgerules.decisions import by_criterion
from badgerules.errors import refuse, unfit
from badgerules.findings import is_left_open
from badgerules.remedies.values import Remedies, Wait
from badgerules.remedies.ways import (
    PAID,
    Task,
    are_foreseen,
    is_paid,
    lacking_in,
    may_pass,
    ways_on,
)
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.timeline import Outlook
from badgerules.timeline.build import days_of_knowledge, tracks_between
from badgerules.timeline.by_badge import WHOLE_BADGE, turning_days
from badgerules.timeline.events import event_days
from badgerules.timeline.money import MoneyAhead
from badgerules.timeline.tracks import combined, verdict_on
from badgerules.vocabulary import Badge, Kind, ProblemCode, Verdict
from badgerules.windows import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from badgerules.decisions import Decision
    from badgerules.findings import Finding
    from badgerules.names import BadgeName
    from badgerules.records import TalentRecord
    from badgerules.remedies.values import Remedy
    from badgerules.timeline.tracks import Track

MET = Verdict.MET
_SHARE = NEGATIVE_SHARE.key


def remedies(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    pay_on: date | None = None,
    every_category: bool = False,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> Remedies:
    """Find every minimal way to a badge, or to keep it, cheapest first.

    The badge is to hold on the first day on which a payment in one place brings it. Where bad
    endings weigh (TRP-A3), payments in several places may bring it sooner, or for less.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the last day whose facts are known.
        pay_on: the day of the payment; None for `as_of`, and for the day of the loss where the
            badge is to be kept.
        every_category: a new contract in each category, not only in the one with the lowest bar.
        readings: how ambiguous clauses are read.
        edition: as in `timeline`.

    Returns:
        The ways, what to wait for, and what neither money nor time changes.

    Raises:
        NoEditionInForceError: if no edition covers the day, or none has that id.
        InvalidRecordError: if a day is not a date, `pay_on` lies before `as_of`, or there is no
            such badge.
        WrongTypeError: if it is no record, or edition or readings are something else.

    >>> from datetime import date
    >>> from badgerules import Contract, TalentRecord
    >>> shop = Contract(id="shop", category="legal").with_payment("9400", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> for way in remedies(record, "top_rated_plus", as_of=date(2020, 9, 1)).ways:
    ...     print(way.text)
    $600.00 more on any contract, a new one too, by 2021-02-28 at the latest
    """
    converters.check("remedies", every_category=converters.flag(every_category))
    if pay_on is not None:
        _check_days(as_of, pay_on)
    decision = decide(record, badge, as_of=as_of, readings=readings, edition=edition)
    outlook = Outlook(
        record=record,
        badge=decision.badge,
        known_through=as_of,
        readings=readings,
        edition=None if edition is None else decision.edition,
    )
    if decision.is_met:
        return _to_keep(outlook, pay_on, every_category=every_category)
    if record.is_money_open:
        return _once_known(outlook, pay_on or as_of, every_category=every_category)
    if pay_on is not None:
        decision = outlook.decided_on(pay_on)
        if decision.is_met:  # time alone brings it by then
            return Remedies(outlook=outlook, waits=tuple(_waits_until(outlook, pay_on)))
    return _to_gain(Task(outlook, decision.as_of, every_category), decision)


def _once_known(outlook: Outlook, day: date, *, every_category: bool) -> Remedies:
    """Find ways on the first day on which all that matters is known, where money is open.

    Where that day does not come, or the badge is held on it, there is no more to say than what is
    not known, and what fails whatever is paid.
    """
    known_on = _known_on(outlook, day)
    if known_on is not None:
        decision = outlook.decided_on(known_on)
        if not decision.is_met:
            return _to_gain(Task(outlook, known_on, every_category), decision)
        if known_on == day and not _leaves_open(outlook, outlook.known_through):
            return Remedies(outlook=outlook, waits=tuple(_waits_until(outlook, day)))
    found = by_criterion(outlook.decided_on(day)).values()
    return Remedies(outlook=outlook, obstacles=tuple(filter(_is_in_the_way, found)))


def _known_on(outlook: Outlook, day: date) -> date | None:
    """Return the first day from one on on which no money is left open; None if there is none."""
    last_day = event_days(outlook).settled_on(day)
    for turning_on in days_of_knowledge(outlook, day, last_day):
        if not _leaves_open(outlook, turning_on):
            return turning_on
    return None


def _is_in_the_way(finding: Finding) -> bool:
    """Tell whether a finding is not met, and no payment is known to change that."""
    return is_left_open(finding) or (finding.verdict is not MET and not is_paid(finding.criterion))


def _leaves_open(outlook: Outlook, day: date) -> bool:
    """Tell whether money that is not known leaves a criterion open on a day."""
    return any(map(is_left_open, by_criterion(outlook.decided_on(day)).values()))


def _to_gain(task: Task, decision: Decision) -> Remedies:
    """Find what to pay on the day of a task, and what to wait for."""
    outlook, found = task.outlook, by_criterion(decision)
    waits = any(
        finding.verdict is not MET and not is_paid(finding.criterion) for finding in found.values()
    )
    if not waits and (ways := ways_on(task, decision, found)):
        return Remedies(outlook=outlook, ways=tuple(ways))
    return _to_gain_in_time(task, found)


def _check_days(as_of: date, pay_on: date) -> None:
    converters.check("remedies", as_of=converters.day(as_of), pay_on=converters.day(pay_on))
    if pay_on < as_of:
        message = f"must be on or after as_of, {as_of}, got {pay_on}"
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day from {as_of} on"
        refuse("remedies", [unfit(code, allowed, str(pay_on), at="pay_on", message=message)])


def _to_keep(outlook: Outlook, pay_on: date | None, *, every_category: bool) -> Remedies:
    """Find what to pay so as not to lose the badge on the day on which it would be lost."""
    remedies = Remedies(outlook=outlook)
    loss = remedies.change
    if loss is None:
        return remedies
    found = by_criterion(loss.after)
    if lost := tuple(filter(_is_in_the_way, found.values())):
        return attrs.evolve(remedies, obstacles=lost)
    day = loss.on if pay_on is None else min(pay_on, loss.on)
    keep = ways_on(Task(outlook, day, every_category, keeps=True), loss.after, found)
    stuck = () if keep else tuple(lacking_in(found).values())
    return attrs.evolve(remedies, keep=tuple(keep), obstacles=stuck)


def _to_gain_in_time(task: Task, found: dict[str, Finding]) -> Remedies:
    """Find the first day on which a payment is enough, and what to wait for until then."""
    outlook, pay_on = task.outlook, task.pay_on
    last_day = event_days(outlook).settled_on(pay_on)
    tracks = _by_criterion(outlook, tracks_between(outlook, pay_on, last_day), last_day)
    turned = turned_by_key(outlook.badge, outlook.record.kind)
    timed = {key: track for key, track in tracks.items() if turned[key] not in PAID}
    never = _never(timed, pay_on)
    stuck = [_lacking_on(outlook, key, timed[key], found) for key in timed if key in never]
    timed = {key: track for key, track in timed.items() if key not in never}
    days = _days_to_try(outlook, combined([[(pay_on, MET)], *timed.values()]), last_day)
    day, ways = _first_success(task._replace(never=never), days)
    if day is None:
        day = days[0]
        stuck += lacking_in(by_criterion(outlook.decided_on(day))).values()
    elif _SHARE in tracks and (day > days[0] or verdict_on(tracks[_SHARE], day) is MET):
        timed[_SHARE] = tracks[_SHARE]  # met by time alone, or so nearly that a payment is enough
    waits = tuple(_waits(outlook, timed, pay_on, day))
    return Remedies(outlook=outlook, ways=tuple(ways), waits=waits, obstacles=tuple(stuck))


def _by_criterion(outlook: Outlook, tracks: dict[str, Track], last_day: date) -> dict[str, Track]:
    """Return the track of each criterion; on days on which it does not apply it counts as met."""
    if WHOLE_BADGE not in tracks:
        return tracks
    known, own = (
        [day for day, _ in tracks[WHOLE_BADGE]],
        turning_days(outlook.record, outlook.badge),
    )
    inside = {day for day in own if known[0] < day <= last_day}
    days = {day: by_criterion(outlook.decided_on(day)) for day in sorted({*known, *inside})}
    return {
        key: [(day, found[key].verdict if key in found else MET) for day, found in days.items()]
        for key in dict.fromkeys(key for found in days.values() for key in found)
    }


def _never(tracks: dict[str, Track], first_day: date) -> frozenset[str]:
    """Return the criteria that waiting cannot meet, alone or together.

    Where each is met on some day, and all of them on none, these are the ones that are not met on
    the first day, and those that fail in the end.
    """
    never = {
        key for key, track in tracks.items() if all(verdict is not MET for _, verdict in track)
    }
    coming = {key: track for key, track in tracks.items() if key not in never}
    whole = combined([[(first_day, MET)], *coming.values()])
    if all(verdict is not MET for _, verdict in whole):
        never |= {
            key
            for key, track in coming.items()
            if verdict_on(track, first_day) is not MET or track[-1][1] is Verdict.UNMET
        }
    return frozenset(never)


def _lacking_on(outlook: Outlook, key: str, track: Track, found: dict[str, Finding]) -> Finding:
    """Return the finding of a criterion that waiting cannot meet: today's, or the first unmet."""
    if key in found and found[key].verdict is not MET:
        return found[key]
    day = next(day for day, verdict in track if verdict is not MET)
    return by_criterion(outlook.decided_on(day))[key]


def _days_to_try(outlook: Outlook, coming: Track, last_day: date) -> list[date]:
    """Return the days on which the badge can first hold thanks to a payment.

    Start with the first day on which every criterion that money cannot change is met. Where bad
    endings weigh (TRP-A3), add each later day on which one more good contract in scope is enough.
    Where it is not foreseen what a payment does, add each day that is recorded; where money is
    known in part, each day on which what is left open may turn.
    """
    days = [day for day, verdict in coming if verdict is MET]
    first = outlook.decided_on(days[0])
    is_foreseen = are_foreseen(lacking_in(by_criterion(first)))
    weighs_endings = outlook.badge is Badge.TOP_RATED_PLUS and outlook.record.kind is Kind.AGENCY
    is_open = outlook.record.is_money_open
    if is_foreseen and not weighs_endings and not is_open:
        return days[:1]
    if weighs_endings:
        money = MoneyAhead(outlook.record, first.question, last_day)
        days += [
            step.day for step in money.shares if may_pass(step.negative, step.scope, money.bars)
        ]
    if not is_foreseen:
        days += [day for day in event_days(outlook).days if days[0] < day <= last_day]
    if is_open:
        days += days_of_knowledge(outlook, days[0], last_day)
    return [day for day in sorted({*days}) if verdict_on(coming, day) is MET]


def _first_success(task: Task, days: list[date]) -> tuple[date | None, list[Remedy]]:
    """Return the first of the days on which a payment is enough, if any, and the ways."""
    for day in days:
        decision = task.outlook.decided_on(day)
        found = by_criterion(decision)
        ways = ways_on(task, decision, found)
        if ways or not lacking_in(found):
            return day, ways
    return None, []


def _waits_until(outlook: Outlook, last_day: date) -> Iterator[Wait]:
    """List the waits for a badge that is not held yet, and is held on `last_day`."""
    first_day = outlook.known_through
    tracks = _by_criterion(outlook, tracks_between(outlook, first_day, last_day), last_day)
    held_since, _ = combined(tracks.values())[-1]
    yield from _waits(outlook, tracks, first_day, held_since)


def _waits(outlook: Outlook, tracks: dict[str, Track], pay_on: date, day: date) -> Iterator[Wait]:
    """List the criteria that become met between the payment and `day`."""
    for key, track in tracks.items():
        since, verdict = [entry for entry in combined([track]) if entry[0] <= day][-1]
        until = since if verdict is MET else day
        if until > pay_on:
            lacking = by_criterion(outlook.decided_on(until - ONE_DAY))[key]
            yield Wait(criterion=key, clause=lacking.clause, until=until)

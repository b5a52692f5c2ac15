"""Tracks: the verdicts on one criterion, or on a whole badge, from day to day.

A track lists the days from which on a verdict stands, in order; the first entry reaches back as
far as the track goes. Tracks are built from the days on which something can change, never by
asking day after day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from badgerules.vocabulary import Verdict
from badgerules.windows import days_later, if_it_comes

if TYPE_CHECKING:
    from collections.abc import Iterable

Track: TypeAlias = list[tuple[date, Verdict]]
Days: TypeAlias = tuple[date, date | None]
"""From the first day to the day before the second; None where it goes on through the last day."""

ALWAYS = date.min
_DAY = itemgetter(0)


def constant(verdict: Verdict) -> Track:
    """Return a track with the same verdict on every day."""
    return [(ALWAYS, verdict)]


def since(day: date | None, *, before: Verdict, after: Verdict) -> Track:
    """Return a track whose verdict changes once, on `day`; never where there is no such day."""
    return constant(before) if day is None else [(ALWAYS, before), (day, after)]


def verdict_on(track: Track, day: date) -> Verdict:
    """Return the verdict that stands on a day."""
    return track[bisect_right(track, day, key=_DAY) - 1][1]


def cut(track: Track, first_day: date, last_day: date) -> Track:
    """Return the track from one day to another, both included."""
    inside = [entry for entry in track if first_day < entry[0] <= last_day]
    return [(first_day, verdict_on(track, first_day)), *inside]


def lasting(day: date, days: int) -> Days:
    """Return `days` days from `day` on, or as many as there are in the calendar."""
    return day, if_it_comes(days_later, day, days)


def lasting_from_each(days: Iterable[date], count: int) -> list[Days]:
    """Return `count` days from each of some days on, merged, in order."""
    ordered, length = sorted(days), timedelta(days=count)
    gaps = [(day, later) for day, later in pairwise(ordered) if later - day > length]
    begins = [*ordered[:1], *(later for _, later in gaps)]
    ends = [*(day for day, _ in gaps), *ordered[-1:]]
    return [(begin, lasting(end, count)[1]) for begin, end in zip(begins, ends, strict=True)]


def overlaid(base: Track, days: Iterable[Days], verdict: Verdict) -> Track:
    """Return `base` with `verdict` on each of some days."""
    track: Track = []
    free_from = ALWAYS
    for first_day, end in joined(days):
        if free_from < first_day:
            _append(track, base, free_from, first_day)
        track.append((first_day, verdict))
        if end is None:
            return track
        free_from = end
    _append(track, base, free_from, None)
    return track


def on_one_day(base: Track, day: date, verdict: Verdict) -> Track:
    """Return `base`, which begins by that day, with `verdict` on it."""
    before = [entry for entry in base if entry[0] < day]
    if day == date.max:
        return [*before, (day, verdict)]
    after = day + timedelta(days=1)
    later = [entry for entry in base if entry[0] > after]
    return [*before, (day, verdict), (after, verdict_on(base, after)), *later]


def _append(track: Track, base: Track, first_day: date, end: date | None) -> None:
    """Append the base's verdicts from a day on, up to the day before an end."""
    track.append((first_day, verdict_on(base, first_day)))
    track += [entry for entry in base if first_day < entry[0] and (end is None or entry[0] < end)]


def joined(days: Iterable[Days]) -> list[Days]:
    """Return some days in order, merged where they overlap or touch."""
    whole: list[Days] = []
    for begin, end in sorted(days, key=_DAY):
        if end is not None and end <= begin:  # a window or limit of no day holds none
            continue
        if whole and (whole[-1][1] is None or begin <= whole[-1][1]):
            before, until = whole[-1]
            whole[-1] = (before, None if until is None or end is None else max(until, end))
        else:
            whole.append((begin, end))
    return whole


def combined(tracks: Iterable[Track]) -> Track:
    """Combine tracks: unmet if one of them is, else unknown if one of them is, else met.

    Args:
        tracks: those of the criteria, which must begin on the same day.

    Returns:
        The track of the badge, an entry only where the verdict differs from the one before.
    """
    parts = list(tracks)
    events = sorted(
        (day, number, verdict) for number, track in enumerate(parts) for day, verdict in track
    )
    current: dict[int, Verdict] = {}
    counts = dict.fromkeys(Verdict, 0)
    whole: Track = []
    for position, (day, number, verdict) in enumerate(events):
        if number in current:
            counts[current[number]] -= 1
        current[number] = verdict
        counts[verdict] += 1
        is_last_of_day = position + 1 == len(events) or events[position + 1][0] != day
        if is_last_of_day and (not whole or whole[-1][1] is not _amounts_to(counts)):
            whole.append((day, _amounts_to(counts)))
    return whole


def _amounts_to(counts: dict[Verdict, int]) -> Verdict:
    if counts[Verdict.UNMET]:
        return Verdict.UNMET
    return Verdict.UNKNOWN if counts[Verdict.UNKNOWN] else Verdict.MET

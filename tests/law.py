"""The days of the law: what tests, benchmarks and generators ask about comes from the editions.

A test that means a usual day, the newest edition or a day beyond takes it from here, so that an
edition that is added is asked about like the others. Only a test of a certain edition names one.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from badgerules import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules import Edition

ONE_DAY, ONE_YEAR = timedelta(days=1), timedelta(days=365)

NEWEST = EDITIONS[-1]
"""The edition that stays in force until another is added."""

FIRST_DAYS = tuple(edition.effective_from for edition in EDITIONS)
"""The first day of each edition, the oldest first."""

LAUNCH = FIRST_DAYS[0]

HORIZON = FIRST_DAYS[-1] + 5 * ONE_YEAR
"""The last day that tests ask about, some years into the newest edition."""

REIGNS = tuple(
    (first, after - ONE_DAY) for first, after in pairwise((*FIRST_DAYS, HORIZON + ONE_DAY))
)
"""The first and the last day of each edition; that of the newest is the horizon."""

USUAL_DAYS = (
    HORIZON - ONE_YEAR,
    *(first + min((last - first) / 2, ONE_YEAR) for first, last in reversed(REIGNS)),
)
"""A day years after all editions, and one amid each edition, that of the newest first."""

TURNS = tuple(
    day for first in FIRST_DAYS for day in (first - ONE_DAY, first) if day >= LAUNCH
)  # fmt: skip
"""The first day of each edition, and the day before it."""

LEAP_DAYS = tuple(
    date(year, 2, 29) for year in range(LAUNCH.year, HORIZON.year + 1) if isleap(year)
)
"""Every 29 February from the year of the launch to that of the horizon."""


def in_force(day: date) -> Edition:
    """Return the edition in force on a day from the launch on, looked for one by one."""
    return [edition for edition in EDITIONS if edition.effective_from <= day][-1]


def days_around(days: Iterable[date]) -> tuple[date, ...]:
    """Return some days with the one before and the one after each, from the launch to the horizon.

    Args:
        days: the days, in any order.
    """
    near = {day + number * ONE_DAY for day in days for number in (-1, 0, 1)}
    return tuple(sorted(day for day in near if LAUNCH <= day <= HORIZON))


EDGES = days_around(
    value
    for edition in EDITIONS
    for value in attrs.astuple(edition, recurse=False)
    if isinstance(value, date)
)
"""Every day that an edition names, its first day among them, with the days around."""

LEAP_EDGES = days_around(
    {*LEAP_DAYS, *(day.replace(year=day.year + 1, day=28) for day in LEAP_DAYS)}
)
"""Every 29 February, and 28 February a year later, with the days around."""

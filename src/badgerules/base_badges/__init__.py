"""Rising Talent and Top Rated from reputation facts: one small function per criterion.

A fact left out leaves its criterion unknown; "none yet" is a known fact. Nothing here looks at
the readings: they are about Top Rated Plus and the Enterprise Suite only.
"""

from __future__ import annotations

from badgerules.base_badges.answers import (
    DatedFinding,
    OpenFinding,
    TopRatedFinding,
    WeekReason,
    WeekRow,
    WeeksFinding,
)
from badgerules.base_badges.bars import TopRatedBars, top_rated_bars
from badgerules.base_badges.weighing import (
    recorded_weeks,
    rising_talent_findings,
    top_rated_findings,
    top_rated_held,
    week_row,
    weeks_verdict,
)

__all__ = [
    "DatedFinding",
    "OpenFinding",
    "TopRatedBars",
    "TopRatedFinding",
    "WeekReason",
    "WeekRow",
    "WeeksFinding",
    "recorded_weeks",
    "rising_talent_findings",
    "top_rated_bars",
    "top_rated_findings",
    "top_rated_held",
    "week_row",
    "weeks_verdict",
]

"""One rule, two engines, for all badges: every row is what `decide` says of that talent."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.relativedelta import relativedelta

import law
from badgerules import Badge, Readings, decide
from badgerules.vocabulary import Surface
from engines import ENGINES, answers_of, frames
from populations import differing, in_order_of_bars, row_of
from reputations import best_first, frames_of, population, seen_of

if TYPE_CHECKING:
    from badgerules import TalentRecord

first_barred_day = pytest.importorskip("badgerules.frames.standing").first_barred_day
POLARS = "polars_lazy"
MANY, SOME, FEW = 300, 200, 40
BADGES = sorted(Badge)
BEYOND, NEWEST, *_ = law.USUAL_DAYS
SEEN_ON = [*zip(law.EDGES, cycle(Surface), cycle([True, True, False]), strict=False)]
"""The days that an edition names, and those around, with places and recorded badges in turn."""


@cache
def talents(size: int, day: date, *, recorded: bool = False) -> tuple[TalentRecord, ...]:
    """Return a population whose facts lie on the edges of a day."""
    return tuple(population(size, seed=11, days=[day], recorded=recorded))


@cache
def given(engine: str, size: int, day: date, *, recorded: bool = False) -> dict[str, Any]:
    """Return it as the frames of an engine."""
    return frames_of(talents(size, day, recorded=recorded), engine)


@cache
def wanted(badge: Badge, size: int, day: date, *, recorded: bool = False) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent, as the row that a frame must hold."""
    records = list(talents(size, day, recorded=recorded))
    if badge is Badge.TOP_RATED_PLUS:
        records = list(in_order_of_bars(records, Readings()))
    if badge is Badge.DIVERSITY_CERTIFIED:
        records = [best_first(record, day) for record in records]
    return [row_of(record, decide(record, badge, as_of=day)) for record in records]


@cache
def seen(size: int, day: date) -> list[dict[str, Any]]:
    """Return who sees what of each talent, as the row that a frame must hold."""
    return [seen_of(one, as_of=day) for one in talents(size, day)]


@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.parametrize("day", [*law.USUAL_DAYS, law.LEAP_DAYS[-1]], ids=str)
def test_every_row_is_what_decide_says(badge: Badge, day: date) -> None:
    """Computed from reputation, vetting and certifications, each talent is as `decide` says.

    So it is under every edition, in which other categories and details count.
    """
    answer = frames.assess(**given(POLARS, MANY, day), badge=badge, as_of=day, check=False)
    assert differing(answers_of(answer), wanted(badge, MANY, day)) == []


@pytest.mark.parametrize("engine", sorted({*ENGINES} - {POLARS}))
@pytest.mark.parametrize("badge", BADGES)
def test_every_engine_is_what_decide_says(engine: str, badge: Badge, some_talents: int) -> None:
    """Each engine answers each talent as `decide` does, through the door."""
    answer = frames.assess(**given(engine, some_talents, BEYOND), badge=badge, as_of=BEYOND)
    assert differing(answers_of(answer), wanted(badge, some_talents, BEYOND)) == []


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize("badge", BADGES)
def test_recorded_badges_are_what_decide_says(engine: str, badge: Badge) -> None:
    """Where base badges are recorded, the recorded word is the one criterion of a base badge."""
    frames_given = given(engine, SOME, NEWEST, recorded=True)
    answer = frames.assess(**frames_given, badge=badge, as_of=NEWEST)
    assert differing(answers_of(answer), wanted(badge, SOME, NEWEST, recorded=True)) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("weeks_back", [1, 5])
def test_weeks_to_come_are_what_decide_says(engine: str, weeks_back: int) -> None:
    """After the last day known a week is eligible exactly when the score suffices (TR-F4)."""
    papers: Any = {"as_of": NEWEST, "known_through": NEWEST - timedelta(weeks=weeks_back)}
    answer = frames.assess(**given(engine, SOME, NEWEST), badge="top_rated", **papers)
    records = talents(SOME, NEWEST)
    own = [row_of(record, decide(record, "top_rated", **papers)) for record in records]
    assert differing(answers_of(answer), own) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_everybody_sees_what_the_assessment_says(engine: str, some_talents: int) -> None:
    """Who sees which badge, and what is unsettled, is what a single assessment says."""
    answer = frames.visible(**given(engine, some_talents, BEYOND), as_of=BEYOND, check=False)
    assert differing(answers_of(answer), seen(some_talents, BEYOND)) == []


@pytest.mark.parametrize(("day", "surface", "recorded"), SEEN_ON, ids=str)
def test_every_surface_is_what_the_assessment_says(
    day: date, surface: Surface, *, recorded: bool
) -> None:
    """So it is in other places, on every day that turns, and where base badges are recorded."""
    readings = Readings(enterprise_suite="enterprise_only")
    records = talents(FEW, day, recorded=recorded)
    papers: Any = {"as_of": day, "readings": readings}
    them = given("polars", FEW, day, recorded=recorded)
    answer = frames.visible(**them, surface=surface, **papers)
    own = [seen_of(record, surface=surface, **papers) for record in records]
    assert differing(answers_of(answer), own) == []


@pytest.mark.parametrize("months", [1, 6, 12])
def test_the_first_barred_day_is_the_first_that_bars(months: int) -> None:
    """An act bars on a day exactly from the day found on, on every day of all editions (TR-X1)."""
    for number in range(law.LAUNCH.toordinal(), law.HORIZON.toordinal()):
        as_of = date.fromordinal(number)
        first = first_barred_day(as_of, months)
        earlier = as_of - relativedelta(months=months, days=4)
        days = [earlier + timedelta(days=more) for more in range(9)]
        barring = [day for day in days if day + relativedelta(months=months) > as_of]
        assert first == min(barring)
        assert barring == [day for day in days if day >= first]

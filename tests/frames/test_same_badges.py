"""One rule, two engines, for all badges: every row is what `decide` says of that talent."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.relativedelta import relativedelta

from badgerules import Badge, Readings, decide
from badgerules.vocabulary import Surface
from engines import ENGINES, answers_of, frames, marked
from populations import differing, in_order_of_bars
from populations import row_of as row_of_money
from reputations import DAYS, best_first, frames_of, population, row_of, seen_of

if TYPE_CHECKING:
    from badgerules import TalentRecord

first_barred_day = pytest.importorskip("badgerules.frames.standing").first_barred_day
POLARS = "polars_lazy"
SOME = 200
BADGES = sorted(Badge)


@cache
def talents(size: int, *, recorded: bool = False) -> tuple[TalentRecord, ...]:
    """Return a population of all tests here."""
    return tuple(population(size, seed=11, recorded=recorded))


@cache
def given(engine: str, size: int, *, recorded: bool = False) -> dict[str, Any]:
    """Return it as the frames of an engine."""
    return frames_of(talents(size, recorded=recorded), engine)


@cache
def wanted(badge: Badge, size: int, day: date, *, recorded: bool = False) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent, as the row that a frame must hold."""
    records = list(talents(size, recorded=recorded))
    if badge is Badge.TOP_RATED_PLUS:
        records = list(in_order_of_bars(records, Readings()))
        return [row_of_money(record, decide(record, badge, as_of=day)) for record in records]
    if badge is Badge.DIVERSITY_CERTIFIED:
        records = [best_first(record, day) for record in records]
    return [row_of(record, decide(record, badge, as_of=day)) for record in records]


@cache
def seen(size: int) -> list[dict[str, Any]]:
    """Return who sees what of each talent, as the row that a frame must hold."""
    return [seen_of(one, as_of=DAYS[0]) for one in talents(size)]


@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.parametrize("day", DAYS[:3], ids=str)
def test_every_row_is_what_decide_says(badge: Badge, day: date, many_talents: int) -> None:
    """Computed from reputation, vetting and certifications, each talent is as `decide` says."""
    answer = frames.assess(**given(POLARS, many_talents), badge=badge, as_of=day, check=False)
    assert differing(answers_of(answer), wanted(badge, many_talents, day)) == []


@pytest.mark.parametrize("engine", marked(sorted({*ENGINES} - {POLARS})))
@pytest.mark.parametrize("badge", BADGES)
def test_every_engine_is_what_decide_says(engine: str, badge: Badge, some_talents: int) -> None:
    """Each engine answers each talent as `decide` does, through the door."""
    answer = frames.assess(**given(engine, some_talents), badge=badge, as_of=DAYS[2])
    assert differing(answers_of(answer), wanted(badge, some_talents, DAYS[2])) == []


@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.parametrize("day", DAYS[3:], ids=str)
def test_other_editions_are_what_decide_says(badge: Badge, day: date) -> None:
    """So it is under the other editions, in which other categories and details count."""
    answer = frames.assess(**given("polars", SOME), badge=badge, as_of=day)
    assert differing(answers_of(answer), wanted(badge, SOME, day)) == []


@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
@pytest.mark.parametrize("badge", BADGES)
def test_recorded_badges_are_what_decide_says(engine: str, badge: Badge) -> None:
    """Where base badges are recorded, the recorded word is the one criterion of a base badge."""
    frames_given = given(engine, SOME, recorded=True)
    answer = frames.assess(**frames_given, badge=badge, as_of=DAYS[1])
    assert differing(answers_of(answer), wanted(badge, SOME, DAYS[1], recorded=True)) == []


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("weeks_back", [1, 5])
def test_weeks_to_come_are_what_decide_says(engine: str, weeks_back: int) -> None:
    """After the last day known a week is eligible exactly when the score suffices (TR-F4)."""
    papers: Any = {"as_of": DAYS[2], "known_through": DAYS[2] - timedelta(weeks=weeks_back)}
    answer = frames.assess(**given(engine, SOME), badge="top_rated", **papers)
    own = [row_of(record, decide(record, "top_rated", **papers)) for record in talents(SOME)]
    assert differing(answers_of(answer), own) == []


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_everybody_sees_what_the_assessment_says(engine: str, some_talents: int) -> None:
    """Who sees which badge, and what is unsettled, is what a single assessment says."""
    answer = frames.visible(**given(engine, some_talents), as_of=DAYS[0], check=False)
    assert differing(answers_of(answer), seen(some_talents)) == []


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize(
    "day",
    [*DAYS[:2], *(pytest.param(day, marks=pytest.mark.thorough) for day in DAYS[2:])],
)
def test_every_surface_is_what_the_assessment_says(surface: Surface, day: date) -> None:
    """So it is in other places and under other editions, and where base badges are recorded."""
    readings = Readings(enterprise_suite="enterprise_only")
    records = talents(SOME, recorded=True)
    papers: Any = {"as_of": day, "readings": readings}
    answer = frames.visible(**given("polars", SOME, recorded=True), surface=surface, **papers)
    own = [seen_of(record, surface=surface, **papers) for record in records]
    assert differing(answers_of(answer), own) == []


@pytest.mark.parametrize("months", [1, 6, 12])
def test_the_first_barred_day_is_the_first_that_bars(months: int) -> None:
    """An act bars on a day exactly from the day found on, in all days of five years (TR-X1)."""
    for number in range(date(2019, 1, 1).toordinal(), date(2024, 12, 31).toordinal()):
        as_of = date.fromordinal(number)
        first = first_barred_day(as_of, months)
        earlier = as_of - relativedelta(months=months, days=4)
        days = [earlier + timedelta(days=more) for more in range(9)]
        barring = [day for day in days if day + relativedelta(months=months) > as_of]
        assert first == min(barring)
        assert barring == [day for day in days if day >= first]

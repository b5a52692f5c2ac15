"""One rule, two engines: every row of a frame is what `decide` says of that talent."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import Badge, Readings
from engines import ENGINES, answers_of, frames, frames_of
from populations import (
    DAYS,
    all_readings,
    differing,
    expected,
    in_order_of_bars,
    population,
    rows_of,
    words_of_readings,
)

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord

PLUS = Badge.TOP_RATED_PLUS
READINGS = all_readings()
READING_WORDS = dict(words_of_readings())


@cache
def talents() -> tuple[TalentRecord, ...]:
    """Return the population of all tests here."""
    return tuple(population(1_000, seed=7))


@cache
def given(engine: str) -> tuple[Any, Any, Any]:
    """Return it as the frames of an engine."""
    return frames_of(rows_of(talents()), engine)


@cache
def wanted(readings: Readings, day: date) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent."""
    return expected(in_order_of_bars(talents(), readings), readings=readings, as_of=day)


def differences(engine: str, readings: Readings, day: date) -> list[tuple[Any, ...]]:
    """Return every value in which a frame and `decide` differ."""
    answer = frames.assess(*given(engine), badge=PLUS, readings=readings, as_of=day, check=False)
    return differing(answers_of(answer), wanted(readings, day))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_row_is_what_decide_says(engine: str, day: date) -> None:
    """On days around the edges of the calendar, each engine answers each talent as `decide`."""
    assert differences(engine, Readings(), day) == []


@pytest.mark.parametrize("number", range(len(READINGS)))
def test_every_reading_is_what_decide_says(number: int) -> None:
    """Under all 96 combinations of readings, Polars answers each talent as `decide`."""
    assert differences("polars_lazy", READINGS[number], DAYS[number % len(DAYS)]) == []


@pytest.mark.parametrize("engine", sorted({*ENGINES} - {"polars_lazy"}))
@pytest.mark.parametrize("name", sorted(READING_WORDS))
def test_every_engine_knows_every_reading(engine: str, name: str) -> None:
    """Each engine answers as `decide` where one reading departs from its default."""
    for value in READING_WORDS[name][1:]:
        assert differences(engine, Readings(**{name: value}), DAYS[0]) == []

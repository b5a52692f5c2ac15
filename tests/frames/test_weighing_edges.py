"""What populations near the edges do not meet: timestamps everywhere, and bars all alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import EDITIONS, Badge, Category, Readings, decide
from engines import ENGINES, answers_of, frames, pl
from populations import differing, expected, in_order_of_bars
from reputations import DAYS, best_first, frames_of, population, row_of

if TYPE_CHECKING:
    from datetime import date

    from badgerules import Edition, TalentRecord

PLUS = Badge.TOP_RATED_PLUS
ALIKE = EDITIONS[0].hypothetical(
    "bars alike",
    {"TRP-F2": dict.fromkeys(Category, "10000"), "TRP-A2": dict.fromkeys(Category, "10000")},
)


@cache
def talents() -> list[TalentRecord]:
    """Return talents near every edge."""
    return population(150, seed=29)


def wanted(badge: Badge, day: date, edition: Edition | None = None) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent, as the row that a frame must hold."""
    if badge is PLUS:
        own = in_order_of_bars(talents(), Readings())
        return expected(own, as_of=day, edition=edition)
    records = talents()
    if badge is Badge.DIVERSITY_CERTIFIED:
        records = [best_first(record, day) for record in records]
    return [row_of(record, decide(record, badge, as_of=day)) for record in records]


@pytest.mark.parametrize("hour", [0, 23])
@pytest.mark.parametrize("badge", sorted(Badge))
def test_every_day_may_be_a_timestamp(badge: Badge, hour: int) -> None:
    """The first and the last hour of a day count as that day, in every column of every frame."""
    days = pl.col(pl.Date).cast(pl.Datetime("us")) + pl.duration(hours=hour)
    made = {
        name: frame.with_columns(days) for name, frame in frames_of(talents(), "polars").items()
    }
    answer = frames.assess(**made, badge=badge, as_of=DAYS[1])
    assert differing(answers_of(answer), wanted(badge, DAYS[1])) == []


@pytest.mark.clause("TRP-F2", "TRP-A2")
@pytest.mark.parametrize("engine", ENGINES)
def test_every_category_may_have_the_same_bar(engine: str) -> None:
    """Where all bars of a large contract are $10,000, each talent comes out as `decide` says."""
    made = frames_of(talents(), engine)
    answer = frames.assess(**made, badge=PLUS, as_of=DAYS[0], edition=ALIKE)
    rows = wanted(PLUS, DAYS[0], ALIKE)
    assert differing(answers_of(answer), rows) == []
    assert {row["large_contract_required"] for row in rows} == {1_000_000}

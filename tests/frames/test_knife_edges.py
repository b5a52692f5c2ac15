"""At every bar and one unit to either side of it, frames say what the records were made to be."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import law
from badgerules import EDITIONS, Badge, Edition, Kind, Readings, TalentRecord, decide
from badgerules.criteria import asked
from badgerules.testing import KnifeEdge, knife_edges
from engines import ENGINES, answers_of, frames, marked
from populations import differing, row_of
from reputations import frames_of

if TYPE_CHECKING:
    from datetime import date

    from badgerules.names import MoneyWindowName

BADGES = sorted(Badge)
DAYS = {edition: edition.effective_from for edition in EDITIONS}
"""A day under each edition: its first one."""


def named(record: TalentRecord, name: str) -> TalentRecord:
    """Return a record with an id, and contracts whose ids are no other talent's."""
    contracts = [attrs.evolve(one, id=f"{name} {one.id}") for one in record.contracts]
    return attrs.evolve(record, id=name, contracts=contracts)


@cache
def edges(badge: Badge, day: date, readings: Readings) -> dict[str, KnifeEdge]:
    """Return the edges of every criterion asked for on a day, by the id of the talent."""
    found: dict[str, KnifeEdge] = {}
    for kind in Kind:
        for criterion in asked(badge, kind, law.in_force(day)):
            own = knife_edges(criterion.key, badge=badge, kind=kind, as_of=day, readings=readings)
            for number, edge in enumerate(own):
                name = f"{kind} {criterion.key} {number:03}"
                found[name] = attrs.evolve(edge, record=named(edge.record, name))
    return found


def check(engine: str, badge: Badge, day: date, readings: Readings) -> None:
    """Assert that frames give each edge its verdict, and every finding as `decide` has it.

    Talents with a reputation and those without one make a population of their own.
    """
    every = edges(badge, day, readings)
    terms: Any = {"as_of": day, "readings": readings}
    for has_reputation in (True, False):
        own = {
            name: edge
            for name, edge in every.items()
            if (edge.record.reputation is not None) is has_reputation
        }
        if not own:
            continue
        records = [edge.record for _, edge in sorted(own.items())]
        answer = answers_of(frames.assess(**frames_of(records, engine), badge=badge, **terms))
        assert {row["talent_id"]: row["verdict"] for row in answer} == {
            name: edge.verdict.value for name, edge in own.items()
        }
        wanted = [row_of(record, decide(record, badge, **terms)) for record in records]
        assert differing(answer, wanted) == []


@pytest.mark.parametrize(
    "window", ["twelve_months", pytest.param("last_365_days", marks=pytest.mark.thorough)]
)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.clause("WIN-2", "TR-F2", "TR-F5", "TR-A2", "RT-3", "RT-4", "RT-5", "RT-6", "RT-7")
def test_at_every_edge_frames_say_what_the_record_was_made_to_be(
    badge: Badge, edition: Edition, window: MoneyWindowName
) -> None:
    """Under every edition, by twelve months and by 365 days, for either kind."""
    check("polars", badge, DAYS[edition], Readings(window=window))


@pytest.mark.parametrize("window", ["twelve_months", "last_365_days"])
@pytest.mark.parametrize("day", [law.LEAP_DAYS[-1], law.LEAP_EDGES[-2]], ids=str)
@pytest.mark.parametrize(
    ("engine", "badge"),
    [
        pytest.param(*one.values, badge, marks=one.marks, id=f"{one.values[0]}-{badge}")
        for one, badge in product(marked(ENGINES), BADGES)
    ],
)
def test_around_29_february_every_engine_does(
    engine: str, badge: Badge, day: date, window: MoneyWindowName
) -> None:
    """Where twelve months and 365 days differ by one day, on its first and its last day."""
    check(engine, badge, day, Readings(window=window))

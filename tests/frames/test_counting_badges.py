"""Populations are counted alike as records and as frames, whichever badge is asked about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import Badge, Readings
from badgerules.impact import Funnel, RuleComparison, Rules, compare_rules, funnel
from engines import frames, marked
from reputations import frames_of, in_engine, population

if TYPE_CHECKING:
    from badgerules import TalentRecord

ENGINES = ("polars", "pandas", "duckdb")
SIZE, GROUPS = 120, 3
DAY = law.USUAL_DAYS[0]
THREE = ("talents", "contracts", "payments")
STRICT = Rules(readings=Readings(money_bar="more_than"))


@cache
def talents(*, recorded: bool) -> tuple[TalentRecord, ...]:
    """Return the records of all tests here."""
    records = population(SIZE, seed=23, days=[DAY], recorded=recorded)
    return tuple(records)


def given(engine: str, *, recorded: bool) -> Any:
    """Return them as a population of frames."""
    made = frames_of(talents(recorded=recorded), engine)
    three = {name: made.pop(name) for name in THREE}
    return frames.Population(**three, beside=made)


def groups(*, recorded: bool) -> dict[str, str | None]:
    """Put every third talent into a group of its own."""
    names = [str(record.id) for record in talents(recorded=recorded)]
    return {name: f"group {number % GROUPS}" for number, name in enumerate(names)}


def compared(them: Any, badge: Badge) -> RuleComparison:
    """Compare the rules in force with a strict reading."""
    return compare_rules(them, badge=badge, before=Rules(), after=STRICT, as_of=DAY)


def seen(them: Any, badge: Badge, by: Any) -> Funnel:
    """Return where people drop out."""
    return funnel(them, badge=badge, by=by, as_of=DAY)


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("badge", sorted(Badge))
def test_every_badge_is_compared_like_records(badge: Badge, engine: str, *, recorded: bool) -> None:
    """For each badge, frames with those beside them are compared as the records are."""
    own = compared(given(engine, recorded=recorded), badge)
    assert own == compared(talents(recorded=recorded), badge)
    assert own.talents == SIZE


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("badge", sorted(Badge))
def test_every_badge_has_the_funnel_of_records(
    badge: Badge, engine: str, *, recorded: bool
) -> None:
    """For each badge, each group drops out at the same criteria, by the same clauses."""
    by = groups(recorded=recorded)
    rows = pytest.importorskip("polars").DataFrame({"talent_id": [*by], "group": [*by.values()]})
    table = in_engine(rows, engine)
    own = seen(given(engine, recorded=recorded), badge, table)
    assert own == seen(talents(recorded=recorded), badge, by)
    assert own.everybody.size == SIZE

"""One rule, two engines: every row of a frame is what `decide` says of that talent.

By default some hundred talents are asked under every pair of readings. The whole proof takes
minutes: `python -m pytest --thorough tests/frames/test_same_answers.py --talents 50000` asks so
many of each engine, under all 192 combinations of readings.
"""

from __future__ import annotations

from typing import Any

import pytest

from badgerules import Badge
from engines import ENGINES, answers_of, frames, frames_of, marked
from populations import all_readings, asked_of, differing, parts, rows_of, wanted

PLUS = Badge.TOP_RATED_PLUS


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_row_is_what_decide_says(engine: str, talents: int) -> None:
    """On each day and under readings of all kinds, each engine answers each talent as `decide`."""
    for part, own in zip(parts(talents), wanted(talents), strict=True):
        given = frames_of(rows_of(part.records), engine)
        answer = frames.assess(*given, badge=PLUS, **asked_of(part), check=False)
        assert differing(answers_of(answer), own) == [], asked_of(part)


@pytest.mark.thorough
def test_every_combination_of_readings_is_what_decide_says() -> None:
    """Polars answers as `decide` under all 192 combinations, also where few talents are asked."""
    few = {"talents": 10 * len(all_readings()), "enough": 10}
    assert len(parts(**few)) == 192
    for part, own in zip(parts(**few), wanted(**few), strict=True):
        given = frames_of(rows_of(part.records), "polars_lazy")
        answer = frames.assess(*given, badge=PLUS, **asked_of(part), check=False)
        assert differing(answers_of(answer), own) == [], asked_of(part)


def test_a_population_meets_every_edge() -> None:
    """No verdict, no reading and no day is missing from what is compared."""
    rows: list[dict[str, Any]] = [row for part in wanted(1_000) for row in part]
    for name in {name for row in rows for name in row if name.endswith("verdict")}:
        seen = {row.get(name) for row in rows}
        assert {"met", "unmet"} <= seen, name
    assert "unknown" in {row["verdict"] for row in rows}
    gaps = [row["large_contract_shortfall_cents"] for row in rows]
    assert min(gaps) == 0
    assert 1 in gaps

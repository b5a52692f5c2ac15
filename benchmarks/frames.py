"""Populations: `python benchmarks/frames.py [PAYMENTS]` prints ratios to code written by hand.

For Polars, DuckDB and pandas, `badgerules.frames.assess` and the code in `frames_by_hand.py` answer
the same generated population, in turn, round by round, after every row of both was compared.
Neither side looks at the rows beforehand; what the door costs stands in a line of its own.
A ratio is the median of the rounds' ratios; below 1, assess is the faster one.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import frames_by_hand as by_hand
from frames_by_hand import np, pl

from badgerules import Badge, Category, frames

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = date(2020, 9, 1)
ROUNDS, PAYMENTS = 7, 1_000_000
PAYMENTS_A_TALENT, CONTRACTS_A_TALENT = 10, 2


def population(payments: int) -> tuple[Any, Any, Any]:
    """Return that many payments of three years, with their contracts and talents, ids as numbers.

    The same generator every time, so that runs can be compared.
    """
    random = np.random.default_rng(20200901)
    talents = max(1, payments // PAYMENTS_A_TALENT)
    contracts = talents * CONTRACTS_A_TALENT
    kinds = random.choice(["freelancer", "freelancer", "freelancer", "agency"], talents)
    is_member = (random.random(talents) < 0.1) & (kinds == "freelancer")
    badges = random.choice(["top_rated", "top_rated", "rising_talent", "none", ""], talents)
    outcomes = random.choice(["positive", "positive", "neutral", "negative", ""], contracts)
    judged_on = _days(random, contracts)
    cents = random.integers(-5_000, 4_000_00, payments)
    none = pl.lit("")
    return (
        pl.DataFrame(
            {
                "talent_id": np.arange(talents),
                "kind": kinds,
                "base_badge": badges,
                "exclusive_agency_contractor": is_member,
            }
        ).with_columns(pl.col("base_badge").replace(none, None)),
        pl.DataFrame(
            {
                "contract_id": np.arange(contracts),
                "talent_id": random.integers(0, talents, contracts),
                "category": random.choice([one.value for one in Category], contracts),
                "outcome": outcomes,
                "outcome_on": judged_on,
            }
        )
        .with_columns(pl.col("outcome").replace(none, None))
        .with_columns(outcome_on=pl.when(pl.col("outcome").is_not_null()).then("outcome_on")),
        pl.DataFrame(
            {
                "contract_id": random.integers(0, contracts, payments),
                "paid_on": _days(random, payments),
                "amount_cents": cents,
            }
        ),
    )


def _days(random: Any, size: int) -> Any:
    first = np.datetime64(AS_OF - timedelta(days=1000), "D")
    return first + random.integers(0, 1100, size).astype("timedelta64[D]")


def compared(own: Any, theirs: Any) -> None:
    """Stop unless both answered every talent alike, column by column."""
    names = [
        name for name in own.columns if name.partition("_")[0] not in {"reading", "hypothetical"}
    ]
    assert {*own.columns} == {*theirs.columns}
    left, right = (one.select(names).sort("talent_id") for one in (own, theirs))
    assert left.height > 0
    for name in names:
        different = (left[name].ne_missing(right[name])).sum()
        assert not different, f"{different} rows differ in {name}"


def ratio(own: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Return the median ratio of both, and the median seconds of each, timed in turn."""
    seconds: list[tuple[float, float]] = []
    for turn in range(ROUNDS):
        pair = [0.0, 0.0]
        for side in (0, 1) if turn % 2 else (1, 0):
            start = perf_counter()
            (own, theirs)[side]()
            pair[side] = perf_counter() - start
        seconds.append((pair[0], pair[1]))
    firsts, seconds_of_hand = zip(*seconds, strict=True)
    ratios = [mine / hand for mine, hand in seconds]
    return median(ratios), median(firsts), median(seconds_of_hand)


def main(payments: int) -> None:
    """Compare and time each engine, and print its line."""
    three = population(payments)
    sizes = ", ".join(f"{len(one):,}" for one in three)
    print(f"talents, contracts, payments: {sizes}; median of {ROUNDS} rounds")
    for engine in by_hand.ENGINES:
        given = [by_hand.of_engine(frame, engine) for frame in three]
        ask = partial(frames.assess, *given, badge=Badge.TOP_RATED_PLUS, as_of=AS_OF)
        own = partial(_settled, partial(ask, check=False), engine)
        hand = partial(_settled, partial(by_hand.ENGINES[engine], *given, AS_OF), engine)
        compared(by_hand.in_polars(own()), by_hand.in_polars(hand()))
        times, mine, theirs = ratio(own, hand)
        door, checked, _ = ratio(partial(_settled, ask, engine), own)
        print(
            f"{engine:7} {times:5.2f} x by hand ({mine:.3f} s, {theirs:.3f} s);"
            f" with the door {door:.2f} x without ({checked:.3f} s)"
        )


def _settled(ask: Callable[[], Any], engine: str) -> Any:
    """Return the answer with its rows worked out, as far as the engine is lazy."""
    return by_hand.worked_out(ask(), engine)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else PAYMENTS)

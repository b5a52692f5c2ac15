"""What lies ahead of a population: `python benchmarks/frames_ahead.py` tells it in decisions.

For each engine and badge the next change of everybody is set against one `frames.assess` of the
same badge, in turn, round by round, after some talents were asked one by one. Base badges are
computed, from generated reputations; `benchmarks/frames.py` asks where they are on record. A figure
is the median of the rounds' ratios of processor time. `--help` tells sizes and engines.
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import frames_by_hand as by_hand
from frames_by_hand import np, pl

from badgerules import Badge, edition_on
from frames import (
    AS_OF,
    SAMPLE_AHEAD,
    asked,
    asked_ahead,
    changed_like_records,
    in_turn,
    population,
    stored,
)

ENGINES = ("polars", "duckdb", "pandas")
WEEKS = 16
FOCUS = min(edition_on(AS_OF).expert_vetted_categories)


def with_reputations(payments: int) -> dict[str, Any]:
    """Return a population of so many payments whose base badges are computed."""
    random = np.random.default_rng(20261001)
    given = population(payments)
    talents = given["talents"].drop("base_badge")
    size, ids = talents.height, talents["talent_id"]

    def ago(least: int, most: int, count: int = size) -> Any:
        days = random.integers(least, most, count).astype("timedelta64[D]")
        return pl.Series(np.datetime64(AS_OF, "D") - days)

    last = AS_OF - timedelta(days=(AS_OF.weekday() + 2) % 7)
    saturdays = [last - timedelta(weeks=number) for number in range(WEEKS)]
    is_agency = pl.col("kind") == "agency"
    holds = size // 10
    return given | {
        "talents": talents.with_columns(
            job_success_score=pl.Series(random.choice([80, 90, 95, 100], size)),
            average_feedback_hundredths=pl.lit(490),
            identity_verified=pl.lit(value=True),
            payout_method=pl.lit(value=True),
            rising_talent=pl.lit(value=True),
            first_contract_on=ago(30, 800),
            joined_on=ago(10, 900),
            profile_percent=pl.lit(100),
            availability_current=pl.lit(value=True),
            last_active_on=ago(0, 120),
            circumvention_on=ago(0, 2_000),
            members=pl.when(is_agency).then(3),
            members_profile_percent=pl.when(is_agency).then(80),
            vetting_category=pl.lit(FOCUS.value),
            vetting_invited_on=ago(401, 500),
            vetting_passed_on=ago(-50, 400),
            vetting_revoked_on=ago(-300, -50),
            country=pl.lit("US"),
        ).with_columns(
            pl.when(~is_agency).then(pl.col(name)).alias(name)
            for name in (
                "vetting_category",
                "vetting_invited_on",
                "vetting_passed_on",
                "vetting_revoked_on",
            )
        ),
        "weeks": pl.DataFrame(
            {
                "talent_id": np.repeat(ids.to_numpy(), WEEKS),
                "ends_on": saturdays * size,
                "eligible": random.random(size * WEEKS) < 0.9,  # most weeks are
            }
        ),
        "holds": pl.DataFrame(
            {"talent_id": ids.sample(holds, seed=1), "held_on": ago(0, 200, holds)}
        ),
        "certifications": pl.DataFrame(
            {
                "talent_id": ids,
                "status": ["approved"] * size,
                "business_name": ["Shop"] * size,
                "category": ["woman_owned"] * size,
                "provider": ["WBENC"] * size,
                "type": ["WBE"] * size,
                "number": ["1"] * size,
                "submitted_on": ago(200, 300),
                "decided_on": ago(100, 200),
                "expires_on": ago(-400, 99),
            }
        ),
    }


def of_engine(path: Path, engine: str) -> Any:
    """Return a file as an engine holds it, with whole numbers beside nulls in pandas too."""
    if engine == "pandas":
        return pl.read_parquet(path).to_pandas(use_pyarrow_extension_array=True)
    return by_hand.of_engine(path, engine)


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", action="append", choices=ENGINES, help="again for each more")
    return parser.parse_args()


def main() -> None:
    """Compare, and print a line for each engine and badge."""
    chosen = arguments()
    plain = with_reputations(chosen.payments)
    print(f"{plain['talents'].height:,} talents, {chosen.payments:,} payments", flush=True)
    with TemporaryDirectory() as room:
        folder = stored(plain, Path(room) / "whole")
        for engine in chosen.engine or ENGINES:
            given = {name: of_engine(folder / f"{name}.parquet", engine) for name in plain}
            for badge in Badge:
                ahead = partial(asked_ahead, given, engine, badge=badge)
                answer = by_hand.in_polars(ahead(), engine)
                changes = changed_like_records(answer, plain, badge)
                pairs = in_turn(ahead, partial(asked, given, engine, badge=badge), chosen.rounds)
                ratio = median(mine[1] / other[1] for mine, other in pairs)
                print(
                    f"{engine:7} {badge.label:20} {ratio:5.1f} x one assess; "
                    f"{changes} of {SAMPLE_AHEAD} change",
                    flush=True,
                )


if __name__ == "__main__":
    main()

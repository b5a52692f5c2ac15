"""What lies ahead of a population: `python benchmarks/frames_ahead.py` tells it in decisions.

For each engine and badge the next change of everybody is set against one `frames.assess` of the
same badge, in turn, round by round, after some talents were asked one by one. Base badges are
computed, from generated reputations; `benchmarks/frames.py` asks where they are on record. A figure
is the median of the rounds' ratios of processor time. `--help` tells sizes and engines.
"""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import frames_by_hand as by_hand
from frames_by_hand import np, pl

from badgerules import Badge, edition_on, frames, next_change
from frames import AS_OF, in_turn, population

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGINES = ("polars", "duckdb", "pandas")
WEEKS, SAMPLE = 16, 500
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


def stored(payments: int, folder: Path) -> list[str]:
    """Store a population as files of Parquet, and return the names of its tables."""
    given = with_reputations(payments)
    for name, frame in given.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return [*given]


def of_engine(path: Path, engine: str) -> Any:
    """Return a file as an engine holds it, with whole numbers beside nulls in pandas too."""
    if engine == "pandas":
        return pl.read_parquet(path).to_pandas(use_pyarrow_extension_array=True)
    return by_hand.of_engine(path, engine)


def decided(given: Mapping[str, Any], badge: Badge, engine: str) -> Any:
    """Return the decisions of everybody, worked out."""
    answer = frames.assess(**given, badge=badge, as_of=AS_OF, check=False)
    return by_hand.worked_out(answer, engine)


def foreseen(given: Mapping[str, Any], badge: Badge, engine: str) -> Any:
    """Return the next change of everybody, worked out."""
    answer = frames.next_change(**given, badge=badge, as_of=AS_OF, check=False)
    return by_hand.worked_out(answer, engine)


def as_records_say(given: Mapping[str, Any], badge: Badge, answer: Any) -> int:
    """Return of how many some talents change, and stop unless each does as its own record says."""
    some = given["talents"].head(SAMPLE)
    own = {name: frame.join(some, on="talent_id", how="semi") for name, frame in given.items()
           if name not in {"talents", "payments"}}  # fmt: skip
    paid = given["payments"].join(own["contracts"], on="contract_id", how="semi")
    found = {str(row["talent_id"]): row["next_change_on"] for row in answer.to_dicts()}
    changes = 0
    for record in frames.records_from_frames(talents=some, payments=paid, **own):
        border = next_change(record, badge, as_of=AS_OF)
        day = found[str(record.id)]
        day = day.date() if isinstance(day, datetime) else day
        assert day == (None if border is None else border.on), record.id
        changes += border is not None
    return changes


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
    with TemporaryDirectory() as room:
        folder = Path(room)
        names = stored(chosen.payments, folder)
        plain = {name: pl.read_parquet(folder / f"{name}.parquet") for name in names}
        print(f"{plain['talents'].height:,} talents, {chosen.payments:,} payments", flush=True)
        for engine in chosen.engine or ENGINES:
            given = {name: of_engine(folder / f"{name}.parquet", engine) for name in names}
            for badge in Badge:
                ahead = partial(foreseen, given, badge, engine)
                changes = as_records_say(plain, badge, by_hand.in_polars(ahead(), engine))
                pairs = in_turn(ahead, partial(decided, given, badge, engine), chosen.rounds)
                ratio = median(mine[1] / other[1] for mine, other in pairs)
                print(
                    f"{engine:7} {badge.label:20} {ratio:5.1f} x one assess; "
                    f"{changes} of {SAMPLE} change",
                    flush=True,
                )


if __name__ == "__main__":
    main()

"""Populations: `python benchmarks/frames.py` sets `badgerules.frames` against code by hand.

For each engine, `badgerules.frames.assess` and the code in `frames_by_hand.py` answer the same
generated population, in turn, round by round, after every row of both was compared. Neither side
looks at the rows beforehand; what the door costs stands in a line of its own. The same by hand in
the words of narwhals, `frames_by_narwhals.py`, tells how much of that narwhals costs. A ratio is
the median of the rounds' ratios; below 1, assess is the faster one. The ratio of processor time is
told too, since a busy machine moves it less. The next change of everybody is set against one
assess. `--help` tells sizes and engines.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import frames_by_hand as by_hand
from frames_by_hand import np, pl
from frames_by_narwhals import by_narwhals

from badgerules import Badge, Category, decide, frames, next_change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AS_OF, PLUS = by_hand.AS_OF, Badge.TOP_RATED_PLUS
PAYMENTS_A_TALENT, CONTRACTS_A_TALENT = 10, 2
TABLES = ("talents", "contracts", "payments")
MOST_GROWTH, SAMPLE, SAMPLE_AHEAD = 11, 20_000, 2_000
MOST_AHEAD = {"polars": 7.5, "duckdb": 2.5}
"""How many times one decision the next change of everybody may take."""


def population(payments: int) -> dict[str, Any]:
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
    return {
        "talents": pl.DataFrame(
            {
                "talent_id": np.arange(talents),
                "kind": kinds,
                "base_badge": badges,
                "exclusive_agency_contractor": is_member,
            }
        ).with_columns(pl.col("base_badge").replace(none, None)),
        "contracts": pl.DataFrame(
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
        "payments": pl.DataFrame(
            {
                "contract_id": random.integers(0, contracts, payments),
                "paid_on": _days(random, payments),
                "amount_cents": cents,
            }
        ),
    }


def _days(random: Any, size: int) -> Any:
    first = np.datetime64(AS_OF - timedelta(days=1000), "D")
    return first + random.integers(0, 1100, size).astype("timedelta64[D]")


def stored(tables: Mapping[str, Any], folder: Path) -> Path:
    """Store a population as files of Parquet in a new folder, and return it."""
    folder.mkdir()
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def loaded(folder: Path, engine: str) -> dict[str, Any]:
    """Return a stored population as the frames of an engine."""
    return {file.stem: by_hand.of_engine(file, engine) for file in folder.glob("*.parquet")}


def compared(own: Any, theirs: Any) -> None:
    """Stop unless both answered every talent alike, column by column."""
    names = [name for name in own.columns if name not in {"badgerules", "hypothetical"}]
    assert {*own.columns} == {*theirs.columns}
    left, right = (one.select(names).sort("talent_id") for one in (own, theirs))
    assert left.height == right.height > 0
    for name in names:
        different = (left[name].ne_missing(right[name])).sum()
        assert not different, f"{different} rows differ in {name}"


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that some work took, by the clock and of the processor."""
    clock, processor = perf_counter(), process_time()
    work()
    return perf_counter() - clock, process_time() - processor


def in_turn(
    own: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return the seconds of both in each round; who begins changes from round to round."""
    found: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for turn in range(rounds):
        first, second = (own, theirs) if turn % 2 else (theirs, own)
        pair = timed(first), timed(second)
        found.append(pair if turn % 2 else (pair[1], pair[0]))
    return found


def asked(
    given: Mapping[str, Any], engine: str, *, badge: Badge = PLUS, check: bool = False
) -> Any:
    """Return the answer of the library, worked out."""
    answer = frames.assess(**given, badge=badge, as_of=AS_OF, check=check)
    return by_hand.worked_out(answer, engine)


def asked_ahead(given: Mapping[str, Any], engine: str, *, badge: Badge = PLUS) -> Any:
    """Return the next change of everybody, worked out."""
    answer = frames.next_change(**given, badge=badge, as_of=AS_OF, check=False)
    return by_hand.worked_out(answer, engine)


def ahead(folder: Path, small: Path, engine: str, rounds: int) -> None:
    """Time the next change of everybody against one decision, and with ten times the payments."""
    given, few = loaded(folder, engine), loaded(small, engine)
    own = partial(asked_ahead, given, engine)
    changed_like_records(by_hand.in_polars(own(), engine), loaded(folder, "polars"))
    pairs = in_turn(own, partial(asked, given, engine), rounds)
    clock, processor = (median(mine[n] / other[n] for mine, other in pairs) for n in (0, 1))
    most = f", at most {MOST_AHEAD[engine]}" if engine in MOST_AHEAD else ""
    pairs = in_turn(own, partial(asked_ahead, few, engine), rounds)
    factor = median(long[0] / short[0] for long, short in pairs)
    print(
        f"{engine:11} {clock:5.2f} x one assess for the next change ({processor:.2f} x of processor"
        f" time){most}; {factor:.1f} x for 10 x the payments",
        flush=True,
    )


def changed_like_records(answer: Any, given: Mapping[str, Any], badge: Badge = PLUS) -> int:
    """Return of how many some talents change, and stop unless each does as its own record says."""
    own = of_some(given, SAMPLE_AHEAD)
    found = {str(row["talent_id"]): row["next_change_on"] for row in answer.to_dicts()}
    changes = 0
    for record in frames.records_from_frames(**own):
        border = next_change(record, badge, as_of=AS_OF)
        day = found[str(record.id)]
        day = day.date() if isinstance(day, datetime) else day
        assert day == (None if border is None else border.on), record.id
        changes += border is not None
    return changes


def of_some(given: Mapping[str, Any], size: int) -> dict[str, Any]:
    """Return the first talents, in Polars, and all that is theirs."""
    some = given["talents"].head(size)
    beside = {name: frame for name, frame in given.items() if name not in {"talents", "payments"}}
    own = {name: frame.join(some, on="talent_id", how="semi") for name, frame in beside.items()}
    paid = given["payments"].join(own["contracts"], on="contract_id", how="semi")
    return {**own, "talents": some, "payments": paid}


def compare(folder: Path, engine: str, rounds: int) -> float:
    """Compare and time one engine, print its line, and return the seconds of the library."""
    given = loaded(folder, engine)
    own = partial(asked, given, engine)
    hand = partial(_by_hand, given, engine)
    compared(by_hand.in_polars(own(), engine), by_hand.in_polars(hand(), engine))
    pairs = in_turn(own, hand, rounds)
    clock, processor = (median(mine[n] / other[n] for mine, other in pairs) for n in (0, 1))
    mine, theirs = (median(pair[side][0] for pair in pairs) for side in (0, 1))
    door = median(timed(partial(asked, given, engine, check=True))[0] for _ in range(3))
    # The processor time of Spark is that of another process.
    effort = "" if engine == "spark" else f", {processor:.2f} x of processor time"
    print(
        f"{engine:11} {clock:5.2f} x by hand ({mine:.3f} s, {theirs:.3f} s{effort});"
        f" with the door {door:.3f} s",
        flush=True,
    )
    if engine != "spark":
        through_narwhals(given, engine, rounds)
    return mine


def through_narwhals(given: Mapping[str, Any], engine: str, rounds: int) -> None:
    """Time the code by hand in the words of narwhals against that of the engine, and against us."""
    own, hand = partial(asked, given, engine), partial(_by_hand, given, engine)
    through = partial(_by_hand, given, engine, by_narwhals)
    compared(by_hand.in_polars(through(), engine), by_hand.in_polars(hand(), engine))
    cost = median(mine[0] / other[0] for mine, other in in_turn(through, hand, rounds))
    rest = median(mine[0] / other[0] for mine, other in in_turn(own, through, rounds))
    print(
        f"{engine:11} {cost:5.2f} x by hand for the same through narwhals, and assess {rest:.2f} x"
        " that",
        flush=True,
    )


def _by_hand(
    given: Mapping[str, Any], engine: str, asked_by: Callable[..., Any] | None = None
) -> Any:
    tables = [given[name] for name in TABLES]
    return by_hand.worked_out((asked_by or by_hand.ENGINES[engine])(*tables, AS_OF), engine)


def growth(folder: Path, small: Path, engine: str, rounds: int) -> None:
    """Print how much longer ten times the payments take."""
    few, many = loaded(small, engine), loaded(folder, engine)
    pairs = in_turn(partial(asked, many, engine), partial(asked, few, engine), rounds)
    factor = median(long[0] / short[0] for long, short in pairs)
    print(f"{engine:11} {factor:5.1f} x as long for 10 x the payments, at most {MOST_GROWTH}")


def memory(folder: Path, engine: str) -> None:
    """Print the most memory that one decision takes, in a process of its own."""
    command = [sys.executable, __file__, "--peak", engine, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"{engine:11} {done.stdout.strip()}", flush=True)


def peak(folder: Path, engine: str) -> None:
    """Print the most memory that this process held, before and after a decision."""
    given = loaded(folder, engine)
    before = _most_memory()
    asked(given, engine)
    print(f"peak memory {_most_memory():.2f} GiB, {before:.2f} of it to load the frames")


def _most_memory() -> float:
    """Return the peak of this process in GiB, as Linux tells it; `resource` keeps the parent's."""
    told = dict(one.split(":") for one in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 2**20


def distance(folder: Path, rounds: int) -> None:
    """Print how far Polars is from a dense kernel of NumPy, and from `decide`."""
    given = loaded(folder, "polars")
    dense = by_hand.dense(*(given[name] for name in TABLES))
    own, kernel = partial(asked, given, "polars"), partial(by_hand.by_numpy, dense, AS_OF)
    verdicts = own().sort("talent_id")["verdict"].to_numpy()
    assert (by_hand.WORDS.take(kernel()).to_numpy() == verdicts).all()
    pairs = in_turn(own, kernel, rounds)
    times = median(mine[0] / other[0] for mine, other in pairs)
    print(f"polars      {times:5.1f} x a dense kernel of NumPy, sorted ids, the verdict alone")
    records = frames.records_from_frames(**of_some(given, SAMPLE))
    seconds, _ = timed(lambda: [_explained(record) for record in records])
    each = seconds / len(records)
    mine = median(pair[0][0] for pair in pairs) / given["talents"].height
    print(
        f"decide      {each * 1e6:.1f} us a talent, records at hand, {len(records):,} asked;"
        f" polars {mine * 1e6:.2f} us, {each / mine:.0f} x faster"
    )


def _explained(record: Any) -> list[object]:
    findings = decide(record, PLUS, as_of=AS_OF).findings
    return [(one.verdict, one.measured, one.bar) for one in findings]


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = [name for name in by_hand.ENGINES if name != "spark" or find_spec("pyspark")]
    parser.add_argument("--payments", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--engine", action="append", choices=known, help="again for each one more")
    parser.add_argument("--only-ratios", action="store_true", help="no growth, memory, distance")
    parser.add_argument("--peak", choices=known, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.engines = chosen.engine or known
    return chosen


def main() -> None:
    """Compare, and print the table."""
    chosen = arguments()
    if chosen.peak:
        peak(chosen.folder, chosen.peak)
        return
    with TemporaryDirectory() as room:
        folder = stored(population(chosen.payments), Path(room) / "whole")
        talents = chosen.payments // PAYMENTS_A_TALENT
        print(
            f"{talents:,} talents, {talents * CONTRACTS_A_TALENT:,} contracts, "
            f"{chosen.payments:,} payments; median of {chosen.rounds} rounds",
            flush=True,
        )
        for engine in chosen.engines:
            compare(folder, engine, chosen.rounds)
        if chosen.only_ratios:
            return
        small = stored(population(chosen.payments // 10), Path(room) / "small")
        for engine in chosen.engines:
            growth(folder, small, engine, chosen.rounds)
        for engine in chosen.engines:
            ahead(folder, small, engine, chosen.rounds)
        for engine in chosen.engines:
            if engine != "spark":  # its memory is that of another process
                memory(folder, engine)
        distance(folder, chosen.rounds)


if __name__ == "__main__":
    main()

"""Fuzz the door of the frames: columns and values that nobody would give.

    python fuzzing/frames.py --inputs 2000 --seed 1

Three frames of Polars or pandas that would pass get odd types, names and values. `assess` must
answer, with one row a talent, or refuse them with `InvalidRecordError`; what passes the door must
also come out as records that say the same.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

import watching

from badgerules import Badge, InvalidRecordError, decide, frames

if TYPE_CHECKING:
    from collections.abc import Callable

pd: Any = import_module("pandas")
pl: Any = import_module("polars")

ROWS: dict[str, dict[str, list[Any]]] = {
    "talents": {
        "talent_id": ["ann", "bob", "cat"],
        "kind": ["freelancer", "agency", "freelancer"],
        "base_badge": ["top_rated", "top_rated", None],
        "exclusive_agency_contractor": [False, False, True],
    },
    "contracts": {
        "contract_id": ["shop", "blog", "logo"],
        "talent_id": ["ann", "bob", "cat"],
        "category": ["legal", "writing", "translation"],
        "outcome": [None, "positive", "negative"],
        "outcome_on": [None, date(2020, 5, 1), date(2020, 6, 1)],
    },
    "payments": {
        "contract_id": ["shop", "shop", "blog", "logo"],
        "paid_on": [date(2020, 3, 2), date(2019, 9, 1), date(2020, 3, 2), date(2019, 9, 2)],
        "amount": [Decimal("12000.00"), Decimal("-150.00"), Decimal("30000.00"), Decimal("0.01")],
    },
}
WORDS = ("ann", "shop", "", " ", "legal", "freelancer", "\x00", "\u0663", "a" * 500, "'; --", "1e5")
DAYS = (date.min, date.max, date(2020, 2, 29), date(1969, 12, 31), date(2020, 9, 1))
MAKERS: dict[str, Callable[[random.Random], Any]] = {
    "word": lambda drawn: drawn.choice((*WORDS, None)),
    "int": lambda drawn: drawn.choice((0, -1, 1, 7, 2**31, 2**62, -(2**63), 2**63 - 1, None)),
    "float": lambda drawn: drawn.choice(
        (0.0, -0.0, 1.5, 1e300, 5e-324, float("nan"), float("inf"), -float("inf"), 0.1, None)
    ),
    "flag": lambda drawn: drawn.choice((True, False, None)),
    "day": lambda drawn: drawn.choice((*DAYS, None)),
    "decimal": lambda drawn: drawn.choice(
        (Decimal("0.00"), Decimal("9999999999.99"), Decimal("-1.50"), Decimal("12.00"), None)
    ),
    "list": lambda drawn: drawn.choice(([], ["a"], [None], None)),
    "struct": lambda drawn: drawn.choice(({"a": 1}, {"a": None}, None)),
    "bytes": lambda drawn: drawn.choice((b"", b"a", None)),
    "instant": lambda drawn: drawn.choice((datetime(2020, 3, 2, 23, 59, 59, 999999), None)),  # noqa: DTZ001  # without a zone is meant
    "zoned": lambda drawn: datetime(2020, 3, 2, tzinfo=UTC) + timedelta(hours=drawn.randrange(99)),
    "time": lambda drawn: drawn.choice((time(1), None)),
    "length": lambda drawn: timedelta(days=drawn.randrange(9)),
    "null": lambda _: None,
}
CASTS: tuple[Any, ...] = (
    *(pl.Categorical, pl.Int8, pl.Int64, pl.UInt64, pl.Int128, pl.Float32, pl.String, pl.Date),
    *(pl.Datetime("ms"), pl.Datetime("ns"), pl.Datetime("us", "Asia/Tokyo"), pl.Decimal(38, 2)),
    *(pl.Decimal(10, 0), pl.Decimal(38, 10), pl.Boolean, pl.Null, pl.Object, pl.Binary),
    *(pl.Enum(["ann", "bob", "cat", "shop", "blog", "logo", "legal"]), pl.List(pl.String)),
)
NAMES = (
    "amount_cents",
    "talent_id",
    "cents",
    "bad_0",
    "rows",
    "owner",
    "",
    "verdict",
    "kind",
    "a b",
)


def odd_frame(drawn: random.Random, table: str) -> Any:
    """Return a frame that would pass, with a few things changed."""
    columns: dict[str, list[Any]] = {name: [*values] for name, values in ROWS[table].items()}
    frame = pl.DataFrame(columns, strict=False)
    for _ in range(drawn.choice((0, 0, 1, 1, 2))):
        name = drawn.choice([*columns])
        if name not in frame.columns:
            continue
        match drawn.randrange(7):
            case 0:
                frame = frame.drop(name)
            case 1:
                frame = frame.head(drawn.choice((0, 1)))
            case 2:
                frame = frame.rename(
                    {name: drawn.choice([one for one in NAMES if one not in frame.columns])}
                )
            case 3:
                frame = frame.with_columns(frame[name].alias(drawn.choice(NAMES)))
            case 4:
                try:
                    frame = frame.with_columns(pl.col(name).cast(drawn.choice(CASTS), strict=False))
                except pl.exceptions.PolarsError:
                    continue
            case 5:
                frame = pl.concat([frame, frame.sample(min(1, len(frame)), seed=1)])
            case _:
                make = MAKERS[drawn.choice([*MAKERS])]
                values = [make(drawn) for _ in range(len(frame))]
                frame = frame.with_columns(pl.Series(name, values, strict=False))
    return frame


def odd_pandas(drawn: random.Random, frame: Any) -> Any:
    """Return a frame of pandas with its own oddities: its index, its types, two equal names."""
    given = frame.to_pandas(use_pyarrow_extension_array=drawn.random() < 0.5)
    if len(given.columns) and drawn.random() < 0.3:
        place = drawn.randrange(len(given.columns))
        match drawn.randrange(6):
            case 0:
                given = given[[*given.columns, given.columns[place]]]
            case 1:
                given = given.rename(
                    columns={given.columns[place]: drawn.choice((0, None, ("a", 1)))}
                )
            case 2:
                given = given.set_index(given.columns[place])
            case 3:
                given.index = pd.Index([0] * len(given))
            case 4:
                make = MAKERS[drawn.choice([*MAKERS])]
                values = [make(drawn) for _ in range(len(given))]
                given[given.columns[place]] = pd.Series(values, dtype=object, index=given.index)
            case _:
                given[given.columns[place]] = given[given.columns[place]].astype("category")
    return given


def ask(drawn: random.Random, three: list[Any]) -> str:
    """Ask about frames, and say how it ended."""
    papers: dict[str, Any] = {"floats": drawn.choice(("refuse", "round"))}
    day = drawn.choice((watching.AS_OF, watching.AS_OF, date.max, date(2020, 7, 7)))
    try:
        answer = frames.assess(*three, badge=Badge.TOP_RATED_PLUS, as_of=day, **papers)
    except InvalidRecordError as error:
        assert str(error)
        return "refused"
    if isinstance(answer, pl.LazyFrame):
        answer = answer.collect()
    ids, given = (answer[name].to_list() for name in ("talent_id", "verdict"))
    verdicts = dict(zip(map(str, ids), given, strict=True))
    records = frames.records_from_frames(*three, **papers)
    decided = {
        record.id: decide(record, Badge.TOP_RATED_PLUS, as_of=day).verdict.value
        for record in records
    }
    assert verdicts == decided, (verdicts, decided)
    return "answered"


def main() -> None:
    """Ask as often as wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep-going", action="store_true", help="tell each failure, go on")
    options = parser.parse_args()
    count = watching.Count()
    for number in range(options.inputs):
        drawn = random.Random(f"{options.seed}-{number}")
        three: list[Any] = [odd_frame(drawn, table) for table in ROWS]
        engine = drawn.choice(("polars", "polars", "lazy", "pandas"))
        try:
            if engine == "lazy":
                three = [frame.lazy() for frame in three]
            elif engine == "pandas":
                three = [odd_pandas(drawn, frame) for frame in three]
            if drawn.random() < 0.02:
                others: list[Any] = [None, {}, [], "talents", 5, pl.Series([1])]
                three[drawn.randrange(3)] = drawn.choice(others)
        except Exception:  # noqa: BLE001  # the engine itself cannot make this frame
            count.add("impossible")
            continue
        try:
            with watching.limited(10):
                count.add(ask(drawn, three))
        except BaseException as error:
            schemas = [getattr(one, "schema", getattr(one, "dtypes", one)) for one in three]
            print(f"seed {options.seed}, input {number}, {engine}: {error!r:.300}", file=sys.stderr)
            if not options.keep_going or not isinstance(error, Exception):
                print(schemas, file=sys.stderr)
                raise
            count.add("failed")
    count.tell()


if __name__ == "__main__":
    main()

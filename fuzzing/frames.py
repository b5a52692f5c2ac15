"""Fuzz the door of the frames: columns and values that nobody would give.

    python fuzzing/frames.py --inputs 2000 --seed 1

Frames of Polars or pandas that would pass get odd types, names and values. `assess`, of any badge,
and `visible` must answer, with one row a talent, or refuse them with `InvalidRecordError`; what
passes the door must also come out as records that say the same.
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

from badgerules import Badge, InvalidRecordError, assess, decide, dump_assessment, frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules import TalentRecord

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
FIRST_SATURDAY = date(2020, 5, 16)
STANDING: dict[str, list[Any]] = {
    "job_success_score": [90, 100, None],
    "rising_talent": [False, None, True],
    "first_contract_on": [date(2020, 6, 3), date(2020, 6, 4), None],
    "joined_on": [date(2018, 1, 1), date(2020, 8, 2), None],
    "profile_percent": [100, 100, 99],
    "availability_current": [True, None, True],
    "last_active_on": [date(2020, 8, 30), date(2020, 6, 3), None],
    "circumvention_on": [None, None, date(2020, 3, 1)],
    "members": [None, 3, None],
    "members_profile_percent": [None, 100, None],
}
"""What talents may have in the place of a recorded base badge; some of it, as it is drawn."""

MORE: dict[str, list[Any]] = {
    "vetting_category": ["legal", None, "web_mobile_software_development"],
    "vetting_invited_on": [date(2020, 1, 1), None, date(2020, 2, 1)],
    "vetting_passed_on": [date(2020, 1, 9), None, date(2020, 2, 29)],
    "vetting_revoked_on": [None, None, date(2020, 9, 2)],
    "country": ["US", "CA", None],
}
OPEN_MONEY: dict[str, list[Any]] = {
    "contracts_known": [True, True, True],
    "payments_known_since": [date(2019, 9, 2), date(2019, 9, 3), None],
    "payments_known_through": [None, date(2020, 8, 31), date(2020, 9, 1)],
}
"""What talents may say of money known in part; some of it, as it is drawn."""

BESIDE: dict[str, dict[str, list[Any]]] = {
    "weeks": {
        "talent_id": ["ann"] * 16 + ["cat"],
        "ends_on": [FIRST_SATURDAY + timedelta(weeks=one) for one in (*range(16), 3)],
        "eligible": [True] * 13 + [False] * 4,
    },
    "holds": {"talent_id": ["ann", "cat"], "held_on": [date(2020, 6, 1), date(2020, 9, 2)]},
    "certifications": {
        "talent_id": ["bob", "bob"],
        "status": ["approved", "submitted"],
        "business_name": ["Bob & Co", "Bob & Co"],
        "category": ["woman_owned", None],
        "provider": ["SBA", "SBA"],
        "type": ["WOSB", "small"],
        "number": ["7", "8"],
        "expires_on": [date(2021, 1, 1), date(2020, 9, 1)],
        "submitted_on": [date(2020, 1, 1), date(2020, 8, 1)],
        "decided_on": [date(2020, 1, 2), None],
    },
}
WORDS = ("ann", "shop", "", " ", "legal", "freelancer", "\x00", "\u0663", "a" * 500, "'; --", "1e5")
LATER = timedelta(weeks=(watching.UNDER_NEWEST - watching.AS_OF).days // 7)
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


def plain_columns(drawn: random.Random, later: timedelta) -> dict[str, dict[str, list[Any]]]:
    """Return the columns of frames that would pass, with the base badge recorded or computed.

    Their days are those written above, or so much later.
    """
    given = {table: dict(columns) for table, columns in ROWS.items()}
    beside = ["certifications"]
    if drawn.random() < 0.5:
        beside = [*BESIDE]
        del given["talents"]["base_badge"]
        facts = drawn.sample([*STANDING], drawn.randint(1, len(STANDING)))
        given["talents"] |= {name: STANDING[name] for name in facts}
    if drawn.random() < 0.5:
        known = drawn.sample([*OPEN_MONEY], drawn.randint(1, len(OPEN_MONEY)))
        given["talents"] |= {name: OPEN_MONEY[name] for name in known}
    if drawn.random() < 0.2 and "contracts_known" in given["talents"]:
        _without_contracts(given)
    if drawn.random() < 0.5:
        given["talents"] |= MORE
    given |= {name: BESIDE[name] for name in beside if drawn.random() < 0.4}
    return {
        table: {
            name: [one + later if isinstance(one, date) else one for one in values]
            for name, values in columns.items()
        }
        for table, columns in given.items()
    }


def _without_contracts(given: dict[str, dict[str, list[Any]]]) -> None:
    """Let the contracts of the last talent be unknown, with all that stands on them."""
    talents = given["talents"]
    talents["contracts_known"] = [True, True, False]
    if "payments_known_through" in talents:
        talents["payments_known_through"] = [*talents["payments_known_through"][:2], None]
    for table in ("contracts", "payments"):
        given[table] = {name: values[:-1] for name, values in given[table].items()}


def odd_frame(drawn: random.Random, columns: dict[str, list[Any]], oddities: int) -> Any:
    """Return a frame that would pass, with a few things changed."""
    frame = pl.DataFrame(columns, strict=False)
    for _ in range(oddities):
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


def ask(drawn: random.Random, given: dict[str, Any], later: timedelta) -> str:
    """Ask about frames whose days are so much later than written, and say how it ended."""
    badge = drawn.choice((*Badge, Badge.TOP_RATED_PLUS, None))
    around = watching.AS_OF + later
    day = drawn.choice((around, around, date.max, drawn.choice(watching.FIRST_DAYS)))
    rounded: dict[str, Any] = {"floats": drawn.choice(("refuse", "round"))}
    try:
        if badge is None:
            answer = frames.visible(**given, **rounded, as_of=day)
        else:
            answer = frames.assess(**given, **rounded, badge=badge, as_of=day)
    except InvalidRecordError as error:
        assert str(error)
        return "refused"
    if isinstance(answer, pl.LazyFrame):
        answer = answer.collect()
    try:
        records = frames.records_from_frames(**given, **rounded)
    except InvalidRecordError:
        # A record holds every fact; a badge is decided without those it does not look at.
        assert badge is not None
        return "answered without what records hold besides"
    columns = {name: answer[name].to_list() for name in answer.columns}
    ids = [*map(str, columns["talent_id"])]
    assert sorted(ids) == sorted(str(record.id) for record in records)
    for record in records:
        place, expected = ids.index(str(record.id)), said(record, badge, day)
        row = {name: columns[name][place] for name in expected}
        found = {name: word if isinstance(word, str) else None for name, word in row.items()}
        assert found == expected, (record.id, found, expected)
    return "answered"


def said(record: TalentRecord, badge: Badge | None, day: date) -> dict[str, str | None]:
    """Return what the record's own answer says: the verdict, or who sees what."""
    if badge is not None:
        return {"verdict": decide(record, badge, as_of=day).verdict.value}
    told = dump_assessment(assess(record, as_of=day))
    verdicts = {f"{name}_verdict": one["verdict"] for name, one in told["badges"].items()}
    return verdicts | {f"visible_{viewer}": shown for viewer, shown in told["visible"].items()}


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
        later = drawn.choice((timedelta(0), LATER))
        plain = plain_columns(drawn, later)
        changed = drawn.choices([*plain], k=drawn.choice((0, 1, 1, 2, 3)))
        given = {
            table: odd_frame(drawn, columns, changed.count(table))
            for table, columns in plain.items()
        }
        engine = drawn.choice(("polars", "polars", "lazy", "pandas"))
        try:
            if engine == "lazy":
                given = {table: frame.lazy() for table, frame in given.items()}
            elif engine == "pandas":
                given = {table: odd_pandas(drawn, frame) for table, frame in given.items()}
            if drawn.random() < 0.02:
                others: list[Any] = [None, {}, [], "talents", 5, pl.Series([1])]
                given[drawn.choice([*given])] = drawn.choice(others)
        except Exception:  # noqa: BLE001  # the engine itself cannot make this frame
            count.add("impossible")
            continue
        try:
            with watching.limited(10):
                count.add(ask(drawn, given, later))
        except BaseException as error:
            schemas = {
                table: getattr(one, "schema", getattr(one, "dtypes", one))
                for table, one in given.items()
            }
            print(f"seed {options.seed}, input {number}, {engine}: {error!r:.300}", file=sys.stderr)
            if not options.keep_going or not isinstance(error, Exception):
                print(schemas, file=sys.stderr)
                raise
            count.add("failed")
    count.tell()


if __name__ == "__main__":
    main()

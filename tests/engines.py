"""The engines that tests over dataframes run on: how each holds rows, and how it gives them back.

Polars comes with the extra `test`. Without it, whoever imports this module is skipped, and pytest
says why; so tests take `frames` from here. All other engines come with the extra `test-all`.
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from _pytest.mark import ParameterSet

WHY = "dataframes are tested where the extra test is installed"
pytest.importorskip("narwhals", reason=WHY)
pl: Any = pytest.importorskip("polars", reason=WHY)
frames: Any = import_module("badgerules.frames")

BESIDE = {name: find_spec(name) and import_module(name) for name in ("pyarrow", "pandas", "duckdb")}
pa: Any = BESIDE["pyarrow"]
pd: Any = BESIDE["pandas"]
duckdb: Any = BESIDE["duckdb"]

beyond_polars = pytest.mark.thorough(needs=tuple(BESIDE))
"""Marks a test that asks other engines."""

SCHEMAS: dict[str, dict[str, Any]] = {
    "talents": {
        "talent_id": pl.String,
        "kind": pl.String,
        "base_badge": pl.String,
        "exclusive_agency_contractor": pl.Boolean,
    },
    "contracts": {
        "contract_id": pl.String,
        "talent_id": pl.String,
        "category": pl.String,
        "outcome": pl.String,
        "outcome_on": pl.Date,
    },
    "payments": {"contract_id": pl.String, "paid_on": pl.Date, "amount": pl.Decimal(15, 2)},
}


OPEN_MONEY: dict[str, Any] = {
    "contracts_known": pl.Boolean,
    "payments_known_since": pl.Date,
    "payments_known_through": pl.Date,
}
"""The columns of talents whose money is known in part, where the first row has one of them."""


def polars_frame(rows: Iterable[Mapping[str, Any]], table: str) -> Any:
    """Return rows as an eager Polars frame with money as a decimal."""
    listed = list(rows)
    more = {name: kind for name, kind in OPEN_MONEY.items() if listed and name in listed[0]}
    return pl.DataFrame(listed, schema=SCHEMAS[table] | more)


def _in_cents(frame: Any) -> Any:
    if "amount" not in frame.columns:
        return frame
    cents = (pl.col("amount") * 100).cast(pl.Int64).alias("amount_cents")
    return frame.with_columns(cents).drop("amount")


def _pandas(frame: Any) -> Any:
    """Return NumPy types: cents, timestamps, and an index that is neither sorted nor unique."""
    frame = _in_cents(frame).to_pandas()
    for name in {"paid_on", "outcome_on"} & {*frame.columns}:
        frame[name] = pd.to_datetime(frame[name])
    if "outcome" in frame.columns:  # in pandas, a word may be a category too
        frame["category"] = frame["category"].astype("category")
    frame.index = [number % 3 for number in range(len(frame))]
    return frame


def _pandas_arrow(frame: Any) -> Any:
    return frame.to_pandas(use_pyarrow_extension_array=True)


def _duckdb(frame: Any) -> Any:
    return DUCKDB.from_arrow(frame.to_arrow())


DUCKDB: Any = duckdb.connect() if duckdb else None

ENGINES: dict[str, Callable[[Any], Any]] = {
    "polars": lambda frame: frame,
    "polars_lazy": lambda frame: _in_cents(frame).lazy(),
    "pandas": _pandas,
    "pandas_arrow": _pandas_arrow,
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": _duckdb,
}
"""By name, what makes the frame of an engine from an eager Polars frame."""
MARKS: dict[str, Any] = {"polars": (), "polars_lazy": pytest.mark.thorough()}
"""The mark of an engine that needs no other package: every run asks the first."""


def marked(names: Iterable[str]) -> list[ParameterSet]:
    """Return engines as parameters of a test, all but eager Polars with the mark."""
    return [pytest.param(name, marks=MARKS.get(name, beyond_polars)) for name in names]


def frames_of(rows: Mapping[str, Iterable[Mapping[str, Any]]], engine: str) -> tuple[Any, Any, Any]:
    """Return rows as the three frames of an engine."""
    talents, contracts, payments = (
        ENGINES[engine](polars_frame(rows[table], table)) for table in SCHEMAS
    )
    return talents, contracts, payments


CODES = (
    ("wrong_type", r"must hold (?!the base badge)|must be (a frame of|true or false)"),
    ("missing", r"must be (a column of|given in every row)"),
    ("repeated", r"must be (unique|one row for each week)|must have each column once"),
    ("contradiction", r"must be (null|true) where|must be (null|false) for"),
    ("contradiction", r"must be (of the type of|of one engine|read through one connection)"),
    ("contradiction", r"must be (of a talent|the talent of)"),
    ("out_of_range", r"must be on or after payments_known_since"),
    ("contradiction", r"must have one column of money|must hold the base badge|must stand beside"),
    ("wrong_form", r"must be text that|must be null or (two capital letters|text)"),
    ("wrong_form", r"must be .*; correct the column$"),
    ("unknown_value", r"must be (null or )?one of|must be the id of"),
    ("out_of_range", r"must be null or (from \d+ to|0)|must come to at most"),
    ("out_of_range", r"must be (finite|a (Saturday|day of the years))"),
    ("impossible", r"must be of Polars [0-9.]+ or later"),
)
"""Which code a problem of a frame has, by how its sentence begins."""


def told_by(error: Any) -> dict[str, str]:
    """Return the message of each problem of an error by its path, once each has the right code."""
    for problem in error.problems:
        (code, *_) = [code for code, words in CODES if re.match(words, problem.message)]
        assert problem.code == code
    return {problem.path: problem.message for problem in error.problems}


def answers_of(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer of any engine, by talent, with None for every null."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    rows = frame.to_dicts() if isinstance(frame, pl.DataFrame) else _arrow(frame).to_pylist()
    return sorted(rows, key=lambda row: row["talent_id"])


def _arrow(frame: Any) -> Any:
    """Return an answer of an engine beside Polars as a table of PyArrow."""
    if isinstance(frame, pd.DataFrame):
        return pa.Table.from_pandas(frame, preserve_index=False)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return frame.to_arrow_table()
    return frame if isinstance(frame, pa.Table) else frame.toArrow()

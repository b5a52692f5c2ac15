"""The door: three frames of any engine come in, checked, and leave as columns rules compute on.

Everything that is wrong is told in one error, and nothing is dropped in silence: first what the
schemas say, then, if those are right, what the rows say.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.errors import InvalidRecordError, Problem, shown
from badgerules.frames import columns
from badgerules.frames.rows import row_problems
from badgerules.windows import TrailingWindow, days_later

if TYPE_CHECKING:
    from badgerules.frames.columns import Schema

FLOAT_POLICIES = ("refuse", "round")


@attrs.frozen(kw_only=True)
class Tables:
    """Three frames that passed the door.

    Args:
        talents: `talent_id`, `kind`, `base_badge`, `exclusive_agency_contractor`.
        contracts: `contract_id`, `talent_id`, `category`, `outcome`, `outcome_on`.
        payments: `contract_id`, `paid_on`, `cents`.
        is_eager: the talents came as a frame that holds its rows.
        timed: the columns of days that hold timestamps.
    """

    talents: nw.LazyFrame[Any]
    contracts: nw.LazyFrame[Any]
    payments: nw.LazyFrame[Any]
    is_eager: bool
    timed: frozenset[str]

    def first_instant(self, name: str, day: date) -> date:
        """Return the literal that a column of days compares with: a date, or its midnight."""
        return datetime.combine(day, datetime.min.time()) if name in self.timed else day

    def inside(self, name: str, window: TrailingWindow) -> nw.Expr:
        """Return whether a day lies in a window (WIN-1, WIN-2)."""
        first = self.first_instant(name, window.first_day)
        return (nw.col(name) >= first) & self.by(name, window.through)

    def by(self, name: str, day: date) -> nw.Expr:
        """Return whether a day, or an instant, lies on or before a day."""
        return nw.col(name) < self.first_instant(name, days_later(day, 1))


def opened(talents: Any, contracts: Any, payments: Any, *, floats: str, check: bool) -> Tables:
    """Return the frames once they passed the door.

    Args:
        talents: one row a talent.
        contracts: one row a contract.
        payments: one row a payment.
        floats: "refuse", or "round" each amount to the nearest cent.
        check: look at the rows too, not only at the columns.

    Raises:
        InvalidRecordError: for everything that is wrong, at once.
    """
    if floats not in FLOAT_POLICIES:
        message = f"must be one of {', '.join(FLOAT_POLICIES)}, got {shown(floats)}"
        _refuse([Problem(path="floats", message=message, found=shown(floats), allowed="a policy")])
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    wrapped = {name: _wrapped(frame) for name, frame in given.items()}
    _refuse(_foreign(given, wrapped))
    lazy = {name: frame.lazy() for name, frame in wrapped.items()}
    schemas = {name: frame.collect_schema() for name, frame in lazy.items()}
    _refuse([*columns.column_problems(schemas, round_floats=floats == "round")])
    if check:
        _refuse([*row_problems(_named(lazy, schemas), schemas["payments"])])
    return Tables(
        **_ready(lazy, schemas),
        is_eager=isinstance(wrapped["talents"], nw.DataFrame),
        timed=frozenset(_timed(schemas)),
    )


def _wrapped(frame: Any) -> Any:
    return nw.from_native(frame, pass_through=True)


def _foreign(given: dict[str, Any], wrapped: dict[str, Any]) -> list[Problem]:
    """Find what is no frame, or a frame of another engine than the others."""
    allowed = "a frame of Polars, pandas, PyArrow, DuckDB, PySpark or another engine of narwhals"
    problems: list[Problem] = []
    engines: list[str] = []
    for name, frame in wrapped.items():
        if isinstance(frame, nw.DataFrame | nw.LazyFrame):
            engines.append(str(frame.implementation))
            continue
        found = type(given[name]).__name__
        message = f"must be {allowed}, got {found}"
        problems.append(Problem(path=name, message=message, found=found, allowed=allowed))
    if len({*engines}) > 1:
        found = ", ".join(engines)
        message = f"must be of one engine, got {found}; convert them to one"
        problems.append(Problem(path="frames", message=message, found=found, allowed="one engine"))
    return problems


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InvalidRecordError(noun="", problems=tuple(problems))


def _named(
    lazy: dict[str, nw.LazyFrame[Any]], schemas: dict[str, Schema]
) -> dict[str, nw.LazyFrame[Any]]:
    """Return the frames with ids and words of one type each, and all else as it came."""
    named: dict[str, nw.LazyFrame[Any]] = {}
    for table, frame in lazy.items():
        forms = columns.COLUMNS[table]
        wanted = [_column(name, schemas[table]) for name in forms]
        if table == "payments":
            schema = schemas[table]
            extra = (columns.AMOUNT, columns.AMOUNT_CENTS, columns.PAYEE)
            wanted += [_column(name, schema) for name in extra if name in schema]
        named[table] = frame.select(*wanted)
    return named


def _column(name: str, schema: Schema) -> nw.Expr:
    """Return a column of text or ids as the rules read it; any other as it came."""
    if name.endswith("_id"):
        return columns.identity(name, schema)
    return columns.text(name) if isinstance(schema[name], columns.TEXT) else nw.col(name)


def _ready(
    lazy: dict[str, nw.LazyFrame[Any]], schemas: dict[str, Schema]
) -> dict[str, nw.LazyFrame[Any]]:
    """Return the frames as `Tables` promises them, with money in cents."""
    named = _named(lazy, schemas)
    amounts = columns.cents(schemas["payments"]).alias("cents")
    payments = named["payments"].select("contract_id", "paid_on", amounts)
    return {**named, "payments": payments}


def _timed(schemas: dict[str, Schema]) -> list[str]:
    """Name the columns of days that hold timestamps; no two frames have one of the same name."""
    return [
        name
        for table, forms in columns.COLUMNS.items()
        for name in forms
        if isinstance(schemas[table][name], nw.Datetime)
    ]

"""Checks frames of any engine, and turns them into the columns that the rules compute on.

One error lists everything that is wrong, and nothing is dropped in silence: the schemas are
checked, and the rows by all columns that are as they must be.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from badgerules import converters
from badgerules.errors import Problem, code_for, refuse, shown, unfit
from badgerules.frames import columns
from badgerules.frames.empty_columns import typed_where_empty
from badgerules.frames.engines import unjoinable
from badgerules.frames.facts import with_facts
from badgerules.frames.other_names import CATEGORIES, has_other_names, with_keys
from badgerules.frames.own_columns import (
    AS_WE_DO,
    Written,
    at_own_names,
    by_our_names,
    spelled,
)
from badgerules.frames.rows import row_problems
from badgerules.vocabulary import Badge, ProblemCode
from badgerules.windows import TrailingWindow, days_later

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from badgerules.frames.columns import Schema

FLOAT_POLICIES = ("refuse", "round")
OF_TYPES = {ProblemCode.WRONG_TYPE, ProblemCode.CONTRADICTION}
"""How a column may be wrong that would be right with another type."""


@attrs.frozen(kw_only=True)
class Tables:
    """The frames after all checks.

    Args:
        talents: `talent_id`, `kind`, `exclusive_agency_contractor`, and `base_badge` or, as whole
            numbers (see `facts`), the reputation; what is known of money, as it was given, vetting
            and country where they are read.
        contracts: `contract_id`, `talent_id`, `category`, `outcome`, `outcome_on`.
        payments: `contract_id`, `paid_on`, `cents`.
        beside: `weeks`, `holds` and `certifications`, those that were given and are read.
        columns: the names of the columns of talents.
        read: all frames that are read, as they were checked.
        is_eager: the talents were given as a frame that holds its rows.
        timed: the names of the columns of days that hold timestamps.
    """

    talents: nw.LazyFrame[Any]
    contracts: nw.LazyFrame[Any]
    payments: nw.LazyFrame[Any]
    beside: Mapping[str, nw.LazyFrame[Any]]
    columns: frozenset[str]
    read: Mapping[str, nw.LazyFrame[Any]]
    is_eager: bool
    timed: frozenset[str]

    @property
    def has_reputation(self) -> bool:
        """Whether the base badge is to be computed."""
        return not self.columns.isdisjoint({*columns.REPUTATION, *columns.FLAGS_OF_KNOWN})

    @property
    def has_open_money(self) -> bool:
        """Whether there are columns of money known in part."""
        return not self.columns.isdisjoint(columns.OPEN_MONEY)

    @property
    def has_vetting(self) -> bool:
        """Whether there are columns of vetting."""
        return "vetting_category" in self.columns

    def first_instant(self, name: str, day: date) -> date:
        """Return what to compare a column of days with: `day`, or its midnight for timestamps."""
        return datetime.combine(day, datetime.min.time()) if name in self.timed else day

    def inside(self, name: str, window: TrailingWindow) -> nw.Expr:
        """Return whether a day lies in a window (WIN-1, WIN-2)."""
        first = self.first_instant(name, window.first_day)
        return (nw.col(name) >= first) & self.by(name, window.through)

    def knows_outcome(self, day: date) -> nw.Expr:
        """Return whether the outcome of a contract, if it has one, is known by a day."""
        return nw.col("outcome_on").is_null() | self.by("outcome_on", day)

    def by(self, name: str, day: date) -> nw.Expr:
        """Return whether a date or timestamp lies on or before a day."""
        if day == date.max:  # no day follows, and every day there is lies on it or before
            return ~nw.col(name).is_null()
        return nw.col(name) < self.first_instant(name, days_later(day, 1))


def opened(
    given: Mapping[str, Any],
    *,
    badges: Collection[Badge] | None,
    floats: str,
    check: bool,
    written: Written = AS_WE_DO,
    told: Sequence[Problem] = (),
) -> Tables:
    """Check the frames, and return them ready for the rules.

    Args:
        given: the frames by name; None for one that is left out.
        badges: those whose facts are read; None for all facts that are given.
        floats: "refuse", or "round" each amount to the nearest cent.
        check: check the rows too, not only the columns.
        written: how columns are called, and what money is in.
        told: what is known to be wrong already; the columns that it is about are not looked at.

    Raises:
        InvalidRecordError: for everything that is wrong, at once.
    """
    converters.check("", check=converters.flag(check))
    refuse("", [*_problems_of_policy(floats), *written.problems()])
    read = _read(given, badges)
    handed_over = {name: frame for name, frame in given.items() if frame is not None} | read
    wrapped = {name: _wrapped(frame) for name, frame in handed_over.items()}
    refuse("", _foreign(given, wrapped, read))
    problems = [*told]
    lazy = {name: frame.lazy() for name, frame in wrapped.items()}
    lazy, names = by_our_names(lazy, written, problems, "frame")
    values = problems if check else None
    lazy = {
        name: spelled(lazy[name], name, floats=floats, money=written.money, problems=values)
        for name in read
    }
    schemas = {name: frame.collect_schema() for name, frame in lazy.items()}
    forms = columns.read_columns(schemas, badges)
    unread = {problem.path for problem in problems}
    rounds = floats == "round"
    misfits = [*columns.column_problems(schemas, forms, names=names, round_floats=rounds)]
    if doubtful := [one.path for one in misfits if one.code in OF_TYPES and "." in one.path]:
        lazy = typed_where_empty(lazy, schemas, doubtful)
        schemas = {name: frame.collect_schema() for name, frame in lazy.items()}
        misfits = [*columns.column_problems(schemas, forms, names=names, round_floats=rounds)]
    problems += [problem for problem in misfits if problem.path not in unread]
    unread |= {problem.path for problem in problems}
    if not check:
        refuse("", at_own_names(problems, names))
    named = _named(lazy, schemas, forms, unread)
    if check:
        found, other_names = row_problems(named, schemas["payments"], forms["talents"], unread)
        refuse("", at_own_names([*problems, *found], names))
    else:
        other_names = frozenset(_categories_in(named, wrapped))
    as_checked = {**named}
    for path in other_names:
        table, _, name = path.partition(".")
        named[table] = with_keys(named[table], name)
    amounts = columns.cents(schemas["payments"]).alias("cents")
    return Tables(
        talents=with_facts(named["talents"], forms["talents"], has_holds="holds" in read),
        contracts=named["contracts"],
        payments=named["payments"].select("contract_id", "paid_on", amounts),
        beside={name: named[name] for name in columns.BESIDE if name in named},
        columns=frozenset(forms["talents"]),
        read=as_checked,
        is_eager=isinstance(wrapped["talents"], nw.DataFrame),
        timed=frozenset(_timed(schemas, forms)),
    )


def _categories_in(
    named: Mapping[str, nw.LazyFrame[Any]], wrapped: Mapping[str, Any]
) -> Iterator[str]:
    """List the columns of categories whose rows nobody looked at, and which may be no keys.

    In a frame that holds its rows it is quick to see; in a query that is planned it is not.
    """
    for table, name in CATEGORIES.items():
        if name in named[table].collect_schema():
            is_held = isinstance(wrapped[table], nw.DataFrame)
            if not is_held or has_other_names(named[table], name):
                yield f"{table}.{name}"


def _problems_of_policy(floats: object) -> Iterator[Problem]:
    if not converters.is_a(floats, str) or floats not in FLOAT_POLICIES:
        message = f"must be one of {', '.join(FLOAT_POLICIES)}, got {shown(floats)}"
        code = code_for(floats, str, ProblemCode.UNKNOWN_VALUE)
        yield unfit(code, "a policy", shown(floats), at="floats", message=message)


def _read(given: Mapping[str, Any], badges: Collection[Badge] | None) -> dict[str, Any]:
    """Return the frames that are read; a frame that may be left out is left out if None."""
    is_about_all = badges is None
    asked = {*Badge} if badges is None else {*badges}
    rests_on_reputation = not columns.RESTING_ON_REPUTATION.isdisjoint(asked)
    unread = {
        "weeks": not rests_on_reputation,
        "holds": not rests_on_reputation,
        "certifications": Badge.DIVERSITY_CERTIFIED not in asked,
    }
    needed = {"talents", "contracts", "payments"}
    if not (is_about_all or unread["certifications"]):
        needed.add("certifications")
    return {
        name: frame
        for name, frame in given.items()
        if name in needed or not (unread[name] or frame is None)
    }


def _wrapped(frame: Any) -> Any:
    try:
        return nw.from_native(frame, pass_through=True)
    except DuplicateError as error:  # `_foreign` reports it with everything else
        return error


def _foreign(
    given: Mapping[str, Any], wrapped: Mapping[str, Any], read: Collection[str]
) -> Iterator[Problem]:
    """Find arguments that are no frames, and frames that cannot be joined."""
    allowed = "a frame of Polars, pandas, PyArrow, DuckDB, PySpark or another engine of narwhals"
    own: list[Any] = []
    for name, frame in wrapped.items():
        if isinstance(frame, nw.DataFrame | nw.LazyFrame):
            own += [frame] if name in read else []
            continue
        code, found, message = ProblemCode.WRONG_TYPE, type(given[name]).__name__, ""
        if isinstance(frame, DuplicateError):
            code, found = ProblemCode.REPEATED, "a repeated name"
            message = "must have each column once, got some twice; drop one"
        yield unfit(code, allowed, found, at=name, message=message)
    yield from unjoinable(own)


def _named(
    lazy: Mapping[str, nw.LazyFrame[Any]],
    schemas: Mapping[str, Schema],
    forms: Mapping[str, Mapping[str, columns.Form]],
    unread: Collection[str],
) -> dict[str, nw.LazyFrame[Any]]:
    """Return the columns that are read, with ids and words cast, and others unchanged.

    What is told of already is left out: not every engine can cast or join such a column.
    """
    named: dict[str, nw.LazyFrame[Any]] = {}
    for table, frame in lazy.items():
        schema, wanted = schemas[table], [*forms[table]]
        if table == "payments":
            wanted += [columns.AMOUNT, columns.AMOUNT_CENTS, columns.PAYEE, columns.PAYMENT_ID]
        picked = [
            _column(name, schema, frame.implementation)
            for name in wanted
            if name in schema and f"{table}.{name}" not in unread
        ]
        if picked:  # a frame without any column of ours is told of already
            named[table] = frame.select(*picked)
    return named


def _column(name: str, schema: Schema, engine: nw.Implementation) -> nw.Expr:
    """Return a column of text or ids as the rules read it; any other unchanged.

    DuckDB writes timestamps of seconds or milliseconds as text only from 1677 to 2262, which is all
    that nanoseconds hold; their days it writes always.
    """
    kind = schema[name]
    if name.endswith("_id"):
        return columns.identity(name, schema)
    if engine.is_duckdb() and isinstance(kind, nw.Datetime) and kind.time_unit in {"s", "ms"}:
        return nw.col(name).cast(nw.Date())
    return columns.text(name) if isinstance(kind, columns.TEXT) else nw.col(name)


def _timed(
    schemas: Mapping[str, Schema], forms: Mapping[str, Mapping[str, columns.Form]]
) -> Iterator[str]:
    """List the names of the columns of days that hold timestamps; none is in two frames."""
    for table, wanted in forms.items():
        yield from (name for name in wanted if isinstance(schemas[table][name], nw.Datetime))

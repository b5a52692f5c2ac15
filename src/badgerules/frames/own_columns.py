"""Frames with column names and words of a user's own, as `badgerules.rows` takes them too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.converters import nearest
from badgerules.errors import Problem, unfit
from badgerules.frames.columns import (
    AMOUNT,
    AMOUNT_CENTS,
    COLUMNS,
    MAY_HAVE,
    PAYMENT_ID,
    TEXT,
    WHOLE_NUMBERS,
    texts,
)
from badgerules.frames.facts import with_nullable
from badgerules.frames.text_columns import TRUTH, cast, filled, spellings_of
from badgerules.rows.naming import (
    MoneyUnit,
    known_names,
    names_in,
    problems_of_names,
    problems_of_unit,
    repeated_names,
    unused,
)
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from badgerules.frames.columns import Schema
    from badgerules.frames.text_columns import Spelling

NEEDED: Mapping[str, Collection[str]] = {
    **COLUMNS,
    "payments": (*COLUMNS["payments"], AMOUNT),
}
"""The columns that a frame lacks by itself, whatever names were given."""


@attrs.frozen(kw_only=True)
class Written:
    """How frames are written, where it is not as we write them.

    Args:
        columns: as in `assess`.
        money: as in `assess`.
    """

    columns: Mapping[str, str] | None = None
    money: MoneyUnit | None = None

    def problems(self) -> Iterator[Problem]:
        """Find what is wrong with it, whatever the frames hold."""
        yield from problems_of_names(self.columns, MAY_HAVE)
        if self.money is not None:
            yield from problems_of_unit(self.money)

    @property
    def given(self) -> Mapping[str, str]:
        """The names of columns that were given."""
        return {} if self.columns is None else self.columns


AS_WE_DO = Written()


def by_our_names(
    given: Mapping[str, nw.LazyFrame[Any]], written: Written, problems: list[Problem], place: str
) -> tuple[dict[str, nw.LazyFrame[Any]], dict[str, dict[str, str]]]:
    """Return frames by our names of their columns, and what those are called.

    Args:
        given: the frames, as they were given.
        written: the names that were given, and what `amount` is in.
        problems: where to add names given in vain, and a unit that contradicts its column.
        place: what has columns, as in "frame".
    """
    schemas = {name: frame.collect_schema() for name, frame in given.items()}
    names = _names_of(schemas, written)
    problems += _problems_of_columns(schemas, names, written, place)
    frames = {name: _renamed(frame, schemas[name], names[name]) for name, frame in given.items()}
    return frames, names


def files_by_our_names(
    files: Mapping[str, Any],
    columns: Sequence[tuple[str, str]],
    money: MoneyUnit | None,
    problems: list[Problem],
    *,
    is_whole: bool,
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Return frames of files by our names of their columns, and what those are called.

    Args:
        files: the frames, as they were read.
        columns: pairs of our name and the name that was given.
        money: what `amount` is in; None where its name says it.
        problems: where to add what is wrong with the names.
        is_whole: every file could be read; otherwise nobody knows which names are given in vain.
    """
    problems += [*repeated_names(columns), *problems_of_names(dict(columns), MAY_HAVE)]
    known = known_names(MAY_HAVE)
    first = {name: own for name, own in reversed(columns) if name in known}
    written = Written(columns=first, money=money)
    lazy = {table: nw.from_native(frame).lazy() for table, frame in files.items()}
    frames, names = by_our_names(lazy, written, problems if is_whole else [], "file")
    return {table: nw.to_native(frame) for table, frame in frames.items()}, names


def at_own_names(
    problems: Iterable[Problem], names: Mapping[str, Mapping[str, str]]
) -> tuple[Problem, ...]:
    """Return what is wrong, each problem at the name that its column really has.

    Args:
        problems: what is wrong, at our names.
        names: what the columns of each frame are called, by our names.
    """
    return tuple(attrs.evolve(one, path=_own_path(one.path, names)) for one in problems)


def number_alike(given: Any) -> int:
    """Count payments that repeat another in every column, and have no id that tells them apart.

    Args:
        given: payments, by our names, with whatever other columns they have.
    """
    payments: nw.LazyFrame[Any] = nw.from_native(given).lazy()
    names = [*payments.collect_schema()]
    if PAYMENT_ID in names:
        payments = payments.filter(nw.col(PAYMENT_ID).is_null())
    times = payments.group_by(*names).agg(_times=nw.len()).select(_more=nw.col("_times") - 1)
    (row,) = times.select(nw.col("_more").sum()).collect().rows()
    return int(row[0] or 0)  # no rows: some engines sum them up to null


def _names_of(
    schemas: Mapping[str, Collection[str]], written: Written
) -> dict[str, dict[str, str]]:
    """Return what the columns of each frame are called, by our names of them.

    An amount that is in cents is `amount_cents`, as it is called where nobody says what it is in.
    """
    names = {table: names_in(table, MAY_HAVE[table], written.given) for table in schemas}
    there, paid = schemas.get("payments", ()), names.get("payments", {})
    is_apart = paid.get(AMOUNT) in there and paid.get(AMOUNT_CENTS) not in there
    if written.money == "cents" and is_apart:
        paid[AMOUNT], paid[AMOUNT_CENTS] = paid[AMOUNT_CENTS], paid[AMOUNT]
    return names


def _problems_of_columns(
    schemas: Mapping[str, Collection[str]],
    names: Mapping[str, Mapping[str, str]],
    written: Written,
    place: str,
) -> Iterator[Problem]:
    """Find names given in vain, and a unit that the name of a column contradicts."""
    there = {name for schema in schemas.values() for name in schema}
    given = written.given
    yield from unused(given, NEEDED.values(), there, place)
    for table, own_names in names.items():
        for column, own in own_names.items():
            is_asked = f"{table}.{column}" in given and column not in NEEDED[table]
            if is_asked and own not in schemas[table]:
                message = f"is missing; it must be given{nearest(own, texts(schemas[table]))}"
                code, at = ProblemCode.MISSING, f"{table}.{column}"
                yield unfit(code, "that column", "none", at=at, message=message)
    paid, payments = names.get("payments", {}), schemas.get("payments", ())
    if (
        written.money == "dollars"
        and paid.get(AMOUNT) not in payments
        and paid.get(AMOUNT_CENTS) in payments
    ):
        message = f"must be left out where {AMOUNT_CENTS} is given, got dollars"
        code = ProblemCode.CONTRADICTION
        yield unfit(code, "nothing", "dollars", at="money", message=message)


def _renamed(
    frame: nw.LazyFrame[Any], schema: Collection[str], names: Mapping[str, str]
) -> nw.LazyFrame[Any]:
    """Return a frame by our names; a column that only seems to be ours is left out."""
    read = {column: own for column, own in names.items() if own in schema}
    if all(column == own for column, own in read.items()) and names.keys() & schema <= read.keys():
        return frame
    used = {*read.values()}
    others = [name for name in texts(schema) if name not in names and name not in used]
    return frame.select(
        *[nw.col(own).alias(column) for column, own in read.items()], *map(nw.col, others)
    )


def _own_path(path: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return where a problem is, by the name that its column really has.

    >>> _own_path("payments.paid_on", {"payments": {"paid_on": "date"}})
    'payments.date'
    """
    table, _, column = path.partition(".")
    own = names.get(table, {}).get(column, column)
    return f"{table}.{own}" if column else path


def spelled(
    frame: nw.LazyFrame[Any],
    table: str,
    *,
    floats: str,
    money: MoneyUnit | None,
    problems: list[Problem] | None,
) -> nw.LazyFrame[Any]:
    """Return a frame whose flags and amounts that are text, or flags of 0 and 1, have their types.

    Args:
        frame: the frame, by our names.
        table: which of them.
        floats: as in `assess`.
        money: what `amount` is in; None where its type must say it.
        problems: where to add values that are not written as they must be; such a column stays
            text. None: the rows are not looked at.
    """
    schema = frame.collect_schema()
    told = {problem.path for problem in problems or ()}
    spellings = {
        name: spelling
        for name, spelling in _to_cast(table, schema, floats, money)
        if f"{table}.{name}" not in told
    }
    if not spellings:
        return frame
    # A line end would pass for the end of the text in some engines.
    plain = {
        name: nw.col(name).cast(nw.String()).str.replace_all("\n", "\\n", literal=True)
        for name in spellings
    }
    written = frame.with_columns(**plain).with_columns(
        *[filled(nw.col(name)).alias(name) for name in spellings]
    )
    if problems is None:
        values = {name: one.cast(nw.col(name)) for name, one in spellings.items()}
        typed = written.with_columns(**values)
    else:
        typed = cast(written, table, spellings, problems)
    kinds = typed.collect_schema()
    told = {problem.path for problem in problems or ()}
    untyped = [
        name
        for name, spelling in spellings.items()
        if spelling.cast is TRUTH.cast
        and not isinstance(kinds[name], nw.Boolean)
        and f"{table}.{name}" not in told
    ]
    if not untyped:
        return typed
    # In pandas flags with nulls are objects, and of any type if nothing else is there.
    rows = with_nullable(typed.collect(), untyped)
    return rows.with_columns(nw.col(*untyped).cast(nw.Boolean())).lazy()


def _to_cast(
    table: str, schema: Schema, floats: str, money: MoneyUnit | None
) -> Iterator[tuple[str, Spelling]]:
    """List the columns that are to be read from text, as people write them too."""
    taken = {AMOUNT: "dollars", AMOUNT_CENTS: "cents"}
    for name, spelling in spellings_of(table, floats).items():
        kind = schema.get(name)
        is_money = taken.get(name, "") == money
        is_number = isinstance(kind, WHOLE_NUMBERS) and name != AMOUNT_CENTS
        if (spelling is TRUTH or is_money) and (isinstance(kind, TEXT) or is_number):
            yield name, spelling.wider or spelling

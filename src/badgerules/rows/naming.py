"""What a user's own tables call their columns, by our names of them, and what their money is in.

Rows, frames and files take the same names and units, and say the same of those that are wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from badgerules.converters import is_a, nearest, problems_in, refused
from badgerules.errors import Problem, shown, unfit
from badgerules.vocabulary import ProblemCode, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

MoneyUnit: TypeAlias = Literal["dollars", "cents"]
"""What amounts are in."""

UNITS = ("dollars", "cents")


def problems_of_unit(money: object) -> Iterator[Problem]:
    """Find out whether a unit of money is one."""
    if not (is_a(money, str) and money in UNITS):
        allowed = " or ".join(UNITS)
        yield from problems_in({"money": refused(money, ProblemCode.UNKNOWN_VALUE, allowed)})


def problems_of_names(given: object, tables: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Find what is wrong with names that were given, whatever the tables hold.

    Args:
        given: names of columns by ours, each alone or after its table and a dot; None for none.
        tables: our names of the columns of each table.
    """
    if given is None:
        return
    if not isinstance(given, Mapping):
        allowed = "a mapping of names"
        yield from problems_in({"columns": refused(given, ProblemCode.WRONG_TYPE, allowed)})
        return
    known = known_names(tables)
    for name, own in cast("Mapping[object, object]", given).items():
        if name not in known:
            hint = nearest(name, sorted(known)) if isinstance(name, str) else ""
            message = f"names no column, got {shown(name)}{hint}"
            code = ProblemCode.UNKNOWN_KEY
            yield unfit(code, "a column", shown(name), at="columns", message=message)
        elif not isinstance(own, str):
            yield from problems_in(
                {f"columns.{name}": refused(own, ProblemCode.WRONG_TYPE, "text")}
            )


def known_names(tables: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the names by which a column may be named, each alone and after its table.

    >>> sorted(known_names({"holds": ["held_on"]}))
    ['held_on', 'holds.held_on']
    """
    return {
        name for table, names in tables.items() for own in names for name in (own, f"{table}.{own}")
    }


def repeated_names(given: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Find columns that were named more than once.

    Args:
        given: pairs of our name and the name that was given.
    """
    for name, times in Counter(name for name, _ in given).items():
        if times > 1:
            message = f"must be named once, got {times} names"
            code, at = ProblemCode.REPEATED, f"columns.{name}"
            yield unfit(code, "one name", f"{times}", at=at, message=message)


def names_in(table: str, columns: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return what the columns of a table are called, by our names of them.

    >>> names_in("payments", ["paid_on", "amount"], {"paid_on": "date", "talents.kind": "type"})
    {'paid_on': 'date', 'amount': 'amount'}
    """
    return {column: given.get(f"{table}.{column}", given.get(column, column)) for column in columns}


def unused(
    given: Mapping[str, str],
    needed: Iterable[Collection[str]],
    there: Collection[str],
    place: str,
) -> Iterator[Problem]:
    """Find names given for what may be left out, where no table has such a column.

    Args:
        given: the names.
        needed: the columns that each table must have: a table that lacks one tells it by itself.
        there: the columns that there are in any table.
        place: what has columns, as in "row".
    """
    names = sorted(name for name in there if is_a(name, str))
    for column, own in given.items():
        is_optional = "." not in column and not any(column in names for names in needed)
        if is_optional and own not in there and there:
            message = f"names a column that no {place} has, got {shown(own)}{nearest(own, names)}"
            code, at = ProblemCode.UNKNOWN_VALUE, f"columns.{column}"
            yield unfit(code, f"a column of the {place}s", shown(own), at=at, message=message)


def note_of_alike(alike: int) -> str:
    """Return the note that payments are alike in every column; empty where none is.

    >>> note_of_alike(2)
    '2 payments repeat another in every column; give payment_id to tell that none stands twice'
    """
    if not alike:
        return ""
    told = counted(alike, "payments repeat", "payment repeats")
    return f"{told} another in every column; give payment_id to tell that none stands twice"

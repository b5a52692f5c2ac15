"""What frames must have in common: one engine, one connection, and a Polars that answers rightly.

DuckDB refuses to join what two connections read, in words of its own. Ibis takes connections that
were opened alike for one, and looks up the tables of all of them, by name, in the first: payments
would be those of another database, without a word.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.errors import Problem, unfit
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Wrapped = nw.DataFrame[Any] | nw.LazyFrame[Any]

LOWEST_POLARS = (1, 35, 2)
"""The version of Polars from which on a plan read as a stream gives one answer however often it is
asked. By 1.30.0 one run in a hundred gave payments of a talent to another (`next_change`)."""


def unjoinable(own: Sequence[Wrapped], *, at: str = "frames") -> Iterator[Problem]:
    """Find why frames, of which there may be none, cannot be joined or answered from.

    Args:
        own: the frames.
        at: which of them to name.
    """
    code, engines = ProblemCode.CONTRADICTION, [str(frame.implementation) for frame in own]
    if len({*engines}) > 1:
        found = ", ".join(engines)
        message = f"must be of one engine, got {found}; convert them to one"
        yield unfit(code, "one engine", found, at=at, message=message)
    elif own and not _share_a_connection(own):
        message = "must be read through one connection, got several; read all through one"
        yield unfit(code, "one connection", "several", at=at, message=message)
    polars = next((frame for frame in own if frame.implementation.is_polars()), None)
    if polars is not None:
        yield from _too_old(nw.get_native_namespace(polars).__version__, at)


def _share_a_connection(own: Sequence[Wrapped]) -> bool:
    """Tell whether frames of one engine are read through one connection, if through any."""
    engine, library = own[0].implementation, nw.get_native_namespace(own[0])
    natives = [nw.to_native(frame) for frame in own]
    if engine.is_duckdb():
        return all(_stand_together(one, other, library) for one, other in pairwise(natives))
    if engine.is_ibis():
        return len({id(source) for table in natives for source in _sources(table, library)}) <= 1
    return True


def _stand_together(one: Any, other: Any, duckdb: Any) -> bool:
    """Tell whether DuckDB plans one query over two relations, or one twice; nothing is read."""
    try:
        one.set_alias("one").cross(other.set_alias("other"))
    except duckdb.InvalidInputException:
        return False
    return True


def _sources(table: Any, ibis: Any) -> Iterator[Any]:
    """List the connections that an Ibis table is read through; what is held in memory has none."""
    operations = ibis.expr.operations
    for node in table.op().find((operations.DatabaseTable, operations.SQLQueryResult)):
        yield node.source


def _too_old(version: str, at: str) -> Iterator[Problem]:
    """Find a version of Polars that does not always answer rightly."""
    if tuple(map(int, re.findall("[0-9]+", version)[:3])) < LOWEST_POLARS:
        allowed = f"Polars {'.'.join(map(str, LOWEST_POLARS))} or later"
        message = f"must be of {allowed}, got {version}; update it"
        yield unfit(ProblemCode.IMPOSSIBLE, allowed, version, at=at, message=message)

"""Columns in which nothing stands: they are of whatever type they must be.

Engines give such a column no type, or one that says nothing: text, or floats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.columns import (
    CENT_DIGITS,
    DAY,
    EXACT,
    FLAG,
    ID,
    MAY_HAVE,
    WHOLE,
    WHOLE_NUMBERS,
    WORD,
)
from badgerules.frames.facts import with_nullable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from narwhals.stable.v2.dtypes import DType

    from badgerules.frames.columns import Schema

MOST_DIGITS = 38
KINDS: Mapping[object, DType] = {
    WORD: nw.String(),
    FLAG: nw.Boolean(),
    DAY: nw.Datetime(),
    WHOLE: nw.Int64(),
    EXACT: nw.Decimal(MOST_DIGITS, CENT_DIGITS),
}
"""A type that a column may have, by what it must be; but for ids."""


def typed_where_empty(
    frames: Mapping[str, nw.LazyFrame[Any]], schemas: Mapping[str, Schema], paths: Iterable[str]
) -> dict[str, nw.LazyFrame[Any]]:
    """Return frames whose columns of null alone have a type that they may have.

    Engines that write SQL are not asked, as they need not know the rows.

    Args:
        frames: the frames that are read, by our names.
        schemas: the columns of each.
        paths: frame and column, with a dot between, where the type may be one that must not be.
    """
    typed = {**frames}
    for path in paths:
        table, _, name = path.partition(".")
        engine = typed[table].implementation
        if engine.is_ibis() or engine.is_sqlframe():
            continue
        nothing = nw.col(name).is_null().all().alias("nothing")
        ((answer,),) = typed[table].select(nothing).collect().rows()
        if answer is not False:  # of no rows some engines say neither
            typed[table] = _with_nothing(typed[table], name, _kind(table, name, schemas))
    return typed


def _kind(table: str, name: str, schemas: Mapping[str, Schema]) -> DType:
    """Return a type that a column may have; an id has the one that it has in another frame."""
    form = MAY_HAVE[table][name]
    if form is not ID:
        return KINDS[form]
    elsewhere = [schema.get(name) for other, schema in schemas.items() if other != table]
    is_number = any(isinstance(kind, WHOLE_NUMBERS) for kind in elsewhere)
    return KINDS[WHOLE if is_number else WORD]


def _with_nothing(frame: nw.LazyFrame[Any], name: str, kind: DType) -> nw.LazyFrame[Any]:
    if not frame.implementation.is_pandas_like():
        return frame.with_columns(nw.lit(None, dtype=kind).alias(name))
    # In pandas no null stands in plain flags and whole numbers: it would be false, or no number.
    floats = frame.with_columns(nw.lit(None, dtype=nw.Float64()).alias(name)).collect()
    return with_nullable(floats, [name]).with_columns(nw.col(name).cast(kind)).lazy()

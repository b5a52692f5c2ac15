"""The order of answers: that of the rows of talents, and within it that of the badges asked.

An engine that joins and groups keeps no order, so it is brought back from the places of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.columns import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badgerules.vocabulary import Badge

PLACE = "_place"
"""The column of the number by which rows are ordered; no column of an answer is called so."""


def with_places(answers: Any, talents: Any, badges: Sequence[Badge]) -> Any:
    """Return answers with a column of their places, for the engine to sort by.

    Args:
        answers: a row for each talent and badge, lazy.
        talents: `talent_id`, and the number of the row in the column of places, lazy.
        badges: the badges asked about, in order.

    >>> import polars as pl
    >>> from badgerules import Badge
    >>> answers = pl.LazyFrame({"talent_id": ["b", "a"], "badge": ["top_rated", "top_rated"]})
    >>> talents = pl.LazyFrame({"talent_id": ["a", "b"], "_place": [0, 1]})
    >>> with_places(answers, talents, [Badge.TOP_RATED]).collect().sort("talent_id")["_place"][1]
    1
    """
    rows: nw.LazyFrame[Any] = nw.from_native(talents)
    numbered = rows.select(
        identity("talent_id", rows.collect_schema()), nw.col(PLACE).cast(nw.Int64()) * len(badges)
    )
    rank: nw.Expr = nw.lit(0)
    for number, badge in enumerate(badges):
        rank = nw.when(nw.col("badge") == badge.value).then(nw.lit(number)).otherwise(rank)
    told: nw.LazyFrame[Any] = nw.from_native(answers)
    placed = told.join(numbered, on="talent_id", how="left")
    return nw.to_native(placed.with_columns((nw.col(PLACE) + rank).alias(PLACE)))

"""What a batch adds to answers: the order of the talents and badges asked, and what lies ahead.

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

CHANGE_VERDICT = "next_change_verdict"
CHANGE_COLUMNS = ("next_change_on", CHANGE_VERDICT, "next_change_because")
"""The columns of the next change."""


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


def with_changes(answers: Any, changes: Any) -> Any:
    """Return answers about one badge with the columns of the next change of each talent.

    Args:
        answers: a row for each talent, lazy.
        changes: a row for each talent, as `next_change` returns them, lazy.

    >>> import polars as pl
    >>> answers = pl.LazyFrame({"talent_id": ["a"], "verdict": ["met"]})
    >>> none = dict.fromkeys(CHANGE_COLUMNS, [None])
    >>> with_changes(answers, pl.LazyFrame({"talent_id": ["a"], **none})).collect().columns[2]
    'next_change_on'
    """
    told: nw.LazyFrame[Any] = nw.from_native(changes)
    rows: nw.LazyFrame[Any] = nw.from_native(answers)
    return nw.to_native(
        rows.join(told.select("talent_id", *CHANGE_COLUMNS), on="talent_id", how="left")
    )

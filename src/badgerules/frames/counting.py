"""Counts over frames: how many talents have the same verdict on every criterion.

Only the counts leave the engine; there are few different rows, however many talents there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.errors import refuse, shown, unfit
from badgerules.frames import assess
from badgerules.frames.engines import unjoinable
from badgerules.rows.naming import names_in
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules.decisions import Question
    from badgerules.vocabulary import Badge

TEXT = (nw.String, nw.Categorical, nw.Enum)
VERDICT = "verdict"
ENDING = f"_{VERDICT}"

Frames = Mapping[str, Any]
"""The frames of a population, by the names under which `assess` takes them."""

Rows = list[tuple[dict[str, Any], int]]
"""The different rows, each with the number of talents that have it."""


def compared(
    frames: Frames, badge: Badge, first: Question, last: Question
) -> tuple[Rows, Callable[[], Any]]:
    """Count the talents by their verdicts under two sets of rules.

    Args:
        frames: talents, contracts, payments, and those beside.
        badge: the badge.
        first: day, edition and readings of the one side.
        last: those of the other; the same day.

    Returns:
        The rows, and a function that returns a frame of the talents whose verdict changes.
    """
    before = _answers(frames, badge, first, "before", check=True)
    after = _answers(frames, badge, last, "after", check=False).drop("kind")
    both = before.join(after, on="talent_id", how="inner")

    def changed() -> Any:
        wanted = both.filter(nw.col("before") != nw.col("after"))
        return _as_given(wanted.select("talent_id", "before", "after"), frames["talents"])

    return _counted(both.drop("talent_id")), changed


def grouped(frames: Frames, badge: Badge, question: Question, by: Any) -> Rows:
    """Count the talents of each group by their verdicts.

    Args:
        frames: talents, contracts, payments, and those beside.
        badge: the badge.
        question: day, edition and readings.
        by: the name of a column of talents, or a frame with `talent_id` and `group`.
    """
    answers = _answers(frames, badge, question, "answer", check=True)
    (key,) = names_in("talents", ["talent_id"], frames.get("columns") or {}).values()
    both = answers.join(_groups(frames["talents"], by, key), on="talent_id", how="left")
    return _counted(both.drop("talent_id"))


def _answers(
    frames: Frames, badge: Badge, question: Question, side: str, *, check: bool
) -> nw.LazyFrame[Any]:
    """Return the verdicts of each talent, in columns named after the side."""
    terms: dict[str, Any] = {
        "as_of": question.as_of,
        "readings": question.readings,
        "edition": question.edition,
    }
    native = assess(**frames, badge=badge, check=check, **terms)
    answer: nw.LazyFrame[Any] = nw.from_native(native).lazy()
    names = [name for name in answer.collect_schema() if name.endswith(ENDING)]
    return answer.select(
        nw.col("talent_id").cast(nw.String()),
        "kind",
        nw.col(VERDICT).alias(side),
        *[nw.col(name).alias(f"{side}_{name.removesuffix(ENDING)}") for name in names],
    )


def _groups(talents: Any, by: Any, key: str) -> nw.LazyFrame[Any]:
    """Return the group of each talent, whose id talents call `key`; refuse two groups of one."""
    path, name = ("talents", by) if isinstance(by, str) else ("by", "group")
    key = key if isinstance(by, str) else "talent_id"
    given: Any = nw.from_native(talents if isinstance(by, str) else by, pass_through=True)
    is_frame = isinstance(given, nw.DataFrame | nw.LazyFrame)
    if not is_frame:
        allowed = "the name of a column of talents, or a frame with talent_id and group"
        message = f"must be {allowed} where the population is frames, got {shown(by)}"
        code = ProblemCode.WRONG_TYPE
        refuse("funnel", [unfit(code, allowed, shown(by), at=path, message=message)])
    refuse("funnel", unjoinable([nw.from_native(talents), given], at="by"))
    frame: nw.LazyFrame[Any] = given.lazy()
    schema = frame.collect_schema()
    for column, allowed in ((key, "a column"), (name, "a column of text")):
        kind = schema.get(column)
        if kind is None or (column == name and not isinstance(kind, TEXT)):
            code = ProblemCode.MISSING if kind is None else ProblemCode.WRONG_TYPE
            found = "none" if kind is None else str(kind)
            at, hint = f"{path}.{column}", "; add it, or cast it"
            refuse("funnel", [unfit(code, allowed, found, at=at, hint=hint)])
    groups = frame.select(
        nw.col(key).cast(nw.String()).alias("talent_id"),
        nw.col(name).cast(nw.String()).alias("group"),
    )
    repeated = groups.group_by("talent_id").agg(rows=nw.len()).filter(nw.col("rows") > 1)
    for row in repeated.head(1).collect().rows(named=True):
        found = f"talent_id={shown(row['talent_id'])} in {row['rows']} rows"
        code, at = ProblemCode.REPEATED, f"{path}.talent_id"
        message = f"must be unique, got {found}; keep one group for each talent"
        refuse("funnel", [unfit(code, "each once", found, at=at, message=message)])
    return groups


def _counted(frame: nw.LazyFrame[Any]) -> Rows:
    """Return the different rows, with None for null: engines group nulls differently."""
    names = [*frame.collect_schema()]
    filled = frame.with_columns(*[nw.col(name).fill_null("") for name in names if name != "group"])
    if "group" in names:
        is_none = nw.when(nw.col("group").is_null()).then(nw.lit(1)).otherwise(nw.lit(0))
        filled = filled.with_columns(nw.col("group").fill_null(""), ungrouped=is_none)
        names.append("ungrouped")
    counted = filled.group_by(*names).agg(talents=nw.len()).collect()
    return [*_plain(counted.rows(named=True))]


def _plain(rows: Any) -> Iterator[tuple[dict[str, Any], int]]:
    for row in rows:
        plain = {name: value or None for name, value in row.items()}
        if "group" in row:
            plain["group"] = None if row["ungrouped"] else row["group"]
        yield plain, int(row["talents"])


def _as_given(frame: nw.LazyFrame[Any], talents: Any) -> Any:
    """Return a frame that is eager or lazy as that of the talents is."""
    is_eager = isinstance(nw.from_native(talents), nw.DataFrame)
    return nw.to_native(frame.collect() if is_eager else frame)

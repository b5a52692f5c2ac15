"""What all badges share: a criterion over a frame, the columns it answers with, and the verdict.

Every criterion is weighed for every talent, also where another one fails already, as `findings`
does for one record. An unmet one decides; otherwise an unknown one suspends.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.frames.answers import MET, NOT_ASKED, NOT_KNOWN, UNMET, VERDICT, Answer, Column
from badgerules.frames.facts import NOT_RECORDED, bit, flag
from badgerules.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

IS_AGENCY = nw.col("kind") == Kind.AGENCY.value
IS_FREELANCER = nw.col("kind") == Kind.FREELANCER.value


@attrs.frozen(kw_only=True)
class Weighed:
    """One criterion, weighed for every talent.

    Args:
        key: its name, as that of the finding.
        is_met: whether it is met, where it is known.
        is_unknown: where it is not known; None for nowhere.
        is_asked: of whom it is asked; None for everybody.
        number: what was observed; None for a flag, of which only being met is to be seen.
        is_counted: where there is a number; None for wherever it is known.
        required: what the number must reach.
        is_ceiling: what is required is the most, not the least.
        beside: further columns, by what stands after the key.
    """

    key: str
    is_met: nw.Expr
    is_unknown: nw.Expr | None = None
    is_asked: nw.Expr | None = None
    number: nw.Expr | None = None
    is_counted: nw.Expr | None = None
    required: nw.Expr | None = None
    is_ceiling: bool = False
    beside: Mapping[str, nw.Expr] = attrs.field(factory=dict[str, nw.Expr])


def at_least(key: str, fact: str, required: nw.Expr, *, is_asked: nw.Expr | None = None) -> Weighed:
    """Return a criterion on a fact that must reach a number; none yet does not reach it."""
    number = nw.col(fact)
    return Weighed(
        key=key,
        number=number,
        required=required,
        is_met=number >= required,
        is_unknown=number == NOT_RECORDED,
        is_counted=number >= 0,
        is_asked=is_asked,
    )


def is_true(key: str, fact: str, *, is_asked: nw.Expr | None = None) -> Weighed:
    """Return a criterion on a fact that is a flag."""
    value = nw.col(fact)
    return Weighed(key=key, is_met=value == 1, is_unknown=value == NOT_RECORDED, is_asked=is_asked)


def is_one_of(name: str, words: Collection[str]) -> nw.Expr:
    """Return whether a column holds one of some words, of which there may be none."""
    return nw.col(name).is_in(sorted(words)) if words else nw.col("talent_id").is_null()


def by_kind(values: Mapping[Kind, int]) -> nw.Expr:
    """Return the number of each talent's kind."""
    agency, freelancer = values[Kind.AGENCY], values[Kind.FREELANCER]
    chosen = nw.when(IS_AGENCY).then(nw.lit(agency)).otherwise(nw.lit(freelancer))
    return chosen.cast(nw.Int64())


def answered(talents: nw.LazyFrame[Any], criteria: Sequence[Weighed]) -> Answer:
    """Return one row a talent, with the verdict and the columns of each criterion.

    Args:
        talents: one row a talent, with everything that the criteria look at.
        criteria: what the badge asks for.
    """
    weighed = talents.with_columns(
        nw.lit(1).cast(nw.Int64()).alias(ONE),
        **{name: column for one in criteria for name, column in _weighed(one)},
    )
    return Answer(
        talents=weighed.with_columns(**dict(_outcomes(criteria)), verdict=_verdict(criteria)),
        columns={**VERDICT, **dict(_columns(criteria))},
    )


ONE = "_one"
"""The column that holds 1 for every talent: what is required of a flag."""


def _weighed(one: Weighed) -> Iterator[tuple[str, nw.Expr]]:
    """Return how a criterion came out, as flags that leave no other choice, and its numbers.

    There are no columns of flags that would hold 1 for everybody.
    """
    asked = [] if one.is_asked is None else [one.is_asked]
    known = asked if one.is_unknown is None else [*asked, ~one.is_unknown]
    if one.is_asked is not None:
        yield f"_{one.key}_asked", flag(one.is_asked)
    if one.is_unknown is not None:
        yield f"_{one.key}_known", all_of(known)
    if one.is_counted is not None:
        yield f"_{one.key}_counted", all_of([*asked, one.is_counted])
    yield f"_{one.key}_met", all_of([*known, one.is_met])
    values = {"number": one.number, "required": one.required, **one.beside}
    for name, value in values.items():
        if value is not None:
            yield f"_{one.key}_{name}", value.cast(nw.Int64())


def _asked(one: Weighed) -> str | None:
    """Return the column that tells of whom a criterion is asked; None for everybody."""
    return None if one.is_asked is None else f"_{one.key}_asked"


def _known(one: Weighed) -> str | None:
    """Return the column that tells where a criterion is asked and known; None for everywhere."""
    return _asked(one) if one.is_unknown is None else f"_{one.key}_known"


def _counted(one: Weighed) -> str | None:
    """Return the column that tells where there is a number; None for everywhere."""
    return _known(one) if one.is_counted is None else f"_{one.key}_counted"


def all_of(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """Return whether all conditions hold, as 0 or 1; without any it is 1."""
    return (
        flag(reduce(lambda one, other: one & other, conditions))
        if conditions
        else nw.lit(1).cast(nw.Int64())
    )


def _how_many(names: Sequence[str | None]) -> nw.Expr:
    """Return how many flags are 1, where None stands for one that is 1 everywhere."""
    columns = [nw.col(name) for name in names if name is not None]
    everywhere = nw.lit(names.count(None))
    return reduce(add, columns) + everywhere if columns else everywhere


def _verdict(criteria: Sequence[Weighed]) -> nw.Expr:
    """Return what the criteria amount to."""
    known, asked = _how_many([*map(_known, criteria)]), _how_many([*map(_asked, criteria)])
    is_unmet = _how_many([f"_{one.key}_met" for one in criteria]) < known
    settled: nw.Expr = nw.lit(MET)
    if any(one.is_unknown is not None for one in criteria):
        settled = nw.when(known < asked).then(nw.lit(NOT_KNOWN)).otherwise(settled)
    return nw.when(is_unmet).then(nw.lit(UNMET)).otherwise(settled).cast(nw.Int64())


def _outcomes(criteria: Sequence[Weighed]) -> Iterator[tuple[str, nw.Expr]]:
    """Return how each criterion came out, and what is missing where there is a number."""
    for one in criteria:
        outcome = nw.col(f"_{one.key}_met")
        if one.is_unknown is not None:
            is_known = nw.col(f"_{one.key}_known") > 0
            outcome = nw.when(is_known).then(outcome).otherwise(nw.lit(NOT_KNOWN))
        if one.is_asked is not None:
            is_asked = nw.col(f"_{one.key}_asked") > 0
            outcome = nw.when(is_asked).then(outcome).otherwise(nw.lit(NOT_ASKED))
        yield f"_{one.key}_verdict", outcome.cast(nw.Int64())
        if one.number is not None:
            gap = nw.col(f"_{one.key}_required") - nw.col(f"_{one.key}_number")
            gap = -gap if one.is_ceiling else gap
            yield f"_{one.key}_shortfall", (gap * bit(gap > 0)).cast(nw.Int64())


def _columns(criteria: Sequence[Weighed]) -> Iterator[tuple[str, Column]]:
    """Return the columns of the answer; null where a criterion is not asked or not known."""
    for one in criteria:
        if one.number is None:
            yield f"{one.key}_observed", Column(source=f"_{one.key}_met", where=_known(one))
            yield f"{one.key}_required", Column(source=ONE, where=_asked(one))
        else:
            for name in ("number", "required", "shortfall", *one.beside):
                where = _asked(one) if name == "required" else _counted(one)
                shown = "observed" if name == "number" else name
                yield f"{one.key}_{shown}", Column(source=f"_{one.key}_{name}", where=where)
        yield f"{one.key}_verdict", Column(source=f"_{one.key}_verdict")

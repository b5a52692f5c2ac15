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
from badgerules.frames.facts import NOT_RECORDED, flag
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
        beside: further columns, by what stands after the key.
    """

    key: str
    is_met: nw.Expr
    is_unknown: nw.Expr | None = None
    is_asked: nw.Expr | None = None
    number: nw.Expr | None = None
    is_counted: nw.Expr | None = None
    required: nw.Expr | None = None
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
        **{name: column for one in criteria for name, column in _weighed(one)}
    )
    return Answer(
        talents=weighed.with_columns(**dict(_outcomes(criteria)), verdict=_verdict(criteria)),
        columns={**VERDICT, **dict(_columns(criteria))},
    )


def _weighed(one: Weighed) -> list[tuple[str, nw.Expr]]:
    """Return how a criterion came out, as flags that leave no other choice, and its numbers."""
    asked = [] if one.is_asked is None else [one.is_asked]
    known = asked if one.is_unknown is None else [*asked, ~one.is_unknown]
    counted = known if one.is_counted is None else [*asked, one.is_counted]
    flags = {
        "asked": asked,
        "known": known,
        "met": [*known, one.is_met],
        "counted": counted,
    }
    values = {"number": one.number, "required": one.required, **one.beside}
    return [
        *[(f"_{one.key}_{name}", all_of(conditions)) for name, conditions in flags.items()],
        *[
            (f"_{one.key}_{name}", value.cast(nw.Int64()))
            for name, value in values.items()
            if value is not None
        ],
    ]


def all_of(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """Return whether all conditions hold, as 0 or 1; without any it is 1."""
    return (
        flag(reduce(lambda one, other: one & other, conditions))
        if conditions
        else nw.lit(1).cast(nw.Int64())
    )


def _verdict(criteria: Sequence[Weighed]) -> nw.Expr:
    """Return what the criteria amount to."""
    known = [nw.col(f"_{one.key}_known") for one in criteria]
    unmet = [nw.col(f"_{one.key}_known") - nw.col(f"_{one.key}_met") for one in criteria]
    asked = [nw.col(f"_{one.key}_asked") for one in criteria]
    is_unmet, is_unknown = reduce(add, unmet) > 0, reduce(add, known) < reduce(add, asked)
    settled = nw.when(is_unknown).then(nw.lit(NOT_KNOWN)).otherwise(nw.lit(MET))
    return nw.when(is_unmet).then(nw.lit(UNMET)).otherwise(settled).cast(nw.Int64())


def _outcomes(criteria: Sequence[Weighed]) -> Iterator[tuple[str, nw.Expr]]:
    """Return how each criterion came out, and what is missing where there is a number."""
    for one in criteria:
        asked, known, met = (nw.col(f"_{one.key}_{name}") for name in ("asked", "known", "met"))
        settled = nw.when(known > 0).then(met).otherwise(nw.lit(NOT_KNOWN))
        outcome = nw.when(asked > 0).then(settled).otherwise(nw.lit(NOT_ASKED))
        yield f"_{one.key}_verdict", outcome.cast(nw.Int64())
        if one.number is not None:
            gap = nw.col(f"_{one.key}_required") - nw.col(f"_{one.key}_number")
            missing = nw.when(gap > 0).then(gap).otherwise(nw.lit(0)).cast(nw.Int64())
            yield f"_{one.key}_shortfall", missing


def _columns(criteria: Sequence[Weighed]) -> Iterator[tuple[str, Column]]:
    """Return the columns of the answer; null where a criterion is not asked or not known."""
    for one in criteria:
        if one.number is None:
            sources = {"observed": ("met", "known"), "required": ("asked", "asked")}
        else:
            sources = {
                "observed": ("number", "counted"),
                "required": ("required", "asked"),
                "shortfall": ("shortfall", "counted"),
            }
            sources |= {name: (name, "counted") for name in one.beside}
        for name, (source, where) in sources.items():
            column = Column(source=f"_{one.key}_{source}", where=f"_{one.key}_{where}")
            yield f"{one.key}_{name}", column
        yield f"{one.key}_verdict", Column(source=f"_{one.key}_verdict")

"""What all badges share: a criterion over a frame, its columns in the answer, and the verdict.

Every criterion is weighed for every talent, even where another is unmet already, as `findings` does
for one record. The verdict is unmet if a criterion is, else unknown if one is, else met.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.criteria import ASKED
from badgerules.frames.answers import MET, NOT_ASKED, NOT_KNOWN, UNMET, Answer, Column
from badgerules.frames.facts import NOT_RECORDED, bit
from badgerules.vocabulary import Kind, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

OF_MONEY = frozenset(one.key for row in ASKED.values() for one in row if one.unit is Unit.USD)
"""The criteria whose numbers are cents, and whose columns are called so."""

IS_AGENCY = nw.col("kind") == Kind.AGENCY.value
IS_FREELANCER = nw.col("kind") == Kind.FREELANCER.value


@attrs.frozen(kw_only=True)
class Weighed:
    """One criterion, weighed for every talent.

    Args:
        key: its name, as that of the finding.
        is_met: whether it is met, where it is known.
        is_unknown: where it is not known whether it is met; None for nowhere.
        is_asked: which talents it applies to; None for all.
        number: what was observed; None for a flag, which is observed as met or not.
        is_counted: where there is a number; None for wherever it is known.
        required: what the number must reach.
        is_ceiling: the number must not exceed `required`, instead of reaching it.
        beside: further columns, by the ending of their names after the key.
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
    """Return a criterion on a fact that must reach a number; an absent fact does not."""
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
    """Return whether a column holds one of the words; False where there are no words."""
    return nw.col(name).is_in(sorted(words)) if words else nw.col("talent_id").is_null()


def by_kind(values: Mapping[Kind, int]) -> nw.Expr:
    """Return a column with the number for each talent's kind."""
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
        **{name: column for criterion in criteria for name, column in _weighed(criterion)},
    )
    return Answer(
        talents=weighed.with_columns(**dict(_outcomes(criteria)), verdict=_verdict(criteria)),
        columns=dict(_columns(criteria)),
    )


ONE = "_one"
"""The column that holds 1 for every talent: the required value of a flag."""


def _weighed(criterion: Weighed) -> Iterator[tuple[str, nw.Expr]]:
    """Return the columns of a criterion: flags of 0 and 1, never null, and its numbers.

    A flag that would be 1 for every talent gets no column.
    """
    asked = [] if criterion.is_asked is None else [criterion.is_asked]
    known = asked if criterion.is_unknown is None else [*asked, ~criterion.is_unknown]
    if criterion.is_asked is not None:
        yield f"_{criterion.key}_asked", bit(criterion.is_asked)
    if criterion.is_unknown is not None:
        yield f"_{criterion.key}_known", all_of(known)
    if criterion.is_counted is not None:
        yield f"_{criterion.key}_counted", all_of([*asked, criterion.is_counted])
    yield f"_{criterion.key}_met", all_of([*known, criterion.is_met])
    values = {"number": criterion.number, "required": criterion.required, **criterion.beside}
    for name, value in values.items():
        if value is not None:
            yield f"_{criterion.key}_{name}", value.cast(nw.Int64())


def _asked(criterion: Weighed) -> str | None:
    """Return the name of the flag for a criterion being asked; None if it always is."""
    return None if criterion.is_asked is None else f"_{criterion.key}_asked"


def _known(criterion: Weighed) -> str | None:
    """Return the name of the flag for being asked and known; None if it always is."""
    return _asked(criterion) if criterion.is_unknown is None else f"_{criterion.key}_known"


def _counted(criterion: Weighed) -> str | None:
    """Return the name of the flag for having a number; None if it always has one."""
    return _known(criterion) if criterion.is_counted is None else f"_{criterion.key}_counted"


def all_of(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """Return whether all conditions hold, as 0 or 1; without any it is 1.

    A condition may be null only where another does not hold.
    """
    return (
        bit(reduce(lambda first, second: first & second, conditions))
        if conditions
        else nw.lit(1).cast(nw.Int64())
    )


def _how_many(names: Sequence[str | None]) -> nw.Expr:
    """Return how many flags are 1; the name None stands for a flag that is always 1."""
    columns = [nw.col(name) for name in names if name is not None]
    everywhere = nw.lit(names.count(None))
    return reduce(add, columns) + everywhere if columns else everywhere


def _may_be_unknown(criteria: Sequence[Weighed]) -> bool:
    """Tell whether there is one of some criteria that may be unknown."""
    return any(criterion.is_unknown is not None for criterion in criteria)


def _verdict(criteria: Sequence[Weighed]) -> nw.Expr:
    """Return the verdict on the badge, as a whole number."""
    known, asked = _how_many([*map(_known, criteria)]), _how_many([*map(_asked, criteria)])
    is_unmet = _how_many([f"_{criterion.key}_met" for criterion in criteria]) < known
    settled: nw.Expr = nw.lit(MET)
    if _may_be_unknown(criteria):
        settled = nw.when(known < asked).then(nw.lit(NOT_KNOWN)).otherwise(settled)
    return nw.when(is_unmet).then(nw.lit(UNMET)).otherwise(settled).cast(nw.Int64())


def _outcomes(criteria: Sequence[Weighed]) -> Iterator[tuple[str, nw.Expr]]:
    """Return the verdict column of each criterion, and the shortfall of each that has a number."""
    for criterion in criteria:
        outcome = nw.col(f"_{criterion.key}_met")
        if criterion.is_unknown is not None:
            is_known = nw.col(f"_{criterion.key}_known") > 0
            outcome = nw.when(is_known).then(outcome).otherwise(nw.lit(NOT_KNOWN))
        if criterion.is_asked is not None:
            is_asked = nw.col(f"_{criterion.key}_asked") > 0
            outcome = nw.when(is_asked).then(outcome).otherwise(nw.lit(NOT_ASKED))
        yield f"_{criterion.key}_verdict", outcome.cast(nw.Int64())
        if criterion.number is not None:
            gap = nw.col(f"_{criterion.key}_required") - nw.col(f"_{criterion.key}_number")
            gap = -gap if criterion.is_ceiling else gap
            yield f"_{criterion.key}_shortfall", (gap * bit(gap > 0)).cast(nw.Int64())


def _columns(criteria: Sequence[Weighed]) -> Iterator[tuple[str, Column]]:
    """Return the columns of the answer; null where a criterion is not asked or not known."""
    verdicts = _verdicts(is_open=_may_be_unknown(criteria))
    yield "verdict", Column(source="verdict", verdicts=verdicts)
    for criterion in criteria:
        if criterion.number is None:
            yield (
                f"{criterion.key}_observed",
                Column(source=f"_{criterion.key}_met", where=_known(criterion)),
            )
            yield f"{criterion.key}_required", Column(source=ONE, where=_asked(criterion))
        else:
            for name in ("number", "required", "shortfall", *criterion.beside):
                is_counted = name in {"number", "shortfall"}
                where = _counted(criterion) if is_counted else _asked(criterion)
                shown = "observed" if name == "number" else name
                yield (
                    f"{criterion.key}_{shown}{'_cents' * (criterion.key in OF_MONEY)}",
                    Column(source=f"_{criterion.key}_{name}", where=where),
                )
        verdicts = _verdicts(
            is_open=criterion.is_unknown is not None, is_asked=criterion.is_asked is None
        )
        yield (
            f"{criterion.key}_verdict",
            Column(source=f"_{criterion.key}_verdict", verdicts=verdicts),
        )


def _verdicts(*, is_open: bool, is_asked: bool = True) -> tuple[int, ...]:
    """Return the verdicts that there may be: open, or not asked, somewhere or nowhere."""
    return (MET, UNMET, *[NOT_KNOWN] * is_open, *[NOT_ASKED] * (not is_asked))

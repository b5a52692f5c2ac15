"""The sides of a population in Top Rated Plus: freelancers, agencies and members, with their bars.

Every talent is on one side, and its numbers are chosen by that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import narwhals.stable.v2 as nw

from badgerules.errors import refuse, unfit
from badgerules.frames.rows import MOST_DOLLARS, NOTHING
from badgerules.money import CENTS_PER_DOLLAR, dollars_shown
from badgerules.thresholds import Bars
from badgerules.vocabulary import ContractOutcome, Kind, ProblemCode

if TYPE_CHECKING:
    from badgerules.decisions import Question

FREELANCER, AGENCY, MEMBER = "freelancer", "agency", "member"


@attrs.frozen(kw_only=True)
class Sides:
    """The bars of freelancers, agencies and members, as a frame may hold all of them.

    Args:
        of: the bars of each side; of members only where they have their own (TRP-F7).
        amounts: the distinct bars of a large contract in cents, lowest first.
        width: how many ranks one cent spans, so that a rank holds an amount and the place of a
            bar; a power of two, so that a rank is split exactly.
    """

    of: Mapping[str, Bars]
    amounts: tuple[int, ...]
    width: int

    def height(self, bar: int) -> int:
        """Return the place of a bar in `amounts`."""
        return self.amounts.index(bar)

    def unable(self, bar: int) -> int:
        """Return the rank of a contract that cannot serve; of those, a lower bar ranks higher.

        They have the ranks from the lowest one up to `width` above it.
        """
        return NOTHING + self.width - 1 - self.height(bar)

    @property
    def outcomes(self) -> list[ContractOutcome]:
        """The outcomes that the bars ask about, sorted."""
        asked = {ContractOutcome.NEGATIVE}
        for bars in self.of.values():
            asked |= bars.unable_outcomes
            asked |= {ContractOutcome.POSITIVE} if bars.needs_positive else set()
        return sorted(asked)


def sides_of(question: Question) -> Sides:
    """Return the bars of each side of a population.

    Raises:
        InvalidRecordError: if a bar is so high that ranks of what is missing would leave no room
            below them for contracts that cannot serve.
    """
    own = question.bars[Kind.FREELANCER]
    of = {FREELANCER: own, AGENCY: question.bars[Kind.AGENCY]}
    if own.for_members is not None:
        of[MEMBER] = own.for_members
    amounts = {cents for bars in of.values() for cents in bars.large_contract.values()}
    width = 1 << len(amounts).bit_length()
    highest = -NOTHING // width - MOST_DOLLARS * CENTS_PER_DOLLAR - 1
    if max(amounts) > highest:
        found, allowed = dollars_shown(max(amounts)), f"at most {dollars_shown(highest)}"
        message = (
            f"must have bars of a large contract of {allowed} where they are {len(amounts)} "
            f"amounts and the population is frames, got {found}; lower it, or decide on records"
        )
        code = ProblemCode.OUT_OF_RANGE
        refuse("", [unfit(code, allowed, found, at="edition", message=message)])
    return Sides(of=of, amounts=tuple(sorted(amounts)), width=width)


def on_side(values: Mapping[str, nw.Expr]) -> nw.Expr:
    """Return the value of each talent's side."""
    value = values[FREELANCER]
    if MEMBER in values:
        value = nw.when(nw.col("is_member") > 0).then(values[MEMBER]).otherwise(value)
    return nw.when(nw.col("is_agency") > 0).then(values[AGENCY]).otherwise(value).cast(nw.Int64())


def ended(outcome: ContractOutcome) -> str:
    """Return the name of the flag for a contract known to have ended with an outcome."""
    return f"ended_{outcome.value}"

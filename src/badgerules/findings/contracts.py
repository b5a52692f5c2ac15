"""Findings about contracts: which one is large, and how many ended badly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from badgerules.converters import setter
from badgerules.findings.values import (
    Finding,
    _new,
    _set_bar,
    _set_criterion,
    _set_measured,
    _set_verdict,
)
from badgerules.money import dollars, dollars_shown
from badgerules.records import Contract
from badgerules.vocabulary import Verdict, Word

if TYPE_CHECKING:
    from decimal import Decimal

    from badgerules.criteria import Criterion


class RowReason(Word):
    """Why a contract is, or is not, the large one."""

    LARGE = "large"
    BELOW_BAR = "below_bar"
    NEGATIVE_OUTCOME = "negative_outcome"
    NOT_POSITIVE = "not_positive"
    AWAITING_FEEDBACK = "awaiting_feedback"


class ShareReason(Word):
    """Why a contract of an agency counts in its share of bad endings, or does not (TRP-A3)."""

    ENDED_BADLY = "ended_badly"
    COUNTED = "counted"
    NOT_RATED = "not_rated"
    NOT_IN_WINDOW = "not_in_window"
    NOT_LARGE = "not_large"


CANNOT_SERVE = frozenset({RowReason.NEGATIVE_OUTCOME, RowReason.NOT_POSITIVE})
"""Why a contract can never be the large one, whatever is paid on it (TRP-F5)."""


@attrs.frozen(kw_only=True)
class ContractRow:
    """How one contract fared as the large one.

    Args:
        contract: the contract.
        counted_cents: what counted on it.
        required_cents: the bar of its category.
        reason: why it is, or is not, the large one.
    """

    contract: Contract
    counted_cents: int
    required_cents: int
    reason: RowReason

    @property
    def is_able(self) -> bool:
        """Whether its feedback lets it serve; a further payment could then make it large."""
        return self.reason not in CANNOT_SERVE

    @property
    def amounts(self) -> tuple[int, int]:
        """Counted and required, in cents."""
        return (self.counted_cents, self.required_cents)

    @property
    def shortfall_cents(self) -> int:
        """The cents missing on it."""
        return max(0, self.required_cents - self.counted_cents)

    @property
    def counted(self) -> Decimal:
        """The dollars counted on it."""
        return dollars(self.counted_cents)

    @property
    def required(self) -> Decimal:
        """The dollars its category asks for."""
        return dollars(self.required_cents)

    @property
    def shortfall(self) -> Decimal:
        """The dollars missing on it."""
        return dollars(self.shortfall_cents)

    @property
    def text(self) -> str:
        """The row as a sentence without a full stop."""
        amounts = f"{dollars_shown(self.counted_cents)} of {dollars_shown(self.required_cents)}"
        ending = _ENDINGS[self.reason].format(shortfall=dollars_shown(self.shortfall_cents))
        return f"{self.contract.id} ({self.contract.category.label}): {amounts}{ending}"


_ENDINGS = {
    RowReason.LARGE: ", large",
    RowReason.BELOW_BAR: ", {shortfall} short",
    RowReason.NEGATIVE_OUTCOME: ", cannot serve: it ended with negative feedback",
    RowReason.NOT_POSITIVE: ", cannot serve: this reading asks for positive feedback",
    RowReason.AWAITING_FEEDBACK: ", reached, but this reading asks for positive feedback and "
    "there is none yet",
}


def _worked_out(worksheet: Callable[[], tuple[ContractRow, ...]]) -> tuple[ContractRow, ...]:
    return worksheet()


@attrs.frozen(kw_only=True, repr=False)
class LargeContractFinding(Finding):
    """The finding on the large contract, with a row for each contract.

    Args:
        worksheet: works the rows out; called only when somebody wants to see them.
    """

    worksheet: Callable[[], tuple[ContractRow, ...]] = attrs.field(eq=_worked_out)

    @staticmethod
    def _with_worksheet(
        criterion: Criterion,
        verdict: Verdict,
        measured: int,
        bar: int,
        worksheet: Callable[[], tuple[ContractRow, ...]],
    ) -> LargeContractFinding:
        """Return `LargeContractFinding(criterion=criterion, …)`, faster."""
        finding = _new(LargeContractFinding)
        _set_criterion(finding, criterion)
        _set_verdict(finding, verdict)
        _set_measured(finding, measured)
        _set_bar(finding, bar)
        _set_worksheet(finding, worksheet)
        return finding

    @property
    def rows(self) -> tuple[ContractRow, ...]:
        """How each contract fared, in the order of the record."""
        return self.worksheet()

    @property
    def rows_nearest_first(self) -> tuple[ContractRow, ...]:
        """The same in the order to tell them: those that can serve lead, and lack least."""
        return tuple(
            sorted(
                self.rows,
                key=lambda row: (not row.is_able, row.shortfall_cents, -row.counted_cents),
            )
        )

    @property
    def nearest(self) -> ContractRow | None:
        """The contract that can serve and lacks least; None where none can serve."""
        amounts = (self.measured, self.bar)
        able = (row for row in self.rows if row.is_able)
        return next((row for row in able if row.amounts == amounts), None)

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        rows = self.rows
        if self.verdict is Verdict.MET:
            return "; ".join(row.text for row in rows if row.reason is RowReason.LARGE)
        if not rows:
            return f"there is no contract yet; the lowest bar is {dollars_shown(self.bar)}"
        if (nearest := self.nearest) is None:
            return "no contract can serve, because of its feedback"
        return f"the nearest is {nearest.text}"


@attrs.frozen(kw_only=True, repr=False)
class ShareFinding(Finding):
    """The finding on contracts that ended badly.

    Args:
        scope: how many contracts the share is taken of.
    """

    scope: int

    @staticmethod
    def _of_counts(
        criterion: Criterion, verdict: Verdict, measured: int, bar: int, scope: int
    ) -> ShareFinding:
        """Return `ShareFinding(criterion=criterion, …)`, faster."""
        finding = _new(ShareFinding)
        _set_criterion(finding, criterion)
        _set_verdict(finding, verdict)
        _set_measured(finding, measured)
        _set_bar(finding, bar)
        _set_scope(finding, scope)
        return finding

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        return f"{super().text}, out of {self.scope} in scope"


_set_worksheet = setter(LargeContractFinding, "worksheet")
_set_scope = setter(ShareFinding, "scope")

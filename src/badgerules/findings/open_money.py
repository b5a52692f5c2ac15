"""Unknown findings where money is known in part, or not at all, with what is on record."""

from __future__ import annotations

from datetime import date

import attrs

from badgerules.findings.contracts import ContractRow, LargeContractFinding, ShareFinding
from badgerules.findings.values import Finding
from badgerules.vocabulary import Unit

MONEY_FACTS = frozenset({"contracts", "payments_known_since", "payments_known_through"})
"""The facts that settle what money that is not on record leaves open."""


def is_left_open(finding: Finding) -> bool:
    """Tell whether a finding is unknown because money is known in part, or not at all."""
    return not MONEY_FACTS.isdisjoint(finding.unsettled)


@attrs.frozen(kw_only=True)
class OnRecord:
    """What is on record of something that is known in part.

    Args:
        amount: cents, or how many; None where no contract is known.
        since: the first day whose payments are all known; None for no limit.
        through: the last such day; None for no limit.
        facts: the facts that would settle the rest.
    """

    amount: int | None
    since: date | None
    through: date | None
    facts: tuple[str, ...]

    @property
    def gap(self) -> str:
        """The days whose payments are not all known, as far as it is open, as a part of a sentence.

        A limit that leaves nothing open is not named: it may lie after the day asked about.
        """
        limits = {
            "payments_known_since": f"before {self.since}",
            "payments_known_through": f"after {self.through}",
        }
        days = " or ".join(text for fact, text in limits.items() if fact in self.facts)
        return f"not all payments {days} are known"


@attrs.frozen(kw_only=True, repr=False)
class OpenMoneyFinding(Finding):
    """An unknown finding on a sum, or a count, of which a part is on record.

    Args:
        known: what is on record, and what would settle the rest.
    """

    known: OnRecord

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.known.facts

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        required = self._written(self.bar)
        if self.unit is Unit.CONTRACTS:
            return f"it is not known how many contracts ended badly, {required} allowed"
        if self.known.amount is None:
            return f"it is not known what was earned, {required} needed"
        amount = self._written(self.known.amount)
        return f"{amount} on record, {required} needed; {self.known.gap}"


@attrs.frozen(kw_only=True, repr=False)
class OpenLargeContractFinding(LargeContractFinding):
    """An unknown finding on the large contract, with a row for each contract on record.

    Args:
        known: what is on record, and what would settle the rest.
    """

    known: OnRecord

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.known.facts

    @property
    def nearest(self) -> ContractRow | None:
        """The contract that can serve and lacks least on record; None where none can serve."""
        amounts = (self.known.amount, self.bar)
        able = (row for row in self.rows if row.is_able)
        return next((row for row in able if row.amounts == amounts), None)

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        nearest = self.nearest
        if nearest is None:
            return "it is not known whether a contract is large"
        return f"on record the nearest is {nearest.text}; {self.known.gap}"


@attrs.frozen(kw_only=True, repr=False)
class OpenShareFinding(ShareFinding):
    """An unknown finding on contracts that ended badly, of which some are on record.

    Args:
        known: what is on record, and what would settle the rest.
    """

    known: OnRecord

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.known.facts

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        if self.known.amount is None:
            return "it is not known how many contracts ended badly"
        return (
            f"contracts that ended badly: {self.known.amount} on record, out of {self.scope} in "
            f"scope; {self.known.gap}"
        )

"""The ledger of a decision: which payments and contracts counted, which did not, and why.

It is computed only on request, and lists every payment of the record exactly once. The payments
that counted as earnings add up to the earnings observed; those that counted for the large contract
add up, contract by contract, to the amount in its row.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from badgerules.answer_base import Shown
from badgerules.assessment import decide
from badgerules.decisions import Question
from badgerules.eligibility import bars_of, share_reason
from badgerules.errors import expect
from badgerules.findings import ContractRow, LargeContractFinding, RowReason, ShareReason
from badgerules.money import dollars_shown
from badgerules.records import Contract, Payment
from badgerules.thresholds import DEFAULT_READINGS
from badgerules.vocabulary import Badge, Kind, Word, counted

if TYPE_CHECKING:
    from datetime import date

    from badgerules.names import BadgeName
    from badgerules.records import TalentRecord
    from badgerules.thresholds import Bars, Edition, Readings

EARNINGS, LARGE_CONTRACT = "earnings", "large_contract"
_BY_DAY = attrgetter("paid_on")


class PaymentReason(Word):
    """Why a payment counts, or does not."""

    COUNTED = "counted"
    BEFORE_WINDOW = "before_window"
    AFTER_DAY_ASKED = "after_day_asked"
    CONTRACT_AT_REST = "contract_at_rest"
    NOT_ASKED = "not_asked"


_WHY_NOT = {
    PaymentReason.BEFORE_WINDOW: "paid before the window",
    PaymentReason.AFTER_DAY_ASKED: "paid after the day asked about",
    PaymentReason.CONTRACT_AT_REST: "nothing was paid on its contract inside the window",
    PaymentReason.NOT_ASKED: "this badge does not ask for earnings",
}
_OF_REFUNDS = "that a refund counts on its own day is ours (WIN-3)"
_NAMES = {EARNINGS: "earnings", LARGE_CONTRACT: "the large contract"}


@attrs.frozen(kw_only=True)
class PaymentEntry:
    """One payment, and what it counted for.

    Args:
        contract_id: the contract it was paid on.
        payment: the payment.
        counted_for: the criteria it counted for; empty if for none.
        reason: why it counts, or why not for everything.
    """

    contract_id: str
    payment: Payment
    counted_for: tuple[str, ...]
    reason: PaymentReason

    @property
    def text(self) -> str:
        """The entry as a sentence without a full stop."""
        return f"{self.payment.paid_on} {dollars_shown(self.payment.cents)} {self.effect}"

    @property
    def effect(self) -> str:
        """What it counts for, and why not for more, as the end of `text`."""
        is_refund = self.payment.cents < 0
        return f"{self._counts}; {_OF_REFUNDS}" if is_refund else self._counts

    @property
    def _counts(self) -> str:
        if self.reason is PaymentReason.COUNTED:
            return "counts"
        if self.counted_for:
            names = " and ".join(_NAMES[criterion] for criterion in self.counted_for)
            return f"counts for {names} only: {_WHY_NOT[self.reason]}"
        return f"does not count: {_WHY_NOT[self.reason]}"


@attrs.frozen(kw_only=True)
class ContractEntry:
    """One contract, as the large one and, for an agency, in its share of bad endings.

    Args:
        row: what counted on it, and its bar, as the large contract.
        share: why it counts in the share of bad endings; None for a freelancer.
        payments: what was paid on it, in order of the day.
    """

    row: ContractRow
    share: ShareReason | None
    payments: tuple[PaymentEntry, ...]


@attrs.frozen(kw_only=True, repr=False)
class Ledger(Shown):
    """What counted for a decision and what did not.

    Args:
        badge: the badge asked about.
        question: day, edition and readings.
        contracts: every contract of the record, in its order, where the badge asks for money.
        payments: every payment of the record exactly once, contract by contract, by day.
    """

    badge: Badge
    question: Question
    contracts: tuple[ContractEntry, ...]
    payments: tuple[PaymentEntry, ...]

    @property
    def _in_short(self) -> str:
        counting = sum(bool(entry.counted_for) for entry in self.payments)
        whole = f"{counting} of {counted(len(self.payments), 'payments')} counted"
        return f"{self.badge} on {self.question.as_of}: {whole}"

    def counted(self, criterion: str) -> int:
        """Return the cents that counted for a criterion, over all contracts.

        Args:
            criterion: its key, "earnings" or "large_contract"; for any other criterion no payment
                counts.

        Raises:
            InvalidRecordError: if it is no text.
        """
        expect(str, criterion=criterion)
        return sum(entry.payment.cents for entry in self.payments if criterion in entry.counted_for)


def ledger(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
) -> Ledger:
    """Show which payments and contracts counted for a decision, and why others did not.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the day asked about.
        readings: as in `decide`.
        edition: as in `decide`.
        known_through: as in `decide`.

    Returns:
        The ledger; for a badge that asks for no money, it says that nothing counts.

    Raises:
        NoEditionInForceError: as `decide` does.
        InvalidRecordError: as `decide` does.

    Clause: WIN-1 to WIN-5, TRP-F1 to TRP-F5, TRP-A1 to TRP-A3, TR-F2, TR-A2.

    >>> from datetime import date
    >>> from badgerules import Contract, TalentRecord
    >>> shop = Contract(id="shop", category="legal").with_payment("500", on=date(2019, 8, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop])
    >>> shown = ledger(record, "top_rated_plus", as_of=date(2020, 9, 1))
    >>> [entry.text for entry in shown.payments]
    ['2019-08-01 $500.00 does not count: paid before the window']
    """
    decision = decide(
        record,
        badge,
        as_of=as_of,
        readings=readings,
        edition=edition,
        known_through=known_through,
    )
    question = decision.question
    contracts: tuple[ContractEntry, ...] = ()
    if decision.badge is Badge.TOP_RATED_PLUS:
        contracts = _contract_entries(
            record,
            question,
            decision["large_contract"],
        )
        payments = tuple(entry for contract in contracts for entry in contract.payments)
    else:
        payments = tuple(
            _payment_entry(contract, payment, question, asks_for_earnings=EARNINGS in decision)
            for contract in record.contracts
            for payment in sorted(contract.payments, key=_BY_DAY)
        )
    return Ledger(badge=decision.badge, question=question, contracts=contracts, payments=payments)


def _payment_entry(
    contract: Contract,
    payment: Payment,
    question: Question,
    *,
    asks_for_earnings: bool,
) -> PaymentEntry:
    """Say whether a payment counted for the computed Top Rated (TR-F2, TR-A2), or for no badge."""
    if not asks_for_earnings:
        reason = PaymentReason.NOT_ASKED
    elif payment.paid_on in question.window:
        reason = PaymentReason.COUNTED
    elif payment.paid_on > question.as_of:
        reason = PaymentReason.AFTER_DAY_ASKED
    else:
        reason = PaymentReason.BEFORE_WINDOW
    return PaymentEntry(
        contract_id=contract.id,
        payment=payment,
        counted_for=(EARNINGS,) if reason is PaymentReason.COUNTED else (),
        reason=reason,
    )


def _contract_entries(
    record: TalentRecord,
    question: Question,
    large: LargeContractFinding,
) -> tuple[ContractEntry, ...]:
    bars, is_agency = bars_of(record, question), record.kind is Kind.AGENCY
    return tuple(
        ContractEntry(
            row=row,
            share=_share_reason(row, question, bars) if is_agency else None,
            payments=_payment_entries(row.contract, question, bars),
        )
        for row in large.rows
    )


def _share_reason(row: ContractRow, question: Question, bars: Bars) -> ShareReason:
    is_large = row.reason is RowReason.LARGE
    return share_reason(row.contract, question, bars, is_large=is_large)


def _payment_entries(
    contract: Contract,
    question: Question,
    bars: Bars,
) -> tuple[PaymentEntry, ...]:
    is_active = contract.is_paid_within(question.window.after, question.window.through)
    entries: list[PaymentEntry] = []
    for payment in sorted(contract.payments, key=_BY_DAY):
        is_over = payment.paid_on > question.as_of
        is_inside = payment.paid_on in question.window
        counts = {
            EARNINGS: is_inside or (bars.is_lifetime_earnings and not is_over),
            LARGE_CONTRACT: is_active and not is_over if bars.is_lifetime_contract else is_inside,
        }
        if all(counts.values()):
            reason = PaymentReason.COUNTED
        elif is_over:
            reason = PaymentReason.AFTER_DAY_ASKED
        elif bars.is_lifetime_contract and counts[EARNINGS]:
            reason = PaymentReason.CONTRACT_AT_REST
        else:
            reason = PaymentReason.BEFORE_WINDOW
        entries.append(
            PaymentEntry(
                contract_id=contract.id,
                payment=payment,
                counted_for=tuple(criterion for criterion, does in counts.items() if does),
                reason=reason,
            ),
        )
    return tuple(entries)

"""Money that is known in part: what is left open where some payments, or all, are not on record.

A criterion is unknown exactly if two completions of the record differ in it. A completion adds
payments and refunds on days outside of those that are known, to the contracts listed and to new
ones without an outcome; outcomes that are listed are all there are. Where contracts are not known,
a completion has any contracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.criteria import AGENCY_PLUS_EARNINGS, PLUS_EARNINGS
from badgerules.findings import (
    DatedFinding,
    Finding,
    LargeContractFinding,
    OnRecord,
    OpenFinding,
    OpenLargeContractFinding,
    OpenMoneyFinding,
    OpenShareFinding,
    ShareFinding,
)
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.vocabulary import ContractOutcome, Verdict
from badgerules.windows import TrailingWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from badgerules.decisions import Question
    from badgerules.records import Contract, TalentRecord
    from badgerules.thresholds import Bars

NEGATIVE, POSITIVE = ContractOutcome.NEGATIVE, ContractOutcome.POSITIVE


def left_open(
    findings: tuple[Finding, ...], record: TalentRecord, question: Question, bars: Bars
) -> tuple[Finding, ...]:
    """Return findings, those unknown that what is not on record could turn.

    Args:
        findings: as they come out by what is on record.
        record: the facts, whose money is known in part.
        question: the day, and the last day whose facts are known.
        bars: of Top Rated Plus, with edition and readings resolved.
    """
    if not record.is_money_open:
        return findings
    return tuple(
        _LEFT_OPEN[finding.criterion.key](finding, record, question, bars)
        if finding.criterion.key in _LEFT_OPEN
        else finding
        for finding in findings
    )


def open_facts(record: TalentRecord, question: Question, first_day: date | None) -> tuple[str, ...]:
    """Return the facts that would settle what was paid from a day to the day asked about.

    Args:
        record: the facts.
        question: the day asked about, and the last day whose facts are known; later payments than
            that are assumed not to come.
        first_day: where to begin; None for a lifetime, which has no beginning.

    Returns:
        Their names, as a record has them; empty where every payment of those days is on record.
    """
    if not record.contracts_known:
        return ("contracts",)
    last_day = question.known_through
    if first_day is not None and first_day > last_day:
        return ()
    since, through = record.payments_known_since, record.payments_known_through
    facts: list[str] = []
    if since is not None and (first_day is None or first_day < since):
        facts.append("payments_known_since")
    if through is not None and through < last_day:
        facts.append("payments_known_through")
    return tuple(facts)


def _on_record(finding: Finding, record: TalentRecord, facts: tuple[str, ...]) -> OnRecord:
    """Return what is on record of what a finding measures."""
    return OnRecord(
        amount=finding.measured if record.contracts_known else None,
        since=record.payments_known_since,
        through=record.payments_known_through,
        facts=facts,
    )


def _earnings(finding: Finding, record: TalentRecord, question: Question, bars: Bars) -> Finding:
    """Leave a sum open where a part of its window is: refunds of that time are not known."""
    is_plus = finding.criterion in {PLUS_EARNINGS, AGENCY_PLUS_EARNINGS}
    is_lifetime = is_plus and bars.is_lifetime_earnings
    facts = open_facts(record, question, None if is_lifetime else question.window.first_day)
    if not facts:
        return finding
    return OpenMoneyFinding(
        criterion=finding.criterion,
        verdict=Verdict.UNKNOWN,
        measured=None,
        bar=finding.bar,
        known=_on_record(finding, record, facts),
    )


def _large_contract(
    finding: Finding, record: TalentRecord, question: Question, bars: Bars
) -> Finding:
    """Leave the large contract open where a payment not on record could make, or unmake, one."""
    facts = open_facts(record, question, question.window.first_day)
    if facts and record.contracts_known and bars.needs_positive:
        rated = [
            contract
            for contract in record.contracts
            if contract.outcome_by(question.as_of) is POSITIVE
        ]
        facts = facts if rated else ()  # new contracts have no outcome (TRP-F5)
    if not facts and bars.is_lifetime_contract:  # earlier payments count on a contract paid inside
        facts = open_facts(record, question, None) if _is_one_active(record, question, bars) else ()
    if not facts or not isinstance(finding, LargeContractFinding):
        return finding
    return OpenLargeContractFinding(
        criterion=finding.criterion,
        verdict=Verdict.UNKNOWN,
        measured=None,
        bar=finding.bar,
        worksheet=finding.worksheet,
        known=_on_record(finding, record, facts),
    )


def _is_one_active(record: TalentRecord, question: Question, bars: Bars) -> bool:
    """Tell whether a contract that may serve was paid inside the window (TRP-F3, WIN-5)."""
    return any(
        _may_serve(contract, question, bars) and _is_paid_inside(contract, question)
        for contract in record.contracts
    )


def _may_serve(contract: Contract, question: Question, bars: Bars) -> bool:
    outcome = contract.outcome_by(question.as_of)
    if bars.needs_positive:
        return outcome is POSITIVE
    return outcome not in bars.unable_outcomes


def _is_paid_inside(contract: Contract, question: Question) -> bool:
    return contract.is_paid_within(question.window.after, question.window.through)


def _negative_share(
    finding: Finding, record: TalentRecord, question: Question, bars: Bars
) -> Finding:
    """Leave the share open where contracts that may be in scope could turn it (TRP-A3)."""
    facts = open_facts(record, question, question.window.first_day)
    is_lifetime = bars.is_lifetime_contract
    is_of_large = bars.share_scope is NegativeShareScope.LARGE_CONTRACTS
    if not facts and is_of_large and is_lifetime:
        facts = open_facts(record, question, None)
    if not facts or not isinstance(finding, ShareFinding):
        return finding
    if record.contracts_known and not _may_turn(record, question, bars):
        return finding
    return OpenShareFinding(
        criterion=finding.criterion,
        verdict=Verdict.UNKNOWN,
        measured=None,
        bar=finding.bar,
        scope=finding.scope,
        known=_on_record(finding, record, facts),
    )


def _may_turn(record: TalentRecord, question: Question, bars: Bars) -> bool:
    """Tell whether the share is met by one completion and not by another."""
    has_gap = bool(open_facts(record, question, question.window.first_day))
    contracts = [
        contract for contract in record.contracts if has_gap or _is_paid_inside(contract, question)
    ]
    sure, maybe = _sorted_by_scope(contracts, question, bars)
    bad = [contract.outcome_by(question.as_of) is NEGATIVE for contract in sure]
    bad_maybe = [contract.outcome_by(question.as_of) is NEGATIVE for contract in maybe]
    # New contracts without an outcome may be in any scope but that of those that were rated.
    is_endless = has_gap and bars.share_scope is not NegativeShareScope.RATED_CONTRACTS
    good_maybe = bad_maybe.count(False)
    negative, scope = bad.count(True), len(sure)
    can_be_met = is_endless or negative <= (scope + good_maybe) * bars.negative_share // WHOLE
    worst_negative, worst_scope = negative + bad_maybe.count(True), scope + bad_maybe.count(True)
    can_be_unmet = worst_negative > worst_scope * bars.negative_share // WHOLE
    return can_be_met and can_be_unmet


def _sorted_by_scope(
    contracts: list[Contract], question: Question, bars: Bars
) -> tuple[list[Contract], list[Contract]]:
    """Return the contracts that are in scope in every completion, and those that may be."""
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        return [], contracts
    sure: list[Contract] = []
    maybe: list[Contract] = []
    for contract in contracts:
        outcome = contract.outcome_by(question.as_of)
        if outcome is None and bars.share_scope is NegativeShareScope.RATED_CONTRACTS:
            continue
        is_judged_inside = outcome is not None and contract.outcome_on in question.window
        is_sure = is_judged_inside or _is_paid_inside(contract, question)
        (sure if is_sure else maybe).append(contract)
    return sure, maybe


def _recent_activity(
    finding: Finding, record: TalentRecord, question: Question, _: Bars
) -> Finding:
    """Leave activity open where a payment that is not on record could be one (TR-F8)."""
    days = getattr(question.edition, finding.criterion.numbers[0])
    first_day = TrailingWindow.of_days(days, through=question.as_of).first_day
    facts = open_facts(record, question, first_day)
    if not facts or isinstance(finding, DatedFinding):
        return finding
    return OpenFinding(
        criterion=finding.criterion,
        verdict=Verdict.UNKNOWN,
        measured=None,
        bar=finding.bar,
        facts=(*finding.unsettled, *facts),
    )


def _no_negative_feedback(
    finding: Finding, record: TalentRecord, question: Question, _: Bars
) -> Finding:
    """Leave bad endings open where contracts are not known (RT-6); listed outcomes are all."""
    if record.contracts_known:
        return finding
    return OpenMoneyFinding(
        criterion=finding.criterion,
        verdict=Verdict.UNKNOWN,
        measured=None,
        bar=finding.bar,
        known=_on_record(finding, record, open_facts(record, question, None)),
    )


_LEFT_OPEN: dict[str, Callable[[Finding, TalentRecord, Question, Bars], Finding]] = {
    "earnings": _earnings,
    "large_contract": _large_contract,
    "negative_share": _negative_share,
    "recent_activity": _recent_activity,
    "no_negative_feedback": _no_negative_feedback,
}
"""What may be left open, by the key of the criterion."""

LEFT_OPEN = frozenset(_LEFT_OPEN)
"""The keys of the criteria that money which is not on record may leave open."""

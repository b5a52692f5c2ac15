"""The four talent badges: one small function per criterion.

Every criterion is weighed, also when another already fails, so that nobody fixes one thing only
to learn of the next. Money is compared in cents with the bars of `thresholds.bars`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from badgerules.criteria import (
    AGENCY_PLUS_EARNINGS,
    AGENCY_PLUS_LARGE_CONTRACT,
    AGENCY_PLUS_TOP_RATED,
    FOCUS_CATEGORY,
    INDEPENDENT,
    NEGATIVE_SHARE,
    NOT_REVOKED,
    PLUS_EARNINGS,
    PLUS_LARGE_CONTRACT,
    PLUS_TOP_RATED,
    RECORDED_RISING_TALENT,
    RECORDED_TOP_RATED,
    SCREENING_TO_COME,
    VETTING,
)
from badgerules.decisions import Decision, Question
from badgerules.findings import (
    ContractRow,
    Finding,
    LargeContractFinding,
    RowReason,
    ShareFinding,
    ShareReason,
    VettingFinding,
    flag_finding,
)
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.vocabulary import Badge, BaseBadge, ContractOutcome, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from badgerules.criteria import Criterion
    from badgerules.records import Contract, TalentRecord
    from badgerules.talent_facts import ExpertVetting
    from badgerules.thresholds import Bars
    from badgerules.vocabulary import Category
    from badgerules.windows import TrailingWindow

# Looked up for every contract of every decision; a module name is found faster than a member.
MET, UNMET = Verdict.MET, Verdict.UNMET
POSITIVE, NEGATIVE = ContractOutcome.POSITIVE, ContractOutcome.NEGATIVE
AGENCY, _PLUS = Kind.AGENCY, Badge.TOP_RATED_PLUS
_made = Decision._unchecked


def _of_recorded(criterion: Criterion, badge: BaseBadge) -> dict[BaseBadge | None, Finding]:
    """Return the finding for each base badge the platform may report, once and for all."""
    findings: dict[BaseBadge | None, Finding] = {
        recorded: flag_finding(criterion, recorded is badge) for recorded in BaseBadge
    }
    findings[None] = flag_finding(criterion, None)
    return findings


_RISING_TALENT_RECORDED = _of_recorded(RECORDED_RISING_TALENT, BaseBadge.RISING_TALENT)
_TOP_RATED_RECORDED = _of_recorded(RECORDED_TOP_RATED, BaseBadge.TOP_RATED)
_FREELANCER_TOP_RATED = _of_recorded(PLUS_TOP_RATED, BaseBadge.TOP_RATED)
_AGENCY_TOP_RATED = _of_recorded(AGENCY_PLUS_TOP_RATED, BaseBadge.TOP_RATED)
_INDEPENDENT = {is_member: flag_finding(INDEPENDENT, not is_member) for is_member in (True, False)}


def rising_talent(record: TalentRecord, question: Question) -> Decision:
    """Decide Rising Talent from the platform's word (BASE-1) or from reputation (RT-*)."""
    findings: tuple[Finding, ...] = (_RISING_TALENT_RECORDED[record.base_badge],)
    if record.reputation is not None:
        from badgerules.base_badges import rising_talent_findings  # noqa: PLC0415  # few need it

        findings = rising_talent_findings(record, record.reputation, question)
    return _decided(Badge.RISING_TALENT, record, question, findings)


def top_rated(record: TalentRecord, question: Question) -> Decision:
    """Decide Top Rated from the platform's word (BASE-1) or from reputation (TR-*)."""
    findings: tuple[Finding, ...] = (_TOP_RATED_RECORDED[record.base_badge],)
    if record.reputation is not None:
        from badgerules.base_badges import top_rated_findings  # noqa: PLC0415  # few need it

        findings = top_rated_findings(record, record.reputation, question)
    return _decided(Badge.TOP_RATED, record, question, findings)


def _held(
    criterion: Criterion,
    record: TalentRecord,
    question: Question,
    basis: tuple[Finding, ...] | None,
) -> Finding:
    """Weigh whether the computed Top Rated is held, as Top Rated Plus asks (TRP-F8, TRP-A4)."""
    from badgerules.base_badges import top_rated_held  # noqa: PLC0415  # few need it

    return top_rated_held(criterion, basis or top_rated(record, question).findings)


def top_rated_plus(
    record: TalentRecord, question: Question, basis: tuple[Finding, ...] | None = None
) -> Decision:
    """Decide Top Rated Plus for a freelancer (TRP-F*) or an agency (TRP-A*).

    Args:
        record: the facts.
        question: the day, the edition and the readings.
        basis: the findings on Top Rated, if they are known already.
    """
    bars = question.bars[record.kind]
    if record.exclusive_agency_contractor:  # few are
        bars = bars_of(record, question)
    weigh = _agency_findings if record.kind is AGENCY else _freelancer_findings
    findings = weigh(record, question, bars, basis)
    if record.is_partly_known:  # nearly none is
        return _decided(_PLUS, record, question, findings)
    return _made(_PLUS, question, findings)


def _decided(
    badge: Badge, record: TalentRecord, question: Question, findings: tuple[Finding, ...]
) -> Decision:
    """Return the decision, with what money that is not on record leaves open."""
    if record.is_partly_known:  # nearly none is
        from badgerules.open_money import left_open  # noqa: PLC0415  # few need it
        from badgerules.stats import from_stats  # noqa: PLC0415  # as above

        bars = bars_of(record, question)
        findings = left_open(findings, record, question, bars)
        findings = from_stats(findings, record, question, bars)
    return Decision._unchecked(badge, question, findings)


def bars_of(record: TalentRecord, question: Question) -> Bars:
    """Return the bars a talent is measured by; an exclusive member may have others (TRP-F7)."""
    return bars_for(question, record.kind, is_member=record.exclusive_agency_contractor)


def bars_for(question: Question, kind: Kind, *, is_member: bool) -> Bars:
    """Return the bars that talents of a kind are measured by, or exclusive members (TRP-F7)."""
    own = question.bars[kind]
    return own.for_members if is_member and own.for_members is not None else own


def _freelancer_findings(
    record: TalentRecord,
    question: Question,
    bars: Bars,
    basis: tuple[Finding, ...] | None,
) -> tuple[Finding, ...]:
    earnings, large, _ = _money_findings(record, question, bars)
    held = _FREELANCER_TOP_RATED[record.base_badge]
    if record.reputation is not None:
        held = _held(PLUS_TOP_RATED, record, question, basis)
    if bars.is_for_members:
        # Under this reading TRP-F7 bars nobody and moves the amounts instead: no finding on it.
        return (earnings, large, held)
    return (earnings, large, _INDEPENDENT[record.exclusive_agency_contractor], held)


def _agency_findings(
    record: TalentRecord,
    question: Question,
    bars: Bars,
    basis: tuple[Finding, ...] | None,
) -> tuple[Finding, ...]:
    earnings, large, counted = _money_findings(record, question, bars)
    share = _negative_share(record.contracts, counted, question, bars, large)
    held = _AGENCY_TOP_RATED[record.base_badge]
    if record.reputation is not None:
        held = _held(AGENCY_PLUS_TOP_RATED, record, question, basis)
    return (earnings, large, share, held)


def _money_findings(
    record: TalentRecord,
    question: Question,
    bars: Bars,
) -> tuple[Finding, LargeContractFinding, list[int]]:
    """Weigh earnings, find the nearest contract that can serve as the large one, and what counts.

    One pass, since both read the same payments and every decision does this. Nearest is the
    smallest gap; of gaps alike the one with more counted, then the one with the lower bar, then
    the first. A frame has no first row: no number may depend on the order of contracts.
    """
    window, contracts = question.window, record.contracts
    after, through = window.after, window.through
    large_bars, unable = bars.large_contract, bars.unable_outcomes
    is_lifetime, needs_positive = bars.is_lifetime_contract, bars.needs_positive
    counted: list[int] = []
    total, verdict, smallest_gap, measured, bar = 0, UNMET, inf, 0, 0
    for contract in contracts:
        days, cents = contract.paid_days, contract.running_cents
        own = cents[bisect_right(days, through)] - cents[bisect_right(days, after)]
        total += own
        if is_lifetime:
            own = _lifetime_if_active(contract, window)
        counted.append(own)
        outcome = contract.outcome
        if outcome is not None and outcome in unable and contract.outcome_by(through) in unable:
            continue
        own_bar = large_bars[contract.category]
        gap = own_bar - own
        if gap <= 0:
            gap = 0
            if not needs_positive or contract.outcome_by(through) is POSITIVE:
                verdict = MET
        if gap < smallest_gap or (
            gap == smallest_gap and (own > measured or (own == measured and own_bar < bar))
        ):
            smallest_gap, measured, bar = gap, own, own_bar
    if smallest_gap == inf:
        bar = _lowest_bar(contracts, large_bars)
    if bars.is_lifetime_earnings:
        total = sum([contract.earned_through(through) for contract in contracts])
    is_agency = record.kind is AGENCY
    return (
        Finding._unchecked(
            AGENCY_PLUS_EARNINGS if is_agency else PLUS_EARNINGS,
            MET if total >= bars.earnings else UNMET,
            total,
            bars.earnings,
        ),
        LargeContractFinding._with_worksheet(
            AGENCY_PLUS_LARGE_CONTRACT if is_agency else PLUS_LARGE_CONTRACT,
            verdict,
            measured,
            bar,
            partial(_rows, contracts, counted, bars, through),
        ),
        counted,
    )


def _lowest_bar(contracts: tuple[Contract, ...], bars: Mapping[Category, int]) -> int:
    """Return the lowest bar of the categories worked in, or of all twelve without a contract."""
    return min(bars[category] for category in {contract.category for contract in contracts} or bars)


def _lifetime_if_active(contract: Contract, window: TrailingWindow) -> int:
    """Return everything paid so far, if anything was paid inside the window (TRP-F3, WIN-5)."""
    if not contract.is_paid_within(window.after, window.through):
        return 0
    return contract.earned_through(window.through)


def _rows(
    contracts: tuple[Contract, ...],
    counted: list[int],
    bars: Bars,
    as_of: date,
) -> tuple[ContractRow, ...]:
    return tuple(
        ContractRow(
            contract=contract,
            counted_cents=own,
            required_cents=bars.large_contract[contract.category],
            reason=_row_reason(contract, own, bars, as_of),
        )
        for contract, own in zip(contracts, counted, strict=True)
    )


def _row_reason(contract: Contract, counted: int, bars: Bars, as_of: date) -> RowReason:
    """Say why a contract is, or is not, the large one (TRP-F5)."""
    outcome = contract.outcome_by(as_of)
    if outcome in bars.unable_outcomes:
        is_negative = outcome is NEGATIVE
        return RowReason.NEGATIVE_OUTCOME if is_negative else RowReason.NOT_POSITIVE
    if counted < bars.large_contract[contract.category]:
        return RowReason.BELOW_BAR
    if bars.needs_positive and outcome is None:
        return RowReason.AWAITING_FEEDBACK
    return RowReason.LARGE


def _negative_share(
    contracts: tuple[Contract, ...],
    counted: list[int],
    question: Question,
    bars: Bars,
    large: LargeContractFinding,
) -> ShareFinding:
    """Weigh how many contracts ended badly (TRP-A3); exactly the share still passes."""
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        able = [row.contract for row in large.rows if row.reason is RowReason.LARGE]
        negative, scope = _endings_of(able, question.as_of)
    else:
        negative, scope = _endings_inside(contracts, counted, question.window, bars.share_scope)
    allowed = scope * bars.negative_share // WHOLE
    verdict = MET if negative <= allowed else UNMET
    return ShareFinding._of_counts(NEGATIVE_SHARE, verdict, negative, allowed, scope)


def _endings_of(contracts: list[Contract], day: date) -> tuple[int, int]:
    """Return how many of some contracts had ended badly by a day, and how many there are."""
    outcomes = [contract.outcome_by(day) for contract in contracts]
    return outcomes.count(NEGATIVE), len(outcomes)


def _endings_inside(
    contracts: tuple[Contract, ...],
    counted: list[int],
    window: TrailingWindow,
    share_scope: NegativeShareScope,
) -> tuple[int, int]:
    """Return how many contracts of a window ended badly, and how many are in scope (TRP-A3).

    It says of all contracts what `share_reason` says of one. Every decision on an agency asks it,
    and a call for each contract would take three times as long; a test holds the two together.
    """
    after, through = window.after, window.through
    needs_outcome = share_scope is NegativeShareScope.RATED_CONTRACTS
    negative = scope = 0
    for contract, own in zip(contracts, counted, strict=True):
        outcome, on = contract.outcome, contract.outcome_on
        if on is not None and on > through:
            outcome = on = None
        if outcome is None and needs_outcome:
            continue
        # Where nothing counts, a positive payment may still be inside, with refunds of as much.
        if own <= 0 and (on is None or on <= after) and not contract.is_paid_within(after, through):
            continue
        scope += 1
        if outcome is NEGATIVE:
            negative += 1
    return negative, scope


def share_reason(
    contract: Contract, question: Question, bars: Bars, *, is_large: bool
) -> ShareReason:
    """Say why a contract of an agency counts in its share of bad endings, or does not (TRP-A3)."""
    window, outcome = question.window, contract.outcome_by(question.as_of)
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        if not is_large:
            return ShareReason.NOT_LARGE
    else:
        on = contract.outcome_on
        is_judged_inside = on is not None and window.after < on <= question.as_of
        if not (is_judged_inside or contract.is_paid_within(window.after, window.through)):
            return ShareReason.NOT_IN_WINDOW
        if outcome is None and bars.share_scope is NegativeShareScope.RATED_CONTRACTS:
            return ShareReason.NOT_RATED
    is_bad = outcome is NEGATIVE
    return ShareReason.ENDED_BADLY if is_bad else ShareReason.COUNTED


_NOT_VETTED = flag_finding(VETTING, observed=False)


def expert_vetted(record: TalentRecord, question: Question) -> Decision:
    """Decide Expert-Vetted (EV-1, EV-2, EV-5); it asks for no earnings, score or badge (EV-3)."""
    vetting = record.expert_vetting
    if vetting is None:
        findings: tuple[Finding, ...] = (_NOT_VETTED,)
    else:
        is_open = vetting.category in question.edition.expert_vetted_categories
        is_kept = vetting.revoked_on is None or question.as_of < vetting.revoked_on
        findings = (
            _vetting_finding(vetting, question),
            flag_finding(FOCUS_CATEGORY, observed=is_open),
            flag_finding(NOT_REVOKED, observed=is_kept),
        )
    return Decision._unchecked(Badge.EXPERT_VETTED, question, findings)


def _vetting_finding(vetting: ExpertVetting, question: Question) -> Finding:
    """Weigh invitation and screening (EV-1), and show earlier assessments beside it (EV-4)."""
    is_to_come = _is_to_come(vetting, question)
    criterion = SCREENING_TO_COME if is_to_come else VETTING
    finding = flag_finding(criterion, observed=_is_vetted(vetting, question))
    if not vetting.prior_assessments:
        return finding
    return VettingFinding(
        criterion=criterion,
        verdict=finding.verdict,
        measured=finding.measured,
        bar=finding.bar,
        prior_assessments=vetting.prior_assessments,
    )


def _is_to_come(vetting: ExpertVetting, question: Question) -> bool:
    """Tell whether the talent is invited by the day asked about, and not screened yet."""
    invited_on, passed_on = vetting.invited_on, vetting.passed_on
    is_invited = invited_on is not None and invited_on <= question.as_of
    return is_invited and (passed_on is None or passed_on > question.as_of)


def _is_vetted(vetting: ExpertVetting, question: Question) -> bool:
    """Tell whether the talent was invited first and has passed by the day asked about (EV-1)."""
    invited_on, passed_on = vetting.invited_on, vetting.passed_on
    if invited_on is None or passed_on is None:
        return False
    return invited_on <= passed_on <= question.as_of

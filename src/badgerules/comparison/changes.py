"""What came between two answers about one talent, each change with its cause.

Two assessments are joined by a path that changes one thing at a time: readings, edition, the day,
new facts, outcomes. What a step changes has that step as its cause.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.assessment import assess
from badgerules.comparison.alternatives import viewers_of_both
from badgerules.decisions import Assessment
from badgerules.errors import expect, refuse, shown, unfit
from badgerules.findings import (
    Finding,
    LargeContractFinding,
    TopRatedFinding,
    WeeksFinding,
    is_from_stats,
)
from badgerules.records import Payment, TalentRecord
from badgerules.visibility import VIEWERS, badges_shown, viewers_in
from badgerules.vocabulary import Badge, ProblemCode, Turned, Verdict, Word, counted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import date

    from badgerules.records import Contract
    from badgerules.thresholds import (
        Edition,
    )
    from badgerules.windows import TrailingWindow


class Cause(Word):
    """Why an answer changed, in the order in which the causes are told apart."""

    READING_CHANGED = "reading_changed"
    EDITION_CHANGED = "edition_changed"
    ROLLED_OUT = "rolled_out"
    TIME_PASSED = "time_passed"
    NEW_FACTS = "new_facts"
    OUTCOME_ARRIVED = "outcome_arrived"


@attrs.frozen(kw_only=True)
class MovedPayment:
    """A payment that came into the window of money, or left it.

    Args:
        contract_id: the contract it was paid on.
        payment: the payment.
    """

    contract_id: str
    payment: Payment


@attrs.frozen(kw_only=True)
class Change:
    """What one cause did to one finding.

    Args:
        badge: the badge.
        criterion: the key of the finding.
        cause: what changed it.
        before: the finding until then; None if it did not apply.
        after: the finding from then on; None if it no longer applies.
        rolled_out: the payments that left the window, where that is the cause.
    """

    badge: Badge
    criterion: str
    cause: Cause
    before: Finding | None
    after: Finding | None
    rolled_out: tuple[MovedPayment, ...]

    @property
    def clause(self) -> str:
        """The id of the clause that asks for it."""
        return next(finding.clause for finding in (self.after, self.before) if finding is not None)


@attrs.frozen(kw_only=True)
class ViewChange:
    """What one cause did to what a viewer sees on the profile.

    Args:
        viewer: the viewer, by the name an answer uses.
        cause: what changed it.
        before: the badges seen until then.
        after: the badges seen from then on.
    """

    viewer: str
    cause: Cause
    before: tuple[Badge, ...]
    after: tuple[Badge, ...]


@attrs.frozen(kw_only=True, repr=False)
class Comparison(Shown):
    """What came between two assessments of one talent.

    A finding that came out alike in both has no change here, whatever happened in between.

    Args:
        before: the first assessment.
        after: the second.
        changes: what each cause did to each finding that differs, badge by badge.
        views: what each cause did to what each viewer sees.
    """

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    views: tuple[ViewChange, ...]

    @property
    def _in_short(self) -> str:
        days = f"{self.before.question.as_of} to {self.after.question.as_of}"
        told = f"{counted(len(self.changes), 'changes')}, {counted(len(self.views), 'views')}"
        return f"{days}: {told}"

    @property
    def viewers_not_compared(self) -> tuple[str, ...]:
        """The viewers of one of the two editions alone, whose plans the other lacks (VIS-10)."""
        both = viewers_of_both(self.before, self.after)
        named = {
            **viewers_in(self.before.question.edition),
            **viewers_in(self.after.question.edition),
        }
        return tuple(viewer for viewer in VIEWERS if viewer in named and viewer not in both)

    @property
    def is_empty(self) -> bool:
        """Whether both came out alike: every finding, and what every viewer sees."""
        return not self.changes and not self.views

    def __bool__(self) -> NoReturn:
        no_truth_value("a comparison", "`comparison.is_empty`")


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Split every difference between two assessments of one talent by its cause.

    Args:
        before: the first assessment.
        after: the second, of the same talent: later, with more facts, or by other rules.

    Returns:
        The changes; a finding that several causes changed has a change for each.

    Raises:
        InvalidRecordError: if the two are of different talents, or one is no assessment.

    >>> from datetime import date
    >>> from badgerules import Contract
    >>> shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> earlier, later = (assess(record, as_of=date(year, 9, 1)) for year in (2020, 2021))
    >>> changes = compare(earlier, later).changes
    >>> [
    ...     (change.criterion, change.cause.value)
    ...     for change in changes
    ...     if change.badge is Badge.TOP_RATED_PLUS
    ... ]
    [('earnings', 'rolled_out'), ('large_contract', 'rolled_out')]
    """
    expect(Assessment, before=before, after=after)
    _check_same_talent(before.record, after.record)
    path = [(Cause.NEW_FACTS, before), *_steps(before, after)]
    steps = [(cause, old, new) for (_, old), (cause, new) in pairwise(path)]
    changes = tuple(
        change
        for badge in Badge
        for key in dict.fromkeys([*before[badge], *after[badge]])
        if _differs(_finding(before, badge, key), _finding(after, badge, key))
        for cause, old, new in steps
        for change in _changes(badge, key, cause, old, new)
    )
    views = tuple(
        view
        for viewer in viewers_of_both(before, after)
        if badges_shown(before, to=VIEWERS[viewer]) != badges_shown(after, to=VIEWERS[viewer])
        for cause, old, new in steps
        for view in _view_changes(viewer, cause, (old, new), changes)
    )
    return Comparison(before=before, after=after, changes=changes, views=views)


def _check_same_talent(before: TalentRecord, after: TalentRecord) -> None:
    pairs = (("id", before.id, after.id), ("kind", before.kind, after.kind))
    differing = [
        (name, shown(earlier), shown(later)) for name, earlier, later in pairs if earlier != later
    ]
    refuse(
        "talent",
        [
            unfit(
                ProblemCode.CONTRADICTION,
                earlier,
                later,
                at=name,
                message=f"must be the same in both assessments, got {earlier} and {later}",
            )
            for name, earlier, later in differing
        ],
    )


def _steps(before: Assessment, after: Assessment) -> Iterator[tuple[Cause, Assessment]]:
    """Go from one assessment to the other, changing one thing at a time.

    Payments and outcomes recorded ahead are left aside until their step, so that the step of the
    day shows only what time takes away or brings by itself.
    """
    first, last = before.question, after.question
    known = _known(before.record, first.as_of)

    def at_first(edition: Edition) -> Assessment:
        return assess(
            known,
            as_of=first.as_of,
            known_through=first.known_through,
            edition=edition,
            readings=last.readings,
        )

    def at_last(record: TalentRecord) -> Assessment:
        return assess(
            record,
            as_of=last.as_of,
            known_through=last.known_through,
            edition=last.edition,
            readings=last.readings,
        )

    yield Cause.READING_CHANGED, at_first(first.edition)
    yield Cause.EDITION_CHANGED, at_first(last.edition)
    yield Cause.TIME_PASSED, at_last(known)
    yield Cause.NEW_FACTS, at_last(_with_outcomes_of(known, after.record))
    yield Cause.OUTCOME_ARRIVED, after


def _known(record: TalentRecord, day: date) -> TalentRecord:
    """Return the record without payments and outcomes of later days."""
    contracts = [
        attrs.evolve(
            contract,
            payments=[payment for payment in contract.payments if payment.paid_on <= day],
            outcome=contract.outcome_by(day),
            outcome_on=contract.outcome_on if contract.outcome_by(day) is not None else None,
        )
        for contract in record.contracts
    ]
    return attrs.evolve(record, contracts=contracts)


def _with_outcomes_of(known: TalentRecord, record: TalentRecord) -> TalentRecord:
    """Return a record whose contracts, where known before, have the outcomes they had then."""
    earlier = {contract.id: contract for contract in known.contracts}

    def judged_as_before(contract: Contract) -> Contract:
        before = earlier.get(contract.id, contract)
        return contract.with_outcome(before.outcome, on=before.outcome_on)

    return attrs.evolve(record, contracts=map(judged_as_before, record.contracts))


def _changes(
    badge: Badge,
    key: str,
    cause: Cause,
    old: Assessment,
    new: Assessment,
) -> Iterator[Change]:
    """Find what one step did to one finding."""
    earlier, later = _finding(old, badge, key), _finding(new, badge, key)
    if not _differs(earlier, later):
        return
    gone: tuple[MovedPayment, ...] = ()
    if cause is Cause.TIME_PASSED:
        gone = _rolled_out(old, new, _contracts_moved(earlier, later))
        cause = Cause.ROLLED_OUT if gone else cause
    yield Change(
        badge=badge, criterion=key, cause=cause, before=earlier, after=later, rolled_out=gone
    )


def _view_changes(
    viewer: str,
    cause: Cause,
    step: tuple[Assessment, Assessment],
    changes: tuple[Change, ...],
) -> Iterator[ViewChange]:
    """Find what one step did to what a viewer sees; `rolled_out` if payments alone did it.

    A finding with the same verdict as before, say a day more since the first contract, did nothing.
    """
    earlier, later = (badges_shown(assessment, to=VIEWERS[viewer]) for assessment in step)
    if earlier == later:
        return
    if cause is Cause.TIME_PASSED:
        turned = {
            change.cause
            for change in changes
            if change.badge in {*earlier} ^ {*later}
            and change.cause in {Cause.TIME_PASSED, Cause.ROLLED_OUT}
            and _verdict(change.before) is not _verdict(change.after)
        }
        cause = Cause.ROLLED_OUT if turned == {Cause.ROLLED_OUT} else cause
    yield ViewChange(viewer=viewer, cause=cause, before=earlier, after=later)


def _verdict(finding: Finding | None) -> Verdict | None:
    return None if finding is None else finding.verdict


def _contracts_moved(earlier: Finding | None, later: Finding | None) -> frozenset[str] | None:
    """Return the ids of the contracts whose payments moved a finding; None for all of them."""
    if is_from_stats(earlier) or is_from_stats(later):  # a figure of a day names no payments
        return frozenset()
    if isinstance(earlier, LargeContractFinding) and isinstance(later, LargeContractFinding):
        pairs = zip(earlier.rows, later.rows, strict=True)
        return frozenset(old.contract.id for old, new in pairs if old.amounts != new.amounts)
    if isinstance(earlier, TopRatedFinding) and isinstance(later, TopRatedFinding):
        pairs_of = zip(earlier.basis, later.basis, strict=True)
        turned = [pair for pair in pairs_of if pair[0].verdict is not pair[1].verdict]
        return None if {_contracts_moved(*pair) for pair in turned} == {None} else frozenset()
    rests_on_all = earlier is not None and earlier.criterion.turned is Turned.BY_MONEY
    return None if rests_on_all else frozenset()


def _rolled_out(
    old: Assessment,
    new: Assessment,
    moved: frozenset[str] | None,
) -> tuple[MovedPayment, ...]:
    """Find the payments that lay in the window of the old day and not in that of the new one."""
    contracts = [
        contract for contract in old.record.contracts if moved is None or contract.id in moved
    ]
    return moved_payments(contracts, into=old.question.window, out_of=new.question.window)


def moved_payments(
    contracts: Iterable[Contract],
    *,
    into: TrailingWindow,
    out_of: TrailingWindow,
) -> tuple[MovedPayment, ...]:
    """Find the payments that lie in one window and not in another, contract by contract, by day.

    Args:
        contracts: whose payments to look at.
        into: the window they lie in.
        out_of: the window they do not lie in.
    """
    return tuple(
        MovedPayment(contract_id=contract.id, payment=payment)
        for contract in contracts
        for payment in contract.paid_within(into.after, into.through)
        if payment.paid_on not in out_of
    )


def _finding(assessment: Assessment, badge: Badge, key: str) -> Finding | None:
    findings = assessment[badge].findings
    return next((finding for finding in findings if finding.criterion.key == key), None)


def _differs(earlier: Finding | None, later: Finding | None) -> bool:
    """Tell whether an answer shows two findings differently."""
    return _essence(earlier) != _essence(later)


def _essence(finding: Finding | None) -> Hashable:
    """Return everything an answer shows of a finding."""
    if finding is None:
        return None
    rows: tuple[Hashable, ...] = ()
    if isinstance(finding, LargeContractFinding):
        rows = tuple(
            (row.contract.id, row.contract.category, row.amounts, row.reason)
            for row in finding.rows
        )
    if isinstance(finding, WeeksFinding):
        rows = finding.rows
    shown_of_all = (finding.clause, finding.verdict, finding.measured, finding.bar, finding.text)
    return (*shown_of_all, finding.unsettled, rows)

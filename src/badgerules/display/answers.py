"""Answers as text: what fails first, then what holds, then who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.as_recorded import as_recorded
from badgerules.comparison import (
    Cause,
    Change,
    Comparison,
    editions_that_matter_in,
    matter_in,
)
from badgerules.decisions import Assessment, Decision
from badgerules.disagreements import Disagreement, disagreements
from badgerules.display.ahead import moved_text, next_change_text
from badgerules.display.law import (
    clause_cited,
    freshness_text,
    may_apply_text,
    question_lines,
    question_lines_of_both,
)
from badgerules.display.layout import ANSWERS, MARKS, ORDER, item, name_of, to_text, wrapped
from badgerules.display.sights import (
    audience_lines,
    audiences_of,
    badges_text,
    sight_lines,
    sight_texts,
    viewers_text,
)
from badgerules.findings import Finding, LargeContractFinding
from badgerules.ledger import Ledger
from badgerules.vocabulary import Badge, Verdict, counted, spelled
from badgerules.words import facts_text, reading_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from badgerules.decisions import Question
    from badgerules.ledger import PaymentEntry
    from badgerules.visibility import Audience

PAGE_DIFFERS = "The page says otherwise"
_SHOWN_CONTRACTS = 5


@to_text.register
def _(assessment: Assessment) -> str:
    """Show what was asked, every badge, who sees which, what changes next, and how sure it is."""
    fresh = "\n".join(wrapped(freshness_text(assessment.question, assessment.values())))
    blocks = [assessment_text(assessment), next_change_text(assessment), fresh]
    return "\n\n".join(filter(None, blocks))


@to_text.register
def _(decision: Decision) -> str:
    """Show the verdict, then every finding, the failing ones first, and how sure it is."""
    fresh = wrapped(freshness_text(decision.question, [decision]))
    return "\n".join([*_decision_lines(decision), *question_lines(decision.question), *fresh])


@to_text.register
def _(entry: Disagreement) -> str:
    """Show what the page says, what comes out, and what could explain it."""
    return "\n".join(_disagreement_lines(entry))


def _disagreement_lines(entry: Disagreement) -> Iterator[str]:
    yield from item("!", entry.text)
    for text in explanation_texts(entry):
        yield from item(">", text)


def explanation_texts(entry: Disagreement) -> list[str]:
    """Say what could explain a disagreement, or that nothing on record does."""
    nothing = "nothing on record explains it"
    return [explanation.text for explanation in entry.explanations] or [nothing]


@to_text.register
def _(finding: Finding) -> str:
    """Show the verdict on one criterion."""
    return "\n".join([f"{finding.criterion.label}: {finding.verdict}", *_finding_lines(finding)])


def assessment_text(assessment: Assessment, *, to: Audience | None = None) -> str:
    """Return an assessment as text, for every viewer or, with the reasons, for one.

    Args:
        assessment: the decisions on the talent.
        to: a plan tier, a client plan, or the owner; None for all of them.
    """
    if to is None:
        seen = [*audience_lines(audiences_of(assessment))]
        seen += [line for text in sight_texts(assessment) for line in item(">", text)]
    else:
        seen = sight_lines(assessment, to)
    blocks = [
        _question(assessment),
        *(_badge_lines(assessment, badge) for badge in ORDER),
        seen,
        wrapped(as_recorded_text(assessment)),
        wrapped(other_day_text(assessment)),
        page_differs_lines(assessment),
    ]
    return "\n\n".join(filter(None, map("\n".join, blocks)))


def badge_text(assessment: Assessment, badge: Badge) -> str:
    """Return all that an assessment says of one badge.

    Args:
        assessment: the decisions on the talent.
        badge: the badge.
    """
    blocks = [_question(assessment), _badge_lines(assessment, badge)]
    return "\n\n".join(map("\n".join, blocks))


def _badge_lines(assessment: Assessment, badge: Badge) -> Iterator[str]:
    """Return every finding on a badge, and what would turn the verdict."""
    decision = assessment[badge]
    yield from _decision_lines(decision)
    yield from _reading_lines(assessment, decision)


def page_differs_lines(assessment: Assessment) -> list[str]:
    """Return where the page says otherwise, and what could explain it; empty for nowhere."""
    entries = disagreements(assessment)
    lines = [line for entry in entries for line in _disagreement_lines(entry)]
    return [PAGE_DIFFERS, *lines] if lines else []


def other_day_text(assessment: Assessment) -> str:
    """Say that figures of another day are not looked at; empty where there are none."""
    stats, day = assessment.record.stats, assessment.question.as_of
    if stats is None or stats.shown_on == day:
        return ""
    return f"The figures shown on {stats.shown_on} answer for that day alone, and not for {day}."


def as_recorded_text(assessment: Assessment) -> str:
    """Say in a sentence what an answer rests on that nearly nobody has; empty for nothing."""
    said = ", ".join(as_recorded(assessment).values())
    return f"As recorded: {said}." if said else ""


def _question(assessment: Assessment) -> Iterator[str]:
    record, question = assessment.record, assessment.question
    yield from wrapped(f"{name_of(record)} ({record.kind.label}) on {question.as_of}")
    window = question.window
    yield from wrapped(f"Rules: edition {question.edition.id}.")
    yield from wrapped(f"Window: payments from {window.first_day} to {window.through} count.")
    yield from question_lines(question)


def _decision_lines(decision: Decision) -> Iterator[str]:
    yield f"{decision.badge.label}: {ANSWERS[decision.verdict]}"
    for finding in worst_first(decision.findings):
        yield from _finding_lines(finding)
    for text in remarks(decision):
        yield from item(">", text)


def remarks(decision: Decision) -> Iterator[str]:
    """Say what would settle a decision, or when its badge appears."""
    if decision.unsettled:
        yield f"to settle it, record {facts_text(decision.unsettled)}"
    delay = delay_of(decision)
    if decision.is_met and delay:
        yield (
            f"if this became true within the last {delay}, the badge may not be shown yet (DELAY-1)"
        )


def delay_of(decision: Decision) -> str:
    """Return how soon the badge of a decision appears; empty where nothing says so."""
    if decision.within_days is not None:
        return counted(decision.within_days, "days")
    return "" if decision.within_hours is None else counted(decision.within_hours, "hours")


def said_lines(finding: Finding) -> list[str]:
    """Return what a finding says, with its clause; not the contracts that it looked at."""
    return item(MARKS[finding.verdict], f"{finding.text} ({clause_cited(finding.clause)})")


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield from said_lines(finding)
    if isinstance(finding, LargeContractFinding) and finding.verdict is not Verdict.MET:
        nearest = finding.nearest
        others = [row for row in finding.rows_nearest_first if row != nearest]
        for row in others[:_SHOWN_CONTRACTS]:
            yield from item(" ", row.text)
        if len(others) > _SHOWN_CONTRACTS:
            yield from item(" ", f"and {further_text(len(others) - _SHOWN_CONTRACTS)}")


def further_text(contracts: int) -> str:
    """Say how many contracts are not listed, as others are nearer."""
    return counted(contracts, "contracts further away", "contract further away")


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of display: unmet ones, unknown ones, met ones."""
    order = (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET)
    return sorted(findings, key=lambda finding: order.index(finding.verdict))


def _reading_lines(assessment: Assessment, decision: Decision) -> Iterator[str]:
    for text in reading_texts(assessment, decision):
        yield from item(">", text)


def reading_texts(assessment: Assessment, decision: Decision) -> Iterator[str]:
    """Say which single readings, or editions not known to the day, would turn a decision."""
    for reading in matter_in(assessment, decision.badge):
        said = reading_text(reading.reading, reading.value, assessment.record.kind)
        yield f"if {said}, the answer is {ANSWERS[reading.verdict]}"
    for other in editions_that_matter_in(assessment, decision.badge):
        answer = ANSWERS[other.verdict]
        yield f"{may_apply_text(other.edition, decision.edition)}: the answer is then {answer}"


CAUSE_WORDS = {
    Cause.READING_CHANGED: "read differently",
    Cause.EDITION_CHANGED: "by another edition",
    Cause.ROLLED_OUT: "as payments left the window",
    Cause.TIME_PASSED: "as time passed",
    Cause.NEW_FACTS: "by new facts",
    Cause.OUTCOME_ARRIVED: "by an outcome that arrived",
}


@to_text.register
def _(comparison: Comparison) -> str:
    """Show badge by badge what each cause did to each finding, then what viewers see."""
    before, after = comparison.before, comparison.after
    lines = [
        *wrapped(f"From {asked_text(before.question)} to {asked_text(after.question)}"),
        *question_lines_of_both(before.question, after.question),
    ]
    for badge in ORDER:
        changes = [change for change in comparison.changes if change.badge is badge]
        earlier, later = before[badge].verdict, after[badge].verdict
        if changes:
            still = (
                f"still {ANSWERS[later]}"
                if earlier is later
                else f"{ANSWERS[later]}, was {ANSWERS[earlier]}"
            )
            lines += ["", f"{badge.label}: {still}"]
        lines += [line for change in changes for line in _change_lines(change)]
    if comparison.views:
        lines += ["", "On the profile"]
    for view in comparison.views:
        lines += item(
            "~",
            f"{viewers_text([view.viewer])}, {CAUSE_WORDS[view.cause]}: {badges_text(view.after)}, "
            f"was {badges_text(view.before)}",
        )
    if comparison.is_empty:
        lines += ["", "Nothing differs."]
    if not_compared := not_compared_text(comparison):
        lines += ["", *wrapped(not_compared)]
    if fresh := freshness_text(after.question, after.values()):
        lines += ["", *wrapped(fresh)]
    return "\n".join(lines)


def not_compared_text(comparison: Comparison) -> str:
    """Say which viewers are left out, since one of the two editions lacks their plan (VIS-10)."""
    others = viewers_text(comparison.viewers_not_compared)
    return f"Not compared: {others}, whose plan one of the editions lacks." if others else ""


def asked_text(question: Question) -> str:
    """Return the day and the edition that were asked about."""
    return f"{question.as_of} (edition {question.edition.id})"


def _change_lines(change: Change) -> Iterator[str]:
    yield from item(
        "~", f"{spelled(change.criterion)} ({change.clause}), {CAUSE_WORDS[change.cause]}:"
    )
    for word, texts in zip(("now", "was"), texts_that_differ(change), strict=True):
        for text in texts:
            yield from wrapped(f"{word}: {text}", first="    ", others="         ")
    for move in change.rolled_out:
        yield from wrapped(moved_text(move), first="      ", others="      ")


def texts_that_differ(change: Change) -> tuple[list[str], list[str]]:
    """Return what a finding says now and said before; if that is equal, the rows that differ."""
    later, earlier = change.after, change.before
    if isinstance(later, LargeContractFinding) and isinstance(earlier, LargeContractFinding):
        rows_after, rows_before = (
            [row.text for row in finding.rows] for finding in (later, earlier)
        )
        if later.text == earlier.text:
            return (
                [text for text in rows_after if text not in rows_before],
                [text for text in rows_before if text not in rows_after],
            )
    return ([] if later is None else [later.text], [] if earlier is None else [earlier.text])


@to_text.register(Ledger)
def _(ledger: Ledger) -> str:
    """Show every payment under its contract, with what it counted for."""
    window = ledger.question.window
    days = f"window from {window.first_day} to {window.through}"
    lines = wrapped(f"Ledger of {ledger.badge.label}; {days}")
    lines += question_lines(ledger.question)
    for contract in ledger.contracts:
        lines += wrapped(contract.row.text)
        if contract.share is not None:
            lines += item(" ", f"in the share of bad endings: {contract.share.label} (TRP-A3)")
        lines += [line for entry in contract.payments for line in _entry_lines(entry)]
    if not ledger.contracts:
        lines += [line for entry in ledger.payments for line in _entry_lines(entry)]
    if not ledger.contracts and not ledger.payments:
        lines.append("There is no payment.")
    return "\n".join(lines)


def _entry_lines(entry: PaymentEntry) -> list[str]:
    return item("+" if entry.counted_for else "-", entry.text)

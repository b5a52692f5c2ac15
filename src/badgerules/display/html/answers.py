"""Answers as HTML: what fails first, with its number, its bar and its gap; then who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.comparison import Cause, Comparison
from badgerules.decisions import Assessment, Decision
from badgerules.disagreements import Disagreement, disagreements
from badgerules.display.ahead import moved_text, next_change_said
from badgerules.display.answers import (
    CAUSE_WORDS,
    PAGE_DIFFERS,
    as_recorded_text,
    asked_text,
    explanation_texts,
    further_text,
    not_compared_text,
    other_day_text,
    reading_texts,
    remarks,
    texts_that_differ,
    worst_first,
)
from badgerules.display.html.elements import (
    Html,
    cell,
    element,
    heading,
    items,
    money,
    number,
    paragraphs,
    parts_of,
    row_head,
    said_of_law,
    table,
    verdict_head,
)
from badgerules.display.html.law import clause_on_demand, hypothetical_parts, question_parts
from badgerules.display.law import freshness_text, known_texts_of_both, reading_texts_of_both
from badgerules.display.layout import ANSWERS, ORDER, name_of
from badgerules.display.sights import (
    audiences_of,
    badges_text,
    read_otherwise_texts,
    seen_by_text,
    seen_text,
    sight_texts,
    viewers_text,
)
from badgerules.findings import (
    Finding,
    LargeContractFinding,
    StatsLargeContractFinding,
    WeeksFinding,
)
from badgerules.ledger import Ledger
from badgerules.money import dollars_shown, hundredths
from badgerules.visibility import Visibility
from badgerules.vocabulary import Unit, Verdict, counted, spelled
from badgerules.words import facts_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from badgerules.comparison import Change
    from badgerules.ledger import ContractEntry, PaymentEntry

_SHOWN_CONTRACTS = 10
_NUMBERS = ("Found", "Needed", "Gap")
_ROW_NUMBERS = ("Counted", "Needed", "Gap")


@parts_of.register(Assessment)
def _(assessment: Assessment) -> Iterator[Html]:
    """Show what was asked, every badge, who sees which, and what changes next."""
    record, question = assessment.record, assessment.question
    yield heading(f"{name_of(record)} ({record.kind.label}) on {question.as_of}")
    yield from question_parts(question)
    for badge in ORDER:
        decision = assessment[badge]
        yield from _decision_parts(decision, "h3")
        yield from items([*remarks(decision), *reading_texts(assessment, decision)])
    audiences = audiences_of(assessment)
    seen = [(row_head(name), cell(seen_text(view))) for name, view in audiences]
    yield element("h3", "On the profile")
    yield table("Who sees which badge", ("Viewer", "Badges"), seen)
    yield from items(sight_texts(assessment))
    yield from paragraphs(as_recorded_text(assessment), other_day_text(assessment))
    if entries := disagreements(assessment):
        yield element("h3", PAGE_DIFFERS)
        for entry in entries:
            yield from _disagreement_parts(entry)
    yield from paragraphs(next_change_said(assessment))
    fresh = freshness_text(assessment.question, assessment.values())
    yield from said_of_law(fresh, _version(assessment[ORDER[0]]))


@parts_of.register(Decision)
def _(decision: Decision) -> Iterator[Html]:
    """Show the verdict, then every finding, the failing ones first."""
    yield from _decision_parts(decision, "h2")
    yield from items(remarks(decision))
    yield from question_parts(decision.question)
    yield from said_of_law(freshness_text(decision.question, [decision]), _version(decision))


@parts_of.register(Disagreement)
def _(entry: Disagreement) -> Iterator[Html]:
    """Show what the page says, what comes out, and what could explain it."""
    yield from _disagreement_parts(entry)


def _disagreement_parts(entry: Disagreement) -> Iterator[Html]:
    yield from paragraphs(f"{entry.text[:1].upper()}{entry.text[1:]}.")
    yield from items(explanation_texts(entry))


@parts_of.register(Finding)
def _(finding: Finding) -> Iterator[Html]:
    """Show the verdict on one criterion."""
    yield _findings_table("The criterion", [finding])
    yield from _contract_rows([finding])


def _version(decision: Decision) -> str:
    return f"Decided by badgerules {decision.version}."


def _decision_parts(decision: Decision, level: str) -> Iterator[Html]:
    answer = f"{decision.badge.label}: {ANSWERS[decision.verdict]}"
    yield heading(answer, decision.verdict, level)
    yield _findings_table(f"What {decision.badge.label} asks for", decision.findings)
    yield from _contract_rows(decision.findings)


def _findings_table(caption: str, findings: Sequence[Finding]) -> Html:
    """Show findings; the columns of numbers are left out where no finding has one."""
    numbers = _NUMBERS if any(map(_has_numbers, findings)) else ()
    rows = map(_finding_row, worst_first(findings))
    return table(caption, ("Criterion", "How it came out", *numbers), rows, numbers)


def _finding_row(finding: Finding) -> Iterator[Html]:
    """Show a finding; the row of one without a number ends after its words."""
    yield verdict_head(finding.verdict, finding.criterion.label)
    facts = finding.unsettled
    settled = f"To settle it, record {facts_text(facts)}." if facts else ""
    words = [element("div", text) for text in (finding.text, settled) if text]
    yield cell(*words, clause_on_demand(finding.clause))
    if _has_numbers(finding):
        yield from _numbers(finding)


def _has_numbers(finding: Finding) -> bool:
    """Tell whether a finding counts something; a yes and no does not, nor does a tick."""
    return finding.unit is not Unit.FLAG and not isinstance(finding, StatsLargeContractFinding)


def _numbers(finding: Finding) -> Iterator[Html]:
    yield number(_found(finding))
    limit = "at most " if finding.criterion.is_ceiling else ""
    yield number(f"{limit}{_amount(finding.bar, finding.unit)}")
    yield number(_gap(finding))


def _found(finding: Finding) -> str:
    if finding.measured is None:
        return "not known" if finding.verdict is Verdict.UNKNOWN else "none yet"
    if isinstance(finding, WeeksFinding) and finding.highest != finding.measured:
        return f"{finding.measured} to {_amount(finding.highest, finding.unit)}"
    return _amount(finding.measured, finding.unit)


def _gap(finding: Finding) -> str:
    if finding.missing_units is None or finding.verdict is Verdict.UNKNOWN:
        return "not known" if finding.verdict is Verdict.UNKNOWN else "all of it"
    return _amount(finding.missing_units, finding.unit) if finding.missing_units else "none"


def _amount(value: int, unit: Unit) -> str:
    if unit is Unit.USD:
        return dollars_shown(value)
    if unit is Unit.STARS:
        return f"{hundredths(value)} stars"
    return counted(value, unit.label)


def _contract_rows(findings: Iterable[Finding]) -> Iterator[Html]:
    """Show each contract, the nearest first, where none is known to be the large one."""
    for finding in findings:
        if isinstance(finding, LargeContractFinding) and finding.verdict is not Verdict.MET:
            rows = finding.rows_nearest_first
            shown = [
                (
                    row_head(row.contract.id, element("div", row.contract.category.label)),
                    cell(row.reason.label),
                    money(row.counted_cents),
                    money(row.required_cents),
                    money(row.shortfall_cents) if row.is_able else number("cannot serve"),
                )
                for row in rows[:_SHOWN_CONTRACTS]
            ]
            heads = ("Contract", "Why", *_ROW_NUMBERS)
            caption = f"The contracts, the nearest first ({finding.clause})"
            yield from [table(caption, heads, shown, _ROW_NUMBERS)] if shown else []
            further = len(rows) - len(shown)
            yield from paragraphs(f"And {further_text(further)}." if further else "")


@parts_of.register(Ledger)
def _(ledger: Ledger) -> Iterator[Html]:
    """Show every payment under its contract, with what it counted for."""
    window = ledger.question.window
    yield heading(
        f"Ledger of {ledger.badge.label}; window from {window.first_day} to {window.through}"
    )
    yield from question_parts(ledger.question)
    for contract in ledger.contracts:
        yield from _contract_parts(contract)
    if not ledger.contracts and ledger.payments:
        names = [cell(entry.contract_id) for entry in ledger.payments]
        yield _payments_table("Every payment", ledger.payments, names)
    if not ledger.contracts and not ledger.payments:
        yield from paragraphs("There is no payment.")


def _contract_parts(contract: ContractEntry) -> Iterator[Html]:
    share = ""
    if contract.share is not None:
        share = f"in the share of bad endings: {contract.share.label} (TRP-A3)"
    if contract.payments:
        caption = f"{contract.row.text}; {share}" if share else contract.row.text
        yield _payments_table(caption, contract.payments)
    else:
        yield from paragraphs(f"{contract.row.text}; no payment", share)


def _payments_table(
    caption: str, entries: Sequence[PaymentEntry], names: Sequence[Html] = ()
) -> Html:
    """Show payments, with the names of their contracts where the caption names none."""
    rows: list[list[Html]] = [
        [row_head(str(entry.payment.paid_on)), money(entry.payment.cents), cell(entry.effect)]
        for entry in entries
    ]
    for row, name in zip(rows, names, strict=False):
        row.append(name)
    heads = ("Paid on", "Amount", "How it counts", *(["Contract"] if names else []))
    return table(caption, heads, rows, ("Amount",))


@parts_of.register(Visibility)
def _(view: Visibility) -> Iterator[Html]:
    """Show which badge a viewer sees in one place, and why no other."""
    yield heading(seen_by_text(view))
    yield from question_parts(view.question)
    rows = [
        (
            verdict_head(sight.verdict, sight.badge.label),
            cell("may be seen" if sight.is_allowed else "is not shown here"),
            cell(clause_on_demand(sight.clause)),
        )
        for sight in view.sights
    ]
    yield table("What this viewer may see, were it held", ("Badge", "Here", "Clause"), rows)
    yield from items(f"{badge.label} would be shown if it were held" for badge in view.unsettled)
    yield from items(read_otherwise_texts(view))


@parts_of.register(Comparison)
def _(comparison: Comparison) -> Iterator[Html]:
    """Show which verdicts changed, then cause by cause what it did."""
    before, after = comparison.before, comparison.after
    yield heading(f"From {asked_text(before.question)} to {asked_text(after.question)}")
    yield from paragraphs(*known_texts_of_both(before.question, after.question))
    for said in dict.fromkeys(
        tuple(hypothetical_parts(assessment.question)) for assessment in (before, after)
    ):
        yield from said
    yield from paragraphs(*reading_texts_of_both(before.question, after.question))
    turned = [
        (
            verdict_head(after[badge].verdict, badge.label),
            cell(ANSWERS[after[badge].verdict]),
            cell(ANSWERS[before[badge].verdict]),
        )
        for badge in ORDER
        if any(change.badge is badge for change in comparison.changes)
    ]
    if turned:
        yield table("The badges with a change", ("Badge", "Now", "Was"), turned)
    for cause in Cause:
        yield from _cause_parts(comparison, cause)
    nothing = "Nothing differs." if comparison.is_empty else ""
    fresh = freshness_text(after.question, after.values())
    yield from paragraphs(nothing, not_compared_text(comparison), fresh)


def _cause_parts(comparison: Comparison, cause: Cause) -> Iterator[Html]:
    words = CAUSE_WORDS[cause]
    changes = [
        change
        for badge in ORDER
        for change in comparison.changes
        if change.badge is badge and change.cause is cause
    ]
    views = [view for view in comparison.views if view.cause is cause]
    if changes or views:
        yield element("h3", f"{words[0].upper()}{words[1:]}")
    if changes:
        rows = map(_change_row, changes)
        yield table(f"Findings that changed {words}", ("Criterion", "Now", "Was", "Clause"), rows)
    if views:
        seen = [
            (
                row_head(viewers_text([view.viewer])),
                cell(badges_text(view.after)),
                cell(badges_text(view.before)),
            )
            for view in views
        ]
        yield table(f"Seen on the profile {words}", ("Viewer", "Now", "Was"), seen)


def _change_row(change: Change) -> Iterator[Html]:
    yield row_head(f"{change.badge.label}: {spelled(change.criterion)}")
    later, earlier = texts_that_differ(change)
    gone = [f"{moved_text(move)} left the window" for move in change.rolled_out]
    later = later or ["does not apply" if change.after is None else change.after.text]
    earlier = earlier or ["did not apply" if change.before is None else change.before.text]
    yield cell(*(element("div", text) for text in [*later, *gone]))
    yield cell(*(element("div", text) for text in earlier))
    yield cell(clause_on_demand(change.clause))

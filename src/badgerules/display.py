"""Answers as text that a talent can read: what fails first, then what holds, then who sees what.

Pure functions from answers to strings, at most 80 columns wide, with dates as YYYY-MM-DD so that
no locale can change them.
"""

from __future__ import annotations

from functools import singledispatch
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.background import ClientPlan
from badgerules.clauses import CLAUSES, SOURCES, Clause
from badgerules.comparison import Cause, Change, Comparison, matter_in
from badgerules.decisions import Assessment, Badge, Decision
from badgerules.findings import Finding, LargeContractFinding, Verdict
from badgerules.ledger import Ledger, PaymentEntry
from badgerules.money import dollars_shown
from badgerules.rulebook import edition_named
from badgerules.thresholds import CLAUSE, DEFAULT_READINGS, NUMBERS, TABLE, Edition, Readings
from badgerules.visibility import priority_access, sees_diversity_badge, visibility
from badgerules.vocabulary import Category, PlanTier, Viewer, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from badgerules.decisions import Question
    from badgerules.thresholds import CategoryTable
    from badgerules.visibility import Audience

WIDTH = 80
_SHOWN_CONTRACTS = 5

_ANSWERS = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}
_MARKS = {Verdict.MET: "+", Verdict.UNMET: "-", Verdict.UNKNOWN: "?"}
_ORDER = (
    Badge.TOP_RATED_PLUS,
    Badge.EXPERT_VETTED,
    Badge.TOP_RATED,
    Badge.RISING_TALENT,
    Badge.DIVERSITY_CERTIFIED,
)
_PLUS_SELECTED = ClientPlan(tier=PlanTier.PLUS, selected_for_top_rated_plus=True)
AUDIENCES: tuple[tuple[str, Audience], ...] = (
    ("Enterprise clients see", PlanTier.ENTERPRISE),
    ("Business clients see", PlanTier.BUSINESS),
    ("Selected Plus clients see", _PLUS_SELECTED),
    ("Other Plus clients see", PlanTier.PLUS),
    ("Basic clients see", PlanTier.BASIC),
    ("The talent sees", Viewer.OWNER),
)
"""Everybody who may look, by the name the text uses."""
_AUDIENCE_WIDTH = max(len(name) for name, _ in AUDIENCES)


@singledispatch
def to_text(answer: object) -> str:
    """Return an assessment, a decision, an edition or a clause as text for people.

    Args:
        answer: what to show.

    Returns:
        Lines of at most 80 columns without a newline at the end.

    Raises:
        TypeError: for anything else.

    >>> from badgerules import Badge, TalentRecord, decide
    >>> from datetime import date
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="none")
    >>> print(to_text(decide(record, Badge.TOP_RATED, as_of=date(2020, 9, 1))))
    Top Rated: no
      - the platform does not report Top Rated (BASE-1)
    """
    msg = f"must be an assessment, a decision, an edition or a clause, got {type(answer).__name__}"
    raise TypeError(msg)


@to_text.register
def _(assessment: Assessment) -> str:
    """Show the papers, every badge, and who sees which."""
    return assessment_text(assessment)


@to_text.register
def _(decision: Decision) -> str:
    """Show the verdict, then every finding, the failing ones first."""
    return "\n".join([*_decision_lines(decision), *_hypothetical_lines(decision.question)])


def assessment_text(assessment: Assessment, *, to: Audience | None = None) -> str:
    """Return an assessment as text, for every viewer or, with the reasons, for one.

    Args:
        assessment: the decisions on the talent.
        to: a plan tier, a client plan, or the owner; None for all of them.
    """
    blocks = [
        "\n".join(_papers(assessment)),
        *(_decision_text(assessment, assessment[badge]) for badge in _ORDER),
    ]
    if to is None:
        blocks.append("\n".join(_audience_lines(assessment, AUDIENCES)))
    else:
        name = next((name for name, known in AUDIENCES if known == to), "This client sees")
        lines = [*_audience_lines(assessment, [(name, to)]), *_why_lines(assessment, to)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def clause_text(clause: Clause, editions: Iterable[Edition]) -> str:
    """Return a clause as text, with its numbers edition by edition.

    Args:
        clause: the clause.
        editions: the editions to show, oldest first; one that changes nothing is left out.
    """
    lines = [to_text(clause)]
    for attribute in attrs.fields(Edition):
        if attribute.metadata.get(CLAUSE) == clause.id:
            before = None
            for edition in editions:
                value = _parameter_text(getattr(edition, attribute.name), str(attribute.type))
                if value != before:
                    name = attribute.name.replace("_", " ")
                    lines += _item(">", f"{name} from edition {edition.id}: {value}")
                before = value
    return "\n".join(lines)


def _papers(assessment: Assessment) -> Iterator[str]:
    record, question = assessment.record, assessment.question
    name = record.id if record.id is not None else "This talent"
    yield from _wrapped(f"{name} ({record.kind.label}) on {question.as_of}")
    window = question.window
    yield from _wrapped(f"Rules: edition {question.edition.id}.")
    yield f"Window: payments from {window.first_day} to {window.through} count."
    yield from _hypothetical_lines(question)
    others = _unusual_readings(question)
    if others:
        yield from _wrapped(f"Read with {', '.join(others)}.")


def _hypothetical_lines(question: Question) -> Iterator[str]:
    """Say that the rules applied were not the law, and how they differ from what was."""
    edition = question.edition
    if edition.based_on is not None:
        yield f"Hypothetical: nobody published these rules. Against edition {edition.based_on}:"
        yield from _difference_lines(edition_named(edition.based_on), edition)
    elif question.is_hypothetical:
        yield "Hypothetical: this edition was not the one in force on that day."


def _hypothetical_lines_of_both(before: Question, after: Question) -> Iterator[str]:
    """Say it of both questions, once where the same is to be said."""
    for lines in dict.fromkeys(tuple(_hypothetical_lines(one)) for one in (before, after)):
        yield from lines


def _difference_lines(before: Edition, after: Edition) -> Iterator[str]:
    """Say which numbers differ, and by which clause."""
    for name, field in NUMBERS.items():
        old, new = getattr(before, name), getattr(after, name)
        unit = str(field.type)
        if unit == TABLE:
            olds, news = dict(old), dict(new)
            pairs = [(f", {one.label}", olds[one], news[one]) for one in Category]
            unit = "Cents"
        else:
            pairs = [("", old, new)]
        for suffix, earlier, later in pairs:
            if earlier != later:
                words = (
                    f"{_parameter_text(later, unit)} instead of {_parameter_text(earlier, unit)}"
                )
                label = name.replace("_", " ") + suffix
                yield from _item(">", f"{label}: {words} ({field.metadata[CLAUSE]})")


def _unusual_readings(question: Question) -> list[str]:
    default = attrs.asdict(DEFAULT_READINGS)
    chosen: dict[str, Word] = attrs.asdict(question.readings)
    return [f"{name}={value}" for name, value in chosen.items() if value is not default[name]]


def _decision_text(assessment: Assessment, decision: Decision) -> str:
    lines = [*_decision_lines(decision), *_reading_lines(assessment, decision)]
    return "\n".join(lines)


def _decision_lines(decision: Decision) -> Iterator[str]:
    yield f"{decision.badge.label}: {_ANSWERS[decision.verdict]}"
    worst_first = (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET)
    for finding in sorted(decision.findings, key=lambda one: worst_first.index(one.verdict)):
        yield from _finding_lines(finding)
    if decision.unsettled:
        yield from _item(">", f"to settle it, record {', '.join(decision.unsettled)}")
    if decision.is_met and decision.badge is Badge.TOP_RATED_PLUS:
        yield from _item(">", f"it appears within {decision.within_hours} hours (DELAY-1)")


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield from _item(_MARKS[finding.verdict], f"{finding.text} ({finding.clause})")
    if isinstance(finding, LargeContractFinding) and finding.verdict is not Verdict.MET:
        others = [row for row in finding.rows if row != finding.nearest]
        others.sort(key=lambda row: (not row.is_able, row.shortfall_cents, -row.counted_cents))
        for row in others[:_SHOWN_CONTRACTS]:
            yield from _item(" ", row.text)
        if len(others) > _SHOWN_CONTRACTS:
            yield from _item(" ", f"and {len(others) - _SHOWN_CONTRACTS} contracts further away")


def _reading_lines(assessment: Assessment, decision: Decision) -> Iterator[str]:
    for one in matter_in(assessment, decision.badge):
        clause_id = attrs.fields_dict(Readings)[one.reading].metadata[CLAUSE]
        answer = _ANSWERS[one.verdict]
        yield from _item(
            ">",
            f"with {clause_id} read as {one.reading}={one.value}, the answer is {answer}",
        )


def _wrapped(text: str, *, first: str = "", others: str = "") -> list[str]:
    """Break text into lines of at most 80 columns, never inside a date, an id or a name."""
    return TextWrapper(
        width=WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    ).wrap(text)


def _item(mark: str, text: str) -> list[str]:
    return _wrapped(text, first=f"  {mark} ", others="    ")


def _audience_lines(
    assessment: Assessment,
    audiences: Iterable[tuple[str, Audience]],
) -> Iterator[str]:
    yield "On the profile"
    for name, to in audiences:
        view = visibility(assessment, to=to)
        shown = view.badge.label if view.badge is not None else "no badge"
        if sees_diversity_badge(assessment, to=to):
            shown += f", and {Badge.DIVERSITY_CERTIFIED.label}"
        if view.unsettled:
            shown += f"; not known: {', '.join(badge.label for badge in view.unsettled)}"
        yield from _wrapped(
            f"{name:<{_AUDIENCE_WIDTH}}  {shown}", first="  ", others=" " * (_AUDIENCE_WIDTH + 4)
        )


def _why_lines(assessment: Assessment, to: Audience) -> Iterator[str]:
    for one in priority_access(assessment, to=to):
        yield from _item(
            ">",
            f"{one.badge.label} gives priority access here: {one.text} ({one.clause})",
        )
    view = visibility(assessment, to=to)
    for sight in view.sights:
        if sight.verdict is Verdict.UNMET:
            continue
        held = "held" if sight.verdict is Verdict.MET else "not known to be held"
        if sight.badge is view.badge:
            seen = "shown here"
        else:
            seen = "would be shown otherwise" if sight.is_allowed else "not shown here"
        yield from _item(">", f"{sight.badge.label} is {held}, and {seen} ({sight.clause})")


_CAUSES = {
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
        *_wrapped(f"From {_asked(before.question)} to {_asked(after.question)}"),
        *_hypothetical_lines_of_both(before.question, after.question),
    ]
    for badge in _ORDER:
        changes = [one for one in comparison.changes if one.badge is badge]
        earlier, later = before[badge].verdict, after[badge].verdict
        if changes:
            still = (
                f"still {_ANSWERS[later]}"
                if earlier is later
                else f"{_ANSWERS[later]}, was {_ANSWERS[earlier]}"
            )
            lines += ["", f"{badge.label}: {still}"]
        lines += [line for change in changes for line in _change_lines(change)]
    if comparison.views:
        lines += ["", "On the profile"]
    for view in comparison.views:
        lines += _item(
            "~",
            f"{view.viewer.replace('_', ', ')}, {_CAUSES[view.cause]}: {_badges(view.after)}, "
            f"was {_badges(view.before)}",
        )
    if comparison.is_empty:
        lines += ["", "Nothing differs."]
    return "\n".join(lines)


def _asked(question: Question) -> str:
    return f"{question.as_of} (edition {question.edition.id})"


def _change_lines(change: Change) -> Iterator[str]:
    yield from _item("~", f"{change.criterion} ({change.clause}), {_CAUSES[change.cause]}:")
    for word, texts in zip(("now", "was"), _texts_that_differ(change), strict=True):
        for text in texts:
            yield from _wrapped(f"{word}: {text}", first="    ", others="         ")
    for one in change.rolled_out:
        amount = dollars_shown(one.payment.cents)
        yield from _wrapped(
            f"{one.payment.paid_on} {amount} on {one.contract_id}", first="      ", others="      "
        )


def _texts_that_differ(change: Change) -> tuple[list[str], list[str]]:
    """Return what a finding says now and said before; where that is alike, its rows do differ."""
    later, earlier = change.after, change.before
    if isinstance(later, LargeContractFinding) and isinstance(earlier, LargeContractFinding):
        rows_after, rows_before = ([row.text for row in one.rows] for one in (later, earlier))
        if later.text == earlier.text:
            return (
                [text for text in rows_after if text not in rows_before],
                [text for text in rows_before if text not in rows_after],
            )
    return ([] if later is None else [later.text], [] if earlier is None else [earlier.text])


def _badges(badges: tuple[Badge, ...]) -> str:
    return " and ".join(badge.label for badge in badges) or "no badge"


@to_text.register
def _(ledger: Ledger) -> str:
    """Show every payment under its contract, with what it counted for."""
    window = ledger.question.window
    lines = [f"Ledger of {ledger.badge.label}; window from {window.first_day} to {window.through}"]
    lines += _hypothetical_lines(ledger.question)
    for contract in ledger.contracts:
        lines += _wrapped(contract.row.text)
        if contract.share is not None:
            lines += _item(" ", f"in the share of bad endings: {contract.share.label} (TRP-A3)")
        lines += [line for entry in contract.payments for line in _entry_lines(entry)]
    if not ledger.contracts:
        lines += [line for entry in ledger.payments for line in _entry_lines(entry)]
    return "\n".join(lines)


def _entry_lines(entry: PaymentEntry) -> list[str]:
    return _item("+" if entry.counted_for else "-", entry.text)


@to_text.register
def _(clause: Clause) -> str:
    """Show the statement, what became of it, and where it comes from."""
    lines = [f"{clause.id}  {clause.disposition.value}, by {clause.authority.value}"]
    lines += _wrapped(clause.statement, first="  ", others="  ")
    for key in clause.sources:
        source = SOURCES[key]
        address = f", {source.address}" if source.address is not None else ""
        lines += _item(">", f"source: {source.title}{address} ({source.dated})")
    lines += _item(">", f"where: {clause.locator}")
    if clause.readings:
        lines += _item(">", f"read by {', '.join(clause.readings)}")
    return "\n".join(lines)


@to_text.register
def _(edition: Edition) -> str:
    """Show every number with its unit, its clause and its sources."""
    first_day = f"in force from {edition.effective_from}"
    if edition.based_on is not None:
        first_day = f"hypothetical, based on {edition.based_on}"
    lines = [
        *_wrapped(f"Edition {edition.id}, {first_day}"),
        *_wrapped(f"New: {edition.news}. Date: {edition.dating}."),
        "",
    ]
    cited: dict[str, None] = {}
    for attribute in attrs.fields(Edition):
        if CLAUSE in attribute.metadata:
            rule = CLAUSES[attribute.metadata[CLAUSE]]
            cited.update(dict.fromkeys(rule.sources))
            value = _parameter_text(getattr(edition, attribute.name), str(attribute.type))
            name = attribute.name.replace("_", " ")
            text = f"{rule.id:<8} {name}: {value} [{', '.join(rule.sources)}]"
            lines += _wrapped(text, others=" " * 9)
    lines += ["", "Sources"]
    for key in cited:
        source = SOURCES[key]
        text = f"{key:<9} {source.title} ({source.dated}, {source.authority.value})"
        lines += _wrapped(text, others=" " * 10)
    return "\n".join(lines)


def _parameter_text(value: Any, unit: str) -> str:  # noqa: ANN401  # any field of an edition
    """Return a number with its unit, as declared by the field that holds it."""
    if unit == "Cents":
        return dollars_shown(value)
    if unit == TABLE:
        return " | ".join(_amount_lines(value))
    if unit.startswith(("frozenset", "tuple")):
        return "; ".join(sorted(map(_label, value))) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value} {unit.lower()}"
    return "none" if value is None else str(value)


def _amount_lines(table: CategoryTable) -> Iterator[str]:
    for amount in sorted({cents for _, cents in table}):
        names = [category.label for category, cents in table if cents == amount]
        yield f"{dollars_shown(amount)} for {'; '.join(names)}"


def _label(word: str) -> str:
    return word.label if isinstance(word, Word) else word.replace("_", " ")

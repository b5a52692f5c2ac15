"""The law as text: clauses, editions, and how a hypothetical edition differs from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from badgerules import words
from badgerules.clauses import CLAUSES, SOURCES, Authority, Clause
from badgerules.decisions import newest_day
from badgerules.display.layout import item, joined, to_text, wrapped
from badgerules.money import dollars_shown, hundredths
from badgerules.rulebook import changed_numbers
from badgerules.thresholds import (
    CLAUSE,
    NUMBERS,
    UNIT_OF,
    CategoryTable,
    Cents,
    Edition,
    Hundredths,
    Readings,
)
from badgerules.vocabulary import Category, Word, counted, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from badgerules.decisions import Decision, Question


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
                value = parameter_text(
                    getattr(edition, attribute.name), UNIT_OF.get(attribute.name)
                )
                if value != before:
                    name = spelled(attribute.name)
                    lines += item(">", f"{name} from edition {edition.id}: {value}")
                before = value
    return "\n".join(lines)


def clauses_text() -> str:
    """Return every clause as text: its id, and the first sentence of what it says."""
    width = max(map(len, CLAUSES)) + 2
    lines: list[str] = []
    for clause in CLAUSES.values():
        first_sentence = f"{clause.statement.partition('. ')[0].rstrip('.')}."
        lines += wrapped(first_sentence, first=f"{clause.id:<{width}}", others=" " * width)
    return "\n".join(lines)


def clause_cited(clause_id: str) -> str:
    """Return a clause as answers cite it: with its authority, where no original says it."""
    authority = CLAUSES[clause_id].authority
    return f"{clause_id}, {authority}" if authority in _WITHOUT_ORIGINAL else clause_id


_WITHOUT_ORIGINAL = {Authority.RESTATED_HELP, Authority.OBSERVATION}


def may_apply_text(edition: Edition, applied: Edition) -> str:
    """Say that an edition may have been in force instead of the one that is applied.

    Args:
        edition: the other edition, the one before it or the one after it.
        applied: the edition that is applied.
    """
    is_before = edition.effective_from < applied.effective_from
    later, when, name = (applied, "still", applied.id) if is_before else (edition, "already", "it")
    return (
        f"edition {edition.id} may {when} have been in force, as {name} began between "
        f"{later.may_begin_from} and {later.may_begin_through}"
    )


def hypothetical_text(question: Question) -> str:
    """Say that the rules applied were not the law; nothing if they were."""
    if question.edition.based_on is not None:
        return _unpublished_text(question.edition)
    if question.is_hypothetical:
        name, day = question.edition.id, question.as_of
        return f"Hypothetical: edition {name} was not the one in force on {day}."
    return ""


def freshness_text(question: Question, decisions: Iterable[Decision]) -> str:
    """Say when a source last confirmed the rules, where the day asked about is a later one.

    Args:
        question: what was asked.
        decisions: the decisions that are told.

    Returns:
        The newest day, and which clauses were confirmed on an earlier one; empty for an earlier
        day, and where no source confirms any of the clauses.
    """
    findings = [finding for decision in decisions for finding in decision.findings]
    newest = newest_day(findings)
    if newest is None or question.as_of <= newest:
        return ""
    older: dict[date, dict[str, None]] = {}
    for finding in findings:
        day = finding.confirmed_on
        if day is not None and day < newest:
            older.setdefault(day, {})[finding.clause] = None
    parts = [f"{joined([*older[day]])} on {day}" for day in sorted(older, reverse=True)]
    return "; ".join([f"Rules as last confirmed on {newest}", *parts]) + "."


def law_text(law: Edition | None) -> str:
    """Say which edition is applied to every day; None is the one in force on each day."""
    if law is None:
        return "Rules: on each day the edition in force."
    if law.based_on is None:
        return f"Hypothetical: edition {law.id} is applied to every day."
    return _unpublished_text(law)


def _unpublished_text(law: Edition) -> str:
    return f"Hypothetical: nobody published these rules. Against edition {law.based_on}:"


def reading_text(readings: Readings) -> str:
    """Say which clauses are not read the default way; nothing if all are."""
    others = [words.reading_text(name, value) for name, value in readings.unusual.items()]
    return f"Read so that {'; '.join(others)}." if others else ""


def known_text(question: Question) -> str:
    """Say through when facts are known, where that is not the day asked about; else nothing."""
    if question.known_through == question.as_of:
        return ""
    return f"Facts are known through {question.known_through}; later ones are assumed."


def known_texts_of_both(before: Question, after: Question) -> Iterable[str]:
    """Return `known_text` of two questions, once if it is the same."""
    return dict.fromkeys(map(known_text, (before, after)))


def hypothetical_lines(question: Question) -> Iterator[str]:
    """Say that the rules applied were not the law, and how they differ from published ones."""
    yield from wrapped(hypothetical_text(question))
    yield from _difference_lines(question.edition)


def question_lines(question: Question) -> Iterator[str]:
    """Say through when facts are known and which rules apply, where that is not the usual."""
    yield from wrapped(known_text(question))
    yield from hypothetical_lines(question)
    yield from reading_lines(question.readings)


def law_lines(law: Edition | None) -> Iterator[str]:
    """Say which rules are applied, and how hypothetical ones differ from published ones."""
    yield from wrapped(law_text(law))
    yield from () if law is None else _difference_lines(law)


def reading_lines(readings: Readings) -> Iterator[str]:
    """Say which clauses are not read the default way."""
    yield from wrapped(reading_text(readings))


def reading_texts_of_both(before: Question, after: Question) -> Iterator[str]:
    """Say how clauses are read for two questions, once if it is the same."""
    if before.readings == after.readings:
        yield reading_text(before.readings)
        return
    for name, question in (("Before", before), ("After", after)):
        yield f"{name}: {reading_text(question.readings) or 'Read the default way.'}"


def question_lines_of_both(before: Question, after: Question) -> Iterator[str]:
    """Return `question_lines` of two questions, each part once if it is the same."""
    for text in known_texts_of_both(before, after):
        yield from wrapped(text)
    for lines in dict.fromkeys(tuple(hypothetical_lines(question)) for question in (before, after)):
        yield from lines
    for text in reading_texts_of_both(before, after):
        yield from wrapped(text)


def _difference_lines(after: Edition) -> Iterator[str]:
    for difference in differences(after):
        yield from item(">", difference)


def differences(after: Edition) -> Iterator[str]:
    """Say which numbers of a hypothetical edition differ from the published one it changes."""
    for name, (old, new) in changed_numbers(after).items():
        clause_id, unit = NUMBERS[name].metadata[CLAUSE], UNIT_OF[name]
        if unit == CategoryTable:
            olds, news = dict(old), dict(new)
            pairs = [
                (f", {category.label}", olds[category], news[category]) for category in Category
            ]
            unit = Cents
        else:
            pairs = [("", old, new)]
        for suffix, earlier, later in pairs:
            if earlier != later:
                words = f"{parameter_text(later, unit)} instead of {parameter_text(earlier, unit)}"
                label = spelled(name) + suffix
                yield f"{label}: {words} ({clause_id})"


@to_text.register
def _(clause: Clause) -> str:
    """Show the statement of a clause, its disposition, and its sources."""
    lines = wrapped(f"{clause.id}  {clause.disposition.value}, by {clause.authority.value}")
    lines += wrapped(clause.statement, first="  ", others="  ")
    for key in clause.sources:
        source = SOURCES[key]
        address = f", {source.address}" if source.address is not None else ""
        weight = f"{source.dated}, {source.authority}"
        lines += item(">", f"source: {source.title}{address} ({weight})")
    lines += item(">", f"where: {clause.locator}")
    for text in (*confirmed_texts(clause), *read_by_texts(clause)):
        lines += item(">", text)
    return "\n".join(lines)


def confirmed_texts(clause: Clause) -> Iterator[str]:
    """Say when a source last confirmed a clause, and its exception or its other reading."""
    if clause.confirmed_on is not None:
        yield f"last confirmed on {clause.confirmed_on}"
    if clause.otherwise_confirmed_on is not None:
        yield f"its exception, or its other reading, on {clause.otherwise_confirmed_on}"


def read_by_texts(clause: Clause) -> Iterator[str]:
    """Say how a clause may be read, and by which name each reading is asked for."""
    for name in clause.readings:
        default = attrs.fields_dict(Readings)[name].default
        for (reading, value), said in words.READINGS.items():
            if reading == name:
                usual = ", the default" if value == default else ""
                yield f"{said} ({name}={value}{usual})"


@to_text.register
def _(edition: Edition) -> str:
    """Show every number with its unit, its clause and its sources."""
    first_day = f"in force from {edition.effective_from}"
    if edition.based_on is not None:
        first_day = f"hypothetical, based on {edition.based_on}"
    lines = [
        *wrapped(f"Edition {edition.id}, {first_day}"),
        *wrapped(f"New: {edition.news}. {dating_text(edition)}."),
    ]
    lines += _difference_lines(edition)
    lines.append("")
    cited: dict[str, None] = {}
    for attribute in attrs.fields(Edition):
        if CLAUSE in attribute.metadata:
            rule = CLAUSES[attribute.metadata[CLAUSE]]
            cited.update(dict.fromkeys(rule.sources))
            value = parameter_text(getattr(edition, attribute.name), UNIT_OF.get(attribute.name))
            name = spelled(attribute.name)
            text = f"{rule.id:<8} {name}: {value} [{', '.join(rule.sources)}]"
            lines += wrapped(text, others=" " * 9)
    lines += ["", "Sources"]
    for key in cited:
        source = SOURCES[key]
        text = f"{key:<9} {source.title} ({source.dated}, {source.authority.value})"
        lines += wrapped(text, others=" " * 10)
    return "\n".join(lines)


def dating_text(edition: Edition) -> str:
    """Say how sure the first day of an edition is, and between which days it began."""
    first, last = edition.may_begin_from, edition.may_begin_through
    span = "" if first == last else f"; it began between {first} and {last}"
    return f"Date: {edition.dating}{'' if edition.based_on is not None else span}"


def _stars(value: int) -> str:
    return f"{hundredths(value)} stars"


_WRITTEN = {Cents: dollars_shown, Hundredths: _stars}


def parameter_text(value: Any, unit: Any) -> str:  # noqa: ANN401  # any field of an edition
    """Return what a field of an edition holds, with its unit as `UNIT_OF` has it, None for none."""
    if unit in _WRITTEN:
        return _WRITTEN[unit](value)
    if unit == CategoryTable:
        return " | ".join(_amount_lines(value))
    if unit is not None:
        return counted(value, unit.__name__.lower())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if type(value) in {frozenset, tuple}:
        return "; ".join(sorted(map(_label, value))) or "none"
    return "none" if value is None else str(value)


def _amount_lines(table: CategoryTable) -> Iterator[str]:
    for amount in sorted({cents for _, cents in table}):
        names = [category.label for category, cents in table if cents == amount]
        yield f"{dollars_shown(amount)} for {'; '.join(names)}"


def _label(word: str) -> str:
    return word.label if isinstance(word, Word) else spelled(word)

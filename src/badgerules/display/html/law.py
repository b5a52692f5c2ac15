"""The law as HTML: clauses on demand, editions, and what an answer was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules.clauses import CLAUSES, SOURCES, Clause
from badgerules.display.html.elements import (
    Html,
    Law,
    cell,
    element,
    escaped,
    heading,
    items,
    paragraphs,
    parts_of,
    row_head,
    said_of_law,
    table,
)
from badgerules.display.law import (
    clause_cited,
    confirmed_texts,
    dating_text,
    differences,
    hypothetical_text,
    known_text,
    law_text,
    parameter_text,
    read_by_texts,
    reading_text,
)
from badgerules.thresholds import CLAUSE, UNIT_OF, Edition
from badgerules.vocabulary import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.decisions import Question
    from badgerules.timeline import Outlook


def clause_on_demand(clause_id: str) -> Html:
    """Return a clause as its id, which opens to what it says and where it comes from."""
    if clause_id not in CLAUSES:
        return escaped(clause_id)
    cited = element("summary", clause_cited(clause_id))
    return element("details", cited, *_clause_parts(CLAUSES[clause_id]))


def question_parts(question: Question) -> Iterator[Html]:
    """Return what an answer was asked: edition, readings, and whether that was the law."""
    window = question.window
    rules = f"Rules: edition {question.edition.id}, as of {question.as_of}. "
    known = f" {known_text(question)}".rstrip()
    counted = f"Window: payments from {window.first_day} to {window.through} count."
    yield from said_of_law(f"{rules}{counted}{known}", reading_text(question.readings))
    yield from hypothetical_parts(question)


def hypothetical_parts(question: Question) -> Iterator[Html]:
    """Say that the rules applied were not the law, and how they differ from published ones."""
    yield from said_of_law(hypothetical_text(question))
    yield from map(Law, items(differences(question.edition)))


def outlook_parts(outlook: Outlook) -> Iterator[Html]:
    """Return the edition and readings of an outlook."""
    yield from said_of_law(law_text(outlook.edition))
    yield from () if outlook.edition is None else map(Law, items(differences(outlook.edition)))
    known = f"Facts are known through {outlook.known_through}."
    yield from said_of_law(known, reading_text(outlook.readings))


def _clause_parts(clause: Clause) -> Iterator[Html]:
    yield element("p", clause.statement)
    sources = [_source_text(key) for key in clause.sources]
    sources += [f"Where: {clause.locator}", f"Authority: {clause.authority.value}"]
    sources += [
        f"{text[:1].upper()}{text[1:]}"
        for text in (*confirmed_texts(clause), *read_by_texts(clause))
    ]
    yield from items(sources)


def _source_text(key: str) -> str:
    source = SOURCES[key]
    address = f", {source.address}" if source.address is not None else ""
    return f"Source: {source.title}{address} ({source.dated}, {source.authority})"


@parts_of.register(Clause)
def _(clause: Clause) -> Iterator[Html]:
    """Show the statement of a clause, its disposition, and its sources."""
    yield heading(f"{clause.id}: {clause.disposition.value}")
    yield from _clause_parts(clause)


@parts_of.register(Edition)
def _(edition: Edition) -> Iterator[Html]:
    """Show every number with its unit, its clause and its sources."""
    first_day = f"in force from {edition.effective_from}"
    if edition.based_on is not None:
        first_day = f"hypothetical, based on {edition.based_on}"
    yield heading(f"Edition {edition.id}, {first_day}")
    yield from paragraphs(f"New: {edition.news}. {dating_text(edition)}.")
    yield from items(differences(edition))
    fields = [field for field in attrs.fields(Edition) if CLAUSE in field.metadata]
    rows = [
        (
            row_head(spelled(field.name)),
            cell(parameter_text(getattr(edition, field.name), UNIT_OF.get(field.name))),
            cell(clause_on_demand(field.metadata[CLAUSE])),
        )
        for field in fields
    ]
    yield table("Its numbers", ("Number", "Value", "Clause"), rows)

"""What decides an answer about a record, for whoever tells it in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from badgerules.decisions import Decision, Question
    from badgerules.findings import Finding


def terms_of(question: Question) -> dict[str, Any]:
    """Return what `decide` takes to be asked the same of a record.

    Args:
        question: day, edition and readings.
    """
    known_through = question.known_through  # None where it is usual, which needs no check
    return {
        "as_of": question.as_of,
        "readings": question.readings,
        "edition": question.named_edition,
        "known_through": None if known_through == question.as_of else known_through,
    }


def deciding(decision: Decision) -> Finding | None:
    """Return what decides an answer: the first criterion that fails, or is not known.

    Args:
        decision: the answer.

    Returns:
        The finding; None where the badge is met.
    """
    if decision.is_met:
        return None
    return next(finding for finding in decision.findings if finding.verdict is decision.verdict)

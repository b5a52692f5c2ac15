"""An assessment on one screen: verdicts, what fails of what people strive for, who sees what."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from badgerules.display.answers import (
    as_recorded_text,
    other_day_text,
    page_differs_lines,
    reading_texts,
    remarks,
    said_lines,
)
from badgerules.display.law import question_lines
from badgerules.display.layout import ANSWERS, ORDER, item, name_of, wrapped
from badgerules.display.sights import (
    audiences_of,
    seen_text,
    sight_lines,
)
from badgerules.vocabulary import Badge, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.decisions import Assessment
    from badgerules.visibility import Audience


def summary_text(assessment: Assessment, *, to: Audience | None = None) -> str:
    r"""Return an assessment as text on one screen; `to_text` says all there is.

    Args:
        assessment: the decisions on the talent.
        to: whose view is told, with the reasons; None for everybody's, without.

    Returns:
        Lines of at most 80 columns without a newline at the end.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, assess
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> print(summary_text(assess(record, as_of=date(2020, 9, 1))).partition("\n\nAs")[0])
    This talent (freelancer) on 2020-09-01, by edition 2020-07
    Payments from 2019-09-02 to 2020-09-01 count.
    <BLANKLINE>
    Top Rated Plus: no
      - $0.00 earned, $10,000.00 needed; $10,000.00 short (TRP-F1)
      - there is no contract yet; the lowest bar is $5,000.00 (TRP-F2)
    Expert-Vetted: no
    Top Rated: yes
    Rising Talent: no
    Diversity-Certified: no
    <BLANKLINE>
    Everybody sees Top Rated.
    """
    of_interest = _striven_for(assessment)
    blocks = [
        _question_lines(assessment),
        chain.from_iterable(
            _badge_lines(assessment, badge, is_of_interest=badge in of_interest) for badge in ORDER
        ),
        _audience_lines(assessment) if to is None else sight_lines(assessment, to),
        wrapped(as_recorded_text(assessment)),
        wrapped(other_day_text(assessment)),
        page_differs_lines(assessment),
    ]
    return "\n\n".join(filter(None, map("\n".join, blocks)))


def _question_lines(assessment: Assessment) -> Iterator[str]:
    record, question = assessment.record, assessment.question
    edition, window = question.edition.id, question.window
    whose = f"{name_of(record)} ({record.kind.label})"
    yield from wrapped(f"{whose} on {question.as_of}, by edition {edition}")
    yield from wrapped(f"Payments from {window.first_day} to {window.through} count.")
    yield from question_lines(question)


def _badge_lines(assessment: Assessment, badge: Badge, *, is_of_interest: bool) -> Iterator[str]:
    """Return the verdict on a badge and what makes it, where that is of interest or unknown."""
    decision = assessment[badge]
    yield f"{badge.label}: {ANSWERS[decision.verdict]}"
    if is_of_interest or decision.verdict is Verdict.UNKNOWN:
        for finding in decision.findings:
            if finding.verdict is decision.verdict and not decision.is_met:
                yield from said_lines(finding)
        for text in remarks(decision):
            yield from item(">", text)
    for text in reading_texts(assessment, decision):
        yield from item(">", text)


def _striven_for(assessment: Assessment) -> set[Badge]:
    """Return the badges of which more than the verdict is of interest.

    Expert-Vetted is for those who were invited, and Diversity-Certified for those who applied. A
    base badge that the platform reports has no criteria to meet, so only that it reports none is of
    interest. Rising Talent ends with Top Rated.
    """
    record = assessment.record
    is_computed = record.reputation is not None
    is_of_interest = {
        Badge.TOP_RATED_PLUS: True,
        Badge.EXPERT_VETTED: record.expert_vetting is not None,
        Badge.TOP_RATED: is_computed or not assessment.holds(Badge.TOP_RATED),
        Badge.RISING_TALENT: (is_computed or not assessment.holds(Badge.RISING_TALENT))
        and not assessment.holds(Badge.TOP_RATED),
        Badge.DIVERSITY_CERTIFIED: bool(record.certifications),
    }
    return {badge for badge, is_so in is_of_interest.items() if is_so}


def _audience_lines(assessment: Assessment) -> Iterator[str]:
    """Say who sees what, in as many lines as there are different answers."""
    for words, view in audiences_of(assessment, by_clause=False):
        yield from wrapped(f"{words} {seen_text(view)}.")

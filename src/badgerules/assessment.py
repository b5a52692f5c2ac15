"""Decide one badge, or all five."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from badgerules import converters, eligibility
from badgerules.converters import is_a
from badgerules.decisions import Assessment, Decision, Question
from badgerules.errors import InvalidRecordError, NoEditionInForceError, Problem, shown
from badgerules.rulebook import edition_named, edition_on
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.vocabulary import Badge

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.names import BadgeName
    from badgerules.records import TalentRecord


def _diversity_certified(record: TalentRecord, question: Question) -> Decision:
    """Decide Diversity-Certified; its module is loaded by the first who asks."""
    from badgerules.certification import diversity_certified  # noqa: PLC0415  # as it says

    return diversity_certified(record, question)


_DECIDE: dict[str, Callable[[TalentRecord, Question], Decision]] = {
    Badge.RISING_TALENT: eligibility.rising_talent,
    Badge.TOP_RATED: eligibility.top_rated,
    Badge.TOP_RATED_PLUS: eligibility.top_rated_plus,
    Badge.EXPERT_VETTED: eligibility.expert_vetted,
    Badge.DIVERSITY_CERTIFIED: _diversity_certified,
}


def decide(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
) -> Decision:
    """Decide whether a talent qualifies for one badge on one day, with every criterion weighed.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the day asked about, included in the window.
        readings: how ambiguous clauses are read.
        edition: an edition or its id, to apply it whatever the day (a what-if); None for the
            one in force on `as_of`.
        known_through: the last day whose facts are known, at most `as_of`; None for `as_of`. A
            later week that is not recorded is eligible exactly when the score suffices (TR-F4).

    Returns:
        The decision with its findings.

    Raises:
        NoEditionInForceError: if no edition covers the day, or none has that id.
        InvalidRecordError: if a day is not a date, `known_through` lies after `as_of`, or there
            is no such badge.

    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> decide(record, Badge.TOP_RATED_PLUS, as_of=date(2020, 9, 1)).verdict
    Verdict.UNMET
    """
    question = question_of(as_of, readings, edition, known_through)
    weigh = _DECIDE[badge if type(badge) is Badge else converters.chosen("badge", Badge, badge)]
    return weigh(record, question)


def assess(
    record: TalentRecord,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
) -> Assessment:
    """Decide all five badges of a talent on one day.

    Args:
        record: the facts.
        as_of: the day asked about, included in the window.
        readings: how ambiguous clauses are read.
        edition: an edition or its id, to apply it whatever the day (a what-if); None for the
            one in force on `as_of`.
        known_through: the last day whose facts are known, at most `as_of`; None for `as_of`. A
            later week that is not recorded is eligible exactly when the score suffices (TR-F4).

    Returns:
        A mapping from badge to decision that also holds the record.

    Raises:
        NoEditionInForceError: if no edition covers the day, or none has that id.
        InvalidRecordError: if a day is not a date, or `known_through` lies after `as_of`.

    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> assess(record, as_of=date(2020, 9, 1)).holds("top_rated")
    True
    """
    question = question_of(as_of, readings, edition, known_through)
    decisions = tuple([_DECIDE[badge](record, question) for badge in Badge])
    return Assessment(record=record, question=question, decisions=decisions)


def question_of(
    as_of: date,
    readings: Readings,
    edition: Edition | str | None,
    known_through: date | None,
) -> Question:
    """Return the question, checked; the usual ones need no look."""
    is_usual = type(as_of) is date and known_through is None
    if not (is_usual and edition is None and readings is DEFAULT_READINGS):
        _check_days(as_of, known_through)
        _check_law(readings, edition)
    return _question(as_of, readings, edition, known_through)


@lru_cache(maxsize=256)
def _question(
    as_of: date,
    readings: Readings,
    edition: Edition | str | None,
    known_through: date | None,
) -> Question:
    """Build the question once for all records asked about on that day."""
    if edition is None:
        applied, is_hypothetical = edition_on(as_of), False
    else:
        applied = edition_named(edition) if isinstance(edition, str) else edition
        is_hypothetical = not _is_in_force(applied, as_of)
    return Question(
        as_of=as_of,
        known_through=as_of if known_through is None else known_through,
        edition=applied,
        readings=readings,
        is_hypothetical=is_hypothetical,
    )


def _check_law(readings: Readings, edition: Edition | str | None) -> None:
    """Refuse readings and editions of another type before they are looked up."""
    if not is_a(readings, Readings):
        msg = f"readings must be Readings(...), got {shown(readings)}"
        raise TypeError(msg)
    if not (edition is None or is_a(edition, str) or is_a(edition, Edition)):
        msg = f"edition must be an Edition, its id or None, got {shown(edition)}"
        raise TypeError(msg)


def _check_days(as_of: date, known_through: date | None) -> None:
    """Refuse days that are none, and facts known later than the day asked about."""
    given = {
        "as_of": converters.day(as_of),
        "known_through": converters.optional_day(known_through),
    }
    problems = list(converters.problems_in(given))
    if not problems and known_through is not None and known_through > as_of:
        message = f"must be on or before as_of, {as_of}, got {known_through}"
        allowed = f"a day up to {as_of}"
        problems = [
            Problem(
                path="known_through",
                message=message,
                found=str(known_through),
                allowed=allowed,
            ),
        ]
    if problems:
        raise InvalidRecordError(noun="question", problems=tuple(problems))


def _is_in_force(edition: Edition, day: date) -> bool:
    try:
        return edition_on(day) == edition
    except NoEditionInForceError:
        return False

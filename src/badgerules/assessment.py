"""Decide one badge, or all five."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from badgerules import converters, eligibility
from badgerules.decisions import Assessment, Decision, Question, check_days
from badgerules.findings import TopRatedFinding
from badgerules.records import TalentRecord, check_record
from badgerules.rulebook import edition_named, edition_on, is_in_force
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings, check_law
from badgerules.vocabulary import Badge

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.names import BadgeName


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
_PLUS = Badge.TOP_RATED_PLUS


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
        WrongTypeError: if it is no record, or edition or readings are something else.

    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> decide(record, Badge.TOP_RATED_PLUS, as_of=date(2020, 9, 1)).verdict
    Verdict.UNMET
    """
    if type(record) is not TalentRecord:  # no call, as usual
        check_record(record)
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
        WrongTypeError: if it is no record, or edition or readings are something else.

    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> assess(record, as_of=date(2020, 9, 1)).holds("top_rated")
    True
    """
    check_record(record)
    question = question_of(as_of, readings, edition, known_through)
    return Assessment(record=record, question=question, decisions=_all_five(record, question))


def _all_five(record: TalentRecord, question: Question) -> tuple[Decision, ...]:
    """Decide every badge; the Top Rated below Top Rated Plus is not weighed twice."""
    decisions = {badge: _DECIDE[badge](record, question) for badge in Badge if badge is not _PLUS}
    basis = decisions[Badge.TOP_RATED].findings
    decisions[_PLUS] = eligibility.top_rated_plus(record, question, basis)
    return tuple([decisions[badge] for badge in Badge])


def decided_again(record: TalentRecord, decision: Decision, question: Question) -> Decision:
    """Decide a badge once more, under a question that differs in nothing but readings.

    Of the findings on Top Rated no reading changes any but those on money, so that the others stay.

    Args:
        record: the facts.
        decision: how the badge came out.
        question: the other question.
    """
    if record.reputation is None or record.is_partly_known:
        return _DECIDE[decision.badge](record, question)
    from badgerules.base_badges import with_money_of  # noqa: PLC0415  # few need it

    basis = decision.findings
    if decision.badge is _PLUS:
        basis = next(
            finding.basis for finding in decision.findings if isinstance(finding, TopRatedFinding)
        )
    again = with_money_of(basis, record, question)
    if decision.badge is _PLUS:
        return eligibility.top_rated_plus(record, question, again)
    if again is None:
        return _DECIDE[decision.badge](record, question)
    return Decision._unchecked(decision.badge, question, again)


def question_of(
    as_of: date,
    readings: Readings,
    edition: Edition | str | None,
    known_through: date | None,
) -> Question:
    """Return the question, checked; the usual ones need no look."""
    is_usual = type(as_of) is date and known_through is None
    if not (is_usual and edition is None and readings is DEFAULT_READINGS):
        check_days(as_of, known_through)
        check_law(readings, edition)
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
        is_hypothetical = not is_in_force(applied, as_of)
    return Question(
        as_of=as_of,
        known_through=as_of if known_through is None else known_through,
        edition=applied,
        readings=readings,
        is_hypothetical=is_hypothetical,
        is_named=edition is not None,
    )

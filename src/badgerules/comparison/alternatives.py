"""Which other reading of a clause, or which other edition, would change an answer.

Each is tried alone, and decided again. A reading that nothing asks about is not tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from badgerules.assessment import assess, decide, decided_again
from badgerules.criteria import NEGATIVE_SHARE, asked, is_read_otherwise
from badgerules.decisions import Assessment, Decision, by_criterion, check_assessment
from badgerules.eligibility import bars_for
from badgerules.rulebook import neighbours_of
from badgerules.thresholds import (
    DEFAULT_READINGS,
    Edition,
    FixedDict,
    Readings,
    readings_touching,
    switched,
)
from badgerules.visibility import VIEWERS, badges_shown, viewers_in
from badgerules.vocabulary import Badge, Kind, Verdict, Word

if TYPE_CHECKING:
    from datetime import date

    from badgerules.decisions import Question
    from badgerules.names import BadgeName
    from badgerules.records import TalentRecord


@attrs.frozen(kw_only=True)
class ReadingThatMatters:
    """A single reading that would change a verdict.

    Args:
        reading: its name, as in "money_bar".
        value: how it would have to be read.
        verdict: what the verdict would then be.
    """

    reading: str
    value: Word
    verdict: Verdict


def readings_that_matter(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
) -> tuple[ReadingThatMatters, ...]:
    """Find every single reading that, switched alone, would change the verdict on a badge.

    One that would change it to unknown is left out: only the record leaves that open. Readings that
    touch what is seen change no verdict; `Visibility.readings_that_matter` has them.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the day asked about.
        readings: where to start from; each is switched alone.
        edition: as in `decide`.
        known_through: as in `decide`.

    Returns:
        One entry a reading and value, in the order of `Readings`; empty if none matters.

    Raises:
        NoEditionInForceError: as `decide` does.
        InvalidRecordError: as `decide` does.

    >>> from datetime import date
    >>> from badgerules import Contract, TalentRecord
    >>> shop = Contract(id="shop", category="legal").with_payment("10000", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> matter = readings_that_matter(record, "top_rated_plus", as_of=date(2020, 9, 1))
    >>> [(reading.reading, reading.value.value, reading.verdict.value) for reading in matter]
    [('money_bar', 'more_than', 'unmet'), ('feedback', 'positive', 'unmet')]
    """
    as_read = decide(
        record,
        badge,
        as_of=as_of,
        readings=readings,
        edition=edition,
        known_through=known_through,
    )
    return _matter(record, as_read)


def matter_in(assessment: Assessment, badge: Badge) -> tuple[ReadingThatMatters, ...]:
    """Find the readings that matter to a decision already made, as it was asked."""
    return _matter(assessment.record, assessment[badge])


def _matter(record: TalentRecord, as_read: Decision) -> tuple[ReadingThatMatters, ...]:
    """Decide once more under each alternative of each reading that may change the verdict."""
    if not _may_turn(as_read):
        return ()
    member, was = record.exclusive_agency_contractor, as_read.verdict
    found: list[ReadingThatMatters] = []
    for name, value, question in _asked_otherwise(
        as_read.question, as_read.badge, record.kind, is_member=member
    ):
        verdict = decided_again(record, as_read, question).verdict
        # a turn to unknown is none: only the record leaves it open
        if verdict is not was and verdict is not Verdict.UNKNOWN:
            found.append(ReadingThatMatters(reading=name, value=value, verdict=verdict))
    return tuple(found)


def _may_turn(decision: Decision) -> bool:
    """Tell whether a reading may turn a verdict, by what its criteria say of themselves.

    Readings touch the money in a window, and who has amounts of their own (TRP-F7). Without any
    such criterion nothing can turn, nor where another is unmet.
    """
    is_touched = False
    for finding in by_criterion(decision).values():
        if is_read_otherwise(finding.criterion):
            is_touched = True
        elif finding.verdict is Verdict.UNMET:
            return False
    return is_touched


@lru_cache(maxsize=1024)
def _asked_otherwise(
    question: Question, badge: Badge, kind: Kind, *, is_member: bool
) -> tuple[tuple[str, Word, Question], ...]:
    """Return a question under each other value of each reading by which a badge is weighed anew.

    Left out is what resolves into the same window and the same bars, as an agency's readings do for
    a freelancer.
    """
    usual = _weighed_by(question, badge, kind, is_member=is_member)
    others = [
        (name, value, attrs.evolve(question, readings=readings))
        for name, value, readings in switched(question.readings, readings_touching(badge))
    ]
    return tuple(
        (name, value, other)
        for name, value, other in others
        if _weighed_by(other, badge, kind, is_member=is_member) != usual
    )


def _weighed_by(question: Question, badge: Badge, kind: Kind, *, is_member: bool) -> object:
    """Return all of a question that money is weighed by: the window, and the bars of Plus."""
    if badge is not Badge.TOP_RATED_PLUS:
        return question.window
    bars = attrs.evolve(bars_for(question, kind, is_member=is_member), for_members=None)
    if NEGATIVE_SHARE not in asked(badge, kind, question.edition):  # no share is taken of any
        bars = attrs.evolve(bars, share_scope=DEFAULT_READINGS.negative_share_scope)
    return question.window, bars


@attrs.frozen(kw_only=True)
class EditionThatMatters:
    """An edition that may have been in force instead, and would change a verdict.

    Args:
        edition: the other edition; its first day, or that of the one applied, is not known exactly.
        verdict: what the verdict would then be.
    """

    edition: Edition
    verdict: Verdict


@attrs.frozen(kw_only=True)
class SightsUnderEdition:
    """An edition that may have been in force instead, and under which viewers would see others.

    Args:
        edition: the other edition.
        seen: the badges that each viewer would then see on the profile, by the name that answers
            use; only viewers whom both editions name, and who would see something else.
    """

    edition: Edition
    seen: Mapping[str, tuple[Badge, ...]] = attrs.field(hash=False)


def editions_that_matter(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
) -> tuple[EditionThatMatters, ...]:
    """Find the editions that may have been in force instead, and would change the verdict.

    The first day of many an edition is known to a month or a year only. On a day on which it may
    or may not have begun, the verdict is held against that of the neighbour.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the day asked about.
        readings: how ambiguous clauses are read.
        edition: as in `decide`; where it was not in force on that day, no other may have been.
        known_through: as in `decide`.

    Returns:
        One entry an edition, the oldest first; empty if none matters.

    Raises:
        NoEditionInForceError: as `decide` does.
        InvalidRecordError: as `decide` does.

    >>> from datetime import date
    >>> from badgerules import ExpertVetting, TalentRecord
    >>> day = date(2021, 5, 1)
    >>> vetting = ExpertVetting(category="writing", invited_on=day, passed_on=day)
    >>> record = TalentRecord(kind="freelancer", contracts=[], expert_vetting=vetting)
    >>> matter = editions_that_matter(record, "expert_vetted", as_of=date(2022, 3, 1))
    >>> [(other.edition.id, other.verdict.value) for other in matter]
    [('2021-07', 'unmet')]
    """
    applied = decide(
        record,
        badge,
        as_of=as_of,
        readings=readings,
        edition=edition,
        known_through=known_through,
    )
    return _editions_that_matter(record, applied)


def editions_that_matter_in(assessment: Assessment, badge: Badge) -> tuple[EditionThatMatters, ...]:
    """Find the editions that matter to a decision already made, as it was asked."""
    return _editions_that_matter(assessment.record, assessment[badge])


@lru_cache(maxsize=256)
def _neighbours(question: Question) -> tuple[Edition, ...]:
    return () if question.is_hypothetical else neighbours_of(question.as_of, question.edition)


def _editions_that_matter(
    record: TalentRecord, applied: Decision
) -> tuple[EditionThatMatters, ...]:
    question = applied.question
    others = [
        decide(
            record,
            applied.badge,
            as_of=question.as_of,
            readings=question.readings,
            edition=edition,
            known_through=question.known_through,
        )
        for edition in _neighbours(question)
    ]
    return tuple(
        EditionThatMatters(edition=other.edition, verdict=other.verdict)
        for other in others
        if other.verdict is not applied.verdict
    )


def sights_by_edition(assessment: Assessment) -> tuple[SightsUnderEdition, ...]:
    """Find the editions that may have been in force instead, and under which others are seen.

    Args:
        assessment: the decisions on the talent.

    Returns:
        One entry an edition, the oldest first; empty if every viewer would see the same.

    Raises:
        WrongTypeError: if it is no assessment.

    Clause: VIS-10.
    """
    check_assessment(assessment)
    question = assessment.question
    found: list[SightsUnderEdition] = []
    for edition in _neighbours(question):
        other = assess(
            assessment.record,
            as_of=question.as_of,
            readings=question.readings,
            edition=edition,
            known_through=question.known_through,
        )
        seen = {
            viewer: shown
            for viewer in viewers_of_both(assessment, other)
            if (shown := badges_shown(other, to=VIEWERS[viewer]))
            != badges_shown(assessment, to=VIEWERS[viewer])
        }
        if seen:
            found.append(SightsUnderEdition(edition=edition, seen=FixedDict(seen)))
    return tuple(found)


def viewers_of_both(before: Assessment, after: Assessment) -> tuple[str, ...]:
    """Return the viewers whom both editions name (VIS-10)."""
    later = viewers_in(after.question.edition)
    return tuple(name for name in viewers_in(before.question.edition) if name in later)

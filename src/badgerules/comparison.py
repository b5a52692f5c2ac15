"""Compare answers: which single readings would turn a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules.assessment import decide
from badgerules.findings import Verdict
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from datetime import date

    from badgerules.decisions import Assessment, Badge
    from badgerules.records import TalentRecord


@attrs.frozen(kw_only=True)
class ReadingThatMatters:
    """A single reading that would turn a verdict.

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
    badge: Badge | str,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
) -> tuple[ReadingThatMatters, ...]:
    """Find every single reading that, switched alone, would turn the verdict on a badge.

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
    >>> [(one.reading, one.value.value, one.verdict.value) for one in matter]
    [('money_bar', 'more_than', 'unmet'), ('feedback', 'positive', 'unmet')]
    """

    def verdict(under: Readings) -> Verdict:
        return decide(
            record,
            badge,
            as_of=as_of,
            readings=under,
            edition=edition,
            known_through=known_through,
        ).verdict

    as_read = verdict(readings)
    chosen: dict[str, Word] = attrs.asdict(readings)
    switched = [
        (name, value, verdict(attrs.evolve(readings, **{name: value})))
        for name, current in chosen.items()
        for value in type(current)
        if value is not current
    ]
    return tuple(
        ReadingThatMatters(reading=name, value=value, verdict=then)
        for name, value, then in switched
        if then is not as_read
    )


def matter_in(assessment: Assessment, badge: Badge) -> tuple[ReadingThatMatters, ...]:
    """Find the readings that matter to a decision already made, under its own papers."""
    question = assessment.question
    return readings_that_matter(
        assessment.record,
        badge,
        as_of=question.as_of,
        readings=question.readings,
        edition=question.edition,
        known_through=question.known_through,
    )

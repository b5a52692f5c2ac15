"""Ask for a timeline, or for the next change."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from badgerules import converters
from badgerules.assessment import question_of
from badgerules.base_badges import top_rated_bars
from badgerules.criteria import by_key
from badgerules.errors import refuse, unfit
from badgerules.records import check_record
from badgerules.rulebook import EDITIONS, LAUNCH, edition_on
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings, check_law
from badgerules.timeline.by_badge import badge_tracks, days_of_money
from badgerules.timeline.events import event_days
from badgerules.timeline.spans import Border, Outlook, Span, Timeline
from badgerules.timeline.tracks import combined
from badgerules.vocabulary import UNKNOWN, Badge, Kind, ProblemCode, Verdict
from badgerules.windows import LONGEST_MONTH, MONTHS_PER_YEAR, ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from badgerules.decisions import Assessment, Decision, Question
    from badgerules.names import BadgeName
    from badgerules.records import TalentRecord
    from badgerules.timeline.tracks import Track

Reign: TypeAlias = tuple[Edition, date, date]
"""An edition, and the first and the last day of it that matter."""

ABOUT_A_YEAR = timedelta(days=LONGEST_MONTH * MONTHS_PER_YEAR)


def timeline(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    first_day: date | None = None,
    last_day: date | None = None,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> Timeline:
    """Return the exact spans of days on which a badge is met, unmet or unknown.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the last day whose facts are known; later days rest on assumptions, which the
            answer lists.
        first_day: where to begin; None for the first day of the rules.
        last_day: where to end, included; None for the day after which nothing recorded can
            change the verdict any more.
        readings: how ambiguous clauses are read.
        edition: an edition or its id, to apply it to every day (a what-if); None for the one in
            force on each day.

    Returns:
        Spans that cover every day once, and the borders between them.

    Raises:
        NoEditionInForceError: if no edition covers the first day, or none has that id.
        InvalidRecordError: if a day is not a date, the last day lies before the first, or there
            is no such badge.
        WrongTypeError: if it is no record, or edition or readings are something else.

    >>> from badgerules import Contract, TalentRecord
    >>> shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> spans = timeline(record, "top_rated_plus", as_of=date(2020, 9, 1)).spans
    >>> [(span.first_day.isoformat(), span.verdict.value) for span in spans]
    [('2020-07-07', 'met'), ('2021-03-01', 'unmet')]
    """
    _check(record, readings, edition)
    _check_days(as_of=as_of, first_day=first_day, last_day=last_day)
    outlook = _outlook(record, badge, as_of, readings, edition)
    begin = _first_day(as_of, outlook.edition) if first_day is None else first_day
    _check_range(begin, last_day)
    settled = _settled_on(outlook, begin)
    end = settled if last_day is None else last_day
    return Timeline(
        outlook=outlook,
        spans=_spans(combined(tracks_between(outlook, begin, end).values()), end),
        is_settled=settled <= end,
        assumptions=tuple(_assumptions(outlook, begin, end)),
    )


def _settled_on(outlook: Outlook, first_day: date) -> date:
    """Return a day, on or after the first, from which on nothing recorded changes the verdict.

    If what is recorded may count to the end of the calendar, it is looked at whether it does: most
    days of the year 9999 stand for never, and turn nothing.
    """
    events, known = event_days(outlook), max(outlook.known_through, first_day)
    settled = events.settled_on(known)
    if settled < date.max:
        return settled
    turned_on, _ = combined(tracks_between(outlook, first_day, settled).values())[-1]
    return events.reached_from(max(known, turned_on))


def _check(record: TalentRecord, readings: Readings, edition: Edition | str | None) -> None:
    check_record(record)
    check_law(readings, edition)


def _outlook(
    record: TalentRecord,
    badge: Badge | BadgeName,
    as_of: date,
    readings: Readings,
    edition: Edition | str | None,
) -> Outlook:
    """Return the facts and rules by which each day is decided."""
    law = None
    if edition is not None:
        law = question_of(LAUNCH.effective_from, readings, edition, None).edition
    return Outlook(
        record=record,
        badge=converters.chosen("badge", Badge, badge),
        known_through=as_of,
        readings=readings,
        edition=law,
    )


def _spans(track: Track, last_day: date) -> tuple[Span, ...]:
    """Return the spans of a track that ends on a day."""
    ends = [day - ONE_DAY for day, _ in track[1:]] + [last_day]
    return tuple(
        Span(first_day=day, last_day=last, verdict=verdict)
        for (day, verdict), last in zip(track, ends, strict=True)
    )


def next_change(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> Border | None:
    """Return the next day on which a badge begins or ceases to be met, if nothing new happens.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the last day whose facts are known.
        readings: how ambiguous clauses are read.
        edition: as in `timeline`.

    Returns:
        The border, with the clauses that bring the change about; None if nothing will change.

    Raises:
        NoEditionInForceError: as `timeline` does.
        InvalidRecordError: as `timeline` does.

    >>> from badgerules import Contract, TalentRecord
    >>> shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> change = next_change(record, "top_rated_plus", as_of=date(2020, 9, 1))
    >>> change.on.isoformat(), change.verdict.value, change.because
    ('2021-03-01', 'unmet', ('TRP-F1', 'TRP-F2'))
    """
    _check(record, readings, edition)
    _check_days(as_of=as_of)
    return _change_after(_outlook(record, badge, as_of, readings, edition), as_of)


def change_ahead(assessment: Assessment, badge: Badge) -> Border | None:
    """Return the next change of a badge after the day of an assessment, by the same rules.

    Args:
        assessment: the decisions on the talent.
        badge: the badge.
    """
    if is_unmoved(assessment, badge):
        return None
    record, question = assessment.record, assessment.question
    outlook = Outlook(
        record=record,
        badge=badge,
        known_through=question.known_through,
        readings=question.readings,
        edition=question.named_edition,
    )
    # What is asked about the first day is answered already, where all facts are known.
    decision = None if record.is_partly_known else assessment[badge]
    return _change_after(outlook, question.as_of, decision)


def _change_after(outlook: Outlook, day: date, decision: Decision | None = None) -> Border | None:
    """Return the next change after a day, on which the decision may be known already."""
    last_day = event_days(outlook).settled_on(day)
    tracks = tracks_between(outlook, day, last_day, decision)
    spans = _spans(combined(tracks.values()), last_day)
    ahead = Timeline(outlook=outlook, spans=spans, is_settled=True, assumptions=())
    return ahead.next_change_after(day)


def is_unmoved(assessment: Assessment, badge: Badge) -> bool:
    """Tell whether it is clear at a glance that no day changes a verdict under any edition.

    That is so of a base badge that the platform reports, of Expert-Vetted without a screening, and
    of Diversity-Certified without a certification: nothing that they rest on has a day. Of all else
    a timeline tells.

    Args:
        assessment: the decisions on the talent.
        badge: the badge.
    """
    record = assessment.record
    with_days: dict[Badge, object] = {
        Badge.RISING_TALENT: record.reputation,
        Badge.TOP_RATED: record.reputation,
        Badge.EXPERT_VETTED: record.expert_vetting,
        Badge.DIVERSITY_CERTIFIED: record.certifications or None,
    }
    return badge in with_days and with_days[badge] is None


def timeline_ahead(assessment: Assessment, badge: Badge) -> Timeline:
    """Return the timeline of a badge from the day of an assessment on, as that was asked.

    Args:
        assessment: the decisions on the talent.
        badge: the badge.
    """
    question = assessment.question
    return timeline(
        assessment.record,
        badge,
        as_of=question.known_through,
        first_day=question.as_of,
        readings=question.readings,
        edition=question.named_edition,
    )


def _check_days(as_of: date, **days: date | None) -> None:
    """Refuse values that are no dates."""
    given = {name: converters.optional_day(day) for name, day in days.items()}
    converters.check("timeline", as_of=converters.day(as_of), **given)


def _check_range(first_day: date, last_day: date | None) -> None:
    """Refuse a range that ends before it begins."""
    if last_day is not None and last_day < first_day:
        message = f"must be on or after the first day, {first_day}, got {last_day}"
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day from {first_day} on"
        problem = unfit(code, allowed, str(last_day), at="last_day", message=message)
        refuse("timeline", [problem])


def _first_day(as_of: date, law: Edition | None) -> date:
    """Return the first day of the rules: of the first edition, or of the one asked for."""
    return LAUNCH.effective_from if law is None else min(as_of, law.effective_from)


def tracks_between(
    outlook: Outlook, first_day: date, last_day: date, decision: Decision | None = None
) -> dict[str, Track]:
    """Return the track of each criterion over a range of days, edition after edition.

    Args:
        outlook: the facts, the badge, and the rules for every day.
        first_day: where the tracks begin.
        last_day: where they end, included.
        decision: how the badge comes out on the first day, if that is known already.
    """
    whole: dict[str, Track] = {}
    for question, end in asked_between(outlook, first_day, last_day):
        begin = question.as_of
        known = decision if begin == first_day else None
        known_through = outlook.known_through
        tracks = badge_tracks(outlook.record, outlook.badge, question, known_through, end, known)
        earlier = [] if begin == first_day else [(first_day, Verdict.MET)]
        for key in tracks:  # what is not asked of a day is met on it
            whole.setdefault(key, [*earlier])
        for key, track in whole.items():
            track.extend(tracks.get(key, [(begin, Verdict.MET)]))
    return whole


def days_of_knowledge(outlook: Outlook, first_day: date, last_day: date) -> Iterator[date]:
    """List in order the first day, and each later one on which what is left open may turn.

    Args:
        outlook: the facts, the badge, and the rules for every day.
        first_day: where to begin.
        last_day: where to end, included.
    """
    for question, end in asked_between(outlook, first_day, last_day):
        yield from sorted(days_of_money(outlook.record, question, outlook.known_through, end))


def lost_on(outlook: Outlook, first: date, last: date, besides: frozenset[str]) -> date | None:
    """Return the first day on which a criterion other than `besides` is not met, or None.

    Args:
        outlook: the facts, the badge, and the rules for every day.
        first: where to begin.
        last: where to end, included.
        besides: the keys of the criteria to leave out.
    """
    reach, end = ABOUT_A_YEAR, first
    while True:  # twice as far each time: most losses come soon
        end += min(reach, last - end)
        tracks = tracks_between(outlook, first, end)
        met = [(first, Verdict.MET)]
        whole = combined([met, *(tracks[key] for key in tracks.keys() - besides)])
        day = next((day for day, verdict in whole if verdict is not Verdict.MET), None)
        if day is not None or end == last:
            return day
        reach += reach


def asked_between(
    outlook: Outlook, first_day: date, last_day: date
) -> Iterator[tuple[Question, date]]:
    """Return what is asked on the first day of each edition in a range of days, and its last day.

    Skip an edition that asks of the badge what the previous one does: the verdicts are the same.

    Args:
        outlook: the facts, the badge, and the rules for every day.
        first_day: where to begin.
        last_day: where to end, included.
    """
    for law, begin, end in _reigns(outlook, first_day, last_day):
        yield question_of(begin, outlook.readings, law, None), end


def _reigns(outlook: Outlook, first_day: date, last_day: date) -> list[Reign]:
    """Return each edition in force in a range of days, with its first and last day there."""
    if outlook.edition is not None:
        return [(outlook.edition, first_day, last_day)]
    return reigns(outlook.badge, (outlook.record.kind,), first_day, last_day)


def reigns(badge: Badge, kinds: Iterable[Kind], first_day: date, last_day: date) -> list[Reign]:
    """Return each edition in force in a range of days, with its first and last day there.

    Skip an edition that asks of the badge what the previous one does: the verdicts are the same.

    Args:
        badge: the badge.
        kinds: of whom it is asked.
        first_day: where to begin.
        last_day: where to end, included.
    """
    asked_of = tuple(kinds)
    begun = [(edition_on(first_day), first_day)]
    for edition in EDITIONS:
        is_inside = first_day < edition.effective_from <= last_day
        if is_inside and not _asks_alike(begun[-1][0], edition, badge, asked_of):
            begun.append((edition, edition.effective_from))
    ends = [begin - ONE_DAY for _, begin in begun[1:]] + [last_day]
    return [(edition, begin, end) for (edition, begin), end in zip(begun, ends, strict=True)]


@lru_cache(maxsize=256)
def _asks_alike(before: Edition, edition: Edition, badge: Badge, kinds: tuple[Kind, ...]) -> bool:
    """Tell whether two editions ask the same of a badge."""
    return all(_asks(before, badge, kind) == _asks(edition, badge, kind) for kind in kinds)


def _asks(edition: Edition, badge: Badge, kind: Kind) -> tuple[object, ...]:
    """Return the criteria of a badge under an edition, with what each is held against."""
    criteria = by_key(badge, kind, edition).values()
    numbers = [[getattr(edition, name) for name in one.numbers] for one in criteria]
    return (*criteria, *numbers)


_OF_THE_BASE = {Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS}


def _undated(record: TalentRecord, badge: Badge) -> Iterator[str]:
    """Name the facts without a day of their own that a verdict on a badge may rest on."""
    if badge is Badge.DIVERSITY_CERTIFIED and record.country is not None:
        yield "country"
    if badge in _OF_THE_BASE and record.base_badge is not None:
        yield "base badge"
    if badge in _OF_THE_BASE and record.reputation is not None:
        yield "reputation"
    if badge is Badge.TOP_RATED_PLUS:
        if record.exclusive_agency_contractor:
            yield "exclusive agency contractor"
        for contract in record.contracts:
            if contract.outcome is not None and contract.outcome_on is None:
                yield f"outcome of {contract.id}"


def _assumptions(outlook: Outlook, first_day: date, last_day: date) -> Iterator[str]:
    """List what is assumed of the days before the last known one, and of those after it."""
    known = outlook.known_through
    if first_day < known and (facts := [*_undated(outlook.record, outlook.badge)]):
        yield f"before {known}, too, what has no day of its own was as it is: {', '.join(facts)}"
    if last_day <= known:
        return
    yield f"after {known} nothing is paid, judged or recorded beyond what the record holds"
    yield "whatever has no day of its own stays as it is"
    if outlook.edition is None and last_day >= EDITIONS[-1].effective_from:
        yield f"edition {EDITIONS[-1].id} stays in force"
    reputation = outlook.record.reputation
    if reputation is None or outlook.badge not in {Badge.TOP_RATED, Badge.TOP_RATED_PLUS}:
        return
    law = outlook.edition or edition_on(last_day)
    bar, score = top_rated_bars(law, outlook.record.kind).week_score, reputation.score_on(known)
    weeks = f"a week that ends after {known} and is not recorded"
    if any(later.since > known for later in reputation.scores):
        yield f"{weeks} is eligible if the Job Success Score of its day is at least {bar}"
        return
    if score is UNKNOWN:
        yield f"{weeks} is not known to be eligible, as the Job Success Score is not known"
    elif score is None:
        yield f"{weeks} is not eligible, as there is no Job Success Score"
    elif score >= bar:
        yield f"{weeks} is eligible, as the Job Success Score of {score} is at least {bar}"
    else:
        yield f"{weeks} is not eligible, as the Job Success Score of {score} is under {bar}"

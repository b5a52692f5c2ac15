"""The tracks of each badge, criterion by criterion, under one edition."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from badgerules.base_badges import is_by_numbers, top_rated_bars
from badgerules.certification import days_of, diversity_certified
from badgerules.criteria import (
    CERTIFICATION,
    COUNTRY,
    DETAILS_GIVEN,
    NOT_REVOKED,
    REVIEWED,
    SUBMITTED,
    TOP_RATED_PREFIX,
    UNEXPIRED,
    VETTING,
    asked,
)
from badgerules.decisions import by_criterion
from badgerules.eligibility import expert_vetted, rising_talent, top_rated, top_rated_plus
from badgerules.findings import is_from_stats
from badgerules.open_money import LEFT_OPEN
from badgerules.timeline.money import MoneyAhead, money_tracks, reaching
from badgerules.timeline.reputation import rising_talent_tracks, top_rated_tracks
from badgerules.timeline.tracks import ALWAYS, combined, constant, cut, lasting, on_one_day
from badgerules.vocabulary import Badge, Turned, Verdict
from badgerules.windows import ONE_DAY, days_later, if_it_comes, is_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from badgerules.decisions import Decision, Question
    from badgerules.records import TalentRecord
    from badgerules.talent_facts import Reputation
    from badgerules.timeline.tracks import Track


WHOLE_BADGE = "badge"
"""The key of a track that stands for all criteria of a badge."""


def badge_tracks(
    record: TalentRecord,
    badge: Badge,
    question: Question,
    known_through: date,
    last_day: date,
    decision: Decision | None = None,
    money: MoneyAhead | None = None,
) -> dict[str, Track]:
    """Return the tracks of a badge by criterion, from the day of the question on.

    A criterion that can turn has a track built for it below. What money that is known in part may
    leave open is decided on each day on which that may turn, and a criterion without a track on
    every day: equally right, but slower.

    Args:
        record: the facts.
        badge: the badge.
        question: the first day, the edition and the readings.
        known_through: the last day whose facts are known.
        last_day: the last day, included.
        decision: the answer to the question, if that is known already and all facts are.
        money: what it does in that time, if somebody looks at it besides.

    Returns:
        A track for each criterion, by its key (`criteria.by_key`); or one for the whole badge.
    """
    stats = record.stats
    if money is None:
        money = MoneyAhead(record, question, last_day)
    if stats is None:
        return _by_facts(record, badge, question, known_through, money, decision)
    bare = attrs.evolve(record, stats=None)
    tracks = _by_facts(bare, badge, question, known_through, money)
    if question.as_of <= stats.shown_on <= last_day:
        for _, decided in _asked_on([stats.shown_on], record, badge, question, known_through):
            for key, finding in by_criterion(decided).items():
                if is_from_stats(finding):
                    shown = on_one_day(tracks[key], stats.shown_on, finding.verdict)
                    tracks[key] = cut(shown, question.as_of, last_day)
    return tracks


def _by_facts(
    record: TalentRecord,
    badge: Badge,
    question: Question,
    known_through: date,
    money: MoneyAhead,
    decision: Decision | None = None,
) -> dict[str, Track]:
    """Return the tracks by the facts of a record alone."""
    last_day = money.last_day
    tracks = _FAST[badge](record, question, known_through, money)
    if record.is_money_open and WHOLE_BADGE not in tracks:
        turning = days_of_money(record, question, known_through, last_day)
        decided = _asked_on(turning, record, badge, question, known_through)
        open_ = [key for key in tracks if key.removeprefix(TOP_RATED_PREFIX) in LEFT_OPEN]
        tracks |= _tracks_of(open_, decided)
    if WHOLE_BADGE not in tracks:
        found = by_criterion(_DECIDE[badge](record, question) if decision is None else decision)
        unmoved = [
            key for key, finding in found.items() if finding.criterion.turned is Turned.BY_FACTS
        ]
        tracks = {key: constant(found[key].verdict) for key in unmoved} | tracks
        if slow := [key for key in found if key not in tracks]:
            days = _every_day(question, last_day)
            decided = _asked_on(days, record, badge, question, known_through)
            tracks |= _tracks_of(slow, decided)
    return {key: cut(track, question.as_of, last_day) for key, track in tracks.items()}


def days_of_money(
    record: TalentRecord, question: Question, known_through: date, last_day: date
) -> set[date]:
    """Return each day on which what is left open of money may turn, and the day of the question.

    A payment, an outcome and an activity come, and leave the window or what is recent. So do the
    last day before those that are known, and the last day asked about; the first day after those
    that are known only comes.

    Args:
        record: the facts, whose money is known in part.
        question: the first day, the edition and the readings.
        known_through: the last day whose facts are known.
        last_day: the last day, included.
    """
    own = {known_through, *_days_of_contracts(record)}
    if record.reputation is not None:
        own |= {
            day
            for day in (record.reputation.last_active_on, record.reputation.joined_on)
            if is_day(day)
        }
    since, through = record.payments_known_since, record.payments_known_through
    if since is not None and since > date.min:
        own.add(since - ONE_DAY)
    if through is not None and through < date.max:
        own.add(through + ONE_DAY)
    length, edition = question.window_length, question.edition
    limits = {edition.top_rated_activity, edition.rising_talent_activity}
    limits.add(edition.rising_talent_joined)
    last = length.ending(last_day)
    turning = {*own, *(length.leaves_on(day) for day in own if day <= last.after)}
    ends = [lasting(day, days)[1] for day in own for days in limits]
    turning |= {day for day in ends if day is not None}
    return {question.as_of, *(day for day in turning if question.as_of < day <= last_day)}


def _days_of_contracts(record: TalentRecord) -> Iterator[date]:
    for contract in record.contracts:
        yield from contract.paid_days
        if contract.outcome_on is not None:
            yield contract.outcome_on


def _every_day(question: Question, last_day: date) -> list[date]:
    """Return every day from that of the question to the last one."""
    count = (last_day - question.as_of).days + 1
    return [question.as_of + timedelta(days=number) for number in range(count)]


def _asked_on(
    days: Iterable[date],
    record: TalentRecord,
    badge: Badge,
    question: Question,
    known_through: date,
) -> Iterator[tuple[date, Decision]]:
    """Decide a badge on each of the days, in order, under the same rules."""
    for day in sorted(days):
        on_the_day = attrs.evolve(question, as_of=day, known_through=min(day, known_through))
        yield day, _DECIDE[badge](record, on_the_day)


def _tracks_of(keys: Iterable[str], decided: Iterable[tuple[date, Decision]]) -> dict[str, Track]:
    """Build the tracks of criteria from decisions; a criterion not asked on a day counts as met."""
    tracks: dict[str, Track] = {key: [] for key in keys}
    for day, decision in decided:
        found = by_criterion(decision)
        for key, track in tracks.items():
            verdict = found[key].verdict if key in found else Verdict.MET
            if not track or track[-1][1] is not verdict:
                track.append((day, verdict))
    return tracks


def _rising_talent(
    record: TalentRecord, question: Question, _: date, money: MoneyAhead
) -> dict[str, Track]:
    if record.reputation is None:
        return {}
    tracks = rising_talent_tracks(record, record.reputation, question, money.last_day)
    if is_by_numbers(record.kind, question.edition):
        tracks["earnings"] = reaching(money.earned, question.edition.rising_talent_earnings)
    return tracks


def _top_rated(
    record: TalentRecord, question: Question, known_through: date, money: MoneyAhead
) -> dict[str, Track]:
    if record.reputation is None:
        return {}
    return _computed_top_rated(record, record.reputation, question, known_through, money)


def _top_rated_plus(
    record: TalentRecord, question: Question, known_through: date, money: MoneyAhead
) -> dict[str, Track]:
    tracks = money_tracks(money)
    if record.reputation is None:
        return tracks
    # What leaves Top Rated unmet leaves Top Rated Plus unmet: no need to combine them first.
    base = _computed_top_rated(record, record.reputation, question, known_through, money)
    return tracks | {TOP_RATED_PREFIX + key: track for key, track in base.items()}


def _computed_top_rated(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
    known_through: date,
    money: MoneyAhead,
) -> dict[str, Track]:
    """Return the tracks of the computed Top Rated that money, days or activity can turn."""
    bar = top_rated_bars(question.edition, record.kind).earnings
    tracks = top_rated_tracks(record, reputation, question, known_through, money.last_day)
    return tracks | {"earnings": reaching(money.earned, bar)}


def turning_days(record: TalentRecord, badge: Badge) -> set[date]:
    """Return the recorded days that can turn Expert-Vetted or Diversity-Certified; else none."""
    days: list[date | None] = []
    if badge is Badge.EXPERT_VETTED and record.expert_vetting is not None:
        days = [record.expert_vetting.passed_on, record.expert_vetting.revoked_on]
    elif badge is Badge.DIVERSITY_CERTIFIED:
        for certification in record.certifications:
            days += [
                certification.submitted_on,
                certification.decided_on,
                _over_on(certification.expires_on),
            ]
    return {day for day in days if day is not None}


def _over_on(last_day: date | None) -> date | None:
    """Return the day after the last day, which itself still counts (DIV-11)."""
    return None if last_day is None else if_it_comes(days_later, last_day, 1)


def _expert_vetted(
    record: TalentRecord, question: Question, known_through: date, money: MoneyAhead
) -> dict[str, Track]:
    """Return the tracks of Expert-Vetted, decided on the days that can turn it."""
    badge, first_day, last_day = Badge.EXPERT_VETTED, question.as_of, money.last_day
    own = {day for day in turning_days(record, badge) if first_day < day <= last_day}
    decided = _asked_on({first_day, *own}, record, badge, question, known_through)
    keys = [VETTING.key] if record.expert_vetting is None else [VETTING.key, NOT_REVOKED.key]
    return _tracks_of(keys, decided)


_OF_CERTIFICATIONS = {CERTIFICATION, COUNTRY, DETAILS_GIVEN, SUBMITTED, REVIEWED, UNEXPIRED}


def _diversity_certified(
    record: TalentRecord, question: Question, known_through: date, money: MoneyAhead
) -> dict[str, Track]:
    """Return the track of Diversity-Certified: held while at least one certification is valid.

    What no certification changes, such as the country, is decided on a record without any.
    """
    badge = Badge.DIVERSITY_CERTIFIED
    if not _OF_CERTIFICATIONS.issuperset(asked(badge, record.kind, question.edition)):
        every = _every_day(question, money.last_day)
        decided = _asked_on(every, record, badge, question, known_through)
        return {WHOLE_BADGE: [(day, decision.verdict) for day, decision in decided]}
    bare = attrs.evolve(record, certifications=())
    besides = [
        finding.verdict
        for finding in diversity_certified(bare, question).findings
        if finding.criterion.key != CERTIFICATION.key
    ]
    if not question.edition.diversity_badge:
        return {WHOLE_BADGE: constant(Verdict.UNMET)}
    held: Counter[date] = Counter({ALWAYS: 0})
    for certification in record.certifications:
        days = days_of(certification, question.edition)
        if days is not None:
            held[days[0]] += 1
            over_on = _over_on(days[1])
            if over_on is not None:
                held[over_on] -= 1
    count, own = 0, list[tuple[date, Verdict]]()
    for day in sorted(held):
        count += held[day]
        own.append((day, Verdict.MET if count else Verdict.UNMET))
    return {WHOLE_BADGE: combined([own, *map(constant, besides)])}


_DECIDE: dict[Badge, Callable[[TalentRecord, Question], Decision]] = {
    Badge.RISING_TALENT: rising_talent,
    Badge.TOP_RATED: top_rated,
    Badge.TOP_RATED_PLUS: top_rated_plus,
    Badge.EXPERT_VETTED: expert_vetted,
    Badge.DIVERSITY_CERTIFIED: diversity_certified,
}
_FAST: dict[Badge, Callable[[TalentRecord, Question, date, MoneyAhead], dict[str, Track]]] = {
    Badge.RISING_TALENT: _rising_talent,
    Badge.TOP_RATED: _top_rated,
    Badge.TOP_RATED_PLUS: _top_rated_plus,
    Badge.EXPERT_VETTED: _expert_vetted,
    Badge.DIVERSITY_CERTIFIED: _diversity_certified,
}
"""The function that builds the tracks of each badge."""

"""The tracks of each badge, criterion by criterion, under one edition."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import attrs

from badgerules.base_badges import top_rated_bars
from badgerules.certification import CERTIFICATION, days_of, diversity_certified
from badgerules.decisions import Badge
from badgerules.eligibility import bars_of, expert_vetted, rising_talent, top_rated, top_rated_plus
from badgerules.findings import Verdict
from badgerules.timeline.money import money_steps, money_tracks, track_of
from badgerules.timeline.standing import rising_talent_tracks, top_rated_tracks
from badgerules.timeline.tracks import ALWAYS, combined, constant, cut
from badgerules.vocabulary import Kind
from badgerules.windows import days_later

if TYPE_CHECKING:
    from badgerules.background import Reputation
    from badgerules.decisions import Question
    from badgerules.records import TalentRecord
    from badgerules.timeline.money import MoneyStep
    from badgerules.timeline.tracks import Track


TOP_RATED_KEY = "top_rated"
"""The criterion of Top Rated Plus that Top Rated is held; a computed one has a track for each of
its own criteria, under this key and theirs."""


WHOLE_BADGE = "badge"
"""The key of a track that stands for all criteria of a badge."""


def badge_tracks(
    record: TalentRecord,
    badge: Badge,
    question: Question,
    known_through: date,
    last_day: date,
) -> dict[str, Track]:
    """Return the tracks of a badge by criterion, from the day of the question on.

    Args:
        record: the facts.
        badge: the badge.
        question: the first day, the edition and the readings.
        known_through: the last day whose facts are known.
        last_day: the last day, included.
    """
    if badge is Badge.TOP_RATED_PLUS:
        tracks = _top_rated_plus(record, question, known_through, last_day)
    elif badge is Badge.EXPERT_VETTED:
        tracks = {WHOLE_BADGE: _expert_vetted(record, question, last_day)}
    elif badge is Badge.DIVERSITY_CERTIFIED:
        tracks = {WHOLE_BADGE: _diversity_certified(record, question)}
    elif record.reputation is None:
        weigh = top_rated if badge is Badge.TOP_RATED else rising_talent
        tracks = {"recorded_badge": constant(weigh(record, question).verdict)}
    elif badge is Badge.TOP_RATED:
        tracks = _top_rated(record, record.reputation, question, known_through, last_day)
    else:
        tracks = rising_talent_tracks(record, record.reputation, question, last_day)
    return {key: cut(track, question.as_of, last_day) for key, track in tracks.items()}


def _top_rated_plus(
    record: TalentRecord,
    question: Question,
    known_through: date,
    last_day: date,
) -> dict[str, Track]:
    bars, is_agency = bars_of(record, question), record.kind is Kind.AGENCY
    steps = money_steps(record.contracts, bars, question.edition.window, question.as_of, last_day)
    findings = top_rated_plus(record, question).findings
    tracks = {one.criterion.key: constant(one.verdict) for one in findings}
    tracks |= money_tracks(steps, bars, is_agency=is_agency)
    if record.reputation is not None:
        # One unmet criterion of Top Rated is one of Top Rated Plus: no need to combine them first.
        base = _top_rated(record, record.reputation, question, known_through, last_day, steps)
        tracks |= {f"{TOP_RATED_KEY}.{key}": track for key, track in base.items()}
        del tracks[TOP_RATED_KEY]
    return tracks


def _top_rated(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
    known_through: date,
    last_day: date,
    steps: list[MoneyStep] | None = None,
) -> dict[str, Track]:
    """Return the tracks of the computed Top Rated; steps of money are made where none are given."""
    if steps is None:
        steps = money_steps(
            record.contracts,
            question.bars[record.kind],
            question.edition.window,
            question.as_of,
            last_day,
        )
    bar = top_rated_bars(question.edition, record.kind).earnings
    tracks = top_rated_tracks(record, reputation, question, known_through, last_day)
    return tracks | {"earnings": track_of(steps, lambda step: step.earned >= bar)}


def turning_days(record: TalentRecord, badge: Badge) -> set[date]:
    """Return the days that can turn a criterion of a badge that few recorded days can turn."""
    days: list[date | None] = []
    if badge is Badge.EXPERT_VETTED and record.expert_vetting is not None:
        days = [record.expert_vetting.passed_on, record.expert_vetting.revoked_on]
    elif badge is Badge.DIVERSITY_CERTIFIED:
        for one in record.certifications:
            days += [one.submitted_on, one.decided_on, _over_on(one.expires_on)]
    return {day for day in days if day is not None}


def _over_on(last_day: date | None) -> date | None:
    """Return the day after a last one, which itself still counts (DIV-11)."""
    return None if last_day is None or last_day == date.max else days_later(last_day, 1)


def _expert_vetted(record: TalentRecord, question: Question, last_day: date) -> Track:
    """Return the track of Expert-Vetted, by asking on the days that can turn it."""
    first_day = question.as_of
    own = {day for day in turning_days(record, Badge.EXPERT_VETTED) if first_day < day <= last_day}
    return [
        (day, expert_vetted(record, attrs.evolve(question, as_of=day)).verdict)
        for day in sorted({first_day, *own})
    ]


def _diversity_certified(record: TalentRecord, question: Question) -> Track:
    """Return the track of Diversity-Certified: held while one certification is as it must be.

    What no certification changes, as the country, is asked of a record without any.
    """
    bare = attrs.evolve(record, certifications=())
    besides = [
        one.verdict
        for one in diversity_certified(bare, question).findings
        if one.criterion.key != CERTIFICATION.key
    ]
    if not question.edition.diversity_badge:
        return constant(Verdict.UNMET)
    held: Counter[date] = Counter({ALWAYS: 0})
    for one in record.certifications:
        days = days_of(one, question.edition)
        if days is not None:
            held[days[0]] += 1
            over_on = _over_on(days[1])
            if over_on is not None:
                held[over_on] -= 1
    count, own = 0, list[tuple[date, Verdict]]()
    for day in sorted(held):
        count += held[day]
        own.append((day, Verdict.MET if count else Verdict.UNMET))
    return combined([own, *map(constant, besides)])

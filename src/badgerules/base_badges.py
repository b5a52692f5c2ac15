"""Rising Talent and Top Rated from reputation: the bars, and one small function per criterion.

A fact left out leaves its criterion unknown; "none yet" is a known fact. Of the readings only the
window of money (WIN-2) moves anything here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from badgerules.criteria import (
    CIRCUMVENTION,
    CONTRACT_TO_COME,
    NO_CONTRACT,
    NO_FEEDBACK,
    NO_SCORE_IS_FINE,
    SCORE_GONE,
    SCORE_TO_COME,
    TOP_RATED_EARNINGS,
    TOP_RATED_PROFILE_FROM_ELANCE,
    by_key,
    is_read_otherwise,
)
from badgerules.findings import (
    DatedFinding,
    ExemptFinding,
    Finding,
    OpenFinding,
    TopRatedFinding,
    WeekReason,
    WeekRow,
    WeeksFinding,
    flag_finding,
    verdict_of,
)
from badgerules.money import cents_from
from badgerules.vocabulary import UNKNOWN, Badge, ContractOutcome, Kind, OrUnknown, Verdict
from badgerules.windows import (
    TrailingWindow,
    days_later,
    if_it_comes,
    is_day,
    last_saturdays,
    months_later,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.criteria import Criterion
    from badgerules.decisions import Question
    from badgerules.records import TalentRecord
    from badgerules.talent_facts import Reputation
    from badgerules.thresholds import Edition

MET, UNMET, NOT_KNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN


@attrs.frozen(kw_only=True)
class TopRatedBars:
    """What Top Rated asks of one kind; 0 where it does not ask.

    Args:
        score: points the current Job Success Score needs.
        earnings: cents in the window.
        first_contract: days that must have passed since the first contract began.
        eligible_weeks: how many of the counted weeks must be eligible.
        counted_weeks: how many weeks are counted.
        week_score: points at which a week still to come is eligible.
        profile: percent of the own profile, or the owner's.
        hold: days for which a hold or a notice counts.
        activity: days for which activity counts, of a freelancer.
        members: how many members an agency needs.
        members_profile: percent of the members' profiles on average.
    """

    score: int
    earnings: int
    first_contract: int
    eligible_weeks: int
    counted_weeks: int
    week_score: int
    profile: int
    hold: int
    activity: int
    members: int
    members_profile: int


@lru_cache(maxsize=256)
def top_rated_bars(edition: Edition, kind: Kind) -> TopRatedBars:
    """Return the Top Rated bars under an edition.

    Args:
        edition: the rules in force.
        kind: freelancer or agency.

    Clause: TR-F1 to TR-F8, TR-A1 to TR-A7.
    """
    if kind is Kind.AGENCY:
        return TopRatedBars(
            score=edition.agency_score,
            earnings=edition.agency_top_rated_earnings,
            first_contract=edition.agency_first_contract + 1,  # "more than": a day beyond
            eligible_weeks=edition.agency_eligible_weeks,
            counted_weeks=edition.agency_counted_weeks,
            week_score=edition.agency_week_score,
            profile=edition.agency_owner_profile,
            hold=edition.agency_hold,
            activity=0,
            members=edition.agency_members,
            members_profile=edition.agency_members_profile,
        )
    return TopRatedBars(
        score=edition.top_rated_score,
        earnings=edition.top_rated_earnings,
        first_contract=edition.top_rated_first_contract + 1,  # "more than": a day beyond
        eligible_weeks=edition.top_rated_eligible_weeks,
        counted_weeks=edition.top_rated_counted_weeks,
        week_score=edition.top_rated_week_score,
        profile=edition.top_rated_profile,
        hold=edition.top_rated_hold,
        activity=edition.top_rated_activity,
        members=0,
        members_profile=0,
    )


def top_rated_findings(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
) -> tuple[Finding, ...]:
    """Weigh every criterion of Top Rated; none makes up for another (TR-F9).

    Args:
        record: whose payments count.
        reputation: its other facts.
        question: the day, the last day whose facts are known, and the edition.
    """
    bars = top_rated_bars(question.edition, record.kind)
    asked = by_key(Badge.TOP_RATED, record.kind, question.edition)
    hold = no_recent_hold(asked["no_recent_hold"], reputation.holds, question, bars.hold)
    if record.kind is Kind.AGENCY:
        own = (
            _at_least(
                asked["members_profile"], reputation.members_profile_percent, bars.members_profile
            ),
            _at_least(asked["members"], reputation.members, bars.members),
            hold,
        )
    else:
        own = (
            flag_finding(asked["availability"], reputation.availability_current),
            hold,
            recent_activity(asked["recent_activity"], record, reputation, question, bars.activity),
        )
    return (
        job_success_score(asked["job_success_score"], reputation, question, bars.score),
        earnings(asked["earnings"], record, question, bars.earnings),
        first_contract(asked["first_contract"], reputation, question, bars.first_contract),
        eligible_weeks(asked["eligible_weeks"], reputation, question, bars),
        own_profile(asked["profile"], record.kind, reputation, question.edition),
        *own,
        no_circumvention(reputation.circumvention_on, question),
    )


def rising_talent_findings(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
) -> tuple[Finding, ...]:
    """Weigh the necessary conditions of Rising Talent (RT-1), and the platform's word (RT-2).

    From the edition that states all of it in numbers on, these are weighed of freelancers.

    Args:
        record: whose payments count.
        reputation: its other facts.
        question: the day and the edition.
    """
    edition = question.edition
    if is_by_numbers(record.kind, edition):
        return _rising_talent_by_numbers(record, reputation, question)
    asked = by_key(Badge.RISING_TALENT, record.kind, edition)
    score = reputation.score_on(question.as_of)
    return (
        flag_finding(asked["no_score_yet"], None if score is UNKNOWN else score is None),
        _at_least(asked["profile"], reputation.profile_percent, edition.rising_talent_profile),
        active_or_new(asked["recent_activity"], record, reputation, question),
        flag_finding(asked["availability"], reputation.availability_current),
        no_recent_hold(
            asked["no_recent_hold"], reputation.holds, question, edition.rising_talent_hold
        ),
        no_circumvention(reputation.circumvention_on, question),
        flag_finding(asked["discretion"], reputation.rising_talent),
    )


def is_by_numbers(kind: Kind, edition: Edition) -> bool:
    """Tell whether an edition states all of Rising Talent in numbers (RT-3); never of agencies."""
    return edition.rising_talent_by_numbers and kind is Kind.FREELANCER


def _rising_talent_by_numbers(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
) -> tuple[Finding, ...]:
    """Weigh Rising Talent where every criterion is published (RT-3 to RT-6)."""
    edition = question.edition
    asked = by_key(Badge.RISING_TALENT, record.kind, edition)
    activity, hold = edition.rising_talent_activity, edition.rising_talent_hold
    return (
        _at_least(asked["profile"], reputation.profile_percent, edition.rising_talent_profile),
        recent_activity(asked["recent_activity"], record, reputation, question, activity),
        no_recent_hold(asked["no_recent_hold"], reputation.holds, question, hold),
        flag_finding(asked["identity_verified"], reputation.identity_verified),
        flag_finding(asked["payout_method"], reputation.payout_method),
        no_circumvention(reputation.circumvention_on, question),
        earnings(asked["earnings"], record, question, edition.rising_talent_earnings),
        average_feedback(asked["average_feedback"], reputation, edition.rising_talent_feedback),
        score_if_any(asked["job_success_score"], reputation, question, edition.rising_talent_score),
        no_negative_feedback(asked["no_negative_feedback"], record, question),
    )


def with_money_of(
    findings: tuple[Finding, ...], record: TalentRecord, question: Question
) -> tuple[Finding, ...] | None:
    """Return findings on a base badge with earnings weighed anew, in another window (WIN-2).

    Args:
        findings: as they came out under another reading.
        record: whose payments count, all of them known.
        question: the day, and the window.

    Returns:
        The findings; None where a reading may change another criterion than earnings.
    """
    touched = {
        finding.criterion.key for finding in findings if is_read_otherwise(finding.criterion)
    }
    if not touched <= {TOP_RATED_EARNINGS.key}:
        return None
    return tuple(
        [
            earnings(finding.criterion, record, question, finding.bar)
            if is_read_otherwise(finding.criterion)
            else finding
            for finding in findings
        ]
    )


def top_rated_held(criterion: Criterion, basis: tuple[Finding, ...]) -> Finding:
    """Weigh, for Top Rated Plus, whether the computed Top Rated is held (TRP-F8, TRP-A4).

    Args:
        criterion: the one of Top Rated Plus.
        basis: the findings on Top Rated.
    """
    verdict = verdict_of(basis)
    held = None if verdict is NOT_KNOWN else verdict is MET
    return TopRatedFinding(
        criterion=criterion, verdict=verdict, measured=held, bar=True, basis=basis
    )


def job_success_score(
    criterion: Criterion, reputation: Reputation, question: Question, bar: int
) -> Finding:
    """Weigh the Job Success Score of the day (TR-F1, TR-A1): none fails, left out is unknown."""
    score = reputation.score_on(question.as_of)
    return _at_least(criterion, score, bar, none_yet=_none_of_score(reputation, question))


def _none_of_score(reputation: Reputation, question: Question) -> str:
    """Return how to tell that there is no score: none yet, or none any more."""
    earlier = [known for known in reputation.scores if known.since < question.as_of]
    has_had_one = any(known.score is not None for known in earlier)
    return SCORE_GONE if has_had_one else SCORE_TO_COME


def score_if_any(
    criterion: Criterion, reputation: Reputation, question: Question, bar: int
) -> Finding:
    """Weigh the Job Success Score of the day where none is fine (RT-5)."""
    score = reputation.score_on(question.as_of)
    return _at_least(criterion, score, bar, none_yet=NO_SCORE_IS_FINE, if_none=MET)


def average_feedback(criterion: Criterion, reputation: Reputation, bar: int) -> Finding:
    """Weigh the average of the feedback in stars (RT-4): none yet fails, left out is unknown."""
    average = reputation.average_feedback
    if isinstance(average, Decimal):
        return _at_least(criterion, cents_from(average), bar)
    return _at_least(criterion, average, bar, none_yet=NO_FEEDBACK)


def no_negative_feedback(criterion: Criterion, record: TalentRecord, question: Question) -> Finding:
    """Weigh how many contracts had ended badly by the day asked about (RT-6)."""
    outcomes = [contract.outcome_by(question.as_of) for contract in record.contracts]
    bad, most = (
        outcomes.count(ContractOutcome.NEGATIVE),
        question.edition.rising_talent_negative_outcomes,
    )
    return Finding(
        criterion=criterion,
        verdict=MET if bad <= most else UNMET,
        measured=bad,
        bar=most,
    )


def own_profile(
    criterion: Criterion, kind: Kind, reputation: Reputation, edition: Edition
) -> Finding:
    """Weigh how complete the own, or the owner's, profile is (TR-F5, TR-A4).

    A freelancer's profile that was brought over from Elance needs less.
    """
    usual = top_rated_bars(edition, kind).profile
    if kind is Kind.AGENCY or not reputation.from_elance:
        return _at_least(criterion, reputation.profile_percent, usual)
    bar = edition.top_rated_profile_from_elance
    finding = _at_least(TOP_RATED_PROFILE_FROM_ELANCE, reputation.profile_percent, bar)
    return ExemptFinding(
        criterion=finding.criterion,
        verdict=finding.verdict,
        measured=finding.measured,
        bar=bar,
        usual_bar=usual,
    )


def earnings(criterion: Criterion, record: TalentRecord, question: Question, bar: int) -> Finding:
    """Weigh the earnings inside the window (TR-F2, TR-A2)."""
    after, through = question.window.after, question.window.through
    total = sum(contract.earned_between(after, through) for contract in record.contracts)
    return _at_least(criterion, total, bar)


def first_contract(
    criterion: Criterion,
    reputation: Reputation,
    question: Question,
    bar: int,
) -> Finding:
    """Weigh how many days ago the first contract began (TR-F3, TR-A6)."""
    began_on = reputation.first_contract_on
    since = (question.as_of - began_on).days if isinstance(began_on, date) else began_on
    if isinstance(since, int) and since < 0:
        criterion = attrs.evolve(criterion, unmet=CONTRACT_TO_COME)
    return _at_least(criterion, since, bar, none_yet=NO_CONTRACT)


def eligible_weeks(
    criterion: Criterion,
    reputation: Reputation,
    question: Question,
    bars: TopRatedBars,
) -> WeeksFinding:
    """Weigh the eligible weeks (TR-F4, TR-A7), a range where some are not known."""
    recorded = recorded_weeks(reputation)
    rows = tuple(
        [
            week_row(saturday, reputation, recorded, question.known_through, bars.week_score)
            for saturday in last_saturdays(bars.counted_weeks, through=question.as_of)
        ]
    )
    least = sum(row.eligible is True for row in rows)
    most = sum(row.eligible is not False for row in rows)
    return WeeksFinding(
        criterion=criterion,
        verdict=weeks_verdict(least, most, bars.eligible_weeks),
        measured=least,
        bar=bars.eligible_weeks,
        rows=rows,
        facts=_facts_of(rows, reputation),
    )


def _facts_of(rows: tuple[WeekRow, ...], reputation: Reputation) -> tuple[str, ...]:
    """Return the facts that would settle the weeks not known; joining late rules some out."""
    open_ = {row.reason for row in rows if row.eligible is None}
    settling = {
        "weeks": WeekReason.NOT_RECORDED in open_,
        "joined_on": bool(open_) and reputation.joined_on is None,
        "job_success_score": WeekReason.ASSUMED in open_,
    }
    return tuple(fact for fact, does in settling.items() if does)


def weeks_verdict(least: int, most: int, bar: int) -> Verdict:
    """Return the verdict on a range of eligible weeks."""
    if least >= bar:
        return MET
    return UNMET if most < bar else NOT_KNOWN


def recorded_weeks(reputation: Reputation) -> dict[date, bool]:
    """Return whether each recorded week is eligible, by the Saturday on which it ends."""
    return {week.ends_on: week.eligible for week in reputation.weeks}


def week_row(
    saturday: date,
    reputation: Reputation,
    recorded: Mapping[date, bool],
    known_through: date,
    score: int,
) -> WeekRow:
    """Return what is known of one week (TR-F4).

    Args:
        saturday: the day it ends on.
        reputation: the day of joining, and the score.
        recorded: the weeks on record.
        known_through: the last day whose facts are known.
        score: the score at which a week still to come is eligible.
    """
    joined_on, since = reputation.joined_on, reputation.scored_since(saturday)
    own_score = reputation.job_success_score if since is None else since.score
    eligible: bool | None
    if saturday in recorded:
        eligible, reason = recorded[saturday], WeekReason.RECORDED
    elif joined_on is not None and saturday < joined_on:
        eligible, reason = False, WeekReason.BEFORE_JOINING
    elif since is not None and since.score is not None:
        eligible, reason = since.score >= score, WeekReason.BY_SCORE
    elif saturday <= known_through:  # without a score Rising Talent may have made it eligible
        eligible, reason = None, WeekReason.NOT_RECORDED
    elif own_score is UNKNOWN:
        eligible, reason = None, WeekReason.ASSUMED
    else:
        eligible, reason = own_score is not None and own_score >= score, WeekReason.ASSUMED
    return WeekRow(ends_on=saturday, eligible=eligible, reason=reason)


def no_recent_hold(
    criterion: Criterion,
    holds: tuple[date, ...] | None,
    question: Question,
    days: int,
) -> Finding:
    """Weigh whether a hold or notice lies in the past days (TR-F7, TR-A5, RT-1)."""
    if holds is None:
        return flag_finding(criterion, None)
    window = TrailingWindow.of_days(days, through=question.as_of)
    latest = max((day for day in holds if day in window), default=None)
    if latest is None:
        return flag_finding(criterion, observed=True)
    return _dated(criterion, latest, if_it_comes(days_later, latest, days), observed=False)


def recent_activity(
    criterion: Criterion,
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
    days: int,
) -> Finding:
    """Weigh whether there was activity in the past days (TR-F8, RT-3); a payment is activity."""
    latest = _last_activity(record, reputation, question, days)
    if latest is not None:
        return _dated(criterion, latest, if_it_comes(days_later, latest, days), observed=True)
    return flag_finding(criterion, None if _may_have_been_active(reputation, question) else False)


def active_or_new(
    criterion: Criterion, record: TalentRecord, reputation: Reputation, question: Question
) -> Finding:
    """Weigh whether the talent was active, or joined, in the past days (RT-1)."""
    edition, joined_on = question.edition, reputation.joined_on
    active_days, new_days = edition.rising_talent_activity, edition.rising_talent_joined
    counting: list[tuple[int, date, int]] = []
    latest = _last_activity(record, reputation, question, active_days)
    if latest is not None:
        counting.append((latest.toordinal() + active_days, latest, active_days))
    window = TrailingWindow.of_days(new_days, through=question.as_of)
    if joined_on is not None and joined_on in window:
        counting.append((joined_on.toordinal() + new_days, joined_on, new_days))
    if counting:
        _, happened_on, days = max(counting)
        leaves_on = if_it_comes(days_later, happened_on, days)
        return _dated(criterion, happened_on, leaves_on, observed=True)
    facts = ["last_active_on"] if _may_have_been_active(reputation, question) else []
    facts += ["joined_on"] if joined_on is None else []
    if not facts:
        return flag_finding(criterion, observed=False)
    return OpenFinding(
        criterion=criterion,
        verdict=NOT_KNOWN,
        measured=None,
        bar=True,
        facts=tuple(facts),
    )


def _last_activity(
    record: TalentRecord,
    reputation: Reputation,
    question: Question,
    days: int,
) -> date | None:
    """Return the latest activity known in the past days: a positive payment, or as recorded."""
    window = TrailingWindow.of_days(days, through=question.as_of)
    paid_on = [
        contract.last_paid_within(window.after, window.through) for contract in record.contracts
    ]
    active_on = [reputation.last_active_on, *paid_on]
    return max((day for day in active_on if is_day(day) and day in window), default=None)


def _may_have_been_active(reputation: Reputation, question: Question) -> bool:
    """Tell whether activity is left open: not recorded, or only what came later is."""
    last = reputation.last_active_on
    return last is UNKNOWN or (last is not None and last > question.as_of)


def no_circumvention(circumvention_on: date | None, question: Question) -> Finding:
    """Weigh whether payment off the platform bars (TR-X1); the day its months end is free again."""
    if circumvention_on is not None and circumvention_on <= question.as_of:
        months = question.edition.circumvention_bar
        ends_on = if_it_comes(months_later, circumvention_on, months)
        if ends_on is None or question.as_of < ends_on:
            return _dated(CIRCUMVENTION, circumvention_on, ends_on, observed=False)
    return flag_finding(CIRCUMVENTION, observed=True)


def _dated(
    criterion: Criterion, happened_on: date, leaves_on: date | None, *, observed: bool
) -> Finding:
    return DatedFinding(
        criterion=criterion,
        verdict=MET if observed else UNMET,
        measured=observed,
        bar=True,
        happened_on=happened_on,
        leaves_on=leaves_on,
    )


def _at_least(
    criterion: Criterion,
    measured: int | OrUnknown | None,
    bar: int,
    none_yet: str = "",
    if_none: Verdict = UNMET,
) -> Finding:
    """Weigh a number that may be unknown or, where that is a fact of its own, none yet.

    Args:
        criterion: what was asked.
        measured: the number; UNKNOWN, and None unless `none_yet` is given, is unknown.
        bar: what it must reach.
        none_yet: what to say where there is none yet.
        if_none: the verdict where there is none yet.
    """
    if measured is None and none_yet:
        criterion, verdict = attrs.evolve(criterion, met=none_yet, unmet=none_yet), if_none
    elif measured is None or measured is UNKNOWN:
        measured, verdict = None, NOT_KNOWN
    else:
        verdict = MET if measured >= bar else UNMET
    return Finding(criterion=criterion, verdict=verdict, measured=measured, bar=bar)

"""Figures as the platform shows them, where the facts leave a criterion unknown on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.base_badges import weeks_verdict
from badgerules.criteria import AGENCY_PLUS_EARNINGS
from badgerules.findings import (
    Finding,
    LargeContractFinding,
    StatsFinding,
    StatsLargeContractFinding,
    StatsWeeksFinding,
    WeeksFinding,
)
from badgerules.money import cents_from
from badgerules.rulebook import changed_numbers
from badgerules.vocabulary import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.decisions import Question
    from badgerules.records import TalentRecord
    from badgerules.talent_facts import PlatformStats
    from badgerules.thresholds import Bars

MET, UNMET = Verdict.MET, Verdict.UNMET


def from_stats(
    findings: tuple[Finding, ...], record: TalentRecord, question: Question, bars: Bars
) -> tuple[Finding, ...]:
    """Return findings, those that are unknown from a figure where one answers them.

    Args:
        findings: as they come out by the facts.
        record: the facts, and the figures.
        question: the day; on any but the one on which they were shown the figures say nothing.
            Under supposed rules none answers where what it measures is another, as earnings of 6
            months or a large contract of another amount.
        bars: of Top Rated Plus, with edition and readings resolved.
    """
    stats = record.stats
    if stats is None or stats.shown_on != question.as_of:
        return findings
    supposed = changed_numbers(question.edition).keys() - _HELD_AGAINST
    return tuple(
        finding if supposed & {*finding.criterion.numbers} else _answered(finding, stats, bars)
        for finding in findings
    )


def _answered(finding: Finding, stats: PlatformStats, bars: Bars) -> Finding:
    if finding.verdict is not Verdict.UNKNOWN or finding.criterion.key not in _FIGURES:
        return finding
    if finding.criterion == AGENCY_PLUS_EARNINGS and bars.is_lifetime_earnings:
        return finding  # the figure is of 12 months
    answered = _FIGURES[finding.criterion.key](finding, stats)
    return finding if answered is None else answered


def _earnings(finding: Finding, stats: PlatformStats) -> Finding | None:
    if stats.earnings_12_months is None:
        return None
    earned = cents_from(stats.earnings_12_months)
    return StatsFinding(
        criterion=finding.criterion,
        verdict=MET if earned >= finding.bar else UNMET,
        measured=earned,
        bar=finding.bar,
        shown_on=stats.shown_on,
    )


def _no_recent_hold(finding: Finding, stats: PlatformStats) -> Finding | None:
    if stats.holds is None:
        return None
    return StatsFinding(
        criterion=finding.criterion,
        verdict=UNMET if stats.holds else MET,
        measured=not stats.holds,
        bar=True,
        shown_on=stats.shown_on,
    )


def _eligible_weeks(finding: Finding, stats: PlatformStats) -> Finding | None:
    """A figure outside of the range that the facts leave open answers nothing."""
    weeks = stats.eligible_weeks
    if not isinstance(finding, WeeksFinding) or weeks is None:
        return None
    if not (finding.measured or 0) <= weeks <= finding.highest:
        return None
    return StatsWeeksFinding(
        criterion=finding.criterion,
        verdict=weeks_verdict(weeks, weeks, finding.bar),
        measured=weeks,
        bar=finding.bar,
        rows=finding.rows,
        facts=(),
        shown_on=stats.shown_on,
    )


def _large_contract(finding: Finding, stats: PlatformStats) -> Finding | None:
    if not isinstance(finding, LargeContractFinding) or stats.has_large_contract is None:
        return None
    return StatsLargeContractFinding(
        criterion=finding.criterion,
        verdict=MET if stats.has_large_contract else UNMET,
        measured=None,
        bar=finding.bar,
        worksheet=tuple,
        shown_on=stats.shown_on,
    )


_HELD_AGAINST = {
    *("freelancer_earnings", "agency_earnings", "rising_talent_earnings"),
    *("top_rated_earnings", "agency_top_rated_earnings"),
    *("top_rated_eligible_weeks", "agency_eligible_weeks"),
}
"""The numbers of such criteria that change the bar of a figure, and not what it measures."""
_FIGURES: dict[str, Callable[[Finding, PlatformStats], Finding | None]] = {
    "earnings": _earnings,
    "no_recent_hold": _no_recent_hold,
    "eligible_weeks": _eligible_weeks,
    "large_contract": _large_contract,
}
"""Which figure answers a criterion, by its key."""

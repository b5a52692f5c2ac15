"""Rising Talent over whole populations: the necessary conditions, and the platform's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import narwhals.stable.v2 as nw

from badgerules.frames.criteria import (
    IS_AGENCY,
    IS_FREELANCER,
    Weighed,
    answered,
    at_least,
    is_true,
)
from badgerules.frames.facts import NONE, NOT_RECORDED
from badgerules.frames.open_money import UNTOLD, open_where
from badgerules.frames.reputation import (
    earnings,
    is_within,
    may_have_been_active,
    no_circumvention,
    no_recent_hold,
    on_the_day,
    recorded_badge,
    was_active,
    with_bad_endings,
    with_holds,
    with_payments,
)
from badgerules.vocabulary import BaseBadge, Kind

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables
    from badgerules.frames.reputation import OnDay
    from badgerules.thresholds import Edition

RECORDED = recorded_badge(BaseBadge.RISING_TALENT)


def rising_talent(tables: Tables, question: Question) -> Answer:
    """Return one row a talent, with every criterion and the verdict (RT-*, or BASE-1)."""
    if not tables.has_reputation:
        return answered(tables.talents, [RECORDED])
    edition = question.edition
    talents = with_payments(tables.talents, tables, question, edition.rising_talent_activity)
    holds = dict.fromkeys(Kind, edition.rising_talent_hold)
    talents = with_holds(talents, tables, question, holds)
    if edition.rising_talent_by_numbers:
        talents = with_bad_endings(talents, tables, question)
    return answered(talents, criteria_of(tables, edition, on_the_day(question)))


def criteria_of(tables: Tables, edition: Edition, on: OnDay) -> list[Weighed]:
    """Return the criteria of Rising Talent.

    Args:
        tables: what is known of money.
        edition: the rules.
        on: the day asked about.
    """
    if not edition.rising_talent_by_numbers:
        return _criteria(tables, edition, on, of=None)
    return [*_criteria(tables, edition, on, of=IS_AGENCY), *_in_numbers(tables, edition)]


def _criteria(tables: Tables, edition: Edition, on: OnDay, *, of: nw.Expr | None) -> list[Weighed]:
    """Return the necessary conditions (RT-1), and the platform's word (RT-2).

    Args:
        tables: what is known of money.
        edition: the rules.
        on: the day asked about.
        of: of whom those are asked that are not asked of everybody; None for everybody.
    """
    score, profile = nw.col("job_success_score"), nw.lit(edition.rising_talent_profile)
    is_none, is_unknown = score == NONE, score == NOT_RECORDED
    return [
        Weighed(key="no_score_yet", is_met=is_none, is_unknown=is_unknown, is_asked=of),
        at_least("profile", "profile_percent", profile),
        _recent_activity(tables, edition, on),
        is_true("availability", "availability_current", is_asked=of),
        no_recent_hold(),
        no_circumvention(on),
        is_true("discretion", "rising_talent", is_asked=of),
    ]


def _in_numbers(tables: Tables, edition: Edition) -> list[Weighed]:
    """Return what is asked of freelancers besides, once all is stated in numbers (RT-3 to RT-6)."""
    score = nw.col("job_success_score")
    bad, most = nw.col("bad_endings"), nw.lit(edition.rising_talent_negative_outcomes)
    of = IS_FREELANCER
    feedback = nw.lit(edition.rising_talent_feedback)
    needed = at_least(
        "job_success_score", "job_success_score", nw.lit(edition.rising_talent_score), is_asked=of
    )
    return [
        is_true("identity_verified", "identity_verified", is_asked=of),
        is_true("payout_method", "payout_method", is_asked=of),
        earnings(nw.lit(edition.rising_talent_earnings), tables, is_asked=of),
        at_least("average_feedback", "average_feedback_hundredths", feedback, is_asked=of),
        attrs.evolve(needed, is_met=needed.is_met | (score == NONE)),
        Weighed(
            key="no_negative_feedback",
            number=bad,
            required=most,
            is_met=bad <= most,
            is_unknown=open_where(tables, UNTOLD),
            is_ceiling=True,
            is_asked=of,
        ),
    ]


def _recent_activity(tables: Tables, edition: Edition, on: OnDay) -> Weighed:
    """Weigh whether the talent was active in the past days, or joined, where that counts (RT-1)."""
    is_new = is_within("joined_on", on, edition.rising_talent_joined)
    is_open = nw.col("joined_on") == NOT_RECORDED
    if edition.rising_talent_by_numbers:  # of freelancers it counts no more (RT-3)
        is_new, is_open = is_new & IS_AGENCY, is_open & IS_AGENCY
    is_met = was_active(on, edition.rising_talent_activity) | is_new
    may_be = may_have_been_active(tables, on) | is_open
    return Weighed(key="recent_activity", is_met=is_met, is_unknown=~is_met & may_be)

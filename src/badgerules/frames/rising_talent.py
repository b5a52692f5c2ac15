"""Rising Talent over whole populations: the necessary conditions, and the platform's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from badgerules.frames.criteria import Weighed, answered, at_least, is_true
from badgerules.frames.facts import NONE, NOT_RECORDED
from badgerules.frames.reputation import (
    is_within,
    may_have_been_active,
    no_circumvention,
    no_recent_hold,
    recorded_badge,
    was_active,
    with_holds,
    with_payments,
)
from badgerules.vocabulary import BaseBadge, Kind

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables

RECORDED = recorded_badge(BaseBadge.RISING_TALENT)


def rising_talent(tables: Tables, question: Question) -> Answer:
    """Return one row a talent, with every criterion and the verdict (RT-*, or BASE-1)."""
    if not tables.has_reputation:
        return answered(tables.talents, [RECORDED])
    edition = question.edition
    talents = with_payments(tables.talents, tables, question, edition.rising_talent_activity)
    holds = dict.fromkeys(Kind, edition.rising_talent_hold)
    return answered(with_holds(talents, tables, question, holds), _criteria(question))


def _criteria(question: Question) -> list[Weighed]:
    """Return the necessary conditions (RT-1), and the platform's decision (RT-2)."""
    score, profile = nw.col("job_success_score"), nw.lit(question.edition.rising_talent_profile)
    return [
        Weighed(key="no_score_yet", is_met=score == NONE, is_unknown=score == NOT_RECORDED),
        at_least("profile", "profile_percent", profile),
        _active_or_new(question),
        is_true("availability", "availability_current"),
        no_recent_hold(),
        no_circumvention(question),
        is_true("discretion", "rising_talent"),
    ]


def _active_or_new(question: Question) -> Weighed:
    """Weigh whether the talent was active, or joined, in the past days (RT-1)."""
    edition = question.edition
    is_new = is_within("joined_on", question.as_of, edition.rising_talent_joined)
    is_met = was_active(question, edition.rising_talent_activity) | is_new
    may_be = may_have_been_active(question) | (nw.col("joined_on") == NOT_RECORDED)
    return Weighed(key="recent_activity", is_met=is_met, is_unknown=~is_met & may_be)

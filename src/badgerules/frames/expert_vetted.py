"""Expert-Vetted over whole populations; it asks for no earnings, score or badge (EV-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from badgerules.frames.criteria import Weighed, answered, is_one_of
from badgerules.frames.facts import NONE

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables
    from badgerules.thresholds import Edition


def expert_vetted(tables: Tables, question: Question) -> Answer:
    """Return one row a talent, with every criterion and the verdict (EV-1, EV-2, EV-5)."""
    talents = tables.talents
    if not tables.has_vetting:  # then nobody was vetted
        absent = nw.lit(NONE).cast(nw.Int64())
        days = dict.fromkeys(("vetting_invited_on", "vetting_passed_on"), absent)
        talents = talents.with_columns(
            **days, vetting_revoked_on=absent, vetting_category=nw.lit("")
        )
    return answered(talents, criteria_of(question.edition, question.as_of.toordinal()))


def criteria_of(edition: Edition, as_of: int | nw.Expr) -> list[Weighed]:
    """Return the criteria of the badge.

    Args:
        edition: which categories are open.
        as_of: the number of the day asked about.
    """
    category = nw.col("vetting_category")
    invited_on, passed_on = nw.col("vetting_invited_on"), nw.col("vetting_passed_on")
    revoked_on = nw.col("vetting_revoked_on")
    is_vetted = (invited_on > NONE) & (invited_on <= passed_on) & (passed_on <= as_of)
    open_categories = [category.value for category in edition.expert_vetted_categories]
    is_open = is_one_of("vetting_category", open_categories)
    is_kept = (revoked_on == NONE) | (revoked_on > as_of)
    has_vetting = category != ""
    return [
        Weighed(key="vetting", is_met=is_vetted),
        Weighed(key="focus_category", is_met=is_open, is_asked=has_vetting),
        Weighed(key="not_revoked", is_met=is_kept, is_asked=has_vetting),
    ]

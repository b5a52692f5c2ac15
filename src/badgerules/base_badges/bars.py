"""The Top Rated bars of one kind, as plain integers; no reading touches them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from badgerules.vocabulary import Kind

if TYPE_CHECKING:
    from badgerules.thresholds import Edition


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

"""Changes of the rules that nobody announced: each number, one smallest step off.

They are planted to see the gate fail. Each names the questions that must notice, and the badge
and direction, or the other part of an answer, that must be reported.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from badgerules import Category, PlanTier, Surface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules.thresholds import Edition

    Change: TypeAlias = Callable[[Edition], Edition]


@attrs.frozen(kw_only=True)
class Plant:
    """A change of the rules that nobody announced.

    Args:
        name: the field of the edition, and what was done to it.
        change: does it to an edition.
        stratum: the questions that must notice.
        where: the badge, or the other part of the answer, that moves.
        way: in which direction it moves; empty beside the badges.
    """

    name: str
    change: Change
    stratum: str
    where: str
    way: str = ""

    @property
    def field(self) -> str:
        """The field of the edition that was changed."""
        return self.name.split()[0]


def evolved(field: str, change: Callable[[Any], Any]) -> Change:
    """Return what changes one field of an edition."""
    return lambda edition: attrs.evolve(edition, **{field: change(getattr(edition, field))})


def bar(field: str, stratum: str, badge: str = "top_rated") -> Iterator[Plant]:
    """Plant a bar one unit higher, which takes the badge away, and one lower."""
    for step, way in ((1, "met->unmet"), (-1, "unmet->met")):
        yield _stepped(field, step, stratum, badge, way)


def span(field: str, stratum: str, badge: str = "top_rated") -> Iterator[Plant]:
    """Plant a span one unit longer, in which more counts for the badge, and one shorter."""
    for step, way in ((1, "unmet->met"), (-1, "met->unmet")):
        yield _stepped(field, step, stratum, badge, way)


def week_score(field: str, stratum: str) -> Iterator[Plant]:
    """Plant the score of a week to come; one lower, the score itself still fails (TR-F9)."""
    for step, way in ((1, "met->unmet"), (-1, "other findings")):
        yield _stepped(field, step, stratum, "top_rated", way)


def _stepped(field: str, step: int, stratum: str, badge: str, way: str) -> Plant:
    return Plant(
        name=f"{field} {step:+}",
        change=evolved(field, lambda number: number + step),
        stratum=stratum,
        where=badge,
        way=way,
    )


def table(field: str, stratum: str) -> Iterator[Plant]:
    """Plant each amount of a table by category one cent higher, and one cent lower."""
    for category in Category:
        for step, way in ((1, "met->unmet"), (-1, "unmet->met")):
            yield Plant(
                name=f"{field} {category} {step:+}",
                change=evolved(field, _amount_moved(category, step)),
                stratum=f"{stratum}/{category}",
                where="top_rated_plus",
                way=way,
            )


def _amount_moved(category: str, step: int) -> Callable[[Any], Any]:
    return lambda rows: tuple((name, cents + step * (name == category)) for name, cents in rows)


def other(field: str, done: str, change: Callable[[Any], Any], stratum: str, moves: str) -> Plant:
    """Plant any other change; `moves` is a badge with a direction, or a part beside the badges."""
    where, _, way = moves.partition(" ")
    name = f"{field} {done}"
    return Plant(name=name, change=evolved(field, change), stratum=stratum, where=where, way=way)


PLANTS = (
    *span("window", "window/freelancer", "top_rated_plus"),
    *span("window_days", "window-in-days/freelancer", "top_rated_plus"),
    *bar("freelancer_earnings", "earnings/freelancer", "top_rated_plus"),
    *bar("agency_earnings", "earnings/agency", "top_rated_plus"),
    *table("freelancer_large_contract", "large/freelancer"),
    *table("agency_large_contract", "large/agency"),
    *table("agency_large_contract", "large/member"),
    *span("negative_share", "share/rated_contracts", "top_rated_plus"),
    *bar("top_rated_score", "top-rated/freelancer/score"),
    *bar("top_rated_earnings", "top-rated/freelancer/earnings"),
    *bar("top_rated_first_contract", "top-rated/freelancer/first-contract"),
    *bar("top_rated_eligible_weeks", "weeks/freelancer"),
    *span("top_rated_counted_weeks", "weeks-runs/freelancer"),
    *week_score("top_rated_week_score", "ahead-of-saturdays/freelancer"),
    *bar("top_rated_profile", "top-rated/freelancer/profile"),
    *bar("top_rated_profile_from_elance", "top-rated/freelancer/elance"),
    *bar("top_rated_hold", "top-rated/freelancer/hold"),
    *span("top_rated_activity", "top-rated/freelancer/activity"),
    *bar("agency_score", "top-rated/agency/score"),
    *bar("agency_top_rated_earnings", "top-rated/agency/earnings"),
    *bar("agency_members", "top-rated/agency/members"),
    *bar("agency_owner_profile", "top-rated/agency/profile"),
    *bar("agency_members_profile", "top-rated/agency/members-profile"),
    *bar("agency_hold", "top-rated/agency/hold"),
    *bar("agency_first_contract", "top-rated/agency/first-contract"),
    *bar("agency_eligible_weeks", "weeks/agency"),
    *span("agency_counted_weeks", "weeks-runs/agency"),
    *week_score("agency_week_score", "ahead-of-saturdays/agency"),
    *bar("circumvention_bar", "circumvention-months"),
    *bar("rising_talent_profile", "rising-talent/freelancer/profile", "rising_talent"),
    *bar("rising_talent_hold", "rising-talent/freelancer/hold", "rising_talent"),
    *span("rising_talent_activity", "rising-talent/freelancer/activity", "rising_talent"),
    *span("rising_talent_joined", "rising-talent/freelancer/joined", "rising_talent"),
    other(
        "rising_talent_by_numbers",
        "turned",
        lambda is_so: not is_so,
        "rising-numbers",
        "rising_talent met->unknown",
    ),
    *bar("rising_talent_earnings", "rising-numbers/earnings", "rising_talent"),
    *bar("rising_talent_feedback", "rising-numbers/feedback", "rising_talent"),
    *bar("rising_talent_score", "rising-numbers/score", "rising_talent"),
    *span("rising_talent_negative_outcomes", "rising-numbers/bad-endings", "rising_talent"),
    other("badge_review", "+1", lambda days: days + 1, "discretion", "question"),
    other("tiers", "narrower", lambda tiers: tiers - {PlanTier.ENTERPRISE}, "recorded", "visible"),
    other("plus_audience_is_known", "turned", lambda is_so: not is_so, "plans", "visible"),
    other(
        "diversity_tiers",
        "narrower",
        lambda tiers: tiers - {PlanTier.ENTERPRISE},
        "suite",
        "visible",
    ),
    other("base_badge_delay", "+1", lambda hours: hours + 1, "discretion", "question"),
    other("top_rated_plus_delay", "+1", lambda hours: hours + 1, "discretion", "question"),
    other(
        "expert_vetted_categories",
        "wider",
        lambda some: some | {Category.LEGAL},
        "vetted-in",
        "expert_vetted unmet->met",
    ),
    other(
        "expert_vetted_categories",
        "narrower",
        lambda some: some - {Category.SALES_MARKETING},
        "vetted-in",
        "expert_vetted met->unmet",
    ),
    other(
        "expert_vetted_tiers",
        "narrower",
        lambda tiers: tiers - {PlanTier.BUSINESS},
        "recorded",
        "visible",
    ),
    other(
        "top_rated_plus_tiers",
        "narrower",
        lambda tiers: tiers - {PlanTier.PLUS},
        "recorded",
        "visible",
    ),
    other("plus_needs_selection", "turned", lambda needs: not needs, "recorded", "visible"),
    other("owner_sees_from", "+1", lambda day: day + timedelta(days=1), "owner-view", "visible"),
    other("owner_sees_from", "-1", lambda day: day - timedelta(days=1), "owner-view", "visible"),
    other(
        "diversity_badge",
        "gone",
        lambda _: False,
        "countries",
        "diversity_certified met->unmet",
    ),
    other(
        "diversity_countries",
        "wider",
        lambda some: some | {"CA"},
        "countries",
        "diversity_certified unmet->met",
    ),
    other(
        "diversity_details",
        "fewer",
        lambda names: names[:-1],
        "details",
        "diversity_certified unmet->met",
    ),
    other(
        "diversity_review",
        "turned",
        lambda needed: not needed,
        "certification/2021-02",
        "diversity_certified unmet->met",
    ),
    other(
        "diversity_surfaces",
        "fewer",
        lambda places: places - {Surface.PROFILE},
        "suite",
        "visible",
    ),
)

NOT_IN_AN_ANSWER = {
    *("catalog_test_first_day", "catalog_test_last_day"),  # an answer shows the profile only
    *("top_rated_plus_priority", "expert_vetted_priority", "diversity_filter"),  # asked separately
}
"""Fields that no golden answer rests on."""

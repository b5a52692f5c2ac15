"""The numbers: the first edition complete, each later one as the changes to the one before.

This is the only module that holds a number. Each stands again, as a numeral, in the statement of
its clause, and a test compares the two.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Any

import attrs

from badgerules.converters import check, is_a, nearest
from badgerules.converters import day as checked_day
from badgerules.errors import NoEditionInForceError, shown
from badgerules.thresholds import (
    NUMBERS,
    Cents,
    Days,
    Edition,
    Hours,
    Members,
    Months,
    Percent,
    Points,
    Weeks,
    by_category,
)
from badgerules.vocabulary import Category, PlanTier, Surface

WHOLE = Percent(100)
"""What a percentage is a part of."""

LAUNCH = Edition(
    id="2020-07",
    effective_from=date(2020, 7, 7),
    news="Top Rated Plus and Expert-Vetted begin, each seen by some client plans only",
    dating="day of the announcement's first screenshots",
    window=Months(12),
    freelancer_earnings=Cents(10_000_00),
    freelancer_large_contract=by_category(
        {
            Cents(5_000_00): (
                Category.DESIGN_CREATIVE,
                Category.ENGINEERING_ARCHITECTURE,
                Category.LEGAL,
                Category.TRANSLATION,
                Category.WRITING,
            ),
            Cents(10_000_00): (
                Category.ACCOUNTING_CONSULTING,
                Category.ADMIN_SUPPORT,
                Category.DATA_SCIENCE_ANALYTICS,
                Category.IT_NETWORKING,
                Category.SALES_MARKETING,
            ),
            Cents(15_000_00): (Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,),
            Cents(20_000_00): (Category.CUSTOMER_SERVICE,),
        },
    ),
    agency_earnings=Cents(20_000_00),
    agency_large_contract=by_category(
        {
            Cents(10_000_00): (
                Category.DESIGN_CREATIVE,
                Category.ENGINEERING_ARCHITECTURE,
                Category.LEGAL,
                Category.TRANSLATION,
                Category.WRITING,
            ),
            Cents(20_000_00): (
                Category.ACCOUNTING_CONSULTING,
                Category.ADMIN_SUPPORT,
                Category.CUSTOMER_SERVICE,
                Category.DATA_SCIENCE_ANALYTICS,
                Category.IT_NETWORKING,
                Category.SALES_MARKETING,
            ),
            Cents(30_000_00): (Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,),
        },
    ),
    negative_share=Percent(10),
    expert_vetted_categories=frozenset(
        {
            Category.DESIGN_CREATIVE,
            Category.SALES_MARKETING,
            Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,
        },
    ),
    top_rated_score=Points(90),
    top_rated_earnings=Cents(1_000_00),
    top_rated_first_contract=Days(90),
    top_rated_eligible_weeks=Weeks(13),
    top_rated_counted_weeks=Weeks(16),
    top_rated_week_score=Points(90),
    top_rated_profile=Percent(100),
    top_rated_hold=Days(90),
    top_rated_activity=Days(90),
    agency_score=Points(90),
    agency_top_rated_earnings=Cents(10_000_00),
    agency_members=Members(2),
    agency_owner_profile=Percent(100),
    agency_members_profile=Percent(60),
    agency_hold=Days(90),
    agency_first_contract=Days(90),
    agency_eligible_weeks=Weeks(13),
    agency_counted_weeks=Weeks(16),
    agency_week_score=Points(90),
    circumvention_bar=Months(6),
    rising_talent_profile=Percent(100),
    rising_talent_activity=Days(90),
    rising_talent_joined=Days(30),
    rising_talent_hold=Days(90),
    base_badge_delay=Hours(48),
    top_rated_plus_delay=Hours(72),
    expert_vetted_tiers=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS}),
    top_rated_plus_tiers=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS, PlanTier.PLUS}),
    plus_needs_selection=True,
    owner_sees_from=date(2020, 9, 1),
    catalog_test_first_day=None,
    catalog_test_last_day=None,
    top_rated_plus_priority=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS}),
    expert_vetted_priority=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS}),
    diversity_badge=False,
    diversity_countries=frozenset(),
    diversity_details=(),
    diversity_review=False,
    diversity_surfaces=frozenset(),
    diversity_filter=False,
)

SELF_REPORTED_DIVERSITY = attrs.evolve(
    LAUNCH,
    id="2020-10",
    effective_from=date(2020, 10, 1),
    news="diversity certifications, self-reported, on profiles; every Plus client sees "
    "Top Rated Plus",
    dating="month known, day assumed",
    plus_needs_selection=False,
    diversity_badge=True,
    diversity_countries=frozenset({"US"}),
    diversity_details=("business_name", "category", "number", "expires_on"),
    diversity_surfaces=frozenset({Surface.PROFILE}),
)

REVIEWED_DIVERSITY = attrs.evolve(
    SELF_REPORTED_DIVERSITY,
    id="2021-02",
    effective_from=date(2021, 2, 17),
    news="diversity certifications are reviewed by hand, and shown on search tiles and in a "
    "search filter",
    dating="earliest day consistent with the text",
    diversity_details=("business_name", "category", "provider", "type", "number", "expires_on"),
    diversity_review=True,
    diversity_surfaces=frozenset({Surface.PROFILE, Surface.SEARCH_TILE}),
    diversity_filter=True,
)

CATALOG_TEST = attrs.evolve(
    REVIEWED_DIVERSITY,
    id="2021-07",
    effective_from=date(2021, 7, 1),
    news="a test shows badges to every client who searches the Project Catalog",
    dating="month known, day assumed",
    catalog_test_first_day=date(2021, 7, 1),
    catalog_test_last_day=date(2021, 9, 30),
)

WRITING_VETTED = attrs.evolve(
    CATALOG_TEST,
    id="2022-01",
    effective_from=date(2022, 1, 1),
    news="Expert-Vetted opens Writing and Accounting & Consulting",
    dating="year known, day assumed",
    expert_vetted_categories=CATALOG_TEST.expert_vetted_categories
    | {Category.WRITING, Category.ACCOUNTING_CONSULTING},
)

DATA_VETTED = attrs.evolve(
    WRITING_VETTED,
    id="2024-01",
    effective_from=date(2024, 1, 1),
    news="Expert-Vetted opens IT & Networking and Data Science & Analytics",
    dating="year known, day assumed",
    expert_vetted_categories=WRITING_VETTED.expert_vetted_categories
    | {Category.IT_NETWORKING, Category.DATA_SCIENCE_ANALYTICS},
)

EDITIONS = (
    LAUNCH,
    SELF_REPORTED_DIVERSITY,
    REVIEWED_DIVERSITY,
    CATALOG_TEST,
    WRITING_VETTED,
    DATA_VETTED,
)
"""Every edition, oldest first; the last stays in force until another is added."""

_FIRST_DAYS = [edition.effective_from for edition in EDITIONS]


def edition_on(day: date) -> Edition:
    """Return the edition in force on a day.

    Args:
        day: the day asked about.

    Raises:
        NoEditionInForceError: before the first edition; it names the covered range.
        InvalidRecordError: if it is no date.

    >>> edition_on(date(2020, 9, 30)).id, edition_on(date(2020, 10, 1)).id
    ('2020-07', '2020-10')
    """
    check("edition", day=checked_day(day))
    position = bisect_right(_FIRST_DAYS, day)
    if not position:
        msg = (
            f"day must be on or after {LAUNCH.effective_from}, the first day that any edition "
            f"covers, got {day}; ask for an edition by name to apply it earlier"
        )
        raise NoEditionInForceError(msg)
    return EDITIONS[position - 1]


def edition_named(edition_id: str) -> Edition:
    """Return the edition of that id.

    Args:
        edition_id: as in "2020-07".

    Raises:
        NoEditionInForceError: if there is none; it lists all.

    >>> edition_named("2021-02").effective_from
    datetime.date(2021, 2, 17)
    """
    for edition in EDITIONS if is_a(edition_id, str) else ():
        if edition.id == edition_id:
            return edition
    known = [edition.id for edition in EDITIONS]
    hint = nearest(edition_id, known)
    msg = f"edition must be one of {', '.join(known)}, got {shown(edition_id)}{hint}"
    raise NoEditionInForceError(msg)


def changed_numbers(edition: Edition) -> dict[str, tuple[Any, Any]]:
    """Return the numbers in which an edition differs from the published one that it is based on.

    Args:
        edition: a hypothetical edition; of a published one nothing differs.

    Returns:
        The names of those fields, each with what the published edition holds, and what it holds.

    >>> changed_numbers(edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"}))
    {'freelancer_earnings': (1000000, 800000)}
    """
    basis = next((one for one in EDITIONS if one.id == edition.based_on), edition)
    both = {name: (getattr(basis, name), getattr(edition, name)) for name in NUMBERS}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}

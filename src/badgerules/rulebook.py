"""The numbers: the first edition complete, each later one as the changes to the one before.

This is the only module that holds a number. Each stands again, as a numeral, in the statement of
its clause, and a test compares the two.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import pairwise
from typing import Any

import attrs

from badgerules.converters import check, is_a, nearest
from badgerules.converters import day as checked_day
from badgerules.errors import NoEditionInForceError, shown
from badgerules.thresholds import (
    NUMBERS,
    Cents,
    Contracts,
    Days,
    Edition,
    Hours,
    Hundredths,
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
    may_begin_from=date(2020, 7, 7),
    may_begin_through=date(2020, 7, 7),
    window=Months(12),
    window_days=Days(365),
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
    top_rated_profile_from_elance=Percent(90),
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
    rising_talent_by_numbers=False,
    rising_talent_earnings=Cents(0),
    rising_talent_feedback=Hundredths(0),
    rising_talent_score=Points(0),
    rising_talent_negative_outcomes=Contracts(0),
    base_badge_delay=Hours(48),
    top_rated_plus_delay=Hours(72),
    badge_review=Days(0),
    tiers=frozenset(
        {PlanTier.BASIC, PlanTier.PLUS, PlanTier.BUSINESS, PlanTier.ENTERPRISE},
    ),
    expert_vetted_tiers=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS}),
    top_rated_plus_tiers=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS, PlanTier.PLUS}),
    plus_audience_is_known=True,
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
    diversity_tiers=frozenset({PlanTier.ENTERPRISE, PlanTier.BUSINESS}),
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
    may_begin_from=date(2020, 10, 1),
    may_begin_through=date(2020, 10, 31),
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
    may_begin_from=date(2021, 2, 17),
    may_begin_through=date(2021, 3, 25),
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
    may_begin_from=date(2021, 7, 1),
    may_begin_through=date(2021, 7, 31),
    catalog_test_first_day=date(2021, 7, 1),
    catalog_test_last_day=date(2021, 9, 30),
)

WRITING_VETTED = attrs.evolve(
    CATALOG_TEST,
    id="2022-01",
    effective_from=date(2022, 1, 1),
    news="Expert-Vetted opens Writing and Accounting & Consulting",
    dating="year known, day assumed",
    may_begin_from=date(2022, 1, 1),
    may_begin_through=date(2022, 12, 31),
    expert_vetted_categories=CATALOG_TEST.expert_vetted_categories
    | {Category.WRITING, Category.ACCOUNTING_CONSULTING},
)

DATA_VETTED = attrs.evolve(
    WRITING_VETTED,
    id="2024-01",
    effective_from=date(2024, 1, 1),
    news="Expert-Vetted opens IT & Networking and Data Science & Analytics",
    dating="year known, day assumed",
    may_begin_from=date(2024, 1, 1),
    may_begin_through=date(2024, 12, 31),
    expert_vetted_categories=WRITING_VETTED.expert_vetted_categories
    | {Category.IT_NETWORKING, Category.DATA_SCIENCE_ANALYTICS},
)

NEW_PLANS = attrs.evolve(
    DATA_VETTED,
    id="2025-06",
    effective_from=date(2025, 6, 5),
    news="the plans are Basic, Business Plus and Enterprise; nobody says who sees Top Rated Plus; "
    "Enterprise clients alone see the diversity badge",
    dating="no later than this day, by a dated copy",
    may_begin_from=date(2024, 6, 6),
    may_begin_through=date(2025, 6, 5),
    tiers=frozenset({PlanTier.BASIC, PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE}),
    expert_vetted_tiers=frozenset({PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE}),
    top_rated_plus_tiers=frozenset({PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE}),
    plus_audience_is_known=False,
    top_rated_plus_priority=frozenset({PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE}),
    expert_vetted_priority=frozenset({PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE}),
    diversity_tiers=frozenset({PlanTier.ENTERPRISE}),
)

NUMBERED_RISING_TALENT = attrs.evolve(
    NEW_PLANS,
    id="2026-07",
    effective_from=date(2026, 7, 7),
    news="Rising Talent of freelancers is stated in numbers, and a Job Success Score no longer "
    "ends it; badges appear at a review every two weeks",
    dating="no later than this day, by a dated copy",
    may_begin_from=date(2025, 7, 8),
    may_begin_through=date(2026, 7, 7),
    rising_talent_by_numbers=True,
    rising_talent_earnings=Cents(250_00),
    rising_talent_feedback=Hundredths(4_80),
    rising_talent_score=Points(90),
    rising_talent_negative_outcomes=Contracts(0),
    base_badge_delay=Hours(0),
    top_rated_plus_delay=Hours(0),
    badge_review=Days(14),
)

EDITIONS = (
    LAUNCH,
    SELF_REPORTED_DIVERSITY,
    REVIEWED_DIVERSITY,
    CATALOG_TEST,
    WRITING_VETTED,
    DATA_VETTED,
    NEW_PLANS,
    NUMBERED_RISING_TALENT,
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


def is_in_force(edition: Edition, day: date) -> bool:
    """Tell whether an edition is the one in force on a day, if there is one at all.

    Args:
        edition: the edition.
        day: the day.
    """
    try:
        return edition_on(day) == edition
    except NoEditionInForceError:
        return False


def neighbours_of(day: date, edition: Edition) -> tuple[Edition, ...]:
    """Return the editions that may have been in force on a day instead of the one that was.

    An edition whose first day is not known exactly may have begun on any day of a span. On a day
    of that span either it or the edition before it was in force.

    Args:
        day: the day asked about.
        edition: the edition that is taken to be in force on it.

    >>> [edition.id for edition in neighbours_of(date(2024, 7, 1), edition_named("2024-01"))]
    ['2022-01', '2025-06']
    """
    found: list[Edition] = []
    for before, after in pairwise(EDITIONS):
        if after.may_begin_from <= day <= after.may_begin_through:
            found.append(before if day >= after.effective_from else after)
    return tuple(other for other in found if other is not edition)


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
    basis = next((published for published in EDITIONS if published.id == edition.based_on), edition)
    both = {name: (getattr(basis, name), getattr(edition, name)) for name in NUMBERS}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}

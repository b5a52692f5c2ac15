"""A slow second opinion: the rules once more, written from their specification alone.

It never imports the library. It takes a record as a plain dict in JSON format 1, walks over the
contracts and payments one by one, and follows the specification clause by clause; the clause ids
in the comments are those of the specification. Wherever speed and obviousness disagree,
obviousness wins: nothing is cached, prepared or shared between two questions.

Scope: every record of format 1. Without `reputation`, Top Rated and Rising Talent are the
platform's own word; with it they are computed. An answer for one day may be asked from an earlier
one, `known_through`; left out, it is the day asked about.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

# --- Editions -----------------------------------------------------------------------------------

# Oldest first: id, first day in force. What is told of an edition holds in all later ones, until
# something else is told: one that is not listed here, as it came later, changes nothing.
EDITIONS: list[tuple[str, date]] = [
    ("2020-07", date(2020, 7, 7)),
    ("2020-10", date(2020, 10, 1)),
    ("2021-02", date(2021, 2, 17)),
    ("2021-07", date(2021, 7, 1)),
    ("2022-01", date(2022, 1, 1)),
    ("2024-01", date(2024, 1, 1)),
    ("2025-06", date(2025, 6, 5)),
    ("2026-07", date(2026, 7, 7)),
]

# --- Readings: every one, with the values it may take, the default first --------------------------

READINGS: dict[str, list[str]] = {
    "window": ["twelve_months", "last_365_days"],  # WIN-2
    "money_bar": ["at_least", "more_than"],  # TRP-F1
    "large_contract_sum": ["in_window", "lifetime_if_active"],  # TRP-F3
    "feedback": ["not_negative", "positive"],  # TRP-F5
    "exclusive_member": ["barred", "agency_amounts"],  # TRP-F7
    "agency_earnings_window": ["twelve_months", "lifetime"],  # TRP-A1
    "negative_share_scope": ["rated_contracts", "all_contracts", "large_contracts"],  # TRP-A3
    "enterprise_suite": ["enterprise_and_business", "enterprise_only"],  # DIV-8
    "plus_badge_audience": ["everyone", "plans"],  # VIS-12
}

# --- Top Rated Plus: the amounts, in dollars ------------------------------------------------------

EARNINGS_BAR: dict[str, int] = {
    "freelancer": 10_000,  # TRP-F1
    "agency": 20_000,  # TRP-A1
}

LARGE_CONTRACT_BAR: dict[str, dict[str, int]] = {
    "freelancer": {  # TRP-F2
        "design_creative": 5_000,
        "engineering_architecture": 5_000,
        "legal": 5_000,
        "translation": 5_000,
        "writing": 5_000,
        "accounting_consulting": 10_000,
        "admin_support": 10_000,
        "data_science_analytics": 10_000,
        "it_networking": 10_000,
        "sales_marketing": 10_000,
        "web_mobile_software_development": 15_000,
        "customer_service": 20_000,
    },
    "agency": {  # TRP-A2
        "design_creative": 10_000,
        "engineering_architecture": 10_000,
        "legal": 10_000,
        "translation": 10_000,
        "writing": 10_000,
        "accounting_consulting": 20_000,
        "admin_support": 20_000,
        "customer_service": 20_000,
        "data_science_analytics": 20_000,
        "it_networking": 20_000,
        "sales_marketing": 20_000,
        "web_mobile_software_development": 30_000,
    },
}

HIGHEST_NEGATIVE_PERCENT = 10  # TRP-A3

# --- Top Rated and Rising Talent ------------------------------------------------------------------

LOWEST_SCORE = 90  # TR-F1, TR-A1; and TR-F4, TR-A7: the score that makes a week eligible

TOP_RATED_EARNINGS_BAR: dict[str, int] = {
    "freelancer": 1_000,  # TR-F2
    "agency": 10_000,  # TR-A2
}

LOWEST_DAYS_SINCE_FIRST_CONTRACT = 91  # TR-F3, TR-A6: strictly more than 90 days ago

WEEKS_LOOKED_AT = 16  # TR-F4, TR-A7
LOWEST_ELIGIBLE_WEEKS = 13  # TR-F4, TR-A7
SATURDAY = 6  # as `date.isoweekday` counts

COMPLETE_PROFILE_PERCENT = 100  # TR-F5, TR-A4, RT-1, RT-3
ELANCE_PROFILE_PERCENT = 90  # TR-F5, of a freelancer's profile brought over from Elance
LOWEST_MEMBERS_PROFILE_PERCENT = 60  # TR-A4
LOWEST_MEMBERS = 2  # TR-A3

HOLD_DAYS = 90  # TR-F7, TR-A5, RT-1, RT-3
ACTIVITY_DAYS = 90  # TR-F8, RT-1, RT-3
NEWCOMER_DAYS = 30  # RT-1

CIRCUMVENTION_MONTHS = 6  # TR-X1

RISING_TALENT_EARNINGS_BAR = 250  # RT-4
LOWEST_STARS = Fraction(48, 10)  # RT-4


def has_rising_talent_in_numbers(edition_id: str) -> bool:
    """RT-3 to RT-6: of freelancers, from this edition on; agencies keep RT-1 and RT-2 (RT-7)."""
    return edition_id >= "2026-07"


# --- Expert-Vetted: which categories each edition opens (EV-2) ------------------------------------

OPENED_FOCUS: dict[str, list[str]] = {
    "2020-07": ["design_creative", "web_mobile_software_development", "sales_marketing"],
    "2022-01": ["writing", "accounting_consulting"],
    "2024-01": ["it_networking", "data_science_analytics"],
}


def open_focus(edition_id: str) -> list[str]:
    """EV-2: the categories open in an edition."""
    opened: list[str] = []
    for since, categories in OPENED_FOCUS.items():
        if edition_id >= since:
            opened = opened + categories
    return opened


# --- Diversity-Certified --------------------------------------------------------------------------

OPEN_COUNTRIES: list[str] = ["US"]  # DIV-2, the same in every edition that has the badge


def has_diversity(edition_id: str) -> bool:
    """DIV-0: the editions in which the badge exists."""
    return edition_id >= "2020-10"


def has_diversity_review(edition_id: str) -> bool:
    """DIV-4 and DIV-5: before this edition a submitted certification is enough."""
    return edition_id >= "2021-02"


# DIV-3
DETAILS_SELF_REPORTED: list[str] = ["business_name", "category", "number", "expires_on"]
DETAILS_REVIEWED: list[str] = [
    "business_name",
    "category",
    "provider",
    "type",
    "number",
    "expires_on",
]


def has_diversity_tile(edition_id: str) -> bool:
    """DIV-9: on the profile since the badge exists, on the search tile since February 2021."""
    return edition_id >= "2021-02"


# --- Visibility -----------------------------------------------------------------------------------

VIEWERS: list[str] = [
    *("owner", "basic", "plus", "plus_selected", "business", "business_plus", "enterprise"),
]
SURFACES: list[str] = ["profile", "search_tile", "proposal", "project_catalog"]

OWNER_SEES_NEW_BADGES_FROM = date(2020, 9, 1)  # VIS-4


def has_business_plus(edition_id: str) -> bool:
    """VIS-10: whether the plans are Basic, Business Plus and Enterprise."""
    return edition_id >= "2025-06"


def viewers_of(edition_id: str) -> list[str]:
    """VIS-10: the talent, and the clients of the plans that an edition has."""
    if has_business_plus(edition_id):
        return ["owner", "basic", "business_plus", "enterprise"]
    return ["owner", "basic", "plus", "plus_selected", "business", "enterprise"]


def tiers_of(edition_id: str) -> list[str]:
    """VIS-10: the plans that an edition has."""
    return [each for each in viewers_of(edition_id) if each not in ("owner", "plus_selected")]


# VIS-5: the test ran on these days, both included.
CATALOG_TEST_FIRST_DAY = date(2021, 7, 1)
CATALOG_TEST_LAST_DAY = date(2021, 9, 30)


def has_selected_plus(edition_id: str) -> bool:
    """VIS-3: whether a Plus client must be among the selected to see Top Rated Plus."""
    return edition_id < "2020-10"


def has_catalog_test(edition_id: str) -> bool:
    """VIS-5: the test came with this edition."""
    return edition_id >= "2021-07"


# === The three questions ==========================================================================


def answer(
    record: dict[str, Any],
    as_of: date,
    readings: dict[str, str] | None = None,
    edition: str | None = None,
    *,
    known_through: date | None = None,
) -> dict[str, Any]:
    """Return verdicts and findings of all five badges, and who sees what on the profile."""
    edition_id = _edition(as_of, edition)
    through = as_of if known_through is None else known_through
    chosen = _all_readings(readings)
    badges = _badges(record, as_of, through, chosen, edition_id)

    seen: dict[str, str | None] = {}
    for viewer in viewers_of(edition_id):
        seen[viewer] = _shown(
            badges, as_of, viewer, "profile", edition_id, chosen, in_catalog_test=False
        )

    diversity_seen_by = [
        tier
        for tier in tiers_of(edition_id)
        if _shows_diversity(badges, tier, "profile", chosen, edition_id)
    ]

    return {
        "badges": badges,
        "visible": seen,
        "diversity_seen_by": diversity_seen_by,
    }


def visible(  # noqa: PLR0913
    record: dict[str, Any],
    as_of: date,
    viewer: str,
    surface: str,
    readings: dict[str, str] | None = None,
    edition: str | None = None,
    in_catalog_test: bool = False,  # noqa: FBT001, FBT002
    *,
    known_through: date | None = None,
) -> str | None:
    """Return the talent badge this viewer sees on this surface, or None."""
    edition_id = _edition(as_of, edition)
    _check_viewer_and_surface(viewer, surface, edition_id)
    through = as_of if known_through is None else known_through
    chosen = _all_readings(readings)
    badges = _badges(record, as_of, through, chosen, edition_id)
    return _shown(
        badges, as_of, viewer, surface, edition_id, chosen, in_catalog_test=in_catalog_test
    )


def _shown(
    badges: dict[str, Any],
    as_of: date,
    viewer: str,
    surface: str,
    edition_id: str,
    chosen: dict[str, str],
    *,
    in_catalog_test: bool,
) -> str | None:
    """Return which of some badges, answered already, this viewer sees on this surface."""
    # VIS-9: only what is met is shown; unknown is not.
    held = [badge for badge in badges if badges[badge]["verdict"] == "met"]

    may_see_expert_vetted, may_see_top_rated_plus = _may_see(viewer, as_of, edition_id, chosen)

    # VIS-8: the surface plays no part, save for the test in the Project Catalog.
    is_client = viewer != "owner"
    the_test_runs = (
        has_catalog_test(edition_id) and CATALOG_TEST_FIRST_DAY <= as_of <= CATALOG_TEST_LAST_DAY
    )
    if surface == "project_catalog" and is_client and in_catalog_test and the_test_runs:  # VIS-5
        may_see_expert_vetted = True
        may_see_top_rated_plus = True

    # VIS-6 (and VIS-4 for the owner): Expert-Vetted goes before Top Rated Plus.
    if may_see_expert_vetted and "expert_vetted" in held:
        return "expert_vetted"
    if may_see_top_rated_plus and "top_rated_plus" in held:
        return "top_rated_plus"
    # VIS-7: everybody sees these.
    if "top_rated" in held:
        return "top_rated"
    if "rising_talent" in held:
        return "rising_talent"
    return None


def _may_see(
    viewer: str, as_of: date, edition_id: str, chosen: dict[str, str]
) -> tuple[bool, bool]:
    """Return whether this viewer may see Expert-Vetted, and whether Top Rated Plus."""
    if viewer == "owner":  # VIS-4
        return as_of >= OWNER_SEES_NEW_BADGES_FROM, as_of >= OWNER_SEES_NEW_BADGES_FROM
    if has_business_plus(edition_id):
        on_a_plan = viewer in ("business_plus", "enterprise")
        return on_a_plan, on_a_plan or chosen["plus_badge_audience"] == "everyone"  # VIS-11, VIS-12
    if viewer in ("business", "enterprise"):  # VIS-1, VIS-2
        return True, True
    if viewer == "plus_selected":  # VIS-2, VIS-3
        return False, True
    return False, viewer == "plus" and not has_selected_plus(edition_id)  # VIS-2, VIS-3


def sees_diversity(
    record: dict[str, Any],
    as_of: date,
    viewer: str,
    surface: str,
    readings: dict[str, str] | None = None,
    edition: str | None = None,
    *,
    known_through: date | None = None,
) -> bool:
    """Return whether this viewer sees the Diversity-Certified badge on this surface."""
    edition_id = _edition(as_of, edition)
    _check_viewer_and_surface(viewer, surface, edition_id)
    through = as_of if known_through is None else known_through
    chosen = _all_readings(readings)
    badges = _badges(record, as_of, through, chosen, edition_id)
    return _shows_diversity(badges, viewer, surface, chosen, edition_id)


def _shows_diversity(
    badges: dict[str, Any], viewer: str, surface: str, chosen: dict[str, str], edition_id: str
) -> bool:
    """Return whether this viewer sees the Diversity-Certified badge among badges answered."""
    if badges["diversity_certified"]["verdict"] != "met":  # VIS-9
        return False

    # DIV-8: Enterprise Suite clients only; neither the owner nor any other plan.
    if has_business_plus(edition_id):
        suite = ["enterprise"]  # whatever the reading
    elif chosen["enterprise_suite"] == "enterprise_and_business":
        suite = ["business", "enterprise"]
    else:
        suite = ["enterprise"]
    if viewer not in suite:
        return False

    # DIV-9: the places.
    if surface == "profile":
        return has_diversity(edition_id)
    if surface == "search_tile":
        return has_diversity_tile(edition_id)
    return False


# === The five badges ==============================================================================


def _badges(
    record: dict[str, Any], as_of: date, through: date, chosen: dict[str, str], edition_id: str
) -> dict[str, Any]:
    """Return every badge with its verdict and findings."""
    findings_of: dict[str, list[dict[str, Any]]] = {
        "rising_talent": _rising_talent(record, as_of, chosen, edition_id),
        "top_rated": _top_rated(record, as_of, through, chosen),
        "top_rated_plus": _top_rated_plus(record, as_of, through, chosen),
        "expert_vetted": _expert_vetted(record, as_of, edition_id),
        "diversity_certified": _diversity_certified(record, as_of, edition_id),
    }
    badges: dict[str, Any] = {}
    for badge, findings in findings_of.items():
        badges[badge] = {"verdict": _overall(findings), "findings": findings}
    return badges


def _recorded(record: dict[str, Any], badge: str) -> list[dict[str, Any]]:
    """BASE-1: Rising Talent and Top Rated by the platform's word alone."""
    return [_flag("recorded_badge", "BASE-1", observed=_base_badge_is(record, badge))]


def _rising_talent(
    record: dict[str, Any], as_of: date, chosen: dict[str, str], edition_id: str
) -> list[dict[str, Any]]:
    """Rising Talent: BASE-1, or else RT-1, TR-X1 and RT-2, or else RT-3 to RT-6 and TR-X1."""
    reputation = record.get("reputation")
    if reputation is None:
        return _recorded(record, "rising_talent")
    if record["kind"] == "freelancer" and has_rising_talent_in_numbers(edition_id):
        return _rising_talent_in_numbers(record, as_of, chosen)

    # RT-1: a known "none yet" is what is wanted here; a score left out is unknown.
    is_known, score_now = _score_on(reputation, as_of)
    no_score_yet = score_now is None if is_known else None

    return [
        _flag("no_score_yet", "RT-1", observed=no_score_yet),
        _profile(reputation, "RT-1"),
        _flag("recent_activity", "RT-1", observed=_is_active_or_new(record, as_of)),
        _availability(reputation, "RT-1"),
        _no_recent_hold(reputation, as_of, "RT-1"),
        _no_circumvention(reputation, as_of),
        # RT-2: bars alone never give it; only the platform's word settles it.
        _flag("discretion", "RT-2", observed=reputation.get("rising_talent")),
    ]


def _rising_talent_in_numbers(
    record: dict[str, Any], as_of: date, chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """RT-3 to RT-6, and TR-X1: everything that is asked of a freelancer is published."""
    reputation = record["reputation"]
    earned = sum(_window_cents(contract, as_of, chosen) for contract in record["contracts"])
    bad = sum(1 for contract in record["contracts"] if _outcome(contract, as_of) == "negative")

    # RT-4: no feedback yet is known and fails; left out it is not known.
    stars = reputation.get("average_feedback")
    average = None if stars is None else Fraction(stars)
    feedback = _flag("average_feedback", "RT-4", observed=None)
    feedback["unit"] = "stars"
    feedback["required"] = "4.80"
    if "average_feedback" in reputation:
        feedback["verdict"] = "unmet" if average is None or average < LOWEST_STARS else "met"
    if average is not None:
        feedback["observed"] = f"{float(average):.2f}"
        feedback["shortfall"] = f"{float(max(Fraction(0), LOWEST_STARS - average)):.2f}"

    # RT-5: no score yet is fine.
    score = _job_success_score(reputation, as_of, "RT-5")
    is_known, score_now = _score_on(reputation, as_of)
    if is_known and score_now is None:
        score["verdict"] = "met"

    return [
        _profile(reputation, "RT-3"),
        _flag("recent_activity", "RT-3", observed=_is_active(record, as_of)),
        _no_recent_hold(reputation, as_of, "RT-3"),
        _flag("identity_verified", "RT-3", observed=reputation.get("identity_verified")),
        _flag("payout_method", "RT-3", observed=reputation.get("payout_method")),
        _no_circumvention(reputation, as_of),
        _money("earnings", "RT-4", earned, RISING_TALENT_EARNINGS_BAR * 100),
        feedback,
        score,
        {
            "criterion": "no_negative_feedback",
            "clause": "RT-6",
            "verdict": "met" if bad == 0 else "unmet",
            "unit": "contracts",
            "observed": bad,
            "required": 0,
            "shortfall": bad,
        },
    ]


def _top_rated(
    record: dict[str, Any], as_of: date, through: date, chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """Top Rated: BASE-1, or else TR-F for a freelancer, TR-A for an agency, and TR-X1."""
    reputation = record.get("reputation")
    if reputation is None:
        return _recorded(record, "top_rated")
    # TR-F9: every criterion is asked on `as_of`, and none stands in for another.
    if record["kind"] == "agency":
        return [
            _job_success_score(reputation, as_of, "TR-A1"),
            _top_rated_earnings(record, as_of, chosen, "TR-A2"),
            _first_contract(reputation, as_of, "TR-A6"),
            _eligible_weeks(reputation, as_of, through, "TR-A7"),
            _profile(reputation, "TR-A4"),
            _members_profile(reputation),
            _members(reputation),
            _no_recent_hold(reputation, as_of, "TR-A5"),
            _no_circumvention(reputation, as_of),
        ]
    return [
        _job_success_score(reputation, as_of, "TR-F1"),
        _top_rated_earnings(record, as_of, chosen, "TR-F2"),
        _first_contract(reputation, as_of, "TR-F3"),
        _eligible_weeks(reputation, as_of, through, "TR-F4"),
        _profile(reputation, "TR-F5", from_elance=reputation.get("from_elance", False)),
        _availability(reputation, "TR-F6"),
        _no_recent_hold(reputation, as_of, "TR-F7"),
        _flag("recent_activity", "TR-F8", observed=_is_active(record, as_of)),
        _no_circumvention(reputation, as_of),
    ]


def _job_success_score(reputation: dict[str, Any], as_of: date, clause: str) -> dict[str, Any]:
    """TR-F1, TR-A1: the score of the day is high enough; "none yet" is known and fails."""
    is_known, score = _score_on(reputation, as_of)
    finding = _at_least("job_success_score", clause, "points", score, LOWEST_SCORE)
    if is_known and score is None:
        finding["verdict"] = "unmet"
    return finding


def _score_on(reputation: dict[str, Any], day: date) -> tuple[bool, int | None]:
    """Return whether the score of a day is known, and that score; None is no score."""
    is_known, score = "job_success_score" in reputation, reputation.get("job_success_score")
    latest: date | None = None
    for entry in reputation.get("scores", []):
        since = date.fromisoformat(entry["since"])
        if since <= day and (latest is None or since > latest):
            latest, is_known, score = since, True, entry["score"]
    return is_known, score


def _has_entry(reputation: dict[str, Any], day: date) -> bool:
    """Return whether one of the scores over time stands on a day."""
    return any(date.fromisoformat(entry["since"]) <= day for entry in reputation.get("scores", []))


def _top_rated_earnings(
    record: dict[str, Any], as_of: date, chosen: dict[str, str], clause: str
) -> dict[str, Any]:
    """TR-F2, TR-A2: the plain sum of the trailing year."""
    earned = sum(_window_cents(contract, as_of, chosen) for contract in record["contracts"])
    return _money("earnings", clause, earned, TOP_RATED_EARNINGS_BAR[record["kind"]] * 100)


def _first_contract(reputation: dict[str, Any], as_of: date, clause: str) -> dict[str, Any]:
    """TR-F3, TR-A6: the first contract long enough ago; "none yet" is known and fails."""
    first_contract_on = _day(reputation, "first_contract_on")
    days = None if first_contract_on is None else (as_of - first_contract_on).days
    required = LOWEST_DAYS_SINCE_FIRST_CONTRACT
    finding = _at_least("first_contract", clause, "days", days, required)
    if "first_contract_on" in reputation and first_contract_on is None:
        finding["verdict"] = "unmet"
    return finding


def _eligible_weeks(
    reputation: dict[str, Any], as_of: date, through: date, clause: str
) -> dict[str, Any]:
    """TR-F4, TR-A7: enough eligible weeks among the last ones; the count may be a range."""
    lowest = 0
    highest = 0
    for saturday in _last_saturdays(as_of):
        eligible = _is_eligible_week(reputation, saturday, through)
        if eligible is True:
            lowest += 1
            highest += 1
        elif eligible is None:
            highest += 1

    finding = _at_least("eligible_weeks", clause, "weeks", lowest, LOWEST_ELIGIBLE_WEEKS)
    # The low end alone may prove it, the high end alone may refute it.
    if lowest >= LOWEST_ELIGIBLE_WEEKS:
        finding["verdict"] = "met"
    elif highest < LOWEST_ELIGIBLE_WEEKS:
        finding["verdict"] = "unmet"
    else:
        finding["verdict"] = "unknown"
    finding["highest"] = highest
    return finding


def _profile(
    reputation: dict[str, Any], clause: str, *, from_elance: bool = False
) -> dict[str, Any]:
    """TR-F5, TR-A4, RT-1, RT-3: the own profile, or the agency owner's, is complete."""
    percent = reputation.get("profile_percent")
    required = ELANCE_PROFILE_PERCENT if from_elance else COMPLETE_PROFILE_PERCENT
    return _at_least("profile", clause, "percent", percent, required)


def _members_profile(reputation: dict[str, Any]) -> dict[str, Any]:
    """TR-A4: the profiles of an agency's members, on average."""
    percent = reputation.get("members_profile_percent")
    required = LOWEST_MEMBERS_PROFILE_PERCENT
    return _at_least("members_profile", "TR-A4", "percent", percent, required)


def _members(reputation: dict[str, Any]) -> dict[str, Any]:
    """TR-A3: how many members an agency has."""
    return _at_least("members", "TR-A3", "members", reputation.get("members"), LOWEST_MEMBERS)


def _availability(reputation: dict[str, Any], clause: str) -> dict[str, Any]:
    """TR-F6, RT-1: the availability is up to date."""
    return _flag("availability", clause, observed=reputation.get("availability_current"))


def _no_recent_hold(reputation: dict[str, Any], as_of: date, clause: str) -> dict[str, Any]:
    """TR-F7, TR-A5, RT-1: no hold or notice in the past days; an empty list is a known none."""
    holds = reputation.get("holds")
    if holds is None:
        return _flag("no_recent_hold", clause, observed=None)
    recent = [
        hold for hold in holds if _is_in_past_days(date.fromisoformat(hold), as_of, HOLD_DAYS)
    ]
    return _flag("no_recent_hold", clause, observed=len(recent) == 0)


def _no_circumvention(reputation: dict[str, Any], as_of: date) -> dict[str, Any]:
    """TR-X1: not barred; the bar starts on its day, and the day half a year later is free again."""
    circumvention_on = _day(reputation, "circumvention_on")
    barred = circumvention_on is not None and circumvention_on <= as_of < _months_after(
        circumvention_on, CIRCUMVENTION_MONTHS
    )
    return _flag("no_circumvention", "TR-X1", observed=not barred)


def _top_rated_plus(
    record: dict[str, Any], as_of: date, through: date, chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """Top Rated Plus, for a freelancer (TRP-F) or an agency (TRP-A)."""
    is_agency = record["kind"] == "agency"
    is_exclusive_member = not is_agency and record.get("exclusive_agency_contractor", False)
    # TRP-F7: whether this exclusive member is measured by the amounts of an agency.
    on_agency_amounts = is_exclusive_member and chosen["exclusive_member"] == "agency_amounts"
    amounts = "agency" if is_agency or on_agency_amounts else "freelancer"

    findings: list[dict[str, Any]] = []

    # TRP-F1, TRP-A1. The lifetime reading is for agencies only, not for exclusive members (TRP-F7).
    if is_agency and chosen["agency_earnings_window"] == "lifetime":
        earned = sum(_lifetime_cents(contract, as_of) for contract in record["contracts"])
    else:
        earned = sum(_window_cents(contract, as_of, chosen) for contract in record["contracts"])
    bar = _bar_in_cents(EARNINGS_BAR[amounts], chosen)
    findings.append(_money("earnings", "TRP-A1" if is_agency else "TRP-F1", earned, bar))

    # TRP-F2 to TRP-F5, TRP-A2.
    findings.append(_large_contract(record, as_of, chosen, amounts))

    # TRP-F7: for freelancers, save for the exclusive member who is measured on agency amounts.
    if not is_agency and not on_agency_amounts:
        findings.append(_flag("independent", "TRP-F7", observed=not is_exclusive_member))

    # TRP-A3: for agencies.
    if is_agency:
        findings.append(_negative_share(record, as_of, chosen))

    # TRP-F8, TRP-A4: recorded or computed, the verdict on Top Rated is what counts.
    top_rated = _is_met(_overall(_top_rated(record, as_of, through, chosen)))
    findings.append(_flag("top_rated", "TRP-A4" if is_agency else "TRP-F8", observed=top_rated))
    return findings


def _large_contract(
    record: dict[str, Any], as_of: date, chosen: dict[str, str], amounts: str
) -> dict[str, Any]:
    """TRP-F2, TRP-A2: the nearest contract that can serve, and a row for each contract."""
    is_agency = record["kind"] == "agency"
    bars = LARGE_CONTRACT_BAR[amounts]

    rows: list[dict[str, Any]] = []
    nearest: tuple[int, int, int] | None = None  # shortfall, counted, bar
    one_is_enough = False
    for contract in record["contracts"]:
        bar = _bar_in_cents(bars[contract["category"]], chosen)
        counted = _counted_cents(contract, as_of, chosen)
        shortfall = max(0, bar - counted)
        outcome = _outcome(contract, as_of)

        # Who can serve, and whose feedback suffices as it stands (TRP-F5).
        if is_agency:
            can_serve = True
            feedback_suffices = True
        elif chosen["feedback"] == "positive":
            can_serve = outcome in ("positive", None)
            feedback_suffices = outcome == "positive"
        else:
            can_serve = outcome != "negative"
            feedback_suffices = outcome != "negative"

        if counted >= bar and feedback_suffices:
            one_is_enough = True

        # Smallest shortfall; on a tie more counted; on a further tie the first stays.
        if can_serve and (
            nearest is None
            or shortfall < nearest[0]
            or (shortfall == nearest[0] and counted > nearest[1])
            or (shortfall == nearest[0] and counted == nearest[1] and bar < nearest[2])
        ):
            nearest = (shortfall, counted, bar)

        rows.append(
            {
                "id": contract["id"],
                "category": contract["category"],
                "counted": _dollars(counted),
                "required": _dollars(bar),
                "shortfall": _dollars(shortfall),
                "serves": can_serve,
            }
        )

    if nearest is not None:
        observed, required = nearest[1], nearest[2]
    elif record["contracts"]:
        # None can serve: nothing, against the lowest bar of the categories worked in.
        worked_in = [contract["category"] for contract in record["contracts"]]
        observed, required = 0, min(_bar_in_cents(bars[each], chosen) for each in worked_in)
    else:
        # No contract at all: nothing, against the lowest bar of all twelve.
        observed, required = 0, min(_bar_in_cents(bars[each], chosen) for each in bars)

    finding = _money("large_contract", "TRP-A2" if is_agency else "TRP-F2", observed, required)
    # Not the same as a shortfall of nothing: a contract above its bar may still await feedback.
    finding["verdict"] = "met" if one_is_enough else "unmet"
    finding["contracts"] = rows
    return finding


def _negative_share(record: dict[str, Any], as_of: date, chosen: dict[str, str]) -> dict[str, Any]:
    """TRP-A3: no more than ten percent of the contracts in scope had a negative outcome."""
    scope = 0
    negative = 0
    for contract in record["contracts"]:
        outcome = _outcome(contract, as_of)
        if chosen["negative_share_scope"] == "rated_contracts":
            in_scope = _is_in_window(contract, as_of, chosen) and outcome is not None
        elif chosen["negative_share_scope"] == "all_contracts":
            in_scope = _is_in_window(contract, as_of, chosen)
        else:
            bar = _bar_in_cents(LARGE_CONTRACT_BAR["agency"][contract["category"]], chosen)
            in_scope = _counted_cents(contract, as_of, chosen) >= bar
        if in_scope:
            scope += 1
            if outcome == "negative":
                negative += 1
    allowed = scope * HIGHEST_NEGATIVE_PERCENT // 100  # rounded down
    return {
        "criterion": "negative_share",
        "clause": "TRP-A3",
        "verdict": "met" if negative <= allowed else "unmet",
        "unit": "contracts",
        "observed": negative,
        "required": allowed,
        "shortfall": max(0, negative - allowed),
        "scope": scope,
    }


def _expert_vetted(record: dict[str, Any], as_of: date, edition_id: str) -> list[dict[str, Any]]:
    """Expert-Vetted: EV-1, EV-2, EV-5."""
    vetting = record.get("expert_vetting")
    if vetting is None:
        return [_flag("vetting", "EV-1", observed=False)]

    # EV-1: invited on or before the day it was passed; held from that day on.
    invited_on = _day(vetting, "invited_on")
    passed_on = _day(vetting, "passed_on")
    vetted = invited_on is not None and passed_on is not None and invited_on <= passed_on <= as_of

    # EV-2: the category must be open in the edition.
    category_open = vetting["category"] in open_focus(edition_id)

    # EV-5: gone on the day it is revoked.
    revoked_on = _day(vetting, "revoked_on")
    not_revoked = revoked_on is None or as_of < revoked_on

    return [
        _flag("vetting", "EV-1", observed=vetted),
        _flag("focus_category", "EV-2", observed=category_open),
        _flag("not_revoked", "EV-5", observed=not_revoked),
    ]


def _diversity_certified(
    record: dict[str, Any], as_of: date, edition_id: str
) -> list[dict[str, Any]]:
    """Diversity-Certified: DIV-0, DIV-2, and the findings of the best certification."""
    # DIV-0: before the badge existed nobody has it.
    if not has_diversity(edition_id):
        return [_flag("certification", "DIV-0", observed=False)]

    # DIV-2: an unknown country is not a no.
    country = record.get("country")
    open_country = None if country is None else country in OPEN_COUNTRIES

    certifications = record.get("certifications", [])
    findings = [
        _flag("certification", "DIV-0", observed=len(certifications) > 0),
        _flag("country", "DIV-2", observed=open_country),
    ]

    # DIV-5, DIV-6: the best one decides: met before unmet, then the fewest unmet, then one with its
    # details, then one that took its step, then the one with more days left, then the first.
    best: list[dict[str, Any]] = []
    best_rank: tuple[int, int, bool, bool, float] | None = None
    for certification in certifications:
        its_findings = _certification(certification, as_of, edition_id)
        unmet = sum(1 for finding in its_findings if finding["verdict"] == "unmet")
        details, step, *rest = its_findings
        days = -float(rest[0]["observed"]) if rest else float("inf")
        rank = (
            0 if _overall(its_findings) == "met" else 1,
            unmet,
            details["verdict"] == "unmet",
            step["verdict"] == "unmet",
            days,
        )
        if best_rank is None or rank < best_rank:
            best = its_findings
            best_rank = rank
    return findings + best


def _certification(
    certification: dict[str, Any], as_of: date, edition_id: str
) -> list[dict[str, Any]]:
    """Return the findings of one certification: DIV-3, DIV-4 or DIV-5, DIV-11."""
    self_reported = not has_diversity_review(edition_id)

    # DIV-3: all details given.
    needed = DETAILS_SELF_REPORTED if self_reported else DETAILS_REVIEWED
    missing = [name for name in needed if certification.get(name) is None]
    details = _flag("details", "DIV-3", observed=len(missing) == 0)
    details["missing"] = missing
    findings = [details]

    # A status without its day holds at every date (DIV-5).
    if self_reported:
        # DIV-4: anything but a draft has been submitted.
        submitted_on = _day(certification, "submitted_on")
        submitted = certification["status"] != "draft" and (
            submitted_on is None or submitted_on <= as_of
        )
        findings.append(_flag("submitted", "DIV-4", observed=submitted))
    else:
        # DIV-5: approved by the platform.
        decided_on = _day(certification, "decided_on")
        reviewed = certification["status"] == "approved" and (
            decided_on is None or decided_on <= as_of
        )
        findings.append(_flag("reviewed", "DIV-5", observed=reviewed))

    # DIV-11: valid through the day it expires; the last day is a day left.
    expires_on = _day(certification, "expires_on")
    if expires_on is not None:
        days_left = (expires_on - as_of).days + 1
        findings.append(
            {
                "criterion": "unexpired",
                "clause": "DIV-11",
                "verdict": "met" if days_left >= 1 else "unmet",
                "unit": "days",
                "observed": days_left,
                "required": 1,
                "shortfall": max(0, 1 - days_left),
            }
        )
    return findings


# === Facts on a day ===============================================================================


def _base_badge_is(record: dict[str, Any], badge: str) -> bool | None:
    """Return whether the platform reports this badge; None when it reports nothing."""
    base_badge = record.get("base_badge")
    if base_badge is None:
        return None
    return bool(base_badge == badge)


def _is_active(record: dict[str, Any], as_of: date) -> bool | None:
    """TR-F8: a positive payment in the past days, or the last activity in them."""
    for contract in record["contracts"]:
        for payment in contract.get("payments", []):
            paid_on = date.fromisoformat(payment["paid_on"])
            if _cents(payment["amount"]) > 0 and _is_in_past_days(paid_on, as_of, ACTIVITY_DAYS):
                return True

    reputation = record["reputation"]
    if "last_active_on" not in reputation:
        return None
    last_active_on = _day(reputation, "last_active_on")
    if last_active_on is None:  # never, and that is known
        return False
    if last_active_on > as_of:  # what came before the last activity is not recorded
        return None
    return _is_in_past_days(last_active_on, as_of, ACTIVITY_DAYS)


def _is_active_or_new(record: dict[str, Any], as_of: date) -> bool | None:
    """RT-1: active as in TR-F8, or joined lately; one of the two is enough."""
    active = _is_active(record, as_of)
    joined_on = _day(record["reputation"], "joined_on")
    new = None if joined_on is None else _is_in_past_days(joined_on, as_of, NEWCOMER_DAYS)
    if active is True or new is True:
        return True
    if active is None or new is None:
        return None
    return False


def _last_saturdays(as_of: date) -> list[date]:
    """TR-F4, TR-A7: the last Saturdays on or before `as_of`, the newest first."""
    saturdays: list[date] = []
    day = as_of
    while len(saturdays) < WEEKS_LOOKED_AT:
        if day.isoweekday() == SATURDAY:
            saturdays.append(day)
        day -= timedelta(days=1)
    return saturdays


def _is_eligible_week(reputation: dict[str, Any], saturday: date, through: date) -> bool | None:
    """TR-F4, TR-A7: whether the week that ends on this Saturday is eligible; None is not known."""
    for week in reputation.get("weeks", []):
        if date.fromisoformat(week["ends_on"]) == saturday:
            return bool(week["eligible"])  # as recorded

    joined_on = _day(reputation, "joined_on")
    if joined_on is not None and saturday < joined_on:
        return False

    # An unrecorded week goes by the score of its day, where that is told over time. Without a score
    # then, Rising Talent may have made it eligible.
    is_known, score = _score_on(reputation, saturday)
    if _has_entry(reputation, saturday) and score is not None:
        return bool(score >= LOWEST_SCORE)

    # Looking ahead: an unrecorded week of the future goes by the score, which stays as it is.
    if saturday > through:
        if not is_known:
            return None
        return score is not None and bool(score >= LOWEST_SCORE)

    return None


def _is_in_past_days(day: date, as_of: date, days: int) -> bool:
    """Return whether this day lies after `as_of` minus so many days, up to and with `as_of`."""
    return 0 <= (as_of - day).days < days


def _months_after(day: date, months: int) -> date:
    """Return the same day so many calendar months later; a missing one is the month's last."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _is_in_trailing_year(day: date, as_of: date, chosen: dict[str, str]) -> bool:
    """WIN-1, WIN-2: after `as_of` minus 12 calendar months, up to and including `as_of`."""
    if chosen["window"] == "last_365_days":
        return _is_in_past_days(day, as_of, 365)
    year, month = as_of.year - 1, as_of.month
    last_day_of_month = calendar.monthrange(year, month)[1]
    twelve_months_ago = date(year, month, min(as_of.day, last_day_of_month))
    return twelve_months_ago < day <= as_of


def _window_cents(contract: dict[str, Any], as_of: date, chosen: dict[str, str]) -> int:
    """Return what was paid on one contract inside the window, refunds subtracted (WIN-3)."""
    total = 0
    for payment in contract.get("payments", []):
        if _is_in_trailing_year(date.fromisoformat(payment["paid_on"]), as_of, chosen):
            total += _cents(payment["amount"])
    return total


def _lifetime_cents(contract: dict[str, Any], as_of: date) -> int:
    """Return what was paid on one contract up to and including `as_of`, refunds subtracted."""
    total = 0
    for payment in contract.get("payments", []):
        if date.fromisoformat(payment["paid_on"]) <= as_of:
            total += _cents(payment["amount"])
    return total


def _counted_cents(contract: dict[str, Any], as_of: date, chosen: dict[str, str]) -> int:
    """TRP-F3: the amount by which one contract is measured against its bar."""
    if chosen["large_contract_sum"] == "in_window":
        return _window_cents(contract, as_of, chosen)
    if _is_paid_in_window(contract, as_of, chosen):
        return _lifetime_cents(contract, as_of)
    return 0


def _is_paid_in_window(contract: dict[str, Any], as_of: date, chosen: dict[str, str]) -> bool:
    """WIN-5: a positive payment lies in the window; a refund alone does not do."""
    for payment in contract.get("payments", []):
        paid_on = date.fromisoformat(payment["paid_on"])
        if _cents(payment["amount"]) > 0 and _is_in_trailing_year(paid_on, as_of, chosen):
            return True
    return False


def _outcome(contract: dict[str, Any], as_of: date) -> str | None:
    """WIN-5: the outcome there is on `as_of`; without a day it holds at every date."""
    outcome: str | None = contract.get("outcome")
    outcome_on = _day(contract, "outcome_on")
    if outcome_on is not None and outcome_on > as_of:
        return None
    return outcome


def _is_in_window(contract: dict[str, Any], as_of: date, chosen: dict[str, str]) -> bool:
    """WIN-5: paid inside the window, or the day of its outcome lies in it."""
    if _is_paid_in_window(contract, as_of, chosen):
        return True
    outcome_on = _day(contract, "outcome_on")
    if _outcome(contract, as_of) is None or outcome_on is None:
        return False
    return _is_in_trailing_year(outcome_on, as_of, chosen)


def _day(facts: dict[str, Any], key: str) -> date | None:
    """Return the date under this key; None when it is missing or null."""
    text = facts.get(key)
    return None if text is None else date.fromisoformat(text)


# === Money ========================================================================================


def _cents(amount: str) -> int:
    """Return an amount in dollars as whole cents, exactly."""
    cents = Fraction(amount) * 100
    assert cents.denominator == 1, f"{amount!r} has a fraction of a cent"
    return cents.numerator


def _dollars(cents: int) -> str:
    """Return cents as dollars with two decimals."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _bar_in_cents(dollars: int, chosen: dict[str, str]) -> int:
    """Return a bar in cents; "more than" is one cent above (TRP-F1)."""
    if chosen["money_bar"] == "more_than":
        return dollars * 100 + 1
    return dollars * 100


# === Findings =====================================================================================


def _flag(criterion: str, clause: str, *, observed: bool | None) -> dict[str, Any]:
    """Return the finding of a yes or no; None is not known."""
    if observed is None:
        verdict = "unknown"
    elif observed:
        verdict = "met"
    else:
        verdict = "unmet"
    return {
        "criterion": criterion,
        "clause": clause,
        "verdict": verdict,
        "unit": "flag",
        "observed": observed,
        "required": True,
        "shortfall": None,
    }


def _at_least(
    criterion: str, clause: str, unit: str, observed: int | None, required: int
) -> dict[str, Any]:
    """Return the finding of a number that must be at least another; None is not known."""
    if observed is None:
        verdict = "unknown"
    elif observed >= required:
        verdict = "met"
    else:
        verdict = "unmet"
    return {
        "criterion": criterion,
        "clause": clause,
        "verdict": verdict,
        "unit": unit,
        "observed": observed,
        "required": required,
        "shortfall": None if observed is None else max(0, required - observed),
    }


def _money(criterion: str, clause: str, observed: int, required: int) -> dict[str, Any]:
    """Return the finding of an amount that must be at least another."""
    return {
        "criterion": criterion,
        "clause": clause,
        "verdict": "met" if observed >= required else "unmet",
        "unit": "usd",
        "observed": _dollars(observed),
        "required": _dollars(required),
        "shortfall": _dollars(max(0, required - observed)),
    }


def _overall(findings: list[dict[str, Any]]) -> str:
    """One unmet decides; otherwise one unknown suspends; otherwise met."""
    verdicts = [finding["verdict"] for finding in findings]
    if "unmet" in verdicts:
        return "unmet"
    if "unknown" in verdicts:
        return "unknown"
    return "met"


def _is_met(verdict: str) -> bool | None:
    """Return a verdict as a yes or no; None when it is unknown."""
    if verdict == "unknown":
        return None
    return verdict == "met"


# === What was asked ===============================================================================


def _edition(as_of: date, asked_for: str | None) -> str:
    """Return the edition asked for by name, or else the one in force on the day.

    Ids are year and month, so that a later edition has a later id.
    """
    newest, _ = EDITIONS[-1]
    if asked_for is not None:
        if asked_for > newest or asked_for in dict(EDITIONS):
            return asked_for
        message = f"no edition is called {asked_for!r}"
        raise LookupError(message)
    in_force: str | None = None
    for edition_id, effective_from in EDITIONS:
        if effective_from <= as_of:
            in_force = edition_id
    if in_force is None:
        message = f"no edition is in force on {as_of}; the first starts on {EDITIONS[0][1]}"
        raise LookupError(message)
    return in_force


def _all_readings(asked_for: dict[str, str] | None) -> dict[str, str]:
    """Return all nine readings: those asked for, the defaults for the others."""
    chosen = {name: values[0] for name, values in READINGS.items()}
    for name, value in (asked_for or {}).items():
        if name not in READINGS or value not in READINGS[name]:
            message = f"no reading {name}={value}"
            raise ValueError(message)
        chosen[name] = value
    return chosen


def _check_viewer_and_surface(viewer: str, surface: str, edition_id: str) -> None:
    """Refuse a viewer that the edition does not have, or a surface that does not exist."""
    if viewer not in viewers_of(edition_id):
        message = f"no viewer {viewer!r}"
        raise ValueError(message)
    if surface not in SURFACES:
        message = f"no surface {surface!r}"
        raise ValueError(message)

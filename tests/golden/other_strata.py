"""Questions about Expert-Vetted, Diversity-Certified, and which edition answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from golden.facts import (
    AROUND,
    CATEGORIES,
    EDITIONS,
    KINDS,
    LAST_DAY,
    LEFT_OUT,
    READINGS,
    WITH_NEW_PLANS,
    Asked,
    Facts,
    any_day,
    asked,
    day_in,
    days_later,
    poor,
    record,
    rich,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

BASE_BADGES = ("none", "rising_talent", "top_rated")
WITH_DIVERSITY = tuple(EDITIONS)[1:]
STATUSES = ("draft", "submitted", "approved", "rejected")
DIVERSITY_CATEGORIES = (
    "minority_owned",
    "woman_owned",
    "us_veteran_owned",
    "disability_owned",
    "lgbtq_owned",
)
DETAILS = ("business_name", "category", "provider", "type", "number", "expires_on")


def vetting(category: str, as_of: date, **facts: object) -> Facts:
    """Return a vetting passed some time ago, with other facts where given."""
    usual = {"invited_on": days_later(as_of, -40), "passed_on": days_later(as_of, -9)}
    return {"category": category, **written({**usual, **facts})}


def vetted_in_categories(random: Random) -> Iterator[Asked]:
    """Every category in every edition, open or not yet (EV-2)."""
    for edition in EDITIONS:
        for category in CATEGORIES:
            as_of = day_in(random, edition)
            talent = record(
                random.choice(KINDS),
                poor(random, as_of),
                base_badge=random.choice(BASE_BADGES),
                expert_vetting=vetting(category, as_of),
            )
            yield f"vetted-in/{edition}", asked(talent, as_of)


def vetting_stages(random: Random) -> Iterator[Asked]:
    """Invited, passed and revoked around the day asked about, in and out of order (EV-1, EV-5)."""
    for kind in KINDS:
        for facts in _stages():
            as_of = any_day(random)
            dated = {
                name: days_later(as_of, fact) if isinstance(fact, int) else fact
                for name, fact in facts.items()
            }
            way = vetting("sales_marketing", as_of, **dated)
            contracts = rich(random, kind, as_of) if random.randrange(2) else []
            base_badge = random.choice((*BASE_BADGES, None))
            talent = record(kind, contracts, base_badge=base_badge, expert_vetting=way)
            yield f"vetting-stages/{kind}", asked(talent, as_of)


def _stages() -> Iterator[Facts]:
    """Go through the stages, each day as days from the one asked about."""
    for invited in (-40, LEFT_OUT, None):
        for passed in (*AROUND, LEFT_OUT, None):
            yield {"invited_on": invited, "passed_on": passed}
    for days in AROUND:
        yield {"invited_on": -9 + days, "passed_on": -9}
        yield {"revoked_on": days}
        yield {"passed_on": days, "revoked_on": days}
    for prior in (["upwork_premium"], ["upwork_pro", "upwork_premium"], []):
        yield {"prior_assessments": prior}
        yield {"prior_assessments": prior, "passed_on": None}


def certification(random: Random, status: str, **facts: object) -> Facts:
    """Return a certification with all details that holds for years, unless told otherwise."""
    usual = {
        "business_name": "Harbor Lane LLC",
        "category": random.choice(DIVERSITY_CATEGORIES),
        "provider": "A certifier",
        "type": random.choice(("MBE", "WBE", "VOB")),
        "number": f"{random.randrange(100)}-{random.randrange(10_000)}",
        "expires_on": f"{LAST_DAY.year + 6}-12-31",
    }
    return {"status": status, **written({**usual, **facts})}


def certified(random: Random, *certifications: Facts, **facts: object) -> Facts:
    """Return a talent of either kind in the United States with these certifications."""
    usual = {"country": "US", "base_badge": random.choice(BASE_BADGES)}
    return record(random.choice(KINDS), [], **{**usual, **facts}, certifications=certifications)


def certification_stages(random: Random) -> Iterator[Asked]:
    """Every status, its day around the one asked about, in every edition (DIV-0, DIV-4, DIV-5)."""
    for edition in EDITIONS:
        for status in STATUSES:
            for days in (None, *AROUND):
                as_of = day_in(random, edition)
                when = None if days is None else days_later(as_of, days)
                name = "submitted_on" if edition == "2020-10" else "decided_on"
                one = certification(random, status, **{name: when})
                yield f"certification/{edition}", asked(certified(random, one), as_of)


def certification_details(random: Random) -> Iterator[Asked]:
    """Each detail missing or `null`, then all of them (DIV-3)."""
    for edition in WITH_DIVERSITY:
        for absent in (LEFT_OUT, None):
            for names in (*((name,) for name in DETAILS), DETAILS):
                as_of = day_in(random, edition)
                one = certification(random, "approved", **dict.fromkeys(names, absent))
                yield f"details/{edition}", asked(certified(random, one), as_of)


def certification_expiry(random: Random) -> Iterator[Asked]:
    """The last day, the one before, and the one after (DIV-11)."""
    for edition in WITH_DIVERSITY:
        for days in (*AROUND, -400, 30):
            as_of = day_in(random, edition)
            one = certification(random, "approved", expires_on=days_later(as_of, days))
            yield "expiry", asked(certified(random, one), as_of)


def certification_countries(random: Random) -> Iterator[Asked]:
    """Open, closed and unknown countries (DIV-2); nothing to show is a no for all of them."""
    for edition in WITH_DIVERSITY:
        for country in ("US", "CA", "GB", None, LEFT_OUT):
            for has_one in (True, False):
                as_of = day_in(random, edition)
                held = [certification(random, "approved")] if has_one else []
                yield "countries", asked(certified(random, *held, country=country), as_of)


def several_certifications(random: Random) -> Iterator[Asked]:
    """Two or three certifications in any state: the best one decides (DIV-5, DIV-6)."""
    for edition in WITH_DIVERSITY * 12:
        as_of = day_in(random, edition)
        several = [
            certification(
                random,
                random.choice(STATUSES),
                number=random.choice((LEFT_OUT, "12-345")),
                provider=random.choice((LEFT_OUT, "Another certifier")),
                expires_on=days_later(as_of, random.choice((-1, 0, 90))),
                submitted_on=days_later(as_of, random.choice((-30, 0, 1))),
                decided_on=random.choice((LEFT_OUT, days_later(as_of, random.choice(AROUND)))),
            )
            for _ in range(random.randrange(2, 4))
        ]
        yield "several-certifications", asked(certified(random, *several), as_of)


def enterprise_suite(random: Random) -> Iterator[Asked]:
    """Who sees the badge, by either reading of the Enterprise Suite (DIV-8)."""
    for edition in WITH_DIVERSITY:
        for suite in READINGS["enterprise_suite"]:
            as_of = day_in(random, edition)
            talent = certified(random, certification(random, "approved"))
            yield f"suite/{suite}", asked(talent, as_of, {"enterprise_suite": suite})


def everything(random: Random, kind: str, category: str, status: str, as_of: date) -> Facts:
    """Return a talent with facts for every badge, all long settled."""
    return record(
        kind,
        rich(random, kind, as_of),
        country="US",
        base_badge="top_rated",
        expert_vetting=vetting(category, as_of),
        certifications=[certification(random, status)],
    )


def new_plans(random: Random) -> Iterator[Asked]:
    """Everything at once, or some of it, seen by the plans of 2025, by either reading (VIS-12)."""
    for edition in WITH_NEW_PLANS:
        for audience in READINGS["plus_badge_audience"]:
            for badge in BASE_BADGES:
                for is_vetted in (True, False):
                    as_of = day_in(random, edition)
                    kind = random.choice(KINDS)
                    talent = everything(random, kind, "design_creative", "approved", as_of)
                    talent["base_badge"] = badge
                    if not is_vetted:
                        del talent["expert_vetting"]
                    yield (
                        f"plans/{edition}",
                        asked(talent, as_of, {"plus_badge_audience": audience}),
                    )


def edition_edges(random: Random) -> Iterator[Asked]:
    """Everything at once on the first, a middle and the last day of every edition."""
    for edition, (first, last) in EDITIONS.items():
        for as_of in (first, day_in(random, edition), last):
            for category in ("design_creative", "writing", "it_networking"):
                for status in ("submitted", "approved"):
                    kind = random.choice(KINDS)
                    talent = everything(random, kind, category, status, as_of)
                    yield f"edition/{edition}", asked(talent, as_of)


def editions_by_name(random: Random) -> Iterator[Asked]:
    """Every edition applied by its name in the days of every other, and before the first."""
    days = [date(2019, 5, 5), *(first for first, _ in EDITIONS.values())]
    for edition in EDITIONS:
        for first in days:
            as_of = days_later(first, random.randrange(60))
            category = random.choice(("design_creative", "writing", "it_networking"))
            status = random.choice(("submitted", "approved"))
            talent = everything(random, random.choice(KINDS), category, status, as_of)
            yield f"by-name/{edition}", asked(talent, as_of, edition=edition)

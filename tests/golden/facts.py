"""The numbers of the specification, written out once more, and facts as plain JSON.

No number here comes from the library: were its rulebook wrong, the corpus would still stand at the
edges that the specification names. Only the days of the editions are its own, so that an edition
that is added is asked about. Amounts are whole cents until they are written as facts.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import badgerules
import law

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

Facts: TypeAlias = dict[str, Any]
Asked: TypeAlias = tuple[str, Facts]
"""The stratum of a question, and the question."""

KINDS = ("freelancer", "agency")

LARGE_BAR = {
    "freelancer": {
        "accounting_consulting": 10_000_00,
        "admin_support": 10_000_00,
        "customer_service": 20_000_00,
        "data_science_analytics": 10_000_00,
        "design_creative": 5_000_00,
        "engineering_architecture": 5_000_00,
        "it_networking": 10_000_00,
        "legal": 5_000_00,
        "sales_marketing": 10_000_00,
        "translation": 5_000_00,
        "web_mobile_software_development": 15_000_00,
        "writing": 5_000_00,
    },
    "agency": {
        "accounting_consulting": 20_000_00,
        "admin_support": 20_000_00,
        "customer_service": 20_000_00,
        "data_science_analytics": 20_000_00,
        "design_creative": 10_000_00,
        "engineering_architecture": 10_000_00,
        "it_networking": 20_000_00,
        "legal": 10_000_00,
        "sales_marketing": 20_000_00,
        "translation": 10_000_00,
        "web_mobile_software_development": 30_000_00,
        "writing": 10_000_00,
    },
}
CATEGORIES = tuple(LARGE_BAR["freelancer"])
CHEAP_CATEGORIES = ("design_creative", "engineering_architecture", "legal", "translation")
EARNINGS_BAR = {"freelancer": 10_000_00, "agency": 20_000_00}
TOP_RATED_BAR = {"freelancer": 1_000_00, "agency": 10_000_00}
NEVER_LARGE = 3_999_99
"""Below the lowest large-contract bar of anybody."""

LAST_DAY = law.FIRST_DAYS[-1] + timedelta(days=546)
EDITIONS = {
    edition.id: (first, min(last, LAST_DAY))
    for edition, (first, last) in zip(badgerules.EDITIONS, law.REIGNS, strict=True)
}
"""First and last day of each edition; the last one stays in force, so its last day is ours."""

READINGS = {
    "window": ("twelve_months", "last_365_days"),
    "money_bar": ("at_least", "more_than"),
    "large_contract_sum": ("in_window", "lifetime_if_active"),
    "feedback": ("not_negative", "positive"),
    "exclusive_member": ("barred", "agency_amounts"),
    "agency_earnings_window": ("twelve_months", "lifetime"),
    "negative_share_scope": ("rated_contracts", "all_contracts", "large_contracts"),
    "enterprise_suite": ("enterprise_and_business", "enterprise_only"),
    "plus_badge_audience": ("everyone", "plans"),
}
"""Every value of every reading, the default first."""

IN_NUMBERS = tuple(edition for edition in EDITIONS if edition >= "2026-07")
"""The editions that state all of Rising Talent of freelancers in numbers (RT-3)."""

WITH_NEW_PLANS = tuple(edition for edition in EDITIONS if edition >= "2025-06")
"""The editions whose plans are Basic, Business Plus and Enterprise (VIS-10)."""

AROUND = (-1, 0, 1)
"""One cent, or one day, below an edge; the edge; and one above."""

LEFT_OUT = object()
"""In the place of a fact that is not to be written down at all."""


def months_later(day: date, months: int) -> date:
    """Return the day so many months later; a missing day becomes the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_before(day: date) -> date:
    """Return the last day that the window of a day leaves out."""
    return months_later(day, -12)


def days_later(day: date, days: int) -> date:
    """Return the day so many days later, or earlier."""
    return day + timedelta(days=days)


def some_day(random: Random, first: date, last: date) -> date:
    """Draw a day, both ends included."""
    return days_later(first, random.randrange((last - first).days + 1))


def day_in(random: Random, edition: str) -> date:
    """Draw a day on which an edition is in force."""
    return some_day(random, *EDITIONS[edition])


def any_day(random: Random) -> date:
    """Draw a day of any edition, each as likely as the others."""
    return day_in(random, random.choice(tuple(EDITIONS)))


def window_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the trailing twelve months."""
    return days_later(year_before(day), 1), day


def before_window(day: date) -> tuple[date, date]:
    """Return days that the window has left behind."""
    return days_later(year_before(day), -300), year_before(day)


def payment(paid_on: date, cents: int) -> Facts:
    """Return a payment, or a refund if it is negative."""
    sign = "-" if cents < 0 else ""
    return {"paid_on": paid_on, "amount": f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"}


def payments(random: Random, cents: int, days: tuple[date, date]) -> list[Facts]:
    """Return payments on these days that add up to so much."""
    return [payment(some_day(random, *days), part) for part in _split(random, cents)]


def _split(random: Random, cents: int) -> list[int]:
    """Cut an amount into unlike parts; now and then one is a refund."""
    if cents < 100_00:
        return [cents] if cents else []
    first = random.randrange(cents // 5, cents // 2)
    parts = [first, cents - first]
    if random.randrange(3) == 0:
        refund = random.randrange(1, 300_00)
        parts = [first, -refund, cents - first + refund]
    return parts


def contract(name: str, category: str, paid: list[Facts], **facts: object) -> Facts:
    """Return a contract; what is LEFT_OUT is not written down."""
    return {"id": name, "category": category, "payments": paid, **written(facts)}


def fillers(random: Random, cents: int, as_of: date) -> list[Facts]:
    """Return contracts in the window that add up to so much, none of them ever large."""
    found: list[Facts] = []
    while cents > 0:
        part = min(cents, random.randrange(1_500_00, NEVER_LARGE))
        paid = payments(random, part, window_of(as_of))
        found.append(contract(f"small-{len(found)}", random.choice(CATEGORIES), paid))
        cents -= part
    return found


def rich(random: Random, kind: str, as_of: date) -> list[Facts]:
    """Return contracts that pass both Top Rated Plus amounts under every reading."""
    category = random.choice(CHEAP_CATEGORIES)
    large = 20_000_00 + random.randrange(1, 2_000_00)
    paid = payments(random, large, window_of(as_of))
    if random.randrange(2):
        paid += payments(random, 700_00, before_window(as_of))
    one = contract("large", category, paid, outcome="positive")
    more = EARNINGS_BAR[kind] // 2 + random.randrange(1_000_00)
    return in_any_order(random, [one, *fillers(random, more, as_of)])


def poor(random: Random, as_of: date) -> list[Facts]:
    """Return contracts that miss both Top Rated Plus amounts under every reading."""
    return fillers(random, random.randrange(2_000_00, 9_000_00), as_of)


def in_any_order(random: Random, contracts: list[Facts]) -> list[Facts]:
    """Return the contracts in another order."""
    return random.sample(contracts, len(contracts))


def record(kind: str, contracts: Sequence[Facts], **facts: object) -> Facts:
    """Return a record, without the facts that are LEFT_OUT."""
    return {"format": 1, "kind": kind, "contracts": list(contracts), **written(facts)}


def written(facts: Facts) -> Facts:
    """Return the facts that are to be written down."""
    return {name: fact for name, fact in facts.items() if fact is not LEFT_OUT}


def asked(
    talent: Facts,
    as_of: date,
    readings: Mapping[str, str] | None = None,
    *,
    edition: str | None = None,
    known_through: date | None = None,
) -> Facts:
    """Return a question; a reading in its default is not written down."""
    chosen = readings or {}
    return {
        "as_of": as_of,
        "known_through": known_through,
        "edition": edition,
        "readings": {name: one for name, one in chosen.items() if one != READINGS[name][0]},
        "record": talent,
    }


def some_readings(random: Random) -> dict[str, str]:
    """Draw a value for every reading."""
    return {name: random.choice(values) for name, values in READINGS.items()}


def saturdays(as_of: date) -> Iterator[date]:
    """Go through the Saturdays on or before a day, the latest first."""
    latest = days_later(as_of, -((as_of.weekday() - 5) % 7))
    while True:
        yield latest
        latest = days_later(latest, -7)

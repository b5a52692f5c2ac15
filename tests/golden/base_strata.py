"""Questions about Top Rated and Rising Talent where reputation is given in place of a word."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, cast

from golden.facts import (
    AROUND,
    CATEGORIES,
    EDITIONS,
    IN_NUMBERS,
    KINDS,
    LEFT_OUT,
    READINGS,
    TOP_RATED_BAR,
    Asked,
    Facts,
    any_day,
    asked,
    contract,
    day_in,
    days_later,
    fillers,
    months_later,
    payment,
    payments,
    record,
    saturdays,
    some_readings,
    window_of,
    written,
    year_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

COUNTED_WEEKS = 16
QUIET = (-300, -120)
"""Days on which payments count as earnings and not as activity."""


def reputation(as_of: date, kind: str, **facts: object) -> Facts:
    """Return a reputation that meets every bar of Top Rated, unless told otherwise."""
    usual: Facts = {
        "job_success_score": 97,
        "weeks": weeks(as_of, [True] * 14 + [False, False]),
        "first_contract_on": days_later(as_of, -400),
        "joined_on": days_later(as_of, -500),
        "profile_percent": 100,
        "availability_current": True,
        "last_active_on": days_later(as_of, -5),
        "holds": [],
    }
    if kind == "agency":
        usual |= {"members": 4, "members_profile_percent": 80}
    return written({**usual, **facts})


def newcomer(as_of: date, kind: str, **facts: object) -> Facts:
    """Return a reputation that meets every published bar of Rising Talent."""
    usual: Facts = {
        "job_success_score": None,
        "weeks": [],
        "first_contract_on": days_later(as_of, -50),
        "joined_on": days_later(as_of, -70),
    }
    return reputation(as_of, kind, **{**usual, **facts})


def weeks(as_of: date, eligible: Iterable[bool | None]) -> list[Facts]:
    """Return the last weeks, latest first; None stands for a week that is not recorded."""
    return [
        {"ends_on": day, "eligible": one}
        for day, one in zip(saturdays(as_of), eligible, strict=False)
        if one is not None
    ]


def quiet_money(random: Random, kind: str, as_of: date) -> list[Facts]:
    """Return contracts that earn enough for Top Rated Plus, long enough ago to be no activity."""
    days = (days_later(as_of, QUIET[0]), days_later(as_of, QUIET[1]))
    amounts = (10_500_00, 1_200_00) if kind == "freelancer" else (21_000_00, 2_300_00)
    return [
        contract(f"quiet-{number}", category, payments(random, cents, days))
        for number, (category, cents) in enumerate(zip(("legal", "writing"), amounts, strict=True))
    ]


def _values(name: str, values: Iterable[object]) -> list[Facts]:
    return [{name: value} for value in values]


EDGES = {
    "score": _values("job_success_score", (89, 90, 91, 0, 100, None, LEFT_OUT)),
    "first-contract": _values("first_contract_on", (-92, -91, -90, -89, 0, None, LEFT_OUT)),
    "profile": _values("profile_percent", (99, 100, 0, None, LEFT_OUT)),
    "availability": _values("availability_current", (True, False, None, LEFT_OUT)),
    "hold": _values(
        "holds", ([], [-91], [-90], [-89], [0], [1], [-200, -89], [-90, -200], None, LEFT_OUT)
    ),
    "activity": _values("last_active_on", (-91, -90, -89, 0, 1, 40, None, LEFT_OUT)),
    "joined": _values("joined_on", (-31, -30, -29, 0, None, LEFT_OUT)),
    "circumvention": _values("circumvention_on", (*range(-186, -179), 0, 1, None, LEFT_OUT)),
    "elance": [
        {"profile_percent": percent, "from_elance": True} for percent in (89, 90, 91, 99, 100, None)
    ],
}
"""For each criterion facts at and around its bar, and unknown ones; days from the one asked."""

EDGES_OF_AGENCIES = {
    "members": _values("members", (0, 1, 2, 3, None, LEFT_OUT)),
    "members-profile": _values("members_profile_percent", (0, 59, 60, 61, None, LEFT_OUT)),
}
EDGES_OF = {"freelancer": EDGES, "agency": EDGES | EDGES_OF_AGENCIES}


def dated(facts: Facts, as_of: date) -> Facts:
    """Return facts in which days counted from the day asked about have become dates."""
    found = dict(facts)
    for name, fact in facts.items():
        if name.endswith("_on") and isinstance(fact, int):
            found[name] = days_later(as_of, fact)
        if name == "holds" and isinstance(fact, list):
            found[name] = [days_later(as_of, days) for days in cast("list[int]", fact)]
    return found


def top_rated(random: Random) -> Iterator[Asked]:
    """Each criterion of Top Rated alone at and around its bar, the others met (TR-F, TR-A)."""
    for kind in KINDS:
        for criterion, some in EDGES_OF[kind].items():
            for edge in some:
                as_of = any_day(random)
                change = dated(edge, as_of)
                if criterion == "activity" or random.randrange(3):
                    contracts = quiet_money(random, kind, as_of)
                else:  # enough for Top Rated alone
                    contracts = fillers(random, TOP_RATED_BAR[kind], as_of)
                talent = record(kind, contracts, reputation=reputation(as_of, kind, **change))
                yield f"top-rated/{kind}/{criterion}", asked(talent, as_of)


def top_rated_earnings(random: Random) -> Iterator[Asked]:
    """Earnings at the bar of Top Rated; how a bar is read does not touch it (TR-F2, TR-A2)."""
    for kind in KINDS:
        for bar in READINGS["money_bar"]:
            for cents in AROUND:
                as_of = any_day(random)
                contracts = fillers(random, TOP_RATED_BAR[kind] + cents, as_of)
                talent = record(kind, contracts, reputation=reputation(as_of, kind))
                yield f"top-rated/{kind}/earnings", asked(talent, as_of, {"money_bar": bar})
        for days in AROUND:
            as_of = any_day(random)
            paid = [payment(days_later(year_before(as_of), days), TOP_RATED_BAR[kind])]
            one = contract("edge", random.choice(CATEGORIES), paid)
            talent = record(kind, [one], reputation=reputation(as_of, kind))
            yield f"top-rated/{kind}/window", asked(talent, as_of)


def paid_activity(random: Random) -> Iterator[Asked]:
    """A payment, or a mere refund or zero, as the only activity there is (TR-F8, RT-1)."""
    for kind in KINDS:
        for days in (-91, -90, -89, 0, 1):
            for cents in (1, 0, -1):
                for last_active in (None, LEFT_OUT):
                    as_of = any_day(random)
                    start = newcomer if random.randrange(2) else reputation
                    facts = start(as_of, kind, last_active_on=last_active)
                    paid = payment(days_later(as_of, days), cents)
                    one = contract("only", random.choice(CATEGORIES), [paid])
                    contracts = [*quiet_money(random, kind, as_of), one]
                    talent = record(kind, contracts, reputation=facts)
                    yield f"paid-activity/{kind}", asked(talent, as_of)


def circumvention_months(random: Random) -> Iterator[Asked]:
    """Six months that end in a month without the day they began on (TR-X1)."""
    for begun in (date(2020, 8, 29), date(2020, 8, 31), date(2023, 8, 30), date(2021, 3, 31)):
        for days in (-2, *AROUND, 2):
            kind = random.choice(KINDS)
            as_of = days_later(months_later(begun, 6), days)
            facts = reputation(as_of, kind, circumvention_on=begun)
            talent = record(kind, quiet_money(random, kind, as_of), reputation=facts)
            yield "circumvention-months", asked(talent, as_of)


def counted_weeks(random: Random) -> Iterator[Asked]:
    """From no week to sixteen recorded, around thirteen of them good (TR-F4, TR-A7)."""
    for kind in KINDS:
        for recorded in range(COUNTED_WEEKS + 1):
            for good in (0, 12, 13, 14, recorded):
                if good > recorded:
                    continue
                as_of = any_day(random)
                missing = COUNTED_WEEKS - recorded
                strip = [*[True] * good, *[False] * (recorded - good), *[None] * missing]
                facts = reputation(
                    as_of,
                    kind,
                    weeks=weeks(as_of, random.sample(strip, COUNTED_WEEKS)),
                    joined_on=random.choice((LEFT_OUT, days_later(as_of, -500))),
                )
                talent = record(kind, quiet_money(random, kind, as_of), reputation=facts)
                yield f"weeks/{kind}/{good}-of-{recorded}", asked(talent, as_of)


def weeks_before_joining(random: Random) -> Iterator[Asked]:
    """Weeks not recorded because they lie before the first day, at its edges (TR-F4)."""
    for kind in KINDS:
        for recorded in (11, 12, 13, 14, 15):
            for days in AROUND:
                as_of = any_day(random)
                earliest_missing = next(islice(saturdays(as_of), recorded, None))
                facts = reputation(
                    as_of,
                    kind,
                    weeks=weeks(as_of, [True] * recorded),
                    joined_on=days_later(earliest_missing, days),
                )
                talent = record(kind, quiet_money(random, kind, as_of), reputation=facts)
                yield f"weeks-joined/{kind}", asked(talent, as_of)


def runs_of_weeks(random: Random) -> Iterator[Asked]:
    """A good history, a bad run, and a recovery so far (TR-F4, TR-F9)."""
    for kind in KINDS:
        for bad in range(1, 7):
            for good in (0, 8, 11, 12, 13):
                as_of = any_day(random)
                strip = [True] * good + [False] * bad + [True] * 20
                facts = reputation(as_of, kind, weeks=weeks(as_of, strip))
                talent = record(kind, quiet_money(random, kind, as_of), reputation=facts)
                yield f"weeks-runs/{kind}", asked(talent, as_of)


def weekdays(random: Random) -> Iterator[Asked]:
    """The same weeks asked about on each day around a Saturday, one week yet to come (TR-F4)."""
    saturday = date(2021, 10, 16)
    for days in range(-8, 9):
        strip = weeks(days_later(saturday, 7), [True, *([True] * 12), *([False] * 5)])
        as_of = days_later(saturday, days)
        facts = reputation(as_of, "freelancer", weeks=random.sample(strip, len(strip)))
        talent = record("freelancer", quiet_money(random, "freelancer", as_of), reputation=facts)
        yield "weekdays", asked(talent, as_of)


def rising_talent(random: Random) -> Iterator[Asked]:
    """Each published bar of Rising Talent alone, where the platform would give it (RT-1)."""
    for kind in KINDS:
        for criterion, some in EDGES_OF[kind].items():
            for edge in some:
                late = IN_NUMBERS if kind == "freelancer" else ()
                as_of = day_in(random, random.choice([one for one in EDITIONS if one not in late]))
                change = dated(edge, as_of)
                if criterion == "joined":  # it matters to those who were never active
                    change = {**change, "last_active_on": None}
                facts = newcomer(as_of, kind, rising_talent=True, **change)
                talent = record(kind, [], reputation=facts)
                yield f"rising-talent/{kind}/{criterion}", asked(talent, as_of)


EDGES_IN_NUMBERS = {
    "score": EDGES["score"],
    "profile": EDGES["profile"],
    "hold": EDGES["hold"],
    "activity": EDGES["activity"],
    "circumvention": EDGES["circumvention"],
    "elance": EDGES["elance"],
    "feedback": _values(
        "average_feedback", ("4.79", "4.80", "4.8", "4.81", "1.00", "5.00", None, LEFT_OUT)
    ),
    "identity": _values("identity_verified", (True, False, None, LEFT_OUT)),
    "payout": _values("payout_method", (True, False, None, LEFT_OUT)),
    "no-longer-asked": [
        *_values("availability_current", (False, None)),
        *_values("rising_talent", (True, False)),
        *_values("joined_on", (0, LEFT_OUT)),
    ],
}
"""The facts that Rising Talent of 2026 rests on, at and around their bars, and those it forgot."""

ENOUGH = 250_00


def rising_talent_in_numbers(random: Random) -> Iterator[Asked]:
    """Each criterion of Rising Talent of 2026 alone, earnings and endings too (RT-3 to RT-6)."""
    for edition in IN_NUMBERS:
        for criterion, some in EDGES_IN_NUMBERS.items():
            for edge in some:
                as_of = day_in(random, edition)
                facts = rated(as_of, **dated(edge, as_of))
                yield f"rising-numbers/{criterion}", _one_gig(random, as_of, ENOUGH, facts)
        for cents in (*AROUND, -ENOUGH):
            as_of = day_in(random, edition)
            yield "rising-numbers/earnings", _one_gig(random, as_of, ENOUGH + cents, rated(as_of))
        for outcome in ("negative", "neutral", "positive"):
            for day in (LEFT_OUT, *AROUND, -400):
                as_of = day_in(random, edition)
                on = days_later(as_of, day) if isinstance(day, int) else day
                question = _one_gig(random, as_of, ENOUGH, rated(as_of))
                bad = contract("judged", "legal", [], outcome=outcome, outcome_on=on)
                question["record"]["contracts"].append(bad)
                yield "rising-numbers/bad-endings", question


def rated(as_of: date, **facts: object) -> Facts:
    """Return a reputation that meets every bar of Rising Talent of 2026."""
    usual: Facts = {"average_feedback": "4.80", "identity_verified": True, "payout_method": True}
    return newcomer(as_of, "freelancer", **{**usual, **facts})


def _one_gig(random: Random, as_of: date, cents: int, facts: Facts) -> Facts:
    """Return a question about somebody who earned so much, too long ago to be active by it."""
    paid = payments(random, cents, (days_later(as_of, QUIET[0]), days_later(as_of, QUIET[1])))
    one = contract("gig", random.choice(CATEGORIES), paid)
    return asked(record("freelancer", [one], reputation=facts), as_of)


def discretion(random: Random) -> Iterator[Asked]:
    """The platform's word on Rising Talent, or none, whatever else holds (RT-2)."""
    for kind in KINDS:
        for start in (newcomer, reputation):
            for word in (True, False, None, LEFT_OUT):
                as_of = any_day(random)
                talent = record(kind, [], reputation=start(as_of, kind, rising_talent=word))
                yield "discretion", asked(talent, as_of)


def reputation_mixed(random: Random) -> Iterator[Asked]:
    """Any facts near any bars, under any readings, mostly good."""
    for kind in KINDS * 80:
        as_of = any_day(random)
        change: Facts = {}
        for some in EDGES_OF[kind].values():
            if random.randrange(5) == 0:
                change |= dated(random.choice(some), as_of)
        start = newcomer if random.randrange(4) == 0 else reputation
        word = random.choice((True, False, None, LEFT_OUT))
        facts = start(as_of, kind, rising_talent=word, **change)
        earned = TOP_RATED_BAR[kind] + random.choice(AROUND)
        is_quiet = random.randrange(2)
        contracts = quiet_money(random, kind, as_of) if is_quiet else fillers(random, earned, as_of)
        talent = record(kind, contracts, reputation=facts)
        yield f"reputation-mixed/{kind}", asked(talent, as_of, some_readings(random))


def empty_reputation(random: Random) -> Iterator[Asked]:
    """Nothing known of a reputation, or every fact of it `null`."""
    names = ("job_success_score", "first_contract_on", "last_active_on", "joined_on", "holds")
    empty: tuple[Facts, ...] = ({}, dict.fromkeys(names), {"weeks": []})
    for kind in KINDS:
        for facts in empty:
            for contracts in ([], fillers(random, TOP_RATED_BAR[kind], date(2021, 5, 5))):
                talent = record(kind, contracts, reputation=facts)
                yield "empty-reputation", asked(talent, date(2021, 5, 5))


def looking_ahead(random: Random) -> Iterator[Asked]:
    """Asked from an earlier day: weeks to come follow the score, the rest stays (TR-F4)."""
    for kind in KINDS:
        for score in (97, 90, 89, None, LEFT_OUT):
            for ahead in (1, 6, 8, 20, 29, 60, 91, 130):
                as_of = any_day(random)
                known = days_later(as_of, -ahead)
                strip = [True] * random.choice((9, 12, 13, 16)) + [False] * 4
                facts = reputation(
                    as_of,
                    kind,
                    job_success_score=score,
                    weeks=weeks(known, strip),
                    last_active_on=days_later(known, -random.choice((0, 5, 60))),
                )
                talent = record(kind, quiet_money(random, kind, as_of), reputation=facts)
                yield f"ahead/{kind}", asked(talent, as_of, known_through=known)


def ahead_of_saturdays(random: Random) -> Iterator[Asked]:
    """The last Saturday not recorded, known about on the days around it (TR-F4)."""
    for kind in KINDS:
        for score in (90, 89):
            for days in AROUND:
                as_of = any_day(random)
                latest = next(saturdays(as_of))
                known = min(days_later(latest, days), as_of)
                strip: list[bool | None] = [None, *([True] * 12), False, False, False]
                facts = reputation(as_of, kind, job_success_score=score, weeks=weeks(as_of, strip))
                talent = record(kind, quiet_money(random, kind, as_of), reputation=facts)
                yield f"ahead-of-saturdays/{kind}", asked(talent, as_of, known_through=known)


def ahead_of_recorded(random: Random) -> Iterator[Asked]:
    """Asked from an earlier day about a recorded badge, or what was already recorded since."""
    for kind in KINDS:
        for ahead in (0, 1, 40, 200):
            as_of = any_day(random)
            known = days_later(as_of, -ahead)
            contracts = quiet_money(random, kind, as_of)
            later = payments(random, 600_00, window_of(as_of))
            contracts.append(contract("since", random.choice(CATEGORIES), later))
            for facts in ({"base_badge": "top_rated"}, {"reputation": reputation(as_of, kind)}):
                talent = record(kind, contracts, **facts)
                yield "ahead-of-recorded", asked(talent, as_of, known_through=known)

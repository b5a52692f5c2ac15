"""Questions about Top Rated Plus: every bar, every edge of the window, every reading."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from golden.facts import (
    AROUND,
    CATEGORIES,
    CHEAP_CATEGORIES,
    EARNINGS_BAR,
    EDITIONS,
    KINDS,
    LARGE_BAR,
    LEFT_OUT,
    READINGS,
    Asked,
    Facts,
    any_day,
    asked,
    before_window,
    contract,
    day_in,
    days_later,
    fillers,
    in_any_order,
    payment,
    payments,
    poor,
    record,
    rich,
    some_day,
    some_readings,
    window_of,
    year_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

EDGE_DAYS = (
    date(2020, 9, 1),
    date(2021, 2, 28),  # its window begins on a 29 February
    date(2022, 2, 28),
    date(2024, 2, 29),  # a year before there is no such day
    date(2024, 3, 1),
    date(2025, 2, 28),
)
OUTCOMES = ("positive", "neutral", "negative")
VETTED = {"category": "design_creative", "invited_on": "2020-07-07", "passed_on": "2020-07-07"}


def earnings(random: Random) -> Iterator[Asked]:
    """All earnings at the bar, one cent below and one above, in every edition (TRP-F1, A1)."""
    for kind in KINDS:
        for edition in EDITIONS:
            for bar in READINGS["money_bar"]:
                for cents in AROUND:
                    as_of = day_in(random, edition)
                    category = random.choice(CHEAP_CATEGORIES)
                    large = LARGE_BAR[kind][category] + random.randrange(1, 900_00)
                    one = contract("large", category, payments(random, large, window_of(as_of)))
                    rest = EARNINGS_BAR[kind] + cents - large
                    all_of_them = in_any_order(random, [one, *fillers(random, rest, as_of)])
                    talent = record(kind, all_of_them, base_badge="top_rated")
                    yield f"earnings/{kind}", asked(talent, as_of, {"money_bar": bar})


def large_contract(random: Random) -> Iterator[Asked]:
    """One contract at the bar of its category, one cent below and one above (TRP-F2, A2)."""
    for kind in KINDS:
        for category in CATEGORIES:
            for bar in READINGS["money_bar"]:
                for cents in AROUND:
                    as_of = any_day(random)
                    contracts = _one_large(random, kind, category, cents, as_of)
                    talent = record(kind, contracts, base_badge="top_rated")
                    yield f"large/{kind}/{category}", asked(talent, as_of, {"money_bar": bar})


def large_contract_of_members(random: Random) -> Iterator[Asked]:
    """The same for an exclusive member, measured by the amounts of an agency (TRP-F7)."""
    for category in CATEGORIES:
        for cents in AROUND:
            as_of = any_day(random)
            contracts = _one_large(random, "agency", category, cents, as_of)
            facts = {"base_badge": "top_rated", "exclusive_agency_contractor": True}
            talent = record("freelancer", contracts, **facts)
            question = asked(talent, as_of, {"exclusive_member": "agency_amounts"})
            yield f"large/member/{category}", question


def _one_large(random: Random, bars: str, category: str, cents: int, as_of: date) -> list[Facts]:
    """Return one contract near its bar, among small ones that alone pass the earnings."""
    near = payments(random, LARGE_BAR[bars][category] + cents, window_of(as_of))
    others = fillers(random, EARNINGS_BAR[bars] + random.randrange(1, 2_000_00), as_of)
    return in_any_order(random, [contract("near", category, near), *others])


def window(random: Random) -> Iterator[Asked]:
    """The payment that decides, on each edge of the window (WIN-1, WIN-2)."""
    for kind in KINDS:
        for as_of in EDGE_DAYS:
            opens = [days_later(year_before(as_of), days) for days in AROUND]
            for paid_on in (*opens, as_of, days_later(as_of, 1)):
                for others in ([], fillers(random, EARNINGS_BAR[kind], as_of)):
                    paid = [payment(paid_on, EARNINGS_BAR[kind])]
                    one = contract("edge", random.choice(CHEAP_CATEGORIES), paid)
                    talent = record(kind, [one, *others], base_badge="top_rated")
                    yield f"window/{kind}", asked(talent, as_of)


def window_in_days(random: Random) -> Iterator[Asked]:
    """The payment that decides, on each edge of both windows, by either reading (WIN-2)."""
    for kind in KINDS:
        for length in READINGS["window"]:
            for as_of in EDGE_DAYS:
                firsts = {year_before(as_of), days_later(as_of, -365)}
                for paid_on in sorted(days_later(day, days) for day in firsts for days in AROUND):
                    paid = [payment(paid_on, EARNINGS_BAR[kind])]
                    one = contract("edge", random.choice(CHEAP_CATEGORIES), paid)
                    talent = record(kind, [one], base_badge="top_rated")
                    yield f"window-in-days/{kind}", asked(talent, as_of, {"window": length})


def refunds(random: Random) -> Iterator[Asked]:
    """A refund that leaves the bar, or one cent less, on each edge of the window (WIN-3)."""
    for kind in KINDS:
        for way in READINGS["large_contract_sum"]:
            for cents in AROUND:
                as_of = any_day(random)
                first, last = window_of(as_of)
                inside = days_later(last, -100)
                for day in (days_later(first, -1), first, inside, last, days_later(last, 1)):
                    back = random.randrange(50_00, 800_00)
                    paid = payments(random, EARNINGS_BAR[kind] + back, (first, last))
                    paid.append(payment(day, cents - back))
                    one = contract("refunded", random.choice(CHEAP_CATEGORIES), paid)
                    talent = record(kind, [one], base_badge="top_rated")
                    yield f"refunds/{kind}", asked(talent, as_of, {"large_contract_sum": way})


def only_refunds(random: Random) -> Iterator[Asked]:
    """Nothing but a refund, or a zero, in the window; more refunded than ever paid (WIN-5)."""
    for kind in KINDS:
        for way in READINGS["large_contract_sum"]:
            for refund in (0, 1, 500_00, 40_000_00):
                for outcome in (None, "negative"):
                    as_of = any_day(random)
                    paid = payments(random, 30_000_00, before_window(as_of))
                    paid.append(payment(days_later(as_of, -30), -refund))
                    one = contract("at-rest", "writing", paid, outcome=outcome)
                    others = fillers(random, EARNINGS_BAR[kind] + 50_00, as_of)
                    talent = record(kind, [*others, one], base_badge="top_rated")
                    yield f"only-refunds/{kind}", asked(talent, as_of, {"large_contract_sum": way})


def nearest(random: Random) -> Iterator[Asked]:
    """Two contracts equally near their unlike bars: more counted wins, then the first (TRP-F2)."""
    for kind in KINDS:
        bars = LARGE_BAR[kind]
        for gap in (-1, 0, 1, 2_000_00):
            for is_more_counted in (True, False):
                as_of, other = any_day(random), random.choice(CHEAP_CATEGORIES)
                amounts = {other: bars[other] - gap, "it_networking": bars["it_networking"] - gap}
                if not is_more_counted and gap <= 0:  # both are large; only their bars differ
                    amounts[other] = amounts["it_networking"]
                contracts = [
                    contract(category, category, payments(random, cents, window_of(as_of)))
                    for category, cents in amounts.items()
                ]
                for some in (contracts, contracts[::-1]):
                    talent = record(kind, some, base_badge="top_rated")
                    yield f"nearest/{kind}", asked(talent, as_of)


def lifetime_contract(random: Random) -> Iterator[Asked]:
    """A whole life at the bar, with and without a payment in the window (TRP-F3)."""
    for kind in KINDS:
        for way in READINGS["large_contract_sum"]:
            for cents in AROUND:
                for inside in (0, 1, 900_00):
                    as_of, category = any_day(random), random.choice(CATEGORIES)
                    earlier = LARGE_BAR[kind][category] + cents - inside
                    paid = payments(random, earlier, before_window(as_of))
                    paid += payments(random, inside, window_of(as_of))
                    one = contract("long", category, paid)
                    others = fillers(random, EARNINGS_BAR[kind] + 75_00, as_of)
                    contracts = in_any_order(random, [one, *others])
                    talent = record(kind, contracts, base_badge="top_rated")
                    question = asked(talent, as_of, {"large_contract_sum": way})
                    yield f"lifetime-contract/{kind}", question


def lifetime_earnings(random: Random) -> Iterator[Asked]:
    """All earnings ever at the bar: they count for an agency alone (TRP-A1, TRP-F7)."""
    for who in ("freelancer", "member", "agency"):
        kind = "agency" if who == "agency" else "freelancer"
        amounts = "freelancer" if who == "freelancer" else "agency"
        for way in READINGS["agency_earnings_window"]:
            for cents in AROUND:
                for _ in range(3):
                    as_of = any_day(random)
                    earlier = random.randrange(1, 8_000_00)
                    rest = EARNINGS_BAR[amounts] + cents - earlier
                    one = contract("now", "legal", payments(random, rest, window_of(as_of)))
                    old = contract(
                        "old", "writing", payments(random, earlier, before_window(as_of))
                    )
                    is_member = who == "member" or LEFT_OUT
                    talent = record(
                        kind,
                        [old, one],
                        base_badge="top_rated",
                        exclusive_agency_contractor=is_member,
                    )
                    readings = {"agency_earnings_window": way, "exclusive_member": "agency_amounts"}
                    yield f"lifetime-earnings/{who}", asked(talent, as_of, readings)


def feedback(random: Random) -> Iterator[Asked]:
    """The large contract judged in every way on every day, alone or beside others (TRP-F5)."""
    for way in READINGS["feedback"]:
        for outcome in (None, *OUTCOMES):
            for days in (LEFT_OUT, -20, 0, 1):
                if outcome is None and days is not LEFT_OUT:
                    continue
                for second in (None, "small", "large"):
                    as_of = any_day(random)
                    judged_on = days_later(as_of, days) if isinstance(days, int) else LEFT_OUT
                    facts = {"outcome": outcome, "outcome_on": judged_on}
                    paid = payments(random, 11_000_00, window_of(as_of))
                    contracts = [contract("judged", random.choice(CHEAP_CATEGORIES), paid, **facts)]
                    contracts += _second(random, second, as_of)
                    kind = "agency" if random.randrange(4) == 0 else "freelancer"
                    talent = record(kind, contracts, base_badge="top_rated")
                    yield f"feedback/{way}", asked(talent, as_of, {"feedback": way})


def _second(random: Random, size: str | None, as_of: date) -> list[Facts]:
    """Return a second contract that may serve in the place of the first."""
    if size is None:
        return []
    amount = 4_999_99 if size == "small" else 10_000_00
    paid = payments(random, amount, window_of(as_of))
    return [contract("second", "translation", paid, outcome=random.choice((None, "positive")))]


def exclusive(random: Random) -> Iterator[Asked]:
    """Members and others around the earnings of freelancers and of agencies (TRP-F7)."""
    for is_member in (True, False):
        for way in READINGS["exclusive_member"]:
            for bar in EARNINGS_BAR.values():
                for cents in AROUND:
                    as_of = any_day(random)
                    paid = payments(random, bar + cents, window_of(as_of))
                    one = contract("one", random.choice(CATEGORIES), paid)
                    facts = {"base_badge": "top_rated", "exclusive_agency_contractor": is_member}
                    talent = record("freelancer", [one], **facts)
                    yield "exclusive", asked(talent, as_of, {"exclusive_member": way})


def share(random: Random) -> Iterator[Asked]:
    """As many bad endings as allowed, and one more, of every number of contracts (TRP-A3)."""
    for scope in READINGS["negative_share_scope"]:
        for size in (1, 5, 9, 10, 11, 12, 19, 20, 30):
            for bad in (size // 10, size // 10 + 1):
                as_of = any_day(random)
                contracts = [
                    _judged(random, number, as_of, "negative" if number < bad else "positive")
                    for number in range(size)
                ]
                talent = record("agency", in_any_order(random, contracts), base_badge="top_rated")
                yield f"share/{scope}", asked(talent, as_of, {"negative_share_scope": scope})


def _judged(random: Random, number: int, as_of: date, outcome: str | None) -> Facts:
    """Return a contract large enough for an agency, with its outcome."""
    paid = payments(random, 10_000_00 + random.randrange(500_00), window_of(as_of))
    return contract(f"judged-{number}", random.choice(CHEAP_CATEGORIES), paid, outcome=outcome)


def share_in_window(random: Random) -> Iterator[Asked]:
    """Bad endings on every edge of the window, of contracts paid inside it or not (WIN-5)."""
    for scope in READINGS["negative_share_scope"]:
        for days in (-1, 0, 1, 200, None):
            for is_paid in (True, False):
                for outcome in ("negative", "neutral"):
                    as_of = any_day(random)
                    opens = year_before(as_of)
                    judged_on = LEFT_OUT if days is None else days_later(opens, days)
                    when = window_of(as_of) if is_paid else before_window(as_of)
                    one = contract(
                        "bad-end",
                        "legal",
                        payments(random, 12_000_00, when),
                        outcome=outcome,
                        outcome_on=judged_on,
                    )
                    others = rich(random, "agency", as_of)
                    talent = record("agency", [one, *others], base_badge="top_rated")
                    yield (
                        f"share-in-window/{scope}",
                        asked(talent, as_of, {"negative_share_scope": scope}),
                    )


def share_mixed(random: Random) -> Iterator[Asked]:
    """Agencies with contracts rated, unrated and to be rated, of every size."""
    for _ in range(60):
        as_of = any_day(random)
        contracts = [
            _judged(random, number, as_of, random.choice((None, "positive", *OUTCOMES)))
            if random.randrange(2)
            else near_a_bar(random, number, "agency", as_of)
            for number in range(random.randrange(8, 26))
        ]
        talent = record("agency", contracts, base_badge=random.choice(("top_rated", "none")))
        scope = random.choice(READINGS["negative_share_scope"])
        yield "share-mixed", asked(talent, as_of, {"negative_share_scope": scope})


def recorded(random: Random) -> Iterator[Asked]:
    """Each word of the platform, with and without the rest of both new badges (BASE-1, VIS)."""
    for kind in KINDS:
        for edition in EDITIONS:
            for base_badge in (LEFT_OUT, "none", "rising_talent", "top_rated"):
                for is_rich in (True, False):
                    for vetting in (LEFT_OUT, VETTED):
                        as_of = day_in(random, edition)
                        contracts = rich(random, kind, as_of) if is_rich else poor(random, as_of)
                        talent = record(
                            kind, contracts, base_badge=base_badge, expert_vetting=vetting
                        )
                        yield f"recorded/{kind}", asked(talent, as_of)


def owner_view(random: Random) -> Iterator[Asked]:
    """The days around the one from which talents see their own new badge (VIS-4)."""
    for kind in KINDS:
        for vetting in (LEFT_OUT, VETTED):
            for days in AROUND:
                as_of = days_later(date(2020, 9, 1), days)
                contracts = rich(random, kind, as_of)
                talent = record(kind, contracts, base_badge="top_rated", expert_vetting=vetting)
                yield "owner-view", asked(talent, as_of)


def nothing(random: Random) -> Iterator[Asked]:
    """No contract at all, or contracts without a payment; every fact unknown or `null`."""
    names = ("base_badge", "reputation", "expert_vetting", "country")
    bare: tuple[Facts, ...] = ({}, {**dict.fromkeys(names), "certifications": []})
    for kind in KINDS:
        for edition in EDITIONS:
            empty = contract("empty", random.choice(CATEGORIES), [], outcome=None, outcome_on=None)
            for contracts in ([], [empty]):
                for facts in bare:
                    talent = record(kind, contracts, **facts)
                    yield f"nothing/{kind}", asked(talent, day_in(random, edition))


def readings_alone(random: Random) -> Iterator[Asked]:
    """Every value of every reading alone, over records that stand near the bars."""
    for name, values in READINGS.items():
        for value in values:
            for kind in KINDS * 6:
                as_of = any_day(random)
                talent = delicate(random, kind, as_of)
                yield f"reading/{name}={value}", asked(talent, as_of, {name: value})


def readings_mixed(random: Random) -> Iterator[Asked]:
    """Readings of every combination over records that stand near the bars."""
    for kind in KINDS * 80:
        as_of = any_day(random)
        talent = delicate(random, kind, as_of)
        yield f"readings-mixed/{kind}", asked(talent, as_of, some_readings(random))


def delicate(random: Random, kind: str, as_of: date) -> Facts:
    """Return a record whose contracts stand near their bars, and its earnings near theirs."""
    contracts = [near_a_bar(random, number, kind, as_of) for number in range(random.randrange(5))]
    missing = EARNINGS_BAR[kind] // 2 + random.choice(AROUND)
    contracts += fillers(random, random.choice((0, missing)), as_of)
    is_member = kind == "freelancer" and random.randrange(3) == 0
    return record(
        kind,
        contracts,
        base_badge=random.choice(("top_rated", "top_rated", "top_rated", "none", None)),
        exclusive_agency_contractor=is_member or LEFT_OUT,
    )


def near_a_bar(random: Random, number: int, kind: str, as_of: date) -> Facts:
    """Return a contract near its bar, in the window or over its life, with any outcome."""
    category = random.choice(CATEGORIES)
    near = LARGE_BAR[kind][category] + random.choice((-1, 0, 1, 250_00, -3_000_00))
    earlier = random.choice((0, 0, near // 3, near))
    in_window = near - earlier if random.randrange(2) else near
    paid = payments(random, earlier, before_window(as_of))
    paid += payments(random, in_window, window_of(as_of))
    outcome = random.choice((None, "positive", *OUTCOMES))
    edges = (year_before(as_of), as_of, days_later(as_of, 1), some_day(random, *window_of(as_of)))
    judged_on = random.choice((LEFT_OUT, *edges)) if outcome else LEFT_OUT
    return contract(f"near-{number}", category, paid, outcome=outcome, outcome_on=judged_on)

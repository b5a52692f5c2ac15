"""Twelve months and 365 days: where the two windows agree, and by what they differ (WIN-2)."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import law
from badgerules import (
    Badge,
    Contract,
    Kind,
    Readings,
    TalentRecord,
    Verdict,
    decide,
    readings_that_matter,
)
from badgerules.testing import readings, talent_records
from badgerules.windows import WindowLength
from builders import agency, contract, freelancer, paid, questions, standing
from drawing import draws
from law import ONE_DAY

if TYPE_CHECKING:
    from badgerules.decisions import Decision

MONTHS, DAYS = WindowLength(months=12), WindowLength(days=365)
MOVED = {"earnings", "large_contract", "negative_share", "top_rated"}
"""The criteria that the length of the window may move, in any badge."""


def in_doubt(day: date) -> bool:
    """Tell whether a day lies from 29 February of a leap year to 28 February of the next."""
    years = (day.year - 1, day.year)
    return any(date(year, 2, 29) <= day <= date(year + 1, 2, 28) for year in years if isleap(year))


def day_between(day: date) -> date | None:
    """Return the one day that twelve months hold and 365 days do not; None where they agree."""
    return day - 365 * ONE_DAY if in_doubt(day) else None


@pytest.mark.clause("WIN-2")
def test_the_windows_agree_but_around_29_february() -> None:
    """On every day of all editions they hold the same days, or twelve months hold one more."""
    differing = set[date]()
    for number in range(law.LAUNCH.toordinal() - 2_000, law.HORIZON.toordinal() + 1):
        day = date.fromordinal(number)
        by_months, by_days = MONTHS.ending(day), DAYS.ending(day)
        assert by_months.through == by_days.through == day
        assert by_days.first_day == day - 364 * ONE_DAY
        between = day_between(day)
        assert by_months.first_day == (by_days.first_day if between is None else between)
        if between is not None:
            differing.add(day)
    assert min(one for one in differing if one.year == 2020) == date(2020, 2, 29)
    assert max(one for one in differing if one.year == 2021) == date(2021, 2, 28)
    assert {one.year for one in differing} >= {2020, 2021, 2024, 2025, 2028, 2029}
    assert not {one.year for one in differing} & {2018, 2019, 2022, 2023, 2026, 2027}


def asked_both_ways(
    record: TalentRecord, badge: Badge, day: date, chosen: Readings
) -> list[Decision]:
    """Decide by twelve months, and by 365 days."""
    return [
        decide(record, badge, as_of=day, readings=attrs.evolve(chosen, window=window))
        for window in ("twelve_months", "last_365_days")
    ]


def cents_on(one: Contract, day: date | None) -> int:
    """Return what was paid on a contract on one day, refunds subtracted; nothing on no day."""
    return sum(payment.cents for payment in one.payments if payment.paid_on == day)


def cents(decision: Decision, key: str) -> int:
    """Return the amount of a finding in cents."""
    measured = decision[key].measured
    assert measured is not None
    return int(measured)


@st.composite
def paid_around(draw: st.DrawFn) -> tuple[TalentRecord, date]:
    """Draw talents with a payment on the first days of both windows, and the day asked about."""
    record, day, _ = draw(questions(talent_records()))
    if draw(st.booleans()):
        leap = draw(st.sampled_from(law.LEAP_DAYS))
        day = max(leap + draw(st.integers(-1, 366)) * ONE_DAY, law.LAUNCH)
    first = day - draw(st.sampled_from((364, 365, 366))) * ONE_DAY
    more = [paid(Decimal(draw(st.sampled_from((25_000, -100, 1)))).scaleb(-2), first)]
    large = Contract(id="~around", category="legal", payments=more)
    return record.with_contract(large), day


@draws(200)
@given(asked=paid_around(), chosen=readings())
@example(
    asked=(
        freelancer(Contract(id="one", category="legal", payments=[paid("7", date(2023, 3, 1))])),
        date(2024, 2, 29),
    ),
    chosen=Readings(),
)
@pytest.mark.clause("WIN-2", "TRP-F1", "TRP-F2", "TRP-A1", "TRP-A2")
def test_sums_differ_by_exactly_the_payments_of_one_day(
    asked: tuple[TalentRecord, date], chosen: Readings
) -> None:
    """Total and each contract: by nothing where the windows agree, else by the day between them.

    A lifetime has no window; one that must be active is asked for more than a sum.
    """
    record, day = asked
    chosen = attrs.evolve(
        chosen, agency_earnings_window="twelve_months", large_contract_sum="in_window"
    )
    by_months, by_days = asked_both_ways(record, Badge.TOP_RATED_PLUS, day, chosen)
    between = day_between(day)
    gap = sum(cents_on(one, between) for one in record.contracts)
    assert cents(by_months, "earnings") - cents(by_days, "earnings") == gap
    for own, other in zip(
        by_months["large_contract"].rows, by_days["large_contract"].rows, strict=True
    ):
        assert own.contract == other.contract
        assert own.counted_cents - other.counted_cents == cents_on(own.contract, between)


@draws(200)
@given(asked=paid_around(), chosen=readings())
@pytest.mark.clause("WIN-2", "TR-F2", "TR-A2", "RT-4", "TRP-A3")
def test_nothing_moves_where_the_windows_agree_and_only_money_where_they_do_not(
    asked: tuple[TalentRecord, date], chosen: Readings
) -> None:
    """No other criterion of any badge hears of how long the window is."""
    record, day = asked
    for badge in Badge:
        by_months, by_days = asked_both_ways(record, badge, day, chosen)
        moved = {key for key in by_months if by_months[key] != by_days[key]}
        assert moved <= (MOVED if in_doubt(day) else set[str]())
        if badge in {Badge.TOP_RATED, Badge.RISING_TALENT} and "earnings" in by_months:
            gap = sum(cents_on(one, day_between(day)) for one in record.contracts)
            assert cents(by_months, "earnings") - cents(by_days, "earnings") == gap


@pytest.mark.clause("WIN-2", "TRP-A1")
def test_a_lifetime_has_no_window() -> None:
    """An agency's earnings under LIFETIME are all there are, however long the window is."""
    record = agency(
        Contract(id="one", category="legal", payments=[paid("20000", date(2023, 3, 1))])
    )
    chosen = Readings(agency_earnings_window="lifetime")
    for decision in asked_both_ways(record, Badge.TOP_RATED_PLUS, date(2024, 2, 29), chosen):
        assert decision["earnings"].verdict is Verdict.MET


NUMBERS_OF_2026: dict[str, Any] = {
    "average_feedback": "4.80",
    "identity_verified": True,
    "payout_method": True,
}


@pytest.mark.clause("WIN-2", "TR-F2", "TR-A2", "RT-4", "TRP-F1", "TRP-F8", "TRP-A3", "TRP-A4")
@pytest.mark.parametrize(
    ("badge", "kind", "amount"),
    [
        (Badge.RISING_TALENT, Kind.FREELANCER, "250"),
        (Badge.TOP_RATED, Kind.FREELANCER, "1000"),
        (Badge.TOP_RATED, Kind.AGENCY, "10000"),
        (Badge.TOP_RATED_PLUS, Kind.FREELANCER, "10000"),
        (Badge.TOP_RATED_PLUS, Kind.AGENCY, "20000"),
    ],
)
@pytest.mark.parametrize(
    ("day", "paid_on", "matters"),
    [
        (date(2028, 2, 28), date(2027, 3, 1), False),
        (date(2028, 2, 29), date(2027, 3, 1), True),
        (date(2029, 2, 28), date(2028, 2, 29), True),
        (date(2029, 3, 1), date(2028, 3, 2), False),
    ],
    ids=str,
)
def test_the_reading_matters_where_the_day_between_carries_the_badge(
    badge: Badge, kind: Kind, amount: str, day: date, paid_on: date, *, matters: bool
) -> None:
    """A payment on the first of twelve months, and not in the 365 days, turns every sum."""
    own = Contract(id="one", category="legal", payments=[paid(amount, paid_on)])
    record = TalentRecord(
        kind=kind,
        contracts=[own],
        reputation=standing(day, kind.value, **NUMBERS_OF_2026),
    )
    assert decide(record, badge, as_of=day).verdict is Verdict.MET
    told = [
        (one.reading, one.value, one.verdict)
        for one in readings_that_matter(record, badge, as_of=day)
        if one.reading == "window"
    ]
    assert told == [("window", "last_365_days", Verdict.UNMET)] * matters


@pytest.mark.clause("WIN-2", "WIN-5", "TRP-A3")
def test_the_share_of_bad_endings_is_counted_in_the_same_window() -> None:
    """A bad ending on the day between is in the twelve months, and not in the 365 days."""
    day = date(2024, 2, 29)
    bad = Contract(id="bad", category="legal", outcome="negative", outcome_on=date(2023, 3, 1))
    record = agency(contract("30000", name="good"), bad)
    by_months, by_days = asked_both_ways(record, Badge.TOP_RATED_PLUS, day, Readings())
    assert by_months["negative_share"].verdict is Verdict.UNMET
    assert by_days["negative_share"].verdict is Verdict.MET
    assert by_months.question.window.first_day == by_days.question.window.first_day - ONE_DAY
    assert by_days.question.window.first_day == day - timedelta(days=364)

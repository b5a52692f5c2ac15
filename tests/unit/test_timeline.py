"""Timelines by hand: when badges come and go, why, what is assumed, and what is refused."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs
import pytest

import badgerules
import law
from badgerules import (
    UNKNOWN,
    Badge,
    Contract,
    Edition,
    InvalidRecordError,
    NoEditionInForceError,
    Payment,
    Readings,
    Reputation,
    TalentRecord,
    Timeline,
    Verdict,
    assess,
    dump_assessment,
    dump_timeline,
    edition_named,
    load_record,
    next_change,
    timeline,
)
from badgerules.comparison import MovedPayment
from badgerules.thresholds import Cents
from badgerules.timeline import Border, Span, build
from builders import (
    AS_OF,
    PAID_ON,
    SATURDAY,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    plus_holder,
    reputation,
    vetted,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from badgerules.names import BadgeName, BaseBadgeName, KindName

CASES = Path(__file__).parent.parent / "cases"
LAST_DAY = date.max
FIRST_EDITION = edition_named("2020-07")

HOLDER = TalentRecord(
    id="talent-17",
    kind="freelancer",
    contracts=[Contract(id="shop", category="legal", payments=[paid("12000.00")])],
    base_badge="top_rated",
)
"""Holds Top Rated Plus by one payment of 1 Mar 2020, which leaves on 1 Mar 2021."""


def spans_of(found: Timeline) -> list[str]:
    """Return each span as its first day and its verdict; the next one says where it ends."""
    return [f"{span.first_day} {span.verdict}" for span in found.spans]


def ahead(record: TalentRecord, badge: BadgeName, as_of: date = AS_OF, **outlook: Any) -> list[str]:
    """Return the spans from a day on that is the last one known."""
    return spans_of(timeline(record, badge, as_of=as_of, first_day=as_of, **outlook))


def reasons(record: TalentRecord, badge: BadgeName, **question: Any) -> dict[str, tuple[str, ...]]:
    """Return, by the day of each border, the clauses that bring it about."""
    asked: dict[str, Any] = {"as_of": AS_OF} | question
    found = timeline(record, badge, **asked)
    return {border.on.isoformat(): border.because for border in found.borders}


def changed(border: Border) -> list[tuple[str | None, str | None]]:
    """Return the clauses of the findings that turned, with the verdicts before and after."""
    return [
        (
            None if before is None else f"{before.clause} {before.verdict}",
            None if after is None else f"{after.clause} {after.verdict}",
        )
        for before, after in border.changed
    ]


@pytest.mark.clause("WIN-1", "WIN-2", "TRP-F1", "TRP-F2")
def test_a_badge_is_lost_on_the_day_its_payment_leaves_the_window() -> None:
    """$12,000 paid on 1 Mar 2020 holds Top Rated Plus up to 28 Feb 2021."""
    found = timeline(HOLDER, "top_rated_plus", as_of=AS_OF)
    lost_on = date(2021, 3, 1)
    assert found.spans == (
        Span(first_day=date(2020, 7, 7), last_day=date(2021, 2, 28), verdict=Verdict.MET),
        Span(first_day=lost_on, last_day=found.last_day, verdict=Verdict.UNMET),
    )
    (border,) = found.borders
    assert (border.on, border.verdict) == (lost_on, Verdict.UNMET)
    assert border.because == ("TRP-F1", "TRP-F2")
    assert changed(border) == [("TRP-F1 met", "TRP-F1 unmet"), ("TRP-F2 met", "TRP-F2 unmet")]
    assert border.left == (MovedPayment(contract_id="shop", payment=paid("12000.00")),)
    assert border.entered == ()
    assert (border.before.as_of, border.after.as_of) == (date(2021, 2, 28), lost_on)
    assert next_change(HOLDER, "top_rated_plus", as_of=AS_OF) == border


def test_payments_that_moved_stand_in_order_of_contracts_and_days() -> None:
    """All that leave on one day are shown, contract by contract, the earliest first."""
    leap = edition_named("2020-07").hypothetical("half a year", {"WIN-1": 6})
    record = freelancer(
        Contract(
            id="b",
            category="legal",
            payments=[paid("6000", date(2020, 8, 31)), paid("1", date(2020, 8, 29))],
        ),
        Contract(id="a", category="legal", payments=[paid("5000", date(2020, 8, 30))]),
    )
    (border,) = timeline(
        record, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, edition=leap
    ).borders
    assert border.on == date(2021, 3, 1)
    assert [(one.contract_id, one.payment.paid_on.day) for one in border.left] == [
        ("b", 29),
        ("b", 31),
        ("a", 30),
    ]


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("paid_on", "months", "gone_on"),
    [
        (date(2020, 3, 1), 12, date(2021, 3, 1)),
        (date(2020, 2, 29), 12, date(2021, 3, 1)),
        (date(2020, 2, 28), 12, date(2021, 2, 28)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2020, 2, 29), 13, date(2021, 3, 29)),
        (date(2021, 1, 31), 1, date(2021, 3, 1)),
        (date(2021, 1, 28), 1, date(2021, 2, 28)),
        (date(2020, 8, 31), 6, date(2021, 3, 1)),
    ],
)
def test_a_payment_leaves_on_the_first_day_whose_window_begins_after_it(
    paid_on: date, months: int, gone_on: date
) -> None:
    """Where the month of that day is shorter, it is the day after the month's last one."""
    record = freelancer(Contract(id="one", category="legal", payments=[paid("12000", paid_on)]))
    law = FIRST_EDITION.hypothetical("another window", {"WIN-1": months})
    found = timeline(record, "top_rated_plus", as_of=paid_on, first_day=paid_on, edition=law)
    assert spans_of(found) == [f"{paid_on} met", f"{gone_on} unmet"]


def test_facts_recorded_ahead_count_when_their_day_comes() -> None:
    """A payment dated after the last day known brings the badge on its own day."""
    record = HOLDER.with_payment("shop", "10000", on=date(2021, 5, 1))
    assert ahead(record, "top_rated_plus") == [
        "2020-09-01 met", "2021-03-01 unmet", "2021-05-01 met", "2022-05-01 unmet",
    ]  # fmt: skip
    gain = timeline(record, "top_rated_plus", as_of=AS_OF).borders[1]
    assert [one.payment.paid_on for one in gain.entered] == [date(2021, 5, 1)]
    assert gain.because == ("TRP-F1", "TRP-F2")


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_a_bad_outcome_counts_from_its_day_until_that_day_leaves_the_window() -> None:
    """One of two rated contracts ended badly on 1 Oct 2020: too many for a year from then."""
    steady = Contract(
        id="steady",
        category="legal",
        payments=[paid("40000"), paid("40000", date(2021, 2, 1))],
        outcome="positive",
    )
    bad = Contract(id="bad", category="legal", outcome="negative", outcome_on=date(2020, 10, 1))
    record = agency(steady, bad)
    assert ahead(record, "top_rated_plus") == [
        "2020-09-01 met", "2020-10-01 unmet", "2021-10-01 met", "2022-02-01 unmet",
    ]  # fmt: skip
    assert reasons(record, "top_rated_plus") == {
        "2020-10-01": ("TRP-A3",),
        "2021-10-01": ("TRP-A3",),
        "2022-02-01": ("TRP-A1", "TRP-A2"),
    }
    for last_day, verdict in ((date(2020, 10, 1), "unmet"), (date(2021, 10, 1), "met")):
        spans = ahead(record, "top_rated_plus", last_day=last_day)
        assert spans[-1] == f"{last_day} {verdict}"  # what turns on the last day is told


@pytest.mark.clause("TRP-A3", "WIN-5")
@pytest.mark.parametrize(
    ("paid_on", "refunded_on", "out_on"),
    [
        pytest.param(date(2019, 12, 1), date(2020, 10, 1), "2020-12-01", id="refunded_later"),
        pytest.param(date(2020, 2, 1), date(2019, 12, 1), "2021-02-01", id="refunded_before"),
    ],
)
def test_a_refund_neither_keeps_a_contract_in_the_window_nor_takes_it_out(
    paid_on: date, refunded_on: date, out_on: str
) -> None:
    """The bad contract is out of the share a year after it was paid, whenever it was refunded."""
    steady = Contract(id="steady", category="legal", payments=[paid("40000")], outcome="positive")
    bad = Contract(
        id="bad",
        category="legal",
        payments=[paid("100", paid_on), paid("-50", refunded_on)],
        outcome="negative",
    )
    assert ahead(agency(steady, bad), "top_rated_plus") == [
        "2020-09-01 unmet", f"{out_on} met", "2021-03-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TRP-A3")
def test_of_large_contracts_alone_the_share_is_taken_while_they_are_large() -> None:
    """A bad large contract costs the badge as long as it is large, whatever else is rated."""
    good = Contract(id="good", category="legal", payments=[paid("40000")], outcome="positive")
    bad = Contract(
        id="bad", category="legal", payments=[paid("10000", date(2019, 12, 1))], outcome="negative"
    )
    of_large = Readings(negative_share_scope="large_contracts")
    assert ahead(agency(good, bad), "top_rated_plus", readings=of_large) == [
        "2020-09-01 unmet", "2020-12-01 met", "2021-03-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TRP-F3")
def test_read_by_lifetime_a_contract_is_large_while_it_is_paid() -> None:
    """Its whole life counts up to the day its last payment leaves; the total is of the window."""
    one = Contract(
        id="one",
        category="legal",
        payments=[paid("4000", date(2018, 1, 1)), paid("1000", date(2019, 12, 1))],
    )
    small = [
        Contract(id=f"{number}", category="it_networking", payments=[paid("9000")])
        for number in range(2)
    ]
    lifetime = Readings(large_contract_sum="lifetime_if_active")
    record = freelancer(one, *small)
    assert ahead(record, "top_rated_plus") == ["2020-09-01 unmet"]
    assert ahead(record, "top_rated_plus", readings=lifetime) == [
        "2020-09-01 met", "2020-12-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TRP-F5")
def test_feedback_counts_from_its_day_under_either_reading() -> None:
    """Bad on 1 Oct 2020 it ends the badge; good that day it brings it where good is asked for."""
    bad, good = [
        freelancer(contract("12000", outcome=outcome, outcome_on=date(2020, 10, 1)))
        for outcome in ("negative", "positive")
    ]
    positive = Readings(feedback="positive")
    assert ahead(bad, "top_rated_plus") == ["2020-09-01 met", "2020-10-01 unmet"]
    assert ahead(good, "top_rated_plus") == ["2020-09-01 met", "2021-03-01 unmet"]
    assert ahead(good, "top_rated_plus", readings=positive) == [
        "2020-09-01 unmet", "2020-10-01 met", "2021-03-01 unmet",
    ]  # fmt: skip
    change = next_change(good, "top_rated_plus", as_of=AS_OF, readings=positive)
    assert change is not None
    assert (change.on, change.because) == (date(2020, 10, 1), ("TRP-F2",))


TWO_PAYMENTS = contract("10000.00").with_payment("12000", on=date(2019, 12, 1))
"""$22,000 in the window, of which $12,000 leave on 1 Dec 2020 and the rest on 1 Mar 2021."""


@pytest.mark.clause("TRP-F7", "TRP-A1", "TRP-A3")
@pytest.mark.parametrize(
    ("record", "chosen", "usual", "otherwise"),
    [
        pytest.param(
            agency(TWO_PAYMENTS),
            {"agency_earnings_window": "lifetime"},
            ["2020-09-01 met", "2020-12-01 unmet"],
            ["2020-09-01 met", "2021-03-01 unmet"],
            id="earnings_of_a_lifetime",
        ),
        pytest.param(
            freelancer(TWO_PAYMENTS, exclusive_agency_contractor=True),
            {"exclusive_member": "agency_amounts"},
            ["2020-09-01 unmet"],
            ["2020-09-01 met", "2020-12-01 unmet"],
            id="a_member_by_the_agency_amounts",
        ),
        pytest.param(
            agency(
                contract("40000.00", name="main"),
                contract("1.00", name="bad", outcome="negative"),
                *(contract("1.00", name=f"open-{number}") for number in range(7)),
                Contract(id="gone", category="legal", payments=[paid("1", date(2019, 12, 1))]),
            ),
            {"negative_share_scope": "all_contracts"},
            ["2020-09-01 unmet"],
            ["2020-09-01 met", "2020-12-01 unmet"],
            id="one_bad_of_ten_until_one_is_gone",
        ),
    ],
)
def test_each_reading_has_a_timeline_of_its_own(
    record: TalentRecord, chosen: dict[str, Any], usual: list[str], otherwise: list[str]
) -> None:
    """What is read otherwise comes and goes on other days."""
    assert ahead(record, "top_rated_plus") == usual
    assert ahead(record, "top_rated_plus", readings=Readings(**chosen)) == otherwise


@pytest.mark.clause("TR-A2", "TRP-A1", "TRP-A4")
def test_no_reading_lets_a_lifetime_count_for_top_rated() -> None:
    """$20,000 of 2018 make Top Rated Plus, but Top Rated asks for $10,000 in the window.

    Of the $10,500 there, $1,500 leave on 1 Dec 2020.
    """
    payments = [("20000", date(2018, 3, 1)), ("1500", date(2019, 12, 1)), ("9000", PAID_ON)]
    one = Contract(id="one", category="legal", payments=[paid(*each) for each in payments])
    lifetime = Readings(agency_earnings_window="lifetime", large_contract_sum="lifetime_if_active")
    assert ahead(good_record("agency", one), "top_rated_plus", readings=lifetime) == [
        "2020-09-01 met", "2020-12-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TRP-F8")
def test_top_rated_plus_goes_with_the_computed_top_rated() -> None:
    """Whatever ends Top Rated ends Top Rated Plus on the same day, under its own clause."""
    record = good_record(last_active_on=date(2020, 8, 15))
    assert ahead(record, "top_rated") == ["2020-09-01 met", "2020-11-13 unmet"]
    assert ahead(record, "top_rated_plus") == ["2020-09-01 met", "2020-11-13 unmet"]
    assert reasons(record, "top_rated", first_day=AS_OF) == {"2020-11-13": ("TR-F8",)}
    assert reasons(record, "top_rated_plus", first_day=AS_OF) == {"2020-11-13": ("TRP-F8",)}


def case(name: str) -> tuple[TalentRecord, date]:
    """Return the record of an acceptance case, and the day asked about."""
    told = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return load_record(told["record"]), date.fromisoformat(told["as_of"])


@pytest.mark.clause("TR-F4")
def test_nine_more_good_weeks_bring_top_rated_back() -> None:
    """With 4 of 16 weeks by 18 Jul, the thirteenth is that of 19 Sep; activity ends on 17 Oct."""
    record, as_of = case("four-of-sixteen")
    assert ahead(record, "top_rated", as_of) == [
        "2020-07-22 unmet", "2020-09-19 met", "2020-10-17 unmet",
    ]  # fmt: skip
    change = next_change(record, "top_rated", as_of=as_of)
    assert change is not None
    assert (change.on, change.verdict, change.because) == (
        date(2020, 9, 19), Verdict.MET, ("TR-F4",),
    )  # fmt: skip
    assert changed(change) == [("TR-F4 unmet", "TR-F4 met")]


@pytest.mark.clause("TR-F7")
def test_a_hold_counts_for_ninety_days() -> None:
    """Held up to 3 Aug 2024, both badges come on 1 Nov, and go with the activity of 17 Aug."""
    record, as_of = case("hold-lifted")
    clauses: dict[BadgeName, tuple[str, str]] = {
        "top_rated": ("TR-F7", "TR-F8"),
        "top_rated_plus": ("TRP-F8", "TRP-F8"),
    }
    for badge, (gain, loss) in clauses.items():
        spans = ["2024-08-20 unmet", "2024-11-01 met", "2024-11-15 unmet"]
        assert ahead(record, badge, as_of) == spans
        assert reasons(record, badge, as_of=as_of, first_day=as_of) == {
            "2024-11-01": (gain,),
            "2024-11-15": (loss,),
        }


@pytest.mark.clause("TR-F8")
def test_top_rated_goes_once_ninety_days_are_quiet() -> None:
    """Quiet since 1 Jun 2021, it is lost on 30 Aug."""
    record, as_of = case("quiet-for-75-days")
    change = next_change(record, "top_rated", as_of=as_of)
    assert change is not None
    assert (change.on, change.verdict, change.because) == (
        date(2021, 8, 30), Verdict.UNMET, ("TR-F8",),
    )  # fmt: skip


@pytest.mark.clause("TR-F8")
def test_a_refund_is_no_activity() -> None:
    """Active on 15 Aug and refunded on 31 Aug 2020, Top Rated goes 90 days after the former."""
    one = contract("40000").with_payment("-1", on=date(2020, 8, 31))
    assert ahead(good_record("freelancer", one), "top_rated") == [
        "2020-09-01 met", "2020-11-13 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TR-F3", "TR-A6")
def test_the_first_contract_must_lie_ninety_one_days_back() -> None:
    """Begun on 15 Aug 2020, it is enough from 14 Nov on, for either kind."""
    begun: dict[str, Any] = {"first_contract_on": date(2020, 8, 15)}
    one = good_record(**begun, last_active_on=date(2020, 9, 1))
    assert ahead(one, "top_rated") == ["2020-09-01 unmet", "2020-11-14 met", "2020-11-30 unmet"]
    assert reasons(one, "top_rated", first_day=AS_OF)["2020-11-14"] == ("TR-F3",)
    many = good_record("agency", **begun)
    assert ahead(many, "top_rated") == ["2020-09-01 unmet", "2020-11-14 met", "2021-03-01 unmet"]
    assert reasons(many, "top_rated", first_day=AS_OF) == {
        "2020-11-14": ("TR-A6",),
        "2021-03-01": ("TR-A2",),
    }


@pytest.mark.clause("TR-X1")
def test_circumvention_bars_for_six_months() -> None:
    """From 31 Aug 2020 to the end of February, whose last day is free again."""
    record = good_record("agency", circumvention_on=date(2020, 8, 31))
    assert ahead(record, "top_rated") == ["2020-09-01 unmet", "2021-02-28 met", "2021-03-01 unmet"]
    change = next_change(record, "top_rated", as_of=AS_OF)
    assert change is not None
    assert (change.on, change.because) == (date(2021, 2, 28), ("TR-X1",))


@pytest.mark.clause("RT-1", "RT-2")
def test_rising_talent_by_the_platforms_word_stands_on_its_conditions() -> None:
    """Joined on 20 Aug 2020, it holds for 30 days without activity; never known, it stays open.

    From edition 2026-07 on the word decides nothing for freelancers, and $0 earned are too little.
    """
    facts: dict[str, Any] = {
        "job_success_score": None,
        "profile_percent": 100,
        "availability_current": True,
        "holds": [date(2020, 10, 1)],
    }
    joined: dict[str, Any] = {"joined_on": date(2020, 8, 20), "last_active_on": None}

    def spans(kind: KindName = "freelancer", **more: Any) -> list[str]:
        reputation = Reputation(rising_talent=True, **facts, **more)
        record = TalentRecord(kind=kind, contracts=[], reputation=reputation)
        return ahead(record, "rising_talent")

    assert spans(**joined) == ["2020-09-01 met", "2020-09-19 unmet"]
    assert spans(joined_on=joined["joined_on"]) == [
        "2020-09-01 met", "2020-09-19 unknown", "2020-10-01 unmet", "2020-12-30 unknown",
        "2026-07-07 unmet",
    ]  # fmt: skip
    assert spans(joined_on=date.max, last_active_on=None) == ["2020-09-01 unmet"]
    still_open = ["2020-09-01 unknown", "2020-10-01 unmet", "2020-12-30 unknown"]
    assert spans("agency") == still_open
    assert spans() == [*still_open, "2026-07-07 unmet"]
    facts["holds"] = None
    assert spans(**joined) == ["2020-09-01 unknown", "2020-09-19 unmet"]
    assert spans(joined_on=date(2020, 9, 10), last_active_on=None) == [
        "2020-09-01 unmet", "2020-09-10 unknown", "2020-10-10 unmet",
    ]  # fmt: skip
    facts["holds"] = [date(2020, 10, 1)]
    assert spans(last_active_on=date(2020, 8, 31)) == [
        "2020-09-01 met", "2020-10-01 unmet", "2020-12-30 unknown", "2026-07-07 unmet",
    ]  # fmt: skip


def by_numbers(*payments: Payment, kind: KindName = "freelancer", **facts: Any) -> TalentRecord:
    """Return a talent that has Rising Talent by its numbers but for money, unless told otherwise.

    There is no activity but what is paid, and one contract may end badly.
    """
    ended: dict[str, Any] = {name: facts.pop(name, None) for name in ("outcome", "outcome_on")}
    usual: dict[str, Any] = {
        "job_success_score": None,
        "profile_percent": 100,
        "holds": [],
        "last_active_on": None,
        "average_feedback": "4.80",
        "identity_verified": True,
        "payout_method": True,
    }
    return TalentRecord(
        kind=kind,
        contracts=[Contract(id="first", category="legal", payments=payments, **ended)],
        reputation=Reputation(**usual | facts),
    )


@pytest.mark.clause("RT-3", "RT-4", "RT-6")
def test_rising_talent_by_numbers_turns_with_money_activity_holds_and_bad_endings() -> None:
    """$250 of 1 Aug 2026 count for a year, and as activity for 90 days; a bad ending stays."""
    first, day = paid("250.00", date(2026, 8, 1)), date(2026, 7, 31)

    def spans(*payments: Payment, **facts: Any) -> list[str]:
        return ahead(by_numbers(*payments, **facts), "rising_talent", day)

    assert spans(paid("249.99", date(2026, 8, 1))) == ["2026-07-31 unmet"]
    quiet = ["2026-07-31 unmet", "2026-08-01 met", "2026-10-30 unmet"]
    assert spans(first) == quiet
    assert spans(first, joined_on=date(2026, 10, 20)) == quiet  # joining counts no longer
    assert spans(first, holds=[date(2026, 7, 20)]) == [
        "2026-07-31 unmet", "2026-10-18 met", "2026-10-30 unmet",
    ]  # fmt: skip
    assert spans(first, outcome="negative", outcome_on=date(2026, 9, 1)) == [
        "2026-07-31 unmet", "2026-08-01 met", "2026-09-01 unmet",
    ]  # fmt: skip
    assert spans(first, outcome="negative") == ["2026-07-31 unmet"]
    later = paid("0.01", date(2027, 7, 20))
    assert spans(first, later) == [*quiet, "2027-07-20 met", "2027-08-01 unmet"]
    assert spans(first, paid("-0.01", date(2026, 8, 20))) == [
        "2026-07-31 unmet", "2026-08-01 met", "2026-08-20 unmet",
    ]  # fmt: skip


@pytest.mark.clause("WIN-2")
def test_by_the_last_365_days_money_leaves_a_day_earlier_after_a_leap_day() -> None:
    """Of 1 June 2027 it leaves on 1 June 2028, or the day before; a year later the two agree."""
    for year, by_days in ((2027, "2028-05-31"), (2028, "2029-06-01")):
        record = by_numbers(paid("250.00", date(year, 6, 1)), paid("0.01", date(year + 1, 5, 1)))
        asked: dict[str, Any] = {"as_of": date(year + 1, 5, 1)}
        readings = Readings(window="last_365_days")
        assert ahead(record, "rising_talent", **asked)[-1] == f"{year + 1}-06-01 unmet"
        assert ahead(record, "rising_talent", **asked, readings=readings)[-1] == f"{by_days} unmet"


@pytest.mark.clause("RT-3", "RT-5", "RT-7")
def test_a_score_ends_rising_talent_until_it_is_stated_in_numbers_and_never_of_agencies() -> None:
    """With a score of 90 a freelancer has it from 7 July 2026 on; an agency never has it."""
    never = ["2026-07-01 unmet"]
    cases: list[tuple[KindName, int, list[str]]] = [
        ("freelancer", 90, [*never, "2026-07-07 met", "2026-09-29 unmet"]),
        ("freelancer", 89, never),
        ("agency", 90, never),
    ]
    for kind, score, expected in cases:
        record = by_numbers(
            paid("250.00", date(2026, 7, 1)),
            kind=kind,
            job_success_score=score,
            availability_current=True,
            rising_talent=True,
        )
        assert ahead(record, "rising_talent", date(2026, 7, 1)) == expected


def newcomer(**facts: Any) -> TalentRecord:
    """Return an agency that has Rising Talent but for activity, unless told otherwise."""
    usual: dict[str, Any] = {
        "job_success_score": None,
        "rising_talent": True,
        "last_active_on": None,
    }
    return TalentRecord(
        kind="agency", contracts=[], reputation=reputation("agency", **usual | facts)
    )


@pytest.mark.clause("RT-1")
def test_who_joins_while_active_stays_active() -> None:
    """Activity of 20 Aug counts until 18 Nov, whether or not joining counts for 30 days within."""
    for joined_on in (date(2020, 8, 25), date(2019, 2, 1)):
        record = newcomer(last_active_on=date(2020, 8, 20), joined_on=joined_on)
        assert ahead(record, "rising_talent") == ["2020-09-01 met", "2020-11-18 unmet"]


@pytest.mark.clause("RT-1", "TR-F7", "TR-F8")
def test_rising_talent_and_top_rated_have_days_of_their_own() -> None:
    """Where holds and activity count for 10 and 20 days, of one badge, those of the other stay."""
    held: dict[str, Any] = {"holds": [date(2020, 8, 30)], "last_active_on": AS_OF}
    short = {"hold": 10, "activity": 20}

    def spans(badge: BadgeName, law: str) -> list[str]:
        numbers = {f"{law}_{name}": days for name, days in short.items()}
        record = newcomer(**held) if badge == "rising_talent" else good_record(**held)
        return ahead(record, badge, edition=FIRST_EDITION.hypothetical("shorter", numbers))

    usual = ["2020-09-01 unmet", "2020-11-28 met", "2020-11-30 unmet"]
    shorter = ["2020-09-01 unmet", "2020-09-09 met", "2020-09-21 unmet"]
    assert spans("rising_talent", "rising_talent") == spans("top_rated", "top_rated") == shorter
    assert spans("rising_talent", "top_rated") == spans("top_rated", "rising_talent") == usual


@pytest.mark.clause("BASE-1")
@pytest.mark.parametrize("badge", ["rising_talent", "top_rated"])
def test_a_recorded_base_badge_never_changes(badge: Literal["rising_talent", "top_rated"]) -> None:
    """The platform's word has no day, so it stands on all of them."""
    verdicts: dict[BaseBadgeName | None, str] = {badge: "met", "none": "unmet", None: "unknown"}
    for word, verdict in verdicts.items():
        record = TalentRecord(kind="agency", contracts=[], base_badge=word)
        assert spans_of(timeline(record, badge, as_of=AS_OF)) == [f"2020-07-07 {verdict}"]
        assert next_change(record, badge, as_of=AS_OF) is None


@pytest.mark.clause("TR-F4", "TR-A7")
@pytest.mark.parametrize(
    ("score", "spans", "assumption"),
    [
        (
            90,
            ["2020-09-01 met", "2021-03-01 unmet"],
            "is eligible, as the Job Success Score of 90 is at least 90",
        ),
        (
            89,
            ["2020-09-01 met", "2020-09-26 unmet"],
            "is not eligible, as the Job Success Score of 89 is under 90",
        ),
        (
            None,
            ["2020-09-01 unmet"],
            "is not eligible, as there is no Job Success Score",
        ),
        (
            UNKNOWN,
            ["2020-09-01 unknown", "2021-03-01 unmet"],
            "is not known to be eligible, as the Job Success Score is not known",
        ),
    ],
)
def test_a_week_to_come_is_as_good_as_the_score(
    score: object, spans: list[str], assumption: str
) -> None:
    """Where the score itself has no bar, a low one costs the badge with the fourth week."""
    record = good_record("agency", job_success_score=score)
    law = FIRST_EDITION.hypothetical("any score", {"TR-A1": 0})
    assert ahead(record, "top_rated", edition=law) == spans
    assert ahead(record, "top_rated_plus", edition=law) == spans
    for badge in ("top_rated", "top_rated_plus"):
        assert timeline(record, badge, as_of=AS_OF, edition=law).assumptions == (
            "before 2020-09-01, too, what has no day of its own was as it is: reputation",
            "after 2020-09-01 nothing is paid, judged or recorded beyond what the record holds",
            "whatever has no day of its own stays as it is",
            f"a week that ends after 2020-09-01 and is not recorded {assumption}",
        )


@pytest.mark.clause("TR-F4", "TR-A7")
def test_a_week_to_come_is_as_good_as_the_score_of_its_kind_asks() -> None:
    """Where weeks of agencies alone ask for 95, a score of 92 is enough for a freelancer's."""
    law = FIRST_EDITION.hypothetical("strict", {"agency_week_score": 95})
    for record, told in (
        (
            good_record("agency", job_success_score=92),
            "is not eligible, as the Job Success Score of 92 is under 95",
        ),
        (
            good_record(job_success_score=92),
            "is eligible, as the Job Success Score of 92 is at least 90",
        ),
    ):
        *_, week = timeline(record, "top_rated", as_of=AS_OF, edition=law).assumptions
        assert week == f"a week that ends after 2020-09-01 and is not recorded {told}"


@pytest.mark.clause("TR-F4", "TR-A7")
def test_four_bad_weeks_cost_the_badge_until_thirteen_good_ones_follow() -> None:
    """Weeks recorded as bad from 5 to 26 Sep: gone with the fourth, back with that of 26 Dec."""
    record = good_record("agency", weeks=weeks("+" * 16 + "-" * 4, date(2020, 9, 26)))
    assert ahead(record, "top_rated") == [
        "2020-09-01 met", "2020-09-26 unmet", "2020-12-26 met", "2021-03-01 unmet",
    ]  # fmt: skip


NO_MONEY = FIRST_EDITION.hypothetical("no money", {"TR-A2": 0})
"""Where an agency is Top Rated without earnings, so that nothing else need be recorded."""


@pytest.mark.clause("TR-A7")
@pytest.mark.parametrize(
    ("facts", "spans"),
    [
        # Weeks up to the last day known are open; the thirteenth after it is that of 28 November.
        pytest.param({"weeks": []}, ["2020-07-07 unknown", "2020-11-28 met"], id="not_recorded"),
        # Recorded as bad up to 16 January 2021, they are as good as the score from the 23rd on.
        pytest.param(
            {"weeks": weeks("-" * 60, date(2021, 1, 16))},
            ["2020-07-07 unmet", "2021-04-17 met"],
            id="recorded_ahead",
        ),
        # Who joins on a Saturday is there in the week that ends on it.
        *(
            pytest.param(
                {"weeks": [], "joined_on": joined_on},
                ["2020-07-07 unmet", f"{enough_on} met"],
                id=f"joined_on_{joined_on}",
            )
            for joined_on, enough_on in (
                (date(2021, 1, 15), "2021-04-10"),
                (date(2021, 1, 16), "2021-04-10"),
                (date(2021, 1, 17), "2021-04-17"),
            )
        ),
    ],
)
def test_weeks_alike_end_where_the_next_one_counts_otherwise(
    facts: dict[str, Any], spans: list[str]
) -> None:
    """Of any number of weeks alike, it is thirteen others that turn Top Rated, on a Saturday."""
    record = good_record("agency", **facts)
    found = timeline(record, "top_rated", as_of=AS_OF, first_day=date(2020, 7, 7), edition=NO_MONEY)
    assert spans_of(found) == spans


@pytest.mark.clause("TR-F4", "TR-A7")
def test_a_gain_from_unknown_names_the_clause_that_was_unknown() -> None:
    """Four weeks are not recorded; once the first has left, 13 good ones are certain."""
    record = good_record("agency", weeks=weeks("+" * 12 + "...."))
    assert ahead(record, "top_rated") == [
        "2020-09-01 unknown",
        "2020-11-28 met",
        "2021-03-01 unmet",
    ]
    change = next_change(record, "top_rated", as_of=AS_OF)
    assert change is not None
    assert (change.on, change.verdict, change.because) == (
        date(2020, 11, 28), Verdict.MET, ("TR-A7",),
    )  # fmt: skip


@pytest.mark.clause("TR-F8")
def test_a_loss_to_unknown_is_a_change_too() -> None:
    """Activity is open from 90 days after the last payment up to the next one on record."""
    one = Contract(id="one", category="legal", payments=[paid("40000", date(2020, 7, 1))])
    record = good_record("freelancer", one, last_active_on=date(2021, 6, 1))
    assert ahead(record, "top_rated") == [
        "2020-09-01 met", "2020-09-29 unknown", "2021-06-01 met", "2021-07-01 unmet",
    ]  # fmt: skip
    assert reasons(record, "top_rated", first_day=AS_OF) == {
        "2020-09-29": ("TR-F8",),
        "2021-06-01": ("TR-F8",),
        "2021-07-01": ("TR-F2",),
    }


@pytest.mark.clause("DIV-0", "DIV-4", "DIV-5")
def test_a_self_reported_certification_ends_when_reviews_begin() -> None:
    """Submitted on 5 Oct 2020 and never approved, it shows up to 16 Feb 2021."""
    one = certified(status="submitted", submitted_on=date(2020, 10, 5), decided_on=None)
    record = TalentRecord(kind="agency", country="US", contracts=[], certifications=[one])
    found = timeline(record, "diversity_certified", as_of=date(2020, 11, 1))
    assert spans_of(found) == ["2020-07-07 unmet", "2020-10-05 met", "2021-02-17 unmet"]
    gain, loss = found.borders
    assert (gain.because, loss.because) == (("DIV-4",), ("DIV-5",))
    assert changed(gain) == [("DIV-4 unmet", "DIV-4 met")]
    assert changed(loss) == [("DIV-4 met", None), (None, "DIV-5 unmet")]


@pytest.mark.clause("DIV-5", "DIV-11")
def test_an_approved_certification_ends_the_day_after_it_expires() -> None:
    """Approved on 15 Mar 2021, it is good through 31 Mar 2022."""
    one = certified(decided_on=date(2021, 3, 15), expires_on=date(2022, 3, 31))
    record = TalentRecord(kind="freelancer", country="US", contracts=[], certifications=[one])
    question: Any = {"as_of": date(2021, 3, 12)}
    found = timeline(record, "diversity_certified", **question)
    assert spans_of(found) == ["2020-07-07 unmet", "2021-03-15 met", "2022-04-01 unmet"]
    assert reasons(record, "diversity_certified", **question) == {
        "2021-03-15": ("DIV-5",),
        "2022-04-01": ("DIV-11",),
    }


@pytest.mark.clause("DIV-2")
def test_a_border_into_unknown_names_what_is_unknown_and_is_no_change() -> None:
    """Without a country the approved certification is neither held nor refused."""
    record = TalentRecord(kind="freelancer", contracts=[], certifications=[certified()])
    question: Any = {"as_of": date(2021, 3, 12)}
    found = timeline(record, "diversity_certified", **question)
    assert spans_of(found) == ["2020-07-07 unmet", "2021-03-15 unknown", "2022-04-01 unmet"]
    assert found.borders[0].because == ("DIV-2",)
    assert next_change(record, "diversity_certified", **question) is None


@pytest.mark.clause("DIV-6")
def test_of_several_certifications_the_best_one_decides_each_day() -> None:
    """The badge lasts until the last of them expires."""
    early, late = [certified(expires_on=date(year, 5, 31)) for year in (2021, 2023)]
    record = TalentRecord(
        kind="freelancer", country="US", contracts=[], certifications=[early, late]
    )
    assert ahead(record, "diversity_certified", date(2021, 4, 1)) == [
        "2021-04-01 met", "2023-06-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("DIV-6", "DIV-11")
def test_certifications_that_expire_together_leave_the_third() -> None:
    """Two end with May 2021; the badge is held by the one that begins then, until it ends."""
    pair = [certified(expires_on=date(2021, 5, 31)) for _ in range(2)]
    third = certified(decided_on=date(2021, 5, 20), expires_on=date(2021, 7, 31))
    fourth = certified(decided_on=date(2021, 9, 1), expires_on=date(2021, 9, 30))
    record = TalentRecord(
        kind="freelancer", country="US", contracts=[], certifications=[*pair, third, fourth]
    )
    assert ahead(record, "diversity_certified", date(2021, 4, 1)) == [
        "2021-04-01 met", "2021-08-01 unmet", "2021-09-01 met", "2021-10-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("DIV-0")
def test_no_certification_is_held_before_there_is_a_badge() -> None:
    """Submitted on 1 Aug 2020, it counts from 1 Oct 2020 until reviews begin."""
    one = certified(status="submitted", submitted_on=date(2020, 8, 1), decided_on=None)
    record = TalentRecord(kind="agency", country="US", contracts=[], certifications=[one])
    assert ahead(record, "diversity_certified") == [
        "2020-09-01 unmet", "2020-10-01 met", "2021-02-17 unmet",
    ]  # fmt: skip


@pytest.mark.clause("EV-1", "EV-5")
def test_expert_vetted_is_held_from_passing_until_revoked() -> None:
    """Passed on 1 Aug and revoked on 24 Dec 2020, on which day it is gone."""
    record = TalentRecord(
        kind="freelancer", contracts=[], expert_vetting=vetted(revoked_on=date(2020, 12, 24))
    )
    found = timeline(record, "expert_vetted", as_of=AS_OF)
    assert spans_of(found) == ["2020-07-07 unmet", "2020-08-01 met", "2020-12-24 unmet"]
    assert [border.because for border in found.borders] == [("EV-1",), ("EV-5",)]
    up_to_it = timeline(record, "expert_vetted", as_of=AS_OF, last_day=date(2020, 12, 24))
    assert spans_of(up_to_it) == spans_of(found)


@pytest.mark.clause("EV-2")
def test_an_edition_may_open_a_badge_without_anything_else() -> None:
    """Vetted in Writing in 2020, a talent holds Expert-Vetted from 1 Jan 2022 on."""
    record = TalentRecord(
        kind="freelancer", contracts=[], expert_vetting=vetted(category="writing")
    )
    found = timeline(record, "expert_vetted", as_of=AS_OF)
    assert spans_of(found) == ["2020-07-07 unmet", "2022-01-01 met"]
    (border,) = found.borders
    assert (border.because, changed(border)) == (("EV-2",), [("EV-2 unmet", "EV-2 met")])
    assert border.entered == border.left == ()
    assert (border.before.edition.id, border.after.edition.id) == ("2021-07", "2022-01")
    first = date(2022, 1, 1)
    up_to_it = timeline(record, "expert_vetted", as_of=AS_OF, last_day=first)
    assert spans_of(up_to_it) == ["2020-07-07 unmet", "2022-01-01 met"]
    from_it = timeline(record, "expert_vetted", as_of=AS_OF, first_day=first)
    assert spans_of(from_it) == ["2022-01-01 met"]
    named = timeline(record, "expert_vetted", as_of=AS_OF, edition="2020-07")
    assert spans_of(named) == ["2020-07-07 unmet"]


@pytest.mark.clause("TR-F7", "TR-F8", "TR-X1")
def test_a_limit_of_no_days_holds_on_no_day() -> None:
    """Where holds and circumvention count for nothing, one ahead leaves the verdict as it is."""
    law = FIRST_EDITION.hypothetical("no limits", {"TR-F7": 0, "TR-X1": 0})
    day = date(2020, 9, 10)
    record = good_record(holds=[day], circumvention_on=day)
    assert ahead(record, "top_rated", edition=law) == ["2020-09-01 met", "2020-11-13 unmet"]
    strict = FIRST_EDITION.hypothetical("no activity", {"TR-F8": 0})
    assert ahead(record, "top_rated", edition=strict) == ["2020-09-01 unmet"]


def test_where_no_week_is_counted_none_turns_anything() -> None:
    """With no week counted, all that may be needed is none."""
    record = good_record("agency")
    for needed, spans in ((0, ["2020-09-01 met", "2021-03-01 unmet"]), (1, ["2020-09-01 unmet"])):
        numbers = {"agency_counted_weeks": 0, "agency_eligible_weeks": needed}
        law = FIRST_EDITION.hypothetical("no weeks", numbers)
        assert ahead(record, "top_rated", edition=law) == spans


def test_a_timeline_begins_with_the_rules_and_ends_when_nothing_can_change() -> None:
    """Without days it runs from the first edition, or the named one, and is settled."""
    found = timeline(HOLDER, "top_rated_plus", as_of=AS_OF)
    assert (found.badge, found.first_day, found.is_settled) == (
        Badge.TOP_RATED_PLUS, date(2020, 7, 7), True,
    )  # fmt: skip
    assert found.last_day >= date(2021, 3, 1)

    def begins(as_of: date, edition: str | None) -> date:
        return timeline(HOLDER, "top_rated_plus", as_of=as_of, edition=edition).first_day

    assert begins(date(2020, 1, 1), None) == date(2020, 7, 7)
    assert begins(date(2022, 1, 1), "2021-02") == date(2021, 2, 17)
    assert begins(AS_OF, "2021-02") == AS_OF
    assert begins(date(2020, 1, 1), "2020-07") == date(2020, 1, 1)


LATE = date(2090, 5, 6)
"""A Saturday so long after the rules that only what is recorded of it lets a timeline reach it."""

FREE = FIRST_EDITION.hypothetical("free", {"TRP-F1": 0, "TRP-F2": {"legal": 0}})


@pytest.mark.parametrize(
    ("badge", "record", "edition", "turns"),
    [
        pytest.param(
            "top_rated_plus",
            plus_holder(on=LATE),
            None,
            ["unmet", "2090-05-06 met", "2091-05-06 unmet"],
            id="paid_on",
        ),
        pytest.param(
            "top_rated_plus",
            freelancer(Contract(id="one", category="legal", outcome="negative", outcome_on=LATE)),
            FREE,
            ["met", "2090-05-06 unmet"],
            id="outcome_on",
        ),
        pytest.param(
            "top_rated",
            good_record("agency", first_contract_on=LATE),
            NO_MONEY,
            ["unmet", "2090-08-05 met"],
            id="first_contract_on",
        ),
        pytest.param(
            "top_rated",
            good_record("agency", holds=[LATE]),
            NO_MONEY,
            ["met", "2090-05-06 unmet", "2090-08-04 met"],
            id="holds",
        ),
        pytest.param(
            "top_rated",
            good_record("agency", circumvention_on=LATE),
            NO_MONEY,
            ["met", "2090-05-06 unmet", "2090-11-06 met"],
            id="circumvention_on",
        ),
        pytest.param(
            "top_rated",
            good_record("agency", weeks=[*weeks("+" * 16), *weeks("----", LATE)]),
            NO_MONEY,
            ["met", "2090-05-06 unmet", "2090-08-05 met"],
            id="weeks",
        ),
        pytest.param(
            "rising_talent",
            newcomer(joined_on=LATE),
            None,
            ["unmet", "2090-05-06 met", "2090-06-05 unmet"],
            id="joined_on",
        ),
        pytest.param(
            "rising_talent",
            newcomer(last_active_on=LATE),
            None,
            ["unknown", "2090-05-06 met", "2090-08-04 unmet"],
            id="last_active_on",
        ),
        pytest.param(
            "expert_vetted",
            freelancer(expert_vetting=vetted(passed_on=LATE)),
            None,
            ["unmet", "2090-05-06 met"],
            id="passed_on",
        ),
        pytest.param(
            "expert_vetted",
            freelancer(expert_vetting=vetted(revoked_on=LATE)),
            None,
            ["met", "2090-05-06 unmet"],
            id="revoked_on",
        ),
        pytest.param(
            "diversity_certified",
            freelancer(
                country="US",
                certifications=[
                    certified(
                        status="submitted",
                        submitted_on=LATE,
                        decided_on=None,
                        expires_on=LAST_DAY,
                    )
                ],
            ),
            "2020-10",
            ["unmet", "2090-05-06 met"],
            id="submitted_on",
        ),
        pytest.param(
            "diversity_certified",
            freelancer(
                country="US", certifications=[certified(decided_on=LATE, expires_on=LAST_DAY)]
            ),
            None,
            ["unmet", "2090-05-06 met"],
            id="decided_on",
        ),
        pytest.param(
            "diversity_certified",
            freelancer(country="US", certifications=[certified(decided_on=None, expires_on=LATE)]),
            "2021-02",
            ["met", "2090-05-07 unmet"],
            id="expires_on",
        ),
    ],
)
def test_a_timeline_is_settled_only_after_every_day_that_is_recorded(
    badge: BadgeName,
    record: TalentRecord,
    edition: Edition | str | None,
    turns: list[str],
) -> None:
    """Whatever the record dates seventy years ahead is told before nothing changes any more."""
    first, *later = turns
    found = timeline(record, badge, as_of=AS_OF, first_day=AS_OF, edition=edition)
    assert spans_of(found) == [f"{AS_OF} {first}", *later]
    assert found.is_settled


@pytest.mark.parametrize(
    ("numbers", "facts", "turns_on"),
    [
        # More than 500 days after 1 September 2020.
        ({"TR-A6": 500}, {"first_contract_on": AS_OF}, date(2022, 1, 15)),
        # 700 days after it.
        ({"TR-A5": 700}, {"holds": [AS_OF]}, date(2022, 8, 2)),
        # The bad week that ended on 29 August 2020 is out with the hundredth Saturday after it.
        (
            {"agency_counted_weeks": 100, "agency_eligible_weeks": 100},
            {"weeks": weeks("+" * 99 + "-")},
            date(2022, 7, 30),
        ),
        ({"TR-X1": 30}, {"circumvention_on": AS_OF}, date(2023, 3, 1)),
    ],
    ids=["days_exceeded", "days", "weeks", "months"],
)
def test_a_timeline_is_settled_only_after_the_longest_limit(
    numbers: dict[str, Any], facts: dict[str, Any], turns_on: date
) -> None:
    """Other limits than those of the rules, in any unit, are waited for as long as they are."""
    law = FIRST_EDITION.hypothetical("long", {"TR-A2": 0} | numbers)
    record = good_record("agency", **facts)
    assert ahead(record, "top_rated", edition=law) == ["2020-09-01 unmet", f"{turns_on} met"]


def test_a_later_edition_with_other_numbers_begins_on_its_day(
    planted: Callable[[Iterable[Edition]], None],
) -> None:
    """If from 1 Jan 2090 on $9,000 were enough, $9,500 of 1 Oct 2089 would do from that day."""
    lower = attrs.evolve(
        FIRST_EDITION,
        id="2090-01",
        effective_from=date(2090, 1, 1),
        freelancer_earnings=Cents(9_000_00),
    )
    planted((FIRST_EDITION, lower))
    one = Contract(id="one", category="legal", payments=[paid("9500", date(2089, 10, 1))])
    assert ahead(freelancer(one), "top_rated_plus") == [
        "2020-09-01 unmet", "2090-01-01 met", "2090-10-01 unmet",
    ]  # fmt: skip


def test_a_timeline_that_ends_early_is_not_settled() -> None:
    """The day before the loss nothing is settled; long after everything it is."""
    for last_day, is_settled in ((date(2021, 2, 28), False), (law.HORIZON, True)):
        found = timeline(HOLDER, "top_rated_plus", as_of=AS_OF, last_day=last_day)
        assert (found.last_day, found.is_settled) == (last_day, is_settled)


def test_of_one_day_there_is_one_span() -> None:
    """A range may be a single day."""
    found = timeline(HOLDER, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=AS_OF)
    assert found.spans == (Span(first_day=AS_OF, last_day=AS_OF, verdict=Verdict.MET),)
    assert (found.borders, found.assumptions) == ((), ())


def test_only_days_to_come_rest_on_assumptions() -> None:
    """What has no day was as it is; else none is made up to the last day known.

    That the last edition stays is assumed only where it is reached.
    """
    past = ("before 2020-09-01, too, what has no day of its own was as it is: reputation",)
    general = (
        *past,
        "after 2020-09-01 nothing is paid, judged or recorded beyond what the record holds",
        "whatever has no day of its own stays as it is",
    )
    newest, first_day = law.NEWEST.id, law.FIRST_DAYS[-1]
    stays = f"edition {newest} stays in force"

    def assumed(badge: BadgeName, last_day: date, **outlook: Any) -> tuple[str, ...]:
        record = good_record()
        return timeline(record, badge, as_of=AS_OF, last_day=last_day, **outlook).assumptions

    assert assumed("top_rated", AS_OF) == past
    assert assumed("top_rated", AS_OF, first_day=AS_OF) == ()
    assert assumed("rising_talent", first_day - law.ONE_DAY) == general
    assert assumed("rising_talent", first_day) == (*general, stays)
    assert assumed("rising_talent", first_day, edition=newest) == general[1:]
    score = "is eligible, as the Job Success Score of 97 is at least 90"
    week = f"a week that ends after 2020-09-01 and is not recorded {score}"
    assert assumed("top_rated", first_day) == (*general, stays, week)
    plain = timeline(HOLDER, "top_rated_plus", as_of=AS_OF, last_day=date(2021, 1, 1))
    base = "before 2020-09-01, too, what has no day of its own was as it is: base badge"
    assert plain.assumptions == (base, *general[1:])


@pytest.mark.parametrize(
    ("record", "badge", "facts"),
    [
        (freelancer(base_badge=None), "top_rated_plus", None),
        (freelancer(), "diversity_certified", None),
        (freelancer(country="US"), "diversity_certified", "country"),
        (freelancer(country="US"), "rising_talent", "base badge"),
        (freelancer(country="US"), "expert_vetted", None),
        (
            freelancer(
                Contract(id="shop", category="legal", outcome="positive"),
                Contract(id="blog", category="legal", outcome="positive", outcome_on=AS_OF),
                exclusive_agency_contractor=True,
            ),
            "top_rated_plus",
            "base badge, exclusive agency contractor, outcome of shop",
        ),
    ],
)
def test_a_past_that_rests_on_undated_facts_says_so(
    record: TalentRecord, badge: BadgeName, facts: str | None
) -> None:
    """The facts of the badge without a day of their own are named, and no others."""
    past = timeline(record, badge, as_of=AS_OF, last_day=AS_OF).assumptions
    said = "before 2020-09-01, too, what has no day of its own was as it is"
    assert past == (() if facts is None else (f"{said}: {facts}",))


def test_the_next_change_after_any_day_of_a_timeline_is_found() -> None:
    """It is the first border after that day at which the badge comes or goes; None for none."""
    record = HOLDER.with_payment("shop", "10000", on=date(2021, 5, 1))
    found = timeline(record, "top_rated_plus", as_of=AS_OF)
    for day, expected in (
        (date(2020, 7, 7), date(2021, 3, 1)),
        (date(2021, 2, 28), date(2021, 3, 1)),
        (date(2021, 3, 1), date(2021, 5, 1)),
        (date(2021, 5, 1), date(2022, 5, 1)),
    ):
        change = found.next_change_after(day)
        assert change is not None
        assert change.on == expected
    assert found.next_change_after(date(2022, 5, 1)) is None
    with pytest.raises(InvalidRecordError, match=r"timeline day must be a day from 2020-07-07 to"):
        found.next_change_after(date(2020, 7, 6))


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    (
        {"as_of": datetime(2020, 9, 1)},  # noqa: DTZ001  # refused whatever its zone
        InvalidRecordError,
        ("timeline as_of must be a date, got datetime.datetime(2020, 9, 1, 0, 0); use its .date()"),
    ),
    (
        {"as_of": None, "first_day": "2020-09-01", "last_day": 5},
        InvalidRecordError,
        (
            "3 problems:\n"
            "  timeline as_of must be a date, got None\n"
            "  timeline first_day must be a date, got '2020-09-01'; write date(2020, 9, 1)\n"
            "  timeline last_day must be a date, got 5"
        ),
    ),
    (
        {"first_day": AS_OF, "last_day": date(2020, 8, 31)},
        InvalidRecordError,
        "timeline last_day must be on or after the first day, 2020-09-01, got 2020-08-31",
    ),
    (
        {"last_day": date(2020, 7, 6)},
        InvalidRecordError,
        "timeline last_day must be on or after the first day, 2020-07-07, got 2020-07-06",
    ),
    (
        {"first_day": date(2020, 7, 6)},
        NoEditionInForceError,
        (
            "day must be on or after 2020-07-07, the first day that any edition covers, got "
            "2020-07-06; ask for an edition by name to apply it earlier"
        ),
    ),
    (
        {"badge": "gold"},
        InvalidRecordError,
        (
            "badge must be one of rising_talent, top_rated, top_rated_plus, expert_vetted, "
            "diversity_certified, got 'gold'"
        ),
    ),
    (
        {"edition": "2020-08"},
        NoEditionInForceError,
        (
            f"edition must be one of {', '.join(one.id for one in badgerules.EDITIONS)}, got "
            "'2020-08'; did you mean '2020-10'?"
        ),
    ),
    (
        {"edition": 5},
        TypeError,
        "edition must be an Edition, its id or None, got 5",
    ),
    (
        {"readings": "money_bar=more_than"},
        TypeError,
        "readings must be Readings(...), got 'money_bar=more_than'",
    ),
]


@pytest.mark.parametrize(("question", "error", "message"), REFUSED)
def test_what_cannot_be_asked_is_refused(
    question: dict[str, Any], error: type[Exception], message: str
) -> None:
    """Days that are none, ranges backwards or before the rules, and unknown names, with reasons."""
    asked: dict[str, Any] = {"badge": "top_rated", "as_of": AS_OF} | question
    with pytest.raises(error) as caught:
        timeline(HOLDER, asked.pop("badge"), **asked)
    assert str(caught.value) == message


def test_the_next_change_needs_an_edition_in_force() -> None:
    """Before the first edition there is no answer, unless one is named."""
    with pytest.raises(NoEditionInForceError, match="must be on or after 2020-07-07"):
        next_change(HOLDER, "top_rated_plus", as_of=date(2020, 7, 6))
    change = next_change(HOLDER, "top_rated_plus", as_of=date(2020, 7, 6), edition="2020-07")
    assert change is not None
    assert change.on == date(2021, 3, 1)


@pytest.mark.parametrize("day", [date(2020, 8, 31), date(2021, 3, 2), date.min, date.max])
def test_no_span_is_told_of_days_outside(day: date) -> None:
    """A day before the first or after the last is refused, and the range is named."""
    found = timeline(
        HOLDER, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=date(2021, 3, 1)
    )
    assert [found.span_on(one).verdict for one in (AS_OF, date(2021, 2, 28), date(2021, 3, 1))] == [
        Verdict.MET, Verdict.MET, Verdict.UNMET,
    ]  # fmt: skip
    with pytest.raises(InvalidRecordError) as caught:
        found.span_on(day)
    message = f"timeline day must be a day from 2020-09-01 to 2021-03-01, got {day}"
    assert str(caught.value) == message


def test_no_span_is_told_of_what_is_no_day() -> None:
    """A datetime has a time and no place among days."""
    found: Any = timeline(HOLDER, "top_rated_plus", as_of=AS_OF)
    with pytest.raises(InvalidRecordError, match=r"timeline day must be a date, .*use its \.date"):
        found.span_on(datetime(2020, 9, 1))  # noqa: DTZ001  # refused whatever its zone


def test_a_timeline_has_no_truth_value() -> None:
    """It is no yes or no, and says what to ask instead."""
    found = timeline(HOLDER, "top_rated_plus", as_of=AS_OF)
    with pytest.raises(TypeError, match=r"a timeline has no truth value.*`timeline\.span_on\(day"):
        bool(found)


def test_equal_questions_have_equal_answers() -> None:
    """Timelines, spans and borders are values: equal and hashed alike, unlike other ones."""
    one, same = [timeline(HOLDER, "top_rated_plus", as_of=AS_OF) for _ in range(2)]
    strict = Readings(money_bar="more_than")
    other = timeline(HOLDER, "top_rated_plus", as_of=AS_OF, readings=strict)
    assert {one, same} == {one}
    assert {*one.spans, *one.borders} == {*same.spans, *same.borders}
    assert one != other
    assert one.borders != other.borders
    assert one.spans == other.spans
    assert one.outlook.readings == Readings()


def test_a_repr_does_not_repeat_the_record() -> None:
    """It shows the spans and not the facts, which may be private."""
    record = TalentRecord(
        kind="freelancer", country="US", contracts=[], certifications=[certified()]
    )
    found = timeline(record, "diversity_certified", as_of=AS_OF)
    assert "Harbor" not in repr([found, found.borders])
    assert repr(found.borders[0]) == "<Border diversity_certified on 2021-03-15: met>"


def test_a_dumped_timeline_says_everything_once() -> None:
    """Spans, changes with findings and payments, assumptions and outlook, ready for JSON."""
    found = timeline(
        HOLDER, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=date(2021, 3, 1)
    )
    said = {"authority": "announcement", "confirmed_on": "2026-09-28"}
    usd = {"unit": "usd", "criterion": "earnings", "clause": "TRP-F1", **said}
    usd["required"] = "10000.00"
    large = {**usd, "criterion": "large_contract", "clause": "TRP-F2", "required": "5000.00"}
    row = {"id": "shop", "category": "legal", "required": "5000.00", "serves": True}
    met, unmet = (
        {"verdict": "met", "observed": "12000.00", "shortfall": "0.00"},
        {"verdict": "unmet", "observed": "0.00"},
    )
    was_large = {
        **row,
        "counted": "12000.00",
        "shortfall": "0.00",
        "reason": "large",
        "text": "shop (Legal): $12,000.00 of $5,000.00, large",
    }
    is_not = {
        **row,
        "counted": "0.00",
        "shortfall": "5000.00",
        "reason": "below_bar",
        "text": "shop (Legal): $0.00 of $5,000.00, $5,000.00 short",
    }
    dumped = dump_timeline(found)
    assert dumped == {
        "format": 1,
        "id": "talent-17",
        "badge": "top_rated_plus",
        "as_of": "2020-09-01",
        "edition": None,
        "hypothetical": False,
        "began": None,
        "supposed_rules": None,
        "badgerules": badgerules.__version__,
        "readings": {
            "window": "twelve_months",
            "money_bar": "at_least",
            "large_contract_sum": "in_window",
            "feedback": "not_negative",
            "exclusive_member": "barred",
            "agency_earnings_window": "twelve_months",
            "negative_share_scope": "rated_contracts",
            "enterprise_suite": "enterprise_and_business",
            "plus_badge_audience": "everyone",
        },
        "spans": [
            {"first_day": "2020-09-01", "last_day": "2021-02-28", "verdict": "met"},
            {"first_day": "2021-03-01", "last_day": "2021-03-01", "verdict": "unmet"},
        ],
        "changes": [
            {
                "on": "2021-03-01",
                "verdict": "unmet",
                "because": ["TRP-F1", "TRP-F2"],
                "findings": [
                    {
                        "before": {**usd, **met},
                        "after": {**usd, **unmet, "shortfall": "10000.00"},
                    },
                    {
                        "before": {**large, **met, "contracts": [was_large]},
                        "after": {
                            **large, **unmet, "shortfall": "5000.00", "contracts": [is_not],
                        },
                    },
                ],
                "entered": [],
                "left": [{"contract": "shop", "paid_on": "2020-03-01", "amount": "12000.00"}],
            },
        ],
        "settled": False,
        "assumptions": [
            "after 2020-09-01 nothing is paid, judged or recorded beyond what the record holds",
            "whatever has no day of its own stays as it is",
        ],
    }  # fmt: skip
    assert json.loads(json.dumps(dumped)) == dumped


def test_a_dumped_timeline_names_the_edition_it_supposes() -> None:
    """One edition for all days is a what-if, and findings that came or went are null."""
    one = certified(status="submitted", submitted_on=date(2020, 10, 5), decided_on=None)
    record = TalentRecord(kind="agency", country="US", contracts=[], certifications=[one])
    question: Any = {"as_of": AS_OF, "first_day": date(2021, 2, 1)}
    supposed = timeline(record, "diversity_certified", **question, edition="2020-10")
    told = dump_timeline(supposed)
    assert (told["edition"], told["hypothetical"], told["id"]) == ("2020-10", True, None)
    (change,) = dump_timeline(
        timeline(record, "diversity_certified", **question, last_day=date(2021, 3, 1))
    )["changes"]
    gone, come = change["findings"]
    assert (gone["before"]["clause"], gone["after"]) == ("DIV-4", None)
    assert (come["before"], come["after"]["clause"]) == (None, "DIV-5")


def next_changes(record: TalentRecord, as_of: date = AS_OF, **outlook: Any) -> dict[str, Any]:
    """Return the next change of each badge that has one, as an assessment is dumped."""
    answer = dump_assessment(assess(record, as_of=as_of, **outlook))
    told = {name: badge["next_change"] for name, badge in answer["badges"].items()}
    return {name: change for name, change in told.items() if change is not None}


def test_a_dumped_assessment_says_when_each_badge_changes_next() -> None:
    """It is the next change under the outlook of the assessment, null where there is none."""
    record = good_record(last_active_on=date(2020, 8, 15))
    assert next_changes(record) == {
        "top_rated": {"on": "2020-11-13", "verdict": "unmet", "because": ["TR-F8"]},
        "top_rated_plus": {"on": "2020-11-13", "verdict": "unmet", "because": ["TRP-F8"]},
    }
    longer = FIRST_EDITION.hypothetical("longer", {"TR-F8": 100})
    assert next_changes(record, edition=longer)["top_rated"]["on"] == "2020-11-23"
    exact = freelancer(Contract(id="one", category="legal", payments=[paid("10000.00")]))
    assert list(next_changes(exact)) == ["top_rated_plus"]
    assert next_changes(exact, readings=Readings(money_bar="more_than")) == {}


def test_an_edition_named_while_in_force_holds_on_every_day_too() -> None:
    """It gives way to none, as in a timeline; asked for by none, the next change follows them."""
    vetting = vetted(category="writing")
    record = TalentRecord(kind="freelancer", contracts=[], expert_vetting=vetting)
    expected = {"expert_vetted": {"on": "2022-01-01", "verdict": "met", "because": ["EV-2"]}}
    assert next_changes(record) == expected
    assert next_changes(record, edition="2020-07") == next_changes(record, edition="2020-10") == {}


def test_the_next_change_is_seen_from_the_last_day_known() -> None:
    """Weeks not recorded since then are as good as the score, then and on the day asked about."""
    record = good_record("agency", weeks=weeks("+" * 16, SATURDAY), last_active_on=None)
    later = AS_OF + timedelta(weeks=5)
    answer = assess(record, as_of=later, known_through=AS_OF)
    assert answer.holds("top_rated")
    assert next_changes(record, later, known_through=AS_OF)["top_rated"] == {
        "on": "2021-03-01",
        "verdict": "unmet",
        "because": ["TR-A2"],
    }


OPEN_ENDED = [date.max, date(9999, 12, 30), date(9999, 6, 1), date(9999, 1, 1)]


@pytest.mark.parametrize("day", OPEN_ENDED)
@pytest.mark.parametrize("kind", ["freelancer", "agency"])
def test_days_at_the_end_of_the_calendar_turn_nothing_before_they_come(
    kind: KindName, day: date
) -> None:
    """Written for "open-ended", they neither stop an answer nor change it before they come."""
    large = Contract(
        id="large",
        category="legal",
        payments=[paid("40000.00"), paid("1.00", day)],
        outcome="negative",
        outcome_on=day,
    )
    record = TalentRecord(
        kind=kind,
        country="US",
        contracts=[large],
        reputation=good_record(kind, holds=[day], circumvention_on=day).reputation,
        expert_vetting=vetted(revoked_on=day),
        certifications=[certified(expires_on=day)],
    )
    lost_on = {"freelancer": "2020-11-13", "agency": "2021-03-01"}[kind]
    assert {name: one["on"] for name, one in next_changes(record).items()} == {
        "top_rated": lost_on,
        "top_rated_plus": lost_on,
        "expert_vetted": f"{day}",
        "diversity_certified": "2021-03-15",
    }
    for badge in Badge:
        assert timeline(record, badge, as_of=AS_OF).is_settled


@pytest.mark.parametrize("name", ["first_contract_on", "joined_on", "last_active_on"])
@pytest.mark.parametrize("day", OPEN_ENDED)
def test_no_day_of_a_reputation_is_too_late_to_look_ahead(name: str, day: date) -> None:
    """A day that never comes is waited for in vain, and without delay."""
    record = good_record("agency", **{name: day})
    verdicts = {
        "first_contract_on": ["2020-09-01 unmet"],
        "joined_on": ["2020-09-01 met", "2020-09-26 unmet"],
        "last_active_on": ["2020-09-01 met", "2021-03-01 unmet"],
    }
    assert ahead(record, "top_rated") == verdicts[name]


def test_days_at_the_beginning_of_the_calendar_are_long_over() -> None:
    """A hold, an act or activity on the first day of all turns nothing any more."""
    day = date.min
    record = good_record(holds=[day], circumvention_on=day, last_active_on=day)
    without = good_record(last_active_on=None)
    assert ahead(record, "top_rated") == ahead(without, "top_rated") == ["2020-09-01 unmet"]
    record = good_record("agency", holds=[day], circumvention_on=day)
    assert ahead(record, "top_rated") == ["2020-09-01 met", "2021-03-01 unmet"]


@pytest.mark.parametrize("edition", [None, "2020-07"])
def test_one_may_ask_from_the_last_days_of_the_calendar(edition: str | None) -> None:
    """What changes before the calendar ends is found, and nothing else."""
    record = plus_holder(on=date(9998, 12, 30))
    for as_of in (date(9998, 12, 31), date(9999, 12, 29)):
        change = next_change(record, "top_rated_plus", as_of=as_of, edition=edition)
        assert change is not None
        assert change.on == date(9999, 12, 30)
    for as_of in (date(9999, 12, 30), LAST_DAY):
        assert next_change(record, "top_rated_plus", as_of=as_of, edition=edition) is None
        assert next_change(plus_holder(), "top_rated", as_of=as_of, edition=edition) is None


def test_a_timeline_may_run_to_the_last_day_of_all() -> None:
    """A certification that expires with the calendar never does."""
    record = TalentRecord(
        kind="agency",
        country="US",
        contracts=[],
        certifications=[certified(expires_on=LAST_DAY)],
    )
    found = timeline(record, "diversity_certified", as_of=AS_OF, first_day=AS_OF, last_day=LAST_DAY)
    assert spans_of(found) == ["2020-09-01 unmet", "2021-03-15 met"]
    assert (found.last_day, found.is_settled) == (LAST_DAY, True)


def test_centuries_of_weeks_alike_are_not_walked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weeks before joining are not eligible; of 9,999 the thirteenth after it is the first."""
    room: Any = import_module("badgerules.timeline.reputation")
    asked: list[date] = []
    week_row = room.week_row

    def counted(saturday: date, *facts: Any) -> Any:  # noqa: ANN401  # handed on
        asked.append(saturday)
        return week_row(saturday, *facts)

    monkeypatch.setattr(room, "week_row", counted)
    joined_late = reputation(joined_on=date(9998, 12, 31), weeks=[])  # a Thursday
    record = freelancer(reputation=joined_late, base_badge=None)
    found = timeline(record, "top_rated", as_of=AS_OF, first_day=AS_OF, edition="2020-07")
    tracks = build.tracks_between(found.outlook, AS_OF, LAST_DAY)
    assert tracks["eligible_weeks"] == [
        (AS_OF, Verdict.UNMET),
        (date(9999, 3, 27), Verdict.MET),
    ]
    assert len(asked) < 200


def test_a_border_looks_at_the_payments_of_its_windows_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of ninety payments, one a year, the one that leaves and the one that comes are looked at."""
    payments = [paid("12000.00", date(2020 + year, 3, 1)) for year in range(90)]
    shop = Contract(id="shop", category="legal", payments=payments[::2])
    record = freelancer(shop, base_badge="top_rated")
    border = timeline(record, "top_rated_plus", as_of=AS_OF, edition="2020-07").borders[-1]
    made: list[date] = []
    usual = Payment._of_checked_cents  # noqa: SLF001  # it is counted here

    def counted(paid_on: date, cents: int) -> Payment:
        made.append(paid_on)
        return usual(paid_on, cents)

    monkeypatch.setattr(Payment, "_of_checked_cents", counted)
    assert [one.payment for one in border.left] == [payments[88]]
    assert border.entered == ()
    assert made == [date(2108, 3, 1)]


def test_a_certification_is_not_weighed_against_all_others_day_by_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of three hundred certifications in a row, the timeline weighs none; it knows their days."""
    room: Any = import_module("badgerules.timeline.by_badge")
    weighed: list[object] = []
    weigh = room.diversity_certified

    def counted(record: TalentRecord, question: Any) -> Any:  # noqa: ANN401  # handed on
        weighed.append(question)
        return weigh(record, question)

    monkeypatch.setattr(room, "diversity_certified", counted)
    begin = date(2021, 3, 1)
    row = [
        certified(
            submitted_on=None,
            decided_on=begin + timedelta(days=10 * number),
            expires_on=begin + timedelta(days=10 * number + 8),
        )
        for number in range(300)
    ]
    late = certified(decided_on=begin + timedelta(days=5), expires_on=begin)
    record = freelancer(country="US", certifications=[*row, late])
    spans = ahead(record, "diversity_certified", as_of=date(2021, 2, 20))
    assert spans[:4] == [
        "2021-02-20 unmet",
        "2021-03-01 met",
        "2021-03-10 unmet",  # the eighth day after the first still counts
        "2021-03-11 met",
    ]
    assert len(spans) == 601
    assert len(weighed) < 10

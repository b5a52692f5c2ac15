"""Remedies: what to pay where and by when, worked by hand, and what no payment changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    UNKNOWN,
    Badge,
    Category,
    Contract,
    ExpertVetting,
    InvalidRecordError,
    NoEditionInForceError,
    Readings,
    Remedies,
    Reputation,
    TalentRecord,
    Verdict,
    __version__,
    decide,
    dump_remedies,
    edition_named,
    remedies,
    to_text,
)
from badgerules.remedies import Remedy, Wait
from badgerules.remedies.values import last_day_tried
from builders import (
    AS_OF,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    reputation,
    vetted,
    weeks,
)

if TYPE_CHECKING:
    from badgerules.names import ContractOutcomeName
    from badgerules.timeline import Outlook

PLUS = Badge.TOP_RATED_PLUS
JULY_2018 = date(2018, 7, 1)
"""A day long before every window of these tests."""

LAST_OF_FEBRUARY = date(2021, 2, 28)
"""The last day whose window holds what was paid on 1 March 2020."""


def asked(
    record: TalentRecord,
    badge: Badge = PLUS,
    as_of: date = AS_OF,
    *,
    pay_on: date | None = None,
    every_category: bool = False,
    edition: str | None = None,
    **chosen: Any,
) -> Remedies:
    """Return the remedies under some readings; far ahead, under the rules of an edition."""
    return remedies(
        record,
        badge,
        as_of=as_of,
        pay_on=pay_on,
        every_category=every_category,
        readings=Readings(**chosen),
        edition=edition,
    )


def told(ways: tuple[Remedy, ...]) -> list[tuple[str | None, str, date | None]]:
    """Return where to pay, how much, and until when."""
    return [(way.contract_id, str(way.amount), way.pay_by) for way in ways]


def places(ways: tuple[Remedy, ...]) -> list[tuple[str | None, str]]:
    """Return where to pay, and how much."""
    return [(way.contract_id, str(way.amount)) for way in ways]


def clauses(found: Remedies) -> list[str]:
    """Return the clauses of what stands in the way."""
    return [one.clause for one in found.obstacles]


def rested(name: str, amount: str, **facts: Any) -> Contract:
    """Return a contract paid long before the window, in writing unless told otherwise."""
    usual: dict[str, Any] = {"category": "writing"}
    return Contract(id=name, payments=[paid(amount, JULY_2018)], **usual | facts)


# --- Top Rated Plus: amounts --------------------------------------------------------------------


def near_miss() -> TalentRecord:
    """Return the talent of case near-miss-500, whose client left $500 before it was large."""
    left = Contract(
        id="left",
        category="it_networking",
        payments=[paid("4000", date(2024, 2, 1)), paid("5500", date(2024, 5, 1))],
        outcome="neutral",
        outcome_on=date(2024, 8, 1),
    )
    small = Contract(id="small", category="it_networking", payments=[paid("900", date(2024, 6, 1))])
    return freelancer(left, small)


@pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-F4", "WIN-2")
def test_each_contract_is_a_way_with_what_it_lacks_and_until_when() -> None:
    """$10,000 in IT: $500 on the near one does until the earnings leave the window, and so on.

    With $500 more, 10,900 less the 4,000 of 1 February is too little; a new contract lasts until
    the 5,500 of 1 May leave too; the small one is large until its own 900 of 1 June leave; and
    $10,000 on a new contract in IT are large, and enough, on their own.
    """
    found = asked(near_miss(), as_of=date(2024, 8, 15))
    assert told(found.ways) == [
        ("left", "500.00", date(2025, 1, 31)),
        (None, "5000.00", date(2025, 4, 30)),
        ("small", "9100.00", date(2025, 5, 31)),
        (None, "10000.00", None),
    ]
    assert {(way.pay_on, way.holds_on) for way in found.ways} == {(date(2024, 8, 15),) * 2}
    assert (found.keep, found.waits, found.obstacles, found.change) == ((), (), (), None)


def test_the_texts_say_where_how_much_and_by_when() -> None:
    """A way names the contract and its category, or a new one, with amount and last day."""
    assert [way.text for way in asked(near_miss(), as_of=date(2024, 8, 15)).ways] == [
        "$500.00 more on left (IT & Networking), by 2025-01-31 at the latest",
        "$5,000.00 more on a new contract in Design & Creative, by 2025-04-30 at the latest",
        "$9,100.00 more on small (IT & Networking), by 2025-05-31 at the latest",
        "$10,000.00 more on a new contract in IT & Networking",
    ]


@pytest.mark.clause("TRP-F2")
def test_a_payment_on_a_contract_that_has_ended_is_a_bonus_and_comes_last() -> None:
    """Ended by the day of the payment it is one, though it costs least; ended later it is not."""
    ended = contract("4900", name="ended", ended_on=AS_OF)
    later = contract("3000", name="later", ended_on=date(2020, 9, 2))
    rich = contract("9000", name="desk", category="customer_service")
    found = asked(freelancer(ended, later, rich))
    assert [(way.contract_id, way.is_bonus, str(way.amount)) for way in found.ways] == [
        ("later", False, "2000.00"),
        (None, False, "5000.00"),
        ("desk", False, "11000.00"),
        ("ended", True, "100.00"),
    ]
    assert found.ways[-1].text == (
        "$100.00 more on ended (Writing), as a bonus since it has ended, by 2021-02-28 at the "
        "latest"
    )
    assert [way["bonus"] for way in dump_remedies(found)["ways"]] == [False, False, False, True]
    told = to_text(found)
    assert told.index("on later (Writing)") < told.index("as a bonus")


def test_a_contract_that_ended_is_told_apart_from_one_like_it() -> None:
    """Ways that differ in nothing but the contract are one line, a bonus another."""
    names, bonus = ("one", "two", "three"), "as a bonus since it has ended"
    owned = [contract("4000", name=name) for name in names]
    owned.append(contract("4000", name="ended", ended_on=date(2020, 8, 1)))
    lines = [" ".join(line.split()) for line in to_text(asked(freelancer(*owned))).split("+")]
    assert lines[1:] == [
        "$1,000.00 more on one, two or three (Writing), by 2021-02-28 at the latest",
        "$5,000.00 more on a new contract in Writing, by 2021-02-28 at the latest",
        f"$1,000.00 more on ended (Writing), {bonus}, by 2021-02-28 at the latest",
    ]


@pytest.mark.clause("TRP-F1")
def test_what_lacks_only_in_earnings_may_be_paid_anywhere() -> None:
    """$9,400 with a large contract: $600 on any contract do, on that one or a new one."""
    record = freelancer(
        contract("7000", name="shop"), contract("2400", category="admin_support", name="help")
    )
    (way,) = asked(record).ways
    assert (way.contract_id, way.category, way.amount) == (None, None, Decimal("600.00"))
    assert way.text == "$600.00 more on any contract, a new one too, by 2021-02-28 at the latest"
    for name in ("shop", "help"):
        assert decide(record.with_payment(name, "600", on=AS_OF), PLUS, as_of=AS_OF).is_met
    assert decide(way.applied_to(record), PLUS, as_of=AS_OF).is_met


def test_earnings_and_the_large_contract_are_made_up_for_together() -> None:
    """$3,000 in all: $7,000 make the one contract large and reach the bar of $10,000 at once."""
    record = freelancer(contract("3000", name="shop"))
    assert places(asked(record).ways) == [("shop", "7000.00"), (None, "7000.00")]


@pytest.mark.clause("TRP-F2")
def test_a_new_contract_is_in_the_category_worked_in_that_asks_for_least() -> None:
    """Where another category asks for less still, the first of those is one further way."""

    def new(*owned: Contract) -> list[tuple[Category | None, int]]:
        ways = asked(freelancer(*owned)).ways
        return [(way.category, way.cents) for way in ways if way.contract_id is None]

    writing, help_ = contract("1000"), contract("1000", category="customer_service", name="help")
    desk = contract("1000", category="it_networking", name="desk")
    design = Category.DESIGN_CREATIVE
    assert new() == [(design, 1_000_000)]
    assert new(writing) == [(Category.WRITING, 900_000)]
    assert new(help_) == [(design, 900_000), (Category.CUSTOMER_SERVICE, 2_000_000)]
    assert new(help_, desk) == [(design, 800_000), (Category.IT_NETWORKING, 1_000_000)]
    assert new(help_, writing) == [(Category.WRITING, 800_000)]
    legal = contract("1000", category="legal", name="legal")
    assert new(writing, legal) == [(Category.LEGAL, 800_000)]  # of two, the first of the twelve


@pytest.mark.clause("TRP-F2")
def test_a_new_contract_in_every_category_has_its_bar_or_the_lacking_earnings() -> None:
    """$6,000 are earned: $5,000 do in five categories; others ask for their bars."""
    record = freelancer(contract("6000", category="customer_service", name="desk"))
    found = asked(record, every_category=True)
    new = {way.category: way.cents // 100 for way in found.ways if way.contract_id is None}
    assert new == {
        Category.DESIGN_CREATIVE: 5_000,
        Category.ENGINEERING_ARCHITECTURE: 5_000,
        Category.LEGAL: 5_000,
        Category.TRANSLATION: 5_000,
        Category.WRITING: 5_000,
        Category.ACCOUNTING_CONSULTING: 10_000,
        Category.ADMIN_SUPPORT: 10_000,
        Category.DATA_SCIENCE_ANALYTICS: 10_000,
        Category.IT_NETWORKING: 10_000,
        Category.SALES_MARKETING: 10_000,
        Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: 15_000,
        Category.CUSTOMER_SERVICE: 20_000,
    }
    amounts = [way.cents for way in found.ways]
    assert amounts == sorted(amounts)


def test_a_new_contract_takes_an_id_of_its_own() -> None:
    """Where the record has contracts of the names that suggest themselves, another is found."""
    record = freelancer(
        contract("5", name="new contract"), contract("5", name="another new contract")
    )
    way = next(way for way in asked(record).ways if way.contract_id is None)
    *_, new = way.applied_to(record).contracts
    assert new.id == "another another new contract"


# --- Top Rated Plus: readings -------------------------------------------------------------------


@pytest.mark.clause("TRP-F3", "WIN-5")
def test_one_cent_wakes_a_contract_at_rest_that_was_large() -> None:
    """Read by lifetime, $5,000 of long ago count once anything is paid inside the window."""
    record = freelancer(
        rested("rest", "5000"), contract("10000", category="customer_service", name="desk")
    )
    assert places(asked(record, large_contract_sum="lifetime_if_active").ways) == [
        ("rest", "0.01"),
        (None, "5000.00"),
        ("desk", "10000.00"),
    ]
    assert places(asked(record).ways) == [
        ("rest", "5000.00"),
        (None, "5000.00"),
        ("desk", "10000.00"),
    ]


@pytest.mark.clause("TRP-F3")
def test_a_contract_at_rest_with_more_refunds_than_payments_lacks_them_too() -> None:
    """Read by lifetime, it counts nothing while it rests, and $200 less than nothing after."""
    record = freelancer(
        rested("rest", "-200"), contract("10000", category="customer_service", name="desk")
    )
    found = asked(record, large_contract_sum="lifetime_if_active")
    assert ("rest", "5200.00") in places(found.ways)


@pytest.mark.clause("TRP-F5")
def test_where_only_feedback_lacks_nothing_is_paid() -> None:
    """Under "positive" a large contract without feedback needs it, and no money."""
    record = freelancer(contract("12000"))
    first, second = asked(record, feedback="positive").ways
    assert (first.contract_id, first.cents, first.needs_positive_feedback) == ("one", 0, True)
    assert first.text == "positive feedback on one (Writing), by 2021-02-28 at the latest"
    assert (second.contract_id, second.cents, second.needs_positive_feedback) == (
        None,
        500_000,
        True,
    )
    applied = first.applied_to(record)
    readings = Readings(feedback="positive")
    assert applied == record.with_outcome("one", "positive", on=AS_OF)
    assert decide(applied, PLUS, as_of=AS_OF, readings=readings).is_met


@pytest.mark.clause("TRP-F5")
def test_money_and_feedback_may_lack_together() -> None:
    """Under "positive", of three contracts the unrated one needs both, a neutral one is no way."""
    record = freelancer(
        contract("4000", name="open"),
        contract("4500", name="done", outcome="positive"),
        contract("6000", name="so-so", outcome="neutral"),
    )
    ways = asked(record, feedback="positive").ways
    assert [(way.contract_id, way.cents, way.needs_positive_feedback) for way in ways] == [
        ("done", 50_000, False),
        ("open", 100_000, True),
        (None, 500_000, True),
    ]
    assert ways[1].text == (
        "$1,000.00 more on open (Writing) and positive feedback on it, by 2021-02-28 at the latest"
    )
    assert places(asked(record).ways) == []


@pytest.mark.clause("TRP-F5")
def test_of_two_ways_that_cost_the_same_the_one_without_feedback_comes_first() -> None:
    """Under "positive" $500 lack on either; only the one that already ended well needs no more."""
    record = freelancer(
        contract("4500", name="open"),
        contract("4500", name="done", outcome="positive"),
        contract("4500", name="large", category="it_networking"),
    )
    ways = asked(record, feedback="positive").ways
    assert [(way.contract_id, way.cents, way.needs_positive_feedback) for way in ways] == [
        ("done", 50_000, False),
        ("open", 50_000, True),
        (None, 500_000, True),
        ("large", 550_000, True),
    ]


@pytest.mark.clause("TRP-F5")
@pytest.mark.parametrize(
    ("holds", "needs"), [([], True), ([date(2020, 8, 20)], False)], ids=["at_once", "after_a_hold"]
)
def test_feedback_recorded_ahead_is_there_on_its_day(holds: list[date], *, needs: bool) -> None:
    """Good feedback of 1 Oct 2020 is lacking today; not on 18 Nov, when a hold stops counting."""
    record = good_record(
        "freelancer",
        contract("4500", outcome="positive", outcome_on=date(2020, 10, 1)),
        contract("9000", name="desk", category="customer_service", outcome="neutral"),
        holds=holds,
    )
    first = asked(record, feedback="positive").ways[0]
    assert (first.contract_id, first.cents, first.needs_positive_feedback) == ("one", 50_000, needs)
    assert first.holds_on == (date(2020, 11, 18) if holds else AS_OF)


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_a_bar_to_be_passed_asks_for_one_cent_more() -> None:
    """Under "more than", exactly the earnings bar, or exactly a large contract, lacks a cent."""
    at_the_bar = freelancer(contract("10000"))
    assert places(asked(at_the_bar, money_bar="more_than").ways) == [(None, "0.01")]
    large = freelancer(
        contract("5000", name="legal", category="legal"),
        contract("6000", name="desk", category="customer_service"),
    )
    assert places(asked(large, money_bar="more_than").ways) == [
        ("legal", "0.01"),
        (None, "5000.01"),
        ("desk", "14000.01"),
    ]


@pytest.mark.clause("TRP-F7")
def test_an_exclusive_member_is_barred_or_has_the_amounts_of_an_agency() -> None:
    """Barred, no payment helps; read the other way, $8,000 of the $20,000 are lacking."""
    record = freelancer(contract("12000"), exclusive_agency_contractor=True)
    barred = asked(record)
    assert (barred.ways, clauses(barred)) == ((), ["TRP-F7"])
    found = asked(record, exclusive_member="agency_amounts")
    assert (places(found.ways), found.obstacles) == ([(None, "8000.00")], ())
    assert found.ways[0].category is None


# --- Top Rated Plus: an agency's bad endings ------------------------------------------------------


def good(count: int) -> list[Contract]:
    """Return that many small contracts that ended well inside the window."""
    return [contract("1", name=f"good-{number}", outcome="positive") for number in range(count)]


@pytest.mark.clause("TRP-A1", "TRP-A3")
def test_paying_on_a_bad_ending_at_rest_is_no_way_where_it_breaks_the_share() -> None:
    """One bad of two is too many, one of ten is not: then that contract serves like any other."""
    record = agency(
        contract("15000", name="main", outcome="positive"),
        rested("bad", "100", outcome="negative"),
    )
    assert places(asked(record).ways) == [("main", "5000.00"), (None, "5000.00")]
    ten = attrs.evolve(record, contracts=[*record.contracts, *good(8)])
    assert ("bad", "4992.00") in places(asked(ten).ways)
    assert all(way.category is not None for way in asked(ten).ways)


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_a_tenth_good_contract_repairs_the_share() -> None:
    """One bad of nine is too many; a cent on a good contract at rest makes it one of ten."""
    record = agency(
        contract("25000", name="main", outcome="positive"),
        contract("1", name="bad", outcome="negative"),
        *good(7),
        rested("rest", "10", outcome="neutral"),
        rested("open", "10"),
    )
    assert places(asked(record).ways) == [("rest", "0.01")]
    whole = asked(record, negative_share_scope="all_contracts")
    assert places(whole.ways) == [("rest", "0.01"), ("open", "0.01"), (None, "0.01")]
    assert not any(way.needs_positive_feedback for way in whole.ways)


@pytest.mark.clause("TRP-A3")
def test_a_way_is_one_payment_in_one_place() -> None:
    """Paying in two places could cost less where the share must be repaired as well.

    $1,000 make the near contract large, and a cent elsewhere the tenth good one of one bad; but
    by itself only the contract at rest repairs the share, and it must then be the large one too.
    """
    record = agency(
        contract("9000", name="near"),
        contract("3000", name="desk"),
        contract("9000", name="bad", outcome="negative"),
        *good(8),
        rested("rest", "10", outcome="positive"),
    )
    assert places(asked(record).ways) == [("rest", "10000.00")]
    both = record.with_payment("near", "1000", on=AS_OF).with_payment("rest", "0.01", on=AS_OF)
    assert decide(both, PLUS, as_of=AS_OF).is_met


@pytest.mark.clause("TRP-A3")
def test_of_large_contracts_a_tenth_must_become_large() -> None:
    """Where only large contracts weigh, one bad of nine is repaired by what makes a tenth large."""
    large = [
        contract("20000", name=f"large-{number}", outcome="negative" if number == 0 else None)
        for number in range(9)
    ]
    record = agency(*large, contract("9000", name="near"), contract("2", name="far"))
    found = asked(record, negative_share_scope="large_contracts")
    assert places(found.ways) == [("near", "1000.00"), ("far", "9998.00"), (None, "10000.00")]


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_time_lifts_a_bad_ending_and_money_does_the_rest() -> None:
    """The bad contract leaves the window on 10 January, and only then do $5,000 help."""
    bad = Contract(
        id="bad",
        category="legal",
        payments=[paid("50", date(2020, 1, 10))],
        outcome="negative",
    )
    main = Contract(id="main", category="legal", payments=[paid("15000", date(2020, 8, 1))])
    found = asked(agency(main, bad))
    lifted = date(2021, 1, 10)
    assert found.waits == (Wait(criterion="negative_share", clause="TRP-A3", until=lifted),)
    assert {(way.pay_on, way.holds_on) for way in found.ways} == {(AS_OF, lifted)}
    assert places(found.ways) == [("main", "5000.00"), (None, "5000.00")]
    enough = asked(agency(main.with_payment("5000", on=date(2020, 8, 1)), bad))
    assert (enough.ways, enough.obstacles) == ((), ())
    assert enough.waits == found.waits


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_what_is_known_of_all_ways_is_not_looked_at_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No way is tried while one good contract more is too few; then, only that on the bad one."""
    room = import_module("badgerules.remedies.ways")
    look, tried = vars(room)["_in_time"], list[str | None]()

    def noted(way: Remedy, looks: object) -> object:
        tried.append(way.contract_id)
        return look(way, looks)

    monkeypatch.setattr(room, "_in_time", noted)
    bad = Contract(
        id="bad",
        category="legal",
        payments=[paid("50", date(2020, 1, 10))],
        outcome="negative",
    )
    main = Contract(id="main", category="legal", payments=[paid("15000", date(2020, 8, 1))])
    ways = asked(agency(main, bad)).ways
    assert [(way.contract_id, way.holds_on) for way in ways] == [
        ("main", date(2021, 1, 10)),
        (None, date(2021, 1, 10)),
    ]
    assert tried == ["bad"]
    nine = agency(
        contract("25000", name="main", outcome="positive"),
        contract("1", name="bad", outcome="negative"),
        *good(7),
        rested("rest", "10", outcome="neutral"),
    )
    assert places(asked(nine).ways) == [("rest", "0.01")]
    assert len(tried) > 2


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_time_may_lift_so_much_that_money_does_the_rest() -> None:
    """Two bad of eleven; once one is gone, a cent on a good one at rest leaves one of ten or more.

    One bad ending leaves on 10 January, one on 20 February. In between there is one bad of nine,
    and the tenth is the contract at rest.
    """
    days = {"sooner": date(2020, 1, 10), "later": date(2020, 2, 20)}
    bad = [
        Contract(id=name, category="legal", payments=[paid("1", day)], outcome="negative")
        for name, day in days.items()
    ]
    main = Contract(
        id="main", category="legal", payments=[paid("30000", AS_OF)], outcome="positive"
    )
    record = agency(main, *bad, *good(7), rested("rest", "10", outcome="positive"))
    found = asked(record)
    assert places(found.ways) == [("rest", "0.01")]
    assert found.ways[0].holds_on == date(2021, 1, 10)
    assert found.waits == (
        Wait(criterion="negative_share", clause="TRP-A3", until=date(2021, 1, 10)),
    )
    assert found.change is not None
    assert found.change.on == date(2021, 2, 20)


@pytest.mark.clause("TRP-A3", "TR-A5", "WIN-5")
def test_a_share_that_is_lifted_while_something_else_is_waited_for_is_a_wait_too() -> None:
    """The bad ending is out on 1 October, the hold of 20 August on 18 November."""
    bad = Contract(
        id="bad", category="legal", payments=[paid("50", date(2019, 10, 1))], outcome="negative"
    )
    main = contract("40000", name="main", outcome="positive")
    found = asked(good_record("agency", main, bad, holds=[date(2020, 8, 20)]))
    assert {(one.criterion, one.clause, one.until) for one in found.waits} == {
        ("negative_share", "TRP-A3", date(2020, 10, 1)),
        ("top_rated.no_recent_hold", "TR-A5", date(2020, 11, 18)),
    }
    assert (found.ways, found.obstacles) == ((), ())


@pytest.mark.clause("TRP-A3", "TR-A5")
def test_an_obstacle_is_told_as_it_is_once_all_else_is_there() -> None:
    """Two of two ended badly; by 8 September, when the hold stops counting, one of one.

    If weeks to come asked for a score of 95, Top Rated would be gone on 26 September.
    """
    strict = edition_named("2020-07").hypothetical("strict", {"agency_week_score": 95})
    gone = Contract(
        id="gone", category="legal", payments=[paid("50", date(2019, 9, 5))], outcome="negative"
    )
    record = good_record(
        "agency",
        contract("40000", outcome="negative"),
        gone,
        job_success_score=92,
        holds=[date(2020, 6, 10)],
    )
    found = remedies(record, PLUS, as_of=AS_OF, edition=strict)
    assert [one.text for one in found.obstacles] == [
        "contracts that ended badly: 1, allowed: 0, out of 1 in scope"
    ]
    assert [(one.criterion, one.until) for one in found.waits] == [
        ("top_rated.no_recent_hold", date(2020, 9, 8))
    ]


@pytest.mark.clause("TRP-A3", "TRP-A4", "TR-A7")
def test_bad_endings_that_outlast_the_weeks_are_an_obstacle() -> None:
    """If weeks to come asked for a score of 95, Top Rated would be gone before they leave.

    With 92, each Saturday brings a bad week, the fourth of them on 26 September; what ended badly
    stays in the window until March.
    """
    strict = edition_named("2020-07").hypothetical("strict", {"agency_week_score": 95})
    record = good_record("agency", contract("40000", outcome="negative"), job_success_score=92)
    found = remedies(record, PLUS, as_of=AS_OF, edition=strict)
    assert (found.ways, found.waits, clauses(found)) == ((), (), ["TRP-A3"])
    assert found.obstacles[0].text == (
        "contracts that ended badly: 1, allowed: 0, out of 1 in scope"
    )


# --- Time ---------------------------------------------------------------------------------------


def four_of_sixteen(*payments: tuple[str, date]) -> TalentRecord:
    """Return the talent of case four-of-sixteen, with some payments."""
    one = Contract(
        id="steady", category="writing", payments=[paid(amount, day) for amount, day in payments]
    )
    return TalentRecord(
        kind="freelancer",
        contracts=[one],
        reputation=reputation(
            job_success_score=94,
            weeks=weeks("-" * 12 + "+" * 4, date(2020, 7, 18)),
            last_active_on=date(2020, 7, 19),
        ),
    )


JULY = date(2020, 7, 22)


@pytest.mark.clause("TR-F4")
def test_four_weeks_of_sixteen_take_nine_more() -> None:
    """With the money there, nothing is to be paid: the badge comes on 19 September."""
    found = asked(four_of_sixteen(("1200", date(2020, 7, 1))), Badge.TOP_RATED, JULY)
    assert found.waits == (
        Wait(criterion="eligible_weeks", clause="TR-F4", until=date(2020, 9, 19)),
    )
    assert (found.ways, found.keep, found.obstacles) == ((), (), ())
    assert found.change is not None
    assert (found.change.on, found.change.verdict) == (date(2020, 9, 19), Verdict.MET)


@pytest.mark.clause("TR-F2", "TR-F4")
def test_money_is_counted_on_the_day_the_weeks_are_there() -> None:
    """Of $1,300 earned, 500 leave on 1 September, before the weeks come: $200 are lacking."""
    record = four_of_sixteen(("500", date(2019, 9, 1)), ("800", date(2020, 7, 1)))
    (way,) = asked(record, Badge.TOP_RATED, JULY).ways
    assert (way.pay_on, way.holds_on, way.amount) == (JULY, date(2020, 9, 19), Decimal("200.00"))
    assert way.pay_by == date(2021, 6, 30)
    plus = asked(record, PLUS, JULY)
    assert plus.waits == (
        Wait(criterion="top_rated.eligible_weeks", clause="TR-F4", until=date(2020, 9, 19)),
    )
    assert places(plus.ways) == [("steady", "9200.00"), (None, "9200.00")]


@pytest.mark.clause("TR-F4", "TR-F7")
def test_what_comes_but_never_together_is_an_obstacle() -> None:
    """If weeks to come asked for a score of 95, the hold would end after the weeks are gone.

    The hold of 20 August counts until 18 November; the weeks last until 25 September.
    """
    strict = edition_named("2020-07").hypothetical("strict", {"top_rated_week_score": 95})
    record = good_record(job_success_score=92, holds=[date(2020, 8, 20)])
    found = remedies(record, Badge.TOP_RATED, as_of=AS_OF, edition=strict)
    assert (found.ways, found.waits, clauses(found)) == ((), (), ["TR-F4", "TR-F7"])


@pytest.mark.clause("TR-F3", "TR-F7")
def test_what_nobody_knows_makes_no_obstacle_of_what_time_brings() -> None:
    """Whether there was a hold stays unknown; the first contract is old enough on 1 December."""
    record = good_record(holds=None, first_contract_on=AS_OF, last_active_on=date(2020, 11, 1))
    found = asked(record, Badge.TOP_RATED)
    assert clauses(found) == ["TR-F7"]
    assert found.waits == (
        Wait(criterion="first_contract", clause="TR-F3", until=date(2020, 12, 1)),
    )


@pytest.mark.clause("TR-F3", "TR-F7")
def test_what_is_lost_and_comes_again_is_waited_for() -> None:
    """A hold recorded for 10 September counts until 9 December, after the first contract is old."""
    record = good_record(
        "freelancer",
        first_contract_on=date(2020, 8, 15),
        holds=[date(2020, 9, 10)],
        last_active_on=date(2020, 11, 1),
    )
    found = asked(record, Badge.TOP_RATED)
    # On 9 September the hold is still to come, but the contract is only 25 days old.
    assert {(one.criterion, one.until) for one in found.waits} == {
        ("first_contract", date(2020, 11, 14)),
        ("no_recent_hold", date(2020, 12, 9)),
    }


@pytest.mark.clause("TRP-F2", "TR-F8")
def test_money_that_is_lacking_besides_is_not_told_as_any_activity() -> None:
    """Where the near contract lacks $500 and activity lacks, too, a proposal does not do."""
    record = good_record(
        "freelancer",
        contract("4500", name="near"),
        contract("9000", name="desk", category="customer_service"),
        last_active_on=None,
    )
    first, *_ = asked(record).ways
    assert (first.contract_id, first.cents, first.any_activity_does) == ("near", 50_000, False)
    assert first.text == "$500.00 more on near (Writing), by 2021-02-28 at the latest"


@pytest.mark.clause("TR-F8")
def test_a_talent_gone_quiet_needs_any_activity() -> None:
    """Paid last on 1 June 2021, active no more on 30 August: a proposal does, or one cent."""
    one = contract("3000")
    one = attrs.evolve(one, payments=[paid("3000", date(2021, 6, 1))])
    record = good_record(
        "freelancer", one, last_active_on=None, weeks=weeks("+" * 16, date(2021, 9, 4))
    )
    (way,) = asked(record, Badge.TOP_RATED, date(2021, 9, 10)).ways
    assert (way.any_activity_does, way.amount) == (True, Decimal("0.01"))
    assert way.text == (
        "a proposal, an accepted invitation or any payment, by 2022-05-31 at the latest"
    )


@pytest.mark.clause("TR-F8", "TR-X1")
def test_a_payment_too_early_to_count_is_moved_to_the_first_day_that_does() -> None:
    """Barred until 20 February; of the 90 days up to then, 23 November is the first."""
    record = good_record(circumvention_on=date(2020, 8, 20), last_active_on=None)
    (way,) = asked(record, Badge.TOP_RATED).ways
    first = date(2020, 11, 23)
    assert (way.pay_on, way.first_day, way.holds_on) == (first, first, date(2021, 2, 20))
    assert way.any_activity_does
    assert way.text == (
        "a proposal, an accepted invitation or any payment, from 2020-11-23 to 2021-02-28"
    )


@pytest.mark.clause("TRP-F5", "TR-F8")
def test_feedback_alone_lasts_no_longer_than_activity() -> None:
    """Without a payment, feedback does until the last activity, of 15 August, stops counting."""
    record = good_record("freelancer", contract("12000"))
    first = asked(record, feedback="positive").ways[0]
    assert (first.cents, first.pay_by) == (0, date(2020, 11, 12))


@pytest.mark.clause("TRP-F5", "TR-F8")
def test_activity_and_feedback_may_lack_together() -> None:
    """A quiet talent whose large contract is unrated needs both, and no amount."""
    record = good_record("freelancer", contract("12000"), last_active_on=None)
    first = asked(record, feedback="positive").ways[0]
    assert (first.cents, first.any_activity_does, first.needs_positive_feedback) == (1, True, True)
    assert first.text == (
        "a proposal, an accepted invitation or any payment and positive feedback on one "
        "(Writing), by 2021-02-28 at the latest"
    )


@pytest.mark.clause("TR-F2")
def test_top_rated_lacks_29_67() -> None:
    """$970.33 of the $1,000 are earned; $500 of them leave on 10 February."""
    one = Contract(
        id="c",
        category="admin_support",
        payments=[
            paid("500.00", date(2023, 2, 10)),
            paid("470.33", date(2023, 9, 10)),
            paid("400.00", date(2022, 11, 10)),
        ],
    )
    record = good_record(
        "freelancer",
        one,
        weeks=weeks("+" * 16, date(2023, 11, 11)),
        last_active_on=date(2023, 11, 12),
    )
    found = asked(record, Badge.TOP_RATED, date(2023, 11, 15))
    assert told(found.ways) == [(None, "29.67", date(2024, 2, 9))]
    assert not found.ways[0].any_activity_does


# --- Obstacles ----------------------------------------------------------------------------------


@pytest.mark.clause("TRP-F5")
def test_a_negative_ending_alone_is_no_obstacle() -> None:
    """Another contract can be large: only the one that ended badly is no way."""
    found = asked(freelancer(contract("12000", outcome="negative")))
    assert (places(found.ways), found.obstacles) == ([(None, "5000.00")], ())


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(freelancer(base_badge="none"), ["TRP-F8"], id="recorded_badge"),
        pytest.param(freelancer(base_badge=None), ["TRP-F8"], id="unknown_badge"),
        pytest.param(good_record(profile_percent=99), ["TR-F5"], id="profile"),
        pytest.param(good_record(job_success_score=89), ["TR-F1"], id="score"),
        pytest.param(good_record(job_success_score=UNKNOWN), ["TR-F1"], id="unknown_score"),
        pytest.param(
            good_record(availability_current=None, holds=None),
            ["TR-F6", "TR-F7"],
            id="unknown_facts",
        ),
        pytest.param(good_record("agency", members=1), ["TR-A3"], id="members"),
    ],
)
def test_what_neither_money_nor_time_changes_is_an_obstacle(
    record: TalentRecord, expected: list[str]
) -> None:
    """A badge not held, a profile, a score, and facts that nobody has told."""
    found = asked(record)
    assert clauses(found) == expected
    assert all(one.verdict is not Verdict.MET for one in found.obstacles)


def test_beside_an_obstacle_the_ways_are_what_money_can_do() -> None:
    """With a profile of 99 % and $9,400 earned, $600 are lacking as well."""
    record = good_record("freelancer", contract("9400"), profile_percent=99)
    found = asked(record)
    assert clauses(found) == ["TR-F5"]
    assert told(found.ways) == [(None, "600.00", LAST_OF_FEBRUARY)]
    assert found.obstacles[0].text == "the own profile is 99 % complete, 100 % needed; 1 short"


@pytest.mark.clause("TR-F5", "TR-F7")
def test_beside_an_obstacle_and_a_wait_the_ways_are_still_told() -> None:
    """With a hold until 18 November besides, $600 of today are what money can do by then."""
    record = good_record(
        "freelancer", contract("9400"), profile_percent=99, holds=[date(2020, 8, 20)]
    )
    found = asked(record)
    assert clauses(found) == ["TR-F5"]
    assert [(one.criterion, one.until) for one in found.waits] == [
        ("top_rated.no_recent_hold", date(2020, 11, 18))
    ]
    assert [(way.contract_id, way.cents, way.pay_on, way.holds_on) for way in found.ways] == [
        (None, 60_000, AS_OF, date(2020, 11, 18))
    ]


@pytest.mark.clause("TR-F1", "TR-F4")
def test_an_obstacle_is_told_as_it_is_today() -> None:
    """Under a score of 89 no week to come is eligible; today 12 of 16 are, not the 0 of later."""
    found = asked(
        good_record(job_success_score=89, weeks=weeks("----" + "+" * 12)), Badge.TOP_RATED
    )
    assert [one.text for one in found.obstacles][1:] == [
        "12 of the last 16 weeks eligible, 13 needed; 1 short"
    ]


@pytest.mark.clause("TR-F4")
def test_a_way_does_only_while_all_is_known() -> None:
    """From 5 September nobody knows whether 13 weeks are eligible: $600 do until the day before."""
    marks = weeks("+" * 13 + "...-", date(2020, 9, 5))
    found = asked(good_record("freelancer", contract("9400"), weeks=marks))
    assert told(found.ways) == [(None, "600.00", date(2020, 9, 4))]


@pytest.mark.clause("RT-1", "RT-2")
def test_rising_talent_may_lack_activity_but_never_the_last_word() -> None:
    """A newcomer gone quiet needs any activity; without the platform's word it is an obstacle.

    From 7 July 2026 on activity is not enough for a freelancer (RT-4); agencies have all the time.
    """
    facts: dict[str, Any] = {
        "job_success_score": None,
        "last_active_on": None,
        "joined_on": date(2020, 6, 1),
        "rising_talent": True,
    }
    empty = Contract(id="one", category="writing")
    record = good_record("freelancer", empty, **facts)
    (way,) = asked(record, Badge.RISING_TALENT).ways
    assert (way.any_activity_does, way.pay_by) == (True, date(2026, 7, 6))
    does = "a proposal, an accepted invitation or any payment"
    assert way.text == f"{does}, by 2026-07-06 at the latest"
    (way,) = asked(good_record("agency", empty, **facts), Badge.RISING_TALENT).ways
    assert (way.any_activity_does, way.pay_by, way.text) == (True, None, does)
    silent = good_record("freelancer", empty, **facts | {"rising_talent": None})
    assert clauses(asked(silent, Badge.RISING_TALENT)) == ["RT-2"]


@pytest.mark.clause("RT-3", "RT-4", "RT-5", "RT-6")
def test_rising_talent_by_numbers_may_be_paid_for_and_nothing_else_of_it() -> None:
    """$50 more do until a year after the first $200; what is no money is told as an obstacle."""
    facts: dict[str, Any] = {
        "job_success_score": 89,
        "profile_percent": 99,
        "holds": [],
        "last_active_on": date(2026, 11, 28),
        "average_feedback": "4.79",
        "identity_verified": False,
        "payout_method": False,
    }
    good: dict[str, Any] = {
        "job_success_score": 90,
        "profile_percent": 100,
        "average_feedback": "4.80",
        "identity_verified": True,
        "payout_method": True,
    }
    day = date(2026, 11, 28)

    def found(outcome: ContractOutcomeName, **other: Any) -> Remedies:
        first = Contract(
            id="first", category="legal", payments=[paid("200", date(2026, 1, 10))], outcome=outcome
        )
        record = TalentRecord(
            kind="freelancer", contracts=[first], reputation=Reputation(**facts | other)
        )
        return remedies(record, Badge.RISING_TALENT, as_of=day)

    ways = found("positive", **good).ways
    assert told(ways) == [(None, "50.00", date(2027, 1, 9))]
    assert clauses(found("positive", **good)) == []
    assert clauses(found("negative", **good)) == ["RT-6"]
    stars = found("positive", **good | {"average_feedback": "4.79"})
    assert [one.text for one in stars.obstacles] == [
        "average feedback of 4.79 stars, 4.80 needed; 0.01 short"
    ]
    assert clauses(found("negative")) == [*("RT-3", "RT-3", "RT-3", "RT-4", "RT-5", "RT-6")]
    assert told(found("negative").ways) == told(ways)  # what money can do


WAITING = """
from datetime import date, timedelta
from badgerules import Reputation, TalentRecord, Week, remedies
saturdays = [date(2026, 8, 1) + timedelta(weeks=number) for number in range(9)]
reputation = Reputation(
    job_success_score=94,
    weeks=[Week(ends_on=saturday, eligible=True) for saturday in saturdays],
    joined_on=date(2026, 7, 29),
    first_contract_on=date(2026, 8, 1),
    last_active_on=date(2026, 10, 1),
    profile_percent=100,
    availability_current=True,
    holds=[date(2026, 9, 1)],
)
record = TalentRecord(kind="freelancer", contracts=[], reputation=reputation)
found = remedies(record, "top_rated", as_of=date(2026, 10, 1))
print(*(f"{wait.criterion} {wait.until}" for wait in found.waits), sep=", ")
"""


def test_waits_stand_in_the_same_order_in_every_run() -> None:
    """Whatever the seed of hashes, they come in the order in which the criteria are tracked."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", WAITING],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(1, 5)
    ]
    expected = "first_contract 2026-10-31, eligible_weeks 2026-10-24, no_recent_hold 2026-11-30\n"
    assert runs == [expected] * 4


@pytest.mark.clause("EV-1", "EV-2", "EV-5")
@pytest.mark.parametrize(
    ("vetting", "obstacles", "waits"),
    [
        pytest.param(None, ["EV-1"], [], id="no_invitation"),
        pytest.param(vetted(invited_on=None), ["EV-1"], [], id="passed_without_invitation"),
        pytest.param(vetted(revoked_on=date(2020, 8, 15)), ["EV-5"], [], id="revoked"),
        pytest.param(
            vetted(passed_on=date(2020, 9, 20)), [], [("vetting", date(2020, 9, 20))], id="passes"
        ),
        pytest.param(
            vetted(category="writing"), [], [("focus_category", date(2022, 1, 1))], id="opens"
        ),
        pytest.param(vetted(category="legal"), ["EV-2"], [], id="never_opens"),
        pytest.param(
            vetted(category="legal", passed_on=date(2020, 9, 20)),
            ["EV-2"],
            [("vetting", date(2020, 9, 20))],
            id="passes_where_it_never_opens",
        ),
        pytest.param(
            vetted(passed_on=date(2020, 9, 20), revoked_on=date(2020, 9, 20)),
            ["EV-1", "EV-5"],
            [],
            id="passes_when_it_is_revoked",
        ),
    ],
)
def test_expert_vetted_can_only_be_waited_for(
    vetting: ExpertVetting | None, obstacles: list[str], waits: list[tuple[str, date]]
) -> None:
    """No invitation, a category that is not open and a badge revoked are obstacles."""
    found = asked(freelancer(expert_vetting=vetting), Badge.EXPERT_VETTED)
    assert (found.ways, clauses(found)) == ((), obstacles)
    assert [(one.criterion, one.until) for one in found.waits] == waits


@pytest.mark.clause("DIV-0", "DIV-2", "DIV-5")
@pytest.mark.parametrize(
    ("facts", "obstacles", "waits"),
    [
        pytest.param({"certifications": []}, ["DIV-0"], [], id="none"),
        pytest.param({"country": "CA"}, ["DIV-2"], [("reviewed", date(2021, 3, 15))], id="country"),
        pytest.param(
            {"certifications": [certified(status="draft", decided_on=None)]},
            ["DIV-5"],
            [],
            id="draft",
        ),
        pytest.param({}, [], [("reviewed", date(2021, 3, 15))], id="approved_ahead"),
    ],
)
def test_diversity_certified_can_only_be_waited_for(
    facts: dict[str, Any], obstacles: list[str], waits: list[tuple[str, date]]
) -> None:
    """What lacks is another's to give; a decision recorded ahead is waited for."""
    usual: dict[str, Any] = {"country": "US", "certifications": [certified()]}
    record = freelancer(**usual | facts)
    found = asked(record, Badge.DIVERSITY_CERTIFIED, date(2021, 3, 1))
    assert (found.ways, clauses(found)) == ((), obstacles)
    assert [(one.criterion, one.until) for one in found.waits] == waits
    assert {one.clause for one in found.waits} <= {"DIV-5"}


@pytest.mark.clause("DIV-0")
def test_the_badge_that_does_not_exist_yet_is_waited_for() -> None:
    """On 1 October 2020 there is one, and a certification submitted before is enough for it."""
    certification = certified(submitted_on=date(2020, 8, 1), decided_on=None)
    found = asked(
        freelancer(country="US", certifications=[certification]), Badge.DIVERSITY_CERTIFIED
    )
    assert found.waits == (
        Wait(criterion="certification", clause="DIV-0", until=date(2020, 10, 1)),
    )
    assert found.obstacles == ()


@pytest.mark.clause("DIV-4", "DIV-5")
def test_what_is_no_longer_asked_has_been_waited_for_until_then() -> None:
    """Submitted on 18 Feb 2021, when no longer that is asked but an approval, of 20 February."""
    certification = certified(submitted_on=date(2021, 2, 18), decided_on=date(2021, 2, 20))
    record = freelancer(country="US", certifications=[certification])
    found = asked(record, Badge.DIVERSITY_CERTIFIED, date(2021, 2, 1))
    assert {(one.criterion, one.clause, one.until) for one in found.waits} == {
        ("submitted", "DIV-4", date(2021, 2, 17)),
        ("reviewed", "DIV-5", date(2021, 2, 20)),
    }
    assert found.obstacles == ()


@pytest.mark.clause("DIV-2", "DIV-4", "DIV-5", "DIV-6")
@pytest.mark.parametrize("country", ["US", "CA"])
def test_any_of_several_certifications_may_be_waited_for(country: str) -> None:
    """Of a draft and another, the second brings what lacks, also where the country bars the badge.

    In 2021 it is approved on 15 March, in 2020 submitted on 10 November.
    """
    draft = certified(status="draft", submitted_on=None, decided_on=None)
    in_2020 = certified(status="submitted", submitted_on=date(2020, 11, 10), decided_on=None)
    for as_of, one, wait in (
        (date(2021, 3, 1), certified(), ("reviewed", "DIV-5", date(2021, 3, 15))),
        (date(2020, 11, 1), in_2020, ("submitted", "DIV-4", date(2020, 11, 10))),
    ):
        record = freelancer(country=country, certifications=[draft, one])
        found = asked(record, Badge.DIVERSITY_CERTIFIED, as_of)
        assert [(one.criterion, one.clause, one.until) for one in found.waits] == [wait]
        assert clauses(found) == ([] if country == "US" else ["DIV-2"])


# --- Keeping ------------------------------------------------------------------------------------


def long_term() -> TalentRecord:
    """Return the talent of case large-contract-inside-window: ten times $2,000, in support."""
    months = [(2019, month) for month in (10, 11, 12)] + [(2020, month) for month in range(1, 8)]
    before = [(2018, 10), (2018, 11), (2018, 12)] + [(2019, month) for month in range(1, 9)]
    payments = [paid("2000", date(year, month, 15)) for year, month in months]
    payments += [paid("1500", date(year, month, 15)) for year, month in before]
    one = Contract(
        id="long-term",
        category="customer_service",
        payments=payments,
        outcome="positive",
        outcome_on=date(2020, 8, 20),
    )
    return freelancer(one)


@pytest.mark.clause("TRP-F2", "TRP-F3", "WIN-2")
def test_what_leaves_the_window_must_be_earned_anew_to_keep_the_badge() -> None:
    """The first $2,000 leave on 15 October; as much by that day keeps the contract large."""
    found = asked(long_term())
    day = date(2020, 10, 15)
    assert found.change is not None
    assert (found.change.on, found.ways, found.waits, found.obstacles) == (day, (), (), ())
    assert told(found.keep) == [
        ("long-term", "2000.00", day),
        (None, "5000.00", day),
        (None, "20000.00", day),
    ]
    assert {(way.pay_on, way.holds_on) for way in found.keep} == {(day, day)}
    assert found.keep[0].text == (
        "$2,000.00 more on long-term (Customer Service), by 2020-10-15 at the latest"
    )


def test_what_keeps_a_badge_may_be_paid_sooner_and_no_later() -> None:
    """Paid on another day asked for it does as well; a day after the loss becomes its day."""
    sooner, later = date(2020, 9, 20), date(2020, 12, 1)
    assert {one.pay_on for one in asked(long_term(), pay_on=sooner).keep} == {sooner}
    assert {one.pay_on for one in asked(long_term(), pay_on=later).keep} == {date(2020, 10, 15)}


@pytest.mark.clause("TR-F8")
def test_activity_keeps_top_rated() -> None:
    """Active on the day asked about, a talent must be so again by the ninetieth day after.

    A cent paid at once would count no longer than the activity there is; one of the day after
    would.
    """
    record = good_record(last_active_on=AS_OF)
    for pay_on, paid_on in ((None, date(2020, 11, 30)), (AS_OF, date(2020, 9, 2))):
        (way,) = asked(record, Badge.TOP_RATED, pay_on=pay_on).keep
        assert (way.any_activity_does, way.cents) == (True, 1)
        assert (way.pay_on, way.holds_on) == (paid_on, date(2020, 11, 30))
        assert way.text == (
            "a proposal, an accepted invitation or any payment, from 2020-09-02 to 2020-11-30"
        )


def test_a_badge_that_is_not_lost_needs_nothing() -> None:
    """A base badge on record stays as it is."""
    found = asked(freelancer(), Badge.TOP_RATED)
    assert (found.keep, found.ways, found.obstacles, found.change) == ((), (), (), None)


@pytest.mark.clause("TR-F7", "EV-5")
def test_what_is_lost_for_another_reason_no_payment_keeps() -> None:
    """A hold recorded ahead, or a revocation, ends the badge whatever is paid."""
    hold = asked(good_record(holds=[date(2020, 9, 10)]), Badge.TOP_RATED)
    assert (hold.keep, clauses(hold)) == ((), ["TR-F7"])
    assert hold.change is not None
    assert hold.change.on == date(2020, 9, 10)
    revoked = freelancer(expert_vetting=vetted(revoked_on=date(2020, 9, 10)))
    assert clauses(asked(revoked, Badge.EXPERT_VETTED)) == ["EV-5"]


@pytest.mark.clause("TR-F4")
def test_what_is_lost_because_it_is_no_longer_known_no_payment_keeps() -> None:
    """Of 16 weeks three are not recorded; a bad one recorded ahead leaves 12 or more of the 13."""
    marks = weeks("+" * 13 + "...-", date(2020, 9, 5))
    found = asked(good_record(weeks=marks), Badge.TOP_RATED)
    assert found.change is not None
    assert (found.change.on, found.change.verdict) == (date(2020, 9, 5), Verdict.UNKNOWN)
    assert (found.keep, clauses(found)) == ((), ["TR-F4"])


@pytest.mark.clause("TRP-A3")
def test_a_bad_ending_recorded_ahead_may_be_more_than_a_payment_can_mend() -> None:
    """The only contract ends badly on 10 September: one of one, whatever is paid besides.

    With eight good ones, and a ninth at rest, one cent on that keeps the badge.
    """
    main = contract("30000", outcome="negative", outcome_on=date(2020, 9, 10))
    found = asked(agency(main))
    assert (found.keep, clauses(found)) == ((), ["TRP-A3"])
    mended = asked(agency(main, *good(8), rested("rest", "1", outcome="positive")))
    assert told(mended.keep) == [("rest", "0.01", date(2020, 9, 10))]


@pytest.mark.clause("TRP-A3")
def test_a_payment_that_would_break_the_share_first_is_made_on_the_last_day() -> None:
    """To pay on a bad ending at rest before the ninth good one is judged would lose the badge.

    Seven others and the main contract ended well; the eighth is judged on 20 February, and the
    $25,000 leave on 1 March.
    """
    eighth = contract("1", name="eighth", outcome="positive", outcome_on=date(2021, 2, 20))
    eighth = attrs.evolve(eighth, payments=[paid("1", AS_OF)])
    good_ones = [
        Contract(
            id=f"good-{number}", category="legal", payments=[paid("1", AS_OF)], outcome="positive"
        )
        for number in range(8)
    ]
    record = agency(
        contract("25000", name="main"), eighth, *good_ones, rested("bad", "9", outcome="negative")
    )
    keep = {way.contract_id: way.pay_on for way in asked(record, pay_on=AS_OF).keep}
    assert keep["bad"] == date(2021, 3, 1)
    assert keep["main"] == keep["eighth"] == keep[None] == AS_OF


# --- Outlook and refusals -------------------------------------------------------------------------


def test_a_later_day_of_payment_is_the_day_that_is_asked_for() -> None:
    """On 1 March 2021 the $9,400 of a year before are gone, and all is lacking."""
    record = freelancer(contract("9400"))
    later = date(2021, 3, 1)
    ways = asked(record, pay_on=later, edition="2020-07").ways
    assert told(ways) == [
        ("one", "10000.00", None),
        (None, "10000.00", None),
    ]
    assert {way.pay_on for way in ways} == {later}
    assert [way.text for way in ways] == [
        "$10,000.00 more on one (Writing), on 2021-03-01 or later",
        "$10,000.00 more on a new contract in Writing, on 2021-03-01 or later",
    ]


def test_a_way_ends_with_the_large_contract_where_earnings_go_on() -> None:
    """$500 are lacking. On 15 January 2021 the large contract is gone, and the sum still there."""
    large = Contract(id="large", category="legal", payments=[paid("5000", date(2020, 1, 15))])
    other = Contract(
        id="other",
        category="it_networking",
        payments=[paid("4500", date(2020, 8, 1)), paid("5000", date(2021, 1, 10))],
    )
    assert told(asked(freelancer(large, other), edition="2020-07").ways) == [
        (None, "500.00", date(2021, 1, 14))
    ]


def test_a_way_that_is_enough_on_one_later_day_names_that_day_alone() -> None:
    """On 28 February 2021 the $9,400 of a year before are there for the last time."""
    record = freelancer(contract("9400"))
    last = date(2021, 2, 28)
    (way,) = asked(record, pay_on=last, edition="2020-07").ways
    assert (way.pay_on, way.pay_by) == (last, last)
    assert way.text == "$600.00 more on any contract, a new one too, on 2021-02-28"


@pytest.mark.clause("TR-F7", "TR-F8")
def test_what_must_not_be_done_too_early_says_from_when_on() -> None:
    """A hold of today counts until 29 November; activity of today would have lapsed by the 30th.

    That of tomorrow counts on the 30th, and on 30 August 2021 the $40,000 are in the window still.
    """
    record = good_record(
        "freelancer",
        Contract(id="one", category="writing", payments=[paid("40000", date(2020, 8, 31))]),
        weeks=weeks("+" * 16),
        holds=[AS_OF],
        last_active_on=date(2020, 5, 1),
    )
    (way,) = asked(record, Badge.TOP_RATED).ways
    assert way.text == (
        "a proposal, an accepted invitation or any payment, from 2020-09-02 to 2021-08-30"
    )
    for paid_on, is_met in ((AS_OF, False), (date(2020, 9, 2), True), (date(2020, 11, 30), True)):
        paid_then = record.with_payment("one", "1", on=paid_on)
        decision = decide(paid_then, Badge.TOP_RATED, as_of=date(2020, 11, 30), known_through=AS_OF)
        assert decision.is_met is is_met
    (only,) = asked(record, Badge.TOP_RATED, pay_on=date(2021, 8, 30)).ways
    assert only.text == (
        "a proposal, an accepted invitation or any payment, from 2021-06-02 to 2021-08-30"
    )


def test_a_badge_that_comes_by_itself_before_the_day_of_payment_needs_nothing() -> None:
    """The weeks come on 19 September; who would pay in October need not."""
    record = four_of_sixteen(("1200", date(2020, 7, 1)))
    found = asked(record, Badge.TOP_RATED, JULY, pay_on=date(2020, 10, 1))
    assert (found.ways, found.obstacles) == ((), ())
    assert [(one.criterion, one.until) for one in found.waits] == [
        ("eligible_weeks", date(2020, 9, 19))
    ]


def test_the_change_is_told_as_the_readings_have_it() -> None:
    """Exactly at the bar the badge is lost in a year, or by the other reading not held at all."""
    record = freelancer(contract("10000"))
    change = asked(record).change
    assert change is not None
    assert change.on == date(2021, 3, 1)
    assert asked(record, money_bar="more_than").change is None


@pytest.mark.clause("WIN-1", "WIN-2")
def test_a_window_of_six_months_is_that_of_the_last_day_to_pay() -> None:
    """$9,400 of 1 March 2020 leave on 1 September, and $600 more do until the day before."""
    half = edition_named("2020-07").hypothetical("half a year", {"WIN-1": 6})
    record = freelancer(contract("9400"))
    (way,) = remedies(record, PLUS, as_of=date(2020, 8, 1), edition=half).ways
    assert (way.cents, way.pay_by) == (60_000, date(2020, 8, 31))
    new = freelancer()
    (way,) = remedies(new, PLUS, as_of=date(2020, 8, 1), edition=half).ways
    assert (way.cents, way.pay_by) == (1_000_000, None)


@pytest.mark.clause("WIN-1")
def test_other_numbers_can_be_asked_about() -> None:
    """A hypothetical edition moves the amounts; one without a window leaves nothing to pay."""
    record = freelancer(contract("7000"))
    lower = edition_named("2020-07").hypothetical("lower", {"TRP-F1": "8000"})
    found = remedies(record, PLUS, as_of=AS_OF, edition=lower)
    assert places(found.ways) == [(None, "1000.00")]
    named = remedies(record, PLUS, as_of=date(2019, 9, 1), edition="2020-07")
    assert places(named.ways) == [("one", "10000.00"), (None, "10000.00")]
    none = edition_named("2020-07").hypothetical("no window", {"WIN-1": 0})
    stuck = remedies(record, PLUS, as_of=AS_OF, edition=none)
    assert (stuck.ways, clauses(stuck)) == ((), ["TRP-F1", "TRP-F2"])


def test_a_bar_of_nothing_asks_for_a_contract_and_no_money() -> None:
    """With bars of $0 a new contract of no amount is a way, and says so."""
    nothing = edition_named("2020-07").hypothetical(
        "nothing", {"TRP-F1": 0, "TRP-F2": {"legal": 0}}
    )
    (way,) = remedies(freelancer(), PLUS, as_of=AS_OF, edition=nothing).ways
    assert way.text == "$0.00 more on a new contract in Legal"
    assert decide(way.applied_to(freelancer()), PLUS, as_of=AS_OF, edition=nothing).is_met


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    """On the last day there is, what is lacking is told as on any other."""
    record = freelancer(contract("7000"))
    assert told(asked(record, as_of=date.max, edition="2020-07").ways) == [
        ("one", "10000.00", None),
        (None, "10000.00", None),
    ]


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        pytest.param(
            {"pay_on": date(2020, 8, 31)},
            "pay_on",
            "must be on or after as_of, 2020-09-01, got 2020-08-31",
            id="too_early",
        ),
        pytest.param(
            {"pay_on": "2020-09-02"},
            "pay_on",
            "must be a date, got '2020-09-02'; write date(2020, 9, 2)",
            id="text",
        ),
        pytest.param({"as_of": None}, "as_of", "must be a date, got None", id="no_day"),
        pytest.param(
            {"as_of": "2020-09-01", "pay_on": AS_OF},
            "as_of",
            "must be a date, got '2020-09-01'; write date(2020, 9, 1)",
            id="text_with_a_day_of_payment",
        ),
        pytest.param(
            {"badge": "top_rated_plu"},
            "",
            "must be one of rising_talent, top_rated, top_rated_plus, expert_vetted, "
            "diversity_certified, got 'top_rated_plu'; did you mean 'top_rated_plus'?",
            id="badge",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(given: dict[str, Any], path: str, message: str) -> None:
    """A payment before the day asked about, a day that is none, and an unknown badge."""
    usual: dict[str, Any] = {"badge": PLUS, "as_of": AS_OF}
    with pytest.raises(InvalidRecordError) as caught:
        remedies(freelancer(), **usual | given)
    (problem,) = caught.value.problems
    assert (problem.path, problem.message) == (path, message)


def test_a_moment_is_no_day() -> None:
    """A datetime is refused for either day, both at once."""
    moment = datetime(2020, 9, 1, 12)  # noqa: DTZ001  # it is refused for being one at all
    with pytest.raises(InvalidRecordError) as caught:
        remedies(freelancer(), PLUS, as_of=moment, pay_on=moment)
    assert [problem.path for problem in caught.value.problems] == ["as_of", "pay_on"]


def test_outside_the_editions_there_is_no_answer() -> None:
    """Before the first edition, and under one that does not exist, nothing is answered."""
    with pytest.raises(NoEditionInForceError):
        asked(freelancer(), as_of=date(2020, 7, 6))
    with pytest.raises(NoEditionInForceError):
        remedies(freelancer(), PLUS, as_of=AS_OF, edition="2019-07")


def test_remedies_have_no_truth_value() -> None:
    """Whether there are any is asked of their parts."""
    with pytest.raises(TypeError, match=r"remedies has no truth value.*`remedies\.ways`"):
        bool(asked(freelancer()))


def test_remedies_are_values_and_show_what_they_are() -> None:
    """Asked twice they are equal; their repr has the amounts, and none of the facts."""
    record = freelancer(contract("9400", name="secret"))
    found = asked(record)
    assert found == asked(record)
    assert found.badge is PLUS
    assert "$600.00 on 2020-09-01" in repr(found.ways[0])
    assert "secret" not in repr([found, *found.ways])


# --- JSON ---------------------------------------------------------------------------------------

DEFAULTS = {
    "window": "twelve_months",
    "money_bar": "at_least",
    "large_contract_sum": "in_window",
    "feedback": "not_negative",
    "exclusive_member": "barred",
    "agency_earnings_window": "twelve_months",
    "negative_share_scope": "rated_contracts",
    "enterprise_suite": "enterprise_and_business",
    "plus_badge_audience": "everyone",
}


def test_remedies_as_json() -> None:
    """The whole of what is written, once: a way, what is waited for, and the next change."""
    record = four_of_sixteen(("500", date(2019, 9, 1)), ("800", date(2020, 7, 1)))
    dumped = dump_remedies(asked(record, Badge.TOP_RATED, JULY))
    assert dumped == {
        "format": 1,
        "id": None,
        "badge": "top_rated",
        "as_of": "2020-07-22",
        "edition": None,
        "hypothetical": False,
        "began": None,
        "supposed_rules": None,
        "badgerules": __version__,
        "readings": DEFAULTS,
        "next_change": None,
        "ways": [
            {
                "contract": None,
                "category": None,
                "amount": "200.00",
                "pay_on": "2020-07-22",
                "holds_on": "2020-09-19",
                "pay_by": "2021-06-30",
                "needs_positive_feedback": False,
                "bonus": False,
                "any_activity_does": False,
                "text": "$200.00 more on any contract, a new one too, by 2021-06-30 at the latest",
            }
        ],
        "keep": [],
        "waits": [{"criterion": "eligible_weeks", "clause": "TR-F4", "until": "2020-09-19"}],
        "obstacles": [],
    }
    assert json.loads(json.dumps(dumped)) == dumped


def test_obstacles_and_what_keeps_as_json() -> None:
    """An obstacle is written as a finding; the day of a loss with its clauses."""
    obstacles = dump_remedies(asked(freelancer(base_badge="none")))["obstacles"]
    assert [(one["criterion"], one["verdict"]) for one in obstacles] == [("top_rated", "unmet")]
    dumped = dump_remedies(asked(long_term()))
    assert dumped["next_change"] == {
        "on": "2020-10-15",
        "verdict": "unmet",
        "because": ["TRP-F2"],
    }
    assert [(one["contract"], one["amount"], one["pay_by"]) for one in dumped["keep"]] == [
        ("long-term", "2000.00", "2020-10-15"),
        (None, "5000.00", "2020-10-15"),
        (None, "20000.00", "2020-10-15"),
    ]
    assert json.loads(json.dumps(dumped)) == dumped


@pytest.mark.clause("TRP-F2", "WIN-3")
def test_a_refund_to_come_ends_a_way_that_pays_twice_the_bar() -> None:
    """$10,000 on a contract that needs $5,000 is too little once $6,000 were given back.

    Earnings are enough all the while: with the refund comes a payment elsewhere.
    """
    on = date(2020, 10, 1)
    shop = Contract(id="shop", category="legal", payments=[paid("-6000", on)])
    desk = Contract(id="desk", category="customer_service", payments=[paid("7000", on)])
    (way,) = (way for way in asked(freelancer(shop, desk)).ways if way.contract_id == "shop")
    assert (way.amount, way.pay_by) == (Decimal("10000.00"), date(2020, 9, 30))
    assert last_day_tried(way) == date(2020, 9, 30)


def test_centuries_without_an_event_are_not_walked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last day to pay lies a few steps away, however many quiet years come before it.

    So it does where ways are tried out.
    """
    room = import_module("badgerules.timeline.build")
    look, looked_from = room.tracks_between, list[date]()

    def counted(outlook: Outlook, first_day: date, last_day: date) -> object:
        looked_from.append(first_day)
        return look(outlook, first_day, last_day)

    monkeypatch.setattr(room, "tracks_between", counted)
    shop = Contract(id="shop", category="legal", outcome="negative", outcome_on=date(3649, 3, 4))
    way = asked(freelancer(shop), edition="2020-07").ways[0]
    assert (way.contract_id, way.pay_by) == ("shop", date(3649, 3, 3))
    assert last_day_tried(way) == date(3649, 3, 3)
    assert 1 < len(looked_from) < 20


def test_facts_far_ahead_are_not_looked_at_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ways are tried out, each step looks a year or two ahead, not to the end of facts."""
    room = import_module("badgerules.remedies.values")
    asking = import_module("badgerules.timeline.build")
    looked: list[int] = []
    turned: list[Any] = []

    def counted(outlook: Any, first_day: date, last_day: date) -> Any:  # noqa: ANN401  # as above
        looked.append((last_day - first_day).days)
        return tracks_between(outlook, first_day, last_day)

    def turns_once(outlook: Any) -> Any:  # noqa: ANN401  # as above
        turned.append(outlook)
        return event_days(outlook)

    payments = [paid("4000.00", date(year, 3, 1)) for year in range(2020, 2320, 3)]
    shop = Contract(id="shop", category="legal", payments=payments)
    way = asked(freelancer(shop), edition="2020-07").ways[0]
    tracks_between, event_days = asking.tracks_between, room.event_days
    monkeypatch.setattr(asking, "tracks_between", counted)
    monkeypatch.setattr(room, "event_days", turns_once)
    assert (way.amount, last_day_tried(way)) == (Decimal("6000.00"), date(2021, 2, 28))
    later = attrs.evolve(way, cents=1_000_000)
    assert last_day_tried(later) is None
    assert len(turned) == 2
    assert max(looked) < 366 * 3


def test_all_ways_share_one_look_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last days of a hundred ways are told by looking ahead once, also of copies."""
    room = import_module("badgerules.remedies.values")
    looked: list[date] = []

    def counted(outlook: Outlook, day: date) -> object:
        looked.append(day)
        return look(outlook, day)

    look = vars(room)["_paid_from"]
    monkeypatch.setattr(room, "_paid_from", counted)
    contracts = [Contract(id=f"{number}", category="legal") for number in range(100)]
    ways = asked(freelancer(*contracts)).ways
    assert len(ways) > 100
    assert {attrs.evolve(way).pay_by for way in ways} == {None}
    assert len(looked) == 1


@pytest.mark.clause("TR-X1")
def test_a_wait_that_brings_the_badge_before_the_payment_is_told() -> None:
    """Whoever would pay after time has brought the badge learns what time brings, and when."""
    record = good_record(circumvention_on=date(2020, 4, 10), weeks=weeks("+" * 16))
    found = remedies(record, "top_rated", as_of=AS_OF, pay_on=date(2020, 11, 3))
    assert (found.ways, found.keep, found.obstacles) == ((), (), ())
    assert [(one.criterion, one.clause, one.until) for one in found.waits] == [
        ("no_circumvention", "TR-X1", date(2020, 10, 10))
    ]
    plus = remedies(record, "top_rated_plus", as_of=AS_OF, pay_on=date(2020, 11, 3))
    assert [(one.criterion, one.until) for one in plus.waits] == [
        ("top_rated.no_circumvention", date(2020, 10, 10))
    ]
    assert "time brings it, on 2020-10-10 (TR-X1)" in to_text(plus)

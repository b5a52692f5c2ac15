"""Remedies at their edges: what is waited for and what is not, ties, and words."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from badgerules import (
    Badge,
    Category,
    Contract,
    InvalidRecordError,
    ProblemCode,
    Readings,
    Remedies,
    Score,
    TalentRecord,
    decide,
    edition_named,
    remedies,
)
from badgerules.criteria import ASKED, Criterion
from badgerules.display.ahead import obstacle_texts
from badgerules.remedies import Wait
from badgerules.remedies.values import last_day_tried
from badgerules.vocabulary import Turned
from builders import (
    AS_OF,
    SATURDAY,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    standing,
    vetted,
    weeks,
)

PLUS = Badge.TOP_RATED_PLUS
FIRST_EDITION = edition_named("2020-07")
OCTOBER = date(2020, 10, 5)
"""A day after the last one known."""

LONG_AGO = date(2018, 7, 1)
"""A day before every window of these tests."""

CRITERIA = dict.fromkeys(one for asked_for in ASKED.values() for one in asked_for)

HELD, FREE = date(2020, 8, 20), date(2020, 11, 18)
"""A hold, and the day on which its ninety days are over."""


def asked(record: TalentRecord, badge: Badge = PLUS, **question: Any) -> Remedies:
    """Return the remedies on 1 Sep 2020."""
    return remedies(record, badge, as_of=AS_OF, **question)


def places(found: Remedies) -> list[tuple[str | None, str]]:
    """Return where to pay, and how much."""
    return [(way.contract_id, str(way.amount)) for way in found.ways]


def clauses(found: Remedies) -> list[str]:
    """Return the clauses of what stands in the way."""
    return [one.clause for one in found.obstacles]


@pytest.mark.clause("TRP-F2")
def test_a_new_contract_costs_its_own_bar_and_not_what_the_nearest_lacks() -> None:
    """With $12,000 in Customer Service $8,000 are lacking there, and $5,000 on a new one do.

    A new one in Customer Service takes the $20,000 of its bar.
    """
    record = freelancer(contract("12000", category="customer_service"))
    assert places(asked(record)) == [
        (None, "5000.00"),
        ("one", "8000.00"),
        (None, "20000.00"),
    ]


# --- waits and obstacles --------------------------------------------------------------------------


@pytest.mark.clause("TRP-A3", "TR-A5")
def test_a_share_that_money_repairs_is_not_waited_for() -> None:
    """One bad of nine stays so while a hold runs out; then a cent makes it one of ten.

    The hold of 20 August 2020 counts for 90 days, until 18 November.
    """
    good = [contract("1", name=f"good-{number}", outcome="positive") for number in range(7)]
    rest = Contract(
        id="rest", category="writing", payments=[paid("10", date(2018, 7, 1))], outcome="positive"
    )
    record = good_record(
        "agency",
        contract("25000", name="main", outcome="positive"),
        contract("1", name="bad", outcome="negative"),
        *good,
        rest,
        holds=[HELD],
    )
    found = asked(record)
    assert places(found) == [("rest", "0.01")]
    assert [way.holds_on for way in found.ways] == [FREE]
    hold = Wait(criterion="top_rated.no_recent_hold", clause="TR-A5", until=FREE)
    assert found.waits == (hold,)


@pytest.mark.clause("TRP-A3", "TR-A5")
def test_a_share_that_time_mends_while_something_else_is_waited_for_is_told_too() -> None:
    """A bad ending leaves the window on 1 October, a hold is over on 18 November: both are told."""
    bad = Contract(
        id="bad",
        category="legal",
        payments=[paid("1", date(2019, 10, 1))],
        outcome="negative",
    )
    main = contract("15000", name="main", outcome="positive")
    found = asked(good_record("agency", main, bad, holds=[HELD]))
    assert places(found) == [("main", "5000.00"), (None, "5000.00")]
    assert {(one.criterion, one.clause, one.until) for one in found.waits} == {
        ("top_rated.no_recent_hold", "TR-A5", FREE),
        ("negative_share", "TRP-A3", date(2020, 10, 1)),
    }


STRICT_WEEKS = FIRST_EDITION.hypothetical("strict", {"agency_week_score": 95})
"""With a score of 92 each week to come is bad; four are too many from 26 September 2020 on."""


@pytest.mark.clause("TRP-A3", "TR-A3")
def test_what_money_cannot_mend_stands_beside_what_never_comes() -> None:
    """With one member and a bad ending that outlasts the weeks, both are obstacles."""
    record = good_record(
        "agency", contract("40000", outcome="negative"), job_success_score=92, members=1
    )
    found = asked(record, edition=STRICT_WEEKS)
    assert (found.ways, found.waits, clauses(found)) == ((), (), ["TR-A3", "TRP-A3"])


@pytest.mark.clause("TR-A3", "TR-A6", "TR-A7")
def test_what_never_comes_together_stands_beside_what_never_comes() -> None:
    """The first contract is old enough on 14 November, after the weeks; the member never comes."""
    record = good_record(
        "agency", job_success_score=92, members=1, first_contract_on=date(2020, 8, 15)
    )
    found = asked(record, Badge.TOP_RATED, edition=STRICT_WEEKS)
    assert (found.ways, found.waits, clauses(found)) == ((), (), ["TR-A3", "TR-A6", "TR-A7"])


@pytest.mark.clause("DIV-4", "DIV-5")
def test_a_wait_names_the_clause_of_the_day_before() -> None:
    """Submitted on 16 February 2021, it shows on that day alone: reviews begin on the 17th."""
    certification = certified(status="submitted", submitted_on=date(2021, 2, 16), decided_on=None)
    record = freelancer(country="US", certifications=[certification])
    found = remedies(record, Badge.DIVERSITY_CERTIFIED, as_of=date(2021, 2, 1))
    assert found.obstacles == ()
    assert found.waits == (Wait(criterion="submitted", clause="DIV-4", until=date(2021, 2, 16)),)


@pytest.mark.clause("TRP-A4")
def test_an_agency_without_top_rated_has_ways_and_still_an_obstacle() -> None:
    """What money can do is told, and that it is not enough: nothing but Top Rated is open."""
    record = agency(contract("15000"), base_badge="none")
    found = asked(record)
    assert clauses(found) == ["TRP-A4"]
    assert places(found) == [("one", "5000.00"), (None, "5000.00")]


@pytest.mark.clause("BASE-1")
def test_a_recorded_word_is_an_obstacle_to_the_base_badge_itself() -> None:
    """Where the platform reports another badge, neither money nor time brings Top Rated."""
    found = asked(freelancer(base_badge="none"), Badge.TOP_RATED)
    assert (found.ways, found.waits, clauses(found)) == ((), (), ["BASE-1"])


@pytest.mark.clause("DIV-2", "DIV-5")
def test_every_certification_is_waited_for_and_not_the_last_alone() -> None:
    """In another country the first one is still reviewed on 15 March 2021, the draft never."""
    draft = certified(status="draft", submitted_on=None, decided_on=None)
    record = freelancer(country="CA", certifications=[certified(), draft])
    found = remedies(record, Badge.DIVERSITY_CERTIFIED, as_of=date(2021, 3, 12))
    assert clauses(found) == ["DIV-2"]
    assert [(one.criterion, one.until) for one in found.waits] == [("reviewed", date(2021, 3, 15))]


@pytest.mark.clause("DIV-3", "DIV-5", "DIV-11")
def test_a_certification_that_expires_makes_way_for_a_better_one() -> None:
    """The one without details is good through 31 May; the other is reviewed on 1 July 2021.

    Both lack one thing in April, and the one with all its details is looked at (DIV-5): only its
    review is still to come.
    """
    bare = certified(provider=None, expires_on=date(2021, 5, 31))
    whole = certified(decided_on=date(2021, 7, 1))
    record = freelancer(country="US", certifications=[bare, whole])
    found = remedies(record, Badge.DIVERSITY_CERTIFIED, as_of=date(2021, 4, 1))
    assert found.obstacles == ()
    assert {(one.criterion, one.until) for one in found.waits} == {("reviewed", date(2021, 7, 1))}


@pytest.mark.clause("DIV-2", "DIV-5")
def test_what_comes_on_the_last_day_of_the_calendar_is_waited_for() -> None:
    """A review of 31 Dec 9999 comes, though in another country it does not bring the badge."""
    certification = certified(decided_on=date.max, expires_on=date.max)
    record = freelancer(country="CA", certifications=[certification])
    found = remedies(record, Badge.DIVERSITY_CERTIFIED, as_of=date(9999, 6, 1))
    assert clauses(found) == ["DIV-2"]
    assert found.waits == (Wait(criterion="reviewed", clause="DIV-5", until=date.max),)


# --- ways -----------------------------------------------------------------------------------------


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_a_badge_may_be_kept_by_a_new_contract_in_every_category() -> None:
    """$10,000 leave on 1 March 2021: as much keeps the badge, and where the bar is higher, more."""
    record = freelancer(contract("10000"))
    keep = asked(record, every_category=True).keep
    new = {way.category: str(way.amount) for way in keep if way.contract_id is None}
    bars = dict.fromkeys(Category, "10000.00") | {
        Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: "15000.00",
        Category.CUSTOMER_SERVICE: "20000.00",
    }
    assert new == bars
    assert [(way.contract_id, way.category) for way in asked(record).keep] == [
        ("one", Category.WRITING),
        (None, Category.WRITING),
    ]


@pytest.mark.clause("TRP-F5")
def test_of_two_ways_that_cost_the_same_the_one_without_feedback_comes_first() -> None:
    """$1,000 on the praised contract do; on the other, which stands first, praise is needed too."""
    record = freelancer(
        contract("4500", name="open"), contract("4500", name="done", outcome="positive")
    )
    ways = asked(record, readings=Readings(feedback="positive")).ways
    assert [(way.contract_id, str(way.amount), way.needs_positive_feedback) for way in ways] == [
        ("done", "1000.00", False),
        ("open", "1000.00", True),
        (None, "5000.00", True),
    ]


@pytest.mark.clause("TRP-F5")
def test_feedback_recorded_ahead_is_lacking_until_its_day() -> None:
    """Praised on 5 October 2020, a large contract does not serve before; praised now, it does."""
    one = contract("12000", outcome="positive", outcome_on=OCTOBER)
    readings = Readings(feedback="positive")
    first = asked(freelancer(one), readings=readings).ways[0]
    assert (first.contract_id, first.cents, first.needs_positive_feedback) == ("one", 0, True)
    applied = first.applied_to(freelancer(one))
    assert decide(applied, PLUS, as_of=AS_OF, readings=readings).is_met


@pytest.mark.clause("TR-F4", "TR-F8", "WIN-1")
def test_without_a_window_of_money_activity_still_lasts_as_long_as_the_weeks() -> None:
    """Where money never counts and no score is asked for, a quiet talent needs activity alone.

    With a score of 89 the weeks to come are bad, and the fourth of them, on 26 September, is one
    too many: so the last day for it is the 25th.
    """
    law = FIRST_EDITION.hypothetical("no money", {"WIN-1": 0, "TR-F1": 0, "TR-F2": 0})
    record = good_record(job_success_score=89, last_active_on=None)
    (way,) = asked(record, Badge.TOP_RATED, edition=law).ways
    assert (way.any_activity_does, way.pay_by) == (True, date(2020, 9, 25))


@pytest.mark.clause("TR-F4", "WIN-1")
def test_a_way_lasts_no_longer_than_the_one_good_week_that_is_asked_for() -> None:
    """Where money counts for a month and one good week of 16 is enough, that week ends the way.

    The week of 29 August, the last one known, is counted until 18 December 2020; all later ones
    are bad, as the score is under 90. Paid a month before that day or later, $1,000 do.
    Trying it out day by day says so too, though nothing had happened for a year before that week.
    """
    numbers = {"WIN-1": 1, "TR-F1": 0, "top_rated_eligible_weeks": 1, "TR-X1": 0}
    law = FIRST_EDITION.hypothetical("one week", numbers)
    old = Contract(id="old", category="writing", payments=[paid("40000", LONG_AGO)])
    facts: dict[str, Any] = {"job_success_score": 89, "weeks": weeks("+"), "last_active_on": None}
    record = good_record("freelancer", old, **facts)
    (way,) = remedies(record, Badge.TOP_RATED, as_of=SATURDAY, edition=law).ways
    assert (str(way.amount), way.pay_by) == ("1000.00", date(2020, 12, 18))
    assert last_day_tried(way) == date(2020, 12, 18)


@pytest.mark.clause("TRP-F1", "WIN-1")
def test_after_its_last_day_a_way_may_do_again_once_a_refund_has_left() -> None:
    """The last day is that before the first break: $1,000 do through November, and from February.

    In between the $1,000 of 1 December 2025 have left, and their refund has not.
    """
    payments = [
        paid("1000", date(2025, 12, 1)),
        paid("-1000", date(2026, 2, 1)),
        paid("9000", date(2026, 7, 1)),
    ]
    record = freelancer(Contract(id="shop", category="legal", payments=payments))
    way = remedies(record, PLUS, as_of=date(2026, 10, 1)).ways[0]
    assert (str(way.amount), way.pay_by) == ("1000.00", date(2026, 11, 30))
    assert last_day_tried(way) == date(2026, 11, 30)
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 31), date(2027, 2, 1)]
    assert [decide(way.applied_to(record, on=day), PLUS, as_of=day).is_met for day in days] == [
        True,
        False,
        False,
        True,
    ]


def untils(found: Remedies) -> list[tuple[str | None, str, date | None]]:
    """Return where to pay, how much, and by when."""
    return [(way.contract_id, str(way.amount), way.pay_by) for way in found.ways]


SMALL = [
    Contract(id=f"small {number}", category="it_networking", payments=[paid("9000")])
    for number in (1, 2)
]
"""$18,000 of 1 March 2020 on contracts that are not large: IT & Networking asks for $10,000."""


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_a_large_contract_that_comes_is_there_once_the_one_paid_on_is_small_again() -> None:
    """From 5 Oct 2020 to 4 Oct 2021 the next one is large, and each way does until then.

    From 1 March 2021 on $400 no longer make "one" large, and need not: the next one is. On 5 Oct
    2021 earnings are lacking, whatever was paid on.
    """
    one = Contract(id="one", category="legal", payments=[paid("4600")])
    to_come = Contract(id="next", category="legal", payments=[paid("20000", OCTOBER)])
    last = date(2021, 10, 4)
    found = asked(freelancer(one, *SMALL, to_come), edition="2020-07")
    assert untils(found) == [
        ("one", "400.00", last),
        ("small 1", "1000.00", last),
        ("small 2", "1000.00", last),
        ("next", "5000.00", last),
        (None, "5000.00", last),
    ]


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_a_contract_may_be_large_again_on_the_day_on_which_another_leaves() -> None:
    """On 5 Oct 2021 the next one leaves, and "one" has $4,700 on that day, which $400 make large.

    So the way does until 31 May 2022: on the day after, the $9,000 of a year before are lacking.
    """
    again = date(2021, 10, 5)
    one = Contract(id="one", category="legal", payments=[paid("4600"), paid("4700", again)])
    to_come = Contract(id="next", category="legal", payments=[paid("20000", OCTOBER)])
    later = Contract(
        id="later", category="it_networking", payments=[paid("9000", date(2021, 6, 1))]
    )
    found = asked(freelancer(one, *SMALL, to_come, later), edition="2020-07")
    assert untils(found)[0] == ("one", "400.00", date(2022, 5, 31))
    assert last_day_tried(found.ways[0]) == date(2022, 5, 31)


@pytest.mark.clause("TRP-F5", "TR-F8", "WIN-2")
def test_what_is_paid_is_activity_and_feedback_alone_is_none() -> None:
    """The last payment is no activity any more on 18 Nov 2020, 90 days after 20 Aug.

    So feedback alone does until the day before, and $5,000 with feedback on a new contract until
    the $40,000 leave on 20 Aug 2021.
    """
    one = Contract(id="one", category="legal", payments=[paid("40000", date(2020, 8, 20))])
    strict = Readings(feedback="positive")
    found = asked(good_record("freelancer", one), edition="2020-07", readings=strict)
    assert untils(found) == [
        ("one", "0.00", date(2020, 11, 17)),
        (None, "5000.00", date(2021, 8, 19)),
    ]


@pytest.mark.clause("TRP-A1", "TR-A2")
def test_a_lifetime_does_not_prolong_what_top_rated_asks_to_be_earned_in_a_year() -> None:
    """The $9,000 of 1 March 2020 leave a year later, whatever an agency ever earned."""
    one = Contract(id="one", category="legal", payments=[paid("50000", LONG_AGO), paid("9000")])
    lifetime = Readings(agency_earnings_window="lifetime")
    found = asked(good_record("agency", one), Badge.TOP_RATED, edition="2020-07", readings=lifetime)
    assert untils(found) == [(None, "1000.00", date(2021, 2, 28))]


AT_REST = Contract(
    id="rest",
    category="legal",
    payments=[paid("1", LONG_AGO)],
    outcome="negative",
    outcome_on=OCTOBER,
)
"""A contract in no window, until it is said on 5 October 2020 to have ended badly."""


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_what_ends_badly_later_may_still_be_paid_on_today() -> None:
    """Of nine contracts one ended badly; a tenth mends it, until another ends badly on 5 Oct.

    That other one, at rest until it is judged, is such a tenth as well.
    """
    good = [
        Contract(id=f"good {number}", category="legal", payments=[paid("3000")], outcome="positive")
        for number in range(7)
    ]
    main = Contract(id="main", category="legal", payments=[paid("10000")])
    bad = Contract(id="bad", category="legal", payments=[paid("1")], outcome="negative")
    of_all = Readings(negative_share_scope="all_contracts")
    found = asked(agency(main, *good, bad, AT_REST), edition="2020-07", readings=of_all)
    last = date(2020, 10, 4)
    assert untils(found) == [("rest", "0.01", last), (None, "0.01", last)]


@pytest.mark.clause("TRP-A1", "TRP-A3", "WIN-5")
def test_a_bad_ending_that_comes_into_the_window_by_itself_is_not_counted_twice() -> None:
    """From 5 Oct on one of ten ended badly, which may be, paid on that very day or not.

    The $5,000 that are lacking do until the $15,000 leave, on this contract as well.
    """
    good = [
        Contract(id=f"good {number}", category="legal", payments=[paid("0.01")], outcome="positive")
        for number in range(8)
    ]
    main = Contract(id="main", category="legal", payments=[paid("14999.92")], outcome="positive")
    found = asked(agency(main, *good, AT_REST), edition="2020-07")
    (way,) = [way for way in found.ways if way.contract_id == "rest"]
    assert (str(way.amount), way.pay_by) == ("5000.00", date(2021, 2, 28))
    for day in (date(2020, 10, 4), OCTOBER, date(2020, 10, 6), date(2021, 2, 28)):
        record = way.applied_to(found.outlook.record, on=day)
        assert decide(record, PLUS, as_of=day, known_through=AS_OF, edition="2020-07").is_met


@pytest.mark.clause("TRP-A1", "TRP-A3", "WIN-2")
def test_what_is_paid_exactly_a_year_before_the_badge_can_hold_is_paid_too_early() -> None:
    """A bad ending leaves on 1 Sep 2021, and with it what would have been paid on 1 Sep 2020."""
    bad = Contract(id="bad", category="legal", payments=[paid("1", AS_OF)], outcome="negative")
    main = Contract(
        id="main",
        category="legal",
        payments=[paid("15000", date(2020, 12, 1))],
        outcome="positive",
    )
    ways = asked(agency(bad, main), edition="2020-07").ways
    later = date(2021, 9, 1)
    assert [(way.contract_id, str(way.amount), way.pay_on, way.holds_on) for way in ways] == [
        ("main", "5000.00", later, later),
        (None, "5000.00", later, later),
    ]


@pytest.mark.clause("TRP-A3", "WIN-1", "WIN-5")
def test_without_a_window_of_money_what_is_paid_brings_no_bad_ending_into_it() -> None:
    """An agency lacks $5,000 of its lifetime; on a contract that ended badly they do as well."""
    numbers = {"WIN-1": 0, "TRP-A2": {"legal": 0}}
    law = FIRST_EDITION.hypothetical("no window", numbers)
    bad = Contract(
        id="bad", category="legal", payments=[paid("15000", LONG_AGO)], outcome="negative"
    )
    lifetime = Readings(agency_earnings_window="lifetime")
    found = asked(agency(bad), edition=law, readings=lifetime)
    assert untils(found) == [("bad", "5000.00", None), (None, "5000.00", None)]


def test_what_is_paid_long_after_all_that_is_recorded_has_no_last_day() -> None:
    """In 2040 nothing is left to change: $10,000 do on that day and on every later one."""
    far = date(2040, 1, 1)
    ways = asked(freelancer(contract("9400")), pay_on=far, edition="2020-07").ways
    assert [(str(way.amount), way.holds_on, way.pay_by) for way in ways] == [
        ("10000.00", far, None),
        ("10000.00", far, None),
    ]


@pytest.mark.clause("EV-1")
def test_what_comes_by_itself_before_the_payment_is_waited_for() -> None:
    """Who would pay in December need not: the screening is passed on 5 October."""
    vetting = vetted(passed_on=OCTOBER)
    record = freelancer(expert_vetting=vetting)
    found = asked(record, Badge.EXPERT_VETTED, pay_on=date(2020, 12, 1))
    assert (found.ways, found.obstacles) == ((), ())
    assert found.waits == (Wait(criterion="vetting", clause="EV-1", until=OCTOBER),)


@pytest.mark.clause("DIV-5")
def test_a_review_that_is_over_before_the_payment_is_waited_for() -> None:
    """Nobody pays for Diversity-Certified: it comes with the review of 15 March 2021."""
    record = freelancer(country="US", certifications=[certified()])
    as_of, pay_on = date(2021, 3, 12), date(2021, 4, 1)
    found = remedies(record, Badge.DIVERSITY_CERTIFIED, as_of=as_of, pay_on=pay_on)
    assert (found.ways, found.obstacles) == ((), ())
    assert found.waits == (Wait(criterion="reviewed", clause="DIV-5", until=date(2021, 3, 15)),)


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_what_comes_goes_and_comes_again_is_waited_for_until_it_comes_to_stay() -> None:
    """Held from 5 October 2020 for a year, and again from 1 December 2021, until the payment."""
    payments = [paid("12000", OCTOBER), paid("12000", date(2021, 12, 1))]
    record = freelancer(Contract(id="one", category="legal", payments=payments))
    found = asked(record, pay_on=date(2022, 1, 15))
    assert {(one.criterion, one.clause, one.until) for one in found.waits} == {
        ("earnings", "TRP-F1", date(2021, 12, 1)),
        ("large_contract", "TRP-F2", date(2021, 12, 1)),
    }


# --- words ----------------------------------------------------------------------------------------


def test_the_refusal_of_a_payment_too_early_says_what_was_found_and_what_is_allowed() -> None:
    """It is about remedies, and its one problem names the day given and the days it may be."""
    with pytest.raises(InvalidRecordError) as refused:
        asked(freelancer(), pay_on=date(2020, 8, 31))
    assert str(refused.value) == (
        "remedies pay_on must be on or after as_of, 2020-09-01, got 2020-08-31"
    )
    (problem,) = refused.value.problems
    assert (problem.found, problem.allowed) == ("2020-08-31", "a day from 2020-09-01 on")
    assert problem.code == ProblemCode.OUT_OF_RANGE


def test_what_is_given_amiss_is_told_word_for_word() -> None:
    """Days that are none, a choice that is no flag, and ids that are none or stand in no list."""
    misuse: Any = asked
    (way,) = asked(freelancer(contract("7000", name="shop"))).ways
    applied: Any = way.applied_to
    text_of: Any = way.text_of
    told: list[str] = []
    for refused, given in (
        (misuse, {"record": freelancer(), "pay_on": "2020-09-02"}),
        (misuse, {"record": freelancer(), "every_category": 1}),
        (applied, {"record": freelancer(), "on": "2020-09-02"}),
        (text_of, {"contract_ids": ["shop", 5]}),
        (text_of, {"contract_ids": ("shop",)}),
    ):
        with pytest.raises(InvalidRecordError) as caught:
            refused(**given)
        told.append(str(caught.value))
    assert told == [
        "remedies pay_on must be a date, got '2020-09-02'; write date(2020, 9, 2)",
        "remedies every_category must be true or false, got 1",
        "remedy on must be a date, got '2020-09-02'; write date(2020, 9, 2)",
        (
            "remedy contract_ids must be text that is not blank and has no control characters, "
            "got 5; write '5'"
        ),
        "contract_ids must be a list, got tuple",
    ]


def test_what_to_ask_remedies_is_told_word_for_word() -> None:
    """Asked whether they are true, remedies say why they are not, and what to ask instead."""
    misuse: Any = asked(freelancer())
    with pytest.raises(TypeError) as refused:
        bool(misuse)
    assert str(refused.value) == (
        "remedies has no truth value, since unknown is not no; ask `remedies.ways`"
    )


# --- What stands in the way, and what changes it --------------------------------------------------


def said(found: Remedies) -> list[str]:
    """Return what is told of each obstacle."""
    return [*obstacle_texts(found, keeps=False)]


@pytest.mark.clause("RT-1", "RT-2", "RT-3")
def test_what_fails_for_good_is_named_beside_what_fails_first() -> None:
    """A hold ends on 8 June 2026, the platform's word in July; from then on the identity fails."""
    day = date(2026, 6, 1)
    own = standing(
        day,
        job_success_score=None,
        rising_talent=False,
        identity_verified=False,
        payout_method=True,
        average_feedback="4.90",
        holds=[date(2026, 3, 10)],
    )
    shop = Contract(id="shop", category="legal").with_payment("300", on=date(2026, 5, 1))
    record = TalentRecord(kind="freelancer", contracts=[shop], reputation=own)
    found = remedies(record, "rising_talent", as_of=day)
    assert (found.waits, clauses(found)) == ((), ["RT-2", "RT-1", "RT-3"])
    assert [text.partition(":")[0] for text in said(found)] == [
        "only the platform's word changes this",
        "time changes this",
        "verifying it changes this, later on",
    ]


@pytest.mark.clause("TR-F1", "TR-F7")
def test_a_score_that_falls_later_is_named_with_its_own_numbers() -> None:
    """It is 95 until the hold has ended, and 80 from the day before on."""
    falls = date(2020, 11, 17)
    record = good_record(scores=[Score(since=falls, score=80)], holds=[HELD])
    found = asked(record, Badge.TOP_RATED)
    assert clauses(found) == ["TR-F1", "TR-F4", "TR-F7"]
    lacking = "Job Success Score 80, 90 needed; 10 short (TR-F1)"
    assert said(found)[0] == f"only another score changes this, later on: {lacking}"


@pytest.mark.clause("TRP-F7", "TR-F1", "TR-F5")
def test_what_fails_whatever_the_money_is_named_beside_what_is_not_known() -> None:
    """Contracts that are not recorded settle nothing for an exclusive member, or a score of 80."""
    member = freelancer(contracts_known=False, exclusive_agency_contractor=True)
    assert clauses(asked(member)) == ["TRP-F1", "TRP-F2", "TRP-F7"]
    low = attrs.evolve(
        good_record(job_success_score=80, profile_percent=60), contracts=(), contracts_known=False
    )
    texts = said(asked(low, Badge.TOP_RATED))
    assert [text.partition(":")[0] for text in texts if "changes this" in text] == [
        "only another score changes this",
        "a more complete profile changes this",
    ]


@pytest.mark.clause("WIN-1")
def test_a_limit_that_leaves_nothing_open_takes_no_wait_away() -> None:
    """$12,000.00 comes on 14 December 2020; what was paid before 2019 is not known, nor asked."""
    come = date(2020, 12, 14)
    shop = Contract(id="shop", category="legal").with_payment("12000", on=come)
    record = freelancer(shop)
    since = attrs.evolve(record, payments_known_since=date(2019, 1, 1))
    found = [asked(one, pay_on=date(2021, 1, 24)) for one in (record, since)]
    assert [[(one.clause, one.until) for one in each.waits] for each in found] == [
        [("TRP-F1", come), ("TRP-F2", come)]
    ] * 2


@pytest.mark.clause("TR-F3")
def test_a_first_contract_is_what_changes_that_there_is_none() -> None:
    """Nobody is told that nothing helps who has only not begun yet."""
    record = good_record(first_contract_on=None, joined_on=date(2020, 1, 1))
    begun = attrs.evolve(record, contracts=())
    (text,) = said(asked(begun, Badge.TOP_RATED))
    assert text.startswith("time from the first contract on changes this: no contract has begun")


@pytest.mark.parametrize("criterion", [*CRITERIA], ids=str)
def test_whatever_no_payment_changes_says_what_does(criterion: Criterion) -> None:
    """Every criterion that neither money nor activity turns has a sentence for that."""
    is_paid = criterion.turned in {Turned.BY_MONEY, Turned.BY_ACTIVITY}
    assert bool(criterion.changed_by) is not is_paid
    assert not criterion.changed_by.endswith(".")

"""Timelines at their edges: the last cent, the last day of a range, and what comes from nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    UNKNOWN,
    Badge,
    Contract,
    InvalidRecordError,
    Readings,
    Reputation,
    Score,
    TalentRecord,
    Verdict,
    WrongTypeError,
    assess,
    decide,
    edition_named,
    next_change,
    timeline,
)
from badgerules.timeline import change_ahead, timeline_ahead
from badgerules.timeline.build import tracks_between
from badgerules.timeline.spans import worked_out
from badgerules.timeline.tracks import Track, constant, overlaid, since
from builders import AS_OF, agency, certified, freelancer, good_record, paid, vetted, weeks

if TYPE_CHECKING:
    from badgerules.names import BadgeName, KindName


FIRST_EDITION = edition_named("2020-07")
LONG_AGO = date(2018, 3, 1)
"""A day before every window of these tests."""

OCTOBER = date(2020, 10, 5)
"""A day after the last one known."""


def test_wrong_rules_are_told_together_and_before_wrong_days() -> None:
    """Readings and an edition of other classes are two problems of one error."""
    wrong: Any = {"readings": {}, "edition": 7, "as_of": "soon"}
    with pytest.raises(WrongTypeError) as caught:
        timeline(freelancer(), "top_rated_plus", **wrong)
    assert [problem.path for problem in caught.value.problems] == ["readings", "edition"]


def ahead(record: TalentRecord, badge: BadgeName, **asked: Any) -> list[str]:
    """Return each span from 1 Sep 2020 on, the last day known, as its first day and verdict."""
    question: dict[str, Any] = {"as_of": AS_OF, "first_day": AS_OF, **asked}
    return [f"{one.first_day} {one.verdict}" for one in timeline(record, badge, **question).spans]


def plus(*contracts: Contract, readings: dict[str, Any] | None = None, **asked: Any) -> list[str]:
    """Return the spans of Top Rated Plus of a freelancer, under some readings."""
    under = Readings(**readings or {})
    return ahead(freelancer(*contracts), "top_rated_plus", readings=under, **asked)


def agency_plus(*contracts: Contract, readings: dict[str, Any] | None = None) -> list[str]:
    """Return the spans of Top Rated Plus of an agency, under some readings."""
    return ahead(agency(*contracts), "top_rated_plus", readings=Readings(**readings or {}))


def earning(name: str, *payments: tuple[str, date], **facts: Any) -> Contract:
    """Return a contract with payments, in Legal unless told otherwise."""
    usual: dict[str, Any] = {"category": "legal", "payments": [paid(*one) for one in payments]}
    return Contract(id=name, **usual | facts)


MARCH = date(2020, 3, 1)
"""What is paid on this day leaves the window on 1 Mar 2021."""


# --- money: Top Rated -----------------------------------------------------------------------------


@pytest.mark.clause("TR-F2", "TR-A2")
@pytest.mark.parametrize(
    ("kind", "rest"), [("freelancer", "999.99"), ("agency", "9999.99")], ids=str
)
def test_top_rated_has_exactly_its_earnings_until_the_last_cent_leaves(
    kind: KindName, rest: str
) -> None:
    """$1,000.00 are enough for a freelancer and $10,000.00 for an agency; a cent less is not."""
    leaves = earning("one", (rest, MARCH), ("0.01", date(2019, 10, 5)))
    assert ahead(good_record(kind, leaves), "top_rated") == [
        "2020-09-01 met", "2020-10-05 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TR-A2")
def test_top_rated_comes_with_the_cent_that_lacked() -> None:
    """An agency with $9,999.99 has its badge from the day of the last cent, recorded ahead."""
    record = good_record("agency", earning("one", ("9999.99", MARCH), ("0.01", OCTOBER)))
    assert ahead(record, "top_rated") == [
        "2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet",
    ]  # fmt: skip


# --- money: Top Rated Plus ------------------------------------------------------------------------


@pytest.mark.clause("TRP-F2", "TRP-F3")
def test_what_left_before_the_first_day_makes_no_contract_large() -> None:
    """$4,000 of 2018 do not count: $2,000 are too little, and $4,000 of 5 Oct make it $6,000."""
    one = earning("one", ("4000", LONG_AGO), ("2000", MARCH), ("4000", OCTOBER))
    assert plus(one, *SMALL) == ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]


@pytest.mark.clause("TRP-F5")
def test_a_contract_that_ends_badly_after_it_left_is_not_large_until_then() -> None:
    """Paid on 5 Oct 2019 it is large until 4 Oct 2020; what is said of it in November adds none."""
    judged: dict[str, Any] = {"outcome": "negative", "outcome_on": date(2020, 11, 5)}
    one = earning("one", ("5000", date(2019, 10, 5)), **judged)
    assert plus(one, *SMALL) == ["2020-09-01 met", "2020-10-05 unmet"]


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_earnings_and_a_large_contract_may_come_together() -> None:
    """From $4,000 to $10,000 on one legal contract, both are met on the day of the payment."""
    assert plus(earning("one", ("4000", MARCH), ("6000", OCTOBER))) == [
        "2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet",
    ]  # fmt: skip


SMALL = [
    earning(f"small {number}", ("9000", MARCH), category="it_networking") for number in range(2)
]
"""$18,000 on contracts that are not large: IT & Networking asks for $10,000."""

LIFETIME = {"large_contract_sum": "lifetime_if_active"}


@pytest.mark.clause("TRP-F3")
def test_read_by_lifetime_a_contract_becomes_large_with_what_it_had_long_ago() -> None:
    """$3,000 of 2018 and $2,000 of 5 Oct 2020 make $5,000 of its whole life, from that day on."""
    one = earning("one", ("3000", LONG_AGO), ("2000", OCTOBER))
    spans = ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]
    assert plus(one, *SMALL, readings=LIFETIME) == spans
    assert plus(one, *SMALL) == ["2020-09-01 unmet"]


@pytest.mark.clause("TRP-F3", "WIN-5")
def test_read_by_lifetime_a_cent_wakes_a_contract_and_nothing_paid_does_not() -> None:
    """Paid $0.00, a contract of $5,000 long ago stays at rest; paid $0.01, it is large."""
    nothing = earning("one", ("5000", LONG_AGO), ("0.00", OCTOBER))
    assert plus(nothing, *SMALL, readings=LIFETIME) == ["2020-09-01 unmet"]
    cent = earning("one", ("5000", LONG_AGO), ("0.01", OCTOBER))
    spans = ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]
    assert plus(cent, *SMALL, readings=LIFETIME) == spans


@pytest.mark.clause("TRP-F3")
def test_a_contract_at_rest_counts_nothing_at_all() -> None:
    """Even under a bar of one cent, a contract at rest is not large until it is paid again."""
    law = FIRST_EDITION.hypothetical("a cent", {"TRP-F2": {"legal": "0.01"}})
    one = earning("one", ("5000", LONG_AGO), ("0.01", OCTOBER))
    spans = ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]
    assert plus(one, *SMALL, readings=LIFETIME, edition=law) == spans


@pytest.mark.clause("TRP-F3", "WIN-5")
def test_read_by_lifetime_a_contract_rests_once_its_last_cent_leaves() -> None:
    """A payment of nothing that leaves takes nothing along; the only cent that leaves, all."""
    one = earning("one", ("5000", LONG_AGO), ("0.01", MARCH), ("0.00", date(2019, 10, 5)))
    assert plus(one, *SMALL, readings=LIFETIME) == ["2020-09-01 met", "2021-03-01 unmet"]
    cent = earning("one", ("5000", LONG_AGO), ("0.01", date(2019, 10, 5)))
    assert plus(cent, *SMALL, readings=LIFETIME) == ["2020-09-01 met", "2020-10-05 unmet"]


@pytest.mark.clause("TRP-F3")
def test_read_by_lifetime_exactly_the_bar_stays_enough_while_the_contract_is_paid() -> None:
    """$4,000 leave on 5 Oct 2020 and count all the same: $1,000 are in the window until March."""
    one = earning("one", ("4000", date(2019, 10, 5)), ("1000", MARCH))
    assert plus(one, *SMALL, readings=LIFETIME) == ["2020-09-01 met", "2021-03-01 unmet"]


@pytest.mark.clause("TRP-A1", "TRP-F1")
def test_neither_an_outcome_nor_a_payment_that_leaves_adds_a_cent() -> None:
    """A cent under the bar of earnings, nothing that is no payment makes up for it."""
    lifetime = {"agency_earnings_window": "lifetime"}
    payments = [("4999.99", LONG_AGO), ("5000", date(2019, 10, 5)), ("10000", MARCH)]
    assert agency_plus(earning("one", *payments), readings=lifetime) == ["2020-09-01 unmet"]
    judged: dict[str, Any] = {"outcome": "positive", "outcome_on": OCTOBER}
    of_life = earning("one", ("9999.99", LONG_AGO), ("10000", MARCH), **judged)
    assert agency_plus(of_life, readings=lifetime) == ["2020-09-01 unmet"]
    assert plus(earning("one", ("9999.99", MARCH), **judged)) == ["2020-09-01 unmet"]


@pytest.mark.clause("TRP-A1")
def test_read_by_lifetime_an_agency_earns_what_it_ever_earned() -> None:
    """$5,000 of 2018, $10,000 in the window and $5,000 of 5 Oct 2020 make $20,000 from then on."""
    contracts = [earning("large", ("5000", LONG_AGO), ("10000", MARCH)), earning("new")]
    contracts[1] = contracts[1].with_payment("5000", on=OCTOBER)
    readings: dict[str, Any] = {"agency_earnings_window": "lifetime"}
    spans = ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]
    assert agency_plus(*contracts, readings=readings) == spans
    assert agency_plus(*contracts) == ["2020-09-01 unmet"]
    found = timeline(
        agency(*contracts), "top_rated_plus", as_of=AS_OF, readings=Readings(**readings)
    )
    gain = found.borders[0]
    assert (gain.before.verdict, gain.after.verdict) == (Verdict.UNMET, Verdict.MET)


@pytest.mark.clause("TRP-F5")
def test_read_as_positive_a_contract_is_large_once_it_is_praised() -> None:
    """Praised on 5 Oct 2020 it serves from that day; ended neutrally it never does."""
    positive = {"feedback": "positive"}
    for outcome, spans in (
        ("positive", ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]),
        ("neutral", ["2020-09-01 unmet"]),
    ):
        one = earning("one", ("12000", MARCH), outcome=outcome, outcome_on=OCTOBER)
        assert plus(one, readings=positive) == spans


def rated(count: int, outcome: str | None, on: date = MARCH) -> list[Contract]:
    """Return that many contracts of $1 that ended alike."""
    return [
        earning(f"{outcome} {number} of {on}", ("1", on), outcome=outcome)
        for number in range(count)
    ]


MAIN = earning("main", ("40000", MARCH), outcome="positive")


@pytest.mark.clause("TRP-A3")
def test_the_tenth_rated_contract_makes_one_bad_ending_bearable() -> None:
    """One bad of nine is too much; with another good one, paid on 5 Oct, it is one of ten."""
    nine = [MAIN, *rated(7, "positive"), *rated(1, "negative")]
    assert agency_plus(*nine) == ["2020-09-01 unmet"]
    ten = [*nine, *rated(1, "positive", OCTOBER)]
    assert agency_plus(*ten) == ["2020-09-01 unmet", "2020-10-05 met", "2021-03-01 unmet"]


@pytest.mark.clause("TRP-A3")
def test_of_all_contracts_those_without_outcome_weigh_too() -> None:
    """One bad of two rated is too much, and one of ten contracts is not."""
    record = [MAIN, *rated(1, "negative"), *rated(8, None)]
    assert agency_plus(*record) == ["2020-09-01 unmet"]
    of_all = {"negative_share_scope": "all_contracts"}
    spans = ["2020-09-01 met", "2021-03-01 unmet"]
    assert agency_plus(*record, readings=of_all) == spans


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_an_outcome_alone_weighs_no_longer_on_the_day_it_leaves_the_window() -> None:
    """Judged on 1 Dec 2019 it is out on 1 Dec 2020, also where that is the last day asked about."""
    bad = earning("bad", outcome="negative", outcome_on=date(2019, 12, 1))
    record, leaves = agency(MAIN, bad), date(2020, 12, 1)
    assert ahead(record, "top_rated_plus", last_day=leaves) == [
        "2020-09-01 unmet", "2020-12-01 met",
    ]  # fmt: skip
    assert ahead(record, "top_rated_plus", first_day=leaves, last_day=leaves) == ["2020-12-01 met"]
    long_ago = earning("bad", outcome="negative", outcome_on=LONG_AGO)
    assert agency_plus(MAIN, long_ago) == ["2020-09-01 met", "2021-03-01 unmet"]


LASTING = earning("main", ("40000", date(2020, 8, 1)), outcome="positive")
"""All the money an agency needs, until 31 July 2021."""


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_a_contract_is_in_the_window_until_its_last_payment_leaves() -> None:
    """Paid on 1 Nov 2019 and on 1 Mar 2020, a bad ending weighs until 28 Feb 2021."""
    bad = earning("bad", ("1", date(2019, 11, 1)), ("1", MARCH), outcome="negative")
    assert agency_plus(LASTING, bad) == [
        "2020-09-01 unmet", "2021-03-01 met", "2021-08-01 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TRP-A3", "WIN-5")
def test_paid_nothing_in_the_window_a_bad_ending_does_not_weigh() -> None:
    """A payment of $0.00 is not positive, so it brings no contract into the window."""
    bad = earning("bad", ("1", LONG_AGO), ("0.00", MARCH), outcome="negative")
    assert agency_plus(LASTING, bad) == ["2020-09-01 met", "2021-08-01 unmet"]


@pytest.mark.clause("TRP-A3")
def test_in_the_last_year_of_the_calendar_a_bad_ending_weighs_until_its_last_day() -> None:
    """Neither what was paid nor what was judged in that year leaves the window any more."""
    known, last = date(9999, 6, 1), date.max
    good = earning("good", ("40000", date(9999, 2, 1)), outcome="positive")
    paid_then = earning("bad", ("1", date(9999, 7, 1)), outcome="negative")
    judged_then = earning("bad", outcome="negative", outcome_on=date(9999, 7, 1))
    for bad in (paid_then, judged_then):
        spans = ahead(
            agency(good, bad), "top_rated_plus", as_of=known, first_day=known, last_day=last
        )
        assert spans == ["9999-06-01 met", "9999-07-01 unmet"]


# --- reputation -----------------------------------------------------------------------------------


@pytest.mark.clause("TR-F3", "TR-A6")
@pytest.mark.parametrize(
    ("began_on", "spans"),
    [
        (None, ["2020-09-01 unmet"]),
        (UNKNOWN, ["2020-09-01 unknown", "2021-03-01 unmet"]),
        (date(2020, 9, 10), ["2020-09-01 unmet", "2020-12-10 met", "2021-03-01 unmet"]),
    ],
    ids=["none", "unknown", "ahead"],
)
def test_without_a_first_contract_or_its_day_none_grows_old_enough(
    began_on: date | None, spans: list[str]
) -> None:
    """No contract yet is unmet and an unknown day unknown; one ahead is enough 91 days later."""
    assert ahead(good_record("agency", first_contract_on=began_on), "top_rated") == spans


@pytest.mark.clause("TR-F8")
def test_activity_is_a_payment_of_a_cent_and_not_one_of_nothing() -> None:
    """Paid $0.00 on 10 Sep nobody was active; paid $0.01 on 5 Oct the badge comes for 90 days."""
    payments = [("40000", MARCH), ("0.00", date(2020, 9, 10)), ("0.01", OCTOBER)]
    record = good_record("freelancer", earning("one", *payments), last_active_on=None)
    spans = ["2020-09-01 unmet", "2020-10-05 met"]
    assert ahead(record, "top_rated") == [*spans, "2021-01-03 unmet"]
    assert ahead(record, "top_rated", last_day=OCTOBER) == spans


@pytest.mark.clause("TR-F8")
def test_activity_recorded_ahead_ends_what_was_open() -> None:
    """Last active on 5 Oct 2020, a talent may have been active before, and was for 90 days then."""
    assert ahead(good_record(last_active_on=OCTOBER), "top_rated") == [
        "2020-09-01 unknown", "2020-10-05 met", "2021-01-03 unmet",
    ]  # fmt: skip


@pytest.mark.clause("TR-A5", "TR-X1")
@pytest.mark.parametrize("facts", [{"holds": [OCTOBER]}, {"circumvention_on": OCTOBER}], ids=str)
def test_what_bars_from_the_last_day_asked_about_bars_on_it(facts: dict[str, Any]) -> None:
    """A hold, or taking payment off the platform, counts on its own day."""
    record = good_record("agency", **facts)
    assert ahead(record, "top_rated", last_day=OCTOBER) == ["2020-09-01 met", "2020-10-05 unmet"]
    day_before = OCTOBER - timedelta(days=1)
    assert ahead(record, "top_rated", last_day=day_before) == ["2020-09-01 met"]


def newcomer(**facts: Any) -> TalentRecord:
    """Return a talent whom the platform calls Rising Talent, last active on 31 Aug 2020."""
    usual: dict[str, Any] = {
        "job_success_score": None,
        "profile_percent": 100,
        "availability_current": True,
        "holds": [],
        "joined_on": date(2020, 1, 1),
        "last_active_on": date(2020, 8, 31),
    }
    reputation = Reputation(rising_talent=True, **usual | facts)
    return TalentRecord(kind="freelancer", contracts=[], reputation=reputation)


@pytest.mark.clause("RT-1", "TR-X1")
@pytest.mark.parametrize(
    ("facts", "free_on"),
    [
        ({"holds": [date(2020, 7, 1)]}, "2020-09-29"),
        ({"circumvention_on": date(2020, 3, 31)}, "2020-09-30"),
    ],
    ids=["hold", "circumvention"],
)
def test_rising_talent_comes_when_what_barred_it_is_over(
    facts: dict[str, Any], free_on: str
) -> None:
    """A hold of 1 Jul bars for 90 days, circumvention of 31 Mar for six months; activity for 90."""
    assert ahead(newcomer(**facts), "rising_talent") == [
        "2020-09-01 unmet", f"{free_on} met", "2020-11-29 unmet",
    ]  # fmt: skip


@pytest.mark.clause("RT-1")
def test_whoever_joins_on_the_last_day_asked_about_is_new_on_it() -> None:
    """Joining is as good as activity from its own day on."""
    record = newcomer(joined_on=OCTOBER, last_active_on=None)
    assert ahead(record, "rising_talent", last_day=OCTOBER) == [
        "2020-09-01 unmet", "2020-10-05 met",
    ]  # fmt: skip


@pytest.mark.clause("TR-F4", "TR-A7")
def test_weeks_slide_from_the_last_saturday_and_not_from_an_earlier_one() -> None:
    """With 13 good weeks and then 3 bad ones the badge is held: each good week lost is replaced."""
    record = good_record("agency", weeks=weeks("+" * 13 + "-" * 3))
    assert ahead(record, "top_rated") == ["2020-09-01 met", "2021-03-01 unmet"]


@pytest.mark.clause("TR-F4", "TR-A7")
def test_a_saturday_that_is_the_last_day_asked_about_counts() -> None:
    """The fourth bad week in a row ends on 26 Sep 2020, and the badge with it."""
    fourth = date(2020, 9, 26)
    record = good_record("agency", weeks=weeks("+" * 16 + "-" * 4, fourth))
    assert ahead(record, "top_rated", last_day=fourth) == ["2020-09-01 met", "2020-09-26 unmet"]


@pytest.mark.clause("TR-F4", "TR-A7")
def test_after_many_weeks_alike_the_first_that_differs_is_seen() -> None:
    """Bad from 5 Sep to 16 Jan; the thirteenth week after those, good by the score, is 17 Apr."""
    strip = weeks("+" * 16 + "-" * 20, date(2021, 1, 16))
    steady = earning("one", ("40000", MARCH), ("40000", date(2021, 1, 1)))
    assert ahead(good_record("agency", steady, weeks=strip), "top_rated") == [
        "2020-09-01 met", "2020-09-26 unmet", "2021-04-17 met", "2022-01-01 unmet",
    ]  # fmt: skip


def test_all_weeks_may_be_known_up_to_the_end_of_the_calendar() -> None:
    """On the last day of all nothing is still to come."""
    record = good_record("agency")
    assert next_change(record, "top_rated", as_of=date.max) is None


@pytest.mark.clause("EV-1")
def test_a_screening_passed_on_the_last_day_asked_about_counts() -> None:
    """Passed on 5 Oct 2020, Expert-Vetted is held on that day."""
    record = TalentRecord(kind="freelancer", contracts=[], expert_vetting=vetted(passed_on=OCTOBER))
    spans = ahead(record, "expert_vetted", last_day=OCTOBER)
    assert spans == ["2020-09-01 unmet", "2020-10-05 met"]


@pytest.mark.clause("EV-1", "EV-2")
@pytest.mark.parametrize("passed_on", [date(2022, 1, 1), date(2022, 1, 2)], ids=str)
def test_what_happens_as_an_edition_begins_is_judged_by_it_alone(passed_on: date) -> None:
    """Writing opens on 1 Jan 2022; a screening in it passed on that day, or the next, counts."""
    vetting = vetted(category="writing", passed_on=passed_on)
    record = TalentRecord(kind="freelancer", contracts=[], expert_vetting=vetting)
    assert ahead(record, "expert_vetted") == ["2020-09-01 unmet", f"{passed_on} met"]


@pytest.mark.clause("DIV-4", "DIV-5")
def test_no_day_is_judged_by_an_edition_that_is_over() -> None:
    """Submitted on 18 Feb 2021, the day after reviews began, a certification shows on no day."""
    one = certified(status="submitted", submitted_on=date(2021, 2, 18), decided_on=None)
    record = freelancer(country="US", certifications=[one])
    assert ahead(record, "diversity_certified") == ["2020-09-01 unmet"]


def test_an_edition_that_begins_on_the_first_day_has_one_entry() -> None:
    """From 1 Jan 2022 on there is one edition up to the next, and its track has one entry."""
    first, last = date(2022, 1, 1), date(2022, 12, 31)
    record = TalentRecord(
        kind="freelancer", contracts=[], expert_vetting=vetted(category="writing")
    )
    found = timeline(record, "expert_vetted", as_of=AS_OF, first_day=first, last_day=last)
    assert tracks_between(found.outlook, first, last) == {
        key: [(first, Verdict.MET)] for key in ("vetting", "focus_category", "not_revoked")
    }


# --- asking ---------------------------------------------------------------------------------------

EXACT = freelancer(earning("one", ("10000", MARCH)))


@pytest.mark.clause("TRP-F1")
def test_the_next_change_is_asked_under_the_readings_given() -> None:
    """$10,000.00 are lost on 1 Mar 2021; read as "more than", there is nothing to lose."""
    change = next_change(EXACT, "top_rated_plus", as_of=AS_OF)
    assert change is not None
    assert (change.on, change.because) == (date(2021, 3, 1), ("TRP-F1", "TRP-F2"))
    strict = Readings(money_bar="more_than")
    assert next_change(EXACT, "top_rated_plus", as_of=AS_OF, readings=strict) is None


@pytest.mark.clause("DIV-0")
def test_an_edition_by_its_name_holds_on_every_day_also_where_it_is_in_force() -> None:
    """By the rules of July 2020 Diversity-Certified never comes; by those in force, in October."""
    early = certified(submitted_on=date(2020, 7, 1), decided_on=date(2020, 7, 2))
    record = freelancer(country="US", certifications=[early])
    badge = Badge.DIVERSITY_CERTIFIED
    named, usual = (
        assess(record, as_of=date(2020, 9, 1), edition=edition) for edition in ("2020-07", None)
    )
    assert named == usual
    assert (named.question.named_edition, usual.question.named_edition) == (
        edition_named("2020-07"),
        None,
    )
    gained = change_ahead(usual, badge)
    assert gained is not None
    assert gained.on == date(2020, 10, 1)
    assert change_ahead(named, badge) is None
    assert len(timeline_ahead(named, badge).spans) == 1


def test_what_is_worked_out_once_is_told_apart_by_what_works_it_out() -> None:
    """Two questions about one day have two answers."""
    outlook = timeline(EXACT, "top_rated_plus", as_of=AS_OF).outlook
    assert worked_out(outlook, AS_OF, lambda _, day: day.year) == AS_OF.year
    assert worked_out(outlook, AS_OF, lambda _, day: day.month) == AS_OF.month


def test_the_change_ahead_of_an_assessment_far_ahead_is_looked_for_from_its_day() -> None:
    """Ten years after the last day known nothing changes any more, and nothing is refused."""
    assessment = assess(EXACT, as_of=date(2030, 9, 1), known_through=AS_OF)
    assert change_ahead(assessment, assessment["top_rated_plus"].badge) is None
    near = assess(EXACT, as_of=date(2021, 2, 28), known_through=AS_OF)
    change = change_ahead(near, near["top_rated_plus"].badge)
    assert change is not None
    assert change.on == date(2021, 3, 1)


def test_the_timeline_ahead_of_an_assessment_begins_on_its_day_and_is_read_like_it() -> None:
    """$10,000.00 are enough until 28 Feb 2021; read as "more than", on none of those days."""
    badge = assess(EXACT, as_of=AS_OF)["top_rated_plus"].badge
    spans = timeline_ahead(assess(EXACT, as_of=AS_OF), badge).spans
    assert [(one.first_day, one.verdict) for one in spans] == [
        (AS_OF, MET),
        (date(2021, 3, 1), UNMET),
    ]
    strict = assess(EXACT, as_of=AS_OF, readings=Readings(money_bar="more_than"))
    spans = timeline_ahead(strict, badge).spans
    assert [(one.first_day, one.verdict) for one in spans] == [(AS_OF, UNMET)]


@pytest.mark.clause("WIN-1")
def test_a_timeline_is_as_long_as_the_limits_of_its_edition() -> None:
    """With a window of ten years the payment leaves in 2030, long after the last edition began."""
    law = FIRST_EDITION.hypothetical("ten years", {"WIN-1": 120})
    assert ahead(EXACT, "top_rated_plus", edition=law) == ["2020-09-01 met", "2030-03-01 unmet"]


def test_a_timeline_under_one_edition_does_not_wait_for_later_ones() -> None:
    """Settled as soon as the limits allow, it ends before 2022, when another edition began."""
    found = timeline(EXACT, "top_rated_plus", as_of=AS_OF, edition="2020-07")
    assert found.is_settled
    assert date(2021, 3, 1) <= found.last_day < date(2022, 1, 1)


@pytest.mark.clause("TR-A7")
def test_a_week_to_come_of_an_agency_is_assumed_by_the_score_for_agencies() -> None:
    """Where only agencies need a score of 95 in a week, 93 is under it."""
    law = FIRST_EDITION.hypothetical("strict weeks", {"agency_week_score": 95})
    record = good_record("agency", job_success_score=93)
    found = timeline(record, "top_rated", as_of=AS_OF, edition=law)
    assert found.assumptions[-1] == (
        "a week that ends after 2020-09-01 and is not recorded is not eligible, as the Job "
        "Success Score of 93 is under 95"
    )


@pytest.mark.clause("TR-F4")
def test_a_week_to_come_is_assumed_by_the_score_that_begins_on_the_last_day_known() -> None:
    """A score of 1 Sep 2020 is known, and only one that is recorded for later could be another."""
    told = "a week that ends after 2020-09-01 and is not recorded is"
    for since_, said in (
        (AS_OF, "not eligible, as the Job Success Score of 89 is under 90"),
        (date(2020, 9, 2), "eligible if the Job Success Score of its day is at least 90"),
    ):
        record = good_record(scores=[Score(since=since_, score=89)])
        found = timeline(record, "top_rated", as_of=AS_OF)
        assert found.assumptions[-1] == f"{told} {said}"


def test_the_refusal_of_a_range_says_what_was_found_and_what_is_allowed() -> None:
    """The one problem names the last day given and the days that it may be."""
    with pytest.raises(InvalidRecordError) as refused:
        timeline(EXACT, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=MARCH)
    (problem,) = refused.value.problems
    assert (problem.path, problem.found) == ("last_day", "2020-03-01")
    assert (problem.code, problem.allowed) == ("out_of_range", "a day from 2020-09-01 on")


def test_the_refusal_of_a_day_outside_says_what_was_found_and_what_is_allowed() -> None:
    """The one problem names the day found and the days that are covered."""
    found = timeline(EXACT, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=OCTOBER)
    with pytest.raises(InvalidRecordError) as refused:
        found.span_on(date(2020, 10, 6))
    (problem,) = refused.value.problems
    assert (problem.path, problem.found) == ("day", "2020-10-06")
    assert problem.code == "out_of_range"
    assert problem.allowed == "a day from 2020-09-01 to 2020-10-05"


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2020-09-01", "'2020-09-01'; write date(2020, 9, 1)"),
        (datetime(2020, 9, 1), "datetime.datetime(2020, 9, 1, 0, 0); use its .date()"),  # noqa: DTZ001
    ],
    ids=["text", "moment"],
)
def test_an_outlook_decides_on_days_alone(day: object, found: str) -> None:
    """Text and moments are refused under the name of the argument."""
    outlook: Any = timeline(EXACT, "top_rated_plus", as_of=AS_OF).outlook
    with pytest.raises(InvalidRecordError) as refused:
        outlook.decided_on(day)
    assert str(refused.value) == f"outlook day must be a date, got {found}"


def test_what_to_ask_a_timeline_is_told_word_for_word() -> None:
    """Asked whether it is true, a timeline says why it is not, and what to ask instead."""
    misuse: Any = timeline(EXACT, "top_rated_plus", as_of=AS_OF)
    with pytest.raises(TypeError) as refused:
        bool(misuse)
    assert str(refused.value) == (
        "a timeline has no truth value, since unknown is not no; "
        "ask `timeline.span_on(day).verdict`"
    )


# --- tracks ---------------------------------------------------------------------------------------

MET, UNMET = Verdict.MET, Verdict.UNMET
ONE, TWO, THREE = (date(2020, 9, number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("base", "intervals", "track"),
    [
        (constant(MET), [(ONE, TWO), (TWO, THREE)], [(date.min, MET), (ONE, UNMET), (THREE, MET)]),
        (constant(MET), [(date.min, TWO)], [(date.min, UNMET), (TWO, MET)]),
        (
            since(TWO, before=UNMET, after=MET),
            [(ONE, TWO)],
            [(date.min, UNMET), (ONE, UNMET), (TWO, MET)],
        ),
    ],
    ids=["touching", "from_the_first_day_of_all", "up_to_a_turn_of_the_base"],
)
def test_no_day_stands_twice_in_a_track(
    base: Track, intervals: list[tuple[date, date]], track: Track
) -> None:
    """Where intervals touch, or end where the base turns, one entry tells it."""
    assert overlaid(base, intervals, UNMET) == track


def test_a_window_of_no_day_holds_no_contract_in_the_share() -> None:
    """Under supposed rules without a month, a payment and an outcome count on no day (WIN-1)."""
    record = agency(
        Contract(
            id="bad",
            category="legal",
            payments=[paid("5000", OCTOBER)],
            outcome="negative",
            outcome_on=OCTOBER,
        )
    )
    law = FIRST_EDITION.hypothetical("no window", {"window": 0})
    outlook = timeline(record, "top_rated_plus", as_of=AS_OF, edition=law).outlook
    track = tracks_between(outlook, AS_OF, date(2021, 12, 31))["negative_share"]
    assert [verdict for _, verdict in track] == [Verdict.MET]
    assert decide(record, "top_rated_plus", as_of=OCTOBER, edition=law)["negative_share"].scope == 0

"""Top Rated computed from a reputation, clause by clause, at every bar and a step to either side.

On 1 Sep 2020, the day most tests ask about, the past 90 days begin on 4 June, the past 12 months
on 2 Sep 2019, and the last 16 Saturdays are those from 16 May to 29 August.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    EDITIONS,
    UNKNOWN,
    Badge,
    Contract,
    Decision,
    Finding,
    Readings,
    Reputation,
    TalentRecord,
    Verdict,
    Week,
    decide,
    edition_named,
)
from badgerules.findings import DatedFinding, WeeksFinding
from badgerules.thresholds import (
    AgencyEarningsWindow,
    EnterpriseSuite,
    ExclusiveMember,
    Feedback,
    LargeContractSum,
    MoneyBar,
    NegativeShareScope,
)
from badgerules.vocabulary import Unit
from builders import AS_OF, contract, good_record, paid, weeks

if TYPE_CHECKING:
    from badgerules.names import KindName

KINDS: list[KindName] = ["freelancer", "agency"]
UNTIL_DECEMBER = {"as_of": date(2020, 12, 1), "known_through": AS_OF}
"""A day whose last 16 Saturdays are 15 August to 28 November, asked about three months before."""


def top_rated(record: TalentRecord, as_of: date = AS_OF, **question: Any) -> Decision:
    """Decide Top Rated."""
    return decide(record, Badge.TOP_RATED, as_of=as_of, **question)


def found(criterion: str, kind: KindName = "freelancer", **facts: Any) -> Finding:
    """Return one finding on a record that is good but for the facts given."""
    return top_rated(good_record(kind, **facts))[criterion]


def told(finding: Finding) -> tuple[str, object, object, object]:
    """Return verdict, observed, required and shortfall."""
    return (finding.verdict.value, finding.observed, finding.required, finding.shortfall)


def span(finding: Finding) -> tuple[str, object, object]:
    """Return the verdict on the weeks with the low and the high end of their count."""
    assert isinstance(finding, WeeksFinding)
    assert isinstance(finding.observed, int)
    assert (finding.required, finding.shortfall) == (13, max(0, 13 - finding.observed))
    return (finding.verdict.value, finding.observed, finding.highest)


def clauses(decision: Decision) -> dict[str, str]:
    """Return the clause of each criterion that has a finding."""
    return {finding.criterion.key: finding.clause for finding in decision.findings}


def failing(decision: Decision) -> set[str]:
    """Return the criteria that are not met."""
    return {finding.criterion.key for finding in decision.failing}


def paying(*payments: tuple[str, date]) -> Contract:
    """Return a contract with the payments given."""
    return Contract(id="one", category="legal", payments=[paid(*payment) for payment in payments])


@pytest.mark.clause(*(f"TR-F{number}" for number in range(1, 10)), "TR-X1")
def test_a_freelancer_is_weighed_by_nine_criteria() -> None:
    """A freelancer who meets every criterion is Top Rated, each finding under its own clause."""
    decision = top_rated(good_record())
    assert decision.is_met
    assert clauses(decision) == {
        "job_success_score": "TR-F1",
        "earnings": "TR-F2",
        "first_contract": "TR-F3",
        "eligible_weeks": "TR-F4",
        "profile": "TR-F5",
        "availability": "TR-F6",
        "no_recent_hold": "TR-F7",
        "recent_activity": "TR-F8",
        "no_circumvention": "TR-X1",
    }


@pytest.mark.clause(*(f"TR-A{number}" for number in range(1, 8)), "TR-X1")
def test_an_agency_is_weighed_by_nine_others() -> None:
    """An agency answers for its members, and neither for availability nor for activity."""
    decision = top_rated(good_record("agency"))
    assert decision.is_met
    assert clauses(decision) == {
        "job_success_score": "TR-A1",
        "earnings": "TR-A2",
        "members": "TR-A3",
        "profile": "TR-A4",
        "members_profile": "TR-A4",
        "no_recent_hold": "TR-A5",
        "first_contract": "TR-A6",
        "eligible_weeks": "TR-A7",
        "no_circumvention": "TR-X1",
    }
    inactive = {"availability_current": False, "last_active_on": None}
    assert top_rated(good_record("agency", **inactive)).is_met


@pytest.mark.clause("TR-F1", "TR-F3")
@pytest.mark.parametrize(
    ("criterion", "fact", "text"),
    [
        ("job_success_score", "job_success_score", "no Job Success Score yet, 90 needed"),
        (
            "first_contract",
            "first_contract_on",
            "no contract has begun yet; days needed since the first: 91",
        ),
    ],
)
def test_none_yet_is_told_as_such(criterion: str, fact: str, text: str) -> None:
    """Where there is none yet, the finding says so, and what is needed."""
    facts: dict[str, Any] = {fact: None}
    assert found(criterion, **facts).text == text


@pytest.mark.clause("TR-F3", "TR-A6")
@pytest.mark.parametrize("kind", KINDS)
def test_a_first_contract_that_comes_later_is_told_as_such(kind: KindName) -> None:
    """The day before it begins is no count of days in words; the number stays what it is."""
    days = {
        -1: "the first contract begins later; days needed since then: 91",
        0: "days since the first contract: 0, needed: 91; 91 short",
    }
    for since, text in days.items():
        began_on = AS_OF - timedelta(days=since)
        finding = top_rated(good_record(kind, first_contract_on=began_on))["first_contract"]
        assert (finding.observed, finding.text) == (since, text)
        assert finding.verdict is Verdict.UNMET


@pytest.mark.clause("TR-F1", "TR-F2", "TR-F3", "TR-F4", "TR-F5", "TR-A3", "TR-A4", "TR-F6")
def test_every_number_has_its_unit() -> None:
    """Points, dollars, days, weeks, percent and members are named; the rest are flags."""
    units = {
        finding.criterion.key: finding.unit
        for kind in KINDS
        for finding in top_rated(good_record(kind)).findings
    }
    assert units == {
        "job_success_score": Unit.POINTS,
        "earnings": Unit.USD,
        "first_contract": Unit.DAYS,
        "eligible_weeks": Unit.WEEKS,
        "profile": Unit.PERCENT,
        "members_profile": Unit.PERCENT,
        "members": Unit.MEMBERS,
        "availability": Unit.FLAG,
        "no_recent_hold": Unit.FLAG,
        "recent_activity": Unit.FLAG,
        "no_circumvention": Unit.FLAG,
    }


@pytest.mark.clause("TR-F1", "TR-A1", "NOT-4")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("score", "expected"),
    [
        pytest.param(0, ("unmet", 0, 90, 90), id="the-lowest"),
        pytest.param(89, ("unmet", 89, 90, 1), id="a-point-below"),
        pytest.param(90, ("met", 90, 90, 0), id="at-the-bar"),
        pytest.param(91, ("met", 91, 90, 0), id="a-point-above"),
        pytest.param(100, ("met", 100, 90, 0), id="the-highest"),
        pytest.param(None, ("unmet", None, 90, None), id="none-yet"),
        pytest.param(UNKNOWN, ("unknown", None, 90, None), id="unknown"),
    ],
)
def test_the_score_is_at_least_90(
    kind: KindName, score: object, expected: tuple[object, ...]
) -> None:
    """A score of 90 passes, 89 and none yet fail, and one left out is unknown."""
    record = good_record(kind, job_success_score=score)
    assert told(top_rated(record)["job_success_score"]) == expected
    assert top_rated(record).verdict == expected[0]
    assert top_rated(record).unsettled == (("job_success_score",) if score is UNKNOWN else ())


@pytest.mark.clause("TR-F2", "TR-A2")
@pytest.mark.parametrize(
    ("kind", "amount", "met", "shortfall"),
    [
        ("freelancer", "999.99", "unmet", "0.01"),
        ("freelancer", "1000.00", "met", "0.00"),
        ("freelancer", "1000.01", "met", "0.00"),
        ("agency", "9999.99", "unmet", "0.01"),
        ("agency", "10000.00", "met", "0.00"),
        ("agency", "10000.01", "met", "0.00"),
    ],
)
def test_earnings_have_a_bar_for_each_kind(
    kind: KindName, amount: str, met: str, shortfall: str
) -> None:
    """Exactly $1,000.00 passes for a freelancer and $10,000.00 for an agency, a cent less fails."""
    decision = top_rated(good_record(kind, contract(amount)))
    bar = {"freelancer": Decimal(1000), "agency": Decimal(10_000)}[kind]
    assert told(decision["earnings"]) == (met, Decimal(amount), bar, Decimal(shortfall))
    assert decision.verdict == met


@pytest.mark.clause("TR-F2", "WIN-1", "WIN-2")
@pytest.mark.parametrize(
    ("as_of", "paid_on", "counts"),
    [
        pytest.param(AS_OF, date(2019, 9, 1), "unmet", id="exactly-12-months-ago"),
        pytest.param(AS_OF, date(2019, 9, 2), "met", id="first-day"),
        pytest.param(AS_OF, date(2020, 9, 1), "met", id="last-day"),
        pytest.param(AS_OF, date(2020, 9, 2), "unmet", id="day-after"),
        pytest.param(date(2024, 2, 29), date(2023, 2, 28), "unmet", id="before-a-leap-year"),
        pytest.param(date(2024, 2, 29), date(2023, 3, 1), "met", id="first-day-of-a-leap-year"),
        pytest.param(date(2025, 2, 28), date(2024, 2, 29), "met", id="leap-day-still-in"),
        pytest.param(date(2025, 3, 1), date(2024, 2, 29), "unmet", id="leap-day-out"),
    ],
)
def test_earnings_are_those_of_12_months(as_of: date, paid_on: date, counts: str) -> None:
    """Payments count after the same day a year before, up to and including the day asked about."""
    record = good_record("freelancer", paying(("1000.00", paid_on)))
    assert top_rated(record, as_of)["earnings"].verdict == counts


@pytest.mark.clause("TR-F2", "TR-A2", "WIN-3")
@pytest.mark.parametrize(("kind", "bar"), [("freelancer", 1000), ("agency", 10_000)])
def test_earnings_add_all_contracts_and_refunds(kind: KindName, bar: int) -> None:
    """Small and badly judged contracts count alike, and a refund takes its amount away."""
    halves = [contract(f"{bar // 2}.00", name=name, outcome="negative") for name in ("a", "b")]
    assert top_rated(good_record(kind, *halves))["earnings"].observed == Decimal(bar)
    refunded = good_record(kind, *halves, contract("-0.01", name="refund"))
    assert top_rated(refunded)["earnings"].shortfall == Decimal("0.01")


@pytest.mark.clause("TR-F2")
def test_payments_recorded_for_days_ahead_count() -> None:
    """Looking ahead, a payment between the day known through and the day asked about is in."""
    record = good_record("freelancer", paying(("1000.00", date(2020, 12, 1))))
    assert top_rated(record, **UNTIL_DECEMBER)["earnings"].verdict is Verdict.MET
    assert top_rated(record, date(2020, 11, 30), known_through=AS_OF)["earnings"].observed == 0


@pytest.mark.clause("TR-F3", "TR-A6")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param(date(2020, 6, 1), ("met", 92, 91, 0), id="92-days"),
        pytest.param(date(2020, 6, 2), ("met", 91, 91, 0), id="91-days"),
        pytest.param(date(2020, 6, 3), ("unmet", 90, 91, 1), id="90-days"),
        pytest.param(date(2020, 9, 1), ("unmet", 0, 91, 91), id="that-very-day"),
        pytest.param(None, ("unmet", None, 91, None), id="none-yet"),
        pytest.param(UNKNOWN, ("unknown", None, 91, None), id="unknown"),
    ],
)
def test_the_first_contract_was_more_than_90_days_ago(
    kind: KindName, first: object, expected: tuple[object, ...]
) -> None:
    """91 days ago passes, 90 fails, none yet fails, and a day left out is unknown."""
    finding = found("first_contract", kind, first_contract_on=first)
    assert told(finding) == expected
    assert finding.unsettled == (("first_contract_on",) if first is UNKNOWN else ())


@pytest.mark.clause("TR-F3")
@pytest.mark.parametrize(
    ("as_of", "met", "days"),
    [(date(2024, 5, 29), "unmet", 90), (date(2024, 5, 30), "met", 91)],
    ids=["29-may", "30-may"],
)
def test_days_are_counted_from_29_february(as_of: date, met: str, days: int) -> None:
    """A first contract of 29 Feb 2024 is 90 days old on 29 May and old enough the day after."""
    record = good_record(first_contract_on=date(2024, 2, 29))
    finding = top_rated(record, as_of)["first_contract"]
    assert (finding.verdict, finding.observed) == (met, days)


@pytest.mark.clause("TR-F3")
def test_a_contract_that_is_still_to_come_is_no_first_contract() -> None:
    """A first contract dated after the day asked about does not pass."""
    assert found("first_contract", first_contract_on=date(2020, 9, 2)).verdict is Verdict.UNMET


class TestWeeks:
    """TR-F4 and TR-A7: at least 13 of the last 16 weeks eligible."""

    @pytest.mark.clause("TR-F4", "TR-A7", "NOT-4")
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("marks", "expected"),
        [
            pytest.param("+" * 16, ("met", 16, 16), id="all"),
            pytest.param("---" + "+" * 13, ("met", 13, 13), id="the-latest-13"),
            pytest.param("+" * 13 + "---", ("met", 13, 13), id="the-earliest-13"),
            pytest.param("++-++++-++++++-+", ("met", 13, 13), id="13-scattered"),
            pytest.param("++-++++-++++++--", ("unmet", 12, 12), id="12-scattered"),
            pytest.param("----" + "+" * 12, ("unmet", 12, 12), id="the-latest-12"),
            pytest.param("-" * 16, ("unmet", 0, 0), id="none"),
        ],
    )
    def test_13_of_16_suffice_in_any_order(
        self, kind: KindName, marks: str, expected: tuple[object, ...]
    ) -> None:
        """Thirteen eligible weeks pass wherever they lie in the 16, twelve do not."""
        record = good_record(kind, weeks=weeks(marks))
        assert span(top_rated(record)["eligible_weeks"]) == expected
        assert top_rated(record).verdict == expected[0]

    @pytest.mark.clause("TR-F4", "TR-A7")
    @pytest.mark.parametrize(
        ("marks", "expected"),
        [
            pytest.param("..." + "+" * 13, ("met", 13, 16), id="low-end-13"),
            pytest.param("...." + "+" * 12, ("unknown", 12, 16), id="low-end-12"),
            pytest.param("." + "-" * 3 + "+" * 12, ("unknown", 12, 13), id="high-end-13"),
            pytest.param("." + "-" * 4 + "+" * 11, ("unmet", 11, 12), id="high-end-12"),
            pytest.param("+" * 12 + "---.", ("unknown", 12, 13), id="the-latest-missing"),
            pytest.param("", ("unknown", 0, 16), id="nothing-recorded"),
        ],
    )
    @pytest.mark.parametrize("joined_on", [None, date(2020, 5, 16)], ids=["unknown", "16-may"])
    def test_weeks_not_recorded_make_the_count_a_range(
        self, marks: str, expected: tuple[object, ...], joined_on: date | None
    ) -> None:
        """Met when the low end reaches 13, unmet when the high end does not, unknown between.

        What would settle it are the weeks or, not recorded, a day of joining that rules some out.
        """
        finding = found("eligible_weeks", weeks=weeks(marks), joined_on=joined_on)
        assert span(finding) == expected
        settling = ("weeks", "joined_on") if joined_on is None else ("weeks",)
        assert finding.unsettled == (settling if expected[0] == "unknown" else ())

    @pytest.mark.clause("TR-F4", "NOT-4")
    @pytest.mark.parametrize(
        ("joined_on", "expected"),
        [
            pytest.param(date(2020, 6, 6), ("met", 13, 13), id="joined-on-a-saturday"),
            pytest.param(date(2020, 6, 1), ("met", 13, 13), id="joined-after-30-may"),
            pytest.param(date(2020, 5, 31), ("met", 13, 13), id="the-day-after-30-may"),
            pytest.param(date(2020, 5, 30), ("met", 13, 14), id="joined-on-30-may"),
            pytest.param(date(2020, 5, 16), ("met", 13, 16), id="joined-on-the-first-saturday"),
        ],
    )
    def test_nobody_waits_for_16_weeks(self, joined_on: date, expected: tuple[object, ...]) -> None:
        """Thirteen weeks since joining pass; Saturdays before that day are not eligible."""
        record = good_record(
            weeks=weeks("+" * 13), joined_on=joined_on, first_contract_on=date(2020, 6, 2)
        )
        assert span(top_rated(record)["eligible_weeks"]) == expected
        assert top_rated(record).is_met

    @pytest.mark.clause("TR-F4")
    @pytest.mark.parametrize(
        ("joined_on", "expected"),
        [
            pytest.param(date(2020, 6, 7), ("unmet", 0, 12), id="12-saturdays-since"),
            pytest.param(date(2020, 6, 6), ("unknown", 0, 13), id="13-saturdays-since"),
            pytest.param(date(2020, 9, 1), ("unmet", 0, 0), id="joined-that-very-day"),
        ],
    )
    def test_too_few_saturdays_since_joining_cannot_suffice(
        self, joined_on: date, expected: tuple[object, ...]
    ) -> None:
        """Without any week recorded, twelve Saturdays since joining are already a "no"."""
        assert span(found("eligible_weeks", weeks=[], joined_on=joined_on)) == expected

    @pytest.mark.clause("TR-F4")
    def test_a_recorded_week_is_taken_as_recorded(self) -> None:
        """Weeks recorded as eligible count even where they end before the day of joining."""
        finding = found("eligible_weeks", weeks=weeks("+" * 13 + "..."), joined_on=AS_OF)
        assert span(finding) == ("met", 13, 13)

    @pytest.mark.clause("TR-F4")
    @pytest.mark.parametrize(
        ("ends_on", "expected"),
        [
            pytest.param(date(2020, 5, 9), ("unmet", 12, 12), id="seventeenth-last"),
            pytest.param(date(2020, 5, 16), ("met", 13, 13), id="sixteenth-last"),
            pytest.param(date(2020, 8, 29), ("met", 13, 13), id="last"),
            pytest.param(date(2020, 9, 5), ("unmet", 12, 12), id="next"),
        ],
    )
    def test_only_the_last_16_saturdays_count(
        self, ends_on: date, expected: tuple[object, ...]
    ) -> None:
        """The thirteenth eligible week counts from 16 May to 29 August 2020, not around them."""
        others = [week for week in weeks("-++++++++++++---") if week.ends_on != ends_on]
        finding = found("eligible_weeks", weeks=[*others, Week(ends_on=ends_on, eligible=True)])
        assert span(finding) == expected

    @pytest.mark.clause("TR-F4")
    @pytest.mark.parametrize(
        ("saturday", "friday", "next_friday"),
        [
            pytest.param(date(2020, 8, 29), date(2020, 8, 28), date(2020, 9, 4), id="august"),
            pytest.param(date(2020, 2, 29), date(2020, 2, 28), date(2020, 3, 6), id="leap-day"),
        ],
    )
    def test_weeks_are_counted_anew_on_saturdays(
        self, saturday: date, friday: date, next_friday: date
    ) -> None:
        """A thirteenth week counts from its Saturday on, not the day before."""
        record = good_record(weeks=weeks("----" + "+" * 13, saturday))
        spans = [
            span(top_rated(record, day, edition="2020-07")["eligible_weeks"])
            for day in (friday, saturday, next_friday)
        ]
        assert spans == [("unmet", 12, 12), ("met", 13, 13), ("met", 13, 13)]

    @pytest.mark.clause("TR-F4", "TR-A7")
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("bad", [1, 3, 4, 5, 16, 40])
    def test_nothing_is_reset_and_a_long_bad_run_costs_13_good_weeks(
        self, kind: KindName, bad: int
    ) -> None:
        """After unbroken good weeks 3 bad ones cost nothing; from 4 on, 13 good ones follow."""
        good_weeks_until_met = [
            good
            for good in range(17)
            if found("eligible_weeks", kind, weeks=weeks("+" * 16 + "-" * bad + "+" * good)).verdict
            is Verdict.MET
        ]
        assert good_weeks_until_met == list(range(0 if bad <= 3 else 13, 17))

    @pytest.mark.clause("TR-F4")
    def test_earnings_play_no_part_in_a_week(self) -> None:
        """Weeks without any payment are as eligible as recorded."""
        record = good_record("freelancer", paying(("1000.00", date(2019, 9, 2))))
        assert span(top_rated(record)["eligible_weeks"]) == ("met", 16, 16)
        assert top_rated(record).is_met


class TestLookingAhead:
    """TR-F4 and TR-A7, asked from an earlier day: 15 to 29 August recorded, 13 weeks to come."""

    @pytest.mark.clause("TR-F4", "TR-A7")
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            pytest.param(89, ("unmet", 3, 3), id="a-point-below"),
            pytest.param(90, ("met", 16, 16), id="at-the-bar"),
            pytest.param(None, ("unmet", 3, 3), id="none-yet"),
            pytest.param(UNKNOWN, ("unknown", 3, 16), id="unknown"),
        ],
    )
    def test_weeks_ahead_follow_the_score(
        self, kind: KindName, score: object, expected: tuple[object, ...]
    ) -> None:
        """A Saturday still to come is eligible exactly when the score is at least 90."""
        record = good_record(kind, job_success_score=score)
        finding = top_rated(record, **UNTIL_DECEMBER)["eligible_weeks"]
        assert span(finding) == expected
        assert finding.unsettled == (("job_success_score",) if score is UNKNOWN else ())

    @pytest.mark.clause("TR-F4")
    def test_weeks_missing_and_a_score_missing_are_both_named(self) -> None:
        """A range from an unrecorded past and an unknown score is settled by either or both."""
        record = good_record(job_success_score=UNKNOWN, weeks=[])
        finding = top_rated(record, **UNTIL_DECEMBER)["eligible_weeks"]
        assert span(finding) == ("unknown", 0, 16)
        assert set(finding.unsettled) == {"weeks", "job_success_score"}

    @pytest.mark.clause("TR-F4")
    def test_rising_talent_makes_no_week_ahead_eligible(self) -> None:
        """Only a score counts ahead, for Rising Talent may have ended by then."""
        record = good_record(job_success_score=None, rising_talent=True)
        finding = top_rated(record, **UNTIL_DECEMBER)["eligible_weeks"]
        assert span(finding) == ("unmet", 3, 3)

    @pytest.mark.clause("TR-F4")
    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [
            pytest.param(date(2020, 11, 27), ("unmet", 12, 12), id="12-saturdays-later"),
            pytest.param(date(2020, 11, 28), ("met", 13, 13), id="13-saturdays-later"),
        ],
    )
    def test_after_bad_weeks_13_good_ones_lead_back(
        self, as_of: date, expected: tuple[object, ...]
    ) -> None:
        """With 16 bad weeks behind, the thirteenth Saturday ahead is the one that suffices."""
        record = good_record(weeks=weeks("-" * 16))
        decision = top_rated(record, as_of, known_through=AS_OF)
        assert span(decision["eligible_weeks"]) == expected

    @pytest.mark.clause("TR-F4")
    @pytest.mark.parametrize(
        ("known_through", "expected"),
        [
            pytest.param(None, ("unknown", 3, 16), id="known-through-the-day-itself"),
            pytest.param(date(2020, 12, 1), ("unknown", 3, 16), id="said-so"),
            pytest.param(date(2020, 11, 28), ("unknown", 3, 16), id="through-the-last-saturday"),
            pytest.param(date(2020, 11, 27), ("unknown", 4, 16), id="one-saturday-ahead"),
            pytest.param(date(2020, 9, 26), ("unknown", 12, 16), id="nine-ahead"),
            pytest.param(date(2020, 9, 25), ("met", 13, 16), id="ten-ahead"),
            pytest.param(date(2020, 9, 4), ("met", 16, 16), id="thirteen-ahead"),
        ],
    )
    def test_only_saturdays_after_the_day_known_through_are_ahead(
        self, known_through: date | None, expected: tuple[object, ...]
    ) -> None:
        """A Saturday up to and including that day which is not recorded stays unknown."""
        question = {} if known_through is None else {"known_through": known_through}
        decision = top_rated(good_record(), date(2020, 12, 1), **question)
        assert span(decision["eligible_weeks"]) == expected

    @pytest.mark.clause("TR-F4")
    @pytest.mark.parametrize(
        ("score", "mark", "expected"),
        [
            pytest.param(97, "-", ("unmet", 12, 12), id="recorded-as-bad"),
            pytest.param(89, "+", ("unmet", 7, 7), id="recorded-as-good"),
        ],
    )
    def test_weeks_recorded_ahead_count_as_recorded(
        self, score: int, mark: str, expected: tuple[object, ...]
    ) -> None:
        """Four weeks recorded for September outweigh what the score says of them."""
        record = good_record(
            job_success_score=score, weeks=weeks("+" * 16 + mark * 4, date(2020, 9, 26))
        )
        decision = top_rated(record, **UNTIL_DECEMBER)
        assert span(decision["eligible_weeks"]) == expected


@pytest.mark.clause("TR-F5", "TR-A4")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (0, ("unmet", 0, 100, 100)),
        (99, ("unmet", 99, 100, 1)),
        (100, ("met", 100, 100, 0)),
        (None, ("unknown", None, 100, None)),
    ],
)
def test_the_profile_is_complete(
    kind: KindName, percent: int | None, expected: tuple[object, ...]
) -> None:
    """The own, or the owner's, profile passes at 100 percent only."""
    finding = found("profile", kind, profile_percent=percent)
    assert told(finding) == expected
    assert finding.unsettled == (("profile_percent",) if percent is None else ())


@pytest.mark.clause("TR-A4")
@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (59, ("unmet", 59, 60, 1)),
        (60, ("met", 60, 60, 0)),
        (61, ("met", 61, 60, 0)),
        (None, ("unknown", None, 60, None)),
    ],
)
def test_members_profiles_are_complete_enough(
    percent: int | None, expected: tuple[object, ...]
) -> None:
    """An average of 60 percent over the members passes, one percent less does not."""
    finding = found("members_profile", "agency", members_profile_percent=percent)
    assert told(finding) == expected
    assert finding.unsettled == (("members_profile_percent",) if percent is None else ())


@pytest.mark.clause("TR-A3")
@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (0, ("unmet", 0, 2, 2)),
        (1, ("unmet", 1, 2, 1)),
        (2, ("met", 2, 2, 0)),
        (3, ("met", 3, 2, 0)),
        (None, ("unknown", None, 2, None)),
    ],
)
def test_an_agency_has_two_members(members: int | None, expected: tuple[object, ...]) -> None:
    """Two members pass, one does not."""
    finding = found("members", "agency", members=members)
    assert told(finding) == expected
    assert finding.unsettled == (("members",) if members is None else ())


@pytest.mark.clause("TR-F6")
@pytest.mark.parametrize(
    ("current", "expected"),
    [
        (True, ("met", True, True, None)),
        (False, ("unmet", False, True, None)),
        (None, ("unknown", None, True, None)),
    ],
)
def test_the_availability_is_up_to_date(
    *, current: bool | None, expected: tuple[object, ...]
) -> None:
    """The fact decides as it stands; left out it is unknown."""
    finding = found("availability", availability_current=current)
    assert told(finding) == expected
    assert finding.unsettled == (("availability_current",) if current is None else ())


@pytest.mark.clause("TR-F7", "TR-A5")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("holds", "met"),
    [
        pytest.param([], "met", id="none"),
        pytest.param([date(2020, 6, 3)], "met", id="exactly-90-days-ago"),
        pytest.param([date(2020, 6, 4)], "unmet", id="89-days-ago"),
        pytest.param([date(2020, 9, 1)], "unmet", id="that-very-day"),
        pytest.param([date(2020, 9, 2)], "met", id="still-to-come"),
        pytest.param([date(2020, 6, 4), date(2019, 1, 1)], "unmet", id="one-recent-one-old"),
        pytest.param([date(2020, 6, 3), date(2019, 1, 1)], "met", id="two-old-ones"),
        pytest.param(None, "unknown", id="unknown"),
    ],
)
def test_no_hold_lies_in_the_past_90_days(
    kind: KindName, holds: list[date] | None, met: str
) -> None:
    """A hold or notice bars for 90 days, its own day included."""
    finding = found("no_recent_hold", kind, holds=holds)
    observed = {"met": True, "unmet": False, "unknown": None}[met]
    assert told(finding) == (met, observed, True, None)
    assert finding.unsettled == (("holds",) if holds is None else ())


@pytest.mark.clause("TR-F7", "TR-A5")
@pytest.mark.parametrize("kind", KINDS)
def test_of_several_holds_the_one_that_bars_longest_is_told(kind: KindName) -> None:
    """Of two in the past 90 days the later decides how long; one still to come does not yet."""
    holds = [date(2020, 8, 20), date(2020, 6, 10), date(2020, 9, 2)]
    finding = found("no_recent_hold", kind, holds=holds)
    assert isinstance(finding, DatedFinding)
    assert (finding.happened_on, finding.leaves_on) == (date(2020, 8, 20), date(2020, 11, 18))


@pytest.mark.clause("TR-F7")
@pytest.mark.parametrize(
    ("as_of", "met"),
    [(date(2024, 5, 28), "unmet"), (date(2024, 5, 29), "met")],
    ids=["28-may", "29-may"],
)
def test_a_hold_of_29_february_bars_until_28_may(as_of: date, met: str) -> None:
    """The ninetieth day after the leap day is the first that is free."""
    record = good_record(holds=[date(2024, 2, 29)])
    assert top_rated(record, as_of)["no_recent_hold"].verdict == met


class TestActivity:
    """TR-F8: a proposal, an accepted invitation, or a payment in the past 90 days."""

    @pytest.mark.clause("TR-F8")
    @pytest.mark.parametrize(
        ("last_active_on", "met"),
        [
            pytest.param(date(2020, 6, 3), "unmet", id="exactly-90-days-ago"),
            pytest.param(date(2020, 6, 4), "met", id="89-days-ago"),
            pytest.param(date(2020, 9, 1), "met", id="that-very-day"),
            pytest.param(date(2020, 9, 2), "unknown", id="the-day-after"),
            pytest.param(None, "unmet", id="never"),
            pytest.param(UNKNOWN, "unknown", id="unknown"),
        ],
    )
    def test_the_last_activity_lies_in_90_days(self, last_active_on: object, met: str) -> None:
        """Activity 89 days ago passes, 90 days ago fails; one still to come hides what was."""
        finding = found("recent_activity", last_active_on=last_active_on)
        observed = {"met": True, "unmet": False, "unknown": None}[met]
        assert told(finding) == (met, observed, True, None)
        assert finding.unsettled == (("last_active_on",) if met == "unknown" else ())

    @pytest.mark.clause("TR-F8")
    @pytest.mark.parametrize(
        ("last_active_on", "paid_on"),
        [
            pytest.param(date(2020, 8, 15), [date(2020, 7, 1), date(2020, 6, 4)], id="active"),
            pytest.param(date(2020, 7, 1), [date(2020, 6, 4), date(2020, 8, 15)], id="paid"),
        ],
    )
    def test_the_activity_that_counts_longest_is_told(
        self, last_active_on: date, paid_on: list[date]
    ) -> None:
        """Of several in the past 90 days it is the latest, which stops counting last."""
        contracts = [
            Contract(id=f"{day}", category="legal", payments=[paid("1", day)]) for day in paid_on
        ]
        record = good_record("freelancer", *contracts, last_active_on=last_active_on)
        finding = top_rated(record)["recent_activity"]
        assert isinstance(finding, DatedFinding)
        assert (finding.happened_on, finding.leaves_on) == (date(2020, 8, 15), date(2020, 11, 13))

    def test_a_bar_of_no_days_leaves_nothing_open(self) -> None:
        """Under a hypothetical bar of 0 days, activity on the very day is known and too old."""
        no_days = edition_named("2020-07").hypothetical("no days", {"TR-F8": 0})
        record = good_record("freelancer", last_active_on=AS_OF)
        finding = top_rated(record, edition=no_days)["recent_activity"]
        assert told(finding) == ("unmet", False, True, None)

    @pytest.mark.clause("TR-F8")
    @pytest.mark.parametrize(
        ("payments", "met"),
        [
            pytest.param([("0.01", date(2020, 6, 3))], "unmet", id="exactly-90-days-ago"),
            pytest.param([("0.01", date(2020, 6, 4))], "met", id="89-days-ago"),
            pytest.param([("0.01", date(2020, 9, 1))], "met", id="that-very-day"),
            pytest.param([("0.01", date(2020, 9, 2))], "unmet", id="the-day-after"),
            pytest.param([("0.00", date(2020, 8, 1))], "unmet", id="nothing-paid"),
            pytest.param([("-5.00", date(2020, 8, 1))], "unmet", id="refund-alone"),
            pytest.param(
                [("5.00", date(2020, 8, 1)), ("-9.00", date(2020, 8, 1))],
                "met",
                id="paid-and-refunded",
            ),
        ],
    )
    @pytest.mark.parametrize("last_active_on", [None, date(2020, 6, 3)], ids=["never", "old"])
    def test_a_payment_is_activity_and_a_refund_is_not(
        self, payments: list[tuple[str, date]], met: str, last_active_on: date | None
    ) -> None:
        """A positive payment in the past 90 days passes without any other activity."""
        record = good_record("freelancer", paying(*payments), last_active_on=last_active_on)
        assert top_rated(record)["recent_activity"].verdict == met

    @pytest.mark.clause("TR-F8")
    @pytest.mark.parametrize(
        "last_active_on", [UNKNOWN, date(2020, 9, 2)], ids=["unknown", "later"]
    )
    def test_a_payment_settles_what_is_unknown(self, last_active_on: object) -> None:
        """With a payment in the past 90 days the last proposal need not be known."""
        recent = paying(("0.01", date(2020, 6, 4)))
        record = good_record("freelancer", recent, last_active_on=last_active_on)
        assert top_rated(record)["recent_activity"].verdict is Verdict.MET


@pytest.mark.clause("TR-F9")
@pytest.mark.parametrize(
    ("facts", "lost"),
    [
        pytest.param({"job_success_score": 89}, "job_success_score", id="score-despite-weeks"),
        pytest.param(
            {"job_success_score": 100, "weeks": weeks("----" + "+" * 12)},
            "eligible_weeks",
            id="weeks-despite-score",
        ),
        pytest.param({"first_contract_on": None}, "first_contract", id="first-contract"),
        pytest.param({"profile_percent": 99}, "profile", id="profile"),
        pytest.param({"availability_current": False}, "availability", id="availability"),
        pytest.param({"holds": [AS_OF]}, "no_recent_hold", id="hold"),
        pytest.param({"last_active_on": None}, "recent_activity", id="activity"),
        pytest.param({"circumvention_on": AS_OF}, "no_circumvention", id="circumvention"),
    ],
)
def test_every_criterion_is_needed_at_each_evaluation(facts: dict[str, Any], lost: str) -> None:
    """One criterion that fails loses the badge, however well the others stand."""
    decision = top_rated(good_record(**facts))
    assert decision.verdict is Verdict.UNMET
    assert failing(decision) == {lost}


@pytest.mark.clause("TR-F9")
@pytest.mark.parametrize("kind", KINDS)
def test_all_criteria_are_weighed_together(kind: KindName) -> None:
    """Where everything fails every criterion is told, not only the first."""
    facts: dict[str, Any] = {
        "job_success_score": None,
        "weeks": weeks("-" * 16),
        "first_contract_on": None,
        "profile_percent": 0,
        "availability_current": False,
        "holds": [AS_OF],
        "last_active_on": None,
        "circumvention_on": AS_OF,
    }
    if kind == "agency":
        facts |= {"members": 1, "members_profile_percent": 0}
    decision = top_rated(good_record(kind, contract("0.00"), **facts))
    assert failing(decision) == set(clauses(decision))
    assert len(decision.failing) == 9


@pytest.mark.clause("TR-F9")
def test_what_is_unknown_suspends_unless_something_fails() -> None:
    """Every unknown fact is named as long as it matters, and none once a criterion fails."""
    facts: dict[str, Any] = {"holds": None, "availability_current": None, "weeks": []}
    decision = top_rated(good_record(**facts))
    assert decision.verdict is Verdict.UNKNOWN
    assert set(decision.unsettled) == {"holds", "availability_current", "weeks"}
    decided = top_rated(good_record(profile_percent=99, **facts))
    assert (decided.verdict, decided.unsettled) == (Verdict.UNMET, ())


@pytest.mark.clause("TR-F9")
@pytest.mark.parametrize(
    ("kind", "unsettled"),
    [
        (
            "freelancer",
            {
                "job_success_score", "weeks", "joined_on", "first_contract_on",
                "profile_percent", "availability_current", "holds", "last_active_on",
            },
        ),
        (
            "agency",
            {
                "job_success_score", "weeks", "joined_on", "first_contract_on",
                "profile_percent", "holds", "members", "members_profile_percent",
            },
        ),
    ],
)  # fmt: skip
def test_of_a_reputation_left_empty_everything_is_unknown(
    kind: KindName, unsettled: set[str]
) -> None:
    """Nothing left out is taken for a "no", but for circumvention, which is none."""
    record = TalentRecord(kind=kind, contracts=[contract("40000.00")], reputation=Reputation())
    decision = top_rated(record)
    assert decision.verdict is Verdict.UNKNOWN
    assert set(decision.unsettled) == unsettled
    assert decision["no_circumvention"].verdict is Verdict.MET


class TestCircumvention:
    """TR-X1: payment taken off the platform bars for six months."""

    @pytest.mark.clause("TR-X1")
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("day", "met"),
        [
            pytest.param(None, "met", id="never"),
            pytest.param(date(2020, 2, 29), "met", id="more-than-six-months-ago"),
            pytest.param(date(2020, 3, 1), "met", id="exactly-six-months-ago"),
            pytest.param(date(2020, 3, 2), "unmet", id="a-day-less"),
            pytest.param(date(2020, 9, 1), "unmet", id="that-very-day"),
            pytest.param(date(2020, 9, 2), "met", id="still-to-come"),
        ],
    )
    def test_it_bars_from_its_day_for_six_months(
        self, kind: KindName, day: date | None, met: str
    ) -> None:
        """It bars on its own day and counts again on the same day six months later."""
        decision = top_rated(good_record(kind, circumvention_on=day))
        assert told(decision["no_circumvention"]) == (met, met == "met", True, None)
        assert decision.verdict == met
        assert failing(decision) == (set() if met == "met" else {"no_circumvention"})

    @pytest.mark.clause("TR-X1")
    @pytest.mark.parametrize(
        ("day", "last_barred", "free"),
        [
            pytest.param(date(2023, 8, 31), date(2024, 2, 28), date(2024, 2, 29), id="leap-year"),
            pytest.param(date(2022, 8, 31), date(2023, 2, 27), date(2023, 2, 28), id="other-year"),
            pytest.param(date(2022, 8, 28), date(2023, 2, 27), date(2023, 2, 28), id="28-august"),
            pytest.param(date(2024, 2, 29), date(2024, 8, 28), date(2024, 8, 29), id="leap-day"),
            pytest.param(date(2021, 3, 31), date(2021, 9, 29), date(2021, 9, 30), id="31-march"),
        ],
    )
    def test_a_missing_day_becomes_the_last_of_its_month(
        self, day: date, last_barred: date, free: date
    ) -> None:
        """Six months after 31 August is the last day of February."""
        record = good_record(circumvention_on=day)
        verdicts = [top_rated(record, on)["no_circumvention"].verdict for on in (last_barred, free)]
        assert verdicts == [Verdict.UNMET, Verdict.MET]


@pytest.mark.clause("TR-F2", "TR-A2", "TR-F4", "TR-A7")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("amount", ["1000.00", "10000.00"])
def test_no_reading_touches_top_rated(kind: KindName, amount: str) -> None:
    """Every reading, strict bars and lifetime sums included, gives the same findings."""
    old = Contract(id="old", category="legal", payments=[paid("90000.00", date(2018, 1, 1))])
    record = good_record(kind, contract(amount), old)
    others = Readings(
        money_bar=MoneyBar.MORE_THAN,
        large_contract_sum=LargeContractSum.LIFETIME_IF_ACTIVE,
        feedback=Feedback.POSITIVE,
        exclusive_member=ExclusiveMember.AGENCY_AMOUNTS,
        agency_earnings_window=AgencyEarningsWindow.LIFETIME,
        negative_share_scope=NegativeShareScope.ALL_CONTRACTS,
        enterprise_suite=EnterpriseSuite.ENTERPRISE_ONLY,
    )
    assert top_rated(record, readings=others).findings == top_rated(record).findings


@pytest.mark.clause("TR-F1", "TR-A1")
@pytest.mark.parametrize("kind", KINDS)
def test_top_rated_stands_in_every_edition(kind: KindName) -> None:
    """Its rules are older than 2020: each edition gives the same findings."""
    record = good_record(kind)
    for edition in EDITIONS:
        assert top_rated(record, edition=edition.id).findings == top_rated(record).findings


class TestTopRatedPlus:
    """TRP-F8 and TRP-A4: Top Rated Plus rests on the Top Rated that is computed."""

    @pytest.mark.clause("TRP-F8", "TRP-A4")
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("facts", "met", "unsettled"),
        [
            pytest.param({"job_success_score": 90}, "met", (), id="met"),
            pytest.param({"job_success_score": 89}, "unmet", (), id="unmet"),
            pytest.param(
                {"job_success_score": UNKNOWN, "holds": None},
                "unknown",
                ("job_success_score", "holds"),
                id="unknown",
            ),
            pytest.param({"profile_percent": 99, "holds": None}, "unmet", (), id="unmet-anyway"),
        ],
    )
    def test_it_follows_the_computed_verdict(
        self, kind: KindName, facts: dict[str, Any], met: str, unsettled: tuple[str, ...]
    ) -> None:
        """Everything else in place, it stands, falls and waits with Top Rated."""
        decision = decide(good_record(kind, **facts), Badge.TOP_RATED_PLUS, as_of=AS_OF)
        assert (decision["top_rated"].verdict, decision.verdict) == (met, met)
        assert decision["top_rated"].clause == {"freelancer": "TRP-F8", "agency": "TRP-A4"}[kind]
        assert set(decision["top_rated"].unsettled) == set(unsettled)
        assert set(decision.unsettled) == set(unsettled)

    @pytest.mark.clause("TRP-F8", "TRP-A4", "TR-X1")
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("day", "met"), [(date(2020, 3, 1), "met"), (date(2020, 3, 2), "unmet")]
    )
    def test_it_is_lost_by_circumvention(self, kind: KindName, day: date, met: str) -> None:
        """What bars Top Rated bars Top Rated Plus, for as long."""
        record = good_record(kind, circumvention_on=day)
        decision = decide(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)
        assert decision.verdict == met
        assert failing(decision) == (set() if met == "met" else {"top_rated"})

    @pytest.mark.clause("TRP-F8")
    @pytest.mark.parametrize(
        ("known_through", "met"), [(date(2020, 9, 4), "met"), (date(2020, 12, 1), "unknown")]
    )
    def test_it_looks_ahead_as_top_rated_does(self, known_through: date, met: str) -> None:
        """Weeks ahead of the day known through follow the score here too."""
        record = good_record(last_active_on=date(2020, 11, 1))
        decision = decide(
            record, Badge.TOP_RATED_PLUS, as_of=date(2020, 12, 1), known_through=known_through
        )
        assert decision["top_rated"].verdict == met

"""Comparison: which readings would turn a verdict, and what came between two assessments."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    Badge,
    Certification,
    Comparison,
    Contract,
    ExpertVetting,
    InvalidRecordError,
    NoEditionInForceError,
    Readings,
    TalentRecord,
    Verdict,
    assess,
    compare,
    decide,
    edition_named,
    readings_that_matter,
)
from badgerules.comparison import (
    Cause,
    Change,
    MovedPayment,
    ReadingThatMatters,
    ViewChange,
    matter_in,
)
from badgerules.findings import WeeksFinding
from badgerules.thresholds import Cents, MoneyBar
from builders import (
    AS_OF,
    agency,
    certified,
    freelancer,
    good_record,
    paid,
    plus_holder,
    reputation,
    vetted,
    weeks,
)

if TYPE_CHECKING:
    from badgerules.names import CategoryName, ContractOutcomeName

INSIDE = date(2020, 3, 2)
BEFORE = date(2018, 3, 2)
"""A day inside the twelve months up to the day asked about, and one before them."""

LEGAL: CategoryName = "legal"
"""A category whose large contract is $5,000 for a freelancer and $10,000 for an agency."""


def contract(
    contract_id: str,
    inside: str | None = None,
    outcome: ContractOutcomeName | None = None,
    *,
    before: str | None = None,
) -> Contract:
    """Build a legal contract with a payment inside the window, before it, or both."""
    amounts = [(INSIDE, inside), (BEFORE, before)]
    payments = [paid(amount, day) for day, amount in amounts if amount]
    return Contract(id=contract_id, category=LEGAL, payments=payments, outcome=outcome)


def rated(prefix: str, count: int, outcome: ContractOutcomeName | None) -> list[Contract]:
    """Build that many small contracts inside the window that ended alike."""
    return [contract(f"{prefix}-{number}", "1", outcome) for number in range(count)]


def told(matter: tuple[ReadingThatMatters, ...]) -> list[tuple[str, str, str]]:
    """Return the readings that matter as JSON holds them."""
    return [(one.reading, one.value.value, one.verdict.value) for one in matter]


EXACTLY_ONE = [
    pytest.param(
        freelancer(contract("a", "6000", "positive"), contract("b", "4000", "positive")),
        ("money_bar", "more_than", "unmet"),
        id="earnings_exactly_at_the_bar",
    ),
    pytest.param(
        freelancer(contract("a", "5000", "positive"), contract("b", "6000", "negative")),
        ("money_bar", "more_than", "unmet"),
        id="large_contract_exactly_at_its_bar",
    ),
    pytest.param(
        freelancer(
            contract("a", "4000", "positive", before="1000"),
            contract("b", "4000"),
            contract("c", "4000"),
        ),
        ("large_contract_sum", "lifetime_if_active", "met"),
        id="large_over_its_whole_life",
    ),
    pytest.param(
        freelancer(contract("a", "10000.01")),
        ("feedback", "positive", "unmet"),
        id="large_without_feedback",
    ),
    pytest.param(
        freelancer(contract("a", "10000.01", "neutral")),
        ("feedback", "positive", "unmet"),
        id="large_with_neutral_feedback",
    ),
    pytest.param(
        attrs.evolve(
            freelancer(contract("a", "20000.01", "positive")), exclusive_agency_contractor=True
        ),
        ("exclusive_member", "agency_amounts", "met"),
        id="member_with_the_agency_amounts",
    ),
    pytest.param(
        agency(contract("a", "12000", "positive", before="8000.01")),
        ("agency_earnings_window", "lifetime", "met"),
        id="agency_earned_before",
    ),
    pytest.param(
        agency(contract("a", "30000", "negative"), *rated("open", 9, None)),
        ("negative_share_scope", "all_contracts", "met"),
        id="bad_share_of_rated_and_of_large",
    ),
    pytest.param(
        agency(contract("a", "30000", "positive"), *rated("bad", 1, "negative")),
        ("negative_share_scope", "large_contracts", "met"),
        id="bad_share_of_rated_and_of_all",
    ),
]


@pytest.mark.parametrize(("record", "expected"), EXACTLY_ONE)
def test_the_one_reading_that_would_turn_the_verdict_is_named(
    record: TalentRecord, expected: tuple[str, str, str]
) -> None:
    """Where one reading decides, exactly that one is named, with its value and the verdict."""
    assert told(readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)) == [expected]


NONE_MATTERS = [
    pytest.param(freelancer(contract("a", "10000.01", "positive")), id="met_either_way"),
    pytest.param(freelancer(contract("a", "100", "positive")), id="far_below"),
    pytest.param(freelancer(contract("a", "9999.99", "positive")), id="a_cent_below"),
    pytest.param(freelancer(), id="no_contract"),
    pytest.param(
        freelancer(contract("a", "10000.00"), base_badge="none"), id="unmet_for_another_reason"
    ),
    pytest.param(
        freelancer(contract("a", "10000.01", "positive"), base_badge=None), id="unknown_either_way"
    ),
    pytest.param(
        attrs.evolve(
            freelancer(contract("a", "19999.99", "positive")), exclusive_agency_contractor=True
        ),
        id="member_a_cent_below_the_agency_amounts",
    ),
    pytest.param(agency(contract("a", "20000.01", "positive")), id="agency_met_either_way"),
    pytest.param(
        agency(contract("a", "12000", "positive", before="7999.99")),
        id="agency_a_cent_below_over_its_life",
    ),
    pytest.param(
        agency(contract("a", "30000", "negative"), *rated("open", 8, None)),
        id="agency_with_one_bad_of_nine",
    ),
]


@pytest.mark.parametrize("record", NONE_MATTERS)
def test_no_reading_is_named_where_none_would_turn_the_verdict(record: TalentRecord) -> None:
    """Where every single reading leaves the verdict as it is, the answer is empty."""
    assert readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF) == ()


def test_every_value_of_a_reading_is_tried_by_itself() -> None:
    """Two other values of one reading that both turn the verdict are both named."""
    record = agency(
        contract("a", "30000", "positive"),
        *rated("bad", 1, "negative"),
        *rated("open", 8, None),
    )
    assert told(readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)) == [
        ("negative_share_scope", "all_contracts", "met"),
        ("negative_share_scope", "large_contracts", "met"),
    ]


def test_readings_that_matter_stand_in_the_order_of_the_readings() -> None:
    """Several readings that each turn the verdict are told in their fixed order."""
    record = freelancer(contract("a", "10000.00"))
    assert told(readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)) == [
        ("money_bar", "more_than", "unmet"),
        ("feedback", "positive", "unmet"),
    ]


def test_two_readings_that_only_turn_it_together_do_not_matter() -> None:
    """Readings are switched alone: what only two of them together would turn is not named."""
    member = attrs.evolve(
        freelancer(
            contract("a", "9000", "positive", before="1000"),
            contract("b", "6000"),
            contract("c", "6000"),
        ),
        exclusive_agency_contractor=True,
    )
    assert readings_that_matter(member, "top_rated_plus", as_of=AS_OF) == ()
    first = Readings(exclusive_member="agency_amounts")
    matter = readings_that_matter(member, "top_rated_plus", as_of=AS_OF, readings=first)
    assert told(matter) == [("large_contract_sum", "lifetime_if_active", "met")]


def test_the_readings_given_are_where_to_start_from() -> None:
    """From another reading it is the default that may turn the verdict back."""
    record = freelancer(contract("a", "10000.00", "positive"))
    strict = Readings(money_bar="more_than")
    matter = readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF, readings=strict)
    assert told(matter) == [("money_bar", "at_least", "met")]


def test_a_turn_to_unknown_is_no_reading_that_matters() -> None:
    """Where a reading lifts what failed and a missing fact is left, the record decides, not it.

    With the missing fact the same reading turns the verdict.
    """
    record = agency(contract("a", "12000", "positive", before="8000.01"), base_badge=None)
    lifetime = Readings(agency_earnings_window="lifetime")
    verdict = decide(record, Badge.TOP_RATED_PLUS, as_of=AS_OF, readings=lifetime).verdict
    assert verdict is Verdict.UNKNOWN
    assert readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF) == ()
    known = record.with_base_badge("top_rated")
    matter = readings_that_matter(known, Badge.TOP_RATED_PLUS, as_of=AS_OF)
    assert told(matter) == [("agency_earnings_window", "lifetime", "met")]


def test_a_reading_may_turn_unknown_into_no() -> None:
    """A verdict suspended by a missing fact may be decided by a stricter reading."""
    record = freelancer(contract("a", "10000.00", "positive"), base_badge=None)
    matter = readings_that_matter(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)
    assert told(matter) == [("money_bar", "more_than", "unmet")]


@pytest.mark.parametrize(
    "badge",
    [
        Badge.RISING_TALENT,
        Badge.TOP_RATED,
        Badge.EXPERT_VETTED,
        Badge.DIVERSITY_CERTIFIED,
    ],
)
def test_only_top_rated_plus_depends_on_readings(badge: Badge) -> None:
    """No reading turns the other four badges, the Enterprise Suite only says who sees one."""
    record = attrs.evolve(
        freelancer(contract("a", "10000.00")),
        country="US",
        expert_vetting=ExpertVetting(
            category="design_creative", invited_on=BEFORE, passed_on=INSIDE
        ),
        certifications=[
            Certification(
                status="approved",
                business_name="Quartz LLC",
                category="woman_owned",
                provider="WBENC",
                type="WBE",
                number="SN-1",
                expires_on=date(2022, 1, 31),
            )
        ],
    )
    assert readings_that_matter(record, badge, as_of=date(2021, 3, 1)) == ()


def test_the_edition_given_is_the_one_asked() -> None:
    """Under another edition with a lower bar the same reading no longer matters."""
    record = freelancer(contract("a", "10000.00", "positive"))
    lower = attrs.evolve(edition_named("2020-07"), id="lower", freelancer_earnings=Cents(9_000_00))
    assert readings_that_matter(record, "top_rated_plus", as_of=AS_OF, edition=lower) == ()
    named = readings_that_matter(record, "top_rated_plus", as_of=AS_OF, edition="2024-01")
    assert told(named) == [("money_bar", "more_than", "unmet")]


def test_the_day_asked_about_moves_the_window() -> None:
    """A year after the payment it has left the window, and no reading matters any more."""
    record = freelancer(contract("a", "10000.00", "positive"))
    day_before, day = date(2021, 3, 1), date(2021, 3, 2)
    last = readings_that_matter(record, "top_rated_plus", as_of=day_before)
    assert told(last) == [("money_bar", "more_than", "unmet")]
    assert readings_that_matter(record, "top_rated_plus", as_of=day) == ()


def test_what_matters_to_a_decision_is_asked_under_its_own_papers() -> None:
    """Its readings are where to start from; its edition and its last day known are kept.

    Exactly $10,000 are too little if they must be passed, and $9,000 less than enough. Five weeks
    after the last one recorded, Top Rated is held if weeks to come are as good as the score.
    """
    strict = Readings(money_bar="more_than")
    lower = attrs.evolve(edition_named("2020-07"), id="lower", freelancer_earnings=Cents(9_000_00))
    record = freelancer(contract("a", "10000.00", "positive"))
    computed = good_record("freelancer", contract("a", "10000.00", "positive"))
    later = date(2020, 10, 6)
    back: list[Any] = [("money_bar", "at_least", "met")]
    for assessment, expected in (
        (assess(record, as_of=AS_OF), [("money_bar", "more_than", "unmet")]),
        (assess(record, as_of=AS_OF, readings=strict), back),
        (assess(record, as_of=AS_OF, edition=lower), []),
        (assess(computed, as_of=later, known_through=AS_OF, readings=strict), back),
    ):
        assert told(matter_in(assessment, Badge.TOP_RATED_PLUS)) == expected


def test_a_question_that_cannot_be_asked_is_refused() -> None:
    """What `decide` refuses is refused here too."""
    record = freelancer()
    with pytest.raises(NoEditionInForceError, match="2020-07-07"):
        readings_that_matter(record, "top_rated_plus", as_of=date(2020, 7, 6))
    with pytest.raises(InvalidRecordError, match="known_through"):
        readings_that_matter(record, "top_rated_plus", as_of=AS_OF, known_through=date(2020, 9, 2))
    with pytest.raises(InvalidRecordError, match="as_of"):
        readings_that_matter(
            record, "top_rated_plus", as_of=datetime.fromisoformat("2020-09-01T12:00:00")
        )
    gold: Any = "gold"
    with pytest.raises(ValueError, match="gold"):
        readings_that_matter(record, gold, as_of=AS_OF)


def test_a_reading_that_matters_is_a_frozen_value() -> None:
    """What matters is told as a value that compares by what it says."""
    matter = ReadingThatMatters(
        reading="money_bar", value=MoneyBar.MORE_THAN, verdict=Verdict.UNMET
    )
    record = freelancer(contract("a", "10000.00", "positive"))
    assert readings_that_matter(record, "top_rated_plus", as_of=AS_OF) == (matter,)
    assert len({matter, attrs.evolve(matter)}) == 1
    misuse: Any = matter
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        misuse.reading = "feedback"


def between(
    record: TalentRecord,
    first: date = AS_OF,
    last: date = AS_OF,
    *,
    later: TalentRecord | None = None,
    **question: Any,
) -> Comparison:
    """Compare a record on one day with it, or with a later one, on another; asked as given."""
    after = record if later is None else later
    return compare(assess(record, as_of=first), assess(after, as_of=last, **question))


def causes(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Return badge, criterion and cause of every change."""
    return [(one.badge.value, one.criterion, one.cause.value) for one in comparison.changes]


def steps(comparison: Comparison, badge: str, criterion: str) -> list[tuple[str, Any, Any]]:
    """Return cause, observed before and observed after of the changes of one finding."""
    return [
        (
            one.cause.value,
            None if one.before is None else one.before.observed,
            None if one.after is None else one.after.observed,
        )
        for one in comparison.changes
        if (one.badge.value, one.criterion) == (badge, criterion)
    ]


def gone(comparison: Comparison, criterion: str) -> list[tuple[str, str, str]]:
    """Return contract, day and amount of each payment whose leaving changed a criterion."""
    return [
        (out.contract_id, out.payment.paid_on.isoformat(), str(out.payment.amount))
        for change in comparison.changes
        if change.criterion == criterion
        for out in change.rolled_out
    ]


def seen(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Return viewer, cause, and what was seen before and after, of every change of a view."""
    return [
        (one.viewer, one.cause.value, " ".join(one.before), " ".join(one.after))
        for one in comparison.views
    ]


def paid_on(contract_id: str, *payments: tuple[str, str], **facts: Any) -> Contract:
    """Build a legal contract with the payments given, each as amount and day."""
    return Contract(
        id=contract_id,
        category=LEGAL,
        payments=[paid(amount, date.fromisoformat(day)) for amount, day in payments],
        **facts,
    )


def turns(comparison: Comparison, badge: str, criterion: str) -> list[tuple[str, str]]:
    """Return the verdicts before and after each change of one finding."""
    return [
        (one.before.verdict.value, one.after.verdict.value)
        for one in comparison.changes
        if (one.badge.value, one.criterion) == (badge, criterion)
        and one.before is not None
        and one.after is not None
    ]


PLUS = "top_rated_plus"
INSIDE_2021 = date(2021, 3, 2)
"""The day after the payment of the usual holder has left the window."""

SEPTEMBER = date(2020, 9, 15)
"""A day two weeks later; its window begins on 16 Sep 2019."""


class TestNothingBetween:
    """Where both answers are alike a comparison is empty, whatever happened in between."""

    @pytest.mark.parametrize(
        "record",
        [
            pytest.param(plus_holder(), id="recorded"),
            pytest.param(good_record(), id="computed"),
            pytest.param(agency(*rated("good", 3, "positive")), id="agency"),
        ],
    )
    def test_an_assessment_differs_in_nothing_from_itself(self, record: TalentRecord) -> None:
        """Between an assessment and itself nothing changed."""
        comparison = between(record)
        assert (comparison.changes, comparison.views) == ((), ())
        assert comparison.is_empty

    def test_a_comparison_keeps_both_assessments(self) -> None:
        """Both assessments can be read from what was compared."""
        before, after = (assess(plus_holder(), as_of=day) for day in (AS_OF, SEPTEMBER))
        comparison = compare(before, after)
        assert comparison.before is before
        assert comparison.after is after

    def test_days_on_which_nothing_leaves_change_nothing(self) -> None:
        """Two weeks in which no payment leaves the window leave a recorded talent as it was."""
        assert between(plus_holder(), AS_OF, SEPTEMBER).is_empty

    def test_causes_that_cancel_change_nothing(self) -> None:
        """What left the window and was paid again for the same amount makes no change."""
        record = freelancer(paid_on("a", ("6000", "2019-09-10"), ("5000", "2020-03-02")))
        later = record.with_payment("a", "6000", on=date(2020, 9, 12))
        assert between(record, AS_OF, SEPTEMBER, later=later).is_empty
        assert not between(record, AS_OF, SEPTEMBER).is_empty

    def test_only_what_viewers_see_may_change(self) -> None:
        """A comparison without a changed finding is not empty while a view changed."""
        comparison = between(plus_holder(), date(2020, 8, 31), AS_OF)
        assert comparison.changes == ()
        assert len(comparison.views) == 1
        assert not comparison.is_empty

    def test_a_comparison_has_no_truth_value(self) -> None:
        """A comparison is neither true nor false; the error names what to ask."""
        misuse: Any = between(plus_holder())
        with pytest.raises(TypeError, match=r"comparison\.is_empty"):
            bool(misuse)

    def test_a_comparison_is_a_frozen_value(self) -> None:
        """Comparisons of the same two assessments are equal, and nobody can change one."""
        ends = [assess(plus_holder(), as_of=day) for day in (AS_OF, date(2021, 9, 1))]
        one: Any = compare(*ends)
        assert len({one, compare(*ends)}) == 1
        assert one.changes
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.changes = ()


class TestReadingChanged:
    """A finding that another reading changed names the reading as its cause."""

    def test_the_money_bar_moves_both_findings_on_money(self) -> None:
        """A cent more is asked of earnings and of the large contract, and the badge is lost."""
        comparison = between(
            freelancer(contract("a", "10000.00", "positive")),
            readings=Readings(money_bar="more_than"),
        )
        assert causes(comparison) == [
            (PLUS, "earnings", "reading_changed"),
            (PLUS, "large_contract", "reading_changed"),
        ]
        assert turns(comparison, PLUS, "earnings") == [("met", "unmet")]
        assert turns(comparison, PLUS, "large_contract") == [("met", "met")]
        earnings = comparison.changes[0]
        assert earnings.before is not None
        assert earnings.after is not None
        assert earnings.before.required == Decimal("10000.00")
        assert earnings.after.required == Decimal("10000.01")
        assert seen(comparison) == [
            (viewer, "reading_changed", "top_rated_plus", "top_rated")
            for viewer in ("owner", "plus_selected", "business", "enterprise")
        ]

    def test_a_reading_may_change_a_view_alone(self) -> None:
        """Who belongs to the Enterprise Suite changes no finding, only who sees the badge."""
        comparison = between(
            freelancer(country="US", certifications=[certified()]),
            date(2021, 3, 20),
            date(2021, 3, 20),
            readings=Readings(enterprise_suite="enterprise_only"),
        )
        assert comparison.changes == ()
        assert seen(comparison) == [
            ("business", "reading_changed", "top_rated diversity_certified", "top_rated")
        ]

    def test_a_finding_that_no_longer_applies_is_none(self) -> None:
        """Read with the agency amounts, nothing is asked of a member's independence any more."""
        member = freelancer(contract("a", "20000.00"), exclusive_agency_contractor=True)
        comparison = between(member, readings=Readings(exclusive_member="agency_amounts"))
        assert steps(comparison, PLUS, "independent") == [("reading_changed", False, None)]
        (independent,) = (one for one in comparison.changes if one.criterion == "independent")
        assert independent.after is None
        assert independent.clause == "TRP-F7"


class TestEditionChanged:
    """A finding that another edition changed names the edition as its cause."""

    @pytest.mark.clause("DIV-0", "DIV-4", "VIS-3")
    def test_october_2020_brings_the_diversity_badge_and_the_view_of_plus(self) -> None:
        """From 1 Oct 2020 a certification is weighed, and every Plus client sees Top Rated Plus."""
        own = certified(status="submitted", submitted_on=AS_OF, decided_on=None)
        holder = plus_holder(country="US", certifications=[own])
        comparison = between(holder, date(2020, 9, 30), date(2020, 10, 1))
        badge = "diversity_certified"
        assert causes(comparison) == [
            (badge, "certification", "edition_changed"),
            (badge, "country", "edition_changed"),
            (badge, "details", "edition_changed"),
            (badge, "submitted", "edition_changed"),
            (badge, "unexpired", "edition_changed"),
            (badge, "unexpired", "time_passed"),
        ]
        assert turns(comparison, badge, "certification") == [("unmet", "met")]
        assert steps(comparison, badge, "country") == [("edition_changed", None, True)]
        assert steps(comparison, badge, "unexpired") == [
            ("edition_changed", None, 548),
            ("time_passed", 548, 547),
        ]
        assert [change.clause for change in comparison.changes] == [
            "DIV-0",
            "DIV-2",
            "DIV-3",
            "DIV-4",
            "DIV-11",
            "DIV-11",
        ]
        both = "top_rated_plus diversity_certified"
        assert seen(comparison) == [
            ("plus", "edition_changed", "top_rated", "top_rated_plus"),
            ("business", "edition_changed", "top_rated_plus", both),
            ("enterprise", "edition_changed", "top_rated_plus", both),
        ]

    @pytest.mark.clause("EV-2")
    def test_an_edition_by_name_opens_a_category_on_the_same_day(self) -> None:
        """Asked under the edition of 2022 a writer's category is open, and the badge is seen."""
        writer = freelancer(expert_vetting=vetted(category="writing"))
        comparison = between(writer, edition="2022-01")
        assert ("expert_vetted", "focus_category", "edition_changed") in causes(comparison)
        assert turns(comparison, "expert_vetted", "focus_category") == [("unmet", "met")]
        assert seen(comparison) == [
            (viewer, "edition_changed", "top_rated", "expert_vetted")
            for viewer in ("owner", "business", "enterprise")
        ]

    def test_other_numbers_are_another_edition(self) -> None:
        """Under a hypothetical edition the bar differs, and the edition is the cause."""
        lower = edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"})
        comparison = between(freelancer(contract("a", "8000")), edition=lower)
        assert causes(comparison) == [(PLUS, "earnings", "edition_changed")]
        assert turns(comparison, PLUS, "earnings") == [("unmet", "met")]


ROLLING = freelancer(
    paid_on("a", ("3000", "2020-03-02"), ("6000", "2019-09-10")),
    paid_on("b", ("2500", "2019-09-20"), ("-400", "2019-09-12"), ("400", "2019-09-11")),
)
"""In the window of 1 Sep 2020 with $9,000 and $2,500; all but the first leave in September."""


class TestRolledOut:
    """Payments that left the window are named, exactly those and only where they counted."""

    @pytest.mark.clause("WIN-1", "WIN-2")
    def test_a_payment_leaves_on_the_same_day_a_year_later(self) -> None:
        """A payment of 10 Sep 2019 counts through 9 Sep 2020 and changes the answer on the 10th."""
        record = freelancer(paid_on("a", ("9000", "2020-03-02"), ("2000", "2019-09-10")))
        assert between(record, AS_OF, date(2020, 9, 9)).is_empty
        comparison = between(record, date(2020, 9, 9), date(2020, 9, 10))
        assert causes(comparison) == [
            (PLUS, "earnings", "rolled_out"),
            (PLUS, "large_contract", "rolled_out"),
        ]
        expected = [("a", "2019-09-10", "2000.00")]
        assert gone(comparison, "earnings") == gone(comparison, "large_contract") == expected

    @pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-F4")
    def test_each_finding_names_the_payments_it_rests_on(self) -> None:
        """Earnings name every payment that left, the large contract those of contracts it moved."""
        comparison = between(ROLLING, AS_OF, SEPTEMBER)
        assert steps(comparison, PLUS, "earnings") == [
            ("rolled_out", Decimal("11500.00"), Decimal("5500.00"))
        ]
        assert gone(comparison, "earnings") == [
            ("a", "2019-09-10", "6000.00"),
            ("b", "2019-09-11", "400.00"),
            ("b", "2019-09-12", "-400.00"),
        ]
        assert steps(comparison, PLUS, "large_contract") == [
            ("rolled_out", Decimal("9000.00"), Decimal("3000.00"))
        ]
        assert gone(comparison, "large_contract") == [("a", "2019-09-10", "6000.00")]

    def test_a_payment_of_the_first_day_was_known(self) -> None:
        """What was paid on the day first asked about counts in both answers, and is no news."""
        record = freelancer(paid_on("a", ("600", "2019-09-10"), ("20", "2020-09-01")))
        comparison = between(record, AS_OF, SEPTEMBER)
        assert steps(comparison, PLUS, "earnings") == [
            ("rolled_out", Decimal("620.00"), Decimal("20.00"))
        ]

    def test_a_contract_beside_the_nearest_is_named_too(self) -> None:
        """Where the amounts of several contracts moved, the payments of each are named by day."""
        comparison = between(ROLLING, AS_OF, date(2020, 9, 25))
        expected = [
            ("a", "2019-09-10", "6000.00"),
            ("b", "2019-09-11", "400.00"),
            ("b", "2019-09-12", "-400.00"),
            ("b", "2019-09-20", "2500.00"),
        ]
        assert gone(comparison, "earnings") == gone(comparison, "large_contract") == expected

    def test_what_left_counts_no_longer_for_what_viewers_see(self) -> None:
        """Who loses the badge with its payments is seen with Top Rated for the same cause."""
        comparison = between(plus_holder(), date(2021, 2, 28), date(2021, 3, 1))
        assert seen(comparison) == [
            (viewer, "rolled_out", "top_rated_plus", "top_rated")
            for viewer in ("owner", "plus", "plus_selected", "business", "enterprise")
        ]

    def test_what_another_badge_lost_by_time_is_no_cause_of_a_view(self) -> None:
        """On the day a certification is over, whoever saw the other badge alone is told why."""
        certification = certified(decided_on=date(2021, 2, 20), expires_on=date(2021, 2, 28))
        record = plus_holder(country="US", certifications=[certification])
        comparison = between(record, date(2021, 2, 28), date(2021, 3, 1))
        both = "top_rated_plus diversity_certified"
        assert seen(comparison) == [
            ("owner", "rolled_out", "top_rated_plus", "top_rated"),
            ("plus", "rolled_out", "top_rated_plus", "top_rated"),
            ("plus_selected", "rolled_out", "top_rated_plus", "top_rated"),
            ("business", "time_passed", both, "top_rated"),
            ("enterprise", "time_passed", both, "top_rated"),
        ]

    @pytest.mark.clause("TRP-A1")
    def test_lifetime_earnings_lose_nothing(self) -> None:
        """Read over its lifetime an agency's earnings stay, while its large contract shrinks."""
        record = agency(paid_on("a", ("25000", "2019-09-10")))
        lifetime = Readings(agency_earnings_window="lifetime")
        before = assess(record, as_of=AS_OF, readings=lifetime)
        comparison = compare(before, assess(record, as_of=SEPTEMBER, readings=lifetime))
        assert causes(comparison) == [(PLUS, "large_contract", "rolled_out")]
        assert steps(between(record, AS_OF, SEPTEMBER), PLUS, "earnings") == [
            ("rolled_out", Decimal("25000.00"), Decimal("0.00"))
        ]

    @pytest.mark.clause("TRP-F3")
    def test_over_a_lifetime_a_contract_keeps_what_left_the_window(self) -> None:
        """While it is paid inside the window, a whole contract counts as before."""
        record = freelancer(paid_on("a", ("100", "2019-09-10"), ("5000", "2020-03-02")))
        whole = Readings(large_contract_sum="lifetime_if_active")
        before = assess(record, as_of=AS_OF, readings=whole)
        comparison = compare(before, assess(record, as_of=SEPTEMBER, readings=whole))
        assert causes(comparison) == [(PLUS, "earnings", "rolled_out")]

    @pytest.mark.clause("TRP-F3", "WIN-5")
    def test_over_a_lifetime_a_contract_comes_to_rest(self) -> None:
        """Once its last payment leaves, nothing of it counts, and only that payment is named."""
        record = freelancer(paid_on("a", ("5000", "2018-03-02"), ("1", "2019-09-10")))
        whole = Readings(large_contract_sum="lifetime_if_active")
        before = assess(record, as_of=AS_OF, readings=whole)
        comparison = compare(before, assess(record, as_of=SEPTEMBER, readings=whole))
        assert steps(comparison, PLUS, "large_contract") == [
            ("rolled_out", Decimal("5001.00"), Decimal("0.00"))
        ]
        assert gone(comparison, "large_contract") == [("a", "2019-09-10", "1.00")]

    @pytest.mark.clause("TRP-A3")
    def test_a_contract_that_left_counts_no_longer_in_the_share(self) -> None:
        """An agency's bad ending leaves its share together with the payment on the contract."""
        record = agency(paid_on("bad", ("10", "2019-09-10"), outcome="negative"))
        comparison = between(record, AS_OF, SEPTEMBER)
        assert steps(comparison, PLUS, "negative_share") == [("rolled_out", 1, 0)]
        assert turns(comparison, PLUS, "negative_share") == [("unmet", "met")]
        assert gone(comparison, "negative_share") == [("bad", "2019-09-10", "10.00")]

    @pytest.mark.clause("TR-F2")
    def test_computed_earnings_name_them_too(self) -> None:
        """The earnings of a computed Top Rated fall by the payment that left."""
        record = TalentRecord(
            kind="freelancer",
            contracts=[paid_on("a", ("900", "2020-03-02"), ("100", "2019-09-03"))],
            reputation=reputation(),
        )
        comparison = between(record, AS_OF, date(2020, 9, 3))
        top_rated = [one for one in comparison.changes if one.badge is Badge.TOP_RATED]
        assert [(one.criterion, one.cause) for one in top_rated] == [
            ("earnings", Cause.ROLLED_OUT),
            ("first_contract", Cause.TIME_PASSED),
        ]
        payment = paid("100", date(2019, 9, 3))
        assert top_rated[0].rolled_out == (MovedPayment(contract_id="a", payment=payment),)
        assert top_rated[1].rolled_out == ()


class TestTimePassed:
    """What time brings by itself, without a payment leaving, has time as its cause."""

    @pytest.mark.clause("VIS-4")
    def test_the_owner_sees_the_new_badge_from_september_2020(self) -> None:
        """From 1 Sep 2020 the talent sees its new badge, and nothing else changed."""
        assert seen(between(plus_holder(), date(2020, 8, 31), AS_OF)) == [
            ("owner", "time_passed", "top_rated", "top_rated_plus")
        ]

    @pytest.mark.clause("DIV-11")
    def test_a_certification_expires_the_day_after_its_last(self) -> None:
        """The day after its last day nobody sees the diversity badge any more."""
        record = freelancer(country="US", certifications=[certified(expires_on=date(2021, 3, 20))])
        comparison = between(record, date(2021, 3, 20), date(2021, 3, 21))
        assert causes(comparison) == [("diversity_certified", "unexpired", "time_passed")]
        assert steps(comparison, "diversity_certified", "unexpired") == [("time_passed", 1, 0)]
        assert seen(comparison) == [
            (viewer, "time_passed", "top_rated diversity_certified", "top_rated")
            for viewer in ("business", "enterprise")
        ]

    @pytest.mark.clause("TR-F7", "TRP-F8")
    def test_a_hold_stops_counting(self) -> None:
        """A hold of 6 June leaves on 4 September, and with it three badges can be told anew."""
        record = good_record(holds=[date(2020, 6, 6)])
        comparison = between(record, date(2020, 9, 3), date(2020, 9, 4))
        assert causes(comparison) == [
            ("rising_talent", "no_recent_hold", "time_passed"),
            ("top_rated", "first_contract", "time_passed"),
            ("top_rated", "no_recent_hold", "time_passed"),
            (PLUS, "top_rated", "time_passed"),
        ]
        assert turns(comparison, PLUS, "top_rated") == [("unmet", "met")]
        assert {change.rolled_out for change in comparison.changes} == {()}
        assert seen(comparison)[1] == ("basic", "time_passed", "", "top_rated")

    @pytest.mark.clause("TR-F3")
    def test_a_first_contract_grows_old_enough(self) -> None:
        """A contract of 3 June 2020 began 90 days ago on 1 September, and more on the day after."""
        record = good_record(first_contract_on=date(2020, 6, 3))
        comparison = between(record, AS_OF, date(2020, 9, 2))
        assert steps(comparison, "top_rated", "first_contract") == [("time_passed", 90, 91)]
        assert turns(comparison, "top_rated", "first_contract") == [("unmet", "met")]

    @pytest.mark.clause("TR-F4")
    def test_a_saturday_moves_the_weeks(self) -> None:
        """With the Saturday of 5 September a good week is lost, and one not recorded is gained."""
        record = good_record(weeks=weeks("+" * 13 + "---"))
        assert steps(between(record, AS_OF, date(2020, 9, 4)), "top_rated", "eligible_weeks") == []
        comparison = between(record, AS_OF, date(2020, 9, 5))
        assert turns(comparison, "top_rated", "eligible_weeks") == [("met", "unknown")]
        (change,) = (one for one in comparison.changes if one.criterion == "eligible_weeks")
        assert change.cause is Cause.TIME_PASSED
        before, after = change.before, change.after
        assert isinstance(before, WeeksFinding)
        assert isinstance(after, WeeksFinding)
        assert (before.observed, before.highest) == (13, 13)
        assert (after.observed, after.highest) == (12, 13)

    def test_other_weeks_are_a_change_also_where_the_count_is_the_same(self) -> None:
        """Sixteen good weeks followed by another are other weeks, as an answer shows each."""
        record = good_record(weeks=weeks("+" * 17, date(2020, 9, 5)))
        comparison = between(record, AS_OF, date(2020, 9, 5))
        assert steps(comparison, "top_rated", "eligible_weeks") == [("time_passed", 16, 16)]

    def test_looking_ahead_is_time_that_passes(self) -> None:
        """An answer of today and one for a day ahead, known through today, differ by time alone."""
        record = good_record(weeks=weeks("+" * 13 + "---"), job_success_score=89)
        ahead = assess(record, as_of=date(2020, 9, 5), known_through=AS_OF)
        comparison = compare(assess(record, as_of=AS_OF), ahead)
        assert steps(comparison, "top_rated", "eligible_weeks") == [("time_passed", 13, 12)]
        assert turns(comparison, "top_rated", "eligible_weeks") == [("met", "unmet")]
        assert {cause for _, _, cause in causes(comparison)} == {"time_passed"}

    def test_an_outcome_of_its_own_day_leaves_the_window(self) -> None:
        """The bad ending of an unpaid contract leaves the share with its day, and no payment."""
        bad = Contract(id="bad", category=LEGAL, outcome="negative", outcome_on=date(2019, 9, 10))
        comparison = between(agency(bad), AS_OF, SEPTEMBER)
        assert causes(comparison) == [(PLUS, "negative_share", "time_passed")]
        assert comparison.changes[0].rolled_out == ()

    def test_what_was_assumed_is_known_later(self) -> None:
        """A week assumed by its score turns unknown, then is as it was recorded."""
        record = good_record(weeks=weeks("+" * 13 + "---"))
        saturday = date(2020, 9, 5)
        later = good_record(weeks=weeks("+" * 13 + "----", saturday))
        before = assess(record, as_of=saturday, known_through=AS_OF)
        comparison = compare(before, assess(later, as_of=saturday))
        assert steps(comparison, "top_rated", "eligible_weeks") == [
            ("time_passed", 13, 12),
            ("new_facts", 12, 12),
        ]
        assert turns(comparison, "top_rated", "eligible_weeks") == [
            ("met", "unknown"),
            ("unknown", "unmet"),
        ]


class TestTopRatedOfTopRatedPlus:
    """The computed Top Rated that Top Rated Plus asks for turns by what turned its own findings."""

    EARNED = paid_on("a", ("1000", "2019-09-03"))

    def test_it_is_lost_with_the_earnings_that_rolled_out(self) -> None:
        """Where nothing but the earnings turned, it names the payments that left."""
        record = TalentRecord(kind="freelancer", contracts=[self.EARNED], reputation=reputation())
        comparison = between(record, AS_OF, date(2020, 9, 3))
        assert steps(comparison, PLUS, "top_rated") == [("rolled_out", True, False)]
        assert gone(comparison, "top_rated") == [("a", "2019-09-03", "1000.00")]

    def test_what_viewers_see_is_lost_by_what_turned(self) -> None:
        """The days since the first contract grow as well, but they cost nobody the badge."""
        record = TalentRecord(kind="freelancer", contracts=[self.EARNED], reputation=reputation())
        comparison = between(record, AS_OF, date(2020, 9, 3))
        assert ("top_rated", "first_contract", "time_passed") in causes(comparison)
        assert {view[1:] for view in seen(comparison)} == {("rolled_out", "top_rated", "")}

    def test_it_is_suspended_by_weeks_as_time_passed(self) -> None:
        """Where the weeks turned, no payment is named."""
        record = good_record(weeks=weeks("+" * 13 + "---"))
        comparison = between(record, AS_OF, date(2020, 9, 5))
        assert steps(comparison, PLUS, "top_rated") == [("time_passed", True, None)]
        assert gone(comparison, "top_rated") == []

    def test_earnings_that_are_not_alone_are_time(self) -> None:
        """Where more than the earnings turned, time is the cause and no payment is named."""
        record = TalentRecord(
            kind="freelancer",
            contracts=[self.EARNED],
            reputation=reputation(last_active_on=date(2020, 6, 5)),
        )
        comparison = between(record, AS_OF, date(2020, 9, 3))
        assert steps(comparison, "top_rated", "recent_activity") == [("time_passed", True, False)]
        assert steps(comparison, "top_rated", "earnings") == [
            ("rolled_out", Decimal("1000.00"), Decimal("0.00"))
        ]
        assert steps(comparison, PLUS, "top_rated") == [("time_passed", True, False)]
        assert gone(comparison, "top_rated") == []
        assert {view[1:] for view in seen(comparison)} == {("time_passed", "top_rated", "")}


class TestNewFacts:
    """Facts recorded since, and those recorded ahead that are now due, are new facts."""

    RECORD = freelancer(contract("a", "4000"))

    @pytest.mark.parametrize(
        ("later", "earned", "large"),
        [
            pytest.param(
                RECORD.with_payment("a", "1000", on=INSIDE), "5000.00", "5000.00", id="payment"
            ),
            pytest.param(
                RECORD.with_contract(contract("b", "4500")), "8500.00", "4500.00", id="contract"
            ),
            pytest.param(freelancer(), "0.00", "0.00", id="contract_removed"),
            pytest.param(
                RECORD.with_contract(contract("b", "4500", "negative")),
                "8500.00",
                "4000.00",
                id="contract_with_an_outcome",
            ),
        ],
    )
    def test_money_recorded_since_is_a_new_fact(
        self, later: TalentRecord, earned: str, large: str
    ) -> None:
        """A payment or contract more, or fewer, changes both findings on money."""
        comparison = between(self.RECORD, later=later)
        assert causes(comparison) == [
            (PLUS, "earnings", "new_facts"),
            (PLUS, "large_contract", "new_facts"),
        ]
        before = Decimal("4000.00")
        assert steps(comparison, PLUS, "earnings") == [("new_facts", before, Decimal(earned))]
        after = comparison.changes[1].after
        assert after is not None
        assert after.observed == Decimal(large)

    def test_a_payment_recorded_ahead_is_new_once_it_is_due(self) -> None:
        """A payment of 10 September that was recorded before counts from then, as a new fact."""
        record = freelancer(contract("a", "4000").with_payment("1000", on=date(2020, 9, 10)))
        assert between(record, AS_OF, date(2020, 9, 9)).is_empty
        comparison = between(record, AS_OF, date(2020, 9, 10))
        assert causes(comparison) == [
            (PLUS, "earnings", "new_facts"),
            (PLUS, "large_contract", "new_facts"),
        ]

    def test_what_was_looked_ahead_to_is_no_news(self) -> None:
        """A payment that counted when the first answer was asked ahead is not new in the second."""
        record = freelancer(contract("a", "4000").with_payment("1000", on=date(2020, 9, 10)))
        before = assess(record, as_of=SEPTEMBER, known_through=AS_OF)
        later = record.with_payment("a", "500", on=date(2020, 9, 12))
        assert steps(compare(before, assess(later, as_of=SEPTEMBER)), PLUS, "earnings") == [
            ("new_facts", Decimal("5000.00"), Decimal("5500.00"))
        ]

    @pytest.mark.clause("TR-F8")
    def test_a_later_activity_is_a_new_fact_also_where_nothing_turns(self) -> None:
        """Active once more, a talent is so for longer, as the finding tells."""
        record, later = (
            good_record(last_active_on=day) for day in (date(2020, 8, 15), date(2020, 8, 25))
        )
        assert causes(between(record, later=later)) == [
            ("rising_talent", "recent_activity", "new_facts"),
            ("top_rated", "recent_activity", "new_facts"),
        ]

    def test_a_base_badge_is_a_new_fact(self) -> None:
        """A base badge recorded since settles three badges and what every client sees."""
        record = freelancer(contract("a", "10000"), base_badge=None)
        comparison = between(record, later=record.with_base_badge("top_rated"))
        assert causes(comparison) == [
            ("rising_talent", "recorded_badge", "new_facts"),
            ("top_rated", "recorded_badge", "new_facts"),
            (PLUS, "top_rated", "new_facts"),
        ]
        assert seen(comparison) == [
            ("owner", "new_facts", "", "top_rated_plus"),
            ("basic", "new_facts", "", "top_rated"),
            ("plus", "new_facts", "", "top_rated"),
            ("plus_selected", "new_facts", "", "top_rated_plus"),
            ("business", "new_facts", "", "top_rated_plus"),
            ("enterprise", "new_facts", "", "top_rated_plus"),
        ]

    def test_a_reputation_in_place_of_the_badge_brings_other_criteria(self) -> None:
        """What was recorded no longer applies, and what is computed comes in its stead."""
        record = freelancer(contract("a", "10000"))
        later = attrs.evolve(record, base_badge=None, reputation=reputation())
        comparison = between(record, later=later)
        assert steps(comparison, "top_rated", "recorded_badge") == [("new_facts", True, None)]
        assert steps(comparison, "top_rated", "job_success_score") == [("new_facts", None, 97)]
        assert {cause for _, _, cause in causes(comparison)} == {"new_facts"}
        assert [one.criterion for one in comparison.changes if one.badge is Badge.TOP_RATED] == [
            "recorded_badge",  # what is gone comes first
            *("job_success_score", "earnings", "first_contract", "eligible_weeks", "profile"),
            *("availability", "no_recent_hold", "recent_activity", "no_circumvention"),
        ]
        assert comparison.views == ()

    def test_another_category_is_a_new_fact_also_where_nothing_turns(self) -> None:
        """A small contract of another category with the same bar changes its row."""
        nearest = contract("b", "4500")
        record = freelancer(contract("a", "4000"), nearest)
        other = attrs.evolve(record.contracts[0], category="writing")
        comparison = between(record, later=freelancer(other, nearest))
        assert causes(comparison) == [(PLUS, "large_contract", "new_facts")]

    def test_a_fact_fewer_to_be_settled_is_a_new_fact(self) -> None:
        """Where a criterion stays unknown, and other facts would settle it, it changed."""
        reputations = [
            reputation(joined_on=None, last_active_on=day) for day in (date(2020, 9, 2), None)
        ]
        before, after = (
            TalentRecord(kind="freelancer", contracts=[], reputation=one) for one in reputations
        )
        comparison = between(before, later=after)
        (change,) = (
            one
            for one in comparison.changes
            if (one.badge, one.criterion) == (Badge.RISING_TALENT, "recent_activity")
        )
        assert change.before is not None
        assert change.after is not None
        assert change.before.unsettled == ("last_active_on", "joined_on")
        assert change.after.unsettled == ("joined_on",)


class TestOutcomeArrived:
    """An outcome recorded since, or recorded ahead with its day, is told apart from other facts."""

    RECORD = freelancer(contract("a", "12000"))

    @pytest.mark.clause("TRP-F5")
    def test_an_outcome_recorded_since_arrived(self) -> None:
        """A large contract that turned out badly can serve no longer."""
        later = self.RECORD.with_outcome("a", "negative")
        comparison = between(self.RECORD, later=later)
        assert causes(comparison) == [(PLUS, "large_contract", "outcome_arrived")]
        assert steps(comparison, PLUS, "large_contract") == [
            ("outcome_arrived", Decimal("12000.00"), Decimal("0.00"))
        ]
        assert {cause for _, cause, _, _ in seen(comparison)} == {"outcome_arrived"}

    @pytest.mark.clause("TRP-F5")
    def test_an_outcome_beside_the_nearest_contract_arrived_too(self) -> None:
        """Where a small contract ended badly nothing turns, but its row has another reason."""
        record = freelancer(contract("a", "4000"), contract("b", "4500"))
        comparison = between(record, later=record.with_outcome("a", "negative"))
        assert causes(comparison) == [(PLUS, "large_contract", "outcome_arrived")]
        assert turns(comparison, PLUS, "large_contract") == [("unmet", "unmet")]

    def test_an_outcome_recorded_ahead_arrives_on_its_day(self) -> None:
        """An outcome of 10 September counts from that day, also if it was recorded before."""
        record = self.RECORD.with_outcome("a", "negative", on=date(2020, 9, 10))
        assert between(record, AS_OF, date(2020, 9, 9)).is_empty
        comparison = between(record, AS_OF, date(2020, 9, 10))
        assert causes(comparison) == [(PLUS, "large_contract", "outcome_arrived")]
        assert turns(comparison, PLUS, "large_contract") == [("met", "unmet")]

    def test_an_outcome_that_was_there_before_is_no_news(self) -> None:
        """With a payment more and the outcome as before, only the payment is new."""
        record = freelancer(contract("a", "12000", "positive"))
        comparison = between(record, later=record.with_payment("a", "1", on=INSIDE))
        assert {cause for _, _, cause in causes(comparison)} == {"new_facts"}


def test_several_causes_of_one_finding_stand_in_their_order() -> None:
    """One large contract is changed by all five steps, each taking up where the last one ended."""
    record = freelancer(paid_on("a", ("4000", "2019-09-10"), ("4000", "2020-03-02")))
    later = record.with_payment("a", "1000", on=date(2020, 9, 12))
    later = later.with_outcome("a", "negative", on=date(2020, 9, 14))
    dearer = edition_named("2020-07").hypothetical("dearer", {"TRP-F2": {"legal": "6000"}})
    comparison = between(
        record,
        AS_OF,
        SEPTEMBER,
        later=later,
        readings=Readings(money_bar="more_than"),
        edition=dearer,
    )
    whole = [one for one in comparison.changes if one.criterion == "large_contract"]
    findings = [whole[0].before, *(one.after for one in whole)]
    assert [one.cause.value for one in whole] == [
        "reading_changed",
        "edition_changed",
        "rolled_out",
        "new_facts",
        "outcome_arrived",
    ]
    assert [(one.observed, one.required) for one in findings if one is not None] == [
        (Decimal("8000.00"), Decimal("5000.00")),
        (Decimal("8000.00"), Decimal("5000.01")),
        (Decimal("8000.00"), Decimal("6000.01")),
        (Decimal("4000.00"), Decimal("6000.01")),
        (Decimal("5000.00"), Decimal("6000.01")),
        (Decimal("0.00"), Decimal("6000.01")),
    ]
    assert [change.before for change in whole[1:]] == [change.after for change in whole[:-1]]


class TestBackInTime:
    """The second assessment may lie before the first."""

    def test_payments_that_are_not_made_yet_are_named(self) -> None:
        """Asked about an earlier day, a payment made since lies outside the window."""
        record = freelancer(paid_on("a", ("6000", "2020-09-10"), ("3000", "2020-03-02")))
        comparison = between(record, SEPTEMBER, AS_OF)
        assert steps(comparison, PLUS, "earnings") == [
            ("rolled_out", Decimal("9000.00"), Decimal("3000.00"))
        ]
        assert gone(comparison, "earnings") == [("a", "2020-09-10", "6000.00")]

    def test_payments_that_come_back_are_time(self) -> None:
        """Asked about an earlier day, what had left the window is in it again."""
        comparison = between(ROLLING, SEPTEMBER, AS_OF)
        assert steps(comparison, PLUS, "earnings") == [
            ("time_passed", Decimal("5500.00"), Decimal("11500.00"))
        ]
        assert gone(comparison, "earnings") == []

    def test_an_outcome_is_not_known_yet(self) -> None:
        """Asked about a day before its outcome, a contract can serve again."""
        record = freelancer(contract("a", "12000"))
        record = record.with_outcome("a", "negative", on=date(2020, 9, 10))
        comparison = between(record, SEPTEMBER, AS_OF)
        assert causes(comparison) == [(PLUS, "large_contract", "time_passed")]
        assert turns(comparison, PLUS, "large_contract") == [("unmet", "met")]

    def test_what_an_edition_brought_is_gone(self) -> None:
        """Asked about the day before an edition, its findings no longer apply."""
        record = freelancer(country="US", certifications=[certified(status="draft")])
        comparison = between(record, date(2020, 10, 1), date(2020, 9, 30))
        assert steps(comparison, "diversity_certified", "country") == [
            ("edition_changed", True, None)
        ]
        assert {cause for _, _, cause in causes(comparison)} == {"edition_changed"}


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        pytest.param({"id": "other"}, ["id"], id="another_id"),
        pytest.param({"id": None}, ["id"], id="no_id"),
        pytest.param({"kind": "agency"}, ["kind"], id="another_kind"),
        pytest.param({"id": "other", "kind": "agency"}, ["id", "kind"], id="both"),
    ],
)
def test_assessments_of_different_talents_are_refused(
    changes: dict[str, Any], paths: list[str]
) -> None:
    """Another id or kind is refused, with everything that differs told at once."""
    record = attrs.evolve(freelancer(contract("a", "4000")), id="talent-17")
    with pytest.raises(InvalidRecordError) as caught:
        between(record, later=attrs.evolve(record, **changes))
    assert [problem.path for problem in caught.value.problems] == paths
    assert caught.value.noun == "talent"
    with pytest.raises(InvalidRecordError) as caught:  # the other way round
        between(attrs.evolve(record, **changes), later=record)
    assert [problem.path for problem in caught.value.problems] == paths


def test_the_refusal_says_who_was_compared_with_whom() -> None:
    """The message tells what both were, and what is allowed is the first."""
    record = attrs.evolve(freelancer(), id="talent-17")
    with pytest.raises(InvalidRecordError) as caught:
        between(record, later=attrs.evolve(record, id="talent-18"))
    (problem,) = caught.value.problems
    assert problem.message == (
        "must be the same in both assessments, got 'talent-17' and 'talent-18'"
    )
    assert (problem.found, problem.allowed) == ("'talent-18'", "'talent-17'")


def test_changes_are_values_with_the_finding_before_and_after() -> None:
    """A change and a change of a view say who, what, why, before and after, and nothing else."""
    record = freelancer(contract("one", "12000.00"))
    before, after = (assess(record, as_of=day) for day in (date(2020, 9, 1), INSIDE_2021))
    comparison = compare(before, after)
    payment = MovedPayment(contract_id="one", payment=paid("12000.00", INSIDE))
    assert comparison.changes[0] == Change(
        badge=Badge.TOP_RATED_PLUS,
        criterion="earnings",
        cause=Cause.ROLLED_OUT,
        before=before[Badge.TOP_RATED_PLUS]["earnings"],
        after=after[Badge.TOP_RATED_PLUS]["earnings"],
        rolled_out=(payment,),
    )
    assert comparison.views[0] == ViewChange(
        viewer="owner",
        cause=Cause.ROLLED_OUT,
        before=(Badge.TOP_RATED_PLUS,),
        after=(Badge.TOP_RATED,),
    )


def test_the_causes_have_fixed_names_in_the_order_of_the_path() -> None:
    """Services may rely on the names of the six causes."""
    assert [cause.value for cause in Cause] == [
        "reading_changed",
        "edition_changed",
        "rolled_out",
        "time_passed",
        "new_facts",
        "outcome_arrived",
    ]

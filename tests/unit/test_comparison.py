"""Comparison: which single readings would turn a verdict, and to what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest

from badgerules import (
    Badge,
    Certification,
    Contract,
    ExpertVetting,
    InvalidRecordError,
    MoneyBar,
    NoEditionInForceError,
    Readings,
    ReadingThatMatters,
    TalentRecord,
    Verdict,
    edition_named,
    readings_that_matter,
)
from badgerules.thresholds import Cents
from builders import AS_OF, agency, freelancer, paid

INSIDE = date(2020, 3, 2)
BEFORE = date(2018, 3, 2)
"""A day inside the twelve months up to the day asked about, and one before them."""

LEGAL = "legal"
"""A category whose large contract is $5,000 for a freelancer and $10,000 for an agency."""


def contract(
    contract_id: str,
    inside: str | None = None,
    outcome: str | None = None,
    *,
    before: str | None = None,
) -> Contract:
    """Build a legal contract with a payment inside the window, before it, or both."""
    amounts = [(INSIDE, inside), (BEFORE, before)]
    payments = [paid(amount, day) for day, amount in amounts if amount]
    return Contract(id=contract_id, category=LEGAL, payments=payments, outcome=outcome)


def rated(prefix: str, count: int, outcome: str | None) -> list[Contract]:
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
    with pytest.raises(ValueError, match="gold"):
        readings_that_matter(record, "gold", as_of=AS_OF)


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

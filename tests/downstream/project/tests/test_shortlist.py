"""The project's own tests, which use nothing but what badgerules publishes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hiring.shortlist import described, letter, shortlist, stored, to_earn
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError, validate

from badgerules import (
    Badge,
    ClientPlan,
    Contract,
    TalentRecord,
    Verdict,
    decide,
    edition_on,
    load_record,
    remedies,
)
from badgerules.testing import (
    EXAMPLE_DAY,
    KnifeEdge,
    example,
    knife_edge_records,
    knife_edges,
    talent_records,
)

DAY = date(2020, 9, 1)
BUSINESS = ClientPlan(tier="business")


PLANS = st.from_type(ClientPlan).filter(lambda plan: plan.tier in edition_on(DAY).tiers)
"""The plans that there were on that day; about another nobody can be asked."""


@given(st.from_type(Contract), PLANS)
@settings(max_examples=25, deadline=None)
def test_anybody_with_any_contract_can_be_listed(contract: Contract, plan: ClientPlan) -> None:
    """Hypothesis draws facts by their type, with nothing imported for it."""
    record = TalentRecord(kind="freelancer", contracts=[contract], base_badge="none")
    (line,) = shortlist([record], plan=plan, as_of=DAY)
    assert line.talent == "unnamed"
    assert line.badge in {None, Badge.TOP_RATED_PLUS}


@given(talent_records())
@settings(max_examples=25, deadline=None)
def test_what_is_stored_is_the_record(record: TalentRecord) -> None:
    """A record survives the way to JSON and back."""
    text = json.dumps(stored(record, as_of=DAY))
    assert load_record(json.loads(text)["record"]) == record


@given(talent_records())
@settings(max_examples=25, deadline=None)
def test_what_is_stored_fits_the_schema(record: TalentRecord) -> None:
    """Records fit the schema that the project hands out, and a record without a kind does not."""
    kept = stored(record, as_of=DAY)["record"]
    schema = described()
    validate(kept, schema)
    with pytest.raises(ValidationError, match="kind"):
        validate({name: fact for name, fact in kept.items() if name != "kind"}, schema)


@given(knife_edge_records("earnings", badge="top_rated_plus", as_of=DAY))
@settings(max_examples=25, deadline=None)
def test_the_letter_turns_at_the_bar(edge: KnifeEdge) -> None:
    """A cent, or a day, decides what the letter says."""
    is_held = letter(edge.record, as_of=edge.as_of) == "You hold Top Rated Plus."
    assert is_held is (edge.distance >= 0)


@pytest.mark.parametrize(
    "edge", knife_edges("profile", badge="top_rated", as_of=DAY), ids=lambda edge: edge.moved
)
def test_the_list_turns_at_the_bar(edge: KnifeEdge) -> None:
    """A percent of the profile decides what a client sees."""
    (line,) = shortlist([edge.record], plan=BUSINESS, as_of=edge.as_of)
    assert line.badge is (Badge.TOP_RATED if edge.verdict is Verdict.MET else None)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.MET, "You hold Top Rated Plus."),
        (
            Verdict.UNMET,
            "Not yet: $7,500.00 earned, $10,000.00 needed; $2,500.00 short (TRP-F1).",
        ),
        (Verdict.UNKNOWN, "Please tell us: base_badge."),
    ],
)
def test_the_letter_says_what_is_missing(verdict: Verdict, said: str) -> None:
    """Met, unmet and unknown are three different letters."""
    record = example("top_rated_plus", verdict=verdict)
    assert letter(record, as_of=EXAMPLE_DAY) == said


def test_what_is_missing_can_be_earned() -> None:
    """Paying what the library says is needed brings the badge."""
    record = example("top_rated_plus", verdict="unmet")
    assert to_earn(record, as_of=EXAMPLE_DAY) == Decimal(2500)
    assert remedies(record, "top_rated_plus", as_of=EXAMPLE_DAY).badge is Badge.TOP_RATED_PLUS
    paid = record.with_payment("large", 2500, on=EXAMPLE_DAY)
    assert decide(paid, "top_rated_plus", as_of=EXAMPLE_DAY).is_met

"""What a typed caller may write: both checkers accept every line, and know each type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, assert_type

from hypothesis.strategies import SearchStrategy

import badgerules
from badgerules import (
    UNKNOWN,
    Assessment,
    Badge,
    ClientPlan,
    Contract,
    Decision,
    Edition,
    Finding,
    Payment,
    PlanTier,
    Readings,
    Remedies,
    Reputation,
    TalentRecord,
    Timeline,
    Verdict,
    Viewer,
    Visibility,
    Week,
)
from badgerules.testing import KnifeEdge, contracts, example, knife_edge_records, knife_edges
from badgerules.thresholds import Cents, Days

DAY = date(2020, 9, 1)


def facts() -> TalentRecord:
    """Words as members or as their values, money as dollars, lists as any iterable."""
    payment = Payment(paid_on=DAY, amount="7850.00")
    Payment(paid_on=DAY, amount=Decimal(-150))
    Payment(paid_on=DAY, amount=500)
    assert_type(payment.cents, int)
    assert_type(payment.amount, Decimal)
    contract = Contract(id="shop", category="writing", payments=(one for one in [payment]))
    reputation = Reputation(
        job_success_score=UNKNOWN,
        weeks=[Week(ends_on=date(2020, 8, 29), eligible=True)],
        holds=[],
    )
    assert_type(reputation.holds, tuple[date, ...] | None)
    record = TalentRecord(kind="freelancer", contracts=[contract], reputation=reputation)
    assert_type(record.reputation, Reputation | None)
    return record.with_payment("shop", "500", on=DAY).with_base_badge(None)


def answers(record: TalentRecord) -> None:
    """What a service asks, and the types that come back."""
    decision = badgerules.decide(record, "top_rated_plus", as_of=DAY)
    assert_type(decision, Decision)
    assert_type(decision.is_met, bool)
    assert_type(decision.verdict, Verdict)
    assert_type(decision["earnings"], Finding)
    assert_type(decision["earnings"].shortfall, Decimal | int | None)
    assert_type(decision.unsettled, tuple[str, ...])
    assessment = badgerules.assess(record, as_of=DAY, readings=Readings(money_bar="more_than"))
    assert_type(assessment, Assessment)
    assert_type(assessment[Badge.TOP_RATED], Decision)
    assert_type(assessment.holds("top_rated"), bool)
    plan = ClientPlan(tier="plus", selected_for_top_rated_plus=True)
    for viewer in ("plus", PlanTier.PLUS, plan, Viewer.OWNER):
        assert_type(badgerules.visible_badge(assessment, to=viewer), Badge | None)
    assert_type(badgerules.visibility(assessment, to="plus"), Visibility)
    assert_type(badgerules.dump_assessment(assessment), dict[str, Any])
    assert_type(badgerules.to_text(decision), str)


def ahead(record: TalentRecord) -> None:
    """What lies ahead, and what would change it."""
    assert_type(badgerules.timeline(record, "top_rated", as_of=DAY), Timeline)
    assert_type(badgerules.remedies(record, Badge.TOP_RATED_PLUS, as_of=DAY), Remedies)


def numbers(edition: Edition) -> None:
    """The numbers of an edition carry their units."""
    assert_type(edition.freelancer_earnings, Cents)
    assert_type(edition.top_rated_hold, Days)
    assert_type(edition.hypothetical("lower", {"TRP-F1": "8000"}), Edition)


def for_tests() -> None:
    """What a project's own tests use."""
    assert_type(contracts(), SearchStrategy[Contract])
    edges = knife_edge_records("earnings", badge="top_rated", as_of=DAY)
    assert_type(edges, SearchStrategy[KnifeEdge])
    assert_type(knife_edges("earnings", badge="top_rated", as_of=DAY), tuple[KnifeEdge, ...])
    assert_type(example("top_rated", verdict="unknown"), TalentRecord)

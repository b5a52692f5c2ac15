"""What the checkers must refuse: before each line the errors that it must get, and no others."""

from __future__ import annotations

from datetime import date

import badgerules
from badgerules import (
    UNKNOWN,
    Assessment,
    Badge,
    Certification,
    ClientPlan,
    Contract,
    Decision,
    Edition,
    ExpertVetting,
    Payment,
    PlanTier,
    PlatformStats,
    Readings,
    Reputation,
    TalentRecord,
    Timeline,
    Verdict,
)
from badgerules.filters import diversity_filter
from badgerules.json_types import AssessmentDict
from badgerules.reports import ReportReading, read_report
from badgerules.rows import records_from_rows
from badgerules.schemas import json_schema
from badgerules.testing import contracts, example, knife_edges
from badgerules.thresholds import Cents, Days

DAY = date(2020, 9, 1)


def money(payment: Payment, contract: Contract) -> None:
    """Money is dollars where it is given and cents where it is kept, and never a float."""
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Payment(paid_on=DAY, amount=7850.0)
    # expect: mypy[call-arg] pyright[reportCallIssue] pyright[reportCallIssue]
    Payment(paid_on=DAY, cents=785000)
    # expect: mypy[call-arg] pyright[reportCallIssue]
    Payment(DAY, "7850.00")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Payment(paid_on="2020-09-01", amount="7850.00")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    Payment(paid_on=DAY)
    # expect: mypy[misc] pyright[reportAttributeAccessIssue]
    payment.cents = 0
    # expect: mypy[assignment] mypy[misc] pyright[reportAttributeAccessIssue]
    payment.amount = 0
    # expect: mypy[arg-type] pyright[reportArgumentType]
    contract.with_payment(500.0, on=DAY)
    # expect: mypy[call-arg] pyright[reportCallIssue]
    contract.with_payment("500")
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    contract.payments.append(payment)


def units(edition: Edition) -> None:
    """A number of one unit is not a number of another."""
    # expect: mypy[assignment] pyright[reportAssignmentType]
    bar: Cents = 10_000
    # expect: mypy[assignment] pyright[reportAssignmentType]
    hold: Days = edition.freelancer_earnings
    # expect: mypy[misc] pyright[reportAttributeAccessIssue]
    edition.freelancer_earnings = bar
    print(bar, hold)


def facts(contract: Contract, record: TalentRecord) -> None:
    """What a record refuses when it is built, a checker refuses before."""
    # expect: mypy[call-arg] pyright[reportCallIssue]
    TalentRecord(kind="freelancer")
    # expect: mypy[arg-type] mypy[call-arg] mypy[call-arg] pyright[reportCallIssue]
    TalentRecord("freelancer", [contract])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    TalentRecord(kind="freelancer", contracts=contract)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    TalentRecord(kind=1, contracts=[])
    # expect: mypy[call-arg] pyright[reportCallIssue]
    TalentRecord(kind="freelancer", contracts=[], base_badges="top_rated")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    TalentRecord(kind="freelancer", contracts=[], reputation={"job_success_score": 97})
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Contract(id=1, category="writing")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Reputation(job_success_score="97")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Reputation(profile_percent=UNKNOWN)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    PlatformStats(shown_on=DAY, badge="gold")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    PlatformStats(shown_on=DAY, earnings_12_months=9583.72)
    # expect: mypy[call-arg] pyright[reportCallIssue]
    PlatformStats(badge="top_rated")
    # expect: mypy[assignment] mypy[misc] pyright[reportAttributeAccessIssue]
    record.kind = "agency"
    # expect: mypy[misc] pyright[reportAttributeAccessIssue]
    record.contracts[0].outcome = None
    # expect: mypy[call-arg] pyright[reportCallIssue]
    record.with_outcome("shop", "positive", DAY)


def questions(record: TalentRecord) -> None:
    """A day is named, and is a date; readings and edition have their types."""
    # expect: mypy[call-arg] pyright[reportCallIssue]
    badgerules.decide(record, "top_rated")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    badgerules.decide(record, "top_rated", DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.decide(record, "top_rated", as_of="2020-09-01")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    badgerules.decide(record, as_of=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.decide(record, 3, as_of=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.decide("record", "top_rated", as_of=DAY)
    # expect: mypy[call-arg] pyright[reportCallIssue]
    badgerules.assess(record)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.assess(record, as_of=DAY, readings={"money_bar": "more_than"})
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.assess(record, as_of=DAY, edition=2020)
    # expect: mypy[call-arg] pyright[reportCallIssue]
    badgerules.timeline(record, "top_rated")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.remedies(record, "top_rated", as_of=DAY, pay_on="2020-09-02")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.recovery(record, "top_rated", as_of=DAY, score="90")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    record.with_score("90", since=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.disagreements(record)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Readings(money_bar=True)
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    badgerules.is_met(record)
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    badgerules.compare_rules([record], badge="top_rated", as_of=DAY)


def words(record: TalentRecord, assessment: Assessment, row: dict[str, str]) -> None:
    """A word that is in no list, and text that may be any, are refused where they stand."""
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.decide(record, "top_rated_plsu", as_of=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.decide(record, row["badge"], as_of=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.timeline(record, "Top Rated Plus", as_of=DAY)
    # expect: mypy[arg-type] mypy[index] pyright[reportArgumentType] pyright[reportArgumentType]
    print(assessment["top_rated_plsu"], assessment.holds("top rated"))
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Contract(id="shop", category="writting")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Contract(id="shop", category=row["category"])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Contract(id="shop", category="legal", outcome="good")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    TalentRecord(kind="freelance", contracts=[])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    TalentRecord(kind="agency", contracts=[], base_badge="top_rated_plus")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    record.with_outcome("shop", "good", on=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    record.with_base_badge("expert_vetted")
    # expect: mypy[list-item] pyright[reportArgumentType]
    ExpertVetting(category="legal", prior_assessments=["upwork_proo"])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Certification(status="expired")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    ClientPlan(tier="premium")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Readings(money_bar="above")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Readings(money_bar="positive")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Readings(money_bar=row["money_bar"])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.visible_badge(assessment, to="premium")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.visible_badge(assessment, to="plus", surface="inbox")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    diversity_filter([record], to="owner", as_of=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    example("top_rated", verdict="maybe")


def json_keys(told: AssessmentDict) -> None:
    """A key that an answer does not have is refused where it is read."""
    # expect: mypy[typeddict-item] pyright[reportGeneralTypeIssues]
    print(told["verdicts"])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    json_schema("assesment")
    # expect: mypy[typeddict-item] pyright[reportGeneralTypeIssues]
    print(told["badges"]["top_rated_plsu"])


def only_what_it_has(decision: Decision) -> None:
    """Only the large contract has rows of contracts, and a key is text."""
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    print(decision["earnings"].rows)
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    print(decision["large_contract"].scope)
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    print(decision["details"].highest)


def answers(decision: Decision, assessment: Assessment, timeline: Timeline) -> None:
    """An answer is read, never changed, and has only what it has."""
    # expect: mypy[misc] pyright[reportAttributeAccessIssue]
    decision.badge = Badge.TOP_RATED
    # expect: mypy[misc] pyright[reportAttributeAccessIssue]
    decision.is_met = True
    # expect: mypy[misc] pyright[reportAttributeAccessIssue]
    decision.findings[0].verdict = Verdict.MET
    # expect: mypy[index] pyright[reportIndexIssue]
    assessment[Badge.TOP_RATED] = decision
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    print(decision.passed)
    # expect: mypy[call-overload] pyright[reportArgumentType] pyright[reportCallIssue]
    print(decision[0])
    # expect: mypy[attr-defined] pyright[reportAttributeAccessIssue]
    print(timeline.badges)
    # expect: mypy[call-arg] pyright[reportCallIssue]
    badgerules.visible_badge(assessment)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.visible_badge(decision, to=PlanTier.PLUS)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    badgerules.visible_badge(assessment, to=3)
    # expect: mypy[assignment] pyright[reportAssignmentType]
    wanted: bool = decision.verdict
    # expect: mypy[assignment] pyright[reportAssignmentType]
    missing: int = decision["earnings"].shortfall
    print(wanted, missing)


def for_tests() -> None:
    """Strategies take keywords only, and strategies for their parts."""
    # expect: mypy[arg-type] mypy[call-arg] pyright[reportCallIssue]
    contracts("writing")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    contracts(category="writing")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    example()
    # expect: mypy[arg-type] pyright[reportArgumentType]
    example(badge="top_rated", as_of="2024-09-02")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    knife_edges("earnings", badge="top_rated")


def files(reading: ReportReading) -> None:
    """What a report covers is said, and rows are in one unit of money."""
    # expect: mypy[call-arg] pyright[reportCallIssue]
    read_report("")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    read_report("", covers=DAY)
    # expect: mypy[arg-type] pyright[reportArgumentType]
    read_report("", covers=(DAY, DAY), kind="person")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    reading.record("top_rated")
    # expect: mypy[call-arg] pyright[reportCallIssue]
    records_from_rows([], [], [])
    # expect: mypy[arg-type] pyright[reportArgumentType]
    records_from_rows([], [], [], money="euros")
    # expect: mypy[arg-type] pyright[reportArgumentType]
    Payment.of_cents(paid_on=DAY, cents="500")


def truth(decision: Decision) -> str:
    """An answer is neither true nor false."""
    # expect: pyright[reportGeneralTypeIssues]
    if decision:
        # expect: mypy[unreachable]
        return "held"
    # expect: mypy[unreachable] pyright[reportGeneralTypeIssues]
    if not decision.verdict:
        return "not held"
    return "held"

"""What a typed caller may write: both checkers accept every line, and know each type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from decimal import Decimal
from typing import Any, Literal, assert_type, cast

from cattrs import Converter
from hypothesis.strategies import SearchStrategy

import badgerules
from badgerules import (
    UNKNOWN,
    Assessment,
    Badge,
    Category,
    Certification,
    Clause,
    ClientPlan,
    Contract,
    ContractOutcome,
    Decision,
    Disagreement,
    Edition,
    ExpertVetting,
    Finding,
    Kind,
    Payment,
    PlanTier,
    PlatformStats,
    Readings,
    Recovery,
    Remedies,
    Reputation,
    ShownBadge,
    TalentRecord,
    Timeline,
    Verdict,
    Viewer,
    Visibility,
    Week,
)
from badgerules.as_recorded import as_recorded
from badgerules.certification import approve, correct, reject, submit
from badgerules.comparison import (
    EditionThatMatters,
    ReadingThatMatters,
    SightsUnderEdition,
    sights_by_edition,
)
from badgerules.disagreements import Explanation
from badgerules.filters import diversity_filter
from badgerules.findings import ContractRow, LargeContractFinding, WeekRow
from badgerules.impact import Funnel, RuleComparison, Rules, compare_rules, funnel
from badgerules.json_types import AssessmentDict, FindingDict
from badgerules.names import BadgeName, PlanTierName
from badgerules.replay import replay
from badgerules.reports import (
    LeftOut,
    LeftOutReason,
    ReportReading,
    UnlistedContract,
    contracts_file,
    read_report,
)
from badgerules.rows import RecordsFromRows, records_from_rows
from badgerules.schemas import json_schema
from badgerules.serialization import (
    dump_funnel,
    dump_replay,
    dump_rule_comparison,
    register_hooks,
)
from badgerules.testing import KnifeEdge, contracts, example, knife_edge_records, knife_edges
from badgerules.thresholds import Bars, Cents, Days, bars
from badgerules.timeline import Border
from badgerules.visibility import Audience, Benefit, benefits, priority_access, viewers_in
from badgerules.vocabulary import OrUnknown
from badgerules.windows import leaves_on, months_later

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


def files(report: bytes, rows: list[dict[str, object]]) -> None:
    """A report is text, bytes or several; rows are mappings from anywhere."""
    days = (DAY, DAY)
    reading = read_report(report, contracts="", covers=days, kind="agency", agency="Nine Ltd")
    assert_type(reading, ReportReading)
    assert_type(read_report(report=[report, ""], covers=days), ReportReading)
    assert_type(reading.left_out, tuple[LeftOut, ...])
    assert_type(reading.left_out[0].reason, LeftOutReason)
    assert_type(reading.unlisted, tuple[UnlistedContract, ...])
    assert_type(reading.earned_between(first=DAY, last=DAY), Decimal)
    assert_type(reading.record(base_badge="top_rated", leave_out=True), TalentRecord)
    assert_type(contracts_file(reading=reading), str)
    found = records_from_rows(
        talents=rows, contracts=iter(rows), payments=[], columns={"paid_on": "date"},
        money="cents", zone=UTC,
    )  # fmt: skip
    assert_type(found, RecordsFromRows)
    assert_type(found.records, tuple[TalentRecord, ...])
    assert_type(Payment.of_cents(paid_on=DAY, cents=500), Payment)


def words(row: dict[str, str], badge: Badge | BadgeName) -> None:
    """Words known only at run time become members first; a function may take either."""
    category = Category(row["category"])
    contract = Contract(id="shop", category=category, outcome=ContractOutcome(row["outcome"]))
    record = TalentRecord(kind=Kind(row["kind"]), contracts=[contract])
    Contract(id="shop", category="Web, Mobile & Software Development", outcome="positive")
    assert_type(badgerules.load_record({"format": 1, **row, "contracts": []}), TalentRecord)
    decision = badgerules.decide(record, badge, as_of=DAY)
    assert_type(badgerules.decide(record, Badge(row["badge"]), as_of=DAY), Decision)
    read: dict[str, Any] = {"money_bar": row["money_bar"]}
    assert_type(badgerules.assess(record, as_of=DAY, readings=Readings(**read)), Assessment)
    assert_type(decision.badge, Badge)
    ClientPlan(tier=PlanTier(row["tier"]))
    ExpertVetting(category="legal", prior_assessments=["upwork_pro"])
    Certification(status="draft", category="woman_owned")


def findings(decision: Decision, key: str) -> None:
    """A key that always brings more than a verdict and two numbers says so."""
    assert_type(decision["large_contract"], LargeContractFinding)
    assert_type(decision["large_contract"].rows, tuple[ContractRow, ...])
    assert_type(decision["negative_share"].scope, int)
    assert_type(decision["eligible_weeks"].rows, tuple[WeekRow, ...])
    assert_type(decision["details"].missing, tuple[str, ...])
    assert_type(decision[key], Finding)
    assert_type([decision[each] for each in decision], list[Finding])


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
    viewers: list[PlanTierName | PlanTier | ClientPlan | Viewer]
    viewers = ["plus", PlanTier.PLUS, plan, Viewer.OWNER]
    for viewer in viewers:
        assert_type(badgerules.visible_badge(assessment, to=viewer), Badge | None)
    assert_type(badgerules.visible_badge(assessment, to="owner"), Badge | None)
    assert_type(badgerules.visibility(assessment, to="plus"), Visibility)
    assert_type(badgerules.dump_assessment(assessment), dict[str, Any])
    assert_type(badgerules.to_text(decision), str)


def of_the_page(record: TalentRecord) -> None:
    """What the page shows, and where it says otherwise."""
    stats = PlatformStats(shown_on=DAY, badge="top_rated", earnings_12_months="9583.72", holds=0)
    PlatformStats(shown_on=DAY, badge=ShownBadge.NONE, earnings_12_months=Decimal(5))
    PlatformStats(shown_on=DAY, eligible_weeks=15, has_large_contract=True)
    assert_type(stats.badge, ShownBadge | None)
    assert_type(stats.earnings_12_months, Decimal | None)
    assert_type(record.stats, PlatformStats | None)
    assessment = badgerules.assess(record, as_of=DAY)
    assert_type(as_recorded(assessment=assessment), dict[str, str])
    entries = badgerules.disagreements(assessment=assessment)
    assert_type(entries, tuple[Disagreement, ...])
    for entry in entries:
        assert_type(entry.text, str)
        assert_type(entry.explanations, tuple[Explanation, ...])
        if entry.found is Verdict.UNKNOWN:
            assert_type([one.days for one in entry.explanations], list[tuple[date, ...]])


def json_keys(assessment: Assessment) -> None:
    """A dumped answer has types by its keys, once it is said which document it is."""
    told = cast("AssessmentDict", badgerules.dump_assessment(assessment))
    assert_type(told["format"], Literal[1])
    assert_type(told["badges"]["top_rated_plus"]["findings"], list[FindingDict])
    assert_type(told["badges"]["top_rated_plus"].get("within_days"), int | None)


def ahead(record: TalentRecord) -> None:
    """What lies ahead, and what would change it."""
    assert_type(badgerules.timeline(record, "top_rated", as_of=DAY), Timeline)
    assert_type(badgerules.remedies(record, Badge.TOP_RATED_PLUS, as_of=DAY), Remedies)
    assert_type(badgerules.recovery(record, "top_rated", as_of=DAY), Recovery)
    scored = record.with_score(90, since=DAY).with_score(None, since=DAY)
    assert_type(scored.with_reputation(profile_percent=100), TalentRecord)
    reputation = badgerules.Reputation(scores=[badgerules.Score(since=DAY, score=90)])
    assert_type(reputation.score_on(DAY), int | OrUnknown | None)
    assert_type(reputation.scored_since(DAY), badgerules.Score | None)


def every_argument(record: TalentRecord, plan: ClientPlan) -> None:
    """Every public function, each of its arguments by name; `run.py` sees to it that none lacks."""
    edition, readings = badgerules.edition_on(DAY), Readings(feedback="positive")
    decision = badgerules.decide(
        record, "top_rated", as_of=DAY, readings=readings, edition=edition, known_through=DAY
    )
    assert_type(decision.edition, Edition)
    assessment = badgerules.assess(
        record, as_of=DAY, readings=readings, edition="2020-07", known_through=DAY
    )
    ledger = badgerules.ledger(
        record, "top_rated", as_of=DAY, readings=readings, edition=edition, known_through=DAY
    )
    assert_type(badgerules.dump_ledger(ledger), dict[str, Any])
    mattering = badgerules.readings_that_matter(
        record, "top_rated", as_of=DAY, readings=readings, edition=None, known_through=None
    )
    assert_type(mattering, tuple[ReadingThatMatters, ...])
    neighbours = badgerules.editions_that_matter(
        record, "top_rated", as_of=DAY, readings=readings, edition=None, known_through=None
    )
    assert_type(neighbours, tuple[EditionThatMatters, ...])
    assert_type(
        sights_by_edition(badgerules.assess(record, as_of=DAY)), tuple[SightsUnderEdition, ...]
    )
    assert_type(viewers_in(edition), Mapping[str, Audience])
    spans = badgerules.timeline(
        record,
        "top_rated",
        as_of=DAY,
        first_day=DAY,
        last_day=DAY,
        readings=readings,
        edition=edition,
    )
    assert_type(badgerules.dump_timeline(spans), dict[str, Any])
    change = badgerules.next_change(
        record, "top_rated", as_of=DAY, readings=readings, edition=edition
    )
    assert_type(change, Border | None)
    ways = badgerules.remedies(
        record,
        "top_rated",
        as_of=DAY,
        pay_on=DAY,
        every_category=True,
        readings=readings,
        edition=edition,
    )
    assert_type(badgerules.dump_remedies(ways), dict[str, Any])
    back = badgerules.recovery(
        record, "top_rated", as_of=DAY, score=95, readings=readings, edition=edition
    )
    assert_type(back.held_on(DAY), date | None)
    assert_type(back.spans[0].held_if_back_on(DAY), date | None)
    assert_type(badgerules.dump_recovery(back), dict[str, Any])
    view = badgerules.visibility(assessment, to=plan, surface="search_tile")
    assert_type(view.badge, Badge | None)
    assert_type(badgerules.visible_badge(assessment, to=plan, surface="profile"), Badge | None)
    sees = badgerules.sees_diversity_badge(assessment, to=plan, surface="profile")
    assert_type(sees, bool)
    assert_type(benefits(assessment), tuple[Benefit, ...])
    assert_type(priority_access(assessment, to="enterprise"), tuple[Benefit, ...])
    found = diversity_filter(
        [record], to="enterprise", as_of=DAY, readings=readings, edition=edition
    )
    assert_type(found, tuple[TalentRecord, ...])
    comparison = badgerules.compare(assessment, assessment)
    assert_type(badgerules.dump_comparison(comparison), dict[str, Any])
    replayed = replay(record, badgerules.dump_assessment(assessment))
    assert_type(badgerules.to_text(replayed), str)
    assert_type(dump_replay(replayed), dict[str, Any])
    assert_type(badgerules.load_record(badgerules.dump_record(record)), TalentRecord)
    schema = json_schema("record", ref_template="#/components/schemas/{name}")
    assert_type(schema, dict[str, Any])
    assert_type(badgerules.to_html(assessment), str)


def populations(people: list[TalentRecord]) -> None:
    """What a change of rules does, over records or frames."""
    rules = Rules(edition="2020-07", readings=Readings(money_bar="more_than"))
    moved = compare_rules(
        people,
        badge="top_rated_plus",
        before=Rules(),
        after=rules,
        as_of=DAY,
        columns={"paid_on": "date"},
        money="dollars",
    )
    assert_type(moved, RuleComparison)
    assert_type(dump_rule_comparison(moved), dict[str, Any])
    groups = funnel(
        people,
        badge="top_rated_plus",
        by=lambda record: record.country,
        as_of=DAY,
        readings=Readings(),
        edition=None,
        small_below=30,
        expected_below=5,
        columns={"paid_on": "date"},
        money="cents",
    )
    assert_type(groups, Funnel)
    assert_type(dump_funnel(groups), dict[str, Any])


def for_cattrs() -> None:
    """A converter of one's own reads and writes our values."""
    converter = Converter()
    register_hooks(converter)
    assert_type(converter.structure({}, Contract), Contract)


def steps(draft: Certification) -> None:
    """The life of an application, days and clauses."""
    submitted = submit(draft, on=DAY)
    assert_type(approve(submitted, on=DAY), Certification)
    assert_type(correct(reject(submitted, on=DAY)), Certification)
    assert_type(months_later(DAY, 12), date)
    assert_type(leaves_on(DAY, 12), date)
    assert_type(badgerules.clause("TRP-F1"), Clause)
    assert_type(badgerules.edition_named("2020-07"), Edition)


def numbers(edition: Edition) -> None:
    """The numbers of an edition carry their units."""
    assert_type(bars(edition, Readings(), Kind.AGENCY), Bars)
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

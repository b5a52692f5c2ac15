"""Decisions: what an answer is, what it refuses to be, and the questions that get one."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import badgerules
import law
from badgerules import (
    UNKNOWN,
    Assessment,
    Badge,
    Certification,
    Contract,
    Decision,
    ExpertVetting,
    Finding,
    InvalidRecordError,
    NoEditionInForceError,
    Readings,
    TalentRecord,
    Verdict,
    assess,
    decide,
    edition_named,
)
from badgerules.assessment import decided_again
from badgerules.comparison import ReadingThatMatters
from badgerules.criteria import Criterion
from badgerules.decisions import Question, by_criterion
from badgerules.findings import DetailsFinding, LargeContractFinding, RowReason, ShareFinding
from badgerules.thresholds import Cents
from badgerules.vocabulary import ContractOutcome, Turned, Unit
from builders import AS_OF, agency, freelancer, good_record, paid

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from badgerules.names import BadgeName, CategoryName, ContractOutcomeName, KindName

INSIDE = date(2020, 3, 2)
POSITIVE = Readings(feedback="positive")

FIVE = ["rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"]


def contract(
    contract_id: str,
    amount: str | None,
    outcome: ContractOutcome | ContractOutcomeName | None = None,
    *,
    category: CategoryName = "legal",
    outcome_on: date | None = None,
) -> Contract:
    """Build a contract with one payment inside the window, or with none."""
    payments = [] if amount is None else [paid(amount, INSIDE)]
    return Contract(
        id=contract_id,
        category=category,
        payments=payments,
        outcome=outcome,
        outcome_on=outcome_on,
    )


def plus(record: TalentRecord, readings: Readings | None = None) -> Decision:
    """Decide Top Rated Plus."""
    return decide(record, Badge.TOP_RATED_PLUS, as_of=AS_OF, readings=readings or Readings())


def large_contract(record: TalentRecord, readings: Readings | None = None) -> LargeContractFinding:
    """Return the finding on the large contract."""
    finding = plus(record, readings)["large_contract"]
    assert isinstance(finding, LargeContractFinding)
    return finding


SHOP = contract("shop-support", "7700.00", "positive", category="customer_service")
RECORD = freelancer(SHOP)
ASSESSMENT = assess(RECORD, as_of=AS_OF)
DECISION = ASSESSMENT[Badge.TOP_RATED_PLUS]

AGENCY_ANSWER = assess(
    agency(contract("a", "20000", "positive"), contract("b", "1", "negative")), as_of=AS_OF
)
CERTIFIED = attrs.evolve(
    freelancer(),
    country="US",
    certifications=[Certification(status="submitted", business_name="Quartz LLC")],
)
CERTIFIED_ANSWER = assess(CERTIFIED, as_of=date(2021, 3, 1))

ANSWERS = [
    pytest.param(ASSESSMENT, id="assessment"),
    pytest.param(AGENCY_ANSWER, id="assessment_of_an_agency"),
    pytest.param(CERTIFIED_ANSWER, id="assessment_with_a_certification"),
    pytest.param(DECISION, id="decision"),
    pytest.param(ASSESSMENT.question, id="question"),
    pytest.param(DECISION["earnings"], id="finding"),
    pytest.param(DECISION["large_contract"], id="large_contract_finding"),
    pytest.param(large_contract(RECORD).rows[0], id="contract_row"),
    pytest.param(AGENCY_ANSWER["top_rated_plus"]["negative_share"], id="share_finding"),
    pytest.param(CERTIFIED_ANSWER["diversity_certified"]["details"], id="details_finding"),
    pytest.param(DECISION["earnings"].criterion, id="criterion"),
]


class TestNoTruthValue:
    """Nothing about an answer has a truth value: an object that is there would grant a badge."""

    @pytest.mark.parametrize(
        ("answer", "instead"),
        [
            pytest.param(Verdict.MET, "verdict is Verdict.MET", id="met"),
            pytest.param(Verdict.UNMET, "verdict is Verdict.MET", id="unmet"),
            pytest.param(Verdict.UNKNOWN, "verdict is Verdict.MET", id="unknown"),
            pytest.param(DECISION["earnings"], "finding.verdict is Verdict.MET", id="finding"),
            pytest.param(
                DECISION["large_contract"],
                "finding.verdict is Verdict.MET",
                id="large_contract_finding",
            ),
            pytest.param(DECISION, "decision.is_met", id="decision"),
            pytest.param(ASSESSMENT, "assessment.holds(badge)", id="assessment"),
            pytest.param(UNKNOWN, "is UNKNOWN", id="unknown_fact"),
        ],
    )
    def test_asking_for_one_names_what_to_ask_instead(self, answer: object, instead: str) -> None:
        """Asking an answer for its truth is an error that names the question to ask."""
        with pytest.raises(TypeError) as caught:
            bool(answer)
        assert instead in str(caught.value)

    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            pytest.param(
                Verdict.MET,
                "a verdict has no truth value, since unknown is not no; "
                "ask `verdict is Verdict.MET`",
                id="verdict",
            ),
            pytest.param(
                DECISION["earnings"],
                "a finding has no truth value, since unknown is not no; "
                "ask `finding.verdict is Verdict.MET`",
                id="finding",
            ),
        ],
    )
    def test_the_message_names_what_was_asked(self, answer: object, message: str) -> None:
        """It says what has no truth value, why, and what to ask instead."""
        with pytest.raises(TypeError) as caught:
            bool(answer)
        assert str(caught.value) == message

    def test_a_condition_raises_too(self) -> None:
        """A condition on a decision raises where it would otherwise grant the badge."""
        misuse: Any = DECISION
        with pytest.raises(TypeError, match="no truth value"):
            assert not misuse


def handmade(verdict: Verdict, key: str = "key", fact: str = "a fact") -> Finding:
    """Build a finding of which only the verdict matters."""
    criterion = Criterion(
        key=key,
        clause="NOT-4",
        unit=Unit.FLAG,
        turned=Turned.BY_FACTS,
        met="yes",
        unmet="no",
        unknown="?",
        fact=fact,
    )
    measured = None if verdict is Verdict.UNKNOWN else verdict is Verdict.MET
    return Finding(criterion=criterion, verdict=verdict, measured=measured, bar=True)


class TestVerdict:
    """One unmet finding decides, otherwise one unknown finding suspends."""

    @pytest.mark.parametrize(
        ("verdicts", "expected"),
        [
            pytest.param("met", "met", id="one_met"),
            pytest.param("unmet", "unmet", id="one_unmet"),
            pytest.param("unknown", "unknown", id="one_unknown"),
            pytest.param("met met met", "met", id="all_met"),
            pytest.param("met unknown met", "unknown", id="one_suspends"),
            pytest.param("unmet unknown met", "unmet", id="unmet_then_unknown"),
            pytest.param("unknown met unmet", "unmet", id="unknown_then_unmet"),
            pytest.param("met met unmet", "unmet", id="the_last_is_unmet"),
        ],
    )
    def test_the_verdict_follows_from_the_findings(self, verdicts: str, expected: str) -> None:
        """The verdict is unmet with one unmet finding, else unknown with one unknown, else met."""
        findings = tuple(handmade(Verdict(word)) for word in verdicts.split())
        decision = attrs.evolve(DECISION, findings=findings)
        assert decision.verdict is Verdict(expected)
        assert decision.is_met is (expected == "met")

    def test_failing_findings_are_the_unmet_ones_in_their_order(self) -> None:
        """Failing means unmet: neither what is met nor what is unknown is listed."""
        findings = [
            handmade(Verdict.UNMET, "a"),
            handmade(Verdict.UNKNOWN, "b"),
            handmade(Verdict.MET, "c"),
            handmade(Verdict.UNMET, "d"),
        ]
        decision = attrs.evolve(DECISION, findings=tuple(findings))
        assert decision.failing == (findings[0], findings[3])

    def test_an_unknown_verdict_lists_the_facts_that_would_settle_it(self) -> None:
        """The facts of the unknown findings are listed once each, in their order."""
        findings = (
            handmade(Verdict.UNKNOWN, "a", fact="country"),
            handmade(Verdict.MET, "b", fact="members"),
            handmade(Verdict.UNKNOWN, "c", fact="base_badge"),
            handmade(Verdict.UNKNOWN, "d", fact="country"),
        )
        decision = attrs.evolve(DECISION, findings=findings)
        assert decision.unsettled == ("country", "base_badge")

    @pytest.mark.parametrize(
        "verdict",
        [pytest.param(Verdict.MET, id="met"), pytest.param(Verdict.UNMET, id="unmet")],
    )
    def test_a_settled_finding_asks_for_nothing(self, verdict: Verdict) -> None:
        """Only an unknown finding names a fact that would settle it."""
        assert handmade(verdict).unsettled == ()
        assert handmade(Verdict.UNKNOWN).unsettled == ("a fact",)

    def test_a_decided_verdict_leaves_nothing_unsettled(self) -> None:
        """With one unmet finding no missing fact can change the answer, so none is asked for."""
        decision = plus(freelancer(base_badge=None))
        assert decision["top_rated"].verdict is Verdict.UNKNOWN
        assert decision.verdict is Verdict.UNMET
        assert decision.unsettled == ()

    def test_a_missing_base_badge_is_unknown_and_not_no(self) -> None:
        """With all else met a base badge that nobody recorded suspends, and is asked for."""
        decision = plus(freelancer(contract("a", "10000"), base_badge=None))
        assert decision.verdict is Verdict.UNKNOWN
        assert decision.is_met is False
        assert decision.failing == ()
        assert decision.unsettled == ("base_badge",)

    def test_a_missing_country_is_unknown_and_not_no(self) -> None:
        """A certified talent whose country nobody recorded is asked for it."""
        record = attrs.evolve(
            freelancer(),
            certifications=[
                Certification(
                    status="submitted",
                    business_name="Quartz LLC",
                    category="woman_owned",
                    number="SN-1",
                    expires_on=date(2022, 1, 31),
                )
            ],
        )
        decision = decide(record, "diversity_certified", as_of=date(2020, 10, 1))
        assert decision.verdict is Verdict.UNKNOWN
        assert decision.unsettled == ("country",)

    def test_every_criterion_is_weighed_though_the_first_fails(self) -> None:
        """All failing reasons are told at once."""
        record = attrs.evolve(freelancer(base_badge="none"), exclusive_agency_contractor=True)
        failing = [finding.clause for finding in plus(record).failing]
        assert failing == ["TRP-F1", "TRP-F2", "TRP-F7", "TRP-F8"]


class TestDecision:
    """A decision shows its findings by name, and what was asked."""

    def test_a_finding_is_found_by_its_criterion(self) -> None:
        """The key of a criterion names its finding."""
        assert DECISION["earnings"].clause == "TRP-F1"
        assert [str(finding.criterion) for finding in DECISION.findings] == [
            "earnings",
            "large_contract",
            "independent",
            "top_rated",
        ]

    def test_a_criterion_that_is_not_there_is_refused_with_those_that_are(self) -> None:
        """A wrong key is an error that lists the criteria of that decision."""
        with pytest.raises(KeyError) as caught:
            DECISION["missing"]
        message = str(caught.value)
        for word in ("'missing'", "earnings", "large_contract", "independent", "top_rated"):
            assert word in message

    def test_a_criterion_of_another_kind_has_no_finding(self) -> None:
        """A criterion that does not apply to the kind of talent is not there."""
        with pytest.raises(KeyError, match="negative_share"):
            DECISION["negative_share"]
        assert [f.criterion.key for f in AGENCY_ANSWER["top_rated_plus"].findings] == [
            "earnings",
            "large_contract",
            "negative_share",
            "top_rated",
        ]

    def test_a_decision_shows_its_question(self) -> None:
        """Day, edition, readings, library version and clauses can be read off a decision."""
        decision = plus(RECORD, POSITIVE)
        assert decision.badge is Badge.TOP_RATED_PLUS
        assert decision.as_of == AS_OF
        assert decision.edition.id == "2020-07"
        assert decision.readings == POSITIVE
        assert decision.version == badgerules.__version__
        assert decision.question.is_hypothetical is False
        assert decision.question.known_through == AS_OF
        assert [finding.clause for finding in decision.findings] == [
            "TRP-F1",
            "TRP-F2",
            "TRP-F7",
            "TRP-F8",
        ]

    def test_a_decision_shows_its_window(self) -> None:
        """The window of the question begins after the day a year earlier and ends on the day."""
        window = DECISION.question.window
        assert (window.first_day, window.through) == (date(2019, 9, 2), AS_OF)

    @pytest.mark.clause("DELAY-1")
    @pytest.mark.parametrize(
        ("badge", "hours"),
        [
            pytest.param("rising_talent", 48, id="rising_talent"),
            pytest.param("top_rated", 48, id="top_rated"),
            pytest.param("top_rated_plus", 72, id="top_rated_plus"),
            pytest.param("expert_vetted", None, id="expert_vetted"),
            pytest.param("diversity_certified", None, id="diversity_certified"),
        ],
    )
    def test_how_soon_a_badge_appears_is_told_where_it_is_published(
        self, badge: str, hours: int | None
    ) -> None:
        """A badge appears within 48 or 72 hours; of two badges nothing is published."""
        assert ASSESSMENT[Badge(badge)].within_hours == hours

    @pytest.mark.parametrize(
        ("badge", "label"),
        [
            pytest.param("rising_talent", "Rising Talent", id="rising_talent"),
            pytest.param("top_rated", "Top Rated", id="top_rated"),
            pytest.param("top_rated_plus", "Top Rated Plus", id="top_rated_plus"),
            pytest.param("expert_vetted", "Expert-Vetted", id="expert_vetted"),
            pytest.param("diversity_certified", "Diversity-Certified", id="diversity_certified"),
        ],
    )
    def test_a_badge_is_named_as_people_write_it(self, badge: str, label: str) -> None:
        """Each badge has the name of the announcements."""
        assert Badge(badge).label == label

    def test_the_badges_are_five(self) -> None:
        """The five badges have the names that services and scripts rely on."""
        assert [badge.value for badge in Badge] == FIVE


class TestFinding:
    """A finding tells what was observed, what is required, and what is missing, in its unit."""

    @pytest.mark.parametrize(
        ("amount", "verdict", "observed", "shortfall"),
        [
            pytest.param("9999.99", "unmet", "9999.99", "0.01", id="a_cent_below"),
            pytest.param("10000.00", "met", "10000.00", "0.00", id="exactly_at_the_bar"),
            pytest.param("10000.01", "met", "10000.01", "0.00", id="a_cent_above"),
            pytest.param("-150", "unmet", "-150.00", "10150.00", id="a_refund_alone"),
        ],
    )
    def test_money_is_told_in_exact_dollars(
        self, amount: str, verdict: str, observed: str, shortfall: str
    ) -> None:
        """A finding on money holds decimals of two places, whatever is missing included."""
        finding = plus(freelancer(contract("a", amount)))["earnings"]
        assert finding.unit is Unit.USD
        assert finding.verdict == verdict
        told = (finding.observed, finding.required, finding.shortfall)
        assert [str(value) for value in told] == [observed, "10000.00", shortfall]
        assert [type(value) for value in told] == [Decimal, Decimal, Decimal]

    def test_no_answer_depends_on_the_decimal_context(self) -> None:
        """Under a context of two digits the largest amount still keeps every cent."""
        with localcontext(prec=2):
            finding = plus(freelancer(contract("a", "9999999999999.99")))["earnings"]
            told = [str(finding.observed), str(finding.required), finding.text]
        assert told[:2] == ["9999999999999.99", "10000.00"]
        assert "$9,999,999,999,999.99" in told[2]

    @pytest.mark.parametrize(
        ("is_member", "verdict"),
        [
            pytest.param(False, "met", id="independent"),
            pytest.param(True, "unmet", id="exclusive_agency_contractor"),
        ],
    )
    def test_a_flag_is_told_as_a_boolean(self, *, is_member: bool, verdict: str) -> None:
        """A flag is observed as true or false, required as true, and has no shortfall."""
        record = attrs.evolve(RECORD, exclusive_agency_contractor=is_member)
        finding = plus(record)["independent"]
        assert finding.unit is Unit.FLAG
        assert finding.verdict == verdict
        assert finding.observed is (not is_member)
        assert finding.required is True
        assert finding.shortfall is None

    def test_an_unknown_flag_has_no_observed_value(self) -> None:
        """Of what nobody recorded nothing is observed, and nothing is said to be missing."""
        finding = plus(freelancer(base_badge=None))["top_rated"]
        assert finding.verdict is Verdict.UNKNOWN
        assert finding.observed is None
        assert finding.required is True
        assert finding.shortfall is None
        assert finding.missing_units is None

    @pytest.mark.parametrize(
        ("negative", "verdict", "shortfall"),
        [
            pytest.param(0, "met", 0, id="none"),
            pytest.param(1, "met", 0, id="exactly_as_many_as_may"),
            pytest.param(2, "unmet", 1, id="one_too_many"),
            pytest.param(5, "unmet", 4, id="four_too_many"),
        ],
    )
    def test_a_ceiling_is_missed_by_what_is_too_much(
        self, negative: int, verdict: str, shortfall: int
    ) -> None:
        """Of eighteen contracts one may end badly, and the shortfall counts those too many."""
        bad: list[ContractOutcome] = [ContractOutcome.NEGATIVE] * negative
        outcomes = bad + [ContractOutcome.POSITIVE] * (18 - negative)
        record = agency(
            *(contract(f"c{index}", "1", outcome) for index, outcome in enumerate(outcomes))
        )
        finding = plus(record)["negative_share"]
        assert isinstance(finding, ShareFinding)
        assert finding.unit is Unit.CONTRACTS
        assert finding.verdict == verdict
        assert (finding.observed, finding.required, finding.shortfall) == (negative, 1, shortfall)
        assert type(finding.observed) is type(finding.required) is type(finding.shortfall) is int
        assert finding.scope == 18
        assert "out of 18" in finding.text

    @pytest.mark.parametrize(
        ("days", "verdict", "observed", "shortfall"),
        [
            pytest.param(1, "met", 2, 0, id="tomorrow"),
            pytest.param(0, "met", 1, 0, id="today"),
            pytest.param(-1, "unmet", 0, 1, id="yesterday"),
            pytest.param(-10, "unmet", -9, 10, id="ten_days_ago"),
        ],
    )
    def test_days_are_told_as_whole_numbers(
        self, days: int, verdict: str, observed: int, shortfall: int
    ) -> None:
        """A certification has days left, its last one included, and needs one of them."""
        as_of = date(2021, 3, 1)
        expiring = Certification(status="approved", expires_on=as_of + timedelta(days=days))
        record = attrs.evolve(freelancer(), country="US", certifications=[expiring])
        finding = decide(record, "diversity_certified", as_of=as_of)["unexpired"]
        assert finding.unit is Unit.DAYS
        assert finding.verdict == verdict
        assert (finding.observed, finding.required, finding.shortfall) == (observed, 1, shortfall)
        assert type(finding.observed) is int

    def test_the_text_of_a_finding_tells_the_amounts(self) -> None:
        """An unmet finding on money says what there is, what is required and what is missing."""
        text = DECISION["earnings"].text
        assert text.index("$7,700.00") < text.index("$10,000.00") < text.index("$2,300.00")

    def test_the_text_of_a_met_finding_names_no_shortfall(self) -> None:
        """A met finding on money does not speak of what is missing."""
        text = plus(freelancer(contract("a", "12345.67")))["earnings"].text
        assert "$12,345.67" in text
        assert "$10,000.00" in text
        assert "short" not in text

    @pytest.mark.parametrize(
        ("verdict", "text"),
        [
            pytest.param(Verdict.MET, "yes", id="met"),
            pytest.param(Verdict.UNMET, "no", id="unmet"),
            pytest.param(Verdict.UNKNOWN, "?", id="unknown"),
        ],
    )
    def test_the_text_of_a_finding_follows_its_verdict(self, verdict: Verdict, text: str) -> None:
        """A criterion has one text for each way it can come out."""
        assert handmade(verdict).text == text

    @pytest.mark.parametrize(
        ("unit", "text"),
        [
            (unit, {Unit.USD: "$0.05 of $0.07", Unit.STARS: "0.05 of 0.07"}.get(unit, "5 of 7"))
            for unit in Unit
        ],
    )
    def test_the_text_gives_a_number_in_its_unit(self, unit: Unit, text: str) -> None:
        """Money is held in cents, stars in hundredths; all else is a whole number as it is."""
        criterion = Criterion(
            key="key",
            clause="NOT-4",
            unit=unit,
            turned=Turned.BY_FACTS,
            met="",
            unmet="{observed} of {required}",
        )
        finding = Finding(criterion=criterion, verdict=Verdict.UNMET, measured=5, bar=7)
        assert finding.text == text

    def test_missing_details_are_named(self) -> None:
        """The finding on details names each that is missing, in plain words."""
        finding = CERTIFIED_ANSWER["diversity_certified"]["details"]
        assert isinstance(finding, DetailsFinding)
        assert finding.missing == ("category", "provider", "type", "number", "expires_on")
        assert finding.text.endswith("category, provider, type, number, expires on")
        assert finding.observed is False

    def test_details_that_are_all_given_name_none(self) -> None:
        """With every detail given the finding is met and lists nothing."""
        complete = Certification(
            status="draft",
            business_name="Quartz LLC",
            category="woman_owned",
            number="SN-1",
            expires_on=date(2022, 1, 31),
        )
        record = attrs.evolve(freelancer(), country="US", certifications=[complete])
        finding = decide(record, "diversity_certified", as_of=date(2020, 10, 1))["details"]
        assert isinstance(finding, DetailsFinding)
        assert finding.verdict is Verdict.MET
        assert finding.missing == ()
        assert "expires" not in finding.text


EVERY_REASON = freelancer(
    contract("fine", "5000.00", "positive"),
    contract("small", "4999.99"),
    contract("bad", "9000", "negative"),
    contract("lukewarm", "9000", "neutral"),
    contract("open", "9000"),
)
"""Five contracts, one for each reason that a row may have."""


class TestLargeContractFinding:
    """The finding on the large contract has a row for each contract, and names the nearest."""

    @pytest.mark.parametrize(
        ("readings", "reasons"),
        [
            pytest.param(
                Readings(),
                ["large", "below_bar", "negative_outcome", "large", "large"],
                id="not_negative",
            ),
            pytest.param(
                POSITIVE,
                ["large", "below_bar", "negative_outcome", "not_positive", "awaiting_feedback"],
                id="positive",
            ),
        ],
    )
    def test_every_contract_has_a_row_with_its_reason(
        self, readings: Readings, reasons: list[str]
    ) -> None:
        """Rows stand in the order of the record and say why each is, or is not, the large one."""
        rows = large_contract(EVERY_REASON, readings).rows
        assert [row.contract.id for row in rows] == ["fine", "small", "bad", "lukewarm", "open"]
        assert [row.reason.value for row in rows] == reasons

    @pytest.mark.parametrize(
        ("reason", "words"),
        [
            pytest.param("large", "large", id="large"),
            pytest.param("below_bar", "$0.01 short", id="below_bar"),
            pytest.param("negative_outcome", "negative feedback", id="negative_outcome"),
            pytest.param("not_positive", "asks for positive feedback", id="not_positive"),
            pytest.param("awaiting_feedback", "there is none yet", id="awaiting_feedback"),
        ],
    )
    def test_the_text_of_a_row_gives_its_reason(self, reason: str, words: str) -> None:
        """A row's text names contract, category, amounts and the reason."""
        rows = large_contract(EVERY_REASON, POSITIVE).rows
        row = next(row for row in rows if row.reason is RowReason(reason))
        assert row.text.startswith(f"{row.contract.id} (Legal): $")
        assert " of $5,000.00" in row.text
        assert row.text.endswith(words)

    @pytest.mark.parametrize(
        ("reason", "is_able"),
        [
            pytest.param("large", True, id="large"),
            pytest.param("below_bar", True, id="below_bar"),
            pytest.param("negative_outcome", False, id="negative_outcome"),
            pytest.param("not_positive", False, id="not_positive"),
            pytest.param("awaiting_feedback", True, id="awaiting_feedback"),
        ],
    )
    def test_a_row_says_whether_the_contract_can_serve(self, reason: str, *, is_able: bool) -> None:
        """Feedback alone keeps a contract from serving, and none yet does not."""
        rows = large_contract(EVERY_REASON, POSITIVE).rows
        assert [row.is_able for row in rows if row.reason == reason] == [is_able]

    def test_the_amounts_of_a_row_are_exact_dollars(self) -> None:
        """A row counts, requires and misses exact dollars, and the same in cents."""
        row = large_contract(EVERY_REASON).rows[1]
        assert [str(row.counted), str(row.required), str(row.shortfall)] == [
            "4999.99",
            "5000.00",
            "0.01",
        ]
        assert (row.counted_cents, row.required_cents, row.shortfall_cents) == (499999, 500000, 1)

    def test_a_row_above_its_bar_misses_nothing(self) -> None:
        """What is above the bar is no negative shortfall."""
        row = large_contract(freelancer(contract("a", "5000.01"))).rows[0]
        assert row.shortfall == Decimal("0.00")

    @pytest.mark.parametrize(
        ("contracts", "nearest"),
        [
            pytest.param(
                [contract("a", "1000"), contract("b", "2000"), contract("c", "1500")],
                "b",
                id="smallest_shortfall",
            ),
            pytest.param(
                [contract("a", "4000"), contract("b", "9000", category="admin_support")],
                "b",
                id="a_tie_goes_to_more_counted",
            ),
            pytest.param(
                [contract("b", "9000", category="admin_support"), contract("a", "4000")],
                "b",
                id="a_tie_goes_to_more_counted_though_it_stands_first",
            ),
            pytest.param(
                [contract("a", "1"), contract("b", "4000"), contract("c", "4000")],
                "b",
                id="a_full_tie_goes_to_the_first",
            ),
            pytest.param(
                [contract("a", "5000"), contract("b", "7000"), contract("c", "6000")],
                "b",
                id="several_large_ones_tie_at_nothing_missing",
            ),
            pytest.param(
                [contract("a", "4999", "negative"), contract("b", "-10"), contract("c", "-20")],
                "b",
                id="only_refunds_can_serve",
            ),
        ],
    )
    def test_the_nearest_contract_is_observed_and_required(
        self, contracts: list[Contract], nearest: str
    ) -> None:
        """Smallest shortfall, then more counted, then first: its amounts are the finding's."""
        finding = large_contract(freelancer(*contracts))
        row = finding.nearest
        assert row is not None
        assert row.contract.id == nearest
        assert (finding.observed, finding.required) == (row.counted, row.required)
        assert finding.shortfall == row.shortfall

    def test_an_equal_row_that_cannot_serve_is_not_the_nearest(self) -> None:
        """Of two contracts with equal amounts the one with negative feedback is passed over."""
        finding = large_contract(
            freelancer(contract("bad", "3000", "negative"), contract("open", "3000"))
        )
        assert finding.nearest is not None
        assert finding.nearest.contract.id == "open"

    @pytest.mark.parametrize(
        ("contracts", "required"),
        [
            pytest.param([], "5000.00", id="no_contract_the_lowest_of_twelve"),
            pytest.param(
                [contract("a", "30000", "negative", category="customer_service")],
                "20000.00",
                id="one_that_cannot_serve",
            ),
            pytest.param(
                [
                    contract("a", "30000", "negative", category="customer_service"),
                    contract("b", "1", "negative", category="sales_marketing"),
                ],
                "10000.00",
                id="the_lowest_among_those_worked_in",
            ),
        ],
    )
    def test_with_no_contract_that_can_serve_nothing_is_observed(
        self, contracts: list[Contract], required: str
    ) -> None:
        """Nothing is observed against the lowest bar of the categories worked in, or of all."""
        finding = large_contract(freelancer(*contracts))
        assert finding.verdict is Verdict.UNMET
        assert finding.nearest is None
        told = [str(finding.observed), str(finding.required), str(finding.shortfall)]
        assert told == ["0.00", required, required]

    def test_without_a_contract_the_text_names_the_lowest_bar(self) -> None:
        """Somebody without any contract is told the lowest bar there is."""
        finding = large_contract(agency())
        assert finding.rows == ()
        assert "no contract" in finding.text
        assert "$10,000.00" in finding.text

    def test_with_bad_contracts_alone_the_text_blames_the_feedback(self) -> None:
        """Somebody whose contracts all ended badly is told that feedback is the reason."""
        text = large_contract(freelancer(contract("a", "9000", "negative"))).text
        assert "feedback" in text
        assert "$" not in text

    def test_the_text_of_an_unmet_finding_shows_the_nearest(self) -> None:
        """An unmet finding shows the row that is nearest."""
        finding = large_contract(RECORD)
        assert finding.nearest is not None
        assert finding.text.endswith(finding.nearest.text)
        assert "$12,300.00 short" in finding.text

    def test_the_text_of_a_met_finding_names_every_large_contract(self) -> None:
        """A met finding names the contracts that are large, and no other."""
        text = large_contract(EVERY_REASON).text
        positions = [text.index(f"{name} (Legal)") for name in ("fine", "lukewarm", "open")]
        assert positions == sorted(positions)
        assert "small" not in text
        assert "bad" not in text

    @pytest.mark.clause("TRP-F5")
    @pytest.mark.parametrize(
        ("outcome", "not_negative", "positive"),
        [
            pytest.param("positive", "met", "met", id="positive"),
            pytest.param("neutral", "met", "unmet", id="neutral"),
            pytest.param("negative", "unmet", "unmet", id="negative"),
            pytest.param(None, "met", "unmet", id="none_yet"),
        ],
    )
    def test_feedback_keeps_a_large_contract_from_serving(
        self, outcome: ContractOutcomeName | None, not_negative: str, positive: str
    ) -> None:
        """By default only negative feedback disqualifies; the other reading wants positive."""
        record = freelancer(contract("a", "9000", outcome))
        assert large_contract(record).verdict == not_negative
        assert large_contract(record, POSITIVE).verdict == positive

    @pytest.mark.parametrize(
        ("outcome_on", "verdict"),
        [
            pytest.param(AS_OF - timedelta(days=1), "unmet", id="the_day_before"),
            pytest.param(AS_OF, "unmet", id="on_the_day"),
            pytest.param(AS_OF + timedelta(days=1), "met", id="the_day_after"),
        ],
    )
    def test_feedback_counts_from_its_day_on(self, outcome_on: date, verdict: str) -> None:
        """A contract serves until the day on which its negative outcome came."""
        record = freelancer(contract("a", "9000", "negative", outcome_on=outcome_on))
        assert large_contract(record).verdict == verdict

    def test_a_contract_that_awaits_feedback_misses_nothing_and_says_why(self) -> None:
        """Under the other reading a large contract without feedback lacks no money, only that."""
        finding = large_contract(freelancer(contract("open", "9000")), POSITIVE)
        assert finding.verdict is Verdict.UNMET
        assert finding.shortfall == Decimal("0.00")
        assert finding.rows[0].reason is RowReason.AWAITING_FEEDBACK
        assert finding.text.endswith("there is none yet")

    def test_an_agencys_bad_contract_can_be_the_large_one(self) -> None:
        """Feedback does not keep an agency's contract from serving, under either reading."""
        record = agency(contract("a", "10000", "negative"))
        for readings in (Readings(), POSITIVE):
            finding = large_contract(record, readings)
            assert finding.verdict is Verdict.MET
            assert finding.rows[0].reason is RowReason.LARGE


class TestAssessment:
    """An assessment maps all five badges to their decisions, and holds the record."""

    def test_it_is_a_mapping_over_all_five_badges(self) -> None:
        """It iterates over the five badges in their order, and gives a decision for each."""
        assert isinstance(ASSESSMENT, Mapping)
        assert [badge.value for badge in ASSESSMENT] == FIVE
        assert len(ASSESSMENT) == 5
        assert [decision.badge.value for decision in ASSESSMENT.values()] == FIVE
        assert dict(ASSESSMENT) == {badge: ASSESSMENT[badge] for badge in Badge}

    def test_a_decision_is_found_by_member_and_by_name(self) -> None:
        """A badge may be named by its member or by its value."""
        by_name: Any = ASSESSMENT
        assert ASSESSMENT[Badge.TOP_RATED].badge is Badge.TOP_RATED
        assert by_name["top_rated"] == ASSESSMENT[Badge.TOP_RATED]

    def test_an_unknown_badge_is_not_in_it(self) -> None:
        """What is no badge is no key."""
        misuse: Any = ASSESSMENT
        assert "gold" not in ASSESSMENT
        assert "top_rated" in ASSESSMENT
        assert misuse.get("gold") is None
        with pytest.raises(KeyError, match="gold"):
            misuse["gold"]

    @pytest.mark.parametrize(
        ("badge", "expected"),
        [
            pytest.param("top_rated", True, id="held"),
            pytest.param("rising_talent", False, id="not_held"),
            pytest.param("top_rated_plus", False, id="not_held_by_money"),
        ],
    )
    def test_holds_answers_by_name_and_by_member(self, badge: BadgeName, *, expected: bool) -> None:
        """Whether a badge is held is a plain boolean."""
        assert ASSESSMENT.holds(badge) is expected
        assert ASSESSMENT.holds(Badge(badge)) is expected

    def test_an_unknown_verdict_is_not_held(self) -> None:
        """A badge that is not known to be held is not held."""
        unknown = assess(freelancer(contract("a", "10000"), base_badge=None), as_of=AS_OF)
        assert unknown["top_rated_plus"].verdict is Verdict.UNKNOWN
        assert unknown.holds("top_rated_plus") is False

    def test_holds_refuses_what_is_no_badge(self) -> None:
        """Asking for a badge that there is not is an error, never a no."""
        gold: Any = "gold"
        with pytest.raises(ValueError, match="gold"):
            ASSESSMENT.holds(gold)

    def test_it_holds_the_record_and_the_question(self) -> None:
        """The facts and what was asked of the answer can be read off it."""
        assert ASSESSMENT.record == RECORD
        assert ASSESSMENT.question.as_of == AS_OF
        assert ASSESSMENT.question.edition.id == "2020-07"
        assert all(one.question == ASSESSMENT.question for one in ASSESSMENT.decisions)

    def test_each_decision_is_the_one_that_decide_gives(self) -> None:
        """Asked alone or together, a badge gets the same answer."""
        for badge in Badge:
            assert decide(RECORD, badge, as_of=AS_OF) == ASSESSMENT[badge]
            assert decide(RECORD, badge.value, as_of=AS_OF) == ASSESSMENT[badge]

    def test_equal_answers_are_equal_and_others_are_not(self) -> None:
        """Answers compare by what they say: record, question and decisions."""
        assert assess(RECORD, as_of=AS_OF) == ASSESSMENT
        assert assess(RECORD, as_of=date(2020, 9, 2)) != ASSESSMENT
        assert assess(RECORD, as_of=AS_OF, readings=POSITIVE) != ASSESSMENT
        assert assess(freelancer(), as_of=AS_OF) != ASSESSMENT
        misuse: Any = ASSESSMENT
        assert misuse != dict(ASSESSMENT)


FROM_ANOTHER_PROCESS = """
import pickle, sys
from datetime import date
from badgerules import Contract, TalentRecord, assess
given = pickle.loads(sys.stdin.buffer.read())
shop = Contract(id="shop", category="legal").with_payment("7700", on=date(2020, 3, 2))
record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
made = assess(record, as_of=date(2020, 9, 1))
print(given == made, hash(given) == hash(made), len({given, made}))
"""


class TestValues:
    """Answers are frozen values: they can be compared, hashed, copied and sent to a worker."""

    @pytest.mark.parametrize("answer", ANSWERS)
    def test_an_answer_cannot_be_changed(self, answer: attrs.AttrsInstance) -> None:
        """No attribute of an answer can be set or deleted, and no new one be added."""
        misuse: Any = answer
        for attribute in attrs.fields(type(answer)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(answer, attribute.name, None)
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                delattr(answer, attribute.name)
        with pytest.raises(AttributeError):
            misuse.note = "changed"
        assert not hasattr(answer, "__dict__")

    @pytest.mark.parametrize("answer", ANSWERS)
    def test_a_copy_is_equal_and_hashes_alike(self, answer: Any) -> None:  # noqa: ANN401  # any
        """A copy, shallow, deep or pickled, is equal and hashes alike."""
        pickled = pickle.loads(pickle.dumps(answer))  # noqa: S301  # our own bytes
        for again in (copy.copy(answer), copy.deepcopy(answer), pickled):
            assert type(again) is type(answer)
            assert again == answer
            assert {again, answer} == {answer}

    @pytest.mark.parametrize("verdict", Verdict)
    def test_a_verdict_stays_itself_in_copies(self, verdict: Verdict) -> None:
        """A verdict is one of three objects, before and after copying and pickling."""
        pickled = pickle.loads(pickle.dumps(verdict))  # noqa: S301  # our own bytes
        assert copy.copy(verdict) is copy.deepcopy(verdict) is pickled is verdict

    def test_a_pickled_decision_still_explains_itself(self) -> None:
        """After pickling the rows, the nearest contract and the text are still worked out."""
        again = pickle.loads(pickle.dumps(plus(EVERY_REASON)))  # noqa: S301  # our own bytes
        finding = again["large_contract"]
        assert [row.reason.value for row in finding.rows] == [
            "large",
            "below_bar",
            "negative_outcome",
            "large",
            "large",
        ]
        assert finding.text == large_contract(EVERY_REASON).text
        assert again.question.window.first_day == date(2019, 9, 2)

    def test_an_answer_from_another_process_equals_our_own(self) -> None:
        """An answer whose hash was taken in one process hashes anew in another."""
        shop = Contract(id="shop", category="legal").with_payment("7700", on=INSIDE)
        record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
        answer = assess(record, as_of=AS_OF)
        assert isinstance(hash(answer), int)
        done = subprocess.run(
            [sys.executable, "-c", FROM_ANOTHER_PROCESS],
            input=pickle.dumps(answer),
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": "4711"},
        )
        assert (done.stderr, done.stdout.split()) == (b"", [b"True", b"True", b"1"])

    def test_findings_of_different_contracts_differ(self) -> None:
        """Two findings with the same amounts are not equal when their contracts are others."""
        one = large_contract(freelancer(contract("a", "4000")))
        other = large_contract(freelancer(contract("b", "4000")))
        assert (one.observed, one.required) == (other.observed, other.required)
        assert one != other
        assert len({one, other}) == 2

    def test_an_answer_evolves(self) -> None:
        """A changed copy of an answer is another answer, and the first stays as it was."""
        finding = DECISION["earnings"]
        changed = attrs.evolve(finding, measured=10_000_00, verdict=Verdict.MET)
        assert changed.observed == Decimal("10000.00")
        assert changed.shortfall == Decimal("0.00")
        assert finding.observed == Decimal("7700.00")
        again = attrs.evolve(DECISION, findings=(changed,))
        assert again.is_met
        assert DECISION.verdict is Verdict.UNMET

    def test_a_question_evolves_with_its_window(self) -> None:
        """A question about another day has the window of that day."""
        moved = attrs.evolve(ASSESSMENT.question, as_of=date(2020, 10, 1))
        assert moved.window.first_day == date(2019, 10, 2)
        assert ASSESSMENT.question.window.first_day == date(2019, 9, 2)

    @pytest.mark.parametrize(
        "build",
        [
            pytest.param(Criterion, id="criterion"),
            pytest.param(Finding, id="finding"),
            pytest.param(Question, id="question"),
            pytest.param(Decision, id="decision"),
            pytest.param(Assessment, id="assessment"),
            pytest.param(ReadingThatMatters, id="reading_that_matters"),
        ],
    )
    def test_an_answer_takes_keywords_only(self, build: Callable[..., object]) -> None:
        """Arguments that would be mistaken for each other have to be named."""
        with pytest.raises(TypeError, match="takes 1 positional argument"):
            build("a")


NOON = datetime.fromisoformat("2020-09-01T12:00:00")
NOON_UTC = datetime(2020, 9, 1, 12, tzinfo=UTC)


class TestQuestions:
    """A question needs a day that an edition covers; what cannot be asked is refused."""

    @pytest.mark.parametrize(
        "as_of",
        [
            pytest.param(NOON, id="a_datetime"),
            pytest.param(NOON_UTC, id="a_datetime_with_a_zone"),
            pytest.param("2020-09-01", id="text"),
            pytest.param(None, id="nothing"),
            pytest.param(20200901, id="a_number"),
        ],
    )
    def test_only_a_date_is_a_day(self, as_of: Any) -> None:  # noqa: ANN401  # misuse
        """A day asked about that is no date is refused, by `assess` and by `decide`."""
        with pytest.raises(InvalidRecordError, match="as_of must be a date"):
            assess(RECORD, as_of=as_of)
        with pytest.raises(InvalidRecordError, match="as_of must be a date"):
            decide(RECORD, Badge.TOP_RATED, as_of=as_of)

    def test_a_datetime_is_told_the_way_out(self) -> None:
        """Whoever passes a datetime is told how to make a date of it."""
        with pytest.raises(InvalidRecordError, match=r"\.date\(\)"):
            assess(RECORD, as_of=NOON)

    def test_the_day_is_a_required_keyword(self) -> None:
        """No answer is given without the day it is for: there is no hidden clock."""
        misuse: Any = assess
        with pytest.raises(TypeError, match="as_of"):
            misuse(RECORD)
        with pytest.raises(TypeError, match="positional"):
            misuse(RECORD, AS_OF)

    @pytest.mark.parametrize(
        "known_through",
        [
            pytest.param(AS_OF, id="the_day_itself"),
            pytest.param(AS_OF - timedelta(days=1), id="the_day_before"),
            pytest.param(date(2019, 1, 1), id="long_before"),
        ],
    )
    def test_facts_may_be_known_up_to_the_day(self, known_through: date) -> None:
        """The last day whose facts are known may be the day asked about or any earlier one."""
        answer = assess(RECORD, as_of=AS_OF, known_through=known_through)
        assert answer.question.known_through == known_through
        decision = decide(RECORD, "top_rated", as_of=AS_OF, known_through=known_through)
        assert decision.question.known_through == known_through

    @pytest.mark.parametrize(
        "known_through",
        [
            pytest.param(AS_OF + timedelta(days=1), id="the_day_after"),
            pytest.param(date.max, id="the_last_day_of_all"),
            pytest.param(NOON, id="a_datetime"),
            pytest.param("2020-09-01", id="text"),
        ],
    )
    def test_facts_known_beyond_the_day_are_refused(self, known_through: Any) -> None:  # noqa: ANN401  # misuse
        """The last day whose facts are known must be a date up to the day asked about."""
        with pytest.raises(InvalidRecordError) as caught:
            assess(RECORD, as_of=AS_OF, known_through=known_through)
        assert [problem.path for problem in caught.value.problems] == ["known_through"]
        with pytest.raises(InvalidRecordError, match="known_through"):
            decide(RECORD, "top_rated", as_of=AS_OF, known_through=known_through)

    def test_facts_known_too_late_are_told_with_both_days(self) -> None:
        """The refusal names the question, the day found, and the last one allowed."""
        with pytest.raises(InvalidRecordError) as caught:
            assess(RECORD, as_of=AS_OF, known_through=date(2020, 9, 2))
        (problem,) = caught.value.problems
        assert caught.value.noun == "question"
        assert problem.message == "must be on or before as_of, 2020-09-01, got 2020-09-02"
        assert (problem.path, problem.found, problem.allowed) == (
            "known_through", "2020-09-02", "a day up to 2020-09-01",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("paper", "message"),
        [
            pytest.param("readings", "readings must be Readings(...), got 5", id="readings"),
            pytest.param("edition", "edition must be an Edition, its id or None, got 5", id="one"),
        ],
    )
    def test_a_paper_of_another_type_is_told_whole(self, paper: str, message: str) -> None:
        """The message says what must be and what was found."""
        terms: dict[str, Any] = {paper: 5}
        with pytest.raises(TypeError) as caught:
            assess(RECORD, as_of=AS_OF, **terms)
        assert str(caught.value) == message

    def test_both_days_are_refused_at_once(self) -> None:
        """Two days that are no dates are told in one error."""
        misuse: Any = {"as_of": NOON, "known_through": "2020-09-01"}
        with pytest.raises(InvalidRecordError) as caught:
            assess(RECORD, **misuse)
        assert [problem.path for problem in caught.value.problems] == ["as_of", "known_through"]

    def test_an_unknown_badge_is_a_value_error(self) -> None:
        """A badge that there is not is refused by its name."""
        gold: Any = "gold"
        with pytest.raises(ValueError, match="gold"):
            decide(RECORD, gold, as_of=AS_OF)

    @pytest.mark.parametrize(
        "day",
        [
            pytest.param(date(2020, 7, 6), id="the_day_before_the_first"),
            pytest.param(date(2015, 1, 1), id="years_before"),
        ],
    )
    def test_before_the_first_edition_there_is_no_answer(self, day: date) -> None:
        """Outside what the editions cover there is an error naming the range, never a no."""
        with pytest.raises(NoEditionInForceError, match="on or after 2020-07-07"):
            assess(RECORD, as_of=day)
        with pytest.raises(NoEditionInForceError, match="on or after 2020-07-07"):
            decide(RECORD, Badge.TOP_RATED, as_of=day)

    def test_on_its_first_day_the_first_edition_answers(self) -> None:
        """The first day of the first edition is covered."""
        assert assess(RECORD, as_of=date(2020, 7, 7)).question.edition.id == "2020-07"

    def test_an_unknown_edition_lists_those_there_are(self) -> None:
        """An edition that there is not is refused with those there are."""
        with pytest.raises(NoEditionInForceError, match="2020-07, 2020-10, 2021-02"):
            assess(RECORD, as_of=AS_OF, edition="2019-01")

    @pytest.mark.parametrize(
        ("edition_id", "day", "is_hypothetical"),
        [
            pytest.param("2020-07", date(2020, 7, 6), True, id="before_all_editions"),
            pytest.param("2020-07", date(2020, 7, 7), False, id="on_its_first_day"),
            pytest.param("2020-07", date(2020, 9, 30), False, id="on_its_last_day"),
            pytest.param("2020-07", date(2020, 10, 1), True, id="when_it_is_over"),
            pytest.param("2020-10", date(2020, 9, 30), True, id="before_its_first_day"),
            pytest.param("2020-10", date(2020, 10, 1), False, id="the_next_on_its_first_day"),
            pytest.param(law.NEWEST.id, law.HORIZON, False, id="the_last_without_end"),
        ],
    )
    def test_an_edition_out_of_its_time_is_hypothetical(
        self, edition_id: str, day: date, *, is_hypothetical: bool
    ) -> None:
        """An edition may be asked for at any day; out of its time the answer says so."""
        for edition in (edition_id, edition_named(edition_id)):
            question = assess(RECORD, as_of=day, edition=edition).question
            assert question.edition.id == edition_id
            assert question.is_hypothetical is is_hypothetical

    def test_an_edition_that_never_was_is_hypothetical(self) -> None:
        """A changed edition decides by its own numbers, and says that it is none of ours."""
        lower = attrs.evolve(
            edition_named("2020-07"), id="lower", freelancer_earnings=Cents(7_700_00)
        )
        decision = decide(RECORD, Badge.TOP_RATED_PLUS, as_of=AS_OF, edition=lower)
        assert decision["earnings"].verdict is Verdict.MET
        assert decision.edition.id == "lower"
        assert decision.question.is_hypothetical is True
        assert DECISION["earnings"].verdict is Verdict.UNMET

    def test_a_window_that_the_calendar_does_not_reach_is_refused(self) -> None:
        """A day without twelve months before it cannot be asked about, even by name."""
        with pytest.raises(InvalidRecordError, match="0001-01-01"):
            assess(RECORD, as_of=date.min, edition="2020-07")

    def test_readings_left_out_are_the_default_ones(self) -> None:
        """Without readings every ambiguous clause is read the default way."""
        assert ASSESSMENT.question.readings == Readings()

    @pytest.mark.parametrize(
        ("paper", "value"),
        [
            pytest.param("readings", {"money_bar": "more_than"}, id="readings_as_a_dict"),
            pytest.param("readings", None, id="readings_as_none"),
            pytest.param("edition", 2020, id="edition_as_a_number"),
            pytest.param("edition", date(2020, 7, 7), id="edition_as_a_day"),
        ],
    )
    def test_question_of_another_type_are_refused(self, paper: str, value: object) -> None:
        """What is neither readings nor an edition is a type error, never another answer."""
        misuse: Any = {paper: value}
        with pytest.raises(TypeError):
            assess(RECORD, as_of=AS_OF, **misuse)
        with pytest.raises(TypeError):
            decide(RECORD, Badge.TOP_RATED, as_of=AS_OF, **misuse)

    @pytest.mark.parametrize(
        ("invited_on", "passed_on", "verdict"),
        [
            pytest.param(AS_OF, AS_OF, "met", id="all_on_the_day"),
            pytest.param(INSIDE, AS_OF + timedelta(days=1), "unmet", id="passed_the_day_after"),
            pytest.param(AS_OF, AS_OF - timedelta(days=1), "unmet", id="invited_after_passing"),
            pytest.param(None, INSIDE, "unmet", id="never_invited"),
            pytest.param(INSIDE, None, "unmet", id="not_passed_yet"),
        ],
    )
    def test_the_screening_counts_from_the_day_it_was_passed(
        self, invited_on: date | None, passed_on: date | None, verdict: str
    ) -> None:
        """Invited on or before the day it was passed, and passed by the day asked about."""
        vetting = ExpertVetting(
            category="design_creative", invited_on=invited_on, passed_on=passed_on
        )
        record = attrs.evolve(RECORD, expert_vetting=vetting)
        assert decide(record, "expert_vetted", as_of=AS_OF)["vetting"].verdict == verdict

    def test_expert_vetted_is_decided_on_what_was_vetted(self) -> None:
        """With a vetting there are three findings, without one only that there is none."""
        vetting = ExpertVetting(category="legal", invited_on=INSIDE, passed_on=INSIDE)
        record = attrs.evolve(RECORD, expert_vetting=vetting)
        vetted = decide(record, "expert_vetted", as_of=AS_OF)
        assert [(f.criterion.key, f.verdict.value) for f in vetted.findings] == [
            ("vetting", "met"),
            ("focus_category", "unmet"),
            ("not_revoked", "met"),
        ]
        assert [f.criterion.key for f in ASSESSMENT["expert_vetted"].findings] == ["vetting"]


def test_readings_that_do_not_exist_are_all_told() -> None:
    """Each wrong reading is named with what is allowed, and that it is a reading."""
    wrong: dict[str, Any] = {"money_bar": "about", "feedback": "any"}
    with pytest.raises(InvalidRecordError) as refused:
        Readings(**wrong)
    assert str(refused.value) == (
        "2 problems:\n"
        "  readings money_bar must be one of at_least, more_than, got 'about'\n"
        "  readings feedback must be one of not_negative, positive, got 'any'"
    )


PAID_ON_THE_EDGE = Contract(
    id="one", category="legal", payments=[paid("12000.00", date(2019, 9, 2))], outcome="negative"
)
"""Paid on the first of the twelve months that end on 1 September 2020, and before the 365 days."""


@pytest.mark.clause("WIN-2", "TR-F2", "TR-A2", "TRP-F1", "TRP-A1")
@pytest.mark.parametrize("kind", ["freelancer", "agency"])
@pytest.mark.parametrize(
    ("badge", "keys"),
    [
        ("top_rated", ["earnings"]),
        ("top_rated_plus", ["earnings", "top_rated.earnings"]),
    ],
)
def test_a_badge_decided_again_counts_the_money_of_the_other_window(
    kind: KindName, badge: BadgeName, keys: list[str]
) -> None:
    """Twelve months count what 365 days do not, and everything else stays as it was."""
    record = good_record(kind, PAID_ON_THE_EDGE)
    decided = decide(record, badge, as_of=AS_OF)
    alone = decide(record, badge, as_of=AS_OF, readings=Readings(window="last_365_days"))
    again = decided_again(record, decided, alone.question)
    assert again == alone
    before, after = by_criterion(decided), by_criterion(again)
    assert [(before[key].measured, after[key].measured) for key in keys] == [(1_200_000, 0)] * len(
        keys
    )


@pytest.mark.parametrize("badge", Badge)
@pytest.mark.parametrize(
    "record",
    [
        pytest.param(good_record("freelancer", PAID_ON_THE_EDGE), id="freelancer"),
        pytest.param(good_record("agency", PAID_ON_THE_EDGE), id="agency"),
        pytest.param(freelancer(PAID_ON_THE_EDGE), id="without_reputation"),
        pytest.param(
            attrs.evolve(
                good_record("freelancer", PAID_ON_THE_EDGE), exclusive_agency_contractor=True
            ),
            id="exclusive_member",
        ),
        pytest.param(
            attrs.evolve(
                good_record("agency", PAID_ON_THE_EDGE), payments_known_since=date(2020, 1, 1)
            ),
            id="known_in_part",
        ),
    ],
)
def test_a_badge_decided_again_is_as_decided_alone(record: TalentRecord, badge: Badge) -> None:
    """Under each value of each reading it comes out as if it had not been decided before."""
    decided = decide(record, badge, as_of=AS_OF)
    usual: dict[str, StrEnum] = attrs.asdict(Readings())
    for name, word in usual.items():
        for value in type(word):
            reading: dict[str, Any] = {name: value}
            alone = decide(record, badge, as_of=AS_OF, readings=Readings(**reading))
            assert decided_again(record, decided, alone.question) == alone

"""JSON in and out: what is read, what is refused and where, and what an answer says."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

import badgerules
from badgerules import (
    UNKNOWN,
    BaseBadge,
    Category,
    Certification,
    CertificationStatus,
    Contract,
    ContractOutcome,
    DiversityCategory,
    DocumentError,
    ExpertVetting,
    InvalidRecordError,
    Kind,
    Payment,
    PlatformStats,
    PriorAssessment,
    Problem,
    ProblemCode,
    Readings,
    Reputation,
    Score,
    TalentRecord,
    Week,
    assess,
    compare,
    dump_assessment,
    dump_comparison,
    dump_ledger,
    dump_record,
    dump_remedies,
    dump_timeline,
    edition_named,
    ledger,
    load_record,
    remedies,
    timeline,
)
from badgerules.serialization.shared import dumped_rules
from badgerules.thresholds import Cents
from builders import (
    AS_OF,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    plus_holder,
    reputation,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from badgerules.names import KindName

Json = dict[str, Any]

LEFT_OUT: Any = object()
TEXT = "text that is not blank and has no control characters"
DOLLARS = "dollars with at most two decimals, such as 7850.00"
CATEGORIES = f"a category: {', '.join(category.value for category in Category)}"
"""Stands for a key that is not there."""

MINIMAL: dict[str, Json] = {
    "record": {"format": 1, "kind": "agency", "contracts": []},
    "contract": {"id": "shop", "category": "legal"},
    "payment": {"paid_on": "2020-03-02", "amount": "500.00"},
    "reputation": {},
    "week": {"ends_on": "2020-09-05", "eligible": True},
    "vetting": {"category": "legal"},
    "certification": {"status": "draft"},
}
"""The least that each part of a record needs."""

PATHS = {
    "record": "$",
    "contract": "$.contracts[0]",
    "payment": "$.contracts[0].payments[0]",
    "reputation": "$.reputation",
    "week": "$.reputation.weeks[0]",
    "vetting": "$.expert_vetting",
    "certification": "$.certifications[0]",
}
"""Where each part stands in a record."""


def document(place: str, facts: Mapping[str, Any]) -> Json:
    """Return a minimal record in which one part has some facts more, others or fewer."""
    merged = {**MINIMAL[place], **facts}
    part = {name: value for name, value in merged.items() if value is not LEFT_OUT}
    record = MINIMAL["record"]
    wholes: dict[str, Json] = {
        "record": part,
        "contract": {**record, "contracts": [part]},
        "payment": {**record, "contracts": [{**MINIMAL["contract"], "payments": [part]}]},
        "reputation": {**record, "reputation": part},
        "week": {**record, "reputation": {"weeks": [part]}},
        "vetting": {**record, "expert_vetting": part},
        "certification": {**record, "certifications": [part]},
    }
    return wholes[place]


def loaded(place: str, facts: Mapping[str, Any]) -> Any:  # noqa: ANN401  # one of seven classes
    """Load such a record from JSON text, and return the part."""
    record = load_record(json.dumps(document(place, facts)))
    parts: dict[str, Any] = {"record": record, "vetting": record.expert_vetting}
    if place in parts:
        return parts[place]
    if place == "certification":
        return record.certifications[0]
    if place in {"reputation", "week"}:
        reputation = record.reputation
        assert reputation is not None
        return reputation if place == "reputation" else reputation.weeks[0]
    return record.contracts[0] if place == "contract" else record.contracts[0].payments[0]


def refused(given: object) -> tuple[Problem, ...]:
    """Load what must not load, and return every problem."""
    misuse: Any = given
    with pytest.raises(DocumentError) as caught:
        load_record(misuse)
    return caught.value.problems


def problem_paths(given: object) -> list[str]:
    """Return the paths of everything that is refused in a document, in their order."""
    return sorted(problem.path for problem in refused(given))


def the_problem(given: object) -> Problem:
    """Return the one and only problem of a document."""
    (problem,) = refused(given)
    return problem


SAMPLE = """
{"format": 1, "id": "talent-17", "kind": "freelancer", "country": "US", "base_badge": "top_rated",
 "exclusive_agency_contractor": false,
 "contracts": [
   {"id": "shop-support", "category": "customer_service", "outcome": "positive",
    "outcome_on": "2020-06-30",
    "payments": [{"paid_on": "2019-11-14", "amount": "7850.00"},
                 {"paid_on": "2020-03-02", "amount": "-150.00"}]}],
 "reputation": null, "expert_vetting": null, "certifications": []}
"""
"""The record that the documentation of the format shows."""

SAMPLE_RECORD = TalentRecord(
    id="talent-17",
    kind=Kind.FREELANCER,
    country="US",
    base_badge=BaseBadge.TOP_RATED,
    contracts=[
        Contract(
            id="shop-support",
            category=Category.CUSTOMER_SERVICE,
            payments=[
                Payment(paid_on=date(2019, 11, 14), amount="7850.00"),
                Payment(paid_on=date(2020, 3, 2), amount="-150.00"),
            ],
            outcome=ContractOutcome.POSITIVE,
            outcome_on=date(2020, 6, 30),
        )
    ],
)

CERTIFIED_JSON = {
    "status": "approved",
    "business_name": "Quartz & Daughters LLC",
    "category": "woman_owned",
    "provider": "WBENC",
    "type": "WBE",
    "number": "SN-4711-X",
    "expires_on": "2022-01-31",
    "submitted_on": "2021-03-01",
    "decided_on": "2021-03-09",
}
CERTIFIED = Certification(
    status=CertificationStatus.APPROVED,
    business_name="Quartz & Daughters LLC",
    category=DiversityCategory.WOMAN_OWNED,
    provider="WBENC",
    type="WBE",
    number="SN-4711-X",
    expires_on=date(2022, 1, 31),
    submitted_on=date(2021, 3, 1),
    decided_on=date(2021, 3, 9),
)

FULL_AGENCY_JSON: Json = {
    "format": 1,
    "id": "agency-3",
    "kind": "agency",
    "country": "CA",
    "base_badge": None,
    "exclusive_agency_contractor": False,
    "contracts": [
        {
            "id": "shop",
            "category": "writing",
            "payments": [
                {"paid_on": "2019-11-14", "amount": "7850.00"},
                {"paid_on": "2020-03-02", "amount": "-0.05"},
            ],
            "outcome": "negative",
            "outcome_on": "2020-06-30",
            "ended_on": "2020-06-29",
        },
        {
            "id": "logo",
            "category": "design_creative",
            "payments": [],
            "outcome": None,
            "outcome_on": None,
            "ended_on": None,
        },
    ],
    "reputation": {
        "job_success_score": 97,
        "rising_talent": False,
        "weeks": [
            {"ends_on": "2020-09-05", "eligible": True},
            {"ends_on": "2020-08-29", "eligible": False},
        ],
        "first_contract_on": "2018-05-01",
        "joined_on": "2018-04-01",
        "profile_percent": 100,
        "availability_current": True,
        "last_active_on": "2020-08-30",
        "holds": ["2019-01-31", "2019-03-31"],
        "circumvention_on": "2018-12-24",
        "members": 3,
        "members_profile_percent": 80,
        "average_feedback": "4.90",
        "identity_verified": True,
        "payout_method": False,
        "from_elance": True,
        "scores": [{"since": "2019-05-04", "score": 97}, {"since": "2019-02-02", "score": None}],
    },
    "expert_vetting": {
        "category": "sales_marketing",
        "invited_on": "2020-07-10",
        "passed_on": "2020-08-01",
        "revoked_on": "2021-08-01",
        "prior_assessments": ["upwork_premium", "upwork_pro"],
    },
    "certifications": [
        CERTIFIED_JSON,
        {
            "status": "draft",
            "business_name": None,
            "category": None,
            "provider": None,
            "type": None,
            "number": None,
            "expires_on": None,
            "submitted_on": None,
            "decided_on": None,
        },
    ],
    "payments_known_since": "2019-10-01",
    "payments_known_through": "2020-08-31",
    "stats": {
        "shown_on": "2020-09-01",
        "earnings_12_months": "20000.05",
        "eligible_weeks": 14,
        "holds": 1,
        "has_large_contract": False,
        "badge": "top_rated_plus",
    },
}
"""A record that uses every fact there is, in the order of the format."""

FULL_AGENCY = TalentRecord(
    id="agency-3",
    kind=Kind.AGENCY,
    country="CA",
    contracts=[
        Contract(
            id="shop",
            category=Category.WRITING,
            payments=[
                Payment(paid_on=date(2019, 11, 14), amount="7850.00"),
                Payment(paid_on=date(2020, 3, 2), amount="-0.05"),
            ],
            outcome=ContractOutcome.NEGATIVE,
            outcome_on=date(2020, 6, 30),
            ended_on=date(2020, 6, 29),
        ),
        Contract(id="logo", category=Category.DESIGN_CREATIVE),
    ],
    reputation=Reputation(
        job_success_score=97,
        rising_talent=False,
        weeks=[
            Week(ends_on=date(2020, 9, 5), eligible=True),
            Week(ends_on=date(2020, 8, 29), eligible=False),
        ],
        first_contract_on=date(2018, 5, 1),
        joined_on=date(2018, 4, 1),
        profile_percent=100,
        availability_current=True,
        last_active_on=date(2020, 8, 30),
        holds=[date(2019, 1, 31), date(2019, 3, 31)],
        circumvention_on=date(2018, 12, 24),
        members=3,
        members_profile_percent=80,
        average_feedback="4.9",
        identity_verified=True,
        payout_method=False,
        from_elance=True,
        scores=[
            Score(since=date(2019, 5, 4), score=97),
            Score(since=date(2019, 2, 2), score=None),
        ],
    ),
    expert_vetting=ExpertVetting(
        category=Category.SALES_MARKETING,
        invited_on=date(2020, 7, 10),
        passed_on=date(2020, 8, 1),
        revoked_on=date(2021, 8, 1),
        prior_assessments=[PriorAssessment.UPWORK_PREMIUM, PriorAssessment.UPWORK_PRO],
    ),
    certifications=[CERTIFIED, Certification(status=CertificationStatus.DRAFT)],
    payments_known_since=date(2019, 10, 1),
    payments_known_through=date(2020, 8, 31),
    stats=PlatformStats(
        shown_on=date(2020, 9, 1),
        earnings_12_months="20000.05",
        eligible_weeks=14,
        holds=1,
        has_large_contract=False,
        badge="top_rated_plus",
    ),
)

HANDMADE = [
    pytest.param(SAMPLE_RECORD, id="the_sample"),
    pytest.param(FULL_AGENCY, id="an_agency_with_everything"),
    pytest.param(
        TalentRecord(kind="freelancer", contracts=[], exclusive_agency_contractor=True),
        id="an_exclusive_agency_contractor",
    ),
    pytest.param(
        TalentRecord(kind="freelancer", contracts=[], reputation=Reputation()),
        id="a_reputation_of_which_nothing_is_known",
    ),
    pytest.param(
        TalentRecord(
            kind="freelancer",
            contracts=[],
            reputation=Reputation(
                job_success_score=None,
                first_contract_on=None,
                last_active_on=None,
                holds=[],
                average_feedback=None,
            ),
        ),
        id="a_reputation_with_none_yet",
    ),
    pytest.param(
        TalentRecord(id="é\U0001f600", kind="freelancer", contracts=[], base_badge="none"),
        id="an_id_beyond_ascii",
    ),
    pytest.param(
        TalentRecord(
            kind="agency",
            contracts=[
                Contract(
                    id="edges",
                    category="legal",
                    payments=[
                        Payment(paid_on=date.min, amount="9999999999999.99"),
                        Payment(paid_on=date.max, amount="-9999999999999.99"),
                        Payment(paid_on=date(2020, 2, 29), amount=0),
                    ],
                )
            ],
        ),
        id="the_largest_amounts_and_the_outermost_days",
    ),
]


CATEGORY_KEYS = [
    "accounting_consulting",
    "admin_support",
    "customer_service",
    "data_science_analytics",
    "design_creative",
    "engineering_architecture",
    "it_networking",
    "legal",
    "sales_marketing",
    "translation",
    "web_mobile_software_development",
    "writing",
]
"""The twelve categories as JSON writes them."""


class TestLoading:
    """A record is read from text, bytes or a mapping, and nothing in it is changed."""

    @pytest.mark.parametrize(
        "given",
        [
            pytest.param(SAMPLE, id="text"),
            pytest.param(SAMPLE.encode(), id="bytes"),
            pytest.param(json.loads(SAMPLE), id="mapping"),
            pytest.param(MappingProxyType(json.loads(SAMPLE)), id="another_mapping"),
        ],
    )
    def test_text_bytes_and_mapping_are_the_same_record(
        self, given: str | bytes | Mapping[str, Any]
    ) -> None:
        """The sample of the format loads as the record it describes, however it comes."""
        assert load_record(given) == SAMPLE_RECORD

    def test_a_record_with_every_fact_loads(self) -> None:
        """Every fact of the format arrives in its place."""
        assert load_record(json.dumps(FULL_AGENCY_JSON)) == FULL_AGENCY

    def test_a_mapping_may_hold_dates_and_decimals(self) -> None:
        """In a mapping days may be dates and amounts decimals, as a database returns them."""
        given: Json = {
            "format": 1,
            "kind": "agency",
            "contracts": [
                {
                    "id": "shop",
                    "category": "writing",
                    "payments": [
                        {"paid_on": date(2019, 11, 14), "amount": Decimal(7850)},
                        {"paid_on": date(2020, 3, 2), "amount": Decimal("-0.050")},
                    ],
                    "outcome": "negative",
                    "outcome_on": date(2020, 6, 30),
                    "ended_on": date(2020, 6, 29),
                },
                {"id": "logo", "category": Category.DESIGN_CREATIVE},
            ],
            "reputation": {
                "weeks": [{"ends_on": date(2020, 9, 5), "eligible": True}],
                "first_contract_on": date(2018, 5, 1),
                "holds": [date(2019, 1, 31), "2019-03-31"],
            },
        }
        record = load_record(given)
        assert record.contracts == FULL_AGENCY.contracts
        assert record.reputation == Reputation(
            weeks=[Week(ends_on=date(2020, 9, 5), eligible=True)],
            first_contract_on=date(2018, 5, 1),
            holds=[date(2019, 1, 31), date(2019, 3, 31)],
        )

    def test_a_mapping_may_hold_unknown_as_such(self) -> None:
        """In a mapping UNKNOWN stands for a fact that might as well be left out."""
        facts = dict.fromkeys(["job_success_score", "first_contract_on", "last_active_on"], UNKNOWN)
        assert load_record(document("reputation", facts)).reputation == Reputation()

    def test_a_mapping_may_hold_tuples(self) -> None:
        """In a mapping a tuple is a list."""
        given = {"format": 1, "kind": "agency", "contracts": ({"id": "a", "category": "legal"},)}
        assert load_record(given).contracts == (Contract(id="a", category="legal"),)

    def test_loading_leaves_a_mapping_as_it_was(self) -> None:
        """The caller's mapping is read and not changed."""
        given, untouched = json.loads(SAMPLE), json.loads(SAMPLE)
        load_record(given)
        assert given == untouched

    @pytest.mark.parametrize(
        ("amount", "cents"),
        [
            pytest.param("7850.00", 785000, id="two_decimals"),
            pytest.param("7850.5", 785050, id="one_decimal"),
            pytest.param("7850", 785000, id="none"),
            pytest.param("-150.00", -15000, id="a_refund"),
            pytest.param("0", 0, id="zero"),
            pytest.param("9999999999999.99", 999999999999999, id="thirteen_digits"),
            pytest.param("-9999999999999.99", -999999999999999, id="thirteen_digits_back"),
        ],
    )
    def test_money_is_read_exactly(self, amount: str, cents: int) -> None:
        """An amount of dollars becomes whole cents, with every digit it has."""
        assert loaded("payment", {"amount": amount}).cents == cents

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            pytest.param("0001-01-01", date.min, id="the_first"),
            pytest.param("2020-02-29", date(2020, 2, 29), id="a_leap_day"),
            pytest.param("9999-12-31", date.max, id="the_last"),
        ],
    )
    def test_every_day_of_the_calendar_can_be_written(self, day: str, expected: date) -> None:
        """A day is read from its one accepted spelling."""
        assert loaded("payment", {"paid_on": day}).paid_on == expected

    @pytest.mark.parametrize(
        ("name", "category"),
        [
            *((key, Category[key.upper()]) for key in CATEGORY_KEYS),
            ("Accounting & Consulting", Category.ACCOUNTING_CONSULTING),
            ("Accounting and Consulting", Category.ACCOUNTING_CONSULTING),
            ("Admin Support", Category.ADMIN_SUPPORT),
            ("Admin", Category.ADMIN_SUPPORT),
            ("admin", Category.ADMIN_SUPPORT),
            ("Customer Service", Category.CUSTOMER_SERVICE),
            ("Customer Support", Category.CUSTOMER_SERVICE),
            ("CUSTOMER SUPPORT", Category.CUSTOMER_SERVICE),
            ("Data Science & Analytics", Category.DATA_SCIENCE_ANALYTICS),
            ("data science and analytics", Category.DATA_SCIENCE_ANALYTICS),
            ("Design & Creative", Category.DESIGN_CREATIVE),
            ("Design And Creative", Category.DESIGN_CREATIVE),
            ("Engineering & Architecture", Category.ENGINEERING_ARCHITECTURE),
            ("Engineering and Architecture", Category.ENGINEERING_ARCHITECTURE),
            ("IT & Networking", Category.IT_NETWORKING),
            ("it AND networking", Category.IT_NETWORKING),
            ("Legal", Category.LEGAL),
            ("LEGAL", Category.LEGAL),
            ("Sales & Marketing", Category.SALES_MARKETING),
            ("Sales and Marketing", Category.SALES_MARKETING),
            ("Translation", Category.TRANSLATION),
            ("Web, Mobile & Software Development", Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT),
            ("Web, Mobile and Software Development", Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT),
            ("Web, Mobile & Software Dev", Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT),
            ("web, mobile and software dev", Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT),
            ("Writing", Category.WRITING),
            ("wRiTiNg", Category.WRITING),
        ],
    )
    @pytest.mark.parametrize("place", ["contract", "vetting"])
    def test_a_category_is_accepted_by_each_of_its_names(
        self, place: str, name: str, category: Category
    ) -> None:
        """Keys, official and short names are accepted, with "&" or "and", in any letter case."""
        assert loaded(place, {"category": name}).category is category

    @pytest.mark.parametrize(
        ("place", "name", "values"),
        [
            pytest.param("record", "kind", ["freelancer", "agency"], id="kind"),
            pytest.param(
                "record", "base_badge", ["none", "rising_talent", "top_rated"], id="base_badge"
            ),
            pytest.param("contract", "outcome", ["positive", "neutral", "negative"], id="outcome"),
            pytest.param(
                "certification",
                "status",
                ["draft", "submitted", "approved", "rejected"],
                id="status",
            ),
            pytest.param(
                "certification",
                "category",
                [
                    "minority_owned",
                    "woman_owned",
                    "us_veteran_owned",
                    "disability_owned",
                    "lgbtq_owned",
                ],
                id="category",
            ),
        ],
    )
    def test_every_word_of_a_closed_list_is_accepted(
        self, place: str, name: str, values: list[str]
    ) -> None:
        """Each word that the format names loads as itself."""
        assert [getattr(loaded(place, {name: value}), name) for value in values] == values

    @pytest.mark.parametrize("score", [0, 90, 100])
    @pytest.mark.parametrize(
        "name", ["job_success_score", "profile_percent", "members_profile_percent"]
    )
    def test_a_score_may_be_anything_from_0_to_100(self, name: str, score: int) -> None:
        """Both bounds of a score or a percentage are allowed."""
        assert getattr(loaded("reputation", {name: score}), name) == score

    @pytest.mark.clause("RT-4")
    @pytest.mark.parametrize(
        ("given", "stars"),
        [("1", "1.00"), ("1.00", "1.00"), ("4.8", "4.80"), ("4.79", "4.79"), ("5.00", "5.00")],
    )
    def test_stars_are_read_exactly(self, given: str, stars: str) -> None:
        """An average of feedback is text of 1.00 to 5.00 with at most two decimals."""
        average = loaded("reputation", {"average_feedback": given}).average_feedback
        assert (average, str(average)) == (Decimal(stars), stars)


class TestLeftOutOrNull:
    """What a missing key and a null mean is fixed, fact by fact."""

    @pytest.mark.parametrize(
        "name", ["job_success_score", "first_contract_on", "last_active_on", "average_feedback"]
    )
    def test_left_out_is_unknown_and_null_is_none_yet(self, name: str) -> None:
        """Of these four facts nothing is known when left out; null says that there is none yet."""
        assert getattr(loaded("reputation", {}), name) is UNKNOWN
        assert getattr(loaded("reputation", {name: None}), name) is None

    @pytest.mark.parametrize(
        ("place", "name"),
        [
            pytest.param("record", "base_badge", id="base_badge"),
            pytest.param("record", "country", id="country"),
            pytest.param("reputation", "rising_talent", id="rising_talent"),
            pytest.param("reputation", "joined_on", id="joined_on"),
            pytest.param("reputation", "profile_percent", id="profile_percent"),
            pytest.param("reputation", "availability_current", id="availability_current"),
            pytest.param("reputation", "members", id="members"),
            pytest.param("reputation", "members_profile_percent", id="members_profile_percent"),
            pytest.param("reputation", "holds", id="holds"),
            pytest.param("reputation", "identity_verified", id="identity_verified"),
            pytest.param("reputation", "payout_method", id="payout_method"),
        ],
    )
    def test_left_out_and_null_are_both_unknown(self, place: str, name: str) -> None:
        """These facts are unknown whether left out or null."""
        assert getattr(loaded(place, {}), name) is None
        assert getattr(loaded(place, {name: None}), name) is None

    def test_an_empty_list_of_holds_is_none(self) -> None:
        """An empty list of holds is the known fact that there was none."""
        assert loaded("reputation", {"holds": []}).holds == ()

    @pytest.mark.parametrize(
        ("place", "name"),
        [
            pytest.param("record", "id", id="id"),
            pytest.param("record", "expert_vetting", id="expert_vetting"),
            pytest.param("record", "reputation", id="reputation"),
            pytest.param("contract", "outcome", id="outcome"),
            pytest.param("contract", "outcome_on", id="outcome_on"),
            pytest.param("reputation", "circumvention_on", id="circumvention_on"),
            pytest.param("vetting", "invited_on", id="invited_on"),
            pytest.param("vetting", "passed_on", id="passed_on"),
            pytest.param("vetting", "revoked_on", id="revoked_on"),
            pytest.param("certification", "business_name", id="business_name"),
            pytest.param("certification", "category", id="category"),
            pytest.param("certification", "provider", id="provider"),
            pytest.param("certification", "type", id="type"),
            pytest.param("certification", "number", id="number"),
            pytest.param("certification", "expires_on", id="expires_on"),
            pytest.param("certification", "submitted_on", id="submitted_on"),
            pytest.param("certification", "decided_on", id="decided_on"),
        ],
    )
    def test_left_out_and_null_are_both_none(self, place: str, name: str) -> None:
        """Of these facts there is none, whether left out or null."""
        assert getattr(loaded(place, {}), name) is None
        assert getattr(loaded(place, {name: None}), name) is None

    @pytest.mark.parametrize(
        ("place", "name", "empty"),
        [
            pytest.param("reputation", "weeks", (), id="weeks"),
            pytest.param("contract", "payments", (), id="payments"),
            pytest.param("record", "certifications", (), id="certifications"),
            pytest.param(
                "record", "exclusive_agency_contractor", False, id="exclusive_agency_contractor"
            ),
        ],
    )
    def test_left_out_is_empty_and_null_an_error(
        self, place: str, name: str, empty: object
    ) -> None:
        """These facts are empty or false when left out, and null is refused."""
        assert getattr(loaded(place, {}), name) == empty
        problem = the_problem(document(place, {name: None}))
        assert problem.path == f"{PATHS[place]}.{name}"

    @pytest.mark.parametrize(
        ("place", "name", "must"),
        [
            pytest.param("record", "format", "1", id="format"),
            pytest.param("record", "kind", "one of freelancer, agency", id="kind"),
            pytest.param("contract", "id", TEXT, id="contract.id"),
            pytest.param("contract", "category", CATEGORIES, id="contract.category"),
            pytest.param("payment", "paid_on", "a date", id="payment.paid_on"),
            pytest.param("payment", "amount", DOLLARS, id="payment.amount"),
            pytest.param("week", "ends_on", "a date", id="week.ends_on"),
            pytest.param("week", "eligible", "true or false", id="week.eligible"),
            pytest.param("vetting", "category", CATEGORIES, id="vetting.category"),
            pytest.param(
                "certification",
                "status",
                "one of draft, submitted, approved, rejected",
                id="certification.status",
            ),
        ],
    )
    def test_left_out_and_null_are_both_errors(self, place: str, name: str, must: str) -> None:
        """Without these facts there is no record: left out or null, they are refused."""
        path = f"{PATHS[place]}.{name}"
        missing = the_problem(document(place, {name: LEFT_OUT}))
        assert (missing.path, missing.message) == (path, f"is missing; it must be {must}")
        assert missing.allowed == must
        assert the_problem(document(place, {name: None})).path == path

    def test_contracts_left_out_are_not_known_and_null_is_an_error(self) -> None:
        """Without the key nothing is known of contracts; an empty list says that there are none."""
        unknown = loaded("record", {"contracts": LEFT_OUT})
        assert (unknown.contracts, unknown.contracts_known) == ((), False)
        none = loaded("record", {"contracts": []})
        assert (none.contracts, none.contracts_known) == ((), True)
        problem = the_problem(document("record", {"contracts": None}))
        assert (problem.path, problem.code) == ("$.contracts", ProblemCode.WRONG_TYPE)

    def test_an_empty_object_misses_all_that_is_needed(self) -> None:
        """Everything that must be given is asked for at once."""
        assert problem_paths("{}") == ["$.format", "$.kind"]


class TestStrictness:
    """Nothing is coerced, dropped or guessed: what does not fit is refused with its path."""

    @pytest.mark.parametrize(
        ("place", "name", "value", "found", "allowed"),
        [
            pytest.param("record", "format", 2, "2", "1", id="another_format"),
            pytest.param("record", "format", "1", "'1'", "1", id="format_as_text"),
            pytest.param("record", "format", 1.0, "1.0", "1", id="format_with_a_point"),
            pytest.param("record", "format", True, "true", "1", id="format_as_a_boolean"),
            pytest.param(
                "record",
                "kind",
                "person",
                "'person'",
                "one of freelancer, agency",
                id="kind_of_no_list",
            ),
            pytest.param(
                "record",
                "kind",
                "Agency",
                "'Agency'",
                "one of freelancer, agency",
                id="kind_in_capitals",
            ),
            pytest.param(
                "record",
                "base_badge",
                "top_rated_plus",
                "'top_rated_plus'",
                "one of none, rising_talent, top_rated",
                id="base_badge_that_is_none",
            ),
            pytest.param(
                "record",
                "exclusive_agency_contractor",
                "no",
                "'no'",
                "true or false",
                id="no_for_a_boolean",
            ),
            pytest.param(
                "record",
                "exclusive_agency_contractor",
                0,
                "0",
                "true or false",
                id="0_for_a_boolean",
            ),
            pytest.param(
                "reputation",
                "rising_talent",
                "false",
                "'false'",
                "true or false",
                id="false_in_quotes",
            ),
            pytest.param(
                "reputation", "availability_current", 1, "1", "true or false", id="1_for_a_boolean"
            ),
            pytest.param("week", "eligible", "yes", "'yes'", "true or false", id="yes"),
            pytest.param(
                "reputation",
                "job_success_score",
                7.9,
                "7.9",
                "a whole number from 0 to 100",
                id="7.9_for_an_integer",
            ),
            pytest.param(
                "reputation",
                "job_success_score",
                90.0,
                "90.0",
                "a whole number from 0 to 100",
                id="90.0_for_an_integer",
            ),
            pytest.param(
                "reputation",
                "job_success_score",
                True,
                "true",
                "a whole number from 0 to 100",
                id="true_for_an_integer",
            ),
            pytest.param(
                "reputation",
                "job_success_score",
                "90",
                "'90'",
                "a whole number from 0 to 100",
                id="an_integer_in_quotes",
            ),
            pytest.param(
                "reputation",
                "job_success_score",
                -1,
                "-1",
                "a whole number from 0 to 100",
                id="score_below_0",
            ),
            pytest.param(
                "reputation",
                "job_success_score",
                101,
                "101",
                "a whole number from 0 to 100",
                id="score_above_100",
            ),
            pytest.param(
                "reputation",
                "profile_percent",
                101,
                "101",
                "a whole number from 0 to 100",
                id="percent_above_100",
            ),
            pytest.param(
                "reputation",
                "members_profile_percent",
                -1,
                "-1",
                "a whole number from 0 to 100",
                id="percent_below_0",
            ),
            *(
                pytest.param(
                    "reputation",
                    "average_feedback",
                    given,
                    repr(given),
                    'stars from 1.00 to 5.00 with at most two decimals, such as "4.80"',
                    id=name,
                )
                for given, name in (
                    ("0.99", "below_one_star"),
                    ("5.01", "above_five_stars"),
                    ("4.805", "thousandths_of_a_star"),
                    ("+4.8", "stars_with_a_sign"),
                )
            ),
            pytest.param(
                "reputation",
                "average_feedback",
                4.8,
                "4.8",
                'a string of stars such as "4.80"',
                id="stars_that_are_no_text",
            ),
            pytest.param(
                "reputation",
                "members",
                -1,
                "-1",
                "a whole number, 0 or more",
                id="minus_one_member",
            ),
            pytest.param(
                "reputation",
                "members",
                2.5,
                "2.5",
                "a whole number, 0 or more",
                id="half_a_member",
            ),
            pytest.param(
                "reputation", "holds", "2020-01-05", "'2020-01-05'", "a list", id="text_for_a_list"
            ),
            pytest.param("reputation", "weeks", {}, "{}", "a list", id="an_object_for_a_list"),
            pytest.param("record", "contracts", {}, "{}", "a list", id="contracts_as_an_object"),
            pytest.param("contract", "payments", "", "''", "a list", id="payments_as_text"),
            pytest.param(
                "record", "certifications", 0, "something else", "a list", id="a_number_for_a_list"
            ),
            pytest.param("record", "reputation", [], "[]", "an object", id="a_list_for_an_object"),
            pytest.param(
                "record", "expert_vetting", "x", "'x'", "an object", id="text_for_an_object"
            ),
            pytest.param(
                "payment",
                "amount",
                7850,
                "7850",
                DOLLARS,
                id="an_integer_for_money",
            ),
            pytest.param(
                "payment",
                "amount",
                7850.5,
                "7850.5",
                DOLLARS,
                id="a_number_for_money",
            ),
            pytest.param(
                "payment",
                "amount",
                True,
                "true",
                DOLLARS,
                id="true_for_money",
            ),
            pytest.param(
                "payment", "paid_on", "20200105", "'20200105'", "a date", id="a_date_run_together"
            ),
            pytest.param(
                "payment", "paid_on", 20200105, "20200105", "a date", id="a_number_for_a_date"
            ),
            pytest.param("payment", "paid_on", "2020-W02-1", "'2020-W02-1'", "a date", id="a_week"),
            pytest.param("payment", "paid_on", "2020-1-5", "'2020-1-5'", "a date", id="short_date"),
            pytest.param(
                "payment", "paid_on", "2020-02-30", "'2020-02-30'", "a date", id="no_such_day"
            ),
            pytest.param(
                "payment",
                "paid_on",
                "2020-01-05T00:00:00",
                "'2020-01-05T00:00:00'",
                "a date",
                id="a_time",
            ),
            pytest.param(
                "payment", "paid_on", " 2020-01-05", "' 2020-01-05'", "a date", id="a_space"
            ),
            pytest.param(
                "payment",
                "paid_on",
                "٢٠٢٠-٠١-٠٥",  # noqa: RUF001  # these digits are what the test is about
                "'\\u0662\\u0660\\u0662\\u0660-\\u0660\\u0661-\\u0660\\u0665'",
                "a date",
                id="digits_of_another_script",
            ),
            pytest.param("vetting", "passed_on", "", "''", "a date", id="an_empty_date"),
            pytest.param(
                "contract",
                "outcome",
                "good",
                "'good'",
                "one of positive, neutral, negative",
                id="an_outcome_of_no_list",
            ),
            pytest.param(
                "record",
                "country",
                "us",
                "'us'",
                'a country code of two capital letters, such as "US"',
                id="a_country_in_small_letters",
            ),
            pytest.param(
                "record",
                "id",
                17,
                "17",
                "text that is not blank and has no control characters",
                id="a_number_for_an_id",
            ),
            pytest.param(
                "certification",
                "status",
                "pending",
                "'pending'",
                "one of draft, submitted, approved, rejected",
                id="a_status_of_no_list",
            ),
        ],
    )
    def test_what_does_not_fit_is_refused_where_it_stands(
        self, place: str, name: str, value: object, found: str, allowed: str
    ) -> None:
        """A wrong value is refused alone, with its path, what was found and what is allowed."""
        problem = the_problem(json.dumps(document(place, {name: value})))
        assert problem.path == f"{PATHS[place]}.{name}"
        assert problem.found == found
        assert problem.allowed == allowed

    @pytest.mark.clause("DIV-13")
    @pytest.mark.parametrize("name", ["business_name", "number", "category"])
    def test_what_a_certification_contains_is_not_echoed(self, name: str) -> None:
        """A refused name, number or category of a certification is not shown in the error."""
        problem = the_problem(document("certification", {name: "quartz\n4711"}))
        assert problem.path == f"$.certifications[0].{name}"
        told = f"{problem.message} {problem.found}".casefold()
        assert "quartz" not in told
        assert "4711" not in told

    def test_a_diversity_category_that_there_is_not_brings_the_five(self) -> None:
        """Whoever misspells a diversity category is told the five there are."""
        problem = the_problem(document("certification", {"category": "veteran_owned"}))
        assert problem.path == "$.certifications[0].category"
        assert problem.allowed == (
            "one of minority_owned, woman_owned, us_veteran_owned, disability_owned, lgbtq_owned"
        )

    @pytest.mark.parametrize(
        "day",
        [
            pytest.param("2020-09-04", id="a_friday"),
            pytest.param("2020-09-06", id="a_sunday"),
        ],
    )
    def test_a_week_that_does_not_end_on_a_saturday_is_refused(self, day: str) -> None:
        """A week ends on a Saturday, neither a day before nor a day after."""
        problem = the_problem(document("week", {"ends_on": day}))
        assert (problem.path, problem.allowed) == ("$.reputation.weeks[0].ends_on", "a Saturday")
        assert day in problem.message

    @pytest.mark.parametrize(
        "amount",
        [
            pytest.param("7850.001", id="a_fraction_of_a_cent"),
            pytest.param("7850.000", id="three_decimals"),
            pytest.param("1e3", id="an_exponent"),
            pytest.param("7,850.00", id="a_comma"),
            pytest.param("$7850", id="a_sign"),
            pytest.param("+5", id="a_plus"),
            pytest.param("", id="nothing"),
            pytest.param(" 5", id="a_space"),
            pytest.param("5.", id="a_bare_point"),
            pytest.param(".5", id="no_digit_before_the_point"),
            pytest.param("10000000000000", id="fourteen_digits"),
            pytest.param("NaN", id="not_a_number"),
            pytest.param("Infinity", id="infinity"),
        ],
    )
    def test_text_that_is_no_money_is_refused(self, amount: str) -> None:
        """Only plain dollars with at most two decimals are money."""
        problem = the_problem(document("payment", {"amount": amount}))
        assert problem.path == "$.contracts[0].payments[0].amount"

    @pytest.mark.parametrize(
        ("facts", "path"),
        [
            pytest.param(
                {"paid_on": datetime.fromisoformat("2020-03-02T12:00:00")}, "paid_on", id="datetime"
            ),
            pytest.param({"amount": Decimal("0.001")}, "amount", id="a_fraction_of_a_cent"),
            pytest.param({"amount": Decimal("NaN")}, "amount", id="a_decimal_that_is_no_number"),
            pytest.param({"amount": Decimal("Infinity")}, "amount", id="an_infinite_decimal"),
            pytest.param({"amount": Decimal("1e999999")}, "amount", id="a_huge_decimal"),
            pytest.param({"amount": 5}, "amount", id="an_int"),
            pytest.param({"amount": 5.5}, "amount", id="a_float"),
            pytest.param({"paid_on": UNKNOWN}, "paid_on", id="unknown"),
        ],
    )
    def test_a_mapping_is_read_as_strictly(self, facts: Json, path: str) -> None:
        """Objects that JSON cannot hold are refused in a mapping, but for dates and decimals."""
        problem = the_problem(document("payment", facts))
        assert problem.path == f"$.contracts[0].payments[0].{path}"

    @pytest.mark.parametrize("place", PATHS)
    def test_an_unknown_key_is_refused_at_any_depth(self, place: str) -> None:
        """A key that the format does not know is refused, with those it knows."""
        problem = the_problem(document(place, {"extra": 1}))
        assert problem.path == f"{PATHS[place]}.extra"
        assert all(name in problem.message for name in MINIMAL[place])

    @pytest.mark.parametrize(
        ("place", "key", "nearest"),
        [
            pytest.param("record", "contract", "contracts", id="record"),
            pytest.param("payment", "payed_on", "paid_on", id="payment"),
            pytest.param("reputation", "job_succes_score", "job_success_score", id="reputation"),
        ],
    )
    def test_an_unknown_key_gets_a_hint(self, place: str, key: str, nearest: str) -> None:
        """A misspelt key is answered with the nearest that the format knows."""
        assert f"did you mean '{nearest}'?" in the_problem(document(place, {key: None})).message

    @pytest.mark.parametrize(
        ("key", "step"),
        [
            pytest.param("cents", ".cents", id="a_word"),
            pytest.param("two words", "['two words']", id="a_space"),
            pytest.param("", "['']", id="nothing"),
            pytest.param("é", "['\\xe9']", id="a_letter_beyond_ascii"),
            pytest.param("1st", "['1st']", id="a_digit_first"),
            pytest.param("\ud800", "['\\ud800']", id="half_a_character"),
        ],
    )
    def test_a_path_names_any_key(self, key: str, step: str) -> None:
        """A key that is no word is quoted in the path, in letters that every terminal has."""
        problem = the_problem(json.dumps(document("contract", {key: 1})))
        assert problem.path == f"$.contracts[0]{step}"

    def test_a_mapping_with_a_key_that_is_no_text_is_refused(self) -> None:
        """A mapping whose key is no text is refused like one with an unknown key."""
        misuse: Any = {**MINIMAL["record"], 1: 2}
        problem = the_problem(misuse)
        assert (problem.path, problem.found) == ("$[1]", "1")

    @pytest.mark.parametrize(
        ("text", "path"),
        [
            pytest.param(
                '{"format": 1, "format": 1, "kind": "agency", "contracts": []}',
                "$.format",
                id="record",
            ),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": [{"id": "a", "category": "legal",'
                ' "id": "b"}]}',
                "$.contracts[0].id",
                id="contract",
            ),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": [{"id": "a", "category": "legal",'
                ' "payments": [{"paid_on": "2020-03-02", "amount": "5", "amount": "500"}]}]}',
                "$.contracts[0].payments[0].amount",
                id="payment",
            ),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": [],'
                ' "reputation": {"members": 2, "members": 3}}',
                "$.reputation.members",
                id="reputation",
            ),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": [], "reputation": {"weeks":'
                ' [{"ends_on": "2020-09-05", "eligible": true, "eligible": true}]}}',
                "$.reputation.weeks[0].eligible",
                id="week",
            ),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": [],'
                ' "expert_vetting": {"category": "legal", "category": "legal"}}',
                "$.expert_vetting.category",
                id="vetting",
            ),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": [],'
                ' "certifications": [{"status": "draft", "status": "approved"}]}',
                "$.certifications[0].status",
                id="certification",
            ),
        ],
    )
    def test_a_repeated_key_is_refused_at_any_depth(self, text: str, path: str) -> None:
        """A key that stands twice in an object is refused, also where both values are alike."""
        problem = the_problem(text)
        assert problem.path == path
        assert "more than once" in problem.message

    def test_every_repeated_key_is_named_once(self) -> None:
        """Two keys that stand several times are two problems, and others are none."""
        text = '{"kind": "agency", "format": 1, "kind": "agency", "contracts": [], "kind": "x", '
        text += '"contracts": [], "country": "US", "kind": "agency"}'
        assert problem_paths(text) == ["$.contracts", "$.kind"]

    @pytest.mark.parametrize(
        ("category", "nearest"),
        [
            pytest.param("custmer_service", "customer_service", id="a_letter_missing"),
            pytest.param("web_mobile_dev", "web_mobile_software_development", id="shortened"),
            pytest.param("legall", "legal", id="a_letter_too_many"),
        ],
    )
    @pytest.mark.parametrize("place", ["contract", "vetting"])
    def test_a_misspelt_category_gets_a_hint(self, place: str, category: str, nearest: str) -> None:
        """A category that there is not is answered with the nearest, and with all twelve."""
        problem = the_problem(document(place, {"category": category}))
        assert problem.path == f"{PATHS[place]}.category"
        hint = f"'{category}' is not a category; did you mean '{nearest}'?"
        assert problem.message.startswith(hint)
        assert all(key in problem.message for key in CATEGORY_KEYS)

    @pytest.mark.parametrize(
        "category",
        [
            pytest.param("other", id="far_from_all"),
            pytest.param("", id="nothing"),
            pytest.param(5, id="a_number"),
            pytest.param(["legal"], id="a_list"),
            pytest.param({"legal": 1}, id="an_object"),
            pytest.param("Legal ", id="a_space_too_many"),
            pytest.param("Data Science, Analytics", id="a_comma_for_the_and"),
        ],
    )
    def test_what_is_no_category_is_refused_with_all_twelve(self, category: object) -> None:
        """Whatever stands for a category, the error lists the twelve there are."""
        problem = the_problem(document("contract", {"category": category}))
        assert problem.path == "$.contracts[0].category"
        assert "is not a category" in problem.message
        assert all(key in problem.message for key in CATEGORY_KEYS)

    def test_the_error_reads_as_the_documentation_says(self) -> None:
        """The message leads with the path and names what was found and what may be meant."""
        with pytest.raises(DocumentError) as caught:
            load_record(document("contract", {"category": "custmer_service"}))
        assert str(caught.value).startswith(
            "$.contracts[0].category: 'custmer_service' is not a category; "
            "did you mean 'customer_service'?"
        )

    def test_repeated_contract_ids_are_refused(self) -> None:
        """The second and the third contract of one id are refused, each pointing to the first."""
        contracts = [{"id": name, "category": "legal"} for name in ("shop", "logo", "shop", "shop")]
        problems = refused({**MINIMAL["record"], "contracts": contracts})
        assert [problem.path for problem in problems] == ["$.contracts[2].id", "$.contracts[3].id"]
        assert all("[0]" in problem.message for problem in problems)

    def test_ids_that_differ_in_case_are_two(self) -> None:
        """An id is opaque: it is compared as it is written."""
        contracts = [{"id": name, "category": "legal"} for name in ("shop", "Shop", "shop ")]
        record = load_record({**MINIMAL["record"], "contracts": contracts})
        assert [contract.id for contract in record.contracts] == ["shop", "Shop", "shop "]

    def test_repeated_weeks_are_refused(self) -> None:
        """A Saturday that stands twice among the weeks is refused the second time."""
        weeks = [
            {"ends_on": "2020-09-05", "eligible": True},
            {"ends_on": "2020-08-29", "eligible": True},
            {"ends_on": "2020-09-05", "eligible": False},
        ]
        problem = the_problem(document("reputation", {"weeks": weeks}))
        assert problem.path == "$.reputation.weeks[2].ends_on"
        assert "2020-09-05" in problem.message

    def test_a_repeated_id_is_seen_also_where_a_contract_is_wrong(self) -> None:
        """A contract that is refused for something else still has its id."""
        contracts = [{"id": "shop", "category": "x"}, {"id": "shop", "category": "legal"}]
        assert problem_paths({**MINIMAL["record"], "contracts": contracts}) == [
            "$.contracts[0].category",
            "$.contracts[1].id",
        ]

    def test_ids_that_are_refused_are_not_compared(self) -> None:
        """Two contracts without an id are not told to have the same one."""
        contracts = [{"category": "legal"}, {"category": "legal"}]
        assert problem_paths({**MINIMAL["record"], "contracts": contracts}) == [
            "$.contracts[0].id",
            "$.contracts[1].id",
        ]

    @pytest.mark.parametrize(
        ("place", "value", "path"),
        [
            pytest.param("record", [5], "$.contracts[0]", id="a_number"),
            pytest.param("record", ["shop", None], "$.contracts[1]", id="null"),
            pytest.param("record", [[7]], "$.contracts[0]", id="a_list"),
        ],
    )
    def test_an_item_that_is_no_object_is_refused(
        self, place: str, value: list[object], path: str
    ) -> None:
        """Where an object is meant anything else is refused at its place in the list."""
        problems = refused(document(place, {"contracts": value}))
        assert [(one.path, one.allowed) for one in problems if one.path == path] == [
            (path, "an object")
        ]

    def test_days_in_a_list_have_paths(self) -> None:
        """A wrong day in a list is refused at its place."""
        holds = ["2020-01-31", "2020-02-30", 5, None]
        assert problem_paths(document("reputation", {"holds": holds})) == [
            "$.reputation.holds[1]",
            "$.reputation.holds[2]",
            "$.reputation.holds[3]",
        ]

    def test_earlier_assessments_have_paths(self) -> None:
        """An assessment that the format does not know is refused at its place."""
        prior = ["upwork_pro", "upwork_gold"]
        problem = the_problem(document("vetting", {"prior_assessments": prior}))
        assert problem.path == "$.expert_vetting.prior_assessments[1]"
        assert problem.allowed == "one of upwork_premium, upwork_pro"

    @pytest.mark.parametrize("base_badge", ["none", "rising_talent", "top_rated"])
    def test_base_badge_and_reputation_together_are_refused(self, base_badge: str) -> None:
        """There is one source of truth: the platform's word or the facts it is computed from."""
        given = document("record", {"base_badge": base_badge, "reputation": {}})
        assert the_problem(given).path == "$.reputation"

    def test_an_unknown_base_badge_stands_beside_reputation(self) -> None:
        """A base badge of null says nothing, so reputation may be given."""
        given = document("record", {"base_badge": None, "reputation": {}})
        assert load_record(given).reputation == Reputation()

    @pytest.mark.parametrize("name", ["members", "members_profile_percent"])
    def test_facts_of_an_agency_are_refused_for_a_freelancer(self, name: str) -> None:
        """A freelancer has no members, and null says the same."""
        given = {**MINIMAL["record"], "kind": "freelancer", "reputation": {name: 5}}
        assert the_problem(given).path == f"$.reputation.{name}"
        given["reputation"] = {name: None}
        assert load_record(given).reputation == Reputation()

    def test_what_only_freelancers_are_asked_may_be_recorded_of_an_agency(self) -> None:
        """The facts of Rising Talent by numbers are accepted of either kind."""
        facts = {"average_feedback": "4.80", "identity_verified": True, "payout_method": False}
        given = document("reputation", {**facts, "from_elance": True})
        reputation = Reputation(
            average_feedback="4.80", identity_verified=True, payout_method=False, from_elance=True
        )
        assert load_record(given).reputation == reputation

    def test_an_agency_is_no_exclusive_agency_contractor(self) -> None:
        """Only people are members of an agency."""
        given = document("record", {"exclusive_agency_contractor": True})
        assert the_problem(given).path == "$.exclusive_agency_contractor"

    def test_a_day_of_an_outcome_needs_an_outcome(self) -> None:
        """The day of an outcome alone contradicts that there is none."""
        given = document("contract", {"outcome_on": "2020-06-30"})
        assert the_problem(given).path == "$.contracts[0].outcome_on"

    def test_all_problems_are_told_at_once(self) -> None:
        """One error lists every problem of every level, those between facts included."""
        given = """
        {"kind": "freelancer", "format": 2, "country": "USA", "base_badge": "top_rated",
         "hobby": "chess", "exclusive_agency_contractor": "no",
         "contracts": [
           {"id": "a", "category": "custmer_service", "outcome": "good",
            "payments": [{"paid_on": "20200105", "amount": 5},
                         {"paid_on": "2020-01-05", "amount": "5.001", "currency": "EUR"}]},
           {"id": "a", "category": "legal", "outcome_on": "2020-06-30"},
           {"category": "legal", "payments": null},
           7],
         "reputation": {"job_success_score": 90, "members": 3, "members_profile_percent": 60},
         "expert_vetting": {"category": "none", "passed_on": "2020-13-01"},
         "certifications": [{"status": "approved", "number": 5, "status": "approved"}, {}]}
        """
        assert problem_paths(given) == [
            "$.certifications[0].number",
            "$.certifications[0].status",
            "$.certifications[1].status",
            "$.contracts[0].category",
            "$.contracts[0].outcome",
            "$.contracts[0].payments[0].amount",
            "$.contracts[0].payments[0].paid_on",
            "$.contracts[0].payments[1].amount",
            "$.contracts[0].payments[1].currency",
            "$.contracts[1].id",
            "$.contracts[1].outcome_on",
            "$.contracts[2].id",
            "$.contracts[2].payments",
            "$.contracts[3]",
            "$.country",
            "$.exclusive_agency_contractor",
            "$.expert_vetting.category",
            "$.expert_vetting.passed_on",
            "$.format",
            "$.hobby",
            "$.reputation",
            "$.reputation.members",
            "$.reputation.members_profile_percent",
        ]

    def test_the_message_counts_the_problems_and_tells_each_with_its_path(self) -> None:
        """Several problems stand one a line under their count."""
        with pytest.raises(DocumentError) as caught:
            load_record({"format": 2, "kind": "agency", "contracts": 5})
        assert str(caught.value).splitlines() == [
            "2 problems:",
            "  $.format: must be 1, got 2",
            "  $.contracts: must be a list, got 5",
        ]

    def test_a_thousand_problems_are_all_held(self) -> None:
        """However many problems there are, the error holds them all."""
        payments = [{"paid_on": "x", "amount": "x"}] * 500
        assert len(refused(document("contract", {"payments": payments}))) == 1000

    @pytest.mark.parametrize(
        ("wrong", "listed"),
        [
            pytest.param(9_999, 9_999, id="one_below"),
            pytest.param(10_000, 10_000, id="as_many_as_are_listed"),
            pytest.param(10_001, 10_001, id="one_above"),
            pytest.param(50_000, 10_001, id="far_above"),
        ],
    )
    def test_a_hostile_list_cannot_fill_the_memory(self, wrong: int, listed: int) -> None:
        """Of one list ten thousand problems are listed, and one more says that there are more."""
        problems = refused({**MINIMAL["record"], "contracts": [7] * wrong})
        assert len(problems) == listed
        assert (problems[-1].path == "$.contracts") is (wrong > 10_000)

    def test_a_certificate_of_skill_is_told_where_it_belongs(self) -> None:
        """A certificate of skill among the certifications is refused, naming its own section."""
        given = {**MINIMAL["record"], "certifications": [{"skill": "AWS", "status": "approved"}]}
        problem = the_problem(given)
        assert problem.path == "$.certifications[0]"
        assert 'the profile section "Certifications"' in problem.message


DEEP = 100_000
"""A nesting far beyond what Python's own reader can follow."""

LONG = "9" * 5000
"""More digits than Python is willing to turn into a number."""


class TestHostileDocuments:
    """Whatever comes, it is one clear error and never another exception."""

    @pytest.mark.parametrize(
        "given",
        [
            pytest.param("", id="empty"),
            pytest.param(b"", id="empty_bytes"),
            pytest.param(" \n\t", id="blank"),
            pytest.param(SAMPLE.strip()[:-1], id="truncated"),
            pytest.param(SAMPLE.strip()[:40], id="truncated_in_a_word"),
            pytest.param(SAMPLE.strip() + "}", id="a_brace_too_many"),
            pytest.param(SAMPLE * 2, id="two_documents"),
            pytest.param("{'format': 1}", id="single_quotes"),
            pytest.param('{"format": 1,}', id="a_comma_too_many"),
            pytest.param('{"format": 01}', id="a_leading_zero"),
            pytest.param('{"id": "a\nb"}', id="a_line_break_in_text"),
            pytest.param('{"id": "\\x"}', id="no_such_escape"),
            pytest.param("\ufeff" + SAMPLE, id="byte_order_mark"),
            pytest.param(("\ufeff" + SAMPLE).encode(), id="byte_order_mark_in_bytes"),
            pytest.param(SAMPLE.encode("utf-16"), id="utf_16"),
            pytest.param(SAMPLE.encode("utf-16-le"), id="utf_16_without_a_mark"),
            pytest.param(SAMPLE.encode("utf-32"), id="utf_32"),
            pytest.param('{"id": "é"}'.encode("latin-1"), id="latin_1"),
            pytest.param(b'{"id": "\xed\xa0\x80"}', id="half_a_character_in_bytes"),
            pytest.param(b"\x00\xff\x00", id="no_text_at_all"),
            pytest.param("[" * DEEP, id="deep_lists_left_open"),
            pytest.param("[" * DEEP + "]" * DEEP, id="deep_lists"),
            pytest.param('{"a":' * DEEP + "1" + "}" * DEEP, id="deep_objects"),
            pytest.param(
                '{"format": 1, "kind": "agency", "contracts": ' + "[" * DEEP + "]" * DEEP + "}",
                id="deep_contracts",
            ),
            pytest.param("[]", id="a_list"),
            pytest.param("[" + SAMPLE + "]", id="a_list_of_records"),
            pytest.param("null", id="null"),
            pytest.param('"record"', id="text_in_json"),
            pytest.param("17", id="a_number"),
            pytest.param(LONG, id="a_number_of_5000_digits"),
            pytest.param("NaN", id="not_a_number"),
            pytest.param("-Infinity", id="infinity"),
            pytest.param(None, id="none"),
            pytest.param(5, id="an_int"),
            pytest.param([json.loads(SAMPLE)], id="a_python_list"),
            pytest.param(bytearray(SAMPLE.encode()), id="a_bytearray"),
        ],
    )
    def test_what_is_no_record_at_all_is_one_problem_at_the_top(self, given: object) -> None:
        """Text that is no JSON, and JSON that is no object, is one problem of the whole."""
        problem = the_problem(given)
        assert problem.path == "$"
        assert problem.message.startswith("must ")

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            pytest.param("", "nothing", id="empty"),
            pytest.param("{\n  'a': 1}", "line 2, column 3", id="where_it_breaks"),
            pytest.param("\ufeff{}", "byte order mark", id="byte_order_mark"),
            pytest.param(b'{"id": "\xe9"}', "byte 8", id="where_the_encoding_breaks"),
            pytest.param("[" * DEEP, "nested less deeply", id="depth"),
            pytest.param("[]", "an object", id="a_list"),
        ],
    )
    def test_the_message_says_what_is_wrong_with_the_whole(
        self, given: str | bytes, words: str
    ) -> None:
        """Whoever sends no record is told what it should be, and where it goes wrong."""
        assert words in the_problem(given).message

    @pytest.mark.parametrize(
        ("written", "found"),
        [
            pytest.param("NaN", "NaN", id="not_a_number"),
            pytest.param("Infinity", "Infinity", id="infinity"),
            pytest.param("-Infinity", "-Infinity", id="minus_infinity"),
            pytest.param("1e400", "1e400", id="beyond_all_floats"),
            pytest.param("1.00", "1.00", id="decimals"),
            pytest.param(LONG, LONG[:60] + "...", id="an_integer_of_5000_digits"),
            pytest.param("-" + LONG, "-" + LONG[:59] + "...", id="the_same_below_zero"),
            pytest.param("0." + LONG, "0." + LONG[:58] + "...", id="a_fraction_of_5000_digits"),
            pytest.param("9" * 19, "9" * 19, id="an_integer_of_19_digits"),
        ],
    )
    @pytest.mark.parametrize(
        ("place", "name"),
        [
            pytest.param("record", "format", id="format"),
            pytest.param("record", "id", id="id"),
            pytest.param("record", "contracts", id="contracts"),
            pytest.param("contract", "category", id="category"),
            pytest.param("payment", "amount", id="amount"),
            pytest.param("payment", "paid_on", id="paid_on"),
            pytest.param("reputation", "job_success_score", id="score"),
            pytest.param("reputation", "rising_talent", id="flag"),
            pytest.param("record", "reputation", id="object"),
        ],
    )
    def test_a_number_that_no_fact_can_be_is_refused_where_it_stands(
        self, place: str, name: str, written: str, found: str
    ) -> None:
        """A number beyond all facts is refused in place, shown as written and cut short."""
        text = json.dumps(document(place, {name: "HERE"})).replace('"HERE"', written)
        problem = the_problem(text)
        assert problem.path == f"{PATHS[place]}.{name}"
        assert problem.found == found

    def test_an_integer_of_18_digits_is_still_a_number(self) -> None:
        """Whole numbers of up to eighteen digits are read as numbers."""
        text = json.dumps(document("reputation", {"members": 10**18 - 1}))
        reputation = load_record(text).reputation
        assert reputation is not None
        assert reputation.members == 999_999_999_999_999_999

    def test_an_integer_of_19_digits_is_none(self) -> None:
        """Whole numbers of nineteen digits are refused, also where no upper bound is named."""
        problem = the_problem(json.dumps(document("reputation", {"members": 10**18})))
        assert problem.path == "$.reputation.members"

    @pytest.mark.parametrize(
        ("place", "name"), [("reputation", "job_success_score"), ("payment", "amount")]
    )
    def test_a_huge_number_in_a_mapping_is_refused(self, place: str, name: str) -> None:
        """A number of more digits than Python will spell out is refused without spelling it."""
        problem = the_problem(document(place, {name: 10**5000}))
        assert problem.path == f"{PATHS[place]}.{name}"
        assert len(problem.message) < 200

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("\\ud800", id="the_first_half"),
            pytest.param("\\udfff", id="the_second_half"),
            pytest.param("shop\\udc00shop", id="in_the_middle"),
            pytest.param("\\u0000", id="nul"),
            pytest.param("a\\nb", id="a_line_break"),
            pytest.param("\\u001b[31m", id="an_escape_sequence"),
            pytest.param("   ", id="blank"),
            pytest.param("", id="nothing"),
        ],
    )
    @pytest.mark.parametrize(
        ("place", "name"),
        [
            pytest.param("record", "id", id="id"),
            pytest.param("contract", "id", id="contract.id"),
            pytest.param("certification", "number", id="number"),
        ],
    )
    def test_text_that_cannot_be_printed_is_refused(self, place: str, name: str, text: str) -> None:
        """Half characters and control characters are refused, and told in plain ASCII."""
        given = json.dumps(document(place, {name: "HERE"})).replace("HERE", text)
        problem = the_problem(given)
        assert problem.path == f"{PATHS[place]}.{name}"
        assert problem.message.isascii()

    def test_a_whole_character_beyond_the_first_plane_is_accepted(self) -> None:
        """Two halves that make a character are that character."""
        given = json.dumps(document("record", {"id": "HERE"})).replace("HERE", "\\ud83d\\ude00")
        assert load_record(given).id == "\U0001f600"

    def test_a_long_text_is_cut_short_in_the_message(self) -> None:
        """A megabyte in the place of a word makes no message of a megabyte."""
        problem = the_problem(document("record", {"kind": "x" * 1_000_000}))
        assert problem.path == "$.kind"
        assert len(problem.message) < 200


class TestDumpingRecords:
    """A dumped record is JSON-ready, and loads as the same record."""

    @pytest.mark.parametrize("record", HANDMADE)
    def test_a_dumped_record_loads_as_itself(self, record: TalentRecord) -> None:
        """Through JSON text and back every fact is still there."""
        dumped = dump_record(record)
        assert load_record(json.dumps(dumped)) == record
        assert load_record(dumped) == record

    def test_a_record_with_every_fact_is_dumped_whole(self) -> None:
        """Every fact is dumped as the format writes it, and none yet as null."""
        assert dump_record(FULL_AGENCY) == FULL_AGENCY_JSON

    def test_keys_stand_in_the_order_of_the_format(self) -> None:
        """Records are dumped in the order in which the format is documented."""
        dumped = dump_record(FULL_AGENCY)
        assert list(dumped) == list(FULL_AGENCY_JSON)
        for name in ("reputation", "expert_vetting"):
            assert list(dumped[name]) == list(FULL_AGENCY_JSON[name])
        assert list(dumped["certifications"][0]) == list(CERTIFIED_JSON)
        assert list(dumped["contracts"][0]["payments"][0]) == ["paid_on", "amount"]

    def test_an_unknown_fact_is_left_out(self) -> None:
        """What is unknown is left out, since null would say that there is none yet."""
        record = TalentRecord(kind="freelancer", contracts=[], reputation=Reputation())
        assert dump_record(record)["reputation"] == {
            "rising_talent": None,
            "weeks": [],
            "joined_on": None,
            "profile_percent": None,
            "availability_current": None,
            "holds": None,
            "circumvention_on": None,
            "members": None,
            "members_profile_percent": None,
            "identity_verified": None,
            "payout_method": None,
            "from_elance": False,
            "scores": [],
        }

    def test_none_yet_is_dumped_as_null(self) -> None:
        """A known none is null, and an empty list of holds an empty list."""
        names = ("job_success_score", "first_contract_on", "last_active_on", "average_feedback")
        none_yet: dict[str, Any] = dict.fromkeys(names)
        reputation = Reputation(holds=[], **none_yet)
        record = TalentRecord(kind="freelancer", contracts=[], reputation=reputation)
        dumped = dump_record(record)["reputation"]
        assert {name: dumped[name] for name in names} == none_yet
        assert dumped["holds"] == []

    @pytest.mark.parametrize(
        ("given", "written"),
        [("4.8", "4.80"), ("5", "5.00"), (1, "1.00"), (Decimal("4.79"), "4.79")],
    )
    def test_stars_are_dumped_with_two_decimals(self, given: str | int, written: str) -> None:
        """An average of feedback is text with two decimals, as money is."""
        reputation = Reputation(average_feedback=given)
        record = TalentRecord(kind="freelancer", contracts=[], reputation=reputation)
        assert dump_record(record)["reputation"]["average_feedback"] == written

    def test_the_least_record_is_dumped_with_its_defaults(self) -> None:
        """A record of nothing says in full what it does not know."""
        assert dump_record(TalentRecord(kind="agency", contracts=[])) == {
            "format": 1,
            "id": None,
            "kind": "agency",
            "country": None,
            "base_badge": None,
            "exclusive_agency_contractor": False,
            "contracts": [],
            "reputation": None,
            "expert_vetting": None,
            "certifications": [],
            "payments_known_since": None,
            "payments_known_through": None,
            "stats": None,
        }

    def test_contracts_that_are_not_known_are_left_out(self) -> None:
        """The key is there exactly where contracts are known; no key tells it besides."""
        dumped = dump_record(TalentRecord(kind="agency", contracts=[], contracts_known=False))
        assert "contracts" not in dumped
        assert "contracts_known" not in dumped
        assert load_record(dumped).contracts_known is False

    @pytest.mark.parametrize(
        ("amount", "written"),
        [
            pytest.param("7850", "7850.00", id="whole_dollars"),
            pytest.param("0.5", "0.50", id="half_a_dollar"),
            pytest.param("-0.05", "-0.05", id="a_small_refund"),
            pytest.param(0, "0.00", id="nothing"),
            pytest.param("9999999999999.99", "9999999999999.99", id="the_largest"),
        ],
    )
    def test_money_is_dumped_with_two_decimals(self, amount: str | int, written: str) -> None:
        """Amounts are strings of dollars with two decimals, and no number is ever written."""
        shop = Contract(id="shop", category="legal").with_payment(amount, on=date(2020, 3, 2))
        record = TalentRecord(kind="agency", contracts=[shop])
        assert dump_record(record)["contracts"][0]["payments"] == [
            {"paid_on": "2020-03-02", "amount": written}
        ]


DEFAULT_READINGS = {
    "window": "twelve_months",
    "money_bar": "at_least",
    "large_contract_sum": "in_window",
    "feedback": "not_negative",
    "exclusive_member": "barred",
    "agency_earnings_window": "twelve_months",
    "negative_share_scope": "rated_contracts",
    "enterprise_suite": "enterprise_and_business",
    "plus_badge_audience": "everyone",
}

SAID_BY: dict[str, tuple[str, str | None]] = {
    "BASE-1": ("ours", None),
    **dict.fromkeys(["TRP-F1", "TRP-F2", "TRP-F8"], ("announcement", "2026-09-28")),
    **dict.fromkeys(["TRP-F7", "TRP-A2", "TRP-A3", "TRP-A4"], ("announcement", "2020-07-07")),
    "TRP-A1": ("announcement", "2023-10-31"),
    "EV-1": ("announcement", "2026-04-20"),
    **dict.fromkeys(["DIV-0", "DIV-2", "DIV-3", "DIV-5"], ("announcement", "2021-03-25")),
    "DIV-11": ("ours", None),
    **dict.fromkeys(
        ["TR-F1", "TR-F2", "TR-F3", "TR-F4", "TR-F5", "TR-F6", "TR-F7", "TR-F8", "TR-X1"],
        ("official help", "2026-09-28"),
    ),
    **dict.fromkeys(["TR-A3", "TR-A4", "RT-1", "RT-2"], ("official help", "2023-12-31")),
    **dict.fromkeys(["RT-3", "RT-4", "RT-5", "RT-6"], ("restated help", "2026-09-28")),
}
"""How much the source of each clause weighs, and when one last confirmed it, by the rules."""


def cited(clause: str) -> Json:
    """Write down which clause asks for a finding, who says so, and how fresh that is."""
    authority, confirmed_on = SAID_BY[clause]
    return {"clause": clause, "authority": authority, "confirmed_on": confirmed_on}


def flag(criterion: str, clause: str, verdict: str, *, observed: bool | None) -> Json:
    """Write down a finding on a flag."""
    return {
        "criterion": criterion,
        **cited(clause),
        "verdict": verdict,
        "unit": "flag",
        "observed": observed,
        "required": True,
        "shortfall": None,
    }


def values_in(value: object) -> Iterator[object]:
    """Walk through a document, and return every value of every level."""
    yield value
    if isinstance(value, dict):
        for part in cast("Json", value).values():
            yield from values_in(part)
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from values_in(part)


SAMPLE_ANSWER: Json = {
    "format": 1,
    "id": "talent-17",
    "as_of": "2020-09-01",
    "known_through": "2020-09-01",
    "edition": "2020-07",
    "hypothetical": False,
    "began": {"from": "2020-07-07", "through": "2020-07-07"},
    "supposed_rules": None,
    "badgerules": badgerules.__version__,
    "readings": DEFAULT_READINGS,
    "badges": {
        "rising_talent": {
            "verdict": "unmet",
            "within_hours": 48,
            "unsettled": [],
            "readings_that_matter": [],
            "editions_that_matter": [],
            "next_change": None,
            "findings": [flag("recorded_badge", "BASE-1", "unmet", observed=False)],
        },
        "top_rated": {
            "verdict": "met",
            "within_hours": 48,
            "unsettled": [],
            "readings_that_matter": [],
            "editions_that_matter": [],
            "next_change": None,
            "findings": [flag("recorded_badge", "BASE-1", "met", observed=True)],
        },
        "top_rated_plus": {
            "verdict": "unmet",
            "within_hours": 72,
            "unsettled": [],
            "readings_that_matter": [],
            "editions_that_matter": [],
            "next_change": None,
            "findings": [
                {
                    "criterion": "earnings",
                    **cited("TRP-F1"),
                    "verdict": "unmet",
                    "unit": "usd",
                    "observed": "7700.00",
                    "required": "10000.00",
                    "shortfall": "2300.00",
                },
                {
                    "criterion": "large_contract",
                    **cited("TRP-F2"),
                    "verdict": "unmet",
                    "unit": "usd",
                    "observed": "7700.00",
                    "required": "20000.00",
                    "shortfall": "12300.00",
                    "contracts": [
                        {
                            "id": "shop-support",
                            "category": "customer_service",
                            "counted": "7700.00",
                            "required": "20000.00",
                            "shortfall": "12300.00",
                            "serves": True,
                            "reason": "below_bar",
                            "text": "shop-support (Customer Service): $7,700.00 of $20,000.00, "
                            "$12,300.00 short",
                        }
                    ],
                },
                flag("independent", "TRP-F7", "met", observed=True),
                flag("top_rated", "TRP-F8", "met", observed=True),
            ],
        },
        "expert_vetted": {
            "verdict": "unmet",
            "within_hours": None,
            "unsettled": [],
            "readings_that_matter": [],
            "editions_that_matter": [],
            "next_change": None,
            "findings": [flag("vetting", "EV-1", "unmet", observed=False)],
        },
        "diversity_certified": {
            "verdict": "unmet",
            "within_hours": None,
            "unsettled": [],
            "readings_that_matter": [],
            "editions_that_matter": [],
            "next_change": None,
            "findings": [flag("certification", "DIV-0", "unmet", observed=False)],
        },
    },
    "visible": {
        "owner": "top_rated",
        "basic": "top_rated",
        "plus": "top_rated",
        "plus_selected": "top_rated",
        "business": "top_rated",
        "enterprise": "top_rated",
    },
    "visible_unsettled": {},
    "diversity_seen_by": [],
    "visible_readings": {},
    "visible_editions": [],
    "confirmed_on": "2026-09-28",
    "as_recorded": {
        "exclusive_agency_contractor": "not an exclusive agency contractor",
        "expert_vetting": "no screening for Expert-Vetted",
        "certifications": "no certification",
        "outcomes": "no negative outcome but those listed",
    },
}
"""The answer on the sample record, worked out by hand from the rules.

Nothing in it changes by itself: what is recorded stays, and what fails does not come with time.
"""

AGENCY = TalentRecord(
    kind="agency",
    country="US",
    base_badge="top_rated",
    contracts=[
        Contract(
            id="app",
            category="web_mobile_software_development",
            payments=[
                Payment(paid_on=date(2020, 5, 1), amount="29999.99"),
                Payment(paid_on=date(2018, 5, 1), amount="0.01"),
            ],
            outcome="positive",
            outcome_on=date(2021, 1, 15),
        ),
        Contract(
            id="copy",
            category="writing",
            payments=[Payment(paid_on=date(2020, 12, 24), amount="9000")],
            outcome="negative",
        ),
    ],
    certifications=[CERTIFIED],
)
"""An agency one cent short of a large contract in the window, with one of two rated badly."""


class TestDumpingAssessments:
    """An answer as JSON has fixed names at every level, and gives nothing away."""

    def test_the_answer_on_the_sample_is_as_worked_out_by_hand(self) -> None:
        """Every key, value and text of the answer on the sample record is as the rules say."""
        assert dump_assessment(assess(SAMPLE_RECORD, as_of=AS_OF)) == SAMPLE_ANSWER

    def test_keys_stand_in_the_order_of_the_format(self) -> None:
        """Answers are dumped in the order in which the format is documented."""
        dumped = dump_assessment(assess(SAMPLE_RECORD, as_of=AS_OF))
        assert list(dumped) == list(SAMPLE_ANSWER)
        for name in ("readings", "badges", "visible"):
            assert list(dumped[name]) == list(SAMPLE_ANSWER[name])
        plus, expected = dumped["badges"]["top_rated_plus"], SAMPLE_ANSWER["badges"]
        assert list(plus) == list(expected["top_rated_plus"])
        large, large_expected = plus["findings"][1], expected["top_rated_plus"]["findings"][1]
        assert list(large) == list(large_expected)
        assert list(large["contracts"][0]) == list(large_expected["contracts"][0])

    @pytest.mark.parametrize(
        "record",
        [
            pytest.param(SAMPLE_RECORD, id="freelancer"),
            pytest.param(AGENCY, id="agency"),
            pytest.param(FULL_AGENCY, id="an_agency_with_everything"),
            pytest.param(TalentRecord(kind="freelancer", contracts=[]), id="nothing_known"),
        ],
    )
    def test_an_answer_survives_json(self, record: TalentRecord) -> None:
        """An answer is JSON as it stands: written and read again it is the same."""
        dumped = dump_assessment(assess(record, as_of=AS_OF))
        assert json.loads(json.dumps(dumped, allow_nan=False)) == dumped

    def test_what_is_dumped_is_made_of_plain_values(self) -> None:
        """Words are plain text and lists plain lists, for any writer of JSON."""
        plain = {dict, list, str, int, bool, type(None)}
        answer = dump_assessment(assess(AGENCY, as_of=AS_OF))
        assert {type(value) for value in values_in(answer)} == plain
        assert {type(value) for value in values_in(dump_record(FULL_AGENCY))} == plain

    def test_the_findings_of_an_agency(self) -> None:
        """An agency's findings are those of its own rules, with the scope of the share."""
        dumped = dump_assessment(assess(AGENCY, as_of=date(2021, 3, 20)))
        plus = dumped["badges"]["top_rated_plus"]
        assert plus["verdict"] == "unmet"
        assert plus["findings"] == [
            {
                "criterion": "earnings",
                **cited("TRP-A1"),
                "verdict": "met",
                "unit": "usd",
                "observed": "38999.99",
                "required": "20000.00",
                "shortfall": "0.00",
            },
            {
                "criterion": "large_contract",
                **cited("TRP-A2"),
                "verdict": "unmet",
                "unit": "usd",
                "observed": "29999.99",
                "required": "30000.00",
                "shortfall": "0.01",
                "contracts": [
                    {
                        "id": "app",
                        "category": "web_mobile_software_development",
                        "counted": "29999.99",
                        "required": "30000.00",
                        "shortfall": "0.01",
                        "serves": True,
                        "reason": "below_bar",
                        "text": "app (Web, Mobile & Software Development): $29,999.99 of "
                        "$30,000.00, $0.01 short",
                    },
                    {
                        "id": "copy",
                        "category": "writing",
                        "counted": "9000.00",
                        "required": "10000.00",
                        "shortfall": "1000.00",
                        "serves": True,
                        "reason": "below_bar",
                        "text": "copy (Writing): $9,000.00 of $10,000.00, $1,000.00 short",
                    },
                ],
            },
            {
                "criterion": "negative_share",
                **cited("TRP-A3"),
                "verdict": "unmet",
                "unit": "contracts",
                "observed": 1,
                "required": 0,
                "shortfall": 1,
                "scope": 2,
            },
            flag("top_rated", "TRP-A4", "met", observed=True),
        ]

    def test_the_diversity_findings_of_an_agency(self) -> None:
        """A certification's findings name what is missing, and count the days that are left."""
        badge = dump_assessment(assess(AGENCY, as_of=date(2021, 3, 20)))["badges"]
        assert badge["diversity_certified"]["verdict"] == "met"
        assert badge["diversity_certified"]["findings"] == [
            flag("certification", "DIV-0", "met", observed=True),
            flag("country", "DIV-2", "met", observed=True),
            {**flag("details", "DIV-3", "met", observed=True), "missing": []},
            flag("reviewed", "DIV-5", "met", observed=True),
            {
                "criterion": "unexpired",
                **cited("DIV-11"),
                "verdict": "met",
                "unit": "days",
                "observed": 318,
                "required": 1,
                "shortfall": 0,
            },
        ]

    def test_missing_details_are_named_but_not_shown(self) -> None:
        """The details that a certification lacks are listed by name."""
        record = attrs.evolve(AGENCY, certifications=[Certification(status="draft", number="SN")])
        dumped = dump_assessment(assess(record, as_of=date(2021, 3, 20)))
        (details,) = (
            finding
            for finding in dumped["badges"]["diversity_certified"]["findings"]
            if finding["criterion"] == "details"
        )
        assert details["missing"] == ["business_name", "category", "provider", "type", "expires_on"]

    def test_plans_that_see_the_diversity_badge_are_listed(self) -> None:
        """Business and Enterprise see it, or Enterprise alone under that reading."""
        answer = assess(AGENCY, as_of=date(2021, 3, 20))
        assert dump_assessment(answer)["diversity_seen_by"] == ["business", "enterprise"]
        only = Readings(enterprise_suite="enterprise_only")
        answer = assess(AGENCY, as_of=date(2021, 3, 20), readings=only)
        assert dump_assessment(answer)["diversity_seen_by"] == ["enterprise"]

    @pytest.mark.clause("DIV-9")
    def test_plans_see_the_diversity_badge_on_the_profile(self) -> None:
        """Profiles showed it from October 2020 on, months before search results did."""
        submitted = certified(status="submitted", submitted_on=date(2020, 10, 20), decided_on=None)
        record = freelancer(country="US", certifications=[submitted])
        answer = assess(record, as_of=date(2020, 11, 1))
        assert dump_assessment(answer)["diversity_seen_by"] == ["business", "enterprise"]

    def test_readings_that_matter_are_told_with_their_verdict(self) -> None:
        """A reading that would turn a verdict is told with the value that would."""
        dumped = dump_assessment(assess(freelancer(contract("10000.00")), as_of=AS_OF))
        assert dumped["badges"]["top_rated_plus"]["readings_that_matter"] == [
            {"reading": "money_bar", "value": "more_than", "verdict": "unmet"},
            {"reading": "feedback", "value": "positive", "verdict": "unmet"},
        ]

    def test_readings_that_matter_start_from_those_chosen(self) -> None:
        """Under another reading the answer says so, and tells what the default would turn."""
        strict = Readings(money_bar="more_than", enterprise_suite="enterprise_only")
        record = freelancer(contract("10000.00", outcome="positive"))
        dumped = dump_assessment(assess(record, as_of=AS_OF, readings=strict))
        assert dumped["readings"] == {
            **DEFAULT_READINGS,
            "money_bar": "more_than",
            "enterprise_suite": "enterprise_only",
        }
        assert dumped["badges"]["top_rated_plus"]["readings_that_matter"] == [
            {"reading": "money_bar", "value": "at_least", "verdict": "met"}
        ]

    def test_an_unknown_base_badge_is_asked_for(self) -> None:
        """What is unknown is neither seen nor denied, and the answer asks for the fact."""
        record = freelancer(contract("12000", outcome="positive"), base_badge=None)
        dumped = dump_assessment(assess(record, as_of=AS_OF))
        for badge in ("rising_talent", "top_rated", "top_rated_plus"):
            assert dumped["badges"][badge]["verdict"] == "unknown"
            assert dumped["badges"][badge]["unsettled"] == ["base_badge"]
        assert dumped["badges"]["top_rated_plus"]["findings"][3] == flag(
            "top_rated", "TRP-F8", "unknown", observed=None
        )

    @pytest.mark.clause("VIS-9")
    def test_an_unknown_base_badge_leaves_unsettled_what_is_seen(self) -> None:
        """Nobody sees a badge that is unknown; each viewer's list names those that might be."""
        record = freelancer(contract("12000", outcome="positive"), base_badge=None)
        dumped = dump_assessment(assess(record, as_of=AS_OF))
        base = ["top_rated", "rising_talent"]
        assert dumped["visible"] == dict.fromkeys(SAMPLE_ANSWER["visible"])
        assert dumped["visible_unsettled"] == {
            "owner": ["top_rated_plus", *base],
            "basic": base,
            "plus": base,
            "plus_selected": ["top_rated_plus", *base],
            "business": ["top_rated_plus", *base],
            "enterprise": ["top_rated_plus", *base],
        }

    def test_a_viewer_with_nothing_unsettled_is_not_listed(self) -> None:
        """Who sees a badge that outranks the unknown ones has nothing left open."""
        record = freelancer(
            base_badge=None,
            expert_vetting=ExpertVetting(
                category="design_creative", invited_on=AS_OF, passed_on=AS_OF
            ),
        )
        dumped = dump_assessment(assess(record, as_of=AS_OF))
        assert dumped["visible"]["business"] == "expert_vetted"
        assert dumped["visible"]["basic"] is None
        assert sorted(dumped["visible_unsettled"]) == ["basic", "plus", "plus_selected"]

    @pytest.mark.parametrize(
        ("edition", "as_of", "expected"),
        [
            pytest.param(None, date(2020, 9, 1), ("2020-07", False), id="the_one_in_force"),
            pytest.param("2020-07", date(2020, 9, 1), ("2020-07", False), id="the_same_by_name"),
            pytest.param("2020-07", date(2020, 10, 1), ("2020-07", True), id="when_it_is_over"),
            pytest.param("2024-01", date(2020, 9, 1), ("2024-01", True), id="before_its_time"),
            pytest.param("2020-07", date(2019, 9, 1), ("2020-07", True), id="before_all_editions"),
        ],
    )
    def test_an_edition_out_of_its_time_is_hypothetical(
        self, edition: str | None, as_of: date, expected: tuple[str, bool]
    ) -> None:
        """The answer names its edition, and says whether it was another's day."""
        dumped = dump_assessment(assess(SAMPLE_RECORD, as_of=as_of, edition=edition))
        assert (dumped["edition"], dumped["hypothetical"]) == expected
        assert dumped["as_of"] == as_of.isoformat()

    def test_readings_that_matter_use_the_edition_of_the_answer(self) -> None:
        """A changed edition is asked again with its own bars, not those in force."""
        lower = attrs.evolve(
            edition_named("2020-07"), id="lower", freelancer_earnings=Cents(7_700_00)
        )
        dumped = dump_assessment(assess(SAMPLE_RECORD, as_of=AS_OF, edition=lower))
        findings = dumped["badges"]["top_rated_plus"]["findings"]
        assert findings[0]["required"] == "7700.00"
        assert dumped["badges"]["top_rated_plus"]["readings_that_matter"] == []
        assert dumped["hypothetical"] is True

    @pytest.mark.parametrize(
        ("record_id", "expected"),
        [pytest.param("é", "é", id="given"), pytest.param(None, None, id="left_out")],
    )
    def test_the_id_is_echoed(self, record_id: str | None, expected: str | None) -> None:
        """The id of the record is the id of the answer, and null where there is none."""
        record = attrs.evolve(SAMPLE_RECORD, id=record_id)
        assert dump_assessment(assess(record, as_of=AS_OF))["id"] == expected

    @pytest.mark.clause("DIV-13")
    @pytest.mark.parametrize("status", ["draft", "submitted", "approved", "rejected"])
    @pytest.mark.parametrize("as_of", [date(2020, 9, 1), date(2020, 11, 1), date(2021, 3, 20)])
    def test_what_a_certification_contains_never_appears(self, status: str, as_of: date) -> None:
        """No name, number, category, certifier or type of a certification is in any answer."""
        record = freelancer(
            country="US",
            certifications=[
                certified(
                    status=status,
                    business_name="Quartz and Daughters",
                    number="SN-4711-X",
                    category="lgbtq_owned",
                    provider="Zenith Certifiers",
                    type="QQQ",
                )
            ],
        )
        text = json.dumps(dump_assessment(assess(record, as_of=as_of))).casefold()
        for content in ("quartz", "4711", "lgbtq", "zenith", "qqq"):
            assert content not in text


def finding_of(record: TalentRecord, badge: str, criterion: str, **question: Any) -> Json:
    """Return one finding of an answer, as JSON."""
    asked: dict[str, Any] = {"as_of": AS_OF} | question
    findings = dump_assessment(assess(record, **asked))["badges"][badge]["findings"]
    (found,) = (one for one in findings if one["criterion"] == criterion)
    return cast("Json", found)


def number(
    criterion: str, clause: str, verdict: str, unit: str, values: tuple[int | None, int, int | None]
) -> Json:
    """Write down a finding on a number: observed, required, shortfall."""
    observed, required, shortfall = values
    return {
        "criterion": criterion,
        **cited(clause),
        "verdict": verdict,
        "unit": unit,
        "observed": observed,
        "required": required,
        "shortfall": shortfall,
    }


def week_json(day: str, reason: str, *, eligible: bool | None) -> Json:
    """Write down one week."""
    return {"ends_on": day, "eligible": eligible, "reason": reason}


class TestDumpingReputations:
    """Findings on a reputation show their weeks and days, and what is not there yet is null."""

    @pytest.mark.clause("TR-F4")
    def test_weeks_are_a_range_with_a_row_for_each(self) -> None:
        """Each of the 16 weeks says whether it counts and how that is known, the oldest first."""
        record = good_record(
            joined_on=date(2020, 8, 28),
            weeks=weeks("+-.", date(2020, 9, 12)),
            job_success_score=UNKNOWN,
        )
        ahead = {"as_of": date(2020, 9, 20), "known_through": date(2020, 9, 12)}
        before_joining = [
            *("2020-06-06", "2020-06-13", "2020-06-20", "2020-06-27", "2020-07-04", "2020-07-11"),
            *("2020-07-18", "2020-07-25", "2020-08-01", "2020-08-08", "2020-08-15", "2020-08-22"),
        ]
        found = finding_of(record, "top_rated", "eligible_weeks", **ahead)
        assert found == {
            **number("eligible_weeks", "TR-F4", "unmet", "weeks", (1, 13, 12)),
            "highest": 3,
            "weeks": [
                *(week_json(day, "before_joining", eligible=False) for day in before_joining),
                week_json("2020-08-29", "recorded", eligible=True),
                week_json("2020-09-05", "recorded", eligible=False),
                week_json("2020-09-12", "not_recorded", eligible=None),
                week_json("2020-09-19", "assumed", eligible=None),
            ],
        }
        assert list(found)[-2:] == ["highest", "weeks"]

    @pytest.mark.parametrize(
        ("score", "eligible"),
        [(90, True), (89, False), (None, False), (UNKNOWN, None)],
        ids=["good", "bad", "none_yet", "unknown"],
    )
    def test_a_week_ahead_is_assumed_by_the_score(
        self,
        score: object,
        *,
        eligible: bool | None,
    ) -> None:
        """A week to come counts or not by the score, and is null while that is unknown."""
        record = good_record(job_success_score=score)
        ahead = {"as_of": date(2020, 9, 5), "known_through": AS_OF}
        last = finding_of(record, "top_rated", "eligible_weeks", **ahead)["weeks"][-1]
        assert last == week_json("2020-09-05", "assumed", eligible=eligible)

    @pytest.mark.parametrize(
        ("badge", "criterion", "facts", "expected", "days"),
        [
            pytest.param(
                "top_rated",
                "no_recent_hold",
                {"holds": [date(2020, 6, 10), date(2020, 6, 9)]},
                flag("no_recent_hold", "TR-F7", "unmet", observed=False),
                ("2020-06-10", "2020-09-08"),
                id="hold",
            ),
            pytest.param(
                "top_rated",
                "recent_activity",
                {},
                flag("recent_activity", "TR-F8", "met", observed=True),
                ("2020-08-15", "2020-11-13"),
                id="activity",
            ),
            pytest.param(
                "top_rated",
                "no_circumvention",
                {"circumvention_on": date(2020, 5, 1)},
                flag("no_circumvention", "TR-X1", "unmet", observed=False),
                ("2020-05-01", "2020-11-01"),
                id="circumvention",
            ),
            pytest.param(
                "rising_talent",
                "recent_activity",
                {"last_active_on": None, "joined_on": date(2020, 8, 20)},
                flag("recent_activity", "RT-1", "met", observed=True),
                ("2020-08-20", "2020-09-19"),
                id="joining",
            ),
        ],
    )
    def test_a_finding_of_one_day_tells_it_and_its_end(
        self, badge: str, criterion: str, facts: Json, expected: Json, days: tuple[str, str]
    ) -> None:
        """What one day decides has that day, and the first on which it counts no longer."""
        found = finding_of(good_record(**facts), badge, criterion)
        happened_on, leaves_on = days
        assert found == {**expected, "happened_on": happened_on, "leaves_on": leaves_on}

    @pytest.mark.parametrize(
        ("badge", "criterion", "facts", "expected"),
        [
            pytest.param(
                "top_rated",
                "job_success_score",
                {"job_success_score": None},
                number("job_success_score", "TR-F1", "unmet", "points", (None, 90, None)),
                id="no_score_yet",
            ),
            pytest.param(
                "top_rated",
                "job_success_score",
                {"job_success_score": UNKNOWN},
                number("job_success_score", "TR-F1", "unknown", "points", (None, 90, None)),
                id="score_unknown",
            ),
            pytest.param(
                "top_rated",
                "first_contract",
                {"first_contract_on": None},
                number("first_contract", "TR-F3", "unmet", "days", (None, 91, None)),
                id="no_contract_yet",
            ),
            pytest.param(
                "top_rated",
                "first_contract",
                {"first_contract_on": date(2020, 6, 3)},
                number("first_contract", "TR-F3", "unmet", "days", (90, 91, 1)),
                id="too_new_a_contract",
            ),
            pytest.param(
                "top_rated",
                "profile",
                {"profile_percent": 75},
                number("profile", "TR-F5", "unmet", "percent", (75, 100, 25)),
                id="profile",
            ),
            pytest.param(
                "top_rated",
                "no_recent_hold",
                {"holds": None},
                flag("no_recent_hold", "TR-F7", "unknown", observed=None),
                id="holds_unknown",
            ),
            pytest.param(
                "rising_talent",
                "no_score_yet",
                {"job_success_score": None},
                flag("no_score_yet", "RT-1", "met", observed=True),
                id="the_score_that_is_not_there",
            ),
            pytest.param(
                "rising_talent",
                "recent_activity",
                {"last_active_on": UNKNOWN, "joined_on": None},
                flag("recent_activity", "RT-1", "unknown", observed=None),
                id="activity_unknown",
            ),
            pytest.param(
                "rising_talent",
                "discretion",
                {},
                flag("discretion", "RT-2", "unknown", observed=None),
                id="discretion",
            ),
            pytest.param(
                "top_rated_plus",
                "top_rated",
                {},
                flag("top_rated", "TRP-F8", "met", observed=True),
                id="top_rated_met",
            ),
            pytest.param(
                "top_rated_plus",
                "top_rated",
                {"job_success_score": None},
                flag("top_rated", "TRP-F8", "unmet", observed=False),
                id="top_rated_unmet",
            ),
            pytest.param(
                "top_rated_plus",
                "top_rated",
                {"job_success_score": UNKNOWN},
                flag("top_rated", "TRP-F8", "unknown", observed=None),
                id="top_rated_unknown",
            ),
        ],
    )
    def test_a_finding_shows_what_is_not_there_as_null(
        self, badge: str, criterion: str, facts: Json, expected: Json
    ) -> None:
        """None yet and unknown are null without a shortfall, and flags are true or false."""
        found = finding_of(good_record(**facts), badge, criterion)
        assert json.dumps(found) == json.dumps(expected)

    def test_members_of_an_agency_are_counted(self) -> None:
        """An agency's own criteria count members and percent."""
        record = good_record("agency", members=1, members_profile_percent=59)
        assert finding_of(record, "top_rated", "members") == number(
            "members", "TR-A3", "unmet", "members", (1, 2, 1)
        )
        assert finding_of(record, "top_rated", "members_profile") == number(
            "members_profile", "TR-A4", "unmet", "percent", (59, 60, 1)
        )

    @pytest.mark.parametrize(
        ("facts", "badge", "unsettled"),
        [
            pytest.param({}, "top_rated", [], id="settled"),
            pytest.param({}, "rising_talent", [], id="failing"),
            pytest.param(
                {"weeks": weeks("+" * 12), "holds": None},
                "top_rated",
                ["weeks", "holds"],
                id="several",
            ),
            pytest.param(
                {"weeks": weeks("+" * 12), "holds": None},
                "top_rated_plus",
                ["weeks", "holds"],
                id="what_top_rated_needs",
            ),
            pytest.param(
                {"job_success_score": None, "last_active_on": UNKNOWN, "joined_on": None},
                "rising_talent",
                ["last_active_on", "joined_on", "rising_talent"],
                id="either_of_two",
            ),
        ],
    )
    def test_what_would_settle_an_unknown_is_listed_once(
        self, facts: Json, badge: str, unsettled: list[str]
    ) -> None:
        """A suspended verdict lists the facts of the reputation that would settle it."""
        answer = dump_assessment(assess(good_record(**facts), as_of=AS_OF))
        assert answer["badges"][badge]["unsettled"] == unsettled

    @pytest.mark.parametrize("kind", ["freelancer", "agency"])
    def test_an_answer_on_a_reputation_survives_json(self, kind: KindName) -> None:
        """Weeks and days are plain values, and read again they are the same."""
        answer = dump_assessment(assess(good_record(kind), as_of=AS_OF))
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
        plain = {dict, list, str, int, bool, type(None)}
        assert {type(value) for value in values_in(answer)} <= plain


NEW_TALENT = TalentRecord(
    kind="freelancer",
    contracts=[
        Contract(
            id="first",
            category="legal",
            payments=[paid("249.99", date(2026, 7, 1))],
            outcome="negative",
            outcome_on=date(2026, 7, 7),
        )
    ],
    reputation=Reputation(
        job_success_score=89,
        profile_percent=99,
        holds=[],
        average_feedback="4.79",
        identity_verified=True,
    ),
)
"""A freelancer who just misses most numbers of Rising Talent on 7 July 2026."""


class TestDumpingTheRulesOf2026:
    """What the editions 2025-06 and 2026-07 bring: numbers, plans, reviews, and how sure it is."""

    @pytest.mark.clause("RT-3", "RT-4", "RT-5", "RT-6")
    def test_rising_talent_of_a_freelancer_has_ten_findings(self) -> None:
        """Each criterion stands with its unit, what was found and what is needed, to the cent."""
        dumped = dump_assessment(assess(NEW_TALENT, as_of=date(2026, 7, 7)))
        badge = dumped["badges"]["rising_talent"]
        feedback: Json = {
            **number("average_feedback", "RT-4", "unmet", "stars", (None, 0, None)),
            "observed": "4.79",
            "required": "4.80",
            "shortfall": "0.01",
        }
        money: Json = {
            **number("earnings", "RT-4", "unmet", "usd", (None, 0, None)),
            "observed": "249.99",
            "required": "250.00",
            "shortfall": "0.01",
        }
        active = {"happened_on": "2026-07-01", "leaves_on": "2026-09-29"}
        assert badge["findings"] == [
            number("profile", "RT-3", "unmet", "percent", (99, 100, 1)),
            {**flag("recent_activity", "RT-3", "met", observed=True), **active},
            flag("no_recent_hold", "RT-3", "met", observed=True),
            flag("identity_verified", "RT-3", "met", observed=True),
            flag("payout_method", "RT-3", "unknown", observed=None),
            flag("no_circumvention", "TR-X1", "met", observed=True),
            money,
            feedback,
            number("job_success_score", "RT-5", "unmet", "points", (89, 90, 1)),
            number("no_negative_feedback", "RT-6", "unmet", "contracts", (1, 0, 1)),
        ]
        assert badge["unsettled"] == []

    @pytest.mark.clause("RT-5")
    def test_no_score_yet_is_met_and_has_no_shortfall(self) -> None:
        """None yet is null, and fine."""
        reputation = Reputation(job_success_score=None, average_feedback=None)
        record = TalentRecord(kind="freelancer", contracts=[], reputation=reputation)
        asked: dict[str, Any] = {"as_of": date(2026, 7, 7)}
        assert finding_of(record, "rising_talent", "job_success_score", **asked) == number(
            "job_success_score", "RT-5", "met", "points", (None, 90, None)
        )
        stars = finding_of(record, "rising_talent", "average_feedback", **asked)
        told = (stars["verdict"], stars["observed"], stars["required"], stars["shortfall"])
        assert told == ("unmet", None, "4.80", None)

    @pytest.mark.clause("DELAY-1")
    def test_a_delay_is_in_hours_until_reviews_and_in_days_from_then_on(self) -> None:
        """Of each badge one of the two keys is there, in the place of the other."""
        before, after = (
            dump_assessment(assess(SAMPLE_RECORD, as_of=day))["badges"]
            for day in (date(2026, 7, 6), date(2026, 7, 7))
        )
        hours = {name: badge["within_hours"] for name, badge in before.items()}
        days = {name: badge["within_days"] for name, badge in after.items()}
        none = {"expert_vetted": None, "diversity_certified": None}
        assert hours == {"rising_talent": 48, "top_rated": 48, "top_rated_plus": 72, **none}
        assert days == {"rising_talent": 14, "top_rated": 14, "top_rated_plus": 14, **none}
        for name in before:
            usual, reviewed = list(before[name]), list(after[name])
            assert reviewed == [key.replace("hours", "days") for key in usual]

    @pytest.mark.clause("VIS-10")
    def test_an_answer_lists_the_viewers_of_its_edition(self) -> None:
        """Plus and Business end on 4 June 2025, and Business Plus begins the day after."""
        before, after = (
            dump_assessment(assess(SAMPLE_RECORD, as_of=day))["visible"]
            for day in (date(2025, 6, 4), date(2025, 6, 5))
        )
        assert list(before) == [
            *("owner", "basic", "plus", "plus_selected", "business", "enterprise")
        ]
        assert list(after) == ["owner", "basic", "business_plus", "enterprise"]

    @pytest.mark.clause("DIV-8")
    def test_from_2025_on_enterprise_alone_sees_the_diversity_badge(self) -> None:
        """Whatever the reading, no other plan sees it from 5 June 2025 on, and none is named."""
        held = certified(expires_on=date(2026, 1, 1))
        record = freelancer(country="US", certifications=[held])
        for word in ("enterprise_and_business", "enterprise_only"):
            readings = Readings(enterprise_suite=word)
            dumped = dump_assessment(assess(record, as_of=date(2025, 6, 5), readings=readings))
            assert dumped["diversity_seen_by"] == ["enterprise"]
            assert dumped["visible_readings"] == {}
        dumped = dump_assessment(assess(record, as_of=date(2025, 6, 4)))
        assert dumped["diversity_seen_by"] == ["business", "enterprise"]
        assert dumped["visible_readings"] == {
            "business": [
                {
                    "reading": "enterprise_suite",
                    "value": "enterprise_only",
                    "badge": "top_rated",
                    "diversity": False,
                }
            ]
        }

    @pytest.mark.clause("VIS-12")
    def test_the_reading_of_who_sees_plus_badges_is_listed_where_it_matters(self) -> None:
        """Read by plans a Basic client sees Top Rated; those on the two plans see the same."""
        day = date(2026, 11, 28)
        shop = Contract(id="shop", category="legal", payments=[paid("12000", day)])
        dumped = dump_assessment(assess(freelancer(shop), as_of=day))
        assert dumped["visible"] == dict.fromkeys(dumped["visible"], "top_rated_plus")
        assert dumped["visible_readings"] == {
            "basic": [
                {
                    "reading": "plus_badge_audience",
                    "value": "plans",
                    "badge": "top_rated",
                    "diversity": False,
                }
            ]
        }

    @pytest.mark.clause("VIS-10")
    @pytest.mark.parametrize(
        ("day", "edition", "basic"),
        [
            pytest.param(date(2024, 6, 5), None, None, id="before_the_span"),
            pytest.param(date(2024, 6, 6), "2025-06", "top_rated_plus", id="its_first_day"),
            pytest.param(date(2025, 6, 5), "2024-01", "top_rated", id="its_last_day"),
            pytest.param(date(2025, 6, 6), None, None, id="after_the_span"),
        ],
    )
    def test_what_would_be_seen_by_the_neighbour_is_listed(
        self, day: date, edition: str | None, basic: str | None
    ) -> None:
        """In the year in which the new plans may have begun, a Basic client may see another."""
        shop = Contract(id="shop", category="legal", payments=[paid("12000", day)])
        dumped = dump_assessment(assess(freelancer(shop), as_of=day))
        expected = [{"edition": edition, "seen": {"basic": [basic]}}]
        assert dumped["visible_editions"] == (expected if edition else [])

    @pytest.mark.parametrize(
        ("day", "matter"),
        [
            pytest.param(date(2021, 12, 31), [], id="before_the_span"),
            pytest.param(
                date(2022, 1, 1), [{"edition": "2021-07", "verdict": "unmet"}], id="its_first_day"
            ),
            pytest.param(
                date(2022, 12, 31), [{"edition": "2021-07", "verdict": "unmet"}], id="its_last_day"
            ),
            pytest.param(date(2023, 1, 1), [], id="after_the_span"),
        ],
    )
    def test_an_edition_that_would_turn_a_verdict_is_listed(
        self, day: date, matter: list[Json]
    ) -> None:
        """Writing opened on some day of 2022; until its end the answer may have been no."""
        vetting = ExpertVetting(category="writing", invited_on=AS_OF, passed_on=AS_OF)
        record = freelancer(expert_vetting=vetting)
        badges = dump_assessment(assess(record, as_of=day))["badges"]
        assert badges["expert_vetted"]["editions_that_matter"] == matter
        assert badges["top_rated"]["editions_that_matter"] == []

    def test_a_hypothetical_answer_has_no_neighbour(self) -> None:
        """Where an edition is asked for out of its time, no other may have been in force."""
        vetting = ExpertVetting(category="writing", invited_on=AS_OF, passed_on=AS_OF)
        record = freelancer(expert_vetting=vetting)
        dumped = dump_assessment(assess(record, as_of=date(2022, 5, 1), edition="2024-01"))
        assert dumped["badges"]["expert_vetted"]["editions_that_matter"] == []
        assert dumped["visible_editions"] == []
        assert dumped["began"] == {"from": "2024-01-01", "through": "2024-12-31"}

    @pytest.mark.clause("TR-F5")
    @pytest.mark.parametrize(
        ("percent", "expected", "confirmed_on"),
        [
            pytest.param(89, ("unmet", 89, 90, 1), "2026-09-28", id="below_the_lower_bar"),
            pytest.param(90, ("met", 90, 90, 0), "2023-10-31", id="at_the_lower_bar"),
            pytest.param(99, ("met", 99, 90, 0), "2023-10-31", id="below_the_usual_bar"),
            pytest.param(100, ("met", 100, 90, 0), "2026-09-28", id="at_the_usual_bar"),
        ],
    )
    def test_the_exception_of_elance_has_its_own_day(
        self, percent: int, expected: tuple[object, ...], confirmed_on: str
    ) -> None:
        """Where the lower bar of profiles from Elance decides, its own day is told."""
        record = good_record(from_elance=True, profile_percent=percent)
        found = finding_of(record, "top_rated", "profile")
        keys = ("verdict", "observed", "required", "shortfall")
        assert tuple(found[key] for key in keys) == expected
        assert found["confirmed_on"] == confirmed_on

    @pytest.mark.clause("VIS-10")
    def test_viewers_of_one_side_alone_are_named_and_not_compared(self) -> None:
        """From the last day of the old plans to the first of the new ones, three are shared."""
        last_day = date(2025, 6, 4)
        record = freelancer(Contract(id="a", category="legal", payments=[paid("12000", last_day)]))
        before, after = (assess(record, as_of=day) for day in (last_day, date(2025, 6, 5)))
        dumped = dump_comparison(compare(before, after))
        assert dumped["viewers_not_compared"] == [
            *("plus", "plus_selected", "business", "business_plus")
        ]
        assert dumped["views"] == [
            {
                "viewer": "basic",
                "cause": "edition_changed",
                "before": ["top_rated"],
                "after": ["top_rated_plus"],
            }
        ]


QUESTION: Json = {
    "as_of": "2020-09-01",
    "known_through": "2020-09-01",
    "edition": "2020-07",
    "hypothetical": False,
    "began": {"from": "2020-07-07", "through": "2020-07-07"},
    "supposed_rules": None,
    "badgerules": badgerules.__version__,
    "readings": DEFAULT_READINGS,
}

ROLLING = TalentRecord(
    id="talent-17",
    kind="freelancer",
    base_badge="top_rated",
    contracts=[
        Contract(
            id="brief",
            category="legal",
            payments=[paid("6000", date(2019, 9, 10)), paid("9000", date(2020, 3, 2))],
        )
    ],
)
"""A freelancer with $15,000 in the window of 1 Sep 2020, of which $6,000 leave on the 10th."""


def earned(observed: str, required: str, verdict: str, shortfall: str) -> Json:
    """Write down a finding on a freelancer's earnings."""
    return {
        "criterion": "earnings",
        **cited("TRP-F1"),
        "verdict": verdict,
        "unit": "usd",
        "observed": observed,
        "required": required,
        "shortfall": shortfall,
    }


def large(counted: str) -> Json:
    """Write down the finding on the one large contract of that record."""
    return {
        "criterion": "large_contract",
        **cited("TRP-F2"),
        "verdict": "met",
        "unit": "usd",
        "observed": counted,
        "required": "5000.00",
        "shortfall": "0.00",
        "contracts": [
            {
                "id": "brief",
                "category": "legal",
                "counted": counted,
                "required": "5000.00",
                "shortfall": "0.00",
                "serves": True,
                "reason": "large",
                "text": f"brief (Legal): ${counted[:-6]},{counted[-6:]} of $5,000.00, large",
            }
        ],
    }


class TestDumpingComparisons:
    """A comparison as JSON has what was asked of both, and each change with its cause."""

    def test_a_comparison_is_as_worked_out_by_hand(self) -> None:
        """Every key and value of what came between 1 and 15 September is as the rules say."""
        before, after = (assess(ROLLING, as_of=day) for day in (AS_OF, date(2020, 9, 15)))
        gone = [{"contract": "brief", "paid_on": "2019-09-10", "amount": "6000.00"}]
        dumped = dump_comparison(compare(before, after))
        assert dumped == {
            "format": 1,
            "id": "talent-17",
            "before": QUESTION,
            "after": {**QUESTION, "as_of": "2020-09-15", "known_through": "2020-09-15"},
            "changes": [
                {
                    "badge": "top_rated_plus",
                    "criterion": "earnings",
                    "clause": "TRP-F1",
                    "cause": "rolled_out",
                    "before": earned("15000.00", "10000.00", "met", "0.00"),
                    "after": earned("9000.00", "10000.00", "unmet", "1000.00"),
                    "rolled_out": gone,
                },
                {
                    "badge": "top_rated_plus",
                    "criterion": "large_contract",
                    "clause": "TRP-F2",
                    "cause": "rolled_out",
                    "before": large("15000.00"),
                    "after": large("9000.00"),
                    "rolled_out": gone,
                },
            ],
            "views": [
                {
                    "viewer": viewer,
                    "cause": "rolled_out",
                    "before": ["top_rated_plus"],
                    "after": ["top_rated"],
                }
                for viewer in ("owner", "plus_selected", "business", "enterprise")
            ],
            "viewers_not_compared": [],
        }
        assert list(dumped) == [
            *("format", "id", "before", "after", "changes", "views", "viewers_not_compared"),
        ]
        assert list(dumped["before"]) == list(QUESTION)
        assert list(dumped["changes"][0]) == [
            *("badge", "criterion", "clause", "cause", "before", "after", "rolled_out"),
        ]
        assert list(dumped["views"][0]) == ["viewer", "cause", "before", "after"]

    def test_nothing_between_is_two_empty_lists(self) -> None:
        """Where both answers are alike, only what was asked are told."""
        one = assess(plus_holder(), as_of=AS_OF)
        assert dump_comparison(compare(one, one)) == {
            "format": 1,
            "id": None,
            "before": QUESTION,
            "after": QUESTION,
            "changes": [],
            "views": [],
            "viewers_not_compared": [],
        }

    def test_a_finding_that_does_not_apply_is_null(self) -> None:
        """What came, or went, has null in the place of the finding that is not there."""
        record = freelancer()
        later = attrs.evolve(record, base_badge=None, reputation=reputation())
        changes = dump_comparison(compare(*(assess(one, as_of=AS_OF) for one in (record, later))))
        ends = {
            (change["badge"], change["criterion"]): (change["before"], change["after"])
            for change in changes["changes"]
        }
        recorded = flag("recorded_badge", "BASE-1", "met", observed=True)
        assert ends["top_rated", "recorded_badge"] == (recorded, None)
        up_to_date = flag("availability", "TR-F6", "met", observed=True)
        assert ends["top_rated", "availability"] == (None, up_to_date)

    def test_each_side_has_its_own_question(self) -> None:
        """Edition, readings and whether it is hypothetical are told of both."""
        lower = edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"})
        before = assess(ROLLING, as_of=AS_OF, edition=lower)
        strict = Readings(money_bar="more_than")
        after = assess(ROLLING, as_of=date(2020, 10, 1), readings=strict)
        dumped = dump_comparison(compare(before, after))
        assert dumped["before"] == {
            **QUESTION,
            "edition": "lower bar",
            "hypothetical": True,
            "began": None,
            "supposed_rules": dumped_rules(lower),
        }
        assert dumped["after"] == {
            **QUESTION,
            "as_of": "2020-10-01",
            "known_through": "2020-10-01",
            "edition": "2020-10",
            "began": {"from": "2020-10-01", "through": "2020-10-31"},
            "readings": {**DEFAULT_READINGS, "money_bar": "more_than"},
        }

    @pytest.mark.clause("DIV-12")
    def test_a_view_lists_every_badge_seen(self) -> None:
        """The diversity badge stands beside the talent badge, and nothing seen is an empty list."""
        records = [
            agency(base_badge=word, country="US", certifications=[certified()])
            for word in ("none", "top_rated")
        ]
        answers = [assess(one, as_of=date(2021, 3, 20)) for one in records]
        views = dump_comparison(compare(*answers))["views"]
        seen = {view["viewer"]: (view["before"], view["after"]) for view in views}
        assert seen["basic"] == ([], ["top_rated"])
        assert seen["business"] == (
            ["diversity_certified"],
            ["top_rated", "diversity_certified"],
        )

    def test_a_comparison_survives_json(self) -> None:
        """A comparison is JSON as it stands, of plain values alone."""
        before, after = (assess(good_record(), as_of=day) for day in (AS_OF, date(2021, 9, 15)))
        dumped = dump_comparison(compare(before, after))
        assert json.loads(json.dumps(dumped, allow_nan=False)) == dumped
        plain = {dict, list, str, int, bool, type(None)}
        assert {type(value) for value in values_in(dumped)} == plain


class TestDumpingOtherAnswers:
    """Timelines, ways and ledgers: what their own tests do not tell apart."""

    def test_a_stretch_is_settled_only_where_nothing_recorded_turns_it(self) -> None:
        """The last day known assumes nothing and is not settled; the whole timeline is."""
        record = plus_holder()
        past = timeline(record, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=AS_OF)
        dumped = dump_timeline(past)
        assert (dumped["settled"], dumped["assumptions"]) == (False, [])
        whole = dump_timeline(timeline(record, "top_rated_plus", as_of=AS_OF))
        assert whole["settled"] is True
        assert whole["assumptions"]

    @pytest.mark.clause("TRP-F5", "TR-F8")
    def test_what_a_way_takes_besides_money_is_told_apart(self) -> None:
        """A payment may need feedback by a strict reading; where activity lacks, any other does."""
        strict = Readings(feedback="positive")
        paid_ways = dump_remedies(
            remedies(freelancer(), "top_rated_plus", as_of=AS_OF, readings=strict)
        )["ways"]
        quiet = good_record("freelancer", contract("1000"), last_active_on=date(2020, 1, 1))
        active_ways = dump_remedies(remedies(quiet, "top_rated", as_of=AS_OF))["ways"]
        for way, told in ((paid_ways[0], (True, False)), (active_ways[0], (False, True))):
            assert (way["needs_positive_feedback"], way["any_activity_does"]) == told

    def test_a_payment_of_a_ledger_names_all_it_counted_for(self) -> None:
        """Paid inside the window, it counts for both criteria of money."""
        record = freelancer(contract("12000"))
        (payment,) = dump_ledger(ledger(record, "top_rated_plus", as_of=AS_OF))["payments"]
        assert payment["counted_for"] == ["earnings", "large_contract"]


@pytest.mark.clause("DIV-13")
@pytest.mark.parametrize("name", ["expires_on", "submitted_on", "decided_on", "provider", "type"])
@pytest.mark.parametrize("typed", ["77-1234", 771234, ["77-1234"]])
def test_a_number_in_the_place_of_another_detail_is_not_repeated(name: str, typed: object) -> None:
    """Whoever types it there learns where, what is allowed, and reads it in no log."""
    facts: dict[str, Any] = {"status": "draft", name: typed}
    if name in {"provider", "type"} and isinstance(typed, str):
        return  # any text may stand there
    document = {"format": 1, "kind": "agency", "contracts": [], "certifications": [facts]}
    with pytest.raises(InvalidRecordError) as built:
        Certification(**facts)
    with pytest.raises(DocumentError) as read:
        load_record(document)
    for error, place in ((built, name), (read, f"$.certifications[0].{name}")):
        (problem,) = error.value.problems
        assert problem.path == place
        assert "got something else" in problem.message
        assert "1234" not in repr(error.value)
        assert "1234" not in str(error.value)


@pytest.mark.clause("DIV-13")
@pytest.mark.parametrize(
    ("given", "found"),
    [
        (123456789, "a number"),
        ("123456789", "a number"),
        ("1234567890123456789", "a number"),
        (1234.5, "a number"),
        ("1234.5", "a number"),
        ('"77-1234"', "text"),
        ("true", "true or false"),
        ("null", "null"),
        (date(2020, 1, 2), "a date"),
    ],
)
def test_what_is_no_object_is_told_by_its_type_alone(given: Any, found: str) -> None:  # noqa: ANN401
    """The whole document may be a number of a certificate by mistake; it is not repeated."""
    with pytest.raises(DocumentError, match=rf"^[$]: must be an object, got {found}$") as error:
        load_record(given)
    assert [problem.found for problem in error.value.problems] == [found]
    assert "1234" not in repr(error.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (PurePosixPath("me.json"), "must be an object, got a PurePosixPath"),
        ("me.json", "must be JSON, got something else at line 1, column 1: expecting value"),
        (
            "of 2026/me.json",
            "must be JSON, got something else at line 1, column 1: expecting value",
        ),
    ],
)
def test_the_name_of_a_file_is_no_record(given: Any, told: str) -> None:  # noqa: ANN401
    """What stands in the file is wanted, so it is said to read it first."""
    with pytest.raises(DocumentError) as error:
        load_record(given)
    hint = "; read the file first, as path.read_bytes() does"
    assert str(error.value) == f"$: {told}{hint}"
    with pytest.raises(DocumentError) as error:
        load_record("me.jso")
    assert "read the file" not in str(error.value)


@pytest.mark.clause("DIV-13")
def test_a_list_in_the_place_of_a_record_is_not_repeated() -> None:
    """It may be a list of records, with all that their certifications contain."""
    whole = {"certifications": [{"number": "77-1234"}]}
    with pytest.raises(DocumentError, match=r"^[$]: must be an object, got a list$"):
        load_record(json.dumps([whole]))

"""Records: what facts may be stated, how they are kept, and everything that is refused."""

from __future__ import annotations

import copy
import pickle
import sys
from collections import deque
from datetime import UTC, date, datetime
from decimal import ROUND_UP, Context, Decimal, Inexact, Rounded, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import client_plans, records, talent_facts, vocabulary
from badgerules.client_plans import ClientPlan
from badgerules.errors import InvalidRecordError, Problem
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.talent_facts import (
    Certification,
    ExpertVetting,
    PlatformStats,
    Reputation,
    Score,
    SkillCertificate,
    Week,
)
from badgerules.vocabulary import (
    UNKNOWN,
    BaseBadge,
    Category,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    PlanTier,
    PriorAssessment,
    ProblemCode,
    ShownBadge,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DAY = date(2020, 3, 2)
FRIDAY, SATURDAY, SUNDAY = date(2020, 9, 4), date(2020, 9, 5), date(2020, 9, 6)
NAIVE = datetime.fromisoformat("2020-09-05T09:30:00")
AWARE = datetime(2020, 9, 5, 9, 30, tzinfo=UTC)
"""A datetime with and one without a zone; both fall on a Saturday."""

IN_NOVEMBER = Payment(paid_on=date(2019, 11, 14), amount="7850.00")
REFUND_IN_MARCH = Payment(paid_on=DAY, amount="-150.00")
SHOP = Contract(
    id="shop-support",
    category="customer_service",
    payments=[IN_NOVEMBER, REFUND_IN_MARCH],
    outcome="positive",
    outcome_on=date(2020, 6, 30),
    ended_on=date(2020, 7, 31),
)
LOGO = Contract(id="logo", category="design_creative")
CERTIFIED = Certification(
    status="approved",
    business_name="Quartz & Daughters LLC",
    category="woman_owned",
    provider="WBENC",
    type="WBE",
    number="SN-4711-X",
    expires_on=date(2022, 1, 31),
    submitted_on=date(2021, 3, 1),
    decided_on=date(2021, 3, 9),
)

FULL: dict[type, dict[str, Any]] = {
    Payment: {"paid_on": DAY, "amount": "-150.00"},
    Contract: {
        "id": "shop-support",
        "category": Category.CUSTOMER_SERVICE,
        "payments": (IN_NOVEMBER, REFUND_IN_MARCH),
        "outcome": ContractOutcome.POSITIVE,
        "outcome_on": date(2020, 6, 30),
        "ended_on": date(2020, 7, 31),
    },
    Week: {"ends_on": SATURDAY, "eligible": True},
    Score: {"since": DAY, "score": 90},
    Reputation: {
        "job_success_score": 97,
        "rising_talent": False,
        "weeks": (Week(ends_on=SATURDAY, eligible=True),),
        "first_contract_on": date(2018, 5, 1),
        "joined_on": date(2018, 4, 1),
        "profile_percent": 100,
        "availability_current": True,
        "last_active_on": date(2020, 8, 30),
        "holds": (date(2019, 1, 31),),
        "circumvention_on": date(2018, 12, 24),
        "members": 3,
        "members_profile_percent": 80,
        "average_feedback": Decimal("4.80"),
        "identity_verified": True,
        "payout_method": True,
        "from_elance": True,
        "scores": (Score(since=DAY, score=90),),
    },
    ExpertVetting: {
        "category": Category.SALES_MARKETING,
        "invited_on": date(2020, 7, 10),
        "passed_on": date(2020, 8, 1),
        "revoked_on": date(2021, 8, 1),
        "prior_assessments": (PriorAssessment.UPWORK_PRO,),
    },
    Certification: {
        "status": CertificationStatus.APPROVED,
        "business_name": "Quartz & Daughters LLC",
        "category": DiversityCategory.WOMAN_OWNED,
        "provider": "WBENC",
        "type": "WBE",
        "number": "SN-4711-X",
        "expires_on": date(2022, 1, 31),
        "submitted_on": date(2021, 3, 1),
        "decided_on": date(2021, 3, 9),
    },
    PlatformStats: {
        "shown_on": DAY,
        "earnings_12_months": Decimal("9583.72"),
        "eligible_weeks": 15,
        "holds": 0,
        "has_large_contract": True,
        "badge": ShownBadge.TOP_RATED,
    },
    SkillCertificate: {"name": "Solutions Architect", "provider": "AWS"},
    ClientPlan: {
        "tier": PlanTier.PLUS,
        "selected_for_top_rated_plus": True,
        "in_project_catalog_test": True,
    },
    TalentRecord: {
        "id": "talent-17",
        "kind": Kind.FREELANCER,
        "country": "US",
        "base_badge": None,
        "exclusive_agency_contractor": True,
        "contracts": (SHOP, LOGO),
        "reputation": Reputation(job_success_score=97, weeks=[], holds=[]),
        "expert_vetting": ExpertVetting(category="sales_marketing"),
        "certifications": (CERTIFIED,),
        "contracts_known": True,
        "payments_known_since": date(2019, 9, 1),
        "payments_known_through": date(2020, 9, 1),
        "stats": PlatformStats(shown_on=DAY, holds=0),
    },
}
"""Every class with a value for every argument, in the order of the arguments."""

EVERY_CLASS = [pytest.param(cls, id=cls.__name__) for cls in FULL]
EVERY_ARGUMENT = [
    pytest.param(cls, name, id=f"{cls.__name__}.{name}")
    for cls, given in FULL.items()
    for name in given
]

OTHER: dict[type, dict[str, Any]] = {
    Payment: {"paid_on": SATURDAY, "amount": "-149.99"},
    Contract: {
        "id": "shop",
        "category": Category.LEGAL,
        "payments": (IN_NOVEMBER,),
        "outcome": ContractOutcome.NEGATIVE,
        "outcome_on": None,
        "ended_on": None,
    },
    Week: {"ends_on": date(2020, 9, 12), "eligible": False},
    Score: {"since": SATURDAY, "score": None},
    Reputation: {
        "job_success_score": None,
        "rising_talent": None,
        "weeks": (),
        "first_contract_on": UNKNOWN,
        "joined_on": None,
        "profile_percent": 99,
        "availability_current": False,
        "last_active_on": None,
        "holds": (),
        "circumvention_on": None,
        "members": 4,
        "members_profile_percent": 81,
        "average_feedback": Decimal("4.79"),
        "identity_verified": False,
        "payout_method": False,
        "from_elance": False,
        "scores": (),
    },
    ExpertVetting: {
        "category": Category.LEGAL,
        "invited_on": None,
        "passed_on": None,
        "revoked_on": None,
        "prior_assessments": (),
    },
    Certification: {
        "status": CertificationStatus.REJECTED,
        "business_name": "Onyx LLC",
        "category": DiversityCategory.MINORITY_OWNED,
        "provider": "NMSDC",
        "type": "MBE",
        "number": "SN-4712-X",
        "expires_on": None,
        "submitted_on": None,
        "decided_on": None,
    },
    PlatformStats: {
        "shown_on": SATURDAY,
        "earnings_12_months": None,
        "eligible_weeks": None,
        "holds": None,
        "has_large_contract": None,
        "badge": None,
    },
    SkillCertificate: {"name": "Search Ads", "provider": None},
    ClientPlan: {
        "tier": PlanTier.BASIC,
        "selected_for_top_rated_plus": False,
        "in_project_catalog_test": False,
    },
    TalentRecord: {
        "id": None,
        "kind": Kind.AGENCY,
        "country": "CA",
        "base_badge": BaseBadge.NONE,
        "exclusive_agency_contractor": False,
        "contracts": (),
        "reputation": None,
        "expert_vetting": None,
        "certifications": (),
        "contracts_known": False,
        "payments_known_since": None,
        "payments_known_through": None,
        "stats": None,
    },
}
"""Every class with a second value for every argument."""

NEEDED: dict[type, dict[str, Any]] = {
    Contract: {"id": "logo", "category": "design_creative"},
    Reputation: {},
    ExpertVetting: {"category": "legal"},
    Certification: {"status": "draft"},
    PlatformStats: {"shown_on": SATURDAY},
    SkillCertificate: {"name": "Search Ads"},
    ClientPlan: {"tier": "basic"},
    TalentRecord: {"kind": "freelancer", "contracts": []},
}
"""Every class that has defaults, with the arguments that have none."""


def make(cls: type, **given: object) -> Any:  # noqa: ANN401  # each test knows which class it asks for
    """Build an object with a value for every argument, some of them other than usual."""
    return cls(**(FULL[cls] | given))


def make_least(cls: type, **given: object) -> Any:  # noqa: ANN401  # as above
    """Build an object of the arguments that have no default, and of some more."""
    return cls(**(NEEDED[cls] | given))


def unpickled(value: object, protocol: int) -> object:
    """Send a value through pickle and back."""
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301  # our own bytes


def evaluated(text: str) -> object:
    """Evaluate a repr with the names that badgerules and datetime export."""
    names = {
        name: value
        for module in (vocabulary, client_plans, talent_facts, records)
        for name, value in vars(module).items()
    }
    names["datetime"] = sys.modules["datetime"]
    return eval(text, names)  # noqa: S307  # our own repr, of the line above


def told(error: pytest.ExceptionInfo[InvalidRecordError]) -> list[tuple[str, str]]:
    """List the problems of a refusal as path and message."""
    return [(problem.path, problem.message) for problem in error.value.problems]


@pytest.fixture(
    params=[pytest.param(False, id="validators_on"), pytest.param(True, id="validators_off")]
)
def validators(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test run with the validators of attrs on and off: nothing here may rest on them."""
    before = attrs.validators.get_disabled()
    attrs.validators.set_disabled(request.param)
    yield
    attrs.validators.set_disabled(before)


# --- Values ---------------------------------------------------------------------------------------


def test_every_class_of_facts_is_tested_here() -> None:
    """No class of facts goes untested, and each is given all its arguments."""
    modules = (records, client_plans, talent_facts)
    defined = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ in {one.__name__ for one in modules}
    }
    assert defined == set(FULL) == set(OTHER)
    for cls, given in FULL.items():
        names = [attribute.alias for attribute in attrs.fields(cls) if attribute.init]
        assert list(given) == list(OTHER[cls])
        assert cls is Payment or names == list(given)


@pytest.mark.parametrize(("cls", "name"), EVERY_ARGUMENT)
def test_what_is_given_is_kept(cls: type, name: str) -> None:
    """Each argument can be read off the object under its own name."""
    expected = FULL[cls][name]
    kept = getattr(make(cls), name)
    assert kept == (Decimal(expected) if name == "amount" else expected)


@pytest.mark.parametrize("cls", EVERY_CLASS)
def test_a_value_cannot_be_changed(cls: type) -> None:
    """No attribute of a value can be set or deleted, and none can be added."""
    value = make(cls)
    names = [attribute.name for attribute in attrs.fields(cls)]
    for name in [*names, "note"]:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, None)
    for name in names:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(value, name)
    assert value == make(cls)


@pytest.mark.parametrize("cls", EVERY_CLASS)
def test_a_value_is_slotted(cls: type) -> None:
    """A value has no dictionary, so that many of them fit into memory."""
    assert not hasattr(make(cls), "__dict__")


@pytest.mark.parametrize("cls", EVERY_CLASS)
def test_a_value_takes_keywords_only(cls: type) -> None:
    """Arguments are named, so that two dates or two flags are never mistaken for each other."""
    with pytest.raises(TypeError, match="positional"):
        cls(*FULL[cls].values())


@pytest.mark.parametrize("cls", EVERY_CLASS)
def test_equal_values_are_one_in_a_set(cls: type) -> None:
    """Two values built alike are equal and hash alike."""
    assert make(cls) == make(cls)
    assert hash(make(cls)) == hash(make(cls))
    assert len({make(cls), make(cls)}) == 1


@pytest.mark.parametrize(("cls", "name"), EVERY_ARGUMENT)
def test_values_that_differ_in_one_argument_are_unequal(cls: type, name: str) -> None:
    """Every argument takes part in the comparison of two values."""
    rest: dict[str, object] = {}
    if name == "base_badge":
        rest = {"reputation": None}
    if cls is TalentRecord and name == "kind":
        rest = {"exclusive_agency_contractor": False}
    if name == "contracts_known":
        rest = {"contracts": (), "payments_known_since": None, "payments_known_through": None}
    one, other = make(cls, **rest), make(cls, **rest, **{name: OTHER[cls][name]})
    assert one != other
    assert len({one, other}) == 2


def test_values_of_different_classes_are_unequal() -> None:
    """A value equals no value of another class, whatever they share."""
    values = [make(cls) for cls in FULL]
    assert len(set(values)) == len(FULL)
    assert values[0] != (DAY, -15_000)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("cls", EVERY_CLASS)
def test_a_value_survives_pickling(cls: type, protocol: int) -> None:
    """A value comes back equal from every pickle protocol."""
    again = unpickled(make(cls), protocol)
    assert type(again) is cls
    assert again == make(cls)
    assert hash(again) == hash(make(cls))


@pytest.mark.parametrize("cls", EVERY_CLASS)
def test_a_value_survives_copying(cls: type) -> None:
    """Shallow and deep copies of a value equal it."""
    assert copy.copy(make(cls)) == make(cls)
    assert copy.deepcopy(make(cls)) == make(cls)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickled_contract_still_adds_up(protocol: int) -> None:
    """What a contract derives from its payments is there again after pickling."""
    again = unpickled(SHOP, protocol)
    assert isinstance(again, Contract)
    assert again.earned_through(DAY) == 770_000
    assert copy.deepcopy(SHOP).earned_through(DAY) == 770_000


def test_unknown_facts_stay_unknown_when_pickled() -> None:
    """UNKNOWN is still the one UNKNOWN in a copied or pickled value."""
    nothing_known = Reputation()
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = unpickled(nothing_known, protocol)
        assert isinstance(again, Reputation)
        assert again.job_success_score is UNKNOWN
    assert copy.deepcopy(nothing_known).last_active_on is UNKNOWN


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(make(Payment), id="Payment"),
        pytest.param(make(Contract), id="Contract"),
        pytest.param(make(Week), id="Week"),
        pytest.param(make(Reputation), id="Reputation"),
        pytest.param(Reputation(), id="Reputation_of_unknowns"),
        pytest.param(make(ExpertVetting), id="ExpertVetting"),
        pytest.param(make(SkillCertificate), id="SkillCertificate"),
        pytest.param(make(ClientPlan), id="ClientPlan"),
        pytest.param(make(TalentRecord, certifications=()), id="TalentRecord"),
    ],
)
def test_the_repr_of_a_value_evaluates_to_it(value: object) -> None:
    """What a value shows of itself is the expression that builds it."""
    assert evaluated(repr(value)) == value


def test_a_payment_shows_dollars() -> None:
    """The repr of a payment shows the dollars that were given, not the cents that are kept."""
    assert repr(REFUND_IN_MARCH) == "Payment(paid_on=datetime.date(2020, 3, 2), amount='-150.00')"


def test_a_contract_shows_only_what_was_given() -> None:
    """The repr of a contract leaves out what is derived from its payments."""
    assert repr(LOGO) == (
        "Contract(id='logo', category=Category.DESIGN_CREATIVE, payments=(), outcome=None, "
        "outcome_on=None, ended_on=None)"
    )


@pytest.mark.clause("DIV-13")
@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(repr(CERTIFIED), id="repr"),
        pytest.param(str(CERTIFIED), id="str"),
        pytest.param(f"{CERTIFIED}", id="format"),
        pytest.param(repr([CERTIFIED]), id="in_a_list"),
        pytest.param(repr(make(TalentRecord)), id="in_a_record"),
        pytest.param(str(make(TalentRecord)), id="in_a_record_as_text"),
    ],
)
def test_a_certification_shows_neither_name_nor_number(shown: str) -> None:
    """The name of the business and the number of the certificate are masked wherever they show."""
    assert "Quartz" not in shown
    assert "4711" not in shown
    assert "business_name='***', " in shown
    assert "number='***', " in shown
    assert "status=CertificationStatus.APPROVED" in shown


@pytest.mark.clause("DIV-13")
def test_a_misplaced_certification_shows_neither_name_nor_number() -> None:
    """The refusal of a certification in a wrong place does not spell it out either."""
    with pytest.raises(InvalidRecordError) as error:
        make_least(TalentRecord, contracts=[CERTIFIED], reputation=CERTIFIED)
    assert [path for path, _ in told(error)] == ["contracts[0]", "reputation"]
    assert "Quartz" not in f"{error.value} {error.value.problems}"
    assert "4711" not in f"{error.value} {error.value.problems}"


@pytest.mark.clause("DIV-13")
def test_a_certification_shows_that_name_and_number_are_missing() -> None:
    """A missing name or number shows as None, since nothing is there to be masked."""
    shown = repr(Certification(status="draft"))
    assert "business_name=None, " in shown
    assert "number=None, " in shown


# --- What may be left out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cls", "defaults"),
    [
        pytest.param(
            Contract,
            {"payments": (), "outcome": None, "outcome_on": None, "ended_on": None},
            id="Contract",
        ),
        pytest.param(
            Reputation,
            {
                "job_success_score": UNKNOWN,
                "rising_talent": None,
                "weeks": (),
                "first_contract_on": UNKNOWN,
                "joined_on": None,
                "profile_percent": None,
                "availability_current": None,
                "last_active_on": UNKNOWN,
                "holds": None,
                "circumvention_on": None,
                "members": None,
                "members_profile_percent": None,
                "average_feedback": UNKNOWN,
                "identity_verified": None,
                "payout_method": None,
                "from_elance": False,
                "scores": (),
            },
            id="Reputation",
        ),
        pytest.param(
            ExpertVetting,
            {"invited_on": None, "passed_on": None, "revoked_on": None, "prior_assessments": ()},
            id="ExpertVetting",
        ),
        pytest.param(
            Certification,
            {
                "business_name": None,
                "category": None,
                "provider": None,
                "type": None,
                "number": None,
                "expires_on": None,
                "submitted_on": None,
                "decided_on": None,
            },
            id="Certification",
        ),
        pytest.param(
            ClientPlan,
            {"selected_for_top_rated_plus": False, "in_project_catalog_test": False},
            id="ClientPlan",
        ),
        pytest.param(
            TalentRecord,
            {
                "id": None,
                "country": None,
                "base_badge": None,
                "exclusive_agency_contractor": False,
                "reputation": None,
                "expert_vetting": None,
                "certifications": (),
                "contracts_known": True,
                "payments_known_since": None,
                "payments_known_through": None,
                "stats": None,
            },
            id="TalentRecord",
        ),
    ],
)
def test_what_is_left_out_is_unknown_or_none(cls: type, defaults: dict[str, object]) -> None:
    """Left-out facts are unknown, none, empty or false, as the table of facts says."""
    least = make_least(cls)
    assert {name: getattr(least, name) for name in defaults} == defaults
    assert set(defaults) | set(NEEDED[cls]) == set(FULL[cls])


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        pytest.param(Payment, "paid_on", id="Payment.paid_on"),
        pytest.param(Payment, "amount", id="Payment.amount"),
        pytest.param(Contract, "id", id="Contract.id"),
        pytest.param(Contract, "category", id="Contract.category"),
        pytest.param(Week, "ends_on", id="Week.ends_on"),
        pytest.param(Week, "eligible", id="Week.eligible"),
        pytest.param(ExpertVetting, "category", id="ExpertVetting.category"),
        pytest.param(Certification, "status", id="Certification.status"),
        pytest.param(SkillCertificate, "name", id="SkillCertificate.name"),
        pytest.param(ClientPlan, "tier", id="ClientPlan.tier"),
        pytest.param(TalentRecord, "kind", id="TalentRecord.kind"),
        pytest.param(TalentRecord, "contracts", id="TalentRecord.contracts"),
    ],
)
def test_what_identifies_a_value_must_be_given(cls: type, name: str) -> None:
    """Arguments without which a value says nothing have no default."""
    rest = {other: value for other, value in FULL[cls].items() if other != name}
    with pytest.raises(TypeError, match=f"missing .*'{name}'"):
        cls(**rest)


# --- Words and lists ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cls", "name", "text", "member"),
    [
        pytest.param(
            Contract,
            "category",
            "it_networking",
            Category.IT_NETWORKING,
            id="Contract.category_by_key",
        ),
        pytest.param(
            Contract,
            "category",
            "Web, Mobile & Software Development",
            Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,
            id="Contract.category_by_official_name",
        ),
        pytest.param(
            Contract,
            "category",
            "WEB, MOBILE AND SOFTWARE DEV",
            Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,
            id="Contract.category_by_short_name",
        ),
        pytest.param(
            Contract,
            "category",
            "customer support",
            Category.CUSTOMER_SERVICE,
            id="Contract.category_by_another_short_name",
        ),
        pytest.param(
            Contract, "outcome", "neutral", ContractOutcome.NEUTRAL, id="Contract.outcome"
        ),
        pytest.param(
            ExpertVetting,
            "category",
            "Design and Creative",
            Category.DESIGN_CREATIVE,
            id="ExpertVetting.category",
        ),
        pytest.param(
            Certification,
            "status",
            "submitted",
            CertificationStatus.SUBMITTED,
            id="Certification.status",
        ),
        pytest.param(
            Certification,
            "category",
            "lgbtq_owned",
            DiversityCategory.LGBTQ_OWNED,
            id="Certification.category",
        ),
        pytest.param(ClientPlan, "tier", "business", PlanTier.BUSINESS, id="ClientPlan.tier"),
        pytest.param(TalentRecord, "kind", "agency", Kind.AGENCY, id="TalentRecord.kind"),
        pytest.param(
            TalentRecord,
            "base_badge",
            "rising_talent",
            BaseBadge.RISING_TALENT,
            id="TalentRecord.base_badge",
        ),
    ],
)
def test_a_word_may_be_given_as_text_or_member(
    cls: type, name: str, text: str, member: object
) -> None:
    """A word is kept as its member, however it was given."""
    by_text = make_least(cls, **{name: text})
    by_member = make_least(cls, **{name: member})
    assert getattr(by_text, name) is member
    assert by_text == by_member


def test_prior_assessments_may_be_given_as_text_or_member() -> None:
    """Earlier assessments are kept as members, however each was given."""
    kept = make_least(
        ExpertVetting, prior_assessments=["upwork_pro", PriorAssessment.UPWORK_PREMIUM]
    )
    assert kept.prior_assessments == (PriorAssessment.UPWORK_PRO, PriorAssessment.UPWORK_PREMIUM)
    assert [type(word) for word in kept.prior_assessments] == [PriorAssessment, PriorAssessment]


EVERY_LIST = [
    pytest.param(Contract, "payments", [REFUND_IN_MARCH, IN_NOVEMBER], id="Contract.payments"),
    pytest.param(
        Reputation,
        "weeks",
        [Week(ends_on=date(2020, 9, 12), eligible=False), Week(ends_on=SATURDAY, eligible=True)],
        id="Reputation.weeks",
    ),
    pytest.param(Reputation, "holds", [SATURDAY, DAY], id="Reputation.holds"),
    pytest.param(
        ExpertVetting,
        "prior_assessments",
        [PriorAssessment.UPWORK_PRO, PriorAssessment.UPWORK_PREMIUM],
        id="ExpertVetting.prior_assessments",
    ),
    pytest.param(TalentRecord, "contracts", [SHOP, LOGO], id="TalentRecord.contracts"),
    pytest.param(
        TalentRecord,
        "certifications",
        [CERTIFIED, Certification(status="draft")],
        id="TalentRecord.certifications",
    ),
]


def keys_of(items: Iterable[object]) -> object:
    """Hold items as the keys of a dictionary."""
    return dict.fromkeys(items).keys()


@pytest.mark.parametrize("container", [list, tuple, iter, deque, keys_of])
@pytest.mark.parametrize(("cls", "name", "items"), EVERY_LIST)
def test_any_iterable_is_stored_as_a_tuple(
    cls: type, name: str, items: list[object], container: Callable[[list[object]], object]
) -> None:
    """Lists come from any iterable and are stored as a tuple in the order given."""
    stored = getattr(make_least(cls, **{name: container(items)}), name)
    assert type(stored) is tuple
    assert stored == tuple(items)


def test_a_set_is_an_iterable_too() -> None:
    """A set is stored as a tuple like any other iterable."""
    assert Reputation(holds={DAY}).holds == (DAY,)


def test_a_list_that_changes_later_changes_no_record() -> None:
    """What is stored is independent of the list it came from."""
    payments = [IN_NOVEMBER]
    contract = make_least(Contract, payments=payments)
    payments.append(REFUND_IN_MARCH)
    assert contract.payments == (IN_NOVEMBER,)


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("value", ["ab", b"ab", {"a": 1}, 5, True], ids=repr)
@pytest.mark.parametrize(("cls", "name", "items"), EVERY_LIST)
def test_what_is_no_list_is_refused(
    cls: type, name: str, items: list[object], value: object
) -> None:
    """Text, mappings and single values are not taken for lists, nor is a single item."""
    for single in (value, items[0]):
        if not isinstance(single, PriorAssessment):
            with pytest.raises(InvalidRecordError) as error:
                make_least(cls, **{name: single})
            ((path, message),) = told(error)
            assert path == name
            assert message.startswith("must be a list, got ")


# --- Refusals -------------------------------------------------------------------------------------

EVERY_DAY = [
    pytest.param(Payment, "paid_on", "paid_on", id="Payment.paid_on"),
    pytest.param(Contract, "outcome_on", "outcome_on", id="Contract.outcome_on"),
    pytest.param(Week, "ends_on", "ends_on", id="Week.ends_on"),
    pytest.param(
        Reputation, "first_contract_on", "first_contract_on", id="Reputation.first_contract_on"
    ),
    pytest.param(Reputation, "joined_on", "joined_on", id="Reputation.joined_on"),
    pytest.param(Reputation, "last_active_on", "last_active_on", id="Reputation.last_active_on"),
    pytest.param(Reputation, "holds", "holds[0]", id="Reputation.holds"),
    pytest.param(
        Reputation, "circumvention_on", "circumvention_on", id="Reputation.circumvention_on"
    ),
    pytest.param(ExpertVetting, "invited_on", "invited_on", id="ExpertVetting.invited_on"),
    pytest.param(ExpertVetting, "passed_on", "passed_on", id="ExpertVetting.passed_on"),
    pytest.param(ExpertVetting, "revoked_on", "revoked_on", id="ExpertVetting.revoked_on"),
    pytest.param(Certification, "expires_on", "expires_on", id="Certification.expires_on"),
    pytest.param(Certification, "submitted_on", "submitted_on", id="Certification.submitted_on"),
    pytest.param(Certification, "decided_on", "decided_on", id="Certification.decided_on"),
]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(NAIVE, "datetime.datetime(2020, 9, 5, 9, 30); use its .date()", id="datetime"),
        pytest.param(
            AWARE,
            "datetime.datetime(2020, 9, 5, 9, 30, tzinfo=datetime.timezon...; use its .date()",
            id="datetime_with_a_zone",
        ),
        pytest.param("2020-09-05", "'2020-09-05'; write date(2020, 9, 5)", id="text"),
        pytest.param("2020-9-5", "'2020-9-5'", id="text_in_another_form"),
        pytest.param(20_200_905, "20200905", id="number"),
    ],
)
@pytest.mark.parametrize(("cls", "name", "path"), EVERY_DAY)
def test_only_a_date_is_a_day(cls: type, name: str, path: str, value: object, shown: str) -> None:
    """A datetime, a text or a number is refused wherever a date is meant."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, **{name: [value] if name == "holds" else value})
    if cls is Certification:  # a number may have been typed there, and is not repeated (DIV-13)
        shown = "something else" + "; use its .date()" * shown.endswith(".date()")
    assert told(error) == [(path, f"must be a date, got {shown}")]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    "name",
    ["job_success_score", "profile_percent", "members", "members_profile_percent"],
)
@pytest.mark.parametrize("value", [True, False, -1, 90.0, "90", Decimal(90), [90]], ids=repr)
def test_only_a_whole_number_is_a_number(name: str, value: object) -> None:
    """A flag, a negative number, a fraction or a text is refused where a number is meant."""
    must = "0 or more" if name == "members" else "from 0 to 100"
    comma = "," if name == "members" else ""
    with pytest.raises(InvalidRecordError) as error:
        make(Reputation, **{name: value})
    assert told(error) == [(name, f"must be a whole number{comma} {must}, got {value!r}")]


@pytest.mark.usefixtures("validators")
def test_a_count_has_at_most_eighteen_digits() -> None:
    """What JSON cannot hand over is no fact in Python either."""
    assert make(Reputation, members=10**18 - 1).members == 10**18 - 1
    with pytest.raises(InvalidRecordError) as error:
        make(Reputation, members=10**18)
    must = "must be a whole number of at most 18 digits, got 1000000000000000000"
    assert told(error) == [("members", must)]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    "name", ["job_success_score", "profile_percent", "members_profile_percent"]
)
def test_scores_and_percentages_end_at_a_hundred(name: str) -> None:
    """0 and 100 are kept, 101 is refused."""
    assert getattr(make(Reputation, **{name: 0}), name) == 0
    assert getattr(make(Reputation, **{name: 100}), name) == 100
    with pytest.raises(InvalidRecordError) as error:
        make(Reputation, **{name: 101})
    assert told(error) == [(name, "must be a whole number from 0 to 100, got 101")]


@pytest.mark.clause("RT-4")
@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    ("given", "kept"),
    [("4.8", "4.80"), (5, "5.00"), (Decimal("1.00"), "1.00"), (None, None), (UNKNOWN, UNKNOWN)],
    ids=repr,
)
def test_an_average_of_feedback_has_two_decimals(given: object, kept: object) -> None:
    """Text, int and Decimal are kept as a Decimal to the hundredth; none yet is not unknown."""
    stored = make(Reputation, average_feedback=given).average_feedback
    assert (str(stored) if isinstance(stored, Decimal) else stored) == kept


def test_an_agency_may_have_any_number_of_members() -> None:
    """The number of members has no upper bound and may be 0."""
    assert make(Reputation, members=0).members == 0
    assert make(Reputation, members=101).members == 101


EVERY_FLAG = [
    pytest.param(Week, "eligible", False, id="Week.eligible"),
    pytest.param(Reputation, "rising_talent", True, id="Reputation.rising_talent"),
    pytest.param(Reputation, "availability_current", True, id="Reputation.availability_current"),
    pytest.param(Reputation, "identity_verified", True, id="Reputation.identity_verified"),
    pytest.param(Reputation, "payout_method", True, id="Reputation.payout_method"),
    pytest.param(Reputation, "from_elance", False, id="Reputation.from_elance"),
    pytest.param(ClientPlan, "selected_for_top_rated_plus", False, id="ClientPlan.selected"),
    pytest.param(ClientPlan, "in_project_catalog_test", False, id="ClientPlan.in_test"),
    pytest.param(TalentRecord, "exclusive_agency_contractor", False, id="TalentRecord.exclusive"),
]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("value", [0, 1, "no", "true", UNKNOWN], ids=repr)
@pytest.mark.parametrize(("cls", "name", "optional"), EVERY_FLAG)
def test_only_true_and_false_are_flags(
    cls: type, name: str, value: object, *, optional: bool
) -> None:
    """A number or a word is refused where a flag is meant; None only where it must be known."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, **{name: value})
    assert told(error) == [(name, f"must be true or false, got {value!r}")]
    if optional:
        assert getattr(make(cls, **{name: None}), name) is None
    else:
        with pytest.raises(InvalidRecordError) as error:
            make(cls, **{name: None})
        assert told(error) == [(name, "must be true or false, got None")]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("value", ["", " ", "a\nb", "a\x00", 17, b"a", True], ids=repr)
@pytest.mark.parametrize(
    ("cls", "name"),
    [
        pytest.param(Contract, "id", id="Contract.id"),
        pytest.param(SkillCertificate, "name", id="SkillCertificate.name"),
        pytest.param(SkillCertificate, "provider", id="SkillCertificate.provider"),
        pytest.param(TalentRecord, "id", id="TalentRecord.id"),
    ],
)
def test_blank_or_unprintable_text_is_refused(cls: type, name: str, value: object) -> None:
    """Text must show something, hide nothing and be text."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, **{name: value})
    must = "must be text that is not blank and has no control characters"
    hint = "; write '17'" if value == 17 else ""
    assert told(error) == [(name, f"{must}, got {value!r}{hint}")]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("cls", [Contract, TalentRecord])
def test_an_id_has_at_most_a_thousand_characters(cls: type) -> None:
    """A longer one is refused by its length and not repeated."""
    assert make(cls, id="x" * 1_000).id == "x" * 1_000
    with pytest.raises(InvalidRecordError) as error:
        make(cls, id="x" * 1_001)
    assert told(error) == [("id", "must have at most 1,000 characters, got 1,001")]


@pytest.mark.usefixtures("validators")
@pytest.mark.clause("DIV-13")
@pytest.mark.parametrize("value", ["", " ", "Quartz\n4711", 4711, b"4711", ["Quartz"]], ids=repr)
@pytest.mark.parametrize("name", ["business_name", "provider", "type", "number"])
def test_a_refused_name_or_number_is_not_repeated(name: str, value: object) -> None:
    """A name or number that does not fit is refused by its type, and the error hides the rest."""
    with pytest.raises(InvalidRecordError) as error:
        make(Certification, **{name: value})
    must = "must be text that is not blank and has no control characters"
    assert told(error) == [(name, f"{must}, got something else ({type(value).__name__})")]
    assert "4711" not in f"{error.value} {error.value!r} {error.value.problems}"
    assert "Quartz" not in f"{error.value} {error.value!r} {error.value.problems}"


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("value", ["", "U", "USA", "us", "U1", 1], ids=repr)
def test_a_country_is_two_capital_letters(value: object) -> None:
    """A country code of another length, case or alphabet is refused."""
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord, country=value)
    must = 'must be a country code of two capital letters, such as "US"'
    assert told(error) == [("country", f"{must}, got {value!r}")]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    ("cls", "name", "value", "message"),
    [
        pytest.param(
            Contract,
            "outcome",
            "negativ",
            "must be one of positive, neutral, negative, got 'negativ'; did you mean 'negative'?",
            id="Contract.outcome",
        ),
        pytest.param(
            Contract,
            "outcome",
            True,
            "must be one of positive, neutral, negative, got True",
            id="Contract.outcome_as_a_flag",
        ),
        pytest.param(
            Certification,
            "status",
            "Approved",
            "must be one of draft, submitted, approved, rejected, got 'Approved'; "
            "did you mean 'approved'?",
            id="Certification.status",
        ),
        pytest.param(
            Certification,
            "category",
            "veteran",
            "must be one of minority_owned, woman_owned, us_veteran_owned, disability_owned, "
            "lgbtq_owned, got something else (str)",
            id="Certification.category",
        ),
        pytest.param(
            ClientPlan,
            "tier",
            None,
            "must be one of basic, plus, business, business_plus, enterprise, got None",
            id="ClientPlan.tier",
        ),
        pytest.param(
            TalentRecord,
            "kind",
            "freelance",
            "must be one of freelancer, agency, got 'freelance'; did you mean 'freelancer'?",
            id="TalentRecord.kind",
        ),
    ],
)
def test_another_word_is_refused(cls: type, name: str, value: object, message: str) -> None:
    """The refusal of a word brings the whole list, and the nearest word if one is near."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, **{name: value})
    assert told(error) == [(name, message)]


@pytest.mark.usefixtures("validators")
def test_another_base_badge_is_refused() -> None:
    """The refusal of a base badge names the three that the platform reports."""
    with pytest.raises(InvalidRecordError) as error:
        make_least(TalentRecord, base_badge="top_rated_plus")
    ((path, message),) = told(error)
    assert path == "base_badge"
    assert message == (
        "must be one of none, rising_talent, top_rated, got 'top_rated_plus'; "
        "did you mean 'top_rated'?"
    )


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("cls", [Contract, ExpertVetting])
def test_another_category_brings_the_nearest_and_the_twelve(cls: type) -> None:
    """The refusal of a category names the nearest one and lists all twelve."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, category="custmer_service")
    ((path, message),) = told(error)
    assert path == "category"
    assert message == (
        "'custmer_service' is not a category; did you mean 'customer_service'? (the twelve: "
        "accounting_consulting, admin_support, customer_service, data_science_analytics, "
        "design_creative, engineering_architecture, it_networking, legal, sales_marketing, "
        "translation, web_mobile_software_development, writing)"
    )


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    ("cls", "name", "value", "path", "message"),
    [
        pytest.param(
            Contract,
            "payments",
            [IN_NOVEMBER, "5"],
            "payments[1]",
            "must be a Payment, got '5'",
            id="Contract.payments",
        ),
        pytest.param(
            Reputation,
            "weeks",
            [SATURDAY],
            "weeks[0]",
            "must be a Week, got datetime.date(2020, 9, 5)",
            id="Reputation.weeks",
        ),
        pytest.param(
            ExpertVetting,
            "prior_assessments",
            ["premium"],
            "prior_assessments[0]",
            "must be one of upwork_premium, upwork_pro, got 'premium'; "
            "did you mean 'upwork_premium'?",
            id="ExpertVetting.prior_assessments",
        ),
        pytest.param(
            TalentRecord,
            "contracts",
            [SHOP, IN_NOVEMBER, LOGO],
            "contracts[1]",
            "must be a Contract, got "
            "Payment(paid_on=datetime.date(2019, 11, 14), amount='7850.00...",
            id="TalentRecord.contracts",
        ),
        pytest.param(
            TalentRecord,
            "certifications",
            [None],
            "certifications[0]",
            "must be a Certification, got something else",
            id="TalentRecord.certifications",
        ),
        pytest.param(
            TalentRecord,
            "reputation",
            {"members": 2},
            "reputation",
            "must be a Reputation, got {'members': 2}",
            id="TalentRecord.reputation",
        ),
    ],
)
def test_a_part_of_another_class_is_refused(
    cls: type, name: str, value: object, path: str, message: str
) -> None:
    """The parts of a value must be built before it, and a stranger is told by its place."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, **{name: value})
    assert told(error) == [(path, message)]


@pytest.mark.clause("DIV-10")
@pytest.mark.usefixtures("validators")
def test_a_skill_certificate_is_no_certification() -> None:
    """A certificate of skill among the certifications is refused by the section it belongs to."""
    elsewhere = (
        'is a skill certificate and belongs to the profile section "Certifications", '
        'not to "Diversity certification"'
    )
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord, certifications=[CERTIFIED, make(SkillCertificate), 5])
    assert told(error) == [
        ("certifications[1]", elsewhere),
        ("certifications[2]", "must be a Certification, got something else"),
    ]


@pytest.mark.usefixtures("validators")
def test_what_is_no_expert_vetting_is_refused() -> None:
    """Expert vetting must be built before the record, too."""
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord, expert_vetting="invited")
    ((path, message),) = told(error)
    assert path == "expert_vetting"
    assert message.endswith("ExpertVetting, got 'invited'")


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    ("cls", "given", "paths"),
    [
        pytest.param(
            Payment, {"paid_on": NAIVE, "amount": 1.5}, ["paid_on", "amount"], id="Payment"
        ),
        pytest.param(
            Contract,
            {
                "id": "",
                "category": "plumbing",
                "payments": [1, IN_NOVEMBER, 2],
                "outcome": "good",
                "outcome_on": NAIVE,
                "ended_on": "2020-01-01",
            },
            ["id", "category", "payments[0]", "payments[2]", "outcome", "outcome_on", "ended_on"],
            id="Contract",
        ),
        pytest.param(Week, {"ends_on": FRIDAY, "eligible": 1}, ["ends_on", "eligible"], id="Week"),
        pytest.param(Score, {"since": NAIVE, "score": 101}, ["since", "score"], id="Score"),
        pytest.param(
            Reputation,
            {
                "job_success_score": True,
                "rising_talent": 1,
                "weeks": "x",
                "first_contract_on": NAIVE,
                "joined_on": "2020-01-01",
                "profile_percent": 101,
                "availability_current": "yes",
                "last_active_on": 5,
                "holds": [DAY, NAIVE, "x"],
                "circumvention_on": UNKNOWN,
                "members": -1,
                "members_profile_percent": 60.0,
                "average_feedback": "4.805",
                "identity_verified": "yes",
                "payout_method": 1,
                "from_elance": None,
                "scores": [Score(since=DAY, score=90), 90],
            },
            [
                "job_success_score",
                "rising_talent",
                "weeks",
                "first_contract_on",
                "joined_on",
                "profile_percent",
                "availability_current",
                "last_active_on",
                "holds[1]",
                "holds[2]",
                "circumvention_on",
                "members",
                "members_profile_percent",
                "average_feedback",
                "identity_verified",
                "payout_method",
                "from_elance",
                "scores[1]",
            ],
            id="Reputation",
        ),
        pytest.param(
            ExpertVetting,
            {
                "category": None,
                "invited_on": NAIVE,
                "passed_on": "x",
                "revoked_on": 1,
                "prior_assessments": ["x", "upwork_pro", 2],
            },
            [
                "category",
                "invited_on",
                "passed_on",
                "revoked_on",
                "prior_assessments[0]",
                "prior_assessments[2]",
            ],
            id="ExpertVetting",
        ),
        pytest.param(
            Certification,
            {
                "status": None,
                "business_name": "",
                "category": "x",
                "provider": 1,
                "type": " ",
                "number": 4711,
                "expires_on": NAIVE,
                "submitted_on": "x",
                "decided_on": True,
            },
            [
                "status",
                "business_name",
                "category",
                "provider",
                "type",
                "number",
                "expires_on",
                "submitted_on",
                "decided_on",
            ],
            id="Certification",
        ),
        pytest.param(
            SkillCertificate,
            {"name": None, "provider": ""},
            ["name", "provider"],
            id="SkillCertificate",
        ),
        pytest.param(
            ClientPlan,
            {"tier": "gold", "selected_for_top_rated_plus": 1, "in_project_catalog_test": None},
            ["tier", "selected_for_top_rated_plus", "in_project_catalog_test"],
            id="ClientPlan",
        ),
        pytest.param(
            TalentRecord,
            {
                "id": "",
                "kind": "person",
                "country": "us",
                "base_badge": "gold",
                "exclusive_agency_contractor": "no",
                "contracts": [SHOP, 1, SHOP],
                "reputation": None,
                "expert_vetting": "x",
                "certifications": 5,
                "contracts_known": 1,
                "payments_known_since": NAIVE,
                "payments_known_through": "today",
                "stats": 9583,
            },
            [
                "id",
                "kind",
                "country",
                "base_badge",
                "exclusive_agency_contractor",
                "contracts[1]",
                "contracts[2].id",
                "expert_vetting",
                "certifications",
                "contracts_known",
                "payments_known_since",
                "payments_known_through",
                "stats",
            ],
            id="TalentRecord",
        ),
    ],
)
def test_all_problems_are_told_at_once(
    cls: type, given: dict[str, object], paths: list[str]
) -> None:
    """However much is wrong, there is one error with every problem in the order of arguments."""
    assert set(given) == set(FULL[cls])
    with pytest.raises(InvalidRecordError) as error:
        cls(**given)
    assert [path for path, _ in told(error)] == paths
    assert all(problem.found and problem.allowed for problem in error.value.problems)


@pytest.mark.usefixtures("validators")
def test_all_problems_are_told_in_one_message() -> None:
    """The message of the one error counts the problems and tells each on its line."""
    with pytest.raises(InvalidRecordError) as error:
        make(Week, ends_on=FRIDAY, eligible=None)
    assert str(error.value) == (
        "2 problems:\n"
        "  week ends_on must be a Saturday, the last day of a week, got 2020-09-04\n"
        "  week eligible must be true or false, got None"
    )


@pytest.mark.parametrize(
    ("cls", "name", "noun"),
    [
        pytest.param(Payment, "paid_on", "payment", id="Payment"),
        pytest.param(Contract, "id", "contract", id="Contract"),
        pytest.param(Week, "eligible", "week", id="Week"),
        pytest.param(Reputation, "members", "reputation", id="Reputation"),
        pytest.param(ExpertVetting, "passed_on", "expert vetting", id="ExpertVetting"),
        pytest.param(Certification, "type", "certification", id="Certification"),
        pytest.param(SkillCertificate, "provider", "skill certificate", id="SkillCertificate"),
        pytest.param(ClientPlan, "tier", "client plan", id="ClientPlan"),
        pytest.param(TalentRecord, "country", "record", id="TalentRecord"),
    ],
)
def test_a_refusal_names_what_was_to_be_built(cls: type, name: str, noun: str) -> None:
    """The error says, as noun and in its message, what could not be built."""
    with pytest.raises(InvalidRecordError) as error:
        make(cls, **{name: 1.5})
    assert error.value.noun == noun
    assert str(error.value).startswith(f"{noun} {name} must be ")


# --- Contradictions -------------------------------------------------------------------------------


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("day", [FRIDAY, SUNDAY], ids=["friday", "sunday"])
def test_a_week_that_does_not_end_on_a_saturday_is_refused(day: date) -> None:
    """The days beside a Saturday end no week."""
    with pytest.raises(InvalidRecordError) as error:
        Week(ends_on=day, eligible=True)
    assert error.value.problems == (
        Problem(
            path="ends_on",
            code=ProblemCode.OUT_OF_RANGE,
            message=f"must be a Saturday, the last day of a week, got {day}",
            found=repr(day),
            allowed="a Saturday",
        ),
    )


@pytest.mark.usefixtures("validators")
def test_a_repeated_week_is_refused() -> None:
    """A Saturday may be recorded once, even if both records of it agree."""
    weeks = [
        Week(ends_on=SATURDAY, eligible=True),
        Week(ends_on=date(2020, 9, 12), eligible=True),
        Week(ends_on=SATURDAY, eligible=True),
    ]
    with pytest.raises(InvalidRecordError) as error:
        Reputation(weeks=weeks)
    assert told(error) == [
        (
            "weeks[2].ends_on",
            "2020-09-05 is repeated, it stands already in [0]; each must be unique",
        )
    ]


@pytest.mark.usefixtures("validators")
def test_a_repeated_contract_is_refused() -> None:
    """An id may stand for one contract only, and every repetition is told."""
    same_id = make_least(Contract, id="shop-support")
    with pytest.raises(InvalidRecordError) as error:
        make_least(TalentRecord, contracts=[LOGO, SHOP, same_id, same_id])
    message = "'shop-support' is repeated, it stands already in [1]; each must be unique"
    assert told(error) == [("contracts[2].id", message), ("contracts[3].id", message)]


def test_ids_that_differ_in_case_are_two_contracts() -> None:
    """Ids are opaque: only equal ones are taken for the same."""
    shop, other = make_least(Contract, id="shop"), make_least(Contract, id="Shop")
    record = make_least(TalentRecord, contracts=[shop, other])
    assert record.contract("Shop") is other


@pytest.mark.usefixtures("validators")
def test_a_day_of_an_outcome_needs_an_outcome() -> None:
    """A contract without an outcome cannot carry the day of one."""
    with pytest.raises(InvalidRecordError) as error:
        make(Contract, outcome=None)
    assert told(error) == [("outcome_on", "must come with an outcome, got 2020-06-30 without one")]


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("base_badge", list(BaseBadge))
def test_the_base_badge_has_one_source(base_badge: BaseBadge) -> None:
    """A record gives the base badge or the facts that it is computed from, never both."""
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord, base_badge=base_badge)
    assert told(error) == [
        ("reputation", "cannot be given together with base_badge; keep one of the two")
    ]


@pytest.mark.usefixtures("validators")
def test_a_freelancer_has_no_members() -> None:
    """Members and their profiles are an agency's; a freelancer's record refuses both, even 0."""
    given = Reputation(members=0, members_profile_percent=0)
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord, reputation=given)
    message = "must be left out for a freelancer; it is an agency's"
    assert told(error) == [
        ("reputation.members", message),
        ("reputation.members_profile_percent", message),
    ]
    agency = make_least(TalentRecord, kind="agency", reputation=given)
    assert agency.reputation == given


@pytest.mark.usefixtures("validators")
def test_an_agency_is_no_exclusive_contractor() -> None:
    """Only a freelancer can work through one agency exclusively."""
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord, kind="agency")
    assert told(error) == [
        ("exclusive_agency_contractor", "must be false for an agency; only people are members")
    ]
    assert make(TalentRecord, kind="freelancer").exclusive_agency_contractor is True


@pytest.mark.usefixtures("validators")
def test_contradictions_are_told_with_everything_else() -> None:
    """What contradicts is told in the same error as what does not fit by itself."""
    with pytest.raises(InvalidRecordError) as error:
        make(
            TalentRecord,
            id="",
            kind="agency",
            base_badge="none",
            contracts=[SHOP, SHOP],
        )
    assert [path for path, _ in told(error)] == [
        "id",
        "contracts[1].id",
        "reputation",
        "exclusive_agency_contractor",
    ]


def test_days_of_different_facts_are_not_compared() -> None:
    """Records come from exports with gaps, so days may stand in any order."""
    early, late = date(2019, 1, 1), date(2021, 1, 1)
    paid_early = Contract(
        id="a",
        category="legal",
        payments=[Payment(paid_on=late, amount=1)],
        outcome="negative",
        outcome_on=early,
    )
    record = TalentRecord(
        kind="freelancer",
        contracts=[paid_early],
        reputation=Reputation(first_contract_on=late, joined_on=late, last_active_on=early),
        expert_vetting=ExpertVetting(
            category="legal", invited_on=late, passed_on=early, revoked_on=early
        ),
        certifications=[
            Certification(status="approved", expires_on=early, submitted_on=late, decided_on=early)
        ],
    )
    assert record.contracts == (paid_early,)


# --- Money ----------------------------------------------------------------------------------------


class Dollars(Decimal):
    """A caller's own kind of `Decimal`."""


@pytest.mark.clause("WIN-3")
@pytest.mark.parametrize(
    ("amount", "cents", "text"),
    [
        pytest.param("7850.00", 785_000, "7850.00", id="text"),
        pytest.param(7850, 785_000, "7850.00", id="int"),
        pytest.param(Decimal("7850.0"), 785_000, "7850.00", id="decimal"),
        pytest.param(Dollars("7850.5"), 785_050, "7850.50", id="subclass_of_decimal"),
        pytest.param("-150", -15_000, "-150.00", id="refund"),
        pytest.param("-0.01", -1, "-0.01", id="refund_of_a_cent"),
        pytest.param(0, 0, "0.00", id="nothing"),
    ],
)
def test_a_payment_keeps_exact_cents(amount: Decimal | int | str, cents: int, text: str) -> None:
    """Dollars are kept as whole cents, refunds as negative ones, and given back as dollars."""
    payment = Payment(paid_on=DAY, amount=amount)
    assert payment.cents == cents
    assert type(payment.cents) is int
    assert type(payment.amount) is Decimal
    assert str(payment.amount) == text


@pytest.mark.clause("WIN-3")
@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize(
    ("amount", "message"),
    [
        pytest.param(
            Decimal("12.345"),
            "must be in whole cents, got 12.345; round it first",
            id="fraction_of_a_cent",
        ),
        pytest.param(Decimal("NaN"), "must be a finite amount, got NaN", id="nan"),
        pytest.param(Decimal("-Infinity"), "must be a finite amount, got -Infinity", id="infinity"),
        pytest.param(10**13, "must have at most 13 digits before the point", id="too_many_digits"),
        pytest.param(
            12.5,
            "must be dollars with at most two decimals, such as 7850.00, got float; "
            'write it as text, as in "7850.00"',
            id="float",
        ),
        pytest.param(
            True,
            "must be dollars with at most two decimals, such as 7850.00, got bool",
            id="flag",
        ),
        pytest.param(
            Fraction(1, 2),
            "must be dollars with at most two decimals, such as 7850.00, got Fraction",
            id="fraction",
        ),
        pytest.param(
            None,
            "must be dollars with at most two decimals, such as 7850.00, got NoneType",
            id="none",
        ),
        pytest.param(
            "1e3",
            """must be dollars with at most two decimals, such as 7850.00, got '1e3'""",
            id="text_in_another_form",
        ),
    ],
)
def test_a_payment_refuses_inexact_money(amount: object, message: str) -> None:
    """What is no exact number of cents is refused, in the words of the amount."""
    with pytest.raises(InvalidRecordError) as error:
        make(Payment, amount=amount)
    assert told(error) == [("amount", message)]
    assert str(error.value) == f"payment amount {message}"


@pytest.mark.clause("WIN-3")
@pytest.mark.parametrize(
    "context",
    [
        pytest.param(Context(prec=3, rounding=ROUND_UP, traps=[Inexact, Rounded]), id="trapped"),
        pytest.param(Context(prec=3, rounding=ROUND_UP, traps=[]), id="silent"),
    ],
)
def test_no_sum_depends_on_the_decimal_context(context: Context) -> None:
    """Payments are kept, added, shown and compared to the cent under any decimal context."""
    with localcontext(context):
        large = Payment(paid_on=DAY, amount=Decimal("1234567890123.45"))
        refund = Payment(paid_on=SATURDAY, amount=Decimal("-133456.79"))
        contract = Contract(id="a", category="legal", payments=[large, refund])
        total = contract.earned_through(SATURDAY)
        amount, shown = refund.amount, repr(refund)
        same = large == Payment(paid_on=DAY, amount="1234567890123.45")
    assert total == 123_456_775_666_666
    assert str(amount) == "-133456.79"
    assert shown == "Payment(paid_on=datetime.date(2020, 9, 5), amount='-133456.79')"
    assert same


def test_amounts_written_differently_are_one_payment() -> None:
    """Payments compare by cents, however the dollars were written."""
    written: list[Decimal | int | str] = ["150", "150.0", 150, Decimal("150.000"), Decimal("1.5E2")]
    assert len({Payment(paid_on=DAY, amount=amount) for amount in written}) == 1


def test_a_payment_of_checked_cents_is_like_any_other() -> None:
    """What a loader checked before and gives as day and cents is the payment of those dollars."""
    payment = Payment._of_checked_cents(DAY, -15_000)  # noqa: SLF001  # what the loader calls
    assert payment == Payment(paid_on=DAY, amount="-150.00")
    assert hash(payment) == hash(Payment(paid_on=DAY, amount="-150.00"))
    assert repr(payment) == repr(REFUND_IN_MARCH)
    assert unpickled(payment, pickle.HIGHEST_PROTOCOL) == REFUND_IN_MARCH


def test_evolving_a_payment_asks_for_the_amount() -> None:
    """Cents are never taken for dollars when a payment is changed: the amount must be given."""
    payment: Any = IN_NOVEMBER
    with pytest.raises(TypeError, match="amount"):
        attrs.evolve(payment, paid_on=DAY)
    with pytest.raises(TypeError, match="cents"):
        attrs.evolve(payment, amount="1", cents=1)


def test_a_payment_evolves_with_its_own_amount() -> None:
    """A payment moved to another day with its own amount keeps its cents."""
    payment: Any = IN_NOVEMBER
    moved = attrs.evolve(payment, paid_on=DAY, amount=payment.amount)
    assert moved == Payment(paid_on=DAY, amount="7850.00")
    assert moved.cents == 785_000


# --- Contracts ------------------------------------------------------------------------------------

SHUFFLED = Contract(
    id="shuffled",
    category="legal",
    payments=[
        Payment(paid_on=date(2020, 3, 2), amount="-150.00"),
        Payment(paid_on=date(2019, 11, 14), amount="7850.00"),
        Payment(paid_on=date(2020, 6, 1), amount="0.01"),
        Payment(paid_on=date(2019, 11, 14), amount="10.00"),
    ],
)


def test_payments_are_kept_in_the_order_given() -> None:
    """A contract does not sort the payments it was given."""
    assert [payment.cents for payment in SHUFFLED.payments] == [-15_000, 785_000, 1, 1_000]


@pytest.mark.clause("WIN-2", "WIN-3")
@pytest.mark.parametrize(
    ("after", "through", "cents"),
    [
        pytest.param(date(2019, 11, 13), date(2020, 6, 1), 771_001, id="everything"),
        pytest.param(date(2019, 11, 14), date(2020, 6, 1), -14_999, id="the_first_day_is_too_old"),
        pytest.param(date(2019, 11, 13), date(2020, 5, 31), 771_000, id="the_last_day_is_to_come"),
        pytest.param(date(2019, 11, 13), date(2020, 3, 1), 786_000, id="before_the_refund"),
        pytest.param(date(2020, 3, 1), date(2020, 3, 2), -15_000, id="the_refund_on_its_own_day"),
        pytest.param(date(2020, 3, 2), date(2020, 5, 31), 0, id="between_payments"),
        pytest.param(date(2019, 11, 13), date(2019, 11, 14), 786_000, id="two_on_one_day"),
        pytest.param(date(2010, 1, 1), date(2019, 11, 13), 0, id="before_everything"),
        pytest.param(date(2020, 6, 1), date(2030, 1, 1), 0, id="after_everything"),
    ],
)
def test_a_contract_adds_up_what_was_paid_in_a_window(
    after: date, through: date, cents: int
) -> None:
    """Payments later than one day, up to and including another, count on their own days."""
    assert SHUFFLED.earned_between(after, through) == cents


@pytest.mark.parametrize(
    ("day", "cents"),
    [
        pytest.param(date(2019, 11, 13), 0, id="before_everything"),
        pytest.param(date(2019, 11, 14), 786_000, id="the_first_day"),
        pytest.param(date(2020, 3, 1), 786_000, id="before_the_refund"),
        pytest.param(date(2020, 3, 2), 771_000, id="the_refund"),
        pytest.param(date(2020, 6, 1), 771_001, id="the_last_day"),
        pytest.param(date(2030, 1, 1), 771_001, id="long_after"),
    ],
)
def test_a_contract_adds_up_what_was_paid_through_a_day(day: date, cents: int) -> None:
    """All payments up to and including a day count, whatever their order."""
    assert SHUFFLED.earned_through(day) == cents


def test_a_contract_without_payments_earned_nothing() -> None:
    """Nothing paid adds up to nothing, in a window and over the whole life."""
    assert LOGO.earned_between(date(2000, 1, 1), date(2030, 1, 1)) == 0
    assert LOGO.earned_through(date(2030, 1, 1)) == 0
    assert LOGO.is_paid_within(date(2000, 1, 1), date(2030, 1, 1)) is False


@pytest.mark.clause("WIN-5")
@pytest.mark.parametrize(
    ("after", "through", "paid"),
    [
        pytest.param(date(2019, 11, 13), date(2019, 11, 14), True, id="its_day_is_the_last"),
        pytest.param(date(2019, 11, 12), date(2019, 11, 13), False, id="its_day_is_to_come"),
        pytest.param(date(2019, 11, 14), date(2019, 12, 31), False, id="its_day_is_too_old"),
        pytest.param(date(2019, 11, 14), date(2020, 5, 31), False, id="a_refund_alone"),
        pytest.param(date(2020, 3, 1), date(2020, 6, 1), True, id="a_refund_and_a_cent"),
        pytest.param(date(2019, 11, 13), date(2020, 3, 2), True, id="a_payment_and_a_refund"),
    ],
)
def test_a_contract_is_paid_inside_a_window_by_a_positive_payment(
    after: date, through: date, *, paid: bool
) -> None:
    """One positive payment in the window is enough, and a refund alone is none."""
    assert SHUFFLED.is_paid_within(after, through) is paid


@pytest.mark.clause("WIN-5")
def test_a_payment_of_nothing_pays_no_contract() -> None:
    """A payment of $0.00 is not positive, one of a cent is."""
    window = (date(2020, 3, 1), DAY)
    nothing = LOGO.with_payment(0, on=DAY)
    assert nothing.is_paid_within(*window) is False
    assert nothing.with_payment("0.01", on=DAY).is_paid_within(*window) is True


@pytest.mark.clause("WIN-5")
def test_a_payment_refunded_on_the_same_day_was_a_payment() -> None:
    """A contract is paid inside the window even where refunds leave nothing of it."""
    refunded = LOGO.with_payment(5, on=DAY).with_payment(-5, on=DAY)
    assert refunded.earned_between(date(2020, 3, 1), DAY) == 0
    assert refunded.is_paid_within(date(2020, 3, 1), DAY) is True


@pytest.mark.clause("WIN-5")
@pytest.mark.parametrize("day", [date.min, date(2020, 6, 30), date.max], ids=str)
def test_an_undated_outcome_holds_at_every_date(day: date) -> None:
    """An outcome without a day is known on every day of the calendar."""
    undated = LOGO.with_outcome("negative")
    assert undated.outcome_by(day) is ContractOutcome.NEGATIVE
    assert LOGO.outcome_by(day) is None


@pytest.mark.clause("WIN-5")
def test_a_dated_outcome_counts_from_its_day_on() -> None:
    """An outcome with a day is not known before that day, and known from it on."""
    assert SHOP.outcome_by(date(2020, 6, 29)) is None
    assert SHOP.outcome_by(date(2020, 6, 30)) is ContractOutcome.POSITIVE
    assert SHOP.outcome_by(date(2020, 7, 1)) is ContractOutcome.POSITIVE
    assert SHOP.outcome_by(date.max) is ContractOutcome.POSITIVE


@pytest.mark.clause("TRP-F6")
@pytest.mark.parametrize("outcome", [*ContractOutcome, None])
@pytest.mark.parametrize("amount", ["-5000", "0", "5000"])
def test_an_outcome_is_what_the_record_says(outcome: ContractOutcome | None, amount: str) -> None:
    """What makes feedback negative is decided elsewhere: no payment and no refund changes it."""
    contract = make_least(Contract, outcome=outcome).with_payment(amount, on=DAY)
    assert contract.outcome is outcome
    assert contract.outcome_by(DAY) is outcome


def test_a_contract_with_another_payment_is_a_new_one() -> None:
    """One more payment comes last on a copy, and the contract it came from stays as it was."""
    paid = SHOP.with_payment("0.50", on=date(2020, 1, 1))
    assert paid == make(
        Contract,
        payments=[
            IN_NOVEMBER,
            REFUND_IN_MARCH,
            Payment(paid_on=date(2020, 1, 1), amount=Decimal("0.50")),
        ],
    )
    assert paid.earned_through(date(2020, 1, 1)) == 785_050
    assert make(Contract) == SHOP
    assert SHOP.earned_through(date(2020, 1, 1)) == 785_000


def test_a_contract_with_another_outcome_is_a_new_one() -> None:
    """Outcome and day are replaced together on a copy, so no day of an old outcome stays."""
    dated = SHOP.with_outcome(ContractOutcome.NEGATIVE, on=DAY)
    assert dated == make(Contract, outcome="negative", outcome_on=DAY)
    assert SHOP.with_outcome("neutral") == make(Contract, outcome="neutral", outcome_on=None)
    assert SHOP.with_outcome(None) == make(Contract, outcome=None, outcome_on=None)
    assert make(Contract) == SHOP


@pytest.mark.usefixtures("validators")
def test_changes_of_a_contract_are_checked() -> None:
    """A changed contract refuses what a new one refuses."""
    contract: Any = SHOP
    with pytest.raises(InvalidRecordError) as error:
        contract.with_payment(0.5, on=NAIVE)
    assert [path for path, _ in told(error)] == ["paid_on", "amount"]
    with pytest.raises(InvalidRecordError) as error:
        contract.with_outcome("good", on=NAIVE)
    assert [path for path, _ in told(error)] == ["outcome", "outcome_on"]
    with pytest.raises(InvalidRecordError) as error:
        contract.with_outcome(None, on=DAY)
    assert told(error) == [("outcome_on", "must come with an outcome, got 2020-03-02 without one")]


# --- Talent records -------------------------------------------------------------------------------

RECORD = TalentRecord(kind="freelancer", base_badge="top_rated", contracts=[SHOP, LOGO])


def test_a_contract_is_found_by_its_id() -> None:
    """A record gives the contract of an id as it holds it."""
    assert RECORD.contract("shop-support") is SHOP
    assert RECORD.contract("logo") is LOGO


def ask_for_it(record: TalentRecord, contract_id: str) -> object:
    """Look a contract up."""
    return record.contract(contract_id)


def pay_on_it(record: TalentRecord, contract_id: str) -> object:
    """Add a payment to a contract."""
    return record.with_payment(contract_id, 1, on=DAY)


def judge_it(record: TalentRecord, contract_id: str) -> object:
    """Clear the outcome of a contract."""
    return record.with_outcome(contract_id, None)


@pytest.mark.usefixtures("validators")
@pytest.mark.parametrize("ask", [ask_for_it, pay_on_it, judge_it])
def test_an_unknown_contract_brings_the_nearest(
    ask: Callable[[TalentRecord, str], object],
) -> None:
    """An id that no contract has is refused with the nearest id, or without where none is near."""
    must = "must be the id of one of its contracts, got"
    with pytest.raises(InvalidRecordError) as error:
        ask(RECORD, "shop-suport")
    there = "(there are: 'shop-support', 'logo')"
    hint = f"; did you mean 'shop-support'? {there}"
    assert told(error) == [("contract", f"{must} 'shop-suport'{hint}")]
    assert str(error.value).startswith("record contract must be the id of one of its contracts")
    with pytest.raises(InvalidRecordError) as error:
        ask(RECORD, "website")
    assert told(error) == [("contract", f"{must} 'website' {there}")]
    with pytest.raises(InvalidRecordError) as error:
        ask(make_least(TalentRecord), "logo")
    assert told(error) == [("contract", f"{must} 'logo' (there are: none)")]


def test_a_record_with_another_contract_is_a_new_one() -> None:
    """One more contract comes last on a copy, and the record it came from stays as it was."""
    site = Contract(id="site", category="web_mobile_software_development")
    more = RECORD.with_contract(site)
    assert more == TalentRecord(
        kind="freelancer", base_badge="top_rated", contracts=[SHOP, LOGO, site]
    )
    assert RECORD.contracts == (SHOP, LOGO)


@pytest.mark.usefixtures("validators")
def test_a_record_refuses_a_contract_it_holds_already() -> None:
    """Adding a contract does not replace one of the same id, and nothing else is added."""
    record: Any = RECORD
    with pytest.raises(InvalidRecordError) as error:
        record.with_contract(make_least(Contract, id="shop-support"))
    assert told(error) == [
        (
            "contracts[2].id",
            "'shop-support' is repeated, it stands already in [0]; each must be unique",
        )
    ]
    with pytest.raises(InvalidRecordError) as error:
        record.with_contract("site")
    assert told(error) == [("contracts[2]", "must be a Contract, got 'site'")]


def test_a_record_with_another_payment_is_a_new_one() -> None:
    """One more payment changes its own contract on a copy, which keeps its place."""
    paid = RECORD.with_payment("shop-support", "500", on=SATURDAY)
    fresh = Payment(paid_on=SATURDAY, amount=500)
    assert paid.contract("shop-support").payments == (IN_NOVEMBER, REFUND_IN_MARCH, fresh)
    assert [contract.id for contract in paid.contracts] == ["shop-support", "logo"]
    assert paid.contract("logo") is LOGO
    assert paid.base_badge is BaseBadge.TOP_RATED
    assert RECORD.contract("shop-support") is SHOP


def test_a_record_with_another_outcome_is_a_new_one() -> None:
    """Another outcome changes its own contract on a copy, which keeps its place."""
    judged = RECORD.with_outcome("logo", "negative", on=DAY)
    assert judged.contract("logo") == make_least(Contract, outcome="negative", outcome_on=DAY)
    assert judged.contracts[0] is SHOP
    cleared = judged.with_outcome("logo", None)
    assert cleared == RECORD
    assert RECORD.contract("logo") is LOGO


def test_changes_of_a_record_can_be_chained() -> None:
    """Each change gives a record that takes the next one."""
    changed = (
        make_least(TalentRecord)
        .with_contract(LOGO)
        .with_payment("logo", "5000", on=DAY)
        .with_payment("logo", -1, on=SATURDAY)
        .with_outcome("logo", "positive", on=SATURDAY)
        .with_base_badge("top_rated")
    )
    assert changed == TalentRecord(
        kind="freelancer",
        base_badge="top_rated",
        contracts=[
            Contract(
                id="logo",
                category="design_creative",
                payments=[
                    Payment(paid_on=DAY, amount=5000),
                    Payment(paid_on=SATURDAY, amount=-1),
                ],
                outcome="positive",
                outcome_on=SATURDAY,
            )
        ],
    )


def test_a_record_with_another_base_badge_is_a_new_one() -> None:
    """The base badge is replaced on a copy, by member or value, or made unknown."""
    assert RECORD.with_base_badge("none").base_badge is BaseBadge.NONE
    assert RECORD.with_base_badge(BaseBadge.RISING_TALENT).base_badge is BaseBadge.RISING_TALENT
    assert RECORD.with_base_badge(None).base_badge is None
    assert RECORD.with_base_badge(None).contracts == RECORD.contracts
    assert RECORD.base_badge is BaseBadge.TOP_RATED


@pytest.mark.usefixtures("validators")
def test_changes_of_a_record_are_checked() -> None:
    """A changed record refuses what a new one refuses."""
    record: Any = RECORD
    with pytest.raises(InvalidRecordError) as error:
        record.with_payment("logo", "1.234", on="2020-03-02")
    assert [path for path, _ in told(error)] == ["paid_on", "amount"]
    with pytest.raises(InvalidRecordError) as error:
        record.with_outcome("logo", "good", on=AWARE)
    assert [path for path, _ in told(error)] == ["outcome", "outcome_on"]
    with pytest.raises(InvalidRecordError) as error:
        record.with_base_badge("gold")
    assert [path for path, _ in told(error)] == ["base_badge"]
    with pytest.raises(InvalidRecordError) as error:
        make(TalentRecord).with_base_badge("top_rated")
    assert [path for path, _ in told(error)] == ["reputation"]


@pytest.mark.parametrize("name", ["with_payment", "with_outcome"])
def test_the_day_of_a_change_is_named(name: str) -> None:
    """The day is a keyword, so that it is never mistaken for another argument."""
    change: Any = getattr(RECORD, name)
    with pytest.raises(TypeError, match="positional"):
        change("logo", "positive", DAY)

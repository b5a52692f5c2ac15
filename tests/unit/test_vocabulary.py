"""Words: the closed lists, the names of the categories, and what nobody has told us."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from badgerules import vocabulary
from badgerules.vocabulary import (
    PLAN_NAMES,
    UNKNOWN,
    Badge,
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
    Surface,
    Turned,
    Unit,
    Unknown,
    Verdict,
    Viewer,
    Whom,
    Word,
)

LISTS: dict[type[Word], str] = {
    Kind: "freelancer agency",
    BaseBadge: "none rising_talent top_rated",
    ContractOutcome: "positive neutral negative",
    Category: (
        "accounting_consulting admin_support customer_service data_science_analytics "
        "design_creative engineering_architecture it_networking legal sales_marketing translation "
        "web_mobile_software_development writing"
    ),
    PriorAssessment: "upwork_premium upwork_pro",
    CertificationStatus: "draft submitted approved rejected",
    DiversityCategory: "minority_owned woman_owned us_veteran_owned disability_owned lgbtq_owned",
    PlanTier: "basic plus business business_plus enterprise",
    Viewer: "owner",
    Surface: "profile search_tile proposal project_catalog",
    ShownBadge: "none rising_talent top_rated top_rated_plus expert_vetted",
    Badge: "rising_talent top_rated top_rated_plus expert_vetted diversity_certified",
    Verdict: "met unmet unknown",
    Unit: "usd flag contracts days points weeks percent members stars",
    Turned: "by_facts by_days by_activity by_money",
    Whom: ("everybody without_reputation with_reputation with_own_amounts vetted certified"),
    ProblemCode: (
        "missing unknown_key unknown_value wrong_type wrong_form out_of_range repeated "
        "contradiction impossible not_listed"
    ),
}
"""Every closed list with its words, as the specification of records and plans spells them."""

EVERY_LIST = [pytest.param(words, id=words.__name__) for words in LISTS]

OFFICIAL_NAMES = {
    "accounting_consulting": "Accounting & Consulting",
    "admin_support": "Admin Support",
    "customer_service": "Customer Service",
    "data_science_analytics": "Data Science & Analytics",
    "design_creative": "Design & Creative",
    "engineering_architecture": "Engineering & Architecture",
    "it_networking": "IT & Networking",
    "legal": "Legal",
    "sales_marketing": "Sales & Marketing",
    "translation": "Translation",
    "web_mobile_software_development": "Web, Mobile & Software Development",
    "writing": "Writing",
}
SHORT_NAMES = {
    "admin_support": "Admin",
    "customer_service": "Customer Support",
    "web_mobile_software_development": "Web, Mobile & Software Dev",
}
EVERY_NAME = [
    pytest.param(name, key, id=name.replace(" ", "_"))
    for names in (OFFICIAL_NAMES, SHORT_NAMES)
    for key, name in names.items()
]


def test_every_closed_list_is_named_here() -> None:
    """No list of words goes untested."""
    defined = {
        value
        for value in vars(vocabulary).values()
        if isinstance(value, type) and issubclass(value, Word)
    }
    assert defined == {Word, *LISTS}


@pytest.mark.parametrize("words", EVERY_LIST)
def test_a_list_holds_exactly_its_words(words: type[Word]) -> None:
    """The words of a list, and their order, are those of the specification."""
    assert [member.value for member in words] == LISTS[words].split()


@pytest.mark.parametrize("words", EVERY_LIST)
def test_a_word_is_named_like_its_value(words: type[Word]) -> None:
    """The name of a member is its value in capitals."""
    assert [member.name for member in words] == LISTS[words].upper().split()


@pytest.mark.parametrize("words", EVERY_LIST)
def test_a_word_travels_as_a_plain_string(words: type[Word]) -> None:
    """JSON, text and comparison see the value of a member and nothing else."""
    expected = LISTS[words].split()
    assert json.loads(json.dumps(list(words))) == expected
    assert [str(member) for member in words] == expected
    assert list(words) == expected


@pytest.mark.parametrize("words", EVERY_LIST)
def test_a_word_is_found_by_its_value(words: type[Word]) -> None:
    """A list gives the same member for a value and for the member itself."""
    for member, value in zip(words, LISTS[words].split(), strict=True):
        assert words(value) is member
        assert words(member) is member


@pytest.mark.clause("VIS-10")
def test_two_plans_have_another_name() -> None:
    """Enterprise has been named Lifted, and Basic is also Marketplace; nothing else has two."""
    assert PlanTier("lifted") is PlanTier.ENTERPRISE
    assert PlanTier("marketplace") is PlanTier.BASIC
    assert dict(PLAN_NAMES) == {"lifted": "enterprise", "marketplace": "basic"}
    others: tuple[Any, ...] = ("Lifted", "business plus", "", None, 1)
    for other in others:
        with pytest.raises(ValueError, match="is not a valid PlanTier"):
            PlanTier(other)


@pytest.mark.parametrize("words", EVERY_LIST)
def test_the_repr_of_a_word_can_be_evaluated(words: type[Word]) -> None:
    """A member shows itself as the expression that gives it."""
    assert [repr(member) for member in words] == [
        f"{words.__name__}.{value.upper()}" for value in LISTS[words].split()
    ]


@pytest.mark.parametrize("words", EVERY_LIST)
def test_a_word_stays_itself_when_copied_or_pickled(words: type[Word]) -> None:
    """Copies and pickles of a member are the member."""
    for member in words:
        assert copy.deepcopy(member) is member
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    ("words", "stranger"),
    [
        pytest.param(Kind, "Freelancer", id="capital"),
        pytest.param(Kind, " agency", id="space"),
        pytest.param(BaseBadge, "top rated", id="space_for_underscore"),
        pytest.param(BaseBadge, None, id="none_is_not_the_word_none"),
        pytest.param(ContractOutcome, "", id="empty"),
        pytest.param(PlanTier, 1, id="number"),
        pytest.param(Surface, ["profile"], id="list"),
    ],
)
def test_a_closed_list_knows_no_other_word(words: type[Word], stranger: object) -> None:
    """Apart from categories a word is spelled one way only."""
    look_up: Any = words
    with pytest.raises(ValueError, match="is not a valid"):
        look_up(stranger)


def test_a_word_is_labelled_as_people_write_it() -> None:
    """The label of a word has spaces for underscores."""
    assert BaseBadge.TOP_RATED.label == "top rated"
    assert DiversityCategory.US_VETERAN_OWNED.label == "us veteran owned"
    assert Kind.AGENCY.label == "agency"


def test_a_category_is_labelled_by_its_official_name() -> None:
    """The labels of the twelve categories are their official names."""
    assert {category.value: category.label for category in Category} == OFFICIAL_NAMES


@pytest.mark.parametrize(("name", "key"), EVERY_NAME)
def test_a_category_is_found_by_its_names(name: str, key: str) -> None:
    """Official and short names are accepted with "&" or "and", in any letter case."""
    spelled_out = name.replace("&", "and")
    for spelling in (name, spelled_out):
        assert Category(spelling).value == key
        assert Category(spelling.lower()).value == key
        assert Category(spelling.upper()).value == key
        assert Category(spelling.swapcase()).value == key


@pytest.mark.parametrize(
    "stranger",
    [
        pytest.param("Human Resources", id="another_name"),
        pytest.param("Design", id="half_a_name"),
        pytest.param("Design Creative", id="no_joint"),
        pytest.param("Design + Creative", id="another_joint"),
        pytest.param("Design&Creative", id="no_spaces"),
        pytest.param(" Legal", id="space_before"),
        pytest.param("Legal\n", id="line_end"),
        pytest.param("", id="empty"),
        pytest.param(None, id="none"),
        pytest.param(8, id="number"),
        pytest.param(b"legal", id="bytes"),
        pytest.param(["legal"], id="list"),
    ],
)
def test_a_category_has_no_other_names(stranger: object) -> None:
    """What is neither key nor official nor short name is no category."""
    look_up: Any = Category
    with pytest.raises(ValueError, match="is not a valid Category"):
        look_up(stranger)


def test_unknown_has_no_truth_value() -> None:
    """Asking whether an unknown fact is true is refused, and the way out is named."""
    with pytest.raises(TypeError) as refusal:
        bool(UNKNOWN)
    assert str(refusal.value) == ("UNKNOWN is neither yes nor no; compare with `is UNKNOWN`")


def test_unknown_is_one_and_the_same_everywhere() -> None:
    """There is one UNKNOWN, also after copying and pickling."""
    assert UNKNOWN is Unknown.UNKNOWN
    assert list(Unknown) == [UNKNOWN]
    assert copy.copy(UNKNOWN) is UNKNOWN
    assert copy.deepcopy(UNKNOWN) is UNKNOWN
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        pickled = pickle.dumps(UNKNOWN, protocol)
        assert pickle.loads(pickled) is UNKNOWN  # noqa: S301  # our own bytes


def test_unknown_equals_nothing_else() -> None:
    """UNKNOWN is neither None nor its own value, so neither is taken for it."""
    values: list[object] = [None, "unknown", False, 0]
    assert UNKNOWN not in values


def test_unknown_shows_itself_by_name() -> None:
    """The repr of UNKNOWN is the name to import."""
    assert repr(UNKNOWN) == "UNKNOWN"

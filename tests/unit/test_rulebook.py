"""The rulebook: which edition is in force when, what each changed, and the bars they make."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NewType

import attrs
import pytest

import law
from badgerules import (
    EDITIONS,
    Category,
    ContractOutcome,
    Edition,
    InvalidRecordError,
    Kind,
    NoEditionInForceError,
    PlanTier,
    Readings,
    Surface,
    UnknownClauseError,
    clause,
    edition_named,
    edition_on,
)
from badgerules.rulebook import neighbours_of
from badgerules.thresholds import (
    CLAUSE,
    UNITS,
    AgencyEarningsWindow,
    Bars,
    Cents,
    Days,
    EnterpriseSuite,
    ExclusiveMember,
    Feedback,
    LargeContractSum,
    MoneyBar,
    MoneyWindow,
    NegativeShareScope,
    PlusBadgeAudience,
    bars,
    by_category,
    units_of,
)

if TYPE_CHECKING:
    from badgerules.vocabulary import Word

FIRST_DAYS = {
    "2020-07": date(2020, 7, 7),
    "2020-10": date(2020, 10, 1),
    "2021-02": date(2021, 2, 17),
    "2021-07": date(2021, 7, 1),
    "2022-01": date(2022, 1, 1),
    "2024-01": date(2024, 1, 1),
    "2025-06": date(2025, 6, 5),
    "2026-07": date(2026, 7, 7),
}
"""The editions of the specification with their first days; later ones come after them."""

DAYS_BEFORE = {
    "2020-10": (date(2020, 9, 30), "2020-07"),
    "2021-02": (date(2021, 2, 16), "2020-10"),
    "2021-07": (date(2021, 6, 30), "2021-02"),
    "2022-01": (date(2021, 12, 31), "2021-07"),
    "2024-01": (date(2023, 12, 31), "2022-01"),
    "2025-06": (date(2025, 6, 4), "2024-01"),
    "2026-07": (date(2026, 7, 6), "2025-06"),
}
"""The last day before an edition, and the edition that is still in force on it."""

FREELANCER_DOLLARS = {
    Category.ACCOUNTING_CONSULTING: 10_000,
    Category.ADMIN_SUPPORT: 10_000,
    Category.CUSTOMER_SERVICE: 20_000,
    Category.DATA_SCIENCE_ANALYTICS: 10_000,
    Category.DESIGN_CREATIVE: 5_000,
    Category.ENGINEERING_ARCHITECTURE: 5_000,
    Category.IT_NETWORKING: 10_000,
    Category.LEGAL: 5_000,
    Category.SALES_MARKETING: 10_000,
    Category.TRANSLATION: 5_000,
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: 15_000,
    Category.WRITING: 5_000,
}
AGENCY_DOLLARS = {
    Category.ACCOUNTING_CONSULTING: 20_000,
    Category.ADMIN_SUPPORT: 20_000,
    Category.CUSTOMER_SERVICE: 20_000,
    Category.DATA_SCIENCE_ANALYTICS: 20_000,
    Category.DESIGN_CREATIVE: 10_000,
    Category.ENGINEERING_ARCHITECTURE: 10_000,
    Category.IT_NETWORKING: 20_000,
    Category.LEGAL: 10_000,
    Category.SALES_MARKETING: 20_000,
    Category.TRANSLATION: 10_000,
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: 30_000,
    Category.WRITING: 10_000,
}

FIRST_FOCUS = frozenset(
    {
        Category.DESIGN_CREATIVE,
        Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,
        Category.SALES_MARKETING,
    }
)

AT_LAUNCH: dict[str, Any] = {
    "window": 12,
    "window_days": 365,
    "freelancer_earnings": 10_000_00,
    "agency_earnings": 20_000_00,
    "negative_share": 10,
    "expert_vetted_categories": FIRST_FOCUS,
    "top_rated_score": 90,
    "top_rated_earnings": 1_000_00,
    "top_rated_first_contract": 90,
    "top_rated_eligible_weeks": 13,
    "top_rated_counted_weeks": 16,
    "top_rated_week_score": 90,
    "top_rated_profile": 100,
    "top_rated_profile_from_elance": 90,
    "top_rated_hold": 90,
    "top_rated_activity": 90,
    "agency_score": 90,
    "agency_top_rated_earnings": 10_000_00,
    "agency_members": 2,
    "agency_owner_profile": 100,
    "agency_members_profile": 60,
    "agency_hold": 90,
    "agency_first_contract": 90,
    "agency_eligible_weeks": 13,
    "agency_counted_weeks": 16,
    "agency_week_score": 90,
    "circumvention_bar": 6,
    "rising_talent_profile": 100,
    "rising_talent_activity": 90,
    "rising_talent_joined": 30,
    "rising_talent_hold": 90,
    "rising_talent_by_numbers": False,
    "rising_talent_earnings": 0,
    "rising_talent_feedback": 0,
    "rising_talent_score": 0,
    "rising_talent_negative_outcomes": 0,
    "base_badge_delay": 48,
    "top_rated_plus_delay": 72,
    "badge_review": 0,
    "tiers": {PlanTier.BASIC, PlanTier.PLUS, PlanTier.BUSINESS, PlanTier.ENTERPRISE},
    "expert_vetted_tiers": {PlanTier.ENTERPRISE, PlanTier.BUSINESS},
    "top_rated_plus_tiers": {PlanTier.ENTERPRISE, PlanTier.BUSINESS, PlanTier.PLUS},
    "top_rated_plus_priority": {PlanTier.ENTERPRISE, PlanTier.BUSINESS},
    "expert_vetted_priority": {PlanTier.ENTERPRISE, PlanTier.BUSINESS},
    "plus_audience_is_known": True,
    "plus_needs_selection": True,
    "owner_sees_from": date(2020, 9, 1),
    "catalog_test_first_day": None,
    "catalog_test_last_day": None,
    "diversity_badge": False,
    "diversity_countries": frozenset[str](),
    "diversity_details": (),
    "diversity_review": False,
    "diversity_tiers": {PlanTier.ENTERPRISE, PlanTier.BUSINESS},
    "diversity_surfaces": frozenset[Surface](),
    "diversity_filter": False,
}
"""What the first edition says, beside the two tables by category."""

NEWS: dict[str, dict[str, Any]] = {
    "2020-10": {
        "plus_needs_selection": False,
        "diversity_badge": True,
        "diversity_countries": {"US"},
        "diversity_details": ("business_name", "category", "number", "expires_on"),
        "diversity_surfaces": {Surface.PROFILE},
    },
    "2021-02": {
        "diversity_details": (
            "business_name",
            "category",
            "provider",
            "type",
            "number",
            "expires_on",
        ),
        "diversity_review": True,
        "diversity_surfaces": {Surface.PROFILE, Surface.SEARCH_TILE},
        "diversity_filter": True,
    },
    "2021-07": {
        "catalog_test_first_day": date(2021, 7, 1),
        "catalog_test_last_day": date(2021, 9, 30),
    },
    "2022-01": {
        "expert_vetted_categories": FIRST_FOCUS
        | {Category.WRITING, Category.ACCOUNTING_CONSULTING},
    },
    "2024-01": {
        "expert_vetted_categories": FIRST_FOCUS
        | {
            Category.WRITING,
            Category.ACCOUNTING_CONSULTING,
            Category.IT_NETWORKING,
            Category.DATA_SCIENCE_ANALYTICS,
        },
    },
    "2025-06": {
        "tiers": {PlanTier.BASIC, PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE},
        "expert_vetted_tiers": {PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE},
        "top_rated_plus_tiers": {PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE},
        "plus_audience_is_known": False,
        "top_rated_plus_priority": {PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE},
        "expert_vetted_priority": {PlanTier.BUSINESS_PLUS, PlanTier.ENTERPRISE},
        "diversity_tiers": {PlanTier.ENTERPRISE},
    },
    "2026-07": {
        "rising_talent_by_numbers": True,
        "rising_talent_earnings": 250_00,
        "rising_talent_feedback": 4_80,
        "rising_talent_score": 90,
        "base_badge_delay": 0,
        "top_rated_plus_delay": 0,
        "badge_review": 14,
    },
}
"""What each later edition changed, and to what."""

SPANS = {
    "2020-07": (date(2020, 7, 7), date(2020, 7, 7)),
    "2020-10": (date(2020, 10, 1), date(2020, 10, 31)),
    "2021-02": (date(2021, 2, 17), date(2021, 3, 25)),
    "2021-07": (date(2021, 7, 1), date(2021, 7, 31)),
    "2022-01": (date(2022, 1, 1), date(2022, 12, 31)),
    "2024-01": (date(2024, 1, 1), date(2024, 12, 31)),
    "2025-06": (date(2024, 6, 6), date(2025, 6, 5)),
    "2026-07": (date(2025, 7, 8), date(2026, 7, 7)),
}
"""The first and the last day on which each edition may have begun."""

NEIGHBOURS = {
    date(2020, 7, 7): [],
    date(2020, 9, 30): [],
    date(2020, 10, 1): ["2020-07"],
    date(2020, 10, 31): ["2020-07"],
    date(2020, 11, 1): [],
    date(2021, 2, 16): [],
    date(2021, 2, 17): ["2020-10"],
    date(2021, 3, 25): ["2020-10"],
    date(2021, 3, 26): [],
    date(2022, 12, 31): ["2021-07"],
    date(2023, 1, 1): [],
    date(2024, 1, 1): ["2022-01"],
    date(2024, 6, 5): ["2022-01"],
    date(2024, 6, 6): ["2022-01", "2025-06"],
    date(2024, 12, 31): ["2022-01", "2025-06"],
    date(2025, 1, 1): ["2025-06"],
    date(2025, 6, 4): ["2025-06"],
    date(2025, 6, 5): ["2024-01"],
    date(2025, 6, 6): [],
    date(2025, 7, 7): [],
    date(2025, 7, 8): ["2026-07"],
    date(2026, 7, 6): ["2026-07"],
    date(2026, 7, 7): ["2025-06"],
    date(2026, 7, 8): [],
}
"""On some days, which editions may have been in force instead of the one that is taken to be."""

QUESTION = {
    *("id", "effective_from", "may_begin_from", "may_begin_through"),
    *("news", "dating", "based_on"),
}
"""What an edition says about itself, not about badges."""

EVERY_EDITION = [pytest.param(edition_id, id=edition_id) for edition_id in FIRST_DAYS]


def test_the_editions_stand_oldest_first_with_their_first_days() -> None:
    """Those of the specification stay as they are, and each is known by year and month."""
    told = [(edition.id, edition.effective_from) for edition in EDITIONS]
    assert told[: len(FIRST_DAYS)] == [*FIRST_DAYS.items()]
    assert [edition_id for edition_id, _ in told] == [f"{day:%Y-%m}" for _, day in told]
    assert all(earlier < later for (_, earlier), (_, later) in pairwise(told))


@pytest.mark.parametrize("edition_id", EVERY_EDITION)
def test_an_edition_is_in_force_from_its_first_day(edition_id: str) -> None:
    """On its first day an edition is in force."""
    assert edition_on(FIRST_DAYS[edition_id]).id == edition_id


@pytest.mark.parametrize("edition_id", DAYS_BEFORE)
def test_the_day_before_an_edition_belongs_to_its_predecessor(edition_id: str) -> None:
    """On the day before its first day an edition's predecessor is still in force."""
    day, predecessor = DAYS_BEFORE[edition_id]
    assert edition_on(day).id == predecessor


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2020, 7, 6), id="the_day_before"),
        pytest.param(date(2019, 7, 7), id="a_year_before"),
        pytest.param(date.min, id="the_first_day_of_all"),
    ],
)
def test_before_the_first_edition_there_is_no_answer(day: date) -> None:
    """Before the first edition asking is an error that names the first covered day and the day."""
    with pytest.raises(NoEditionInForceError, match="2020-07-07") as caught:
        edition_on(day)
    assert str(day) in str(caught.value)


@pytest.mark.parametrize("number", range(len(EDITIONS)))
def test_an_edition_stays_in_force_until_the_next(number: int) -> None:
    """It is in force through the day before the next one, the last to the end of the calendar."""
    first, last = (*law.REIGNS[:-1], (law.FIRST_DAYS[-1], date.max))[number]
    assert edition_on(first) == edition_on(last) == EDITIONS[number]


@pytest.mark.parametrize("edition_id", EVERY_EDITION)
def test_an_edition_is_found_by_its_name(edition_id: str) -> None:
    """An edition can be asked for by its id, whatever the day."""
    assert edition_named(edition_id).effective_from == FIRST_DAYS[edition_id]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        pytest.param("2020-7", "2020-07", id="a_digit_short"),
        pytest.param("2022-1", "2022-01", id="a_digit_short_too"),
        pytest.param(" 2024-01", "2024-01", id="a_space"),
    ],
)
def test_an_unknown_edition_lists_all_and_names_the_nearest(name: str, nearest: str) -> None:
    """An id that no edition has is refused with all ids and the nearest of them."""
    with pytest.raises(NoEditionInForceError) as caught:
        edition_named(name)
    message = str(caught.value)
    assert all(edition.id in message for edition in EDITIONS)
    assert repr(name) in message
    assert message.endswith(f"did you mean '{nearest}'?")


@pytest.mark.parametrize(
    "name", [pytest.param("", id="empty"), pytest.param("latest", id="far_from_all")]
)
def test_an_edition_near_to_none_gets_no_hint(name: str) -> None:
    """No hint is given where no edition's id is like what was asked for."""
    with pytest.raises(NoEditionInForceError) as caught:
        edition_named(name)
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize(("name", "value"), AT_LAUNCH.items(), ids=AT_LAUNCH)
def test_the_first_edition_holds_what_the_clauses_say(name: str, value: object) -> None:
    """Every parameter of the first edition is what its clause says."""
    assert getattr(edition_named("2020-07"), name) == value


def test_every_parameter_of_the_first_edition_is_checked() -> None:
    """The hand-written list names every parameter there is, beside the two tables."""
    tables = {"freelancer_large_contract", "agency_large_contract"}
    assert {attribute.name for attribute in attrs.fields(Edition)} == {
        *AT_LAUNCH,
        *tables,
        *QUESTION,
    }


@pytest.mark.parametrize("edition_id", NEWS)
def test_an_edition_changes_exactly_what_is_new(edition_id: str) -> None:
    """An edition differs from its predecessor in what the rules call new, and in nothing else."""
    own, before = edition_named(edition_id), edition_named(DAYS_BEFORE[edition_id][1])
    changed = {
        attribute.name: getattr(own, attribute.name)
        for attribute in attrs.fields(Edition)
        if attribute.name not in QUESTION
        and getattr(own, attribute.name) != getattr(before, attribute.name)
    }
    assert changed == NEWS[edition_id]


@pytest.mark.parametrize(
    ("edition_id", "dating"),
    [
        pytest.param("2020-07", "day of the announcement", id="2020-07"),
        pytest.param("2020-10", "month known, day assumed", id="2020-10"),
        pytest.param("2021-02", "earliest day consistent with the text", id="2021-02"),
        pytest.param("2021-07", "month known, day assumed", id="2021-07"),
        pytest.param("2022-01", "year known, day assumed", id="2022-01"),
        pytest.param("2024-01", "year known, day assumed", id="2024-01"),
        pytest.param("2025-06", "no later than", id="2025-06"),
        pytest.param("2026-07", "no later than", id="2026-07"),
    ],
)
def test_an_edition_says_how_sure_its_first_day_is(edition_id: str, dating: str) -> None:
    """An assumed first day is marked as assumed."""
    assert edition_named(edition_id).dating.startswith(dating)


@pytest.mark.parametrize("edition_id", SPANS)
def test_an_edition_carries_the_span_in_which_it_may_have_begun(edition_id: str) -> None:
    """A day, its month, its year, or the twelve months up to a day that it began no later than."""
    edition = edition_named(edition_id)
    assert (edition.may_begin_from, edition.may_begin_through) == SPANS[edition_id]


def test_every_first_day_lies_in_its_span() -> None:
    """Every edition has a span, and the day it is taken to begin on is one of its days."""
    assert SPANS.keys() >= FIRST_DAYS.keys()
    for edition in EDITIONS:
        assert edition.may_begin_from <= edition.effective_from <= edition.may_begin_through


@pytest.mark.parametrize("day", NEIGHBOURS, ids=str)
def test_on_a_day_of_a_span_the_neighbour_may_have_been_in_force(day: date) -> None:
    """Before the first day the edition to come may have begun; from it on the one before lasts."""
    found = neighbours_of(day, edition_on(day))
    assert [edition.id for edition in found] == NEIGHBOURS[day]


def test_an_edition_asked_for_by_name_is_not_its_own_neighbour() -> None:
    """Who asks for the edition to come is told of no other one but those that remain."""
    day = date(2024, 7, 1)
    found = neighbours_of(day, edition_named("2025-06"))
    assert [edition.id for edition in found] == ["2022-01"]


def test_editions_are_told_in_different_words() -> None:
    """Each edition says in a sentence of its own what it changed."""
    assert len({edition.news for edition in EDITIONS}) == len(EDITIONS)
    assert all(edition.news for edition in EDITIONS)


@pytest.mark.clause("TRP-F2")
@pytest.mark.parametrize("edition_id", EVERY_EDITION)
@pytest.mark.parametrize("category", FREELANCER_DOLLARS)
def test_the_amount_of_a_freelancers_large_contract(edition_id: str, category: Category) -> None:
    """A freelancer's large contract has its category's amount in every edition, to the cent."""
    table = dict(edition_named(edition_id).freelancer_large_contract)
    assert table[category] == FREELANCER_DOLLARS[category] * 100


@pytest.mark.clause("TRP-A2")
@pytest.mark.parametrize("edition_id", EVERY_EDITION)
@pytest.mark.parametrize("category", AGENCY_DOLLARS)
def test_the_amount_of_an_agencys_large_contract(edition_id: str, category: Category) -> None:
    """An agency's large contract has its category's amount in every edition, to the cent."""
    table = dict(edition_named(edition_id).agency_large_contract)
    assert table[category] == AGENCY_DOLLARS[category] * 100


def test_the_tables_name_each_of_the_twelve_categories_once() -> None:
    """No category is missing from a table or stands in it twice."""
    for edition in EDITIONS:
        for table in (edition.freelancer_large_contract, edition.agency_large_contract):
            assert [category for category, _ in table] == sorted(FREELANCER_DOLLARS)
    assert len(FREELANCER_DOLLARS) == len(AGENCY_DOLLARS) == 12


@pytest.mark.parametrize(
    ("groups", "named"),
    [
        pytest.param({Cents(1): tuple(Category)[:-1]}, "11 names", id="one_missing"),
        pytest.param({Cents(1): Category, Cents(2): (Category.LEGAL,)}, "13 names", id="one_twice"),
        pytest.param(
            {Cents(1): (*tuple(Category)[:-1], Category.ACCOUNTING_CONSULTING)},
            "12 names",
            id="one_missing_and_one_twice",
        ),
        pytest.param({Cents(1): (Category.LEGAL,)}, "1 name$", id="one_alone"),
        pytest.param({}, "0 names", id="none"),
    ],
)
def test_a_table_that_does_not_name_each_category_once_is_refused(
    groups: dict[Cents, tuple[Category, ...]], named: str
) -> None:
    """A table needs each of the twelve categories exactly once."""
    with pytest.raises(ValueError, match=f"each of the 12 categories once, got {named}"):
        by_category(groups)


def test_a_table_gives_every_category_the_amount_of_its_group() -> None:
    """A table may be written by amount and is read by category."""
    table = by_category({Cents(7): (Category.LEGAL,), Cents(5): set(Category) - {Category.LEGAL}})
    assert dict(table) == {**dict.fromkeys(Category, 5), Category.LEGAL: 7}


def test_an_edition_is_a_frozen_value() -> None:
    """Nobody can change the law in place, and equal editions are one in a set."""
    edition: Any = edition_named("2020-07")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        edition.freelancer_earnings = 1
    assert len({edition, attrs.evolve(edition), attrs.evolve(edition, news="other")}) == 2


def test_an_edition_is_shown_by_its_id() -> None:
    """In a debugger an edition is its name; its forty numbers would hide everything else."""
    assert repr(edition_named("2021-02")) == "<Edition 2021-02>"


@pytest.mark.parametrize(
    ("clause_id", "hint"),
    [
        pytest.param("TRP-F22", "did you mean 'TRP-F2'?", id="one_letter_more"),
        pytest.param("trp-f8", "did you mean 'TRP-F8'?", id="small_letters"),
        pytest.param(
            "§ 1", "CLAUSES, and `badgerules rules --clauses`, hold every id", id="near_to_none"
        ),
    ],
)
def test_an_unknown_clause_is_refused_with_a_hint(clause_id: str, hint: str) -> None:
    """An id that no clause has is refused, with the nearest id or with where to find all."""
    with pytest.raises(UnknownClauseError) as caught:
        clause(clause_id)
    assert str(caught.value).endswith(hint)
    assert ascii(clause_id) in str(caught.value)


def test_a_clause_is_found_by_its_id() -> None:
    """A clause can be looked up by the id that findings cite."""
    assert clause("DELAY-1").id == "DELAY-1"


Years = NewType("Years", int)
"""A unit that nobody knows."""


@attrs.frozen
class Law:
    """Rules, one in a unit that nobody knows, and one without any."""

    name: str
    notice: Days = attrs.field(metadata={CLAUSE: "A-1"})
    is_open: bool = attrs.field(metadata={CLAUSE: "A-2"})
    wait: Years = attrs.field(metadata={CLAUSE: "A-3"})
    plain: int = attrs.field(metadata={CLAUSE: "A-4"})


def test_a_number_without_a_known_unit_is_refused() -> None:
    """The error names each such field with its unit, and the units that are known."""
    with pytest.raises(TypeError, match=r"wait in .*Years, plain in .*int") as caught:
        units_of(Law)
    message = str(caught.value)
    assert message.startswith("every number of Law must be in one of ")
    assert all(unit.__name__ in message for unit in UNITS)
    assert not {"notice", "is_open", "name"} & {*message.replace(",", "").split()}


READINGS: dict[str, tuple[type[Word], str, tuple[str, ...]]] = {
    "window": (MoneyWindow, "WIN-2", ("twelve_months", "last_365_days")),
    "money_bar": (MoneyBar, "TRP-F1", ("at_least", "more_than")),
    "large_contract_sum": (LargeContractSum, "TRP-F3", ("in_window", "lifetime_if_active")),
    "feedback": (Feedback, "TRP-F5", ("not_negative", "positive")),
    "exclusive_member": (ExclusiveMember, "TRP-F7", ("barred", "agency_amounts")),
    "agency_earnings_window": (AgencyEarningsWindow, "TRP-A1", ("twelve_months", "lifetime")),
    "negative_share_scope": (
        NegativeShareScope,
        "TRP-A3",
        ("rated_contracts", "all_contracts", "large_contracts"),
    ),
    "enterprise_suite": (EnterpriseSuite, "DIV-8", ("enterprise_and_business", "enterprise_only")),
    "plus_badge_audience": (PlusBadgeAudience, "VIS-12", ("everyone", "plans")),
}
"""Every reading, with its words, its clause and its values, the default first."""

EVERY_READING = [pytest.param(name, id=name) for name in READINGS]


def test_there_are_nine_readings_in_a_fixed_order() -> None:
    """The readings have the names that services and scripts rely on, in that order."""
    assert [attribute.name for attribute in attrs.fields(Readings)] == list(READINGS)


@pytest.mark.parametrize("name", EVERY_READING)
def test_a_reading_left_out_is_read_the_default_way(name: str) -> None:
    """The default of a reading is the first of its values."""
    assert getattr(Readings(), name) == READINGS[name][2][0]


@pytest.mark.parametrize("name", EVERY_READING)
def test_a_reading_may_be_given_as_its_word_or_as_a_member(name: str) -> None:
    """Each value of a reading is accepted as text and as a member, and stored as a member."""
    words, clause_id, values = READINGS[name]
    changes: list[dict[str, Any]] = [{name: value} for value in values]
    changes += [{name: words(value)} for value in values]
    given = [getattr(Readings(**change), name) for change in changes]
    assert given == [*map(words, values), *map(words, values)]
    assert all(isinstance(value, words) for value in given)
    assert [member.value for member in words] == list(values)
    assert attrs.fields_dict(Readings)[name].metadata[CLAUSE] == clause_id


def test_all_wrong_readings_are_refused_at_once() -> None:
    """One error names every reading that is not among those named, and what is allowed."""
    misuse: Any = dict.fromkeys(READINGS, "exactly") | {"feedback": True}
    with pytest.raises(InvalidRecordError) as caught:
        Readings(**misuse)
    told = {problem.path: problem.allowed for problem in caught.value.problems}
    assert told == {
        name: "one of " + ", ".join(values) for name, (_, _, values) in READINGS.items()
    }


def test_equal_readings_are_one_in_a_set() -> None:
    """Readings compare and hash by what they say, so that answers can be kept by them."""
    strict = Readings(money_bar="more_than")
    assert {Readings(), Readings(money_bar="at_least"), strict} == {Readings(), strict}
    assert hash(strict) == hash(Readings(money_bar=MoneyBar.MORE_THAN))


def made(kind: Kind, **readings: str) -> Bars:
    """Return the bars of the first edition under some readings."""
    chosen: Any = readings
    return bars(edition_named("2020-07"), Readings(**chosen), kind)


@pytest.mark.parametrize(
    ("kind", "earnings", "dollars"),
    [
        pytest.param(Kind.FREELANCER, 10_000_00, FREELANCER_DOLLARS, id="freelancer"),
        pytest.param(Kind.AGENCY, 20_000_00, AGENCY_DOLLARS, id="agency"),
    ],
)
def test_a_bar_to_be_passed_is_the_bar_plus_one_cent(
    kind: Kind, earnings: int, dollars: dict[Category, int]
) -> None:
    """Every bar is its amount under at_least, and one cent more under more_than."""
    reached, passed = made(kind), made(kind, money_bar="more_than")
    assert reached.earnings == earnings
    assert passed.earnings == earnings + 1
    assert dict(reached.large_contract) == {key: 100 * value for key, value in dollars.items()}
    assert dict(passed.large_contract) == {key: 100 * value + 1 for key, value in dollars.items()}


@pytest.mark.parametrize("kind", Kind)
def test_the_share_that_may_end_badly_is_no_money(kind: Kind) -> None:
    """The 10 percent of contracts that may have ended badly stay 10 under every money bar."""
    assert made(kind).negative_share == made(kind, money_bar="more_than").negative_share == 10


@pytest.mark.parametrize("kind", Kind)
def test_the_sum_of_a_large_contract_follows_its_reading(kind: Kind) -> None:
    """A whole contract counts only under lifetime_if_active, for both kinds."""
    assert made(kind).is_lifetime_contract is False
    assert made(kind, large_contract_sum="lifetime_if_active").is_lifetime_contract is True


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param(Kind.FREELANCER, False, id="freelancer"),
        pytest.param(Kind.AGENCY, True, id="agency"),
    ],
)
def test_the_earnings_window_is_read_for_agencies_only(kind: Kind, *, expected: bool) -> None:
    """Lifetime earnings count for an agency under that reading, and never for a freelancer."""
    assert made(kind).is_lifetime_earnings is False
    assert made(kind, agency_earnings_window="lifetime").is_lifetime_earnings is expected


@pytest.mark.parametrize(
    ("feedback", "unable", "needs_positive"),
    [
        pytest.param("not_negative", {ContractOutcome.NEGATIVE}, False, id="not_negative"),
        pytest.param(
            "positive", {ContractOutcome.NEGATIVE, ContractOutcome.NEUTRAL}, True, id="positive"
        ),
    ],
)
def test_the_feedback_reading_binds_freelancers_only(
    feedback: str, unable: set[ContractOutcome], *, needs_positive: bool
) -> None:
    """Feedback keeps a freelancer's contract from serving, and never an agency's."""
    own, agency = made(Kind.FREELANCER, feedback=feedback), made(Kind.AGENCY, feedback=feedback)
    assert own.unable_outcomes == unable
    assert own.needs_positive is needs_positive
    assert agency.unable_outcomes == frozenset()
    assert agency.needs_positive is False


@pytest.mark.parametrize("kind", Kind)
def test_members_have_no_bars_while_they_are_barred(kind: Kind) -> None:
    """By default there are no amounts for an exclusive agency contractor."""
    assert made(kind).for_members is None


def test_members_have_the_agency_amounts_under_that_reading() -> None:
    """Under agency_amounts a member's bars are an agency's, with feedback as for a freelancer."""
    members = made(
        Kind.FREELANCER,
        exclusive_member="agency_amounts",
        money_bar="more_than",
        agency_earnings_window="lifetime",
        feedback="positive",
    ).for_members
    assert members is not None
    assert members.earnings == 20_000_01
    assert members.large_contract[Category.CUSTOMER_SERVICE] == 20_000_01
    assert members.large_contract[Category.WRITING] == 10_000_01
    assert members.is_lifetime_earnings is False
    assert members.unable_outcomes == {ContractOutcome.NEGATIVE, ContractOutcome.NEUTRAL}
    assert members.needs_positive is True
    assert members.for_members is None


def test_an_agency_is_no_member() -> None:
    """The reading on exclusive agency contractors leaves an agency's own bars alone."""
    assert made(Kind.AGENCY, exclusive_member="agency_amounts") == made(Kind.AGENCY)


@pytest.mark.parametrize("scope", NegativeShareScope)
def test_the_scope_of_the_share_follows_its_reading(scope: NegativeShareScope) -> None:
    """The bars say of which contracts the share is taken."""
    assert made(Kind.AGENCY, negative_share_scope=scope).share_scope is scope


def test_who_sees_the_diversity_badge_moves_no_bar() -> None:
    """The reading of the Enterprise Suite changes no amount."""
    for kind in Kind:
        assert made(kind, enterprise_suite="enterprise_only") == made(kind)


def test_the_bars_follow_the_edition() -> None:
    """Bars are read from the edition asked about, not from the one in force."""
    lower = attrs.evolve(edition_named("2020-07"), id="lower", freelancer_earnings=Cents(8_000_00))
    assert bars(lower, Readings(), Kind.FREELANCER).earnings == 8_000_00
    assert made(Kind.FREELANCER).earnings == 10_000_00


def test_bars_are_frozen() -> None:
    """A bar that was resolved once for many answers cannot be moved."""
    resolved: Any = made(Kind.FREELANCER)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        resolved.earnings = 1

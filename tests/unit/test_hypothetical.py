"""Hypothetical editions: every number can be another, and no answer passes one off as the law."""

from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest

import law
from badgerules import (
    EDITIONS,
    Badge,
    Category,
    Edition,
    InvalidRecordError,
    Kind,
    Problem,
    Readings,
    TalentRecord,
    Verdict,
    assess,
    compare,
    decide,
    dump_assessment,
    dump_comparison,
    dump_ledger,
    edition_named,
    ledger,
    to_text,
)
from badgerules.thresholds import CLAUSE, NUMBERS
from builders import AS_OF, agency, contract, freelancer, good_record, plus_holder, weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.names import KindName

LAUNCH = edition_named("2020-07")
PLUS, TOP, RISING = Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT
LOWER = LAUNCH.hypothetical("lower bar", {"TRP-F1": "8000"})


def supposed(numbers: Mapping[str, object], name: str = "what if") -> Edition:
    """Return the first edition with other numbers."""
    return LAUNCH.hypothetical(name, numbers)


def refused(numbers: Any, name: Any = "what if") -> tuple[Problem, ...]:  # noqa: ANN401  # misuse
    """Ask for numbers that are refused, and return every problem."""
    with pytest.raises(InvalidRecordError) as caught:
        LAUNCH.hypothetical(name, numbers)
    assert caught.value.noun == "hypothetical edition"
    return caught.value.problems


class Try(NamedTuple):
    """A number, how it is asked for, and a finding that turns from unmet to met just by it.

    Attributes:
        key: the clause that holds it, or its name where the clause holds several.
        clause: the clause that holds it.
        given: the new number.
        stored: what the edition then holds.
        short: the number next to it, by which the finding stays unmet.
        record: whose finding turns.
        badge: the badge of the finding.
        criterion: the finding.
        also: what else turns with it, as badge and criterion.
        question: what else is asked.
        based_on: the edition in which it counts.
    """

    key: str
    clause: str
    given: object
    stored: object
    short: object
    record: TalentRecord
    badge: Badge
    criterion: str
    also: frozenset[tuple[Badge, str]] = frozenset()
    question: Mapping[str, Any] = MappingProxyType({"as_of": AS_OF})
    based_on: str = "2020-07"

    def supposed(self, number: object, key: str | None = None) -> Edition:
        """Return the edition in which it counts with another number."""
        published = edition_named(self.based_on)
        return published.hypothetical("what if", {key or self.key: number})


WITH_TOP_RATED = frozenset({(PLUS, "top_rated")})
BAD_HALF = agency(
    contract("20000.00", name="good", outcome="positive"),
    contract("1.00", name="bad", outcome="negative"),
)
TWELVE_GOOD_WEEKS = weeks("+----" + "+" * 12)
"""Of the last 16 weeks twelve were eligible, of the last 17 thirteen."""


def of_reputation(
    number: str, steps: tuple[int, int], criterion: str, kind: KindName = "freelancer", **facts: Any
) -> Try:
    """Try a number of Top Rated, and the one next to it, on a record that has all else of it."""
    key, _, clause = number.partition(" of ")
    reached, short = steps
    record = good_record(kind, **facts)
    return Try(key, clause or key, reached, reached, short, record, TOP, criterion, WITH_TOP_RATED)


def of_rising_talent(name: str, steps: tuple[int, int], criterion: str, **facts: Any) -> Try:
    """Try one of the numbers that RT-1 holds, and the one next to it."""
    reached, short = steps
    return Try(name, "RT-1", reached, reached, short, good_record(**facts), RISING, criterion)


def of_weeks_ahead(name: str, clause: str, kind: KindName) -> Try:
    """Try the score by which weeks to come are eligible, on a talent that has 85."""
    record = good_record(kind, job_success_score=85)
    ahead = {"as_of": date(2020, 12, 1), "known_through": AS_OF}
    return Try(
        name,
        clause,
        85,
        85,
        86,
        record,
        TOP,
        "eligible_weeks",
        frozenset(),
        MappingProxyType(ahead),
    )


def in_numbers(
    number: str,
    given: object,
    stored: int,
    short: object,
    criterion: str,
    bad: int = 0,
    **facts: Any,
) -> Try:
    """Try one of the numbers of Rising Talent since 2026-07, on a freelancer short of it (RT-4)."""
    name, _, clause = number.partition(" of ")
    contracts = [
        contract("0.25", name=f"bad-{one}", outcome="negative" if one < bad else None)
        for one in range(2)
    ]
    record = good_record("freelancer", contract("200.00"), *contracts, **facts)
    return Try(
        name, clause or name, given, stored, short, record, RISING, criterion, based_on="2026-07"
    )


IN_JULY, IN_MAY = date(2020, 7, 1), date(2020, 5, 15)
"""Two months, that is 62 days, before the day asked about; and 109 days before it."""

TRIES = {
    "freelancer_earnings": Try(
        "TRP-F1",
        "TRP-F1",
        "8000",
        8_000_00,
        "8000.01",
        freelancer(contract("8000.00")),
        PLUS,
        "earnings",
    ),
    "agency_earnings": Try(
        "TRP-A1",
        "TRP-A1",
        15_000,
        15_000_00,
        "15000.01",
        agency(contract("15000.00")),
        PLUS,
        "earnings",
    ),
    "negative_share": Try("TRP-A3", "TRP-A3", 50, 50, 49, BAD_HALF, PLUS, "negative_share"),
    "top_rated_earnings": Try(
        "TR-F2",
        "TR-F2",
        Decimal("500.50"),
        500_50,
        "500.51",
        good_record("freelancer", contract("500.50")),
        TOP,
        "earnings",
        WITH_TOP_RATED,
    ),
    "agency_top_rated_earnings": Try(
        "TR-A2",
        "TR-A2",
        "5000.00",
        5_000_00,
        "5000.01",
        good_record("agency", contract("5000.00")),
        TOP,
        "earnings",
        WITH_TOP_RATED,
    ),
    "top_rated_score": of_reputation("TR-F1", (80, 81), "job_success_score", job_success_score=80),
    "agency_score": of_reputation(
        "TR-A1", (80, 81), "job_success_score", "agency", job_success_score=80
    ),
    "top_rated_first_contract": of_reputation(
        "TR-F3", (61, 62), "first_contract", first_contract_on=IN_JULY
    ),
    "agency_first_contract": of_reputation(
        "TR-A6", (61, 62), "first_contract", "agency", first_contract_on=IN_JULY
    ),
    "top_rated_eligible_weeks": of_reputation(
        "top_rated_eligible_weeks of TR-F4", (12, 13), "eligible_weeks", weeks=TWELVE_GOOD_WEEKS
    ),
    "agency_eligible_weeks": of_reputation(
        "agency_eligible_weeks of TR-A7",
        (12, 13),
        "eligible_weeks",
        "agency",
        weeks=TWELVE_GOOD_WEEKS,
    ),
    "top_rated_counted_weeks": of_reputation(
        "top_rated_counted_weeks of TR-F4", (17, 16), "eligible_weeks", weeks=TWELVE_GOOD_WEEKS
    ),
    "agency_counted_weeks": of_reputation(
        "agency_counted_weeks of TR-A7",
        (17, 16),
        "eligible_weeks",
        "agency",
        weeks=TWELVE_GOOD_WEEKS,
    ),
    "top_rated_week_score": of_weeks_ahead("top_rated_week_score", "TR-F4", "freelancer"),
    "agency_week_score": of_weeks_ahead("agency_week_score", "TR-A7", "agency"),
    "top_rated_profile": of_reputation(
        "top_rated_profile of TR-F5", (80, 81), "profile", profile_percent=80
    ),
    "top_rated_profile_from_elance": of_reputation(
        "top_rated_profile_from_elance of TR-F5",
        (80, 81),
        "profile",
        profile_percent=80,
        from_elance=True,
    ),
    "agency_owner_profile": of_reputation(
        "agency_owner_profile of TR-A4", (80, 81), "profile", "agency", profile_percent=80
    ),
    "agency_members_profile": of_reputation(
        "agency_members_profile of TR-A4",
        (50, 51),
        "members_profile",
        "agency",
        members_profile_percent=50,
    ),
    "agency_members": of_reputation("TR-A3", (1, 2), "members", "agency", members=1),
    "top_rated_hold": of_reputation("TR-F7", (62, 63), "no_recent_hold", holds=[IN_JULY]),
    "agency_hold": of_reputation("TR-A5", (62, 63), "no_recent_hold", "agency", holds=[IN_JULY]),
    "top_rated_activity": of_reputation(
        "TR-F8", (110, 109), "recent_activity", last_active_on=IN_MAY
    ),
    "circumvention_bar": Try(
        "TR-X1",
        "TR-X1",
        2,
        2,
        3,
        good_record(circumvention_on=IN_JULY),
        TOP,
        "no_circumvention",
        frozenset({(RISING, "no_circumvention"), (PLUS, "top_rated")}),
    ),
    "rising_talent_profile": of_rising_talent(
        "rising_talent_profile", (80, 81), "profile", profile_percent=80
    ),
    "rising_talent_activity": of_rising_talent(
        "rising_talent_activity", (110, 109), "recent_activity", last_active_on=IN_MAY
    ),
    "rising_talent_joined": of_rising_talent(
        "rising_talent_joined",
        (63, 62),
        "recent_activity",
        last_active_on=None,
        joined_on=IN_JULY,
    ),
    "rising_talent_hold": of_rising_talent(
        "rising_talent_hold", (62, 63), "no_recent_hold", holds=[IN_JULY]
    ),
    "rising_talent_earnings": in_numbers(
        "rising_talent_earnings of RT-4", "200.50", 200_50, "200.51", "earnings"
    ),
    "rising_talent_feedback": in_numbers(
        "rising_talent_feedback of RT-4",
        "4.5",
        4_50,
        "4.51",
        "average_feedback",
        average_feedback="4.50",
    ),
    "rising_talent_score": in_numbers(
        "RT-5", 80, 80, 81, "job_success_score", job_success_score=80
    ),
    "rising_talent_negative_outcomes": in_numbers("RT-6", 2, 2, 1, "no_negative_feedback", bad=2),
}
"""Every number that a finding of its own is weighed by, but for the tables."""

ELSEWHERE = {
    "window",
    "window_days",
    "freelancer_large_contract",
    "agency_large_contract",
    "base_badge_delay",
    "top_rated_plus_delay",
    "badge_review",
}
"""The numbers that tests of their own try: both windows, the tables, and the delays."""

EVERY_TRY = [pytest.param(name, id=name) for name in TRIES]


def test_every_number_is_tried() -> None:
    """The numbers tried here are all that an edition has."""
    assert NUMBERS.keys() == TRIES.keys() | ELSEWHERE
    assert TRIES.keys().isdisjoint(ELSEWHERE)


@pytest.mark.parametrize("name", EVERY_TRY)
def test_a_number_is_changed_and_nothing_else(name: str) -> None:
    """Asked for by its clause, or its name, the number is another and all others are the same."""
    tried = TRIES[name]
    edition, published = tried.supposed(tried.given), edition_named(tried.based_on)
    assert getattr(edition, name) == tried.stored != getattr(published, name)
    terms = {"id", "news", "dating", "based_on"}
    unchanged = [one.name for one in attrs.fields(Edition) if one.name not in {name, *terms}]
    assert [getattr(edition, one) for one in unchanged] == [
        getattr(published, one) for one in unchanged
    ]
    assert NUMBERS[name].metadata[CLAUSE] == tried.clause
    assert tried.supposed(tried.given, name) == edition


@pytest.mark.clause(*{tried.clause for tried in TRIES.values()})
@pytest.mark.parametrize("name", EVERY_TRY)
def test_a_number_is_read_where_its_clause_says(name: str) -> None:
    """The finding of that clause turns from unmet to met, and no other turns but by it."""
    tried = TRIES[name]
    edition = tried.supposed(tried.given)
    published = assess(tried.record, edition=tried.based_on, **tried.question)
    changed = assess(tried.record, edition=edition, **tried.question)
    verdicts = [one[tried.badge][tried.criterion].verdict for one in (published, changed)]
    assert verdicts == [Verdict.UNMET, Verdict.MET]
    assert changed[tried.badge][tried.criterion].clause == tried.clause
    turned = {
        (badge, key)
        for badge in Badge
        for key in changed[badge]
        if changed[badge][key].verdict is not published[badge][key].verdict
    }
    assert turned == {(tried.badge, tried.criterion)} | tried.also


@pytest.mark.parametrize("name", EVERY_TRY)
def test_by_the_number_next_to_it_the_finding_stays_unmet(name: str) -> None:
    """The number is read exactly: a cent, a day or a week beside it, the finding is unmet."""
    tried = TRIES[name]
    edition = tried.supposed(tried.short)
    decision = decide(tried.record, tried.badge, edition=edition, **tried.question)
    assert decision[tried.criterion].verdict is Verdict.UNMET


@pytest.mark.clause("WIN-1")
def test_the_window_is_read_by_every_sum() -> None:
    """Within six months a payment of 1 March is too old on 1 September, and within seven is not."""
    holder = good_record()
    verdicts = {
        months: [
            decide(holder, badge, as_of=AS_OF, edition=supposed({"WIN-1": months}))[key].verdict
            for badge, key in ((PLUS, "earnings"), (PLUS, "large_contract"), (TOP, "earnings"))
        ]
        for months in (6, 7)
    }
    assert verdicts == {6: [Verdict.UNMET] * 3, 7: [Verdict.MET] * 3}


@pytest.mark.clause("WIN-2")
def test_the_days_of_the_window_are_read_by_every_sum() -> None:
    """1 March is the first of 185 days up to 1 September, and too old for 184."""
    holder, read = good_record(), Readings(window="last_365_days")
    verdicts = {
        days: [
            decide(holder, badge, as_of=AS_OF, readings=read, edition=supposed({"WIN-2": days}))[
                key
            ].verdict
            for badge, key in ((PLUS, "earnings"), (PLUS, "large_contract"), (TOP, "earnings"))
        ]
        for days in (184, 185)
    }
    assert verdicts == {184: [Verdict.UNMET] * 3, 185: [Verdict.MET] * 3}


@pytest.mark.clause("TRP-F2", "TRP-A2")
@pytest.mark.parametrize(
    ("clause", "kind", "name"),
    [
        pytest.param("TRP-F2", Kind.FREELANCER, "freelancer_large_contract", id="freelancer"),
        pytest.param("TRP-A2", Kind.AGENCY, "agency_large_contract", id="agency"),
    ],
)
def test_a_table_takes_the_categories_that_change(clause: str, kind: Kind, name: str) -> None:
    """The amounts given are read, to the cent, and every other category keeps its own."""
    edition = supposed({clause: {"writing": "4000.01", "legal": 7}})
    assert dict(getattr(edition, name)) == {
        **dict(getattr(LAUNCH, name)),
        Category.WRITING: 4_000_01,
        Category.LEGAL: 7_00,
    }
    for amount, verdict in (("4000.00", Verdict.UNMET), ("4000.01", Verdict.MET)):
        record = TalentRecord(kind=kind, contracts=[contract(amount)])
        decision = decide(record, PLUS, as_of=AS_OF, edition=edition)
        assert decision["large_contract"].verdict is verdict
        assert decision["large_contract"].required == Decimal("4000.01")


def test_a_changed_table_stays_in_its_order() -> None:
    """A table with an amount changed names the twelve categories once, as before."""
    table = supposed({"TRP-F2": {"writing": 1, "admin": 2}}).freelancer_large_contract
    assert [category for category, _ in table] == [
        category for category, _ in LAUNCH.freelancer_large_contract
    ]
    assert supposed({"TRP-F2": {}}).freelancer_large_contract == LAUNCH.freelancer_large_contract


@pytest.mark.parametrize(
    ("name", "category"),
    [
        pytest.param(Category.ADMIN_SUPPORT, Category.ADMIN_SUPPORT, id="member"),
        pytest.param("admin_support", Category.ADMIN_SUPPORT, id="key"),
        pytest.param("Admin Support", Category.ADMIN_SUPPORT, id="official"),
        pytest.param("Admin", Category.ADMIN_SUPPORT, id="short"),
        pytest.param("customer support", Category.CUSTOMER_SERVICE, id="as_announced"),
        pytest.param("Sales and Marketing", Category.SALES_MARKETING, id="with_and"),
        pytest.param(
            "Web, Mobile & Software Dev", Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT, id="cut_short"
        ),
    ],
)
def test_a_category_is_accepted_by_each_of_its_names(name: str, category: Category) -> None:
    """In a table a category may be named as anywhere else."""
    table = dict(supposed({"TRP-A2": {name: "1"}}).agency_large_contract)
    assert [one for one, cents in table.items() if cents == 1_00] == [category]


@pytest.mark.clause("DELAY-1")
def test_the_delays_are_read_by_the_badges_they_concern() -> None:
    """The hours within which a badge appears are those of the edition asked; none is told for 0."""
    edition = supposed({"base_badge_delay": 24, "top_rated_plus_delay": 0})
    answer = assess(plus_holder(), as_of=AS_OF, edition=edition)
    assert {badge.value: answer[badge].within_hours for badge in Badge} == {
        "rising_talent": 24,
        "top_rated": 24,
        "top_rated_plus": None,
        "expert_vetted": None,
        "diversity_certified": None,
    }


@pytest.mark.parametrize(
    ("given", "cents"),
    [
        pytest.param("8000", 8_000_00, id="text"),
        pytest.param("8000.5", 8_000_50, id="text_with_a_point"),
        pytest.param(8000, 8_000_00, id="int"),
        pytest.param(Decimal("8000.05"), 8_000_05, id="decimal"),
        pytest.param(0, 0, id="nothing"),
        pytest.param("9999999999999.99", 999_999_999_999_999, id="the_largest"),
    ],
)
def test_money_is_dollars(given: object, cents: int) -> None:
    """Dollars are taken as text, int or Decimal, and stored in cents."""
    assert supposed({"TRP-F1": given}).freelancer_earnings == cents


@pytest.mark.parametrize("number", [0, 100])
def test_percents_and_scores_reach_from_0_to_100(number: int) -> None:
    """The ends of the scale are numbers like any other."""
    edition = supposed({"TRP-A3": number, "TR-F1": number})
    assert (edition.negative_share, edition.top_rated_score) == (number, number)


CATEGORIES = f"a category: {', '.join(category.value for category in Category)}"
DOLLARS = "dollars with at most two decimals, such as 7850.00"
COUNT, SCALE = "a whole number, 0 or more", "a whole number from 0 to 100"
ONE_NUMBER = "a clause that holds one number"


@pytest.mark.parametrize(
    ("numbers", "path", "found", "allowed"),
    [
        pytest.param({"TRP-F1": "-1"}, "TRP-F1", "'-1'", "dollars, 0 or more", id="negative"),
        pytest.param({"TRP-F1": 8000.0}, "TRP-F1", "8000.0", DOLLARS, id="float"),
        pytest.param({"TRP-F1": True}, "TRP-F1", "True", DOLLARS, id="bool"),
        pytest.param({"TRP-F1": None}, "TRP-F1", "None", DOLLARS, id="none"),
        pytest.param({"TRP-F1": "8,000"}, "TRP-F1", "'8,000'", DOLLARS, id="a_comma"),
        pytest.param({"TRP-F1": "0.005"}, "TRP-F1", "'0.005'", DOLLARS, id="half_a_cent"),
        pytest.param(
            {"TRP-F1": Decimal("NaN")}, "TRP-F1", "Decimal('NaN')", DOLLARS, id="no_number"
        ),
        pytest.param({"TRP-A3": 101}, "TRP-A3", "101", SCALE, id="percent_over_100"),
        pytest.param({"TRP-A3": -1}, "TRP-A3", "-1", SCALE, id="percent_under_0"),
        pytest.param({"TRP-A3": 10.0}, "TRP-A3", "10.0", SCALE, id="percent_as_float"),
        pytest.param({"TR-F1": 101}, "TR-F1", "101", SCALE, id="score_over_100"),
        pytest.param({"TR-F1": True}, "TR-F1", "True", SCALE, id="score_as_bool"),
        pytest.param({"TR-F1": None}, "TR-F1", "None", SCALE, id="score_as_none"),
        pytest.param({"WIN-1": -1}, "WIN-1", "-1", COUNT, id="months_negative"),
        pytest.param({"TR-F3": 1.5}, "TR-F3", "1.5", COUNT, id="days_as_float"),
        pytest.param({"TR-A3": True}, "TR-A3", "True", COUNT, id="members_as_bool"),
        pytest.param({"TR-X1": "6"}, "TR-X1", "'6'", COUNT, id="months_as_text"),
        pytest.param(
            {"top_rated_counted_weeks": None},
            "top_rated_counted_weeks",
            "None",
            COUNT,
            id="weeks_as_none",
        ),
        pytest.param(
            {"base_badge_delay": -1}, "base_badge_delay", "-1", COUNT, id="hours_negative"
        ),
        pytest.param(
            {"TRP-F2": 5000},
            "TRP-F2",
            "5000",
            "a mapping of categories to dollars",
            id="a_table_as_a_number",
        ),
        pytest.param(
            {"TRP-F2": {"legal": -1}}, "TRP-F2.legal", "-1", "dollars, 0 or more", id="in_a_table"
        ),
        pytest.param(
            {"TRP-F2": {"lega": 1}}, "TRP-F2.lega", "'lega'", CATEGORIES, id="no_category"
        ),
        pytest.param(
            {"TRP-A2": {"Admin": 1, "admin_support": 1}},
            "TRP-A2.admin_support",
            "'admin_support'",
            "another category",
            id="a_category_twice",
        ),
        pytest.param({"TRP-F11": 1}, "TRP-F11", "'TRP-F11'", ONE_NUMBER, id="no_clause"),
        pytest.param({"EV-2": 1}, "EV-2", "'EV-2'", ONE_NUMBER, id="a_clause_without_numbers"),
        pytest.param({"news": 1}, "news", "'news'", ONE_NUMBER, id="a_field_that_is_no_number"),
        pytest.param({8: 1}, "8", "8", ONE_NUMBER, id="a_key_that_is_no_text"),
        pytest.param({"TR-F4": 13}, "TR-F4", "'TR-F4'", ONE_NUMBER, id="several_numbers"),
        pytest.param(
            {"TRP-F1": 1, "freelancer_earnings": 2},
            "freelancer_earnings",
            "2",
            "one number",
            id="given_twice",
        ),
        pytest.param(
            [("TRP-F1", 1)],
            "numbers",
            "[('TRP-F1', 1)]",
            "a mapping of clauses to numbers",
            id="no_mapping",
        ),
        pytest.param(
            None, "numbers", "None", "a mapping of clauses to numbers", id="nothing_at_all"
        ),
    ],
)
def test_what_is_no_number_is_refused(numbers: object, path: str, found: str, allowed: str) -> None:
    """Each number that does not fit is refused where it stands, with what is allowed there."""
    (problem,) = refused(numbers)
    assert (problem.path, problem.found, problem.allowed) == (path, found, allowed)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        pytest.param("2025-01", "a name that begins with no digit", id="like_a_published_one"),
        pytest.param("1", "a name that begins with no digit", id="a_digit"),
        pytest.param(" 2025-01", "a name that begins with no digit", id="a_digit_after_a_space"),
        pytest.param("", "text that is not blank and has no control characters", id="empty"),
        pytest.param("  ", "text that is not blank and has no control characters", id="blank"),
        pytest.param("a\nb", "text that is not blank and has no control characters", id="lines"),
        pytest.param(None, "text that is not blank and has no control characters", id="none"),
        pytest.param(7, "text that is not blank and has no control characters", id="a_number"),
    ],
)
def test_what_is_no_name_is_refused(name: object, allowed: str) -> None:
    """A name is text that no published edition could have."""
    (problem,) = refused({}, name)
    assert (problem.path, problem.allowed) == ("name", allowed)
    assert problem.found == ascii(name)


def test_a_name_may_hold_digits_and_any_script() -> None:
    """Only a digit in front reads like a published edition."""
    for name in ("v2", "what if 8,000?", "Ärger", "漢字"):
        assert supposed({}, name).id == name


@pytest.mark.parametrize(
    ("numbers", "day"),
    [
        pytest.param({"WIN-1": 30_000}, AS_OF, id="months_before_all_years"),
        pytest.param({"TR-F7": 800_000}, AS_OF, id="days_before_all_years"),
        pytest.param({"TR-F8": 10**17}, AS_OF, id="days_without_number"),
        pytest.param({"top_rated_counted_weeks": 200_000}, AS_OF, id="weeks_before_all_years"),
        pytest.param(
            {"WIN-1": 0, "TR-F7": 0, "TR-F8": 0, "top_rated_counted_weeks": 1},
            date.min,
            id="no_saturday_before_it",
        ),
    ],
)
def test_where_the_calendar_does_not_reach_there_is_no_answer(
    numbers: dict[str, int], day: date
) -> None:
    """A number may be any, but asking for days that no calendar has is refused as such."""
    record = good_record(circumvention_on=AS_OF)
    with pytest.raises(InvalidRecordError, match="must lie within the calendar"):
        decide(record, TOP, as_of=day, edition=supposed(numbers))


def test_an_act_may_bar_longer_than_the_calendar_lasts() -> None:
    """No day frees who is barred for 8,333 years; an act still to come bars nobody yet."""
    law = supposed({"TR-X1": 100_000})
    for act, verdict in ((AS_OF, Verdict.UNMET), (date.max, Verdict.MET)):
        record = good_record(circumvention_on=act)
        found = decide(record, TOP, as_of=AS_OF, edition=law)["no_circumvention"]
        assert found.verdict is verdict


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        pytest.param(
            {"TRP-A2": {"Admin": 1, "admin_support": 1}},
            "must be given once, admin_support stands there twice",
            id="a_category",
        ),
        pytest.param(
            {"TRP-F1": 1, "freelancer_earnings": 1},
            "must be given once, freelancer_earnings stands there twice",
            id="a_number",
        ),
    ],
)
def test_what_stands_there_twice_is_named(numbers: dict[str, object], message: str) -> None:
    """Given under two names, a category or a number is told by the one it has in an edition."""
    (problem,) = refused(numbers)
    assert problem.message == message


def test_everything_is_refused_at_once() -> None:
    """Name, numbers and amounts in tables are all told in one error."""
    problems = refused(
        {"TRP-F1": -1, "TRP-F2": {"lega": -1, "legal": 1.5}, "TR-F4": 13, "TR-A3": 80, "X": 1},
        "2020-07",
    )
    assert [problem.path for problem in problems] == [
        "name",
        "TRP-F1",
        "TRP-F2.lega",
        "TRP-F2.lega",
        "TRP-F2.legal",
        "TR-F4",
        "X",
    ]


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        pytest.param("TRP-F11", "TRP-F1", id="a_digit_more"),
        pytest.param("TR-X", "TR-X1", id="a_digit_short"),
        pytest.param("top_rated_scores", "top_rated_score", id="a_name"),
    ],
)
def test_an_unknown_clause_gets_a_hint(key: str, nearest: str) -> None:
    """An unknown clause is refused with every clause that holds a number, and with the nearest."""
    (problem,) = refused({key: 1})
    assert problem.message.endswith(f", got '{key}'; did you mean '{nearest}'?")
    for clause in {one.metadata[CLAUSE] for one in NUMBERS.values()}:
        assert f" {clause}," in problem.message


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        pytest.param(
            "TR-F4",
            ["top_rated_eligible_weeks", "top_rated_counted_weeks", "top_rated_week_score"],
            id="TR-F4",
        ),
        pytest.param("TR-A4", ["agency_owner_profile", "agency_members_profile"], id="TR-A4"),
        pytest.param("TR-F5", ["top_rated_profile", "top_rated_profile_from_elance"], id="TR-F5"),
        pytest.param("RT-4", ["rising_talent_earnings", "rising_talent_feedback"], id="RT-4"),
        pytest.param(
            "DELAY-1",
            ["base_badge_delay", "top_rated_plus_delay", "badge_review"],
            id="DELAY-1",
        ),
    ],
)
def test_a_clause_of_several_numbers_names_them(clause: str, names: list[str]) -> None:
    """Where a clause holds several numbers, the refusal says by which names to ask."""
    (problem,) = refused({clause: 1})
    count, told = len(names), ", ".join(names)
    assert problem.message == f"holds {count} numbers; name one of them: {told}"


def test_a_hypothetical_edition_names_the_published_one_below_it() -> None:
    """Changed twice, an edition has both numbers, and still names the published one it began as."""
    first = edition_named("2020-10").hypothetical("first", {"TRP-F1": "8000"})
    second = first.hypothetical("second", {"TR-F1": 80})
    assert [(one.id, one.based_on) for one in (first, second)] == [
        ("first", "2020-10"),
        ("second", "2020-10"),
    ]
    assert (second.freelancer_earnings, second.top_rated_score) == (8_000_00, 80)
    assert second.effective_from == date(2020, 10, 1)
    assert {one.based_on for one in EDITIONS} == {None}


DAYS = [
    pytest.param(date(2019, 1, 1), id="before_all_editions"),
    pytest.param(date(2020, 7, 7), id="first_day"),
    pytest.param(date(2020, 9, 1), id="in_its_time"),
    pytest.param(date(2020, 10, 1), id="when_it_is_over"),
    pytest.param(law.HORIZON, id="far_ahead"),
]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "edition",
    [
        pytest.param(LOWER, id="another_number"),
        pytest.param(supposed({}), id="no_other_number"),
        pytest.param(supposed({"TRP-F1": "10000"}), id="the_same_number"),
    ],
)
def test_a_hypothetical_edition_is_in_force_on_no_day(edition: Edition, day: date) -> None:
    """On every day an answer by it is hypothetical, even where its numbers are the law's."""
    record = plus_holder()
    answer = assess(record, as_of=day, edition=edition)
    assert answer.question.is_hypothetical
    assert decide(record, PLUS, as_of=day, edition=edition).question.is_hypothetical
    assert dump_assessment(answer)["hypothetical"] is True
    assert dump_assessment(answer)["edition"] == edition.id
    own = dump_ledger(ledger(record, PLUS, as_of=day, edition=edition))
    assert (own["hypothetical"], own["edition"]) == (True, edition.id)
    told = dump_comparison(compare(assess(record, as_of=day, edition="2020-07"), answer))
    assert (told["after"]["hypothetical"], told["after"]["edition"]) == (True, edition.id)


TWO_NUMBERS = supposed({"TRP-F1": "8000", "TRP-F2": {"legal": "4000.50"}, "TR-X1": 3})
DIFFERENCES = [
    "  > freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
    "  > freelancer large contract, Legal: $4,000.50 instead of $5,000.00 (TRP-F2)",
    "  > circumvention bar: 3 months instead of 6 months (TR-X1)",
]
SAID = ["Hypothetical: nobody published these rules. Against edition 2020-07:", *DIFFERENCES]


class TestTexts:
    """Every text of an answer by a hypothetical edition says so, and lists how it differs."""

    ANSWER = assess(plus_holder(), as_of=AS_OF, edition=TWO_NUMBERS)

    def test_an_assessment_says_so_among_its_question(self) -> None:
        """What was asked name the edition, and end with every number that differs."""
        terms = to_text(self.ANSWER).split("\n\n")[0].split("\n")
        assert terms[1] == "Rules: edition what if."
        assert terms[3:] == SAID

    @pytest.mark.parametrize("badge", list(Badge))
    def test_a_decision_says_so_at_its_end(self, badge: Badge) -> None:
        """A decision shown by itself ends with every number that differs."""
        assert to_text(self.ANSWER[badge]).split("\n")[-4:] == SAID

    @pytest.mark.parametrize("badge", [PLUS, TOP])
    def test_a_ledger_says_so_below_its_title(self, badge: Badge) -> None:
        """A ledger begins with every number that differs."""
        own = ledger(plus_holder(), badge, as_of=AS_OF, edition=TWO_NUMBERS)
        assert to_text(own).split("\n")[1:5] == SAID

    @pytest.mark.parametrize("is_first", [True, False], ids=["first", "second"])
    def test_a_comparison_says_so_of_either_side(self, *, is_first: bool) -> None:
        """Whichever of the two was hypothetical, the comparison begins with what differs."""
        pair = [self.ANSWER, assess(plus_holder(), as_of=AS_OF)]
        text = to_text(compare(*(pair if is_first else reversed(pair))))
        assert text.split("\n")[1:5] == SAID
        assert text.count("Hypothetical") == 1

    def test_a_comparison_of_two_alike_says_so_once(self) -> None:
        """What is to be said of both is said once, and what differs of each."""
        other = assess(plus_holder(), as_of=AS_OF, edition=LOWER)
        assert to_text(compare(self.ANSWER, self.ANSWER)).split("\n")[1:5] == SAID
        assert to_text(compare(self.ANSWER, self.ANSWER)).count("Hypothetical") == 1
        lines = to_text(compare(self.ANSWER, other)).split("\n")
        assert lines[1:7] == [*SAID, SAID[0], SAID[1]]

    def test_an_edition_says_so_in_its_first_line(self) -> None:
        """Shown by itself the edition is called hypothetical, and lists what differs."""
        lines = to_text(TWO_NUMBERS).split("\n")
        assert lines[:6] == [
            "Edition what if, hypothetical, based on 2020-07",
            "New: other numbers, to ask what would be. Date: never in force.",
            *DIFFERENCES,
            "",
        ]
        assert "TRP-F1   freelancer earnings: $8,000.00 [TB, F-1051261]" in lines
        assert "in force from" not in "\n".join(lines)

    def test_a_published_edition_out_of_its_time_differs_in_nothing(self) -> None:
        """An edition of another time is hypothetical too, but nobody made up its numbers."""
        text = to_text(assess(plus_holder(), as_of=AS_OF, edition="2024-01"))
        assert (
            "Hypothetical: edition 2024-01 was not the one in force on 2020-09-01."
            in text.replace("\n", " ")
        )
        assert "2024-01" in text
        assert "instead of" not in text

    def test_numbers_changed_in_two_steps_are_all_listed(self) -> None:
        """Against the published edition all steps together are told."""
        second = LOWER.hypothetical("second", {"TR-X1": 3})
        text = to_text(assess(plus_holder(), as_of=AS_OF, edition=second))
        assert [line for line in text.split("\n") if "instead of" in line] == [
            DIFFERENCES[0],
            DIFFERENCES[2],
        ]

    def test_a_number_set_back_is_no_difference(self) -> None:
        """A number that is the published one again is not listed."""
        back = TWO_NUMBERS.hypothetical("back", {"TRP-F1": 10_000})
        text = to_text(decide(plus_holder(), PLUS, as_of=AS_OF, edition=back))
        assert [line for line in text.split("\n") if "instead of" in line] == DIFFERENCES[1:]

    def test_however_long_its_name_no_line_is_too_long(self) -> None:
        """A long name keeps within 80 columns in every text."""
        edition = supposed({"TRP-F2": dict.fromkeys(Category, 1)}, "a very long name " * 20)
        answer = assess(plus_holder(), as_of=AS_OF, edition=edition)
        shown: list[object] = [answer, *answer.values(), edition, compare(answer, self.ANSWER)]
        shown.append(ledger(plus_holder(), PLUS, as_of=AS_OF, edition=edition))
        lines = [line for one in shown for line in to_text(one).split("\n")]
        assert max(map(len, lines)) <= 80
        assert [line for line in lines if line != line.rstrip()] == []


def test_hypothetical_editions_are_values() -> None:
    """Made twice they are equal and one in a set, and other numbers or names make others."""
    again = LAUNCH.hypothetical("lower bar", {"freelancer_earnings": 8000})
    assert len({LOWER, again, LAUNCH}) == 2
    assert hash(LOWER) == hash(again)
    assert supposed({"TRP-F1": "8000"}, "another name") != LOWER
    assert supposed({"TRP-F1": "8000.01"}, "lower bar") != LOWER


def test_hypothetical_editions_can_be_sent_elsewhere() -> None:
    """Pickled or copied, an edition is equal, and answers by it are."""
    for copied in (pickle.loads(pickle.dumps(LOWER)), deepcopy(LOWER)):  # noqa: S301  # our own
        assert copied == LOWER
        assert hash(copied) == hash(LOWER)
        answers = [assess(plus_holder(), as_of=AS_OF, edition=one) for one in (LOWER, copied)]
        assert answers[0] == answers[1]


def test_the_published_edition_stays_as_it_was() -> None:
    """Asking what would be changes no law."""
    before = {one.name: getattr(LAUNCH, one.name) for one in attrs.fields(Edition)}
    supposed({"TRP-F1": 1, "TRP-F2": {"legal": 1}})
    assert {one.name: getattr(LAUNCH, one.name) for one in attrs.fields(Edition)} == before
    assert not assess(plus_holder(), as_of=AS_OF).question.is_hypothetical


def test_a_hypothetical_edition_cannot_be_asked_for_by_name() -> None:
    """Only published editions have a name that others know."""
    assert LOWER not in EDITIONS
    with pytest.raises(LookupError, match="lower bar"):
        edition_named(LOWER.id)

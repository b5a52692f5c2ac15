"""Where the page says otherwise: what is an entry, and what explains it, tried once more by hand.

The window of `DAY` is 28 Nov 2025 to 27 Nov 2026, by months and by days alike.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from dateutil.relativedelta import relativedelta

import reputations
from badgerules import (
    EDITIONS,
    Badge,
    Category,
    Contract,
    ExpertVetting,
    PlatformStats,
    Readings,
    ShownBadge,
    TalentRecord,
    Verdict,
    WrongTypeError,
    assess,
    decide,
    disagreements,
    dump_assessment,
    dump_record,
    to_html,
    to_text,
)
from badgerules.cli import main
from badgerules.disagreements import Amount, ExplanationKind
from badgerules.schemas import json_schema
from badgerules.schemas.checking import misfits
from builders import agency, freelancer, paid, plus_holder, standing, vetted, weeks
from markup import parsed, text_of
from populations import words_of_readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from badgerules import Decision, Disagreement
    from badgerules.names import CategoryName

DAY = date(2026, 11, 27)
ONE_DAY = timedelta(days=1)
MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
NOTHING: dict[ExplanationKind, list[str]] = {}
TALENT_BADGES = (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS, Badge.EXPERT_VETTED)


def shown(record: TalentRecord, on: date = DAY, **figures: Any) -> TalentRecord:
    """Return a record with what the page shows on a day."""
    return attrs.evolve(record, stats=PlatformStats(shown_on=on, **figures))


def entries(record: TalentRecord, on: date = DAY, **terms: Any) -> dict[str, Disagreement]:
    """Return the disagreements on a day, by what they are about."""
    found = disagreements(assess(record, as_of=on, **terms))
    by_subject = {entry.subject: entry for entry in found}
    assert len(by_subject) == len(found)
    return by_subject


def explained(entry: Disagreement) -> dict[ExplanationKind, list[str]]:
    """Return what explains an entry, by its kind."""
    told: dict[ExplanationKind, list[str]] = {}
    for one in entry.explanations:
        told.setdefault(one.kind, []).append(one.subject)
    return told


def earned(
    *payments: tuple[str, date], category: CategoryName = "writing", **facts: Any
) -> Contract:
    """Return a contract with payments."""
    own = [paid(amount, day) for amount, day in payments]
    return Contract(id="one", category=category, payments=own, **facts)


# --- what a shown badge implies -------------------------------------------------------------------

EARLY: tuple[str, ...] = ("2020-07-07", "2020-08-31")
"""The owner sees the base badge alone before 1 Sep 2020 (VIS-4)."""
LATER: tuple[str, ...] = ("2020-09-01", "2026-07-06", "2026-07-07", "2026-11-27")

# In the order of TALENT_BADGES: + it is held, - it is not, . nothing is implied.
IMPLIED: dict[tuple[str, tuple[str, ...]], str] = {
    ("none", EARLY): "----",
    ("none", LATER): "----",
    ("rising_talent", EARLY): "+...",
    ("rising_talent", LATER): "+---",
    ("top_rated", EARLY): ".+..",
    ("top_rated", LATER): ".+--",
    ("top_rated_plus", EARLY): ".++-",
    ("top_rated_plus", LATER): ".++-",
    ("expert_vetted", EARLY): "...+",
    ("expert_vetted", LATER): "...+",
}


def with_badge(badge: Badge, day: date) -> TalentRecord:
    """Return a talent who holds a badge on a day."""
    if badge is Badge.EXPERT_VETTED:
        vetting = vetted(invited_on=day - 9 * ONE_DAY, passed_on=day - 8 * ONE_DAY)
        return freelancer(base_badge="none", expert_vetting=vetting)
    if badge is Badge.TOP_RATED_PLUS:
        return plus_holder(on=day)
    return freelancer(base_badge=badge.value)


def without_badge(badge: Badge, day: date) -> TalentRecord:
    """Return a talent who holds none of the badges, up to one that is asked about."""
    del badge, day
    return freelancer(base_badge="none")


@pytest.mark.parametrize(
    ("word", "day", "marks"),
    [
        pytest.param(word, date.fromisoformat(day), marks, id=f"{word} on {day}")
        for (word, days), marks in IMPLIED.items()
        for day in days
    ],
)
def test_a_shown_badge_implies_some_badges_and_rules_out_others(
    word: str, day: date, marks: str
) -> None:
    """A badge is implied if lacking it is an entry, and ruled out if holding it is one."""
    found = ""
    for badge in TALENT_BADGES:
        held = shown(with_badge(badge, day), day, badge=word)
        lacked = shown(without_badge(badge, day), day, badge=word)
        assert decide(held, badge, as_of=day).is_met
        is_ruled_out = badge.value in entries(held, day)
        is_implied = badge.value in entries(lacked, day)
        assert not (is_ruled_out and is_implied)
        found += "+" if is_implied else "-" if is_ruled_out else "."
    assert found == marks


def test_nothing_is_implied_of_diversity_certified() -> None:
    """Whatever badge is shown, the diversity badge stands beside it."""
    for word in ShownBadge:
        assert "diversity_certified" not in entries(shown(freelancer(), badge=word))


@pytest.mark.parametrize("days", [-1, 1, 7])
def test_on_another_day_there_are_none(days: int) -> None:
    """The page says nothing of the day before, nor of the day after."""
    record = shown(freelancer(base_badge="none"), badge="top_rated", holds=3)
    assert entries(record)
    assert entries(record, DAY + timedelta(days=days)) == {}


def test_without_figures_there_are_none() -> None:
    """Where nothing of the page is told, nothing can differ."""
    assert entries(freelancer(base_badge="none")) == {}
    assert entries(shown(freelancer(base_badge="none"))) == {}


def test_an_unknown_verdict_against_an_implied_one_is_an_entry() -> None:
    """That it is not known is said, and what would settle it."""
    entry = entries(shown(freelancer(base_badge=None), badge="top_rated"))["top_rated"]
    assert (entry.shown, entry.found) == (MET, UNKNOWN)
    assert explained(entry) == {ExplanationKind.UNKNOWN_FACT: ["base_badge"]}
    assert entry.text == "Top Rated: the page says yes, the record leaves it open"
    (one,) = entry.explanations
    assert one.text == "to settle it, record which badge the platform reports (base_badge)"


# --- figures --------------------------------------------------------------------------------------

SATURDAY = date(2026, 11, 21)
"""The last Saturday on or before the day."""


def with_reputation(**facts: Any) -> TalentRecord:
    """Return a talent with a reputation as of the day, and $4,000 in Writing."""
    usual: dict[str, Any] = {"last_active_on": date(2026, 9, 30)}
    return TalentRecord(
        kind="freelancer",
        contracts=[earned(("4000", date(2026, 5, 1)), outcome="positive")],
        reputation=standing(DAY, **usual | facts),
    )


@pytest.mark.parametrize(
    ("facts", "figure", "expected", "text"),
    [
        pytest.param({}, {"earnings_12_months": "4000"}, None, "", id="earnings_alike"),
        pytest.param(
            {},
            {"earnings_12_months": "4000.01"},
            (4000_01, 4000_00),
            "earnings of 12 months: the page shows $4,000.01, the payments on record add up to "
            "$4,000.00",
            id="earnings_differ",
        ),
        pytest.param({}, {"eligible_weeks": 16}, None, "", id="weeks_alike"),
        pytest.param(
            {},
            {"eligible_weeks": 15},
            (15, 16),
            "eligible weeks: the page shows 15, the record says 16",
            id="weeks_differ",
        ),
        *(
            pytest.param(
                {"weeks": weeks("." * 3 + "+" * 10 + "-" * 3, SATURDAY), "job_success_score": 95},
                {"eligible_weeks": number},
                expected,
                text,
                id=f"weeks_{number}_of_10_to_13",
            )
            for number, expected, text in (
                (
                    9,
                    (9, (10, 13)),
                    "eligible weeks: the page shows 9, the record says 10 to 13",
                ),
                (10, None, ""),
                (13, None, ""),
                (
                    14,
                    (14, (10, 13)),
                    "eligible weeks: the page shows 14, the record says 10 to 13",
                ),
            )
        ),
        pytest.param({"holds": []}, {"holds": 0}, None, "", id="holds_alike"),
        pytest.param(
            {"holds": [DAY - 90 * ONE_DAY, DAY - 89 * ONE_DAY, DAY, DAY + ONE_DAY]},
            {"holds": 2},
            None,
            "",
            id="holds_of_90_days",
        ),
        pytest.param(
            {"holds": [DAY - 89 * ONE_DAY]},
            {"holds": 0},
            (0, 1),
            "holds: the page shows 0, the record says 1",
            id="holds_differ",
        ),
        pytest.param({"holds": None}, {"holds": 5}, None, "", id="holds_not_known"),
        pytest.param({}, {"has_large_contract": False}, None, "", id="tick_alike"),
        pytest.param(
            {},
            {"has_large_contract": True},
            (True, False),
            "large contract: ticked on the page, not met by the contracts on record",
            id="tick_differs",
        ),
    ],
)
def test_a_figure_is_an_entry_exactly_where_it_differs_from_the_facts(
    facts: dict[str, Any], figure: dict[str, Any], expected: tuple[Amount, Amount] | None, text: str
) -> None:
    """The page and the facts stand side by side; where the facts are not known, nothing differs."""
    found = entries(shown(with_reputation(**facts), **figure))
    if expected is None:
        assert found == {}
    else:
        (entry,) = found.values()
        assert [entry.subject] == [*figure]
        assert (entry.shown, entry.found) == expected
        assert entry.text == text
        assert entry.shown_on == DAY


def test_a_figure_without_facts_differs_from_nothing() -> None:
    """Where contracts and reputation are not known, every figure may be right."""
    record = TalentRecord(kind="freelancer", contracts=[], contracts_known=False)
    figures: dict[str, Any] = {"eligible_weeks": 3, "holds": 2, "has_large_contract": True}
    assert entries(shown(record, earnings_12_months="5", **figures)) == {}


def test_a_tick_that_is_missing_is_told() -> None:
    """A contract that is large enough by its payments, and no tick on the page."""
    large = earned(("5000", date(2026, 5, 1)), outcome="positive")
    entry = entries(shown(freelancer(large), has_large_contract=False))["has_large_contract"]
    assert (entry.shown, entry.found) == (False, True)
    assert entry.text == "large contract: not ticked on the page, met by the contracts on record"


# --- each explanation alone -----------------------------------------------------------------------


def test_a_reading_alone_explains() -> None:
    """By everything paid so far the contract is large; nothing else makes it so."""
    contract = earned(
        ("15000", date(2025, 1, 10)),
        ("11000", date(2026, 3, 1)),
        category="customer_service",
        outcome="positive",
    )
    found = entries(shown(freelancer(contract), badge="top_rated_plus", has_large_contract=True))
    reading = {ExplanationKind.READING: ["large_contract_sum=lifetime_if_active"]}
    assert {subject: explained(entry) for subject, entry in found.items()} == {
        "top_rated_plus": reading,
        "has_large_contract": reading,
    }
    (one,) = found["top_rated_plus"].explanations
    assert one.days == ()
    assert one.text == (
        "if a large contract that was paid inside the window counts with all it was ever paid "
        "(TRP-F3), the record says the same as the page"
    )


def test_an_edition_alone_explains() -> None:
    """On 1 Jul 2024 data science may not have been open yet to Expert-Vetted, or no longer new."""
    day = date(2024, 7, 1)
    vetting = vetted(
        category="data_science_analytics",
        invited_on=date(2024, 3, 1),
        passed_on=date(2024, 3, 9),
    )
    record = shown(freelancer(expert_vetting=vetting), day, badge="top_rated")
    (entry,) = entries(record, day).values()
    assert (entry.subject, entry.shown, entry.found) == ("expert_vetted", UNMET, MET)
    assert explained(entry) == {ExplanationKind.EDITION: ["2022-01"]}
    (one,) = entry.explanations
    assert one.text == (
        "edition 2022-01 may have applied instead: then the record says the same as the page"
    )


def test_no_other_edition_stands_beside_one_that_was_asked_for() -> None:
    """Rules that are supposed for a day were not in force by mistake."""
    day = date(2024, 7, 1)
    vetting = vetted(category="data_science_analytics", invited_on=day, passed_on=day)
    record = shown(freelancer(expert_vetting=vetting), day, badge="top_rated")
    (entry,) = entries(record, day, edition="2026-07").values()
    assert entry.subject == "expert_vetted"
    assert entry.explanations == ()


def bonus_agency(on: date) -> TalentRecord:
    """Return an agency that holds Top Rated Plus from a day on, whatever the readings."""
    payments = [("29000", on - 60 * ONE_DAY), ("2000", on)]
    judged_on = on - 100 * ONE_DAY
    return agency(
        earned(
            *payments,
            category="web_mobile_software_development",
            outcome="positive",
            outcome_on=judged_on,
        )
    )


@pytest.mark.parametrize(
    ("turned_on", "delay"),
    [
        pytest.param(date(2021, 5, 3), 3, id="72_hours"),
        pytest.param(date(2026, 6, 29), 3, id="the_last_72_hours"),
        pytest.param(date(2026, 11, 2), 14, id="two_weeks"),
    ],
)
def test_the_review_alone_explains_and_one_day_later_no_longer(turned_on: date, delay: int) -> None:
    """Top Rated Plus may take 72 hours to be shown, from 2026-07 on two weeks (DELAY-1)."""
    last_day_before = turned_on - ONE_DAY
    for days in range(1, delay + 3):
        day = last_day_before + timedelta(days=days)
        (entry,) = entries(shown(bonus_agency(turned_on), day, badge="top_rated"), day).values()
        assert (entry.subject, entry.shown, entry.found) == ("top_rated_plus", UNMET, MET)
        if days > delay:
            assert entry.explanations == ()
            continue
        assert explained(entry) == {ExplanationKind.REVIEW: ["DELAY-1"]}
        (one,) = entry.explanations
        assert one.days == (last_day_before,)
        assert one.text == (
            f"the review may not have come yet: Top Rated Plus was not met on {last_day_before}, "
            f"and a badge may take {delay} days to be shown (DELAY-1)"
        )


@pytest.mark.parametrize(
    ("day", "delay"),
    [
        pytest.param(date(2021, 5, 3), 2, id="48_hours"),
        pytest.param(date(2026, 11, 27), 14, id="two_weeks"),
    ],
)
def test_the_review_of_a_base_badge(day: date, delay: int) -> None:
    """Top Rated may take 48 hours to be shown, from 2026-07 on two weeks (DELAY-1)."""
    for days in (1, delay, delay + 1):
        # A hold counts for 90 days: it did on the day so many days ago, and no longer the day after
        hold = day - timedelta(days=days + 89)
        facts: dict[str, Any] = {"holds": [hold], "last_active_on": day - 30 * ONE_DAY}
        record = TalentRecord(
            kind="agency",
            contracts=[earned(("90000", day - 60 * ONE_DAY))],
            reputation=standing(day, "agency", **facts),
        )
        entry = entries(shown(record, day, badge="none"), day)["top_rated"]
        assert (entry.shown, entry.found) == (UNMET, MET)
        reviews = [one for one in entry.explanations if one.kind is ExplanationKind.REVIEW]
        assert [one.days for one in reviews] == ([(day - timedelta(days=days),)][: days <= delay])


def test_before_the_first_rules_there_was_no_review() -> None:
    """Days before the rules are looked at only where the rules themselves are supposed."""
    day = date(2020, 7, 8)
    record = shown(bonus_agency(date(2020, 7, 7)), day, badge="none")
    entry = entries(record, day)["top_rated_plus"]
    assert entry.explanations == ()
    supposed = entries(record, day, edition="2026-07")["top_rated_plus"]
    assert [one.days for one in supposed.explanations] == [(date(2020, 7, 6),)]


def test_the_beginning_of_the_calendar_has_no_days_before_it() -> None:
    """Under supposed rules the first days of the second year are asked about as any other."""
    day = date(2, 1, 3)
    record = agency(earned(("90000", date(2, 1, 2)), ("5", date(1, 1, 3)), outcome="positive"))
    record = shown(record, day, badge="none", earnings_12_months="90005")
    found = entries(record, day, edition="2026-07")
    assert [one.days for one in found["top_rated_plus"].explanations] == [(date(2, 1, 1),)]
    assert [one.days for one in found["earnings_12_months"].explanations] == [(date(1, 1, 3),)]


def test_the_end_of_the_calendar_has_no_day_after_it() -> None:
    """On the last day of the calendar no day outside can be looked at."""
    day = date.max
    record = shown(freelancer(earned(("500", day))), day, earnings_12_months="0")
    (entry,) = entries(record, day).values()
    assert [one.days for one in entry.explanations] == [(day,)]


def test_a_membership_read_as_none_alone_explains() -> None:
    """An exclusive agency contractor holds no Top Rated Plus; nearly nobody is one."""
    holder = freelancer(earned(("12000", date(2026, 3, 1)), outcome="positive"))
    (entry,) = entries(shown(holder, badge="top_rated")).values()
    assert explained(entry) == {ExplanationKind.READ_AS_NONE: ["exclusive_agency_contractor"]}
    (one,) = entry.explanations
    assert one.text == (
        "no exclusive contract with an agency is on record; with one the record says the same as "
        "the page"
    )


def test_a_screening_read_as_none_alone_explains() -> None:
    """Whoever shows Expert-Vetted has passed a screening that the record does not have."""
    (entry,) = entries(shown(freelancer(), badge="expert_vetted")).values()
    assert (entry.subject, entry.shown, entry.found) == ("expert_vetted", MET, UNMET)
    assert explained(entry) == {ExplanationKind.READ_AS_NONE: ["expert_vetting"]}


def test_a_profile_from_elance_alone_explains() -> None:
    """A profile that was brought over needs 90 % only (TR-F5)."""
    record = shown(with_reputation(profile_percent=95), badge="top_rated")
    (entry,) = entries(record).values()
    assert (entry.subject, entry.shown, entry.found) == ("top_rated", MET, UNMET)
    assert explained(entry) == {ExplanationKind.READ_AS_NONE: ["reputation.from_elance"]}


def test_a_payment_off_the_platform_alone_explains() -> None:
    """Everything is met, and nothing is shown (TR-X1)."""
    entry = entries(shown(with_reputation(), badge="none"))["top_rated"]
    assert (entry.shown, entry.found) == (UNMET, MET)
    assert explained(entry) == {ExplanationKind.READ_AS_NONE: ["reputation.circumvention_on"]}


def test_a_fact_on_record_is_not_read_as_none() -> None:
    """What is told explains nothing by being something else."""
    facts = {"circumvention_on": date(2020, 3, 1), "from_elance": True}
    entry = entries(shown(with_reputation(**facts), badge="none"))["top_rated"]
    assert entry.explanations == ()
    barred = freelancer(exclusive_agency_contractor=True, expert_vetting=vetted(passed_on=None))
    found = entries(shown(barred, badge="expert_vetted"))
    assert found["expert_vetted"].explanations == ()


BORDERS = {
    "first": (date(2025, 11, 28), -1),
    "last": (DAY, -1),
    "before": (date(2025, 11, 27), 1),
    "after": (date(2026, 11, 28), 1),
}
"""The four days at the borders of the window, and what becomes of the sum if one is turned."""


@pytest.mark.parametrize(
    "turned",
    [
        ("first",),
        ("last",),
        ("before",),
        ("after",),
        ("first", "after"),
        ("before", "last"),
        ("first", "last", "after"),
        ("before", "first", "last", "after"),
    ],
    ids="_and_".join,
)
def test_payments_at_the_borders_alone_explain_a_sum(turned: tuple[str, ...]) -> None:
    """Each of four days is counted as a whole, or not; the days that make the sum are named."""
    cents = {"first": 101, "last": 1010, "before": 10100, "after": 101000}
    payments = [("0.01", DAY - 100 * ONE_DAY), ("7000", date(2025, 11, 26))]
    for name, (day, _) in BORDERS.items():
        payments += [("1.00", day), (str(Decimal(cents[name] - 100).scaleb(-2)), day)]
    found = 1 + cents["first"] + cents["last"]
    told = found + sum(cents[name] * BORDERS[name][1] for name in turned)
    dollars = Decimal(told).scaleb(-2)
    (entry,) = entries(shown(freelancer(earned(*payments)), earnings_12_months=dollars)).values()
    assert (entry.shown, entry.found) == (told, found)
    assert explained(entry) == {ExplanationKind.BORDER_PAYMENTS: ["WIN-1"]}
    (one,) = entry.explanations
    assert one.days == tuple(sorted(BORDERS[name][0] for name in turned))


def test_a_sum_is_explained_in_words() -> None:
    """Amounts and days of what the page may count otherwise."""
    payments = [("500", date(2025, 11, 28)), ("80", date(2026, 11, 28)), ("60", DAY)]
    record = freelancer(earned(("9000", date(2026, 2, 1)), *payments))
    (entry,) = entries(shown(record, earnings_12_months="9140")).values()
    assert to_text(entry) == (
        "  ! earnings of 12 months: the page shows $9,140.00, the payments on record add\n"
        "    up to $9,560.00\n"
        "  > the 12 months of the page may begin or end otherwise: without $500.00 of\n"
        "    2025-11-28, with $80.00 of 2026-11-28"
    )


def test_days_that_cancel_out_are_not_named_besides() -> None:
    """One day explains the sum; two further days that add up to nothing explain no more."""
    payments = [("500", BORDERS["first"][0]), ("20", BORDERS["before"][0]), ("20", DAY)]
    (entry,) = entries(shown(freelancer(earned(*payments)), earnings_12_months="20")).values()
    assert [one.days for one in entry.explanations] == [(BORDERS["first"][0],)]


def test_both_a_reading_and_a_border_may_explain() -> None:
    """With 29 February in it, a window of 365 days begins a day later (WIN-2)."""
    day = date(2024, 6, 1)
    record = freelancer(earned(("300", date(2023, 6, 2)), ("900", date(2024, 1, 5))))
    (entry,) = entries(shown(record, day, earnings_12_months="900"), day).values()
    assert explained(entry) == {
        ExplanationKind.READING: ["window=last_365_days"],
        ExplanationKind.BORDER_PAYMENTS: ["WIN-1"],
    }


@pytest.mark.parametrize(
    ("figures", "subject"),
    [
        ({"badge": "none"}, "top_rated"),
        ({"badge": "rising_talent"}, "rising_talent"),
        ({"earnings_12_months": "12.34"}, "earnings_12_months"),
        ({"has_large_contract": True}, "has_large_contract"),
    ],
)
def test_where_nothing_explains_it_that_is_said(figures: dict[str, Any], subject: str) -> None:
    """A badge that the platform reports and does not show, say."""
    entry = entries(shown(freelancer(), **figures))[subject]
    assert explained(entry) == NOTHING
    assert to_text(entry).endswith("\n  > nothing on record explains it")
    assert "nothing on record explains it" in text_of(parsed(to_html(entry)))


# --- where it is shown ----------------------------------------------------------------------------


@pytest.fixture
def differing() -> TalentRecord:
    """Return a talent about whom the page says otherwise in five ways."""
    record = TalentRecord(
        kind="freelancer",
        contracts=[
            earned(("7000", date(2026, 5, 1)), ("50", date(2025, 11, 28)), outcome="positive")
        ],
        reputation=standing(DAY, weeks=weeks("+" * 9 + "." * 7, SATURDAY), job_success_score=80),
    )
    return shown(
        record,
        badge="top_rated",
        earnings_12_months="7000",
        eligible_weeks=8,
        holds=1,
        has_large_contract=False,
    )


def test_text_ends_with_where_the_page_says_otherwise(differing: TalentRecord) -> None:
    """Each entry, with what explains it, stands before what comes next."""
    blocks = to_text(assess(differing, as_of=DAY)).split("\n\n")
    (block,) = [block for block in blocks if block.startswith("The page says otherwise\n")]
    told = [line[4:] for line in block.split("\n") if line.startswith("  ! ")]
    assert [line.partition(":")[0] for line in told] == [
        "Top Rated",
        "earnings of 12 months",
        "eligible weeks",
        "holds",
        "large contract",
    ]
    assert blocks.index(block) > [one[:14] for one in blocks].index("On the profile")


def test_html_ends_with_the_same(differing: TalentRecord) -> None:
    """A heading, a sentence for each entry, and what explains it."""
    assessment = assess(differing, as_of=DAY)
    page = text_of(parsed(to_html(assessment)))
    assert "The page says otherwise" in page
    for entry in disagreements(assessment):
        assert f"{entry.text[0].upper()}{entry.text[1:]}." in page
        for one in entry.explanations:
            assert one.text in page


def test_json_has_the_same(differing: TalentRecord) -> None:
    """Money is text, counts and flags are themselves; all of it fits the schema."""
    dumped = json.loads(json.dumps(dump_assessment(assess(differing, as_of=DAY))))
    assert [*misfits(dumped, json_schema("assessment"))] == []
    by_subject = {one["subject"]: one for one in dumped["disagreements"]}
    told = {subject: (one["shown"], one["found"]) for subject, one in by_subject.items()}
    assert told == {
        "top_rated": ("met", "unmet"),
        "earnings_12_months": ("7000.00", "7050.00"),
        "eligible_weeks": (8, [9, 16]),
        "holds": (1, 0),
        "has_large_contract": (False, True),
    }
    assert by_subject["earnings_12_months"]["explanations"] == [
        {
            "kind": "border_payments",
            "subject": "WIN-1",
            "days": ["2025-11-28"],
            "text": "the 12 months of the page may begin or end otherwise: "
            "without $50.00 of 2025-11-28",
        }
    ]


def test_json_has_a_range_as_a_list() -> None:
    """The least and the most that weeks can be."""
    facts = {"weeks": weeks("." * 3 + "+" * 10 + "-" * 3, SATURDAY)}
    record = shown(with_reputation(**facts), eligible_weeks=9)
    dumped = json.loads(json.dumps(dump_assessment(assess(record, as_of=DAY))))
    assert [one["found"] for one in dumped["disagreements"]] == [[10, 13]]
    assert [*misfits(dumped, json_schema("assessment"))] == []


def test_json_has_an_empty_list_where_the_page_says_the_same() -> None:
    """The key is there wherever something of a page is told, and nowhere else."""
    same = dump_assessment(assess(shown(freelancer(), badge="top_rated"), as_of=DAY))
    assert same["disagreements"] == []
    assert "disagreements" not in dump_assessment(assess(freelancer(), as_of=DAY))


def test_the_command_tells_it(
    differing: TalentRecord, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`assess` prints it for a record that has what the page shows."""
    file = tmp_path / "record.json"
    file.write_text(json.dumps(dump_record(differing)), encoding="utf-8")
    assert main(["assess", str(file), "--as-of", DAY.isoformat()]) == 0
    printed = capsys.readouterr().out
    assert "The page says otherwise\n  ! Top Rated: the page says yes" in printed


def test_an_entry_is_shown_in_one_line_and_has_no_truth(differing: TalentRecord) -> None:
    """`if entry` would be true always; the list of entries is what to ask."""
    entry = disagreements(assess(differing, as_of=DAY))[0]
    assert repr(entry) == (
        "<Disagreement top_rated on 2026-11-27: Top Rated: the page says yes, the record says no>"
    )
    with pytest.raises(TypeError, match="disagreements"):
        bool(entry)


def test_what_is_no_assessment_is_refused() -> None:
    """A record has no verdicts yet to hold against the page."""
    record: Any = freelancer()
    with pytest.raises(WrongTypeError, match="assessment must be an Assessment"):
        disagreements(record)


# --- every explanation once more, by hand ---------------------------------------------------------

DELAYS = {
    Badge.RISING_TALENT: (2, 14),
    Badge.TOP_RATED: (2, 14),
    Badge.TOP_RATED_PLUS: (3, 14),
    Badge.EXPERT_VETTED: (0, 0),
}
"""How many days a badge may take to be shown, before and from edition 2026-07 on (DELAY-1)."""


class Oracle:
    """What the page says and what comes out, worked out again by other means.

    Sums, counts and days are worked out here, verdicts are asked of `decide`.
    """

    def __init__(
        self, record: TalentRecord, day: date, readings: Readings, known_through: date
    ) -> None:
        self.record, self.day = record, day
        self.read_as, self.known_through = readings, known_through
        stats = record.stats
        assert stats is not None
        self.stats = stats
        self.edition = [one.id for one in EDITIONS if one.effective_from <= day][-1]

    def shown(self) -> dict[str, Any]:
        """Return what the page says of each badge and each figure."""
        told: dict[str, Any] = {}
        if self.stats.badge is not None:
            days = EARLY if self.day < date(2020, 9, 1) else LATER
            marks = IMPLIED[self.stats.badge.value, days]
            for badge, mark in zip(TALENT_BADGES, marks, strict=True):
                if mark != ".":
                    told[badge.value] = MET if mark == "+" else UNMET
        if self.stats.earnings_12_months is not None:
            told["earnings_12_months"] = int(self.stats.earnings_12_months * 100)
        for name in ("eligible_weeks", "holds", "has_large_contract"):
            if getattr(self.stats, name) is not None:
                told[name] = getattr(self.stats, name)
        return told

    def asked(self, badge: str, record: TalentRecord, **terms: Any) -> Decision:
        """Return a decision under other terms."""
        usual: dict[str, Any] = {
            "as_of": self.day,
            "edition": self.edition,
            "readings": self.read_as,
            "known_through": self.known_through,
        }
        return decide(record, Badge(badge), **usual | terms)

    def first_day(self, readings: Readings) -> date:
        """Return the first day that counts in a window of money."""
        if readings.window.value == "last_365_days":
            return self.day - timedelta(days=364)
        return self.day - relativedelta(months=12) + ONE_DAY

    def found(
        self, subject: str, record: TalentRecord | None = None, **terms: Any
    ) -> Amount | None:
        """Return what comes out; for weeks the least and the most, None where it is not known."""
        record = record or self.record
        if subject == "earnings_12_months":
            return self._earned(record, terms.get("readings", self.read_as))
        if subject == "holds":
            return self._holds(record)
        bare = attrs.evolve(record, stats=None)
        if subject == "eligible_weeks":
            decision = self.asked("top_rated", bare, **terms)
            if "eligible_weeks" not in decision:
                return None
            finding = decision["eligible_weeks"]
            return (finding.measured or 0, finding.highest)
        if subject == "has_large_contract":
            verdict = self.asked("top_rated_plus", bare, **terms)["large_contract"].verdict
            return {MET: True, UNMET: False, UNKNOWN: None}[verdict]
        return self.asked(subject, record, **terms).verdict

    def _earned(self, record: TalentRecord, readings: Readings) -> int | None:
        first = self.first_day(readings)
        since, through = record.payments_known_since, record.payments_known_through
        is_cut = first <= self.known_through and (
            (since and since > first) or (through and through < self.known_through)
        )
        if is_cut or not record.contracts_known:
            return None
        return sum(
            payment.cents
            for one in record.contracts
            for payment in one.payments
            if first <= payment.paid_on <= self.day
        )

    def _holds(self, record: TalentRecord) -> int | None:
        days = None if record.reputation is None else record.reputation.holds
        if days is None:
            return None
        return sum(self.day - 89 * ONE_DAY <= day <= self.day for day in days)

    def agrees(self, subject: str, found: Amount | None) -> bool:
        """Tell whether what comes out is, or may be, what the page says."""
        told = self.shown()[subject]
        if isinstance(found, tuple):
            return bool(found[0] <= told <= found[1])
        return found is told if isinstance(told, bool | Verdict) else bool(found == told)

    def differing(self) -> list[str]:
        """Return what differs, in the order of entries."""
        found = {subject: self.found(subject) for subject in self.shown()}
        return [
            subject
            for subject, value in found.items()
            if value is not None and not self.agrees(subject, value)
        ]

    # what explains a subject, found by trying everything

    def readings(self, subject: str) -> Iterator[str]:
        """Try each value of each reading."""
        for name, words in words_of_readings():
            for word in words:
                other: dict[str, Any] = {name: word}
                readings = attrs.evolve(self.read_as, **other)
                if self.agrees(subject, self.found(subject, readings=readings)):
                    yield f"{name}={word.value}"

    def editions(self, subject: str) -> Iterator[str]:
        """Try every edition that may have been in force on the day."""
        for edition in EDITIONS:
            place = EDITIONS.index(edition)
            after = EDITIONS[place + 1] if place + 1 < len(EDITIONS) else None
            may_have_begun = edition.may_begin_from <= self.day
            may_not_be_over = after is None or self.day <= after.may_begin_through
            is_other = edition.id != self.edition and may_have_begun and may_not_be_over
            if is_other and self.agrees(subject, self.found(subject, edition=edition.id)):
                yield edition.id

    def reviews(self, subject: str) -> Iterator[date]:
        """Look for the last day without the badge, within the days that it may take."""
        if subject not in {badge.value for badge in TALENT_BADGES}:
            return
        if self.found(subject) is not MET:
            return
        delay = DELAYS[Badge(subject)][self.day >= date(2026, 7, 7)]
        days = [self.day - timedelta(days=number) for number in range(1, delay + 1)]
        unmet = [
            day
            for day in days
            if day >= date(2020, 7, 7)
            and decide(
                self.record,
                Badge(subject),
                as_of=day,
                readings=self.read_as,
                known_through=min(day, self.known_through),
            ).verdict
            is UNMET
        ]
        yield from unmet[:1]

    def none_facts(self, subject: str) -> Iterator[str]:
        """Try each fact that is read as none, in every way."""
        if subject not in {badge.value for badge in TALENT_BADGES}:
            return
        for name, with_fact in self._facts():
            if any(self.agrees(subject, self.found(subject, record=one)) for one in with_fact):
                yield name

    def _facts(self) -> Iterator[tuple[str, list[TalentRecord]]]:
        record = self.record
        if record.kind.value == "freelancer" and not record.exclusive_agency_contractor:
            member = attrs.evolve(record, exclusive_agency_contractor=True)
            yield "exclusive_agency_contractor", [member]
        if record.expert_vetting is None:
            days: dict[str, Any] = {"invited_on": self.day - ONE_DAY, "passed_on": self.day}
            passed = [ExpertVetting(category=category, **days) for category in Category]
            yield (
                "expert_vetting",
                [attrs.evolve(record, expert_vetting=one) for one in passed],
            )
        own = record.reputation
        if own is not None and own.circumvention_on is None:
            caught = attrs.evolve(own, circumvention_on=self.day)
            yield "reputation.circumvention_on", [attrs.evolve(record, reputation=caught)]
        if own is not None and not own.from_elance:
            brought = attrs.evolve(own, from_elance=True)
            yield "reputation.from_elance", [attrs.evolve(record, reputation=brought)]

    def borders(self, subject: str) -> Iterator[tuple[date, ...]]:
        """Try all sets of the four days; the smallest that make up the difference are meant."""
        if subject != "earnings_12_months":
            return
        first = self.first_day(self.read_as)
        days = [first - ONE_DAY, first, self.day, self.day + ONE_DAY]
        told: list[set[date]] = []
        for count in range(1, 5):
            for chosen in combinations(days, count):
                cents = [self._paid(day) * self._sign(day, first) for day in chosen]
                is_smallest = all(cents) and not any(one <= {*chosen} for one in told)
                total = cast("int", self.found(subject)) + sum(cents)
                if is_smallest and total == self.shown()[subject]:
                    told.append({*chosen})
                    yield chosen

    def _sign(self, day: date, first: date) -> int:
        return -1 if first <= day <= self.day else 1

    def _paid(self, day: date) -> int:
        payments = [payment for one in self.record.contracts for payment in one.payments]
        return sum(payment.cents for payment in payments if payment.paid_on == day)

    def explanations(self, subject: str) -> list[tuple[str, str, tuple[date, ...]]]:
        """Return everything that explains a subject: kind, what it names, and days."""
        unsettled = (
            self.asked(subject, self.record).unsettled if self.found(subject) is UNKNOWN else ()
        )
        return [
            *(("reading", name, ()) for name in self.readings(subject)),
            *(("edition", name, ()) for name in self.editions(subject)),
            *(("review", "DELAY-1", (day,)) for day in self.reviews(subject)),
            *(("unknown_fact", fact, ()) for fact in unsettled),
            *(("read_as_none", name, ()) for name in self.none_facts(subject)),
            *(("border_payments", "WIN-1", days) for days in self.borders(subject)),
        ]


PROPERTY_DAYS = (
    date(2020, 7, 10),
    date(2020, 8, 31),
    date(2020, 9, 1),
    date(2020, 10, 2),
    date(2021, 2, 28),
    date(2021, 3, 1),
    date(2022, 6, 15),
    date(2024, 2, 29),
    date(2024, 7, 1),
    date(2025, 6, 4),
    date(2025, 8, 1),
    date(2026, 7, 6),
    date(2026, 7, 8),
    date(2026, 11, 27),
    date(2028, 3, 1),
)


def told_of(random: Random, record: TalentRecord, day: date) -> TalentRecord:
    """Return a record with what a page may show of it: right, or wrong at a border."""
    if random.random() < 0.3:
        edges = [day - timedelta(days=days) for days in (100, 364, 365, 366)]
        record = attrs.evolve(record, payments_known_since=random.choice(edges))
    near = [day - ONE_DAY, day, day + ONE_DAY, *(day - timedelta(364 + n) for n in range(4))]
    window = [day - timedelta(days=number) for number in range(365)]
    chosen = {*window, *random.sample(near, 2)} - {*random.sample(near, 2)}
    cents = sum(
        payment.cents
        for one in record.contracts
        for payment in one.payments
        if payment.paid_on in chosen
    )
    stats = PlatformStats(
        shown_on=day,
        badge=random.choice([*ShownBadge, None]),
        earnings_12_months=Decimal(cents).scaleb(-2) if random.random() < 0.8 else None,
        eligible_weeks=random.choice([*range(9, 17), None]),
        holds=random.choice([0, 0, 1, 2, None]),
        has_large_contract=random.choice([True, False, None, None]),
    )
    return attrs.evolve(record, stats=stats)


def terms_of(random: Random, day: date) -> dict[str, Any]:
    """Return how clauses are read, and the last day whose facts are known; mostly as usual."""
    read: dict[str, Any] = {
        name: random.choice(words) if random.random() < 0.2 else words[0]
        for name, words in words_of_readings()
    }
    ago = random.choice((0, 0, 0, 1, 20, 400))
    return {"readings": Readings(**read), "known_through": day - timedelta(days=ago)}


@pytest.mark.parametrize("day", PROPERTY_DAYS, ids=str)
@pytest.mark.parametrize("recorded", [False, True], ids=["computed", "recorded"])
def test_every_explanation_holds_and_none_is_missing(
    day: date, *, recorded: bool, thorough: bool
) -> None:
    """Each is tried by hand; so is every reading, edition, fact and set of days that might be."""
    random = Random(day.toordinal())  # noqa: S311  # no secret
    seen = 0
    count = 40 if thorough else 12
    for record in reputations.population(count, day.toordinal(), [day], recorded=recorded):
        told = told_of(random, record, day)
        terms = terms_of(random, day)
        oracle = Oracle(told, day, **terms)
        found = entries(told, day, **terms)
        assert [*found] == oracle.differing()
        for subject, entry in found.items():
            assert entry.shown == oracle.shown()[subject]
            out = oracle.found(subject)
            if isinstance(out, tuple) and out[0] == out[1]:
                out = out[0]
            assert entry.found == out
            explanations = [(one.kind.value, one.subject, one.days) for one in entry.explanations]
            assert explanations == oracle.explanations(subject), (told, subject)
            seen += len(explanations)
    assert seen


def test_the_property_meets_every_kind_of_explanation() -> None:
    """Were a kind never met, the property would say nothing of it."""
    met: set[ExplanationKind] = set()
    for day in PROPERTY_DAYS:
        random = Random(day.toordinal())  # noqa: S311  # no secret
        for record in reputations.population(40, day.toordinal(), [day]):
            told = told_of(random, record, day)
            met |= {one.kind for entry in entries(told, day).values() for one in entry.explanations}
    assert met == {*ExplanationKind}

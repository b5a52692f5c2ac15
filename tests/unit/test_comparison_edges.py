"""Comparison at its edges: by the question of an assessment, and causes that others might hide."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from badgerules import (
    Badge,
    Contract,
    InvalidRecordError,
    PlatformStats,
    ProblemCode,
    Readings,
    TalentRecord,
    WrongTypeError,
    assess,
    compare,
    decide,
    edition_named,
    editions_that_matter,
)
from badgerules.comparison import matter_in, sights_by_edition
from builders import AS_OF, agency, freelancer, good_record, paid, standing, weeks

PLUS = Badge.TOP_RATED_PLUS
FIRST_EDITION = edition_named("2020-07")


def shop(*payments: tuple[str, date]) -> Contract:
    """Return a legal contract, large from $5,000 on, without feedback."""
    return Contract(id="shop", category="legal", payments=[paid(*one) for one in payments])


def matter(record: TalentRecord, badge: Badge = PLUS, **question: Any) -> list[tuple[str, str]]:
    """Return the readings that matter in the assessment of a record, and how they turn it."""
    found = matter_in(assess(record, as_of=question.pop("as_of", AS_OF), **question), badge)
    return [(f"{one.reading}={one.value.value}", one.verdict.value) for one in found]


EXACT = freelancer(shop(("10000", date(2020, 3, 1))))
"""Earned the bar of $10,000 to the cent, on a large contract that nobody judged."""


@pytest.mark.clause("TRP-F1", "TRP-F5")
def test_what_matters_in_an_assessment_is_asked_of_its_record_badge_and_day() -> None:
    """Up to 28 Feb 2021 two readings would turn Top Rated Plus; a day later, and of others, none.

    Read as "more than", $10,000 are not enough; read as "positive", the contract without feedback
    does not serve.
    """
    both = [("money_bar=more_than", "unmet"), ("feedback=positive", "unmet")]
    assert matter(EXACT) == matter(EXACT, as_of=date(2021, 2, 28)) == both
    assert matter(EXACT, as_of=date(2021, 3, 1)) == []
    assert matter(EXACT, Badge.TOP_RATED) == []
    assert matter(freelancer()) == []


@pytest.mark.clause("TRP-F1", "TRP-F5")
def test_what_matters_in_an_assessment_starts_from_its_readings_and_its_edition() -> None:
    """Under "more than" the other reading would do; with a bar of $9,000 only feedback matters."""
    strict = Readings(money_bar="more_than")
    assert matter(EXACT, readings=strict) == [("money_bar=at_least", "met")]
    lower = FIRST_EDITION.hypothetical("lower", {"TRP-F1": "9000"})
    assert matter(EXACT, edition=lower) == [("feedback=positive", "unmet")]


@pytest.mark.clause("TR-F4", "TRP-F8")
def test_what_matters_in_an_assessment_ahead_rests_on_the_same_last_day_known() -> None:
    """Weeks after the last day known are taken by the score; of earlier ones nothing is known.

    Known through 8 Aug 2020, the weeks of 15, 22 and 29 Aug count by the score of 97, and make 15
    of 16 with the twelve on record. Known through 1 Sep, they leave 12 to 15, and so open whether
    the talent has Top Rated; $10,000 are not "more than" the bar either way. A turn from not met
    to unknown is no reading that matters.
    """
    recorded = weeks("-++++++++++++", date(2020, 8, 8))
    record = good_record("freelancer", *EXACT.contracts, weeks=recorded)
    strict = Readings(money_bar="more_than")
    ahead = matter(record, readings=strict, known_through=date(2020, 8, 8))
    assert ahead == [("money_bar=at_least", "met")]
    assert matter(record, readings=strict) == []


def test_what_to_ask_a_comparison_is_told_word_for_word() -> None:
    """Asked whether it is true, a comparison says why it is not, and what to ask instead."""
    assessment = assess(EXACT, as_of=AS_OF)
    misuse: Any = compare(assessment, assessment)
    with pytest.raises(TypeError) as refused:
        bool(misuse)
    assert str(refused.value) == (
        "a comparison has no truth value, since unknown is not no; ask `comparison.is_empty`"
    )


def test_leaving_a_made_up_edition_is_a_change_of_edition() -> None:
    """From a bar of $15,000 back to the rules in force, no reading changed, so none is the cause.

    A finding that no payment left names none.
    """
    higher = FIRST_EDITION.hypothetical("higher", {"TRP-F1": "15000"})
    found = compare(assess(EXACT, as_of=AS_OF, edition=higher), assess(EXACT, as_of=AS_OF))
    told = [(one.badge, one.criterion, one.cause.value, one.rolled_out) for one in found.changes]
    assert told == [(PLUS, "earnings", "edition_changed", ())]


def test_what_left_turned_a_view_though_new_facts_came_too() -> None:
    """Top Rated Plus went with the payment that left; the $100 recorded since did not turn it."""
    before = assess(EXACT, as_of=date(2021, 2, 28))
    after = assess(EXACT.with_payment("shop", "100", on=date(2021, 3, 1)), as_of=date(2021, 3, 1))
    found = compare(before, after)
    earnings = [one.cause.value for one in found.changes if one.criterion == "earnings"]
    assert earnings == ["rolled_out", "new_facts"]
    views = {(one.cause.value, one.before, one.after) for one in found.views}
    assert views == {("rolled_out", (PLUS,), (Badge.TOP_RATED,))}


def test_both_sides_of_a_comparison_must_be_assessments() -> None:
    """Whatever else stands on one side is refused by its name."""
    assessment = assess(EXACT, as_of=AS_OF)
    misuse: Any = compare
    for before, after, name in ((5, assessment, "before"), (assessment, 5, "after")):
        with pytest.raises(WrongTypeError) as refused:
            misuse(before, after)
        assert [one.path for one in refused.value.problems] == [name]


def test_assessments_of_two_talents_contradict_each_other() -> None:
    """The problem has the code of a contradiction, and both ids."""
    one, other = (assess(freelancer(id=name), as_of=AS_OF) for name in ("ann", "bob"))
    with pytest.raises(InvalidRecordError) as refused:
        compare(one, other)
    (problem,) = refused.value.problems
    assert (problem.path, problem.code) == ("id", ProblemCode.CONTRADICTION)
    assert (problem.found, problem.allowed) == ("'bob'", "'ann'")


@pytest.mark.clause("TRP-A3")
def test_the_day_of_an_outcome_is_a_part_of_it() -> None:
    """A bad ending that turns out to be long past leaves the share, as an outcome told anew."""
    old = Contract(id="old", category="legal")
    told, corrected = (
        agency(old.with_outcome("negative", on=day)) for day in (date(2020, 5, 1), date(2019, 5, 1))
    )
    changes = compare(assess(told, as_of=AS_OF), assess(corrected, as_of=AS_OF)).changes
    assert [(one.criterion, one.cause.value) for one in changes if one.badge is PLUS] == [
        ("negative_share", "outcome_arrived")
    ]


@pytest.mark.clause("VIS-10", "TR-F4")
def test_what_another_edition_would_show_is_asked_with_the_last_day_known() -> None:
    """Asked ahead, Top Rated rests on weeks taken by the score, whichever edition is in force.

    In March 2026 the edition of July may have begun already, and shows Top Rated all the same. On
    that day itself the weeks since January would not be known.
    """
    known, ahead = date(2026, 1, 10), date(2026, 3, 1)
    facts = {"base_badge": None, "reputation": standing(known)}
    record = freelancer(shop(("2000", date(2025, 12, 1))), **facts)
    assessment = assess(record, as_of=ahead, known_through=known)
    assert assessment[Badge.TOP_RATED].is_met
    assert not assess(record, as_of=ahead)[Badge.TOP_RATED].is_met
    assert assessment.question.edition.id == "2025-06"
    assert sights_by_edition(assessment) == ()


@pytest.mark.clause("RT-4", "VIS-12")
def test_what_another_edition_would_decide_is_asked_with_the_last_day_known() -> None:
    """Asked ahead, a cent under $250 stays so: of payments after the last day known there are none.

    In September 2025 the edition of July 2026 may have begun already, and asks a freelancer for
    $250. Money is known through 20 August. Asked from that day nothing is open; asked on the day
    itself, what was paid since is.
    """
    known, day = date(2025, 8, 20), date(2025, 9, 1)
    facts: dict[str, Any] = {"average_feedback": "5.00", "identity_verified": True}
    facts |= {"payout_method": True, "job_success_score": None, "rising_talent": True}
    record = TalentRecord(
        kind="freelancer",
        contracts=[shop(("249.99", date(2025, 8, 1)))],
        payments_known_through=known,
        reputation=standing(known, joined_on=day, **facts),
    )
    for asked_from, verdict in ((known, "unmet"), (None, "unknown")):
        asked: dict[str, Any] = {"as_of": day, "known_through": asked_from}
        assert decide(record, "rising_talent", **asked).is_met
        assert decide(record, "rising_talent", edition="2026-07", **asked).verdict == verdict
        found = editions_that_matter(record, "rising_talent", **asked)
        assert [(one.edition.id, one.verdict.value) for one in found] == [("2026-07", verdict)]


@pytest.mark.clause("TR-F2", "TRP-F1", "TRP-F2", "TRP-F8")
def test_what_a_page_shows_is_known_on_its_day_alone_and_no_payment_turned_it() -> None:
    """The figures of 1 Sep 2020 say nothing of the day before or after, as time passed.

    Payments are known since June 2020. The $100 of a year ago leave the window on either day, and
    are not what turned the earnings, the large contract or the Top Rated that rests on both.
    """
    leaving = [("100", date(2019, 9, 1)), ("100", date(2019, 9, 2))]
    record = attrs.evolve(
        good_record("freelancer", shop(*leaving, ("3000", date(2020, 8, 1)))),
        payments_known_since=date(2020, 6, 1),
        stats=PlatformStats(shown_on=AS_OF, earnings_12_months="12000", has_large_contract=True),
    )
    before, on_it, after = (
        assess(record, as_of=day) for day in (date(2020, 8, 31), AS_OF, date(2020, 9, 2))
    )
    for first, last, turn in (
        (before, on_it, ("unknown", "met")),
        (on_it, after, ("met", "unknown")),
    ):
        turned = {
            (one.badge, one.criterion): (one.cause.value, one.rolled_out)
            for one in compare(first, last).changes
            if one.before is not None
            and one.after is not None
            and (one.before.verdict.value, one.after.verdict.value) == turn
        }
        assert turned == dict.fromkeys(
            [
                (Badge.TOP_RATED, "earnings"),
                *((PLUS, key) for key in ("earnings", "large_contract", "top_rated")),
            ],
            ("time_passed", ()),
        )

"""The words of answers: all of them listed, for a catalogue to be held against."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import given

from badgerules import (
    ExpertVetting,
    PlatformStats,
    Readings,
    TalentRecord,
    Verdict,
    assess,
)
from badgerules.criteria import ASKED
from badgerules.testing import platform_stats, talent_records
from badgerules.vocabulary import Kind, Unit, Word
from badgerules.words import CRITERIA, FACTS, READINGS, facts_text, reading_text
from builders import Asked, career, near_misses, questions, standing
from drawing import draws

if TYPE_CHECKING:
    from badgerules import Assessment

ANY_TEXT = "(?s:.*)"


def fits(text: str, template: str) -> bool:
    """Tell whether a text is a template in which something stands for each pair of braces."""
    parts = re.split(r"\{\w+\}", template)
    return re.fullmatch(ANY_TEXT.join(map(re.escape, parts)), text) is not None


def hold(assessment: Assessment) -> None:
    """Check that everything an assessment says is foreseen."""
    for badge, decision in assessment.items():
        for finding in decision.findings:
            key = (badge, finding.criterion.key, finding.verdict)
            assert any(fits(finding.text, one) for one in CRITERIA[key]), (key, finding.text)
            assert {*finding.unsettled} <= FACTS.keys()


@draws(150)
@given(asked=questions(talent_records(stats=platform_stats())) | near_misses())
def test_every_sentence_is_foreseen(asked: Asked) -> None:
    """Whatever an answer says of a criterion stands in the list, under its badge and verdict."""
    record, day, known = asked
    hold(assess(record, as_of=day, known_through=known))


@pytest.mark.parametrize("known", [{"contracts_known": False, "contracts": []}, {}, {"since": 30}])
@pytest.mark.parametrize("day", [date(2021, 3, 1), date(2026, 11, 28)])
def test_what_is_said_of_money_known_in_part_is_foreseen(
    known: dict[str, object], day: date
) -> None:
    """Sums, contracts and shares that are open say so in words that are listed."""
    for kind in ("freelancer", "agency"):
        record = career(day, kind)
        since = known.pop("since", None)
        if since is not None:
            record = attrs.evolve(record, payments_known_since=day - timedelta(days=30))
        record = attrs.evolve(record, **known)  # type: ignore[arg-type]
        hold(assess(record, as_of=day))


@pytest.mark.parametrize("on_file", [[], ["upwork_pro"]], ids=["nothing_on_file", "on_file"])
def test_an_invitation_before_the_screening_is_foreseen(on_file: list[Any]) -> None:
    """Who is invited and not screened yet is told so, whatever is on file besides."""
    day = date(2026, 10, 1)
    vetting = ExpertVetting(category="legal", invited_on=day, prior_assessments=on_file)
    record = TalentRecord(kind="freelancer", contracts=[], expert_vetting=vetting)
    assessment = assess(record, as_of=day)
    said = assessment["expert_vetted"]["vetting"].text
    assert said.startswith("invited to the screening, and not passed yet")
    hold(assessment)


def test_what_a_figure_says_is_foreseen() -> None:
    """With nothing known but the page, its figures answer in words that are listed."""
    day = date(2026, 11, 27)
    for tick, holds, weeks in ((True, 0, 15), (False, 1, 3)):
        stats = PlatformStats(
            shown_on=day,
            earnings_12_months="9583.72",
            has_large_contract=tick,
            holds=holds,
            eligible_weeks=weeks,
        )
        bare = standing(day, weeks=[], holds=None, joined_on=None)
        record = TalentRecord(
            kind="freelancer", contracts=[], contracts_known=False, reputation=bare, stats=stats
        )
        assessment = assess(record, as_of=day)
        assert assessment["top_rated"]["eligible_weeks"].text.endswith("as shown on 2026-11-27")
        hold(assessment)


def test_each_verdict_of_each_criterion_has_its_words() -> None:
    """Every criterion can be met and unmet; it can be unknown where a fact or money may lack."""
    for (badge, _), criteria in ASKED.items():
        for one in criteria:
            assert CRITERIA[badge, one.key, Verdict.MET]
            assert CRITERIA[badge, one.key, Verdict.UNMET]
            may_lack = bool(one.fact) or one.unit in {Unit.USD, Unit.WEEKS}
            may_lack |= one.key in {"negative_share", "no_negative_feedback"}
            is_told = (badge, one.key, Verdict.UNKNOWN) in CRITERIA
            assert is_told is may_lack, one.key


def test_the_list_has_nothing_else() -> None:
    """Its keys are the badges' own criteria, so that nobody translates in vain."""
    asked = {(badge, one.key) for (badge, _), criteria in ASKED.items() for one in criteria}
    assert {(badge, criterion) for badge, criterion, _ in CRITERIA} == asked


def test_each_reading_has_a_sentence() -> None:
    """Every value of every reading is said in words, and nothing else is."""
    usual = Readings()
    values = {
        (name, value.value)
        for name, own in attrs.asdict(usual).items()
        for value in cast("type[Word]", type(own))
    }
    assert READINGS.keys() == values
    assert len({*READINGS.values()}) == len(READINGS)


def test_each_fact_that_may_lack_has_words() -> None:
    """Whatever a criterion may ask to be recorded is said in words."""
    asked = {one.fact for criteria in ASKED.values() for one in criteria if one.fact}
    money = {"contracts", "payments_known_since", "payments_known_through"}
    assert {*FACTS} == asked | money | {"weeks", "joined_on"}


def test_a_reading_is_said_with_its_clause() -> None:
    """The clause that is read so stands behind the sentence."""
    readings = Readings(plus_badge_audience="plans")
    assert reading_text("plus_badge_audience", readings.plus_badge_audience) == (
        "of clients, only those on Business Plus and Enterprise see Top Rated Plus (VIS-12)"
    )


@pytest.mark.clause("TRP-F1", "TRP-A1")
@pytest.mark.parametrize(
    ("kind", "cited"), [(None, "TRP-F1"), (Kind.FREELANCER, "TRP-F1"), (Kind.AGENCY, "TRP-A1")]
)
def test_a_reading_of_a_bar_of_money_names_the_clause_of_the_kind(
    kind: Kind | None, cited: str
) -> None:
    """Freelancers and agencies have bars of their own; the reading itself stands in TRP-F1."""
    strictly = Readings(money_bar="more_than").money_bar
    said = reading_text("money_bar", strictly, kind)
    assert said == f"an amount has to be passed by a cent, not only reached ({cited})"


_THREE = (
    "the country (country), which of the last weeks were eligible (weeks) and the day of joining "
    "the platform (joined_on)"
)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (["country"], "the country (country)"),
        (["country", "weeks", "joined_on"], _THREE),
    ],
)
def test_facts_are_listed_with_their_names(facts: list[str], text: str) -> None:
    """Each comes in words, and by the name under which a record holds it."""
    assert facts_text(facts) == text

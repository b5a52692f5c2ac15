"""What a badge brings, and whom the diversity filter leaves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given

from badgerules import (
    Badge,
    ClientPlan,
    InvalidRecordError,
    PlanTier,
    Readings,
    TalentRecord,
    Viewer,
    assess,
    edition_named,
)
from badgerules.display import assessment_text
from badgerules.filters import diversity_filter
from badgerules.testing import days, talent_records
from badgerules.visibility import benefits, priority_access
from builders import AS_OF, agency, certified, freelancer, plus_holder, vetted

if TYPE_CHECKING:
    from badgerules.names import EnterpriseSuiteName, PlanTierName

SUITE = {PlanTier.ENTERPRISE, PlanTier.BUSINESS}


@pytest.mark.clause("BEN-1")
def test_top_rated_plus_is_found_and_invited_first() -> None:
    """Two benefits, both priority access to Enterprise and Business clients."""
    brought = benefits(assess(plus_holder(), as_of=AS_OF))
    assert [(one.badge, one.clause, one.is_priority_access) for one in brought] == [
        (Badge.TOP_RATED_PLUS, "BEN-1", True),
        (Badge.TOP_RATED_PLUS, "BEN-1", True),
    ]
    assert [one.text for one in brought] == [
        "found more easily in search",
        "Talent Services invite to invite-only jobs with priority",
    ]
    assert {one.tiers for one in brought} == {frozenset(SUITE)}


@pytest.mark.clause("BEN-2")
def test_expert_vetted_stands_out_and_is_matched() -> None:
    """Three benefits, one of them priority access."""
    brought = benefits(assess(freelancer(expert_vetting=vetted()), as_of=AS_OF))
    assert [(one.clause, one.is_priority_access, one.text) for one in brought] == [
        ("BEN-2", True, "priority access to clients"),
        ("BEN-2", False, "stands out to clients"),
        ("BEN-2", False, "a Talent Manager matches the talent to opportunities"),
    ]


@pytest.mark.clause("KEEP-1", "BEN-1", "BEN-2")
def test_a_higher_badge_ends_no_benefit() -> None:
    """Who holds both has the benefits of both; who holds neither has none."""
    both = benefits(assess(plus_holder(expert_vetting=vetted()), as_of=AS_OF))
    assert [one.clause for one in both] == ["BEN-1", "BEN-1", "BEN-2", "BEN-2", "BEN-2"]
    assert benefits(assess(freelancer(), as_of=AS_OF)) == ()


@pytest.mark.clause("BEN-1", "VIS-9")
def test_an_unknown_badge_brings_nothing() -> None:
    """While the base badge is unknown, no benefit is claimed."""
    assert benefits(assess(plus_holder(base_badge=None), as_of=AS_OF)) == ()


@pytest.mark.clause("BEN-1", "BEN-2")
@pytest.mark.parametrize(
    ("edition", "tier", "gives"),
    [
        *(("2020-07", tier, tier in SUITE) for tier in ("enterprise", "business", "plus", "basic")),
        *(("2025-06", tier, tier != "basic") for tier in ("enterprise", "business_plus", "basic")),
    ],
)
def test_only_some_plans_give_priority(edition: str, tier: PlanTierName, *, gives: bool) -> None:
    """Enterprise and Business clients do, then Business Plus in its place; nobody else."""
    assessment = assess(plus_holder(expert_vetting=vetted()), as_of=AS_OF, edition=edition)
    expected = ["BEN-1", "BEN-1", "BEN-2"] if gives else []
    assert [one.clause for one in priority_access(assessment, to=tier)] == expected
    assert [one.clause for one in priority_access(assessment, to=ClientPlan(tier=tier))] == expected
    assert priority_access(assessment, to=Viewer.OWNER) == ()


@pytest.mark.clause("BEN-1", "BEN-2")
def test_each_badge_has_priority_with_the_plans_that_the_edition_names_for_it() -> None:
    """An edition may name other plans for one badge than for the other."""
    apart = attrs.evolve(
        edition_named("2020-07"),
        top_rated_plus_priority=frozenset({PlanTier.BUSINESS}),
        expert_vetted_priority=frozenset({PlanTier.ENTERPRISE}),
    )
    assessment = assess(plus_holder(expert_vetting=vetted()), as_of=AS_OF, edition=apart)
    given = {
        tier: [one.clause for one in priority_access(assessment, to=tier)] for tier in apart.tiers
    }
    expected = {PlanTier.BUSINESS: ["BEN-1", "BEN-1"], PlanTier.ENTERPRISE: ["BEN-2"]}
    assert given == {tier: expected.get(tier, []) for tier in apart.tiers}


def test_the_text_for_one_plan_names_the_priority() -> None:
    """Whoever asks what a plan sees is told what priority it gives, with the clause."""
    assessment = assess(plus_holder(), as_of=AS_OF)
    text = " ".join(assessment_text(assessment, to="business").split())
    assert "Top Rated Plus gives priority access here: found more easily in search" in text
    assert "gives priority access" not in assessment_text(assessment, to="basic")


CERTIFIED = agency(country="US", certifications=[certified()], id="certified")
PENDING = agency(country="US", certifications=[certified(status="submitted")], id="pending")
NOWHERE = agency(certifications=[certified()], id="country unknown")
REVIEWED = date(2021, 3, 20)


@pytest.mark.clause("DIV-9", "DIV-8")
@pytest.mark.parametrize("to", ["enterprise", PlanTier.BUSINESS, ClientPlan(tier="business")])
def test_the_filter_leaves_those_known_to_hold_the_badge(
    to: PlanTier | PlanTierName | ClientPlan,
) -> None:
    """In the order given, without those pending or unknown."""
    left = diversity_filter([PENDING, CERTIFIED, NOWHERE, CERTIFIED], to=to, as_of=REVIEWED)
    assert left == (CERTIFIED, CERTIFIED)


@pytest.mark.clause("DIV-9", "DIV-8")
@pytest.mark.parametrize(
    ("to", "as_of", "reading", "having"),
    [
        pytest.param(
            "plus", REVIEWED, "enterprise_and_business", "business, enterprise", id="plus"
        ),
        pytest.param(
            "basic", REVIEWED, "enterprise_and_business", "business, enterprise", id="basic"
        ),
        pytest.param("business", REVIEWED, "enterprise_only", "enterprise", id="other-reading"),
        pytest.param(
            "enterprise", date(2021, 2, 16), "enterprise_and_business", "no plan", id="too-early"
        ),
    ],
)
def test_a_plan_without_the_filter_is_refused(
    to: PlanTierName, as_of: date, reading: EnterpriseSuiteName, having: str
) -> None:
    """The error names the plans that have the filter on that day."""
    with pytest.raises(InvalidRecordError) as error:
        diversity_filter(
            [CERTIFIED], to=to, as_of=as_of, readings=Readings(enterprise_suite=reading)
        )
    assert str(error.value) == (
        f"plan tier must have the diversity filter, which {having} had on {as_of}, got {to}"
    )
    (problem,) = error.value.problems
    assert (problem.path, problem.found, problem.allowed) == ("", to, having)


def test_a_plan_that_does_not_exist_has_no_filter() -> None:
    """The error says what it speaks of."""
    gold: Any = "gold"
    with pytest.raises(InvalidRecordError, match=r"^plan tier must be one of basic, plus, "):
        diversity_filter([CERTIFIED], to=gold, as_of=REVIEWED)


@pytest.mark.clause("DIV-9")
def test_the_filter_follows_the_edition_asked_for() -> None:
    """On a day that has the filter, an edition without one refuses it, and names no plan."""
    with pytest.raises(InvalidRecordError, match="which no plan had on 2021-03-20"):
        diversity_filter([CERTIFIED], to="enterprise", as_of=REVIEWED, edition="2020-10")


@pytest.mark.clause("DIV-9")
def test_the_filter_begins_in_february_2021() -> None:
    """On 17 Feb 2021 there is a filter; the day before there was none for anybody."""
    undated = agency(country="US", certifications=[certified(decided_on=None)])
    assert diversity_filter([undated], to="enterprise", as_of=date(2021, 2, 17)) == (undated,)


@given(record=talent_records(), as_of=days(first_day=date(2021, 2, 17)))
@pytest.mark.clause("DIV-9")
def test_the_filter_leaves_exactly_the_holders(record: TalentRecord, as_of: date) -> None:
    """Whoever passes the filter holds the badge, and the other way round."""
    holds = assess(record, as_of=as_of).holds(Badge.DIVERSITY_CERTIFIED)
    assert diversity_filter([record], to="enterprise", as_of=as_of) == ((record,) if holds else ())

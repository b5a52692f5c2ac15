"""Diversity-Certified, clause by clause."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    Badge,
    Certification,
    Decision,
    DiversityCategory,
    InvalidRecordError,
    PlanTier,
    Readings,
    Surface,
    TalentRecord,
    Viewer,
    assess,
    decide,
    edition_on,
    sees_diversity_badge,
    visible_badge,
)
from badgerules.certification import days_of
from badgerules.findings import DetailsFinding
from badgerules.visibility import is_diversity_open_to
from builders import agency, certified, freelancer

if TYPE_CHECKING:
    from badgerules.names import EnterpriseSuiteName

REVIEWED = date(2021, 3, 20)
"""A day of the edition with manual review."""
SELF_REPORTED = date(2020, 11, 1)
"""A day of the edition in which entering the details was enough."""


def decided(
    *certifications: Certification, as_of: date = REVIEWED, country: str | None = "US"
) -> Decision:
    """Decide Diversity-Certified for an agency with some certifications."""
    record = agency(country=country, certifications=certifications)
    return decide(record, Badge.DIVERSITY_CERTIFIED, as_of=as_of)


def verdicts(decision: Decision) -> dict[str, str]:
    """Return the verdict on each clause."""
    return {finding.clause: finding.verdict.value for finding in decision.findings}


@pytest.mark.clause("DIV-0")
def test_it_takes_a_certification() -> None:
    """Without one the badge is not met, and no finding speaks of a certification's details."""
    assert verdicts(decided()) == {"DIV-0": "unmet", "DIV-2": "met"}


@pytest.mark.clause("DIV-0")
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2020, 9, 30), {"DIV-0": "unmet"}), (date(2020, 10, 1), None)],
    ids=["day-before", "first-day"],
)
def test_the_badge_begins_in_october_2020(as_of: date, expected: dict[str, str] | None) -> None:
    """The day before 1 Oct 2020 there was no badge: not met, and nothing else to say."""
    decision = decided(certified(submitted_on=None), as_of=as_of)
    assert decision.is_met is (expected is None)
    if expected is not None:
        assert verdicts(decision) == expected


@pytest.mark.clause("DIV-1")
def test_five_categories_of_business_qualify() -> None:
    """There are five, each enough by itself."""
    names = {category.value for category in DiversityCategory}
    assert names == {
        "minority_owned", "woman_owned", "us_veteran_owned", "disability_owned", "lgbtq_owned",
    }  # fmt: skip
    assert all(decided(certified(category=name)).is_met for name in names)
    with pytest.raises(InvalidRecordError, match="certification category must be one of"):
        certified(category="student_owned")


@pytest.mark.clause("DIV-2")
@pytest.mark.parametrize(
    ("country", "verdict"), [("US", "met"), ("CA", "unmet"), (None, "unknown")]
)
@pytest.mark.parametrize("kind", ["freelancer", "agency"])
def test_only_talent_in_the_united_states(country: str | None, verdict: str, kind: str) -> None:
    """Another country is a "no", an unrecorded one is unknown and can be settled."""
    record = freelancer(kind=kind, country=country, certifications=[certified()])
    decision = decide(record, Badge.DIVERSITY_CERTIFIED, as_of=REVIEWED)
    assert decision.verdict == verdict
    assert decision.unsettled == (("country",) if verdict == "unknown" else ())


DETAILS_2020 = {"business_name", "category", "number", "expires_on"}
DETAILS_2021 = {"business_name", "category", "provider", "type", "number", "expires_on"}


@pytest.mark.clause("DIV-3", "DIV-7", "DIV-14")
@pytest.mark.parametrize("missing", sorted(DETAILS_2021))
@pytest.mark.parametrize(
    ("as_of", "needed"),
    [
        pytest.param(SELF_REPORTED, DETAILS_2020, id="2020-11-01"),
        pytest.param(REVIEWED, DETAILS_2021, id="2021-03-20"),
    ],
)
def test_every_required_detail_must_be_given(missing: str, as_of: date, needed: set[str]) -> None:
    """The missing one is named; provider and type were not asked for in 2020."""
    one = certified(submitted_on=None, **{missing: None})
    details = decided(one, as_of=as_of)["details"]
    assert isinstance(details, DetailsFinding)
    assert details.missing == ((missing,) if missing in needed else ())
    assert details.verdict == ("unmet" if missing in needed else "met")


@pytest.mark.clause("DIV-4")
@pytest.mark.parametrize(
    ("status", "submitted_on", "met"),
    [
        ("draft", None, False),
        ("submitted", None, True),
        ("submitted", SELF_REPORTED, True),
        ("submitted", date(2020, 11, 2), False),
        ("approved", None, True),
        ("rejected", None, True),
    ],
)
def test_in_2020_submitting_was_enough(
    status: str, submitted_on: date | None, *, met: bool
) -> None:
    """Self-reported: shown from the day of submission, which without a day holds at every date."""
    one = certified(status=status, submitted_on=submitted_on)
    assert decided(one, as_of=SELF_REPORTED).is_met is met


@pytest.mark.clause("DIV-5")
@pytest.mark.parametrize(
    ("status", "decided_on", "met"),
    [
        ("draft", None, False),
        ("submitted", None, False),
        ("rejected", None, False),
        ("approved", None, True),
        ("approved", REVIEWED, True),
        ("approved", date(2021, 3, 21), False),
    ],
)
def test_since_2021_the_platform_must_have_approved(
    status: str, decided_on: date | None, *, met: bool
) -> None:
    """Reviewed: only an approval counts, from its day on."""
    assert decided(certified(status=status, decided_on=decided_on)).is_met is met


@pytest.mark.clause("DIV-5")
def test_a_self_reported_badge_ends_with_the_review() -> None:
    """It holds on 16 Feb 2021 and is gone on 17 Feb."""
    one = certified(status="submitted", submitted_on=None)
    assert decided(one, as_of=date(2021, 2, 16)).is_met
    assert not decided(one, as_of=date(2021, 2, 17)).is_met


@pytest.mark.clause("DIV-6", "DIV-5")
def test_the_best_of_several_certifications_decides() -> None:
    """One approved certification suffices; of two that fail, the one that lacks less is shown."""
    draft = certified(status="draft", number=None)
    assert decided(draft, certified()).is_met
    nearly = certified(status="draft")
    assert verdicts(decided(draft, nearly))["DIV-3"] == "met"


@pytest.mark.clause("DIV-6")
def test_ties_go_to_the_first_certification() -> None:
    """Of two that lack equally much the first is shown."""
    nameless, numberless = certified(business_name=None), certified(number=None)
    for first, second, shown in (
        (nameless, numberless, "business_name"),
        (numberless, nameless, "number"),
    ):
        details = decided(first, second)["details"]
        assert isinstance(details, DetailsFinding)
        assert details.missing == (shown,)


@pytest.mark.clause("DIV-3", "DIV-5", "DIV-11")
@pytest.mark.parametrize(
    ("better", "worse", "shown"),
    [
        pytest.param({"status": "draft"}, {"number": None}, ("met", "unmet", 377), id="details"),
        pytest.param(
            {"expires_on": date(2021, 3, 19)}, {"status": "draft"}, ("met", "met", 0), id="step"
        ),
        pytest.param({"expires_on": date(2022, 4, 1)}, {}, ("met", "met", 378), id="more days"),
        pytest.param({}, {"expires_on": None}, ("met", "met", 377), id="a last day"),
    ],
)
def test_of_those_that_lack_as_much_one_is_shown_whatever_their_order(
    better: dict[str, Any], worse: dict[str, Any], shown: tuple[str, str, int]
) -> None:
    """Complete details come first, then the review, then the days left, those without any last."""
    for order in ([better, worse], [worse, better]):
        decision = decided(*(certified(**facts) for facts in order))
        told = verdicts(decision)
        assert (told["DIV-3"], told["DIV-5"], decision["unexpired"].observed) == shown


@pytest.mark.clause("DIV-8")
@pytest.mark.parametrize(
    ("reading", "suite"),
    [
        ("enterprise_and_business", {PlanTier.ENTERPRISE, PlanTier.BUSINESS}),
        ("enterprise_only", {PlanTier.ENTERPRISE}),
    ],
)
def test_only_the_enterprise_suite_sees_it(
    reading: EnterpriseSuiteName, suite: set[PlanTier]
) -> None:
    """Enterprise and Business, or Enterprise alone under the other reading."""
    record = agency(country="US", certifications=[certified()])
    assessment = assess(record, as_of=REVIEWED, readings=Readings(enterprise_suite=reading))
    plans = assessment.question.edition.tiers
    assert {tier for tier in plans if sees_diversity_badge(assessment, to=tier)} == suite
    asked = assessment.question
    assert {tier for tier in plans if is_diversity_open_to(tier, asked, Surface.PROFILE)} == suite


@pytest.mark.clause("DIV-9")
@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize(
    ("as_of", "places"),
    [
        (date(2020, 9, 30), set[Surface]()),
        (date(2020, 10, 1), {Surface.PROFILE}),
        (date(2021, 2, 16), {Surface.PROFILE}),
        (date(2021, 2, 17), {Surface.PROFILE, Surface.SEARCH_TILE}),
    ],
    ids=["before the badge", "its first day", "the last day on profiles only", "on tiles too"],
)
def test_where_it_is_shown(surface: Surface, as_of: date, places: set[Surface]) -> None:
    """On profiles from October 2020, on search tiles from February 2021."""
    one = certified(submitted_on=None, decided_on=None)
    assessment = assess(agency(country="US", certifications=[one]), as_of=as_of)
    seen = sees_diversity_badge(assessment, to="enterprise", surface=surface)
    assert seen is (surface in places)


@pytest.mark.clause("DIV-9")
def test_an_unknown_surface_is_refused() -> None:
    """The error says what it speaks of, and which surfaces there are."""
    assessment = assess(agency(country="US", certifications=[certified()]), as_of=REVIEWED)
    billboard: Any = "billboard"
    with pytest.raises(ValueError, match=r"^surface must be one of profile, .* got 'billboard'"):
        sees_diversity_badge(assessment, to="enterprise", surface=billboard)


@pytest.mark.clause("DIV-2", "VIS-9")
def test_what_is_not_known_is_not_shown() -> None:
    """While the country is not recorded, nobody sees the badge."""
    assessment = assess(agency(certifications=[certified()]), as_of=REVIEWED)
    assert not sees_diversity_badge(assessment, to="enterprise")


@pytest.mark.clause("DIV-9")
def test_its_owner_is_no_client() -> None:
    """No clause shows the badge to the talent itself."""
    assessment = assess(agency(country="US", certifications=[certified()]), as_of=REVIEWED)
    assert not sees_diversity_badge(assessment, to=Viewer.OWNER)


@pytest.mark.clause("DIV-11")
@pytest.mark.parametrize(
    ("expires_on", "left", "met"),
    [
        pytest.param(date(2021, 3, 21), 2, True, id="tomorrow"),
        pytest.param(date(2021, 3, 20), 1, True, id="last-day"),
        pytest.param(date(2021, 3, 19), 0, False, id="yesterday"),
        pytest.param(date(2021, 3, 18), -1, False, id="two-days-ago"),
    ],
)
def test_a_certification_counts_through_its_last_day(
    expires_on: date, left: int, *, met: bool
) -> None:
    """The day of expiry still counts, the next does not; the days left include it."""
    decision = decided(certified(expires_on=expires_on))
    assert decision.is_met is met
    finding = decision["unexpired"]
    assert (finding.observed, finding.required, finding.shortfall) == (left, 1, max(0, 1 - left))


@pytest.mark.clause("DIV-12")
def test_it_displaces_no_other_badge() -> None:
    """Shown beside the talent badges: those are the same with and without it."""
    record = freelancer(country="US")
    with_it = record.__class__(**_facts(record), certifications=[certified()])
    seen = [
        visible_badge(assess(one, as_of=REVIEWED), to="enterprise") for one in (record, with_it)
    ]
    assert seen == [Badge.TOP_RATED, Badge.TOP_RATED]


def _facts(record: TalentRecord) -> dict[str, Any]:
    return {"kind": record.kind, "contracts": record.contracts, "country": record.country,
            "base_badge": record.base_badge}  # fmt: skip


@pytest.mark.clause("DIV-13")
def test_no_answer_repeats_what_a_certification_contains() -> None:
    """Neither the findings, nor their texts, nor a `repr` carry name, number or category."""
    record = agency(country="US", certifications=[certified(provider="PROVIDER-X")])
    assessment = assess(record, as_of=REVIEWED)
    decision = assessment[Badge.DIVERSITY_CERTIFIED]
    told = " ".join([repr(assessment), *(finding.text for finding in decision.findings)])
    assert "Harbor Lane" not in told
    assert "77-1234" not in told
    assert "WOMAN_OWNED" not in told
    assert "woman_owned" not in told
    texts = " ".join(finding.text for finding in decision.findings)
    assert "woman" not in texts
    assert "PROVIDER-X" not in texts


LAST = date(2022, 3, 31)
"""The last day of the certification of these tests."""


@pytest.mark.clause("DIV-4", "DIV-5", "DIV-11")
@pytest.mark.parametrize(
    ("day", "facts", "first_day"),
    [
        pytest.param(REVIEWED, {}, date(2021, 3, 15), id="since the approval"),
        pytest.param(REVIEWED, {"decided_on": None}, date.min, id="approved, without a day"),
        pytest.param(REVIEWED, {"decided_on": LAST}, LAST, id="approved on the last day"),
        pytest.param(
            REVIEWED, {"decided_on": date(2022, 4, 1)}, None, id="approved a day too late"
        ),
        pytest.param(
            REVIEWED, {"status": "submitted", "decided_on": None}, None, id="not approved"
        ),
        pytest.param(REVIEWED, {"number": None}, None, id="a detail is missing"),
        pytest.param(SELF_REPORTED, {}, date(2021, 3, 10), id="since it was submitted"),
        pytest.param(
            SELF_REPORTED, {"submitted_on": None}, date.min, id="submitted, without a day"
        ),
        pytest.param(SELF_REPORTED, {"submitted_on": LAST}, LAST, id="submitted on the last day"),
        pytest.param(
            SELF_REPORTED,
            {"status": "draft", "submitted_on": None, "decided_on": None},
            None,
            id="a draft",
        ),
    ],
)
def test_a_certification_counts_from_one_day_to_another(
    day: date, facts: dict[str, Any], first_day: date | None
) -> None:
    """It counts from approval, or before the review from submission, through its last day."""
    expected = None if first_day is None else (first_day, LAST)
    assert days_of(certified(**facts), edition_on(day)) == expected


@pytest.mark.clause("DIV-3", "DIV-11")
def test_without_a_last_day_it_never_ends() -> None:
    """Under rules that do not ask for the day of expiry, a certification without one stays."""
    rules = attrs.evolve(edition_on(REVIEWED), diversity_details=("number",))
    first_day = date(2021, 3, 15)
    assert days_of(certified(expires_on=None), rules) == (first_day, date.max)
    assert days_of(certified(), rules) == (first_day, LAST)

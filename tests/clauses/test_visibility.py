"""Who sees what: the table of the rules cell by cell, in every edition, on every surface."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    EDITIONS,
    Badge,
    ClientPlan,
    PlanTier,
    Surface,
    TalentRecord,
    Viewer,
    assess,
    edition_named,
    visibility,
    visible_badge,
)
from badgerules.visibility import VIEWERS as BY_NAME
from badgerules.visibility import badges_open_to
from builders import agency, contract, freelancer, plus_holder, vetted

if TYPE_CHECKING:
    from badgerules.names import SurfaceName

EV, TRP, TR, RT = (
    Badge.EXPERT_VETTED,
    Badge.TOP_RATED_PLUS,
    Badge.TOP_RATED,
    Badge.RISING_TALENT,
)
SELECTED = ClientPlan(tier="plus", selected_for_top_rated_plus=True)
IN_CATALOG_TEST = ClientPlan(tier="basic", in_project_catalog_test=True)
VIEWERS = (PlanTier.ENTERPRISE, PlanTier.BUSINESS, SELECTED, PlanTier.PLUS, PlanTier.BASIC)
VETTED = vetted(invited_on=date(2020, 7, 7), passed_on=date(2020, 7, 7))

HELD: dict[str, TalentRecord] = {
    "vetted + plus": plus_holder(expert_vetting=VETTED),
    "vetted + top rated": freelancer(expert_vetting=VETTED),
    "vetted + rising": freelancer(base_badge="rising_talent", expert_vetting=VETTED),
    "vetted only": freelancer(base_badge="none", expert_vetting=VETTED),
    "plus": plus_holder(),
    "top rated": freelancer(),
    "rising": freelancer(base_badge="rising_talent"),
    "nothing": freelancer(base_badge="none"),
}
TABLE: dict[str, tuple[Badge | None, ...]] = {
    # held: Enterprise, Business, Plus selected, Plus not selected, Basic
    "vetted + plus": (EV, EV, TRP, TR, TR),
    "vetted + top rated": (EV, EV, TR, TR, TR),
    "vetted + rising": (EV, EV, RT, RT, RT),
    "vetted only": (EV, EV, None, None, None),
    "plus": (TRP, TRP, TRP, TR, TR),
    "top rated": (TR, TR, TR, TR, TR),
    "rising": (RT, RT, RT, RT, RT),
    "nothing": (None, None, None, None, None),
}
AFTER_LAUNCH = TABLE | {
    # every Plus client sees Top Rated Plus
    "vetted + plus": (EV, EV, TRP, TRP, TR),
    "plus": (TRP, TRP, TRP, TRP, TR),
}
EVERY_EDITION = [edition.id for edition in EDITIONS]
CELLS = [
    pytest.param(edition, held, viewer, badge, id=f"{edition}-{held}-{number}")
    for edition in EVERY_EDITION
    for held, row in (TABLE if edition == "2020-07" else AFTER_LAUNCH).items()
    for number, (viewer, badge) in enumerate(zip(VIEWERS, row, strict=True))
]


def shown(held: str, edition: str, to: Any, surface: Surface = Surface.PROFILE) -> Badge | None:  # noqa: ANN401
    """Return the badge that somebody sees in July 2020 under an edition asked for by name."""
    assessment = assess(HELD[held], as_of=date(2020, 7, 20), edition=edition)
    return visible_badge(assessment, to=to, surface=surface)


@pytest.mark.clause("VIS-1", "VIS-2", "VIS-3", "VIS-6", "VIS-7", "KEEP-1")
@pytest.mark.parametrize(("edition", "held", "viewer", "badge"), CELLS)
def test_the_table_cell_by_cell(
    edition: str, held: str, viewer: PlanTier | ClientPlan, badge: Badge | None
) -> None:
    """Each client sees what the table gives, in each edition."""
    assert shown(held, edition, viewer) is badge


@pytest.mark.clause("VIS-8")
@pytest.mark.parametrize("edition", EVERY_EDITION)
@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize("held", HELD)
def test_every_surface_follows_the_profile(held: str, surface: Surface, edition: str) -> None:
    """Outside the test of 2021, tiles, proposals and the catalog show what the profile shows."""
    seen = [shown(held, edition, viewer, surface) for viewer in VIEWERS]
    assert tuple(seen) == (TABLE if edition == "2020-07" else AFTER_LAUNCH)[held]


@pytest.mark.clause("VIS-3")
@pytest.mark.parametrize(
    ("as_of", "badge"), [(date(2020, 9, 30), TR), (date(2020, 10, 1), TRP)], ids=str
)
def test_every_plus_client_sees_it_from_october_2020(as_of: date, badge: Badge) -> None:
    """The day before 1 Oct 2020 a Plus client had to be selected."""
    assert visible_badge(assess(plus_holder(), as_of=as_of), to="plus") is badge


@pytest.mark.clause("VIS-4", "VIS-6")
@pytest.mark.parametrize("edition", EVERY_EDITION)
@pytest.mark.parametrize(
    ("held", "before", "after"),
    [
        ("vetted + plus", TR, EV),
        ("vetted + rising", RT, EV),
        ("vetted only", None, EV),
        ("plus", TR, TRP),
        ("top rated", TR, TR),
        ("rising", RT, RT),
        ("nothing", None, None),
    ],
)
def test_the_owner_sees_the_new_badges_from_september_2020(
    held: str, before: Badge | None, after: Badge | None, edition: str
) -> None:
    """On 31 Aug the base badge only, on 1 Sep the highest one, in this edition and any later."""
    seen = [
        visible_badge(assess(HELD[held], as_of=day, edition=edition), to=Viewer.OWNER)
        for day in (date(2020, 8, 31), date(2020, 9, 1))
    ]
    assert seen == [before, after]


@pytest.mark.clause("VIS-5")
@pytest.mark.parametrize(
    ("as_of", "tested", "surface", "badge"),
    [
        pytest.param(date(2021, 7, 1), True, "project_catalog", TRP, id="first-day"),
        pytest.param(date(2021, 9, 30), True, "project_catalog", TRP, id="last-day"),
        pytest.param(date(2021, 6, 30), True, "project_catalog", TR, id="day-before"),
        pytest.param(date(2021, 10, 1), True, "project_catalog", TR, id="day-after"),
        pytest.param(date(2021, 8, 1), False, "project_catalog", TR, id="not-in-the-test"),
        pytest.param(date(2021, 8, 1), True, "profile", TR, id="another-surface"),
        pytest.param(date(2021, 8, 1), True, "search_tile", TR, id="search-tile"),
        pytest.param(date(2021, 8, 1), True, "proposal", TR, id="proposal"),
    ],
)
def test_the_catalog_test_shows_badges_to_everybody_in_it(
    as_of: date, surface: SurfaceName, badge: Badge, *, tested: bool
) -> None:
    """From 1 Jul to 30 Sep 2021, in the catalog only, and only for clients in the test."""
    record = freelancer(contract("12000.00").with_payment("12000.00", on=date(2021, 5, 1)))
    plan = ClientPlan(tier="basic", in_project_catalog_test=tested)
    assert visible_badge(assess(record, as_of=as_of), to=plan, surface=surface) is badge


@pytest.mark.clause("VIS-5")
@pytest.mark.parametrize("edition", ["2020-10", "2021-02"])
def test_an_earlier_edition_knows_no_catalog_test(edition: str) -> None:
    """Asked for by name in August 2021, an edition without the test shows as its profile does."""
    record = freelancer(contract("12000.00").with_payment("12000.00", on=date(2021, 5, 1)))
    assessment = assess(record, as_of=date(2021, 8, 1), edition=edition)
    plan = ClientPlan(tier="basic", in_project_catalog_test=True)
    assert visible_badge(assessment, to=plan, surface="project_catalog") is TR


@pytest.mark.clause("VIS-5")
@pytest.mark.parametrize("end", ["catalog_test_first_day", "catalog_test_last_day"])
def test_a_catalog_test_has_both_ends(end: str) -> None:
    """An edition that knows but one day of it has no test; what it shows is as the profile does."""
    record = freelancer(contract("12000.00").with_payment("12000.00", on=date(2021, 5, 1)))
    gone: dict[str, Any] = {end: None}
    half = attrs.evolve(edition_named("2021-07"), **gone)
    assessment = assess(record, as_of=date(2021, 8, 1), edition=half)
    plan = ClientPlan(tier="basic", in_project_catalog_test=True)
    assert visible_badge(assessment, to=plan, surface="project_catalog") is TR


@pytest.mark.clause("VIS-4", "VIS-5")
def test_what_is_seen_goes_by_the_day_asked_about() -> None:
    """Asked ahead, the day before is known and not meant: who sees what begins and ends on time."""
    record = freelancer(contract("12000.00").with_payment("12000.00", on=date(2021, 5, 1)))
    plan = ClientPlan(tier="basic", in_project_catalog_test=True)
    for to, day, badge in (
        (Viewer.OWNER, date(2020, 9, 1), TRP),
        (plan, date(2021, 7, 1), TRP),
        (plan, date(2021, 10, 1), TR),
    ):
        ahead = assess(record, as_of=day, known_through=day - timedelta(days=1))
        assert visible_badge(ahead, to=to, surface="project_catalog") is badge


@pytest.mark.clause("VIS-1", "VIS-2")
def test_each_badge_is_seen_by_the_plans_that_the_edition_names_for_it() -> None:
    """Who sees a badge is not who gives it priority, though the published plans are alike."""
    apart = attrs.evolve(
        edition_named("2020-10"),
        expert_vetted_tiers=frozenset({PlanTier.BASIC}),
        top_rated_plus_tiers=frozenset({PlanTier.BUSINESS}),
        expert_vetted_priority=frozenset({PlanTier.ENTERPRISE}),
        top_rated_plus_priority=frozenset({PlanTier.PLUS}),
    )
    assessment = assess(HELD["vetted + plus"], as_of=date(2020, 7, 20), edition=apart)
    assert {tier: visible_badge(assessment, to=tier) for tier in PlanTier} == {
        PlanTier.BASIC: EV,
        PlanTier.PLUS: TR,
        PlanTier.BUSINESS: TRP,
        PlanTier.ENTERPRISE: TR,
    }


@pytest.mark.clause("VIS-3", "VIS-4")
def test_an_answer_shows_what_each_of_its_viewers_sees() -> None:
    """In July 2020 a Plus client who is selected sees Top Rated Plus, and its owner does not."""
    assessment = assess(HELD["plus"], as_of=date(2020, 7, 20))
    seen = {name: visible_badge(assessment, to=to) for name, to in BY_NAME.items()}
    assert seen == {
        "owner": TR,
        "basic": TR,
        "plus": TR,
        "plus_selected": TRP,
        "business": TRP,
        "enterprise": TRP,
    }


@pytest.mark.clause("VIS-9")
def test_an_unknown_badge_is_not_shown_but_named() -> None:
    """With the base badge unknown nobody sees one, and what would be seen is listed."""
    assessment = assess(freelancer(contract("12000.00"), base_badge=None), as_of=date(2020, 10, 1))
    by_viewer = {
        viewer: (view.badge, view.unsettled)
        for viewer in (PlanTier.PLUS, PlanTier.BASIC)
        for view in [visibility(assessment, to=viewer)]
    }
    assert by_viewer == {PlanTier.PLUS: (None, (TRP, TR, RT)), PlanTier.BASIC: (None, (TR, RT))}
    assert visibility(assessment, to="basic").text == (
        "no badge; Top Rated would be shown if it were held; "
        "Rising Talent would be shown if it were held"
    )


@pytest.mark.clause("VIS-9")
def test_what_ranks_below_the_badge_shown_is_settled() -> None:
    """An Expert-Vetted talent is seen as such, whatever the base badge may be."""
    record = freelancer(base_badge=None, expert_vetting=VETTED)
    view = visibility(assess(record, as_of=date(2020, 10, 1)), to="business")
    assert (view.badge, view.unsettled) == (EV, ())


@pytest.mark.clause("VIS-1", "VIS-2", "VIS-7")
def test_the_explained_form_cites_a_clause_for_each_badge() -> None:
    """Every badge is there with whether this viewer may see it, and by which clause."""
    view = visibility(assess(HELD["vetted + plus"], as_of=date(2020, 7, 20)), to="basic")
    assert [(s.badge, s.is_allowed, s.clause) for s in view.sights] == [
        (EV, False, "VIS-1"),
        (TRP, False, "VIS-2"),
        (TR, True, "VIS-7"),
        (RT, True, "VIS-7"),
    ]
    assert "Top Rated Plus is held but not shown here (VIS-2)" in view.text


LOOKING: dict[str, ClientPlan | Viewer] = {tier: ClientPlan(tier=tier) for tier in PlanTier}
LOOKING["owner"] = Viewer.OWNER
ALWAYS = {TR: (True, "VIS-7"), RT: (True, "VIS-7")}
SIGHTS = [
    # who looks, when, where; whether Expert-Vetted and Top Rated Plus are open to them, and why
    ("owner", "2020-08-31", "profile", (False, "VIS-4"), (False, "VIS-4")),
    ("owner", "2020-09-01", "search_tile", (True, "VIS-4"), (True, "VIS-4")),
    ("basic", "2020-07-20", "proposal", (False, "VIS-1"), (False, "VIS-2")),
    ("plus", "2020-07-20", "profile", (False, "VIS-1"), (False, "VIS-3")),
    (SELECTED, "2020-07-20", "profile", (False, "VIS-1"), (True, "VIS-3")),
    ("plus", "2020-10-01", "profile", (False, "VIS-1"), (True, "VIS-2")),
    ("business", "2020-07-20", "profile", (True, "VIS-1"), (True, "VIS-2")),
    ("enterprise", "2020-07-20", "profile", (True, "VIS-1"), (True, "VIS-2")),
    (IN_CATALOG_TEST, "2021-07-01", "project_catalog", (True, "VIS-5"), (True, "VIS-5")),
    (IN_CATALOG_TEST, "2021-07-01", "profile", (False, "VIS-1"), (False, "VIS-2")),
]


@pytest.mark.clause("VIS-1", "VIS-2", "VIS-3", "VIS-4", "VIS-5", "VIS-7")
@pytest.mark.parametrize(("to", "day", "surface", "vetted_sight", "plus_sight"), SIGHTS)
def test_who_may_see_what_is_said_with_its_clause(
    to: Any,  # noqa: ANN401
    day: str,
    surface: SurfaceName,
    vetted_sight: tuple[bool, str],
    plus_sight: tuple[bool, str],
) -> None:
    """Every badge is told with the clause that opens or hides it, and with who looks where."""
    assessment = assess(HELD["vetted + plus"], as_of=date.fromisoformat(day))
    view = visibility(assessment, to=to, surface=surface)
    assert view.viewer == (to if isinstance(to, ClientPlan) else LOOKING[to])
    assert view.surface is Surface(surface)
    expected = {EV: vetted_sight, TRP: plus_sight, **ALWAYS}
    assert {one.badge: (one.is_allowed, one.clause) for one in view.sights} == expected
    is_open = tuple(badge for badge, (is_allowed, _) in expected.items() if is_allowed)
    assert badges_open_to(to, assessment.question, Surface(surface)) == is_open


@pytest.mark.clause("KEEP-1")
def test_an_agency_is_seen_as_a_freelancer_is() -> None:
    """The table does not ask whose badge it is."""
    record = agency(contract("20000.00"))
    seen = [visible_badge(assess(record, as_of=date(2020, 7, 20)), to=viewer) for viewer in VIEWERS]
    assert tuple(seen) == TABLE["plus"]


def test_an_unknown_viewer_is_refused() -> None:
    """A tier or surface that does not exist is an error that names those that do."""
    assessment = assess(plus_holder(), as_of=date(2020, 9, 1))
    gold: Any = "gold"
    with pytest.raises(ValueError, match="must be one of basic, plus, business, enterprise"):
        visible_badge(assessment, to=gold)
    billboard: Any = "billboard"
    with pytest.raises(ValueError, match=r"^surface must be one of .*'billboard'"):
        visible_badge(assessment, to="plus", surface=billboard)

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
    Contract,
    InvalidRecordError,
    PlanNotInEditionError,
    PlanTier,
    ProblemCode,
    Readings,
    Surface,
    TalentRecord,
    Viewer,
    assess,
    edition_named,
    readings_that_matter,
    sees_diversity_badge,
    visibility,
    visible_badge,
)
from badgerules.filters import diversity_filter
from badgerules.thresholds import DEFAULT_READINGS
from badgerules.visibility import VIEWERS as BY_NAME
from badgerules.visibility import badges_open_to, priority_access, viewers_in
from builders import agency, certified, contract, freelancer, plus_holder, vetted

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
WITH_NEW_PLANS: dict[str, tuple[Badge | None, ...]] = {
    # held: Enterprise, Business Plus, Basic; everyone sees Top Rated Plus
    "vetted + plus": (EV, EV, TRP),
    "vetted + top rated": (EV, EV, TR),
    "vetted + rising": (EV, EV, RT),
    "vetted only": (EV, EV, None),
    "plus": (TRP, TRP, TRP),
    "top rated": (TR, TR, TR),
    "rising": (RT, RT, RT),
    "nothing": (None, None, None),
}
BY_PLANS = WITH_NEW_PLANS | {
    # read so that Business Plus and Enterprise alone see Top Rated Plus
    "vetted + plus": (EV, EV, TR),
    "plus": (TRP, TRP, TR),
}
NEW_VIEWERS = (PlanTier.ENTERPRISE, PlanTier.BUSINESS_PLUS, PlanTier.BASIC)
PLANS = Readings(plus_badge_audience="plans")
EVERY_EDITION = [edition.id for edition in EDITIONS]
WITH_OLD_PLANS = [edition for edition in EVERY_EDITION if edition < "2025-06"]
CELLS = [
    pytest.param(edition, held, viewer, badge, id=f"{edition}-{held}-{number}")
    for edition in WITH_OLD_PLANS
    for held, row in (TABLE if edition == "2020-07" else AFTER_LAUNCH).items()
    for number, (viewer, badge) in enumerate(zip(VIEWERS, row, strict=True))
]
NEW_CELLS = [
    pytest.param(edition, held, viewer, badge, readings, id=f"{edition}-{held}-{number}-{name}")
    for edition in EVERY_EDITION
    if edition not in WITH_OLD_PLANS
    for name, table, readings in (
        ("everyone", WITH_NEW_PLANS, Readings()),
        ("plans", BY_PLANS, PLANS),
    )
    for held, row in table.items()
    for number, (viewer, badge) in enumerate(zip(NEW_VIEWERS, row, strict=True))
]


def shown(
    held: str,
    edition: str,
    to: Any,  # noqa: ANN401
    surface: Surface = Surface.PROFILE,
    readings: Readings = DEFAULT_READINGS,
) -> Badge | None:
    """Return the badge that somebody sees in July 2020 under an edition asked for by name."""
    assessment = assess(HELD[held], as_of=date(2020, 7, 20), edition=edition, readings=readings)
    return visible_badge(assessment, to=to, surface=surface)


@pytest.mark.clause("VIS-1", "VIS-2", "VIS-3", "VIS-6", "VIS-7", "KEEP-1")
@pytest.mark.parametrize(("edition", "held", "viewer", "badge"), CELLS)
def test_the_table_cell_by_cell(
    edition: str, held: str, viewer: PlanTier | ClientPlan, badge: Badge | None
) -> None:
    """Each client sees what the table gives, in each edition."""
    assert shown(held, edition, viewer) is badge


@pytest.mark.clause("VIS-7", "VIS-10", "VIS-11", "VIS-12", "KEEP-1")
@pytest.mark.parametrize(("edition", "held", "viewer", "badge", "readings"), NEW_CELLS)
def test_the_table_of_the_new_plans_cell_by_cell(
    edition: str, held: str, viewer: PlanTier, badge: Badge | None, readings: Readings
) -> None:
    """From edition 2025-06 on each client sees what the second table gives, in both readings."""
    assert shown(held, edition, viewer, readings=readings) is badge


@pytest.mark.clause("VIS-4", "VIS-12")
@pytest.mark.parametrize("readings", [Readings(), PLANS], ids=["everyone", "plans"])
@pytest.mark.parametrize(
    ("held", "badge"), [("vetted + plus", EV), ("vetted only", EV), ("plus", TRP), ("rising", RT)]
)
def test_the_owner_sees_the_highest_badge_with_the_new_plans(
    held: str, badge: Badge, readings: Readings
) -> None:
    """The talent sees the highest badge held, as since September 2020, whatever the reading."""
    record = attrs.evolve(HELD[held], contracts=[paid_in_spring_of_2025()])
    assessment = assess(record, as_of=date(2025, 6, 5), readings=readings)
    assert visible_badge(assessment, to="owner") is badge


def paid_in_spring_of_2025() -> Contract:
    """Return a large contract in the window of the first day of the new plans."""
    return contract().with_payment("12000.00", on=date(2025, 5, 1))


@pytest.mark.clause("VIS-10")
@pytest.mark.parametrize(
    ("day", "plans"),
    [
        (date(2025, 6, 4), ["basic", "plus", "business", "enterprise"]),
        (date(2025, 6, 5), ["basic", "business_plus", "enterprise"]),
    ],
    ids=str,
)
def test_an_edition_names_its_plans_and_refuses_all_others(day: date, plans: list[str]) -> None:
    """On 4 June 2025 there is no Business Plus, from 5 June on neither Plus nor Business."""
    assessment = assess(plus_holder(), as_of=day)
    assert [tier for tier in PlanTier if tier in assessment.question.edition.tiers] == plans
    for tier in PlanTier:
        if tier in plans:
            visibility(assessment, to=tier)
            priority_access(assessment, to=tier)
            sees_diversity_badge(assessment, to=ClientPlan(tier=tier))
            continue
        for ask in (visibility, visible_badge, sees_diversity_badge, priority_access):
            with pytest.raises(PlanNotInEditionError, match=f"one of {', '.join(plans)} in edit"):
                ask(assessment, to=tier)
    with pytest.raises(LookupError):
        diversity_filter([], to="business_plus" if "plus" in plans else "business", as_of=day)


@pytest.mark.clause("VIS-10")
def test_plans_have_other_names() -> None:
    """Enterprise is also Lifted, and Basic is also Marketplace."""
    assessment = assess(HELD["vetted only"], as_of=date(2025, 6, 5))
    assert visible_badge(assessment, to="lifted") is EV
    assert visible_badge(assessment, to="marketplace") is None
    assert ClientPlan(tier="lifted") == ClientPlan(tier="enterprise")


@pytest.mark.clause("VIS-3", "VIS-10")
def test_a_selection_for_plus_clients_is_ignored_without_a_plus_plan() -> None:
    """Among the selected or not, a Basic client sees the same."""
    assessment = assess(HELD["plus"], as_of=date(2020, 7, 20), edition="2025-06", readings=PLANS)
    selected = ClientPlan(tier="basic", selected_for_top_rated_plus=True)
    assert visible_badge(assessment, to=selected) is TR


@pytest.mark.clause("VIS-12", "DIV-8")
def test_a_reading_that_changes_what_is_seen_is_told_with_the_view_alone() -> None:
    """Who sees Top Rated Plus is a matter of reading for Basic clients, and of no verdict."""
    assessment = assess(HELD["plus"], as_of=date(2020, 7, 20), edition="2025-06")
    told = {
        name: [
            (other.reading, other.value.value, other.badge, other.sees_diversity_badge)
            for other in visibility(assessment, to=to).readings_that_matter
        ]
        for name, to in viewers_in(assessment.question.edition).items()
    }
    assert told == {
        "owner": [],
        "basic": [("plus_badge_audience", "plans", TR, False)],
        "business_plus": [],
        "enterprise": [],
    }
    assert [
        one.reading
        for one in readings_that_matter(
            HELD["plus"], "top_rated_plus", as_of=date(2020, 7, 20), edition="2025-06"
        )
    ] == ["feedback"]


@pytest.mark.clause("DIV-8")
@pytest.mark.parametrize(
    ("day", "matters"), [(date(2025, 6, 4), True), (date(2025, 6, 5), False)], ids=str
)
def test_the_enterprise_suite_is_a_matter_of_reading_until_the_new_plans(
    day: date, *, matters: bool
) -> None:
    """For Business clients the reading decided; from 5 June 2025 on Enterprise alone sees it."""
    valid = certified(expires_on=date(2026, 1, 1))
    assessment = assess(freelancer(country="US", certifications=[valid]), as_of=day)
    other = visibility(assessment, to="business" if matters else "business_plus")
    assert other.sees_diversity_badge is matters
    assert [one.reading for one in other.readings_that_matter] == (
        ["enterprise_suite"] if matters else []
    )
    assert visibility(assessment, to="enterprise").sees_diversity_badge


@pytest.mark.clause("VIS-8")
@pytest.mark.parametrize("edition", EVERY_EDITION)
@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize("held", HELD)
def test_every_surface_follows_the_profile(held: str, surface: Surface, edition: str) -> None:
    """Outside the test of 2021, tiles, proposals and the catalog show what the profile shows."""
    viewers: tuple[PlanTier | ClientPlan, ...] = VIEWERS
    table = TABLE if edition == "2020-07" else AFTER_LAUNCH
    if edition not in WITH_OLD_PLANS:
        viewers, table = NEW_VIEWERS, WITH_NEW_PLANS
    assert tuple(shown(held, edition, viewer, surface) for viewer in viewers) == table[held]


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
    assert {
        tier: visible_badge(assessment, to=tier) for tier in PlanTier if tier in apart.tiers
    } == {
        PlanTier.BASIC: EV,
        PlanTier.PLUS: TR,
        PlanTier.BUSINESS: TRP,
        PlanTier.ENTERPRISE: TR,
    }


@pytest.mark.clause("VIS-3", "VIS-4")
def test_an_answer_shows_what_each_of_its_viewers_sees() -> None:
    """In July 2020 a Plus client who is selected sees Top Rated Plus, and its owner does not."""
    assessment = assess(HELD["plus"], as_of=date(2020, 7, 20))
    viewers = viewers_in(assessment.question.edition)
    seen = {name: visible_badge(assessment, to=to) for name, to in viewers.items()}
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


@pytest.mark.clause("VIS-1", "VIS-9")
def test_a_badge_that_a_viewer_may_not_see_settles_nothing() -> None:
    """Basic clients do not see Expert-Vetted, so both base badges may be what they are shown."""
    record = freelancer(base_badge=None, expert_vetting=VETTED)
    view = visibility(assess(record, as_of=date(2020, 10, 1)), to="basic")
    assert (view.badge, view.unsettled) == (None, (TR, RT))


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


@pytest.mark.clause("VIS-10")
def test_the_viewers_of_an_edition_are_among_all_viewers() -> None:
    """The talent, the clients of the plans it has, and, where there is Plus, the selected ones."""
    assert [*viewers_in(edition_named("2020-07"))] == [
        *("owner", "basic", "plus", "plus_selected", "business", "enterprise"),
    ]
    assert [*viewers_in(edition_named("2025-06"))] == [
        *("owner", "basic", "business_plus", "enterprise"),
    ]
    every = {name for edition in EDITIONS for name in viewers_in(edition)}
    assert [name for name in BY_NAME if name in every] == [*BY_NAME]


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
    ("owner", "2025-06-05", "profile", (True, "VIS-4"), (True, "VIS-4")),
    ("basic", "2025-06-05", "profile", (False, "VIS-11"), (True, "VIS-12")),
    ("business_plus", "2025-06-05", "search_tile", (True, "VIS-11"), (True, "VIS-12")),
    ("enterprise", "2026-07-07", "proposal", (True, "VIS-11"), (True, "VIS-12")),
    (IN_CATALOG_TEST, "2025-06-05", "project_catalog", (False, "VIS-11"), (True, "VIS-12")),
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
    assert (view.surface, view.question) == (Surface(surface), assessment.question)
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
    with pytest.raises(ValueError, match=r"^viewer must be one of owner, basic, plus, plus_s"):
        visible_badge(assessment, to=gold)
    near: Any = "entreprise"
    with pytest.raises(InvalidRecordError, match=r"got 'entreprise'; did you mean 'ent") as unknown:
        visible_badge(assessment, to=near)
    assert [one.code for one in unknown.value.problems] == [ProblemCode.UNKNOWN_VALUE]
    number: Any = 5
    with pytest.raises(InvalidRecordError, match=r"^viewer .*, enterprise, got 5$") as strange:
        visible_badge(assessment, to=number)
    assert [one.code for one in strange.value.problems] == [ProblemCode.WRONG_TYPE]
    with pytest.raises(InvalidRecordError, match=r"^population \[0\] must be a TalentRecord"):
        diversity_filter([number], to="enterprise", as_of=date(2021, 3, 1))
    with pytest.raises(InvalidRecordError, match=r"^client plan tier must be one of basic, plus"):
        ClientPlan(tier=gold)
    billboard: Any = "billboard"
    with pytest.raises(ValueError, match=r"^surface must be one of .*'billboard'"):
        visible_badge(assessment, to="plus", surface=billboard)

"""Who sees which badge: a client by plan, the talent itself, on every surface.

Rising Talent and Top Rated are never hidden; what a viewer may not see is replaced by the next
badge down that is held. A badge whose verdict is unknown is not shown, but named as unsettled.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from badgerules.answer_base import Shown
from badgerules.client_plans import ClientPlan
from badgerules.converters import Refusal, chosen, is_a, nearest, plan_tier
from badgerules.decisions import Question, check_assessment
from badgerules.errors import PlanNotInEditionError, code_for, expect, refuse, shown, unfit
from badgerules.names import PlanTierName, ViewerName
from badgerules.thresholds import (
    SIGHT_READINGS,
    Edition,
    EnterpriseSuite,
    PlusBadgeAudience,
    switched,
)
from badgerules.vocabulary import Badge, PlanTier, ProblemCode, Surface, Verdict, Viewer, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from badgerules.decisions import Assessment
    from badgerules.names import SurfaceName

SelectedName: TypeAlias = Literal["plus_selected"]
"""The name of Plus clients who were selected for Top Rated Plus (VIS-3)."""
Audience: TypeAlias = PlanTier | PlanTierName | SelectedName | ClientPlan | Viewer | ViewerName
"""Who looks: a plan tier or its name, a client plan with its facts or its name, or the owner."""

RANKING = (Badge.EXPERT_VETTED, Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT)
"""Which badge is shown where several may be (VIS-6)."""


_SELECTED = ClientPlan(tier=PlanTier.PLUS, selected_for_top_rated_plus=True)
VIEWERS: Mapping[str, Audience] = {
    "owner": Viewer.OWNER,
    "basic": PlanTier.BASIC,
    "plus": PlanTier.PLUS,
    "plus_selected": _SELECTED,
    "business": PlanTier.BUSINESS,
    "business_plus": PlanTier.BUSINESS_PLUS,
    "enterprise": PlanTier.ENTERPRISE,
}
"""The viewers of answers under any edition, by the name that answers use for them."""


def viewers_in(edition: Edition) -> Mapping[str, Audience]:
    """Return the viewers of an answer under an edition: the talent, and the clients of its plans.

    Args:
        edition: the rules, which name the plans there are (VIS-10).

    Raises:
        WrongTypeError: if it is no edition.

    >>> from badgerules import edition_named
    >>> list(viewers_in(edition_named("2025-06")))
    ['owner', 'basic', 'business_plus', 'enterprise']
    """
    expect(Edition, edition=edition)
    return _viewers_on(edition.tiers)


@lru_cache
def _viewers_on(tiers: frozenset[PlanTier]) -> Mapping[str, Audience]:
    """Return the talent, and the clients of some plans."""
    viewers: dict[str, Audience] = {}
    for name, to in VIEWERS.items():
        viewer = viewer_of(to)
        if isinstance(viewer, Viewer) or viewer.tier in tiers:
            viewers[name] = to
    return MappingProxyType(viewers)


@attrs.frozen(kw_only=True)
class Sight:
    """Whether a viewer may see one badge, were it held.

    Args:
        badge: the badge.
        verdict: whether it is held.
        is_allowed: whether this viewer may see it here.
        clause: the clause that says so.
    """

    badge: Badge
    verdict: Verdict
    is_allowed: bool
    clause: str


@attrs.frozen(kw_only=True)
class SightUnderReading:
    """A single reading under which a viewer would see something else.

    Args:
        reading: its name, as in "plus_badge_audience".
        value: how it would have to be read.
        badge: the talent badge then shown; None for none.
        sees_diversity_badge: whether "Diversity-Certified" would then be seen beside it.
    """

    reading: str
    value: Word
    badge: Badge | None
    sees_diversity_badge: bool


@attrs.frozen(kw_only=True, repr=False)
class Visibility(Shown):
    """What one viewer sees in one place, and why.

    Args:
        badge: the badge shown; None for none.
        viewer: who looks.
        surface: where.
        sights: all four talent badges, the one that would be shown first comes first.
        unsettled: badges that would be shown instead if they turned out to be held (VIS-9).
        sees_diversity_badge: whether "Diversity-Certified" is seen beside it (DIV-12).
        readings_that_matter: the readings that, switched alone, would change what is seen.
        question: the day, the edition and the readings of the assessment.
    """

    badge: Badge | None
    viewer: ClientPlan | Viewer
    surface: Surface
    sights: tuple[Sight, ...]
    unsettled: tuple[Badge, ...]
    sees_diversity_badge: bool
    readings_that_matter: tuple[SightUnderReading, ...]
    question: Question

    @property
    def _in_short(self) -> str:
        shown = "no badge" if self.badge is None else self.badge
        viewer = self.viewer if isinstance(self.viewer, Viewer) else self.viewer.tier
        return f"to {viewer} on the {self.surface} on {self.question.as_of}: {shown}"

    @property
    def text(self) -> str:
        """The reason as a sentence without a full stop."""
        shown = self.badge.label if self.badge is not None else "no badge"
        hidden = [
            f"{sight.badge.label} is held but not shown here ({sight.clause})"
            for sight in self.sights
            if sight.verdict is Verdict.MET and not sight.is_allowed
        ]
        open_ = [f"{badge.label} would be shown if it were held" for badge in self.unsettled]
        return "; ".join([shown, *hidden, *open_])


def visible_badge(
    assessment: Assessment,
    *,
    to: Audience,
    surface: Surface | SurfaceName = Surface.PROFILE,
) -> Badge | None:
    """Return the badge that a viewer sees.

    Args:
        assessment: the decisions on the talent.
        to: a plan tier, a client plan, or the owner. A bare tier has none of the extra facts.
        surface: where the viewer looks.

    Returns:
        The badge, or None for none.

    Raises:
        InvalidRecordError: for an unknown tier, viewer or surface, or for no assessment.
        PlanNotInEditionError: for a plan that the edition does not have (VIS-10).

    Clause: VIS-1 to VIS-12.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, assess
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> visible_badge(assess(record, as_of=date(2020, 9, 1)), to=PlanTier.BASIC)
    Badge.TOP_RATED
    """
    return visibility(assessment, to=to, surface=surface).badge


def visibility(
    assessment: Assessment,
    *,
    to: Audience,
    surface: Surface | SurfaceName = Surface.PROFILE,
) -> Visibility:
    """Return what a viewer sees, with the clause for each badge and what is unsettled.

    Args:
        assessment: the decisions on the talent.
        to: a plan tier, a client plan, or the owner.
        surface: where the viewer looks.

    Raises:
        InvalidRecordError: for an unknown tier, viewer or surface, or for no assessment.
        PlanNotInEditionError: for a plan that the edition does not have (VIS-10).

    Clause: VIS-1 to VIS-12.
    """
    check_assessment(assessment)
    viewer, place = viewer_of(to), chosen("surface", Surface, surface)
    _check_plan(viewer, assessment.question.edition)
    verdicts = tuple([decision.verdict for decision in assessment.decisions])
    return _visibility(assessment.question, viewer, place, verdicts)


def views_of(assessment: Assessment) -> Mapping[str, Visibility]:
    """Return what each viewer of the edition sees on the profile, by the name that answers use.

    Args:
        assessment: the decisions on the talent.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, assess
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> views_of(assess(record, as_of=date(2020, 9, 1)))["basic"].badge
    Badge.TOP_RATED
    """
    return _views(assessment.question, tuple([one.verdict for one in assessment.decisions]))


@lru_cache(maxsize=1024)
def _views(question: Question, told: tuple[Verdict, ...]) -> Mapping[str, Visibility]:
    """Return all views by five verdicts, as many talents share."""
    viewers = viewers_in(question.edition).items()
    views = {
        name: _visibility(question, viewer_of(to), Surface.PROFILE, told) for name, to in viewers
    }
    return MappingProxyType(views)


@lru_cache(maxsize=1024)
def _visibility(
    question: Question, viewer: ClientPlan | Viewer, place: Surface, told: tuple[Verdict, ...]
) -> Visibility:
    """Return what a viewer sees by five verdicts, as many talents share."""
    verdicts = dict(zip(Badge, told, strict=True))
    sights = tuple(
        Sight(badge=badge, verdict=verdicts[badge], is_allowed=is_allowed, clause=clause)
        for badge, is_allowed, clause in _open_to(question, viewer, place)
    )
    badge, sees_diversity_badge = _shown(verdicts, question, viewer, place)
    return Visibility(
        badge=badge,
        viewer=viewer,
        surface=place,
        sights=sights,
        unsettled=tuple(_unsettled(sights)),
        sees_diversity_badge=sees_diversity_badge,
        readings_that_matter=tuple(
            SightUnderReading(
                reading=name, value=value, badge=other, sees_diversity_badge=diversity
            )
            for name, value, asked in _asked_otherwise(question)
            for other, diversity in [_shown(verdicts, asked, viewer, place)]
            if (other, diversity) != (badge, sees_diversity_badge)
        ),
        question=question,
    )


def badges_shown(assessment: Assessment, *, to: Audience) -> tuple[Badge, ...]:
    """Return the badges that a viewer sees on the profile, without the reasons."""
    verdicts = {decision.badge: decision.verdict for decision in assessment.decisions}
    badge, sees_diversity_badge = _shown(
        verdicts, assessment.question, viewer_of(to), Surface.PROFILE
    )
    talent = () if badge is None else (badge,)
    return (*talent, Badge.DIVERSITY_CERTIFIED) if sees_diversity_badge else talent


def _shown(
    verdicts: Mapping[Badge, Verdict],
    question: Question,
    viewer: ClientPlan | Viewer,
    place: Surface,
) -> tuple[Badge | None, bool]:
    """Return the badge that is shown, None for none, and whether diversity is seen beside it."""
    held = (
        badge
        for badge, is_allowed, _ in _open_to(question, viewer, place)
        if is_allowed and verdicts[badge] is Verdict.MET
    )
    is_certified = verdicts[Badge.DIVERSITY_CERTIFIED] is Verdict.MET
    return next(held, None), is_certified and _is_diversity_open_to(viewer, question, place)


def _unsettled(sights: Iterable[Sight]) -> Iterator[Badge]:
    """Return the badges above the one shown that would be shown if they turned out to be held."""
    for sight in sights:
        if sight.is_allowed and sight.verdict is Verdict.MET:
            return
        if sight.is_allowed and sight.verdict is Verdict.UNKNOWN:
            yield sight.badge


@lru_cache(maxsize=256)
def _asked_otherwise(question: Question) -> tuple[tuple[str, Word, Question], ...]:
    """Return a question under each other value of each reading that touches what is seen."""
    return tuple(
        (name, value, attrs.evolve(question, readings=readings))
        for name, value, readings in switched(question.readings, SIGHT_READINGS)
    )


def sees_diversity_badge(
    assessment: Assessment,
    *,
    to: Audience,
    surface: Surface | SurfaceName = Surface.PROFILE,
) -> bool:
    """Tell whether a viewer sees "Diversity-Certified" beside the other badges.

    Args:
        assessment: the decisions on the talent.
        to: a plan tier, a client plan, or the owner (to whom no clause shows it).
        surface: where the viewer looks.

    Raises:
        InvalidRecordError: for an unknown tier, viewer or surface, or for no assessment.
        PlanNotInEditionError: for a plan that the edition does not have (VIS-10).

    Clause: DIV-8, DIV-9, DIV-12, DIV-13.
    """
    return visibility(assessment, to=to, surface=surface).sees_diversity_badge


def badges_open_to(to: Audience, question: Question, place: Surface) -> tuple[Badge, ...]:
    """Return the talent badges that a viewer may see, were they held, the highest first."""
    open_to = _open_to(question, viewer_of(to), place)
    return tuple(badge for badge, is_allowed, _ in open_to if is_allowed)


def is_diversity_open_to(to: Audience, question: Question, place: Surface) -> bool:
    """Tell whether a viewer may see the diversity badge, were it held (DIV-8, DIV-9)."""
    return _is_diversity_open_to(viewer_of(to), question, place)


def _is_diversity_open_to(viewer: ClientPlan | Viewer, question: Question, place: Surface) -> bool:
    if isinstance(viewer, Viewer) or place not in question.edition.diversity_surfaces:
        return False
    return viewer.tier in enterprise_suite(question)


@attrs.frozen(kw_only=True)
class Benefit:
    """What a badge brings.

    Args:
        badge: the badge.
        clause: the clause that says so.
        tiers: the plans whose clients it concerns.
        is_priority_access: whether it is priority access to those clients.
        text: what it is, as a sentence without a full stop.
    """

    badge: Badge
    clause: str
    tiers: frozenset[PlanTier]
    is_priority_access: bool
    text: str


_BENEFITS = {
    # badge: the field of the edition that names the plans; whether it is access, and the words
    Badge.TOP_RATED_PLUS: (
        "top_rated_plus_priority",
        "BEN-1",
        (
            (True, "found more easily in search"),
            (True, "Talent Services invite to invite-only jobs with priority"),
        ),
    ),
    Badge.EXPERT_VETTED: (
        "expert_vetted_priority",
        "BEN-2",
        (
            (True, "priority access to clients"),
            (False, "stands out to clients"),
            (False, "a Talent Manager matches the talent to opportunities"),
        ),
    ),
}


def benefits(assessment: Assessment) -> tuple[Benefit, ...]:
    """Return what the badges held bring, those of Top Rated Plus first.

    A higher badge ends no benefit of a lower one (KEEP-1).

    Args:
        assessment: the decisions on the talent.

    Returns:
        The benefits of every badge held; a badge whose verdict is unknown brings none.

    Raises:
        WrongTypeError: for no assessment.

    Clause: BEN-1, BEN-2, KEEP-1.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, assess
    >>> benefits(assess(TalentRecord(kind="agency", contracts=[]), as_of=date(2020, 9, 1)))
    ()
    """
    check_assessment(assessment)
    edition = assessment.question.edition
    return tuple(
        Benefit(
            badge=badge,
            clause=clause,
            tiers=getattr(edition, field),
            is_priority_access=is_access,
            text=text,
        )
        for badge, (field, clause, items) in _BENEFITS.items()
        if assessment.holds(badge)
        for is_access, text in items
    )


def priority_access(assessment: Assessment, *, to: Audience) -> tuple[Benefit, ...]:
    """Return the benefits by which clients on a plan give the talent priority access.

    Args:
        assessment: the decisions on the talent.
        to: a plan tier, or a client plan.

    Returns:
        The benefits with badge and clause; empty if these clients give no priority.

    Raises:
        InvalidRecordError: for an unknown tier, or for no assessment.
        PlanNotInEditionError: for a plan that the edition does not have (VIS-10).

    Clause: BEN-1, BEN-2.
    """
    viewer = viewer_of(to)
    brought = benefits(assessment)
    _check_plan(viewer, assessment.question.edition)
    tier = None if isinstance(viewer, Viewer) else viewer.tier
    return tuple(
        benefit for benefit in brought if benefit.is_priority_access and tier in benefit.tiers
    )


def enterprise_suite(question: Question) -> frozenset[PlanTier]:
    """Return the plans that make up the Enterprise Suite (DIV-8)."""
    suite = question.edition.diversity_tiers
    if question.readings.enterprise_suite is EnterpriseSuite.ENTERPRISE_ONLY:
        return suite & {PlanTier.ENTERPRISE}
    return suite


def _check_plan(viewer: ClientPlan | Viewer, edition: Edition) -> None:
    if isinstance(viewer, ClientPlan):
        check_plan(viewer.tier, edition)


def check_plan(tier: PlanTier, edition: Edition) -> None:
    """Refuse a plan that an edition does not have (VIS-10).

    Args:
        tier: the plan.
        edition: the rules.

    Raises:
        PlanNotInEditionError: if there is no such plan; it names those there are.
    """
    if tier not in edition.tiers:
        plans = ", ".join(known for known in PlanTier if known in edition.tiers)
        msg = (
            f"plan must be one of {plans} in edition {edition.id}, got {tier}; it is not known "
            f"what its clients see under these rules (VIS-10)"
        )
        raise PlanNotInEditionError(msg)


def viewer_of(to: Audience) -> ClientPlan | Viewer:
    """Return the viewer that is meant: the owner, or a client's plan with its facts.

    Args:
        to: who looks, or its name.

    Raises:
        InvalidRecordError: if there is no such viewer.
    """
    if isinstance(to, ClientPlan | Viewer):
        return to
    given: Any = to  # whatever was given; what is no text may not be compared with text
    if is_a(given, str) and given in _NAMED:
        return _NAMED[given]
    tier: Any = plan_tier(given)
    if is_a(tier, Refusal):
        hint = nearest(given, VIEWERS) if is_a(given, str) else ""
        code = code_for(given, str, ProblemCode.UNKNOWN_VALUE)
        allowed = f"one of {', '.join(VIEWERS)}"
        refuse("", [unfit(code, allowed, shown(given), at="viewer", hint=hint)])
    return ClientPlan(tier=tier)


_NAMED: Mapping[str, ClientPlan | Viewer] = {
    name: to if isinstance(to, ClientPlan | Viewer) else ClientPlan(tier=PlanTier(to))
    for name, to in VIEWERS.items()
}
"""The viewers that have a name, as they are looked at."""


@lru_cache(maxsize=1024)
def _open_to(
    question: Question, viewer: ClientPlan | Viewer, place: Surface
) -> tuple[tuple[Badge, bool, str], ...]:
    """Return for each talent badge, the highest first, whether it may be seen, and the clause."""
    return tuple((badge, *_may_see(badge, question, viewer, place)) for badge in RANKING)


def _may_see(
    badge: Badge, question: Question, viewer: ClientPlan | Viewer, place: Surface
) -> tuple[bool, str]:
    """Tell whether a viewer may see a badge, were it held, and by which clause."""
    edition = question.edition
    if badge in {Badge.TOP_RATED, Badge.RISING_TALENT}:
        is_allowed, clause = True, "VIS-7"
    elif isinstance(viewer, Viewer):
        is_allowed, clause = question.as_of >= edition.owner_sees_from, "VIS-4"
    elif place is Surface.PROJECT_CATALOG and _is_in_catalog_test(viewer, question):
        is_allowed, clause = True, "VIS-5"
    elif badge is Badge.EXPERT_VETTED:
        is_allowed = viewer.tier in edition.expert_vetted_tiers
        clause = "VIS-11" if PlanTier.BUSINESS_PLUS in edition.tiers else "VIS-1"
    elif not edition.plus_audience_is_known:
        is_public = question.readings.plus_badge_audience is PlusBadgeAudience.EVERYONE
        is_allowed, clause = is_public or viewer.tier in edition.top_rated_plus_tiers, "VIS-12"
    elif viewer.tier not in edition.top_rated_plus_tiers:
        is_allowed, clause = False, "VIS-2"
    elif viewer.tier is PlanTier.PLUS and edition.plus_needs_selection:
        is_allowed, clause = viewer.selected_for_top_rated_plus, "VIS-3"
    else:
        is_allowed, clause = True, "VIS-2"
    return is_allowed, clause


def _is_in_catalog_test(plan: ClientPlan, question: Question) -> bool:
    """Tell whether the test runs and this client is in it (VIS-5)."""
    first, last = question.edition.catalog_test_first_day, question.edition.catalog_test_last_day
    if first is None or last is None:
        return False
    return plan.in_project_catalog_test and first <= question.as_of <= last

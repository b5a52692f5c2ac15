"""Who sees what, as text: viewers who see the same stand on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.clauses import CLAUSES
from badgerules.comparison import (
    sights_by_edition,
)
from badgerules.display.law import (
    clause_cited,
    may_apply_text,
    question_lines,
)
from badgerules.display.layout import item, joined, to_text, wrapped
from badgerules.visibility import (
    SightUnderReading,
    Visibility,
    priority_access,
    viewer_of,
    viewers_in,
    views_of,
    visibility,
)
from badgerules.vocabulary import Badge, Verdict, Viewer
from badgerules.words import reading_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from badgerules.client_plans import ClientPlan
    from badgerules.decisions import Assessment
    from badgerules.visibility import Audience


_NOUNS = {
    "owner": "the talent",
    "basic": "Basic",
    "plus": "other Plus",
    "plus_selected": "selected Plus",
    "business": "Business",
    "business_plus": "Business Plus",
    "enterprise": "Enterprise",
}
"""The viewers as people call them; a plan stands for its clients."""


_BOTH_PLUS = ("plus", "plus_selected")
"""Who together are all clients of the plan Plus."""


def sight_lines(assessment: Assessment, to: Audience) -> list[str]:
    """Return what one viewer sees on the profile, and why no other badge."""
    known = viewers_in(assessment.question.edition).items()
    names = [name for name, who in known if viewer_of(who) == viewer_of(to)]
    words = _words_of(names) if names else "This client sees"
    view = visibility(assessment, to=to)
    lines = [*audience_lines([(words, view)]), *_why_lines(assessment, to)]
    texts = [*_by_neighbours(assessment, names)]
    if view.sees_diversity_badge:
        texts += _diversity_texts(assessment)
    return [*lines, *(line for text in texts for line in item(">", text))]


def viewers_text(names: Sequence[str]) -> str:
    """Return some viewers as people call them, as in "the talent and Basic clients".

    Args:
        names: the viewers, by the names that answers use.
    """
    is_all_of_plus = {*_BOTH_PLUS} <= {*names}
    nouns = {**_NOUNS, "plus": "Plus"} if is_all_of_plus else _NOUNS
    hidden = {"owner", "plus_selected"} if is_all_of_plus else {"owner"}
    plans = [nouns[name] for name in names if name not in hidden]
    talent = [_NOUNS["owner"]] if "owner" in names else []
    return joined([*talent, *plans]) + (" clients" if plans else "")


def _words_of(names: Sequence[str]) -> str:
    """Return how a line begins that says what some viewers see, as in "Basic clients see"."""
    named = viewers_text(names)
    return f"{named[:1].upper()}{named[1:]} {_see(names)}"


def _see(names: Sequence[str]) -> str:
    return "sees" if [*names] == ["owner"] else "see"


def audiences_of(assessment: Assessment, *, by_clause: bool = True) -> list[tuple[str, Visibility]]:
    """Return who sees what: viewers who see the same by the same clauses stand together.

    Args:
        assessment: the decisions on the talent.
        by_clause: keep those apart who see the same by other clauses.

    Returns:
        The words by which a text begins, and what the viewers they name see; who sees most first.
    """
    views = views_of(assessment)
    groups: dict[object, list[str]] = {}
    for name, view in reversed([*views.items()]):
        clauses = [*_clauses_of(view)] if by_clause else []
        groups.setdefault((seen_text(view), *clauses), []).append(name)
    everybody, clients = len(views), len(views) - 1

    def words(names: list[str]) -> str:
        if len(names) == everybody:
            return "Everybody sees"
        if "owner" not in names and len(names) == clients:
            return "All clients see"
        return _words_of(names)

    return [(words(names), views[names[0]]) for names in groups.values()]


def _clauses_of(view: Visibility) -> Iterator[tuple[Badge, str]]:
    """Return by which clauses a viewer sees the badge that is shown, and not those above it."""
    for sight in view.sights:
        if sight.verdict is not Verdict.UNMET:
            yield sight.badge, sight.clause
        if sight.badge is view.badge:
            return


def audience_lines(audiences: Iterable[tuple[str, Visibility]]) -> Iterator[str]:
    """Return who sees which badge on the profile, the names of viewers in a column."""
    yield "On the profile"
    told = [(name, seen_text(view)) for name, view in audiences]
    width = max(len(name) for name, _ in told)
    for name, seen in told:
        yield from wrapped(f"{name:<{width}}  {seen}", first="  ", others=" " * (width + 4))


def sight_texts(assessment: Assessment) -> Iterator[str]:
    """Say which readings, and editions not known to the day, would change what is seen."""
    told: dict[str, list[str]] = {}
    for name, view in views_of(assessment).items():
        for other in view.readings_that_matter:
            words, seen = _read_otherwise(other)
            told.setdefault(f"{words}, {{}} {seen}", []).append(name)
    for text, names in told.items():
        yield text.format(f"{viewers_text(names)} {_see(names)}")
    for by_edition in sights_by_edition(assessment):
        seen_then: dict[tuple[Badge, ...], list[str]] = {}
        for name, badges in by_edition.seen.items():
            seen_then.setdefault(badges, []).append(name)
        parts = [
            f"{viewers_text(names)} then {_see(names)} {badges_text(badges)}"
            for badges, names in seen_then.items()
        ]
        applied = assessment.question.edition
        yield f"{may_apply_text(by_edition.edition, applied)}: {'; '.join(parts)}"
    yield from _diversity_texts(assessment)


def _read_otherwise(other: SightUnderReading) -> tuple[str, str]:
    """Say how a clause would have to be read, and what would then be seen."""
    seen = [] if other.badge is None else [other.badge]
    seen += [Badge.DIVERSITY_CERTIFIED] if other.sees_diversity_badge else []
    return f"if {reading_text(other.reading, other.value)}", badges_text(tuple(seen))


def _by_neighbours(assessment: Assessment, names: Iterable[str]) -> Iterator[str]:
    """Say of one viewer what would be seen by an edition that may have been in force instead."""
    applied = assessment.question.edition
    for other in sights_by_edition(assessment):
        for name in {*names} & {*other.seen}:
            seen = badges_text(other.seen[name])
            yield f"{may_apply_text(other.edition, applied)}: it is then {seen}"


def _diversity_texts(assessment: Assessment) -> Iterator[str]:
    """Say when it was last confirmed who sees the diversity badge, on a later day (DIV-8)."""
    last = CLAUSES["DIV-8"].confirmed_on
    badge = Badge.DIVERSITY_CERTIFIED
    is_later = last is not None and assessment.question.as_of > last
    if is_later and assessment[badge].verdict is not Verdict.UNMET:
        yield f"who sees {badge.label} was last confirmed on {last} (DIV-8)"


def seen_text(view: Visibility) -> str:
    """Say which badges somebody sees on the profile, and which might be seen."""
    nothing = "no badge as far as known" if view.unsettled else "no badge"
    shown = view.badge.label if view.badge is not None else nothing
    if view.sees_diversity_badge:
        shown += f", and {Badge.DIVERSITY_CERTIFIED.label}"
    if view.unsettled:
        shown += f"; not known: {', '.join(badge.label for badge in view.unsettled)}"
    return shown


def _why_lines(assessment: Assessment, to: Audience) -> Iterator[str]:
    for access in priority_access(assessment, to=to):
        yield from item(
            ">",
            f"{access.badge.label} gives priority access here: {access.text} ({access.clause})",
        )
    yield from _sight_lines(visibility(assessment, to=to))


@to_text.register
def _(view: Visibility) -> str:
    """Show which badge a viewer sees in one place, and why no other."""
    terms = question_lines(view.question)
    return "\n".join([*wrapped(seen_by_text(view)), *terms, *_sight_lines(view)])


def read_otherwise_texts(view: Visibility) -> Iterator[str]:
    """Say which single readings would change what a viewer sees.

    Args:
        view: what the viewer sees.
    """
    for other in view.readings_that_matter:
        words, seen = _read_otherwise(other)
        yield f"{words}, it is {seen}"


def seen_by_text(view: Visibility) -> str:
    """Say who looks where, and which badge is shown."""
    badge = view.badge.label if view.badge is not None else "no badge"
    name, day = _viewer_name(view.viewer), view.question.as_of
    return f"Seen by {name} on {day}, on the {view.surface.label}: {badge}"


def _viewer_name(viewer: ClientPlan | Viewer) -> str:
    if isinstance(viewer, Viewer):
        return "the talent"
    selected = ", selected for Top Rated Plus" if viewer.selected_for_top_rated_plus else ""
    testing = ", in the test of the project catalog" if viewer.in_project_catalog_test else ""
    return f"a client on the {viewer.tier.label.title()} plan{selected}{testing}"


def _sight_lines(view: Visibility) -> Iterator[str]:
    for sight in view.sights:
        if sight.verdict is Verdict.UNMET:
            continue
        held = "held" if sight.verdict is Verdict.MET else "not known to be held"
        if sight.badge is view.badge:
            seen = "shown here"
        else:
            seen = "would be shown otherwise" if sight.is_allowed else "not shown here"
        cited = clause_cited(sight.clause)
        yield from item(">", f"{sight.badge.label} is {held}, and {seen} ({cited})")
    for text in read_otherwise_texts(view):
        yield from item(">", text)


def badges_text(badges: tuple[Badge, ...]) -> str:
    """Return badges as people write them."""
    return joined([badge.label for badge in badges]) or "no badge"

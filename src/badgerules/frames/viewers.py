"""Who sees which badge of whom, over whole populations."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.answers import MET, NOT_KNOWN, Answer, Column
from badgerules.frames.facts import flag
from badgerules.visibility import badges_open_to, is_diversity_open_to, viewers_in
from badgerules.vocabulary import Badge, PlanTier, Surface

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from badgerules.decisions import Question

TWO = 2
"""The base of the numbers in which each unknown badge has a digit."""


def seen(answers: Mapping[Badge, Answer], question: Question, surface: Surface) -> Answer:
    """Return one row a talent: every verdict, and what each viewer sees (VIS-*, DIV-8 to DIV-13).

    Args:
        answers: one row a talent for each badge, with the verdict.
        question: the day, edition and readings.
        surface: where the viewers look.
    """
    talents = _with_verdicts(answers)
    shown: dict[str, nw.Expr] = {}
    for name, viewer in viewers_in(question.edition).items():
        badges = badges_open_to(viewer, question, surface)
        talents = talents.with_columns(**{f"_{name}_open": _open_places(badges)})
        shown[f"visible_{name}"] = _first_held(badges)
        shown[f"visible_{name}_unsettled"] = _unsettled(nw.col(f"_{name}_open"), badges)
    is_certified = _is(Badge.DIVERSITY_CERTIFIED, MET)
    nobody = nw.col("talent_id").is_null()
    shown |= {
        f"diversity_seen_by_{tier.value}": flag(
            is_certified if is_diversity_open_to(tier, question, surface) else nobody
        )
        for tier in PlanTier
        if tier in question.edition.tiers
    }
    names = [*map(_verdict_name, Badge), *shown]
    return Answer(
        talents=talents.with_columns(**shown),
        columns={name: Column(source=name) for name in names},
    )


def _verdict_name(badge: Badge) -> str:
    return f"{badge.value}_verdict"


def _is(badge: Badge, verdict: int) -> nw.Expr:
    return nw.col(_verdict_name(badge)) == verdict


def _with_verdicts(answers: Mapping[Badge, Answer]) -> nw.LazyFrame[Any]:
    """Return one row a talent with the verdict on each badge."""
    first, *others = [
        answer.talents.select("talent_id", "kind", nw.col("verdict").alias(_verdict_name(badge)))
        for badge, answer in answers.items()
    ]
    for other in others:
        first = first.join(other.drop("kind"), on="talent_id", how="left")
    return first


def _first_held(badges: Sequence[Badge]) -> nw.Expr:
    """Return the first of the badges that is held, null for none."""
    *others, lowest = badges
    shown: nw.Expr = nw.when(_is(lowest, MET)).then(nw.lit(lowest.value))
    for badge in reversed(others):
        shown = nw.when(_is(badge, MET)).then(nw.lit(badge.value)).otherwise(shown)
    return shown


def _open_places(badges: Sequence[Badge]) -> nw.Expr:
    """Return, as one number, which badges are unknown with no badge held above them (VIS-9)."""
    places: list[nw.Expr] = []
    is_above = nw.col("talent_id").is_null()
    for place, badge in enumerate(badges):
        is_open = ~is_above & _is(badge, NOT_KNOWN)
        places.append(flag(is_open) * TWO**place)
        is_above = is_above | _is(badge, MET)
    return reduce(add, places).cast(nw.Int64())


def _unsettled(number: nw.Expr, badges: Sequence[Badge]) -> nw.Expr:
    """Return the names of the badges whose digit in a number is 1, the highest first."""
    named: nw.Expr = nw.when(number == 1).then(nw.lit(badges[0].value))
    for other in range(TWO, TWO ** len(badges)):
        names = [badge.value for place, badge in enumerate(badges) if other // TWO**place % TWO]
        named = nw.when(number == other).then(nw.lit(" ".join(names))).otherwise(named)
    return named

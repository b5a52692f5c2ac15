"""The answer about each badge, and what every answer says of what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules.frames.answers import check_complete
from badgerules.frames.diversity import diversity_certified
from badgerules.frames.expert_vetted import expert_vetted
from badgerules.frames.rising_talent import rising_talent
from badgerules.frames.sides import sides_of
from badgerules.frames.top_rated import top_rated, with_computed_badge
from badgerules.frames.top_rated_plus import top_rated_plus
from badgerules.thresholds import Readings
from badgerules.version import __version__
from badgerules.vocabulary import Badge

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables


def _plus(tables: Tables, question: Question) -> Answer:
    """Return one row a talent; the base badge is computed where it is not recorded (TRP-F8)."""
    if tables.has_reputation:
        tables = attrs.evolve(tables, talents=with_computed_badge(tables, question))
    return top_rated_plus(tables, question, sides_of(question))


ANSWERS: dict[Badge, Callable[[Tables, Question], Answer]] = {
    Badge.RISING_TALENT: rising_talent,
    Badge.TOP_RATED: top_rated,
    Badge.TOP_RATED_PLUS: _plus,
    Badge.EXPERT_VETTED: expert_vetted,
    Badge.DIVERSITY_CERTIFIED: diversity_certified,
}


def answer_about(badge: Badge, tables: Tables, question: Question) -> Answer:
    """Return one row a talent; refuse an edition that asks for a criterion not weighed here."""
    answer = ANSWERS[badge](tables, question)
    check_complete(answer.weighed, badge, question, has_reputation=tables.has_reputation)
    return answer


def question_columns(question: Question) -> dict[str, str | bool]:
    """Return what was asked, as columns with the same value in every row."""
    constants: dict[str, str | bool] = {
        "as_of": question.as_of.isoformat(),
        "known_through": question.known_through.isoformat(),
        "edition": question.edition.id,
        "hypothetical": question.is_hypothetical,
        "badgerules": __version__,
    }
    for field in attrs.fields(Readings):
        constants[f"reading_{field.name}"] = str(getattr(question.readings, field.name))
    return constants

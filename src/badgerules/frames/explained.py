"""Which criterion decides an answer: the first, in the order in which answers tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import narwhals.stable.v2 as nw

from badgerules.criteria import asked
from badgerules.frames.answers import ENDING, FIRST_FAILING, MET, Answer, Column
from badgerules.frames.criteria import IS_AGENCY, IS_FREELANCER
from badgerules.vocabulary import Kind

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.vocabulary import Badge

_OF = {Kind.FREELANCER: IS_FREELANCER, Kind.AGENCY: IS_AGENCY}


def with_first_failing(answer: Answer, badge: Badge, question: Question) -> Answer:
    """Return an answer with the clause that decides it; null where the badge is met.

    Where the badge is unmet, that is the clause of the first criterion that is unmet; where it is
    unknown, of the first that is unknown.

    Args:
        answer: one row a talent, with the verdict on each criterion.
        badge: the badge it is about.
        question: the edition.
    """
    first: nw.Expr = nw.when(nw.col("talent_id").is_null()).then(nw.lit(""))
    verdict = nw.col("verdict")
    for kind, is_kind in _OF.items():
        for criterion in reversed(asked(badge, kind, question.edition)):
            own = answer.columns.get(f"{criterion.key}_{ENDING}")
            if own is not None:
                decides = is_kind & (verdict != MET) & (nw.col(own.source) == verdict)
                first = nw.when(decides).then(nw.lit(criterion.clause)).otherwise(first)
    return attrs.evolve(
        answer,
        talents=answer.talents.with_columns(first.alias(FIRST_FAILING)),
        columns={**answer.columns, FIRST_FAILING: Column(source=FIRST_FAILING)},
    )

"""Who may be shown to a client, what the client sees, and what a talent is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import badgerules
from badgerules import Badge, Verdict
from badgerules.schemas import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from badgerules import ClientPlan, TalentRecord


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a shortlist."""

    talent: str
    badge: Badge | None
    is_certified: bool


def shortlist(
    records: Iterable[TalentRecord],
    *,
    plan: ClientPlan,
    as_of: date,
) -> list[Line]:
    """Return what a client on a plan sees of each talent."""
    lines: list[Line] = []
    for record in records:
        assessment = badgerules.assess(record, as_of=as_of)
        lines.append(
            Line(
                talent=record.id or "unnamed",
                badge=badgerules.visible_badge(assessment, to=plan),
                is_certified=badgerules.sees_diversity_badge(assessment, to=plan),
            )
        )
    return lines


def letter(record: TalentRecord, *, as_of: date) -> str:
    """Tell a talent how Top Rated Plus stands, without deciding what is not known."""
    decision = badgerules.decide(record, Badge.TOP_RATED_PLUS, as_of=as_of)
    if decision.verdict is Verdict.MET:
        return "You hold Top Rated Plus."
    if decision.verdict is Verdict.UNKNOWN:
        return f"Please tell us: {', '.join(decision.unsettled)}."
    reasons = "; ".join(f"{one.text} ({one.clause})" for one in decision.failing)
    return f"Not yet: {reasons}."


def to_earn(record: TalentRecord, *, as_of: date) -> Decimal | None:
    """Return how many dollars the least expensive way to Top Rated Plus takes; None for no way."""
    answer = badgerules.remedies(record, Badge.TOP_RATED_PLUS, as_of=as_of)
    return min((way.amount for way in answer.ways), default=None)


def described() -> dict[str, Any]:
    """Return the JSON Schema that whoever sends records can check them with."""
    return json_schema("record")


def stored(record: TalentRecord, *, as_of: date) -> dict[str, Any]:
    """Return record and answer as they are kept."""
    assessment = badgerules.assess(record, as_of=as_of)
    return {
        "record": badgerules.dump_record(record),
        "answer": badgerules.dump_assessment(assessment),
    }

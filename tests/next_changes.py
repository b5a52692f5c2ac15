"""What records say of their next change, and what the rows of a frame say of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from badgerules import next_change
from engines import answers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules import Badge, TalentRecord
    from badgerules.names import BadgeName

Change: TypeAlias = "tuple[date | None, str | None, str | None]"
NO_CHANGE: Change = (None, None, None)


def told(record: TalentRecord, badge: Badge | BadgeName, **terms: Any) -> Change:
    """Return what a record's own timeline says: the day, the verdict, the clauses."""
    border = next_change(record, badge, **terms)
    if border is None:
        return NO_CHANGE
    return (border.on, border.verdict.value, " ".join(border.because))


def wanted_of(
    records: Iterable[TalentRecord], badge: Badge | BadgeName, **terms: Any
) -> dict[str, Change]:
    """Ask each record."""
    return {str(record.id): told(record, badge, **terms) for record in records}


def found_in(answer: Any) -> dict[str, Change]:  # noqa: ANN401  # a frame is of any engine
    """Return the same of each row of a frame, timestamps of pandas as days."""
    rows: dict[str, Change] = {}
    for row in answers_of(answer):
        day = row["next_change_on"]
        day = day.date() if isinstance(day, datetime) else day
        rows[row["talent_id"]] = (day, row["next_change_verdict"], row["next_change_because"])
    return rows

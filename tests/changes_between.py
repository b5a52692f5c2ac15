"""Who gained and who lost a badge between two days, by `compare`, and by a row of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badgerules import Assessment, Badge, TalentRecord, Verdict, assess, compare
from badgerules.comparison import Cause
from engines import answers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rows = dict[str, tuple[str, str, str, str]]


def told(badge: Badge, before: Assessment, after: Assessment) -> tuple[str, str, str, str] | None:
    """Return both verdicts, the causes and the clauses; None if the badge was not gained or lost.

    What is lacking on the day without the badge is what brought the change about.
    """
    first, last = before[badge], after[badge]
    if Verdict.MET not in {first.verdict, last.verdict} or first.verdict is last.verdict:
        return None
    side = first if last.is_met else last
    lacking = [one for one in side.findings if one.verdict is side.verdict]
    keys = {one.criterion.key for one in lacking}
    causes = {
        one.cause
        for one in compare(before, after).changes
        if one.badge is badge
        and one.criterion in keys
        and (None if one.before is None else one.before.verdict)
        is not (None if one.after is None else one.after.verdict)
    }
    return (
        first.verdict.value,
        last.verdict.value,
        " ".join(one.value for one in Cause if one in causes),
        " ".join(one.clause for one in lacking),
    )


def between(
    records: Iterable[TalentRecord], badge: Badge, first: Mapping[str, Any], last: Mapping[str, Any]
) -> Rows:
    """Compare each record on two days."""
    pairs = {str(one.id): told(badge, assess(one, **first), assess(one, **last)) for one in records}
    return {name: own for name, own in pairs.items() if own is not None}


def changed_in(answer: Any) -> Rows:  # noqa: ANN401  # a frame is of any engine
    """Return the same of each row of a frame."""
    names = ("before_verdict", "after_verdict", "causes", "because")
    found: Rows = {}
    for row in answers_of(answer):
        before, after, causes, because = (str(row[name]) for name in names)
        found[row["talent_id"]] = (before, after, causes, because)
    return found

"""Write what lies ahead as JSON, format 1: timelines, the next change, remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badgerules.errors import expect
from badgerules.money import dollars_text
from badgerules.recovery import Recovery
from badgerules.remedies import Remedies
from badgerules.serialization.reading import FORMAT
from badgerules.serialization.shared import (
    dumped_edition,
    dumped_finding,
    dumped_payment,
    dumped_readings,
)
from badgerules.timeline import Timeline, change_ahead
from badgerules.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from badgerules.comparison import MovedPayment
    from badgerules.decisions import Assessment
    from badgerules.remedies import Remedy
    from badgerules.timeline import Border, Outlook
    from badgerules.vocabulary import Badge


def dump_timeline(timeline: Timeline) -> dict[str, Any]:
    """Return a timeline as a JSON-ready dict, format 1.

    Args:
        timeline: the spans of a badge.

    Returns:
        The spans, the changes between them with the findings that turned and the payments that
        moved, the assumptions, and the outlook.

    Raises:
        WrongTypeError: if it is no timeline.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, timeline
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> day = date(2020, 9, 1)
    >>> dump_timeline(timeline(record, "top_rated", as_of=day, last_day=day))["spans"]
    [{'first_day': '2020-07-07', 'last_day': '2020-09-01', 'verdict': 'unmet'}]
    """
    expect(Timeline, timeline=timeline)
    return {
        **_dumped_outlook(timeline.outlook),
        "spans": [
            {
                "first_day": span.first_day.isoformat(),
                "last_day": span.last_day.isoformat(),
                "verdict": span.verdict.value,
            }
            for span in timeline.spans
        ],
        "changes": [_dumped_border(border) for border in timeline.borders],
        "settled": timeline.is_settled,
        "assumptions": list(timeline.assumptions),
    }


def _dumped_outlook(outlook: Outlook) -> dict[str, Any]:
    """Return the talent, badge and rules of an outlook; no edition is the one in force each day."""
    return {
        "format": FORMAT,
        "id": outlook.record.id,
        "badge": outlook.badge.value,
        "as_of": outlook.known_through.isoformat(),
        **dumped_edition(outlook.edition, is_hypothetical=outlook.edition is not None),
        "badgerules": __version__,
        "readings": dumped_readings(outlook.readings),
    }


def _dumped_border(border: Border) -> dict[str, Any]:
    return {
        **_dumped_change(border),
        "findings": [
            {
                "before": None if before is None else dumped_finding(before),
                "after": None if after is None else dumped_finding(after),
            }
            for before, after in border.changed
        ],
        "entered": _dumped_moves(border.entered),
        "left": _dumped_moves(border.left),
    }


def _dumped_moves(moves: Iterable[MovedPayment]) -> list[dict[str, str]]:
    return [{"contract": move.contract_id, **dumped_payment(move.payment)} for move in moves]


def _dumped_change(border: Border) -> dict[str, Any]:
    return {
        "on": border.on.isoformat(),
        "verdict": border.verdict.value,
        "because": list(border.because),
    }


def dumped_next_change(assessment: Assessment, badge: Badge) -> dict[str, Any] | None:
    """Return the next change of a badge, seen from the day of an assessment; None for none."""
    change = change_ahead(assessment, badge)
    return None if change is None else _dumped_change(change)


def dump_remedies(remedies: Remedies) -> dict[str, Any]:
    """Return remedies as a JSON-ready dict, format 1.

    Args:
        remedies: the ways to a badge, or to keep it.

    Returns:
        The ways with their amounts and days, what to wait for, and what stands in the way.

    Raises:
        WrongTypeError: if these are no remedies.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, remedies
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> dumped = dump_remedies(remedies(record, "top_rated_plus", as_of=date(2020, 9, 1)))
    >>> dumped["ways"][0]["amount"], dumped["ways"][0]["holds_on"]
    ('10000.00', '2020-09-01')
    """
    expect(Remedies, remedies=remedies)
    change = remedies.change
    return {
        **_dumped_outlook(remedies.outlook),
        "next_change": None if change is None else _dumped_change(change),
        "ways": [_dumped_remedy(way) for way in remedies.ways],
        "keep": [_dumped_remedy(way) for way in remedies.keep],
        "waits": [
            {"criterion": wait.criterion, "clause": wait.clause, "until": wait.until.isoformat()}
            for wait in remedies.waits
        ],
        "obstacles": [dumped_finding(finding) for finding in remedies.obstacles],
    }


def dump_recovery(recovered: Recovery) -> dict[str, Any]:
    """Return a recovery as a JSON-ready dict, format 1.

    Args:
        recovered: when a badge is back, for each day on which the score may return.

    Returns:
        The spans of days of return, each with the day on which the badge is then held.

    Raises:
        WrongTypeError: if it is no recovery.
    """
    expect(Recovery, recovered=recovered)
    return {
        **_dumped_outlook(recovered.outlook),
        "score": recovered.score,
        "current": recovered.current,
        "missing": recovered.is_missing,
        "spans": [
            {
                "first_return": span.first_return.isoformat(),
                "last_return": _dumped_day(span.last_return),
                "held_on": _dumped_day(span.held_on),
                "last_held_on": _dumped_day(span.last_held_on),
                "at_once": span.is_at_once,
                "weekly": span.is_weekly,
                "because": list(span.because),
                "unsettled": list(span.unsettled),
            }
            for span in recovered.spans
        ],
        "open_weeks": [day.isoformat() for day in recovered.open_weeks],
    }


def _dumped_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _dumped_remedy(remedy: Remedy) -> dict[str, Any]:
    pay_by = remedy.pay_by  # computed when it is first read
    return {
        "contract": remedy.contract_id,
        "category": None if remedy.category is None else remedy.category.value,
        "amount": dollars_text(remedy.cents),
        "pay_on": remedy.pay_on.isoformat(),
        "holds_on": remedy.holds_on.isoformat(),
        "pay_by": None if pay_by is None else pay_by.isoformat(),
        "needs_positive_feedback": remedy.needs_positive_feedback,
        "bonus": remedy.is_bonus,
        "any_activity_does": remedy.any_activity_does,
        "text": remedy.text,
    }

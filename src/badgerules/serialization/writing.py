"""Write records, and answers about one talent, as JSON, format 1; cattrs is loaded here alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from badgerules.as_recorded import as_recorded
from badgerules.comparison import (
    Comparison,
    editions_that_matter_in,
    matter_in,
    sights_by_edition,
)
from badgerules.decisions import check_assessment
from badgerules.deviations import Replay
from badgerules.disagreements import disagreements
from badgerules.errors import expect
from badgerules.ledger import Ledger
from badgerules.money import dollars_text
from badgerules.records import Payment, TalentRecord, check_record
from badgerules.serialization.ahead import dumped_next_change
from badgerules.serialization.reading import FORMAT
from badgerules.serialization.shared import (
    dumped_edition,
    dumped_finding,
    dumped_payment,
    dumped_question,
    dumped_row,
)
from badgerules.talent_facts import Reputation
from badgerules.version import __version__
from badgerules.visibility import views_of
from badgerules.vocabulary import UNKNOWN, PlanTier, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cattrs import Converter

    from badgerules.decisions import Assessment, Decision
    from badgerules.disagreements import Amount
    from badgerules.vocabulary import Badge


def dump_record(record: TalentRecord) -> dict[str, Any]:
    """Return a record as a JSON-ready dict; `load_record` gives back an equal record.

    Args:
        record: the record, with business names and numbers of certifications in clear.

    Raises:
        WrongTypeError: if it is no record.

    >>> dump_record(TalentRecord(kind="agency", contracts=[]))["kind"]
    'agency'
    """
    check_record(record)
    dumped: dict[str, Any] = _converter().unstructure(record)
    if not dumped.pop("contracts_known"):
        del dumped["contracts"]
    return {"format": FORMAT, **dumped}


def dump_part(value: object) -> dict[str, Any]:
    """Return a part of a record, or a plan, as `load_part` reads it."""
    dumped: dict[str, Any] = _converter().unstructure(value)
    return dumped


def dump_assessment(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as a JSON-ready dict, format 1.

    Args:
        assessment: the decisions on a talent; its certifications' contents never appear.

    Returns:
        Every finding of every badge, who sees what on the profile, and what was asked. Money is a
        string of dollars with two decimals; what is absent is None.

    Raises:
        WrongTypeError: if it is no assessment.

    >>> from badgerules import assess
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> dump_assessment(assess(record, as_of=date(2020, 9, 1)))["badges"]["top_rated"]["verdict"]
    'unmet'
    """
    check_assessment(assessment)
    question = assessment.question
    edition, seen = question.edition, views_of(assessment)
    return {
        "format": FORMAT,
        "id": assessment.record.id,
        **dumped_question(question),
        "badges": {
            badge.value: _dumped_decision(assessment, decision)
            for badge, decision in assessment.items()
        },
        "visible": {
            name: None if view.badge is None else view.badge.value for name, view in seen.items()
        },
        "visible_unsettled": {
            name: [badge.value for badge in view.unsettled]
            for name, view in seen.items()
            if view.unsettled
        },
        "diversity_seen_by": [
            tier.value
            for tier in PlanTier
            if tier in edition.tiers and seen[tier].sees_diversity_badge
        ],
        "visible_readings": {
            name: [
                {
                    "reading": other.reading,
                    "value": other.value.value,
                    "badge": None if other.badge is None else other.badge.value,
                    "diversity": other.sees_diversity_badge,
                }
                for other in view.readings_that_matter
            ]
            for name, view in seen.items()
            if view.readings_that_matter
        },
        "visible_editions": [
            {
                "edition": other.edition.id,
                "seen": {name: _words(badges) for name, badges in other.seen.items()},
            }
            for other in sights_by_edition(assessment)
        ],
        "confirmed_on": _dumped_day(assessment.confirmed_on),
        "as_recorded": as_recorded(assessment),
        **_dumped_disagreements(assessment),
    }


def _dumped_disagreements(assessment: Assessment) -> dict[str, Any]:
    """Return where the page says otherwise; nothing where no figures are given."""
    if assessment.record.stats is None:
        return {}
    return {
        "disagreements": [
            {
                "subject": entry.subject,
                "shown": _dumped_amount(entry.subject, entry.shown),
                "found": _dumped_amount(entry.subject, entry.found),
                "text": entry.text,
                "explanations": [
                    {
                        "kind": explanation.kind.value,
                        "subject": explanation.subject,
                        "days": [day.isoformat() for day in explanation.days],
                        "text": explanation.text,
                    }
                    for explanation in entry.explanations
                ],
            }
            for entry in disagreements(assessment)
        ]
    }


def _dumped_amount(subject: str, amount: Amount) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(amount, Verdict):
        return amount.value
    if subject == "earnings_12_months":
        return dollars_text(cast("int", amount))
    return list(amount) if isinstance(amount, tuple) else amount


def dump_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as a JSON-ready dict, format 1.

    Args:
        comparison: what came between two assessments.

    Returns:
        What was asked of both, and every change with its cause and the findings before and after.

    Raises:
        WrongTypeError: if it is no comparison.

    >>> from badgerules import assess, compare
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> one = assess(record, as_of=date(2020, 9, 1))
    >>> dump_comparison(compare(one, one))["changes"]
    []
    """
    expect(Comparison, comparison=comparison)
    return {
        "format": FORMAT,
        "id": comparison.after.record.id,
        "before": dumped_question(comparison.before.question),
        "after": dumped_question(comparison.after.question),
        "changes": [
            {
                "badge": change.badge.value,
                "criterion": change.criterion,
                "clause": change.clause,
                "cause": change.cause.value,
                "before": None if change.before is None else dumped_finding(change.before),
                "after": None if change.after is None else dumped_finding(change.after),
                "rolled_out": [
                    {"contract": move.contract_id, **dumped_payment(move.payment)}
                    for move in change.rolled_out
                ],
            }
            for change in comparison.changes
        ],
        "views": [
            {
                "viewer": view.viewer,
                "cause": view.cause.value,
                "before": _words(view.before),
                "after": _words(view.after),
            }
            for view in comparison.views
        ],
        "viewers_not_compared": list(comparison.viewers_not_compared),
    }


def dump_ledger(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger as a JSON-ready dict, format 1.

    Args:
        ledger: what counted for a decision and what did not.

    Returns:
        Every payment once, with the criteria it counted for, a coded reason and a text.

    Raises:
        WrongTypeError: if it is no ledger.

    >>> from badgerules import ledger
    >>> record = TalentRecord(kind="agency", contracts=[])
    >>> dump_ledger(ledger(record, "top_rated_plus", as_of=date(2020, 9, 1)))["payments"]
    []
    """
    expect(Ledger, ledger=ledger)
    return {
        "format": FORMAT,
        "badge": ledger.badge.value,
        **dumped_question(ledger.question),
        "contracts": [
            {
                **dumped_row(contract.row),
                "share": None if contract.share is None else contract.share.value,
            }
            for contract in ledger.contracts
        ],
        "payments": [
            {
                "contract": entry.contract_id,
                **dumped_payment(entry.payment),
                "counted_for": list(entry.counted_for),
                "reason": entry.reason.value,
                "text": entry.text,
            }
            for entry in ledger.payments
        ],
    }


def dump_replay(replayed: Replay) -> dict[str, Any]:
    """Return a replay as a JSON-ready dict, format 1.

    Args:
        replayed: the replay.

    Raises:
        WrongTypeError: if it is no replay.
    """
    expect(Replay, replayed=replayed)
    question = replayed.assessment.question
    return {
        "format": FORMAT,
        "id": replayed.assessment.record.id,
        "as_of": question.as_of.isoformat(),
        **dumped_edition(question.edition, is_hypothetical=question.is_hypothetical),
        "saved_by": replayed.version,
        "replayed_by": __version__,
        "same": replayed.is_same,
        "deviations": [
            {
                "path": deviation.path,
                "cause": deviation.cause.value,
                "saved": deviation.saved,
                "replayed": deviation.replayed,
            }
            for deviation in replayed.deviations
        ],
    }


def _dumped_decision(assessment: Assessment, decision: Decision) -> dict[str, Any]:
    return {
        "verdict": decision.verdict.value,
        **_dumped_delay(decision),
        "unsettled": list(decision.unsettled),
        "readings_that_matter": [
            {
                "reading": reading.reading,
                "value": reading.value.value,
                "verdict": reading.verdict.value,
            }
            for reading in matter_in(assessment, decision.badge)
        ],
        "editions_that_matter": [
            {"edition": other.edition.id, "verdict": other.verdict.value}
            for other in editions_that_matter_in(assessment, decision.badge)
        ],
        "next_change": dumped_next_change(assessment, decision.badge),
        "findings": [dumped_finding(finding) for finding in decision.findings],
    }


def _dumped_delay(decision: Decision) -> dict[str, int | None]:
    """Return how soon the badge appears: in hours, or in days where reviews bring it (DELAY-1)."""
    if decision.edition.badge_review:
        return {"within_days": decision.within_days}
    return {"within_hours": decision.within_hours}


def _dumped_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _words(badges: Iterable[Badge]) -> list[str]:
    return [badge.value for badge in badges]


@cache
def _converter() -> Converter:
    """Return the converter to JSON; cattrs is loaded only when a record is dumped."""
    from cattrs import Converter  # noqa: PLC0415  # reading needs none of it

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(Word, _dumped_word)
    converter.register_unstructure_hook(Payment, dumped_payment)
    dump_all = converter.get_unstructure_hook(Reputation)

    def dump_known(reputation: Reputation) -> dict[str, Any]:
        """Leave out what is unknown: None would say "none yet"."""
        dumped = dump_all(reputation)
        return {
            name: value
            for name, value in dumped.items()
            if getattr(reputation, name) is not UNKNOWN
        }

    converter.register_unstructure_hook(Reputation, dump_known)
    return converter


def _dumped_word(word: Word) -> str:
    return word.value

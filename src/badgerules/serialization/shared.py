"""The parts that several answers share, as JSON: questions, findings, rows, payments."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.findings import (
    ContractRow,
    DatedFinding,
    DetailsFinding,
    Finding,
    LargeContractFinding,
    ShareFinding,
    VettingFinding,
    WeeksFinding,
)
from badgerules.money import dollars_text
from badgerules.version import __version__
from badgerules.vocabulary import Unit

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.records import Payment


def dumped_question(question: Question) -> dict[str, Any]:
    """Return what was asked: day, edition, version, readings."""
    return {
        "as_of": question.as_of.isoformat(),
        "edition": question.edition.id,
        "hypothetical": question.is_hypothetical,
        "badgerules": __version__,
        "readings": {name: value.value for name, value in attrs.asdict(question.readings).items()},
    }


def dumped_payment(payment: Payment) -> dict[str, str]:
    """Return a payment."""
    return {"paid_on": payment.paid_on.isoformat(), "amount": dollars_text(payment.cents)}


def dumped_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding, with what its class shows beside its number."""
    return {
        "criterion": finding.criterion.key,
        "clause": finding.clause,
        "verdict": finding.verdict.value,
        "unit": finding.unit.value,
        "observed": _dumped_value(finding, finding.measured),
        "required": _dumped_value(finding, finding.bar),
        "shortfall": _dumped_value(finding, finding.missing_units),
        **_dumped_extras(finding),
    }


@singledispatch
def _dumped_extras(_: Finding) -> dict[str, Any]:
    """Return what findings of one class show beside their number; of most, nothing."""
    return {}


@_dumped_extras.register
def _(finding: LargeContractFinding) -> dict[str, Any]:
    return {"contracts": [dumped_row(row) for row in finding.rows]}


@_dumped_extras.register
def _(finding: ShareFinding) -> dict[str, Any]:
    return {"scope": finding.scope}


@_dumped_extras.register
def _(finding: VettingFinding) -> dict[str, Any]:
    return {"prior_assessments": [one.value for one in finding.prior_assessments]}


@_dumped_extras.register
def _(finding: DetailsFinding) -> dict[str, Any]:
    return {"missing": list(finding.missing)}


@_dumped_extras.register
def _(finding: WeeksFinding) -> dict[str, Any]:
    weeks = [
        {"ends_on": row.ends_on.isoformat(), "eligible": row.eligible, "reason": row.reason.value}
        for row in finding.rows
    ]
    return {"highest": finding.highest, "weeks": weeks}


@_dumped_extras.register
def _(finding: DatedFinding) -> dict[str, Any]:
    return {
        "happened_on": finding.happened_on.isoformat(),
        "leaves_on": finding.leaves_on.isoformat(),
    }


def _dumped_value(finding: Finding, value: int | None) -> str | int | None:
    return value if value is None or finding.unit is not Unit.USD else dollars_text(value)


def dumped_row(row: ContractRow) -> dict[str, Any]:
    """Return how one contract fared as the large one."""
    return {
        "id": row.contract.id,
        "category": row.contract.category.value,
        "counted": dollars_text(row.counted_cents),
        "required": dollars_text(row.required_cents),
        "shortfall": dollars_text(row.shortfall_cents),
        "serves": row.is_able,
        "reason": row.reason.value,
        "text": row.text,
    }

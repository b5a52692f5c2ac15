"""The parts that several answers share, as JSON: questions, findings, rows, payments."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache, singledispatch
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.clauses import CLAUSES
from badgerules.findings import (
    ContractRow,
    DatedFinding,
    DetailsFinding,
    Finding,
    LargeContractFinding,
    OnRecord,
    OpenLargeContractFinding,
    OpenMoneyFinding,
    OpenShareFinding,
    ShareFinding,
    VettingFinding,
    WeeksFinding,
    is_from_stats,
)
from badgerules.money import dollars_text
from badgerules.rulebook import EDITIONS, LAUNCH, changed_numbers
from badgerules.thresholds import (
    CLAUSE,
    NUMBERS,
    UNIT_OF,
    CategoryTable,
    Cents,
    Edition,
    Hundredths,
)
from badgerules.version import __version__
from badgerules.vocabulary import Unit

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.records import Payment
    from badgerules.thresholds import Readings


_IN_HUNDREDTHS = {Cents, Hundredths}
"""The units that are written with two decimals."""

DIGITS = 12
"""How many hexadecimal digits of a digest are shown."""


def dumped_question(question: Question) -> dict[str, Any]:
    """Return what was asked: the day, through when facts are known, edition, version, readings."""
    return {
        "as_of": question.as_of.isoformat(),
        "known_through": question.known_through.isoformat(),
        **dumped_edition(question.edition, is_hypothetical=question.is_hypothetical),
        "badgerules": __version__,
        "readings": dumped_readings(question.readings),
    }


def dumped_readings(readings: Readings) -> dict[str, str]:
    """Return how ambiguous clauses are read."""
    return dict(_words_of(readings))


@lru_cache(maxsize=256)
def _words_of(readings: Readings) -> tuple[tuple[str, str], ...]:
    return tuple((name, word.value) for name, word in attrs.asdict(readings).items())


def dumped_edition(edition: Edition | None, *, is_hypothetical: bool) -> dict[str, Any]:
    """Return the rules of an answer, with all that is needed to apply them again.

    For a published edition the id is enough, since those never change. Hypothetical rules are given
    in full.

    Args:
        edition: the rules; None for those in force on each day.
        is_hypothetical: whether they were not the ones in force.
    """
    told: dict[str, Any] = {
        "edition": None if edition is None else edition.id,
        "hypothetical": is_hypothetical,
        "began": None,
        "supposed_rules": None,
    }
    if edition is not None and edition in EDITIONS:
        told["began"] = {
            "from": edition.may_begin_from.isoformat(),
            "through": edition.may_begin_through.isoformat(),
        }
    if edition is not None and edition not in EDITIONS:
        told["supposed_rules"] = dumped_rules(edition)
    return told


def dumped_rules(edition: Edition) -> dict[str, Any]:
    """Return which numbers of a published edition a hypothetical one changes, and a digest."""
    return {
        "based_on": edition.based_on,
        "effective_from": edition.effective_from.isoformat(),
        "changed": [
            {
                "number": name,
                "clause": NUMBERS[name].metadata[CLAUSE],
                "from": _dumped_number(name, before, after),
                "to": _dumped_number(name, after, before),
            }
            for name, (before, after) in changed_numbers(edition).items()
        ],
        "digest": digest_of(edition),
    }


def _dumped_number(name: str, value: Any, other: Any) -> Any:  # noqa: ANN401  # any number
    """Return a number as `Edition.hypothetical` takes it; of a table, what differs from `other`."""
    unit = UNIT_OF[name]
    if unit == CategoryTable:
        pairs = zip(value, other, strict=True)
        return {own[0].value: dollars_text(own[1]) for own, others in pairs if own != others}
    return dollars_text(value) if unit in _IN_HUNDREDTHS else value


def digest_of(edition: Edition) -> str:
    """Return a digest of all rules of an edition, in twelve hexadecimal digits.

    It is told by what differs from the first edition, which never changes. So an edition keeps its
    digest in a later version that knows more rules, none of which it has.
    """
    from hashlib import sha256  # noqa: PLC0415  # only hypothetical rules need it

    ruled = [rule.name for rule in attrs.fields(type(edition)) if CLAUSE in rule.metadata]
    held = {name: getattr(edition, name) for name in ruled}
    held = {name: value for name, value in held.items() if value != getattr(LAUNCH, name)}
    text = json.dumps(held, sort_keys=True, default=_plain)
    return sha256(text.encode()).hexdigest()[:DIGITS]


def _plain(value: Any) -> Any:  # noqa: ANN401  # a set or a day
    return value.isoformat() if isinstance(value, date) else sorted(value)


def dumped_payment(payment: Payment) -> dict[str, str]:
    """Return a payment."""
    return {"paid_on": payment.paid_on.isoformat(), "amount": dollars_text(payment.cents)}


def dumped_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding, with what its class shows beside its number."""
    confirmed_on, clause = finding.confirmed_on, finding.criterion.clause
    return {
        "criterion": finding.criterion.key,
        "clause": clause,
        "authority": CLAUSES[clause].authority.value,
        "confirmed_on": None if confirmed_on is None else confirmed_on.isoformat(),
        "verdict": finding.verdict.value,
        "unit": finding.unit.value,
        "observed": _dumped_value(finding, finding.measured),
        "required": _dumped_value(finding, finding.bar),
        "shortfall": _dumped_value(finding, finding.missing_units),
        **_dumped_extras(finding),
        **({"from_stats": True} if is_from_stats(finding) else {}),
    }


@singledispatch
def _dumped_extras(_: Finding) -> dict[str, Any]:
    """Return the further keys of a finding, by its class; most have none."""
    return {}


@_dumped_extras.register
def _(finding: LargeContractFinding) -> dict[str, Any]:
    return {"contracts": [dumped_row(row) for row in finding.rows]}


@_dumped_extras.register
def _(finding: OpenMoneyFinding) -> dict[str, Any]:
    return _dumped_known(finding, finding.known)


@_dumped_extras.register
def _(finding: OpenLargeContractFinding) -> dict[str, Any]:
    return {
        "contracts": [dumped_row(row) for row in finding.rows],
        **_dumped_known(finding, finding.known),
    }


@_dumped_extras.register
def _(finding: OpenShareFinding) -> dict[str, Any]:
    return {"scope": finding.scope, **_dumped_known(finding, finding.known)}


def _dumped_known(finding: Finding, known: OnRecord) -> dict[str, Any]:
    """Return what is on record of an unknown sum or count, and of which days."""
    return {
        "on_record": _dumped_value(finding, known.amount),
        "known_since": None if known.since is None else known.since.isoformat(),
        "known_through": None if known.through is None else known.through.isoformat(),
    }


@_dumped_extras.register
def _(finding: ShareFinding) -> dict[str, Any]:
    return {"scope": finding.scope}


@_dumped_extras.register
def _(finding: VettingFinding) -> dict[str, Any]:
    return {"prior_assessments": [prior.value for prior in finding.prior_assessments]}


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
        "leaves_on": None if finding.leaves_on is None else finding.leaves_on.isoformat(),
    }


_DECIMAL = {Unit.USD, Unit.STARS}


def _dumped_value(finding: Finding, value: int | None) -> str | int | None:
    return dollars_text(value) if value is not None and finding.unit in _DECIMAL else value


def dumped_row(row: ContractRow) -> dict[str, Any]:
    """Return the amounts and the reason of one contract as the large one."""
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

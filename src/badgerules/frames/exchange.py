"""From records to frames and back, for tests, small populations and a closer look at one talent."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.errors import InvalidRecordError, Problem, shown
from badgerules.frames.door import opened
from badgerules.records import Contract, Payment, TalentRecord, new_payment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from badgerules.frames.door import Tables

BACKENDS = ("polars", "pandas", "pyarrow")

SCHEMAS: dict[str, dict[str, Any]] = {
    "talents": {
        "talent_id": nw.String(),
        "kind": nw.String(),
        "base_badge": nw.String(),
        "exclusive_agency_contractor": nw.Boolean(),
    },
    "contracts": {
        "contract_id": nw.String(),
        "talent_id": nw.String(),
        "category": nw.String(),
        "outcome": nw.String(),
        "outcome_on": nw.Date(),
    },
    "payments": {"contract_id": nw.String(), "paid_on": nw.Date(), "amount_cents": nw.Int64()},
}


def frames_from_records(records: Iterable[TalentRecord], *, backend: str) -> tuple[Any, Any, Any]:
    """Return the talents, contracts and payments of records as three frames.

    Countries, vettings and certifications stay behind: no criterion of Top Rated Plus asks.

    Args:
        records: each with an id of its own; contract ids must be unique over all of them.
        backend: "polars", "pandas" or "pyarrow".

    Returns:
        The three frames that `assess` takes, money in cents.

    Raises:
        InvalidRecordError: for ids that are missing or repeated, and for a record whose base badge
            is to be computed from reputation; all of them at once. For another backend.

    >>> record = TalentRecord(id="t-1", kind="agency", contracts=[], base_badge="none")
    >>> talents, contracts, payments = frames_from_records([record], backend="polars")
    >>> talents.rows()
    [('t-1', 'agency', 'none', False)]
    """
    known = list(records)
    if problems := (*_backend_problems(backend), *_problems(known)):
        raise InvalidRecordError(noun="records", problems=problems)
    rows: dict[str, list[tuple[Any, ...]]] = {"talents": [], "contracts": [], "payments": []}
    for record in known:
        rows["talents"].append(_talent_row(record))
        for contract in record.contracts:
            rows["contracts"].append(_contract_row(record, contract))
            rows["payments"] += [(contract.id, p.paid_on, p.cents) for p in contract.payments]
    talents, contracts, payments = (_frame(name, rows[name], backend) for name in SCHEMAS)
    return talents, contracts, payments


def _backend_problems(backend: str) -> Iterator[Problem]:
    if backend not in BACKENDS:
        allowed = f"one of {', '.join(BACKENDS)}"
        message = f"must be {allowed}, got {shown(backend)}; convert the frames of one of them"
        yield Problem(path="backend", message=message, found=shown(backend), allowed=allowed)


def _problems(records: list[TalentRecord]) -> Iterator[Problem]:
    talents: set[str] = set()
    contracts: set[str] = set()
    for number, record in enumerate(records):
        path = f"[{number}]"
        if record.id is None or record.id in talents:
            yield _no_key(f"{path}.id", record.id)
        if record.reputation is not None:
            message = "must be left out, frames hold the base badge as recorded; decide it first"
            yield Problem(
                path=f"{path}.reputation", message=message, found="reputation", allowed="none"
            )
        talents.add(record.id or "")
        for place, contract in enumerate(record.contracts):
            if contract.id in contracts:
                yield _no_key(f"{path}.contracts[{place}].id", contract.id)
            contracts.add(contract.id)


def _no_key(path: str, found: str | None) -> Problem:
    message = f"must be unique over all records, got {shown(found)}; give it another"
    return Problem(path=path, message=message, found=shown(found), allowed="a new one")


def _talent_row(record: TalentRecord) -> tuple[Any, ...]:
    badge = record.base_badge
    return (
        record.id,
        record.kind.value,
        None if badge is None else badge.value,
        record.exclusive_agency_contractor,
    )


def _contract_row(record: TalentRecord, contract: Contract) -> tuple[Any, ...]:
    outcome = contract.outcome
    return (
        contract.id,
        record.id,
        contract.category.value,
        None if outcome is None else outcome.value,
        contract.outcome_on,
    )


def _frame(name: str, rows: list[tuple[Any, ...]], backend: str) -> Any:
    schema = SCHEMAS[name]
    columns = {key: [row[place] for row in rows] for place, key in enumerate(schema)}
    engine: Any = backend
    return nw.from_dict(columns, schema, backend=engine).to_native()


def records_from_frames(
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    floats: str = "refuse",
) -> tuple[TalentRecord, ...]:
    """Return the records of a population, to explain single talents with `badgerules.decide`.

    Filter the frames first: records of a whole population take memory and time.

    Args:
        talents: as in `assess`.
        contracts: as in `assess`.
        payments: as in `assess`.
        floats: as in `assess`.

    Returns:
        A record for each talent, in the order of their ids; contracts in the order of theirs,
        payments in the order of their days. Ids become text.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once.

    >>> record = TalentRecord(id="t-1", kind="agency", contracts=[], base_badge="none")
    >>> records_from_frames(*frames_from_records([record], backend="polars")) == (record,)
    True
    """
    tables = opened(talents, contracts, payments, floats=floats, check=True)
    paid: dict[Any, list[Payment]] = {}
    for contract_id, day, cents in sorted(_rows(_plain(tables.payments, "paid_on"))):
        paid.setdefault(contract_id, []).append(new_payment(date.fromisoformat(day), cents))
    under: dict[Any, list[Contract]] = {}
    for contract_id, talent_id, category, outcome, day in sorted(
        _rows(_plain(tables.contracts, "outcome_on", "outcome"))
    ):
        contract = Contract(
            id=str(contract_id),
            category=category,
            payments=paid.get(contract_id, []),
            outcome=outcome or None,
            outcome_on=date.fromisoformat(day) if day else None,
        )
        under.setdefault(talent_id, []).append(contract)
    return tuple(_records(tables, under))


def _records(tables: Tables, contracts: dict[Any, list[Contract]]) -> Iterator[TalentRecord]:
    talents = _rows(tables.talents.with_columns(nw.col("base_badge").fill_null("")))
    for talent_id, kind, badge, is_member in sorted(talents, key=itemgetter(0)):
        yield TalentRecord(
            id=str(talent_id),
            kind=kind,
            base_badge=badge or None,
            exclusive_agency_contractor=bool(is_member),
            contracts=contracts.get(talent_id, []),
        )


def _plain(frame: nw.LazyFrame[Any], day: str, word: str = "") -> nw.LazyFrame[Any]:
    """Return days as text and nulls as no text: every engine has its own null."""
    written = nw.col(day).dt.to_string("%Y-%m-%d").fill_null("")
    words = [nw.col(word).fill_null("")] if word else []
    return frame.with_columns(written, *words)


def _rows(frame: nw.LazyFrame[Any]) -> list[tuple[Any, ...]]:
    return frame.collect().rows()

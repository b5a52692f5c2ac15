"""Records made from frames, to explain single talents."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames import columns
from badgerules.frames.facts import NONE, NOT_RECORDED
from badgerules.frames.inputs import opened
from badgerules.frames.own_columns import Written
from badgerules.money import hundredths
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.talent_facts import Certification, ExpertVetting, Reputation, Week
from badgerules.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from badgerules.frames.inputs import Tables
    from badgerules.rows import MoneyUnit


def records_from_frames(  # noqa: PLR0913  # the frames, and how they are written
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    weeks: Any = None,
    holds: Any = None,
    certifications: Any = None,
    floats: str = "refuse",
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> tuple[TalentRecord, ...]:
    """Return the records of a population, to explain single talents with `badgerules.decide`.

    Filter the frames first: records of a whole population take memory and time.

    Args:
        talents: as in `assess`; all facts that are given are read.
        contracts: as in `assess`.
        payments: as in `assess`.
        weeks: as in `assess`.
        holds: as in `assess`.
        certifications: as in `assess`.
        floats: as in `assess`.
        columns: as in `assess`.
        money: as in `assess`.

    Returns:
        A record for each talent, in the order of their ids; contracts in the order of theirs,
        payments, weeks and holds in the order of their days. Ids become text.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once.

    >>> from badgerules.frames import frames_from_records
    >>> record = TalentRecord(id="t-1", kind="agency", contracts=[], base_badge="none")
    >>> records_from_frames(*frames_from_records([record], backend="polars")) == (record,)
    True
    """
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    given |= {"weeks": weeks, "holds": holds, "certifications": certifications}
    written = Written(columns=columns, money=money)
    return records_of(opened(given, badges=None, floats=floats, check=True, written=written))


def records_of(tables: Tables) -> tuple[TalentRecord, ...]:
    """Return the records of a population whose frames are checked, in the order of their ids.

    Args:
        tables: the frames, with all facts that are given.
    """
    beside = {name: _by_talent(frame, name) for name, frame in tables.beside.items()}
    under = _contracts(tables)
    plain = tables.talents
    if "base_badge" in tables.columns:
        plain = plain.with_columns(nw.col("base_badge").fill_null(""))
    known = (columns.KNOWN_SINCE, columns.KNOWN_THROUGH)
    if days := [name for name in known if name in tables.columns]:
        plain = _plain(plain, days, [])
    talent_rows = sorted(_rows(plain), key=itemgetter("talent_id"))
    return tuple(_record(row, under, beside, tables) for row in talent_rows)


def _contracts(tables: Tables) -> dict[Any, list[Contract]]:
    """Return the contracts of each talent, with their payments."""
    paid: dict[Any, list[Payment]] = {}
    payments = _rows(_plain(tables.payments, ["paid_on"], []))
    for row in sorted(payments, key=itemgetter("paid_on", "cents")):
        payment = Payment._of_checked_cents(date.fromisoformat(row["paid_on"]), row["cents"])
        paid.setdefault(row["contract_id"], []).append(payment)
    under: dict[Any, list[Contract]] = {}
    contracts = _rows(_plain(tables.contracts, ["outcome_on"], ["outcome"]))
    for row in sorted(contracts, key=itemgetter("contract_id")):
        contract = Contract(
            id=str(row["contract_id"]),
            category=row["category"],
            payments=paid.get(row["contract_id"], []),
            outcome=row["outcome"] or None,
            outcome_on=_written_day(row["outcome_on"]),
        )
        under.setdefault(row["talent_id"], []).append(contract)
    return under


def _by_talent(frame: nw.LazyFrame[Any], table: str) -> dict[Any, list[dict[str, Any]]]:
    """Return the rows of an optional frame by talent, sorted by their own columns."""
    forms = columns.COLUMNS[table]
    days = [name for name, form in forms.items() if form is columns.DAY]
    words = [name for name, form in forms.items() if form is columns.WORD]
    by_talent: dict[Any, list[dict[str, Any]]] = {}
    for row in sorted(_rows(_plain(frame, days, words)), key=lambda row: [*row.values()][1:]):
        own: dict[str, Any] = {name: _written_day(row[name]) for name in days}
        own |= {name: row[name] or None for name in words}
        own |= {name: bool(row[name]) for name, form in forms.items() if form is columns.FLAG}
        by_talent.setdefault(row["talent_id"], []).append(own)
    return by_talent


def _record(
    row: Mapping[str, Any],
    contracts: Mapping[Any, list[Contract]],
    beside: Mapping[str, Mapping[Any, list[dict[str, Any]]]],
    tables: Tables,
) -> TalentRecord:
    key = row["talent_id"]
    return TalentRecord(
        id=str(key),
        kind=row["kind"],
        country=row.get("country") or None,
        base_badge=row.get("base_badge") or None,
        exclusive_agency_contractor=bool(row["exclusive_agency_contractor"]),
        contracts=contracts.get(key, []),
        reputation=_reputation(row, beside) if tables.has_reputation else None,
        expert_vetting=_vetting(row) if row.get("vetting_category") else None,
        contracts_known=bool(row.get(columns.CONTRACTS_KNOWN, True)),
        payments_known_since=_written_day(row.get(columns.KNOWN_SINCE, "")),
        payments_known_through=_written_day(row.get(columns.KNOWN_THROUGH, "")),
        certifications=[
            Certification(**own) for own in beside.get("certifications", {}).get(key, [])
        ],
    )


def _reputation(
    row: Mapping[str, Any], beside: Mapping[str, Mapping[Any, list[dict[str, Any]]]]
) -> Reputation:
    key = row["talent_id"]
    facts = {columns.FACT_OF.get(name, name): _fact(name, row[name]) for name in columns.REPUTATION}
    held = [own["held_on"] for own in beside.get("holds", {}).get(key, [])]
    return Reputation(
        **facts,
        weeks=[Week(**own) for own in beside.get("weeks", {}).get(key, [])],
        holds=held if row[columns.HOLDS_KNOWN] else None,
    )


def _fact(name: str, number: int) -> Any:
    """Return the fact that a whole number encodes (see `facts`)."""
    if number == NOT_RECORDED:
        return UNKNOWN if name in columns.TOLD_APART else None
    if number == NONE:
        return None
    form = columns.REPUTATION[name]
    if form is columns.DAY:
        return date.fromordinal(number)
    if name in columns.FACT_OF:
        return hundredths(number)
    return bool(number) if form is columns.FLAG else int(number)


def _vetting(row: Mapping[str, Any]) -> ExpertVetting:
    days: dict[str, Any] = {
        name.removeprefix("vetting_"): None if row[name] == NONE else date.fromordinal(row[name])
        for name, form in columns.VETTING.items()
        if form is columns.DAY
    }
    return ExpertVetting(category=row["vetting_category"], **days)


def _plain(
    frame: nw.LazyFrame[Any], days: Iterable[str], words: Iterable[str]
) -> nw.LazyFrame[Any]:
    """Return days as text and nulls as empty text: every engine has its own null."""
    return frame.with_columns(
        *[nw.col(name).dt.to_string("%Y-%m-%d").fill_null("") for name in days],
        *[nw.col(name).fill_null("") for name in words],
    )


def _written_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in frame.collect().rows(named=True)]

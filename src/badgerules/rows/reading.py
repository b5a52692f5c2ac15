"""Records from the rows of three tables, with everything that is wrong by row and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from badgerules import converters
from badgerules.converters import Refusal, most_of, nearest, problems_in, refused
from badgerules.errors import InvalidRecordError, Problem, refuse, shown, unfit
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.rows.columns import (
    COLUMNS,
    NEEDED,
    OPEN,
    REPUTATION,
    TOLD,
    Table,
    forms_of,
)
from badgerules.rows.naming import (
    MoneyUnit,
    names_in,
    note_of_alike,
    problems_of_names,
    problems_of_unit,
    unused,
)
from badgerules.talent_facts import Reputation
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COMPARED = 1_000
"""Among how many ids the nearest is looked for."""


@attrs.frozen(kw_only=True)
class RecordsFromRows:
    """What rows came to: `records_from_rows` makes it.

    Args:
        records: one of each talent, in the order of their rows.
        notes: what is not wrong, and may be meant otherwise.
    """

    records: tuple[TalentRecord, ...]
    notes: tuple[str, ...]


def records_from_rows(
    talents: Iterable[Mapping[str, Any]],
    contracts: Iterable[Mapping[str, Any]],
    payments: Iterable[Mapping[str, Any]],
    *,
    money: MoneyUnit,
    columns: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
) -> RecordsFromRows:
    """Return the records of talents from rows of three tables.

    Empty text counts as null. Columns that are not known are passed over.

    Args:
        talents: rows with `talent_id` and `kind`, and what else is known of each.
        contracts: rows with `contract_id`, `talent_id` and `category`, and `outcome`, `outcome_on`
            and `ended_on` where they are known.
        payments: rows with `contract_id`, `paid_on` and `amount`; `talent_id` must be that of the
            contract, and `payment_id` stands once.
        money: what amounts are in.
        columns: the names that your columns have, by the names above; `talents.talent_id` is meant
            for one table alone.
        zone: in which zone the day of a `datetime` is meant; None refuses any.

    Returns:
        The records, and what is to be noted.

    Raises:
        InvalidRecordError: for everything that is wrong, at once, by table, row from 0, and column.

    >>> found = records_from_rows(
    ...     [{"user": 7, "kind": "freelancer"}],
    ...     [{"contract_id": "shop", "user": 7, "category": "Customer Support"}],
    ...     [{"contract_id": "shop", "date": "2020-03-02", "amount": "$1,240.50"}],
    ...     columns={"talent_id": "user", "paid_on": "date"},
    ...     money="dollars",
    ... )
    >>> found.records[0].id, found.records[0].contracts[0].payments
    ('7', (Payment(paid_on=datetime.date(2020, 3, 2), amount='1240.50'),))
    """
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    rows = {name: _rows(value) for name, value in given.items()}
    problems = [*_problems_of_terms(money, columns, zone), *problems_in(rows)]
    refuse("", problems)
    names: Mapping[str, str] = {} if columns is None else columns
    forms = forms_of(money, zone)
    tables = {
        name: Table(name=name, rows=own, names=names_in(name, COLUMNS[name], names), forms=forms)
        for name, own in rows.items()
    }
    there = {name for table in tables.values() for row in table.rows for name in row}
    problems += unused(names, NEEDED.values(), there, "row")
    for table in tables.values():
        problems += table.lacking(names)
    refuse("", problems)
    wrong: dict[str, list[Problem]] = {name: [] for name in tables}
    records = _records(tables, wrong)
    refuse("", most_of(chain.from_iterable(wrong.values())))
    return RecordsFromRows(records=tuple(records), notes=tuple(_notes(tables["payments"])))


# --- What is given --------------------------------------------------------------------------------


def _problems_of_terms(money: object, columns: object, zone: object) -> Iterator[Problem]:
    """Find what is wrong with the arguments beside the tables."""
    yield from problems_of_unit(money)
    if zone is not None and not isinstance(zone, tzinfo):
        allowed = "a tzinfo, such as zoneinfo.ZoneInfo makes"
        yield from problems_in({"zone": refused(zone, ProblemCode.WRONG_TYPE, allowed)})
    yield from problems_of_names(columns, COLUMNS)


def _rows(given: object) -> Any:  # noqa: ANN401  # or a refusal
    """Accept any iterable of rows, each with its values by the names of the columns."""
    return converters.collected(cast("Iterable[Any]", given), _row)


def _row(given: Any) -> Any:  # noqa: ANN401  # anything may stand there
    keys = getattr(given, "keys", None)
    if isinstance(given, type) or not callable(keys):
        allowed = "a mapping by the names of columns, such as a dict or sqlite3.Row"
        return refused(given, ProblemCode.WRONG_TYPE, allowed)
    names = [*cast("Iterable[Any]", keys())]
    row = {name: given[name] for name in names}
    if len(row) < len(names):  # so sqlite3 tells a join, and gives the first value for both
        name = next(name for name in names if names.count(name) > 1)
        message = f"has two columns named {shown(name)}; give one of them another name"
        code = ProblemCode.REPEATED
        return refused(name, code, "columns of different names", message=message)
    if None in row:  # so csv.DictReader tells it
        message = "has more values than there are columns"
        found = shown(row[None])
        return refused(found, ProblemCode.WRONG_FORM, "a value a column", message=message)
    return row


# --- Records --------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Owner:
    """A row that others refer to by its id: what it says, and what belongs to it."""

    number: int
    values: Mapping[str, Any]
    own: list[Any] = attrs.field(factory=list[Any])


def _owners(table: Table, key: str, problems: list[Problem]) -> list[_Owner]:
    """Return the rows of a table, and find ids that stand twice."""
    rows = [_Owner(number=number, values=values) for number, values in enumerate(table.values())]
    problems += _repeated(table, key, ((row.number, row.values[key]) for row in rows))
    return rows


def _by_id(rows: Iterable[_Owner], key: str) -> dict[str, _Owner]:
    """Return rows by their ids, but for those whose id is refused."""
    ids = ((row.values[key], row) for row in rows)
    return {name: row for name, row in ids if isinstance(name, str)}


def _repeated(table: Table, key: str, values: Iterable[tuple[int, object]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, value in values:
        if isinstance(value, str) and first.setdefault(value, number) != number:
            message = f"{shown(value)} is repeated, it stands already in [{first[value]}]"
            code, at = ProblemCode.REPEATED, table.at(number, key)
            yield unfit(code, "a new one", shown(value), at=at, message=message)


def _owner_of(
    table: Table,
    number: int,
    key: str,
    values: Mapping[str, Any],
    owners: Mapping[str, _Owner],
    problems: list[Problem],
) -> _Owner | None:
    """Return the row that an id refers to; None, and a problem, where there is none."""
    value: object = values[key]
    at = table.at(number, key)
    if isinstance(value, Refusal):
        problems += problems_in({at: value})
        return None
    owner = owners.get(cast("str", value))
    if owner is None:
        hint = nearest(f"{value}", owners) if len(owners) <= MOST_COMPARED else ""
        message = f"must be the {key} of a row that is given, got {shown(value)}{hint}"
        code = ProblemCode.UNKNOWN_VALUE
        problems.append(unfit(code, "a known id", shown(value), at=at, message=message))
    return owner


def _records(tables: Mapping[str, Table], wrong: Mapping[str, list[Problem]]) -> list[TalentRecord]:
    """Return the records, and add whatever is wrong with any row, table by table."""
    talents = _owners(tables["talents"], "talent_id", wrong["talents"])
    contracts = _owners(tables["contracts"], "contract_id", wrong["contracts"])
    of_talent = _by_id(talents, "talent_id")
    _pay(tables["payments"], _by_id(contracts, "contract_id"), wrong["payments"])
    table, problems = tables["contracts"], wrong["contracts"]
    for row in contracts:
        owner = _owner_of(table, row.number, "talent_id", row.values, of_talent, problems)
        facts = {name: value for name, value in row.values.items() if name not in _IDS}
        facts |= {"id": row.values["contract_id"], "payments": row.own}
        contract = _built(Contract, facts, table, row.number, problems)
        if owner is not None and contract is not None:
            owner.own.append(contract)
    records = [_record(tables["talents"], row, wrong["talents"]) for row in talents]
    return [record for record in records if record is not None]


_IDS = {"contract_id", "talent_id"}


def _pay(table: Table, contracts: Mapping[str, _Owner], problems: list[Problem]) -> None:
    """Put each payment to its contract."""
    numbered = [*enumerate(table.values())]
    ids = ((number, values.get("payment_id")) for number, values in numbered)
    problems += _repeated(table, "payment_id", ids)
    for number, values in numbered:
        contract = _owner_of(table, number, "contract_id", values, contracts, problems)
        wrong = {
            table.at(number, name): value for name, value in values.items() if name != "contract_id"
        }
        problems += problems_in(wrong)
        day, cents, talent = values["paid_on"], values["amount"], values.get("talent_id")
        if contract is None:
            continue
        whose = contract.values["talent_id"]
        if isinstance(talent, str) and isinstance(whose, str) and talent != whose:
            message = f"must be {shown(whose)}, whose contract it is, got {shown(talent)}"
            code, at = ProblemCode.CONTRADICTION, table.at(number, "talent_id")
            problems.append(unfit(code, shown(whose), shown(talent), at=at, message=message))
        if not (isinstance(day, Refusal) or isinstance(cents, Refusal)):
            contract.own.append(Payment._of_checked_cents(day, cents))


_T = TypeVar("_T")


def _built(
    whole: Callable[..., _T],
    facts: Mapping[str, Any],
    table: Table,
    number: int,
    problems: list[Problem],
) -> _T | None:
    """Return a value object; None, and its problems by row and column, where it is refused."""
    try:
        return whole(**facts)
    except InvalidRecordError as error:
        for problem in error.problems:
            name = problem.path.removeprefix("reputation.")
            column = {"id": NEEDED[table.name][0]}.get(name, name)
            problems.append(attrs.evolve(problem, path=table.at(number, column)))
        return None


def _record(table: Table, row: _Owner, problems: list[Problem]) -> TalentRecord | None:
    """Return the record of a talent."""
    told = {name: value for name, value in row.values.items() if name in TOLD}
    problems += problems_in({table.at(row.number, name): value for name, value in told.items()})
    facts: dict[str, Any] = {"id": row.values["talent_id"], "contracts": row.own}
    reputed: dict[str, Any] = {}
    for name, value in row.values.items():
        is_default = value is None and COLUMNS["talents"][name] == "flag" and name not in OPEN
        if not is_default and name not in TOLD and told.get(f"{name}_known") is not False:
            (reputed if name in REPUTATION else facts)[name] = value
    facts.pop("talent_id")
    is_recorded = facts.get("base_badge") is not None
    if any(value is not None for value in reputed.values()) or (reputed and not is_recorded):
        facts["reputation"] = _built(Reputation, reputed, table, row.number, problems)
    return _built(TalentRecord, facts, table, row.number, problems)


def _hashable(value: object) -> object:
    """Return a value; what a database keeps as a list is told by its text."""
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


def _notes(payments: Table) -> Iterator[str]:
    """Count payments that are alike in every column, their amounts in cents.

    They may stand twice by mistake.
    """
    own, cents = payments.names["amount"], payments.forms["money"]
    cells = (row | {own: cents(row[own])} for row in payments.rows)
    times = Counter(tuple((name, _hashable(one)) for name, one in row.items()) for row in cells)
    if note := note_of_alike(sum(count - 1 for count in times.values())):
        yield note

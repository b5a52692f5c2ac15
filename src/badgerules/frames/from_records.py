"""Frames made from records, for tests and small populations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.converters import each, is_a
from badgerules.errors import Problem, code_for, expect, refuse, shown, unfit
from badgerules.frames import columns
from badgerules.frames.facts import with_nullable
from badgerules.money import cents_from
from badgerules.records import TalentRecord
from badgerules.vocabulary import UNKNOWN, ProblemCode, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from badgerules.frames.columns import Form

BACKENDS = ("polars", "pandas", "pyarrow")

KNOWN = {columns.known(name): columns.FLAG for name in columns.TOLD_APART}
TYPES: tuple[tuple[Form, Any, Any], ...] = (
    (columns.ID, nw.String(), ""),
    (columns.WORD, nw.String(), ""),
    (columns.DAY, nw.Date(), date.min),
    (columns.FLAG, nw.Boolean(), False),
    (columns.WHOLE, nw.Int64(), 0),
)
"""The type of each form in a frame made of records, and the value that a null covers."""


@attrs.frozen(kw_only=True, repr=False)
class Population:
    """The frames of a population; unpacked, they are the three that every badge reads.

    Args:
        talents: one row a talent.
        contracts: one row a contract.
        payments: one row a payment.
        beside: the frames that not every badge reads, by the names under which `assess` takes
            them: `certifications` and, where base badges are computed, `weeks` and `holds`.

    Raises:
        InvalidRecordError: if `beside` is no mapping, or names a frame that `assess` does not take.

    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(id="t-1", kind="agency", contracts=[], base_badge="none")
    >>> population = frames_from_records([record], backend="polars")
    >>> talents, contracts, payments = population
    >>> sorted(population.beside)
    ['certifications']
    """

    talents: Any
    contracts: Any
    payments: Any
    beside: Mapping[str, Any]

    def __attrs_post_init__(self) -> None:
        expect(Mapping, beside=self.beside)
        code, allowed = ProblemCode.UNKNOWN_KEY, f"one of {', '.join(columns.BESIDE)}"
        unknown = [shown(name) for name in self.beside if name not in columns.BESIDE]
        refuse("population", [unfit(code, allowed, name, at="beside") for name in unknown])

    def __repr__(self) -> str:
        """Name the frames; rows of certifications must not end up in a log (DIV-13)."""
        names = ("talents", "contracts", "payments", *self.beside)
        return f"<Population of {', '.join(names)}>"

    def __iter__(self) -> Iterator[Any]:
        return iter((self.talents, self.contracts, self.payments))


def frames_from_records(records: Iterable[TalentRecord], *, backend: str) -> Population:
    """Return the facts of records as frames.

    Earlier assessments of a vetting (EV-4) and the days on which contracts ended are left out: they
    decide nothing.

    Args:
        records: each with an id of its own; contract ids must be unique over all of them. Either
            none of them has a reputation or all have, without scores over time.
        backend: "polars", "pandas" or "pyarrow".

    Returns:
        The frames that `assess` takes, money in cents: `assess(*frames, **frames.beside, ...)`.
        For Top Rated Plus over recorded base badges, `assess(*frames, ...)` will do. The columns of
        money known in part are there if one of the records needs them.

    Raises:
        InvalidRecordError: for ids that are missing or repeated, for records without a reputation
            among others that have one, and for what frames have no column for: scores over time,
            and figures of a page; all of them at once. For another backend, and for what is no
            record.

    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(id="t-1", kind="agency", contracts=[], base_badge="none")
    >>> talents, contracts, payments = frames_from_records([record], backend="polars")
    >>> talents.select("talent_id", "kind", "base_badge").rows()
    [('t-1', 'agency', 'none')]
    """
    problems = [*_backend_problems(backend)]
    known = [record for _, record in each(records, TalentRecord, problems)]
    refuse("records", chain(problems, _problems(known)))
    has_reputation = any(record.reputation is not None for record in known)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in columns.COLUMNS}
    for record in known:
        for table, row in _rows(record):
            rows[table].append(row)
    reputation = {**columns.REPUTATION, **KNOWN, columns.HOLDS_KNOWN: columns.FLAG}
    forms = {table: {**own} for table, own in columns.COLUMNS.items()}
    forms["talents"] |= reputation if has_reputation else columns.BASE_BADGE
    is_open = any(record.is_money_open for record in known)
    forms["talents"] |= columns.OPEN_MONEY if is_open else {}
    forms["talents"] |= {**columns.VETTING, **columns.COUNTRY}
    forms["payments"] |= {columns.AMOUNT_CENTS: columns.WHOLE}
    beside = [name for name in columns.BESIDE if has_reputation or name == "certifications"]
    made = {name: _frame(rows[name], own, backend) for name, own in forms.items()}
    return Population(
        talents=made["talents"],
        contracts=made["contracts"],
        payments=made["payments"],
        beside={name: made[name] for name in beside},
    )


def _backend_problems(backend: str) -> Iterator[Problem]:
    if not is_a(backend, str) or backend not in BACKENDS:
        code = code_for(backend, str, ProblemCode.UNKNOWN_VALUE)
        allowed, hint = f"one of {', '.join(BACKENDS)}", "; convert the frames of one of them"
        yield unfit(code, allowed, shown(backend), at="backend", hint=hint)


def _problems(records: list[TalentRecord]) -> Iterator[Problem]:
    talents: set[str] = set()
    contracts: set[str] = set()
    has_reputation = any(record.reputation is not None for record in records)
    for number, record in enumerate(records):
        path = f"[{number}]"
        if record.id is None or record.id in talents:
            yield _no_key(f"{path}.id", record.id)
        if has_reputation and record.reputation is None:
            badge = record.base_badge
            found = "none" if badge is None else f"base_badge {shown(str(badge))}"
            message = f"must be given, as other records have one, got {found}; make two populations"
            code, at = ProblemCode.MISSING, f"{path}.reputation"
            yield unfit(code, "a reputation", found, at=at, message=message)
        if record.reputation is not None and record.reputation.scores:
            yield _no_column(f"{path}.reputation.scores", "scores over time")
        if record.stats is not None:
            yield _no_column(f"{path}.stats", "figures that the platform shows")
        talents.add(record.id or "")
        for place, contract in enumerate(record.contracts):
            if contract.id in contracts:
                yield _no_key(f"{path}.contracts[{place}].id", contract.id)
            contracts.add(contract.id)


def _no_column(path: str, what: str) -> Problem:
    """Refuse what frames do not weigh yet; nothing may be lost in silence."""
    message = f"must be left out, since frames have no column for {what}; ask `decide` instead"
    return unfit(ProblemCode.IMPOSSIBLE, f"no {what}", "some", at=path, message=message)


def _no_key(path: str, found: str | None) -> Problem:
    code = ProblemCode.MISSING if found is None else ProblemCode.REPEATED
    message = f"must be unique over all records, got {shown(found)}; give it another"
    return unfit(code, "a new one", shown(found), at=path, message=message)


def _rows(record: TalentRecord) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the rows of a record, each with the name of its frame."""
    own = {"talent_id": record.id}
    yield "talents", own | _talent(record)
    for contract in record.contracts:
        key = {"contract_id": contract.id}
        yield "contracts", own | key | _values(contract, columns.COLUMNS["contracts"])
        for payment in contract.payments:
            paid = {"paid_on": payment.paid_on, columns.AMOUNT_CENTS: payment.cents}
            yield "payments", key | paid
    for certification in record.certifications:
        yield "certifications", own | _values(certification, columns.COLUMNS["certifications"])
    if record.reputation is not None:
        for week in record.reputation.weeks:
            yield "weeks", own | _values(week, columns.COLUMNS["weeks"])
        for day in record.reputation.holds or ():
            yield "holds", own | {"held_on": day}


def _talent(record: TalentRecord) -> dict[str, Any]:
    """Return the row of a talent without its id."""
    reputation, vetting = record.reputation, record.expert_vetting
    names = {*columns.COLUMNS["talents"], *columns.OPEN_MONEY, "base_badge", "country"}
    row = _values(record, names)
    row |= {
        name: None if vetting is None else _value(getattr(vetting, name.removeprefix("vetting_")))
        for name in columns.VETTING
    }
    if reputation is not None:
        for name in columns.REPUTATION:
            fact = getattr(reputation, columns.FACT_OF.get(name, name))
            row[name] = cents_from(fact) if isinstance(fact, Decimal) else _value(fact)
            if name in columns.TOLD_APART:
                row[columns.known(name)] = fact is not UNKNOWN
        row[columns.HOLDS_KNOWN] = reputation.holds is not None
    return row


def _values(whole: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: _value(getattr(whole, name)) for name in names if not name.endswith("_id")}


def _value(fact: Any) -> Any:
    """Return a fact as a frame holds it; whether it is known is in a column of its own."""
    if fact is UNKNOWN:
        return None
    return fact.value if isinstance(fact, Word) else fact


def _frame(rows: list[dict[str, Any]], forms: Mapping[str, Form], backend: str) -> Any:
    """Return rows as a frame; nulls are put in last, over fillers: pandas needs types first."""
    types = {form: (kind, filler) for form, kind, filler in TYPES}
    values: dict[str, list[Any]] = {}
    schema: dict[str, Any] = {}
    for name, form in forms.items():
        schema[name], filler = types[form]
        # A row of fillers goes first, since pandas finds no type in no rows.
        own = [filler, *(row[name] for row in rows)]
        values[name] = [filler if value is None else value for value in own]
        if None in own:
            schema[f"{name}_there"] = nw.Boolean()
            values[f"{name}_there"] = [value is not None for value in own]
    engine: Any = backend
    frame = nw.from_dict(values, schema, backend=engine)
    counts = [name for name, form in forms.items() if form in {columns.FLAG, columns.WHOLE}]
    frame = with_nullable(frame, counts)
    for name in forms:
        if f"{name}_there" in schema:
            laid = nw.when(nw.col(f"{name}_there")).then(nw.col(name))
            frame = frame.with_columns(laid.alias(name))
    return frame.select(*forms)[1:].to_native()

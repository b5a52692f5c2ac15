"""Populations for tests over dataframes: many small talents, each near an edge of some rule.

Records are made with a seeded generator, turned into the frames of each engine, and answered one
by one with `decide`, so that both engines can be held against each other row by row.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

import law
from badgerules import (
    Badge,
    BaseBadge,
    Category,
    Contract,
    ContractOutcome,
    Decision,
    Kind,
    Payment,
    Readings,
    TalentRecord,
    decide,
    thresholds,
)
from badgerules.findings import ShareFinding, WeeksFinding
from badgerules.vocabulary import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DAYS = (*law.USUAL_DAYS, *law.LEAP_EDGES[-3:], *law.TURNS, *law.LEAP_EDGES[:-3])
"""Days asked about: usual, on which editions turn, and around 29 February; the newest law first."""

BARS = (5_000_00, 10_000_00, 15_000_00, 20_000_00, 30_000_00)
"""Every bar of money in cents, written once more."""


def all_readings() -> list[Readings]:
    """Return every combination of the seven readings that turn verdicts."""
    seen = ("enterprise_suite", "plus_badge_audience")
    values = {name: words for name, words in words_of_readings() if name not in seen}
    return [
        Readings(**dict(zip(values, chosen, strict=True)))
        for chosen in itertools.product(*values.values())
    ]


def words_of_readings() -> Iterator[tuple[str, list[Any]]]:
    """Return the name of each reading, and the values it takes, the default first."""
    for field in attrs.fields(Readings):
        words: Any = getattr(thresholds, str(field.type))
        yield field.name, list(words)


def population(size: int, seed: int, days: Sequence[date] = law.USUAL_DAYS) -> list[TalentRecord]:
    """Return that many talents, freelancers and agencies in turn, near the edges of the rules.

    The days asked about are those whose windows have payments and outcomes on their edges.
    """
    random = Random(seed)  # noqa: S311  # no secret
    return [_talent(random, number, random.choice(days)) for number in range(size)]


class Part(NamedTuple):
    """A part of a population, with what it is asked."""

    records: list[TalentRecord]
    readings: Readings
    day: date
    known_through: date | None = None


ENOUGH = 100
"""How many talents must stand in each part, before all combinations of readings are asked."""


@cache
def parts(talents: int, enough: int = ENOUGH) -> tuple[Part, ...]:
    """Return that many talents in parts, each asked under other readings, on a day in turn.

    A large population meets all 192 combinations; a small one every pair of two readings.
    """
    return tuple(
        Part(population(size, seed=number, days=[day]), own, day)
        for number, (size, own, day) in enumerate(_shares(talents, enough))
    )


@cache
def open_parts(talents: int, enough: int = ENOUGH) -> tuple[Part, ...]:
    """Return as `parts` does talents of which most have money that is known in part.

    They are asked by what was known on the day, shortly before it, and before its window began.
    """
    found: list[Part] = []
    for number, (size, own, day) in enumerate(_shares(talents, enough)):
        known_through = day - timedelta(days=(0, 5, 0, 95, 0, 400)[number % 6])
        records = known_in_part(
            population(size, seed=number, days=[day]), number, day, known_through
        )
        found.append(Part(records, own, day, known_through))
    return tuple(found)


def _shares(talents: int, enough: int) -> Iterator[tuple[int, Readings, date]]:
    """Yield how many talents each part has, the readings, and the day."""
    every = all_readings()
    readings = every if talents >= enough * len(every) else _covering_pairs(every)
    size = -(-talents // len(readings))
    for number, own in enumerate(readings):
        yield size, own, DAYS[(number + number // len(DAYS)) % len(DAYS)]


def _covering_pairs(every: list[Readings]) -> list[Readings]:
    """Choose few of all readings, so that any two values of any two fields meet."""
    pairs = [{*itertools.combinations(attrs.asdict(one).items(), 2)} for one in every]
    left, chosen = set[Any]().union(*pairs), list[Readings]()
    while left:
        most = max(range(len(every)), key=lambda number: len(pairs[number] & left))
        chosen.append(every[most])
        left -= pairs[most]
    return chosen


@cache
def wanted(talents: int, enough: int = ENOUGH) -> tuple[list[dict[str, Any]], ...]:
    """Return what `decide` says of each talent of each part."""
    return tuple(expected(part.records, **asked_of(part)) for part in parts(talents, enough))


@cache
def open_wanted(talents: int, enough: int = ENOUGH) -> tuple[list[dict[str, Any]], ...]:
    """Return what `decide` says of each talent of each part whose money is known in part."""
    return tuple(expected(part.records, **asked_of(part)) for part in open_parts(talents, enough))


def asked_of(part: Part) -> dict[str, Any]:
    """Return what a part is asked, in the words of `decide` and of frames alike."""
    return {"readings": part.readings, "as_of": part.day, "known_through": part.known_through}


def _talent(random: Random, number: int, asked: date) -> TalentRecord:
    kind = Kind.AGENCY if number % 2 else Kind.FREELANCER
    shares = [10, 11, 20] if kind is Kind.AGENCY and random.random() < 0.2 else [0, 1, 1, 2, 3, 4]
    return TalentRecord(
        id=f"t{number:05}",
        kind=kind,
        base_badge=random.choice([BaseBadge.TOP_RATED] * 4 + [*BaseBadge, None]),
        exclusive_agency_contractor=kind is Kind.FREELANCER and random.random() < 0.2,
        contracts=[
            _contract(random, f"c{number:05}-{place}", asked)
            for place in range(random.choice(shares))
        ],
    )


def _contract(random: Random, name: str, asked: date) -> Contract:
    outcome = random.choice([None, *ContractOutcome, ContractOutcome.POSITIVE])
    return Contract(
        id=name,
        category=random.choice(list(Category)),
        payments=_payments(random, asked),
        outcome=outcome,
        outcome_on=None if outcome is None or random.random() < 0.3 else _day(random, asked),
    )


def _payments(random: Random, asked: date) -> list[Payment]:
    """Split a total near a bar into payments on the edges of a window, with refunds."""
    total = random.choice(BARS) + random.choice((-1, 0, 0, 1)) if random.random() < 0.8 else 0
    parts = [random.randint(1, 3_000_00) for _ in range(random.randint(0, 2))]
    refunds = [-random.randint(1, 900_00) for _ in range(random.randint(0, 1))]
    cents = [total - sum(parts) - sum(refunds), *parts, *refunds]
    usual = _day(random, asked)
    return [
        Payment(
            paid_on=usual if random.random() < 0.7 else _day(random, asked),
            amount=Decimal(each).scaleb(-2),
        )
        for each in cents[: random.randint(0, len(cents)) if random.random() < 0.1 else None]
    ]


def _day(random: Random, asked: date) -> date:
    a_year_ago = _a_year_before(asked)
    edges = (
        *(a_year_ago + timedelta(days=days) for days in (-1, 0, 1)),
        *(asked + timedelta(days=days) for days in (-1, 0, 1)),
        random.choice(law.LEAP_EDGES),
        asked - timedelta(days=random.randint(0, 800)),
        *(asked - timedelta(days=random.randint(0, 300)) for _ in range(6)),
    )
    return random.choice(edges)


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


# --- money known in part --------------------------------------------------------------------------

OPEN_MONEY = ("contracts_known", "payments_known_since", "payments_known_through")


def known_in_part(
    records: Iterable[TalentRecord], seed: int, asked: date, known_through: date
) -> list[TalentRecord]:
    """Return talents of which most have money that is known in part, with its ends at every edge.

    Args:
        records: the talents, all of whose money is known.
        seed: of the generator.
        asked: the day asked about.
        known_through: the last day whose facts are known.
    """
    random = Random(seed)  # noqa: S311  # no secret
    return [_known_in_part(random, record, asked, known_through) for record in records]


def _known_in_part(
    random: Random, record: TalentRecord, asked: date, known_through: date
) -> TalentRecord:
    chance = random.random()
    if chance < 0.1:
        return record
    if chance < 0.2:
        return attrs.evolve(record, contracts=[], contracts_known=False)
    firsts = (
        _a_year_before(asked) + timedelta(days=1),
        *(asked - timedelta(days=days) for days in (364, 89)),
    )
    since = random.choice((None, _around(random, *firsts), _around(random, *firsts, asked)))
    through = random.choice((None, _around(random, asked, known_through, *firsts)))
    if since is not None and through is not None and through < since:
        since, through = random.choice(((since, None), (None, through), (through, since)))
    contracts = record.contracts
    if len(contracts) > 4 and random.random() < 0.8:  # so that one more or less turns the share
        bad = random.choice((0, 1, 1, 2))
        contracts = tuple(
            attrs.evolve(
                one,
                outcome=ContractOutcome.NEGATIVE if number < bad else random.choice(GOOD),
                outcome_on=_day(random, asked),
            )
            for number, one in enumerate(contracts)
        )
    return attrs.evolve(
        record,
        contracts=contracts,
        payments_known_since=since,
        payments_known_through=through,
    )


GOOD = (ContractOutcome.POSITIVE, ContractOutcome.NEUTRAL)


def _around(random: Random, *days: date) -> date:
    """Return one of some days, the day before or the day after it, or any day."""
    if random.random() < 0.1:
        return days[0] + timedelta(days=random.randint(-500, 500))
    return random.choice(days) + timedelta(days=random.choice((-1, 0, 0, 1)))


# --- the frames of each engine --------------------------------------------------------------------


def rows_of(records: Iterable[TalentRecord]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the three frames, money both as `Decimal` and in cents.

    The columns of money known in part are there where a talent needs them.
    """
    records = list(records)
    is_open = any(record.is_money_open for record in records)
    rows: dict[str, list[dict[str, Any]]] = {"talents": [], "contracts": [], "payments": []}
    for record in records:
        rows["talents"].append(
            {
                "talent_id": record.id,
                "kind": record.kind.value,
                "base_badge": record.base_badge and record.base_badge.value,
                "exclusive_agency_contractor": record.exclusive_agency_contractor,
                **({name: getattr(record, name) for name in OPEN_MONEY} if is_open else {}),
            }
        )
        for one in record.contracts:
            rows["contracts"].append(
                {
                    "contract_id": one.id,
                    "talent_id": record.id,
                    "category": one.category.value,
                    "outcome": one.outcome and one.outcome.value,
                    "outcome_on": one.outcome_on,
                }
            )
            rows["payments"] += [
                {"contract_id": one.id, "paid_on": p.paid_on, "amount": p.amount}
                for p in one.payments
            ]
    return rows


# --- the answers of the other engine --------------------------------------------------------------


def expected(records: Iterable[TalentRecord], **terms: Any) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent, as the row that a frame must hold."""
    return [row_of(record, decide(record, Badge.TOP_RATED_PLUS, **terms)) for record in records]


def row_of(record: TalentRecord, decision: Decision) -> dict[str, Any]:
    """Return a decision as a row, with all its findings: cents for money, 0 and 1 for flags."""
    row: dict[str, Any] = {
        "talent_id": record.id,
        "kind": record.kind.value,
        "verdict": decision.verdict.value,
    }
    for finding in decision.findings:
        key, measured = finding.criterion.key, finding.measured
        row[f"{key}_verdict"] = finding.verdict.value
        cents = "_cents" if finding.unit is Unit.USD else ""
        row[f"{key}_observed{cents}"] = None if measured is None else int(measured)
        row[f"{key}_required{cents}"] = int(finding.bar)
        if finding.unit is not Unit.FLAG:
            row[f"{key}_shortfall{cents}"] = finding.missing_units
        if isinstance(finding, ShareFinding):
            row[f"{key}_contracts"] = finding.scope
        if isinstance(finding, WeeksFinding):
            row[f"{key}_highest"] = finding.highest
    return row


QUESTION = {"badge", "as_of", "known_through", "edition", "hypothetical", "badgerules", "surface"}
"""The columns of a frame that tell what it answers, beside the readings."""


def differing(rows: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return talent, column, value and wanted value wherever a frame differs from `decide`.

    A column that `decide` has for some talent must be there, and null for all others; a column
    that it has for nobody must hold nothing at all.
    """
    assert len(rows) == len(wanted)
    answered = {name for row in rows for name in row if not name.startswith("reading_")}
    names = sorted(answered.union(*wanted) - QUESTION)
    return [
        (own["talent_id"], name, row.get(name, "no such column"), own.get(name))
        for row, own in zip(rows, wanted, strict=True)
        for name in names
        if row.get(name, "no such column") != own.get(name)
    ]

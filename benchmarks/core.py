"""The first comparisons: `python benchmarks/core.py` prints each as a ratio within one run.

Both sides of a row are timed in turn, round by round; the ratio is the median of the rounds'
ratios, so that a machine that slows down slows both. Every row first checks that both sides agree.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from statistics import median
from timeit import Timer
from typing import TYPE_CHECKING, Literal

import by_hand
from pydantic import BaseModel, ConfigDict, TypeAdapter

from badgerules import (
    EDITIONS,
    Badge,
    Category,
    Contract,
    ContractOutcome,
    Payment,
    TalentRecord,
    Verdict,
    decide,
    dump_record,
    load_record,
)

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = EDITIONS[-1].effective_from + timedelta(days=244)
"""A day under the newest rules, so that code by hand is held against those."""

ROUNDS, PAYMENTS, CONTRACTS = 25, 50, (1, 5, 10, 25)
PLUS, MET = Badge.TOP_RATED_PLUS, Verdict.MET


def made(contracts: int) -> TalentRecord:
    """Return a freelancer with 50 payments, spread over 24 months and some contracts."""
    categories = list(Category)
    return TalentRecord(
        kind="freelancer",
        base_badge="top_rated",
        contracts=[
            Contract(
                id=f"contract-{own}",
                category=categories[own % len(categories)],
                outcome=ContractOutcome.POSITIVE if own % 3 else None,
                payments=[
                    Payment(paid_on=AS_OF - timedelta(days=1 + 730 * n // PAYMENTS), amount=200 + n)
                    for n in range(own, PAYMENTS, contracts)
                ],
            )
            for own in range(contracts)
        ],
    )


def explained(record: TalentRecord) -> bool:
    """Decide, and read every finding."""
    is_met = True
    for finding in decide(record, PLUS, as_of=AS_OF).findings:
        verdict, _measured, _bar = finding.verdict, finding.measured, finding.bar
        if verdict is not MET:
            is_met = False
    return is_met


def in_dollars(record: TalentRecord) -> bool:
    """Decide, and read every finding with its amounts in dollars."""
    decision = decide(record, PLUS, as_of=AS_OF)
    for finding in decision.findings:
        _ = (finding.verdict, finding.observed, finding.required, finding.shortfall)
    return decision.is_met


def compare(
    name: str, ours: Callable[[], object], rival: str, theirs: Callable[[], object]
) -> None:
    """Time two callables in turn and print a row."""
    timers = (Timer(ours), Timer(theirs))
    number = max(1, round(0.02 / (min(timers[1].repeat(3, 10)) / 10)))
    rounds = [[timer.timeit(number) / number * 1e6 for timer in timers] for _ in range(ROUNDS)]
    own, other = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(mine / other_one for mine, other_one in rounds)
    print(f"{name:<42} {own:9.2f} µs  {rival:<28} {other:9.2f} µs  {ratio:6.2f} x")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlainPayment:
    """A payment that checks nothing."""

    paid_on: date
    amount: Decimal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlainContract:
    """A contract that checks nothing."""

    id: str
    category: Category
    payments: tuple[PlainPayment, ...]


class PaymentModel(BaseModel):
    """A payment as pydantic checks it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
    paid_on: date
    amount: Decimal


class ContractModel(BaseModel):
    """A contract as pydantic checks it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
    id: str
    category: Category
    payments: tuple[PaymentModel, ...] = ()
    outcome: ContractOutcome | None = None
    outcome_on: date | None = None
    ended_on: date | None = None


class RecordModel(BaseModel):
    """A record as pydantic checks it, without what only badgerules checks."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
    format: int
    id: str | None
    kind: str
    country: str | None
    base_badge: Literal["none", "rising_talent", "top_rated"] | None
    exclusive_agency_contractor: bool
    contracts: tuple[ContractModel, ...]
    reputation: None
    expert_vetting: None
    certifications: tuple[()]
    payments_known_since: date | None = None
    payments_known_through: date | None = None
    stats: None = None


def compare_decisions() -> None:
    """Decide against a hand-written yes or no over the same objects."""
    for contracts in CONTRACTS:
        record = made(contracts)
        assert explained(record) is by_hand.is_top_rated_plus(record, AS_OF)
        assert in_dollars(record) is by_hand.is_top_rated_plus(record, AS_OF)
        compare(
            f"decide, 50 payments on {contracts}, findings read",
            partial(explained, record),
            "yes/no by hand",
            partial(by_hand.is_top_rated_plus, record, AS_OF),
        )
    record = made(5)
    compare(
        "the same on 5, every amount in dollars",
        lambda: in_dollars(record),
        "yes/no by hand",
        lambda: by_hand.is_top_rated_plus(record, AS_OF),
    )


def compare_construction() -> None:
    """Build the same facts as checked values and as plain ones."""
    day, amount = date(2020, 3, 1), Decimal("7850.00")
    compare(
        "one payment",
        lambda: Payment(paid_on=day, amount=amount),
        "frozen dataclass, unchecked",
        lambda: PlainPayment(paid_on=day, amount=amount),
    )
    ours = [Payment(paid_on=day, amount=amount)] * 10
    plain = tuple([PlainPayment(paid_on=day, amount=amount)] * 10)
    compare(
        "one contract of 10 payments",
        lambda: Contract(id="one", category=Category.LEGAL, payments=ours),
        "frozen dataclass, unchecked",
        lambda: PlainContract(id="one", category=Category.LEGAL, payments=plain),
    )


def compare_loading() -> None:
    """Load JSON text, and go on to the decision."""
    record = made(5)
    text = json.dumps(dump_record(record))
    adapter = TypeAdapter(RecordModel)
    assert load_record(text) == record
    loaded = adapter.validate_json(text)
    assert sum(p.amount for c in loaded.contracts for p in c.payments) == sum(
        p.amount for c in record.contracts for p in c.payments
    )
    compare("load 50 payments", lambda: load_record(text), "json.loads", lambda: json.loads(text))
    compare(
        "load 50 payments",
        lambda: load_record(text),
        "pydantic, strict",
        lambda: adapter.validate_json(text),
    )
    compare(
        "JSON text to explained decision",
        lambda: explained(load_record(text)),
        "pydantic, strict, load only",
        lambda: adapter.validate_json(text),
    )


FIRST_DECISION = """
import time, attrs
begin = time.perf_counter()
from datetime import date
import badgerules
record = badgerules.TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
badgerules.decide(record, "top_rated_plus", as_of=date(2020, 9, 1))
print(time.perf_counter() - begin)
"""
ATTRS_ALONE = (
    "import time; begin = time.perf_counter(); import attrs; print(time.perf_counter() - begin)"
)


def milliseconds(code: str) -> float:
    """Return what a fresh interpreter says it took."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout) * 1e3


def compare_imports() -> None:
    """Import and decide once, over what importing attrs costs anyway."""
    rounds = [(milliseconds(FIRST_DECISION), milliseconds(ATTRS_ALONE)) for _ in range(ROUNDS)][1:]
    own, other = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(mine / other_one for mine, other_one in rounds)
    name = "import badgerules and first decide"
    print(
        f"{name:<42} {own:9.2f} ms  {'over import attrs alone':<28} {other:9.2f} ms  {ratio:6.2f} x"
    )


if __name__ == "__main__":
    compare_decisions()
    compare_construction()
    compare_loading()
    compare_imports()

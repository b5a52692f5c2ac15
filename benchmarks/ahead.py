"""What lies ahead: `python benchmarks/ahead.py` prints timelines and remedies as ratios.

A timeline is set against asking every day of ten years or, if that is more, until five years into
the newest edition, after checking that both agree on each;
remedies and the next change against one decision with every finding read. Both sides of a row
are timed in the same run, the best of some rounds each.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import partial
from random import Random
from timeit import repeat
from typing import TYPE_CHECKING

import attrs

from badgerules import (
    EDITIONS,
    Badge,
    Category,
    Contract,
    Payment,
    TalentRecord,
    Timeline,
    Verdict,
    decide,
    next_change,
    remedies,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.remedies import Remedy

PLUS = Badge.TOP_RATED_PLUS
FIRST_DAY, NEWEST = EDITIONS[0].effective_from, EDITIONS[-1].effective_from
LAST_DAY = max(FIRST_DAY + timedelta(days=3651), NEWEST + timedelta(days=1826))
ASKED_ON = NEWEST + timedelta(days=425)
DAYS = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
PER_CONTRACT, ROUNDS = 10, 5
SIGNS = (1, 1, 1, 1, -1)  # one payment in five is a refund


def career(payments: int) -> TalentRecord:
    """Return a freelancer with a career of ten years, near the bar of earnings all the time.

    One contract is paid every quarter and large while it is; the others have ten payments each.
    """
    random = Random(payments)  # noqa: S311  # a workload, no secret
    quarters = [FIRST_DAY + timedelta(days=91 * number) for number in range(40)]
    steady = [Payment(paid_on=day, amount=1_300) for day in quarters]
    contracts = [Contract(id="steady", category="legal", payments=steady)]
    for number in range((payments - len(steady)) // PER_CONTRACT):
        start = FIRST_DAY + timedelta(days=random.randrange(-300, len(DAYS) - 300))
        paid = [
            Payment(
                paid_on=start + timedelta(days=random.randrange(365)),
                amount=f"{random.choice(SIGNS) * random.randrange(50, 400) * 250 / payments:.2f}",
            )
            for _ in range(PER_CONTRACT)
        ]
        category = random.choice(list(Category))
        contracts.append(Contract(id=f"{number}", category=category, payments=paid))
    return TalentRecord(kind="freelancer", base_badge="top_rated", contracts=contracts)


def every_day(record: TalentRecord) -> list[Verdict]:
    """Ask on every single day."""
    return [decide(record, PLUS, as_of=day).verdict for day in DAYS]


def ten_years(record: TalentRecord) -> Timeline:
    """Ask once for the timeline."""
    return timeline(record, PLUS, as_of=LAST_DAY, first_day=FIRST_DAY, last_day=LAST_DAY)


def spans(record: TalentRecord) -> list[Verdict]:
    """Read the verdict of every day from the timeline."""
    verdicts: list[Verdict] = []
    for span in ten_years(record).spans:
        verdicts += [span.verdict] * ((span.last_day - span.first_day).days + 1)
    return verdicts


def seconds(work: Callable[[], object], *, times: int = 1, rounds: int = ROUNDS) -> float:
    """Return the best time of one run."""
    return min(repeat(work, number=times, repeat=rounds)) / times


def main() -> None:
    """Print the table."""
    print(f"Python {sys.version.split()[0]}; Top Rated Plus, {len(DAYS)} days")
    built: dict[int, float] = {}
    for payments in (50, 500, 5_000):
        record = career(payments)
        assert every_day(record) == spans(record)
        asked = seconds(partial(every_day, record), rounds=2)
        built[payments] = seconds(partial(ten_years, record))
        count = len(ten_years(record).spans)
        print(
            f"{payments:>5} payments: timeline {built[payments] * 1e3:6.2f} ms, {count} spans; "
            f"asking every day {asked * 1e3:6.1f} ms = {asked / built[payments]:.0f} x"
        )
    print(f"  500 to 5,000 payments: timeline {built[5_000] / built[500]:.1f} x")
    for contracts in (1, 5, 10, 25):
        record = fifty_payments(contracts)
        one = seconds(partial(explained, record), times=200)
        found = seconds(partial(remedies, record, PLUS, as_of=ASKED_ON), times=50)
        ways = remedies(record, PLUS, as_of=ASKED_ON).ways
        read = seconds(partial(last_days, ways), times=2)
        ahead = seconds(partial(next_change, record, PLUS, as_of=ASKED_ON), times=50)
        print(
            f"50 payments on {contracts:>2}: decide {one * 1e6:5.1f} us; all {len(ways)} remedies "
            f"{found / one:4.1f} x, their last days {read / one:5.0f} x more; "
            f"next change {ahead / one:4.1f} x"
        )


def fifty_payments(contracts: int) -> TalentRecord:
    """Return a freelancer with 50 payments over 24 months, on some contracts, below every bar."""
    categories = list(Category)
    made = [
        Contract(
            id=f"contract-{own}",
            category=categories[own % len(categories)],
            payments=[
                Payment(paid_on=ASKED_ON - timedelta(days=1 + 730 * number // 50), amount=80)
                for number in range(own, 50, contracts)
            ],
        )
        for own in range(contracts)
    ]
    return TalentRecord(kind="freelancer", base_badge="top_rated", contracts=made)


def last_days(ways: tuple[Remedy, ...]) -> list[date | None]:
    """Work out by when each way must be gone, on copies, as a way keeps its day."""
    return [attrs.evolve(way).pay_by for way in ways]


def explained(record: TalentRecord) -> list[object]:
    """Decide, and read every finding."""
    findings = decide(record, PLUS, as_of=ASKED_ON).findings
    return [(one.verdict, one.measured, one.bar, one.missing_units) for one in findings]


if __name__ == "__main__":
    main()

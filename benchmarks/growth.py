"""How answers grow: `python benchmarks/growth.py`, with `--against CHECKOUT` of an earlier commit.

Each library runs in a process of its own, and both do each job in turn, round by round. What is
compared is CPU time, the least of some rounds, so that whatever else the machine does is left out.
Every row first checks that both sides agree; keys that only the newer answer has are left out.
Without `--against` each job is set against one decision with every finding read, and the exponent
tells how its time grows from one size to a hundred times that.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date, timedelta
from functools import partial
from math import log
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
from by_hand import is_top_rated_plus, is_top_rated_plus_agency
from sides import TOP, Side, seconds_of, serve

from badgerules import (
    Badge,
    Category,
    assess,
    compare,
    decide,
    dump_assessment,
    load_record,
    next_change,
    readings_that_matter,
    remedies,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules import TalentRecord
    from badgerules.remedies import Remedy

AS_OF, PLUS = date(2020, 9, 1), Badge.TOP_RATED_PLUS
CAREER = date(2020, 7, 7), date(2030, 7, 6)
ROUNDS, LEAST_SECONDS = 9, 0.02
SIZES, PER_CONTRACT = (10, 100, 1_000, 10_000), 10
Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"
STEEP = 1.2
"""An exponent above this is a job that grows faster than it may."""
OUTCOMES = ("positive", "positive", "positive", "neutral", "negative", None)
AMOUNTS = (1, 1, 1, 1, -1)  # one payment in five is a refund


# --- Workloads, as JSON that both sides read ------------------------------------------------------


def freelancer(contracts: int, payments: int, *, amount: int = 200) -> dict[str, Any]:
    """Return a freelancer with payments spread over 24 months and some contracts."""
    categories = _categories()
    return {
        "format": 1,
        "kind": "freelancer",
        "base_badge": "top_rated",
        "contracts": [
            {
                "id": f"contract-{own}",
                "category": categories[own % len(categories)],
                "outcome": "positive" if own % 3 else None,
                "payments": [
                    _payment(AS_OF - timedelta(days=1 + 730 * n // payments), amount + n % 50)
                    for n in range(own, payments, contracts)
                ],
            }
            for own in range(contracts)
        ],
    }


def agency(contracts: int, payments: int, *, highest: int = 4_000) -> dict[str, Any]:
    """Return an agency with eight years of payments, refunds and outcomes."""
    random = Random(contracts)  # noqa: S311  # a workload, no secret
    days = 365 * 8
    paid: list[list[dict[str, str]]] = [[] for _ in range(contracts)]
    for _ in range(payments):
        amount = random.choice(AMOUNTS) * random.randrange(50, highest)
        day = AS_OF - timedelta(days=random.randrange(days))
        paid[random.randrange(contracts)].append(_payment(day, amount))
    made: list[dict[str, Any]] = []
    for own in range(contracts):
        outcome, day = random.choice(OUTCOMES), AS_OF - timedelta(days=random.randrange(days))
        is_dated = outcome is not None and random.randrange(3) > 0
        made.append(
            {
                "id": f"contract-{own}",
                "category": random.choice(_categories()),
                "outcome": outcome,
                "outcome_on": day.isoformat() if is_dated else None,
                "payments": paid[own],
            }
        )
    return {"format": 1, "kind": "agency", "base_badge": "top_rated", "contracts": made}


def career(payments: int) -> dict[str, Any]:
    """Return a freelancer with a career of ten years, near the bar of earnings all the time.

    One contract is paid every quarter and large while it is; the others have ten payments each.
    """
    random, first_day = Random(payments), CAREER[0]  # noqa: S311  # a workload, no secret
    quarters = [first_day + timedelta(days=91 * number) for number in range(40)]
    contracts = [
        {
            "id": "steady",
            "category": "legal",
            "payments": [_payment(day, 1_300) for day in quarters],
        }
    ]
    for number in range((payments - len(quarters)) // PER_CONTRACT):
        start = first_day + timedelta(days=random.randrange(-300, 3_350))
        paid = [
            _payment(
                start + timedelta(days=random.randrange(365)),
                random.choice(AMOUNTS) * random.randrange(50, 400) * 250 / payments,
            )
            for _ in range(PER_CONTRACT)
        ]
        category = random.choice(_categories())
        contracts.append({"id": f"{number}", "category": category, "payments": paid})
    return {"format": 1, "kind": "freelancer", "base_badge": "top_rated", "contracts": contracts}


def with_reputation(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record with reputation and 16 weeks instead of a recorded base badge."""
    saturdays = [date(2020, 8, 29) - timedelta(weeks=number) for number in range(16)]
    reputation = {
        "job_success_score": 96,
        "first_contract_on": "2019-01-01",
        "profile_percent": 100,
        "availability_current": True,
        "holds": [],
        "last_active_on": "2020-08-20",
        "weeks": [{"ends_on": day.isoformat(), "eligible": True} for day in saturdays],
    }
    if record["kind"] == "agency":
        del reputation["availability_current"]
        reputation |= {"members": 4, "members_profile_percent": 95}
    return {**record, "base_badge": None, "reputation": reputation}


def _payment(day: date, amount: float) -> dict[str, str]:
    return {"paid_on": day.isoformat(), "amount": f"{amount:.2f}"}


def _categories() -> list[str]:
    return [category.value for category in Category]


# --- Jobs, in a process of one library ------------------------------------------------------------


def jobs_on(text: str) -> dict[str, Callable[[], object]]:
    """Return every job on a record, by its name."""
    record = load_record(text)
    assessed = assess(record, as_of=AS_OF)
    later = assess(record, as_of=AS_OF + timedelta(days=90))
    ask = partial(remedies, record, PLUS, as_of=AS_OF)
    ways = ask().ways

    def explained() -> list[object]:
        findings = decide(record, PLUS, as_of=AS_OF).findings
        return [(one.criterion.key, one.verdict.value, one.measured, one.bar) for one in findings]

    def pay_by() -> list[object]:
        """Read every last day on copies, since ways keep it, and what they share."""
        if not ways:
            return []
        shared = _fresh(ways[0])
        return [(way.contract_id, attrs.evolve(way, **shared).pay_by) for way in ways]

    def ten_years() -> list[object]:
        first, last = CAREER
        found = timeline(record, PLUS, as_of=last, first_day=first, last_day=last)
        return [(span.first_day, span.verdict.value) for span in found.spans]

    def next_one() -> object:
        change = next_change(record, PLUS, as_of=AS_OF)
        return None if change is None else (change.on, change.verdict.value)

    return {
        "decide": explained,
        "load": partial(load_record, text),
        "dump": partial(dump_assessment, assessed),
        "JSON to JSON": lambda: dump_assessment(assess(load_record(text), as_of=AS_OF)),
        "text": partial(str, assessed),
        "remedies": ask,
        "pay_by": pay_by,
        "timeline": ten_years,
        "next_change": next_one,
        "compare": partial(compare, assessed, later),
        "readings_that_matter": partial(readings_that_matter, record, PLUS, as_of=AS_OF),
        "by hand": partial(_by_hand, record),
    }


def _fresh(way: Remedy) -> dict[str, Any]:
    """Return a copy of the facts and rules that ways share; the earlier commit calls it papers."""
    name = "outlook" if hasattr(way, "outlook") else "papers"
    return {name: attrs.evolve(getattr(way, name))}


def _by_hand(record: TalentRecord) -> bool:
    is_agency = record.kind.value == "agency"
    return (is_top_rated_plus_agency if is_agency else is_top_rated_plus)(record, AS_OF)


def told(name: str, answer: Any) -> object:  # noqa: ANN401  # any answer
    """Return what an answer says, in JSON that both libraries tell alike."""
    if name == "remedies":
        return [[way.contract_id, way.cents, str(way.pay_on)] for way in answer.ways]
    if name == "compare":
        return [[one.badge.value, one.criterion, one.cause.value] for one in answer.changes]
    if name == "readings_that_matter":
        return [[one.reading, one.value.value, one.verdict.value] for one in answer]
    if name in {"load", "text"}:
        return name  # its own tests hold what it says; the newer one says more
    return json.loads(json.dumps(answer, default=str))


def served() -> Callable[[dict[str, Any]], object]:
    """Return what answers for one library: it takes a record and does its jobs."""
    jobs: dict[str, Callable[[], object]] = {}

    def answer(asked: dict[str, Any]) -> object:
        nonlocal jobs
        if "record" in asked:
            jobs = jobs_on(asked["record"])
            return True
        job = jobs[asked["job"]]
        return seconds_of(job, asked["times"]) if "times" in asked else told(asked["job"], job())

    return answer


# --- What is compared -----------------------------------------------------------------------------


def least(asked: list[tuple[Side, str]], rounds: int = ROUNDS) -> list[float]:
    """Return the CPU seconds of each job on its side, the least of rounds in turn."""
    times: list[int] = []
    for side, job in asked:
        once = min(side.ask(job=job, times=1) for _ in range(2))
        times.append(max(1, round(LEAST_SECONDS / max(once, 1e-7))))
    taken = [
        [
            side.ask(job=job, times=number) / number
            for (side, job), number in zip(asked, times, strict=True)
        ]
        for _ in range(rounds)
    ]
    return [min(column) for column in zip(*taken, strict=True)]


def agreed(ours: Json, theirs: Json) -> Json:
    """Return our answer without the keys that theirs lacks, to be held against theirs."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {key: agreed(value, theirs[key]) for key, value in ours.items() if key in theirs}
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [agreed(*pair) for pair in zip(ours, theirs, strict=True)]
    return ours


AGAINST = (
    # what is set against the earlier commit: workload, job, and the share of its time to reach
    ("freelancer, 50 on 5", "JSON to JSON", 0.3),
    ("freelancer, 1,000 on 20", "JSON to JSON", 0.3),
    ("with reputation, 50 on 5", "JSON to JSON", 0.5),
    ("agency, 50 on 5", "JSON to JSON", 0.5),
    ("agency, 1,000 on 50", "JSON to JSON", 0.5),
    ("freelancer, 50 on 5", "dump", 0.3),
    ("with reputation, 50 on 5", "dump", 0.5),
    ("agency, 1,000 on 50", "dump", 0.5),
    ("freelancer, 50 on 5", "decide", 1.0),
    ("with reputation, 50 on 5", "decide", 1.0),
    ("agency, 50 on 5", "decide", 1.0),
    ("agency, 250 on 25", "decide", 1.0),
    ("agency, 2,000 on 200", "remedies", 1.0),
    ("freelancer below, 50 on 25", "pay_by", 1.0),
    ("freelancer below, 200 on 100", "pay_by", 1.0),
    ("career of 500", "timeline", 0.5),
    ("career of 5,000", "timeline", 0.5),
    ("freelancer, 50 on 5", "next_change", 1.0),
    ("freelancer, 50 on 5", "readings_that_matter", 1.0),
    ("freelancer, 50 on 5", "compare", 1.0),
)
IN_DECISIONS = (
    # what is set against one decision on the same record, and how many are allowed
    ("freelancer, 50 on 5", "next_change", 18),
    ("agency, 2,000 on 200", "remedies", 60),
    ("freelancer below, 50 on 25", "pay_by", 40),
    ("freelancer below, 200 on 100", "pay_by", 90),
)
BY_HAND = (("freelancer, 50 on 5", None), ("agency, 250 on 25", 1.6), ("agency, 50 on 5", 3.0))


def workloads() -> dict[str, dict[str, Any]]:
    """Return the records that jobs are done on, by name."""
    return {
        "freelancer, 50 on 5": freelancer(5, 50),
        "freelancer, 1,000 on 20": freelancer(20, 1_000),
        "freelancer below, 50 on 25": freelancer(25, 50, amount=80),
        "freelancer below, 200 on 100": freelancer(100, 200, amount=30),
        "with reputation, 50 on 5": with_reputation(freelancer(5, 50)),
        "agency, 50 on 5": agency(5, 50),
        "agency, 250 on 25": agency(25, 250),
        "agency, 1,000 on 50": agency(50, 1_000),
        "agency, 2,000 on 200": agency(200, 2_000, highest=400),
        "career of 500": career(500),
        "career of 5,000": career(5_000),
    }


def compare_commits(ours: Side, theirs: Side, rounds: int) -> None:
    """Print each job as a share of the time it takes the earlier commit."""
    for name, job, target in AGAINST:
        text = json.dumps(workloads()[name])
        ours.ask(record=text)
        theirs.ask(record=text)
        expected = theirs.ask(job=job)
        assert agreed(ours.ask(job=job), expected) == expected, (name, job)
        own, other = least([(ours, job), (theirs, job)], rounds)
        _print_row(f"{job}: {name}", own, other, "x the earlier", target)


def compare_jobs(ours: Side, rounds: int) -> None:
    """Print jobs in decisions on the same record, and decisions in yes/no's by hand."""
    rows: list[tuple[str, str, str, str, float | None]] = [
        (name, job, "decide", "decisions", most) for name, job, most in IN_DECISIONS
    ]
    rows += [(name, "decide", "by hand", "x by hand", most) for name, most in BY_HAND]
    for name, job, rival, words, target in rows:
        ours.ask(record=json.dumps(workloads()[name]))
        if rival == "by hand":
            is_met = all(verdict == "met" for _, verdict, _, _ in ours.ask(job="decide"))
            assert ours.ask(job=rival) is is_met, name
        own, other = least([(ours, job), (ours, rival)], rounds)
        _print_row(f"{job}: {name}", own, other, words, target)


def _print_row(name: str, own: float, other: float, words: str, target: float | None) -> None:
    aim = "" if target is None else f"  (at most {target})"
    print(f"{name:<52} {own * 1e6:11.1f} us {other * 1e6:11.1f} us {own / other:8.2f} {words}{aim}")
    sys.stdout.flush()


def exponents(ours: Side) -> Iterator[str]:
    """Print how the time of each job grows with the record, and name those that grow too fast."""
    kinds: dict[str, Callable[[int, int], dict[str, Any]]] = {
        "freelancer": freelancer,
        "agency": partial(agency, highest=400),
    }
    for kind, made in kinds.items():
        seconds: dict[str, list[float]] = {}
        for payments in SIZES:
            ours.ask(record=json.dumps(made(max(1, payments // PER_CONTRACT), payments)))
            for job in GROWING:
                seconds.setdefault(job, []).extend(least([(ours, job)], rounds=3))
        for job, taken in seconds.items():
            exponent = log(taken[-1] / taken[-2]) / log(SIZES[-1] / SIZES[-2])
            row = " ".join(f"{one * 1e6:11.1f}" for one in taken)
            print(f"{kind:<12} {job:<24} {row} us, exponent {exponent:5.2f}")
            sys.stdout.flush()
            if exponent > STEEP:
                yield f"{job} of a {kind}"


GROWING = (
    *("decide", "load", "dump", "text", "remedies", "pay_by"),
    *("timeline", "next_change", "compare", "readings_that_matter"),
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="a checkout of the commit to compare with")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(served())
        return
    print(f"Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}; {AS_OF}")
    ours = Side(TOP, __file__, "--serve")
    if asked.against is not None:
        theirs = Side(asked.against, __file__, "--serve")
        compare_commits(ours, theirs, asked.rounds)
        theirs.close()
    compare_jobs(ours, asked.rounds)
    steep = list(exponents(ours))
    ours.close()
    print(f"steeper than {STEEP}: {', '.join(steep) or 'none'}")


if __name__ == "__main__":
    main()

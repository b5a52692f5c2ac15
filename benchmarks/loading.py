"""Loading against an earlier version and others: `python benchmarks/loading.py --against CHECKOUT`.

CHECKOUT is one of the earlier version; without it the rows against that one are left out. Each
version works in a process of its own, and so do those it is held against; they take turns, round by
round. Only the time of the processor counts. A ratio is that of the least times of both. Both
versions first have to read the same sums from each document.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sides import TOP, Side, seconds_of, serve

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF, SATURDAY = date(2020, 9, 1), date(2020, 8, 29)
ROUNDS, SECONDS = 25, 0.01
CATEGORIES = ("accounting_consulting", "admin_support", "customer_service", "legal", "writing")
OFFICIAL = "Web, Mobile & Software Dev"

Document = dict[str, Any]


def document(contracts: int, payments: int, **facts: object) -> Document:
    """Return a record with so many contracts and payments over two years, in every version."""
    return {
        "format": 1,
        "id": None,
        "kind": "freelancer",
        "country": None,
        "base_badge": "top_rated",
        "exclusive_agency_contractor": False,
        "contracts": [
            {
                "id": f"contract-{own}",
                "category": CATEGORIES[own % len(CATEGORIES)],
                "payments": [
                    {"paid_on": _day(1 + 730 * n // payments), "amount": f"{200 + n % 50}.00"}
                    for n in range(own, payments, contracts)
                ],
                "outcome": "positive" if own % 3 else None,
                "outcome_on": None,
            }
            for own in range(contracts)
        ],
        "reputation": None,
        "expert_vetting": None,
        "certifications": [],
        **facts,
    }


def _day(before: int) -> str:
    return (AS_OF - timedelta(days=before)).isoformat()


def reputation() -> Document:
    """Return what Top Rated is computed from, with sixteen weeks."""
    return {
        "job_success_score": 95,
        "weeks": [
            {"ends_on": (SATURDAY - timedelta(days=7 * n)).isoformat(), "eligible": n % 5 > 0}
            for n in range(16)
        ],
        "first_contract_on": "2018-01-01",
        "profile_percent": 100,
        "availability_current": True,
        "last_active_on": "2020-08-30",
        "holds": ["2019-01-01"],
        "circumvention_on": None,
    }


def with_ids(whole: Document, sign: str) -> Document:
    """Return a document with a sign in the id of every contract."""
    contracts = [one | {"id": f"{one['id']}{sign}7"} for one in whole["contracts"]]
    return whole | {"contracts": contracts}


def with_payments(whole: Document, change: Callable[[Document], Document]) -> Document:
    """Return a document with every payment changed."""
    contracts = [
        one | {"payments": [change(payment) for payment in one["payments"]]}
        for one in whole["contracts"]
    ]
    return whole | {"contracts": contracts}


def as_python(payment: Document) -> Document:
    """Return a payment with a date and a decimal."""
    return {
        "paid_on": date.fromisoformat(payment["paid_on"]),
        "amount": Decimal(payment["amount"]),
    }


def texts() -> dict[str, str]:
    """Return the documents that are loaded from text, by what they are."""
    usual = document(5, 50)
    official = [one | {"category": OFFICIAL} for one in usual["contracts"]]
    computed = document(5, 50, base_badge=None, reputation=reputation())
    certified = {"status": "approved", "category": "woman_owned", "expires_on": "2022-01-01"}
    vetted = {"category": "legal", "invited_on": "2019-01-01", "passed_on": "2019-02-01"}
    whole: dict[str, Document] = {
        "50 payments on 5": usual,
        "50 payments on 25": document(25, 50),
        "1,000 payments on 20": document(20, 1_000),
        "agency, 1,000 payments on 50": document(50, 1_000, kind="agency"),
        "no contracts": document(1, 0) | {"contracts": []},
        "reputation, 16 weeks, 50 payments": computed,
        "reputation, no contracts": computed | {"contracts": []},
        "vetting and a certification": usual
        | {"expert_vetting": vetted, "certifications": [certified]},
        "official names of categories": usual | {"contracts": official},
        "colons in ids": with_ids(usual, ":"),
        "letters beyond ASCII in ids": with_ids(usual, "\u00e9"),
        "amounts without cents": with_payments(usual, lambda one: one | {"amount": "200"}),
    }
    return {name: json.dumps(one) for name, one in whole.items()} | {
        "50 payments on 5, indented": json.dumps(usual, indent=2),
        "the least there is": '{"format": 1, "kind": "agency", "contracts": []}',
    }


def jobs() -> dict[str, Callable[[], object]]:
    """Return what the version at hand can do; every name is imported when it is first used."""
    ours = import_module("badgerules")
    load: Callable[[object], Any] = ours.load_record
    read = texts()
    usual = document(5, 50)
    mapping = with_payments(usual, as_python)
    text = read["50 payments on 5"]

    def explained() -> object:
        decision = ours.decide(load(text), "top_rated_plus", as_of=AS_OF)
        return [(one.verdict, one.measured, one.bar) for one in decision.findings]

    def answered() -> object:
        return json.dumps(ours.dump_assessment(ours.assess(load(text), as_of=AS_OF)))

    return {
        **{name: partial(load, one) for name, one in read.items()},
        "a mapping": partial(load, usual),
        "a mapping of dates and decimals": partial(load, mapping),
        "text to explained decision": explained,
        "text to full answer": answered,
    }


def rivals() -> dict[str, Callable[[], object]]:
    """Return what others do with the same; what is not installed is left out."""
    read = texts()
    found: dict[str, Callable[[], object]] = {
        f"json.loads, {name}": partial(json.loads, read[name]) for name in BESIDE_OTHERS
    }
    core: Any = import_module("core")
    adapter = core.TypeAdapter(core.RecordModel)
    for name in BESIDE_OTHERS:
        found[f"pydantic, {name}"] = partial(adapter.validate_json, read[name])
    try:
        peer = import_module("peers.zen_engine").Entrant()
    except ImportError:
        return found
    record = core.load_record(read["50 payments on 5"])
    found["zen-engine"] = partial(peer.decide_text, peer.text(record, AS_OF), AS_OF)
    return found


BESIDE_OTHERS = ("50 payments on 5", "1,000 payments on 20")

FIRST = """
import time, attrs
begin = time.process_time()
import badgerules
badgerules.load_record('{"format": 1, "kind": "agency", "contracts": []}')
print(time.process_time() - begin)
"""


def sums() -> dict[str, list[tuple[str, str, int]]]:
    """Return what the version at hand reads from each document: contracts and their cents."""
    load: Callable[[str], Any] = import_module("badgerules").load_record
    return {
        name: [
            (one.id, one.category.value, one.earned_between(date.min, date.max))
            for one in load(text).contracts
        ]
        for name, text in texts().items()
    }


def answer(work: dict[str, Callable[[], object]], asked: dict[str, Any]) -> object:
    """Say which jobs there are and what was read, or do one so many times and say what one took."""
    if "job" not in asked:
        return {"names": [*work], "sums": sums()}
    return seconds_of(work[asked["job"]], asked["times"]) / asked["times"]


def first(side: Side) -> float:
    """Return what the first record takes in a fresh interpreter, over what attrs takes."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST],
        env=side.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def least(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Return the least times of both, which take turns."""
    rounds = [(ours(), theirs()) for _ in range(ROUNDS)]
    own, other = zip(*rounds, strict=True)
    return min(own), min(other)


def row(name: str, rival: str, own: float, other: float) -> None:
    """Print a row."""
    print(
        f"{name:<36} {own * 1e6:10.1f} µs  {rival:<24} {other * 1e6:10.1f} µs  {own / other:6.2f}"
    )


def compare(name: str, ours: Side, rival: str, theirs: Side, their_name: str) -> None:
    """Time a job of two sides in turn."""
    asked = (partial(ours.ask, job=name), partial(theirs.ask, job=their_name))
    for ask in asked:
        ask(times=1)  # what is imported at first use is left out
    times = max(1, round(SECONDS / min(ask(times=3) for ask in asked)))
    own, other = least(*(partial(ask, times=times) for ask in asked))
    row(name, rival, own, other)


def main() -> None:
    """Race."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--serve", choices=["jobs", "rivals"])
    options = parser.parse_args()
    if options.serve:
        serve(partial(answer, jobs() if options.serve == "jobs" else rivals()))
        return
    print(f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}, {date.today()}")  # noqa: DTZ011  # of this machine
    ours, others = (Side(TOP, __file__, "--serve", what) for what in ("jobs", "rivals"))
    for name in BESIDE_OTHERS:
        for rival in ("json.loads", "pydantic"):
            compare(name, ours, rival, others, f"{rival}, {name}")
    if "zen-engine" in others.ask()["names"]:
        compare("text to explained decision", ours, "zen-engine", others, "zen-engine")
    if options.against is not None:
        old = Side(options.against, __file__, "--serve", "jobs")
        told = old.ask()
        assert ours.ask()["sums"] == told["sums"]
        for name in told["names"]:
            compare(name, ours, "the old one", old, name)
        row(
            "the first record, over attrs",
            "the old one",
            *least(partial(first, ours), partial(first, old)),
        )


if __name__ == "__main__":
    main()

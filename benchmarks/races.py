"""Races against peers: `python benchmarks/races.py [PEER ...]` prints tables of ratios.

Every peer first has to say the same as badgerules on records near the edges of the rules, from
objects, from JSON text and in a batch; otherwise it does not race. Then badgerules and the peer are
timed in turn, round by round. A ratio is the time of the peer over that of badgerules, the median
of the rounds: above 1, badgerules is the faster one. A peer that is not there is named and left
out. `pip install . --group peers` installs them all.
"""

from __future__ import annotations

import json
import platform
import sys
from datetime import date, timedelta
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from core import AS_OF, PLUS, explained

from badgerules import (
    EDITIONS,
    Category,
    Contract,
    ContractOutcome,
    Kind,
    Payment,
    TalentRecord,
    Verdict,
    decide,
    dump_record,
    load_record,
    timeline,
)

sys.path.append(str(Path(__file__).parents[1] / "tests"))
populations: Any = import_module("populations")

if TYPE_CHECKING:
    from collections.abc import Callable

    from peers.entrant import Peer

PEERS = (
    *("plain_python", "datalogic", "zen_engine", "zen_graph", "json_logic", "business_rules"),
    *("rule_engine", "openfisca"),
)
CHECKED, MANY = 1_000, 2_000
PAYMENTS, CATEGORIES = 50, ("legal", "writing", "customer_service", "it_networking", "translation")
FIRST_DAY = EDITIONS[-1].effective_from
LAST_DAY = FIRST_DAY + timedelta(days=1094)
DAYS = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
SECONDS, FEWEST, MOST = 2.0, 3, 25
"""How long a row may take, and the bounds of its rounds; where one run takes longer, it is one."""


class Race(NamedTuple):
    """A pair to be timed, after both were found to agree."""

    name: str
    ours: Callable[[], object]
    theirs: Callable[[Peer], Callable[[], object]]


def career(last_day: date, days: int, large: int, small: int) -> TalentRecord:
    """Return a freelancer with 50 payments over so many days, on one large contract and four small.

    Who meets every criterion asks most of an engine that stops at the first that fails.
    """
    contracts = [
        Contract(
            id=f"contract-{own}",
            category=Category(category),
            outcome=ContractOutcome.POSITIVE if own % 3 else None,
            payments=[
                Payment(
                    paid_on=last_day - timedelta(days=days * number // PAYMENTS),
                    amount=small if own else large,
                )
                for number in range(own, PAYMENTS, len(CATEGORIES))
            ],
        )
        for own, category in enumerate(CATEGORIES)
    ]
    return TalentRecord(kind="freelancer", base_badge="top_rated", contracts=contracts)


def busy(size: int) -> list[TalentRecord]:
    """Return that many freelancers with 50 payments each, around the bars."""
    return [
        career(AS_OF - timedelta(days=n % 400), 730, 700 + n % 1_000, 100 + n % 300)
        for n in range(size)
    ]


def payments(records: list[TalentRecord]) -> int:
    """Return how many payments they have together."""
    return sum(len(contract.payments) for record in records for contract in record.contracts)


TWO_YEARS = career(AS_OF, 730, 1_500, 300)
FOUR_YEARS = career(LAST_DAY, 1_460, 2_400, 500)


def freelancers(size: int, seed: int) -> list[TalentRecord]:
    """Return that many freelancers near the edges of the rules."""
    records: list[TalentRecord] = populations.population(2 * size, seed)
    return [record for record in records if record.kind is Kind.FREELANCER]


def told(text: str) -> str:
    """Read a record with every check, decide, and write each finding with amounts and sentence."""
    decision = decide(load_record(text), PLUS, as_of=AS_OF)
    findings = [
        {
            "criterion": finding.criterion.key,
            "clause": finding.clause,
            "verdict": finding.verdict.value,
            "observed": str(finding.observed),
            "required": str(finding.required),
            "shortfall": str(finding.shortfall),
            "text": finding.text,
        }
        for finding in decision.findings
    ]
    return json.dumps({"verdict": decision.verdict.value, "findings": findings})


def days_met(record: TalentRecord) -> list[bool]:
    """Say of every day of three years whether the badge is held, from one timeline."""
    answer = timeline(record, PLUS, as_of=LAST_DAY, first_day=FIRST_DAY, last_day=LAST_DAY)
    held: list[bool] = []
    for span in answer.spans:
        held += [span.verdict is Verdict.MET] * ((span.last_day - span.first_day).days + 1)
    return held


def check(peer: Peer) -> str:
    """Return where a peer disagrees, or nothing."""
    records = freelancers(CHECKED, seed=20200901)
    asked = populations.DAYS
    for number, record in enumerate(records):
        day = asked[number % len(asked)]
        is_met = decide(record, PLUS, as_of=day).is_met
        by_facts = peer.decide(peer.facts(record), day)
        by_text = peer.decide_text(peer.text(record, day), day)
        if not by_facts is by_text is is_met:
            return f"{record.id} on {day}: {is_met}, it says {by_facts} and {by_text} from text"
    for day in asked:
        for many in (records, busy(CHECKED // 10)):
            answers = peer.decide_many(peer.gather(many), day)
            if answers != [decide(record, PLUS, as_of=day).is_met for record in many]:
                return f"the batch differs on {day}"
    facts = peer.facts(FOUR_YEARS)
    if [peer.decide(facts, day) for day in DAYS[::7]] != days_met(FOUR_YEARS)[::7]:
        return "some day of the three years differs"
    return ""


def races() -> list[Race]:
    """Return the races; a batch is raced with busy records and with small ones."""
    small, large = freelancers(MANY, seed=7), busy(MANY)
    text = json.dumps(dump_record(TWO_YEARS))

    def one_decision(peer: Peer) -> Callable[[], object]:
        return partial(peer.decide, peer.facts(TWO_YEARS), AS_OF)

    def from_text(peer: Peer) -> Callable[[], object]:
        return partial(peer.decide_text, peer.text(TWO_YEARS, AS_OF), AS_OF)

    def every_day(peer: Peer) -> Callable[[], object]:
        facts = peer.facts(FOUR_YEARS)
        return lambda: [peer.decide(facts, day) for day in DAYS]

    def batch(many: list[TalentRecord]) -> Race:
        return Race(
            f"{len(many)} records, {payments(many) / len(many):.1f} payments each",
            lambda: [explained(record) for record in many],
            partial(together, many),
        )

    return [
        Race("one decision", partial(explained, TWO_YEARS), one_decision),
        Race("from JSON text", partial(told, text), from_text),
        Race(f"{len(DAYS)} days", partial(days_met, FOUR_YEARS), every_day),
        batch(large),
        batch(small),
    ]


def together(many: list[TalentRecord], peer: Peer) -> Callable[[], object]:
    """Return the work of a batch, its facts gathered beforehand."""
    return partial(peer.decide_many, peer.gather(many), AS_OF)


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the time of the processor that one of that many runs took, whatever else runs."""
    begin = process_time()
    for _ in range(times):
        work()
    return (process_time() - begin) / times


def ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Return the median times of both, in seconds, and the median of the rounds' ratios."""
    pair = (ours, theirs)
    once = [seconds(work, 1) for work in pair]
    if max(once) > SECONDS:
        once[0] = seconds(ours, FEWEST)
        return once[0], once[1], once[1] / once[0]
    times = [max(1, round(0.01 / each)) for each in once]
    cost = sum(each * count for each, count in zip(once, times, strict=True))
    rounds = min(MOST, max(FEWEST, round(SECONDS / cost)))
    taken = [[seconds(*each) for each in zip(pair, times, strict=True)] for _ in range(rounds)]
    own, other = (median(column) for column in zip(*taken, strict=True))
    return own, other, median(other_one / mine for mine, other_one in taken)


def shown(taken: float) -> str:
    """Return a time in microseconds or milliseconds."""
    return f"{taken * 1e6:.1f} µs" if taken < 1e-3 else f"{taken * 1e3:.1f} ms"


def entrants(names: list[str]) -> list[Peer]:
    """Return the peers that are there and agree, and print why the others do not race."""
    agreed: list[Peer] = []
    for name in names:
        try:
            peer: Peer = import_module(f"peers.{name}").Entrant()
        except (ImportError, SyntaxError) as error:
            print(f"{name}: not here ({error})")
            continue
        version = peer.distribution and metadata.version(peer.distribution)
        if differs := check(peer):
            print(f"{peer.name} {version}: differs, {differs}")
            continue
        print(f"{peer.name} {version}: agrees; prepared in Python: {peer.prepared}")
        agreed.append(peer)
    return agreed


def main() -> None:
    """Check, race and print."""
    print(f"Python {platform.python_version()}, {date.today()}")  # noqa: DTZ011  # of this machine
    assert explained(TWO_YEARS)
    assert len(set(days_met(FOUR_YEARS))) > 1
    peers = entrants(sys.argv[1:] or [*PEERS])
    for race in races():
        print(f"\n{race.name}")
        for peer in peers:
            own, other, times = ratio(race.ours, race.theirs(peer))
            print(
                f"  {peer.name:<22} {shown(other):>12}  badgerules {shown(own):>10}  {times:8.2f} x"
            )


if __name__ == "__main__":
    main()

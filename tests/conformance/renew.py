"""Write the conformance pack: questions with their full answers, for readers in any language.

    python tests/conformance/renew.py           writes the files of `conformance/`
    python tests/conformance/renew.py --check   tells whether they are what would be written

Every line of `questions.jsonl` is one question, with the answer that `dump_assessment` gives, less
the version and the wording, which are no promise. The questions are the acceptance cases; the
knife edges of every criterion, for both kinds; the ends of the window around 29 February; each
reading, beside the default; and the first day of each edition with the day before. The answer to
a knife edge holds the badge it is about, so that the pack stays small.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from badgerules import (
    EDITIONS,
    Badge,
    Contract,
    Kind,
    NoEditionInForceError,
    Readings,
    TalentRecord,
    __version__,
    assess,
    dump_assessment,
    dump_record,
    load_record,
)
from badgerules.rulebook import edition_on
from badgerules.testing import example, knife_edges
from badgerules.testing.examples import Terms
from badgerules.testing.knife_edge import criteria_of

sys.path.insert(0, str(Path(__file__).parents[1]))  # started by hand, it finds what the tests find
import law  # see the line above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.names import CategoryName, ContractOutcomeName

Facts: TypeAlias = dict[str, Any]

ROOT = Path(__file__).parents[2]
PACK = ROOT / "conformance"
QUESTIONS, MANIFEST = "questions.jsonl", "manifest.json"
CASES = ROOT / "tests" / "cases"

EDGE_DAY = law.FIRST_DAYS[-1] + timedelta(days=245)
"""The day the knife edges are asked on; edges of the self-reported badge have another."""

SELF_REPORTED_DAY = date(2020, 11, 2)
READING_DAY = date(2021, 9, 1)
NEW_PLANS_DAY = date(2025, 6, 5)
OTHER_READING_DAYS = {"window": date(2020, 9, 1), "plus_badge_audience": NEW_PLANS_DAY}
"""The day on which a reading turns its record, where it turns none on the usual one."""

LEAP_DAY = next(day for day in law.LEAP_DAYS if day > law.LAUNCH)
LEAP_DAYS = (LEAP_DAY, LEAP_DAY + law.ONE_YEAR, LEAP_DAY + law.ONE_YEAR + law.ONE_DAY)
ON_LEAP_DAYS = (("top_rated_plus", "earnings"), ("top_rated", "no_circumvention"))
NO_DECISION = {"badgerules", "text", "authority", "confirmed_on", "began"}


def questions() -> Iterator[Facts]:
    """Go through every question of the pack, without its answer."""
    yield from _cases()
    yield from _edges(EDGE_DAY, "edge")
    yield from _edges(SELF_REPORTED_DAY, "edge", only=(("diversity_certified", "submitted"),))
    for day in LEAP_DAYS:
        for question in _edges(day, "leap", only=ON_LEAP_DAYS):
            if question["edge"]["moved"].endswith("_on") and "/freelancer/" in question["id"]:
                yield question
    yield from _readings()
    yield from _edition_days()


def _cases() -> Iterator[Facts]:
    for file in sorted(CASES.glob("*.json")):
        case = json.loads(file.read_text("utf-8"))
        yield {"id": f"case/{file.stem}", "as_of": case["as_of"], "record": case["record"]}


def _edges(day: date, group: str, only: tuple[tuple[str, str], ...] = ()) -> Iterator[Facts]:
    """Ask about the knife edges of a day, or of some criteria.

    Agencies are asked about only where their rules are others. A large contract beyond its bar is
    left out, since there is one for each category, and so is a payment two days inside.
    """
    for badge, kind in product(Badge, Kind):
        if kind is Kind.AGENCY and badge not in {Badge.TOP_RATED, Badge.TOP_RATED_PLUS}:
            continue
        terms = Terms(kind=kind, as_of=day, edition=edition_on(day), readings=Readings())
        for criterion in criteria_of(badge, terms):
            if only and (badge.value, criterion) not in only:
                continue
            edges = knife_edges(criterion, badge=badge, kind=kind, as_of=day)
            for number, edge in enumerate(edges):
                is_one_of_many = criterion == "large_contract" or edge.moved == "paid_on"
                if is_one_of_many and edge.distance > 0:
                    continue
                about = {
                    "badge": badge.value,
                    "criterion": criterion,
                    "moved": edge.moved,
                    "distance": edge.distance,
                }
                name = f"{group}/{day}/{kind}/{badge}/{criterion}/{number}"
                yield _asked(name, day, edge.record, edge=about)


def _readings() -> Iterator[Facts]:
    """Ask about records that a reading turns: with every default, and read the other way."""
    for (name, word), record in _turned_by_a_reading().items():
        day = OTHER_READING_DAYS.get(name, READING_DAY)
        question = _asked(f"reading/{name}/{word}", day, record)
        yield {**question, "id": f"{question['id']}/default"}
        yield {**question, "readings": {name: word}}


def _turned_by_a_reading() -> dict[tuple[str, str], TalentRecord]:
    """Return for each reading a record whose answer depends on it."""
    tenth = [_contract(f"none-{number}", "1", outcome=None) for number in range(8)]
    return {
        ("window", "last_365_days"): _top_rated(_contract("all", "12000", on=date(2019, 9, 2))),
        ("money_bar", "more_than"): _top_rated(_contract("all", "10000")),
        ("large_contract_sum", "lifetime_if_active"): _top_rated(
            _contract("old", "1", ("4999", date(2018, 3, 1))),
            _contract("much", "12000", category="customer_service"),
        ),
        ("feedback", "positive"): _top_rated(_contract("all", "10000", outcome="neutral")),
        ("exclusive_member", "agency_amounts"): _top_rated(
            _contract("all", "20000"), exclusive_agency_contractor=True
        ),
        ("agency_earnings_window", "lifetime"): _top_rated(
            _contract("all", "10000", ("10000", date(2018, 3, 1))), kind="agency"
        ),
        ("negative_share_scope", "all_contracts"): _top_rated(
            _contract("all", "20000"),
            _contract("bad", "1", outcome="negative"),
            *tenth,
            kind="agency",
        ),
        ("negative_share_scope", "large_contracts"): _top_rated(
            _contract("all", "20000"), _contract("bad", "1", outcome="negative"), kind="agency"
        ),
        ("enterprise_suite", "enterprise_only"): example("diversity_certified", as_of=READING_DAY),
        ("plus_badge_audience", "plans"): _top_rated(
            _contract("all", "12000", on=NEW_PLANS_DAY - law.ONE_DAY)
        ),
    }


def _top_rated(*contracts: Contract, **facts: Any) -> TalentRecord:
    usual: Facts = {"kind": "freelancer", "base_badge": "top_rated"}
    return TalentRecord(contracts=contracts, **usual | facts)


def _contract(
    name: str,
    dollars: str,
    *earlier: tuple[str, date],
    category: CategoryName = "writing",
    outcome: ContractOutcomeName | None = "positive",
    on: date = date(2021, 3, 1),
) -> Contract:
    contract = Contract(id=name, category=category, outcome=outcome)
    for amount, day in ((dollars, on), *earlier):
        contract = contract.with_payment(amount, on=day)
    return contract


def _edition_days() -> Iterator[Facts]:
    """Ask on each edition's first day, and the day before, about those who meet the last one."""
    for edition in EDITIONS:
        for day in (edition.effective_from - law.ONE_DAY, edition.effective_from):
            for name, record in _accomplished(edition.effective_from):
                yield _asked(f"edition/{day}/{name}", day, record)


def _accomplished(day: date) -> Iterator[tuple[str, TalentRecord]]:
    """Return a newcomer, and talents of both kinds with all the other badges there will be."""
    yield "newcomer", example("rising_talent", as_of=day)
    for kind in Kind:
        vetted = example("expert_vetted", kind=kind, as_of=day)
        certified = example("diversity_certified", kind=kind, as_of=EDITIONS[-1].effective_from)
        record = attrs.evolve(
            example("top_rated_plus", kind=kind, as_of=day),
            expert_vetting=vetted.expert_vetting,
            country=certified.country,
            certifications=[
                attrs.evolve(one, submitted_on=None, decided_on=None)
                for one in certified.certifications
            ],
        )
        yield kind.value, record


def _asked(name: str, day: date, record: TalentRecord, **about: Facts) -> Facts:
    return {"id": name, "as_of": day.isoformat(), "record": dump_record(record), **about}


def answered(question: Facts) -> Facts:
    """Return a question with its answer; before the first edition the answer is an error."""
    try:
        assessment = assess(
            load_record(question["record"]),
            as_of=date.fromisoformat(question["as_of"]),
            readings=Readings(**question.get("readings", {})),
        )
    except NoEditionInForceError:
        return {**question, "error": "no_edition_in_force"}
    answer = _decided(dump_assessment(assessment))
    if edge := question.get("edge"):
        terms = {name: answer[name] for name in ("format", "as_of", "edition")}
        badge = edge["badge"]
        answer = {**terms, "badges": {badge: answer["badges"][badge]}}
    return {**question, "answer": answer}


def _decided(part: Any) -> Any:  # noqa: ANN401  # any JSON
    """Leave out what is no decision, at any depth."""
    if isinstance(part, dict):
        facts = cast("Facts", part)
        return {name: _decided(own) for name, own in facts.items() if name not in NO_DECISION}
    if isinstance(part, list):
        return [_decided(own) for own in cast("list[object]", part)]
    return part


def pack() -> dict[str, str]:
    """Return the text of each file."""
    lines = [answered(question) for question in questions()]
    groups = [line["id"].partition("/")[0] for line in lines]
    manifest = {
        "format": 1,
        "badgerules": __version__,
        "file": QUESTIONS,
        "read_first": "README.md",
        "default_readings": {name: str(word) for name, word in attrs.asdict(Readings()).items()},
        "questions": {group: groups.count(group) for group in dict.fromkeys(groups)},
        "run": [
            "Read the file line by line; every line is one JSON object.",
            "Ask your implementation about `record` on `as_of`.",
            "Take the readings in `readings`; those that are not there have their default.",
            "Compare with `answer`, key by key, lists in their order. Yours may hold more keys.",
            "Where there is `error` instead, no edition is in force: refuse, do not answer no.",
            "`edge` tells which fact lies how far beyond which bar, for people.",
        ],
    }
    text = "".join(f"{json.dumps(line, separators=(',', ':'), default=str)}\n" for line in lines)
    return {QUESTIONS: text, MANIFEST: f"{json.dumps(manifest, indent=1)}\n"}


def main() -> None:
    """Write the pack, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    is_check = parser.parse_args().check
    PACK.mkdir(exist_ok=True)
    for name, text in pack().items():
        file = PACK / name
        if not is_check:
            file.write_text(text, "utf-8")
        elif not file.exists() or file.read_text("utf-8") != text:
            sys.exit(
                f"{file} is not what would be written; run {Path(__file__).name} without --check"
            )


if __name__ == "__main__":
    main()

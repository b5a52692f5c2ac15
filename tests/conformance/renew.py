"""Write the conformance pack: questions with their full answers, for readers in any language.

    python tests/conformance/renew.py           writes the files of `conformance/`
    python tests/conformance/renew.py --check   tells whether they are what would be written

Every line of `questions.jsonl` is one question, with the answer that `dump_assessment` gives, less
the version and the wording, which are no promise. The questions are the acceptance cases; every
knife edge of every criterion, for both kinds; the ends of the window around 29 February; each
reading; and the first day of each edition with the day before. The answer to a knife edge holds
the badge it is about, so that the pack stays small.
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
from badgerules.testing.edges import criteria_of
from badgerules.testing.examples import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

Facts: TypeAlias = dict[str, Any]

ROOT = Path(__file__).parents[2]
PACK = ROOT / "conformance"
QUESTIONS, MANIFEST = "questions.jsonl", "manifest.json"
CASES = ROOT / "tests" / "cases"

EDGE_DAY = date(2024, 9, 2)
"""The day the knife edges are asked on; edges of the self-reported badge have another."""

SELF_REPORTED_DAY = date(2020, 11, 2)
LEAP_DAYS = (date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1))
ON_LEAP_DAYS = (("top_rated_plus", "earnings"), ("top_rated", "no_circumvention"))
NO_DECISION = {"badgerules", "text"}


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
    """Ask a case that readings turn under each reading other than the default."""
    case = json.loads((CASES / "lifetime-or-window-differs.json").read_text("utf-8"))
    for name, words in READINGS.items():
        for word in words[1:]:
            yield {
                "id": f"reading/{name}/{word}",
                "as_of": case["as_of"],
                "readings": {name: word},
                "record": case["record"],
            }


READINGS = {
    "money_bar": ("at_least", "more_than"),
    "large_contract_sum": ("in_window", "lifetime_if_active"),
    "feedback": ("not_negative", "positive"),
    "exclusive_member": ("barred", "agency_amounts"),
    "agency_earnings_window": ("twelve_months", "lifetime"),
    "negative_share_scope": ("rated_contracts", "all_contracts", "large_contracts"),
    "enterprise_suite": ("enterprise_and_business", "enterprise_only"),
}


def _edition_days() -> Iterator[Facts]:
    """Ask on each edition's first day, and the day before, about those who meet the last one."""
    for edition in EDITIONS:
        for day in (edition.effective_from - timedelta(days=1), edition.effective_from):
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
        papers = {name: answer[name] for name in ("format", "as_of", "edition")}
        badge = edge["badge"]
        answer = {**papers, "badges": {badge: answer["badges"][badge]}}
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
        "questions": {group: groups.count(group) for group in dict.fromkeys(groups)},
        "run": [
            "Read the file line by line; every line is one JSON object.",
            "Ask your implementation about `record` on `as_of`.",
            "Take the readings in `readings`; those that are not there have their default.",
            "Compare with `answer`, key by key. Yours may hold more keys, such as texts.",
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

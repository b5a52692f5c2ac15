"""The conformance pack: what it holds is what the library answers, and what the oracle says."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import law
import oracle
from badgerules.schemas import Document

ROOT = Path(__file__).parents[2]
PACK = ROOT / "conformance"
SCRIPT = ROOT / "tests" / "conformance" / "renew.py"
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (PACK / "questions.jsonl").read_text("utf-8").splitlines()
]
PARTS = ("criterion", "clause", "verdict", "unit", "observed", "required", "shortfall")
SMALL = 3 * 2**19
IN_PART = {"case/four-figures", "case/gone-and-only-two-facts", "case/known-since-march"}
"""Questions about money known in part or from a page, of which the oracle weighs completions alone:
their answers are those of the cases, and `property/test_open_money.py` asks about many more."""


def test_the_pack_is_what_the_script_writes() -> None:
    """The committed files are what the library and the script would write today."""
    done = subprocess.run(
        [sys.executable, SCRIPT, "--check"], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_pack_is_small() -> None:
    """All its files together stay under one and a half megabytes."""
    assert sum(file.stat().st_size for file in PACK.iterdir()) < SMALL


def test_the_manifest_counts_its_questions() -> None:
    """Format, file and the number of questions of each group are told, and every id is unique."""
    manifest = json.loads((PACK / "manifest.json").read_text("utf-8"))
    assert manifest["format"] == 1
    assert manifest["file"] == "questions.jsonl"
    assert sum(manifest["questions"].values()) == len(LINES)
    assert manifest["questions"]["case"] == 43
    assert len({line["id"] for line in LINES}) == len(LINES)


@pytest.mark.parametrize("group", ["case", "edge", "leap", "reading", "edition"])
def test_every_answer_of_the_pack_is_the_oracles(group: str) -> None:
    """Verdicts, findings, viewers and errors are those of the second opinion."""
    lines = [line for line in LINES if line["id"].startswith(f"{group}/")]
    lines = [line for line in lines if line["id"] not in IN_PART]
    assert lines
    for line in lines:
        day, readings = date.fromisoformat(line["as_of"]), line.get("readings", {})
        if "error" in line:
            assert line["error"] == "no_edition_in_force"
            with pytest.raises(LookupError):
                oracle.answer(line["record"], day, readings)
            continue
        said, answer = oracle.answer(line["record"], day, readings), line["answer"]
        assert answer["edition"] == law.in_force(day).id
        for name in ("visible", "diversity_seen_by"):
            assert name not in answer or answer[name] == said[name]
        assert answer["badges"]
        for badge, own in answer["badges"].items():
            other = said["badges"][badge]
            assert own["verdict"] == other["verdict"], line["id"]
            assert [{name: one[name] for name in PARTS} for one in own["findings"]] == [
                {name: one[name] for name in PARTS} for one in other["findings"]
            ], line["id"]


def test_the_oracle_is_spared_no_question_but_those_about_money_known_in_part() -> None:
    """Contracts are left out there, or payments known since a day, or through one."""
    limits = ("payments_known_since", "payments_known_through")
    records = {line["id"]: line["record"] for line in LINES}
    assert {
        name
        for name, record in records.items()
        if "contracts" not in record or any(record.get(limit) is not None for limit in limits)
    } == IN_PART


def test_every_question_about_an_edge_says_where_it_lies() -> None:
    """The criterion of an edge is met exactly at and beyond its bar, and so is its badge."""
    edges = [line for line in LINES if "edge" in line]
    assert len(edges) > 200
    for line in edges:
        edge, (own,) = line["edge"], line["answer"]["badges"].values()
        verdicts = {one["criterion"]: one["verdict"] for one in own["findings"]}
        assert verdicts[edge["criterion"]] == own["verdict"]
        assert (own["verdict"] == "met") is (edge["distance"] >= 0)


def test_every_reading_turns_what_it_is_asked_about() -> None:
    """Whoever ignores a reading fails: the answer is another one beside its default."""
    asked = {line["id"]: line for line in LINES if line["id"].startswith("reading/")}
    readings = {f"{name}/{word}" for name, words in oracle.READINGS.items() for word in words[1:]}
    assert {*asked} == {f"reading/{one}{end}" for one in readings for end in ("", "/default")}
    for one in readings:
        read, usual = asked[f"reading/{one}"], asked[f"reading/{one}/default"]
        assert (read["record"], read["as_of"]) == (usual["record"], usual["as_of"])
        assert turned(read["answer"]) != turned(usual["answer"]), one


def turned(answer: dict[str, Any]) -> tuple[list[str], list[str], dict[str, str | None]]:
    """Return every verdict of an answer, and who sees which badge."""
    verdicts = [badge["verdict"] for badge in answer["badges"].values()]
    return verdicts, answer["diversity_seen_by"], answer["visible"]


def test_every_record_of_the_pack_fits_the_schema_that_is_printed() -> None:
    """Whoever checks what he asks about by the schema of records refuses none."""
    from validators import quick  # noqa: PLC0415  # it comes with an extra

    assert all(map(quick(Document.RECORD), (line["record"] for line in LINES)))


def test_the_pack_holds_nothing_that_the_library_prints() -> None:
    """Questions with their answers, what they count, and how to use them; schemas are printed."""
    assert {file.name for file in PACK.iterdir()} == {
        *("README.md", "manifest.json", "questions.jsonl")
    }


def test_every_first_day_is_asked_about() -> None:
    """Each edition's first day and the day before are there; before the first one is an error."""
    days = {line["as_of"] for line in LINES if line["id"].startswith("edition/")}
    before_all = law.LAUNCH - law.ONE_DAY
    assert {f"{day}" for day in (before_all, *law.TURNS)} == days
    assert [line["id"] for line in LINES if "error" in line] == [
        f"edition/{before_all}/{name}" for name in ("newcomer", "freelancer", "agency")
    ]

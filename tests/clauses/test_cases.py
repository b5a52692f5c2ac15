"""Situations people asked about in public, with the answers they should have had."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from badgerules import Readings, assess, dump_assessment, load_record

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.json"))

STILL_TO_COME = {"next_gain", "next_loss", "lost_because"}
"""What an answer does not say yet."""


def answer_of(case: dict[str, Any], **readings: Any) -> dict[str, Any]:
    """Return the dumped answer to a case."""
    record = load_record(case["record"])
    day = date.fromisoformat(case["as_of"])
    return dump_assessment(assess(record, as_of=day, readings=Readings(**readings)))


def findings_by_clause(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every finding of an answer under its clause."""
    badges = answer["badges"].values()
    return {finding["clause"]: finding for badge in badges for finding in badge["findings"]}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_expected(path: Path) -> None:
    """Verdicts, failing clauses, amounts, viewers and readings are those of the case, exactly."""
    case = json.loads(path.read_text("utf-8"))
    answer = answer_of(case)
    expected = {name: told for name, told in case["expect"].items() if name not in STILL_TO_COME}
    badges, findings = answer["badges"], findings_by_clause(answer)
    found = {
        "holds": {b: badges[b]["verdict"] == "met" for b in expected.get("holds", {})},
        "verdict": {b: badges[b]["verdict"] for b in expected.get("verdict", {})},
        "failing": {
            badge: [f["clause"] for f in badges[badge]["findings"] if f["verdict"] == "unmet"]
            for badge in expected.get("failing", {})
        },
        "observed": {c: findings[c]["observed"] for c in expected.get("observed", {})},
        "shortfall": {c: findings[c]["shortfall"] for c in expected.get("shortfall", {})},
        "sees": {viewer: answer["visible"][viewer] for viewer in expected.get("sees", {})},
        "diversity_seen_by": answer["diversity_seen_by"],
        "readings_that_matter": {
            badge: [one["reading"] for one in badges[badge]["readings_that_matter"]]
            for badge in expected.get("readings_that_matter", {})
        },
        "under": {
            reading: {
                badge: answer_of(case, **dict([reading.split("=")]))["badges"][badge]["verdict"]
                == "met"
                for badge in badges_under
            }
            for reading, badges_under in expected.get("under", {}).items()
        },
    }
    assert {name: found[name] for name in expected} == expected


def test_every_case_is_there() -> None:
    """None of the twenty-five cases has been lost."""
    assert len(CASES) == 25

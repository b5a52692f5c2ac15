"""Situations people asked about in public, with the answers they should have had."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from badgerules import Readings, assess, dump_assessment, load_record

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.json"))


def answer_of(case: dict[str, Any], **readings: Any) -> dict[str, Any]:
    """Return the dumped answer to a case."""
    record = load_record(case["record"])
    day = date.fromisoformat(case["as_of"])
    return dump_assessment(assess(record, as_of=day, readings=Readings(**readings)))


def next_change(answer: dict[str, Any], badge: str, *, is_gain: bool) -> dict[str, Any]:
    """Return the next change of a badge, which must be a gain or else a loss."""
    change: dict[str, Any] = answer["badges"][badge]["next_change"]
    assert (change["verdict"] == "met") is is_gain
    return change


def findings_by_clause(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every finding of an answer under its clause."""
    badges = answer["badges"].values()
    return {finding["clause"]: finding for badge in badges for finding in badge["findings"]}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_expected(path: Path) -> None:
    """Verdicts, clauses, amounts, viewers, readings and next changes are exactly the case's."""
    case = json.loads(path.read_text("utf-8"))
    answer = answer_of(case)
    expected = case["expect"]
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
        "next_gain": {
            badge: next_change(answer, badge, is_gain=True)["on"]
            for badge in expected.get("next_gain", {})
        },
        "next_loss": {
            badge: next_change(answer, badge, is_gain=False)["on"]
            for badge in expected.get("next_loss", {})
        },
        "lost_because": {
            badge: next_change(answer, badge, is_gain=False)["because"]
            for badge in expected.get("lost_because", {})
        },
    }
    assert {name: found[name] for name in expected} == expected


def test_every_case_is_there() -> None:
    """None of the forty-three cases has been lost."""
    assert len(CASES) == 43

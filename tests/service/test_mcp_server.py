"""The example for assistants, asked by a real client of MCP that starts it as a process."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import badgerules

pytestmark = pytest.mark.thorough(needs=("mcp", "pydantic"))

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORD = json.loads((EXAMPLES / "support-specialist.json").read_text("utf-8"))
SOURCES = str(Path(badgerules.__file__).parents[1])
DAY = {"as_of": "2026-10-01"}
PLUS = {**DAY, "badge": "top_rated_plus"}
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "why_not": ("why_not", PLUS),
    "what_next": ("what_next", PLUS),
    "who_sees_it": ("who_sees_it", DAY),
    "compare": ("compare", {"before": "2026-10-01", "after": "2026-12-20"}),
    "before_all_editions": ("who_sees_it", {"as_of": "2019-10-01"}),
    "a_number_for_a_day": ("who_sees_it", {"as_of": 0}),
    "a_record_as_text": ("why_not", {**PLUS, "record": json.dumps(RECORD)}),
    "no_record": (
        "why_not",
        {**PLUS, "record": {"kind": "firm", "contracts": [{"id": "c", "category": "law"}]}},
    ),
}


async def _asked() -> dict[str, Any]:
    """Start the server, list its tools, ask every question, and end it."""
    mcp: Any = import_module("mcp")  # where it is installed
    server = mcp.StdioServerParameters(
        command=sys.executable,
        args=[str(EXAMPLES / "mcp_server.py")],
        env={**os.environ, "PYTHONPATH": SOURCES},
    )
    answers: dict[str, Any] = {}
    async with mcp.Client(mcp.stdio_client(server)) as client:
        answers["tools"] = (await client.list_tools()).tools
        for name, (tool, given) in QUESTIONS.items():
            answers[name] = await client.call_tool(tool, {"record": RECORD, **given})
    return answers


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """Return what the client got, from one process for all tests."""
    return asyncio.run(_asked())


def text_of(answer: Any) -> str:  # noqa: ANN401  # a result of a tool
    """Return the text of an answer."""
    (content,) = answer.content
    assert content.type == "text"
    return " ".join(content.text.split())


def test_it_offers_four_tools_with_a_compact_schema(answers: dict[str, Any]) -> None:
    """Everything that an assistant reads of all four is shorter than 4,000 characters."""
    tools = answers["tools"]
    assert [tool.name for tool in tools] == ["why_not", "what_next", "who_sees_it", "compare"]
    told = [(tool.description, tool.input_schema) for tool in tools]
    assert len(json.dumps(told)) < 4_000
    for tool in tools:
        example = tool.input_schema["properties"]["record"]["description"]
        assert badgerules.load_record(example).contracts[0].payments[0].cents == 50_000


def test_it_has_at_most_sixty_lines() -> None:
    """It is an example, and stays one that can be read at a glance."""
    assert len((EXAMPLES / "mcp_server.py").read_text("utf-8").splitlines()) <= 60


def test_it_says_why_not(answers: dict[str, Any]) -> None:
    """The failing criterion with its number and its clause (TRP-F2): $12,300 are lacking."""
    assert not answers["why_not"].is_error
    told = text_of(answers["why_not"])
    assert "Top Rated Plus: no" in told
    assert "$7,700.00 of $20,000.00, $12,300.00 short (TRP-F2)" in told


def test_a_record_may_come_as_text(answers: dict[str, Any]) -> None:
    """Assistants write an object as text at times: the answer is the same; nothing is optional."""
    assert text_of(answers["a_record_as_text"]) == text_of(answers["why_not"])
    for tool in answers["tools"]:
        assert {*tool.input_schema["required"]} == {*tool.input_schema["properties"]}


def test_it_says_what_comes_next(answers: dict[str, Any]) -> None:
    """Nothing changes by itself, and the least payment that brings the badge is named."""
    told = text_of(answers["what_next"])
    assert "from 2026-10-01 on no" in told
    assert "$12,300.00 more on help-desk" in told


def test_it_says_who_sees_it(answers: dict[str, Any]) -> None:
    """Each kind of viewer of that day, Top Rated for all of them."""
    told = text_of(answers["who_sees_it"])
    assert told.count("Seen by ") == 4
    assert told.count("on the profile: Top Rated") == 4


def test_it_compares_two_days(answers: dict[str, Any]) -> None:
    """Two payments of $700 and one of $3,450 have left the window, of $11,600 in all."""
    told = text_of(answers["compare"])
    assert told.startswith("From 2026-10-01 (edition 2026-07) to 2026-12-20 (edition 2026-07)")
    assert "now: $6,750.00 earned" in told
    assert "was: $11,600.00 earned" in told


def test_what_cannot_be_answered_is_told(answers: dict[str, Any]) -> None:
    """A day before all editions, in the words of the library, and a number that is no day."""
    early = answers["before_all_editions"]
    assert early.is_error
    assert "day must be on or after 2020-07-07" in text_of(early)
    assert answers["a_number_for_a_day"].is_error
    assert "Invalid isoformat string: '0'" in text_of(answers["a_number_for_a_day"])


def test_every_problem_of_a_record_is_told(answers: dict[str, Any]) -> None:
    """Each at its own place, so that the assistant can mend all of them at once."""
    answer = answers["no_record"]
    assert answer.is_error
    told = text_of(answer)
    for place in ("record.format", "record.kind", "record.contracts.0.category"):
        assert place in told

"""zen-engine, asked with a decision graph, which names each criterion in its answer.

It works out the twelve months itself: `sub("12M")` keeps to the last day of a shorter month, while
`sub("1y")` from 29 February is an invalid date. It is given JSON, which it reads twice as fast as
dicts.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import Peer, plain
from peers.zen_engine import BAD, BAR, COUNTED

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord

_DAY_NUMBER = "{}.timestamp() / 86400000 + 719163"
FINDINGS = {
    "until": _DAY_NUMBER.format("d(as_of)"),
    "after": _DAY_NUMBER.format('d(as_of).sub("12M")'),
    "counted": f"map(contracts as c, {{sum: {COUNTED.format('$.')}, bar: {BAR}, "
    f"bad: {BAD.format('$.')}}})",
    "earned": "sum(map($.counted, #.sum))",
    "earnings": f"$.earned >= {by_hand.EARNINGS}",
    "large_contract": "some($.counted, #.sum >= #.bar and not #.bad)",
    "top_rated": 'base_badge == "top_rated"',
    "met": "$.earnings and $.large_contract and not exclusive and $.top_rated",
}


def _graph() -> str:
    expressions = [{"id": key, "key": key, "value": value} for key, value in FINDINGS.items()]
    nodes: list[tuple[str, str, dict[str, Any]]] = [
        ("facts", "inputNode", {}),
        ("rules", "expressionNode", {"expressions": expressions}),
        ("answer", "outputNode", {}),
    ]
    edges = [("facts", "rules"), ("rules", "answer")]
    return json.dumps(
        {
            "contentType": "application/vnd.gorules.decision",
            "nodes": [
                {"id": name, "name": name, "type": kind, "content": content}
                | {"position": {"x": 0, "y": 0}}
                for name, kind, content in nodes
            ],
            "edges": [
                {"id": start, "sourceId": start, "targetId": end, "type": "edge"}
                for start, end in edges
            ],
        }
    )


class Entrant(Peer):
    """The Rust engine, with a graph."""

    name = "zen-engine, graph"
    distribution = "zen-engine"
    prepared = "days as numbers"

    def __init__(self) -> None:
        """Load the graph."""
        self._decision = import_module("zen").ZenEngine().create_decision(_graph())

    def facts(self, record: TalentRecord) -> str:
        """Return JSON that only lacks the day asked about."""
        return json.dumps(plain(record)).removesuffix("}")

    def decide(self, facts: str, as_of: date) -> bool:
        """Let the graph answer."""
        return self.decide_text(f'{facts}, "as_of": "{as_of}"}}'.encode(), as_of)

    def text(self, record: TalentRecord, as_of: date) -> bytes:
        """Write the day asked about beside the facts, so that the engine can read it all."""
        return json.dumps(plain(record) | {"as_of": as_of.isoformat()}).encode()

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Let the graph answer, with each criterion by name."""
        del as_of  # it is in the text
        met: bool = self._decision.evaluate(text)["result"]["met"]
        return met

"""zen-engine: the Rust engine of GoRules, asked with one compiled expression, and with a graph.

The expression is the fastest way to a yes or no. The graph names each criterion in its answer, and
works out the twelve months itself: `sub("12M")` keeps to the last day of a shorter month, while
`sub("1y")` from 29 February is an invalid date.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import GROUPS, Peer, plain, window

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord

_BAR = (
    "".join(f"c.category in {json.dumps(keys)} ? {bar} : " for bar, keys in GROUPS.items()) + "null"
)
_BAD = 'c.outcome == "negative" and (c.outcome_on == null or c.outcome_on <= {0}until)'
_COUNTED = "sum(map(filter(c.payments as p, p.day > {0}after and p.day <= {0}until), #.cents))"
EXPRESSION = f"""
    base_badge == "top_rated" and not exclusive
    and sum(map(contracts as c, {_COUNTED.format("")})) >= {by_hand.EARNINGS}
    and some(contracts as c, {_COUNTED.format("")} >= ({_BAR}) and not ({_BAD.format("")}))
"""
_DAY_NUMBER = "{}.timestamp() / 86400000 + 719163"
FINDINGS = {
    "until": _DAY_NUMBER.format("d(as_of)"),
    "after": _DAY_NUMBER.format('d(as_of).sub("12M")'),
    "counted": f"map(contracts as c, {{sum: {_COUNTED.format('$.')}, bar: {_BAR}, "
    f"bad: {_BAD.format('$.')}}})",
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
    """The Rust engine."""

    name = "zen-engine"
    distribution = "zen-engine"
    prepared = (
        "days as numbers and money in cents (dates as text cannot be compared, and parsing one for "
        "each payment is slow); for the compiled expression also both ends of the window"
    )

    def __init__(self) -> None:
        """Compile both."""
        zen = import_module("zen")
        self._expression = zen.compile_expression(EXPRESSION)
        self._decision = zen.ZenEngine().create_decision(_graph())

    def decide(self, facts: dict[str, Any], as_of: date) -> bool:
        """Evaluate the expression."""
        met: bool = self._expression.evaluate(facts | window(as_of))
        return met

    def text(self, record: TalentRecord, as_of: date) -> bytes:
        """Write cents and day numbers; bytes are read by the engine itself."""
        return json.dumps(plain(record) | {"as_of": as_of.isoformat()}).encode()

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Let the graph answer, with each criterion by name."""
        del as_of  # it is in the text
        met: bool = self._decision.evaluate(text)["result"]["met"]
        return met

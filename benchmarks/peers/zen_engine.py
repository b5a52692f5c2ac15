"""zen-engine: the Rust engine of GoRules, asked with one expression, which is compiled once.

This is its fastest way to a yes or no. Days are numbers: as text they cannot be compared, and to
parse one for each payment is slow.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import GROUPS, Peer, window

if TYPE_CHECKING:
    from datetime import date

BAR = (
    "".join(f"c.category in {json.dumps(keys)} ? {bar} : " for bar, keys in GROUPS.items()) + "null"
)
BAD = 'c.outcome == "negative" and (c.outcome_on == null or c.outcome_on <= {0}until)'
COUNTED = "sum(map(filter(c.payments as p, p.day > {0}after and p.day <= {0}until), #.cents))"
EXPRESSION = f"""
    base_badge == "top_rated" and not exclusive
    and sum(map(contracts as c, {COUNTED.format("")})) >= {by_hand.EARNINGS}
    and some(contracts as c, {COUNTED.format("")} >= ({BAR}) and not ({BAD.format("")}))
"""


class Entrant(Peer):
    """The Rust engine, with an expression."""

    name = "zen-engine"
    distribution = "zen-engine"
    prepared = "both ends of the window, and days as numbers"

    def __init__(self) -> None:
        """Compile the expression."""
        self._expression = import_module("zen").compile_expression(EXPRESSION)

    def decide(self, facts: dict[str, Any], as_of: date) -> bool:
        """Evaluate the expression."""
        met: bool = self._expression.evaluate(facts | window(as_of))
        return met

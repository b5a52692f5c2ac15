"""rule-engine: an expression language in Python, parsed once, with comprehensions and decimals."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import BARS, Peer, window

if TYPE_CHECKING:
    from datetime import date


_COUNTED = "$sum([p.cents for p in c.payments if p.day > after and p.day <= until])"
EXPRESSION = f"""
    base_badge == "top_rated" and not exclusive
    and $sum([{_COUNTED} for c in contracts]) >= {by_hand.EARNINGS}
    and [
        c for c in contracts
        if {_COUNTED} >= bars[c.category]
        and not (c.outcome == "negative" and (c.outcome_on == null or c.outcome_on <= until))
    ].length > 0
"""


class Entrant(Peer):
    """A language of rules over Python objects."""

    name = "rule-engine"
    distribution = "rule-engine"
    prepared = "both ends of the window, days as numbers; it knows spans of days, not of months"

    def __init__(self) -> None:
        """Parse the rule."""
        self._rule = import_module("rule_engine").Rule(EXPRESSION)

    def decide(self, facts: dict[str, Any], as_of: date) -> bool:
        """Match the facts, with the ends of the window and the table of bars beside them."""
        met: bool = self._rule.matches({**facts, **window(as_of), "bars": BARS})
        return met

"""rule-engine: an expression language in Python, parsed once, with comprehensions and decimals."""

from __future__ import annotations

import json
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

import by_hand

from peers.entrant import BARS, Peer, plain, window

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord


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
        """Parse the rule, for objects with attributes: over dicts it is several times slower."""
        library = import_module("rule_engine")
        context = library.Context(resolver=library.resolve_attribute)
        self._rule = library.Rule(EXPRESSION, context=context)

    def facts(self, record: TalentRecord) -> SimpleNamespace:
        """Return objects."""
        return _objects(json.dumps(plain(record)))

    def decide(self, facts: SimpleNamespace, as_of: date) -> bool:
        """Match the facts, with the ends of the window and the table of bars beside them."""
        facts.__dict__.update(window(as_of), bars=BARS)
        met: bool = self._rule.matches(facts)
        return met

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Read into objects, and match."""
        return self.decide(_objects(text), as_of)


def _objects(text: str | bytes) -> SimpleNamespace:
    made: SimpleNamespace = json.loads(text, object_hook=lambda parts: SimpleNamespace(**parts))
    return made

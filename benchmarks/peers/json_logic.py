"""maykin-json-logic-py: JsonLogic in Python, the kept fork; it walks the rule at each evaluation.

Inside its loops only the item is in reach, so both ends of the window stand in the rule as
literals, and a rule is built for each day asked about. It needs Python 3.12.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import GROUPS, Peer, window

if TYPE_CHECKING:
    from datetime import date


def _is(operator: str, *values: Any) -> dict[str, Any]:
    return {operator: list(values)}


def _var(name: str) -> dict[str, Any]:
    return {"var": name}


def logic(after: Any, until: Any, until_of_contract: Any) -> dict[str, Any]:
    """Return the rule in the operators that every JsonLogic has.

    Args:
        after: the day before the window, as seen from a payment.
        until: the last day of the window, as seen from a payment.
        until_of_contract: the same as seen from a contract.
    """
    day, ended_on = _var("current.day"), _var("outcome_on")
    in_window = _is("and", _is(">", day, after), _is("<=", day, until))
    one = _is("if", in_window, _var("current.cents"), 0)
    counted = _is("reduce", _var("payments"), _is("+", _var("accumulator"), one), 0)
    add = _is("+", _var("accumulator"), _var("current"))
    total = _is("reduce", _is("map", _var("contracts"), counted), add, 0)
    bars = [
        part for bar, keys in GROUPS.items() for part in (_is("in", _var("category"), keys), bar)
    ]
    has_ended = _is("or", _is("==", ended_on, None), _is("<=", ended_on, until_of_contract))
    is_bad = _is("and", _is("==", _var("outcome"), "negative"), has_ended)
    is_large = _is("and", _is(">=", counted, _is("if", *bars)), _is("!", is_bad))
    return _is(
        "and",
        _is("==", _var("base_badge"), "top_rated"),
        _is("!", _var("exclusive")),
        _is(">=", total, by_hand.EARNINGS),
        _is("in", True, _is("map", _var("contracts"), is_large)),  # noqa: FBT003  # JsonLogic
    )


def _rule(as_of: date) -> dict[str, Any]:
    ends = window(as_of)
    return logic(ends["after"], ends["until"], ends["until"])


class Entrant(Peer):
    """JsonLogic in Python."""

    name = "maykin-json-logic-py"
    distribution = "maykin-json-logic-py"
    prepared = "both ends of the window, written into a rule for each day; days as numbers"

    def __init__(self) -> None:
        """Import it; there is nothing to compile."""
        self._apply = import_module("json_logic").jsonLogic
        self._rule = lru_cache(maxsize=1)(_rule)

    def decide(self, facts: dict[str, Any], as_of: date) -> bool:
        """Walk the rule."""
        return bool(self._apply(self._rule(as_of), facts))

"""business-rules: conditions as data over variables, and each variable is a Python method.

The bars stand in the conditions. What is compared with them, the sums of the window among them,
is Python, since its conditions know neither lists of objects nor arithmetic. The last release is
of March 2022.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import GROUPS, Peer, window

if TYPE_CHECKING:
    from datetime import date


def _condition(name: str, operator: str, value: Any) -> dict[str, Any]:
    return {"name": name, "operator": operator, "value": value}


RULES: list[dict[str, Any]] = [
    {
        "conditions": {
            "all": [
                _condition("base_badge", "equal_to", "top_rated"),
                _condition("exclusive", "is_false", ""),
                _condition("earned", "greater_than_or_equal_to", by_hand.EARNINGS),
                {
                    "any": [
                        _condition(f"largest_{bar}", "greater_than_or_equal_to", bar)
                        for bar in GROUPS
                    ]
                },
            ]
        },
        "actions": [],
    }
]


class _Sums:
    """What the variables are read from: the sums of the window, worked out in Python."""

    def __init__(self, facts: dict[str, Any], after: int, until: int) -> None:
        self.facts, self.earned = facts, 0
        self.largest: dict[str, int] = {}
        for contract in facts["contracts"]:
            counted = sum(
                payment["cents"]
                for payment in contract["payments"]
                if after < payment["day"] <= until
            )
            self.earned += counted
            if contract["outcome"] == "negative" and (
                contract["outcome_on"] is None or contract["outcome_on"] <= until
            ):
                continue
            category = contract["category"]
            self.largest[category] = max(counted, self.largest.get(category, 0))


def _variables(library: Any) -> Any:
    """Return the class of variables, with one for the largest contract under each bar."""

    def largest(keys: list[str]) -> Any:
        def of(self: Any) -> Any:
            return max(self.sums.largest.get(key, 0) for key in keys)

        return library.numeric_rule_variable(of)

    def started(self: Any, sums: _Sums) -> None:
        self.sums = sums

    return type(
        "Variables",
        (library.BaseVariables,),
        {
            "__init__": started,
            "base_badge": library.string_rule_variable(_base_badge),
            "exclusive": library.boolean_rule_variable(_exclusive),
            "earned": library.numeric_rule_variable(_earned),
        }
        | {f"largest_{bar}": largest(keys) for bar, keys in GROUPS.items()},
    )


def _base_badge(self: Any) -> Any:
    return self.sums.facts["base_badge"]


def _exclusive(self: Any) -> Any:
    return self.sums.facts["exclusive"]


def _earned(self: Any) -> Any:
    return self.sums.earned


class Entrant(Peer):
    """Conditions as data."""

    name = "business-rules"
    distribution = "business-rules"
    prepared = (
        "the window, the sum of each contract, the earnings, the contracts that ended badly, and "
        "the largest contract under each bar"
    )

    def __init__(self) -> None:
        """Build the class of variables."""
        self._variables = _variables(import_module("business_rules.variables"))
        self._actions = import_module("business_rules.actions").BaseActions()
        self._run = import_module("business_rules").run_all

    def decide(self, facts: dict[str, Any], as_of: date) -> bool:
        """Sum, and run the rule."""
        variables = self._variables(_Sums(facts, **window(as_of)))
        met: bool = self._run(RULES, variables, self._actions)
        return met

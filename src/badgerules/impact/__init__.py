"""What a rule does to a whole population: who gains or loses by a change, where people drop out.

Talents with the same verdicts are counted together in `patterns`; `analysis` sums those counts up
into the answers of `values`.
"""

from __future__ import annotations

from badgerules.impact.analysis import compare_rules, funnel
from badgerules.impact.values import (
    ChangedTalent,
    Funnel,
    FunnelGroup,
    Hurdle,
    RuleComparison,
    Rules,
    Transition,
    Turn,
)

__all__ = [
    "ChangedTalent",
    "Funnel",
    "FunnelGroup",
    "Hurdle",
    "RuleComparison",
    "Rules",
    "Transition",
    "Turn",
    "compare_rules",
    "funnel",
]

"""Tools for the tests of code that uses badgerules (extra `testing`).

`strategies` draw facts of every kind; `knife_edges` and `knife_edge_records` give records at the
bars of one criterion; `example` gives one record of which a badge is met, unmet or unknown. With
the extra installed, Hypothesis knows the strategies too: `st.from_type(Contract)` needs no import
from here.
"""

from __future__ import annotations

try:
    import hypothesis
except ImportError as _missing:
    msg = "badgerules.testing needs hypothesis, got none; pip install 'badgerules[testing]'"
    raise ImportError(msg) from _missing

from badgerules.testing.examples import EXAMPLE_DAY, example
from badgerules.testing.knife_edge import KnifeEdge, knife_edges
from badgerules.testing.strategies import (
    amounts,
    certifications,
    client_plans,
    contracts,
    countries,
    days,
    editions,
    expert_vettings,
    identifiers,
    knife_edge_records,
    payments,
    platform_stats,
    readings,
    reputations,
    skill_certificates,
    talent_records,
    weeks,
)

__all__ = [
    "EXAMPLE_DAY",
    "KnifeEdge",
    "amounts",
    "certifications",
    "client_plans",
    "contracts",
    "countries",
    "days",
    "editions",
    "example",
    "expert_vettings",
    "identifiers",
    "knife_edge_records",
    "knife_edges",
    "payments",
    "platform_stats",
    "readings",
    "reputations",
    "skill_certificates",
    "talent_records",
    "weeks",
]

del hypothesis

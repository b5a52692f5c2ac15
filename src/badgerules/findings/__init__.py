"""How one criterion came out, with what was observed, required and missing.

What every finding tells, and what those on one fact tell besides, stands in `values`. Those about
`contracts` show each contract; those of `open_money` tell what is on record, and those `from_stats`
the day on which the platform showed a figure.
"""

from __future__ import annotations

from badgerules.findings.contracts import (
    CANNOT_SERVE,
    ContractRow,
    LargeContractFinding,
    RowReason,
    ShareFinding,
    ShareReason,
)
from badgerules.findings.from_stats import (
    StatsFinding,
    StatsLargeContractFinding,
    StatsWeeksFinding,
    is_from_stats,
)
from badgerules.findings.open_money import (
    MONEY_FACTS,
    OnRecord,
    OpenLargeContractFinding,
    OpenMoneyFinding,
    OpenShareFinding,
    is_left_open,
)
from badgerules.findings.values import (
    DatedFinding,
    DetailsFinding,
    ExemptFinding,
    Finding,
    OpenFinding,
    TopRatedFinding,
    VettingFinding,
    WeekReason,
    WeekRow,
    WeeksFinding,
    flag_finding,
    verdict_of,
)

__all__ = [
    "CANNOT_SERVE",
    "MONEY_FACTS",
    "ContractRow",
    "DatedFinding",
    "DetailsFinding",
    "ExemptFinding",
    "Finding",
    "LargeContractFinding",
    "OnRecord",
    "OpenFinding",
    "OpenLargeContractFinding",
    "OpenMoneyFinding",
    "OpenShareFinding",
    "RowReason",
    "ShareFinding",
    "ShareReason",
    "StatsFinding",
    "StatsLargeContractFinding",
    "StatsWeeksFinding",
    "TopRatedFinding",
    "VettingFinding",
    "WeekReason",
    "WeekRow",
    "WeeksFinding",
    "flag_finding",
    "is_from_stats",
    "is_left_open",
    "verdict_of",
]

"""From the platform's own report of transactions to a record.

Nothing is matched roughly, guessed or netted: what cannot be told is left out and listed, and a
record is refused while anything that may be an earning is left out. Text or bytes in, no files.
"""

from __future__ import annotations

from badgerules.reports.reading import (
    LeftOut,
    LeftOutReason,
    ReportReading,
    UnlistedContract,
    contracts_file,
)
from badgerules.reports.transactions import read_report

__all__ = [
    "LeftOut",
    "LeftOutReason",
    "ReportReading",
    "UnlistedContract",
    "contracts_file",
    "read_report",
]

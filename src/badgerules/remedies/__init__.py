"""The least that must change: what to pay on which contract, by when, and how long to wait.

Amounts are exact to the cent and days to the day: a cent less or a day later is not enough. A way
and its last day stand in `values`, the ways of one day in `ways`; `build` finds the day.
"""

from __future__ import annotations

from badgerules.remedies.build import remedies
from badgerules.remedies.values import Remedies, Remedy, Wait

__all__ = ["Remedies", "Remedy", "Wait", "remedies"]

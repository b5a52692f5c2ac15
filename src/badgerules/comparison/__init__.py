"""Compare answers: which single readings would change one, and what came between two.

What another reading or edition would change is found in `alternatives`, and what changed between
two assessments, with its cause, in `changes`.
"""

from __future__ import annotations

from badgerules.comparison.alternatives import (
    EditionThatMatters,
    ReadingThatMatters,
    SightsUnderEdition,
    editions_that_matter,
    editions_that_matter_in,
    matter_in,
    readings_that_matter,
    sights_by_edition,
)
from badgerules.comparison.changes import (
    Cause,
    Change,
    Comparison,
    MovedPayment,
    ViewChange,
    compare,
    moved_payments,
)

__all__ = [
    "Cause",
    "Change",
    "Comparison",
    "EditionThatMatters",
    "MovedPayment",
    "ReadingThatMatters",
    "SightsUnderEdition",
    "ViewChange",
    "compare",
    "editions_that_matter",
    "editions_that_matter_in",
    "matter_in",
    "moved_payments",
    "readings_that_matter",
    "sights_by_edition",
]

"""When a badge is gained or lost: exact spans of days, from the days on which something happens.

Every criterion has a track of its own, built from the days that can turn it; the spans of a badge
are its tracks combined. No day is asked about on which nothing happens.
"""

from __future__ import annotations

from badgerules.timeline.build import (
    change_ahead,
    is_unmoved,
    next_change,
    reigns,
    timeline,
    timeline_ahead,
)
from badgerules.timeline.spans import Border, Outlook, Span, Timeline

__all__ = [
    "Border",
    "Outlook",
    "Span",
    "Timeline",
    "change_ahead",
    "is_unmoved",
    "next_change",
    "reigns",
    "timeline",
    "timeline_ahead",
]

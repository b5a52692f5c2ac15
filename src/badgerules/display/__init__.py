"""Answers as text that a talent can read.

Pure functions from answers to strings, at most 80 columns wide, with dates as YYYY-MM-DD so that
no locale can change them.
"""

from __future__ import annotations

from badgerules.display import impact, replay
from badgerules.display.ahead import next_change_text, remedies_text
from badgerules.display.answers import assessment_text, badge_text
from badgerules.display.law import (
    clause_text,
    clauses_text,
    freshness_text,
    hypothetical_lines,
    reading_lines,
)
from badgerules.display.layout import ORDER, WIDTH, to_text
from badgerules.display.summary import summary_text

__all__ = [
    "ORDER",
    "WIDTH",
    "assessment_text",
    "badge_text",
    "clause_text",
    "clauses_text",
    "freshness_text",
    "hypothetical_lines",
    "impact",
    "next_change_text",
    "reading_lines",
    "remedies_text",
    "replay",
    "summary_text",
    "to_text",
]

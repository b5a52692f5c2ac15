"""Answers as text that a talent can read.

Pure functions from answers to strings, at most 80 columns wide, with dates as YYYY-MM-DD so that
no locale can change them.
"""

from __future__ import annotations

from badgerules.display import impact, replay
from badgerules.display.ahead import next_change_text
from badgerules.display.answers import assessment_text, freshness_text
from badgerules.display.law import clause_text, hypothetical_lines, reading_lines
from badgerules.display.layout import ORDER, WIDTH, to_text

__all__ = [
    "ORDER",
    "WIDTH",
    "assessment_text",
    "clause_text",
    "freshness_text",
    "hypothetical_lines",
    "impact",
    "next_change_text",
    "reading_lines",
    "replay",
    "to_text",
]

"""Answers as HTML, for notebooks and pages.

Loaded when an answer is first shown so. `parts_of` is the one table of who renders what: a new
kind of answer registers a function there that returns its parts.
"""

from __future__ import annotations

from badgerules.display.html import ahead, answers, impact, law, replay
from badgerules.display.html.elements import Html, html_page, parts_of, to_html

__all__ = [
    "Html",
    "ahead",
    "answers",
    "html_page",
    "impact",
    "law",
    "parts_of",
    "replay",
    "to_html",
]

"""Colours for a terminal: verdicts in bold, and the mark before each finding."""

from __future__ import annotations

import re

_BOLD, _RED, _GREEN, _YELLOW = "1", "31", "32", "33"
_OF_ANSWERS = {"yes": _GREEN, "no": _RED, "unknown": _YELLOW}
_OF_MARKS = {"+": _GREEN, "-": _RED, "?": _YELLOW}
_VERDICT = re.compile(
    r"^([A-Z][A-Za-z -]+: |from \S+ on +|\S+ to \S+  +)(yes|no|unknown)$", re.MULTILINE
)
_MARK = re.compile(r"^  ([-+?]) ", re.MULTILINE)


def coloured(text: str) -> str:
    r"""Return the text of an answer with its verdicts in bold and in colour.

    Args:
        text: an answer as text; anything else comes back as it is.

    >>> coloured("Top Rated: yes\n  + reported (BASE-1)")
    '\x1b[1mTop Rated: \x1b[0m\x1b[1;32myes\x1b[0m\n  \x1b[32m+\x1b[0m reported (BASE-1)'
    """
    text = _VERDICT.sub(_verdict, text)
    return _MARK.sub(lambda found: f"  {_in(_OF_MARKS[found[1]], found[1])} ", text)


def _verdict(found: re.Match[str]) -> str:
    return _in(_BOLD, found[1]) + _in(f"{_BOLD};{_OF_ANSWERS[found[2]]}", found[2])


def _in(codes: str, text: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m"

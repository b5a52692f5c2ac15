"""How many examples of a property are drawn: all in a thorough run, and a part in any other."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100
"""How many a thorough run draws where a test asks for no number of its own."""


def draws(most: int) -> settings:
    """Return what lets a test draw so many examples in a thorough run.

    Under another profile it draws as large a part of them as that profile draws of the usual ones.
    """
    return settings(max_examples=max(1, most * settings().max_examples // USUAL))

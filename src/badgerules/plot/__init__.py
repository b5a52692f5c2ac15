"""Answers as pictures, for notebooks, reports and slides.

Every function draws on a figure of its own, or on axes that it is given, and never touches the
state of pyplot: no figure is kept, no setting changed. What is drawn are the numbers of the
answers. The only module that loads Matplotlib (extra `plot`).
"""

from __future__ import annotations

try:
    import matplotlib as mpl
except ImportError as _missing:
    msg = "badgerules.plot needs matplotlib, got none; pip install 'badgerules[plot]'"
    raise ImportError(msg) from _missing

from badgerules.plot.canvas import Picture
from badgerules.plot.contract_chart import contracts
from badgerules.plot.earnings_chart import earnings
from badgerules.plot.rule_change_chart import rule_change
from badgerules.plot.week_chart import weeks

__all__ = ["Picture", "contracts", "earnings", "rule_change", "weeks"]

del mpl

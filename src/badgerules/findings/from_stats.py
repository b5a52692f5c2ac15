"""Findings from the figures that the platform shows, where the facts leave them unknown."""

from __future__ import annotations

from datetime import date

import attrs

from badgerules.findings.contracts import ContractRow, LargeContractFinding
from badgerules.findings.values import Finding, WeeksFinding
from badgerules.vocabulary import Unit, Verdict, counted


@attrs.frozen(kw_only=True, repr=False)
class StatsFinding(Finding):
    """A finding from a figure that the platform shows, where the facts leave it unknown.

    Args:
        shown_on: the day on which it was shown.
    """

    shown_on: date

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        if self.unit is not Unit.FLAG:
            return f"{super().text}, as shown on {self.shown_on}"
        none = "no account hold or violation notice"
        counted_ = none if self.verdict is Verdict.MET else "an account hold or violation notice"
        return f"{counted_} is shown on {self.shown_on}"


@attrs.frozen(kw_only=True, repr=False)
class StatsWeeksFinding(WeeksFinding):
    """The finding on eligible weeks from the figure that the platform shows.

    Args:
        shown_on: the day on which it was shown.
    """

    shown_on: date

    @property
    def highest(self) -> int:
        """The figure: how many weeks are eligible."""
        return self.measured or 0

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        short = f"; {self.missing_units} short" if self.verdict is Verdict.UNMET else ""
        count = f"{self.measured} of the last {counted(len(self.rows), 'weeks')} eligible"
        return f"{count}, {self.bar} needed{short}, as shown on {self.shown_on}"


@attrs.frozen(kw_only=True, repr=False)
class StatsLargeContractFinding(LargeContractFinding):
    """The finding on the large contract from the tick that the platform shows: no amounts, no rows.

    Args:
        shown_on: the day on which it was shown.
    """

    shown_on: date

    @property
    def nearest(self) -> ContractRow | None:
        """None: a tick names no contract."""
        return None

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        is_there = "is" if self.verdict is Verdict.MET else "is not"
        return f"a large contract {is_there} ticked, as shown on {self.shown_on}"


def is_from_stats(finding: Finding | None) -> bool:
    """Tell whether there is a finding, and it comes from a figure that the platform shows."""
    return isinstance(finding, StatsFinding | StatsWeeksFinding | StatsLargeContractFinding)

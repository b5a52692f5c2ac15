"""What a finding on reputation shows beside its number: weeks, days, and what is still open."""

from __future__ import annotations

from datetime import date

import attrs

from badgerules.findings import Finding
from badgerules.vocabulary import Verdict, Word


class WeekReason(Word):
    """Why a week counts as eligible, as not eligible, or as neither (TR-F4)."""

    RECORDED = "recorded"
    BEFORE_JOINING = "before_joining"
    ASSUMED = "assumed"
    NOT_RECORDED = "not_recorded"


@attrs.frozen(kw_only=True)
class WeekRow:
    """One of the weeks counted.

    Args:
        ends_on: the Saturday on which it ends.
        eligible: whether it counts; None is unknown.
        reason: how that is known.
    """

    ends_on: date
    eligible: bool | None
    reason: WeekReason


@attrs.frozen(kw_only=True)
class WeeksFinding(Finding):
    """The finding on eligible weeks: a range, where some are not known.

    Args:
        rows: every week counted, oldest first.
        facts: what would settle the weeks that are not known.
    """

    rows: tuple[WeekRow, ...]
    facts: tuple[str, ...]

    @property
    def highest(self) -> int:
        """How many weeks would be eligible if every unknown one were; `observed` is the least."""
        return sum(row.eligible is not False for row in self.rows)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it; empty unless it is unknown."""
        return self.facts if self.verdict is Verdict.UNKNOWN else ()

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        least, most = self.measured, self.highest
        count = f"{least}" if least == most else f"{least} to {most}"
        text = f"{count} of the last {len(self.rows)} weeks eligible, {self.bar} needed"
        open_ = sum(row.eligible is None for row in self.rows)
        if self.verdict is Verdict.UNKNOWN:
            return f"{text}; not known: {open_}"
        if self.verdict is Verdict.MET:
            return text
        fewest = self.bar - most
        short = f"{fewest}" if least == most else f"{fewest} to {self.missing_units}"
        return f"{text}; {short} short"


@attrs.frozen(kw_only=True)
class DatedFinding(Finding):
    """A finding that one day decides, and the day on which it stops deciding.

    Args:
        happened_on: the day of the hold, the activity, the act.
        leaves_on: the first day on which that no longer counts.
    """

    happened_on: date
    leaves_on: date

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        words = self.criterion.met if self.verdict is Verdict.MET else self.criterion.unmet
        return words.format(happened_on=self.happened_on, leaves_on=self.leaves_on)


@attrs.frozen(kw_only=True)
class OpenFinding(Finding):
    """An unknown finding that more than one fact could settle.

    Args:
        facts: those facts.
    """

    facts: tuple[str, ...]

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.facts


@attrs.frozen(kw_only=True)
class TopRatedFinding(Finding):
    """Whether the computed Top Rated is held, as Top Rated Plus asks.

    Args:
        basis: the findings on Top Rated.
    """

    basis: tuple[Finding, ...]

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it; empty unless it is unknown."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for one in self.basis for fact in one.unsettled))

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop, with the clauses that decide it."""
        if self.verdict is Verdict.MET:
            return super().text
        clauses = dict.fromkeys(one.clause for one in self.basis if one.verdict is self.verdict)
        return f"{super().text}; see {', '.join(clauses)}"

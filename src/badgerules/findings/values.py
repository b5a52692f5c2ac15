"""Findings: how one criterion came out, with what was observed, required and missing.

Nothing here has a truth value, because an object that is merely there would be true and grant
every badge.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NoReturn

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.converters import setter
from badgerules.criteria import Criterion
from badgerules.money import dollars, dollars_shown, hundredths
from badgerules.vocabulary import PriorAssessment, Unit, Verdict, Word, counted, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from badgerules.clauses import Clause


@cache
def _clause_of(clause_id: str) -> Clause:
    from badgerules.clauses import CLAUSES  # noqa: PLC0415  # loaded only when shown

    return CLAUSES[clause_id]


@attrs.frozen(kw_only=True, repr=False)
class Finding(Shown):
    """How one criterion came out.

    Args:
        criterion: what was asked.
        verdict: how it came out.
        measured: what was found, in the plain measure that rules compare: cents for dollars,
            hundredths for stars, a whole number, a flag, or None where it is not known, or where
            there is none yet.
        bar: what is required, in the same measure.

    Clause: `finding.clause`.
    """

    criterion: Criterion
    verdict: Verdict
    measured: int | None
    bar: int

    @staticmethod
    def _unchecked(criterion: Criterion, verdict: Verdict, measured: int, bar: int) -> Finding:
        """Return `Finding(criterion=criterion, …)`, faster."""
        finding = _new(Finding)
        _set_criterion(finding, criterion)
        _set_verdict(finding, verdict)
        _set_measured(finding, measured)
        _set_bar(finding, bar)
        return finding

    @property
    def _in_short(self) -> str:
        return f"{self.criterion}: {self.verdict} ({self.clause})"

    @property
    def clause(self) -> str:
        """The id of the clause that asks for it."""
        return self.criterion.clause

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.criterion.unit

    @property
    def observed(self) -> Decimal | int | None:
        """What was found: dollars, stars, a whole number, a flag, or None where there is none."""
        return None if self.measured is None else self._in_unit(self.measured)

    @property
    def required(self) -> Decimal | int:
        """What is required: dollars, stars, a whole number or a flag."""
        return self._in_unit(self.bar)

    @property
    def missing_units(self) -> int | None:
        """What is missing, in cents or hundredths; None for a flag, an unknown or none yet."""
        if self.measured is None or self.unit is Unit.FLAG:
            return None
        gap = self.measured - self.bar if self.criterion.is_ceiling else self.bar - self.measured
        return max(0, gap)

    @property
    def shortfall(self) -> Decimal | int | None:
        """What is missing: as `required`, 0 when met; None where there is no number."""
        gap = self.missing_units
        return None if gap is None else self._in_unit(gap)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it; empty unless it is unknown."""
        return (self.criterion.fact,) if self.verdict is Verdict.UNKNOWN else ()

    @property
    def confirmed_on(self) -> date | None:
        """The day on which a source last confirmed its clause; None where no source says it."""
        return _clause_of(self.clause).confirmed_on

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        if self.verdict is Verdict.UNKNOWN:
            return self.criterion.unknown
        words = self.criterion.met if self.verdict is Verdict.MET else self.criterion.unmet
        return words.format(
            observed=self._written(self.measured),
            required=self._written(self.bar),
            shortfall=self._written(self.missing_units),
        )

    def _in_unit(self, value: int) -> Decimal | int:
        if self.unit is Unit.USD:
            return dollars(value)
        return hundredths(value) if self.unit is Unit.STARS else value

    def _written(self, value: int | None) -> str:
        if value is not None and self.unit is Unit.USD:
            return dollars_shown(value)
        return str(value if value is None else self._in_unit(value))

    def __bool__(self) -> NoReturn:
        no_truth_value("a finding", "`finding.verdict is Verdict.MET`")


@attrs.frozen(kw_only=True, repr=False)
class VettingFinding(Finding):
    """The finding on invitation and screening, with what is on file besides (EV-4).

    Args:
        prior_assessments: earlier assessments, which decide nothing.
    """

    prior_assessments: tuple[PriorAssessment, ...]

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        names = " and ".join(prior.label.title() for prior in self.prior_assessments)
        return f"{super().text}; on file, deciding nothing (EV-4): {names}"


@attrs.frozen(kw_only=True, repr=False)
class DetailsFinding(Finding):
    """The finding on the details of a certification.

    Args:
        missing: the details not given; names only, never contents (DIV-13).
    """

    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        names = ", ".join(spelled(name) for name in self.missing)
        return f"{super().text}: {names}" if names else super().text


class WeekReason(Word):
    """Why a week counts as eligible, as not eligible, or as neither (TR-F4)."""

    RECORDED = "recorded"
    BY_SCORE = "by_score"
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


@attrs.frozen(kw_only=True, repr=False)
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
        text = f"{count} of the last {counted(len(self.rows), 'weeks')} eligible, {self.bar} needed"
        open_ = sum(row.eligible is None for row in self.rows)
        if self.verdict is Verdict.UNKNOWN:
            return f"{text}; not known: {open_}"
        if self.verdict is Verdict.MET:
            return text
        fewest = self.bar - most
        short = f"{fewest}" if least == most else f"{fewest} to {self.missing_units}"
        return f"{text}; {short} short"


@attrs.frozen(kw_only=True, repr=False)
class ExemptFinding(Finding):
    """The finding on a bar that is lower for some than for others (TR-F5).

    Args:
        usual_bar: what the others need.
    """

    usual_bar: int

    @property
    def confirmed_on(self) -> date | None:
        """The day on which a source last confirmed the exception, where that decides."""
        is_exempt = self.verdict is Verdict.MET and (self.measured or 0) < self.usual_bar
        clause = _clause_of(self.clause)
        return clause.otherwise_confirmed_on if is_exempt else clause.confirmed_on


@attrs.frozen(kw_only=True, repr=False)
class DatedFinding(Finding):
    """A finding that one day decides, and the day on which it stops deciding.

    Args:
        happened_on: the day of the hold, the activity, the act.
        leaves_on: the first day on which that no longer counts; None where the calendar ends first.
    """

    happened_on: date
    leaves_on: date | None

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        words = self.criterion.met if self.verdict is Verdict.MET else self.criterion.unmet
        leaves_on = self.leaves_on or f"a day after {date.max}"
        return words.format(happened_on=self.happened_on, leaves_on=leaves_on)


@attrs.frozen(kw_only=True, repr=False)
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


@attrs.frozen(kw_only=True, repr=False)
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
        return tuple(dict.fromkeys(fact for finding in self.basis for fact in finding.unsettled))

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop, with the clauses that decide it."""
        if self.verdict is Verdict.MET:
            return super().text
        clauses = dict.fromkeys(
            finding.clause for finding in self.basis if finding.verdict is self.verdict
        )
        return f"{super().text}; see {', '.join(clauses)}"


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return what findings amount to: one unmet decides, otherwise one unknown suspends."""
    verdicts = [finding.verdict for finding in findings]
    if Verdict.UNMET in verdicts:
        return Verdict.UNMET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.MET


def flag_finding(
    criterion: Criterion,
    observed: bool | None,  # noqa: FBT001  # the one value it is about
) -> Finding:
    """Return the finding on a flag that must be true; None leaves it unknown."""
    return Finding(
        criterion=criterion,
        verdict=_VERDICT_OF_FLAG[observed],
        measured=observed,
        bar=True,
    )


_VERDICT_OF_FLAG = {True: Verdict.MET, False: Verdict.UNMET, None: Verdict.UNKNOWN}


# Every decision makes objects in which nothing can be wrong. Setting their slots takes half the
# time of the constructors that `attrs` writes.
_new = object.__new__
_set_criterion = setter(Finding, "criterion")
_set_verdict = setter(Finding, "verdict")
_set_measured = setter(Finding, "measured")
_set_bar = setter(Finding, "bar")

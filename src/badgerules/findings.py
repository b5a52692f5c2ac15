"""Findings: how one criterion came out, with what was observed, required and missing.

Nothing here has a truth value, because an object that is merely there would be true and grant
every badge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.converters import setter
from badgerules.criteria import Criterion
from badgerules.money import dollars, dollars_shown, hundredths
from badgerules.records import Contract
from badgerules.vocabulary import PriorAssessment, Unit, Verdict, Word, counted, spelled

if TYPE_CHECKING:
    from decimal import Decimal


class RowReason(Word):
    """Why a contract is, or is not, the large one."""

    LARGE = "large"
    BELOW_BAR = "below_bar"
    NEGATIVE_OUTCOME = "negative_outcome"
    NOT_POSITIVE = "not_positive"
    AWAITING_FEEDBACK = "awaiting_feedback"


class ShareReason(Word):
    """Why a contract of an agency counts in its share of bad endings, or does not (TRP-A3)."""

    ENDED_BADLY = "ended_badly"
    COUNTED = "counted"
    NOT_RATED = "not_rated"
    NOT_IN_WINDOW = "not_in_window"
    NOT_LARGE = "not_large"


CANNOT_SERVE = frozenset({RowReason.NEGATIVE_OUTCOME, RowReason.NOT_POSITIVE})
"""Why a contract can never be the large one, whatever is paid on it (TRP-F5)."""


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
        from badgerules.clauses import CLAUSES  # noqa: PLC0415  # loaded only when shown

        return CLAUSES[self.clause].confirmed_on

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


@attrs.frozen(kw_only=True)
class ContractRow:
    """How one contract fared as the large one.

    Args:
        contract: the contract.
        counted_cents: what counted on it.
        required_cents: the bar of its category.
        reason: why it is, or is not, the large one.
    """

    contract: Contract
    counted_cents: int
    required_cents: int
    reason: RowReason

    @property
    def is_able(self) -> bool:
        """Whether its feedback lets it serve; a further payment could then make it large."""
        return self.reason not in CANNOT_SERVE

    @property
    def amounts(self) -> tuple[int, int]:
        """Counted and required, in cents."""
        return (self.counted_cents, self.required_cents)

    @property
    def shortfall_cents(self) -> int:
        """The cents missing on it."""
        return max(0, self.required_cents - self.counted_cents)

    @property
    def counted(self) -> Decimal:
        """The dollars counted on it."""
        return dollars(self.counted_cents)

    @property
    def required(self) -> Decimal:
        """The dollars its category asks for."""
        return dollars(self.required_cents)

    @property
    def shortfall(self) -> Decimal:
        """The dollars missing on it."""
        return dollars(self.shortfall_cents)

    @property
    def text(self) -> str:
        """The row as a sentence without a full stop."""
        amounts = f"{dollars_shown(self.counted_cents)} of {dollars_shown(self.required_cents)}"
        ending = _ENDINGS[self.reason].format(shortfall=dollars_shown(self.shortfall_cents))
        return f"{self.contract.id} ({self.contract.category.label}): {amounts}{ending}"


_ENDINGS = {
    RowReason.LARGE: ", large",
    RowReason.BELOW_BAR: ", {shortfall} short",
    RowReason.NEGATIVE_OUTCOME: ", cannot serve: it ended with negative feedback",
    RowReason.NOT_POSITIVE: ", cannot serve: this reading asks for positive feedback",
    RowReason.AWAITING_FEEDBACK: ", reached, but this reading asks for positive feedback and "
    "there is none yet",
}


def _worked_out(worksheet: Callable[[], tuple[ContractRow, ...]]) -> tuple[ContractRow, ...]:
    return worksheet()


@attrs.frozen(kw_only=True, repr=False)
class LargeContractFinding(Finding):
    """The finding on the large contract, with a row for each contract.

    Args:
        worksheet: works the rows out; called only when somebody wants to see them.
    """

    worksheet: Callable[[], tuple[ContractRow, ...]] = attrs.field(eq=_worked_out)

    @staticmethod
    def _with_worksheet(
        criterion: Criterion,
        verdict: Verdict,
        measured: int,
        bar: int,
        worksheet: Callable[[], tuple[ContractRow, ...]],
    ) -> LargeContractFinding:
        """Return `LargeContractFinding(criterion=criterion, …)`, faster."""
        finding = _new(LargeContractFinding)
        _set_criterion(finding, criterion)
        _set_verdict(finding, verdict)
        _set_measured(finding, measured)
        _set_bar(finding, bar)
        _set_worksheet(finding, worksheet)
        return finding

    @property
    def rows(self) -> tuple[ContractRow, ...]:
        """How each contract fared, in the order of the record."""
        return self.worksheet()

    @property
    def rows_nearest_first(self) -> tuple[ContractRow, ...]:
        """The same in the order to tell them: those that can serve lead, and lack least."""
        return tuple(
            sorted(
                self.rows,
                key=lambda row: (not row.is_able, row.shortfall_cents, -row.counted_cents),
            )
        )

    @property
    def nearest(self) -> ContractRow | None:
        """The contract that can serve and lacks least; None where none can serve."""
        amounts = (self.measured, self.bar)
        able = (row for row in self.rows if row.is_able)
        return next((row for row in able if row.amounts == amounts), None)

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        rows = self.rows
        if self.verdict is Verdict.MET:
            return "; ".join(row.text for row in rows if row.reason is RowReason.LARGE)
        if not rows:
            return f"there is no contract yet; the lowest bar is {dollars_shown(self.bar)}"
        if (nearest := self.nearest) is None:
            return "no contract can serve, because of its feedback"
        return f"the nearest is {nearest.text}"


@attrs.frozen(kw_only=True, repr=False)
class ShareFinding(Finding):
    """The finding on contracts that ended badly.

    Args:
        scope: how many contracts the share is taken of.
    """

    scope: int

    @staticmethod
    def _of_counts(
        criterion: Criterion, verdict: Verdict, measured: int, bar: int, scope: int
    ) -> ShareFinding:
        """Return `ShareFinding(criterion=criterion, …)`, faster."""
        finding = _new(ShareFinding)
        _set_criterion(finding, criterion)
        _set_verdict(finding, verdict)
        _set_measured(finding, measured)
        _set_bar(finding, bar)
        _set_scope(finding, scope)
        return finding

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        return f"{super().text}, out of {self.scope} in scope"


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
        from badgerules.clauses import CLAUSES  # noqa: PLC0415  # loaded only when shown

        is_exempt = self.verdict is Verdict.MET and (self.measured or 0) < self.usual_bar
        clause = CLAUSES[self.clause]
        return clause.otherwise_confirmed_on if is_exempt else clause.confirmed_on


@attrs.frozen(kw_only=True, repr=False)
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


MONEY_FACTS = frozenset({"contracts", "payments_known_since", "payments_known_through"})
"""The facts that settle what money that is not on record leaves open."""


def is_left_open(finding: Finding) -> bool:
    """Tell whether a finding is unknown because money is known in part, or not at all."""
    return not MONEY_FACTS.isdisjoint(finding.unsettled)


@attrs.frozen(kw_only=True)
class OnRecord:
    """What is on record of something that is known in part.

    Args:
        amount: cents, or how many; None where no contract is known.
        since: the first day whose payments are all known; None for no limit.
        through: the last such day; None for no limit.
        facts: the facts that would settle the rest.
    """

    amount: int | None
    since: date | None
    through: date | None
    facts: tuple[str, ...]

    @property
    def days(self) -> str:
        """The days that are known, as the end of a sentence; empty without a limit."""
        since = "" if self.since is None else f" since {self.since}"
        return since if self.through is None else f"{since} through {self.through}"


@attrs.frozen(kw_only=True, repr=False)
class OpenMoneyFinding(Finding):
    """An unknown finding on a sum, or a count, of which a part is on record.

    Args:
        known: what is on record, and what would settle the rest.
    """

    known: OnRecord

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.known.facts

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        required = self._written(self.bar)
        if self.unit is Unit.CONTRACTS:
            return f"it is not known how many contracts ended badly, {required} allowed"
        if self.known.amount is None:
            return f"it is not known what was earned, {required} needed"
        amount = self._written(self.known.amount)
        return f"{amount} on record{self.known.days}, {required} needed; the rest is not known"


@attrs.frozen(kw_only=True, repr=False)
class OpenLargeContractFinding(LargeContractFinding):
    """An unknown finding on the large contract, with a row for each contract on record.

    Args:
        known: what is on record, and what would settle the rest.
    """

    known: OnRecord

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.known.facts

    @property
    def nearest(self) -> ContractRow | None:
        """The contract that can serve and lacks least on record; None where none can serve."""
        amounts = (self.known.amount, self.bar)
        able = (row for row in self.rows if row.is_able)
        return next((row for row in able if row.amounts == amounts), None)

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        nearest = self.nearest
        if nearest is None:
            return "it is not known whether a contract is large"
        known = f"on record{self.known.days} the nearest is {nearest.text}"
        return f"{known}; the rest is not known"


@attrs.frozen(kw_only=True, repr=False)
class OpenShareFinding(ShareFinding):
    """An unknown finding on contracts that ended badly, of which some are on record.

    Args:
        known: what is on record, and what would settle the rest.
    """

    known: OnRecord

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        return self.known.facts

    @property
    def text(self) -> str:
        """The finding as a sentence without a full stop."""
        if self.known.amount is None:
            return "it is not known how many contracts ended badly"
        return (
            f"contracts that ended badly: {self.known.amount} on record{self.known.days}, out of "
            f"{self.scope} in scope; the rest is not known"
        )


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


def is_from_stats(finding: Finding) -> bool:
    """Tell whether a finding comes from a figure that the platform shows."""
    return isinstance(finding, StatsFinding | StatsWeeksFinding | StatsLargeContractFinding)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return what findings amount to: one unmet decides, otherwise one unknown suspends."""
    verdicts = [finding.verdict for finding in findings]
    if Verdict.UNMET in verdicts:
        return Verdict.UNMET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.MET


def flag_finding(
    criterion: Criterion,
    observed: bool | None,  # noqa: FBT001  # the one value it is about
) -> Finding:  # the one value it is about
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
_set_worksheet = setter(LargeContractFinding, "worksheet")
_set_scope = setter(ShareFinding, "scope")

"""What a timeline is: spans of one verdict, the borders between them, and the next change."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.assessment import decide
from badgerules.comparison import MovedPayment, moved_payments
from badgerules.converters import check
from badgerules.converters import day as checked_day
from badgerules.decisions import by_criterion
from badgerules.errors import refuse, unfit
from badgerules.findings import is_from_stats, is_left_open
from badgerules.records import TalentRecord
from badgerules.thresholds import Edition, Readings
from badgerules.vocabulary import Badge, ProblemCode, Verdict, counted
from badgerules.windows import ONE_DAY, is_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.decisions import Decision
    from badgerules.findings import Finding

_T = TypeVar("_T")
_FIRST_DAY = attrgetter("first_day")


def _is_of_knowledge(finding: Finding | None) -> bool:
    """Tell whether a finding is left open, or stands on a figure that is known of one day."""
    return finding is not None and (is_left_open(finding) or is_from_stats(finding))


def _turned(
    before: dict[str, Finding], after: dict[str, Finding]
) -> tuple[tuple[Finding | None, Finding | None], ...]:
    """Return the findings whose verdict turned, old and new; None where one does not apply."""
    pairs = ((before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after]))
    return tuple(
        (old, new)
        for old, new in pairs
        if old is None or new is None or old.verdict is not new.verdict
    )


@attrs.frozen(kw_only=True)
class Span:
    """Days in a row with one verdict.

    Args:
        first_day: the first of them.
        last_day: the last of them, included.
        verdict: the verdict on each.
    """

    first_day: date
    last_day: date
    verdict: Verdict


@attrs.frozen(kw_only=True)
class Outlook:
    """The facts and rules by which each day of a timeline is decided.

    Args:
        record: the facts.
        badge: the badge.
        known_through: the last day whose facts are known.
        readings: how ambiguous clauses are read.
        edition: one edition for all days; None for the one in force on each.
    """

    record: TalentRecord
    badge: Badge
    known_through: date
    readings: Readings
    edition: Edition | None
    # What is worked out once for all that share these facts and rules.
    _worked_out: dict[tuple[object, date], Any] = attrs.field(
        init=False, factory=dict[tuple[object, date], Any], eq=False, repr=False
    )

    def decided_on(self, day: date) -> Decision:
        """Return the decision on one day; what is not known yet is assumed (`assumptions`).

        Raises:
            NoEditionInForceError: if no edition covers the day.
            InvalidRecordError: if it is no date.
        """
        if not is_day(day):
            check("outlook", day=checked_day(day))
        return decide(
            self.record,
            self.badge,
            as_of=day,
            known_through=min(day, self.known_through),
            readings=self.readings,
            edition=self.edition,
        )


def worked_out(outlook: Outlook, day: date, work: Callable[[Outlook, date], _T]) -> _T:
    """Return what lies ahead of a day, worked out by the first who asks.

    Args:
        outlook: the facts and rules, which many may share.
        day: from where to look.
        work: works it out.
    """
    kept = outlook._worked_out  # no method: it is nothing to call from outside
    if (work, day) not in kept:
        kept[work, day] = work(outlook, day)
    found: _T = kept[work, day]
    return found


@attrs.frozen(kw_only=True, repr=False)
class Border(Shown):
    """The day on which the verdict changes; the decisions before and after are made when asked.

    Args:
        on: the first day of the new verdict.
        verdict: the new verdict.
        outlook: the facts and rules by which both days are decided.
    """

    on: date
    verdict: Verdict
    outlook: Outlook

    @property
    def _in_short(self) -> str:
        return f"{self.outlook.badge} on {self.on}: {self.verdict}"

    @property
    def before(self) -> Decision:
        """The decision on the last day of the old verdict."""
        return self.outlook.decided_on(self.on - ONE_DAY)

    @property
    def after(self) -> Decision:
        """The decision on the first day of the new verdict."""
        return self.outlook.decided_on(self.on)

    @property
    def changed(self) -> tuple[tuple[Finding | None, Finding | None], ...]:
        """The findings whose verdict turned, before and after; None where one does not apply."""
        before, after = (
            {finding.criterion.key: finding for finding in decision.findings}
            for decision in (self.before, self.after)
        )
        return _turned(before, after)

    @property
    def is_of_knowledge(self) -> bool:
        """Whether nothing turns but what is known: nothing is gained or lost then."""
        if not self.outlook.record.is_partly_known:
            return False
        turned = _turned(by_criterion(self.before), by_criterion(self.after))
        return all(any(map(_is_of_knowledge, pair)) for pair in turned)

    @property
    def entered(self) -> tuple[MovedPayment, ...]:
        """The payments that came into the window on that day."""
        return self._moved(into=self.after, out_of=self.before)

    @property
    def left(self) -> tuple[MovedPayment, ...]:
        """The payments that left the window on that day."""
        return self._moved(into=self.before, out_of=self.after)

    def _moved(self, *, into: Decision, out_of: Decision) -> tuple[MovedPayment, ...]:
        contracts = self.outlook.record.contracts
        return moved_payments(contracts, into=into.question.window, out_of=out_of.question.window)

    @property
    def because(self) -> tuple[str, ...]:
        """The clauses unmet after a loss, or unmet before a gain; if none is, those unknown."""
        decision = self.before if self.verdict is Verdict.MET else self.after
        lacking = decision.failing or [
            finding for finding in decision.findings if finding.verdict is Verdict.UNKNOWN
        ]
        return tuple(dict.fromkeys(finding.clause for finding in lacking))


@attrs.frozen(kw_only=True, repr=False)
class Timeline(Shown):
    """The spans of days on which a badge is met, unmet or unknown.

    Args:
        outlook: the facts, the badge, the last day whose facts are known, readings and edition.
        spans: every day once, neighbours with different verdicts.
        is_settled: nothing recorded can change the verdict after the last day.
        assumptions: what is assumed of the days after the last one known.
    """

    outlook: Outlook
    spans: tuple[Span, ...]
    is_settled: bool
    assumptions: tuple[str, ...]

    @property
    def _in_short(self) -> str:
        days = f"{self.first_day} to {self.last_day}"
        return f"{self.badge} from {days}: {counted(len(self.spans), 'spans')}"

    @property
    def badge(self) -> Badge:
        """The badge."""
        return self.outlook.badge

    @property
    def first_day(self) -> date:
        """The first day covered."""
        return self.spans[0].first_day

    @property
    def last_day(self) -> date:
        """The last day covered."""
        return self.spans[-1].last_day

    @property
    def borders(self) -> tuple[Border, ...]:
        """The days on which the verdict changes."""
        return tuple(
            Border(on=span.first_day, verdict=span.verdict, outlook=self.outlook)
            for span in self.spans[1:]
        )

    def span_on(self, day: date) -> Span:
        """Return the span that a day lies in.

        Raises:
            InvalidRecordError: if it lies in none, or is no date.
        """
        check("timeline", day=checked_day(day))
        if not self.first_day <= day <= self.last_day:
            allowed = f"a day from {self.first_day} to {self.last_day}"
            code = ProblemCode.OUT_OF_RANGE
            refuse("timeline", [unfit(code, allowed, str(day), at="day")])
        return self.spans[bisect_right(self.spans, day, key=_FIRST_DAY) - 1]

    def next_change_after(self, day: date) -> Border | None:
        """Return the next border after a day on which the badge is gained or lost.

        Where only what is known changes, nothing is gained or lost.

        Raises:
            InvalidRecordError: if the day lies in no span, or is no date.
        """
        is_held = self.span_on(day).verdict is Verdict.MET
        for border in self.borders:
            if border.on <= day:
                continue
            if border.is_of_knowledge:
                is_known = border.verdict is not Verdict.UNKNOWN
                is_held = border.verdict is Verdict.MET if is_known else is_held
            elif (border.verdict is Verdict.MET) is not is_held:
                return border
        return None

    def next_knowledge_after(self, day: date) -> Border | None:
        """Return the next border after a day on which nothing but what is known changes.

        Raises:
            InvalidRecordError: if the day lies in no span, or is no date.
        """
        self.span_on(day)
        later = (border for border in self.borders if border.on > day)
        return next((border for border in later if border.is_of_knowledge), None)

    def __bool__(self) -> NoReturn:
        no_truth_value("a timeline", "`timeline.span_on(day).verdict`")

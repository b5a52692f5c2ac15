"""What an answer is: a decision on a badge, an assessment of all five, and what was asked.

Unknown is not no: one unmet finding decides, otherwise one unknown finding suspends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, NoReturn, overload

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.converters import (
    check,
    chosen,
    day,
    flag,
    is_a,
    nearest,
    optional_day,
    setter,
)
from badgerules.criteria import TOP_RATED_PREFIX
from badgerules.errors import UnknownNameError, expect, refuse, shown, unfit
from badgerules.findings import Finding, TopRatedFinding, verdict_of
from badgerules.records import TalentRecord
from badgerules.thresholds import Bars, Edition, FixedDict, Readings, bars, money_window
from badgerules.version import __version__
from badgerules.vocabulary import Badge, Kind, ProblemCode, Verdict
from badgerules.windows import TrailingWindow, WindowLength

if TYPE_CHECKING:
    from badgerules.findings import DetailsFinding, LargeContractFinding, ShareFinding, WeeksFinding
    from badgerules.names import BadgeName


@attrs.frozen(kw_only=True, cache_hash=True)
class Question:
    """What was asked; every decision shows it.

    Args:
        as_of: the day asked about.
        known_through: the last day whose facts are known; later ones are assumed.
        edition: the rules applied.
        readings: how their ambiguous clauses are read.
        is_hypothetical: whether another edition, or none, was in force on that day.
        is_named: whether the edition was asked for by name, and so holds on every other day too.

    Raises:
        InvalidRecordError: if anything given does not fit.
    """

    as_of: date
    known_through: date
    edition: Edition
    readings: Readings
    is_hypothetical: bool
    is_named: bool = attrs.field(default=False, eq=False, repr=False)
    # Derived once, for every record asked about: the window of money, and the bars by kind.
    window: TrailingWindow = attrs.field(init=False, eq=False, repr=False)
    window_length: WindowLength = attrs.field(init=False, eq=False, repr=False)
    bars: Mapping[Kind, Bars] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        days, flags = (self.as_of, self.known_through), (self.is_hypothetical, self.is_named)
        given = (*days, self.edition, self.readings, *flags)
        usual = (date, date, Edition, Readings, bool, bool)
        if tuple(map(type, given)) != usual or self.known_through > self.as_of:
            self._check()
        length = money_window(self.edition, self.readings)
        object.__setattr__(self, "window_length", length)
        object.__setattr__(self, "window", length.ending(self.as_of))
        resolved = FixedDict((kind, bars(self.edition, self.readings, kind)) for kind in Kind)
        object.__setattr__(self, "bars", resolved)

    @property
    def named_edition(self) -> Edition | None:
        """The edition that holds on every day, as it was asked for; None for those in force."""
        return self.edition if self.is_named or self.is_hypothetical else None

    def _check(self) -> None:
        """Refuse what does not fit; a question is asked on many days, and seldom a wrong one."""
        expect(Edition, edition=self.edition)
        expect(Readings, readings=self.readings)
        check(
            "question",
            known_through=day(self.known_through),
            is_hypothetical=flag(self.is_hypothetical),
            is_named=flag(self.is_named),
        )
        check_days(self.as_of, self.known_through)


def check_days(as_of: date, known_through: date | None) -> None:
    """Refuse days that are none, and facts known later than the day asked about.

    Args:
        as_of: the day asked about.
        known_through: the last day whose facts are known; None for `as_of`.

    Raises:
        InvalidRecordError: if either does not fit.
    """
    check("question", as_of=day(as_of), known_through=optional_day(known_through))
    if known_through is not None and known_through > as_of:
        message = f"must be on or before as_of, {as_of}, got {known_through}"
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day up to {as_of}"
        found, at = str(known_through), "known_through"
        refuse("question", [unfit(code, allowed, found, at=at, message=message)])


@attrs.frozen(kw_only=True, repr=False)
class Decision(Shown):
    """Whether a talent qualifies for one badge, and by which criterion it does or does not.

    Args:
        badge: the badge asked about.
        question: day, edition and readings.
        findings: every criterion that applies, weighed; none is left out once another fails.

    >>> from badgerules import TalentRecord, decide
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    >>> decision = decide(record, "top_rated_plus", as_of=date(2020, 9, 1))
    >>> decision.is_met, [finding.clause for finding in decision.failing]
    (False, ['TRP-F1', 'TRP-F2'])
    >>> decision["earnings"].shortfall
    Decimal('10000.00')
    """

    badge: Badge
    question: Question
    findings: tuple[Finding, ...]

    @staticmethod
    def _unchecked(badge: Badge, question: Question, findings: tuple[Finding, ...]) -> Decision:
        """Return `Decision(badge=badge, …)`, faster."""
        decision = _new(Decision)
        _set_badge(decision, badge)
        _set_question(decision, question)
        _set_findings(decision, findings)
        return decision

    @property
    def _in_short(self) -> str:
        deciding = [finding.clause for finding in self.findings if finding.verdict is self.verdict]
        because = "" if self.is_met else f" ({', '.join(dict.fromkeys(deciding))})"
        return f"{self.badge} on {self.as_of}: {self.verdict}{because}"

    @property
    def verdict(self) -> Verdict:
        """One unmet finding decides; otherwise one unknown finding suspends."""
        return verdict_of(self.findings)

    @property
    def is_met(self) -> bool:
        """Whether the badge is known to be deserved; False is "no" or "unknown"."""
        return self.verdict is Verdict.MET

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that are unmet."""
        return tuple(f for f in self.findings if f.verdict is Verdict.UNMET)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The facts that would settle an unknown verdict; empty for a settled one."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for f in self.findings for fact in f.unsettled))

    @property
    def as_of(self) -> date:
        """The day asked about."""
        return self.question.as_of

    @property
    def edition(self) -> Edition:
        """The rules applied."""
        return self.question.edition

    @property
    def readings(self) -> Readings:
        """How ambiguous clauses were read."""
        return self.question.readings

    @property
    def within_hours(self) -> int | None:
        """How soon a badge appears once everything is met; None where nothing says so.

        Clause: DELAY-1.
        """
        if self.badge is Badge.TOP_RATED_PLUS:
            return self.edition.top_rated_plus_delay or None
        if self.badge in {Badge.RISING_TALENT, Badge.TOP_RATED}:
            return self.edition.base_badge_delay or None
        return None

    @property
    def within_days(self) -> int | None:
        """How many days a badge may wait for the next review; None where there are no reviews.

        Clause: DELAY-1.
        """
        if self.badge in {Badge.EXPERT_VETTED, Badge.DIVERSITY_CERTIFIED}:
            return None
        return self.edition.badge_review or None

    @property
    def confirmed_on(self) -> date | None:
        """The newest day on which a source confirmed one of its clauses; None without any."""
        return newest_day(self.findings)

    @property
    def version(self) -> str:
        """The version of badgerules that decided."""
        return __version__

    # Where a criterion always comes with more than a verdict and two numbers, its key says so.
    @overload
    def __getitem__(self, criterion: Literal["large_contract"]) -> LargeContractFinding: ...
    @overload
    def __getitem__(self, criterion: Literal["negative_share"]) -> ShareFinding: ...
    @overload
    def __getitem__(self, criterion: Literal["eligible_weeks"]) -> WeeksFinding: ...
    @overload
    def __getitem__(self, criterion: Literal["details"]) -> DetailsFinding: ...
    @overload
    def __getitem__(self, criterion: str) -> Finding: ...

    def __getitem__(self, criterion: str) -> Finding:
        """Return the finding on a criterion.

        Raises:
            UnknownNameError: if there is none; it lists those there are.
        """
        for finding in self.findings if is_a(criterion, str) else ():
            if finding.criterion.key == criterion:
                return finding
        known = ", ".join(finding.criterion.key for finding in self.findings)
        msg = f"no finding {shown(criterion)} on {self.badge.label}; there are {known}"
        raise UnknownNameError(msg)

    def __contains__(self, criterion: object) -> bool:
        return isinstance(criterion, str) and criterion in iter(self)

    def __iter__(self) -> Iterator[str]:
        return (finding.criterion.key for finding in self.findings)

    def __bool__(self) -> NoReturn:
        no_truth_value("a decision", "`decision.is_met`")


@attrs.frozen(kw_only=True, repr=False)
class Assessment(Mapping[Badge, Decision], Shown):
    """The decisions on all five badges of one talent.

    Args:
        record: the facts.
        question: day, edition and readings.
        decisions: one for each badge, in the order of `Badge`.
    """

    record: TalentRecord
    question: Question
    decisions: tuple[Decision, ...]

    @property
    def _in_short(self) -> str:
        told = [f"{decision.badge} {decision.verdict}" for decision in self.decisions]
        return f"on {self.question.as_of}: {', '.join(told)}"

    @property
    def confirmed_on(self) -> date | None:
        """The newest day on which a source confirmed one of its clauses; None without any."""
        return newest_day(finding for decision in self.decisions for finding in decision.findings)

    def holds(self, badge: Badge | BadgeName) -> bool:
        """Tell whether a badge is known to be held; False is "no" or "unknown".

        Raises:
            InvalidRecordError: if there is no such badge.
        """
        return self[chosen("badge", Badge, badge)].is_met

    def __getitem__(self, badge: Badge | BadgeName) -> Decision:
        """Return the decision on a badge.

        Raises:
            UnknownNameError: if there is no such badge; it lists all.
        """
        for decision in self.decisions if is_a(badge, str) else ():
            if decision.badge == badge:
                return decision
        hint = nearest(badge, map(str, Badge)) if is_a(badge, str) else ""
        msg = f"no badge {shown(badge)}{hint} (known: {', '.join(Badge)})"
        raise UnknownNameError(msg)

    def __iter__(self) -> Iterator[Badge]:
        return iter(Badge)

    def __len__(self) -> int:
        return len(self.decisions)

    def __bool__(self) -> NoReturn:
        no_truth_value("an assessment", "`assessment.holds(badge)`")


def by_criterion(decision: Decision) -> dict[str, Finding]:
    """Return the findings by the keys of `criteria.by_key`.

    A computed Top Rated counts as its own criteria.
    """
    found: dict[str, Finding] = {}
    for finding in decision.findings:
        if isinstance(finding, TopRatedFinding):
            found |= {TOP_RATED_PREFIX + base.criterion.key: base for base in finding.basis}
        else:
            found[finding.criterion.key] = finding
    return found


def newest_day(findings: Iterable[Finding]) -> date | None:
    """Return the newest day on which a source confirmed a clause of findings; None without any."""
    days = (finding.confirmed_on for finding in findings)
    return max((day for day in days if day is not None), default=None)


def check_decision(decision: object) -> None:
    """Refuse what is no decision.

    Raises:
        WrongTypeError: if it is none.
    """
    expect(Decision, "; decide makes one", decision=decision)


def check_assessment(assessment: object) -> None:
    """Refuse what is no assessment.

    Raises:
        WrongTypeError: if it is none.
    """
    if type(assessment) is not Assessment:  # as usual: be quick
        expect(Assessment, "; assess makes one", assessment=assessment)


_new = object.__new__
_set_badge = setter(Decision, "badge")
_set_question = setter(Decision, "question")
_set_findings = setter(Decision, "findings")

"""The answers about a population: comparisons of rules, and funnels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.converters import chosen, is_a
from badgerules.decisions import Question
from badgerules.errors import UnknownNameError, shown
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings, check_law
from badgerules.vocabulary import Badge, Verdict, counted

if TYPE_CHECKING:
    from badgerules.names import VerdictName


@attrs.frozen(kw_only=True)
class Rules:
    """The rules of one side of a comparison.

    Args:
        edition: an edition or its id, to apply it whatever the day; None for the one in force.
        readings: how its ambiguous clauses are read.

    Raises:
        WrongTypeError: if one of them is something else.
    """

    edition: Edition | str | None = None
    readings: Readings = DEFAULT_READINGS

    def __attrs_post_init__(self) -> None:
        check_law(self.readings, self.edition)


@attrs.frozen(kw_only=True)
class Turn:
    """A criterion whose verdict differs between two sets of rules.

    Args:
        criterion: its key, as in "earnings".
        clause: the id of the clause that asks for it.
        before: its verdict by the rules before; None where they do not ask.
        after: its verdict by the rules after; None where they do not ask.
        talents: for how many talents.
        alone: for how many of them nothing else comes out otherwise.
    """

    criterion: str
    clause: str
    before: Verdict | None
    after: Verdict | None
    talents: int
    alone: int


@attrs.frozen(kw_only=True)
class Transition:
    """The talents who go from one verdict to another, or stay.

    Args:
        before: the verdict by the rules before.
        after: the verdict by the rules after.
        talents: how many.
        turns: the criteria whose verdict differs for them.
    """

    before: Verdict
    after: Verdict
    talents: int
    turns: tuple[Turn, ...]


@attrs.frozen(kw_only=True)
class ChangedTalent:
    """A talent whose verdict changes.

    Args:
        id: who.
        before: the verdict by the rules before.
        after: the verdict by the rules after.
    """

    id: str
    before: Verdict
    after: Verdict


@attrs.frozen(kw_only=True, repr=False)
class RuleComparison(Shown):
    """Who gains and who loses a badge by a change of rules, on one day and with the same facts.

    Args:
        badge: the badge.
        before: day, edition and readings of the one side.
        after: day, edition and readings of the other.
        transitions: all nine, from each verdict to each, also where nobody goes.
        worksheet: a function that returns who changes, called when `changed` is read.
    """

    badge: Badge
    before: Question
    after: Question
    transitions: tuple[Transition, ...]
    worksheet: Callable[[], Any] = attrs.field(eq=False)

    @property
    def _in_short(self) -> str:
        moved = f"gained by {self.gaining:,}, lost by {self.losing:,}"
        return f"{self.badge} on {self.before.as_of}: {moved} of {self.talents:,}"

    @property
    def talents(self) -> int:
        """How many talents there are."""
        return sum(transition.talents for transition in self.transitions)

    @property
    def gaining(self) -> int:
        """How many hold the badge only by the rules after."""
        return sum(transition.talents for transition in self.transitions if _gains(transition))

    @property
    def losing(self) -> int:
        """How many hold the badge only by the rules before."""
        return sum(transition.talents for transition in self.transitions if _loses(transition))

    @property
    def changed(self) -> Any:  # noqa: ANN401  # a frame is of any engine
        """The talents whose verdict changes.

        For records a tuple of `ChangedTalent`, in their order. For frames a frame of the same
        engine with `talent_id`, `before` and `after`, in no order, worked out when asked for.
        """
        return self.worksheet()

    def transition(self, before: Verdict | VerdictName, after: Verdict | VerdictName) -> Transition:
        """Return the talents who go from one verdict to another.

        Args:
            before: the verdict by the rules before, or its name.
            after: the verdict by the rules after, or its name.

        Raises:
            InvalidRecordError: if one of them is no verdict.
        """
        pair = (chosen("before", Verdict, before), chosen("after", Verdict, after))
        return next(
            transition
            for transition in self.transitions
            if (transition.before, transition.after) == pair
        )

    def __bool__(self) -> NoReturn:
        no_truth_value("a comparison of rules", "`comparison.gaining` and `comparison.losing`")


@attrs.frozen(kw_only=True)
class Hurdle:
    """How many of a group fail one criterion.

    Args:
        criterion: its key, as in "earnings".
        clauses: the ids of the clauses that ask for it, of freelancers and of agencies.
        asked: of how many it is asked.
        failing: how many fail it, whatever else they fail.
        failing_only: how many fail it and nothing else.
        dropping_out: for how many it is the first they fail, in the order of the criteria.
        unknown: for how many it is not known.
    """

    criterion: str
    clauses: tuple[str, ...]
    asked: int
    failing: int
    failing_only: int
    dropping_out: int
    unknown: int


@attrs.frozen(kw_only=True)
class FunnelGroup:
    """How many talents of one group have each verdict.

    Args:
        name: the group.
        met: how many hold the badge.
        unmet: how many do not.
        unknown: of how many it is not known.
        hurdles: every criterion, in the order in which they are asked.
        is_small: its numbers are so small that its ratio means nothing.
        ratio: its rate divided by the highest rate of a group that is not small; None where
            nobody is decided, or that rate is 0, or every group is small.
    """

    name: str
    met: int
    unmet: int
    unknown: int
    hurdles: tuple[Hurdle, ...]
    is_small: bool
    ratio: Fraction | None

    @property
    def size(self) -> int:
        """How many talents are in it."""
        return self.decided + self.unknown

    @property
    def decided(self) -> int:
        """How many of them are decided: met or unmet."""
        return self.met + self.unmet

    @property
    def rate(self) -> Fraction | None:
        """The share of those decided who hold the badge; None where nobody is decided."""
        return Fraction(self.met, self.decided) if self.decided else None

    def __bool__(self) -> NoReturn:
        no_truth_value("a group", "`group.size`")


@attrs.frozen(kw_only=True, repr=False)
class Funnel(Shown):
    """At which criterion the talents of each group drop out.

    Args:
        badge: the badge.
        question: day, edition and readings.
        groups: in the order of their names.
        everybody: the whole population, those without a group too; it has no ratio.
        ungrouped: those whom the grouping leaves out; it has no ratio, and size 0 if there are
            none.
        small_below: a group with fewer decided talents is small.
        expected_below: so is one that would have fewer met, or unmet, at everybody's rate.
    """

    badge: Badge
    question: Question
    groups: tuple[FunnelGroup, ...]
    everybody: FunnelGroup
    ungrouped: FunnelGroup
    small_below: int
    expected_below: int

    @property
    def _in_short(self) -> str:
        met = f"{self.everybody.met:,} of {self.everybody.size:,} met"
        groups = counted(len(self.groups), "groups")
        return f"{self.badge} on {self.question.as_of}: {met}, {groups}"

    def __getitem__(self, name: str) -> FunnelGroup:
        """Return a group by its name.

        Raises:
            UnknownNameError: if there is none; it lists those there are.
        """
        for group in self.groups if is_a(name, str) else ():
            if group.name == name:
                return group
        msg = f"no group {shown(name)}; there are {', '.join(group.name for group in self.groups)}"
        raise UnknownNameError(msg)

    def __iter__(self) -> Iterator[FunnelGroup]:
        return iter(self.groups)

    def __bool__(self) -> NoReturn:
        no_truth_value("a funnel", "`funnel.groups`")


def _gains(transition: Transition) -> bool:
    return transition.after is Verdict.MET and transition.before is not Verdict.MET


def _loses(transition: Transition) -> bool:
    return transition.before is Verdict.MET and transition.after is not Verdict.MET

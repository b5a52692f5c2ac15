"""Write answers about populations as JSON, format 1; what does not apply is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badgerules.converters import is_a
from badgerules.errors import expect
from badgerules.impact import Funnel, RuleComparison
from badgerules.serialization.reading import FORMAT
from badgerules.serialization.shared import dumped_question

if TYPE_CHECKING:
    from fractions import Fraction

    from badgerules.impact import ChangedTalent, FunnelGroup, Hurdle, Transition, Turn
    from badgerules.vocabulary import Verdict

NOT_ASKED = "not_asked"


def dump_rule_comparison(comparison: RuleComparison) -> dict[str, Any]:
    """Return a comparison of rules as a JSON-ready dict, format 1.

    Args:
        comparison: who gains and who loses a badge by other rules.

    Returns:
        What was asked of both sides, all nine transitions with the criteria that turned, and, where
        the population was records, the ids of those who change.

    Raises:
        WrongTypeError: if it is no comparison of rules.

    >>> from datetime import date
    >>> from badgerules import TalentRecord
    >>> from badgerules.impact import Rules, compare_rules
    >>> ann = TalentRecord(id="ann", kind="agency", contracts=[], base_badge="none")
    >>> same = compare_rules(
    ...     [ann], badge="top_rated", before=Rules(), after=Rules(), as_of=date(2020, 9, 1)
    ... )
    >>> dumped = dump_rule_comparison(same)
    >>> dumped["talents"], dumped["gaining"], dumped["changed"]
    (1, 0, [])
    """
    expect(RuleComparison, comparison=comparison)
    dumped: dict[str, Any] = {
        "format": FORMAT,
        "badge": comparison.badge.value,
        "before": dumped_question(comparison.before),
        "after": dumped_question(comparison.after),
        "talents": comparison.talents,
        "gaining": comparison.gaining,
        "losing": comparison.losing,
        "transitions": [_dumped_transition(transition) for transition in comparison.transitions],
    }
    if is_a(comparison.changed, tuple):
        listed: tuple[ChangedTalent, ...] = comparison.changed
        dumped["changed"] = [
            {"id": talent.id, "before": talent.before.value, "after": talent.after.value}
            for talent in listed
        ]
    return dumped


def _dumped_transition(transition: Transition) -> dict[str, Any]:
    return {
        "before": transition.before.value,
        "after": transition.after.value,
        "talents": transition.talents,
        "turns": [_dumped_turn(turn) for turn in transition.turns],
    }


def _dumped_turn(turn: Turn) -> dict[str, Any]:
    return {
        "criterion": turn.criterion,
        "clause": turn.clause,
        "before": _dumped_verdict(turn.before),
        "after": _dumped_verdict(turn.after),
        "talents": turn.talents,
        "alone": turn.alone,
    }


def _dumped_verdict(verdict: Verdict | None) -> str:
    return NOT_ASKED if verdict is None else verdict.value


def dump_funnel(funnel: Funnel) -> dict[str, Any]:
    """Return a funnel as a JSON-ready dict, format 1.

    Args:
        funnel: at which criterion the talents of each group drop out.

    Returns:
        What was asked, and the numbers of everybody, each group, and those without a group. Rates
        and ratios are pairs of whole numbers, in lowest terms, and left out where there is none.

    Raises:
        WrongTypeError: if it is no funnel.

    >>> from datetime import date
    >>> from badgerules import TalentRecord
    >>> from badgerules.impact import funnel
    >>> ann = TalentRecord(id="ann", kind="agency", contracts=[], base_badge="none")
    >>> seen = funnel([ann], badge="top_rated", by={"ann": "north"}, as_of=date(2020, 9, 1))
    >>> dump_funnel(seen)["groups"][0]["rate"]
    [0, 1]
    """
    expect(Funnel, funnel=funnel)
    return {
        "format": FORMAT,
        "badge": funnel.badge.value,
        **dumped_question(funnel.question),
        "small_below": funnel.small_below,
        "expected_below": funnel.expected_below,
        "everybody": _dumped_group(funnel.everybody),
        "groups": [
            {"group": group.name, **_dumped_group(group), "small": group.is_small}
            for group in funnel.groups
        ],
        "ungrouped": _dumped_group(funnel.ungrouped),
    }


def _dumped_group(group: FunnelGroup) -> dict[str, Any]:
    return {
        "size": group.size,
        "met": group.met,
        "unmet": group.unmet,
        "unknown": group.unknown,
        **_dumped_fraction("rate", group.rate),
        **_dumped_fraction("ratio", group.ratio),
        "criteria": [_dumped_hurdle(hurdle) for hurdle in group.hurdles],
    }


def _dumped_fraction(name: str, value: Fraction | None) -> dict[str, list[int]]:
    return {} if value is None else {name: [value.numerator, value.denominator]}


def _dumped_hurdle(hurdle: Hurdle) -> dict[str, Any]:
    return {
        "criterion": hurdle.criterion,
        "clauses": list(hurdle.clauses),
        "asked": hurdle.asked,
        "failing": hurdle.failing,
        "failing_only": hurdle.failing_only,
        "dropping_out": hurdle.dropping_out,
        "unknown": hurdle.unknown,
    }

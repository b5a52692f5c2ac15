"""What a rule does to a population as text: comparisons of rules, and funnels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.display.law import hypothetical_lines, reading_lines
from badgerules.display.layout import ANSWERS, item, to_text, wrapped
from badgerules.impact import Funnel, RuleComparison
from badgerules.vocabulary import Verdict, counted, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from badgerules.decisions import Question
    from badgerules.impact import FunnelGroup, Hurdle, Transition, Turn

_PERCENT = 100


@to_text.register(RuleComparison)
def _(comparison: RuleComparison) -> str:
    """Show what was asked of both sides, then who changes and by which criteria."""
    lines = [
        *wrapped(
            f"{comparison.badge.label} on {comparison.before.as_of}, by two sets of rules: "
            f"{counted(comparison.talents, 'talents')}"
        ),
        *_side_lines("Before", comparison.before),
        *_side_lines("After", comparison.after),
        "",
        balance_text(comparison),
    ]
    for transition in comparison.transitions:
        if transition.talents:
            lines += _transition_lines(transition)
    return "\n".join(lines)


@to_text.register(Funnel)
def _(funnel: Funnel) -> str:
    """Show what was asked, then for each group its rate, and where its talents drop out."""
    blocks = [
        [
            *wrapped(f"{funnel.badge.label} on {funnel.question.as_of}: where people drop out"),
            *_side_lines("Rules", funnel.question),
        ],
        _group_lines(funnel.everybody),
        *[_group_lines(group) for group in funnel.groups],
    ]
    if funnel.ungrouped.size:
        blocks.append(_group_lines(funnel.ungrouped))
    return "\n\n".join("\n".join(lines) for lines in [*blocks, wrapped(note_text(funnel))])


def note_text(funnel: Funnel) -> str:
    """Say when a group is small, and what numbers do not say."""
    return (
        f"A group is small with fewer than {funnel.small_below} decided, or where fewer than "
        f"{funnel.expected_below} would be met, or unmet, at everybody's rate. Numbers do not "
        "say why people drop out, nor whether that is fair."
    )


def _side_lines(name: str, question: Question) -> Iterator[str]:
    yield from wrapped(f"{name}: edition {question.edition.id}.")
    yield from hypothetical_lines(question)
    yield from reading_lines(question.readings)


def balance_text(comparison: RuleComparison) -> str:
    """Say how many gain and how many lose the badge."""
    return f"gained by {comparison.gaining:,}, lost by {comparison.losing:,}"


def way_text(transition: Transition) -> str:
    """Say from which answer to which one talents go, or which one stays."""
    before, after = ANSWERS[transition.before], ANSWERS[transition.after]
    return f"still {before}" if before == after else f"from {before} to {after}"


def _transition_lines(transition: Transition) -> Iterator[str]:
    yield from wrapped(f"{transition.talents:,} {way_text(transition)}", others="  ")
    for turn in transition.turns:
        yield from item("~", _turn_text(turn))


def _turn_text(turn: Turn) -> str:
    before, after = (answer_text(verdict) for verdict in (turn.before, turn.after))
    alone = f", for {turn.alone:,} it alone" if turn.alone else ""
    way = f"from {before} to {after} for {turn.talents:,}{alone}"
    return f"{spelled(turn.criterion)} {way} ({turn.clause})"


def answer_text(verdict: Verdict | None) -> str:
    """Return a verdict as a word; None is a criterion that is not asked for."""
    return "not asked" if verdict is None else ANSWERS[verdict]


def _group_lines(group: FunnelGroup) -> list[str]:
    small = " (small)" if group.is_small else ""
    lines = wrapped(
        f"{group.name}{small}: {counted(group.size, 'talents')}; "
        f"{group.met:,} {ANSWERS[Verdict.MET]}, {group.unmet:,} {ANSWERS[Verdict.UNMET]}, "
        f"{group.unknown:,} {ANSWERS[Verdict.UNKNOWN]}",
        others="  ",
    )
    if group.rate is not None:
        rate = f"held by {percent_text(group.rate)} of the {group.decided:,} decided"
        ratio = "" if group.ratio is None else f"; {float(group.ratio):.2f} of the highest rate"
        lines += item(">", rate + ratio)
    for hurdle in group.hurdles:
        if hurdle.failing or hurdle.unknown:
            lines += item("-" if hurdle.failing else "?", _hurdle_text(hurdle))
    return lines


def _hurdle_text(hurdle: Hurdle) -> str:
    parts = [
        counted(hurdle.dropping_out, "drop out", "drops out"),
        counted(hurdle.failing, "fail it", "fails it"),
        f"{hurdle.failing_only:,} only it",
    ]
    parts += [f"{hurdle.unknown:,} unknown"] if hurdle.unknown else []
    clauses = ", ".join(hurdle.clauses)
    return f"{spelled(hurdle.criterion)}: {', '.join(parts)}; asked of {hurdle.asked:,} ({clauses})"


def percent_text(rate: Fraction) -> str:
    """Return a share as percent."""
    return f"{float(rate * _PERCENT):.1f} %"

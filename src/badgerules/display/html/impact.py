"""What a rule does to a population as HTML: comparisons of rules, and funnels, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.display.html.elements import (
    Html,
    cell,
    heading,
    number,
    paragraphs,
    parts_of,
    row_head,
    table,
    verdict_head,
)
from badgerules.display.html.law import hypothetical_parts
from badgerules.display.impact import (
    answer_text,
    balance_text,
    note_text,
    percent_text,
    way_text,
)
from badgerules.display.law import reading_lines
from badgerules.impact import Funnel, RuleComparison
from badgerules.vocabulary import Verdict, counted, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.decisions import Question
    from badgerules.impact import FunnelGroup, Hurdle, Turn

_COUNTS = ("Talents", "It alone")
_RATES = ("Met", "Unmet", "Unknown", "Held by", "Of the highest")
_HURDLES = ("Drop out", "Fail it", "Fail only it", "Unknown", "Asked")


@parts_of.register(RuleComparison)
def _(comparison: RuleComparison) -> Iterator[Html]:
    """Show the talents who change, then those who stay, then the criteria behind it."""
    yield heading(f"{comparison.badge.label} by two sets of rules")
    yield from paragraphs(
        f"On {comparison.before.as_of}, {counted(comparison.talents, 'talents')}: "
        f"{balance_text(comparison)}."
    )
    yield from _side("Before", comparison.before)
    yield from _side("After", comparison.after)
    seen = [transition for transition in comparison.transitions if transition.talents]
    seen.sort(key=lambda transition: transition.before is transition.after)
    rows = [
        (verdict_head(transition.after, way_text(transition)), number(f"{transition.talents:,}"))
        for transition in seen
    ]
    yield table("Where talents go", ("Verdict after", "Talents"), rows, _COUNTS)
    for transition in seen:
        if transition.turns:
            heads = ("Criterion", "Before", "After", *_COUNTS)
            turned = [_turn_row(turn) for turn in transition.turns]
            caption = f"What came out otherwise for {transition.talents:,} {way_text(transition)}"
            yield table(caption, heads, turned, _COUNTS)


@parts_of.register(Funnel)
def _(funnel: Funnel) -> Iterator[Html]:
    """Show the rate of each group, then where each drops out."""
    yield heading(f"{funnel.badge.label}: where people drop out")
    yield from paragraphs(f"On {funnel.question.as_of}.")
    yield from _side("Rules", funnel.question)
    rest = [funnel.ungrouped] if funnel.ungrouped.size else []
    groups = [funnel.everybody, *funnel.groups, *rest]
    yield table(
        "Who holds the badge", ("Group", *_RATES), [_rate_row(group) for group in groups], _RATES
    )
    for group in groups:
        hurdles = [hurdle for hurdle in group.hurdles if hurdle.failing or hurdle.unknown]
        if hurdles:
            hurdles.sort(key=lambda hurdle: -hurdle.dropping_out)
            rows = [_hurdle_row(hurdle) for hurdle in hurdles]
            caption = f"{_named(group)}, {counted(group.size, 'talents')}: where people drop out"
            yield table(caption, ("Criterion", *_HURDLES), rows, _HURDLES)
    yield from paragraphs(note_text(funnel))


def _side(name: str, question: Question) -> Iterator[Html]:
    """Return the question of one side."""
    yield from paragraphs(f"{name}: edition {question.edition.id}.")
    yield from hypothetical_parts(question)
    yield from paragraphs(" ".join(reading_lines(question.readings)))


def _turn_row(turn: Turn) -> Iterator[Html]:
    about = (f"{spelled(turn.criterion)} ({turn.clause})",)
    yield row_head(*about) if turn.after is None else verdict_head(turn.after, *about)
    yield cell(answer_text(turn.before))
    yield cell(answer_text(turn.after))
    yield number(f"{turn.talents:,}")
    yield number(f"{turn.alone:,}")


def _named(group: FunnelGroup) -> str:
    return f"{group.name} (small)" if group.is_small else group.name


def _rate_row(group: FunnelGroup) -> Iterator[Html]:
    yield row_head(_named(group))
    for count in (group.met, group.unmet, group.unknown):
        yield number(f"{count:,}")
    yield number("" if group.rate is None else percent_text(group.rate))
    yield number("" if group.ratio is None else f"{float(group.ratio):.2f}")


def _hurdle_row(hurdle: Hurdle) -> Iterator[Html]:
    verdict = Verdict.UNMET if hurdle.failing else Verdict.UNKNOWN
    yield verdict_head(verdict, f"{spelled(hurdle.criterion)} ({', '.join(hurdle.clauses)})")
    counts = (
        hurdle.dropping_out,
        hurdle.failing,
        hurdle.failing_only,
        hurdle.unknown,
        hurdle.asked,
    )
    yield from (number(f"{count:,}") for count in counts)

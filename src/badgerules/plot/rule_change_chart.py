"""The effect of a change of rules on a population, as turns from one verdict to another."""

# The stubs of matplotlib leave most keyword arguments untyped.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from badgerules.converters import is_a
from badgerules.errors import code_for, expect
from badgerules.impact import RuleComparison
from badgerules.plot.canvas import ANSWER, SMALL, canvas, finished, framed, head, law_told, refused
from badgerules.vocabulary import ProblemCode, Verdict, counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from badgerules.decisions import Question
    from badgerules.names import VerdictName
    from badgerules.plot.canvas import Palette

VerdictPair: TypeAlias = tuple[Verdict, Verdict]

ROW, AROUND = 0.42, 0.75
"""The height of one turn, and of everything around the turns, in inches."""
THICK, ABOVE = 0.36, 0.34


def rule_change(
    counts: RuleComparison | Mapping[tuple[Verdict | VerdictName, Verdict | VerdictName], int],
    *,
    title: str = "What the change of the rules does",
    ax: Axes | None = None,
    dark: bool = False,
) -> Figure:
    """Draw how many answers change with the rules, and from what to what.

    Answers that do not change are counted in the line beneath the title, so that few changes in
    a large population stay visible. Changes to "yes" are filled, to "no" empty, to "unknown"
    hatched.

    Args:
        counts: a comparison of rules, or how many answers there are, by the verdict before and
            the verdict after.
        title: what to write above.
        ax: the axes to draw on; None for a new figure.
        dark: light ink on dark paper.

    Returns:
        The figure.

    Raises:
        InvalidRecordError: if a verdict is none, a count is no whole number of 0 or more, the title
            is no text, or these are no axes.

    >>> figure = rule_change({("unmet", "met"): 12, ("met", "met"): 30, ("met", "unmet"): 5})
    >>> [float(bar.get_width()) for bar in figure.axes[0].patches]
    [12.0, 5.0]
    """
    expect(str, title=title)
    sides = ""
    if isinstance(counts, RuleComparison):
        sides = f"before, {_side_told(counts.before)}; after, {_side_told(counts.after)}"
        counts = {
            (transition.before, transition.after): transition.talents
            for transition in counts.transitions
        }
    expect(Mapping, "; compare_rules makes counts", counts=counts)
    turns = _checked(counts)
    moved = sorted(
        (turn for turn, count in turns.items() if turn[0] is not turn[1] and count),
        key=lambda turn: -turns[turn],
    )
    height = AROUND + ROW * max(1, len(moved))
    figure, ax, palette = canvas(ax, height=height, dark=dark)
    for number, turn in enumerate(moved):
        _draw_turn(ax, palette, number, turn, turns[turn])
    ax.set_xlim(0, max((turns[turn] for turn in moved), default=1))
    ax.set_ylim(max(1, len(moved)) - 0.5, -0.5)
    ax.set_xticks([])
    ax.set_yticks([])
    framed(ax, palette)
    head(ax, palette, title, _told(turns), sides)
    ways = (f"{turns[turn]:,} from {ANSWER[turn[0]]} to {ANSWER[turn[1]]}" for turn in moved)
    return finished(figure, ax, title, _told(turns), sides, *ways)


def _checked(
    counts: Mapping[tuple[Verdict | VerdictName, Verdict | VerdictName], int],
) -> dict[VerdictPair, int]:
    """Return the counts by verdicts; two spellings of one turn are added."""
    checked: dict[VerdictPair, int] = {}
    for pair, count in counts.items():
        if not is_a(pair, tuple) or len(pair) != len(("before", "after")):
            allowed = "pairs of the verdicts before and after"
            raise refused(ProblemCode.WRONG_TYPE, path="counts", found=pair, allowed=allowed)
        before, after = pair
        for path, word in (("before", before), ("after", after)):
            if not is_a(word, str) or word not in list(Verdict):
                code = code_for(word, str, ProblemCode.UNKNOWN_VALUE)
                raise refused(code, path=path, found=word, allowed="met, unmet or unknown")
        if type(count) is not int or count < 0:
            code, allowed = (
                code_for(count, int, ProblemCode.OUT_OF_RANGE),
                "a whole number of 0 or more",
            )
            raise refused(code, path="count", found=count, allowed=allowed)
        turn = (Verdict(before), Verdict(after))
        checked[turn] = checked.get(turn, 0) + count
    return checked


def _side_told(question: Question) -> str:
    return law_told(question) or f"rules: {question.edition.id}"


def _told(turns: dict[VerdictPair, int]) -> str:
    """Return a line that says how many answers turn, and how many do not."""
    total = sum(turns.values())
    stay = {verdict: turns.get((verdict, verdict), 0) for verdict in Verdict}
    words = [
        f"{counted(count, 'stay', 'stays')} {ANSWER[verdict]}"
        for verdict, count in stay.items()
        if count
    ]
    turned = total - sum(stay.values())
    turn = "changes" if turned == 1 else "change"
    return ", ".join([f"{turned:,} of {counted(total, 'answers')} {turn}", *words])


def _draw_turn(ax: Axes, palette: Palette, number: int, turn: VerdictPair, count: int) -> None:
    """Draw one turn: its text above, its bar beneath."""
    before, after = turn
    look = palette.look(after)
    ax.barh(number + ABOVE / 2, count, THICK, clip_on=False, **look)
    for place, words, side in (
        (0, f"{ANSWER[before]} \N{RIGHTWARDS ARROW} {ANSWER[after]}", "left"),
        (1, f"{count:,}", "right"),
    ):
        ax.text(
            place,
            number - ABOVE * 0.7,
            words,
            transform=ax.get_yaxis_transform(),
            ha=side,
            va="center",
            fontsize=SMALL,
            color=palette.ink,
        )

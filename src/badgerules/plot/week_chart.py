"""The weeks that count towards Top Rated, as a strip of squares."""

# The stubs of matplotlib leave most keyword arguments untyped.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Patch

from badgerules.decisions import check_decision
from badgerules.findings import TopRatedFinding, WeekReason, WeeksFinding
from badgerules.plot.canvas import MARK, SMALL, canvas, finished, framed, head, law_told, refused
from badgerules.vocabulary import ProblemCode, Verdict, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from badgerules.decisions import Decision
    from badgerules.findings import Finding, WeekRow
    from badgerules.plot.canvas import Palette

HEIGHT = 2.0
COUNT_LOW, COUNT_HIGH, HIGHEST = 1.5, 0.4, 2.4
"""The lower edge and the height of the bar of counts, and the top of the picture."""
GAP = 0.08
"""The gap between two weeks, where a week is 1 wide."""
MOST_SIGNS, MOST_SATURDAYS = 30, 8
"""The most weeks that leave room for a sign in each, and for the day on which each ends."""
VERDICT: Mapping[bool | None, Verdict] = {
    True: Verdict.MET,
    False: Verdict.UNMET,
    None: Verdict.UNKNOWN,
}
SIGN: Mapping[bool | None, str] = {
    True: "\N{CHECK MARK}",
    False: "\N{MULTIPLICATION SIGN}",
    None: "?",
}
WORD: Mapping[bool | None, str] = {True: "eligible", False: "not eligible", None: "not known"}


def weeks(decision: Decision, *, ax: Axes | None = None, dark: bool = False) -> Figure:
    """Draw the weeks that count, each at the Saturday on which it ends, and how many are needed.

    A week is filled, empty or hatched; one that is assumed has a dashed frame. The lower bar
    counts: filled what is sure, hatched what unknown weeks could add, with the need as a line.

    Args:
        decision: on Top Rated, or on Top Rated Plus, computed from reputation.
        ax: the axes to draw on; None for a new figure.
        dark: light ink on dark paper.

    Returns:
        The figure.

    Raises:
        InvalidRecordError: if the decision weighs no weeks, or is none, or these are no axes.

    >>> from datetime import date
    >>> from badgerules import Reputation, TalentRecord, Week, decide
    >>> saturday = Week(ends_on=date(2020, 8, 29), eligible=True)
    >>> reputation = Reputation(weeks=[saturday], joined_on=date(2020, 8, 24))
    >>> record = TalentRecord(kind="freelancer", contracts=[], reputation=reputation)
    >>> figure = weeks(decide(record, "top_rated", as_of=date(2020, 9, 1)))
    >>> [text.get_text() for text in figure.axes[0].texts][-2:]
    ['13 needed', '1 of the last 16 weeks eligible, 13 needed; 12 short']
    """
    check_decision(decision)
    finding = next(_weeks_in(decision.findings), None)
    if finding is None:
        raise refused(
            ProblemCode.IMPOSSIBLE,
            path="decision",
            found=str(decision.badge),
            allowed="a decision that weighs recorded weeks",
        )
    figure, ax, palette = canvas(ax, height=HEIGHT, dark=dark)
    rows = finding.rows
    for number, row in enumerate(rows):
        _draw_week(ax, palette, number, row, has_sign=len(rows) <= MOST_SIGNS)
    _draw_count(ax, palette, finding)
    _lay_out(ax, finding)
    title = f"{decision.badge.label}: weeks up to {decision.question.as_of}"
    told = (finding.text, law_told(decision.question))
    head(ax, palette, title, *told)
    _draw_legend(ax, palette, finding)
    framed(ax, palette)
    return finished(figure, ax, title, *told, *_kinds_told(rows))


def _kinds_told(rows: Sequence[WeekRow]) -> Iterator[str]:
    """Say how many weeks of each kind are drawn, and which are not eligible or not known."""
    for eligible, word in WORD.items():
        ends = [str(row.ends_on) for row in rows if row.eligible is eligible]
        if ends:
            named = "" if eligible else f": those that end on {', '.join(ends)}"
            yield f"{counted(len(ends), 'weeks')} {word}{named}"


def _weeks_in(findings: Iterable[Finding]) -> Iterator[WeeksFinding]:
    """Find the finding on weeks, in Top Rated itself or in the basis of Top Rated Plus."""
    for finding in findings:
        if isinstance(finding, WeeksFinding):
            yield finding
        elif isinstance(finding, TopRatedFinding):
            yield from _weeks_in(finding.basis)


def _draw_week(ax: Axes, palette: Palette, number: int, row: WeekRow, *, has_sign: bool) -> None:
    """Draw one week as a square."""
    frame = "--" if row.reason is WeekReason.ASSUMED else "-"
    look = palette.look(VERDICT[row.eligible])
    ax.bar(number, 1, 1 - GAP, align="edge", linestyle=frame, **look)
    if has_sign:
        colour = palette.paper if row.eligible else palette.ink
        paper = {"facecolor": palette.paper, "edgecolor": "none", "pad": 2}
        ax.text(
            number + (1 - GAP) / 2,
            0.5,
            SIGN[row.eligible],
            ha="center",
            va="center",
            fontsize=MARK,
            fontweight="bold",
            color=colour,
            bbox=paper if row.eligible is None else None,
        )


def _draw_count(ax: Axes, palette: Palette, finding: WeeksFinding) -> None:
    """Draw how many weeks count for sure, how many at most, and how many are needed."""
    least, most, all_ = finding.measured or 0, finding.highest, len(finding.rows)
    parts = ((0, least, Verdict.MET), (least, most, Verdict.UNKNOWN), (most, all_, Verdict.UNMET))
    for begin, end, verdict in parts:
        if begin < end:
            look = palette.look(verdict)
            ax.bar(begin, COUNT_HIGH, end - begin, COUNT_LOW, align="edge", **look)
    top = COUNT_LOW + COUNT_HIGH + GAP
    ax.vlines(finding.bar, COUNT_LOW - GAP, top, color=palette.need, lw=2)
    ax.text(
        finding.bar,
        top,
        f"{finding.bar} needed",
        ha="center",
        va="bottom",
        fontsize=SMALL,
        color=palette.ink,
    )


def _lay_out(ax: Axes, finding: WeeksFinding) -> None:
    """Lay out the axes, with a Saturday beneath each week that has room for one."""
    rows = finding.rows
    apart = max(1, -(-len(rows) // MOST_SATURDAYS))
    shown = range(len(rows) - 1, -1, -apart)
    ax.set_xlim(-GAP, max(len(rows), finding.bar) + GAP)
    ax.set_ylim(-GAP, HIGHEST)
    ax.set_xticks(
        [number + (1 - GAP) / 2 for number in shown],
        [str(rows[number].ends_on)[len("2020-") :] for number in shown],
    )
    ax.set_yticks([])


def _draw_legend(ax: Axes, palette: Palette, finding: WeeksFinding) -> None:
    """Explain the squares beneath the picture."""
    seen = {row.eligible for row in finding.rows}
    areas = [
        Patch(label=WORD[eligible], **palette.look(verdict))
        for eligible, verdict in VERDICT.items()
        if eligible in seen
    ]
    if any(row.reason is WeekReason.ASSUMED for row in finding.rows):
        dashed: dict[str, Any] = {**palette.look(Verdict.UNMET), "linestyle": "--"}
        areas.append(Patch(label="assumed", **dashed))
    ax.legend(
        handles=areas,
        loc="upper left",
        bbox_to_anchor=(0, -0.2),
        borderaxespad=0,
        ncols=4,
        frameon=False,
        fontsize=SMALL,
        labelcolor=palette.ink,
    )

"""Contracts against their own bars, the nearest one first."""

# The stubs of matplotlib leave most keyword arguments untyped.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.decisions import check_decision
from badgerules.errors import code_for
from badgerules.findings import LargeContractFinding, RowReason
from badgerules.money import CENTS_PER_DOLLAR, dollars_shown
from badgerules.plot.canvas import (
    ANSWER,
    HATCH,
    SMALL,
    canvas,
    finished,
    framed,
    head,
    law_told,
    name_shown,
    refused,
)
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from badgerules.decisions import Decision
    from badgerules.findings import ContractRow
    from badgerules.plot.canvas import Palette

ROW, AROUND = 0.56, 0.5
"""The height of one contract, and of everything around the contracts, in inches."""
THICK, REACH, ABOVE, BELOW = 0.26, 0.17, 0.3, 0.29
"""The height of a bar, and the distances from its middle to the ends of the line and to the texts
above and below, where a contract has a height of 1."""
BEYOND = 1.25
"""How far the axis reaches beyond the highest bar asked for."""
REASONS = {
    RowReason.LARGE: "large",
    RowReason.BELOW_BAR: "{shortfall} short",
    RowReason.NEGATIVE_OUTCOME: "cannot serve: negative feedback",
    RowReason.NOT_POSITIVE: "cannot serve: feedback is not positive",
    RowReason.AWAITING_FEEDBACK: "reached, positive feedback awaited",
}


def contracts(
    decision: Decision,
    *,
    most: int = 10,
    ax: Axes | None = None,
    dark: bool = False,
) -> Figure:
    """Draw what counted on each contract against the bar of its category, the nearest one first.

    A line marks the bar; a contract that cannot serve is hatched, with the reason. Amounts that
    reach far beyond every bar are cut off at the edge; the text has them in full.

    Args:
        decision: on Top Rated Plus.
        most: how many contracts to draw; the others are only counted.
        ax: the axes to draw on; None for a new figure, as high as the contracts need.
        dark: light ink on dark paper.

    Returns:
        The figure.

    Raises:
        InvalidRecordError: if the decision is on another badge, or is none, no contract may be
            drawn, or these are no axes.

    >>> from datetime import date
    >>> from badgerules import Contract, TalentRecord, decide
    >>> shop = Contract(id="shop", category="legal").with_payment("7000", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> figure = contracts(decide(record, "top_rated_plus", as_of=date(2020, 9, 1)))
    >>> [float(bar.get_width()) for bar in figure.axes[0].patches]
    [7000.0]
    """
    check_decision(decision)
    if type(most) is not int or most < 1:
        code = code_for(most, int, ProblemCode.OUT_OF_RANGE)
        raise refused(code, path="most", found=most, allowed="at least 1")
    finding = next(
        (finding for finding in decision.findings if isinstance(finding, LargeContractFinding)),
        None,
    )
    if finding is None:
        raise refused(
            ProblemCode.IMPOSSIBLE,
            path="decision",
            found=str(decision.badge),
            allowed="a decision on Top Rated Plus",
        )
    rows = finding.rows_nearest_first
    drawn, left_out = rows[:most], len(rows) - most
    height = AROUND + ROW * (max(1, len(drawn)) + (left_out > 0))
    figure, ax, palette = canvas(ax, height=height, dark=dark)
    _lay_out(ax, drawn, left_out)
    for number, row in enumerate(drawn):
        _draw_row(ax, palette, number, row)
    others = f"and {left_out} further away" if left_out > 0 else ""
    lowest = "" if rows else f"the lowest bar is {dollars_shown(finding.bar)}"
    for number, words in ((len(drawn), others), (0, lowest)):
        if words:
            _write(ax, palette, number, words)
    framed(ax, palette)
    title = f"A large contract on {decision.question.as_of}: {ANSWER[finding.verdict]}"
    told = (large_contract_told(finding), law_told(decision.question))
    head(ax, palette, title, *told)
    return finished(figure, ax, title, *told, lowest, *map(_row_told, drawn), others)


def large_contract_told(finding: LargeContractFinding) -> str:
    """Return a line that says what the large contract has, or the nearest one."""
    rows = finding.rows
    if not rows:
        return "there is no contract yet"
    large = next((row for row in rows if row.reason is RowReason.LARGE), None)
    if large is not None:
        return f"it has {_amounts(large)}"
    if (nearest := finding.nearest) is None:
        return "no contract can serve, because of its feedback"
    return f"the nearest has {_amounts(nearest)}"


def _amounts(row: ContractRow) -> str:
    return f"{dollars_shown(row.counted_cents)} of {dollars_shown(row.required_cents)}"


def _row_told(row: ContractRow) -> str:
    """Return a contract in words, with its name as it is drawn."""
    named = f"{name_shown(row.contract.id)} ({row.contract.category.label})"
    return f"{named}: {_amounts(row)}, {_reason(row)}"


def _reason(row: ContractRow) -> str:
    return REASONS[row.reason].format(shortfall=dollars_shown(row.shortfall_cents))


def _lay_out(ax: Axes, rows: tuple[ContractRow, ...], left_out: int) -> None:
    """Lay out the axes: dollars to the right, contracts downwards."""
    low = min((row.counted_cents for row in rows), default=0)
    high = max((row.counted_cents for row in rows), default=0)
    bar = max((row.required_cents for row in rows), default=CENTS_PER_DOLLAR)
    right = max(bar * 1.005, min(high, bar * BEYOND)) / CENTS_PER_DOLLAR
    ax.set_xlim(max(min(low, 0) / CENTS_PER_DOLLAR, -right / 4), right)
    ax.set_ylim(max(1, len(rows)) - 0.5 + (left_out > 0), -0.5)
    ax.set_xticks([])
    ax.set_yticks([])


def _draw_row(ax: Axes, palette: Palette, number: int, row: ContractRow) -> None:
    """Draw one contract: what is missing (faint), what counted, its bar, and its texts."""
    counted, required = (cents / CENTS_PER_DOLLAR for cents in row.amounts)
    if row.is_able and counted < required:
        ax.hlines(number, max(counted, 0), required, color=palette.faint, lw=4)
    ax.barh(
        number,
        counted,
        THICK,
        edgecolor=palette.ink,
        linewidth=0.8,
        facecolor=palette.fact if row.is_able and counted > 0 else palette.paper,
        hatch="" if row.is_able else HATCH,
    )
    if ax.get_xlim()[0] < 0:  # somewhere more was refunded than paid: a bar may go to the left
        ax.vlines(0, number - REACH, number + REACH, color=palette.ink, lw=1)
    ax.vlines(required, number - REACH, number + REACH, color=palette.need, lw=2)
    _write(ax, palette, number - ABOVE, name_shown(row.contract.id), row.contract.category.label)
    _write(ax, palette, number + BELOW, f"{_amounts(row)}, {_reason(row)}")


def _write(ax: Axes, palette: Palette, height: float, left: str, right: str = "") -> None:
    """Write at the left and at the right edge."""
    for place, words, side in ((0, left, "left"), (1, right, "right")):
        ax.text(
            place,
            height,
            words,
            transform=ax.get_yaxis_transform(),
            ha=side,
            va="center",
            fontsize=SMALL,
            color=palette.ink,
        )

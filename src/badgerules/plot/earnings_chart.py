"""Earnings over time: a step on the very day on which a payment comes or leaves."""

# The stubs of matplotlib leave most keyword arguments untyped.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib import dates
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import offset_copy

from badgerules import converters
from badgerules.findings import LargeContractFinding
from badgerules.money import CENTS_PER_DOLLAR
from badgerules.plot.canvas import (
    LINE,
    SMALL,
    amounts_shown,
    canvas,
    finished,
    framed,
    head,
    law_told,
    lines_of,
    refused,
)
from badgerules.plot.contract_chart import large_contract_told
from badgerules.rulebook import EDITIONS, LAUNCH
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings, money_window
from badgerules.timeline import timeline
from badgerules.vocabulary import ProblemCode, Verdict, counted
from badgerules.windows import MONTHS_PER_YEAR, months_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from badgerules.decisions import Decision
    from badgerules.findings import Finding
    from badgerules.names import BadgeName
    from badgerules.plot.canvas import Palette
    from badgerules.records import TalentRecord
    from badgerules.timeline import Span, Timeline
    from badgerules.vocabulary import Badge

HEIGHT = 3.2
MOST_REASONS = 2
USUAL_LINES = 2
"""Lines beneath the title that the height has room for; each further one makes it higher."""
MOST_SPANS = 6
"""The most spans that the alternative text tells one by one."""
NAMED_FROM = 0.2
"""The part of the days from which on a span has its word in it."""
ASIDE = 4
"""The distance of that word from the edge, in points."""
STRIP = (0, -0.17, 1, 0.1)
"""The box of the strip of spans beneath the axes, in fractions of the axes."""
BENEATH = 22
"""The distance of the legend from the strip, in points, with room for the days."""
MOST_TICKS, FEWEST_TICKS, MOST_DAYS = 7, 3, 5
REASON = {Verdict.UNMET: "not met", Verdict.UNKNOWN: "not known"}
HELD = {Verdict.MET: "held", Verdict.UNMET: "not held", Verdict.UNKNOWN: "not known"}
TICK_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000)
"""How many months may lie between two ticks."""


class EarningsStep(NamedTuple):
    """The earnings and their bar from a day on, in cents."""

    day: date
    earned: int
    needed: int


def earnings(  # noqa: PLR0913  # what `timeline` takes, and where to draw
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    first_day: date | None = None,
    last_day: date | None = None,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    ax: Axes | None = None,
    dark: bool = False,
) -> Figure:
    """Draw the earnings that count on each day against the bar, and when the badge is held.

    Every step stands on its exact day. Days later than `as_of` rest on the assumptions of
    `timeline`; earnings are dashed there. Days on which an edition begins are dotted.

    Args:
        record: the facts.
        badge: a badge whose earnings are weighed, or its name.
        as_of: the last day whose facts are known, which is marked.
        first_day: where to begin; None for a year before `as_of`, or the first day of the rules.
        last_day: where to end, included; None for a year after `as_of`.
        readings: how ambiguous clauses are read.
        edition: as in `timeline`.
        ax: the axes to draw on; None for a new figure.
        dark: light ink on dark paper.

    Returns:
        The figure.

    Raises:
        NoEditionInForceError: as `timeline` does.
        InvalidRecordError: as `timeline` does; if the badge asks for no earnings, or these are no
            axes.

    >>> from badgerules import Contract, TalentRecord
    >>> shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> figure = earnings(record, "top_rated_plus", as_of=date(2020, 9, 1))
    >>> figure.axes[0].get_title(loc="left").strip()
    'Top Rated Plus: held on 2020-09-01'
    """
    days = {"first_day": first_day, "last_day": last_day}
    given = {name: converters.optional_day(own) for name, own in days.items()}
    converters.check("timeline", as_of=converters.day(as_of), **given)
    first_day = _year_before(as_of, edition) if first_day is None else first_day
    ahead = timeline(
        record,
        badge,
        as_of=as_of,
        first_day=first_day,
        last_day=_year_after(max(as_of, first_day)) if last_day is None else last_day,
        readings=readings,
        edition=edition,
    )
    steps = _steps(ahead)
    title, told = _said(ahead)
    further = max(0, len(lines_of(*told)) - USUAL_LINES)
    figure, ax, palette = canvas(ax, height=HEIGHT + further * LINE, dark=dark)
    strip = ax.inset_axes(STRIP, sharex=ax)
    strip.set_facecolor(palette.paper)
    _draw_steps(ax, palette, ahead, steps)
    _draw_spans(strip, palette, ahead)
    _draw_days(ax, strip, palette, ahead)
    head(ax, palette, title, *told)
    _draw_legend(figure, ax, palette, ahead)
    framed(ax, palette, sides=("left",))
    framed(strip, palette)
    return finished(figure, ax, title, *told, *_spans_told(ahead))


def _year_before(day: date, law: Edition | str | None) -> date:
    """Return the day a year before; without an edition, not before the first day of the rules."""
    earlier = months_later(day, -MONTHS_PER_YEAR)
    return earlier if law is not None else max(earlier, LAUNCH.effective_from)


def _year_after(day: date) -> date:
    """Return the day a year after."""
    return months_later(day, MONTHS_PER_YEAR)


def _steps(ahead: Timeline) -> list[EarningsStep]:
    """Return a step for each day on which the earnings or their bar change."""
    outlook, steps = ahead.outlook, list[EarningsStep]()
    for day in _days_of_events(ahead):
        decision = outlook.decided_on(day)
        if "earnings" not in decision:
            raise refused(
                ProblemCode.IMPOSSIBLE,
                path="badge",
                found=str(ahead.badge),
                allowed="a badge whose earnings this record weighs",
            )
        finding = decision["earnings"]
        step = EarningsStep(day, finding.measured or 0, finding.bar)
        if not steps or step[1:] != steps[-1][1:]:
            steps.append(step)
    return steps


def _days_of_events(ahead: Timeline) -> list[date]:
    """Return the first day, and each later day on which a payment or an edition comes or goes."""
    outlook, first_day, last_day = ahead.outlook, ahead.first_day, ahead.last_day
    laws = EDITIONS if outlook.edition is None else (outlook.edition,)
    paid = {day for contract in outlook.record.contracts for day in contract.paid_days}
    days = {first_day, *paid, *(law.effective_from for law in laws)}
    for length in {money_window(law, outlook.readings) for law in laws}:
        too_old = length.ending(last_day).after
        days |= {length.leaves_on(day) for day in paid if day <= too_old}
    return sorted(day for day in days if first_day <= day <= last_day)


def _place(day: date) -> float:
    """Return where a day begins on the axis of time."""
    untyped: Any = dates
    return float(untyped.date2num(day))


def _after(day: date) -> float:
    """Return where a day ends on the axis of time."""
    return _place(day) + 1


def _course(points: list[tuple[float, int]], end: float) -> tuple[list[float], list[float]]:
    """Return the places and dollars of a line of steps that ends at `end`."""
    earlier = [None, *(cents for _, cents in points)]
    kept = [point for point, before in zip(points, earlier, strict=False) if point[1] != before]
    places = [place for place, _ in kept] + [end]
    amounts = [cents / CENTS_PER_DOLLAR for _, cents in kept]
    return places, [*amounts, amounts[-1]]


def _draw_steps(ax: Axes, palette: Palette, ahead: Timeline, steps: list[EarningsStep]) -> None:
    """Draw the bar and the earnings: a solid line for known days, a dashed one for assumed ones."""
    end, known_until = _after(ahead.last_day), _after(ahead.outlook.known_through)
    needed = [(_place(step.day), step.needed) for step in steps]
    earned = [(_place(step.day), step.earned) for step in steps]
    known = [point for point in earned if point[0] < known_until]
    later = [point for point in earned if point[0] >= known_until]
    if known and known_until < end:
        later = [(known_until, known[-1][1]), *later]
    ax.plot(
        *_course(needed, end), drawstyle="steps-post", color=palette.need, lw=1.4, label="needed"
    )
    if known:
        corners = _course(known, min(known_until, end))
        ax.plot(*corners, drawstyle="steps-post", color=palette.fact, lw=1.8, label="earned")
    if later:
        ax.plot(
            *_course(later, end),
            drawstyle="steps-post",
            color=palette.fact,
            lw=1.8,
            ls=(0, (2.5, 1.2)),
            label="if nothing new is paid",
        )
    amounts = [cents for step in steps for cents in (0, step.earned, step.needed)]
    _scale(ax, palette, min(amounts) / CENTS_PER_DOLLAR, max(amounts) / CENTS_PER_DOLLAR)


def _scale(ax: Axes, palette: Palette, low: float, high: float) -> None:
    """Lay out the axis of dollars."""
    margin = (high - low) / 12 or 1
    ax.set_ylim(low - (margin if low < 0 else margin / 4), high + margin)
    ticks = [tick for tick in MaxNLocator(5).tick_values(low, high) if low <= tick <= high + margin]
    cents = sorted({round(tick * CENTS_PER_DOLLAR) for tick in ticks})
    ax.set_yticks([amount / CENTS_PER_DOLLAR for amount in cents], amounts_shown(cents))
    ax.grid(axis="y", color=palette.faint, lw=0.6)
    ax.set_axisbelow(True)


def _draw_spans(strip: Axes, palette: Palette, ahead: Timeline) -> None:
    """Draw the spans of days on which the badge is held, not held, or not known to be."""
    for span in ahead.spans:
        begin, end = _place(span.first_day), _after(span.last_day)
        strip.broken_barh([(begin, end - begin)], (0, 1), **palette.look(span.verdict))
        if NAMED_FROM * (ahead.last_day - ahead.first_day).days <= end - begin:
            _name_span(strip, palette, span, _place(ahead.outlook.known_through))
    strip.set_ylim(0, 1)
    strip.set_yticks([])


def _name_span(strip: Axes, palette: Palette, span: Span, asked: float) -> None:
    """Write into a span what it is, at the end that is farther from the day asked about."""
    begin, end = _place(span.first_day), _after(span.last_day)
    is_left = abs(begin - asked) > abs(end - asked)
    is_met = span.verdict is Verdict.MET
    paper = {"facecolor": palette.paper, "edgecolor": "none", "pad": 1}
    strip.annotate(
        HELD[span.verdict],
        (begin if is_left else end, 0.5),
        xytext=(ASIDE if is_left else -ASIDE, 0),
        textcoords="offset points",
        ha="left" if is_left else "right",
        va="center",
        fontsize=SMALL,
        color=palette.paper if is_met else palette.ink,
        bbox=None if is_met else paper,
    )


def _draw_days(ax: Axes, strip: Axes, palette: Palette, ahead: Timeline) -> None:
    """Lay out the axis of days; mark the day asked about, and those on which editions begin."""
    outlook, first_day, last_day = ahead.outlook, ahead.first_day, ahead.last_day
    ticks = _ticks(first_day, last_day)
    strip.xaxis_date()
    strip.set_xlim(_place(first_day), _after(last_day))
    strip.set_xticks(list(map(_place, ticks)), _days_shown(ticks))
    ax.tick_params(axis="x", bottom=False, labelbottom=False)
    laws = [law for law in EDITIONS if first_day < law.effective_from <= last_day]
    for law in laws if outlook.edition is None else []:
        line = ax.axvline(_place(law.effective_from), color=palette.ink, lw=0.8, ls=":")
        line.set_label("a new edition" if law is laws[0] else "_")
    as_of = outlook.known_through
    if _is_asked_about_shown(ahead):
        for axes in (ax, strip):
            axes.axvline(_place(as_of), color=palette.ink, lw=1)
        earned = float(outlook.decided_on(as_of)["earnings"].observed or 0)
        ax.plot([_place(as_of)], [earned], "o", color=palette.ink, ms=5, clip_on=False)


def _is_asked_about_shown(ahead: Timeline) -> bool:
    return ahead.first_day <= ahead.outlook.known_through <= ahead.last_day


def _said(ahead: Timeline) -> tuple[str, list[str]]:
    """Return the title, and sentences that say why the badge is held, or why not."""
    name, as_of = ahead.badge.label, ahead.outlook.known_through
    if not _is_asked_about_shown(ahead):
        law = law_told(ahead.outlook.decided_on(ahead.first_day).question)
        return f"{name}: from {ahead.first_day} to {ahead.last_day}", [law]
    decision = ahead.outlook.decided_on(as_of)
    told = [*_told(decision), law_told(decision.question)]
    return f"{name}: {HELD[decision.verdict]} on {as_of}", told


def _told(decision: Decision) -> list[str]:
    """Return sentences that say what was earned, and what else keeps the badge away."""
    earned = decision["earnings"]
    others = [
        finding
        for finding in decision.findings
        if finding.verdict is decision.verdict is not Verdict.MET and finding is not earned
    ]
    is_enough = earned.verdict is Verdict.MET and others
    told = [f"{earned.text}: enough" if is_enough else earned.text]
    told += map(_reason, others[:MOST_REASONS])
    if further := len(others[MOST_REASONS:]):
        told.append(f"and {counted(further, 'further criteria', 'further criterion')}")
    return told


def _reason(finding: Finding) -> str:
    """Say of a criterion that it is not met, or not known, and why."""
    words = finding.text
    if isinstance(finding, LargeContractFinding):
        words = f"large contract, {large_contract_told(finding)}"
    return f"{REASON[finding.verdict]}: {words} ({finding.clause})"


def _spans_told(ahead: Timeline) -> Iterator[str]:
    """Say from when to when the badge is held, and when not, as the strip shows it."""
    for span in ahead.spans[:MOST_SPANS]:
        yield f"{HELD[span.verdict]} from {span.first_day} to {span.last_day}"
    if further := len(ahead.spans[MOST_SPANS:]):
        yield f"and {counted(further, 'further spans', 'further span')}"


def _ticks(first_day: date, last_day: date) -> list[date]:
    """Return first days of months, evenly spaced; in a short range, evenly spaced days."""
    first, last = (day.year * MONTHS_PER_YEAR + day.month - 1 for day in (first_day, last_day))
    apart = next((months for months in TICK_MONTHS if (last - first) // months < MOST_TICKS), last)
    months = range(-(-first // apart) * apart, last + 1, apart)
    ticks = [date(month // MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1, 1) for month in months]
    ticks = [day for day in ticks if first_day <= day]
    if len(ticks) >= FEWEST_TICKS:
        return ticks
    days = range(0, (last_day - first_day).days + 1, 1 + (last_day - first_day).days // MOST_DAYS)
    return [first_day + timedelta(days=number) for number in days]


def _days_shown(days: list[date]) -> list[str]:
    """Return days in ISO 8601, cut to months or years where each is the first day of one."""
    texts = list(map(str, days))
    for ending in ("-01", "-01"):
        if len(texts) > 1 and all(text.endswith(ending) for text in texts):
            texts = [text.removesuffix(ending) for text in texts]
    return texts


def _draw_legend(figure: Figure, ax: Axes, palette: Palette, ahead: Timeline) -> None:
    """Explain the lines and areas beneath the picture."""
    lines = [line for line in ax.lines if not str(line.get_label()).startswith("_")]
    verdicts = [verdict for verdict in Verdict if verdict in {span.verdict for span in ahead.spans}]
    areas = [Patch(label=HELD[verdict], **palette.look(verdict)) for verdict in verdicts]
    ax.legend(
        handles=[*lines, *areas],
        loc="upper left",
        bbox_to_anchor=STRIP[:2],
        bbox_transform=offset_copy(ax.transAxes, figure, y=-BENEATH, units="points"),
        borderaxespad=0,
        ncols=3,
        frameon=False,
        fontsize=SMALL,
        labelcolor=palette.ink,
    )

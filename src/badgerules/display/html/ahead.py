"""What lies ahead as HTML: timelines as a bar and a table, remedies as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.display.ahead import (
    GOES_ON,
    aim_text,
    back_texts,
    border_said,
    further_ways_text,
    is_held,
    kept_text,
    moved_text,
    obstacle_texts,
    outlook_freshness,
    reason_texts,
    recovery_texts,
    text_of_ways,
    turned_text,
    wait_text,
    ways_shown,
)
from badgerules.display.html.elements import (
    Html,
    cell,
    element,
    heading,
    items,
    joined,
    paragraphs,
    parts_of,
    table,
    verdict_head,
)
from badgerules.display.html.law import outlook_parts
from badgerules.display.layout import ANSWERS, name_of
from badgerules.recovery import Recovery
from badgerules.remedies import Remedies, Remedy
from badgerules.timeline import Border, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from badgerules.timeline import Span

_WHOLE = 10_000
"""The width of a bar, in hundredths of a percent."""


@parts_of.register(Timeline)
def _(timeline: Timeline) -> Iterator[Html]:
    """Show every span, and at each border what changed and which payments moved."""
    yield heading(f"{name_of(timeline.outlook.record)}: {timeline.badge.label}")
    yield from outlook_parts(timeline.outlook)
    yield _bar(timeline)
    last = timeline.spans[-1]
    rows = [
        _span_row(timeline, span, border, is_open=timeline.is_settled and span is last)
        for span, border in zip(timeline.spans, [None, *timeline.borders], strict=True)
    ]
    heads = ("Held", "First day", "Last day", "What changed")
    caption = f"{timeline.badge.label} from {timeline.first_day} to {timeline.last_day}"
    yield table(caption, heads, rows)
    yield from items(f"Assumed: {assumption}." for assumption in timeline.assumptions)
    yield from paragraphs(outlook_freshness(timeline.outlook))


def _bar(timeline: Timeline) -> Html:
    """Draw the spans to scale; the table below says the same to those who cannot see it."""
    start, whole = timeline.first_day.toordinal(), _days(timeline.first_day, timeline.last_day)
    parts: list[Html] = []
    for span in timeline.spans:
        first = (span.first_day.toordinal() - start) * _WHOLE // whole
        beyond = (span.last_day.toordinal() + 1 - start) * _WHOLE // whole
        percent, rest = divmod(beyond - first, 100)
        width = f"width:{percent}.{rest:02d}%"
        parts.append(element("span", class_=span.verdict.value, style=width))
    return element("div", *parts, class_="bar", aria_hidden="true")


def _days(first_day: date, last_day: date) -> int:
    return last_day.toordinal() - first_day.toordinal() + 1


def _span_row(
    timeline: Timeline, span: Span, border: Border | None, *, is_open: bool
) -> Iterator[Html]:
    yield verdict_head(span.verdict, word=ANSWERS[span.verdict])
    yield element("td", str(span.first_day), class_="day")
    last_day = "open: nothing recorded changes it" if is_open else str(span.last_day)
    yield cell(last_day) if is_open else element("td", last_day, class_="day")
    if border is None:
        texts = ["where the timeline begins", *reason_texts(timeline.outlook, span)]
    else:
        texts = [*_border_texts(border)]
    yield element("td", *(element("div", text) for text in texts), class_="told")


def _border_texts(border: Border) -> Iterator[str]:
    yield from (turned_text(before, after) for before, after in border.changed)
    yield from (f"{moved_text(move)} comes into the window" for move in border.entered)
    yield from (f"{moved_text(move)} leaves the window" for move in border.left)


@parts_of.register(Border)
def _(border: Border) -> Iterator[Html]:
    """Show on which day a badge is gained or lost, what changed, and which payments moved."""
    yield heading(border_said(border), border.verdict)
    yield from outlook_parts(border.outlook)
    yield from items(_border_texts(border))
    fresh = outlook_freshness(border.outlook)
    yield from paragraphs("That is, if nothing new happens.", fresh)


@parts_of.register(Recovery)
def _(recovered: Recovery) -> Iterator[Html]:
    """Show for each day on which the score may return when the badge is held."""
    outlook = recovered.outlook
    yield heading(f"{outlook.badge.label}, if the score is {recovered.score} again")
    yield from outlook_parts(outlook)
    yield from items(recovery_texts(recovered))
    yield from paragraphs(f"Assumed: {GOES_ON}.", outlook_freshness(outlook))


@parts_of.register(Remedies)
def _(remedies: Remedies) -> Iterator[Html]:
    """Show what neither money nor time changes, what to wait for, and what to pay."""
    keeps = is_held(remedies)
    ways = remedies.keep if keeps else remedies.ways
    shown, further = ways_shown(ways)
    yield heading(aim_text(remedies.badge, keeps=keeps))
    yield from outlook_parts(remedies.outlook)
    if remedies.obstacles:
        yield element("h3", "What stands in the way")
        yield from items(obstacle_texts(remedies, keeps=keeps))
    waits = [*map(wait_text, remedies.waits), *back_texts(remedies, keeps=keeps)]
    if waits:
        yield element("h3", "What to wait for")
        yield from items(waits)
    if ways:
        yield element("h3", "What to do: one of these")
        yield from items((_ways(*alike) for alike in shown), "ol")
    if further:
        yield from paragraphs(f"And {further_ways_text(further)}.")
    if not (remedies.obstacles or remedies.waits or ways):
        said = kept_text(remedies)
        yield from paragraphs(f"{said[:1].upper()}{said[1:]}.")
    yield from paragraphs(outlook_freshness(remedies.outlook))


@parts_of.register(Remedy)
def _(remedy: Remedy) -> Iterator[Html]:
    """Show one way to hold a badge."""
    yield heading(aim_text(remedy.outlook.badge, keeps=remedy.keeps))
    yield from outlook_parts(remedy.outlook)
    yield from items([_ways(remedy)])
    yield from paragraphs(outlook_freshness(remedy.outlook))


def _ways(*ways: Remedy) -> Html:
    """Return ways that differ in nothing but the contract as one item."""
    way = ways[0]
    if way.never:
        effect = "it is not enough alone, as something else stands in the way"
    elif way.keeps:
        effect = f"it keeps the badge, which would be lost on {way.holds_on}"
    else:
        effect = f"the badge then holds from {way.holds_on} on"
    when = f"{'Done' if way.any_activity_does else 'Paid'} on {way.pay_on}, {effect}."
    late = " No later day is too late for it." if way.pay_by is None else ""
    return joined([element("strong", text_of_ways(ways)), element("div", f"{when}{late}")])

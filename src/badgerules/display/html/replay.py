"""A replay as HTML: a table of the parts that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.deviations import Deviation, Replay
from badgerules.display.html.elements import (
    Html,
    cell,
    element,
    heading,
    paragraphs,
    parts_of,
    row_head,
    table,
)
from badgerules.display.html.law import question_parts
from badgerules.display.replay import REASONS, asked_again, differences, outcome, place

if TYPE_CHECKING:
    from collections.abc import Iterator


@parts_of.register(Replay)
def _(replay: Replay) -> Iterator[Html]:
    """Show what was asked again, then every part that differs, what it was and what it is."""
    yield heading(asked_again(replay))
    yield from question_parts(replay.assessment.question)
    yield from paragraphs(outcome(replay))
    if replay.deviations:
        rows = map(_deviation_row, replay.deviations)
        yield table("What came out differently", ("Part", "Why", "Then and now"), rows)


def _deviation_row(deviation: Deviation) -> Iterator[Html]:
    yield row_head(place(deviation))
    yield cell(REASONS[deviation.cause])
    yield cell(*(element("div", difference) for difference in differences(deviation)))

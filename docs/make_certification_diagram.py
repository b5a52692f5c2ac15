"""Draw the life of a certification, as `TRANSITIONS` has it, into the documentation.

Run it after a change to the table. With `--check` it writes nothing and exits with 1 if the
picture in the documentation is another one. Colours are those of the text around the picture.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from badgerules import CertificationStatus
from badgerules.certification import TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

PICTURE = Path(__file__).parent / "explanation" / "certification-diagram.svg"

PLACES = {
    CertificationStatus.DRAFT: (0, 0),
    CertificationStatus.SUBMITTED: (1, 0),
    CertificationStatus.APPROVED: (2, 0),
    CertificationStatus.REJECTED: (1, 1),
}
"""The column and the row of each status."""

BOX_WIDTH, BOX_HEIGHT = 130, 44
COLUMN, ROW = 230, 120
MARGIN, INSET, GAP = 12, 4, 10
"""Around the picture, between the two frames of a last status, between a line and its text."""


def picture() -> str:
    """Return the picture as SVG."""
    width = max(x for x, _ in map(_centre, PLACES)) + BOX_WIDTH // 2 + MARGIN
    height = max(y for _, y in map(_centre, PLACES)) + BOX_HEIGHT // 2 + MARGIN
    told = ", ".join(f"{step} leads from {a} to {b}" for (a, step), b in TRANSITIONS.items())
    arrows = [_arrow(before, step, after) for (before, step), after in TRANSITIONS.items()]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" role="img" aria-labelledby="life-title life-told" '
        'style="max-width: 100%; height: auto" font-family="sans-serif" font-size="15" '
        'fill="currentColor" stroke="none">'
    )
    tip = (
        '<marker id="life-tip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 L10 5 L0 10 z"/></marker>'
    )
    lines = [
        head,
        '<title id="life-title">The life of a certification</title>',
        f'<desc id="life-told">{told}</desc>',
        tip,
        *(line for status in PLACES for line in _box(status)),
        *(line for arrow in arrows for line in arrow),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _centre(status: str) -> tuple[int, int]:
    column, row = PLACES[CertificationStatus(status)]
    return MARGIN + BOX_WIDTH // 2 + column * COLUMN, MARGIN + BOX_HEIGHT // 2 + row * ROW


def _box(status: str) -> list[str]:
    """Draw a status; one that no step leaves has a double frame."""
    x, y = _centre(status)
    insets = [0] if any(before == status for before, _ in TRANSITIONS) else [0, INSET]
    frames = [
        f'<rect x="{x - BOX_WIDTH // 2 + inset}" y="{y - BOX_HEIGHT // 2 + inset}" '
        f'width="{BOX_WIDTH - 2 * inset}" height="{BOX_HEIGHT - 2 * inset}" rx="{8 - inset}" '
        'fill="none" stroke="currentColor" stroke-width="1.5"/>'
        for inset in insets
    ]
    return [*frames, _text(x, y + 5, status, anchor="middle")]


def _arrow(before: str, step: str, after: str) -> list[str]:
    """Draw a step: straight along a row or a column, otherwise along the row and round a corner."""
    (x, y), (to_x, to_y) = _centre(before), _centre(after)
    across = (to_x > x) - (to_x < x)
    along = (to_y > y) - (to_y < y)
    if not across:
        line = f"M{x} {y + along * BOX_HEIGHT // 2} V{to_y - along * BOX_HEIGHT // 2}"
        label = _text(x + GAP, (y + to_y) // 2 + 5, step, anchor="start")
    else:
        start = x + across * BOX_WIDTH // 2
        end = to_x if along else to_x - across * BOX_WIDTH // 2
        line = f"M{start} {y} H{end}" + (f" V{to_y - along * BOX_HEIGHT // 2}" if along else "")
        label = _text((start + end) // 2, y - GAP, step, anchor="middle")
    drawn = 'fill="none" stroke="currentColor" stroke-width="1.5" marker-end="url(#life-tip)"'
    return [f'<path d="{line}" {drawn}/>', label]


def _text(x: int, y: int, text: str, *, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the picture, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=PICTURE)
    parser.add_argument("--check", action="store_true", help="exit with 1 if the file differs")
    given = parser.parse_args(arguments)
    if not given.check:
        given.file.write_text(picture(), encoding="utf-8", newline="\n")
        return 0
    if given.file.exists() and given.file.read_text(encoding="utf-8") == picture():
        return 0
    sys.stderr.write(f"{given.file} is not what the table says; run {Path(__file__).name}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

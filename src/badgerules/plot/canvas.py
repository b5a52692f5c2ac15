"""What all pictures share: the figure, the colours, and how text and amounts are written.

Nothing is shown by colour alone: what is met is filled, what is not is empty, what is not known is
hatched. The colours are those of Okabe and Ito, which colour-blind people tell apart.
"""

# The stubs of matplotlib leave most keyword arguments untyped.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import attrs
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from badgerules.converters import check, flag
from badgerules.errors import InvalidRecordError, expect, shown, unfit
from badgerules.money import dollars_shown
from badgerules.vocabulary import ProblemCode, Verdict

if TYPE_CHECKING:
    from badgerules.decisions import Question

WIDTH, DOTS_PER_INCH = 4.8, 200
"""The width in inches, so that text is readable at 80 millimetres, and dots for a wide screen."""
SHOWN_PER_INCH = 130
"""Pixels of a page, so that a picture's text is as large as that of a notebook around it."""
PNG = "image/png"
TITLE, NORMAL, SMALL = 10, 8.5, 7.5
"""Sizes of text in points."""
MARK = 11
"""The size of a sign inside of an area, in points; it is bold besides."""
LINE = 0.17
"""The height of a line beneath the title, in inches."""
HATCH = "///"
"""So far apart that the lines are told from each other in a notebook."""
ANSWER = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}
LONGEST_NAME, LONGEST_LINE, LONGEST_TITLE = 28, 64, 50
MILLION, MANY = 10**6, 10**9
"""The divisor for amounts in millions, and the cents from which on an axis shows millions."""


class Picture(Figure):
    """A figure that a notebook shows by itself, with what it shows in words."""

    alternative_text: str = ""
    """What the picture shows, for those who cannot see it."""

    def _repr_mimebundle_(
        self, **_: object
    ) -> tuple[dict[str, bytes], dict[str, dict[str, int | str]]]:
        """Return the picture with its size on a page, which has fewer dots than the picture."""
        image = BytesIO()
        self.savefig(image, format="png")
        width, height = (round(inches * SHOWN_PER_INCH) for inches in self.get_size_inches())
        told = {"width": width, "height": height, "alt": self.alternative_text}
        return {PNG: image.getvalue()}, {PNG: told}


@attrs.frozen(kw_only=True)
class Palette:
    """The colours of a picture.

    Args:
        paper: the background.
        ink: text, lines and frames.
        faint: grids, and what is still missing.
        fact: what was observed.
        need: what is required.
    """

    paper: str
    ink: str
    faint: str
    fact: str
    need: str

    def look(self, verdict: Verdict) -> dict[str, Any]:
        """Return the style of an area with a verdict: filled, empty or hatched."""
        looks = {
            Verdict.MET: {"facecolor": self.fact},
            Verdict.UNMET: {"facecolor": self.paper},
            Verdict.UNKNOWN: {"facecolor": self.paper, "hatch": HATCH},
        }
        return {"edgecolor": self.ink, "linewidth": 0.8, **looks[verdict]}


LIGHT = Palette(paper="#ffffff", ink="#222222", faint="#d9d9d9", fact="#0072b2", need="#d55e00")
DARK = Palette(paper="#14181d", ink="#e8e8e8", faint="#424a54", fact="#56b4e9", need="#e69f00")


def canvas(ax: Axes | None, *, height: float, dark: bool) -> tuple[Figure, Axes, Palette]:
    """Return the figure and the axes to draw on, and the colours.

    Args:
        ax: the caller's axes; None for a new figure.
        height: of a new figure, in inches.
        dark: light ink on dark paper.

    Raises:
        InvalidRecordError: if these are no axes, or axes that stand on no figure.
    """
    check("picture", dark=flag(dark))
    palette = DARK if dark else LIGHT
    if ax is None:
        figure: Figure = Picture(
            figsize=(WIDTH, height),
            dpi=DOTS_PER_INCH,
            layout="constrained",
            facecolor=palette.paper,
        )
        ax = figure.add_subplot()
    else:
        expect(Axes, ax=ax)
        whole = ax.get_figure(root=True)
        if whole is None:
            allowed = "axes that stand on a figure"
            raise refused(ProblemCode.IMPOSSIBLE, path="ax", found=ax, allowed=allowed)
        figure = whole
    ax.set_facecolor(palette.paper)
    return figure, ax, palette


def head(ax: Axes, palette: Palette, title: str, *told: str) -> None:
    """Write a title, and beneath it sentences with the numbers, in lines that fit."""
    lines = lines_of(*told)
    room = "\n" * max(1, len(lines))
    above = "\n".join(wrap(title, LONGEST_TITLE, break_on_hyphens=False))
    ax.set_title(f"{above}{room}", loc="left", fontsize=TITLE, fontweight="bold", color=palette.ink)
    said = ax.annotate(
        "\n".join(lines),
        (0, 1),
        xytext=(0, TITLE * 0.55),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        fontsize=NORMAL,
        color=palette.ink,
        annotation_clip=False,
    )
    said.set_in_layout(False)  # the title makes room for it


def lines_of(*told: str) -> list[str]:
    """Return sentences as the lines that fit beneath a title."""
    return [
        line for sentence in told for line in wrap(sentence, LONGEST_LINE, break_on_hyphens=False)
    ]


def law_told(question: Question) -> str:
    """Say which rules are hypothetical, and which readings unusual; empty if there are none."""
    law = [f"hypothetical rules: {name_shown(question.edition.id)}"]
    read = [f"{name}={value}" for name, value in question.readings.unusual.items()]
    return "; ".join([*(law if question.is_hypothetical else []), *read])


def framed(ax: Axes, palette: Palette, *, sides: tuple[str, ...] = ()) -> None:
    """Draw only the named sides of the frame, and all of it in the colours of the palette."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in sides)
        spine.set_color(palette.ink)
    ax.tick_params(colors=palette.ink, labelsize=SMALL)


def finished(figure: Figure, ax: Axes, *told: str) -> Figure:
    """Return the figure with every text taken literally: a contract may be called `$a_b$`.

    A figure made here is laid out only once: a new layout at each drawing would change it.

    Args:
        figure: what was drawn on.
        ax: the axes on it.
        told: what the picture shows, in sentences without a full stop.
    """
    for text in ax.findobj(Text):
        text.set_parse_math(False)
        text.set_usetex(False)
    if isinstance(figure, Picture):
        figure.alternative_text = f"{'; '.join(filter(None, told))}."
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
    return figure


def name_shown(name: str) -> str:
    """Return a name without what cannot be printed, its middle left out where it is long.

    >>> name_shown("help-desk"), name_shown("a" * 20 + "b" * 20)
    ('help-desk', 'aaaaaaaaaaaaa…bbbbbbbbbbbbbb')
    """
    visible = "".join(letter if letter.isprintable() else "\N{MIDDLE DOT}" for letter in name)
    if len(visible) <= LONGEST_NAME:
        return visible
    half = LONGEST_NAME // 2
    return f"{visible[: half - 1]}\N{HORIZONTAL ELLIPSIS}{visible[-half:]}"


def amounts_shown(cents: list[int]) -> list[str]:
    """Return amounts for an axis: without cents where none has any, large ones in millions.

    >>> amounts_shown([0, 150000]), amounts_shown([-50]), amounts_shown([0, 2_000_000_000])
    (['$0', '$1,500'], ['-$0.50'], ['$0M', '$20M'])
    """
    unit = ""
    if cents and max(cents) >= MANY and not any(amount % MILLION for amount in cents):
        cents, unit = [amount // MILLION for amount in cents], "M"
    texts = [dollars_shown(amount) for amount in cents]
    is_whole = all(text.endswith(".00") for text in texts)
    return [(text.removesuffix(".00") if is_whole else text) + unit for text in texts]


def refused(code: ProblemCode, *, path: str, found: object, allowed: str) -> InvalidRecordError:
    """Return the error for an argument that cannot be drawn."""
    return InvalidRecordError(
        noun="picture", problems=(unfit(code, allowed, shown(found), at=path),)
    )

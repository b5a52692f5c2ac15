"""How every text is laid out: at most 80 columns, unless a terminal has others; marks of items."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import singledispatch
from itertools import accumulate, takewhile
from textwrap import TextWrapper
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from badgerules.errors import WrongTypeError, unfit
from badgerules.vocabulary import Badge, ProblemCode, Verdict

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from badgerules.records import TalentRecord

WIDTH = 80
"""How many columns a text has, wherever nobody knows better."""
_width: ContextVar[int] = ContextVar("_width", default=WIDTH)
ANSWERS = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}
MARKS = {Verdict.MET: "+", Verdict.UNMET: "-", Verdict.UNKNOWN: "?"}
"""What stands before a finding."""
ORDER = (
    Badge.TOP_RATED_PLUS,
    Badge.EXPERT_VETTED,
    Badge.TOP_RATED,
    Badge.RISING_TALENT,
    Badge.DIVERSITY_CERTIFIED,
)
"""The order in which badges are shown: those asked about most come first."""


@singledispatch
def to_text(answer: object) -> str:
    """Return an answer, a timeline, remedies, an edition or a clause as text for people.

    Args:
        answer: what to show.

    Returns:
        Lines of at most 80 columns without a newline at the end.

    Raises:
        WrongTypeError: for anything else.

    >>> from badgerules import Badge, TalentRecord, decide
    >>> from datetime import date
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="none")
    >>> print(to_text(decide(record, Badge.TOP_RATED, as_of=date(2020, 9, 1))))
    Top Rated: no
      - the platform does not report Top Rated (BASE-1)
    """
    raise no_answer(answer)


def no_answer(found: object) -> WrongTypeError:
    """Return the error for a value that is no answer and cannot be shown."""
    allowed = "an answer of badgerules, an edition or a clause"
    problem = unfit(ProblemCode.WRONG_TYPE, allowed, type(found).__name__)
    return WrongTypeError(noun="", problems=(problem,))


_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SPELLED_OUT = {code: f"\\u{code:04x}" for code in (*_CONTROLS, *_DIRECTIONS)}
"""Characters that are invisible or reverse the text around them, which an id may hold."""


def visible(text: str) -> str:
    """Return text with its hidden characters spelled out."""
    return text.translate(_SPELLED_OUT)


@contextmanager
def columns(width: int) -> Generator[None]:
    """Give texts another width, for as long as it lasts; HTML and JSON have none."""
    before = _width.set(width)
    try:
        yield
    finally:
        _width.reset(before)


def wrapped(text: str, *, first: str = "", others: str = "") -> list[str]:
    """Break text into lines that fit, never inside a date, an id or a name."""
    width = _width.get()
    make = TextWrapper if text.isascii() else _ColumnWrapper
    return make(
        width=width,
        initial_indent=first,
        subsequent_indent=others if len(others) <= width * 3 // 4 else "    ",
        break_on_hyphens=False,
    ).wrap(visible(text))


def columns_of(text: str) -> int:
    """Return the columns that text takes up in a terminal: two for a wide letter, 0 for a mark."""
    return sum(
        0 if combining(letter) else 1 + (east_asian_width(letter) in _WIDE) for letter in text
    )


_WIDE = {"W", "F"}


class _Columns(str):
    """A piece of text whose length is the columns that it takes up."""

    __slots__ = ()

    def __len__(self) -> int:
        return columns_of(self)


class _ColumnWrapper(TextWrapper):
    """Breaks lines by columns, where `textwrap` counts letters."""

    def _split(self, text: str) -> list[str]:
        return [_Columns(chunk) for chunk in super()._split(text)]

    def _handle_long_word(
        self, reversed_chunks: list[str], cur_line: list[str], cur_len: int, width: int
    ) -> None:
        """Break a word that is longer than a line where the line is full; some of it is left."""
        word, space = str(reversed_chunks.pop()), width - cur_len
        ends = accumulate(map(columns_of, word))
        fits = sum(1 for _ in takewhile(lambda end: end <= space, ends))
        if not cur_line:
            fits = max(1, fits)  # a line takes at least one letter, or this would never end
        if fits:
            cur_line.append(_Columns(word[:fits]))
        reversed_chunks.append(_Columns(word[fits:]))


def name_of(record: TalentRecord) -> str:
    """Return what a talent is called: the id, which a record may lack."""
    return "This talent" if record.id is None else record.id


def joined(words: Sequence[str]) -> str:
    """Return words as a sentence lists them, as in "one, two and three"."""
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last


def item(mark: str, text: str) -> list[str]:
    """Return the lines of an item under a heading: its mark, then the text."""
    return wrapped(text, first=f"  {mark} ", others="    ")

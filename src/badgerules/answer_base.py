"""What every answer has in common: notebooks show it as HTML, and it has no truth value."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable


class Shown:
    """A value that notebooks show as HTML.

    It stands this low so that every kind of answer can be one. What renders it stands at the top:
    `badgerules/__init__.py` puts a function into `render_html` that loads it when a notebook asks.
    """

    __slots__ = ()

    render_html: ClassVar[Callable[[object], str]]

    def _repr_html_(self) -> str:
        return Shown.render_html(self)


def no_truth_value(noun: str, instead: str) -> NoReturn:
    """Refuse to be true or false: an object that is merely there would be true.

    Args:
        noun: what it is, as in "a verdict".
        instead: the expression to ask instead.

    Raises:
        TypeError: always.
    """
    msg = f"{noun} has no truth value, since unknown is not no; ask {instead}"
    raise TypeError(msg)

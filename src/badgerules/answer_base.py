"""What answers, and values, have in common: how they are shown, never true, and met by pydantic."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  # `typing.get_type_hints` looks for it here
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

if TYPE_CHECKING:
    from typing import Protocol

    class Printer(Protocol):
        """What IPython hands over to be printed on."""

        @property
        def stack(self) -> list[int]:
            """The objects being printed, each inside of the one before."""
            ...

        def text(self, text: str, /) -> None:
            """Print text."""
            ...


class Connected:
    """A value that tells pydantic, once it asks, how it is read, written and described.

    Nothing of pydantic is loaded before that. What tells it stands at the top, as with `Shown`:
    `badgerules/__init__.py` puts in the function `_hook`, which loads it.
    """

    __slots__ = ()

    _hook: ClassVar[Callable[[str], Any]]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:  # noqa: ANN401  # of pydantic
        return Connected._hook("core_schema_of")(cls, source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:  # noqa: ANN401  # as above
        return Connected._hook("json_schema_of")(cls, schema, handler)


class Shown(Connected):
    """A value that is one line as `repr`, a text when printed, and HTML in notebooks.

    It stands this low so that every kind of answer can be one. What renders it stands at the top:
    `badgerules/__init__.py` puts in the functions `render_text` and `render_html`, which load it
    when something is shown. A subclass says in `_in_short` what its line tells; attrs must leave
    `__repr__` alone (`repr=False`), since IPython takes the one it finds first.
    """

    __slots__ = ()

    render_text: ClassVar[Callable[[object], str]]
    render_html: ClassVar[Callable[[object], str]]

    if TYPE_CHECKING:

        @property
        def _in_short(self) -> str: ...

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._in_short}>"

    def __str__(self) -> str:
        return Shown.render_text(self)

    def _repr_pretty_(self, printer: Printer, *_: object) -> None:
        """Show the text in IPython, but the one line inside of a list and the like."""
        printer.text(str(self) if len(printer.stack) == 1 else repr(self))

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

"""How the command line is used: beside what is not understood stands the nearest that is."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from badgerules.converters import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


class Parser(argparse.ArgumentParser):
    """A parser that asks "did you mean …?" of commands, choices and options alike.

    Python 3.14 can do so for choices (`suggest_on_error`); this does it from 3.11 on, in the words
    of all other errors.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.set_defaults(parser=self)  # that of a command comes after, and is the one that stays

    def parsed(self, arguments: Sequence[str] | None) -> argparse.Namespace:
        """Return what was asked for, or end the process with how the command is used.

        Args:
            arguments: what follows the command's name; None for those of the process.
        """
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            command: Parser = options.parser
            known = re.findall("--[a-z-]+", command.format_usage())
            option = unknown[0].partition("=")[0]
            hint = nearest(option, known) if option.startswith("-") else ""
            command.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
        return options

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401  # as above
        """Add the nearest choice to the error of a wrong one."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            error.message += nearest(str(value), map(str, action.choices or ()))
            raise

"""The command line: read, call, print. The only part that knows what day it is.

Exit status: 0 it answered, whatever the answer; 2 bad usage, bad input or no edition in force,
with a message on standard error and nothing on standard output; 1 an internal failure.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from badgerules.cli import ahead, assessing, law, population, reporting
from badgerules.cli.usage import Parser
from badgerules.display.colours import coloured
from badgerules.display.layout import WIDTH, columns
from badgerules.errors import BadgeRulesError
from badgerules.version import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import TextIO

BAD_INPUT = 2
NARROWEST, WIDEST = 40, 100
"""How many columns a text has on a terminal at least, and at most."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: what follows the command's name; None for those of the process.

    Returns:
        The exit status: 0 answered, 2 bad usage, bad input or no edition in force.
    """
    options = _parser().parsed(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter of an id
    try:
        with columns(_wide()):
            text = options.run(options)
    except BadgeRulesError as error:
        print(f"badgerules: {error}", file=sys.stderr)
        return BAD_INPUT
    return _written(text)


def _written(text: str) -> int:
    """Print an answer, and return the exit status."""
    output: TextIO | None = sys.stdout  # None where the process was started without any
    if output is None:
        print("badgerules: cannot write the answer: there is no output", file=sys.stderr)
        return BAD_INPUT
    if output.isatty() and _wants_colours():
        text = coloured(text)
    try:
        print(text, file=output, flush=True)
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        _give_up(output)
    except OSError as error:
        _give_up(output)
        print(f"badgerules: cannot write the answer: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return 0


def _wide() -> int:
    """Return how wide texts are: as the terminal, within what can be read; 80 for a pipe."""
    if sys.stdout is None or not sys.stdout.isatty():
        return WIDTH
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def _wants_colours() -> bool:
    """Tell whether the user of a terminal has not said otherwise (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _give_up(output: TextIO) -> None:
    """Let what is still to be written go nowhere, so that Python does not fail at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())


def _parser() -> Parser:
    parser = Parser(
        prog="badgerules",
        description="Talent badges as rules: who holds one, why not, who sees it.",
    )
    parser.add_argument("--version", action="version", version=f"badgerules {__version__}")
    parser.set_defaults(run=_help)
    commands = parser.add_subparsers(metavar="COMMAND")
    for add_to in (
        assessing.add_command,
        ahead.add_commands,
        reporting.add_command,
        population.add_command,
        law.add_command,
    ):
        add_to(commands)
    return parser


def _help(_: argparse.Namespace) -> str:
    """Return what the command alone answers."""
    return _parser().format_help().rstrip()

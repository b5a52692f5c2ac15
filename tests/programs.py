"""Programs that tests run: in an interpreter of their own, or the command line in this one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, cast

from badgerules import cli

if TYPE_CHECKING:
    from collections.abc import Sequence


def printed_by(program: str, *options: str) -> str:
    """Run a program in a fresh interpreter, with options of its own, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *options, "-c", program], capture_output=True, check=True, text=True
    )
    return done.stdout


def status_of(arguments: Sequence[str]) -> int:
    """Run the command in this process, and return its exit status, of wrong usage too."""
    try:
        return cli.main(arguments)
    except SystemExit as stopped:
        return cast("int", stopped.code)

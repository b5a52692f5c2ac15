"""Where the command line begins: `badgerules`, and the same as `python -m badgerules`.

The first tenth of a second goes into imports. So this module imports next to nothing until it has
seen to it that Ctrl-C ends them quietly, and it alone knows what becomes of Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

STOPPED = "badgerules: stopped before it was done\n"
SIGNALLED = 128  # as shells tell it, plus the number of the signal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and end without a traceback if it is stopped.

    Args:
        arguments: what follows the command's name; None for those of the process.

    Returns:
        The exit status: that of the command, or 128 and the number of the signal that stopped it.
    """
    usual = signal.getsignal(signal.SIGINT)
    is_raised = usual is signal.default_int_handler  # else somebody else sees to it, or it is off
    if is_raised:
        signal.signal(signal.SIGINT, leave)
    from badgerules import cli  # noqa: PLC0415  # it takes most of the time, and may be stopped

    try:
        if is_raised:
            signal.signal(signal.SIGINT, usual)
        return cli.main(arguments)
    except KeyboardInterrupt as stopped:
        sys.stderr.write(STOPPED)
        return SIGNALLED + getattr(stopped, "number", signal.SIGINT)


def leave(number: int, _: FrameType | None) -> None:
    """End at once: an import that raises would print where it was, and nothing is open yet."""
    os.write(2, STOPPED.encode())
    os._exit(SIGNALLED + number)


if __name__ == "__main__":
    sys.exit(main())

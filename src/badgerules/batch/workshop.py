"""Where a batch works: a private folder beside the output, removed however the batch ends."""

from __future__ import annotations

import os
import signal
import stat
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import attrs

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

PREFIX = ".badgerules-"
OWNER_ONLY = 0o077
"""The mask that lets only the owner read new files: they hold certifications."""
NEW_FILE = 0o666
"""The mode of a new file before the user's mask is applied."""
STOPPING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals, beside that of Ctrl-C, by which a process is asked to end; Windows lacks one."""


class Stopped(KeyboardInterrupt):  # like KeyboardInterrupt it is no error
    """The process was asked to end by a signal.

    Args:
        number: the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@attrs.frozen(kw_only=True)
class Workshop:
    """A private folder beside the output.

    Args:
        folder: the folder.
        new_file: the mode that a new file of the user has.
        signals: the numbers of the signals to end received so far.
    """

    folder: Path
    new_file: int
    signals: list[int]

    def put_in_place(self, whole: Path, output: Path) -> None:
        """Move a finished file to its place; a file that is there is replaced and keeps its mode.

        Args:
            whole: the finished file, in the folder.
            output: its place.
        """
        mode = stat.S_IMODE(output.stat().st_mode) if output.exists() else self.new_file
        whole.chmod(mode)
        whole.replace(output)


@contextmanager
def workshop_beside(output: Path) -> Generator[Workshop]:
    """Make a private folder beside a file, and remove it with all its contents in the end.

    While it lasts, new files can be read by their owner alone, and the signals that ask a process
    to end raise `Stopped`, so that the folder is removed then too.

    Args:
        output: the file.

    Yields:
        The workshop.
    """
    mask = os.umask(OWNER_ONLY)
    try:
        with (
            _signals_raised() as signals,
            tempfile.TemporaryDirectory(prefix=PREFIX, dir=output.parent) as name,
        ):
            yield Workshop(folder=Path(name), new_file=NEW_FILE & ~mask, signals=signals)
    finally:
        os.umask(mask)


@contextmanager
def _signals_raised() -> Generator[list[int]]:
    """Let signals raise `Stopped`, and list them; does nothing outside the main thread."""
    received: list[int] = []

    def stop(number: int, _: FrameType | None) -> NoReturn:
        received.append(number)
        raise Stopped(number)

    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = {number: signal.signal(number, stop) for number in STOPPING}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

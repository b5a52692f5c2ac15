"""Versions of the library, each in a process of its own, which answer what they are asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = Path(__file__).resolve().parent.parent


class Side:
    """A process that answers for one version: a script of this folder, with options of its own."""

    def __init__(self, checkout: Path, script: str, *options: str) -> None:
        """Start it."""
        paths = [str(checkout / "src"), str(Path(__file__).parent)]
        self.environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        self.environment["PYTHONHASHSEED"] = "0"
        self._process = subprocess.Popen(
            [sys.executable, script, *options],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **asked: object) -> Any:  # noqa: ANN401  # any JSON
        """Ask for something, and return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def serve(answer: Callable[[dict[str, Any]], object]) -> None:
    """Answer what is asked on standard input, one line each."""
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


def seconds_of(job: Callable[[], object], times: int) -> float:
    """Return the CPU seconds of so many runs of a job."""
    begun = process_time()
    for _ in range(times):
        job()
    return process_time() - begun

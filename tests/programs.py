"""Programs that tests run in an interpreter of their own."""

from __future__ import annotations

import subprocess
import sys


def printed_by(program: str, *options: str) -> str:
    """Run a program in a fresh interpreter, with options of its own, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *options, "-c", program], capture_output=True, check=True, text=True
    )
    return done.stdout

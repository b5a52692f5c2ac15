"""Install a wheel where somebody else would, and run that project's checkers and tests on it.

    python tests/downstream/run.py dist/badgerules-0.1.0-py3-none-any.whl

The project, its environment and its copy of the library lie far from the sources: what passes here
passes for a user. The checkers come from the environment that runs this script and look into the
new one. At the end, every public name of the installed wheel must have a complete type.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROJECT = Path(__file__).parent / "project"


def run(room: Path, *command: object) -> None:
    """Run one step in the project; its failure ends everything."""
    # Verifying types looks at the first Python on the path, whatever it is told.
    path = os.pathsep.join([str(room.parent / "venv" / "bin"), os.environ["PATH"]])
    done = subprocess.run(
        list(map(str, command)),
        cwd=room,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=False,
        text=True,
    )
    print((done.stdout + done.stderr).rstrip())
    if done.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}")


def main() -> None:
    """Make the environment, then check, test, and look at the types of the whole wheel."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="the built wheel")
    wheel = parser.parse_args().wheel.resolve(strict=True)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "project"
        shutil.copytree(PROJECT, room)
        venv.create(Path(folder) / "venv", with_pip=True)
        own = Path(folder) / "venv" / "bin" / "python"
        install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(
            room,
            own,
            *install,
            f"{wheel}[batch,frames,plot,service,testing]",
            "httpx",
            "jsonschema",
            "pytest",
            "types-jsonschema",
        )
        run(room, sys.executable, "-m", "mypy", "--python-executable", own)
        pyright = (sys.executable, "-m", "pyright", "--pythonpath", own)
        run(room, *pyright)
        run(room, own, "-m", "pytest")
        run(room, *pyright, "--verifytypes", "badgerules", "--ignoreexternal")


if __name__ == "__main__":
    main()

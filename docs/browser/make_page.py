"""Assemble the page that runs badgerules in a browser: `python docs/browser/make_page.py OUT`.

What is committed is the page, its few lines of script and its Python module. pyodide comes from
npm, at the version pinned here; the wheels are what `pip` takes for this clone. OUT then holds all
that the page needs, and can be served by any server of files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from string import Template

import browser_page
from badgerules import Badge, BaseBadge, Kind, ShownBadge, __version__
from badgerules.recovery import USUAL_SCORE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

PYODIDE = "314.0.7"
INTEGRITY = (
    "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
"""The SHA-512 of the package of npm, as npm tells it."""
PYTHON = "3.14"
"""The Python in it."""
NEEDED = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
    "package.json",
    "README.md",
)
"""The files of pyodide that a page fetches, and what says whose they are."""


def build(out: Path) -> None:
    """Write the page and all that it needs.

    Args:
        out: the folder; what is there of an earlier page is replaced.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.html").write_text(page(), encoding="utf-8")
    for name in ("page.js", "browser_page.py"):
        shutil.copyfile(HERE / name, out / name)
    fetch_pyodide(out / "pyodide")
    names = make_wheels(out / "wheels")
    (out / "wheels.json").write_text(json.dumps(names), encoding="utf-8")


def page() -> str:
    """Return the page, with the lists to choose from as badgerules has them."""
    template = Template((HERE / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        version=__version__,
        kinds=browser_page.choices(Kind, "not told"),
        base_badges=browser_page.choices(BaseBadge, "not told"),
        shown_badges=browser_page.choices(ShownBadge, "not told"),
        badges=browser_page.choices(Badge, chosen=Badge.TOP_RATED_PLUS),
        usual_score=USUAL_SCORE,
    )


def fetch_pyodide(folder: Path) -> None:
    """Unpack the pinned pyodide, once it is what was pinned.

    Args:
        folder: where to.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with tempfile.TemporaryDirectory() as room:
        _run("npm", "pack", "--silent", f"pyodide@{PYODIDE}", at=Path(room))
        (packed,) = Path(room).glob("*.tgz")
        digest = hashlib.sha512(packed.read_bytes()).digest()
        if base64.b64encode(digest).decode() != INTEGRITY:
            sys.exit(f"pyodide {PYODIDE} is not the package that was pinned")
        with tarfile.open(packed) as package:
            package.extractall(room, filter="data")
        for name in NEEDED:
            shutil.copyfile(Path(room) / "package" / name, folder / name)


def make_wheels(folder: Path) -> list[str]:
    """Make the wheel of this clone, and fetch those that it needs.

    Args:
        folder: where to.

    Returns:
        The names of the wheels, all of them of Python alone.
    """
    shutil.rmtree(folder, ignore_errors=True)
    _run(sys.executable, "-m", "pip", "wheel", "-q", "-w", str(folder), ".", at=ROOT)
    names = sorted(wheel.name for wheel in folder.iterdir())
    if not all(name.endswith("-none-any.whl") for name in names):
        sys.exit(f"wheels must be of Python alone: {', '.join(names)}")
    return names


def _run(*command: str, at: Path) -> None:
    subprocess.run(command, check=True, cwd=at)  # noqa: S603  # its own commands


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004  # the script and OUT
        sys.exit("usage: python docs/browser/make_page.py OUT")
    build(Path(sys.argv[1]))

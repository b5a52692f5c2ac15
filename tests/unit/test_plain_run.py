"""A plain run leaves out what is thorough, and every run says once why something did not run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = """
import pytest


def test_of_every_run():
    pass


@pytest.mark.parametrize("number", range(3))
@pytest.mark.thorough
def test_that_takes_long(number):
    pass


@pytest.mark.thorough(needs=("math", "no_such_package"))
def test_that_needs_more():
    pass


@pytest.mark.thorough(needs=("no_such_package",))
def test_that_needs_it_too():
    pass
"""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            [],
            [
                "5 thorough tests are left out: --thorough runs them (extra test-all)",
                "1 passed, 5 deselected",
            ],
            id="plain",
        ),
        pytest.param(
            ["--thorough"],
            ["SKIPPED [2] no_such_package not found (extra test-all)", "4 passed, 2 skipped"],
            id="thorough",
        ),
    ],
)
def test_what_does_not_run_is_told_once(
    options: list[str], told: list[str], tmp_path: Path
) -> None:
    """With the conftest of the top: what is left out is counted, what is missing is named."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    file = tmp_path / "test_it.py"
    file.write_text(TESTS, encoding="utf-8")
    usual = ["-q", "-rs", "-p", "no:cacheprovider", "-W", "ignore", f"--rootdir={tmp_path}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *usual, *options, str(file)],
        capture_output=True,
        check=False,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [
        line for line in done.stdout.splitlines() if "[100%]" not in line and "===" not in line
    ]
    places = f"conftest.py:{_line_of('pytest.skip(')}: "
    assert [line.replace(places, "").partition(" in ")[0] for line in lines] == told


def _line_of(words: str) -> int:
    """Return the number of the line of the conftest that holds some words."""
    lines = (ROOT / "conftest.py").read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if words in line)
    return number

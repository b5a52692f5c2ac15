"""What a run of the tests leaves out, and how it says so, once for each reason.

A plain run asks what most changes break, with the core and one engine of dataframes. What takes
longer, or needs more to be installed, carries the mark `thorough` and runs with `--thorough`; so do
more draws of each property.
"""

from __future__ import annotations

import gc
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

SOURCES = Path(__file__).parent / "src"
NEEDED = {
    "batch": ("narwhals", "duckdb", "pyarrow", "rich"),
    "frames": ("narwhals", "polars", "ibis"),
    "plot": ("matplotlib",),
    "pydantic_hooks": ("pydantic",),
}
MISSING = {
    room: [name for name in names if find_spec(name) is None] for room, names in NEEDED.items()
}

# Scripts that have environments of their own: the project downstream, mutants, what is handed out,
# the page in a browser.
collect_ignore_glob = [
    "tests/browser/*",
    "tests/downstream/*",
    "tests/mutation/*",
    "tests/supply/*",
    *(f"src/badgerules/{room}[./]*" for room, names in MISSING.items() if names),
]

SLOW_EXAMPLES = {"badgerules.frames.visible_sql"}
"""What takes long to write: here SQL of every badge."""

LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run ask for everything."""
    told = "run the tests marked thorough too, and draw more examples of each property"
    parser.addoption("--thorough", action="store_true", help=told)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the collector of garbage what is made while tests are collected: it is all kept.

    To look through thousands of tests for garbage, again and again, took an eighth of a run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the thorough tests out of any other run, after all else has seen them."""
    if config.getoption("thorough"):
        return
    for item in items:
        if item.name in SLOW_EXAMPLES:
            item.add_marker("thorough")
    thorough = [item for item in items if item.get_closest_marker("thorough")]
    config.stash[LEFT_OUT] = len(thorough)
    told: dict[str, int] = getattr(config, "workeroutput", {})  # to the process that reports
    told["left_out"] = len(thorough)
    config.hook.pytest_deselected(items=thorough)
    items[:] = [item for item in items if not item.get_closest_marker("thorough")]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401  # of pytest-xdist, not always there
    """Take over how many tests one of several processes has left out: each leaves out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a thorough test that needs what is not installed; said here, it is told once for all."""
    for mark in item.iter_markers("thorough"):
        missing = [name for name in mark.kwargs.get("needs", ()) if find_spec(name) is None]
        if missing:
            pytest.skip(f"{' and '.join(missing)} not found (extra test-all)")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was left out, and how to have it tested too."""
    for line in _left_out(config):
        terminalreporter.write_line(line)


def _left_out(config: pytest.Config) -> Iterator[str]:
    if any(SOURCES.is_relative_to(Path(one).resolve()) for one in config.args):
        for room, names in MISSING.items():
            if names:
                yield f"examples of badgerules.{room} are left out: {' and '.join(names)} not found"
    if number := config.stash.get(LEFT_OUT, 0):
        yield f"{number:,} thorough tests are left out: --thorough runs them (extra test-all)"

"""A plugin for runs under mutmut: each mutant is met afresh, and by the tests that reach it.

mutmut runs the tests once to see which of them reach which function, and then forks for every
mutant. Two things would hide a mutant from the tests: an answer kept by `lru_cache`, which the
first test reaches alone and every fork inherits; and what was worked out on import, long before
the fork. So the caches are emptied before each test; and under a mutant of a function that runs on
import only, everything is imported anew.

It also saves what a thousand runs of pytest would spend on nothing: looks for garbage among all
that the process before the fork had made, and slow tests ahead of the fast ones.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path

import pytest

# By name, because no other run of the tests or of the type checkers has mutmut.
MUTMUT, STATISTICS = import_module("mutmut.mutation.trampoline"), import_module("mutmut.stats")
STATE = import_module("mutmut.state")

LIBRARY = "badgerules"
ON_IMPORT = (
    "badgerules.criteria.x__number",
    "badgerules.criteria.x__recorded",
    "badgerules.criteria.x__until_numbers",
    "badgerules.eligibility.x__of_recorded",
    "badgerules.frames.reputation.x_recorded_badge",
    "badgerules.thresholds.x__of",
    "badgerules.thresholds.x__read",
    "badgerules.thresholds.x_by_category",
    "badgerules.thresholds.x_units_of",
)
"""The functions that make module constants, by the names that mutmut gives them."""


def pytest_configure() -> None:
    """Import everything anew under a mutant of a function that runs on import."""
    gc.freeze()  # pytest collects garbage ten times as it ends
    function: str = MUTMUT.get_mutant_under_test().partition("__mutmut_")[0]
    if function not in ON_IMPORT:
        return
    here = Path.cwd()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file is not None and Path(file).is_relative_to(here) and name != __name__:
            del sys.modules[name]
    try:
        import_module(function.rpartition(".")[0])
        import_module("badgerules.rulebook")
    except Exception as error:  # noqa: BLE001  # whatever a mutant may raise
        pytest.exit(f"the import fails, so the mutant is killed: {error}", returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put fast tests first, as mutmut does itself only where it forks anew for each mutant.

    A test whose id has a backslash is refused: pytest does not find it again by that id, and mutmut
    takes such a run for a killed mutant.
    """
    if strange := [item.nodeid for item in items if "\\" in item.nodeid]:
        msg = f"tests under mutation need ids without a backslash, got {strange}"
        raise pytest.UsageError(msg)
    seconds = STATE.state().duration_by_test
    items.sort(key=lambda item: seconds.get(item.nodeid, 0))


def pytest_runtest_setup() -> None:
    """Empty every cache of the library; in the run for statistics, note what ran on import."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == LIBRARY:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    if MUTMUT.get_mutant_under_test() == "stats":
        for function in ON_IMPORT:
            STATISTICS.record_trampoline_hit(function)

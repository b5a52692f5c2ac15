"""What every test run shares: the clause marks, checked against the register.

A test says which clauses it proves with `@pytest.mark.clause("TRP-F2")`. A mark with an unknown
id stops the run; so does a clause without a test, when the whole suite is collected.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from badgerules import CLAUSES, rulebook
from badgerules.clauses import Disposition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from badgerules import Edition

settings.register_profile("thorough", deadline=None, suppress_health_check=[HealthCheck.too_slow])
THOROUGH = settings.get_profile("thorough")
settings.register_profile("default", THOROUGH, max_examples=10)
settings.register_profile("mutation", THOROUGH, max_examples=10, derandomize=True)

HERE = Path(__file__).parent

NEEDS_A_TEST = {Disposition.MODELLED, Disposition.READING, Disposition.NOT_A_RULE}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run ask more talents of every engine of dataframes."""
    told = "how many talents each engine of dataframes answers as `decide` does"
    parser.addoption("--talents", type=int, help=told)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Draw as many examples as the run asks for; `--hypothesis-profile` is heard after this."""
    settings.load_profile("thorough" if config.getoption("thorough") else "default")


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Iterable[Edition]], None]]:
    """Let a test put other editions in force; afterwards no cache remembers them."""

    def plant(editions: Iterable[Edition]) -> None:
        published, changed = rulebook.EDITIONS, tuple(editions)
        for room in _rooms():
            if vars(room).get("EDITIONS") is published:
                monkeypatch.setattr(room, "EDITIONS", changed)
        first_days = [edition.effective_from for edition in changed]
        monkeypatch.setattr(rulebook, "_FIRST_DAYS", first_days)
        _forget()

    yield plant
    _forget()


def _forget() -> None:
    """Empty every cache of the library: they keep what the rules were when they were asked."""
    for room in _rooms():
        for own in vars(room).values():
            clear = getattr(own, "cache_clear", None)
            if callable(clear):
                clear()


def _rooms() -> list[ModuleType]:
    return [room for name, room in sys.modules.items() if name.startswith("badgerules.")]


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Tell whether everything is asked for."""
    return bool(request.config.getoption("thorough"))


@pytest.fixture(scope="session")
def talents(request: pytest.FixtureRequest, *, thorough: bool) -> int:
    """Return how many talents each engine is asked of one badge under every reading."""
    asked: Any = request.config.getoption("talents")
    return int(asked or (1_000 if thorough else 200))


@pytest.fixture(scope="session")
def some_talents(request: pytest.FixtureRequest) -> int:
    """Return how many talents each engine is asked of every badge."""
    asked: Any = request.config.getoption("talents")
    return int(asked or 200)


@pytest.fixture(scope="session")
def many_talents(*, thorough: bool) -> int:
    """Return how many talents Polars is asked of every badge on several days."""
    return 2_000 if thorough else 400


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse to run with marks that are wrong or, in a run of everything, missing."""
    cited = set(_cited(items))
    complaints = [f"no such clause: {name}" for name in sorted(cited - CLAUSES.keys())]
    if _is_whole_suite(config):
        needed = {name for name, one in CLAUSES.items() if one.disposition in NEEDS_A_TEST}
        untested = needed - cited
        complaints += [f"clause without a test: {name}" for name in sorted(untested)]
    if complaints:
        raise pytest.UsageError("\n".join(complaints))


def _cited(items: Iterable[pytest.Item]) -> Iterator[str]:
    for item in items:
        for mark in item.iter_markers("clause"):
            yield from mark.args


def _is_whole_suite(config: pytest.Config) -> bool:
    narrowed = config.getoption("keyword") or config.getoption("markexpr")
    return not narrowed and any(Path(name).resolve() == HERE for name in config.args)

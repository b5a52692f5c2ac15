"""What every test run shares: the clause marks, checked against the register.

A test says which clauses it proves with `@pytest.mark.clause("TRP-F2")`. A mark with an unknown
id stops the run; so does a clause without a test, when the whole suite is collected.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from badgerules import CLAUSES
from badgerules.clauses import Disposition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

"""What a run of the tests collects: a room that needs an extra only where that is installed."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = {
    "batch": ("narwhals", "duckdb", "pyarrow", "rich"),
    "frames": ("narwhals", "polars"),
    "plot": ("matplotlib",),
}
MISSING = {
    room: [name for name in names if find_spec(name) is None] for room, names in NEEDED.items()
}

# Scripts that have environments of their own: the project downstream, mutants, what is handed out.
collect_ignore_glob = [
    "tests/downstream/*",
    "tests/mutation/*",
    "tests/supply/*",
    *(f"src/badgerules/{room}/*" for room, names in MISSING.items() if names),
]


def pytest_report_header() -> list[str]:
    """Say what is left out, and how to have it tested too."""
    return [
        f"badgerules.{room} is left out: {' and '.join(names)} not found; "
        "for its tests, install the extra test"
        for room, names in MISSING.items()
        if names
    ]

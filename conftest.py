"""What a run of the tests collects: the room of dataframes only where its extra is installed."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("narwhals", "polars")
MISSING = [name for name in NEEDED if find_spec(name) is None]

BATCH_NEEDS = ("duckdb", "pyarrow", "rich")
collect_ignore_glob = ["src/badgerules/frames/*"] if MISSING else []
if MISSING or any(find_spec(name) is None for name in BATCH_NEEDS):
    collect_ignore_glob.append("src/badgerules/batch/*")


def pytest_report_header() -> list[str]:
    """Say what is left out, and how to have it tested too."""
    left_out = f"{' and '.join(MISSING)} not found; for its tests, install the extra test"
    return [f"badgerules.frames is left out: {left_out}"] if MISSING else []

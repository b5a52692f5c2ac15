"""PySpark, which is large: a group of its own, `spark-test`, and a step of its own in CI.

Whoever imports this module is skipped where PySpark is not installed, and pytest says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

sql: Any = pytest.importorskip("pyspark.sql", reason="PySpark is tested where it is installed")

QUIET = [
    pytest.mark.thorough,
    # PySpark leaves sockets to the garbage collector and uses what its own libraries retire.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
"""The marks of a module that works with Spark."""


def session() -> Iterator[Any]:
    """Start a small session of Spark, and stop it."""
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    started = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    yield started
    started.stop()

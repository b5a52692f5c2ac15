"""A whole population from files to a file: read, check, decide, write.

`jobs` defines a job and runs it with one of two engines, `by_duckdb` or `by_polars`; `progress`
shows how far it is.
"""

from __future__ import annotations

from badgerules.batch.jobs import ENGINES, Job, Summary, run

__all__ = ["ENGINES", "Job", "Summary", "run"]

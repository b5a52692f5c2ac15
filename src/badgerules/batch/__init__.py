"""A whole population from files to a file: read, check, decide, write.

It stands beside the command line, at the edge: `jobs` says what is to be done and does it with
one of two engines, `by_duckdb` or `by_polars`, and `progress` shows how far it is.
"""

from __future__ import annotations

from badgerules.batch.jobs import ENGINES, Job, Summary, run

__all__ = ["ENGINES", "Job", "Summary", "run"]

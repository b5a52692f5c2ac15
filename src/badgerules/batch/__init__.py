"""A whole population from files to a file: read, check, decide, write.

`jobs` defines a job and runs it with one of two engines, `by_duckdb` or `by_polars`; `lines`
does it with JSON lines, one record at a time and without an engine; `progress` shows how far it is.
"""

from __future__ import annotations

from badgerules.batch.jobs import ENGINES, Job, Summary, run
from badgerules.batch.lines import JSON_LINES, LinesJob, run_lines

__all__ = ["ENGINES", "JSON_LINES", "Job", "LinesJob", "Summary", "run", "run_lines"]

"""Files through DuckDB, which keeps to a limit of memory and uses the disk beyond it."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING, cast

import attrs
import duckdb

from badgerules.frames.order import CHANGE_VERDICT, PLACE

if TYPE_CHECKING:
    from pathlib import Path

IN_PLACES = "SELECT * EXCLUDE (_place) FROM answers ORDER BY _place"
"""DuckDB may leave out an order that is not the outermost step of a query."""


@attrs.frozen(kw_only=True)
class DuckDB:
    """A connection to DuckDB, with a directory for what does not fit into memory."""

    connection: duckdb.DuckDBPyConnection
    errors: tuple[type[Exception], ...] = (duckdb.Error,)

    def read(self, file: Path) -> duckdb.DuckDBPyRelation:
        """Return a file as a relation; comma-separated values as text."""
        if file.suffix == ".parquet":
            return self.connection.read_parquet(str(file))
        # Without these options DuckDB guesses, and may take a row for a comment or skip some.
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            header = [*islice(csv.reader(lines), 1)]
        names = [name for row in header for name in row]
        return self.connection.read_csv(
            str(file),
            auto_detect=False,
            columns=dict.fromkeys(names, "VARCHAR"),
            header=True,
            sep=",",
            quotechar='"',
            escapechar='"',
        )

    def places(self, file: Path, key: str) -> duckdb.DuckDBPyRelation:
        """Return `talent_id`, which is called `key`, and the place of each row of Parquet."""
        numbered = self.connection.read_parquet(str(file), file_row_number=True)
        own = key.replace('"', '""')
        return numbered.project(f'"{own}" AS talent_id, file_row_number AS {PLACE}')

    def in_places(self, frame: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
        """Return a relation in the order of its places, without them."""
        return cast("duckdb.DuckDBPyRelation", frame.query("answers", IN_PLACES))

    def write(self, frame: duckdb.DuckDBPyRelation, file: Path, *, keeps_order: bool) -> None:
        """Write a relation, in its order if that is asked."""
        # Off where nobody looks: to keep the order of rows takes memory.
        self.connection.execute(f"SET preserve_insertion_order = {str(keeps_order).lower()}")
        if file.suffix == ".parquet":
            frame.write_parquet(str(file))
        else:
            frame.write_csv(str(file), header=True)

    def verdicts(self, file: Path) -> dict[tuple[str, str], int]:
        """Count the verdicts in a file of answers, by badge and verdict."""
        counts = self.read(file).aggregate("badge, verdict, count(*)")
        return {(badge, verdict): int(number) for badge, verdict, number in counts.fetchall()}

    def turns(self, file: Path) -> dict[str, int]:
        """Count the next changes in a file of answers, by the verdict that follows."""
        changed = self.read(file).filter(f"{CHANGE_VERDICT} IS NOT NULL")
        counts = changed.aggregate(f"{CHANGE_VERDICT}, count(*)")
        return {verdict: int(number) for verdict, number in counts.fetchall()}

    def percent(self) -> float:
        """Return the percentage of the current query that is done; below 0 if not known."""
        return self.connection.query_progress()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def opened(workshop: Path, memory: str) -> DuckDB:
    """Return an engine that keeps to a limit of memory.

    Args:
        workshop: the directory for what does not fit.
        memory: the limit, as in "512MB".
    """
    connection = duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(workshop / "spilled"),
            "preserve_insertion_order": "false",
        }
    )
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    return DuckDB(connection=connection)

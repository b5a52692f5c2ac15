"""Tables in databases, for tests of SQL: the same rows in DuckDB and in a real PostgreSQL.

What comes with the extra `test-all` is imported where it is needed, so that a test whose database
is not there is skipped alone, and pytest says why.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from engines import duckdb, pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DIALECTS = ("duckdb", "postgres")

_TYPES = {pl.String: "text", pl.Int64: "bigint", pl.Boolean: "boolean", pl.Date: "date"}


def columns_of(frames: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the columns of Polars frames, with their types in SQL."""
    return {
        table: {name: _TYPES[kind] for name, kind in frame.schema.items()}
        for table, frame in frames.items()
    }


def create(columns: Mapping[str, Mapping[str, str]], names: Mapping[str, str] | None = None) -> str:
    """Return the statements that make tables, each under a name of its own if it has one.

    Args:
        columns: of each table, with their types.
        names: of the tables, quoted.
    """
    statements: list[str] = []
    for table, types in columns.items():
        told = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
        statements.append(f"create table {(names or {}).get(table, table)} ({told})")
    return ";".join(statements)


class Database:
    """A connection that is asked alike, whatever it is to.

    Args:
        dialect: of its SQL.
        connection: of its driver.
    """

    def __init__(self, dialect: str, connection: Any) -> None:  # noqa: ANN401  # of any driver
        self.dialect, self.connection = dialect, connection

    def run(self, statements: str) -> None:
        """Run statements that give nothing back."""
        self.connection.execute(statements)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query, those of a talent beside each other."""
        cursor = self.connection.execute(query)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return sorted(rows, key=lambda row: str(row.get("talent_id")))

    def fill(self, frames: Mapping[str, Any]) -> None:
        """Make tables of Polars frames."""
        self.run(create(columns_of(frames)))
        for table, frame in frames.items():
            if self.dialect == "duckdb":
                rows = self.connection.from_arrow(frame.to_arrow())
                rows.insert_into(table)
                continue
            with self.connection.cursor().copy(f"copy {table} from stdin") as copied:
                for row in frame.iter_rows():
                    copied.write_row(row)


def database(dialect: str, server: str | None) -> Iterator[Database]:
    """Return an empty database, and throw away what was made in it.

    Args:
        dialect: "duckdb" or "postgres".
        server: how to connect to a PostgreSQL.
    """
    if dialect == "duckdb":
        with duckdb.connect() as connection:
            yield Database(dialect, connection)
        return
    psycopg: Any = pytest.importorskip("psycopg", reason="PostgreSQL is tested with psycopg")
    with psycopg.connect(server) as connection:
        yield Database(dialect, connection)
        connection.rollback()


def servers() -> Iterator[str]:
    """Start a PostgreSQL, and return how to connect to it."""
    yield from import_module("postgresql").running()

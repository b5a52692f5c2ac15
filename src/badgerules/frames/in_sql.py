"""The rules over populations as SQL text, over tables that have names, and without a connection.

Ibis writes the text (extra `sql`): what narwhals asks of a frame is asked of tables that exist by
name only. So there is one statement of the rules for dataframes and for SQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules import converters
from badgerules.errors import code_for, refuse, shown, unfit
from badgerules.frames import columns
from badgerules.frames.inputs import opened
from badgerules.frames.rows import bad_rows
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from badgerules.errors import Problem
    from badgerules.frames.inputs import Tables
    from badgerules.vocabulary import Badge

DIALECTS = ("duckdb", "postgres")
"""The dialects whose texts were run, each on its engine."""

FENCED = "postgres"
"""The dialect whose engine would look into the parts of a query."""

NEEDED = ("talents", "contracts", "payments")

_TYPES = {
    columns.ID: "text",
    columns.WORD: "text",
    columns.FLAG: "boolean",
    columns.DAY: "date",
    columns.WHOLE: "integer",
    columns.EXACT: "numeric(14, 2)",
}


def _typed(forms: Mapping[str, columns.Form]) -> Mapping[str, str]:
    return MappingProxyType({name: _TYPES[form] for name, form in forms.items()})


SQL_SCHEMA: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "talents": _typed(
            {
                **columns.COLUMNS["talents"],
                **columns.REPUTATION,
                **dict.fromkeys(columns.FLAGS_OF_KNOWN, columns.FLAG),
                **columns.OPEN_MONEY,
                **columns.VETTING,
                **columns.COUNTRY,
            }
        ),
        "contracts": _typed(columns.COLUMNS["contracts"]),
        "payments": _typed({**columns.COLUMNS["payments"], columns.AMOUNT: columns.EXACT}),
        **{name: _typed(columns.COLUMNS[name]) for name in columns.BESIDE},
    }
)
"""The tables that a text is over where you say nothing else: their columns, and the SQL types."""

_PLAIN = {
    "string": ("text", "varchar", "character varying", "char", "character", "bpchar", "string"),
    "boolean": ("boolean", "bool"),
    "int16": ("smallint", "int2"),
    "int32": ("integer", "int", "int4"),
    "int64": ("bigint", "int8"),
    "float32": ("real", "float4"),
    "float64": ("double precision", "double", "float8"),
    "date": ("date",),
    "timestamp": ("timestamp", "timestamp without time zone"),
    "timestamp('UTC')": ("timestamptz", "timestamp with time zone"),
    "uuid": ("uuid",),
}
"""How Ibis calls each type of SQL that a column may be declared with."""

_TYPE_OF = {word: own for own, words in _PLAIN.items() for word in words}
_DECIMAL = re.compile(r"(?:numeric|decimal) ?\( ?(\d{1,2}) ?(?:, ?(\d{1,2}) ?)?\)")
_SIZE = re.compile(r" ?\( ?\d+ ?\)")
_NAME = re.compile(r"[^.\x00]+(?:\.[^.\x00]+){0,2}")
_OWN_NAME = re.compile(r"t\d+")
"""How Ibis calls the parts of a query."""
_QUOTED = re.compile(r"""\"(?:[^"]|"")*\"|'(?:[^']|'')*'""")
_UNSAFE = re.compile(r"[^ -~]")


@attrs.frozen(kw_only=True)
class Queries:
    """Two texts in SQL over the same tables.

    Args:
        check: finds rows that must not be, and none where all is right: `path` names the column,
            `code` the kind of problem, `allowed` what it must be, and `id` the row.
        answer: gives the answer. It is right where the check finds nothing.
    """

    check: str
    answer: str


def queries(
    answered: Callable[[Tables], Any],
    badges: Collection[Badge] | None,
    *,
    dialect: str,
    schema: Mapping[str, Mapping[str, str]] | None,
    tables: Mapping[str, str] | None,
    floats: str,
) -> Queries:
    """Return the text of the look at the rows, and that of an answer.

    Args:
        answered: gives the answer about the tables.
        badges: those whose facts are read; None for all facts that are there.
        dialect: of the text.
        schema: the columns of each table, and their types; None for `SQL_SCHEMA`.
        tables: what tables are called, where it is not the same.
        floats: as in `frames.assess`.

    Raises:
        InvalidRecordError: for everything that is wrong with the arguments, or the columns.
    """
    ibis, sqlglot = _writers()
    given = _given(ibis, dialect, schema, tables)
    opened_tables = opened(given, badges=badges, floats=floats, check=False)
    read = opened_tables.read
    wrong = bad_rows(read, read["payments"].collect_schema(), opened_tables.columns)

    def text(table: Any) -> str:
        written = ibis.to_sql(table, dialect=dialect, pretty=False)
        return _QUOTED.sub(_spelled, _fenced(sqlglot, written) if dialect == FENCED else written)

    return Queries(check=text(nw.to_native(wrong)), answer=text(answered(opened_tables)))


def _spelled(quoted: re.Match[str]) -> str:
    """Return a string without anything that a file, an editor or Jinja would change.

    What is between double quotes is a name, and stays.
    """
    if quoted[0].startswith('"'):
        return quoted[0]
    told = _UNSAFE.sub(lambda found: f"' || CHR({ord(found[0])}) || '", quoted[0])
    return told if told == quoted[0] else f"({told})"


def _fenced(sqlglot: Any, text: str) -> str:
    """Return a query whose parts are computed one after the other.

    PostgreSQL puts the expressions of one part into the next, each as often as it is named, until
    its compiler works for minutes. It does not look beyond a limit or an offset.
    """
    query = sqlglot.parse_one(text, read=FENCED)
    for part in query.find_all(sqlglot.exp.Subquery):
        if isinstance(part.this, sqlglot.exp.Select):
            part.this.offset(0, copy=False)
    return str(query.sql(FENCED))


def _writers() -> tuple[Any, Any]:
    """Return Ibis, and what it writes SQL with; loading them takes half a second."""
    try:
        return import_module("ibis"), import_module("sqlglot")
    except ImportError as missing:
        msg = "SQL needs Ibis, got none; pip install 'badgerules[sql]'"
        raise ImportError(msg) from missing


def _given(
    ibis: Any,
    dialect: str,
    declared: Mapping[str, Mapping[str, str]] | None,
    tables: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return a table of Ibis for each that is declared, and None for the others."""
    declared = SQL_SCHEMA if declared is None else declared
    tables = {} if tables is None else tables
    refuse("", [*_of_dialect(dialect), *_of_columns(declared), *_of_tables(tables)])
    given: dict[str, Any] = dict.fromkeys(SQL_SCHEMA)
    for table, types in declared.items():
        *place, name = tables.get(table, table).split(".")
        typed = {one: _type_of(types[one]) for one in types if one in _known_columns(table)}
        where = dict(zip(("database", "catalog"), reversed(place), strict=False))
        bound = ibis.table(typed, name=name, **where)
        uuids = [one for one, kind in typed.items() if kind == "uuid"]
        given[table] = bound.mutate(**{one: bound[one].cast("string") for one in uuids})
    return given


def _known_columns(table: str) -> Collection[str]:
    """Return the columns that are read if they are there."""
    if table == "talents":
        return {*SQL_SCHEMA[table], *columns.BASE_BADGE}
    more = (
        {columns.AMOUNT_CENTS, columns.PAYEE, columns.PAYMENT_ID}
        if table == "payments"
        else set[str]()
    )
    return {*SQL_SCHEMA[table], *more}


def _type_of(declared: str) -> str | None:
    """Return how Ibis calls a type; None for one that no column of ours may have."""
    words = " ".join(declared.lower().split())
    if found := _DECIMAL.fullmatch(words):
        return f"decimal({found[1]}, {found[2] or 0})"
    return _TYPE_OF.get(_SIZE.sub("", words))


def _of_dialect(dialect: object) -> Iterator[Problem]:
    if not converters.is_a(dialect, str) or dialect not in DIALECTS:
        message = f"must be one of {', '.join(DIALECTS)}, got {shown(dialect)}"
        code = code_for(dialect, str, ProblemCode.UNKNOWN_VALUE)
        yield unfit(code, "a dialect", shown(dialect), at="dialect", message=message)


def _of_columns(declared: Any) -> Iterator[Problem]:
    """Find tables that are none of ours or are missing, and types that no column may have."""
    yield from _of_mapping("schema", declared)
    if not converters.is_a(declared, Mapping):
        return
    for table in NEEDED:
        if table not in declared:
            code, allowed = ProblemCode.MISSING, "a mapping of columns to their types"
            yield unfit(code, allowed, "none", at=f"schema.{table}")
    for table in _ours(declared):
        types, at = declared[table], f"schema.{table}"
        if not converters.is_a(types, Mapping):
            code, allowed = ProblemCode.WRONG_TYPE, "a mapping of columns to their types"
            yield unfit(code, allowed, type(types).__name__, at=at)
            continue
        for name in types:
            if name in _known_columns(table):
                yield from _of_type(types[name], f"{at}.{name}")


def _of_type(kind: object, at: str) -> Iterator[Problem]:
    if converters.is_a(kind, str) and _type_of(str(kind)) is not None:
        return
    allowed = f"a type of SQL, one of {', '.join(_TYPE_OF)}, numeric with its places"
    code = code_for(kind, str, ProblemCode.UNKNOWN_VALUE)
    message = f"must be {allowed}, got {shown(kind)}; cast it in a view"
    yield unfit(code, allowed, shown(kind), at=at, message=message)


def _of_tables(tables: Any) -> Iterator[Problem]:
    """Find names that cannot be quoted, or that the text uses itself."""
    yield from _of_mapping("tables", tables)
    for table in _ours(tables):
        name, at = tables[table], f"tables.{table}"
        allowed = "a name, or a name behind its schema and a point"
        if not converters.is_a(name, str):
            yield unfit(ProblemCode.WRONG_TYPE, allowed, shown(name), at=at)
        elif not _NAME.fullmatch(name):
            yield unfit(ProblemCode.WRONG_FORM, allowed, shown(name), at=at)
        elif _OWN_NAME.fullmatch(name):
            message = f"must not be t and a number, as parts of the text are, got {shown(name)}"
            message += "; put its schema before it"
            yield unfit(ProblemCode.OUT_OF_RANGE, allowed, shown(name), at=at, message=message)


def _of_mapping(name: str, given: Any) -> Iterator[Problem]:
    if not converters.is_a(given, Mapping):
        allowed = f"a mapping by table, of {', '.join(SQL_SCHEMA)}"
        yield unfit(ProblemCode.WRONG_TYPE, allowed, type(given).__name__, at=name)
        return
    for table in given:
        if table not in SQL_SCHEMA:
            allowed = f"one of {', '.join(SQL_SCHEMA)}"
            yield unfit(ProblemCode.UNKNOWN_VALUE, allowed, shown(table), at=name)


def _ours(given: Any) -> Iterable[str]:
    return [table for table in SQL_SCHEMA if converters.is_a(given, Mapping) and table in given]

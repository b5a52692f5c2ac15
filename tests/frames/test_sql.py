"""SQL texts: what they are over, how names and types are told, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import InvalidRecordError
from databases import Database, create, database
from engines import answers_of, duckdb, frames, told_by
from programs import printed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_ibis = pytest.mark.thorough(needs=("ibis", "duckdb", "pyarrow"))

AS_OF = law.USUAL_DAYS[0]
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "sql.md"
DEFAULT = frames.SQL_SCHEMA
RECORDED: dict[str, dict[str, str]] = {
    "talents": {
        "talent_id": "text",
        "kind": "text",
        "exclusive_agency_contractor": "boolean",
        "base_badge": "text",
    },
    "contracts": {**DEFAULT["contracts"]},
    "payments": {**DEFAULT["payments"]},
}
ROWS = """
    insert into {talents} values ('ann', 'agency', false, 'top_rated');
    insert into {contracts} values ('shop', 'ann', 'legal', null, null);
    insert into {payments} values ('shop', '{day}', 30000.00);
"""


@pytest.fixture
def empty() -> Iterator[Database]:
    """Return an empty DuckDB."""
    yield from database("duckdb", None)


def texts(dialect: str = "duckdb", **more: Any) -> Any:
    """Return the texts for Top Rated Plus where base badges are recorded."""
    terms: dict[str, Any] = {"as_of": AS_OF, "schema": RECORDED, **more}
    return frames.sql("top_rated_plus", dialect=dialect, **terms)


def filled(there: Database, columns: Any = RECORDED, **names: str) -> Database:
    """Return a database with one talent who has the badge."""
    called = {table: names.get(table, table) for table in RECORDED}
    there.run(create(columns, called))
    there.run(ROWS.format(**called, day=AS_OF))
    return there


# --- what the texts are ---------------------------------------------------------------------------


@needs_ibis
@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_a_text_survives_files_and_templates(dialect: str) -> None:
    """A text has one line, letters of ASCII, and nothing that Jinja, hence dbt, would read."""
    both = frames.visible_sql(as_of=AS_OF, dialect=dialect)
    for text in (both.check, both.answer):
        assert re.fullmatch(r"[ -~]+", text)
        assert not re.search(r"\{\{|\{%|\{#|;$", text)


@needs_ibis
def test_the_same_question_has_the_same_text() -> None:
    """A text is the same in every run, so that a file of it changes only where rules do."""
    program = (
        "from datetime import date\n"
        "from badgerules import frames\n"
        "both = frames.visible_sql(as_of=date(2026, 10, 1), dialect='postgres')\n"
        "print(both.check, both.answer)"
    )
    first, second = (printed_by(program) for _ in range(2))
    assert first == second


@needs_ibis
@pytest.mark.parametrize("badge", ["top_rated", "expert_vetted", "diversity_certified", None])
def test_without_columns_all_are_assumed(empty: Database, badge: Any) -> None:
    """The tables of `SQL_SCHEMA` are enough for every text, and their types are those of SQL."""
    terms: dict[str, Any] = {"as_of": AS_OF, "dialect": "duckdb"}
    both = frames.sql(badge, **terms) if badge else frames.visible_sql(**terms)
    empty.run(create(DEFAULT))
    assert empty.rows(both.check) == []
    assert empty.rows(both.answer) == []


@pytest.mark.thorough(needs=("duckdb", "pyarrow"))
def test_the_page_shows_the_tables_that_are_assumed(empty: Database) -> None:
    """Its statements make the tables of `SQL_SCHEMA`, column by column and type by type."""
    (shown,) = re.findall(
        r"```sql\n(create table talents.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    made = "select * exclude table_schema from (select table_schema, table_name, column_name, "
    made += "data_type from information_schema.columns where table_schema = '{}' order by all)"
    empty.run(f"create schema shown; use shown; {shown}; create schema own; use own")
    empty.run(create(DEFAULT))
    assert empty.rows(made.format("shown")) == empty.rows(made.format("own"))
    assert len(empty.rows(made.format("own"))) == sum(map(len, DEFAULT.values()))


@needs_ibis
def test_names_of_tables_are_quoted(empty: Database) -> None:
    """A name may have blanks, capital letters and quotes, and stand behind its schema."""
    empty.run("create schema app")
    names = {"talents": 'app.My "own" talents', "payments": "O'Neil's ü payments"}
    quoted = {"talents": 'app."My ""own"" talents"', "payments": "\"O'Neil's ü payments\""}
    filled(empty, **quoted)
    both = texts(tables=names)
    assert empty.rows(both.check) == []
    (row,) = empty.rows(both.answer)
    assert (row["talent_id"], row["verdict"]) == ("ann", "met")
    assert 'FROM "payments"' in texts().answer


@needs_ibis
def test_a_name_of_three_parts_has_its_catalog(empty: Database) -> None:
    """Behind two points stands the table, before them catalog and schema."""
    filled(empty)
    (row,) = empty.rows(texts(tables={"talents": "memory.main.talents"}).answer)
    assert row["verdict"] == "met"


@needs_ibis
def test_a_text_stands_below_queries_of_those_names(empty: Database) -> None:
    """A text goes by the queries that have the names of its tables, as in a model of dbt."""
    empty.run(create({"people": RECORDED["talents"], "jobs": RECORDED["contracts"]}))
    empty.run(create({"incomes": RECORDED["payments"]}))
    empty.run(ROWS.format(talents="people", contracts="jobs", payments="incomes", day=AS_OF))
    (row,) = empty.rows(
        "with talents as (select * from people), contracts as (select * from jobs), "
        f"payments as (select * from incomes) select * from ({texts().answer}) as answer"
    )
    assert row["verdict"] == "met"


# --- types ----------------------------------------------------------------------------------------

TYPES = [
    ("talents", "talent_id", "varchar(20)"),
    ("talents", "kind", "character varying"),
    ("talents", "exclusive_agency_contractor", "BOOL"),
    ("contracts", "outcome_on", "timestamp"),
    ("payments", "paid_on", "timestamp without time zone"),
    ("payments", "amount", "decimal(12,2)"),
    ("payments", "amount", "numeric( 9 )"),
]


@needs_ibis
@pytest.mark.parametrize(("table", "name", "kind"), TYPES)
def test_a_column_has_any_type_that_frames_take(
    empty: Database, table: str, name: str, kind: str
) -> None:
    """Types are written as the database writes them."""
    schema = {**RECORDED, table: {**RECORDED[table], name: kind}}
    filled(empty, schema)
    both = texts(schema=schema)
    assert empty.rows(both.check) == []
    assert empty.rows(both.answer)[0]["verdict"] == "met"


@needs_ibis
@pytest.mark.parametrize("kind", ["smallint", "integer", "bigint"])
def test_whole_cents_are_whole_numbers_of_any_width(empty: Database, kind: str) -> None:
    """Cents are summed without an overflow, whatever they are stored as."""
    cents = {"contract_id": "text", "paid_on": "date", "amount_cents": kind}
    schema = {**RECORDED, "payments": cents}
    empty.run(create(schema))
    empty.run("insert into talents values ('ann', 'freelancer', false, 'top_rated')")
    empty.run("insert into contracts values ('shop', 'ann', 'legal', null, null)")
    empty.run(f"insert into payments select 'shop', '{AS_OF}', 32000 from range(100)")
    both = texts(schema=schema)
    assert empty.rows(both.check) == []
    (row,) = empty.rows(both.answer)
    assert row["earnings_observed_cents"] == 3_200_000


@needs_ibis
def test_floats_are_rounded_on_request(empty: Database) -> None:
    """Amounts that are floats are refused, or rounded each, as in frames."""
    schema = {**RECORDED, "payments": {**RECORDED["payments"], "amount": "double precision"}}
    with pytest.raises(InvalidRecordError) as refused:
        texts(schema=schema)
    assert "round floats" in told_by(refused.value)["payments.amount"]
    filled(empty, schema)
    empty.run("update payments set amount = 29999.996")
    both = texts(schema=schema, floats="round")
    assert empty.rows(both.check) == []
    assert empty.rows(both.answer)[0]["earnings_observed_cents"] == 3_000_000


@needs_ibis
def test_ids_may_be_uuids(empty: Database) -> None:
    """They are compared, checked and answered as text."""
    types = {"talent_id": "uuid", "contract_id": "uuid"}
    schema = {
        table: {name: types.get(name, kind) for name, kind in own.items()}
        for table, own in RECORDED.items()
    }
    ann, shop = "00000000-0000-0000-0000-00000000000a", "00000000-0000-0000-0000-00000000000b"
    empty.run(create(schema))
    empty.run(f"insert into talents values ('{ann}', 'agency', false, 'top_rated')")
    empty.run(f"insert into contracts values ('{shop}', '{ann}', 'legal', null, null)")
    both = texts(schema=schema)
    assert empty.rows(both.check) == []
    (row,) = empty.rows(both.answer)
    assert (row["talent_id"], row["verdict"]) == (ann, "unmet")
    empty.run("delete from talents")
    (wrong,) = empty.rows(both.check)
    assert (wrong["path"], wrong["id"]) == ("contracts.talent_id", ann)


@needs_ibis
def test_columns_of_no_meaning_here_may_be_told_too(empty: Database) -> None:
    """All columns of a table may be handed over; those that are not read have any type."""
    told = {**RECORDED["talents"], "tags": "text[]", "note": "jsonb"}
    filled(empty)
    both = texts(schema={**RECORDED, "talents": told})
    assert empty.rows(both.answer)[0]["verdict"] == "met"


# --- what is refused ------------------------------------------------------------------------------

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"dialect": "mysql"}, "dialect", "must be one of duckdb, postgres, got 'mysql'"),
    ({"dialect": 7}, "dialect", "must be one of duckdb, postgres, got 7"),
    ({"schema": "text"}, "schema", "must be a mapping by table"),
    ({"schema": {}}, "schema.talents", "must be a mapping of columns to their types, got none"),
    ({"schema": {**RECORDED, "jobs": {}}}, "schema", "must be one of talents, contracts"),
    ({"schema": {**RECORDED, "talents": "text"}}, "schema.talents", "must be a mapping of col"),
    ({"tables": ["talents"]}, "tables", "must be a mapping by table"),
    ({"tables": {"jobs": "jobs"}}, "tables", "must be one of talents, .*, got 'jobs'"),
    ({"tables": {"talents": 7}}, "tables.talents", "must be a name, .*, got 7"),
    ({"tables": {"talents": "a.b.c.d"}}, "tables.talents", "must be a name, .*, got 'a.b.c.d'"),
    ({"tables": {"talents": ""}}, "tables.talents", "must be a name, .*, got ''"),
    ({"tables": {"talents": "t12"}}, "tables.talents", "must not be t and a number"),
    *[
        (
            {"schema": {**RECORDED, "payments": {**RECORDED["payments"], "amount": kind}}},
            "schema.payments.amount",
            "must be a type of SQL, one of text, .*; cast it in a view",
        )
        for kind in ("numeric", "money", "text[]", 7, None)
    ],
]


@needs_ibis
@pytest.mark.parametrize(("more", "path", "message"), WRONG)
def test_what_no_text_can_be_over_is_refused(more: Any, path: str, message: str) -> None:
    """A table, a type, a name or a dialect that is none is refused by its place."""
    with pytest.raises(InvalidRecordError) as refused:
        texts(**more)
    told = {one.path: one.message for one in refused.value.problems}
    assert re.match(message, told[path])


@needs_ibis
def test_columns_are_refused_as_those_of_frames() -> None:
    """A column that is missing or of a wrong type is told as of any frame, all at once."""
    schema = {
        **RECORDED,
        "contracts": {"contract_id": "text", "talent_id": "bigint", "category": "text"},
        "payments": {**RECORDED["payments"], "paid_on": "timestamptz"},
    }
    with pytest.raises(InvalidRecordError) as refused:
        texts(schema=schema)
    told = told_by(refused.value)
    missing = {"contracts.outcome", "contracts.outcome_on"}
    assert {*told} == {*missing, "contracts.talent_id", "payments.paid_on"}
    assert "in the time zone in which days begin for you" in told["payments.paid_on"]


def test_without_ibis_the_extra_is_named() -> None:
    """Whoever lacks Ibis is told which extra brings it, and frames need none."""
    program = (
        "import sys\n"
        "from datetime import date\n"
        "sys.modules['ibis'] = None\n"
        "from badgerules import frames\n"
        "try:\n"
        "    frames.sql('top_rated', as_of=date(2026, 10, 1), dialect='postgres')\n"
        "except ImportError as error:\n"
        "    print(error)"
    )
    told = "SQL needs Ibis, got none; pip install 'badgerules[sql]'"
    assert printed_by(program).splitlines() == [told]


# --- the engines that write SQL, asked directly ---------------------------------------------------


older = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""Both call what their engines have renamed."""


@needs_ibis
@older
def test_frames_of_ibis_are_answered_and_checked(tmp_path: Path) -> None:
    """Tables of Ibis are frames like others, with their rows looked at."""
    ibis: Any = pytest.importorskip("ibis")
    place = tmp_path / "some.duckdb"
    with duckdb.connect(str(place)) as connection:
        filled(Database("duckdb", connection))
    there = ibis.duckdb.connect(place)
    given = {name: there.table(name) for name in RECORDED}
    answer = frames.assess(**given, badge="top_rated_plus", as_of=AS_OF)
    (row,) = answers_of(answer.to_polars())
    assert (row["talent_id"], row["verdict"]) == ("ann", "met")
    twice = {**given, "contracts": given["contracts"].union(given["contracts"])}
    with pytest.raises(InvalidRecordError, match=r"contracts\.contract_id must be unique"):
        frames.assess(**twice, badge="top_rated_plus", as_of=AS_OF)
    there.disconnect()


@pytest.mark.thorough(needs=("sqlframe", "duckdb", "pyarrow"))
@older
def test_frames_of_sqlframe_are_answered_and_checked(empty: Database) -> None:
    """So are those of SQLFrame, which takes long to plan."""
    sessions: Any = pytest.importorskip("sqlframe.duckdb")
    talents = {**RECORDED["talents"], **{name: DEFAULT["talents"][name] for name in VETTING}}
    del talents["base_badge"]
    empty.run(create({**RECORDED, "talents": talents}))
    empty.run(
        "insert into talents values "
        "('ann', 'freelancer', false, 'writing', '2026-01-01', '2026-01-02', null)"
    )
    session = sessions.DuckDBSession(conn=empty.connection)
    given = {name: session.read.table(name) for name in RECORDED}
    answer = frames.assess(**given, badge="expert_vetted", as_of=date(2026, 10, 1))
    (row,) = answer.select("talent_id", "verdict").collect()
    assert tuple(row) == ("ann", "met")
    empty.run("update talents set kind = 'x'")
    with pytest.raises(InvalidRecordError, match=r"talents\.kind must be one of"):
        frames.assess(**given, badge="expert_vetted", as_of=date(2026, 10, 1))


VETTING = ("vetting_category", "vetting_invited_on", "vetting_passed_on", "vetting_revoked_on")

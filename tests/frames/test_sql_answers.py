"""SQL texts on real databases: their rows are what `decide` says, and what the door refuses.

By default some hundred talents are asked about; `--talents 2000` asks more, for some minutes.
PostgreSQL is that of the system; where there is none, its tests are skipped by name.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import Badge, InvalidRecordError, Readings, decide
from databases import DIALECTS, columns_of, create, database, servers
from engines import answers_of, frames
from populations import differing, known_in_part, row_of, words_of_readings
from reputations import polars_frames, population, seen_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules import TalentRecord
    from databases import Database

pytestmark = pytest.mark.thorough(needs=("ibis", "duckdb", "pyarrow"))

NEWEST, OLDEST = law.USUAL_DAYS[1], law.USUAL_DAYS[-1]
SEEN: tuple[Badge, ...] = ()
"""Stands for who sees what."""
QUESTIONS = [
    *[
        (asked, day, False)
        for day in (NEWEST, OLDEST)
        for asked in (*((one,) for one in Badge), SEEN)
    ],
    ((*Badge,), NEWEST, False),
    ((Badge.TOP_RATED_PLUS,), NEWEST, True),
    (SEEN, NEWEST, True),
]
"""What is asked, of one badge, all, or who sees what; when; and whether badges are recorded."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a PostgreSQL for all tests here."""
    yield from servers()


@pytest.fixture(params=DIALECTS)
def empty(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Return an empty database of each kind."""
    dialect = request.param
    place = request.getfixturevalue("server") if dialect == "postgres" else None
    yield from database(dialect, place)


@cache
def terms_of(day: date) -> dict[str, Any]:
    """Return a question on a day under readings that are drawn, some weeks after what is known."""
    random = Random(day.toordinal())  # noqa: S311  # no secret
    drawn = {name: random.choice(words) for name, words in words_of_readings()}
    return {
        "as_of": day,
        "readings": Readings(**drawn),
        "known_through": day - timedelta(days=random.choice((0, 5, 20))),
    }


@cache
def talents(size: int, day: date, *, recorded: bool) -> tuple[TalentRecord, ...]:
    """Return talents on the edges of every badge, of most of whom money is known in part."""
    known_through = terms_of(day)["known_through"]
    records = population(size, seed=41, days=[day], recorded=recorded)
    return tuple(known_in_part(records, 41, day, known_through))


def texts(asked: tuple[Badge, ...], **terms: Any) -> Any:
    """Return the texts for one badge, for several, or for who sees what."""
    if asked == SEEN:
        return frames.visible_sql(**terms)
    return frames.sql(asked[0] if len(asked) == 1 else [*asked], explain=True, **terms)


@pytest.mark.parametrize(("asked", "day", "recorded"), QUESTIONS)
def test_every_row_is_what_decide_says(
    empty: Database, asked: tuple[Badge, ...], day: date, some_talents: int, *, recorded: bool
) -> None:
    """In each database each talent is answered as `decide` does, and the check finds no row.

    Money is known in part, readings are drawn, and the base badge is computed or recorded.
    """
    records, terms = talents(some_talents, day, recorded=recorded), terms_of(day)
    given = polars_frames(records)
    empty.fill(given)
    both = texts(asked, dialect=empty.dialect, schema=columns_of(given), **terms)
    assert empty.rows(both.check) == []
    rows = empty.rows(both.answer)
    if asked == SEEN:
        assert differing(rows, [seen_of(one, **terms) for one in records]) == []
        return
    assert len(rows) == len(asked) * len(records)
    for badge in asked:
        decisions = [decide(one, badge, **terms) for one in records]
        own = [{**row} for row in rows if row["badge"] == badge]
        for row, decision in zip(own, decisions, strict=True):
            failing = [one.clause for one in decision.findings if one.verdict is decision.verdict]
            assert row.pop("first_failing") == (None if decision.is_met else failing[0])
        wanted = [row_of(*each) for each in zip(records, decisions, strict=True)]
        assert differing(own, wanted) == [], badge


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Narwhals calls what Ibis has renamed
@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_tables_of_ibis_in_postgresql_are_frames(empty: Database, some_talents: int) -> None:
    """Without any text of ours, what Ibis asks of PostgreSQL is what an assessment says."""
    ibis: Any = pytest.importorskip("ibis")
    records, terms = talents(some_talents, NEWEST, recorded=False), terms_of(NEWEST)
    given = polars_frames(records)
    empty.fill(given)
    there = ibis.postgres.from_connection(empty.connection)
    answer = frames.visible(**{name: there.table(name) for name in given}, **terms)
    rows = sorted(answers_of(answer.to_polars()), key=lambda row: str(row["talent_id"]))
    assert differing(rows, [seen_of(one, **terms) for one in records]) == []


# --- what the door refuses ------------------------------------------------------------------------

COLUMNS: dict[str, dict[str, str]] = {
    table: {**types} for table, types in frames.SQL_SCHEMA.items()
}
COLUMNS["payments"]["talent_id"] = "text"
KNOWN = ("job_success_score", "first_contract_on", "last_active_on", "average_feedback_hundredths")
GOOD = f"""
    insert into talents (talent_id, kind, exclusive_agency_contractor, contracts_known, holds_known,
        {", ".join(f"{name}_known" for name in KNOWN)}, vetting_category, vetting_invited_on)
    values
        ('ann', 'freelancer', false, true, true, true, true, true, true, 'legal', '2026-01-02'),
        ('firm', 'agency', false, true, true, true, true, true, true, null, null),
        ('dark', 'agency', false, false, false, true, true, true, true, null, null);
    insert into contracts values ('shop', 'ann', 'legal', 'positive', '2026-02-03');
    insert into payments (contract_id, paid_on, amount, talent_id)
    values ('shop', '2026-02-02', 10.10, 'ann');
    insert into weeks values ('ann', '2026-02-07', true);
    insert into holds values ('ann', '2026-01-01');
    insert into certifications (talent_id, status) values ('firm', 'draft');
"""


def put(table: str, name: str, value: str, who: str = "") -> str:
    """Return the statement that gives a column another value, of one talent or of the one row."""
    which = f" where talent_id = '{who}'" if who else ""
    return f"update {table} set {name} = {value}{which}"


LATE, PLUS_MINUS = "'10000-01-01'", ("'infinity'", "'-infinity'", "'10000-01-01'")
DAYS = [
    *[("contracts", "outcome_on", ""), ("payments", "paid_on", "")],
    *[("weeks", "ends_on", ""), ("holds", "held_on", "")],
    *[
        (table, name, who)
        for table, who in (("talents", "ann"), ("certifications", ""))
        for name, kind in COLUMNS[table].items()
        if kind == "date"
    ],
]
FLAGS_OF_TALENTS = (*(f"{name}_known" for name in KNOWN), "holds_known")
FAULTS: list[tuple[str, str, str]] = [
    *[
        (put(table, name, PLUS_MINUS[place % 3], who), f"{table}.{name}", "out_of_range")
        for place, (table, name, who) in enumerate(DAYS)
    ],
    *[
        (put(table, name, "null", who), f"{table}.{name}", "missing")
        for table, who, names in (
            ("talents", "dark", ("talent_id", "exclusive_agency_contractor", "contracts_known")),
            ("talents", "ann", FLAGS_OF_TALENTS),
            ("contracts", "", ("contract_id", "talent_id")),
            ("payments", "", ("contract_id", "paid_on", "amount")),
            ("weeks", "", ("talent_id", "ends_on", "eligible")),
            ("holds", "", ("talent_id", "held_on")),
            ("certifications", "", ("talent_id",)),
        )
        for name in names
    ],
    *[
        (put(table, name, "' '", who), f"{table}.{name}", "wrong_form")
        for table, who, names in (
            ("talents", "dark", ("talent_id",)),
            ("contracts", "", ("contract_id", "talent_id")),
            ("payments", "", ("contract_id",)),
            ("weeks", "", ("talent_id",)),
            ("holds", "", ("talent_id",)),
            (
                "certifications",
                "",
                ("talent_id", "business_name", "provider", "type", "number"),
            ),
        )
        for name in names
    ],
    *[
        (put(table, name, "'Law'", who), f"{table}.{name}", "unknown_value")
        for table, who, names in (
            ("talents", "ann", ("kind", "vetting_category")),
            ("contracts", "", ("category", "outcome", "talent_id")),
            ("payments", "", ("contract_id",)),
            ("weeks", "", ("talent_id",)),
            ("holds", "", ("talent_id",)),
            ("certifications", "", ("status", "category", "talent_id")),
        )
        for name in names
    ],
    *[
        (put("talents", name, value, "firm"), f"talents.{name}", "out_of_range")
        for name, value in (
            ("job_success_score", "101"),
            ("profile_percent", "-1"),
            ("members_profile_percent", "101"),
            ("members", "-1"),
            ("average_feedback_hundredths", "501"),
            ("payments_known_through", "'2026-01-01', payments_known_since = '2026-01-02'"),
        )
    ],
    *[
        (statement, path, "contradiction")
        for statement, path in (
            (put("talents", "exclusive_agency_contractor", "true", "firm"),
             "talents.exclusive_agency_contractor"),
            (put("talents", "members", "1", "ann"), "talents.members"),
            (put("talents", "members_profile_percent", "1", "ann"),
             "talents.members_profile_percent"),
            *[(put("talents", f"{name}_known", f"false, {name} = {value}", "ann"),
               f"talents.{name}_known")
              for name, value in zip(KNOWN, ("90", "'2026-01-01'", "'2026-01-01'", "480"),
                                     strict=True)],
            (put("talents", "payments_known_since", "'2026-01-01'", "dark"),
             "talents.payments_known_since"),
            (put("talents", "payments_known_through", "'2026-01-01'", "dark"),
             "talents.payments_known_through"),
            *[(put("talents", f"vetting_{name}_on", "'2026-01-01'", "firm"),
               f"talents.vetting_{name}_on") for name in ("invited", "passed", "revoked")],
            ("update contracts set outcome = null", "contracts.outcome_on"),
            ("update payments set talent_id = 'firm'", "payments.talent_id"),
            ("insert into holds values ('dark', '2026-01-01')", "holds.talent_id"),
            ("insert into contracts values ('hut', 'dark', 'legal', null, null)",
             "contracts.talent_id"),
        )
    ],
    (put("talents", "country", "'usa'", "ann"), "talents.country", "wrong_form"),
    ("update weeks set ends_on = '2026-02-06'", "weeks.ends_on", "out_of_range"),
    ("update payments set amount = 999999999999.99; insert into payments select * from payments",
     "payments.amount", "out_of_range"),
    ("insert into talents select * from talents where talent_id = 'firm'", "talents.talent_id",
     "repeated"),
    ("insert into contracts select * from contracts", "contracts.contract_id", "repeated"),
    ("insert into weeks select * from weeks", "weeks", "repeated"),
]  # fmt: skip
"""Each kind of row that must not be: how it comes about, and what must be told of it."""
BESIDE = {
    "talents.talent_id": {"certifications.talent_id"},
    "contracts.contract_id": {"payments.contract_id"},
    "contracts.talent_id": {"payments.talent_id"},
    "payments.contract_id": {"payments.contract_id"},
}
"""What a fault in one column may make of another: a row that refers to it stands alone."""


@cache
def all_texts(dialect: str) -> Any:
    """Return the texts that read everything."""
    return frames.visible_sql(as_of=NEWEST, dialect=dialect, schema=COLUMNS)


def told(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Return what is wrong where."""
    return {(row["path"], row["code"]) for row in rows}


def test_each_kind_of_bad_row_is_found(empty: Database) -> None:
    """The check finds each kind that there is, and whatever the door of frames tells.

    The door stops at rows that could not even be shown; the check tells all at once.
    """
    both = all_texts(empty.dialect)
    empty.run(create(COLUMNS))
    empty.run(GOOD)
    assert empty.rows(both.check) == []
    assert {row["talent_id"] for row in empty.rows(both.answer)} == {"ann", "dark", "firm"}
    found: set[tuple[str, str]] = set()
    for statement, path, code in FAULTS:
        wrong = told(found_after(empty, statement))
        assert (path, code) in wrong, statement
        allowed = {path} | BESIDE.get(path, set())
        assert {one for one, _ in wrong} <= allowed, (statement, wrong)
        found |= wrong
    listed = re.findall(r"""'([a-z_.]+)' AS "path", '([a-z_]+)' AS "code\"""", both.check)
    assert {*listed} == found


def found_after(there: Database, statement: str) -> list[dict[str, Any]]:
    """Return what the check finds after a statement, which is then taken back."""
    query = all_texts(there.dialect).check
    if there.dialect == "postgres":
        with there.connection.transaction(force_rollback=True):
            there.run(statement)
            return there.rows(query)
    there.run("begin")
    there.run(statement)
    rows = there.rows(query)
    handed = {name: there.connection.table(name) for name in COLUMNS}
    with pytest.raises(InvalidRecordError) as refused:
        frames.visible(**handed, as_of=NEWEST)
    door = {(one.path, str(one.code)) for one in refused.value.problems}
    assert door <= told(rows)
    stops = {code for _, code in door} <= {"out_of_range", "wrong_form"}
    assert stops or door == told(rows)
    there.run("rollback")
    return rows


def test_a_recorded_word_is_looked_at(empty: Database) -> None:
    """Where the base badge is recorded, a word that is none is found, by its talent."""
    columns = {
        "talents": {
            "talent_id": "text", "kind": "text", "exclusive_agency_contractor": "boolean",
            "base_badge": "text",
        },
        "contracts": COLUMNS["contracts"],
        "payments": COLUMNS["payments"],
    }  # fmt: skip
    empty.run(create(columns))
    empty.run("insert into talents values ('ann', 'agency', false, 'gold')")
    both = frames.sql("top_rated", as_of=NEWEST, dialect=empty.dialect, schema=columns)
    (row,) = empty.rows(both.check)
    words = "null or one of none, rising_talent, top_rated"
    assert row == {
        "path": "talents.base_badge",
        "code": "unknown_value",
        "allowed": words,
        "id": "ann",
    }


PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "sql.md"
OWN_TYPES = {
    "talents": {
        "talent_id": "uuid",
        "kind": "varchar(20)",
        "exclusive_agency_contractor": "boolean",
        "base_badge": "char(12)",
        "tags": "text[]",
    },
    "contracts": {
        "contract_id": "bigint",
        "talent_id": "uuid",
        "category": "text",
        "outcome": "text",
        "outcome_on": "timestamp(3)",
    },
    "payments": {"contract_id": "integer", "paid_on": "date", "amount_cents": "smallint"},
}


@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_postgresql_tells_the_types_that_texts_take(empty: Database) -> None:
    """What the query of the page gives is taken as it is, and sums do not overflow a type."""
    (query,) = re.findall(r"```sql\n(select c.relname.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    empty.run(create(OWN_TYPES))
    columns: dict[str, dict[str, str]] = {}
    for row in empty.connection.execute(query).fetchall():
        columns.setdefault(row[0], {})[row[1]] = row[2]
    assert {table: [*types] for table, types in columns.items()} == {
        table: [*types] for table, types in sorted(OWN_TYPES.items())
    }
    ann = "00000000-0000-0000-0000-00000000000a"
    empty.run(f"insert into talents values ('{ann}', 'freelancer', false, 'top_rated')")
    empty.run(f"insert into contracts values (7, '{ann}', 'legal', 'positive', '{NEWEST} 23:59')")
    empty.run(f"insert into payments select 7, '{NEWEST}', 32000 from generate_series(1, 90)")
    both = frames.sql("top_rated_plus", as_of=NEWEST, dialect="postgres", schema=columns)
    assert empty.rows(both.check) == []
    (row,) = empty.rows(both.answer)
    assert (row["talent_id"], row["verdict"]) == (ann, "met")
    assert row["earnings_observed_cents"] == 90 * 32_000

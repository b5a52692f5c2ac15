"""Rows of a real PostgreSQL, through its driver: what comes out of a server is read as it is."""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from badgerules import Payment
from badgerules.rows import records_from_rows
from postgresql import psycopg, running

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.thorough

EAST = timezone(timedelta(hours=9))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a server, and return how to connect to it."""
    yield from running()


TABLES = """
    create table users (
        id bigint primary key, kind text, exclusive boolean, score integer, stars numeric(3, 2),
        joined date, tags text[]
    );
    create table jobs (id uuid primary key, user_id bigint, area text, verdict text, day date);
    create table incomes (job_id uuid, at timestamptz, amount numeric(12, 2), note jsonb);
    insert into users values
        (1, 'freelancer', false, 97, 4.80, '2019-02-01', '{a,b}'),
        (2, 'agency', null, null, null, null, null);
    insert into jobs values
        ('00000000-0000-0000-0000-000000000010', 1, 'Customer Support', 'positive', '2020-04-01'),
        ('00000000-0000-0000-0000-000000000011', 2, 'writing', null, null);
    insert into incomes values
        ('00000000-0000-0000-0000-000000000010', '2020-03-01 23:30:00+00', 5000.10, '{"a": [1]}'),
        ('00000000-0000-0000-0000-000000000010', '2020-05-05 12:00:00+00', -0.10, null),
        ('00000000-0000-0000-0000-000000000010', '2020-05-05 12:00:00+00', -0.10, null);
"""
COLUMNS = {
    "talents.talent_id": "id",
    "exclusive_agency_contractor": "exclusive",
    "job_success_score": "score",
    "average_feedback": "stars",
    "joined_on": "joined",
    "contracts.contract_id": "id",
    "talent_id": "user_id",
    "category": "area",
    "outcome": "verdict",
    "outcome_on": "day",
    "payments.contract_id": "job_id",
    "paid_on": "at",
}


@pytest.mark.parametrize("zone", [UTC, EAST])
def test_rows_of_a_server_are_records(server: str, zone: timezone) -> None:
    """Booleans, decimals, days and instants are read as the driver gives them; ids are cast."""
    day = date(2020, 3, 1 if zone is UTC else 2)
    with psycopg.connect(server, row_factory=psycopg.rows.dict_row) as connection:
        connection.execute("set time zone 'America/New_York'")  # that of the session is not asked
        connection.execute(TABLES)
        found = records_from_rows(
            connection.execute("select * from users order by id"),
            connection.execute("select id::text, user_id, area, verdict, day from jobs order by 1"),
            connection.execute("select job_id::text, at, amount, note from incomes order by at"),
            columns=COLUMNS,
            money="dollars",
            zone=zone,
        )
        connection.rollback()
    ann, studio = found.records
    assert (ann.id, ann.kind, studio.id, studio.kind) == ("1", "freelancer", "2", "agency")
    assert ann.reputation is not None
    assert (ann.reputation.job_success_score, f"{ann.reputation.average_feedback}") == (97, "4.80")
    assert ann.reputation.joined_on == date(2019, 2, 1)
    assert studio.reputation is not None
    assert studio.reputation.job_success_score is None
    (job,) = ann.contracts
    assert (job.category, job.outcome, job.outcome_on) == (
        "customer_service", "positive", date(2020, 4, 1),
    )  # fmt: skip
    assert job.payments == (
        Payment(paid_on=day, amount="5000.10"),
        *[Payment(paid_on=date(2020, 5, 5), amount="-0.10")] * 2,
    )
    (note,) = found.notes
    assert note.startswith("1 payment repeats another in every column")

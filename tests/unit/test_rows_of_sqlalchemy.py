"""Rows of SQLAlchemy, as `mappings()` gives them."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest

from badgerules import Payment
from badgerules.rows import records_from_rows

pytestmark = pytest.mark.thorough(needs=("sqlalchemy",))


def test_rows_of_sqlalchemy_are_read_as_mappings() -> None:
    """Days are dates and amounts decimals there, or text, as the columns are declared."""
    sql: Any = import_module("sqlalchemy")
    tables = sql.MetaData()
    text = sql.Column("talent_id", sql.String)
    talents = sql.Table("talents", tables, text, sql.Column("kind", sql.String))
    contracts = sql.Table(
        "contracts",
        tables,
        *(sql.Column(name, sql.String) for name in ("contract_id", "talent_id", "category")),
    )
    payments = sql.Table(
        "payments",
        tables,
        sql.Column("contract_id", sql.String),
        sql.Column("paid_on", sql.Date),
        sql.Column("amount", sql.Integer),
    )
    engine = sql.create_engine("sqlite://")
    tables.create_all(engine)
    paid = {"contract_id": "shop", "paid_on": date(2026, 3, 2), "amount": -15_050}
    with engine.begin() as connection:
        connection.execute(talents.insert(), {"talent_id": "ann", "kind": "agency"})
        connection.execute(
            contracts.insert(), {"contract_id": "shop", "talent_id": "ann", "category": "Legal"}
        )
        connection.execute(payments.insert(), paid)
        found = records_from_rows(
            *(
                connection.execute(sql.select(table)).mappings()
                for table in (talents, contracts, payments)
            ),
            money="cents",
        )
    engine.dispose()
    (record,) = found.records
    assert record.id == "ann"
    assert record.contracts[0].payments == (Payment(paid_on=date(2026, 3, 2), amount="-150.50"),)

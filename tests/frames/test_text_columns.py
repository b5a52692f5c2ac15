"""Frames of text, as files of comma-separated values hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from badgerules import InvalidRecordError
from engines import ENGINES, marked, pl, told_by

written: Any = import_module("badgerules.frames.text_columns")

READERS = ("polars", "polars_lazy", "duckdb")


def typed(engine: str, table: str = "payments", floats: str = "refuse", **columns: Any) -> Any:
    """Return columns of text as an eager Polars frame of their types."""
    text: Any = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    text = text.lazy() if engine == "polars_lazy" else ENGINES[engine](text)
    frame = written.typed(text, table, floats=floats)
    if engine == "polars_lazy":
        return frame.collect()
    return frame if engine == "polars" else pl.from_arrow(frame.to_arrow_table())


def refused(engine: str, table: str = "payments", **columns: Any) -> list[tuple[str, str]]:
    """Return path and message of everything that is refused."""
    with pytest.raises(InvalidRecordError) as error:
        typed(engine, table, **columns)
    return [*told_by(error.value).items()]


@pytest.mark.parametrize("engine", marked(READERS))
def test_text_becomes_days_and_dollars(engine: str) -> None:
    """Days, exact dollars and null for empty text; ids stay as they are written."""
    frame = typed(
        engine,
        contract_id=["007", "007", "8"],
        paid_on=["2020-02-29", "", "2000-02-29"],
        amount=["0.29", "-1234567890123.5", ""],
    )
    assert frame.rows() == [
        ("007", date(2020, 2, 29), Decimal("0.29")),
        ("007", None, Decimal("-1234567890123.50")),
        ("8", date(2000, 2, 29), None),
    ]


@pytest.mark.parametrize("engine", marked(READERS))
def test_text_becomes_what_is_known_of_money(engine: str) -> None:
    """A flag and two days; null for empty text is no limit."""
    frame = typed(
        engine,
        "talents",
        contracts_known=["true", "FALSE"],
        payments_known_since=["2020-02-29", ""],
        payments_known_through=["", "2020-08-31"],
    )
    day, other = date(2020, 2, 29), date(2020, 8, 31)
    assert frame.rows() == [(True, day, None), (False, None, other)]


@pytest.mark.parametrize("engine", marked(READERS))
def test_text_becomes_flags(engine: str) -> None:
    """True and false in any letter case, null for empty text; unknown columns stay text."""
    frame = typed(
        engine,
        "talents",
        exclusive_agency_contractor=["true", "False", "TRUE", ""],
        note=["2020-02-30", "", "x", "1.234"],
    )
    assert frame["exclusive_agency_contractor"].to_list() == [True, False, True, None]
    assert frame["note"].to_list() == ["2020-02-30", None, "x", "1.234"]


@pytest.mark.parametrize("engine", marked(READERS))
def test_whole_cents_stay_whole(engine: str) -> None:
    """Cents are whole numbers, refunds too, of as many digits as a payment has at most."""
    most = -999_999_999_999_999
    frame = typed(engine, amount_cents=["-1250", "0", str(most)])
    assert frame["amount_cents"].to_list() == [-1250, 0, most]


@pytest.mark.parametrize("engine", marked(READERS))
def test_every_day_of_a_year_is_one(engine: str) -> None:
    """All days of the first and the last year, of leap years, others, and years of a century."""
    days = [
        date.fromordinal(number)
        for year in (1, 4, 1900, 2000, 2023, 2024, 2096, 2100, 9999)
        for number in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    frame = typed(engine, paid_on=[day.isoformat() for day in days])
    assert frame["paid_on"].to_list() == days


@pytest.mark.parametrize("engine", marked(READERS))
@pytest.mark.parametrize(
    "day",
    [
        *("2021-02-29", "1900-02-29", "2020-02-30", "2020-04-31", "2020-11-31", "2020-13-01"),
        *("2020-00-10", "2020-01-00", "2020-01-32", "20200105", "2020-1-5", "05.01.2020"),
        *("2020-01-05T00:00:00", " 2020-01-05"),
    ],
)
def test_what_is_no_day_is_refused(engine: str, day: str) -> None:
    """Days that the calendar does not have, and other ways to write one, are shown."""
    ((path, message),) = refused(engine, paid_on=["2020-01-05", day])
    assert path == "payments.paid_on"
    assert message == (
        f"must be a date as YYYY-MM-DD, got 1 other, such as '{day}'; correct the file"
    )


@pytest.mark.parametrize("engine", marked(READERS))
@pytest.mark.parametrize("amount", ["12.345", "1,000.00", "$5", "1e3", ".5", "5.", "--5", "NaN"])
def test_what_is_no_amount_is_refused(engine: str, amount: str) -> None:
    """Fractions of a cent are never rounded unasked, nor are other ways to write a number read."""
    ((path, message),) = refused(engine, amount=[amount, "5"])
    assert path == "payments.amount"
    assert f"got 1 other, such as '{amount}'" in message


@pytest.mark.parametrize("engine", marked(READERS))
def test_everything_is_refused_at_once(engine: str) -> None:
    """All columns are told together, each with a count and at most three examples."""
    problems = refused(engine, paid_on=["x", "x", "x", "x"], amount=["y", "", "", ""])
    assert problems == [
        ("payments.paid_on", PAID_ON),
        ("payments.amount", AMOUNT),
    ]


PAID_ON = "must be a date as YYYY-MM-DD, got 4 others, such as 'x', 'x', 'x'; correct the file"
AMOUNT = (
    "must be dollars with at most two decimals, such as 7850.00, got 1 other, such as 'y'; "
    "correct the file"
)


@pytest.mark.parametrize("engine", marked(READERS))
def test_amounts_may_be_rounded_if_one_says_so(engine: str) -> None:
    """With floats="round" a number may have more places; it becomes a float, rounded later."""
    frame = typed(engine, floats="round", amount=["12.345", "1e3", "-0.1"])
    assert frame["amount"].to_list() == [12.345, 1000.0, -0.1]


@pytest.mark.parametrize("engine", marked(READERS))
def test_a_file_without_rows_is_a_frame_without_rows(engine: str) -> None:
    """The types are those of a full one."""
    frame = typed(engine, paid_on=[], amount=[])
    assert frame.schema == {"paid_on": pl.Date, "amount": pl.Decimal(18, 2)}


@pytest.mark.parametrize("engine", marked(READERS))
def test_columns_of_text_alone_stay_as_they_are(engine: str) -> None:
    """A frame without any column that rules read is left for the door to refuse."""
    assert typed(engine, "talents", note=["a", ""]).rows() == [("a",), (None,)]

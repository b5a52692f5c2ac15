"""Frames of text, as files of comma-separated values hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from badgerules import InvalidRecordError
from badgerules.errors import Problem, refuse
from engines import ENGINES, marked, pl, told_by

written: Any = import_module("badgerules.frames.text_columns")

READERS = ("polars", "polars_lazy", "duckdb")


def typed(engine: str, table: str = "payments", floats: str = "refuse", **columns: Any) -> Any:
    """Return columns of text as an eager Polars frame of their types."""
    text: Any = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    text = text.lazy() if engine == "polars_lazy" else ENGINES[engine](text)
    problems: list[Problem] = []
    frame = written.typed(text, table, floats=floats, problems=problems)
    refuse("", problems)
    if engine == "polars_lazy":
        return frame.collect()
    return frame if engine == "polars" else pl.from_arrow(frame.to_arrow_table())


def refused(engine: str, table: str = "payments", **columns: Any) -> list[tuple[str, str]]:
    """Return path and message of everything that is refused."""
    with pytest.raises(InvalidRecordError) as error:
        typed(engine, table, **columns)
    told_by(error.value)
    return [(one.path, one.message) for one in error.value.problems]


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
    ("day", "hint"),
    [
        *((day, "") for day in ("2021-02-29", "1900-02-29", "2020-02-30", "2020-04-31")),
        *((day, "") for day in ("2020-11-31", "2020-13-01", "2020-00-10", "2020-01-00")),
        *((day, "") for day in ("2020-01-32", "20200105", "2020-01-05T00:00:00", " 2020-01-05")),
        ("2020-1-5", "; write 2020-01-05"),
        ("13.01.2020", "; write 2020-01-13"),
        (
            "03/01/2020",
            "; write 2020-03-01 if its month comes first, 2020-01-03 if its day does",
        ),
    ],
)
def test_what_is_no_day_is_refused(engine: str, day: str, hint: str) -> None:
    """Days that the calendar does not have, and other ways to write one, are shown.

    Where another spelling is known, it is said what to write, for both days that it may be.
    """
    ((path, message),) = refused(engine, paid_on=["2020-01-05", day])
    assert path == "payments.paid_on"
    assert message == (
        f"must be a date as YYYY-MM-DD, got 1 other, such as '{day}'{hint}; correct the column"
    )


@pytest.mark.parametrize("engine", marked(READERS))
@pytest.mark.parametrize(
    "amount",
    [
        *(
            "12.345",
            "1e3",
            ".5",
            "5.",
            "--5",
            "NaN",
            "($5.00)",
            "$-5",
            "12,30",
            "1,0000",
            "$",
            "5 ",
        ),
        *("10,000,000,000,000", "99999999999999", ",123", "1,234,56", "5\n", "€5", "$1,234.5.0"),
    ],
)
def test_what_is_no_amount_is_refused(engine: str, amount: str) -> None:
    """Fractions of a cent are never rounded unasked, nor are other ways to write a number read."""
    ((path, message),) = refused(engine, amount=[amount, "5"])
    assert path == "payments.amount"
    assert f"got 1 other, such as {amount!a}" in message


@pytest.mark.parametrize("engine", marked(READERS))
def test_dollars_are_read_as_people_write_them(engine: str) -> None:
    """A dollar sign and commas between thousands are taken off, exactly, as rows do it."""
    written_ = {
        "$1,234.50": "1234.50", "-$5": "-5.00", "$0.07": "0.07", "12": "12.00",
        "9,999,999,999,999.99": "9999999999999.99", "-999,999,999,999": "-999999999999.00",
        "": None,
    }  # fmt: skip
    frame = typed(engine, amount=[*written_])
    assert frame["amount"].to_list() == [one and Decimal(one) for one in written_.values()]
    assert typed(engine, floats="round", amount=["$1,000.005"])["amount"].to_list() == [1000.005]


@pytest.mark.parametrize("engine", marked(READERS))
def test_flags_are_read_as_databases_write_them(engine: str) -> None:
    """In any letter case, by their words and by their first letter, 1 and 0."""
    frame = typed(engine, "weeks", eligible=["Yes", "n", "T", "1", "0", "FALSE", ""])
    assert frame["eligible"].to_list() == [True, False, True, True, False, False, None]


@pytest.mark.parametrize("engine", marked(READERS))
def test_what_lacks_in_a_column_that_is_not_read_is_told_too(engine: str) -> None:
    """A needed value is missed once, beside the values that are not written as they must be."""
    problems = refused(engine, contract_id=["a", "b"], paid_on=["soon", ""], amount=["5", ""])
    assert problems == [
        (
            "payments.paid_on",
            "must be a date as YYYY-MM-DD, got 1 other, such as 'soon'; correct the column",
        ),
        (
            "payments.paid_on",
            "must be given in every row, got 1 other: contract_id='b' paid_on=None",
        ),
    ]


@pytest.mark.parametrize("engine", marked(READERS))
def test_everything_is_refused_at_once(engine: str) -> None:
    """All columns are told together, each with a count and at most three examples."""
    problems = refused(engine, paid_on=["x", "x", "x", "x"], amount=["y", "", "", ""])
    assert problems == [
        ("payments.paid_on", PAID_ON),
        ("payments.amount", AMOUNT),
        (
            "payments.amount",
            "must be given in every row, got 3 others: amount=None; amount=None; amount=None",
        ),
    ]


PAID_ON = "must be a date as YYYY-MM-DD, got 4 others, such as 'x', 'x', 'x'; correct the column"
AMOUNT = (
    "must be dollars with at most two decimals, such as 7850.00, got 1 other, such as 'y'; "
    "correct the column"
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

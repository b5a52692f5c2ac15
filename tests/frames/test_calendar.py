"""What no record could hold is refused where frames come in: days beyond the calendar, odd ids."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from badgerules import InvalidRecordError
from badgerules.converters import LONGEST_TEXT
from builders import contract, freelancer, vetted
from engines import DUCKDB, ENGINES, beyond_polars, frames, frames_of, pa, pl
from populations import rows_of

pytestmark = beyond_polars

DAY = date(2020, 9, 1)
ANN = freelancer(contract("9000.00"), id="ann", expert_vetting=vetted())
NEVER = "must be a day of the years 1 to 9999, or an empty cell where never is meant, got 1 other"
LATE = 4_000_000
"""A day of the year 12921, in days since 1970: engines know it, and Python does not."""

EACH_ENGINE = pytest.mark.parametrize(
    "engine", ["polars", "polars_lazy", "pandas_arrow", "pyarrow", "duckdb"]
)


def late(engine: str, table: str, column: str) -> dict[str, Any]:
    """Return the frames of one talent, with a day of theirs far beyond the calendar."""
    names = ("talents", "contracts", "payments")
    given: dict[str, Any] = dict(zip(names, frames_of(rows_of([ANN]), "polars"), strict=True))
    if column == "vetting_revoked_on":
        given["talents"] = given["talents"].with_columns(
            vetting_category=pl.lit("writing"),
            vetting_invited_on=pl.lit(DAY),
            vetting_passed_on=pl.lit(DAY),
        )
    day = pl.Series(column, [LATE], dtype=pl.Int32).cast(pl.Date)
    given[table] = given[table].with_columns(day)
    return {name: ENGINES[engine](frame) for name, frame in given.items()}


@EACH_ENGINE
@pytest.mark.parametrize("is_read_back", [False, True])
@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("payments", "paid_on", "contract_id='one'"),
        ("contracts", "outcome_on", "contract_id='one'"),
        ("talents", "vetting_revoked_on", "talent_id='ann'"),
    ],
)
def test_a_day_beyond_the_calendar_is_refused_with_its_row(
    table: str,
    column: str,
    row: str,
    is_read_back: bool,  # noqa: FBT001  # a parameter
    engine: str,
) -> None:
    """Table, column and count are named, and the row; the day itself could not be shown."""
    given = late(engine, table, column)
    badge = "expert_vetted" if table == "talents" else "top_rated_plus"
    ask = (
        frames.records_from_frames
        if is_read_back
        else partial(frames.assess, badge=badge, as_of=DAY)
    )
    with pytest.raises(InvalidRecordError) as error:
        ask(**given)
    (problem,) = error.value.problems
    assert (problem.path, problem.message) == (f"{table}.{column}", f"{NEVER}: {row}")


@pytest.mark.parametrize("kind", ["date", "timestamp"])
@pytest.mark.parametrize("word", ["infinity", "-infinity"])
def test_infinity_is_no_day(kind: str, word: str) -> None:
    """DuckDB knows infinity; a revocation on that day was taken for one of today, or long ago."""
    made = DUCKDB.sql(
        "select 'ann' talent_id, 'freelancer' kind, false exclusive_agency_contractor, "
        "'none' base_badge, 'writing' vetting_category, date '2020-07-10' vetting_invited_on, "
        f"date '2020-08-01' vetting_passed_on, '{word}'::{kind} vetting_revoked_on"
    )
    _, contracts, payments = frames_of(rows_of([ANN]), "duckdb")
    for badge in ("expert_vetted", "top_rated_plus"):
        ask = {"badge": badge, "as_of": DAY}
        if badge == "expert_vetted":
            with pytest.raises(InvalidRecordError, match="or an empty cell where never is meant"):
                frames.assess(made, contracts, payments, **ask)
        else:  # it does not read that column
            assert frames.assess(made, contracts, payments, **ask).fetchall()


@pytest.mark.parametrize("day", [date.min, date.max])
@EACH_ENGINE
def test_the_first_and_the_last_day_of_the_calendar_are_days(day: date, engine: str) -> None:
    """Both ends of the calendar are taken, as records take them."""
    given = late("polars", "payments", "paid_on")
    given["payments"] = given["payments"].with_columns(paid_on=pl.lit(day))
    made = {name: ENGINES[engine](frame) for name, frame in given.items()}
    (record,) = frames.records_from_frames(**made)
    assert record.contracts[0].payments[0].paid_on == day


@EACH_ENGINE
@pytest.mark.parametrize(
    "odd",
    ["", " ", "a\x07b", "a\nb", "a\u2028b", "a\x85b", "a" * (LONGEST_TEXT + 1)],
    ids=["empty", "blank", "bell", "line", "separator", "next_line", "long"],
)
def test_an_id_that_no_record_could_have_is_refused(odd: str, engine: str) -> None:
    """Frames take and refuse the same ids of text as records."""
    with pytest.raises(InvalidRecordError):
        freelancer(id=odd)
    rows = rows_of([ANN])
    rows["talents"][0]["talent_id"] = rows["contracts"][0]["talent_id"] = odd
    with pytest.raises(InvalidRecordError) as error:
        frames.assess(*frames_of(rows, engine), badge="top_rated_plus", as_of=DAY)
    assert {problem.path for problem in error.value.problems} == {
        "talents.talent_id",
        "contracts.talent_id",
    }


@EACH_ENGINE
@pytest.mark.parametrize("fine", ["é\u00a0b", "中", "a" * LONGEST_TEXT, "\U0001f600"])
def test_an_id_in_any_script_is_taken(fine: str, engine: str) -> None:
    """No letter, blank between letters or sign is taken for a control character."""
    assert freelancer(id=fine).id == fine
    rows = rows_of([ANN])
    rows["talents"][0]["talent_id"] = rows["contracts"][0]["talent_id"] = fine
    (record,) = frames.records_from_frames(*frames_of(rows, engine))
    assert record.id == fine


def test_whole_numbers_are_ids_still() -> None:
    """Only text is looked at letter by letter."""
    rows = rows_of([ANN])
    talents, contracts, payments = frames_of(rows, "pyarrow")
    number = pa.array([7])
    talents = talents.set_column(0, "talent_id", number)
    contracts = contracts.set_column(1, "talent_id", number)
    (record,) = frames.records_from_frames(talents, contracts, payments)
    assert record.id == "7"

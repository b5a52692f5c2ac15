"""Top Rated Plus in PySpark: counted, checked at the door, written and read."""

from __future__ import annotations

from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import Badge, InvalidRecordError
from engines import answers_of, frames, frames_of, pl
from next_changes import found_in, wanted_of
from on_spark import QUIET, session
from populations import (
    asked_of,
    differing,
    open_parts,
    open_wanted,
    parts,
    population,
    rows_of,
    wanted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = QUIET

EXAMPLE = Path(__file__).parents[2] / "examples" / "spark_population.py"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Start a small session of Spark, and stop it."""
    yield from session()


def in_spark(spark: Any, rows: dict[str, list[dict[str, Any]]]) -> list[Any]:
    """Return the three frames as Spark holds them."""
    return [spark.createDataFrame(frame.to_arrow()) for frame in frames_of(rows, "polars")]


def test_spark_answers_as_decide(spark: Any, talents: int) -> None:
    """Every row of Spark is what `decide` says of that talent, on each day and pair of readings."""
    for part, own in zip(parts(talents), wanted(talents), strict=True):
        given = in_spark(spark, rows_of(part.records))
        answer = frames.assess(*given, badge="top_rated_plus", **asked_of(part), check=False)
        assert differing(answers_of(answer), own) == [], asked_of(part)


def test_spark_knows_what_is_known_in_part(spark: Any, talents: int) -> None:
    """So it is where some payments, or all contracts, are not on record; the door is open to it."""
    for part, own in zip(open_parts(talents), open_wanted(talents), strict=True):
        given = in_spark(spark, rows_of(part.records))
        answer = frames.assess(*given, badge="top_rated_plus", **asked_of(part))
        assert differing(answers_of(answer), own) == [], asked_of(part)


def test_spark_sees_what_lies_ahead(spark: Any, talents: int) -> None:
    """The next change is what a timeline says, also where the newest edition brings it.

    One day is asked about: Spark takes minutes to plan what is ahead.
    """
    badge, newest = Badge.TOP_RATED_PLUS, law.NEWEST.effective_from
    part = next(part for part in open_parts(talents) if part.day < newest)
    terms: dict[str, Any] = {"as_of": part.day, "readings": part.readings}
    given = in_spark(spark, rows_of(part.records))
    answer = frames.next_change(*given, badge=badge, **terms)
    assert found_in(answer) == wanted_of(part.records, badge, **terms)


def test_spark_is_checked_at_the_door(spark: Any) -> None:
    """What is wrong with rows in Spark is told as it is of any frame."""
    rows = rows_of(population(9, seed=21))
    rows["contracts"][0]["category"] = "lega"
    rows["talents"].append(rows["talents"][0])
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(*in_spark(spark, rows), badge="top_rated_plus", as_of=law.LAUNCH)
    assert {one.path for one in refused.value.problems} == {
        *("contracts.category", "talents.talent_id")
    }


def test_records_come_back_from_spark(spark: Any) -> None:
    """Frames of Spark give the same records as frames of Polars."""
    rows = rows_of(population(40, seed=21))
    own = frames.records_from_frames(*in_spark(spark, rows))
    assert own == frames.records_from_frames(*frames_of(rows, "polars"))


def test_the_example_reads_and_writes_parquet(spark: Any, tmp_path: Path) -> None:
    """The example of the documentation answers a folder of Parquet files as Polars does."""
    given = frames_of(rows_of(population(60, seed=4)), "polars")
    for name, frame in zip(("talents", "contracts", "payments"), given, strict=True):
        frame.write_parquet(tmp_path / f"{name}.parquet")
    told = spec_from_file_location("spark_population", EXAMPLE)
    assert told is not None
    assert told.loader is not None
    example = module_from_spec(told)
    told.loader.exec_module(example)
    asked = date(2020, 9, 1)
    written = example.decide_folder(spark, tmp_path, asked)
    own = pl.read_parquet(written / "*.parquet")
    answer = frames.assess(*given, badge="top_rated_plus", as_of=asked)
    assert answers_of(own) == answers_of(answer)

"""PySpark, which is large and not in the extra `test`: install it beside to have these run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from badgerules import InvalidRecordError, Readings
from engines import answers_of, frames, frames_of
from populations import DAYS, differing, expected, in_order_of_bars, population, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

sql: Any = pytest.importorskip("pyspark.sql", reason="PySpark is tested where it is installed")

pytestmark = [
    # PySpark leaves sockets to the garbage collector and uses what its own libraries retire.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RECORDS = population(400, seed=21)
READINGS = [
    Readings(),
    Readings(money_bar="more_than", exclusive_member="agency_amounts", feedback="positive"),
    Readings(
        large_contract_sum="lifetime_if_active",
        agency_earnings_window="lifetime",
        negative_share_scope="large_contracts",
    ),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Start a small session of Spark, and stop it."""
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def in_spark(spark: Any, rows: dict[str, list[dict[str, Any]]]) -> list[Any]:
    """Return the three frames as Spark holds them."""
    return [spark.createDataFrame(frame.to_arrow()) for frame in frames_of(rows, "polars")]


@pytest.mark.parametrize("number", range(len(READINGS)))
def test_spark_answers_as_decide(spark: Any, number: int) -> None:
    """Every row of Spark is what `decide` says of that talent."""
    papers: dict[str, Any] = {"readings": READINGS[number], "as_of": DAYS[number]}
    given = in_spark(spark, rows_of(RECORDS))
    answer = frames.assess(*given, badge="top_rated_plus", check=not number, **papers)
    wanted = expected(in_order_of_bars(RECORDS, READINGS[number]), **papers)
    assert differing(answers_of(answer), wanted) == []


def test_spark_is_checked_at_the_door(spark: Any) -> None:
    """What is wrong with rows in Spark is told as it is of any frame."""
    rows = rows_of(RECORDS[:9])
    rows["contracts"][0]["category"] = "lega"
    rows["talents"].append(rows["talents"][0])
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(*in_spark(spark, rows), badge="top_rated_plus", as_of=DAYS[0])
    assert {one.path for one in refused.value.problems} == {
        *("contracts.category", "talents.talent_id")
    }


def test_records_come_back_from_spark(spark: Any) -> None:
    """Frames of Spark give the same records as frames of Polars."""
    rows = rows_of(RECORDS[:40])
    own = frames.records_from_frames(*in_spark(spark, rows))
    assert own == frames.records_from_frames(*frames_of(rows, "polars"))

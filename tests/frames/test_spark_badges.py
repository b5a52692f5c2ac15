"""All badges in PySpark, and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import Badge, InvalidRecordError, decide
from engines import answers_of, frames
from next_changes import found_in, wanted_of
from on_spark import QUIET, session
from populations import differing, known_in_part, row_of
from reputations import own_frames, polars_frames, population, seen_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules import TalentRecord

pytestmark = QUIET

AS_OF = law.USUAL_DAYS[0]


@pytest.fixture(scope="module")
def records(some_talents: int) -> list[TalentRecord]:
    """Return a population of all tests here."""
    return population(some_talents, seed=31, days=[AS_OF])


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Start a small session of Spark, and stop it."""
    yield from session()


def in_spark(spark: Any, records: list[TalentRecord]) -> dict[str, Any]:
    """Return the frames of a population as Spark holds them."""
    return {
        name: spark.createDataFrame(frame.to_arrow())
        for name, frame in polars_frames(records).items()
    }


@pytest.fixture(scope="module")
def given(spark: Any, records: list[TalentRecord]) -> dict[str, Any]:
    """Return the frames of the population."""
    return in_spark(spark, records)


@pytest.mark.parametrize("badge", Badge)
def test_spark_answers_as_decide(
    given: dict[str, Any], records: list[TalentRecord], badge: Badge
) -> None:
    """Every row of Spark is what `decide` says of that talent."""
    answer = frames.assess(**given, badge=badge, as_of=AS_OF)
    wanted = [row_of(record, decide(record, badge, as_of=AS_OF)) for record in records]
    assert differing(answers_of(answer), wanted) == []


@pytest.mark.parametrize("badge", Badge)
def test_spark_looks_ahead_as_records_do(
    given: dict[str, Any], records: list[TalentRecord], badge: Badge
) -> None:
    """Every next change of Spark is what the record's own timeline says."""
    as_of = AS_OF - 20 * law.ONE_DAY
    answer = frames.next_change(**given, badge=badge, as_of=as_of)
    assert found_in(answer) == wanted_of(records, badge, as_of=as_of)


def test_spark_reads_own_names_and_spellings(
    spark: Any, given: dict[str, Any], records: list[TalentRecord]
) -> None:
    """Money with dollar signs, flags of text and official names are answered alike."""
    own, columns = own_frames(polars_frames(records))
    theirs = {name: spark.createDataFrame(frame.to_arrow()) for name, frame in own.items()}
    asked: dict[str, Any] = {"badge": [*Badge], "as_of": AS_OF}
    answer = frames.assess(**theirs, **asked, columns=columns, money="dollars")
    assert answers_of(answer) == answers_of(frames.assess(**given, **asked))


@pytest.mark.parametrize("badge", Badge)
def test_spark_knows_what_is_known_in_part(
    spark: Any, records: list[TalentRecord], badge: Badge
) -> None:
    """So it is where some payments, or all contracts, are not on record, and as records return."""
    open_ = known_in_part(records, 31, AS_OF, AS_OF)
    made = in_spark(spark, open_)
    answer = frames.assess(**made, badge=badge, as_of=AS_OF)
    wanted = [row_of(record, decide(record, badge, as_of=AS_OF)) for record in open_]
    assert differing(answers_of(answer), wanted) == []
    own = frames.records_from_frames(**polars_frames(open_))
    assert frames.records_from_frames(**made) == own


def test_spark_sees_what_the_assessment_says(
    given: dict[str, Any], records: list[TalentRecord]
) -> None:
    """Who sees which badge is what a single assessment says."""
    answer = frames.visible(**given, as_of=AS_OF, check=False)
    assert differing(answers_of(answer), [seen_of(one, as_of=AS_OF) for one in records]) == []


def test_spark_is_checked_at_the_door(given: dict[str, Any]) -> None:
    """What is wrong with rows in Spark is told as it is of any frame."""
    wrong = {**given, "weeks": given["weeks"].unionAll(given["weeks"].limit(1))}
    wrong["holds"] = given["holds"].selectExpr("concat(talent_id, 'x') as talent_id", "held_on")
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(**wrong, badge="top_rated", as_of=AS_OF)
    assert {one.path for one in refused.value.problems} == {"weeks", "holds.talent_id"}


def test_records_come_back_from_spark(given: dict[str, Any], records: list[TalentRecord]) -> None:
    """Frames of Spark give the same records as frames of Polars."""
    own = frames.records_from_frames(**given)
    assert own == frames.records_from_frames(**polars_frames(records))

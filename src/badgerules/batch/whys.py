"""Why each row came out as it did, in the sentence that `decide` gives: one text of the words.

Records are made of the frames, some thousands at a time, so that memory stays as it is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.assessment import decide
from badgerules.batch.deciding import deciding, terms_of
from badgerules.frames.columns import identity
from badgerules.frames.order import PLACE
from badgerules.frames.to_records import records_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.vocabulary import Badge

pa: Any = import_module("pyarrow")  # it has no types
pq: Any = import_module("pyarrow.parquet")
WHY = "why"
AT_ONCE = 10_000
"""Of how many talents records are held at a time."""
_SCHEMA = pa.schema([(PLACE, pa.int64()), (WHY, pa.string())])


def write_whys(
    file: Path,
    tables: Tables,
    places: Any,  # noqa: ANN401  # a frame is of any engine
    badges: Sequence[Badge],
    question: Question,
) -> None:
    """Write the place of each row that is not met, and why, as Parquet.

    Args:
        file: where to.
        tables: the frames, after all checks.
        places: `talent_id`, and the number of the row in the column of places, lazy.
        badges: the badges asked about, in order.
        question: day, edition and readings.
    """
    given: nw.LazyFrame[Any] = nw.from_native(places)
    rows = given.select(identity("talent_id", given.collect_schema()), PLACE)
    ((last,),) = rows.select(nw.col(PLACE).max()).collect().rows()
    with pq.ParquetWriter(file, _SCHEMA) as parquet:
        for first in range(0, int(last or 0) + 1, AT_ONCE):
            own = rows.filter(nw.col(PLACE) >= first, nw.col(PLACE) < first + AT_ONCE)
            number_of = {str(name): int(number) for name, number in own.collect().rows()}
            told = [*_whys(_part(tables, own), number_of, badges, question)]
            parquet.write_table(pa.Table.from_pylist(told, schema=_SCHEMA))


def with_whys(answers: Any, whys: Any) -> Any:  # noqa: ANN401  # as above
    """Return answers with a column of sentences; null where a badge is met.

    Args:
        answers: the rows, with their places, lazy.
        whys: what `write_whys` wrote, lazy.
    """
    told: nw.LazyFrame[Any] = nw.from_native(answers)
    return nw.to_native(told.join(nw.from_native(whys), on=PLACE, how="left"))


def _part(tables: Tables, own: nw.LazyFrame[Any]) -> Tables:
    """Return the frames of some talents."""

    def of_them(frame: nw.LazyFrame[Any], others: nw.LazyFrame[Any], key: str) -> nw.LazyFrame[Any]:
        return frame.join(others.select(key), on=key, how="semi")

    talents = of_them(tables.talents, own, "talent_id")
    contracts = of_them(tables.contracts, talents, "talent_id")
    return attrs.evolve(
        tables,
        talents=talents,
        contracts=contracts,
        payments=of_them(tables.payments, contracts, "contract_id"),
        beside={
            name: of_them(frame, talents, "talent_id") for name, frame in tables.beside.items()
        },
    )


def _whys(
    tables: Tables, number_of: dict[str, int], badges: Sequence[Badge], question: Question
) -> Iterator[dict[str, Any]]:
    """Yield place and sentence of each row that is not met."""
    terms = terms_of(question)
    for record in records_of(tables):
        place = number_of[str(record.id)] * len(badges)
        for rank, badge in enumerate(badges):
            finding = deciding(decide(record, badge, **terms))
            if finding is not None:
                yield {PLACE: place + rank, WHY: finding.text}

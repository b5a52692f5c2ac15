"""From records to frames and back, without a loss that is not told."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from badgerules import InvalidRecordError, decide
from builders import agency, contract, freelancer, reputation
from engines import ENGINES, frames, frames_of
from populations import population, rows_of

BACKENDS = ["polars", "pandas", "pyarrow"]


def in_order(records: Any) -> list[Any]:
    """Return records as frames give them back: payments by day, then by amount."""
    return [
        attrs.evolve(
            record,
            contracts=[
                attrs.evolve(one, payments=sorted(one.payments, key=lambda p: (p.paid_on, p.cents)))
                for one in sorted(record.contracts, key=lambda one: one.id)
            ],
        )
        for record in records
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_records_come_back_from_any_frame(engine: str) -> None:
    """Every fact of a record that frames hold comes back as it was, nulls and all."""
    records = population(150, seed=5)
    assert [*frames.records_from_frames(*frames_of(rows_of(records), engine))] == in_order(records)


@pytest.mark.parametrize("backend", BACKENDS)
def test_records_go_into_a_frame_of_each_backend(backend: str) -> None:
    """Frames made of records give the same records, and the same answers."""
    records = population(60, seed=9)
    three = frames.frames_from_records(records, backend=backend)
    assert [*frames.records_from_frames(*three)] == in_order(records)
    asked: Any = {"badge": "top_rated_plus", "as_of": date(2021, 2, 28)}
    answer = frames.assess(*three, **asked)
    verdicts = dict(zip(answer["talent_id"], answer["verdict"], strict=True))
    own = {str(key): str(value) for key, value in verdicts.items()}
    assert own == {record.id: decide(record, **asked).verdict.value for record in records}


def test_records_that_frames_cannot_hold_are_told_at_once() -> None:
    """Missing and repeated ids, and base badges yet to be computed, stand in one error."""
    records = [
        freelancer(contract("1"), id="ann"),
        agency(contract("1"), id="ann"),
        freelancer(base_badge=None, reputation=reputation()),
    ]
    with pytest.raises(InvalidRecordError) as refused:
        frames.frames_from_records(records, backend="duckdb")
    assert [problem.path for problem in refused.value.problems] == [
        *("backend", "[1].id", "[1].contracts[0].id", "[2].id", "[2].reputation"),
    ]
    assert "[1].id must be unique over all records, got 'ann'" in str(refused.value)


def test_frames_that_do_not_fit_give_no_records() -> None:
    """The way back goes through the same door."""
    talents, contracts, payments = frames_of(rows_of([freelancer(contract("1"), id="a")]), "polars")
    with pytest.raises(InvalidRecordError, match="must be unique"):
        frames.records_from_frames(talents.vstack(talents), contracts, payments)

"""From records to frames and back, without a loss that is not told."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import reputations
from badgerules import (
    Certification,
    Contract,
    InvalidRecordError,
    PlatformStats,
    ProblemCode,
    Score,
    TalentRecord,
    decide,
)
from builders import AS_OF, agency, certified, contract, freelancer, good_record, reputation
from engines import ENGINES, frames, frames_of, marked, pl
from populations import OPEN_MONEY, known_in_part, population, rows_of

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


def all_in_order(records: Any) -> list[Any]:
    """Return records as frames give them back: everything in an order of its own."""
    return [
        attrs.evolve(
            record,
            certifications=sorted(record.certifications, key=_facts_in_order),
            reputation=record.reputation
            and attrs.evolve(
                record.reputation,
                weeks=sorted(record.reputation.weeks, key=lambda week: week.ends_on),
                holds=None if record.reputation.holds is None else sorted(record.reputation.holds),
            ),
        )
        for record in in_order(records)
    ]


def _facts_in_order(certification: Certification) -> list[str]:
    return [str(value or "") for value in attrs.astuple(certification)]


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_records_come_back_from_any_frame(engine: str) -> None:
    """Every fact of a record that frames hold comes back as it was, nulls and all."""
    records = population(150, seed=5)
    assert [*frames.records_from_frames(*frames_of(rows_of(records), engine))] == in_order(records)


@pytest.mark.parametrize("backend", marked(BACKENDS))
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
    """Missing and repeated ids, and a mix of recorded and computed badges, stand in one error."""
    records = [
        freelancer(contract("1"), id="ann"),
        agency(contract("1"), id="ann"),
        freelancer(base_badge=None, reputation=reputation()),
        freelancer(base_badge=None, id="bob"),
    ]
    with pytest.raises(InvalidRecordError) as refused:
        frames.frames_from_records(records, backend="duckdb")
    assert [problem.path for problem in refused.value.problems] == [
        *("backend", "[0].reputation", "[1].id", "[1].reputation", "[1].contracts[0].id"),
        *("[2].id", "[3].reputation"),
    ]
    assert "[1].id must be unique over all records, got 'ann'" in str(refused.value)
    assert (
        "[0].reputation must be given, as other records have one, got base_badge 'top_rated'"
        in (str(refused.value))
    )


def test_facts_that_frames_do_not_weigh_are_refused_by_name() -> None:
    """Scores over time would be lost, and with them the answer; money known in part is not."""
    march = date(2020, 3, 1)
    scored = reputation(scores=[Score(since=march, score=90)])
    records = [
        good_record().with_score(90, since=march),
        TalentRecord(id="b", kind="agency", contracts=[], contracts_known=False, reputation=scored),
    ]
    records[0] = attrs.evolve(records[0], id="a")
    with pytest.raises(InvalidRecordError) as refused:
        frames.frames_from_records(records, backend="polars")
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("[0].reputation.scores", ProblemCode.IMPOSSIBLE),
        ("[1].reputation.scores", ProblemCode.IMPOSSIBLE),
    ]
    assert (
        "[1].reputation.scores must be left out, since frames have no column for scores over time; "
        "ask `decide` instead"
    ) in str(refused.value)


def test_figures_of_a_page_are_refused_by_name() -> None:
    """Frames take all facts to be known, so no column could hold a figure."""
    stats = PlatformStats(shown_on=date(2020, 8, 31))
    records = [freelancer(id="a"), freelancer(id="b", stats=stats)]
    with pytest.raises(InvalidRecordError, match="figures that the platform shows") as refused:
        frames.frames_from_records(records, backend="polars")
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("[1].stats", ProblemCode.IMPOSSIBLE)
    ]


def test_the_day_on_which_a_contract_ended_stays_behind() -> None:
    """It decides no verdict, so that no frame has a column for it."""
    shop = Contract(id="shop", category="legal", ended_on=date(2020, 5, 1))
    made = frames.frames_from_records([freelancer(shop, id="ann")], backend="polars")
    (record,) = frames.records_from_frames(*made)
    assert record == freelancer(attrs.evolve(shop, ended_on=None), id="ann")


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("backend", marked(BACKENDS))
def test_every_fact_comes_back(backend: str, *, recorded: bool) -> None:
    """Reputation, vetting and certifications go into a frame of each backend and come back."""
    records = reputations.population(150, seed=3, recorded=recorded)
    made = frames.frames_from_records(records, backend=backend)
    assert [*frames.records_from_frames(*made, **made.beside)] == all_in_order(records)


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_fact_comes_back_from_any_engine(engine: str) -> None:
    """So it does from frames of each engine."""
    records = reputations.population(60, seed=4)
    given = reputations.frames_of(records, engine)
    assert [*frames.records_from_frames(**given)] == all_in_order(records)


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("backend", marked(BACKENDS))
def test_what_is_known_of_money_comes_back(backend: str, *, recorded: bool) -> None:
    """Contracts not known and the days that are known go into a frame of each backend and back."""
    everybody = reputations.population(150, seed=3, recorded=recorded)
    records = known_in_part(everybody, 3, AS_OF, AS_OF)
    made = frames.frames_from_records(records, backend=backend)
    assert [*frames.records_from_frames(*made, **made.beside)] == all_in_order(records)


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_what_is_known_of_money_comes_back_from_any_engine(engine: str) -> None:
    """So it does from frames of each engine."""
    records = known_in_part(reputations.population(60, seed=4), 4, AS_OF, AS_OF)
    given = reputations.frames_of(records, engine)
    assert [*frames.records_from_frames(**given)] == all_in_order(records)


@pytest.mark.parametrize(
    "facts",
    [
        {"contracts_known": False},
        {"payments_known_since": date.min},
        {"payments_known_through": date.max},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_columns_of_money_known_in_part_are_there_if_one_needs_them(facts: dict[str, Any]) -> None:
    """One of two talents is enough for all three; where everything is known there is none."""
    known, open_ = freelancer(id="ann"), freelancer(id="bob", **facts)
    talents = frames.frames_from_records([known, open_], backend="polars").talents
    assert {*OPEN_MONEY} <= {*talents.columns}
    limits = [facts.get(name, name == "contracts_known" or None) for name in OPEN_MONEY]
    assert talents.select(OPEN_MONEY).rows() == [(True, None, None), tuple(limits)]
    talents = frames.frames_from_records([known], backend="polars").talents
    assert {*OPEN_MONEY}.isdisjoint(talents.columns)


def test_frames_that_do_not_fit_give_no_records() -> None:
    """The way back goes through the same door."""
    talents, contracts, payments = frames_of(rows_of([freelancer(contract("1"), id="a")]), "polars")
    with pytest.raises(InvalidRecordError, match="must be unique"):
        frames.records_from_frames(talents.vstack(talents), contracts, payments)


@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
def test_holds_that_nobody_told_are_not_known(engine: str) -> None:
    """Without a frame of holds none is on record, and that is not the same as none."""
    records = [good_record("freelancer", contract("1200"), holds=[])]
    records = [attrs.evolve(record, id="ann") for record in records]
    given = reputations.frames_of(records, engine)
    assert frames.records_from_frames(**given)[0].reputation.holds == ()
    polars = reputations.polars_frames(records)
    polars["talents"] = polars["talents"].drop("holds_known")
    del polars["holds"]
    given = {name: reputations.in_engine(one, engine) for name, one in polars.items()}
    assert frames.records_from_frames(**given)[0].reputation.holds is None


def test_amounts_may_be_rounded_on_the_way_back() -> None:
    """Payments come back by day and then by amount, each rounded to the nearest cent."""
    talents, contracts, _ = frames_of(rows_of([freelancer(contract("1"), id="a")]), "polars")
    payments = pl.DataFrame(
        {"contract_id": ["one"] * 3, "paid_on": [AS_OF] * 3, "amount": [12.345, -0.1, 0.29]}
    )
    (record,) = frames.records_from_frames(talents, contracts, payments, floats="round")
    assert [payment.cents for payment in record.contracts[0].payments] == [-10, 29, 1235]


@pytest.mark.clause("DIV-13")
@pytest.mark.parametrize("backend", marked(BACKENDS))
def test_the_repr_of_a_population_holds_no_row(backend: str) -> None:
    """It names the frames; what a certification contains is in no log."""
    record = freelancer(id="ann", certifications=[certified(number="771234")])
    made = frames.frames_from_records([record], backend=backend)
    assert "771234" in str(made.beside["certifications"]["number"])
    assert repr(made) == "<Population of talents, contracts, payments, certifications>"

"""The door of the frames: everything that is wrong is told, at once, and nothing is dropped."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import attrs
import pytest

from badgerules import Badge, InvalidRecordError, NoEditionInForceError, Readings
from engines import (
    DUCKDB,
    ENGINES,
    SCHEMAS,
    answers_of,
    beyond_polars,
    frames,
    frames_of,
    marked,
    pd,
    pl,
    told_by,
)

AS_OF = date(2020, 9, 1)
NEVER = "must be a day of the years 1 to 9999, or an empty cell where never is meant, got 1 other"
ASKED: dict[str, Any] = {"badge": Badge.TOP_RATED_PLUS, "as_of": AS_OF}

TALENT: dict[str, Any] = {
    "talent_id": "ann",
    "kind": "freelancer",
    "base_badge": "top_rated",
    "exclusive_agency_contractor": False,
}
CONTRACT: dict[str, Any] = {
    "contract_id": "shop",
    "talent_id": "ann",
    "category": "legal",
    "outcome": None,
    "outcome_on": None,
}
PAYMENT: dict[str, Any] = {
    "contract_id": "shop",
    "paid_on": date(2020, 3, 2),
    "amount": Decimal("12000.00"),
}


NEEDED = [
    ("talents", "talent_id"),
    ("talents", "kind"),
    ("contracts", "contract_id"),
    ("contracts", "talent_id"),
    ("contracts", "category"),
    ("payments", "contract_id"),
    ("payments", "paid_on"),
    ("payments", "amount"),
]
"""What every row must have."""


def rows(
    talents: list[dict[str, Any]] | None = None,
    contracts: list[dict[str, Any]] | None = None,
    payments: list[dict[str, Any]] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a talent with one contract and one payment, or those given instead."""
    return {
        "talents": [TALENT] if talents is None else talents,
        "contracts": [CONTRACT] if contracts is None else contracts,
        "payments": [PAYMENT] if payments is None else payments,
    }


def problems_of(talents: Any, contracts: Any, payments: Any, **more: Any) -> dict[str, str]:
    """Return the message of each problem by its path, of frames that are refused."""
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(talents, contracts, payments, **ASKED, **more)
    for problem in refused.value.problems:
        assert problem.message in str(refused.value)
        assert problem.found
        assert problem.allowed
    return told_by(refused.value)


def polars_three(payments: Any) -> tuple[Any, Any, Any]:
    """Return talents and contracts of Polars that fit, and the payments given."""
    talents, contracts, _ = frames_of(rows(), "polars")
    return talents, contracts, payments


def paid(amount: Any) -> tuple[Any, Any, Any]:
    """Return frames of Polars whose payments have a column of amounts."""
    payment = {"contract_id": ["shop"], "paid_on": [PAYMENT["paid_on"]], "amount": amount}
    return polars_three(pl.DataFrame(payment))


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_wrong_row_is_told_at_once(engine: str) -> None:
    """One error holds each kind of fault in each frame, with a count and examples."""
    wrong = rows(
        talents=[
            TALENT,
            TALENT,
            TALENT | {"talent_id": "bob", "kind": "studio", "base_badge": "gold"},
            TALENT | {"talent_id": "cat", "kind": "agency", "exclusive_agency_contractor": True},
        ],
        contracts=[
            CONTRACT,
            CONTRACT | {"contract_id": "blog", "talent_id": "dan", "category": "lega"},
            CONTRACT | {"contract_id": "logo", "category": None, "outcome": "superb"},
            CONTRACT | {"contract_id": "book", "outcome_on": AS_OF},
        ],
        payments=[PAYMENT | {"contract_id": "sh0p"}, PAYMENT | {"contract_id": "shap"}, PAYMENT],
    )
    told = problems_of(*frames_of(wrong, engine))
    assert list(told) == [
        "talents.kind",
        "talents.base_badge",
        "talents.exclusive_agency_contractor",
        "contracts.category",
        "contracts.outcome",
        "contracts.outcome_on",
        "talents.talent_id",
        "contracts.talent_id",
        "payments.contract_id",
    ]
    assert told["talents.kind"] == (
        "must be one of freelancer, agency, got 1 other: talent_id='bob' kind='studio'"
    )
    assert told["talents.talent_id"] == "must be unique, got 1 other: talent_id='ann' rows=2"
    assert told["payments.contract_id"] == (
        "must be the id of a row of contracts, got 2 others: contract_id='sh0p'; "
        "contract_id='shap'; did you mean 'shop'?"
    )
    assert "got 2 others: contract_id='blog' category='lega'" in told["contracts.category"]


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize(("table", "name"), NEEDED)
def test_a_null_is_told_where_none_may_be(engine: str, table: str, name: str) -> None:
    """A null key, word, day or amount is an error that names its column, never a lost row."""
    usual = rows()
    usual[table] = [*usual[table], {**usual[table][0], name: None}]
    path = f"{table}.{name}"
    wanted = "must be one of" if name in {"kind", "category"} else "must be given in every row, got"
    if name == "amount" and engine in {"pandas", "polars_lazy"}:
        path += "_cents"
        # Whole numbers of NumPy hold no null; the floats that they become are refused.
        wanted = "must hold whole numbers" if engine == "pandas" else wanted
    assert problems_of(*frames_of(usual, engine))[path].startswith(wanted)


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_more_wrong_rows_than_are_shown_are_counted(engine: str) -> None:
    """A message shows three rows, and the count says how many there are."""
    strays = [PAYMENT | {"contract_id": f"stray-{number:04}"} for number in range(1_234)]
    told = problems_of(*frames_of(rows(payments=strays), engine))["payments.contract_id"]
    assert told.startswith("must be the id of a row of contracts, got 1,234 others, such as ")
    assert told.count("contract_id=") == 3


def test_every_wrong_column_is_told_at_once() -> None:
    """Missing columns and wrong types of all frames stand in one error, with what to do."""
    kinds = [datetime(2020, 3, 2, tzinfo=UTC)]
    talents = pl.DataFrame({"talent_id": [1.5], "kind": kinds, "base_badge": [2]})
    contracts = pl.DataFrame({"contract_id": ["a"], "talent_id": ["t"], "outcome_on": ["2020"]})
    payments = pl.DataFrame({"contract_id": [7], "paid_on": ["2020-03-02"], "amount": [12.5]})
    told = problems_of(talents, contracts, payments)
    assert told["talents.talent_id"] == (
        "must hold text or whole numbers that fit into Int64, got Float64; cast it to one of them"
    )
    assert told["talents.kind"].endswith("; cast it to text")  # where days begin is of no matter
    assert told["talents.exclusive_agency_contractor"] == (
        "must be a column of booleans, got none; add it"
    )
    assert told["payments.paid_on"] == (
        "must hold dates, or timestamps without a zone, got String; cast it to dates"
    )
    assert told["payments.amount"].startswith("must hold decimals of at most 2 places, got Float64")
    assert told["payments.contract_id"] == (
        "must be of the type of contracts.contract_id, String, got Int64; cast one"
    )
    assert {"talents.base_badge", "contracts.category", "contracts.outcome"} <= {*told}


def test_a_timestamp_with_a_zone_is_refused() -> None:
    """In which zone a day begins is for the caller to say."""
    zoned = [datetime(2020, 3, 2, 23, 30, tzinfo=UTC)]
    payments = pl.DataFrame({"contract_id": ["shop"], "paid_on": zoned, "amount_cents": [5]})
    told = problems_of(*polars_three(payments))
    assert "time_zone='UTC'" in told["payments.paid_on"]


@pytest.mark.parametrize("kind", [pl.Date, pl.Datetime("ms"), pl.Datetime("us")], ids=str)
def test_a_day_beyond_the_calendar_is_refused(kind: Any) -> None:
    """The last day of 9999 is one, as a date and as a timestamp; the day after it is none."""
    last = pl.DataFrame(
        {"contract_id": ["shop"], "paid_on": [date(9999, 12, 31)], "amount_cents": [5]}
    )
    next_day = last.with_columns(pl.col("paid_on") + pl.duration(days=1))
    payments = pl.concat([last, next_day]).with_columns(pl.col("paid_on").cast(kind))
    assert problems_of(*polars_three(payments)) == {
        "payments.paid_on": f"{NEVER}: contract_id='shop'"
    }
    answer = frames.assess(*polars_three(payments[:1]), **ASKED)
    assert answer["earnings_observed_cents"].item() == 0


def test_days_of_nanoseconds_lie_all_within_the_calendar() -> None:
    """Nanoseconds reach from 1677 to 2262, so there is nothing to refuse, nor to compare with."""
    ends = pl.Series([-(2**63) + 1, 2**63 - 1]).cast(pl.Datetime("ns"))
    payments = pl.DataFrame({"contract_id": ["shop"] * 2, "paid_on": ends, "amount_cents": [5, 7]})
    assert frames.assess(*polars_three(payments), **ASKED)["earnings_observed_cents"].item() == 0


@beyond_polars
@pytest.mark.parametrize("kind", ["date", "timestamp"])
@pytest.mark.parametrize("day", ["infinity", "-infinity"])
def test_an_infinite_day_is_refused(day: str, kind: str) -> None:
    """DuckDB has a day later than all others, and one earlier; no window ends there."""
    talents, contracts, _ = frames_of(rows(), "duckdb")
    payments = DUCKDB.sql(f"select 'shop' contract_id, '{day}'::{kind} paid_on, 5 amount_cents")
    told = problems_of(talents, contracts, payments)
    assert told["payments.paid_on"].startswith(f"{NEVER}")


def test_fractions_of_a_cent_are_refused() -> None:
    """A decimal of three places may hold fractions of a cent, which engines cut off in silence."""
    told = problems_of(*paid([Decimal("10.005")]))
    assert told["payments.amount"].startswith(
        "must hold decimals of at most 2 places, got Decimal(precision=38, scale=3)"
    )
    told = problems_of(*paid([Decimal("10.005")]), floats="round")
    assert told["payments.amount"].endswith(  # rounding is for floats, and was asked for
        "; cast it to decimals of 2 places, or give amount_cents instead"
    )
    assert problems_of(*paid([Decimal("10.005")]), money="dollars") == told  # not to say it again


def test_a_type_that_is_wider_than_ours_is_told_by_what_fits() -> None:
    """Whole numbers without a sign fit up to 32 bits; those of 64 need text, or Int64."""
    talents, contracts, _ = frames_of(rows(), "polars")
    numbered = contracts.with_columns(contract_id=pl.lit(7, dtype=pl.UInt64))
    payments = pl.DataFrame({**PAYMENT, "contract_id": 7, "amount": 5}).drop("amount")
    payments = payments.with_columns(pl.lit(5, dtype=pl.UInt64).alias("amount_cents"))
    assert problems_of(talents, numbered, payments) == {
        "contracts.contract_id": "must hold text or whole numbers that fit into Int64, got UInt64; "
        "cast it to one of them",
        "payments.amount_cents": "must hold whole numbers that fit into Int64, got UInt64; "
        "cast it to Int64",
    }


def test_two_columns_of_money_are_refused() -> None:
    """Dollars and cents side by side could contradict each other."""
    talents, contracts, payments = paid([Decimal("10.00")])
    told = problems_of(talents, contracts, payments.with_columns(amount_cents=pl.lit(1)))
    assert told == {
        "payments": "must have one column of money, got amount and amount_cents; drop one"
    }


def test_more_than_a_trillion_dollars_are_refused() -> None:
    """Sums past a trillion dollars cannot be added up exactly."""
    told = problems_of(*paid([2e12]), floats="round")
    assert told["payments.amount"].startswith("must come to at most $1,000,000,000,000 in all")


@pytest.mark.parametrize("engine", marked(["polars", "polars_lazy", "pyarrow", "duckdb"]))
@pytest.mark.parametrize("amount", [math.nan, math.inf, -math.inf])
def test_what_is_no_amount_is_refused_with_its_contract(amount: float, engine: str) -> None:
    """Not-a-number and infinity are no money; in pandas the first is null."""
    talents, contracts, payments = paid([amount])
    payments = pl.concat([payments, payments.with_columns(amount=5.0)])
    kept = {"polars_lazy": pl.DataFrame.lazy}.get(engine, ENGINES[engine])  # in dollars
    made = (ENGINES[engine](talents), ENGINES[engine](contracts), kept(payments))
    assert problems_of(*made, floats="round") == {
        "payments.amount": f"must be finite, got 1 other: contract_id='shop' amount={amount}"
    }


@pytest.mark.parametrize("engine", marked(["polars", "polars_lazy", "pyarrow", "duckdb"]))
def test_an_amount_that_is_not_given_is_told_as_that_alone(engine: str) -> None:
    """It is none of those that are no numbers."""
    talents, contracts, payments = paid([math.nan])
    payments = pl.concat([payments, payments.with_columns(amount=pl.lit(None, dtype=pl.Float64))])
    kept = {"polars_lazy": pl.DataFrame.lazy}.get(engine, ENGINES[engine])  # in dollars
    made = (ENGINES[engine](talents), ENGINES[engine](contracts), kept(payments))
    assert problems_of(*made, floats="round") == {
        "payments.amount": "must be finite, got 1 other: contract_id='shop' amount=nan"
    }


@pytest.mark.parametrize("engine", marked(["polars", "polars_lazy", "duckdb"]))
def test_a_trillion_dollars_is_the_most_refunds_counted_as_paid(engine: str) -> None:
    """What comes and goes again is too much too, for sums on the way would not be exact."""
    half = Decimal("500000000000.00")
    payments = [PAYMENT | {"amount": amount} for amount in (half, half)]
    (row,) = answers_of(frames.assess(*frames_of(rows(payments=payments), engine), **ASKED))
    assert row["earnings_observed_cents"] == 10**14
    payments += [PAYMENT | {"amount": Decimal("-0.01")}]
    told = problems_of(*frames_of(rows(payments=payments), engine))
    name = "amount_cents" if engine == "polars_lazy" else "amount"
    assert told == {f"payments.{name}": told[f"payments.{name}"]}
    assert told[f"payments.{name}"].startswith("must come to at most $1,000,000,000,000 in all")


@pytest.mark.parametrize("engine", marked(["polars", "duckdb"]))
def test_a_contract_that_stands_twice_is_refused(engine: str) -> None:
    """Its payments would be counted twice."""
    told = problems_of(*frames_of(rows(contracts=[CONTRACT, CONTRACT]), engine))
    assert told == {
        "contracts.contract_id": "must be unique, got 1 other: contract_id='shop' rows=2"
    }


def test_a_payment_of_another_talent_than_its_contract_is_refused() -> None:
    """Where payments name their talent too, it must be that of their contract."""
    talents, contracts, payments = frames_of(rows(), "polars")
    for other in ("bob", "al"):
        told = problems_of(talents, contracts, payments.with_columns(talent_id=pl.lit(other)))
        assert told["payments.talent_id"] == (
            "must be the talent of the contract, got 1 other: "
            f"contract_id='shop' talent_id='{other}' owner='ann'"
        )
    fitting = payments.with_columns(talent_id=pl.lit("ann"))
    assert frames.assess(talents, contracts, fitting, **ASKED)["verdict"].item() == "met"


def test_what_is_no_frame_is_refused() -> None:
    """Anything but a frame is told by its type."""
    told = problems_of([TALENT], None, frames_of(rows(), "polars")[2])
    assert told["talents"].endswith("or another engine of narwhals, got list")
    assert told["contracts"].endswith("got NoneType")


@beyond_polars
def test_what_is_no_frame_is_refused_even_where_it_would_not_be_read() -> None:
    """Top Rated Plus over recorded base badges reads no certifications, and they must be frames."""
    told = problems_of(*frames_of(rows(), "polars"), certifications="none")
    assert told == {"certifications": told["certifications"]}
    assert told["certifications"].endswith("or another engine of narwhals, got str")
    pandas_frame = frames_of(rows(), "pandas")[0]
    answer = frames.assess(*frames_of(rows(), "polars"), certifications=pandas_frame, **ASKED)
    assert answer["verdict"].item() == "met"


def test_what_is_no_flag_is_refused() -> None:
    """Whether rows are looked at is not guessed from what merely looks like a flag."""
    told = problems_of(*frames_of(rows(), "polars"), check=1)
    assert told == {"check": "must be true or false, got 1"}


@beyond_polars
def test_frames_of_two_engines_are_refused() -> None:
    """Frames of different engines cannot be joined; the caller converts them."""
    talents, contracts, _ = frames_of(rows(), "polars")
    told = problems_of(talents, contracts, frames_of(rows(), "pandas")[2])
    assert told == {
        "frames": "must be of one engine, got polars, polars, pandas; convert them to one"
    }


def in_duckdb(connection: Any, amount: str) -> dict[str, Any]:
    """Return the three frames, read through a connection that holds one payment."""
    tables = frames_of(rows(payments=[PAYMENT | {"amount": Decimal(amount)}]), "pyarrow")
    named = zip(SCHEMAS, tables, strict=True)
    for name, table in named:
        connection.register(f"given_{name}", table)
        connection.execute(f"CREATE TABLE {name} AS FROM given_{name}")
    return {name: connection.table(name) for name in SCHEMAS}


ONE_CONNECTION = {
    "frames": "must be read through one connection, got several; read all through one"
}


@beyond_polars
def test_relations_of_two_connections_are_refused() -> None:
    """DuckDB cannot join what two connections read, nor two cursors of one."""
    duckdb = import_module("duckdb")
    one, other = duckdb.connect(), duckdb.connect()
    own, others = in_duckdb(one, "9999.99"), in_duckdb(other, "12000.00")
    assert problems_of(own["talents"], own["contracts"], others["payments"]) == ONE_CONNECTION
    cursor = one.cursor()
    beside = cursor.table("payments")
    assert problems_of(own["talents"], own["contracts"], beside) == ONE_CONNECTION
    assert answers_of(frames.assess(*own.values(), **ASKED))[0]["verdict"] == "unmet"


@beyond_polars
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of names by which Ibis asks others
def test_ibis_reads_all_frames_through_one_connection() -> None:
    """Ibis takes two databases in memory for one, and would read the payments of the other."""
    ibis = import_module("ibis")
    one, other = ibis.duckdb.connect(), ibis.duckdb.connect()
    for connection, amount in ((one, "9999.99"), (other, "12000.00")):
        in_duckdb(connection.con, amount)
    own = [one.table(name) for name in SCHEMAS]
    assert problems_of(own[0], own[1], other.table("payments")) == ONE_CONNECTION
    asked = other.sql("FROM payments", schema=other.table("payments").schema())
    assert problems_of(own[0], own[1], asked) == ONE_CONNECTION
    assert frames.assess(*own, **ASKED).execute()["verdict"].tolist() == ["unmet"]
    held = [ibis.memtable(table) for table in frames_of(rows(), "pyarrow")]
    assert frames.assess(*own[:2], held[2], **ASKED).execute()["verdict"].tolist() == ["met"]
    assert frames.assess(*held, **ASKED).execute()["verdict"].tolist() == ["met"]


@pytest.mark.parametrize("version", ["1.30.0", "1.35.1", "1.35", "0.20.31"])
def test_a_polars_that_answers_wrongly_is_refused(
    monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """Polars 1.30 answers one run in a hundred wrongly; it is refused, not believed."""
    tables = frames_of(rows(), "polars")
    monkeypatch.setattr(import_module("polars"), "__version__", version)
    message = f"must be of Polars 1.35.2 or later, got {version}; update it"
    assert problems_of(*tables) == {"frames": message}


@pytest.mark.parametrize("version", ["1.35.2", "1.36.0b1", "2.0.0", "10.1"])
def test_a_later_polars_is_taken(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """The version that tests ask for is the lowest that is taken, and each later one is."""
    tables = frames_of(rows(), "polars")
    monkeypatch.setattr(import_module("polars"), "__version__", version)
    assert frames.assess(*tables, **ASKED)["verdict"].item() == "met"


def test_another_policy_for_floats_is_refused() -> None:
    """There are two policies for floats, and no third."""
    told = problems_of(*frames_of(rows(), "polars"), floats="allow")
    assert told == {"floats": "must be one of refuse, round, got 'allow'"}


def test_what_is_no_badge_is_refused_by_name() -> None:
    """A word that is no badge is an error that lists them, never a "no"."""
    three = frames_of(rows(), "polars")
    with pytest.raises(InvalidRecordError, match="badge must be one of"):
        frames.assess(*three, badge="gold", as_of=AS_OF)


def test_a_day_without_an_edition_is_refused() -> None:
    """Before the first edition there is no answer, unless an edition is asked for by name."""
    three = frames_of(rows(), "polars")
    with pytest.raises(NoEditionInForceError):
        frames.assess(*three, badge="top_rated_plus", as_of=date(2020, 7, 6))
    answer = frames.assess(
        *three, badge="top_rated_plus", as_of=date(2020, 7, 6), edition="2020-07"
    )
    assert answer.select("edition", "hypothetical").row(0) == ("2020-07", True)


def test_an_answer_shows_its_question() -> None:
    """Each row says badge, day, edition, version and all seven readings."""
    readings = Readings(feedback="positive")
    (row,) = answers_of(frames.assess(*frames_of(rows(), "polars"), **ASKED, readings=readings))
    assert row["badge"] == "top_rated_plus"
    assert (row["as_of"], row["edition"], row["hypothetical"]) == ("2020-09-01", "2020-07", False)
    named = {name.removeprefix("reading_") for name in row if name.startswith("reading_")}
    assert named == {field.name for field in attrs.fields(Readings)}
    assert row["reading_feedback"] == "positive"


def test_rows_are_not_looked_at_again_when_told_so() -> None:
    """With check=False columns are still checked, and rows are taken as they are."""
    three = frames_of(rows(payments=[PAYMENT, PAYMENT | {"contract_id": "sh0p"}]), "polars")
    assert "payments.contract_id" in problems_of(*three)
    assert (
        frames.assess(*three, **ASKED, check=False)["earnings_observed_cents"].item() == 12_000_00
    )
    told = problems_of(*paid([12.5]), check=False)
    assert "payments.amount" in told


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_frames_without_rows_have_an_answer_without_rows(engine: str) -> None:
    """Nobody to decide on is no error."""
    assert answers_of(frames.assess(*frames_of(rows([], [], []), engine), **ASKED)) == []


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_talent_without_contracts_has_an_answer(engine: str) -> None:
    """Nobody is dropped in a join: nothing was earned, and the lowest of all bars is required."""
    (row,) = answers_of(frames.assess(*frames_of(rows(contracts=[], payments=[]), engine), **ASKED))
    assert row["verdict"] == "unmet"
    assert row["large_contract_observed_cents"] == row["earnings_observed_cents"] == 0
    assert row["large_contract_required_cents"] == 5_000_00


@beyond_polars
def test_the_answer_is_of_the_kind_of_the_talents() -> None:
    """A lazy frame of talents gives a lazy answer, an eager one an eager answer."""
    talents, contracts, payments = frames_of(rows(), "polars")
    assert isinstance(frames.assess(talents, contracts, payments.lazy(), **ASKED), pl.DataFrame)
    assert isinstance(frames.assess(talents.lazy(), contracts, payments, **ASKED), pl.LazyFrame)
    assert isinstance(frames.assess(*frames_of(rows(), "pandas"), **ASKED), pd.DataFrame)


@pytest.mark.parametrize("engine", marked(["pandas", "pyarrow"]))
def test_a_column_that_stands_twice_is_refused(engine: str) -> None:
    """Which of two columns of one name is meant is not guessed."""
    talents, contracts, payments = frames_of(rows(), engine)
    if engine == "pandas":
        twice = contracts[[*contracts.columns, "category"]]
    else:
        twice = contracts.append_column("category", contracts["category"])
    told = problems_of(talents, twice, payments)
    assert told == {"contracts": "must have each column once, got some twice; drop one"}


@beyond_polars
@pytest.mark.parametrize("unit", ["TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP", "TIMESTAMP_NS"])
def test_timestamps_of_any_unit_are_written_as_days(unit: str) -> None:
    """DuckDB cannot write each as text after 2262, which is where nanoseconds end."""
    day = "2262-04-10" if unit == "TIMESTAMP_NS" else "9999-12-31"
    talents, contracts, _ = frames_of(rows(), "duckdb")
    paid_then = f"select 'shop' contract_id, '{day} 23:59:59'::{unit} paid_on, 5 amount_cents"
    (record,) = frames.records_from_frames(talents, contracts, DUCKDB.sql(paid_then))
    assert [str(one.paid_on) for one in record.contracts[0].payments] == [day]


OF_NO_TYPE: dict[str, tuple[str, Any]] = {
    "base_badge": ("talents", pl.String),
    "payments_known_since": ("talents", pl.Date),
    "job_success_score": ("talents", pl.Int64),
    "identity_verified": ("talents", pl.Boolean),
    "outcome": ("contracts", pl.String),
    "outcome_on": ("contracts", pl.Date),
    "payment_id": ("payments", pl.String),
}
"""Columns that may be null in every row: the frame of each, and what its type would be."""


def as_people_make_it(engine: str, frame: Any) -> Any:
    """Return a frame of Polars in another engine; in pandas a column of null holds objects."""
    made = ENGINES[engine](frame)
    if engine != "pandas":
        return made
    untyped = [name for name in made if frame.schema.get(name) == pl.Null]
    return made.assign(**dict.fromkeys(untyped))


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("name", OF_NO_TYPE)
def test_a_column_of_null_alone_needs_no_type(name: str, engine: str) -> None:
    """Where nothing stands nothing is of a wrong type, whichever the engine gives it, or none."""
    table, fitting = OF_NO_TYPE[name]
    told: list[Any] = []
    for kind in (fitting, pl.Null):
        made = dict(zip(rows(), frames_of(rows(), "polars"), strict=True))
        if name in {"job_success_score", "identity_verified"}:
            made["talents"] = made["talents"].drop("base_badge")
        made[table] = made[table].with_columns(pl.lit(None, dtype=kind).alias(name))
        given = [as_people_make_it(engine, frame) for frame in made.values()]
        answer = answers_of(frames.assess(*given, **ASKED))
        told.append((frames.records_from_frames(*given), answer))
    assert told[0] == told[1]


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_floats_of_no_number_are_nothing_in_pandas_alone(engine: str) -> None:
    """Of a file's empty column pandas makes such floats; elsewhere they are numbers."""
    talents, contracts, payments = frames_of(rows(), "polars")
    numbers = contracts.with_columns(pl.lit(math.nan).alias("outcome"))
    given = [ENGINES[engine](frame) for frame in (talents, numbers, payments)]
    if engine == "pandas":
        (record,) = frames.records_from_frames(*given)
        assert record.contracts[0].outcome is None
    else:
        assert problems_of(*given)["contracts.outcome"].startswith("must hold text, got ")


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("talent_id", ["ann", 7])
def test_a_frame_of_no_rows_needs_no_types(talent_id: object, engine: str) -> None:
    """Ids of such a frame have the type that they have elsewhere."""
    made = rows([TALENT | {"talent_id": talent_id}], [], [])
    given = [
        as_people_make_it(engine, pl.DataFrame(some, schema={} if some else [*names]))
        for some, names in zip(made.values(), SCHEMAS.values(), strict=True)
    ]
    (record,) = frames.records_from_frames(*given)
    assert (record.id, record.contracts) == (str(talent_id), ())
    (answer,) = answers_of(frames.assess(*given, **ASKED))
    assert (answer["talent_id"], answer["earnings_observed_cents"]) == (talent_id, 0)


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize(("table", "name"), NEEDED)
def test_null_alone_is_told_where_none_may_be(table: str, name: str, engine: str) -> None:
    """A key, word, day or amount that no row has is told as one that some rows lack."""
    made = dict(zip(rows(), frames_of(rows(), "polars"), strict=True))
    made[table] = made[table].with_columns(pl.lit(None).alias(name))
    given = [as_people_make_it(engine, frame) for frame in made.values()]
    wanted = "must be one of" if name in {"kind", "category"} else "must be given in every row, got"
    own = "amount_cents" if name == "amount" and engine in {"pandas", "polars_lazy"} else name
    assert problems_of(*given)[f"{table}.{own}"].startswith(wanted)

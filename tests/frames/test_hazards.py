"""What goes wrong with rules over dataframes, engine by engine, and does not here.

| hazard | test |
|---|---|
| narwhals ignores a condition inside a sum | `test_payments_outside_the_window_count_for_nothing` |
| calendar months in the place of days | `test_windows_around_leap_days_are_those_of_the_calendar` |
| timestamps, and their units | `test_timestamps_count_by_their_day` |
| timestamps with a zone | `test_door.test_a_timestamp_with_a_zone_is_refused` |
| floats that fall short when summed | `test_floats_are_rounded_payment_by_payment` |
| ways to round half a cent | `test_half_a_cent_is_rounded_upwards_and_refunds_alike` |
| HUGEINT sums, joins that leave floats | `test_whole_numbers_stay_whole_numbers` |
| floats that lose cents | `test_large_amounts_are_exact_to_the_cent`, and `..._large_refund_...` |
| division of negative numbers | `test_a_large_refund_is_exact_to_the_cent` |
| decimals times or by a hundred | `test_decimals_of_any_width_are_exact` |
| decimals of more than two places | `test_door.test_fractions_of_a_cent_are_refused` |
| duplicates that multiply money | `test_door.test_every_wrong_row_is_told_at_once` |
| rows that vanish in a join | `test_door.test_a_talent_without_contracts_has_an_answer` |
| nulls, in keys, words, days, money | `test_door.test_a_null_is_told_where_none_may_be` |
| bars that leave a packed number no room | `test_the_highest_bar_is_exact_to_the_cent_and_...` |
| no contract that can serve | `test_of_contracts_that_cannot_serve_the_lowest_bar_is_told` |
| rows without an order | `test_rows_have_no_order`, `test_a_tie_above_two_bars_goes_to_the_lower` |
| sums of booleans in Spark | `test_spark.test_spark_answers_as_decide` |
| Dask from 16 partitions up | none: Dask is not supported, as docs/how-to/batch.md says |
"""

from __future__ import annotations

import decimal
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import add
from random import Random
from typing import Any

import pytest

from badgerules import Badge, Category, InvalidRecordError, Readings, decide, edition_named
from builders import agency, contract, freelancer, paid
from engines import (
    ENGINES,
    answers_of,
    beyond_polars,
    duckdb,
    frames,
    frames_of,
    marked,
    pa,
    pd,
    pl,
)
from populations import (
    differing,
    expected,
    population,
    row_of,
    rows_of,
)
from programs import printed_by

AS_OF = date(2020, 9, 1)
ASKED: dict[str, Any] = {"badge": Badge.TOP_RATED_PLUS, "as_of": AS_OF}
EACH_ENGINE = pytest.mark.parametrize("engine", marked(ENGINES))


def answer_on(engine: str, *records: Any, **terms: Any) -> dict[str, Any]:
    """Return the row of the first of some records, as an engine answers it."""
    rows = answers_of(frames.assess(*frames_of(rows_of(records), engine), **{**ASKED, **terms}))
    return rows[0]


def three_of(payments: Any, *records: Any) -> tuple[Any, Any, Any]:
    """Return the talents and contracts of records in Polars, with payments of one's own."""
    talents, contracts, _ = frames_of(rows_of(records), "polars")
    return talents, contracts, payments


ANN = freelancer(contract("0"), id="ann")


@EACH_ENGINE
def test_payments_outside_the_window_count_for_nothing(engine: str) -> None:
    """A condition inside an aggregation, which some engines drop, would count all three."""
    payments = [
        paid("1", date(2019, 9, 1)),
        paid("2", date(2020, 9, 1)),
        paid("4", date(2020, 9, 2)),
    ]
    record = freelancer(contract().with_payment("8", on=date(2019, 9, 2)), id="ann")
    for one in payments:
        record = record.with_payment("one", one.amount, on=one.paid_on)
    assert answer_on(engine, record)["earnings_observed_cents"] == 10_00


@EACH_ENGINE
@pytest.mark.parametrize(
    ("as_of", "paid_on", "counts"),
    [
        (date(2025, 2, 28), date(2024, 2, 29), True),
        (date(2025, 2, 28), date(2024, 2, 28), False),
        (date(2024, 2, 29), date(2023, 3, 1), True),
        (date(2024, 2, 29), date(2023, 2, 28), False),
    ],
    ids=str,
)
def test_windows_around_leap_days_are_those_of_the_calendar(
    engine: str,
    as_of: date,
    paid_on: date,
    counts: bool,  # noqa: FBT001  # a parameter
) -> None:
    """The window of 28 Feb 2025 holds 29 Feb 2024; calendar months would lose it."""
    record = freelancer(contract().with_payment("7", on=paid_on), id="ann")
    assert answer_on(engine, record, as_of=as_of)["earnings_observed_cents"] == 7_00 * counts


@beyond_polars
@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_timestamps_count_by_their_day(unit: str) -> None:
    """The last instant of the day asked about counts, the first one after it does not."""
    instants = [
        datetime(2019, 9, 1, 23, 59, 59),  # noqa: DTZ001  # without a zone, as asked for
        datetime(2019, 9, 2, 0, 0, 0),  # noqa: DTZ001
        datetime(2020, 9, 1, 23, 59, 59, 999_000),  # noqa: DTZ001
        datetime(2020, 9, 2, 0, 0, 0),  # noqa: DTZ001
    ]
    payments = pl.DataFrame(
        {"contract_id": ["one"] * 4, "paid_on": instants, "amount_cents": [1, 2, 4, 8]}
    ).with_columns(pl.col("paid_on").cast(pl.Datetime(unit)))
    three = three_of(payments, ANN)
    assert frames.assess(*three, **ASKED)["earnings_observed_cents"].item() == 6
    in_duckdb = [duckdb.from_arrow(frame.to_arrow()) for frame in three]
    (row,) = answers_of(frames.assess(*in_duckdb, **ASKED))
    assert row["earnings_observed_cents"] == 6


@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
def test_timestamps_of_weeks_and_holds_count_by_their_day(engine: str) -> None:
    """A hold at noon of the day asked about counts, as does a week that ended on it."""
    saturday = datetime(2020, 8, 29, 12)  # noqa: DTZ001  # without a zone, as asked for
    talents, contracts, payments = frames_of(rows_of([ANN]), "polars")
    talents = talents.drop("base_badge").with_columns(joined_on=pl.lit(date(2020, 8, 23)))
    given = {
        "talents": talents,
        "contracts": contracts,
        "payments": payments,
        "weeks": pl.DataFrame({"talent_id": ["ann"], "ends_on": [saturday], "eligible": [True]}),
        "holds": pl.DataFrame({"talent_id": ["ann"], "held_on": [saturday]}),
    }
    made = {name: ENGINES[engine](frame) for name, frame in given.items()}
    answer = frames.assess(**made, badge="top_rated", as_of=saturday.date())
    (row,) = answers_of(answer)
    assert row["no_recent_hold_verdict"] == "unmet"
    assert (row["eligible_weeks_observed"], row["eligible_weeks_highest"]) == (1, 1)


@EACH_ENGINE
def test_floats_are_rounded_payment_by_payment(engine: str) -> None:
    """Ten payments that make $10,000.00 do, though their floats add up to less."""
    floats = [1002.9, 1470.59, 1171.74, 669.4, 1179.84, 1235.78, 769.33, 1058.48, 573.56, 868.38]
    assert reduce(add, floats) < 10_000  # `sum` makes up for it from Python 3.12 on
    amounts = pl.DataFrame({"contract_id": ["one"] * 10, "paid_on": [AS_OF] * 10, "amount": floats})
    talents, contracts, _ = frames_of(rows_of([ANN]), engine)
    payments = ENGINES[engine](amounts) if engine != "polars_lazy" else amounts.lazy()
    if engine == "pandas":
        payments = pd.DataFrame({**amounts.to_dict(as_series=False)})
        payments["paid_on"] = pd.to_datetime(payments["paid_on"])
    answer = frames.assess(talents, contracts, payments, **ASKED, floats="round")
    (row,) = answers_of(answer)
    assert (row["earnings_observed_cents"], row["earnings_verdict"]) == (10_000_00, "met")


def test_half_a_cent_is_rounded_upwards_and_refunds_alike() -> None:
    """Rounding is the same in every engine: to the nearest cent, a half upwards."""
    payments = pl.DataFrame(
        {"contract_id": ["one"] * 3, "paid_on": [AS_OF] * 3, "amount": [0.125, -0.125, 0.29]}
    )
    answer = frames.assess(*three_of(payments, ANN), **ASKED, floats="round")
    assert answer["earnings_observed_cents"].item() == 13 - 12 + 29


@EACH_ENGINE
def test_whole_numbers_stay_whole_numbers(engine: str) -> None:
    """Wide sums and joins that leave nulls do not widen, nor turn into floats."""
    answer = frames.assess(
        *frames_of(rows_of(population(40, seed=1, days=[AS_OF])), engine), **ASKED
    )
    if isinstance(answer, pl.LazyFrame | pl.DataFrame):
        kinds = {name: str(kind) for name, kind in answer.collect_schema().items()}
        whole = {"Int64"}
    elif isinstance(answer, pd.DataFrame):
        kinds = {name: str(kind) for name, kind in answer.dtypes.items()}
        whole = {"int64", "Int64", "int64[pyarrow]"}
    else:
        table = answer.to_arrow_table() if isinstance(answer, duckdb.DuckDBPyRelation) else answer
        kinds = {field.name: str(field.type) for field in table.schema}
        whole = {"int64"}
    endings = ("_observed", "_required", "_shortfall", "_contracts", "_cents")
    numbers = {name: kind for name, kind in kinds.items() if name.endswith(endings)}
    assert len(numbers) == 14
    assert {*numbers.values()} <= whole


@EACH_ENGINE
def test_large_amounts_are_exact_to_the_cent(engine: str) -> None:
    """Near the limit of a trillion dollars a cent is still a cent, on every way through."""
    record = freelancer(
        contract("499999999999.99"), contract("-0.01", name="two", category="legal"), id="ann"
    )
    row = answer_on(engine, record, readings=Readings(large_contract_sum="lifetime_if_active"))
    assert row["earnings_observed_cents"] == 499_999_999_999_98
    assert row["large_contract_observed_cents"] == 499_999_999_999_99


@EACH_ENGINE
def test_a_large_refund_is_exact_to_the_cent(engine: str) -> None:
    """Amounts far below zero are told to the cent as well."""
    row = answer_on(engine, freelancer(contract("-499999999999.99"), id="ann"))
    assert (
        row["large_contract_observed_cents"]
        == row["earnings_observed_cents"]
        == -499_999_999_999_99
    )
    assert row["large_contract_shortfall_cents"] == 499_999_999_999_99 + 5_000_00


@EACH_ENGINE
def test_of_contracts_that_cannot_serve_the_lowest_bar_is_told(engine: str) -> None:
    """Where every contract ended badly, nothing counts, and the lowest of their bars is told."""
    bad = {"outcome": "negative"}
    record = freelancer(
        contract("90000", category="customer_service", **bad),
        contract("80000", category="admin_support", name="two", **bad),
        id="ann",
    )
    row = answer_on(engine, record)
    assert (row["large_contract_observed_cents"], row["large_contract_required_cents"]) == (
        0,
        10_000_00,
    )
    assert row["large_contract_verdict"] == "unmet"


@EACH_ENGINE
def test_flags_say_what_they_require(engine: str) -> None:
    """A flag requires 1 where it is asked and nothing where it is not, and has no shortfall."""
    rows = answers_of(
        frames.assess(
            *frames_of(rows_of([freelancer(id="ann"), agency(id="studio")]), engine), **ASKED
        )
    )
    assert [row["independent_required"] for row in rows] == [1, None]
    assert [row["top_rated_required"] for row in rows] == [1, 1]
    assert {"independent_shortfall", "top_rated_shortfall"}.isdisjoint(rows[0])


@beyond_polars
@pytest.mark.parametrize("digits", [(4, 0), (15, 1), (18, 2), (38, 2)], ids=str)
def test_decimals_of_any_width_are_exact(digits: tuple[int, int]) -> None:
    """Widening a decimal to multiply it would leave the digits that an engine has."""
    amounts = pa.array([Decimal("1200.0").quantize(Decimal(1).scaleb(-digits[1]))])
    payments = pa.table(
        {
            "contract_id": ["one"],
            "paid_on": pa.array([AS_OF]),
            "amount": amounts.cast(pa.decimal128(*digits)),
        }
    )
    talents, contracts, _ = frames_of(rows_of([ANN]), "pyarrow")
    with decimal.localcontext() as context:
        context.prec = 2  # no answer depends on the caller's
        (row,) = answers_of(frames.assess(talents, contracts, payments, **ASKED))
    assert row["earnings_observed_cents"] == 1_200_00


@EACH_ENGINE
def test_rows_have_no_order(engine: str) -> None:
    """The answers are the same however the rows of the frames lie."""
    records = population(120, seed=3, days=[AS_OF])
    rows = rows_of(records)
    for table in rows.values():
        Random(5).shuffle(table)  # noqa: S311  # no secret
    answer = answers_of(frames.assess(*frames_of(rows, engine), **ASKED))
    assert differing(answer, expected(records, as_of=AS_OF)) == []


@EACH_ENGINE
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_tie_above_two_bars_goes_to_the_lower(engine: str, is_turned: bool) -> None:  # noqa: FBT001  # a parameter
    """Rows have no order, so of two such contracts the lower bar decides, in a record too."""
    pair = [contract("20000"), contract("20000", name="two", category="admin_support")]
    record = freelancer(*(reversed(pair) if is_turned else pair), id="ann")
    row, decision = answer_on(engine, record), decide(record, **ASKED)
    assert row["large_contract_required_cents"] == 5_000_00
    assert differing([row], [row_of(record, decision)]) == []


@EACH_ENGINE
@pytest.mark.parametrize("kind", [freelancer, agency])
def test_each_category_has_its_own_bar(engine: str, kind: Any) -> None:
    """A cent below the bar of any category falls short by that cent, and the bar is enough."""
    names = [*Category]
    bars = [decide(kind(contract("0", category=one)), **ASKED)["large_contract"] for one in names]
    for cents, verdict in ((-1, "unmet"), (0, "met")):
        amounts = [str(finding.required + Decimal(cents).scaleb(-2)) for finding in bars]
        records = [
            kind(contract(amount, category=name, name=name), id=name)
            for name, amount in zip(names, amounts, strict=True)
        ]
        rows = answers_of(frames.assess(*frames_of(rows_of(records), engine), **ASKED))
        assert {row["large_contract_verdict"] for row in rows} == {verdict}
        assert {row["large_contract_shortfall_cents"] for row in rows} == {-cents}


@EACH_ENGINE
def test_other_numbers_come_from_the_edition_asked(engine: str) -> None:
    """A hypothetical edition moves both engines alike: no number stands in the frames."""
    numbers = {"TRP-F1": "1", "TRP-F2": {"legal": "0", "writing": "77"}, "TRP-A3": 50}
    edition = edition_named("2020-07").hypothetical("other numbers", numbers)
    records = population(200, seed=11, days=[AS_OF])
    answer = frames.assess(*frames_of(rows_of(records), engine), **ASKED, edition=edition)
    wanted = expected(records, as_of=AS_OF, edition=edition)
    assert differing(answers_of(answer), wanted) == []


def with_legal_at(bar: str) -> Any:
    """Return an edition with a bar in Legal, and 23 other bars that all differ."""
    tables = {
        clause: {one.value: str(first + place) for place, one in enumerate(Category)}
        for clause, first in (("TRP-F2", 1), ("TRP-A2", 101))
    }
    tables["TRP-F2"]["legal"] = bar
    return edition_named("2020-07").hypothetical("many bars", tables)


@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
def test_the_highest_bar_is_exact_to_the_cent_and_a_higher_one_refused(engine: str) -> None:
    """A rank that were lower still would be taken for that of a contract that cannot serve."""
    highest = 181_474_976_710_655  # 2**53 over the 32 places of a rank, less a trillion dollars
    record = freelancer(contract("-999999999999.99", category="legal"), id="ann")
    row = answer_on(engine, record, edition=with_legal_at("1814749767106.55"))
    assert row["large_contract_observed_cents"] == -999_999_999_999_99
    assert row["large_contract_required_cents"] == highest
    assert row["large_contract_shortfall_cents"] == highest + 999_999_999_999_99
    told = (
        "edition must have bars of a large contract of at most $1,814,749,767,106.55 where they "
        "are 24 amounts and the population is frames, got $1,814,749,767,106.56; lower it, or "
        "decide on records"
    )
    with pytest.raises(InvalidRecordError) as refused:
        answer_on(engine, record, edition=with_legal_at("1814749767106.56"))
    assert str(refused.value) == told
    (problem,) = refused.value.problems
    assert (problem.path, problem.code) == ("edition", "out_of_range")
    assert (problem.found, problem.allowed) == (
        "$1,814,749,767,106.56",
        "at most $1,814,749,767,106.55",
    )


def test_ids_may_be_whole_numbers_of_any_width() -> None:
    """Ids of 32 bits in one frame and 64 in another are the same ids."""
    talents, contracts, payments = frames_of(rows_of([ANN]), "polars")
    talents = talents.with_columns(talent_id=pl.lit(7, pl.Int32))
    contracts = contracts.with_columns(
        talent_id=pl.lit(7, pl.Int64), contract_id=pl.lit(1, pl.UInt8)
    )
    payments = payments.with_columns(
        contract_id=pl.lit(1, pl.Int16), amount=pl.lit(Decimal("5.00"))
    )
    answer = frames.assess(talents, contracts, payments, **ASKED)
    assert answer.select("talent_id", "earnings_observed_cents").row(0) == (7, 500)


def test_words_may_be_categories_of_an_engine() -> None:
    """Words that an engine keeps as numbers are the same words."""
    talents, contracts, payments = frames_of(rows_of([ANN]), "polars")
    talents = talents.with_columns(kind=pl.col("kind").cast(pl.Enum(["freelancer"])))
    contracts = contracts.with_columns(pl.col("category", "contract_id").cast(pl.Categorical))
    answer = frames.assess(talents, contracts, payments, **ASKED)
    assert answer["large_contract_required_cents"].item() == 5_000_00


def test_a_lazy_frame_is_not_read_before_it_is_collected() -> None:
    """With check=False nothing is read; looking at the rows needs to read them."""
    read: list[int] = []

    def noted(frame: Any) -> Any:
        read.append(len(frame))
        return frame

    talents, contracts, payments = (one.lazy() for one in frames_of(rows_of([ANN]), "polars"))
    payments = payments.map_batches(noted)
    answer = frames.assess(talents, contracts, payments, **ASKED, check=False)
    assert read == []
    assert answer.collect()["earnings_observed_cents"].item() == 0
    assert read == [1]


def test_narwhals_is_loaded_with_the_frames_only() -> None:
    """Importing the library, and deciding on records, loads neither narwhals nor an engine."""
    program = (
        "import sys, datetime, badgerules\n"
        "record = badgerules.TalentRecord(kind='freelancer', contracts=[])\n"
        "badgerules.assess(record, as_of=datetime.date(2020, 9, 1))\n"
        "print(sorted({'narwhals', 'polars', 'pandas', 'duckdb'} & {*sys.modules}))\n"
        "import badgerules.frames\n"
        "print(sorted({'narwhals', 'polars', 'pandas', 'duckdb'} & {*sys.modules}))"
    )
    assert printed_by(program).splitlines() == ["[]", "['narwhals']"]


def test_without_narwhals_the_extra_is_named() -> None:
    """Whoever lacks narwhals is told which extra brings it."""
    program = (
        "import sys\n"
        "sys.modules['narwhals'] = None\n"
        "try:\n"
        "    import badgerules.frames\n"
        "except ImportError as error:\n"
        "    print(error)"
    )
    told = "badgerules.frames needs narwhals, got none; pip install 'badgerules[frames]'"
    assert printed_by(program).splitlines() == [told]

"""Frames with own names of columns, and money, flags and categories as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import law
from badgerules import Badge, Category, InvalidRecordError, Readings
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.vocabulary import CATEGORY_NAMES
from engines import ENGINES, answers_of, beyond_polars, frames, marked, pa, pd, pl
from reputations import in_engine, own_frames, polars_frames, population

DAY = law.USUAL_DAYS[0]
ASKED: dict[str, Any] = {"badge": "top_rated_plus", "as_of": date(2020, 9, 1)}


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize(
    "recorded",
    [
        pytest.param(False, marks=pytest.mark.thorough, id="computed"),
        pytest.param(True, id="recorded"),
    ],
)
def test_own_names_and_spellings_are_answered_alike(
    engine: str, some_talents: int, *, recorded: bool
) -> None:
    """Whatever columns are called, and money, flags and categories written, answers are the same.

    So it is for every badge, for who sees what, and for the records that come back; and where the
    rows are not looked at.
    """
    given = polars_frames(population(some_talents, seed=23, days=[DAY], recorded=recorded))
    own, columns = own_frames(given)
    plain = {table: in_engine(frame, engine) for table, frame in given.items()}
    theirs = {table: in_engine(frame, engine) for table, frame in own.items()}
    terms: dict[str, Any] = {"columns": columns, "money": "dollars"}
    for check in (True, False):
        asked: dict[str, Any] = {"badge": [*Badge], "as_of": DAY, "check": check}
        wanted = answers_of(frames.assess(**plain, **asked))
        assert answers_of(frames.assess(**theirs, **asked, **terms)) == wanted
        assert len({row["verdict"] for row in wanted}) == 3
    seen = answers_of(frames.visible(**plain, as_of=DAY))
    assert answers_of(frames.visible(**theirs, as_of=DAY, **terms)) == seen
    records = frames.records_from_frames(**plain)
    assert frames.records_from_frames(**theirs, **terms) == records


TALENTS = pl.DataFrame(
    {
        "talent_id": ["ann"],
        "kind": ["freelancer"],
        "base_badge": ["top_rated"],
        "exclusive_agency_contractor": [False],
    }
)
CONTRACTS = pl.DataFrame(
    {
        "contract_id": ["shop"],
        "talent_id": ["ann"],
        "category": ["legal"],
        "outcome": pl.Series([None], dtype=pl.String),
        "outcome_on": pl.Series([None], dtype=pl.Date),
    }
)


def paid(**columns: Any) -> Any:
    """Return payments on one contract in March 2020, with these columns."""
    rows = len(next(iter(columns.values())))
    days = [date(2020, 3, 2)] * rows
    return pl.DataFrame({"contract_id": ["shop"] * rows, "paid_on": days, **columns})


def earned(payments: Any, engine: str = "polars", **terms: Any) -> Any:
    """Return the cents that payments come to."""
    three = (TALENTS, CONTRACTS, payments)
    made = [ENGINES[engine](frame) for frame in three]
    (row,) = answers_of(frames.assess(*made, **ASKED, **terms))
    return row["earnings_observed_cents"]


def problems(*given: Any, **terms: Any) -> list[tuple[str, str]]:
    """Return path and message of everything that is refused."""
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(*given, **ASKED, **terms)
    return [(one.path, one.message) for one in refused.value.problems]


AMOUNTS = {"$1,234.50": 123450, "-$5.00": -500, "12": 1200, "0.1": 10, "999,999.99": 99999999}
TEXT = pl.DataFrame({"sum": [*AMOUNTS]})


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_dollars_as_text_are_exact_in_every_engine(engine: str) -> None:
    """A dollar sign and commas are read as rows read them, and added up to the cent."""
    payments = paid(sum=[*AMOUNTS] + ["0.10"] * 10)
    terms: dict[str, Any] = {"columns": {"amount": "sum"}, "money": "dollars"}
    assert earned(payments, engine, **terms) == sum(AMOUNTS.values()) + 100
    assert earned(payments, engine, **terms, check=False) == sum(AMOUNTS.values()) + 100


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_cents_are_whole_numbers_or_their_text(engine: str) -> None:
    """An amount that is said to be in cents is one, as a number and written down."""
    terms: dict[str, Any] = {"columns": {"amount": "sum"}, "money": "cents"}
    for sums in ([124050, -50], ["124050", "-50"]):
        assert earned(paid(sum=sums), engine, **terms) == 124000


def test_whole_dollars_are_read_where_one_says_so() -> None:
    """Whole numbers may be dollars or cents; nobody guesses which."""
    assert earned(paid(amount=[12, -2]), money="dollars") == 1000
    (problem,) = problems(TALENTS, CONTRACTS, paid(amount=[12, -2]))
    assert problem[0] == "payments.amount"
    assert problem[1].endswith(
        "got Int64; say in money what it is in, cast it to decimals of 2 places, or give "
        "amount_cents instead"
    )
    assert earned(paid(amount_cents=[12, -2]), money="cents") == 10


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize(
    "amount",
    [
        *("12.345", "1e3", ".5", "($5.00)", "12,30", "$", "5 ", "5\n", "10,000,000,000,000"),
        *("€5", "five"),
    ],
)
def test_text_that_is_no_amount_is_refused(engine: str, amount: str) -> None:
    """What rows do not read is told with a count and an example; nothing is guessed or rounded."""
    made = [ENGINES[engine](frame) for frame in (TALENTS, CONTRACTS, paid(sum=["5", amount]))]
    ((path, message),) = problems(*made, columns={"amount": "sum"}, money="dollars")
    assert path == "payments.sum"
    assert message.startswith("must be dollars with at most two decimals, such as 7850.00, got 1 ")
    ((path, message),) = problems(*made, columns={"amount": "sum"}, money="cents")[-1:]
    assert path == "payments.sum"
    assert message.startswith("must be whole cents, as in -1250, got ")


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_name_of_a_category_is_one(engine: str) -> None:
    """Official and short names, with "&" or "and", in any letter case, have the bar of the key."""
    names = [
        spelled
        for name in (*CATEGORY_NAMES, *(name.title() for name in CATEGORY_NAMES))
        for spelled in (name, name.replace(" & ", " and "), name.upper())
    ]
    ids = [f"{number:03}" for number, _ in enumerate(names)]
    talents = pl.concat([TALENTS] * len(ids)).with_columns(talent_id=pl.Series(ids))
    contracts = pl.concat([CONTRACTS] * len(ids)).with_columns(
        contract_id=pl.Series(ids), talent_id=pl.Series(ids)
    )
    payments = paid(amount_cents=[5] * len(ids)).with_columns(contract_id=pl.Series(ids))
    keys = [Category(name).value for name in names]
    for check in (True, False):
        keyed, named = (
            answers_of(
                frames.assess(
                    ENGINES[engine](talents),
                    ENGINES[engine](contracts.with_columns(category=pl.Series(spelled))),
                    ENGINES[engine](payments),
                    **ASKED,
                    check=check,
                )
            )
            for spelled in (keys, names)
        )
        assert named == keyed
        assert len({row["large_contract_required_cents"] for row in named}) == 4


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("name", ["Customer_Service", "IT & Networ\u212aing", "lega", ""])
def test_what_names_no_category_is_refused(engine: str, name: str) -> None:
    """A key stands in small letters, and no letter is taken for another one."""
    wrong = pl.concat([CONTRACTS, CONTRACTS, CONTRACTS]).with_columns(
        contract_id=pl.Series(["shop", "blog", "book"]),
        category=pl.Series([name, "Customer Support", "writing"]),
    )
    made = [ENGINES[engine](one) for one in (TALENTS, wrong, paid(amount_cents=[5]))]
    ((path, message),) = problems(*made)
    assert path == "contracts.category"
    assert "got 1 other: contract_id='shop' category=" in message
    assert message.endswith("; did you mean 'legal'?") == (name == "lega")


@pytest.mark.parametrize("flag", [0, "0", "n", "F", "No", "false"])
def test_flags_are_read_as_rows_read_them(flag: Any) -> None:
    """Words in any letter case, and 1 and 0 as text or numbers."""
    talents = TALENTS.with_columns(exclusive_agency_contractor=pl.lit(flag))
    payments = paid(amount_cents=[5])
    (row,) = answers_of(frames.assess(talents, CONTRACTS, payments, **ASKED))
    assert row["independent_observed"] == 1


@pytest.mark.parametrize("flag", [2, "maybe", "yes\n", "tru", ""])
def test_other_flags_are_refused(flag: Any) -> None:
    """Everything else is told; empty text is null, which this flag may not be."""
    talents = TALENTS.with_columns(exclusive_agency_contractor=pl.lit(flag))
    ((path, message),) = problems(talents, CONTRACTS, paid(amount_cents=[5]))
    assert path == "talents.exclusive_agency_contractor"
    assert message.startswith("must be true or false, got 1 " if flag else "must be given in every")


def test_a_rule_change_is_read_from_own_frames_too() -> None:
    """`compare_rules` and `funnel` take names and unit; by a column of talents as it is called."""
    talents = TALENTS.rename({"talent_id": "user"}).with_columns(team=pl.lit("north"))
    contracts = CONTRACTS.rename({"talent_id": "user"})
    three = (talents, contracts, paid(sum=["$12,000.00"]))
    terms: dict[str, Any] = {"columns": {"talent_id": "user", "amount": "sum"}, "money": "dollars"}
    before, after = Rules(readings=Readings(window="last_365_days")), Rules()
    day = date(2020, 9, 1)
    change = compare_rules(
        three, badge="top_rated_plus", before=before, after=after, as_of=day, **terms
    )
    assert (change.gaining, change.losing) == (0, 0)
    assert change.transition("met", "met").talents == 1
    dropped = funnel(three, badge="top_rated_plus", by="team", as_of=day, **terms)
    assert [(group.name, group.met) for group in dropped.groups] == [("north", 1)]
    groups = pl.DataFrame({"talent_id": ["ann"], "group": ["south"]})
    dropped = funnel(three, badge="top_rated_plus", by=groups, as_of=day, **terms)
    assert [(group.name, group.met) for group in dropped.groups] == [("south", 1)]


def test_records_are_written_in_one_way() -> None:
    """Names of columns and a unit are refused where there are no columns."""
    with pytest.raises(InvalidRecordError) as refused:
        funnel(
            [], badge="top_rated_plus", by={}, as_of=DAY, columns={"kind": "type"}, money="cents"
        )
    told = [(one.path, one.message) for one in refused.value.problems]
    message = "must be left out where the population is records"
    assert told == [("columns", message), ("money", message)]


NO_COLUMN = "names no column, got"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"payed_on": "x"}, ("columns", f"{NO_COLUMN} 'payed_on'; did you mean 'paid_on'?")),
        ({"payments.kind": "x"},
         ("columns", f"{NO_COLUMN} 'payments.kind'; did you mean 'talents.kind'?")),
        ({5: "x"}, ("columns", f"{NO_COLUMN} 5")),
        ({"paid_on": 5}, ("columns.paid_on", "must be text, got 5")),
        ("x", ("columns", "must be a mapping of names, got 'x'")),
        ({"country": "categry"},
         ("columns.country",
          "names a column that no frame has, got 'categry'; did you mean 'category'?")),
        ({"talents.country": "talent_od"},
         ("talents.talent_od", "is missing; it must be given; did you mean 'talent_id'?")),
        ({"contracts.outcome": "result"},
         ("contracts.result", "must be a column of text, got none; add it")),
    ],
    ids=str,
)  # fmt: skip
def test_names_of_columns_that_are_none_are_refused(columns: Any, told: tuple[str, str]) -> None:
    """Names are refused as rows refuse them: one that was given in vain may hide a fact."""
    assert problems(TALENTS, CONTRACTS, paid(amount_cents=[5]), columns=columns) == [told]


def test_names_of_frames_that_are_not_there_hide_nothing() -> None:
    """They may be given for every frame that there may be."""
    columns = {"weeks.ends_on": "saturday", "held_on": "held", "weeks.talent_id": "user"}
    assert earned(paid(amount_cents=[5]), columns=columns) == 5


def test_one_name_is_for_all_frames_or_for_one() -> None:
    """A name alone is that of each frame; after the frame and a dot it is for that one."""
    talents = TALENTS.rename({"talent_id": "id"})
    contracts = CONTRACTS.rename({"talent_id": "user", "contract_id": "id"})
    payments = paid(amount_cents=[5]).rename({"contract_id": "contract"})
    columns = {"talents.talent_id": "id", "talent_id": "user", "contracts.contract_id": "id"}
    columns |= {"contract_id": "contract"}
    (row,) = answers_of(frames.assess(talents, contracts, payments, **ASKED, columns=columns))
    assert (row["talent_id"], row["earnings_observed_cents"]) == ("ann", 5)


@pytest.mark.parametrize(
    ("money", "message"),
    [
        ("euros", "must be dollars or cents, got 'euros'"),
        (5, "must be dollars or cents, got 5"),
        ("dollars", "must be left out where amount_cents is given, got dollars"),
    ],
)
def test_money_is_in_dollars_or_cents(money: Any, message: str) -> None:
    """Another unit is refused, and one that the name of the column contradicts."""
    told = problems(TALENTS, CONTRACTS, paid(amount_cents=[5]), money=money)
    assert ("money", message) in told


def test_columns_that_are_missing_are_told_with_what_may_be_meant() -> None:
    """The nearest name is told, and otherwise those that nobody knows; rows beside them as well."""
    contracts = CONTRACTS.rename({"category": "categorie"})
    payments = paid(amount_cents=[5, 6]).rename({"paid_on": "date"})
    payments = payments.with_columns(contract_id=pl.Series(["shop", "shpo"]), note=pl.lit("x"))
    talents = pl.concat([TALENTS, TALENTS]).with_columns(base_badge=pl.lit("topp_rated"))
    assert problems(talents, contracts, payments) == [
        ("contracts.category", "must be a column of text, got none; did you mean 'categorie'?"),
        (
            "payments.paid_on",
            (
                "must be a column of dates, or timestamps without a zone, got none; add it, or say "
                "in columns which it is of 'date', 'note'"
            ),
        ),
        (
            "talents.base_badge",
            (
                "must be null or one of none, rising_talent, top_rated, got 2 others: "
                "talent_id='ann' base_badge='topp_rated'; talent_id='ann' base_badge='topp_rated'; "
                "did you mean 'top_rated'?"
            ),
        ),
        ("talents.talent_id", "must be unique, got 1 other: talent_id='ann' rows=2"),
        (
            "payments.contract_id",
            (
                "must be the id of a row of contracts, got 1 other: contract_id='shpo'; "
                "did you mean 'shop'?"
            ),
        ),
    ]


def test_the_nearest_of_very_many_ids_is_not_looked_for() -> None:
    """A population has ids by the million; where there are at most a thousand, one is told."""
    ids = [f"shop-{number}" for number in range(1_001)]
    contracts = pl.concat([CONTRACTS] * len(ids)).with_columns(contract_id=pl.Series(ids))
    payments = paid(amount_cents=[5]).with_columns(contract_id=pl.lit("shop-x"))
    message = "must be the id of a row of contracts, got 1 other: contract_id='shop-x'"
    assert problems(TALENTS, contracts, payments) == [("payments.contract_id", message)]
    ((_, told),) = problems(TALENTS, contracts[1:], payments)
    assert told.startswith(f"{message}; did you mean 'shop-")


def test_nothing_is_asked_of_columns_that_are_not_as_they_must_be() -> None:
    """Rows are looked at by the columns that are right; keys of a wrong type join nothing."""
    talents = TALENTS.select("talent_id", kind=pl.lit("freelance"))
    contracts = CONTRACTS.with_columns(talent_id=pl.lit(1.5), contract_id=pl.lit(7))
    payments = paid(amount=[1.5]).with_columns(talent_id=pl.lit("bob"))
    told = [path for path, _ in problems(talents, contracts, payments)]
    assert told == [
        *("talents.exclusive_agency_contractor", "talents.base_badge", "contracts.talent_id"),
        *("payments.amount", "payments.contract_id", "talents.kind"),
    ]


def test_columns_alone_are_told_where_rows_are_not_looked_at() -> None:
    """With check=False what is missing is refused, and no row is read for the message."""
    payments = paid(amount_cents=[5, 6]).with_columns(contract_id=pl.lit("none"))
    contracts = CONTRACTS.drop("outcome")
    assert problems(TALENTS, contracts, payments, check=False) == [
        ("contracts.outcome", "must be a column of text, got none; add it")
    ]


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_payment_with_an_id_stands_once(engine: str) -> None:
    """The column may be left out; where it is there, an id is unique, and null tells nothing."""
    payments = paid(amount_cents=[5, 5, 6, 7], payment_id=["1", None, None, "1"])
    made = [ENGINES[engine](one) for one in (TALENTS, CONTRACTS, payments)]
    assert problems(*made) == [
        ("payments.payment_id", "must be unique, got 1 other: payment_id='1' rows=2")
    ]
    once = payments.with_columns(payment_id=pl.Series(["1", None, None, "2"]))
    assert earned(once, engine) == 23


@beyond_polars
def test_ids_that_cannot_be_cast_are_told_with_everything_else() -> None:
    """Ids of pandas that are floats, as numbers with nulls are, are refused beside wrong words."""
    talents = ENGINES["pandas"](pl.concat([TALENTS, TALENTS])).assign(talent_id=[1.0, float("nan")])
    contracts, payments = (ENGINES["pandas"](one) for one in (CONTRACTS, paid(amount_cents=[5])))
    told = problems(talents.assign(kind="x"), contracts, payments)
    assert [path for path, _ in told] == ["talents.talent_id", "talents.kind"]


@beyond_polars
def test_names_of_columns_that_are_no_text_mean_nothing() -> None:
    """In pandas a column may be called by any value; it is neither suggested nor read."""
    made = [ENGINES["pandas"](one) for one in (TALENTS, CONTRACTS, paid(amount_cents=[5]))]
    made = [frame.assign(x=1).rename(columns={"x": float("nan")}) for frame in made]
    made[2] = made[2].rename(columns={"paid_on": 7})
    message = "must be a column of dates, or timestamps without a zone, got none; add it"
    assert problems(*made) == [("payments.paid_on", message)]
    columns = {"talents.country": "zzz", "paid_on": "day"}
    made[2] = made[2].rename(columns={7: "day"})
    missing = ("talents.zzz", "is missing; it must be given")
    assert problems(*made, columns=columns) == [missing]
    (row,) = answers_of(frames.assess(*made, **ASKED, columns={"paid_on": "day"}))
    assert row["earnings_observed_cents"] == 5


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("empty", ["", None])
def test_a_column_of_flags_may_be_wholly_empty(empty: str | None, engine: str) -> None:
    """Text in which no row says yes or no says of nobody whether it is so."""
    talents = TALENTS.drop("base_badge").with_columns(
        availability_current=pl.lit(empty, pl.String), payout_method=pl.lit("yes")
    )
    made = [ENGINES[engine](one) for one in (talents, CONTRACTS, paid(amount_cents=[5]))]
    answer = frames.assess(*made, badge="top_rated", as_of=DAY)
    assert [row["availability_verdict"] for row in answers_of(answer)] == ["unknown"]


@beyond_polars
def test_flags_of_pandas_may_be_text_with_nulls() -> None:
    """Text of pandas that lacks in some rows is a flag that is not known there."""
    talents = pd.DataFrame(
        {
            "talent_id": ["ann", "bob"],
            "kind": ["freelancer"] * 2,
            "exclusive_agency_contractor": ["no", "0"],
            "availability_current": ["yes", None],
        }
    )
    contracts, payments = (
        ENGINES["pandas"](frame) for frame in (CONTRACTS, paid(amount_cents=[5]))
    )
    answer = frames.assess(talents, contracts, payments, badge="top_rated", as_of=DAY)
    assert [row["availability_verdict"] for row in answers_of(answer)] == ["met", "unknown"]


@beyond_polars
@pytest.mark.parametrize(
    ("money", "amount"), [("dollars", "$5.00"), ("dollars", 5), ("cents", "500"), ("cents", 500)]
)
@pytest.mark.parametrize("check", [True, False])
def test_columns_of_objects_are_not_looked_into(money: Any, amount: object, *, check: bool) -> None:
    """In pandas another column may hold any value beside money to be read; days may not."""
    talents, contracts = (ENGINES["pandas"](one) for one in (TALENTS, CONTRACTS))
    payments = ENGINES["pandas"](paid(amount_cents=[5])).drop(columns="amount_cents")
    payments = payments.assign(amount=[amount], tags=[["a"]])
    terms: dict[str, Any] = {**ASKED, "money": money, "check": check}
    (row,) = answers_of(frames.assess(talents, contracts, payments, **terms))
    assert row["earnings_observed_cents"] == 500
    payments["paid_on"] = [date(2020, 3, 2)]
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(talents, contracts, payments, **terms)
    message = "must hold dates, or timestamps without a zone, got Object; cast it to dates"
    assert [(one.path, one.message) for one in refused.value.problems] == [
        ("payments.paid_on", message)
    ]


@beyond_polars
def test_objects_of_pandas_have_a_type_in_pyarrow() -> None:
    """Dates and decimals of Python, as SQL gives them, are taken as the how-to says."""
    payments = paid(amount=[Decimal("5.1"), Decimal("-0.05")])
    given: list[Any] = []
    for one in (TALENTS, CONTRACTS, payments):
        objects = pd.DataFrame(one.to_dict(as_series=False), dtype=object)
        given.append(pa.Table.from_pandas(objects))
    (row,) = answers_of(frames.assess(*given, **ASKED))
    assert row["earnings_observed_cents"] == 505

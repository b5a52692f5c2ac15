"""Records from flat rows: lists of dicts, files of comma-separated values, rows of a database."""

from __future__ import annotations

import csv
import io
import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import Contract, InvalidRecordError, Payment, TalentRecord
from badgerules.rows import records_from_rows
from badgerules.vocabulary import ProblemCode
from builders import freelancer
from builders import reputation as reputed

if TYPE_CHECKING:
    from badgerules.rows import RecordsFromRows

ANN = {"talent_id": "ann", "kind": "freelancer", "base_badge": "top_rated"}
SHOP = {"contract_id": "shop", "talent_id": "ann", "category": "legal"}
PAID = {"contract_id": "shop", "paid_on": date(2020, 3, 2), "amount": "5.00"}
EAST = timezone(timedelta(hours=9))


def read(
    talents: Any = (ANN,),  # noqa: ANN401  # whatever somebody may hand over
    contracts: Any = (SHOP,),  # noqa: ANN401  # as above
    payments: Any = (PAID,),  # noqa: ANN401  # as above
    **terms: Any,
) -> RecordsFromRows:
    """Read rows, of one talent with one payment unless told otherwise."""
    told: dict[str, Any] = {"money": "dollars", **terms}
    return records_from_rows(talents, contracts, payments, **told)


def one(*given: Any, **terms: Any) -> TalentRecord:
    """Return the only record that rows come to."""
    (record,) = read(*given, **terms).records
    return record


def paid(amount: object, day: object = date(2020, 3, 2), **terms: Any) -> Payment:
    """Return the payment that an amount and a day come to."""
    row = {**PAID, "amount": amount, "paid_on": day}
    (payment,) = one([ANN], [SHOP], [row], **terms).contracts[0].payments
    return payment


def problems(*given: Any, **terms: Any) -> list[tuple[str, str]]:
    """Return where something is wrong, and what."""
    with pytest.raises(InvalidRecordError) as refused:
        read(*given, **terms)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def wrong(talent: dict[str, Any] | None = None, **facts: Any) -> list[tuple[str, str]]:
    """Return what is wrong with one talent, or with one payment."""
    if talent is not None:
        return problems([{**ANN, **talent}])
    return problems([ANN], [SHOP], [{**PAID, **facts}])


def test_rows_of_three_tables_are_a_record() -> None:
    """Contracts go to their talents, payments to their contracts."""
    shop = Contract(id="shop", category="legal").with_payment(5, on=date(2020, 3, 2))
    assert one() == freelancer(shop, id="ann")
    assert read().notes == ()


def test_talents_come_in_the_order_of_their_rows() -> None:
    """So do the contracts of each, whoever stands between."""
    talents = [{**ANN, "talent_id": name} for name in ("zoe", "ann", "bob")]
    contracts = [
        {**SHOP, "contract_id": f"{whose}{number}", "talent_id": whose}
        for number, whose in enumerate(("bob", "zoe", "bob"))
    ]
    found = read(talents, contracts, [{**PAID, "contract_id": "bob2"}]).records
    assert [record.id for record in found] == ["zoe", "ann", "bob"]
    assert [[own.id for own in record.contracts] for record in found] == [
        ["zoe1"], [], ["bob0", "bob2"],
    ]  # fmt: skip


def test_no_rows_are_no_records() -> None:
    """Three empty tables say nothing, and a talent without contracts has none."""
    assert read([], [], []).records == ()
    assert one([ANN], [], []).contracts == ()


FACTS = {
    "job_success_score": "97", "rising_talent": "no", "first_contract_on": "2019-03-01",
    "joined_on": "2019-02-01", "profile_percent": 100, "availability_current": "T",
    "last_active_on": "2020-08-15", "circumvention_on": "", "members": None,
    "members_profile_percent": "", "average_feedback": "4.80", "identity_verified": 1,
    "payout_method": "0", "from_elance": True,
}  # fmt: skip


def test_every_column_of_talents_and_contracts_is_read() -> None:
    """Flags as databases write them, numbers and days as text, empty text as null."""
    talent = {
        "talent_id": 7, "kind": "agency", "country": "US", "exclusive_agency_contractor": "False",
        "contracts_known": "true", "payments_known_since": "2020-01-01",
        "payments_known_through": date(2020, 12, 31), **FACTS, "members": "3",
    }  # fmt: skip
    row: dict[str, object] = {
        "contract_id": 1, "talent_id": "7", "category": "Web, Mobile and Software Dev",
        "outcome": "negative", "outcome_on": "2020-04-01", "ended_on": "2020-03-31", "extra": [],
    }  # fmt: skip
    record = one([talent], [row], [])
    (contract,) = record.contracts
    assert (record.id, record.kind, record.country) == ("7", "agency", "US")
    assert (record.payments_known_since, record.payments_known_through) == (
        date(2020, 1, 1), date(2020, 12, 31),
    )  # fmt: skip
    assert record.contracts_known
    assert not record.exclusive_agency_contractor
    assert record.reputation == reputed(
        "agency", weeks=[], holds=None, rising_talent=False, average_feedback="4.80",
        identity_verified=True, payout_method=False, from_elance=True, members=3,
        members_profile_percent=None,
    )  # fmt: skip
    assert (contract.id, contract.category) == ("1", "web_mobile_software_development")
    assert (contract.outcome, contract.outcome_on, contract.ended_on) == (
        "negative", date(2020, 4, 1), date(2020, 3, 31),
    )  # fmt: skip


def test_columns_that_are_not_there_are_not_known() -> None:
    """The least of each table is enough; a null is as good as no column."""
    bare = {"talent_id": "ann", "kind": "freelancer"}
    unknown = TalentRecord(id="ann", kind="freelancer", contracts=[])
    empty = dict.fromkeys(("country", "base_badge", "exclusive_agency_contractor"), "")
    more = dict.fromkeys(("contracts_known", "payments_known_since"), None)
    assert one([bare], [], []) == one([{**bare, **empty, **more}], [], []) == unknown


def test_contracts_may_be_not_known() -> None:
    """Then the table of contracts has none of that talent."""
    assert not one([{**ANN, "contracts_known": "f"}], [], []).contracts_known
    assert wrong({"contracts_known": False}) == [
        ("talents[0].contracts", "must be left out where contracts are not known")
    ]


def test_a_null_of_four_facts_is_a_fact_unless_a_flag_says_otherwise() -> None:
    """No score yet is not the same as a score that nobody told."""
    nulls = dict.fromkeys(("job_success_score", "last_active_on"))
    bare = {"talent_id": "ann", "kind": "freelancer", **nulls}
    told = one([{**bare, "job_success_score_known": True, "last_active_on_known": "no"}], [], [])
    assert told.reputation is not None
    assert told.reputation.job_success_score is None
    unknown = TalentRecord(kind="freelancer", contracts=[]).with_reputation(members=None)
    assert unknown.reputation is not None
    assert told.reputation.last_active_on is unknown.reputation.last_active_on


def test_facts_of_reputation_may_stand_beside_a_recorded_badge_where_they_are_null() -> None:
    """Each talent has one source of truth, and both may be in one table."""
    talents = [
        {**ANN, "joined_on": None},
        {**ANN, "talent_id": "bob", "base_badge": None, "joined_on": "2020-01-01",
         "from_elance": None},
        {**ANN, "talent_id": "cy", "base_badge": "", "joined_on": ""},
    ]  # fmt: skip
    ann, bob, cy = read(talents, [], []).records
    assert (ann.base_badge, ann.reputation) == ("top_rated", None)
    assert bob.reputation is not None
    assert (bob.reputation.joined_on, bob.reputation.from_elance) == (date(2020, 1, 1), False)
    assert cy.reputation is not None
    assert wrong({"joined_on": "2020-01-01"}) == [
        (
            "talents[0].reputation",
            "cannot be given together with base_badge; keep one of the two",
        )
    ]


# --- Values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("1240.50", 124050), ("$1,234.50", 123450), ("-$5", -500), ("1,000,000", 100000000),
        ("-0.5", -50), (12, 1200), (Decimal("0.01"), 1), ("$0", 0),
    ],
)  # fmt: skip
def test_dollars_are_read_as_people_write_them(amount: object, cents: int) -> None:
    """With a dollar sign or without, with thousands in groups or without."""
    assert paid(amount).cents == cents


IN_DOLLARS = "must be dollars with at most two decimals, such as 7850.00"


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("1.240,50", "must be dollars with at most two decimals, such as 7850.00, got '1.240,50'"),
        ("1,24", "must be dollars with at most two decimals, such as 7850.00, got '1,24'"),
        ("($5.00)", "must be dollars with at most two decimals, such as 7850.00, got '($5.00)'"),
        ("$-5", "must be dollars with at most two decimals, such as 7850.00, got '$-5'"),
        ("\u0665", "must be dollars with at most two decimals, such as 7850.00, got '\\u0665'"),
        ("12.345", "must be in whole cents, got 12.345; round it first"),
        (1.5, f'{IN_DOLLARS}, got float; write it as text, as in "7850.00"'),
        (True, f"{IN_DOLLARS}, got bool"),
        (None, "must be given"),
        ("", "must be given"),
    ],
    ids=str,
)  # fmt: skip
def test_other_amounts_of_dollars_are_refused(amount: object, told: str) -> None:
    """Nothing is rounded or guessed; no amount is not nothing."""
    assert wrong(amount=amount) == [("payments[0].amount", told)]


@pytest.mark.parametrize(
    ("amount", "cents"),
    [(124050, 124050), ("-5", -5), (Decimal("7.00"), 7), (0, 0), ("999999999999999", 10**15 - 1)],
)
def test_cents_are_whole_numbers(amount: object, cents: int) -> None:
    """As a number, as text, or as a decimal without a fraction."""
    assert paid(amount, money="cents").cents == cents


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("1.5", "must be whole cents such as 124050, got '1.5'"),
        ("$5", "must be whole cents such as 124050, got '$5'"),
        (Decimal("1.5"), "must be whole cents as an int, got Decimal"),
        (Decimal("NaN"), "must be whole cents as an int, got Decimal"),
        (Decimal("1e40"), "must be whole cents as an int, got Decimal"),
        (5.0, "must be whole cents as an int, got float"),
        (True, "must be whole cents as an int, got bool"),
        (10**15, "must have at most 13 digits before the point"),
        ("-1000000000000000", "must have at most 13 digits before the point"),
    ],
    ids=str,
)
def test_other_amounts_of_cents_are_refused(amount: object, told: str) -> None:
    """A fraction of a cent, a sign of dollars, and what is no whole number."""
    row = {**PAID, "amount": amount}
    assert problems([ANN], [SHOP], [row], money="cents") == [("payments[0].amount", told)]


LATE = datetime(2020, 3, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "zone", "told"),
    [
        ("2020-03-02", None, date(2020, 3, 2)),
        (date(2020, 3, 2), UTC, date(2020, 3, 2)),
        (LATE, UTC, date(2020, 3, 1)),
        (LATE, EAST, date(2020, 3, 2)),
        (LATE.replace(tzinfo=None), EAST, date(2020, 3, 1)),
        ("2020-03-01T23:30:00+00:00", EAST, date(2020, 3, 2)),
        ("2020-03-01 23:30:00", EAST, date(2020, 3, 1)),
    ],
)
def test_days_are_days_and_moments_have_one_in_a_zone(
    day: object, zone: timezone | None, told: date
) -> None:
    """An instant becomes the day there; without a zone of its own it is of that zone."""
    assert paid("5", day, zone=zone).paid_on == told


NO_ZONE = "; give zone, in which its day is meant"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("03/01/2020",
         ("must be a date as YYYY-MM-DD, got '03/01/2020'; "
         "write 2020-03-01 if its month comes first, 2020-01-03 if its day does")),
        ("2020-02-30", "must be a day of the calendar, got '2020-02-30'"),
        ("2020-03-01 25:00", "must be a date as YYYY-MM-DD, got '2020-03-01 25:00'"),
        (LATE.replace(tzinfo=None),
         f"must be a date, got datetime.datetime(2020, 3, 1, 23, 30){NO_ZONE}"),
        ("2020-03-01T23:30:00Z", f"must be a date, got '2020-03-01T23:30:00Z'{NO_ZONE}"),
        (20200301, "must be a date, got 20200301"),
        (None, "must be given"),
    ],
    ids=str,
)  # fmt: skip
def test_other_days_are_refused(day: object, told: str) -> None:
    """Which of two numbers is the month, and in which zone a moment is meant, is not guessed."""
    assert wrong(paid_on=day) == [("payments[0].paid_on", told)]


def test_a_moment_without_a_day_in_that_zone_is_refused() -> None:
    """The calendar ends."""
    end = datetime.max.replace(tzinfo=UTC)
    row = {**PAID, "paid_on": end}
    ((at, message),) = problems([ANN], [SHOP], [row], zone=EAST)
    assert at == "payments[0].paid_on"
    assert message.startswith("must be a moment that has a day in that zone, got datetime.datetime")


@pytest.mark.parametrize("said", [2, "maybe", 1.0, Decimal(1), "TRUE "])
def test_other_flags_are_refused(said: object) -> None:
    """What merely looks like yes or no is neither."""
    ((at, message),) = wrong({"exclusive_agency_contractor": said})
    assert at == "talents[0].exclusive_agency_contractor"
    assert message.startswith("must be true or false, got ")


@pytest.mark.parametrize("name", [True, 1.0, b"x", "\t", 10**18])
def test_other_ids_are_refused(name: object) -> None:
    """Text and whole numbers alone; neither is told apart by anything else."""
    told = problems([{**ANN, "talent_id": name}], [SHOP], [])
    assert [at for at, _ in told] == ["talents[0].talent_id", "contracts[0].talent_id"]
    assert told[1][1] == "must be the talent_id of a row that is given, got 'ann'"


def test_an_id_of_another_type_is_to_be_cast() -> None:
    """Drivers have types of their own, as for a UUID."""
    ((at, message),) = problems([{**ANN, "talent_id": b"ann"}], [], [])
    assert at == "talents[0].talent_id"
    assert message == "must be text or a whole number, got b'ann'; cast it to text"


def test_whole_numbers_and_their_text_are_one_id() -> None:
    """One table may come from a file, and another from a database."""
    rows = [{**ANN, "talent_id": 7}], [{**SHOP, "talent_id": "7", "contract_id": 1}]
    assert one(*rows, [{**PAID, "contract_id": "1", "talent_id": 7}]).contracts[0].payments


# --- Columns --------------------------------------------------------------------------------------


def test_columns_have_names_of_their_own() -> None:
    """One name for all tables, or for one; problems tell the name that the column really has."""
    talents = [{"id": 7, "type": "freelancer"}]
    contracts = [{"id": "shop", "user": 7, "area": "Legal"}]
    payments = [{"contract": "shop", "date": "2020-03-02", "sum": "5"}]
    columns = {
        "talents.talent_id": "id", "kind": "type", "contracts.contract_id": "id",
        "talent_id": "user", "category": "area", "payments.contract_id": "contract",
        "paid_on": "date", "amount": "sum",
    }  # fmt: skip
    assert one(talents, contracts, payments, columns=columns).contracts[0].payments
    payments[0]["date"] = "2.3.2020"
    assert problems(talents, contracts, payments, columns=columns) == [
        (
            "payments[0].date",
            (
                "must be a date as YYYY-MM-DD, got '2.3.2020'; "
                "write 2020-02-03 if its month comes first, 2020-03-02 if its day does"
            ),
        )
    ]


def test_a_column_that_lacks_is_told_once_with_the_nearest() -> None:
    """Of each table, before any row is looked at."""
    rows = [{"contract": "shop", "payed_on": "x", "amount": "y"}] * 3
    assert problems([{"talent_id": 1}], [], rows) == [
        ("talents.kind", "is missing; it must be given"),
        ("payments.contract_id", "is missing; it must be given; did you mean 'contract'?"),
        ("payments.paid_on", "is missing; it must be given; did you mean 'payed_on'?"),
    ]


def test_a_value_that_lacks_in_one_row_is_told_there() -> None:
    """A row without a key is a row without the value."""
    row = {name: value for name, value in PAID.items() if name != "paid_on"}
    assert problems([ANN], [SHOP], [PAID, row]) == [("payments[1].paid_on", "must be given")]
    other = {**SHOP, "contract_id": "other", "talent_id": ""}
    assert problems([ANN], [SHOP, other], []) == [("contracts[1].talent_id", "must be given")]


NO_COLUMN = "names no column, got"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"payed_on": "x"}, ("columns", f"{NO_COLUMN} 'payed_on'; did you mean 'paid_on'?")),
        ({"talents.kimd": "x"},
         ("columns", f"{NO_COLUMN} 'talents.kimd'; did you mean 'talents.kind'?")),
        ({5: "x"}, ("columns", f"{NO_COLUMN} 5")),
        ({"paid_on": 5}, ("columns.paid_on", "must be text, got 5")),
        ({"outcome": "verdict"},
         ("columns.outcome", "names a column that no row has, got 'verdict'")),
        ({"contracts.outcome": "categry"},
         ("contracts.categry", "is missing; it must be given; did you mean 'category'?")),
        ({"amount": "sum"}, ("payments.sum", "is missing; it must be given")),
        ("x", ("columns", "must be a mapping of names, got 'x'")),
    ],
    ids=str,
)  # fmt: skip
def test_names_of_columns_that_are_none_are_refused(
    columns: dict[str, str], told: tuple[str, str]
) -> None:
    """A name that was given in vain may hide a fact."""
    assert problems(columns=columns) == [told]


def test_names_may_be_given_for_tables_without_rows() -> None:
    """There is nothing that they could hide."""
    columns = {"outcome": "verdict", "paid_on": "date", "contracts.ended_on": "end"}
    assert read([], [], [], columns=columns).records == ()


# --- What belongs together ------------------------------------------------------------------------


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """By table, row and column, in the order of the tables; with suggestions."""
    talents = [ANN, {**ANN, "kind": "freelance"}]
    contracts = [
        {**SHOP, "talent_id": "anne", "category": "leggal"},
        {**SHOP, "outcome_on": "2020-01-01"},
    ]
    payments = [
        {**PAID, "contract_id": "shpo", "amount": "x", "payment_id": 1},
        {**PAID, "payment_id": "1", "paid_on": "soon"},
        {**PAID, "talent_id": "bob"},
    ]
    told = problems(talents, contracts, payments)
    assert [at for at, _ in told] == [
        "talents[1].talent_id",
        "talents[1].kind",
        "contracts[1].contract_id",
        "contracts[0].talent_id",
        "contracts[0].category",
        "contracts[1].outcome_on",
        "payments[1].payment_id",
        "payments[0].contract_id",
        "payments[0].amount",
        "payments[1].paid_on",
        "payments[2].talent_id",
    ]
    said = dict(told)
    assert said["talents[1].talent_id"] == "'ann' is repeated, it stands already in [0]"
    assert said["talents[1].kind"].endswith("; did you mean 'freelancer'?")
    assert said["contracts[0].talent_id"] == (
        "must be the talent_id of a row that is given, got 'anne'; did you mean 'ann'?"
    )
    assert said["payments[0].contract_id"].endswith("; did you mean 'shop'?")
    assert said["payments[1].payment_id"] == "'1' is repeated, it stands already in [0]"
    assert said["payments[2].talent_id"] == "must be 'ann', whose contract it is, got 'bob'"


def test_facts_that_contradict_are_told_by_their_columns() -> None:
    """What a record refuses as a whole is told of its row."""
    told = {"base_badge": None, "members": 3, "job_success_score": 101, "last_active_on_known": "x"}
    assert wrong(told) == [
        ("talents[0].last_active_on_known", "must be true or false, got 'x'"),
        ("talents[0].job_success_score", "must be a whole number from 0 to 100, got 101"),
    ]
    assert wrong({"base_badge": None, "members": 3}) == [
        ("talents[0].members", "must be left out for a freelancer; it is an agency's")
    ]


def test_the_nearest_of_very_many_ids_is_not_looked_for() -> None:
    """That would take longer than everything else."""
    talents = [{**ANN, "talent_id": number} for number in range(1_001)]
    for rows, hint in ((talents, ""), (talents[1:], "; did you mean '1000'?")):
        ((_, message),) = problems(rows, [{**SHOP, "talent_id": "1000x"}], [])
        assert message == f"must be the talent_id of a row that is given, got '1000x'{hint}"


def test_payments_that_are_alike_are_counted_in_a_note() -> None:
    """Two payments may be alike, or one row stands twice: both count, and a note says so.

    A value that cannot be hashed, as a database keeps lists, is no obstacle.
    """
    twice = {**PAID, "tags": ["a"]}
    other = {**PAID, "tags": ["b"]}
    found = read([ANN], [SHOP], [twice, PAID, dict(twice), dict(twice), other])
    assert len(found.records[0].contracts[0].payments) == 5
    assert found.notes == (
        "2 payments repeat another in every column; give payment_id to tell that none stands twice",
    )
    (note,) = read([ANN], [SHOP], [PAID, PAID]).notes
    assert note.startswith("1 payment repeats another in every column; ")
    spelled = [{**PAID, "amount": amount} for amount in ("15,234.50", "$15234.5", "15234.51")]
    assert read([ANN], [SHOP], spelled).notes == (note,)  # as files of them have it
    told_apart = [{**PAID, "payment_id": number} for number in range(2)]
    assert read([ANN], [SHOP], told_apart).notes == ()


def test_payments_without_an_id_beside_some_that_have_one_are_not_repeated() -> None:
    """No id is not the same id."""
    rows = [{**PAID, "payment_id": name} for name in ("", None, 1)]
    assert len(read([ANN], [SHOP], rows).records[0].contracts[0].payments) == 3


BY_NAMES = "must be a mapping by the names of columns, such as a dict or sqlite3.Row"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("text", ("talents", "must be a list, got 'text'")),
        ([("ann",)], ("talents[0]", f"{BY_NAMES}, got ('ann',)")),
        ([dict], ("talents[0]", f"{BY_NAMES}, got <class 'dict'>")),
        ([{None: ["x"]}], ("talents[0]", "has more values than there are columns")),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_rows_is_refused(given: object, told: tuple[str, str]) -> None:
    """Tuples have no names, and csv.DictReader tells a row that is too long."""
    assert problems(given, [], []) == [told]


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"money": "euros"}, ("money", "must be dollars or cents, got 'euros'")),
        ({"money": 5}, ("money", "must be dollars or cents, got 5")),
        ({"zone": "UTC"}, ("zone", "must be a tzinfo, such as zoneinfo.ZoneInfo makes, got 'UTC'")),
    ],
    ids=str,
)
def test_terms_that_do_not_fit_are_refused(terms: dict[str, Any], told: tuple[str, str]) -> None:
    """A unit of money is needed, and a zone is an object: looking one up by name reads files."""
    assert problems(**terms) == [told]


# --- Where rows come from -------------------------------------------------------------------------


def test_rows_of_a_file_are_read() -> None:
    """As csv.DictReader gives them: everything is text, and what is empty is null."""
    talents = csv.DictReader(io.StringIO("talent_id,kind,base_badge,country\nann,freelancer,,US\n"))
    contracts = csv.DictReader(
        io.StringIO("contract_id,talent_id,category,outcome\nshop,ann,Customer Support,\n")
    )
    payments = csv.DictReader(
        io.StringIO('contract_id,paid_on,amount\nshop,2020-03-02,"$1,240.50"\n')
    )
    record = one(talents, contracts, payments)
    assert (record.country, record.base_badge) == ("US", None)
    (contract,) = record.contracts
    assert (contract.category, contract.outcome) == ("customer_service", None)
    assert contract.payments == (Payment(paid_on=date(2020, 3, 2), amount="1240.50"),)


def test_rows_of_a_database_are_read() -> None:
    """From sqlite3: ids are numbers, flags 0 and 1, moments text, amounts whole cents."""
    database = sqlite3.connect(":memory:")
    try:
        database.row_factory = sqlite3.Row
        database.executescript("""
            create table users (id integer, kind text, exclusive boolean, badge text);
            create table jobs (id integer, user_id integer, area text, verdict text);
            create table incomes (job_id integer, at timestamp, cents integer);
            insert into users values (1, 'freelancer', 0, 'top_rated'), (2, 'agency', null, null);
            insert into jobs values (10, 1, 'legal', 'positive'), (11, 2, 'Writing', null);
            insert into incomes values
                (10, '2020-03-01 23:30:00+00:00', 500000), (10, '2020-05-05 12:00:00+00:00', -1);
        """)
        found = records_from_rows(
            database.execute("select * from users order by id"),
            database.execute("select * from jobs order by id"),
            database.execute("select * from incomes"),
            columns={
                "talents.talent_id": "id", "exclusive_agency_contractor": "exclusive",
                "base_badge": "badge", "contracts.contract_id": "id", "talent_id": "user_id",
                "category": "area", "outcome": "verdict", "payments.contract_id": "job_id",
                "paid_on": "at", "amount": "cents",
            },
            money="cents",
            zone=EAST,
        )  # fmt: skip
    finally:
        database.close()
    ann, studio = found.records
    assert (ann.id, ann.base_badge, studio.id, studio.base_badge) == ("1", "top_rated", "2", None)
    assert [(one.paid_on, one.cents) for one in ann.contracts[0].payments] == [
        (date(2020, 3, 2), 500000), (date(2020, 5, 5), -1),
    ]  # fmt: skip
    assert studio.contracts[0].category == "writing"


def test_two_columns_of_one_name_are_refused() -> None:
    """Of a join, sqlite3 would give the id of the contract for that of the talent as well."""
    database = sqlite3.connect(":memory:")
    try:
        database.row_factory = sqlite3.Row
        joined = database.execute("select 'shop' as id, 'ann' as id, 'legal' as category")
        with pytest.raises(InvalidRecordError) as refused:
            records_from_rows([], joined, [], money="cents")
    finally:
        database.close()
    (problem,) = refused.value.problems
    assert (problem.path, problem.code) == ("contracts[0]", ProblemCode.REPEATED)
    assert problem.message == "has two columns named 'id'; give one of them another name"


# --- A payment of cents ---------------------------------------------------------------------------


def test_a_payment_may_be_made_of_cents() -> None:
    """It is the payment of the same dollars."""
    day = date(2020, 3, 2)
    assert Payment.of_cents(paid_on=day, cents=-15050) == Payment(paid_on=day, amount="-150.50")


@pytest.mark.parametrize("cents", [1.0, "5", Decimal(5), True, None, 10**15, -(10**15)])
def test_a_payment_of_anything_but_whole_cents_is_refused(cents: Any) -> None:  # noqa: ANN401
    """Dollars, fractions and too many digits are told, together with a day that is none."""
    with pytest.raises(InvalidRecordError) as refused:
        Payment.of_cents(paid_on="2020-03-02", cents=cents)  # type: ignore[arg-type]
    assert [problem.path for problem in refused.value.problems] == ["paid_on", "cents"]

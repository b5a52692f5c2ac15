"""The platform's report of transactions: what it comes to, and what is refused or left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import InvalidRecordError, ProblemCode
from badgerules.reports import LeftOutReason, ReportReading, contracts_file, read_report
from platform_reports import CONTRACTS, HEADER, NEEDED, USUAL, csv_text, report, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIRST, LAST = COVERS = date(2025, 11, 1), date(2026, 10, 31)


def read(
    text: str | bytes | Sequence[str | bytes],
    contracts: str | bytes | None = CONTRACTS,
    **facts: Any,
) -> ReportReading:
    """Read a report, of the usual days and contracts unless told otherwise."""
    terms: dict[str, Any] = {"covers": COVERS, **facts}
    return read_report(text, contracts=contracts, **terms)


def paid(reading: ReportReading) -> dict[str, list[tuple[date, str]]]:
    """Return the payments of each contract."""
    assert reading.contracts is not None
    return {
        contract.id: [(one.paid_on, f"{one.amount}") for one in contract.payments]
        for contract in reading.contracts
    }


def left(reading: ReportReading) -> list[tuple[int, str, int]]:
    """Return what was left out."""
    return [(one.line, one.reason.value, one.cents) for one in reading.left_out]


def problems(*given: Any, **facts: Any) -> list[tuple[str, str]]:
    """Return where something is wrong, and what."""
    with pytest.raises(InvalidRecordError) as refused:
        read(*given, **facts)
    return [(one.path, one.message) for one in refused.value.problems]


def only(rows: list[dict[str, str]], contracts: str = CONTRACTS, **facts: Any) -> tuple[str, str]:
    """Return the one thing that is wrong with a report of these rows."""
    (problem,) = problems(report(rows), contracts, **facts)
    return problem


def with_columns_of_their_own(text: str) -> str:
    """Return a report with two columns that a client has added."""
    lines = text.splitlines()
    return "\n".join(
        [f"Enhanced PO Number,{lines[0]},Team code"] + [f"7,{one},x" for one in lines[1:]]
    )


HOW_IT_IS_SAVED: dict[str, Callable[[str], str | bytes]] = {
    "text": lambda text: text,
    "bytes": lambda text: text.encode(),
    "byte_order_mark": lambda text: text.encode("utf-8-sig"),
    "byte_order_mark_in_text": lambda text: f"\ufeff{text}",
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no_newline_at_the_end": lambda text: text.removesuffix("\n"),
    "columns_of_their_own": with_columns_of_their_own,
}

HOW_COLUMNS_STAND: dict[str, Sequence[str]] = {
    "as_downloaded": HEADER,
    "in_another_order": HEADER[::-1],
    "needed_ones_alone": NEEDED,
}

ELM = "Oak, Pine, and Elm LLC."
QUOTED = 'The "big" one,\nin two lines'
OF_ELM = csv_text(["contract", "client", "title", "category"], [["elm", ELM, QUOTED, "Writing"]])

NINE = [
    row("Sep 20, 2026", "Hourly", "600", agency="Nine Ltd", freelancer="Ada"),
    row("Sep 20, 2026", "Hourly", "700", agency="Nine Ltd", freelancer="Bob"),
    row("Sep 19, 2026", "Hourly", "80", freelancer="Ada"),
]
OF_NINE = (
    "contract,client,title,category,freelancer\n"
    "ada,Blue Door,Help desk,Legal,Ada\n"
    "bob,Blue Door,Help desk,Legal,Bob\n"
)
UNNAMED = (
    "contract,client,title,category\nada,Blue Door,Help desk,Legal\nbob,Blue Door,Help desk,Legal\n"
)
ONE_LINE = "contract,client,title,category\nboth,Blue Door,Help desk,Legal\n"
AS_NINE: dict[str, Any] = {"kind": "agency", "agency": "Nine Ltd"}


# --- The inputs with the right answer -------------------------------------------------------------

saved = pytest.mark.parametrize("saved", [*HOW_IT_IS_SAVED.values()], ids=HOW_IT_IS_SAVED)
columns = pytest.mark.parametrize("header", [*HOW_COLUMNS_STAND.values()], ids=HOW_COLUMNS_STAND)


@saved
@columns
def test_earnings_become_payments_and_the_rest_is_not_earned(
    saved: Callable[[str], str | bytes], header: Sequence[str]
) -> None:
    """The first input: four payments on two contracts, seven rows not earned, whole."""
    reading = read(saved(report(USUAL, header)))
    assert paid(reading) == {
        "shop": [(date(2026, 9, 18), "1240.50"), (date(2026, 9, 25), "240.00")],
        "logo": [(date(2026, 9, 2), "500.00"), (date(2026, 9, 2), "20.25")],
    }
    assert left(reading) == [
        (3, "not_earned", -2400),
        (4, "not_earned", -21501),
        (5, "not_earned", -99),
        (6, "not_earned", -1200),
        (7, "not_earned", 1200),
        (9, "not_earned", -12405),
        (11, "not_earned", -5000),
    ]
    assert reading.is_whole
    assert (reading.earned, reading.taken_back) == (Decimal("2000.75"), Decimal("0.00"))


def test_the_record_knows_all_payments_of_the_days_covered() -> None:
    """The record of the first input: kind, badge, days known, categories and outcomes."""
    record = read(report(USUAL)).record(base_badge="top_rated")
    assert (record.kind, record.base_badge) == ("freelancer", "top_rated")
    assert (record.payments_known_since, record.payments_known_through) == COVERS
    assert record.contracts_known
    assert [(one.id, one.category, one.outcome) for one in record.contracts] == [
        ("shop", "customer_service", None),
        ("logo", "design_creative", "positive"),
    ]


@saved
@columns
def test_commas_quotes_and_line_breaks_stay_in_names(
    saved: Callable[[str], str | bytes], header: Sequence[str]
) -> None:
    """The second input: a client with commas, a title with quotes and a line break."""
    rows = [row("Sep 4, 2026", "Hourly", "75.00", client=ELM, title=QUOTED)]
    own = OF_ELM if saved is not HOW_IT_IS_SAVED["crlf"] else OF_ELM.replace("\n", "\r\n")
    text = report(rows, header)
    if saved is with_columns_of_their_own:  # a row is not a line here
        text = csv_text(["Mine", *header, "Too"], [["7", *_values(rows[0], header), "x"]])
        reading = read(text, own)
    else:
        reading = read(saved(text), own)
    assert paid(reading) == {"elm": [(date(2026, 9, 4), "75.00")]}
    assert reading.is_whole


def _values(one: dict[str, str], header: Sequence[str]) -> list[str]:
    return [{"Ref ID": "9", **one}.get(name, "") for name in header]


def test_line_ends_inside_of_a_title_may_differ_between_the_files() -> None:
    """A report in CRLF and a contracts file in LF have the same title, and the other way round."""
    text = report([row("Sep 4, 2026", "Hourly", "75.00", client=ELM, title=QUOTED)])
    for one, other in ((text.replace("\n", "\r\n"), OF_ELM), (text, OF_ELM.replace("\n", "\r\n"))):
        assert paid(read(one, other)) == {"elm": [(date(2026, 9, 4), "75.00")]}


@saved
@columns
def test_what_is_not_listed_is_left_out_with_its_sum(
    saved: Callable[[str], str | bytes], header: Sequence[str]
) -> None:
    """The third input: 9,000 from a client who is not listed; not whole, and no record."""
    rows = [row("Sep 4, 2026", "Hourly", "9,000", client="New Client", title="Audit")]
    reading = read(saved(report(rows, header)))
    assert left(reading) == [(2, "contract_unlisted", 900000)]
    assert not reading.is_whole
    (unlisted,) = reading.unlisted
    assert (unlisted.client, unlisted.title, unlisted.amount) == (
        "New Client", "Audit", Decimal("9000.00"),
    )  # fmt: skip
    with pytest.raises(InvalidRecordError, match=r"\$9,000\.00, client 'New Client'"):
        reading.record()


HISTORY = (
    "Date,Ref ID,Type,Description,Agency,Freelancer,Team,Account Name,PO,Amount,"
    "Amount in local currency,Currency,Balance"
)
WEEKLY = '"Date","Contract","Hours","Amount","Payment type"\n"2026-09-25","Logo (12345678)",1,2,x\n'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param(f"{HISTORY}\n", "the transaction history", id="history"),
        pytest.param(
            "Date,Transaction ID,Transaction Type,Transaction Summary,Agency,Freelancer,Team,"
            "Ref ID,Amount $\n",
            "the transaction report of 2025",
            id="report_of_2025",
        ),
        pytest.param(WEEKLY, "the weekly summary", id="weekly_summary"),
        pytest.param(
            report([row("Sep 4, 2026", "Hourly", "-5"), row("Sep 4, 2026", "Bonus", "-7.5")]),
            "the report of a client",
            id="client",
        ),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_another_form_is_refused_by_name(text: str, what: str, mark: str) -> None:
    """Each says what it is, and what to download instead; nothing else is told of it."""
    ((at, message),) = problems(f"{mark}{text}")
    assert at == "report"
    assert message.startswith(f"is {what}")
    assert message.endswith(
        "; download the transaction report instead, whose file is named like "
        "2026-10-02_transaction_report.csv"
    )


@saved
@columns
def test_types_that_no_source_settles_are_left_out(
    saved: Callable[[str], str | bytes], header: Sequence[str]
) -> None:
    """The fifth input: an expense and a chargeback beside the first; both out, not whole."""
    more = [row("Sep 1, 2026", "Expense", "310.00"), row("Sep 1, 2026", "Chargeback", "-90.00")]
    reading = read(saved(report([*USUAL, *more], header)))
    unknown = [one for one in left(reading) if one[1] != "not_earned"]
    assert unknown == [(13, "type_unknown", 31000), (14, "type_unknown", -9000)]
    assert not reading.is_whole
    assert reading.earned == Decimal("2000.75")


@pytest.mark.parametrize(
    "day", ["9/25/2026", "Sep 31, 2026", "25-Sep-26", "2026-09-25", "Sept 25, 2026",
            "sep 25, 2026", "Sep 05, 2026", "Sep 25,2026", "Sep 25, 2026 ", "Sep 0, 2026",
            "Sep 25, 0000", "Okt 5, 2026", "Sep ٢٥, 2026", "Sep 25", ""],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["Hourly", "Service Fee"])
def test_a_day_that_is_written_otherwise_is_refused(day: str, kind: str) -> None:
    """Whatever the row: what cannot be read may stand for a file that was changed on its way."""
    at, message = only([*USUAL, row(day, kind, "5.00")])
    assert at == "report, line 13, Date"
    assert message.startswith("must be a day ")
    assert ascii(day) in message


@pytest.mark.parametrize(
    "amount", ["1.240,50", "(124.00)", "$240.00", "12.345", "1,24.00", "-", "1e3", "\uff11\uff12",
               "٢٤", "", "+5", "1,2345", ",500", "1,,000", "5.", ".5", " 5", "--5", "12,34,567",
               "NaN"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["Hourly", "Service Fee"])
def test_an_amount_that_is_written_otherwise_is_refused(amount: str, kind: str) -> None:
    """The same of money: nothing is rounded, read as another number, or taken for none."""
    at, message = only([*USUAL, row("Sep 1, 2026", kind, amount)])
    assert at == "report, line 13, Amount $"
    assert message.startswith("must be dollars such as 1,240.50 or -24.00, got ")


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("1,240.50", 124050), ("1240.5", 124050), ("0", 0), ("7", 700), ("1,000,000.01", 100000001)],
)
def test_every_way_in_which_money_is_written_is_read(amount: str, cents: int) -> None:
    """Thousands in groups or not, cents with two digits, one or none; nothing is not odd."""
    reading = read(report([row("Sep 1, 2026", "Hourly", amount)]))
    assert reading.contracts is not None
    assert [one.cents for one in reading.contracts[0].payments] == [cents]


def test_an_amount_that_is_too_large_is_refused() -> None:
    """Thirteen digits are the most that any amount has."""
    at, message = only([row("Sep 1, 2026", "Connects", "1" + "0" * 13)])
    assert (at, message[:27]) == ("report, line 2, Amount $", "must have at most 13 digits")


@saved
@columns
def test_an_agency_names_who_worked(
    saved: Callable[[str], str | bytes], header: Sequence[str]
) -> None:
    """The last input, with a column of freelancers: 600.00 and 700.00, 80 left out, not whole."""
    reading = read(saved(report(NINE, header)), OF_NINE, **AS_NINE)
    assert paid(reading) == {
        "ada": [(date(2026, 9, 20), "600.00")],
        "bob": [(date(2026, 9, 20), "700.00")],
    }
    assert left(reading) == [(4, "not_this_agency", 8000)]
    assert not reading.is_whole


@saved
@pytest.mark.parametrize("contracts", [UNNAMED, ONE_LINE], ids=["two_lines", "one_line"])
def test_an_agency_that_does_not_name_them_is_not_guessed(
    saved: Callable[[str], str | bytes], contracts: str
) -> None:
    """The same without that column: both left out."""
    reading = read(saved(report(NINE)), contracts, **AS_NINE)
    assert left(reading) == [
        (2, "several_freelancers", 60000),
        (3, "several_freelancers", 70000),
        (4, "not_this_agency", 8000),
    ]
    assert not any(paid(reading).values())


@pytest.mark.clause("WIN-4")
@saved
def test_a_freelancer_has_only_their_own_work(saved: Callable[[str], str | bytes]) -> None:
    """The same read as a freelancer's file: only the 80 counts, and it is whole (WIN-4)."""
    reading = read(saved(report(NINE)), OF_NINE)
    assert paid(reading) == {"ada": [(date(2026, 9, 19), "80.00")], "bob": []}
    assert left(reading) == [
        (2, "done_through_an_agency", 60000),
        (3, "done_through_an_agency", 70000),
    ]
    assert reading.is_whole


# --- Refused whole --------------------------------------------------------------------------------


def test_a_file_that_is_not_utf_8_is_refused_with_its_line() -> None:
    """Another encoding cannot be told from this one, so names would not be found again."""
    rows = [row("Sep 1, 2026", "Hourly", "5"), row("Sep 1, 2026", "Bonus", "5", client="Café")]
    assert problems(report(rows).encode("latin-1")) == [
        ("report, line 3", "must be UTF-8, got the byte 0xe9; save it as CSV in UTF-8")
    ]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\r", "\x85", "\ud800"])
def test_a_control_character_is_refused_with_its_place(sign: str) -> None:
    """NUL, what steers a terminal, and a lone CR are no text; all else is read beside them."""
    rows = [row("Sep 1, 2026", "Hourly", "5", title=f"Lo{sign}go"), row("?", "Hourly", "5")]
    text = report(rows)
    (first, message), second = problems(text)
    place = text.split("\n")[1].index(sign) + 1
    assert (first, second[0]) == (f"report, line 2, character {place}", "report, line 3, Date")
    assert message == f"must be text without control characters, got {sign!a}"


@pytest.mark.parametrize("text", ["", "\ufeff", b""])
def test_an_empty_file_is_refused(text: str | bytes) -> None:
    """A report without rows has a header all the same."""
    assert problems(text) == [("report", "must have a header and rows, got an empty file")]


def test_a_report_without_rows_says_that_nothing_was_paid() -> None:
    """The contracts are known, each without payments, and so are the days."""
    record = read(report([])).record()
    assert [one.payments for one in record.contracts] == [(), ()]


@pytest.mark.parametrize("column", NEEDED)
def test_a_needed_column_that_lacks_is_refused(column: str) -> None:
    """Everything else is still looked at."""
    header = [name for name in HEADER if name != column]
    bad = row("Sep 31, 2026", "Hourly", "1e3")
    told = problems(report([bad], header))
    (at, message), *others = told
    assert (at, message.partition(";")[0]) == ("report, line 1", f"must have the column {column!r}")
    expected = [name for name in ("Date", "Amount $") if name != column]
    assert [one for one, _ in others] == [f"report, line 2, {name}" for name in expected]


@pytest.mark.parametrize("column", NEEDED)
def test_a_needed_column_that_stands_twice_is_refused(column: str) -> None:
    """Which of them is meant is not ours to guess."""
    (problem,) = problems(report(USUAL, [*HEADER, column]))
    assert problem == ("report, line 1", f"must have the column {column!r} once, got it 2 times")


def test_a_column_in_other_letters_is_suggested() -> None:
    """Names of columns are exact; the nearest is told."""
    header = ["Client Team" if name == "Client team" else name for name in HEADER]
    ((_, message),) = problems(report(USUAL, header))
    assert message == "must have the column 'Client team'; did you mean 'Client Team'?"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_named(separator: str) -> None:
    """Where a spreadsheet has saved it with semicolons, or with tabs, the message says so."""
    (at, message), *_ = problems("A,B".replace(",", separator))
    assert at == "report, line 1"
    assert message == (
        f"must have the columns {', '.join(NEEDED)}, got none of them; its values must be "
        "separated by commas"
    )


def test_another_file_is_told_by_its_columns() -> None:
    """A contracts file in the place of the report has none of them."""
    (problem,) = problems(CONTRACTS)
    assert problem == (
        "report, line 1", f"must have the columns {', '.join(NEEDED)}, got none of them"
    )  # fmt: skip


def test_rows_of_another_length_are_refused() -> None:
    """Too short, too long, and empty: what lacks, or is too much, is not filled up or dropped."""
    text = report(USUAL)
    lines = [*text.splitlines(), "a,b", text.splitlines()[1] + ",", ""]
    assert problems("\n".join([*lines, ""])) == [
        ("report, line 13", "must have 19 values, as the header has, got 2"),
        ("report, line 14", "must have 19 values, as the header has, got 20"),
        ("report, line 15", "must have 19 values, as the header has, got 0"),
    ]


IN_PAIRS = "comma-separated values, with quotes in pairs"


def test_quotes_that_do_not_end_are_refused_where_they_begin() -> None:
    """What follows them cannot be read; what stands before is looked at."""
    text = report([row("Sep 31, 2026", "Hourly", "5")])
    assert problems(f'{text}"Sep 1, 2026,') == [
        ("report, line 3", f"must be {IN_PAIRS}, got unexpected end of data"),
        ("report, line 2, Date", "must be a day of the calendar, got 'Sep 31, 2026'"),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["Oct 31, 2025", "Nov 1, 2026"])
@pytest.mark.parametrize("kind", ["Hourly", "Connects"])
def test_a_row_outside_of_the_days_covered_is_refused(day: str, kind: str) -> None:
    """The days of the question are then wrong, or the file is of other days."""
    at, message = only([*USUAL, row(day, kind, "5")])
    assert at == "report, line 13, Date"
    assert message == (f"must be a day that is covered, from 2025-11-01 to 2026-10-31, got '{day}'")


@pytest.mark.parametrize("day", ["Nov 1, 2025", "Oct 31, 2026"])
def test_the_first_and_the_last_day_are_covered(day: str) -> None:
    """Both ends are included."""
    assert read(report([row(day, "Hourly", "5")])).earned == Decimal(5)


def test_one_ref_id_and_type_twice_is_refused() -> None:
    """A second download overlaps the first; letter case makes no other type of it."""
    rows = [
        row("Sep 2, 2026", "Hourly", "5", ref="77"),
        row("Sep 2, 2026", "Service Fee", "-1", ref="77"),
        row("Sep 1, 2026", "HOURLY", "6", ref="77"),
    ]
    at, message = only(rows)
    assert at == "report, line 4, Ref ID"
    assert message == (
        "must stand once with one type, got '77' with 'HOURLY', as in report, line 2; put no two "
        "downloads into one file that share days"
    )


def test_rows_without_a_ref_id_are_not_taken_for_one() -> None:
    """No number is not the same number."""
    rows = [row("Sep 2, 2026", "Hourly", "5", ref=""), row("Sep 2, 2026", "Hourly", "6", ref="")]
    assert read(report(rows)).earned == Decimal(11)


def test_lines_are_counted_where_a_title_has_several() -> None:
    """A row is told by the line in which it begins, also after rows of more than one line."""
    rows = [
        row("Sep 2, 2026", "Expense", "5", title="a\nb\nc"),
        row("Sep 1, 2026", "Bonus", "$", title="d\ne"),
    ]
    assert only(rows)[0] == "report, line 5, Amount $"
    assert [one.line for one in read(report([rows[0], USUAL[1]])).left_out] == [2, 5]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Both files, every line, every column; where nothing else helps, with what to do."""
    rows = [row("2026-09-25", "Hourly", "$5"), row("Sep 1, 2026", "Connects", "")]
    contracts = "contract,client,title,category\nshop,,Help desk,Customer Servise\n"
    told = problems(report(rows), contracts)
    assert [at for at, _ in told] == [
        "report, line 2, Date",
        "report, line 2, Amount $",
        "report, line 3, Amount $",
        "contracts file, line 2, client",
        "contracts file, line 2, category",
    ]
    assert told[0][1] == (
        "must be a day such as Sep 25, 2026, got '2026-09-25'; use the file as it was downloaded, "
        "since spreadsheets change it"
    )


def test_problems_do_not_come_without_end() -> None:
    """A hostile file cannot fill the memory: the last problem stands for those not listed."""
    header = ",".join(HEADER)
    bad, short, hidden = report([row("?", "?", "?")] * 6_000), "x\n" * 12_000, "\0" * 12_000
    for text in (bad, f"{header}\n{short}", f"{header}\n{hidden}"):
        told = problems(text)
        assert len(told) == 10_001
        assert told[-1][1] == "has more than 10,000 problems; those after are not listed"


# --- Left out -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    ["Hourly", "Fixed-price", "Fixed Price", "Milestone", "Bonus", "hourly", "FIXED PRICE"],
)
def test_these_types_are_earned(kind: str) -> None:
    """In any letter case."""
    reading = read(report([row("Sep 2, 2026", kind, "5")]))
    assert (reading.earned, reading.left_out) == (Decimal(5), ())


@pytest.mark.clause("WIN-3")
@pytest.mark.parametrize("kind", ["Refund to client", "Refund", "refund TO CLIENT"])
def test_these_types_take_back(kind: str) -> None:
    """A refund is a payment below zero, on its own day, on the contract of client and title."""
    reading = read(report([row("Sep 3, 2026", kind, "-3"), row("Sep 2, 2026", "Hourly", "5")]))
    assert paid(reading)["shop"] == [(date(2026, 9, 2), "5.00"), (date(2026, 9, 3), "-3.00")]
    assert (reading.earned, reading.taken_back) == (Decimal(5), Decimal(-3))
    assert reading.is_whole


@pytest.mark.parametrize(
    "kind",
    [
        *("Service Fee", "Service fee refund", "Withdrawal", "Withdrawal Fee", "VAT", "GST", "WHT"),
        *("State Sales Tax", "Connects", "Membership Fee", "Payment", "SERVICE FEE", "payment"),
    ],
)
@pytest.mark.parametrize("amount", ["5", "-5"])
def test_these_types_are_never_earned(kind: str, amount: str) -> None:
    """Whatever their sign: a card that pays for Connects is positive."""
    reading = read(report([row("Sep 2, 2026", kind, amount)]))
    assert [one.reason for one in reading.left_out] == [LeftOutReason.NOT_EARNED]
    assert reading.is_whole


@pytest.mark.parametrize(
    "kind",
    [
        *("Expense", "Reimbursement", "Adjustment", "Miscellaneous", "Chargeback", "", "Hourly "),
        *("Fixed  price", "Hourly rate"),
    ],
)
def test_any_other_type_is_not_settled(kind: str) -> None:
    """No type is matched roughly."""
    reading = read(report([row("Sep 2, 2026", kind, "5")]))
    assert [one.reason for one in reading.left_out] == [LeftOutReason.TYPE_UNKNOWN]
    assert not reading.is_whole


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param({"kind": "Hourly", "amount": "-0.01"}, "sign_odd", id="earned_below_zero"),
        pytest.param({"kind": "Refund", "amount": "0.01"}, "sign_odd", id="refund_above_zero"),
        pytest.param({"client": ""}, "no_contract_named", id="no_client"),
        pytest.param({"title": " "}, "no_contract_named", id="blank_title"),
        pytest.param({"client": "Blue door"}, "contract_unlisted", id="other_letters"),
        pytest.param({"title": "Help desk "}, "contract_unlisted", id="another_space"),
    ],
)
def test_what_may_be_an_earning_and_is_not_told_is_left_out(
    facts: dict[str, str], reason: str
) -> None:
    """Each for its reason, and the reading is not whole; an earning beside it is kept."""
    one = row("Sep 2, 2026", **{"kind": "Hourly", "amount": "5", **facts})
    reading = read(report([one, row("Sep 1, 2026", "Hourly", "7")]))
    assert [(row.line, row.reason) for row in reading.left_out] == [(2, reason)]
    assert not reading.is_whole
    assert reading.earned == Decimal(7)


@pytest.mark.clause("WIN-4")
def test_whatever_was_done_through_an_agency_is_not_a_freelancers() -> None:
    """Nor is a row of an unknown type of that agency: it cannot be their own (WIN-4)."""
    rows = [row("Sep 2, 2026", kind, "5", agency="Nine Ltd") for kind in ("Hourly", "Expense")]
    reading = read(report(rows))
    assert [row.reason for row in reading.left_out] == ["done_through_an_agency"] * 2
    assert reading.is_whole


def test_a_blank_agency_is_none() -> None:
    """A space names nobody: the work is the freelancer's own."""
    assert read(report([row("Sep 2, 2026", "Hourly", "5", agency=" ")])).earned == Decimal(5)


def test_an_agency_is_named_exactly() -> None:
    """Another agency may be the same one with another name; that is not ours to guess."""
    rows = [row("Sep 2, 2026", "Hourly", "5", agency="Nine Ltd.")]
    reading = read(report(rows), OF_NINE, **AS_NINE)
    assert [row.reason for row in reading.left_out] == [LeftOutReason.NOT_THIS_AGENCY]


DAYS = (
    "contract,client,title,category,first_day,last_day\n"
    "old,Blue Door,Help desk,Legal,,2026-09-01\n"
    "new,Blue Door,Help desk,Writing,2026-09-03,2026-09-10\n"
)


def test_days_tell_contracts_apart() -> None:
    """One client and one title, two contracts: the days decide; a day of neither is left out."""
    days = ("Sep 11, 2026", "Sep 10, 2026", "Sep 3, 2026", "Sep 2, 2026", "Sep 1, 2026")
    reading = read(report([row(day, "Hourly", "5") for day in days]), DAYS)
    assert paid(reading) == {
        "old": [(date(2026, 9, 1), "5.00")],
        "new": [(date(2026, 9, 3), "5.00"), (date(2026, 9, 10), "5.00")],
    }
    assert left(reading) == [(2, "contract_days", 500), (5, "contract_days", 500)]
    assert reading.unlisted == ()


def test_two_names_on_a_line_that_names_nobody_are_left_out_for_a_freelancer_too() -> None:
    """A name may have changed; two lines that name both make one contract of it."""
    rows = [
        row("Sep 3, 2026", "Hourly", "5", freelancer="Ann Lee"),
        row("Sep 2, 2026", "Hourly", "6", freelancer="Ann Ray"),
        row("Sep 1, 2026", "Hourly", "7", freelancer=""),
    ]
    assert [one.reason for one in read(report(rows)).left_out] == ["several_freelancers"] * 3
    named = (
        "contract,client,title,category,freelancer\n"
        "shop,Blue Door,Help desk,Legal,Ann Lee\n"
        "shop,Blue Door,Help desk,Legal,Ann Ray\n"
    )
    reading = read(report(rows), named)
    assert paid(reading) == {"shop": [(date(2026, 9, 2), "6.00"), (date(2026, 9, 3), "5.00")]}
    assert left(reading) == [(4, "several_freelancers", 700)]


def test_a_row_that_names_nobody_goes_with_those_that_name_one() -> None:
    """A refund without a name is of the contract of its client and title."""
    rows = [row("Sep 3, 2026", "Refund", "-2", freelancer=""), row("Sep 2, 2026", "Hourly", "6")]
    assert read(report(rows)).is_whole


def test_two_lines_of_one_contract_are_not_two_contracts() -> None:
    """An agency that names nobody may have listed a contract twice; it is the same one."""
    twice = f"{ONE_LINE}both,Blue Door,Help desk,Legal\n"
    reading = read(report(NINE[:1]), twice, **AS_NINE)
    assert paid(reading) == {"both": [(date(2026, 9, 20), "600.00")]}


def test_a_line_may_be_of_one_day() -> None:
    """The first day is the last one too, and a row of it is listed."""
    text = f"{LINE},first_day,last_day\nx,Blue Door,Help desk,Legal,2026-09-02,2026-09-02\n"
    assert read(report([row("Sep 2, 2026", "Hourly", "5")]), text).is_whole


def test_an_unlisted_contract_of_a_freelancer_is_one_whatever_the_name() -> None:
    """All work of their own file is theirs; an agency's would be two."""
    rows = [row("Sep 2, 2026", "Hourly", "5", freelancer=name) for name in ("Ann Lee", "Ann Ray")]
    (unlisted,) = read(report(rows), None).unlisted
    assert (unlisted.freelancer, unlisted.cents) == ("", 1000)


def test_a_freelancer_whom_no_line_names_is_not_listed() -> None:
    """Carol has no contract in the file of Ada's and Bob's."""
    rows = [row("Sep 3, 2026", "Hourly", "5", agency="Nine Ltd", freelancer="Carol")]
    reading = read(report(rows), OF_NINE, **AS_NINE)
    (unlisted,) = reading.unlisted
    assert (unlisted.freelancer, unlisted.cents) == ("Carol", 500)


# --- The contracts file ---------------------------------------------------------------------------

LINE = "contract,client,title,category"


def of_contracts(text: str, **facts: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a contracts file."""
    return problems(report([]), text, **facts)


def test_a_contract_has_all_that_its_line_says() -> None:
    """Every column; empty ones are none, empty lines are passed over, any name of a category."""
    text = (
        f"{LINE},outcome,outcome_on,ended_on,first_day,last_day,freelancer,earned,first_paid_on,"
        "last_paid_on\n\n"
        "shop,Blue Door,Help desk,customer support,negative,2026-08-01,2026-07-31,2026-01-01,"
        "2026-12-31,Ann Lee,5.00,x,y\n\n"
        "old,Blue Door,Else,web_mobile_software_development,,,,,,,,,\n"
    )
    reading = read(report([row("Sep 2, 2026", "Hourly", "5")]), text)
    assert reading.contracts is not None
    shop, old = reading.contracts
    assert (shop.category, shop.outcome) == ("customer_service", "negative")
    assert (shop.outcome_on, shop.ended_on) == (date(2026, 8, 1), date(2026, 7, 31))
    assert (old.category, old.outcome, old.outcome_on, old.ended_on, old.payments) == (
        "web_mobile_software_development", None, None, None, (),
    )  # fmt: skip


@saved
def test_a_contracts_file_is_saved_in_as_many_ways(saved: Callable[[str], str | bytes]) -> None:
    """Text or bytes, with or without a mark, LF or CRLF; columns of one's own are refused."""
    if saved is not with_columns_of_their_own:
        assert read(report(USUAL), saved(CONTRACTS)).is_whole
    else:
        told = of_contracts(with_columns_of_their_own(CONTRACTS))
        assert [message.partition(",")[0] for _, message in told] == [
            "has the column 'Enhanced PO Number'",
            "has the column 'Team code'",
        ]


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        pytest.param("", "", "must have a header and rows, got an empty file", id="empty"),
        pytest.param(
            "contract,client,title\n", ", line 1", "must have the column 'category'", id="lacks"
        ),
        pytest.param(
            f"{LINE},title\n",
            ", line 1",
            "must have the column 'title' once, got it 2 times",
            id="twice",
        ),
        pytest.param(
            f"{LINE},outcome,outcome\n",
            ", line 1",
            "must have the column 'outcome' once, got it 2 times",
            id="optional_twice",
        ),
        pytest.param(
            f"{LINE},outcom\n",
            ", line 1",
            "has the column 'outcom', which is not known; did you mean 'outcome'? (known: "
            "contract, client, title, category, outcome, outcome_on, ended_on, first_day, "
            "last_day, freelancer)",
            id="misspelt",
        ),
        pytest.param(
            f"{LINE}\na,b\n",
            ", line 2",
            "must have 4 values, as the header has, got 2",
            id="short_row",
        ),
        pytest.param(
            f"{LINE}\n,A,B,Legal\n",
            ", line 2, contract",
            "must be text that is not blank and has no control characters, got ''",
            id="no_contract",
        ),
        pytest.param(f"{LINE}\nx, ,B,Legal\n", ", line 2, client", "must be given", id="no_client"),
        pytest.param(f"{LINE}\nx,A,,Legal\n", ", line 2, title", "must be given", id="no_title"),
        pytest.param(
            f"{LINE}\nx,A,B,\n",
            ", line 2, category",
            "must be given, as one of Accounting & Consulting; Admin Support; Customer Service; "
            "Data Science & Analytics; Design & Creative; Engineering & Architecture; "
            "IT & Networking; Legal; Sales & Marketing; Translation; "
            "Web, Mobile & Software Development; Writing",
            id="no_category",
        ),
        pytest.param(
            f"{LINE},outcome\nx,A,B,Legal,bad\n",
            ", line 2, outcome",
            "must be one of positive, neutral, negative, got 'bad'",
            id="outcome",
        ),
        pytest.param(
            f"{LINE},outcome_on\nx,A,B,Legal,2026-08-01\n",
            ", line 2, outcome_on",
            "must come with an outcome, got 2026-08-01 without one",
            id="day_without_an_outcome",
        ),
        pytest.param(
            f"{LINE},ended_on\nx,A,B,Legal,8/1/2026\n",
            ", line 2, ended_on",
            "must be a date as YYYY-MM-DD, got '8/1/2026'; "
            "write 2026-08-01 if its month comes first, 2026-01-08 if its day does",
            id="day",
        ),
        pytest.param(
            f"{LINE},first_day\nx,A,B,Legal,2026-02-30\n",
            ", line 2, first_day",
            "must be a day of the calendar, got '2026-02-30'",
            id="no_day",
        ),
        pytest.param(
            f"{LINE},first_day,last_day\nx,A,B,Legal,2026-08-02,2026-08-01\n",
            ", line 2, last_day",
            "must be on or after first_day, 2026-08-02, got 2026-08-01",
            id="backwards",
        ),
        pytest.param(
            f"{LINE},outcome\nx,A,B,Legal,\nx,A,C,Legal,positive\n",
            ", line 3, outcome",
            "must be nothing, as line 2 says of the contract 'x', got positive",
            id="lines_that_do_not_agree",
        ),
        pytest.param(
            f"{LINE}\nx,A,B,Legal\ny,A,B,Legal\n",
            ", line 3",
            "must not share days with line 2, which has the same client, title; give first_day and "
            "last_day to tell the contracts apart",
            id="shared_days",
        ),
        pytest.param(
            f"{LINE},first_day,last_day\nx,A,B,Legal,2026-08-01,\ny,A,B,Legal,,2026-08-01\n",
            ", line 3",
            "must not share days with line 2, which has the same client, title; give first_day and "
            "last_day to tell the contracts apart",
            id="one_shared_day",
        ),
        pytest.param(
            f"{LINE},freelancer\nx,A,B,Legal,Ada\ny,A,B,Legal,\n",
            ", line 3",
            "must not share days with line 2, which has the same client, title; give first_day and "
            "last_day to tell the contracts apart",
            id="one_for_everybody",
        ),
        pytest.param(
            f"{LINE},freelancer\nx,A,B,Legal,\ny,A,B,Legal,Ada\n",
            ", line 3",
            "must not share days with line 2, which has the same client, title and freelancer; "
            "give first_day and last_day to tell the contracts apart",
            id="everybody_first",
        ),
        pytest.param(
            f"{LINE},freelancer\nx,A,B,Legal,Ada\ny,A,B,Legal,Ada\n",
            ", line 3",
            "must not share days with line 2, which has the same client, title and freelancer; "
            "give first_day and last_day to tell the contracts apart",
            id="one_freelancer",
        ),
    ],
)
def test_what_a_contracts_file_cannot_say(text: str, at: str, message: str) -> None:
    """Each with its place, what it must be, what it was."""
    assert of_contracts(text) == [(f"contracts file{at}", message)]


def test_a_long_line_hides_no_shared_day() -> None:
    """Days are held against the line that ends last, not against the one before."""
    text = (
        f"{LINE},first_day,last_day\n"
        "a,A,B,Legal,2026-01-01,2026-12-31\n"
        "b,A,C,Legal,2026-02-01,2026-02-28\n"
        "c,A,B,Legal,2026-02-01,2026-02-28\n"
        "d,A,B,Legal,2026-03-01,2026-03-31\n"
    )
    assert [at for at, _ in of_contracts(text)] == [
        "contracts file, line 4",
        "contracts file, line 5",
    ]


def test_lines_of_other_days_or_freelancers_stand_beside_each_other() -> None:
    """One day after the other, and one freelancer beside the other, nothing is shared."""
    text = (
        f"{LINE},first_day,last_day,freelancer\n"
        "a,A,B,Legal,,2026-08-01,Ada\n"
        "b,A,B,Legal,2026-08-02,,Ada\n"
        "c,A,B,Legal,,,Bob\n"
    )
    assert read(report([]), text).is_whole


def test_a_renamed_contract_has_two_lines() -> None:
    """Both titles are paid on one contract."""
    text = f"{LINE}\nshop,Blue Door,Help desk,Legal\nshop,Blue Door,Support,Legal\n"
    rows = [
        row("Sep 2, 2026", "Hourly", "5", title="Support"),
        row("Sep 1, 2026", "Hourly", "6", title="Help desk"),
    ]
    assert paid(read(report(rows), text)) == {
        "shop": [(date(2026, 9, 1), "6.00"), (date(2026, 9, 2), "5.00")]
    }


def test_a_contracts_file_that_is_not_utf_8_is_refused() -> None:
    """As a report is."""
    assert of_contracts_bytes("contract,client,title,category\nx,Café,B,Legal\n") == [
        ("contracts file, line 2", "must be UTF-8, got the byte 0xe9; save it as CSV in UTF-8")
    ]


def of_contracts_bytes(text: str) -> list[tuple[str, str]]:
    """Return what is wrong with a contracts file in an encoding of the past."""
    return problems(report([]), text.encode("latin-1"))


def test_a_contracts_file_of_problems_does_not_come_without_end() -> None:
    """As with a report, the last problem stands for the rest."""
    told = of_contracts(f"{LINE}\n" + "x,,,?\n" * 5_000)
    assert (len(told), told[-1][1][:28]) == (10_001, "has more than 10,000 problem")


# --- What is asked of a reading -------------------------------------------------------------------


def test_what_is_not_listed_is_a_contracts_file_to_fill_in() -> None:
    """Client and title with their sums and days; ids that are taken are passed over."""
    rows = [
        row("Sep 9, 2026", "Hourly", "5.5", client=ELM, title=QUOTED),
        row("Sep 8, 2026", "Bonus", "70", client="Zoë", title="x"),
        row("Sep 7, 2026", "Refund", "-1", client=ELM, title=QUOTED),
        row("Sep 6, 2026", "Hourly", "9"),
    ]
    reading = read(report(rows), CONTRACTS.replace("shop", "contract-2"))
    assert contracts_file(reading) == (
        "contract,client,title,category,earned,first_paid_on,last_paid_on\n"
        'contract-1,"Oak, Pine, and Elm LLC.","The ""big"" one,\nin two lines",,4.50,2026-09-07,'
        "2026-09-09\n"
        "contract-3,Zoë,x,,70.00,2026-09-08,2026-09-08\n"
    )


def test_the_file_to_fill_in_is_read_once_it_is_filled_in() -> None:
    """With categories in it, the report that it was made from is whole."""
    text = contracts_file(read(report(USUAL), None))
    filled = text.replace("Help desk,,", "Help desk,Legal,").replace("Logo,,", "Logo,Writing,")
    reading = read(report(USUAL), filled)
    assert reading.is_whole
    assert reading.unlisted == ()
    assert contracts_file(reading) == (
        "contract,client,title,category,earned,first_paid_on,last_paid_on\n"
    )


def test_the_file_of_an_agency_has_freelancers() -> None:
    """One client and one title of two freelancers are two lines."""
    assert contracts_file(read(report(NINE), None, **AS_NINE)) == (
        "contract,client,title,category,freelancer,earned,first_paid_on,last_paid_on\n"
        "contract-1,Blue Door,Help desk,,Ada,600.00,2026-09-20,2026-09-20\n"
        "contract-2,Blue Door,Help desk,,Bob,700.00,2026-09-20,2026-09-20\n"
    )


def test_columns_that_are_not_read_are_listed() -> None:
    """All but the needed ones, in the order of the file."""
    reading = read(with_columns_of_their_own(report(USUAL)))
    rest = [name for name in HEADER if name not in NEEDED]
    assert reading.ignored_columns == ("Enhanced PO Number", *rest, "Team code")


def test_what_was_earned_is_held_against_the_figure_of_the_page() -> None:
    """Both days are included, refunds are taken off, what is left out is not in it."""
    rows = [
        row("Sep 4, 2026", "Refund", "-10"),
        row("Sep 3, 2026", "Expense", "1000"),
        row("Sep 2, 2026", "Hourly", "200", client="Oak Inc", title="Logo"),
        row("Sep 1, 2026", "Hourly", "50"),
    ]
    reading = read(report(rows))
    assert reading.earned_between(*COVERS) == Decimal("240.00")
    assert reading.earned_between(date(2026, 9, 1), date(2026, 9, 2)) == Decimal("250.00")
    assert reading.earned_between(date(2026, 9, 2), date(2026, 9, 4)) == Decimal("190.00")
    assert reading.earned_between(date(2026, 9, 5), LAST) == Decimal("0.00")
    assert read(report(rows), None).earned_between(*COVERS) == 0


def test_what_was_earned_on_days_not_covered_is_not_known() -> None:
    """It is refused, and not told as nothing."""
    with pytest.raises(InvalidRecordError) as refused:
        read(report(USUAL)).earned_between(date(2025, 10, 31), date(2026, 11, 1))
    assert [(one.path, one.code) for one in refused.value.problems] == [
        ("first", ProblemCode.OUT_OF_RANGE),
        ("last", ProblemCode.OUT_OF_RANGE),
    ]
    assert "got 2025-10-31, which the report does not cover" in str(refused.value)


LEFT = [
    row("Sep 9, 2026", "Chargeback", "-90", client="Oak Inc", title="Logo"),
    row("Sep 8, 2026", "Hourly", "5"),
    row("Sep 7, 2026", "Hourly", "7", client="New", title="Audit"),
    *[row(f"Sep {day}, 2026", "Bonus", "1", client="New", title="Audit") for day in "654321"],
]


def test_a_reading_that_is_not_whole_makes_no_record() -> None:
    """All that is left out is told, rows alike together, and which way leads out."""
    with pytest.raises(InvalidRecordError) as refused:
        read(report(LEFT)).record()
    assert str(refused.value) == (
        "3 problems:\n"
        "  record report, line 2 is left out and may be earned: -$90.00, type 'Chargeback', client "
        "'Oak Inc', title 'Logo'; no source says whether this type is earned\n"
        "  record report, lines 4, 5, 6, 7, 8 and 2 more are left out and may be earned: $13.00, "
        "client 'New', title 'Audit'; the contracts file has no line for it\n"
        "  record leave_out must be true for a record without them, which then knows payments from "
        "2026-09-10 on; or correct the contracts file"
    )


def test_the_contracts_file_is_named_only_where_it_can_help() -> None:
    """A type that no source settles stays so, whatever stands in that file."""
    with pytest.raises(InvalidRecordError) as refused:
        read(report(LEFT[:2])).record()
    *_, last = refused.value.problems
    assert last.message == (
        "must be true for a record without them, which then knows payments from 2026-09-10 on"
    )


def test_a_record_without_them_knows_payments_from_the_day_after_on() -> None:
    """Those before are on record too; the days before are not known."""
    record = read(report(LEFT)).record(leave_out=True)
    assert (record.payments_known_since, record.payments_known_through) == (
        date(2026, 9, 10), LAST,
    )  # fmt: skip
    assert [one.cents for one in record.contracts[0].payments] == [500]


def test_leaving_out_takes_nothing_from_a_reading_that_is_whole() -> None:
    """All days stay known."""
    assert read(report(USUAL)).record(leave_out=True) == read(report(USUAL)).record()


@pytest.mark.parametrize("leave_out", [False, True])
def test_where_no_day_is_left_there_is_no_record(leave_out: bool) -> None:  # noqa: FBT001
    """Something of the last day is left out, so no day is known."""
    with pytest.raises(InvalidRecordError, match="cannot help: what may be an earning is left out"):
        read(report([row("Oct 31, 2026", "Expense", "5")])).record(leave_out=leave_out)


def test_the_last_day_alone_may_be_known() -> None:
    """What is left out on the day before leaves one day."""
    record = read(report([row("Oct 30, 2026", "Expense", "5")])).record(leave_out=True)
    assert (record.payments_known_since, record.payments_known_through) == (LAST, LAST)


def test_without_a_contracts_file_there_is_no_record() -> None:
    """Even where nothing was earned: an empty file says that there are no contracts."""
    reading = read(report([]), None)
    assert (reading.contracts, reading.is_whole) == (None, True)
    with pytest.raises(InvalidRecordError, match="contracts must be given to read_report"):
        reading.record()
    assert read(report([]), f"{LINE}\n").record().contracts == ()


# --- Several files --------------------------------------------------------------------------------

EARLY = report([row("Mar 2, 2026", "Hourly", "5"), row("Dec 1, 2025", "Expense", "6")], first=1)
LATE = report([row("Sep 2, 2026", "Hourly", "7"), row("Mar 3, 2026", "Hourly", "8")], NEEDED)


@pytest.mark.parametrize("files", [[EARLY, LATE.encode()], (LATE, EARLY)])
def test_several_files_are_one_report(files: Sequence[str | bytes]) -> None:
    """In any order, each with columns of its own; payments come by their days."""
    reading = read(files)
    assert paid(reading)["shop"] == [
        (date(2026, 3, 2), "5.00"), (date(2026, 3, 3), "8.00"), (date(2026, 9, 2), "7.00"),
    ]  # fmt: skip
    assert [(one.report, one.line) for one in reading.left_out] == [(1 + files.index(EARLY), 3)]


def test_rows_left_out_of_several_files_are_told_with_theirs() -> None:
    """A line alone would be in each of them."""
    with pytest.raises(InvalidRecordError, match="record report 2, line 3 is left out"):
        read([LATE, EARLY]).record()


@pytest.mark.parametrize("other", [EARLY, report([row("Mar 2, 2026", "Connects", "1")], first=50)])
def test_files_that_share_a_day_are_refused(other: str) -> None:
    """Whether their rows are the same cannot be told."""
    *_, (at, message) = problems([EARLY, other])
    assert at == "report 2"
    assert message.startswith("must begin after 2026-03-02, the last day of report 1, got ")


def test_a_ref_id_of_another_file_is_told_with_it() -> None:
    """A second download that overlaps is told by its rows too."""
    told = problems([EARLY, EARLY])
    assert told[0][0] == "report 2, line 2, Ref ID"
    assert "as in report 1, line 2" in told[0][1]


# --- Arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "at", "message"),
    [
        pytest.param(
            {"covers": (LAST, FIRST)},
            "covers",
            "must begin on or before the last day, 2025-11-01, got 2026-10-31",
            id="backwards",
        ),
        pytest.param(
            {"covers": (FIRST,)},
            "covers",
            "must be two dates, the first and the last day, got (datetime.date(2025, 11, 1),)",
            id="one_day",
        ),
        pytest.param(
            {"covers": "2026"},
            "covers",
            "must be two dates, the first and the last day, got '2026'",
            id="text",
        ),
        pytest.param(
            {"covers": (FIRST, "x")},
            "covers[1]",
            "must be a date, got 'x'",
            id="no_date",
        ),
        pytest.param(
            {"kind": "person"}, "kind", "must be one of freelancer, agency, got 'person'", id="kind"
        ),
        pytest.param(
            {"kind": "agency"},
            "agency",
            'must be given, as the column "Agency team" has it',
            id="no_agency",
        ),
        pytest.param(
            {"agency": "Nine Ltd"},
            "agency",
            "must be left out for a freelancer, who is asked for work of their own",
            id="agency_of_a_freelancer",
        ),
        pytest.param(
            {"kind": "agency", "agency": " "},
            "agency",
            "must be text that is not blank and has no control characters, got ' '",
            id="blank_agency",
        ),
        pytest.param(
            {"contracts": 5},
            "contracts",
            "must be the text or the bytes of a file, got 5",
            id="file",
        ),
    ],
)
def test_arguments_that_do_not_fit_are_refused(
    facts: dict[str, Any], at: str, message: str
) -> None:
    """By name, before anything is read."""
    assert problems("", **facts) == [(at, message)]


@pytest.mark.parametrize(
    ("given", "at", "message"),
    [
        pytest.param([], "report", "must be a report, or several, got []", id="none"),
        pytest.param(5, "report", "must be a list, got 5", id="number"),
        pytest.param(
            ["", 5], "report[1]", "must be the text or the bytes of a file, got 5", id="one"
        ),
    ],
)
def test_what_is_no_report_is_refused(given: Any, at: str, message: str) -> None:  # noqa: ANN401
    """Text, bytes, or several of them."""
    assert problems(given) == [(at, message)]

"""The platform's report on the command line: a contracts file to fill in, then a record."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import dump_record, load_record
from badgerules.cli import main
from badgerules.reports import read_report
from platform_reports import CONTRACTS, USUAL, report, row
from programs import status_of

if TYPE_CHECKING:
    from pathlib import Path

COVERS = date(2025, 11, 1), date(2026, 10, 31)
DAYS = ["--from", "2025-11-01", "--to", "2026-10-31"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the commands run, with the usual report and contracts file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.csv").write_text(report(USUAL), encoding="utf-8")
    (tmp_path / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    return tmp_path


def answered(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that answers, and return what it printed."""
    assert main(["report", *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that is refused, and return what it says."""
    status = status_of(["report", *arguments])
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    return printed.err


def test_without_a_contracts_file_one_to_fill_in_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line a contract, with the sum and the days beside it, and a category to fill in."""
    assert folder.exists()
    assert answered(["report.csv", *DAYS], capsys) == (
        "contract,client,title,category,earned,first_paid_on,last_paid_on\n"
        "contract-1,Blue Door,Help desk,,1480.50,2026-09-18,2026-09-25\n"
        "contract-2,Oak Inc,Logo,,520.25,2026-09-02,2026-09-02\n"
    )


def test_it_is_utf_8_where_it_goes_to_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is read again, so the encoding of the place does not matter; a terminal keeps its own."""
    rows = [row("Sep 2, 2026", "Hourly", "5", client="Café")]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    for is_terminal, client in ((False, "Café".encode()), (True, b"Caf\\xe9")):
        output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(output, "isatty", lambda is_terminal=is_terminal: is_terminal)
        monkeypatch.setattr(sys, "stdout", output)
        assert main(["report", "report.csv", *DAYS]) == 0
        assert client in output.buffer.getvalue()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("clients", "told"),
    [
        (["Café"], "1 contract that needs a category. Fill it"),
        (["Café", "Bar"], "2 contracts, each of which needs a category. Fill it"),
    ],
)
def test_it_can_be_written_to_a_new_file(
    clients: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In UTF-8 wherever that is, as `>` of a shell may not be; the next step is told."""
    rows = [row("Sep 2, 2026", "Hourly", "5", client=client) for client in clients]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    printed = answered(["report.csv", *DAYS], capsys)
    said = answered(["report.csv", *DAYS, "-o", "to fill in.csv"], capsys)
    assert (folder / "to fill in.csv").read_text("utf-8") == printed
    assert " ".join(said.split()) == (
        f"Written to to fill in.csv: {told} in, and run the same with: "
        "--contracts 'to fill in.csv' -o record.json"
    )


def test_with_one_the_record_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It can be handed on to another command; it is the record that Python makes."""
    assert folder.exists()
    options = ["--contracts", "contracts.csv", "--base-badge", "top_rated"]
    printed = answered(["report.csv", *DAYS, *options], capsys)
    reading = read_report(report(USUAL), contracts=CONTRACTS, covers=COVERS)
    assert load_record(printed) == reading.record(base_badge="top_rated")


def test_it_can_be_written_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then it says what it came to; a file that is there is replaced, and nothing stays beside."""
    (folder / "record.json").write_text("old", encoding="utf-8")
    rows = [
        row("Sep 30, 2026", "Refund", "-40"),
        row("Sep 29, 2026", "Hourly", "9", agency="Nine Ltd"),
        *USUAL,
    ]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    (folder / "contracts.csv").write_text(f"{CONTRACTS}old,Elm,Else,Legal,\n", encoding="utf-8")
    printed = answered(
        ["report.csv", *DAYS, "--contracts", "contracts.csv", "-o", "record.json"], capsys
    )
    assert printed == (
        "Report of a freelancer from 2025-11-01 to 2026-10-31\n"
        "  + shop (Customer Service): $1,480.50 earned, $40.00 taken back from 2026-09-18\n"
        "    to 2026-09-30\n"
        "  + logo (Design & Creative): $520.25 earned on 2026-09-02\n"
        "  + old (Legal): nothing paid\n"
        "  > 7 rows left out: fees, taxes, withdrawals and purchases\n"
        "  > 1 row left out: work through an agency, which counts for it (WIN-4)\n"
        "\n"
        "On record from 2025-11-01 to 2026-10-31: $1,960.75. Hold that against the\n"
        "earnings of 12 months that the platform shows on that day.\n"
        "\n"
        "Columns that are not read: Transaction ID, Transaction summary details,\n"
        "Description 1, Description 2, Description 3, Account name, PO, Amount in local\n"
        "currency, Currency, Current balance $ and Payment method.\n"
        "\n"
        "Payments are known from 2025-11-01 to 2026-10-31. Written to record.json. Ask:\n"
        "  badgerules assess record.json --as-of 2026-10-31\n"
    )
    assert {file.name for file in folder.iterdir()} == {
        "contracts.csv", "record.json", "report.csv",
    }  # fmt: skip
    assert load_record((folder / "record.json").read_bytes()).payments_known_since == COVERS[0]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        pytest.param(
            "2025-10-01",
            "from 2025-11-01 to 2026-10-31: $2,000.75. Hold that against the earnings of 12 months",
            id="longer_than_12_months",
        ),
        pytest.param(
            "2025-11-02",
            "from 2025-11-02 to 2026-10-31: $2,000.75. Hold that against what the platform shows.",
            id="shorter",
        ),
    ],
)
def test_what_it_came_to_is_that_of_12_months_where_they_are_covered(
    first: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else it is that of all days; October of the year before is not in the window."""
    early = row("Oct 31, 2025", "Hourly", "3")
    rows = [*USUAL, early] if first < "2025-11" else USUAL
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    days = ["--from", first, "--to", "2026-10-31", "--contracts", "contracts.csv"]
    assert told in answered(["report.csv", *days, "-o", "x.json"], capsys).replace("\n", " ")


def test_columns_that_stand_alone_are_told_as_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report of the needed columns has no others."""
    from platform_reports import NEEDED  # noqa: PLC0415  # this test alone

    (folder / "report.csv").write_text(report([], NEEDED), encoding="utf-8")
    options = ["--contracts", "contracts.csv", "-o", "x.json"]
    assert "Columns that are not read: none." in answered(["report.csv", *DAYS, *options], capsys)


LEFT = [row("Sep 3, 2026", "Expense", "310.00"), row("Sep 2, 2026", "Hourly", "5", title="Else")]


def test_nothing_is_written_while_an_earning_may_be_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what, where, how much, and both ways out; the file that is there stays."""
    (folder / "record.json").write_text("old", encoding="utf-8")
    (folder / "report.csv").write_text(report([*LEFT, *USUAL]), encoding="utf-8")
    options = ["--contracts", "contracts.csv", "-o", "record.json"]
    assert refused(["report.csv", *DAYS, *options], capsys) == (
        "badgerules: 3 problems:\n"
        "  report, line 2 is left out and may be earned: $310.00, type 'Expense', client "
        "'Blue Door', title 'Help desk'; no source says whether this type is earned\n"
        "  report, line 3 is left out and may be earned: $5.00, client 'Blue Door', title 'Else'; "
        "the contracts file has no line for it\n"
        "  --leave-out must be given for a record without them, which then knows payments from "
        "2026-09-04 on; or correct the contracts file\n"
    )
    assert (folder / "record.json").read_text(encoding="utf-8") == "old"


def test_it_may_be_left_out_knowingly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record knows payments from the day after on, and the summary says what is left out."""
    (folder / "report.csv").write_text(report([*LEFT, *USUAL]), encoding="utf-8")
    options = ["--contracts", "contracts.csv", "--leave-out", "-o", "record.json"]
    printed = answered(["report.csv", *DAYS, *options], capsys).replace("\n    ", " ")
    assert (
        "  > report, line 2 is left out and may be earned: $310.00, type 'Expense', client "
        "'Blue Door', title 'Help desk'; no source says whether this type is earned\n"
    ) in printed
    assert "Payments are known from 2026-09-04 to 2026-10-31. " in printed
    record = load_record((folder / "record.json").read_bytes())
    assert record.payments_known_since == date(2026, 9, 4)


def test_where_no_day_is_left_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is left out on the last day leaves no day that is known."""
    (folder / "report.csv").write_text(report([row("Oct 31, 2026", "Expense", "5")]), "utf-8")
    options = ["--contracts", "contracts.csv", "--leave-out", "-o", "record.json"]
    message = refused(["report.csv", *DAYS, *options], capsys)
    assert (
        "  --leave-out cannot help: what may be an earning is left out up to the last day"
        in message
    )
    assert not (folder / "record.json").exists()


def test_an_agency_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record is the agency's, and freelancers are told where something is left out."""
    rows = [row("Sep 2, 2026", "Hourly", "5", agency="Nine Ltd", freelancer="Ada")]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    options = ["--contracts", "contracts.csv", "--kind", "agency", "--agency", "Nine Ltd"]
    record: dict[str, Any] = json.loads(answered(["report.csv", *DAYS, *options], capsys))
    assert record["kind"] == "agency"
    assert record["contracts"][0]["payments"] == [{"paid_on": "2026-09-02", "amount": "5.00"}]
    (folder / "contracts.csv").write_text("contract,client,title,category\n", encoding="utf-8")
    message = refused(["report.csv", *DAYS, *options], capsys)
    assert "title 'Help desk', freelancer 'Ada', agency 'Nine Ltd'; the contracts" in message


@pytest.mark.parametrize(
    ("agencies", "told"),
    [
        (["", "Nine Ltd", "Nine Ltd"], "; did you mean 'Nine Ltd'? (there are: 'Nine Ltd')"),
        (["Oak Inc", "Elm"], " (there are: 'Elm', 'Oak Inc')"),
        (["", " "], " (there are: none)"),
        (
            list("abcdefghijk"),
            " (there are: 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', …)",
        ),
    ],
    ids=["another_case", "others", "none", "many"],
)
def test_an_agency_that_no_row_names_is_told_with_those_there_are(
    agencies: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One problem, with and without a contracts file, in the place of one for each contract."""
    rows = [row("Sep 2, 2026", "Hourly", "5", agency=agency) for agency in agencies]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    options = [*DAYS, "--kind", "agency", "--agency", "nine ltd"]
    message = f"--agency must be a name in the column \"Agency team\", got 'nine ltd'{told}"
    for contracts in ([], ["--contracts", "contracts.csv"]):
        assert refused(["report.csv", *options, *contracts], capsys) == f"badgerules: {message}\n"


def test_an_agency_that_earned_nothing_is_not_looked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report of fees alone, in which no row names it, is the report of an agency all the same."""
    rows = [row("Sep 2, 2026", "Connects", "-5")]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    options = ["--contracts", "contracts.csv", "--kind", "agency", "--agency", "Nine Ltd"]
    record: dict[str, Any] = json.loads(answered(["report.csv", *DAYS, *options], capsys))
    assert record["kind"] == "agency"


def test_where_nothing_is_to_fill_in_all_that_is_left_out_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is left out for other reasons gives no empty list; nothing earned at all does."""
    rows = [
        row("Sep 2, 2026", "Expense", "5", agency="Nine Ltd", freelancer="Ada"),
        row("Sep 1, 2026", "Hourly", "6", freelancer="Ada"),
    ]
    (folder / "report.csv").write_text(report(rows), encoding="utf-8")
    options = ["--kind", "agency", "--agency", "Nine Ltd"]
    assert refused(["report.csv", *DAYS, *options], capsys) == (
        "badgerules: 2 problems:\n"
        "  report, line 2 is left out and may be earned: $5.00, type 'Expense', client 'Blue "
        "Door', title 'Help desk', freelancer 'Ada', agency 'Nine Ltd'; no source says whether "
        "this type is earned\n"
        "  report, line 3 is left out and may be earned: $6.00, client 'Blue Door', title 'Help "
        "desk', freelancer 'Ada', no agency; it was not done through the agency of this record\n"
    )
    (folder / "report.csv").write_text(report(USUAL[1:6]), encoding="utf-8")
    assert answered(["report.csv", *DAYS], capsys) == (
        "contract,client,title,category,earned,first_paid_on,last_paid_on\n"
    )


def test_several_reports_are_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each its own file, in any order; what is wrong is told with its place among them."""
    (folder / "late.csv").write_text(
        report([row("Oct 1, 2026", "Hourly", "9", client="Oak Inc", title="Logo")], first=1),
        encoding="utf-8",
    )
    printed = answered(["late.csv", "report.csv", *DAYS, "--contracts", "contracts.csv"], capsys)
    reading = read_report(
        [(folder / name).read_bytes() for name in ("late.csv", "report.csv")],
        contracts=CONTRACTS,
        covers=COVERS,
    )
    assert json.loads(printed) == dump_record(reading.record())
    message = refused(["report.csv", "report.csv", *DAYS], capsys)
    assert "report 2, line 2, Ref ID must stand once with one type" in message
    assert "report 2 must begin after 2026-09-25, the last day of report 1" in message


def test_a_report_may_come_from_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dash stands for it."""
    document = io.BytesIO((folder / "report.csv").read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(document))
    options = ["--contracts", "contracts.csv", "-o", "contracts2.csv"]
    assert "Written to contracts2.csv." in answered(["-", *DAYS, *options], capsys)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param([], "badgerules report: error: the following arguments are required: FILE, "
                         "--from, --to\n", id="nothing"),
        pytest.param(["x.csv", *DAYS], "badgerules: cannot read x.csv: No such file or directory\n",
                     id="no_file"),
        pytest.param(["x.csv", "report.csv", "y.csv", *DAYS, "--contracts", "z.csv"],
                     "badgerules: 3 problems:\n"
                     "  cannot read x.csv: No such file or directory\n"
                     "  cannot read y.csv: No such file or directory\n"
                     "  cannot read z.csv: No such file or directory\n", id="no_files"),
        pytest.param(["-", *DAYS, "--contracts", "-"],
                     "badgerules: - must stand for one file, got 2; standard input can be read "
                     "once\n", id="standard_input_twice"),
        pytest.param(["report.csv", *DAYS, "-o", "r.json", "--leave-out", "--base-badge", "none"],
                     "badgerules: 2 problems:\n"
                     "  --base-badge must be left out without --contracts, as there is no record "
                     "yet\n"
                     "  --leave-out must be left out without --contracts, as there is no record "
                     "yet\n", id="no_contracts"),
        pytest.param(["report.csv", *DAYS, "-o", "contracts.csv"],
                     "badgerules: contracts.csv must be a new file, as this one may hold what was "
                     "filled in\n", id="over_what_was_filled_in"),
        pytest.param(["report.csv", *DAYS, "-o", "a\0b"],
                     "cannot be written: its name holds a NUL\n", id="no_name_of_a_new_file"),
        pytest.param(["report.csv", *DAYS, "--contracts", "contracts.csv", "-o", "report.csv"],
                     "badgerules: report.csv must be another file than those that are read\n",
                     id="over_the_report"),
        pytest.param(["report.csv", *DAYS, "--contracts", "contracts.csv", "-o", "./contracts.csv"],
                     "badgerules: contracts.csv must be another file than those that are read\n",
                     id="over_the_contracts"),
        pytest.param(["report.csv", *DAYS, "--contracts", "contracts.csv", "-o", "no/r.json"],
                     "badgerules: no/r.json cannot be written: No such file or directory\n",
                     id="no_folder"),
        pytest.param(["report.csv", *DAYS, "--contracts", "contracts.csv", "-o", "a\0b"],
                     "cannot be written: its name holds a NUL\n", id="no_name"),
        pytest.param(["none.csv", "--from", "0001-01-01", "--to", "0001-06-01", "--contracts",
                      "contracts.csv", "-o", "r.json"], "and -12 months\n", id="before_any_year"),
        pytest.param(["report.csv", *DAYS, "--kind", "agency"],
                     'badgerules: --agency must be given, as the column "Agency team" has it\n',
                     id="no_agency"),
        pytest.param(["report.csv", "--from", "2026-10-31", "--to", "2025-11-01"],
                     "badgerules: the time from --from to --to must begin on or before the last "
                     "day, 2025-11-01, got 2026-10-31\n", id="backwards"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_a_sentence(
    options: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, nothing on standard output, and every file as it was."""
    (folder / "none.csv").write_text(report([]), encoding="utf-8")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert refused(options, capsys).endswith(message)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_days_that_are_still_to_come_cannot_be_in_a_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped year would let months without a payment pass for known; today is allowed."""
    assert folder.exists()
    monkeypatch.setattr("badgerules.cli.shared.today", lambda: COVERS[1])
    assert answered(["report.csv", *DAYS], capsys)
    later = ["report.csv", "--from", "2025-11-01", "--to", "2026-11-01"]
    assert refused(later, capsys) == (
        "badgerules: --to must be a day up to today, 2026-10-31, got 2026-11-01\n"
    )

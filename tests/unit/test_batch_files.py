"""At the files of a batch: no row is cut, nothing is left behind, nothing of somebody's is lost."""

from __future__ import annotations

import csv
import os
import re
import signal
import stat
import subprocess
import sys
import threading
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import __main__
from programs import status_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.thorough

WHY = "batch is tested where the extra test-all is installed"
pytest.importorskip("duckdb", reason=WHY)
pytest.importorskip("polars", reason=WHY)
pytest.importorskip("rich", reason=WHY)
jobs: Any = import_module("badgerules.batch.jobs")
workshop: Any = import_module("badgerules.batch.workshop")

ENGINES = ("duckdb", "polars")
DAY = "2020-09-01"
TALENTS = "talent_id,kind,base_badge,exclusive_agency_contractor\nt1,freelancer,top_rated,false\n"
CONTRACTS = "contract_id,talent_id,category,outcome,outcome_on\nc1,t1,legal,negative,2020-01-01\n"
PAYMENTS = "contract_id,paid_on,amount\nc1,2020-03-01,12000.00\n"


def write(folder: Path, **texts: str | bytes) -> list[str]:
    """Write three files of text, and return what `batch` is asked for them."""
    usual: dict[str, str | bytes] = {
        "talents": TALENTS,
        "contracts": CONTRACTS,
        "payments": PAYMENTS,
    }
    files: list[str] = []
    for table, text in {**usual, **texts}.items():
        file = folder / f"{table}.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        files.append(str(file))
    return ["batch", *files, "--as-of", DAY]


def mode_of(file: Path) -> int:
    """Return who may read and write a file."""
    return stat.S_IMODE(file.stat().st_mode)


# --- Rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        pytest.param(
            "contracts",
            CONTRACTS.replace("legal,negative,2020-01-01", "legal"),
            "must have 5 values in every row, as in the header, got 3 in line 2 of {table}.csv",
            id="cut_short",
        ),
        pytest.param(
            "payments",
            PAYMENTS + "c1,2020-03-02,1.00,more\n",
            "must have 3 values in every row, as in the header, got 4 in line 3 of {table}.csv",
            id="too_long",
        ),
        pytest.param(
            "payments",
            PAYMENTS + "\nc1,2020-03-02,1.00\n",
            "must have 3 values in every row, as in the header, got 0 in line 3 of {table}.csv",
            id="blank",
        ),
        pytest.param(
            "talents",
            TALENTS + '"t\n2",freelancer,none,false\nt3,freelancer\n',
            "must have 4 values in every row, as in the header, got 2 in line 5 of {table}.csv",
            id="after_a_value_of_two_lines",
        ),
        pytest.param(
            "payments",
            PAYMENTS + "c1\n" * 5,
            "got 1 in line 3, 1 in line 4, 1 in line 5, and 2 rows more of {table}.csv",
            id="many",
        ),
        pytest.param(
            "payments",
            PAYMENTS + "c1\n" * 4,
            "got 1 in line 3, 1 in line 4, 1 in line 5, and 1 row more of {table}.csv",
            id="one_more",
        ),
        pytest.param(
            "payments",
            "contract_id\nc1\nc1,2020-03-01\n",
            "must have 1 value in every row, as in the header, got 2 in line 3 of {table}.csv",
            id="a_header_of_one",
        ),
        pytest.param(
            "payments",
            PAYMENTS + 'c1,"2020-03-02"x,1.00\n',
            "payments must be comma-separated values, with quotes in pairs, got ',' expected after "
            "'\"' in line 3 of payments.csv",
            id="a_quote_inside",
        ),
        pytest.param(
            "payments",
            PAYMENTS + 'c1,"2020-03-02,1.00\n',
            "payments must be comma-separated values, with quotes in pairs, got unexpected end of "
            "data in line 3 of payments.csv",
            id="a_quote_never_closed",
        ),
        pytest.param(
            "contracts",
            b"contract_id,talent_id,category,outcome,outcome_on\nc\xff1,t1,legal,,\n",
            "must be a file in UTF-8, got the byte 0xff in contracts.csv; save it as UTF-8",
            id="another_encoding",
        ),
        pytest.param(
            "payments",
            "contract_id,paid_on,amount,amount\nc1,2020-03-01,1.00,12000.00\n",
            "payments must have a name of its own for every column, got 'amount' 2 times in "
            "payments.csv",
            id="a_name_twice",
        ),
        pytest.param(
            "payments",
            "",
            "payments must begin with a row of the names of its columns, got none in payments.csv",
            id="an_empty_file",
        ),
        pytest.param(
            "talents",
            "\n" + TALENTS,
            "talents must begin with a row of the names of its columns, got none in talents.csv",
            id="an_empty_line_first",
        ),
    ],
)
def test_a_row_that_does_not_fit_its_header_is_refused_by_its_line(  # a table of cases
    table: str,
    text: str | bytes,
    told: str,
    engine: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Both engines refuse the same rows; one alone would fill them up, and answer otherwise."""
    output = tmp_path / "out.csv"
    given = write(tmp_path, **{table: text})
    assert status_of([*given, "--engine", engine, "-o", str(output)]) == 2
    assert told.replace("{table}", table) in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\ufeffcontract_id;paid_on;amount\r\nc1;2020-03-01;12000,00\r\n", "semicolons"),
        ('"contract_id";"paid_on";"amount"\n"c1";"2020-03-01";12000.00\n', "semicolons"),
        ("contract_id\tpaid_on\tamount\nc1\t2020-03-01\t12000.00\n", "tabs"),
    ],
    ids=["semicolons", "quotes", "tabs"],
)
def test_values_that_are_separated_otherwise_are_told_as_that_alone(
    text: str, found: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet of much of Europe writes semicolons; no column is missed that may be there."""
    given = write(tmp_path, payments=text)
    assert status_of([*given, "--engine", engine, "-o", str(tmp_path / "out.csv")]) == 2
    assert capsys.readouterr().err == (
        f"badgerules: payments must be comma-separated values, got {found} in the first line of "
        "payments.csv; save it with commas between the values\n"
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("^", "\ufeff", id="byte_order_mark"),
        pytest.param("\n", "\r\n", id="line_ends_of_windows"),
        pytest.param("\n$", "", id="no_line_end_at_the_end"),
        pytest.param("legal", '"legal"', id="quotes"),
    ],
)
def test_files_that_differ_in_form_alone_are_answered_alike(
    before: str,
    after: str,
    engine: str,
    tmp_path: Path,
) -> None:
    """A contract that ended badly cannot serve (TRP-F5), however the file is written."""
    output = tmp_path / "out.csv"
    contracts, payments = (re.sub(before, after, one) for one in (CONTRACTS, PAYMENTS))
    given = write(tmp_path, contracts=contracts, payments=payments)
    assert status_of([*given, "--engine", engine, "-o", str(output)]) == 0
    row = output.read_text().splitlines()[1].split(",")
    assert "unmet" in row


# --- The output -----------------------------------------------------------------------------------


def test_an_output_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """Who may read the file of answers is not changed by writing it anew."""
    output = tmp_path / "out.csv"
    output.write_text("old")
    output.chmod(0o640)
    assert status_of([*write(tmp_path), "-o", str(output)]) == 0
    assert output.read_text() != "old"
    assert mode_of(output) == 0o640


@pytest.fixture
def mask() -> Iterator[int]:
    """Set a mask for new files, as a user may have it."""
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


def test_a_new_output_has_the_mode_of_any_new_file(tmp_path: Path, mask: int) -> None:
    """The private mode of the workshop is not that of the answers."""
    output = tmp_path / "out.parquet"
    assert status_of([*write(tmp_path), "-o", str(output)]) == 0
    assert mode_of(output) == 0o666 & ~mask
    assert os.umask(mask) == mask  # it is set again


def test_what_is_written_on_the_way_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a batch works, its folder and every file in it can be read by their owner alone."""
    seen: dict[str, int] = {}
    usual = jobs.Workshop.put_in_place

    def watched(own: Any, whole: Path, output: Path) -> None:  # noqa: ANN401  # a workshop
        seen.update({file.name: mode_of(file) for file in own.folder.iterdir()})
        seen["folder"] = mode_of(own.folder)
        usual(own, whole, output)

    monkeypatch.setattr(jobs.Workshop, "put_in_place", watched)
    assert status_of([*write(tmp_path), "-o", str(tmp_path / "out.csv")]) == 0
    assert seen.pop("folder") == 0o700
    assert {"answers.csv", "talents.parquet", "payments.parquet"} <= seen.keys()
    assert {*seen.values()} == {0o600}


def test_a_link_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link at the output stays a link, and what it leads to stays as it is."""
    (tmp_path / "real.csv").write_text("kept")
    link = tmp_path / "out.csv"
    link.symlink_to("real.csv")
    assert status_of([*write(tmp_path), "-o", str(link)]) == 2
    assert "which is a link; name what it leads to" in capsys.readouterr().err
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text() == "kept"


def test_a_directory_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder named like the output is told before anything is read, and stays."""
    for suffix, given in ((".csv", write(tmp_path)), (".jsonl", ["batch", "records.jsonl"])):
        folder = tmp_path / f"out{suffix}"
        folder.mkdir()
        assert status_of([*given, "-o", str(folder)]) == 2
        told = f"output must be a file, got {folder}, which is a directory\n"
        assert capsys.readouterr().err.endswith(told)
        assert folder.is_dir()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@me", "t1", "a=b", "'=1"])
def test_ids_are_no_formulas_where_one_asks_for_that(
    name: str, engine: str, tmp_path: Path
) -> None:
    """With --safe-cells an id that a spreadsheet would work out begins with an apostrophe."""
    given = write(
        tmp_path, talents=TALENTS.replace("t1", name), contracts=CONTRACTS.replace("t1", name)
    )
    output = tmp_path / "out.csv"
    shown: list[str] = []
    for extra in ([], ["--safe-cells"]):
        assert status_of([*given, "--engine", engine, "-o", str(output), *extra]) == 0
        with output.open(newline="") as text:
            shown.append(next(iter(csv.DictReader(text)))["talent_id"])
    assert shown == [name, f"'{name}" if name[0] in "=+-@" else name]


def test_safe_cells_are_for_text_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Parquet file is opened by no spreadsheet as text; its ids stay as they are."""
    given = [*write(tmp_path), "--safe-cells", "-o", str(tmp_path / "out.parquet")]
    assert status_of(given) == 2
    assert "must be a file that ends in .csv with safe cells" in capsys.readouterr().err


def test_whole_numbers_are_safe_cells_as_they_are(tmp_path: Path) -> None:
    """An id that is a whole number is no formula."""
    pl: Any = import_module("polars")
    talents = pl.DataFrame(
        {
            "talent_id": [-7],
            "kind": ["freelancer"],
            "base_badge": ["none"],
            "exclusive_agency_contractor": [False],
        }
    )
    talents.write_parquet(tmp_path / "talents.parquet")
    pl.DataFrame(
        {
            "contract_id": [1],
            "talent_id": [-7],
            "category": ["legal"],
            "outcome": [None],
            "outcome_on": [None],
        },
        schema_overrides={"outcome": pl.String, "outcome_on": pl.Date},
    ).write_parquet(tmp_path / "contracts.parquet")
    pl.DataFrame(
        {"contract_id": [1], "paid_on": [date(2020, 3, 1)], "amount_cents": [5]}
    ).write_parquet(tmp_path / "payments.parquet")
    names = [str(tmp_path / f"{name}.parquet") for name in ("talents", "contracts", "payments")]
    output = tmp_path / "out.csv"
    assert status_of(["batch", *names, "--as-of", DAY, "--safe-cells", "-o", str(output)]) == 0
    with output.open(newline="") as text:
        assert [row["talent_id"] for row in csv.DictReader(text)] == ["-7"]


# --- Ends before the end --------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_batch_that_is_told_to_end_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """Its folder is gone, the file that was there is as it was, and the status names the signal."""
    output = tmp_path / "out.csv"
    output.write_text("kept")
    code = (
        "import sys, signal, os, badgerules.__main__ as cli, badgerules.batch.jobs as jobs\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in the background
        "def stopped(*_):\n"
        f"    os.kill(os.getpid(), {int(number)})\n"
        "jobs.Workshop.put_in_place = stopped\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *write(tmp_path), "-o", str(output)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (128 + number, "")
    assert done.stderr == "badgerules: stopped before it was done\n"
    assert output.read_text() == "kept"
    assert [*tmp_path.glob(".badgerules-*")] == []


def test_a_signal_that_duckdb_swallows_is_named_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB says only that its query was interrupted; the status is that of the signal."""

    def interrupted(_: object, __: object, own: Any, ___: object) -> None:  # noqa: ANN401
        own.signals.append(15)
        msg = "Query interrupted"
        raise RuntimeError(msg)

    monkeypatch.setattr(jobs, "_done", interrupted)
    asked = [*write(tmp_path), "-o", str(tmp_path / "out.csv")]
    assert __main__.main(asked) == 128 + 15


def test_handlers_of_signals_are_those_of_before_afterwards(tmp_path: Path) -> None:
    """A batch takes no signal away from the program that runs it, and none in another thread."""
    before = [signal.getsignal(number) for number in workshop.STOPPING]
    with workshop.workshop_beside(tmp_path / "out.csv"):
        assert all(callable(signal.getsignal(number)) for number in workshop.STOPPING)
    assert [signal.getsignal(number) for number in workshop.STOPPING] == before
    seen: list[object] = []

    def elsewhere() -> None:
        with workshop.workshop_beside(tmp_path / "out.csv") as own:
            seen.extend([own.folder.is_dir(), *map(signal.getsignal, workshop.STOPPING)])

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [True, *before]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("IO Error: Could not write to file: No space left on device", "No space left on device"),
        ("No space left on device (os error 28)", "No space left on device"),
        (
            "failed to offload data block: the limit was set by 'max_temp_directory_size'",
            "No space left on device",
        ),
        ("underlying IO error: File too large (os error 27)", "File too large"),
        ("Could not write file: Disk quota exceeded", "Disk quota exceeded"),
    ],
)
@pytest.mark.parametrize("place", ["_frame", "_done"])
def test_a_full_disk_is_told_as_what_it_is(  # what fails where, in which engine
    place: str,
    said: str,
    known: str,
    engine: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It, or a limit that was reached, is not blamed on a file that was read at that moment."""
    error = import_module(f"badgerules.batch.by_{engine}").opened(tmp_path, "64MB").errors[0]

    def full(*_: object) -> None:
        raise error(said)

    monkeypatch.setattr(jobs, place, full)
    output = tmp_path / "out.csv"
    output.write_text("kept")
    assert status_of([*write(tmp_path), "--engine", engine, "-o", str(output)]) == 2
    told = capsys.readouterr().err
    assert f"{known}; free some space" in told
    assert "must be a file" not in told
    assert output.read_text() == "kept"

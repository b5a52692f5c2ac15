"""What somebody new types, and what the command line says to it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from badgerules import __main__
from badgerules.cli import main
from badgerules.display.layout import columns, wrapped

SPECIALIST = str(Path(__file__).parents[2] / "examples" / "support-specialist.json")
STOPPED = "badgerules: stopped before it was done\n"
IN_ITS_IMPORTS = """
import signal, sys
import badgerules.__main__

class CtrlC:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "badgerules.cli.assessing":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, CtrlC)
sys.exit(badgerules.__main__.main(["rules", "--clauses"]))
"""
"""A program that presses Ctrl-C while the modules of the command line are loaded."""
TABLE = (
    "badgerules: FILE looks like a table, and must be a record as JSON; `badgerules report` makes "
    "one of the platform's own report, `badgerules batch` decides over tables, and in Python "
    "`records_from_rows` makes records of them\n"
)


class TestTypingErrors:
    """Beside what is not understood stands the nearest that is, for every command and option."""

    @pytest.mark.parametrize(
        ("arguments", "meant"),
        [
            pytest.param(["asess", "x"], "assess", id="command"),
            pytest.param(["assess", "x", "--badge", "top_ratd"], "top_rated", id="choice"),
            pytest.param(["recovery", "x", "--badge", "Top_Rated"], "top_rated", id="capitals"),
            pytest.param(["batch", "x", "-o", "y", "--engine=polar"], "polars", id="batch"),
            pytest.param(["rules", "--schema", "recrd"], "record", id="schema"),
            pytest.param(["assess", "x", "--plan", "enterprize"], "enterprise", id="converted"),
            pytest.param(["assess", "x", "--jsn"], "--json", id="option"),
            pytest.param(["timeline", "x", "--redaing=a=b"], "--reading", id="with_a_value"),
            pytest.param(["--verson"], "--version", id="without_a_command"),
            pytest.param(["assess", "x", "--reading", "mony_bar=a"], "money_bar", id="reading"),
            pytest.param(["assess", "x", "--outcome", "a=positiv@2026-10-01"], "positive", id="if"),
        ],
    )
    def test_the_nearest_is_named(
        self, arguments: list[str], meant: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The error of one letter too few ends with the word that has it."""
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.endswith(f"; did you mean {meant!r}?\n")

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param(["judge"], id="command"),
            pytest.param(["assess", "x", "--badge", "gold"], id="choice"),
            pytest.param(["assess", "x", "--unheard"], id="option"),
            pytest.param(["assess", "x", "--full", "full"], id="an_argument_too_many"),
        ],
    )
    def test_where_nothing_is_near_nothing_is_guessed(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A word that is like none is told as before."""
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        assert "did you mean" not in capsys.readouterr().err

    def test_an_unknown_option_is_told_below_the_usage_of_its_command(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What `rules` takes is shown to whoever asked `rules` for what it does not take."""
        with pytest.raises(SystemExit, match="2"):
            main(["rules", "--sources"])
        last = capsys.readouterr().err.rpartition("usage: ")[2]
        assert last.startswith("badgerules rules [-h]")
        assert "badgerules rules: error: unrecognized arguments: --sources" in last


class TestTables:
    """A table where a record is wanted is told where tables belong."""

    @pytest.mark.parametrize("command", ["assess", "timeline", "recovery"])
    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"Date,Transaction ID\n2026-10-01,1\n", id="csv"),
            pytest.param(b'\xef\xbb\xbf"Date";"Amount ($)"\r\n', id="semicolons_and_a_mark"),
            pytest.param(b"\nid\tkind\n", id="tabs_below_an_empty_line"),
        ],
    )
    def test_a_table_is_told_by_its_name(
        self, tmp_path: Path, command: str, content: bytes, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It is refused in one line, which names what takes a table."""
        path = tmp_path / "report.csv"
        path.write_bytes(content)
        assert main([command, str(path)]) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("", TABLE)

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param('{"format": 1, "kind": "agency", 3', id="an_object_that_breaks_off"),
            pytest.param('["a", "b"]', id="a_list"),
            pytest.param('"format": 1, "kind": "agency"', id="an_object_without_its_brace"),
            pytest.param("hello\nand, well", id="a_line_without_columns"),
            pytest.param("\0{\0 \0,", id="two_bytes_a_letter"),
        ],
    )
    def test_what_is_no_table_is_told_in_words_of_json(
        self, tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """JSON that is broken stays JSON, commas or not."""
        path = tmp_path / "record.json"
        path.write_text(content, encoding="utf-8")
        assert main(["assess", str(path)]) == 2
        assert capsys.readouterr().err.startswith("badgerules: $: must be ")


def ran(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program of Python as a process of its own."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class TestCtrlC:
    """Whoever stops a command gets a line and status 130, and no traceback."""

    def test_it_is_told_as_shells_tell_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Ctrl-C is neither an answer nor bad input: its status is 128 and the signal's number."""

        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        before = signal.getsignal(signal.SIGINT)
        monkeypatch.setattr("badgerules.cli.law.clauses_text", stop)
        assert __main__.main(["rules", "--clauses"]) == 128 + 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("", STOPPED)
        assert signal.getsignal(signal.SIGINT) is before

    def test_the_imports_may_be_stopped(self) -> None:
        """In the first tenth of a second nothing but modules is loaded: no stack is shown."""
        heard = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        done = ran(heard + IN_ITS_IMPORTS)  # a suite that runs in the background ignores it
        assert (done.returncode, done.stdout, done.stderr) == (128 + 2, "", STOPPED)

    def test_where_it_is_ignored_it_stays_so(self) -> None:
        """A command that a shell runs in the background is not stopped by it."""
        ignored = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        done = ran(ignored + IN_ITS_IMPORTS)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("WIN-1 ")

    def test_it_leaves_at_once(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """What is called while modules are loaded says why and ends the process, whatever runs."""
        left: list[int] = []
        monkeypatch.setattr(os, "_exit", left.append)
        __main__.leave(signal.SIGINT, None)
        assert (left, capfd.readouterr().err) == ([128 + 2], STOPPED)


class Terminal(io.StringIO):
    """An output that says that it is a terminal."""

    def isatty(self) -> bool:
        """Tell that it is one."""
        return True


class TestWidth:
    """A text is as wide as the terminal, within what can be read; elsewhere it has 80 columns."""

    ASKED = (
        ["assess", SPECIALIST, "--as-of", "2026-10-01", "--full", "--ledger", "--remedies"],
        ["assess", SPECIALIST, "--as-of", "2026-10-01", "--plan", "business_plus"],
        ["assess", SPECIALIST, "--as-of", "2021-01-01", "--reading", "money_bar=more_than"],
        ["assess", "--kind", "freelancer", "--weeks", "13", "--shown-on", "2026-10-01"],
        ["timeline", SPECIALIST, "--as-of", "2026-10-01"],
        ["rules", "--edition", "2026-07"],
        ["rules", "--clause", "DIV-8"],
    )

    NAMED = ("full", "plan", "reading", "page", "timeline", "edition", "clause")

    def shown(
        self, arguments: list[str], columns: int, monkeypatch: pytest.MonkeyPatch
    ) -> list[str]:
        """Return the lines that a terminal of so many columns shows."""
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr(sys, "stdout", Terminal())
        assert main(arguments) == 0
        return cast("Terminal", sys.stdout).getvalue().splitlines()

    @pytest.mark.parametrize("arguments", ASKED, ids=NAMED)
    @pytest.mark.parametrize(
        ("columns", "width"), [(10, 40), (40, 40), (50, 50), (80, 80), (100, 100), (120, 100)]
    )
    def test_no_line_is_wider_than_the_terminal(
        self, arguments: list[str], columns: int, width: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The longest line fits, and some line has no room for a word more."""
        lines = self.shown(arguments, columns, monkeypatch)
        assert width - 15 < max(map(len, lines)) <= width

    @pytest.mark.parametrize("arguments", ASKED, ids=NAMED)
    def test_a_pipe_has_80_columns_whatever_the_terminal(
        self,
        arguments: list[str],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """What a terminal of 80 columns shows is what goes down a pipe, to the letter."""
        monkeypatch.setenv("COLUMNS", "50")
        assert main(arguments) == 0
        piped = capsys.readouterr().out.splitlines()
        assert self.shown(arguments, 80, monkeypatch) == piped

    def test_beside_long_names_there_is_no_room_in_a_narrow_text(self) -> None:
        """Where the names of a column take most of a line, the rest goes below them."""
        with columns(40):
            assert wrapped("Selected clients see them all, always", others=" " * 31) == [
                "Selected clients see them all, always"
            ]
            assert wrapped("Selected clients see them all, and always", others=" " * 30) == [
                "Selected clients see them all, and",
                f"{'':30}always",
            ]
            assert wrapped("Selected clients see them all, and always", others=" " * 31) == [
                "Selected clients see them all, and",
                "    always",
            ]

    def test_the_width_is_that_of_before_afterwards(self) -> None:
        """Who asks for a text later, or after a failure, gets 80 columns again."""
        text = "nothing " * 20
        before = wrapped(text)
        with columns(50):
            assert wrapped(text) != before
        with pytest.raises(ZeroDivisionError), columns(50):
            raise ZeroDivisionError
        assert wrapped(text) == before

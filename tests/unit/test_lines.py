"""JSON lines: a record a line in, an answer a line out."""

from __future__ import annotations

import json
import sys
import tracemalloc
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import Badge, Readings, assess, decide, dump_assessment, load_record
from badgerules.batch import lines as room
from badgerules.cli import main
from programs import status_of

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 10, 1)
ANN: dict[str, Any] = {
    "format": 1,
    "id": "ann",
    "kind": "freelancer",
    "base_badge": "top_rated",
    "contracts": [
        {
            "id": "shop",
            "category": "writing",
            "payments": [{"paid_on": "2026-03-02", "amount": "10000.00"}],
        }
    ],
}
BOB: dict[str, Any] = {"format": 1, "kind": "agency", "base_badge": "none", "contracts": []}
CUT_SHORT = "must be JSON, got something else at line 1, column 13: expecting ',' delimiter"
FIRM = {"format": 1, "kind": "firm", "contracts": [{"id": "a"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two records in a file of lines."""
    write(tmp_path, ANN, BOB)
    return tmp_path


def write(folder: Path, *records: object, end: str = "\n") -> None:
    """Write records, a line each; text as it is."""
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    text = "".join(f"{line}{end}" for line in lines)
    (folder / "records.jsonl").write_bytes(text.encode())


def status_in(folder: Path, *more: str) -> int:
    """Run the command on the file, and return its exit status."""
    given, output = folder / "records.jsonl", folder / "answers.jsonl"
    return status_of(["batch", str(given), *more, "--as-of", str(DAY), "-o", str(output)])


def answers(folder: Path) -> list[Any]:
    """Return the answers that were written."""
    return [json.loads(line) for line in (folder / "answers.jsonl").read_bytes().splitlines()]


def test_every_badge_is_answered_in_the_order_of_the_records(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verdict, deciding clause and why are those of `decide`, and the summary counts them."""
    assert status_in(folder) == 0
    ann, bob = answers(folder)
    assert (ann["id"], bob["id"], ann["as_of"], ann["edition"]) == (
        "ann",
        None,
        "2026-10-01",
        "2026-07",
    )
    for told, record in ((ann, ANN), (bob, BOB)):
        assert list(told["badges"]) == [badge.value for badge in Badge]
        for badge in Badge:
            decision = decide(load_record(record), badge, as_of=DAY)
            assert told["badges"][badge]["verdict"] == decision.verdict
    assert ann["badges"]["top_rated_plus"] == {
        "verdict": "met",
        "clause": None,
        "why": None,
        "unsettled": [],
    }
    assert bob["badges"]["top_rated_plus"] == {
        "verdict": "unmet",
        "clause": "TRP-A1",
        "why": "$0.00 earned, $20,000.00 needed; $20,000.00 short",
        "unsettled": [],
    }
    assert capsys.readouterr().out.splitlines() == [
        "2 talents on 2026-10-01, edition 2026-07",
        "Rising Talent: 0 met, 2 unmet, 0 unknown",
        "Top Rated: 1 met, 1 unmet, 0 unknown",
        "Top Rated Plus: 1 met, 1 unmet, 0 unknown",
        "Expert-Vetted: 0 met, 2 unmet, 0 unknown",
        "Diversity-Certified: 0 met, 2 unmet, 0 unknown",
        f"written to {folder / 'answers.jsonl'}",
    ]


def test_an_unknown_says_what_would_settle_it(folder: Path) -> None:
    """The first criterion that is not known is told, with all facts that are asked for."""
    write(folder, {**ANN, "base_badge": None})
    assert status_in(folder, "--badge", "top_rated_plus") == 0
    (told,) = answers(folder)
    assert told["badges"] == {
        "top_rated_plus": {
            "verdict": "unknown",
            "clause": "TRP-F8",
            "why": "it is not known whether Top Rated is held",
            "unsettled": ["base_badge"],
        }
    }


def test_some_badges_may_be_named_in_any_order_and_more_than_once(folder: Path) -> None:
    """Each badge named is there once."""
    asked = ["--badge", "top_rated", "--badge", "rising_talent", "--badge", "top_rated"]
    assert status_in(folder, *asked) == 0
    assert [list(told["badges"]) for told in answers(folder)] == [
        ["top_rated", "rising_talent"]
    ] * 2


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ([], {}),
        (["--reading", "money_bar=more_than"], {"readings": Readings(money_bar="more_than")}),
        (["--edition", "2020-07"], {"edition": "2020-07"}),
    ],
    ids=["usual", "read", "supposed"],
)
def test_a_whole_answer_is_that_of_the_library(
    folder: Path, asked: list[str], terms: dict[str, Any]
) -> None:
    """With --full each line is the assessment as JSON, under the same rules and readings."""
    assert status_in(folder, "--full", *asked) == 0
    records = [load_record(one) for one in (ANN, BOB)]
    wanted = [dump_assessment(assess(one, as_of=DAY, **terms)) for one in records]
    assert answers(folder) == json.loads(json.dumps(wanted))


def test_lines_that_are_no_records_are_all_told_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each problem has its line and its path; an old file of answers stays as it was."""
    write(folder, ANN, FIRM, "", BOB, '{"format": 1')
    (folder / "answers.jsonl").write_text("old", encoding="utf-8")
    assert status_in(folder) == 2
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[:2] + lines[3:] == [
        "badgerules: 4 problems:",
        "  line 2: $.kind must be one of freelancer, agency, got 'firm'",
        "  line 3: $ must be JSON, got nothing",
        f"  line 5: $ {CUT_SHORT}",
    ]
    assert lines[2].startswith("  line 2: $.contracts[0].category is missing; ")
    assert (folder / "answers.jsonl").read_text("utf-8") == "old"
    assert sorted(one.name for one in folder.iterdir()) == ["answers.jsonl", "records.jsonl"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ANN, indent=1),
        json.dumps([ANN, BOB], indent=1),
        ",\n".join(map(json.dumps, (ANN, BOB))),
    ],
    ids=["a_record_in_lines", "a_list", "commas"],
)
def test_a_record_in_several_lines_is_told_once(
    text: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of JSON as people read it has no record on any of its lines; one problem says so."""
    write(folder, text)
    assert status_in(folder) == 2
    assert capsys.readouterr().err == (
        "badgerules: line 1 must be a whole record, got the beginning of one; write each record on "
        "one line, with nothing around it\n"
    )
    assert status_in(folder, "--skip-bad") == 0  # each line is told there, as in any file


def test_bad_lines_may_be_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --skip-bad the others are answered, and what is wrong stands in a file beside."""
    write(folder, FIRM, ANN, "nonsense", BOB)
    assert status_in(folder, "--skip-bad", "--badge", "top_rated", "--json") == 0
    assert [told["id"] for told in answers(folder)] == ["ann", None]
    refused = (folder / "answers.refused.jsonl").read_text("utf-8").splitlines()
    first, second = map(json.loads, refused)
    assert (first["line"], second["line"]) == (1, 3)
    assert [(one["path"], one["code"]) for one in first["problems"]] == [
        ("$.kind", "unknown_value"),
        ("$.contracts[0].category", "missing"),
    ]
    assert second["problems"] == [
        {
            "path": "$",
            "code": "wrong_form",
            "message": "must be JSON, got something else at line 1, column 1: expecting value",
        }
    ]
    summary = json.loads(capsys.readouterr().out)
    assert (summary["talents"], summary["refused"]) == (2, 2)
    assert summary["badges"] == {"top_rated": {"met": 1, "unmet": 1, "unknown": 0}}


def test_without_bad_lines_the_file_beside_is_empty(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An older one is replaced, so that nobody takes its lines for those of today."""
    (folder / "answers.refused.jsonl").write_text("old", encoding="utf-8")
    assert status_in(folder, "--skip-bad") == 0
    assert (folder / "answers.refused.jsonl").read_text("utf-8") == ""
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"0 lines refused: {folder / 'answers.refused.jsonl'}"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_may_end_as_they_do_anywhere(folder: Path, end: str) -> None:
    """The ends of Unix and of Windows are the same, and the last line may have none."""
    write(folder, ANN, BOB, end=end)
    path = folder / "records.jsonl"
    path.write_bytes(path.read_bytes().removesuffix(end.encode()))
    assert status_in(folder) == 0
    assert len(answers(folder)) == 2


def test_no_records_bring_no_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file is a population of nobody."""
    write(folder)
    assert status_in(folder) == 0
    assert answers(folder) == []
    assert capsys.readouterr().out.startswith("0 talents on 2026-10-01, edition 2026-07\n")


def test_one_record_is_held_at_a_time(folder: Path) -> None:
    """A file a hundred times as long takes no more memory."""
    write(folder, ANN)
    assert status_in(folder) == 0  # what is loaded once is loaded
    peaks: list[int] = []
    for count in (20, 2_000):
        write(folder, *[ANN] * count)
        tracemalloc.start()
        assert status_in(folder, "--badge", "top_rated") == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_of_very_many_problems_the_first_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of nothing but bad lines does not fill the memory."""
    monkeypatch.setattr(room, "MOST_PROBLEMS", 3)
    monkeypatch.setattr("badgerules.converters.MOST_PROBLEMS", 3)
    write(folder, *[""] * 50)
    assert status_in(folder) == 2
    assert capsys.readouterr().err.splitlines()[0] == "badgerules: 4 problems:"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["c.csv", "p.csv"], "CONTRACTS must be left out with JSON lines, which hold whole"),
        (["--weeks", "w.csv"], "--weeks must be left out with JSON lines"),
        (["--memory", "1GB"], "--memory must be left out with JSON lines"),
        (["--explain"], "--explain must be left out with JSON lines"),
        (["--ahead", "30"], "--ahead must be left out with JSON lines"),
        (["--full", "--badge", "top_rated"], "--badge must be left out with --full"),
    ],
)
def test_what_does_not_go_together_is_refused(
    folder: Path, more: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What belongs to frames is refused by its name, and so is an output of another kind."""
    assert status_in(folder, *more) == 2
    assert words in capsys.readouterr().err


def test_answers_are_lines_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An output of another kind is refused, and so is one that would replace the records."""
    given = str(folder / "records.jsonl")
    for output, words in (
        ("out.csv", "output must be a file that ends in .jsonl, got out.csv"),
        (given, "output must be another file than records"),
    ):
        assert main(["batch", given, "-o", output]) == 2
        assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["t.csv"], "CONTRACTS must be a file, got nothing"),
        (["t.csv", "c.csv", "p.csv", "--full"], "--full must be left out with files that are no"),
        (["t.csv", "c.csv", "p.csv", "--skip-bad"], "--skip-bad must be left out with files"),
    ],
)
def test_frames_take_three_files(
    given: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What belongs to lines is refused beside frames."""
    assert main(["batch", *given, "-o", "out.csv"]) == 2
    assert words in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk ends the run with a message and leaves nothing."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "_in_brief", full)
    assert status_in(folder) == 2
    assert "must be able to read and write, got [Errno 28]" in capsys.readouterr().err
    assert [one.name for one in folder.iterdir()] == ["records.jsonl"]


def test_a_terminal_is_shown_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rich is installed a bar tells the share of the file that is done."""
    pytest.importorskip("rich")
    shown: list[float] = []
    progress = pytest.importorskip("badgerules.batch.progress")
    usual = progress.progress_on

    def spied(terminal: Any, percent: Any, unmeasured: Any) -> Any:  # noqa: ANN401  # as it is
        shown.append(percent())
        spied.percent = percent  # type: ignore[attr-defined]
        return usual(terminal, percent, unmeasured=unmeasured)

    monkeypatch.setattr(progress, "progress_on", spied)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert status_in(folder) == 0
    shown.append(spied.percent())  # type: ignore[attr-defined]
    assert shown == [0, 100]

"""What the page shows, typed on the command line: beside a record, or in place of one."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    PlatformStats,
    TalentRecord,
    assess,
    dump_assessment,
    dump_record,
    remedies,
    to_text,
)
from badgerules.cli import main
from badgerules.display import ORDER, remedies_text
from badgerules.replay import replay
from badgerules.schemas import json_schema
from badgerules.schemas.checking import misfits
from builders import contract, freelancer
from markup import answers_on, rows_of, text_of
from programs import status_of

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 27)
PAGE = ["--shown", "top_rated", "--earnings", "9583.72", "--large-contract", "yes"]
COMMAND = ["assess", "--kind", "freelancer", *PAGE, "--shown-on", "2026-11-27"]
STATS = PlatformStats(
    shown_on=DAY, badge="top_rated", earnings_12_months="9583.72", has_large_contract=True
)
NOBODY_ELSE = TalentRecord(kind="freelancer", contracts=[], contracts_known=False, stats=STATS)
"""The record of a freelancer of whom nothing but the page is known."""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the path of a file with a record that has figures of its own."""
    path = tmp_path / "record.json"
    path.write_text(json.dumps(dump_record(ON_FILE)), encoding="utf-8")
    return str(path)


ON_FILE = freelancer(
    contract("4000.00"), id="ann", stats=PlatformStats(shown_on=date(2026, 11, 20), holds=2)
)


def answered(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that answers, and return what it printed."""
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.removesuffix("\n")


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what a command answers in JSON."""
    found: dict[str, Any] = json.loads(answered([*arguments, "--json"], capsys))
    return found


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that is refused, and return the last line of what it says."""
    status = status_of(arguments)
    printed = capsys.readouterr()
    assert status == 2
    assert printed.out == ""
    return printed.err.splitlines()[-1]


def test_four_figures_are_enough_for_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """No file, no contracts: what is short by the figures of the page, on the day of the page."""
    printed = answered([*COMMAND, "--full"], capsys)
    lines = printed.split("\n")
    assert lines[0] == "This talent (freelancer) on 2026-11-27"
    assert "Top Rated Plus: no" in lines
    assert "$9,583.72 earned, $10,000.00 needed; $416.28 short, as shown on 2026-11-27" in printed
    assert "  + a large contract is ticked, as shown on 2026-11-27 (TRP-F2)" in lines
    assert "Top Rated: unknown" in lines
    assert "  ! Top Rated: the page says yes, the record leaves it open" in lines
    assert printed == to_text(assess(NOBODY_ELSE, as_of=DAY))


def test_the_answer_in_json_is_that_of_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    """What is typed and what is built in Python are one record; the answer fits its schema."""
    found = answer(COMMAND, capsys)
    assert found == json.loads(json.dumps(dump_assessment(assess(NOBODY_ELSE, as_of=DAY))))
    assert [*misfits(found, json_schema("assessment"))] == []
    (entry,) = found["disagreements"]
    assert (entry["subject"], entry["shown"], entry["found"]) == ("top_rated", "met", "unknown")


def test_the_answer_is_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """With --html the same stands on a page."""
    page = answered([*COMMAND, "--html"], capsys)
    assert page.lower().startswith("<!doctype html>")
    (answer,) = answers_on(page)
    said = text_of(answer)
    assert "$416.28 short" in said
    assert "The page says otherwise" in said


def test_ways_come_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    """What is short on the page can be paid on the day of the page."""
    printed = answered([*COMMAND, "--base-badge", "top_rated", "--remedies"], capsys)
    record = attrs.evolve(NOBODY_ELSE, base_badge="top_rated")
    assert "Gain Top Rated Plus\n  + $416.28 more" in printed
    for badge in ORDER:
        assert remedies_text(remedies(record, badge, as_of=DAY)) in printed


@pytest.mark.parametrize("written", ["9,583.72", "$9,583.72", "$9583.72"])
def test_an_amount_may_be_typed_as_the_page_has_it(
    written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dollar sign and commas are understood where a person types."""
    arguments = [written if word == "9583.72" else word for word in COMMAND]
    assert arguments != COMMAND
    assert answered(arguments, capsys) == answered(COMMAND, capsys)


def test_every_figure_reaches_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is that of a record with the same figures, whatever its other facts."""
    figures = [*COMMAND, "--weeks", "15", "--holds", "0", "--base-badge", "top_rated"]
    told = attrs.evolve(STATS, eligible_weeks=15, holds=0)
    record = attrs.evolve(NOBODY_ELSE, stats=told, base_badge="top_rated")
    found = answer(figures, capsys)
    assert found == json.loads(json.dumps(dump_assessment(assess(record, as_of=DAY))))
    assert found["disagreements"] == []


def test_the_largest_count_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """Six digits are read; what no year can hold is told as any other difference is."""
    command = ["assess", "--kind", "freelancer", "--holds", "999999", "--shown-on", f"{DAY}"]
    assert answer(command, capsys)["disagreements"] == []


@pytest.mark.parametrize(
    ("said", "verdict"),
    [pytest.param("yes", "met", id="ticked"), pytest.param("no", "unmet", id="not_ticked")],
)
def test_the_tick_is_yes_or_no(said: str, verdict: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A box that is not ticked is an answer, unlike one that is not told."""
    command = ["assess", "--kind", "agency", "--large-contract", said, "--shown-on", f"{DAY}"]
    findings = answer(command, capsys)["badges"]["top_rated_plus"]["findings"]
    (large,) = [one for one in findings if one["criterion"] == "large_contract"]
    assert large["verdict"] == verdict
    assert large["from_stats"] is True


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        pytest.param(["--shown-on", "2026-11-27"], "2026-11-27", id="that_of_the_page"),
        pytest.param(
            ["--shown-on", "2026-11-27", "--as-of", "2026-12-01"], "2026-12-01", id="another"
        ),
        pytest.param(["--as-of", "2026-12-01"], "2026-12-01", id="of_the_page_too"),
    ],
)
def test_the_day_asked_about_is_that_of_the_page_unless_another_is_given(
    days: list[str], asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On another day than that of the page its figures say nothing."""
    found = answer(["assess", "--kind", "freelancer", *PAGE, *days], capsys)
    assert found["as_of"] == asked
    findings = found["badges"]["top_rated_plus"]["findings"]
    is_of_the_page = "--shown-on" not in days or "--as-of" not in days
    assert any(one.get("from_stats", False) for one in findings) == is_of_the_page


def test_without_a_day_it_is_today(capsys: pytest.CaptureFixture[str]) -> None:
    """Who looks at the page looks at it today."""
    before = datetime.now(UTC).astimezone().date()
    found = answer(["assess", "--kind", "freelancer", *PAGE], capsys)
    assert before <= date.fromisoformat(found["as_of"]) <= datetime.now(UTC).astimezone().date()
    assert found["badges"]["top_rated_plus"]["findings"][0]["observed"] == "9583.72"


def test_a_kind_alone_is_answered_as_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is known of the talent but the kind; no figure is made up."""
    found = answer(["assess", "--kind", "freelancer", "--as-of", f"{DAY}"], capsys)
    bare = TalentRecord(kind="freelancer", contracts=[], contracts_known=False)
    assert found == json.loads(json.dumps(dump_assessment(assess(bare, as_of=DAY))))
    assert "disagreements" not in found


def test_a_day_of_the_page_alone_is_a_page_without_figures(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says which day is asked about, and that nothing differs."""
    found = answer(["assess", "--kind", "agency", "--shown-on", f"{DAY}"], capsys)
    assert (found["as_of"], found["disagreements"]) == (f"{DAY}", [])


def test_figures_beside_a_file_take_the_place_of_those_in_it(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page of today stands for itself: a figure of another day is not mixed in."""
    found = answer(["assess", file, *PAGE, "--shown-on", f"{DAY}"], capsys)
    record = attrs.evolve(ON_FILE, stats=STATS)
    assert found == json.loads(json.dumps(dump_assessment(assess(record, as_of=DAY))))
    assert [one["subject"] for one in found["disagreements"]] == [
        "earnings_12_months",
        "has_large_contract",
    ]


def test_a_file_alone_keeps_its_figures(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing of the page is typed, the record is as it stands."""
    found = answer(["assess", file, "--as-of", "2026-11-20"], capsys)
    expected = dump_assessment(assess(ON_FILE, as_of=date(2026, 11, 20)))
    assert found == json.loads(json.dumps(expected))


def test_the_record_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sign - is a file, and what the page shows stands beside it."""
    given = io.TextIOWrapper(io.BytesIO(json.dumps(dump_record(ON_FILE)).encode()))
    monkeypatch.setattr(sys, "stdin", given)
    found = answer(["assess", "-", "--shown", "none", "--shown-on", f"{DAY}"], capsys)
    assert found["id"] == "ann"
    assert [one["subject"] for one in found["disagreements"]] == ["top_rated"]


def test_an_answer_from_the_page_is_held_against_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the same figures the saved answer is given again."""
    saved = answered([*COMMAND, "--json"], capsys)
    assert replay(NOBODY_ELSE, saved).is_same
    path = tmp_path / "saved.json"
    path.write_text(saved, encoding="utf-8")
    assert answered([*COMMAND, "--against", str(path)], capsys).endswith("The answer is the same.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            [],
            "badgerules: FILE must be given, or else --kind with what the page shows",
            id="nobody",
        ),
        pytest.param(
            PAGE,
            "badgerules: FILE must be given, or else --kind with what the page shows",
            id="a_page_of_nobody",
        ),
        pytest.param(
            ["--base-badge", "top_rated"],
            "badgerules: FILE must be given, or else --kind with what the page shows",
            id="a_word_on_nobody",
        ),
        pytest.param(
            ["FILE", "--kind", "agency"],
            "badgerules: --kind must be left out where FILE is given, which says it",
            id="a_file_and_a_kind",
        ),
        pytest.param(
            ["FILE", "--base-badge", "none"],
            "badgerules: --base-badge must be left out where FILE is given, which says it",
            id="a_file_and_a_base_badge",
        ),
        *(
            pytest.param(
                ["--kind", "freelancer", f"--earnings={text}"],
                "badgerules assess: error: argument --earnings: must be dollars and cents such as "
                f"9583.72, got {text!r}",
                id=f"earnings_{text}",
            )
            for text in ("much", "", "1.234", "1e3", "9,58.72", "5$", "10000000000000.00", "nan")
        ),
        *(
            pytest.param(
                ["--kind", "freelancer", f"--{name}={text}"],
                f"badgerules assess: error: argument --{name}: must be a whole number such as 15, "
                f"got {text!a}",
                id=f"{name}_{text}",
            )
            for name in ("weeks", "holds")
            for text in ("many", "", "-1", "1.5", "1000000", "\u0663", "1_0")
        ),
        pytest.param(
            ["--kind", "freelancer", "--shown-on", "2026-11-31"],
            "badgerules assess: error: argument --shown-on: must be a day of the calendar, got "
            "'2026-11-31'",
            id="no_day",
        ),
        pytest.param(
            ["--kind", "freelancer", "--shown-on", "27.11.2026"],
            "badgerules assess: error: argument --shown-on: must be a date as YYYY-MM-DD, got "
            "'27.11.2026'; write 2026-11-27",
            id="a_day_in_another_form",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    arguments: list[str], message: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the option, what is allowed, and what was given."""
    given = [file if argument == "FILE" else argument for argument in arguments]
    assert refused(["assess", *given], capsys) == message


@pytest.mark.parametrize(
    ("option", "word", "allowed"),
    [
        ("--kind", "person", "freelancer', 'agency"),
        ("--base-badge", "gold", "none', 'rising_talent', 'top_rated"),
        (
            "--shown",
            "gold",
            "none', 'rising_talent', 'top_rated', 'top_rated_plus', 'expert_vetted",
        ),
        ("--large-contract", "maybe", "yes', 'no"),
    ],
)
def test_a_word_that_there_is_not_is_refused_with_those_that_there_are(
    option: str, word: str, allowed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words are those of a record."""
    told = refused(["assess", "--kind", "freelancer", option, word], capsys)
    assert f"argument {option}: invalid choice: '{word}'" in told
    quoted = allowed.replace("'", "")
    assert quoted in told.replace("'", "")


def test_a_file_that_is_no_record_is_refused_as_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands beside it makes no record of it."""
    path = tmp_path / "record.json"
    path.write_text('{"format": 1}', encoding="utf-8")
    assert "kind" in refused(["assess", str(path), *PAGE], capsys)
    assert "cannot read" in refused(["assess", str(tmp_path / "none.json"), *PAGE], capsys)


def test_a_day_before_all_rules_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The day of the page is the day asked about, and there must be rules for it."""
    told = refused([*COMMAND[:-1], "2020-07-06"], capsys)
    assert told.startswith("badgerules: day must be on or after 2020-07-07")


def test_weeks_and_holds_are_weighed_where_no_word_of_the_platform_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Five weeks are too few for Top Rated, and a hold counts, whatever else is not known."""
    given = ["assess", "--kind", "freelancer", "--shown-on", "2026-11-27", "--badge", "top_rated"]
    few = answered([*given, "--weeks", "5"], capsys)
    assert "Top Rated: no\n  - 5 of the last 16 weeks eligible, 13 needed; 8 short, as" in few
    held = answered([*given, "--holds", "1"], capsys)
    assert "Top Rated: no\n  - an account hold or violation notice is shown on" in held
    reported = answered([*given, "--weeks", "5", "--base-badge", "top_rated"], capsys)
    assert "Top Rated: yes" in reported


def test_figures_of_another_day_are_said_to_answer_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was shown on one day is not taken for another in silence, in text and HTML."""
    given = ["assess", "--kind", "freelancer", "--earnings", "20000"]
    days = ["--shown-on", "2026-11-01", "--as-of", "2026-10-01"]
    said = "The figures shown on 2026-11-01 answer for that day alone, and not for 2026-10-01."
    for form in ([], ["--full"], ["--html"]):
        assert said in " ".join(answered([*given, *days, *form], capsys).split())
        same = [*given, "--shown-on", "2026-11-01", *form]
        assert "answer for that day alone" not in answered(same, capsys)


def test_without_a_file_it_is_said_what_else_may_be_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The options that bring more facts are named at the end, without those that were given."""
    assert answered(COMMAND, capsys).endswith("\nAdd: --base-badge, --weeks, --holds; or a FILE.")
    nothing = answered(["assess", "--kind", "agency"], capsys)
    all_ = "--base-badge, --earnings, --large-contract, --weeks, --holds"
    assert nothing.endswith(f"\nAdd: {all_}; or a FILE.")
    zeros = ["--base-badge", "none", "--weeks", "0", "--holds", "0"]
    assert answered([*COMMAND, *zeros], capsys).endswith("\nAdd: a FILE.")


def test_a_tick_has_no_numbers_on_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """The row of a large contract that is ticked ends after its words, as it counts nothing."""
    page = answered([*COMMAND, "--badge", "top_rated_plus", "--html"], capsys)
    (whole,) = answers_on(page)
    rows = rows_of(whole, "What Top Rated Plus asks for")
    (row,) = [row for row in rows if any("a large contract is ticked" in cell for cell in row)]
    assert len(row) == 2
    (earned,) = [row for row in rows if any("$9,583.72 earned" in cell for cell in row)]
    assert earned[2:] == ["$9,583.72", "$10,000.00", "$416.28"]

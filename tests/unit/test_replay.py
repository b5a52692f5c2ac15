"""A saved answer held against the library: the same, or what differs and why."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    Contract,
    DocumentError,
    NoEditionInForceError,
    Readings,
    TalentRecord,
    __version__,
    assess,
    dump_assessment,
    to_html,
    to_text,
)
from badgerules.cli import main
from badgerules.replay import ReplayCause, replay
from badgerules.serialization import dump_replay
from markup import facts_of, parsed, rows_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = date(2020, 9, 1)
SHOP = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
RECORD = TalentRecord(id="t-1", kind="freelancer", base_badge="top_rated", contracts=[SHOP])
EARNINGS = "$.badges.top_rated_plus.findings.earnings"


def saved(**changed: Any) -> dict[str, Any]:
    """Return the answer as it was saved, with some of it changed."""
    return {**json.loads(json.dumps(dump_assessment(assess(RECORD, as_of=DAY)))), **changed}


def with_earnings(answer: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Return a saved answer whose finding on earnings said something else."""
    findings = answer["badges"]["top_rated_plus"]["findings"]
    (earnings,) = [one for one in findings if one["criterion"] == "earnings"]
    earnings.update(changed)
    return answer


def paths(record: TalentRecord, answer: dict[str, Any]) -> dict[str, ReplayCause]:
    """Return the cause of each deviation by its path."""
    return {one.path: one.cause for one in replay(record, answer).deviations}


def test_a_flag_is_no_number() -> None:
    """In Python True equals 1; in an answer they are two different things."""
    answer = saved()
    answer["badges"]["top_rated_plus"]["findings"][2]["observed"] = 1
    flag = answer["badges"]["top_rated_plus"]["findings"][2]["criterion"]
    assert [*paths(RECORD, answer)] == [f"$.badges.top_rated_plus.findings.{flag}"]
    with pytest.raises(DocumentError, match=r"[$].format"):
        replay(RECORD, saved(format=True))


def test_an_answer_of_today_is_the_same() -> None:
    """The library gives its own saved answer again, from text and from a mapping."""
    replayed = replay(RECORD, json.dumps(saved()))
    assert replayed.is_same
    assert replay(RECORD, saved()).is_same
    assert to_text(replayed) == (
        f"Saved by badgerules {__version__}, asked again of {__version__}: 2020-09-01, edition "
        "2020-07.\nThe answer is the same."
    )


def test_the_saved_question_are_asked_again() -> None:
    """Day, edition and readings come from the saved answer."""
    answer = assess(RECORD, as_of=date(2024, 2, 29), edition="2020-07")
    replayed = replay(RECORD, dump_assessment(answer))
    assert replayed.is_same
    assert replayed.assessment.question == answer.question


def test_another_wording_is_no_deviation() -> None:
    """Texts may improve from version to version."""
    answer = saved()
    for decision in answer["badges"].values():
        for finding in decision["findings"]:
            for row in finding.get("contracts", []):
                row["text"] = "said otherwise"
    assert replay(RECORD, answer).is_same


def test_under_one_version_the_record_must_have_changed() -> None:
    """The same library answers otherwise only if it is given other facts."""
    richer = RECORD.with_payment("shop", "500", on=date(2020, 4, 1))
    found = paths(richer, saved())
    assert found[EARNINGS] is ReplayCause.NEW_FACTS
    assert {*found.values()} == {ReplayCause.NEW_FACTS}


def test_under_another_version_another_bar_is_the_rules() -> None:
    """What the rules alone put into a finding changed with the library."""
    answer = with_earnings(saved(badgerules="0.0.1"), required="9000.00")
    assert paths(RECORD, answer) == {EARNINGS: ReplayCause.RULES_CHANGED}


def test_under_another_version_another_sum_may_be_either() -> None:
    """Without the record of that time, facts and counting cannot be told apart."""
    answer = with_earnings(saved(badgerules="0.0.1"), observed="11999.99")
    assert paths(RECORD, answer) == {EARNINGS: ReplayCause.FACTS_OR_RULES}


def test_a_criterion_that_came_or_went_is_the_rules() -> None:
    """A criterion is asked or not asked by the rules."""
    answer = saved(badgerules="0.0.1")
    plus = answer["badges"]["top_rated_plus"]
    plus["findings"] = [one for one in plus["findings"] if one["criterion"] != "earnings"]
    plus["verdict"] = "unknown"
    assert paths(RECORD, answer) == {
        EARNINGS: ReplayCause.RULES_CHANGED,
        "$.badges.top_rated_plus.verdict": ReplayCause.RULES_CHANGED,
    }


def test_what_no_finding_explains_may_be_either() -> None:
    """Where two causes are found, or none, neither is guessed."""
    answer = saved(badgerules="0.0.1", diversity_seen_by=["business"])
    answer["visible"]["plus"] = "expert_vetted"
    assert paths(RECORD, answer) == {
        "$.visible.plus": ReplayCause.FACTS_OR_RULES,
        "$.diversity_seen_by": ReplayCause.FACTS_OR_RULES,
    }


def test_the_text_shows_both_values() -> None:
    """Plain values stand side by side; lists are named only."""
    richer = RECORD.with_payment("shop", "500", on=date(2020, 4, 1))
    lines = to_text(replay(richer, saved())).splitlines()
    part = "  - badges.top_rated_plus.findings.earnings: the record is not the one of that"
    place = lines.index(part)
    assert lines[place + 1 : place + 3] == [
        "    time",
        '      observed: "12000.00" then, "12500.00" now',
    ]
    assert "      contracts differs" in lines


def test_a_part_that_is_gone_is_shown_whole_and_short() -> None:
    """What only one side has is shown as far as a line goes."""
    answer = saved(badgerules="0.0.1")
    answer["visible"]["somebody"] = "b" * 100
    text = " ".join(to_text(replay(RECORD, answer)).split())
    assert f"answer: '{'b' * 59}... then, null now" in text


def test_the_text_says_under_which_rules_it_was_asked() -> None:
    """An edition out of its time and another reading are named, as in every answer."""
    read = Readings(money_bar="more_than")
    answer = dump_assessment(assess(RECORD, as_of=DAY, edition="2024-01", readings=read))
    lines = to_text(replay(RECORD, answer)).splitlines()
    assert "Hypothetical: edition 2024-01 was not the one in force on 2020-09-01." in lines
    assert "Read with money_bar=more_than." in lines
    assert lines[-1] == "The answer is the same."


def test_the_text_keeps_to_80_columns() -> None:
    """However long a part or a value is, no line is longer."""
    answer = saved(badgerules="0.0.1")
    answer["visible"]["somebody of a very long name" * 3] = "b" * 100
    lines = to_text(replay(RECORD, answer)).splitlines()
    assert max(map(len, lines)) <= 80
    assert any("somebody" in line for line in lines)


def test_the_html_shows_each_deviation_as_a_row() -> None:
    """Part, cause and both values stand in a table, and what was asked above it."""
    richer = RECORD.with_payment("shop", "500", on=date(2020, 4, 1))
    replayed = replay(richer, saved())
    shown = parsed(to_html(replayed))
    rows = rows_of(shown, "What came out differently")
    assert len(rows) == len(replayed.deviations)
    (row,) = (row for row in rows if row[0] == "badges.top_rated_plus.findings.earnings")
    assert row[1] == "the record is not the one of that time"
    assert 'observed: "12000.00" then, "12500.00" now' in row[2]
    text = text_of(shown)
    assert f"Saved by badgerules {__version__}, asked again of {__version__}" in text
    assert "Rules: edition 2020-07, as of 2020-09-01." in text
    assert facts_of(to_text(replayed)) <= facts_of(text)


def test_the_html_of_the_same_answer_has_no_table() -> None:
    """Where nothing differs, it says so in a sentence."""
    shown = parsed(to_html(replay(RECORD, saved())))
    assert "The answer is the same." in text_of(shown)
    assert shown.findall(".//table") == []


def test_as_json_every_deviation_keeps_its_values() -> None:
    """The JSON says what was saved and what is answered now."""
    answer = with_earnings(saved(badgerules="0.0.1"), required="9000.00")
    dumped = dump_replay(replay(RECORD, answer))
    (deviation,) = dumped.pop("deviations")
    assert dumped == {
        "format": 1,
        "id": "t-1",
        "as_of": "2020-09-01",
        "edition": "2020-07",
        "hypothetical": False,
        "supposed_rules": None,
        "saved_by": "0.0.1",
        "replayed_by": __version__,
        "same": False,
    }
    assert deviation["cause"] == "rules_changed"
    assert (deviation["saved"]["required"], deviation["replayed"]["required"]) == (
        *("9000.00", "10000.00"),
    )


def test_a_replay_has_no_truth_value() -> None:
    """Asking for its truth names what to ask instead."""
    with pytest.raises(TypeError, match=r"replay\.is_same"):
        bool(replay(RECORD, saved()))


def _badges(value: object) -> dict[str, Any]:
    return saved(badges={"top_rated": value})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (lambda: "[]", ["$: must be a saved answer, got []; save what assess --json prints"]),
        (lambda: "{", ["$: must be JSON"]),
        (
            lambda: saved(readings=1, as_of=20200901),
            ["$.as_of: must be a day", "$.readings: must be the seven readings"],
        ),
        (lambda: {k: v for k, v in saved().items() if k != "id"}, ["$.id: must be the id"]),
        (lambda: _badges(7), ["$.badges.top_rated: must be a decision with its findings, got 7"]),
        (
            lambda: _badges({"findings": [{"verdict": "met"}, 1]}),
            [
                "$.badges.top_rated.findings[0]: must be a finding with its criterion, got {'v",
                "$.badges.top_rated.findings[1]: must be a finding with its criterion, got 1",
            ],
        ),
        (
            lambda: saved(format=2, id="t-2", as_of="20200901", readings={}),
            [
                "$.as_of: must be a date as YYYY-MM-DD",
                "$.format: must be 1, got 2",
                "$.id: must be that of the record, 't-1', got 't-2'",
                "$.readings: must be money_bar, large_contract_sum",
            ],
        ),
        (
            lambda: saved(readings={**saved()["readings"], "money_bar": "about"}),
            ["$.readings: must be readings known here"],
        ),
    ],
)
def test_what_is_no_saved_answer_is_refused(given: Callable[[], Any], told: list[str]) -> None:
    """Every fault is told, with its place."""
    with pytest.raises(DocumentError) as refused:
        replay(RECORD, given())
    found = [f"{one.path}: {one.message}" for one in refused.value.problems]
    assert len(found) == len(told)
    for line, start in zip(found, told, strict=True):
        assert line.startswith(start)


def test_an_edition_of_a_later_library_is_refused() -> None:
    """An answer under rules that are not known here cannot be asked again."""
    with pytest.raises(NoEditionInForceError, match="2031-01"):
        replay(RECORD, saved(edition="2031-01"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Write the record and its saved answer, and return where."""
    record, answer = tmp_path / "record.json", tmp_path / "saved.json"
    record.write_text(
        '{"format": 1, "id": "t-1", "kind": "freelancer", "base_badge": "top_rated", "contracts": '
        '[{"id": "shop", "category": "legal", "payments": '
        '[{"paid_on": "2020-03-01", "amount": "12000.00"}]}]}'
    )
    answer.write_text(json.dumps(saved()))
    return str(record), str(answer)


def test_the_command_line_replays(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`--against` says whether the saved answer still stands."""
    record, answer = files
    assert main(["assess", record, "--against", answer]) == 0
    assert capsys.readouterr().out.endswith("The answer is the same.\n")
    assert (
        main(["assess", record, "--against", answer, "--pay", "shop=1@2020-04-01", "--json"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["same"] is False


def test_the_command_line_compares_with_another_question(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """With another day, reading or edition it also says what came in between."""
    record, answer = files
    asked = ["assess", record, "--against", answer, "--as-of", "2021-03-01"]
    assert main(asked) == 0
    assert "as payments left the window" in capsys.readouterr().out
    assert main([*asked, "--json"]) == 0
    causes = {one["cause"] for one in json.loads(capsys.readouterr().out)["comparison"]["changes"]}
    assert "rolled_out" in causes
    assert main(["assess", record, "--against", answer, "--reading", "feedback=positive"]) == 0
    assert "read differently" in capsys.readouterr().out


def test_the_command_line_names_the_file_it_cannot_read(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the saved answer, not the record."""
    assert main(["assess", files[0], "--against", "nowhere.json"]) == 2
    assert "cannot read nowhere.json" in capsys.readouterr().err


def test_the_command_line_leaves_out_nothing_in_silence(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What a replay cannot show is refused, not forgotten."""
    asked = ["assess", files[0], "--against", files[1], "--html", "--remedies"]
    assert main(asked) == 2
    assert "--against must be asked without --html and --remedies" in capsys.readouterr().err

"""A saved answer held against the library: the same, or what differs and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    Contract,
    DocumentError,
    NoEditionInForceError,
    Readings,
    ReplayCause,
    TalentRecord,
    __version__,
    assess,
    dump_assessment,
    dump_replay,
    replay,
    replay_text,
)
from badgerules.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert replay_text(replayed) == (
        f"Saved by badgerules {__version__}, asked again of {__version__}: 2020-09-01, edition "
        "2020-07.\nThe answer is the same."
    )


def test_the_saved_papers_are_asked_again() -> None:
    """Day, edition and readings come from the saved answer."""
    strict = Readings(money_bar="more_than", enterprise_suite="enterprise_only")
    answer = assess(RECORD, as_of=date(2024, 2, 29), edition="2020-07", readings=strict)
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


def test_all_but_the_wording_is_compared() -> None:
    """Every value that a saved decision holds deviates once it says something else."""
    answer = saved()
    answer["visible"] = dict.fromkeys(answer["visible"], "other")
    answer |= {"visible_unsettled": {"basic": ["top_rated"]}, "diversity_seen_by": ["plus"]}
    for decision in answer["badges"].values():
        decision |= {name: "other" for name in decision if name != "findings"}
    words = ("verdict", "within_hours", "unsettled", "readings_that_matter", "next_change")
    assert [*paths(RECORD, answer)] == [
        *(f"$.badges.{badge}.{word}" for badge in answer["badges"] for word in words),
        *(f"$.visible.{viewer}" for viewer in answer["visible"]),
        *("$.visible_unsettled", "$.diversity_seen_by"),
    ]


@pytest.mark.parametrize(
    "name", ["id", "category", "counted", "required", "shortfall", "serves", "reason"]
)
def test_a_row_is_compared_to_the_last_word(name: str) -> None:
    """A contract that fared otherwise is a deviation of its finding, whatever its text says."""
    answer = saved()
    (large,) = (
        finding
        for finding in answer["badges"]["top_rated_plus"]["findings"]
        if finding["criterion"] == "large_contract"
    )
    large["contracts"][0][name] = "other"
    assert [*paths(RECORD, answer)] == ["$.badges.top_rated_plus.findings.large_contract"]


def test_under_one_version_the_record_must_have_changed() -> None:
    """The same library answers otherwise only if it is given other facts."""
    richer = RECORD.with_payment("shop", "500", on=date(2020, 4, 1))
    found = paths(richer, saved())
    assert found[EARNINGS] is ReplayCause.NEW_FACTS
    assert {*found.values()} == {ReplayCause.NEW_FACTS}


@pytest.mark.parametrize(
    ("name", "other"), [("required", "9000.00"), ("clause", "TRP-F9"), ("unit", "count")]
)
def test_under_another_version_another_bar_is_the_rules(name: str, other: str) -> None:
    """What the rules alone put into a finding changed with the library."""
    answer = with_earnings(saved(badgerules="0.0.1"), **{name: other})
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


def test_a_verdict_that_two_causes_may_have_turned_has_neither() -> None:
    """A bar that changed and a sum that changed leave open which of them turned the verdict."""
    answer = with_earnings(saved(badgerules="0.0.1"), required="9000.00")
    plus = answer["badges"]["top_rated_plus"]
    (large,) = (one for one in plus["findings"] if one["criterion"] == "large_contract")
    large["observed"], plus["verdict"] = "1.00", "unmet"
    found = paths(RECORD, answer)
    assert {*found.values()} == {ReplayCause.RULES_CHANGED, ReplayCause.FACTS_OR_RULES}
    assert found["$.badges.top_rated_plus.verdict"] is ReplayCause.FACTS_OR_RULES


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
    text = replay_text(replay(richer, saved())).splitlines()
    place = text.index(
        "  - badges.top_rated_plus.findings.earnings: the record is not the one of that time"
    )
    assert text[place + 1] == '      observed: "12000.00" then, "12500.00" now'
    assert "      contracts differs" in text


def test_the_text_shows_what_was_not_there_then() -> None:
    """A value that was null, and none of a number, stand beside what they are now."""
    answer = with_earnings(saved(badgerules="0.0.1"), observed=None)
    answer["visible"]["basic"] = None
    text = replay_text(replay(RECORD, answer))
    assert '      observed: null then, "12000.00" now' in text
    assert '      answer: null then, "top_rated" now' in text


def test_a_part_that_is_gone_is_shown_whole_and_short() -> None:
    """What only one side has is shown as far as a line goes."""
    answer = saved(badgerules="0.0.1")
    answer["visible"]["somebody"] = "b" * 100
    text = replay_text(replay(RECORD, answer))
    assert f"answer: '{'b' * 59}... then, null now" in text


def test_nothing_is_hidden_in_the_text() -> None:
    """A saved answer is text of somebody else: whatever it holds, it cannot steer a terminal."""
    answer = with_earnings(saved(badgerules="0.0.1\u202e\x1b[2J"), **{"\x1b]0;title\x07": 1})
    answer["visible"]["some\nbody\u2069"] = "x\u2067"
    text = replay_text(replay(RECORD, answer))
    assert text.isascii()
    assert all(line.isprintable() for line in text.split("\n"))
    assert "Saved by badgerules 0.0.1\\u202e\\u001b[2J, asked again" in text
    assert "  - visible.some\\u000abody\\u2069: " in text


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


@pytest.mark.parametrize(
    ("edition", "options", "asked"),
    [
        (None, ["--as-of", "2021-03-01"], ("2021-03-01", "2021-02", "more_than", "not_negative")),
        (None, ["--edition", "2021-07"], ("2020-09-01", "2021-07", "more_than", "not_negative")),
        (
            None,
            ["--reading", "feedback=positive"],
            ("2020-09-01", "2020-07", "more_than", "positive"),
        ),
        (
            "2021-07",
            ["--as-of", "2021-03-01", "--reading", "money_bar=at_least"],
            ("2021-03-01", "2021-07", "at_least", "not_negative"),
        ),
        (
            "2021-07",
            ["--edition", "2020-07"],
            ("2020-09-01", "2020-07", "more_than", "not_negative"),
        ),
    ],
    ids=["day", "edition", "reading", "day_of_a_what_if", "edition_of_a_what_if"],
)
def test_the_command_line_changes_only_what_is_asked(
    files: tuple[str, str],
    edition: str | None,
    options: list[str],
    asked: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All else is as it was saved; the edition too where it was not simply the one in force."""
    record, answer = files
    strict = Readings(money_bar="more_than")
    then = dump_assessment(assess(RECORD, as_of=DAY, edition=edition, readings=strict))
    Path(answer).write_text(json.dumps(then))
    assert main(["assess", record, "--against", answer, *options, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is True
    before, after = told["comparison"]["before"], told["comparison"]["after"]
    assert before == {name: then[name] for name in before}
    readings = after["readings"]
    assert asked == (
        *(after["as_of"], after["edition"], readings["money_bar"], readings["feedback"]),
    )


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
    asked = ["assess", files[0], "--against", files[1]]
    assert main([*asked, "--html", "--remedies"]) == 2
    assert "--against must be asked without --html and --remedies" in capsys.readouterr().err
    assert main([*asked, "--ledger", "--plan", "basic"]) == 2
    assert "--against must be asked without --ledger and --plan" in capsys.readouterr().err

"""What the command line may suppose: payments, outcomes, scores, and other facts of reputation."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from badgerules import (
    TalentRecord,
    assess,
    dump_assessment,
    dump_record,
    dump_recovery,
    dump_timeline,
    load_record,
    recovery,
    timeline,
    to_text,
)
from badgerules.cli import main
from badgerules.schemas import Document
from builders import standing
from programs import status_of
from validators import fits

CASES = Path(__file__).parent.parent / "cases"
DAY = date(2021, 5, 25)
CASE: dict[str, Any] = json.loads((CASES / "refunded-while-away.json").read_text("utf-8"))
AWAY = load_record(CASE["record"])
"""A freelancer with one contract, "brand", and a reputation."""

EACH = {
    "--pay": ("brand=5000@2021-05-20", "$5,000.00 paid on brand on 2021-05-20"),
    "--outcome": (
        "brand=negative@2021-05-21", "brand ended with negative feedback on 2021-05-21",
    ),
    "--score": ("90@2021-05-22", "a score of 90 from 2021-05-22 on"),
    "--suppose": ("profile_percent=80", "profile percent is 80"),
}  # fmt: skip
"""One of each kind, with the sentence that says it."""

DUMPED: dict[str, dict[str, Any]] = {
    "--pay": {"contract": "brand", "paid_on": "2021-05-20", "amount": "5000.00"},
    "--outcome": {"contract": "brand", "outcome": "negative", "outcome_on": "2021-05-21"},
    "--score": {"score": 90, "since": "2021-05-22"},
    "--suppose": {"fact": "profile_percent", "value": 80},
}
ALL = [word for option, (given, _) in EACH.items() for word in (option, given)]
SAID = [f"Supposed: {said}." for _, said in EACH.values()]


def with_all(record: TalentRecord = AWAY) -> TalentRecord:
    """Return the record with one of each kind, by the methods of a record."""
    paid = record.with_payment("brand", "5000", on=date(2021, 5, 20))
    ended = paid.with_outcome("brand", "negative", on=date(2021, 5, 21))
    return ended.with_score(90, since=date(2021, 5, 22)).with_reputation(profile_percent=80)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the path of a file with the record."""
    return written(tmp_path, AWAY)


def written(folder: Path, record: TalentRecord) -> str:
    """Write a record to a file, and return its path."""
    path = folder / "record.json"
    path.write_text(json.dumps(dump_record(record)), "utf-8")
    return str(path)


def answered(capsys: pytest.CaptureFixture[str], command: str, *arguments: str) -> str:
    """Run a command about the day, and return what it prints."""
    assert main([command, *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.removesuffix("\n")


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must be refused, and return what standard error says on one line."""
    status = status_of(arguments)
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    return " ".join(printed.err.split())


def supposed(capsys: pytest.CaptureFixture[str], file: str, *arguments: str) -> Any:  # noqa: ANN401
    """Return what JSON lists as supposed, once the whole answer was held against its schema."""
    printed = answered(capsys, "assess", file, "--as-of", f"{DAY}", *arguments, "--json")
    answer = json.loads(printed)
    assert fits(Document.ASSESSMENT, answer)
    return answer["supposed"]


# --- What each does -------------------------------------------------------------------------------


@pytest.mark.parametrize("option", EACH)
def test_each_is_said_in_text_html_and_json(
    option: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence at the beginning of the text and of the page, and a part of JSON."""
    given, said = EACH[option]
    asked = (file, "--as-of", f"{DAY}", option, given)
    assert answered(capsys, "assess", *asked).startswith(f"Supposed: {said}.\n\nThis talent")
    page = answered(capsys, "assess", *asked, "--html")
    assert f"Supposed: {said}." in page
    assert supposed(capsys, file, option, given) == [DUMPED[option]]


def test_all_of_them_are_applied_and_told_in_the_order_given(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer is the one about the changed record, in every form."""
    asked = ("assess", file, "--as-of", f"{DAY}", *ALL)
    answer = json.loads(answered(capsys, *asked, "--json"))
    assert answer.pop("supposed") == [*DUMPED.values()]
    assert answer == dump_assessment(assess(with_all(), as_of=DAY))
    assert answered(capsys, *asked).split("\n\n")[:4] == SAID
    backwards = ("--suppose", "profile_percent=70", *ALL, "--suppose", "profile_percent=60")
    facts = supposed(capsys, file, *backwards)
    assert [facts[0]["value"], facts[-1]["value"]] == [70, 60]


def test_the_later_of_two_about_one_fact_stands(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are applied one after the other, whatever their kinds."""
    low = ("--score", "70@2021-05-22")
    asked = (file, "--as-of", f"{DAY}", "--json", *low, "--score", "91@2021-05-22")
    findings = json.loads(answered(capsys, "assess", *asked))["badges"]["top_rated"]["findings"]
    (found,) = [one["observed"] for one in findings if one["criterion"] == "job_success_score"]
    assert found == 91


def test_nothing_is_told_where_nothing_is_supposed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The key is left out, and no text begins with it."""
    for command in ("assess", "timeline", "recovery"):
        asked = (file, "--as-of", f"{DAY}")
        assert "supposed" not in json.loads(answered(capsys, command, *asked, "--json"))
        assert "Supposed:" not in answered(capsys, command, *asked)


def test_a_timeline_is_asked_of_what_is_supposed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text, page and JSON begin with it, and JSON fits its schema."""
    answer = timeline(with_all(), "top_rated", as_of=DAY)
    asked = ("timeline", file, "--badge", "top_rated", "--as-of", f"{DAY}", *ALL)
    assert answered(capsys, *asked) == "\n\n".join([*SAID, to_text(answer)])
    page = answered(capsys, *asked, "--html")
    assert all(said in page for said in SAID)
    dumped = json.loads(answered(capsys, *asked, "--json"))
    assert fits(Document.TIMELINE, dumped)
    assert dumped == {**dump_timeline(answer), "supposed": [*DUMPED.values()]}


def test_a_recovery_is_asked_of_what_is_supposed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text, page and JSON begin with it, and JSON fits its schema."""
    answer = recovery(with_all(), "top_rated", as_of=DAY, score=95)
    asked = ("recovery", file, "--back-at", "95", "--as-of", f"{DAY}", *ALL)
    assert answered(capsys, *asked) == "\n\n".join([*SAID, to_text(answer)])
    page = answered(capsys, *asked, "--html")
    assert all(said in page for said in SAID)
    dumped = json.loads(answered(capsys, *asked, "--json"))
    assert fits(Document.RECOVERY, dumped)
    assert dumped == {**dump_recovery(answer), "supposed": [*DUMPED.values()]}


def test_a_saved_answer_is_held_against_what_is_supposed(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would come of it is told with what was supposed, with and without another question."""
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(dump_assessment(assess(AWAY, as_of=DAY))), "utf-8")
    asked = ("assess", file, "--against", str(saved), *ALL)
    blocks = answered(capsys, *asked).split("\n\n")
    assert blocks[:4] == SAID
    assert blocks[4].startswith("Saved by badgerules")
    dumped = json.loads(answered(capsys, *asked, "--json"))
    assert fits(Document.REPLAY, dumped)
    assert dumped["supposed"] == [*DUMPED.values()]
    assert dumped["same"] is False
    later = (*asked, "--as-of", "2021-06-01")
    assert answered(capsys, *later).split("\n\n")[:4] == SAID
    compared = json.loads(answered(capsys, *later, "--json"))
    assert fits(Document.REPLAY, compared)
    assert compared["supposed"] == [*DUMPED.values()]
    assert "comparison" in compared


def test_no_score_is_a_score_to_suppose(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """From that day on there is none; what is dumped is null."""
    assert supposed(capsys, file, "--score", "none@2021-05-22") == [
        {"score": None, "since": "2021-05-22"}
    ]
    asked = (file, "--as-of", f"{DAY}", "--score", "none@2021-05-22")
    printed = answered(capsys, "assess", *asked)
    assert printed.startswith("Supposed: no score from 2021-05-22 on.")
    answer = dump_assessment(assess(AWAY.with_score(None, since=date(2021, 5, 22)), as_of=DAY))
    del answer["format"]
    told = json.loads(answered(capsys, "assess", *asked, "--json"))
    assert {key: told[key] for key in answer} == answer


@pytest.mark.parametrize(
    ("written_as", "value"),
    [
        ("job_success_score=91", 91),
        ("job_success_score=null", None),
        ("rising_talent=true", True),
        ("weeks=[]", []),
        ('weeks=[{"ends_on": "2021-05-22", "eligible": true}]',
         [{"ends_on": "2021-05-22", "eligible": True}]),
        ("first_contract_on=2020-01-31", "2020-01-31"),
        ('first_contract_on="2020-01-31"', "2020-01-31"),
        ("joined_on=null", None),
        ("profile_percent=100", 100),
        ("availability_current=false", False),
        ("last_active_on=null", None),
        ('holds=["2021-05-01"]', ["2021-05-01"]),
        ("holds=null", None),
        ("circumvention_on=2021-01-01", "2021-01-01"),
        ("average_feedback=4.75", "4.75"),
        ("average_feedback=5", "5"),
        ('average_feedback="4.75"', "4.75"),
        ("average_feedback=null", None),
        ("identity_verified=true", True),
        ("payout_method=false", False),
        ("from_elance=true", True),
        ('scores=[{"since": "2021-05-20", "score": null}]',
         [{"since": "2021-05-20", "score": None}]),
    ],
)  # fmt: skip
def test_every_fact_of_reputation_may_be_supposed(
    written_as: str, value: object, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is written as in JSON, text without quotation marks too, and means what it means there."""
    name = written_as.partition("=")[0]
    assert supposed(capsys, file, "--suppose", written_as) == [{"fact": name, "value": value}]
    facts = dump_record(AWAY)
    changed = load_record({**facts, "reputation": {**facts["reputation"], name: value}})
    asked = ("assess", file, "--as-of", f"{DAY}", "--suppose", written_as, "--json")
    answer = json.loads(answered(capsys, *asked))
    assert answer["badges"] == dump_assessment(assess(changed, as_of=DAY))["badges"]


def test_a_score_without_a_day_is_no_help_where_scores_have_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The dated ones stand in its place, so the option that takes a day is named."""
    dated = AWAY.with_score(86, since=DAY).with_score(95, since=date(2021, 4, 1))
    file = written(tmp_path, dated)
    given = ("--suppose", "job_success_score=95")
    for command in ("assess", "timeline", "recovery"):
        assert refused(capsys, command, file, "--as-of", f"{DAY}", *given) == (
            "badgerules: --suppose job_success_score cannot be supposed, as the record has scores "
            "by day, from 2021-04-01 on; say --score SCORE@DAY"
        )
    assert supposed(capsys, file, "--suppose", "scores=[]", *given)[-1]["value"] == 95


def test_facts_of_an_agency_may_be_supposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its members and their profiles, too."""
    studio = TalentRecord(kind="agency", contracts=[], reputation=standing(DAY, "agency"))
    file = written(tmp_path, studio)
    given = ("--suppose", "members=1", "--suppose", "members_profile_percent=50")
    assert [one["value"] for one in supposed(capsys, file, *given)] == [1, 50]


def test_a_reputation_may_be_supposed_where_there_was_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record without one, and without a base badge, gets one."""
    file = written(tmp_path, TalentRecord(kind="freelancer", contracts=[]))
    asked = ("--suppose", "profile_percent=90", "--json")
    answer = json.loads(answered(capsys, "assess", file, "--as-of", f"{DAY}", *asked))
    findings = answer["badges"]["top_rated"]["findings"]
    (found,) = [one["observed"] for one in findings if one["criterion"] == "profile"]
    assert found == 90


def test_contracts_that_are_not_known_stay_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fact is put into the record through JSON, where such contracts have no key."""
    record = TalentRecord(
        kind="freelancer", contracts=[], contracts_known=False, reputation=standing(DAY)
    )
    file = written(tmp_path, record)
    asked = ("--suppose", "profile_percent=90", "--json")
    answer = json.loads(answered(capsys, "assess", file, "--as-of", f"{DAY}", *asked))
    findings = answer["badges"]["top_rated"]["findings"]
    (found,) = [one["verdict"] for one in findings if one["criterion"] == "earnings"]
    assert found == "unknown"


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "given", "message"),
    [
        ("--pay", "brand=5", "must be CONTRACT=AMOUNT@DAY, as in shop=500.00@2020-09-01"),
        ("--pay", "5@2021-05-20", "must be CONTRACT=AMOUNT@DAY"),
        ("--pay", "brand=5@May", "must be a date as YYYY-MM-DD, got 'May'"),
        ("--pay", "brnd=5@2021-05-20", "badgerules: --pay contract must be the id of one of"),
        ("--pay", "brnd=5@2021-05-20", "did you mean 'brand'?"),
        ("--pay", "brand=five@2021-05-20", "badgerules: --pay amount must be dollars"),
        ("--outcome", "brand=positive", "must be CONTRACT=OUTCOME@DAY, as in shop=positive@2020-"),
        ("--outcome", "positive@2021-05-20", "must be CONTRACT=OUTCOME@DAY"),
        (
            "--outcome",
            "brand=good@2021-05-20",
            "must have an outcome that is one of positive, neutral, negative, got 'good'",
        ),
        ("--outcome", "brand=positive@2021-02-30", "must be a day of the calendar"),
        ("--outcome", "brnd=positive@2021-05-20", "did you mean 'brand'?"),
        ("--score", "90", "must be SCORE@DAY, as in 90@2026-12-14 or none@2026-12-14, got '90'"),
        ("--score", "@2021-05-20", "must be SCORE@DAY"),
        ("--score", "high@2021-05-20", "must be SCORE@DAY"),
        ("--score", "9.5@2021-05-20", "must be SCORE@DAY"),
        ("--score", "-1@2021-05-20", "must be SCORE@DAY"),
        ("--score", "٩@2021-05-20", "must be SCORE@DAY"),
        ("--score", f"{'9' * 10}@2021-05-20", "must be SCORE@DAY"),
        (
            "--score",
            "101@2021-05-20",
            "badgerules: --score must be a whole number from 0 to 100, got",
        ),
        ("--score", "90@2021", "must be a date as YYYY-MM-DD, got '2021'"),
        ("--suppose", "profile_percent", "must be FACT=VALUE with FACT one of job_success_score"),
        ("--suppose", "profile=90", "scores; did you mean 'profile_percent'?"),
        ("--suppose", "=90", "must be FACT=VALUE"),
        ("--suppose", "profile_percent=", "--suppose profile_percent must be a whole number"),
        ("--suppose", "profile_percent=all", "must be a whole number from 0 to 100, got 'all'"),
        ("--suppose", "profile_percent=9e1", "must be a whole number from 0 to 100, got 9e1"),
        ("--suppose", "from_elance=yes", "badgerules: --suppose from_elance must be"),
        ("--suppose", "members=3", "must be left out for a freelancer; it is an agency's"),
        ("--suppose", "holds=[2021-05-01]", "must be a list, got '[2021-05-01]'"),
        ("--suppose", f"holds={'[' * 200}{']' * 200}", "--suppose holds must be a list"),
        ("--suppose", "weeks=null", "--suppose weeks must be a list, got null"),
        (
            "--suppose",
            'scores=[{"since": "2021-05-20", "score": 1, "score": 2}]',
            "--suppose scores[0].score stands more than once",
        ),
    ],
)
def test_what_cannot_be_supposed_is_refused(
    option: str, given: str, message: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong form is bad usage, a wrong value bad input; each is told, and nothing is answered."""
    for command in ("assess", "timeline", "recovery"):
        told = refused(capsys, command, file, "--as-of", f"{DAY}", f"{option}={given}")
        assert message in told


def test_all_that_cannot_be_supposed_is_told_at_once(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each problem stands under its option, in the order given, whatever fits beside it."""
    given = [
        "--pay=zz=1@2021-05-20",
        "--suppose=profile_percent=101",
        "--pay=brand=1.005@2021-05-20",
        "--outcome=q=positive@2021-05-20",
        "--score=200@2021-05-20",
        "--suppose=joined_on=x",
        "--suppose=profile_percent=80",
    ]
    for command in ("assess", "timeline", "recovery"):
        assert status_of([command, file, *given]) == 2
        printed = capsys.readouterr()
        head, *lines = printed.err.splitlines()
        assert (printed.out, head) == ("", "badgerules: 6 problems:")
        assert [line.split(" must ")[0] for line in lines] == [
            "  --pay contract",
            "  --suppose profile_percent",
            "  --pay amount",
            "  --outcome contract",
            "  --score",
            "  --suppose joined_on",
        ]


@pytest.mark.parametrize("given", ["--score=90@2021-05-20", "--suppose=profile_percent=90"])
def test_a_recorded_base_badge_is_not_weighed_besides(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reputation would be a second source for it; the option that would make one is named."""
    record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    told = refused(capsys, "assess", written(tmp_path, record), "--as-of", f"{DAY}", given)
    option = given.partition("=")[0]
    message = "cannot be given together with base_badge; record the reputation in its place"
    assert f"badgerules: {option} {message}" in told

"""A saved answer held against the library: the same, or what differs and why."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    Badge,
    Contract,
    DocumentError,
    NoEditionInForceError,
    PlatformStats,
    Readings,
    TalentRecord,
    __version__,
    assess,
    dump_assessment,
    dump_record,
    edition_named,
    to_html,
    to_text,
)
from badgerules.cli import main
from badgerules.replay import ReplayCause, replay
from badgerules.schemas import json_schema
from badgerules.schemas.checking import misfits
from badgerules.serialization import dump_replay
from badgerules.timeline import timeline_ahead
from badgerules.vocabulary import ProblemCode
from markup import facts_of, parsed, rows_of, text_of

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
    with pytest.raises(DocumentError, match=r"findings\[2\]"):
        replay(RECORD, answer)


def test_a_flipped_hypothetical_is_no_same_answer() -> None:
    """Whether the rules were those in force is a part of the answer, like any other."""
    assert [*paths(RECORD, saved(hypothetical=True))] == ["$.hypothetical"]


def test_where_the_page_says_otherwise_is_a_part_of_the_answer() -> None:
    """Another badge and another sum on the page are other facts, and so are none."""
    page = PlatformStats(shown_on=DAY, badge="top_rated_plus", earnings_12_months="12000")
    shown = attrs.evolve(RECORD, stats=page)
    answer = dump_assessment(assess(shown, as_of=DAY))
    other = attrs.evolve(page, badge="none", earnings_12_months="9000")
    for record in (attrs.evolve(RECORD, stats=other), RECORD):
        assert paths(record, answer) == {"$.disagreements": ReplayCause.NEW_FACTS}
    assert answer["disagreements"] == []
    assert replay(shown, answer).is_same
    answer = dump_assessment(assess(attrs.evolve(RECORD, stats=other), as_of=DAY))
    for entry in answer["disagreements"]:
        entry["text"] = "in other words"
    assert answer["disagreements"]
    assert replay(attrs.evolve(RECORD, stats=other), answer).is_same


def test_an_edition_that_was_in_force_is_asked_for_as_such() -> None:
    """What lies ahead of the replayed answer goes by the editions of its days, as it did."""
    ahead = timeline_ahead(replay(RECORD, saved()).assessment, Badge.DIVERSITY_CERTIFIED)
    assert ahead.outlook.edition is None
    supposed = dump_assessment(assess(RECORD, as_of=DAY, edition="2021-02"))
    replayed = replay(RECORD, supposed)
    assert replayed.is_same
    assert replayed.assessment.question.named_edition == edition_named("2021-02")


def test_an_answer_looks_ahead_from_the_day_it_was_asked_on() -> None:
    """Two answers that differ in what was known are told apart, and each is replayed as asked."""
    ahead = dump_assessment(assess(RECORD, as_of=DAY, known_through=date(2020, 8, 1)))
    assert ahead["known_through"] == "2020-08-01"
    replayed = replay(RECORD, ahead)
    assert replayed.is_same
    assert replayed.assessment.question.known_through == date(2020, 8, 1)


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


OTHERWISE: dict[str, Any] = {
    "verdict": "unknown",
    "within_hours": 1,
    "unsettled": ["something"],
    "readings_that_matter": [{"reading": "feedback", "value": "some", "verdict": "met"}],
    "editions_that_matter": [{"edition": "2020-10", "verdict": "met"}],
    "next_change": {"on": "2031-01-01", "verdict": "met", "because": []},
}
"""What no decision on the record says, in the form in which decisions say it."""


def test_all_but_the_wording_is_compared() -> None:
    """Every value that a saved decision holds deviates once it says something else."""
    answer = saved()
    answer["visible"] = dict.fromkeys(answer["visible"], "rising_talent")
    answer |= {"visible_unsettled": {"basic": ["top_rated"]}, "diversity_seen_by": ["plus"]}
    by_reading = {"reading": "enterprise_suite", "value": "enterprise_only"}
    answer["visible_readings"] = {"basic": [{**by_reading, "badge": None, "diversity": True}]}
    answer["visible_editions"] = [{"edition": "2020-10", "seen": {"plus": []}}]
    for decision in answer["badges"].values():
        decision.update(OTHERWISE)
    words = OTHERWISE.keys()
    assert [*paths(RECORD, answer)] == [
        *(f"$.badges.{badge}.{word}" for badge in answer["badges"] for word in words),
        *(f"$.visible.{viewer}" for viewer in answer["visible"]),
        *("$.visible_unsettled", "$.diversity_seen_by"),
        *("$.visible_readings", "$.visible_editions"),
    ]


def test_a_later_confirmation_is_no_deviation() -> None:
    """A source that is found later makes rules fresher, and no other answer."""
    answer = saved(confirmed_on="2024-02-29")
    for decision in answer["badges"].values():
        for finding in decision["findings"]:
            finding["confirmed_on"] = None
    assert replay(RECORD, answer).is_same


@pytest.mark.clause("DELAY-1", "VIS-10")
def test_an_answer_under_the_rules_of_2026_is_replayed() -> None:
    """A review in days and the viewers of three plans are compared like hours and six viewers."""
    late = RECORD.with_payment("shop", "12000", on=date(2026, 7, 7))
    answer = dump_assessment(assess(late, as_of=date(2026, 7, 7)))
    assert replay(late, answer).is_same
    answer["badges"]["top_rated"]["within_days"] = 13
    answer["visible"]["business_plus"] = None
    assert [*paths(late, answer)] == ["$.badges.top_rated.within_days", "$.visible.business_plus"]
    (basic,) = answer["visible_readings"]["basic"]
    assert (basic["reading"], basic["badge"]) == ("plus_badge_audience", "top_rated")
    basic["badge"] = None
    assert [*paths(late, answer)][2:] == ["$.visible_readings"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("id", "other"),
        ("category", "writing"),
        ("counted", "0.01"),
        ("required", "0.01"),
        ("shortfall", "0.01"),
        ("serves", False),
        ("reason", "below_bar"),
    ],
)
def test_a_row_is_compared_to_the_last_word(name: str, other: object) -> None:
    """A contract that fared otherwise is a deviation of its finding, whatever its text says."""
    answer = saved()
    (large,) = (
        finding
        for finding in answer["badges"]["top_rated_plus"]["findings"]
        if finding["criterion"] == "large_contract"
    )
    assert large["contracts"][0][name] != other
    large["contracts"][0][name] = other
    assert [*paths(RECORD, answer)] == ["$.badges.top_rated_plus.findings.large_contract"]


def test_under_one_version_the_record_must_have_changed() -> None:
    """The same library answers otherwise only if it is given other facts."""
    richer = RECORD.with_payment("shop", "500", on=date(2020, 4, 1))
    found = paths(richer, saved())
    assert found[EARNINGS] is ReplayCause.NEW_FACTS
    assert {*found.values()} == {ReplayCause.NEW_FACTS}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("required", "9000.00"),
        ("clause", "TRP-F9"),
        ("clause", "DIV-0"),
        ("authority", "staff reply"),
    ],
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
    lines = to_text(replay(richer, saved())).splitlines()
    part = "  - badges.top_rated_plus.findings.earnings: the record is not the one of that"
    place = lines.index(part)
    assert lines[place + 1 : place + 3] == [
        "    time",
        '      observed: "12000.00" then, "12500.00" now',
    ]
    assert "      contracts differs" in lines


def test_the_text_shows_what_was_not_there_then() -> None:
    """A value that was null, and none of a number, stand beside what they are now."""
    answer = with_earnings(saved(badgerules="0.0.1"), observed=None, shortfall=None)
    answer["visible"]["basic"] = None
    text = to_text(replay(RECORD, answer))
    assert '      observed: null then, "12000.00" now' in text
    assert '      answer: null then, "top_rated" now' in text


def test_a_part_that_is_gone_is_shown_whole_and_short() -> None:
    """What only one side has is shown as far as a line goes."""
    answer = saved(badgerules="0.0.1")
    answer["badges"]["top_rated_plus"]["findings"].append(
        {**first_finding(answer), "criterion": "b" * 100}
    )
    text = " ".join(to_text(replay(RECORD, answer)).split())
    assert "b" * 40 in text
    assert text.endswith("the rules of the library changed answer differs")


def test_the_text_says_under_which_rules_it_was_asked() -> None:
    """An edition out of its time and another reading are named, as in every answer."""
    read = Readings(money_bar="more_than")
    answer = dump_assessment(assess(RECORD, as_of=DAY, edition="2024-01", readings=read))
    lines = to_text(replay(RECORD, answer)).splitlines()
    assert "Hypothetical: edition 2024-01 was not the one in force on 2020-09-01." in lines
    strictly = "Read so that an amount has to be passed by a cent, not only reached (TRP-F1)."
    assert strictly in lines
    assert lines[-1] == "The answer is the same."


def test_the_text_keeps_to_80_columns() -> None:
    """However long a part or a value is, no line is longer."""
    answer = saved(badgerules="0.0.1")
    answer["badges"]["top_rated_plus"]["findings"].append(
        {**first_finding(answer), "criterion": "b" * 200}
    )
    lines = to_text(replay(RECORD, answer)).splitlines()
    assert max(map(len, lines)) <= 80
    assert any("bbb" in line for line in lines)


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


def test_nothing_is_hidden_in_a_refusal() -> None:
    """A saved answer is text of somebody else: whatever it holds, it cannot steer a terminal."""
    answer = with_earnings(saved(badgerules="0.0.1\u202e\x1b[2J"), **{"\x1b]0;title\x07": 1})
    answer["visible"]["some\nbody\u2069"] = "x\u2067"
    with pytest.raises(DocumentError) as refused:
        replay(RECORD, answer)
    text = str(refused.value)
    assert text.isascii()
    assert all(line.isprintable() for line in text.split("\n"))
    assert "$.badgerules: must be" in text
    assert r"$.visible['some\nbody\u2069']: must be left out: the key is not known" in text


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
        "began": {"from": "2020-07-07", "through": "2020-07-07"},
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


def altered(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Return the saved answer after somebody changed it."""
    answer = saved()
    change(answer)
    return answer


def first_finding(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a finding on money of an answer."""
    found: dict[str, Any] = answer["badges"]["top_rated_plus"]["findings"][0]
    return found


def with_hours(written: str) -> str:
    """Return the saved answer as text, with another number in it."""
    return json.dumps(saved()).replace('"within_hours": 72', f'"within_hours": {written}')


FIRST = "$.badges.top_rated_plus.findings[0]"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (lambda: "[]", ["$: must be an object, got []"]),
        (lambda: "{", ["$: must be JSON"]),
        (
            lambda: dump_record(RECORD),
            ["$: must be a saved answer, got a record; save what assess --json prints"],
        ),
        (
            lambda: saved(readings=1, as_of=20200901),
            ["$.as_of: must be text, got 20200901", "$.readings: must be an object, got 1"],
        ),
        (
            lambda: {k: v for k, v in saved().items() if k != "id"},
            ["$.id: must be given, got nothing"],
        ),
        (
            lambda: altered(lambda answer: answer["badges"].update(top_rated=7)),
            ["$.badges.top_rated: must be an object, got 7"],
        ),
        (
            lambda: altered(lambda answer: first_finding(answer).pop("clause")),
            [f"{FIRST}.clause: must be given, got nothing"],
        ),
        (lambda: saved(format=True), ["$.format: must be a whole number, got true"]),
        (lambda: saved(format=2), ["$.format: must be 1, got 2"]),
        (lambda: saved(id="t-2"), ["$.id: must be that of the record, 't-1', got 't-2'"]),
        (lambda: saved(as_of="20200901"), ["$.as_of: must be a day such as 2020-09-01"]),
        (lambda: saved(as_of="2021-02-29"), ["$.as_of: must be "]),
        (
            lambda: saved(readings={**saved()["readings"], "money_bar": "about"}),
            ["$.readings.money_bar: must be one of at_least, more_than, got 'about'"],
        ),
        (lambda: saved(surprise=1), ["$.surprise: must be left out: the key is not known, got 1"]),
        (
            lambda: altered(lambda answer: first_finding(answer).update(surprise=[])),
            [f"{FIRST}.surprise: must be left out: the key is not known, got []"],
        ),
        (
            lambda: json.dumps(saved()).replace('"as_of":', '"as_of": "2019-01-01", "as_of":', 1),
            ["$.as_of: stands more than once; each key may stand once"],
        ),
        (
            lambda: json.dumps(saved()).replace('"unit":', '"unit": "days", "unit":', 1),
            ["$.badges.rising_talent.findings[0].unit: stands more than once"],
        ),
        (
            lambda: altered(
                lambda answer: answer["badges"]["top_rated_plus"]["findings"].append(
                    first_finding(answer)
                )
            ),
            ["$.badges.top_rated_plus.findings[4].criterion: must be a criterion of its own"],
        ),
        (lambda: with_hours("72.5"), ["$.badges.top_rated_plus.within_hours: must be"]),
        (lambda: with_hours("NaN"), ["$.badges.top_rated_plus.within_hours: must be"]),
        (lambda: with_hours("9" * 19), ["$.badges.top_rated_plus.within_hours: must be"]),
        (
            lambda: saved(badgerules="99.0.0", surprise=1),
            [f"$.badgerules: must be {__version__} or earlier, got 99.0.0; ask the library"],
        ),
        (lambda: saved(known_through="2020-09-02"), ["$.known_through: must be on or before"]),
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


@pytest.mark.parametrize("place", range(3))
def test_a_library_is_newer_by_any_of_its_numbers(place: int) -> None:
    """One number higher than here, an answer is refused, whatever stands behind it."""
    numbers = [int(number) for number in re.findall("[0-9]+", __version__)[:3]]
    numbers[place:] = [numbers[place] + 1] + [0] * (2 - place)
    version = ".".join(map(str, numbers))
    for newer in (version, f"{version}rc1"):
        with pytest.raises(DocumentError, match=rf"badgerules: must be .* or earlier, got {newer}"):
            replay(RECORD, saved(badgerules=newer))
    assert replay(RECORD, saved(badgerules=__version__)).is_same


def test_an_edition_that_names_no_other_cannot_be_made_again() -> None:
    """Rules of somebody's own, not made by `hypothetical`, are saved without what they change."""
    own = attrs.evolve(edition_named("2020-07"), id="our own")
    then = dump_assessment(assess(RECORD, as_of=DAY, edition=own))
    assert then["supposed_rules"]["based_on"] is None
    with pytest.raises(DocumentError) as refused:
        replay(RECORD, then)
    (problem,) = refused.value.problems
    assert problem.code is ProblemCode.IMPOSSIBLE
    assert str(refused.value) == (
        "$.supposed_rules.based_on: must be the id of the published edition that was changed, got "
        "null; save what assess --json prints"
    )


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


@pytest.mark.parametrize("more", [[], ["--as-of", "2021-03-01"]], ids=["alone", "another_day"])
def test_what_is_held_against_a_saved_answer_names_the_payments_supposed(
    files: tuple[str, str], more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--pay` the record is not the one on file, and text and JSON say so first."""
    record, answer = files
    paid = ["--pay", "shop=1@2020-04-01", "--pay", "shop=2.50@2020-04-02"]
    asked = ["assess", record, "--against", answer, *paid, *more]
    assert main(asked) == 0
    blocks = capsys.readouterr().out.split("\n\n")
    assert blocks[:2] == [
        "Supposed: $1.00 paid on shop on 2020-04-01.",
        "Supposed: $2.50 paid on shop on 2020-04-02.",
    ]
    assert blocks[2].startswith("Saved by badgerules")
    assert len(blocks) == 3 or more
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False
    assert told["supposed"] == [
        {"contract": "shop", "paid_on": "2020-04-01", "amount": "1.00"},
        {"contract": "shop", "paid_on": "2020-04-02", "amount": "2.50"},
    ]
    assert [*misfits(told, json_schema("replay"))] == []
    assert main(["assess", record, "--against", answer, *more, "--json"]) == 0
    assert "supposed" not in json.loads(capsys.readouterr().out)


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


def test_the_command_line_says_that_it_is_the_saved_answer_that_does_not_fit(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A problem of it stands under the option; a record in its place is one problem."""
    assert main(["assess", files[0], "--against", files[0]]) == 2
    assert capsys.readouterr().err == (
        "badgerules: --against $: must be a saved answer, got a record; "
        "save what assess --json prints\n"
    )
    Path(files[1]).write_text(json.dumps(saved(format=2, surprise=1)))
    assert main(["assess", *files[:1], "--against", files[1]]) == 2
    _, *lines = capsys.readouterr().err.splitlines()
    starts = [line.partition(": ")[0] for line in lines]
    assert starts == ["  --against $.format", "  --against $.surprise"]


def test_the_command_line_leaves_out_nothing_in_silence(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What a replay cannot show is refused, not forgotten."""
    asked = ["assess", files[0], "--against", files[1]]
    assert main([*asked, "--html", "--remedies"]) == 2
    assert "--against must be asked without --html and --remedies" in capsys.readouterr().err
    assert main([*asked, "--ledger", "--plan", "basic"]) == 2
    assert "--against must be asked without --ledger and --plan" in capsys.readouterr().err

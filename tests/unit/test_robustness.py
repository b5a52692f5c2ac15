"""What people do by accident: none of it may change an answer or end in a traceback."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest

from badgerules import (
    EDITIONS,
    Badge,
    Category,
    Contract,
    DocumentError,
    InvalidRecordError,
    Kind,
    Readings,
    assess,
    decide,
    edition_on,
    load_record,
)
from badgerules.cli import main
from badgerules.errors import shown
from badgerules.serialization import reading
from badgerules.thresholds import bars
from badgerules.windows import TrailingWindow, leaves_on, months_later
from builders import AS_OF, agency, contract, plus_holder


class Today(date):
    """A date as test tools that freeze the clock give it."""


def test_bars_cannot_be_changed() -> None:
    """Every later answer reads the same bars, so changing them is refused; copies are equal."""
    resolved = bars(EDITIONS[0], Readings(), Kind.FREELANCER)
    table: Any = resolved.large_contract
    for change in (
        lambda: table.__setitem__(Category.LEGAL, 1),
        lambda: table.__delitem__(Category.LEGAL),
        table.clear,
        table.popitem,
        lambda: table.pop(Category.LEGAL),
        lambda: table.update({Category.LEGAL: 1}),
        lambda: table.setdefault(Category.LEGAL, 1),
        lambda: table.__ior__({Category.LEGAL: 1}),
    ):
        with pytest.raises(TypeError) as caught:
            change()
        assert str(caught.value) == "it cannot be changed, since every later answer reads it too"
    assert resolved.large_contract[Category.LEGAL] == 500_000
    assert pickle.loads(pickle.dumps(resolved)) == resolved  # noqa: S301  # our own bytes
    assert copy.deepcopy(resolved) == resolved


def test_a_decision_tells_which_criteria_it_has() -> None:
    """`in` and iteration go by the keys of the criteria."""
    decision = decide(plus_holder(), Badge.TOP_RATED_PLUS, as_of=AS_OF)
    assert list(decision) == ["earnings", "large_contract", "independent", "top_rated"]
    assert "earnings" in decision
    assert "negative_share" not in decision
    assert 0 not in decision


def test_a_date_of_a_test_tool_is_a_date() -> None:
    """A subclass of date that is no datetime serves everywhere a date does."""
    day = Today(2020, 3, 1)
    record = plus_holder().with_payment("one", "5", on=day)
    assert record == plus_holder().with_payment("one", "5", on=date(2020, 3, 1))
    assert assess(record, as_of=Today(2020, 9, 1)).holds(Badge.TOP_RATED_PLUS)
    assert day in TrailingWindow(after=Today(2020, 2, 29), through=Today(2020, 3, 1))


def test_a_window_is_made_of_days() -> None:
    """What is no day is refused, and so is a window that begins before the calendar."""
    wrong: Any = 5
    with pytest.raises(InvalidRecordError, match="through must be a date, got 5") as caught:
        TrailingWindow(after=AS_OF, through=wrong)
    (problem,) = caught.value.problems
    assert (problem.path, problem.found, problem.allowed) == ("", "5", "a date")
    with pytest.raises(InvalidRecordError, match="after must be a date, got 5"):
        TrailingWindow(after=wrong, through=AS_OF)
    with pytest.raises(InvalidRecordError, match="day must be a date, got 5"):
        months_later(wrong, 1)
    with pytest.raises(InvalidRecordError, match="day must be a date, got 5"):
        leaves_on(wrong, 1)
    with pytest.raises(InvalidRecordError, match="calendar, got 0001-01-01 and -90 days"):
        TrailingWindow.of_days(90, through=date(1, 1, 1))
    assert TrailingWindow.of_days(90, through=AS_OF).first_day == date(2020, 6, 4)


def test_facts_of_an_agency_are_found_in_a_reputation_that_was_refused() -> None:
    """All problems at once: the wrong score does not hide the members of a freelancer."""
    reputation = {"job_success_score": 101, "members": 3}
    document: dict[str, Any] = {"format": 1, "kind": "freelancer", "contracts": []}
    with pytest.raises(DocumentError) as error:
        load_record(document | {"reputation": reputation})
    assert [problem.path for problem in error.value.problems] == [
        "$.reputation.job_success_score",
        "$.reputation.members",
    ]


def test_base_badge_and_a_refused_reputation_are_still_two_sources() -> None:
    """Both were given, so both problems are told."""
    document: dict[str, Any] = {
        "format": 1, "kind": "agency", "contracts": [], "base_badge": "none",
    }  # fmt: skip
    with pytest.raises(DocumentError) as error:
        load_record(document | {"reputation": {"members": -1}})
    assert [problem.path for problem in error.value.problems] == [
        "$.reputation.members",
        "$.reputation",
    ]


def test_a_refused_day_of_an_outcome_is_one_problem() -> None:
    """What is no date is not also reproached with having no outcome."""
    wrong: Any = "soon"
    with pytest.raises(InvalidRecordError) as error:
        Contract(id="one", category="legal", outcome_on=wrong)
    assert [problem.path for problem in error.value.problems] == ["outcome_on"]


def test_an_id_that_is_no_text_is_refused_as_such() -> None:
    """Asking for contract 5 is an unknown contract, with no nearest one."""
    wrong: Any = 5
    with pytest.raises(InvalidRecordError, match=r"id of one of its contracts, got 5 "):
        agency(contract("1.00")).contract(wrong)


class Rude:
    """An object that cannot be shown."""

    def __repr__(self) -> str:
        raise KeyError


class TwoLines:
    """An object whose `repr` has two lines."""

    def __repr__(self) -> str:
        return "one\ntwo"


def test_every_value_can_be_shown_in_a_message() -> None:
    """A `repr` that fails, breaks lines or nests too deeply does not break the message."""
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert shown(Rude()) == "an unprintable Rude"
    assert shown(TwoLines()) == "one two"
    assert shown(deep) == "an unprintable list"
    with pytest.raises(DocumentError, match=r"\$\.kind: must be one of freelancer, agency"):
        load_record({"format": 1, "kind": deep, "contracts": []})


def test_repeated_keys_are_told_once_each() -> None:
    """Among twenty thousand keys the two that are repeated are found."""
    keys = [f'"k{number}": 1' for number in range(20_000)] + ['"k7": 1', '"k0": 2', '"k0": 3']
    with pytest.raises(DocumentError) as error:
        load_record("{" + ", ".join(keys) + "}")
    told = [one.path for one in error.value.problems if "more than once" in one.message]
    assert told == ["$.k0", "$.k7"]


@pytest.mark.parametrize("wrong", ["plain text", 3, None, []], ids=str)
def test_readings_and_editions_of_another_type_are_refused(wrong: Any) -> None:  # noqa: ANN401
    """A programming mistake is a TypeError that says what is wanted."""
    with pytest.raises(TypeError, match=r"readings must be Readings\(...\), got"):
        decide(plus_holder(), Badge.TOP_RATED, as_of=AS_OF, readings=wrong)
    for number in (3, ["2020-07"]):
        edition: Any = number
        with pytest.raises(TypeError, match="edition must be an Edition, its id or None, got"):
            decide(plus_holder(), Badge.TOP_RATED, as_of=AS_OF, edition=edition)


def test_a_file_name_with_a_nul_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    """It cannot be opened, and that is what is said."""
    assert main(["assess", "a\0b"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("badgerules: cannot read a\0b: it cannot be opened")


def test_a_closed_standard_input_is_bad_input() -> None:
    """Without a standard input there is nothing to read, and no traceback."""
    command = f"{sys.executable} -m badgerules assess - <&-"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("badgerules: cannot read -: it cannot be opened")


def test_one_reading_given_twice_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    """Two values for one reading are refused, and it is named."""
    twice = ["--reading", "feedback=positive", "--reading", "feedback=not_negative"]
    assert main(["assess", "examples/support-specialist.json", *twice]) == 2
    expected = "badgerules: readings feedback must be given once, got 2 values\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("wrong", [[], {"a": 1}, True, 1.5], ids=str)
def test_an_id_of_another_type_is_refused_with_everything_else(wrong: object) -> None:
    """What cannot be an id is not compared with others either."""
    contracts = [{"id": wrong, "category": "legal"}, {"id": 1, "category": "lega"}]
    with pytest.raises(DocumentError) as error:
        load_record({"format": 1, "kind": "agency", "contracts": contracts})
    assert [problem.path for problem in error.value.problems] == [
        "$.contracts[0].id",
        "$.contracts[1].id",
        "$.contracts[1].category",
    ]


@pytest.mark.parametrize(
    "name",
    ["a\u00a0b", "\u682a\u5f0f\u3000\u5951", "\U0001f469\u200d\U0001f4bb studio"],
    ids=["no_break_space", "ideographs", "joined_symbols"],
)
def test_text_in_any_script_is_text(name: str) -> None:
    """Spaces of other widths and joiners are no control characters."""
    assert contract("1.00", name=name).id == name


@pytest.mark.parametrize(
    "certifications",
    [{"business_name": "Secret LLC"}, ["Secret LLC"], [["Secret LLC"]], "Secret LLC"],
    ids=str,
)
def test_what_stands_for_a_certification_is_not_repeated(certifications: object) -> None:
    """A wrong shape may hold what a certification contains, so the error does not show it."""
    document: dict[str, Any] = {"format": 1, "kind": "agency", "contracts": []}
    with pytest.raises(DocumentError) as error:
        load_record(document | {"certifications": certifications})
    assert "Secret" not in str(error.value) + repr(error.value.problems)


@pytest.mark.parametrize("wrong", [["x"], {}, 3, None], ids=str)
def test_a_badge_or_edition_of_another_type_is_refused(wrong: Any) -> None:  # noqa: ANN401
    """Also where Python could not even look it up."""
    with pytest.raises(InvalidRecordError, match="badge must be one of"):
        decide(plus_holder(), wrong, as_of=AS_OF)
    with pytest.raises(InvalidRecordError, match="edition day must be a date"):
        edition_on(wrong)


def test_a_datetime_is_no_day_of_an_edition() -> None:
    """A datetime is refused with the way out, as everywhere."""
    moment: Any = datetime(2020, 9, 1, tzinfo=UTC)
    with pytest.raises(InvalidRecordError, match=r"use its \.date\(\)"):
        edition_on(moment)


def test_problems_of_a_list_in_a_list_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred contracts of ten thousand bad payments cost no more than the first of them."""
    built: list[object] = []
    thoroughly: Any = getattr(reading, "_build_payment")  # noqa: B009  # to count its calls

    def counted(raw: object) -> object:
        built.append(raw)
        return thoroughly(raw)

    monkeypatch.setattr(reading, "_build_payment", counted)
    payments = [{"paid_on": "2020-13-01", "amount": 5}] * 10_000
    contracts: list[Any] = [
        {"id": f"c{n}", "category": "legal", "payments": payments} for n in range(100)
    ]
    with pytest.raises(DocumentError) as error:
        load_record({"format": 1, "kind": "agency", "contracts": contracts})
    assert len(error.value.problems) == 10_001
    assert len(built) < 10_100


def test_unknown_keys_are_not_told_without_end() -> None:
    """After ten thousand keys that are not known, one problem stands for all others."""
    keys: dict[str, Any] = {f"k{number}": 1 for number in range(20_000)}
    with pytest.raises(DocumentError) as error:
        load_record(keys | {"format": 1, "kind": "agency", "contracts": list[Any]()})
    assert len(error.value.problems) == 10_001
    last = "has more than 10,000 problems; those after are not listed"
    assert error.value.problems[-1].message == last

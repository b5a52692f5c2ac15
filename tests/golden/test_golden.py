"""The golden gate: no answer of the corpus moves unless the changelog announces it.

The stored answers are also those of the slow oracle, so that they are right and not merely old;
and every number of the rulebook is moved by its smallest step to see the gate fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

import law
import oracle
from badgerules import EDITIONS, Badge, Verdict
from badgerules.thresholds import CLAUSE, Edition
from golden import corpus, gate
from golden.facts import EDITIONS as DAYS
from golden.facts import KINDS, READINGS
from golden.plants import NOT_IN_AN_ANSWER, PLANTS, evolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from golden.gate import Answers, Facts
    from golden.plants import Plant

QUESTIONS = tuple(gate.questions())
IN_PART = {"case/four-figures", "case/gone-and-only-two-facts", "case/known-since-march"}
"""Questions about money known in part or from a page, of which the oracle weighs completions alone:
their answers are those of the cases."""
PER_STRATUM = 3
"""How many questions of each stratum are asked where not everything is."""


@pytest.fixture(scope="module")
def golden() -> Answers:
    """Return the stored answers, read once."""
    return gate.golden_answers()


@pytest.fixture(scope="module")
def some(*, thorough: bool) -> list[Facts]:
    """Return the questions to ask: all of them, or a few of each stratum and every case."""
    if thorough:
        return [*QUESTIONS]
    return [*gate.few_of_each(QUESTIONS, PER_STRATUM), *list(asked_in("case"))[PER_STRATUM:]]


def asked_in(*strata: str) -> Iterator[Facts]:
    """Go through the questions of some strata, and of those below them."""
    for question in QUESTIONS:
        if any(f"{question['stratum']}/".startswith(f"{one}/") for one in strata):
            yield question


# --- The gate -------------------------------------------------------------------------------------


def test_no_answer_moved_without_notice(golden: Answers, some: list[Facts]) -> None:
    """Every answer is the stored one, or the changelog announces exactly what moved."""
    moves = moves_of(golden, some)
    if moves.announcement:  # what is announced, or is to be, are the moves of the whole corpus
        moves = moves_of(golden, QUESTIONS)
    if not gate.is_announced(moves, gate.CHANGELOG.read_text("utf-8")):
        pytest.fail(moves.report, pytrace=False)


def moves_of(golden: Answers, questions: Iterable[Facts]) -> gate.Moves:
    """Ask questions that have a stored answer, and tell which answers moved."""
    today = {one["id"]: gate.answer(one) for one in questions if one["id"] in golden}
    return gate.moved(golden, today)


def test_the_golden_answers_are_those_of_the_slow_oracle(
    golden: Answers, some: list[Facts]
) -> None:
    """What is frozen is right: the oracle, which knows no library, gives the same answers."""
    wrong = [
        question["id"]
        for question in some
        if question["id"] in golden
        and question["id"] not in IN_PART
        and not _agrees(golden[question["id"]], _by_the_oracle(question))
    ]
    assert wrong == []


def _by_the_oracle(question: Facts) -> Facts:
    day, known = date.fromisoformat(question["as_of"]), question["known_through"]
    answer = oracle.answer(
        question["record"],
        day,
        question["readings"],
        question["edition"],
        known_through=None if known is None else date.fromisoformat(known),
    )
    return {"edition": question["edition"] or law.in_force(day).id, **answer}


def _agrees(own: Any, expected: object) -> bool:  # noqa: ANN401  # any JSON
    """Tell whether an answer says the same as the oracle, wherever that speaks."""
    if isinstance(expected, dict):
        parts = cast("Facts", expected)
        return all(_agrees(own[name], part) for name, part in parts.items())
    if isinstance(expected, list):
        items = cast("list[object]", expected)
        return len(own) == len(items) and all(map(_agrees, own, items))
    return bool(own == expected)


# --- What the corpus covers -----------------------------------------------------------------------


def test_the_corpus_is_what_its_seed_makes() -> None:
    """The stored questions are those of the generator, to the byte, on every Python."""
    assert gate.stored(gate.HERE / gate.CORPUS) == gate.as_lines(corpus.questions())


def test_every_question_has_a_golden_answer(golden: Answers) -> None:
    """At least 2,000 questions, each with its own id; a new case may wait for the next renewal."""
    ids = [question["id"] for question in QUESTIONS]
    assert len(ids) == len(set(ids)) >= 2_000
    missing = [one["id"] for one in QUESTIONS if one["id"] not in golden]
    assert all(name.startswith("case/") for name in missing), "run tests/golden/renew.py"
    assert golden.keys() <= set(ids), "a golden answer lost its question"


def test_every_badge_has_every_verdict(golden: Answers) -> None:
    """Each badge is met, unmet and unknown for both kinds; what is known of a vetting is all."""
    kinds = {question["id"]: question["record"]["kind"] for question in QUESTIONS}
    found = {
        (kinds[name], badge, decision["verdict"])
        for name, answer in golden.items()
        for badge, decision in answer["badges"].items()
    }
    every = {(kind, badge, verdict) for kind in KINDS for badge in Badge for verdict in Verdict}
    never = {(kind, Badge.EXPERT_VETTED, Verdict.UNKNOWN) for kind in KINDS}
    assert found == every - never


def test_every_edition_is_asked_on_its_first_and_last_day(golden: Answers) -> None:
    """Each edition answers on its edges by date, and elsewhere by its name as a what-if."""
    by_date = {q["as_of"]: golden[q["id"]] for q in asked_in("edition") if not q["edition"]}
    for edition, days in DAYS.items():
        assert [by_date[f"{day}"]["edition"] for day in days] == [edition, edition]
    what_ifs = {answer["edition"] for answer in golden.values() if answer["hypothetical"]}
    assert what_ifs == DAYS.keys() == {edition.id for edition in EDITIONS}


def test_every_reading_is_asked_alone_and_among_others(golden: Answers) -> None:
    """Each value of each reading stands alone in some questions and beside others in some."""
    alone = {(one, *q["readings"].items()) for one in KINDS for q in asked_in("reading")}
    chosen = {(name, value) for name, values in READINGS.items() for value in values[1:]}
    assert alone == {(one, *some) for one in KINDS for some in ((), *((each,) for each in chosen))}
    among = {
        (name, value)
        for question in asked_in("readings-mixed")
        for name, value in golden[question["id"]]["readings"].items()
    }
    assert among == {(name, value) for name, values in READINGS.items() for value in values}


# --- Seen to fail ---------------------------------------------------------------------------------


def moves_in(golden: Answers, *strata: str) -> gate.Moves:
    """Ask the questions of some strata and tell which answers moved."""
    return moves_of(golden, asked_in(*strata))


@pytest.mark.thorough
@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name.replace(" ", "-"))
def test_a_planted_change_is_reported(
    plant: Plant, golden: Answers, planted: Callable[[Iterable[Edition]], None]
) -> None:
    """One cent, day, week or word in the rules moves answers of that badge in that direction."""
    planted(map(plant.change, EDITIONS))
    found = moves_in(golden, plant.stratum)
    if plant.way:
        before, _, after = plant.way.partition("->")
        assert found.badges[plant.where][plant.way] > 0
        assert f"{after}->{before}" not in found.badges[plant.where]
    else:
        assert getattr(found, plant.where) > 0
    assert not gate.is_announced(found, gate.CHANGELOG.read_text("utf-8"))


def test_every_number_of_an_edition_was_planted() -> None:
    """No field that cites a clause, and that an answer rests on, is left out of the test above."""
    planted_fields = {plant.field for plant in PLANTS}
    ruling = {one.name for one in attrs.fields(Edition) if CLAUSE in one.metadata}
    assert planted_fields | NOT_IN_AN_ANSWER == ruling
    assert not planted_fields & NOT_IN_AN_ANSWER


BROUGHT = {
    "2020-10": "diversity_certified",
    "2021-02": "diversity_certified",
    "2022-01": "expert_vetted",
    "2024-01": "expert_vetted",
}
"""Which badge some editions move on their first day; the others move no more than the question."""


@pytest.mark.thorough
@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize(
    ("edition", "moves"),
    [(edition.id, BROUGHT.get(edition.id, "question")) for edition in EDITIONS[1:]],
)
def test_an_edition_one_day_off_is_reported(
    edition: str,
    moves: str,
    days: int,
    golden: Answers,
    planted: Callable[[Iterable[Edition]], None],
) -> None:
    """An edition that begins a day too soon or too late moves what it brought."""
    shift = evolved("effective_from", lambda day: day + timedelta(days=days))
    planted(shift(one) if one.id == edition else one for one in EDITIONS)
    found = moves_in(golden, "edition")
    assert found.question > 0
    assert moves == "question" or found.badges[moves].keys() & {"met->unmet", "unmet->met"}


def at_the_bar(golden: Answers, stratum: str) -> int:
    """Count the stored answers that hold Top Rated Plus with earnings at the bar to the cent."""
    held = [golden[one["id"]]["badges"]["top_rated_plus"] for one in asked_in(stratum)]
    return sum(
        finding["criterion"] == "earnings" and finding["observed"] == finding["required"]
        for decision in held
        if decision["verdict"] == "met"
        for finding in decision["findings"]
    )


def test_the_report_says_what_moved_and_what_to_announce(
    golden: Answers, planted: Callable[[Iterable[Edition]], None]
) -> None:
    """It counts by badge and direction, shows the first findings, and ends with the line."""
    planted(map(evolved("freelancer_earnings", lambda cents: cents + 1), EDITIONS))
    found = moves_in(golden, "earnings")
    count = at_the_bar(golden, "earnings/freelancer")
    assert f"  top_rated_plus: met->unmet {count}\n" in found.report
    finding = "earnings met (10000.00 of 10000.00) -> earnings unmet (10000.00 of 10000.01)"
    assert f"/2: top_rated_plus {finding}" in found.report
    assert found.report.endswith(f"* {found.announcement}")


# --- Announced ------------------------------------------------------------------------------------


def changelog(newest: str, older: str = "") -> str:
    """Return a changelog of two versions with these lines under Decisions."""
    return (
        "# Changelog\n\nText.\n\n## [Unreleased]\n\n### Added\n\n* A thing.\n\n"
        f"### Decisions\n\n{newest}\n\n## [0.1.0] - 2024-01-01\n\n### Decisions\n\n{older}\n"
    )


@pytest.fixture
def some_moves(golden: Answers, planted: Callable[[Iterable[Edition]], None]) -> gate.Moves:
    """Return moves nobody announced so far."""
    planted(map(evolved("agency_earnings", lambda cents: cents + 1), EDITIONS))
    return moves_in(golden, "earnings/agency")


def test_an_announced_move_passes(golden: Answers, some_moves: gate.Moves) -> None:
    """Its line under Decisions of the topmost version is enough, with a bullet or without."""
    line, count = some_moves.announcement, at_the_bar(golden, "earnings/agency")
    assert line.startswith(f"moved answers: top_rated_plus met->unmet {count},")
    assert gate.is_announced(some_moves, changelog(line))
    assert gate.is_announced(some_moves, changelog(f"* Another decision.\n* {line}\n* More."))


def test_any_other_announcement_does_not(some_moves: gate.Moves) -> None:
    """A wrong digest, an older version, another heading, or no changelog at all is no notice."""
    line = some_moves.announcement
    other_digest = line.replace(some_moves.digest, "0badcafe")
    for text in (
        changelog(other_digest),
        changelog("First answers.", older=line),
        changelog(f"* Not quite: {line}"),
        changelog("").replace("* A thing.", f"* {line}"),
        "",
    ):
        assert not gate.is_announced(some_moves, text)


def test_the_digest_stands_for_these_moves_alone(golden: Answers, some_moves: gate.Moves) -> None:
    """The same moves give the same line again; one answer fewer gives another digest."""
    after = {one["id"]: gate.answer(one) for one in asked_in("earnings/agency")}
    assert gate.moved(golden, after) == some_moves
    moved = next(name for name in after if after[name] != golden[name])
    but_one = {**after, moved: golden[moved]}
    assert gate.moved(golden, but_one).digest != some_moves.digest


def test_nothing_moved_needs_no_announcement(golden: Answers) -> None:
    """Without a move there is no line, and any changelog will do."""
    found = gate.moved(golden, dict(golden))
    assert (found.announcement, found.visible, found.question) == ("", 0, 0)
    assert gate.is_announced(found, changelog(""))


# --- Renewed by hand ------------------------------------------------------------------------------


def renewed(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a copy, so that no failure of it can touch the golden answers."""
    without_ci = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [sys.executable, folder / "renew.py"],
        env={**without_ci, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the gate with a corpus of ten questions, and one wrong answer to them."""
    folder = tmp_path / "golden"
    shutil.copytree(gate.HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(gate.HERE.parent / "changelog.py", tmp_path)
    shutil.copy(law.__file__, tmp_path)
    ten = [question for question in QUESTIONS if question["stratum"] == "owner-view"][:10]
    answers = [{"id": one["id"], "answer": gate.answer(one)} for one in ten]
    answers[0]["answer"]["visible"]["basic"] = "expert_vetted"
    gate.store(ten, folder / gate.CORPUS)
    gate.store(answers, folder / gate.ANSWERS)
    return folder


def test_renewing_is_refused_under_ci(copied: Path) -> None:
    """Where nobody looks, the command writes nothing and says why."""
    before = (copied / gate.ANSWERS).read_bytes()
    done = renewed(copied, CI="true")
    assert (done.returncode, done.stdout) == (2, "")
    assert "renewed by hand, never under CI" in done.stderr
    assert (copied / gate.ANSWERS).read_bytes() == before


def test_renewing_tells_what_moved_and_writes(copied: Path) -> None:
    """By hand it prints the moves with the line to announce, then stores today's answers."""
    done = renewed(copied)
    assert (done.returncode, done.stderr) == (0, "")
    assert "moved answers: visible 1 (" in done.stdout
    assert "10 answers, 0 of them to new questions" in done.stdout
    assert renewed(copied).stdout.startswith("no golden answer moved")

"""From each sentence to its clause, its numbers or criteria, and its tests, and back again."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import badgerules
from badgerules import CLAUSES, EDITIONS, Badge, Edition, Readings
from badgerules.clauses import Disposition
from badgerules.thresholds import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "make_rulebook.py"
ROOMS = Path(badgerules.__file__).parent


@cache
def rulebook() -> dict[str, Any]:
    """Return what the script that writes the rulebook finds: criteria, tests and pages."""
    return runpy.run_path(str(SCRIPT))


# --- From a sentence to its clause --------------------------------------------------------------

SENTENCES = {
    "modelled": (
        *("WIN-1", "WIN-5", "TRP-F1", "TRP-F2", "TRP-F4", "TRP-F8", "TRP-A2", "TRP-A4"),
        *("EV-1", "EV-2", "EV-3", "BASE-1", "TR-F1", "TR-F2", "TR-F3", "TR-F4", "TR-F5"),
        *("TR-F6", "TR-F7", "TR-F8", "TR-F9", "TR-A1", "TR-A2", "TR-A3", "TR-A4", "TR-A5"),
        *("TR-A6", "TR-A7", "TR-X1", "RT-1", "RT-2", "KEEP-1", "DELAY-1"),
        *("RT-3", "RT-4", "RT-5", "RT-6", "RT-7", "VIS-10", "VIS-11"),
        *("VIS-1", "VIS-2", "VIS-3", "VIS-4", "VIS-5", "VIS-7", "VIS-8", "VIS-9"),
        *("BEN-1", "BEN-2", "DIV-0", "DIV-1", "DIV-2", "DIV-3", "DIV-4", "DIV-5", "DIV-6"),
        *("DIV-9", "DIV-10", "DIV-12", "DIV-13"),
    ),
    "input": ("WIN-3", "WIN-4", "TRP-F6", "EV-4", "EV-5", "DIV-7", "DIV-14"),
    "reading": (
        *("WIN-2", "TRP-F3", "TRP-F5", "TRP-F7", "TRP-A1", "TRP-A3"),
        *("VIS-6", "VIS-12", "DIV-8", "DIV-11"),
    ),
    "not a rule": ("NOT-1", "NOT-2", "NOT-3", "NOT-4", "NOT-5", "NOT-6", "NOT-7", "DIB-1"),
    "declined": ("VIS-13", *(f"DECLINED-{number}" for number in range(1, 15))),
}
"""Every sentence of the specification, by what became of it."""


def test_every_sentence_has_its_clause_and_every_clause_its_sentence() -> None:
    """The register holds the sentences of the specification, with what became of each."""
    said = {name: disposition for disposition, names in SENTENCES.items() for name in names}
    assert {name: one.disposition.value for name, one in CLAUSES.items()} == said


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_says_something_and_where_it_was_found(name: str) -> None:
    """No clause is empty, and each stands under its own id."""
    clause = CLAUSES[name]
    assert (clause.id, bool(clause.statement), bool(clause.locator)) == (name, True, True)


# --- From a clause to its parameter, reading or criterion -----------------------------------------

STRUCTURAL = {
    "RT-7": "that agencies keep RT-1 and RT-2, and that Top Rated is seen first",
    "WIN-5": "which contracts are in a window at all",
    "TRP-F4": "that there is no sum over contracts, anywhere",
    "EV-3": "that there is no such criterion",
    "TR-F9": "that one unmet finding decides",
    "KEEP-1": "that benefits of a lower badge stay",
    "VIS-6": "the order of badges where several may be shown",
    "VIS-8": "that every place follows the profile",
    "VIS-9": "that an unknown badge is not shown",
    "DIV-1": "the closed list of categories",
    "DIV-6": "that a record holds a list of certifications",
    "DIV-10": "a type of its own, which a record refuses",
    "DIV-12": "that the badge is weighed by itself",
    "DIV-13": "what is left out of every text",
}
"""Clauses that are computed without a number, a choice or a finding, and what they are instead."""

CARRIED = {
    "WIN-3": ("Payment", "paid_on"),
    "WIN-4": ("TalentRecord", "contracts"),
    "TRP-F6": ("Contract", "outcome"),
    "EV-4": ("ExpertVetting", "prior_assessments"),
    "EV-5": ("ExpertVetting", "revoked_on"),
    "DIV-7": ("Certification", "type"),
    "DIV-14": ("Certification", "provider"),
}
"""The fact in which a record carries each input."""

PARAMETERS = {
    field.name: field.metadata[CLAUSE] for field in attrs.fields(Edition) if field.metadata
}
READINGS = {field.name: field.metadata[CLAUSE] for field in attrs.fields(Readings)}


def words_of(room: str) -> set[str]:
    """Return the strings that stand as literals in a room."""
    nodes = ast.walk(ast.parse((ROOMS / room).read_text("utf-8")))
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return {value for value in constants if isinstance(value, str)}


def hooks() -> set[str]:
    """Return the clauses that hold a parameter or reading, or are cited by an answer."""
    named = {name for name, one in CLAUSES.items() if one.readings}
    # A sight and a benefit cite their clause by a literal in the room that makes them.
    cited = words_of("visibility.py") & CLAUSES.keys()
    return {*PARAMETERS.values(), *READINGS.values(), *rulebook()["criteria"](), *named, *cited}


def test_every_computed_clause_has_a_number_a_choice_or_a_finding() -> None:
    """Those that have none are listed with the reason, and no other is."""
    computed = {*SENTENCES["modelled"], *SENTENCES["reading"]}
    assert computed - hooks() == STRUCTURAL.keys()


def test_what_is_no_rule_has_no_number_no_choice_and_no_finding() -> None:
    """Nothing computes a description, a guess, or what was declined."""
    assert hooks() & {*SENTENCES["not a rule"], *SENTENCES["declined"]} == set()


def test_every_input_is_carried_by_a_fact() -> None:
    """What others decide has a field that a record brings it in."""
    assert CARRIED.keys() == set(SENTENCES["input"])
    for class_name, field in CARRIED.values():
        assert field in attrs.fields_dict(getattr(badgerules, class_name))


def test_every_finding_cites_a_clause_that_is_computed_or_an_input() -> None:
    """An answer never cites a clause that does not exist, or is no rule."""
    allowed = {*SENTENCES["modelled"], *SENTENCES["reading"], *SENTENCES["input"]}
    assert set(rulebook()["criteria"]()) <= allowed


def documented_criteria() -> Iterator[tuple[str, str]]:
    """Yield each criterion of the table in the reference, with each clause it may cite."""
    text = (ROOT / "docs" / "reference" / "answer.md").read_text("utf-8")
    badges = [""]
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and re.match(r"[A-Z]+-", cells[2]):
            badges = cells[0].split(", ") if cells[0] else badges
            for key in re.findall(r"`(\w+)`", cells[1]):
                for clause in re.findall(r"[A-Z]+-\w+", cells[2]):
                    yield from ((f"{badge}: `{key}`", clause) for badge in badges)


def test_the_reference_lists_exactly_the_criteria_that_answers_hold() -> None:
    """Each finding stands in the table with its clause, and each row of it can be found."""
    found = {(key, clause) for clause, keys in rulebook()["criteria"]().items() for key in keys}
    # A row with two criteria and two clauses, "one or the other as the edition asks", gives four.
    both = {"submitted": "DIV-5", "reviewed": "DIV-4"}
    crossed = {(f"{Badge.DIVERSITY_CERTIFIED.label}: `{key}`", one) for key, one in both.items()}
    assert set(documented_criteria()) - crossed == found


# --- From a parameter to the rule that reads it ---------------------------------------------------


DECIDING = (
    *("thresholds.py", "decisions.py", "eligibility.py", "certification.py", "visibility.py"),
    *("criteria.py", "filters.py", "base_badges.py"),
)
"""The files that decide on a day, so that a number read elsewhere alone would decide nothing."""


@cache
def read_in_rules() -> set[str]:
    """Return every attribute that a rule reads; benefits name theirs in a table."""
    trees = [ast.parse((ROOMS / file).read_text("utf-8")) for file in DECIDING]
    return words_of("visibility.py") | {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }


@pytest.mark.parametrize("name", [*PARAMETERS, *READINGS])
def test_a_rule_reads_each_parameter_and_each_reading(name: str) -> None:
    """A number that nobody reads is a number that decides nothing."""
    assert name in read_in_rules()


# --- From a clause to its tests -------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [name for key in ("modelled", "reading", "not a rule") for name in SENTENCES[key]],
)
def test_a_test_carries_the_mark_of_the_clause(name: str) -> None:
    """Whatever is computed, or must not be, is proved by a test that says so."""
    assert rulebook()["proofs"]()[name]


def test_no_test_carries_the_mark_of_a_clause_that_does_not_exist() -> None:
    """A mark with a slip in it proves nothing."""
    assert rulebook()["proofs"]().keys() <= CLAUSES.keys()


def test_marks_are_found_as_pytest_finds_them(request: pytest.FixtureRequest) -> None:
    """What is read from the files is what the tests of this run carry."""
    proofs = rulebook()["proofs"]()
    read = {(proof.name, name) for name, tests in proofs.items() for proof in tests}
    for item in request.session.items:
        name = getattr(item, "originalname", None)
        for mark in item.iter_markers("clause"):
            assert {(name, clause) for clause in mark.args} <= read


# --- From an edition to what it says is new -------------------------------------------------------

ANNOUNCED = {
    "2020-10": {
        "diversity certifications, self-reported": {
            "diversity_badge", "diversity_countries", "diversity_details",
        },
        "on profiles": {"diversity_surfaces"},
        "every Plus client sees Top Rated Plus": {"plus_needs_selection"},
    },
    "2021-02": {
        "reviewed by hand": {"diversity_review", "diversity_details"},
        "on search tiles": {"diversity_surfaces"},
        "in a search filter": {"diversity_filter"},
    },
    "2021-07": {
        "test shows badges to every client who searches the Project Catalog": {
            "catalog_test_first_day", "catalog_test_last_day",
        },
    },
    "2022-01": {"opens Writing and Accounting & Consulting": {"expert_vetted_categories"}},
    "2024-01": {"opens IT & Networking and Data Science & Analytics": {"expert_vetted_categories"}},
    "2025-06": {
        "the plans are Basic, Business Plus and Enterprise": {
            "tiers", "expert_vetted_tiers", "top_rated_plus_tiers",
            "expert_vetted_priority", "top_rated_plus_priority",
        },
        "nobody says who sees Top Rated Plus": {"plus_audience_is_known"},
        "Enterprise clients alone see the diversity badge": {"diversity_tiers"},
    },
    "2026-07": {
        "Rising Talent of freelancers is stated in numbers": {
            "rising_talent_by_numbers", "rising_talent_earnings", "rising_talent_feedback",
        },
        "a Job Success Score no longer ends it": {"rising_talent_score"},
        "badges appear at a review every two weeks": {
            "badge_review", "base_badge_delay", "top_rated_plus_delay",
        },
    },
}  # fmt: skip
"""Which words of an edition's news announce which fields; from the table of editions."""


def test_only_editions_announce_something() -> None:
    """No announcement is left over; the test below misses none, the first edition has none."""
    assert ANNOUNCED.keys() <= {edition.id for edition in EDITIONS[1:]}


@pytest.mark.parametrize("after", EDITIONS[1:], ids=lambda edition: edition.id)
def test_an_edition_differs_by_exactly_what_it_announces(after: Edition) -> None:
    """Each change stands in its news, and each word of the news that promises one has one."""
    before = EDITIONS[EDITIONS.index(after) - 1]
    announced = ANNOUNCED.get(after.id, {})
    changed = {name for name in PARAMETERS if getattr(before, name) != getattr(after, name)}
    assert changed == set().union(*announced.values())
    assert [words for words in announced if words not in after.news] == []


# --- The pages ------------------------------------------------------------------------------------


def test_the_rulebook_is_what_the_rules_say() -> None:
    """The pages in the documentation are those that the script would write now."""
    done = subprocess.run(
        [sys.executable, SCRIPT, "--check"], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_that_is_stale_missing_or_left_over_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check tells a changed page, a page too many, and one that is not there."""
    write, folder = rulebook()["main"], str(tmp_path)
    assert (write([folder]), write(["--check", folder])) == (0, 0)
    page = tmp_path / "windows.md"
    page.write_text(page.read_text("utf-8").replace("12 months", "13 months"), "utf-8")
    (tmp_path / "sources.md").unlink()
    (tmp_path / "left-over.md").write_text("nobody wrote this\n", "utf-8")
    assert write(["--check", folder]) == 1
    expected = "stale: left-over.md, sources.md, windows.md; run make_rulebook.py\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_stands_in_the_rulebook_once(name: str) -> None:
    """Each has one heading, with its name, and an anchor that the name does not move."""
    pages = (ROOT / "docs" / "rulebook").glob("*.md")
    headings = [line for page in pages for line in page.read_text("utf-8").splitlines()]
    (number,) = (at for at, line in enumerate(headings) if line.startswith(f"## {name}: "))
    assert len(headings[number]) > len(f"## {name}: ")
    assert headings[number - 2] == f"({name.lower()})="


@pytest.mark.parametrize(
    "disposition", Disposition, ids=lambda disposition: disposition.name.lower()
)
def test_the_coverage_counts_the_sentences(disposition: Disposition) -> None:
    """The table of coverage has the number of sentences of each kind."""
    text = (ROOT / "docs" / "rulebook" / "coverage.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| {disposition.value} \| .* \| (\d+) \|$", text, re.MULTILINE)
    assert int(row) == len(SENTENCES[disposition.value])

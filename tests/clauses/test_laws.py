"""The laws of the house that a machine can check."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

import badgerules
import public_names as public
from badgerules import CLAUSES, EDITIONS, Edition, Readings
from badgerules.clauses import SOURCES
from badgerules.criteria import ASKED
from badgerules.thresholds import CLAUSE
from badgerules.vocabulary import PlanTier, Surface, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules.vocabulary import Category

ROOMS = Path(badgerules.__file__).parent
RULE_ROOMS = (
    "assessment",
    "base_badges",
    "certification",
    "comparison",
    "criteria",
    "decisions",
    "eligibility",
    "findings",
    "remedies",
    "timeline",
    "ledger",
    "filters",
    "thresholds",
    "visibility",
)
PARAMETERS = [field for field in attrs.fields(Edition) if CLAUSE in field.metadata]

SWITCHES = {
    name for row in ASKED.values() for criterion in row for name, _ in criterion.asked_where
}
"""The fields of `Edition` that say whether a criterion is asked; one that is off rules nothing."""


def files_of(room: str) -> list[Path]:
    """Return the files of a room, which is a module or a package."""
    return [*ROOMS.glob(f"{room}.py"), *ROOMS.glob(f"{room}/*.py")]


RULE_FILES = [file for room in RULE_ROOMS for file in files_of(room)]


def test_every_rule_room_is_found() -> None:
    """No rule room escapes the checks by moving."""
    assert all(files_of(room) for room in RULE_ROOMS)


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_rule_rooms_hold_no_number(file: Path) -> None:
    """A rule room holds no number but 0 and 1; the size of a cache is none of the law's."""
    tree = ast.parse(file.read_text("utf-8"))
    sizes = {
        id(word.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "maxsize"
    }
    numbers = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in {int, float, complex}
        and node.value not in {0, 1}
        and id(node) not in sizes
    ]
    assert numbers == []


def test_the_check_for_numbers_can_fail() -> None:
    """The rulebook, which is made of numbers, would not pass it."""
    tree = ast.parse((ROOMS / "rulebook.py").read_text("utf-8"))
    values = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {13, 16, 90} <= values


_NONE_IF_ZERO = {"Cents", "Days", "Hours", "Hundredths", "Points"}


def words_of(value: Any, unit: str) -> set[str]:  # noqa: ANN401  # a value of any field
    """Return how a parameter's value is written in a statement, piece by piece.

    0 of what must be reached, and of a delay, is how an edition says that it has no such number.
    """
    if isinstance(value, bool) or value is None or (value == 0 and unit in _NONE_IF_ZERO):
        return set()
    if unit in {"Cents", "Hundredths"}:
        return {f"${value // 100:,}" if unit == "Cents" else f"{value / 100:.2f}"}
    if unit == "CategoryTable":
        rows = dict(cast("Iterable[tuple[Category, int]]", value))
        return {f"${cents // 100:,}" for cents in rows.values()} | {one.label for one in rows}
    if isinstance(value, frozenset | tuple):
        return {word.label for word in cast("Iterable[object]", value) if isinstance(word, Word)}
    if isinstance(value, date):
        return {f"{value.day} {value:%b}"}
    return {str(value)}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("field", PARAMETERS, ids=lambda field: field.name)
def test_each_number_stands_in_the_statement_of_its_clause(
    edition: Edition, field: attrs.Attribute[Any]
) -> None:
    """Every value is among the numerals, categories or days that its clause names.

    A number that says whether its criterion is asked at all holds a 0 where it is not.
    """
    statement = CLAUSES[field.metadata[CLAUSE]].statement
    if field.name in SWITCHES and not getattr(edition, field.name):
        return
    for word in words_of(getattr(edition, field.name), str(field.type)):
        assert re.search(rf"(?<![\d,]){re.escape(word)}(?![\d]|,\d)", statement, re.IGNORECASE), (
            word
        )


@pytest.mark.parametrize(("before", "after"), [*pairwise(EDITIONS)], ids=lambda one: one.id)
def test_the_first_day_of_an_edition_stands_in_a_clause_that_it_changes(
    before: Edition, after: Edition
) -> None:
    """A day is written down twice, so a wrong one is seen; whoever changes no rule needs none."""
    changed = {
        CLAUSES[field.metadata[CLAUSE]].statement
        for field in PARAMETERS
        if getattr(before, field.name) != getattr(after, field.name)
    }
    day = after.effective_from
    assert not changed or re.search(rf"\b{day.day} {day:%b %Y}\b", " ".join(changed))


@pytest.mark.clause("TRP-F2", "TRP-A2")
@pytest.mark.parametrize(
    ("clause", "name"),
    [("TRP-F2", "freelancer_large_contract"), ("TRP-A2", "agency_large_contract")],
)
def test_each_category_stands_under_its_amount(clause: str, name: str) -> None:
    """The statement gives each category the amount that the edition gives it."""
    parts = re.split(r"\$([\d,]+): ", CLAUSES[clause].statement)
    amounts = [int(part.replace(",", "")) * 100 for part in parts[1::2]]
    for category, cents in getattr(EDITIONS[0], name):
        named = [
            amount
            for amount, text in zip(amounts, parts[2::2], strict=True)
            if category.label in text.split(". ")[0]
        ]
        assert named == [cents], category


def test_every_parameter_cites_a_known_clause() -> None:
    """No field of an edition but its names and day is without a clause, and each clause exists."""
    names = {
        *("id", "effective_from", "news", "dating", "based_on"),
        *("may_begin_from", "may_begin_through"),
    }
    assert {field.name for field in attrs.fields(Edition)} - {f.name for f in PARAMETERS} == names
    cited = {field.metadata[CLAUSE] for field in [*PARAMETERS, *attrs.fields(Readings)]}
    assert cited <= CLAUSES.keys()


def test_every_source_of_a_clause_is_known() -> None:
    """A clause cites only sources of the register, and only our own readings cite none."""
    cited = {key for clause in CLAUSES.values() for key in clause.sources}
    assert cited <= SOURCES.keys()
    bare = {clause.authority.value for clause in CLAUSES.values() if not clause.sources}
    assert bare <= {"ours"}


def test_every_reading_is_named_by_a_clause() -> None:
    """The seven readings of the register are those one can choose."""
    named = {name for clause in CLAUSES.values() for name in clause.readings}
    assert named == {field.name for field in attrs.fields(Readings)}


def _classes() -> list[type]:
    found = [public.value(path) for path in public.CORE]
    return [one for one in found if isinstance(one, type) and attrs.has(one)]


@pytest.mark.parametrize("whole", _classes(), ids=lambda whole: whole.__name__)
def test_values_are_frozen_slotted_and_take_keywords_only(whole: type) -> None:
    """Law 2 holds for every public value."""
    assert "__slots__" in vars(whole)
    assert "__setattr__" in vars(whole)
    assert all(field.kw_only for field in attrs.fields(whole) if field.init)
    with pytest.raises(TypeError, match="positional argument"):
        whole(1)


CLOCKS = re.compile(r"\b(today|now|utcnow|(?<!\bmin\.)time\(|environ|getenv|random|open\()")


@pytest.mark.parametrize(
    "file",
    sorted(
        file
        for file in ROOMS.rglob("*.py")
        if file.stem != "clauses" and file.parent.name not in {"batch", "cli"}
    ),
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_no_clock_environment_or_file_below_the_edge(file: Path) -> None:
    """Only the command line and `batch` beside it know the day, the environment and files."""
    tree = ast.parse(file.read_text("utf-8"))
    called = {ast.unparse(node) + "(" for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    called |= {f"{node.id}(" for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert [name for name in called if CLOCKS.search(name)] == []


def test_importing_and_deciding_touches_nothing_outside() -> None:
    """A first decision opens no file but modules, no socket, and reads no JSON library."""
    code = """
import sys
seen = []
import attrs, enum, typing, datetime, decimal
sys.addaudithook(lambda event, args: seen.append((event, args)) if event.startswith(
    ("socket", "subprocess", "os.system")) or event == "open" else None)
import datetime
from badgerules import TalentRecord, decide
decide(TalentRecord(kind="agency", contracts=[]), "top_rated_plus", as_of=datetime.date(2020, 9, 1))
files = [str(args[0]) for event, args in seen]
assert all(name.endswith((".py", ".pyc")) or ".pyc." in name for name in files), files
assert not {"cattrs", "json", "hypothesis", "argparse"} & set(sys.modules), "heavy"
print("quiet")
"""
    unmeasured = {name: word for name, word in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=unmeasured
    )
    assert (done.stdout, done.returncode) == ("quiet\n", 0), done.stderr


def test_places_and_plans_are_those_of_the_rules() -> None:
    """Four surfaces and four plans, no more."""
    assert [surface.value for surface in Surface] == [
        "profile", "search_tile", "proposal", "project_catalog",
    ]  # fmt: skip
    assert [tier.value for tier in PlanTier] == [
        *("basic", "plus", "business", "business_plus", "enterprise"),
    ]

"""Run mutmut over groups of modules, each group with the tests that are to notice its mutants.

mutmut has one list of tests for all it changes, and collects every test that reaches a mutant
before it runs the first of them. So each group is run by itself, with few and fast tests, in a
folder `mutants/GROUP` of its own. A later run goes on from the earlier one: it asks again what is
new, what changed and what survived. To ask everything anew, remove the folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MUTANTS, SOURCES = Path("mutants"), "src/badgerules"
COPIED = ("src", "tests", "conftest.py", "CHANGELOG.md", "pyproject.toml", "examples")
"""What the tests need to run, in a copy on which mutmut works."""


ASKED_AGAIN = (0, 5, 33)
"""The exit codes of mutants that nothing noticed, or that no test reached."""


PLUGINS = (
    *("-p", "tests.mutation.fresh"),
    *("-p", "_hypothesis_pytestplugin", "--hypothesis-profile=mutation"),
)
"""The plugins of pytest that the tests need; to look for others takes as long as a test."""


class Group(NamedTuple):
    """Modules that are changed together, and how each change is to be noticed.

    Args:
        modules: patterns of files below `src/badgerules`.
        tests: arguments that choose tests, as pytest takes them.
        without: patterns of modules that are left out.
        starts_afresh: whether no test may run in the process that is forked for each mutant,
            as engines with threads of their own ask for.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()
    starts_afresh: bool = False


INPUT = tuple(
    f"frames/{module}.py"
    for module in (
        *("__init__", "checks", "columns", "from_records"),
        *("in_sql", "inputs", "rows", "text_columns", "to_records"),
    )
)
"""The modules of frames that read and check what is given, and state no rule."""

AHEAD = ("frames/sweep*.py", "frames/ahead.py", "frames/compared.py")
"""The modules of frames that look at more than one day, a group of their own."""

SLOW_AHEAD = (
    *("duckdb", "pandas", "pyarrow", "lazy"),
    *("every_row", "population", "begins_in", "over_a_reputation"),
    *("each_number", "cuts_and", "other_windows"),
)
"""Words in the names of tests of what lies ahead that ask other engines, or take long."""

MADE_UP = ("tests/unit/test_criteria.py", "-k", "not frames")
"""Tests of criteria that no edition has; those over frames would not survive a fork."""

GROUPS = {
    "decisions": Group(
        modules=(
            "assessment.py",
            "base_badges.py",
            "certification.py",
            "client_plans.py",
            "criteria.py",
            "eligibility.py",
            "findings/*",
            "ledger.py",
            "money.py",
            "rulebook.py",
            "filters.py",
            "thresholds.py",
            "visibility.py",
            "windows.py",
        ),
        tests=(
            "tests/clauses",
            "tests/mutation/first_move.py",
            *MADE_UP,
            "tests/unit/test_converters.py::test_a_day_written_in_another_way_is_refused",
            "tests/unit/test_decisions.py",
            "tests/unit/test_hypothetical.py",
            "tests/unit/test_money.py",
            "tests/unit/test_problem_codes.py",
            "tests/unit/test_robustness.py",
            "tests/unit/test_rulebook.py",
            "tests/unit/test_scores.py",
            "tests/unit/test_stats.py",
            "tests/unit/test_windows.py",
            # These read the sources, which a mutant changes, or pages, which are not copied.
            "--ignore=tests/clauses/test_laws.py",
            "--ignore=tests/clauses/test_promises.py",
            "--ignore=tests/clauses/test_traceability.py",
        ),
    ),
    "timeline": Group(
        modules=("timeline/*",),
        tests=(
            "tests/unit/test_timeline*.py",
            "tests/unit/test_remedies*.py",
            "tests/unit/test_open_money.py",
            "tests/unit/test_stats.py",
            "tests/property/test_open_money.py",
            "tests/property/test_remedies.py",
            "tests/property/test_stats.py",
            "tests/property/test_timeline.py",
            *MADE_UP,
        ),
    ),
    "remedies": Group(
        modules=("remedies/*",),
        tests=(
            "tests/unit/test_remedies*.py",
            "tests/unit/test_open_money.py",
            "tests/unit/test_stats.py",
            "tests/property/test_open_money.py",
            "tests/property/test_remedies.py",
            *MADE_UP,
        ),
    ),
    "comparison": Group(
        modules=("comparison/*",),
        tests=(
            "tests/unit/test_comparison*.py",
            "tests/clauses/test_how_sure.py",
            "tests/property/test_answers.py::test_an_edition_that_is_not_named_turns_nothing",
            "tests/property/test_answers.py::test_what_another_edition_would_show_is_told_and_no_more",
            "tests/property/test_comparison.py",
            *MADE_UP,
        ),
    ),
    "frames": Group(
        modules=("frames/*",),
        without=(*INPUT, *AHEAD),
        tests=(
            "tests/mutation/frames_on_polars.py",
            "tests/frames/test_certifications.py",
            "tests/frames/test_counting.py",
            "tests/frames/test_hazards.py::test_the_highest_bar_is_exact_to_the_cent_and_a_higher_one_refused",
            "tests/frames/test_packed_numbers.py::test_every_day_of_the_calendar_has_its_place",
            "tests/frames/*_edges.py",
            *("-k", "not (duckdb or pandas or pyarrow)"),
        ),
        starts_afresh=True,
    ),
    "ahead": Group(
        modules=AHEAD,
        tests=(
            "tests/mutation/ahead_on_polars.py",
            "tests/frames/test_changes.py",
            "tests/frames/test_next_change*.py",
            *("-k", f"not ({' or '.join(SLOW_AHEAD)})"),
        ),
        starts_afresh=True,
    ),
}


def settings_of(group: Group) -> ConfigParser:
    """Return what mutmut reads about a group, as the `setup.cfg` of its folder."""
    settings = ConfigParser()
    settings["mutmut"] = {
        "source_paths": "src",
        "only_mutate": _lines(f"{SOURCES}/{module}" for module in group.modules),
        "also_copy": _lines(COPIED),
        "pytest_add_cli_args": _lines(PLUGINS),
        "pytest_add_cli_args_test_selection": _lines(_found(group.tests)),
        "process_isolation": "forkserver" if group.starts_afresh else "fork",
        "use_git_change_detection": "false",
    }
    if group.without:
        settings["mutmut"]["do_not_mutate"] = _lines(
            f"{SOURCES}/{module}" for module in group.without
        )
    return settings


def _found(tests: Iterable[str]) -> Iterator[str]:
    """Return the arguments with each pattern of files replaced by the files."""
    for argument in tests:
        if "*" in argument:
            yield from sorted(map(str, Path().glob(argument)))
        else:
            yield argument


def _lines(values: Iterable[str]) -> str:
    return "\n" + "\n".join(values)


def prepare(name: str) -> Path:
    """Copy what is needed into the folder of a group, where mutants killed before stay so."""
    folder = MUTANTS / name
    for copied in COPIED:
        target = folder / copied
        if target.is_dir():
            shutil.rmtree(target)
        if Path(copied).is_dir():
            shutil.copytree(copied, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(copied, target)
    for noted in (folder / MUTANTS).rglob("*.py.meta"):
        told = json.loads(noted.read_text("utf-8"))
        for mutant, code in told["exit_code_by_key"].items():
            told["exit_code_by_key"][mutant] = None if code in ASKED_AGAIN else code
        noted.write_text(json.dumps(told), "utf-8")
    if (statistics := folder / MUTANTS / "mutmut-stats.json").is_file():
        told = json.loads(statistics.read_text("utf-8"))
        told["config_fingerprint"] = {}  # or mutmut would ask everything anew after any change
        statistics.write_text(json.dumps(told), "utf-8")
    with (folder / "setup.cfg").open("w", encoding="utf-8") as file:
        settings_of(GROUPS[name]).write(file)
    return folder


def main() -> None:
    """Run the groups named, or all of them."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--max-children", default="2", help="how many mutants run at once")
    parser.add_argument("--mutants", nargs="*", default=[], help="run these again")
    asked = parser.parse_args()
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in asked.groups or GROUPS:
        command = ["mutmut", "run", "--max-children", asked.max_children, *asked.mutants]
        if subprocess.run(command, cwd=prepare(name), env=alone, check=False).returncode:
            sys.exit(f"mutmut failed over {name}")


if __name__ == "__main__":
    main()

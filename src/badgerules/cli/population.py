"""`badgerules batch`: a whole population, from files to a file."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from badgerules.assessment import question_of
from badgerules.cli import shared, what_ifs
from badgerules.errors import InvalidRecordError, Problem, refuse, unfit
from badgerules.rows.naming import UNITS
from badgerules.thresholds import Readings
from badgerules.vocabulary import Badge, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from badgerules.batch import Summary
    from badgerules.cli.shared import Commands
    from badgerules.decisions import Question

MEMORY = "512MB"
ALONE = "; a file that stands alone holds JSON lines, and ends in .jsonl"
BESIDE = {
    "weeks": "for Top Rated and Top Rated Plus from the reputation",
    "holds": "for Rising Talent, Top Rated and Top Rated Plus from the reputation",
    "certifications": "needed for Diversity-Certified",
}
POPULATION = ("talents", "contracts", "payments", *BESIDE)
_OF_FRAMES = (
    "contracts",
    "payments",
    *BESIDE,
    "memory",
    "explain",
    "ahead",
    "why",
    "column",
    "money",
)
_OF_LINES = ("full", "skip_bad")
_OPTION_OF = {"columns": "--column", "money": "--money", "memory": "--memory"}
"""The option for each argument of Python that a problem may be at."""
_ADVICE = {
    "say in columns": "say with --column NAME=YOURS",
    "say in money": "say with --money UNIT",
    'floats="round"': "--floats round",
}
"""What a problem advises, which is meant for Python, and the same for the command line."""


def add_command(commands: Commands) -> None:
    """Add the command to those there are."""
    many = commands.add_parser(
        "batch", help="decide badges for a whole population, from files to a file"
    )
    many.add_argument(
        "talents",
        metavar="TALENTS",
        type=Path,
        help="talents, as .parquet or .csv; or alone, records as JSON lines (.jsonl)",
    )
    for name in ("contracts", "payments"):
        many.add_argument(
            name, nargs="?", metavar=name.upper(), type=Path, help=f"{name}, as .parquet or .csv"
        )
    for name, badges in BESIDE.items():
        many.add_argument(
            f"--{name}", metavar="FILE", type=Path, help=f"{name}, as .parquet or .csv; {badges}"
        )
    many.add_argument(
        "-o",
        "--output",
        required=True,
        type=Path,
        metavar="OUT",
        help="the file of answers to write, .parquet or .csv, or .jsonl as the records; one that "
        "is there is replaced",
    )
    many.add_argument(
        "--badge",
        action="append",
        choices=[badge.value for badge in Badge],
        help="a badge; may be repeated (default: top_rated_plus; of JSON lines all)",
    )
    many.add_argument(
        "--full", action="store_true", help="of JSON lines: answer each with a whole assessment"
    )
    many.add_argument(
        "--explain",
        action="store_true",
        help="of files that are no JSON lines: add a column with the clause that decides each row",
    )
    many.add_argument(
        "--why",
        action="store_true",
        help="of files that are no JSON lines: add a column that says in a sentence why a row is "
        "not met; it asks about a record of each talent, which takes longer",
    )
    many.add_argument(
        "--column",
        action="append",
        type=_column,
        metavar="NAME=YOURS",
        help="the name that a column of your files has, as in paid_on=date, or "
        "payments.talent_id=user for one file alone; may be repeated",
    )
    many.add_argument(
        "--money",
        choices=UNITS,
        help="what amounts are in (default: dollars where they are text)",
    )
    many.add_argument(
        "--ahead",
        type=_days,
        metavar="DAYS",
        help="of files that are no JSON lines, and one badge: add who gains or loses it within so "
        "many days, if nothing new happens",
    )
    many.add_argument(
        "--skip-bad",
        action="store_true",
        help="of JSON lines: write those that are no records to OUT.refused.jsonl, with what is "
        "wrong with them",
    )
    many.add_argument(
        "--as-of",
        type=what_ifs.day,
        metavar="DAY",
        help="the day asked about (default: today)",
    )
    shared.add_question(many)
    many.add_argument(
        "--engine",
        choices=["duckdb", "polars"],
        default="duckdb",
        help="what reads, decides and writes (default: duckdb)",
    )
    many.add_argument(
        "--safe-cells",
        action="store_true",
        help="put an apostrophe before ids that a spreadsheet would take for a formula (.csv)",
    )
    many.add_argument(
        "--memory",
        type=_memory,
        metavar="SIZE",
        help=f"what DuckDB may take before it uses the disk (default: {MEMORY})",
    )
    many.add_argument(
        "--floats",
        choices=["refuse", "round"],
        default="refuse",
        help="round amounts to the nearest cent instead of refusing them (default: refuse)",
    )
    many.add_argument("--json", action="store_true", help="print the summary as JSON")
    many.set_defaults(run=_batch)


def _batch(options: argparse.Namespace) -> str:
    from badgerules.batch import JSON_LINES  # noqa: PLC0415  # the other commands need none of it

    is_lines = options.talents.suffix == JSON_LINES
    summary = _of_lines(options) if is_lines else _of_frames(options)
    for note in summary.notes:
        sys.stderr.write(f"badgerules: note: {note}\n")
    return json.dumps(summary.dumped, indent=1) if options.json else summary.text


def _asked(options: argparse.Namespace) -> Question:
    """Return what every talent of a population is asked."""
    readings = Readings(**shared.once_each(options.reading))
    return question_of(options.as_of or shared.today(), readings, options.edition, None)


def _terminal() -> TextIO | None:
    """Return where to show how far a long run is; None where nobody looks."""
    return sys.stderr if sys.stderr.isatty() else None


def _check_fits(options: argparse.Namespace, names: Iterable[str], where: str) -> None:
    """Refuse what the one kind of files does not take."""
    code = ProblemCode.CONTRADICTION
    message = f"must be left out with {where}"
    given = [name for name in names if getattr(options, name)]
    refuse("", [unfit(code, "nothing", "it", at=_option(name), message=message) for name in given])


def _option(name: str) -> str:
    return name.upper() if name in POPULATION[:3] else f"--{name.replace('_', '-')}"


def _of_lines(options: argparse.Namespace) -> Summary:
    """Decide badges for records as JSON lines."""
    from badgerules.batch import LinesJob, run_lines  # noqa: PLC0415  # as above

    _check_fits(options, _OF_FRAMES, "JSON lines, which hold whole records")
    badges = dict.fromkeys(map(Badge, options.badge or Badge))
    if options.full and options.badge:
        message = "must be left out with --full, which answers for every badge"
        code, found = ProblemCode.CONTRADICTION, ", ".join(badges)
        refuse("", [unfit(code, "nothing", found, at="--badge", message=message)])
    job = LinesJob(
        records=options.talents,
        output=options.output,
        badges=tuple(badges),
        is_full=options.full,
        skips_bad=options.skip_bad,
        question=_asked(options),
    )
    return run_lines(job, terminal=_terminal())


def _of_frames(options: argparse.Namespace) -> Summary:
    """Decide badges for the population in three files or more."""
    from badgerules.batch import Job, run  # noqa: PLC0415  # as above

    _check_fits(options, _OF_LINES, "files that are no JSON lines")
    badges = dict.fromkeys(map(Badge, options.badge or [Badge.TOP_RATED_PLUS]))
    problems = [
        unfit(ProblemCode.MISSING, "a file", "nothing", at=name.upper(), hint=ALONE)
        for name in POPULATION[:3]
        if getattr(options, name) is None
    ]
    refuse("", problems)
    if options.memory is not None and options.engine == "polars":
        message = f"must be left out with polars, which has no limit, got {options.memory}"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, "none", options.memory, at="--memory", message=message)])
    if options.ahead is not None and len(badges) > 1:
        allowed, found = "with one badge", ", ".join(badges)
        message = f"must be given {allowed}, got {found}; ask for the other badges in another run"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, allowed, found, at="--ahead", message=message)])
    if Badge.DIVERSITY_CERTIFIED in badges and options.certifications is None:
        message = f"must be given, as {Badge.DIVERSITY_CERTIFIED} rests on it"
        code, at = ProblemCode.MISSING, "--certifications"
        refuse("", [unfit(code, "a file", "nothing", at=at, message=message)])
    job = Job(
        files={name: file for name in POPULATION if (file := getattr(options, name)) is not None},
        output=options.output,
        engine=options.engine,
        memory=options.memory or MEMORY,
        floats=options.floats,
        has_safe_cells=options.safe_cells,
        badges=tuple(badges),
        explains=options.explain,
        tells_why=options.why,
        columns=tuple(options.column or ()),
        money=options.money,
        ahead=options.ahead,
        question=_asked(options),
    )
    try:
        return run(job, terminal=_terminal())
    except InvalidRecordError as error:
        told = tuple(map(_for_a_terminal, error.problems))
        raise InvalidRecordError(noun="", problems=told) from None


def _for_a_terminal(problem: Problem) -> Problem:
    """Return a problem that names options of the command line where it named arguments."""
    argument, _, column = problem.path.partition(".")
    path = problem.path
    if argument in _OPTION_OF:
        path = f"{_OPTION_OF[argument]} {column}".rstrip()
    message = problem.message
    for in_python, typed in _ADVICE.items():
        message = message.replace(in_python, typed)
    return attrs.evolve(problem, path=path, message=message)


def _column(text: str) -> tuple[str, str]:
    """Split NAME=YOURS; whether there are such columns is seen with the files."""
    name, equals, own = text.partition("=")
    if not (name and equals and own):
        msg = f"must be NAME=YOURS, as in paid_on=date, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return name, own


def _days(text: str) -> int:
    """Accept a number of days to look ahead."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        msg = f"must be a number of days from 1 to 9999, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _memory(text: str) -> str:
    """Accept an amount of memory as DuckDB writes it."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}(\.[0-9]+)?[KMGT]i?B", text):
        msg = f"must be a size such as 512MB or 2GB, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return text

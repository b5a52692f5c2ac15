"""The command line: read, call, print. The only module that knows what day it is.

Exit status: 0 it answered, whatever the answer; 2 bad usage, bad input or no edition in force,
with a message on standard error and nothing on standard output; 1 an internal failure.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import signal
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from badgerules import from_page, from_report, what_ifs
from badgerules.assessment import assess, question_of
from badgerules.clauses import clause
from badgerules.comparison import compare
from badgerules.display import (
    ORDER,
    assessment_text,
    badge_text,
    clause_text,
    clauses_text,
    freshness_text,
    next_change_text,
    remedies_text,
    summary_text,
    to_text,
)
from badgerules.display.colours import coloured
from badgerules.display.html import html_page
from badgerules.display.layout import wrapped
from badgerules.errors import BadgeRulesError, refuse, unfit
from badgerules.ledger import ledger
from badgerules.recovery import USUAL_SCORE, recovery
from badgerules.remedies import remedies
from badgerules.replay import replay
from badgerules.rulebook import EDITIONS, edition_named, edition_on
from badgerules.schemas import Document, json_schema
from badgerules.serialization import (
    dump_assessment,
    dump_comparison,
    dump_ledger,
    dump_record,
    dump_recovery,
    dump_remedies,
    dump_replay,
    dump_timeline,
    load_record,
)
from badgerules.thresholds import Readings
from badgerules.timeline import timeline
from badgerules.version import __version__
from badgerules.visibility import VIEWERS, visibility
from badgerules.vocabulary import PLAN_NAMES, Badge, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from badgerules.batch import Summary
    from badgerules.decisions import Assessment, Question
    from badgerules.records import TalentRecord
    from badgerules.what_ifs import WhatIf

_A = TypeVar("_A")

BAD_INPUT = 2
SIGNALLED = 128  # as shells tell it, plus the number of the signal
MEMORY = "512MB"
PAGE_TITLE = "Talent badges"
MORE_LAW = "More: --clauses for every clause, --clause ID for one, as in --clause TRP-F2."
MORE = "More: --full for everything, --badge BADGE for one, --remedies for what to do."
BESIDE = {
    "weeks": "for Top Rated and Top Rated Plus from the reputation",
    "holds": "for Rising Talent, Top Rated and Top Rated Plus from the reputation",
    "certifications": "needed for Diversity-Certified",
}
POPULATION = ("talents", "contracts", "payments", *BESIDE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: what follows the command's name; None for those of the process.

    Returns:
        The exit status: 0 answered, 2 bad usage, bad input or no edition in force.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter of an id
    try:
        text = options.run(options)
    except OSError as error:
        print(f"badgerules: cannot read {error.filename}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    except BadgeRulesError as error:
        print(f"badgerules: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt as stopped:
        print("badgerules: stopped before it was done", file=sys.stderr)
        return SIGNALLED + getattr(stopped, "number", signal.SIGINT)
    return _written(text)


def _written(text: str) -> int:
    """Print an answer, and return the exit status."""
    output: TextIO | None = sys.stdout  # None where the process was started without any
    if output is None:
        print("badgerules: cannot write the answer: there is no output", file=sys.stderr)
        return BAD_INPUT
    if output.isatty() and _wants_colours():
        text = coloured(text)
    try:
        print(text, file=output, flush=True)
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        _give_up(output)
    except OSError as error:
        _give_up(output)
        print(f"badgerules: cannot write the answer: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return 0


def _wants_colours() -> bool:
    """Tell whether the user of a terminal has not said otherwise (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _give_up(output: TextIO) -> None:
    """Let what is still to be written go nowhere, so that Python does not fail at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="badgerules",
        description="Talent badges as rules: who holds one, why not, who sees it.",
    )
    parser.add_argument("--version", action="version", version=f"badgerules {__version__}")
    parser.set_defaults(run=_help)
    commands = parser.add_subparsers(metavar="COMMAND")

    answer = commands.add_parser("assess", help="decide every badge of one talent")
    answer.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a record as JSON; - for standard input; none where --kind says whose page it is",
    )
    answer.add_argument(
        "--as-of",
        type=what_ifs.day,
        metavar="DAY",
        help="the day asked about (default: that of --shown-on, else today)",
    )
    _add_question(answer)
    extent = answer.add_mutually_exclusive_group()
    extent.add_argument(
        "--full",
        action="store_true",
        help="say how every criterion of every badge came out, not only what is missing",
    )
    extent.add_argument(
        "--badge",
        choices=[badge.value for badge in Badge],
        help="say how every criterion of this badge came out, and nothing of the others",
    )
    answer.add_argument(
        "--plan",
        choices=list(VIEWERS),
        type=lambda name: str(PLAN_NAMES.get(name, name)),
        help="say what this viewer sees, and why; with --json all viewers are always there",
    )
    answer.add_argument(
        "--ledger",
        action="store_true",
        help="add which payments counted for Top Rated Plus, which did not, and why",
    )
    _add_what_ifs(answer)
    answer.add_argument(
        "--remedies",
        action="store_true",
        help="add how each badge can be gained or kept: what to pay, by when, what to wait for",
    )
    answer.add_argument(
        "--against",
        metavar="SAVED",
        help="say whether the answer saved as JSON still stands and, with --as-of, --edition or "
        "--reading, what came between it and the answer asked for",
    )
    _add_forms(answer, "the answer")
    from_page.add_options(answer)
    answer.set_defaults(run=_assess)

    ahead = commands.add_parser("timeline", help="say from when to when a badge is held")
    ahead.add_argument("file", metavar="FILE", help="a record as JSON; - for standard input")
    ahead.add_argument(
        "--badge",
        choices=[badge.value for badge in Badge],
        default=Badge.TOP_RATED_PLUS.value,
        help="the badge (default: top_rated_plus)",
    )
    ahead.add_argument(
        "--as-of",
        type=what_ifs.day,
        metavar="DAY",
        help="the last day whose facts are known (default: today)",
    )
    ahead.add_argument(
        "--from",
        dest="first_day",
        type=what_ifs.day,
        metavar="DAY",
        help="the first day (default: the first of the rules)",
    )
    ahead.add_argument(
        "--to",
        dest="last_day",
        type=what_ifs.day,
        metavar="DAY",
        help="the last day, included (default: until nothing recorded can change it)",
    )
    _add_what_ifs(ahead)
    _add_question(ahead)
    _add_forms(ahead, "the timeline")
    ahead.set_defaults(run=_timeline)

    back = commands.add_parser(
        "recovery", help="say when a badge is back, for each day on which the score may return"
    )
    back.add_argument("file", metavar="FILE", help="a record as JSON; - for standard input")
    back.add_argument(
        "--badge",
        choices=[badge.value for badge in Badge],
        default=Badge.TOP_RATED.value,
        help="the badge (default: top_rated)",
    )
    back.add_argument(
        "--as-of",
        type=what_ifs.day,
        metavar="DAY",
        help="the last day whose facts are known (default: today)",
    )
    back.add_argument(
        "--back-at",
        type=int,
        default=USUAL_SCORE,
        metavar="SCORE",
        help=f"the score that returns (default: {USUAL_SCORE})",
    )
    _add_what_ifs(back)
    _add_question(back)
    _add_forms(back, "the answer")
    back.set_defaults(run=_recovery)

    own = commands.add_parser(
        "report", help="make a record from the platform's own report of transactions"
    )
    from_report.add_options(own)
    own.set_defaults(run=_report)

    many = commands.add_parser(
        "batch", help="decide a badge for a whole population, from files to a file"
    )
    _add_batch(many)

    law = commands.add_parser("rules", help="print the law, with clauses and sources")
    law.add_argument(
        "--edition",
        metavar="ID",
        help="the edition (default: the one in force today)",
    )
    what = law.add_mutually_exclusive_group()
    what.add_argument("--clause", metavar="ID", help="one clause, and its numbers in every edition")
    what.add_argument("--clauses", action="store_true", help="the first sentence of every clause")
    what.add_argument(
        "--schema",
        choices=[document.value for document in Document],
        help="print the JSON Schema of a record or of an answer instead",
    )
    law.set_defaults(run=_rules)
    return parser


def _help(_: argparse.Namespace) -> str:
    """Return what the command alone answers."""
    return _parser().format_help().rstrip()


def _add_batch(many: argparse.ArgumentParser) -> None:
    """Add what the command for a whole population takes."""
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
        help="the badge (default: top_rated_plus); of JSON lines several (default: all)",
    )
    many.add_argument(
        "--full", action="store_true", help="of JSON lines: answer each with a whole assessment"
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
    _add_question(many)
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


def _add_what_ifs(command: argparse.ArgumentParser) -> None:
    """Add what may be supposed besides what the record holds, in the order given."""
    for name, form, metavar, what in (
        (
            "--pay",
            what_ifs.payment,
            "CONTRACT=AMOUNT@DAY",
            "this payment; new:CATEGORY is a contract still to come",
        ),
        ("--outcome", what_ifs.outcome, "CONTRACT=OUTCOME@DAY", "that a contract ended so"),
        ("--score", what_ifs.score, "SCORE@DAY", "this Job Success Score from a day on"),
        ("--suppose", what_ifs.fact, "FACT=VALUE", "this fact of reputation"),
    ):
        command.add_argument(
            name,
            action="append",
            dest="what_ifs",
            default=[],
            type=form,
            metavar=metavar,
            help=f"suppose {what}; a what-if, may be repeated",
        )


def _add_forms(command: argparse.ArgumentParser, what: str) -> None:
    """Add the forms in which an answer can be printed instead of text."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=f"print {what} as JSON")
    form.add_argument("--html", action="store_true", help=f"print {what} as a page of HTML")


def _add_question(command: argparse.ArgumentParser) -> None:
    """Add what an answer can be asked under."""
    command.add_argument(
        "--edition",
        metavar="ID",
        help="apply this edition, whatever the day (a what-if)",
    )
    command.add_argument(
        "--reading",
        action="append",
        default=[],
        type=_reading,
        metavar="NAME=VALUE",
        help="read one ambiguous clause another way; may be repeated",
    )


def _assess(options: argparse.Namespace) -> str:
    as_of = options.as_of or options.shown_on or _today()
    document = None if options.file is None else _read(options.file)
    record = what_ifs.applied(from_page.record_of(document, options, as_of), options.what_ifs)
    if options.against is not None:
        return _against(record, options)
    if options.json:
        _check_whole(options)
    terms: dict[str, Any] = {
        "as_of": as_of,
        "readings": Readings(**_once_each(options.reading)),
        "edition": options.edition,
    }
    assessment = assess(record, **terms)
    counted = ledger(record, Badge.TOP_RATED_PLUS, **terms) if options.ledger else None
    asked = ORDER if options.badge is None else [Badge(options.badge)]
    found = [remedies(record, badge, **terms) for badge in asked] if options.remedies else []
    if options.json:
        answer = {**dump_assessment(assessment), **_dumped_what_ifs(options.what_ifs)}
        if counted is not None:
            answer["ledger"] = dump_ledger(counted)
        if found:
            answer["remedies"] = {one.badge.value: dump_remedies(one) for one in found}
        return json.dumps(answer, indent=1)
    supposed = _supposed_texts(options.what_ifs)
    if options.html:
        seen = [] if options.plan is None else [visibility(assessment, to=VIEWERS[options.plan])]
        whole = assessment if options.badge is None else assessment[options.badge]
        answers = [whole, *seen, *([] if counted is None else [counted]), *found]
        return html_page(PAGE_TITLE, *supposed, *answers)
    blocks = ["\n".join(wrapped(text)) for text in supposed]
    blocks.append(_answer_text(assessment, options))
    blocks += [] if counted is None else [to_text(counted)]
    blocks += map(remedies_text, found)
    fresh = wrapped(freshness_text(assessment.question, [assessment[badge] for badge in asked]))
    blocks += [next_change_text(assessment), "\n".join(fresh)]
    if not (options.full or options.badge):
        blocks.append(MORE)
    return "\n\n".join(filter(None, blocks))


def _answer_text(assessment: Assessment, options: argparse.Namespace) -> str:
    """Return as much of an assessment as was asked for."""
    to = VIEWERS.get(options.plan)
    if options.full:
        return assessment_text(assessment, to=to)
    if options.badge is None:
        return summary_text(assessment, to=to)
    seen = [] if to is None else [to_text(visibility(assessment, to=to))]
    return "\n\n".join([badge_text(assessment, Badge(options.badge)), *seen])


def _check_whole(options: argparse.Namespace) -> None:
    """Refuse a part of an answer where the whole is printed."""
    if options.badge is not None:
        message = "must be left out with --json, which holds every badge"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, "nothing", options.badge, at="--badge", message=message)])


def _supposed_record(options: argparse.Namespace) -> TalentRecord:
    """Return the record of the file, with everything that is supposed."""
    return what_ifs.applied(load_record(_read(options.file)), options.what_ifs)


def _supposed_texts(supposed: Iterable[WhatIf]) -> list[str]:
    """Say what is supposed, each in a sentence."""
    return [f"Supposed: {what_if.said()}." for what_if in supposed]


def _dumped_what_ifs(supposed: Iterable[WhatIf]) -> dict[str, Any]:
    """Return what is supposed as a part of an answer; nothing if nothing is."""
    dumped = [what_if.dumped() for what_if in supposed]
    return {"supposed": dumped} if dumped else {}


def _against(record: TalentRecord, options: argparse.Namespace) -> str:
    """Hold a saved answer against today's library and, if one is asked for, another question."""
    _check_asked_alone(options)
    replayed = replay(record, _read(options.against))
    then = replayed.assessment
    asked = {"as_of": options.as_of, "edition": options.edition, "readings": options.reading}
    answer = {**dump_replay(replayed), **_dumped_what_ifs(options.what_ifs)}
    blocks = ["\n".join(wrapped(text)) for text in _supposed_texts(options.what_ifs)]
    blocks.append(to_text(replayed))
    if not any(asked.values()):
        return json.dumps(answer, indent=1) if options.json else "\n\n".join(blocks)
    supposed = then.question.edition if then.question.is_hypothetical else None
    now = assess(
        record,
        as_of=options.as_of or then.question.as_of,
        edition=supposed if options.edition is None else options.edition,
        readings=attrs.evolve(then.question.readings, **_once_each(options.reading)),
    )
    compared = compare(then, now)
    if options.json:
        return json.dumps({**answer, "comparison": dump_comparison(compared)}, indent=1)
    return "\n\n".join([*blocks, to_text(compared)])


def _check_asked_alone(options: argparse.Namespace) -> None:
    besides = [
        f"--{name}"
        for name in ("html", "full", "badge", "ledger", "plan", "remedies")
        if vars(options)[name]
    ]
    if besides:
        found = " and ".join(besides)
        message = f"must be asked without {found}; ask for them in a command of their own"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, "--json", found, at="--against", message=message)])


def _timeline(options: argparse.Namespace) -> str:
    answer = timeline(
        _supposed_record(options),
        options.badge,
        as_of=options.as_of or _today(),
        first_day=options.first_day,
        last_day=options.last_day,
        readings=Readings(**_once_each(options.reading)),
        edition=options.edition,
    )
    return _told(options, answer, dump_timeline)


def _recovery(options: argparse.Namespace) -> str:
    answer = recovery(
        _supposed_record(options),
        options.badge,
        as_of=options.as_of or _today(),
        score=options.back_at,
        readings=Readings(**_once_each(options.reading)),
        edition=options.edition,
    )
    return _told(options, answer, dump_recovery)


def _told(options: argparse.Namespace, answer: _A, dump: Callable[[_A], dict[str, Any]]) -> str:
    """Return an answer in the form asked for, with what was supposed."""
    if options.json:
        return json.dumps({**dump(answer), **_dumped_what_ifs(options.what_ifs)}, indent=1)
    supposed = _supposed_texts(options.what_ifs)
    if options.html:
        return html_page(PAGE_TITLE, *supposed, answer)
    blocks = ["\n".join(wrapped(text)) for text in supposed]
    return "\n\n".join([*blocks, to_text(answer)])


def _report(options: argparse.Namespace) -> str:
    from_report.check_options(options)
    contracts = None if options.contracts is None else _read(options.contracts)
    reading = from_report.reading_of([_read(file) for file in options.files], contracts, options)
    if contracts is None:
        output: TextIO | None = sys.stdout
        if isinstance(output, io.TextIOWrapper) and not output.isatty():
            output.reconfigure(encoding="utf-8")  # it is read again, whatever the locale
        return from_report.to_fill_in(reading).removesuffix("\n")
    record = json.dumps(dump_record(from_report.record_of(reading, options)), indent=1)
    if options.output is None:
        return record
    told = from_report.summary(reading, options.output)
    _save(f"{record}\n", Path(options.output), but=[*options.files, f"{options.contracts}"])
    return told


def _save(text: str, output: Path, *, but: Iterable[str]) -> None:
    """Write a file whole or not at all, and never over one that was read."""
    code, at = ProblemCode.IMPOSSIBLE, str(output)
    if any(_is_same(output, file) for file in but):
        message = "must be another file than those that are read"
        refuse("", [unfit(code, "another file", at, at=at, message=message)])
    try:
        with tempfile.TemporaryDirectory(prefix=".badgerules-", dir=output.parent) as folder:
            whole = Path(folder) / "whole"
            whole.write_text(text, encoding="utf-8")
            whole.replace(output)
    except (OSError, ValueError) as error:  # a ValueError: a NUL in the name
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        refuse("", [unfit(code, "a file that can be written", at, at=at, message=message)])


def _is_same(output: Path, file: str) -> bool:
    try:
        return output.samefile(file)
    except (OSError, ValueError):  # there is no such file yet
        return False


def _batch(options: argparse.Namespace) -> str:
    from badgerules.batch import JSON_LINES  # noqa: PLC0415  # the other commands need none of it

    is_lines = options.talents.suffix == JSON_LINES
    summary = _of_lines(options) if is_lines else _of_frames(options)
    return json.dumps(summary.dumped, indent=1) if options.json else summary.text


def _asked(options: argparse.Namespace) -> Question:
    """Return what every talent of a population is asked."""
    readings = Readings(**_once_each(options.reading))
    return question_of(options.as_of or _today(), readings, options.edition, None)


def _terminal() -> TextIO | None:
    """Return where to show how far a long run is; None where nobody looks."""
    return sys.stderr if sys.stderr.isatty() else None


_OF_FRAMES = ("contracts", "payments", *BESIDE, "memory")
_OF_LINES = ("full", "skip_bad")


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
    """Decide a badge for the population in three files or more."""
    from badgerules.batch import Job, run  # noqa: PLC0415  # as above

    _check_fits(options, _OF_LINES, "files that are no JSON lines")
    badge, *others = options.badge or [Badge.TOP_RATED_PLUS.value]
    problems = [
        unfit(ProblemCode.MISSING, "a file", "nothing", at=name.upper())
        for name in POPULATION[:3]
        if getattr(options, name) is None
    ]
    if others:
        code, found = ProblemCode.REPEATED, ", ".join(options.badge)
        problems.append(unfit(code, "one badge", found, at="--badge"))
    refuse("", problems)
    if options.memory is not None and options.engine == "polars":
        message = f"must be left out with polars, which has no limit, got {options.memory}"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, "none", options.memory, at="--memory", message=message)])
    if badge == Badge.DIVERSITY_CERTIFIED and options.certifications is None:
        message = f"must be given, as {badge} rests on it"
        code, at = ProblemCode.MISSING, "--certifications"
        refuse("", [unfit(code, "a file", "nothing", at=at, message=message)])
    job = Job(
        files={name: file for name in POPULATION if (file := getattr(options, name)) is not None},
        output=options.output,
        engine=options.engine,
        memory=options.memory or MEMORY,
        floats=options.floats,
        has_safe_cells=options.safe_cells,
        badge=Badge(badge),
        question=_asked(options),
    )
    return run(job, terminal=_terminal())


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the user's own day is meant


def _rules(options: argparse.Namespace) -> str:
    if options.schema is not None:
        return json.dumps(json_schema(options.schema), indent=1)
    if options.clauses:
        return clauses_text()
    if options.clause is not None:
        editions = EDITIONS if options.edition is None else (edition_named(options.edition),)
        return clause_text(clause(options.clause), editions)
    named = edition_on(_today()) if options.edition is None else edition_named(options.edition)
    return f"{to_text(named)}\n\n{MORE_LAW}"


def _read(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read()
        return Path(file).read_bytes()
    except (AttributeError, ValueError) as error:  # no standard input; a NUL in the name
        raise OSError(0, f"it cannot be opened ({error})", file) from None


def _memory(text: str) -> str:
    """Accept an amount of memory as DuckDB writes it."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}(\.[0-9]+)?[KMGT]i?B", text):
        msg = f"must be a size such as 512MB or 2GB, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return text


def _once_each(given: list[tuple[str, str]]) -> dict[str, Any]:
    """Refuse two values for one reading; which of them was meant is not ours to guess."""
    for name, count in Counter(name for name, _ in given).items():
        if count > 1:
            message = f"must be given once, got {count} values"
            code = ProblemCode.REPEATED
            refuse("readings", [unfit(code, "one value", str(count), at=name, message=message)])
    return dict(given)


def _reading(text: str) -> tuple[str, str]:
    """Split NAME=VALUE; the value is checked by `Readings`, which knows what is allowed."""
    name, equals, value = text.partition("=")
    known = [attribute.name for attribute in attrs.fields(Readings)]
    if not equals or name not in known:
        msg = f"must be NAME=VALUE with NAME one of {', '.join(known)}, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return name, value

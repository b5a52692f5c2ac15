"""What several commands take and print: a record, a question, what is supposed, the form."""

from __future__ import annotations

import argparse
import codecs
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from badgerules.cli import what_ifs
from badgerules.converters import nearest
from badgerules.errors import DocumentError, refuse, unfit
from badgerules.serialization import load_record
from badgerules.thresholds import Readings
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules.cli.usage import Parser
    from badgerules.cli.what_ifs import WhatIf
    from badgerules.errors import Problem
    from badgerules.records import TalentRecord

    Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def add_what_ifs(command: argparse.ArgumentParser) -> None:
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


def add_forms(command: argparse.ArgumentParser, what: str) -> None:
    """Add the forms in which an answer can be printed instead of text."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=f"print {what} as JSON")
    form.add_argument("--html", action="store_true", help=f"print {what} as a page of HTML")


def add_question(command: argparse.ArgumentParser) -> None:
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


def supposed_record(options: argparse.Namespace) -> TalentRecord:
    """Return the record of the file, with everything that is supposed."""
    document = read([options.file])[options.file]
    return what_ifs.applied(record_in(document), options.what_ifs)


def record_in(document: bytes) -> TalentRecord:
    """Return the record that a file holds; a table is told where it belongs.

    Args:
        document: what the file holds.

    Raises:
        DocumentError: if it is no record.
        InvalidRecordError: if it looks like a table.
    """
    try:
        return load_record(document)
    except DocumentError:
        code, allowed = ProblemCode.WRONG_FORM, "a record as JSON"
        table = unfit(code, allowed, "a table", at="FILE", message=_TABLE)
        refuse("", [table] if _is_table(document) else [])
        raise


_TABLE = (
    "looks like a table, and must be a record as JSON; `badgerules report` makes one of the "
    "platform's own report, `badgerules batch` decides over tables, and in Python "
    "`records_from_rows` makes records of them"
)


def _is_table(document: bytes) -> bool:
    """Tell whether a file that is no record begins with the names of columns, as CSV does."""
    header = document.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0]
    is_other = header.startswith((b"{", b"[")) or any(sign in header for sign in (b'":', b"\0"))
    return not is_other and any(sign in header for sign in b",;\t")


def supposed_texts(supposed: Iterable[WhatIf]) -> list[str]:
    """Say what is supposed, each in a sentence."""
    return [f"Supposed: {what_if.said()}." for what_if in supposed]


def dumped_what_ifs(supposed: Iterable[WhatIf]) -> dict[str, Any]:
    """Return what is supposed as a part of an answer; nothing if nothing is."""
    dumped = [what_if.dumped() for what_if in supposed]
    return {"supposed": dumped} if dumped else {}


STANDARD_INPUT = "-"


def read(given: Iterable[str | None]) -> dict[str, bytes]:
    """Return what files hold, by their names; - is standard input, and stands once.

    Args:
        given: their names; None is no file.

    Raises:
        InvalidRecordError: if any of them cannot be read, with all of those.
    """
    files = [file for file in given if file is not None]
    piped = files.count(STANDARD_INPUT)
    if piped > 1:
        message = f"must stand for one file, got {piped}; standard input can be read once"
        code, at = ProblemCode.REPEATED, STANDARD_INPUT
        refuse("", [unfit(code, "one file", f"{piped}", at=at, message=message)])
    problems: list[Problem] = []
    contents: dict[str, bytes] = {}
    for file in files:
        try:
            is_piped = file == STANDARD_INPUT
            contents[file] = sys.stdin.buffer.read() if is_piped else Path(file).read_bytes()
        except OSError as error:
            problems.append(_unread(file, f"{error.strerror}"))
        except (AttributeError, ValueError) as error:  # no standard input; a NUL in the name
            problems.append(_unread(file, f"it cannot be opened ({error})"))
    refuse("", problems)
    return contents


def _unread(file: str, why: str) -> Problem:
    message = f"cannot read {file}: {why}"
    return unfit(ProblemCode.IMPOSSIBLE, "a file that can be read", file, message=message)


def once_each(given: list[tuple[str, str]]) -> dict[str, Any]:
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
        raise argparse.ArgumentTypeError(msg + nearest(name, known))
    return name, value


def today() -> date:
    """Return the day on which the command is run."""
    return date.today()  # noqa: DTZ011  # the user's own day is meant

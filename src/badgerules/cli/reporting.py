"""`badgerules report`: from the platform's own report to a record."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from badgerules.cli import from_report, shared
from badgerules.errors import refuse, unfit
from badgerules.serialization import (
    dump_record,
)
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from typing import TextIO

    from badgerules.cli.shared import Commands


def add_command(commands: Commands) -> None:
    """Add the command to those there are."""
    own = commands.add_parser(
        "report", help="make a record from the platform's own report of transactions"
    )
    from_report.add_options(own)
    own.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> str:
    from_report.check_options(options)
    if options.last_day > shared.today():
        today = shared.today()
        message = f"must be a day up to today, {today}, got {options.last_day}"
        code, found = ProblemCode.OUT_OF_RANGE, str(options.last_day)
        refuse("", [unfit(code, f"a day up to {today}", found, at="--to", message=message)])
    documents = shared.read([*options.files, options.contracts])
    reports = [documents[file] for file in options.files]
    contracts = documents.get(options.contracts)
    reading = from_report.reading_of(reports, contracts, options)
    if contracts is None and options.output is not None:
        _save(from_report.to_fill_in(reading), Path(options.output), is_new=True)
        return from_report.what_to_fill_in(reading, options.output)
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


def _save(text: str, output: Path, *, but: Iterable[str] = (), is_new: bool = False) -> None:
    """Write a file whole or not at all, never over one that was read; if it is new, over none."""
    code, at = ProblemCode.IMPOSSIBLE, str(output)
    if is_new and os.path.lexists(output):
        message = "must be a new file, as this one may hold what was filled in"
        refuse("", [unfit(code, "a new file", at, at=at, message=message)])
    if any(_is_same(output, file) for file in but):
        message = "must be another file than those that are read"
        refuse("", [unfit(code, "another file", at, at=at, message=message)])
    try:
        with tempfile.TemporaryDirectory(prefix=".badgerules-", dir=output.parent) as folder:
            whole = Path(folder) / "whole"
            whole.write_text(text, encoding="utf-8")
            whole.replace(output)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name holds a NUL"
        message = f"cannot be written: {why}"
        refuse("", [unfit(code, "a file that can be written", at, at=at, message=message)])


def _is_same(output: Path, file: str) -> bool:
    try:
        return output.samefile(file)
    except (OSError, ValueError):  # there is no such file yet
        return False

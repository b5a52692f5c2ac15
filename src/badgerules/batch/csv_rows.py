"""Checks every row of a file of comma-separated values, before an engine reads it.

Engines differ on a row that is cut short: one fills it up with nulls, which changes the answer, and
another gives up. Here every row is compared with the header, so both engines accept and refuse the
same files.
"""

from __future__ import annotations

import csv
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from badgerules.errors import shown, unfit
from badgerules.vocabulary import ProblemCode, counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from badgerules.errors import Problem

LONGEST_FIELD = 1_000_000
"""How many characters one value may have."""
SHOWN_LINES = 3
"""How many lines a message names; the others are only counted."""
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
"""What stands for commas in files of other programs."""


def row_problems(file: Path, table: str) -> Iterator[Problem]:
    """Find what is wrong with the rows of a file, whatever their columns mean.

    Args:
        file: comma-separated values in UTF-8, with or without a byte order mark.
        table: which table it holds, for the path of the problem.
    """
    csv.field_size_limit(LONGEST_FIELD)
    lines: list[str] = []
    header: list[str] = []
    count = 0
    last = 0
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            first = text.readline()
            if otherwise := [*_other_form(first, file, table)]:
                yield from otherwise
                return
            rows = csv.reader(chain([first], text), strict=True)
            header = next(rows)
            yield from _header_problems(header, file, table)
            last = rows.line_num
            for row in rows:
                if len(row) != len(header):
                    count += 1
                    if count <= SHOWN_LINES:
                        lines.append(f"{len(row)} in line {last + 1}")
                last = rows.line_num
    except UnicodeDecodeError as error:
        allowed = "a file in UTF-8"
        found = f"the byte {error.object[error.start]:#04x} in {file.name}"
        hint = "; save it as UTF-8"
        yield unfit(ProblemCode.WRONG_FORM, allowed, found, at=table, hint=hint)
    except csv.Error as error:
        allowed = "comma-separated values, with quotes in pairs"
        found = f"{error} in line {last + 1} of {file.name}"
        yield unfit(ProblemCode.WRONG_FORM, allowed, found, at=table)
    if count:
        allowed = f"{counted(len(header), 'values')} in every row, as in the header"
        more = "" if count <= SHOWN_LINES else f", and {counted(count - SHOWN_LINES, 'rows')} more"
        found = f"{', '.join(lines)}{more} of {file.name}"
        message = f"must have {allowed}, got {found}"
        yield unfit(ProblemCode.WRONG_FORM, allowed, found, at=table, message=message)


def _other_form(first: str, file: Path, table: str) -> Iterator[Problem]:
    """Find out of its first line whether a file lacks a header, or is separated otherwise."""
    code = ProblemCode.WRONG_FORM
    if not first.strip():
        message = f"must begin with a row of the names of its columns, got none in {file.name}"
        yield unfit(code, "a row of names", "none", at=table, message=message)
    elif "," not in first:  # no table has a single column
        for separator, many in OTHER_SEPARATORS.items():
            if separator in first:
                hint = "; save it with commas between the values"
                found = f"{many} in the first line of {file.name}"
                yield unfit(code, "comma-separated values", found, at=table, hint=hint)
                return


def _header_problems(header: list[str], file: Path, table: str) -> Iterator[Problem]:
    """Find repeated names; which names are required is checked with their types."""
    for name, times in Counter(header).items():
        if times > 1:
            allowed, found = "a name of its own for every column", f"{shown(name)} {times} times"
            found = f"{found} in {file.name}"
            message = f"must have {allowed}, got {found}"
            yield unfit(ProblemCode.REPEATED, allowed, found, at=table, message=message)

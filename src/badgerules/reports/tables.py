"""Comma-separated values as people have them: rows by the names of their columns, with their lines.

The report of the platform and the contracts file share this grammar: UTF-8 with or without a byte
order mark, lines that end in LF or CRLF, every row as long as the header. Line ends inside of
quotes are LF afterwards, since a file that is saved elsewhere changes them and nothing else.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from badgerules.converters import MOST_PROBLEMS, most_of, nearest
from badgerules.errors import Problem, shown, unfit
from badgerules.vocabulary import ProblemCode, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text of a person holds; a tab and the end of a line may stand in quotes."""
_OTHER_SEPARATORS = (";", "\t")


@attrs.frozen(kw_only=True)
class Row:
    """One row.

    Args:
        place: where it stands, as problems tell it: the file and the line it begins in.
        line: that line; the header is the first.
        values: the text of each column that is known by one name.
    """

    place: str
    line: int
    values: Mapping[str, str]

    def at(self, column: str) -> str:
        """Return where the value of a column stands."""
        return f"{self.place}, {column}"


@attrs.frozen(kw_only=True)
class Table:
    """A file of comma-separated values.

    Args:
        name: what problems call it.
        header: the names of its columns.
        rows: its rows that are as long as the header.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def table_of(
    document: str | bytes, name: str, problems: list[Problem], *, empty_lines: bool = False
) -> Table | None:
    """Read the rows of a file, as far as they can be read; None where it has none.

    Args:
        document: the file.
        name: what problems call it.
        problems: where to add what is wrong.
        empty_lines: pass over empty lines; else they are rows that are too short.
    """
    text = _decoded(document, name, problems)
    if text is None:
        return None
    text = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    problems += most_of(_control_characters(text, name))
    header: list[str] | None = None
    rows: list[Row] = []
    for line, values in _read(_CONTROL.sub(" ", text), name, problems):
        place = f"{name}, line {line}"
        if empty_lines and not values:
            continue
        if header is None:
            header = values
        elif len(values) == len(header):
            named = dict(zip(header, values, strict=True))
            rows.append(Row(place=place, line=line, values=named))
        elif len(problems) <= MOST_PROBLEMS:  # more would not be listed either
            allowed = f"{counted(len(header), 'values')}, as the header has"
            message = f"must have {allowed}, got {len(values)}"
            code = ProblemCode.WRONG_FORM
            problems.append(unfit(code, allowed, str(len(values)), at=place, message=message))
    if header is None:
        message = "must have a header and rows, got an empty file"
        problems.append(unfit(ProblemCode.MISSING, "rows", "nothing", at=name, message=message))
        return None
    return Table(name=name, header=tuple(header), rows=tuple(rows))


def _read(text: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the values of each row with the line it begins in; quotes may hold ends of lines."""
    reader = csv.reader(io.StringIO(text), strict=True)
    line = 1
    try:
        for values in reader:
            yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        allowed = "comma-separated values, with quotes in pairs"
        at = f"{name}, line {line}"
        problems.append(unfit(ProblemCode.WRONG_FORM, allowed, str(error), at=at))


def _decoded(document: str | bytes, name: str, problems: list[Problem]) -> str | None:
    if isinstance(document, str):
        return document
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        found = f"the byte {document[error.start]:#04x}"
        at, hint = f"{name}, line {line}", "; save it as CSV in UTF-8"
        problems.append(unfit(ProblemCode.WRONG_FORM, "UTF-8", found, at=at, hint=hint))
        return None


def _control_characters(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _CONTROL.finditer(line):
            allowed, found = "text without control characters", shown(match[0])
            at = f"{name}, line {number}, character {match.start() + 1}"
            yield unfit(ProblemCode.WRONG_FORM, allowed, found, at=at)


def header_problems(
    table: Table, needed: Sequence[str], optional: Iterable[str] = ()
) -> Iterator[Problem]:
    """Find needed columns that lack, and needed or optional ones that stand twice.

    Args:
        table: the file.
        needed: the columns that must be there.
        optional: those that may be there.
    """
    number_of = Counter(table.header)
    at = f"{table.name}, line 1"
    lacking = [column for column in needed if not number_of[column]]
    if len(lacking) == len(needed):  # it is another file, or is written otherwise
        hint = _separated_otherwise(table)
        message = f"must have the columns {', '.join(needed)}, got none of them{hint}"
        yield unfit(ProblemCode.MISSING, "these columns", "none", at=at, message=message)
        return
    for column in lacking:
        message = f"must have the column {shown(column)}{nearest(column, table.header)}"
        yield unfit(ProblemCode.MISSING, "that column", "none", at=at, message=message)
    for column in (*needed, *optional):
        times = number_of[column]
        if times > 1:
            message = f"must have the column {shown(column)} once, got it {times} times"
            found = str(times)
            yield unfit(ProblemCode.REPEATED, "one", found, at=at, message=message)


def _separated_otherwise(table: Table) -> str:
    is_so = len(table.header) == 1 and any(
        separator in table.header[0] for separator in _OTHER_SEPARATORS
    )
    return "; its values must be separated by commas" if is_so else ""

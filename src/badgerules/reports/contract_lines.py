"""The contracts file: which contract a client and a title stand for, and its category.

Columns: `contract,client,title,category` and, if wanted, `outcome,outcome_on,ended_on,first_day,
last_day,freelancer`. Those that `contracts_file` writes beside them are passed over; any other is
refused, since a misspelt `outcome` would be lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.converters import MOST_PROBLEMS, Refusal, nearest, problems_in, written_day
from badgerules.errors import InvalidRecordError, Problem, shown, unfit
from badgerules.records import Contract
from badgerules.reports.tables import Row, Table, header_problems, table_of
from badgerules.vocabulary import Category, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDED = ("contract", "client", "title", "category")
FREELANCER = "freelancer"
OPTIONAL = ("outcome", "outcome_on", "ended_on", "first_day", "last_day", FREELANCER)
BESIDE = ("earned", "first_paid_on", "last_paid_on")
"""What `contracts_file` writes for the eye; it is not read."""

_NAME = "contracts file"
_FACTS = ("category", "outcome", "outcome_on", "ended_on")
_BY_COLUMN = {"id": "contract"}


@attrs.frozen(kw_only=True)
class ContractLine:
    """A line of the contracts file: from when to when a client and a title stand for a contract.

    Args:
        row: where it stands.
        contract: the contract, without payments.
        freelancer: whose rows alone it stands for; empty for everybody's.
        first_day: the first day of its rows.
        last_day: the last one.
    """

    row: Row
    contract: Contract
    freelancer: str
    first_day: date
    last_day: date

    def is_for(self, freelancer: str) -> bool:
        """Tell whether it stands for the rows of a freelancer."""
        return self.freelancer in {"", freelancer}


@attrs.frozen(kw_only=True)
class ContractLines:
    """The contracts file as it was read.

    Args:
        contracts: every contract once, without payments, in the order of the file.
        lines: the lines of each client and title.
    """

    contracts: Mapping[str, Contract]
    lines: Mapping[tuple[str, str], list[ContractLine]]


def contract_lines(
    document: str | bytes, problems: list[Problem], *, is_of_agency: bool
) -> ContractLines:
    """Read a contracts file.

    Args:
        document: the file.
        problems: where to add what is wrong.
        is_of_agency: whether several freelancers may work for one client under one title; where
            the file does not name them, lines may share days, and the rows are left out.
    """
    table = table_of(document, _NAME, problems, empty_lines=True)
    found = ContractLines(contracts={}, lines={})
    if table is None:
        return found
    wrong = [*header_problems(table, NEEDED, (*OPTIONAL, *BESIDE)), *_unknown_columns(table)]
    problems += wrong
    if wrong:
        return found
    contracts: dict[str, ContractLine] = {}
    lines: defaultdict[tuple[str, str], list[ContractLine]] = defaultdict(list)
    for row in table.rows:
        if len(problems) > MOST_PROBLEMS:  # more would not be listed either
            break
        line = _line(row, problems)
        if line is None:
            continue
        first = contracts.setdefault(line.contract.id, line)
        problems += _disagreements(first, line)
        lines[row.values["client"], row.values["title"]].append(line)
    if FREELANCER in table.header or not is_of_agency:
        for alike in lines.values():
            problems += _shared_days(alike)
    return ContractLines(
        contracts={name: first.contract for name, first in contracts.items()}, lines=lines
    )


def _unknown_columns(table: Table) -> Iterator[Problem]:
    known = (*NEEDED, *OPTIONAL, *BESIDE)
    for column in table.header:
        if column not in known:
            hint = nearest(column, known)
            message = f"has the column {shown(column)}, which is not known{hint}"
            message += f" (known: {', '.join((*NEEDED, *OPTIONAL))})"
            at = f"{table.name}, line 1"
            code = ProblemCode.UNKNOWN_KEY
            yield unfit(code, "a known column", shown(column), at=at, message=message)


def _line(row: Row, problems: list[Problem]) -> ContractLine | None:
    """Return what a line says; None where something is wrong with it."""
    text = row.values
    days = {
        column: written_day(text[column]) if text.get(column) else None
        for column in ("outcome_on", "ended_on", "first_day", "last_day")
    }
    limits = {column: days.pop(column) for column in ("first_day", "last_day")}
    wrong = [
        unfit(ProblemCode.MISSING, "text", "nothing", at=column, message="must be given")
        for column in ("client", "title")
        if not text[column].strip()
    ]
    wrong += problems_in(limits)
    contract: Contract | None = None
    facts: dict[str, Any] = {
        "category": text["category"] or _NO_CATEGORY,
        "outcome": text.get("outcome") or None,
        **days,
    }
    try:
        contract = Contract(id=text["contract"], **facts)
    except InvalidRecordError as error:
        wrong += error.problems
    if not wrong:
        wrong += _backwards(**limits)
    for problem in wrong:
        column = _BY_COLUMN.get(problem.path, problem.path)
        problems.append(attrs.evolve(problem, path=row.at(column)))
    if wrong or contract is None:
        return None
    return ContractLine(
        row=row,
        contract=contract,
        freelancer=text.get(FREELANCER, ""),
        first_day=limits["first_day"] or date.min,
        last_day=limits["last_day"] or date.max,
    )


_NO_CATEGORY = Refusal(
    problems=(
        unfit(
            ProblemCode.MISSING,
            "a category",
            "nothing",
            message="must be given, as one of "
            + "; ".join(category.label for category in Category),
        ),
    )
)


def _backwards(first_day: date | None, last_day: date | None) -> Iterator[Problem]:
    if first_day is not None and last_day is not None and first_day > last_day:
        message = f"must be on or after first_day, {first_day}, got {last_day}"
        allowed, code = f"a day from {first_day} on", ProblemCode.OUT_OF_RANGE
        yield unfit(code, allowed, f"{last_day}", at="last_day", message=message)


def _disagreements(first: ContractLine, line: ContractLine) -> Iterator[Problem]:
    """Find what a line says otherwise than the first line of its contract."""
    for column in _FACTS:
        here, there = getattr(line.contract, column), getattr(first.contract, column)
        if here != there:
            told, found = there or "nothing", here or "nothing"
            name = shown(line.contract.id)
            message = (
                f"must be {told}, as line {first.row.line} says of the contract {name}, got {found}"
            )
            code, at = ProblemCode.CONTRADICTION, line.row.at(column)
            yield unfit(code, f"{told}", f"{found}", at=at, message=message)


def _shared_days(alike: list[ContractLine]) -> Iterator[Problem]:
    """Find lines of one client and title that stand for rows of the same freelancer and day."""
    latest: dict[str | None, ContractLine] = {}  # by whose they are; None: of all
    for line in sorted(alike, key=lambda line: (line.first_day, line.row.line)):
        own = (line.freelancer, "") if line.freelancer else (None,)
        earlier = [latest[name] for name in own if name in latest]
        other = max(earlier, key=lambda line: line.last_day, default=None)
        if other is not None and other.last_day >= line.first_day:
            first, second = sorted((line, other), key=lambda line: line.row.line)
            what = "client, title" + (" and freelancer" if line.freelancer else "")
            message = (
                f"must not share days with line {first.row.line}, which has the same {what}; give "
                "first_day and last_day to tell the contracts apart"
            )
            code, found = ProblemCode.CONTRADICTION, f"line {first.row.line}"
            at = second.row.place
            yield unfit(code, "days of its own", found, at=at, message=message)
        for name in (line.freelancer, None):
            known = latest.get(name)
            if known is None or known.last_day < line.last_day:
                latest[name] = line

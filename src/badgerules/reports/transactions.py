"""Read the platform's report of transactions, in the form of 2026.

The days and amounts of every row are checked, also of those that are no earnings: one that cannot
be read may stand for a file that was changed on its way.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from datetime import date
from enum import Enum, auto
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

import attrs

from badgerules import converters
from badgerules.converters import MOST_PROBLEMS, Refusal, is_a, most_of, problems_in, refused
from badgerules.errors import Problem, refuse, shown, unfit
from badgerules.records import Payment
from badgerules.reports.contract_lines import ContractLine, ContractLines, contract_lines
from badgerules.reports.forms import problem_of_client, problem_of_form
from badgerules.reports.reading import LeftOut, LeftOutReason, ReportReading
from badgerules.reports.tables import Row, Table, header_problems, table_of
from badgerules.vocabulary import Kind, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from badgerules.names import KindName

DATE, TYPE, TITLE, AGENCY, FREELANCER, CLIENT, REF_ID, AMOUNT = NEEDED = (
    "Date",
    "Transaction type",
    "Transaction summary",
    "Agency team",
    "Freelancer",
    "Client team",
    "Ref ID",
    "Amount $",
)
UNCHANGED = "; use the file as it was downloaded, since spreadsheets change it"


class _Class(Enum):
    EARNED = auto()
    TAKEN_BACK = auto()
    NOT_EARNED = auto()


_CLASSES = {
    **dict.fromkeys(
        ("hourly", "fixed-price", "fixed price", "milestone", "bonus"),
        _Class.EARNED,
    ),
    **dict.fromkeys(("refund to client", "refund"), _Class.TAKEN_BACK),
    **dict.fromkeys(
        (
            "service fee",
            "service fee refund",
            "withdrawal",
            "withdrawal fee",
            "vat",
            "gst",
            "wht",
            "state sales tax",
            "connects",
            "membership fee",
            "payment",
        ),
        _Class.NOT_EARNED,
    ),
}
"""What each type is, in small letters; what does not stand here is not settled by any source."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        start=1,
    )
}
"""By a table of our own: that of the locale would read other files on other machines."""

_DAY = re.compile("([A-Z][a-z]{2}) ([1-9][0-9]?), ([0-9]{4})")
_DOLLARS = re.compile(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,2})?")


@attrs.frozen(kw_only=True)
class _Transaction:
    """A row of a report that could be read."""

    row: Row
    report: int
    day: date
    cents: int

    def __getitem__(self, column: str) -> str:
        return self.row.values[column]

    @property
    def what(self) -> _Class | None:
        """What its type is; None where no source says it."""
        return _CLASSES.get(self[TYPE].lower())


def read_report(
    report: str | bytes | Iterable[str | bytes],
    *,
    contracts: str | bytes | None = None,
    covers: tuple[date, date],
    kind: Kind | KindName = Kind.FREELANCER,
    agency: str | None = None,
) -> ReportReading:
    r"""Read a report of transactions, and the contracts file that says what it does not.

    Args:
        report: the file, as text or bytes; or several, whose days do not overlap.
        contracts: the contracts file; None for none yet.
        covers: the first and the last day for which the report was asked, together if several.
        kind: whose record it is to be.
        agency: the name of the agency, as the column "Agency team" has it; for an agency alone.

    Returns:
        The contracts with their payments, and every row that was left out.

    Raises:
        InvalidRecordError: if a file is of another form, a row cannot be read or lies outside of
            the days covered, or an argument does not fit; all of it at once, with line and column.

    >>> report = (
    ...     "Date,Transaction type,Transaction summary,Agency team,Freelancer,Client team,"
    ...     "Ref ID,Amount $\n"
    ...     '"Sep 25, 2026",Hourly,Help desk,,Ann Lee,Blue Door,7001,240.00\n'
    ...     '"Sep 25, 2026",Service Fee,Help desk,,Ann Lee,Blue Door,7002,-24.00\n'
    ... )
    >>> contracts = "contract,client,title,category\nshop,Blue Door,Help desk,Customer Service"
    >>> days = date(2026, 9, 1), date(2026, 9, 30)
    >>> reading = read_report(report, contracts=contracts, covers=days)
    >>> reading.is_whole, reading.earned, [row.reason for row in reading.left_out]
    (True, Decimal('240.00'), [LeftOutReason.NOT_EARNED])
    >>> reading.record(base_badge="top_rated").contracts[0].payments
    (Payment(paid_on=datetime.date(2026, 9, 25), amount='240.00'),)
    """
    documents = _documents(report)
    known_kind, days = converters.kind(kind), _covered(covers)
    problems = [
        *problems_in({"report": documents, "covers": days, "kind": known_kind}),
        *problems_in({"contracts": contracts if contracts is None else _document(contracts)}),
        *_agency_problems(known_kind, agency),
    ]
    refuse("", problems)
    tables = [*_tables(documents, problems)]
    transactions = [
        transaction
        for number, table in enumerate(tables, start=1)
        for transaction in _transactions(table, number, days, problems)
    ]
    problems += most_of(_repeated(transactions))
    problems += _overlapping(tables, transactions)
    is_of_agency = known_kind is Kind.AGENCY
    listed = ContractLines(contracts={}, lines={})
    if contracts is not None:
        listed = contract_lines(contracts, problems, is_of_agency=is_of_agency)
    refuse("", most_of(iter(problems)))
    payments, left_out = _sorted_out(transactions, listed, agency)
    known = [
        attrs.evolve(contract, payments=payments[name])
        for name, contract in listed.contracts.items()
    ]
    return ReportReading(
        kind=known_kind,
        known_since=days[0],
        known_through=days[1],
        contracts=None if contracts is None else tuple(known),
        left_out=tuple(left_out),
        ignored_columns=tuple(
            dict.fromkeys(
                column for table in tables for column in table.header if column not in NEEDED
            )
        ),
    )


# --- What is given --------------------------------------------------------------------------------


def _documents(given: object) -> Any:  # noqa: ANN401  # or a refusal
    """Accept one file or several."""
    if isinstance(given, str | bytes):
        return (given,)
    found: object = converters.collected(cast("Iterable[Any]", given), _document)
    if found == ():
        return refused(given, ProblemCode.MISSING, "a report, or several")
    return found


def _document(given: object) -> Any:  # noqa: ANN401  # or a refusal
    if isinstance(given, str | bytes):
        return given
    return refused(given, ProblemCode.WRONG_TYPE, "the text or the bytes of a file")


def _covered(given: object) -> Any:  # noqa: ANN401  # or a refusal
    """Accept the first and the last day."""
    allowed = "two dates, the first and the last day"
    if not (is_a(given, tuple) or is_a(given, list)):  # a set has no first one
        return refused(given, ProblemCode.WRONG_TYPE, allowed)
    days: object = converters.collected(cast("Iterable[Any]", given), converters.day)
    if isinstance(days, Refusal):
        return days
    if len(cast("tuple[Any, ...]", given)) != len(("first", "last")):
        return refused(given, ProblemCode.WRONG_FORM, allowed)
    first, last = cast("tuple[date, date]", days)
    if first <= last:
        return days
    message = f"must begin on or before the last day, {last}, got {first}"
    return refused(given, ProblemCode.OUT_OF_RANGE, f"a day up to {last}", message=message)


def _agency_problems(kind: Kind, agency: object) -> Iterator[Problem]:
    at = "agency"
    if kind is Kind.AGENCY and agency is None:
        message = 'must be given, as the column "Agency team" has it'
        yield unfit(ProblemCode.MISSING, "the name of the agency", "none", at=at, message=message)
    elif kind is Kind.FREELANCER and agency is not None:
        message = "must be left out for a freelancer, who is asked for work of their own"
        yield unfit(ProblemCode.CONTRADICTION, "none", shown(agency), at=at, message=message)
    elif agency is not None:
        yield from problems_in({at: converters.identifier(cast("str", agency))})


# --- Rows -----------------------------------------------------------------------------------------


def _tables(documents: tuple[str | bytes, ...], problems: list[Problem]) -> Iterator[Table]:
    for number, document in enumerate(documents, start=1):
        name = "report" if len(documents) == 1 else f"report {number}"
        table = table_of(document, name, problems)
        if table is not None:
            yield table


def _transactions(
    table: Table, report: int, covers: tuple[date, date], problems: list[Problem]
) -> list[_Transaction]:
    """Return the rows of a report, and add what is wrong with it."""
    other = problem_of_form(table.name, table.header)
    if other is not None:
        problems.append(other)
        return []
    problems += header_problems(table, NEEDED)
    found: list[_Transaction] = []
    for row in table.rows:
        if len(problems) > MOST_PROBLEMS:  # more would not be listed either
            break
        read = {DATE: _day(row, covers), AMOUNT: _cents(row)}
        wrong = [*problems_in({row.at(column): value for column, value in read.items()})]
        problems += wrong
        if not wrong and row.values.keys() >= {*NEEDED}:
            day, cents = cast("date", read[DATE]), cast("int", read[AMOUNT])
            found.append(_Transaction(row=row, report=report, day=day, cents=cents))
    earned = [transaction.cents for transaction in found if transaction.what is _Class.EARNED]
    if earned and max(earned) < 0:
        problems.append(problem_of_client(table.name))
    return found


def _day(row: Row, covers: tuple[date, date]) -> object:
    """Return the day of a row, or its refusal; None where there is no such column."""
    text = row.values.get(DATE)
    if text is None:
        return None
    parts = _DAY.fullmatch(text)
    if parts is None or parts[1] not in _MONTHS:
        return refused(text, ProblemCode.WRONG_FORM, "a day such as Sep 25, 2026", hint=UNCHANGED)
    try:
        found = date(int(parts[3]), _MONTHS[parts[1]], int(parts[2]))
    except ValueError:
        return refused(text, ProblemCode.WRONG_FORM, "a day of the calendar")
    first, last = covers
    if first <= found <= last:
        return found
    allowed = f"a day that is covered, from {first} to {last}"
    return refused(text, ProblemCode.OUT_OF_RANGE, allowed)


def _cents(row: Row) -> object:
    """Return the amount of a row, or its refusal; None where there is no such column."""
    text = row.values.get(AMOUNT)
    if text is None:
        return None
    if _DOLLARS.fullmatch(text):
        return converters.cents(text.replace(",", ""))
    allowed = "dollars such as 1,240.50 or -24.00"
    return refused(text, ProblemCode.WRONG_FORM, allowed, hint=UNCHANGED)


def _repeated(transactions: Iterable[_Transaction]) -> Iterator[Problem]:
    """Find what stands twice: a second download that overlaps the first."""
    first: dict[tuple[str, str], _Transaction] = {}
    for transaction in transactions:
        number, kind = transaction[REF_ID], transaction[TYPE]
        known = first.setdefault((number, kind.lower()), transaction)
        if number and known is not transaction:
            message = (
                f"must stand once with one type, got {shown(number)} with {shown(kind)}, as in "
                f"{known.row.place}; put no two downloads into one file that share days"
            )
            at = transaction.row.at(REF_ID)
            yield unfit(ProblemCode.REPEATED, "a new one", shown(number), at=at, message=message)


def _overlapping(tables: list[Table], transactions: Iterable[_Transaction]) -> Iterator[Problem]:
    """Find reports whose days overlap: whether they hold the same rows cannot be told."""
    days: defaultdict[int, list[date]] = defaultdict(list)
    for transaction in transactions:
        days[transaction.report].append(transaction.day)
    spans = sorted((min(own), max(own), number) for number, own in days.items())
    for (_, last, number), (first, _, other) in itertools.pairwise(spans):
        if first <= last:
            message = (
                f"must begin after {last}, the last day of {tables[number - 1].name}, got {first}; "
                "download one report for the whole time, or reports of times that share no day"
            )
            at = tables[other - 1].name
            allowed = f"rows after {last}"
            yield unfit(ProblemCode.CONTRADICTION, allowed, f"{first}", at=at, message=message)


# --- What becomes of them -------------------------------------------------------------------------


def _sorted_out(
    transactions: list[_Transaction], listed: ContractLines, agency: str | None
) -> tuple[dict[str, list[Payment]], list[LeftOut]]:
    """Return the payments of each contract by day, and every other row."""
    fates = [_fate(transaction, listed, agency) for transaction in transactions]
    freelancers: defaultdict[str, set[str]] = defaultdict(set)
    for transaction, fate in zip(transactions, fates, strict=True):
        if isinstance(fate, ContractLine) and not fate.freelancer and transaction[FREELANCER]:
            freelancers[fate.contract.id].add(transaction[FREELANCER])
    payments: defaultdict[str, list[Payment]] = defaultdict(list)
    left_out: list[LeftOut] = []
    for transaction, fate in zip(transactions, fates, strict=True):
        if isinstance(fate, LeftOutReason):
            left_out.append(_left_out(transaction, fate))
        elif not fate.freelancer and len(freelancers[fate.contract.id]) > 1:
            left_out.append(_left_out(transaction, LeftOutReason.SEVERAL_FREELANCERS))
        else:
            payment = Payment._of_checked_cents(transaction.day, transaction.cents)
            payments[fate.contract.id].append(payment)
    for own in payments.values():
        own.sort(key=attrgetter("paid_on"))
    return payments, left_out


def _left_out(transaction: _Transaction, reason: LeftOutReason) -> LeftOut:
    return LeftOut(
        line=transaction.row.line,
        reason=reason,
        cents=transaction.cents,
        paid_on=transaction.day,
        type=transaction[TYPE],
        client=transaction[CLIENT],
        title=transaction[TITLE],
        freelancer=transaction[FREELANCER],
        agency=transaction[AGENCY],
        report=transaction.report,
    )


def _fate(
    transaction: _Transaction, listed: ContractLines, agency: str | None
) -> ContractLine | LeftOutReason:
    """Return the line of the contract that a row was paid on, or why it is left out."""
    what, own_agency = transaction.what, transaction[AGENCY].strip()
    is_odd = bool(transaction.cents) and (transaction.cents > 0) is (what is _Class.TAKEN_BACK)
    reasons = (
        (what is _Class.NOT_EARNED, LeftOutReason.NOT_EARNED),
        (agency is None and own_agency, LeftOutReason.DONE_THROUGH_AN_AGENCY),
        (agency is not None and transaction[AGENCY] != agency, LeftOutReason.NOT_THIS_AGENCY),
        (what is None, LeftOutReason.TYPE_UNKNOWN),
        (is_odd, LeftOutReason.SIGN_ODD),
        (
            not (transaction[CLIENT].strip() and transaction[TITLE].strip()),
            LeftOutReason.NO_CONTRACT_NAMED,
        ),
    )
    for holds, reason in reasons:
        if holds:
            return reason
    return _listed(transaction, listed.lines.get((transaction[CLIENT], transaction[TITLE]), []))


def _listed(transaction: _Transaction, lines: list[ContractLine]) -> ContractLine | LeftOutReason:
    """Return the line of the contracts file that a row belongs to, or why there is not one."""
    own = [line for line in lines if line.is_for(transaction[FREELANCER])]
    if not own:
        # Lines that name freelancers, for a row that names none: whose it is cannot be told.
        is_anyones = lines and not transaction[FREELANCER]
        return LeftOutReason.SEVERAL_FREELANCERS if is_anyones else LeftOutReason.CONTRACT_UNLISTED
    of_the_day = [line for line in own if line.first_day <= transaction.day <= line.last_day]
    if not of_the_day:
        return LeftOutReason.CONTRACT_DAYS
    if len({line.contract.id for line in of_the_day}) > 1:
        return LeftOutReason.SEVERAL_FREELANCERS
    return of_the_day[0]

"""What a report comes to: contracts with their payments, and every row that was left out."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal  # noqa: TC003  # the reference resolves it
from itertools import count
from typing import TYPE_CHECKING

import attrs

from badgerules import converters
from badgerules.errors import Problem, expect, refuse, shown, unfit
from badgerules.money import dollars, dollars_shown, dollars_text
from badgerules.records import Contract, TalentRecord
from badgerules.reports.contract_lines import BESIDE, FREELANCER, NEEDED
from badgerules.vocabulary import Kind, ProblemCode, Word
from badgerules.windows import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules.names import BaseBadgeName
    from badgerules.vocabulary import BaseBadge

SHOWN_LINES = 5
"""How many lines of a group a message names; the others are only counted."""


class LeftOutReason(Word):
    """Why a row of a report became no payment."""

    NOT_EARNED = "not_earned"
    """A fee, a tax, a withdrawal or a purchase."""
    DONE_THROUGH_AN_AGENCY = "done_through_an_agency"
    """It belongs to the agency's record (WIN-4)."""
    TYPE_UNKNOWN = "type_unknown"
    """No source says whether this type is earned."""
    SIGN_ODD = "sign_odd"
    """An earning below zero, or a refund above it."""
    NO_CONTRACT_NAMED = "no_contract_named"
    """Its client or its title is blank."""
    CONTRACT_UNLISTED = "contract_unlisted"
    """The contracts file has no line for its client and title, or none for its freelancer."""
    CONTRACT_DAYS = "contract_days"
    """The contracts file has lines for it, but none for its day."""
    SEVERAL_FREELANCERS = "several_freelancers"
    """Several freelancers have its client and title, and the contracts file names none."""
    NOT_THIS_AGENCY = "not_this_agency"
    """It was not done through the agency whose record is made."""


_NEVER_AN_EARNING = {LeftOutReason.NOT_EARNED, LeftOutReason.DONE_THROUGH_AN_AGENCY}
"""Reasons that leave a reading whole."""

_BY_TYPE = {LeftOutReason.TYPE_UNKNOWN, LeftOutReason.SIGN_ODD}
"""Reasons that lie in the type of a row."""

_BY_CONTRACT = {
    LeftOutReason.CONTRACT_UNLISTED,
    LeftOutReason.CONTRACT_DAYS,
    LeftOutReason.SEVERAL_FREELANCERS,
}
"""Reasons that lie in the contracts file."""

_WHY = {
    LeftOutReason.TYPE_UNKNOWN: "no source says whether this type is earned",
    LeftOutReason.SIGN_ODD: "an earning is not below zero, and a refund is not above it",
    LeftOutReason.NO_CONTRACT_NAMED: "it names no client, or no title",
    LeftOutReason.CONTRACT_UNLISTED: "the contracts file has no line for it",
    LeftOutReason.CONTRACT_DAYS: (
        "the contracts file has no line for its day; correct first_day or last_day"
    ),
    LeftOutReason.SEVERAL_FREELANCERS: (
        "several freelancers have this client and title; name each in the column freelancer of the "
        "contracts file"
    ),
    LeftOutReason.NOT_THIS_AGENCY: "it was not done through the agency of this record",
}


@attrs.frozen(kw_only=True)
class LeftOut:
    """A row of a report that became no payment.

    Args:
        line: the line in which it begins; the header is the first.
        reason: why it was left out.
        cents: its amount.
        paid_on: its day.
        type: the type of the transaction, as it stands there.
        client: the client.
        title: the title of the contract.
        freelancer: who worked.
        agency: the agency; empty for work of one's own.
        report: which of several reports it stands in, counted from 1.
    """

    line: int
    reason: LeftOutReason
    cents: int
    paid_on: date
    type: str
    client: str
    title: str
    freelancer: str
    agency: str
    report: int

    @property
    def amount(self) -> Decimal:
        """Its amount in dollars, with two decimals."""
        return dollars(self.cents)

    @property
    def may_be_earned(self) -> bool:
        """Whether it may be an earning, or take one back."""
        return self.reason not in _NEVER_AN_EARNING


@attrs.frozen(kw_only=True)
class UnlistedContract:
    """A client and a title that the contracts file has no line for.

    Args:
        client: the client.
        title: the title.
        freelancer: who worked, in the report of an agency; empty in any other.
        cents: what all its rows come to.
        first_day: the day of its first row.
        last_day: the day of its last one.
    """

    client: str
    title: str
    freelancer: str
    cents: int
    first_day: date
    last_day: date

    @property
    def amount(self) -> Decimal:
        """What all its rows come to in dollars, with two decimals."""
        return dollars(self.cents)


@attrs.frozen(kw_only=True)
class ReportReading:
    """A report as it was read: `read_report` makes one.

    Args:
        kind: whose report it is.
        known_since: the first day that the report covers.
        known_through: the last one.
        contracts: the contracts of the contracts file with their payments; None where no contracts
            file was given.
        left_out: every row that became no payment, in the order of the report.
        ignored_columns: the columns that were not read.
    """

    kind: Kind
    known_since: date
    known_through: date
    contracts: tuple[Contract, ...] | None
    left_out: tuple[LeftOut, ...]
    ignored_columns: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing that may be an earning was left out."""
        return not any(row.may_be_earned for row in self.left_out)

    @property
    def earned(self) -> Decimal:
        """What the payments on record come to in dollars, without refunds."""
        return dollars(sum(cents for cents in self._cents() if cents > 0))

    @property
    def taken_back(self) -> Decimal:
        """What the refunds on record come to in dollars, as a negative amount."""
        return dollars(sum(cents for cents in self._cents() if cents < 0))

    def _cents(self) -> Iterator[int]:
        for contract in self.contracts or ():
            yield from (payment.cents for payment in contract.payments)

    @property
    def unlisted(self) -> tuple[UnlistedContract, ...]:
        """What the contracts file lacks, in the order of the report; its lines are still to do."""
        rows: dict[tuple[str, str, str], list[LeftOut]] = {}
        for row in self.left_out:
            if row.reason is LeftOutReason.CONTRACT_UNLISTED:
                whose = row.freelancer if self.kind is Kind.AGENCY else ""
                rows.setdefault((row.client, row.title, whose), []).append(row)
        return tuple(
            UnlistedContract(
                client=client,
                title=title,
                freelancer=freelancer,
                cents=sum(row.cents for row in alike),
                first_day=min(row.paid_on for row in alike),
                last_day=max(row.paid_on for row in alike),
            )
            for (client, title, freelancer), alike in rows.items()
        )

    @property
    def known_without_left_out(self) -> date | None:
        """The first day from which on nothing that may be an earning is left out.

        None where that would be after the last day that the report covers.
        """
        last = max((row.paid_on for row in self.left_out if row.may_be_earned), default=None)
        if last is None:
            return self.known_since
        return last + ONE_DAY if last < self.known_through else None

    def earned_between(self, first: date, last: date) -> Decimal:
        """Return what was earned and not taken back from one day to another, both included.

        It is what stands on record, to be held against the figure of 12 months that the platform
        shows; rows that were left out are not in it.

        Args:
            first: the first day.
            last: the last day.

        Returns:
            US dollars, with two decimals.

        Raises:
            InvalidRecordError: if one of them is no date, or a day that the report does not cover.
        """
        since, through = self.known_since, self.known_through
        days = {"first": converters.day(first), "last": converters.day(last)}
        converters.check("reading", **days)
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day from {since} to {through}"
        refuse(
            "reading",
            [
                unfit(code, allowed, f"{day}", at=name, hint=", which the report does not cover")
                for name, day in days.items()
                if not since <= day <= through
            ],
        )
        return dollars(
            sum(
                payment.cents
                for contract in self.contracts or ()
                for payment in contract.payments
                if first <= payment.paid_on <= last
            )
        )

    def record(
        self, *, base_badge: BaseBadge | BaseBadgeName | None = None, leave_out: bool = False
    ) -> TalentRecord:
        """Return the record, with all payments known on the days that the report covers.

        Args:
            base_badge: the base badge as the platform reports it; None is unknown.
            leave_out: leave out what may be an earning all the same; payments are known then from
                the day after the last such row on.

        Raises:
            InvalidRecordError: if anything that may be an earning is left out, with all of it; with
                `leave_out` if no day is left; without a contracts file; for another badge.
            WrongTypeError: if `leave_out` is neither true nor false.
        """
        expect(bool, leave_out=leave_out)
        way_out = to_leave_out(self, "leave_out", "true")
        since = self.known_without_left_out
        if self.contracts is None:
            message = "must be given to read_report; a file without lines says there are none"
            code = ProblemCode.MISSING
            refuse("record", [unfit(code, "a file", "none", at="contracts", message=message)])
        elif not self.is_whole and not leave_out:
            refuse("record", [*left_out_problems(self), way_out])
        elif since is None:
            refuse("record", [way_out])
        return TalentRecord(
            kind=self.kind,
            base_badge=base_badge,
            contracts=self.contracts or (),
            payments_known_since=since,
            payments_known_through=self.known_through,
        )


def left_out_problems(reading: ReportReading) -> Iterator[Problem]:
    """Return what was left out and may be an earning, rows that are alike together.

    Args:
        reading: the reading.
    """
    alike: dict[tuple[object, ...], list[LeftOut]] = {}
    for row in reading.left_out:
        if row.may_be_earned:
            kind = row.type.lower() if row.reason in _BY_TYPE else ""
            who = (row.client, row.title, row.freelancer, row.agency)
            key = (row.report, row.reason, kind, *who)
            alike.setdefault(key, []).append(row)
    is_one = all(row.report == 1 for row in reading.left_out)
    for rows in alike.values():
        first, amount = rows[0], dollars_shown(sum(row.cents for row in rows))
        facts = [amount, f"client {shown(first.client)}", f"title {shown(first.title)}"]
        if first.reason in _BY_TYPE:
            facts.insert(1, f"type {shown(first.type)}")
        if reading.kind is Kind.AGENCY:
            facts.append(f"freelancer {shown(first.freelancer)}")
            facts.append(f"agency {shown(first.agency)}" if first.agency else "no agency")
        verb = "is" if len(rows) == 1 else "are"
        message = f"{verb} left out and may be earned: {', '.join(facts)}; {_WHY[first.reason]}"
        at = ("report, " if is_one else f"report {first.report}, ") + _lines(rows)
        code = ProblemCode.IMPOSSIBLE
        yield unfit(code, "what is known to be earned, or not", amount, at=at, message=message)


def _lines(rows: list[LeftOut]) -> str:
    """Return the lines of rows as a message names them."""
    if len(rows) == 1:
        return f"line {rows[0].line}"
    numbers = [f"{row.line}" for row in rows[:SHOWN_LINES]]
    more = len(rows) - len(numbers)
    last = f"{more:,} more" if more else numbers.pop()
    return f"lines {', '.join(numbers)} and {last}"


def to_leave_out(reading: ReportReading, name: str, value: str) -> Problem:
    """Return the problem that nobody said to leave out what may be an earning, or that it is vain.

    Args:
        reading: the reading.
        name: what says so.
        value: what it must be.
    """
    code, allowed = ProblemCode.IMPOSSIBLE, "a reading that is whole"
    since = reading.known_without_left_out
    if since is None:
        message = "cannot help: what may be an earning is left out up to the last day"
    else:
        message = (
            f"must be {value} for a record without them, which then knows payments from {since} on"
        )
        if any(row.reason in _BY_CONTRACT for row in reading.left_out):
            message += "; or correct the contracts file"
    return unfit(code, allowed, "rows left out", at=name, message=message)


def contracts_file(reading: ReportReading) -> str:
    r"""Return the lines that the contracts file still lacks, as a file to fill in.

    Each has an id of its own and no category yet. What was earned, and from when to when, stands
    beside it for the eye. Lines that stand for one contract, as one that was renamed, get one id.

    Args:
        reading: the reading.

    Returns:
        CSV with a header.

    Raises:
        WrongTypeError: if it is no reading.

    >>> from badgerules.reports import read_report
    >>> report = (
    ...     "Date,Transaction type,Transaction summary,Agency team,Freelancer,Client team,"
    ...     "Ref ID,Amount $\n"
    ...     '"Sep 25, 2026",Hourly,Help desk,,Ann Lee,Blue Door,7001,240.00\n'
    ... )
    >>> days = date(2026, 9, 1), date(2026, 9, 30)
    >>> print(contracts_file(read_report(report, covers=days)))
    contract,client,title,category,earned,first_paid_on,last_paid_on
    contract-1,Blue Door,Help desk,,240.00,2026-09-25,2026-09-25
    <BLANKLINE>
    """
    expect(ReportReading, "; read_report makes one", reading=reading)
    known = {contract.id for contract in reading.contracts or ()}
    names = (name for number in count(1) if (name := f"contract-{number}") not in known)
    whose = (FREELANCER,) if reading.kind is Kind.AGENCY else ()
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow((*NEEDED, *whose, *BESIDE))
    for contract in reading.unlisted:
        freelancer = (contract.freelancer,) if whose else ()
        beside = (dollars_text(contract.cents), contract.first_day, contract.last_day)
        writer.writerow((next(names), contract.client, contract.title, "", *freelancer, *beside))
    return lines.getvalue()

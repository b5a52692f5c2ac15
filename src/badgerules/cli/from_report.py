"""The platform's report, as the command line takes it: a contracts file to fill in, or a record."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import attrs

from badgerules.cli.what_ifs import day
from badgerules.converters import nearest
from badgerules.display.layout import item, joined, visible, wrapped
from badgerules.errors import InvalidRecordError, refuse, shown, unfit
from badgerules.money import dollars_shown
from badgerules.reports.reading import (
    LeftOutReason,
    contracts_file,
    left_out_problems,
    to_leave_out,
)
from badgerules.reports.transactions import read_report
from badgerules.vocabulary import BaseBadge, Kind, ProblemCode, counted
from badgerules.windows import MONTHS_PER_YEAR, TrailingWindow

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from badgerules.records import Contract, TalentRecord
    from badgerules.reports.reading import ReportReading

_NOT_THEIRS = {
    LeftOutReason.NOT_EARNED: "fees, taxes, withdrawals and purchases",
    LeftOutReason.DONE_THROUGH_AN_AGENCY: "work through an agency, which counts for it (WIN-4)",
}


LISTED_AGENCIES = 10
"""How many agencies an error lists at most."""

_NAMES = {"covers": "the time from --from to --to", "agency": "--agency"}
"""What the command line calls arguments."""


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what the command takes.

    Args:
        command: its parser.
    """
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="the transaction report as it was downloaded; - for standard input; several, if they "
        "share no day",
    )
    for name, which in (("--from", "first"), ("--to", "last")):
        command.add_argument(
            name,
            dest=f"{which}_day",
            required=True,
            type=day,
            metavar="DAY",
            help=f"the {which} day for which the report was asked",
        )
    command.add_argument(
        "--contracts",
        metavar="FILE",
        help="the contracts file; without it, one to fill in is made",
    )
    command.add_argument(
        "--kind",
        choices=[kind.value for kind in Kind],
        default=Kind.FREELANCER.value,
        help="whose record it is to be (default: freelancer)",
    )
    command.add_argument(
        "--agency", metavar="NAME", help='the agency, as the column "Agency team" has it'
    )
    command.add_argument(
        "--base-badge",
        choices=[badge.value for badge in BaseBadge],
        help="the platform's word on Rising Talent and Top Rated",
    )
    command.add_argument(
        "--leave-out",
        action="store_true",
        help="make the record without what may be an earning; payments are known after it only",
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="the file of the record to write; one that is there is replaced (default: print it); "
        "without --contracts, the new file of the contracts to fill in",
    )


def check_options(options: argparse.Namespace) -> None:
    """Refuse what says something of a record where none is made.

    Args:
        options: what `add_options` added.

    Raises:
        InvalidRecordError: if something is asked for that needs the contracts file.
    """
    of_a_record = {
        "--base-badge": options.base_badge,
        "--leave-out": options.leave_out or None,
    }
    message = "must be left out without --contracts, as there is no record yet"
    code = ProblemCode.CONTRADICTION
    refuse(
        "",
        [
            unfit(code, "nothing", f"{value}", at=name, message=message)
            for name, value in of_a_record.items()
            if value is not None and options.contracts is None
        ],
    )


def reading_of(
    reports: Sequence[bytes], contracts: bytes | None, options: argparse.Namespace
) -> ReportReading:
    """Read the files.

    Args:
        reports: the files of transactions.
        contracts: the contracts file; None for none.
        options: what `add_options` added.

    Raises:
        InvalidRecordError: as `read_report` does, in the words of the command line; if no row
            names the agency.
    """
    try:
        reading = read_report(
            reports,
            contracts=contracts,
            covers=(options.first_day, options.last_day),
            kind=options.kind,
            agency=options.agency,
        )
    except InvalidRecordError as error:
        told = [
            attrs.evolve(problem, path=_NAMES.get(problem.path, problem.path))
            for problem in error.problems
        ]
        raise InvalidRecordError(noun="", problems=tuple(told)) from None
    _check_named(reading, options.agency)
    return reading


def _check_named(reading: ReportReading, agency: str) -> None:
    """Refuse an agency that no row names, where rows name others or none."""
    reasons = {row.reason for row in reading.left_out}
    named = sorted({row.agency for row in reading.left_out if row.agency.strip()})
    is_paid = any(contract.payments for contract in reading.contracts or ())
    if LeftOutReason.NOT_THIS_AGENCY not in reasons or agency in named or is_paid:
        return
    listed = ", ".join(map(shown, named[:LISTED_AGENCIES])) or "none"
    listed += ", …" if len(named) > LISTED_AGENCIES else ""
    message = (
        f'must be a name in the column "Agency team", got {shown(agency)}'
        f"{nearest(agency, named)} (there are: {listed})"
    )
    code, allowed = ProblemCode.UNKNOWN_VALUE, "an agency of the report"
    refuse("", [unfit(code, allowed, shown(agency), at="--agency", message=message)])


def to_fill_in(reading: ReportReading) -> str:
    """Return the contracts file to fill in, where there is anything to fill in.

    Args:
        reading: the files, without a contracts file.

    Raises:
        InvalidRecordError: if all that may be an earning is left out for other reasons.
    """
    if not reading.unlisted:
        refuse("", left_out_problems(reading))
    return contracts_file(reading)


def what_to_fill_in(reading: ReportReading, output: str) -> str:
    """Say what is to be done with a contracts file that was written.

    Args:
        reading: the files, without a contracts file.
        output: where it was written.
    """
    lines = counted(len(reading.unlisted), "contracts, each of which needs", "contract that needs")
    told = f"Written to {visible(output)}: {lines} a category. Fill it in, and run the same with:"
    options = visible(f"--contracts {shlex.quote(output)} -o record.json")
    return "\n".join([*wrapped(told), f"  {options}"])


def record_of(reading: ReportReading, options: argparse.Namespace) -> TalentRecord:
    """Return the record; what stands in its way is told in the words of the command line.

    Args:
        reading: the files, with a contracts file.
        options: what `add_options` added.

    Raises:
        InvalidRecordError: if something that may be an earning is left out and may not be.
    """
    since = reading.known_without_left_out
    if since is None or not (reading.is_whole or options.leave_out):
        way_out = to_leave_out(reading, "--leave-out", "given")
        refuse("", [*left_out_problems(reading), way_out])
    return reading.record(base_badge=options.base_badge, leave_out=options.leave_out)


def summary(reading: ReportReading, output: str) -> str:
    """Say what a report came to.

    Args:
        reading: the files, with a contracts file.
        output: where the record was written.
    """
    since, through = reading.known_since, reading.known_through
    lines = wrapped(f"Report of a {reading.kind} from {since} to {through}")
    for contract in reading.contracts or ():
        lines += item("+", _contract(contract))
    for text in _left_out(reading):
        lines += item(">", text)
    lines += ["", *wrapped(_total(reading)), ""]
    lines += wrapped(f"Columns that are not read: {joined(reading.ignored_columns) or 'none'}.")
    known = reading.known_without_left_out
    told = f"Payments are known from {known} to {through}. Written to {visible(output)}. Ask:"
    command = f"badgerules assess {shlex.quote(output)} --as-of {through}"
    return "\n".join([*lines, "", *wrapped(told), f"  {visible(command)}"])


def _contract(contract: Contract) -> str:
    cents = [payment.cents for payment in contract.payments]
    label = f"{contract.id} ({contract.category.label})"
    if not cents:
        return f"{label}: nothing paid"
    earned = dollars_shown(sum(amount for amount in cents if amount > 0))
    back = dollars_shown(-sum(amount for amount in cents if amount < 0))
    days = sorted(payment.paid_on for payment in contract.payments)
    refunds = "" if min(cents) >= 0 else f", {back} taken back"
    span = f"from {days[0]} to {days[-1]}" if days[0] != days[-1] else f"on {days[0]}"
    return f"{label}: {earned} earned{refunds} {span}"


def _left_out(reading: ReportReading) -> Iterator[str]:
    """Say how many rows were left out, and why."""
    for reason, what in _NOT_THEIRS.items():
        rows = [row for row in reading.left_out if row.reason is reason]
        if rows:
            yield f"{counted(len(rows), 'rows')} left out: {what}"
    for problem in left_out_problems(reading):
        yield f"{problem.path} {problem.message}"


def _total(reading: ReportReading) -> str:
    """Say what to hold against the figure of the page."""
    first, last = reading.known_since, reading.known_through
    window = TrailingWindow.of_months(MONTHS_PER_YEAR, through=last)
    if first <= window.first_day:
        first = window.first_day
        figure = "the earnings of 12 months that the platform shows on that day"
    else:
        figure = "what the platform shows"
    amount = f"${reading.earned_between(first, last):,}"
    return f"On record from {first} to {last}: {amount}. Hold that against {figure}."

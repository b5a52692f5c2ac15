"""What the page shows, as the command line takes it: beside a record, or in place of one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import attrs

from badgerules.cli.shared import record_in
from badgerules.cli.what_ifs import day
from badgerules.converters import optional_dollars, problems_in
from badgerules.errors import refuse, shown, unfit
from badgerules.money import plainly
from badgerules.records import TalentRecord
from badgerules.talent_facts import PlatformStats, Reputation
from badgerules.vocabulary import BaseBadge, Kind, ProblemCode, ShownBadge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

YES_OR_NO = {"yes": True, "no": False}
MOST_DIGITS = 6
"""How many digits a count has at most."""


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what the page shows to a command.

    Args:
        command: the parser of the command.
    """
    page = command.add_argument_group(
        "what the page shows",
        "beside FILE, in place of the figures in it; or without FILE, together with --kind",
    )
    page.add_argument(
        "--kind", choices=[kind.value for kind in Kind], help="without FILE: whose page it is"
    )
    page.add_argument(
        "--base-badge",
        choices=[badge.value for badge in BaseBadge],
        help="without FILE: the platform's word on Rising Talent and Top Rated",
    )
    page.add_argument(
        "--shown", choices=[badge.value for badge in ShownBadge], help="the badge on the profile"
    )
    page.add_argument(
        "--earnings", type=_dollars, metavar="DOLLARS", help="the earnings of 12 months"
    )
    page.add_argument(
        "--large-contract", choices=list(YES_OR_NO), help="whether the large contract is ticked"
    )
    page.add_argument("--weeks", type=_count, metavar="COUNT", help="how many weeks are eligible")
    page.add_argument(
        "--holds", type=_count, metavar="COUNT", help="holds and notices of the past 90 days"
    )
    page.add_argument(
        "--shown-on",
        type=day,
        metavar="DAY",
        help="the day on which it was shown (default: the day asked about)",
    )


def record_of(document: bytes | None, options: argparse.Namespace, as_of: date) -> TalentRecord:
    """Return the record of a file, with what the page shows; or one of nothing else.

    Args:
        document: the file; None for none.
        options: what `add_options` added.
        as_of: the day asked about.

    Raises:
        InvalidRecordError: without a file and a kind, or with both; if the file is a table.
        DocumentError: if the file is no record.
    """
    _check_whose(document, options)
    stats = _stats(options, as_of)
    if document is None:
        # Weeks and holds are asked of Top Rated where it is computed, from facts of reputation.
        is_computed = options.base_badge is None and (options.weeks, options.holds) != (None, None)
        return TalentRecord(
            kind=options.kind,
            contracts=(),
            contracts_known=False,
            base_badge=options.base_badge,
            reputation=Reputation() if is_computed else None,
            stats=stats,
        )
    record = record_in(document)
    return record if stats is None else attrs.evolve(record, stats=stats)


def more_facts(options: argparse.Namespace) -> str:
    """Name the options that would bring more facts, without those that were given.

    Args:
        options: what `add_options` added.
    """
    given = {
        "--base-badge": options.base_badge,
        "--earnings": options.earnings,
        "--large-contract": options.large_contract,
        "--weeks": options.weeks,
        "--holds": options.holds,
    }
    missing = ", ".join(name for name, value in given.items() if value is None)
    return f"Add: {missing}; or a FILE." if missing else "Add: a FILE."


def _stats(options: argparse.Namespace, as_of: date) -> PlatformStats | None:
    """Return what the page shows; None if nothing of it is given."""
    stats = PlatformStats(
        shown_on=options.shown_on or as_of,
        badge=options.shown,
        earnings_12_months=options.earnings,
        has_large_contract=YES_OR_NO.get(options.large_contract),
        eligible_weeks=options.weeks,
        holds=options.holds,
    )
    is_given = options.shown_on is not None or stats != PlatformStats(shown_on=as_of)
    return stats if is_given else None


def _check_whose(document: bytes | None, options: argparse.Namespace) -> None:
    """Refuse a page of nobody, and what a file says already."""
    whose: Mapping[str, str | None] = {"--kind": options.kind, "--base-badge": options.base_badge}
    if document is None and options.kind is None:
        message = "must be given, or else --kind with what the page shows"
        refuse("", [unfit(ProblemCode.MISSING, "a file", "none", at="FILE", message=message)])
    for name, value in whose.items():
        if document is not None and value is not None:
            message = "must be left out where FILE is given, which says it"
            refuse(
                "", [unfit(ProblemCode.CONTRADICTION, "nothing", value, at=name, message=message)]
            )


def _dollars(text: str) -> Decimal | None:
    """Read an amount as argparse wants it."""
    amount = optional_dollars(plainly(text) or text)
    if any(problems_in({"dollars": amount})):
        msg = f"must be dollars and cents such as 9583.72, got {shown(text)}"
        raise argparse.ArgumentTypeError(msg)
    return amount


def _count(text: str) -> int:
    """Read a count as argparse wants it."""
    if not (text.isascii() and text.isdecimal()) or len(text) > MOST_DIGITS:
        msg = f"must be a whole number such as 15, got {shown(text)}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)

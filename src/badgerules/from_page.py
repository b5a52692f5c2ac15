"""What the page shows, as the command line takes it: beside a record, or in place of one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from badgerules.errors import refuse, unfit
from badgerules.serialization import dump_record, load_record
from badgerules.serialization.reading import FORMAT
from badgerules.vocabulary import BaseBadge, Kind, ProblemCode, ShownBadge
from badgerules.what_ifs import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from badgerules.records import TalentRecord

YES_OR_NO = {"yes": True, "no": False}


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what the page shows to a command.

    Args:
        command: the parser of the command.
    """
    page = command.add_argument_group(
        "what the page shows", "beside FILE, or without one together with --kind"
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
    page.add_argument("--earnings", metavar="DOLLARS", help="the earnings of 12 months")
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
        InvalidRecordError: without a file and a kind, or with both.
        DocumentError: if the file is no record, or a figure does not fit.
    """
    _check_whose(document, options)
    figures = _figures(options, as_of)
    if document is not None:
        record = load_record(document)
        return load_record({**dump_record(record), "stats": figures}) if figures else record
    facts = {"kind": options.kind, "base_badge": options.base_badge, "stats": figures or None}
    return load_record({"format": FORMAT, **facts})


def _figures(options: argparse.Namespace, as_of: date) -> dict[str, Any]:
    """Return the figures as a part of a record; empty if none is given."""
    figures = {
        "badge": options.shown,
        "earnings_12_months": options.earnings,
        "has_large_contract": YES_OR_NO.get(options.large_contract),
        "eligible_weeks": options.weeks,
        "holds": options.holds,
    }
    given = {name: value for name, value in figures.items() if value is not None}
    if not given and options.shown_on is None:
        return {}
    return {"shown_on": (options.shown_on or as_of).isoformat(), **given}


def _check_whose(document: bytes | None, options: argparse.Namespace) -> None:
    """Refuse a page of nobody, and what a file says already."""
    whose: Mapping[str, str | None] = {"--kind": options.kind, "--base-badge": options.base_badge}
    if document is None and options.kind is None:
        message = "must be given, or --kind and what the page shows"
        refuse("", [unfit(ProblemCode.MISSING, "a file", "none", at="FILE", message=message)])
    for name, value in whose.items():
        if document is not None and value is not None:
            message = "must be left out where FILE is given, which says it"
            refuse(
                "", [unfit(ProblemCode.CONTRADICTION, "nothing", value, at=name, message=message)]
            )


def _count(text: str) -> int:
    """Read a count as argparse wants it."""
    if not text.isascii() or not text.isdecimal() or len(text) > len("1000000"):
        msg = f"must be a count such as 15, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)

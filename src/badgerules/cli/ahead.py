"""`badgerules timeline` and `badgerules recovery`: what lies ahead of one talent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from badgerules.cli import shared, what_ifs
from badgerules.display import (
    to_text,
)
from badgerules.display.html import html_page
from badgerules.display.layout import wrapped
from badgerules.recovery import USUAL_SCORE, recovery
from badgerules.serialization import (
    dump_recovery,
    dump_timeline,
)
from badgerules.thresholds import Readings
from badgerules.timeline import timeline
from badgerules.vocabulary import Badge

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from badgerules.cli.shared import Commands

_A = TypeVar("_A")


def add_commands(commands: Commands) -> None:
    """Add the commands to those there are."""
    ahead = commands.add_parser("timeline", help="say from when to when a badge is held")
    _add_whose(ahead, Badge.TOP_RATED_PLUS)
    ahead.add_argument(
        "--from",
        dest="first_day",
        type=what_ifs.day,
        metavar="DAY",
        help="the first day (default: the first of the rules)",
    )
    ahead.add_argument(
        "--to",
        dest="last_day",
        type=what_ifs.day,
        metavar="DAY",
        help="the last day, included (default: until nothing recorded can change it)",
    )
    shared.add_what_ifs(ahead)
    shared.add_question(ahead)
    shared.add_forms(ahead, "the timeline")
    ahead.set_defaults(run=_timeline)

    back = commands.add_parser(
        "recovery", help="say when a badge is back, for each day on which the score may return"
    )
    _add_whose(back, Badge.TOP_RATED)
    back.add_argument(
        "--back-at",
        type=int,
        default=USUAL_SCORE,
        metavar="SCORE",
        help=f"the score that returns (default: {USUAL_SCORE})",
    )
    shared.add_what_ifs(back)
    shared.add_question(back)
    shared.add_forms(back, "the answer")
    back.set_defaults(run=_recovery)


def _add_whose(command: argparse.ArgumentParser, usual: Badge) -> None:
    """Add whose badge is asked about, which one, and through when facts are known."""
    command.add_argument("file", metavar="FILE", help="a record as JSON; - for standard input")
    command.add_argument(
        "--badge",
        choices=[badge.value for badge in Badge],
        default=usual.value,
        help=f"the badge (default: {usual})",
    )
    command.add_argument(
        "--as-of",
        type=what_ifs.day,
        metavar="DAY",
        help="the last day whose facts are known (default: today)",
    )


def _timeline(options: argparse.Namespace) -> str:
    answer = timeline(
        shared.supposed_record(options),
        options.badge,
        as_of=options.as_of or shared.today(),
        first_day=options.first_day,
        last_day=options.last_day,
        readings=Readings(**shared.once_each(options.reading)),
        edition=options.edition,
    )
    return _told(options, "Timeline", answer, dump_timeline)


def _recovery(options: argparse.Namespace) -> str:
    answer = recovery(
        shared.supposed_record(options),
        options.badge,
        as_of=options.as_of or shared.today(),
        score=options.back_at,
        readings=Readings(**shared.once_each(options.reading)),
        edition=options.edition,
    )
    return _told(options, "Recovery", answer, dump_recovery)


def _told(
    options: argparse.Namespace, name: str, answer: _A, dump: Callable[[_A], dict[str, Any]]
) -> str:
    """Return an answer in the form asked for, with what was supposed."""
    if options.json:
        return json.dumps({**dump(answer), **shared.dumped_what_ifs(options.what_ifs)}, indent=1)
    supposed = shared.supposed_texts(options.what_ifs)
    if options.html:
        return html_page(f"{name} of {Badge(options.badge).label}", *supposed, answer)
    blocks = ["\n".join(wrapped(text)) for text in supposed]
    return "\n\n".join([*blocks, to_text(answer)])

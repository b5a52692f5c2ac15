"""`badgerules rules`: the law, with clauses and sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from badgerules.clauses import clause
from badgerules.cli import shared
from badgerules.display import (
    clause_text,
    clauses_text,
    to_text,
)
from badgerules.display.layout import wrapped
from badgerules.rulebook import EDITIONS, edition_named, edition_on
from badgerules.schemas import Document, json_schema

if TYPE_CHECKING:
    import argparse

    from badgerules.cli.shared import Commands

MORE_LAW = "More: --clauses for every clause, --clause ID for one, as in --clause TRP-F2."


def add_command(commands: Commands) -> None:
    """Add the command to those there are."""
    law = commands.add_parser("rules", help="print the law, with clauses and sources")
    law.add_argument(
        "--edition",
        metavar="ID",
        help="the edition (default: the one in force today)",
    )
    what = law.add_mutually_exclusive_group()
    what.add_argument("--clause", metavar="ID", help="one clause, and its numbers in every edition")
    what.add_argument("--clauses", action="store_true", help="the first sentence of every clause")
    what.add_argument(
        "--schema",
        choices=[document.value for document in Document],
        help="print the JSON Schema of a record or of an answer instead",
    )
    law.set_defaults(run=_rules)


def _rules(options: argparse.Namespace) -> str:
    if options.schema is not None:
        return json.dumps(json_schema(options.schema), indent=1)
    if options.clauses:
        return clauses_text()
    if options.clause is not None:
        editions = EDITIONS if options.edition is None else (edition_named(options.edition),)
        return clause_text(clause(options.clause), editions)
    name = options.edition
    named = edition_on(shared.today()) if name is None else edition_named(name)
    return "\n".join([to_text(named), "", *wrapped(MORE_LAW)])

"""The parts that all answers share: questions with their rules, verdicts, clauses.

Their words are those of the library. Open lists, such as editions, clauses and criteria, are
given by their form only, so that an answer of a later version still fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules.schemas.shapes import (
    COUNT,
    DAY,
    FLAG,
    MONEY,
    TEXT,
    Schema,
    an_object,
    any_of,
    list_of,
    or_null,
    ref,
    told,
    words,
    written,
)
from badgerules.serialization.reading import FORMAT
from badgerules.serialization.shared import DIGITS
from badgerules.thresholds import DEFAULT_READINGS
from badgerules.vocabulary import Badge, Category, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.vocabulary import Word

VERDICT = words(Verdict)
BADGE = words(Badge)
CLAUSE_ID = told(written("[A-Z]+-[A-Z]?[0-9]+"), "the id of a clause")
CLAUSE_IDS = list_of(CLAUSE_ID)
CRITERION = written("[a-z_]+")

_DEFAULTS: Mapping[str, Word] = attrs.asdict(DEFAULT_READINGS)
READING_NAMES = tuple(_DEFAULTS)

ANSWER_FORMAT: Schema = {
    "description": "the format of the answer",
    "type": "integer",
    "const": FORMAT,
}
SHARED_KEYS = {
    "badgerules": told(TEXT, "the version of the library"),
    "readings": ref("readings"),
}
"""Keys shared by single-day and timeline answers."""

EDITION = {
    "edition": told(TEXT, "the id of the rules applied"),
    "hypothetical": told(FLAG, "whether they were not the ones in force on that day"),
    "began": told(
        or_null(ref("began")), "the days on which they may have begun; null for unpublished rules"
    ),
    "supposed_rules": told(
        or_null(ref("supposed_rules")), "how they differ from published ones; null if they do not"
    ),
}
QUESTION = {
    "as_of": told(DAY, "the day asked about"),
    "known_through": told(DAY, "the last day whose facts are known"),
    **EDITION,
    **SHARED_KEYS,
}


def shared_definitions() -> dict[str, Schema]:
    """Return the definitions of readings and hypothetical rules, by name."""
    return {
        "readings": an_object(
            "How ambiguous clauses are read.",
            {name: words(type(word)) for name, word in _DEFAULTS.items()},
        ),
        "began": an_object(
            "The span in which an edition began.",
            {"from": told(DAY, "the first such day"), "through": told(DAY, "the last such day")},
        ),
        "supposed_rules": _supposed_rules(),
        "rule_number": _rule_number(),
    }


def _supposed_rules() -> Schema:
    changed = {
        "number": told(CRITERION, "its name, as an edition has it"),
        "clause": CLAUSE_ID,
        "from": told(ref("rule_number"), "what the published edition holds"),
        "to": told(ref("rule_number"), "what is supposed instead"),
    }
    return an_object(
        "Rules that nobody published, told in full.",
        {
            "based_on": told(
                or_null(TEXT), "the published edition that was changed; null for none"
            ),
            "effective_from": told(DAY, "their first day"),
            "changed": told(
                list_of(an_object("A number that differs.", changed)), "every number that differs"
            ),
            "digest": told(
                written(f"[0-9a-f]{{{DIGITS}}}"), "stands for everything that these rules say"
            ),
        },
    )


def _rule_number() -> Schema:
    table = an_object(
        "Dollars by category, of those that differ.",
        {category.value: MONEY for category in Category},
        optional=Category,
    )
    return told(
        any_of(MONEY, COUNT, {**table, "minProperties": 1}),
        "A number of the rules: dollars, a whole number, or dollars by category.",
    )

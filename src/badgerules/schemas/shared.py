"""The parts that all answers share: questions, verdicts, clauses.

Their words are those of the library. Open lists, such as editions, clauses and criteria, are
given by their form only, so that an answer of a later version still fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules.schemas.shapes import (
    DAY,
    FLAG,
    TEXT,
    Schema,
    an_object,
    list_of,
    ref,
    told,
    words,
    written,
)
from badgerules.serialization.reading import FORMAT
from badgerules.thresholds import DEFAULT_READINGS
from badgerules.vocabulary import Badge, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.vocabulary import Word

VERDICT = words(Verdict)
BADGE = words(Badge)
CLAUSE = told(written("[A-Z]+-[A-Z]?[0-9]+"), "the id of a clause")
CLAUSES = list_of(CLAUSE)
CRITERION = written("[a-z_]+")

_DEFAULTS: Mapping[str, Word] = attrs.asdict(DEFAULT_READINGS)
READING_NAMES = tuple(_DEFAULTS)

ANSWER_FORMAT: Schema = {
    "description": "the format of the answer",
    "type": "integer",
    "const": FORMAT,
}
SAID_BY_BOTH = {
    "badgerules": told(TEXT, "the version of the library"),
    "readings": ref("readings"),
}
"""Keys shared by single-day and timeline answers."""

QUESTION = {
    "as_of": told(DAY, "the day asked about"),
    "edition": told(TEXT, "the id of the rules applied"),
    "hypothetical": told(FLAG, "whether they were not the ones in force on that day"),
    **SAID_BY_BOTH,
}


def readings_schema() -> Schema:
    """Return the schema of how ambiguous clauses are read."""
    return an_object(
        "How ambiguous clauses are read.",
        {name: words(type(word)) for name, word in _DEFAULTS.items()},
    )

"""The schema of a finding: what each tells, and what those on some criteria tell besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.clauses import Authority
from badgerules.criteria import (
    CIRCUMVENTION,
    DETAILS_GIVEN,
    NEGATIVE_SHARE,
    NUMBERED_NEGATIVE_FEEDBACK,
    PLUS_EARNINGS,
    PLUS_LARGE_CONTRACT,
    TOP_RATED_ACTIVITY,
    TOP_RATED_HOLD,
    TOP_RATED_WEEKS,
    VETTING,
)
from badgerules.schemas.shapes import (
    COUNT,
    DAY,
    FLAG,
    MONEY,
    NULL,
    WHOLE_NUMBER,
    Schema,
    an_object,
    any_of,
    list_of,
    one_of,
    or_null,
    ref,
    told,
    words,
)
from badgerules.schemas.shared import CLAUSE_ID, CRITERION, VERDICT
from badgerules.vocabulary import PriorAssessment, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

_OBSERVED = {
    Unit.USD: (MONEY, MONEY, MONEY),
    Unit.STARS: (MONEY, MONEY, MONEY),
    Unit.FLAG: (FLAG, {"const": True}, NULL),
}
"""How observed, required and shortfall are written by unit, if not as whole numbers."""

_ALWAYS = {
    PLUS_LARGE_CONTRACT.key: {"contracts": list_of(ref("row"))},
    NEGATIVE_SHARE.key: {"scope": told(COUNT, "of how many contracts the share is taken")},
    DETAILS_GIVEN.key: {"missing": told(list_of(CRITERION), "names of details, never contents")},
    TOP_RATED_WEEKS.key: {
        "highest": told(COUNT, "how many if every unknown one were eligible"),
        "weeks": list_of(ref("week")),
    },
}
"""The further keys that findings on some criteria always have."""

_SOMETIMES = {
    (
        *(PLUS_EARNINGS.key, PLUS_LARGE_CONTRACT.key, NEGATIVE_SHARE.key),
        NUMBERED_NEGATIVE_FEEDBACK.key,
    ): {
        "on_record": told(
            any_of(MONEY, COUNT, NULL), "what is on record, where the rest is not known"
        ),
        "known_since": told(or_null(DAY), "the first day whose payments are all known"),
        "known_through": told(or_null(DAY), "the last such day"),
    },
    (PLUS_EARNINGS.key, PLUS_LARGE_CONTRACT.key, TOP_RATED_WEEKS.key, TOP_RATED_HOLD.key): {
        "from_stats": told(
            {"type": "boolean", "const": True}, "it comes from a figure that the platform shows"
        ),
    },
    (VETTING.key,): {"prior_assessments": list_of(words(PriorAssessment))},
    (TOP_RATED_HOLD.key, TOP_RATED_ACTIVITY.key, CIRCUMVENTION.key): {
        "happened_on": told(DAY, "the day that decides"),
        "leaves_on": told(
            or_null(DAY),
            "the first day on which it counts no more; null where the calendar ends first",
        ),
    },
}
"""The further keys that findings on some criteria have where there is something to show."""


def finding_schema() -> Schema:
    """Return the schema of a finding, with what findings on some criteria tell besides."""
    common = {
        "criterion": told(CRITERION, "what was asked, by its name within the badge"),
        "clause": CLAUSE_ID,
        "authority": told(words(Authority), "how much the source of the clause weighs"),
        "confirmed_on": told(
            or_null(DAY), "the day on which a source last confirmed it; null where none does"
        ),
        "verdict": VERDICT,
        "unit": words(Unit),
        "observed": told(
            any_of(MONEY, WHOLE_NUMBER, FLAG, NULL), "what was found; null if it is not known"
        ),
        "required": told(
            any_of(MONEY, WHOLE_NUMBER, FLAG),
            "the least that is required, or the most that is allowed",
        ),
        "shortfall": told(any_of(MONEY, COUNT, NULL), "what is missing, or too much"),
    }
    extras = {
        name: form
        for carried in (*_ALWAYS.values(), *_SOMETIMES.values())
        for name, form in carried.items()
    }
    both_days = {"happened_on": ["leaves_on"], "leaves_on": ["happened_on"]}
    return {
        **an_object("How one criterion came out.", common | extras, optional=extras),
        "dependentRequired": both_days,
        "allOf": [
            *(
                {**_only_with([criterion], keys), "then": {"required": list(keys)}}
                for criterion, keys in _ALWAYS.items()
            ),
            *(_only_with(several, keys) for several, keys in _SOMETIMES.items()),
            *map(_written_in, Unit),
        ],
    }


def _only_with(criteria: Iterable[str], keys: Iterable[str]) -> Schema:
    """Return a schema that forbids the keys in findings on other criteria."""
    return {
        "if": {"properties": {"criterion": one_of(criteria)}},
        "else": {"properties": dict.fromkeys(keys, False)},
    }


def _written_in(unit: Unit) -> Schema:
    """Return the schema of the three values in a unit; if observed is null, so is shortfall."""
    observed, required, shortfall = _OBSERVED.get(unit, (WHOLE_NUMBER, WHOLE_NUMBER, COUNT))
    return {
        "if": {"properties": {"unit": {"const": unit.value}}},
        "then": {
            "properties": {"required": required},
            "anyOf": [
                {"properties": {"observed": observed, "shortfall": shortfall}},
                {"properties": {"observed": NULL, "shortfall": NULL}},
            ],
        },
    }

"""The schemas of answers about many talents, and of a saved answer asked again."""

from __future__ import annotations

from badgerules.deviations import ReplayCause
from badgerules.schemas.answers import WHAT_IF
from badgerules.schemas.shapes import (
    ANYTHING,
    COUNT,
    DAY,
    FLAG,
    TEXT,
    Schema,
    an_object,
    list_of,
    one_of,
    or_null,
    ref,
    told,
    words,
)
from badgerules.schemas.shared import (
    ANSWER_FORMAT,
    BADGE,
    CLAUSE_ID,
    CLAUSE_IDS,
    CRITERION,
    EDITION,
    QUESTION,
    VERDICT,
)
from badgerules.serialization.populations import NOT_ASKED
from badgerules.vocabulary import Badge, Verdict

_ASKED_OR_NOT = one_of([*(verdict.value for verdict in Verdict), NOT_ASKED])
_FRACTION: Schema = {
    "type": "array",
    "prefixItems": [COUNT, {"type": "integer", "minimum": 1}],
    "items": False,
    "minItems": 2,
}
"""Numerator and denominator."""

_COUNTS = {verdict.value: COUNT for verdict in Verdict}
_GROUP = {
    "size": told(COUNT, "how many talents"),
    **_COUNTS,
    "rate": told(_FRACTION, "met, of those decided; left out where nobody is"),
    "ratio": told(_FRACTION, "its rate, of the highest; left out where there is none"),
    "criteria": list_of(ref("hurdle")),
}
_MAY_BE_MISSING = ("rate", "ratio")


def population_definitions() -> dict[str, Schema]:
    """Return the schema of each answer and of each of its parts, by name."""
    return {
        "rule_comparison": _rule_comparison(),
        "transition": _transition(),
        "funnel": _funnel(),
        "group": an_object("How some talents came out.", _GROUP, optional=_MAY_BE_MISSING),
        "hurdle": _hurdle(),
        "batch": _batch(),
        "counts": an_object("How many came out with each verdict.", _COUNTS),
        "batch_line": _batch_line(),
        "replay": _replay(),
    }


def _rule_comparison() -> Schema:
    changed = {"id": told(TEXT, "the id of the record"), "before": VERDICT, "after": VERDICT}
    terms = an_object("What one side was asked.", QUESTION)
    return an_object(
        "Who gains and who loses a badge by other rules.",
        {
            "format": ANSWER_FORMAT,
            "badge": BADGE,
            "before": terms,
            "after": terms,
            "talents": told(COUNT, "how many there are"),
            "gaining": told(COUNT, "how many hold the badge only by the rules after"),
            "losing": told(COUNT, "how many hold the badge only by the rules before"),
            "transitions": {**list_of(ref("transition")), "minItems": len(Verdict) ** 2},
            "changed": told(
                list_of(an_object("A talent whose verdict changes.", changed)),
                "left out for frames",
            ),
        },
        optional=["changed"],
    )


def _transition() -> Schema:
    turn = {
        "criterion": CRITERION,
        "clause": CLAUSE_ID,
        "before": _ASKED_OR_NOT,
        "after": _ASKED_OR_NOT,
        "talents": COUNT,
        "alone": told(COUNT, "for how many of them nothing else comes out otherwise"),
    }
    return an_object(
        "The talents who go from one verdict to another, or stay.",
        {
            "before": VERDICT,
            "after": VERDICT,
            "talents": COUNT,
            "turns": list_of(an_object("A criterion that comes out otherwise.", turn)),
        },
    )


def _funnel() -> Schema:
    named = {
        "group": {"description": "its name", "type": "string"},
        **_GROUP,
        "small": told(FLAG, "whether its ratio means nothing"),
    }
    groups = an_object("How one group came out.", named, optional=_MAY_BE_MISSING)
    return an_object(
        "At which criterion the talents of each group drop out.",
        {
            "format": ANSWER_FORMAT,
            "badge": BADGE,
            **QUESTION,
            "small_below": told(COUNT, "a group with fewer decided is small"),
            "expected_below": told(COUNT, "so is one of which fewer would be met, or unmet"),
            "everybody": ref("group"),
            "groups": list_of(groups),
            "ungrouped": told(ref("group"), "those whom the grouping leaves out"),
        },
    )


def _hurdle() -> Schema:
    return an_object(
        "How many fail one criterion.",
        {
            "criterion": CRITERION,
            "clauses": told(CLAUSE_IDS, "those that ask for it, of freelancers and of agencies"),
            "asked": told(COUNT, "of how many it is asked"),
            "failing": told(COUNT, "how many fail it, whatever else they fail"),
            "failing_only": told(COUNT, "how many fail it and nothing else"),
            "dropping_out": told(COUNT, "for how many it is the first they fail"),
            "unknown": told(COUNT, "for how many it is not known"),
        },
    )


def _batch() -> Schema:
    return an_object(
        "What `badgerules batch --json` prints.",
        {
            "format": ANSWER_FORMAT,
            **QUESTION,
            "output": told({"type": "string"}, "the file that was written"),
            "talents": told(COUNT, "how many were decided"),
            "refused": told(COUNT, "how many lines were left out; told where that may be"),
            "ahead": an_object(
                "Who gains or loses the badge soon; told where that was asked.",
                {
                    "days": told(COUNT, "within how many days"),
                    "gained": told(COUNT, "how many gain it"),
                    "lost": told(COUNT, "how many lose it"),
                },
            ),
            "badges": an_object(
                "The badges asked about.", dict.fromkeys(Badge, ref("counts")), optional=Badge
            ),
        },
        optional=["refused", "ahead"],
    )


def _batch_line() -> Schema:
    brief = {
        "verdict": VERDICT,
        "clause": told(or_null(CLAUSE_ID), "the first that is not met, or not known"),
        "why": told(or_null(TEXT), "how that one came out; null where all are met"),
        "unsettled": told(list_of(CRITERION), "the facts that would settle an unknown"),
    }
    named = an_object("How one badge came out.", brief)
    return an_object(
        "An answer of `badgerules batch` to a record as a JSON line.",
        {
            "format": ANSWER_FORMAT,
            "id": told(or_null(TEXT), "the id of the record"),
            **QUESTION,
            "badges": an_object(
                "The badges asked about.", {badge.value: named for badge in Badge}, optional=Badge
            ),
        },
    )


def _replay() -> Schema:
    deviation = {
        "path": told(TEXT, "where in the answer"),
        "cause": words(ReplayCause),
        "saved": told(ANYTHING, "what was saved there; null for nothing"),
        "replayed": told(ANYTHING, "what is said there now; null for nothing"),
    }
    return an_object(
        "A saved question asked again.",
        {
            "format": ANSWER_FORMAT,
            "id": told(or_null(TEXT), "the id of the record"),
            "as_of": told(DAY, "the day of the saved answer"),
            **EDITION,
            "saved_by": told(TEXT, "the version of the library that gave it"),
            "replayed_by": told(TEXT, "the version of the library asked again"),
            "same": told(FLAG, "whether the same answer is given"),
            "deviations": list_of(an_object("A part that came out differently.", deviation)),
            "supposed": told(list_of(WHAT_IF), "on the command line: what was supposed"),
            "comparison": told(ref("comparison"), "with assess --against and another question"),
        },
        optional=["supposed", "comparison"],
    )

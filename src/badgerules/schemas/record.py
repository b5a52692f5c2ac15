"""The schema of a record, made from the classes that `load_record` builds.

Fields, defaults and descriptions are those of the classes, and each form of a fact has its schema
here; so a new field cannot be forgotten, and a new form without a schema fails at once.
"""

from __future__ import annotations

import re
from inspect import getdoc
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

import attrs

from badgerules import converters, talent_facts
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.schemas.shapes import (
    CATEGORY,
    COUNT,
    DAY,
    DOLLARS,
    FLAG,
    NULL,
    TEXT,
    Schema,
    an_object,
    list_of,
    or_null,
    ref,
    told,
    words,
)
from badgerules.serialization.reading import FORMAT
from badgerules.talent_facts import Certification, ExpertVetting, Reputation, Week
from badgerules.vocabulary import (
    UNKNOWN,
    BaseBadge,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    PriorAssessment,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute, AttrsInstance

_PERCENT: Schema = {
    "type": "integer",
    "minimum": converters.LOWEST_SCORE,
    "maximum": converters.HIGHEST_SCORE,
}
_COUNTRY: Schema = {
    "type": "string",
    "pattern": f"^[A-Z]{{{converters.COUNTRY_LETTERS}}}$",
    "maxLength": converters.COUNTRY_LETTERS,
}

_FORMS: Mapping[object, Schema] = {
    converters.category: CATEGORY,
    converters.certification_status: words(CertificationStatus),
    converters.day_or_unknown: or_null(DAY),
    converters.flag: FLAG,
    converters.identifier: TEXT,
    converters.kind: words(Kind),
    converters.optional_base_badge: or_null(words(BaseBadge)),
    converters.optional_count: or_null({**COUNT, "maximum": 10**converters.LONGEST_INTEGER - 1}),
    converters.optional_country: or_null(_COUNTRY),
    converters.optional_day: or_null(DAY),
    converters.optional_days: or_null(list_of(DAY)),
    converters.optional_diversity_category: or_null(words(DiversityCategory)),
    converters.optional_flag: or_null(FLAG),
    converters.optional_outcome: or_null(words(ContractOutcome)),
    converters.optional_secret: or_null(TEXT),
    converters.optional_text: or_null(TEXT),
    converters.percent: or_null(_PERCENT),
    converters.prior_assessments: list_of(words(PriorAssessment)),
    converters.saturday: DAY,
    converters.score_or_unknown: or_null(_PERCENT),
}
"""What each form of a fact accepts, in JSON."""

_NAMES: Mapping[type[AttrsInstance], str] = {
    Certification: "certification",
    Contract: "contract",
    ExpertVetting: "expert_vetting",
    Payment: "payment",
    Reputation: "reputation",
    Week: "week",
}

UNSAYABLE = (
    "What a schema cannot say is refused besides: a key that stands twice in one object, an id of "
    "a contract or a week that is repeated, a week that does not end on a Saturday, a whole number "
    "written with a point or an exponent, and half of a surrogate pair."
)


def record_definitions() -> dict[str, Schema]:
    """Return the schema of a record and of each of its parts, by name."""
    parts = {
        name: _payment() if kind is Payment else _object_of(kind) for kind, name in _NAMES.items()
    }
    parts["contract"] |= _OUTCOME_BEFORE_ITS_DAY
    whole = _object_of(TalentRecord)
    whole["properties"] = {"format": _format(), **whole["properties"]}
    whole["required"] = ["format", *whole["required"]]
    whole["description"] += f" {UNSAYABLE}"
    return {**parts, "record": {**whole, "allOf": _CONTRADICTIONS}}


def _format() -> Schema:
    return {"description": "the format of the document", "type": "integer", "const": FORMAT}


def _payment() -> Schema:
    """Return the schema of a payment: given as dollars, while the class keeps cents."""
    about = _descriptions(Payment)
    fields = {"paid_on": DAY, "amount": DOLLARS}
    return an_object(
        _summary(Payment), {name: told(form, about.get(name, "")) for name, form in fields.items()}
    )


def _object_of(kind: type[AttrsInstance]) -> Schema:
    about = _descriptions(kind)
    resolved = attrs.fields(attrs.resolve_types(kind, localns=dict(vars(talent_facts))))
    fields = [one for one in resolved if one.init]
    return an_object(
        _summary(kind),
        {one.alias: _property(one, about.get(one.name, "")) for one in fields},
        optional=[one.alias for one in fields if one.default is not attrs.NOTHING],
    )


def _property(field: Attribute[Any], description: str) -> Schema:
    if field.default is UNKNOWN:
        return told(_form(field), f"{description} Left out it is unknown.")
    schema = told(_form(field), description)
    if field.default is not attrs.NOTHING:
        schema["default"] = [] if field.default == () else field.default
    return schema


def _form(field: Attribute[Any]) -> Schema:
    """Return what may stand in a field: parts of their own by name, all else by its form."""
    for inner in get_args(field.type):
        if inner in _NAMES:
            part = ref(_NAMES[inner])
            return or_null(part) if field.default is None else list_of(part)
    return _FORMS[_form_of(field)]


_form_of = attrgetter("converter")


def _summary(kind: type) -> str:
    return _sentence((getdoc(kind) or "").partition("\n")[0])


def _descriptions(kind: type) -> dict[str, str]:
    """Return what the docstring of a class says of each argument."""
    section = (getdoc(kind) or "").partition("Args:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^    (\w+): (.*(?:\n        .*)*)", section, re.MULTILINE)
    return {name: _sentence(re.sub(r"\s+", " ", text)) for name, text in entries}


def _sentence(text: str) -> str:
    """Return a text of Python as one of JSON."""
    return text.replace("None", "null").replace("`", "")


_GIVEN: Schema = {"not": NULL}

_OUTCOME_BEFORE_ITS_DAY: Schema = {
    "if": {"required": ["outcome_on"], "properties": {"outcome_on": _GIVEN}},
    "then": {"required": ["outcome"], "properties": {"outcome": _GIVEN}},
}
_CONTRADICTIONS: list[Schema] = [
    {
        "not": {
            "required": ["base_badge", "reputation"],
            "properties": {"base_badge": _GIVEN, "reputation": _GIVEN},
        },
    },
    {
        "if": {"properties": {"kind": {"const": Kind.AGENCY.value}}},
        "then": {"properties": {"exclusive_agency_contractor": {"const": False}}},
        "else": {
            "properties": {
                "reputation": {
                    "properties": {"members": NULL, "members_profile_percent": NULL},
                },
            },
        },
    },
]
"""What a record may not say at once."""

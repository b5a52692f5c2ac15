"""The schema of a record, and of a plan, made from the classes that reading builds.

Fields and defaults are those of the classes; the schema of each converter and each description are
given here. So no new field can be forgotten: one without a schema or a description fails at once.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

import attrs

from badgerules import converters, talent_facts
from badgerules.client_plans import ClientPlan
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
    written,
)
from badgerules.serialization.reading import FORMAT
from badgerules.talent_facts import (
    Certification,
    ExpertVetting,
    PlatformStats,
    Reputation,
    Score,
    Week,
)
from badgerules.vocabulary import (
    UNKNOWN,
    BaseBadge,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    PlanTier,
    PriorAssessment,
    ShownBadge,
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

_STARS: Schema = written("[1-4]([.][0-9]{1,2})?|5([.]0{1,2})?")

_TEXT: Schema = {**TEXT, "maxLength": converters.LONGEST_TEXT}

_BY_CONVERTER: Mapping[object, Schema] = {
    converters.category: CATEGORY,
    converters.certification_status: words(CertificationStatus),
    converters.day: DAY,
    converters.day_or_unknown: or_null(DAY),
    converters.flag: FLAG,
    converters.identifier: _TEXT,
    converters.kind: words(Kind),
    converters.optional_base_badge: or_null(words(BaseBadge)),
    converters.optional_count: or_null({**COUNT, "maximum": 10**converters.LONGEST_INTEGER - 1}),
    converters.optional_country: or_null(_COUNTRY),
    converters.optional_day: or_null(DAY),
    converters.optional_days: or_null(list_of(DAY)),
    converters.optional_diversity_category: or_null(words(DiversityCategory)),
    converters.optional_dollars: or_null(DOLLARS),
    converters.optional_flag: or_null(FLAG),
    converters.optional_outcome: or_null(words(ContractOutcome)),
    converters.optional_secret: or_null(_TEXT),
    converters.optional_secret_day: or_null(DAY),
    converters.optional_shown_badge: or_null(words(ShownBadge)),
    converters.optional_text: or_null(_TEXT),
    converters.percent: or_null(_PERCENT),
    converters.plan_tier: words(PlanTier),
    converters.prior_assessments: list_of(words(PriorAssessment)),
    converters.saturday: DAY,
    converters.score_or_unknown: or_null(_PERCENT),
    converters.stars_or_unknown: or_null(_STARS),
}
"""The schema of what each converter accepts, in JSON."""

_NAMES: Mapping[type[AttrsInstance], str] = {
    Certification: "certification",
    ClientPlan: "client_plan",
    Contract: "contract",
    ExpertVetting: "expert_vetting",
    Payment: "payment",
    Reputation: "reputation",
    PlatformStats: "platform_stats",
    Score: "score",
    Week: "week",
}

_WHAT_IT_IS: Mapping[type[AttrsInstance], str] = {
    Certification: "A third party's diversity certification, and its application for the badge "
    "(DIV-3 to DIV-7).",
    ClientPlan: "What decides which badges a client sees; no part of a record.",
    Contract: "One contract and what was paid on it (TRP-F4: contracts are never added together).",
    ExpertVetting: "The way to Expert-Vetted, as far as it has come (EV-1).",
    Payment: "Money paid on a contract, or refunded (WIN-3).",
    Reputation: "What Rising Talent and Top Rated are computed from, where no base badge is "
    "recorded.",
    PlatformStats: "The figures that the platform shows on one day, and the badge.",
    Score: "The Job Success Score from one day on, until another one follows (TR-F1, TR-F4).",
    TalentRecord: "Everything known about one talent.",
    Week: "One week as the platform recorded it (TR-F4).",
}
"""The description of each object."""

_WHAT_IT_SAYS: Mapping[type[AttrsInstance], Mapping[str, str]] = {
    Certification: {
        "status": "how far the application has come",
        "business_name": "the certified business; null while it is missing",
        "category": "one of the five diversity categories; null while it is missing",
        "provider": "who certified; null while it is missing",
        "type": "the kind of certificate, free text (DIV-7); null while it is missing",
        "number": "the number of the certificate; null while it is missing",
        "expires_on": "its last day (DIV-11); null while it is missing",
        "submitted_on": "the day of submission; null holds at every date",
        "decided_on": "the day of approval or rejection; null holds at every date",
    },
    ClientPlan: {
        "tier": "the plan",
        "selected_for_top_rated_plus": "among the Plus clients chosen at launch (VIS-3)",
        "in_project_catalog_test": "in the test of July 2021 (VIS-5)",
    },
    Contract: {
        "id": "tells it apart from the other contracts of the record",
        "category": "the category of work",
        "payments": "what was paid and refunded, in any order",
        "outcome": "how it was judged; null while there is no outcome",
        "outcome_on": "the day of the outcome, which counts from then on; null holds at every date",
        "ended_on": "the day on which it ended, which decides nothing; null while it is open",
    },
    ExpertVetting: {
        "category": "the category the talent was vetted for",
        "invited_on": "the day of the invitation to the screening; null for none",
        "passed_on": "the day the screening was passed; null for not yet",
        "revoked_on": "the day the badge was taken away; null for never (EV-5)",
        "prior_assessments": "earlier assessments on file; they decide nothing (EV-4)",
    },
    Payment: {
        "paid_on": "the day it was paid; a refund has its own day",
        "amount": "US dollars before the platform's fee, negative for a refund",
    },
    PlatformStats: {
        "shown_on": "the day on which they were shown",
        "earnings_12_months": "US dollars; null is not told, as with every figure",
        "eligible_weeks": "how many weeks are eligible",
        "holds": "how many holds and violation notices there were in the past 90 days",
        "has_large_contract": "whether the large contract is ticked",
        "badge": "the badge that the profile shows; it decides nothing",
    },
    Reputation: {
        "job_success_score": "the current score, 0 to 100; null for none yet",
        "rising_talent": "the platform's word on Rising Talent; null is unknown",
        "weeks": "the weeks recorded, each Saturday once",
        "first_contract_on": "the day the first contract began; null for none yet",
        "joined_on": "the day of joining; null is unknown",
        "profile_percent": "how complete the own profile is, or that of an agency's owner; null is "
        "unknown",
        "availability_current": "whether the availability is up to date; null is unknown",
        "last_active_on": "the day of the last proposal or accepted invitation; null for never",
        "holds": "the last day of each hold and the day of each violation notice; empty for none, "
        "null is unknown",
        "circumvention_on": "the day payment was taken off the platform; null for never",
        "members": "how many members an agency has; null is unknown, and for a freelancer",
        "members_profile_percent": "how complete the profiles of an agency's members are on "
        "average; null is unknown, and for a freelancer",
        "average_feedback": "the average of the feedback in stars, 1.00 to 5.00 with at most two "
        "decimals (RT-4); null for none yet",
        "identity_verified": "whether the identity is verified (RT-3); null is unknown",
        "payout_method": "whether a payout method is set (RT-3); null is unknown",
        "from_elance": "whether the profile was brought over from Elance (TR-F5)",
        "scores": "the scores over time, each day once, in any order; beside them "
        "job_success_score is the one before the first of them",
    },
    TalentRecord: {
        "id": "any text, echoed by answers; null for none",
        "kind": "freelancer or agency",
        "country": "two capital letters; null is unknown",
        "base_badge": "the base badge as the platform reports it; null is unknown, or where "
        "reputation is given",
        "exclusive_agency_contractor": "works through one agency only (TRP-F7)",
        "contracts": "in any order, each id once; contracts done as a member of an agency belong "
        "to the agency's record (WIN-4); left out, they are not known",
        "contracts_known": "",
        "reputation": "what the base badges are computed from; null where base_badge is given",
        "expert_vetting": "the way to Expert-Vetted; null for none",
        "certifications": "diversity certifications",
        "payments_known_since": "the first day from which on every payment is recorded; null for "
        "no limit",
        "payments_known_through": "the last such day; null for no limit",
        "stats": "the figures that the platform shows; null for none",
    },
    Score: {
        "since": "the first day on which it stands",
        "score": "0 to 100; null for no score",
    },
    Week: {
        "ends_on": "the Saturday on which it ends",
        "eligible": "whether it counts towards Top Rated",
    },
}
"""The description of each key; a key without one fails when the schema is made."""

UNSAYABLE = (
    "What a schema cannot say is refused besides: a key that stands twice in one object, an id of "
    "a contract, a week or a day of a score that is repeated, a week that does not end on a "
    "Saturday, a whole number written with a point or an exponent, payments_known_since after "
    "payments_known_through, and "
    "half of a surrogate pair."
)


def record_definitions() -> dict[str, Schema]:
    """Return the schema of a record, of each of its parts and of a plan, by name."""
    parts = {
        name: _payment() if kind is Payment else _object_of(kind) for kind, name in _NAMES.items()
    }
    parts["contract"] |= _OUTCOME_BEFORE_ITS_DAY
    whole = _object_of(TalentRecord)
    whole["properties"] = {"format": _format(), **whole["properties"]}
    del whole["properties"]["contracts_known"]
    whole["required"] = ["format", *(key for key in whole["required"] if key != "contracts")]
    whole["description"] += f" {UNSAYABLE}"
    return {**parts, "record": {**whole, "allOf": _CONTRADICTIONS}}


def _format() -> Schema:
    return {"description": "the format of the document", "type": "integer", "const": FORMAT}


def _payment() -> Schema:
    """Return the schema of a payment: given as dollars, while the class keeps cents."""
    said = _WHAT_IT_SAYS[Payment]
    fields = {"paid_on": DAY, "amount": DOLLARS}
    properties = {name: told(form, said[name]) for name, form in fields.items()}
    return an_object(_WHAT_IT_IS[Payment], properties)


def _object_of(kind: type[AttrsInstance]) -> Schema:
    said = _WHAT_IT_SAYS[kind]
    resolved = attrs.fields(attrs.resolve_types(kind, localns=dict(vars(talent_facts))))
    fields = [field for field in resolved if field.init]
    return an_object(
        _WHAT_IT_IS[kind],
        {field.alias: _property(field, said[field.alias]) for field in fields},
        optional=[field.alias for field in fields if field.default is not attrs.NOTHING],
    )


def _property(field: Attribute[Any], description: str) -> Schema:
    if field.default is UNKNOWN:
        return told(_value_of(field), f"{description}; unknown if left out")
    schema = told(_value_of(field), description)
    if field.default is not attrs.NOTHING:
        schema["default"] = [] if field.default == () else field.default
    return schema


def _value_of(field: Attribute[Any]) -> Schema:
    """Return the schema of a field: a reference to another object, or that of its converter."""
    for inner in get_args(field.type):
        if inner in _NAMES:
            part = ref(_NAMES[inner])
            return or_null(part) if field.default is None else list_of(part)
    return _BY_CONVERTER[_converter_of(field)]


_converter_of = attrgetter("converter")


_GIVEN: Schema = {"not": NULL}

_OUTCOME_BEFORE_ITS_DAY: Schema = {
    "if": {"required": ["outcome_on"], "properties": {"outcome_on": _GIVEN}},
    "then": {"required": ["outcome"], "properties": {"outcome": _GIVEN}},
}
_CONTRADICTIONS: list[Schema] = [
    {
        "if": {"required": ["contracts"]},
        "else": {"properties": {"payments_known_since": NULL, "payments_known_through": NULL}},
    },
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
"""The facts that exclude each other in a record."""

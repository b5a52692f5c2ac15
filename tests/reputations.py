"""Populations whose base badges are computed, with vettings and certifications, near every edge.

Records are made with a seeded generator, turned into rows by hand, and answered one by one with
`decide` and `assess`, so that both engines can be held against each other row by row.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import attrs

import law
from badgerules import (
    UNKNOWN,
    Category,
    Certification,
    ExpertVetting,
    Kind,
    Reputation,
    TalentRecord,
    Week,
    assess,
    edition_named,
    sees_diversity_badge,
    visibility,
)
from badgerules.visibility import viewers_in
from badgerules.vocabulary import CertificationStatus, DiversityCategory, PlanTier
from engines import ENGINES, OPEN_MONEY, pl
from populations import population as population_of_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from badgerules.names import SurfaceName
    from badgerules.vocabulary import Surface

FLAGS = (True, False, None)
DETAILS = ("business_name", "category", "provider", "type", "number", "expires_on")

OTHER_NUMBERS = edition_named("2021-07").hypothetical(
    "a number of its own for each",
    {
        "top_rated_score": 91,
        "top_rated_earnings": "1001",
        "top_rated_first_contract": 91,
        "top_rated_eligible_weeks": 12,
        "top_rated_counted_weeks": 15,
        "top_rated_week_score": 91,
        "top_rated_profile": 99,
        "top_rated_profile_from_elance": 88,
        "top_rated_hold": 89,
        "top_rated_activity": 89,
        "agency_score": 89,
        "agency_top_rated_earnings": "9999",
        "agency_members": 1,
        "agency_owner_profile": 98,
        "agency_members_profile": 61,
        "agency_hold": 91,
        "agency_first_contract": 89,
        "agency_eligible_weeks": 14,
        "agency_counted_weeks": 17,
        "agency_week_score": 89,
        "circumvention_bar": 5,
        "rising_talent_profile": 97,
        "rising_talent_activity": 88,
        "rising_talent_joined": 29,
        "rising_talent_hold": 88,
    },
)
"""No two numbers of one unit are alike, where the law has the same for both kinds or badges."""

OTHERS_OF_2026 = edition_named("2026-07").hypothetical(
    "other numbers of Rising Talent",
    {
        "window_days": 364,
        "top_rated_hold": 89,
        "top_rated_activity": 91,
        "top_rated_score": 92,
        "top_rated_earnings": "4999.99",
        "rising_talent_profile": 89,
        "rising_talent_activity": 88,
        "rising_talent_hold": 88,
        "rising_talent_earnings": "5000.01",
        "rising_talent_feedback": "4.81",
        "rising_talent_score": 91,
        "rising_talent_negative_outcomes": 1,
    },
)
"""Numbers of Rising Talent that are those of no other badge, in the edition that has them all."""


def population(
    size: int, seed: int, days: Sequence[date] = law.USUAL_DAYS, *, recorded: bool = False
) -> list[TalentRecord]:
    """Return that many talents near the edges of every badge.

    Args:
        size: how many.
        seed: of the generator.
        days: the days on whose edges the facts of each talent lie, one of them for each.
        recorded: their base badges are recorded; otherwise all have a reputation.
    """
    random = Random(seed)  # noqa: S311  # no secret
    return [
        _with_more(random, record, random.choice(days), recorded=recorded)
        for record in population_of_money(size, seed, days)
    ]


def _with_more(
    random: Random, record: TalentRecord, asked: date, *, recorded: bool
) -> TalentRecord:
    more: dict[str, Any] = {
        "country": random.choice(["US", "US", "US", "DE", None]),
        "expert_vetting": _vetting(random, asked) if random.random() < 0.5 else None,
        "certifications": [_certification(random, asked) for _ in range(random.choice((0, 1, 3)))],
    }
    if not recorded:
        more |= {"base_badge": None, "reputation": _reputation(random, record.kind, asked)}
    return attrs.evolve(record, **more)


def _day(random: Random, asked: date, *distances: int) -> date:
    """Return a day on the edge of one of some distances before the day asked about."""
    far = random.choice(distances) if random.random() < 0.8 else random.randint(0, 500)
    return asked - timedelta(days=far + random.choice((-1, 0, 0, 0, 1)))


def _mostly(random: Random, usual: Any, *others: Any) -> Any:
    return usual if random.random() < 0.8 else random.choice((usual, *others))


def _reputation(random: Random, kind: Kind, asked: date) -> Reputation:
    is_newcomer = random.random() < 0.4
    own: dict[str, Any] = {}
    if kind is Kind.AGENCY:
        own = {
            "members": _mostly(random, 2, 0, 1, 3, None),
            "members_profile_percent": _mostly(random, 60, 59, 61, 100, None),
        }
    score = _mostly(random, None if is_newcomer else 90, None, 0, 89, 90, 91, 100, UNKNOWN)
    return Reputation(
        job_success_score=score,
        rising_talent=_mostly(random, *FLAGS),
        weeks=_weeks(random, asked),
        first_contract_on=_mostly(
            random, _day(random, asked, 90, 91, 92), None, UNKNOWN, _day(random, asked, 0, 300)
        ),
        joined_on=_mostly(random, _day(random, asked, 30, 90, 100, 112), None),
        profile_percent=_mostly(random, 100, 0, 89, 90, 99, None),
        availability_current=_mostly(random, *FLAGS),
        last_active_on=_mostly(random, _day(random, asked, 0, 89, 90), None, UNKNOWN),
        holds=_mostly(
            random, (), None, [_day(random, asked, 89, 90), _day(random, asked, 0, 91, 200)]
        ),
        circumvention_on=_mostly(random, None, _day(random, asked, 0, 180, 181, 182, 183, 184)),
        average_feedback=_mostly(random, "4.80", "4.79", "4.81", "5.00", "1.00", None, UNKNOWN),
        identity_verified=_mostly(random, *FLAGS),
        payout_method=_mostly(random, *FLAGS),
        from_elance=random.random() < 0.2,
        **own,
    )


def _weeks(random: Random, asked: date) -> list[Week]:
    """Return weeks around the sixteen that count, most eligible and most on record."""
    latest = asked - timedelta(days=(asked.weekday() - 5) % 7)
    all_weeks = [latest - timedelta(weeks=ago) for ago in range(-2, 19)]
    share = random.choice((0.0, 0.85, 0.95, 1.0))
    return [
        Week(ends_on=day, eligible=random.random() < 0.85)
        for day in all_weeks
        if random.random() < share
    ]


def _vetting(random: Random, asked: date) -> ExpertVetting:
    return ExpertVetting(
        category=random.choice(list(Category)),
        invited_on=_mostly(random, _day(random, asked, 0, 30), None),
        passed_on=_mostly(random, _day(random, asked, 0, 20), None),
        revoked_on=_mostly(random, None, _day(random, asked, 0)),
    )


def _certification(random: Random, asked: date) -> Certification:
    return Certification(
        status=random.choice(
            [CertificationStatus.APPROVED, CertificationStatus.APPROVED, *CertificationStatus]
        ),
        business_name=_mostly(random, "Nine Lives LLC", None),
        category=_mostly(random, random.choice(list(DiversityCategory)), None),
        provider=_mostly(random, "council", None),
        type=_mostly(random, "women-owned", None),
        number=_mostly(random, "W-99/1", None),
        expires_on=_mostly(random, _day(random, asked, 0, -1, -300), None),
        submitted_on=_mostly(random, _day(random, asked, 0, 40), None),
        decided_on=_mostly(random, _day(random, asked, 0, 20), None),
    )


# --- the frames of each engine --------------------------------------------------------------------

_TALENTS: dict[str, Any] = {
    "talent_id": pl.String,
    "kind": pl.String,
    "exclusive_agency_contractor": pl.Boolean,
    "country": pl.String,
    "vetting_category": pl.String,
    "vetting_invited_on": pl.Date,
    "vetting_passed_on": pl.Date,
    "vetting_revoked_on": pl.Date,
}
_REPUTATION: dict[str, Any] = {
    "job_success_score": pl.Int64,
    "job_success_score_known": pl.Boolean,
    "rising_talent": pl.Boolean,
    "first_contract_on": pl.Date,
    "first_contract_on_known": pl.Boolean,
    "joined_on": pl.Date,
    "profile_percent": pl.Int64,
    "availability_current": pl.Boolean,
    "last_active_on": pl.Date,
    "last_active_on_known": pl.Boolean,
    "holds_known": pl.Boolean,
    "circumvention_on": pl.Date,
    "members": pl.Int64,
    "members_profile_percent": pl.Int64,
    "average_feedback_hundredths": pl.Int64,
    "average_feedback_hundredths_known": pl.Boolean,
    "identity_verified": pl.Boolean,
    "payout_method": pl.Boolean,
    "from_elance": pl.Boolean,
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "contracts": {
        "contract_id": pl.String,
        "talent_id": pl.String,
        "category": pl.String,
        "outcome": pl.String,
        "outcome_on": pl.Date,
    },
    "payments": {"contract_id": pl.String, "paid_on": pl.Date, "amount_cents": pl.Int64},
    "weeks": {"talent_id": pl.String, "ends_on": pl.Date, "eligible": pl.Boolean},
    "holds": {"talent_id": pl.String, "held_on": pl.Date},
    "certifications": {
        "talent_id": pl.String,
        "status": pl.String,
        **dict.fromkeys(DETAILS, pl.String),
        **dict.fromkeys(("expires_on", "submitted_on", "decided_on"), pl.Date),
    },
}


def polars_frames(records: Iterable[TalentRecord]) -> dict[str, Any]:
    """Return the frames of some records by name, those of a reputation only where they have it."""
    records = list(records)
    has_reputation = any(record.reputation is not None for record in records)
    schemas = {"talents": {**_TALENTS}, **SCHEMAS}
    schemas["talents"] |= _REPUTATION if has_reputation else {"base_badge": pl.String}
    schemas["talents"] |= OPEN_MONEY if any(one.is_money_open for one in records) else {}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in schemas}
    for record in records:
        for table, row in _rows(record):
            rows[table].append(row)
    unread: set[str] = set() if has_reputation else {"weeks", "holds"}
    return {
        name: pl.DataFrame(rows[name], schema=schema)
        for name, schema in schemas.items()
        if name not in unread
    }


def _rows(record: TalentRecord) -> Iterator[tuple[str, dict[str, Any]]]:
    vetting, reputation = record.expert_vetting, record.reputation
    talent: dict[str, Any] = {
        "talent_id": record.id,
        "kind": str(record.kind),
        "exclusive_agency_contractor": record.exclusive_agency_contractor,
        "country": record.country,
        "base_badge": record.base_badge and str(record.base_badge),
        **{name: getattr(record, name) for name in OPEN_MONEY},
    }
    if vetting is not None:
        talent["vetting_category"] = str(vetting.category)
        talent["vetting_invited_on"] = vetting.invited_on
        talent["vetting_passed_on"] = vetting.passed_on
        talent["vetting_revoked_on"] = vetting.revoked_on
    if reputation is not None:
        del talent["base_badge"]
        own = {name: getattr(reputation, name, None) for name in _REPUTATION}
        average = reputation.average_feedback
        own["average_feedback_hundredths"] = (
            int(average * 100) if isinstance(average, Decimal) else average
        )
        told_apart = ("job_success_score", "first_contract_on", "last_active_on")
        for name in (*told_apart, "average_feedback_hundredths"):
            own[f"{name}_known"] = own[name] is not UNKNOWN
            own[name] = None if own[name] is UNKNOWN else own[name]
        talent |= own | {"holds_known": reputation.holds is not None}
        for week in reputation.weeks:
            row = {"talent_id": record.id, "ends_on": week.ends_on, "eligible": week.eligible}
            yield "weeks", row
        for day in reputation.holds or ():
            yield "holds", {"talent_id": record.id, "held_on": day}
    yield "talents", talent
    for one in record.contracts:
        yield (
            "contracts",
            {
                "contract_id": one.id,
                "talent_id": record.id,
                "category": str(one.category),
                "outcome": one.outcome and str(one.outcome),
                "outcome_on": one.outcome_on,
            },
        )
        for paid in one.payments:
            yield (
                "payments",
                {"contract_id": one.id, "paid_on": paid.paid_on, "amount_cents": paid.cents},
            )
    for each in record.certifications:
        facts = {
            name: getattr(each, name) for name in SCHEMAS["certifications"] if name != "talent_id"
        }
        words = {name: str(value) for name, value in facts.items() if isinstance(value, str)}
        yield "certifications", {"talent_id": record.id} | facts | words


def in_engine(frame: Any, engine: str) -> Any:
    """Return an eager Polars frame as an engine holds it, with nulls that stay whole numbers."""
    made = ENGINES[engine](frame)
    if engine == "pandas":
        for name, kind in frame.schema.items():
            if kind in (pl.Int64, pl.Boolean) and frame[name].null_count():
                made[name] = made[name].astype("Int64" if kind == pl.Int64 else "boolean")
    return made


def frames_of(records: Iterable[TalentRecord], engine: str) -> dict[str, Any]:
    """Return the frames of some records by name, as the arguments of `frames.assess`."""
    return {name: in_engine(frame, engine) for name, frame in polars_frames(records).items()}


# --- the same as somebody else writes it ---------------------------------------------------------

_WORDS_OF_FLAGS = {True: "Yes", False: "N", None: ""}
_OFFICIAL = {category.value: category.label for category in Category} | {
    "web_mobile_software_development": "Web, Mobile & Software Dev",
    "design_creative": "design and CREATIVE",
    "legal": "LEGAL",
}
_KEPT = "certifications"
"""The frame whose column of categories holds diversity categories, which have one name."""


def as_people_write(cents: int) -> str:
    """Return an amount as a spreadsheet shows it."""
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def own_frames(given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return frames as somebody else writes them, with decoys, and the names of their columns."""
    own: dict[str, Any] = {}
    columns: dict[str, str] = {}
    for table, frame in given.items():
        words = frame
        for name, kind in frame.schema.items():
            column = frame[name].to_list()
            if kind == pl.Boolean:
                column = [_WORDS_OF_FLAGS[value] for value in column]
            elif name in {"category", "vetting_category"} and table != _KEPT:
                column = [_OFFICIAL.get(value, value) for value in column]
            elif name == "amount_cents":
                column = [as_people_write(value) for value in column]
            else:
                continue
            words = words.with_columns(pl.Series(name, column, dtype=pl.String))
        ours = {"amount_cents": "amount"}
        columns |= {f"{table}.{ours.get(name, name)}": f"{table} {name}" for name in frame.columns}
        words = words.rename({name: f"{table} {name}" for name in frame.columns})
        own[table] = words.with_columns(note=pl.lit("x"), contract_id=pl.lit("decoy"))
    return own, columns


# --- the answers of the other engine --------------------------------------------------------------


def seen_of(
    record: TalentRecord, surface: Surface | SurfaceName = "profile", **terms: Any
) -> dict[str, Any]:
    """Return what everybody sees of a talent, as a row."""
    assessment = assess(record, **terms)
    row: dict[str, Any] = {"talent_id": record.id, "kind": str(record.kind)}
    row |= {f"{badge}_verdict": own.verdict.value for badge, own in assessment.items()}
    edition = assessment.question.edition
    for name, viewer in viewers_in(edition).items():
        view = visibility(assessment, to=viewer, surface=surface)
        row[f"visible_{name}"] = view.badge and view.badge.value
        row[f"visible_{name}_unsettled"] = " ".join(view.unsettled) or None
    for tier in [tier for tier in PlanTier if tier in edition.tiers]:
        row[f"diversity_seen_by_{tier}"] = int(
            sees_diversity_badge(assessment, to=tier, surface=surface)
        )
    return row

"""Every criterion, and which badge asks it of whom: the one table that all other modules read.

A criterion says by itself which clause asks for it, what it counts, which numbers of an edition it
is held against, and what can change it. `ASKED` lists what each badge asks of each kind of talent.
Whoever adds a criterion adds it here. Modules that do not know it then ask `decide`, or refuse it
by name.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.vocabulary import Badge, Kind, Turned, Unit, Whom, spelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.thresholds import Edition


@attrs.frozen(kw_only=True)
class Criterion:
    """One thing a badge asks for.

    Args:
        key: names it within its badge, as in "earnings".
        clause: the clause that says so.
        unit: what is counted.
        turned: what can change it while the facts stay as they are.
        numbers: the names of the fields of `Edition` that it is held against.
        whom: of whom it is asked.
        asked_where: fields of `Edition`, by name, and whether each must be on (not 0) for it to be
            asked.
        met: what holds when it is met; {observed} and {required} stand for the values.
        unmet: what holds when it is not; {shortfall} too.
        unknown: why nothing can be said, and what to tell us.
        fact: the fact of the record that would settle it where it is unknown.
        is_ceiling: what is required is the most, not the least.
        changed_by: what changes it, as a sentence without a full stop; empty where a payment may.
    """

    key: str
    clause: str
    unit: Unit
    turned: Turned
    numbers: tuple[str, ...] = ()
    whom: Whom = Whom.EVERYBODY
    asked_where: tuple[tuple[str, bool], ...] = ()
    met: str
    unmet: str
    unknown: str = ""
    fact: str = ""
    is_ceiling: bool = False
    changed_by: str = ""

    def __str__(self) -> str:
        return self.key

    @property
    def label(self) -> str:
        """The key as people write it."""
        return spelled(self.key)

    def is_asked_in(self, edition: Edition) -> bool:
        """Tell whether an edition asks for it at all."""
        return all(bool(getattr(edition, name)) is want for name, want in self.asked_where)


def _number(words: str, **facts: Any) -> Criterion:
    """Return a criterion of Top Rated on a number that must be reached."""
    return Criterion(
        whom=Whom.WITH_REPUTATION, met=words, unmet=words + "; {shortfall} short", **facts
    )


# --- Top Rated, from reputation -------------------------------------------------------------------

NO_SCORE = "no Job Success Score yet"
SCORE_TO_COME = f"{NO_SCORE}, {{required}} needed"
SCORE_GONE = "no Job Success Score any more, {required} needed"
CONTRACT_TO_COME = "the first contract begins later; days needed since then: {required}"
NO_CONTRACT = "no contract has begun yet; days needed since the first: {required}"
_EARNED = "{observed} earned, {required} needed"

TOP_RATED_SCORE = _number(
    "Job Success Score {observed}, {required} needed",
    key="job_success_score",
    clause="TR-F1",
    unit=Unit.POINTS,
    turned=Turned.BY_DAYS,
    numbers=("top_rated_score",),
    unknown="the current Job Success Score is not known",
    fact="job_success_score",
    changed_by="only another score changes this",
)
AGENCY_SCORE = attrs.evolve(TOP_RATED_SCORE, clause="TR-A1", numbers=("agency_score",))
TOP_RATED_EARNINGS = _number(
    _EARNED,
    key="earnings",
    clause="TR-F2",
    unit=Unit.USD,
    turned=Turned.BY_MONEY,
    numbers=("window", "window_days", "top_rated_earnings"),
)
AGENCY_TOP_RATED_EARNINGS = attrs.evolve(
    TOP_RATED_EARNINGS,
    clause="TR-A2",
    numbers=("window", "window_days", "agency_top_rated_earnings"),
)
TOP_RATED_FIRST_CONTRACT = _number(
    "days since the first contract: {observed}, needed: {required}",
    key="first_contract",
    clause="TR-F3",
    unit=Unit.DAYS,
    turned=Turned.BY_DAYS,
    numbers=("top_rated_first_contract",),
    unknown="it is not known when the first contract began",
    fact="first_contract_on",
    changed_by="time from the first contract on changes this",
)
AGENCY_FIRST_CONTRACT = attrs.evolve(
    TOP_RATED_FIRST_CONTRACT, clause="TR-A6", numbers=("agency_first_contract",)
)
TOP_RATED_WEEKS = _number(
    "",  # its texts come from its rows
    key="eligible_weeks",
    clause="TR-F4",
    unit=Unit.WEEKS,
    turned=Turned.BY_DAYS,
    numbers=("top_rated_eligible_weeks", "top_rated_counted_weeks", "top_rated_week_score"),
    changed_by="time changes this once the score is high enough",
)
AGENCY_WEEKS = attrs.evolve(
    TOP_RATED_WEEKS,
    clause="TR-A7",
    numbers=("agency_eligible_weeks", "agency_counted_weeks", "agency_week_score"),
)
TOP_RATED_PROFILE = _number(
    "the own profile is {observed} % complete, {required} % needed",
    key="profile",
    clause="TR-F5",
    unit=Unit.PERCENT,
    turned=Turned.BY_FACTS,
    numbers=("top_rated_profile", "top_rated_profile_from_elance"),
    unknown="it is not known how complete the own profile is",
    fact="profile_percent",
    changed_by="a more complete profile changes this",
)
TOP_RATED_PROFILE_FROM_ELANCE = attrs.evolve(
    TOP_RATED_PROFILE,
    **{
        name: getattr(TOP_RATED_PROFILE, name).replace("the own profile", "the own, from Elance,")
        for name in ("met", "unmet", "unknown")
    },
)
"""The same criterion, as it is told of a profile that was brought over from Elance."""
AGENCY_OWNER_PROFILE = attrs.evolve(
    TOP_RATED_PROFILE,
    clause="TR-A4",
    numbers=("agency_owner_profile",),
    **{
        name: getattr(TOP_RATED_PROFILE, name).replace("the own", "the owner's")
        for name in ("met", "unmet", "unknown")
    },
)
AGENCY_MEMBERS_PROFILE = _number(
    "the members' profiles are {observed} % complete on average, {required} % needed",
    key="members_profile",
    clause="TR-A4",
    unit=Unit.PERCENT,
    turned=Turned.BY_FACTS,
    numbers=("agency_members_profile",),
    unknown="it is not known how complete the members' profiles are",
    fact="members_profile_percent",
    changed_by="more complete profiles change this",
)
AGENCY_MEMBERS = _number(
    "members: {observed}, needed: {required}",
    key="members",
    clause="TR-A3",
    unit=Unit.MEMBERS,
    turned=Turned.BY_FACTS,
    numbers=("agency_members",),
    unknown="it is not known how many members there are",
    fact="members",
    changed_by="more members change this",
)
TOP_RATED_AVAILABILITY = Criterion(
    key="availability",
    clause="TR-F6",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    whom=Whom.WITH_REPUTATION,
    met="the availability is up to date",
    unmet="the availability is not up to date",
    unknown="it is not known whether the availability is up to date",
    fact="availability_current",
    changed_by="setting it anew changes this",
)
TOP_RATED_HOLD = Criterion(
    key="no_recent_hold",
    clause="TR-F7",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    numbers=("top_rated_hold",),
    whom=Whom.WITH_REPUTATION,
    met="no recent account hold or violation notice",
    unmet="an account hold or violation notice on {happened_on} stops counting on {leaves_on}",
    unknown="it is not known whether there was an account hold or violation notice",
    fact="holds",
    changed_by="time changes this",
)
AGENCY_HOLD = attrs.evolve(TOP_RATED_HOLD, clause="TR-A5", numbers=("agency_hold",))
TOP_RATED_ACTIVITY = Criterion(
    key="recent_activity",
    clause="TR-F8",
    unit=Unit.FLAG,
    turned=Turned.BY_ACTIVITY,
    numbers=("top_rated_activity",),
    whom=Whom.WITH_REPUTATION,
    met="active on {happened_on}, which stops counting on {leaves_on}",
    unmet="no proposal, accepted invitation or payment is recent enough",
    unknown="it is not known whether there was a recent proposal or accepted invitation",
    fact="last_active_on",
)
CIRCUMVENTION = Criterion(
    key="no_circumvention",
    clause="TR-X1",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    numbers=("circumvention_bar",),
    whom=Whom.WITH_REPUTATION,
    met="not barred for taking payment off the platform",
    unmet="payment was taken off the platform on {happened_on}, which bars until {leaves_on}",
    changed_by="time changes this",
)

# --- Rising Talent, from reputation ---------------------------------------------------------------

_BY_NUMBERS = (("rising_talent_by_numbers", True),)
"""Of freelancers since the edition that states all of Rising Talent in numbers (RT-3)."""

RISING_TALENT_NO_SCORE_YET = Criterion(
    key="no_score_yet",
    clause="RT-1",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    whom=Whom.WITH_REPUTATION,
    met=NO_SCORE,
    unmet="there is a Job Success Score, which ends Rising Talent",
    unknown="it is not known whether there is a Job Success Score",
    fact="job_success_score",
    changed_by="nothing changes this while there is a score",
)
RISING_TALENT_PROFILE = attrs.evolve(
    TOP_RATED_PROFILE, clause="RT-1", numbers=("rising_talent_profile",)
)
RISING_TALENT_OWNER_PROFILE = attrs.evolve(
    AGENCY_OWNER_PROFILE, clause="RT-1", numbers=("rising_talent_profile",)
)
RISING_TALENT_ACTIVITY = attrs.evolve(
    TOP_RATED_ACTIVITY,
    clause="RT-1",
    numbers=("rising_talent_activity", "rising_talent_joined"),
    met="active, or joined, on {happened_on}, which stops counting on {leaves_on}",
    unmet="no proposal, accepted invitation, payment or joining is recent enough",
    unknown="it is not known whether the talent was active, or joined, recently",
)
RISING_TALENT_AVAILABILITY = attrs.evolve(TOP_RATED_AVAILABILITY, clause="RT-1")
RISING_TALENT_HOLD = attrs.evolve(TOP_RATED_HOLD, clause="RT-1", numbers=("rising_talent_hold",))
RISING_TALENT_DISCRETION = Criterion(
    key="discretion",
    clause="RT-2",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    whom=Whom.WITH_REPUTATION,
    met="the platform reports Rising Talent",
    unmet="the platform does not report Rising Talent, and the last word is its own",
    unknown="no published bar is left: the rest is at the discretion of the platform, so record "
    "what it reports",
    fact="rising_talent",
    changed_by="only the platform's word changes this",
)

# --- Rising Talent of freelancers, by numbers -----------------------------------------------------

NUMBERED_PROFILE = attrs.evolve(
    TOP_RATED_PROFILE,
    clause="RT-3",
    numbers=("rising_talent_profile",),
    asked_where=_BY_NUMBERS,
)
NUMBERED_ACTIVITY = attrs.evolve(
    TOP_RATED_ACTIVITY,
    clause="RT-3",
    numbers=("rising_talent_activity",),
    asked_where=_BY_NUMBERS,
)
NUMBERED_HOLD = attrs.evolve(
    TOP_RATED_HOLD, clause="RT-3", numbers=("rising_talent_hold",), asked_where=_BY_NUMBERS
)
NUMBERED_IDENTITY = Criterion(
    key="identity_verified",
    clause="RT-3",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    whom=Whom.WITH_REPUTATION,
    asked_where=_BY_NUMBERS,
    met="the identity is verified",
    unmet="the identity is not verified",
    unknown="it is not known whether the identity is verified",
    fact="identity_verified",
    changed_by="verifying it changes this",
)
NUMBERED_PAYOUT = Criterion(
    key="payout_method",
    clause="RT-3",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    whom=Whom.WITH_REPUTATION,
    asked_where=_BY_NUMBERS,
    met="a payout method is set",
    unmet="no payout method is set",
    unknown="it is not known whether a payout method is set",
    fact="payout_method",
    changed_by="setting one changes this",
)
NUMBERED_EARNINGS = _number(
    _EARNED,
    key="earnings",
    clause="RT-4",
    unit=Unit.USD,
    turned=Turned.BY_MONEY,
    numbers=("window", "window_days", "rising_talent_earnings"),
    asked_where=_BY_NUMBERS,
)
NO_FEEDBACK = "no feedback yet, {required} stars needed"
NUMBERED_FEEDBACK = _number(
    "average feedback of {observed} stars, {required} needed",
    key="average_feedback",
    clause="RT-4",
    unit=Unit.STARS,
    turned=Turned.BY_FACTS,
    numbers=("rising_talent_feedback",),
    asked_where=_BY_NUMBERS,
    unknown="the average feedback is not known",
    fact="average_feedback",
    changed_by="better feedback changes this",
)
NO_SCORE_IS_FINE = f"{NO_SCORE}, and none is needed"
NUMBERED_SCORE = attrs.evolve(
    TOP_RATED_SCORE,
    clause="RT-5",
    numbers=("rising_talent_score",),
    asked_where=_BY_NUMBERS,
)
NUMBERED_NEGATIVE_FEEDBACK = Criterion(
    key="no_negative_feedback",
    clause="RT-6",
    unit=Unit.CONTRACTS,
    turned=Turned.BY_DAYS,
    numbers=("rising_talent_negative_outcomes",),
    whom=Whom.WITH_REPUTATION,
    asked_where=_BY_NUMBERS,
    met="contracts that ended badly: {observed}, allowed: {required}",
    unmet="contracts that ended badly: {observed}, allowed: {required}",
    is_ceiling=True,
    changed_by="nothing changes this while that feedback stands",
)

# --- The base badges as the platform reports them -------------------------------------------------


def _recorded(name: str) -> Criterion:
    return Criterion(
        key="recorded_badge",
        clause="BASE-1",
        unit=Unit.FLAG,
        turned=Turned.BY_FACTS,
        whom=Whom.WITHOUT_REPUTATION,
        met=f"the platform reports {name}",
        unmet=f"the platform does not report {name}",
        unknown="neither the base badge, as the platform reports it, nor the reputation is "
        "recorded",
        fact="base_badge",
        changed_by="only the platform's word changes this",
    )


RECORDED_RISING_TALENT = _recorded("Rising Talent")
RECORDED_TOP_RATED = _recorded("Top Rated")

# --- Top Rated Plus -------------------------------------------------------------------------------

PLUS_EARNINGS = Criterion(
    key="earnings",
    clause="TRP-F1",
    unit=Unit.USD,
    turned=Turned.BY_MONEY,
    numbers=(
        "window",
        "window_days",
        "freelancer_earnings",
        "agency_earnings",
    ),  # the last of members (TRP-F7)
    met=_EARNED,
    unmet=_EARNED + "; {shortfall} short",
)
AGENCY_PLUS_EARNINGS = attrs.evolve(
    PLUS_EARNINGS, clause="TRP-A1", numbers=("window", "window_days", "agency_earnings")
)
PLUS_LARGE_CONTRACT = Criterion(
    key="large_contract",
    clause="TRP-F2",
    unit=Unit.USD,
    turned=Turned.BY_MONEY,
    numbers=("window", "window_days", "freelancer_large_contract", "agency_large_contract"),
    met="",  # its texts come from the rows, contract by contract
    unmet="",
)
AGENCY_PLUS_LARGE_CONTRACT = attrs.evolve(
    PLUS_LARGE_CONTRACT, clause="TRP-A2", numbers=("window", "window_days", "agency_large_contract")
)
INDEPENDENT = Criterion(
    key="independent",
    clause="TRP-F7",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    whom=Whom.WITH_OWN_AMOUNTS,
    met="not an exclusive agency contractor",
    unmet="works as an exclusive agency contractor, which bars this badge",
    changed_by="the end of the exclusive contract changes this",
)
NEGATIVE_SHARE = Criterion(
    key="negative_share",
    clause="TRP-A3",
    unit=Unit.CONTRACTS,
    turned=Turned.BY_MONEY,
    numbers=("window", "window_days", "negative_share"),
    met="contracts that ended badly: {observed}, allowed: {required}",
    unmet="contracts that ended badly: {observed}, allowed: {required}",
    is_ceiling=True,
)
PLUS_TOP_RATED = Criterion(
    key="top_rated",
    clause="TRP-F8",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,  # as recorded; a computed one by what turns its own criteria
    met="Top Rated is held",
    unmet="Top Rated is not held, and Top Rated Plus builds on it",
    unknown="it is not known whether Top Rated is held",
    fact="base_badge",
    changed_by="only the platform's word changes this",
)
AGENCY_PLUS_TOP_RATED = attrs.evolve(PLUS_TOP_RATED, clause="TRP-A4")

# --- Expert-Vetted --------------------------------------------------------------------------------

VETTING = Criterion(
    key="vetting",
    clause="EV-1",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    met="invited, and passed the screening",
    unmet="not invited to the screening, or not passed since; it cannot be applied for",
    changed_by="only an invitation changes this",
)
SCREENING_TO_COME = attrs.evolve(
    VETTING,
    unmet="invited to the screening, and not passed yet",
    changed_by="only the screening changes this",
)
"""The same criterion, as it is told of those who are invited and not screened yet."""
FOCUS_CATEGORY = Criterion(
    key="focus_category",
    clause="EV-2",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    numbers=("expert_vetted_categories",),
    whom=Whom.VETTED,
    met="the category is open to Expert-Vetted",
    unmet="the category is not open to Expert-Vetted in this edition",
    changed_by="another category, or a later edition, changes this",
)
NOT_REVOKED = Criterion(
    key="not_revoked",
    clause="EV-5",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    whom=Whom.VETTED,
    met="not revoked",
    unmet="the badge was revoked",
    changed_by="only the platform's word changes this",
)

# --- Diversity-Certified --------------------------------------------------------------------------

_WITH_BADGE = ("diversity_badge", True)

CERTIFICATION = Criterion(
    key="certification",
    clause="DIV-0",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    numbers=("diversity_badge",),
    met="a certification is on record",
    unmet="no certification is on record",
    changed_by="an application changes this",
)
NO_SUCH_BADGE = attrs.evolve(
    CERTIFICATION, unmet="the badge did not exist yet", changed_by="a later edition changes this"
)
"""The same criterion, as it is told before there was such a badge."""
COUNTRY = Criterion(
    key="country",
    clause="DIV-2",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    numbers=("diversity_countries",),
    asked_where=(_WITH_BADGE,),
    met="the country is open to this badge",
    unmet="the country is not open to this badge",
    unknown="the country is not recorded",
    fact="country",
    changed_by="another country, or a later edition, changes this",
)
DETAILS_GIVEN = Criterion(
    key="details",
    clause="DIV-3",
    unit=Unit.FLAG,
    turned=Turned.BY_FACTS,
    numbers=("diversity_details",),
    whom=Whom.CERTIFIED,
    asked_where=(_WITH_BADGE,),
    met="all details are given",
    unmet="details are missing",
    changed_by="giving them changes this",
)
SUBMITTED = Criterion(
    key="submitted",
    clause="DIV-4",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    whom=Whom.CERTIFIED,
    asked_where=(_WITH_BADGE, ("diversity_review", False)),
    met="submitted",
    unmet="not submitted yet",
    changed_by="sending it in changes this",
)
REVIEWED = Criterion(
    key="reviewed",
    clause="DIV-5",
    unit=Unit.FLAG,
    turned=Turned.BY_DAYS,
    whom=Whom.CERTIFIED,
    asked_where=(_WITH_BADGE, ("diversity_review", True)),
    met="reviewed and approved by the platform",
    unmet="not approved by the platform, which reviews each one",
    changed_by="the platform's review changes this",
)
UNEXPIRED = Criterion(
    key="unexpired",
    clause="DIV-11",
    unit=Unit.DAYS,
    turned=Turned.BY_DAYS,
    whom=Whom.CERTIFIED,  # with a last day
    asked_where=(_WITH_BADGE,),
    met="days left, the last one included: {observed}",
    unmet="expired; days since its last day: {shortfall}",
    changed_by="another certification changes this",
)

# --- Which badge asks what of whom ----------------------------------------------------------------


def _until_numbers(*criteria: Criterion) -> tuple[Criterion, ...]:
    """Return criteria as they are asked until Rising Talent is stated in numbers (RT-3)."""
    asked_where = (("rising_talent_by_numbers", False),)
    return tuple(attrs.evolve(criterion, asked_where=asked_where) for criterion in criteria)


_UNTIL_NUMBERS = _until_numbers(
    RISING_TALENT_NO_SCORE_YET,
    RISING_TALENT_PROFILE,
    RISING_TALENT_ACTIVITY,
    RISING_TALENT_AVAILABILITY,
    RISING_TALENT_HOLD,
)
_LAST_UNTIL_NUMBERS = _until_numbers(RISING_TALENT_DISCRETION)
_EXPERT_VETTED = (VETTING, FOCUS_CATEGORY, NOT_REVOKED)
_DIVERSITY_CERTIFIED = (CERTIFICATION, COUNTRY, DETAILS_GIVEN, SUBMITTED, REVIEWED, UNEXPIRED)

ASKED: Mapping[tuple[Badge, Kind], tuple[Criterion, ...]] = MappingProxyType(
    {
        (Badge.RISING_TALENT, Kind.FREELANCER): (
            RECORDED_RISING_TALENT,
            *_UNTIL_NUMBERS,
            NUMBERED_PROFILE,
            NUMBERED_ACTIVITY,
            NUMBERED_HOLD,
            NUMBERED_IDENTITY,
            NUMBERED_PAYOUT,
            CIRCUMVENTION,
            NUMBERED_EARNINGS,
            NUMBERED_FEEDBACK,
            NUMBERED_SCORE,
            NUMBERED_NEGATIVE_FEEDBACK,
            *_LAST_UNTIL_NUMBERS,
        ),
        (Badge.RISING_TALENT, Kind.AGENCY): (
            RECORDED_RISING_TALENT,
            RISING_TALENT_NO_SCORE_YET,
            RISING_TALENT_OWNER_PROFILE,
            RISING_TALENT_ACTIVITY,
            RISING_TALENT_AVAILABILITY,
            RISING_TALENT_HOLD,
            CIRCUMVENTION,
            RISING_TALENT_DISCRETION,
        ),
        (Badge.TOP_RATED, Kind.FREELANCER): (
            RECORDED_TOP_RATED,
            TOP_RATED_SCORE,
            TOP_RATED_EARNINGS,
            TOP_RATED_FIRST_CONTRACT,
            TOP_RATED_WEEKS,
            TOP_RATED_PROFILE,
            TOP_RATED_AVAILABILITY,
            TOP_RATED_HOLD,
            TOP_RATED_ACTIVITY,
            CIRCUMVENTION,
        ),
        (Badge.TOP_RATED, Kind.AGENCY): (
            RECORDED_TOP_RATED,
            AGENCY_SCORE,
            AGENCY_TOP_RATED_EARNINGS,
            AGENCY_FIRST_CONTRACT,
            AGENCY_WEEKS,
            AGENCY_OWNER_PROFILE,
            AGENCY_MEMBERS_PROFILE,
            AGENCY_MEMBERS,
            AGENCY_HOLD,
            CIRCUMVENTION,
        ),
        (Badge.TOP_RATED_PLUS, Kind.FREELANCER): (
            PLUS_EARNINGS,
            PLUS_LARGE_CONTRACT,
            INDEPENDENT,
            PLUS_TOP_RATED,
        ),
        (Badge.TOP_RATED_PLUS, Kind.AGENCY): (
            AGENCY_PLUS_EARNINGS,
            AGENCY_PLUS_LARGE_CONTRACT,
            NEGATIVE_SHARE,
            AGENCY_PLUS_TOP_RATED,
        ),
        **{(Badge.EXPERT_VETTED, kind): _EXPERT_VETTED for kind in Kind},
        **{(Badge.DIVERSITY_CERTIFIED, kind): _DIVERSITY_CERTIFIED for kind in Kind},
    }
)
"""What each badge asks of each kind of talent, in the order in which answers tell it."""


@lru_cache(maxsize=256)
def asked(badge: Badge, kind: Kind, edition: Edition) -> tuple[Criterion, ...]:
    """Return what a badge asks of a kind of talent under an edition, in order.

    Args:
        badge: the badge.
        kind: freelancer or agency.
        edition: the rules.

    Returns:
        Every criterion that some talent of that kind may be asked; `Criterion.whom` says whom.
    """
    return tuple(criterion for criterion in ASKED[badge, kind] if criterion.is_asked_in(edition))


def keys_by_clause(badge: Badge, kind: Kind, edition: Edition) -> dict[str, list[str]]:
    """Return the keys of what is asked by their clauses, each clause at its first place.

    Args:
        badge: the badge.
        kind: freelancer or agency.
        edition: the rules.
    """
    clauses: dict[str, list[str]] = {}
    for one in asked(badge, kind, edition):
        clauses.setdefault(one.clause, []).append(one.key)
    return clauses


@lru_cache(maxsize=256)
def by_key(badge: Badge, kind: Kind, edition: Edition) -> Mapping[str, Criterion]:
    """Return the criteria that a badge asks of a kind of talent under an edition, by their keys.

    Top Rated Plus builds on Top Rated. Where that is computed, its criteria stand beside those of
    Top Rated Plus itself, with `TOP_RATED_PREFIX` before their keys.
    """
    own = {criterion.key: criterion for criterion in asked(badge, kind, edition)}
    if badge is Badge.TOP_RATED_PLUS:
        basis = by_key(Badge.TOP_RATED, kind, edition)
        own |= {TOP_RATED_PREFIX + key: criterion for key, criterion in basis.items()}
    return MappingProxyType(own)


@lru_cache
def turned_by_key(badge: Badge, kind: Kind) -> Mapping[str, Turned]:
    """Return what can change each criterion that a badge asks in any edition.

    The keys are those of `by_key`.

    Args:
        badge: the badge.
        kind: freelancer or agency.
    """
    own = {criterion.key: criterion.turned for criterion in ASKED[badge, kind]}
    if badge is Badge.TOP_RATED_PLUS:
        basis = turned_by_key(Badge.TOP_RATED, kind)
        own |= {TOP_RATED_PREFIX + key: turned for key, turned in basis.items()}
    return MappingProxyType(own)


def is_read_otherwise(criterion: Criterion) -> bool:
    """Tell whether a reading may change how a criterion comes out.

    Readings say which money counts, what it must reach, and of whom an agency's amounts are asked
    (TRP-F7).
    """
    return criterion.turned is Turned.BY_MONEY or criterion.whom is Whom.WITH_OWN_AMOUNTS


TOP_RATED_PREFIX = f"{PLUS_TOP_RATED.key}."

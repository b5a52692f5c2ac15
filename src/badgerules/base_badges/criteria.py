"""What Top Rated and Rising Talent ask for, criterion by criterion, and how it is said."""

from __future__ import annotations

import attrs

from badgerules.findings import Criterion, Unit
from badgerules.vocabulary import Kind

NO_SCORE = "no Job Success Score yet"
SCORE_TO_COME = f"{NO_SCORE}, {{required}} needed"
NO_CONTRACT = "no contract has begun yet; days needed since the first: {required}"


def _number(
    key: str,
    clause: str,
    unit: Unit,
    words: str,
    unknown: str = "",
    fact: str = "",
) -> Criterion:
    return Criterion(
        key=key,
        clause=clause,
        unit=unit,
        met=words,
        unmet=words + "; {shortfall} short",
        unknown=unknown,
        fact=fact,
    )


_SCORE = _number(
    "job_success_score",
    "TR-F1",
    Unit.POINTS,
    "Job Success Score {observed}, {required} needed",
    unknown="the current Job Success Score is not known",
    fact="job_success_score",
)
_EARNINGS = _number("earnings", "TR-F2", Unit.USD, "{observed} earned, {required} needed")
_FIRST_CONTRACT = _number(
    "first_contract",
    "TR-F3",
    Unit.DAYS,
    "days since the first contract: {observed}, needed: {required}",
    unknown="it is not known when the first contract began",
    fact="first_contract_on",
)
_WEEKS = _number("eligible_weeks", "TR-F4", Unit.WEEKS, words="")  # its texts come from its rows
_PROFILE = _number(
    "profile",
    "TR-F5",
    Unit.PERCENT,
    "the own profile is {observed} % complete, {required} % needed",
    unknown="it is not known how complete the own profile is",
    fact="profile_percent",
)
_OWNER_PROFILE = attrs.evolve(
    _PROFILE,
    **{
        name: getattr(_PROFILE, name).replace("the own", "the owner's")
        for name in ("met", "unmet", "unknown")
    },
)
MEMBERS_PROFILE = _number(
    "members_profile",
    "TR-A4",
    Unit.PERCENT,
    "the members' profiles are {observed} % complete on average, {required} % needed",
    unknown="it is not known how complete the members' profiles are",
    fact="members_profile_percent",
)
MEMBERS = _number(
    "members",
    "TR-A3",
    Unit.MEMBERS,
    "members: {observed}, needed: {required}",
    unknown="it is not known how many members there are",
    fact="members",
)
AVAILABILITY = Criterion(
    key="availability",
    clause="TR-F6",
    unit=Unit.FLAG,
    met="the availability is up to date",
    unmet="the availability is not up to date",
    unknown="it is not known whether the availability is up to date",
    fact="availability_current",
)
_HOLD = Criterion(
    key="no_recent_hold",
    clause="TR-F7",
    unit=Unit.FLAG,
    met="no recent account hold or violation notice",
    unmet="an account hold or violation notice on {happened_on} stops counting on {leaves_on}",
    unknown="it is not known whether there was an account hold or violation notice",
    fact="holds",
)
ACTIVITY = Criterion(
    key="recent_activity",
    clause="TR-F8",
    unit=Unit.FLAG,
    met="active on {happened_on}, which stops counting on {leaves_on}",
    unmet="no proposal, accepted invitation or payment is recent enough",
    unknown="it is not known whether there was a recent proposal or accepted invitation",
    fact="last_active_on",
)
CIRCUMVENTION = Criterion(
    key="no_circumvention",
    clause="TR-X1",
    unit=Unit.FLAG,
    met="not barred for taking payment off the platform",
    unmet="payment was taken off the platform on {happened_on}, which bars until {leaves_on}",
)
NO_SCORE_YET = Criterion(
    key="no_score_yet",
    clause="RT-1",
    unit=Unit.FLAG,
    met=NO_SCORE,
    unmet="there is a Job Success Score, which ends Rising Talent",
    unknown="it is not known whether there is a Job Success Score",
    fact="job_success_score",
)
ACTIVE_OR_NEW = attrs.evolve(
    ACTIVITY,
    clause="RT-1",
    met="active, or joined, on {happened_on}, which stops counting on {leaves_on}",
    unmet="no proposal, accepted invitation, payment or joining is recent enough",
    unknown="it is not known whether the talent was active, or joined, recently",
)
DISCRETION = Criterion(
    key="discretion",
    clause="RT-2",
    unit=Unit.FLAG,
    met="the platform reports Rising Talent",
    unmet="the platform does not report Rising Talent, and the last word is its own",
    unknown="no published bar is left: the rest is at the discretion of the platform, so record "
    "what it reports",
    fact="rising_talent",
)


def _under(*pairs: tuple[str, Criterion]) -> dict[str, Criterion]:
    """Return criteria under the clauses of one kind, by their keys."""
    return {one.key: attrs.evolve(one, clause=clause) for clause, one in pairs}


TOP_RATED_ASKS = {
    Kind.FREELANCER: _under(
        ("TR-F1", _SCORE),
        ("TR-F2", _EARNINGS),
        ("TR-F3", _FIRST_CONTRACT),
        ("TR-F4", _WEEKS),
        ("TR-F5", _PROFILE),
        ("TR-F7", _HOLD),
    ),
    Kind.AGENCY: _under(
        ("TR-A1", _SCORE),
        ("TR-A2", _EARNINGS),
        ("TR-A6", _FIRST_CONTRACT),
        ("TR-A7", _WEEKS),
        ("TR-A4", _OWNER_PROFILE),
        ("TR-A5", _HOLD),
    ),
}
RISING_TALENT_ASKS = {
    Kind.FREELANCER: _under(
        ("RT-1", _PROFILE),
        ("RT-1", AVAILABILITY),
        ("RT-1", _HOLD),
    ),
    Kind.AGENCY: _under(
        ("RT-1", _OWNER_PROFILE),
        ("RT-1", AVAILABILITY),
        ("RT-1", _HOLD),
    ),
}

"""The words of answers: of each criterion by badge and verdict, of readings, and of facts.

Whoever says answers in another language, or in words of his own, holds his catalogue against
`CRITERIA`, `READINGS` and `FACTS`: each key is one sentence to write.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from badgerules.criteria import (
    ASKED,
    CONTRACT_TO_COME,
    DETAILS_GIVEN,
    NO_CONTRACT,
    NO_FEEDBACK,
    NO_SCORE_IS_FINE,
    NO_SUCH_BADGE,
    PLUS_TOP_RATED,
    SCORE_GONE,
    SCORE_TO_COME,
    SCREENING_TO_COME,
    VETTING,
)
from badgerules.criteria import TOP_RATED_PROFILE_FROM_ELANCE as FROM_ELANCE
from badgerules.thresholds import AGENCY_CLAUSE, CLAUSE, Readings
from badgerules.vocabulary import Badge, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from badgerules.vocabulary import Word

READINGS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("window", "twelve_months"): "the past 12 calendar months count",
        ("window", "last_365_days"): "the last 365 days count, the day asked about included",
        ("money_bar", "at_least"): "reaching an amount is enough",
        ("money_bar", "more_than"): "an amount has to be passed by a cent, not only reached",
        ("large_contract_sum", "in_window"): (
            "a large contract counts with what was paid on it inside the window"
        ),
        ("large_contract_sum", "lifetime_if_active"): (
            "a large contract that was paid inside the window counts with all it was ever paid"
        ),
        ("feedback", "not_negative"): "a large contract may have no feedback yet",
        ("feedback", "positive"): "a large contract needs positive feedback",
        ("exclusive_member", "barred"): "an exclusive agency contractor cannot hold it",
        ("exclusive_member", "agency_amounts"): (
            "an exclusive agency contractor may hold it, on the amounts for agencies"
        ),
        ("agency_earnings_window", "twelve_months"): (
            "an agency's earnings count where they were paid inside the window"
        ),
        ("agency_earnings_window", "lifetime"): "all that an agency ever earned counts",
        ("negative_share_scope", "rated_contracts"): (
            "bad endings are counted out of the contracts in the window that have feedback"
        ),
        ("negative_share_scope", "all_contracts"): (
            "bad endings are counted out of all contracts in the window, with or without feedback"
        ),
        ("negative_share_scope", "large_contracts"): (
            "bad endings are counted out of the large contracts alone"
        ),
        ("enterprise_suite", "enterprise_and_business"): (
            "clients on Enterprise and on Business see the diversity badge"
        ),
        ("enterprise_suite", "enterprise_only"): (
            "clients on Enterprise alone see the diversity badge"
        ),
        ("plus_badge_audience", "everyone"): "everybody sees Top Rated Plus",
        ("plus_badge_audience", "plans"): (
            "of clients, only those on Business Plus and Enterprise see Top Rated Plus"
        ),
    }
)
"""What each reading says, by its name and value: a sentence without a full stop."""

FACTS: Mapping[str, str] = MappingProxyType(
    {
        "availability_current": "whether the availability is up to date",
        "average_feedback": "the average feedback in stars, or that there is none yet",
        "base_badge": "which badge the platform reports",
        "contracts": "the contracts, with their payments and feedback",
        "country": "the country",
        "first_contract_on": "the day on which the first contract began",
        "holds": "the days of account holds and violation notices, or that there were none",
        "identity_verified": "whether the identity is verified",
        "job_success_score": "the Job Success Score, or that there is none yet",
        "joined_on": "the day of joining the platform",
        "last_active_on": "the day of the last proposal or accepted invitation",
        "members": "how many members there are",
        "members_profile_percent": "how complete the members' profiles are on average",
        "payments_known_since": "the payments before those on record",
        "payments_known_through": "the payments after those on record",
        "payout_method": "whether a payout method is set",
        "profile_percent": "how complete the profile is",
        "rising_talent": "whether the platform reports Rising Talent",
        "weeks": "which of the last weeks were eligible",
    }
)
"""What each fact is that may settle an unknown, by its name in a record."""

_SHOWN = ", as shown on {shown_on}"
_BAD_ENDINGS = "contracts that ended badly: {observed}"
_ROW = "{contract} ({category}): {observed} of {required}"
_AWAITED = ", reached, but this reading asks for positive feedback and there is none yet"
_WEEKS = "{observed} of the last {weeks} weeks eligible, {required} needed"
_GAP = "not all payments {days} are known"
_MET, _UNMET, _UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
_OPEN_COUNT = (
    "it is not known how many contracts ended badly, {required} allowed",
    "it is not known how many contracts ended badly",
    f"{_BAD_ENDINGS} on record, out of {{scope}} in scope; {_GAP}",
)

# What findings say that know more than a verdict and two numbers.
_BESIDES: Mapping[tuple[str, Verdict], tuple[str, ...]] = {
    ("large_contract", _MET): (f"{_ROW}, large", f"a large contract is ticked{_SHOWN}"),
    ("large_contract", _UNMET): (
        f"the nearest is {_ROW}, {{shortfall}} short",
        f"the nearest is {_ROW}{_AWAITED}",
        "there is no contract yet; the lowest bar is {required}",
        "no contract can serve, because of its feedback",
        f"a large contract is not ticked{_SHOWN}",
    ),
    ("large_contract", _UNKNOWN): (
        "it is not known whether a contract is large",
        f"on record the nearest is {_ROW}{{ending}}; {_GAP}",
    ),
    ("earnings", _MET): (f"{{observed}} earned, {{required}} needed{_SHOWN}",),
    ("earnings", _UNMET): (
        f"{{observed}} earned, {{required}} needed; {{shortfall}} short{_SHOWN}",
    ),
    ("earnings", _UNKNOWN): (
        "it is not known what was earned, {required} needed",
        f"{{observed}} on record, {{required}} needed; {_GAP}",
    ),
    ("negative_share", _MET): (
        f"{_BAD_ENDINGS}, allowed: {{required}}, out of {{scope}} in scope",
    ),
    ("negative_share", _UNMET): (
        f"{_BAD_ENDINGS}, allowed: {{required}}, out of {{scope}} in scope",
    ),
    ("negative_share", _UNKNOWN): _OPEN_COUNT,
    ("no_negative_feedback", _UNKNOWN): _OPEN_COUNT[:1],
    ("eligible_weeks", _MET): (
        _WEEKS,
        f"{_WEEKS}{_SHOWN}",
    ),
    ("eligible_weeks", _UNMET): (
        f"{_WEEKS}; {{shortfall}} short",
        f"{_WEEKS}; {{shortfall}} short{_SHOWN}",
    ),
    ("eligible_weeks", _UNKNOWN): (f"{_WEEKS}; not known: {{open}}",),
    ("no_recent_hold", _MET): ("no account hold or violation notice is shown on {shown_on}",),
    ("no_recent_hold", _UNMET): ("an account hold or violation notice is shown on {shown_on}",),
    ("job_success_score", _MET): (NO_SCORE_IS_FINE,),
    ("job_success_score", _UNMET): (SCORE_TO_COME, SCORE_GONE),
    ("first_contract", _UNMET): (NO_CONTRACT, CONTRACT_TO_COME),
    ("average_feedback", _UNMET): (NO_FEEDBACK,),
    ("profile", _MET): (FROM_ELANCE.met,),
    ("profile", _UNMET): (FROM_ELANCE.unmet,),
    ("profile", _UNKNOWN): (FROM_ELANCE.unknown,),
    ("vetting", _MET): (f"{VETTING.met}; on file, deciding nothing (EV-4): {{on_file}}",),
    ("vetting", _UNMET): (
        SCREENING_TO_COME.unmet,
        *(
            f"{text}; on file, deciding nothing (EV-4): {{on_file}}"
            for text in (VETTING.unmet, SCREENING_TO_COME.unmet)
        ),
    ),
    ("certification", _UNMET): (NO_SUCH_BADGE.unmet,),
    ("details", _UNMET): (f"{DETAILS_GIVEN.unmet}: {{missing}}",),
    ("top_rated", _UNMET): (f"{PLUS_TOP_RATED.unmet}; see {{clauses}}",),
    ("top_rated", _UNKNOWN): (f"{PLUS_TOP_RATED.unknown}; see {{clauses}}",),
}


def _words_of_criteria() -> dict[tuple[Badge, str, Verdict], tuple[str, ...]]:
    words: dict[tuple[Badge, str, Verdict], dict[str, None]] = {}
    for (badge, _), criteria in ASKED.items():
        for criterion in criteria:
            for verdict, text in (
                (_MET, criterion.met),
                (_UNMET, criterion.unmet),
                (_UNKNOWN, criterion.unknown),
            ):
                for said in filter(None, (text, *_BESIDES.get((criterion.key, verdict), ()))):
                    words.setdefault((badge, criterion.key, verdict), {})[said] = None
    return {key: tuple(said) for key, said in words.items()}


CRITERIA: Mapping[tuple[Badge, str, Verdict], tuple[str, ...]] = MappingProxyType(
    _words_of_criteria()
)
"""What a finding may say, by its badge, its criterion and its verdict, without a full stop.

There is an entry for every verdict that can come about; what stands in braces differs from answer
to answer.
"""


def reading_text(reading: str, value: Word, kind: Kind | None = None) -> str:
    """Return what a reading says, with its clause: the part of a sentence after "if".

    Args:
        reading: its name in `Readings`.
        value: its value.
        kind: of whom it is said; None for anybody, told by the clause where the reading stands.

    >>> from badgerules import Readings
    >>> reading_text("feedback", Readings(feedback="positive").feedback)
    'a large contract needs positive feedback (TRP-F5)'
    """
    key = AGENCY_CLAUSE if kind is Kind.AGENCY else CLAUSE
    clause = attrs.fields_dict(Readings)[reading].metadata[key]
    return f"{READINGS[reading, value.value]} ({clause})"


def facts_text(facts: Iterable[str]) -> str:
    """Return facts that are to be recorded in plain words, each with its name in a record.

    Args:
        facts: their names, as `unsettled` has them.

    >>> facts_text(["country", "members"])
    'the country (country) and how many members there are (members)'
    """
    *others, last = [f"{FACTS[fact]} ({fact})" for fact in facts]
    return f"{', '.join(others)} and {last}" if others else last

"""What `dump_*` return and `load_record` reads, as types: a class for each JSON object.

The functions return `dict[str, Any]`. Say which of these it is where a type checker should know the
keys: `cast("AssessmentDict", dump_assessment(assessment))`. Made from the schemas by
`tests/contract/renew_json_types.py`.
"""

# Annotations are no text here: as text, Python could not tell which keys may be left out.
from typing import Literal, NotRequired, TypedDict


class RecordPaymentDict(TypedDict):
    """Money paid on a contract, or refunded (WIN-3)."""

    paid_on: str
    amount: str


class RecordContractDict(TypedDict):
    """One contract and what was paid on it."""

    id: str
    category: str
    payments: NotRequired[list[RecordPaymentDict]]
    outcome: NotRequired[Literal["positive", "neutral", "negative"] | None]
    outcome_on: NotRequired[str | None]
    ended_on: NotRequired[str | None]


class RecordWeekDict(TypedDict):
    """One week as the platform recorded it (TR-F4)."""

    ends_on: str
    eligible: bool


class RecordScoreDict(TypedDict):
    """The Job Success Score from one day on, until another one follows (TR-F1, TR-F4)."""

    since: str
    score: int | None


class RecordReputationDict(TypedDict):
    """What Rising Talent and Top Rated are computed from, where no base badge is recorded."""

    job_success_score: NotRequired[int | None]
    rising_talent: NotRequired[bool | None]
    weeks: NotRequired[list[RecordWeekDict]]
    first_contract_on: NotRequired[str | None]
    joined_on: NotRequired[str | None]
    profile_percent: NotRequired[int | None]
    availability_current: NotRequired[bool | None]
    last_active_on: NotRequired[str | None]
    holds: NotRequired[list[str] | None]
    circumvention_on: NotRequired[str | None]
    members: NotRequired[int | None]
    members_profile_percent: NotRequired[int | None]
    average_feedback: NotRequired[str | None]
    identity_verified: NotRequired[bool | None]
    payout_method: NotRequired[bool | None]
    from_elance: NotRequired[bool]
    scores: NotRequired[list[RecordScoreDict]]


class RecordExpertVettingDict(TypedDict):
    """The way to Expert-Vetted, as far as it has come (EV-1)."""

    category: str
    invited_on: NotRequired[str | None]
    passed_on: NotRequired[str | None]
    revoked_on: NotRequired[str | None]
    prior_assessments: NotRequired[list[Literal["upwork_premium", "upwork_pro"]]]


class RecordCertificationDict(TypedDict):
    """A third party's diversity certification, and its application for the badge."""

    status: Literal["draft", "submitted", "approved", "rejected"]
    business_name: NotRequired[str | None]
    category: NotRequired[
        Literal[
            "minority_owned", "woman_owned", "us_veteran_owned", "disability_owned", "lgbtq_owned"
        ]
        | None
    ]
    provider: NotRequired[str | None]
    type: NotRequired[str | None]
    number: NotRequired[str | None]
    expires_on: NotRequired[str | None]
    submitted_on: NotRequired[str | None]
    decided_on: NotRequired[str | None]


class RecordPlatformStatsDict(TypedDict):
    """The figures that the platform shows on one day, and the badge."""

    shown_on: str
    earnings_12_months: NotRequired[str | None]
    eligible_weeks: NotRequired[int | None]
    holds: NotRequired[int | None]
    has_large_contract: NotRequired[bool | None]
    badge: NotRequired[
        Literal["none", "rising_talent", "top_rated", "top_rated_plus", "expert_vetted"] | None
    ]


class RecordDict(TypedDict):
    """Everything known about one talent."""

    format: Literal[1]
    id: NotRequired[str | None]
    kind: Literal["freelancer", "agency"]
    country: NotRequired[str | None]
    base_badge: NotRequired[Literal["none", "rising_talent", "top_rated"] | None]
    exclusive_agency_contractor: NotRequired[bool]
    contracts: NotRequired[list[RecordContractDict]]
    reputation: NotRequired[RecordReputationDict | None]
    expert_vetting: NotRequired[RecordExpertVettingDict | None]
    certifications: NotRequired[list[RecordCertificationDict]]
    payments_known_since: NotRequired[str | None]
    payments_known_through: NotRequired[str | None]
    stats: NotRequired[RecordPlatformStatsDict | None]


BeganDict = TypedDict("BeganDict", {"from": str, "through": str})
"""The span in which an edition began."""


class RuleNumberDict(TypedDict):
    """Dollars by category, of those that differ."""

    accounting_consulting: NotRequired[str]
    admin_support: NotRequired[str]
    customer_service: NotRequired[str]
    data_science_analytics: NotRequired[str]
    design_creative: NotRequired[str]
    engineering_architecture: NotRequired[str]
    it_networking: NotRequired[str]
    legal: NotRequired[str]
    sales_marketing: NotRequired[str]
    translation: NotRequired[str]
    web_mobile_software_development: NotRequired[str]
    writing: NotRequired[str]


SupposedRulesChangedDict = TypedDict(
    "SupposedRulesChangedDict",
    {
        "number": str,
        "clause": str,
        "from": str | int | RuleNumberDict,
        "to": str | int | RuleNumberDict,
    },
)
"""A number that differs."""


class SupposedRulesDict(TypedDict):
    """Rules that nobody published, told in full."""

    based_on: str | None
    effective_from: str
    changed: list[SupposedRulesChangedDict]
    digest: str


class ReadingsDict(TypedDict):
    """How ambiguous clauses are read."""

    window: Literal["twelve_months", "last_365_days"]
    money_bar: Literal["at_least", "more_than"]
    large_contract_sum: Literal["in_window", "lifetime_if_active"]
    feedback: Literal["not_negative", "positive"]
    exclusive_member: Literal["barred", "agency_amounts"]
    agency_earnings_window: Literal["twelve_months", "lifetime"]
    negative_share_scope: Literal["rated_contracts", "all_contracts", "large_contracts"]
    enterprise_suite: Literal["enterprise_and_business", "enterprise_only"]
    plus_badge_audience: Literal["everyone", "plans"]


class DecisionReadingsThatMatterDict(TypedDict):
    """A single reading that would change the verdict, and not to unknown."""

    reading: Literal[
        "window",
        "money_bar",
        "large_contract_sum",
        "feedback",
        "exclusive_member",
        "agency_earnings_window",
        "negative_share_scope",
        "enterprise_suite",
        "plus_badge_audience",
    ]
    value: str
    verdict: Literal["met", "unmet", "unknown"]


class DecisionEditionsThatMatterDict(TypedDict):
    """An edition that may have been in force instead, and changes the verdict."""

    edition: str
    verdict: Literal["met", "unmet", "unknown"]


class ChangeDict(TypedDict):
    """The next day on which holding a badge or not changes."""

    on: str
    verdict: Literal["met", "unmet", "unknown"]
    because: list[str]


class RowDict(TypedDict):
    """How one contract fared as the large one."""

    id: str
    category: Literal[
        "accounting_consulting",
        "admin_support",
        "customer_service",
        "data_science_analytics",
        "design_creative",
        "engineering_architecture",
        "it_networking",
        "legal",
        "sales_marketing",
        "translation",
        "web_mobile_software_development",
        "writing",
    ]
    counted: str
    required: str
    shortfall: str
    serves: bool
    reason: Literal["large", "below_bar", "negative_outcome", "not_positive", "awaiting_feedback"]
    text: str


class WeekDict(TypedDict):
    """One of the weeks counted."""

    ends_on: str
    eligible: bool | None
    reason: Literal["recorded", "by_score", "before_joining", "assumed", "not_recorded"]


class FindingDict(TypedDict):
    """How one criterion came out."""

    criterion: str
    clause: str
    authority: Literal[
        "announcement",
        "official help",
        "staff reply",
        "restated help",
        "observation",
        "third party",
        "context",
        "ours",
    ]
    confirmed_on: str | None
    verdict: Literal["met", "unmet", "unknown"]
    unit: Literal[
        "usd", "flag", "contracts", "days", "points", "weeks", "percent", "members", "stars"
    ]
    observed: str | int | bool | None
    required: str | int | bool
    shortfall: str | int | None
    contracts: NotRequired[list[RowDict]]
    scope: NotRequired[int]
    missing: NotRequired[list[str]]
    highest: NotRequired[int]
    weeks: NotRequired[list[WeekDict]]
    on_record: NotRequired[str | int | None]
    known_since: NotRequired[str | None]
    known_through: NotRequired[str | None]
    from_stats: NotRequired[Literal[True]]
    prior_assessments: NotRequired[list[Literal["upwork_premium", "upwork_pro"]]]
    happened_on: NotRequired[str]
    leaves_on: NotRequired[str | None]


class DecisionDict(TypedDict):
    """Whether a talent qualifies for one badge, and why."""

    verdict: Literal["met", "unmet", "unknown"]
    within_hours: NotRequired[int | None]
    within_days: NotRequired[int | None]
    unsettled: list[str]
    readings_that_matter: list[DecisionReadingsThatMatterDict]
    editions_that_matter: list[DecisionEditionsThatMatterDict]
    next_change: ChangeDict | None
    findings: list[FindingDict]


class AssessmentBadgesDict(TypedDict):
    """Every badge."""

    rising_talent: DecisionDict
    top_rated: DecisionDict
    top_rated_plus: DecisionDict
    expert_vetted: DecisionDict
    diversity_certified: DecisionDict


class AssessmentVisibleDict(TypedDict):
    """The badge each viewer of the edition sees on the profile; null for none."""

    owner: Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    basic: Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    plus: NotRequired[
        Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    ]
    plus_selected: NotRequired[
        Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    ]
    business: NotRequired[
        Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    ]
    business_plus: NotRequired[
        Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    ]
    enterprise: Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None


class AssessmentVisibleUnsettledDict(TypedDict):
    """For each viewer concerned, the badges shown instead if they turned out to be held."""

    owner: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]
    basic: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]
    plus: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]
    plus_selected: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]
    business: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]
    business_plus: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]
    enterprise: NotRequired[
        list[Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"]]
    ]


class SightUnderReadingDict(TypedDict):
    """A single reading under which a viewer sees something else."""

    reading: Literal[
        "window",
        "money_bar",
        "large_contract_sum",
        "feedback",
        "exclusive_member",
        "agency_earnings_window",
        "negative_share_scope",
        "enterprise_suite",
        "plus_badge_audience",
    ]
    value: str
    badge: Literal["expert_vetted", "top_rated_plus", "top_rated", "rising_talent"] | None
    diversity: bool


class AssessmentVisibleReadingsDict(TypedDict):
    """For each viewer concerned, the readings that, switched alone, change what is seen."""

    owner: NotRequired[list[SightUnderReadingDict]]
    basic: NotRequired[list[SightUnderReadingDict]]
    plus: NotRequired[list[SightUnderReadingDict]]
    plus_selected: NotRequired[list[SightUnderReadingDict]]
    business: NotRequired[list[SightUnderReadingDict]]
    business_plus: NotRequired[list[SightUnderReadingDict]]
    enterprise: NotRequired[list[SightUnderReadingDict]]


class AssessmentVisibleEditionSeenDict(TypedDict):
    """The badges that a viewer sees then, of those who see something else."""

    owner: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]
    basic: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]
    plus: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]
    plus_selected: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]
    business: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]
    business_plus: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]
    enterprise: NotRequired[
        list[
            Literal[
                "rising_talent",
                "top_rated",
                "top_rated_plus",
                "expert_vetted",
                "diversity_certified",
            ]
        ]
    ]


class AssessmentVisibleEditionDict(TypedDict):
    """An edition that may have been in force instead."""

    edition: str
    seen: AssessmentVisibleEditionSeenDict


class AssessmentAsRecordedDict(TypedDict):
    """Facts that nearly nobody has and that the answer rests on, in words."""

    exclusive_agency_contractor: NotRequired[str]
    expert_vetting: NotRequired[str]
    certifications: NotRequired[str]
    circumvention_on: NotRequired[str]
    from_elance: NotRequired[str]
    outcomes: NotRequired[str]


class PaymentDict(TypedDict):
    """A payment on a contract; a refund is negative."""

    contract: str
    paid_on: str
    amount: str


class SupposedOutcomeDict(TypedDict):
    """A contract that ended."""

    contract: str
    outcome: Literal["positive", "neutral", "negative"]
    outcome_on: str


class SupposedScoreDict(TypedDict):
    """A score from a day on."""

    score: int | None
    since: str


class SupposedWeekDict(TypedDict):
    """A recorded week."""

    ends_on: str
    eligible: bool


class SupposedFactDict(TypedDict):
    """A fact of reputation."""

    fact: str
    value: str | int | bool | list[str | SupposedWeekDict | SupposedScoreDict] | None


class LedgerContractDict(TypedDict):
    """How one contract counted."""

    id: str
    category: Literal[
        "accounting_consulting",
        "admin_support",
        "customer_service",
        "data_science_analytics",
        "design_creative",
        "engineering_architecture",
        "it_networking",
        "legal",
        "sales_marketing",
        "translation",
        "web_mobile_software_development",
        "writing",
    ]
    counted: str
    required: str
    shortfall: str
    serves: bool
    reason: Literal["large", "below_bar", "negative_outcome", "not_positive", "awaiting_feedback"]
    text: str
    share: Literal["ended_badly", "counted", "not_rated", "not_in_window", "not_large"] | None


class LedgerPaymentDict(TypedDict):
    """A payment, and whether it counted."""

    contract: str
    paid_on: str
    amount: str
    counted_for: list[str]
    reason: Literal["counted", "before_window", "after_day_asked", "contract_at_rest", "not_asked"]
    text: str


class LedgerDict(TypedDict):
    """What counted for a decision and what did not."""

    format: Literal[1]
    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    contracts: list[LedgerContractDict]
    payments: list[LedgerPaymentDict]


class WayDict(TypedDict):
    """A payment that gains a badge, or keeps it."""

    contract: str | None
    category: (
        Literal[
            "accounting_consulting",
            "admin_support",
            "customer_service",
            "data_science_analytics",
            "design_creative",
            "engineering_architecture",
            "it_networking",
            "legal",
            "sales_marketing",
            "translation",
            "web_mobile_software_development",
            "writing",
        ]
        | None
    )
    amount: str
    pay_on: str
    holds_on: str
    pay_by: str | None
    needs_positive_feedback: bool
    bonus: bool
    any_activity_does: bool
    text: str


class RemediesWaitDict(TypedDict):
    """What time alone brings."""

    criterion: str
    clause: str
    until: str


class RemediesDict(TypedDict):
    """The least that must change to gain a badge, or to keep it."""

    format: Literal[1]
    id: str | None
    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    as_of: str
    edition: str | None
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    next_change: ChangeDict | None
    ways: list[WayDict]
    keep: list[WayDict]
    waits: list[RemediesWaitDict]
    obstacles: list[FindingDict]


class AssessmentRemediesDict(TypedDict):
    """Remedies by badge."""

    rising_talent: RemediesDict
    top_rated: RemediesDict
    top_rated_plus: RemediesDict
    expert_vetted: RemediesDict
    diversity_certified: RemediesDict


class AssessmentDisagreementExplanationDict(TypedDict):
    """What could explain it."""

    kind: Literal["reading", "edition", "review", "unknown_fact", "read_as_none", "border_payments"]
    subject: str
    days: list[str]
    text: str


class AssessmentDisagreementDict(TypedDict):
    """What the page says, and what comes out of the facts."""

    subject: str
    shown: str | int | bool
    found: str | int | bool | list[int]
    text: str
    explanations: list[AssessmentDisagreementExplanationDict]


class AssessmentDict(TypedDict):
    """The decisions on all five badges."""

    format: Literal[1]
    id: str | None
    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    badges: AssessmentBadgesDict
    visible: AssessmentVisibleDict
    visible_unsettled: AssessmentVisibleUnsettledDict
    diversity_seen_by: list[Literal["basic", "plus", "business", "business_plus", "enterprise"]]
    visible_readings: AssessmentVisibleReadingsDict
    visible_editions: list[AssessmentVisibleEditionDict]
    confirmed_on: str | None
    as_recorded: AssessmentAsRecordedDict
    supposed: NotRequired[
        list[PaymentDict | SupposedOutcomeDict | SupposedScoreDict | SupposedFactDict]
    ]
    ledger: NotRequired[LedgerDict]
    remedies: NotRequired[AssessmentRemediesDict]
    disagreements: NotRequired[list[AssessmentDisagreementDict]]


class TimelineSpanDict(TypedDict):
    """Days of one verdict."""

    first_day: str
    last_day: str
    verdict: Literal["met", "unmet", "unknown"]


class TimelineChangeFindingDict(TypedDict):
    """A finding that turned."""

    before: FindingDict | None
    after: FindingDict | None


class TimelineChangeDict(TypedDict):
    """The border between two spans."""

    on: str
    verdict: Literal["met", "unmet", "unknown"]
    because: list[str]
    findings: list[TimelineChangeFindingDict]
    entered: list[PaymentDict]
    left: list[PaymentDict]


class TimelineDict(TypedDict):
    """From when to when a badge is held."""

    format: Literal[1]
    id: str | None
    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    as_of: str
    edition: str | None
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    spans: list[TimelineSpanDict]
    changes: list[TimelineChangeDict]
    settled: bool
    assumptions: list[str]
    supposed: NotRequired[
        list[PaymentDict | SupposedOutcomeDict | SupposedScoreDict | SupposedFactDict]
    ]


class RecoverySpanDict(TypedDict):
    """Days of return that are told alike."""

    first_return: str
    last_return: str | None
    held_on: str | None
    last_held_on: str | None
    at_once: bool
    weekly: bool
    because: list[str]
    unsettled: list[str]


class RecoveryDict(TypedDict):
    """When a badge is back, for each day on which the score may return."""

    format: Literal[1]
    id: str | None
    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    as_of: str
    edition: str | None
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    score: int
    current: int | None
    missing: bool
    spans: list[RecoverySpanDict]
    open_weeks: list[str]
    supposed: NotRequired[
        list[PaymentDict | SupposedOutcomeDict | SupposedScoreDict | SupposedFactDict]
    ]


class ComparisonBeforeDict(TypedDict):
    """What one answer was asked."""

    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict


class ComparisonAfterDict(TypedDict):
    """What one answer was asked."""

    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict


class ComparisonChangeDict(TypedDict):
    """What one cause did to one finding."""

    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    criterion: str
    clause: str
    cause: Literal[
        "reading_changed",
        "edition_changed",
        "rolled_out",
        "time_passed",
        "new_facts",
        "outcome_arrived",
    ]
    before: FindingDict | None
    after: FindingDict | None
    rolled_out: list[PaymentDict]


class ComparisonViewDict(TypedDict):
    """What one cause did to what one viewer sees."""

    viewer: Literal[
        "owner", "basic", "plus", "plus_selected", "business", "business_plus", "enterprise"
    ]
    cause: Literal[
        "reading_changed",
        "edition_changed",
        "rolled_out",
        "time_passed",
        "new_facts",
        "outcome_arrived",
    ]
    before: list[
        Literal[
            "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
        ]
    ]
    after: list[
        Literal[
            "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
        ]
    ]


class ComparisonDict(TypedDict):
    """What came between two answers."""

    format: Literal[1]
    id: str | None
    before: ComparisonBeforeDict
    after: ComparisonAfterDict
    changes: list[ComparisonChangeDict]
    views: list[ComparisonViewDict]
    viewers_not_compared: list[
        Literal[
            "owner", "basic", "plus", "plus_selected", "business", "business_plus", "enterprise"
        ]
    ]


class ReplayDeviationDict(TypedDict):
    """A part that came out differently."""

    path: str
    cause: Literal["new_facts", "rules_changed", "facts_or_rules"]
    saved: object
    replayed: object


class ReplayDict(TypedDict):
    """A saved question asked again."""

    format: Literal[1]
    id: str | None
    as_of: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    saved_by: str
    replayed_by: str
    same: bool
    deviations: list[ReplayDeviationDict]
    supposed: NotRequired[
        list[PaymentDict | SupposedOutcomeDict | SupposedScoreDict | SupposedFactDict]
    ]
    comparison: NotRequired[ComparisonDict]


class RuleComparisonBeforeDict(TypedDict):
    """What one side was asked."""

    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict


class RuleComparisonAfterDict(TypedDict):
    """What one side was asked."""

    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict


class TransitionTurnDict(TypedDict):
    """A criterion that comes out otherwise."""

    criterion: str
    clause: str
    before: Literal["met", "unmet", "unknown", "not_asked"]
    after: Literal["met", "unmet", "unknown", "not_asked"]
    talents: int
    alone: int


class TransitionDict(TypedDict):
    """The talents who go from one verdict to another, or stay."""

    before: Literal["met", "unmet", "unknown"]
    after: Literal["met", "unmet", "unknown"]
    talents: int
    turns: list[TransitionTurnDict]


class RuleComparisonChangedDict(TypedDict):
    """A talent whose verdict changes."""

    id: str
    before: Literal["met", "unmet", "unknown"]
    after: Literal["met", "unmet", "unknown"]


class RuleComparisonDict(TypedDict):
    """Who gains and who loses a badge by other rules."""

    format: Literal[1]
    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    before: RuleComparisonBeforeDict
    after: RuleComparisonAfterDict
    talents: int
    gaining: int
    losing: int
    transitions: list[TransitionDict]
    changed: NotRequired[list[RuleComparisonChangedDict]]


class HurdleDict(TypedDict):
    """How many fail one criterion."""

    criterion: str
    clauses: list[str]
    asked: int
    failing: int
    failing_only: int
    dropping_out: int
    unknown: int


class GroupDict(TypedDict):
    """How some talents came out."""

    size: int
    met: int
    unmet: int
    unknown: int
    rate: NotRequired[list[int]]
    ratio: NotRequired[list[int]]
    criteria: list[HurdleDict]


class FunnelGroupDict(TypedDict):
    """How one group came out."""

    group: str
    size: int
    met: int
    unmet: int
    unknown: int
    rate: NotRequired[list[int]]
    ratio: NotRequired[list[int]]
    criteria: list[HurdleDict]
    small: bool


class FunnelDict(TypedDict):
    """At which criterion the talents of each group drop out."""

    format: Literal[1]
    badge: Literal[
        "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
    ]
    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    small_below: int
    expected_below: int
    everybody: GroupDict
    groups: list[FunnelGroupDict]
    ungrouped: GroupDict


class BatchAheadDict(TypedDict):
    """Who gains or loses the badge soon; told where that was asked."""

    days: int
    gained: int
    lost: int


class CountsDict(TypedDict):
    """How many came out with each verdict."""

    met: int
    unmet: int
    unknown: int


class BatchBadgesDict(TypedDict):
    """The badges asked about."""

    rising_talent: NotRequired[CountsDict]
    top_rated: NotRequired[CountsDict]
    top_rated_plus: NotRequired[CountsDict]
    expert_vetted: NotRequired[CountsDict]
    diversity_certified: NotRequired[CountsDict]


class BatchDict(TypedDict):
    """What `badgerules batch --json` prints."""

    format: Literal[1]
    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    output: str
    talents: int
    refused: NotRequired[int]
    ahead: NotRequired[BatchAheadDict]
    badges: BatchBadgesDict


class BatchLineBadgesRisingTalentDict(TypedDict):
    """How one badge came out."""

    verdict: Literal["met", "unmet", "unknown"]
    clause: str | None
    why: str | None
    unsettled: list[str]


class BatchLineBadgesTopRatedDict(TypedDict):
    """How one badge came out."""

    verdict: Literal["met", "unmet", "unknown"]
    clause: str | None
    why: str | None
    unsettled: list[str]


class BatchLineBadgesTopRatedPlusDict(TypedDict):
    """How one badge came out."""

    verdict: Literal["met", "unmet", "unknown"]
    clause: str | None
    why: str | None
    unsettled: list[str]


class BatchLineBadgesExpertVettedDict(TypedDict):
    """How one badge came out."""

    verdict: Literal["met", "unmet", "unknown"]
    clause: str | None
    why: str | None
    unsettled: list[str]


class BatchLineBadgesDiversityCertifiedDict(TypedDict):
    """How one badge came out."""

    verdict: Literal["met", "unmet", "unknown"]
    clause: str | None
    why: str | None
    unsettled: list[str]


class BatchLineBadgesDict(TypedDict):
    """The badges asked about."""

    rising_talent: NotRequired[BatchLineBadgesRisingTalentDict]
    top_rated: NotRequired[BatchLineBadgesTopRatedDict]
    top_rated_plus: NotRequired[BatchLineBadgesTopRatedPlusDict]
    expert_vetted: NotRequired[BatchLineBadgesExpertVettedDict]
    diversity_certified: NotRequired[BatchLineBadgesDiversityCertifiedDict]


class BatchLineDict(TypedDict):
    """An answer of `badgerules batch` to a record as a JSON line."""

    format: Literal[1]
    id: str | None
    as_of: str
    known_through: str
    edition: str
    hypothetical: bool
    began: BeganDict | None
    supposed_rules: SupposedRulesDict | None
    badgerules: str
    readings: ReadingsDict
    badges: BatchLineBadgesDict

"""The values of the closed lists as types, for the arguments that take a member or its value.

`badge: Badge | BadgeName` accepts `Badge.TOP_RATED_PLUS` and `"top_rated_plus"`, and a type checker
refuses `"top_rated_plsu"`. Text that is known at run time only is made a member first:
`Badge(text)`, which raises a ValueError for any other text.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

BadgeName: TypeAlias = Literal[
    "rising_talent", "top_rated", "top_rated_plus", "expert_vetted", "diversity_certified"
]
"""The values of `Badge`."""

VerdictName: TypeAlias = Literal["met", "unmet", "unknown"]
"""The values of `Verdict`."""

KindName: TypeAlias = Literal["freelancer", "agency"]
"""The values of `Kind`."""

BaseBadgeName: TypeAlias = Literal["none", "rising_talent", "top_rated"]
"""The values of `BaseBadge`."""

ShownBadgeName: TypeAlias = Literal[
    "none", "rising_talent", "top_rated", "top_rated_plus", "expert_vetted"
]
"""The values of `ShownBadge`."""

ContractOutcomeName: TypeAlias = Literal["positive", "neutral", "negative"]
"""The values of `ContractOutcome`."""

CategoryName: TypeAlias = Literal[
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
    "Accounting & Consulting",
    "Admin Support",
    "Customer Service",
    "Data Science & Analytics",
    "Design & Creative",
    "Engineering & Architecture",
    "IT & Networking",
    "Legal",
    "Sales & Marketing",
    "Translation",
    "Web, Mobile & Software Development",
    "Writing",
    "Admin",
    "Customer Support",
    "Web, Mobile & Software Dev",
]
"""The values of `Category`, its official names, and its short ones, each as it is published.

At run time any letter case will do, and "and" for "&": `Category("web, mobile and software dev")`.
"""

PriorAssessmentName: TypeAlias = Literal["upwork_premium", "upwork_pro"]
"""The values of `PriorAssessment`."""

CertificationStatusName: TypeAlias = Literal["draft", "submitted", "approved", "rejected"]
"""The values of `CertificationStatus`."""

DiversityCategoryName: TypeAlias = Literal[
    "minority_owned", "woman_owned", "us_veteran_owned", "disability_owned", "lgbtq_owned"
]
"""The values of `DiversityCategory`."""

PlanTierName: TypeAlias = Literal[
    "basic", "plus", "business", "business_plus", "enterprise", "lifted", "marketplace"
]
"""The values of `PlanTier`, and the other names of two of them (VIS-10)."""

ViewerName: TypeAlias = Literal["owner"]
"""The value of `Viewer`."""

SurfaceName: TypeAlias = Literal["profile", "search_tile", "proposal", "project_catalog"]
"""The values of `Surface`."""

DocumentName: TypeAlias = Literal[
    "record",
    "assessment",
    "ledger",
    "timeline",
    "remedies",
    "recovery",
    "comparison",
    "replay",
    "rule_comparison",
    "funnel",
    "batch",
    "batch_line",
]
"""The values of `Document`."""

MoneyWindowName: TypeAlias = Literal["twelve_months", "last_365_days"]
"""The values of `MoneyWindow`."""

MoneyBarName: TypeAlias = Literal["at_least", "more_than"]
"""The values of `MoneyBar`."""

LargeContractSumName: TypeAlias = Literal["in_window", "lifetime_if_active"]
"""The values of `LargeContractSum`."""

FeedbackName: TypeAlias = Literal["not_negative", "positive"]
"""The values of `Feedback`."""

ExclusiveMemberName: TypeAlias = Literal["barred", "agency_amounts"]
"""The values of `ExclusiveMember`."""

AgencyEarningsWindowName: TypeAlias = Literal["twelve_months", "lifetime"]
"""The values of `AgencyEarningsWindow`."""

NegativeShareScopeName: TypeAlias = Literal["rated_contracts", "all_contracts", "large_contracts"]
"""The values of `NegativeShareScope`."""

EnterpriseSuiteName: TypeAlias = Literal["enterprise_and_business", "enterprise_only"]
"""The values of `EnterpriseSuite`."""

PlusBadgeAudienceName: TypeAlias = Literal["everyone", "plans"]
"""The values of `PlusBadgeAudience`."""

"""The words of the domain: every closed list a record, a plan or an answer may use.

Members are strings, so they travel through JSON as they are; their `repr` can be evaluated.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Literal, NoReturn, TypeAlias

from badgerules.answer_base import no_truth_value


def spelled(name: str) -> str:
    """Return a name of ours as people write it."""
    return name.replace("_", " ")


def counted(number: int, things: str, thing: str = "") -> str:
    """Return a number with what is counted.

    Args:
        number: how many.
        things: what none or several of them are called, or do.
        thing: what one is called, or does; left out it is the plural without its "s".
    """
    return f"{number:,} {(thing or things.removesuffix('s')) if number == 1 else things}"


class Word(StrEnum):
    """A member of a closed list; its value is what JSON holds."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    @property
    def label(self) -> str:
        """The word as people write it."""
        return spelled(self.value)


class Unknown(Enum):
    """The type of `UNKNOWN`: a fact nobody has told us, as opposed to a known "none yet"."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        msg = "UNKNOWN is neither yes nor no; compare with `is UNKNOWN`"
        raise TypeError(msg)


UNKNOWN: Literal[Unknown.UNKNOWN] = Unknown.UNKNOWN
OrUnknown: TypeAlias = Literal[Unknown.UNKNOWN]


class Kind(Word):
    """Whose record it is."""

    FREELANCER = "freelancer"
    AGENCY = "agency"


class Badge(Word):
    """The five badges."""

    RISING_TALENT = "rising_talent"
    TOP_RATED = "top_rated"
    TOP_RATED_PLUS = "top_rated_plus"
    EXPERT_VETTED = "expert_vetted"
    DIVERSITY_CERTIFIED = "diversity_certified"

    @property
    def label(self) -> str:
        """The badge's name as people write it."""
        joint = "-" if self in {Badge.EXPERT_VETTED, Badge.DIVERSITY_CERTIFIED} else " "
        return self.value.replace("_", joint).title()


class Verdict(Word):
    """Met, unmet, or unknown, which is neither."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        no_truth_value("a verdict", "`verdict is Verdict.MET`")


class Unit(Word):
    """What a finding counts.

    For USD, `measured` and `bar` are cents; `observed`, `required` and `shortfall` are dollars.
    For STARS they are hundredths of a star, and stars.
    """

    USD = "usd"
    FLAG = "flag"
    CONTRACTS = "contracts"
    DAYS = "days"
    POINTS = "points"
    WEEKS = "weeks"
    PERCENT = "percent"
    MEMBERS = "members"
    STARS = "stars"


class Turned(Word):
    """What can change a criterion while everything that is recorded stays as it is.

    Every criterion says it (`Criterion.turned`), and what looks ahead goes by it: timelines ask
    about each day on which a criterion may change, remedies propose what can change it.
    """

    BY_FACTS = "by_facts"
    """Nothing: only a fact that is recorded anew changes it."""
    BY_DAYS = "by_days"
    """Days that pass, or that are recorded ahead."""
    BY_ACTIVITY = "by_activity"
    """Days that pass, and any sign of activity, of which a payment is one (TR-F8)."""
    BY_MONEY = "by_money"
    """What is paid, or judged, and what leaves the window."""


class ProblemCode(Word):
    """What kind of thing is wrong, for programs that count problems or say them in other words."""

    MISSING = "missing"
    """Nothing is there, and something must be."""
    UNKNOWN_KEY = "unknown_key"
    """A key, or the name of an argument, that names nothing there, or not one thing alone."""
    UNKNOWN_VALUE = "unknown_value"
    """It is not one of a closed list, or not the name of anything that is there."""
    WRONG_TYPE = "wrong_type"
    """It is of another type than the one that is taken."""
    WRONG_FORM = "wrong_form"
    """The type is right, and it is not written as it must be."""
    OUT_OF_RANGE = "out_of_range"
    """A number or a day that lies outside of those allowed."""
    REPEATED = "repeated"
    """It stands more than once, and may stand once."""
    CONTRADICTION = "contradiction"
    """It cannot be, given something else that was given."""
    IMPOSSIBLE = "impossible"
    """It is right in itself, and cannot be done or answered here."""
    NOT_LISTED = "not_listed"
    """There are more problems than are listed; this one stands for the rest of them."""


class Whom(Word):
    """Of whom a criterion is asked, among the talents of its badge and kind."""

    EVERYBODY = "everybody"
    WITHOUT_REPUTATION = "without_reputation"
    WITH_REPUTATION = "with_reputation"
    WITH_OWN_AMOUNTS = "with_own_amounts"
    """Not of members who are measured by an agency's amounts (TRP-F7)."""
    VETTED = "vetted"
    CERTIFIED = "certified"


class BaseBadge(Word):
    """The base badge as the platform reports it."""

    NONE = "none"
    RISING_TALENT = "rising_talent"
    TOP_RATED = "top_rated"


class ShownBadge(Word):
    """The talent badge that a profile shows."""

    NONE = "none"
    RISING_TALENT = "rising_talent"
    TOP_RATED = "top_rated"
    TOP_RATED_PLUS = "top_rated_plus"
    EXPERT_VETTED = "expert_vetted"


class ContractOutcome(Word):
    """How a contract was judged; what makes it negative is decided elsewhere (TRP-F6)."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Category(Word):
    """The twelve categories of work.

    >>> Category("Web, Mobile and Software Dev")
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT
    """

    ACCOUNTING_CONSULTING = "accounting_consulting"
    ADMIN_SUPPORT = "admin_support"
    CUSTOMER_SERVICE = "customer_service"
    DATA_SCIENCE_ANALYTICS = "data_science_analytics"
    DESIGN_CREATIVE = "design_creative"
    ENGINEERING_ARCHITECTURE = "engineering_architecture"
    IT_NETWORKING = "it_networking"
    LEGAL = "legal"
    SALES_MARKETING = "sales_marketing"
    TRANSLATION = "translation"
    WEB_MOBILE_SOFTWARE_DEVELOPMENT = "web_mobile_software_development"
    WRITING = "writing"

    @property
    def label(self) -> str:
        """The official name."""
        return _LABELS[self]

    @classmethod
    def _missing_(cls, value: object) -> Category | None:
        """Accept the official and short names, with "&" or "and", in any letter case."""
        return (
            CATEGORY_NAMES.get(value.lower().replace(" and ", " & "))
            if isinstance(value, str) and value.isascii()
            else None
        )


_LABELS = {
    Category.ACCOUNTING_CONSULTING: "Accounting & Consulting",
    Category.ADMIN_SUPPORT: "Admin Support",
    Category.CUSTOMER_SERVICE: "Customer Service",
    Category.DATA_SCIENCE_ANALYTICS: "Data Science & Analytics",
    Category.DESIGN_CREATIVE: "Design & Creative",
    Category.ENGINEERING_ARCHITECTURE: "Engineering & Architecture",
    Category.IT_NETWORKING: "IT & Networking",
    Category.LEGAL: "Legal",
    Category.SALES_MARKETING: "Sales & Marketing",
    Category.TRANSLATION: "Translation",
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: "Web, Mobile & Software Development",
    Category.WRITING: "Writing",
}
CATEGORY_NAMES = {label.lower(): category for category, label in _LABELS.items()} | {
    "admin": Category.ADMIN_SUPPORT,
    "customer support": Category.CUSTOMER_SERVICE,
    "web, mobile & software dev": Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT,
}
"""The official and short names, in small letters and with "&"."""


class PriorAssessment(Word):
    """Earlier assessments for expert talent; kept on file, they decide nothing (EV-4)."""

    UPWORK_PREMIUM = "upwork_premium"
    UPWORK_PRO = "upwork_pro"


class CertificationStatus(Word):
    """How far the application for the diversity badge has come (DIV-4, DIV-5)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class DiversityCategory(Word):
    """The five categories of owned independent business (DIV-1)."""

    MINORITY_OWNED = "minority_owned"
    WOMAN_OWNED = "woman_owned"
    US_VETERAN_OWNED = "us_veteran_owned"
    DISABILITY_OWNED = "disability_owned"
    LGBTQ_OWNED = "lgbtq_owned"


class PlanTier(Word):
    """The plan a client is on; an edition names those there are (VIS-10).

    >>> PlanTier("lifted"), PlanTier("marketplace")
    (PlanTier.ENTERPRISE, PlanTier.BASIC)
    """

    BASIC = "basic"
    PLUS = "plus"
    BUSINESS = "business"
    BUSINESS_PLUS = "business_plus"
    ENTERPRISE = "enterprise"

    @classmethod
    def _missing_(cls, value: object) -> PlanTier | None:
        """Accept the names that two of the plans have had besides (VIS-10)."""
        return PLAN_NAMES.get(value) if isinstance(value, str) else None


PLAN_NAMES = {"lifted": PlanTier.ENTERPRISE, "marketplace": PlanTier.BASIC}
"""The other names of plans (VIS-10)."""


class Viewer(Word):
    """Somebody who looks without a client plan."""

    OWNER = "owner"


class Surface(Word):
    """Where somebody looks (VIS-8)."""

    PROFILE = "profile"
    SEARCH_TILE = "search_tile"
    PROPOSAL = "proposal"
    PROJECT_CATALOG = "project_catalog"

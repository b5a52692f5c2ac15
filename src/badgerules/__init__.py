"""Talent badges as rules: who holds one, why not, and who sees it, with the clause that says so.

Rooms are loaded when a name of theirs is first used, so that importing badgerules costs little.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from badgerules.answer_base import Shown
from badgerules.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.assessment import assess, decide
    from badgerules.certification import TRANSITIONS, Step, approve, correct, reject, submit
    from badgerules.clauses import CLAUSES, SOURCES, Authority, Clause, Disposition, Source, clause
    from badgerules.client_plans import ClientPlan
    from badgerules.comparison import (
        Cause,
        Change,
        Comparison,
        MovedPayment,
        ReadingThatMatters,
        ViewChange,
        compare,
        readings_that_matter,
    )
    from badgerules.criteria import Criterion
    from badgerules.decisions import Assessment, Decision, Question
    from badgerules.deviations import Deviation, Replay, ReplayCause
    from badgerules.display import to_text
    from badgerules.display.html import to_html
    from badgerules.errors import (
        BadgeRulesError,
        DocumentError,
        InvalidRecordError,
        NoEditionInForceError,
        NotWeighedError,
        Problem,
        UnknownClauseError,
        UnknownNameError,
        WrongTypeError,
    )
    from badgerules.filters import diversity_filter
    from badgerules.findings import (
        ContractRow,
        DatedFinding,
        DetailsFinding,
        Finding,
        LargeContractFinding,
        OpenFinding,
        RowReason,
        ShareFinding,
        ShareReason,
        TopRatedFinding,
        VettingFinding,
        WeekReason,
        WeekRow,
        WeeksFinding,
    )
    from badgerules.impact import (
        ChangedTalent,
        Funnel,
        FunnelGroup,
        Hurdle,
        RuleComparison,
        Rules,
        Transition,
        Turn,
        compare_rules,
        funnel,
    )
    from badgerules.ledger import ContractEntry, Ledger, PaymentEntry, PaymentReason, ledger
    from badgerules.records import Contract, Payment, TalentRecord
    from badgerules.remedies import Remedies, Remedy, Wait, remedies
    from badgerules.replay import replay
    from badgerules.rulebook import EDITIONS, edition_named, edition_on
    from badgerules.schemas import Document, json_schema
    from badgerules.serialization import (
        dump_assessment,
        dump_comparison,
        dump_funnel,
        dump_ledger,
        dump_record,
        dump_remedies,
        dump_replay,
        dump_rule_comparison,
        dump_timeline,
        load_record,
    )
    from badgerules.talent_facts import (
        Certification,
        ExpertVetting,
        Reputation,
        SkillCertificate,
        Week,
    )
    from badgerules.thresholds import (
        AgencyEarningsWindow,
        Bars,
        Edition,
        EnterpriseSuite,
        ExclusiveMember,
        Feedback,
        LargeContractSum,
        MoneyBar,
        NegativeShareScope,
        Readings,
        bars,
    )
    from badgerules.timeline import (
        Border,
        Outlook,
        Span,
        Timeline,
        next_change,
        timeline,
    )
    from badgerules.visibility import (
        Benefit,
        Sight,
        Visibility,
        benefits,
        priority_access,
        sees_diversity_badge,
        visibility,
        visible_badge,
    )
    from badgerules.vocabulary import (
        UNKNOWN,
        Badge,
        BaseBadge,
        Category,
        CertificationStatus,
        ContractOutcome,
        DiversityCategory,
        Kind,
        PlanTier,
        PriorAssessment,
        ProblemCode,
        Surface,
        Unit,
        Unknown,
        Verdict,
        Viewer,
    )
    from badgerules.windows import TrailingWindow, leaves_on, months_later

_MODULES = {
    "assessment": "assess decide",
    "talent_facts": "Certification ExpertVetting Reputation SkillCertificate Week",
    "certification": "TRANSITIONS Step approve correct reject submit",
    "client_plans": "ClientPlan",
    "clauses": "CLAUSES SOURCES Authority Clause Disposition Source clause",
    "comparison": (
        "Cause Change Comparison MovedPayment ReadingThatMatters ViewChange compare "
        "readings_that_matter"
    ),
    "criteria": "Criterion",
    "decisions": "Assessment Decision Question",
    "deviations": "Deviation Replay ReplayCause",
    "display": "to_text",
    "display.html": "to_html",
    "errors": (
        "BadgeRulesError DocumentError InvalidRecordError NoEditionInForceError "
        "NotWeighedError Problem UnknownClauseError UnknownNameError WrongTypeError"
    ),
    "findings": (
        "ContractRow DatedFinding DetailsFinding Finding LargeContractFinding OpenFinding "
        "RowReason ShareFinding ShareReason TopRatedFinding VettingFinding WeekReason WeekRow "
        "WeeksFinding"
    ),
    "impact": (
        "ChangedTalent Funnel FunnelGroup Hurdle RuleComparison Rules Transition Turn "
        "compare_rules funnel"
    ),
    "ledger": "ContractEntry Ledger PaymentEntry PaymentReason ledger",
    "records": "Contract Payment TalentRecord",
    "remedies": "Remedies Remedy Wait remedies",
    "replay": "replay",
    "rulebook": "EDITIONS edition_named edition_on",
    "schemas": "Document json_schema",
    "filters": "diversity_filter",
    "serialization": (
        "dump_assessment dump_comparison dump_funnel dump_ledger dump_record dump_remedies "
        "dump_replay dump_rule_comparison dump_timeline load_record"
    ),
    "thresholds": (
        "AgencyEarningsWindow Bars Edition EnterpriseSuite ExclusiveMember Feedback "
        "LargeContractSum MoneyBar NegativeShareScope Readings bars"
    ),
    "timeline": "Border Outlook Span Timeline next_change timeline",
    "visibility": (
        "Benefit Sight Visibility benefits priority_access sees_diversity_badge visibility "
        "visible_badge"
    ),
    "vocabulary": (
        "UNKNOWN Badge BaseBadge Category CertificationStatus ContractOutcome DiversityCategory "
        "Kind PlanTier PriorAssessment ProblemCode Surface Unit Unknown Verdict Viewer"
    ),
    "windows": "TrailingWindow leaves_on months_later",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "CLAUSES",
    "EDITIONS",
    "SOURCES",
    "TRANSITIONS",
    "UNKNOWN",
    "AgencyEarningsWindow",
    "Assessment",
    "Authority",
    "Badge",
    "BadgeRulesError",
    "Bars",
    "BaseBadge",
    "Benefit",
    "Border",
    "Category",
    "Cause",
    "Certification",
    "CertificationStatus",
    "Change",
    "ChangedTalent",
    "Clause",
    "ClientPlan",
    "Comparison",
    "Contract",
    "ContractEntry",
    "ContractOutcome",
    "ContractRow",
    "Criterion",
    "DatedFinding",
    "Decision",
    "DetailsFinding",
    "Deviation",
    "Disposition",
    "DiversityCategory",
    "Document",
    "DocumentError",
    "Edition",
    "EnterpriseSuite",
    "ExclusiveMember",
    "ExpertVetting",
    "Feedback",
    "Finding",
    "Funnel",
    "FunnelGroup",
    "Hurdle",
    "InvalidRecordError",
    "Kind",
    "LargeContractFinding",
    "LargeContractSum",
    "Ledger",
    "MoneyBar",
    "MovedPayment",
    "NegativeShareScope",
    "NoEditionInForceError",
    "NotWeighedError",
    "OpenFinding",
    "Outlook",
    "Payment",
    "PaymentEntry",
    "PaymentReason",
    "PlanTier",
    "PriorAssessment",
    "Problem",
    "ProblemCode",
    "Question",
    "ReadingThatMatters",
    "Readings",
    "Remedies",
    "Remedy",
    "Replay",
    "ReplayCause",
    "Reputation",
    "RowReason",
    "RuleComparison",
    "Rules",
    "ShareFinding",
    "ShareReason",
    "Sight",
    "SkillCertificate",
    "Source",
    "Span",
    "Step",
    "Surface",
    "TalentRecord",
    "Timeline",
    "TopRatedFinding",
    "TrailingWindow",
    "Transition",
    "Turn",
    "Unit",
    "Unknown",
    "UnknownClauseError",
    "UnknownNameError",
    "Verdict",
    "VettingFinding",
    "ViewChange",
    "Viewer",
    "Visibility",
    "Wait",
    "Week",
    "WeekReason",
    "WeekRow",
    "WeeksFinding",
    "WrongTypeError",
    "__version__",
    "approve",
    "assess",
    "bars",
    "benefits",
    "clause",
    "compare",
    "compare_rules",
    "correct",
    "decide",
    "diversity_filter",
    "dump_assessment",
    "dump_comparison",
    "dump_funnel",
    "dump_ledger",
    "dump_record",
    "dump_remedies",
    "dump_replay",
    "dump_rule_comparison",
    "dump_timeline",
    "edition_named",
    "edition_on",
    "funnel",
    "json_schema",
    "leaves_on",
    "ledger",
    "load_record",
    "months_later",
    "next_change",
    "priority_access",
    "readings_that_matter",
    "reject",
    "remedies",
    "replay",
    "sees_diversity_badge",
    "submit",
    "timeline",
    "to_html",
    "to_text",
    "visibility",
    "visible_badge",
]


class _Package(ModuleType):
    """The package, where a function named like its module wins over the module.

    Python binds a module to its package once it is loaded. `badgerules.visibility` is documented
    as the function, before and after; the module stays importable: `from badgerules.visibility
    import RANKING`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and _MODULE_OF.get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def _render_text(answer: object) -> str:
    """Render an answer as text; the module is loaded when the first answer is printed."""
    to_text: Callable[[object], str] = import_module("badgerules.display").to_text
    return to_text(answer)


def _render_html(answer: object) -> str:
    """Render an answer as HTML; the module is loaded when the first notebook asks."""
    to_html: Callable[[object], str] = import_module("badgerules.display.html").to_html
    return to_html(answer)


Shown.render_text, Shown.render_html = _render_text, _render_html


if not TYPE_CHECKING:  # checkers know every name from above, and would believe in any other

    def __getattr__(name: str) -> object:
        """Load the module that holds a public name."""
        if name in _MODULE_OF:
            value: object = getattr(import_module(f"badgerules.{_MODULE_OF[name]}"), name)
            globals()[name] = value
            return value
        msg = f"module 'badgerules' has no attribute {name!r}"
        raise AttributeError(msg)


def __dir__() -> list[str]:
    """Return every public name, loaded or not."""
    return sorted({*globals(), *__all__})

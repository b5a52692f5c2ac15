"""Talent badges as rules: who holds one, why not, and who sees it, with the clause that says so.

Here stands what most need: facts, questions, answers, rules, JSON, text and errors. What few need
stands in the module that is about it, as in `from badgerules.findings import LargeContractFinding`;
the reference names the one place of each. Modules are loaded when a name of theirs is first used,
so that importing badgerules costs little.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from badgerules.answer_base import Connected, Shown
from badgerules.lazy_names import loader_of, modules_of
from badgerules.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.assessment import assess, decide
    from badgerules.clauses import CLAUSES, Clause, clause
    from badgerules.client_plans import ClientPlan
    from badgerules.comparison import (
        Comparison,
        compare,
        editions_that_matter,
        readings_that_matter,
    )
    from badgerules.decisions import Assessment, Decision
    from badgerules.disagreements import Disagreement, disagreements
    from badgerules.display import to_text
    from badgerules.display.html import to_html
    from badgerules.errors import (
        BadgeRulesError,
        DocumentError,
        InvalidRecordError,
        NoEditionInForceError,
        NotWeighedError,
        PlanNotInEditionError,
        Problem,
        UnknownClauseError,
        UnknownNameError,
        WrongTypeError,
    )
    from badgerules.findings import Finding
    from badgerules.ledger import Ledger, ledger
    from badgerules.records import Contract, Payment, TalentRecord
    from badgerules.recovery import Recovery, recovery
    from badgerules.remedies import Remedies, remedies
    from badgerules.rulebook import EDITIONS, edition_named, edition_on
    from badgerules.serialization import (
        dump_assessment,
        dump_comparison,
        dump_ledger,
        dump_record,
        dump_recovery,
        dump_remedies,
        dump_timeline,
        load_record,
    )
    from badgerules.talent_facts import (
        Certification,
        ExpertVetting,
        PlatformStats,
        Reputation,
        Score,
        Week,
    )
    from badgerules.thresholds import Edition, Readings
    from badgerules.timeline import Timeline, next_change, timeline
    from badgerules.visibility import Visibility, sees_diversity_badge, visibility, visible_badge
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
        ShownBadge,
        Surface,
        Verdict,
        Viewer,
    )

_MODULES = {
    "assessment": "assess decide",
    "clauses": "CLAUSES Clause clause",
    "client_plans": "ClientPlan",
    "comparison": "Comparison compare editions_that_matter readings_that_matter",
    "decisions": "Assessment Decision",
    "disagreements": "Disagreement disagreements",
    "display": "to_text",
    "display.html": "to_html",
    "errors": (
        "BadgeRulesError DocumentError InvalidRecordError NoEditionInForceError "
        "NotWeighedError PlanNotInEditionError Problem UnknownClauseError UnknownNameError "
        "WrongTypeError"
    ),
    "findings": "Finding",
    "ledger": "Ledger ledger",
    "records": "Contract Payment TalentRecord",
    "recovery": "Recovery recovery",
    "remedies": "Remedies remedies",
    "rulebook": "EDITIONS edition_named edition_on",
    "serialization": (
        "dump_assessment dump_comparison dump_ledger dump_record dump_recovery dump_remedies "
        "dump_timeline load_record"
    ),
    "talent_facts": "Certification ExpertVetting PlatformStats Reputation Score Week",
    "thresholds": "Edition Readings",
    "timeline": "Timeline next_change timeline",
    "visibility": "Visibility sees_diversity_badge visibility visible_badge",
    "vocabulary": (
        "UNKNOWN Badge BaseBadge Category CertificationStatus ContractOutcome DiversityCategory "
        "Kind PlanTier PriorAssessment ProblemCode ShownBadge Surface Verdict Viewer"
    ),
}
_MODULE_OF = modules_of(_MODULES)

__all__ = [
    "CLAUSES",
    "EDITIONS",
    "UNKNOWN",
    "Assessment",
    "Badge",
    "BadgeRulesError",
    "BaseBadge",
    "Category",
    "Certification",
    "CertificationStatus",
    "Clause",
    "ClientPlan",
    "Comparison",
    "Contract",
    "ContractOutcome",
    "Decision",
    "Disagreement",
    "DiversityCategory",
    "DocumentError",
    "Edition",
    "ExpertVetting",
    "Finding",
    "InvalidRecordError",
    "Kind",
    "Ledger",
    "NoEditionInForceError",
    "NotWeighedError",
    "Payment",
    "PlanNotInEditionError",
    "PlanTier",
    "PlatformStats",
    "PriorAssessment",
    "Problem",
    "ProblemCode",
    "Readings",
    "Recovery",
    "Remedies",
    "Reputation",
    "Score",
    "ShownBadge",
    "Surface",
    "TalentRecord",
    "Timeline",
    "UnknownClauseError",
    "UnknownNameError",
    "Verdict",
    "Viewer",
    "Visibility",
    "Week",
    "WrongTypeError",
    "__version__",
    "assess",
    "clause",
    "compare",
    "decide",
    "disagreements",
    "dump_assessment",
    "dump_comparison",
    "dump_ledger",
    "dump_record",
    "dump_recovery",
    "dump_remedies",
    "dump_timeline",
    "edition_named",
    "edition_on",
    "editions_that_matter",
    "ledger",
    "load_record",
    "next_change",
    "readings_that_matter",
    "recovery",
    "remedies",
    "sees_diversity_badge",
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


def _hook(name: str) -> object:
    """Return what tells pydantic about a class; the module is loaded when pydantic first asks."""
    return getattr(import_module("badgerules.pydantic_hooks"), name)


Shown.render_text, Shown.render_html = _render_text, _render_html
Connected._hook = _hook


if not TYPE_CHECKING:  # checkers know every name from above, and would believe in any other
    __getattr__ = loader_of(__name__, _MODULE_OF)


def __dir__() -> list[str]:
    """Return every public name, loaded or not, and nothing else."""
    return sorted(__all__)

"""Facts that nearly nobody has, and that are read as none where nothing is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.decisions import check_assessment
from badgerules.vocabulary import Kind, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from badgerules.decisions import Assessment
    from badgerules.records import TalentRecord


def as_recorded(assessment: Assessment) -> dict[str, str]:
    """Return such facts, as far as the answer rests on them, in words.

    Args:
        assessment: the decisions on the talent.

    Returns:
        What the record has, given or left out, by the name of the fact.

    Raises:
        WrongTypeError: if it is no assessment.

    >>> from datetime import date
    >>> from badgerules import TalentRecord, assess
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> as_recorded(assess(record, as_of=date(2020, 9, 1)))["outcomes"]
    'no negative outcome but those listed'
    """
    check_assessment(assessment)
    findings = (finding for decision in assessment.decisions for finding in decision.findings)
    asked = {finding.criterion.key for finding in findings}
    told = {fact: said(assessment.record) for fact, (keys, said) in _FACTS.items() if keys & asked}
    return {fact: words for fact, words in told.items() if words}


def _membership(record: TalentRecord) -> str:
    if record.kind is Kind.AGENCY:
        return ""
    not_ = "" if record.exclusive_agency_contractor else "not "
    return f"{not_}an exclusive agency contractor"


def _screening(record: TalentRecord) -> str:
    vetting = record.expert_vetting
    if vetting is None:
        return "no screening for Expert-Vetted"
    passed = "not passed" if vetting.passed_on is None else f"passed on {vetting.passed_on}"
    return f"a screening for Expert-Vetted in {vetting.category.label}, {passed}"


def _certifications(record: TalentRecord) -> str:
    count = len(record.certifications)
    return counted(count, "certifications", "certification") if count else "no certification"


def _circumvention(record: TalentRecord) -> str:
    day = None if record.reputation is None else record.reputation.circumvention_on
    words = "payment taken off the platform"
    return f"no {words}" if day is None else f"{words} on {day}"


def _elance(record: TalentRecord) -> str:
    if record.kind is Kind.AGENCY or record.reputation is None:
        return ""
    return f"{'' if record.reputation.from_elance else 'not '}brought over from Elance"


def _outcomes(record: TalentRecord) -> str:
    return "no negative outcome but those listed" if record.contracts_known else ""


_FACTS: Mapping[str, tuple[frozenset[str], Callable[[TalentRecord], str]]] = {
    "exclusive_agency_contractor": (frozenset({"independent", "large_contract"}), _membership),
    "expert_vetting": (frozenset({"vetting"}), _screening),
    "certifications": (frozenset({"certification", "submitted"}), _certifications),
    "circumvention_on": (frozenset({"no_circumvention"}), _circumvention),
    "from_elance": (frozenset({"profile"}), _elance),
    "outcomes": (
        frozenset({"large_contract", "negative_share", "no_negative_feedback"}),
        _outcomes,
    ),
}
"""The criteria that rest on each fact, by their keys, and how it is said; empty is not at all."""
FACT_NAMES = tuple(_FACTS)
"""The names of such facts."""

"""The Diversity-Certified badge: who deserves it, certification by certification.

Of several certifications the best one decides and its findings are shown. Nothing here, and
nothing an answer says, repeats what a certification contains (DIV-13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.decisions import Badge, Decision, Question, new_decision
from badgerules.findings import Criterion, DetailsFinding, Finding, Unit, Verdict, flag_finding
from badgerules.vocabulary import CertificationStatus

if TYPE_CHECKING:
    from badgerules.background import Certification
    from badgerules.records import TalentRecord

CERTIFICATION = Criterion(
    key="certification",
    clause="DIV-0",
    unit=Unit.FLAG,
    met="a certification is on record",
    unmet="no certification is on record, or the badge did not exist yet",
)
COUNTRY = Criterion(
    key="country",
    clause="DIV-2",
    unit=Unit.FLAG,
    met="the country is open to this badge",
    unmet="the country is not open to this badge",
    unknown="the country is not recorded",
    fact="country",
)
DETAILS = Criterion(
    key="details",
    clause="DIV-3",
    unit=Unit.FLAG,
    met="all details are given",
    unmet="details are missing",
)
SUBMITTED = Criterion(
    key="submitted",
    clause="DIV-4",
    unit=Unit.FLAG,
    met="submitted",
    unmet="not submitted yet",
)
REVIEWED = Criterion(
    key="reviewed",
    clause="DIV-5",
    unit=Unit.FLAG,
    met="reviewed and approved by the platform",
    unmet="not approved by the platform, which reviews each one",
)
UNEXPIRED = Criterion(
    key="unexpired",
    clause="DIV-11",
    unit=Unit.DAYS,
    met="{observed} days left, the last one included",
    unmet="expired; the last day is over",
)


def diversity_certified(record: TalentRecord, question: Question) -> Decision:
    """Decide Diversity-Certified (DIV-0 to DIV-11)."""
    return new_decision(Badge.DIVERSITY_CERTIFIED, question, _findings(record, question))


def _findings(record: TalentRecord, question: Question) -> tuple[Finding, ...]:
    edition = question.edition
    is_there = bool(record.certifications) and edition.diversity_badge
    certification = flag_finding(CERTIFICATION, is_there)
    if not edition.diversity_badge:
        return (certification,)
    is_open = None if record.country is None else record.country in edition.diversity_countries
    both = (certification, flag_finding(COUNTRY, is_open))
    own = [_own_findings(each, question) for each in record.certifications]
    return both + min(own, key=_count_unmet, default=())


def _own_findings(certification: Certification, question: Question) -> tuple[Finding, ...]:
    """Weigh one certification by itself; none of its findings can be unknown."""
    missing = tuple(
        name for name in question.edition.diversity_details if getattr(certification, name) is None
    )
    verdict = Verdict.UNMET if missing else Verdict.MET
    details = DetailsFinding(
        criterion=DETAILS, verdict=verdict, measured=not missing, bar=True, missing=missing
    )
    if question.edition.diversity_review:
        step = flag_finding(REVIEWED, _is_approved(certification, question))
    else:
        step = flag_finding(SUBMITTED, _is_submitted(certification, question))
    if certification.expires_on is None:
        return (details, step)
    return (details, step, _unexpired(certification.expires_on.toordinal(), question))


def _count_unmet(findings: tuple[Finding, ...]) -> int:
    return sum(finding.verdict is Verdict.UNMET for finding in findings)


def _is_submitted(certification: Certification, question: Question) -> bool:
    """Tell whether it was submitted by the day asked about; without a day it holds always."""
    if certification.status is CertificationStatus.DRAFT:
        return False
    return certification.submitted_on is None or certification.submitted_on <= question.as_of


def _is_approved(certification: Certification, question: Question) -> bool:
    """Tell whether it was approved by the day asked about; without a day it holds always."""
    if certification.status is not CertificationStatus.APPROVED:
        return False
    return certification.decided_on is None or certification.decided_on <= question.as_of


def _unexpired(last_day: int, question: Question) -> Finding:
    """Count the days left, the last one included (DIV-11)."""
    left = last_day - question.as_of.toordinal() + 1
    verdict = Verdict.MET if left >= 1 else Verdict.UNMET
    return Finding(criterion=UNEXPIRED, verdict=verdict, measured=left, bar=1)

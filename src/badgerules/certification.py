"""The Diversity-Certified badge: the life of an application, and who deserves the badge.

`TRANSITIONS` is the whole life; each step is a function that returns a changed copy. Of several
certifications the best one decides and its findings are shown. Nothing here, and nothing an
answer or an error says, repeats what a certification contains (DIV-13).
"""

from __future__ import annotations

from datetime import date
from math import inf
from typing import TYPE_CHECKING, Any

import attrs

from badgerules import converters
from badgerules.converters import Refusal, is_a
from badgerules.criteria import (
    CERTIFICATION,
    COUNTRY,
    DETAILS_GIVEN,
    NO_SUCH_BADGE,
    REVIEWED,
    SUBMITTED,
    UNEXPIRED,
)
from badgerules.decisions import Decision, Question
from badgerules.errors import InvalidRecordError, Problem, expect, refuse, shown, unfit
from badgerules.findings import DetailsFinding, Finding, flag_finding
from badgerules.rulebook import EDITIONS, edition_on
from badgerules.talent_facts import Certification
from badgerules.vocabulary import Badge, CertificationStatus, ProblemCode, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from badgerules.records import TalentRecord
    from badgerules.thresholds import Edition


class Step(Word):
    """What can be done with an application for the diversity badge (DIV-4, DIV-5)."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    CORRECT = "correct"


TRANSITIONS: Mapping[tuple[CertificationStatus, Step], CertificationStatus] = {
    (CertificationStatus.DRAFT, Step.SUBMIT): CertificationStatus.SUBMITTED,
    (CertificationStatus.SUBMITTED, Step.APPROVE): CertificationStatus.APPROVED,
    (CertificationStatus.SUBMITTED, Step.REJECT): CertificationStatus.REJECTED,
    (CertificationStatus.REJECTED, Step.CORRECT): CertificationStatus.DRAFT,
}
"""Where each step leads; what does not stand here is impossible."""

DETAILS = ("business_name", "category", "provider", "type", "number", "expires_on")
"""What a correction may change; everything else about a certification follows from its steps."""

_DONE = {
    Step.SUBMIT: "submitted",
    Step.APPROVE: "approved",
    Step.REJECT: "rejected",
    Step.CORRECT: "corrected",
}


def submit(certification: Certification, *, on: date) -> Certification:
    """Return a draft as submitted; a day of an earlier decision is cleared.

    Args:
        certification: a draft with every detail that the edition in force on that day asks for.
        on: the day of the submission.

    Raises:
        InvalidRecordError: if it is no draft, a detail is missing, there was no badge yet, or it is
            no certification.
        NoEditionInForceError: before the first edition.
    """
    day = converters.day(on)
    problems = () if is_a(day, Refusal) else _not_ready(certification, day, edition_on(day))
    return _moved(certification, Step.SUBMIT, problems, submitted_on=day, decided_on=None)


def approve(certification: Certification, *, on: date) -> Certification:
    """Return a submitted certification as approved.

    Args:
        certification: a submitted one.
        on: the day of the decision, not before the submission where that is known.

    Raises:
        InvalidRecordError: if it is not submitted, the day lies before the submission, or it is no
            certification.
    """
    return _decided(certification, Step.APPROVE, converters.day(on))


def reject(certification: Certification, *, on: date) -> Certification:
    """Return a submitted certification as rejected.

    Args:
        certification: a submitted one.
        on: the day of the decision, not before the submission where that is known.

    Raises:
        InvalidRecordError: if it is not submitted, the day lies before the submission, or it is no
            certification.
    """
    return _decided(certification, Step.REJECT, converters.day(on))


def correct(certification: Certification, **details: Any) -> Certification:
    """Return a rejected certification as a draft again, without the days of its first attempt.

    Args:
        certification: a rejected one.
        details: what changes: `business_name`, `category`, `provider`, `type`, `number` or
            `expires_on`.

    Raises:
        InvalidRecordError: if it is not rejected, anything else is given, or does not fit, or it is
            no certification.
    """
    known = {name: value for name, value in details.items() if name in DETAILS}
    problems = _not_details(details.keys() - known.keys())
    return _moved(
        certification,
        Step.CORRECT,
        problems,
        **known,
        submitted_on=None,
        decided_on=None,
    )


def _decided(certification: Certification, step: Step, day: date) -> Certification:
    problems = () if is_a(day, Refusal) else _too_early(certification, day)
    return _moved(certification, step, problems, decided_on=day)


def _moved(
    certification: Certification,
    step: Step,
    problems: Iterable[Problem],
    **changes: Any,
) -> Certification:
    """Return the certification after a step, or report everything that stands in the way."""
    expect(Certification, certification=certification)
    status = certification.status
    after = TRANSITIONS.get((status, step))
    problems = (*_impossible(status, step), *problems)
    try:
        moved = attrs.evolve(certification, status=after or status, **changes)
    except InvalidRecordError as error:
        raise InvalidRecordError(
            noun="certification", problems=(*problems, *error.problems)
        ) from None
    refuse("certification", problems)
    return moved


def _impossible(status: CertificationStatus, step: Step) -> Iterator[Problem]:
    """Say what must come before a step, unless the step is possible."""
    if (status, step) in TRANSITIONS:
        return
    start = next(before for before, known in TRANSITIONS if known is step)
    way = next(known for (_, known), after in TRANSITIONS.items() if after is start)
    if any(before is status for before, _ in TRANSITIONS):
        advice = f"it must be {_DONE[way]} first"
    else:
        advice = "no step leads on from there, so record another certification"
    message = f"cannot be {_DONE[step]} while it is {status}; {advice}"
    yield unfit(ProblemCode.IMPOSSIBLE, start.value, status.value, message=message)


def _not_ready(certification: Certification, day: date, edition: Edition) -> Iterator[Problem]:
    """Find what keeps a certification from being submitted on a day (DIV-0, DIV-3)."""
    if not edition.diversity_badge:
        first_day = next(known.effective_from for known in EDITIONS if known.diversity_badge)
        allowed = f"{first_day} or later"
        message = f"must be {allowed}, when there is a badge, got {day}; submit it then"
        code = ProblemCode.OUT_OF_RANGE
        yield unfit(code, allowed, str(day), at="submitted_on", message=message)
    for name in _missing(certification, edition):
        message = f"must be given from {edition.effective_from} on, got None; add it to the draft"
        yield unfit(ProblemCode.MISSING, "given", "None", at=name, message=message)


def _too_early(certification: Certification, day: date) -> Iterator[Problem]:
    """Find a decision that lies before the submission."""
    submitted_on = certification.submitted_on
    if submitted_on is not None and day < submitted_on:
        allowed = f"{submitted_on} or later"
        message = f"must be {allowed}, since it was submitted then, got {day}; correct the day"
        yield unfit(ProblemCode.OUT_OF_RANGE, allowed, str(day), at="decided_on", message=message)


def _not_details(names: Iterable[str]) -> Iterator[Problem]:
    """Refuse names that a correction cannot change; their values are not repeated."""
    for name in sorted(names):
        message = (
            f"is not a detail{converters.nearest(name, DETAILS)} (known: {', '.join(DETAILS)})"
        )
        yield unfit(ProblemCode.UNKNOWN_KEY, "a detail", shown(name), at=name, message=message)


def _missing(certification: Certification, edition: Edition) -> tuple[str, ...]:
    """Name the details that an edition asks for and a certification lacks (DIV-3)."""
    return tuple(name for name in edition.diversity_details if getattr(certification, name) is None)


def diversity_certified(record: TalentRecord, question: Question) -> Decision:
    """Decide Diversity-Certified (DIV-0 to DIV-11)."""
    return Decision._unchecked(Badge.DIVERSITY_CERTIFIED, question, _findings(record, question))


def _findings(record: TalentRecord, question: Question) -> tuple[Finding, ...]:
    edition = question.edition
    if not edition.diversity_badge:
        return (flag_finding(NO_SUCH_BADGE, observed=False),)
    certification = flag_finding(CERTIFICATION, bool(record.certifications))
    is_open = None if record.country is None else record.country in edition.diversity_countries
    both = (certification, flag_finding(COUNTRY, is_open))
    own = [_own_findings(each, question) for each in record.certifications]
    return both + min(own, key=_worst_last, default=())


def _own_findings(certification: Certification, question: Question) -> tuple[Finding, ...]:
    """Weigh one certification by itself; none of its findings can be unknown."""
    missing = _missing(certification, question.edition)
    verdict = Verdict.UNMET if missing else Verdict.MET
    details = DetailsFinding(
        criterion=DETAILS_GIVEN,
        verdict=verdict,
        measured=not missing,
        bar=True,
        missing=missing,
    )
    if question.edition.diversity_review:
        step = flag_finding(REVIEWED, _is_approved(certification, question))
    else:
        step = flag_finding(SUBMITTED, _is_submitted(certification, question))
    if certification.expires_on is None:
        return (details, step)
    return (details, step, _unexpired(certification.expires_on.toordinal(), question))


def days_of(certification: Certification, edition: Edition) -> tuple[date, date] | None:
    """Return from when to when one certification meets all that is asked of it, None for never.

    Args:
        certification: what is asked; the country is not (DIV-2).
        edition: by which rules.

    Returns:
        The first day and the last, both included; a day that is not recorded sets no limit.
    """
    if _missing(certification, edition):
        return None
    if edition.diversity_review:
        begin = certification.decided_on
        is_there = certification.status is CertificationStatus.APPROVED
    else:
        begin = certification.submitted_on
        is_there = certification.status is not CertificationStatus.DRAFT
    first_day = date.min if begin is None else begin
    last_day = date.max if certification.expires_on is None else certification.expires_on
    return (first_day, last_day) if is_there and first_day <= last_day else None


def _worst_last(findings: tuple[Finding, ...]) -> tuple[object, ...]:
    """Return what orders certifications, the best first (DIV-5); the first on record wins a tie.

    Fewer unmet findings are better; of as many, its details rather than its step, and its step
    rather than its days; then more days left. Frames, whose rows have no order, do the same.
    """
    unmet = [finding.criterion for finding in findings if finding.verdict is Verdict.UNMET]
    left = next((finding.measured for finding in findings if finding.criterion is UNEXPIRED), None)
    return (
        len(unmet),
        DETAILS_GIVEN in unmet,
        SUBMITTED in unmet or REVIEWED in unmet,
        inf if left is None else -left,
    )


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

"""The life of a certification: each step, what it needs, and what it never does."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import (
    Badge,
    Certification,
    CertificationStatus,
    DocumentError,
    InvalidRecordError,
    NoEditionInForceError,
    TalentRecord,
    decide,
    load_record,
)
from badgerules.certification import TRANSITIONS, Step, approve, correct, reject, submit
from badgerules.talent_facts import SkillCertificate
from badgerules.testing import certifications, days
from builders import certified

if TYPE_CHECKING:
    from collections.abc import Callable

SUBMITTED_ON, DECIDED_ON = date(2021, 3, 10), date(2021, 3, 15)
REVIEW_BEGAN = date(2021, 2, 17)

FUNCTIONS: dict[str, Callable[[Certification], Certification]] = {
    "submit": lambda one: submit(one, on=SUBMITTED_ON),
    "approve": lambda one: approve(one, on=DECIDED_ON),
    "reject": lambda one: reject(one, on=DECIDED_ON),
    "correct": correct,
}

RECORD_ANOTHER = "no step leads on from there, so record another certification"


def application(status: str, **facts: Any) -> Certification:
    """Return a certification of one status with all details and no days."""
    return certified(**{"status": status, "submitted_on": None, "decided_on": None} | facts)


def problems_of(step: Callable[[], object]) -> list[str]:
    """Return what a step is refused for, as the error says it."""
    with pytest.raises(InvalidRecordError) as error:
        step()
    assert error.value.noun == "certification"
    return [f"{one.path} {one.message}".strip() for one in error.value.problems]


@pytest.mark.clause("DIV-4", "DIV-5")
@pytest.mark.parametrize(
    ("status", "step", "expected"),
    [
        ("draft", "submit", "submitted"),
        ("draft", "approve", None),
        ("draft", "reject", None),
        ("draft", "correct", None),
        ("submitted", "submit", None),
        ("submitted", "approve", "approved"),
        ("submitted", "reject", "rejected"),
        ("submitted", "correct", None),
        ("approved", "submit", None),
        ("approved", "approve", None),
        ("approved", "reject", None),
        ("approved", "correct", None),
        ("rejected", "submit", None),
        ("rejected", "approve", None),
        ("rejected", "reject", None),
        ("rejected", "correct", "draft"),
    ],
)
def test_each_step_leads_where_the_table_says(status: str, step: str, expected: str | None) -> None:
    """Of the 16 pairs four are possible; table and functions agree on each."""
    assert TRANSITIONS.get((CertificationStatus(status), Step(step))) == expected
    one = application(status)
    if expected is None:
        with pytest.raises(InvalidRecordError):
            FUNCTIONS[step](one)
    else:
        assert FUNCTIONS[step](one).status == expected


@pytest.mark.clause("DIV-5")
@pytest.mark.parametrize(
    ("status", "step", "message"),
    [
        ("draft", "approve", "cannot be approved while it is draft; it must be submitted first"),
        ("draft", "reject", "cannot be rejected while it is draft; it must be submitted first"),
        ("draft", "correct", "cannot be corrected while it is draft; it must be rejected first"),
        (
            "submitted",
            "correct",
            "cannot be corrected while it is submitted; it must be rejected first",
        ),
        (
            "rejected",
            "submit",
            "cannot be submitted while it is rejected; it must be corrected first",
        ),
        ("approved", "reject", f"cannot be rejected while it is approved; {RECORD_ANOTHER}"),
        ("approved", "submit", f"cannot be submitted while it is approved; {RECORD_ANOTHER}"),
    ],
)
def test_an_impossible_step_says_what_must_come_first(status: str, step: str, message: str) -> None:
    """The message names the step, the status, and the way out."""
    one = application(status)
    assert problems_of(lambda: FUNCTIONS[step](one)) == [message]


def test_the_whole_message_names_what_it_speaks_of() -> None:
    """As an exception shows it, the sentence begins with the certification."""
    with pytest.raises(InvalidRecordError) as error:
        approve(application("draft"), on=DECIDED_ON)
    assert str(error.value) == (
        "certification cannot be approved while it is draft; it must be submitted first"
    )
    assert [(one.found, one.allowed) for one in error.value.problems] == [("draft", "submitted")]


@pytest.mark.clause("DIV-4")
def test_submitting_sets_its_day_and_clears_the_decision() -> None:
    """A draft left over from an earlier attempt starts afresh; nothing else changes."""
    draft = application("draft", submitted_on=date(2021, 3, 1), decided_on=date(2021, 3, 5))
    assert submit(draft, on=SUBMITTED_ON) == certified(
        status="submitted", submitted_on=SUBMITTED_ON, decided_on=None
    )


@pytest.mark.clause("DIV-5")
@pytest.mark.parametrize(("step", "status"), [(approve, "approved"), (reject, "rejected")])
@pytest.mark.parametrize("submitted_on", [None, SUBMITTED_ON, DECIDED_ON], ids=str)
def test_a_decision_sets_its_day(
    step: Callable[..., Certification], status: str, submitted_on: date | None
) -> None:
    """On the day of submission, later, or where that day is unknown; nothing else changes."""
    one = application("submitted", submitted_on=submitted_on)
    assert step(one, on=DECIDED_ON) == certified(
        status=status, submitted_on=submitted_on, decided_on=DECIDED_ON
    )


@pytest.mark.clause("DIV-5")
@pytest.mark.parametrize("step", [approve, reject])
def test_no_decision_lies_before_the_submission(step: Callable[..., Certification]) -> None:
    """The day before is refused, with both days."""
    one = application("submitted", submitted_on=SUBMITTED_ON)
    (problem,) = problems_of(lambda: step(one, on=date(2021, 3, 9)))
    assert problem == (
        "decided_on must be 2021-03-10 or later, since it was submitted then, got 2021-03-09; "
        "correct the day"
    )


@pytest.mark.clause("DIV-3")
@pytest.mark.parametrize(
    ("day", "begins", "needed"),
    [
        (
            date(2021, 2, 16),
            "2020-10-01",
            {"business_name", "category", "number", "expires_on"},
        ),
        (
            date(2021, 2, 17),
            "2021-02-17",
            {"business_name", "category", "provider", "type", "number", "expires_on"},
        ),
    ],
    ids=["the day before the review", "its first day"],
)
@pytest.mark.parametrize(
    "missing", ["business_name", "category", "provider", "type", "number", "expires_on"]
)
def test_submitting_needs_the_details_of_its_day(
    missing: str, day: date, begins: str, needed: set[str]
) -> None:
    """Provider and type are asked for from 17 Feb 2021 on, the other four from the start."""
    draft = application("draft", **{missing: None})
    if missing in needed:
        assert problems_of(lambda: submit(draft, on=day)) == [
            f"{missing} must be given from {begins} on, got None; add it to the draft"
        ]
    else:
        assert submit(draft, on=day).status == "submitted"


@pytest.mark.clause("DIV-0")
def test_nothing_is_submitted_before_there_is_a_badge() -> None:
    """The last day without a badge is 30 Sep 2020; the error says from when there is one."""
    draft = application("draft")
    (problem,) = problems_of(lambda: submit(draft, on=date(2020, 9, 30)))
    assert problem == (
        "submitted_on must be 2020-10-01 or later, when there is a badge, got 2020-09-30; "
        "submit it then"
    )
    assert submit(draft, on=date(2020, 10, 1)).submitted_on == date(2020, 10, 1)


def test_before_the_first_edition_there_is_no_answer() -> None:
    """Outside coverage a submission is refused as any question is."""
    with pytest.raises(NoEditionInForceError, match="must be on or after 2020-07-07"):
        submit(application("draft"), on=date(2020, 7, 6))


@pytest.mark.parametrize("step", [submit, approve, reject])
@pytest.mark.parametrize("day", [datetime(2021, 3, 15, 9, 30), None, "2021-03-15"])  # noqa: DTZ001
def test_a_step_takes_a_date(step: Callable[..., Certification], day: object) -> None:
    """A datetime, a text or nothing is refused, together with the wrong status."""
    status, name = {
        submit: ("approved", "submitted_on"),
        approve: ("draft", "decided_on"),
        reject: ("draft", "decided_on"),
    }[step]
    first, second = problems_of(lambda: step(application(status), on=day))
    assert first.startswith("cannot be ")
    assert second.startswith(f"{name} must be a date, got ")


@pytest.mark.parametrize("step", [approve, reject])
def test_a_decision_after_a_submission_takes_a_date_too(
    step: Callable[..., Certification],
) -> None:
    """A text is refused alone; it is not compared with the day of the submission."""
    one = application("submitted", submitted_on=SUBMITTED_ON)
    (problem,) = problems_of(lambda: step(one, on="2021-03-15"))
    assert problem.startswith("decided_on must be a date, got ")


@pytest.mark.parametrize(
    ("step", "path", "found", "allowed"),
    [
        pytest.param(
            lambda: submit(application("draft"), on=date(2020, 9, 30)),
            *("submitted_on", "2020-09-30", "2020-10-01 or later"),
            id="no badge yet",
        ),
        pytest.param(
            lambda: submit(application("draft", number=None), on=SUBMITTED_ON),
            *("number", "None", "given"),
            id="a detail is missing",
        ),
        pytest.param(
            lambda: approve(
                application("submitted", submitted_on=SUBMITTED_ON), on=date(2021, 3, 9)
            ),
            *("decided_on", "2021-03-09", "2021-03-10 or later"),
            id="before the submission",
        ),
        pytest.param(
            lambda: correct(application("rejected"), status="approved"),
            *("status", "'status'", "a detail"),
            id="no detail",
        ),
    ],
)
def test_a_refused_step_tells_what_was_found_and_what_is_allowed(
    step: Callable[[], object], path: str, found: str, allowed: str
) -> None:
    """Whoever shows the problem in a form needs both beside the sentence."""
    with pytest.raises(InvalidRecordError) as error:
        step()
    (problem,) = error.value.problems
    assert (problem.path, problem.found, problem.allowed) == (path, found, allowed)


def test_all_that_stands_in_the_way_is_reported_at_once() -> None:
    """A rejected one without number and provider: three problems, one error."""
    one = application("rejected", number=None, provider=None)
    assert problems_of(lambda: submit(one, on=SUBMITTED_ON)) == [
        "cannot be submitted while it is rejected; it must be corrected first",
        "provider must be given from 2021-02-17 on, got None; add it to the draft",
        "number must be given from 2021-02-17 on, got None; add it to the draft",
    ]


@pytest.mark.clause("DIV-5")
def test_a_rejected_one_is_corrected_and_submitted_again() -> None:
    """Back in draft both days are gone and the given details changed; then it may be approved."""
    rejected = certified(status="rejected", number="77-1235")
    draft = correct(rejected, number="77-1234", category="minority_owned")
    assert draft == application("draft", number="77-1234", category="minority_owned")
    approved = approve(submit(draft, on=date(2021, 4, 1)), on=date(2021, 4, 6))
    assert (approved.status, approved.submitted_on, approved.decided_on) == (
        "approved", date(2021, 4, 1), date(2021, 4, 6),
    )  # fmt: skip


def test_a_correction_may_change_every_detail() -> None:
    """Each of the six can be given, and taken away."""
    details: dict[str, Any] = {
        "business_name": "Quay Lane LLC", "category": "lgbtq_owned", "provider": "Another",
        "type": "LGBTBE", "number": "1", "expires_on": None,
    }  # fmt: skip
    changed = correct(certified(status="rejected"), **details)
    assert attrs.asdict(changed) == details | {
        "status": "draft", "submitted_on": None, "decided_on": None,
    }  # fmt: skip


@pytest.mark.clause("DIV-13")
def test_a_correction_changes_details_only() -> None:
    """A status, a day or a misspelt name is refused, all at once, and no value is repeated."""
    given: dict[str, Any] = {"status": "approved", "decided_on": DECIDED_ON, "numbr": "77-1234"}
    form = "text that is not blank and has no control characters"
    known = "(known: business_name, category, provider, type, number, expires_on)"
    assert problems_of(lambda: correct(certified(status="rejected"), **given, number=5)) == [
        f"decided_on is not a detail; did you mean 'expires_on'? {known}",
        f"numbr is not a detail; did you mean 'number'? {known}",
        f"status is not a detail {known}",
        f"number must be {form}, got something else (int)",
    ]


def corrected_until(one: Certification, *, on: date) -> Certification:
    """Correct the last day of a certification; a correction has no day of its own."""
    return correct(one, expires_on=on)


ON_A_DAY: dict[str, Callable[..., Certification]] = {
    "submit": submit,
    "approve": approve,
    "reject": reject,
    "correct": corrected_until,
}
STEPS = st.sampled_from(sorted(ON_A_DAY))


def walked(one: Certification, steps: list[tuple[str, date]]) -> tuple[Certification, list[str]]:
    """Take each step that is possible, and tell which were."""
    taken: list[str] = []
    for step, day in steps:
        try:
            one = ON_A_DAY[step](one, on=day)
        except InvalidRecordError:
            continue
        taken.append(step)
    return one, taken


@pytest.mark.clause("DIV-5")
@given(
    draft=certifications(status=st.just(CertificationStatus.DRAFT)),
    details=st.booleans(),
    steps=st.lists(st.tuples(STEPS, days(first_day=date(2020, 7, 7))), max_size=12),
)
def test_no_way_to_approval_leaves_out_the_submission(
    draft: Certification, steps: list[tuple[str, date]], *, details: bool
) -> None:
    """Whatever is tried, in whatever order: approved is what was submitted just before."""
    start = application("draft") if details else draft
    end, taken = walked(start, steps)
    assert (end.status == "approved") is (taken[-2:] == ["submit", "approve"])


@pytest.mark.clause("DIV-2", "DIV-5", "DIV-11")
@given(
    steps=st.lists(
        st.tuples(STEPS, days(first_day=REVIEW_BEGAN, last_day=date(2021, 6, 30))), max_size=8
    ),
    expires_on=days(first_day=REVIEW_BEGAN, last_day=date(2021, 7, 31)),
    as_of=days(first_day=REVIEW_BEGAN, last_day=date(2021, 8, 31)),
    country=st.sampled_from(["US", "US", "CA", None]),
)
def test_it_counts_only_approved_unexpired_and_in_the_united_states(
    steps: list[tuple[str, date]], expires_on: date, as_of: date, country: str | None
) -> None:
    """Under review: from the day of approval through the last day, in the US, and never else."""
    one, _ = walked(application("draft", expires_on=expires_on), steps)
    record = TalentRecord(kind="agency", contracts=[], country=country, certifications=[one])
    counts = (
        country == "US"
        and one.status == "approved"
        and one.decided_on is not None
        and one.decided_on <= as_of
        and one.expires_on is not None
        and as_of <= one.expires_on
    )
    assert decide(record, Badge.DIVERSITY_CERTIFIED, as_of=as_of).is_met is counts


@pytest.mark.clause("DIV-5", "DIV-11")
@pytest.mark.parametrize(
    ("as_of", "met"),
    [
        pytest.param(date(2021, 3, 14), False, id="day_before_approval"),
        pytest.param(date(2021, 3, 15), True, id="day_of_approval"),
        pytest.param(date(2022, 3, 31), True, id="last_day"),
        pytest.param(date(2022, 4, 1), False, id="day_after_it"),
    ],
)
def test_an_approved_one_counts_from_its_approval_through_its_last_day(
    as_of: date, *, met: bool
) -> None:
    """Submitted 10 Mar 2021, approved 15 Mar, expires 31 Mar 2022."""
    one = approve(submit(application("draft"), on=SUBMITTED_ON), on=DECIDED_ON)
    record = TalentRecord(kind="freelancer", contracts=[], country="US", certifications=[one])
    assert decide(record, Badge.DIVERSITY_CERTIFIED, as_of=as_of).is_met is met


@pytest.mark.clause("DIV-5")
@given(one=certifications())
def test_a_step_never_changes_the_original(one: Certification) -> None:
    """Taken or refused, what it was given stays as it was."""
    before = attrs.asdict(one)
    for step in ON_A_DAY:
        walked(one, [(step, DECIDED_ON)])
    assert attrs.asdict(one) == before


@pytest.mark.clause("DIV-13")
@given(status=st.sampled_from(CertificationStatus), step=STEPS, missing=st.booleans())
def test_no_error_repeats_what_a_certification_contains(
    status: CertificationStatus, step: str, *, missing: bool
) -> None:
    """Neither name, category, provider, type nor number stands in a message or a problem."""
    one = application(
        status, submitted_on=date(2021, 4, 1), expires_on=None if missing else date(2022, 3, 31)
    )
    try:
        ON_A_DAY[step](one, on=DECIDED_ON)
    except InvalidRecordError as error:
        told = f"{error} {error.problems}"
        for secret in ("Harbor Lane", "77-1234", "woman", "A certifier", "WBE"):
            assert secret not in told


SKILL_MESSAGE = (
    'is a skill certificate and belongs to the profile section "Certifications", '
    'not to "Diversity certification"'
)


@pytest.mark.clause("DIV-10")
@pytest.mark.parametrize("provider", ["AWS", None])
def test_a_record_refuses_a_skill_certificate(provider: str | None) -> None:
    """The message names the section it belongs to; a certification beside it is no help."""
    given: Any = [certified(), SkillCertificate(name="Architect", provider=provider)]
    with pytest.raises(InvalidRecordError) as error:
        TalentRecord(kind="freelancer", contracts=[], certifications=given)
    assert str(error.value) == f"record certifications[1] {SKILL_MESSAGE}"


@pytest.mark.clause("DIV-10")
@pytest.mark.parametrize(
    "item",
    [
        {"skill": "AWS Solutions Architect"},
        {"name": "AWS Solutions Architect", "provider": "AWS"},
        {"skills": ["AWS", "Google AdWords"]},
        {"skill": "AWS", "name": "Architect", "issued": "2020"},
        {"skill": None, "status": "approved", "number": 5},
    ],
    ids=str,
)
def test_a_document_with_a_skill_certificate_is_refused(item: dict[str, object]) -> None:
    """One problem stands for all that such an item has too much or lacks; others stand beside."""
    with pytest.raises(DocumentError) as error:
        load_record({"format": 1, "kind": "agency", "contracts": [], "certifications": [item, {}]})
    assert [(one.path, one.message) for one in error.value.problems] == [
        ("$.certifications[0]", SKILL_MESSAGE),
        (
            "$.certifications[1].status",
            "is missing; it must be one of draft, submitted, approved, rejected",
        ),
    ]


@pytest.mark.clause("DIV-10")
def test_only_a_certification_can_be_one_of_skill() -> None:
    """Elsewhere a key `skill` is an unknown key like any other."""
    with pytest.raises(DocumentError) as error:
        load_record({"format": 1, "kind": "agency", "contracts": [], "skill": "AWS"})
    assert [one.path for one in error.value.problems] == ["$.skill"]


@pytest.mark.clause("DIV-10")
def test_a_skill_certificate_is_a_value_of_its_own() -> None:
    """It has a name and perhaps a provider, compares by them, and is no certification."""
    one = SkillCertificate(name="Architect")
    assert one == SkillCertificate(name="Architect", provider=None)
    assert len({one, SkillCertificate(name="Architect", provider="AWS")}) == 2
    assert not issubclass(SkillCertificate, Certification)
    with pytest.raises(InvalidRecordError) as error:
        SkillCertificate(name=" ", provider="")
    assert [problem.path for problem in error.value.problems] == ["name", "provider"]

"""Facts about a talent beside the contracts: reputation, vetting, certifications."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, cast

import attrs
from attrs import field

from badgerules import converters
from badgerules.answer_base import Connected
from badgerules.converters import Refusal, settle
from badgerules.errors import Problem, unfit
from badgerules.vocabulary import (
    UNKNOWN,
    Category,
    CertificationStatus,
    DiversityCategory,
    OrUnknown,
    PriorAssessment,
    ProblemCode,
    ShownBadge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@attrs.frozen(kw_only=True)
class Week(Connected):
    """One week as the platform recorded it (TR-F4).

    Args:
        ends_on: the Saturday on which it ends.
        eligible: whether it counts towards Top Rated.

    Raises:
        InvalidRecordError: if it does not end on a Saturday.
    """

    ends_on: date = field(converter=converters.saturday)
    eligible: bool = field(converter=converters.flag)

    def __attrs_post_init__(self) -> None:
        settle("week", self)


@attrs.frozen(kw_only=True)
class Score(Connected):
    """The Job Success Score from one day on, until another one follows (TR-F1, TR-F4).

    Args:
        since: the first day on which it stands.
        score: 0 to 100; None is no score.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    since: date = field(converter=converters.day)
    score: int | None = field(converter=converters.percent)

    def __attrs_post_init__(self) -> None:
        settle("score", self)


def _scores(value: Iterable[Score]) -> tuple[Score, ...]:
    return converters.members(value, Score, key="since")


def _weeks(value: Iterable[Week]) -> tuple[Week, ...]:
    return converters.members(value, Week, key="ends_on")


@attrs.frozen(kw_only=True)
class Reputation(Connected):
    """What Rising Talent and Top Rated are computed from, where no base badge is recorded.

    Args:
        job_success_score: the current score, 0 to 100; None is none yet. Beside `scores` it is the
            one before the first of them.
        rising_talent: the platform's word on Rising Talent; None is unknown.
        weeks: recorded weeks, each Saturday once.
        first_contract_on: the day the first contract began; None is none yet.
        joined_on: the day of joining; None is unknown.
        profile_percent: how complete the own, or the agency owner's, profile is; None is unknown.
        availability_current: whether the availability is up to date; None is unknown.
        last_active_on: the last proposal or accepted invitation; None is never.
        holds: last days of holds and days of violation notices; empty is none, None unknown.
        circumvention_on: the day payment was taken off the platform; None is never.
        members: how many members an agency has; None is unknown, as it is for a freelancer.
        members_profile_percent: how complete the members' profiles are on average; None as above.
        average_feedback: the average of the feedback in stars, 1.00 to 5.00 (RT-4); None is none
            yet.
        identity_verified: whether the identity is verified (RT-3); None is unknown.
        payout_method: whether a payout method is set (RT-3); None is unknown.
        from_elance: whether the profile was brought over from Elance (TR-F5).
        scores: the scores over time, each day once, in any order; empty is not told.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    job_success_score: int | OrUnknown | None = field(
        default=UNKNOWN,
        converter=converters.score_or_unknown,
    )
    rising_talent: bool | None = field(default=None, converter=converters.optional_flag)
    weeks: tuple[Week, ...] = field(default=(), converter=_weeks)
    first_contract_on: date | OrUnknown | None = field(
        default=UNKNOWN,
        converter=converters.day_or_unknown,
    )
    joined_on: date | None = field(default=None, converter=converters.optional_day)
    profile_percent: int | None = field(default=None, converter=converters.percent)
    availability_current: bool | None = field(default=None, converter=converters.optional_flag)
    last_active_on: date | OrUnknown | None = field(
        default=UNKNOWN, converter=converters.day_or_unknown
    )
    holds: tuple[date, ...] | None = field(default=None, converter=converters.optional_days)
    circumvention_on: date | None = field(default=None, converter=converters.optional_day)
    members: int | None = field(default=None, converter=converters.optional_count)
    members_profile_percent: int | None = field(default=None, converter=converters.percent)
    average_feedback: Decimal | OrUnknown | None = field(
        default=UNKNOWN, converter=converters.stars_or_unknown
    )
    identity_verified: bool | None = field(default=None, converter=converters.optional_flag)
    payout_method: bool | None = field(default=None, converter=converters.optional_flag)
    from_elance: bool = field(default=False, converter=converters.flag)
    scores: tuple[Score, ...] = field(default=(), converter=_scores)

    def score_on(self, day: date) -> int | OrUnknown | None:
        """Return the Job Success Score that stood on a day.

        Args:
            day: the day.

        Returns:
            The latest of `scores` on or before it; before the first of them `job_success_score`.

        Raises:
            InvalidRecordError: if it is no date.
        """
        known = self.scored_since(day)
        return self.job_success_score if known is None else known.score

    def scored_since(self, day: date) -> Score | None:
        """Return the latest of `scores` on or before a day, None if there is none.

        Args:
            day: the day.

        Raises:
            InvalidRecordError: if it is no date.
        """
        if type(day) is not date:
            converters.check("reputation", day=converters.day(day))
        if not self.scores:
            return None
        earlier = [known for known in self.scores if known.since <= day]
        return max(earlier, key=attrgetter("since"), default=None)

    def __attrs_post_init__(self) -> None:
        settle("reputation", self)


@attrs.frozen(kw_only=True)
class PlatformStats(Connected):
    """The figures of the page "Stats and trends", and the badge that the profile shows, on one day.

    A figure answers a criterion only where the facts leave it unknown, and on that day alone. The
    badge decides nothing; `disagreements` holds the answers against it.

    Args:
        shown_on: the day on which they were shown.
        earnings_12_months: US dollars; None is not told, as with every figure below.
        eligible_weeks: how many weeks are eligible.
        holds: how many holds and violation notices there were in the past 90 days.
        has_large_contract: whether the large contract is ticked.
        badge: the badge that the profile shows.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    shown_on: date = field(converter=converters.day)
    earnings_12_months: Decimal | None = field(default=None, converter=converters.optional_dollars)
    eligible_weeks: int | None = field(default=None, converter=converters.optional_count)
    holds: int | None = field(default=None, converter=converters.optional_count)
    has_large_contract: bool | None = field(default=None, converter=converters.optional_flag)
    badge: ShownBadge | None = field(default=None, converter=converters.optional_shown_badge)

    def __attrs_post_init__(self) -> None:
        settle("platform stats", self)


@attrs.frozen(kw_only=True)
class ExpertVetting(Connected):
    """The way to Expert-Vetted, as far as it has come (EV-1).

    Args:
        category: the category the talent was vetted for.
        invited_on: the day of the invitation to the screening, None for none.
        passed_on: the day the screening was passed, None for not yet.
        revoked_on: the day the badge was taken away, None for never (EV-5).
        prior_assessments: earlier assessments on file; they decide nothing (EV-4).

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    category: Category = field(converter=converters.category)
    invited_on: date | None = field(default=None, converter=converters.optional_day)
    passed_on: date | None = field(default=None, converter=converters.optional_day)
    revoked_on: date | None = field(default=None, converter=converters.optional_day)
    prior_assessments: tuple[PriorAssessment, ...] = field(
        default=(),
        converter=converters.prior_assessments,
    )

    def __attrs_post_init__(self) -> None:
        settle("expert vetting", self)


def _masked(value: str | None) -> str:
    return "None" if value is None else "'***'"


@attrs.frozen(kw_only=True)
class Certification(Connected):
    """A third party's diversity certification and its application for the badge (DIV-3 to DIV-7).

    Its `repr` masks business name, number and category, and no error repeats what was given but
    for a status that there is not: a number may have been typed into another field (DIV-13).

    Args:
        status: how far the application has come.
        business_name: None while it is missing, as with every detail below.
        category: one of the five diversity categories.
        provider: who certified.
        type: the kind of certificate, free text (DIV-7).
        number: the number of the certificate.
        expires_on: its last day (DIV-11).
        submitted_on: the day of submission; None holds at every date.
        decided_on: the day of approval or rejection; None holds at every date.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    status: CertificationStatus = field(converter=converters.certification_status)
    business_name: str | None = field(
        default=None, converter=converters.optional_secret, repr=_masked
    )
    category: DiversityCategory | None = field(
        default=None,
        converter=converters.optional_diversity_category,
        repr=_masked,
    )
    provider: str | None = field(default=None, converter=converters.optional_secret)
    type: str | None = field(default=None, converter=converters.optional_secret)
    number: str | None = field(default=None, converter=converters.optional_secret, repr=_masked)
    expires_on: date | None = field(default=None, converter=converters.optional_secret_day)
    submitted_on: date | None = field(default=None, converter=converters.optional_secret_day)
    decided_on: date | None = field(default=None, converter=converters.optional_secret_day)

    def __attrs_post_init__(self) -> None:
        settle("certification", self)


@attrs.frozen(kw_only=True)
class SkillCertificate:
    """A certificate of skill, as from AWS or Google AdWords; it never gives the badge (DIV-10).

    It belongs to another section of the profile, so no record holds one. It is a type of its own
    to be refused by name where a diversity certification is meant.

    Args:
        name: what it certifies.
        provider: who certified; None is unknown.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    name: str = field(converter=converters.identifier)
    provider: str | None = field(default=None, converter=converters.optional_text)

    def __attrs_post_init__(self) -> None:
        settle("skill certificate", self)


def is_of_skill(raw: Mapping[str, object]) -> bool:
    """Tell whether a JSON object is a certificate of skill: of a skill, or a name and no status."""
    return "skill" in raw or "skills" in raw or ("name" in raw and "status" not in raw)


SKILL_CERTIFICATE_REFUSED = Refusal(
    problems=(
        unfit(
            ProblemCode.WRONG_TYPE,
            "a Certification",
            "a skill certificate",
            message=(
                'is a skill certificate and belongs to the profile section "Certifications", '
                'not to "Diversity certification"'
            ),
        ),
    ),
)
"""Stands in for whatever is recognised as a certificate of skill (DIV-10)."""


def certifications(value: Iterable[Certification]) -> tuple[Certification, ...]:
    """Accept any iterable of diversity certifications, and no skill certificate.

    What stands in the place of one is not repeated (DIV-13): it may hold what one contains.
    """
    given: object = value
    if isinstance(given, tuple) and not given:
        return ()
    checked: object = converters.collected(value, _certification)
    if isinstance(checked, Refusal):
        checked = Refusal(problems=tuple(map(_without_contents, checked.problems)))
    return cast("tuple[Certification, ...]", checked)


def _without_contents(problem: Problem) -> Problem:
    is_of_a_field = "." in problem.path
    if is_of_a_field or not problem.message.startswith("must be "):
        return problem
    return unfit(problem.code, problem.allowed, "something else", at=problem.path)


def _certification(value: Certification) -> Certification:
    if converters.is_a(value, SkillCertificate):
        return cast("Certification", SKILL_CERTIFICATE_REFUSED)
    return converters.member(value, Certification)

"""Facts about talents, their contracts and their clients; no rules.

Every object is immutable and hashable, takes keywords only, and refuses at construction what
cannot be true. Words may be given as members or as their values, money as dollars, lists as any
iterable. A fact left out is unknown, or none, as the table in the reference says.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs
from attrs import field

from badgerules import forms
from badgerules.errors import InvalidRecordError, Problem
from badgerules.forms import settle
from badgerules.money import dollars, dollars_text
from badgerules.vocabulary import (
    UNKNOWN,
    BaseBadge,
    Category,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    OrUnknown,
    PlanTier,
    PriorAssessment,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

_BY_DAY = attrgetter("paid_on")
_store = object.__setattr__  # the frozen classes below set their own derived slots with it


@attrs.frozen(kw_only=True, init=False, repr=False)
class Payment:
    """Money paid on a contract, or refunded (WIN-3).

    Args:
        paid_on: the day it was paid; a refund has its own day.
        amount: US dollars before the platform's fee, negative for a refund.

    Raises:
        InvalidRecordError: for a datetime, a float, or a fraction of a cent.

    >>> Payment(paid_on=date(2020, 3, 2), amount="-150").cents
    -15000
    """

    paid_on: date
    cents: int = field(init=False)

    def __init__(self, *, paid_on: date, amount: Decimal | int | str) -> None:
        # By hand, so that the argument is dollars, the slot is cents, and neither can be taken
        # for the other: `attrs.evolve` then asks for `amount` instead of passing cents on.
        given = {"paid_on": forms.day(paid_on), "amount": forms.cents(amount)}
        if problems := tuple(forms.problems_in(given)):
            raise InvalidRecordError(noun="payment", problems=problems)
        _store(self, "paid_on", given["paid_on"])
        _store(self, "cents", given["amount"])

    @property
    def amount(self) -> Decimal:
        """The amount in dollars, with two decimals."""
        return dollars(self.cents)

    def __repr__(self) -> str:
        return f"Payment(paid_on={self.paid_on!r}, amount={dollars_text(self.cents)!r})"


def _payments(value: Iterable[Payment]) -> tuple[Payment, ...]:
    return forms.members(value, Payment)


@attrs.frozen(kw_only=True)
class Contract:
    """One contract and what was paid on it (TRP-F4: contracts are never added together).

    Args:
        id: tells it apart from the other contracts of the record.
        category: the category of work, as a member, key, official or short name.
        payments: in any order.
        outcome: how it was judged, None while there is no outcome.
        outcome_on: the day of the outcome, which counts from then on; None holds at every date.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.

    >>> shop = Contract(id="shop", category="Admin").with_payment("500", on=date(2020, 3, 2))
    >>> shop.category, shop.earned_between(date(2020, 3, 1), date(2020, 3, 2))
    (Category.ADMIN_SUPPORT, 50000)
    """

    id: str = field(converter=forms.identifier)
    category: Category = field(converter=forms.category)
    payments: tuple[Payment, ...] = field(default=(), converter=_payments)
    outcome: ContractOutcome | None = field(default=None, converter=forms.optional_outcome)
    outcome_on: date | None = field(default=None, converter=forms.optional_day)
    # Derived once, so that a window costs two bisections: the days in order, the cents up to each.
    paid_days: tuple[date, ...] = field(init=False, eq=False, repr=False)
    running_cents: tuple[int, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        settle("contract", self, self._contradictions())
        ordered = sorted(self.payments, key=_BY_DAY)
        _store(self, "paid_days", tuple([payment.paid_on for payment in ordered]))
        _store(self, "running_cents", (0, *accumulate([payment.cents for payment in ordered])))

    def _contradictions(self) -> Iterator[Problem]:
        if self.outcome is None and self.outcome_on is not None:
            message = f"must come with an outcome, got {self.outcome_on} without one"
            yield Problem(
                path="outcome_on", message=message, found=str(self.outcome_on), allowed="none"
            )

    def earned_between(self, after: date, through: date) -> int:
        """Return the cents paid later than `after`, up to and including `through`."""
        days, cents = self.paid_days, self.running_cents
        return cents[bisect_right(days, through)] - cents[bisect_right(days, after)]

    def earned_through(self, day: date) -> int:
        """Return the cents paid up to and including a day."""
        return self.running_cents[bisect_right(self.paid_days, day)]

    def is_paid_within(self, after: date, through: date) -> bool:
        """Tell whether a positive payment lies in a window; a refund alone is none (WIN-5)."""
        return any(p.cents > 0 and after < p.paid_on <= through for p in self.payments)

    def outcome_by(self, day: date) -> ContractOutcome | None:
        """Return the outcome as it was known on a day: an outcome counts from its own day on."""
        return self.outcome if self.outcome_on is None or self.outcome_on <= day else None

    def with_payment(self, amount: Decimal | int | str, *, on: date) -> Contract:
        """Return the contract with one more payment, in dollars."""
        payment = Payment(paid_on=on, amount=amount)
        return attrs.evolve(self, payments=(*self.payments, payment))

    def with_outcome(
        self, outcome: ContractOutcome | str | None, *, on: date | None = None
    ) -> Contract:
        """Return the contract with another outcome, or with none."""
        return attrs.evolve(self, outcome=outcome, outcome_on=on)


@attrs.frozen(kw_only=True)
class Week:
    """One week as the platform recorded it (TR-F4).

    Args:
        ends_on: the Saturday on which it ends.
        eligible: whether it counts towards Top Rated.

    Raises:
        InvalidRecordError: if it does not end on a Saturday.
    """

    ends_on: date = field(converter=forms.saturday)
    eligible: bool = field(converter=forms.flag)

    def __attrs_post_init__(self) -> None:
        settle("week", self)


def _weeks(value: Iterable[Week]) -> tuple[Week, ...]:
    return forms.members(value, Week, key="ends_on")


@attrs.frozen(kw_only=True)
class Reputation:
    """What Rising Talent and Top Rated are computed from, where no base badge is recorded.

    Args:
        job_success_score: 0 to 100; None is none yet.
        rising_talent: the platform's word on Rising Talent; None is unknown.
        weeks: recorded weeks, each Saturday once.
        first_contract_on: None is none yet.
        joined_on: None is unknown.
        profile_percent: how complete the own, or the agency owner's, profile is.
        availability_current: whether the availability is up to date.
        last_active_on: the last proposal or accepted invitation; None is never.
        holds: last days of holds and days of violation notices; empty is none, None unknown.
        circumvention_on: the day payment was taken off the platform; None is never.
        members: how many members an agency has.
        members_profile_percent: how complete the members' profiles are on average.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    job_success_score: int | OrUnknown | None = field(
        default=UNKNOWN, converter=forms.score_or_unknown
    )
    rising_talent: bool | None = field(default=None, converter=forms.optional_flag)
    weeks: tuple[Week, ...] = field(default=(), converter=_weeks)
    first_contract_on: date | OrUnknown | None = field(
        default=UNKNOWN, converter=forms.day_or_unknown
    )
    joined_on: date | None = field(default=None, converter=forms.optional_day)
    profile_percent: int | None = field(default=None, converter=forms.percent)
    availability_current: bool | None = field(default=None, converter=forms.optional_flag)
    last_active_on: date | OrUnknown | None = field(default=UNKNOWN, converter=forms.day_or_unknown)
    holds: tuple[date, ...] | None = field(default=None, converter=forms.optional_days)
    circumvention_on: date | None = field(default=None, converter=forms.optional_day)
    members: int | None = field(default=None, converter=forms.optional_count)
    members_profile_percent: int | None = field(default=None, converter=forms.percent)

    def __attrs_post_init__(self) -> None:
        settle("reputation", self)


@attrs.frozen(kw_only=True)
class ExpertVetting:
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

    category: Category = field(converter=forms.category)
    invited_on: date | None = field(default=None, converter=forms.optional_day)
    passed_on: date | None = field(default=None, converter=forms.optional_day)
    revoked_on: date | None = field(default=None, converter=forms.optional_day)
    prior_assessments: tuple[PriorAssessment, ...] = field(
        default=(), converter=forms.prior_assessments
    )

    def __attrs_post_init__(self) -> None:
        settle("expert vetting", self)


def _masked(value: str | None) -> str:
    return "None" if value is None else "'***'"


@attrs.frozen(kw_only=True)
class Certification:
    """A third party's diversity certification and its application for the badge (DIV-3 to DIV-7).

    Its `repr` masks business name and number (DIV-13).

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

    status: CertificationStatus = field(converter=forms.certification_status)
    business_name: str | None = field(default=None, converter=forms.optional_text, repr=_masked)
    category: DiversityCategory | None = field(
        default=None, converter=forms.optional_diversity_category
    )
    provider: str | None = field(default=None, converter=forms.optional_text)
    type: str | None = field(default=None, converter=forms.optional_text)
    number: str | None = field(default=None, converter=forms.optional_text, repr=_masked)
    expires_on: date | None = field(default=None, converter=forms.optional_day)
    submitted_on: date | None = field(default=None, converter=forms.optional_day)
    decided_on: date | None = field(default=None, converter=forms.optional_day)

    def __attrs_post_init__(self) -> None:
        settle("certification", self)


@attrs.frozen(kw_only=True)
class ClientPlan:
    """What decides which badges a client sees.

    Args:
        tier: the plan.
        selected_for_top_rated_plus: among the Plus clients chosen at launch (VIS-3).
        in_project_catalog_test: in the test of July 2021 (VIS-5).

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    tier: PlanTier = field(converter=forms.plan_tier)
    selected_for_top_rated_plus: bool = field(default=False, converter=forms.flag)
    in_project_catalog_test: bool = field(default=False, converter=forms.flag)

    def __attrs_post_init__(self) -> None:
        settle("client plan", self)


def _contracts(value: Iterable[Contract]) -> tuple[Contract, ...]:
    return forms.members(value, Contract, key="id")


def _certifications(value: Iterable[Certification]) -> tuple[Certification, ...]:
    return forms.members(value, Certification)


def _optional_reputation(value: Reputation | None) -> Reputation | None:
    return None if value is None else forms.member(value, Reputation)


def _optional_expert_vetting(value: ExpertVetting | None) -> ExpertVetting | None:
    return None if value is None else forms.member(value, ExpertVetting)


@attrs.frozen(kw_only=True)
class TalentRecord:
    """Everything known about one talent.

    Args:
        id: opaque, echoed by answers; None for none.
        kind: freelancer or agency.
        country: two capital letters; None is unknown.
        base_badge: the base badge as the platform reports it; None is unknown. Either this or
            `reputation`, never both: one source of truth.
        exclusive_agency_contractor: works through one agency only (TRP-F7).
        contracts: in any order, each id once; contracts done as a member of an agency belong to
            the agency's record (WIN-4).
        reputation: what the base badge is computed from instead.
        expert_vetting: None for none.
        certifications: diversity certifications.

    Raises:
        InvalidRecordError: if anything given does not fit or contradicts, all of it at once.

    >>> record = TalentRecord(kind="freelancer", contracts=[Contract(id="shop", category="legal")])
    >>> record.with_payment("shop", "500", on=date(2020, 3, 2)).contracts[0].payments
    (Payment(paid_on=datetime.date(2020, 3, 2), amount='500.00'),)
    """

    id: str | None = field(default=None, converter=forms.optional_text)
    kind: Kind = field(converter=forms.kind)
    country: str | None = field(default=None, converter=forms.optional_country)
    base_badge: BaseBadge | None = field(default=None, converter=forms.optional_base_badge)
    exclusive_agency_contractor: bool = field(default=False, converter=forms.flag)
    contracts: tuple[Contract, ...] = field(converter=_contracts)
    reputation: Reputation | None = field(default=None, converter=_optional_reputation)
    expert_vetting: ExpertVetting | None = field(default=None, converter=_optional_expert_vetting)
    certifications: tuple[Certification, ...] = field(default=(), converter=_certifications)

    def __attrs_post_init__(self) -> None:
        settle("record", self, self._contradictions())

    def _contradictions(self) -> Iterator[Problem]:
        if self.base_badge is not None and self.reputation is not None:
            yield _contradiction(
                "reputation", "cannot be given together with base_badge; keep one of the two"
            )
        if self.kind is Kind.AGENCY and self.exclusive_agency_contractor is True:
            yield _contradiction(
                "exclusive_agency_contractor",
                "must be false for an agency; only people are members",
            )
        if self.kind is Kind.FREELANCER and isinstance(self.reputation, Reputation):
            for name in ("members", "members_profile_percent"):
                if getattr(self.reputation, name) is not None:
                    yield _contradiction(
                        f"reputation.{name}", "must be left out for a freelancer; it is an agency's"
                    )

    def contract(self, contract_id: str) -> Contract:
        """Return the contract of that id.

        Raises:
            InvalidRecordError: if there is none; it names the nearest id.
        """
        for contract in self.contracts:
            if contract.id == contract_id:
                return contract
        hint = forms.nearest(contract_id, [contract.id for contract in self.contracts])
        message = f"must be the id of one of its contracts, got {forms.shown(contract_id)}{hint}"
        raise InvalidRecordError(noun="record", problems=(_contradiction("contract", message),))

    def with_contract(self, contract: Contract) -> TalentRecord:
        """Return the record with one more contract."""
        return attrs.evolve(self, contracts=(*self.contracts, contract))

    def with_payment(
        self, contract_id: str, amount: Decimal | int | str, *, on: date
    ) -> TalentRecord:
        """Return the record with one more payment on a contract.

        Args:
            contract_id: the contract paid on.
            amount: US dollars, negative for a refund.
            on: the day of the payment.

        Raises:
            InvalidRecordError: for an unknown contract, a datetime, a float, a fraction of a cent.
        """
        return self._with(self.contract(contract_id).with_payment(amount, on=on))

    def with_outcome(
        self, contract_id: str, outcome: ContractOutcome | str | None, *, on: date | None = None
    ) -> TalentRecord:
        """Return the record with another outcome of a contract.

        Args:
            contract_id: the contract judged.
            outcome: the outcome, or None for none.
            on: the day it counts from; None holds at every date.

        Raises:
            InvalidRecordError: for an unknown contract or outcome, or a datetime.
        """
        return self._with(self.contract(contract_id).with_outcome(outcome, on=on))

    def with_base_badge(self, base_badge: BaseBadge | str | None) -> TalentRecord:
        """Return the record with another base badge, or with an unknown one (None)."""
        return attrs.evolve(self, base_badge=base_badge)

    def _with(self, changed: Contract) -> TalentRecord:
        contracts = [changed if known.id == changed.id else known for known in self.contracts]
        return attrs.evolve(self, contracts=contracts)


def _contradiction(path: str, message: str) -> Problem:
    return Problem(path=path, message=message, found="a contradiction", allowed="one of the two")

"""Facts about talents and their contracts; no rules.

Every object is immutable and hashable, takes keywords only, and refuses at construction what
cannot be true. Words may be given as members or as their values, money as dollars, lists as any
iterable. A fact left out is unknown, or none, as the table in the reference says.

What is known beside the contracts, as reputation and certifications, stands in `talent_facts`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate, repeat
from operator import itemgetter, lt
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field

from badgerules import converters, talent_facts
from badgerules.answer_base import Connected
from badgerules.converters import exhaust, settle
from badgerules.errors import InvalidRecordError, Problem, code_for, expect, refuse, shown, unfit
from badgerules.money import dollars, dollars_text
from badgerules.talent_facts import Certification, ExpertVetting, PlatformStats, Reputation, Score
from badgerules.vocabulary import BaseBadge, Category, ContractOutcome, Kind, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from badgerules.names import BaseBadgeName, ContractOutcomeName


LISTED_CONTRACTS = 10
"""How many ids an error lists at most."""
_store = object.__setattr__  # the frozen classes below set their own derived slots with it


@attrs.frozen(kw_only=True, init=False, repr=False)
class Payment(Connected):
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
        day, cents = converters.day(paid_on), converters.cents(amount)
        if converters.is_a(day, converters.Refusal) or type(cents) is not int:
            converters.check("payment", paid_on=day, amount=cents)
        _store(self, "paid_on", day)
        _store(self, "cents", cents)

    @classmethod
    def of_cents(cls, *, paid_on: date, cents: int) -> Payment:
        """Return the payment of an amount that is kept in whole cents.

        Args:
            paid_on: the day it was paid; a refund has its own day.
            cents: US cents before the platform's fee, negative for a refund.

        Raises:
            InvalidRecordError: for a datetime, or anything but a whole number of cents.

        >>> Payment.of_cents(paid_on=date(2020, 3, 2), cents=-15050).amount
        Decimal('-150.50')
        """
        checked = {"paid_on": converters.day(paid_on), "cents": converters.whole_cents(cents)}
        converters.check("payment", **checked)
        return cls._of_checked_cents(paid_on, cents)

    @staticmethod
    def _of_checked_cents(paid_on: date, cents: int) -> Payment:
        """Return the payment of cents that were checked already; a record is mostly payments."""
        payment = _new(Payment)
        _set_paid_on(payment, paid_on)
        _set_cents(payment, cents)
        return payment

    @staticmethod
    def _all_of_checked_cents(days: Iterable[date], cents: Sequence[int]) -> list[Payment]:
        """Return a payment for each day and its cents, as `_of_checked_cents` does, in one go."""
        payments = [*map(_new, repeat(Payment, len(cents)))]
        exhaust(map(_set_paid_on, payments, days))
        exhaust(map(_set_cents, payments, cents))
        return payments

    @property
    def amount(self) -> Decimal:
        """The amount in dollars, with two decimals."""
        return dollars(self.cents)

    def __repr__(self) -> str:
        return f"Payment(paid_on={self.paid_on!r}, amount={dollars_text(self.cents)!r})"


_new = object.__new__
_set_paid_on, _set_cents = (
    converters.setter(Payment, "paid_on"),
    converters.setter(Payment, "cents"),
)


def _payments(value: Iterable[Payment]) -> tuple[Payment, ...]:
    return converters.members(value, Payment)


@attrs.frozen(kw_only=True)
class Contract(Connected):
    """One contract and what was paid on it (TRP-F4: contracts are never added together).

    Args:
        id: tells it apart from the other contracts of the record.
        category: the category of work, by its key or by one of its names.
        payments: in any order.
        outcome: how it was judged, None while there is no outcome.
        outcome_on: the day of the outcome, which counts from then on; None holds at every date.
        ended_on: the day on which it ended; None while it is open, or where that is not known. It
            decides no verdict, and an outcome alone does not end a contract.

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.

    >>> shop = Contract(id="shop", category="Admin").with_payment("500", on=date(2020, 3, 2))
    >>> shop.category, shop.earned_between(date(2020, 3, 1), date(2020, 3, 2))
    (Category.ADMIN_SUPPORT, 50000)
    """

    id: str = field(converter=converters.identifier)
    category: Category = field(converter=converters.category)
    payments: tuple[Payment, ...] = field(default=(), converter=_payments)
    outcome: ContractOutcome | None = field(default=None, converter=converters.optional_outcome)
    outcome_on: date | None = field(default=None, converter=converters.optional_day)
    ended_on: date | None = field(default=None, converter=converters.optional_day)
    # Derived once, so that a window costs two bisections: the days in order, the cents up to each.
    paid_days: tuple[date, ...] = field(init=False, eq=False, repr=False)
    running_cents: tuple[int, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        settle("contract", self, self._contradictions())
        days = [payment.paid_on for payment in self.payments]
        self._sum_up(days, [payment.cents for payment in self.payments], range(len(days)))

    def _sum_up(self, days: Sequence[date], cents: Sequence[int], places: range) -> None:
        """Store what is derived of payments: their days and cents are those at some places."""
        order = sorted(places, key=days.__getitem__)
        # Of one place `itemgetter` would return the item, and of none it cannot be made.
        in_order = itemgetter(*order) if len(order) > 1 else itemgetter(_slice_of(places))
        _set_paid_days(self, tuple(in_order(days)))
        _set_running_cents(self, (0, *accumulate(in_order(cents))))

    def _contradictions(self) -> Iterator[Problem]:
        if self.outcome is None and converters.is_a(self.outcome_on, date):
            message = f"must come with an outcome, got {self.outcome_on} without one"
            found, code = str(self.outcome_on), ProblemCode.CONTRADICTION
            yield unfit(code, "none", found, at="outcome_on", message=message)

    def earned_between(self, after: date, through: date) -> int:
        """Return the cents paid later than `after`, up to and including `through`.

        Raises:
            InvalidRecordError: if a payment is compared with what is no date.
        """
        days, cents = self.paid_days, self.running_cents
        try:
            return cents[bisect_right(days, through)] - cents[bisect_right(days, after)]
        except Exception:  # noqa: BLE001  # as in `_between`
            raise _no_days(after=after, through=through) from None

    def earned_through(self, day: date) -> int:
        """Return the cents paid up to and including a day.

        Raises:
            InvalidRecordError: if a payment is compared with what is no date.
        """
        try:
            return self.running_cents[bisect_right(self.paid_days, day)]
        except Exception:  # noqa: BLE001  # as in `_between`
            raise _no_days(day=day) from None

    def is_paid_within(self, after: date, through: date) -> bool:
        """Tell whether a positive payment lies in a window; a refund alone is none (WIN-5).

        Raises:
            InvalidRecordError: if a payment is compared with what is no date.
        """
        inside, cents = self._between(after, through), self.running_cents
        if not inside:
            return False
        first, end = inside.start, inside.stop
        if cents[end] > cents[first]:  # more came in than went out
            return True
        return any(map(lt, cents[first:end], cents[first + 1 : end + 1]))

    def last_paid_within(self, after: date, through: date) -> date | None:
        """Return the day of the latest positive payment in a window, None for none.

        Raises:
            InvalidRecordError: if a payment is compared with what is no date.
        """
        days, cents = self.paid_days, self.running_cents
        inside = self._between(after, through)
        return next((days[at] for at in reversed(inside) if cents[at + 1] > cents[at]), None)

    def _between(self, after: date, through: date) -> range:
        """Return the places of the payments in a window.

        A look at both days beforehand would cost more than the search. So whatever comes of it is
        told as what it is: compared with a day, a frame raises an error of its own engine.
        """
        days = self.paid_days
        try:
            return range(bisect_right(days, after), bisect_right(days, through))
        except Exception:  # noqa: BLE001  # as it says
            raise _no_days(after=after, through=through) from None

    def paid_within(self, after: date, through: date) -> Iterator[Payment]:
        """Return the payments and refunds in a window by day, without a look at any other.

        Raises:
            InvalidRecordError: if a payment is compared with what is no date, once the first
                is asked for.
        """
        days, cents = self.paid_days, self.running_cents
        for index in self._between(after, through):
            yield Payment._of_checked_cents(days[index], cents[index + 1] - cents[index])

    def outcome_by(self, day: date) -> ContractOutcome | None:
        """Return the outcome as it was known on a day: an outcome counts from its own day on.

        Raises:
            InvalidRecordError: if the day of the outcome is compared with what is no date.
        """
        try:
            return self.outcome if self.outcome_on is None or self.outcome_on <= day else None
        except Exception:  # noqa: BLE001  # as in `_between`
            raise _no_days(day=day) from None

    def with_payment(self, amount: Decimal | int | str, *, on: date) -> Contract:
        """Return the contract with one more payment, in dollars.

        Raises:
            InvalidRecordError: for a datetime, a float, or a fraction of a cent.
        """
        payment = Payment(paid_on=on, amount=amount)
        return attrs.evolve(self, payments=(*self.payments, payment))

    def with_outcome(
        self,
        outcome: ContractOutcome | ContractOutcomeName | None,
        *,
        on: date | None = None,
    ) -> Contract:
        """Return the contract with another outcome, or with none.

        Raises:
            InvalidRecordError: for an unknown outcome, a datetime, or a day without an outcome.
        """
        return attrs.evolve(self, outcome=outcome, outcome_on=on)


def _slice_of(places: range) -> slice:
    return slice(places.start, places.stop)


_set_paid_days, _set_running_cents = (
    converters.setter(Contract, "paid_days"),
    converters.setter(Contract, "running_cents"),
)


def _no_days(**given: date) -> InvalidRecordError:
    days = {name: converters.day(value) for name, value in given.items()}
    return InvalidRecordError(noun="contract", problems=tuple(converters.problems_in(days)))


def _contracts(value: Iterable[Contract]) -> tuple[Contract, ...]:
    return converters.members(value, Contract, key="id")


def _certifications(value: Iterable[Certification]) -> tuple[Certification, ...]:
    return talent_facts.certifications(value)


def _optional_reputation(value: Reputation | None) -> Reputation | None:
    return None if value is None else converters.member(value, Reputation)


def _optional_stats(value: PlatformStats | None) -> PlatformStats | None:
    return None if value is None else converters.member(value, PlatformStats)


def _optional_expert_vetting(value: ExpertVetting | None) -> ExpertVetting | None:
    return None if value is None else converters.member(value, ExpertVetting)


@attrs.frozen(kw_only=True)
class TalentRecord(Connected):
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
        contracts_known: False if contracts, payments and outcomes are not known; `contracts` is
            empty then. In JSON the key `contracts` is left out instead.
        payments_known_since: the first day from which on every payment is recorded; None for no
            limit. Payments recorded outside of the known days, as in a plan, count all the same.
        payments_known_through: the last such day; None for no limit.
        stats: the figures that the platform shows, and the badge; None for none.

    Raises:
        InvalidRecordError: if anything given does not fit or contradicts, all of it at once.

    >>> record = TalentRecord(kind="freelancer", contracts=[Contract(id="shop", category="legal")])
    >>> record.with_payment("shop", "500", on=date(2020, 3, 2)).contracts[0].payments
    (Payment(paid_on=datetime.date(2020, 3, 2), amount='500.00'),)
    """

    id: str | None = field(default=None, converter=converters.optional_text)
    kind: Kind = field(converter=converters.kind)
    country: str | None = field(default=None, converter=converters.optional_country)
    base_badge: BaseBadge | None = field(default=None, converter=converters.optional_base_badge)
    exclusive_agency_contractor: bool = field(default=False, converter=converters.flag)
    contracts: tuple[Contract, ...] = field(converter=_contracts)
    reputation: Reputation | None = field(default=None, converter=_optional_reputation)
    expert_vetting: ExpertVetting | None = field(default=None, converter=_optional_expert_vetting)
    certifications: tuple[Certification, ...] = field(default=(), converter=_certifications)
    contracts_known: bool = field(default=True, converter=converters.flag)
    payments_known_since: date | None = field(default=None, converter=converters.optional_day)
    payments_known_through: date | None = field(default=None, converter=converters.optional_day)
    stats: PlatformStats | None = field(default=None, converter=_optional_stats)

    def __attrs_post_init__(self) -> None:
        settle("record", self, self._contradictions())

    @property
    def is_partly_known(self) -> bool:
        """Whether payments may be missing, or figures may stand in for what is not known."""
        # As `is_money_open` says, without a call more: every decision asks.
        return not (
            self.stats is None
            and self.contracts_known
            and self.payments_known_since is None
            and self.payments_known_through is None
        )

    @property
    def is_money_open(self) -> bool:
        """Whether payments may be missing: contracts or some days are not known."""
        return not (
            self.contracts_known
            and self.payments_known_since is None
            and self.payments_known_through is None
        )

    def _contradictions(self) -> Iterator[Problem]:
        if self.base_badge is not None and self.reputation is not None:
            yield _contradiction(
                "reputation",
                "cannot be given together with base_badge; keep one of the two",
            )
        yield from self._contradictions_of_money()
        if self.kind is Kind.AGENCY and self.exclusive_agency_contractor is True:
            yield _contradiction(
                "exclusive_agency_contractor",
                "must be false for an agency; only people are members",
            )
        if self.kind is Kind.FREELANCER:
            for name in ("members", "members_profile_percent"):
                if converters.part(self.reputation, name) is not None:
                    yield _contradiction(
                        f"reputation.{name}",
                        "must be left out for a freelancer; it is an agency's",
                    )

    def _contradictions_of_money(self) -> Iterator[Problem]:
        since, through = self.payments_known_since, self.payments_known_through
        if self.contracts_known is False:
            given: dict[str, object] = {
                "contracts": self.contracts or None,
                "payments_known_since": since,
                "payments_known_through": through,
            }
            for name, value in given.items():
                if value is not None:
                    yield _contradiction(name, "must be left out where contracts are not known")
        elif isinstance(since, date) and isinstance(through, date) and since > through:
            message = f"must be on or after payments_known_since, {since}, got {through}"
            code, at = ProblemCode.OUT_OF_RANGE, "payments_known_through"
            yield unfit(code, f"a day from {since} on", str(through), at=at, message=message)

    def contract(self, contract_id: str) -> Contract:
        """Return the contract of that id.

        Raises:
            InvalidRecordError: if there is none; it names the nearest id. If contracts are unknown.
        """
        self._check_contracts_known()
        for contract in self.contracts if converters.is_a(contract_id, str) else ():
            if contract.id == contract_id:
                return contract
        known = [contract.id for contract in self.contracts]
        hint = converters.nearest(contract_id, known)
        listed = ", ".join(map(shown, known[:LISTED_CONTRACTS])) or "none"
        listed += ", …" if len(known) > LISTED_CONTRACTS else ""
        found, code = shown(contract_id), code_for(contract_id, str, ProblemCode.UNKNOWN_VALUE)
        message = f"must be the id of one of its contracts, got {found}{hint} (there are: {listed})"
        problem = unfit(code, "a known id", found, at="contract", message=message)
        raise InvalidRecordError(noun="record", problems=(problem,))

    def with_contract(self, contract: Contract) -> TalentRecord:
        """Return the record with one more contract.

        Raises:
            InvalidRecordError: if it is none, or the record has one of that id, or if contracts are
                not known.
        """
        self._check_contracts_known()
        return attrs.evolve(self, contracts=(*self.contracts, contract))

    def _check_contracts_known(self) -> None:
        if not self.contracts_known:
            message = "must be known before one is named or added; give all there are instead"
            code, allowed = ProblemCode.IMPOSSIBLE, "contracts that are known"
            refuse("record", [unfit(code, allowed, "unknown", at="contracts", message=message)])

    def with_payment(
        self,
        contract_id: str,
        amount: Decimal | int | str,
        *,
        on: date,
    ) -> TalentRecord:
        """Return the record with one more payment on a contract.

        Args:
            contract_id: the contract paid on.
            amount: US dollars, negative for a refund.
            on: the day of the payment.

        Raises:
            InvalidRecordError: for an unknown contract, also where contracts are not known, a
                datetime, a float, a fraction of a cent.
        """
        return self._with(self.contract(contract_id).with_payment(amount, on=on))

    def with_outcome(
        self,
        contract_id: str,
        outcome: ContractOutcome | ContractOutcomeName | None,
        *,
        on: date | None = None,
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

    def with_base_badge(self, base_badge: BaseBadge | BaseBadgeName | None) -> TalentRecord:
        """Return the record with another base badge, or with an unknown one (None).

        Raises:
            InvalidRecordError: if there is no such badge, or a reputation is given as well.
        """
        return attrs.evolve(self, base_badge=base_badge)

    def with_reputation(self, **facts: Any) -> TalentRecord:
        """Return the record with other facts of reputation, as `Reputation` takes them.

        Args:
            facts: each by its name, as in `profile_percent=100`; all others stay.

        Raises:
            InvalidRecordError: if there is no such fact, one does not fit, or a base badge is
                recorded.

        >>> record = TalentRecord(kind="freelancer", contracts=[])
        >>> record.with_reputation(profile_percent=100).reputation.profile_percent
        100
        """
        known = attrs.fields_dict(Reputation)
        code, allowed = ProblemCode.UNKNOWN_KEY, f"one of {', '.join(known)}"
        unknown = [
            unfit(
                code,
                allowed,
                shown(name),
                at=name,
                message=f"is no fact of reputation{converters.nearest(name, known)}",
            )
            for name in facts
            if name not in known
        ]
        own = Reputation() if self.reputation is None else self.reputation
        try:
            changed = attrs.evolve(own, **{name: facts[name] for name in facts if name in known})
        except InvalidRecordError as error:
            problems = (*unknown, *error.problems)
            raise InvalidRecordError(noun="reputation", problems=problems) from None
        refuse("reputation", unknown)
        return attrs.evolve(self, reputation=changed)

    def with_score(self, score: int | None, *, since: date) -> TalentRecord:
        """Return the record with another Job Success Score from a day on.

        Args:
            score: 0 to 100; None is no score.
            since: the first day on which it stands; a score recorded for that very day is replaced.

        Raises:
            InvalidRecordError: if one of them does not fit, or a base badge is recorded.

        >>> record = TalentRecord(kind="freelancer", contracts=[])
        >>> record.with_score(90, since=date(2026, 12, 14)).reputation.score_on(date(2026, 12, 20))
        90
        """
        added = Score(since=since, score=score)
        own = () if self.reputation is None else self.reputation.scores
        return self.with_reputation(
            scores=[*(score for score in own if score.since != since), added]
        )

    def _with(self, changed: Contract) -> TalentRecord:
        contracts = [changed if known.id == changed.id else known for known in self.contracts]
        return attrs.evolve(self, contracts=contracts)


def check_record(record: object) -> None:
    """Refuse what is no record.

    Raises:
        WrongTypeError: if it is none.
    """
    if type(record) is not TalentRecord:  # as usual: be quick
        expect(TalentRecord, "; load_record reads one", record=record)


def _contradiction(path: str, message: str) -> Problem:
    code, allowed = ProblemCode.CONTRADICTION, "one of the two"
    return unfit(code, allowed, "a contradiction", at=path, message=message)

"""What remedies are: one way to hold a badge, until when it does, and what stands beside it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

import attrs

from badgerules import converters
from badgerules.answer_base import Shown, no_truth_value
from badgerules.criteria import turned_by_key
from badgerules.decisions import by_criterion
from badgerules.eligibility import bars_of
from badgerules.errors import expect
from badgerules.findings import Finding
from badgerules.money import dollars, dollars_shown, dollars_text
from badgerules.records import Contract, TalentRecord, check_record
from badgerules.timeline import Border, Outlook, next_change
from badgerules.timeline.build import lost_on
from badgerules.timeline.events import event_days
from badgerules.timeline.paid import PaidDays, PaidSum
from badgerules.timeline.spans import worked_out
from badgerules.vocabulary import Badge, Category, ContractOutcome, Turned, counted
from badgerules.windows import ONE_DAY, TrailingWindow

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from decimal import Decimal

    from badgerules.talent_facts import PlatformStats

ANY_ACTIVITY = "a proposal, an accepted invitation or any payment"


@attrs.frozen(kw_only=True, repr=False)
class Remedy(Shown):
    """One way to hold a badge: what to pay where, and from when to when it does.

    Args:
        contract_id: the contract to pay on; None for a new one.
        category: its category; None where any contract will do.
        cents: how much, in cents; 0 where only feedback is lacking.
        pay_on: the day of the payment.
        holds_on: the first day on which the badge then holds, or would but for the obstacles.
        keeps: the badge is held, and would be lost on that day.
        needs_positive_feedback: the contract must also end with positive feedback (TRP-F5).
        any_activity_does: only activity is lacking, so that a proposal is enough (TR-F8).
        outlook: the facts, the badge, and the rules for every day.
        never: the keys of criteria that stay unmet whatever is paid.
    """

    contract_id: str | None
    category: Category | None
    cents: int
    pay_on: date
    holds_on: date
    keeps: bool
    needs_positive_feedback: bool
    any_activity_does: bool
    outlook: Outlook
    never: frozenset[str]

    @property
    def _in_short(self) -> str:
        aim = "keeps it on" if self.keeps else "holds on"
        amount = dollars_shown(self.cents)
        return f"{self.outlook.badge}: {amount} on {self.pay_on}, {aim} {self.holds_on}"

    @property
    def is_bonus(self) -> bool:
        """Whether the contract to pay on has ended by the day of the payment."""
        return self.contract_id in ended_by(self.outlook.record, self.pay_on)

    @property
    def amount(self) -> Decimal:
        """How much to pay, in dollars."""
        return dollars(self.cents)

    @cached_property
    def first_day(self) -> date:
        """The first day on which it does: that of the payment, or of an activity that still counts.

        Clause: TR-F8, RT-1, RT-3.
        """
        if not self.any_activity_does:
            return self.pay_on
        decision = self.outlook.decided_on(self.holds_on)
        criteria = [finding.criterion for finding in by_criterion(decision).values()]
        limits = [
            getattr(decision.edition, criterion.numbers[0])
            for criterion in criteria
            if criterion.turned is Turned.BY_ACTIVITY
        ]
        counted_from = TrailingWindow.of_days(min(limits), through=self.holds_on).first_day
        return max(self.outlook.known_through, counted_from)

    @cached_property
    def pay_by(self) -> date | None:
        """The last day up to which the same amount is enough without a break; None if it always is.

        From `holds_on` on, paid on any day up to this one, it is enough on that day; paid a day
        later it is not. Later still it may be again, as once a refund has left the window or a
        payment recorded ahead has come. With `keeps` it is the day of the loss that is prevented.
        """
        return self.holds_on if self.keeps else _last_day(self)

    def applied_to(self, record: TalentRecord, *, on: date | None = None) -> TalentRecord:
        """Return the record with the payment, and the feedback where it is needed.

        Args:
            record: the record that the remedy was found for.
            on: the day of both; None for `pay_on`.

        Raises:
            InvalidRecordError: if it is no record, or one without that contract, or the day is no
                date.
        """
        check_record(record)
        converters.check("remedy", on=converters.optional_day(on))
        day = self.pay_on if on is None else on
        stats = record.stats
        if stats is not None and stats.shown_on == day:
            record = attrs.evolve(record, stats=self._added_to(stats))
        return self._paid_in(record, day) if record.contracts_known else record

    def _paid_in(self, record: TalentRecord, day: date) -> TalentRecord:
        contract_id = self.contract_id
        if contract_id is None:
            contract_id = _unused_id(record)
            category = next(iter(Category)) if self.category is None else self.category
            record = record.with_contract(Contract(id=contract_id, category=category))
        if self.cents:
            record = record.with_payment(contract_id, dollars_text(self.cents), on=day)
        if self.needs_positive_feedback:
            record = record.with_outcome(contract_id, ContractOutcome.POSITIVE, on=day)
        return record

    def _added_to(self, stats: PlatformStats) -> PlatformStats:
        """Return the figures with the payment; a new contract that is large is ticked."""
        earned, is_ticked = stats.earnings_12_months, stats.has_large_contract
        if is_ticked is False and self.contract_id is None and self.category is not None:
            decision = self.outlook.decided_on(stats.shown_on)
            bars = bars_of(self.outlook.record, decision.question)
            is_ticked = self.cents >= bars.large_contract[self.category]
        return attrs.evolve(
            stats,
            earnings_12_months=None if earned is None else earned + self.amount,
            has_large_contract=is_ticked,
        )

    @property
    def text(self) -> str:
        """The remedy as a sentence without a full stop."""
        return self.text_of([self.contract_id])

    def text_of(self, contract_ids: list[str | None]) -> str:
        """Return the text of ways that differ from this one in nothing but the contract.

        Args:
            contract_ids: the contracts that they pay on, that of this one among them.

        Raises:
            WrongTypeError: if it is no list.
            InvalidRecordError: if one of them is no id.
        """
        expect(list, contract_ids=contract_ids)
        for contract_id in contract_ids:
            converters.check("remedy", contract_ids=converters.optional_text(contract_id))
        where = self._where(contract_ids)
        amount = f"{dollars_shown(self.cents)} more {where}"
        parts = [ANY_ACTIVITY if self.any_activity_does else amount]
        feedback = f"positive feedback {'on it' if self.cents and amount in parts else where}"
        if self.needs_positive_feedback:
            parts = [*parts, feedback] if self.cents else [feedback]
        return ", ".join([" and ".join(parts), *self._when()])

    def _when(self) -> Iterator[str]:
        """Say from which day, if not from now, and until which day the payment is enough."""
        first_day, last_day = self.first_day, self.pay_by
        is_later = first_day > self.outlook.known_through
        if is_later and self.any_activity_does and last_day not in {None, first_day}:
            yield f"from {first_day} to {last_day}"
            return
        is_later = is_later and (self.any_activity_does or not self.keeps)
        if is_later:
            yield f"on {first_day}" if first_day == last_day else f"on {first_day} or later"
        if last_day is not None and not (is_later and first_day == last_day):
            yield f"by {last_day} at the latest"

    def _where(self, contract_ids: Sequence[str | None]) -> str:
        if self.category is None:
            return "on any contract, a new one too"
        names = [contract_id for contract_id in contract_ids if contract_id is not None]
        if not names:
            return f"on a new contract in {self.category.label}"
        bonus = ", as a bonus since it has ended" if self.is_bonus else ""
        *others, last = names
        either = f"{', '.join(others)} or {last}" if others else last
        return f"on {either} ({self.category.label}){bonus}"

    @property
    def likeness(self) -> Hashable:
        """What two ways have alike that differ in nothing but the contract."""
        return (
            *(self.category, self.cents, self.pay_on, self.holds_on, self.pay_by),
            *(self.needs_positive_feedback, self.any_activity_does),
            *(self.contract_id is None, self.is_bonus),
        )


def ended_by(record: TalentRecord, day: date) -> set[str]:
    """Return the ids of the contracts that have ended by a day.

    Args:
        record: the facts.
        day: the day.
    """
    return {
        contract.id
        for contract in record.contracts
        if contract.ended_on is not None and contract.ended_on <= day
    }


def _unused_id(record: TalentRecord) -> str:
    """Return an id that no contract of a record has."""
    name = "new contract"
    while any(contract.id == name for contract in record.contracts):
        name = f"another {name}"
    return name


@attrs.frozen(kw_only=True)
class Wait:
    """A criterion that waiting meets.

    Args:
        criterion: its key; that of a computed Top Rated begins with "top_rated.".
        clause: the id of the clause that is not met on the day before.
        until: the day from which on it is met, without a break, when the badge holds.
    """

    criterion: str
    clause: str
    until: date


@attrs.frozen(kw_only=True, repr=False)
class Remedies(Shown):
    """Every way to a badge or to keep it, cheapest first, and what stands in the way of all.

    Args:
        outlook: the facts, the badge, and the rules for every day.
        ways: what to do so as to hold the badge; empty while it is held.
        keep: what to do so as not to lose it on the day of the change; empty unless it is held.
        waits: the criteria that waiting alone meets, each with its day.
        obstacles: the findings that neither time nor a single payment changes; while there are
            any, the ways are what money can do, and hold the badge on no day.
    """

    outlook: Outlook
    ways: tuple[Remedy, ...] = ()
    keep: tuple[Remedy, ...] = ()
    waits: tuple[Wait, ...] = ()
    obstacles: tuple[Finding, ...] = ()

    @property
    def _in_short(self) -> str:
        parts = {"ways": self.ways or self.keep, "waits": self.waits, "obstacles": self.obstacles}
        told = ", ".join(counted(len(part), name) for name, part in parts.items())
        return f"{self.badge} on {self.outlook.known_through}: {told}"

    @property
    def badge(self) -> Badge:
        """The badge."""
        return self.outlook.badge

    @property
    def change(self) -> Border | None:
        """The next border where the badge begins or ceases to be met with nothing done, or None."""
        return next_change(
            self.outlook.record,
            self.outlook.badge,
            as_of=self.outlook.known_through,
            readings=self.outlook.readings,
            edition=self.outlook.edition,
        )

    def __bool__(self) -> NoReturn:
        no_truth_value("remedies", "`remedies.ways`")


def _last_day(way: Remedy) -> date | None:
    """Return the last day up to which the same amount is enough without a break; None if always.

    It is the day before the first on which the badge fails with the amount paid on that very day.
    """
    ahead = worked_out(way.outlook, way.holds_on, _paid_from)
    if not ahead.is_foreseen:
        return last_day_tried(way)
    fails_on = ahead.fails_on(sum_of(way), way.never)
    return None if fails_on is None else fails_on - ONE_DAY


def _paid_from(outlook: Outlook, day: date) -> PaidDays:
    """Look ahead from a day on to where nothing recorded can change any more."""
    return PaidDays(outlook, day, event_days(outlook).settled_on(day))


def sum_of(way: Remedy) -> PaidSum:
    """Return what a way pays.

    Args:
        way: the way.
    """
    return PaidSum(way.contract_id, way.category, way.cents, way.needs_positive_feedback)


def last_day_tried(way: Remedy) -> date | None:
    """Return the last day of a way by trying it out: equally right, but slower.

    The payment moves to each day tried, so that only what leaves the window meanwhile can end the
    way: not the payment itself, nor a lack of activity, since a payment is activity.
    """
    outlook, paid_on = way.outlook, way.holds_on
    turned = turned_by_key(outlook.badge, outlook.record.kind)
    activity = {key for key, how in turned.items() if how is Turned.BY_ACTIVITY}
    besides = way.never | activity if way.cents else way.never
    events = event_days(outlook)
    settled = events.settled_on(paid_on)
    while paid_on <= settled:
        paid = attrs.evolve(outlook, record=way.applied_to(outlook.record, on=paid_on))
        ends_on = lost_on(paid, paid_on, events.settled_on(paid_on), besides)
        if ends_on is None:
            return None
        length = outlook.decided_on(paid_on).question.window_length
        if ends_on == paid_on or paid_on in length.ending(ends_on):
            return ends_on - ONE_DAY
        turning_on = events.quiet_until(paid_on)
        paid_on = max(length.leaves_on(paid_on), paid_on + ONE_DAY, turning_on - ONE_DAY)
    return None

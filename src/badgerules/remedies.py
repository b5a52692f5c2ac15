"""The least that must change: what to pay on which contract, by when, and how long to wait.

Amounts are exact to the cent and days to the day: a cent less or a day later is not enough.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import attrs

from badgerules import converters
from badgerules.answer_base import Shown, no_truth_value
from badgerules.assessment import decide
from badgerules.criteria import (
    NEGATIVE_SHARE,
    PLUS_EARNINGS,
    PLUS_LARGE_CONTRACT,
    TOP_RATED_ACTIVITY,
    turned_by_key,
)
from badgerules.decisions import by_criterion
from badgerules.eligibility import bars_of
from badgerules.errors import expect, refuse, unfit
from badgerules.findings import Finding, LargeContractFinding, is_left_open
from badgerules.money import dollars, dollars_shown, dollars_text
from badgerules.records import Contract, TalentRecord, check_record
from badgerules.rulebook import WHOLE
from badgerules.thresholds import DEFAULT_READINGS, Edition, NegativeShareScope, Readings
from badgerules.timeline import Border, Outlook, next_change
from badgerules.timeline.build import days_of_knowledge, event_days, lost_on, tracks_between
from badgerules.timeline.by_badge import WHOLE_BADGE, turning_days
from badgerules.timeline.money import MoneyAhead
from badgerules.timeline.paid import PaidDays, PaidSum
from badgerules.timeline.spans import worked_out
from badgerules.timeline.tracks import combined, verdict_on
from badgerules.vocabulary import (
    Badge,
    Category,
    ContractOutcome,
    Kind,
    ProblemCode,
    Turned,
    Unit,
    Verdict,
    counted,
)
from badgerules.windows import ONE_DAY, TrailingWindow

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from decimal import Decimal

    from badgerules.criteria import Criterion
    from badgerules.decisions import Decision
    from badgerules.findings import ContractRow
    from badgerules.names import BadgeName
    from badgerules.talent_facts import PlatformStats
    from badgerules.thresholds import Bars
    from badgerules.timeline.tracks import Track

MET, NEGATIVE = Verdict.MET, ContractOutcome.NEGATIVE
ONE_CENT = 1
ANY_ACTIVITY = "a proposal, an accepted invitation or any payment"
_PAID = {Turned.BY_ACTIVITY, Turned.BY_MONEY}
"""What a payment can turn."""
_SHARE = NEGATIVE_SHARE.key
_FORESEEN = {PLUS_EARNINGS.key, PLUS_LARGE_CONTRACT.key, _SHARE, TOP_RATED_ACTIVITY.key}
"""The criteria whose change by a payment is known in advance; for others, ways are tried out."""


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
        return self.contract_id in _ended_by(self.outlook.record, self.pay_on)

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
        """The last day on which paying the same amount is enough; None if there is no last day."""
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


def _ended_by(record: TalentRecord, day: date) -> set[str]:
    """Return the ids of the contracts that have ended by a day."""
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


def remedies(
    record: TalentRecord,
    badge: Badge | BadgeName,
    *,
    as_of: date,
    pay_on: date | None = None,
    every_category: bool = False,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> Remedies:
    """Find every minimal way to a badge, or to keep it, cheapest first.

    The badge is to hold on the first day on which a payment in one place brings it. Where bad
    endings weigh (TRP-A3), payments in several places may bring it sooner, or for less.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the last day whose facts are known.
        pay_on: the day of the payment; None for `as_of`, and for the day of the loss where the
            badge is to be kept.
        every_category: a new contract in each category, not only in the one with the lowest bar.
        readings: how ambiguous clauses are read.
        edition: as in `timeline`.

    Returns:
        The ways, what to wait for, and what neither money nor time changes.

    Raises:
        NoEditionInForceError: if no edition covers the day, or none has that id.
        InvalidRecordError: if a day is not a date, `pay_on` lies before `as_of`, or there is no
            such badge.
        WrongTypeError: if it is no record, or edition or readings are something else.

    >>> shop = Contract(id="shop", category="legal").with_payment("9400", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> for way in remedies(record, "top_rated_plus", as_of=date(2020, 9, 1)).ways:
    ...     print(way.text)
    $600.00 more on any contract, a new one too, by 2021-02-28 at the latest
    """
    converters.check("remedies", every_category=converters.flag(every_category))
    if pay_on is not None:
        _check_days(as_of, pay_on)
    decision = decide(record, badge, as_of=as_of, readings=readings, edition=edition)
    outlook = Outlook(
        record=record,
        badge=decision.badge,
        known_through=as_of,
        readings=readings,
        edition=None if edition is None else decision.edition,
    )
    if decision.is_met:
        return _to_keep(outlook, pay_on, every_category=every_category)
    if record.is_money_open:
        return _once_known(outlook, pay_on or as_of, every_category=every_category)
    if pay_on is not None:
        decision = outlook.decided_on(pay_on)
        if decision.is_met:  # time alone brings it by then
            return Remedies(outlook=outlook, waits=tuple(_waits_until(outlook, pay_on)))
    return _to_gain(_Task(outlook, decision.as_of, every_category), decision)


def _once_known(outlook: Outlook, day: date, *, every_category: bool) -> Remedies:
    """Find ways on the first day on which all that matters is known, where money is open.

    Where that day does not come, or the badge is held on it, what is not known is all there is to
    say.
    """
    known_on = _known_on(outlook, day)
    decision = None if known_on is None else outlook.decided_on(known_on)
    if known_on is None or decision is None or decision.is_met:
        found = by_criterion(outlook.decided_on(day)).values()
        return Remedies(outlook=outlook, obstacles=tuple(filter(is_left_open, found)))
    return _to_gain(_Task(outlook, known_on, every_category), decision)


def _known_on(outlook: Outlook, day: date) -> date | None:
    """Return the first day from one on on which no money is left open; None if there is none."""
    last_day = event_days(outlook).settled_on(day)
    for turning_on in days_of_knowledge(outlook, day, last_day):
        found = by_criterion(outlook.decided_on(turning_on)).values()
        if not any(map(is_left_open, found)):
            return turning_on
    return None


def _to_gain(task: _Task, decision: Decision) -> Remedies:
    """Find what to pay on the day of a task, and what to wait for."""
    outlook, found = task.outlook, by_criterion(decision)
    waits = any(
        finding.verdict is not MET and not _is_paid(finding.criterion) for finding in found.values()
    )
    if not waits and (ways := _ways(task, decision, found)):
        return Remedies(outlook=outlook, ways=tuple(ways))
    return _to_gain_in_time(task, found)


def _check_days(as_of: date, pay_on: date) -> None:
    converters.check("remedies", as_of=converters.day(as_of), pay_on=converters.day(pay_on))
    if pay_on < as_of:
        message = f"must be on or after as_of, {as_of}, got {pay_on}"
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day from {as_of} on"
        refuse("remedies", [unfit(code, allowed, str(pay_on), at="pay_on", message=message)])


class _Task(NamedTuple):
    """What to find ways for; the fields are named as in `Remedy` and `remedies`."""

    outlook: Outlook
    pay_on: date
    every_category: bool
    never: frozenset[str] = frozenset()
    keeps: bool = False


def _to_keep(outlook: Outlook, pay_on: date | None, *, every_category: bool) -> Remedies:
    """Find what to pay so as not to lose the badge on the day on which it would be lost."""
    remedies = Remedies(outlook=outlook)
    loss = remedies.change
    if loss is None:
        return remedies
    found = by_criterion(loss.after)
    lost = [
        finding
        for finding in found.values()
        if is_left_open(finding) or (finding.verdict is not MET and not _is_paid(finding.criterion))
    ]
    if lost:
        return attrs.evolve(remedies, obstacles=tuple(lost))
    day = loss.on if pay_on is None else min(pay_on, loss.on)
    keep = _ways(_Task(outlook, day, every_category, keeps=True), loss.after, found)
    stuck = () if keep else tuple(_lacking(found).values())
    return attrs.evolve(remedies, keep=tuple(keep), obstacles=stuck)


def _to_gain_in_time(task: _Task, found: dict[str, Finding]) -> Remedies:
    """Find the first day on which a payment is enough, and what to wait for until then."""
    outlook, pay_on = task.outlook, task.pay_on
    last_day = event_days(outlook).settled_on(pay_on)
    tracks = _by_criterion(outlook, tracks_between(outlook, pay_on, last_day), last_day)
    turned = turned_by_key(outlook.badge, outlook.record.kind)
    timed = {key: track for key, track in tracks.items() if turned[key] not in _PAID}
    never = _never(timed, pay_on)
    timed = {key: track for key, track in timed.items() if key not in never}
    stuck = [finding for key, finding in found.items() if key in never]
    days = _days_to_try(outlook, combined([[(pay_on, MET)], *timed.values()]), last_day)
    day, ways = _first_success(task._replace(never=never), days)
    if day is None:
        day = days[0]
        stuck += _lacking(by_criterion(outlook.decided_on(day))).values()
    elif _SHARE in tracks and (day > days[0] or verdict_on(tracks[_SHARE], day) is MET):
        timed[_SHARE] = tracks[_SHARE]  # met by time alone, or so nearly that a payment is enough
    waits = tuple(_waits(outlook, timed, pay_on, day))
    return Remedies(outlook=outlook, ways=tuple(ways), waits=waits, obstacles=tuple(stuck))


def _by_criterion(outlook: Outlook, tracks: dict[str, Track], last_day: date) -> dict[str, Track]:
    """Return the track of each criterion; on days on which it does not apply it counts as met."""
    if WHOLE_BADGE not in tracks:
        return tracks
    known, own = (
        [day for day, _ in tracks[WHOLE_BADGE]],
        turning_days(outlook.record, outlook.badge),
    )
    inside = {day for day in own if known[0] < day <= last_day}
    days = {day: by_criterion(outlook.decided_on(day)) for day in sorted({*known, *inside})}
    return {
        key: [(day, found[key].verdict if key in found else MET) for day, found in days.items()]
        for key in dict.fromkeys(key for found in days.values() for key in found)
    }


def _never(tracks: dict[str, Track], first_day: date) -> frozenset[str]:
    """Return the criteria that waiting cannot meet, alone or together."""
    never = {
        key for key, track in tracks.items() if all(verdict is not MET for _, verdict in track)
    }
    coming = {key: track for key, track in tracks.items() if key not in never}
    whole = combined([[(first_day, MET)], *coming.values()])
    if all(verdict is not MET for _, verdict in whole):
        never |= {key for key, track in coming.items() if verdict_on(track, first_day) is not MET}
    return frozenset(never)


def _days_to_try(outlook: Outlook, coming: Track, last_day: date) -> list[date]:
    """Return the days on which the badge can first hold thanks to a payment.

    Start with the first day on which every criterion that money cannot change is met. Where bad
    endings weigh (TRP-A3), add each later day on which one more good contract in scope is enough.
    Where it is not foreseen what a payment does, add each day that is recorded; where money is
    known in part, each day on which what is left open may turn.
    """
    days = [day for day, verdict in coming if verdict is MET]
    first = outlook.decided_on(days[0])
    is_foreseen = _is_foreseen(_lacking(by_criterion(first)))
    weighs_endings = outlook.badge is Badge.TOP_RATED_PLUS and outlook.record.kind is Kind.AGENCY
    is_open = outlook.record.is_money_open
    if is_foreseen and not weighs_endings and not is_open:
        return days[:1]
    if weighs_endings:
        bars, length = bars_of(outlook.record, first.question), first.question.window_length
        money = MoneyAhead(outlook.record.contracts, length, days[0], last_day)
        share = bars.negative_share
        days += [
            step.day
            for step in money.shares(bars)
            if step.negative <= (step.scope + 1) * share // WHOLE
        ]
    if not is_foreseen:
        days += [day for day in event_days(outlook).days if days[0] < day <= last_day]
    if is_open:
        days += days_of_knowledge(outlook, days[0], last_day)
    return [day for day in sorted({*days}) if verdict_on(coming, day) is MET]


def _first_success(task: _Task, days: list[date]) -> tuple[date | None, list[Remedy]]:
    """Return the first of the days on which a payment is enough, if any, and the ways."""
    for day in days:
        decision = task.outlook.decided_on(day)
        found = by_criterion(decision)
        ways = _ways(task, decision, found)
        if ways or not _lacking(found):
            return day, ways
    return None, []


def _waits_until(outlook: Outlook, last_day: date) -> Iterator[Wait]:
    """List the waits for a badge that is not held yet, and is held on `last_day`."""
    first_day = outlook.known_through
    tracks = _by_criterion(outlook, tracks_between(outlook, first_day, last_day), last_day)
    held_since, _ = combined(tracks.values())[-1]
    yield from _waits(outlook, tracks, first_day, held_since)


def _waits(outlook: Outlook, tracks: dict[str, Track], pay_on: date, day: date) -> Iterator[Wait]:
    """List the criteria that become met between the payment and `day`."""
    for key, track in tracks.items():
        since, verdict = [entry for entry in combined([track]) if entry[0] <= day][-1]
        until = since if verdict is MET else day
        if until > pay_on:
            lacking = by_criterion(outlook.decided_on(until - ONE_DAY))[key]
            yield Wait(criterion=key, clause=lacking.clause, until=until)


def _lacking(found: dict[str, Finding]) -> dict[str, Finding]:
    """Return the findings that are not met and that money can change."""
    return {
        key: finding
        for key, finding in found.items()
        if finding.verdict is not MET and _is_paid(finding.criterion)
    }


def _is_foreseen(lacking: dict[str, Finding]) -> bool:
    """Tell whether it is known of all findings how a payment changes them."""
    return all(one.criterion.key in _FORESEEN for one in lacking.values())


def _is_paid(criterion: Criterion) -> bool:
    """Tell whether a payment can change a criterion."""
    return criterion.turned in _PAID


def _ways(task: _Task, decision: Decision, found: dict[str, Finding]) -> list[Remedy]:
    """Return the ways to hold the badge on one day by a payment, cheapest first.

    Where it is not known what is lacking, there are none.
    """
    lacking, day, share = _lacking(found), decision.as_of, found.get(_SHARE)
    if not lacking or any(map(is_left_open, lacking.values())):
        return []
    keys = {finding.criterion.key for finding in lacking.values()}
    sums = [finding for finding in lacking.values() if _is_sum(finding)]
    gap = max([0, *(finding.missing_units or 0 for finding in sums)])
    is_foreseen = _is_foreseen(lacking)
    least = gap or int(TOP_RATED_ACTIVITY.key in keys or not is_foreseen)
    ways = [
        Remedy(
            contract_id=contract_id,
            category=category,
            cents=max(least, cents),
            pay_on=task.pay_on,
            holds_on=day,
            keeps=task.keeps,
            needs_positive_feedback=needs_positive_feedback,
            any_activity_does=least > gap and not cents and is_foreseen,
            outlook=task.outlook,
            never=task.never,
        )
        for contract_id, category, cents, needs_positive_feedback in _places(task, decision, found)
    ]
    ended = _ended_by(task.outlook.record, task.pay_on)
    ways.sort(key=lambda way: (way.contract_id in ended, way.cents, way.needs_positive_feedback))
    # What is paid on a contract may open what was paid on it before (TRP-F3, WIN-5).
    is_plain = (
        task.pay_on == day
        and decision.edition.based_on is None
        and is_foreseen
        and not task.outlook.record.is_money_open
    )
    if share is None and is_plain:
        return ways
    # One contract more in scope makes the share no worse, unless it ended badly (TRP-A3).
    is_safe = is_plain and share is not None and share.verdict is MET
    bad = {
        contract.id
        for contract in task.outlook.record.contracts
        if contract.outcome_by(day) is NEGATIVE
    }
    looks: dict[tuple[date, date], PaidDays] = {}
    sure = [way if is_safe and way.contract_id not in bad else _in_time(way, looks) for way in ways]
    return [way for way in sure if way is not None]


def _is_sum(finding: Finding) -> bool:
    """Tell whether a payment anywhere adds to it, as to earnings."""
    is_large = isinstance(finding, LargeContractFinding)
    return finding.unit is Unit.USD and not is_large


def _in_time(way: Remedy, looks: dict[tuple[date, date], PaidDays]) -> Remedy | None:
    """Move the payment to the first day that works; return None if no day does.

    Args:
        way: the way, with the payment on the first day that may do.
        looks: what was looked at for other ways, by the first and the last day.
    """
    for paid_on in dict.fromkeys((way.pay_on, max(way.pay_on, way.first_day), way.holds_on)):
        candidate = way if paid_on == way.pay_on else attrs.evolve(way, pay_on=paid_on)
        days = (paid_on if way.keeps else way.holds_on, way.holds_on)
        if days not in looks:
            looks[days] = PaidDays(way.outlook, *days)
        ahead = looks[days]
        if ahead.is_foreseen and ahead.counts(paid_on):
            is_enough = ahead.fails_on(_sum_of(way), way.never) is None
        else:
            is_enough = is_enough_tried(candidate)
        if is_enough:
            return candidate
    return None


def is_enough_tried(way: Remedy) -> bool:
    """Tell whether a way is enough by trying it out: equally right, but slower."""
    paid = attrs.evolve(way.outlook, record=way.applied_to(way.outlook.record))
    if way.keeps:
        return lost_on(paid, way.pay_on, way.holds_on, way.never) is None
    return _is_held_but_for(paid.decided_on(way.holds_on), way.never)


def _is_held_but_for(decision: Decision, never: frozenset[str]) -> bool:
    """Tell whether a badge is held, whatever becomes of the criteria that nothing paid meets."""
    found = by_criterion(decision)
    return all(found[key].verdict is MET for key in found.keys() - never)


def _places(
    task: _Task, decision: Decision, found: dict[str, Finding]
) -> Iterator[tuple[str | None, Category | None, int, bool]]:
    """List where to pay: contract (None is a new one), category, cents, if feedback is needed."""
    record, day, large = task.outlook.record, decision.as_of, found.get("large_contract")
    bars = bars_of(record, decision.question)
    asks = {"large_contract"}  # for a contract that becomes large, the first or (TRP-A3) one more
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        asks.add(_SHARE)
    if isinstance(large, LargeContractFinding) and asks & _lacking(found).keys():
        for row in large.rows:
            if row.is_able:
                contract, lacking = row.contract, _lacking_on(row, bars, decision)
                is_unrated = bars.needs_positive and contract.outcome_by(day) is None
                yield contract.id, contract.category, lacking, is_unrated
        for category in _categories(task, bars):
            yield None, category, bars.large_contract[category], bars.needs_positive
    elif _SHARE not in found and _is_foreseen(_lacking(found)):
        yield None, None, 0, False
    else:  # any contract may do, but each changes the share in its own way (TRP-A3)
        for contract in record.contracts:
            yield contract.id, contract.category, ONE_CENT, False
        for category in _categories(task, bars):
            yield None, category, ONE_CENT, False


def _lacking_on(row: ContractRow, bars: Bars, decision: Decision) -> int:
    """Return the cents to make a contract large; unpaid in the window it needs some (TRP-F3)."""
    if bars.is_lifetime_contract:
        window, contract = decision.question.window, row.contract
        if not contract.is_paid_within(window.after, window.through):
            return max(ONE_CENT, row.required_cents - contract.earned_through(window.through))
    return row.shortfall_cents


def _categories(task: _Task, bars: Bars) -> list[Category]:
    """Return the category worked in whose bar is lowest, and one whose bar is lower still."""
    table = bars.large_contract
    if task.every_category:
        return list(table)
    worked_in = {contract.category for contract in task.outlook.record.contracts}
    lowest = min(table, key=table.__getitem__)
    own = min((one for one in table if one in worked_in), key=table.__getitem__, default=lowest)
    return [own] if table[own] == table[lowest] else [own, lowest]


def _last_day(way: Remedy) -> date | None:
    """Return the last day on which paying the same amount is enough; None if there is none.

    It is the day before the first on which the badge fails with the amount paid on that very day.
    """
    ahead = worked_out(way.outlook, way.holds_on, _paid_from)
    if not ahead.is_foreseen:
        return last_day_tried(way)
    fails_on = ahead.fails_on(_sum_of(way), way.never)
    return None if fails_on is None else fails_on - ONE_DAY


def _paid_from(outlook: Outlook, day: date) -> PaidDays:
    """Look ahead from a day on to where nothing recorded can change any more."""
    return PaidDays(outlook, day, event_days(outlook).settled_on(day))


def _sum_of(way: Remedy) -> PaidSum:
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
    while paid_on < settled:
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

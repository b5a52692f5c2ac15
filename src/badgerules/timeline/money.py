"""Money from day to day: the days on which sums reach a bar, and on which contracts count.

Each contract gives the spans of days on which it is large, or in the scope of the share of bad
endings; counting them over all contracts costs the sorting of their days. A contract that is never
large is told so by its sums alone. The rules are those of `eligibility`; a property test compares
the two on every day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from badgerules.criteria import NEGATIVE_SHARE, PLUS_EARNINGS, PLUS_LARGE_CONTRACT
from badgerules.eligibility import bars_of
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.timeline.tracks import joined
from badgerules.vocabulary import ContractOutcome, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from badgerules.decisions import Question
    from badgerules.records import Contract, TalentRecord
    from badgerules.thresholds import Bars
    from badgerules.timeline.tracks import Days, Track
    from badgerules.windows import WindowLength

Steps: TypeAlias = list[tuple[date, int]]
"""A number from each of some days on, in order."""
POSITIVE, NEGATIVE = ContractOutcome.POSITIVE, ContractOutcome.NEGATIVE


class ShareStep(NamedTuple):
    """How many contracts the share of bad endings is taken of, from a day on, and the bad ones."""

    day: date
    scope: int
    negative: int


@lru_cache(maxsize=16)
def _leaving(length: WindowLength) -> Callable[[date], date]:
    """Return what tells the first day whose window no longer holds a day, once for each day."""
    return lru_cache(maxsize=20_000)(length.leaves_on)  # over fifty years


class MoneyAhead:
    """What money does from one day to another.

    Args:
        record: whose payments count.
        question: the first day, the edition and the readings.
        last_day: where to end, included.
    """

    def __init__(self, record: TalentRecord, question: Question, last_day: date) -> None:
        self.contracts: tuple[Contract, ...] = record.contracts
        self.is_agency: bool = record.kind is Kind.AGENCY
        self.bars: Bars = bars_of(record, question)
        self.length: WindowLength = question.window_length
        self.first_day: date = question.as_of
        self.last_day: date = last_day
        self.after: date = question.window.after
        self.last_after: date = self.length.ending(last_day).after
        self.leaving: Callable[[date], date] = _leaving(self.length)
        """What tells the first day whose window no longer holds a day."""

    @cached_property
    def places(self) -> dict[str, tuple[int, int, int, int]]:
        """Where the payments of each contract lie that matter, by its id.

        Those between the first two places are in the window of the first day, those from there to
        the last place come later, and those before the third place have left by the last day.
        """
        return {
            contract.id: (
                bisect_right(contract.paid_days, self.after),
                bisect_right(contract.paid_days, self.first_day),
                bisect_right(contract.paid_days, self.last_after),
                bisect_right(contract.paid_days, self.last_day),
            )
            for contract in self.contracts
        }

    @cached_property
    def earned(self) -> Steps:
        """The cents in the window, over all contracts."""
        changes, total, leaving = defaultdict[date, int](int), 0, self.leaving
        for contract in self.contracts:
            days, cents = contract.paid_days, contract.running_cents
            gone, here, end_gone, end = self.places[contract.id]
            total += cents[here] - cents[gone]
            for index in range(here, end):
                changes[days[index]] += cents[index + 1] - cents[index]
            for index in range(gone, end_gone):
                changes[leaving(days[index])] += cents[index] - cents[index + 1]
        return _summed(self.first_day, total, changes)

    @cached_property
    def earned_for_life(self) -> Steps:
        """The cents paid so far, over all contracts."""
        changes, total = defaultdict[date, int](int), 0
        for contract in self.contracts:
            days, cents = contract.paid_days, contract.running_cents
            _, here, _, end = self.places[contract.id]
            total += cents[here]
            for index in range(here, end):
                changes[days[index]] += cents[index + 1] - cents[index]
        return _summed(self.first_day, total, changes)

    def large(self) -> Steps:
        """Return how many contracts are large (TRP-F2, TRP-A2)."""
        return self.counted([self.days_large(contract) for contract in self.contracts])

    @cached_property
    def inside(self) -> list[list[Days]]:
        """The days on which each contract is in the scope of the share (TRP-A3)."""
        return [self.days_in_scope(contract) for contract in self.contracts]

    @cached_property
    def shares(self) -> list[ShareStep]:
        """Of how many contracts the share is taken, and how many ended badly (TRP-A3)."""
        bad = [
            self.since_outcome(contract, days)
            for contract, days in zip(self.contracts, self.inside, strict=True)
            if contract.outcome is NEGATIVE
        ]
        scope, negative = dict(self.counted(self.inside)), dict(self.counted(bad))
        steps: list[ShareStep] = []
        in_scope = ended_badly = 0
        for day in sorted({*scope, *negative}):
            in_scope, ended_badly = scope.get(day, in_scope), negative.get(day, ended_badly)
            steps.append(ShareStep(day, in_scope, ended_badly))
        return steps

    def days_large(self, contract: Contract, paid: int = 0) -> list[Days]:
        """Return the days on which a contract is large (TRP-F2 to TRP-F5).

        Args:
            contract: the contract.
            paid: the cents paid besides, on the day itself, whichever it is.
        """
        days = self.days_enough(contract, paid)
        return self._able(contract, days) if days else days

    def days_enough(self, contract: Contract, paid: int) -> list[Days]:
        """Return the same whatever the feedback on the contract."""
        required = self.bars.large_contract[contract.category] - paid
        if self.bars.is_lifetime_contract:
            return self._days_of_lifetime(contract, required, is_paid=paid > 0)
        return self._days_reaching(contract, required)

    def _days_reaching(self, contract: Contract, required: int) -> list[Days]:
        """Return the days on which what is paid on a contract in the window reaches an amount."""
        days, cents = contract.paid_days, contract.running_cents
        gone, here, end_gone, end = self.places[contract.id]
        inside = cents[gone : end + 1]
        most = max(inside) - min(inside)
        if most < required:
            return []
        if required <= -most:
            return [(self.first_day, None)]
        leaving = [*map(self.leaving, days[gone:end_gone])]
        reached: list[Days] = []
        since = self.first_day if cents[here] - cents[gone] >= required else None
        for day in sorted({*days[here:end], *leaving}):
            left = gone + bisect_right(leaving, day)
            is_reached = cents[bisect_right(days, day)] - cents[left] >= required
            if is_reached and since is None:
                since = day
            elif since is not None and not is_reached:
                reached.append((since, day))
                since = None
        return reached if since is None else [*reached, (since, None)]

    def _days_of_lifetime(self, contract: Contract, required: int, *, is_paid: bool) -> list[Days]:
        """Return the days on which all that was paid counts and reaches an amount (TRP-F3)."""
        days, cents = contract.paid_days, contract.running_cents
        gone, here, end_gone, end = self.places[contract.id]
        turning = {self.first_day, *days[here:end]}
        turning |= {self.leaving(day) for day in days[gone:end_gone]}
        reached: list[Days] = []
        for day in sorted(turning):
            is_active = is_paid or contract.is_paid_within(self.length.ending(day).after, day)
            counted = cents[bisect_right(days, day)] if is_active else 0
            is_open = bool(reached) and reached[-1][1] is None
            if counted >= required and not is_open:
                reached.append((day, None))
            elif is_open and counted < required:
                reached[-1] = (reached[-1][0], day)
        return reached

    def _able(self, contract: Contract, days: list[Days]) -> list[Days]:
        """Return those of some days on which its feedback lets a contract serve (TRP-F5)."""
        bars, outcome, on = self.bars, contract.outcome, contract.outcome_on
        serves = outcome not in bars.unable_outcomes
        serves_unrated = not bars.needs_positive
        if bars.needs_positive:
            serves = outcome is POSITIVE
        if on is None or serves is serves_unrated:
            return days if serves else []
        return days_from(days, on) if serves else days_until(days, on)

    def days_in_scope(self, contract: Contract) -> list[Days]:
        """Return the days on which a contract is in the scope of the share (TRP-A3)."""
        scope = self.bars.share_scope
        if scope is NegativeShareScope.LARGE_CONTRACTS:
            return self.days_large(contract)
        inside, on = self.days_paid(contract), contract.outcome_on
        if on is not None and self.after < on <= self.last_day:
            until = self.leaving(on) if on <= self.last_after else None
            inside = joined([*inside, (max(on, self.first_day), until)])
        if scope is NegativeShareScope.ALL_CONTRACTS:
            return inside
        return [] if contract.outcome is None else self.since_outcome(contract, inside)

    def since_outcome(self, contract: Contract, days: list[Days]) -> list[Days]:
        """Return those of some days on which the outcome of a contract is known."""
        on = contract.outcome_on
        return days if on is None else days_from(days, on)

    def days_paid(self, contract: Contract) -> list[Days]:
        """Return the days in whose window a positive payment on a contract lies (WIN-5)."""
        days, cents, leaving = contract.paid_days, contract.running_cents, self.leaving
        gone, _, end_gone, end = self.places[contract.id]
        paid = [
            (max(days[index], self.first_day), leaving(days[index]) if index < end_gone else None)
            for index in range(gone, end)
            if cents[index + 1] > cents[index]
        ]
        return joined(paid)

    def counted(self, contracts: Iterable[list[Days]]) -> Steps:
        """Return for how many contracts a day is one of theirs."""
        changes = defaultdict[date, int](int)
        for days in contracts:
            for begin, end in days:
                changes[begin] += 1
                if end is not None:
                    changes[end] -= 1
        return _summed(self.first_day, changes.pop(self.first_day, 0), changes)


def _summed(first_day: date, start: int, changes: dict[date, int]) -> Steps:
    """Return a number from day to day, by what each later day adds to it."""
    steps = [(first_day, start)]
    for day in sorted(changes):
        start += changes[day]
        steps.append((day, start))
    return steps


def days_from(days: list[Days], begin: date) -> list[Days]:
    """Return what of some days lies on a day or later."""
    return [(max(first, begin), end) for first, end in days if end is None or end > begin]


def days_until(days: list[Days], end: date) -> list[Days]:
    """Return what of some days lies before a day."""
    return [
        (first, end if last is None or last > end else last) for first, last in days if first < end
    ]


def reaching(steps: Iterable[tuple[date, int]], bar: int) -> Track:
    """Return the track of a number that must reach a bar."""
    track: Track = []
    was_met = None
    for day, number in steps:
        is_met = number >= bar
        if is_met is not was_met:
            track.append((day, Verdict.MET if is_met else Verdict.UNMET))
            was_met = is_met
    return track


def money_tracks(money: MoneyAhead) -> dict[str, Track]:
    """Return the tracks of Top Rated Plus that money decides, by criterion."""
    bars = money.bars
    earned = money.earned_for_life if bars.is_lifetime_earnings else money.earned
    tracks = {
        PLUS_EARNINGS.key: reaching(earned, bars.earnings),
        PLUS_LARGE_CONTRACT.key: reaching(money.large(), 1),
    }
    if money.is_agency:
        share = bars.negative_share
        spare = [(step.day, step.scope * share // WHOLE - step.negative) for step in money.shares]
        tracks[NEGATIVE_SHARE.key] = reaching(spare, 0)
    return tracks

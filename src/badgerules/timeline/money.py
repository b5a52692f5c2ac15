"""Money from day to day: one sweep over the days on which payments or outcomes come or go.

Sums are in cents and updated event by event, so a career of n payments costs the sorting of 2 n
days. The rules are those of `eligibility`; a property test compares the two on every day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.vocabulary import ContractOutcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules.records import Contract
    from badgerules.thresholds import Bars
    from badgerules.timeline.tracks import Track
    from badgerules.windows import TrailingWindow, WindowLength


class MoneyStep(NamedTuple):
    """Sums and counts over the contracts of a talent, valid from one day until the next step.

    Args:
        day: the first day on which they are valid.
        earned: cents in the window.
        total: cents that count as earnings of Top Rated Plus, by its readings.
        large: how many contracts are large.
        scope: how many contracts the share of bad endings is taken of.
        negative: how many of those ended badly.
    """

    day: date
    earned: int
    total: int
    large: int
    scope: int
    negative: int


# What one day does to one contract: the day, the contract's number, and the cents in the window,
# the cents of its whole life, and the positive payments that come (or, negative, leave).
_Event: TypeAlias = tuple[date, int, int, int, int]


class _Sweep:
    """The sums and counts over one talent's contracts, moved forward from event to event."""

    def __init__(self, contracts: tuple[Contract, ...], bars: Bars, window: TrailingWindow) -> None:
        self.contracts, self.bars = contracts, bars
        self.window_cents = [
            contract.earned_between(window.after, window.through) for contract in contracts
        ]
        self.lifetime_cents = [contract.earned_through(window.through) for contract in contracts]
        self.positive = [
            contract.times_paid_within(window.after, window.through) for contract in contracts
        ]
        self.earned, self.lifetime = sum(self.window_cents), sum(self.lifetime_cents)
        # Of each contract: whether it is large, in the scope of the share, and ended badly there.
        self.flags = [(False, False, False)] * len(contracts)
        self.counts = [0, 0, 0]

    def apply(self, event: _Event) -> int:
        """Add an event to the sums, and return the number of its contract."""
        _, number, window_cents, lifetime_cents, positive = event
        self.window_cents[number] += window_cents
        self.lifetime_cents[number] += lifetime_cents
        self.positive[number] += positive
        self.earned += window_cents
        self.lifetime += lifetime_cents
        return number

    def judge(self, number: int, day: date, judged_until: date | None) -> None:
        """Update the counts for one contract, whose sums or outcome may have changed."""
        before, after = self.flags[number], self._flags(number, day, judged_until)
        if after != before:
            for index, (was, became) in enumerate(zip(before, after, strict=True)):
                self.counts[index] += became - was
            self.flags[number] = after

    def _flags(
        self,
        number: int,
        day: date,
        judged_until: date | None,
    ) -> tuple[bool, bool, bool]:
        contract, bars = self.contracts[number], self.bars
        outcome = contract.outcome_by(day)
        counted = self.window_cents[number]
        if bars.is_lifetime_contract:
            counted = self.lifetime_cents[number] if self.positive[number] else 0
        is_large = (
            counted >= bars.large_contract[contract.category]
            and outcome not in bars.unable_outcomes
            and (not bars.needs_positive or outcome is ContractOutcome.POSITIVE)
        )
        if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
            in_scope = is_large
        else:
            is_judged_inside = (
                outcome is not None
                and contract.outcome_on is not None
                and (judged_until is None or day < judged_until)
            )
            is_rated = bars.share_scope is NegativeShareScope.ALL_CONTRACTS or outcome is not None
            in_scope = is_rated and (is_judged_inside or self.positive[number] > 0)
        return (is_large, in_scope, in_scope and outcome is ContractOutcome.NEGATIVE)

    def step(self, day: date) -> MoneyStep:
        """Return the current sums and counts, as of `day`."""
        total = self.lifetime if self.bars.is_lifetime_earnings else self.earned
        return MoneyStep(day, self.earned, total, *self.counts)


def money_steps(
    contracts: tuple[Contract, ...],
    bars: Bars,
    length: WindowLength,
    first_day: date,
    last_day: date,
) -> list[MoneyStep]:
    """Return a step for the first day, and one for each later day on which something happens.

    Args:
        contracts: whose payments count.
        bars: of Top Rated Plus, with edition and readings resolved.
        length: how long a payment counts.
        first_day: where to begin.
        last_day: where to end, included.
    """
    first, last = (length.ending(day) for day in (first_day, last_day))
    sweep = _Sweep(contracts, bars, first)
    judged_until = [  # the day an outcome leaves the window; None if not by the last day
        length.leaves_on(contract.outcome_on)
        if contract.outcome_on is not None and contract.outcome_on <= last.after
        else None
        for contract in contracts
    ]
    for number in range(len(contracts)):
        sweep.judge(number, first_day, judged_until[number])
    steps = [sweep.step(first_day)]
    events = sorted(_events(contracts, judged_until, length, first, last))
    for day, of_the_day in groupby(events, key=itemgetter(0)):
        for number in set(map(sweep.apply, of_the_day)):
            sweep.judge(number, day, judged_until[number])
        steps.append(sweep.step(day))
    return steps


def _events(
    contracts: tuple[Contract, ...],
    judged_until: list[date | None],
    length: WindowLength,
    first: TrailingWindow,
    last: TrailingWindow,
) -> Iterator[_Event]:
    """List the events after `first.through`, up to and including `last.through`."""
    gone: dict[date, date] = {}
    for number, contract in enumerate(contracts):
        days, running = contract.paid_days, contract.running_cents
        for index in range(bisect_right(days, first.through), bisect_right(days, last.through)):
            cents = running[index + 1] - running[index]
            yield days[index], number, cents, cents, int(cents > 0)
        for index in range(bisect_right(days, first.after), bisect_right(days, last.after)):
            cents, paid_on = running[index + 1] - running[index], days[index]
            if paid_on not in gone:
                gone[paid_on] = length.leaves_on(paid_on)
            yield gone[paid_on], number, -cents, 0, -int(cents > 0)
        for day in (contract.outcome_on, judged_until[number]):
            if day is not None and first.through < day <= last.through:
                yield day, number, 0, 0, 0


def track_of(steps: list[MoneyStep], is_met: Callable[[MoneyStep], bool]) -> Track:
    """Return the track of a criterion that each step decides anew."""
    track: Track = []
    for step in steps:
        verdict = Verdict.MET if is_met(step) else Verdict.UNMET
        if not track or track[-1][1] is not verdict:
            track.append((step.day, verdict))
    return track


def money_tracks(steps: list[MoneyStep], bars: Bars, *, is_agency: bool) -> dict[str, Track]:
    """Return the tracks of Top Rated Plus that money decides, by criterion."""
    tracks = {
        "earnings": track_of(steps, lambda step: step.total >= bars.earnings),
        "large_contract": track_of(steps, lambda step: step.large > 0),
    }
    if is_agency:
        tracks["negative_share"] = track_of(
            steps, lambda step: step.negative <= step.scope * bars.negative_share // WHOLE
        )
    return tracks

"""Sums that are paid: on which day a badge fails although one was paid on that very day.

What a payment adds is told from the days on which each contract counts, without a record that holds
it. So all ways to pay share one look ahead, and each costs what its own contract does. A property
test holds it against deciding on records with the payment.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from itertools import accumulate
from operator import itemgetter, neg
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from badgerules.criteria import NEGATIVE_SHARE, PLUS_EARNINGS, PLUS_LARGE_CONTRACT, TOP_RATED_PREFIX
from badgerules.decisions import by_criterion
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.timeline.build import asked_between
from badgerules.timeline.by_badge import badge_tracks
from badgerules.timeline.money import MoneyAhead, ShareStep, days_from, days_until
from badgerules.timeline.tracks import combined
from badgerules.vocabulary import Badge, Category, ContractOutcome, Kind, Turned, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.decisions import Question
    from badgerules.records import Contract
    from badgerules.timeline.spans import Outlook
    from badgerules.timeline.tracks import Days, Track

NEGATIVE = ContractOutcome.NEGATIVE
_BEGIN = itemgetter(0)


class PaidSum(NamedTuple):
    """A sum to pay, on a contract or on a new one.

    Args:
        contract_id: the contract; None for a new one.
        category: its category; None where any does.
        cents: how much.
        is_rated: the contract ends with positive feedback on the same day.
    """

    contract_id: str | None
    category: Category | None
    cents: int
    is_rated: bool


class PaidDays:
    """What fails on each of some days, whatever is paid on that very day.

    Args:
        outlook: the facts, the badge, and the rules for every day.
        first_day: where to begin.
        last_day: where to end, included.
    """

    def __init__(self, outlook: Outlook, first_day: date, last_day: date) -> None:
        asked = asked_between(outlook, first_day, last_day)
        self._reigns = [_PaidReign(outlook, question, end) for question, end in asked]
        self.is_foreseen: bool = all(reign.is_foreseen for reign in self._reigns)
        """Whether it is known of every criterion what a payment does to it."""

    def counts(self, paid_on: date) -> bool:
        """Tell whether what is paid on a day, by the first one, counts as if paid on each of them.

        It does while it lies in the window of money, and is activity that is recent enough.
        """
        return all(reign.counts(paid_on) for reign in self._reigns)

    def fails_on(self, paid: PaidSum, besides: frozenset[str]) -> date | None:
        """Return the first day on which the badge is not held with a sum paid on it, or None.

        Args:
            paid: the sum.
            besides: the keys of the criteria to leave out, none of which a sum moves.
        """
        for reign in self._reigns:
            day = reign.fails_on(paid, besides)
            if day is not None:
                return day
        return None


class _PaidReign:
    """The same under one edition."""

    def __init__(self, outlook: Outlook, question: Question, last_day: date) -> None:
        record, self.first_day, self.edition = outlook.record, question.as_of, question.edition
        self.is_plus = outlook.badge is Badge.TOP_RATED_PLUS
        self.money = MoneyAhead(record, question, last_day)
        self.bars = self.money.bars
        decision = outlook.decided_on(question.as_of)
        found = by_criterion(decision)
        self.bar_of = {key: finding.bar for key, finding in found.items()}
        self.criteria = {key: finding.criterion for key, finding in found.items()}
        self.active = self._turned(Turned.BY_ACTIVITY)
        self.paid = self._turned(Turned.BY_MONEY)
        named = [(key, key.removeprefix(TOP_RATED_PREFIX)) for key in self.paid]
        self.looks = [(key, _FAILS[name]) for key, name in named if name in _FAILS]
        self.tracks: dict[str, Track] = {
            key: [(self.first_day, finding.verdict)] for key, finding in found.items()
        }
        if last_day > self.first_day:
            self.tracks = badge_tracks(
                record,
                outlook.badge,
                question,
                outlook.known_through,
                last_day,
                None if record.is_partly_known else decision,
                self.money,
            )
        is_of_large = self.bars.share_scope is NegativeShareScope.LARGE_CONTRACTS
        self.is_foreseen = (
            self.money.after < self.first_day  # a window of no day holds no payment
            and not record.is_partly_known
            and not (is_of_large and record.kind is Kind.AGENCY)
            and self.tracks.keys() == self.criteria.keys()
            and len(self.looks) == len(self.paid)
        )
        # What is worked out once, by the first sum that asks for it.
        self.others: dict[tuple[frozenset[str], bool], date | None] = {}
        self.sums: dict[str, tuple[list[date], list[int]]] = {}
        self.lacking_large: list[list[Days]] = []
        self.failing: dict[tuple[int, int], list[Days]] = {}

    def _turned(self, how: Turned) -> frozenset[str]:
        """Return the keys of the criteria that something can turn."""
        return frozenset(key for key, one in self.criteria.items() if one.turned is how)

    @cached_property
    def contracts(self) -> dict[str, Contract]:
        """The contracts by their ids."""
        return {contract.id: contract for contract in self.money.contracts}

    @cached_property
    def inside(self) -> dict[str, list[Days]]:
        """The days on which each contract is in the scope of the share, by its id."""
        return dict(zip(self.contracts, self.money.inside, strict=True))

    def counts(self, paid_on: date) -> bool:
        """Tell whether what is paid on a day counts as if paid on each of these days."""
        limits = [getattr(self.edition, self.criteria[key].numbers[0]) for key in self.active]
        is_recent = all((self.money.last_day - paid_on).days < limit for limit in limits)
        return is_recent and self.money.last_after < paid_on

    def fails_on(self, paid: PaidSum, besides: frozenset[str]) -> date | None:
        """Return the first day on which the badge is not held with a sum paid on it, or None."""
        first = self._other_fails_on(besides, is_paid=paid.cents > 0)
        for key, look in self.looks:
            day = look(self, key, paid)
            if day is not None and (first is None or day < first):
                first = day
        # An outcome of a later day turns nothing by the last one.
        return None if first is None or first > self.money.last_day else first

    def _other_fails_on(self, besides: frozenset[str], *, is_paid: bool) -> date | None:
        """Return the first day on which a criterion is not met that no sum moves.

        Any sum is activity.
        """
        asked = besides, is_paid
        if asked not in self.others:
            left_out = {*besides, *self.paid, *(self.active if is_paid else ())}
            tracks = [track for key, track in self.tracks.items() if key not in left_out]
            whole = combined([[(self.first_day, Verdict.MET)], *tracks])
            unmet = (day for day, verdict in whole if verdict is not Verdict.MET)
            self.others[asked] = next(unmet, None)
        return self.others[asked]

    def earnings_fail_on(self, key: str, paid: PaidSum) -> date | None:
        """Return the first day on which all earnings and a sum are less than the bar."""
        if key not in self.sums:
            is_lifetime = self.is_plus and key == PLUS_EARNINGS.key
            is_lifetime = is_lifetime and self.bars.is_lifetime_earnings
            steps = self.money.earned_for_life if is_lifetime else self.money.earned
            # The least of all days so far, negative: so it never falls, and can be searched.
            least = map(neg, accumulate((total for _, total in steps), min))
            self.sums[key] = ([day for day, _ in steps], list(least))
        days, least_so_far = self.sums[key]
        place = bisect_right(least_so_far, paid.cents - self.bar_of[key])
        return days[place] if place < len(days) else None

    def large_fails_on(self, _: str, paid: PaidSum) -> date | None:
        """Return the first day on which no contract is large with a sum paid on one."""
        if not self.lacking_large:
            track = self.tracks[PLUS_LARGE_CONTRACT.key]
            lacking = _days_where(track, lambda entry: entry[1] is not Verdict.MET)
            self.lacking_large.append(lacking)
        lacking = self.lacking_large[0]
        if paid.contract_id is None:
            category = next(iter(Category)) if paid.category is None else paid.category
            is_able = paid.is_rated or not self.bars.needs_positive
            is_large = is_able and paid.cents >= self.bars.large_contract[category]
            return None if is_large else _first_in(lacking, [(self.first_day, None)])
        contract = self.contracts[paid.contract_id]
        look = self.money.days_enough if paid.is_rated else self.money.days_large
        return _first_in(lacking, _besides(look(contract, paid.cents), self.first_day))

    def share_fails_on(self, _: str, paid: PaidSum) -> date | None:
        """Return the first day on which too many ended badly with a sum paid on a contract.

        On days on which the contract is not in scope, the payment may bring it in (TRP-A3).
        """
        always: list[Days] = [(self.first_day, None)]
        is_of_all = self.bars.share_scope is NegativeShareScope.ALL_CONTRACTS
        if paid.contract_id is None:
            return self._share_fails_in(always, scope=int(is_of_all), negative=0)
        contract = self.contracts[paid.contract_id]
        inside = self.inside[contract.id]
        outside, on = _besides(inside, self.first_day), contract.outcome_on
        unrated: list[Days] = outside if contract.outcome is None else []
        rated: list[Days] = [] if contract.outcome is None else outside
        if on is not None:
            unrated, rated = days_until(outside, on), days_from(outside, on)
        is_bad = contract.outcome is NEGATIVE
        days = (
            self._share_fails_in(inside, scope=0, negative=0),
            self._share_fails_in(unrated, scope=int(is_of_all), negative=0),
            self._share_fails_in(rated, scope=1, negative=int(is_bad)),
        )
        return min((day for day in days if day is not None), default=None)

    def _share_fails_in(self, days: list[Days], *, scope: int, negative: int) -> date | None:
        """Return the first of some days on which the share fails with a contract more in scope."""
        share = self.bars.negative_share

        def fails(step: ShareStep) -> bool:
            return step.negative + negative > (step.scope + scope) * share // WHOLE

        if (scope, negative) not in self.failing:
            self.failing[scope, negative] = _days_where(self.money.shares, fails)
        return _first_in(self.failing[scope, negative], days)


_FAILS: dict[str, Callable[[_PaidReign, str, PaidSum], date | None]] = {
    PLUS_EARNINGS.key: _PaidReign.earnings_fail_on,
    PLUS_LARGE_CONTRACT.key: _PaidReign.large_fails_on,
    NEGATIVE_SHARE.key: _PaidReign.share_fails_on,
}
"""On which day a criterion fails that money turns, by its key; that of all earnings is the same."""

_Step = TypeVar("_Step", tuple[date, Verdict], ShareStep)


def _days_where(steps: list[_Step], is_so: Callable[[_Step], bool]) -> list[Days]:
    """Return the days on which a step is of a kind."""
    days: list[Days] = []
    for step in steps:
        is_open = bool(days) and days[-1][1] is None
        if is_so(step) and not is_open:
            days.append((step[0], None))
        elif is_open and not is_so(step):
            days[-1] = (days[-1][0], step[0])
    return days


def _besides(days: list[Days], first_day: date) -> list[Days]:
    """Return all days from the first one on but some."""
    rest: list[Days] = []
    for begin, end in days:
        if first_day < begin:
            rest.append((first_day, begin))
        if end is None:
            return rest
        first_day = end
    return [*rest, (first_day, None)]


def _first_in(some: list[Days], others: list[Days]) -> date | None:
    """Return the first day that is one of some and one of others."""
    for begin, end in others:
        place = bisect_right(some, begin, key=_BEGIN)
        until = some[place - 1][1] if place else begin
        if until is None or until > begin:
            return begin
        if place < len(some) and (end is None or some[place][0] < end):
            return some[place][0]
    return None

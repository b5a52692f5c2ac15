"""The ways to hold a badge on one day by a payment: where, how much, and from when on it does."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import attrs

from badgerules.criteria import (
    NEGATIVE_SHARE,
    PLUS_EARNINGS,
    PLUS_LARGE_CONTRACT,
    TOP_RATED_ACTIVITY,
)
from badgerules.decisions import by_criterion
from badgerules.eligibility import bars_of
from badgerules.findings import LargeContractFinding, ShareFinding, is_left_open
from badgerules.remedies.values import Remedy, ended_by, sum_of
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.timeline.build import lost_on
from badgerules.timeline.paid import PaidDays
from badgerules.vocabulary import Category, ContractOutcome, Turned, Unit, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from badgerules.criteria import Criterion
    from badgerules.decisions import Decision
    from badgerules.findings import ContractRow, Finding
    from badgerules.thresholds import Bars
    from badgerules.timeline import Outlook

MET, NEGATIVE = Verdict.MET, ContractOutcome.NEGATIVE
ONE_CENT = 1
PAID = {Turned.BY_ACTIVITY, Turned.BY_MONEY}
"""What a payment can turn."""
_SHARE = NEGATIVE_SHARE.key
_FORESEEN = {PLUS_EARNINGS.key, PLUS_LARGE_CONTRACT.key, _SHARE, TOP_RATED_ACTIVITY.key}
"""The criteria whose change by a payment is known in advance; for others, ways are tried out."""


class Task(NamedTuple):
    """What to find ways for; the fields are named as in `Remedy` and `remedies`."""

    outlook: Outlook
    pay_on: date
    every_category: bool
    never: frozenset[str] = frozenset()
    keeps: bool = False


def ways_on(task: Task, decision: Decision, found: dict[str, Finding]) -> list[Remedy]:
    """Return the ways to hold the badge on one day by a payment, cheapest first.

    Where it is not known what is lacking, or so many contracts ended badly that one good one more
    is too few, there are none.

    Args:
        task: what to find ways for.
        decision: how the badge comes out on that day.
        found: its findings, by key.
    """
    lacking, day, share = lacking_in(found), decision.as_of, found.get(_SHARE)
    if not lacking or any(map(is_left_open, lacking.values())):
        return []
    if isinstance(share, ShareFinding):
        bars = bars_of(task.outlook.record, decision.question)
        if not may_pass(share.measured or 0, share.scope, bars):
            return []
    keys = {finding.criterion.key for finding in lacking.values()}
    sums = [finding for finding in lacking.values() if _is_sum(finding)]
    gap = max([0, *(finding.missing_units or 0 for finding in sums)])
    is_foreseen = are_foreseen(lacking)
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
    ended = ended_by(task.outlook.record, task.pay_on)
    ways.sort(key=lambda way: (way.contract_id in ended, way.cents, way.needs_positive_feedback))
    ahead = cache(partial(_paid_days, task.outlook, day))
    # What is paid on a contract may open what was paid on it before (TRP-F3, WIN-5).
    is_plain = (
        decision.edition.based_on is None
        and is_foreseen
        and not task.outlook.record.is_money_open
        and (task.pay_on == day or _counts(task.pay_on, ahead(day)))
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
    sure = [way if is_safe and way.contract_id not in bad else _in_time(way, ahead) for way in ways]
    return [way for way in sure if way is not None]


def may_pass(negative: int, scope: int, bars: Bars) -> bool:
    """Tell whether few enough contracts ended badly, or will with one more in scope (TRP-A3).

    A payment brings no more than one into scope, and makes no bad ending good.

    Args:
        negative: how many ended badly.
        scope: of how many.
        bars: with the share that may have.
    """
    return negative <= (scope + 1) * bars.negative_share // WHOLE


def lacking_in(found: dict[str, Finding]) -> dict[str, Finding]:
    """Return the findings that are not met and that money can change.

    Args:
        found: all findings, by key.
    """
    return {
        key: finding
        for key, finding in found.items()
        if finding.verdict is not MET and is_paid(finding.criterion)
    }


def are_foreseen(lacking: dict[str, Finding]) -> bool:
    """Tell whether it is known of all findings how a payment changes them.

    Args:
        lacking: the findings, by key.
    """
    return all(one.criterion.key in _FORESEEN for one in lacking.values())


def is_paid(criterion: Criterion) -> bool:
    """Tell whether a payment can change a criterion.

    Args:
        criterion: the criterion.
    """
    return criterion.turned in PAID


def _is_sum(finding: Finding) -> bool:
    """Tell whether a payment anywhere adds to it, as to earnings."""
    is_large = isinstance(finding, LargeContractFinding)
    return finding.unit is Unit.USD and not is_large


def _paid_days(outlook: Outlook, last_day: date, first_day: date) -> PaidDays:
    return PaidDays(outlook, first_day, last_day)


def _counts(paid_on: date, ahead: PaidDays) -> bool:
    """Tell whether it is known that a payment counts on some days as if paid on each of them."""
    return ahead.is_foreseen and ahead.counts(paid_on)


def _in_time(way: Remedy, looks: Callable[[date], PaidDays]) -> Remedy | None:
    """Move the payment to the first day that works; return None if no day does.

    Args:
        way: the way, with the payment on the first day that may do.
        looks: looks ahead from a day to that of the way, once for all ways.
    """
    for paid_on in dict.fromkeys((way.pay_on, max(way.pay_on, way.first_day), way.holds_on)):
        candidate = way if paid_on == way.pay_on else attrs.evolve(way, pay_on=paid_on)
        ahead = looks(paid_on if way.keeps else way.holds_on)
        if _counts(paid_on, ahead):
            is_enough = ahead.fails_on(sum_of(way), way.never) is None
        else:
            is_enough = is_enough_tried(candidate)
        if is_enough:
            return candidate
    return None


def is_enough_tried(way: Remedy) -> bool:
    """Tell whether a way is enough by trying it out: equally right, but slower.

    Args:
        way: the way.
    """
    paid = attrs.evolve(way.outlook, record=way.applied_to(way.outlook.record))
    if way.keeps:
        return lost_on(paid, way.pay_on, way.holds_on, way.never) is None
    return _is_held_but_for(paid.decided_on(way.holds_on), way.never)


def _is_held_but_for(decision: Decision, never: frozenset[str]) -> bool:
    """Tell whether a badge is held, whatever becomes of the criteria that nothing paid meets."""
    found = by_criterion(decision)
    return all(found[key].verdict is MET for key in found.keys() - never)


def _places(
    task: Task, decision: Decision, found: dict[str, Finding]
) -> Iterator[tuple[str | None, Category | None, int, bool]]:
    """List where to pay: contract (None is a new one), category, cents, if feedback is needed."""
    record, day, large = task.outlook.record, decision.as_of, found.get("large_contract")
    bars = bars_of(record, decision.question)
    asks = {"large_contract"}  # for a contract that becomes large, the first or (TRP-A3) one more
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        asks.add(_SHARE)
    if isinstance(large, LargeContractFinding) and asks & lacking_in(found).keys():
        for row in large.rows:
            if row.is_able:
                contract, lacking = row.contract, _lacking_on(row, bars, decision)
                is_unrated = bars.needs_positive and contract.outcome_by(day) is None
                yield contract.id, contract.category, lacking, is_unrated
        for category in _categories(task, bars):
            yield None, category, bars.large_contract[category], bars.needs_positive
    elif _SHARE not in found and are_foreseen(lacking_in(found)):
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


def _categories(task: Task, bars: Bars) -> list[Category]:
    """Return the category worked in whose bar is lowest, and one whose bar is lower still."""
    table = bars.large_contract
    if task.every_category:
        return list(table)
    worked_in = {contract.category for contract in task.outlook.record.contracts}
    lowest = min(table, key=table.__getitem__)
    own = min((one for one in table if one in worked_in), key=table.__getitem__, default=lowest)
    return [own] if table[own] == table[lowest] else [own, lowest]

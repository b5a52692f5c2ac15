"""Remedies: each way does, to the cent and the day, nothing less does, and nothing is cheaper."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, event, given
from hypothesis import strategies as st

import law
from badgerules import (
    UNKNOWN,
    Badge,
    BaseBadge,
    Category,
    Contract,
    ContractOutcome,
    Decision,
    Edition,
    Finding,
    Kind,
    Payment,
    Remedies,
    TalentRecord,
    Verdict,
    decide,
    remedies,
)
from badgerules.display.ahead import obstacle_texts
from badgerules.findings import ContractRow, LargeContractFinding, RowReason, TopRatedFinding
from badgerules.testing import readings
from builders import ASKED_ON, lacking, saturday, standing, weeks
from drawing import draws
from law import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from badgerules.remedies import Remedy

HUGE = 99_999_999_00

AMOUNTS = {Category.LEGAL: 3, Category.IT_NETWORKING: 5, Category.CUSTOMER_SERVICE: 8}
"""The bars, in cents, of three categories in the small editions; all others ask for nine."""


NEW = [Contract(id=f"new in {one}", category=one) for one in (Category.LEGAL, Category.WRITING)]
"""New contracts to pay on, in a category with the lowest bar of the small editions and another."""


def dollars(cents: int) -> str:
    """Return cents as dollars."""
    return str(Decimal(cents).scaleb(-2))


@cache
def small_edition(based_on: Edition, share: int, months: int = 12) -> Edition:
    """Return rules with bars of a few cents, so that all ways of paying can be tried."""
    table = {category.value: dollars(AMOUNTS.get(category, 9)) for category in Category}
    numbers: dict[str, object] = {
        "TRP-F1": "0.06",
        "TRP-A1": "0.07",
        "TRP-F2": table,
        "TRP-A2": table,
        "TRP-A3": share,
        "TR-F2": "0.04",
        "TR-A2": "0.05",
        "WIN-1": months,
    }
    return based_on.hypothetical("small", numbers)


class Case(NamedTuple):
    """What remedies are asked for."""

    record: TalentRecord
    badge: Badge
    as_of: date
    pay_on: date | None
    outlook: dict[str, Any]

    @property
    def paid_from(self) -> date:
        """The first day on which something can be paid."""
        return self.as_of if self.pay_on is None else self.pay_on

    def remedies(self, *, every_category: bool = False) -> Remedies:
        """Return the remedies."""
        return remedies(
            self.record,
            self.badge,
            as_of=self.as_of,
            pay_on=self.pay_on,
            every_category=every_category,
            **self.outlook,
        )

    def decided(self, day: date, record: TalentRecord | None = None) -> Decision:
        """Return the decision on one day, of another record if one is given."""
        return decide(
            self.record if record is None else record,
            self.badge,
            as_of=day,
            known_through=min(self.as_of, day),
            **self.outlook,
        )

    def is_met(self, day: date, record: TalentRecord | None = None) -> bool:
        """Tell whether the badge is met on one day."""
        return self.decided(day, record).is_met


def paying(
    record: TalentRecord,
    amounts: dict[Contract, int],
    day: date,
    *,
    judged: bool = True,
    known_on: date | None = None,
) -> TalentRecord:
    """Return the record with payments on some contracts, of its own or new ones.

    With `judged`, every one of them that has no outcome by a later day, or that day if none is
    given, gets positive feedback at once: how a contract ended is never written over.
    """
    contracts = {one.id: one for one in record.contracts}
    for contract, cents in amounts.items():
        payments = [*contract.payments]
        if cents:
            payments.append(Payment(paid_on=day, amount=dollars(cents)))
        elif contract in NEW:
            continue
        outcome, outcome_on = contract.outcome, contract.outcome_on
        if judged and contract.outcome_by(known_on or day) is None:
            outcome, outcome_on = ContractOutcome.POSITIVE, day
        contracts[contract.id] = Contract(
            id=contract.id,
            category=contract.category,
            payments=payments,
            outcome=outcome,
            outcome_on=outcome_on,
        )
    return attrs.evolve(record, contracts=contracts.values())


def with_less(way: Remedy, record: TalentRecord, on: date | None = None) -> TalentRecord:
    """Return the record with one cent less paid, or without the feedback where that is all."""
    if not way.cents:
        return record
    return attrs.evolve(way, cents=way.cents - 1).applied_to(record, on=on)


def any_payment(case: Case, day: date, *, alone: bool) -> Iterator[TalentRecord]:
    """Pay whatever may help on one day: on everything that exists, or on one contract alone."""
    is_freelancer = case.record.kind is Kind.FREELANCER
    places = [*case.record.contracts, *NEW]
    if not alone:
        yield paying(case.record, dict.fromkeys(places, HUGE), day, judged=is_freelancer)
        return
    for place, cents in product(places, (1, HUGE)):
        yield paying(case.record, {place: cents}, day, judged=is_freelancer)


SMALL = (1, 2, 3, 3, 4, 5, 8, -1, -3)
USUAL = (1, 250_000, 499_999, 500_000, 999_999, 1_000_000, 2_000_000, -1, -250_000)
"""Amounts, in cents, at the bars of the small editions and at those of the rules."""


def _days_near(day: date) -> st.SearchStrategy[date]:
    """Draw days at which something can turn, before and after one."""
    year_ago = day - relativedelta(months=12)
    near = [day - days * ONE_DAY for days in (0, 1, 2, 30, 90, 200, 340)]
    near += [year_ago + days * ONE_DAY for days in (-100, 0, 1, 2, 10, 40, 100)]
    ahead = [day + days * ONE_DAY for days in (5, 40, 120, 300)]
    return st.sampled_from(near) | st.sampled_from(ahead)


@st.composite
def _contracts(draw: st.DrawFn, name: str, day: date, amounts: tuple[int, ...]) -> Contract:
    """Draw a contract that is paid, and judged, on days at which something can turn."""
    on = _days_near(day)
    payments = draw(st.lists(st.tuples(on, st.sampled_from(amounts)), max_size=3))
    outcome = draw(st.sampled_from([None, None, *ContractOutcome]))
    return Contract(
        id=name,
        category=draw(st.sampled_from([*AMOUNTS, Category.WRITING])),
        payments=[Payment(paid_on=one, amount=dollars(cents)) for one, cents in payments],
        outcome=outcome,
        outcome_on=None if outcome is None else draw(st.none() | on),
    )


def _lifted_by_time(day: date) -> dict[str, list[Any]]:
    """Return, for some facts of a reputation, values that miss a bar on a day, or will later."""
    ago = {days: day - days * ONE_DAY for days in (-200, -50, -20, 0, 10, 30, 89, 90, 95)}
    strips = ("-" * 12 + "+" * 4, "+" * 12 + "-" * 4, "." * 4 + "+" * 12, "-" * 4 + "+" * 12)
    ahead = saturday(day + 140 * ONE_DAY)
    return {
        "weeks": [
            *(weeks(strip, saturday(day)) for strip in strips),
            weeks("-" * 12 + "+" * 24, ahead),
            weeks("+" * 18 + "-" * 10, ahead),
        ],
        "first_contract_on": [ago[90], ago[30], ago[-20]],
        "last_active_on": [ago[89], ago[90], ago[95], ago[-20], None, UNKNOWN],
        "holds": [[ago[10]], [ago[-20]], [ago[0], ago[-200]], [ago[89], ago[90]]],
        "circumvention_on": [ago[10], ago[-50], ago[-200]],
    }


NEVER_LIFTED: dict[str, list[Any]] = {
    "job_success_score": [89, UNKNOWN],
    "first_contract_on": [None],
    "profile_percent": [99, None],
    "availability_current": [False],
    "holds": [None],
}
"""Facts that miss a bar for good, or may."""


@st.composite
def _backgrounds(
    draw: st.DrawFn, kind: Kind, day: date, *, is_new: bool, is_stuck: bool
) -> dict[str, Any]:
    """Draw the base badge, as the platform reports it or from a reputation with facts astray."""
    if draw(st.booleans()):
        base = BaseBadge.RISING_TALENT if is_new else BaseBadge.TOP_RATED
        return {"base_badge": draw(st.sampled_from([None, BaseBadge.NONE])) if is_stuck else base}
    facts: dict[str, Any] = {"members": 2 if kind is Kind.AGENCY else None}
    if is_new:
        facts |= {"job_success_score": None, "rising_talent": True}
        facts |= {"joined_on": day - draw(st.sampled_from([0, 29, 30, 400])) * ONE_DAY}
    astray = _lifted_by_time(day)
    for name in draw(st.lists(st.sampled_from(sorted(astray)), max_size=3)):
        facts[name] = draw(st.sampled_from(astray[name]))
    if is_stuck:
        name = draw(st.sampled_from(sorted(NEVER_LIFTED)))
        facts[name] = draw(st.sampled_from(NEVER_LIFTED[name]))
    return {"reputation": standing(day, kind, **facts)}


@st.composite
def _mainstays(draw: st.DrawFn, day: date, *, is_small: bool) -> Contract:
    """Draw the contract that by itself meets every bar of money for a while, to the cent."""
    cents = draw(st.sampled_from([7, 8] if is_small else [1_000_000, 2_000_000, 2_000_001]))
    first = draw(st.integers(1, cents - 1))
    ago = st.sampled_from([0, 1, 30, 100, 200, 300])
    payments = [(first, draw(ago)), (cents - first, draw(ago))]
    return Contract(
        id="main",
        category=Category.LEGAL,
        payments=[
            Payment(paid_on=day - days * ONE_DAY, amount=dollars(part)) for part, days in payments
        ],
        outcome=draw(st.sampled_from([None, "positive"])),
    )


@st.composite
def endings(draw: st.DrawFn) -> Case:
    """Draw agencies with the money they need, of whose contracts about as many ended badly as may.

    They are paid and judged, or at rest, on days at which something can turn (TRP-A3).
    """
    as_of = draw(st.sampled_from(law.USUAL_DAYS))
    on = st.sampled_from([as_of - days * ONE_DAY for days in (0, 100, 200, 300, 340, 360, 500)])
    contracts = [
        Contract(
            id=name,
            category=draw(st.sampled_from([Category.LEGAL, Category.WRITING])),
            payments=[Payment(paid_on=draw(on), amount=dollars(draw(st.integers(1, 4))))],
            outcome=draw(st.sampled_from(["positive", "negative", None])),
        )
        for name in "abcdef"[: draw(st.integers(1, 6))]
    ]
    record = TalentRecord(
        kind="agency",
        contracts=[*contracts, draw(_mainstays(as_of, is_small=True))],
        **draw(_backgrounds(Kind.AGENCY, as_of, is_new=False, is_stuck=False)),
    )
    pay_on = draw(st.sampled_from([None, None, as_of + 30 * ONE_DAY, as_of + 100 * ONE_DAY]))
    edition = small_edition(law.in_force(as_of), draw(st.sampled_from([34, 50])))
    outlook = {"readings": draw(readings()), "edition": edition}
    return Case(record, Badge.TOP_RATED_PLUS, as_of, pay_on, outlook)


BADGES = [*[Badge.TOP_RATED_PLUS] * 4, Badge.TOP_RATED, Badge.RISING_TALENT]


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    is_small: bool | None = None,
    is_stuck: bool = False,
    is_held: bool = False,
    most: int = 4,
) -> Case:
    """Draw talents who may lack money, time or more, and what is asked of them.

    Args:
        draw: draws the parts.
        is_small: whether the bars are of a few cents; either if left out.
        is_stuck: something is lacking that neither money nor time brings, as a rule.
        is_held: a contract is there that has all the money a badge asks for, as a rule.
        most: how many other contracts there may be.
    """
    as_of = draw(ASKED_ON)
    badge, kind = draw(st.sampled_from(BADGES)), draw(st.sampled_from(Kind))
    edition, amounts = None, USUAL
    if is_small is None:
        is_small = draw(st.booleans())
    if is_small:
        months = draw(st.sampled_from([12, 12, 12, 6, 13, 1]))
        share, amounts = draw(st.sampled_from([10, 34, 50])), SMALL
        edition = small_edition(law.in_force(as_of), share, months)
    names = "abcd"[: draw(st.integers(0, most))]
    contracts = [draw(_contracts(name, as_of, amounts)) for name in names]
    if is_held:
        contracts.append(draw(_mainstays(as_of, is_small=is_small)))
    record = TalentRecord(
        kind=kind,
        exclusive_agency_contractor=kind is Kind.FREELANCER
        and draw(st.sampled_from([False] * 5 + [True])),
        contracts=contracts,
        **draw(_backgrounds(kind, as_of, is_new=badge is Badge.RISING_TALENT, is_stuck=is_stuck)),
    )
    later = st.sampled_from([0, 1, 30, 89, 90, 91, 200, 366, 400])
    pay_on = draw(st.none() | st.none() | later.map(lambda days: as_of + days * ONE_DAY))
    return Case(record, badge, as_of, pay_on, {"readings": draw(readings()), "edition": edition})


@st.composite
def quiet_ones(draw: st.DrawFn) -> Case:
    """Draw talents with money to spare, whose activity ends soon or did, some of them barred."""
    as_of, kind = draw(ASKED_ON), draw(st.sampled_from(Kind))
    badge = draw(st.sampled_from([Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT]))
    ago = {days: as_of - days * ONE_DAY for days in (0, 10, 40, 89, 90, 95, 100, 200, 300, 400)}
    facts: dict[str, Any] = {
        "last_active_on": draw(st.sampled_from([ago[0], ago[40], ago[89], ago[90], None])),
        "holds": draw(st.sampled_from([[], [], [ago[0]], [ago[40]], [ago[0], ago[89]]])),
        "circumvention_on": draw(st.sampled_from([None, None, ago[10], ago[100]])),
        "average_feedback": "5.00",
        "identity_verified": True,
        "payout_method": True,
    }
    if badge is Badge.RISING_TALENT:
        facts |= {"job_success_score": None, "rising_talent": True, "joined_on": ago[400]}
    paid_on = draw(st.sampled_from([ago[95], ago[200], ago[300]]))
    main = Contract(
        id="main",
        category=Category.LEGAL,
        payments=[Payment(paid_on=paid_on, amount="40000")],
        outcome="positive",
    )
    record = TalentRecord(kind=kind, contracts=[main], reputation=standing(as_of, kind, **facts))
    later = st.sampled_from([1, 30, 89, 90, 91])
    pay_on = draw(st.none() | later.map(lambda days: as_of + days * ONE_DAY))
    return Case(record, badge, as_of, pay_on, {"readings": draw(readings())})


def flat(decision: Decision) -> dict[str, Finding]:
    """Return findings by key, those of a computed Top Rated as the waits name them."""
    found: dict[str, Finding] = {}
    for one in decision.findings:
        if isinstance(one, TopRatedFinding):
            found |= {f"top_rated.{base.criterion.key}": base for base in one.basis}
        else:
            found[one.criterion.key] = one
    return found


def to_gain(case: Case) -> Remedies:
    """Return the remedies of a badge that is not held, and on which nothing is stuck."""
    assume(not case.is_met(case.as_of))
    found = case.remedies()
    assume(not found.obstacles)
    assert found.keep == ()
    return found


def first_day_of(found: Remedies, case: Case) -> date:
    """Return the day on which the badge first holds."""
    if found.ways:
        (day,) = {way.holds_on for way in found.ways}
        return day
    return max([one.until for one in found.waits], default=case.paid_from)


def sampled(first_day: date, last_day: date, most: int = 40) -> Iterable[date]:
    """Return days from the first to the last, all of them if they are few, and the last."""
    days = (last_day - first_day).days
    numbers = {*range(0, days + 1, max(1, days // most)), days}
    return [first_day + number * ONE_DAY for number in sorted(numbers) if number >= 0]


@draws(100)
@given(case=cases() | endings())
@pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-F3", "TRP-A1", "TRP-A2", "TR-F2", "TR-A2")
def test_each_way_does_and_a_cent_less_does_not(case: Case) -> None:
    """Applied, a way makes the badge hold on the day it names; with one cent less it does not."""
    found = to_gain(case)
    event(f"ways: {bool(found.ways)}")
    for way in found.ways:
        assert way.holds_on >= case.paid_from
        assert way.pay_on in {case.paid_from, way.first_day, way.holds_on}
        assert case.is_met(way.holds_on, way.applied_to(case.record))
        assert not case.is_met(way.holds_on, with_less(way, case.record))
    if not found.ways:
        assert case.is_met(first_day_of(found, case))


@draws(150)
@given(case=quiet_ones())
@pytest.mark.clause("TR-F8", "RT-1", "RT-3")
def test_an_activity_does_on_each_day_of_its_span(case: Case) -> None:
    """A proposal from the first day to the last brings the badge, or keeps it; a day before not.

    A day after the last one is `test_the_same_amount_does_until_the_last_day_named`.
    """
    found = case.remedies()
    ways = [way for way in (*found.ways, *found.keep) if way.any_activity_does and not way.never]
    event(f"activity: {bool(ways)}")
    for way in ways:
        if way.needs_positive_feedback:
            continue
        last_day = way.holds_on + 40 * ONE_DAY if way.pay_by is None else way.pay_by
        for day in sampled(way.first_day, last_day, 10):
            active = case.record.with_reputation(last_active_on=day)
            assert case.is_met(max(day, way.holds_on), active), day
        if way.first_day > case.as_of:
            sooner = case.record.with_reputation(last_active_on=way.first_day - ONE_DAY)
            assert not case.is_met(way.holds_on, sooner)


@draws(80)
@given(case=cases() | endings())
@pytest.mark.clause("TRP-A3", "TR-F4", "TR-F7", "TR-X1")
def test_the_badge_cannot_be_had_earlier(case: Case) -> None:
    """On no day before, from the day of the payment on, does any payment make the badge hold.

    For an agency it is any payment in one place: several could each change the share of bad
    endings.
    """
    found = to_gain(case)
    first_day = first_day_of(found, case)
    alone = case.record.kind is Kind.AGENCY
    for day in sampled(case.paid_from, first_day - ONE_DAY):
        assert not case.is_met(day)
        for record in any_payment(case, day, alone=alone):
            assert not case.is_met(day, record), day


@draws(100)
@given(case=cases() | endings(), later=st.integers(0, 700))
@pytest.mark.clause("WIN-1", "WIN-2", "WIN-5")
def test_the_same_amount_does_until_the_last_day_named(case: Case, later: int) -> None:
    """Paid on any day up to `pay_by` the way does on that day, and paid a day later it does not."""
    found = to_gain(case)
    for way in found.ways:
        last_day = way.pay_by
        days = [way.holds_on + number * ONE_DAY for number in (0, 1, 30, later, 400, 2000)]
        if last_day is not None:
            assert last_day >= way.holds_on
            days = [*(day for day in days if day < last_day), last_day]
            after = last_day + ONE_DAY
            assert not case.is_met(after, way.applied_to(case.record, on=after))
        for day in days:
            assert case.is_met(day, way.applied_to(case.record, on=day)), day


def told(case: Case) -> list[object]:
    """Return all that remedies say, the last day of each way too."""
    found = case.remedies(every_category=True)
    days = [(way, way.pay_by) for way in (*found.ways, *found.keep)]
    return [found, *days]


@draws(100)
@given(case=cases() | cases(is_held=True) | endings() | quiet_ones())
def test_a_sum_looked_ahead_for_is_one_tried_out(case: Case) -> None:
    """Ways, and their last days, are those that trying out each of them finds.

    So it is on days on which the share of bad endings is known to fail, whatever is paid (TRP-A3).
    """
    ahead = told(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("badgerules.remedies.ways"), "may_pass", always)
        for room in ("ways", "values"):
            patch.setattr(import_module(f"badgerules.remedies.{room}"), "PaidDays", Unforeseen)
        tried = told(case)
    assert ahead == tried


def always(*_: object) -> bool:
    """Say yes to everything."""
    return True


class Unforeseen:
    """A look ahead that foresees nothing, so that each way is tried out."""

    is_foreseen = False

    def __init__(self, *_: object) -> None:
        """Take what a look ahead takes."""


def serves(row: ContractRow) -> bool:
    """Tell whether a contract can be the large one, whatever was paid on it so far."""
    return row.reason not in {RowReason.NEGATIVE_OUTCOME, RowReason.NOT_POSITIVE}


@draws(100)
@given(case=cases() | endings())
@pytest.mark.clause("TRP-F2", "TRP-F5")
def test_every_contract_that_can_serve_is_a_way_cheapest_first(case: Case) -> None:
    """Where a freelancer lacks a large contract, each that can serve is named, and a new one.

    What lacks besides is earnings, or Top Rated, which a payment anywhere settles.
    """
    assume(not case.is_met(case.as_of))
    found = case.remedies()
    amounts = [way.cents for way in found.ways]
    assert amounts == sorted(amounts)
    if not found.ways or case.badge is not Badge.TOP_RATED_PLUS:
        return
    decision = case.decided(found.ways[0].holds_on)
    large = decision["large_contract"]
    assert isinstance(large, LargeContractFinding)
    if large.verdict is Verdict.MET or case.record.kind is Kind.AGENCY:
        return
    if not {*lacking(decision)} <= {"earnings", "large_contract", "top_rated"}:
        return
    able = {row.contract.id for row in large.rows if serves(row)}
    assert {way.contract_id for way in found.ways} == able | {None}
    every = case.remedies(every_category=True)
    new = {way.category for way in every.ways if way.contract_id is None}
    assert new == set(Category)
    assert all(way in every.ways for way in found.ways)


def cheaper(case: Case, way: Remedy) -> Iterator[TalentRecord]:
    """Spread every amount below that of a way over the contracts and new ones, in every manner.

    Where bad endings weigh (TRP-A3), or contracts are many, each amount is paid in one place.
    """
    record, places = case.record, [*case.record.contracts, *NEW]
    judged, on = record.kind is Kind.FREELANCER, way.holds_on
    outcomes = {one.outcome for one in record.contracts}
    if len(places) > 4 or (not judged and ContractOutcome.NEGATIVE in outcomes):
        for place, cents in product(places, range(way.cents)):
            yield paying(record, {place: cents}, way.pay_on, judged=judged, known_on=on)
        return
    for amounts in product(range(way.cents), repeat=len(places)):
        if sum(amounts) < way.cents:
            paid = dict(zip(places, amounts, strict=True))
            yield paying(record, paid, way.pay_on, judged=judged, known_on=on)


@draws(80)
@given(case=cases(is_small=True, most=2) | endings())
def test_no_cheaper_way_exists(case: Case) -> None:
    """Everything that costs less than the cheapest way has been tried, and nothing does."""
    found = case.remedies()
    assume(not found.obstacles)
    for way in (found.ways or found.keep)[:1]:
        event(f"cents: {way.cents}")
        for record in cheaper(case, way):
            assert not case.is_met(way.holds_on, record)


@draws(80)
@given(case=cases(is_held=True) | endings())
def test_what_is_paid_to_keep_a_badge_keeps_it(case: Case) -> None:
    """Applied, the badge is met from the day it is held through the day of the loss.

    With one cent less it is lost that day. Where nothing is named, it is not lost or no payment
    helps.
    """
    assume(case.is_met(case.as_of))
    found = case.remedies()
    assert found.ways == ()
    assert found.waits == ()
    loss = found.change
    event(f"keep: {bool(found.keep)}, obstacles: {bool(found.obstacles)}")
    if loss is None:
        assert (found.keep, found.obstacles) == ((), ())
        return
    assert bool(found.keep) is not bool(found.obstacles)
    for way in found.keep:
        assert way.pay_by == way.holds_on == loss.on
        assert way.pay_on in {min(case.paid_from, loss.on), way.first_day, loss.on}
        if case.pay_on is None:
            assert way.pay_on == loss.on
        applied = way.applied_to(case.record)
        assert all(case.is_met(day, applied) for day in sampled(case.as_of, loss.on, 100))
        assert not case.is_met(loss.on, with_less(way, case.record))
    for _ in found.obstacles:
        for record in any_payment(case, loss.on, alone=case.record.kind is Kind.AGENCY):
            assert not case.is_met(loss.on, record)


@draws(120)
@given(case=cases(is_stuck=True))
def test_no_payment_overcomes_an_obstacle(case: Case) -> None:
    """While there is an obstacle, nothing paid on any of the next 400 days gives the badge.

    Of an agency's bad endings it is said of a payment in one place.
    """
    assume(not case.is_met(case.as_of))
    found = case.remedies()
    assume(found.obstacles)
    share = any(one.criterion.key == "negative_share" for one in found.obstacles)
    event(f"share: {share}")
    assert all(one.verdict is not Verdict.MET and one.text for one in found.obstacles)
    for day in sampled(case.paid_from, case.paid_from + 400 * ONE_DAY):
        for record in any_payment(case, day, alone=share):
            assert not case.is_met(day, record)


@pytest.mark.parametrize("badge", [Badge.TOP_RATED_PLUS, Badge.TOP_RATED])
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("day", law.USUAL_DAYS, ids=str)
def test_nothing_that_money_changes_is_put_down_as_beyond_it(
    day: date, kind: Kind, badge: Badge
) -> None:
    """Whoever lacks nothing but contracts is told what to pay, or that one payment is too few."""
    record = TalentRecord(kind=kind, contracts=[], reputation=standing(day, kind))
    case = Case(record, badge, day, None, {})
    unpaid, found = flat(case.decided(day)), case.remedies()
    for paid in any_payment(case, day, alone=False):
        after = flat(case.decided(day, paid))
        changed = {key for key in unpaid if after[key].verdict is not unpaid[key].verdict}
        assert changed
        beyond = {
            one.criterion.key
            for one, text in zip(found.obstacles, obstacle_texts(found, keeps=False), strict=True)
            if not text.startswith("no single payment")
        }
        assert changed & beyond == set()
    assert found.ways or found.obstacles


@draws(100)
@given(case=cases() | endings())
def test_what_is_waited_for_comes_on_its_day(case: Case) -> None:
    """Each criterion waited for is unmet the day before, and met from its day on."""
    found = to_gain(case)
    last_day = first_day_of(found, case)
    already = case.is_met(case.paid_from)
    first_day = case.as_of if already else case.paid_from
    for wait in found.waits:
        assert first_day < wait.until <= last_day
        assert flat(case.decided(wait.until - ONE_DAY))[wait.criterion].verdict is not Verdict.MET
        if wait.criterion != "negative_share":
            for day in sampled(wait.until, last_day):
                assert flat(case.decided(day))[wait.criterion].verdict is Verdict.MET

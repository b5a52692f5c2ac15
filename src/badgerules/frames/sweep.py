"""The next change of Top Rated Plus, over whole populations: one sweep over the days that turn it.

A payment comes on one day and leaves the window on another, an outcome comes and leaves, and so
does what is known of money. Sorted by contract and day, running sums of what comes and leaves tell
each contract on each such day; what changes there, sorted by talent and day, tells each talent.
Everything that comes leaves again, at the latest beyond the calendar, so that one running sum over
all rows begins anew with each contract. The rules are those of a single day (`top_rated_plus`).
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.criteria import ASKED
from badgerules.decisions import Question
from badgerules.frames.answers import MET, NOT_KNOWN
from badgerules.frames.criteria import answered
from badgerules.frames.facts import NEVER, any_of, bit, leaving, whole, with_day_numbers
from badgerules.frames.open_money import (
    GAP,
    GAP_UNTIL,
    contracts_to_count,
    left_open,
    with_gaps_ahead,
)
from badgerules.frames.rows import NOTHING
from badgerules.frames.sides import Sides, ended, on_side, sides_of
from badgerules.frames.top_rated_plus import (
    criteria_of,
    is_large,
    judged,
    sums_of,
    with_earnings,
    with_own_facts,
)
from badgerules.vocabulary import Badge, Kind, Turned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from badgerules.frames.criteria import Weighed
    from badgerules.frames.inputs import Tables

CRITERIA: Mapping[str, Turned] = {
    one.key: one.turned for kind in Kind for one in ASKED[Badge.TOP_RATED_PLUS, kind]
}
"""The criteria of Top Rated Plus, of freelancers and of agencies, and what can change them."""

DAYS = 1 << NEVER.bit_length()
"""More than every day's number, a power of two: a place times this, plus a day, sorts by both."""

VERDICTS = 4
"""How many verdicts a criterion may have, as whole numbers: the base of their digits."""

CHANGE = "change"
"""The column that holds day, verdict and criteria of the next change, as one whole number."""

DIGITS = ("verdict", *(f"_{key}_verdict" for key in CRITERIA))
"""The columns of the verdicts on the badge and on each criterion."""

TALENT = ("talent", "talent_id")
"""The place and the id of a talent."""

FLAGS = ("large", "scope", "ended_badly")
"""What is counted of the contracts of a talent."""


@attrs.frozen(kw_only=True)
class Reign:
    """One edition while it is in force.

    Args:
        question: its first day that matters, and its rules.
        sides: the bars of each side.
        last: the number of its last day that matters.
    """

    question: Question
    sides: Sides
    last: int

    @property
    def first(self) -> int:
        """The number of its first day that matters."""
        return self.question.as_of.toordinal()

    def day_of(self, number: nw.Expr) -> nw.Expr:
        """Return the day that counts for this edition: its first, or beyond its last, none."""
        later = nw.when(number > self.last).then(nw.lit(NEVER)).otherwise(number)
        day = nw.when(number <= self.first).then(nw.lit(self.first)).otherwise(later)
        return day.cast(nw.Int64())


def reign_of(question: Question, last: int) -> Reign:
    """Return an edition from the day of a question on, up to the number of a day."""
    return Reign(question=question, sides=sides_of(question, NOTHING), last=last)


def changes_of_plus(tables: Tables, reigns: Sequence[Reign]) -> nw.LazyFrame[Any]:
    """Return the next change of each talent that has one, packed into one whole number.

    Args:
        tables: the checked frames, with the base badge on record.
        reigns: the editions, the one of the day asked about first.

    Returns:
        `talent_id` and `CHANGE`: see `unpacked`.
    """
    first = reigns[0].question
    talents = _hopeful(tables, reigns)
    contracts = tables.contracts.join(
        talents.select("talent_id", "talent", "is_agency", "is_member"), on="talent_id", how="inner"
    )
    contracts = _placed(contracts, "contract", "contract_id")
    states = [_states(tables, first, talents, contracts, own) for own in reigns]
    whole_time = nw.concat(states) if len(states) > 1 else states[0]
    return _changes(whole_time, reigns[0], has_open_money=tables.has_open_money)


def unpacked(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return a frame with `CHANGE` split: `day`, `verdict`, and `brings_` for each of `CRITERIA`.

    Without a change, which is null, all are 0.
    """
    width = len(CRITERIA)
    frame = frame.with_columns(whole(CHANGE))
    return frame.with_columns(
        day=nw.col(CHANGE) // (VERDICTS * 2**width),
        verdict=_digit(nw.col(CHANGE), 2**width, VERDICTS),
        **{f"brings_{key}": _digit(nw.col(CHANGE), 2**n, 2) for n, key in enumerate(CRITERIA)},
    )


def _digit(number: nw.Expr, place: int, base: int) -> nw.Expr:
    """Return the digit of a number at a place; PyArrow knows no rest of a division."""
    return number // place - number // (place * base) * base


def _placed(frame: nw.LazyFrame[Any], name: str, key: str) -> nw.LazyFrame[Any]:
    """Return a frame with the place of each key, from 1 on, as a whole number to sort by."""
    return frame.with_row_index(name, order_by=key).with_columns(
        (nw.col(name).cast(nw.Int64()) + 1).alias(name)
    )


def _is_over_life(reigns: Sequence[Reign]) -> bool:
    return any(len(sums_of(own.sides)) > 1 for own in reigns)


def _hopeful(tables: Tables, reigns: Sequence[Reign]) -> nw.LazyFrame[Any]:
    """Return the talents who may hold the badge on some day, with their facts and their place.

    All others never gain it, and have none to lose: what no day turns is not met, or all that was
    ever paid to them, without any refund, reaches no bar.
    """
    every_side = [side for own in reigns for side in own.sides.of.values()]
    paid = tables.payments.filter(nw.col("cents") > 0)
    if not _is_over_life(reigns):
        earliest = min(own.question.window.first_day for own in reigns)
        paid = paid.filter(nw.col("paid_on") >= tables.first_instant("paid_on", earliest))
    paid = paid.group_by("contract_id").agg(most=nw.col("cents").sum())
    lowest: dict[int, list[str]] = {}
    for category in every_side[0].large_contract:
        bar = min(side.large_contract[category] for side in every_side)
        lowest.setdefault(bar, []).append(category.value)
    most = nw.col("most")
    is_enough = any_of(
        any_of(nw.col("category") == name for name in names) & (most >= bar)
        for bar, names in lowest.items()
    )
    totals = (
        tables.contracts.join(paid, on="contract_id", how="left")
        .with_columns(whole("most"))
        .select("talent_id", "most", may_be_large=bit(is_enough))
        .group_by("talent_id")
        .agg(most.sum(), nw.col("may_be_large").max())
        .filter(nw.col("may_be_large") > 0)
    )
    sides = reigns[0].sides
    bars = {
        side: nw.lit(min(own.sides.of[side].earnings for own in reigns)).cast(nw.Int64())
        for side in sides.of
    }
    unmoved = [one for one in criteria_of(sides, {}) if CRITERIA[one.key] is Turned.BY_FACTS]
    talents = with_own_facts(tables.talents, sides).filter(*map(_is_fine, unmoved))
    talents = talents.join(totals, on="talent_id", how="inner").filter(most >= on_side(bars))
    return _placed(talents.drop("most", "may_be_large"), "talent", "talent_id")


def _is_fine(criterion: Weighed) -> nw.Expr:
    """Return who meets a criterion, or is not asked it."""
    is_met = criterion.is_met
    if criterion.is_unknown is not None:
        is_met = is_met & ~criterion.is_unknown
    return is_met if criterion.is_asked is None else is_met | ~criterion.is_asked


def _states(
    tables: Tables,
    first: Question,
    talents: nw.LazyFrame[Any],
    contracts: nw.LazyFrame[Any],
    reign: Reign,
) -> nw.LazyFrame[Any]:
    """Return a row for each talent and day on which something happens: every verdict, packed."""
    facts = with_own_facts(tables.talents, reign.sides)
    counted = contracts_to_count(tables, reign.sides)
    names = [*sums_of(reign.sides), *FLAGS, *counted]
    moved = _moved(_judged(tables, contracts, reign), reign, counted)
    if tables.has_open_money:
        facts = with_gaps_ahead(talents, tables, first, reign.question.window_length)
        nothing = dict.fromkeys(names, nw.lit(0).cast(nw.Int64()))
        closed = facts.select(*TALENT, day=reign.day_of(nw.col(GAP_UNTIL)), **nothing)
        facts = facts.drop("talent")
        moved = nw.concat([moved, closed.select(*TALENT, "day", *names)])
    rows = _running(moved, TALENT, names).filter(nw.col("day") < NEVER)
    rows = rows.join(facts, on="talent_id", how="inner").with_columns(is_large=nw.col("large"))
    if tables.has_open_money:
        rows = rows.with_columns(bit(nw.col("day") < nw.col(GAP_UNTIL)).alias(GAP))
    criteria = [
        attrs.evolve(own, number=None, is_counted=None, required=None, beside={})
        for own in criteria_of(reign.sides, left_open(tables, reign.sides))
    ]
    told = answered(with_earnings(rows, reign.sides), criteria).talents
    numbers = [nw.col(name) * VERDICTS**n for n, name in enumerate(DIGITS)]
    return told.select(*TALENT, "day", state=reduce(add, numbers))


def _judged(tables: Tables, contracts: nw.LazyFrame[Any], reign: Reign) -> nw.LazyFrame[Any]:
    """Return a row for each contract and day on which something happens, with what it is then."""
    length, sides = reign.question.window_length, reign.sides
    outcome, day, on = nw.col("outcome"), nw.col("day"), nw.col("outcome_on")
    contracts = with_day_numbers(contracts, ["outcome_on"], length=length)
    sums = [*sums_of(sides), "largest"]
    nothing = dict.fromkeys(sums, nw.lit(0).cast(nw.Int64()))
    gone, is_agency = nw.col(leaving("outcome_on")), nw.col("is_agency") > 0
    days = [(contracts, nw.lit(reign.first)), (contracts, nw.lit(NEVER))]
    days.append((contracts.filter(on > reign.first), on))
    days.append((contracts.filter(is_agency, gone > reign.first), gone))  # for the share alone
    marks = [own.select("contract", day=reign.day_of(one), **nothing) for own, one in days]
    happens = [*_paid(tables, contracts, reign), *marks]
    moved = nw.concat([one.select("contract", "day", *sums) for one in happens])
    moved = moved.with_columns(**{_step(name): nw.col(name) for name in sums})
    rows = _running(moved, ("contract",), sums, [_step(name) for name in sums_of(sides)])
    rows = rows.join(contracts, on="contract", how="inner")
    is_rated = ~outcome.is_null() & (on <= day)
    is_recent = is_rated & (on >= 0) & (day < nw.col(leaving("outcome_on")))
    return judged(
        rows.with_columns(
            is_rated=is_rated,
            is_recent=is_recent,
            **{ended(word): is_rated & (outcome == word.value) for word in sides.outcomes},
        ),
        sides,
    )


def _paid(tables: Tables, contracts: nw.LazyFrame[Any], reign: Reign) -> list[nw.LazyFrame[Any]]:
    """Return what comes with each payment, on its day, and what leaves with it."""
    sums, payments = [*sums_of(reign.sides), "largest"], tables.payments
    is_over_life = "lifetime" in sums
    if not is_over_life:
        first_day = reign.question.window.first_day
        payments = payments.filter(nw.col("paid_on") >= tables.first_instant("paid_on", first_day))
    paid = payments.join(contracts.select("contract_id", "contract"), on="contract_id", how="inner")
    paid = with_day_numbers(paid, ["paid_on"], length=reign.question.window_length)
    cents, gone = nw.col("cents"), nw.col(leaving("paid_on"))
    is_inside = bit(gone > reign.first)
    days = {"come": reign.day_of(nw.col("paid_on")), "gone": reign.day_of(gone)}
    signs = {"come": (1, 1), "gone": (-1, 0)}
    if is_over_life:
        days["end"], signs["end"] = reign.day_of(nw.lit(NEVER)), (0, -1)
    inside, largest = cents * is_inside, bit(cents > 0) * is_inside
    paid = paid.select("contract", "cents", inside=inside, largest=largest, **days)
    return [
        paid.with_columns(
            day=nw.col(day),
            inside=nw.col("inside") * in_window,
            largest=nw.col("largest") * in_window,
            lifetime=cents * in_life,
        )
        for day, (in_window, in_life) in signs.items()
    ]


def _step(name: str) -> str:
    """Return the name of the column of what a day adds to a running sum."""
    return f"{name}_step"


def _running(
    rows: nw.LazyFrame[Any], of: Sequence[str], names: Sequence[str], steps: Sequence[str] = ()
) -> nw.LazyFrame[Any]:
    """Return one row for each day of each contract or talent, with the sums of all up to it.

    Whole numbers are cast back: engines widen sums.
    """
    numbers = [nw.col(name).sum() for name in (*names, *steps)]
    rows = rows.group_by(*of, "day").agg(*numbers)
    rows = rows.with_columns(
        *[nw.col(name).cast(nw.Int64()) for name in (*names, *steps)],
        key=nw.col(of[0]) * DAYS + nw.col("day"),
    )
    sums = [nw.col(name).cum_sum().over(order_by="key").cast(nw.Int64()) for name in names]
    return rows.with_columns(*sums)


def _moved(
    contracts: nw.LazyFrame[Any], reign: Reign, counted: Mapping[str, nw.Expr]
) -> nw.LazyFrame[Any]:
    """Return what each day of a contract adds to the sums and counts of its talent."""
    sides = reign.sides
    large = on_side({side: bit(is_large(side, bars)) for side, bars in sides.of.items()})
    names, is_there = [*FLAGS, *counted], bit(nw.col("day") < NEVER)
    rows = contracts.with_columns(**counted, large=large)
    rows = rows.with_columns(*[(nw.col(name) * is_there).alias(name) for name in names])
    before = {f"{name}_before": nw.col(name).shift(1).over(order_by="key") for name in names}
    rows = rows.with_columns(**before)
    return rows.select(
        *TALENT,
        "day",
        **{name: nw.col(_step(name)) for name in sums_of(sides)},
        **{name: nw.col(name) - whole(f"{name}_before") for name in names},
    )


def _changes(rows: nw.LazyFrame[Any], first: Reign, *, has_open_money: bool) -> nw.LazyFrame[Any]:
    """Return the next change of each talent that has one, packed (`unpacked`)."""
    rows = rows.with_columns(key=nw.col("talent") * DAYS + nw.col("day"))
    rows = rows.with_columns(before=nw.col("state").shift(1).over(order_by="key"))
    rows = rows.with_columns(whole("before"))
    rows = rows.with_columns(**_digits("now", "state"), **_digits("was", "before"))
    is_start = nw.col("day") == first.first
    is_change = ~is_start & (nw.col("now_0") != nw.col("was_0"))
    if has_open_money:
        rows, is_change = _without_knowledge(rows, is_start, is_change)
    changes = rows.filter(is_change)
    is_gain, bits = nw.col("now_0") == MET, range(len(CRITERIA))
    lacking = {
        f"lacking_{number}": bit(
            (is_gain & (nw.col(f"was_{number + 1}") == nw.col("was_0")))
            | (~is_gain & (nw.col(f"now_{number + 1}") == nw.col("now_0")))
        )
        for number in bits
    }
    packed = nw.col("day") * VERDICTS + nw.col("now_0")
    packed = packed * 2 ** len(CRITERIA) + reduce(
        add, [nw.col(f"lacking_{number}") * 2**number for number in bits]
    )
    changes = changes.with_columns(**lacking).select("talent_id", packed.alias(CHANGE))
    return changes.group_by("talent_id").agg(nw.col(CHANGE).min())


def _without_knowledge(
    rows: nw.LazyFrame[Any], is_start: nw.Expr, is_border: nw.Expr
) -> tuple[nw.LazyFrame[Any], nw.Expr]:
    """Return which borders are changes where money is known in part.

    Where nothing turns but what is known, nothing is gained or lost: the badge counts as held, or
    not, as it was told last (`Timeline.next_change_after`).
    """
    verdict = nw.col("now_0")
    pairs = [(nw.col(f"was_{n}"), nw.col(f"now_{n}")) for n in range(1, len(DIGITS))]
    is_real = any_of((old != new) & (old != NOT_KNOWN) & (new != NOT_KNOWN) for old, new in pairs)
    rows = rows.with_columns(
        is_start=bit(is_start),
        is_real=bit(is_border & is_real),
        is_told=bit(is_start | (is_border & ~is_real & (verdict != NOT_KNOWN))),
        is_met=bit(verdict == MET),
    )
    told = (nw.col("key") * 2 + nw.col("is_met")) * nw.col("is_told")
    rows = rows.with_columns(told=told)
    rows = rows.with_columns(nw.col("told").cum_max().over(order_by="key").cast(nw.Int64()))
    is_held = _digit(nw.col("told"), 1, 2)
    return rows, (nw.col("is_real") > 0) & (nw.col("is_met") != is_held)


def _digits(prefix: str, name: str) -> dict[str, nw.Expr]:
    """Return the verdict on the badge, and on each criterion, of a column of states."""
    return {
        f"{prefix}_{place}": _digit(nw.col(name), VERDICTS**place, VERDICTS)
        for place, _ in enumerate(DIGITS)
    }

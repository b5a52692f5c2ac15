"""The states of Top Rated Plus over whole populations, on each day that turns it.

A payment comes on one day and leaves the window on another, an outcome comes and leaves, and so
does what is known of money. Sorted by contract and day, running sums of what comes and leaves tell
each contract on each such day; what changes there, sorted by talent and day, tells each talent.
The rules are those of a single day (`top_rated_plus`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.answers import MET, NOT_KNOWN
from badgerules.frames.facts import NEVER, any_of, bit, divided, leaving, whole, with_day_numbers
from badgerules.frames.open_money import (
    GAP,
    GAP_UNTIL,
    LIFETIME_GAP,
    UNTOLD,
    contracts_to_count,
    left_open,
    with_gaps_ahead,
)
from badgerules.frames.sides import ended, on_side
from badgerules.frames.sweep import (
    STATE,
    TALENT,
    VERDICTS,
    Move,
    check_weighed,
    is_fine,
    moved,
    own_keys,
    placed,
    running,
    states,
    there_and_back,
    unmoved_keys,
)
from badgerules.frames.sweep_of_base import (
    basis_of,
    days_of_base,
    hopeful,
    on_each_day,
    open_base,
    with_facts_ahead,
)
from badgerules.frames.top_rated_plus import (
    criteria_of,
    has_category,
    in_groups,
    is_large,
    judged,
    own_facts,
    sums_of,
    sums_on_side,
)
from badgerules.vocabulary import Badge, BaseBadge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.frames.sweep import Reign
    from badgerules.frames.sweep_of_base import Basis

PLUS = Badge.TOP_RATED_PLUS
FLAGS = ("large", "share")
"""What is counted of the contracts of a talent."""


def states_of_plus(tables: Tables, reigns: Sequence[Reign]) -> list[nw.LazyFrame[Any]]:
    """Return the states of each talent who may hold the badge, under each edition.

    Args:
        tables: the checked frames; the base badge is on record, or computed (TRP-F8, TRP-A4).
        reigns: the editions, the one of the day asked about first.
    """
    bases = [basis_of(Badge.TOP_RATED, own) for own in reigns]
    talents = _hopeful(tables, reigns, bases)
    contracts = tables.contracts.join(
        talents.select("talent_id", "talent", "is_agency", "is_member"), on="talent_id", how="inner"
    )
    contracts = placed(contracts, "contract", "contract_id")
    first = reigns[0].question
    if tables.has_reputation:
        return [_states_computed(tables, first, talents, contracts, own) for own in bases]
    return [_states(tables, first, talents, contracts, own) for own in reigns]


def _is_over_life(reigns: Sequence[Reign]) -> bool:
    return any(len(sums_of(own.sides)) > 1 for own in reigns)


def _hopeful(tables: Tables, reigns: Sequence[Reign], bases: Sequence[Basis]) -> nw.LazyFrame[Any]:
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
        has_category(tables.contracts, names) & (most >= bar) for bar, names in lowest.items()
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
    unmoved = [one for one in criteria_of(sides, {}) if one.key in unmoved_keys(PLUS)]
    talents = tables.talents
    if tables.has_reputation:  # whoever may hold Top Rated counts as a holder here
        held = nw.lit(BaseBadge.TOP_RATED.value)
        talents = hopeful(talents, tables, bases).with_columns(base_badge=held)
    talents = talents.with_columns(**own_facts()).filter(*map(is_fine, unmoved))
    talents = talents.join(totals, on="talent_id", how="inner").filter(most >= on_side(bars))
    return placed(talents.drop("most", "may_be_large"), "talent", "talent_id")


def _states(
    tables: Tables,
    first: Question,
    talents: nw.LazyFrame[Any],
    contracts: nw.LazyFrame[Any],
    reign: Reign,
) -> nw.LazyFrame[Any]:
    """Return a row for each talent and day on which something happens: every verdict, packed."""
    facts = tables.talents.with_columns(**own_facts())
    counted = contracts_to_count(tables, reign.sides)
    names = [*sums_of(reign.sides), *FLAGS, *counted]
    steps = _steps(_judged(tables, contracts, reign), reign, counted)
    if tables.has_open_money:
        lengths = {GAP_UNTIL: reign.question.window_length}
        facts = with_gaps_ahead(talents, tables, first, **lengths)
        nothing = dict.fromkeys(names, nw.lit(0).cast(nw.Int64()))
        closed = facts.select(*TALENT, day=reign.day_of(nw.col(GAP_UNTIL)), **nothing)
        facts = facts.drop("talent")
        steps = nw.concat([steps, closed.select(*TALENT, "day", *names)])
    rows = running(steps, TALENT, names).filter(nw.col("day") < NEVER)
    rows = rows.join(facts, on="talent_id", how="inner").with_columns(is_large=nw.col("large"))
    if tables.has_open_money:
        rows = rows.with_columns(bit(nw.col("day") < nw.col(GAP_UNTIL)).alias(GAP))
    is_open = left_open(tables, reign.sides)
    criteria = criteria_of(reign.sides, is_open)
    check_weighed(criteria, PLUS, reign, has_reputation=False)
    rows = rows.with_columns(**sums_on_side(reign.sides))
    return states(rows, criteria, own_keys(PLUS), is_open=is_open)


def _states_computed(
    tables: Tables,
    first: Question,
    talents: nw.LazyFrame[Any],
    contracts: nw.LazyFrame[Any],
    basis: Basis,
) -> nw.LazyFrame[Any]:
    """Return the same where the base badge is computed: its days turn Top Rated Plus too."""
    reign = basis.reign
    counted = contracts_to_count(tables, reign.sides)
    names = [*sums_of(reign.sides), *FLAGS, *counted]
    sums = [name for name in basis.sums if name != "earned"]
    facts = with_facts_ahead(talents, tables, first, basis)
    days = nw.concat([*days_of_base(facts, tables, first, basis, sums)])
    steps = _steps(_judged(tables, contracts, reign), reign, counted)
    both = [_with_zeros(steps, sums), _with_zeros(days, names)]
    both = [one.select(*TALENT, "day", *names, *sums) for one in both]
    rows = running(nw.concat(both), TALENT, [*names, *sums]).filter(nw.col("day") < NEVER)
    rows = rows.join(facts.drop("talent"), on="talent_id", how="inner")
    rows = rows.with_columns(is_large=nw.col("large"), earned=nw.col("inside"))
    rows = on_each_day(rows, tables, first, basis)
    of_base = basis.criteria(tables)
    check_weighed(of_base, Badge.TOP_RATED, reign, has_reputation=True)
    kept = [*names, "is_large", "is_agency", "is_member", "is_independent", "verdict"]
    kept += [UNTOLD, GAP, LIFETIME_GAP] if tables.has_open_money else []
    keys, is_open = own_keys(Badge.TOP_RATED), open_base(tables)
    rows = states(rows, of_base, keys, is_open=is_open, kept=kept)
    is_told, has_badge = nw.col("verdict") != NOT_KNOWN, nw.col("verdict") == MET
    rows = rows.with_columns(
        is_told=bit(is_told),
        has_badge=bit(has_badge),
        of_base=divided(nw.col(STATE), VERDICTS) * VERDICTS,
    )
    is_open = left_open(tables, reign.sides)
    criteria, keys = criteria_of(reign.sides, is_open), own_keys(PLUS)
    check_weighed(criteria, PLUS, reign, has_reputation=True)
    rows = rows.with_columns(**sums_on_side(reign.sides))
    rows = states(rows, criteria, keys, is_open=is_open, kept=["of_base"])
    state = nw.col(STATE) + nw.col("of_base") * VERDICTS ** len(keys)
    return rows.select(*TALENT, "day", state.alias(STATE))


def _with_zeros(rows: nw.LazyFrame[Any], names: Iterable[str]) -> nw.LazyFrame[Any]:
    """Return rows that add nothing to further sums."""
    return rows.with_columns(**dict.fromkeys(names, nw.lit(0).cast(nw.Int64())))


def _judged(tables: Tables, contracts: nw.LazyFrame[Any], reign: Reign) -> nw.LazyFrame[Any]:
    """Return a row for each contract and day on which something happens, with what it is then."""
    length, sides = reign.question.window_length, reign.sides
    outcome, day, on = nw.col("outcome"), nw.col("day"), nw.col("outcome_on")
    contracts = with_day_numbers(contracts, ["outcome_on"], length=length)
    kept = ["contract", "contract_id", *TALENT, "is_agency", "is_member"]
    kept += ["outcome", "outcome_on", leaving("outcome_on")]
    contracts = contracts.select(*kept, **in_groups(contracts, sides))
    sums = [*sums_of(sides), "largest"]
    gone, is_agency = nw.col(leaving("outcome_on")), nw.col("is_agency") > 0
    day_of_share = nw.when(is_agency).then(gone).otherwise(nw.lit(reign.first))
    days = [nw.lit(reign.first), nw.lit(NEVER), on, day_of_share]
    marks = [Move(day=one) for one in days]
    of = ("contract",)
    own = moved(contracts, tables, marks, reign, of=of, sums=sums)
    happens = nw.concat([own, _paid(tables, contracts, reign)])
    happens = happens.with_columns(**{_step(name): nw.col(name) for name in sums})
    rows = running(happens, of, sums, [_step(name) for name in sums_of(sides)])
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


def _paid(tables: Tables, contracts: nw.LazyFrame[Any], reign: Reign) -> nw.LazyFrame[Any]:
    """Return what comes with each payment, on its day, and what leaves with it."""
    sums, payments = [*sums_of(reign.sides), "largest"], tables.payments
    is_over_life = "lifetime" in sums
    if not is_over_life:
        first_day = reign.question.window.first_day
        payments = payments.filter(nw.col("paid_on") >= tables.first_instant("paid_on", first_day))
    paid = payments.join(contracts.select("contract_id", "contract"), on="contract_id", how="inner")
    paid = with_day_numbers(paid, ["paid_on"], length=reign.question.window_length)
    gone = nw.col(leaving("paid_on"))
    paid = paid.with_columns(is_inside=bit(gone > reign.first))
    cents, is_inside = nw.col("cents"), nw.col("is_inside")
    inside, largest = cents * is_inside, bit(cents > 0) * is_inside
    moves = there_and_back(nw.col("paid_on"), gone, inside=inside, largest=largest)
    if is_over_life:
        moves += there_and_back(nw.col("paid_on"), nw.lit(NEVER), lifetime=cents)
    return moved(paid, tables, moves, reign, of=("contract",), sums=sums)


def _step(name: str) -> str:
    """Return the name of the column of what a day adds to a running sum."""
    return f"{name}_step"


def _steps(
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

"""Top Rated Plus over whole populations, from the same bars that `eligibility` reads.

Only steps that all engines do alike: columns are derived first and then summed, flags are 0 and 1,
every whole number is Int64, and no column of money holds a null.
"""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.criteria import Weighed, answered
from badgerules.frames.facts import any_of, bit, divided, flag, whole
from badgerules.frames.open_money import contracts_to_count, left_open, with_gaps_of_plus
from badgerules.frames.rows import NOTHING
from badgerules.frames.sides import AGENCY, FREELANCER, MEMBER, ended, on_side
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.vocabulary import BaseBadge, Category, ContractOutcome, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables
    from badgerules.frames.sides import Sides
    from badgerules.thresholds import Bars


BADLY = 2**26
"""What a contract in scope of the share counts more than 1 where it ended badly: one sum holds both
numbers. Floats hold it exactly, for as many contracts."""


def top_rated_plus(tables: Tables, question: Question, sides: Sides) -> Answer:
    """Return one row a talent, with every criterion and the verdict (TRP-F*, TRP-A*).

    Args:
        tables: the checked frames; talents may have further columns.
        question: the day, and the bars.
        sides: the bars of each side.
    """
    counts = contracts_to_count(tables, sides)
    contracts = _on_the_day(tables, question, sides)
    totals = _by_talent(contracts.with_columns(**counts) if counts else contracts, sides, counts)
    everyone = tables.talents.join(totals, on="talent_id", how="left")
    everyone = with_gaps_of_plus(everyone, tables, question, sides)
    weighed = _with_large_contract(_with_sides(everyone, sides, counts), sides)
    return answered(weighed, criteria_of(sides, left_open(tables, sides)))


def _summed(names: Iterable[str]) -> list[nw.Expr]:
    """Return sums as Int64: engines widen them, and wide numbers are slow to join."""
    return [nw.col(name).cast(nw.Int64()) for name in names]


def _stepped(base: int, steps: Iterable[tuple[str, int]]) -> nw.Expr:
    """Return `base` plus, for each column of 0 and 1 that is 1, its step.

    Choosing between literals would make pandas build a whole column for each.
    """
    return _above(base, [nw.col(name) * cents for name, cents in steps if cents])


def _above(base: int, added: Sequence[nw.Expr]) -> nw.Expr:
    """Return `base` plus all that is added, which is nothing where all bars are alike."""
    return reduce(add, added) + base if added else nw.lit(base).cast(nw.Int64())


def _on_the_day(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Return every contract with its sums, its rank on each side, and its part in the share."""
    outcome, outcome_on = nw.col("outcome"), nw.col("outcome_on")
    is_rated = ~outcome.is_null() & tables.knows_outcome(question.as_of)
    since = tables.first_instant("outcome_on", question.window.first_day)
    is_noted = nw.col("is_rated")
    told = tables.contracts.with_columns(is_rated=is_rated).select(
        "contract_id",
        "talent_id",
        "is_rated",
        is_recent=is_noted & ~outcome_on.is_null() & (outcome_on >= since),
        **{ended(word): is_noted & (outcome == word.value) for word in sides.outcomes},
        **in_groups(tables.contracts, sides),
    )
    paid = told.join(_by_contract(tables, question, sides), on="contract_id", how="left")
    return judged(paid.with_columns(*[whole(name) for name in (*sums_of(sides), "largest")]), sides)


def judged(contracts: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Return contracts with their rank on each side, and their part in the share.

    Args:
        contracts: `in_groups`, what is known of the outcome (`is_rated`, `is_recent`, and a flag
            for each outcome that the bars ask about), the sums of `sums_of`, and `largest`, above
            0 where something was paid in the window.
        sides: the bars of each side.
    """
    groups = [*_groups(sides)]
    added = {side: _added(side, sides, groups) for side in sides.of}
    ranked = contracts.with_columns(
        counted=_counted(sides),
        **{name: column for own in added.values() for name, column in own.items()},
    ).with_columns(**{f"rank_{side}": _rank(side, sides) for side in sides.of})
    return _scoped(ranked, sides)


def in_groups(contracts: nw.LazyFrame[Any], sides: Sides) -> dict[str, nw.Expr]:
    """Return a flag for each group of categories but the first, from `category` of contracts."""
    return {
        _group(number): bit(has_category(contracts, names))
        for number, names in enumerate(_groups(sides).values())
        if number
    }


def has_category(contracts: nw.LazyFrame[Any], names: Sequence[str]) -> nw.Expr:
    """Return whether contracts are of one of some categories.

    Polars and DuckDB compare with each name faster than with all at once, others do not.
    """
    category = nw.col("category")
    if (
        len(names) == 1
        or contracts.implementation.is_polars()
        or contracts.implementation.is_duckdb()
    ):
        return any_of(category == name for name in names)
    return category.is_in(names)


def _group(number: int) -> str:
    """Return the name of the flag for a contract in a group of categories."""
    return f"group_{number}"


def _groups(sides: Sides) -> dict[tuple[int, ...], list[str]]:
    """Group the categories by their bars on all sides, so that each row is looked up once."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for category in Category:
        key = tuple(bars.large_contract[category] for bars in sides.of.values())
        groups.setdefault(key, []).append(category.value)
    # The largest group first: it needs no flag.
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def sums_of(sides: Sides) -> list[str]:
    """Return the names of the sums: payments in the window, and all payments if a reading asks."""
    is_over_life = any(
        bars.is_lifetime_earnings or bars.is_lifetime_contract for bars in sides.of.values()
    )
    return ["inside", "lifetime"] if is_over_life else ["inside"]


def _by_contract(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Sum the payments of each contract, and find the largest one in the window."""
    payments, is_inside = tables.payments, tables.inside("paid_on", question.window)
    names, cents = sums_of(sides), nw.col("cents")
    if "lifetime" in names:
        inside = nw.when(is_inside).then(cents).otherwise(nw.lit(0)).cast(nw.Int64())
        payments = payments.filter(tables.by("paid_on", question.as_of)).select(
            "contract_id", cents=inside, lifetime=cents
        )
        lifetime = [nw.col("lifetime").sum()]
    else:
        payments = payments.select("contract_id", "cents", is_inside=is_inside)
        payments, lifetime = payments.filter(nw.col("is_inside")), []
    totals = payments.group_by("contract_id").agg(
        *lifetime, inside=cents.sum(), largest=cents.max()
    )
    return totals.with_columns(*_summed(names))


def _counted(sides: Sides) -> nw.Expr:
    """Return the cents that count on a contract: in the window, or all if paid inside (TRP-F3)."""
    if not sides.of[FREELANCER].is_lifetime_contract:
        return nw.col("inside")
    is_paid = nw.col("largest") > 0
    return nw.when(is_paid).then(nw.col("lifetime")).otherwise(nw.lit(0)).cast(nw.Int64())


def _added(side: str, sides: Sides, groups: list[tuple[int, ...]]) -> dict[str, nw.Expr]:
    """Return what a rank adds to the amount where the bar is reached, and where it is not."""
    place, width = [*sides.of].index(side), sides.width
    bars = [key[place] for key in groups]
    return {
        f"reached_{side}": _by_group([width - 1 - sides.height(bar) for bar in bars]),
        f"short_{side}": _by_group([sides.height(bar) - bar * width for bar in bars]),
    }


def _rank(side: str, sides: Sides) -> nw.Expr:
    """Return the rank of a contract as the large one of a side (TRP-F2, TRP-F5, TRP-A2).

    The rank is a whole number, so that the best contract of a talent has the maximum. From 0 up
    the bar is reached: a higher amount ranks higher, then a lower bar. Below 0 it is not: a smaller
    gap ranks higher, then a higher amount. Far below are contracts that cannot serve: a lower bar
    ranks higher.
    """
    counted = nw.col("counted") * sides.width
    reached, short = nw.col(f"reached_{side}"), nw.col(f"short_{side}")
    rank = counted + nw.when(counted + short >= 0).then(reached).otherwise(short)
    if outcomes := sorted(sides.of[side].unable_outcomes):
        is_unable = any_of(nw.col(ended(word)) for word in outcomes)
        rank = nw.when(is_unable).then(reached + NOTHING).otherwise(rank)
    return rank.cast(nw.Int64())


def _by_group(numbers: Sequence[int]) -> nw.Expr:
    """Return a column with the number for each contract's group."""
    first = numbers[0]
    return _stepped(first, [(_group(place), own - first) for place, own in enumerate(numbers)])


def is_large(side: str, bars: Bars) -> nw.Expr:
    """Return whether a contract is large: it can serve, and has the feedback asked for."""
    is_reached = nw.col(f"rank_{side}") >= 0
    return (
        is_reached & nw.col(ended(ContractOutcome.POSITIVE)) if bars.needs_positive else is_reached
    )


def _with_feedback(sides: Sides) -> dict[str, Bars]:
    """Return the sides on which a contract may reach its bar and lack feedback."""
    return {side: bars for side, bars in sides.of.items() if bars.needs_positive}


def _scoped(contracts: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Add what a contract counts in an agency's share, packed as by `BADLY` (TRP-A3, WIN-5)."""
    bars, is_rated = sides.of[AGENCY], nw.col("is_rated")
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        is_counted = is_large(AGENCY, bars)
    else:
        is_paid, is_recent = nw.col("largest") > 0, nw.col("is_recent")
        is_counted = is_paid | is_recent
        if bars.share_scope is NegativeShareScope.RATED_CONTRACTS:
            is_counted = is_rated & is_counted
    is_bad = nw.col(ended(ContractOutcome.NEGATIVE))
    return contracts.with_columns(
        share=bit(is_counted) + bit(is_counted & is_bad) * BADLY,
        **{
            f"large_{side}": bit(is_large(side, own)) for side, own in _with_feedback(sides).items()
        },
    )


def _by_talent(
    contracts: nw.LazyFrame[Any], sides: Sides, counts: Collection[str]
) -> nw.LazyFrame[Any]:
    """Return the sums, further counts, and the best ranks over the contracts of each talent."""
    sums = (*sums_of(sides), "share", *counts)
    most = [f"rank_{side}" for side in sides.of]
    most += [f"large_{side}" for side in _with_feedback(sides)]
    totals = contracts.group_by("talent_id").agg(nw.col(*sums).sum(), nw.col(*most).max())
    return totals.with_columns(*_summed(sums))


def _with_sides(
    talents: nw.LazyFrame[Any], sides: Sides, counts: Collection[str]
) -> nw.LazyFrame[Any]:
    """Add each talent's side, and the facts of all criteria but the large contract."""
    talents = talents.with_columns(
        *[whole(name) for name in (*sums_of(sides), "share", *counts)],
        *[whole(f"large_{side}") for side in _with_feedback(sides)],
        *[
            whole(f"rank_{side}", sides.unable(min(bars.large_contract.values())))
            for side, bars in sides.of.items()
        ],
        **own_facts(),
    )
    return talents.with_columns(
        rank=on_side({side: nw.col(f"rank_{side}") for side in sides.of}),
        **sums_on_side(sides),
    )


def own_facts() -> dict[str, nw.Expr]:
    """Return each talent's side, and what the criteria look at that no money turns, as flags."""
    is_agency = nw.col("kind") == Kind.AGENCY.value
    is_member = ~is_agency & nw.col("exclusive_agency_contractor")
    badge = nw.col("base_badge")
    return {
        "is_agency": bit(is_agency),
        "is_member": bit(is_member),
        "is_independent": bit(~nw.col("exclusive_agency_contractor")),
        "is_told": bit(~badge.is_null()),
        "has_badge": flag(badge == BaseBadge.TOP_RATED.value),
    }


def sums_on_side(sides: Sides) -> dict[str, nw.Expr]:
    """Return what counts as earnings on each talent's side, what is required, and the share.

    The share is summed as one number, and split here: the contracts in scope, and those of them
    that ended badly.
    """
    totals = {
        side: nw.col("lifetime" if bars.is_lifetime_earnings else "inside")
        for side, bars in sides.of.items()
    }
    own = sides.of[FREELANCER].earnings
    sidesteps = {"is_agency": AGENCY, "is_member": MEMBER}
    required = [
        (name, sides.of[side].earnings - own)
        for name, side in sidesteps.items()
        if side in sides.of
    ]
    share, badly = nw.col("share"), divided(nw.col("share"), BADLY)
    return {
        "earnings_observed": on_side(totals) if len(sums_of(sides)) > 1 else totals[AGENCY],
        "earnings_required": _stepped(own, required),
        "ended_badly": badly,
        "scope": share - badly * BADLY,
    }


def _with_large_contract(talents: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Read amount and bar of the best contract back from its rank (see `_rank`)."""
    width, rank, amount = sides.width, nw.col("rank"), nw.col("amount")
    large = {
        side: nw.col(f"large_{side}") if bars.needs_positive else bit(rank >= 0)
        for side, bars in sides.of.items()
    }
    talents = talents.with_columns(
        amount=divided(rank, width),
        is_short=(rank < 0) & (rank >= NOTHING + width),
        is_large=on_side(large) if _with_feedback(sides) else large[AGENCY],
    )
    place, is_short = rank - amount * width, nw.col("is_short")
    height = nw.when(is_short).then(place).otherwise(width - 1 - place)
    talents = talents.with_columns(height=height.cast(nw.Int64()))
    first, *_ = sides.amounts
    rises = [
        bit(nw.col("height") > below) * (after - before)
        for below, (before, after) in enumerate(pairwise(sides.amounts))
    ]
    talents = talents.with_columns(large_contract_required=_above(first, rises))
    lacked = nw.col("large_contract_required") + amount
    reached = amount * bit(rank >= 0)
    observed = nw.when(is_short).then(lacked).otherwise(reached).cast(nw.Int64())
    return talents.with_columns(large_contract_observed=observed)


def criteria_of(sides: Sides, is_open: Mapping[str, nw.Expr]) -> list[Weighed]:
    """Return the criteria of Top Rated Plus (TRP-F1, F2, F7, F8, TRP-A1 to A4).

    Args:
        sides: the bars of each side.
        is_open: where money known in part leaves one open, by its key.
    """
    share = sides.of[AGENCY].negative_share
    allowed = divided(nw.col("scope") * share, WHOLE)
    # Before version 3 pandas cannot add what comes from Arrow's days to numbers of its own, so the
    # verdict, which adds flags up, is given plain ones.
    is_rare = nw.when(nw.col("ended_badly") <= allowed).then(nw.lit(1)).otherwise(nw.lit(0)) > 0
    earned, bar = nw.col("earnings_observed"), nw.col("earnings_required")
    others = nw.col("is_agency")
    if MEMBER in sides.of:  # members have bars of their own then, and may be members (TRP-F7)
        others = others + nw.col("is_member")
    return [
        Weighed(
            key="earnings",
            number=earned,
            required=bar,
            is_met=earned >= bar,
            is_unknown=is_open.get("earnings"),
        ),
        Weighed(
            key="large_contract",
            number=nw.col("large_contract_observed"),
            required=nw.col("large_contract_required"),
            is_met=nw.col("is_large") > 0,
            is_unknown=is_open.get("large_contract"),
        ),
        Weighed(
            key="independent",
            is_met=nw.col("is_independent") > 0,
            is_asked=others == 0,
        ),
        Weighed(
            key="negative_share",
            number=nw.col("ended_badly"),
            required=allowed,
            is_met=is_rare,
            is_unknown=is_open.get("negative_share"),
            is_asked=nw.col("is_agency") > 0,
            is_ceiling=True,
            beside={"contracts": nw.col("scope")},
        ),
        Weighed(
            key="top_rated",
            is_met=nw.col("has_badge") > 0,
            is_unknown=nw.col("is_told") == 0,
        ),
    ]

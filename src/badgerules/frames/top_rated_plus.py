"""Top Rated Plus over whole populations, from the very bars that `eligibility` reads.

Plain steps that every engine does alike: columns are derived first and then summed, flags are
0 and 1, every whole number is Int64, and no column that counts money ever holds a null.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.findings import Verdict
from badgerules.rulebook import WHOLE
from badgerules.thresholds import Bars, NegativeShareScope
from badgerules.vocabulary import BaseBadge, Category, ContractOutcome, Kind

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.door import Tables

FREELANCER, AGENCY, MEMBER = "freelancer", "agency", "member"
MONEY = ("earnings", "large_contract")
COUNTED = ("independent", "negative_share", "top_rated")
"""The criteria whose numbers may be null: it does not apply, or is not known."""


@attrs.frozen(kw_only=True)
class Sides:
    """The bars of everybody at once, since a frame may hold freelancers, agencies and members.

    Args:
        of: the bars of each side; of members only where they have their own (TRP-F7).
        amounts: every bar of a large contract, each once, lowest first.
        nothing: below the rank of any contract; stands for a talent with none that can serve.
    """

    of: Mapping[str, Bars]
    amounts: tuple[int, ...]
    nothing: int

    @property
    def choosy(self) -> tuple[str, ...]:
        """The sides on which a contract may be unable to serve."""
        return tuple(side for side, bars in self.of.items() if bars.unable_outcomes)

    @property
    def width(self) -> int:
        """How many ranks one cent spans, so that a rank holds an amount and a bar."""
        return len(self.amounts)


def sides_of(question: Question, nothing: int) -> Sides:
    """Return the bars of each side of a population."""
    own = question.bars[Kind.FREELANCER]
    of = {FREELANCER: own, AGENCY: question.bars[Kind.AGENCY]}
    if own.for_members is not None:
        of[MEMBER] = own.for_members
    amounts = {cents for bars in of.values() for cents in bars.large_contract.values()}
    return Sides(of=of, amounts=tuple(sorted(amounts)), nothing=nothing)


def top_rated_plus(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Return one row a talent, with every criterion and the verdict (TRP-F*, TRP-A*)."""
    totals = _by_talent(_judged(tables, question, sides), sides)
    everyone = tables.talents.join(totals, on="talent_id", how="left").with_columns(
        *[_whole(name, default) for name, default in _defaults(sides).items()]
    )
    return _answer(_with_large_contract(_weighed(everyone, sides), sides))


def _flag(condition: nw.Expr) -> nw.Expr:
    """Return a condition as 0 or 1, with null as 0: engines differ in what they do with flags."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64())


def _whole(name: str, default: int) -> nw.Expr:
    """Return a column as Int64 again: joins leave nulls, and sums may widen."""
    return nw.col(name).fill_null(default).cast(nw.Int64())


def _chosen(choices: list[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """Return the value whose condition holds; one of them must, so the last is not asked."""
    *first, (_, last) = choices
    return reduce(
        lambda rest, choice: nw.when(choice[0]).then(choice[1]).otherwise(rest),
        first,
        last,
    ).cast(nw.Int64())


def _judged(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Return every contract with what was paid on it, and how it fares on each side."""
    groups = _groups(sides)
    is_known = nw.col("outcome_on").is_null() | tables.by("outcome_on", question.as_of)
    is_inside = tables.inside("outcome_on", question.window)
    is_rated = ~nw.col("outcome").is_null() & is_known
    paid = tables.contracts.join(
        _by_contract(tables, question, sides), on="contract_id", how="left"
    ).with_columns(
        *[_whole(name, 0) for name in _sums(sides)],
        _whole("largest", 0),
        group=_chosen(
            [
                (nw.col("category").is_in(names), nw.lit(number))
                for number, names in enumerate(groups.values())
            ]
        ),
        is_rated=_flag(is_rated),
        is_recent=_flag(is_rated & is_inside),
    )
    counted = paid.with_columns(_counted(sides).alias("counted"))
    ranked = counted.with_columns(
        **{f"rank_{side}": _rank(side, sides, [*groups]) for side in sides.of},
        **{f"bar_{side}": _bar(side, sides, [*groups]) for side in sides.choosy},
    )
    judged = ranked.with_columns(
        **{f"large_{side}": _large(side, bars) for side, bars in sides.of.items()}
    )
    return _scoped(judged, sides.of[AGENCY])


def _groups(sides: Sides) -> dict[tuple[int, ...], list[str]]:
    """Return the categories by their bars on all sides: each row is looked up once."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for category in Category:
        key = tuple(bars.large_contract[category] for bars in sides.of.values())
        groups.setdefault(key, []).append(category.value)
    # The most words last: the last group is not asked for.
    return dict(sorted(groups.items(), key=lambda group: len(group[1])))


def _bar(side: str, sides: Sides, groups: list[tuple[int, ...]]) -> nw.Expr:
    """Return the bar of a contract on a side."""
    place = [*sides.of].index(side)
    return _chosen(
        [(nw.col("group") == number, nw.lit(key[place])) for number, key in enumerate(groups)]
    )


def _sums(sides: Sides) -> list[str]:
    """Return what is summed up: payments in the window, and over life if a reading asks."""
    is_over_life = any(
        bars.is_lifetime_earnings or bars.is_lifetime_contract for bars in sides.of.values()
    )
    return ["inside", "lifetime"] if is_over_life else ["inside"]


def _by_contract(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Sum the payments of each contract, and find the largest one in the window."""
    payments, is_inside = tables.payments, tables.inside("paid_on", question.window)
    names, cents = _sums(sides), nw.col("cents")
    if "lifetime" in names:
        inside = nw.when(is_inside).then(cents).otherwise(nw.lit(0)).cast(nw.Int64())
        payments = payments.filter(tables.by("paid_on", question.as_of)).select(
            "contract_id", lifetime=cents, inside=inside, largest=inside
        )
    else:
        payments = payments.filter(is_inside).select("contract_id", inside=cents, largest=cents)
    return payments.group_by("contract_id").agg(
        *[nw.col(name).sum() for name in names], nw.col("largest").max()
    )


def _counted(sides: Sides) -> nw.Expr:
    """Return what counts on a contract: in the window, or all if it was paid inside (TRP-F3)."""
    if not sides.of[FREELANCER].is_lifetime_contract:
        return nw.col("inside")
    is_paid = nw.col("largest") > 0
    return nw.when(is_paid).then(nw.col("lifetime")).otherwise(nw.lit(0)).cast(nw.Int64())


def _rank(side: str, sides: Sides, groups: list[tuple[int, ...]]) -> nw.Expr:
    """Return the rank of a contract as the large one of a side (TRP-F2, TRP-F5, TRP-A2).

    The rank is one whole number, so that the best contract of a talent is a plain maximum. From
    0 up the bar is reached: more counted ranks higher, of amounts alike the lower bar. Below 0
    something is missing: less missing ranks higher, of gaps alike more counted.
    """
    place, width, counted = [*sides.of].index(side), sides.width, nw.col("counted")
    ranks: list[tuple[nw.Expr, nw.Expr]] = []
    for number, key in enumerate(groups):
        bar = key[place]
        height = sides.amounts.index(bar)
        reached, short = width - 1 - height, height - bar * width
        added = nw.when(counted >= bar).then(nw.lit(reached)).otherwise(nw.lit(short))
        ranks.append((nw.col("group") == number, added))
    rank = counted * width + _chosen(ranks)
    if side not in sides.choosy:
        return rank.cast(nw.Int64())
    unable = [outcome.value for outcome in sides.of[side].unable_outcomes]
    is_unable = nw.col("outcome").is_in(unable) & (nw.col("is_rated") > 0)
    return nw.when(is_unable).then(nw.lit(sides.nothing)).otherwise(rank).cast(nw.Int64())


def _large(side: str, bars: Bars) -> nw.Expr:
    """Return whether a contract is large: it can serve, and has the feedback asked for."""
    is_large = nw.col(f"rank_{side}") >= 0
    if bars.needs_positive:
        is_positive = nw.col("outcome") == ContractOutcome.POSITIVE.value
        is_large = is_large & is_positive & (nw.col("is_rated") > 0)
    return _flag(is_large)


def _scoped(contracts: nw.LazyFrame[Any], bars: Bars) -> nw.LazyFrame[Any]:
    """Say which contracts count in an agency's share, and which ended badly (TRP-A3, WIN-5)."""
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        is_counted = nw.col(f"large_{AGENCY}") > 0
    else:
        is_counted = (nw.col("largest") > 0) | (nw.col("is_recent") > 0)
        if bars.share_scope is NegativeShareScope.RATED_CONTRACTS:
            is_counted = is_counted & (nw.col("is_rated") > 0)
    is_bad = (nw.col("outcome") == ContractOutcome.NEGATIVE.value) & (nw.col("is_rated") > 0)
    return contracts.with_columns(scope=_flag(is_counted), ended_badly=_flag(is_counted & is_bad))


def _defaults(sides: Sides) -> dict[str, int]:
    """Return the columns that are summed up for each talent, and what holds with no contract."""
    zeros = (*_sums(sides), "scope", "ended_badly", *[f"large_{side}" for side in sides.of])
    lowest = {side: min(sides.of[side].large_contract.values()) for side in sides.choosy}
    return {
        **dict.fromkeys(zeros, 0),
        **{f"rank_{side}": sides.nothing for side in sides.of},
        **{f"bar_{side}": cents for side, cents in lowest.items()},
    }


def _by_talent(contracts: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Sum up the contracts of each talent; the lowest bar serves where none of them can."""
    return contracts.group_by("talent_id").agg(
        *[nw.col(name).sum() for name in (*_sums(sides), "scope", "ended_badly")],
        *[nw.col(f"rank_{side}").max() for side in sides.of],
        *[nw.col(f"large_{side}").max() for side in sides.of],
        *[nw.col(f"bar_{side}").min() for side in sides.choosy],
    )


def _on_side(values: Mapping[str, nw.Expr]) -> nw.Expr:
    """Return the value of the side that a talent stands on."""
    is_member = nw.col("exclusive_agency_contractor")
    value = values[FREELANCER]
    if MEMBER in values:
        value = nw.when(is_member).then(values[MEMBER]).otherwise(value)
    is_agency = nw.col("kind") == Kind.AGENCY.value
    return nw.when(is_agency).then(values[AGENCY]).otherwise(value).cast(nw.Int64())


def _weighed(talents: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Choose each talent's side, and weigh all but the large contract."""
    is_member = nw.col("exclusive_agency_contractor")
    is_freelancer = nw.col("kind") == Kind.FREELANCER.value
    is_bound = is_freelancer & ~is_member if MEMBER in sides.of else is_freelancer  # TRP-F7
    totals = {
        side: nw.col("lifetime" if bars.is_lifetime_earnings else "inside")
        for side, bars in sides.of.items()
    }
    share = sides.of[AGENCY].negative_share
    weighed = talents.with_columns(
        earnings_observed=_on_side(totals),
        earnings_required=_on_side({key: nw.lit(bars.earnings) for key, bars in sides.of.items()}),
        rank=_on_side({side: nw.col(f"rank_{side}") for side in sides.of}),
        lowest=_on_side({side: _lowest(side, sides) for side in sides.of}),
        large_contract_met=_on_side({side: nw.col(f"large_{side}") for side in sides.of}),
        independent_asked=_flag(is_bound),
        independent_met=_flag(~is_member),
        negative_share_asked=_flag(~is_freelancer),
        allowed=(nw.col("scope") * share // WHOLE).cast(nw.Int64()),
        top_rated_asked=_flag(~nw.col("base_badge").is_null()),
        top_rated_met=_flag(nw.col("base_badge") == BaseBadge.TOP_RATED.value),
    )
    return weighed.with_columns(
        earnings_met=_flag(nw.col("earnings_observed") >= nw.col("earnings_required")),
        negative_share_met=_flag(nw.col("ended_badly") <= nw.col("allowed")),
    )


def _lowest(side: str, sides: Sides) -> nw.Expr:
    """Return the bar of a talent none of whose contracts can serve."""
    if side in sides.choosy:
        return nw.col(f"bar_{side}")
    return nw.lit(min(sides.of[side].large_contract.values()))  # only without any contract


def _with_large_contract(talents: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Read amount and bar of the nearest contract back from its rank (see `_rank`)."""
    width, rank, gap, counted = sides.width, nw.col("rank"), nw.col("gap"), nw.col("counted")
    # Only numbers that are not negative are divided: engines round the others differently.
    lacking = nw.when(rank < 0).then(width - 1 - rank).otherwise(nw.lit(0)).cast(nw.Int64())
    reached = nw.when(rank < 0).then(nw.lit(0)).otherwise(rank).cast(nw.Int64())
    talents = talents.with_columns(
        gap=(lacking // width).cast(nw.Int64()), counted=(reached // width).cast(nw.Int64())
    )
    below, above = gap * width + rank, counted * width + (width - 1) - rank
    height = nw.when(rank < 0).then(below).otherwise(above).cast(nw.Int64())
    talents = talents.with_columns(height=height)
    bar = _chosen(
        [(nw.col("height") == place, nw.lit(cents)) for place, cents in enumerate(sides.amounts)]
    )
    is_none = rank == sides.nothing
    required = nw.when(is_none).then(nw.col("lowest")).otherwise(bar).cast(nw.Int64())
    talents = talents.with_columns(large_contract_required=required)
    lacked = nw.col("large_contract_required") - gap
    observed = nw.when(rank < 0).then(lacked).otherwise(counted)
    observed = nw.when(is_none).then(nw.lit(0)).otherwise(observed).cast(nw.Int64())
    return talents.with_columns(large_contract_observed=observed)


def _answer(talents: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return the columns of the answer; null where a criterion is not asked, or not known."""
    return talents.select(
        "talent_id",
        "kind",
        _verdict().alias("verdict"),
        *[column for name in MONEY for column in _money(name)],
        _if_asked("independent", nw.col("independent_met")).alias("independent_observed"),
        _if_asked("independent", _met("independent")).alias("independent_verdict"),
        **{
            name: _if_asked("negative_share", value)
            for name, value in {
                "negative_share_observed": nw.col("ended_badly"),
                "negative_share_required": nw.col("allowed"),
                "negative_share_shortfall": _missing(nw.col("ended_badly") - nw.col("allowed")),
                "negative_share_contracts": nw.col("scope"),
                "negative_share_verdict": _met("negative_share"),
            }.items()
        },
        top_rated_observed=_if_asked("top_rated", nw.col("top_rated_met")),
        top_rated_verdict=nw.when(nw.col("top_rated_asked") > 0)
        .then(_met("top_rated"))
        .otherwise(nw.lit(Verdict.UNKNOWN.value)),
    )


def _money(name: str) -> list[nw.Expr]:
    """Return the columns of a criterion of money, in cents."""
    observed, required = nw.col(f"{name}_observed"), nw.col(f"{name}_required")
    return [
        observed,
        required,
        _missing(required - observed).alias(f"{name}_shortfall"),
        _met(name).alias(f"{name}_verdict"),
    ]


def _missing(gap: nw.Expr) -> nw.Expr:
    return nw.when(gap > 0).then(gap).otherwise(nw.lit(0)).cast(nw.Int64())


def _met(name: str) -> nw.Expr:
    is_met = nw.col(f"{name}_met") > 0
    return nw.when(is_met).then(nw.lit(Verdict.MET.value)).otherwise(nw.lit(Verdict.UNMET.value))


def _if_asked(name: str, value: nw.Expr) -> nw.Expr:
    return nw.when(nw.col(f"{name}_asked") > 0).then(value)


def _verdict() -> nw.Expr:
    """Return what the criteria amount to: one unmet decides, otherwise one unknown suspends."""
    unmet = [nw.col(f"{name}_met") < 1 for name in MONEY]
    unmet += [(nw.col(f"{name}_asked") > 0) & (nw.col(f"{name}_met") < 1) for name in COUNTED]
    is_known = nw.when(nw.col("top_rated_asked") > 0).then(nw.lit(Verdict.MET.value))
    settled = is_known.otherwise(nw.lit(Verdict.UNKNOWN.value))
    return (
        nw.when(reduce(lambda one, other: one | other, unmet))
        .then(nw.lit(Verdict.UNMET.value))
        .otherwise(settled)
    )

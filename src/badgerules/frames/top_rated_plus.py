"""Top Rated Plus over whole populations, from the very bars that `eligibility` reads.

Plain steps that every engine does alike: columns are derived first and then summed, flags are
0 and 1, every whole number is Int64, and no column that counts money ever holds a null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.findings import Verdict
from badgerules.frames.facts import flag, whole
from badgerules.rulebook import WHOLE
from badgerules.thresholds import Bars, NegativeShareScope
from badgerules.vocabulary import BaseBadge, Category, ContractOutcome, Kind

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.door import Tables

FREELANCER, AGENCY, MEMBER = "freelancer", "agency", "member"
MONEY = ("earnings", "large_contract")
ON_A_SIDE = ("independent", "negative_share")
"""The criteria that are asked on one side only; their columns are null on the other."""


@attrs.frozen(kw_only=True)
class Sides:
    """The bars of everybody at once, since a frame may hold freelancers, agencies and members.

    Args:
        of: the bars of each side; of members only where they have their own (TRP-F7).
        amounts: every bar of a large contract, each once, lowest first.
        width: how many ranks one cent spans, so that a rank holds an amount and the place of a
            bar; a power of two, so that a rank is taken apart exactly.
        nothing: the lowest rank; up to a width above it no contract can serve.
    """

    of: Mapping[str, Bars]
    amounts: tuple[int, ...]
    width: int
    nothing: int

    def height(self, bar: int) -> int:
        """Return the place of a bar among all of them, the lowest first."""
        return self.amounts.index(bar)

    def unable(self, bar: int) -> int:
        """Return the rank of a contract that cannot serve: of those, the lowest bar is best."""
        return self.nothing + self.width - 1 - self.height(bar)


def sides_of(question: Question, nothing: int) -> Sides:
    """Return the bars of each side of a population."""
    own = question.bars[Kind.FREELANCER]
    of = {FREELANCER: own, AGENCY: question.bars[Kind.AGENCY]}
    if own.for_members is not None:
        of[MEMBER] = own.for_members
    amounts = {cents for bars in of.values() for cents in bars.large_contract.values()}
    width = 1 << len(amounts).bit_length()
    return Sides(of=of, amounts=tuple(sorted(amounts)), width=width, nothing=nothing)


def top_rated_plus(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Return one row a talent, with every criterion and the verdict (TRP-F*, TRP-A*).

    Args:
        tables: frames that passed the door; more columns of talents do no harm.
        question: the day, and the bars.
        sides: the bars of each side.
    """
    totals = _by_talent(_judged(tables, question, sides), sides)
    everyone = tables.talents.join(totals, on="talent_id", how="left")
    return _answer(_with_large_contract(_weighed(everyone, sides), sides), sides)


def _summed(names: Iterable[str]) -> list[nw.Expr]:
    """Return sums as Int64 again: engines widen them, and wide numbers are slow to join."""
    return [nw.col(name).cast(nw.Int64()) for name in names]


def _chosen(choices: list[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """Return the value whose condition holds; one of them must, so the last is not asked."""
    *first, (_, last) = choices
    return reduce(
        lambda rest, choice: nw.when(choice[0]).then(choice[1]).otherwise(rest),
        first,
        last,
    ).cast(nw.Int64())


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one | other, conditions)


def _whole_times(value: nw.Expr, width: int) -> nw.Expr:
    """Return how often a power of two goes into a whole number, rounded down.

    Below 2**53 floats do that exactly, and alike in every engine. Whole numbers that are negative
    do not, and where an engine must be told to round them down it takes several times as long.
    """
    return (value.cast(nw.Float64()) * (1 / width)).floor().cast(nw.Int64())


def _judged(tables: Tables, question: Question, sides: Sides) -> nw.LazyFrame[Any]:
    """Return every contract with what was paid on it, and how it fares on each side."""
    groups = _groups(sides)
    is_known = nw.col("outcome_on").is_null() | tables.by("outcome_on", question.as_of)
    is_recent = nw.col("outcome_on") >= tables.first_instant(
        "outcome_on", question.window.first_day
    )
    paid = tables.contracts.join(
        _by_contract(tables, question, sides), on="contract_id", how="left"
    ).with_columns(
        *[whole(name) for name in (*_sums(sides), "largest")],
        group=_chosen(
            [
                (_any(nw.col("category") == name for name in names), nw.lit(number))
                for number, names in enumerate(groups.values())
            ]
        ),
        is_rated=~nw.col("outcome").is_null() & is_known,
    )
    ranked = paid.with_columns(
        **{f"rank_{side}": _rank(side, sides, [*groups]) for side in sides.of}
    )
    return _scoped(ranked, sides, is_recent)


def _groups(sides: Sides) -> dict[tuple[int, ...], list[str]]:
    """Return the categories by their bars on all sides: each row is looked up once."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for category in Category:
        key = tuple(bars.large_contract[category] for bars in sides.of.values())
        groups.setdefault(key, []).append(category.value)
    # The most words last: the last group is not asked for.
    return dict(sorted(groups.items(), key=lambda group: len(group[1])))


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
    totals = payments.group_by("contract_id").agg(
        *[nw.col(name).sum() for name in names], nw.col("largest").max()
    )
    return totals.with_columns(*_summed(names))


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
    something is missing: less missing ranks higher, of gaps alike more counted. Far below stands
    what cannot serve: of those, the lower bar.
    """
    place, width, counted = [*sides.of].index(side), sides.width, _counted(sides)
    ranks: list[tuple[nw.Expr, nw.Expr]] = []
    unable: list[tuple[nw.Expr, nw.Expr]] = []
    for number, key in enumerate(groups):
        bar, is_group = key[place], nw.col("group") == number
        height = sides.height(bar)
        reached, short = width - 1 - height, height - bar * width
        added = nw.when(counted >= bar).then(nw.lit(reached)).otherwise(nw.lit(short))
        ranks.append((is_group, added))
        unable.append((is_group, nw.lit(sides.unable(bar))))
    rank = (counted * width + _chosen(ranks)).cast(nw.Int64())
    outcomes = sides.of[side].unable_outcomes
    if not outcomes:
        return rank
    is_unable = nw.col("is_rated") & _any(nw.col("outcome") == word for word in sorted(outcomes))
    return nw.when(is_unable).then(_chosen(unable)).otherwise(rank).cast(nw.Int64())


def _is_large(side: str, bars: Bars) -> nw.Expr:
    """Return whether a contract is large: it can serve, and has the feedback asked for."""
    is_large = nw.col(f"rank_{side}") >= 0
    if bars.needs_positive:
        is_positive = nw.col("outcome") == ContractOutcome.POSITIVE.value
        is_large = is_large & nw.col("is_rated") & is_positive
    return is_large


def _with_feedback(sides: Sides) -> dict[str, Bars]:
    """Return the sides on which a contract may reach its bar and still not be a large one."""
    return {side: bars for side, bars in sides.of.items() if bars.needs_positive}


def _scoped(contracts: nw.LazyFrame[Any], sides: Sides, is_recent: nw.Expr) -> nw.LazyFrame[Any]:
    """Say which contracts count in an agency's share, and which ended badly (TRP-A3, WIN-5)."""
    bars, is_rated = sides.of[AGENCY], nw.col("is_rated")
    if bars.share_scope is NegativeShareScope.LARGE_CONTRACTS:
        is_counted = _is_large(AGENCY, bars)
    else:
        is_counted = (nw.col("largest") > 0) | (is_rated & is_recent)
        if bars.share_scope is NegativeShareScope.RATED_CONTRACTS:
            is_counted = is_counted & is_rated
    is_bad = is_rated & (nw.col("outcome") == ContractOutcome.NEGATIVE.value)
    return contracts.with_columns(
        scope=flag(is_counted),
        ended_badly=flag(is_counted & is_bad),
        **{
            f"large_{side}": flag(_is_large(side, own))
            for side, own in _with_feedback(sides).items()
        },
    )


def _by_talent(contracts: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Sum up the contracts of each talent."""
    sums = (*_sums(sides), "scope", "ended_badly")
    totals = contracts.group_by("talent_id").agg(
        *[nw.col(name).sum() for name in sums],
        *[nw.col(f"rank_{side}").max() for side in sides.of],
        *[nw.col(f"large_{side}").max() for side in _with_feedback(sides)],
    )
    return totals.with_columns(*_summed(sums))


def _on_side(values: Mapping[str, nw.Expr]) -> nw.Expr:
    """Return the value of the side that a talent stands on."""
    value = values[FREELANCER]
    if MEMBER in values:
        is_member = nw.col("exclusive_agency_contractor")
        value = nw.when(is_member).then(values[MEMBER]).otherwise(value)
    is_agency = nw.col("kind") == Kind.AGENCY.value
    return nw.when(is_agency).then(values[AGENCY]).otherwise(value).cast(nw.Int64())


def _weighed(talents: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Choose each talent's side, and weigh all but the large contract."""
    is_member = nw.col("exclusive_agency_contractor")
    is_freelancer = nw.col("kind") == Kind.FREELANCER.value
    is_bound = is_freelancer & ~is_member if MEMBER in sides.of else is_freelancer  # TRP-F7
    totals = {
        side: whole("lifetime" if bars.is_lifetime_earnings else "inside")
        for side, bars in sides.of.items()
    }
    required = {side: nw.lit(bars.earnings) for side, bars in sides.of.items()}
    ranks = {
        side: whole(f"rank_{side}", sides.unable(min(bars.large_contract.values())))
        for side, bars in sides.of.items()
    }
    large = [f"large_{side}" for side in _with_feedback(sides)]
    return talents.with_columns(
        earnings_observed=_on_side(totals) if len({*_sums(sides)}) > 1 else totals[AGENCY],
        earnings_required=_on_side(required),
        rank=_on_side(ranks),
        scope=whole("scope"),
        ended_badly=whole("ended_badly"),
        independent_asked=is_bound,
        negative_share_asked=~is_freelancer,
        top_rated_known=~nw.col("base_badge").is_null(),
        independent_flag=flag(~is_member),
        top_rated_flag=flag(nw.col("base_badge") == BaseBadge.TOP_RATED.value),
        **{name: whole(name) for name in large},
    )


def _with_large_contract(talents: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Read amount and bar of the nearest contract back from its rank (see `_rank`)."""
    width, rank, amount = sides.width, nw.col("rank"), nw.col("amount")
    is_short = (rank < 0) & (rank >= sides.nothing + width)
    large = {
        side: nw.col(f"large_{side}") > 0 if bars.needs_positive else rank >= 0
        for side, bars in sides.of.items()
    }
    talents = talents.with_columns(
        amount=_whole_times(rank, width),
        large_contract_flag=_on_side({side: flag(is_met) for side, is_met in large.items()})
        if _with_feedback(sides)
        else flag(rank >= 0),
    )
    place = rank - amount * width
    talents = talents.with_columns(
        height=nw.when(is_short).then(place).otherwise(width - 1 - place).cast(nw.Int64())
    )
    bar = _chosen(
        [(nw.col("height") == place, nw.lit(cents)) for place, cents in enumerate(sides.amounts)]
    )
    talents = talents.with_columns(large_contract_required=bar)
    lacked = nw.col("large_contract_required") + amount
    reached = nw.when(rank >= 0).then(amount).otherwise(nw.lit(0))
    observed = nw.when(is_short).then(lacked).otherwise(reached).cast(nw.Int64())
    return talents.with_columns(large_contract_observed=observed)


def _answer(talents: nw.LazyFrame[Any], sides: Sides) -> nw.LazyFrame[Any]:
    """Return the columns of the answer; null where a criterion is not asked, or not known."""
    share = sides.of[AGENCY].negative_share
    # Exact: a share of fewer contracts than a float can count, divided once and rounded down.
    allowed = ((nw.col("scope") * share).cast(nw.Float64()) / WHOLE).floor().cast(nw.Int64())
    talents = talents.with_columns(allowed=allowed).with_columns(
        earnings_met=nw.col("earnings_observed") >= nw.col("earnings_required"),
        large_contract_met=nw.col("large_contract_flag") > 0,
        independent_met=nw.col("independent_flag") > 0,
        negative_share_met=nw.col("ended_badly") <= nw.col("allowed"),
        top_rated_met=nw.col("top_rated_flag") > 0,
    )
    excess = nw.col("ended_badly") - nw.col("allowed")
    return talents.select(
        "talent_id",
        "kind",
        _verdict().alias("verdict"),
        *[column for name in MONEY for column in _money(name)],
        **_if(
            nw.col("independent_asked"),
            independent_observed=nw.col("independent_flag"),
            independent_required=nw.lit(1).cast(nw.Int64()),
            independent_verdict=_met("independent"),
        ),
        **_if(
            nw.col("negative_share_asked"),
            negative_share_observed=nw.col("ended_badly"),
            negative_share_required=nw.col("allowed"),
            negative_share_shortfall=_missing(excess),
            negative_share_contracts=nw.col("scope"),
            negative_share_verdict=_met("negative_share"),
        ),
        **_if(nw.col("top_rated_known"), top_rated_observed=nw.col("top_rated_flag")),
        top_rated_required=nw.lit(1).cast(nw.Int64()),
        top_rated_verdict=nw.when(nw.col("top_rated_known"))
        .then(_met("top_rated"))
        .otherwise(nw.lit(Verdict.UNKNOWN.value)),
    )


def _if(condition: nw.Expr, **values: nw.Expr) -> dict[str, nw.Expr]:
    """Return values that are null where a condition does not hold."""
    return {name: nw.when(condition).then(value) for name, value in values.items()}


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
    is_met = nw.col(f"{name}_met")
    return nw.when(is_met).then(nw.lit(Verdict.MET.value)).otherwise(nw.lit(Verdict.UNMET.value))


def _verdict() -> nw.Expr:
    """Return what the criteria amount to: one unmet decides, otherwise one unknown suspends."""
    unmet = [~nw.col(f"{name}_met") for name in MONEY]
    unmet += [nw.col(f"{name}_asked") & ~nw.col(f"{name}_met") for name in ON_A_SIDE]
    unmet.append(nw.col("top_rated_known") & ~nw.col("top_rated_met"))
    is_known = nw.when(nw.col("top_rated_known")).then(nw.lit(Verdict.MET.value))
    settled = is_known.otherwise(nw.lit(Verdict.UNKNOWN.value))
    return nw.when(_any(unmet)).then(nw.lit(Verdict.UNMET.value)).otherwise(settled)

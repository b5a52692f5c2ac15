"""Money that is known in part, over whole populations: whose criteria are left open by it.

The rules are those of `badgerules.open_money`: a criterion is unknown exactly if two completions of
the record differ in it. Nothing here is computed where no column says that money is known in part.
"""

from __future__ import annotations

from datetime import MINYEAR
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.columns import CONTRACTS_KNOWN, KNOWN_SINCE, KNOWN_THROUGH
from badgerules.frames.criteria import all_of
from badgerules.frames.facts import NEVER, any_of, bit, flag, leaving, with_day_numbers
from badgerules.frames.sides import AGENCY, ended, on_side
from badgerules.rulebook import WHOLE
from badgerules.thresholds import NegativeShareScope
from badgerules.vocabulary import ContractOutcome
from badgerules.windows import if_it_comes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.frames.sides import Sides
    from badgerules.thresholds import Bars
    from badgerules.windows import WindowLength

LARGE, RATED = NegativeShareScope.LARGE_CONTRACTS, NegativeShareScope.RATED_CONTRACTS

UNTOLD = "untold"
"""The column of those whose contracts, payments and outcomes are not known."""
GAP, LIFETIME_GAP, ACTIVITY_GAP = "gap", "lifetime_gap", "activity_gap"
"""The columns of those of whom a part of the window, of their lifetime, or of the days in which a
payment counts as activity, is not known."""
GAP_UNTIL, ACTIVITY_GAP_UNTIL = "gap_until", "activity_gap_until"
"""The columns of the number of the first day from which on no part of the window is unknown."""


def with_gaps(
    talents: nw.LazyFrame[Any], tables: Tables, question: Question, **first_days: date | None
) -> nw.LazyFrame[Any]:
    """Add of whom nothing is known, and of whom a part of some days is not, as 0 and 1.

    Args:
        talents: one row a talent.
        tables: which columns they have; without those of money known in part, none is added.
        question: the day asked about, and the last day whose facts are known.
        first_days: the first of the days by the name of the column; None for a lifetime, which has
            no beginning. The day asked about is the last of them.
    """
    if not tables.has_open_money:
        return talents
    nobody = nw.col("talent_id").is_null()
    is_untold = ~nw.col(CONTRACTS_KNOWN) if CONTRACTS_KNOWN in tables.columns else nobody
    gaps = {
        name: flag(any_of([is_untold, *_limits(tables, question, first_day)]))
        for name, first_day in first_days.items()
    }
    return talents.with_columns(**{UNTOLD: flag(is_untold), **gaps})


def _limits(tables: Tables, question: Question, first_day: date | None) -> Iterator[nw.Expr]:
    """Yield of whom some of the days up to the day asked about lie before, or after, those known.

    Payments after the last day whose facts are known are assumed not to come.
    """
    last_day = question.known_through
    if first_day is not None and first_day > last_day:
        return
    if KNOWN_SINCE in tables.columns:
        is_late = ~nw.col(KNOWN_SINCE).is_null()
        yield is_late if first_day is None else is_late & ~tables.by(KNOWN_SINCE, first_day)
    if KNOWN_THROUGH in tables.columns:
        through, last = nw.col(KNOWN_THROUGH), tables.first_instant(KNOWN_THROUGH, last_day)
        yield ~through.is_null() & (through < last)


def with_gaps_ahead(
    talents: nw.LazyFrame[Any], tables: Tables, question: Question, **lengths: WindowLength
) -> nw.LazyFrame[Any]:
    """Add of whom nothing is known, and until when a part of a later day's window is not.

    Nothing is paid after the day asked about that is not on record, so that a window which begins
    later has no gap.

    Args:
        talents: one row a talent, with the columns of money known in part.
        tables: which of these columns there are.
        question: the day asked about, which is the last whose facts are known.
        lengths: how long the windows of a later day are, by the names of the columns of the number
            of the first day without a gap.
    """
    talents = with_gaps(talents, tables, question, lifetime_gap=None)
    for name, length in lengths.items():
        leaves_on = if_it_comes(length.leaves_on, question.known_through)
        last = NEVER if leaves_on is None else leaves_on.toordinal()
        until: nw.Expr = nw.lit(0)
        if KNOWN_SINCE in tables.columns:
            since = nw.col(KNOWN_SINCE)
            is_limit = since.dt.year() > MINYEAR  # the first day of the calendar has none before it
            day_before = nw.when(is_limit).then(since).dt.offset_by("-1d")
            talents = talents.with_columns(day_before=day_before)
            talents = with_day_numbers(talents, ["day_before"], length=length)
            until = nw.min_horizontal(nw.col(leaving("day_before")), nw.lit(last))
        if KNOWN_THROUGH in tables.columns:
            through = nw.col(KNOWN_THROUGH)
            first = tables.first_instant(KNOWN_THROUGH, question.known_through)
            is_early = ~through.is_null() & (through < first)
            until = nw.when(is_early).then(nw.lit(last)).otherwise(until)
        until = nw.when(nw.col(UNTOLD) > 0).then(nw.lit(NEVER)).otherwise(until)
        talents = talents.with_columns(until.cast(nw.Int64()).alias(name))
    return talents


def open_where(tables: Tables, gap: str) -> nw.Expr | None:
    """Return where a column of `with_gaps` leaves something open; None for nowhere."""
    return nw.col(gap) > 0 if tables.has_open_money else None


def contracts_to_count(tables: Tables, sides: Sides) -> dict[str, nw.Expr]:
    """Return which contracts of a talent `left_open` counts, as columns of 0 and 1.

    Args:
        tables: which columns talents have.
        sides: the bars of each side.

    Returns:
        The columns by name, made from those of contracts that are judged; none where all money is
        known of everybody.
    """
    if not tables.has_open_money:
        return {}
    scope, is_paid = sides.of[AGENCY].share_scope, nw.col("largest") > 0
    is_bad = nw.col(ended(ContractOutcome.NEGATIVE))
    counted = {"bad": bit(is_bad)}
    if scope is LARGE:
        counted["bad_paid"] = bit(is_bad & is_paid)
    if scope is RATED:
        counted["rated"] = bit(nw.col("is_rated"))
    for side, bars in sides.of.items():
        if bars.needs_positive:
            counted["praised"] = bit(nw.col(ended(ContractOutcome.POSITIVE)))
        if bars.is_lifetime_contract:
            counted[_active(side)] = all_of([is_paid, *_may_serve(bars)])
    return counted


def _active(side: str) -> str:
    """Return the name of the count of contracts that are paid inside the window and may serve."""
    return f"active_{side}"


def _may_serve(bars: Bars) -> list[nw.Expr]:
    """Return what must hold of a contract for it to be the large one, whatever is paid (TRP-F5)."""
    if bars.needs_positive:
        return [nw.col(ended(ContractOutcome.POSITIVE))]
    return [~nw.col(ended(outcome)) for outcome in sorted(bars.unable_outcomes)]


def with_gaps_of_plus(
    talents: nw.LazyFrame[Any], tables: Tables, question: Question, sides: Sides
) -> nw.LazyFrame[Any]:
    """Add the gaps that `left_open` looks at."""
    gaps: dict[str, date | None] = {GAP: question.window.first_day}
    if any(bars.is_lifetime_earnings or bars.is_lifetime_contract for bars in sides.of.values()):
        gaps[LIFETIME_GAP] = None
    return with_gaps(talents, tables, question, **gaps)


def left_open(tables: Tables, sides: Sides) -> dict[str, nw.Expr]:
    """Return where money known in part leaves a criterion of Top Rated Plus open, by its key.

    Args:
        tables: which columns talents have.
        sides: the bars of each side.

    Returns:
        Conditions on talents, with their side, their gaps and their counts of contracts; none where
        all money is known of everybody.
    """
    if not tables.has_open_money:
        return {}
    earnings = {
        side: nw.col(LIFETIME_GAP if bars.is_lifetime_earnings else GAP)
        for side, bars in sides.of.items()
    }
    large = {side: _is_large_open(side, bars) for side, bars in sides.of.items()}
    return {
        "earnings": on_side(earnings) > 0,
        "large_contract": on_side(large) > 0,
        "negative_share": _is_share_open(sides.of[AGENCY]),
    }


def _is_large_open(side: str, bars: Bars) -> nw.Expr:
    """Return where a payment not on record could make a large contract, or unmake one, as 0 or 1.

    New contracts have no outcome (TRP-F5); earlier payments count on a contract paid inside the
    window alone (TRP-F3).
    """
    is_open = nw.col(GAP) > 0
    if bars.needs_positive:
        is_open = (nw.col(UNTOLD) > 0) | (is_open & (nw.col("praised") > 0))
    if bars.is_lifetime_contract:
        is_open = is_open | ((nw.col(LIFETIME_GAP) > 0) & (nw.col(_active(side)) > 0))
    return bit(is_open)


def _is_share_open(bars: Bars) -> nw.Expr:
    """Return where the share of bad endings is met by one completion and not by another (TRP-A3).

    Contracts that are in scope for sure are counted already. Each other one may be, and new ones,
    without an outcome, in any scope but that of those that were rated.
    """
    is_untold, has_gap = nw.col(UNTOLD) > 0, nw.col(GAP) > 0
    bad, share = nw.col("bad"), bars.negative_share
    if bars.share_scope is LARGE:  # each listed one may be large, or refunded
        is_open = is_untold | (has_gap & (bad * share < bad * WHOLE))
        if bars.is_lifetime_contract:
            paid = nw.col("bad_paid")
            is_open = is_open | ((nw.col(LIFETIME_GAP) > 0) & (paid * share < paid * WHOLE))
        return is_open
    scope, ended_badly = nw.col("scope"), nw.col("ended_badly")
    can_turn = bad * WHOLE > (scope + bad - ended_badly) * share
    if bars.share_scope is RATED:
        most = nw.col("rated") - bad + ended_badly
        can_turn = can_turn & (ended_badly * WHOLE <= most * share)
    return is_untold | (has_gap & can_turn)

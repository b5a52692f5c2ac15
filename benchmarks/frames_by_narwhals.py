"""What somebody would write once for all engines: the code by hand in the words of narwhals.

Top Rated Plus with the default readings alone, by the same steps as in `frames_by_hand.py`. It
tells what narwhals itself costs, and so what of the distance to code by hand is ours.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import narwhals.stable.v2 as nw
from frames_by_hand import CARE, CREATIVE, QUESTION, STEP, WEB, window

NOTHING = -(2**52)
"""The best of a talent with no contract that can serve."""

col, lit, when, whole = nw.col, nw.lit, nw.when, nw.Int64()
IS_AGENCY = col("kind") == "agency"


def by_narwhals(talents: Any, contracts: Any, payments: Any, as_of: date) -> Any:
    """Answer in frames of any engine, as a frame of the same."""
    given: Any = nw.from_native(talents)
    everyone, owned, paid = (
        nw.from_native(frame).lazy() for frame in (talents, contracts, payments)
    )
    is_timed = given.implementation.is_pandas()  # it has no dates
    first, end = (
        datetime.combine(day, datetime.min.time()) if is_timed else day for day in window(as_of)
    )
    own = owned.join(everyone.select("talent_id", "kind"), on="talent_id")
    totals = _by_talent(own, paid, first, end)
    told = _told(everyone.join(totals, on="talent_id", how="left"))
    return nw.to_native(told.collect() if isinstance(given, nw.DataFrame) else told)


def _by_talent(contracts: Any, payments: Any, first: date, end: date) -> Any:
    cents, outcome, judged_on = (col(name) for name in ("amount_cents", "outcome", "outcome_on"))
    paid = (
        payments.filter((col("paid_on") >= first) & (col("paid_on") < end))
        .group_by("contract_id")
        .agg(inside=cents.sum(), most=cents.max())
    )
    judged = contracts.join(paid, on="contract_id", how="left").select(
        "talent_id",
        "kind",
        col("inside", "most").fill_null(0).cast(whole),
        step=_step().cast(whole),
        is_known=~outcome.is_null() & (judged_on.is_null() | (judged_on < end)),
        is_bad=(outcome == "negative").fill_null(value=False),
        is_recent=(judged_on >= first).fill_null(value=False),
    )
    gap = col("step") * STEP - col("inside")
    is_bad = col("is_known") & col("is_bad")
    is_rated = col("is_known") & ((col("most") > 0) | col("is_recent"))
    above = col("inside") * 8 + 7 - col("step")
    best = when(gap <= 0).then(above).otherwise(col("step") - gap * 8)
    ranked = judged.with_columns(
        best=when(IS_AGENCY | ~is_bad).then(best).otherwise(NOTHING),
        scope=is_rated.cast(whole),
        bad=(is_rated & is_bad).cast(whole),
    )
    return ranked.group_by("talent_id").agg(
        col("inside", "scope", "bad").sum(), col("best").max(), col("step").min()
    )


def _step() -> Any:
    """Return by how many steps the bar of a contract is high."""
    category = col("category")
    is_creative, is_web = category.is_in(CREATIVE), category == WEB
    other = when(category == CARE).then(4).otherwise(2)
    freelancer = when(is_creative).then(1).otherwise(when(is_web).then(3).otherwise(other))
    agency = when(is_creative).then(2).otherwise(when(is_web).then(6).otherwise(4))
    return when(IS_AGENCY).then(agency).otherwise(freelancer)


def _told(talents: Any) -> Any:
    best, is_large, is_none = col("best"), col("is_large"), col("is_none")
    step = when(IS_AGENCY).then(2).otherwise(1)
    talents = talents.with_columns(
        col("inside", "scope", "bad").fill_null(0).cast(whole),
        best.fill_null(NOTHING).cast(whole),
        step=when(~col("step").is_null()).then("step").otherwise(step).cast(whole),
        bar=when(IS_AGENCY).then(20_000_00).otherwise(10_000_00).cast(whole),
        is_agency=IS_AGENCY,
        is_free=~col("exclusive_agency_contractor"),
        is_told=~col("base_badge").is_null(),
        has_badge=(col("base_badge") == "top_rated").fill_null(value=False),
    ).with_columns(
        amount=(best.cast(nw.Float64()) / 8).floor().cast(whole),
        allowed=(col("scope").cast(nw.Float64()) / 10).floor().cast(whole),
        is_none=best == NOTHING,
        is_large=best >= 0,
        is_earned=col("inside") >= col("bar"),
    )
    rest = best - col("amount") * 8
    reached = when(is_large).then(7 - rest).otherwise(rest)
    required = when(is_none).then("step").otherwise(reached) * STEP
    amount = when(is_large).then("amount").otherwise(col("required") + col("amount"))
    talents = talents.with_columns(required=required.cast(whole)).with_columns(
        observed=when(is_none).then(0).otherwise(amount).cast(whole),
        is_rare=col("bad") <= col("allowed"),
    )
    return talents.select("talent_id", "kind", **_columns(), **_constants())


def _columns() -> dict[str, Any]:
    is_agency, is_free, has_badge = col("is_agency"), col("is_free"), col("has_badge")
    is_told, is_freelancer, one = col("is_told"), ~is_agency, lit(1).cast(whole)
    is_unmet = ~col("is_earned") | ~col("is_large") | (is_freelancer & ~is_free)
    is_unmet = is_unmet | (is_agency & ~col("is_rare")) | (is_told & ~has_badge)
    settled = when(is_told).then(lit("met")).otherwise(lit("unknown"))
    return {
        "verdict": when(is_unmet).then(lit("unmet")).otherwise(settled),
        "earnings_observed_cents": col("inside"),
        "earnings_required_cents": col("bar"),
        "earnings_shortfall_cents": (col("bar") - col("inside")).clip(0),
        "earnings_verdict": _word(col("is_earned")),
        "large_contract_observed_cents": col("observed"),
        "large_contract_required_cents": col("required"),
        "large_contract_shortfall_cents": (col("required") - col("observed")).clip(0),
        "large_contract_verdict": _word(col("is_large")),
        "independent_observed": when(is_freelancer).then(is_free.cast(whole)),
        "independent_required": when(is_freelancer).then(one),
        "independent_verdict": when(is_freelancer).then(_word(is_free)),
        "negative_share_observed": when(is_agency).then("bad"),
        "negative_share_required": when(is_agency).then("allowed"),
        "negative_share_shortfall": when(is_agency).then((col("bad") - col("allowed")).clip(0)),
        "negative_share_contracts": when(is_agency).then("scope"),
        "negative_share_verdict": when(is_agency).then(_word(col("is_rare"))),
        "top_rated_observed": when(is_told).then(has_badge.cast(whole)),
        "top_rated_required": one,
        "top_rated_verdict": when(is_told).then(_word(has_badge)).otherwise(lit("unknown")),
    }


def _constants() -> dict[str, Any]:
    constants: dict[str, Any] = QUESTION
    return {name: lit(value) for name, value in constants.items()}


def _word(condition: Any) -> Any:
    return when(condition).then(lit("met")).otherwise(lit("unmet"))

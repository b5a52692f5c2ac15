"""Top Rated over whole populations, from the same bars that `base_badges` reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.base_badges import top_rated_bars
from badgerules.frames.answers import MET, NOT_KNOWN, check_complete
from badgerules.frames.columns import OPEN_MONEY
from badgerules.frames.criteria import (
    IS_AGENCY,
    IS_FREELANCER,
    Weighed,
    answered,
    at_least,
    by_kind,
    is_true,
)
from badgerules.frames.facts import NONE, NOT_RECORDED, divided, flag, whole, with_day_numbers
from badgerules.frames.reputation import (
    earnings,
    may_have_been_active,
    no_circumvention,
    no_recent_hold,
    on_the_day,
    recorded_badge,
    was_active,
    with_holds,
    with_payments,
)
from badgerules.vocabulary import Badge, BaseBadge, Kind
from badgerules.windows import DAYS_PER_WEEK, last_saturdays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.base_badges import TopRatedBars
    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables
    from badgerules.frames.reputation import OnDay
    from badgerules.thresholds import Edition

RECORDED = recorded_badge(BaseBadge.TOP_RATED)


def top_rated(tables: Tables, question: Question) -> Answer:
    """Return one row a talent, with every criterion and the verdict (TR-*, or BASE-1)."""
    if not tables.has_reputation:
        return answered(tables.talents, [RECORDED])
    bars, on = bars_of(question.edition), on_the_day(question)
    active_days = bars[Kind.FREELANCER].activity
    talents = with_payments(tables.talents, tables, question, active_days)
    holds = {kind: own.hold for kind, own in bars.items()}
    talents = with_holds(talents, tables, question, holds)
    talents = _with_weeks(talents, tables, question, bars)
    talents = with_age(talents, nw.lit(question.as_of.toordinal()))
    return answered(talents, criteria_of(tables, question.edition, on))


def bars_of(edition: Edition) -> dict[Kind, TopRatedBars]:
    """Return the bars of each kind."""
    return {kind: top_rated_bars(edition, kind) for kind in Kind}


def with_computed_badge(tables: Tables, question: Question) -> nw.LazyFrame[Any]:
    """Return the talents with Top Rated computed as their base badge (TRP-F8, TRP-A4).

    The base badge is "none" where Top Rated is unmet: Top Rated Plus asks for nothing else of it.
    """
    computed = top_rated(tables, question)
    check_complete(computed.weighed, Badge.TOP_RATED, question, has_reputation=True)
    held = computed.talents.select("talent_id", held=nw.col("verdict"))
    verdict = nw.col("held")
    badge = nw.when(verdict == MET).then(nw.lit(BaseBadge.TOP_RATED.value))
    known = badge.otherwise(nw.lit(BaseBadge.NONE.value))
    open_money = [name for name in OPEN_MONEY if name in tables.columns]
    return (
        tables.talents.select("talent_id", "kind", "exclusive_agency_contractor", *open_money)
        .join(held, on="talent_id", how="left")
        .with_columns(base_badge=nw.when(verdict != NOT_KNOWN).then(known))
        .drop("held")
    )


def criteria_of(tables: Tables, edition: Edition, on: OnDay) -> list[Weighed]:
    """Return the criteria of Top Rated; none makes up for another (TR-F9).

    Args:
        tables: what is known of money.
        edition: the rules.
        on: the day asked about.
    """
    bars = bars_of(edition)

    def bar(name: str) -> nw.Expr:
        return by_kind({kind: getattr(own, name) for kind, own in bars.items()})

    is_active = was_active(on, bars[Kind.FREELANCER].activity)
    return [
        at_least("job_success_score", "job_success_score", bar("score")),
        earnings(bar("earnings"), tables),
        _first_contract(bar("first_contract")),
        _eligible_weeks(bar("eligible_weeks")),
        at_least("profile", "profile_percent", _profile_bar(edition, bar("profile"))),
        at_least(
            "members_profile",
            "members_profile_percent",
            bar("members_profile"),
            is_asked=IS_AGENCY,
        ),
        at_least("members", "members", bar("members"), is_asked=IS_AGENCY),
        is_true("availability", "availability_current", is_asked=IS_FREELANCER),
        no_recent_hold(),
        Weighed(
            key="recent_activity",
            is_met=is_active,
            is_unknown=~is_active & may_have_been_active(tables, on),
            is_asked=IS_FREELANCER,
        ),
        no_circumvention(on),
    ]


def _profile_bar(edition: Edition, usual: nw.Expr) -> nw.Expr:
    """Return what a profile needs: less where a freelancer's came over from Elance (TR-F5)."""
    less = nw.lit(edition.top_rated_profile_from_elance)
    is_exempt = IS_FREELANCER & (nw.col("from_elance") == 1)
    return nw.when(is_exempt).then(less).otherwise(usual).cast(nw.Int64())


def with_age(talents: nw.LazyFrame[Any], day: nw.Expr) -> nw.LazyFrame[Any]:
    """Add how many days before a day the first contract began; below zero if it comes later."""
    return talents.with_columns(age=(day - nw.col("first_contract_on")).cast(nw.Int64()))


def _first_contract(required: nw.Expr) -> Weighed:
    """Weigh how many days ago the first contract began (TR-F3, TR-A6)."""
    began_on, age = nw.col("first_contract_on"), nw.col("age")
    has_begun = began_on > NONE
    return Weighed(
        key="first_contract",
        number=age,
        required=required,
        is_met=has_begun & (age >= required),
        is_unknown=began_on == NOT_RECORDED,
        is_counted=has_begun,
    )


def _with_weeks(
    talents: nw.LazyFrame[Any],
    tables: Tables,
    question: Question,
    bars: Mapping[Kind, TopRatedBars],
) -> nw.LazyFrame[Any]:
    """Add the least and the greatest possible number of eligible weeks (TR-F4, TR-A7).

    A recorded week counts as recorded; one that ends before the talent joined is not eligible. Of
    the others, a past week is not known, and a future one is eligible if the score is high enough.
    """
    counted = {
        kind: last_saturdays(own.counted_weeks, through=question.as_of)
        for kind, own in bars.items()
    }
    talents = _with_recorded(talents, tables, question, counted)
    day, through = nw.lit(question.as_of.toordinal()), question.known_through.toordinal()
    return with_eligible(with_open_weeks(talents, bars, day, through), bars)


def with_eligible(
    talents: nw.LazyFrame[Any], bars: Mapping[Kind, TopRatedBars]
) -> nw.LazyFrame[Any]:
    """Add the least and the greatest possible number of eligible weeks.

    Args:
        talents: with the weeks that are not before joining, past and future (`open_`), those of
            them that are on record, and how many on record are eligible.
        bars: of each kind.
    """
    open_past = nw.col("open_past") - nw.col("recorded_past")
    open_future = nw.col("open_future") - nw.col("recorded_future")
    score = nw.col("job_success_score")
    suffices = score >= by_kind({kind: own.week_score for kind, own in bars.items()})
    is_open = score == NOT_RECORDED
    talents = talents.with_columns(
        sure=nw.when(suffices).then(open_future).otherwise(nw.lit(0)).cast(nw.Int64()),
        unsure=nw.when(is_open).then(open_past + open_future).otherwise(open_past).cast(nw.Int64()),
    )
    least = nw.col("eligible") + nw.col("sure")
    return talents.with_columns(
        weeks_least=least.cast(nw.Int64()), weeks_most=(least + nw.col("unsure")).cast(nw.Int64())
    )


def _with_recorded(
    talents: nw.LazyFrame[Any],
    tables: Tables,
    question: Question,
    counted: Mapping[Kind, tuple[date, ...]],
) -> nw.LazyFrame[Any]:
    """Add how many of the counted weeks are recorded, past and future, and how many eligible."""
    names = ("eligible", "recorded_past", "recorded_future")
    if "weeks" not in tables.beside:
        return talents.with_columns(**{name: nw.lit(0).cast(nw.Int64()) for name in names})
    first = {kind: min(days, default=date.max) for kind, days in counted.items()}
    weeks = tables.beside["weeks"].filter(
        nw.col("ends_on") >= tables.first_instant("ends_on", min(first.values())),
        tables.by("ends_on", question.as_of),
    )
    weeks = with_day_numbers(weeks, ["ends_on"]).join(
        talents.select("talent_id", "kind", "joined_on"), on="talent_id", how="inner"
    )
    ends_on = nw.col("ends_on")
    is_counted = ends_on >= by_kind({kind: day.toordinal() for kind, day in first.items()})
    is_since = is_counted & (ends_on >= nw.col("joined_on"))
    is_past = ends_on <= question.known_through.toordinal()
    by_talent = (
        weeks.select(
            "talent_id",
            eligible=flag(is_counted & nw.col("eligible")),
            recorded_past=flag(is_since & is_past),
            recorded_future=flag(is_since & ~is_past),
        )
        .group_by("talent_id")
        .agg(*[nw.col(name).sum() for name in names])
    )
    return talents.join(by_talent, on="talent_id", how="left").with_columns(
        *[whole(name) for name in names]
    )


def with_open_weeks(
    rows: nw.LazyFrame[Any], bars: Mapping[Kind, TopRatedBars], day: nw.Expr, through: int
) -> nw.LazyFrame[Any]:
    """Add how many of the weeks counted on a day are not before joining, past and future.

    Args:
        rows: with facts of the talent.
        bars: of each kind.
        day: the number of the day.
        through: the number of the last day whose facts are known.
    """
    last, lowest = nw.col("last_week"), nw.col("lowest_week")
    before_first = by_kind(
        {kind: DAYS_PER_WEEK * (own.counted_weeks - 1) for kind, own in bars.items()}
    )
    rows = rows.with_columns(last_week=saturday_by(day).cast(nw.Int64()))
    rows = rows.with_columns(
        lowest_week=nw.max_horizontal(last - before_first, nw.col("joined_on"))
    )
    return rows.with_columns(
        open_past=_saturdays(lowest, nw.min_horizontal(last, nw.lit(through))),
        open_future=_saturdays(nw.max_horizontal(lowest, nw.lit(through + 1)), last),
    )


def saturday_by(day: nw.Expr) -> nw.Expr:
    """Return the number of the last Saturday up to a day; those of Saturdays are 6, 13 and so on.

    Args:
        day: the number of the day.
    """
    return divided(day + 1, DAYS_PER_WEEK) * DAYS_PER_WEEK - 1


def _saturdays(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    """Return how many Saturdays there are from one day to another, both included."""
    count = divided(last + 1, DAYS_PER_WEEK) - divided(first, DAYS_PER_WEEK)
    return nw.max_horizontal(count, nw.lit(0)).cast(nw.Int64())


def _eligible_weeks(required: nw.Expr) -> Weighed:
    """Weigh the eligible weeks (TR-F4, TR-A7), a range where some are not known."""
    least, most = nw.col("weeks_least"), nw.col("weeks_most")
    return Weighed(
        key="eligible_weeks",
        number=least,
        required=required,
        is_met=least >= required,
        is_unknown=(least < required) & (most >= required),
        is_counted=least >= 0,
        beside={"highest": most},
    )

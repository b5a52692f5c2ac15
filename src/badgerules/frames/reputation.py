"""What Top Rated and Rising Talent both rest on: money and activity, holds, barred days.

The functions `with_...` add facts from the other frames to the talents, as whole numbers.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.frames.columns import HOLDS_KNOWN
from badgerules.frames.criteria import IS_AGENCY, Weighed
from badgerules.frames.facts import NOT_RECORDED, flag, whole
from badgerules.frames.open_money import ACTIVITY_GAP, GAP, open_where, with_gaps
from badgerules.vocabulary import BaseBadge, ContractOutcome, Kind
from badgerules.windows import TrailingWindow, days_later, if_it_comes, months_later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables


def recorded_badge(badge: BaseBadge) -> Weighed:
    """Weigh the base badge as the platform reports it (BASE-1)."""
    recorded = nw.col("base_badge")
    return Weighed(
        key="recorded_badge", is_met=recorded == badge.value, is_unknown=recorded.is_null()
    )


def with_payments(
    talents: nw.LazyFrame[Any], tables: Tables, question: Question, active_days: int
) -> nw.LazyFrame[Any]:
    """Add the cents earned in the window, and how many payments were activity (TR-F2, TR-F8).

    Where money is known in part, also of whom some of either are not on record.

    Args:
        talents: one row a talent.
        tables: the contracts and payments.
        question: the day, and the window of money.
        active_days: for how many days a payment counts as activity.
    """
    active = TrailingWindow.of_days(active_days, through=question.as_of)
    widest = TrailingWindow(after=min(active.after, question.window.after), through=question.as_of)
    cents = nw.col("cents")
    earned = nw.when(tables.inside("paid_on", question.window)).then(cents).otherwise(nw.lit(0))
    is_active = tables.inside("paid_on", active) & (cents > 0)
    by_contract = (
        tables.payments.filter(tables.inside("paid_on", widest))
        .select("contract_id", earned=earned.cast(nw.Int64()), active=flag(is_active))
        .group_by("contract_id")
        .agg(nw.col("earned").sum(), nw.col("active").sum())
    )
    by_talent = (
        tables.contracts.select("contract_id", "talent_id")
        .join(by_contract, on="contract_id", how="inner")
        .group_by("talent_id")
        .agg(nw.col("earned").sum(), nw.col("active").sum())
    )
    talents = talents.join(by_talent, on="talent_id", how="left").with_columns(
        whole("earned"), whole("active")
    )
    gaps = {GAP: question.window.first_day, ACTIVITY_GAP: active.first_day}
    return with_gaps(talents, tables, question, **gaps)


def with_bad_endings(
    talents: nw.LazyFrame[Any], tables: Tables, question: Question
) -> nw.LazyFrame[Any]:
    """Add how many contracts had ended badly by the day asked about (RT-6).

    Args:
        talents: one row a talent.
        tables: the contracts.
        question: the day.
    """
    is_bad = nw.col("outcome") == ContractOutcome.NEGATIVE.value
    is_known = tables.knows_outcome(question.as_of)
    by_talent = (
        tables.contracts.select("talent_id", bad_endings=flag(is_bad & is_known))
        .group_by("talent_id")
        .agg(nw.col("bad_endings").sum())
    )
    return talents.join(by_talent, on="talent_id", how="left").with_columns(whole("bad_endings"))


def earnings(required: nw.Expr, tables: Tables, *, is_asked: nw.Expr | None = None) -> Weighed:
    """Weigh earnings inside the window (TR-F2, TR-A2, RT-4); refunds may bring them below zero."""
    earned = nw.col("earned")
    return Weighed(
        key="earnings",
        number=earned,
        required=required,
        is_met=earned >= required,
        is_unknown=open_where(tables, GAP),
        is_asked=is_asked,
    )


def with_holds(
    talents: nw.LazyFrame[Any], tables: Tables, question: Question, days: Mapping[Kind, int]
) -> nw.LazyFrame[Any]:
    """Add how many holds or notices lie in the past days, or that it is not known (TR-F7).

    Args:
        talents: one row a talent.
        tables: the holds, if they are given.
        question: the day.
        days: for how many days a hold counts, by kind.
    """
    if "holds" not in tables.beside:
        return talents.with_columns(held=nw.lit(NOT_RECORDED).cast(nw.Int64()))
    windows = {
        kind.value: TrailingWindow.of_days(own, through=question.as_of)
        for kind, own in days.items()
    }
    inside = {kind: flag(tables.inside("held_on", own)) for kind, own in windows.items()}
    by_talent = (
        tables.beside["holds"]
        .select("talent_id", **inside)
        .group_by("talent_id")
        .agg(*[nw.col(kind).sum() for kind in inside])
    )
    talents = talents.join(by_talent, on="talent_id", how="left").with_columns(
        *[whole(kind) for kind in inside]
    )
    own = (
        nw.when(IS_AGENCY).then(nw.col(Kind.AGENCY.value)).otherwise(nw.col(Kind.FREELANCER.value))
    )
    is_told = nw.col(HOLDS_KNOWN) > 0
    held = nw.when(is_told).then(own).otherwise(nw.lit(NOT_RECORDED)).cast(nw.Int64())
    return talents.with_columns(held=held).drop([*inside])


def no_recent_hold() -> Weighed:
    """Weigh that no hold or notice counts any more (TR-F7, TR-A5, RT-1)."""
    held = nw.col("held")
    return Weighed(key="no_recent_hold", is_met=held == 0, is_unknown=held == NOT_RECORDED)


def was_active(on: OnDay, days: int) -> nw.Expr:
    """Return whether activity in the past days is recorded (TR-F8); a payment is activity."""
    return (nw.col("active") > 0) | is_within("last_active_on", on, days)


def may_have_been_active(tables: Tables, on: OnDay) -> nw.Expr:
    """Return whether activity in the past days may not be recorded.

    The last one is not recorded, or later than the day asked about; or a payment of those days may
    be missing (TR-F8).
    """
    last = nw.col("last_active_on")
    may_be = (last == NOT_RECORDED) | (last > on.number)
    gap = open_where(tables, ACTIVITY_GAP)
    return may_be if gap is None else may_be | gap


def is_within(name: str, on: OnDay, days: int) -> nw.Expr:
    """Return whether the day in a column lies in the past days."""
    day = nw.col(name)
    return (day > on.number - days) & (day <= on.number)


def no_circumvention(on: OnDay) -> Weighed:
    """Weigh that no payment off the platform bars any more (TR-X1)."""
    return Weighed(key="no_circumvention", is_met=~on.is_barred)


@attrs.frozen(kw_only=True)
class OnDay:
    """The day asked about, which may be another one in each row.

    Args:
        number: its number (`date.toordinal`).
        is_barred: whether a payment off the platform bars on it (TR-X1).
    """

    number: int | nw.Expr
    is_barred: nw.Expr


def on_the_day(question: Question) -> OnDay:
    """Return the day of a question, the same in every row."""
    number = question.as_of.toordinal()
    first = first_barred_day(question.as_of, question.edition.circumvention_bar)
    day = nw.col("circumvention_on")
    return OnDay(number=number, is_barred=(day >= first.toordinal()) & (day <= number))


def first_barred_day(as_of: date, months: int) -> date:
    """Return the earliest day on which an act still bars on `as_of` (TR-X1).

    It is searched for, because the day "six months earlier" is wrong around the end of a month.
    """
    latest = if_it_comes(months_later, date.max, -months)
    if latest is None:  # the bar is longer than the calendar
        return date.min
    day = if_it_comes(months_later, as_of, -months) or date.min
    while day <= latest and months_later(day, months) <= as_of:  # later ones bar to the very end
        day = days_later(day, 1)
    return day

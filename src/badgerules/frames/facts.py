"""Facts about talents as whole numbers, which all engines treat alike.

A day becomes its number (`date.toordinal`), a flag 0 or 1. An absent fact is a number below zero,
so that no column of facts holds a null.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.columns import (
    DAY,
    FLAG,
    FLAGS_OF_KNOWN,
    HALF,
    HOLDS_KNOWN,
    REPUTATION,
    TOLD_APART,
    VETTING,
    WHOLE,
    known,
)
from badgerules.windows import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from badgerules.frames.columns import Form
    from badgerules.windows import WindowLength

NONE, NOT_RECORDED = -1, -2
"""The numbers for a fact that is known to be absent, and for one that is not recorded."""

NULL_IS_FALSE = frozenset({"from_elance"})
NULL_IS_UNKNOWN = frozenset(REPUTATION) - {*TOLD_APART, *NULL_IS_FALSE, "circumvention_on"}

_MARCH = 3

NEVER = date.max.toordinal() + 1
"""The number of a day beyond the calendar."""


def flag(condition: nw.Expr) -> nw.Expr:
    """Return a condition as 0 or 1, with null as 0: engines treat booleans differently."""
    return bit(condition.fill_null(value=False))


def bit(condition: nw.Expr) -> nw.Expr:
    """Return a condition that is never null as 0 or 1.

    PostgreSQL makes a whole number of 32 bits of it, and none of 64.
    """
    return condition.cast(nw.Int32()).cast(nw.Int64())


def divided(number: nw.Expr, by: int) -> nw.Expr:
    """Return a whole number divided by one above 0, and rounded down.

    Engines divide negative whole numbers differently, and what makes them alike takes several times
    as long, so floats do it: exactly below 2**53 if they are divided by a power of two, and below
    2**51 by any other. Polars multiplies by the reciprocal, and gets less than 1 for 49 / 49; half
    a unit more keeps every quotient clear of the next whole number.
    """
    is_exact = by & (by - 1) == 0
    value = number.cast(nw.Float64())
    return ((value if is_exact else value + HALF) / by).floor().cast(nw.Int64())


def digit_of(number: nw.Expr, place: int, base: int) -> nw.Expr:
    """Return the digit of a number at a place, that of ones being 1."""
    from_there = divided(number, place) if place > 1 else number
    return from_there - divided(number, place * base) * base


def any_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Return whether one of some conditions holds."""
    return reduce(lambda first, second: first | second, conditions)


def words_where(words: Iterable[tuple[str, nw.Expr]]) -> nw.Expr:
    """Return the words whose condition holds, with blanks between."""
    told = [nw.when(condition).then(nw.lit(word)) for word, condition in words]
    return nw.concat_str(told, separator=" ", ignore_nulls=True)


def whole(name: str, default: int = 0) -> nw.Expr:
    """Return a column as Int64 without nulls: joins leave nulls, and sums may widen the type."""
    return nw.col(name).fill_null(default).cast(nw.Int64())


def with_nullable(rows: nw.DataFrame[Any], names: Sequence[str]) -> nw.DataFrame[Any]:
    """Return rows whose columns of those names may hold nulls and keep their type, as in pandas.

    No other column is touched: pandas stops at some types of its own and of Arrow.
    """
    if not names:
        return rows
    nullable = nw.maybe_convert_dtypes(rows.select(names))
    return rows.with_columns(*[nullable[name] for name in names])


def with_facts(
    talents: nw.LazyFrame[Any], forms: Mapping[str, Form], *, has_holds: bool
) -> nw.LazyFrame[Any]:
    """Return talents with the facts of reputation and vetting as whole numbers.

    Args:
        talents: the columns that are read.
        forms: what those columns must be.
        has_holds: there is a frame of holds.
    """
    there = {name: form for name, form in {**REPUTATION, **VETTING}.items() if name in forms}
    talents = with_numbers(talents, there)
    texts = [name for name in ("vetting_category", "country") if name in forms]
    talents = talents.with_columns(nw.col(*texts).fill_null("")) if texts else talents
    if {*REPUTATION, *FLAGS_OF_KNOWN}.isdisjoint(forms):
        return talents
    missing = {
        name: nw.lit(NOT_RECORDED if name in TOLD_APART else _absent(name))
        for name in REPUTATION
        if name not in forms
    }
    untold = {
        name: nw.when(nw.col(known(name))).then(nw.col(name)).otherwise(nw.lit(NOT_RECORDED))
        for name in TOLD_APART
        if known(name) in forms
    }
    holds = flag(nw.col(HOLDS_KNOWN)) if HOLDS_KNOWN in forms else nw.lit(int(has_holds))
    facts = {**missing, **untold, HOLDS_KNOWN: holds}
    return talents.with_columns(**{name: fact.cast(nw.Int64()) for name, fact in facts.items()})


def with_numbers(frame: nw.LazyFrame[Any], forms: Mapping[str, Form]) -> nw.LazyFrame[Any]:
    """Return a frame with the columns of days, flags and numbers as whole numbers."""
    flags = {name: flag(nw.col(name)) for name, form in forms.items() if form is FLAG}
    counts = {name: whole(name) for name, form in forms.items() if form is WHOLE}
    numbers = {name: _or_null(name, value) for name, value in {**flags, **counts}.items()}
    days = [name for name, form in forms.items() if form is DAY]
    frame = frame.with_columns(**numbers) if numbers else frame
    return with_day_numbers(frame, days) if days else frame


def with_day_numbers(
    frame: nw.LazyFrame[Any],
    names: Collection[str],
    *,
    length: WindowLength | None = None,
    is_short: bool = False,
) -> nw.LazyFrame[Any]:
    """Return a frame with the numbers of days (`date.toordinal`) instead of the days.

    Engines agree on year, month and day of a date, and on little else; the rest is calendar
    arithmetic, with a year that begins in March, so that a leap day is its last. Floats do it, and
    exactly: the reciprocals of 100 and 400 are rounded up (see `divided`).

    Args:
        frame: the frame.
        names: its columns of days.
        length: add for each day, as `leaving`, the number of the day on which it leaves a window
            of that length; None for no such column.
        is_short: where the day is missing in a month, it leaves on the last of that month
            (`months_later`), and not on the first of the next.
    """
    months = [0]
    if length is not None and length.months:
        months.append(length.months)
        if is_short or length.months % MONTHS_PER_YEAR:
            months.append(length.months + 1)
    parts, later_parts = dict[str, nw.Expr](), dict[str, nw.Expr]()
    for name in names:
        day = nw.col(name).dt
        year, month, number = (
            value.fill_null(1).cast(nw.Float64()) for value in (day.year(), day.month(), day.day())
        )
        is_early = bit(month < _MARCH)
        parts[f"{name}_day"] = number
        parts[f"{name}_year_0"] = year - is_early
        parts[f"{name}_month_0"] = month + is_early * MONTHS_PER_YEAR - _MARCH
        for later in months[1:]:
            later_parts |= _moved_on(name, later)
    numbers: dict[str, nw.Expr] = {}
    for name in names:
        number, (before, *then) = nw.col(f"{name}_day"), [_before(name, later) for later in months]
        numbers[name] = _or_null(name, before + number)
        if length is not None:
            gone = before + number + length.days
            if then:  # 29 February becomes the 29th day after January, 1 March
                gone = then[0] + number
            for next_month in then[1:]:  # in a month too short for the day
                gone = nw.min_horizontal(gone, next_month + int(not is_short))
            numbers[leaving(name)] = _or_null(name, nw.min_horizontal(gone, nw.lit(NEVER)))
    # Step by step, as engines that plan queries write each column out wherever it is read.
    for step in filter(None, (parts, later_parts, numbers)):
        frame = frame.with_columns(**step)
    return frame.drop([*parts, *later_parts])


def leaving(name: str) -> str:
    """Return the name of the column of the days on which those of another leave a window."""
    return f"{name}_leaves"


def _moved_on(name: str, later: int) -> dict[str, nw.Expr]:
    """Return year and month so many months after those of a day; none for whole years."""
    years, months = divmod(later, MONTHS_PER_YEAR)
    if not months:
        return {}
    year, month = nw.col(f"{name}_year_0"), nw.col(f"{name}_month_0")
    is_next = bit(month >= MONTHS_PER_YEAR - months)
    return {
        f"{name}_year_{later}": year + is_next + years,
        f"{name}_month_{later}": month - is_next * MONTHS_PER_YEAR + months,
    }


def _before(name: str, later: int) -> nw.Expr:
    """Return the number of the day before the month of a day, or of one so many months later."""
    years, months = divmod(later, MONTHS_PER_YEAR)
    at = later if months else 0
    year, month = nw.col(f"{name}_year_{at}"), nw.col(f"{name}_month_{at}")
    if years and not months:
        year = year + years
    leap_days = (year / 4).floor() - (year / 100).floor() + (year / 400).floor()
    return year * 365 + leap_days + ((month * 306 + 5) / 10).floor() - 306


def _or_null(name: str, value: nw.Expr) -> nw.Expr:
    """Return a value, or where the column is null the number for an absent fact."""
    absent = nw.lit(_absent(name))
    return nw.when(nw.col(name).is_null()).then(absent).otherwise(value).cast(nw.Int64())


def _absent(name: str) -> int:
    """Return what null stands for in a column of facts."""
    if name in NULL_IS_FALSE:
        return 0
    return NOT_RECORDED if name in NULL_IS_UNKNOWN else NONE

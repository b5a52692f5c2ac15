"""Trailing windows: which days count, and the day a payment stops counting.

A window ends on the day asked about, that day included, and begins *after* the same day some
months or days earlier (WIN-1, WIN-2). A payment made exactly 12 months ago is out.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, ParamSpec, TypeGuard

import attrs

from badgerules.errors import InvalidRecordError, expect, refuse, shown, unfit
from badgerules.vocabulary import ProblemCode, counted

if TYPE_CHECKING:
    from collections.abc import Callable

_P = ParamSpec("_P")

MONTHS_PER_YEAR = 12
DAYS_PER_WEEK, LONGEST_MONTH = 7, 31
SATURDAY = 5
"""The weekday on which a week ends (TR-F4)."""
ONE_DAY = timedelta(days=1)


def is_day(value: object) -> TypeGuard[date]:
    """Tell whether a value is a date; a datetime is none, since a day has neither time nor zone."""
    return isinstance(value, date) and not isinstance(value, datetime)


def days_meant(value: str) -> str:
    """Return "; write …" for a day in another spelling, one for each day it may be, or nothing.

    >>> days_meant("03/01/2020")
    '; write 2020-03-01 if its month comes first, 2020-01-03 if its day does'
    >>> days_meant("2020.3.31"), days_meant("13/01/2020"), days_meant("in March")
    ('; write 2020-03-31', '; write 2020-01-13', '')
    """
    from re import fullmatch  # noqa: PLC0415  # only errors need it

    year_first = fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", value)
    year_last = fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", value)
    month_first = day_first = None
    if year_first is not None:
        month_first = day_first = _day_of(year_first[1], year_first[3], year_first[4])
    if year_last is not None:
        month_first = _day_of(year_last[4], year_last[1], year_last[3])
        day_first = _day_of(year_last[4], year_last[3], year_last[1])
    if month_first and day_first and month_first != day_first:
        return f"; write {month_first} if its month comes first, {day_first} if its day does"
    return f"; write {month_first or day_first}" if month_first or day_first else ""


def _day_of(year: str, month: str, day_: str) -> date | None:
    """Return the day of these numbers, None where the calendar has none."""
    try:
        return date(int(year), int(month), int(day_))
    except ValueError:
        return None


@attrs.frozen(kw_only=True)
class TrailingWindow:
    """The days that count: later than `after`, up to and including `through`.

    Args:
        after: the last day that is too old.
        through: the day asked about, which counts.

    Raises:
        InvalidRecordError: if one of them is no date.

    Clause: WIN-1, WIN-2.

    >>> TrailingWindow.of_months(12, through=date(2020, 9, 1)).first_day
    datetime.date(2019, 9, 2)
    """

    after: date
    through: date

    def __attrs_post_init__(self) -> None:
        if type(self.after) is not date or type(self.through) is not date:
            _check_day("after", self.after)
            _check_day("through", self.through)

    @classmethod
    def of_months(cls, months: int, *, through: date) -> TrailingWindow:
        """Return the window of that many calendar months that ends on `through`.

        Raises:
            InvalidRecordError: if the calendar does not reach that far, or one of them is something
                else.
        """
        if type(months) is not int or type(through) is not date:
            expect(int, months=months)
            _check_day("through", through)
        return _window_of_months(months, through)

    @classmethod
    def of_days(cls, days: int, *, through: date) -> TrailingWindow:
        """Return the window of that many days that ends on `through`.

        Raises:
            InvalidRecordError: as `of_months` does.
        """
        if type(days) is not int or type(through) is not date:
            expect(int, days=days)
            _check_day("through", through)
        return cls(after=days_later(through, -days), through=through)

    @property
    def first_day(self) -> date:
        """The first day that counts."""
        return self.after + ONE_DAY

    def __contains__(self, day: object) -> bool:
        return is_day(day) and self.after < day <= self.through


@attrs.frozen(kw_only=True)
class WindowLength:
    """How long a trailing window is: whole calendar months, or days where there are no months.

    Args:
        months: calendar months; 0 where the window is counted in days.
        days: days, both ends included.

    Clause: WIN-1, WIN-2.

    >>> WindowLength(days=365).ending(date(2020, 9, 1)).first_day
    datetime.date(2019, 9, 3)
    """

    months: int = 0
    days: int = 0

    def ending(self, day: date) -> TrailingWindow:
        """Return the window that ends on a day.

        Args:
            day: its last day, which counts.

        Raises:
            InvalidRecordError: if the calendar does not reach that far, or it is no date.
        """
        if self.months:
            return TrailingWindow.of_months(self.months, through=day)
        return TrailingWindow.of_days(self.days, through=day)

    def leaves_on(self, day: date) -> date:
        """Return the first day whose window no longer holds a day.

        Args:
            day: when something was paid, or judged.

        Raises:
            InvalidRecordError: if the calendar does not reach that far, or it is no date.

        >>> WindowLength(months=12).leaves_on(date(2020, 2, 29))
        datetime.date(2021, 3, 1)
        >>> WindowLength(days=365).leaves_on(date(2020, 2, 29))
        datetime.date(2021, 2, 28)
        """
        return leaves_on(day, self.months) if self.months else days_later(day, self.days)


def days_later(day: date, days: int) -> date:
    """Return the day that many days later.

    Args:
        day: where to start.
        days: how many days on; negative for earlier.

    Raises:
        InvalidRecordError: if the calendar does not reach that far.

    >>> days_later(date(2020, 2, 28), 2)
    datetime.date(2020, 3, 1)
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise _beyond(day, days, "days") from None


def months_later(day: date, months: int) -> date:
    """Return the day that many calendar months later; a missing day becomes the month's last.

    Args:
        day: where to start.
        months: how many months on; negative for earlier.

    Raises:
        InvalidRecordError: if the calendar does not reach that far, or one of them is something
            else.

    Clause: WIN-2.

    >>> months_later(date(2020, 2, 29), -12), months_later(date(2020, 8, 31), 6)
    (datetime.date(2019, 2, 28), datetime.date(2021, 2, 28))
    """
    if type(day) is not date or type(months) is not int:
        _check_day("day", day)
        expect(int, months=months)
    year, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    month += 1
    if not date.min.year <= year <= date.max.year:
        raise _beyond(day, months, "months")
    return _day_or_earlier(year, month, day.day)


def if_it_comes(later: Callable[_P, date], *start: _P.args, **named: _P.kwargs) -> date | None:
    """Return a later day, or None where the calendar ends before it comes.

    Args:
        later: what counts, as `days_later` and `months_later` do.
        start: the day to start from, and how many on.
        named: the same by name.

    >>> if_it_comes(months_later, date(9999, 6, 30), 6)
    datetime.date(9999, 12, 30)
    >>> if_it_comes(days_later, date(9999, 12, 16), 90) is None
    True
    """
    try:
        return later(*start, **named)
    except InvalidRecordError:
        return None


def last_saturdays(count: int, *, through: date) -> tuple[date, ...]:
    """Return the last Saturdays up to and including a day, oldest first: the ends of weeks.

    Args:
        count: how many.
        through: the latest day they may fall on.

    Raises:
        InvalidRecordError: if the calendar does not reach that far.

    Clause: TR-F4.

    >>> last_saturdays(2, through=date(2020, 7, 22))
    (datetime.date(2020, 7, 11), datetime.date(2020, 7, 18))
    """
    latest = days_later(through, -((through.weekday() - SATURDAY) % DAYS_PER_WEEK))
    try:
        return _weeks_up_to(latest, count)
    except OverflowError:
        raise _beyond(through, count, "weeks") from None


@lru_cache(maxsize=256)
def _weeks_up_to(latest: date, count: int) -> tuple[date, ...]:
    """Return so many days, a week between each and the next, once for all records."""
    first = latest - timedelta(weeks=count - 1)
    return tuple([first + timedelta(weeks=number) for number in range(count)])


def leaves_on(day: date, months: int) -> date:
    """Return the first day whose window of that many months no longer holds `day`.

    It is derived from the window, because "the day plus 12 months" is wrong around 29 February.

    Args:
        day: when it was paid.
        months: how long the window is.

    Raises:
        InvalidRecordError: as `months_later` does.

    Clause: WIN-2.

    >>> leaves_on(date(2020, 2, 29), 12), leaves_on(date(2019, 9, 15), 12)
    (datetime.date(2021, 3, 1), datetime.date(2020, 9, 15))
    """
    candidate = months_later(day, months)
    # In a month too short for the day, the window still begins before it.
    return candidate if candidate.day == day.day else candidate + ONE_DAY


@lru_cache(maxsize=256)
def _window_of_months(months: int, through: date) -> TrailingWindow:
    return TrailingWindow(after=months_later(through, -months), through=through)


def _beyond(day: date, number: int, things: str) -> InvalidRecordError:
    distance = counted(1, things) if number == 1 else f"{shown(number)} {things}"
    message = f"must lie within the calendar, got {day} and {distance}"
    problem = unfit(ProblemCode.OUT_OF_RANGE, "years 1 to 9999", str(day), message=message)
    return InvalidRecordError(noun="day", problems=(problem,))


def _check_day(noun: str, found: object) -> None:
    if not is_day(found):
        refuse(noun, [unfit(ProblemCode.WRONG_TYPE, "a date", shown(found))])


def _day_or_earlier(year: int, month: int, number: int) -> date:
    """Return that day, or the month's last one where the month is shorter."""
    try:
        return date(year, month, number)
    except ValueError:
        return _day_or_earlier(year, month, number - 1)

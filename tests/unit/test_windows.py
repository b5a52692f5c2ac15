"""Trailing windows: which days count, and when a day stops counting."""

from __future__ import annotations

import pickle
from collections import deque
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from dateutil.relativedelta import relativedelta

from badgerules.errors import InvalidRecordError, WrongTypeError, unfit
from badgerules.vocabulary import ProblemCode
from badgerules.windows import (
    TrailingWindow,
    WindowLength,
    days_later,
    last_saturdays,
    leaves_on,
    months_later,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(1999, 1, 1), date(2032, 12, 31)
SATURDAY = 5
DAYS_BETWEEN = 12_419
"""From the first through the last day: 34 years of 365 days and 9 leap days."""


def days_from(first: date, last: date) -> Iterator[date]:
    """Walk the calendar, both ends included."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


@pytest.mark.clause("WIN-1")
@pytest.mark.parametrize(
    ("day", "counts"),
    [
        pytest.param(date(2019, 1, 15), False, id="twelve_months_ago"),
        pytest.param(date(2019, 1, 16), True, id="a_day_later"),
        pytest.param(date(2019, 12, 31), True, id="last_calendar_year"),
        pytest.param(date(2020, 1, 1), True, id="this_calendar_year"),
        pytest.param(date(2020, 1, 15), True, id="the_day_asked_about"),
        pytest.param(date(2020, 1, 16), False, id="the_day_after"),
    ],
)
def test_the_past_twelve_months_trail_the_day_asked_about(day: date, *, counts: bool) -> None:
    """The window ends on the day asked about and reaches back beyond the calendar year."""
    assert (day in TrailingWindow.of_months(12, through=date(2020, 1, 15))) is counts


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("through", "months", "last_day_out"),
    [
        pytest.param(date(2020, 9, 1), 12, date(2019, 9, 1), id="an_ordinary_day"),
        pytest.param(date(2020, 2, 29), 12, date(2019, 2, 28), id="asked_on_29_february"),
        pytest.param(date(2021, 2, 28), 12, date(2020, 2, 28), id="asked_a_year_after_28_february"),
        pytest.param(date(2021, 3, 1), 12, date(2020, 3, 1), id="asked_a_year_after_1_march"),
        pytest.param(date(2020, 12, 31), 12, date(2019, 12, 31), id="asked_on_new_years_eve"),
        pytest.param(date(2020, 8, 31), 6, date(2020, 2, 29), id="six_months_to_a_leap_february"),
        pytest.param(date(2021, 8, 29), 6, date(2021, 2, 28), id="six_months_to_a_february"),
        pytest.param(date(2021, 5, 31), 6, date(2020, 11, 30), id="six_months_to_a_short_month"),
        pytest.param(date(2021, 6, 30), 6, date(2020, 12, 30), id="six_months_over_new_year"),
    ],
)
def test_a_window_of_months_begins_after_the_same_day(
    through: date, months: int, last_day_out: date
) -> None:
    """Exactly so many months ago is out, the next day is in, and missing days become the last."""
    window = TrailingWindow.of_months(months, through=through)
    assert last_day_out not in window
    assert last_day_out + ONE_DAY in window
    assert through in window
    assert through + ONE_DAY not in window
    assert window == TrailingWindow(after=last_day_out, through=through)
    assert window.first_day == last_day_out + ONE_DAY


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("as_of", "counts"),
    [
        pytest.param(date(2020, 2, 28), False, id="the_day_before_it"),
        pytest.param(date(2020, 2, 29), True, id="its_own_day"),
        pytest.param(date(2021, 2, 28), True, id="28_february_2021"),
        pytest.param(date(2021, 3, 1), False, id="1_march_2021"),
    ],
)
def test_a_payment_on_29_february_counts_until_1_march(as_of: date, *, counts: bool) -> None:
    """A payment made on 29 February 2020 counts from that day through 28 February 2021."""
    assert (date(2020, 2, 29) in TrailingWindow.of_months(12, through=as_of)) is counts


@pytest.mark.parametrize(
    ("days", "last_day_out"),
    [
        pytest.param(90, date(2020, 6, 3), id="ninety"),
        pytest.param(30, date(2020, 8, 2), id="thirty"),
        pytest.param(1, date(2020, 8, 31), id="one"),
    ],
)
def test_a_window_of_days_begins_after_that_many_days_ago(days: int, last_day_out: date) -> None:
    """So many days ago is out, the next day is in, and so is the day asked about."""
    window = TrailingWindow.of_days(days, through=date(2020, 9, 1))
    assert last_day_out not in window
    assert last_day_out + ONE_DAY in window
    assert date(2020, 9, 1) in window
    assert date(2020, 9, 2) not in window
    assert window.first_day == last_day_out + ONE_DAY


def test_a_window_of_days_counts_leap_days() -> None:
    """A window of days has that many days, 29 February among them."""
    window = TrailingWindow.of_days(90, through=date(2020, 3, 31))
    inside = [day for day in days_from(date(2019, 12, 1), date(2020, 4, 30)) if day in window]
    assert inside[0] == date(2020, 1, 2)
    assert inside[-1] == date(2020, 3, 31)
    assert len(inside) == 90


@pytest.mark.parametrize("stranger", ["2020-03-02", 20_200_302, None])
def test_what_is_no_day_is_in_no_window(stranger: object) -> None:
    """Only a date can lie in a window."""
    assert stranger not in TrailingWindow.of_months(12, through=date(2020, 9, 1))


def test_a_window_is_a_frozen_hashable_value() -> None:
    """Windows of the same ends are one value, which cannot be changed and survives pickling."""
    window: Any = TrailingWindow.of_months(12, through=date(2020, 9, 1))
    again = TrailingWindow(after=date(2019, 9, 1), through=date(2020, 9, 1))
    assert {window, again} == {again}
    assert window != TrailingWindow(after=date(2019, 9, 2), through=date(2020, 9, 1))
    assert pickle.loads(pickle.dumps(window)) == again  # noqa: S301  # our own bytes
    assert not hasattr(window, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        window.after = date(2018, 9, 1)


def test_a_window_takes_keywords_only() -> None:
    """Two dates in a row would be mistaken for each other, so a window asks for keywords."""
    build: Any = TrailingWindow
    with pytest.raises(TypeError, match="positional"):
        build(date(2019, 9, 1), date(2020, 9, 1))


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2020, 2, 29), 12, date(2021, 2, 28), id="leap_day_forward"),
        pytest.param(date(2020, 2, 29), -12, date(2019, 2, 28), id="leap_day_back"),
        pytest.param(date(2020, 2, 29), 48, date(2024, 2, 29), id="leap_day_to_leap_day"),
        pytest.param(date(2021, 2, 28), -12, date(2020, 2, 28), id="no_snapping_to_the_months_end"),
        pytest.param(date(2020, 8, 31), 6, date(2021, 2, 28), id="31_to_28"),
        pytest.param(date(2019, 8, 31), 6, date(2020, 2, 29), id="31_to_29"),
        pytest.param(date(2020, 5, 31), 1, date(2020, 6, 30), id="31_to_30"),
        pytest.param(date(2020, 12, 15), 1, date(2021, 1, 15), id="december_to_january"),
        pytest.param(date(2020, 1, 15), -1, date(2019, 12, 15), id="january_to_december"),
        pytest.param(date(2020, 1, 15), 0, date(2020, 1, 15), id="no_month"),
        pytest.param(date(2100, 2, 28), 12, date(2101, 2, 28), id="a_century_without_leap_day"),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, expected: date) -> None:
    """The same day so many months away is found, or the last day of a month that lacks it."""
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(9998, 12, 31), 12, date(9999, 12, 31), id="the_last_day"),
        pytest.param(date(9999, 11, 30), 1, date(9999, 12, 30), id="the_last_month"),
        pytest.param(date(2, 1, 1), -12, date(1, 1, 1), id="the_first_day"),
        pytest.param(date(1, 2, 28), -1, date(1, 1, 28), id="the_first_month"),
    ],
)
def test_months_reach_to_the_ends_of_the_calendar(day: date, months: int, expected: date) -> None:
    """The first and the last month of the calendar can be reached."""
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("day", "months", "distance"),
    [
        pytest.param(date(9999, 1, 1), 12, "12 months", id="a_year_too_late"),
        pytest.param(date(9999, 12, 31), 1, "1 month", id="a_month_too_late"),
        pytest.param(date(1, 12, 31), -12, "-12 months", id="a_year_too_early"),
        pytest.param(date(1, 1, 31), -1, "-1 months", id="a_month_too_early"),
    ],
)
def test_months_beyond_the_calendar_are_refused(day: date, months: int, distance: str) -> None:
    """A day outside the calendar is refused, with the day and the months that lead there."""
    with pytest.raises(InvalidRecordError) as refusal:
        months_later(day, months)
    message = f"must lie within the calendar, got {day} and {distance}"
    assert str(refusal.value) == f"day {message}"
    assert refusal.value.problems == (
        unfit(ProblemCode.OUT_OF_RANGE, "years 1 to 9999", str(day), message=message),
    )


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2019, 9, 15), 12, date(2020, 9, 15), id="an_ordinary_day"),
        pytest.param(date(2020, 2, 28), 12, date(2021, 2, 28), id="28_february_of_a_leap_year"),
        pytest.param(date(2020, 2, 29), 12, date(2021, 3, 1), id="29_february"),
        pytest.param(date(2020, 3, 1), 12, date(2021, 3, 1), id="1_march_of_a_leap_year"),
        pytest.param(date(2019, 2, 28), 12, date(2020, 2, 28), id="28_february_before_a_leap_year"),
        pytest.param(date(2020, 8, 28), 6, date(2021, 2, 28), id="six_months_from_28_august"),
        pytest.param(date(2020, 8, 29), 6, date(2021, 3, 1), id="six_months_from_29_august"),
        pytest.param(date(2020, 8, 31), 6, date(2021, 3, 1), id="six_months_from_31_august"),
        pytest.param(date(2019, 8, 29), 6, date(2020, 2, 29), id="six_months_into_a_leap_year"),
        pytest.param(date(2019, 8, 30), 6, date(2020, 3, 1), id="six_months_past_a_leap_day"),
        pytest.param(date(2020, 12, 31), 6, date(2021, 7, 1), id="six_months_from_new_years_eve"),
        pytest.param(date(9998, 12, 31), 12, date(9999, 12, 31), id="the_last_day"),
    ],
)
def test_a_day_leaves_the_window_on_the_first_day_without_it(
    day: date, months: int, expected: date
) -> None:
    """A day leaves its window that many months later, a day past any month that lacks it."""
    assert leaves_on(day, months) == expected


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize("months", [6, 12])
def test_windows_agree_with_dateutil_on_every_day(months: int) -> None:
    """On each day from 1999 through 2032 the window begins where dateutil says."""
    asked = 0
    for day in days_from(FIRST_DAY, LAST_DAY):
        expected = day - relativedelta(months=months)
        assert months_later(day, -months) == expected
        assert months_later(day, months) == day + relativedelta(months=months)
        assert TrailingWindow.of_months(months, through=day).after == expected
        asked += 1
    assert asked == DAYS_BETWEEN


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize("months", [6, 12])
def test_leaving_agrees_with_the_window_on_every_day(months: int) -> None:
    """Each day from 1999 through 2032 leaves on the first day whose window is found without it."""
    left: dict[date, date] = {}
    inside: deque[date] = deque()
    for through in days_from(FIRST_DAY, date(2033, 12, 31)):
        inside.append(through)
        window = TrailingWindow.of_months(months, through=through)
        while inside and inside[0] not in window:
            left[inside.popleft()] = through
    asked = 0
    for day in days_from(FIRST_DAY, LAST_DAY):
        assert leaves_on(day, months) == left[day]
        asked += 1
    assert asked == DAYS_BETWEEN


@pytest.mark.clause("WIN-2")
def test_only_29_february_does_not_leave_a_year_later_to_the_day() -> None:
    """Adding twelve months to a day tells when it leaves, but for the nine leap days."""
    astray = [
        day
        for day in days_from(FIRST_DAY, LAST_DAY)
        if leaves_on(day, 12) != day + relativedelta(months=12)
    ]
    assert astray == [date(year, 2, 29) for year in range(2000, 2033, 4)]


@pytest.mark.clause("TR-F4")
@pytest.mark.parametrize("through", [date(1, 1, 20), date(1, 1, 26)])
def test_saturdays_reach_to_the_beginning_of_the_calendar(through: date) -> None:
    """The first Saturday of the calendar, 6 January of the year 1, can be reached; no earlier."""
    assert date(1, 1, 6).weekday() == SATURDAY
    assert last_saturdays(3, through=through) == (date(1, 1, 6), date(1, 1, 13), date(1, 1, 20))
    with pytest.raises(InvalidRecordError) as refused:
        last_saturdays(4, through=through)
    message = f"must lie within the calendar, got {through} and 4 weeks"
    problem = unfit(ProblemCode.OUT_OF_RANGE, "years 1 to 9999", str(through), message=message)
    assert refused.value.problems == (problem,)
    assert str(refused.value) == f"day {message}"


# --- How long a window is -------------------------------------------------------------------------


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("through", "by_months", "by_days"),
    [
        (date(2020, 2, 28), date(2019, 3, 1), date(2019, 3, 1)),
        (date(2020, 2, 29), date(2019, 3, 1), date(2019, 3, 2)),
        (date(2020, 9, 1), date(2019, 9, 2), date(2019, 9, 3)),
        (date(2021, 2, 28), date(2020, 2, 29), date(2020, 3, 1)),
        (date(2021, 3, 1), date(2020, 3, 2), date(2020, 3, 2)),
    ],
    ids=str,
)
def test_twelve_months_and_365_days_begin_on_their_first_days(
    through: date, by_months: date, by_days: date
) -> None:
    """Both end on the day asked about; in a leap year the days begin one day later."""
    for length, first in [(WindowLength(months=12), by_months), (WindowLength(days=365), by_days)]:
        window = length.ending(through)
        assert (window.first_day, window.through) == (first, through)


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("paid_on", "by_months", "by_days"),
    [
        (date(2019, 3, 1), date(2020, 3, 1), date(2020, 2, 29)),
        (date(2019, 2, 28), date(2020, 2, 28), date(2020, 2, 28)),
        (date(2020, 2, 29), date(2021, 3, 1), date(2021, 2, 28)),
        (date(2020, 3, 1), date(2021, 3, 1), date(2021, 3, 1)),
    ],
    ids=str,
)
def test_a_day_leaves_each_window_on_its_own_day(
    paid_on: date, by_months: date, by_days: date
) -> None:
    """365 days later to the day, or a year later by the calendar."""
    assert WindowLength(months=12).leaves_on(paid_on) == by_months
    assert WindowLength(days=365).leaves_on(paid_on) == by_days


@pytest.mark.parametrize(
    "length",
    [WindowLength(months=12), WindowLength(days=365), WindowLength(days=1), WindowLength()],
    ids=str,
)
def test_a_day_leaves_on_the_first_day_whose_window_lacks_it(length: WindowLength) -> None:
    """It lies in the window of every day before that one, and of none from it on."""
    for day in days_from(date(2019, 1, 1), date(2022, 12, 31)):
        gone_on = length.leaves_on(day)
        assert day not in length.ending(gone_on)
        assert gone_on <= day or day in length.ending(gone_on - ONE_DAY)


@pytest.mark.parametrize("length", [WindowLength(months=12), WindowLength(days=365)], ids=str)
def test_a_window_beyond_the_calendar_is_refused(length: WindowLength) -> None:
    """Nothing ends before the calendar begins, nor leaves after it ends."""
    with pytest.raises(InvalidRecordError):
        length.ending(date.min)
    with pytest.raises(InvalidRecordError):
        length.leaves_on(date.max)


A_DAY = date(2020, 1, 15)


NO_DATES: list[tuple[Callable[[Any], object], str, object]] = [
    (lambda no: TrailingWindow(after=no, through=A_DAY), "after", None),
    (lambda no: TrailingWindow(after=A_DAY, through=no), "through", 7),
    (lambda no: TrailingWindow.of_months(12, through=no), "through", "2020-01-15"),
    (lambda no: TrailingWindow.of_days(90, through=no), "through", 1.5),
    (lambda no: months_later(no, 3), "day", None),
]
NO_NUMBERS: list[tuple[Callable[[Any], object], str]] = [
    (lambda no: TrailingWindow.of_months(no, through=A_DAY), "months"),
    (lambda no: TrailingWindow.of_days(no, through=A_DAY), "days"),
    (lambda no: months_later(A_DAY, no), "months"),
]


@pytest.mark.parametrize(
    ("ask", "noun", "found"),
    NO_DATES,
    ids=["after", "through", "of_months", "of_days", "months_later"],
)
def test_what_is_no_date_is_refused_by_name(
    ask: Callable[[Any], object], noun: str, found: object
) -> None:
    """Each end of a window, and the day from which one counts, is a date and nothing else."""
    with pytest.raises(InvalidRecordError) as refused:
        ask(found)
    assert str(refused.value) == f"{noun} must be a date, got {found!r}"
    problem = unfit(ProblemCode.WRONG_TYPE, "a date", repr(found))
    assert refused.value.problems == (problem,)


@pytest.mark.parametrize(("ask", "noun"), NO_NUMBERS, ids=["of_months", "of_days", "months_later"])
def test_how_long_is_a_whole_number(ask: Callable[[Any], object], noun: str) -> None:
    """Text is refused, by the name of the argument."""
    with pytest.raises(WrongTypeError, match=f"^{noun} must be an int, got str$"):
        ask("12")


@pytest.mark.parametrize("days", [10_000_000, -1_000_000, 1 << 40])
def test_days_beyond_the_calendar_are_refused(days: int) -> None:
    """The error names the day and how far from it was asked for."""
    with pytest.raises(InvalidRecordError) as refused:
        days_later(A_DAY, days)
    message = f"must lie within the calendar, got 2020-01-15 and {days} days"
    assert str(refused.value) == f"day {message}"
    (problem,) = refused.value.problems
    assert (problem.message, problem.found) == (message, "2020-01-15")
    assert (problem.code, problem.allowed) == ("out_of_range", "years 1 to 9999")

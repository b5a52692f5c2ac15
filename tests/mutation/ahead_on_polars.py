"""What lies ahead in frames, and what came between two days, for runs under mutmut.

As `frames_on_polars.py`: one engine, few talents near every edge, and what their records say, which
no mutant of frames changes, worked out once when this file is imported.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import law
from badgerules import Badge, Readings
from changes_between import between, changed_in
from engines import frames
from engines import frames_of as frames_of_money
from next_changes import found_in, wanted_of
from populations import known_in_part, open_parts, parts, rows_of
from reputations import frames_of, population

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord

SIZE, DAYS = 60, (law.USUAL_DAYS[0], law.USUAL_DAYS[-1], law.FIRST_DAYS[2])
STRICT = Readings(money_bar="more_than", window="last_365_days")


def _records(day: date, *, is_open: bool) -> tuple[TalentRecord, ...]:
    """Return talents with a reputation near the edges of a day, with money known in part or not."""
    records = population(SIZE, seed=5, days=[day])
    return tuple(known_in_part(records, 5, day, day) if is_open else records)


def _asked(day: date, back: int) -> date:
    """Return a day some days earlier, under the first edition at the earliest."""
    return max(day - timedelta(days=back), law.LAUNCH)


TALENTS = {
    (day, is_open): _records(day, is_open=is_open) for day in DAYS for is_open in (False, True)
}
QUESTIONS = [
    (badge, day, is_open, back)
    for badge in sorted(Badge)
    for day, is_open in TALENTS
    for back in (300, 3)
]
NEXT = [
    wanted_of(TALENTS[day, is_open], badge, as_of=_asked(day, back))
    for badge, day, is_open, back in QUESTIONS
]
CHANGED = [
    between(
        TALENTS[day, is_open],
        badge,
        {"as_of": _asked(day, back)},
        {"as_of": day + timedelta(days=20)},
    )
    for badge, day, is_open, back in QUESTIONS
]
MONEY = [*parts(200), *open_parts(200)]
PLUS = Badge.TOP_RATED_PLUS
NEXT_OF_MONEY = [
    wanted_of(part.records, PLUS, as_of=part.day, readings=part.readings) for part in MONEY
]
CHANGED_IN_MONEY = [
    between(
        part.records,
        PLUS,
        {"as_of": _asked(part.day, 40), "readings": STRICT},
        {"as_of": part.day, "readings": part.readings},
    )
    for part in MONEY
]


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_what_lies_ahead_is_what_records_say(number: int) -> None:
    """All badges, also where money is known in part."""
    badge, day, is_open, back = QUESTIONS[number]
    as_of = _asked(day, back)
    end = as_of + law.ONE_DAY
    given = frames_of(TALENTS[day, is_open], "polars")
    answer = frames.next_change(**given, badge=badge, as_of=as_of)
    assert found_in(answer) == NEXT[number]
    soon = frames.next_change(**given, badge=badge, as_of=as_of, last_day=end)
    near = {name: own for name, own in NEXT[number].items() if own[0] is not None and own[0] <= end}
    told = {name: own for name, own in found_in(soon).items() if own[0] is not None}
    assert told == near


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_what_came_between_is_what_records_say(number: int) -> None:
    """All badges, also where money is known in part."""
    badge, day, is_open, back = QUESTIONS[number]
    given = frames_of(TALENTS[day, is_open], "polars")
    days = {"before": _asked(day, back), "after": day + timedelta(days=20)}
    assert changed_in(frames.changes(**given, badge=badge, **days)) == CHANGED[number]


@pytest.mark.parametrize("number", range(len(MONEY)))
def test_recorded_base_badges_are_asked_under_every_reading(number: int) -> None:
    """Top Rated Plus alone, by money."""
    part = MONEY[number]
    given = frames_of_money(rows_of(part.records), "polars")
    ahead = frames.next_change(*given, badge=PLUS, as_of=part.day, readings=part.readings)
    assert found_in(ahead) == NEXT_OF_MONEY[number]
    days = {"before": _asked(part.day, 40), "after": part.day}
    terms = {"readings": part.readings, "readings_before": STRICT}
    assert (
        changed_in(frames.changes(*given, badge=PLUS, **days, **terms)) == CHANGED_IN_MONEY[number]
    )

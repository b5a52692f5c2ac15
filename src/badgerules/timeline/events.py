"""The days on which something happens, and the day from which on nothing changes a verdict."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from badgerules.rulebook import EDITIONS, LAUNCH
from badgerules.thresholds import UNIT_OF, UNITS, Edition
from badgerules.windows import days_later, if_it_comes, is_day

if TYPE_CHECKING:
    import attrs

    from badgerules.records import Contract, TalentRecord
    from badgerules.timeline.spans import Outlook


class EventDays:
    """The days on which something happens, and the longest limit in days.

    A verdict may change on these days and up to `reach` days after one, and on no other day.

    Args:
        contracts: whose payments are events.
        others: all other days, in any order, the first of the calendar among them.
        reach: the longest limit.
    """

    def __init__(self, contracts: tuple[Contract, ...], others: list[date], reach: int) -> None:
        self._paid = [contract.paid_days for contract in contracts]
        self._others = others
        self.reach: int = reach

    @cached_property
    def days(self) -> list[date]:
        """The days, in order."""
        return sorted({*self._others, *chain.from_iterable(self._paid)})

    def settled_on(self, day: date) -> date:
        """Return a day from which on nothing recorded can change a verdict any more.

        It lies `reach` days after `day` or after the last event, whichever is later, or at the end
        of the calendar.
        """
        return self.reached_from(
            max(day, *self._others, *(days[-1] for days in self._paid if days))
        )

    def reached_from(self, day: date) -> date:
        """Return the last day that something on `day` affects."""
        return if_it_comes(days_later, day, self.reach) or date.max

    def quiet_until(self, day: date) -> date:
        """Return the next event day if no earlier one affects `day` any more; else `day`."""
        later = bisect_right(self.days, day)
        if (day - self.days[later - 1]).days <= self.reach:
            return day
        return self.days[later] if later < len(self.days) else date.max


def event_days(outlook: Outlook) -> EventDays:
    """Return the days of events: recorded days, first days of editions, the last known day.

    Args:
        outlook: the facts, and the rules for every day.
    """
    law = outlook.edition
    laws = EDITIONS if law is None else (law,)
    reach = min(max(map(_reach, laws)), (date.max - LAUNCH.effective_from).days)
    starts = [edition.effective_from for edition in EDITIONS] if law is None else []
    others = [date.min, outlook.known_through, *starts, *_days_in(outlook.record)]
    return EventDays(outlook.record.contracts, others, reach)


@lru_cache(maxsize=256)
def _reach(law: Edition) -> int:
    """Return the longest limit of an edition in days, rounded up."""
    lasting = {unit: days for unit, (_, days) in UNITS.items() if days is not None}
    longest: int = max(
        getattr(law, name) * lasting[unit] for name, unit in UNIT_OF.items() if unit in lasting
    )
    return longest + 1


def _days_in(record: TalentRecord) -> list[date]:
    """Return every day that a record names, except those of payments."""
    days: list[date] = []
    parts: list[Any] = [record]
    while parts:
        part = parts.pop()
        if type(part) is tuple:
            parts += part
        elif is_day(part):
            days.append(part)
        else:
            for name in _parts_of(part.__class__):
                value = getattr(part, name)
                if value is not None:  # most are
                    parts.append(value)
    return days


@lru_cache(maxsize=256)
def _parts_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the facts in a part of a record that may name days; none of a value."""
    attributes: tuple[attrs.Attribute[Any], ...] = getattr(kind, "__attrs_attrs__", ())
    hints = get_type_hints(kind) if attributes else {}
    return tuple(
        one.name
        for one in attributes
        if one.init and one.name != "payments" and _may_name_days(hints[one.name])
    )


def _may_name_days(hint: Any) -> bool:  # noqa: ANN401  # any annotation
    """Tell whether what is annotated so may be, or hold, a day, as no text or number does."""
    if kinds := get_args(hint):
        return any(map(_may_name_days, kinds))
    return isinstance(hint, type) and not issubclass(hint, _WITHOUT_DAYS)


_WITHOUT_DAYS = (str, int, Decimal, NoneType)

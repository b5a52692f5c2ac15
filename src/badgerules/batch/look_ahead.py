"""What lies ahead of a population: the next change of each talent, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from badgerules.vocabulary import Verdict, counted
from badgerules.windows import days_later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.vocabulary import Badge


@attrs.frozen(kw_only=True)
class Ahead:
    """How many talents gain and lose a badge soon, if nothing new happens.

    Args:
        days: within how many days.
        gained: how many gain it.
        lost: how many lose it.
    """

    days: int
    gained: int
    lost: int

    @property
    def text(self) -> str:
        """The counts for people."""
        return (
            f"Within {counted(self.days, 'days')}: {self.gained:,} gain it, {self.lost:,} lose it"
        )


def changes_ahead(tables: Tables, badge: Badge, question: Question, days: int) -> Any:  # noqa: ANN401  # a frame is of any engine
    """Return the next change of each talent within so many days.

    Args:
        tables: the frames, which are checked.
        badge: the badge.
        question: day, edition and readings.
        days: how many days to look ahead.
    """
    from badgerules.frames.ahead import foreseen  # noqa: PLC0415  # once it is sure to be installed

    last_day = days_later(question.as_of, days)
    return foreseen(tables, badge, question, last_day, by_name=question.named_edition is not None)


def counted_ahead(days: int, turns: Mapping[str, int]) -> Ahead:
    """Return how many gain the badge, and how many lose it.

    Args:
        days: within how many days.
        turns: how many have a next change, by the verdict that follows.
    """
    gained = turns.get(Verdict.MET.value, 0)
    return Ahead(days=days, gained=gained, lost=sum(turns.values()) - gained)

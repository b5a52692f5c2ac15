"""The next change over whole populations: one sweep over the days that turn a badge.

What comes on a day comes as a row of that day, and leaves as another. Sorted by talent and day,
running sums tell what is there on each such day; the criteria are weighed there as on any single
day, and all verdicts of a row are packed into one whole number. Where that of the badge differs
from that of the row before, the badge is gained or lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.criteria import ASKED, PLUS_TOP_RATED, TOP_RATED_PREFIX
from badgerules.decisions import Question
from badgerules.frames.answers import MET, NOT_ASKED, NOT_KNOWN, UNMET, check_complete
from badgerules.frames.criteria import answered
from badgerules.frames.facts import NEVER, any_of, bit, digit_of, divided, whole
from badgerules.frames.sides import sides_of
from badgerules.vocabulary import Badge, Kind, Turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from badgerules.frames.criteria import Weighed
    from badgerules.frames.inputs import Tables
    from badgerules.frames.sides import Sides

DAYS = 1 << NEVER.bit_length()
"""More than every day's number, a power of two: a place times this, plus a day, sorts by both."""

LEFT_OPEN = NOT_ASKED + 1
"""A verdict that is not known since money is known in part, as a whole number."""

VERDICTS = LEFT_OPEN + 1
"""How many verdicts a criterion may have, as whole numbers: the base of their digits."""

STATE = "state"
"""The column that holds the verdicts on the badge and on each criterion as one whole number."""

CHANGE = "change"
"""The column that holds day, verdict and criteria of the next change, as one whole number."""

NUMBER = "_number"
"""The column that tells rows apart which were one before (`repeated`)."""

TALENT = ("talent", "talent_id")
"""The place and the id of a talent."""


@attrs.frozen(kw_only=True)
class Reign:
    """One edition while it is in force.

    Args:
        question: its first day that matters, and its rules.
        last: the number of its last day that matters.
    """

    question: Question
    last: int

    @property
    def first(self) -> int:
        """The number of its first day that matters."""
        return self.question.as_of.toordinal()

    @property
    def sides(self) -> Sides:
        """The bars of each side of Top Rated Plus."""
        return sides_of(self.question)

    def day_of(self, number: nw.Expr) -> nw.Expr:
        """Return the day that counts for this edition: its first, or beyond its last, none."""
        later = nw.when(number > self.last).then(nw.lit(NEVER)).otherwise(number)
        day = nw.when(number <= self.first).then(nw.lit(self.first)).otherwise(later)
        return day.cast(nw.Int64())


def own_keys(badge: Badge) -> list[str]:
    """Return the keys of all criteria that a badge asks of anybody, in any edition."""
    return [*dict.fromkeys(one.key for kind in Kind for one in ASKED[badge, kind])]


def keys_of(badge: Badge, *, has_reputation: bool) -> list[str]:
    """Return the same, and those of a computed Top Rated that Top Rated Plus rests on.

    Args:
        badge: the badge.
        has_reputation: base badges are computed, and not recorded.
    """
    keys = own_keys(badge)
    if badge is Badge.TOP_RATED_PLUS and has_reputation:
        keys += [f"{TOP_RATED_PREFIX}{key}" for key in own_keys(Badge.TOP_RATED)]
    return keys


def unmoved_keys(badge: Badge) -> frozenset[str]:
    """Return the keys of the criteria of a badge that no day turns while an edition is in force."""
    rows = [ASKED[badge, kind] for kind in Kind]
    return frozenset(one.key for row in rows for one in row if one.turned is Turned.BY_FACTS)


def check_weighed(
    criteria: Sequence[Weighed], badge: Badge, reign: Reign, *, has_reputation: bool
) -> None:
    """Refuse an edition that asks for a criterion which is not weighed here.

    Args:
        criteria: those that are weighed.
        badge: the badge.
        reign: the edition.
        has_reputation: base badges are computed, and not recorded.

    Raises:
        NotWeighedError: if one is missing; it names which.
    """
    weighed = {own.key for own in criteria}
    check_complete(weighed, badge, reign.question, has_reputation=has_reputation)


def placed(frame: nw.LazyFrame[Any], name: str, key: str) -> nw.LazyFrame[Any]:
    """Return a frame with the place of each key, from 1 on, as a whole number to sort by."""
    return frame.with_row_index(name, order_by=key).with_columns(
        (nw.col(name).cast(nw.Int64()) + 1).alias(name)
    )


def is_fine(criterion: Weighed) -> nw.Expr:
    """Return who meets a criterion, or is not asked it."""
    is_met = criterion.is_met
    if criterion.is_unknown is not None:
        is_met = is_met & ~criterion.is_unknown
    return is_met if criterion.is_asked is None else is_met | ~criterion.is_asked


def repeated(frame: nw.LazyFrame[Any], tables: Tables, times: int) -> nw.LazyFrame[Any]:
    """Return each row some times, with its `NUMBER` from 0 on.

    Engines that plan queries take minutes to plan one that names the same part of it many times.

    Args:
        frame: the rows.
        tables: frames of the same engine.
        times: how often.
    """
    one = tables.read["talents"].select("talent_id").head(1)
    numbers = [
        one.with_columns(nw.lit(number).cast(nw.Int64()).alias(NUMBER)).select(NUMBER)
        for number in range(times)
    ]
    return frame.join(nw.concat(numbers), how="cross")


def by_number(values: Sequence[nw.Expr]) -> nw.Expr:
    """Return the value for the `NUMBER` of each row."""
    chosen = values[0]
    for number, value in enumerate(values[1:], 1):
        chosen = nw.when(nw.col(NUMBER) == number).then(value).otherwise(chosen)
    return chosen.cast(nw.Int64())


@attrs.frozen(kw_only=True)
class Move:
    """What happens on a day.

    Args:
        day: the number of the day.
        adds: what it adds to sums, by their names; nothing to all others.
    """

    day: nw.Expr
    adds: Mapping[str, nw.Expr] = attrs.field(factory=dict[str, nw.Expr])


def there_and_back(comes: nw.Expr, leaves: nw.Expr, **adds: nw.Expr) -> list[Move]:
    """Return the moves of what adds to sums when it comes, and takes as much when it leaves."""
    gone = {name: -value for name, value in adds.items()}
    return [Move(day=comes, adds=adds), Move(day=leaves, adds=gone)]


def moved(
    frame: nw.LazyFrame[Any],
    tables: Tables,
    moves: Sequence[Move],
    reign: Reign,
    *,
    of: Sequence[str] = TALENT,
    sums: Sequence[str] = (),
) -> nw.LazyFrame[Any]:
    """Return a row for each move of each row of a frame.

    Args:
        frame: what the moves are read from.
        tables: frames of the same engine.
        moves: what happens.
        reign: the edition.
        of: the columns that say whose they are.
        sums: the names of all sums.
    """
    none = nw.lit(0)
    adds = {name: by_number([own.adds.get(name, none) for own in moves]) for name in sums}
    day = reign.day_of(by_number([own.day for own in moves]))
    # In one order, since DuckDB puts rows below each other by the places of their columns.
    return repeated(frame, tables, len(moves)).select(*of, day=day, **adds)


def once(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return each talent and day once, without days beyond those that count."""
    days = rows.filter(nw.col("day") < NEVER)
    return days.group_by(*TALENT, "day").agg(times=nw.len()).drop("times")


def running(
    rows: nw.LazyFrame[Any], of: Sequence[str], names: Sequence[str], steps: Sequence[str] = ()
) -> nw.LazyFrame[Any]:
    """Return one row for each day of each contract or talent, with the sums of all up to it.

    Everything that comes leaves again, at the latest beyond the calendar, so that one running sum
    over all rows begins anew with each contract or talent. Whole numbers are cast back: engines
    widen sums.

    Args:
        rows: what each day adds to the sums.
        of: the columns that say whose they are, the place first.
        names: the sums.
        steps: further columns, of which each row keeps what its own day adds.
    """
    numbers = [nw.col(name).sum() for name in (*names, *steps)]
    rows = rows.group_by(*of, "day").agg(*numbers)
    rows = rows.with_columns(
        *[nw.col(name).cast(nw.Int64()) for name in (*names, *steps)],
        key=nw.col(of[0]) * DAYS + nw.col("day"),
    )
    sums = [nw.col(name).cum_sum().over(order_by="key").cast(nw.Int64()) for name in names]
    return rows.with_columns(*sums)


def states(
    rows: nw.LazyFrame[Any],
    criteria: Sequence[Weighed],
    keys: Sequence[str],
    *,
    is_open: Mapping[str, nw.Expr],
    kept: Iterable[str] = (),
) -> nw.LazyFrame[Any]:
    """Return rows with every verdict, packed into one whole number; the badge's own comes first.

    Args:
        rows: one row for each talent and day, with all that the criteria look at.
        criteria: what the badge asks for.
        keys: the keys of its criteria, in every edition.
        is_open: where money known in part leaves a criterion open, by its key.
        kept: further columns to keep, and the verdict on the badge if it is named.
    """
    bare = [
        attrs.evolve(own, number=None, is_counted=None, required=None, beside={})
        for own in criteria
    ]
    weighed = {own.key for own in criteria}
    told = answered(rows, bare).talents
    digits = [nw.col("verdict")]
    for key in keys:
        digit: nw.Expr = nw.col(f"_{key}_verdict") if key in weighed else nw.lit(NOT_ASKED)
        if key in is_open and key in weighed:
            is_left_open = (digit == NOT_KNOWN) & is_open[key]
            digit = nw.when(is_left_open).then(nw.lit(LEFT_OPEN)).otherwise(digit)
        digits.append(digit)
    numbers = [digit.cast(nw.Int64()) * VERDICTS**place for place, digit in enumerate(digits)]
    return told.select(*TALENT, "day", *kept, reduce(add, numbers).alias(STATE))


def changes(
    rows: nw.LazyFrame[Any],
    first: Reign,
    keys: Sequence[str],
    own: Sequence[str],
    *,
    has_open_money: bool,
) -> nw.LazyFrame[Any]:
    """Return the next change of each talent that has one, packed into one whole number.

    Args:
        rows: one row for each talent and day on which something happens, with its state.
        first: the edition of the day asked about.
        keys: the keys of the criteria in the states.
        own: those of the badge itself.
        has_open_money: money may be known in part.

    Returns:
        `talent_id` and `CHANGE`: see `unpacked`.
    """
    rows = rows.with_columns(key=nw.col("talent") * DAYS + nw.col("day"))
    rows = rows.with_columns(before=nw.col(STATE).shift(1).over(order_by="key"))
    rows = rows.with_columns(whole("before"))
    others = keys if has_open_money else ()
    rows = rows.with_columns(**_digits("now", STATE, others), **_digits("was", "before", others))
    is_start = nw.col("day") == first.first
    is_met, was_met = nw.col("now_0") == MET, nw.col("was_0") == MET
    is_change = ~is_start & (is_met != was_met)
    if has_open_money:
        rows, is_change = _without_knowledge(rows, is_start, keys)
    # What brings a gain about is lacking before it, and what brings a loss about is lacking now.
    unmet = nw.when(is_met).then(nw.col("before")).otherwise(nw.col(STATE))
    turned = rows.filter(is_change).with_columns(unmet=unmet.cast(nw.Int64()))
    turned = turned.with_columns(**_digits("unmet", "unmet", own))
    lacking = {f"lacking_{number}": bit(_is_lacking(number + 1)) for number, _ in enumerate(own)}
    packed = (nw.col("day") * VERDICTS + nw.col("now_0")) * 2 ** len(own)
    packed = packed + reduce(add, [nw.col(name) * 2**n for n, name in enumerate(lacking)])
    turned = turned.with_columns(**lacking).select("talent_id", packed.alias(CHANGE))
    return turned.group_by("talent_id").agg(nw.col(CHANGE).min())


def _is_lacking(number: int) -> nw.Expr:
    """Return whether a criterion is what keeps the badge from being met, where it is not."""
    badge, own = nw.col("unmet_0"), nw.col(f"unmet_{number}")
    is_unknown = (own == NOT_KNOWN) | (own == LEFT_OPEN)
    return ((badge == UNMET) & (own == UNMET)) | ((badge == NOT_KNOWN) & is_unknown)


def _without_knowledge(
    rows: nw.LazyFrame[Any], is_start: nw.Expr, keys: Sequence[str]
) -> tuple[nw.LazyFrame[Any], nw.Expr]:
    """Return which borders are changes where money is known in part.

    Where nothing turns but what is known, nothing is gained or lost: the badge counts as held, or
    not, as it was told last (`Timeline.next_change_after`). A computed Top Rated counts as its own
    criteria.
    """
    verdict = nw.col("now_0")
    is_border = ~is_start & (verdict != nw.col("was_0"))
    is_computed = any(key.startswith(TOP_RATED_PREFIX) for key in keys)
    looked_at = [
        number
        for number, key in enumerate(keys, 1)
        if not (is_computed and key == PLUS_TOP_RATED.key)
    ]
    pairs = [(nw.col(f"was_{n}"), nw.col(f"now_{n}")) for n in looked_at]
    is_real = any_of((old != new) & (old != LEFT_OPEN) & (new != LEFT_OPEN) for old, new in pairs)
    rows = rows.with_columns(
        is_real=bit(is_border & is_real),
        is_told=bit(is_start | (is_border & ~is_real & (verdict != NOT_KNOWN))),
        is_met=bit(verdict == MET),
    )
    told = (nw.col("key") * 2 + nw.col("is_met")) * nw.col("is_told")
    rows = rows.with_columns(told=told)
    rows = rows.with_columns(nw.col("told").cum_max().over(order_by="key").cast(nw.Int64()))
    is_held = digit_of(nw.col("told"), 1, 2)
    return rows, (nw.col("is_real") > 0) & (nw.col("is_met") != is_held)


def unpacked(frame: nw.LazyFrame[Any], own: Sequence[str]) -> nw.LazyFrame[Any]:
    """Return a frame with `CHANGE` split: `day`, `verdict`, and `brings_` for each criterion.

    Without a change, which is null, all are 0.

    Args:
        frame: one row a talent.
        own: the keys of the criteria, as in `changes`.
    """
    width = len(own)
    frame = frame.with_columns(whole(CHANGE))
    return frame.with_columns(
        day=divided(nw.col(CHANGE), VERDICTS * 2**width),
        verdict=digit_of(nw.col(CHANGE), 2**width, VERDICTS),
        **{f"brings_{key}": digit_of(nw.col(CHANGE), 2**n, 2) for n, key in enumerate(own)},
    )


def _digits(prefix: str, name: str, keys: Sequence[str]) -> dict[str, nw.Expr]:
    """Return the verdict on the badge, and on each criterion, of a column of states."""
    return {
        f"{prefix}_{place}": digit_of(nw.col(name), VERDICTS**place, VERDICTS)
        for place in range(len(keys) + 1)
    }

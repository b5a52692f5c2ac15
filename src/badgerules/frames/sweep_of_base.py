"""The states of Rising Talent and Top Rated over whole populations, on each day that turns them.

Payments, holds, weeks and bad endings come on their day, and leave once they count no more; running
sums tell how many there are on each day. All else follows from the day and the facts of the talent.
The rules are those of a single day (`rising_talent`, `top_rated`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.frames import rising_talent, top_rated
from badgerules.frames.columns import HOLDS_KNOWN
from badgerules.frames.criteria import all_of, by_kind
from badgerules.frames.facts import NEVER, NONE, any_of, bit, flag, leaving, whole, with_day_numbers
from badgerules.frames.open_money import (
    ACTIVITY_GAP,
    ACTIVITY_GAP_UNTIL,
    GAP,
    GAP_UNTIL,
    UNTOLD,
    with_gaps_ahead,
)
from badgerules.frames.reputation import OnDay
from badgerules.frames.sweep import (
    TALENT,
    Move,
    Reign,
    check_weighed,
    is_fine,
    keys_of,
    moved,
    placed,
    running,
    states,
    there_and_back,
    unmoved_keys,
)
from badgerules.vocabulary import Badge, ContractOutcome, Kind
from badgerules.windows import DAYS_PER_WEEK, TrailingWindow, WindowLength

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from badgerules.decisions import Question
    from badgerules.frames.criteria import Weighed
    from badgerules.frames.inputs import Tables
    from badgerules.thresholds import Edition

OF_SCORE = frozenset({"job_success_score", "no_score_yet"})
"""Criteria on the score, which is one for all days in a frame."""

WEEKS = ("eligible", "recorded_past", "recorded_future")
BARRED = "circumvention_on"


@attrs.frozen(kw_only=True)
class Basis:
    """What a base badge asks for under one edition, as far as days can turn it.

    Args:
        badge: Rising Talent or Top Rated.
        reign: the edition.
        activity: for how many days activity counts.
        holds: for how many days a hold counts, by kind.
        weeks: how many weeks are counted, by kind; none where weeks do not count.
        sums: the names of what comes and leaves.
    """

    badge: Badge
    reign: Reign
    activity: int
    holds: Mapping[Kind, int]
    weeks: Mapping[Kind, int]
    sums: tuple[str, ...]

    @property
    def edition(self) -> Edition:
        """The rules."""
        return self.reign.question.edition

    def criteria(self, tables: Tables) -> list[Weighed]:
        """Return what the badge asks for, on the day of each row."""
        day, circumvention_on = nw.col("day"), nw.col(BARRED)
        is_barred = (circumvention_on <= day) & (day < nw.col(leaving(BARRED)))
        on = OnDay(number=day, is_barred=is_barred)
        if self.badge is Badge.TOP_RATED:
            return top_rated.criteria_of(tables, self.edition, on)
        return rising_talent.criteria_of(tables, self.edition, on)


def basis_of(badge: Badge, reign: Reign) -> Basis:
    """Return what a base badge asks for under an edition."""
    edition = reign.question.edition
    if badge is Badge.TOP_RATED:
        bars = top_rated.bars_of(edition)
        return Basis(
            badge=badge,
            reign=reign,
            activity=bars[Kind.FREELANCER].activity,
            holds={kind: own.hold for kind, own in bars.items()},
            weeks={kind: own.counted_weeks for kind, own in bars.items()},
            sums=("active", "held", "earned", *WEEKS),
        )
    in_numbers = ("earned", "bad_endings") if edition.rising_talent_by_numbers else ()
    return Basis(
        badge=badge,
        reign=reign,
        activity=edition.rising_talent_activity,
        holds=dict.fromkeys(Kind, edition.rising_talent_hold),
        weeks={},
        sums=("active", "held", *in_numbers),
    )


def states_of_base(
    badge: Badge, tables: Tables, reigns: Sequence[Reign]
) -> list[nw.LazyFrame[Any]]:
    """Return the states of each talent who may hold a base badge, under each edition.

    Args:
        badge: Rising Talent or Top Rated.
        tables: the checked frames; a base badge that is on record stays as it is.
        reigns: the editions, the one of the day asked about first.
    """
    has_reputation = tables.has_reputation
    keys = keys_of(badge, has_reputation=has_reputation)
    if not has_reputation:
        module = top_rated if badge is Badge.TOP_RATED else rising_talent
        for reign in reigns:
            check_weighed([module.RECORDED], badge, reign, has_reputation=False)
        talents = placed(tables.talents, "talent", "talent_id")
        rows = talents.with_columns(day=nw.lit(reigns[0].first).cast(nw.Int64()))
        return [states(rows, [module.RECORDED], keys, is_open={})]
    first, bases = reigns[0].question, [basis_of(badge, reign) for reign in reigns]
    talents = placed(hopeful(tables.talents, tables, bases), "talent", "talent_id")
    found: list[nw.LazyFrame[Any]] = []
    for basis in bases:
        facts = with_facts_ahead(talents, tables, first, basis)
        days = nw.concat([*days_of_base(facts, tables, first, basis, basis.sums)])
        rows = running(days, TALENT, basis.sums).filter(nw.col("day") < NEVER)
        rows = rows.join(facts.drop("talent"), on="talent_id", how="inner")
        rows = on_each_day(rows, tables, first, basis)
        criteria = basis.criteria(tables)
        check_weighed(criteria, badge, basis.reign, has_reputation=True)
        found.append(states(rows, criteria, keys, is_open=open_base(tables)))
    return found


def open_base(tables: Tables) -> dict[str, nw.Expr]:
    """Return where money known in part leaves a criterion open, by its key."""
    gaps = {"earnings": GAP, "recent_activity": ACTIVITY_GAP, "no_negative_feedback": UNTOLD}
    if not tables.has_open_money:
        return {}
    return {key: nw.col(gap) > 0 for key, gap in gaps.items()}


def hopeful(
    talents: nw.LazyFrame[Any], tables: Tables, bases: Sequence[Basis]
) -> nw.LazyFrame[Any]:
    """Return the talents who may hold a base badge on some day.

    All others never gain it, and have none to lose: what no day turns is not met or not known, or
    all that was ever paid to them, without any refund, does not reach the bar.

    Args:
        talents: with their facts.
        tables: the contracts and payments.
        bases: what is asked under each edition.
    """
    unmoved = unmoved_keys(bases[0].badge) | OF_SCORE
    fine = [
        all_of([is_fine(one) for one in basis.criteria(tables) if one.key in unmoved]) > 0
        for basis in bases
    ]
    talents = talents.filter(any_of(fine), nw.col(HOLDS_KNOWN) > 0)
    if bases[0].badge is not Badge.TOP_RATED:
        return talents
    earliest = min(basis.reign.question.window.first_day for basis in bases)
    since = tables.first_instant("paid_on", earliest)
    paid = tables.payments.filter(nw.col("cents") > 0, nw.col("paid_on") >= since)
    paid = paid.group_by("contract_id").agg(most=nw.col("cents").sum())
    paid = tables.contracts.join(paid, on="contract_id", how="inner")
    paid = paid.group_by("talent_id").agg(nw.col("most").sum())
    bars = [top_rated.bars_of(basis.edition) for basis in bases]
    lowest = by_kind({kind: min(own[kind].earnings for own in bars) for kind in Kind})
    talents = talents.filter(nw.col("first_contract_on") > NONE)
    talents = talents.join(paid, on="talent_id", how="left").with_columns(whole("most"))
    return talents.filter(nw.col("most") >= lowest).drop("most")


def with_facts_ahead(
    talents: nw.LazyFrame[Any], tables: Tables, first: Question, basis: Basis
) -> nw.LazyFrame[Any]:
    """Add to talents when they are free again (TR-X1), and until when money leaves something open.

    Args:
        talents: with their facts.
        tables: what is known of them.
        first: the day asked about.
        basis: what is asked.
    """
    if BARRED in tables.columns:
        length = WindowLength(months=basis.edition.circumvention_bar)
        days = tables.read["talents"].select("talent_id", BARRED)
        days = with_day_numbers(days, [BARRED], length=length, is_short=True).drop(BARRED)
        talents = talents.join(days, on="talent_id", how="left")
    else:
        talents = talents.with_columns(nw.lit(NONE).cast(nw.Int64()).alias(leaving(BARRED)))
    if not tables.has_open_money:
        return talents
    lengths = {
        GAP_UNTIL: basis.reign.question.window_length,
        ACTIVITY_GAP_UNTIL: WindowLength(days=basis.activity),
    }
    return with_gaps_ahead(talents, tables, first, **lengths)


def on_each_day(
    rows: nw.LazyFrame[Any], tables: Tables, first: Question, basis: Basis
) -> nw.LazyFrame[Any]:
    """Add to rows what the criteria look at, as it is on the day of each row.

    Args:
        rows: one row for each talent and day, with facts and sums.
        tables: what is known of money.
        first: the day asked about.
        basis: what is asked.
    """
    day = nw.col("day")
    if tables.has_open_money:
        rows = rows.with_columns(
            bit(day < nw.col(GAP_UNTIL)).alias(GAP),
            bit(day < nw.col(ACTIVITY_GAP_UNTIL)).alias(ACTIVITY_GAP),
        )
    if not basis.weeks:
        return rows
    bars = top_rated.bars_of(basis.edition)
    rows = top_rated.with_open_weeks(rows, bars, day, first.known_through.toordinal())
    return top_rated.with_age(top_rated.with_eligible(rows, bars), day)


def days_of_base(
    talents: nw.LazyFrame[Any],
    tables: Tables,
    first: Question,
    basis: Basis,
    sums: Sequence[str],
) -> Iterator[nw.LazyFrame[Any]]:
    """Yield rows for all that comes and leaves on a day.

    Args:
        talents: with their places and facts.
        tables: what else is recorded.
        first: the day asked about.
        basis: what is asked.
        sums: the names of the sums; what is earned may be none of them.
    """
    reign, through = basis.reign, first.known_through.toordinal()
    rows = partial(moved, tables=tables, reign=reign, sums=sums)
    them = talents.select(*TALENT, "kind", "joined_on")
    yield rows(talents, moves=[*_own_moves(tables, through, basis)])
    yield rows(_paid(talents, tables, basis), moves=[*_paid_moves(basis)])
    if "holds" in tables.beside:
        held = with_day_numbers(tables.beside["holds"], ["held_on"])
        held, day = held.join(them, on="talent_id", how="inner"), nw.col("held_on")
        until = day + by_kind(basis.holds)
        moves = there_and_back(day, until, held=nw.lit(1))
        yield rows(held.filter(until > reign.first), moves=moves)
    if "bad_endings" in sums:
        is_bad = nw.col("outcome") == ContractOutcome.NEGATIVE.value
        ended = with_day_numbers(tables.contracts.filter(is_bad), ["outcome_on"])
        ended, day = ended.join(them, on="talent_id", how="inner"), nw.col("outcome_on")
        yield rows(ended, moves=there_and_back(day, nw.lit(NEVER), bad_endings=nw.lit(1)))
    if basis.weeks and "weeks" in tables.beside:
        weeks = with_day_numbers(tables.beside["weeks"], ["ends_on"])
        weeks, day = weeks.join(them, on="talent_id", how="inner"), nw.col("ends_on")
        until = day + by_kind(basis.weeks) * DAYS_PER_WEEK
        is_since, is_past = day >= nw.col("joined_on"), day <= through
        weeks = weeks.filter(until > reign.first).with_columns(
            eligible=flag(nw.col("eligible")),
            recorded_past=bit(is_since & is_past),
            recorded_future=bit(is_since & ~is_past),
        )
        adds = {name: nw.col(name) for name in WEEKS}
        yield rows(weeks, moves=there_and_back(day, until, **adds))


def _paid_moves(basis: Basis) -> Iterator[Move]:
    """Yield what a payment does: it comes, it leaves the window, and it is activity no more."""
    cents, is_active, day = nw.col("cents"), bit(nw.col("cents") > 0), nw.col("paid_on")
    yield Move(day=day, adds={"earned": cents, "active": is_active})
    yield Move(day=day + basis.activity, adds={"active": -is_active})
    yield Move(day=nw.col(leaving("paid_on")), adds={"earned": -cents})


def _paid(talents: nw.LazyFrame[Any], tables: Tables, basis: Basis) -> nw.LazyFrame[Any]:
    """Return the payments that count on the first day or later, each with the day it leaves."""
    question = basis.reign.question
    active = TrailingWindow.of_days(basis.activity, through=question.as_of)
    since = tables.first_instant("paid_on", min(active.first_day, question.window.first_day))
    paid = tables.payments.filter(nw.col("paid_on") >= since)
    contracts = tables.contracts.select("contract_id", "talent_id")
    contracts = contracts.join(talents.select(*TALENT), on="talent_id", how="inner")
    paid = paid.join(contracts, on="contract_id", how="inner")
    return with_day_numbers(paid, ["paid_on"], length=question.window_length)


def _own_moves(tables: Tables, through: int, basis: Basis) -> Iterator[Move]:
    """Yield the days on which a fact of the talent may turn something."""
    active_on, joined_on = nw.col("last_active_on"), nw.col("joined_on")
    days = [nw.lit(basis.reign.first), nw.col(BARRED), nw.col(leaving(BARRED))]
    days += [active_on, active_on + basis.activity]
    if basis.weeks:
        bars = top_rated.bars_of(basis.edition)
        age = by_kind({kind: own.first_contract for kind, own in bars.items()})
        days.append(nw.col("first_contract_on") + age)
        # Weeks that are not on record are alike once as many as are counted have come, after the
        # last day whose facts are known, or after joining.
        first = nw.max_horizontal(joined_on + (DAYS_PER_WEEK - 1), nw.lit(through))
        weeks = range(max(basis.weeks.values()) + 1)
        days += [top_rated.saturday_by(first) + number * DAYS_PER_WEEK for number in weeks]
    else:
        days += [joined_on, joined_on + basis.edition.rising_talent_joined]
    if tables.has_open_money:
        days += [nw.col(GAP_UNTIL), nw.col(ACTIVITY_GAP_UNTIL)]
    yield from (Move(day=day) for day in days)

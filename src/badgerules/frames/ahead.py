"""What lies ahead of a population: for every talent the next day on which a badge turns."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules import converters
from badgerules.assessment import question_of
from badgerules.criteria import keys_by_clause
from badgerules.errors import refuse, unfit
from badgerules.frames.answers import EPOCH, MET, NOT_ASKED, Answer, Column, day_of
from badgerules.frames.by_badge import question_columns
from badgerules.frames.criteria import IS_AGENCY
from badgerules.frames.facts import any_of, bit, words_where
from badgerules.frames.inputs import opened
from badgerules.frames.order import CHANGE_COLUMNS
from badgerules.frames.own_columns import Written
from badgerules.frames.sweep import CHANGE, Reign, changes, keys_of, own_keys, unpacked
from badgerules.frames.sweep_of_base import states_of_base
from badgerules.frames.sweep_of_days import states_of_certified, states_of_vetted
from badgerules.frames.sweep_of_plus import states_of_plus
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.timeline import reigns
from badgerules.vocabulary import Badge, Kind, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.names import BadgeName
    from badgerules.rows import MoneyUnit

ON, VERDICT, BECAUSE = CHANGE_COLUMNS

STATES: dict[Badge, Callable[[Tables, Sequence[Reign]], list[nw.LazyFrame[Any]]]] = {
    Badge.RISING_TALENT: partial(states_of_base, Badge.RISING_TALENT),
    Badge.TOP_RATED: partial(states_of_base, Badge.TOP_RATED),
    Badge.EXPERT_VETTED: states_of_vetted,
    Badge.DIVERSITY_CERTIFIED: states_of_certified,
    Badge.TOP_RATED_PLUS: states_of_plus,
}
"""The function that follows each badge from day to day."""


def next_change(  # noqa: PLR0913  # the frames, and what `assess` takes
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    badge: Badge | BadgeName,
    as_of: date,
    last_day: date | None = None,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    weeks: Any = None,
    holds: Any = None,
    certifications: Any = None,
    floats: str = "refuse",
    check: bool = True,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> Any:
    """Find the next day on which each talent gains or loses a badge, if nothing new happens.

    Each row is what `badgerules.next_change` says of that talent.

    Args:
        talents: as in `assess`.
        contracts: as in `assess`.
        payments: as in `assess`; payments ahead come on their day.
        badge: the badge, or its name.
        as_of: the last day whose facts are known.
        last_day: the last day to look at; None for all there are.
        readings: how ambiguous clauses are read.
        edition: as in `badgerules.timeline`: None for the one in force on each day.
        weeks: as in `assess`.
        holds: as in `assess`.
        certifications: as in `assess`; needed for Diversity-Certified.
        floats: as in `assess`.
        check: as in `assess`.
        columns: as in `assess`.
        money: as in `assess`.

    Returns:
        One row a talent, in no order, as a frame of the kind `talents` is: `next_change_on`, the
        first day of the new verdict; `next_change_verdict`, which is `met` where the badge is
        gained; `next_change_because`, the clauses that are not met any more, or were not met
        before, with blanks between; all three null where nothing will change; and what was asked.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once; for a badge that
            is none, or a day that is no date.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers the day, or none has that id.
        NotWeighedError: if an edition asks for a criterion that is not weighed over frames.

    Clause: as in `assess`, and WIN-1, WIN-2.

    >>> from badgerules import Contract, TalentRecord, frames
    >>> shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    >>> record = TalentRecord(
    ...     id="t-1", kind="freelancer", base_badge="top_rated", contracts=[shop]
    ... )
    >>> population = frames.frames_from_records([record], backend="polars")
    >>> answer = next_change(*population, badge="top_rated_plus", as_of=date(2020, 9, 1))
    >>> answer.select("next_change_on", "next_change_verdict", "next_change_because").rows()
    [(datetime.date(2021, 3, 1), 'unmet', 'TRP-F1 TRP-F2')]
    """
    question = question_of(as_of, readings, edition, None)
    chosen = converters.chosen("badge", Badge, badge)
    end = date.max if last_day is None else _checked(last_day, as_of)
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    given |= {"weeks": weeks, "holds": holds, "certifications": certifications}
    written = Written(columns=columns, money=money)
    tables = opened(given, badges=[chosen], floats=floats, check=check, written=written)
    return foreseen(tables, chosen, question, end, by_name=edition is not None)


def foreseen(
    tables: Tables, badge: Badge, question: Question, last_day: date, *, by_name: bool
) -> Any:
    """Return the next changes in frames that are checked, as `next_change` hands them out.

    Args:
        tables: the frames.
        badge: the badge.
        question: the day, the readings and the edition.
        last_day: the last day to look at.
        by_name: the edition was asked for by its name, and is in force on every day.

    Raises:
        NotWeighedError: as `next_change` does.
    """
    as_of, laws = question.as_of, [(question.edition, question.as_of, last_day)]
    if not by_name:
        laws = reigns(badge, Kind, as_of, last_day)
    in_turn = [
        Reign(
            question=question_of(begin, question.readings, law, None),
            last=last.toordinal(),
        )
        for law, begin, last in laws
    ]
    has_reputation = tables.has_reputation
    keys, own = keys_of(badge, has_reputation=has_reputation), own_keys(badge)
    states = STATES[badge](tables, in_turn)
    whole_time = nw.concat(states) if len(states) > 1 else states[0]
    turned = changes(whole_time, in_turn[0], keys, own, has_open_money=tables.has_open_money)
    answer = _told(tables, badge, in_turn, turned)
    constants = {"badge": badge.value, **question_columns(question)}
    return answer.handed_out(is_eager=tables.is_eager, constants=constants)


def _checked(last_day: date, as_of: date) -> date:
    """Accept a last day that does not lie before the day asked about."""
    converters.check("", last_day=converters.day(last_day))
    if last_day < as_of:
        allowed = f"a day from {as_of} on"
        message = f"must be on or after the day asked about, {as_of}, got {last_day}"
        code = ProblemCode.OUT_OF_RANGE
        refuse("", [unfit(code, allowed, str(last_day), at="last_day", message=message)])
    return last_day


def _told(
    tables: Tables, badge: Badge, reigns: Sequence[Reign], turned: nw.LazyFrame[Any]
) -> Answer:
    """Return one row a talent, with its change as columns."""
    everyone = tables.talents.select("talent_id", "kind")
    everyone = unpacked(everyone.join(turned, on="talent_id", how="left"), own_keys(badge))
    has_change = nw.col(CHANGE) > 0
    engine, is_timed = everyone.implementation, "paid_on" in tables.timed
    day = nw.when(has_change).then(nw.col("day")).otherwise(nw.lit(EPOCH.toordinal()))
    # Before a gain the clauses are those of the day before, and maybe of another edition.
    everyone = everyone.with_columns(
        lacking_on=nw.col("day") - bit(nw.col("verdict") == MET),
        **{name: nw.col(name) > 0 for name in map(_brings, own_keys(badge))},
    )
    everyone = everyone.with_columns(
        nw.when(has_change)
        .then(day_of(day.cast(nw.Int64()), engine=engine, is_timed=is_timed))
        .alias(ON),
        nw.when(has_change)
        .then(nw.col("verdict"))
        .otherwise(nw.lit(NOT_ASKED))
        .cast(nw.Int64())
        .alias(VERDICT),
        nw.when(has_change).then(_because(badge, reigns)).alias(BECAUSE),
    )
    return Answer(talents=everyone, columns={name: Column(source=name) for name in CHANGE_COLUMNS})


def _brings(key: str) -> str:
    """Return the name of the column of whether a criterion brings the change about."""
    return f"brings_{key}"


def _because(badge: Badge, reigns: Sequence[Reign]) -> nw.Expr:
    """Return the clauses that bring a change about, by the edition of the day that lacks them."""
    words = _said(badge, reigns[0])
    for earlier, reign in pairwise(reigns):
        if any(
            keys_by_clause(badge, kind, reign.question.edition)
            != keys_by_clause(badge, kind, earlier.question.edition)
            for kind in Kind
        ):
            is_later = nw.col("lacking_on") >= reign.first
            words = nw.when(is_later).then(_said(badge, reign)).otherwise(words)
    return words


def _said(badge: Badge, reign: Reign) -> nw.Expr:
    """Return the clauses under one edition, of whichever kind the talent is.

    Each is that of a criterion that brings the change about.
    """
    own = {
        kind: words_where(
            (clause, any_of(nw.col(_brings(key)) for key in keys))
            for clause, keys in keys_by_clause(badge, kind, reign.question.edition).items()
        )
        for kind in Kind
    }
    return nw.when(IS_AGENCY).then(own[Kind.AGENCY]).otherwise(own[Kind.FREELANCER])

"""What lies ahead of a population: for every talent the next day on which a badge turns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

import narwhals.stable.v2 as nw

from badgerules import converters
from badgerules.assessment import question_of
from badgerules.criteria import ASKED
from badgerules.errors import NotWeighedError, refuse, unfit
from badgerules.frames.answers import EPOCH, NOT_ASKED, Answer, Column, check_complete, day_of
from badgerules.frames.by_badge import question_columns
from badgerules.frames.criteria import IS_AGENCY
from badgerules.frames.inputs import opened
from badgerules.frames.order import CHANGE_COLUMNS
from badgerules.frames.own_columns import Written
from badgerules.frames.sweep import CHANGE, changes_of_plus, reign_of, unpacked
from badgerules.frames.top_rated_plus import criteria_of
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.timeline import reigns
from badgerules.vocabulary import Badge, Kind, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.frames.sweep import Reign
    from badgerules.names import BadgeName
    from badgerules.rows import MoneyUnit

ON, VERDICT, BECAUSE = CHANGE_COLUMNS


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
    floats: str = "refuse",
    check: bool = True,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> Any:
    """Find the next day on which each talent gains or loses a badge, if nothing new happens.

    Each row is what `badgerules.next_change` says of that talent. Weighed this way is Top Rated
    Plus where the base badge is on record.

    Args:
        talents: as in `assess`, with `base_badge`.
        contracts: as in `assess`.
        payments: as in `assess`; payments ahead come on their day.
        badge: the badge, or its name.
        as_of: the last day whose facts are known.
        last_day: the last day to look at; None for all there are.
        readings: how ambiguous clauses are read.
        edition: as in `badgerules.timeline`: None for the one in force on each day.
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
        NotWeighedError: for another badge, or if the base badge is to be computed.

    Clause: TRP-F1 to TRP-F8, TRP-A1 to TRP-A4, WIN-1, WIN-2.

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
    if chosen is not Badge.TOP_RATED_PLUS:
        _refuse("Top Rated Plus", chosen.label)
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    written = Written(columns=columns, money=money)
    tables = opened(given, badges=[chosen], floats=floats, check=check, written=written)
    return foreseen(tables, question, end, by_name=edition is not None)


def foreseen(tables: Tables, question: Question, last_day: date, *, by_name: bool) -> Any:
    """Return the next changes in frames that are checked, as `next_change` hands them out.

    Args:
        tables: the frames.
        question: the day, the readings and the edition.
        last_day: the last day to look at.
        by_name: the edition was asked for by its name, and is in force on every day.

    Raises:
        NotWeighedError: as `next_change` does.
    """
    badge = Badge.TOP_RATED_PLUS
    if tables.has_reputation:
        _refuse("Top Rated Plus by the base badge on record", "a reputation")
    as_of, laws = question.as_of, [(question.edition, question.as_of, last_day)]
    if not by_name:
        laws = reigns(badge, Kind, as_of, last_day)
    in_turn = [
        reign_of(question_of(begin, question.readings, law, None), last.toordinal())
        for law, begin, last in laws
    ]
    for own in in_turn:
        _check_criteria(tables, own)
    answer = _told(tables, changes_of_plus(tables, in_turn))
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


def _refuse(allowed: str, found: str) -> NoReturn:
    """Refuse what is not weighed this way, and say what to do instead."""
    msg = (
        f"frames.next_change must be asked about {allowed}, got {found}; ask "
        "badgerules.next_change of each record that records_from_frames returns instead"
    )
    raise NotWeighedError(msg)


def _check_criteria(tables: Tables, reign: Reign) -> None:
    """Refuse an edition that asks for a criterion which is not weighed here."""
    columns = {f"{own.key}_verdict": Column(source="") for own in criteria_of(reign.sides, {})}
    answer = Answer(talents=tables.talents, columns=columns)
    check_complete(answer, Badge.TOP_RATED_PLUS, reign.question, has_reputation=False)


def _told(tables: Tables, changes: nw.LazyFrame[Any]) -> Answer:
    """Return one row a talent, with its change as columns."""
    everyone = tables.talents.select("talent_id", "kind")
    everyone = unpacked(everyone.join(changes, on="talent_id", how="left"))
    has_change = nw.col(CHANGE) > 0
    engine, is_timed = everyone.implementation, "paid_on" in tables.timed
    day = nw.when(has_change).then(nw.col("day")).otherwise(nw.lit(EPOCH.toordinal()))
    clauses = {
        kind: nw.concat_str(
            [
                nw.when(nw.col(f"brings_{own.key}") > 0).then(nw.lit(own.clause))
                for own in ASKED[Badge.TOP_RATED_PLUS, kind]
            ],
            separator=" ",
            ignore_nulls=True,
        )
        for kind in Kind
    }
    because = nw.when(IS_AGENCY).then(clauses[Kind.AGENCY]).otherwise(clauses[Kind.FREELANCER])
    everyone = everyone.with_columns(
        nw.when(has_change)
        .then(day_of(day.cast(nw.Int64()), engine=engine, is_timed=is_timed))
        .alias(ON),
        nw.when(has_change)
        .then(nw.col("verdict"))
        .otherwise(nw.lit(NOT_ASKED))
        .cast(nw.Int64())
        .alias(VERDICT),
        nw.when(has_change).then(because).alias(BECAUSE),
    )
    return Answer(talents=everyone, columns={name: Column(source=name) for name in CHANGE_COLUMNS})

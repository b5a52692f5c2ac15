"""What came between two days of a population: who gained a badge, who lost it, and by which cause.

The causes are told apart as `badgerules.compare` does it for one talent: on the way from the first
day to the second one thing changes at a time, and the population is asked anew at each step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules import converters
from badgerules.assessment import question_of
from badgerules.comparison import Cause
from badgerules.criteria import ASKED, PLUS_LARGE_CONTRACT, PLUS_TOP_RATED, keys_by_clause
from badgerules.errors import refuse, unfit
from badgerules.frames.answers import ENDING, MET, NOT_ASKED, Answer, Column
from badgerules.frames.by_badge import answer_about, question_columns
from badgerules.frames.criteria import IS_AGENCY, IS_FREELANCER
from badgerules.frames.facts import any_of, bit, whole, words_where
from badgerules.frames.inputs import opened
from badgerules.frames.own_columns import Written
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.vocabulary import Badge, Kind, ProblemCode, Turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.names import BadgeName
    from badgerules.rows import MoneyUnit

_OF = {Kind.FREELANCER: IS_FREELANCER, Kind.AGENCY: IS_AGENCY}


def changes(  # noqa: PLR0913  # the frames, and what `assess` takes
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    badge: Badge | BadgeName,
    before: date,
    after: date,
    readings: Readings = DEFAULT_READINGS,
    readings_before: Readings | None = None,
    edition: Edition | str | None = None,
    weeks: Any = None,
    holds: Any = None,
    certifications: Any = None,
    floats: str = "refuse",
    check: bool = True,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> Any:
    """Find who gained and who lost a badge between two days, and by which cause.

    Args:
        talents: as in `assess`.
        contracts: as in `assess`.
        payments: as in `assess`; those of later days than the first become known in between.
        badge: the badge, or its name.
        before: the first day.
        after: the second day.
        readings: how ambiguous clauses are read on the second day.
        readings_before: how they were read on the first; None for alike.
        edition: one edition for both days (a what-if); None for the one in force on each.
        weeks: as in `assess`.
        holds: as in `assess`.
        certifications: as in `assess`.
        floats: as in `assess`.
        check: as in `assess`.
        columns: as in `assess`.
        money: as in `assess`.

    Returns:
        One row for each talent who gained or lost the badge, in no order, as a frame of the kind
        `talents` is: `before_verdict` and `after_verdict`; `because`, the clauses that were not met
        before a gain, or are not met after a loss; `causes`, which names what turned those, as in
        `badgerules.Change`, in the order in which they are told apart; both with blanks between;
        and what was asked of the second day.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once; for a badge that
            is none, or a day that is no date or lies before the first.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers a day, or none has that id.
        NotWeighedError: as `assess` does.

    >>> from datetime import date
    >>> from badgerules import Contract, TalentRecord, frames
    >>> shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    >>> record = TalentRecord(
    ...     id="t-1", kind="freelancer", base_badge="top_rated", contracts=[shop]
    ... )
    >>> population = frames.frames_from_records([record], backend="polars")
    >>> days = {"before": date(2020, 9, 1), "after": date(2021, 9, 1)}
    >>> answer = changes(*population, badge="top_rated_plus", **days)
    >>> answer.select("before_verdict", "after_verdict", "causes", "because").rows()
    [('met', 'unmet', 'rolled_out', 'TRP-F1 TRP-F2')]
    """
    earlier = readings if readings_before is None else readings_before
    first = question_of(before, earlier, edition, None)
    last = question_of(after, readings, edition, None)
    chosen = converters.chosen("badge", Badge, badge)
    _check_order(before, after)
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    given |= {"weeks": weeks, "holds": holds, "certifications": certifications}
    written = Written(columns=columns, money=money)
    tables = opened(given, badges=[chosen], floats=floats, check=check, written=written)
    answer = _told(chosen, tables, first, [*_steps(tables, first, last)])
    days = {"before": before.isoformat(), "after": after.isoformat()}
    constants = {"badge": chosen.value, **days, **question_columns(last)}
    return answer.handed_out(is_eager=tables.is_eager, constants=constants)


def _check_order(before: date, after: date) -> None:
    """Refuse days that are not in order."""
    if after < before:
        allowed = f"a day from {before} on"
        message = f"must be on or after the first day, {before}, got {after}"
        code = ProblemCode.OUT_OF_RANGE
        refuse("", [unfit(code, allowed, str(after), at="after", message=message)])


def _steps(
    tables: Tables, first: Question, last: Question
) -> Iterator[tuple[Cause, Tables, Question]]:
    """Go from one day to the other, changing one thing at a time (`badgerules.compare`)."""
    day = first.as_of
    outcome = nw.when(tables.knows_outcome(day)).then(nw.col("outcome"))
    judged = tables.contracts.with_columns(outcome.alias("outcome"))
    new = attrs.evolve(tables, contracts=judged)
    known = attrs.evolve(new, payments=tables.payments.filter(tables.by("paid_on", day)))
    if last.readings != first.readings:
        question = question_of(day, last.readings, first.edition, None)
        yield Cause.READING_CHANGED, known, question
    if last.edition != first.edition:
        question = question_of(day, last.readings, last.edition, None)
        yield Cause.EDITION_CHANGED, known, question
    yield Cause.TIME_PASSED, known, last
    yield Cause.NEW_FACTS, new, last
    yield Cause.OUTCOME_ARRIVED, tables, last


def _told(
    badge: Badge, tables: Tables, first: Question, steps: list[tuple[Cause, Tables, Question]]
) -> Answer:
    """Return the talents who gained or lost the badge, with clauses and causes."""
    turned_by = _turned_by(badge)
    is_based = badge is Badge.TOP_RATED_PLUS and tables.has_reputation
    if is_based:
        # What turns a computed Top Rated turns this with it; `_with_basis` says whether money did.
        turned_by[PLUS_TOP_RATED.key] = Turned.BY_MONEY
    path = [(Cause.NEW_FACTS, tables, first), *steps]
    rows = tables.talents.select("talent_id", "kind")
    for number, (_, own, question) in enumerate(path):
        verdicts = _verdicts(badge, own, question, {key: _at(key, number) for key in turned_by})
        verdicts = verdicts.rename({"verdict": _at("verdict", number)})
        rows = rows.join(verdicts, on="talent_id", how="left")
    was, became = nw.col(_at("verdict", 0)), nw.col(_at("verdict", len(steps)))
    rows = rows.filter((was != became) & ((was == MET) | (became == MET)))
    rows = _with_left(rows, path)
    rows = (_with_basis(rows, path) if is_based else rows).with_columns(
        **{
            _lacks(key): bit(
                ((became == MET) & (nw.col(_at(key, 0)) == was))
                | ((was == MET) & (nw.col(_at(key, len(steps))) == became))
            )
            for key in turned_by
        }
    )
    causes = [
        (cause.value, is_turned)
        for number, (step, _, _) in enumerate(steps, 1)
        for cause, is_turned in _causes(step, number, turned_by)
    ]
    gained, lost = (_clauses(badge, question) for question in (first, steps[-1][2]))
    rows = rows.with_columns(
        causes=words_where(causes),
        because=nw.when(became == MET).then(words_where(gained)).otherwise(words_where(lost)),
    )
    return Answer(
        talents=rows,
        columns={
            "before_verdict": Column(source=_at("verdict", 0)),
            "after_verdict": Column(source=_at("verdict", len(steps))),
            "causes": Column(source="causes"),
            "because": Column(source="because"),
        },
    )


def _at(key: str, number: int) -> str:
    """Return the name of the column of a verdict at a step; 0 stands for the first day."""
    return f"{key}_at_{number}"


def _lacks(key: str) -> str:
    """Return the name of the flag for a criterion that is lacking on the day without the badge."""
    return f"lacks_{key}"


def _turned_by(badge: Badge) -> dict[str, Turned]:
    """Return what turns each criterion of a badge, by its key."""
    return {one.key: one.turned for kind in Kind for one in ASKED[badge, kind]}


def _verdicts(
    badge: Badge, tables: Tables, question: Question, names: Mapping[str, str]
) -> nw.LazyFrame[Any]:
    """Return the verdicts of each talent on the badge and on criteria, as `names` calls them."""
    answer = answer_about(badge, tables, question)
    sources = {name: answer.columns.get(f"{key}_{ENDING}") for key, name in names.items()}
    own = {
        name: nw.lit(NOT_ASKED) if column is None else nw.col(column.source)
        for name, column in sources.items()
    }
    return answer.talents.select("talent_id", "verdict", **own)


def _causes(
    step: Cause, number: int, turned_by: Mapping[str, Turned]
) -> Iterator[tuple[Cause, nw.Expr]]:
    """Yield each cause of a step, with whom of it turned what is lacking.

    What time takes away by payments that left the window is told apart, as far as they moved it.
    """
    is_turned = {
        key: (nw.col(_lacks(key)) > 0) & (nw.col(_at(key, number)) != nw.col(_at(key, number - 1)))
        for key in turned_by
    }
    if step is not Cause.TIME_PASSED:
        yield step, any_of(is_turned.values())
        return
    rolled = {
        key: is_turned[key] & (nw.col(_MOVED_BY.get(key, "left")) > 0)
        for key, turned in turned_by.items()
        if turned is Turned.BY_MONEY
    }
    if rolled:
        yield Cause.ROLLED_OUT, any_of(rolled.values())
    yield (
        step,
        any_of(one & ~rolled[key] if key in rolled else one for key, one in is_turned.items()),
    )


_MOVED_BY = {PLUS_LARGE_CONTRACT.key: "moved", PLUS_TOP_RATED.key: "moved_base"}
"""The flag of who had a criterion moved by payments that left, if not by any of them."""


def _days_apart(
    path: list[tuple[Cause, Tables, Question]],
) -> list[tuple[Tables, Question]]:
    """Return what was asked before time passed, and what afterwards."""
    place = next(number for number, (step, _, _) in enumerate(path) if step is Cause.TIME_PASSED)
    return [(tables, question) for _, tables, question in path[place - 1 : place + 1]]


def _with_basis(
    rows: nw.LazyFrame[Any], path: list[tuple[Cause, Tables, Question]]
) -> nw.LazyFrame[Any]:
    """Add whether payments that left, and nothing else of time, turned criteria of Top Rated."""
    turned_by = _turned_by(Badge.TOP_RATED)
    for when, (tables, question) in zip(("was", "is"), _days_apart(path), strict=True):
        names = {key: f"{when}_{key}" for key in turned_by}
        verdicts = _verdicts(Badge.TOP_RATED, tables, question, names).drop("verdict")
        rows = rows.join(verdicts, on="talent_id", how="left")
    is_turned = {key: nw.col(f"was_{key}") != nw.col(f"is_{key}") for key in turned_by}
    by_money = any_of(is_turned[key] for key, by in turned_by.items() if by is Turned.BY_MONEY)
    others = any_of(is_turned[key] for key, by in turned_by.items() if by is not Turned.BY_MONEY)
    return rows.with_columns(moved_base=bit(by_money & ~others) * nw.col("left"))


def _with_left(
    rows: nw.LazyFrame[Any], path: list[tuple[Cause, Tables, Question]]
) -> nw.LazyFrame[Any]:
    """Add whether payments of a talent left the window with time, and moved a contract by that."""
    (_, old), (tables, new) = _days_apart(path)
    was_inside, is_inside = (tables.inside("paid_on", one.window) for one in (old, new))
    is_positive, cents = nw.col("cents") > 0, nw.col("cents")
    left = tables.payments.select(
        "contract_id",
        "cents",
        left=bit(was_inside & ~is_inside),
        was_paid=bit(was_inside & is_positive),
        is_paid=bit(is_inside & is_positive),
    )
    left = left.with_columns(gone=cents * nw.col("left"))
    sums, most = ("cents", "gone"), ("left", "was_paid", "is_paid")
    left = left.group_by("contract_id").agg(nw.col(*sums).sum(), nw.col(*most).max())
    is_moved = nw.col("gone") != 0
    if new.bars[Kind.FREELANCER].is_lifetime_contract:  # all counts while it is paid inside (WIN-5)
        is_moved = (cents != 0) & (nw.col("was_paid") != nw.col("is_paid"))
    moved = left.select("contract_id", "left", moved=bit(is_moved))
    own = tables.contracts.select("contract_id", "talent_id")
    own = own.join(moved, on="contract_id", how="inner")
    by_talent = own.group_by("talent_id").agg(nw.col("left", "moved").max())
    rows = rows.join(by_talent, on="talent_id", how="left")
    return rows.with_columns(whole("left"), whole("moved"))


def _clauses(badge: Badge, question: Question) -> list[tuple[str, nw.Expr]]:
    """Return each clause of an edition once, with who lacks a criterion of it."""
    return [
        (clause, is_kind & any_of(nw.col(_lacks(key)) > 0 for key in keys))
        for kind, is_kind in _OF.items()
        for clause, keys in keys_by_clause(badge, kind, question.edition).items()
    ]

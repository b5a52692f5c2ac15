"""The rules over dataframes: whole populations at once, in the engine that holds them.

One implementation for Polars, pandas, PyArrow, DuckDB and PySpark, through narwhals (extra
`frames`), lazy where the engine is lazy. The numbers come from `thresholds.bars` and from nowhere
else, and tests compare every row with `badgerules.decide`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

try:
    import_module("narwhals.stable.v2")  # to say at once what is missing
except ImportError as _missing:
    msg = "badgerules.frames needs narwhals, got none; pip install 'badgerules[frames]'"
    raise ImportError(msg) from _missing

from badgerules import converters
from badgerules.assessment import question_of
from badgerules.errors import refuse, unfit
from badgerules.frames.ahead import next_change
from badgerules.frames.answers import together
from badgerules.frames.by_badge import ANSWERS, answer_about, question_columns
from badgerules.frames.compared import changes
from badgerules.frames.explained import with_first_failing
from badgerules.frames.from_records import Population, frames_from_records
from badgerules.frames.in_sql import SQL_SCHEMA, Queries, queries
from badgerules.frames.inputs import opened
from badgerules.frames.own_columns import Written
from badgerules.frames.to_records import records_from_frames
from badgerules.frames.viewers import seen
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.vocabulary import Badge, ProblemCode, Surface

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from badgerules.decisions import Question
    from badgerules.frames.inputs import Tables
    from badgerules.names import BadgeName, SurfaceName
    from badgerules.rows import MoneyUnit

__all__ = [
    "SQL_SCHEMA",
    "Population",
    "Queries",
    "assess",
    "changes",
    "frames_from_records",
    "next_change",
    "records_from_frames",
    "sql",
    "visible",
    "visible_sql",
]


def assess(  # noqa: PLR0913  # the frames, and what `decide` takes
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    badge: Badge | BadgeName | Sequence[Badge | BadgeName],
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
    weeks: Any = None,
    holds: Any = None,
    certifications: Any = None,
    floats: str = "refuse",
    check: bool = True,
    explain: bool = False,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> Any:
    """Decide badges for every talent of a population on one day, with every criterion weighed.

    Args:
        talents: one row a talent: `talent_id`, `kind`, `exclusive_agency_contractor`, and the
            facts that the badge rests on. Rising Talent, Top Rated and Top Rated Plus need
            `base_badge` (null is unknown), or any columns of a `badgerules.Reputation` instead, and
            look at what is known of money: `contracts_known`, `payments_known_since` and
            `payments_known_through` (null is no limit), as in a `badgerules.TalentRecord`;
            Expert-Vetted needs `vetting_category`, `vetting_invited_on`, `vetting_passed_on` and
            `vetting_revoked_on`; Diversity-Certified looks at `country`.
        contracts: `contract_id`, `talent_id`, `category`, `outcome` (null is none yet) and
            `outcome_on` (null holds at every date), one row a contract.
        payments: `contract_id`, `paid_on`, and `amount` in dollars or `amount_cents`, one row a
            payment or refund; `talent_id`, if there is one, must be the contract's.
        badge: the badge, or its name; or several, in a list, each once.
        as_of: the day asked about, included in the window.
        readings: how ambiguous clauses are read.
        edition: as in `badgerules.decide`.
        known_through: as in `badgerules.decide`.
        weeks: `talent_id`, `ends_on` (a Saturday) and `eligible`, one row a week on record.
        holds: `talent_id` and `held_on`, one row a hold or notice; without this frame they are
            not known, with it a talent without a row has none.
        certifications: a row for each, with `talent_id`, `status` and what else a
            `badgerules.Certification` has; needed for Diversity-Certified.
        floats: "refuse" amounts that are floats, or "round" each to the nearest cent.
        check: check every row before deciding; leave it out only for frames that passed before.
        explain: add `first_failing`, the clause that decides an answer which is not met: of the
            first criterion that is unmet, or, where the badge is unknown, that is unknown.
        columns: the names that your columns have, by the names above; `talents.talent_id` is meant
            for one frame alone.
        money: what `amount` is in, "dollars" or "cents", where it is text or whole numbers. Text
            of dollars may have a dollar sign, and commas between thousands.

    Returns:
        One row a talent, in no order, as a frame of the kind `talents` is: the verdict, for each
        criterion what was observed, required and is missing (whole cents for money, 0 and 1 for
        flags, null where a criterion is not asked), and what was asked. Of several badges one row
        for each talent and badge, which the column `badge` names, with the columns of all of them,
        null where a badge does not ask.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once; for a badge
            that is none, or a day that is no date.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers the day, or none has that id.
        NotWeighedError: if the edition asks for a criterion that is not weighed over frames.

    Clause: TRP-F1 to TRP-F8, TRP-A1 to TRP-A4, TR-*, RT-*, BASE-1, EV-1 to EV-5, DIV-0 to DIV-13.

    >>> import polars as pl
    >>> from datetime import date
    >>> from badgerules import Contract, Payment, TalentRecord
    >>> paid = [Payment(paid_on=date(2020, 3, 2), amount="12000")]
    >>> shop = Contract(id="shop", category="legal", payments=paid)
    >>> talent = TalentRecord(
    ...     id="t-1", kind="freelancer", base_badge="top_rated", contracts=[shop]
    ... )
    >>> frames = frames_from_records([talent], backend="polars")
    >>> answer = assess(*frames, badge="top_rated_plus", as_of=date(2020, 9, 1))
    >>> answer.select("talent_id", "verdict", "earnings_observed_cents", "edition").rows()
    [('t-1', 'met', 1200000, '2020-07')]
    >>> both = assess(*frames, badge=["top_rated", "top_rated_plus"], as_of=date(2020, 9, 1))
    >>> both.select("badge", "verdict", "earnings_observed_cents").rows()
    [('top_rated', 'met', None), ('top_rated_plus', 'met', 1200000)]
    """
    question = question_of(as_of, readings, edition, known_through)
    converters.check("", explain=converters.flag(explain))
    chosen, is_one = _asked_for(badge)
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    given |= {"weeks": weeks, "holds": holds, "certifications": certifications}
    written = Written(columns=columns, money=money)
    tables = opened(given, badges=chosen, floats=floats, check=check, written=written)
    return decided(tables, chosen, question, explain=explain, is_one=is_one)


def decided(
    tables: Tables, badges: Sequence[Badge], question: Question, *, explain: bool, is_one: bool
) -> Any:
    """Return the answers about frames that are checked, as `assess` hands them out.

    Args:
        tables: the frames.
        badges: the badges asked about.
        question: day, edition and readings.
        explain: as in `assess`.
        is_one: one badge was asked about by its name, and not in a list.
    """
    answers = {own: answer_about(own, tables, question) for own in badges}
    if explain:
        answers = {
            own: with_first_failing(answer, own, question) for own, answer in answers.items()
        }
    constants = question_columns(question)
    if not is_one:
        return together(answers, is_eager=tables.is_eager, constants=constants)
    ((own, answer),) = answers.items()
    return answer.handed_out(is_eager=tables.is_eager, constants={"badge": own.value, **constants})


def visible(  # noqa: PLR0913  # the frames, and what `decide` takes
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    as_of: date,
    surface: Surface | SurfaceName = Surface.PROFILE,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
    weeks: Any = None,
    holds: Any = None,
    certifications: Any = None,
    floats: str = "refuse",
    check: bool = True,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> Any:
    """Decide all five badges of a population on one day, and which viewer sees which.

    Args:
        talents: as in `assess`; without columns of vetting nobody was vetted.
        contracts: as in `assess`.
        payments: as in `assess`.
        as_of: the day asked about, included in the window.
        surface: where the viewers look.
        readings: how ambiguous clauses are read.
        edition: as in `badgerules.decide`.
        known_through: as in `badgerules.decide`.
        weeks: as in `assess`.
        holds: as in `assess`.
        certifications: as in `assess`; without this frame nobody has any.
        floats: as in `assess`.
        check: as in `assess`.
        columns: as in `assess`.
        money: as in `assess`.

    Returns:
        One row a talent, as a frame of the kind `talents` is: the verdict on each badge; for each
        viewer the badge that is visible, null for none, and the names of those that would show if
        they turned out to be held, with blanks between, null for none; 1 or 0 for each plan that
        may see the diversity badge; and what was asked.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once; for a day that
            is no date, or an unknown surface.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers the day, or none has that id.
        NotWeighedError: if the edition asks for a criterion that is not weighed over frames.

    Clause: VIS-1 to VIS-9, DIV-8, DIV-9, DIV-12, DIV-13.

    >>> from datetime import date
    >>> from badgerules import TalentRecord
    >>> talent = TalentRecord(id="t-1", kind="agency", base_badge="top_rated", contracts=[])
    >>> frames = frames_from_records([talent], backend="polars")
    >>> visible(*frames, as_of=date(2020, 9, 1))["visible_basic"].to_list()
    ['top_rated']
    """
    question = question_of(as_of, readings, edition, known_through)
    place = converters.chosen("surface", Surface, surface)
    given = {"talents": talents, "contracts": contracts, "payments": payments}
    given |= {"weeks": weeks, "holds": holds, "certifications": certifications}
    written = Written(columns=columns, money=money)
    tables = opened(given, badges=None, floats=floats, check=check, written=written)
    return _who_sees(tables, question, place)


def _who_sees(tables: Tables, question: Question, place: Surface) -> Any:
    """Return who sees what of frames that are checked, as `visible` hands it out."""
    answers = {badge: answer_about(badge, tables, question) for badge in ANSWERS}
    answer = seen(answers, question, place)
    constants = {"surface": place.value, **question_columns(question)}
    return answer.handed_out(is_eager=tables.is_eager, constants=constants)


def sql(  # noqa: PLR0913  # the tables, and what `assess` takes
    badge: Badge | BadgeName | Sequence[Badge | BadgeName],
    *,
    as_of: date,
    dialect: str,
    schema: Mapping[str, Mapping[str, str]] | None = None,
    tables: Mapping[str, str] | None = None,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
    floats: str = "refuse",
    explain: bool = False,
) -> Queries:
    """Return SQL that decides badges for every talent in the tables of a database.

    It needs the extra `sql`, without which it is an `ImportError`, and no connection. The answer is
    that of `assess`, in no order.

    Args:
        badge: as in `assess`.
        as_of: as in `assess`. It stands in the text, so each day needs its own.
        dialect: "postgres" or "duckdb".
        schema: the tables that there are, each with its columns and their SQL types, as in
            `information_schema`; without it, those of `SQL_SCHEMA`. Columns that `assess` does not
            read may stand there too.
        tables: what a table is called, where it is not as in `SQL_SCHEMA`: its name, as the
            database stores it, or that behind its schema and a point.
        readings: as in `assess`.
        edition: as in `assess`.
        known_through: as in `assess`.
        floats: as in `assess`.
        explain: as in `assess`.

    Returns:
        Two texts, without a semicolon at their end.

    Raises:
        InvalidRecordError: for an unknown dialect, table or type, a column that is missing or of a
            wrong type, a badge that is none, or a day that is no date.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers the day, or none has that id.
        NotWeighedError: if the edition asks for a criterion that is not weighed over frames.

    Clause: as in `assess`.

    >>> from datetime import date
    >>> schema = {
    ...     "talents": {
    ...         "talent_id": "text",
    ...         "kind": "text",
    ...         "exclusive_agency_contractor": "boolean",
    ...         "base_badge": "text",
    ...     },
    ...     "contracts": SQL_SCHEMA["contracts"],
    ...     "payments": {"contract_id": "text", "paid_on": "date", "amount_cents": "bigint"},
    ... }
    >>> texts = sql("top_rated", as_of=date(2020, 9, 1), dialect="postgres", schema=schema)
    >>> 'FROM "talents"' in texts.answer, "'2020-09-01' AS" in texts.answer
    (True, True)
    >>> "'talents.base_badge' AS" in texts.check
    True
    """
    question = question_of(as_of, readings, edition, known_through)
    converters.check("", explain=converters.flag(explain))
    chosen, is_one = _asked_for(badge)
    answered = partial(decided, badges=chosen, question=question, explain=explain, is_one=is_one)
    over: Any = {"dialect": dialect, "schema": schema, "tables": tables, "floats": floats}
    return queries(answered, chosen, **over)


def visible_sql(  # noqa: PLR0913  # the tables, and what `visible` takes
    *,
    as_of: date,
    dialect: str,
    schema: Mapping[str, Mapping[str, str]] | None = None,
    tables: Mapping[str, str] | None = None,
    surface: Surface | SurfaceName = Surface.PROFILE,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    known_through: date | None = None,
    floats: str = "refuse",
) -> Queries:
    """Return SQL that decides all badges of every talent, and which viewer sees which.

    Args:
        as_of: as in `sql`.
        dialect: as in `sql`.
        schema: as in `sql`.
        tables: as in `sql`.
        surface: as in `visible`.
        readings: as in `visible`.
        edition: as in `visible`.
        known_through: as in `visible`.
        floats: as in `visible`.

    Returns:
        Two texts, as `sql` does; the answer is that of `visible`.

    Raises:
        InvalidRecordError: as in `sql`; for an unknown surface.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers the day, or none has that id.
        NotWeighedError: if the edition asks for a criterion that is not weighed over frames.

    Clause: as in `visible`.

    >>> from datetime import date
    >>> texts = visible_sql(as_of=date(2026, 10, 1), dialect="postgres")
    >>> '"visible_basic"' in texts.answer
    True
    """
    question = question_of(as_of, readings, edition, known_through)
    place = converters.chosen("surface", Surface, surface)
    answered = partial(_who_sees, question=question, place=place)
    over: Any = {"dialect": dialect, "schema": schema, "tables": tables, "floats": floats}
    return queries(answered, None, **over)


def _asked_for(badge: Any) -> tuple[tuple[Badge, ...], bool]:
    """Return the badges asked for, and whether it is one, and no list."""
    if converters.is_a(badge, str) or not converters.is_a(badge, Iterable):
        return (converters.chosen("badge", Badge, badge),), True
    return _several(badge), False


def _several(badges: Any) -> tuple[Badge, ...]:
    """Accept badges, each once; refuse what is none, and none at all."""
    named = converters.collected(badges, lambda one: converters.word(Badge, one))
    converters.check("", badge=named)
    if not named or len({*named}) < len(named):
        code = ProblemCode.REPEATED if named else ProblemCode.MISSING
        found = ", ".join(named) or "none"
        refuse("", [unfit(code, "at least one badge, and each once", found, at="badge")])
    return named

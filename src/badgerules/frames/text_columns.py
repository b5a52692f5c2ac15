"""Frames of text, as a file of comma-separated values holds them, become frames of their types.

Engines guess types, round decimals that have too many places, and stop at the first invalid date.
So everything is read as text, checked, and only then cast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw
from narwhals.exceptions import NarwhalsError

from badgerules.errors import Problem, shown, unfit
from badgerules.frames.checks import checks_of
from badgerules.frames.columns import AMOUNT, AMOUNT_CENTS, DAY, FLAG, MAY_HAVE, WHOLE
from badgerules.frames.rows import absent_values
from badgerules.money import DOLLARS_ALLOWED
from badgerules.rows.columns import FALSE, TRUE
from badgerules.vocabulary import ProblemCode
from badgerules.windows import days_meant

if TYPE_CHECKING:
    from collections.abc import Mapping

GAVE_UP = (NarwhalsError,)
"""What narwhals raises where an engine fails."""

EXAMPLES = 3
"""How many values a message shows of those that are wrong."""

_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DATES = (
    "[0-9]{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    "[0-9]{4}-(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    "[0-9]{4}-02-(?:0[1-9]|1[0-9]|2[0-8])",
    f"{_LEAP}-02-29",
)


@attrs.frozen(kw_only=True)
class Spelling:
    """How the values of a column are written.

    Args:
        allowed: in words.
        pattern: the same as a regular expression.
        cast: turns a column of such text into one of values.
        wider: the same as people write it too; asked where the pattern does not fit every row.
    """

    allowed: str
    pattern: str
    cast: Callable[[nw.Expr], nw.Expr]
    wider: Spelling | None = None


def _as_day(text: nw.Expr) -> nw.Expr:
    return text.str.to_date("%Y-%m-%d")


def _as_flag(text: nw.Expr) -> nw.Expr:
    is_true = text.str.to_lowercase().is_in(TRUE)
    return nw.when(~text.is_null()).then(is_true)


def _as_dollars(text: nw.Expr) -> nw.Expr:
    return text.cast(nw.Decimal(18, 2))


def _as_float(text: nw.Expr) -> nw.Expr:
    return text.cast(nw.Float64())


def _plainly(text: nw.Expr) -> nw.Expr:
    """Return amounts without the dollar signs and commas that `money.plainly` takes off."""
    return text.str.replace_all("[$,]", "")


def _as_number(text: nw.Expr) -> nw.Expr:
    return text.cast(nw.Int64())


DATE = Spelling(allowed="a date as YYYY-MM-DD", pattern="|".join(_DATES), cast=_as_day)
_WITH_COMMAS = (  # at most 13 digits, as `money.cents_from` has it
    *("[0-9]{1,3}(?:,[0-9]{3}){1,3}", "[0-9](?:,[0-9]{3}){4}", "[0-9]{1,13}"),
)
_SHOWN_DOLLARS = rf"-?\$?(?:{'|'.join(_WITH_COMMAS)})"
TRUTH = Spelling(
    allowed="true or false",
    pattern="(?i:true|false)",
    cast=_as_flag,
    wider=Spelling(
        allowed="true or false", pattern=f"(?i:{'|'.join((*TRUE, *FALSE))})", cast=_as_flag
    ),
)
DOLLARS = Spelling(
    allowed=DOLLARS_ALLOWED,
    pattern=r"-?[0-9]{1,13}(?:\.[0-9]{1,2})?",
    cast=_as_dollars,
    wider=Spelling(
        allowed=DOLLARS_ALLOWED,
        pattern=rf"{_SHOWN_DOLLARS}(?:\.[0-9]{{1,2}})?",
        cast=lambda text: _as_dollars(_plainly(text)),
    ),
)
ROUNDED = Spelling(
    allowed="a decimal number",
    pattern=r"-?[0-9]{1,13}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?",
    cast=_as_float,
    wider=Spelling(
        allowed="a decimal number",
        pattern=rf"{_SHOWN_DOLLARS}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{{1,2}})?",
        cast=lambda text: _as_float(_plainly(text)),
    ),
)
CENTS = Spelling(allowed="whole cents, as in -1250", pattern="-?[0-9]{1,15}", cast=_as_number)
NUMBER = Spelling(allowed="a whole number, as in 90", pattern="-?[0-9]{1,15}", cast=_as_number)


def typed(frame: Any, table: str, *, floats: str, problems: list[Problem]) -> Any:
    """Return a frame of text as one that `assess` takes; empty text is null.

    Args:
        frame: one of those that `assess` takes, every column text.
        table: which of them.
        floats: as in `assess`; with "round", dollars may have more than two places.
        problems: where to add every value that is not written as its column asks. Such a column
            stays text.

    >>> import polars as pl
    >>> written = pl.DataFrame({"contract_id": ["7"], "paid_on": [""], "amount": ["$1,000.29"]})
    >>> typed(written, "payments", floats="refuse", problems=[]).rows()
    [('7', None, Decimal('1000.29'))]
    """
    text: nw.LazyFrame[Any] = nw.from_native(frame).lazy()
    names = [*text.collect_schema()]
    spellings = {
        name: spelling for name, spelling in spellings_of(table, floats).items() if name in names
    }
    text = text.with_columns(*[filled(nw.col(name)).alias(name) for name in names])
    if spellings:
        text = cast(text, table, spellings, problems)
    is_eager = isinstance(nw.from_native(frame), nw.DataFrame)
    return nw.to_native(text.collect() if is_eager else text)


def filled(text: nw.Expr) -> nw.Expr:
    """Return a column of text in which what is empty is null."""
    return nw.when(text != "").then(text)


def with_safe_ids(answers: Any) -> Any:
    """Return answers whose ids no spreadsheet takes for a formula, for files that people open.

    An id that begins with =, +, -, @, a tab or a carriage return has an apostrophe before it, which
    spreadsheets take as "this is text". Whoever reads the file by a program takes it off again.

    Args:
        answers: a frame with `talent_id`.

    Returns:
        A frame of the same engine.
    """
    frame: Any = nw.from_native(answers)
    if not isinstance(frame.collect_schema()["talent_id"], nw.String):
        return answers
    name = nw.col("talent_id")
    is_formula = name.str.contains(FORMULA)
    safe = nw.when(is_formula).then(nw.concat_str(nw.lit("'"), name)).otherwise(name)
    return nw.to_native(frame.with_columns(safe.alias("talent_id")))


FORMULA = "^[=+\\-@\t\r]"
"""The beginnings of text that spreadsheets evaluate."""


def cast(
    text: nw.LazyFrame[Any],
    table: str,
    spellings: Mapping[str, Spelling],
    problems: list[Problem],
) -> nw.LazyFrame[Any]:
    """Return a frame of values; columns that are not written as they must be stay text.

    Args:
        text: the frame, with null for empty text.
        table: which of them.
        spellings: how the columns to be cast are written.
        problems: where to add what is wrong: values in a wrong form, and where such a column is
            needed in every row, also that it is not there.
    """
    counts = _wrong(text, spellings)
    asked_again = {
        name: one.wider for name, one in spellings.items() if counts[name] and one.wider is not None
    }
    if asked_again:
        spellings = {**spellings, **asked_again}
        counts |= _wrong(text, asked_again)
    unread = {name: spelling for name, spelling in spellings.items() if counts[name]}
    for name, spelling in unread.items():
        problems.append(_problem(text, f"{table}.{name}", spelling, counts[name]))
    amount = next((name for name in (AMOUNT, AMOUNT_CENTS) if name in unread), AMOUNT)
    problems += absent_values(text, checks_of(table, amount, [*unread]), unread)
    values = {name: one.cast(nw.col(name)) for name, one in spellings.items() if name not in unread}
    return text.with_columns(**values) if values else text


def spellings_of(table: str, floats: str) -> Mapping[str, Spelling]:
    """Return the spelling of each column of a frame that does not hold text.

    Args:
        table: the frame.
        floats: as in `assess`.
    """
    written = {DAY: DATE, FLAG: TRUTH, WHOLE: NUMBER}
    spellings = {name: written[form] for name, form in MAY_HAVE[table].items() if form in written}
    if table == "payments":
        spellings[AMOUNT] = ROUNDED if floats == "round" else DOLLARS
        spellings[AMOUNT_CENTS] = CENTS
    return spellings


def _wrong(frame: nw.LazyFrame[Any], spellings: Mapping[str, Spelling]) -> dict[str, int]:
    """Count the values in a wrong form, in one pass."""
    flags = {
        name: nw.when(_is_wrong(name, one)).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
        for name, one in spellings.items()
    }
    (counts,) = frame.select(**flags).collect().rows(named=True)
    # No rows: some engines sum them up to null.
    return {name: int(counts[name] or 0) for name in spellings}


def _problem(frame: nw.LazyFrame[Any], path: str, spelling: Spelling, count: int) -> Problem:
    """Return the problem of values in a wrong form, which are read again for examples."""
    name = path.partition(".")[2]
    wrong = frame.filter(_is_wrong(name, spelling)).select(name).head(EXAMPLES)
    values: list[str] = sorted(value for (value,) in wrong.collect().rows())
    found = f"{count:,} other{'s' * (count > 1)}, such as {', '.join(map(shown, values))}"
    meant = [days_meant(value) for value in values if spelling is DATE]
    hint = f"{next(filter(None, meant), '')}; correct the column"
    return unfit(ProblemCode.WRONG_FORM, spelling.allowed, found, at=path, hint=hint)


def _is_wrong(name: str, spelling: Spelling) -> nw.Expr:
    """Return whether a value is written otherwise; pandas knows no "not" of a null."""
    value = nw.col(name).fill_null("")
    return ~(nw.col(name).is_null() | value.str.contains(f"^(?:{spelling.pattern})$"))

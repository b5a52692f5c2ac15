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

from badgerules.errors import Problem, refuse, shown, unfit
from badgerules.frames.columns import (
    COLUMNS,
    DAY,
    FLAG,
    FLAGS_OF_KNOWN,
    OPEN_MONEY,
    REPUTATION,
    VETTING,
    WHOLE,
)
from badgerules.money import DOLLARS_ALLOWED
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """

    allowed: str
    pattern: str
    cast: Callable[[nw.Expr], nw.Expr]


def _as_day(text: nw.Expr) -> nw.Expr:
    return text.str.to_date("%Y-%m-%d")


def _as_flag(text: nw.Expr) -> nw.Expr:
    is_true = text.str.to_lowercase() == nw.lit("true")
    return nw.when(~text.is_null()).then(is_true)


def _as_dollars(text: nw.Expr) -> nw.Expr:
    return text.cast(nw.Decimal(18, 2))


def _as_float(text: nw.Expr) -> nw.Expr:
    return text.cast(nw.Float64())


def _as_number(text: nw.Expr) -> nw.Expr:
    return text.cast(nw.Int64())


DATE = Spelling(allowed="a date as YYYY-MM-DD", pattern="|".join(_DATES), cast=_as_day)
TRUTH = Spelling(allowed="true or false", pattern="(?i)true|false", cast=_as_flag)
DOLLARS = Spelling(
    allowed=DOLLARS_ALLOWED,
    pattern=r"-?[0-9]{1,13}(?:\.[0-9]{1,2})?",
    cast=_as_dollars,
)
ROUNDED = Spelling(
    allowed="a decimal number",
    pattern=r"-?[0-9]{1,13}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?",
    cast=_as_float,
)
CENTS = Spelling(allowed="whole cents, as in -1250", pattern="-?[0-9]{1,15}", cast=_as_number)
NUMBER = Spelling(allowed="a whole number, as in 90", pattern="-?[0-9]{1,15}", cast=_as_number)


def typed(frame: Any, table: str, *, floats: str) -> Any:
    """Return a frame of text as one that `assess` takes; empty text is null.

    Args:
        frame: one of those that `assess` takes, every column text.
        table: which of them.
        floats: as in `assess`; with "round", dollars may have more than two places.

    Raises:
        InvalidRecordError: for every value that is not written as its column asks, all columns at
            once.

    >>> import polars as pl
    >>> written = pl.DataFrame({"contract_id": ["7"], "paid_on": [""], "amount": ["0.29"]})
    >>> typed(written, "payments", floats="refuse").rows()
    [('7', None, Decimal('0.29'))]
    """
    text: nw.LazyFrame[Any] = nw.from_native(frame).lazy()
    names = [*text.collect_schema()]
    spellings = {
        name: spelling for name, spelling in _spellings(table, floats).items() if name in names
    }
    text = text.with_columns(
        *[nw.when(nw.col(name) != "").then(nw.col(name)).alias(name) for name in names]
    )
    if spellings:
        text = _cast(text, table, spellings)
    is_eager = isinstance(nw.from_native(frame), nw.DataFrame)
    return nw.to_native(text.collect() if is_eager else text)


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


def _cast(
    text: nw.LazyFrame[Any], table: str, spellings: Mapping[str, Spelling]
) -> nw.LazyFrame[Any]:
    """Return a frame of values, or refuse all that are not written as their column asks."""
    refuse("", _problems(text, table, spellings))
    return text.with_columns(
        **{name: spelling.cast(nw.col(name)) for name, spelling in spellings.items()}
    )


def _spellings(table: str, floats: str) -> Mapping[str, Spelling]:
    """Return the spelling of each column of a frame that does not hold text."""
    forms = {**COLUMNS[table]}
    if table == "talents":
        forms |= {**REPUTATION, **OPEN_MONEY, **VETTING, **dict.fromkeys(FLAGS_OF_KNOWN, FLAG)}
    written = {DAY: DATE, FLAG: TRUTH, WHOLE: NUMBER}
    spellings = {name: written[form] for name, form in forms.items() if form in written}
    if table == "payments":
        spellings["amount"] = ROUNDED if floats == "round" else DOLLARS
        spellings["amount_cents"] = CENTS
    return spellings


def _problems(
    frame: nw.LazyFrame[Any], table: str, spellings: Mapping[str, Spelling]
) -> Iterator[Problem]:
    """Find values in a wrong form, in one pass, and read again only those, for examples."""
    wrong = {name: _is_wrong(name, spelling) for name, spelling in spellings.items()}
    flags = {
        name: nw.when(flag).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
        for name, flag in wrong.items()
    }
    (counts,) = frame.select(**flags).collect().rows(named=True)
    for name, spelling in spellings.items():
        number = int(counts[name] or 0)  # no rows: some engines sum them up to null
        if number:
            rows = frame.filter(wrong[name]).select(name).head(EXAMPLES).collect().rows()
            examples = ", ".join(sorted(shown(value) for (value,) in rows))
            found = f"{number:,} other{'s' * (number > 1)}, such as {examples}"
            at, hint = f"{table}.{name}", "; correct the file"
            yield unfit(ProblemCode.WRONG_FORM, spelling.allowed, found, at=at, hint=hint)


def _is_wrong(name: str, spelling: Spelling) -> nw.Expr:
    is_right = nw.col(name).str.contains(f"^(?:{spelling.pattern})$")
    return ~nw.col(name).is_null() & ~is_right

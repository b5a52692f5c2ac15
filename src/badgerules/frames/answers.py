"""Answers: whole numbers in every column inside, words and nulls when handed out.

All engines are fast with whole numbers. In a frame that holds its rows, words are looked up by
number once, at the end; in a lazy one, within its query.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from badgerules.criteria import asked
from badgerules.errors import NotWeighedError
from badgerules.frames.facts import with_nullable
from badgerules.vocabulary import Badge, Kind, Verdict, Whom
from badgerules.windows import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from badgerules.decisions import Question

UNMET, MET, NOT_KNOWN, NOT_ASKED = range(4)
"""The verdict on a criterion as a whole number; that on a badge is one of the first three."""

WORDS = (Verdict.UNMET.value, Verdict.MET.value, Verdict.UNKNOWN.value)

ENDING = "verdict"

FIRST_FAILING = "first_failing"
WORDED = frozenset({FIRST_FAILING})
"""Columns of text that the answers about all badges have, if any has."""

Constants: TypeAlias = Mapping[str, str | bool]
"""Columns with the same value in every row."""

EPOCH = date(1970, 1, 1)
"""The day from which engines count."""
_DAY_IN_MICROSECONDS = ONE_DAY // timedelta(microseconds=1)

BLOCK = 2**14
"""How many rows of a column of constants are written out."""

_ALWAYS, _NEVER, _NOT_ASKED = "_always", "_never", "_not_asked"
"""Columns that hold 1, 0 and NOT_ASKED for everybody."""


@attrs.frozen(kw_only=True)
class Column:
    """A column of an answer.

    Args:
        source: the column of whole numbers that it is made from, without nulls.
        where: the column of flags that is 0 where null is handed out; None for no nulls.
            Verdict columns need no mask; they encode NOT_ASKED themselves.
        verdicts: those that may be in it, where it is a verdict column.
    """

    source: str
    where: str | None = None
    verdicts: tuple[int, ...] = (MET, UNMET, NOT_KNOWN, NOT_ASKED)


@attrs.frozen(kw_only=True)
class Answer:
    """The verdicts and numbers of every talent.

    Args:
        talents: one row a talent: `talent_id`, `kind`, and what the columns need.
        columns: all other columns, by the names under which they are handed out; those
            that end in "verdict" are verdicts.
    """

    talents: nw.LazyFrame[Any]
    columns: Mapping[str, Column]

    @property
    def weighed(self) -> frozenset[str]:
        """The keys of the criteria in it."""
        return frozenset(name.removesuffix(f"_{ENDING}") for name in self.columns)

    def handed_out(self, *, is_eager: bool, constants: Constants) -> Any:
        """Return the answer as a frame of its engine.

        Args:
            is_eager: collect the rows, as the frames given hold theirs.
            constants: further columns, the same in every row.
        """
        return _native([self.in_words(is_eager=is_eager, constants=constants)], is_eager=is_eager)

    def with_all(self, names: Iterable[str]) -> Answer:
        """Return the answer with columns of other badges too, which are null.

        Any number may be null then, so that a column has one type for all badges.

        Args:
            names: the names of all columns, in order; those of this answer among them.
        """
        columns: dict[str, Column] = {}
        for name in names:
            if name.endswith(ENDING):
                columns[name] = self.columns.get(name, Column(source=_NOT_ASKED))
            elif name in WORDED:
                columns[name] = self.columns[name]
            else:
                own = self.columns.get(name, Column(source=_ALWAYS, where=_NEVER))
                columns[name] = attrs.evolve(own, where=own.where or _ALWAYS)
        fixed = {_ALWAYS: 1, _NEVER: 0, _NOT_ASKED: NOT_ASKED}
        literals = {name: nw.lit(number).cast(nw.Int64()) for name, number in fixed.items()}
        return Answer(talents=self.talents.with_columns(**literals), columns=columns)

    def in_words(self, *, is_eager: bool, constants: Constants) -> Any:
        """Return the columns as they are handed out; what is planned is not collected yet.

        Args:
            is_eager: as in `handed_out`.
            constants: as in `handed_out`.
        """
        everywhere = {name: nw.lit(value) for name, value in constants.items()}
        numbers = {
            name: nw.col(column.source)
            if column.where is None
            else nw.when(nw.col(column.where) > 0).then(nw.col(column.source))
            for name, column in self.columns.items()
        }
        verdicts = [name for name in self.columns if name.endswith(ENDING)]
        if not is_eager or self.talents.implementation.is_polars():  # a query that is planned
            told = {name: word_of(numbers[name], self.columns[name].verdicts) for name in verdicts}
            return self.talents.select("talent_id", "kind", **{**numbers, **told, **everywhere})
        masked = [column.source for column in self.columns.values() if column.where is not None]
        rows = with_nullable(self.talents.collect(), [*dict.fromkeys(masked)])
        rows = rows.select("talent_id", "kind", **numbers)
        vocabulary = nw.new_series("", [*WORDS, None], nw.String(), backend=rows.implementation)
        words = [vocabulary[rows[name]].alias(name) for name in verdicts]
        return rows.with_columns(*words, *_constant_columns(rows, everywhere))


def together(answers: Mapping[Badge, Answer], *, is_eager: bool, constants: Constants) -> Any:
    """Return the answers about several badges as one frame: a row for each talent and badge.

    Args:
        answers: one row a talent for each badge.
        is_eager: as in `Answer.handed_out`.
        constants: further columns, the same in every row, after one that names the badge.
    """
    names = {name: None for answer in answers.values() for name in answer.columns}
    parts = [
        answer.with_all(names).in_words(
            is_eager=is_eager, constants={"badge": badge.value, **constants}
        )
        for badge, answer in answers.items()
    ]
    return _native(parts, is_eager=is_eager)


def _native(parts: Sequence[Any], *, is_eager: bool) -> Any:
    """Return frames below each other as one of their engine, collected if that is asked."""
    whole: Any = nw.concat(parts) if len(parts) > 1 else parts[0]
    if is_eager and isinstance(whole, nw.LazyFrame):
        whole = whole.collect()
    return nw.to_native(nw.maybe_reset_index(whole) if is_eager and len(parts) > 1 else whole)


def check_complete(
    weighed: Collection[str], badge: Badge, question: Question, *, has_reputation: bool
) -> None:
    """Refuse an answer about a badge that leaves out a criterion which its edition asks for.

    Args:
        weighed: the keys of the criteria in the answer.
        badge: the badge it is about.
        question: the edition.
        has_reputation: whether base badges are computed, and not recorded (`criteria.Whom`).

    Raises:
        NotWeighedError: if anything is left out; it names what.
    """
    elsewhere = Whom.WITHOUT_REPUTATION if has_reputation else Whom.WITH_REPUTATION
    missing = {
        f"{criterion.key} ({criterion.clause})": None
        for kind in Kind
        for criterion in asked(badge, kind, question.edition)
        if criterion.key not in weighed and criterion.whom is not elsewhere
    }
    if missing:
        msg = (
            f"frames must weigh all that {badge.label} asks for in edition {question.edition.id}, "
            f"and do not weigh {', '.join(missing)}; ask `decide` for each record instead"
        )
        raise NotWeighedError(msg)


def day_of(number: nw.Expr, *, engine: nw.Implementation, is_timed: bool) -> nw.Expr:
    """Return the day of a number (`date.toordinal`).

    Args:
        number: whole numbers, without nulls.
        engine: what holds the frame.
        is_timed: days are timestamps in it, as in pandas, which has no days of its own.
    """
    since = number - EPOCH.toordinal()
    if engine.is_pandas_like() and is_timed:
        return (since * _DAY_IN_MICROSECONDS).cast(nw.Datetime("us"))
    if engine.is_polars() or engine.is_pandas_like() or engine.is_pyarrow():
        return since.cast(nw.Int32()).cast(nw.Date())
    return nw.lit(EPOCH) + since.cast(nw.Int32())


def word_of(number: nw.Expr, verdicts: Iterable[int]) -> nw.Expr:
    """Return the word for a verdict given as a whole number; null where it is not asked.

    Args:
        number: the verdict.
        verdicts: those that there may be, so that no other is looked for.
    """
    words = {place: nw.lit(word) for place, word in enumerate(WORDS) if place in verdicts}
    (last, word), *others = reversed(words.items())
    told: nw.Expr = nw.when(number == last).then(word) if NOT_ASKED in verdicts else word
    for place, word in others:
        told = nw.when(number == place).then(word).otherwise(told)
    return told


def _constant_columns(
    rows: nw.DataFrame[Any], constants: Mapping[str, nw.Expr]
) -> list[nw.Series[Any]]:
    """Return columns with the same value in every row.

    Text would be written out for each row. So it is for one block of rows alone, which the columns
    hold again and again.
    """
    block = rows.select(rows.columns[0]).head(BLOCK).with_columns(**constants).select(*constants)
    times, rest = divmod(len(rows), BLOCK)
    whole = nw.concat([*[block] * times, block.head(rest)])
    return [whole[name] for name in constants]

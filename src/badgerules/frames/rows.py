"""Checks of the rows of all frames: keys that match, known words, days and money.

Each frame is read once for all its checks, and again only for examples of wrong rows.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.converters import nearest
from badgerules.errors import Problem, shown, unfit
from badgerules.frames import columns
from badgerules.frames.checks import checks_of, form_checks
from badgerules.frames.columns import PAYMENT_ID
from badgerules.frames.facts import with_day_numbers
from badgerules.rows.reading import MOST_COMPARED
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from badgerules.frames.checks import Check
    from badgerules.frames.columns import Schema

DAY_AS_TEXT = "%Y-%m-%d"

EXAMPLES = 3
"""How many rows a message shows of those that are wrong."""

MOST_DOLLARS = 10**12
"""The most that the amounts of all payments and refunds may add up to, in dollars, without signs.

Cents times a few bars then stay below 2**53, so that every step is exact even in an engine that
turns whole numbers into floats on the way.
"""

TOO_MUCH = f"at most ${MOST_DOLLARS:,} in all, refunds counted as they were paid"

NOTHING = -(2**53)
"""A rank below those of such amounts: no contract can serve. A power of two, exact in a float."""


def row_problems(
    tables: Mapping[str, nw.LazyFrame[Any]],
    payments: Schema,
    talents: Collection[str],
    unread: Collection[str],
) -> tuple[list[Problem], frozenset[str]]:
    """Find the invalid rows of all frames; each problem has a count and examples.

    Args:
        tables: the frames that are read, without the columns that are not as they must be.
        payments: the columns of payments.
        talents: the columns of talents that are read.
        unread: the paths of columns that are not looked at, as they are told of already.

    Returns:
        The problems, and the paths of the categories that have other names than keys.
    """
    amount, there = _amount(payments), _paths(tables) - {*unread}
    checked_frames = {
        table: CheckedFrame(
            frame,
            forms=_about(form_checks(table, frame.collect_schema()), table, there),
            facts=_about(checks_of(table, amount, talents), table, there),
        )
        for table, frame in tables.items()
    }
    problems = [
        problem
        for checked in checked_frames.values()
        for problem in checked.problems(checked.forms)
    ]
    there -= {problem.path for problem in problems}  # no engine could show such a value
    for table, checked in checked_frames.items():
        problems += checked.problems(_about(checked.facts, table, there))
    if f"payments.{amount}" in there:
        problems += _too_much(tables["payments"], amount, columns.dollars(payments))
    for wrong in _between(tables, there):
        problems += wrong.problems()
    respelled = [path for checked in checked_frames.values() for path in checked.respelled]
    return problems, frozenset(respelled)


def bad_rows(
    tables: Mapping[str, nw.LazyFrame[Any]], payments: Schema, talents: Collection[str]
) -> nw.LazyFrame[Any]:
    """Return a row for each thing that is wrong with a row: `path`, `code`, `allowed` and `id`.

    It is what `row_problems` tells, as one query: all of it at once, and nothing is collected. The
    `id` is that of the row, or null where the payments of all come to too much. No other value is
    repeated (DIV-13).

    Args:
        tables: as in `row_problems`; every column of them is looked at.
        payments: as in `row_problems`.
        talents: as in `row_problems`.
    """
    amount = _amount(payments)
    parts: list[nw.LazyFrame[Any]] = []
    for table, frame in tables.items():
        checks = [*form_checks(table, frame.collect_schema()), *checks_of(table, amount, talents)]
        for check in checks:
            rows = _failing(frame, check.good)
            if check.other is not None:
                rows = rows.filter(~check.other)
            wrong = Wrong(check.code, check.path, check.allowed, rows.select(check.key))
            parts.append(wrong.listed())
    total = tables["payments"].select(total=columns.dollars(payments).abs().sum())
    nobody = total.filter(~(nw.col("total") <= MOST_DOLLARS)).select(
        id=nw.lit(None).cast(nw.String())
    )
    too_much = Wrong(ProblemCode.OUT_OF_RANGE, f"payments.{amount}", TOO_MUCH, nobody)
    between = _between(tables, _paths(tables))
    return nw.concat([*parts, *[wrong.listed() for wrong in (too_much, *between)]])


def _unless(good: nw.Expr) -> nw.Expr:
    """Return 1 where something does not hold, or is null, and 0 where it does."""
    return nw.when(good).then(nw.lit(0)).otherwise(nw.lit(1))


def _failing(frame: nw.LazyFrame[Any], good: nw.Expr) -> nw.LazyFrame[Any]:
    """Return the rows for which something does not hold, or is null."""
    return frame.with_columns(bad=_unless(good)).filter(nw.col("bad") == 1)


def _amount(payments: Schema) -> str:
    return columns.AMOUNT_CENTS if columns.AMOUNT_CENTS in payments else columns.AMOUNT


def _paths(tables: Mapping[str, nw.LazyFrame[Any]]) -> set[str]:
    return {f"{table}.{name}" for table in tables for name in tables[table].collect_schema()}


@attrs.frozen
class Wrong:
    """Rows that must not be.

    Args:
        code: the kind of problem.
        path: the column, as in "contracts.category".
        allowed: what must hold, after "must be".
        rows: the rows, with their id in the first column.
        known: ids to look for the nearest among, in the only column.
    """

    code: ProblemCode
    path: str
    allowed: str
    rows: nw.LazyFrame[Any]
    known: nw.LazyFrame[Any] | None = None

    def problems(self) -> Iterator[Problem]:
        """Count the rows, and tell of them with a few examples."""
        count = _number_of(self.rows)
        if count:
            words = () if self.known is None else _few(self.known)
            yield _told(self.code, self.path, self.allowed, count, self.rows, words)

    def listed(self) -> nw.LazyFrame[Any]:
        """Return the same columns for rows of every kind."""
        key, *_ = self.rows.collect_schema()
        return self.rows.select(
            path=nw.lit(self.path),
            code=nw.lit(self.code.value),
            allowed=nw.lit(self.allowed),
            id=nw.col(key).cast(nw.String()),
        )


def _about(checks: Iterable[Check], table: str, there: Collection[str]) -> list[Check]:
    """Return the checks that look at nothing but columns that are there."""
    names = [path.partition(".")[2] for path in there if path.startswith(f"{table}.")]
    return [check for check in checks if check.is_about(names)]


def _between(tables: Mapping[str, nw.LazyFrame[Any]], there: Collection[str]) -> Iterator[Wrong]:
    """Find rows that do not fit other rows, where the columns that say so are there."""
    keys = (("talents", "talent_id"), ("contracts", "contract_id"), ("payments", PAYMENT_ID))
    for table, key in keys:
        if f"{table}.{key}" in there:
            yield _repeated(tables[table], table, key)
    for table, key, others in columns.links(tables):
        if {f"{table}.{key}", f"{others}.{key}"} <= {*there}:
            yield _orphans(tables[table], table, tables[others], others, key)
    owners = {f"{table}.{key}" for table in ("payments", "contracts") for key in _OF_CONTRACTS}
    if owners <= {*there}:
        yield _strangers(tables["payments"], tables["contracts"])
    if {"weeks.talent_id", "weeks.ends_on"} <= {*there}:
        yield _repeated_weeks(tables["weeks"])
    for table, flag in (("holds", columns.HOLDS_KNOWN), ("contracts", columns.CONTRACTS_KNOWN)):
        if {f"{table}.talent_id", "talents.talent_id", f"talents.{flag}"} <= {*there}:
            yield _unknown(tables[table], table, tables["talents"], flag)
    known = ("talent_id", columns.KNOWN_SINCE, columns.KNOWN_THROUGH)
    if {f"talents.{name}" for name in known} <= {*there}:
        yield _backwards(tables["talents"])


_OF_CONTRACTS = ("contract_id", "talent_id")


class CheckedFrame:
    """A frame with a flag column for each check, 1 where a row fails it, counted in one pass.

    Args:
        frame: the frame.
        forms: what must hold before a row can be shown.
        facts: what must hold as well.
    """

    def __init__(self, frame: nw.LazyFrame[Any], *, forms: list[Check], facts: list[Check]) -> None:
        self.forms: list[Check] = forms
        self.facts: list[Check] = facts
        self.there: set[str] = {*frame.collect_schema()}
        self.respelled: list[str] = []
        self.names: dict[int, str] = {
            id(check): f"bad_{place}" for place, check in enumerate([*forms, *facts])
        }
        flags = {
            self.names[id(check)]: _unless(check.good).cast(nw.Int64())
            for check in (*forms, *facts)
        }
        self.flagged: nw.LazyFrame[Any] = frame.with_columns(**flags) if flags else frame
        sums = [nw.col(name).sum() for name in flags]
        self.counts: dict[str, Any] = _only_row(self.flagged.select(*sums)) if sums else {}

    def problems(self, checks: Iterable[Check]) -> Iterator[Problem]:
        """Find the checks that fail, with a count and a few rows."""
        for check in checks:
            name = self.names[id(check)]
            count = int(self.counts[name] or 0)  # no rows: some engines sum them up to null
            if not count:
                continue
            rows = self.flagged.filter(nw.col(name) == 1)
            if check.other is not None:
                rows = rows.filter(~check.other)
                self.respelled.append(check.path)
                count = _number_of(rows)
            if count:
                own = rows.select(*[name for name in check.shown if name in self.there])
                yield _told(check.code, check.path, check.allowed, count, own, check.words)


def absent_values(
    frame: nw.LazyFrame[Any], checks: Iterable[Check], names: Collection[str]
) -> Iterator[Problem]:
    """Find the columns of those named that must be given in every row and are not."""
    wanted = [check for check in checks if check.code is ProblemCode.MISSING]
    wanted = [check for check in wanted if check.name in names]
    if wanted:
        yield from CheckedFrame(frame, forms=[], facts=wanted).problems(wanted)


def _too_much(frame: nw.LazyFrame[Any], amount: str, dollars: nw.Expr) -> Iterator[Problem]:
    """Find payments too large to be added up exactly, or that are no numbers."""
    total = _only_row(frame.select(total=dollars.abs().sum()))["total"] or 0
    if not isfinite(total):
        given = frame.filter(~nw.col(amount).is_null())  # what is not given is told as that
        rows = _failing(given, dollars.abs() < inf)
        few, count = rows.select("contract_id", amount), _number_of(rows)
        yield _told(ProblemCode.OUT_OF_RANGE, f"payments.{amount}", "finite", count, few, ())
    elif not total <= MOST_DOLLARS:
        message = f"must come to {TOO_MUCH}, got {shown(total)}; split the population"
        code, at = ProblemCode.OUT_OF_RANGE, f"payments.{amount}"
        yield unfit(code, TOO_MUCH, shown(total), at=at, message=message)


def _repeated(frame: nw.LazyFrame[Any], table: str, key: str) -> Wrong:
    """Find keys in more than one row: their money would be counted twice."""
    given = frame.filter(~nw.col(key).is_null()) if key == PAYMENT_ID else frame
    repeated = given.group_by(key).agg(rows=nw.len()).filter(nw.col("rows") > 1)
    rows = repeated.select(key, "rows")
    return Wrong(ProblemCode.REPEATED, f"{table}.{key}", "unique", rows)


def _repeated_weeks(weeks: nw.LazyFrame[Any]) -> Wrong:
    """Find weeks that a talent has twice."""
    days = weeks.with_columns(nw.col("ends_on").dt.to_string(DAY_AS_TEXT))
    repeated = days.group_by("talent_id", "ends_on").agg(rows=nw.len()).filter(nw.col("rows") > 1)
    rows = repeated.select("talent_id", "ends_on", "rows")
    allowed = "one row for each week of a talent"
    return Wrong(ProblemCode.REPEATED, "weeks", allowed, rows)


def _unknown(frame: nw.LazyFrame[Any], table: str, talents: nw.LazyFrame[Any], flag: str) -> Wrong:
    """Find rows of talents whose facts of that kind are declared unknown."""
    untold = talents.filter(~nw.col(flag)).select("talent_id")
    strange = frame.join(untold, on="talent_id", how="inner").select("talent_id")
    allowed = f"of a talent whose {flag} is true"
    return Wrong(ProblemCode.CONTRADICTION, f"{table}.talent_id", allowed, strange)


def _backwards(talents: nw.LazyFrame[Any]) -> Wrong:
    """Find talents whose last known day of payments lies before the first one.

    The numbers of the days are compared, as one may be a date and the other a timestamp.
    """
    since, through = nw.col(columns.KNOWN_SINCE), nw.col(columns.KNOWN_THROUGH)
    both = talents.filter(~since.is_null(), ~through.is_null()).with_columns(
        first=since, last=through
    )
    wrong = with_day_numbers(both, ["first", "last"]).filter(nw.col("last") < nw.col("first"))
    rows = wrong.select("talent_id", columns.KNOWN_SINCE, columns.KNOWN_THROUGH)
    path, allowed = f"talents.{columns.KNOWN_THROUGH}", f"on or after {columns.KNOWN_SINCE}"
    return Wrong(ProblemCode.OUT_OF_RANGE, path, allowed, rows)


def _orphans(
    frame: nw.LazyFrame[Any], table: str, others: nw.LazyFrame[Any], other: str, key: str
) -> Wrong:
    """Find rows whose key is in no row of the other frame: the join would drop them."""
    known = others.select(key)
    strays = frame.filter(~nw.col(key).is_null()).join(known, on=key, how="anti")
    code, allowed = ProblemCode.UNKNOWN_VALUE, f"the id of a row of {other}"
    return Wrong(code, f"{table}.{key}", allowed, strays.select(key), known)


def _few(known: nw.LazyFrame[Any]) -> Iterator[str]:
    """Yield ids to look for the nearest among; none where there are very many, or numbers."""
    rows = known.head(MOST_COMPARED + 1).collect().rows()
    if len(rows) <= MOST_COMPARED:
        yield from (name for (name,) in rows if isinstance(name, str))


def _strangers(payments: nw.LazyFrame[Any], contracts: nw.LazyFrame[Any]) -> Wrong:
    """Find payments whose talent is not their contract's."""
    owner = contracts.select("contract_id", owner=nw.col("talent_id"))
    joined = payments.join(owner, on="contract_id", how="inner")
    is_own = nw.col("talent_id") == nw.col("owner")
    strange = _failing(joined, is_own).select("contract_id", "talent_id", "owner")
    allowed = "the talent of the contract"
    return Wrong(ProblemCode.CONTRADICTION, "payments.talent_id", allowed, strange)


def _told(
    code: ProblemCode,
    path: str,
    allowed: str,
    count: int,
    rows: nw.LazyFrame[Any],
    words: Iterable[str],
) -> Problem:
    """Return the problem of some rows, with a few as examples, and the nearest of known words."""
    examples = [*rows.head(EXAMPLES).collect().rows(named=True)]
    listed = "; ".join(sorted(map(_row_shown, examples)))
    more = ", such as" if count > len(examples) else ":"
    found = f"{count:,} other{'s' * (count > 1)}{more} {listed}"
    values = [row.get(path.partition(".")[2]) for row in examples]
    known = [*words]
    hints = (nearest(value, known) for value in values if isinstance(value, str))
    return unfit(code, allowed, found, at=path, hint=next(filter(None, hints), ""))


def _number_of(rows: nw.LazyFrame[Any]) -> int:
    return int(_only_row(rows.select(count=nw.len()))["count"])


def _row_shown(row: Mapping[str, object]) -> str:
    return " ".join(f"{name}={shown(value)}" for name, value in row.items())


def _only_row(frame: nw.LazyFrame[Any]) -> dict[str, Any]:
    (row,) = frame.collect().rows(named=True)
    return dict(row)

"""What the rows of the three frames must be: keys that match, words we know, days and money.

Each frame is read once for all its checks; only what is wrong is looked at again, for examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from badgerules.errors import Problem, shown
from badgerules.frames import columns
from badgerules.vocabulary import BaseBadge, Category, ContractOutcome, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import Enum

    from badgerules.frames.columns import Schema

EXAMPLES = 3
"""How many rows a message shows of those that are wrong."""

MOST_DOLLARS = 10**12
"""What all payments and refunds may come to, signs aside.

Cents times a few bars then stay below 2**53, so that every step is exact even in an engine that
turns whole numbers into floats on the way.
"""

NOTHING = -(2**53)
"""Below every rank of such amounts: no contract can serve. As a power of two, exact in a float."""


@attrs.frozen(kw_only=True)
class Check:
    """What must hold in every row of a frame.

    Args:
        path: the column it is about, as in "contracts.category".
        key: the column that tells the row apart.
        good: what must hold; null counts as not.
        allowed: the same in words, after "must be".
    """

    path: str
    key: str
    good: nw.Expr
    allowed: str

    @property
    def name(self) -> str:
        """The column it is about."""
        return self.path.partition(".")[2]


def row_problems(tables: Mapping[str, nw.LazyFrame[Any]], payments: Schema) -> Iterator[Problem]:
    """Find every row that cannot be, in all frames, with a count and examples of each kind."""
    amount = columns.AMOUNT_CENTS if columns.AMOUNT_CENTS in payments else columns.AMOUNT
    checks = {**_checks(), "payments": _payment_checks(amount)}
    for table, frame in tables.items():
        yield from _bad_rows(frame, checks[table])
    yield from _too_much(tables["payments"], amount, columns.dollars(payments))
    for table, key in (("talents", "talent_id"), ("contracts", "contract_id")):
        yield from _repeated(tables[table], table, key)
    yield from _orphans(tables["contracts"], "contracts", tables["talents"], "talents", "talent_id")
    yield from _orphans(
        tables["payments"], "payments", tables["contracts"], "contracts", "contract_id"
    )
    if columns.PAYEE in payments:
        yield from _strangers(tables["payments"], tables["contracts"])


def _checks() -> dict[str, list[Check]]:
    """Return what must hold in every row of talents and contracts."""
    is_member = nw.col("exclusive_agency_contractor")
    is_judged = ~nw.col("outcome").is_null()
    return {
        "talents": [
            _present("talents.talent_id", "talent_id"),
            _word("talents.kind", "talent_id", Kind),
            _word("talents.base_badge", "talent_id", BaseBadge, or_null=True),
            _present("talents.exclusive_agency_contractor", "talent_id"),
            Check(
                path="talents.exclusive_agency_contractor",
                key="talent_id",
                good=~((nw.col("kind") == Kind.AGENCY.value) & is_member),
                allowed="false for an agency; only people are members",
            ),
        ],
        "contracts": [
            _present("contracts.contract_id", "contract_id"),
            _present("contracts.talent_id", "contract_id"),
            _word("contracts.category", "contract_id", Category),
            _word("contracts.outcome", "contract_id", ContractOutcome, or_null=True),
            Check(
                path="contracts.outcome_on",
                key="contract_id",
                good=nw.col("outcome_on").is_null() | is_judged,
                allowed="null where outcome is null",
            ),
        ],
    }


def _payment_checks(amount: str) -> list[Check]:
    return [
        _present(f"payments.{name}", "contract_id") for name in ("contract_id", "paid_on", amount)
    ]


def _present(path: str, key: str) -> Check:
    name = path.partition(".")[2]
    return Check(path=path, key=key, good=~nw.col(name).is_null(), allowed="given in every row")


def _word(path: str, key: str, words: type[Enum], *, or_null: bool = False) -> Check:
    name = path.partition(".")[2]
    known = [str(word.value) for word in words]
    good = nw.col(name).is_in(known)
    if or_null:
        return Check(
            path=path,
            key=key,
            good=nw.col(name).is_null() | good,
            allowed=f"null or one of {', '.join(known)}",
        )
    return Check(path=path, key=key, good=good, allowed=f"one of {', '.join(known)}")


def _bad_rows(frame: nw.LazyFrame[Any], checks: list[Check]) -> Iterator[Problem]:
    """Find the rows of one frame in which something does not hold."""
    flags = {
        f"bad_{number}": nw.when(check.good).then(nw.lit(0)).otherwise(nw.lit(1)).cast(nw.Int64())
        for number, check in enumerate(checks)
    }
    flagged = frame.with_columns(**flags)
    counts = _only_row(flagged.select(*[nw.col(name).sum() for name in flags]))
    for name, check in zip(flags, checks, strict=True):
        count = int(counts[name] or 0)  # no rows: some engines sum them up to null
        if count:
            wanted = dict.fromkeys((check.key, check.name))
            rows = flagged.filter(nw.col(name) == 1).select(*wanted)
            yield _told(check.path, check.allowed, count, rows)


def _too_much(frame: nw.LazyFrame[Any], amount: str, dollars: nw.Expr) -> Iterator[Problem]:
    """Find out whether the payments are too large to be added up exactly, or no numbers."""
    total = _only_row(frame.select(total=dollars.abs().sum()))["total"] or 0
    if not total <= MOST_DOLLARS:
        allowed = f"at most ${MOST_DOLLARS:,} in all, refunds counted as they were paid"
        message = f"must come to {allowed}, got {shown(total)}; split the population"
        yield Problem(
            path=f"payments.{amount}", message=message, found=shown(total), allowed=allowed
        )


def _repeated(frame: nw.LazyFrame[Any], table: str, key: str) -> Iterator[Problem]:
    """Find keys that stand in more than one row; each would count the money below it twice."""
    repeated = frame.group_by(key).agg(rows=nw.len()).filter(nw.col("rows") > 1)
    yield from _any_of(repeated.select(key, "rows"), f"{table}.{key}", "unique")


def _orphans(
    frame: nw.LazyFrame[Any], table: str, others: nw.LazyFrame[Any], other: str, key: str
) -> Iterator[Problem]:
    """Find rows that belong to nobody; they would vanish in the join."""
    known = others.select(key)
    strays = frame.filter(~nw.col(key).is_null()).join(known, on=key, how="anti")
    yield from _any_of(strays.select(key), f"{table}.{key}", f"the id of a row of {other}")


def _strangers(payments: nw.LazyFrame[Any], contracts: nw.LazyFrame[Any]) -> Iterator[Problem]:
    """Find payments of another talent than their contract is of."""
    owner = contracts.select("contract_id", owner=nw.col("talent_id"))
    joined = payments.join(owner, on="contract_id", how="inner")
    is_own = nw.col("talent_id") == nw.col("owner")
    flagged = joined.with_columns(bad=nw.when(is_own).then(nw.lit(0)).otherwise(nw.lit(1)))
    strange = flagged.filter(nw.col("bad") == 1).select("contract_id", "talent_id", "owner")
    yield from _any_of(strange, "payments.talent_id", "the talent of the contract")


def _any_of(rows: nw.LazyFrame[Any], path: str, allowed: str) -> Iterator[Problem]:
    count = int(_only_row(rows.select(count=nw.len()))["count"])
    if count:
        yield _told(path, allowed, count, rows)


def _told(path: str, allowed: str, count: int, rows: nw.LazyFrame[Any]) -> Problem:
    """Say what is wrong with some rows, and show a few."""
    examples = [_row_shown(row) for row in rows.head(EXAMPLES).collect().rows(named=True)]
    more = ", such as" if count > len(examples) else ":"
    found = f"{count:,} other{'s' * (count > 1)}{more} {'; '.join(sorted(examples))}"
    message = f"must be {allowed}, got {found}"
    return Problem(path=path, message=message, found=found, allowed=allowed)


def _row_shown(row: Mapping[str, object]) -> str:
    return " ".join(f"{name}={shown(value)}" for name, value in row.items())


def _only_row(frame: nw.LazyFrame[Any]) -> dict[str, Any]:
    (row,) = frame.collect().rows(named=True)
    return dict(row)

"""The checks of single rows in each frame, each as an expression and in words."""

from __future__ import annotations

from datetime import MINYEAR, date, datetime
from typing import TYPE_CHECKING

import attrs
import narwhals.stable.v2 as nw

from badgerules.converters import (
    COUNTRY_LETTERS,
    HIGHEST_SCORE,
    HIGHEST_STARS,
    LONGEST_TEXT,
    LOWEST_SCORE,
    LOWEST_STARS,
)
from badgerules.frames import columns
from badgerules.frames.other_names import is_other_name
from badgerules.vocabulary import (
    BaseBadge,
    Category,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    ProblemCode,
)
from badgerules.windows import SATURDAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from enum import Enum

    from narwhals.dtypes import DType

PERCENTS = ("job_success_score", "profile_percent", "members_profile_percent")
STARS = "average_feedback_hundredths"
OF_AGENCIES = ("members", "members_profile_percent")
_MONDAY = 1
_LABELS = [category.label for category in Category]


@attrs.frozen(kw_only=True)
class Check:
    """What must hold in every row of a frame.

    Args:
        path: the column that is checked, as in "contracts.category".
        key: the column that identifies the row.
        good: what must hold; null counts as a failure.
        allowed: the same in words, after "must be".
        code: the kind of problem where it does not hold.
        is_secret: a message must not repeat the value (DIV-13).
        beside: a further column that it looks at.
        words: the words that are known, if it is one of them.
        other: what is good too, looked at only where a row fails.
    """

    path: str
    key: str
    good: nw.Expr
    allowed: str
    code: ProblemCode
    is_secret: bool = False
    beside: str | None = None
    words: tuple[str, ...] = ()
    other: nw.Expr | None = None

    @property
    def name(self) -> str:
        """The name of the column that is checked."""
        return self.path.partition(".")[2]

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns shown in an example."""
        return (self.key,) if self.is_secret else tuple(dict.fromkeys((self.key, self.name)))

    def is_about(self, there: Collection[str]) -> bool:
        """Tell whether all that it looks at is there."""
        return {self.name, self.beside or self.name} <= {*there}


def checks_of(table: str, amount: str, talents: Collection[str]) -> list[Check]:
    """Return the checks of the rows of a frame.

    Args:
        table: the name of the frame.
        amount: the column of money.
        talents: the columns of talents that are read.
    """
    if table == "talents":
        return [*_of_talents(talents)]
    if table == "payments":
        names = ("contract_id", "paid_on", amount)
        return [_present(f"payments.{name}", "contract_id") for name in names]
    return _FIXED[table]


def form_checks(table: str, schema: Mapping[str, DType]) -> list[Check]:
    """Return the checks of ids and days that come first: rows that fail them cannot even be shown.

    Engines have days that `date` has not, such as infinity, and cannot return them; records take
    neither blank ids nor control characters.

    Args:
        table: the name of the frame.
        schema: its columns; those of ids and days are checked.
    """
    key = next(iter(columns.COLUMNS[table]))
    forms = {**columns.COLUMNS[table], **(columns.OF_TALENTS if table == "talents" else {})}
    checks: list[Check] = []
    for name, form in forms.items():
        if name not in schema:
            continue
        value, path, kind = nw.col(name), f"{table}.{name}", schema[name]
        code, allowed = ProblemCode.OUT_OF_RANGE, IN_CALENDAR
        if form is columns.DAY and _reaches_far(kind):
            good = value.is_null() | _is_in_calendar(value, kind)
        elif form is columns.ID and isinstance(kind, nw.String):
            is_text = (value.str.strip_chars() != "") & ~value.str.contains(CONTROLS)
            good = value.is_null() | (is_text & (value.str.len_chars() <= LONGEST_TEXT))
            code = ProblemCode.WRONG_FORM
            allowed = f"text that is not blank, of at most {LONGEST_TEXT:,} characters, no controls"
        else:
            continue
        own = Check(path=path, key=key, good=good, allowed=allowed, code=code, is_secret=True)
        checks.append(own)
    return checks


def _reaches_far(kind: DType) -> bool:
    """Tell whether a type has days that `date` has not; nanoseconds only reach 1677 to 2262."""
    return isinstance(kind, nw.Date) or (isinstance(kind, nw.Datetime) and kind.time_unit != "ns")


def _is_in_calendar(day: nw.Expr, kind: DType) -> nw.Expr:
    """Return whether a day is one that `date` has.

    The lower end is compared by year, as PySpark has no literal for the first day; DuckDB's minus
    infinity has no year. The upper end is compared as a day, as PyArrow gets the year of a far day
    wrong.
    """
    last = date.max if isinstance(kind, nw.Date) else datetime.max  # noqa: DTZ901  # nor have they
    return (day.dt.year().fill_null(MINYEAR - 1) >= MINYEAR) & (day <= last)


IN_CALENDAR = f"a day of the years 1 to {date.max.year}, or an empty cell where never is meant"
CONTROLS = "[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]"
"""Control characters and line separators, as `converters.identifier` refuses them."""


def _present(path: str, key: str) -> Check:
    name = path.partition(".")[2]
    good, allowed = ~nw.col(name).is_null(), "given in every row"
    return Check(path=path, key=key, good=good, allowed=allowed, code=ProblemCode.MISSING)


def _word(
    path: str, key: str, words: type[Enum], *, or_null: bool = False, is_secret: bool = False
) -> Check:
    name = path.partition(".")[2]
    known = [str(word.value) for word in words]
    good, allowed = nw.col(name).is_in(known), f"one of {', '.join(known)}"
    if or_null:
        good, allowed = nw.col(name).is_null() | good, f"null or {allowed}"
    return Check(
        path=path,
        key=key,
        good=good,
        allowed=allowed,
        code=ProblemCode.UNKNOWN_VALUE,
        is_secret=is_secret,
        words=(*known, *_LABELS) if words is Category else tuple(known),
        other=is_other_name(name) if words is Category else None,
    )


def _number(name: str) -> Check:
    value = nw.col(name)
    good, allowed = value >= 0, "null or 0 or more"
    if name in PERCENTS:
        good = (value >= LOWEST_SCORE) & (value <= HIGHEST_SCORE)
        allowed = f"null or from {LOWEST_SCORE} to {HIGHEST_SCORE}"
    if name == STARS:
        good = (value >= LOWEST_STARS) & (value <= HIGHEST_STARS)
        allowed = f"null or from {LOWEST_STARS} to {HIGHEST_STARS}, in hundredths of a star"
    return _of_talent(name, value.is_null() | good, allowed, ProblemCode.OUT_OF_RANGE)


def _of_talent(
    name: str, good: nw.Expr, allowed: str, code: ProblemCode, beside: str | None = None
) -> Check:
    path, key = f"talents.{name}", "talent_id"
    return Check(path=path, key=key, good=good, allowed=allowed, code=code, beside=beside)


def _of_talents(there: Collection[str]) -> Iterator[Check]:
    """Return the checks of talents that have those columns."""
    is_agency = nw.col("kind") == Kind.AGENCY.value
    yield _present("talents.talent_id", "talent_id")
    yield _word("talents.kind", "talent_id", Kind)
    if "base_badge" in there:
        yield _word("talents.base_badge", "talent_id", BaseBadge, or_null=True)
    yield _present("talents.exclusive_agency_contractor", "talent_id")
    is_member = nw.col("exclusive_agency_contractor")
    yield _of_talent(
        "exclusive_agency_contractor",
        is_member.is_null() | ~(is_agency & is_member),
        "false for an agency; only people are members",
        ProblemCode.CONTRADICTION,
        "kind",
    )
    numbers = (*PERCENTS, "members", STARS)
    yield from (_number(name) for name in numbers if name in there)
    for name in OF_AGENCIES:
        if name in there:
            good = is_agency | nw.col(name).is_null()
            allowed = "null for a freelancer; it is an agency's"
            yield _of_talent(name, good, allowed, ProblemCode.CONTRADICTION, "kind")
    yield from (
        _present(f"talents.{name}", "talent_id") for name in columns.FLAGS_OF_KNOWN if name in there
    )
    for name in columns.TOLD_APART:
        if columns.known(name) in there:
            is_known = nw.col(columns.known(name))
            good = is_known.is_null() | is_known | nw.col(name).is_null()
            allowed = f"true where {name} is given"
            yield _of_talent(columns.known(name), good, allowed, ProblemCode.CONTRADICTION, name)
    if columns.CONTRACTS_KNOWN in there:
        yield from _of_open_money(there)
    if "country" in there:
        country = nw.col("country")
        is_code = country.str.contains("^[A-Z]+$") & (country.str.len_chars() == COUNTRY_LETTERS)
        good, allowed = country.is_null() | is_code, "null or two capital letters"
        yield _of_talent("country", good, allowed, ProblemCode.WRONG_FORM)
    if "vetting_category" in there:
        yield from _of_vetting()


def _of_open_money(there: Collection[str]) -> Iterator[Check]:
    yield _present(f"talents.{columns.CONTRACTS_KNOWN}", "talent_id")
    for name in (columns.KNOWN_SINCE, columns.KNOWN_THROUGH):
        if name in there:
            good = nw.col(columns.CONTRACTS_KNOWN) | nw.col(name).is_null()
            allowed = f"null where {columns.CONTRACTS_KNOWN} is false"
            known = columns.CONTRACTS_KNOWN
            yield _of_talent(name, good, allowed, ProblemCode.CONTRADICTION, known)


def _of_vetting() -> Iterator[Check]:
    yield _word("talents.vetting_category", "talent_id", Category, or_null=True)
    is_vetted = ~nw.col("vetting_category").is_null()
    for name in columns.VETTING:
        if name == "vetting_category":
            continue
        good = is_vetted | nw.col(name).is_null()
        allowed = "null where vetting_category is null"
        yield _of_talent(name, good, allowed, ProblemCode.CONTRADICTION, "vetting_category")


def _not_blank(name: str, *, is_secret: bool) -> Check:
    return Check(
        path=f"certifications.{name}",
        key="talent_id",
        good=nw.col(name).is_null() | (nw.col(name).str.strip_chars() != ""),
        allowed="null or text that is not blank",
        code=ProblemCode.WRONG_FORM,
        is_secret=is_secret,
    )


_FIXED = {
    "contracts": [
        _present("contracts.contract_id", "contract_id"),
        _present("contracts.talent_id", "contract_id"),
        _word("contracts.category", "contract_id", Category),
        _word("contracts.outcome", "contract_id", ContractOutcome, or_null=True),
        Check(
            path="contracts.outcome_on",
            key="contract_id",
            good=nw.col("outcome_on").is_null() | ~nw.col("outcome").is_null(),
            allowed="null where outcome is null",
            code=ProblemCode.CONTRADICTION,
            beside="outcome",
        ),
    ],
    "weeks": [
        *(_present(f"weeks.{name}", "talent_id") for name in columns.COLUMNS["weeks"]),
        Check(
            path="weeks.ends_on",
            key="talent_id",
            good=nw.col("ends_on").is_null()
            | (nw.col("ends_on").dt.weekday() == SATURDAY + _MONDAY),
            allowed="a Saturday, the last day of a week",
            code=ProblemCode.OUT_OF_RANGE,
        ),
    ],
    "holds": [_present(f"holds.{name}", "talent_id") for name in columns.COLUMNS["holds"]],
    "certifications": [
        _present("certifications.talent_id", "talent_id"),
        _word("certifications.status", "talent_id", CertificationStatus),
        _word(
            "certifications.category", "talent_id", DiversityCategory, or_null=True, is_secret=True
        ),
        *(_not_blank(name, is_secret=True) for name in ("business_name", "number")),
        *(_not_blank(name, is_secret=False) for name in ("provider", "type")),
    ],
}

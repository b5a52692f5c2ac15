"""What the columns of flat rows must be, how each value is read, and the tables they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from badgerules import converters
from badgerules.converters import LONGEST_INTEGER, nearest, refused, written_day
from badgerules.errors import Problem, unfit
from badgerules.money import plainly
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator

Row: TypeAlias = dict[Any, Any]
Form: TypeAlias = Callable[[Any], Any]

_WRITTEN_NUMBER = re.compile(f"-?[0-9]{{1,{LONGEST_INTEGER}}}")
TRUE, FALSE = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")
"""How flags are written, in any letter case: databases differ."""
_FLAGS = {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, False)}
_DAY_LENGTH = len("2020-03-02")


def _identifier(value: object) -> object:
    """Accept text, and whole numbers, which become text."""
    if type(value) is int and abs(value) < 10**LONGEST_INTEGER:
        return f"{value}"
    if type(value) is int:
        allowed = f"text, or a whole number of at most {LONGEST_INTEGER} digits"
        return refused(value, ProblemCode.OUT_OF_RANGE, allowed)
    if not isinstance(value, str):  # a UUID, say
        hint = "; cast it to text"
        return refused(value, ProblemCode.WRONG_TYPE, "text or a whole number", hint=hint)
    return converters.identifier(value)


def _flag(value: object) -> object:
    text = f"{value}".lower() if isinstance(value, str | int) else ""
    return _FLAGS.get(text, refused(value, ProblemCode.WRONG_FORM, "true or false"))


def _whole(value: object) -> object:
    """Let through whole numbers, also those that are written down; the fact says what it may be."""
    if isinstance(value, str) and _WRITTEN_NUMBER.fullmatch(value):
        return int(value)
    return value


def _as_given(value: object) -> object:
    """Let through what the fact itself looks at."""
    return value


def _dollars(value: object) -> object:
    """Accept dollars; text may have a dollar sign, and commas between thousands."""
    if isinstance(value, str):
        value = plainly(value) or value
    return converters.cents(cast("int", value))


def _cents(value: object) -> object:
    """Accept whole cents, as a number or written down."""
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        value = int(value) if value.adjusted() < LONGEST_INTEGER else value
    if isinstance(value, str) and not _WRITTEN_NUMBER.fullmatch(value):
        return refused(value, ProblemCode.WRONG_FORM, "whole cents such as 124050")
    return converters.whole_cents(cast("int", _whole(value)))


MONEY: Mapping[object, Form] = {"dollars": _dollars, "cents": _cents}


def _day_in(zone: tzinfo | None) -> Form:
    """Return what accepts days, and moments where it is said in which zone their day is meant."""

    def day(value: object) -> object:
        moment = _moment(value) if isinstance(value, str) else value
        if isinstance(moment, str):
            return written_day(moment)
        if not isinstance(moment, datetime):
            return converters.day(cast("date", moment))
        if zone is None:
            allowed, hint = "a date", "; give zone, in which its day is meant"
            return refused(value, ProblemCode.WRONG_TYPE, allowed, hint=hint)
        if moment.tzinfo is None:
            return moment.date()
        try:
            return moment.astimezone(zone).date()
        except (OverflowError, ValueError):
            allowed = "a moment that has a day in that zone"
            return refused(value, ProblemCode.OUT_OF_RANGE, allowed)

    return day


def _moment(text: str) -> datetime | str:
    """Return a moment that is written down, and any other text as it is."""
    if text[_DAY_LENGTH : _DAY_LENGTH + 1] in {"T", " "}:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text
    return text


NEEDED: Mapping[str, tuple[str, ...]] = {
    "talents": ("talent_id", "kind"),
    "contracts": ("contract_id", "talent_id", "category"),
    "payments": ("contract_id", "paid_on", "amount"),
}
REPUTATION: Mapping[str, str] = {
    "job_success_score": "whole",
    "rising_talent": "flag",
    "first_contract_on": "day",
    "joined_on": "day",
    "profile_percent": "whole",
    "availability_current": "flag",
    "last_active_on": "day",
    "circumvention_on": "day",
    "members": "whole",
    "members_profile_percent": "whole",
    "average_feedback": "as_given",
    "identity_verified": "flag",
    "payout_method": "flag",
    "from_elance": "flag",
}
OPEN = {name for name, form in REPUTATION.items() if form == "flag"} - {"from_elance"}
"""Flags that may be unknown; of all others a null is what a record has by itself."""
_TOLD_APART = ("job_success_score", "first_contract_on", "last_active_on", "average_feedback")
"""Facts of which a null is a fact too, "none yet": a flag beside them may say that it is not."""
TOLD = tuple(f"{name}_known" for name in _TOLD_APART)
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "talents": {
        "talent_id": "identifier",
        "kind": "as_given",
        "country": "as_given",
        "base_badge": "as_given",
        "exclusive_agency_contractor": "flag",
        "contracts_known": "flag",
        "payments_known_since": "day",
        "payments_known_through": "day",
        **REPUTATION,
        **dict.fromkeys(TOLD, "flag"),
    },
    "contracts": {
        "contract_id": "identifier",
        "talent_id": "identifier",
        "category": "as_given",
        "outcome": "as_given",
        "outcome_on": "day",
        "ended_on": "day",
    },
    "payments": {
        "contract_id": "identifier",
        "paid_on": "day",
        "amount": "money",
        "talent_id": "identifier",
        "payment_id": "identifier",
    },
}
"""The form of each column that is read, by the tables and our names."""


def forms_of(money: object, zone: tzinfo | None) -> Mapping[str, Form]:
    """Return the forms by their names, for one unit of money and one zone."""
    return {
        "identifier": _identifier,
        "flag": _flag,
        "whole": _whole,
        "as_given": _as_given,
        "day": _day_in(zone),
        "money": MONEY[money],
    }


@attrs.frozen(kw_only=True)
class Table:
    """The rows of one table, by our names of its columns.

    Args:
        name: which table it is.
        rows: its rows, as they were given.
        names: what its columns are called, by our names of them.
        forms: what each form accepts.
    """

    name: str
    rows: tuple[Row, ...]
    names: Mapping[str, str]
    forms: Mapping[str, Form]

    def at(self, number: int, column: str) -> str:
        """Return where a value stands, by the name that its column really has."""
        return f"{self.name}[{number}].{self.names.get(column, column)}"

    def values(self) -> Iterator[dict[str, Any]]:
        """Yield what each row says, column by column; what does not fit is a refusal."""
        needed, columns = NEEDED[self.name], COLUMNS[self.name]
        for row in self.rows:
            found: dict[str, Any] = {}
            for column, form in columns.items():
                value = row.get(self.names[column])
                is_empty = isinstance(value, str) and not value  # null, as in any CSV
                if value is not None and not is_empty:
                    found[column] = self.forms[form](value)
                elif column in needed:
                    found[column] = _MISSING
                elif self.names[column] in row:
                    found[column] = None
            yield found

    def lacking(self, given: Mapping[str, str]) -> Iterator[Problem]:
        """Find columns that no row has: needed ones, and those whose names were given for it."""
        there = {name for row in self.rows for name in row}
        for column, own in self.names.items():
            is_asked = column in NEEDED[self.name] or f"{self.name}.{column}" in given
            if self.rows and is_asked and own not in there:
                names = [name for name in there if isinstance(name, str)]
                message = f"is missing; it must be given{nearest(own, sorted(names))}"
                at = f"{self.name}.{own}"
                yield unfit(ProblemCode.MISSING, "that column", "none", at=at, message=message)


_MISSING = refused(None, ProblemCode.MISSING, "given", message="must be given")

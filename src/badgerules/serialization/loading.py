"""Load a record: quickly where all of it fits, else as `reading` does, which tells every problem.

What fits needs no paths and no words. So all contracts and payments of a record are read at once,
in loops of the interpreter, and objects are built of what hooks and converters gave, without asking
those again. Days, words, texts, amounts and contradictions are judged by the same functions as
ever; what is said here a second time is only how a record is nested. Whatever does not fit is a
surprise: then `reading` reads the document anew, and it alone refuses.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from functools import cache
from itertools import chain, repeat
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs

from badgerules import converters
from badgerules.converters import Refusal, exhaust, is_a, setter
from badgerules.money import WHOLE_DIGITS, cents_from
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.serialization import reading
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from attrs import AttrsInstance

    from badgerules.serialization.reading import Hook

    Field = tuple[Hook, Callable[[Any, Any], None], Any, Any]
    """What reads the value of a key and what stores it; where there is none, what would stand there
    in JSON, and what is stored."""

_V = TypeVar("_V")
_WithContradictions = TypeVar("_WithContradictions", Contract, TalentRecord)

REMEMBERED = 2**13
"""How many days are remembered by how they are written: those of 22 years."""

_SAFE_DEPTH = 10_000
"""How deep Python may be allowed to go, ten times as deep as usual, so that a parser that goes too
deep raises an error and does not end the process."""


class _SurpriseError(Exception):
    """Something does not fit, or is not certain to."""


def load_record(document: str | bytes | Mapping[str, Any]) -> TalentRecord:
    """Read a talent record.

    Args:
        document: JSON text, the same in UTF-8, or a mapping as `json.loads` gives it, in which
            dates may be `date` and amounts `Decimal` objects.

    Returns:
        The record.

    Raises:
        DocumentError: if it is no JSON, or not a record; it lists every problem with its path.

    >>> load_record('{"format": 1, "kind": "agency", "contracts": []}').kind
    Kind.AGENCY
    """
    record = loaded_at_once(document)
    return reading.read_record(document) if record is None else record


def loaded_at_once(document: object) -> TalentRecord | None:
    """Return the record of a document in which everything fits, None where that is not certain."""
    try:
        if isinstance(document, str | bytes):
            text = document.decode("utf-8") if isinstance(document, bytes) else document
            return _of_text(text)
        return _of_mapping(document)
    except Exception:  # noqa: BLE001  # whatever it is, `reading` meets it again, and tells it
        return None


def _of_text(text: str) -> TalentRecord:
    if sys.getrecursionlimit() > _SAFE_DEPTH and reading.is_too_deep(text):
        raise _SurpriseError
    raw = reading.lenient_json(text)
    record, keys = _record(raw), _keys_in(raw)
    # Of a repeated key the last is kept; then there are more colons than keys. So there are where
    # a payment has a key too many, which nobody has looked at.
    if text.count(":") != keys and len(reading.signs_outside(text, b":")) != keys:
        raise _SurpriseError
    return record


def _of_mapping(raw: Any) -> TalentRecord:  # noqa: ANN401  # anything may stand there
    """Build a record once its contracts and payments are such as JSON text would give them."""
    contracts = raw.get("contracts", ())
    if type(contracts) not in _LISTS or not {*map(type, contracts)} <= {dict}:
        raise _SurpriseError
    lists = [one.get("payments", ()) for one in contracts]
    if not {*map(type, lists)} <= _LISTS:
        raise _SurpriseError
    payments = [*chain.from_iterable(lists)]
    if not {*map(type, payments)} <= {dict} or not {*map(len, payments)} <= {len(_IN_PAYMENT)}:
        raise _SurpriseError
    return _record(raw)


def _record(raw: Any) -> TalentRecord:  # noqa: ANN401  # anything may stand there
    """Build a record."""
    record = _filled(TalentRecord, _IN_RECORD, raw)
    _set_contracts_known(record, "contracts" in raw)
    return _without_contradiction(record)


def _contracts(raw: Any) -> Any:  # noqa: ANN401  # as above
    """Build contracts, and all of their payments, column by column."""
    if type(raw) not in _LISTS:
        raise _SurpriseError
    if not raw:
        return ()
    lists = [one.get("payments", ()) for one in raw]
    if not {*map(type, lists)} <= _LISTS or not {*chain.from_iterable(raw)} <= _CONTRACT_KEYS:
        raise _SurpriseError
    contracts = [*map(_new_contract, repeat(Contract, len(lists)))]
    for name, (read, store, default, _) in _IN_CONTRACT.items():
        exhaust(map(store, contracts, [read(one.get(name, default)) for one in raw]))
    if Refusal in map(type, map(_id_of, contracts)):  # the others are days and words
        raise _SurpriseError
    days, cents = _days_and_cents([*chain.from_iterable(lists)])
    payments = Payment._all_of_checked_cents(days, cents)
    end = 0
    for contract, own in zip(contracts, lists, strict=True):
        start, end = end, end + len(own)
        _set_payments(contract, tuple(payments[start:end]))
        _without_contradiction(contract)._sum_up(days, cents, range(start, end))
    return _each_id_once(contracts)


def _days_and_cents(raw: list[Any]) -> tuple[list[date], list[int]]:
    """Read payments, column by column."""
    days = [*map(_paid_on, map(_written_day, raw))]
    amounts = [*map(_amount, raw)]
    try:
        return days, all_cents_from(amounts)
    except TypeError:  # decimals in a mapping; the hook refuses numbers
        return days, [*map(cents_from, map(_IN_PAYMENT["amount"], amounts))]


def all_cents_from(amounts: Sequence[str]) -> list[int]:
    """Return amounts as `cents_from` does, but together, and only those that are text.

    Args:
        amounts: US dollars; those with two decimals are read at once.

    Raises:
        InvalidRecordError: as there, for the first that does not fit.
        TypeError: for what is no text.

    >>> all_cents_from(["7850.00", "-0.50"])
    [785000, -50]
    """
    joined = ",".join(amounts)
    if _WITH_CENTS(joined):  # as usual: be quick
        joined = joined.replace(".", "")
        try:
            cents: list[int] = json.loads(f"[{joined}]")  # as int does, in two thirds of the time
        except ValueError:  # an amount begins with a zero, as in "0.50"; JSON knows no such number
            cents = [*map(int, joined.split(","))]
        if len(cents) == len(amounts):  # there was no comma in one of them
            return cents
    return [*map(cents_from, amounts)]


_AMOUNT = rf"-?+[0-9]{{1,{WHOLE_DIGITS}}}+\.[0-9][0-9]"
_WITH_CENTS = re.compile(rf"{_AMOUNT}(?:,{_AMOUNT})*+").fullmatch


def _without_contradiction(built: _WithContradictions) -> _WithContradictions:
    if any(built._contradictions()):
        raise _SurpriseError
    return built


def _keys_in(raw: dict[str, Any]) -> int:
    """Count the keys in the document of a record that was built."""
    contracts: list[dict[str, Any]] = raw.get("contracts", [])
    payments = sum([len(one.get("payments", ())) for one in contracts])
    keys = len(raw) + sum(map(len, contracts)) + len(_IN_PAYMENT) * payments
    return keys + sum([_keys_inside(raw[name]) for name in _OTHER_PARTS if raw.get(name)])


def _keys_inside(part: Any) -> int:  # noqa: ANN401  # any other part of it
    """Count the keys of an object and of the lists in it, or those of a list of objects."""
    if is_a(part, dict):
        return len(part) + sum([_keys_inside(inner) for inner in part.values() if inner])
    return sum(map(len, part)) if is_a(part, list) and is_a(part[0], dict) else 0


def _filled(of: type[_V], fields: Mapping[str, Field], raw: Any) -> _V:  # noqa: ANN401  # as above
    """Return an object with what stands in a JSON object; the whole is not checked yet."""
    given: dict[str, Any] = raw
    if type(raw) is not dict:
        raise _SurpriseError
    built = object.__new__(of)
    for name, value in given.items():
        read, store, default, stored = fields[name]
        checked = stored if value is default else read(value)
        if type(checked) is Refusal:
            raise _SurpriseError
        store(built, checked)
    if len(given) < len(fields):
        for name in fields.keys() - given.keys():
            _, store, default, stored = fields[name]
            if default is attrs.NOTHING:
                raise _SurpriseError
            store(built, stored)
    return built


def _part(of: type[AttrsInstance]) -> Hook:
    """Return what builds one class from a JSON object, or is surprised."""
    fields = _fields_of(of, reading.hooks_of(of, _part)[0])

    def build(raw: Any) -> Any:  # noqa: ANN401  # as above
        built: Any = _filled(of, fields, raw)
        built.__attrs_post_init__()
        return built

    return build


def _fields_of(of: type[AttrsInstance], hooks: Mapping[str, Hook | None]) -> dict[str, Field]:
    """Return what is known of the keys of a class, but for those that stand for no attribute."""
    return {
        one.alias: (
            _read(one, hooks[one.alias]),
            setter(of, one.name),
            one.default,
            None if one.default is attrs.NOTHING else one.converter(one.default),
        )
        for one in attrs.fields(of)
        if one.alias in hooks
    }


def _read(attribute: Any, hook: Hook | None) -> Hook:  # noqa: ANN401  # as above
    """Return what reads the value of an attribute; days and words are looked up."""
    kinds = () if get_origin(attribute.type) is tuple else get_args(attribute.type)
    is_few = any(
        isinstance(kind, type) and issubclass(kind, date | Word)
        for kind in (attribute.type, *kinds)
    )
    return (_remembered if is_few else _in_turn)(hook, attribute.converter)


def _in_turn(hook: Hook | None, converter: Hook) -> Hook:
    return converter if hook is None else lambda raw: converter(hook(raw))


@cache
def _remembered(hook: Hook | None, converter: Hook) -> Hook:
    """Return what reads a value that is told by one of few texts, and remembers what fits."""
    return _Remembered(_in_turn(hook, converter)).__getitem__


class _Remembered(dict[Any, Any]):
    """What values stand for, by how they are written; a full one begins anew."""

    def __init__(self, read: Hook) -> None:
        self._read = read

    def __missing__(self, raw: Any) -> Any:  # noqa: ANN401  # as above
        if raw is not None and type(raw) not in _REMEMBERED_TYPES:
            raise _SurpriseError  # others may be equal to them, and still something else
        value = self._read(raw)
        if type(value) is Refusal:
            raise _SurpriseError  # so that it is not remembered
        if len(self) >= REMEMBERED:
            self.clear()
        self[raw] = value
        return value


def _store_nothing(_: Any, __: Any) -> None:  # noqa: ANN401  # as above
    """Leave out what no attribute stands for."""


_LISTS = {list, tuple}
_REMEMBERED_TYPES = {str, date}
_IN_PAYMENT = reading.PAYMENT_HOOKS
_paid_on = _remembered(_IN_PAYMENT["paid_on"], converters.day)
_written_day, _amount, _id_of = itemgetter("paid_on"), itemgetter("amount"), attrgetter("id")
_new_contract: Callable[[type[Contract]], Contract] = object.__new__
_set_payments = setter(Contract, "payments")
_set_contracts_known = setter(TalentRecord, "contracts_known")
_each_id_once: Any = attrs.fields(TalentRecord).contracts.converter
_IN_CONTRACT = _fields_of(Contract, reading.hooks_of(Contract, _part)[0])
_CONTRACT_KEYS = {*_IN_CONTRACT}
del _IN_CONTRACT["payments"]  # they are no column
_IN_RECORD = {
    **_fields_of(TalentRecord, reading.hooks_of_records(_part)[0]),
    "format": (reading.checked_format, _store_nothing, attrs.NOTHING, None),
    "contracts": (_contracts, setter(TalentRecord, "contracts"), (), ()),
}
_OTHER_PARTS = [
    one.name
    for one in attrs.fields(TalentRecord)
    if one.name != "contracts" and any(map(attrs.has, get_args(one.type)))
]
"""What has keys of its own in a record, besides contracts."""

"""Load a record: quickly where all of it fits, else as `reading` does, which tells every problem.

What fits needs no paths and no words. So all payments of a record are read at once, in loops of the
interpreter, and objects are built of what hooks and converters gave, without asking those again.
Days, words, texts, amounts and contradictions are judged by the same functions as ever; what is
said here a second time is only how a record is nested. Whatever does not fit is a surprise: then
`reading` reads the document anew, and it alone refuses.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs

from badgerules import converters
from badgerules.converters import Refusal, is_a, setter
from badgerules.money import all_cents_from, cents_from
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.serialization import reading
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attrs import AttrsInstance

    from badgerules.serialization.reading import Hook

    Field = tuple[Hook, Callable[[Any, Any], None], Any]
    """What reads the value of a key, what stores it, and what is stored where there is none."""

_V = TypeVar("_V")
_WithContradictions = TypeVar("_WithContradictions", Contract, TalentRecord)

REMEMBERED = 2**13
"""How many days are remembered by how they are written: those of 22 years."""


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
        return _record(document)
    except Exception:  # noqa: BLE001  # whatever it is, `reading` meets it again, and tells it
        return None


def _of_text(text: str) -> TalentRecord:
    if reading.is_too_deep(text):
        raise _SurpriseError
    raw: Any = reading.lenient_json(text)
    record, keys = _record(raw), _keys_in(raw)
    # Of a repeated key the last is kept; then there are more colons than keys.
    if text.count(":") != keys and len(reading.signs_outside(text, b":")) != keys:
        raise _SurpriseError
    return record


def _record(raw: Any) -> TalentRecord:  # noqa: ANN401  # anything may stand there
    """Build a record."""
    record = _filled(TalentRecord, _IN_RECORD, raw)
    _set_contracts_known(record, "contracts" in raw)
    return _without_contradiction(record)


def _contracts(raw: Any) -> Any:  # noqa: ANN401  # as above
    """Build contracts, and all of their payments at once."""
    if type(raw) not in _LISTS:
        raise _SurpriseError
    if not raw:
        return ()
    contracts = [_filled(Contract, _IN_CONTRACT, one) for one in raw]
    lists: list[Any] = [contract.payments for contract in contracts]
    if not {*map(type, lists)} <= _LISTS:
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
    if raw and ({*map(type, raw)} != {dict} or {*map(len, raw)} != {len(_IN_PAYMENT)}):
        raise _SurpriseError
    days = [*map(_paid_on, map(itemgetter("paid_on"), raw))]
    amounts = [*map(itemgetter("amount"), raw)]
    try:
        return days, all_cents_from(amounts)
    except TypeError:  # decimals in a mapping; the hook refuses numbers
        return days, [*map(cents_from, map(_IN_PAYMENT["amount"], amounts))]


def _without_contradiction(built: _WithContradictions) -> _WithContradictions:
    if any(built._contradictions()):
        raise _SurpriseError
    return built


def _keys_in(raw: dict[str, Any]) -> int:
    """Count the keys in the document of a record that was built."""
    contracts: list[dict[str, Any]] = raw.get("contracts", [])
    payments = sum([len(one.get("payments", ())) for one in contracts])
    others = [part for name, part in raw.items() if part and name != "contracts"]
    keys = len(raw) + sum(map(len, contracts)) + len(_IN_PAYMENT) * payments
    return keys + sum(map(_keys_inside, others))


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
        read, store, _ = fields[name]
        checked = read(value)
        if type(checked) is Refusal:
            raise _SurpriseError
        store(built, checked)
    if len(given) < len(fields):
        for name in fields.keys() - given.keys():
            _, store, default = fields[name]
            if default is attrs.NOTHING:
                raise _SurpriseError
            store(built, default)
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
        one.alias: (_read(one, hooks[one.alias]), setter(of, one.name), _default(one))
        for one in attrs.fields(of)
        if one.alias in hooks
    }


def _default(attribute: Any) -> object:  # noqa: ANN401  # of attrs
    is_needed = attribute.default is attrs.NOTHING
    return attrs.NOTHING if is_needed else attribute.converter(attribute.default)


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
    read_anew = _in_turn(hook, converter)

    @lru_cache(REMEMBERED)
    def read(raw: Any) -> Any:  # noqa: ANN401  # as above
        if raw is not None and type(raw) not in _REMEMBERED_TYPES:
            raise _SurpriseError  # others may be equal to them, and still something else
        value = read_anew(raw)
        if type(value) is Refusal:
            raise _SurpriseError  # so that it is not remembered
        return value

    return read


def _as_it_is(raw: Any) -> Any:  # noqa: ANN401  # as above
    return raw


def _store_nothing(_: Any, __: Any) -> None:  # noqa: ANN401  # as above
    """Leave out what no attribute stands for."""


_LISTS = {list, tuple}
_REMEMBERED_TYPES = {str, date}
_IN_PAYMENT = reading.PAYMENT_HOOKS
_paid_on = _remembered(_IN_PAYMENT["paid_on"], converters.day)
_set_payments = setter(Contract, "payments")
_set_contracts_known = setter(TalentRecord, "contracts_known")
_each_id_once: Any = attrs.fields(TalentRecord).contracts.converter
_IN_CONTRACT = {
    **_fields_of(Contract, reading.hooks_of(Contract, _part)[0]),
    "payments": (_as_it_is, _set_payments, ()),
}
_IN_RECORD = {
    **_fields_of(TalentRecord, reading.hooks_of_records(_part)[0]),
    "format": (reading.checked_format, _store_nothing, attrs.NOTHING),
    "contracts": (_contracts, setter(TalentRecord, "contracts"), ()),
}

"""Read records from JSON, format 1: strict, and telling every problem at once.

Nothing is coerced, dropped or guessed. A part that does not fit becomes a `Refusal` that the object
around it reports, so that one error lists every problem with its JSON path. cattrs would coerce,
and stop checking an object once one of its parts is wrong; so it is not used here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, get_args, get_origin

import attrs

from badgerules import converters, talent_facts
from badgerules.client_plans import ClientPlan
from badgerules.converters import (
    LONGEST_INTEGER,
    MOST_PROBLEMS,
    Refusal,
    UnreadNumber,
    is_a,
    most_of,
    nearest,
    problems_in,
    refused,
    written_day,
)
from badgerules.errors import (
    LONGEST_SHOWN,
    DocumentError,
    InvalidRecordError,
    Problem,
    code_for,
    refuse,
    shown,
    unfit,
    with_article,
)
from badgerules.money import DOLLARS_ALLOWED, plainly
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.talent_facts import (
    Certification,
    ExpertVetting,
    PlatformStats,
    Reputation,
    Score,
    Week,
)
from badgerules.vocabulary import UNKNOWN, ProblemCode

if TYPE_CHECKING:
    from attrs import AttrsInstance


FORMAT = 1

DEEPEST = 100
"""In how many lists and objects a part of a document may stand; a saved answer needs seven."""

_SHORT = 10_000
"""How many characters a text has at most in which brackets are counted: longer ones have many."""

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BRACKETS = bytes.maketrans(b"{}", b"[]")

Hook: TypeAlias = Callable[[Any], Any]

_V = TypeVar("_V")


def read_record(document: str | bytes | Mapping[str, Any]) -> TalentRecord:
    """Read a talent record as `load_record` does, and refuse whatever does not fit.

    Args:
        document: as there.

    Raises:
        DocumentError: if it is no JSON, or not a record; it lists every problem with its path.
    """
    raw = parsed_json(document) if isinstance(document, str | bytes) else document
    return load_part(TalentRecord, raw)


def load_part(kind: type[_V], raw: object) -> _V:
    """Read one value by itself, as it stands in a record, from what `json.loads` gives.

    Args:
        kind: its class, one of `LOADABLE`.
        raw: what was given; text is no JSON here.

    Raises:
        DocumentError: if it does not fit; it lists every problem with its path from here.
    """
    if not is_a(raw, Mapping):  # it may be anything, so it is not repeated (DIV-13)
        found = _FOUND.get(type(raw)) or with_article(type(raw))
        hint = _READ_IT if isinstance(raw, PathLike) else ""
        raise DocumentError((unfit(ProblemCode.WRONG_TYPE, "an object", found, at="$", hint=hint),))
    built: _V | Refusal = _BUILD_PART[kind](raw)
    if isinstance(built, Refusal):
        raise DocumentError(tuple(problem.below("$") for problem in built.problems))
    return built


_READ_IT = "; read the file first, as path.read_bytes() does"
_FOUND: Mapping[type, str] = {
    **dict.fromkeys((int, float, UnreadNumber), "a number"),
    str: "text",
    bool: "true or false",
    type(None): "null",
}
"""What stands in JSON in the place of an object, but for a list."""


class _RepeatedKeys(dict[str, Any]):
    """A JSON object in which a key stood more than once; `json` itself would keep the last."""

    repeated: tuple[str, ...]


def parsed_json(document: str | bytes) -> object:
    """Parse JSON text without losing or changing anything; raise one clear error if it is none."""
    text = _decoded(document) if isinstance(document, bytes) else document
    if text.startswith("\ufeff"):
        raise _no_json(what="begin with no byte order mark; save it as plain UTF-8")
    if is_too_deep(text):
        raise _no_json(what=f"be nested less deeply, at most {DEEPEST} levels")
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        found = f"something else at {where}: {error.msg.lower()}" if text.strip() else "nothing"
        hint = _READ_IT if text.endswith(".json") else ""  # the name of a file
        raise _no_json(what=f"be JSON, got {found}{hint}") from None


def is_too_deep(text: str) -> bool:
    """Tell whether lists and objects stand in one another too deeply, before they are parsed.

    How deep Python can go depends on its version and on who calls. Of text that is no JSON the
    answer may be yes where a bracket is missing: it is refused either way.
    """
    if len(text) <= _SHORT and text.count("[") + text.count("{") <= DEEPEST:
        return False
    signs = signs_outside(text, b"{}[]").translate(_BRACKETS)
    for levels in range(DEEPEST + 1):
        if b"[]" not in signs:
            return levels + signs.count(b"[") > DEEPEST
        signs = signs.replace(b"[]", b"")  # the innermost level
    return True


def signs_outside(text: str, signs: bytes) -> bytes:
    """Return some signs of JSON, as they follow one another outside of the texts in it.

    Args:
        text: the JSON; of what is none, signs may be missing or too many.
        signs: those to look for, in ASCII.
    """
    if "\\" in text:
        text = _ESCAPED.sub("", text)
    found = text.encode("utf-8", "surrogatepass").translate(None, delete=_all_but(signs))
    found = found.replace(b'""', b"")  # now only what holds a sign is still in quotes
    return b"".join(found.split(b'"')[::2])


@cache
def _all_but(signs: bytes) -> bytes:
    return bytes({*range(256)} - {*signs, *b'"'})


def _decoded(document: bytes) -> str:
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_json(what=f"be UTF-8, got another encoding at byte {error.start}") from None


def _no_json(what: str) -> DocumentError:
    code, allowed = ProblemCode.WRONG_FORM, "JSON in UTF-8"
    return DocumentError((unfit(code, allowed, "text", at="$", message=f"must {what}"),))


def _integer(text: str) -> int | UnreadNumber:
    return int(text) if len(text) <= LONGEST_INTEGER else UnreadNumber(text, is_whole=True)


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked = _RepeatedKeys(found)
    times = Counter(name for name, _ in pairs)
    marked.repeated = tuple(name for name, count in times.items() if count > 1)
    return marked


_decoder = partial(
    json.JSONDecoder, parse_int=_integer, parse_float=UnreadNumber, parse_constant=UnreadNumber
)
_DECODER = _decoder(object_pairs_hook=_object_of)
lenient_json: Callable[[str], Any] = _decoder().decode
"""Parse JSON text as `parsed_json` does, but for errors, depth and repeated keys; it is quicker."""


def _record(*, format: Any, **facts: Any) -> TalentRecord:  # noqa: A002, ANN401  # as in JSON
    """Build a record from facts given in the one format there is.

    Contracts that are left out are not known; an empty list says that there are none.
    """
    if "contracts" not in facts:
        facts |= {"contracts": (), "contracts_known": False}
    problems = tuple(problems_in({"format": format}))
    try:
        record = TalentRecord(**facts)
    except InvalidRecordError as error:
        raise InvalidRecordError(noun="record", problems=(*problems, *error.problems)) from None
    refuse("record", problems)
    return record


def checked_format(raw: Any) -> Any:  # noqa: ANN401  # anything may stand there
    """Accept the one format that there is."""
    if type(raw) is int and raw == FORMAT:
        return raw
    return refused(raw, code_for(raw, int, ProblemCode.UNKNOWN_VALUE), f"{FORMAT}")


def _day(raw: Any) -> Any:  # noqa: ANN401  # as above
    """Turn the one accepted spelling of a date into a date."""
    if isinstance(raw, str):
        return written_day(raw)
    if isinstance(raw, date) or raw is None or raw is UNKNOWN:
        return raw
    message = f"must be a date as YYYY-MM-DD, got {shown(raw)}"
    return refused(raw, ProblemCode.WRONG_TYPE, "a date", message=message)


def _money(raw: Any) -> Any:  # noqa: ANN401  # as above
    """Accept text and decimals, which are exact; refuse a JSON number."""
    if isinstance(raw, str | Decimal):
        return raw
    written = plainly(shown(raw)) if type(raw) in {int, float, UnreadNumber} else ""
    hint = f'; write it as text, "{written}"' if written else ""
    return refused(raw, ProblemCode.WRONG_TYPE, DOLLARS_ALLOWED, hint=hint)


def _stars(raw: Any) -> Any:  # noqa: ANN401  # as above
    """Let through the exact spellings of an average of stars; a JSON number is none."""
    if isinstance(raw, str | Decimal) or raw is None or raw is UNKNOWN:
        return raw
    return refused(raw, ProblemCode.WRONG_TYPE, 'a string of stars such as "4.80"')


def _optional_money(raw: Any) -> Any:  # noqa: ANN401  # as above
    """Let through what is not told, and amounts as in payments."""
    return None if raw is None else _money(raw)


def _list_of(hook: Hook) -> Hook:
    def build(raw: Any) -> Any:  # noqa: ANN401  # as above
        if not (is_a(raw, list) or is_a(raw, tuple)):
            return refused(raw, ProblemCode.WRONG_TYPE, "a list")
        items: list[Any] = []
        problems = 0
        for item in raw:
            built = hook(item)
            items.append(built)
            if type(built) is Refusal:
                problems += len(built.problems)
                if problems > MOST_PROBLEMS:  # more would not be listed either
                    break
        return tuple(items)

    return build


def _unless_none(hook: Hook) -> Hook:
    def build(raw: Any) -> Any:  # noqa: ANN401  # as above
        return None if raw is None else hook(raw)

    return build


def _missing(of: type[AttrsInstance], name: str, hook: Hook | None) -> Any:  # noqa: ANN401
    """Return the refusal of a key that is not there; what it may be is asked of its converters."""
    field: Any = attrs.fields_dict(of).get(name)
    check: Hook = hook or field.converter
    (problem,) = check(_NOTHING).problems
    message = f"is missing; it must be {problem.allowed}"
    return refused(None, ProblemCode.MISSING, problem.allowed, message=message)


_NOTHING = object()


def _build(
    of: type[AttrsInstance],
    hooks: Mapping[str, Hook | None],
    required: Iterable[str],
    whole: Callable[..., Any] | None = None,
) -> Hook:
    """Return the hook that builds one class from a JSON object, or refuses it.

    Args:
        of: the class.
        hooks: for each known key the function that converts its value; None takes it as it is.
        required: the keys that must be there.
        whole: what builds it; None for the class itself.
    """
    needed, make = tuple(required), whole or of

    def build(raw: Any) -> Any:  # noqa: ANN401  # anything may stand there
        if not is_a(raw, Mapping):
            return _no_object(raw)
        if of is talent_facts.Certification and talent_facts.is_of_skill(raw):
            return talent_facts.SKILL_CERTIFICATE_REFUSED
        given: dict[str, Any] = {}
        for name in raw.keys() & hooks.keys():
            hook = hooks[name]
            given[name] = raw[name] if hook is None else hook(raw[name])
        for name in needed:
            if name not in raw:
                given[name] = _missing(of, name, hooks[name])
        problems = (*most_of(_unknown_keys(raw, hooks)), *most_of(_repeated_keys(raw)))
        try:
            built = make(**given)
        except InvalidRecordError as error:
            problems = (*error.problems, *problems)
        else:
            if not problems:
                return built
        return Refusal(problems=problems, given=given)

    return build


def _no_object(raw: object) -> Any:  # noqa: ANN401  # a refusal
    """Refuse a value that is no object; the contents of a list are not repeated (DIV-13)."""
    if not is_a(raw, list):
        return refused(raw, ProblemCode.WRONG_TYPE, "an object")
    message = "must be an object, got a list"
    return refused([], ProblemCode.WRONG_TYPE, "an object", message=message)


def _unknown_keys(raw: Mapping[Any, Any], known: Mapping[str, Any]) -> Iterator[Problem]:
    """Find keys that are unknown."""
    for name in raw:
        if name not in known:
            hint = nearest(name, known) if is_a(name, str) else ""
            message = f"is not a known key{hint} (known: {', '.join(known)})"
            yield unfit(
                ProblemCode.UNKNOWN_KEY,
                "a known key",
                shown(name),
                at=json_step(name),
                message=message,
            )


def repeated_keys(document: Any, path: str = "$") -> Iterator[Problem]:  # noqa: ANN401  # any JSON
    """Find repeated keys in every object of a parsed document."""
    inside: Iterable[tuple[str, Any]] = ()
    if is_a(document, dict):
        yield from (problem.below(path) for problem in _repeated_keys(document))
        inside = ((below(path, name), inner) for name, inner in document.items())
    elif is_a(document, list):
        inside = ((f"{path}[{place}]", inner) for place, inner in enumerate(document))
    for place, inner in inside:
        yield from repeated_keys(inner, place)


def _repeated_keys(raw: Mapping[Any, Any]) -> Iterator[Problem]:
    """Find keys that were repeated in the text of one object."""
    for name in getattr(raw, "repeated", ()):
        message = "stands more than once; each key may stand once"
        yield unfit(ProblemCode.REPEATED, "one", shown(name), at=json_step(name), message=message)


_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*").fullmatch


def below(path: str, name: object) -> str:
    """Return the JSON path of the value of a key."""
    step = json_step(name)
    return f"{path}{step}" if step.startswith("[") else f"{path}.{step}"


def json_step(name: object) -> str:
    """Return a key as a step of a JSON path."""
    if isinstance(name, str) and len(name) <= LONGEST_SHOWN and _PLAIN_KEY(name):
        return name
    return f"[{shown(name)}]"


def _payment(raw: Any) -> Any:  # noqa: ANN401  # anything may stand there
    """Build a valid payment quickly, as records are mostly payments; check any other fully."""
    if type(raw) is dict:
        fields = cast("dict[str, object]", raw)
        day, amount = fields.get("paid_on"), fields.get("amount")
        if len(fields) == len(PAYMENT_HOOKS) and type(day) is str and type(amount) is str:
            paid_on, cents = written_day(day), converters.cents(amount)
            if type(paid_on) is date and type(cents) is int:
                return Payment._of_checked_cents(paid_on, cents)
    return _build_payment(raw)


PAYMENT_HOOKS: Mapping[str, Hook] = {"paid_on": _day, "amount": _money}
_build_payment = _build(Payment, PAYMENT_HOOKS, PAYMENT_HOOKS)


def _full(kind: type[AttrsInstance]) -> Hook:
    """Return what builds a class from a JSON object, or refuses it with every problem."""
    return _build(kind, *hooks_of(kind, _full))


def _hook_for(kind: Any, part: Callable[[type[AttrsInstance]], Hook]) -> Hook | None:  # noqa: ANN401  # a type
    """Choose the hook for the declared type of an attribute; None where the class checks it all."""
    inside = get_args(kind)
    if get_origin(kind) is tuple:
        item = _hook_for(inside[0], part)
        return None if item is None else _list_of(item)
    if kind is Payment:
        return _payment
    if attrs.has(kind):
        return part(kind)
    for type_, hook in ((date, _day), (Decimal, _stars)):
        if kind is type_ or type_ in inside:
            return hook
    for member in inside:
        inner = _hook_for(member, part)
        if inner is not None:
            return _unless_none(inner)
    return None


def hooks_of(
    kind: type[AttrsInstance], part: Callable[[type[AttrsInstance]], Hook]
) -> tuple[dict[str, Hook | None], list[str]]:
    """Return a hook for each argument of a class, and which arguments it needs.

    Args:
        kind: the class.
        part: gives the hook that builds a class in turn, where an argument is one of ours.
    """
    resolved = attrs.fields(attrs.resolve_types(kind))
    attributes = [attribute for attribute in resolved if attribute.init]
    required = [attribute.alias for attribute in attributes if attribute.default is attrs.NOTHING]
    hooks = {attribute.alias: _hook_for(attribute.type, part) for attribute in attributes}
    if kind is PlatformStats:
        hooks["earnings_12_months"] = _optional_money  # dollars, and not stars
    return hooks, required


def hooks_of_records(
    part: Callable[[type[AttrsInstance]], Hook],
) -> tuple[dict[str, Hook | None], list[str]]:
    """Return the same for a record, as JSON has it."""
    hooks, required = hooks_of(TalentRecord, part)
    del hooks["contracts_known"]  # JSON says it by the key `contracts`, there or not
    required.remove("contracts")
    return {"format": checked_format, **hooks}, ["format", *required]


_PARTS = (
    Contract,
    Payment,
    ClientPlan,
    Reputation,
    Score,
    Week,
    PlatformStats,
    ExpertVetting,
    Certification,
)
_BUILD_PART: Mapping[type, Hook] = {
    TalentRecord: _build(TalentRecord, *hooks_of_records(_full), _record),
    **{kind: cast("Hook", _hook_for(kind, _full)) for kind in _PARTS},
}
LOADABLE = tuple(_BUILD_PART)
"""The classes of what can be read by itself: a record, each of its parts, a plan."""

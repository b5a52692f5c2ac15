"""What of the JSON of records and answers is read, or said, no longer, by their schemas.

Whatever a record of the last release could say must still be read; whatever its answers said must
still stand there. Words that describe, and the order of keys, are no part of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema: TypeAlias = dict[str, Any]

RECORD = "record"
"""The one document that users write; all others are answers."""

IN_WORDS = {"description", "title", "default", "$schema", "$id", "$defs", "properties"}
NAMED = "$named"
"""The key under which a part keeps the name by which it was referred to."""

HELD_APART = {
    *("properties", "required", "additionalProperties", "items", "enum", "anyOf", "allOf"),
    NAMED,
}
LONGEST = 60


def json_breaks(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Find what of each document is read, or said, no longer; a part of several is told once."""
    for name, before in old["schemas"].items():
        after = new["schemas"].get(name)
        if after is None:
            found = iter([f"{name}: has no schema any more"])
        elif name == RECORD:
            found = beyond(whole(before, before), whole(after, after), name, is_open=False)
        else:
            found = beyond(whole(after, after), whole(before, before), name, is_open=True)
        yield from (f"JSON of {'records' if name == RECORD else 'answers'}, {one}" for one in found)


def is_object(part: object) -> TypeGuard[Schema]:
    """Tell whether a part of a schema is an object."""
    return isinstance(part, dict)


def is_list(part: object) -> TypeGuard[list[Any]]:
    """Tell whether a part of a schema is a list."""
    return isinstance(part, list)


def whole(part: object, root: Schema) -> Any:  # noqa: ANN401  # any JSON
    """Return a schema with every reference replaced by what it refers to, and without words."""
    if is_list(part):
        return [whole(one, root) for one in part]
    if not is_object(part):
        return part
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return whole(root["$defs"][name], root) | {NAMED: name}
    kept = {key: whole(value, root) for key, value in part.items() if key not in IN_WORDS}
    names: Schema = part.get("properties", {})
    return kept | {"properties": {name: whole(one, root) for name, one in names.items()}}


def beyond(inner: object, outer: object, path: str, *, is_open: bool) -> Iterator[str]:
    """Find where one schema allows what another does not.

    Args:
        inner: what may come: records as they were, or answers as they are.
        outer: what it is held against: records as they are, or answers as they were.
        path: where in the document, or in the part that has a name of its own.
        is_open: whether keys may come that `outer` does not know, as in answers.
    """
    if inner == outer:
        return
    if not (is_object(inner) and is_object(outer)):
        yield f"{path}: is {shown(inner)}, not {shown(outer)}"
        return
    if inner.get(NAMED) == outer.get(NAMED):
        path = inner.get(NAMED, path)
    yield from beyond_keys(inner, outer, path, is_open=is_open)
    if "items" in outer:
        yield from beyond(inner.get("items"), outer["items"], f"{path}[]", is_open=is_open)
    if "anyOf" in inner or "anyOf" in outer:
        for one in inner.get("anyOf", [inner]):
            known = outer.get("anyOf", [outer])
            tries = [list(beyond(one, each, path, is_open=is_open)) for each in known]
            yield from min(tries, key=len)
    else:
        yield from beyond_limits(inner, outer, path, is_open=is_open)


def beyond_limits(inner: Schema, outer: Schema, path: str, *, is_open: bool) -> Iterator[str]:
    """Find words, limits and conditions of one schema that another does not have."""
    if "enum" in outer:
        for word in inner.get("enum", ["any word"]):
            if word not in outer["enum"]:
                yield f"{path}: {word!r} is one word too many"
    for key in sorted(outer.keys() - HELD_APART):
        if not is_within(inner.get(key), outer[key], key):
            yield f"{path}: {key} is {shown(inner.get(key))}, not {shown(outer[key])}"
    for each in outer.get("allOf", ()):
        if not any(is_as_strict(one, each, is_open=is_open) for one in inner.get("allOf", ())):
            yield f"{path}: a condition has changed: {shown(each)}"


def beyond_keys(inner: Schema, outer: Schema, path: str, *, is_open: bool) -> Iterator[str]:
    """Find keys of an object that came or went, and go on below those that stayed."""
    own: Schema = inner["properties"]
    other: Schema = outer["properties"]
    missing = set(outer.get("required", ())) - set(inner.get("required", ()))
    for name in sorted(own.keys() | other.keys()):
        if name not in other and not is_open:
            yield f"{path}.{name}: is no longer known"
        elif name not in own and is_open:
            yield f"{path}.{name}: is gone"
        elif name in missing:
            yield f"{path}.{name}: " + ("may be missing" if is_open else "must be given now")
        if name in own and name in other:
            yield from beyond(own[name], other[name], f"{path}.{name}", is_open=is_open)


def is_within(own: Any, other: Any, key: str) -> bool:  # noqa: ANN401  # any JSON
    """Tell whether a limit is at least as strict as another."""
    if key in {"minimum", "minItems"} and own is not None:
        return bool(own >= other)
    if key in {"maximum", "maxLength"} and own is not None:
        return bool(own <= other)
    return bool(own == other)


def is_as_strict(own: Schema, other: Schema, *, is_open: bool) -> bool:
    """Tell whether a condition asks for all that another asks for; what it forbids may come."""
    if not is_open:
        return own == other
    then = (own.get("then", {"properties": {}}), other.get("then", {"properties": {}}))
    return own["if"] == other["if"] and not list(beyond(*then, "", is_open=True))


def shown(part: object) -> str:
    """Return a part of a schema on one short line."""
    text = json.dumps(part)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."

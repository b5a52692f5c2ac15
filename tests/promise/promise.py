"""The gate of the promise: no release breaks its users unless its major version says so.

It compares what is here with the last release, which is the last tag `v*`: public names and
signatures (griffe), and the JSON of records and answers (their schemas). Whatever a record of the
last release could say must still be read; whatever its answers said must still stand there.

    python tests/promise/promise.py [TOP OF A CLONE]
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema: TypeAlias = dict[str, Any]

ROOT = Path(__file__).parents[2]
RECORD = "record"
"""The one document that users write; all others are answers."""

IN_WORDS = {"description", "title", "default", "$schema", "$id", "$defs", "properties"}
HELD_APART = {"properties", "required", "additionalProperties", "items", "enum", "anyOf", "allOf"}
LONGEST = 60

PROGRAM = """
import json, badgerules as b
schemas = {document.value: b.json_schema(document) for document in b.Document}
print(json.dumps({"version": b.__version__, "schemas": schemas}))
"""


def main(arguments: list[str]) -> int:
    """Compare a clone with its last release; return 1 if something broke without notice."""
    root = Path(arguments[0]) if arguments else ROOT
    tag = last_release(root)
    if tag is None:
        print("no release yet: there is nothing to keep")
        return 0
    with TemporaryDirectory() as folder:
        unpack(root, tag, Path(folder))
        found = breaks_between(Path(folder) / "src", root / "src")
        old, new = described(Path(folder) / "src")["version"], described(root / "src")["version"]
    for one in found:
        print(f"{tag} is broken: {one}")
    if found and major(new) <= major(old):
        print(f"{len(found)} breaks since {tag}, but version {new} is no new major version")
        return 1
    print(f"{len(found)} breaks between {tag} and {new}")
    return 0


def last_release(root: Path) -> str | None:
    """Return the last tag of a version, None if there is none."""
    asked = ["git", "-C", str(root), "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(asked, capture_output=True, check=False, text=True)
    return done.stdout.strip() or None


def unpack(root: Path, tag: str, folder: Path) -> None:
    """Write the sources of a release into a folder."""
    archive = subprocess.run(
        ["git", "-C", str(root), "archive", tag, "src"],  # noqa: S607  # whichever git there is
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")


def major(version: str) -> int:
    """Return the major version."""
    return int(version.partition(".")[0])


def described(sources: Path) -> dict[str, Any]:
    """Return version and schemas of the library in a folder, told by itself."""
    # Not measured: the folder is gone before its lines are counted.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM],
        capture_output=True,
        check=True,
        text=True,
        env={**kept, "PYTHONPATH": str(sources)},
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def breaks_between(old: Path, new: Path) -> list[str]:
    """Return what broke between two folders of sources."""
    return [*python_breaks(old, new), *json_breaks(described(old), described(new))]


def python_breaks(old: Path, new: Path) -> Iterator[str]:
    """Find public names and arguments that are gone, or are asked for; words stand in JSON."""
    before, after = (griffe.load("badgerules", search_paths=[one]) for one in (old, new))
    names = list(map(str, before.exports or ()))
    yield from (f"{name}: is gone" for name in names if name not in after.members)
    public = tuple(before[name].canonical_path + "." for name in names)
    for found in griffe.find_breaking_changes(before, after):
        is_value = found.kind is griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE
        if not is_value and f"{found.obj.canonical_path}.".startswith(public):
            yield f"{found.obj.path}: {found.kind.value} {found.details}".rstrip()


def json_breaks(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Find what of each document is read, or said, no longer."""
    for name, before in old["schemas"].items():
        after = new["schemas"].get(name)
        if after is None:
            yield f"{name}: has no schema any more"
        elif name == RECORD:
            yield from beyond(whole(before, before), whole(after, after), name, is_open=False)
        else:
            yield from beyond(whole(after, after), whole(before, before), name, is_open=True)


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
        return whole(root["$defs"][part["$ref"].rpartition("/")[2]], root)
    kept = {key: whole(value, root) for key, value in part.items() if key not in IN_WORDS}
    names: Schema = part.get("properties", {})
    return kept | {"properties": {name: whole(one, root) for name, one in names.items()}}


def beyond(inner: object, outer: object, path: str, *, is_open: bool) -> Iterator[str]:
    """Find where one schema allows what another does not.

    Args:
        inner: what may come: records as they were, or answers as they are.
        outer: what it is held against: records as they are, or answers as they were.
        path: where in the document.
        is_open: whether keys may come that `outer` does not know, as in answers.
    """
    if inner == outer:
        return
    if not (is_object(inner) and is_object(outer)):
        yield f"{path}: is {shown(inner)}, not {shown(outer)}"
        return
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

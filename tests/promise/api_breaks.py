"""What users of one version can no longer do with another, by what `public_api` told of both.

Whatever was called, read or derived from must still be there and mean the same: each argument, by
name and by position as before, with the default it had. What comes in addition breaks nobody, and
neither does an argument that need no longer be given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Told: TypeAlias = dict[str, Any]
Names: TypeAlias = "Mapping[str, Told]"
"""What was told of each public name."""

BY_NAME = {"POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY"}
BY_POSITION = {"POSITIONAL_OR_KEYWORD", "POSITIONAL_ONLY"}
ALL_POSITIONS, ALL_NAMES = "VAR_POSITIONAL", "VAR_KEYWORD"
STARS = {ALL_POSITIONS: "*", ALL_NAMES: "**"}
STILL_FITS = {("method", "class method")}
"""A kind that may become another: who called it on an object still can."""
LONGEST = 60


def api_breaks(old: Told, new: Told) -> Iterator[str]:
    """Find what broke, in sentences that can stand in a changelog."""
    for module, why in new["unread"].items():
        if module not in old["unread"]:
            yield f"`{module}` cannot be imported where it could be: {why}"
    unread = tuple(f"{module}." for module in new["unread"])
    names = {path: was for path, was in old["names"].items() if not path.startswith(unread)}
    found = [
        (path, text)
        for path, was in names.items()
        for text in name_breaks(path, was, names, new["names"])
    ]
    told = set(found)
    for path, text in found:
        if told.isdisjoint((above, text) for above in inherited(path, names)):
            yield f"`{path}` {text}"


def inherited(path: str, names: Names) -> Iterator[str]:
    """Find the names in public base classes from which a class or a member comes."""
    owner, _, member = path.rpartition(".")
    yield from names[path].get("bases", ())
    yield from (f"{base}.{member}" for base in names.get(owner, {}).get("bases", ()))


def name_breaks(path: str, was: Told, old: Names, new: Names) -> Iterator[str]:
    """Find what became of a name; what is below a name that is gone is not told again."""
    owner, now = path.rpartition(".")[0], new.get(path)
    if owner in old and (owner not in new or old[owner]["kind"] != new[owner]["kind"]):
        return
    if now is None:
        yield "is gone"
        return
    if was["kind"] != now["kind"] and (was["kind"], now["kind"]) not in STILL_FITS:
        yield f"is of the kind {now['kind']} now, was {was['kind']}"
        return
    if was.get("value") != now.get("value"):
        yield f"is {short(now['value'])} now, was {short(was['value'])}"
    for base in was.get("bases", ()):
        is_gone_itself = base in old and base not in new
        if base not in now["bases"] and not is_gone_itself:
            yield f"is no `{base.removeprefix('builtins.')}` any more"
    for operation in was.get("operations", ()):
        if operation not in now["operations"]:
            yield f"has no `{operation}` any more"
    yield from call_breaks(was.get("call", []), now.get("call", []))


def call_breaks(old: list[Told], new: list[Told]) -> Iterator[str]:
    """Find calls that were right and are not, or that mean something else."""
    for place, was in enumerate(old):
        yield from (star_breaks if was["kind"] in STARS else argument_breaks)(place, was, new)
    unnamed = sum(one["kind"] == "POSITIONAL_ONLY" for one in old)
    known = {one["name"] for one in [*old[unnamed:], *placed(new)[:unnamed]]}
    for one in new:
        if one["name"] not in known and one["kind"] not in STARS and one["default"] is None:
            yield f"needs `{one['name']}` now"


def placed(arguments: list[Told]) -> list[Told]:
    """Return the arguments that can be given by position."""
    return [one for one in arguments if one["kind"] in BY_POSITION]


def star_breaks(place: int, was: Told, new: list[Told]) -> Iterator[str]:
    """Find what became of an argument that takes the rest; a new position would take from it."""
    kind = was["kind"]
    is_there = any(one["kind"] == kind for one in new)
    if not is_there or (kind == ALL_POSITIONS and len(placed(new)) > place):
        yield f"takes `{STARS[kind]}{was['name']}` no longer as before"


def argument_breaks(place: int, was: Told, new: list[Told]) -> Iterator[str]:
    """Find what became of one argument: by name, by position, and when it is left out."""
    name, kind, rest = was["name"], was["kind"], {one["kind"] for one in new}
    same = next((one for one in new if one["name"] == name), None)
    there = next(iter(placed(new)[place:]), None)
    if kind == "POSITIONAL_ONLY":
        same = there
    elif same is None and ALL_NAMES not in rest:
        yield f"takes no `{name}` any more"
        return
    elif same is not None and same["kind"] not in BY_NAME:
        yield f"takes `{name}` by name no longer"
    if kind in BY_POSITION and (there is not same or (there is None and ALL_POSITIONS not in rest)):
        yield f"takes `{name}` by position no longer"
    if same is not None and was["default"] is not None:
        yield from default_breaks(name, was["default"], same["default"])


def default_breaks(name: str, old: Told, new: Told | None) -> Iterator[str]:
    """Find where a default is gone or another."""
    if new is None:
        yield f"has no default for `{name}` any more"
    elif old["shown"] != new["shown"]:
        yield f"has {short(new['shown'])} as default for `{name}` now, was {short(old['shown'])}"
    else:
        # A field that came or went, and what it usually holds, is told of its class alone.
        for field, held in old["fields"].items():
            holds = new["fields"].get(field, held)
            if not (held["is_usual"] and holds["is_usual"]):
                yield from default_breaks(f"{name}.{field}", held, holds)


def short(text: str) -> str:
    """Return a text on one short line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}..."

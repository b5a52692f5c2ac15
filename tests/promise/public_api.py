"""What a library can be asked, told by itself as JSON: all that its users can name, call and read.

    python -P tests/promise/public_api.py TOP

It runs in a process of its own, with `TOP/src` first on the path, so that two versions never meet.
Public is what the reference (`docs/reference/api`) documents, and what the package itself
exports by `__all__`. Signatures are those that `inspect` finds on what was imported, so
constructors that attrs wrote are among them.

Annotations are not told. The same type can be written in many ways, and most of them cannot be
evaluated outside of a type checker; `typing_tests` and `tests/downstream` hold the types.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from dis import get_instructions
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Told: TypeAlias = dict[str, Any]

PACKAGE = "badgerules"
REFERENCE = Path("docs/reference/api")
DOCUMENTED = re.compile(r"^\.\. [\w:]+:: (badgerules\.[\w.]+)$", re.MULTILINE)
ADDRESS = re.compile(r" at 0x[0-9a-f]+")

OPERATIONS = (
    *("hash", "eq", "lt", "le", "gt", "ge"),
    *("iter", "next", "reversed", "len", "contains", "getitem"),
    *("call", "enter", "exit", "int", "float", "index"),
    *("add", "sub", "mul", "neg", "abs", "and", "or"),
)
"""What a value may allow beside its methods; truth values are none of our promises."""

ANYTHING = (
    {"name": "args", "kind": "VAR_POSITIONAL", "default": None},
    {"name": "kwargs", "kind": "VAR_KEYWORD", "default": None},
)


def main(top: Path) -> None:
    """Print what the library below a folder is.

    Raises:
        SystemExit: if another one was imported in its place.
    """
    package, sources = import_module(PACKAGE), (top / "src").resolve()
    if not Path(str(package.__file__)).resolve().is_relative_to(sources):
        sys.exit(f"{PACKAGE} must be in {sources}, was found as {package.__file__}")
    schemas = import_module(f"{PACKAGE}.schemas")
    pages = sorted((top / REFERENCE).glob("*.md"))
    names, unread = public("\n".join(page.read_text("utf-8") for page in pages))
    told = {
        "version": package.__version__,
        "schemas": {one.value: schemas.json_schema(one) for one in schemas.Document},
        "names": dict(entries(names)),
        "unread": unread,
    }
    json.dump(told, sys.stdout)


def public(reference: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return whatever is public by its full name, and why modules cannot be imported here."""
    documented = DOCUMENTED.findall(reference)
    names: dict[str, Any] = {}
    unread: dict[str, str] = {}
    for path in dict.fromkeys([PACKAGE, *(one.rpartition(".")[0] for one in documented)]):
        try:
            module = import_module(path)
        except ModuleNotFoundError as error:
            if error.name != path:  # else it is no longer there, and so are its names
                unread[path] = str(error)
            continue
        except ImportError as error:
            unread[path] = str(error)
            continue
        exported = [f"{path}.{name}" for name in module.__all__] if path == PACKAGE else []
        for full in dict.fromkeys([*documented, *exported]):
            place, _, name = full.rpartition(".")
            if place == path and hasattr(module, name):
                names[full] = getattr(module, name)
    return names, unread


def entries(names: Mapping[str, Any]) -> Iterator[tuple[str, Told]]:
    """Go through public names, and through the public members of classes below them."""
    for name, one in names.items():
        if isinstance(one, type):
            yield name, class_entry(one, names)
            for below, entry in members(one):
                yield f"{name}.{below}", entry
        elif callable(one):
            yield name, {"kind": "function", "call": arguments(one)}
        else:
            yield name, {"kind": type(one).__qualname__}


def class_entry(whole: type, names: Mapping[str, Any]) -> Told:
    """Tell how a class is called, what it derives from and which operations its values allow."""
    is_enum = Enum in whole.__mro__
    return {
        "kind": "enum" if is_enum else "class",
        "bases": [name for base in whole.__mro__[1:-1] for name in names_of(base, names)],
        "operations": [*operations(whole)],
        "call": [] if is_enum else arguments(whole),
    }


def names_of(base: type, names: Mapping[str, Any]) -> list[str]:
    """Return the names under which users know a base, none of one that is not public."""
    if is_ours(base):
        return [name for name, one in names.items() if one is base]
    return [f"{base.__module__}.{base.__qualname__}"]


def is_ours(whole: type) -> bool:
    """Tell whether a class is the library's own."""
    return whole.__module__.partition(".")[0] == PACKAGE


def operations(whole: type) -> Iterator[str]:
    """Find the special methods that make a value more than an object."""
    for name in (f"__{one}__" for one in OPERATIONS):
        found = next((vars(one)[name] for one in whole.__mro__ if name in vars(one)), None)
        is_plain = found is vars(object).get(name) and name != "__hash__"
        if found is not None and not is_plain:
            yield name


def members(whole: type) -> Iterator[tuple[str, Told]]:
    """Go through public methods and attributes, and through the members of an enum."""
    words = getattr(whole, "__members__", {})
    for name, word in words.items():
        yield name, {"kind": "member", "value": shown(word.value)}
    found: dict[str, object] = {}
    for base in filter(is_ours, reversed(whole.__mro__)):
        found |= dict.fromkeys(set_by_constructor(base)) | vars(base)
    for name, one in found.items():
        if not name.startswith("_") and name not in words:
            yield name, member(whole, name, one)


def set_by_constructor(whole: type) -> Iterator[str]:
    """Find the attributes that a constructor written by hand sets, as those of errors do."""
    written = vars(whole).get("__init__")
    if inspect.isfunction(written):
        yield from (one.argval for one in get_instructions(written) if one.opname == "STORE_ATTR")


def member(whole: type, name: str, one: object) -> Told:
    """Tell how a method is called; whatever else a class holds is an attribute."""
    if isinstance(one, classmethod | staticmethod):
        return {"kind": "class method", "call": arguments(getattr(whole, name))}
    if callable(one) and not isinstance(one, type):
        _, *rest = arguments(one)
        return {"kind": "method", "call": rest}
    return {"kind": "attribute"}


def arguments(one: Any) -> list[Told]:  # noqa: ANN401  # whatever can be called
    """Tell the arguments of a call, each with its name, its kind and its default."""
    try:
        found = inspect.signature(one).parameters.values()
    except ValueError:  # written in C, and silent about it
        return [*ANYTHING]
    # What attrs makes anew for each object is not shown by signatures.
    made = {each.alias: each.default for each in attrs.fields(one)} if attrs.has(one) else {}
    return [
        {
            "name": each.name,
            "kind": each.kind.name,
            "default": None
            if each.default is each.empty
            else default(made[each.name] if each.default is attrs.NOTHING else each.default),
        }
        for each in found
    ]


def default(value: object) -> Told:
    """Tell a default; of a value object what its fields hold, so that a new field moves nothing."""
    kind = type(value)
    fields = [one for one in attrs.fields(kind) if one.init] if attrs.has(kind) else []
    is_public = getattr(sys.modules[PACKAGE], kind.__name__, None) is kind
    held = {
        one.name: {**default(held), "is_usual": is_public and held == one.default}
        for one in fields
        for held in [getattr(value, one.name)]
    }
    return {"shown": kind.__qualname__ if fields else shown(value), "fields": held}


def shown(value: object) -> str:
    """Return the `repr` of a value, without where it lies in memory."""
    return ADDRESS.sub("", repr(value))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Checks JSON against a schema of this package, and lists the places that do not fit.

Only the keywords that these schemas use are supported, as a test makes sure. For other schemas, use
a library that supports all of JSON Schema.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeGuard

from badgerules.errors import Problem, shown, unfit
from badgerules.schemas.shapes import DEFINITIONS
from badgerules.serialization.reading import below
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from badgerules.schemas.shapes import Schema

WORDS = frozenset({"$schema", "$id", "$defs", "title", "description", "default", "format"})
"""Keywords that need no check: they are for people, or a pattern beside them is more exact."""

TYPES: Mapping[str, Callable[[object], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) is int,  # numbers are whole here: money is text
    "boolean": lambda value: type(value) is bool,
    "null": lambda value: value is None,
}


def misfits(value: Any, schema: Schema) -> Iterator[Problem]:
    """Find every place at which a JSON value does not fit a schema.

    Args:
        value: what `json` makes of a document.
        schema: a schema of `json_schema`, with its definitions.

    Yields:
        A problem for each place, with its path from "$" on.
    """
    yield from _Checker(schema.get("$defs", {})).misfits(value, schema, "$")


class _Checker:
    """Checks values; holds the definitions that schemas refer to."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self.definitions = definitions

    def misfits(self, value: Any, schema: Schema, path: str) -> Iterator[Problem]:
        """Find what does not fit; after a wrong type, nothing else is reported."""
        if "type" in schema:
            given: str | list[str] = schema["type"]
            types = [given] if isinstance(given, str) else given
            if not any(TYPES[name](value) for name in types):
                yield _problem(
                    ProblemCode.WRONG_TYPE,
                    path,
                    value,
                    " or ".join(_TYPE_WORDS[name] for name in types),
                )
                return
        for keyword, wanted in schema.items():
            if keyword not in WORDS and keyword not in _CHECKED_WITH_OTHERS:
                yield from _CHECKS[keyword](self, value, wanted, schema, path)

    def fits(self, value: Any, schema: Schema) -> bool:
        """Tell whether a value fits a schema."""
        return next(self.misfits(value, schema, ""), None) is None

    def _reference(self, value: Any, name: str, _: Schema, path: str) -> Iterator[Problem]:
        yield from self.misfits(value, self.definitions[name.removeprefix(DEFINITIONS)], path)

    def _constant(self, value: Any, wanted: Any, _: Schema, path: str) -> Iterator[Problem]:
        if type(value) is not type(wanted) or value != wanted:
            yield _problem(ProblemCode.UNKNOWN_VALUE, path, value, shown(wanted))

    def _one_of(self, value: Any, words: list[Any], _: Schema, path: str) -> Iterator[Problem]:
        if not any(type(value) is type(word) and value == word for word in words):
            yield _problem(
                ProblemCode.UNKNOWN_VALUE, path, value, f"one of {', '.join(map(str, words))}"
            )

    def _pattern(self, value: Any, pattern: str, whole: Schema, path: str) -> Iterator[Problem]:
        if isinstance(value, str) and not re.search(pattern, value):
            is_day = whole.get("format") == "date"
            allowed = "a day such as 2020-09-01" if is_day else f"text that matches {pattern}"
            yield _problem(ProblemCode.WRONG_FORM, path, value, allowed)

    def _minimum(self, value: Any, least: int, _: Schema, path: str) -> Iterator[Problem]:
        if type(value) is int and value < least:
            yield _problem(ProblemCode.OUT_OF_RANGE, path, value, f"{least} or more")

    def _maximum(self, value: Any, most: int, _: Schema, path: str) -> Iterator[Problem]:
        if type(value) is int and value > most:
            yield _problem(ProblemCode.OUT_OF_RANGE, path, value, f"{most} or less")

    def _length(self, value: Any, most: int, _: Schema, path: str) -> Iterator[Problem]:
        if isinstance(value, str) and len(value) > most:
            yield _problem(
                ProblemCode.OUT_OF_RANGE, path, value, f"text of at most {most} characters"
            )

    def _items(self, value: Any, schema: Schema, whole: Schema, path: str) -> Iterator[Problem]:
        if _is_list(value):
            first = len(whole.get("prefixItems", ()))
            for place, item in enumerate(value[first:], start=first):
                yield from self.misfits(item, schema, f"{path}[{place}]")

    def _prefix(self, value: Any, schemas: list[Schema], _: Schema, path: str) -> Iterator[Problem]:
        if _is_list(value):
            for place, (item, schema) in enumerate(zip(value, schemas, strict=False)):
                yield from self.misfits(item, schema, f"{path}[{place}]")

    def _least_items(self, value: Any, least: int, _: Schema, path: str) -> Iterator[Problem]:
        if _is_list(value) and len(value) < least:
            yield _problem(ProblemCode.OUT_OF_RANGE, path, value, f"at least {least} of them")

    def _least_keys(self, value: Any, least: int, _: Schema, path: str) -> Iterator[Problem]:
        if _is_object(value) and len(value) < least:
            yield _problem(ProblemCode.OUT_OF_RANGE, path, value, f"at least {least} of them")

    def _properties(
        self, value: Any, known: dict[str, Any], _: Schema, path: str
    ) -> Iterator[Problem]:
        if _is_object(value):
            for name, inner in value.items():
                if known.get(name) is False:
                    yield _problem(
                        ProblemCode.CONTRADICTION, f"{path}.{name}", inner, "left out here"
                    )
                elif name in known:
                    yield from self.misfits(inner, known[name], f"{path}.{name}")

    def _no_others(self, value: Any, others: Any, schema: Schema, path: str) -> Iterator[Problem]:
        known = schema.get("properties", {})
        if _is_object(value):
            for name in [name for name in value if name not in known]:
                if others is False:
                    yield _problem(
                        ProblemCode.UNKNOWN_KEY,
                        below(path, name),
                        value[name],
                        "left out: the key is not known",
                    )
                else:
                    yield from self.misfits(value[name], others, below(path, name))

    def _required(self, value: Any, names: list[str], _: Schema, path: str) -> Iterator[Problem]:
        if _is_object(value):
            for name in names:
                if name not in value:
                    yield _problem(
                        ProblemCode.MISSING, f"{path}.{name}", None, "given", found="nothing"
                    )

    def _together(
        self, value: Any, others: dict[str, list[str]], _: Schema, path: str
    ) -> Iterator[Problem]:
        if _is_object(value):
            for name, needed in others.items():
                if name in value:
                    yield from self._required(value, needed, {}, path)

    def _all(self, value: Any, schemas: list[Schema], _: Schema, path: str) -> Iterator[Problem]:
        for schema in schemas:
            yield from self.misfits(value, schema, path)

    def _any(self, value: Any, schemas: list[Schema], _: Schema, path: str) -> Iterator[Problem]:
        tried = [[*self.misfits(value, schema, path)] for schema in schemas]
        if not all(tried):
            return
        if all([problem.path for problem in found] == [path] for found in tried):
            allowed = " or ".join(dict.fromkeys(found[0].allowed for found in tried))
            yield _problem(tried[0][0].code, path, value, allowed)
        else:
            # Report the alternative that fits best: the one whose problems lie deepest.
            yield from max(tried, key=lambda found: max(len(problem.path) for problem in found))

    def _if(self, value: Any, condition: Schema, schema: Schema, path: str) -> Iterator[Problem]:
        branch = schema.get("then" if self.fits(value, condition) else "else", {})
        yield from self.misfits(value, branch, path)

    def _not(self, value: Any, schema: Schema, _: Schema, path: str) -> Iterator[Problem]:
        if self.fits(value, schema):
            yield _problem(ProblemCode.CONTRADICTION, path, value, "something else")


_CHECKED_WITH_OTHERS = frozenset({"type", "then", "else"})
_TYPE_WORDS = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_CHECKS: Mapping[str, Callable[..., Iterator[Problem]]] = {
    "$ref": _Checker._reference,
    "const": _Checker._constant,
    "enum": _Checker._one_of,
    "pattern": _Checker._pattern,
    "minimum": _Checker._minimum,
    "maximum": _Checker._maximum,
    "maxLength": _Checker._length,
    "items": _Checker._items,
    "prefixItems": _Checker._prefix,
    "minItems": _Checker._least_items,
    "minProperties": _Checker._least_keys,
    "properties": _Checker._properties,
    "additionalProperties": _Checker._no_others,
    "required": _Checker._required,
    "dependentRequired": _Checker._together,
    "allOf": _Checker._all,
    "anyOf": _Checker._any,
    "if": _Checker._if,
    "not": _Checker._not,
}
"""The check of each keyword; it takes the value, what the keyword says, the schema and the path."""


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _problem(
    code: ProblemCode, path: str, value: object, allowed: str, *, found: str = ""
) -> Problem:
    return unfit(code, allowed, found or shown(value), at=path)

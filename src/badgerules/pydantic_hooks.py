"""What pydantic is told about our values: how they are read, written and described.

Loaded when pydantic asks one of our classes, and not before. What is read is checked as
`load_record` checks it, each problem at its own place; what is written, and what stands in a JSON
Schema or in OpenAPI, is our format 1. Answers are written, and never read.
"""

from __future__ import annotations

import re
from ast import literal_eval
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from pydantic import TypeAdapter
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from badgerules.converters import is_a
from badgerules.errors import DocumentError, Problem, with_article
from badgerules.records import TalentRecord
from badgerules.schemas import answer_family, record_family
from badgerules.schemas.record import record_definitions
from badgerules.schemas.shapes import DEFINITIONS, REF
from badgerules.serialization.parts import ANSWERS, WRITERS
from badgerules.serialization.reading import load_part
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from badgerules.schemas.shapes import Schema


def core_schema_of(kind: type, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return how pydantic reads and writes a class; what we cannot write is as any other class."""
    if kind not in WRITERS:
        return handler(source)
    place = _definition_of(kind).place
    writing = core_schema.plain_serializer_function_ser_schema(WRITERS[kind])
    reading = _keeper_of(kind) if kind in ANSWERS else _reader_of(kind)
    return core_schema.no_info_plain_validator_function(reading, ref=place, serialization=writing)


def json_schema_of(kind: type, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """Return our own schema of a class; its parts become definitions of the whole document."""
    if kind not in WRITERS:
        return handler(schema)
    return _definition_of(kind).described(handler)


def _reader_of(kind: type[Any]) -> Callable[[object], object]:
    def read(value: object) -> object:
        if is_a(value, kind):
            return value
        try:
            return load_part(kind, value)
        except DocumentError as error:
            told = [_told(problem) for problem in error.problems]
        raise ValidationError.from_exception_data(kind.__name__, told)

    return read


def _keeper_of(kind: type[Any]) -> Callable[[object], object]:
    # The check of classes that pydantic has raises NotImplementedError on JSON in version 2.9.
    def keep(value: object) -> object:
        if is_a(value, kind):
            return value
        message = cast("Any", f"must be {with_article(kind)}; answers are written, and never read")
        raise PydanticCustomError(ProblemCode.WRONG_TYPE.value, message)

    return keep


def _told(problem: Problem) -> InitErrorDetails:
    """Return a problem as pydantic tells it; what was found is in short, and no secret."""
    # pydantic wants a literal, for a template. Without a context, braces stay what they are.
    message = cast("Any", problem.message)
    return InitErrorDetails(
        type=PydanticCustomError(problem.code.value, message),
        loc=_steps(problem.path),
        input=problem.found,
    )


_STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+)\]|\[(.*)\]", re.DOTALL)
"""A known key; the place in a list; or another key, in quotes, which is always the last step."""


def _steps(path: str) -> tuple[int | str, ...]:
    """Return the keys and places of a path.

    >>> _steps("$.contracts[0].payments[2].amount")
    ('contracts', 0, 'payments', 2, 'amount')
    >>> _steps("$.contracts[0]['paid on']")
    ('contracts', 0, 'paid on')
    """
    found = _STEP.findall(path.removeprefix("$"))
    return tuple(int(place) if place else key or _unquoted(other) for key, place, other in found)


def _unquoted(key: str) -> str:
    """Return a key without its quotes, or what is shown of it where it is cut off."""
    with suppress(SyntaxError, ValueError):
        return str(literal_eval(key))
    return key


class _Definition(NamedTuple):
    """One of our schemas, by its name among those of records or of answers."""

    name: str
    is_of_answer: bool

    @property
    def place(self) -> str:
        """Its name as pydantic wants it: of a class in a module."""
        if self.name == "record":
            return f"badgerules.{TalentRecord.__name__}"
        # A payment or a week of an answer is another one than that of a record.
        is_another = self.is_of_answer and self.name in record_definitions()
        words = ["answer", self.name] if is_another else [self.name]
        return f"badgerules.{'_'.join(words).title().replace('_', '')}"

    def described(self, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return its schema, in which parts are referred to as pydantic does."""
        described: dict[str, Any] = self._linked(
            _definitions(self.is_of_answer)[self.name], handler
        )
        return described

    def _linked(self, part: Any, handler: GetJsonSchemaHandler) -> Any:  # noqa: ANN401  # any part
        if is_a(part, list):
            return [self._linked(inner, handler) for inner in part]
        if not is_a(part, dict):
            return part
        linked = {key: self._linked(value, handler) for key, value in part.items()}
        if REF in part:
            name = part[REF].removeprefix(DEFINITIONS)
            linked[REF] = _reference(_Definition(name, self.is_of_answer), handler)
        return linked


class _Part:
    """A class that stands for a definition, so that pydantic has one too and refers to it."""

    definition: ClassVar[_Definition]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        return core_schema.any_schema(ref=cls.definition.place)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return cls.definition.described(handler)


@cache
def _part(definition: _Definition) -> CoreSchema:
    kind = type(definition.name, (_Part,), {"definition": definition})
    return TypeAdapter(kind).core_schema


def _reference(definition: _Definition, handler: GetJsonSchemaHandler) -> str:
    """Return how pydantic refers to a definition, which it makes where there is none yet.

    It does so for what stands inside of something else, as the items of a list do.
    """
    reference: str = handler(core_schema.list_schema(_part(definition)))["items"][REF]
    return reference


def _definition_of(kind: type) -> _Definition:
    """Return the definition of a class of ours, whose name it has."""
    name = "record" if kind is TalentRecord else _CAPITAL.sub("_", kind.__name__).lower()
    return _Definition(name, kind in ANSWERS)


_CAPITAL = re.compile("(?<!^)(?=[A-Z])")


@cache
def _definitions(is_of_answer: bool) -> dict[str, Schema]:  # noqa: FBT001  # a key of the cache
    return answer_family() if is_of_answer else record_family()

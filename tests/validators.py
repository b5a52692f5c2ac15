"""Two validators of JSON Schema: one in Python, one in Rust with other regular expressions.

What is imported here comes with the extra `test`. Without it, whoever imports this module is
skipped, and pytest says why.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard

import pytest

from badgerules.schemas import Document, json_schema

if TYPE_CHECKING:
    from collections.abc import Callable

WHY = "schemas are tested where the extra test is installed"
jsonschema: Any = pytest.importorskip("jsonschema", reason=WHY)
jsonschema_rs: Any = pytest.importorskip("jsonschema_rs", reason=WHY)


@cache
def quick(document: Document) -> Callable[[object], bool]:
    """Return what tells whether a document fits its schema: in Rust, for many documents."""
    validate: Callable[[object], bool] = jsonschema_rs.Draft202012Validator(
        json_schema(document)
    ).is_valid
    return validate


@cache
def thorough(document: Document) -> Any:  # noqa: ANN401  # a class of a library without stubs here
    """Return the validator in Python, which also checks formats."""
    kind = jsonschema.Draft202012Validator
    return kind(json_schema(document), format_checker=kind.FORMAT_CHECKER)


def fits(document: Document, given: object) -> bool:
    """Tell whether a document fits its schema; both validators must say the same."""
    verdict: bool = thorough(document).is_valid(given)
    assert quick(document)(given) is verdict
    return verdict


def is_object(value: object) -> TypeGuard[dict[Any, Any]]:
    """Tell whether a value is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a value is a JSON list."""
    return isinstance(value, list)

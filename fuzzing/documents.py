"""Documents to begin with, and what is done to them: values replaced, dropped, repeated, nested."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from badgerules.schemas import json_schema

if TYPE_CHECKING:
    import random

TOP = Path(__file__).resolve().parent.parent
LAST_ORDINAL = date.max.toordinal()


def _nested(depth: int) -> list[Any]:
    """Return lists in lists."""
    whole: list[Any] = []
    for _ in range(depth):
        whole = [whole]
    return whole


NESTED = _nested(200)

HOSTILE: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        89,
        90,
        100,
        101,
        10**18,
        -(10**30),
        10**4000,
        1.5,
        float("nan"),
    ),
    *(
        float("inf"),
        "",
        " ",
        "\x00",
        "\ud800",
        "\ufeff",
        "\u202e",
        "a" * 5000,
        "\n",
        "\u2028",
        "%s",
        "a:b",
        'a":"b\\":{[',
        ":",
    ),
    *("0", "-0", "-0.00", "00000000000000", "9999999999999.99", "-9999999999999.99", "1e5", "1."),
    *(".5", "12.345", "\u0663", "+1", "1_0", "NaN", "sNaN", "Infinity", "7850.00", "<b>&'\""),
    *("0001-01-01", "9999-12-31", "9999-12-25", "0001-01-06", "2020-02-30", "2021-02-29"),
    *("20200105", "2020-W02-1", "2020-1-5", "2020-09-01T00:00:00", "\u0662020-01-01", "0000-01-01"),
    *([], {}, [[]], [{}], {"": {}}, [None], NESTED, {"a": NESTED}),
)
PYTHON_ONLY: tuple[Any, ...] = (
    *(
        10**5000,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        Decimal("1E+12"),
        Decimal("1E-99999"),
    ),
    *(Decimal("12.340"), Decimal("9" * 50), Decimal("-0"), Decimal("1E+999999"), b"bytes", (), {1}),
    *(
        date.min,
        date.max,
        date(2020, 3, 1),
        object(),
        1j,
        frozenset[Any](),
        range(3),
        Exception("x"),
    ),
)
"""What a mapping may hold besides, though no JSON text can."""


def _words(schema: Any) -> set[str]:
    """Return the keys and the closed words of a schema."""
    if isinstance(schema, str | int | None):
        return set()
    parts: list[Any] = [*schema.values()] if hasattr(schema, "values") else [*schema]
    found = {word for part in parts for word in _words(part)}
    if hasattr(schema, "get"):
        found |= {*schema.get("properties", {}), *map(str, schema.get("enum", ()))}
    return found


WORDS = sorted(_words(json_schema("record")))


def seeds() -> list[dict[str, Any]]:
    """Return the records of the acceptance cases, the examples and the conformance pack."""
    cases = [json.loads(file.read_text("utf-8")) for file in (TOP / "tests/cases").glob("*.json")]
    lines = (TOP / "conformance/questions.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    examples = [json.loads(file.read_text("utf-8")) for file in (TOP / "examples").glob("*.json")]
    records = [*examples, *(one["record"] for one in (*cases, *asked))]
    unique = {json.dumps(record, sort_keys=True): record for record in records}
    return [unique[key] for key in sorted(unique)]


def mutated(drawn: random.Random, documents: list[dict[str, Any]], *, python: bool) -> Any:
    """Return one of some documents with a few things changed.

    Args:
        drawn: where all choices come from.
        documents: what to begin with, and what to take other parts from.
        python: put in objects too, which only a mapping can hold.
    """
    document: Any = copy.deepcopy(drawn.choice(documents))
    for _ in range(drawn.choice((0, 1, 1, 1, 2, 3, 6))):
        places = list(_places(document))
        if not places:
            break
        whole, key = drawn.choice(places)
        _change(drawn, whole, key, documents, python=python)
    return document


def _places(whole: Any) -> list[tuple[Any, Any]]:
    """Return every container with every key or index in it."""
    found: list[tuple[Any, Any]] = []
    rest = [whole]
    while rest and len(found) < 2000:
        part = rest.pop()
        keys: list[Any] = [*part] if hasattr(part, "keys") else [*range(len(part))]
        found += [(part, key) for key in keys]
        rest += [part[key] for key in keys if isinstance(part[key], dict | list)]
    return found


def _change(
    drawn: random.Random, whole: Any, key: Any, documents: list[dict[str, Any]], *, python: bool
) -> None:
    """Change one place of a document."""
    match drawn.randrange(10):
        case 0 | 1:
            pool = HOSTILE + PYTHON_ONLY if python else HOSTILE
            whole[key] = copy.deepcopy(drawn.choice(pool))
        case 2:
            del whole[key]
        case 3 if hasattr(whole, "append"):
            whole += [copy.deepcopy(whole[key])] * drawn.choice((1, 2, 20))
        case 4 if hasattr(whole, "keys"):
            whole[drawn.choice(WORDS)] = copy.deepcopy(whole[key])
        case 5 if hasattr(whole, "keys"):
            other = drawn.choice(documents)
            whole[key] = copy.deepcopy(other.get(key, drawn.choice([*other.values()])))
        case 6:
            whole[key] = drawn.choice(WORDS)
        case 7:
            whole[key] = date.fromordinal(drawn.randint(1, LAST_ORDINAL)).isoformat()
        case 8:
            whole[key] = f"{drawn.randint(-(10**6), 10**14)}.{drawn.randrange(100):02}"
        case _:
            whole[key] = _other_than(drawn, whole[key])


def _other_than(drawn: random.Random, value: Any) -> Any:
    """Return something near a value."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + drawn.choice((-1, 1, 100))
    if isinstance(value, str):
        place = drawn.randrange(len(value) + 1)
        return (
            value[:place] + drawn.choice(("", "x", "0", "-", "\u00e9", "\x7f")) + value[place + 1 :]
        )
    return [value]


def _with_key_twice(drawn: random.Random, text: str) -> str:
    """Return JSON in which the first key of an object stands twice, the first time for nothing."""
    begins = [*re.finditer(r'\{("\w+") ?:', text)]
    if not begins:
        return text
    one = drawn.choice(begins)
    colon = drawn.choice((":", " :", "\n:"))
    return f"{text[: one.start() + 1]}{one[1]}{colon}null,{text[one.start() + 1 :]}"


def written(drawn: random.Random, document: Any) -> str | bytes:
    """Return a document as JSON text or bytes, sometimes with a few characters changed."""
    joints = drawn.choice((None, (",", ":"), (" , ", " : ")))
    text = json.dumps(document, ensure_ascii=drawn.random() < 0.5, separators=joints)
    if drawn.random() < 0.2:
        text = _with_key_twice(drawn, text)
    if drawn.random() < 0.2:
        for _ in range(drawn.randint(1, 3)):
            place = drawn.randrange(len(text) + 1)
            piece = drawn.choice(('"', "{", "}", "[", "]", ",", ":", "0", "NaN", "\\u", "", " "))
            text = text[:place] + piece + text[place + drawn.randrange(2) :]
    if drawn.random() < 0.3:
        return text.encode("utf-8", "surrogatepass")
    return text

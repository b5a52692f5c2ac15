"""Write `badgerules.json_types`, the types of JSON documents, after their schemas.

    python tests/contract/renew_json_types.py && ruff format src/badgerules/json_types.py

Whoever changes a schema runs it; a test fails until the module is what the schemas say.
"""

from __future__ import annotations

import json
from keyword import iskeyword
from pathlib import Path
from typing import Any

from badgerules.schemas import Document, json_schema

MODULE = Path(__file__).parents[2] / "src" / "badgerules" / "json_types.py"
HEADER = '''"""What `dump_*` return and `load_record` reads, as types: a class for each JSON object.

The functions return `dict[str, Any]`. Say which of these it is where a type checker should know the
keys: `cast("AssessmentDict", dump_assessment(assessment))`. Made from the schemas by
`tests/contract/renew_json_types.py`.
"""

# Annotations are no text here: as text, Python could not tell which keys may be left out.
from typing import Literal, NotRequired, TypedDict
'''
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
LONGEST = 80
"""A longer description is told without its clauses."""
ANYTHING = 5
"""A part that may have more types than this may be anything at all."""


def source() -> str:
    """Return the module as Python, not yet formatted."""
    classes: dict[str, str] = {}
    for document in Document:
        schema = json_schema(document)
        _name_of(schema, document.value, schema["$defs"], classes)
    return "\n\n".join([HEADER, *classes.values(), ""])


def class_name(name: str) -> str:
    """Return the name of the class for a definition or document.

    >>> class_name("rule_comparison")
    'RuleComparisonDict'
    """
    return "".join(map(str.capitalize, name.split("_"))) + "Dict"


def _name_of(
    schema: dict[str, Any], name: str, definitions: dict[str, Any], classes: dict[str, str]
) -> str:
    """Write the class of an object, after those of its parts, and return its name."""
    own = class_name(name)
    description = schema["description"].partition(". ")[0].removesuffix(".")
    if len(description) > LONGEST:
        description = description.partition(" (")[0]
    fields: dict[str, str] = {}
    for key, part in schema["properties"].items():
        type_ = _type_of(part, f"{name}_{key}", definitions, classes)
        fields[key] = type_ if key in schema["required"] else f"NotRequired[{type_}]"
    written = _class(own, description, fields)
    if classes.setdefault(own, written) != written:
        msg = f"{own} must be one thing, got two"
        raise ValueError(msg)
    return own


def _class(name: str, description: str, fields: dict[str, str]) -> str:
    text = f'"""{description}."""'
    if all(key.isidentifier() and not iskeyword(key) for key in fields):
        lines = [f"    {key}: {type_}" for key, type_ in fields.items()]
        return "\n".join([f"class {name}(TypedDict):", f"    {text}\n", *lines])
    pairs = ", ".join(f'"{key}": {type_}' for key, type_ in fields.items())
    return f'{name} = TypedDict("{name}", {{{pairs}}})\n{text}'


def _literal(value: object) -> str:
    """Return a word, a number or a flag as Python; words in double quotes."""
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _either(types: list[str]) -> str:
    """Return the union of some types, each once, without words that are text anyway."""
    if "str" in types:
        types = [one for one in types if not one.startswith('Literal["')]
    return " | ".join(dict.fromkeys(types))


def _type_of(
    schema: dict[str, Any], name: str, definitions: dict[str, Any], classes: dict[str, str]
) -> str:
    """Return the type of a part as Python."""

    def either(parts: list[dict[str, Any]], one: str) -> str:
        return _either([_type_of(part, one, definitions, classes) for part in parts])

    if "$ref" in schema:
        target = schema["$ref"].removeprefix("#/$defs/")
        # A week of a record is not a week of an answer; all answers share their parts.
        whose = "record_" if name.startswith("record_") else ""
        told = _type_of(definitions[target], whose + target, definitions, classes)
    elif "const" in schema or "enum" in schema:
        words = schema.get("enum", [schema.get("const")])
        told = f"Literal[{', '.join(map(_literal, words))}]"
    elif "anyOf" in schema:
        told = either(schema["anyOf"], name)
    elif not isinstance(schema["type"], str):
        is_anything = len(schema["type"]) > ANYTHING
        told = "object" if is_anything else _either([PLAIN[one] for one in schema["type"]])
    elif schema["type"] == "array":
        items = schema.get("prefixItems", [schema["items"]])
        told = f"list[{either(items, name.removesuffix('s'))}]"
    elif schema["type"] == "object":
        told = _name_of(schema, name, definitions, classes)
    else:
        told = PLAIN[schema["type"]]
    return told


if __name__ == "__main__":
    MODULE.write_text(source(), "utf-8")

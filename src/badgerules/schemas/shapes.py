"""The parts that several schemas share: how a day, money, a word or an object is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from badgerules.money import CENT_DIGITS, WHOLE_DIGITS
from badgerules.vocabulary import CATEGORY_NAMES, Category, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema: TypeAlias = dict[str, Any]

_FEWEST, _MOST = CENT_DIGITS

REF = "$ref"
DEFINITIONS = "#/$defs/"
"""Where a schema keeps the parts that are referred to."""


def written(pattern: str, never: str = "\n") -> Schema:
    """Return the schema of text that matches a whole pattern.

    Args:
        pattern: a regular expression that every dialect reads alike, without its anchors.
        never: what may not be found in it; a line break at least, since in some dialects `$`
            matches before the last one.
    """
    return {"type": "string", "pattern": f"^({pattern})$", "not": {"pattern": never}}


def words(kind: type[Word]) -> Schema:
    """Return the schema of a closed list."""
    return {"type": "string", "enum": [word.value for word in kind]}


def one_of(names: Iterable[str]) -> Schema:
    """Return the schema of a closed list of names."""
    return {"type": "string", "enum": list(names)}


def any_of(*schemas: Schema) -> Schema:
    """Return the schema of something that has one of several shapes."""
    return {"anyOf": list(schemas)}


def or_null(schema: Schema) -> Schema:
    """Return the schema of something that may be absent."""
    return any_of(schema, NULL)


def list_of(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def ref(name: str) -> Schema:
    """Return a reference to the definition with a name."""
    return {REF: f"{DEFINITIONS}{name}"}


def told(schema: Schema, description: str) -> Schema:
    """Return a schema with a description."""
    return {"description": description, **schema}


def an_object(
    description: str, properties: Mapping[str, Schema], optional: Iterable[str] = ()
) -> Schema:
    """Return the schema of an object that has these keys and no others.

    Args:
        description: what it is.
        properties: the schema of each key.
        optional: the keys that may be left out.
    """
    left_out = set(optional)
    return {
        "description": description,
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }


def _in_any_case(name: str) -> str:
    """Return the pattern of a name of a category, in any letter case."""
    letters = (f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in name)
    return "".join(letters).replace(" & ", " (&|[aA][nN][dD]) ")


NULL: Schema = {"type": "null"}
ANYTHING: Schema = {"type": ["object", "array", "string", "number", "boolean", "null"]}
FLAG: Schema = {"type": "boolean"}
WHOLE_NUMBER: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}

DAY, TEXT, CATEGORY, DOLLARS, MONEY = map(ref, ("day", "text", "category", "dollars", "money"))

SHARED: Mapping[str, Schema] = {
    "day": {
        "description": "A day of the calendar, YYYY-MM-DD.",
        # For validators that check no formats: months of 31 days, of 30, February, leap days.
        **written(
            "[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
            "|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)"
            "|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])"
            "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29",
            never="^0000|\n",
        ),
        "format": "date",
    },
    "text": {
        "description": "Text that is not blank and has no control characters.",
        "type": "string",
        # Something but the spaces of every script, as `str.strip` knows them.
        "pattern": "[^ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]",
        # Neither control characters nor separators of lines.
        "not": {"pattern": "[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]"},
    },
    "category": {
        "description": "A category of work: its key, or a name of it in any letter case.",
        "anyOf": [words(Category), written("|".join(map(_in_any_case, CATEGORY_NAMES)))],
    },
    "dollars": {
        "description": "US dollars as a record may write them.",
        **written(f"-?[0-9]{{1,{WHOLE_DIGITS}}}([.][0-9]{{{_FEWEST},{_MOST}}})?"),
    },
    "money": {
        "description": "US dollars as an answer writes them.",
        **written("-?[0-9]+[.][0-9]{2}"),
    },
}
"""The definitions that records and answers share, by name."""

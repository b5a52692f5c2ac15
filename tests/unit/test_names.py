"""The values of the closed lists as types, held to the lists; and findings typed by their keys."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any, Literal, get_args, get_overloads, get_type_hints

import pytest

import badgerules
from badgerules import (
    EDITIONS,
    Badge,
    Finding,
    Kind,
    decide,
    findings,
    names,
    schemas,
    thresholds,
    vocabulary,
)
from badgerules.criteria import ASKED, asked
from badgerules.decisions import Decision
from badgerules.testing import example, knife_edges
from badgerules.vocabulary import CATEGORY_NAMES, PLAN_NAMES, Category, Word

ALIASES: dict[str, Any] = {name: one for name, one in vars(names).items() if name.endswith("Name")}
LISTS: dict[str, type[Word]] = {
    name: one
    for module in (vocabulary, thresholds, schemas)
    for name, one in vars(module).items()
    if isinstance(one, type) and issubclass(one, Word) and one is not Word
}
ANSWERED = {"ProblemCode", "Unit", "Turned", "Whom"}
"""Lists whose words stand in answers, errors and the table of criteria; no argument takes them."""


def test_every_list_that_arguments_take_has_its_names() -> None:
    """Each closed list has an alias of its own, and each alias a list."""
    assert {name.removesuffix("Name") for name in ALIASES} == LISTS.keys() - ANSWERED


@pytest.mark.parametrize("alias", sorted(ALIASES.keys() - {"CategoryName"}))
def test_an_alias_names_the_words_of_its_list(alias: str) -> None:
    """The literals are the words of the list, in its order, and then what plans are named too."""
    others = PLAN_NAMES if alias == "PlanTierName" else ()
    assert get_args(ALIASES[alias]) == (*LISTS[alias.removesuffix("Name")], *others)


def test_the_names_of_categories_are_their_keys_official_and_short_names() -> None:
    """First the twelve keys, then the twelve official names, then the short ones."""
    given = get_args(names.CategoryName)
    assert given[:24] == (*Category, *(category.label for category in Category))
    assert {name.lower() for name in given[12:]} == CATEGORY_NAMES.keys()
    assert len(given) == len({*given}) == 12 + len(CATEGORY_NAMES)


def test_no_argument_takes_any_text_for_a_word() -> None:
    """No signature of the package says `Badge | str`, under which a misspelt badge is no error."""
    loose = re.compile(rf"\b(?:{'|'.join(LISTS)}) \| str\b")
    package = Path(badgerules.__file__).parent
    found = {
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        if loose.search(file.read_text("utf-8"))
    }
    assert found == set()


def typed_keys() -> dict[str, type]:
    """Return the keys under which a decision is typed to hold findings of a class of their own."""
    keys: dict[str, type] = {}
    for overload in get_overloads(Decision.__getitem__):
        hints = get_type_hints(overload, vars(findings) | {"Literal": Literal})
        for key in get_args(hints["criterion"]):
            keys[key] = hints["return"]
    return keys


def found_classes() -> dict[str, set[type]]:
    """Return the classes of the findings under each key, at the edges and where facts lack."""
    found: dict[str, set[type]] = {}
    questions = {
        (badge, kind, asked(badge, kind, edition)): edition.effective_from
        for edition, badge, kind in product(EDITIONS, Badge, Kind)
    }
    for (badge, kind, criteria), day in questions.items():
        records = [example(badge, kind=kind, verdict="unmet", as_of=day)]
        for criterion in criteria:
            edges = knife_edges(criterion.key, badge=badge, kind=kind, as_of=day)
            records += [edge.record for edge in edges]
        if Badge.EXPERT_VETTED is not badge and len(criteria) > 1:  # or nothing can be unknown
            records.append(example(badge, kind=kind, verdict="unknown", as_of=day))
        for record in records:
            decision = decide(record, badge, as_of=day)
            for key in decision:
                found.setdefault(key, set()).add(type(decision[key]))
    return found


def test_a_key_is_typed_where_its_finding_is_always_of_one_class() -> None:
    """`decision["large_contract"]` has `rows` for a checker, and every such key is named."""
    found = found_classes()
    assert found.keys() == {criterion.key for own in ASKED.values() for criterion in own}
    always = {key: one for key, (one, *others) in found.items() if not others}
    assert typed_keys() == {key: one for key, one in always.items() if one is not Finding}

"""What is counted goes with its number: one way, two ways, 1 day, 2 days."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import badgerules
from badgerules import assess, edition_named, to_html, to_text
from badgerules.vocabulary import counted
from builders import AS_OF, contract, freelancer, good_record, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(badgerules.__file__).parent
THINGS = (
    "amounts answers categories characters contracts days deviations digits groups hours "
    "members months names others payments people points problems records rows spans talents times "
    "values views ways weeks"
)
PLURAL = re.compile(rf" (?:{THINGS.replace(' ', '|')})\b")
NEVER_ONE = {
    "len(Category)": "there are twelve",
    "len(amounts)": "one amount has no bar that is too high",
    "len(lines)": "a single line is told without a count",
    "row['rows']": "an id in one row is not repeated",
    "most": "our schemas have no text of one letter",
    "len(names)": "one name would be the number itself",
    "count": "values that stand once are not refused",
    "times": "a name that stands once is not refused",
    "shown(number)": "one is told apart",
}
"""What may stand before a plural as it is; a name in capitals is a fixed number besides."""


def plurals_in(source: str) -> Iterator[str]:
    """Yield each expression that a text puts right before a plural without asking for its number.

    What reads on as "7 in 3 days" is not meant; what `counted` gives has its word with it.
    """
    for text in ast.walk(ast.parse(source)):
        if isinstance(text, ast.JoinedStr):
            for part, after in zip(text.values, text.values[1:], strict=False):
                if (
                    isinstance(part, ast.FormattedValue)
                    and isinstance(after, ast.Constant)
                    and PLURAL.match(str(after.value))
                ):
                    yield ast.unparse(part.value)


@pytest.mark.parametrize("file", sorted(SOURCES.rglob("*.py")), ids=lambda file: file.name)
def test_no_text_puts_a_plural_after_a_number_that_may_be_one(file: Path) -> None:
    """A number that may be one is told by `counted`, which knows both words."""
    found = plurals_in(file.read_text(encoding="utf-8"))
    assert [one for one in found if not one.isupper() and one not in NEVER_ONE] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('f"and {further} ways more"', ["further"]),
        ('f"{len(rows):,} contracts away"', ["len(rows)"]),
        ("f\"{counted(days, 'days')} later\"", []),
        ('f"{name} by {day}"', []),
        ('f"{day} daysman"', []),
    ],
)
def test_the_net_finds_a_plural_after_a_number(source: str, found: list[str]) -> None:
    """The look at the sources would see the texts that it is there for."""
    assert [*plurals_in(source)] == found


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1000, "1,000 days")]
)
def test_one_thing_is_named_in_the_singular(number: int, told: str) -> None:
    """Only one of a thing loses the ending of the plural."""
    assert counted(number, "days") == told


@pytest.mark.parametrize(("number", "told"), [(0, "0 fail"), (1, "1 fails"), (2, "2 fail")])
def test_what_one_does_has_a_word_of_its_own(number: int, told: str) -> None:
    """What one does ends otherwise than what several do."""
    assert counted(number, "fail", "fails") == told


def test_a_window_of_one_week_and_a_delay_of_one_hour_are_told_so() -> None:
    """Rules may ask for one week, or promise a badge within one hour."""
    one = edition_named("2020-07").hypothetical(
        "ones",
        {"top_rated_counted_weeks": 1, "top_rated_eligible_weeks": 1, "top_rated_plus_delay": 1},
    )
    record = good_record(weeks=weeks("+" * 16))
    answer = assess(record, as_of=AS_OF, edition=one)
    for shown in (to_text(answer), to_html(answer)):
        assert "1 of the last 1 week eligible, 1 needed" in shown
        assert "it appears within 1 hour (DELAY-1)" in shown
        assert re.findall(rf"(?<![\d,.])1{PLURAL.pattern}", shown) == []


def test_no_answer_names_several_of_one() -> None:
    """With one contract, six or eleven no text and no page has "1 contracts" or the like."""
    for count in (1, 6, 7, 11, 12):
        record = freelancer(*(contract("10", name=f"c{number}") for number in range(count)))
        answer = assess(record, as_of=AS_OF)
        for shown in (to_text(answer), to_html(answer)):
            assert re.findall(rf"(?<![\d,.])1{PLURAL.pattern}", shown) == []

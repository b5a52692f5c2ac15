"""Errors: their family, and how they tell everything that is wrong."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from badgerules.errors import (
    BadgeRulesError,
    DocumentError,
    InvalidRecordError,
    NoEditionInForceError,
    Problem,
    UnknownClauseError,
    UnknownNameError,
    WrongTypeError,
    code_for,
    expect,
    refuse,
    unfit,
)
from badgerules.vocabulary import ProblemCode


def problem(path: str, message: str = "must be a date, got 1") -> Problem:
    """Build a problem of which only place and message matter."""
    code = ProblemCode.WRONG_TYPE
    return Problem(path=path, code=code, message=message, found="1", allowed="a date")


def numbered(count: int) -> tuple[Problem, ...]:
    """Build problems whose messages are their numbers, from 1 on."""
    return tuple(problem("", f"number {number}") for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        pytest.param(InvalidRecordError, ValueError, id="invalid_record"),
        pytest.param(WrongTypeError, InvalidRecordError, id="wrong_type_is_invalid"),
        pytest.param(WrongTypeError, TypeError, id="wrong_type"),
        pytest.param(DocumentError, ValueError, id="document"),
        pytest.param(UnknownNameError, KeyError, id="unknown_name"),
        pytest.param(NoEditionInForceError, LookupError, id="no_edition_in_force"),
        pytest.param(UnknownClauseError, LookupError, id="unknown_clause"),
    ],
)
def test_every_error_is_ours_and_a_builtin_one(
    error: type[Exception], builtin: type[Exception]
) -> None:
    """Every error can be caught as ours and as the error it refines."""
    assert issubclass(error, BadgeRulesError)
    assert issubclass(error, builtin)


def test_the_base_error_is_no_value_error() -> None:
    """The base of the errors is a plain exception, so that it promises nothing more."""
    assert BadgeRulesError.__bases__ == (Exception,)


@pytest.mark.parametrize(
    ("path", "place", "expected"),
    [
        pytest.param("", "payments", "payments", id="the_whole"),
        pytest.param("amount", "payment", "payment.amount", id="an_attribute"),
        pytest.param("[2]", "payments", "payments[2]", id="an_item"),
        pytest.param("[2].amount", "payments", "payments[2].amount", id="an_items_attribute"),
        pytest.param("amount", "[2]", "[2].amount", id="below_an_item"),
    ],
)
def test_a_problem_seen_from_above_has_a_longer_path(path: str, place: str, expected: str) -> None:
    """A path grows at its front, with a point before a name and none before an index."""
    assert problem(path).below(place).path == expected


def test_a_problem_seen_from_above_keeps_everything_else() -> None:
    """Only the path changes from one level to the next, and the problem below stays as it was."""
    told: dict[str, Any] = {
        "code": ProblemCode.WRONG_FORM, "message": "must be a date", "found": "'x'",
        "allowed": "a date",
    }  # fmt: skip
    below = Problem(path="amount", **told)
    assert below.below("payment") == Problem(path="payment.amount", **told)
    assert below.path == "amount"


def test_a_problem_says_what_must_be_and_what_was() -> None:
    """Told what is allowed and found, a problem has the usual sentence, and what to do if known."""
    code = ProblemCode.OUT_OF_RANGE
    assert unfit(code, "at most 3", "4", at="count", hint="; take one away") == Problem(
        path="count",
        code=code,
        message="must be at most 3, got 4; take one away",
        found="4",
        allowed="at most 3",
    )
    other = unfit(code, "at most 3", "4", message="is too much")
    assert (other.path, other.message) == ("", "is too much")


def test_a_problem_needs_a_code() -> None:
    """No problem has a code that nobody chose."""
    build: Any = Problem
    with pytest.raises(TypeError, match="'code'"):
        build(path="", message="must be a date", found="1", allowed="a date")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param("plumber", ProblemCode.UNKNOWN_VALUE, id="text"),
        pytest.param(5, ProblemCode.WRONG_TYPE, id="number"),
        pytest.param(None, ProblemCode.WRONG_TYPE, id="nothing"),
    ],
)
def test_what_is_of_another_type_is_no_unknown_word(value: object, code: ProblemCode) -> None:
    """The code of a value that does not fit depends on whether it could have been one that does."""
    assert code_for(value, str, ProblemCode.UNKNOWN_VALUE) is code


def test_without_a_problem_nothing_is_raised() -> None:
    """All problems come in one error, under the noun; none, and there is no error."""
    refuse("payment", iter(()))
    with pytest.raises(InvalidRecordError) as error:
        refuse("payment", iter(numbered(2)))
    assert (error.value.noun, error.value.problems) == ("payment", numbered(2))


def test_an_argument_of_another_class_is_refused_by_name() -> None:
    """The error names every such argument, its class and the one that is taken, not its value."""
    expect(int, first=1, second=True)
    with pytest.raises(WrongTypeError) as error:
        expect(int, "; count them", first=1, second="secret", third=None)
    assert str(error.value) == (
        "2 problems:\n  second must be an int, got str; count them\n"
        "  third must be an int, got NoneType; count them"
    )
    assert {told.code for told in error.value.problems} == {ProblemCode.WRONG_TYPE}


def test_what_an_answer_does_not_hold_is_told_without_quotes() -> None:
    """The error is a KeyError, whose message Python would show as a string in quotes."""
    assert str(UnknownNameError("no finding 'x'; there are y")) == "no finding 'x'; there are y"


def test_a_problem_is_frozen() -> None:
    """A problem cannot be changed once it is told."""
    told: Any = problem("amount")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        told.path = "elsewhere"


def test_a_problem_takes_keywords_only() -> None:
    """Strings in a row would be mistaken for each other, so a problem asks for keywords."""
    build: Any = Problem
    with pytest.raises(TypeError, match="positional"):
        build("path", "code", "message", "found", "allowed")


def test_equal_problems_are_one_in_a_set() -> None:
    """Problems compare and hash by what they tell."""
    assert {problem("a"), problem("a"), problem("b")} == {problem("a"), problem("b")}


@pytest.mark.parametrize(
    ("noun", "path", "expected"),
    [
        pytest.param("payment", "amount", "payment amount must be a date, got 1", id="both"),
        pytest.param("amount", "", "amount must be a date, got 1", id="no_path"),
        pytest.param("", "amount", "amount must be a date, got 1", id="no_noun"),
    ],
)
def test_one_problem_is_told_in_one_line(noun: str, path: str, expected: str) -> None:
    """A single problem is told as noun, path and message, with single spaces between."""
    assert str(InvalidRecordError(noun, (problem(path),))) == expected


def test_several_problems_are_told_under_their_count() -> None:
    """Several problems are counted, then told one a line in their order."""
    error = InvalidRecordError("payment", (problem("paid_on"), problem("amount", "must be money")))
    assert str(error) == (
        "2 problems:\n  payment paid_on must be a date, got 1\n  payment amount must be money"
    )


def test_a_document_error_leads_with_the_json_path() -> None:
    """A problem of a document is told as its JSON path, a colon and the message."""
    one = problem("$.contracts[0].category", "'x' is not a category")
    two = problem("$.kind", "is missing")
    assert str(DocumentError((one,))) == "$.contracts[0].category: 'x' is not a category"
    assert str(DocumentError((one, two))) == (
        "2 problems:\n  $.contracts[0].category: 'x' is not a category\n  $.kind: is missing"
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [("None", "null"), ("True", "true"), ("False", "false"), ("'None'", "'None'"), ("5", "5")],
)
def test_a_document_error_says_what_it_found_in_the_words_of_json(found: str, told: str) -> None:
    """Python writes three values otherwise; a text of the same letters stands in quotes."""
    given = unfit(ProblemCode.WRONG_TYPE, "a list", found, at="$.weeks", hint="; write []")
    (problem,) = DocumentError((given,)).problems
    assert (problem.found, problem.message) == (told, f"must be a list, got {told}; write []")


@pytest.mark.parametrize(
    ("count", "lines", "last"),
    [
        pytest.param(99, 100, "  number 99", id="one_below"),
        pytest.param(100, 101, "  number 100", id="as_many_as_are_shown"),
        pytest.param(101, 102, "  and 1 more", id="one_above"),
        pytest.param(250, 102, "  and 150 more", id="far_above"),
    ],
)
def test_a_message_spells_out_at_most_a_hundred_problems(count: int, lines: int, last: str) -> None:
    """A message shows a hundred problems and counts the rest, while the error holds them all."""
    error = InvalidRecordError("", numbered(count))
    told = str(error).splitlines()
    assert told[0] == f"{count} problems:"
    assert told[1] == "  number 1"
    assert told[-1] == last
    assert len(told) == lines
    assert len(error.problems) == count


def test_an_error_holds_what_was_to_be_built_and_why_not() -> None:
    """The noun and the problems can be read off the error."""
    error = InvalidRecordError("week", (problem("ends_on"),))
    assert error.noun == "week"
    assert error.problems == (problem("ends_on"),)
    assert DocumentError((problem("$.kind"),)).problems == (problem("$.kind"),)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(InvalidRecordError("week", numbered(2)), id="invalid_record"),
        pytest.param(DocumentError(numbered(2)), id="document"),
    ],
)
def test_an_error_survives_copying_and_pickling(error: InvalidRecordError | DocumentError) -> None:
    """A worker process can hand an error on with its message and its problems."""
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes, of the line itself
    for again in (copy.copy(error), copy.deepcopy(error), pickled):
        assert type(again) is type(error)
        assert str(again) == "2 problems:\n  " + (
            "week number 1\n  week number 2"
            if isinstance(error, InvalidRecordError)
            else ": number 1\n  : number 2"
        )
        assert again.problems == numbered(2)

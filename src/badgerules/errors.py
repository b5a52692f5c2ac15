"""What can go wrong, and only that: being ineligible is an answer, never an exception.

Every error says where, what was found and what is allowed, and names all problems at once.
Messages are lower case: what must be, what was, what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_PROBLEMS = 100
"""How many problems a message spells out; `.problems` holds more."""

LONGEST_SHOWN = 60
"""How much of a value a message shows."""


def shown(value: object) -> str:
    """Return a value as an error message shows it: short, on one line, never failing.

    >>> shown("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
    >>> shown(10**5000)
    'a very large int'
    """
    if isinstance(value, str):
        value = value[:LONGEST_SHOWN]
    try:
        text = ascii(value).replace("\n", " ")
    except ValueError:  # Python refuses to spell out integers of thousands of digits
        return f"a very large {type(value).__name__}"
    except Exception:  # noqa: BLE001  # whatever a foreign `repr` raises
        return f"an unprintable {type(value).__name__}"
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


class BadgeRulesError(Exception):
    """The base of every error that badgerules raises on purpose."""


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with what was given.

    Args:
        path: where, relative to the whole: `contracts[0].payments[2].amount`, or empty.
        code: what kind of thing is wrong; it stays the same where the wording gets better.
        message: what must be, what was, what to do.
        found: what was found, shortened for reading.
        allowed: what is allowed there.
    """

    path: str
    code: ProblemCode
    message: str
    found: str
    allowed: str

    def below(self, place: str) -> Problem:
        """Return the same problem, seen from one level up."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return attrs.evolve(self, path=f"{place}{joint}{self.path}")


def unfit(
    code: ProblemCode, allowed: str, found: str, *, at: str = "", hint: str = "", message: str = ""
) -> Problem:
    """Return the problem of what does not fit.

    Args:
        code: what kind of thing is wrong.
        allowed: what is allowed, as in "a date".
        found: what was found, shortened for reading.
        at: where.
        hint: what to do, as in "; round it first".
        message: the whole sentence, where "must be …, got …" is not enough.
    """
    message = message or f"must be {allowed}, got {found}{hint}"
    return Problem(path=at, code=code, message=message, found=found, allowed=allowed)


def code_for(value: object, kind: type, code: ProblemCode) -> ProblemCode:
    """Return a code for what is of the right class and does not fit; WRONG_TYPE for all else."""
    return code if isinstance(value, kind) else ProblemCode.WRONG_TYPE


def refuse(noun: str, problems: Iterable[Problem]) -> None:
    """Raise one error for everything that is wrong, if anything is.

    Args:
        noun: what was to be built or asked, as in "payment".
        problems: what is wrong with it.

    Raises:
        InvalidRecordError: if there is a problem.
    """
    if told := tuple(problems):
        raise InvalidRecordError(noun=noun, problems=told)


def expect(kind: type, hint: str = "", /, **given: object) -> None:
    """Refuse arguments of another class; they may hold anything, so they are not repeated (DIV-13).

    Args:
        kind: the class that they must have.
        hint: how to get one, as in "; decide makes one".
        given: the arguments by their names.

    Raises:
        WrongTypeError: if one is not of the class.
    """
    code, allowed = ProblemCode.WRONG_TYPE, with_article(kind)
    problems = tuple(
        unfit(code, allowed, type(value).__name__, at=name, hint=hint)
        for name, value in given.items()
        if not isinstance(value, kind)
    )
    if problems:
        raise WrongTypeError(noun="", problems=problems)


def with_article(kind: type) -> str:
    """Return the name of a class as a sentence has it; a plural has no article.

    >>> with_article(int), with_article(str), with_article(bytes)
    ('an int', 'a str', 'bytes')
    """
    name = kind.__name__
    article = "an " if name[0] in "AEIOUaeiou" else "a "
    return name if name.endswith("s") else article + name


class InvalidRecordError(BadgeRulesError, ValueError):
    """A value object cannot be built from what was given.

    Args:
        noun: what was to be built, as in "payment".
        problems: everything that is wrong, in the order of the arguments.
    """

    def __init__(self, noun: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(noun, problems)
        self.noun = noun
        self.problems = problems

    def __str__(self) -> str:
        return _told(
            [" ".join(filter(None, (self.noun, p.path, p.message))) for p in self.problems],
        )


class WrongTypeError(InvalidRecordError, TypeError):
    """An argument is of another class than the one that is taken, as a dict for a record."""


class DocumentError(BadgeRulesError, ValueError):
    """A JSON document is not a record; every problem carries its JSON path.

    Args:
        problems: everything that is wrong, in the order of the document. What was found is told as
            JSON writes it: null for None.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        told = tuple(map(_as_in_json, problems))
        super().__init__(told)
        self.problems = told

    def __str__(self) -> str:
        return _told([f"{problem.path}: {problem.message}" for problem in self.problems])


class ProblemError(BadgeRulesError):
    """One problem, where another library wants an exception for each.

    Args:
        problem: what is wrong, and where.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.message


class NoEditionInForceError(BadgeRulesError, LookupError):
    """No edition of the rules covers the day asked about, or none has that name."""


class PlanNotInEditionError(BadgeRulesError, LookupError):
    """An edition has no such plan, so nobody knows what its clients would see (VIS-10)."""


class NotWeighedError(BadgeRulesError, NotImplementedError):
    """A criterion that the rules ask for is not weighed there; the message says where it is."""


class UnknownNameError(BadgeRulesError, KeyError):
    """An answer holds nothing of that name: no such finding, badge or group."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show it in quotes


class UnknownClauseError(BadgeRulesError, LookupError):
    """The register holds no clause of that id."""


_IN_JSON = {"None": "null", "True": "true", "False": "false"}
"""What JSON calls the three values that Python calls otherwise; text would stand in quotes."""


def _as_in_json(problem: Problem) -> Problem:
    found = _IN_JSON.get(problem.found)
    if found is None:
        return problem
    message = problem.message.replace(f"got {problem.found}", f"got {found}")
    return attrs.evolve(problem, found=found, message=message)


def _told(lines: list[str]) -> str:
    """Return one line as it is, several under a count."""
    if len(lines) == 1:
        return lines[0]
    shown = lines[:SHOWN_PROBLEMS]
    if len(lines) > len(shown):
        shown.append(f"and {len(lines) - len(shown)} more")
    return "\n  ".join([f"{len(lines)} problems:", *shown])

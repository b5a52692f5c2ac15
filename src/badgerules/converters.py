"""The form of every fact: what a value must look like before a rule may read it.

Each function here takes one argument of a value object and gives back the value to store. What
does not fit comes back as a `Refusal`, which the finished object reports together with all its
other refusals (`settle`). So a record with five mistakes is refused once, with five problems,
and that holds even where attrs validators are switched off, since these are converters.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from badgerules.errors import (
    LONGEST_SHOWN,
    InvalidRecordError,
    Problem,
    code_for,
    refuse,
    shown,
    unfit,
    with_article,
)
from badgerules.money import cents_from, checked_cents, dollars, hundredths
from badgerules.vocabulary import (
    UNKNOWN,
    BaseBadge,
    Category,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    OrUnknown,
    PlanTier,
    PriorAssessment,
    ProblemCode,
    ShownBadge,
    Word,
)
from badgerules.windows import SATURDAY, days_meant, is_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from badgerules.names import (
        BaseBadgeName,
        CategoryName,
        CertificationStatusName,
        ContractOutcomeName,
        DiversityCategoryName,
        KindName,
        PlanTierName,
        PriorAssessmentName,
        ShownBadgeName,
    )

MOST_PROBLEMS = 10_000
"""How many problems of one list are told, so that a hostile file cannot fill the memory."""
LOWEST_SCORE, HIGHEST_SCORE = 0, 100
LOWEST_STARS, HIGHEST_STARS = 100, 500
"""In hundredths of a star."""
COUNTRY_LETTERS = 2
DAY_LENGTH = len("2020-01-05")
LONGEST_TEXT = 1_000
"""How many characters an id, or any other text of a record, may have: answers repeat it."""
LONGEST_INTEGER = 18
"""Longer whole numbers are refused, in JSON unread: no fact of a record comes near them."""


_T = TypeVar("_T")
_W = TypeVar("_W", bound=Word)


class UnreadNumber:
    """A JSON number that no record can hold, kept as it was written for the error message.

    Args:
        text: the number.
        is_whole: it is a whole number, and a very long one.
    """

    def __init__(self, text: str, *, is_whole: bool = False) -> None:
        self._text = text
        self.is_whole = is_whole

    def __repr__(self) -> str:
        return self._text


class Refusal:
    """Stands in for a value that could not be built, until the whole reports it.

    Args:
        problems: what is wrong with it, seen from the value itself.
        given: the arguments it was to be built from, where it was to be an object.
    """

    __slots__ = ("given", "problems")

    def __init__(
        self, *, problems: tuple[Problem, ...], given: Mapping[str, object] | None = None
    ) -> None:
        self.problems: tuple[Problem, ...] = problems
        self.given: Mapping[str, object] = {} if given is None else given


def refused(
    value: object, code: ProblemCode, allowed: str, *, hint: str = "", message: str = ""
) -> Any:  # noqa: ANN401
    """Return the refusal of a value, typed so that a converter may return it.

    Args:
        value: what was found; a refusal is handed on as it is.
        code: what kind of thing is wrong.
        allowed: what is allowed, as in "a date".
        hint: as in `unfit`.
        message: as in `unfit`.
    """
    if isinstance(value, Refusal):
        return value
    return Refusal(problems=(unfit(code, allowed, shown(value), hint=hint, message=message),))


def is_a(value: object, kind: type) -> bool:
    """Tell whether a value really is what its declared type only promises."""
    return isinstance(value, kind)


def setter(whole: type, name: str) -> Callable[[object, object], None]:
    """Return what sets a slot of a frozen class, for the few places that build by the thousand."""
    set_slot: Callable[[object, object], None] = getattr(whole, name).__set__
    return set_slot


exhaust: Callable[[Iterable[None]], None] = deque[None](maxlen=0).extend
"""Go through what is lazy, for the sake of what it does on the way."""


def settle(noun: str, whole: Any, contradictions: Iterable[Problem] = ()) -> None:  # noqa: ANN401
    """Raise one error for everything that was refused in a finished object.

    Args:
        noun: what the object is, as in "contract".
        whole: the object, some of whose attributes may be refusals.
        contradictions: problems between attributes; may be a lazy iterable.

    Raises:
        InvalidRecordError: if anything was refused or contradicts.
    """
    given = {
        attribute.alias: value
        for attribute in whole.__attrs_attrs__
        if attribute.init and type(value := getattr(whole, attribute.name)) is Refusal
    }
    refuse(noun, chain(problems_in(given), contradictions))


def problems_in(given: Mapping[str, object]) -> Iterator[Problem]:
    """Find what was refused among named arguments."""
    for name, value in given.items():
        if type(value) is Refusal:
            for problem in value.problems:
                yield problem.below(name)


def check(noun: str, **given: object) -> None:
    """Raise one error for everything that was refused among arguments.

    Args:
        noun: what they are for, as in "timeline".
        given: what converters made of the arguments, by their names.

    Raises:
        InvalidRecordError: if anything was refused.
    """
    refuse(noun, problems_in(given))


def nearest(word: str, words: Iterable[str]) -> str:
    """Return "; did you mean …?" for the nearest of some words, or nothing.

    >>> nearest("custmer_service", ["legal", "customer_service"])
    "; did you mean 'customer_service'?"
    """
    from difflib import get_close_matches  # noqa: PLC0415  # only errors need it

    matches = get_close_matches(str(word)[:LONGEST_SHOWN], list(words), n=1)
    return f"; did you mean {matches[0]!r}?" if matches else ""


def day(value: date) -> date:
    """Accept a date; a datetime is refused, since a day has neither time nor zone."""
    if is_day(value):
        return value
    hint = "; use its .date()" if isinstance(value, datetime) else ""
    if is_a(value, str) and is_day(written := written_day(cast("str", value))):
        hint = f"; write date({written.year}, {written.month}, {written.day})"
    return refused(value, ProblemCode.WRONG_TYPE, "a date", hint=hint)


def written_day(value: str) -> date:
    """Accept the one spelling of a date that records use, YYYY-MM-DD."""
    if len(value) != DAY_LENGTH or value[4] != "-" or value[7] != "-":  # 20200105, 2020-W02-1
        message = f"must be a date as YYYY-MM-DD, got {shown(value)}{days_meant(value)}"
        return refused(value, ProblemCode.WRONG_FORM, "a date", message=message)
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"must be a day of the calendar, got {shown(value)}"
        return refused(value, ProblemCode.WRONG_FORM, "a date", message=message)


def optional_day(value: date | None) -> date | None:
    """Accept a date, or None for never."""
    return None if value is None else day(value)


def day_or_unknown(value: date | OrUnknown | None) -> date | OrUnknown | None:
    """Accept a date, None for none yet, or UNKNOWN."""
    return value if value is None or value is UNKNOWN else day(value)


def saturday(value: date) -> date:
    """Accept a Saturday, the day on which a week ends (TR-F4)."""
    checked = day(value)
    if is_a(checked, Refusal) or checked.weekday() == SATURDAY:
        return checked
    message = f"must be a Saturday, the last day of a week, got {value}"
    return refused(value, ProblemCode.OUT_OF_RANGE, "a Saturday", message=message)


def optional_days(value: Iterable[date] | None) -> tuple[date, ...] | None:
    """Accept any iterable of dates, or None for unknown."""
    return None if value is None else collected(value, day)


def cents(value: Decimal | int | str) -> int:
    """Accept an amount of dollars, and return it in cents (WIN-3)."""
    try:
        return cents_from(value)
    except InvalidRecordError as error:
        return cast("int", value if is_a(value, Refusal) else Refusal(problems=error.problems))


def whole_cents(value: int) -> int:
    """Accept an amount of whole cents (WIN-3)."""
    try:
        return checked_cents(value)
    except InvalidRecordError as error:
        return cast("int", value if is_a(value, Refusal) else Refusal(problems=error.problems))


def optional_dollars(value: Decimal | int | str | None) -> Decimal | None:
    """Accept an amount of dollars, which is kept with two decimals, or None for unknown."""
    if value is None:
        return None
    own = cents(value)
    return dollars(own) if type(own) is int else cast("Decimal", own)


def optional_shown_badge(value: ShownBadge | ShownBadgeName | None) -> ShownBadge | None:
    """Accept the badge that a profile shows, or None for unknown."""
    return None if value is None else word(ShownBadge, value)


def bar(value: Decimal | int | str) -> int:
    """Accept dollars that are not negative, and return them in cents."""
    checked = cents(value)
    if is_a(checked, Refusal) or checked >= 0:
        return checked
    return refused(value, ProblemCode.OUT_OF_RANGE, "dollars, 0 or more")


def identifier(value: str) -> str:
    """Accept text that is not blank, not too long, in any script, without control characters."""
    is_text = type(value) is str or is_a(value, str)  # as usual: be quick
    if is_text and value.strip() and (value.isprintable() or _is_free_of_control(value)):
        if len(value) <= LONGEST_TEXT:
            return value
        message = f"must have at most {LONGEST_TEXT:,} characters, got {len(value):,}"
        allowed = f"text of at most {LONGEST_TEXT:,} characters"
        return refused(value, ProblemCode.OUT_OF_RANGE, allowed, message=message)
    code = code_for(value, str, ProblemCode.WRONG_FORM)
    hint = f"; write '{value}'" if shown(value).isdecimal() else ""  # a whole number
    return refused(value, code, "text that is not blank and has no control characters", hint=hint)


def _is_free_of_control(text: str) -> bool:
    """Tell whether text has no control character, lone surrogate or line separator."""
    from unicodedata import category as kind_of  # noqa: PLC0415  # only unusual text needs it

    return not any(kind_of(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text)


def supposed_name(value: str) -> str:
    """Accept the name of a hypothetical edition, which must not read like a published one."""
    if is_a(value, str) and value.lstrip()[:1].isdigit():
        allowed = "a name that begins with no digit"
        message = f"must not begin with a digit, as published editions do, got {shown(value)}"
        return refused(value, ProblemCode.WRONG_FORM, allowed, message=message)
    return identifier(value)


def optional_text(value: str | None) -> str | None:
    """Accept text as `identifier` does, or None."""
    return None if value is None else identifier(value)


def optional_secret(value: str | None) -> str | None:
    """Accept text as `optional_text` does; the refusal does not repeat it (DIV-13)."""
    return _kept_secret(optional_text(value), value)


def optional_secret_day(value: date | None) -> date | None:
    """Accept a date, or None, beside a secret: what was typed there by mistake is not repeated."""
    checked: object = optional_day(value)
    if not isinstance(checked, Refusal):
        return value
    (problem,) = checked.problems
    hint = "; use its .date()" if isinstance(value, datetime) else ""
    hidden = unfit(problem.code, problem.allowed, "something else", hint=hint)
    return cast("None", Refusal(problems=(hidden,)))


def _kept_secret(checked: _T, given: object) -> _T:
    """Take what was given out of a refusal."""
    if not isinstance(checked, Refusal) or isinstance(given, Refusal):
        return checked
    (problem,) = checked.problems
    found = type(given).__name__
    message = f"must be {problem.allowed}, got something else ({found})"
    secret = unfit(problem.code, problem.allowed, found, message=message)
    return cast("_T", Refusal(problems=(secret,)))


def optional_country(value: str | None) -> str | None:
    """Accept two capital letters, or None for unknown."""
    if value is None or (
        is_a(value, str)
        and len(value) == COUNTRY_LETTERS
        and value.isascii()
        and value.isalpha()
        and value.isupper()
    ):
        return value
    code = code_for(value, str, ProblemCode.WRONG_FORM)
    return refused(value, code, 'a country code of two capital letters, such as "US"')


def flag(value: bool) -> bool:  # noqa: FBT001  # a converter takes its one value by position
    """Accept True or False, and nothing that merely looks like it."""
    return value if is_a(value, bool) else refused(value, ProblemCode.WRONG_TYPE, "true or false")


def optional_flag(value: bool | None) -> bool | None:  # noqa: FBT001  # as above
    """Accept True, False, or None for unknown."""
    return None if value is None else flag(value)


def whole_percent(value: int) -> int:
    """Accept a whole number from 0 to 100."""
    if type(value) is int and LOWEST_SCORE <= value <= HIGHEST_SCORE:
        return value
    return refused(value, _code_of(value), f"a whole number from {LOWEST_SCORE} to {HIGHEST_SCORE}")


def percent(value: int | None) -> int | None:
    """Accept a whole number from 0 to 100, or None for unknown."""
    return None if value is None else whole_percent(value)


def score_or_unknown(value: int | OrUnknown | None) -> int | OrUnknown | None:
    """Accept a score from 0 to 100, None for none yet, or UNKNOWN."""
    return value if value is UNKNOWN else percent(value)


def count(value: int) -> int:
    """Accept a whole number that is not negative."""
    if type(value) is not int or value < 0:
        return refused(value, _code_of(value), "a whole number, 0 or more")
    if value >= 10**LONGEST_INTEGER:
        return refused(
            value, _code_of(value), f"a whole number of at most {LONGEST_INTEGER} digits"
        )
    return value


def _code_of(number: Any) -> ProblemCode:  # noqa: ANN401
    """Return what is wrong with a whole number that does not fit, or with what is none."""
    is_whole = type(number) is int or (is_a(number, UnreadNumber) and number.is_whole)
    return ProblemCode.OUT_OF_RANGE if is_whole else ProblemCode.WRONG_TYPE


def stars(value: Decimal | int | str) -> int:
    """Accept an average of stars, and return it in hundredths (RT-4)."""
    allowed = 'stars from 1.00 to 5.00 with at most two decimals, such as "4.80"'
    try:
        own = cents_from(value)
    except InvalidRecordError as error:
        return refused(value, error.problems[0].code, allowed)
    if not LOWEST_STARS <= own <= HIGHEST_STARS:
        return refused(value, ProblemCode.OUT_OF_RANGE, allowed)
    if isinstance(value, str) and value.startswith("0"):
        return refused(value, ProblemCode.WRONG_FORM, allowed)
    return own


def stars_or_unknown(
    value: Decimal | int | str | OrUnknown | None,
) -> Decimal | OrUnknown | None:
    """Accept an average of stars, None for none yet, or UNKNOWN."""
    if value is None or value is UNKNOWN:
        return value
    own = stars(value)
    return hundredths(own) if type(own) is int else cast("Decimal", own)


def optional_count(value: int | None) -> int | None:
    """Accept a whole number that is not negative, or None for unknown."""
    return None if value is None else count(value)


def kind(value: Kind | KindName) -> Kind:
    """Accept a kind of talent."""
    return word(Kind, value)


def optional_base_badge(value: BaseBadge | BaseBadgeName | None) -> BaseBadge | None:
    """Accept a base badge, or None for unknown."""
    return None if value is None else word(BaseBadge, value)


def category(value: Category | CategoryName) -> Category:
    """Accept a category by key, official or short name; the refusal lists the twelve."""
    found = _found(Category, value)
    if found is not None:
        return found
    keys = [known.value for known in Category]
    hint = nearest(value, keys) if is_a(value, str) else ""
    message = f"{shown(value)} is not a category{hint} (the twelve: {', '.join(keys)})"
    code = code_for(value, str, ProblemCode.UNKNOWN_VALUE)
    return refused(value, code, f"a category: {', '.join(keys)}", message=message)


def optional_outcome(value: ContractOutcome | ContractOutcomeName | None) -> ContractOutcome | None:
    """Accept an outcome, or None while there is none."""
    return None if value is None else word(ContractOutcome, value)


def certification_status(
    value: CertificationStatus | CertificationStatusName,
) -> CertificationStatus:
    """Accept the status of a certification."""
    return word(CertificationStatus, value)


def optional_diversity_category(
    value: DiversityCategory | DiversityCategoryName | None,
) -> DiversityCategory | None:
    """Accept one of the five diversity categories, or None while it is missing."""
    return None if value is None else _kept_secret(word(DiversityCategory, value), value)


def prior_assessments(
    value: Iterable[PriorAssessment | PriorAssessmentName],
) -> tuple[PriorAssessment, ...]:
    """Accept any iterable of earlier assessments."""
    return collected(value, lambda item: word(PriorAssessment, item))


def plan_tier(value: PlanTier | PlanTierName) -> PlanTier:
    """Accept the tier of a client plan."""
    return word(PlanTier, value)


def word(words: type[_W], value: _W | str) -> _W:
    """Accept a member of a closed list, or its value."""
    found = _found(words, value)
    if found is not None:
        return found
    known = [member.value for member in words]
    hint = nearest(value, known) if is_a(value, str) else ""
    code = code_for(value, str, ProblemCode.UNKNOWN_VALUE)
    return refused(value, code, "one of " + ", ".join(known), hint=hint)


def _found(words: type[_W], value: _W | str) -> _W | None:
    """Return the member of a closed list, None for none; only text is looked up."""
    if type(value) is words:
        return value
    try:
        return words(value) if is_a(value, str) else None
    except ValueError:
        return None


def chosen(noun: str, words: type[_W], value: _W | str) -> _W:
    """Return the member that an argument names.

    Raises:
        InvalidRecordError: if it names none; it lists all and the nearest.
    """
    member = _found(words, value)
    if member is None:  # rarely, so be quick before
        member = word(words, value)
        check(noun, **{"": member})
    return member


def members(value: Iterable[_T], of: type[_T], key: str = "") -> tuple[_T, ...]:
    """Accept any iterable of value objects; where they have a key, each key once.

    Args:
        value: the objects, or their refusals.
        of: the class they must have.
        key: the attribute that tells them apart, or empty.
    """
    if type(value) in {list, tuple} and {*map(type, value)} <= {of}:  # as usual: be quick
        items = tuple(value)
        if not key or len({*map(attrgetter(key), items)}) == len(items):
            return items
    return collected(value, lambda item: member(item, of), key)


def member(value: _T, of: type[_T]) -> _T:
    """Accept a value object of one class."""
    if is_a(value, of):
        return value
    return refused(value, ProblemCode.WRONG_TYPE, with_article(of))


def each(
    value: Iterable[_T], of: type[_T], problems: list[Problem], *, hint: str = ""
) -> Iterator[tuple[int, _T]]:
    """Return the objects of one class in an iterable, with their places, one by one.

    Args:
        value: the iterable; a large one need not be held at once.
        of: the class they must have.
        problems: where to add everything that is none.
        hint: what to do about it.
    """
    code, allowed = ProblemCode.WRONG_TYPE, with_article(of)
    if not _is_list(value):
        problems.append(unfit(code, "a list", shown(value)))
        return
    for place, item in enumerate(value):
        if is_a(item, of):
            yield place, item
        else:
            problems.append(unfit(code, allowed, shown(item), at=f"[{place}]", hint=hint))


def collected(value: Iterable[Any], form: Callable[[Any], _T], key: str = "") -> tuple[_T, ...]:
    """Accept an iterable, each item of it by a form, and report every item that does not fit."""
    if not _is_list(value):
        return refused(value, ProblemCode.WRONG_TYPE, "a list")
    items = tuple(map(form, value))
    problems = most_of(chain(_problems_of(items), _repeated(items, key) if key else ()))
    return cast("tuple[_T, ...]", Refusal(problems=problems)) if problems else items


def _is_list(value: object) -> bool:
    return is_a(value, Iterable) and not any(is_a(value, kind) for kind in (str, bytes, Mapping))


def most_of(found: Iterator[Problem]) -> tuple[Problem, ...]:
    """Return problems, but not without end: the last one says that more are not listed."""
    problems = tuple(islice(found, MOST_PROBLEMS))
    if next(found, None) is not None:
        message = f"has more than {MOST_PROBLEMS:,} problems; those after are not listed"
        problems += (unfit(ProblemCode.NOT_LISTED, "none", "more", message=message),)
    return problems


def _problems_of(items: tuple[Any, ...]) -> Iterator[Problem]:
    for index, item in enumerate(items):
        if isinstance(item, Refusal):
            for problem in item.problems:
                yield problem.below(f"[{index}]")


def part(whole: object, name: str) -> object:
    """Return an attribute of an object, or what was given for it where the object was refused."""
    return whole.given.get(name) if isinstance(whole, Refusal) else getattr(whole, name, None)


def _repeated(items: tuple[Any, ...], key: str) -> Iterator[Problem]:
    """Find keys that stand more than once, in refused items too."""
    first: dict[object, int] = {}
    for index, item in enumerate(items):
        own = part(item, key)
        if not isinstance(own, str | date) or first.setdefault(own, index) == index:
            continue
        found = shown(own) if isinstance(own, str) else str(own)
        message = f"{found} is repeated, it stands already in [{first[own]}]; each must be unique"
        at = f"[{index}].{key}"
        yield unfit(ProblemCode.REPEATED, "a new one", found, at=at, message=message)

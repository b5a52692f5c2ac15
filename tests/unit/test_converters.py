"""Forms: what each kind of fact may look like, and how all that does not fit is gathered."""

from __future__ import annotations

from collections import deque
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from attrs import field

from badgerules import converters
from badgerules.converters import Refusal
from badgerules.errors import InvalidRecordError, Problem, shown, unfit
from badgerules.vocabulary import UNKNOWN, Kind, PlanTier, PriorAssessment, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules.names import PriorAssessmentName

DAY = date(2020, 3, 2)
SATURDAY = date(2020, 9, 5)
NAIVE = datetime.fromisoformat("2020-03-02T09:30:00")
AWARE = datetime(2020, 3, 2, 9, 30, tzinfo=UTC)
TWELVE = (
    "accounting_consulting, admin_support, customer_service, data_science_analytics, "
    "design_creative, engineering_architecture, it_networking, legal, sales_marketing, "
    "translation, web_mobile_software_development, writing"
)
EARLIER = Refusal(
    problems=(
        Problem(
            path="amount",
            code=ProblemCode.WRONG_TYPE,
            message="must be told",
            found="'x'",
            allowed="a word",
        ),
    )
)
"""A refusal from one level below, as a loader hands it to a constructor."""


def problem(code: str, message: str, found: str, allowed: str) -> Problem:
    """Spell out a problem of a value itself."""
    return Problem(path="", code=ProblemCode(code), message=message, found=found, allowed=allowed)


def problems(value: object) -> tuple[Problem, ...]:
    """Take the problems out of a refusal."""
    assert isinstance(value, Refusal)
    return value.problems


def messages(value: object) -> list[str]:
    """List the messages of a refusal, each after its path."""
    return [f"{told.path} {told.message}".strip() for told in problems(value)]


class Quiet:
    """Something whose repr is short."""

    def __repr__(self) -> str:
        return "a\u00efoli"


@attrs.frozen(kw_only=True)
class Part:
    """A value object with a key, as forms see it."""

    id: str


@attrs.frozen(kw_only=True)
class Whole:
    """A value object that has a public, a private and a derived attribute."""

    day: date = field(converter=converters.day)
    _text: str = field(converter=converters.identifier, alias="text")
    derived: Refusal = field(init=False, default=EARLIER)


# --- Refusals, and how they are gathered ----------------------------------------------------------


def test_a_refusal_tells_what_was_found_and_what_is_allowed() -> None:
    """A refused value stands as one problem that tells what it was and what it may be."""
    refusal = converters.refused(7, ProblemCode.WRONG_TYPE, "a date")
    assert problems(refusal) == (problem("wrong_type", "must be a date, got 7", "7", "a date"),)
    assert refusal.given == {}


def test_a_refusal_may_bring_its_own_sentence() -> None:
    """The usual sentence gives way to another where it is not enough."""
    refusal = converters.refused(7, ProblemCode.WRONG_TYPE, "a date", message="is no date")
    assert problems(refusal) == (problem("wrong_type", "is no date", "7", "a date"),)


def test_a_refusal_may_say_what_to_do() -> None:
    """A hint stands at the end of the usual sentence."""
    refusal = converters.refused(7, ProblemCode.WRONG_TYPE, "a date", hint="; ask for one")
    told = problem("wrong_type", "must be a date, got 7; ask for one", "7", "a date")
    assert problems(refusal) == (told,)


def test_a_refusal_is_handed_on_as_it_is() -> None:
    """What was refused already is not refused once more."""
    assert converters.refused(EARLIER, ProblemCode.MISSING, "a date") is EARLIER


@pytest.mark.parametrize(
    "form",
    [
        converters.category,
        converters.cents,
        converters.certification_status,
        converters.day,
        converters.day_or_unknown,
        converters.flag,
        converters.identifier,
        converters.kind,
        converters.optional_base_badge,
        converters.optional_count,
        converters.optional_country,
        converters.optional_day,
        converters.optional_days,
        converters.optional_diversity_category,
        converters.optional_flag,
        converters.optional_outcome,
        converters.optional_text,
        converters.percent,
        converters.plan_tier,
        converters.prior_assessments,
        converters.saturday,
        converters.score_or_unknown,
    ],
)
def test_every_form_hands_an_earlier_refusal_on(form: Callable[[Any], object]) -> None:
    """A value that a loader refused keeps its own problems, whatever argument it is given as."""
    assert form(EARLIER) is EARLIER


def test_a_refusal_takes_keywords_only() -> None:
    """Problems and key are named, so that a refusal reads as what it is."""
    build: Any = Refusal
    with pytest.raises(TypeError, match="positional"):
        build(EARLIER.problems)


@pytest.mark.parametrize(
    ("form", "value", "allowed"),
    [
        pytest.param(converters.day, NAIVE, "a date", id="day"),
        pytest.param(converters.written_day, "20200302", "a date", id="written_day"),
        pytest.param(converters.written_day, "2020-02-30", "a date", id="written_day_astray"),
        pytest.param(converters.saturday, DAY, "a Saturday", id="saturday"),
        pytest.param(converters.flag, 1, "true or false", id="flag"),
        pytest.param(converters.percent, 101, "a whole number from 0 to 100", id="percent"),
        pytest.param(converters.optional_count, -1, "a whole number, 0 or more", id="count"),
        pytest.param(
            converters.category,
            "plumbing",
            f"a category: {TWELVE}",
            id="category",
        ),
        pytest.param(converters.kind, "person", "one of freelancer, agency", id="word"),
        pytest.param(converters.optional_days, 5, "a list", id="list"),
    ],
)
def test_a_refusal_says_what_is_allowed(
    form: Callable[[Any], object], value: object, allowed: str
) -> None:
    """A problem carries what is allowed apart from its message, for programs to read."""
    assert [told.allowed for told in problems(form(value))] == [allowed]


def test_settling_raises_everything_that_was_refused() -> None:
    """The finished object reports each refused argument by its name, in order, in one error."""
    build: Any = Whole
    with pytest.raises(InvalidRecordError) as error:
        converters.settle("whole", build(day="x", text=""))
    assert error.value.noun == "whole"
    assert [told.path for told in error.value.problems] == ["day", "text"]


def test_settling_reports_contradictions_last() -> None:
    """Contradictions between arguments stand after what was refused, in the same error."""
    contradiction = unfit(ProblemCode.CONTRADICTION, "", "", at="text", message="must agree")
    build: Any = Whole
    with pytest.raises(InvalidRecordError) as error:
        converters.settle("whole", build(day="x", text="a"), iter([contradiction]))
    assert [told.path for told in error.value.problems] == ["day", "text"]
    with pytest.raises(InvalidRecordError) as alone:
        converters.settle("whole", build(day=DAY, text="a"), [contradiction])
    assert alone.value.problems == (contradiction,)


def test_settling_a_sound_object_is_silent() -> None:
    """Nothing is raised where nothing was refused, and derived attributes are not looked at."""
    sound = Whole(day=DAY, text="a")
    converters.settle("whole", sound)
    assert sound.derived is EARLIER


def test_problems_are_found_below_the_names_of_their_arguments() -> None:
    """Each problem of each refused argument gets the argument's name before its path."""
    found = converters.problems_in({"first": 1, "second": EARLIER, "third": None})
    assert [(told.path, told.message) for told in found] == [("second.amount", "must be told")]


# --- How values are shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("US", "'US'", id="text"),
        pytest.param(None, "None", id="none"),
        pytest.param(1.5, "1.5", id="number"),
        pytest.param("a\nb\x00", "'a\\nb\\x00'", id="control_characters"),
        pytest.param("\u00fc\U0001f600", "'\\xfc\\U0001f600'", id="beyond_ascii"),
        pytest.param("\ud800", "'\\ud800'", id="half_a_character"),
        pytest.param(Quiet(), "a\\xefoli", id="any_object"),
        pytest.param("x" * 58, "'" + "x" * 58 + "'", id="text_at_the_bound"),
        pytest.param("x" * 59, "'" + "x" * 59 + "...", id="text_above_the_bound"),
        pytest.param("x" * 10**6, "'" + "x" * 59 + "...", id="text_far_above_the_bound"),
        pytest.param(10**59, "1" + "0" * 59, id="int_at_the_bound"),
        pytest.param(10**60, "1" + "0" * 59 + "...", id="int_above_the_bound"),
        pytest.param(10**5000, "a very large int", id="int_python_will_not_spell_out"),
        pytest.param([10**5000], "a very large list", id="list_python_will_not_spell_out"),
    ],
)
def test_a_value_is_shown_short_and_in_ascii(value: object, text: str) -> None:
    """A message shows sixty characters of a value at most, escaped, and never fails on it."""
    assert shown(value) == text


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("custmer_service", "; did you mean 'customer_service'?", id="near"),
        pytest.param("legal", "; did you mean 'legal'?", id="the_word_itself"),
        pytest.param("plumbing", "", id="far"),
        pytest.param("", "", id="empty"),
        pytest.param("legal" * 10**6, "", id="long"),
    ],
)
def test_the_nearest_word_is_offered(word: str, hint: str) -> None:
    """A misspelt word brings the nearest one, a word far from all brings none."""
    assert converters.nearest(word, iter(["legal", "customer_service"])) == hint


def test_only_the_nearest_word_is_offered() -> None:
    """Of several near words the nearest is offered alone."""
    words = ["upwork_promo", "upwork_pro", "upwork_premium"]
    assert converters.nearest("upwork_prom", words) == "; did you mean 'upwork_promo'?"


# --- Days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", [converters.day, converters.optional_day, converters.day_or_unknown]
)
def test_a_date_is_a_day(form: Callable[[Any], object]) -> None:
    """A date is accepted wherever a day is meant."""
    assert form(DAY) is DAY


@pytest.mark.parametrize(
    "form", [converters.day, converters.optional_day, converters.day_or_unknown]
)
@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param(
            NAIVE,
            "datetime.datetime(2020, 3, 2, 9, 30); use its .date()",
            id="datetime",
        ),
        pytest.param(
            AWARE,
            "datetime.datetime(2020, 3, 2, 9, 30, tzinfo=datetime.timezon...; use its .date()",
            id="datetime_with_a_zone",
        ),
        pytest.param("2020-03-02", "'2020-03-02'; write date(2020, 3, 2)", id="text"),
        pytest.param("2020-02-30", "'2020-02-30'", id="no_day_of_the_calendar"),
        pytest.param(20_200_302, "20200302", id="number"),
        pytest.param(False, "False", id="flag"),
    ],
)
def test_what_is_no_date_is_no_day(
    form: Callable[[Any], object], value: object, found: str
) -> None:
    """Nothing but a date is a day, and a datetime is told the way out."""
    assert messages(form(value)) == [f"must be a date, got {found}"]


def test_a_day_is_not_optional_by_itself() -> None:
    """Where a day is needed None is refused, where it is optional None is kept."""
    needed: Any = converters.day
    assert messages(needed(None)) == ["must be a date, got None"]
    assert converters.optional_day(None) is None
    assert converters.day_or_unknown(None) is None


def test_only_some_days_may_be_unknown() -> None:
    """UNKNOWN is kept where None means none yet, and refused elsewhere."""
    optional: Any = converters.optional_day
    assert converters.day_or_unknown(UNKNOWN) is UNKNOWN
    assert messages(optional(UNKNOWN)) == ["must be a date, got UNKNOWN"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("2020-02-29", date(2020, 2, 29), id="leap_day"),
        pytest.param("0001-01-01", date(1, 1, 1), id="first_day"),
        pytest.param("9999-12-31", date(9999, 12, 31), id="last_day"),
    ],
)
def test_a_day_is_written_in_one_way(written: str, day: date) -> None:
    """YYYY-MM-DD is the spelling of a day."""
    assert converters.written_day(written) == day


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        pytest.param("20200105", "", id="basic_form"),
        pytest.param("2020-W02-1", "", id="week_date"),
        pytest.param("2020-1-5", "; write 2020-01-05", id="no_leading_zeros"),
        pytest.param("2020/01-05", "", id="slash_before_the_month"),
        pytest.param("2020-01/05", "", id="slash_before_the_day"),
        pytest.param("2020-01-05T00:00:00", "", id="with_a_time"),
        pytest.param("2020-01-05\n", "", id="line_end"),
        pytest.param(" 2020-01-05", "", id="space"),
        pytest.param("", "", id="empty"),
        pytest.param("13/01/2020", "; write 2020-01-13", id="no_thirteenth_month"),
        pytest.param("1.13.2020", "; write 2020-01-13", id="month_first"),
        pytest.param("05/05/2020", "; write 2020-05-05", id="day_and_month_alike"),
        pytest.param("31/31/2020", "", id="neither_is_a_month"),
        pytest.param("31/04/2020", "", id="no_day_of_the_calendar"),
        pytest.param("01/02-2020", "", id="two_separators"),
        pytest.param(
            "03/01/2020",
            "; write 2020-03-01 if its month comes first, 2020-01-03 if its day does",
            id="month_or_day_first",
        ),
    ],
)
def test_a_day_written_in_another_way_is_refused(written: str, hint: str) -> None:
    """Spellings that Python would read as a date are refused all the same, with what to write.

    Where it is not sure which day is meant, both are told and none is taken.
    """
    assert messages(converters.written_day(written)) == [
        f"must be a date as YYYY-MM-DD, got {written!a}{hint}"
    ]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("\u0662\u0660\u0662\u0660-01-05", id="arabic_digits"),
        pytest.param("2020-0\u0661-05", id="one_arabic_digit"),
        pytest.param("2020-W2-01", id="week_in_the_place_of_a_month"),
        pytest.param("2020-+1-05", id="sign"),
        pytest.param("2020- 1-05", id="space_within"),
        pytest.param("2020-1x-05", id="letter"),
        pytest.param("-020-01-05", id="year_below_zero"),
    ],
)
def test_a_day_is_written_in_plain_digits(written: str) -> None:
    """Ten characters with dashes in their places are no day unless the rest are digits 0 to 9."""
    assert [told.allowed for told in problems(converters.written_day(written))] == ["a date"]


@pytest.mark.parametrize(
    "written",
    [
        "2019-02-29",
        "2020-02-30",
        "2020-04-31",
        "2020-13-01",
        "2020-00-01",
        "2020-01-00",
        "0000-01-01",
    ],
)
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    """A well-written day must also stand in the calendar."""
    assert messages(converters.written_day(written)) == [
        f"must be a day of the calendar, got {written!r}"
    ]


def test_a_week_ends_on_a_saturday() -> None:
    """A Saturday is accepted, the Friday before it and the Sunday after it are refused."""
    assert converters.saturday(SATURDAY) is SATURDAY
    must = "must be a Saturday, the last day of a week, got"
    assert problems(converters.saturday(date(2020, 9, 4))) == (
        problem("out_of_range", f"{must} 2020-09-04", "datetime.date(2020, 9, 4)", "a Saturday"),
    )
    assert problems(converters.saturday(date(2020, 9, 6))) == (
        problem("out_of_range", f"{must} 2020-09-06", "datetime.date(2020, 9, 6)", "a Saturday"),
    )


def test_a_saturday_with_a_time_is_refused_as_no_date() -> None:
    """A datetime on a Saturday is refused for being a datetime, once."""
    given: Any = datetime(2020, 9, 5, tzinfo=UTC)
    (message,) = messages(converters.saturday(given))
    assert message.startswith("must be a date, got datetime.datetime(2020, 9, 5")
    assert message.endswith("; use its .date()")


def test_days_come_from_any_iterable() -> None:
    """Days are stored as a tuple in the order given, and None stays unknown."""
    assert converters.optional_days(None) is None
    assert converters.optional_days([]) == ()
    assert converters.optional_days(iter([SATURDAY, DAY])) == (SATURDAY, DAY)
    assert messages(converters.optional_days([DAY, NAIVE])) == [
        "[1] must be a date, got datetime.datetime(2020, 3, 2, 9, 30); use its .date()"
    ]


# --- Money, text, flags and numbers ---------------------------------------------------------------


@pytest.mark.clause("WIN-3")
def test_money_is_stored_in_cents() -> None:
    """Dollars become cents, and what is refused there is refused here in the same words."""
    assert converters.cents("7850.00") == 785_000
    assert converters.cents(Decimal("-0.5")) == -50
    assert messages(converters.cents(Decimal("12.345"))) == [
        "must be in whole cents, got 12.345; round it first"
    ]


@pytest.mark.parametrize("text", ["shop-support", " a ", "\u00dcn\u00efcode \u5b57", "0"])
def test_printable_text_is_kept_as_it_is(text: str) -> None:
    """Any printable text that is not blank is text, untrimmed and in any script."""
    assert converters.identifier(text) == text
    assert converters.optional_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="blank"),
        pytest.param("a\nb", id="line_end"),
        pytest.param("a\tb", id="tabulator"),
        pytest.param("a\x00", id="null_character"),
        pytest.param("a\u2028b", id="line_separator"),
        pytest.param("a\ud800", id="lone_surrogate"),
        pytest.param("\ud800", id="half_a_character"),
        pytest.param(17, id="number"),
        pytest.param(b"a", id="bytes"),
        pytest.param(False, id="flag"),
    ],
)
@pytest.mark.parametrize("form", [converters.identifier, converters.optional_text])
def test_blank_or_unprintable_text_is_refused(form: Callable[[Any], object], text: object) -> None:
    """Text must show something and hide nothing."""
    hint = "; write '17'" if text == 17 else ""
    assert messages(form(text)) == [
        f"must be text that is not blank and has no control characters, got {text!a}{hint}"
    ]


def test_text_is_not_optional_by_itself() -> None:
    """Where text is needed None is refused, where it is optional None is kept."""
    needed: Any = converters.identifier
    assert len(messages(needed(None))) == 1
    assert converters.optional_text(None) is None


@pytest.mark.clause("DIV-13")
def test_a_refused_secret_is_not_repeated() -> None:
    """The refusal of a name or number tells the type of what was found and nothing of it."""
    form: Any = converters.optional_secret
    must = "must be text that is not blank and has no control characters"
    assert messages(form("SN-4711\n")) == [f"{must}, got something else (str)"]
    assert messages(form(4711)) == [f"{must}, got something else (int)"]
    (told,) = problems(form(4711))
    assert told.found == "int"
    assert told.allowed == "text that is not blank and has no control characters"


def test_a_secret_is_kept_like_any_text() -> None:
    """A name or number that can be printed is kept as it is, and None while it is missing."""
    assert converters.optional_secret("SN-4711-X") == "SN-4711-X"
    assert converters.optional_secret(None) is None


@pytest.mark.parametrize("country", ["US", "CA", "ZZ", None])
def test_a_country_is_two_capital_letters(country: str | None) -> None:
    """Two capital letters are a country code, None is an unknown one."""
    assert converters.optional_country(country) == country


@pytest.mark.parametrize(
    "country",
    ["", "U", "USA", "us", "Us", "U1", "U ", "\u00dcS", "\u0130S", 12, ["U", "S"], False],
    ids=ascii,
)
def test_any_other_country_is_refused(country: object) -> None:
    """A country code of another length, case or alphabet is refused."""
    form: Any = converters.optional_country
    assert messages(form(country)) == [
        f'must be a country code of two capital letters, such as "US", got {country!a}'
    ]


def test_a_flag_is_true_or_false() -> None:
    """True and False are flags, and None is one where the fact may be unknown."""
    assert converters.flag(True) is True  # noqa: FBT003  # forms take their one value by position
    assert converters.flag(False) is False  # noqa: FBT003  # as above
    assert converters.optional_flag(True) is True  # noqa: FBT003  # as above
    assert converters.optional_flag(False) is False  # noqa: FBT003  # as above
    assert converters.optional_flag(None) is None


@pytest.mark.parametrize("value", [0, 1, "no", "true", "", UNKNOWN], ids=repr)
@pytest.mark.parametrize("form", [converters.flag, converters.optional_flag])
def test_what_merely_looks_like_a_flag_is_refused(
    form: Callable[[Any], object], value: object
) -> None:
    """Numbers, words and UNKNOWN are no flags."""
    assert messages(form(value)) == [f"must be true or false, got {value!r}"]


def test_a_flag_is_not_optional_by_itself() -> None:
    """Where a flag is needed None is refused."""
    needed: Any = converters.flag
    assert messages(needed(None)) == ["must be true or false, got None"]


@pytest.mark.parametrize("form", [converters.percent, converters.score_or_unknown])
@pytest.mark.parametrize("value", [0, 1, 99, 100, None])
def test_a_percentage_lies_between_0_and_100(
    form: Callable[[Any], object], value: int | None
) -> None:
    """Whole numbers from 0 to 100 are percentages and scores, both bounds included."""
    assert form(value) == value


@pytest.mark.parametrize("form", [converters.percent, converters.score_or_unknown])
@pytest.mark.parametrize("value", [-1, 101, True, False, 90.0, "90", Decimal(90)], ids=repr)
def test_any_other_percentage_is_refused(form: Callable[[Any], object], value: object) -> None:
    """Numbers beyond the bounds, fractions, flags and text are no percentages."""
    assert messages(form(value)) == [f"must be a whole number from 0 to 100, got {value!r}"]


def test_only_a_score_may_be_unknown_as_opposed_to_none() -> None:
    """UNKNOWN is kept for a score, where None means none yet, and refused for a percentage."""
    percent: Any = converters.percent
    assert converters.score_or_unknown(UNKNOWN) is UNKNOWN
    assert messages(percent(UNKNOWN)) == ["must be a whole number from 0 to 100, got UNKNOWN"]


@pytest.mark.parametrize("value", [0, 1, 10**6, None])
def test_a_count_is_a_whole_number(value: int | None) -> None:
    """Whole numbers from 0 on are counts, None is an unknown one."""
    assert converters.optional_count(value) == value


@pytest.mark.parametrize("value", [-1, True, False, 2.0, "2", UNKNOWN], ids=repr)
def test_any_other_count_is_refused(value: object) -> None:
    """Negative numbers, fractions, flags and text are no counts."""
    form: Any = converters.optional_count
    assert messages(form(value)) == [f"must be a whole number, 0 or more, got {value!r}"]


# --- Words ----------------------------------------------------------------------------------------


STARS = 'stars from 1.00 to 5.00 with at most two decimals, such as "4.80"'


@pytest.mark.parametrize("form", [converters.stars, converters.stars_or_unknown])
@pytest.mark.parametrize(
    ("value", "hundredths"),
    [
        ("1", 100),
        ("1.00", 100),
        ("4.8", 480),
        ("4.79", 479),
        (Decimal("4.80"), 480),
        (Decimal("4.800"), 480),
        (5, 500),
        ("5.00", 500),
    ],
    ids=repr,
)
@pytest.mark.clause("RT-4")
def test_an_average_of_stars_lies_between_1_and_5(
    form: Callable[[Any], object], value: object, hundredths: int
) -> None:
    """It is kept in whole hundredths, shown with two decimals, both bounds included."""
    kept = form(value)
    if form is converters.stars:
        assert (type(kept), kept) == (int, hundredths)
    else:
        assert str(kept) == f"{hundredths // 100}.{hundredths % 100:02}"


@pytest.mark.parametrize("form", [converters.stars, converters.stars_or_unknown])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0.99", "out_of_range"),
        ("5.01", "out_of_range"),
        (0, "out_of_range"),
        (6, "out_of_range"),
        ("-4.80", "out_of_range"),
        ("4.805", "wrong_form"),
        ("04.80", "wrong_form"),
        (" 4.80", "wrong_form"),
        ("4.80 stars", "wrong_form"),
        ("", "wrong_form"),
        (4.8, "wrong_type"),
        (True, "wrong_type"),
        ([], "wrong_type"),
    ],
    ids=repr,
)
@pytest.mark.clause("RT-4")
def test_any_other_average_of_stars_is_refused(
    form: Callable[[Any], object], value: object, code: str
) -> None:
    """Beyond the bounds, finer than a hundredth, as a float or with other text, it is none."""
    (told,) = problems(form(value))
    assert (told.code, told.allowed, told.message) == (
        ProblemCode(code),
        STARS,
        f"must be {STARS}, got {shown(value)}",
    )


def test_an_average_of_stars_may_be_none_yet_or_unknown() -> None:
    """None and UNKNOWN are kept apart for a fact, and both refused for a number of the rules."""
    assert converters.stars_or_unknown(None) is None
    assert converters.stars_or_unknown(UNKNOWN) is UNKNOWN
    rule: Any = converters.stars
    for value in (None, UNKNOWN):
        assert messages(rule(value)) == [f"must be {STARS}, got {shown(value)}"]


@pytest.mark.parametrize(
    ("form", "word", "member"),
    [
        pytest.param(converters.kind, "agency", "Kind.AGENCY", id="kind"),
        pytest.param(converters.optional_base_badge, "none", "BaseBadge.NONE", id="base_badge"),
        pytest.param(converters.category, "Admin", "Category.ADMIN_SUPPORT", id="category"),
        pytest.param(
            converters.optional_outcome, "neutral", "ContractOutcome.NEUTRAL", id="contract_outcome"
        ),
        pytest.param(
            converters.certification_status, "draft", "CertificationStatus.DRAFT", id="status"
        ),
        pytest.param(
            converters.optional_diversity_category,
            "woman_owned",
            "DiversityCategory.WOMAN_OWNED",
            id="diversity_category",
        ),
        pytest.param(converters.plan_tier, "plus", "PlanTier.PLUS", id="plan_tier"),
        pytest.param(converters.plan_tier, "lifted", "PlanTier.ENTERPRISE", id="enterprise_since"),
        pytest.param(converters.plan_tier, "marketplace", "PlanTier.BASIC", id="basic_as_well"),
    ],
)
def test_a_word_may_be_given_as_text(form: Callable[[Any], object], word: str, member: str) -> None:
    """The value of a word gives its member, and so does the member."""
    accepted = form(word)
    assert repr(accepted) == member
    assert form(accepted) is accepted


@pytest.mark.parametrize(
    "form",
    [
        converters.optional_base_badge,
        converters.optional_outcome,
        converters.optional_diversity_category,
    ],
)
def test_an_optional_word_may_be_none(form: Callable[[Any], object]) -> None:
    """None is kept where a word is optional."""
    assert form(None) is None


@pytest.mark.parametrize(
    "form", [converters.kind, converters.certification_status, converters.plan_tier]
)
def test_a_needed_word_may_not_be_none(form: Callable[[Any], object]) -> None:
    """None is refused where a word is needed."""
    (message,) = messages(form(None))
    assert message.startswith("must be one of ")
    assert message.endswith(", got None")


def test_a_misspelt_word_brings_the_list_and_the_nearest() -> None:
    """The refusal of a word names what is allowed, what was found and what may be meant."""
    assert problems(converters.word(PlanTier, "enterprice")) == (
        problem(
            "unknown_value",
            "must be one of basic, plus, business, business_plus, enterprise, got 'enterprice'; "
            "did you mean 'enterprise'?",
            "'enterprice'",
            "one of basic, plus, business, business_plus, enterprise",
        ),
    )


@pytest.mark.parametrize("value", ["Freelancer Plus Ultra", 1, ["agency"], {}, True], ids=repr)
def test_a_word_far_from_all_brings_the_list(value: object) -> None:
    """What resembles no word of the list, or is no text at all, is refused without a guess."""
    look_up: Any = converters.word
    assert messages(look_up(Kind, value)) == [f"must be one of freelancer, agency, got {value!r}"]


def test_a_chosen_word_is_found_or_refused_at_once() -> None:
    """An argument of a question is found like a word, and refused under its own name."""
    assert converters.chosen("plan", PlanTier, "plus") is PlanTier.PLUS
    assert converters.chosen("plan", PlanTier, PlanTier.BASIC) is PlanTier.BASIC
    with pytest.raises(InvalidRecordError) as error:
        converters.chosen("plan", PlanTier, "enterprice")
    assert error.value.noun == "plan"
    assert [told.path for told in error.value.problems] == [""]
    assert str(error.value) == (
        "plan must be one of basic, plus, business, business_plus, enterprise, got 'enterprice'; "
        "did you mean 'enterprise'?"
    )


@pytest.mark.parametrize(
    ("value", "start"),
    [
        pytest.param(
            "custmer_service",
            "'custmer_service' is not a category; did you mean 'customer_service'?",
            id="misspelt_key",
        ),
        pytest.param("plumbing", "'plumbing' is not a category", id="far_from_all"),
        pytest.param(8, "8 is not a category", id="number"),
        pytest.param(None, "None is not a category", id="none"),
        pytest.param(["legal"], "['legal'] is not a category", id="list"),
    ],
)
def test_what_is_no_category_brings_the_twelve(value: object, start: str) -> None:
    """The refusal of a category lists the twelve, after the nearest if one is near."""
    form: Any = converters.category
    assert messages(form(value)) == [f"{start} (the twelve: {TWELVE})"]


def test_prior_assessments_come_from_any_iterable() -> None:
    """Earlier assessments are stored as a tuple of members in the order given."""
    given: list[PriorAssessment | PriorAssessmentName]
    given = ["upwork_pro", PriorAssessment.UPWORK_PREMIUM]
    assert converters.prior_assessments(iter(given)) == (
        PriorAssessment.UPWORK_PRO,
        PriorAssessment.UPWORK_PREMIUM,
    )
    misspelt: Any = ["upwork_pro", "upwork_prof"]
    (message,) = messages(converters.prior_assessments(misspelt))
    assert message == (
        "[1] must be one of upwork_premium, upwork_pro, got 'upwork_prof'; "
        "did you mean 'upwork_pro'?"
    )


# --- Collections ----------------------------------------------------------------------------------


def items() -> Iterator[Part]:
    """Yield two items of different keys."""
    yield Part(id="b")
    yield Part(id="a")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(list(items()), id="list"),
        pytest.param(tuple(items()), id="tuple"),
        pytest.param(deque(items()), id="deque"),
        pytest.param(dict.fromkeys(items()).keys(), id="keys"),
        pytest.param(items(), id="generator"),
    ],
)
def test_any_iterable_becomes_a_tuple(value: object) -> None:
    """Members come from any iterable, keep their order and are stored as a tuple."""
    form: Any = converters.members
    assert form(value, Part, key="id") == (Part(id="b"), Part(id="a"))


@pytest.mark.parametrize("value", ["ab", b"ab", {"a": 1}, 5, None, True], ids=repr)
def test_text_mappings_and_single_values_are_no_lists(value: object) -> None:
    """What iterates over something else than items, or not at all, is refused."""
    form: Any = converters.members
    assert messages(form(value, Part)) == [f"must be a list, got {value!r}"]


def test_a_member_has_the_class_that_is_meant() -> None:
    """An object of the class is accepted, any other is refused with the class named."""
    form: Any = converters.member
    item = Part(id="a")
    assert form(item, Part) is item
    assert messages(form({"id": "a"}, Part)) == ["must be a Part, got {'id': 'a'}"]


def test_every_member_that_does_not_fit_is_reported() -> None:
    """One refusal holds the problems of all members, each below its index."""
    form: Any = converters.members
    assert messages(form([1, Part(id="a"), EARLIER, 2], Part)) == [
        "[0] must be a Part, got 1",
        "[2].amount must be told",
        "[3] must be a Part, got 2",
    ]


@pytest.mark.parametrize(
    ("count", "last"),
    [
        pytest.param(9_999, "[9998] must be a Part, got 0", id="one_below"),
        pytest.param(10_000, "[9999] must be a Part, got 0", id="as_many_as_are_listed"),
        pytest.param(
            10_001, "has more than 10,000 problems; those after are not listed", id="one_above"
        ),
        pytest.param(
            20_000, "has more than 10,000 problems; those after are not listed", id="far_above"
        ),
    ],
)
def test_a_hostile_list_does_not_fill_the_memory(count: int, last: str) -> None:
    """Ten thousand problems of one list are told each, and that there are more in one line."""
    form: Any = converters.members
    told = messages(form([0] * count, Part))
    assert len(told) == min(count, 10_001)
    assert told[0] == "[0] must be a Part, got 0"
    assert told[-1] == last


def test_a_key_may_stand_once() -> None:
    """Each repetition of a key is a problem that points at its first place."""
    given = [Part(id="a"), Part(id="b"), Part(id="a"), Part(id="a")]
    message = "'a' is repeated, it stands already in [0]; each must be unique"
    assert problems(converters.members(given, Part, key="id")) == tuple(
        Problem(
            path=f"[{index}].id",
            code=ProblemCode.REPEATED,
            message=message,
            found="'a'",
            allowed="a new one",
        )
        for index in (2, 3)
    )


def test_keys_are_not_asked_for_where_none_is_meant() -> None:
    """Without a key equal members may stand side by side."""
    twice = [Part(id="a"), Part(id="a")]
    assert converters.members(twice, Part) == tuple(twice)


def test_the_key_of_a_refused_member_counts_too() -> None:
    """A repeated key is found even where a member was refused for another reason."""
    form: Any = converters.members
    known = Refusal(problems=EARLIER.problems, given={"id": "a"})
    assert messages(form([known, Part(id="a")], Part, key="id")) == [
        "[0].amount must be told",
        "[1].id 'a' is repeated, it stands already in [0]; each must be unique",
    ]


def test_refused_members_without_a_key_repeat_nothing() -> None:
    """Members whose keys were refused are not taken for one another."""
    form: Any = converters.members
    assert messages(form([EARLIER, EARLIER], Part, key="id")) == [
        "[0].amount must be told",
        "[1].amount must be told",
    ]

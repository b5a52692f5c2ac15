"""Money: dollars in, whole cents kept, and nothing in between."""

from __future__ import annotations

import itertools
import re
from decimal import (
    MAX_EMAX,
    ROUND_UP,
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
    localcontext,
)
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any

import pytest

from badgerules.errors import InvalidRecordError
from badgerules.money import (
    cents_from,
    checked_cents,
    dollars,
    dollars_shown,
    dollars_text,
    hundredths,
)
from badgerules.serialization.loading import all_cents_from
from badgerules.vocabulary import ProblemCode

EVERY_SIGNAL: list[Any] = [
    Clamped,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
]
"""Every signal that a decimal context can turn into an exception."""

HOSTILE_CONTEXTS = [
    pytest.param(Context(prec=3, rounding=ROUND_UP, traps=EVERY_SIGNAL), id="three_digits_trapped"),
    pytest.param(Context(prec=3, rounding=ROUND_UP, traps=[]), id="three_digits_silent"),
    pytest.param(Context(prec=3, rounding=ROUND_UP, traps=[Inexact]), id="three_digits_inexact"),
    pytest.param(Context(prec=1, Emin=0, Emax=0, clamp=1, traps=EVERY_SIGNAL), id="one_digit"),
]


class Dollars(Decimal):
    """A caller's own kind of `Decimal`."""


class Text(str):
    """A caller's own kind of string."""

    __slots__ = ()


class Price(StrEnum):
    """A caller's price list."""

    SMALL = "12.34"


class Count(IntEnum):
    """A caller's numbered list, whose members are no amounts."""

    ONE = 1


@pytest.mark.clause("WIN-3")
@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        pytest.param("7850.00", 785_000, id="text_two_decimals"),
        pytest.param("7850.5", 785_050, id="text_one_decimal"),
        pytest.param("7850", 785_000, id="text_no_decimal"),
        pytest.param("-150.00", -15_000, id="text_refund"),
        pytest.param("-0.05", -5, id="text_refund_below_a_dollar"),
        pytest.param("0.01", 1, id="text_one_cent"),
        pytest.param("0", 0, id="text_zero"),
        pytest.param("-0.00", 0, id="text_minus_zero"),
        pytest.param("0012.30", 1_230, id="text_leading_zeros"),
        pytest.param(12, 1_200, id="int"),
        pytest.param(-12, -1_200, id="int_refund"),
        pytest.param(0, 0, id="int_zero"),
        pytest.param(Decimal("7850.00"), 785_000, id="decimal_two_decimals"),
        pytest.param(Decimal("7850.5"), 785_050, id="decimal_one_decimal"),
        pytest.param(Decimal("-0.5"), -50, id="decimal_refund"),
        pytest.param(Decimal("0.01"), 1, id="decimal_one_cent"),
        pytest.param(Decimal("-0.01"), -1, id="decimal_one_cent_back"),
        pytest.param(Decimal("12.340000"), 1_234, id="decimal_trailing_zeros"),
        pytest.param(Decimal("1E+3"), 100_000, id="decimal_exponent"),
        pytest.param(Decimal("-0.00"), 0, id="decimal_minus_zero"),
        pytest.param(Decimal("0E+5000"), 0, id="decimal_zero_of_high_exponent"),
        pytest.param(Decimal("0E-5000"), 0, id="decimal_zero_of_low_exponent"),
        pytest.param(Decimal("0.29"), 29, id="decimal_that_floats_miss"),
    ],
)
def test_dollars_become_whole_cents(amount: Decimal | int | str, cents: int) -> None:
    """A Decimal, an int or a string of dollars is kept as exactly that many cents."""
    assert cents_from(amount) == cents
    assert type(cents_from(amount)) is int


@pytest.mark.clause("WIN-3")
@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        pytest.param("9999999999999.99", 999_999_999_999_999, id="text"),
        pytest.param("-9999999999999.99", -999_999_999_999_999, id="text_refund"),
        pytest.param(9_999_999_999_999, 999_999_999_999_900, id="int"),
        pytest.param(-9_999_999_999_999, -999_999_999_999_900, id="int_refund"),
        pytest.param(Decimal("9999999999999.99"), 999_999_999_999_999, id="decimal"),
        pytest.param(Decimal("-9999999999999.99"), -999_999_999_999_999, id="decimal_refund"),
        pytest.param(Decimal("1E+12"), 100_000_000_000_000, id="decimal_exponent"),
    ],
)
def test_thirteen_digits_before_the_point_are_kept(amount: Decimal | int | str, cents: int) -> None:
    """The largest amounts, thirteen digits before the point, lose no cent."""
    assert cents_from(amount) == cents


@pytest.mark.parametrize(
    "amount",
    [
        pytest.param(10_000_000_000_000, id="int"),
        pytest.param(-10_000_000_000_000, id="int_refund"),
        pytest.param(10**5000, id="int_too_long_to_spell_out"),
        pytest.param(Decimal(10_000_000_000_000), id="decimal"),
        pytest.param(Decimal("-10000000000000.00"), id="decimal_refund"),
        pytest.param(Decimal("1E+13"), id="decimal_exponent"),
        pytest.param(Decimal(f"1E+{MAX_EMAX}"), id="decimal_huge"),
    ],
)
def test_a_fourteenth_digit_before_the_point_is_refused(amount: Decimal | int) -> None:
    """An amount of fourteen digits before the point is refused, and the message says the bound."""
    with pytest.raises(InvalidRecordError) as refusal:
        cents_from(amount)
    assert str(refusal.value) == "amount must have at most 13 digits before the point"


@pytest.mark.parametrize(
    "amount",
    [
        pytest.param("", id="empty"),
        pytest.param(" 1", id="space_before"),
        pytest.param("1 ", id="space_after"),
        pytest.param("1\n", id="line_end"),
        pytest.param("+1", id="plus"),
        pytest.param("--1", id="two_signs"),
        pytest.param("-", id="sign_alone"),
        pytest.param("1.", id="point_without_decimals"),
        pytest.param(".5", id="point_without_dollars"),
        pytest.param("-.5", id="sign_and_point_without_dollars"),
        pytest.param(".", id="point_alone"),
        pytest.param("1..2", id="two_points"),
        pytest.param("1.2.3", id="two_points_apart"),
        pytest.param("1.-2", id="sign_of_the_cents"),
        pytest.param("1-", id="sign_behind"),
        pytest.param("1.23x", id="letter_behind_the_cents"),
        pytest.param("1_000", id="underscore"),
        pytest.param("1e3", id="exponent"),
        pytest.param("1,00", id="comma_for_a_point"),
        pytest.param("1,000,00", id="two_commas_amiss"),
        pytest.param("5 $", id="currency_sign_behind"),
        pytest.param("\u20ac5", id="another_currency"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("NaN", id="nan"),
        pytest.param("Infinity", id="infinity"),
        pytest.param("\u0661\u0662", id="arabic_digits"),
        pytest.param("1.\u0661", id="arabic_digit_of_cents"),
        pytest.param("1\u00b2", id="raised_digit"),
        pytest.param("five", id="word"),
    ],
)
def test_text_in_any_other_form_is_refused(amount: str) -> None:
    """A string is dollars in one plain form only, and the refusal shows what was found."""
    with pytest.raises(InvalidRecordError) as refusal:
        cents_from(amount)
    assert str(refusal.value) == (
        f"amount must be dollars with at most two decimals, such as 7850.00, got {amount!a}"
    )


@pytest.mark.parametrize(
    ("amount", "plain"),
    [
        ("1,000", "1000"),
        ("$5", "5"),
        ("-$5.5", "-5.5"),
        ("$1,234,567.89", "1234567.89"),
        ("-12,300.00", "-12300.00"),
    ],
)
def test_an_amount_as_people_write_it_is_refused_with_the_plain_one(
    amount: str, plain: str
) -> None:
    """A dollar sign and commas are told off with what to write instead, which is accepted."""
    with pytest.raises(InvalidRecordError, match=re.escape(f'got {amount!r}; write "{plain}"')):
        cents_from(amount)
    assert cents_from(plain) == int(re.sub(r"[$,.]", "", f"{Decimal(plain):.2f}"))


@pytest.mark.parametrize(
    "amount", ["10000000000000", "-10000000000000.00", "00000000000001"], ids=repr
)
def test_text_with_too_many_digits_is_told_how_many_it_may_have(amount: str) -> None:
    """Fourteen digits before the point are one too many, leading zeros included."""
    with pytest.raises(InvalidRecordError) as error:
        cents_from(amount)
    told = f"amount must have at most 13 digits before the point, got {amount!r}"
    assert str(error.value) == told


@pytest.mark.clause("WIN-3")
def test_every_short_text_is_read_as_the_specification_writes_money() -> None:
    """Of all texts of up to six signs those are dollars that fit the form of JSON, no others."""
    written = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")
    accepted = 0
    for length in range(7):
        for signs in itertools.product("-.05 ", repeat=length):
            amount = "".join(signs)
            if written.fullmatch(amount) is None:
                with pytest.raises(InvalidRecordError):
                    cents_from(amount)
            else:
                assert Fraction(cents_from(amount), 100) == Fraction(amount)
                accepted += 1
    # With and without a sign: whole dollars, then dollars with one decimal, then with two.
    assert accepted == (126 + 60 + 56) + (62 + 28 + 24)


def test_a_refused_text_is_shown_shortened() -> None:
    """However long the text, the message shows no more than a line of it."""
    with pytest.raises(InvalidRecordError) as refusal:
        cents_from("9" * 10_000)
    assert str(refusal.value).endswith(f"got '{'9' * 59}...")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param("12.345", "12.345", id="text_three_decimals"),
        pytest.param("-12.340", "-12.340", id="text_three_decimals_the_last_zero"),
        pytest.param("0." + "1" * 50, "0." + "1" * 38, id="text_shown_shortened"),
        pytest.param(Decimal("12.345"), "12.345", id="three_decimals"),
        pytest.param(Decimal("-12.345"), "-12.345", id="refund"),
        pytest.param(Decimal("0.011"), "0.011", id="above_a_cent"),
        pytest.param(Decimal("0.009"), "0.009", id="below_a_cent"),
        pytest.param(
            Decimal("0.01000000000000000000000000000000001"), "0.01" + "0" * 32 + "1", id="far"
        ),
        pytest.param(
            Decimal("1E-999999999999999999"), "1E-999999999999999999", id="too_small_to_write_out"
        ),
        pytest.param(Decimal("0." + "1" * 50), "0." + "1" * 38, id="shown_shortened"),
        pytest.param(Decimal("9999999999999.999"), "9999999999999.999", id="below_the_bound"),
    ],
)
def test_a_fraction_of_a_cent_is_refused(amount: Decimal | str, shown: str) -> None:
    """An amount that is no whole number of cents is refused, and the way out is named."""
    with pytest.raises(InvalidRecordError) as refusal:
        cents_from(amount)
    expected = f"amount must be in whole cents, got {shown}; round it first"
    assert str(refusal.value) == expected


@pytest.mark.parametrize("name", ["NaN", "-NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_refused(name: str) -> None:
    """NaN, quiet or signaling, and infinity are no amounts."""
    with pytest.raises(InvalidRecordError) as refusal:
        cents_from(Decimal(name))
    assert str(refusal.value) == f"amount must be a finite amount, got {name}"


@pytest.mark.parametrize(
    ("amount", "named"),
    [
        pytest.param(7850.0, 'float; write it as text, as in "7850.00"', id="float"),
        pytest.param(float("nan"), 'float; write it as text, as in "7850.00"', id="float_nan"),
        pytest.param(float("inf"), 'float; write it as text, as in "7850.00"', id="float_infinity"),
        pytest.param(True, "bool", id="true"),
        pytest.param(False, "bool", id="false"),
        pytest.param(Count.ONE, "Count", id="member_of_an_int_enum"),
        pytest.param(Fraction(1, 2), "Fraction", id="fraction"),
        pytest.param(1 + 0j, "complex", id="complex"),
        pytest.param(b"7850.00", "bytes", id="bytes"),
        pytest.param(["7850.00"], "list", id="list"),
        pytest.param(None, "NoneType", id="none"),
    ],
)
def test_any_other_type_is_refused_by_name(amount: object, named: str) -> None:
    """What is neither Decimal nor int nor string is refused, and a float is told the way out."""
    build: Any = cents_from
    with pytest.raises(InvalidRecordError) as refusal:
        build(amount)
    assert str(refusal.value) == (
        f"amount must be dollars with at most two decimals, such as 7850.00, got {named}"
    )


def test_a_refusal_is_one_problem_of_the_amount_itself() -> None:
    """The refusal carries its one problem, whose path is empty for the caller to extend."""
    build: Any = cents_from
    with pytest.raises(InvalidRecordError) as refusal:
        build(12.5)
    (problem,) = refusal.value.problems
    assert refusal.value.noun == "amount"
    assert problem.path == ""
    assert problem.found == "12.5"
    assert problem.allowed == "dollars with at most two decimals, such as 7850.00"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param(Decimal("12.345"), "Decimal('12.345')", id="a_fraction_of_a_cent"),
        pytest.param(Decimal(10**13), "Decimal('10000000000000')", id="too_long"),
        pytest.param(Decimal("NaN"), "Decimal('NaN')", id="not_finite"),
        pytest.param(10**13, "10000000000000", id="a_long_int"),
    ],
)
def test_a_refusal_shows_the_amount_it_found(amount: Decimal | int, shown: str) -> None:
    """Whatever it is refused for, the amount stands beside the sentence."""
    with pytest.raises(InvalidRecordError) as refusal:
        cents_from(amount)
    (problem,) = refusal.value.problems
    assert problem.found == shown


@pytest.mark.clause("WIN-3")
@pytest.mark.parametrize("context", HOSTILE_CONTEXTS)
def test_no_amount_depends_on_the_decimal_context(context: Context) -> None:
    """Neither precision nor rounding nor traps of the caller's context change a cent."""
    large, refund = Decimal("1234567890123.45"), Decimal("-133456.79")
    context.clear_flags()
    with localcontext(context) as active:
        kept = cents_from(large), cents_from(refund), cents_from("133456.79"), cents_from(133_457)
        shown = dollars_text(123_456_789_012_345), dollars_shown(-13_345_679)
        given_back = dollars(123_456_789_012_345)
        signals = [signal for signal, raised in active.flags.items() if raised]
    assert kept == (123_456_789_012_345, -13_345_679, 13_345_679, 13_345_700)
    assert shown == ("1234567890123.45", "-$133,456.79")
    assert given_back == large
    assert signals == []


@pytest.mark.parametrize("context", HOSTILE_CONTEXTS)
@pytest.mark.parametrize(
    ("amount", "message"),
    [
        pytest.param(
            Decimal("1234567.891"), "must be in whole cents, got 1234567.891", id="fraction"
        ),
        pytest.param(Decimal("1E+13"), "must have at most 13 digits", id="too_long"),
        pytest.param(Decimal("sNaN"), "must be a finite amount, got sNaN", id="signaling_nan"),
        pytest.param(Decimal("-Infinity"), "must be a finite amount, got -Infinity", id="infinity"),
        pytest.param(0.5, "got float; write it as text", id="float"),
    ],
)
def test_no_refusal_depends_on_the_decimal_context(
    context: Context, amount: object, message: str
) -> None:
    """What is refused is refused in the same words under every context."""
    build: Any = cents_from
    with localcontext(context), pytest.raises(InvalidRecordError) as refusal:
        build(amount)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        pytest.param(Dollars("12.34"), 1_234, id="decimal"),
        pytest.param(Text("12.34"), 1_234, id="string"),
        pytest.param(Price.SMALL, 1_234, id="member_of_a_string_enum"),
    ],
)
def test_a_subclass_is_worth_what_its_base_is_worth(amount: Decimal | str, cents: int) -> None:
    """A caller's own kind of Decimal or string is kept as a plain int of the same cents."""
    assert cents_from(amount) == cents
    assert type(cents_from(amount)) is int


@pytest.mark.parametrize(
    ("cents", "text", "shown"),
    [
        pytest.param(0, "0.00", "$0.00", id="zero"),
        pytest.param(1, "0.01", "$0.01", id="one_cent"),
        pytest.param(-1, "-0.01", "-$0.01", id="one_cent_back"),
        pytest.param(99, "0.99", "$0.99", id="below_a_dollar"),
        pytest.param(100, "1.00", "$1.00", id="a_dollar"),
        pytest.param(101, "1.01", "$1.01", id="above_a_dollar"),
        pytest.param(-100, "-1.00", "-$1.00", id="a_dollar_back"),
        pytest.param(-101, "-1.01", "-$1.01", id="above_a_dollar_back"),
        pytest.param(99_999, "999.99", "$999.99", id="below_a_thousand"),
        pytest.param(100_000, "1000.00", "$1,000.00", id="a_thousand"),
        pytest.param(1_230_005, "12300.05", "$12,300.05", id="thousands"),
        pytest.param(-785_005, "-7850.05", "-$7,850.05", id="a_refund"),
        pytest.param(
            123_456_789_012_345_678, "1234567890123456.78", "$1,234,567,890,123,456.78", id="a_sum"
        ),
    ],
)
def test_cents_are_told_with_two_decimals(cents: int, text: str, shown: str) -> None:
    """Cents come back as text for JSON, as text for people and as a Decimal of two decimals."""
    assert dollars_text(cents) == text
    assert dollars_shown(cents) == shown
    assert str(dollars(cents)) == text


def test_text_and_decimal_lead_back_to_the_same_cents() -> None:
    """Every cent from -$300 to $300 survives the way out as text or Decimal and back."""
    for cents in range(-30_000, 30_001):
        assert cents_from(dollars_text(cents)) == cents
        assert cents_from(dollars(cents)) == cents


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1." + "0" * 1_000_000, 100),
        ("12.34" + "0" * 1_000_000, 1234),
        ("-0.01" + "0" * 10, -1),
        ("1E+3", 100_000),
        ("1E+12", 10**14),
        ("5E-2", 5),
    ],
    ids=lambda value: str(value)[:10],
)
def test_a_decimal_of_any_length_is_exact(written: str, cents: int) -> None:
    """Zeros after the cents and exponents change nothing."""
    assert cents_from(Decimal(written)) == cents


def test_a_million_digits_are_refused_like_three() -> None:
    """A fraction of a cent is found without a ratio of numbers of a million digits."""
    with pytest.raises(InvalidRecordError, match=r"must be in whole cents, got 1\.0000"):
        cents_from(Decimal("1." + "0" * 1_000_000 + "1"))


MOST_CENTS = 10**15 - 1
"""Thirteen digits of dollars, and two of cents."""


@pytest.mark.parametrize("cents", [0, 1, -1, MOST_CENTS, -MOST_CENTS])
def test_cents_of_fifteen_digits_are_kept_as_they_are(cents: int) -> None:
    """What is in cents already is looked at, and not changed."""
    assert checked_cents(cents) == cents


@pytest.mark.parametrize("cents", [MOST_CENTS + 1, -MOST_CENTS - 1, True, 1.0, "5", None])
def test_what_are_no_cents_is_refused(cents: Any) -> None:  # noqa: ANN401  # anything at all
    """A digit more, or anything but a whole number, is told with what is allowed."""
    is_number = type(cents) is int
    with pytest.raises(InvalidRecordError) as refused:
        checked_cents(cents)
    (problem,) = refused.value.problems
    told = f"must be whole cents as an int, got {type(cents).__name__}"
    told = "must have at most 13 digits before the point" if is_number else told
    assert problem.message == told
    assert problem.code is (ProblemCode.OUT_OF_RANGE if is_number else ProblemCode.WRONG_TYPE)
    assert (problem.found, problem.allowed) == (repr(cents), "whole cents as an int")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("1234567890123.456", ProblemCode.WRONG_FORM),
        ("12345678.12345678", ProblemCode.WRONG_FORM),
        ("12345678901234.5", ProblemCode.OUT_OF_RANGE),
        ("12345678901234.567", ProblemCode.WRONG_FORM),
    ],
)
def test_digits_before_the_point_are_counted_and_those_behind_it_are_not(
    amount: str, code: ProblemCode
) -> None:
    """Fourteen are too many; where there are three decimals or more, those are told first."""
    with pytest.raises(InvalidRecordError) as refused:
        cents_from(amount)
    (problem,) = refused.value.problems
    assert (problem.code, problem.found) == (code, repr(amount))


@pytest.mark.parametrize(
    ("amounts", "cents"),
    [
        pytest.param(["7850.00", "-0.50", "0.07"], [785_000, -50, 7], id="all_with_cents"),
        pytest.param(["7850.00", "12", "0.5"], [785_000, 1_200, 50], id="some_without"),
        pytest.param(["9999999999999.99"], [999_999_999_999_999], id="the_highest_alone"),
        pytest.param([], [], id="none"),
    ],
)
def test_many_amounts_are_the_cents_of_each(amounts: list[str], cents: list[int]) -> None:
    """Read together or, where one has no two decimals, one by one."""
    assert all_cents_from(amounts) == cents


@pytest.mark.parametrize("amount", ["1.00,2.00", "1.00\n2.00"], ids=["comma", "line_break"])
def test_no_sign_makes_two_amounts_of_one(amount: str) -> None:
    """What holds a comma or a line break is refused, as it is alone."""
    with pytest.raises(InvalidRecordError) as refused:
        all_cents_from(["1.00", amount])
    with pytest.raises(InvalidRecordError) as alone:
        cents_from(amount)
    assert refused.value.problems == alone.value.problems


@pytest.mark.parametrize(
    ("amount", "code"),
    [(object(), ProblemCode.WRONG_TYPE), (10**13, ProblemCode.OUT_OF_RANGE)],
    ids=["no_amount", "a_digit_too_many"],
)
def test_a_refusal_has_the_code_of_its_reason(amount: Any, code: ProblemCode) -> None:  # noqa: ANN401  # anything at all
    """What is no amount is of another type, and a whole number too long is out of range."""
    with pytest.raises(InvalidRecordError) as refused:
        cents_from(amount)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(("number", "told"), [(480, "4.80"), (500, "5.00"), (7, "0.07")])
def test_hundredths_keep_two_decimals(number: int, told: str) -> None:
    """An average of 4.8 is told as 4.80."""
    assert str(hundredths(number)) == told

"""US dollars, exactly: given as dollars, kept as whole cents.

Nothing here depends on the caller's decimal context. Floats, NaN, infinity and fractions of a
cent are refused, because a bar of $10,000.00 is missed by a cent or not at all.
"""

from __future__ import annotations

import re
from decimal import Decimal

from badgerules.errors import InvalidRecordError, shown, unfit
from badgerules.vocabulary import ProblemCode

CENTS_PER_DOLLAR = 100
WHOLE_DIGITS, CENT_DIGITS = 13, (1, 2)
"""How many digits an amount has: before the point at most, after it if there is one."""

_CENT_EXPONENT = -2
_LIMIT = CENTS_PER_DOLLAR * 10**WHOLE_DIGITS
DOLLARS_ALLOWED = "dollars with at most two decimals, such as 7850.00"
"""What an amount may be, in the words of every message."""
_ALLOWED_CENTS = "whole cents as an int"


def cents_from(amount: Decimal | int | str) -> int:
    """Return an amount of dollars as whole cents.

    Args:
        amount: US dollars, at most 13 digits before the point and two after it.

    Returns:
        The amount in cents, negative for a refund.

    Raises:
        InvalidRecordError: for a float, NaN, infinity, a fraction of a cent, or too many digits.

    Clause: WIN-3.

    >>> cents_from("7850.00"), cents_from(Decimal("-0.5")), cents_from(12)
    (785000, -50, 1200)
    """
    if isinstance(amount, str):
        whole, point, fraction = amount.partition(".")
        digits = whole.removeprefix("-") + fraction
        if (  # as -?[0-9]{1,13}(\.[0-9]{1,2})?, in half the time that re takes
            digits.isdigit()
            and digits.isascii()
            and 1 <= len(digits) - len(fraction) <= WHOLE_DIGITS
            and (len(fraction) in CENT_DIGITS if point else True)
        ):
            return int(whole + fraction.ljust(2, "0"))
        raise _complaint(amount, fraction, digits)
    if isinstance(amount, Decimal):
        return _cents_of_decimal(amount)
    if type(amount) is not int:
        hint = '; write it as text, as in "7850.00"' if isinstance(amount, float) else ""
        message = f"must be {DOLLARS_ALLOWED}, got {type(amount).__name__}{hint}"
        raise _refusal(amount, ProblemCode.WRONG_TYPE, message)
    cents = amount * CENTS_PER_DOLLAR
    if not -_LIMIT < cents < _LIMIT:
        raise _refusal(amount, ProblemCode.OUT_OF_RANGE, _TOO_LONG)
    return cents


def checked_cents(amount: int) -> int:
    """Return an amount that is in whole cents already, once it is looked at.

    Args:
        amount: US cents, at most 13 digits of dollars and two of cents.

    Raises:
        InvalidRecordError: for anything but a whole number, or too many digits.

    >>> checked_cents(-15000)
    -15000
    """
    if type(amount) is not int:
        message = f"must be {_ALLOWED_CENTS}, got {type(amount).__name__}"
        code = ProblemCode.WRONG_TYPE
        raise _refusal(amount, code, message, _ALLOWED_CENTS)
    if not -_LIMIT < amount < _LIMIT:
        raise _refusal(amount, ProblemCode.OUT_OF_RANGE, _TOO_LONG, _ALLOWED_CENTS)
    return amount


def hundredths(number: int) -> Decimal:
    """Return a number of hundredths as what they are, with two decimals.

    >>> hundredths(480)
    Decimal('4.80')
    """
    return Decimal(dollars_text(number))


def dollars(cents: int) -> Decimal:
    """Return cents as dollars with two decimals.

    >>> dollars(-785005)
    Decimal('-7850.05')
    """
    return Decimal(dollars_text(cents))


def dollars_text(cents: int) -> str:
    """Return cents as the string that JSON holds.

    >>> dollars_text(785000), dollars_text(-5)
    ('7850.00', '-0.05')
    """
    whole, fraction = divmod(abs(cents), CENTS_PER_DOLLAR)
    return f"{'-' if cents < 0 else ''}{whole}.{fraction:02d}"


def dollars_shown(cents: int) -> str:
    """Return cents as people write them.

    >>> dollars_shown(1230000), dollars_shown(-5)
    ('$12,300.00', '-$0.05')
    """
    whole, fraction = divmod(abs(cents), CENTS_PER_DOLLAR)
    return f"{'-' if cents < 0 else ''}${whole:,}.{fraction:02d}"


_TOO_LONG = f"must have at most {WHOLE_DIGITS} digits before the point"


def _complaint(amount: str, fraction: str, digits: str) -> InvalidRecordError:
    """Return the error that says what is wrong with an amount that was written down."""
    if digits.isdigit() and len(fraction) > max(CENT_DIGITS):
        return _refusal(amount, ProblemCode.WRONG_FORM, _in_cents(amount))
    if digits.isdigit() and digits.isascii() and len(digits) - len(fraction) > WHOLE_DIGITS:
        return _refusal(amount, ProblemCode.OUT_OF_RANGE, f"{_TOO_LONG}, got {shown(amount)}")
    plain = plainly(amount)
    hint = f'; write "{plain}"' if plain else ""
    message = f"must be {DOLLARS_ALLOWED}, got {shown(amount)}{hint}"
    return _refusal(amount, ProblemCode.WRONG_FORM, message)


def plainly(amount: str) -> str:
    """Return an amount without the dollar sign and the commas with which people write it.

    Args:
        amount: as it was written.

    Returns:
        The amount as `cents_from` takes it; empty where it is not sure which amount is meant.

    >>> plainly("$12,300.50"), plainly("-$5"), plainly("12,30")
    ('12300.50', '-5', '')
    """
    form = r"(-?)\$?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,13})(\.[0-9]{1,2})?"
    found = re.fullmatch(form, amount)
    return "" if found is None else f"{found[1]}{found[2].replace(',', '')}{found[3] or ''}"


def _in_cents(amount: object) -> str:
    return f"must be in whole cents, got {str(amount)[:40]}; round it first"


def _cents_of_decimal(amount: Decimal) -> int:
    """Return exact cents; every step is independent of the decimal context."""
    if not amount.is_finite():
        raise _refusal(amount, ProblemCode.OUT_OF_RANGE, f"must be a finite amount, got {amount}")
    if not amount:
        return 0
    if amount.adjusted() >= WHOLE_DIGITS:
        raise _refusal(amount, ProblemCode.OUT_OF_RANGE, _TOO_LONG)
    if amount.adjusted() >= _CENT_EXPONENT:  # else it is under a cent
        # By its digits: there may be a million, and a ratio of integers takes time by their square.
        sign, digits, exponent = amount.as_tuple()
        beyond = int(exponent) - _CENT_EXPONENT  # the zeros to append, or the digits under a cent
        whole, rest = (digits, ()) if beyond >= 0 else (digits[:beyond], digits[beyond:])
        if not any(rest):
            cents = int("".join(map(str, whole)) + "0" * beyond)
            return -cents if sign else cents
    raise _refusal(amount, ProblemCode.WRONG_FORM, _in_cents(amount))


def _refusal(
    amount: object, code: ProblemCode, message: str, allowed: str = DOLLARS_ALLOWED
) -> InvalidRecordError:
    return InvalidRecordError(
        noun="amount", problems=(unfit(code, allowed, shown(amount), message=message),)
    )

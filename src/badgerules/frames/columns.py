"""What the columns of the frames must be, and how each is converted for the rules.

Types are judged from the schema alone, so that nothing is read before they are right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.dtypes import DType

from badgerules.converters import nearest
from badgerules.errors import Problem, shown, unfit
from badgerules.vocabulary import Badge, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import TypeAlias

    Schema: TypeAlias = Mapping[str, DType]

WHOLE_NUMBERS = (
    *(nw.Int8, nw.Int16, nw.Int32, nw.Int64),
    *(nw.UInt8, nw.UInt16, nw.UInt32),
)
TEXT = (nw.String, nw.Categorical, nw.Enum)
FLOATS = (nw.Float32, nw.Float64)
CENT_DIGITS, EXACT_DIGITS = 2, 18
CENTS, HALF = 100, 0.5


def _is_id(kind: DType) -> bool:
    return isinstance(kind, (*TEXT, *WHOLE_NUMBERS))


def _is_text(kind: DType) -> bool:
    return isinstance(kind, TEXT)


def _is_flag(kind: DType) -> bool:
    return isinstance(kind, nw.Boolean)


def _is_day(kind: DType) -> bool:
    if isinstance(kind, nw.Datetime):
        return kind.time_zone is None
    return isinstance(kind, nw.Date)


def _is_whole(kind: DType) -> bool:
    return isinstance(kind, WHOLE_NUMBERS)


def _is_exact(kind: DType) -> bool:
    return isinstance(kind, nw.Decimal) and kind.scale <= CENT_DIGITS


@attrs.frozen(kw_only=True)
class Form:
    """What one column must be.

    Args:
        allowed: in words.
        fits: tells whether a type of the schema is allowed.
        remedy: what to do where it is not allowed.
    """

    allowed: str
    fits: Callable[[DType], bool]
    remedy: str


ID = Form(
    allowed="text or whole numbers that fit into Int64",
    fits=_is_id,
    remedy="cast it to one of them",
)
WORD = Form(allowed="text", fits=_is_text, remedy="cast it to text")
FLAG = Form(allowed="booleans", fits=_is_flag, remedy="cast it to booleans")
DAY = Form(
    allowed="dates, or timestamps without a zone",
    fits=_is_day,
    remedy="cast it to dates",
)
WHOLE = Form(allowed="whole numbers that fit into Int64", fits=_is_whole, remedy="cast it to Int64")
EXACT = Form(
    allowed=f"decimals of at most {CENT_DIGITS} places",
    fits=_is_exact,
    remedy=f"cast it to decimals of {CENT_DIGITS} places, or give amount_cents instead",
)
OF_FLOATS = attrs.evolve(
    EXACT,
    remedy=f"cast it to decimals of {CENT_DIGITS} places, give amount_cents instead, or round "
    'floats with floats="round"',
)
OF_NO_UNIT = attrs.evolve(EXACT, remedy=f"say in money what it is in, {EXACT.remedy}")

COLUMNS: Mapping[str, Mapping[str, Form]] = {
    "talents": {"talent_id": ID, "kind": WORD, "exclusive_agency_contractor": FLAG},
    "contracts": {
        "contract_id": ID,
        "talent_id": ID,
        "category": WORD,
        "outcome": WORD,
        "outcome_on": DAY,
    },
    "payments": {"contract_id": ID, "paid_on": DAY},
    "weeks": {"talent_id": ID, "ends_on": DAY, "eligible": FLAG},
    "holds": {"talent_id": ID, "held_on": DAY},
    "certifications": {
        "talent_id": ID,
        "status": WORD,
        "business_name": WORD,
        "category": WORD,
        "provider": WORD,
        "type": WORD,
        "number": WORD,
        "expires_on": DAY,
        "submitted_on": DAY,
        "decided_on": DAY,
    },
}
"""What each frame must have, except the amount; columns named nowhere here are ignored."""

BASE_BADGE: Mapping[str, Form] = {"base_badge": WORD}
REPUTATION: Mapping[str, Form] = {
    "job_success_score": WHOLE,
    "rising_talent": FLAG,
    "first_contract_on": DAY,
    "joined_on": DAY,
    "profile_percent": WHOLE,
    "availability_current": FLAG,
    "last_active_on": DAY,
    "circumvention_on": DAY,
    "members": WHOLE,
    "members_profile_percent": WHOLE,
    "average_feedback_hundredths": WHOLE,
    "identity_verified": FLAG,
    "payout_method": FLAG,
    "from_elance": FLAG,
}
"""The columns that talents may have instead of `base_badge`."""

FACT_OF = {"average_feedback_hundredths": "average_feedback"}
"""The facts that a record holds under another name than a frame, and in another measure."""

TOLD_APART = (
    *("job_success_score", "first_contract_on", "last_active_on"),
    "average_feedback_hundredths",
)
"""The facts that may be "none yet": null means that, and not unknown."""

HOLDS_KNOWN = "holds_known"
CONTRACTS_KNOWN = "contracts_known"
KNOWN_SINCE, KNOWN_THROUGH = "payments_known_since", "payments_known_through"
OPEN_MONEY: Mapping[str, Form] = {CONTRACTS_KNOWN: FLAG, KNOWN_SINCE: DAY, KNOWN_THROUGH: DAY}
"""What talents may say of money that is known in part; where all is left out, all is known."""

VETTING: Mapping[str, Form] = {
    "vetting_category": WORD,
    "vetting_invited_on": DAY,
    "vetting_passed_on": DAY,
    "vetting_revoked_on": DAY,
}
COUNTRY: Mapping[str, Form] = {"country": WORD}

OF_TALENTS: Mapping[str, Form] = {
    **BASE_BADGE,
    **REPUTATION,
    **OPEN_MONEY,
    **VETTING,
    **COUNTRY,
}
"""The columns that talents may have, but need not."""

RESTING_ON_REPUTATION = frozenset({Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS})
"""The badges that rest on the reputation, or on a recorded base badge."""


def known(name: str) -> str:
    """Return the name of the column that says whether a fact is known."""
    return f"{name}_known"


FLAGS_OF_KNOWN = (*map(known, TOLD_APART), HOLDS_KNOWN)


def read_columns(
    schemas: Mapping[str, Schema], badges: Collection[Badge] | None
) -> dict[str, dict[str, Form]]:
    """Return the columns of each frame that are read, including those that are missing.

    Args:
        schemas: the columns of each frame given.
        badges: the badges asked about; None for all facts that are given.
    """
    talents, columns = schemas["talents"], {**COLUMNS["talents"]}
    if badges is None or not RESTING_ON_REPUTATION.isdisjoint(badges):
        may_have = (*REPUTATION, *FLAGS_OF_KNOWN)
        reputation = {name: REPUTATION.get(name, FLAG) for name in may_have if name in talents}
        columns |= reputation
        columns |= BASE_BADGE if not reputation or "base_badge" in talents else {}
        columns |= {name: form for name, form in OPEN_MONEY.items() if name in talents}
    has_vetting = not VETTING.keys().isdisjoint(talents)
    if has_vetting if badges is None else Badge.EXPERT_VETTED in badges:
        columns |= VETTING
    if (badges is None or Badge.DIVERSITY_CERTIFIED in badges) and "country" in talents:
        columns |= COUNTRY
    others = {name: {**COLUMNS[name]} for name in schemas if name != "talents"}
    return {"talents": columns, **others}


AMOUNT, AMOUNT_CENTS, PAYEE = "amount", "amount_cents", "talent_id"
PAYMENT_ID = "payment_id"
BESIDE = ("weeks", "holds", "certifications")
"""The frames that may be left out."""
MAY_HAVE: Mapping[str, Mapping[str, Form]] = {
    **COLUMNS,
    "talents": {**COLUMNS["talents"], **OF_TALENTS, **dict.fromkeys(FLAGS_OF_KNOWN, FLAG)},
    "payments": {
        **COLUMNS["payments"],
        AMOUNT: EXACT,
        AMOUNT_CENTS: WHOLE,
        PAYEE: ID,
        PAYMENT_ID: ID,
    },
}
"""Every column that a frame may have, by our names."""
MOST_NAMES = 10
"""How many columns that nobody knows a message lists."""


def column_problems(
    schemas: Mapping[str, Schema],
    wanted: Mapping[str, Mapping[str, Form]],
    *,
    names: Mapping[str, Mapping[str, str]],
    round_floats: bool,
) -> Iterator[Problem]:
    """Find columns of all frames that are missing, contradictory, or of a wrong type.

    Args:
        schemas: the columns of each frame, by our names.
        wanted: what those that are read must be.
        names: what each is called, by our names.
        round_floats: floats are taken.
    """
    for table, schema in schemas.items():
        forms = {**wanted[table], **_amount_form(table, schema, round_floats=round_floats)}
        others = [name for name in texts(schema) if name not in MAY_HAVE[table]]
        for name, form in forms.items():
            if name in schema:
                yield from _misfit(f"{table}.{name}", form, schema[name])
            else:
                yield _missing(f"{table}.{name}", form, names[table][name], others)
    yield from _contradictions(schemas, wanted["talents"])
    payee = [("payments", PAYEE, "talents")] if PAYEE in schemas["payments"] else []
    for table, name, other in [*links(schemas), *payee]:
        own, theirs = schemas[table].get(name), schemas[other].get(name)
        if own and theirs and _is_id(own) and _is_id(theirs) and _is_text(own) != _is_text(theirs):
            message = f"must be of the type of {other}.{name}, {theirs}, got {own}; cast one"
            code, at = ProblemCode.CONTRADICTION, f"{table}.{name}"
            yield unfit(code, str(theirs), str(own), at=at, message=message)


def texts(names: Iterable[object]) -> list[str]:
    """Return the names of columns that are text; pandas has others too, which mean nothing here."""
    return [name for name in names if isinstance(name, str)]


def _contradictions(schemas: Mapping[str, Schema], talents: Iterable[str]) -> Iterator[Problem]:
    """Find columns and frames that exclude each other, or lack their counterpart."""
    code = ProblemCode.CONTRADICTION
    if {AMOUNT, AMOUNT_CENTS} <= {*schemas["payments"]}:
        message = f"must have one column of money, got {AMOUNT} and {AMOUNT_CENTS}; drop one"
        yield unfit(code, "one of them", "two", at="payments", message=message)
    reputation = [name for name in talents if name in REPUTATION or name in FLAGS_OF_KNOWN]
    reputation += [name for name in ("weeks", "holds") if name in schemas]
    if "base_badge" in talents and "base_badge" in schemas["talents"] and reputation:
        found = f"base_badge and {', '.join(reputation)}"
        message = f"must hold the base badge or the reputation, got {found}; keep one of the two"
        yield unfit(code, "one of the two", found, at="talents", message=message)
    for name in (*TOLD_APART, "holds"):
        there = schemas["talents"] if name in TOLD_APART else schemas
        if known(name) in talents and name not in there:
            allowed = f"beside a column {name}" if name in TOLD_APART else f"beside a frame {name}"
            message = f"must stand {allowed}, got it alone; add that, or drop this"
            yield unfit(code, allowed, "alone", at=f"talents.{known(name)}", message=message)


def links(tables: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """List each column of foreign keys: its frame, its name, and the frame it refers to."""
    yield ("contracts", "talent_id", "talents")
    yield ("payments", "contract_id", "contracts")
    yield from ((table, "talent_id", "talents") for table in BESIDE if table in tables)


def _amount_form(table: str, schema: Schema, *, round_floats: bool) -> dict[str, Form]:
    """Return the form of the column of money, and of the ids of a payment that may be there."""
    if table != "payments":
        return {}
    payee = {name: ID for name in (PAYEE, PAYMENT_ID) if name in schema}
    if AMOUNT_CENTS in schema:
        return {AMOUNT_CENTS: WHOLE, **payee}
    kind = schema.get(AMOUNT)
    if isinstance(kind, (*TEXT, *WHOLE_NUMBERS)):
        return {AMOUNT: OF_NO_UNIT, **payee}
    if not isinstance(kind, FLOATS):
        return {AMOUNT: EXACT, **payee}
    return payee if round_floats else {AMOUNT: OF_FLOATS, **payee}


def _missing(path: str, form: Form, own: str, others: Collection[str]) -> Problem:
    """Return the problem of a column that is not there, with what may be meant for it."""
    hint = nearest(own, others) or "; add it"
    if others and hint == "; add it":
        listed = ", ".join(shown(name) for name in [*others][:MOST_NAMES])
        hint += f", or say in columns which it is of {listed}"
    message = f"must be a column of {form.allowed}, got none{hint}"
    return unfit(ProblemCode.MISSING, form.allowed, "none", at=path, message=message)


def _misfit(path: str, form: Form, kind: DType) -> Iterator[Problem]:
    if not form.fits(kind):
        is_zoned = form is DAY and isinstance(kind, nw.Datetime)
        where = ", in the time zone in which days begin for you" if is_zoned else ""
        message = f"must hold {form.allowed}, got {kind}; {form.remedy}{where}"
        yield unfit(ProblemCode.WRONG_TYPE, form.allowed, str(kind), at=path, message=message)


def identity(name: str, schema: Schema) -> nw.Expr:
    """Return a column of ids as text or Int64, so that ids of any width can be joined."""
    wanted = nw.String if _is_text(schema[name]) else nw.Int64
    return nw.col(name).cast(wanted())


def text(name: str) -> nw.Expr:
    """Return a column of words as text."""
    return nw.col(name).cast(nw.String())


def dollars(schema: Schema) -> nw.Expr:
    """Return the amounts in dollars as floats: exact enough to see whether they are too large."""
    if AMOUNT_CENTS in schema:
        return nw.col(AMOUNT_CENTS).cast(nw.Float64()) / CENTS
    return nw.col(AMOUNT).cast(nw.Float64())


def cents(schema: Schema) -> nw.Expr:
    """Return the amounts in cents as Int64, exactly; floats are rounded, half a cent upwards."""
    if AMOUNT_CENTS in schema:
        return nw.col(AMOUNT_CENTS).cast(nw.Int64())
    amount, kind = nw.col(AMOUNT), schema[AMOUNT]
    if isinstance(kind, FLOATS):
        return (amount.cast(nw.Float64()) * CENTS + HALF).floor().cast(nw.Int64())
    # Some engines widen a decimal before multiplying, beyond the digits they support.
    return (amount.cast(nw.Decimal(EXACT_DIGITS, CENT_DIGITS)) * CENTS).cast(nw.Int64())

"""The shape of the law: which numbers an edition holds, how ambiguous clauses are read, and bars.

The numbers themselves stand in `rulebook`. Each field here names its clause in its metadata and
its unit in its type, so that dollars cannot be taken for cents nor months for days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NewType, NoReturn, TypeAlias, TypeVar, get_type_hints

import attrs
from attrs import field

from badgerules.answer_base import Shown
from badgerules.converters import (
    Refusal,
    bar,
    category,
    chosen,
    count,
    is_a,
    nearest,
    problems_in,
    refused,
    settle,
    stars,
    supposed_name,
    whole_percent,
    word,
)
from badgerules.errors import Problem, WrongTypeError, expect, refuse, shown, unfit
from badgerules.vocabulary import (
    Badge,
    Category,
    ContractOutcome,
    Kind,
    PlanTier,
    ProblemCode,
    Surface,
    Word,
    counted,
)
from badgerules.windows import DAYS_PER_WEEK, LONGEST_MONTH, WindowLength

Cents = NewType("Cents", int)
Months = NewType("Months", int)
Days = NewType("Days", int)
Weeks = NewType("Weeks", int)
Hours = NewType("Hours", int)
Percent = NewType("Percent", int)
Points = NewType("Points", int)
Members = NewType("Members", int)
Contracts = NewType("Contracts", int)
Hundredths = NewType("Hundredths", int)
"""Hundredths of a star."""
CategoryTable: TypeAlias = tuple[tuple[Category, Cents], ...]
"""An amount for each of the twelve categories; `dict(table)[category]` looks one up."""

_K = TypeVar("_K")
_V = TypeVar("_V")

CLAUSE = "clause"
"""The metadata key under which a field of `Edition` or `Readings` names its clause."""

AGENCY_CLAUSE = "agency_clause"
"""The metadata key under which a field of `Readings` names the clause that is an agency's."""

TOUCHES = "touches"
"""The metadata key under which a field of `Readings` names the badges that it may change."""

if TYPE_CHECKING:
    from badgerules.names import (
        AgencyEarningsWindowName,
        EnterpriseSuiteName,
        ExclusiveMemberName,
        FeedbackName,
        LargeContractSumName,
        MoneyBarName,
        MoneyWindowName,
        NegativeShareScopeName,
        PlusBadgeAudienceName,
    )


def by_category(groups: Mapping[Cents, Iterable[Category]]) -> CategoryTable:
    """Return the table in which every category of a group has the group's amount.

    Args:
        groups: amount in cents to its categories; together each category exactly once.

    Raises:
        ValueError: if a category is missing or stands twice.
    """
    table = sorted((category, cents) for cents, group in groups.items() for category in group)
    if [category for category, _ in table] != sorted(Category):
        found = counted(len(table), "names")
        msg = f"must name each of the {len(Category)} categories once, got {found}"
        raise ValueError(msg)
    return tuple(table)


def _of(clause: str) -> dict[str, str]:
    return {CLAUSE: clause}


def _read(clause: str, *badges: Badge, agency: str | None = None) -> dict[str, object]:
    """Return the metadata of a reading: its clause, and the badges whose verdicts it may change."""
    return {CLAUSE: clause, AGENCY_CLAUSE: agency or clause, TOUCHES: frozenset(badges)}


class MoneyWindow(Word):
    """How long the past 12 months of money and contracts are (WIN-2)."""

    TWELVE_MONTHS = "twelve_months"
    LAST_365_DAYS = "last_365_days"


class MoneyBar(Word):
    """Is a bar of money met by reaching it, or only by passing it? (TRP-F1, F2, A1, A2)."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


class LargeContractSum(Word):
    """What counts on a large contract (TRP-F3)."""

    IN_WINDOW = "in_window"
    LIFETIME_IF_ACTIVE = "lifetime_if_active"


class Feedback(Word):
    """Which feedback the large contract needs (TRP-F5)."""

    NOT_NEGATIVE = "not_negative"
    POSITIVE = "positive"


class ExclusiveMember(Word):
    """What becomes of an exclusive agency contractor (TRP-F7)."""

    BARRED = "barred"
    AGENCY_AMOUNTS = "agency_amounts"


class AgencyEarningsWindow(Word):
    """Which earnings of an agency count (TRP-A1)."""

    TWELVE_MONTHS = "twelve_months"
    LIFETIME = "lifetime"


class NegativeShareScope(Word):
    """Of which contracts at most a share may have ended badly (TRP-A3)."""

    RATED_CONTRACTS = "rated_contracts"
    ALL_CONTRACTS = "all_contracts"
    LARGE_CONTRACTS = "large_contracts"


class EnterpriseSuite(Word):
    """Which plans make up the Enterprise Suite (DIV-8)."""

    ENTERPRISE_AND_BUSINESS = "enterprise_and_business"
    ENTERPRISE_ONLY = "enterprise_only"


class PlusBadgeAudience(Word):
    """Who sees Top Rated Plus, since no source says so any more (VIS-12)."""

    EVERYONE = "everyone"
    PLANS = "plans"


def _money_window(value: MoneyWindow | MoneyWindowName) -> MoneyWindow:
    return word(MoneyWindow, value)


def _money_bar(value: MoneyBar | MoneyBarName) -> MoneyBar:
    return word(MoneyBar, value)


def _large_contract_sum(value: LargeContractSum | LargeContractSumName) -> LargeContractSum:
    return word(LargeContractSum, value)


def _feedback(value: Feedback | FeedbackName) -> Feedback:
    return word(Feedback, value)


def _exclusive_member(value: ExclusiveMember | ExclusiveMemberName) -> ExclusiveMember:
    return word(ExclusiveMember, value)


def _agency_earnings_window(
    value: AgencyEarningsWindow | AgencyEarningsWindowName,
) -> AgencyEarningsWindow:
    return word(AgencyEarningsWindow, value)


def _negative_share_scope(value: NegativeShareScope | NegativeShareScopeName) -> NegativeShareScope:
    return word(NegativeShareScope, value)


def _enterprise_suite(value: EnterpriseSuite | EnterpriseSuiteName) -> EnterpriseSuite:
    return word(EnterpriseSuite, value)


def _plus_badge_audience(value: PlusBadgeAudience | PlusBadgeAudienceName) -> PlusBadgeAudience:
    return word(PlusBadgeAudience, value)


@attrs.frozen(kw_only=True, cache_hash=True)
class Readings:
    """How the nine ambiguous clauses are read; what is left out is read the default way.

    Raises:
        InvalidRecordError: if a reading is not one of those named, all of them at once.

    >>> Readings(money_bar="more_than").money_bar
    MoneyBar.MORE_THAN
    """

    window: MoneyWindow = field(
        default=MoneyWindow.TWELVE_MONTHS,
        converter=_money_window,
        metadata=_read("WIN-2", Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS),
    )
    money_bar: MoneyBar = field(
        default=MoneyBar.AT_LEAST,
        converter=_money_bar,
        metadata=_read("TRP-F1", Badge.TOP_RATED_PLUS, agency="TRP-A1"),
    )
    large_contract_sum: LargeContractSum = field(
        default=LargeContractSum.IN_WINDOW,
        converter=_large_contract_sum,
        metadata=_read("TRP-F3", Badge.TOP_RATED_PLUS),
    )
    feedback: Feedback = field(
        default=Feedback.NOT_NEGATIVE,
        converter=_feedback,
        metadata=_read("TRP-F5", Badge.TOP_RATED_PLUS),
    )
    exclusive_member: ExclusiveMember = field(
        default=ExclusiveMember.BARRED,
        converter=_exclusive_member,
        metadata=_read("TRP-F7", Badge.TOP_RATED_PLUS),
    )
    agency_earnings_window: AgencyEarningsWindow = field(
        default=AgencyEarningsWindow.TWELVE_MONTHS,
        converter=_agency_earnings_window,
        metadata=_read("TRP-A1", Badge.TOP_RATED_PLUS),
    )
    negative_share_scope: NegativeShareScope = field(
        default=NegativeShareScope.RATED_CONTRACTS,
        converter=_negative_share_scope,
        metadata=_read("TRP-A3", Badge.TOP_RATED_PLUS),
    )
    enterprise_suite: EnterpriseSuite = field(
        default=EnterpriseSuite.ENTERPRISE_AND_BUSINESS,
        converter=_enterprise_suite,
        metadata=_read("DIV-8"),  # it touches what is seen, and no badge
    )
    plus_badge_audience: PlusBadgeAudience = field(
        default=PlusBadgeAudience.EVERYONE,
        converter=_plus_badge_audience,
        metadata=_read("VIS-12"),  # as above
    )

    @property
    def unusual(self) -> dict[str, Word]:
        """The readings that are not the default ones, by name."""
        words: dict[str, Word] = attrs.asdict(self)
        usual = attrs.fields_dict(Readings)
        return {name: word for name, word in words.items() if word is not usual[name].default}

    def __attrs_post_init__(self) -> None:
        settle("readings", self)


DEFAULT_READINGS = Readings()


@lru_cache
def readings_touching(badge: Badge) -> tuple[str, ...]:
    """Return the names of the readings that may change the verdict on a badge."""
    return tuple(
        reading.name for reading in attrs.fields(Readings) if badge in reading.metadata[TOUCHES]
    )


SIGHT_READINGS = tuple(
    reading.name for reading in attrs.fields(Readings) if not reading.metadata[TOUCHES]
)
"""The names of the readings that touch what is seen, and no verdict."""


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Edition(Shown):
    """The rules as they stood from one day on; every number names its clause and its unit.

    Args:
        id: year and month, as in "2020-07".
        effective_from: the first day it is in force.
        news: what it changed, in a sentence.
        dating: how sure its first day is.
        may_begin_from: the first day on which it may have begun.
        may_begin_through: the last day on which it may have begun.
        based_on: the published edition that a hypothetical one changes; None for a published one.
    """

    id: str
    effective_from: date
    news: str
    dating: str
    may_begin_from: date
    may_begin_through: date
    based_on: str | None = None

    window: Months = field(metadata=_of("WIN-1"))
    window_days: Days = field(metadata=_of("WIN-2"))

    freelancer_earnings: Cents = field(metadata=_of("TRP-F1"))
    freelancer_large_contract: CategoryTable = field(metadata=_of("TRP-F2"))
    agency_earnings: Cents = field(metadata=_of("TRP-A1"))
    agency_large_contract: CategoryTable = field(metadata=_of("TRP-A2"))
    negative_share: Percent = field(metadata=_of("TRP-A3"))

    expert_vetted_categories: frozenset[Category] = field(metadata=_of("EV-2"))

    top_rated_score: Points = field(metadata=_of("TR-F1"))
    top_rated_earnings: Cents = field(metadata=_of("TR-F2"))
    top_rated_first_contract: Days = field(metadata=_of("TR-F3"))
    top_rated_eligible_weeks: Weeks = field(metadata=_of("TR-F4"))
    top_rated_counted_weeks: Weeks = field(metadata=_of("TR-F4"))
    top_rated_week_score: Points = field(metadata=_of("TR-F4"))
    top_rated_profile: Percent = field(metadata=_of("TR-F5"))
    top_rated_profile_from_elance: Percent = field(metadata=_of("TR-F5"))
    top_rated_hold: Days = field(metadata=_of("TR-F7"))
    top_rated_activity: Days = field(metadata=_of("TR-F8"))
    agency_score: Points = field(metadata=_of("TR-A1"))
    agency_top_rated_earnings: Cents = field(metadata=_of("TR-A2"))
    agency_members: Members = field(metadata=_of("TR-A3"))
    agency_owner_profile: Percent = field(metadata=_of("TR-A4"))
    agency_members_profile: Percent = field(metadata=_of("TR-A4"))
    agency_hold: Days = field(metadata=_of("TR-A5"))
    agency_first_contract: Days = field(metadata=_of("TR-A6"))
    agency_eligible_weeks: Weeks = field(metadata=_of("TR-A7"))
    agency_counted_weeks: Weeks = field(metadata=_of("TR-A7"))
    agency_week_score: Points = field(metadata=_of("TR-A7"))
    circumvention_bar: Months = field(metadata=_of("TR-X1"))
    rising_talent_profile: Percent = field(metadata=_of("RT-1"))
    rising_talent_activity: Days = field(metadata=_of("RT-1"))
    rising_talent_joined: Days = field(metadata=_of("RT-1"))
    rising_talent_hold: Days = field(metadata=_of("RT-1"))
    rising_talent_by_numbers: bool = field(metadata=_of("RT-3"))
    rising_talent_earnings: Cents = field(metadata=_of("RT-4"))
    rising_talent_feedback: Hundredths = field(metadata=_of("RT-4"))
    rising_talent_score: Points = field(metadata=_of("RT-5"))
    rising_talent_negative_outcomes: Contracts = field(metadata=_of("RT-6"))
    base_badge_delay: Hours = field(metadata=_of("DELAY-1"))
    top_rated_plus_delay: Hours = field(metadata=_of("DELAY-1"))
    badge_review: Days = field(metadata=_of("DELAY-1"))

    tiers: frozenset[PlanTier] = field(metadata=_of("VIS-10"))
    expert_vetted_tiers: frozenset[PlanTier] = field(metadata=_of("VIS-1"))
    top_rated_plus_tiers: frozenset[PlanTier] = field(metadata=_of("VIS-2"))
    plus_audience_is_known: bool = field(metadata=_of("VIS-12"))
    plus_needs_selection: bool = field(metadata=_of("VIS-3"))
    owner_sees_from: date = field(metadata=_of("VIS-4"))
    catalog_test_first_day: date | None = field(metadata=_of("VIS-5"))
    catalog_test_last_day: date | None = field(metadata=_of("VIS-5"))

    top_rated_plus_priority: frozenset[PlanTier] = field(metadata=_of("BEN-1"))
    expert_vetted_priority: frozenset[PlanTier] = field(metadata=_of("BEN-2"))

    diversity_badge: bool = field(metadata=_of("DIV-0"))
    diversity_countries: frozenset[str] = field(metadata=_of("DIV-2"))
    diversity_details: tuple[str, ...] = field(metadata=_of("DIV-3"))
    diversity_review: bool = field(metadata=_of("DIV-5"))
    diversity_tiers: frozenset[PlanTier] = field(metadata=_of("DIV-8"))
    diversity_surfaces: frozenset[Surface] = field(metadata=_of("DIV-9"))
    diversity_filter: bool = field(metadata=_of("DIV-9"))

    def hypothetical(self, name: str, numbers: Mapping[str, object]) -> Edition:
        """Return these rules with other numbers, to ask what would be; every answer says so.

        Args:
            name: what to call them; not beginning with a digit, as published editions do.
            numbers: the new numbers, each under the clause that holds it, or under the name of
                the number where the clause holds several. Money is dollars, everything else a
                whole number; a table takes a mapping of the categories that change to dollars.

        Raises:
            InvalidRecordError: if a name or number does not fit, all of them at once.

        >>> from badgerules import edition_named
        >>> lower = edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"})
        >>> lower.freelancer_earnings, lower.based_on
        (800000, '2020-07')
        """
        changes, refusals = _new_numbers(self, numbers)
        refuse("hypothetical edition", problems_in({"name": supposed_name(name), **refusals}))
        return attrs.evolve(
            self,
            id=name,
            based_on=self.based_on or self.id,
            news="other numbers, to ask what would be",
            dating="never in force",
            **changes,
        )

    @property
    def _in_short(self) -> str:
        return self.id


def _new_numbers(
    edition: Edition,
    given: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, Refusal]]:
    """Sort the numbers given for a hypothetical edition into fields to change, and refusals."""
    if not is_a(given, Mapping):
        allowed = "a mapping of clauses to numbers"
        return {}, {"numbers": refused(given, ProblemCode.WRONG_TYPE, allowed)}
    changes: dict[str, Any] = {}
    refusals: dict[str, Refusal] = {}
    for key, value in given.items():
        names = [name for name, number in NUMBERS.items() if key in {name, number.metadata[CLAUSE]}]
        if len(names) != 1:
            refusals[str(key)] = _no_such_number(key, names)
            continue
        (name,) = names
        number = _number(edition, name, value)
        if name in changes:
            message = f"must be given once, {name} stands there twice"
            number = refused(value, ProblemCode.REPEATED, "one number", message=message)
        if isinstance(number, Refusal):
            refusals[key] = number
        changes[name] = number
    return changes, refusals


def _no_such_number(key: str, names: list[str]) -> Refusal:
    if names:
        message = f"holds {len(names)} numbers; name one of them: {', '.join(names)}"
    else:
        clauses = dict.fromkeys(number.metadata[CLAUSE] for number in NUMBERS.values())
        hint = nearest(key, [*clauses, *NUMBERS])
        message = f"must be one of {', '.join(clauses)}, got {shown(key)}{hint}"
    allowed = "a clause that holds one number"
    refusal: Refusal = refused(key, ProblemCode.UNKNOWN_KEY, allowed, message=message)
    return refusal


def _number(edition: Edition, name: str, value: Any) -> object:  # noqa: ANN401  # any number
    """Return a number as its unit asks, or its refusal."""
    unit = UNIT_OF[name]
    if unit != CategoryTable:
        must_look, _ = UNITS[unit]
        return must_look(value)
    if not is_a(value, Mapping):
        return refused(value, ProblemCode.WRONG_TYPE, "a mapping of categories to dollars")
    amounts: dict[Category, int] = {}
    problems: list[Problem] = []
    for key, amount in value.items():
        own, cents = category(key), bar(amount)
        if own in amounts:
            message = f"must be given once, {own} stands there twice"
            own = refused(key, ProblemCode.REPEATED, "another category", message=message)
        problems += [*problems_in({str(key): own}), *problems_in({str(key): cents})]
        amounts[own] = cents
    if problems:
        return Refusal(problems=tuple(problems))
    return tuple(sorted({**dict(getattr(edition, name)), **amounts}.items()))


UNITS: dict[Any, tuple[Callable[[Any], object], int | None]] = {
    Cents: (bar, None),
    Percent: (whole_percent, None),
    Points: (whole_percent, None),
    Members: (count, None),
    Contracts: (count, None),
    Hundredths: (stars, None),
    Months: (count, LONGEST_MONTH),
    Weeks: (count, DAYS_PER_WEEK),
    Days: (count, 1),
    Hours: (count, 1),
}
"""Every unit: how a number of it must look, and how many days one lasts at most.

What is no unit of time lasts None.
"""

_NO_NUMBERS = (
    *(bool, date, date | None, frozenset[str], tuple[str, ...]),
    *(frozenset[Category], frozenset[PlanTier], frozenset[Surface]),
)
"""The types of the rules that are no numbers: switches, days and lists."""


def units_of(law: type[attrs.AttrsInstance]) -> dict[str, Any]:
    """Return the unit of each number among the fields of a class, by the name of the field.

    Args:
        law: the class; its rules are the fields that cite a clause.

    Returns:
        A key of `UNITS`, or `CategoryTable` for a table of amounts.

    Raises:
        TypeError: if a rule is neither a number in one of those nor of a type that holds none.
    """
    types = get_type_hints(law)
    rules = {rule.name: types[rule.name] for rule in attrs.fields(law) if CLAUSE in rule.metadata}
    numbers = {name: unit for name, unit in rules.items() if unit not in _NO_NUMBERS}
    known = [*UNITS, CategoryTable]
    strange = [f"{name} in {unit}" for name, unit in numbers.items() if unit not in known]
    if strange:
        msg = (
            f"every number of {law.__name__} must be in one of {', '.join(map(str, known))}, "
            f"got {', '.join(strange)}; add the unit to UNITS"
        )
        raise TypeError(msg)
    return numbers


UNIT_OF = units_of(Edition)
"""The unit of every number of an edition, by the name of the number."""

NUMBERS = {number.name: number for number in attrs.fields(Edition) if number.name in UNIT_OF}
"""Every number of an edition, by its name; the other fields are lists, days and switches."""


def switched(readings: Readings, names: Iterable[str]) -> tuple[tuple[str, Word, Readings], ...]:
    """Switch some readings to each other value, one at a time: name, value, and all of them then.

    Args:
        readings: how clauses are read otherwise.
        names: of the readings to switch.
    """
    return _switched(readings, tuple(names))


@lru_cache(maxsize=256)
def _switched(readings: Readings, names: tuple[str, ...]) -> tuple[tuple[str, Word, Readings], ...]:
    return tuple(_alternatives(readings, names))


def _alternatives(readings: Readings, names: Iterable[str]) -> Iterator[tuple[str, Word, Readings]]:
    for name in names:
        current: Word = getattr(readings, name)
        for value in type(current):
            if value is not current:
                another: dict[str, Any] = {name: value}
                yield name, value, attrs.evolve(readings, **another)


def check_law(readings: object, edition: object) -> None:
    """Refuse readings and editions of another class before they are looked up.

    Args:
        readings: what must be readings.
        edition: what must be an edition, its id, or None.

    Raises:
        WrongTypeError: if one of them is something else.
    """
    problems: list[Problem] = []
    code = ProblemCode.WRONG_TYPE
    if not is_a(readings, Readings):
        problems.append(unfit(code, "Readings(...)", shown(readings), at="readings"))
    if not (edition is None or is_a(edition, str) or is_a(edition, Edition)):
        allowed = "an Edition, its id or None"
        problems.append(unfit(code, allowed, shown(edition), at="edition"))
    if problems:
        raise WrongTypeError(noun="", problems=tuple(problems))


class FixedDict(dict[_K, _V]):
    """A dict that nobody can change, since every later answer reads it too."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[FixedDict[_K, _V]], tuple[dict[_K, _V]]]:
        return (type(self), (dict(self),))


def _refuse(*_: object, **__: object) -> NoReturn:
    msg = "it cannot be changed, since every later answer reads it too"
    raise TypeError(msg)


for _change in (
    *("__setitem__", "__delitem__", "__ior__"),
    *("clear", "pop", "popitem", "setdefault", "update"),
):
    setattr(FixedDict, _change, _refuse)


@lru_cache(maxsize=256)
def money_window(edition: Edition, readings: Readings) -> WindowLength:
    """Return how long the window of money is, under an edition and readings.

    Args:
        edition: the rules in force.
        readings: how their ambiguous clauses are read.

    Clause: WIN-1, WIN-2.
    """
    if readings.window is MoneyWindow.LAST_365_DAYS:
        return WindowLength(days=edition.window_days)
    return WindowLength(months=edition.window)


@attrs.frozen(kw_only=True)
class Bars:
    """The Top Rated Plus bars of one kind, with edition and readings resolved into integers.

    Every money criterion is `observed >= bar`, in every engine that reads these.

    Args:
        earnings: cents of total earnings.
        large_contract: cents on one contract, by its category.
        is_lifetime_earnings: all earnings count, not those in the window.
        is_lifetime_contract: all of a contract counts if it was paid inside the window.
        unable_outcomes: with which outcomes a contract cannot be the large one.
        needs_positive: the large contract needs positive feedback, not merely no other.
        negative_share: percent of contracts that may have ended badly.
        share_scope: of which contracts.
        for_members: the bars of an exclusive agency contractor; None if barred.
        is_for_members: these are those bars.
    """

    earnings: int
    large_contract: Mapping[Category, int] = field(hash=False)
    is_lifetime_earnings: bool
    is_lifetime_contract: bool
    unable_outcomes: frozenset[ContractOutcome]
    needs_positive: bool
    negative_share: int
    share_scope: NegativeShareScope
    for_members: Bars | None
    is_for_members: bool


def bars(edition: Edition, readings: Readings, kind: Kind) -> Bars:
    """Return the Top Rated Plus bars under an edition and readings.

    Args:
        edition: the rules in force.
        readings: how its ambiguous clauses are read.
        kind: freelancer or agency.

    Raises:
        InvalidRecordError: if one of them is something else.

    Clause: TRP-F1 to TRP-F7, TRP-A1 to TRP-A3.
    """
    if (type(edition), type(readings), type(kind)) != (Edition, Readings, Kind):
        expect(Edition, edition=edition)
        expect(Readings, readings=readings)
        kind = chosen("kind", Kind, kind)
    return _bars(edition, readings, kind)


@lru_cache(maxsize=256)
def _bars(edition: Edition, readings: Readings, kind: Kind) -> Bars:
    if kind is Kind.AGENCY:
        earnings, table = edition.agency_earnings, edition.agency_large_contract
    else:
        earnings, table = edition.freelancer_earnings, edition.freelancer_large_contract
    own = _with_amounts(edition, readings, earnings, table)
    if kind is Kind.AGENCY:
        # An agency's negative outcomes weigh in TRP-A3; any contract can be its large one.
        return attrs.evolve(
            own,
            is_lifetime_earnings=readings.agency_earnings_window is AgencyEarningsWindow.LIFETIME,
            unable_outcomes=frozenset(),
            needs_positive=False,
        )
    if readings.exclusive_member is ExclusiveMember.BARRED:
        return own
    as_agency = _with_amounts(
        edition,
        readings,
        edition.agency_earnings,
        edition.agency_large_contract,
    )
    return attrs.evolve(own, for_members=attrs.evolve(as_agency, is_for_members=True))


def _with_amounts(
    edition: Edition,
    readings: Readings,
    earnings: Cents,
    table: CategoryTable,
) -> Bars:
    needs_positive = readings.feedback is Feedback.POSITIVE
    unable = {ContractOutcome.NEGATIVE, ContractOutcome.NEUTRAL}
    strict = int(readings.money_bar is MoneyBar.MORE_THAN)  # one cent more than the bar
    return Bars(
        earnings=earnings + strict,
        large_contract=FixedDict((category, cents + strict) for category, cents in table),
        is_lifetime_earnings=False,
        is_lifetime_contract=readings.large_contract_sum is LargeContractSum.LIFETIME_IF_ACTIVE,
        unable_outcomes=frozenset(unable if needs_positive else {ContractOutcome.NEGATIVE}),
        needs_positive=needs_positive,
        negative_share=edition.negative_share,
        share_scope=readings.negative_share_scope,
        for_members=None,
        is_for_members=False,
    )

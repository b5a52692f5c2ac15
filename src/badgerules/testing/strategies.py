"""Hypothesis strategies for the facts of badgerules.

Each strategy draws valid objects of one kind, takes keywords only, and takes a strategy for each
part that a test wants to steer. Days lie within `first_day` and `last_day`, both included; left
out, they run from two years before the first edition to some years into the newest one.
Strategies of facts use no number of the rulebook: interesting amounts are repeated here, so that a
wrong number in the library cannot hide. `knife_edge_records` uses them, since it is about bars.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from badgerules.client_plans import ClientPlan
from badgerules.converters import HIGHEST_STARS, LOWEST_STARS, check, chosen, day
from badgerules.errors import expect, refuse, unfit
from badgerules.money import CENTS_PER_DOLLAR, dollars, hundredths
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.rulebook import EDITIONS
from badgerules.talent_facts import (
    Certification,
    ExpertVetting,
    PlatformStats,
    Reputation,
    Score,
    SkillCertificate,
    Week,
)
from badgerules.testing.examples import ROOM
from badgerules.testing.knife_edge import KnifeEdge, knife_edges
from badgerules.thresholds import (
    DEFAULT_READINGS,
    AgencyEarningsWindow,
    Edition,
    EnterpriseSuite,
    ExclusiveMember,
    Feedback,
    LargeContractSum,
    MoneyBar,
    MoneyWindow,
    NegativeShareScope,
    PlusBadgeAudience,
    Readings,
)
from badgerules.vocabulary import (
    UNKNOWN,
    BaseBadge,
    Category,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    PlanTier,
    PriorAssessment,
    ProblemCode,
    ShownBadge,
)
from badgerules.windows import DAYS_PER_WEEK, SATURDAY, days_later

if TYPE_CHECKING:
    from decimal import Decimal

    from badgerules.names import BadgeName, KindName
    from badgerules.vocabulary import Badge

FIRST_DAY = date(EDITIONS[0].effective_from.year - 2, 1, 1)
LAST_DAY = date(EDITIONS[-1].effective_from.year + 4, 12, 31)

_ROUND_DOLLARS = (300, 1_000, 5_000, 10_000, 15_000, 20_000, 30_000)
_LEAP_DAYS = [
    day
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1)
    if isleap(year)
    for day in (date(year, 2, 28), date(year, 2, 29), date(year, 3, 1))
]
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _check(first_day: date = FIRST_DAY, last_day: date = LAST_DAY, **drawn: object) -> None:
    """Refuse invalid arguments before anything is drawn.

    Args:
        first_day: must be a date.
        last_day: must be a date, and none before `first_day`.
        drawn: must be strategies, or None.

    Raises:
        InvalidRecordError: if one of them is something else.
    """
    expect(SearchStrategy, **{name: own for name, own in drawn.items() if own is not None})
    check("strategy", first_day=day(first_day), last_day=day(last_day))
    if last_day < first_day:
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day from {first_day} on"
        refuse("strategy", [unfit(code, allowed, str(last_day), at="last_day")])


def days(*, first_day: date = FIRST_DAY, last_day: date = LAST_DAY) -> SearchStrategy[date]:
    """Draw days, those around 29 February more often than by chance; the first one is simplest.

    Args:
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no date, or they are in the wrong order.
    """
    _check(first_day, last_day)
    around = [day for day in _LEAP_DAYS if first_day <= day <= last_day]
    later = st.integers(min_value=0, max_value=(last_day - first_day).days)
    anywhere = later.map(lambda number: first_day + timedelta(days=number))
    return st.one_of(anywhere, st.sampled_from(around)) if around else anywhere


def amounts() -> SearchStrategy[Decimal]:
    """Draw amounts in dollars: round ones, a cent to either side of them, any, and refunds."""
    near = st.tuples(st.sampled_from(_ROUND_DOLLARS), st.sampled_from((-1, 0, 1)))
    anything = st.integers(min_value=-500_000, max_value=4_000_000)
    cents = anything | near.map(lambda pair: pair[0] * CENTS_PER_DOLLAR + pair[1])
    return cents.map(dollars)


def identifiers() -> SearchStrategy[str]:
    """Draw ids: text in any script that is not blank and has no control characters."""
    letters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
    return st.text(letters, min_size=1).filter(str.strip)


def countries() -> SearchStrategy[str]:
    """Draw countries: two capital letters, the United States more often than by chance."""
    return st.just("US") | st.text(_CAPITALS, min_size=2, max_size=2)


def payments(
    *,
    amount: SearchStrategy[Decimal] | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[Payment]:
    """Draw payments and refunds.

    Args:
        amount: in dollars; `amounts()` if left out.
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no strategy, no date, or the days are in the wrong
            order.
    """
    _check(first_day, last_day, amount=amount)
    return st.builds(
        Payment,
        paid_on=days(first_day=first_day, last_day=last_day),
        amount=amounts() if amount is None else amount,
    )


@st.composite
def _contracts(
    draw: st.DrawFn,
    id: SearchStrategy[str],  # noqa: A002  # the name of the argument it draws
    category: SearchStrategy[Category],
    paid: SearchStrategy[list[Payment]],
    outcome: SearchStrategy[ContractOutcome | None],
    outcome_on: SearchStrategy[date | None],
) -> Contract:
    judged = draw(outcome)
    return Contract(
        id=draw(id),
        category=draw(category),
        payments=draw(paid),
        outcome=judged,
        outcome_on=None if judged is None else draw(outcome_on),
    )


def contracts(
    *,
    id: SearchStrategy[str] | None = None,  # noqa: A002  # the name of the argument it draws
    category: SearchStrategy[Category] | None = None,
    payments: SearchStrategy[list[Payment]] | None = None,
    outcome: SearchStrategy[ContractOutcome | None] | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[Contract]:
    """Draw contracts, judged or not, with few payments.

    Args:
        id: `identifiers()` if left out.
        category: any of the twelve if left out.
        payments: lists of payments; up to six within the days if left out.
        outcome: any or none if left out.
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no strategy, no date, or the days are in the wrong
            order.
    """
    drawn = {"id": id, "category": category, "payments": payments, "outcome": outcome}
    _check(first_day, last_day, **drawn)
    within = _payments(first_day=first_day, last_day=last_day)
    return _contracts(
        identifiers() if id is None else id,
        st.sampled_from(Category) if category is None else category,
        st.lists(within, max_size=6) if payments is None else payments,
        st.none() | st.sampled_from(ContractOutcome) if outcome is None else outcome,
        st.none() | days(first_day=first_day, last_day=last_day),
    )


_payments = payments  # `contracts` has an argument of that name


def weeks(*, first_day: date = FIRST_DAY, last_day: date = LAST_DAY) -> SearchStrategy[Week]:
    """Draw weeks, which end on Saturdays.

    Args:
        first_day: the earliest Saturday, or a day before it, included.
        last_day: the latest Saturday, or a day after it, included; at least 6 days later.

    Raises:
        InvalidRecordError: if one of them is no date, or there is no Saturday between them.
    """
    _check(first_day, last_day)
    first = _saturday_from(first_day)
    count = (last_day - first).days // 7
    if count < 0:
        code, allowed = ProblemCode.OUT_OF_RANGE, f"a day from {first}, a Saturday, on"
        refuse("strategy", [unfit(code, allowed, str(last_day), at="last_day")])
    return st.builds(
        Week,
        ends_on=st.integers(0, count).map(lambda number: first + timedelta(weeks=number)),
        eligible=st.booleans(),
    )


def _saturday_from(day: date) -> date:
    """Return the first Saturday from a day on."""
    return days_later(day, (SATURDAY - day.weekday()) % DAYS_PER_WEEK)


def reputations(
    *,
    kind: Kind | KindName | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[Reputation]:
    """Draw reputations, with facts unknown, none yet, and given.

    Args:
        kind: whose; only an agency has members. Anybody's if left out.
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if there is no such kind, one of them is no date, or they are in the
            wrong order.
    """
    _check(first_day, last_day)
    whose = None if kind is None else chosen("kind", Kind, kind)
    within = days(first_day=first_day, last_day=last_day)
    has_saturday = _saturday_from(first_day) <= last_day
    percents = st.none() | st.integers(0, 100)
    of_agency = st.none() if whose is Kind.FREELANCER else percents
    return st.builds(
        Reputation,
        job_success_score=st.just(UNKNOWN) | percents,
        rising_talent=st.none() | st.booleans(),
        weeks=st.lists(
            weeks(first_day=first_day, last_day=last_day),
            max_size=20,
            unique_by=lambda week: week.ends_on,
        )
        if has_saturday
        else st.just([]),
        first_contract_on=st.just(UNKNOWN) | st.none() | within,
        joined_on=st.none() | within,
        profile_percent=percents,
        availability_current=st.none() | st.booleans(),
        last_active_on=st.just(UNKNOWN) | st.none() | within,
        holds=st.none() | st.lists(within, max_size=3),
        circumvention_on=st.none() | within,
        members=of_agency,
        members_profile_percent=of_agency,
        average_feedback=st.just(UNKNOWN) | st.none() | averages_of_feedback(),
        identity_verified=st.none() | st.booleans(),
        payout_method=st.none() | st.booleans(),
        from_elance=st.booleans(),
        scores=st.lists(
            st.builds(Score, since=within, score=percents),
            max_size=4,
            unique_by=lambda known: known.since,
        ),
    )


def averages_of_feedback() -> SearchStrategy[Decimal]:
    """Draw averages of feedback in stars, those around 4.80 more often than by chance."""
    return (st.integers(LOWEST_STARS, HIGHEST_STARS) | st.integers(479, 481)).map(hundredths)


def platform_stats(
    *,
    shown_on: SearchStrategy[date] | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[PlatformStats]:
    """Draw figures of a page, some of them not told.

    Args:
        shown_on: the day on which they were shown; any within the days if left out.
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no strategy, no date, or the days are in the wrong
            order.
    """
    _check(first_day, last_day, shown_on=shown_on)
    return st.builds(
        PlatformStats,
        shown_on=days(first_day=first_day, last_day=last_day) if shown_on is None else shown_on,
        earnings_12_months=st.none() | amounts(),
        eligible_weeks=st.none() | st.integers(0, 16),
        holds=st.none() | st.integers(0, 3),
        has_large_contract=st.none() | st.booleans(),
        badge=st.none() | st.sampled_from(ShownBadge),
    )


def expert_vettings(
    *,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[ExpertVetting]:
    """Draw expert vettings at every stage.

    Args:
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no date, or they are in the wrong order.
    """
    _check(first_day, last_day)
    within = st.none() | days(first_day=first_day, last_day=last_day)
    return st.builds(
        ExpertVetting,
        category=st.sampled_from(Category),
        invited_on=within,
        passed_on=within,
        revoked_on=within,
        prior_assessments=st.lists(st.sampled_from(PriorAssessment), max_size=2),
    )


def certifications(
    *,
    status: SearchStrategy[CertificationStatus] | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[Certification]:
    """Draw certifications at every stage, some without all their details.

    Args:
        status: any if left out.
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no strategy, no date, or the days are in the wrong
            order.
    """
    _check(first_day, last_day, status=status)
    within = st.none() | days(first_day=first_day, last_day=last_day)
    text = st.none() | identifiers()
    return st.builds(
        Certification,
        status=st.sampled_from(CertificationStatus) if status is None else status,
        business_name=text,
        category=st.none() | st.sampled_from(DiversityCategory),
        provider=text,
        type=text,
        number=text,
        expires_on=within,
        submitted_on=within,
        decided_on=within,
    )


def skill_certificates() -> SearchStrategy[SkillCertificate]:
    """Draw certificates of skill, which never give the diversity badge."""
    return st.builds(SkillCertificate, name=identifiers(), provider=st.none() | identifiers())


def client_plans(*, tier: SearchStrategy[PlanTier] | None = None) -> SearchStrategy[ClientPlan]:
    """Draw client plans with all their facts.

    Args:
        tier: any if left out.

    Raises:
        WrongTypeError: if it is no strategy.
    """
    _check(tier=tier)
    return st.builds(
        ClientPlan,
        tier=st.sampled_from(PlanTier) if tier is None else tier,
        selected_for_top_rated_plus=st.booleans(),
        in_project_catalog_test=st.booleans(),
    )


def editions() -> SearchStrategy[Edition]:
    """Draw any published edition."""
    return st.sampled_from(EDITIONS)


def readings() -> SearchStrategy[Readings]:
    """Draw any combination of readings."""
    return st.builds(
        Readings,
        window=st.sampled_from(MoneyWindow),
        money_bar=st.sampled_from(MoneyBar),
        large_contract_sum=st.sampled_from(LargeContractSum),
        feedback=st.sampled_from(Feedback),
        exclusive_member=st.sampled_from(ExclusiveMember),
        agency_earnings_window=st.sampled_from(AgencyEarningsWindow),
        negative_share_scope=st.sampled_from(NegativeShareScope),
        enterprise_suite=st.sampled_from(EnterpriseSuite),
        plus_badge_audience=st.sampled_from(PlusBadgeAudience),
    )


def talent_records(  # noqa: PLR0913  # a strategy for each part
    *,
    kind: SearchStrategy[Kind] | None = None,
    contracts: SearchStrategy[list[Contract]] | None = None,
    base_badge: SearchStrategy[BaseBadge | None] | None = None,
    has_reputation: SearchStrategy[bool] | None = None,
    is_money_open: SearchStrategy[bool] | None = None,
    stats: SearchStrategy[PlatformStats | None] | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> SearchStrategy[TalentRecord]:
    """Draw whole talent records.

    Args:
        kind: freelancer or agency if left out.
        contracts: lists of contracts with ids of their own; up to six if left out.
        base_badge: any or unknown if left out; unused where a reputation is drawn.
        has_reputation: whether to draw a reputation instead; either if left out.
        is_money_open: whether some payments, or all contracts, are not known; never if left out,
            since nothing can be paid on contracts that are not known. Then `contracts` is empty.
        stats: figures of a page; none if left out, since frames take none.
        first_day: the earliest day, included.
        last_day: the latest day, included.

    Raises:
        InvalidRecordError: if one of them is no strategy, no date, or the days are in the wrong
            order.
    """
    flags = {"has_reputation": has_reputation, "is_money_open": is_money_open}
    drawn = {"kind": kind, "contracts": contracts, "base_badge": base_badge, "stats": stats}
    _check(first_day, last_day, **flags, **drawn)
    own = st.lists(
        _contracts_within(first_day=first_day, last_day=last_day),
        max_size=6,
        unique_by=lambda contract: contract.id,
    )
    # Made once: making a strategy takes longer than drawing from it.
    kinds = st.sampled_from(Kind) if kind is None else kind
    is_computed = st.booleans() if has_reputation is None else has_reputation
    recorded = st.none() | st.sampled_from(BaseBadge) if base_badge is None else base_badge
    computed = {
        any_kind: reputations(kind=any_kind, first_day=first_day, last_day=last_day)
        for any_kind in Kind
    }
    names, places = st.none() | identifiers(), st.none() | countries()
    vettings = st.none() | expert_vettings(first_day=first_day, last_day=last_day)
    certified = st.lists(certifications(first_day=first_day, last_day=last_day), max_size=3)
    works = own if contracts is None else contracts
    figures = st.none() if stats is None else stats
    is_open = st.just(value=False) if is_money_open is None else is_money_open
    gaps = _gaps(days(first_day=first_day, last_day=last_day))

    @st.composite
    def records(draw: st.DrawFn) -> TalentRecord:
        drawn = draw(kinds)
        reputation = draw(computed[drawn]) if draw(is_computed) else None
        record = TalentRecord(
            id=draw(names),
            kind=drawn,
            country=draw(places),
            base_badge=draw(recorded) if reputation is None else None,
            exclusive_agency_contractor=drawn is Kind.FREELANCER and draw(st.booleans()),
            contracts=draw(works),
            reputation=reputation,
            expert_vetting=draw(vettings),
            certifications=draw(certified),
            stats=draw(figures),
        )
        return attrs.evolve(record, **draw(gaps)) if draw(is_open) else record

    return records()


def _gaps(within: SearchStrategy[date]) -> SearchStrategy[dict[str, Any]]:
    """Draw what a record says of money that is known in part, or not at all."""
    since = within.map(lambda day: {"payments_known_since": day})
    through = within.map(lambda day: {"payments_known_through": day})
    both = st.tuples(within, within).map(
        lambda pair: {"payments_known_since": min(pair), "payments_known_through": max(pair)}
    )
    return since | through | both | st.just({"contracts": (), "contracts_known": False})


_contracts_within = contracts  # `talent_records` has an argument of that name


def knife_edge_records(
    criterion: str,
    *,
    badge: Badge | BadgeName,
    as_of: date,
    kind: Kind | KindName = Kind.FREELANCER,
    edition: Edition | str | None = None,
    readings: Readings = DEFAULT_READINGS,
) -> SearchStrategy[KnifeEdge]:
    """Draw records on which one criterion decides, at its bar and one unit to either side.

    They are those of `knife_edges`, varied in what does not matter: ids, the order of contracts,
    into which payments money is split and on which days, which weeks were bad, and what is paid
    after the day asked about.

    Args:
        criterion: its key, as in "earnings".
        badge: the badge that asks for it.
        as_of: the day to ask about.
        kind: freelancer or agency.
        edition: an edition or its id; None for the one in force on `as_of`.
        readings: how ambiguous clauses are read.

    Raises:
        InvalidRecordError: as `knife_edges` does.
        NoEditionInForceError: as `knife_edges` does.
    """
    edges = knife_edges(
        criterion, badge=badge, as_of=as_of, kind=kind, edition=edition, readings=readings
    )
    return _varied(st.sampled_from(edges))


@st.composite
def _varied(draw: st.DrawFn, edges: SearchStrategy[KnifeEdge]) -> KnifeEdge:
    edge = draw(edges)
    own = list(edge.record.contracts)
    if edge.moved != "paid_on":
        own = [attrs.evolve(contract, payments=draw(_split(contract.payments))) for contract in own]
    later = edge.as_of + timedelta(days=1)
    to_come = _contracts_within(
        id=identifiers().map("later-{}".format),
        outcome=st.none(),
        first_day=later,
        last_day=later + timedelta(days=ROOM),
    )
    own += draw(st.lists(to_come, max_size=1))
    record = attrs.evolve(
        edge.record,
        id=draw(st.none() | identifiers()),
        contracts=draw(st.permutations(own)),
        reputation=draw(_shuffled(edge.record.reputation)),
    )
    return attrs.evolve(edge, record=record)


@st.composite
def _split(draw: st.DrawFn, paid: tuple[Payment, ...]) -> list[Payment]:
    """Draw one or two payments in place of each, on its day or earlier ones in the window."""
    parts: list[Payment] = []
    for payment in paid:
        first = draw(st.integers(0, max(0, payment.cents)))
        parts += [
            Payment(
                paid_on=payment.paid_on - timedelta(days=draw(st.integers(0, ROOM))),
                amount=dollars(cents),
            )
            for cents in (first, payment.cents - first)
            if cents
        ]
    return parts


@st.composite
def _shuffled(draw: st.DrawFn, reputation: Reputation | None) -> Reputation | None:
    """Draw a reputation in which other weeks, but as many, are eligible."""
    if reputation is None:
        return None
    marks = draw(st.permutations([week.eligible for week in reputation.weeks]))
    pairs = zip(reputation.weeks, marks, strict=True)
    return attrs.evolve(
        reputation, weeks=[Week(ends_on=week.ends_on, eligible=mark) for week, mark in pairs]
    )

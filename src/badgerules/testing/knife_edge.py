"""Knife edges: records on which one criterion decides, at its bar and one unit to either side.

Everything else that the badge asks for is met, so that the verdict on the badge is the verdict on
the criterion. The bars are those of the edition and readings asked about.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import attrs
from attrs import evolve

from badgerules.assessment import decide, question_of
from badgerules.converters import HIGHEST_STARS, LOWEST_STARS, chosen, is_a, nearest
from badgerules.criteria import CERTIFICATION, asked
from badgerules.errors import InvalidRecordError, code_for, refuse, shown, unfit
from badgerules.money import hundredths
from badgerules.records import TalentRecord
from badgerules.rulebook import WHOLE
from badgerules.talent_facts import Week
from badgerules.testing.examples import (
    Terms,
    lowest_bar,
    met_record,
    money_on,
    vetting,
    with_reputation,
)
from badgerules.thresholds import DEFAULT_READINGS, Edition, ExclusiveMember, Readings
from badgerules.vocabulary import (
    Badge,
    BaseBadge,
    Category,
    CertificationStatus,
    ContractOutcome,
    Kind,
    ProblemCode,
    Verdict,
)
from badgerules.windows import days_later, last_saturdays, months_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from badgerules.names import BadgeName, KindName

    Edge: TypeAlias = tuple[int, str, TalentRecord]  # the distance, the fact moved, the record
    Maker: TypeAlias = Callable[[TalentRecord, "Terms"], Iterable[Edge]]

AROUND = (-1, 0, 1)
"""One unit short of the bar, the bar itself, one unit beyond."""


@attrs.frozen(kw_only=True)
class KnifeEdge:
    """A record at a bar, or one unit to either side of it.

    Args:
        record: the facts.
        badge: the badge to ask about.
        criterion: the key of the criterion that decides.
        as_of: the day to ask about.
        verdict: of the criterion, and of the badge.
        distance: how many units beyond the bar; 0 is the last value that is met, -1 the first
            that is not. A criterion of yes and no has 0 and -1.
        moved: the fact that was moved there: `amount`, `paid_on`, `holds`, `job_success_score`.
    """

    record: TalentRecord
    badge: Badge
    criterion: str
    as_of: date
    verdict: Verdict
    distance: int
    moved: str


def knife_edges(
    criterion: str,
    *,
    badge: Badge | BadgeName,
    as_of: date,
    kind: Kind | KindName = Kind.FREELANCER,
    edition: Edition | str | None = None,
    readings: Readings = DEFAULT_READINGS,
) -> tuple[KnifeEdge, ...]:
    """Return a record on each side of every edge of a criterion, the same ones at every call.

    A side on which no record can lie is left out: a profile of 101 percent, or, under a
    hypothetical edition, a record that its numbers make impossible.

    Args:
        criterion: its key, as in "earnings".
        badge: the badge that asks for it.
        as_of: the day to ask about.
        kind: freelancer or agency.
        edition: an edition or its id; None for the one in force on `as_of`.
        readings: how ambiguous clauses are read.

    Raises:
        InvalidRecordError: if nothing of that key is asked for on these terms; it names what is. If
            the badge asks for something whose edges are not known here. If the day is no date, or
            there is no such badge or kind.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: if no edition covers the day.

    >>> edges = knife_edges("job_success_score", badge="top_rated", as_of=date(2020, 9, 1))
    >>> [(edge.distance, edge.record.reputation.job_success_score) for edge in edges]
    [(-1, 89), (0, 90), (1, 91)]
    """
    question = question_of(as_of, readings, edition, None)
    terms = Terms(
        kind=chosen("kind", Kind, kind),
        as_of=as_of,
        edition=question.edition,
        readings=readings,
    )
    badge = chosen("badge", Badge, badge)
    makers = criteria_of(badge, terms)
    if not is_a(criterion, str) or criterion not in makers:
        raise _not_asked(criterion, badge, makers)
    edges = [
        KnifeEdge(
            record=record,
            badge=badge,
            criterion=criterion,
            as_of=as_of,
            verdict=Verdict.UNMET if distance < 0 else Verdict.MET,
            distance=distance,
            moved=moved,
        )
        for distance, moved, record in makers[criterion](met_record(badge, terms), terms)
    ]
    # The numbers of a hypothetical edition may make it impossible to meet the other criteria.
    is_law = terms.edition.based_on is None
    return tuple(edge for edge in edges if is_law or _lies_where_it_says(edge, terms))


def _lies_where_it_says(edge: KnifeEdge, terms: Terms) -> bool:
    """Tell whether the criterion of an edge fails below its bar, and nothing else ever."""
    decision = decide(
        edge.record, edge.badge, as_of=edge.as_of, readings=terms.readings, edition=terms.edition
    )
    lacking = {
        finding.criterion.key for finding in decision.findings if finding.verdict is not Verdict.MET
    }
    return lacking == ({edge.criterion} if edge.distance < 0 else set())


def criteria_of(badge: Badge, terms: Terms) -> dict[str, Maker]:
    """Return the function that makes the edges of each criterion a badge asks for, by key.

    If one of them is not known here, records may lack it: then the edges of all are refused.
    """
    if badge is Badge.DIVERSITY_CERTIFIED and not terms.edition.diversity_badge:
        return {CERTIFICATION.key: _no_such_badge}
    keys = [criterion.key for criterion in asked(badge, terms.kind, terms.edition)]
    unknown = [key for key in keys if key not in _MAKERS[badge]]
    if unknown:
        return {key: partial(_no_edges, key=key, unknown=unknown) for key in keys}
    return {key: _MAKERS[badge][key] for key in keys}


def _no_edges(_: TalentRecord, terms: Terms, *, key: str, unknown: list[str]) -> NoReturn:
    """Refuse a criterion beside one that no record here is known to meet."""
    message = (
        f"must be one whose edges are known, got {key!r}; edition {terms.edition.id} asks for "
        f"{', '.join(unknown)}, whose edges are not; ask `decide` instead"
    )
    code = ProblemCode.IMPOSSIBLE
    problem = unfit(code, "a known one", repr(key), at="criterion", message=message)
    raise InvalidRecordError(noun="knife edge", problems=(problem,))


def _not_asked(criterion: str, badge: Badge, asked: Iterable[str]) -> InvalidRecordError:
    allowed, found = ", ".join(asked), shown(criterion)
    message = (
        f"must be asked for by {badge.label} on these terms, got {found}"
        f"{nearest(criterion, asked)} (known: {allowed})"
    )
    code = code_for(criterion, str, ProblemCode.UNKNOWN_VALUE)
    problem = unfit(code, f"one of {allowed}", found, at="criterion", message=message)
    return InvalidRecordError(noun="knife edge", problems=(problem,))


# --- Facts of reputation --------------------------------------------------------------------------


def _switch(
    record: TalentRecord,
    _: Terms,
    *,
    fact: str,
    met: object,
    unmet: object,
) -> Iterator[Edge]:
    yield -1, fact, with_reputation(record, **{fact: unmet})
    yield 0, fact, with_reputation(record, **{fact: met})


_availability = partial(_switch, fact="availability_current", met=True, unmet=False)


def _number(
    record: TalentRecord,
    terms: Terms,
    *,
    fact: str,
    bar: Callable[[Terms], int],
) -> Iterator[Edge]:
    """Move a number that must be at least a bar; points and percents end at one hundred."""
    highest = inf if fact == "members" else WHOLE
    for step in AROUND:
        if 0 <= bar(terms) + step <= highest:
            yield step, fact, with_reputation(record, **{fact: bar(terms) + step})


def _own_profile(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Move the profile around its bar, and around that of profiles from Elance (TR-F5)."""
    yield from _number(record, terms, fact="profile_percent", bar=attrgetter("top_rated.profile"))
    if terms.kind is Kind.FREELANCER:
        bar = attrgetter("edition.top_rated_profile_from_elance")
        from_elance = with_reputation(record, from_elance=True)
        yield from _number(from_elance, terms, fact="profile_percent", bar=bar)


def _first_contract(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for step in AROUND:
        began_on = terms.ago(terms.top_rated.first_contract + step)
        yield step, "first_contract_on", with_reputation(record, first_contract_on=began_on)


def _weeks(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Make the oldest weeks not eligible."""
    asked = terms.top_rated
    saturdays = last_saturdays(asked.counted_weeks, through=terms.as_of)
    for step in AROUND:
        bad = asked.counted_weeks - asked.eligible_weeks - step
        if 0 <= bad <= asked.counted_weeks:
            weeks = [Week(ends_on=day, eligible=n >= bad) for n, day in enumerate(saturdays)]
            yield step, "weeks", with_reputation(record, weeks=weeks)


def _hold(record: TalentRecord, terms: Terms, *, days: int) -> Iterator[Edge]:
    for step in AROUND:
        yield step, "holds", with_reputation(record, holds=[terms.ago(days + step)])


def _top_rated_hold(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    yield from _hold(record, terms, days=terms.top_rated.hold)


def _rising_hold(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    yield from _hold(record, terms, days=terms.edition.rising_talent_hold)


def _activity(record: TalentRecord, terms: Terms, *, days: int) -> Iterator[Edge]:
    """Move the last activity recorded; then, without one, a payment, which is activity too."""
    never = with_reputation(record, last_active_on=None)
    for step in AROUND:
        active_on = terms.ago(days - 1 - step)
        yield step, "last_active_on", with_reputation(record, last_active_on=active_on)
    for step in AROUND:
        lately = money_on(terms, "lately", 1, on=[terms.ago(days - 1 - step)])
        yield step, "paid_on", never.with_contract(lately)


def _top_rated_activity(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    yield from _activity(record, terms, days=terms.top_rated.activity)


def _active_or_new(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    yield from _activity(record, terms, days=terms.edition.rising_talent_activity)
    if terms.is_by_numbers:  # joining is asked no more (RT-3)
        return
    never = with_reputation(record, last_active_on=None)
    for step in AROUND:
        joined_on = terms.ago(terms.edition.rising_talent_joined - 1 - step)
        yield step, "joined_on", with_reputation(never, joined_on=joined_on)


def _circumvention(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Move the act around the last day from which the bar is over; months differ in length."""
    months = terms.edition.circumvention_bar
    last = months_later(terms.as_of, -months)
    while months_later(days_later(last, 1), months) <= terms.as_of:
        last = days_later(last, 1)
    for step in AROUND:
        happened_on = days_later(last, -step)
        yield step, "circumvention_on", with_reputation(record, circumvention_on=happened_on)


def _recorded(record: TalentRecord, _: Terms, *, held: BaseBadge) -> Iterator[Edge]:
    for recorded in BaseBadge:
        step = 0 if recorded is held else -1
        yield step, "base_badge", evolve(record, reputation=None, base_badge=recorded)


def _average_feedback(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for step in AROUND:
        average = terms.edition.rising_talent_feedback + step
        if LOWEST_STARS <= average <= HIGHEST_STARS:
            yield (
                step,
                "average_feedback",
                with_reputation(record, average_feedback=hundredths(average)),
            )
    yield -1, "average_feedback", with_reputation(record, average_feedback=None)


def _score_if_any(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Move the score around its bar; none yet will do as well (RT-5)."""
    bar = attrgetter("edition.rising_talent_score")
    yield from _number(record, terms, fact="job_success_score", bar=bar)
    yield 0, "job_success_score", with_reputation(record, job_success_score=None)


def _negative_feedback(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Let as many contracts end badly as are allowed, one more, and that one only tomorrow."""
    most = terms.edition.rising_talent_negative_outcomes
    judged = record
    for number in range(most):
        bad = evolve(money_on(terms, f"bad-{number}"), outcome=ContractOutcome.NEGATIVE)
        judged = judged.with_contract(bad)
    yield 0, "outcome", judged
    for step, day in ((-1, terms.as_of), (0, days_later(terms.as_of, 1))):
        one_more = judged.with_contract(money_on(terms, "one more"))
        yield (
            step,
            "outcome_on",
            one_more.with_outcome("one more", ContractOutcome.NEGATIVE, on=day),
        )


# --- Money ----------------------------------------------------------------------------------------


def _earnings(record: TalentRecord, terms: Terms, *, of: Callable[[Terms], int]) -> Iterator[Edge]:
    bar = of(terms)

    def paid(*cents: int, on: Iterable[date] = ()) -> TalentRecord:
        return evolve(record, contracts=[money_on(terms, "steady", *cents, on=on)])

    for step in AROUND:
        yield step, "amount", paid(bar + step)
    for step, day in _edges_of_window(terms):
        yield step, "paid_on", paid(bar - 1, 1, on=[terms.paid_on, day])


def _edges_of_window(terms: Terms, *, has_begin: bool = True) -> Iterator[tuple[int, date]]:
    """List days around both ends of the window, each with its distance; below 0 is outside."""
    for step in AROUND:
        if has_begin:
            yield step, days_later(terms.window.first_day, step)
    for step in AROUND:
        yield step, days_later(terms.as_of, -step)


def _plus_earnings(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Pay one contract that is large, and bring the total to the bar with another one."""
    rest = terms.bars.earnings - lowest_bar(terms)
    large = money_on(terms, "large", lowest_bar(terms))

    def paid(*cents: int, on: Iterable[date] = ()) -> TalentRecord:
        return evolve(record, contracts=[large, money_on(terms, "other", *cents, on=on)])

    for step in AROUND:
        yield step, "amount", paid(rest + step)
    for step, day in _edges_of_window(terms, has_begin=not terms.bars.is_lifetime_earnings):
        yield step, "paid_on", paid(rest - 1, 1, on=[terms.paid_on, day])


def _large_contract(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Bring one contract of each category to its bar, while small ones earn enough."""
    small = [money_on(terms, f"small-{n}", lowest_bar(terms) // 2) for n in range(_small(terms))]

    def paid(category: Category, *cents: int, on: Iterable[date] = ()) -> TalentRecord:
        own = evolve(money_on(terms, "large", *cents, on=on), category=category)
        return evolve(record, contracts=[own, *small])

    for category, bar in terms.bars.large_contract.items():
        for step in AROUND:
            yield step, "amount", paid(category, bar + step)
    lowest, bar = money_on(terms, "lowest").category, lowest_bar(terms)
    for step, day in _edges_of_window(terms, has_begin=not terms.bars.is_lifetime_contract):
        yield step, "paid_on", paid(lowest, bar - 1, 1, on=[terms.paid_on, day])
    if terms.bars.unable_outcomes and not terms.bars.needs_positive:
        at_bar = paid(lowest, bar)
        for step, day in ((-1, terms.as_of), (0, days_later(terms.as_of, 1))):
            judged = at_bar.with_outcome("large", ContractOutcome.NEGATIVE, on=day)
            yield step, "outcome_on", judged


def _small(terms: Terms) -> int:
    """Return how many contracts of half the lowest bar earn enough by themselves."""
    half = lowest_bar(terms) // 2
    if not half:
        message = "must leave room below every bar of a large contract, got one of 0; raise it"
        code = ProblemCode.OUT_OF_RANGE
        refuse("knife edge", [unfit(code, "at least 0.02", "0", at="edition", message=message)])
    return -(-terms.bars.earnings // half)


def _share(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    """Make the fewest large contracts that allow one bad ending, if any number does."""
    percent = terms.bars.negative_share
    size = -(-WHOLE // max(1, percent))
    highest = max(terms.bars.large_contract.values())
    contracts = [money_on(terms, f"one-{number}", highest) for number in range(size)]
    for step in AROUND:
        bad = size * percent // WHOLE - step
        if 0 <= bad <= size:
            judged = evolve(record, contracts=contracts)
            for contract in contracts[:bad]:
                judged = judged.with_outcome(contract.id, ContractOutcome.NEGATIVE)
            yield step, "outcome", judged


def _independent(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    if terms.readings.exclusive_member is ExclusiveMember.BARRED:
        yield -1, "exclusive_agency_contractor", evolve(record, exclusive_agency_contractor=True)
    yield 0, "exclusive_agency_contractor", record


# --- Vetting and certification --------------------------------------------------------------------


def _vetting(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    own = vetting(terms)
    for step in AROUND:
        passed = evolve(own, passed_on=terms.ago(step))
        yield step, "passed_on", evolve(record, expert_vetting=passed)
    passed_on = terms.ago(2)
    for step in AROUND:
        invited = evolve(own, invited_on=days_later(passed_on, -step), passed_on=passed_on)
        yield step, "invited_on", evolve(record, expert_vetting=invited)


def _focus(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for category in Category:
        step = 0 if category in terms.edition.expert_vetted_categories else -1
        own = evolve(vetting(terms), category=category)
        yield step, "category", evolve(record, expert_vetting=own)


def _not_revoked(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for step in AROUND:
        own = evolve(vetting(terms), revoked_on=terms.ago(-1 - step))
        yield step, "revoked_on", evolve(record, expert_vetting=own)


def _no_such_badge(record: TalentRecord, _: Terms) -> Iterator[Edge]:
    yield -1, "as_of", record


def _certified(record: TalentRecord, **facts: Any) -> TalentRecord:
    return evolve(record, certifications=[evolve(record.certifications[0], **facts)])


def _certification(record: TalentRecord, _: Terms) -> Iterator[Edge]:
    yield -1, "certifications", evolve(record, certifications=[])
    yield 0, "certifications", record


def _country(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    elsewhere = next(
        country for country in ("CA", "DE") if country not in terms.edition.diversity_countries
    )
    yield -1, "country", evolve(record, country=elsewhere)
    yield 0, "country", record


def _details(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for detail in terms.edition.diversity_details:
        yield -1, detail, _certified(record, **{detail: None})
    yield 0, "certifications", record


def _reviewed(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for status in CertificationStatus:
        step = 0 if status is CertificationStatus.APPROVED else -1
        yield step, "status", _certified(record, status=status)
    for step in AROUND:
        yield step, "decided_on", _certified(record, decided_on=terms.ago(step))


def _sent(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for status in CertificationStatus:
        step = -1 if status is CertificationStatus.DRAFT else 0
        yield step, "status", _certified(record, status=status)
    for step in AROUND:
        yield step, "submitted_on", _certified(record, submitted_on=terms.ago(step))


def _unexpired(record: TalentRecord, terms: Terms) -> Iterator[Edge]:
    for step in AROUND:
        yield step, "expires_on", _certified(record, expires_on=days_later(terms.as_of, step))


_MAKERS: dict[Badge, dict[str, Maker]] = {
    Badge.RISING_TALENT: {
        "no_score_yet": partial(_switch, fact="job_success_score", met=None, unmet=0),
        "profile": partial(
            _number, fact="profile_percent", bar=attrgetter("edition.rising_talent_profile")
        ),
        "identity_verified": partial(_switch, fact="identity_verified", met=True, unmet=False),
        "payout_method": partial(_switch, fact="payout_method", met=True, unmet=False),
        "earnings": partial(_earnings, of=attrgetter("edition.rising_talent_earnings")),
        "average_feedback": _average_feedback,
        "job_success_score": _score_if_any,
        "no_negative_feedback": _negative_feedback,
        "recent_activity": _active_or_new,
        "availability": _availability,
        "no_recent_hold": _rising_hold,
        "no_circumvention": _circumvention,
        "discretion": partial(_switch, fact="rising_talent", met=True, unmet=False),
        "recorded_badge": partial(_recorded, held=BaseBadge.RISING_TALENT),
    },
    Badge.TOP_RATED: {
        "job_success_score": partial(
            _number, fact="job_success_score", bar=attrgetter("top_rated.score")
        ),
        "earnings": partial(_earnings, of=attrgetter("top_rated.earnings")),
        "first_contract": _first_contract,
        "eligible_weeks": _weeks,
        "profile": _own_profile,
        "no_recent_hold": _top_rated_hold,
        "no_circumvention": _circumvention,
        "recorded_badge": partial(_recorded, held=BaseBadge.TOP_RATED),
        "availability": _availability,
        "recent_activity": _top_rated_activity,
        "members": partial(_number, fact="members", bar=attrgetter("top_rated.members")),
        "members_profile": partial(
            _number, fact="members_profile_percent", bar=attrgetter("top_rated.members_profile")
        ),
    },
    Badge.TOP_RATED_PLUS: {
        "earnings": _plus_earnings,
        "large_contract": _large_contract,
        "independent": _independent,
        "negative_share": _share,
        "top_rated": partial(_recorded, held=BaseBadge.TOP_RATED),
    },
    Badge.EXPERT_VETTED: {
        "vetting": _vetting,
        "focus_category": _focus,
        "not_revoked": _not_revoked,
    },
    Badge.DIVERSITY_CERTIFIED: {
        "certification": _certification,
        "country": _country,
        "details": _details,
        "submitted": _sent,
        "reviewed": _reviewed,
        "unexpired": _unexpired,
    },
}
"""The function that makes the edges of each criterion, by badge and key."""

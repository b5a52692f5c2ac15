"""Example records: all that a badge asks for is met with room to spare, or all but one thing.

The numbers come from the edition asked about, so that a record keeps its verdict when an edition is
added. `knife_edge` moves single facts of these records to their bars.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.assessment import decide
from badgerules.base_badges import TopRatedBars, is_by_numbers, top_rated_bars
from badgerules.converters import HIGHEST_STARS, chosen
from badgerules.errors import InvalidRecordError, unfit
from badgerules.money import dollars, hundredths
from badgerules.records import Contract, Payment, TalentRecord
from badgerules.rulebook import edition_on
from badgerules.talent_facts import Certification, ExpertVetting, Reputation, Week
from badgerules.thresholds import DEFAULT_READINGS, Bars, Edition, Readings, bars, money_window
from badgerules.vocabulary import (
    UNKNOWN,
    Badge,
    BaseBadge,
    CertificationStatus,
    ContractOutcome,
    DiversityCategory,
    Kind,
    ProblemCode,
    Verdict,
)
from badgerules.windows import days_later, last_saturdays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules.names import BadgeName, KindName, VerdictName
    from badgerules.windows import TrailingWindow

EXAMPLE_DAY = date(2024, 9, 2)
"""The day that `example` is about by default."""

COMPLETE, GOOD_SCORE = 100, 97
ROOM = 60
"""The days from the start of the window to the payments, by which they can move back."""

_LATELY, _LONG_AGO = 10, 400


@attrs.frozen(kw_only=True)
class Terms:
    """The rules and the day that a record is made for.

    Args:
        kind: freelancer or agency.
        as_of: the day it will be asked about.
        edition: the edition whose numbers apply.
        readings: how its ambiguous clauses are read.
    """

    kind: Kind
    as_of: date
    edition: Edition
    readings: Readings

    @property
    def bars(self) -> Bars:
        """The bars of Top Rated Plus."""
        return bars(self.edition, self.readings, self.kind)

    @property
    def top_rated(self) -> TopRatedBars:
        """The bars of Top Rated."""
        return top_rated_bars(self.edition, self.kind)

    @property
    def window(self) -> TrailingWindow:
        """The days whose payments count."""
        return money_window(self.edition, self.readings).ending(self.as_of)

    @property
    def is_by_numbers(self) -> bool:
        """Whether all of Rising Talent is stated in numbers (RT-3)."""
        return is_by_numbers(self.kind, self.edition)

    @property
    def paid_on(self) -> date:
        """A day inside the window, too long ago to count as recent activity."""
        return days_later(self.window.first_day, ROOM)

    def ago(self, days: int) -> date:
        """Return the day so many days before the one asked about."""
        return days_later(self.as_of, -days)


def example(
    badge: Badge | BadgeName,
    *,
    verdict: Verdict | VerdictName = Verdict.MET,
    kind: Kind | KindName = Kind.FREELANCER,
    as_of: date = EXAMPLE_DAY,
) -> TalentRecord:
    """Return a readable record of which a badge is known to be met, unmet, or unknown.

    The same arguments always give the same record. Apart from the one thing that an unmet or
    unknown record lacks, everything is met, with room to spare.

    Args:
        badge: the badge, or its name.
        verdict: what `decide` says of the record on `as_of`, under the default readings.
        kind: freelancer or agency.
        as_of: the day to ask about; `EXAMPLE_DAY`, 2 September 2024, if left out.

    Returns:
        The record; it has no id.

    Raises:
        InvalidRecordError: if there can be no such record; it says why.
        NoEditionInForceError: if no edition covers the day.

    >>> from badgerules import decide
    >>> record = example("top_rated_plus", verdict="unmet")
    >>> [f.clause for f in decide(record, "top_rated_plus", as_of=EXAMPLE_DAY).failing]
    ['TRP-F1']
    """
    badge, verdict = chosen("badge", Badge, badge), chosen("verdict", Verdict, verdict)
    terms = Terms(
        kind=chosen("kind", Kind, kind),
        as_of=as_of,
        edition=edition_on(as_of),
        readings=DEFAULT_READINGS,
    )
    has_no_badge = badge is Badge.DIVERSITY_CERTIFIED and not terms.edition.diversity_badge
    if has_no_badge and verdict is not Verdict.UNMET:
        raise _refused(verdict, f"unmet on {as_of}, when there was no such badge")
    if badge is Badge.EXPERT_VETTED and verdict is Verdict.UNKNOWN:
        raise _refused(verdict, "met or unmet, since no vetting on record means no")
    record = met_record(badge, terms)
    if verdict is not Verdict.MET:
        record = _LESS[badge](record, terms, is_unknown=verdict is Verdict.UNKNOWN)
    decision = decide(record, badge, as_of=as_of)
    if decision.verdict is not verdict:
        lacking = [
            finding.criterion.key
            for finding in decision.findings
            if finding.verdict is not Verdict.MET
        ]
        asks = f"edition {terms.edition.id} asks for {', '.join(lacking)} besides"
        raise _refused(verdict, f"one that an example is known for, and {asks}")
    return record


def met_record(badge: Badge, terms: Terms) -> TalentRecord:
    """Return a record with everything that a badge asks for, met with room to spare."""
    plain = TalentRecord(kind=terms.kind, contracts=[])
    if badge is Badge.EXPERT_VETTED:
        return attrs.evolve(plain, expert_vetting=vetting(terms))
    if badge is Badge.DIVERSITY_CERTIFIED:
        return attrs.evolve(plain, country=_open_country(terms), certifications=[_certified(terms)])
    if badge is Badge.TOP_RATED_PLUS:
        contract = money_on(terms, "large", 2 * max(terms.bars.earnings, lowest_bar(terms)))
        return attrs.evolve(plain, base_badge=BaseBadge.TOP_RATED, contracts=[contract])
    reputation = _reputation(terms)
    if badge is Badge.RISING_TALENT and terms.is_by_numbers:
        contract = money_on(terms, "first", 2 * terms.edition.rising_talent_earnings)
        return attrs.evolve(plain, reputation=reputation, contracts=[contract])
    if badge is Badge.RISING_TALENT:
        new = attrs.evolve(reputation, job_success_score=None, rising_talent=True)
        return attrs.evolve(plain, reputation=new)
    contract = money_on(terms, "steady", 2 * terms.top_rated.earnings)
    return attrs.evolve(plain, reputation=reputation, contracts=[contract])


def money_on(terms: Terms, name: str, *cents: int, on: Iterable[date] = ()) -> Contract:
    """Return a contract, in the category whose bar is lowest, with payments that count.

    Args:
        terms: the day, and the bars.
        name: the id of the contract.
        cents: what was paid, nothing for 0.
        on: the day of each, inside the window if left out.
    """
    lowest = min(terms.bars.large_contract, key=terms.bars.large_contract.__getitem__)
    days = [*on] or [terms.paid_on] * len(cents)
    return Contract(
        id=name,
        category=lowest,
        payments=[
            Payment(paid_on=day, amount=dollars(own))
            for own, day in zip(cents, days, strict=True)
            if own
        ],
        outcome=ContractOutcome.POSITIVE,
    )


def lowest_bar(terms: Terms) -> int:
    """Return the lowest bar of a large contract, in cents."""
    return min(terms.bars.large_contract.values())


def _reputation(terms: Terms) -> Reputation:
    asked = terms.top_rated
    is_agency = terms.kind is Kind.AGENCY
    return Reputation(
        job_success_score=max(GOOD_SCORE, asked.score),
        weeks=[
            Week(ends_on=saturday, eligible=True)
            for saturday in last_saturdays(asked.counted_weeks, through=terms.as_of)
        ],
        first_contract_on=terms.ago(_LONG_AGO + asked.first_contract),
        joined_on=terms.ago(_LONG_AGO + asked.first_contract + _LATELY),
        profile_percent=COMPLETE,
        availability_current=True,
        last_active_on=terms.ago(_LATELY),
        holds=[],
        members=asked.members + 1 if is_agency else None,
        members_profile_percent=COMPLETE if is_agency else None,
        average_feedback=hundredths(HIGHEST_STARS),
        identity_verified=True,
        payout_method=True,
    )


def vetting(terms: Terms) -> ExpertVetting:
    """Return a vetting passed some days ago, in an open category."""
    return ExpertVetting(
        category=min(terms.edition.expert_vetted_categories),
        invited_on=terms.ago(_LATELY + ROOM),
        passed_on=terms.ago(_LATELY),
    )


def _open_country(terms: Terms) -> str | None:
    return min(terms.edition.diversity_countries, default=None)


def _certified(terms: Terms) -> Certification:
    return Certification(
        status=CertificationStatus.APPROVED,
        business_name="Example Studio",
        category=DiversityCategory.WOMAN_OWNED,
        provider="An example certifier",
        type="WBE",
        number="0000-EXAMPLE",
        expires_on=days_later(terms.as_of, _LONG_AGO),
        submitted_on=terms.ago(_LATELY + ROOM),
        decided_on=terms.ago(_LATELY),
    )


def _refused(verdict: Verdict, allowed: str) -> InvalidRecordError:
    hint = "; ask for another verdict, or another day"
    problem = unfit(ProblemCode.IMPOSSIBLE, allowed, verdict.value, at="verdict", hint=hint)
    return InvalidRecordError(noun="example", problems=(problem,))


# --- One thing less -------------------------------------------------------------------------------


def with_reputation(record: TalentRecord, **facts: Any) -> TalentRecord:
    """Return a record with other facts in its reputation."""
    own = record.reputation or Reputation()
    return attrs.evolve(record, reputation=attrs.evolve(own, **facts))


def _less_rising(record: TalentRecord, terms: Terms, *, is_unknown: bool) -> TalentRecord:
    if terms.is_by_numbers:
        return with_reputation(record, identity_verified=None if is_unknown else False)
    return with_reputation(record, rising_talent=None if is_unknown else False)


def _less_top_rated(record: TalentRecord, terms: Terms, *, is_unknown: bool) -> TalentRecord:
    score = UNKNOWN if is_unknown else terms.top_rated.score - 2
    return with_reputation(record, job_success_score=score)


def _less_plus(record: TalentRecord, terms: Terms, *, is_unknown: bool) -> TalentRecord:
    if is_unknown:
        return record.with_base_badge(None)
    short = max(3 * terms.bars.earnings // 4, lowest_bar(terms))  # large enough, and too little
    return attrs.evolve(record, contracts=[money_on(terms, "large", short)])


def _less_vetted(record: TalentRecord, terms: Terms, **_: bool) -> TalentRecord:
    return attrs.evolve(record, expert_vetting=attrs.evolve(vetting(terms), passed_on=None))


def _less_certified(record: TalentRecord, _: Terms, *, is_unknown: bool) -> TalentRecord:
    if is_unknown:
        return attrs.evolve(record, country=None)
    return attrs.evolve(record, certifications=[])


_LESS = {
    Badge.RISING_TALENT: _less_rising,
    Badge.TOP_RATED: _less_top_rated,
    Badge.TOP_RATED_PLUS: _less_plus,
    Badge.EXPERT_VETTED: _less_vetted,
    Badge.DIVERSITY_CERTIFIED: _less_certified,
}

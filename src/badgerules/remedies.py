"""The least that must change: what to pay on which contract, by when, and how long to wait.

Amounts are exact to the cent. The badge then holds on the day named, and paying a cent less, or
the same a day after the last day named, does not do.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import attrs

from badgerules import forms
from badgerules.base_badges import TopRatedFinding
from badgerules.decisions import Badge
from badgerules.eligibility import bars_of
from badgerules.errors import InvalidRecordError, Problem
from badgerules.findings import Finding, LargeContractFinding, Verdict, no_truth_value
from badgerules.money import dollars, dollars_shown, dollars_text
from badgerules.records import Contract, TalentRecord
from badgerules.rulebook import edition_named
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.timeline import Border, Papers, next_change
from badgerules.timeline.asking import settled_on, tracks_between
from badgerules.timeline.by_badge import TOP_RATED_KEY, WHOLE_BADGE
from badgerules.timeline.spans import ONE_DAY
from badgerules.timeline.tracks import combined, verdict_on
from badgerules.vocabulary import Category, ContractOutcome
from badgerules.windows import leaves_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from badgerules.decisions import Decision
    from badgerules.findings import ContractRow
    from badgerules.thresholds import Bars
    from badgerules.timeline.tracks import Track

MET = Verdict.MET
ONE_CENT = 1
_EARNINGS = {"earnings", f"{TOP_RATED_KEY}.earnings"}
_ACTIVITY = {"recent_activity", f"{TOP_RATED_KEY}.recent_activity"}
_PAID = _EARNINGS | _ACTIVITY | {"large_contract", "negative_share"}
"""The criteria that a payment can change."""


@attrs.frozen(kw_only=True)
class Remedy:
    """One way to hold a badge: what to pay where, and from when to when it does.

    Args:
        contract_id: the contract to pay on; None for a new one.
        category: its category; None where any contract will do.
        cents: how much, in cents; 0 where only feedback is lacking.
        pay_on: the day of the payment.
        holds_on: the first day on which the badge then holds.
        keeps: the badge is held, and would be lost on that day.
        needs_positive_feedback: the contract must end with positive feedback besides (TRP-F5).
        any_activity_does: what is lacking is activity: a proposal does as well (TR-F8).
        papers: the facts, the badge, and under what every day is decided.
        never: the keys of criteria that stay unmet whatever is paid.
    """

    contract_id: str | None
    category: Category | None
    cents: int
    pay_on: date
    holds_on: date
    keeps: bool
    needs_positive_feedback: bool
    any_activity_does: bool
    papers: Papers = attrs.field(repr=False)
    never: frozenset[str] = attrs.field(repr=False)

    @property
    def amount(self) -> Decimal:
        """How much to pay, in dollars."""
        return dollars(self.cents)

    @property
    def pay_by(self) -> date | None:
        """The last day on which the same amount still does; None for any later day."""
        return self.holds_on if self.keeps else _last_day(self)

    def applied_to(self, record: TalentRecord, *, on: date | None = None) -> TalentRecord:
        """Return the record with the payment, and the feedback where it is needed.

        Args:
            record: the record that the remedy was found for.
            on: the day of both; None for `pay_on`.
        """
        day = self.pay_on if on is None else on
        contract_id = self.contract_id
        if contract_id is None:
            contract_id = _unused_id(record)
            category = next(iter(Category)) if self.category is None else self.category
            record = record.with_contract(Contract(id=contract_id, category=category))
        if self.cents:
            record = record.with_payment(contract_id, dollars_text(self.cents), on=day)
        if self.needs_positive_feedback:
            record = record.with_outcome(contract_id, ContractOutcome.POSITIVE, on=day)
        return record

    @property
    def text(self) -> str:
        """The remedy as a sentence without a full stop."""
        where = "on any contract, a new one too" if self.category is None else self._where()
        parts = [f"{dollars_shown(self.cents)} more {where}"] if self.cents else []
        if self.needs_positive_feedback:
            parts.append("positive feedback on it" if parts else f"positive feedback {where}")
        if self.any_activity_does:
            parts = ["a proposal, an accepted invitation or any payment"]
        last_day = self.pay_by
        until = "" if last_day is None else f", by {last_day} at the latest"
        return f"{' and '.join(parts)}{until}"

    def _where(self) -> str:
        label = "" if self.category is None else self.category.label
        if self.contract_id is None:
            return f"on a new contract in {label}"
        return f"on {self.contract_id} ({label})"


def _unused_id(record: TalentRecord) -> str:
    """Return an id that no contract of a record has."""
    name = "new contract"
    while any(contract.id == name for contract in record.contracts):
        name = f"another {name}"
    return name


@attrs.frozen(kw_only=True)
class Wait:
    """A criterion that time alone brings.

    Args:
        criterion: its key; that of a computed Top Rated begins with "top_rated.".
        until: the first day on which it is met.
    """

    criterion: str
    until: date


@attrs.frozen(kw_only=True)
class Remedies:
    """Every way to a badge or to keep it, cheapest first, and what stands in the way of all.

    Args:
        papers: the facts, the badge, and under what every day is decided.
        ways: what to do so as to hold the badge; empty while it is held.
        keep: what to do so as not to lose it on the day of the change; empty unless it is held.
        waits: the criteria that time alone brings, each with its day.
        obstacles: the findings that neither money nor time changes; while there are any, the
            ways are what money can do, and hold the badge on no day.
    """

    papers: Papers = attrs.field(repr=False)
    ways: tuple[Remedy, ...]
    keep: tuple[Remedy, ...]
    waits: tuple[Wait, ...]
    obstacles: tuple[Finding, ...]

    @property
    def badge(self) -> Badge:
        """The badge."""
        return self.papers.badge

    @property
    def change(self) -> Border | None:
        """The next day on which holding the badge or not changes if nothing is done, or None."""
        papers = self.papers
        return next_change(
            papers.record,
            papers.badge,
            as_of=papers.known_through,
            readings=papers.readings,
            edition=papers.edition,
        )

    def __bool__(self) -> NoReturn:
        no_truth_value("remedies", "`remedies.ways`")


def remedies(
    record: TalentRecord,
    badge: Badge | str,
    *,
    as_of: date,
    pay_on: date | None = None,
    every_category: bool = False,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> Remedies:
    """Find every minimal way to a badge, or to keep it, cheapest first.

    The badge is to hold on the first day on which it can: when all that money does not change is
    met. For that day the least is found that must be paid on one contract.

    Args:
        record: the facts.
        badge: the badge, or its name.
        as_of: the last day whose facts are known.
        pay_on: the day of the payment; None for `as_of`, and for the day of the loss where the
            badge is to be kept.
        every_category: a new contract in each category, not only in the one with the lowest bar.
        readings: how ambiguous clauses are read.
        edition: as in `timeline`.

    Returns:
        The ways, what to wait for, and what neither money nor time changes.

    Raises:
        NoEditionInForceError: if no edition covers the day, or none has that id.
        InvalidRecordError: if a day is not a date, `pay_on` lies before `as_of`, or there is no
            such badge.

    >>> shop = Contract(id="shop", category="legal").with_payment("9400", on=date(2020, 3, 1))
    >>> record = TalentRecord(kind="freelancer", contracts=[shop], base_badge="top_rated")
    >>> for way in remedies(record, "top_rated_plus", as_of=date(2020, 9, 1)).ways:
    ...     print(way.text)
    $600.00 more on any contract, a new one too, by 2021-02-28 at the latest
    """
    papers = Papers(
        record=record,
        badge=forms.chosen("badge", Badge, badge),
        known_through=as_of,
        readings=readings,
        edition=edition_named(edition) if isinstance(edition, str) else edition,
    )
    _check_pay_day(as_of, pay_on)
    if papers.decided_on(as_of).is_met:
        return _to_keep(papers, pay_on, every_category=every_category)
    return _to_gain(papers, pay_on or as_of, every_category=every_category)


def _check_pay_day(as_of: date, pay_on: date | None) -> None:
    problems = list(forms.problems_in({"pay_on": forms.optional_day(pay_on)}))
    if not problems and pay_on is not None and pay_on < as_of:
        message = f"must be on or after as_of, {as_of}, got {pay_on}"
        allowed = f"a day from {as_of} on"
        problems.append(Problem(path="pay_on", message=message, found=str(pay_on), allowed=allowed))
    if problems:
        raise InvalidRecordError(noun="remedies", problems=tuple(problems))


def _to_keep(papers: Papers, pay_on: date | None, *, every_category: bool) -> Remedies:
    """Find what to pay so as not to lose the badge on the day on which it would be lost."""
    remedies = Remedies(papers=papers, ways=(), keep=(), waits=(), obstacles=())
    loss = remedies.change
    if loss is None:
        return remedies
    lacking = {key: one for key, one in _flat(loss.after).items() if one.verdict is not MET}
    lost = [one for key, one in lacking.items() if key not in _PAID]
    if lost:
        return attrs.evolve(remedies, obstacles=tuple(lost))
    day = loss.on if pay_on is None else min(pay_on, loss.on)
    ways = _ways(papers, loss.on, day, frozenset(), every_category=every_category)
    return attrs.evolve(remedies, keep=tuple(attrs.evolve(one, keeps=True) for one in ways))


def _to_gain(papers: Papers, pay_on: date, *, every_category: bool) -> Remedies:
    """Find what to pay, and what to wait for, so as to hold the badge as soon as it can be."""
    found = _flat(papers.decided_on(pay_on))
    if all(one.verdict is MET for key, one in found.items() if key not in _PAID):
        ways = _ways(papers, pay_on, pay_on, frozenset(), every_category=every_category)
        if ways:  # nothing to wait for
            return Remedies(papers=papers, ways=tuple(ways), keep=(), waits=(), obstacles=())
    return _to_gain_in_time(papers, pay_on, found, every_category=every_category)


def _to_gain_in_time(
    papers: Papers,
    pay_on: date,
    found: dict[str, Finding],
    *,
    every_category: bool,
) -> Remedies:
    """Find the first day on which all that money does not change is met, and what to pay for it."""
    tracks = tracks_between(papers, pay_on, settled_on(papers.record, pay_on, papers.edition))
    by_time = {key: track for key, track in tracks.items() if key not in _PAID}
    never = frozenset(key for key, track in by_time.items() if _first_met([track], pay_on) is None)
    coming = {key: track for key, track in by_time.items() if key not in never}
    if _first_met(coming.values(), pay_on) is None:  # each of them comes, but never all at once
        never |= {key for key, track in coming.items() if verdict_on(track, pay_on) is not MET}
        coming = {key: track for key, track in coming.items() if key not in never}
    share = {key: track for key, track in tracks.items() if key == "negative_share"}
    stuck, waited_for = never, coming
    ways: list[Remedy] = []
    # Where bad endings weigh (TRP-A3), time may have to pass before money can do the rest.
    for waited_for in (coming, coming | share):
        day = _first_met(waited_for.values(), pay_on)
        if day is not None:
            ways = _ways(papers, day, pay_on, never, every_category=every_category)
            if ways or not _is_money_lacking(papers, day):
                break
    else:
        stuck, waited_for = never | share.keys(), coming
    return Remedies(
        papers=papers,
        ways=tuple(ways),
        keep=(),
        waits=tuple(
            Wait(criterion=key, until=until)
            for key, track in waited_for.items()
            if (until := _first_met([track], pay_on)) is not None and until > pay_on
        ),
        obstacles=tuple(
            one
            for key, one in found.items()
            if one.verdict is not MET and (key in stuck or WHOLE_BADGE in stuck)
        ),
    )


def _first_met(tracks: Iterable[Track], first_day: date) -> date | None:
    """Return the first day on which all of some tracks are met; the first, if there are none."""
    whole = combined([[(first_day, MET)], *tracks])
    return next((day for day, verdict in whole if verdict is MET), None)


def _flat(decision: Decision) -> dict[str, Finding]:
    """Return findings by the keys of their tracks: a computed Top Rated criterion by criterion."""
    found: dict[str, Finding] = {}
    for one in decision.findings:
        if isinstance(one, TopRatedFinding):
            found |= {f"{TOP_RATED_KEY}.{base.criterion.key}": base for base in one.basis}
        else:
            found[one.criterion.key] = one
    return found


def _is_money_lacking(papers: Papers, day: date) -> bool:
    found = _flat(papers.decided_on(day))
    return any(one.verdict is not MET for key, one in found.items() if key in _PAID)


def _ways(
    papers: Papers,
    day: date,
    pay_on: date,
    never: frozenset[str],
    *,
    every_category: bool,
) -> list[Remedy]:
    """Return the ways to make up for what money is lacking on one day, cheapest first.

    Args:
        papers: the facts, and under what the day is decided.
        day: the day on which the badge is to hold.
        pay_on: the day of the payment; where that is too early to count, the day itself.
        never: the criteria that stay unmet whatever is paid.
        every_category: a new contract in each category, not only in one with the lowest bar.
    """
    found = _flat(papers.decided_on(day))
    if all(one.verdict is MET for key, one in found.items() if key in _PAID):
        return []
    ways = [
        Remedy(
            contract_id=place.contract_id,
            category=place.category,
            cents=place.cents,
            pay_on=pay_on,
            holds_on=day,
            keeps=False,
            needs_positive_feedback=place.needs_positive_feedback,
            any_activity_does=place.any_activity_does,
            papers=papers,
            never=never,
        )
        for place in _places(papers.record, papers.decided_on(day), every_category=every_category)
    ]
    ways.sort(key=lambda way: (way.cents, way.needs_positive_feedback))
    if pay_on == day and "negative_share" not in found:
        return ways
    in_time = (_in_time(papers, way, day, never) for way in ways)
    return [way for way in in_time if way is not None]


def _in_time(
    papers: Papers,
    way: Remedy,
    day: date,
    never: frozenset[str],
) -> Remedy | None:
    """Return a way with the day of payment that does, or None where none does (TRP-A3)."""
    for paid_on in dict.fromkeys((way.pay_on, day)):
        candidate = attrs.evolve(way, pay_on=paid_on)
        paid = attrs.evolve(papers, record=candidate.applied_to(papers.record))
        found = _flat(paid.decided_on(day))
        if all(one.verdict is MET for key, one in found.items() if key not in never):
            return candidate
    return None


class _Place(NamedTuple):
    """Where to pay, and how many cents make the criteria of money hold."""

    contract_id: str | None
    category: Category | None
    cents: int
    needs_positive_feedback: bool = False
    any_activity_does: bool = False


def _places(record: TalentRecord, decision: Decision, *, every_category: bool) -> list[_Place]:
    """Find every place where a payment can serve: each contract that can, and a new one."""
    found, bars = _flat(decision), bars_of(record, decision.question)
    least, is_for_activity = _least(found)
    large = found.get("large_contract")
    if isinstance(large, LargeContractFinding) and large.verdict is not MET:
        own = [
            _Place(
                contract_id=row.contract.id,
                category=row.contract.category,
                cents=max(least, _lacking_on(row, bars, decision)),
                needs_positive_feedback=bars.needs_positive
                and row.contract.outcome_by(decision.as_of) is None,
            )
            for row in large.rows
            if row.is_able
        ]
        new = [
            _Place(None, category, max(least, bars.large_contract[category]), bars.needs_positive)
            for category in _categories(record, bars, every_category=every_category)
        ]
        return own + new
    if "negative_share" not in found:
        return [_Place(None, None, least, any_activity_does=is_for_activity)]
    # Any contract would do, but each changes the share of bad endings in its own way (TRP-A3).
    least, best = max(least, ONE_CENT), _categories(record, bars, every_category=every_category)
    own = [_Place(contract.id, contract.category, least) for contract in record.contracts]
    return own + [_Place(None, category, least) for category in best]


def _least(found: dict[str, Finding]) -> tuple[int, bool]:
    """Return the cents that earnings lack, and whether it is one for the sake of activity."""
    gap = max([one.missing_units or 0 for key, one in found.items() if key in _EARNINGS] or [0])
    is_quiet = any(found[key].verdict is not MET for key in _ACTIVITY & found.keys())
    return (ONE_CENT, True) if is_quiet and not gap else (gap, False)


def _lacking_on(row: ContractRow, bars: Bars, decision: Decision) -> int:
    """Return the cents that make a contract large; one at rest needs a payment first (TRP-F3)."""
    window, contract = decision.question.window, row.contract
    if bars.is_lifetime_contract and not contract.is_paid_within(window.after, window.through):
        return max(ONE_CENT, row.required_cents - contract.earned_through(window.through))
    return row.shortfall_cents


def _categories(record: TalentRecord, bars: Bars, *, every_category: bool) -> list[Category]:
    """Return the category with the lowest bar, one worked in before where there are several."""
    worked_in = {contract.category for contract in record.contracts}
    ranked = sorted(Category, key=lambda one: (bars.large_contract[one], one not in worked_in))
    return ranked if every_category else ranked[:1]


def _last_day(way: Remedy) -> date | None:
    """Return the last day on which the same amount still does, None for any later day.

    The payment is moved along with the day of paying: what ends the way is what leaves the window
    meanwhile, and never the payment itself, nor a want of activity, which it is.
    """
    papers, paid_on = way.papers, way.holds_on
    settled = settled_on(papers.record, paid_on, papers.edition)
    while paid_on < settled:
        paid = attrs.evolve(papers, record=way.applied_to(papers.record, on=paid_on))
        end = settled_on(paid.record, paid_on, papers.edition)
        tracks = tracks_between(paid, paid_on, end)
        track = combined(one for key, one in tracks.items() if key not in way.never | _ACTIVITY)
        if track[0][1] is not MET:
            return paid_on - ONE_DAY
        lost_on = next((day for day, verdict in track if verdict is not MET), None)
        if lost_on is None:
            return None
        renewed = leaves_on(paid_on, papers.decided_on(paid_on).edition.window)
        if lost_on < renewed:
            return lost_on - ONE_DAY
        paid_on = renewed
    return None

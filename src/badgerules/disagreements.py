"""Where the page says one thing and the facts another, and what could explain it.

Each explanation is tried: what it supposes makes the answer, or the figure, what the page says.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias, cast

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.assessment import decide
from badgerules.base_badges import top_rated_bars
from badgerules.decisions import by_criterion, check_assessment
from badgerules.findings import WeeksFinding
from badgerules.money import cents_from, dollars_shown
from badgerules.open_money import open_facts
from badgerules.rulebook import LAUNCH, neighbours_of
from badgerules.talent_facts import ExpertVetting
from badgerules.thresholds import Readings, readings_touching, switched
from badgerules.vocabulary import Badge, Category, Kind, ShownBadge, Verdict, Word, counted, spelled
from badgerules.windows import ONE_DAY, TrailingWindow
from badgerules.words import facts_text, reading_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules.decisions import Assessment, Question
    from badgerules.records import TalentRecord
    from badgerules.talent_facts import PlatformStats

_AGREES = "the record says the same as the page"
MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
HOURS_PER_DAY = 24
EARLIEST = date(2, 1, 1)
"""The first day of the calendar that has a year before it."""

Amount: TypeAlias = Verdict | int | bool | tuple[int, int]
"""A verdict; cents; a count; a tick; or the least and the most that a count can be."""


class ExplanationKind(Word):
    """What could explain that the page says something else."""

    READING = "reading"
    EDITION = "edition"
    REVIEW = "review"
    UNKNOWN_FACT = "unknown_fact"
    READ_AS_NONE = "read_as_none"
    BORDER_PAYMENTS = "border_payments"


@attrs.frozen(kw_only=True)
class Explanation:
    """One thing that could explain a disagreement.

    Args:
        kind: what it is.
        subject: the reading as NAME=VALUE, the id of the edition, the name of the fact, or the
            clause.
        days: of the payments, or the last day on which the badge was not met; else empty.
        text: the same as a sentence without a full stop.
    """

    kind: ExplanationKind
    subject: str
    days: tuple[date, ...] = ()
    text: str


@attrs.frozen(kw_only=True, repr=False)
class Disagreement(Shown):
    """The page says one thing, and the facts another.

    Args:
        subject: the badge, or the figure as in `PlatformStats`.
        shown_on: the day of both.
        shown: what the page says, or its badge implies.
        found: what comes out of the facts.
        explanations: what could explain it, each tried; empty if nothing on record does.
    """

    subject: str
    shown_on: date
    shown: Amount
    found: Amount
    explanations: tuple[Explanation, ...]

    @property
    def _in_short(self) -> str:
        return f"{self.subject} on {self.shown_on}: {self.text}"

    @property
    def text(self) -> str:
        """What is shown and what comes out, as a sentence without a full stop."""
        return _TEXTS.get(self.subject, _badge_text)(self)

    def __bool__(self) -> NoReturn:
        no_truth_value("a disagreement", "`disagreements(assessment)`, which is empty for none")


def disagreements(assessment: Assessment) -> tuple[Disagreement, ...]:
    """Hold an assessment against the badge and the figures that the platform shows.

    Args:
        assessment: the decisions on the talent, on the day on which the figures were shown.

    Returns:
        An entry for each badge whose verdict is not what the shown badge implies, and one for each
        figure that differs from the facts. None on another day, or without `stats`.

    Raises:
        WrongTypeError: if it is no assessment.

    >>> from datetime import date
    >>> from badgerules import PlatformStats, TalentRecord, assess
    >>> today = date(2026, 11, 27)
    >>> record = TalentRecord(
    ...     kind="freelancer",
    ...     contracts=[],
    ...     base_badge="top_rated",
    ...     stats=PlatformStats(shown_on=today, badge="none"),
    ... )
    >>> for entry in disagreements(assess(record, as_of=today)):
    ...     print(entry.text, [explanation.kind.value for explanation in entry.explanations])
    Top Rated: the page says no, the record says yes []
    """
    check_assessment(assessment)
    record, question = assessment.record, assessment.question
    stats = record.stats
    if stats is None or stats.shown_on != question.as_of:
        return ()
    matters = [*_badges(stats, question), *_figures(stats)]
    found = [(matter, matter.look(record, question)) for matter in matters]
    return tuple(
        Disagreement(
            subject=matter.subject,
            shown_on=stats.shown_on,
            shown=matter.shown,
            found=counted_,
            explanations=tuple(_explanations(matter, counted_, assessment)),
        )
        for matter, counted_ in found
        if counted_ is not None and not matter.is_as_shown(counted_)
    )


class _Matter(NamedTuple):
    """Something that the page says, and how to find out what the facts say."""

    subject: str
    shown: Amount
    look: Callable[[TalentRecord, Question], Amount | None]
    badge: Badge | None = None

    def is_as_shown(self, found: Amount | None) -> bool:
        """Tell whether what comes out is, or may be, what the page says."""
        if isinstance(found, tuple) and isinstance(self.shown, int):
            return found[0] <= self.shown <= found[1]
        return found == self.shown


def _badges(stats: PlatformStats, question: Question) -> Iterator[_Matter]:
    """Return what the shown badge implies of each badge."""
    implied = _implied(stats.badge, question)
    for badge in sorted(implied, key=[*Badge].index):

        def look(record: TalentRecord, question: Question, badge: Badge = badge) -> Verdict:
            return decide(
                record,
                badge,
                as_of=question.as_of,
                readings=question.readings,
                edition=question.edition,
                known_through=question.known_through,
            ).verdict

        yield _Matter(badge.value, implied[badge], look, badge)


def _implied(shown: ShownBadge | None, question: Question) -> dict[Badge, Verdict]:
    """Return what a shown badge implies; a lower one hid a higher one once (VIS-4)."""
    if shown is None:
        return {}
    ranks = (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS, Badge.EXPERT_VETTED)
    if shown is ShownBadge.NONE:
        return dict.fromkeys(ranks, UNMET)
    badge = Badge(shown.value)
    implied = {badge: MET}
    if shown is ShownBadge.TOP_RATED_PLUS:
        implied[Badge.TOP_RATED] = MET
    is_hidden = question.as_of < question.edition.owner_sees_from
    if not is_hidden or shown is ShownBadge.TOP_RATED_PLUS:
        implied |= dict.fromkeys(ranks[ranks.index(badge) + 1 :], UNMET)
    return implied


def _figures(stats: PlatformStats) -> Iterator[_Matter]:
    """Return the figures that are told."""
    earned = stats.earnings_12_months
    if earned is not None:
        yield _Matter("earnings_12_months", cents_from(earned), _earned)
    if stats.eligible_weeks is not None:
        yield _Matter("eligible_weeks", stats.eligible_weeks, _weeks)
    if stats.holds is not None:
        yield _Matter("holds", stats.holds, _holds)
    if stats.has_large_contract is not None:
        yield _Matter("has_large_contract", stats.has_large_contract, _tick)


def _earned(record: TalentRecord, question: Question) -> int | None:
    """Return the cents earned in the window; None where they are not known."""
    window = question.window
    if open_facts(record, question, window.first_day):
        return None
    return sum(
        contract.earned_between(window.after, window.through) for contract in record.contracts
    )


def _weeks(record: TalentRecord, question: Question) -> Amount | None:
    """Return how many weeks are eligible by the facts, at least and at most."""
    found = _by_facts(record, question, Badge.TOP_RATED).get("eligible_weeks")
    if not isinstance(found, WeeksFinding):
        return None
    least, most = found.measured or 0, found.highest
    return least if least == most else (least, most)


def _holds(record: TalentRecord, question: Question) -> int | None:
    """Return how many holds and notices there were in the past 90 days (TR-F7, TR-A5)."""
    if record.reputation is None or record.reputation.holds is None:
        return None
    days = top_rated_bars(question.edition, record.kind).hold
    window = TrailingWindow.of_days(days, through=question.as_of)
    return sum(day in window for day in record.reputation.holds)


def _tick(record: TalentRecord, question: Question) -> bool | None:
    """Tell whether there is a large contract by the facts."""
    verdict = _by_facts(record, question, Badge.TOP_RATED_PLUS)["large_contract"].verdict
    return None if verdict is UNKNOWN else verdict is MET


def _by_facts(record: TalentRecord, question: Question, badge: Badge) -> dict[str, Any]:
    decision = decide(
        attrs.evolve(record, stats=None),
        badge,
        as_of=question.as_of,
        readings=question.readings,
        edition=question.edition,
        known_through=question.known_through,
    )
    return by_criterion(decision)


def _explanations(matter: _Matter, found: Amount, assessment: Assessment) -> Iterator[Explanation]:
    yield from _by_reading(matter, assessment)
    yield from _by_edition(matter, assessment)
    yield from _by_review(matter, found, assessment)
    yield from _by_unknown_fact(matter, found, assessment)
    yield from _by_fact_read_as_none(matter, assessment)
    yield from _by_border_payments(matter, found, assessment)


def _by_reading(matter: _Matter, assessment: Assessment) -> Iterator[Explanation]:
    """Try each other value of each reading, one at a time."""
    question = assessment.question
    all_ = attrs.fields_dict(Readings)
    names = all_ if matter.badge is None else readings_touching(matter.badge)
    for name, value, readings in switched(question.readings, names):
        asked = attrs.evolve(question, readings=readings)
        if matter.is_as_shown(matter.look(assessment.record, asked)):
            yield Explanation(
                kind=ExplanationKind.READING,
                subject=f"{name}={value.value}",
                text=f"if {reading_text(name, value, assessment.record.kind)}, {_AGREES}",
            )


def _by_edition(matter: _Matter, assessment: Assessment) -> Iterator[Explanation]:
    """Try each edition that may have been in force instead."""
    question = assessment.question
    if question.is_hypothetical:
        return
    for edition in neighbours_of(question.as_of, question.edition):
        asked = attrs.evolve(question, edition=edition)
        if matter.is_as_shown(matter.look(assessment.record, asked)):
            yield Explanation(
                kind=ExplanationKind.EDITION,
                subject=edition.id,
                text=f"edition {edition.id} may have applied instead: then {_AGREES}",
            )


def _by_review(matter: _Matter, found: Amount, assessment: Assessment) -> Iterator[Explanation]:
    """Look for a day before on which a badge that is met and not shown was not (DELAY-1)."""
    if matter.badge is None or found is not MET:
        return
    decision, question = assessment[matter.badge], assessment.question
    delay = (decision.within_days or 0) or (decision.within_hours or 0) // HOURS_PER_DAY
    earliest = LAUNCH.effective_from if question.named_edition is None else EARLIEST
    for number in range(1, delay + 1):
        day = question.as_of - number * ONE_DAY
        if day < earliest:
            return
        before = decide(
            assessment.record,
            matter.badge,
            as_of=day,
            readings=question.readings,
            edition=question.named_edition,
            known_through=min(day, question.known_through),
        )
        if before.verdict is UNMET:
            yield Explanation(
                kind=ExplanationKind.REVIEW,
                subject="DELAY-1",
                days=(day,),
                text=f"the review may not have come yet: {matter.badge.label} was not met on "
                f"{day}, and a badge may take {counted(delay, 'days')} to be shown (DELAY-1)",
            )
            return


def _by_unknown_fact(
    matter: _Matter, found: Amount, assessment: Assessment
) -> Iterator[Explanation]:
    """Name the facts that would settle an unknown verdict."""
    if matter.badge is None or found is not UNKNOWN:
        return
    for fact in assessment[matter.badge].unsettled:
        yield Explanation(
            kind=ExplanationKind.UNKNOWN_FACT,
            subject=fact,
            text=f"to settle it, record {facts_text([fact])}",
        )


def _by_fact_read_as_none(matter: _Matter, assessment: Assessment) -> Iterator[Explanation]:
    """Try each fact of a badge that is read as none where nothing is given."""
    question = assessment.question
    if matter.badge is None:
        return
    for name, records in _with_facts(assessment.record, question.as_of):
        if any(matter.is_as_shown(matter.look(record, question)) for record in records):
            yield Explanation(
                kind=ExplanationKind.READ_AS_NONE,
                subject=name,
                text=f"no {_NOT_ON_RECORD[name]} is on record; with one {_AGREES}",
            )


_NOT_ON_RECORD = {
    "exclusive_agency_contractor": "exclusive contract with an agency",
    "expert_vetting": "passed screening for Expert-Vetted",
    "reputation.circumvention_on": "payment taken off the platform",
    "reputation.from_elance": "profile brought over from Elance",
}
"""The facts that are read as none, in words."""


def _with_facts(record: TalentRecord, day: date) -> Iterator[tuple[str, list[TalentRecord]]]:
    """Return records with one of the facts that are read as none, each in every way that counts."""
    if record.kind is Kind.FREELANCER and not record.exclusive_agency_contractor:
        yield (
            "exclusive_agency_contractor",
            [attrs.evolve(record, exclusive_agency_contractor=True)],
        )
    if record.expert_vetting is None:
        passed = [
            ExpertVetting(category=category, invited_on=day, passed_on=day) for category in Category
        ]
        yield "expert_vetting", [attrs.evolve(record, expert_vetting=vetting) for vetting in passed]
    reputation = record.reputation
    if reputation is None:
        return
    if reputation.circumvention_on is None:
        caught = attrs.evolve(reputation, circumvention_on=day)
        yield "reputation.circumvention_on", [attrs.evolve(record, reputation=caught)]
    if not reputation.from_elance:
        brought = attrs.evolve(reputation, from_elance=True)
        yield "reputation.from_elance", [attrs.evolve(record, reputation=brought)]


def _by_border_payments(
    matter: _Matter, found: Amount, assessment: Assessment
) -> Iterator[Explanation]:
    """Look for days at the borders of the window whose payments make up the difference.

    These are the first and the last day of the window, and the day outside each.
    """
    if matter.subject != "earnings_12_months" or not isinstance(found, int):
        return
    contracts, window = assessment.record.contracts, assessment.question.window

    def paid_on(day: date) -> int:
        payments = (payment for contract in contracts for payment in contract.payments)
        return sum(payment.cents for payment in payments if payment.paid_on == day)

    turned = {window.first_day: -paid_on(window.first_day), window.after: paid_on(window.after)}
    turned[window.through] = -paid_on(window.through)
    if window.through < window.through.max:
        turned[window.through + ONE_DAY] = paid_on(window.through + ONE_DAY)
    moved = {day: cents for day, cents in sorted(turned.items()) if cents}
    told: list[set[date]] = []
    for count in range(1, len(moved) + 1):
        for days in combinations(moved, count):
            is_new = not any(other <= {*days} for other in told)
            if is_new and found + sum(moved[day] for day in days) == matter.shown:
                told.append({*days})
                parts = [_moved_text(day, moved[day], is_in=day in window) for day in days]
                yield Explanation(
                    kind=ExplanationKind.BORDER_PAYMENTS,
                    subject="WIN-1",
                    days=days,
                    text="the 12 months of the page may begin or end otherwise: "
                    + ", ".join(parts),
                )


def _moved_text(day: date, cents: int, *, is_in: bool) -> str:
    amount = dollars_shown(-cents if is_in else cents)
    return f"{'without' if is_in else 'with'} {amount} of {day}"


_ANSWERS: dict[object, str] = {MET: "says yes", UNMET: "says no", UNKNOWN: "leaves it open"}


def _badge_text(entry: Disagreement) -> str:
    shown, found = _ANSWERS[entry.shown], _ANSWERS[entry.found]
    return f"{Badge(entry.subject).label}: the page {shown}, the record {found}"


def _earnings_text(entry: Disagreement) -> str:
    shown, found = (dollars_shown(cast("int", cents)) for cents in (entry.shown, entry.found))
    return (
        f"earnings of 12 months: the page shows {shown}, the payments on record add up to {found}"
    )


def _count_text(entry: Disagreement) -> str:
    found = entry.found
    range_ = f"{found[0]} to {found[1]}" if isinstance(found, tuple) else f"{found}"
    return f"{spelled(entry.subject)}: the page shows {entry.shown}, the record says {range_}"


def _tick_text(entry: Disagreement) -> str:
    shown, found = ("" if answer is True else "not " for answer in (entry.shown, entry.found))
    return f"large contract: {shown}ticked on the page, {found}met by the contracts on record"


_TEXTS: dict[str, Callable[[Disagreement], str]] = {
    "earnings_12_months": _earnings_text,
    "eligible_weeks": _count_text,
    "holds": _count_text,
    "has_large_contract": _tick_text,
}
"""How each figure is told; all else is a badge."""

"""Money known in part: a criterion is unknown exactly if two completions of the record differ.

A completion is written down as JSON and weighed by the oracle, which knows nothing of partial
knowledge. For each record some two hundred are tried, so chosen that whatever any completion can
turn is turned by one of them: tiny and huge payments and refunds, on each kind of day that is not
known, on one contract, on all, on those that ended badly alone, and on forty new ones.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import law
import oracle
from badgerules import (
    Badge,
    Contract,
    ContractOutcome,
    Readings,
    Score,
    TalentRecord,
    Verdict,
    decide,
    load_record,
    remedies,
    timeline,
)
from badgerules.testing import readings, talent_records
from builders import paid, standing
from drawing import draws
from law import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules import Decision, Timeline

BADGES = (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS)
OPEN = {"earnings", "large_contract", "negative_share", "recent_activity", "no_negative_feedback"}
"""The criteria that money can leave open."""

CENT, FORTUNE = "0.01", "90000.00"
LOSS = f"-{FORTUNE}"

Json = dict[str, Any]


class Case(NamedTuple):
    """A record in JSON, the question, and what of its money is known."""

    record: Json
    as_of: date
    known_through: date
    chosen: dict[str, str]
    known: Json

    def decided(self, badge: Badge) -> Decision:
        """Return the decision of the library on a badge."""
        return decide(
            load_record(self.record | self.known),
            badge,
            as_of=self.as_of,
            known_through=self.known_through,
            readings=Readings(**self.chosen),  # type: ignore[arg-type]
        )

    def is_known(self, day: date) -> bool:
        """Tell whether all payments of a day are on record."""
        since, through = (
            None if value is None else date.fromisoformat(value)
            for value in map(self.known.get, ("payments_known_since", "payments_known_through"))
        )
        return (since is None or since <= day) and (through is None or day <= through)

    def weighed(self, contracts: list[Json]) -> Iterator[tuple[str, str, str]]:
        """Weigh a completion by the oracle: badge, criterion and verdict of what money opens."""
        answer = oracle.answer(
            self.record | {"contracts": contracts},
            self.as_of,
            self.chosen,
            known_through=self.known_through,
        )
        for badge in BADGES:
            for finding in answer["badges"][badge]["findings"]:
                if finding["criterion"] in OPEN:
                    yield badge.value, finding["criterion"], finding["verdict"]


def ago(as_of: date, *days: int) -> st.SearchStrategy[date]:
    """Draw one of the days so many days before another; negative is later."""
    return st.sampled_from([as_of - timedelta(days=number) for number in days])


@st.composite
def owned(draw: st.DrawFn, as_of: date) -> list[Json]:
    """Draw up to three contracts, with payments and outcomes at the edges of every window."""
    contracts: list[Json] = []
    for number in range(draw(st.integers(0, 3))):
        payments = [
            {
                "paid_on": draw(ago(as_of, 0, 3, 30, 88, 95, 200, 350, 364, 400)).isoformat(),
                "amount": draw(st.sampled_from(("1.00", "5000.00", "12000.00", "30000.00"))),
            }
            for _ in range(draw(st.integers(0, 2)))
        ]
        outcome = draw(st.sampled_from((None, "positive", "negative", "negative")))
        outcome_on = None
        if outcome is not None and draw(st.booleans()):
            outcome_on = draw(ago(as_of, 5, 100, 400, -3)).isoformat()
        contracts.append(
            {
                "id": f"c{number}",
                "category": draw(st.sampled_from(("legal", "customer_service"))),
                "payments": payments,
                "outcome": outcome,
                "outcome_on": outcome_on,
            }
        )
    return contracts


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a record of which money is known since a day, through a day, both, or not at all."""
    as_of = draw(st.sampled_from((*law.USUAL_DAYS[:3], *law.LEAP_DAYS[1:], law.LAUNCH)))
    known_through = draw(ago(as_of, 0, 0, 10, 100))
    nothing = draw(st.sampled_from((False, False, False, True)))
    since = draw(st.none() | ago(as_of, 20, 80, 89, 90, 91, 150, 300, 363, 364, 365, 366, 367, 500))
    through = draw(st.none() | ago(as_of, 0, 1, 5, 11, 95, 99, 100, 101, 200))
    if since is not None and through is not None and through < since:
        through = None
    record: Json = {
        "format": 1,
        "kind": draw(st.sampled_from(("freelancer", "agency"))),
        "reputation": {
            "joined_on": draw(st.none() | ago(as_of, 10, 500)),
            "last_active_on": draw(st.none() | ago(as_of, 10, 100, -2)),
        },
    }
    facts = {
        name: None if day is None else day.isoformat() for name, day in record["reputation"].items()
    }
    record["reputation"] = facts | {"job_success_score": 97}
    if draw(st.booleans()):
        del record["reputation"]["last_active_on"]
    known: Json = {}
    if not nothing:
        record["contracts"] = draw(owned(as_of))
        known = {
            "payments_known_since": None if since is None else since.isoformat(),
            "payments_known_through": None if through is None else through.isoformat(),
        }
    chosen = {
        name: draw(st.sampled_from(values))
        for name, values in oracle.READINGS.items()
        if draw(st.booleans())
    }
    return Case(record, as_of, known_through, chosen, known)


def unknown_days(case: Case) -> list[date]:
    """Return days on which something may have been paid: the latest and earliest of each kind."""
    year_ago = case.decided(Badge.TOP_RATED_PLUS).question.window.after
    edges = (case.as_of, case.as_of - timedelta(days=89), year_ago + ONE_DAY, date(2000, 1, 1))
    days: set[date] = set()
    for later, sooner in zip((case.as_of + ONE_DAY, *edges[1:]), edges[1:], strict=False):
        span = [sooner + number * ONE_DAY for number in range((later - sooner).days)]
        inside = [day for day in span if day <= case.known_through and not case.is_known(day)]
        days |= {*inside[:1], *inside[-1:]}
    return sorted(days)


def completed(contracts: list[Json], amounts: list[str | None], days: list[date]) -> list[Json]:
    """Return contracts and a new one with an amount each, paid on each of the days, or none."""
    new: Json = {"id": "new", "category": "legal", "payments": []}
    places = [*contracts, new]
    paid: list[Json] = [
        place
        | {
            "payments": [
                *place["payments"],
                *({"paid_on": day.isoformat(), "amount": amount} for day in days if amount),
            ]
        }
        for place, amount in zip(places, amounts, strict=True)
    ]
    return paid if amounts[-1] else paid[:-1]


def completions(case: Case) -> Iterator[list[Json]]:
    """Yield the contracts of completions, the record as it stands first."""
    if "contracts" not in case.record:
        yield from anything(case.as_of)
        return
    contracts: list[Json] = case.record["contracts"]
    yield contracts
    days, bad = unknown_days(case), [one["outcome"] == "negative" for one in contracts]
    for on in [*([day] for day in days), days] if days else []:
        for amount in (CENT, FORTUNE, LOSS):
            for other in (None, CENT, FORTUNE, LOSS):
                for number in range(len(contracts) + 1):
                    amounts: list[str | None] = [other] * (len(contracts) + 1)
                    amounts[number] = amount
                    yield completed(contracts, amounts, on)
                yield completed(contracts, [*(amount if one else other for one in bad), None], on)
                yield completed(contracts, [*(other if one else amount for one in bad), None], on)
        for amount in (CENT, FORTUNE):
            paid = [{"paid_on": on[0].isoformat(), "amount": amount}]
            new = {"category": "legal", "payments": paid}
            yield [*contracts, *({"id": f"n{number}"} | new for number in range(40))]


def anything(as_of: date) -> Iterator[list[Json]]:
    """Yield contracts of somebody of whom no contract is known: none, a good one, a bad one."""
    yield []
    for outcome in ("positive", "negative"):
        paid = [{"paid_on": as_of.replace(day=1).isoformat(), "amount": FORTUNE}]
        early = [{"paid_on": "2001-01-01", "amount": FORTUNE}]
        for payments in (paid, early):
            yield [{"id": "a", "category": "legal", "outcome": outcome, "payments": payments}]


@draws(300)
@given(case=cases())
@pytest.mark.clause(
    *("TRP-F1", "TRP-F2", "TRP-F3", "TRP-F5", "TRP-A1", "TRP-A2", "TRP-A3"),
    *("TR-F2", "TR-F8", "RT-1", "RT-3", "RT-4", "RT-6", "WIN-2", "WIN-5"),
)
def test_a_criterion_is_unknown_exactly_if_two_completions_differ(case: Case) -> None:
    """Where all completions agree that is the verdict; where two differ it is unknown."""
    verdicts: dict[tuple[str, str], set[str]] = {}
    for contracts in completions(case):
        for badge, criterion, verdict in case.weighed(contracts):
            verdicts.setdefault((badge, criterion), set()).add(verdict)
    unknown = 0
    for badge in BADGES:
        for finding in case.decided(badge).findings:
            if (key := finding.criterion.key) not in OPEN:
                continue
            found = verdicts.pop((badge.value, key))
            expected = found.pop() if len(found) == 1 else "unknown"
            assert finding.verdict.value == expected, (badge, key)
            unknown += expected == "unknown"
    assert verdicts == {}
    event(f"unknown: {unknown}")


SINCE, THROUGH = "payments_known_since", "payments_known_through"


@draws(300)
@given(
    case=cases(),
    sooner=st.none() | st.sampled_from((1, 2, 30, 300)),
    later=st.none() | st.sampled_from((1, 2, 30, 300)),
)
def test_more_knowledge_never_turns_a_decided_verdict(
    case: Case, sooner: int | None, later: int | None
) -> None:
    """Known from earlier on, and longer, a verdict that was met or unmet stays what it was."""
    since, through = case.known.get(SINCE), case.known.get(THROUGH)
    if since is not None:
        day = date.fromisoformat(since)
        since = None if sooner is None else (day - sooner * ONE_DAY).isoformat()
    if through is not None:
        day = date.fromisoformat(through)
        through = None if later is None else (day + later * ONE_DAY).isoformat()
    wider = case._replace(
        record={"contracts": []} | case.record, known={SINCE: since, THROUGH: through}
    )
    for badge in BADGES:
        before, after = case.decided(badge), wider.decided(badge)
        assert before.verdict in {after.verdict, Verdict.UNKNOWN}
        for old, new in zip(before.findings, after.findings, strict=True):
            assert old.verdict in {new.verdict, Verdict.UNKNOWN}, old.criterion


FIRST, LAST = date(2025, 3, 1), date(2027, 9, 1)


def in_good_standing(record: TalentRecord, last_active_on: date | None) -> TalentRecord:
    """Return a record that lacks nothing of any badge but money, and activity at times."""
    scored = [Score(since=date(2024, 1, 1), score=97)]
    good = standing(
        date(2025, 1, 1),
        record.kind,
        weeks=[],
        scores=scored,
        last_active_on=last_active_on,
        average_feedback="5.00",
        identity_verified=True,
        payout_method=True,
    )
    return attrs.evolve(record, base_badge=None, reputation=good, exclusive_agency_contractor=False)


@st.composite
def partly_known(draw: st.DrawFn) -> TalentRecord:
    """Draw a record of 2025 and 2026 whose money is known in part, or not at all.

    Three of four lack nothing but money and activity, and have a contract that comes near a bar.
    """
    days = st.dates(date(2025, 1, 1), date(2027, 1, 1))
    record = draw(talent_records(first_day=date(2025, 1, 1), last_day=date(2027, 1, 1)))
    if draw(st.integers(0, 3)):
        amount = draw(st.sampled_from(("300", "1000", "9999.99", "12000", "40000")))
        outcome = draw(st.sampled_from((None, *ContractOutcome)))
        near = Contract(
            id="~near", category="legal", payments=[paid(amount, draw(days))], outcome=outcome
        )
        record = in_good_standing(record.with_contract(near), draw(st.none() | days))
    since = draw(st.none() | st.dates(date(2024, 6, 1), date(2026, 6, 1)))
    through = draw(st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)))
    if since is None and through is None:
        return attrs.evolve(record, contracts=[], contracts_known=False)
    return attrs.evolve(record, payments_known_since=since, payments_known_through=through)


class Ahead(NamedTuple):
    """A record known in part, a badge, the last day known, and readings."""

    record: TalentRecord
    badge: Badge
    as_of: date
    chosen: Readings

    def verdict_on(self, day: date) -> Verdict:
        """Return what `decide` says of a day."""
        return decide(
            self.record,
            self.badge,
            as_of=day,
            known_through=min(day, self.as_of),
            readings=self.chosen,
        ).verdict

    def timeline(self, first_day: date | None, last_day: date | None) -> Timeline:
        """Return the timeline between two days."""
        return timeline(
            self.record,
            self.badge,
            as_of=self.as_of,
            first_day=first_day,
            last_day=last_day,
            readings=self.chosen,
        )


def aheads() -> st.SearchStrategy[Ahead]:
    """Draw records known in part, with a badge that rests on money and a last day known."""
    days = st.dates(date(2025, 1, 1), date(2027, 6, 1))
    return st.builds(Ahead, partly_known(), st.sampled_from(BADGES), days, readings())


@draws(60)
@given(ahead=aheads())
def test_a_timeline_says_of_each_day_what_decide_says(ahead: Ahead) -> None:
    """Every day of two and a half years is asked, though few of them are looked at."""
    found = ahead.timeline(FIRST, LAST)
    day = FIRST
    for span in found.spans:
        while day <= span.last_day:
            assert ahead.verdict_on(day) is span.verdict, day
            day += ONE_DAY
    assert day == LAST + ONE_DAY
    event(f"spans: {len(found.spans)}")


@draws(60)
@given(ahead=aheads())
def test_after_the_end_of_a_timeline_nothing_changes(ahead: Ahead) -> None:
    """Where it ends by itself, each later day has the verdict of the last span."""
    found = ahead.timeline(None, None)
    for number in (1, 30, 200, 800):
        day = found.last_day + timedelta(days=number)
        assert ahead.verdict_on(day) is found.spans[-1].verdict


@draws(100)
@given(ahead=aheads())
def test_ways_hold_the_badge_on_a_day_on_which_all_is_known(ahead: Ahead) -> None:
    """A way applied holds the badge on its day, where nothing else stands in the way.

    With a cent less it does not.
    """
    record, as_of = ahead.record, max(ahead.as_of, FIRST)
    found = remedies(record, ahead.badge, as_of=as_of, readings=ahead.chosen)
    event(f"ways: {bool(found.ways)}, keep: {bool(found.keep)}")
    for way in (*found.ways, *found.keep):
        if way.never:
            continue
        paid = ahead._replace(record=way.applied_to(record), as_of=as_of)
        assert paid.verdict_on(way.holds_on) is Verdict.MET
        if way.cents > 1:
            less = attrs.evolve(way, cents=way.cents - 1).applied_to(record)
            assert paid._replace(record=less).verdict_on(way.holds_on) is not Verdict.MET
        else:
            assert paid._replace(record=record).verdict_on(way.holds_on) is not Verdict.MET

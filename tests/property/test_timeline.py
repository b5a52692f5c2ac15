"""Timelines: the same as asking every single day, and what their borders and next changes say."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

import law
from badgerules import (
    EDITIONS,
    UNKNOWN,
    Badge,
    Category,
    CertificationStatus,
    Contract,
    ContractOutcome,
    Decision,
    Edition,
    Finding,
    Kind,
    Readings,
    TalentRecord,
    Timeline,
    Verdict,
    assess,
    decide,
    dump_timeline,
    next_change,
    timeline,
)
from badgerules.findings import TopRatedFinding
from badgerules.testing import platform_stats, readings, talent_records
from badgerules.thresholds import (
    UNIT_OF,
    CategoryTable,
    Cents,
    Days,
    Hours,
    Hundredths,
    Months,
    Percent,
    Points,
    Weeks,
)
from badgerules.timeline import change_ahead, is_unmoved, timeline_ahead
from badgerules.timeline.build import tracks_between
from badgerules.timeline.by_badge import WHOLE_BADGE
from badgerules.timeline.tracks import verdict_on
from builders import (
    ASKED_ON,
    Asked,
    career,
    certified,
    near_misses,
    paid,
    questions,
    saturday,
    standing,
    vetted,
    weeks,
)
from drawing import draws
from law import LAUNCH, ONE_DAY

if TYPE_CHECKING:
    from badgerules.names import CategoryName, KindName, MoneyWindowName

MET, UNMET = Verdict.MET, Verdict.UNMET

LEAP_DAY, END_OF_JANUARY = date(2020, 2, 29), date(2021, 1, 31)
ODD_DAYS = (*law.LEAP_DAYS, *(date(day.year + 1, 1, 31) for day in law.LEAP_DAYS))

VALUES: dict[object, tuple[int | str, ...]] = {
    Months: (0, 1, 6, 13),
    Days: (0, 1, 30, 100, 400),
    Percent: (0, 34, 50),
    Points: (0, 95),
    Hundredths: ("1.00", "4.79", "4.81", "5.00"),
}
"""Other numbers to ask about, beside those of the rules: the shortest and odd ones above all."""

LIMITS = {
    name: VALUES.get(unit, (0, 1, 3))
    for name, unit in UNIT_OF.items()
    if unit not in {Cents, CategoryTable, Weeks, Hours}
}
"""What is asked about other numbers of; amounts lie at the bars, and weeks stand below."""

WEEKS = [(16, 13), (16, 13), (16, 16), (16, 1), (1, 1), (0, 0), (0, 1), (13, 12), (20, 13)]
"""Other weeks to ask about: how many are counted, and how many of them must be eligible."""


BARS: dict[Kind, dict[CategoryName, int]] = {
    Kind.FREELANCER: {"customer_service": 20_000, "it_networking": 10_000, "legal": 5_000},
    Kind.AGENCY: {"customer_service": 20_000, "it_networking": 20_000, "legal": 10_000},
}
"""What makes a contract large in some categories, in dollars; twice the last one is earnings."""

_T = TypeVar("_T")


class Life(NamedTuple):
    """What a timeline is asked for: a record, a badge, the last day known, and the outlook."""

    record: TalentRecord
    badge: Badge
    as_of: date
    outlook: dict[str, Any]

    def timeline(self, first_day: date | None = None, last_day: date | None = None) -> Timeline:
        """Return its timeline over a range of days."""
        return timeline(
            self.record,
            self.badge,
            as_of=self.as_of,
            first_day=first_day,
            last_day=last_day,
            **self.outlook,
        )

    def asked_on(self, day: date) -> Decision:
        """Return the decision on one day, as it can be asked for by itself."""
        known_through = min(day, self.as_of)
        return decide(
            self.record, self.badge, as_of=day, known_through=known_through, **self.outlook
        )


@st.composite
def _hypothetical(draw: st.DrawFn) -> Edition:
    """Draw an edition that never was, with other numbers."""
    based_on = draw(st.sampled_from(EDITIONS))
    names = draw(st.sets(st.sampled_from(sorted(LIMITS)), max_size=3))
    numbers = {name: draw(st.sampled_from(LIMITS[name])) for name in sorted(names)}
    for kind in ("top_rated", "agency"):
        counted = draw(st.sampled_from(WEEKS))
        numbers |= dict(
            zip((f"{kind}_counted_weeks", f"{kind}_eligible_weeks"), counted, strict=True)
        )
    return based_on.hypothetical("other numbers", numbers)


def often(
    usual: st.SearchStrategy[_T], seldom: st.SearchStrategy[_T], *, times: int = 3
) -> st.SearchStrategy[_T]:
    """Draw the usual so many times as often as the other."""
    return st.sampled_from([usual] * times + [seldom]).flatmap(lambda chosen: chosen)


by_name: st.SearchStrategy[Edition | str | None] = st.sampled_from([one.id for one in EDITIONS])
editions = often(st.none(), by_name | _hypothetical(), times=2)


def _around(day: date, first: int, last: int) -> st.SearchStrategy[date]:
    """Draw days around one, now and then the odd days of the calendar near it."""
    odd_days = [odd for odd in ODD_DAYS if abs((odd - day).days) < 400]
    numbers = st.integers(first, last)
    drawn = numbers.map(lambda number: day + number * ONE_DAY)
    return often(drawn, st.sampled_from([*odd_days, day]))


@st.composite
def _earning(draw: st.DrawFn, name: str, around: date, bars: dict[CategoryName, int]) -> Contract:
    """Draw a contract paid in parts that add up to a bar, or to a cent less or more.

    Args:
        draw: draws the parts.
        name: the id of the contract.
        around: a day near those of all payments.
        bars: some categories, and the dollars to reach in each.
    """
    category = draw(st.sampled_from(sorted(bars)))
    cents = bars[category] * 100 + draw(st.sampled_from([0, 0, 1, -1]))
    parts = draw(st.lists(st.sampled_from([-250_000, 1, 250_000, 500_000]), max_size=2))
    parts.append(cents - sum(parts))
    on = _around(around, -250, 100)
    outcome = draw(st.sampled_from([None, None, *ContractOutcome]))
    return Contract(
        id=name,
        category=category,
        payments=[paid(Decimal(part).scaleb(-2), draw(on)) for part in parts],
        outcome=outcome,
        outcome_on=None if outcome is None else draw(st.none() | on),
    )


@st.composite
def _earners(draw: st.DrawFn, around: date) -> TalentRecord:
    """Draw talents whose earnings cross the bars, with Top Rated recorded or computed."""
    kind = draw(st.sampled_from(Kind))
    contracts = [draw(_earning("large", around, BARS[kind]))]
    for number in range(draw(st.sampled_from([0, 1, 2, 4, 9]))):
        all_bars: list[dict[CategoryName, int]] = [{"legal": 1}, {"legal": 5_000}, BARS[kind]]
        bars = draw(st.sampled_from(all_bars))
        contracts.append(draw(_earning(f"contract {number}", around, bars)))
    on = _around(around, -250, 100)
    for number in range(draw(st.sampled_from([1, 0, 2]))):
        # Judged but not paid: an agency's share of bad endings hangs on that day alone.
        outcome = draw(st.sampled_from([ContractOutcome.NEGATIVE, *ContractOutcome]))
        contracts.append(
            Contract(id=f"judged {number}", category="legal", outcome=outcome, outcome_on=draw(on))
        )
    facts: dict[str, Any] = {"base_badge": draw(st.sampled_from(["top_rated"] * 6 + [None]))}
    if draw(st.booleans()):
        facts = {"reputation": standing(around, kind.value)}
    is_member = kind is Kind.FREELANCER and draw(st.sampled_from([False] * 5 + [True]))
    return TalentRecord(
        kind=kind, contracts=contracts, exclusive_agency_contractor=is_member, **facts
    )


@st.composite
def _ranked(draw: st.DrawFn, around: date) -> TalentRecord:
    """Draw talents paid every month, whose weeks, holds and first days turn around a day."""
    kind = draw(st.sampled_from([Kind.AGENCY, Kind.FREELANCER]))
    months = range(-8, draw(st.sampled_from([8, 0, 3])))
    steady = Contract(
        id="steady",
        category="legal",
        payments=[paid("5000", around + timedelta(days=30 * month)) for month in months],
    )
    judged_on = draw(_around(around, -400, 100))
    judged = Contract(id="judged", category="legal", outcome="negative", outcome_on=judged_on)
    runs = draw(st.lists(st.tuples(st.sampled_from("+-."), st.integers(1, 16)), max_size=5))
    marks = "+" * 16 + "".join(mark * count for mark, count in runs)
    first_saturday = saturday(around, draw(st.integers(0, 16)) + 16)
    facts: dict[str, Any] = {
        "job_success_score": draw(often(st.just(95), st.sampled_from([90, 89, None]))),
        "weeks": weeks(marks, first_saturday + timedelta(weeks=len(marks) - 1)),
        "joined_on": draw(often(_around(around, -500, -300), _around(around, -60, 150))),
        "first_contract_on": draw(often(_around(around, -500, -300), _around(around, -120, 50))),
        "holds": draw(st.lists(_around(around, -100, 200), max_size=2)),
        "last_active_on": draw(often(st.just(around), _around(around, 50, 250), times=1)),
        "circumvention_on": draw(often(st.none(), _around(around, -200, 100))),
    }
    reputation = standing(around, kind.value, **facts)
    contracts = draw(st.sampled_from([[steady], [steady, judged]]))
    return TalentRecord(kind=kind, contracts=contracts, reputation=reputation)


@st.composite
def _newcomers(draw: st.DrawFn, around: date) -> TalentRecord:
    """Draw talents whose earnings, feedback, activity and holds turn Rising Talent around a day."""
    kind = draw(often(st.just(Kind.FREELANCER), st.just(Kind.AGENCY), times=4))
    on = _around(around, -250, 100)
    contracts = [draw(_earning("least", around, {"customer_service": 250}))]
    for number in range(draw(st.sampled_from([0, 1, 2]))):
        outcome = draw(st.sampled_from([ContractOutcome.NEGATIVE, *ContractOutcome]))
        contracts.append(
            Contract(id=f"judged {number}", category="legal", outcome=outcome, outcome_on=draw(on))
        )
    facts: dict[str, Any] = {
        "job_success_score": draw(st.sampled_from([None, None, 90, 89])),
        "rising_talent": draw(st.sampled_from([True, True, False, None])),
        "average_feedback": draw(often(st.just("4.80"), st.sampled_from([None, "4.79"]), times=5)),
        "identity_verified": draw(st.sampled_from([True] * 8 + [False, None])),
        "payout_method": draw(st.sampled_from([True] * 8 + [False, None])),
        "availability_current": draw(st.sampled_from([True] * 5 + [False])),
        "joined_on": draw(_around(around, -60, 50)),
        "holds": draw(often(st.just([]), st.lists(_around(around, -100, 200), max_size=2))),
        "last_active_on": draw(often(_around(around, -100, 100), st.none())),
        "circumvention_on": draw(often(st.none(), _around(around, -200, 100), times=5)),
    }
    reputation = standing(around, kind.value, **facts)
    return TalentRecord(kind=kind, contracts=contracts, reputation=reputation)


@st.composite
def _vetted(draw: st.DrawFn, around: date) -> TalentRecord:
    """Draw talents who pass the screening around a day, and lose the badge later or never."""
    passed_on = draw(_around(around, -60, 200))
    vetting = vetted(
        category=draw(often(st.just("design_creative"), st.sampled_from(Category))),
        invited_on=passed_on - draw(st.sampled_from([0, 30, 30, 30, 30, 30, -1])) * ONE_DAY,
        passed_on=passed_on,
        revoked_on=draw(often(_around(passed_on, 1, 200), st.none())),
    )
    return TalentRecord(kind=draw(st.sampled_from(Kind)), contracts=[], expert_vetting=vetting)


@st.composite
def _certified(draw: st.DrawFn, around: date) -> TalentRecord:
    """Draw talents with certifications that are submitted, decided and expire around a day."""
    statuses = [*[CertificationStatus.APPROVED] * 6, *CertificationStatus]
    certifications = [
        certified(
            status=draw(st.sampled_from(statuses)),
            provider=draw(st.sampled_from(["A certifier"] * 5 + [None])),
            expires_on=draw(_around(around, 60, 300)),
            submitted_on=draw(_around(around, -100, -50)),
            decided_on=draw(often(_around(around, -60, 60), st.none())),
        )
        for _ in range(draw(st.sampled_from([1, 1, 2, 3])))
    ]
    return TalentRecord(
        kind=draw(st.sampled_from(Kind)),
        country=draw(st.sampled_from(["US"] * 8 + [None, "CA"])),
        contracts=[],
        certifications=certifications,
    )


@st.composite
def _lives_that_turn(draw: st.DrawFn) -> tuple[TalentRecord, Badge, date]:
    """Draw talents, a badge of theirs, and a day around which it comes or goes."""
    of_badge = {
        Badge.RISING_TALENT: _newcomers,
        Badge.TOP_RATED: _ranked,
        Badge.TOP_RATED_PLUS: _earners,
        Badge.EXPERT_VETTED: _vetted,
        Badge.DIVERSITY_CERTIFIED: _certified,
    }
    badge = draw(st.sampled_from([*of_badge]))
    if draw(often(st.just(value=True), st.just(value=False))):
        around = draw(often(ASKED_ON, st.sampled_from(law.FIRST_DAYS)))
        record = draw(of_badge[badge](around))
        if badge is Badge.TOP_RATED:
            badge = draw(st.sampled_from([badge, Badge.TOP_RATED_PLUS]))
        return record, badge, around
    asked = draw(near_misses(draw(st.sampled_from([0, 1, 1, 2]))))
    assert asked.record.reputation is not None  # a near miss is always computed
    if asked.record.reputation.job_success_score is None:
        return asked.record, Badge.RISING_TALENT, asked.as_of
    badge = draw(st.sampled_from([Badge.TOP_RATED, Badge.TOP_RATED_PLUS]))
    return asked.record, badge, asked.as_of


@st.composite
def _any_lives(draw: st.DrawFn) -> tuple[TalentRecord, Badge, date]:
    """Draw any talents, any badge, and any day."""
    record, badge = draw(talent_records()), draw(st.sampled_from(Badge))
    return record, badge, draw(ASKED_ON)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Draw talents on whom something turns around the last day known, and what is asked of them.

    Facts lie on both sides of that day: what is recorded ahead of it counts when its day comes.
    """
    record, badge, around = draw(often(_lives_that_turn(), _any_lives(), times=5))
    as_of = max(around - draw(st.sampled_from([0, 0, 0, 40, 100, 0, -60])) * ONE_DAY, LAUNCH)
    outlook = {
        "readings": draw(often(st.just(Readings()), readings(), times=1)),
        "edition": draw(editions),
    }
    return Life(record, badge, as_of, outlook)


class Stretch(NamedTuple):
    """A life, and the days of it that are asked about."""

    life: Life
    first_day: date
    last_day: date

    @property
    def days(self) -> list[date]:
        """Every day from the first to the last."""
        count = (self.last_day - self.first_day).days + 1
        return [self.first_day + number * ONE_DAY for number in range(count)]

    @property
    def timeline(self) -> Timeline:
        """The timeline of those days."""
        return self.life.timeline(self.first_day, self.last_day)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Draw lives and days around the last one known; without an edition, no day before them."""
    life = draw(lives())
    first_day = life.as_of - draw(st.sampled_from([20, 90, 20, 200, 7, 0, -30])) * ONE_DAY
    if life.outlook["edition"] is None:
        first_day = max(first_day, LAUNCH)
    count = draw(st.sampled_from([450, 350, 400, 450, 250, 120, 400, 30, 1, 0]))
    return Stretch(life, first_day, first_day + count * ONE_DAY)


def assert_canonical(found: Timeline, first_day: date, last_day: date) -> None:
    """Assert that spans cover a range once and in order, neighbours with different verdicts."""
    spans = found.spans
    assert (spans[0].first_day, spans[-1].last_day) == (first_day, last_day)
    assert (found.first_day, found.last_day) == (first_day, last_day)
    assert all(span.first_day <= span.last_day for span in spans)
    for before, after in pairwise(spans):
        assert before.last_day + ONE_DAY == after.first_day
        assert before.verdict is not after.verdict


def by_track(decision: Decision) -> dict[str, Verdict]:
    """Return the verdict of each finding by the key of its track; a computed Top Rated has many."""
    found: dict[str, Verdict] = {}
    for one in decision.findings:
        if isinstance(one, TopRatedFinding):
            found |= {f"top_rated.{base.criterion.key}": base.verdict for base in one.basis}
        else:
            found[one.criterion.key] = one.verdict
    return found


@draws(100)
@given(stretch=stretches())
@pytest.mark.clause("WIN-1", "WIN-2", "TR-F4", "TR-F7", "TR-F8", "TR-X1", "DIV-11", "EV-5")
def test_a_timeline_is_what_asking_every_day_says(stretch: Stretch) -> None:
    """On every day its span has the verdict of a decision asked on that day, under all questions.

    So has the track of each criterion, of a badge that has one for each.
    """
    found = stretch.timeline
    event(f"{stretch.life.badge}: {min(len(found.spans), 4)} spans or more")
    assert_canonical(found, stretch.first_day, stretch.last_day)
    tracks = tracks_between(found.outlook, stretch.first_day, stretch.last_day)
    for day in stretch.days:
        decision = stretch.life.asked_on(day)
        assert found.span_on(day).verdict is decision.verdict, day
        if WHOLE_BADGE not in tracks:
            told = {key: verdict_on(tracks[key], day) for key in by_track(decision)}
            assert told == by_track(decision), day


@pytest.mark.parametrize("is_computed", [True, False], ids=["computed", "recorded"])
@pytest.mark.parametrize("kind", ["freelancer", "agency"])
@pytest.mark.parametrize("day", law.USUAL_DAYS, ids=str)
def test_every_criterion_has_the_track_that_asking_every_day_says(
    day: date, kind: KindName, *, is_computed: bool
) -> None:
    """In each edition, while money and contracts rise over every bar and fall again."""
    facts: dict[str, Any] = {"base_badge": "top_rated"}
    if is_computed:
        facts = {"reputation": standing(day, kind, holds=[day + 30 * ONE_DAY])}
    record = career(day, kind, **facts)
    first_day, count = max(day - 150 * ONE_DAY, LAUNCH), 700
    for badge in (Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT):
        stretch = Stretch(Life(record, badge, day, {}), first_day, first_day + count * ONE_DAY)
        tracks = tracks_between(stretch.timeline.outlook, first_day, stretch.last_day)
        for asked in stretch.days:
            told = by_track(stretch.life.asked_on(asked))
            assert {key: verdict_on(tracks[key], asked) for key in told} == told, asked


BY_NUMBERS: dict[str, Any] = {
    "average_feedback": "4.80",
    "identity_verified": True,
    "payout_method": True,
}
"""What Rising Talent asks of freelancers from 7 July 2026 on, and of nobody before (RT-3, RT-4)."""

REPORTED: dict[str, Any] = {"job_success_score": None, "rising_talent": True}
"""What it asks of everybody until then, and of agencies still (RT-1, RT-2)."""

NEWS: dict[str, tuple[dict[str, Any], KindName, str, list[tuple[str, Verdict]]]] = {
    "both ways": (
        {**BY_NUMBERS, **REPORTED},
        "freelancer",
        "250",
        [("2026-04-01", MET)],
    ),
    "a score ends it no longer": (
        {**BY_NUMBERS, "job_success_score": 90},
        "freelancer",
        "250",
        [("2026-04-01", UNMET), ("2026-07-07", MET)],
    ),
    "availability is asked no longer": (
        {**BY_NUMBERS, **REPORTED, "availability_current": False},
        "freelancer",
        "250",
        [("2026-04-01", UNMET), ("2026-07-07", MET)],
    ),
    "nothing is discretionary any longer": (
        {**BY_NUMBERS, **REPORTED, "rising_talent": None},
        "freelancer",
        "250",
        [("2026-04-01", Verdict.UNKNOWN), ("2026-07-07", MET)],
    ),
    "the platform's word decides nothing": (
        {**BY_NUMBERS, **REPORTED, "rising_talent": False},
        "freelancer",
        "250",
        [("2026-04-01", UNMET), ("2026-07-07", MET)],
    ),
    "a cent too little": (
        {**BY_NUMBERS, **REPORTED},
        "freelancer",
        "249.99",
        [("2026-04-01", MET), ("2026-07-07", UNMET)],
    ),
    "feedback unknown": (
        {**BY_NUMBERS, **REPORTED, "average_feedback": UNKNOWN},
        "freelancer",
        "250",
        [("2026-04-01", MET), ("2026-07-07", Verdict.UNKNOWN)],
    ),
    "a score below the bar": (
        {**BY_NUMBERS, "job_success_score": 89},
        "freelancer",
        "250",
        [("2026-04-01", UNMET)],
    ),
    "joining counts no longer": (
        {**BY_NUMBERS, **REPORTED, "last_active_on": None},
        "freelancer",
        "joined",
        [("2026-04-01", UNMET), ("2026-06-20", MET), ("2026-07-07", UNMET)],
    ),
    "agencies keep what was": (
        {"job_success_score": 90},
        "agency",
        "250",
        [("2026-04-01", UNMET)],
    ),
    "agencies keep the platform's word": (
        REPORTED,
        "agency",
        "0.01",
        [("2026-04-01", MET)],
    ),
}
"""Facts, kind, what was earned (or that the talent just joined), and the verdicts from days on."""


@pytest.mark.parametrize("name", NEWS)
@pytest.mark.clause("RT-1", "RT-2", "RT-3", "RT-4", "RT-5", "RT-7")
def test_what_is_asked_no_longer_or_from_then_on_turns_on_the_first_day(name: str) -> None:
    """Across 7 July 2026 the spans are those worked out by hand, and what every day says."""
    facts, kind, earned, told = NEWS[name]
    first, last = date(2026, 4, 1), date(2026, 7, 31)
    joined = {"joined_on": date(2026, 6, 20)} if earned == "joined" else {}
    payments = [paid("250", date(2025, 12, 5))]
    if not joined:
        payments = [paid(earned, date(2026, 6, 1)), paid("3", date(2025, 3, 1))]
    record = TalentRecord(
        kind=kind,
        contracts=[Contract(id="one", category="customer_service", payments=payments)],
        reputation=standing(first, kind, **{"last_active_on": first, **facts, **joined}),
    )
    stretch = Stretch(Life(record, Badge.RISING_TALENT, first, {}), first, last)
    spans = stretch.timeline.spans
    assert [(str(span.first_day), span.verdict) for span in spans] == told
    tracks = tracks_between(stretch.timeline.outlook, first, last)
    for day in stretch.days:
        asked = by_track(stretch.life.asked_on(day))
        assert {key: verdict_on(tracks[key], day) for key in asked} == asked, day
        not_asked = {verdict_on(tracks[key], day) for key in tracks.keys() - asked.keys()}
        assert not_asked <= {MET}, day
    assert {track[0][0] for track in tracks.values()} == {first}


@pytest.mark.clause("RT-6")
@pytest.mark.parametrize(
    ("allowed", "taken_on"),
    [(0, "2026-08-10"), (1, "2026-08-12"), (2, "2026-08-20"), (3, None)],
)
def test_bad_endings_take_rising_talent_once_there_are_more_than_allowed(
    allowed: int, taken_on: str | None
) -> None:
    """Three come one after the other; under other numbers the next one takes it, or none does."""
    as_of = date(2026, 8, 31)
    bad = [
        Contract(
            id=f"bad on {day}",
            category="legal",
            outcome="negative",
            outcome_on=date(2026, 8, day),
        )
        for day in (20, 10, 12)
    ]
    good = Contract(id="good", category="legal", payments=[paid("250", date(2026, 7, 1))])
    record = TalentRecord(
        kind="freelancer", contracts=[*bad, good], reputation=standing(as_of, **BY_NUMBERS)
    )
    found = timeline(
        record,
        Badge.RISING_TALENT,
        as_of=as_of,
        first_day=date(2026, 8, 1),
        last_day=as_of,
        edition=EDITIONS[-1].hypothetical("some allowed", {"RT-6": allowed}),
    )
    spans = [(str(span.first_day), span.verdict) for span in found.spans]
    assert spans == [("2026-08-01", MET)] + ([] if taken_on is None else [(taken_on, UNMET)])


@pytest.mark.clause("RT-6")
@pytest.mark.parametrize("as_of", [date(2026, 7, 20), date(2026, 8, 31)], ids=str)
def test_one_bad_ending_takes_rising_talent_on_its_day(as_of: date) -> None:
    """It is met the day before the outcome, and not on its day, known by then or to come."""
    bad = Contract(id="bad", category="legal", outcome="negative", outcome_on=date(2026, 8, 10))
    good = Contract(id="good", category="legal", payments=[paid("250", date(2026, 7, 1))])
    record = TalentRecord(
        kind="freelancer", contracts=[good, bad], reputation=standing(as_of, **BY_NUMBERS)
    )
    found = timeline(
        record,
        Badge.RISING_TALENT,
        as_of=as_of,
        first_day=date(2026, 8, 1),
        last_day=date(2026, 8, 31),
    )
    assert [(str(span.first_day), span.verdict) for span in found.spans] == [
        ("2026-08-01", MET),
        ("2026-08-10", UNMET),
    ]
    (border,) = found.borders
    assert keyed(border.changed) == {"no_negative_feedback": (MET, UNMET)}


@pytest.mark.parametrize("kind", ["freelancer", "agency"])
@pytest.mark.parametrize("window", ["twelve_months", "last_365_days"])
@pytest.mark.parametrize("turn", law.FIRST_DAYS[1:], ids=str)
def test_across_every_first_day_a_timeline_is_what_every_day_says(
    turn: date, window: MoneyWindowName, kind: KindName
) -> None:
    """Of every badge, on the hundred days around the day on which an edition begins."""
    first, last = turn - 50 * ONE_DAY, turn + 50 * ONE_DAY
    record = attrs.evolve(
        career(turn - 20 * ONE_DAY, kind, reputation=standing(turn, kind, **BY_NUMBERS)),
        country="US",
        expert_vetting=vetted(category="it_networking"),
        certifications=[certified(expires_on=last)],
    )
    outlook = {"readings": Readings(window=window)}
    for badge in Badge:
        stretch = Stretch(Life(record, badge, first, outlook), first, last)
        found = stretch.timeline
        assert_canonical(found, first, last)
        for day in stretch.days:
            assert found.span_on(day).verdict is stretch.life.asked_on(day).verdict, day


@draws(30)
@given(life=lives())
def test_a_timeline_without_days_runs_from_the_first_rule_until_nothing_can_change(
    life: Life,
) -> None:
    """It begins with the edition, is settled at its end, and is what every day in between says."""
    edition = life.outlook["edition"]
    begin = LAUNCH
    if edition is not None:
        applied = next((one for one in EDITIONS if one.id == edition), edition)
        begin = min(life.as_of, applied.effective_from)
    found = life.timeline()
    assert found.is_settled
    assert_canonical(found, begin, found.last_day)
    for day in Stretch(life, begin, found.last_day).days:
        assert found.span_on(day).verdict is life.asked_on(day).verdict, day


LATER = (1, 2, 7, 13, 30, 61, 91, 112, 183, 365, 366, 400, 800, 1500)


@draws(100)
@given(stretch=stretches(), is_open=st.booleans())
def test_after_a_settled_timeline_the_verdict_stays(stretch: Stretch, *, is_open: bool) -> None:
    """Where nothing recorded can change it any more, no later day has another verdict."""
    found = stretch.life.timeline(stretch.first_day) if is_open else stretch.timeline
    assert found.is_settled or not is_open
    event(f"settled: {found.is_settled}")
    if found.is_settled:
        for number in LATER:
            later = found.last_day + number * ONE_DAY
            assert stretch.life.asked_on(later).verdict is found.spans[-1].verdict, later


def window_before(day: date, months: int) -> date:
    """Return the last day that is too old for the window of so many months up to a day."""
    return day - relativedelta(months=months)


@given(
    paid_on=st.sampled_from([*ODD_DAYS, date(2021, 8, 31)]) | ASKED_ON,
    months=st.sampled_from([12, 12, 1, 6, 13]),
)
@example(paid_on=LEAP_DAY, months=12)
@example(paid_on=END_OF_JANUARY, months=1)
@pytest.mark.clause("WIN-1", "WIN-2")
def test_a_payment_comes_on_its_day_and_leaves_on_the_first_day_without_it(
    paid_on: date, months: int
) -> None:
    """The badge it alone brings begins that day and ends with the first window that lacks it."""
    one = Contract(id="one", category="legal", payments=[paid("10000", paid_on)])
    record = TalentRecord(kind="freelancer", contracts=[one], base_badge="top_rated")
    edition = EDITIONS[0].hypothetical("another window", {"WIN-1": months})
    found = timeline(
        record,
        Badge.TOP_RATED_PLUS,
        as_of=paid_on,
        first_day=paid_on - 3 * ONE_DAY,
        edition=edition,
    )
    gone_on = paid_on
    while window_before(gone_on, months) < paid_on:
        gone_on += ONE_DAY
    came, left = found.borders
    assert (came.on, came.verdict, left.on, left.verdict) == (paid_on, MET, gone_on, UNMET)
    moved = [(payment.contract_id, payment.payment) for payment in (*came.entered, *left.left)]
    assert moved == [("one", one.payments[0])] * 2
    assert came.left == left.entered == ()


def window_of(decision: Decision) -> tuple[date, date]:
    """Return the last day too old for the window of a decision, and its last day (WIN-2)."""
    day, edition = decision.question.as_of, decision.edition
    if decision.readings.window == "last_365_days":
        return day - edition.window_days * ONE_DAY, day
    return window_before(day, edition.window), day


@draws(100)
@given(stretch=stretches())
@pytest.mark.clause("WIN-1", "WIN-2")
def test_a_border_shows_every_payment_that_moved(stretch: Stretch) -> None:
    """Those entered lie in the new day's window and not in the old one's, those left in reverse."""
    for border in stretch.timeline.borders:
        both = [stretch.life.asked_on(day) for day in (border.on - ONE_DAY, border.on)]
        windows = [window_of(decision) for decision in both]
        moves: dict[tuple[bool, bool], Counter[Any]] = {}
        for contract in stretch.life.record.contracts:
            for payment in contract.payments:
                was, became = [after < payment.paid_on <= day for after, day in windows]
                moves.setdefault((was, became), Counter())[contract.id, payment] += 1
        for shown, way in ((border.entered, (False, True)), (border.left, (True, False))):
            told = Counter((one.contract_id, one.payment) for one in shown)
            assert told == moves.get(way, Counter())


def verdicts_of(decision: Decision) -> dict[str, Verdict]:
    """Return the verdict of each finding, by its criterion."""
    return {one.criterion.key: one.verdict for one in decision.findings}


def keyed(
    changed: tuple[tuple[Finding | None, Finding | None], ...],
) -> dict[str, tuple[Verdict | None, Verdict | None]]:
    """Return the verdicts of changed findings before and after, by their criterion."""
    told: dict[str, tuple[Verdict | None, Verdict | None]] = {}
    for before, after in changed:
        (key,) = {one.criterion.key for one in (before, after) if one is not None}
        assert key not in told
        told[key] = (
            None if before is None else before.verdict,
            None if after is None else after.verdict,
        )
    return told


@draws(100)
@given(stretch=stretches())
def test_a_border_shows_exactly_the_findings_that_turned(stretch: Stretch) -> None:
    """They are those whose verdict on that day is another than the day before, or that came."""
    for border in stretch.timeline.borders:
        before, after = [stretch.life.asked_on(day) for day in (border.on - ONE_DAY, border.on)]
        assert (border.before.verdict, border.after.verdict) == (before.verdict, after.verdict)
        assert border.verdict is after.verdict
        old, new = verdicts_of(before), verdicts_of(after)
        turned = {
            key: (old.get(key), new.get(key))
            for key in old.keys() | new.keys()
            if old.get(key) is not new.get(key)
        }
        assert keyed(border.changed) == turned
        assert turned


def clauses_lacking(decision: Decision) -> list[str]:
    """Return the clauses that are unmet, or those unknown where none is unmet."""
    for wanted in (UNMET, Verdict.UNKNOWN):
        clauses = [one.clause for one in decision.findings if one.verdict is wanted]
        if clauses:
            return list(dict.fromkeys(clauses))
    return []


@draws(80)
@given(life=lives())
def test_the_next_change_is_the_first_day_that_asking_day_by_day_finds(life: Life) -> None:
    """It is the first later day on which the badge is met and was not, or was and is not.

    Its clauses are those unmet after a loss, or before a gain; those unknown if none is unmet.
    """
    change = next_change(life.record, life.badge, as_of=life.as_of, **life.outlook)
    last_day = life.timeline().last_day if change is None else change.on
    before = life.asked_on(life.as_of)
    for day in Stretch(life, life.as_of + ONE_DAY, last_day).days:
        after = life.asked_on(day)
        if before.is_met is not after.is_met:
            assert change is not None
            assert (change.on, change.verdict) == (day, after.verdict)
            lacking = clauses_lacking(before if after.is_met else after)
            assert lacking
            assert list(change.because) == lacking
            event("gain" if after.is_met else "loss")
            return
        before = after
    assert change is None
    event("none")


@draws(60)
@given(stretch=stretches())
def test_a_dumped_timeline_is_json_and_says_the_same(stretch: Stretch) -> None:
    """It survives JSON as it is, with every span, and a change for each border."""
    found = stretch.timeline
    dumped = dump_timeline(found)
    assert json.loads(json.dumps(dumped)) == dumped
    assert [(span["first_day"], span["verdict"]) for span in dumped["spans"]] == [
        (span.first_day.isoformat(), span.verdict.value) for span in found.spans
    ]
    assert [change["on"] for change in dumped["changes"]] == [
        span["first_day"] for span in dumped["spans"][1:]
    ]
    assert dumped["settled"] is found.is_settled


@pytest.mark.thorough
def test_what_is_drawn_turns_often_enough_to_prove_something() -> None:
    """A quarter of the timelines drawn, and several of each badge, have more than one span."""
    seen: Counter[Badge] = Counter()
    turned: Counter[Badge] = Counter()

    @settings(max_examples=400, derandomize=True, database=None)
    @given(stretch=stretches())
    def look(stretch: Stretch) -> None:
        seen[stretch.life.badge] += 1
        turned[stretch.life.badge] += len(stretch.timeline.spans) > 1

    look()
    assert turned.total() >= seen.total() / 4
    assert all(turned[badge] >= 3 for badge in Badge)


@draws(300)
@given(
    asked=questions(talent_records(stats=st.none() | platform_stats())) | near_misses(),
    edition=st.none() | st.sampled_from(EDITIONS),
)
def test_what_is_unmoved_at_a_glance_is_so_by_its_timeline(
    asked: Asked, edition: Edition | None
) -> None:
    """Where no timeline is asked for, one would tell of no change, and of no other knowledge.

    Else the change ahead is the one that a timeline from that day on tells.
    """
    assessment = assess(
        asked.record, as_of=asked.as_of, known_through=asked.known_through, edition=edition
    )
    for badge in Badge:
        ahead = timeline_ahead(assessment, badge)
        assert change_ahead(assessment, badge) == ahead.next_change_after(asked.as_of)
        if is_unmoved(assessment, badge):
            assert len(ahead.spans) == 1
            event(f"{badge} unmoved")


@pytest.mark.parametrize("as_of", law.FIRST_DAYS, ids=str)
def test_what_rests_on_no_recorded_day_is_unmoved(as_of: date) -> None:
    """On the first day of every edition, and whatever the edition to come asks."""
    record = TalentRecord(kind="freelancer", contracts=[], base_badge="top_rated")
    bare = assess(record, as_of=as_of)
    moved = [badge for badge in Badge if not is_unmoved(bare, badge)]
    assert moved == [Badge.TOP_RATED_PLUS]
    rich = attrs.evolve(
        record,
        country="US",
        certifications=[certified()],
        expert_vetting=vetted(),
        base_badge=None,
        reputation=standing(as_of),
    )
    assert not any(is_unmoved(assess(rich, as_of=as_of), badge) for badge in Badge)

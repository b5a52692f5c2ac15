"""The next change of every badge over frames, with reputations: each row is what the record says.

By default some hundred talents are asked; `--thorough --talents 20000` asks so many of each engine.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import law
from badgerules import (
    EDITIONS,
    Badge,
    Contract,
    Edition,
    InvalidRecordError,
    Kind,
    Readings,
    TalentRecord,
)
from builders import certified, standing, vetted, weeks
from engines import ENGINES, frames, marked
from next_changes import NO_CHANGE, found_in, wanted_of
from populations import all_readings, known_in_part
from reputations import OTHER_NUMBERS, OTHERS_OF_2026, frames_of, population

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from badgerules.names import BadgeName
    from next_changes import Change

BADGES = sorted(Badge)
ON_MONEY = (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS)
"""The badges that a reputation, and money known in part, may turn."""
BACK = (300, pytest.param(17, marks=pytest.mark.thorough))
"""How many days before the day whose edges the facts lie on: then most is still to come."""
READINGS = all_readings()
DAYS = (*law.USUAL_DAYS, *law.TURNS[::3], *law.LEAP_EDGES[:3])
ENOUGH, SOON = 100, 5
THOROUGH = pytest.mark.thorough


def shared_out(talents: int) -> list[tuple[int, date, Readings]]:
    """Return how many talents are asked on each day, and under which readings.

    A small population is asked on two days.
    """
    days = DAYS if talents >= ENOUGH * len(DAYS) else DAYS[1:3]
    size = -(-talents // len(days))
    return [(size, day, READINGS[29 * number % 192]) for number, day in enumerate(days)]


@cache
def some(size: int, day: date, *, is_open: bool = False) -> tuple[TalentRecord, ...]:
    """Return talents with a reputation, near the edges of a day, with all money known or not."""
    records = population(size, seed=size, days=[day])
    return tuple(known_in_part(records, size, day, day) if is_open else records)


@cache
def given(engine: str, size: int, day: date, *, is_open: bool = False) -> dict[str, Any]:
    """Return them as the frames of an engine."""
    return frames_of(some(size, day, is_open=is_open), engine)


@cache
def wanted(
    badge: Badge, size: int, day: date, as_of: date, readings: Readings, *, is_open: bool = False
) -> dict[str, Change]:
    """Return what each record says."""
    records = some(size, day, is_open=is_open)
    return wanted_of(records, badge, as_of=as_of, readings=readings)


def differing(badge: Badge, engine: str, talents: int, back: int, *, is_open: bool) -> list[Any]:
    """Return the talents of whom a frame says something else than their records, with both."""
    found: list[Any] = []
    for size, day, readings in shared_out(talents):
        as_of = max(day - timedelta(days=back), law.LAUNCH)
        frames_given = given(engine, size, day, is_open=is_open)
        answer = frames.next_change(**frames_given, badge=badge, as_of=as_of, readings=readings)
        rows, own = found_in(answer), wanted(badge, size, day, as_of, readings, is_open=is_open)
        assert rows.keys() == own.keys()
        found += [(day, name, rows[name], own[name]) for name in own if rows[name] != own[name]]
    return found


# --- Row by row -----------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.parametrize("back", BACK)
def test_every_row_is_what_next_change_says(
    back: int, badge: Badge, engine: str, some_talents: int
) -> None:
    """Money, weeks, holds, activity, waiting times, acts, screenings and certifications turn it."""
    assert differing(badge, engine, some_talents, back, is_open=False) == []


@pytest.mark.thorough
@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
@pytest.mark.parametrize("badge", ON_MONEY)
@pytest.mark.parametrize("back", BACK)
def test_so_it_is_where_money_is_known_in_part(
    back: int, badge: Badge, engine: str, some_talents: int
) -> None:
    """Where nothing but what is known turns, nothing is gained or lost."""
    assert differing(badge, engine, some_talents, back, is_open=True) == []


@pytest.mark.parametrize("badge", BADGES)
def test_a_population_meets_every_turn(badge: Badge) -> None:
    """Losses, gains and talents without any change are all among those compared."""
    seen = {
        verdict
        for day in (DAYS[0], DAYS[1])
        for back in (0, 300)
        for _, verdict, _ in wanted(
            badge, 150, day, day - timedelta(days=back), Readings()
        ).values()
    }
    assert seen >= {"met", "unmet", None}


OTHERS: dict[str, Any] = {
    "top_rated_earnings": 900_00,
    "top_rated_hold": 60,
    "top_rated_counted_weeks": 12,
    "top_rated_eligible_weeks": 9,
    "agency_first_contract": 60,
    "circumvention_bar": 5,
    "rising_talent_by_numbers": False,
    "rising_talent_activity": 70,
    "diversity_review": False,
    "diversity_details": (),
    "expert_vetted_categories": frozenset(),
}
LATER = attrs.evolve(law.NEWEST, id="2090-01", **OTHERS)
"""An edition to come that asks for other numbers, and of other talents."""


@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.parametrize("begins_in", [SOON, pytest.param(100, marks=THOROUGH)])
def test_an_edition_that_begins_in_between_turns_a_badge(
    begins_in: int, badge: Badge, engine: str, planted: Callable[[Iterable[Edition]], None]
) -> None:
    """Its clauses tell what it brings about, and those of the one before tell what it ends."""
    day = law.USUAL_DAYS[1]
    later = attrs.evolve(LATER, effective_from=day + timedelta(days=begins_in))
    planted((*EDITIONS, later))
    own = wanted_of(some(120, day), badge, as_of=day)
    answer = frames.next_change(**given(engine, 120, day), badge=badge, as_of=day)
    assert found_in(answer) == own
    if begins_in == SOON and badge is not Badge.TOP_RATED_PLUS:  # few hold that here
        assert later.effective_from in {change[0] for change in own.values()}


@pytest.mark.parametrize("badge", ["top_rated", "rising_talent"])
@pytest.mark.parametrize(
    ("edition", "window"),
    [
        (OTHER_NUMBERS, "twelve_months"),
        (OTHERS_OF_2026, "last_365_days"),
        pytest.param(OTHER_NUMBERS, "last_365_days", marks=THOROUGH),
        pytest.param(OTHERS_OF_2026, "twelve_months", marks=THOROUGH),
    ],
)
def test_each_number_is_the_one_of_its_kind_and_badge(
    window: Any, badge: BadgeName, edition: Edition
) -> None:
    """Where the law has 90 days three times, frames take each for what it is."""
    day = law.USUAL_DAYS[0]
    terms: Any = {"as_of": day, "edition": edition, "readings": Readings(window=window)}
    answer = frames.next_change(**given("polars", 100, day), badge=badge, **terms)
    assert found_in(answer) == wanted_of(some(100, day), badge, **terms)


@pytest.mark.parametrize(
    "badge",
    [
        Badge.TOP_RATED,
        *(pytest.param(one, marks=THOROUGH) for one in BADGES if one is not Badge.TOP_RATED),
    ],
)
@pytest.mark.parametrize("days", [30, *(pytest.param(days, marks=THOROUGH) for days in (0, 1))])
def test_a_last_day_cuts_and_moves_nothing(days: int, badge: Badge) -> None:
    """With a last day, each change up to it is told as without one, and no other."""
    day = law.USUAL_DAYS[0]
    last_day = day + timedelta(days=days)
    own = {
        name: change if change[0] is None or change[0] <= last_day else NO_CHANGE
        for name, change in wanted(badge, 100, day, day, Readings()).items()
    }
    them = given("polars", 100, day)
    answer = frames.next_change(**them, badge=badge, as_of=day, last_day=last_day)
    assert found_in(answer) == own


# --- Single edges ---------------------------------------------------------------------------------


def asked(records: list[TalentRecord], badge: Badge | BadgeName, **terms: Any) -> dict[str, Change]:
    """Ask Polars about records."""
    return found_in(frames.next_change(**frames_of(records, "polars"), badge=badge, **terms))


def earner(day: date, name: str = "ann", kind: str = "freelancer", **facts: Any) -> TalentRecord:
    """Return a talent whose money stays in the window for long, with a good standing."""
    shop = Contract(id=f"shop of {name}", category="legal").with_payment("20000", on=day)
    own = standing(day, kind, **facts)
    return TalentRecord(id=name, kind=Kind(kind), contracts=[shop], reputation=own)


@pytest.mark.clause("TR-X1")
@pytest.mark.parametrize(
    ("months", "as_of", "act", "free_on"),
    [
        (6, date(2024, 12, 31), date(2024, 8, 31), date(2025, 2, 28)),
        (12, date(2024, 12, 31), date(2024, 2, 29), date(2025, 2, 28)),
        pytest.param(1, date(2023, 1, 31), date(2023, 1, 30), date(2023, 2, 28), marks=THOROUGH),
        pytest.param(5, date(2023, 1, 31), date(2022, 9, 29), date(2023, 2, 28), marks=THOROUGH),
    ],
)
def test_an_act_bars_until_the_day_that_the_law_says(
    months: int, as_of: date, act: date, free_on: date
) -> None:
    """Where a month is too short, its last day is free again: one act on each day of a year."""
    edition = law.NEWEST.hypothetical("another bar", {"TR-X1": months})
    days = [as_of - timedelta(days=number) for number in range(366)]
    records = [earner(as_of, f"{day}", circumvention_on=day) for day in days]
    terms: Any = {"as_of": as_of, "edition": edition}
    found = asked(records, "top_rated", **terms)
    assert found == wanted_of(records, "top_rated", **terms)
    assert found[f"{act}"] == (free_on, "met", "TR-X1")


@pytest.mark.clause("TR-F4")
def test_the_first_week_that_is_enough_is_a_saturday() -> None:
    """With 12 of 16 weeks eligible and a score that suffices, the next one makes 13."""
    day = date(2020, 9, 1)
    strip = weeks("----" + "+" * 12, date(2020, 8, 29))
    record = earner(day, weeks=strip)
    change = (date(2020, 9, 5), "met", "TR-F4")
    assert asked([record], "top_rated", as_of=day) == {"ann": change}
    assert wanted_of([record], "top_rated", as_of=day) == {"ann": change}


@pytest.mark.clause("TR-F4")
def test_a_week_before_joining_stands_for_none_since() -> None:
    """It counts as it is on record, and leaves the one since that is not on record open.

    Of 16 weeks two lie before joining. The first of them, which was eligible, leaves, and a bad one
    comes: 12 are left, and whether the week of 4 July is the thirteenth is not known.
    """
    day, sunday_before = date(2020, 9, 1), date(2020, 5, 24)
    strip = weeks("+-" + "+++++.-+++++++" + "-", date(2020, 9, 5))
    record = earner(day, weeks=strip, joined_on=sunday_before)
    change = (date(2020, 9, 5), "unknown", "TR-F4")
    assert asked([record], "top_rated", as_of=day) == {"ann": change}
    assert wanted_of([record], "top_rated", as_of=day) == {"ann": change}


@pytest.mark.clause("TR-F4")
@pytest.mark.parametrize(
    ("eligible", "gained_on"), [(13, date(2021, 4, 3)), (16, date(2021, 4, 24))]
)
def test_weeks_count_from_joining_on(eligible: int, gained_on: date) -> None:
    """Who joins later has the first week on the Saturday after, 9 January 2021, and needs enough.

    An edition may ask for all 16.
    """
    day, edition = date(2020, 9, 1), {"top_rated_eligible_weeks": eligible}
    record = earner(day, weeks=[], joined_on=date(2021, 1, 3), first_contract_on=date(2020, 12, 1))
    shop = record.contracts[0].with_payment("1000", on=date(2021, 3, 1))
    record = attrs.evolve(record, contracts=[shop])
    terms: Any = {"as_of": day, "edition": law.NEWEST.hypothetical("weeks", edition)}
    assert asked([record], "top_rated", **terms) == {"ann": (gained_on, "met", "TR-F4")}
    assert wanted_of([record], "top_rated", **terms) == {"ann": (gained_on, "met", "TR-F4")}


@pytest.mark.clause("RT-1")
def test_a_hold_bars_rising_talent_for_its_days() -> None:
    """The badge is gained on the day on which a hold is that old, whatever bars Top Rated."""
    day, held_on = date(2020, 9, 1), date(2020, 8, 20)
    facts: dict[str, Any] = {"job_success_score": None, "rising_talent": True}
    record = earner(day, holds=[held_on], **facts)
    edition = EDITIONS[0].hypothetical("a month", {"rising_talent_hold": 30})
    terms: Any = {"as_of": day, "edition": edition}
    change = (held_on + timedelta(days=30), "met", "RT-1")
    assert asked([record], "rising_talent", **terms) == {"ann": change}
    assert wanted_of([record], "rising_talent", **terms) == {"ann": change}


@pytest.mark.clause("RT-6")
def test_each_bad_ending_counts_once() -> None:
    """Under an edition that allows one, the second ends Rising Talent, and not the first."""
    day, edition = law.NEWEST.effective_from, law.NEWEST.hypothetical("one allowed", {"RT-6": 1})
    facts: dict[str, Any] = {"average_feedback": "5", "identity_verified": True}
    record = earner(day, payout_method=True, job_success_score=None, **facts)
    shops = [
        Contract(
            id=f"{on}", category="legal", outcome="negative", outcome_on=day + timedelta(days=on)
        )
        for on in (5, 9)
    ]
    record = attrs.evolve(record, contracts=[*record.contracts, *shops])
    terms: Any = {"as_of": day, "edition": edition}
    change = (day + timedelta(days=9), "unmet", "RT-6")
    assert asked([record], "rising_talent", **terms) == {"ann": change}
    assert wanted_of([record], "rising_talent", **terms) == {"ann": change}


@pytest.mark.clause("TRP-F8")
def test_a_computed_base_badge_takes_top_rated_plus_with_it() -> None:
    """What turns Top Rated turns Top Rated Plus, which names its own clause."""
    day = date(2020, 9, 1)
    record = earner(day, holds=[day + timedelta(days=9)])
    ends = {"top_rated": "TR-F7", "top_rated_plus": "TRP-F8"}
    for badge, clause in ends.items():
        change = (date(2020, 9, 10), "unmet", clause)
        assert asked([record], badge, as_of=day) == {"ann": change}  # type: ignore[arg-type]


@pytest.mark.clause("TRP-F8")
def test_a_computed_base_badge_that_goes_on_takes_nothing_with_it() -> None:
    """Up to the day before it is lost nothing changes."""
    day = date(2020, 9, 1)
    record = earner(day, holds=[day + timedelta(days=9)])
    terms: dict[str, Any] = {"as_of": day, "last_day": date(2020, 9, 9)}
    for badge in ("top_rated", "top_rated_plus"):
        assert asked([record], badge, **terms) == {"ann": NO_CHANGE}


@pytest.mark.clause("TR-A2", "WIN-1")
@pytest.mark.parametrize(
    ("payments", "change"),
    [
        ({date(2019, 9, 2): "10000"}, (date(2020, 9, 2), "unmet", "TR-A2")),
        (
            {date(2020, 3, 1): "9999.99", date(2020, 4, 1): "0.01"},
            (date(2021, 3, 1), "unmet", "TR-A2"),
        ),
        (
            {date(2020, 1, 1): "-500", date(2020, 3, 1): "10000"},
            (date(2021, 1, 1), "met", "TR-A2"),
        ),
    ],
    ids=["on the first day", "by a cent", "once a refund leaves"],
)
def test_whoever_is_at_the_bar_is_followed(payments: dict[date, str], change: Change) -> None:
    """An agency holds Top Rated, or will, by earnings that are just enough."""
    day = date(2020, 9, 1)
    shop = Contract(id="shop", category="legal")
    for on, amount in payments.items():
        shop = shop.with_payment(amount, on=on)
    record = attrs.evolve(earner(day, kind="agency"), contracts=[shop])
    assert asked([record], "top_rated", as_of=day) == {"ann": change}
    assert wanted_of([record], "top_rated", as_of=day) == {"ann": change}


@pytest.mark.clause("TR-F8")
def test_a_cent_is_activity_and_nothing_is_none() -> None:
    """A payment of a cent keeps Top Rated for 90 days; a later one of nothing does not."""
    day, cent_on = date(2020, 9, 1), date(2020, 8, 15)
    shop = Contract(id="shop", category="legal").with_payment("2000", on=date(2020, 3, 1))
    shop = shop.with_payment("0.01", on=cent_on).with_payment("0.00", on=date(2020, 8, 20))
    record = attrs.evolve(earner(day, last_active_on=date(2020, 1, 1)), contracts=[shop])
    change = (cent_on + timedelta(days=90), "unmet", "TR-F8")
    assert asked([record], "top_rated", as_of=day) == {"ann": change}
    assert wanted_of([record], "top_rated", as_of=day) == {"ann": change}


def test_without_a_bar_of_earnings_nobody_needs_payments() -> None:
    """Under an edition that asks for none, a talent without contracts may hold Top Rated."""
    day, edition = date(2020, 9, 1), law.NEWEST.hypothetical("no bar", {"TR-F2": 0})
    record = attrs.evolve(earner(day, holds=[day + timedelta(days=9)]), contracts=[])
    terms: Any = {"as_of": day, "edition": edition}
    change = (date(2020, 9, 10), "unmet", "TR-F7")
    assert asked([record], "top_rated", **terms) == {"ann": change}
    assert wanted_of([record], "top_rated", **terms) == {"ann": change}


@pytest.mark.clause("DIV-11")
def test_the_last_day_of_a_certification_still_counts() -> None:
    """The badge is lost on the day after it, unless another certification goes on."""
    day = date(2022, 9, 1)
    one, longer = (certified(expires_on=date(2022, 10, number)) for number in (1, 20))
    ann = TalentRecord(id="ann", kind="agency", contracts=[], country="US", certifications=[one])
    bob = attrs.evolve(ann, id="bob", certifications=[one, longer])
    assert asked([ann, bob], "diversity_certified", as_of=day) == {
        "ann": (date(2022, 10, 2), "unmet", "DIV-11"),
        "bob": (date(2022, 10, 21), "unmet", "DIV-11"),
    }


# --- What is asked --------------------------------------------------------------------------------


@pytest.mark.parametrize("badge", ["rising_talent", "top_rated"])
def test_a_base_badge_on_record_stays_as_it_is(badge: BadgeName) -> None:
    """The platform's word alone changes it."""
    day = law.TURNS[-2]
    records = population(30, seed=2, days=[day], recorded=True)
    assert {*asked(records, badge, as_of=day).values()} == {NO_CHANGE}


def test_what_a_badge_rests_on_must_be_there() -> None:
    """Without certifications nothing is said of them; without weeks and holds, none is known."""
    day = law.USUAL_DAYS[0]
    them = {**given("polars", 100, day)}
    del them["certifications"]
    with pytest.raises(InvalidRecordError, match="certifications must be a frame"):
        frames.next_change(**them, badge="diversity_certified", as_of=day)
    bare = {name: them[name] for name in ("contracts", "payments")}
    bare["talents"] = them["talents"].drop("holds_known", "circumvention_on")
    answer = frames.next_change(**bare, badge="top_rated", as_of=day)
    assert {*found_in(answer).values()} == {NO_CHANGE}


def test_weeks_may_be_left_out() -> None:
    """Then those of the past are not known, and those to come are eligible by the score."""
    day = law.USUAL_DAYS[0]
    them = {name: frame for name, frame in given("polars", 100, day).items() if name != "weeks"}
    them["talents"] = them["talents"].drop("circumvention_on")
    records: list[TalentRecord] = []
    for one in some(100, day):
        known: Any = one.reputation
        bare = attrs.evolve(known, weeks=(), circumvention_on=None)
        records.append(attrs.evolve(one, reputation=bare))
    own = wanted_of(records, "top_rated", as_of=day)
    assert found_in(frames.next_change(**them, badge="top_rated", as_of=day)) == own
    assert "met" in {change[1] for change in own.values()}


# --- The end of the calendar ----------------------------------------------------------------------

LAST, AUTUMN = date.max, date(9999, 9, 1)
CLOSING: dict[str, tuple[dict[str, Any], Change]] = {
    "hold": ({"holds": [date(9999, 12, 16)]}, (date(9999, 12, 16), "unmet", "TR-F7")),
    "hold_of_2_Oct": ({"holds": [AUTUMN, date(9999, 10, 2)]}, (LAST, "met", "TR-F7")),
    "hold_of_3_Oct": ({"holds": [AUTUMN, date(9999, 10, 3)]}, NO_CHANGE),
    "act": ({"circumvention_on": LAST}, (LAST, "unmet", "TR-X1")),
    "act_of_30_June": (
        {"circumvention_on": date(9999, 6, 30)},
        (date(9999, 12, 30), "met", "TR-X1"),
    ),
    "act_of_1_July": ({"circumvention_on": date(9999, 7, 1)}, NO_CHANGE),
}


@pytest.mark.parametrize(("facts", "change"), CLOSING.values(), ids=CLOSING.keys())
@pytest.mark.clause("TR-F7", "TR-X1")
def test_what_lies_beyond_the_calendar_is_no_change(facts: dict[str, Any], change: Change) -> None:
    """What begins or ends by the last day of all is one."""
    usual: dict[str, Any] = {"last_active_on": date(9999, 10, 3)}
    record = earner(AUTUMN, **usual | facts)
    assert asked([record], "top_rated", as_of=AUTUMN) == {"ann": change}
    assert wanted_of([record], "top_rated", as_of=AUTUMN) == {"ann": change}


@pytest.mark.clause("EV-5", "DIV-11")
def test_what_is_lost_in_the_last_year_of_all_is_seen_long_before() -> None:
    """A vetting revoked on 1 June 9999 is the next change of 2026, as is the day after 30 Dec."""
    day, revoked_on = date(2026, 10, 1), date(9999, 6, 1)
    ann = TalentRecord(
        id="ann",
        kind="freelancer",
        contracts=[],
        country="US",
        expert_vetting=vetted(revoked_on=revoked_on),
        certifications=[certified(expires_on=date(9999, 12, 30))],
    )
    bob = attrs.evolve(
        ann, id="bob", expert_vetting=vetted(), certifications=[certified(expires_on=LAST)]
    )
    changes: dict[Badge, Change] = {
        Badge.EXPERT_VETTED: (revoked_on, "unmet", "EV-5"),
        Badge.DIVERSITY_CERTIFIED: (LAST, "unmet", "DIV-11"),
    }
    for badge, change in changes.items():
        wanted = {"ann": change, "bob": NO_CHANGE}
        assert asked([ann, bob], badge, as_of=day) == wanted
        assert wanted_of([ann, bob], badge, as_of=day) == wanted


@pytest.mark.clause("TR-A2", "TR-A5")
def test_money_may_stay_unknown_up_to_the_end_of_the_calendar() -> None:
    """A hold of 2 Oct ends on the last day of all, when a window first begins on 1 Jan 9999.

    So the payments of that year are known on it if they are known since its first day, and not if
    they are known since June.
    """
    facts: dict[str, Any] = {"kind": "agency", "holds": [date(9999, 10, 2)]}
    since = {"ann": None, "bob": date(9999, 6, 2), "carl": date(9999, 1, 1)}
    records = [
        attrs.evolve(earner(AUTUMN, name, **facts), payments_known_since=day)
        for name, day in since.items()
    ]
    wanted = {
        "ann": (date(9999, 10, 2), "unmet", "TR-A5"),
        "bob": NO_CHANGE,
        "carl": (LAST, "met", "TR-A5"),
    }
    assert asked(records, "top_rated", as_of=AUTUMN) == wanted
    assert wanted_of(records, "top_rated", as_of=AUTUMN) == wanted

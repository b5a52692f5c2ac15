"""One rule, two engines, for all badges: every row is what `decide` says of that talent."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import cycle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from dateutil.relativedelta import relativedelta

import law
from badgerules import (
    Badge,
    Certification,
    Contract,
    InvalidRecordError,
    Kind,
    Readings,
    TalentRecord,
    decide,
)
from badgerules.vocabulary import Surface
from builders import contract, standing, weeks
from engines import ENGINES, answers_of, frames, marked
from populations import QUESTION, differing, row_of
from reputations import OTHER_NUMBERS, OTHERS_OF_2026, frames_of, population, seen_of

if TYPE_CHECKING:
    from badgerules import Decision, Edition
    from badgerules.names import BadgeName, MoneyWindowName


first_barred_day = pytest.importorskip("badgerules.frames.reputation").first_barred_day
POLARS = "polars_lazy"
MANY, SOME, FEW = 300, 200, 40
BADGES = sorted(Badge)
BEYOND, NEWEST, *_ = law.USUAL_DAYS
OTHER_DAYS = [
    pytest.param(day, marks=pytest.mark.thorough)
    for day in (*law.USUAL_DAYS[2:], law.LEAP_DAYS[-1])
]
SEEN_ON = [
    pytest.param(*one, marks=pytest.mark.thorough if number % 5 else ())
    for number, one in enumerate(
        zip(law.EDGES, cycle(Surface), cycle([True, True, False]), strict=False)
    )
]
"""The days that an edition names, and those around, with places and recorded badges in turn."""


@cache
def talents(size: int, day: date, *, recorded: bool = False) -> tuple[TalentRecord, ...]:
    """Return a population whose facts lie on the edges of a day."""
    return tuple(population(size, seed=11, days=[day], recorded=recorded))


@cache
def given(engine: str, size: int, day: date, *, recorded: bool = False) -> dict[str, Any]:
    """Return it as the frames of an engine."""
    return frames_of(talents(size, day, recorded=recorded), engine)


@cache
def wanted(badge: Badge, size: int, day: date, *, recorded: bool = False) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent, as the row that a frame must hold."""
    records = talents(size, day, recorded=recorded)
    return [row_of(record, decide(record, badge, as_of=day)) for record in records]


@cache
def seen(size: int, day: date) -> list[dict[str, Any]]:
    """Return who sees what of each talent, as the row that a frame must hold."""
    return [seen_of(one, as_of=day) for one in talents(size, day)]


@pytest.mark.parametrize("badge", BADGES)
@pytest.mark.parametrize("day", [BEYOND, NEWEST, *OTHER_DAYS], ids=str)
def test_every_row_is_what_decide_says(badge: Badge, day: date) -> None:
    """Computed from reputation, vetting and certifications, each talent is as `decide` says.

    So it is under every edition, in which other categories and details count.
    """
    answer = frames.assess(**given(POLARS, MANY, day), badge=badge, as_of=day, check=False)
    assert differing(answers_of(answer), wanted(badge, MANY, day)) == []


def schema_of(frame: Any) -> dict[str, Any]:
    """Return the type of each column, in the words of narwhals."""
    narwhals: Any = import_module("narwhals.stable.v2")
    return dict(narwhals.from_native(frame).collect_schema())


def shared_out(size: int) -> tuple[int, tuple[date, ...]]:
    """Return how many talents are asked about on a day, and the days, all together that many.

    A large population is asked about amid every edition; a small one beyond all of them alone.
    """
    days = law.USUAL_DAYS if size >= MANY * len(law.USUAL_DAYS) else law.USUAL_DAYS[:1]
    return -(-size // len(days)), days


@pytest.mark.parametrize("engine", marked(sorted({*ENGINES} - {POLARS})))
@pytest.mark.parametrize("badge", BADGES)
def test_every_engine_is_what_decide_says(engine: str, badge: Badge, some_talents: int) -> None:
    """Each engine answers each talent as `decide` does, through the door."""
    size, days = shared_out(some_talents)
    for day in days:
        answer = frames.assess(**given(engine, size, day), badge=badge, as_of=day)
        assert differing(answers_of(answer), wanted(badge, size, day)) == [], day


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_several_badges_at_once_are_what_decide_says(engine: str, some_talents: int) -> None:
    """One frame has a row for each talent and badge, each as `decide` says, null where not asked.

    So it is in every engine, and wherever base badges are recorded.
    """
    size, days = shared_out(some_talents)
    for day, recorded in [*((day, False) for day in days), (days[0], True)]:
        them = given(engine, size, day, recorded=recorded)
        rows = answers_of(frames.assess(**them, badge=BADGES, as_of=day))
        assert len(rows) == len(BADGES) * size
        for badge in BADGES:
            own = [row for row in rows if row["badge"] == badge]
            assert differing(own, wanted(badge, size, day, recorded=recorded)) == [], (day, badge)


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("badges", [BADGES, ["top_rated_plus", Badge.EXPERT_VETTED], ["top_rated"]])
def test_several_badges_have_the_columns_of_each(engine: str, badges: list[Badge]) -> None:
    """Columns are alike in every engine: those of each badge, typed alike, each once."""
    them = given(engine, FEW, NEWEST)
    whole = schema_of(frames.assess(**them, badge=badges, as_of=NEWEST))
    alone = [schema_of(frames.assess(**them, badge=badge, as_of=NEWEST)) for badge in badges]
    asked = QUESTION | {name for name in whole if name.startswith("reading_")}
    names = dict.fromkeys(name for one in alone for name in one if name not in asked)
    assert [name for name in whole if name not in asked] == [*names]
    assert [*whole][:3] == ["talent_id", "kind", "verdict"]
    for name, kind in whole.items():
        is_word = name in {"talent_id", "kind"} | asked or name.endswith("verdict")
        told = "Boolean" if name == "hypothetical" else "String" if is_word else "Int64"
        assert str(kind) == told, name
    order = ["badge", "as_of", "known_through", "edition", "hypothetical", "badgerules"]
    assert [name for name in whole if name in order] == order


def deciding_of(decision: Decision) -> str | None:
    """Return the clause of the first finding that has the verdict of the decision; None if met."""
    if decision.is_met:
        return None
    return next(one.clause for one in decision.findings if one.verdict is decision.verdict)


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("recorded", [False, True], ids=["computed", "recorded"])
def test_the_first_clause_that_fails_is_that_of_decide(
    engine: str, some_talents: int, *, recorded: bool
) -> None:
    """On request each row names the clause that decides it, of one badge and of several."""
    size, days = shared_out(some_talents)
    for day in days:
        them = given(engine, size, day, recorded=recorded)
        wanted_of = {
            (one.id, badge): deciding_of(decide(one, badge, as_of=day))
            for one in talents(size, day, recorded=recorded)
            for badge in BADGES
        }
        rows = answers_of(frames.assess(**them, badge=BADGES, as_of=day, explain=True))
        assert {(row["talent_id"], row["badge"]): row["first_failing"] for row in rows} == wanted_of
        alone = answers_of(frames.assess(**them, badge="top_rated_plus", as_of=day, explain=True))
        assert [row["first_failing"] for row in alone] == [
            wanted_of[row["talent_id"], Badge.TOP_RATED_PLUS] for row in alone
        ]
        assert len({*wanted_of.values()}) > 5


@pytest.mark.thorough(needs=("pandas",))
def test_rows_of_several_badges_have_an_index_of_their_own() -> None:
    """In pandas no two rows have the same label."""
    answer = frames.assess(**given("pandas", FEW, NEWEST), badge=BADGES, as_of=NEWEST)
    assert [*answer.index] == [*range(FEW * len(BADGES))]


def test_facts_of_each_badge_asked_are_needed() -> None:
    """Among several badges each asks for its own columns and frames, in one message."""
    them = {**given("polars", FEW, NEWEST)}
    them["talents"] = them["talents"].drop("vetting_category")
    without = {name: frame for name, frame in them.items() if name != "certifications"}
    with pytest.raises(InvalidRecordError, match=r"vetting_category must be a column") as told:
        frames.assess(**them, badge=BADGES, as_of=NEWEST)
    assert len(told.value.problems) == 1
    with pytest.raises(InvalidRecordError, match=r"certifications must be a frame"):
        frames.assess(**without, badge=["top_rated", "diversity_certified"], as_of=NEWEST)
    rows = answers_of(frames.assess(**without, badge=["top_rated", "top_rated_plus"], as_of=NEWEST))
    assert len(rows) == 2 * FEW


@pytest.mark.parametrize(
    ("badges", "message"),
    [
        ([], "badge must be at least one badge, and each once, got none"),
        (["top_rated", "top"], r"badge\[1\] must be one of rising_talent, .*, got 'top'"),
        ([7], r"badge\[0\] must be one of rising_talent, .*, got 7"),
        (
            ["top_rated", Badge.TOP_RATED],
            "badge must be at least one badge, and each once, got top_rated, top_rated",
        ),
        (b"top_rated", "badge must be a list, got b'top_rated'"),
        (7, "badge must be one of rising_talent, .*, got 7"),
    ],
)
def test_badges_are_some_and_each_is_one(badges: Any, message: str) -> None:
    """What is no badge, none at all, or twice the same, is refused by its place."""
    with pytest.raises(InvalidRecordError, match=f"^{message}"):
        frames.assess(**given("polars", FEW, NEWEST), badge=badges, as_of=NEWEST)


@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
@pytest.mark.parametrize("badge", BADGES)
def test_recorded_badges_are_what_decide_says(engine: str, badge: Badge) -> None:
    """Where base badges are recorded, the recorded word is the one criterion of a base badge."""
    frames_given = given(engine, SOME, NEWEST, recorded=True)
    answer = frames.assess(**frames_given, badge=badge, as_of=NEWEST)
    assert differing(answers_of(answer), wanted(badge, SOME, NEWEST, recorded=True)) == []


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("weeks_back", [1, 5])
def test_weeks_to_come_are_what_decide_says(engine: str, weeks_back: int) -> None:
    """After the last day known a week is eligible exactly when the score suffices (TR-F4)."""
    terms: Any = {"as_of": NEWEST, "known_through": NEWEST - timedelta(weeks=weeks_back)}
    answer = frames.assess(**given(engine, SOME, NEWEST), badge="top_rated", **terms)
    records = talents(SOME, NEWEST)
    own = [row_of(record, decide(record, "top_rated", **terms)) for record in records]
    assert differing(answers_of(answer), own) == []


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_everybody_sees_what_the_assessment_says(engine: str, some_talents: int) -> None:
    """Who sees which badge, and what is unsettled, is what a single assessment says."""
    size, days = shared_out(some_talents)
    for day in days:
        answer = frames.visible(**given(engine, size, day), as_of=day, check=False)
        assert differing(answers_of(answer), seen(size, day)) == [], day


@pytest.mark.parametrize(("day", "surface", "recorded"), SEEN_ON, ids=str)
def test_every_surface_is_what_the_assessment_says(
    day: date, surface: Surface, *, recorded: bool
) -> None:
    """So it is in other places, on every day that turns, and where base badges are recorded."""
    readings = Readings(enterprise_suite="enterprise_only")
    records = talents(FEW, day, recorded=recorded)
    terms: Any = {"as_of": day, "readings": readings}
    them = given("polars", FEW, day, recorded=recorded)
    answer = frames.visible(**them, surface=surface, **terms)
    own = [seen_of(record, surface=surface, **terms) for record in records]
    assert differing(answers_of(answer), own) == []


@pytest.mark.parametrize("edition", [OTHER_NUMBERS, OTHERS_OF_2026], ids=["2021", "2026"])
@pytest.mark.parametrize("window", ["twelve_months", "last_365_days"])
@pytest.mark.parametrize("badge", ["top_rated", "rising_talent"])
def test_each_number_is_the_one_of_its_kind_and_badge(
    badge: BadgeName, window: MoneyWindowName, edition: Edition
) -> None:
    """Where the law has 90 days three times, frames take each for what it is."""
    terms: Any = {"as_of": NEWEST, "known_through": NEWEST - timedelta(weeks=3)}
    terms |= {"edition": edition, "readings": Readings(window=window)}
    answer = frames.assess(**given("polars", SOME, NEWEST), badge=badge, **terms)
    own = [row_of(record, decide(record, badge, **terms)) for record in talents(SOME, NEWEST)]
    assert differing(answers_of(answer), own) == []


@pytest.mark.clause("TR-F7", "TR-A5", "TR-F8", "RT-1")
def test_days_of_holds_and_activity_are_those_of_kind_and_badge() -> None:
    """A hold counts for 91 days of an agency, 89 of a freelancer, 88 for Rising Talent; so on."""
    day = date(2021, 8, 31)
    one = Kind.FREELANCER
    cases = [(Kind.AGENCY, 90), (one, 90), (one, 88), (one, 89)]
    records = [
        TalentRecord(
            id=f"{kind} {ago}",
            kind=kind,
            contracts=[
                Contract(id=f"{kind} {ago}", category="legal").with_payment(
                    "5", on=day - timedelta(days=ago)
                )
            ],
            reputation=standing(day, kind, holds=[day - timedelta(days=ago)], last_active_on=None),
        )
        for kind, ago in cases
    ]
    terms: Any = {"as_of": day, "edition": OTHER_NUMBERS}
    told = {
        (row["badge"], row["talent_id"]): (
            row["no_recent_hold_verdict"],
            row["recent_activity_verdict"],
        )
        for badge in ("top_rated", "rising_talent")
        for row in answers_of(frames.assess(**frames_of(records, "polars"), badge=badge, **terms))
    }
    assert told == {
        ("top_rated", "agency 90"): ("unmet", None),
        ("top_rated", "freelancer 90"): ("met", "unmet"),
        ("top_rated", "freelancer 89"): ("met", "unmet"),
        ("top_rated", "freelancer 88"): ("unmet", "met"),
        ("rising_talent", "agency 90"): ("met", "unmet"),
        ("rising_talent", "freelancer 90"): ("met", "unmet"),
        ("rising_talent", "freelancer 89"): ("met", "unmet"),
        ("rising_talent", "freelancer 88"): ("met", "unmet"),
    }


@pytest.mark.clause("TR-F4")
@pytest.mark.parametrize(("known", "verdict"), [(29, "unknown"), (28, "met")])
def test_what_everybody_sees_rests_on_the_last_day_known(known: int, verdict: str) -> None:
    """The thirteenth week, not on record, is unknown once over; until then the score decides."""
    day = date(2020, 9, 1)
    strip = weeks("---" + "+" * 12 + ".", date(2020, 8, 29))
    record = TalentRecord(
        id="ann",
        kind="freelancer",
        contracts=[contract("1000")],
        reputation=standing(day, weeks=strip),
    )
    (row,) = answers_of(
        frames.visible(
            **frames_of([record], "polars"), as_of=day, known_through=date(2020, 8, known)
        )
    )
    assert row["top_rated_verdict"] == verdict


def test_what_everybody_sees_rests_on_the_same_question() -> None:
    """The last day known, amounts to round and the look at the rows are as in `assess`."""
    terms: Any = {"as_of": NEWEST, "known_through": NEWEST - timedelta(weeks=5)}
    answer = answers_of(frames.visible(**given("polars", SOME, NEWEST), **terms))
    own = [seen_of(record, **terms) for record in talents(SOME, NEWEST)]
    assert differing(answer, own) == []
    assert {row["surface"] for row in answer} == {"profile"}
    assert {row["as_of"] for row in answer} == {str(NEWEST)}
    floats = {**given("polars", SOME, NEWEST)}
    cents = floats["payments"]["amount_cents"]
    floats["payments"] = floats["payments"].drop("amount_cents").with_columns(amount=cents / 100)
    assert answers_of(frames.visible(**floats, floats="round", **terms)) == answer
    with pytest.raises(InvalidRecordError, match=r"payments\.amount must hold decimals"):
        frames.visible(**floats, **terms)
    twice = {**given("polars", SOME, NEWEST)}
    twice["talents"] = twice["talents"].vstack(twice["talents"])
    with pytest.raises(InvalidRecordError, match=r"talents\.talent_id must be unique"):
        frames.visible(**twice, **terms)


def _certified(name: str, expires_on: date, number: str | None = "77") -> Certification:
    """Return a certification that holds at every date, but for its last day, and its number."""
    return Certification(
        status="approved",
        business_name=name,
        category="woman_owned",
        provider="council",
        type="WBE",
        number=number,
        expires_on=expires_on,
    )


@pytest.mark.clause("DIV-3", "DIV-5", "DIV-11")
@pytest.mark.parametrize("engine", marked(["polars", "duckdb"]))
@pytest.mark.parametrize("as_of", [date(2, 1, 1), NEWEST, date(9999, 12, 31)], ids=str)
def test_days_left_are_told_over_the_whole_calendar(engine: str, as_of: date) -> None:
    """From any day to any other the days are exact, and never weigh more than a detail does."""
    complete = {f"till {day}": day for day in (date.min, as_of, date.max)}
    records = [
        TalentRecord(
            id=name,
            kind="agency",
            contracts=[],
            country="US",
            certifications=[_certified(name, day)],
        )
        for name, day in complete.items()
    ]
    both = [_certified("incomplete", date.max, number=None), _certified("complete", date.min)]
    records += [attrs.evolve(records[0], id="two", certifications=both)]
    answer = frames.assess(
        **frames_of(records, engine), badge="diversity_certified", as_of=as_of, edition="2021-02"
    )
    rows = {row["talent_id"]: row for row in answers_of(answer)}
    for name, day in [*complete.items(), ("two", date.min)]:
        left = (day - as_of).days + 1
        assert rows[name]["unexpired_observed"] == left
        assert rows[name]["unexpired_shortfall"] == max(0, 1 - left)
        assert rows[name]["details_verdict"] == rows[name]["reviewed_verdict"] == "met"
        assert rows[name]["verdict"] == ("met" if left > 0 else "unmet")


@pytest.mark.parametrize("months", [1, 6, 12])
def test_the_first_barred_day_is_the_first_that_bars(months: int) -> None:
    """An act bars on a day exactly from the day found on, on every day of all editions (TR-X1)."""
    for number in range(law.LAUNCH.toordinal(), law.HORIZON.toordinal()):
        as_of = date.fromordinal(number)
        first = first_barred_day(as_of, months)
        earlier = as_of - relativedelta(months=months, days=4)
        days = [earlier + timedelta(days=more) for more in range(9)]
        barring = [day for day in days if day + relativedelta(months=months) > as_of]
        assert first == min(barring)
        assert barring == [day for day in days if day >= first]


@pytest.mark.parametrize(
    ("months", "as_of", "first"),
    [
        (6, date(9999, 12, 30), date(9999, 7, 1)),
        (6, date(9999, 12, 31), date(9999, 7, 1)),
        (6, date(9999, 12, 29), date(9999, 6, 30)),
        (1, date(9999, 12, 31), date(9999, 12, 1)),
        (12, date(9999, 12, 31), date(9999, 1, 1)),
        (2_019 * 12 + 8, date(2020, 9, 1), date(1, 1, 2)),
        (2_019 * 12 + 9, date(2020, 9, 1), date.min),
        (9_998 * 12, date.max, date(2, 1, 1)),
        (9_999 * 12, date.max, date.min),
    ],
)
def test_an_act_may_bar_to_the_end_of_the_calendar(months: int, as_of: date, first: date) -> None:
    """Where the bar would end after the last day, the act bars on every day that is left.

    A supposed bar may be so long that its day would lie before the first of the calendar.
    """
    assert first_barred_day(as_of, months) == first

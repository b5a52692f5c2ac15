"""Money known in part over frames: each row is what `decide` says, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import law
import reputations
from badgerules import (
    Badge,
    InvalidRecordError,
    Readings,
    TalentRecord,
    decide,
)
from badgerules.impact import Rules, compare_rules, funnel
from builders import AS_OF
from engines import ENGINES, answers_of, frames, frames_of, marked, pl, told_by
from law import ONE_DAY
from populations import (
    OPEN_MONEY,
    all_readings,
    asked_of,
    differing,
    known_in_part,
    open_parts,
    open_wanted,
    row_of,
    rows_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PLUS = Badge.TOP_RATED_PLUS
BADGES = sorted(Badge)
SOME = 200
DAYS = law.USUAL_DAYS[:3]
ONE_OF_EACH = ("polars", "pandas", "duckdb")


# --- Row by row -----------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_row_is_what_decide_says(engine: str, talents: int) -> None:
    """Known since, through, in between or not at all, each engine answers as `decide` does."""
    for part, own in zip(open_parts(talents), open_wanted(talents), strict=True):
        given = frames_of(rows_of(part.records), engine)
        answer = frames.assess(*given, badge=PLUS, **asked_of(part))
        assert differing(answers_of(answer), own) == [], asked_of(part)


@pytest.mark.thorough
def test_every_combination_of_readings_is_what_decide_says() -> None:
    """Polars answers as `decide` under all 192 combinations, also where few talents are asked."""
    few = {"talents": 10 * len(all_readings()), "enough": 10}
    assert len(open_parts(**few)) == 192
    for part, own in zip(open_parts(**few), open_wanted(**few), strict=True):
        given = frames_of(rows_of(part.records), "polars_lazy")
        answer = frames.assess(*given, badge=PLUS, **asked_of(part), check=False)
        assert differing(answers_of(answer), own) == [], asked_of(part)


def test_a_population_meets_every_edge() -> None:
    """Each criterion that money can leave open is met, unmet and unknown for some of each kind."""
    rows: list[dict[str, Any]] = [row for part in open_wanted(1_000) for row in part]
    for kind in ("freelancer", "agency"):
        own = [row for row in rows if row["kind"] == kind]
        names = ["verdict", "earnings_verdict", "large_contract_verdict"]
        names += ["negative_share_verdict"] if kind == "agency" else []
        for name in names:
            assert {row[name] for row in own} == {"met", "unmet", "unknown"}, (kind, name)


def computed(size: int, day: date, known_through: date, *, recorded: bool) -> list[TalentRecord]:
    """Return talents with facts of all badges, the money of most known in part."""
    records = reputations.population(size, seed=17, days=[day], recorded=recorded)
    return known_in_part(records, 17, day, known_through)


Asked = tuple[list[TalentRecord], dict[str, Any]]


@cache
def questions(size: int, *, recorded: bool) -> tuple[Asked, ...]:
    """Return talents with what they are asked, by what is known on the day and some time before."""
    asked: list[Asked] = []
    for number, day in enumerate(DAYS):
        known_through = day - timedelta(days=(0, 6, 100)[number])
        terms = {"as_of": day, "known_through": known_through}
        asked.append((computed(size, day, known_through, recorded=recorded), terms))
    return tuple(asked)


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("badge", BADGES)
def test_every_badge_is_what_decide_says(engine: str, badge: Badge, some_talents: int) -> None:
    """Computed from reputation, each badge is as `decide` says, whatever is known of money."""
    for records, terms in questions(some_talents, recorded=False):
        given = reputations.frames_of(records, engine)
        answer = frames.assess(**given, badge=badge, **terms)
        own = [row_of(record, decide(record, badge, **terms)) for record in records]
        assert differing(answers_of(answer), own) == [], terms


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.parametrize("badge", BADGES)
def test_recorded_badges_are_what_decide_says(engine: str, badge: Badge) -> None:
    """So it is where base badges are recorded, which no money decides."""
    for records, terms in questions(SOME, recorded=True):
        given = reputations.frames_of(records, engine)
        answer = frames.assess(**given, badge=badge, **terms)
        own = [row_of(record, decide(record, badge, **terms)) for record in records]
        assert differing(answers_of(answer), own) == [], terms


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_everybody_sees_what_the_assessment_says(engine: str, *, recorded: bool) -> None:
    """Who sees which badge, and what is unsettled, is what a single assessment says."""
    for records, terms in questions(SOME, recorded=recorded):
        answer = frames.visible(**reputations.frames_of(records, engine), **terms)
        own = [reputations.seen_of(record, **terms) for record in records]
        assert differing(answers_of(answer), own) == [], terms


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.parametrize("badge", BADGES)
def test_populations_are_counted_like_records(engine: str, badge: Badge) -> None:
    """Rules are compared and people drop out over frames as over records."""
    day = DAYS[0]
    records = computed(SOME, day, day, recorded=False)
    made = reputations.frames_of(records, engine)
    three = {name: made.pop(name) for name in ("talents", "contracts", "payments")}
    them = frames.Population(**three, beside=made)
    lifetime = Rules(
        readings=Readings(
            agency_earnings_window="lifetime",
            large_contract_sum="lifetime_if_active",
            feedback="positive",
        )
    )
    terms: Any = {"badge": badge, "before": Rules(), "after": lifetime, "as_of": day}
    assert compare_rules(them, **terms) == compare_rules(records, **terms)
    by = {str(record.id): f"group {number % 3}" for number, record in enumerate(records)}
    rows = pl.DataFrame({"talent_id": [*by], "group": [*by.values()]})
    groups = reputations.in_engine(rows, engine)
    own = funnel(them, badge=badge, by=groups, as_of=day)
    assert own == funnel(records, badge=badge, by=by, as_of=day)


@pytest.mark.thorough
@pytest.mark.parametrize("left_out", [{one} for one in OPEN_MONEY] + [{*OPEN_MONEY}], ids=sorted)
@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
def test_each_column_may_be_left_out(engine: str, left_out: set[str]) -> None:
    """What is left out is known of everybody: contracts, or payments without that limit."""
    day = DAYS[0]
    known: dict[str, Any] = {name: name == "contracts_known" or None for name in left_out}
    records = [attrs.evolve(record, **known) for record in computed(SOME, day, day, recorded=False)]
    made = reputations.polars_frames(records)
    made["talents"] = made["talents"].drop(left_out, strict=False)
    given = {name: reputations.in_engine(frame, engine) for name, frame in made.items()}
    for badge in (Badge.RISING_TALENT, Badge.TOP_RATED, PLUS):
        answer = frames.assess(**given, badge=badge, as_of=day)
        own = [row_of(record, decide(record, badge, as_of=day)) for record in records]
        assert differing(answers_of(answer), own) == [], badge


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.parametrize("timed", ["payments_known_since", "payments_known_through"])
def test_one_of_the_days_may_be_a_timestamp(engine: str, timed: str) -> None:
    """The last hour of a day counts as that day, beside days that are dates."""
    day = DAYS[0]
    records = computed(SOME, day, day, recorded=True)
    made = reputations.polars_frames(records)
    instant = pl.col(timed).cast(pl.Datetime("us")) + pl.duration(hours=23)
    made["talents"] = made["talents"].with_columns(instant)
    given = {name: reputations.in_engine(frame, engine) for name, frame in made.items()}
    answer = frames.assess(**given, badge=PLUS, as_of=day)
    own = [row_of(record, decide(record, PLUS, as_of=day)) for record in records]
    assert differing(answers_of(answer), own) == []
    told = frames.records_from_frames(**given)
    assert [one.payments_known_since for one in told] == [
        one.payments_known_since for one in records
    ]
    assert [one.payments_known_through for one in told] == [
        one.payments_known_through for one in records
    ]


def test_nothing_is_lost_where_all_is_known() -> None:
    """Columns that limit nothing leave every row as it is without them."""
    day = DAYS[0]
    made = reputations.frames_of(reputations.population(SOME, seed=5, days=[day]), "polars")
    limits = {
        "contracts_known": pl.lit(value=True),
        "payments_known_since": pl.lit(date.min),
        "payments_known_through": pl.lit(date.max),
    }
    for badge in BADGES:
        plain = answers_of(frames.assess(**made, badge=badge, as_of=day))
        limited = {**made, "talents": made["talents"].with_columns(**limits)}
        assert answers_of(frames.assess(**limited, badge=badge, as_of=day)) == plain, badge


# --- The door -------------------------------------------------------------------------------------


def rows_beside(*known: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return rows of one talent for each, what is known of whose money is given."""
    usual = {"contracts_known": True, "payments_known_since": None, "payments_known_through": None}
    return {
        "talents": [
            {
                "talent_id": f"t{number}",
                "kind": "freelancer",
                "base_badge": "none",
                "exclusive_agency_contractor": False,
                **usual,
                **own,
            }
            for number, own in enumerate(known)
        ],
        "contracts": [],
        "payments": [],
    }


def refused(given: Sequence[Any], badge: Badge = PLUS) -> list[tuple[str, str]]:
    """Return path and message of each problem of frames that are refused."""
    with pytest.raises(InvalidRecordError) as caught:
        frames.assess(*given, badge=badge, as_of=AS_OF)
    assert told_by(caught.value)
    return sorted((problem.path, problem.message) for problem in caught.value.problems)


@pytest.mark.parametrize("badge", [Badge.TOP_RATED, PLUS])
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_what_contradicts_itself_is_refused_at_once(engine: str, badge: Badge) -> None:
    """Days in the wrong order, days and contracts of whom none is known, and no word on it."""
    rows = rows_beside(
        {"payments_known_since": AS_OF, "payments_known_through": AS_OF},
        {"payments_known_since": AS_OF, "payments_known_through": AS_OF - ONE_DAY},
        {"contracts_known": False, "payments_known_since": AS_OF},
        {"contracts_known": False, "payments_known_through": AS_OF},
        {"contracts_known": None},
        {"contracts_known": False},
    )
    rows["contracts"] = [
        {"contract_id": f"c{number}", "talent_id": f"t{number}", "category": "legal"}
        for number in (0, 5)
    ]
    rows["payments"] = [{"contract_id": "c5", "paid_on": AS_OF, "amount": 1}]
    given = [reputations.in_engine(frame, engine) for frame in frames_of(rows, "polars")]
    told = refused(given, badge)
    null, of_true = "must be null where contracts_known is false", "whose contracts_known is true"
    for (path, message), (wanted, beginning, talent) in zip(
        told,
        [
            ("contracts.talent_id", f"must be of a talent {of_true}", "t5"),
            ("talents.contracts_known", "must be given in every row", "t4"),
            ("talents.payments_known_since", null, "t2"),
            ("talents.payments_known_through", null, "t3"),
            ("talents.payments_known_through", "must be on or after payments_known_since", "t1"),
        ],
        strict=True,
    ):
        assert path == wanted
        assert message.startswith(f"{beginning}, got 1 other: talent_id='{talent}'")


@pytest.mark.parametrize("name", ["payments_known_since", "payments_known_through"])
def test_a_day_beyond_the_calendar_is_refused(name: str) -> None:
    """Polars has days after 9999, of which no record could be made."""
    talents, contracts, payments = frames_of(rows_beside({}), "polars")
    beyond = pl.lit(date.max).dt.offset_by("1d").alias(name)
    ((path, message),) = refused((talents.with_columns(beyond), contracts, payments))
    assert path == f"talents.{name}"
    assert message.startswith("must be a day of the years 1 to 9999, or an empty cell")


DAY_BEFORE, MIDNIGHT = AS_OF - ONE_DAY, datetime.min.time()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(AS_OF, DAY_BEFORE, id="dates"),
        pytest.param(datetime.combine(AS_OF, MIDNIGHT), DAY_BEFORE, id="since_a_timestamp"),
        pytest.param(AS_OF, datetime.combine(DAY_BEFORE, MIDNIGHT), id="through_a_timestamp"),
    ],
)
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_the_last_day_known_lies_on_or_after_the_first(
    engine: str, first: date, last: date
) -> None:
    """One day may be both; a day earlier is refused, with the talent and both days."""
    rows = rows_beside({}, {})
    for row in rows["talents"]:
        for name in OPEN_MONEY:
            del row[name]
    talents, contracts, payments = frames_of(rows, "polars")
    both = {"payments_known_since": [first] * 2, "payments_known_through": [last + ONE_DAY, last]}
    given = (talents.with_columns(**{name: pl.Series(both[name]) for name in both}),)
    given = tuple(ENGINES[engine](one) for one in (*given, contracts, payments))
    ((path, found),) = refused(given)
    assert path == "talents.payments_known_through"
    assert found.startswith("must be on or after payments_known_since, got 1 other: talent_id='t1'")
    assert "2020, 9, 1" in found or "2020-09-01" in found
    assert "2020, 8, 31" in found or "2020-08-31" in found

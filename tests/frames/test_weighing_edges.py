"""What populations near the edges do not meet: timestamps everywhere, and bars all alike."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import law
from badgerules import EDITIONS, Badge, Category, Readings, decide
from builders import AS_OF, agency, contract, freelancer, good_record
from engines import ENGINES, answers_of, frames, marked, pl
from next_changes import found_in, wanted_of
from populations import differing, expected, row_of
from reputations import frames_of, population

if TYPE_CHECKING:
    from badgerules import TalentRecord
    from badgerules.names import KindName

ALIKE = EDITIONS[0].hypothetical(
    "bars alike",
    {"TRP-F2": dict.fromkeys(Category, "10000"), "TRP-A2": dict.fromkeys(Category, "10000")},
)


@cache
def talents(day: date) -> list[TalentRecord]:
    """Return talents near every edge on a day."""
    return population(150, seed=29, days=[day])


@pytest.mark.parametrize("hour", [0, 23])
@pytest.mark.parametrize("day", [law.USUAL_DAYS[1], law.LEAP_DAYS[-1]], ids=str)
@pytest.mark.parametrize("badge", sorted(Badge))
def test_every_day_may_be_a_timestamp(badge: Badge, day: date, hour: int) -> None:
    """The first and the last hour of a day count as that day, in every column of every frame."""
    hours = pl.col(pl.Date).cast(pl.Datetime("us")) + pl.duration(hours=hour)
    made = frames_of(talents(day), "polars")
    timed = {name: frame.with_columns(hours) for name, frame in made.items()}
    answer = frames.assess(**timed, badge=badge, as_of=day)
    wanted = [row_of(record, decide(record, badge, as_of=day)) for record in talents(day)]
    assert differing(answers_of(answer), wanted) == []


@pytest.mark.clause("TRP-F2", "TRP-A2")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_category_may_have_the_same_bar(engine: str) -> None:
    """Where all bars of a large contract are $10,000, each talent comes out as its record says.

    So does the next change.
    """
    day = law.USUAL_DAYS[1]
    asked: dict[str, Any] = {"as_of": day, "edition": ALIKE}
    answer = frames.assess(**frames_of(talents(day), engine), badge="top_rated_plus", **asked)
    wanted = expected(talents(day), **asked)
    assert differing(answers_of(answer), wanted) == []
    assert {row["large_contract_required_cents"] for row in wanted} == {1_000_000}
    ahead = frames.next_change(**frames_of(talents(day), engine), badge="top_rated_plus", **asked)
    changes = wanted_of(talents(day), "top_rated_plus", **asked)
    assert found_in(ahead) == changes
    assert any(on is not None for on, *_ in changes.values())


@pytest.mark.clause("WIN-5", "TRP-F3", "TRP-A3")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_cent_inside_the_window_brings_a_contract_into_it(engine: str) -> None:
    """It counts with its whole life by that reading, and in the share of bad endings.

    The window is 2 Sep 2019 to 1 Sep 2020. Everything but a cent was paid, and judged, before.
    """
    before = date(2019, 6, 1)
    rated: dict[str, Any] = {"outcome": "negative", "outcome_on": before}
    ann = freelancer(contract("0.01", name="ann").with_payment("12000", on=before), id="ann")
    bob = agency(contract("0.01", name="bob", **rated), id="bob")
    asked: dict[str, Any] = {"as_of": AS_OF, "badge": "top_rated_plus"}
    lifetime = Readings(large_contract_sum="lifetime_if_active")
    found = {
        row["talent_id"]: row
        for row in answers_of(
            frames.assess(**frames_of([ann, bob], engine), readings=lifetime, **asked)
        )
    }
    assert found["ann"]["large_contract_observed_cents"] == 12_000_01
    assert found["bob"]["negative_share_observed"] == 1


@pytest.mark.clause("TR-F2", "TR-F8")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_days_of_activity_may_reach_further_back_than_those_of_money(engine: str) -> None:
    """Where money counts for a month and activity for 90 days, a cent may be the one alone.

    On 1 Sep 2020 the month begins on 2 August. What was paid on 1 July, even a cent, is activity
    and earns nothing.
    """
    edition = EDITIONS[0].hypothetical("a month of money", {"window": 1})
    cent = contract().with_payment("0.01", on=date(2020, 7, 1))
    record = attrs.evolve(good_record("freelancer", cent, last_active_on=None), id="ann")
    asked: dict[str, Any] = {"as_of": AS_OF, "edition": edition}
    answer = frames.assess(**frames_of([record], engine), badge="top_rated", **asked)
    (row,) = answers_of(answer)
    assert (row["earnings_observed_cents"], row["recent_activity_verdict"]) == (0, "met")
    assert differing([row], [row_of(record, decide(record, "top_rated", **asked))]) == []


@pytest.mark.clause("TR-F4")
@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize(
    ("joined_on", "highest"),
    [
        pytest.param(date(2020, 8, 29), 1, id="on_the_last_saturday"),
        pytest.param(date(2020, 8, 30), 0, id="the_day_after"),
        pytest.param(date(2020, 5, 16), 16, id="on_the_first_saturday"),
        pytest.param(date(2020, 5, 17), 15, id="the_day_after_the_first"),
    ],
)
def test_a_week_that_ends_on_the_day_of_joining_may_be_eligible(
    joined_on: date, highest: int, engine: str
) -> None:
    """Of the 16 weeks that end from 16 May to 29 Aug 2020, those since joining may be eligible."""
    facts: dict[str, Any] = {"weeks": [], "joined_on": joined_on, "first_contract_on": joined_on}
    record = attrs.evolve(good_record("freelancer", **facts), id="ann")
    asked: dict[str, Any] = {"as_of": AS_OF}
    answer = frames.assess(**frames_of([record], engine), badge="top_rated", **asked)
    (row,) = answers_of(answer)
    assert (row["eligible_weeks_observed"], row["eligible_weeks_highest"]) == (0, highest)
    assert differing([row], [row_of(record, decide(record, "top_rated", **asked))]) == []


@pytest.mark.clause("TR-F4", "TR-A7")
@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("kind", ["freelancer", "agency"])
def test_an_edition_may_count_no_weeks_of_a_kind(kind: KindName, engine: str) -> None:
    """Where no week of freelancers counts and none is asked for, weeks of agencies do as ever."""
    none = {"top_rated_counted_weeks": 0, "top_rated_eligible_weeks": 0}
    edition = EDITIONS[0].hypothetical("no weeks of freelancers", none)
    record = attrs.evolve(good_record(kind), id="ann")
    asked: dict[str, Any] = {"as_of": AS_OF, "edition": edition}
    answer = frames.assess(**frames_of([record], engine), badge="top_rated", **asked)
    (row,) = answers_of(answer)
    weeks = {"freelancer": 0, "agency": 16}[kind]
    assert (row["eligible_weeks_observed"], row["eligible_weeks_verdict"]) == (weeks, "met")
    assert differing([row], [row_of(record, decide(record, "top_rated", **asked))]) == []

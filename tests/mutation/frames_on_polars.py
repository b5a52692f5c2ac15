"""Frames for runs under mutmut: one engine, few talents near every edge, and `decide` beside it.

`tests/frames` asks six engines and some thousand talents, which takes a minute. What `decide` says
is worked out here when this file is imported, once for all mutants, since no mutant of frames
changes it. No frame is made by then: Polars has threads of its own, which a fork would lose.
No run of the whole suite collects this file, since its name asks for none.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import EDITIONS, UNKNOWN, Badge, Readings, decide
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.vocabulary import Surface
from engines import answers_of, frames, pl
from engines import frames_of as frames_of_money
from law import USUAL_DAYS as DAYS
from populations import (
    OPEN_MONEY,
    asked_of,
    differing,
    expected,
    known_in_part,
    open_parts,
    open_wanted,
    parts,
    row_of,
    rows_of,
    wanted,
)
from reputations import polars_frames, population, seen_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules import TalentRecord

ASKED, SIZE = 1_000, 250
"""How many talents are asked of Top Rated Plus alone, and how many of every badge."""

PLUS, THREE = Badge.TOP_RATED_PLUS, ("talents", "contracts", "payments")
PARTS, WANTED = parts(ASKED), wanted(ASKED)
OPEN_PARTS, OPEN_WANTED = open_parts(ASKED), open_wanted(ASKED)
TALENTS = {
    recorded: tuple(population(SIZE, seed=5, days=DAYS, recorded=recorded))
    for recorded in (True, False)
}


UNEVEN = EDITIONS[0].hypothetical(
    "uneven",
    {
        "window": 6,
        "negative_share": 25,
        "top_rated_first_contract": 100,
        "top_rated_hold": 95,
        "top_rated_activity": 80,
        "agency_hold": 85,
        "agency_eligible_weeks": 8,
        "agency_counted_weeks": 10,
        "agency_week_score": 95,
        "circumvention_bar": 5,
        "rising_talent_activity": 85,
        "rising_talent_joined": 31,
        "rising_talent_hold": 95,
    },
)
"""Numbers that differ between kinds and badges, as those of no edition do."""


def _rows(records: Iterable[TalentRecord], badge: Badge, **terms: Any) -> list[dict[str, Any]]:
    """Return what `decide` says of each talent, as the row that a frame must hold."""
    if badge is PLUS:
        return expected(records, **terms)
    return [row_of(one, decide(one, badge, **terms)) for one in records]


def _terms(*, recorded: bool) -> list[dict[str, Any]]:
    """Return what is asked of each badge: all days of those who are computed."""
    days = DAYS[:1] if recorded else DAYS
    return [*({"as_of": day} for day in days), {"as_of": DAYS[2], "edition": UNEVEN}]


QUESTIONS = [
    (badge, terms, recorded)
    for recorded in (False, True)
    for badge in sorted(Badge)
    for terms in _terms(recorded=recorded)
]
ROWS = [_rows(TALENTS[recorded], badge, **terms) for badge, terms, recorded in QUESTIONS]
AT_ONCE = {badge: _rows(TALENTS[False], badge, as_of=DAYS[0]) for badge in Badge}

AHEAD = [
    {"as_of": DAYS[2], "known_through": DAYS[2] - timedelta(weeks=weeks)} for weeks in (1, 5, 20)
]
OPEN = [
    (badge, terms, tuple(known_in_part(TALENTS[False], number, terms["as_of"], through)))
    for number, (terms, through) in enumerate(
        [({"as_of": day}, day) for day in DAYS]
        + [(terms, terms["known_through"]) for terms in AHEAD]
    )
    for badge in (Badge.RISING_TALENT, Badge.TOP_RATED, PLUS)
]
ROWS_OPEN = [_rows(records, badge, **terms) for badge, terms, records in OPEN]
NO_LIMIT: dict[str, Any] = dict.fromkeys(OPEN_MONEY) | {"contracts_known": True}
WITHOUT = [
    (name, [attrs.evolve(one, **{name: NO_LIMIT[name]}) for one in OPEN[0][2]])
    for name in OPEN_MONEY
]
ROWS_WITHOUT = [_rows(records, PLUS, as_of=DAYS[0]) for _, records in WITHOUT]
ROWS_AHEAD = [_rows(TALENTS[False], Badge.TOP_RATED, **terms) for terms in AHEAD]

TOLD_APART = ("job_success_score", "first_contract_on", "last_active_on")
"""The facts of which "none yet" is one, so that without a column they are unknown."""


def _left_out(record: TalentRecord, name: str) -> TalentRecord:
    """Return a talent as frames hold it that have no column, or no frame, of that name."""
    own = record.reputation
    assert own is not None
    fact = name.removesuffix("_known")
    without: dict[str, Any] = {name: UNKNOWN if name in TOLD_APART else None}
    if name == "weeks":
        without = {name: ()}
    elif name == "holds_known":
        without = {"holds": own.holds or ()}
    elif name.endswith("_known"):
        without = {fact: None if getattr(own, fact) is UNKNOWN else getattr(own, fact)}
    return attrs.evolve(record, reputation=attrs.evolve(own, **without))


LEFT_OUT = [
    (badge, name)
    for badge in (Badge.RISING_TALENT, Badge.TOP_RATED)
    for name in (
        *("job_success_score", "rising_talent", "first_contract_on", "joined_on"),
        *("profile_percent", "availability_current", "last_active_on", "circumvention_on"),
        *("members", "members_profile_percent", "holds", "holds_known", "weeks"),
        *(f"{fact}_known" for fact in TOLD_APART),
    )
]
ROWS_LEFT_OUT = [
    _rows([_left_out(one, name) for one in TALENTS[False]], badge, as_of=DAYS[2])
    for badge, name in LEFT_OUT
]
BARE = [
    attrs.evolve(one, country=None, expert_vetting=None, certifications=()) for one in TALENTS[True]
]
BARE_SEEN = [seen_of(one, as_of=DAYS[2]) for one in BARE]

ONLY = Readings(enterprise_suite="enterprise_only")
BOTH = Readings(enterprise_suite="enterprise_and_business")
VIEWS = [
    (Surface.PROFILE, {"as_of": DAYS[0], "readings": ONLY}, False),
    (Surface.PROFILE, {"as_of": DAYS[0], "readings": BOTH}, True),
    *[
        (surface, {"as_of": DAYS[number], "readings": BOTH}, False)
        for number, surface in enumerate(Surface)
        if surface is not Surface.PROFILE
    ],
]
SEEN = [
    [seen_of(one, surface=surface, **terms) for one in TALENTS[recorded]]
    for surface, terms, recorded in VIEWS
]

STRICT = Rules(readings=Readings(money_bar="more_than"))
GROUPS = {str(one.id): (None, "", "north")[number % 3] for number, one in enumerate(TALENTS[False])}
COMPARED = {
    badge: compare_rules(
        TALENTS[False],
        badge=badge,
        before=Rules(),
        after=STRICT,
        as_of=DAYS[2],
    )
    for badge in Badge
}
COUNTED = {badge: funnel(TALENTS[False], badge=badge, by=GROUPS, as_of=DAYS[2]) for badge in Badge}


@cache
def given(*, recorded: bool) -> dict[str, Any]:
    """Return the talents as frames of Polars."""
    return polars_frames(TALENTS[recorded])


def lazy(made: dict[str, Any]) -> dict[str, Any]:
    """Return frames that are queries."""
    return {name: frame.lazy() for name, frame in made.items()}


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_top_rated_plus_is_what_decide_says(number: int) -> None:
    """Under readings of all kinds, each talent is answered as `decide` does."""
    part = PARTS[number]
    given = frames_of_money(rows_of(part.records), "polars")
    answer = frames.assess(*given, badge=PLUS, **asked_of(part), check=False)
    assert differing(answers_of(answer), WANTED[number]) == []


@pytest.mark.parametrize("number", range(len(OPEN_PARTS)))
def test_plus_knows_what_is_known_in_part(number: int) -> None:
    """So it is where some payments, or all contracts, are not on record."""
    part = OPEN_PARTS[number]
    given = frames_of_money(rows_of(part.records), "polars")
    answer = frames.assess(*given, badge=PLUS, **asked_of(part), check=False)
    assert differing(answers_of(answer), OPEN_WANTED[number]) == []


@pytest.mark.parametrize("number", range(len(OPEN)))
def test_every_badge_knows_what_is_known_in_part(number: int) -> None:
    """Computed from reputation, the badges that money may leave open come out as `decide` says."""
    badge, terms, records = OPEN[number]
    answer = frames.assess(**polars_frames(records), badge=badge, **terms, check=False)
    assert differing(answers_of(answer), ROWS_OPEN[number]) == []


@pytest.mark.parametrize("number", range(len(WITHOUT)))
def test_what_limits_nobody_may_be_left_out(number: int) -> None:
    """Without a column of what is known of money, nothing of that kind is missing."""
    name, records = WITHOUT[number]
    made = polars_frames(records)
    made["talents"] = made["talents"].drop(name)
    answer = frames.assess(**made, badge=PLUS, as_of=DAYS[0])
    assert differing(answers_of(answer), ROWS_WITHOUT[number]) == []


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_every_badge_is_what_decide_says(number: int) -> None:
    """Computed or recorded, each badge of each talent comes out as `decide` says."""
    badge, terms, recorded = QUESTIONS[number]
    made = given(recorded=recorded)
    answer = frames.assess(**lazy(made) if number % 2 else made, badge=badge, **terms)
    assert differing(answers_of(answer), ROWS[number]) == []


@pytest.mark.parametrize("is_lazy", [False, True], ids=["eager", "lazy"])
def test_several_badges_are_what_decide_says(*, is_lazy: bool) -> None:
    """Rows of all badges stand in one frame that is as the talents were, each as `decide` says."""
    made = given(recorded=False)
    asked = lazy(made) if is_lazy else made
    answer = frames.assess(**asked, badge=sorted(Badge), as_of=DAYS[0])
    assert type(answer) is type(asked["talents"])
    rows = answers_of(answer)
    for badge, told in AT_ONCE.items():
        assert differing([row for row in rows if row["badge"] == badge], told) == []


@pytest.mark.parametrize("number", range(len(LEFT_OUT)))
def test_what_has_no_column_is_not_known(number: int) -> None:
    """Without a column of a fact, or the frame of holds or weeks, it is told of nobody."""
    badge, name = LEFT_OUT[number]
    made = {table: frame for table, frame in given(recorded=False).items() if table != name}
    made["talents"] = made["talents"].drop(name, f"{name}_known", strict=False)
    answer = frames.assess(**made, badge=badge, as_of=DAYS[2])
    assert differing(answers_of(answer), ROWS_LEFT_OUT[number]) == []


def test_nobody_has_what_no_frame_tells() -> None:
    """Without vetting, country and certifications, everybody sees base badges and Plus alone."""
    made = {name: frame for name, frame in given(recorded=True).items() if name in THREE}
    made["talents"] = made["talents"].select(
        "talent_id", "kind", "base_badge", "exclusive_agency_contractor"
    )
    answer = frames.visible(**made, as_of=DAYS[2])
    assert differing(answers_of(answer), BARE_SEEN) == []


@pytest.mark.parametrize("number", range(len(AHEAD)))
def test_weeks_to_come_are_what_decide_says(number: int) -> None:
    """After the last day known a week is eligible exactly when the score suffices."""
    answer = frames.assess(**given(recorded=False), badge="top_rated", **AHEAD[number])
    assert differing(answers_of(answer), ROWS_AHEAD[number]) == []


@pytest.mark.parametrize("number", range(len(VIEWS)))
def test_everybody_sees_what_the_assessment_says(number: int) -> None:
    """Who sees which badge, and what is unsettled, is what a single assessment says."""
    surface, terms, recorded = VIEWS[number]
    answer = frames.visible(**given(recorded=recorded), surface=surface, **terms, check=False)
    assert differing(answers_of(answer), SEEN[number]) == []


def as_population() -> Any:  # noqa: ANN401  # a frame is of any engine
    """Return the talents as a population of frames."""
    made = dict(given(recorded=False))
    three = {name: made.pop(name) for name in THREE}
    return frames.Population(**three, beside=made)


@pytest.mark.parametrize("badge", sorted(Badge))
def test_rules_are_compared_like_records(badge: Badge) -> None:
    """Each badge is counted under both sets of rules as the records are."""
    own = compare_rules(as_population(), badge=badge, before=Rules(), after=STRICT, as_of=DAYS[2])
    assert own == COMPARED[badge]
    rows = [(row["talent_id"], row["before"], row["after"]) for row in answers_of(own.changed)]
    assert rows == sorted((one.id, one.before, one.after) for one in COMPARED[badge].changed)


@pytest.mark.parametrize("badge", sorted(Badge))
def test_the_funnel_is_that_of_records(badge: Badge) -> None:
    """Each group drops out at the same criteria, by the same clauses."""
    rows = {"talent_id": [*GROUPS], "group": [*GROUPS.values()]}
    own = funnel(as_population(), badge=badge, by=pl.DataFrame(rows), as_of=DAYS[2])
    assert own == COUNTED[badge]

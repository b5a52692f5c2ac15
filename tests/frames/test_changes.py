"""Who gained and who lost a badge between two days: each row is what `compare` says."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import builders
import law
import reputations
from badgerules import (
    Badge,
    Contract,
    InvalidRecordError,
    Readings,
    TalentRecord,
    next_change,
)
from badgerules.comparison import Cause
from builders import kept_by_a_cent
from changes_between import between, changed_in
from engines import ENGINES, answers_of, frames, frames_of, marked, pl
from populations import Part, all_readings, known_in_part, open_parts, parts, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from changes_between import Rows

PLUS = Badge.TOP_RATED_PLUS
READINGS = all_readings()
SPANS = ((0, 300), (40, 1), (300, 0))
"""How many days before and after the day of a part its population is asked about."""


def days_of(number: int, part: Part) -> tuple[date, date]:
    """Return the two days that a part is asked about."""
    back, ahead = SPANS[number % len(SPANS)]
    return max(part.day - timedelta(days=back), law.LAUNCH), part.day + timedelta(days=ahead)


def readings_before(number: int, part: Part) -> Readings:
    """Return the readings of the first day: of every other part they are others."""
    return READINGS[7 * number % len(READINGS)] if number % 2 else part.readings


@cache
def wanted(of: Callable[[int], tuple[Part, ...]], talents: int) -> list[Rows]:
    """Return what `compare` says of each part."""
    found: list[Rows] = []
    for number, part in enumerate(of(talents)):
        before, after = days_of(number, part)
        first = {"as_of": before, "readings": readings_before(number, part)}
        last = {"as_of": after, "readings": part.readings}
        found.append(between(part.records, PLUS, first, last))
    return found


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("of", [parts, open_parts], ids=["known", "in_part"])
def test_every_row_is_what_compare_says(of: Any, engine: str, talents: int) -> None:
    """Over days and months, with readings changed or not, also where money is known in part."""
    for number, part in enumerate(of(talents)):
        before, after = days_of(number, part)
        given = frames_of(rows_of(part.records), engine)
        earlier = readings_before(number, part)
        answer = frames.changes(
            *given,
            badge=PLUS,
            before=before,
            after=after,
            readings=part.readings,
            readings_before=None if earlier == part.readings else earlier,
        )
        assert changed_in(answer) == wanted(of, talents)[number], (before, after, part.readings)


def test_a_population_meets_every_cause() -> None:
    """All causes but a new edition are among those compared, gains and losses too."""
    rows = [row for of in (parts, open_parts) for own in wanted(of, 600) for row in own.values()]
    causes = {cause for row in rows for cause in row[2].split()}
    assert causes == {one.value for one in Cause} - {"edition_changed"}
    assert {"met"} < {row[0] for row in rows}
    assert {"met", "unmet", "unknown"} == {row[1] for row in rows}


@pytest.mark.parametrize("is_open", [False, True], ids=["known", "in_part"])
@pytest.mark.parametrize("badge", Badge)
@pytest.mark.parametrize("engine", marked(["polars", "pandas", "duckdb"]))
@pytest.mark.parametrize("day", [law.USUAL_DAYS[0], law.FIRST_DAYS[2], law.FIRST_DAYS[-1]])
def test_badges_over_a_reputation_turn_by_the_same_causes(
    badge: Badge, engine: str, day: date, *, is_open: bool
) -> None:
    """Scores, days, certifications and editions: each row is what `compare` says."""
    records = reputations.population(60, seed=3, days=[day])
    records = known_in_part(records, 3, day, day) if is_open else records
    given = reputations.frames_of(records, engine)
    first, last = day - timedelta(days=20), day + timedelta(days=20)
    answer = frames.changes(**given, badge=badge, before=first, after=last)
    assert changed_in(answer) == between(records, badge, {"as_of": first}, {"as_of": last})


def test_a_new_edition_is_a_cause() -> None:
    """A certification that was self-reported ends with the edition that reviews them (DIV-5)."""
    day = law.FIRST_DAYS[2]
    records = reputations.population(200, seed=3, days=[day])
    given = reputations.frames_of(records, "polars")
    answer = frames.changes(
        **given, badge="diversity_certified", before=day - law.ONE_DAY, after=day
    )
    assert "edition_changed" in {row[2] for row in changed_in(answer).values()}


USUAL = Contract(id="usual", category="legal").with_payment("12000", on=date(2020, 8, 1))
PAID = Contract(id="other", category="legal").with_payment("100", on=date(2020, 2, 1))
REFUNDED = PAID.with_payment("-100", on=date(2020, 2, 2))


def test_a_contract_that_left_with_a_refund_moved_nothing() -> None:
    """Time told of the large contract; earnings lost a payment and its refund."""
    record = TalentRecord(
        id="ann",
        kind="freelancer",
        base_badge="top_rated",
        contracts=[USUAL, REFUNDED],
        payments_known_since=date(2020, 1, 15),
    )
    days = {"before": date(2020, 12, 1), "after": date(2021, 3, 1)}
    found = changed_in(frames.changes(*frames_of(rows_of([record]), "polars"), badge=PLUS, **days))
    assert found == {"ann": ("unknown", "met", "rolled_out time_passed", "TRP-F1 TRP-F2")}
    first, last = ({"as_of": day} for day in days.values())
    assert found == between([record], PLUS, first, last)


@pytest.mark.parametrize(
    ("paid_on", "idle", "causes", "because"),
    [
        (date(2020, 3, 1), 0, "rolled_out", "TRP-F1 TRP-F2 TRP-F8"),
        (date(2020, 3, 1), 89, "rolled_out time_passed", "TRP-F1 TRP-F2 TRP-F8"),
        (date(2020, 6, 1), 89, "time_passed", "TRP-F8"),
    ],
    ids=["money", "money and time", "time"],
)
def test_a_computed_base_badge_turns_by_what_turned_its_own_criteria(
    paid_on: date, idle: int, causes: str, because: str
) -> None:
    """Payments that left are its cause only where nothing else of Top Rated turned with time."""
    after = date(2021, 3, 1)
    before = after - law.ONE_DAY
    shop = Contract(id="shop", category="legal").with_payment("12000", on=paid_on)
    standing = builders.standing(before, last_active_on=before - timedelta(days=idle))
    record = TalentRecord(id="ann", kind="freelancer", contracts=[shop], reputation=standing)
    given = reputations.frames_of([record], "polars")
    found = changed_in(frames.changes(**given, badge=PLUS, before=before, after=after))
    assert found == {"ann": ("met", "unmet", causes, because)}
    assert found == between([record], PLUS, {"as_of": before}, {"as_of": after})


@pytest.mark.clause("TRP-A4")
def test_a_computed_base_badge_may_turn_alone() -> None:
    """All that an agency was ever paid is still enough, and what Top Rated counts has left."""
    readings = Readings(agency_earnings_window="lifetime", large_contract_sum="lifetime_if_active")
    after = date(2021, 3, 1)
    before = after - law.ONE_DAY
    shop = Contract(id="shop", category="legal").with_payment("25000", on=date(2020, 3, 1))
    record = TalentRecord(
        id="ann",
        kind="agency",
        contracts=[shop.with_payment("1", on=date(2020, 9, 1))],
        reputation=builders.standing(before, "agency"),
    )
    given = reputations.frames_of([record], "polars")
    terms: dict[str, Any] = {"badge": PLUS, "before": before, "after": after}
    found = changed_in(frames.changes(**given, **terms, readings=readings))
    assert found == {"ann": ("met", "unmet", "rolled_out", "TRP-A4")}
    first, last = ({"as_of": day, "readings": readings} for day in (before, after))
    assert found == between([record], PLUS, first, last)


@pytest.mark.clause("RT-1")
def test_a_clause_of_several_criteria_is_named_once() -> None:
    """Activity and the end of all holds are lost on the way, and both are of RT-1."""
    days = {"before": date(2020, 8, 1), "after": date(2020, 12, 5)}
    own = builders.standing(
        days["before"],
        job_success_score=None,
        rising_talent=True,
        last_active_on=days["before"],
        holds=[days["after"]],
    )
    record = TalentRecord(id="ann", kind="freelancer", contracts=[], reputation=own)
    given = reputations.frames_of([record], "polars")
    found = changed_in(frames.changes(**given, badge="rising_talent", **days))
    assert found == {"ann": ("met", "unmet", "time_passed", "RT-1")}


LIFETIME = Readings(large_contract_sum="lifetime_if_active")


def between_days(record: TalentRecord, before: date, after: date) -> Rows:
    """Return what Polars says of a record where all of a contract counts, as its record does."""
    given = frames_of(rows_of([record]), "polars")
    terms: dict[str, Any] = {"badge": PLUS, "readings": LIFETIME}
    found = changed_in(frames.changes(*given, **terms, before=before, after=after))
    first, last = ({"as_of": day, "readings": LIFETIME} for day in (before, after))
    assert found == between([record], PLUS, first, last)
    return found


@pytest.mark.clause("TRP-F3", "WIN-5")
def test_a_cent_that_leaves_takes_a_large_contract_with_it() -> None:
    """What was paid before counts while a cent lies in the window; a payment of nothing is none."""
    record = kept_by_a_cent()
    found = between_days(record, date(2021, 2, 28), date(2021, 3, 1))
    assert found == {"ann": ("met", "unmet", "rolled_out", "TRP-F2")}


@pytest.mark.clause("TRP-F3", "WIN-5")
def test_contracts_without_a_part_in_the_large_one_move_nothing() -> None:
    """Time told of the large contract; what left was refunded, or had left long before."""
    older = Contract(id="older", category="legal").with_payment("100", on=date(2018, 2, 1))
    record = TalentRecord(
        id="ann",
        kind="freelancer",
        base_badge="top_rated",
        contracts=[USUAL, REFUNDED, older],
        payments_known_through=date(2020, 12, 31),
    )
    found = between_days(record, date(2020, 12, 1), date(2021, 3, 1))
    assert found == {"ann": ("met", "unknown", "rolled_out time_passed", "TRP-F1 TRP-F2")}


# --- What is asked --------------------------------------------------------------------------------


def holder() -> TalentRecord:
    """Return a talent who loses the badge on 1 March 2021."""
    shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    return TalentRecord(id="ann", kind="freelancer", base_badge="top_rated", contracts=[shop])


def test_an_answer_tells_what_was_asked() -> None:
    """Both days stand in every row, with the edition and readings of the second."""
    given = frames_of(rows_of([holder()]), "polars_lazy")
    change = next_change(holder(), PLUS, as_of=date(2020, 9, 1))
    assert change is not None
    days = {"before": change.on - law.ONE_DAY, "after": change.on}
    answer = frames.changes(*given, badge="top_rated_plus", **days)
    assert isinstance(answer, pl.LazyFrame)
    (row,) = answers_of(answer)
    assert (row["badge"], row["before"], row["after"]) == (PLUS, "2021-02-28", "2021-03-01")
    assert (row["as_of"], row["edition"]) == ("2021-03-01", "2021-02")
    assert (row["causes"], row["because"]) == ("rolled_out", " ".join(change.because))


def test_on_one_day_nothing_is_gained_or_lost() -> None:
    """Both days may be one."""
    given = frames_of(rows_of([holder()]), "polars")
    days = {"before": date(2020, 9, 1), "after": date(2020, 9, 1)}
    assert changed_in(frames.changes(*given, badge=PLUS, **days)) == {}


def test_an_edition_by_its_name_holds_on_both_days() -> None:
    """Then no edition is a cause."""
    given = frames_of(rows_of([holder()]), "polars")
    days = {"before": date(2020, 9, 1), "after": date(2021, 9, 1)}
    answer = frames.changes(*given, badge=PLUS, **days, edition="2026-07")
    assert changed_in(answer) == {"ann": ("met", "unmet", "rolled_out", "TRP-F1 TRP-F2")}


@pytest.mark.parametrize(
    ("bar", "paid", "after", "found"),
    [
        (15_000, "12000", date(2020, 12, 1), {}),
        (9_000, "9500", date(2021, 9, 1), {"ann": ("met", "unmet", "rolled_out", "TRP-F1 TRP-F2")}),
    ],
    ids=["never enough", "enough"],
)
def test_the_edition_in_force_has_no_say_beside_a_supposed_one(
    bar: int, paid: str, after: date, found: Rows
) -> None:
    """Neither on the first day, nor on the second, nor where readings change in between."""
    edition = law.NEWEST.hypothetical("another bar", {"TRP-F1": bar})
    shop = Contract(id="shop", category="legal").with_payment(paid, on=date(2020, 3, 1))
    record = attrs.evolve(holder(), contracts=[shop])
    before, strict = date(2020, 9, 1), Readings(money_bar="more_than")
    given = frames_of(rows_of([record]), "polars")
    terms: dict[str, Any] = {"badge": PLUS, "before": before, "after": after, "edition": edition}
    assert changed_in(frames.changes(*given, **terms, readings_before=strict)) == found
    first = {"as_of": before, "readings": strict, "edition": edition}
    assert found == between([record], PLUS, first, {"as_of": after, "edition": edition})


def test_frames_that_hold_their_rows_are_answered_so() -> None:
    """An answer is a frame of the kind that was given."""
    days = {"before": date(2020, 9, 1), "after": date(2021, 9, 1)}
    answer = frames.changes(*frames_of(rows_of([holder()]), "polars"), badge=PLUS, **days)
    assert isinstance(answer, pl.DataFrame)


def test_what_the_badge_does_not_rest_on_is_not_read() -> None:
    """A frame that has nothing to do with it may hold anything."""
    days = {"before": date(2020, 9, 1), "after": date(2021, 9, 1)}
    given, other = frames_of(rows_of([holder()]), "polars"), pl.DataFrame({"status": [1]})
    answer = frames.changes(*given, badge=PLUS, **days, certifications=other)
    assert {*changed_in(answer)} == {"ann"}


def test_columns_and_money_may_be_written_as_the_caller_does() -> None:
    """What columns are called, and that amounts are in cents, is said beside the frames."""
    talents, contracts, payments = frames_of(rows_of([holder()]), "polars")
    payments = payments.select("contract_id", paid_on="paid_on", sum=pl.lit(12000_00))
    terms: dict[str, Any] = {"columns": {"payments.amount": "sum"}, "money": "cents"}
    days = {"before": date(2020, 9, 1), "after": date(2021, 9, 1)}
    answer = frames.changes(talents, contracts, payments, badge=PLUS, **days, **terms)
    assert {*changed_in(answer)} == {"ann"}


def test_rows_are_checked() -> None:
    """What `assess` refuses is refused here too, unless the caller has checked it."""
    talents, contracts, payments = frames_of(rows_of([holder()]), "polars")
    contracts = contracts.with_columns(talent_id=pl.lit("nobody"))
    terms: dict[str, Any] = {"badge": PLUS, "before": date(2020, 9, 1), "after": date(2020, 9, 2)}
    with pytest.raises(InvalidRecordError, match="the id of a row of talents"):
        frames.changes(talents, contracts, payments, **terms)
    assert changed_in(frames.changes(talents, contracts, payments, **terms, check=False)) == {}


def test_a_badge_that_is_none_is_refused() -> None:
    """The message names the argument."""
    given = frames_of(rows_of([holder()]), "polars")
    days = {"before": date(2020, 9, 1), "after": date(2020, 9, 2)}
    with pytest.raises(InvalidRecordError, match=r"^badge must be one of"):
        frames.changes(*given, badge="best", **days)


def test_days_that_are_not_in_order_are_refused() -> None:
    """The second day must not lie before the first."""
    given = frames_of(rows_of([holder()]), "polars")
    with pytest.raises(InvalidRecordError) as caught:
        frames.changes(*given, badge=PLUS, before=date(2020, 9, 2), after=date(2020, 9, 1))
    (problem,) = caught.value.problems
    assert (problem.path, problem.code.value) == ("after", "out_of_range")
    assert (problem.allowed, problem.found) == ("a day from 2020-09-02 on", "2020-09-01")
    assert problem.message == "must be on or after the first day, 2020-09-02, got 2020-09-01"
    assert str(caught.value) == f"after {problem.message}"

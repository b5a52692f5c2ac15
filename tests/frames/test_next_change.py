"""The next change of Top Rated Plus over frames, with base badges on record: as each record says.

By default some hundred talents are asked; `--thorough --talents 50000` asks so many of each engine.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import law
from badgerules import (
    Badge,
    Contract,
    Edition,
    InvalidRecordError,
    Payment,
    Readings,
    TalentRecord,
)
from badgerules.thresholds import Cents
from builders import kept_by_a_cent
from engines import ENGINES, answers_of, frames, frames_of, marked, pl
from next_changes import found_in, wanted_of
from populations import OPEN_MONEY, Part, open_parts, parts, population, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PLUS = Badge.TOP_RATED_PLUS
ONE_OF_EACH = ("polars", "pandas", "duckdb")
TURN = date(2090, 1, 1)
LOWER = attrs.evolve(
    law.NEWEST, id="2090-01", effective_from=TURN, freelancer_earnings=Cents(9_000_00)
)
"""An edition to come, from which on less is enough."""


def asked(records: Iterable[TalentRecord], engine: str, **terms: Any) -> dict[str, Any]:
    """Ask an engine about records."""
    given = frames_of(rows_of(records), engine)
    return found_in(frames.next_change(*given, badge=PLUS, **terms))


@cache
def wanted(
    of: Callable[[int], tuple[Part, ...]], talents: int, days_before: int
) -> list[dict[str, Any]]:
    """Return what the records of each part say, asked some days before the day of the part."""
    return [
        wanted_of(part.records, PLUS, as_of=day_before(part, days_before), readings=part.readings)
        for part in of(talents)
    ]


def day_before(part: Part, days: int) -> date:
    """Return the day so many days before that of a part, but none before the first edition."""
    return max(part.day - timedelta(days=days), law.LAUNCH)


# --- Row by row -----------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize("of", [parts, open_parts], ids=["known", "in_part"])
@pytest.mark.parametrize("days_before", [0, 300])
def test_every_row_is_what_next_change_says(
    days_before: int, of: Any, engine: str, talents: int
) -> None:
    """On each day, under readings of all kinds, also where money is known in part.

    Asked long before, most of what a record holds is still to come: payments, refunds, outcomes.
    """
    for part, own in zip(of(talents), wanted(of, talents, days_before), strict=True):
        terms = {"as_of": day_before(part, days_before), "readings": part.readings}
        assert asked(part.records, engine, **terms) == own, terms


@pytest.mark.parametrize("kept", OPEN_MONEY)
def test_one_column_of_money_known_in_part_is_enough(kept: str) -> None:
    """Where the two others are left out, all is known in their regard."""
    usual: dict[str, Any] = {"contracts_known": True, **dict.fromkeys(OPEN_MONEY[1:])}
    for part in open_parts(100):
        bare = {name: value for name, value in usual.items() if name != kept}
        records = [
            attrs.evolve(one, **bare)
            for one in part.records
            if one.contracts_known or kept == "contracts_known"
        ]
        talents, *others = frames_of(rows_of(records), "polars")
        talents = talents.drop(name for name in bare if name in talents.columns)
        terms: dict[str, Any] = {"as_of": part.day, "readings": part.readings}
        answer = frames.next_change(talents, *others, badge=PLUS, **terms)
        assert found_in(answer) == wanted_of(records, PLUS, **terms)


def test_a_population_meets_every_turn() -> None:
    """Losses, gains and talents without any change are all among those compared."""
    seen = {
        verdict
        for days_before in (0, 300)
        for own in wanted(open_parts, 600, days_before)
        for _, verdict, _ in own.values()
    }
    assert seen == {"met", "unmet", None}


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.parametrize("numbers", [{"WIN-1": 5}, {"WIN-1": 18}, {"TRP-F2": {"legal": 0}}])
def test_other_windows_are_left_on_their_days(engine: str, numbers: dict[str, Any]) -> None:
    """A window of 5 or 18 months is left on the first of a month that is too short."""
    edition = law.NEWEST.hypothetical("another window", numbers)
    day = date(2024, 3, 31)
    records = population(150, seed=5, days=[day, date(2024, 2, 29), date(2023, 8, 31)])
    terms: dict[str, Any] = {"as_of": day, "edition": edition}
    assert asked(records, engine, **terms) == wanted_of(records, PLUS, **terms)


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.parametrize("of", [parts, open_parts], ids=["known", "in_part"])
def test_an_edition_that_begins_in_between_turns_a_badge(
    of: Any, engine: str, planted: Callable[[Iterable[Edition]], None]
) -> None:
    """A lower bar, from a day within the window on, is met on that day."""
    for part in of(80)[:12]:
        lower = attrs.evolve(LOWER, effective_from=part.day + timedelta(days=100))
        now = law.in_force(part.day)
        planted((now, lower))
        terms: dict[str, Any] = {"as_of": part.day, "readings": part.readings}
        assert asked(part.records, engine, **terms) == wanted_of(part.records, PLUS, **terms)


def test_what_is_counted_of_a_contract_stays_with_its_talent() -> None:
    """Contracts that sort otherwise than their talents leave nothing behind where they end.

    Ann has praise, for little. So until all of her window is known her large contract is not known,
    rather than unmet, and its own praise on that very day gains nothing but knowledge.
    """
    known_since, praised_on = date(2020, 1, 1), date(2020, 4, 1)
    large, small, other = (
        Contract(id=name, category="legal", outcome="positive", outcome_on=on).with_payment(
            amount, on=date(2020, 3, 1)
        )
        for name, amount, on in (
            ("third", "12000", date(2020, 12, 31)),
            ("second", "100", praised_on),
            ("first", "12000", praised_on),
        )
    )
    ann = attrs.evolve(
        holder(), id="ann", contracts=[large, small], payments_known_since=known_since
    )
    bob = attrs.evolve(holder(), id="bob", contracts=[other])
    terms: dict[str, Any] = {"as_of": date(2020, 9, 1), "readings": Readings(feedback="positive")}
    loss = (date(2021, 3, 1), "unmet", "TRP-F1 TRP-F2")
    assert asked([ann, bob], "polars", **terms) == {"ann": loss, "bob": loss}
    assert wanted_of([ann, bob], PLUS, **terms) == {"ann": loss, "bob": loss}


@pytest.mark.parametrize(
    ("category", "amounts"),
    [("legal", ["4000"] * 3), ("web_mobile_software_development", ["12000"])],
    ids=["small", "none"],
)
def test_without_a_bar_any_contract_is_large(category: Any, amounts: list[str]) -> None:
    """Under an edition that asks for nothing in a category, one that was never paid is, too."""
    edition = law.NEWEST.hypothetical("no bar", {"TRP-F2": {"legal": 0}})
    day = date(2020, 3, 1)
    paid = [
        Contract(id=f"{number}", category=category).with_payment(amount, on=day)
        for number, amount in enumerate(amounts)
    ]
    record = attrs.evolve(holder(), contracts=[*paid, Contract(id="free", category="legal")])
    terms: dict[str, Any] = {"as_of": date(2020, 9, 1), "edition": edition}
    change = (date(2021, 3, 1), "unmet", "TRP-F1")
    assert asked([record], "polars", **terms) == {"ann": change}
    assert wanted_of([record], PLUS, **terms) == {"ann": change}


def test_a_lower_bar_to_come_is_met_on_its_day(
    planted: Callable[[Iterable[Edition]], None],
) -> None:
    """$9,500 of 1 Oct 2089 are enough from 1 Jan 2090 on, the first day of the new edition."""
    planted((law.NEWEST, LOWER))
    payment = Payment(paid_on=date(2089, 10, 1), amount="9500")
    one = Contract(id="one", category="legal", payments=[payment])
    record = TalentRecord(id="ann", kind="freelancer", base_badge="top_rated", contracts=[one])
    answer = asked([record], "polars", as_of=date(2089, 11, 1))
    assert answer == {"ann": (TURN, "met", "TRP-F1")}


@pytest.mark.parametrize("cents", ["0.01", "0.02"])
def test_a_bar_may_be_reached_by_a_cent(cents: str) -> None:
    """A payment of a cent or two is enough, and it is lost with the first payment."""
    shop = Contract(id="shop", category="legal").with_payment("9999.99", on=date(2020, 3, 1))
    record = attrs.evolve(holder(), contracts=[shop.with_payment(cents, on=date(2020, 4, 1))])
    answer = asked([record], "polars", as_of=date(2020, 9, 1))
    assert answer == {"ann": (date(2021, 3, 1), "unmet", "TRP-F1 TRP-F2")}


@pytest.mark.clause("TRP-F3", "WIN-5")
def test_a_cent_keeps_a_large_contract() -> None:
    """What was paid before counts while a cent lies in the window; a payment of nothing is none."""
    terms: dict[str, Any] = {
        "as_of": date(2020, 9, 1),
        "readings": Readings(large_contract_sum="lifetime_if_active"),
    }
    change = (date(2021, 3, 1), "unmet", "TRP-F2")
    assert asked([kept_by_a_cent()], "polars", **terms) == {"ann": change}
    assert wanted_of([kept_by_a_cent()], PLUS, **terms) == {"ann": change}


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.clause("TRP-F1", "TRP-F2", "WIN-1")
def test_whoever_is_at_the_bar_may_lose_the_badge_on_the_next_day(engine: str) -> None:
    """All of it was paid on the first day of the window, and is just enough in its category."""
    paid = Payment(paid_on=date(2019, 9, 2), amount="10000")
    one = Contract(id="one", category="accounting_consulting", payments=[paid])
    record = attrs.evolve(holder(), contracts=[one])
    change = (date(2020, 9, 2), "unmet", "TRP-F1 TRP-F2")
    assert asked([record], engine, as_of=date(2020, 9, 1)) == {"ann": change}
    assert wanted_of([record], PLUS, as_of=date(2020, 9, 1)) == {"ann": change}


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
def test_whoever_has_all_ahead_starts_without_the_badge(engine: str) -> None:
    """Beside one who holds it to the last day, another gains it with what is paid later."""
    paid = [Payment(paid_on=date(2020, month, 1), amount="25000") for month in (8, 10)]
    ann, bob = (
        TalentRecord(
            id=name,
            kind="agency",
            base_badge="top_rated",
            contracts=[
                Contract(
                    id=f"of {name}",
                    category="legal",
                    payments=[own],
                    outcome="positive",
                    outcome_on=own.paid_on,
                )
            ],
        )
        for name, own in zip(("ann", "bob"), paid, strict=True)
    )
    days = {"as_of": date(2020, 9, 1), "last_day": date(2020, 12, 31)}
    found = asked([ann, bob], engine, **days)
    assert found["ann"] == (None, None, None)
    assert found["bob"] == (date(2020, 10, 1), "met", "TRP-A1 TRP-A2")


# --- What is asked --------------------------------------------------------------------------------


def holder() -> TalentRecord:
    """Return a talent who loses the badge on 1 March 2021."""
    shop = Contract(id="shop", category="legal").with_payment("12000", on=date(2020, 3, 1))
    return TalentRecord(id="ann", kind="freelancer", base_badge="top_rated", contracts=[shop])


@pytest.mark.parametrize("engine", marked(ONE_OF_EACH))
@pytest.mark.parametrize(
    ("last_day", "is_told"), [(date(2021, 3, 1), True), (date(2021, 2, 28), False)]
)
def test_no_change_after_the_last_day_is_told(
    engine: str, last_day: date, *, is_told: bool
) -> None:
    """The last day is looked at, the next is not."""
    loss = (date(2021, 3, 1), "unmet", "TRP-F1 TRP-F2")
    answer = asked([holder()], engine, as_of=date(2020, 9, 1), last_day=last_day)
    assert answer == {"ann": loss if is_told else (None, None, None)}


def test_the_last_day_may_be_the_day_asked_about() -> None:
    """Then there is no day on which anything could change."""
    day = date(2021, 2, 28)
    assert asked([holder()], "polars", as_of=day, last_day=day) == {"ann": (None, None, None)}


@pytest.mark.parametrize(
    "days", [30, *(pytest.param(days, marks=pytest.mark.thorough) for days in (0, 1, 400))]
)
def test_a_last_day_cuts_and_moves_nothing(days: int) -> None:
    """With a last day, each change up to it is told as without one, and no other."""
    for part in (*parts(120), *open_parts(120)):
        last_day = part.day + timedelta(days=days)
        terms: dict[str, Any] = {"as_of": part.day, "readings": part.readings}
        wanted = {
            name: own if own[0] is None or own[0] <= last_day else (None, None, None)
            for name, own in wanted_of(part.records, PLUS, **terms).items()
        }
        assert asked(part.records, "polars", **terms, last_day=last_day) == wanted


def test_an_answer_tells_what_was_asked() -> None:
    """Badge, day, edition and readings stand in every row, and lazy frames stay lazy."""
    given = frames_of(rows_of([holder()]), "polars_lazy")
    answer = frames.next_change(*given, badge="top_rated_plus", as_of=date(2020, 9, 1))
    assert isinstance(answer, pl.LazyFrame)
    (row,) = answers_of(answer)
    shown = {name: row[name] for name in ("kind", "badge", "as_of", "edition", "reading_window")}
    assert shown == {
        "kind": "freelancer",
        "badge": "top_rated_plus",
        "as_of": "2020-09-01",
        "edition": "2020-07",
        "reading_window": "twelve_months",
    }


def test_frames_that_hold_their_rows_are_answered_so() -> None:
    """An answer is a frame of the kind that was given."""
    given = frames_of(rows_of([holder()]), "polars")
    answer = frames.next_change(*given, badge=PLUS, as_of=date(2020, 9, 1))
    assert isinstance(answer, pl.DataFrame)


def test_what_the_badge_does_not_rest_on_is_not_read() -> None:
    """A frame that has nothing to do with it may hold anything."""
    given, other = frames_of(rows_of([holder()]), "polars"), pl.DataFrame({"status": [1]})
    terms: dict[str, Any] = {"badge": PLUS, "as_of": date(2020, 9, 1), "certifications": other}
    assert found_in(frames.next_change(*given, **terms))["ann"][0] == date(2021, 3, 1)


def test_columns_and_money_may_be_written_as_the_caller_does() -> None:
    """What columns are called, and that amounts are in cents, is said beside the frames."""
    talents, contracts, payments = frames_of(rows_of([holder()]), "polars")
    payments = payments.select("contract_id", paid_on="paid_on", sum=pl.lit(12000_00))
    terms: dict[str, Any] = {"columns": {"payments.amount": "sum"}, "money": "cents"}
    terms |= {"badge": PLUS, "as_of": date(2020, 9, 1)}
    answer = frames.next_change(talents, contracts, payments, **terms)
    assert found_in(answer)["ann"][0] == date(2021, 3, 1)


def test_a_badge_that_is_none_is_refused() -> None:
    """The message names the argument."""
    given = frames_of(rows_of([holder()]), "polars")
    with pytest.raises(InvalidRecordError, match=r"^badge must be one of"):
        frames.next_change(*given, badge="best", as_of=date(2020, 9, 1))


def test_a_day_before_that_asked_about_is_refused() -> None:
    """The last day must not lie before the first."""
    with pytest.raises(InvalidRecordError) as caught:
        asked([holder()], "polars", as_of=date(2020, 9, 1), last_day=date(2020, 8, 31))
    (problem,) = caught.value.problems
    assert (problem.path, problem.code.value) == ("last_day", "out_of_range")
    assert (problem.allowed, problem.found) == ("a day from 2020-09-01 on", "2020-08-31")
    assert problem.message == (
        "must be on or after the day asked about, 2020-09-01, got 2020-08-31"
    )
    assert str(caught.value) == f"last_day {problem.message}"


def test_a_last_day_that_is_no_date_is_refused() -> None:
    """Text is not read as a day; the message says how to write it."""
    wrong: Any = "2020-12-31"
    with pytest.raises(InvalidRecordError) as caught:
        asked([holder()], "polars", as_of=date(2020, 9, 1), last_day=wrong)
    told = "must be a date, got '2020-12-31'; write date(2020, 12, 31)"
    assert str(caught.value) == f"last_day {told}"


def test_rows_are_checked() -> None:
    """What `assess` refuses is refused here too."""
    talents, contracts, payments = frames_of(rows_of([holder()]), "polars")
    contracts = contracts.with_columns(talent_id=pl.lit("nobody"))
    with pytest.raises(InvalidRecordError, match="the id of a row of talents"):
        frames.next_change(talents, contracts, payments, badge=PLUS, as_of=date(2020, 9, 1))


def test_an_empty_population_has_no_change() -> None:
    """Without talents there are no rows; without contracts nothing changes."""
    assert asked([], "polars", as_of=date(2020, 9, 1)) == {}
    bare = attrs.evolve(holder(), contracts=[])
    answer = asked([bare], "polars", as_of=date(2020, 9, 1), readings=Readings())
    assert answer == {"ann": (None, None, None)}


def test_an_edition_by_its_name_is_in_force_on_every_day() -> None:
    """A what-if holds beyond the first day of later editions."""
    edition: Edition | str = law.NEWEST.id
    record = attrs.evolve(holder(), id="ann")
    answer = asked([record], "polars", as_of=date(2020, 9, 1), edition=edition)
    assert answer == {"ann": (date(2021, 3, 1), "unmet", "TRP-F1 TRP-F2")}

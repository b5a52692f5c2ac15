"""No packed number overflows into its neighbour, over the whole calendar: years 1 to 9999.

Frames rank certifications and contracts by one whole number each, in which a day or an amount
stands beside flags or the place of a bar. What is read back must be what was put in.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badgerules import (
    EDITIONS,
    Badge,
    Certification,
    Contract,
    ContractOutcome,
    Payment,
    Readings,
    TalentRecord,
    decide,
)
from badgerules.assessment import question_of
from badgerules.thresholds import LargeContractSum
from builders import agency, certified, freelancer, standing, vetted
from engines import ENGINES, answers_of, frames, marked, pl
from populations import differing, row_of
from reputations import frames_of

if TYPE_CHECKING:
    from badgerules.names import BadgeName

nw: Any = pytest.importorskip("narwhals.stable.v2")

from badgerules.frames import diversity, sweep  # noqa: E402  # after the look for narwhals
from badgerules.frames.facts import divided, with_day_numbers  # noqa: E402

FIRST, LAST = date(2, 1, 1), date.max
"""The first day whose window of 12 months lies in the calendar, and the last."""
ASKED = [FIRST, date(2020, 2, 29), date(2021, 3, 1), LAST]
IDS = [one.id for one in EDITIONS]


def every_day(name: str, stride: int = 1) -> Any:
    """Return a frame with the days of the calendar from the first on, and the last."""
    days = pl.date_range(date.min, date.max, interval=f"{stride}d", eager=True)
    return pl.DataFrame({name: days}).vstack(pl.DataFrame({name: [date.max]})).unique()


def test_every_day_of_the_calendar_has_its_place() -> None:
    """Of 3,652,059 days each has the place that Python gives it, by a count from the first."""
    days = every_day("day").sort("day")
    assert len(days) == 3_652_059
    numbered = with_day_numbers(nw.from_native(days.lazy()), ["day"]).collect().to_native()
    places = numbered["day"]
    assert places.to_list()[:1] == [1]
    assert (places.diff().drop_nulls() == 1).all()
    assert (places[-1], date.max.toordinal()) == (3_652_059, 3_652_059)


@pytest.mark.parametrize("engine", marked(ENGINES))
@pytest.mark.parametrize(
    "by", [2, 5, 7, 49, 100, 161, 2**26, 5**18, 5 * 2**17, diversity.WIDTH, 10**9 + 7]
)
def test_a_quotient_is_rounded_down_exactly(by: int, engine: str) -> None:
    """At every border between two quotients, also of negative numbers, up to 2**51."""
    highest = 2**51 // by
    times = {*range(1000), *(2**n for n in range(51)), *(3**n for n in range(32)), highest}
    borders = [by * number for number in sorted(times) if number <= highest]
    numbers = [sign * one + beside for one in borders for sign in (1, -1) for beside in (-1, 0, 1)]
    given_frame = nw.from_native(ENGINES[engine](pl.DataFrame({"number": numbers}))).lazy()
    found = given_frame.select("number", quotient=divided(nw.col("number"), by)).collect().rows()
    assert sorted(found) == sorted((number, number // by) for number in numbers)


@pytest.mark.parametrize("has_reputation", [False, True])
@pytest.mark.parametrize("badge", Badge)
def test_packed_verdicts_can_be_divided_exactly(badge: Badge, *, has_reputation: bool) -> None:
    """A state, and a change with its day, stay below 2**51, where quotients are exact."""
    keys = len(sweep.keys_of(badge, has_reputation=has_reputation))
    assert sweep.VERDICTS ** (keys + 1) < 2**51
    assert sweep.DAYS * sweep.VERDICTS * 2**keys < 2**51


@pytest.mark.clause("DIV-3", "DIV-5", "DIV-11")
@pytest.mark.parametrize("as_of", ASKED, ids=str)
def test_what_a_certification_was_ranked_by_is_read_back(as_of: date) -> None:
    """With any last day and any flags; a flag more weighs more than all days of the calendar."""
    question = question_of(as_of, Readings(), "2021-02", None)
    ends = every_day("expires_on", stride=37)
    cells = [
        ends.with_columns(
            number=pl.lit("77" if details else None, pl.String),
            decided_on=pl.lit(as_of),
            status=pl.lit("approved" if step else "rejected"),
            own_details=details * pl.col("expires_on").is_not_null(),  # a last day is a detail
            own_step=pl.lit(step),
        )
        for details, step in product((0, 1), repeat=2)
    ]
    no_end = [
        one[:1].with_columns(expires_on=pl.lit(None, pl.Date), own_details=0) for one in cells[:2]
    ]
    given = pl.concat([*cells, *no_end])
    given = given.with_columns(
        **{name: pl.lit("x") for name in ("business_name", "provider", "type")},
        category=pl.lit("woman_owned"),
        submitted_on=pl.lit(as_of),
        talent_id=pl.int_range(pl.len()),
    )
    wanted = given.with_columns(
        # As Polars counts days, not as the code under test does.
        own_left=(pl.col("expires_on") - pl.lit(as_of)).dt.total_days() + 1,
    )
    numbered = diversity.numbered(nw.from_native(given.lazy()), question.edition)
    packed = diversity.ranked(numbered, question.edition, as_of.toordinal())
    read = diversity.read_back(packed).collect().to_native()
    both = wanted.join(read, on="talent_id", how="left", suffix="_read")
    assert len(both) == len(given) > 4 * 98_000
    assert (both["rank"] > 0).all()
    for name in ("details", "step"):
        assert (both[f"own_{name}"] == both[name]).all()
    has_end = both.filter(pl.col("expires_on").is_not_null())
    assert (has_end["own_left"] == has_end["left"] - diversity.SHIFT).all()
    assert (both.filter(pl.col("expires_on").is_null())["left"] == 0).all()
    ordered = both.with_columns(
        is_valid=pl.col("own_left").is_null() | (pl.col("own_left") > 0),
        days=pl.col("own_left").fill_null(-(10**7)),
    ).with_columns(met=pl.col("own_details") + pl.col("own_step") + pl.col("is_valid"))
    by_facts = ordered.sort("met", "own_details", "own_step", "days", "talent_id")
    assert by_facts["rank"].is_sorted()
    assert by_facts["rank"].n_unique() == len(by_facts)


DAYS = st.sampled_from([date.min, FIRST, *ASKED, date.max]) | st.dates()
AS_OF = st.sampled_from(ASKED) | st.dates(min_value=FIRST)


@st.composite
def certifications(draw: st.DrawFn) -> Certification:
    """Draw a certification with days from anywhere in the calendar, of which some are missing."""
    submitted_on, decided_on = sorted([draw(DAYS), draw(DAYS)])
    status = draw(st.sampled_from(["draft", "submitted", "approved", "rejected"]))
    return certified(
        status=status,
        expires_on=draw(st.none() | DAYS),
        submitted_on=None if status == "draft" else submitted_on,
        decided_on=decided_on if status in {"approved", "rejected"} else None,
        number=draw(st.none() | st.just("77")),
    )


def same(badge: BadgeName, records: list[TalentRecord], **terms: Any) -> None:
    """Hold the frames of Polars against `decide`, criterion by criterion."""
    answer = frames.assess(**frames_of(records, "polars"), badge=badge, **terms)
    wanted = [row_of(record, decide(record, badge, **terms)) for record in records]
    assert differing(answers_of(answer), wanted) == []


@pytest.mark.clause("DIV-3", "DIV-5", "DIV-11")
@given(
    owned=st.lists(st.lists(certifications(), max_size=3), min_size=1, max_size=8),
    as_of=AS_OF,
    edition=st.sampled_from(IDS),
)
@example(owned=[[certified(expires_on=date.min)]], as_of=LAST, edition="2021-02")
@example(owned=[[certified(expires_on=date.max)]], as_of=FIRST, edition="2021-02")
def test_the_best_certification_is_that_of_decide_on_any_day(
    owned: list[list[Certification]], as_of: date, edition: str
) -> None:
    """Whatever lies between the day asked about and the days of certifications."""
    records = [
        freelancer(id=f"t{number}", country="US", certifications=own)
        for number, own in enumerate(owned)
    ]
    same("diversity_certified", records, as_of=as_of, edition=edition)


@pytest.mark.parametrize("is_timed", [False, True], ids=["days", "timestamps"])
@pytest.mark.parametrize("badge", Badge)
def test_the_last_day_of_the_calendar_may_be_asked_about(badge: Badge, *, is_timed: bool) -> None:
    """No day follows it, and all that is recorded lies on it or before.

    What would stop counting after it, such as a payment as activity, `decide` refuses to date.
    """
    paid = [
        Payment(paid_on=day, amount=amount)
        for day, amount in ((date(9999, 9, 1), "5000"), (FIRST, "9"))
    ]
    owned = [Contract(id="c1", category="legal", payments=paid, outcome="positive")]
    facts: dict[str, Any] = {
        "id": "t1",
        "contracts": owned,
        "country": "US",
        "certifications": [certified(expires_on=LAST)],
        "expert_vetting": vetted(),
        "reputation": standing(LAST, last_active_on=FIRST),
    }
    record = TalentRecord(kind="freelancer", **facts)
    made = frames_of([record], "polars")
    if is_timed:
        to_time = pl.selectors.date().cast(pl.Datetime("us"))
        made = {name: frame.with_columns(to_time) for name, frame in made.items()}
    terms: dict[str, Any] = {"badge": badge, "as_of": LAST}
    rows = answers_of(frames.assess(**made, **terms))
    assert differing(rows, [row_of(record, decide(record, **terms))]) == []


MOST = 10**14 - 1
"""A cent less than a trillion dollars, the most that a population may hold, in cents."""
BARS = [500_000, 1_000_000, 1_500_000, 2_000_000, 3_000_000]
CENTS = (
    st.sampled_from([0, 1, MOST, -MOST])
    | st.integers(-MOST, MOST)
    | st.builds(int.__add__, st.sampled_from(BARS), st.integers(-1, 1))
)


@st.composite
def large_contracts(draw: st.DrawFn, as_of: date, name: str, share: int) -> Contract:
    """Draw a contract with up to two payments, on days anywhere or on the day asked about."""
    payments = draw(
        st.lists(st.tuples(DAYS | st.just(as_of), CENTS.map(lambda one: one // share)), max_size=2)
    )
    return Contract(
        id=name,
        category=draw(st.sampled_from(["legal", "customer_service", "admin_support"])),
        payments=[
            Payment(paid_on=day, amount=Decimal(cents) / 100) for day, cents in payments if cents
        ],
        outcome=draw(st.none() | st.sampled_from(ContractOutcome)),
    )


@pytest.mark.clause("TRP-F2", "TRP-A2", "WIN-2")
@given(
    data=st.data(),
    as_of=AS_OF,
    edition=st.sampled_from(IDS),
    sum_over=st.sampled_from(LargeContractSum),
)
def test_the_nearest_contract_is_that_of_decide_on_any_day(
    data: st.DataObject, as_of: date, edition: str, sum_over: LargeContractSum
) -> None:
    """Whatever was paid within a trillion dollars, refunds too, and whenever it was."""
    counts = data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=4))
    share = 2 * max(1, sum(counts))  # so that all payments together stay below the most
    records = [
        (freelancer if number % 2 else agency)(
            *(
                data.draw(large_contracts(as_of, f"c{number}-{place}", share))
                for place in range(count)
            ),
            id=f"t{number}",
        )
        for number, count in enumerate(counts)
    ]
    same(
        "top_rated_plus",
        records,
        as_of=as_of,
        edition=edition,
        readings=Readings(large_contract_sum=sum_over),
    )

"""Money known in part over frames, worked by hand: edges, lifetimes, shares, activity."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from badgerules import EDITIONS, UNKNOWN, Badge, Contract, Readings, TalentRecord
from builders import AS_OF, agency, contract, freelancer, paid, reputation
from engines import ENGINES, answers_of, frames, marked
from law import ONE_DAY
from reputations import frames_of

PLUS = Badge.TOP_RATED_PLUS

FIRST = date(2019, 9, 2)
"""The first day of the window of 1 Sep 2020."""

LONG_AGO = date(2018, 7, 1)


def named(records: dict[str, TalentRecord]) -> list[TalentRecord]:
    """Return records with ids, and contracts whose ids are no other talent's."""
    return [
        attrs.evolve(
            record,
            id=name,
            contracts=[attrs.evolve(one, id=f"{name} {one.id}") for one in record.contracts],
        )
        for name, record in records.items()
    ]


def verdicts(
    engine: str, key: str, records: dict[str, TalentRecord], badge: Badge = PLUS, **terms: Any
) -> dict[str, str]:
    """Return the verdict on a criterion of each talent, as frames have it."""
    given = frames_of(named(records), engine)
    answer = frames.assess(**given, badge=badge, **{"as_of": AS_OF} | terms)
    return {row["talent_id"]: row[f"{key}_verdict"] for row in answers_of(answer)}


def since(day: date, *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a freelancer whose payments are known from a day on."""
    return freelancer(*contracts, payments_known_since=day, **facts)


def through(day: date, *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a freelancer whose payments are known up to a day."""
    return freelancer(*contracts, payments_known_through=day, **facts)


def rested(name: str = "rest", **facts: Any) -> Contract:
    """Return a contract in Legal that was paid long before the window."""
    return Contract(id=name, category="legal", payments=[paid("1", LONG_AGO)], **facts)


@pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-A1", "TRP-A2", "WIN-2")
@pytest.mark.parametrize(("window", "first"), [("twelve_months", 0), ("last_365_days", 1)])
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_the_known_days_must_cover_the_window(engine: str, window: Any, first: int) -> None:
    """Known since its first day and through the day asked about, a sum is known; else it is not.

    Of the 365 days up to 1 Sep 2020, in whose year 29 February lies, the first is 3 Sep 2019.
    """
    first_day, rich = FIRST + timedelta(days=first), contract("40000", outcome="positive")
    known = {
        "since the day before": since(first_day - ONE_DAY, rich),
        "since the first day": since(first_day, rich),
        "since the first day, poor": since(first_day),
        "through the day": through(AS_OF, rich),
        "through the day after": through(AS_OF + ONE_DAY, rich),
        "both": since(first_day, rich, payments_known_through=AS_OF),
        "agency": agency(rich, payments_known_since=first_day),
    }
    open_ = {
        "since the day after": since(first_day + ONE_DAY, rich),
        "since the day after, poor": since(first_day + ONE_DAY),
        "since the day asked about": since(AS_OF, rich),
        "since a later day": since(AS_OF + ONE_DAY, rich),
        "through the day before": through(AS_OF - ONE_DAY, rich),
        "through the day before the window": through(first_day - ONE_DAY, rich),
        "one end": since(first_day, rich, payments_known_through=AS_OF - ONE_DAY),
        "the other end": since(first_day + ONE_DAY, rich, payments_known_through=AS_OF),
        "nothing": freelancer(contracts_known=False),
        "agency since the day after": agency(rich, payments_known_since=first_day + ONE_DAY),
    }
    expected = {name: "unmet" if "poor" in name else "met" for name in known}
    expected |= dict.fromkeys(open_, "unknown")
    terms: Any = {"readings": Readings(window=window)}
    for key in ("earnings", "large_contract"):
        assert verdicts(engine, key, known | open_, **terms) == expected, key


@pytest.mark.clause("TRP-F1", "TR-F2")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_later_payments_than_what_is_known_by_now_are_assumed_not_to_come(engine: str) -> None:
    """Asked ahead, the known days need only reach the last day whose facts are known.

    On 1 Sep 2021 the window begins on 2 Sep 2020: asked on the day before, all of it is to come.
    """
    rich, day_before = contract("40000"), AS_OF - ONE_DAY
    records = {"day before": through(day_before, rich), "two": through(day_before - ONE_DAY, rich)}
    assert verdicts(engine, "earnings", records, known_through=day_before) == {
        "day before": "met",
        "two": "unknown",
    }
    ahead: dict[str, Any] = {"as_of": date(2021, 9, 1)}
    august = {
        "ann": through(date(2020, 8, 1), rich),
        "bob": since(date(2021, 8, 1), rich),
        "cat": freelancer(contracts_known=False),
    }
    found = verdicts(engine, "earnings", august, known_through=AS_OF, **ahead)
    assert found == {"ann": "unmet", "bob": "unmet", "cat": "unknown"}
    found = verdicts(engine, "earnings", august, known_through=AS_OF + ONE_DAY, **ahead)
    assert found == dict.fromkeys(august, "unknown")


@pytest.mark.clause("TRP-F7")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_an_exclusive_contractor_is_not_met_whatever_the_money(engine: str) -> None:
    """What fails for another reason fails; the numbers of what is unknown are null."""
    member = freelancer(contracts_known=False, exclusive_agency_contractor=True)
    gap = since(FIRST + ONE_DAY, contract("1", category="customer_service"), base_badge="none")
    records = named({"gap": gap, "member": member})
    answer = frames.assess(**frames_of(records, engine), badge=PLUS, as_of=AS_OF)
    rows = answers_of(answer)
    assert [row["verdict"] for row in rows] == ["unmet", "unmet"]
    for row, bar in zip(rows, (20_000_00, 5_000_00), strict=True):  # Customer Service; the lowest
        money = [row[f"{key}_{name}"] for key in ("earnings", "large_contract") for name in NUMBERS]
        assert money == [None, 10_000_00, None, None, bar, None]


NUMBERS = ("observed_cents", "required_cents", "shortfall_cents")


@pytest.mark.clause("TRP-A1", "TR-A2")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_lifetime_is_a_window_without_a_beginning(engine: str) -> None:
    """Since however early a day payments are known, there may be earlier ones.

    The earnings of freelancers keep their window under that reading, those of Top Rated too.
    """
    lifetime: Any = {"readings": Readings(agency_earnings_window="lifetime")}
    rich = contract("50000")
    records = {
        "since": agency(rich, payments_known_since=date(1999, 1, 1)),
        "since the first day of all": agency(rich, payments_known_since=date.min),
        "through": agency(rich, payments_known_through=AS_OF),
        "through the day before": agency(rich, payments_known_through=AS_OF - ONE_DAY),
        "freelancer": since(FIRST, rich),
    }
    assert verdicts(engine, "earnings", records, **lifetime) == {
        "since": "unknown",
        "since the first day of all": "unknown",
        "through": "met",
        "through the day before": "unknown",
        "freelancer": "met",
    }
    own = {"base_badge": None, "reputation": reputation("agency")}
    top = {"top": agency(rich, payments_known_since=FIRST, **own)}
    assert verdicts(engine, "earnings", top, Badge.TOP_RATED, **lifetime) == {"top": "met"}


@pytest.mark.clause("TRP-F3", "TRP-F5")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_contract_is_open_only_if_it_may_serve(engine: str) -> None:
    """Paid before the window, money counts on a contract paid inside alone.

    One that ended badly cannot serve; under "positive" only one that was praised by the day can.
    """
    active, bad = contract("0.01"), contract("0.01", outcome="negative")
    praised = contract("0.01", outcome="positive")
    later = contract("1", outcome="positive", outcome_on=AS_OF + ONE_DAY)
    refunded = Contract(id="r", category="legal", payments=[paid("-1"), paid("9", LONG_AGO)])
    gap = FIRST + ONE_DAY
    records = {
        "active": since(FIRST, active),
        "bad": since(FIRST, bad),
        "praised": since(FIRST, praised),
        "at rest": since(FIRST, rested(), rested("other", outcome="positive")),
        "refunded": since(FIRST, refunded),
        "gap": since(gap, active),
        "gap, praised": since(gap, praised),
        "gap, praised at rest": since(gap, rested(outcome="positive")),
        "gap, praised later": since(gap, later),
        "agency, bad": agency(bad, payments_known_since=FIRST),
    }
    lifetime: dict[str, Any] = {"large_contract_sum": "lifetime_if_active"}
    strict: dict[str, Any] = {"feedback": "positive"}
    gaps = {name for name in records if name.startswith("gap")}
    serving: dict[str, tuple[dict[str, Any], set[str]]] = {
        "plain": ({}, gaps),
        "lifetime": (lifetime, gaps | {"active", "praised", "agency, bad"}),
        "strict": (strict, {"gap, praised", "gap, praised at rest"}),
        "both": (
            lifetime | strict,
            {"gap, praised", "gap, praised at rest", "praised", "agency, bad"},
        ),
    }
    for name, (chosen, open_) in serving.items():
        found = verdicts(engine, "large_contract", records, readings=Readings(**chosen))
        assert {one for one, verdict in found.items() if verdict == "unknown"} == open_, name
        assert {verdict for one, verdict in found.items() if one not in open_} == {"unmet"}, name


BAD: dict[str, Any] = {"outcome": "negative"}
GOOD: dict[str, Any] = {"outcome": "positive"}
SCOPES: tuple[Any, ...] = ("rated_contracts", "all_contracts", "large_contracts")


def good(count: int) -> list[Contract]:
    """Return contracts that ended well, paid inside the window."""
    return [contract("1", name=f"good-{number}", **GOOD) for number in range(count)]


SHARES: dict[str, tuple[list[Contract], tuple[str, str, str]]] = {
    "none": ([], ("met", "met", "met")),
    "a good one": (good(1), ("met", "met", "met")),
    "a bad one": ([contract("1", **BAD)], ("unmet", "unknown", "unknown")),
    "a bad one to come": (
        [contract("1", **BAD, outcome_on=AS_OF + ONE_DAY)],
        ("met", "met", "met"),
    ),
    "a bad one at rest": ([rested(**BAD)], ("unknown", "unknown", "unknown")),
    "a bad one judged inside": (
        [rested(**BAD, outcome_on=FIRST)],
        ("unmet", "unknown", "unknown"),
    ),
    "one of ten surely": ([contract("1", **BAD), *good(9)], ("met", "met", "unknown")),
    "one of nine surely": ([contract("1", **BAD), *good(8)], ("unmet", "unknown", "unknown")),
    "one of nine, one unrated at rest": (
        [contract("1", **BAD), *good(8), rested()],
        ("unmet", "unknown", "unknown"),
    ),
    "one of nine or ten": (
        [contract("1", **BAD), *good(8), rested(**GOOD)],
        ("unknown", "unknown", "unknown"),
    ),
    "one of nine or two of ten": (
        [contract("1", **BAD), *good(8), rested(**BAD)],
        ("unmet", "unknown", "unknown"),
    ),
    "one of ten or two of eleven": (
        [contract("1", **BAD), *good(9), rested(**BAD)],
        ("unknown", "unknown", "unknown"),
    ),
    "one of nineteen or two of twenty": (
        [contract("1", **BAD), *good(18), rested(**BAD)],
        ("met", "met", "unknown"),
    ),
}


@pytest.mark.clause("TRP-A3")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_share_is_unknown_only_if_it_may_be_either(engine: str) -> None:
    """New contracts have no outcome: they may dilute the share of all, and of the large, alone.

    A contract paid or judged inside the window is in scope whatever else was paid; one at rest may
    be; and each listed one may be large, or refunded.
    """
    gap = FIRST + ONE_DAY
    records = {
        name: agency(*own, payments_known_since=gap) for name, (own, _) in SHARES.items()
    } | {"untold": agency(contracts_known=False)}
    for place, scope in enumerate(SCOPES):
        terms: Any = {"readings": Readings(negative_share_scope=scope)}
        expected = {name: own[place] for name, (_, own) in SHARES.items()}
        found = verdicts(engine, "negative_share", records, **terms)
        assert found == expected | {"untold": "unknown"}, scope


@pytest.mark.clause("TRP-A3")
@pytest.mark.parametrize("scope", SCOPES)
def test_where_all_may_end_badly_the_share_is_known(scope: Any) -> None:
    """Of a rule that allows 100 %, every completion is met; nothing can be unknown."""
    lenient = EDITIONS[0].hypothetical("all may end badly", {"negative_share": 100})
    bad = [contract("1", **BAD), rested(**BAD), rested("good", **GOOD)]
    records = {"gap": agency(*bad, payments_known_since=AS_OF)}
    terms: dict[str, Any] = {"edition": lenient}
    for contract_sum in ("in_window", "lifetime_if_active"):
        terms["readings"] = Readings(negative_share_scope=scope, large_contract_sum=contract_sum)
        assert verdicts("polars", "negative_share", records, **terms) == {"gap": "met"}


@pytest.mark.clause("TRP-A3", "TRP-F3")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_a_share_of_the_large_is_open_under_a_lifetime_too(engine: str) -> None:
    """Known since the window begins, a bad one paid inside may be large by what came before."""
    records = {
        "active": agency(contract("0.01", **BAD), payments_known_since=FIRST),
        "at rest": agency(rested(**BAD), payments_known_since=FIRST),
        "good": agency(contract("1", **GOOD), payments_known_since=FIRST),
        "through": agency(contract("1", **BAD), payments_known_through=AS_OF),
    }
    large: dict[str, Any] = {"negative_share_scope": "large_contracts"}
    found = verdicts(engine, "negative_share", records, readings=Readings(**large))
    assert found == dict.fromkeys(records, "met")
    large["large_contract_sum"] = "lifetime_if_active"
    found = verdicts(engine, "negative_share", records, readings=Readings(**large))
    assert found == dict.fromkeys(records, "met") | {"active": "unknown"}


@pytest.mark.clause("TRP-A3")
def test_what_is_on_record_stands_beside_an_unknown_share() -> None:
    """How many contracts are in scope, and how many may end badly, is told as on record."""
    record = agency(contract("1", **BAD), *good(8), rested(**GOOD), payments_known_since=AS_OF)
    (row,) = answers_of(
        frames.assess(**frames_of(named({"a": record}), "polars"), badge=PLUS, as_of=AS_OF)
    )
    names = ("observed", "required", "shortfall", "contracts", "verdict")
    assert [row[f"negative_share_{name}"] for name in names] == [None, 0, None, 9, "unknown"]


@pytest.mark.clause("TR-F8", "RT-1", "RT-3")
@pytest.mark.parametrize(
    ("badge", "day"),
    [
        pytest.param(Badge.TOP_RATED, AS_OF, id="top_rated"),
        pytest.param(Badge.RISING_TALENT, AS_OF, id="rising_talent"),
        pytest.param(Badge.RISING_TALENT, date(2027, 3, 1), id="by_numbers"),
    ],
)
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_activity_on_record_proves_itself_and_its_absence_nothing(
    engine: str, badge: Badge, day: date
) -> None:
    """Of the 90 days up to 1 Sep 2020 the first is 4 June; known from then on, none is none."""
    first, amid = day - timedelta(days=89), day - timedelta(days=30)
    assert (day, first) in {(AS_OF, date(2020, 6, 4)), (date(2027, 3, 1), date(2026, 12, 2))}

    def talent(*payments: date, last_active_on: Any = None, **facts: Any) -> TalentRecord:
        shop = [Contract(id="a", category="legal", payments=[paid("1", one) for one in payments])]
        own = reputation("freelancer", last_active_on=last_active_on, joined_on=date(2019, 2, 1))
        known: dict[str, Any] = {"contracts": shop} | facts
        return TalentRecord(kind="freelancer", reputation=own, **known)

    records = {
        "all": talent(),
        "since the first day": talent(payments_known_since=first),
        "since the day after": talent(payments_known_since=first + ONE_DAY),
        "paid": talent(amid, payments_known_since=day),
        "told": talent(last_active_on=amid, payments_known_since=day),
        "not told": talent(last_active_on=UNKNOWN, payments_known_since=first),
        "through the day": talent(payments_known_through=day),
        "through the day before": talent(payments_known_through=day - ONE_DAY),
        "nothing": talent(contracts=[], contracts_known=False),
        "nothing but told": talent(contracts=[], contracts_known=False, last_active_on=amid),
    }
    assert verdicts(engine, "recent_activity", records, badge, as_of=day) == {
        "all": "unmet",
        "since the first day": "unmet",
        "since the day after": "unknown",
        "paid": "met",
        "told": "met",
        "not told": "unknown",
        "through the day": "unmet",
        "through the day before": "unknown",
        "nothing": "unknown",
        "nothing but told": "met",
    }


@pytest.mark.clause("RT-6", "RT-4")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_bad_endings_are_known_where_contracts_are(engine: str) -> None:
    """Outcomes that are listed are all there are, whatever was paid; without a list none is."""
    day = date(2027, 3, 1)
    facts: dict[str, Any] = {"base_badge": None, "reputation": reputation()}
    records = {
        "since": since(day, **facts),
        "bad": since(day, contract("1", **BAD), **facts),
        "untold": freelancer(contracts_known=False, **facts),
    }
    terms: Any = {"badge": Badge.RISING_TALENT, "as_of": day}
    found = verdicts(engine, "no_negative_feedback", records, **terms)
    assert found == {"since": "met", "bad": "unmet", "untold": "unknown"}
    assert verdicts(engine, "earnings", records, **terms) == dict.fromkeys(records, "unknown")


@pytest.mark.clause("TRP-F8", "TR-F2")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_what_is_not_known_of_top_rated_is_not_known_of_plus(engine: str) -> None:
    """Money that leaves the computed Top Rated open leaves that criterion of Plus open too."""
    own: dict[str, Any] = {"base_badge": None, "reputation": reputation()}
    records = {
        "all": freelancer(contract("40000"), **own),
        "gap": since(FIRST + ONE_DAY, contract("40000"), **own),
        "no score": since(
            FIRST + ONE_DAY, base_badge=None, reputation=reputation(job_success_score=None)
        ),
    }
    assert verdicts(engine, "top_rated", records) == {
        "all": "met",
        "gap": "unknown",
        "no score": "unmet",
    }

"""Top Rated Plus, clause by clause, at every bar and a cent or a day to either side of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import Badge, Contract, Decision, Finding, Readings, TalentRecord, Verdict, decide
from badgerules.findings import LargeContractFinding, RowReason, ShareFinding
from builders import AS_OF, agency, contract, freelancer, paid, plus_holder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badgerules.names import CategoryName

FREELANCER_BARS = {
    "accounting_consulting": 10_000,
    "admin_support": 10_000,
    "customer_service": 20_000,
    "data_science_analytics": 10_000,
    "design_creative": 5_000,
    "engineering_architecture": 5_000,
    "it_networking": 10_000,
    "legal": 5_000,
    "sales_marketing": 10_000,
    "translation": 5_000,
    "web_mobile_software_development": 15_000,
    "writing": 5_000,
}
AGENCY_BARS = {
    "accounting_consulting": 20_000,
    "admin_support": 20_000,
    "customer_service": 20_000,
    "data_science_analytics": 20_000,
    "design_creative": 10_000,
    "engineering_architecture": 10_000,
    "it_networking": 20_000,
    "legal": 10_000,
    "sales_marketing": 20_000,
    "translation": 10_000,
    "web_mobile_software_development": 30_000,
    "writing": 10_000,
}


def plus(record: TalentRecord, as_of: date = AS_OF, **readings: Any) -> Decision:
    """Decide Top Rated Plus under some readings."""
    return decide(record, Badge.TOP_RATED_PLUS, as_of=as_of, readings=Readings(**readings))


def verdict(record: TalentRecord, criterion: str, as_of: date = AS_OF, **readings: Any) -> str:
    """Return the verdict on one criterion."""
    return plus(record, as_of, **readings)[criterion].verdict.value


def large(record: TalentRecord, **readings: Any) -> LargeContractFinding:
    """Return the finding on the large contract."""
    finding = plus(record, **readings)["large_contract"]
    assert isinstance(finding, LargeContractFinding)
    return finding


def share(record: TalentRecord, **readings: Any) -> ShareFinding:
    """Return the finding on contracts that ended badly."""
    finding = plus(record, **readings)["negative_share"]
    assert isinstance(finding, ShareFinding)
    return finding


def numbers(finding: Finding) -> tuple[object, object, object]:
    """Return observed, required and shortfall."""
    return (finding.observed, finding.required, finding.shortfall)


def several(count: int, **facts: Any) -> list[Contract]:
    """Return contracts alike but for their ids."""
    return [contract("1.00", name=f"{facts.get('outcome')}-{n}", **facts) for n in range(count)]


@pytest.mark.clause("TRP-F1")
@pytest.mark.parametrize(
    ("amount", "met"),
    [("9999.99", "unmet"), ("10000.00", "met"), ("10000.01", "met")],
)
def test_a_freelancer_needs_ten_thousand_dollars(amount: str, met: str) -> None:
    """Earnings of exactly $10,000.00 pass, a cent less does not."""
    assert verdict(freelancer(contract(amount)), "earnings") == met


@pytest.mark.clause("TRP-F1")
def test_more_than_ten_thousand_is_a_cent_more() -> None:
    """Read as "more than", $10,000.00 lacks one cent and the bar shown is $10,000.01."""
    exact = plus(freelancer(contract("10000.00")), money_bar="more_than")["earnings"]
    assert numbers(exact) == (Decimal("10000.00"), Decimal("10000.01"), Decimal("0.01"))
    assert verdict(freelancer(contract("10000.01")), "earnings", money_bar="more_than") == "met"


@pytest.mark.clause("TRP-F1", "WIN-1")
def test_earnings_are_added_over_all_contracts() -> None:
    """Contracts that are small, judged badly or of any category all count as earnings."""
    record = freelancer(
        contract("6000.00", name="a", outcome="negative"),
        contract("4000.00", name="b", category="legal"),
    )
    assert plus(record)["earnings"].observed == Decimal("10000.00")


@pytest.mark.clause("WIN-1", "WIN-2", "TRP-F1")
@pytest.mark.parametrize(
    ("paid_on", "counts"),
    [
        pytest.param(date(2019, 9, 1), False, id="exactly-12-months-ago"),
        pytest.param(date(2019, 9, 2), True, id="first-day"),
        pytest.param(date(2020, 9, 1), True, id="day-asked-about"),
        pytest.param(date(2020, 9, 2), False, id="day-after"),
    ],
)
def test_the_window_ends_on_the_day_asked_about(paid_on: date, *, counts: bool) -> None:
    """A payment counts after the same day a year ago, up to and including the day asked about."""
    record = freelancer(Contract(id="one", category="legal", payments=[paid("10000.00", paid_on)]))
    assert plus(record).is_met is counts


@pytest.mark.clause("WIN-1", "NOT-4")
def test_the_window_is_not_the_calendar_year() -> None:
    """In January the earnings of the year before still count."""
    record = freelancer(
        Contract(id="one", category="legal", payments=[paid("10000.00", date(2020, 12, 31))])
    )
    assert plus(record, date(2021, 1, 1)).is_met


@pytest.mark.clause("WIN-2")
@pytest.mark.parametrize(
    ("as_of", "counts"),
    [(date(2021, 2, 28), True), (date(2021, 3, 1), False)],
    ids=["28-feb", "1-mar"],
)
def test_a_payment_of_29_february_counts_until_28_february(as_of: date, *, counts: bool) -> None:
    """On 28 Feb 2021 the window begins after 28 Feb 2020, so the leap day is still inside."""
    record = freelancer(
        Contract(id="one", category="legal", payments=[paid("10000.00", date(2020, 2, 29))])
    )
    assert plus(record, as_of).is_met is counts


@pytest.mark.clause("TRP-F2")
@pytest.mark.parametrize("category", FREELANCER_BARS)
def test_a_large_contract_has_the_bar_of_its_category(category: CategoryName) -> None:
    """For each category a freelancer's contract is large at its bar, not a cent below."""
    bar = Decimal(FREELANCER_BARS[category])
    at = freelancer(Contract(id="one", category=category, payments=[paid(bar)]))
    below = freelancer(
        Contract(id="one", category=category, payments=[paid(bar - Decimal("0.01"))])
    )
    assert large(at).verdict is Verdict.MET
    assert large(below).verdict is Verdict.UNMET
    assert numbers(large(below)) == (bar - Decimal("0.01"), bar, Decimal("0.01"))


@pytest.mark.clause("TRP-F2")
@pytest.mark.parametrize("category", FREELANCER_BARS)
def test_the_strict_reading_moves_every_large_bar_by_a_cent(category: CategoryName) -> None:
    """Read as "more than", a contract exactly at its bar is a cent short."""
    bar = Decimal(FREELANCER_BARS[category])
    record = freelancer(Contract(id="one", category=category, payments=[paid(bar)]))
    finding = large(record, money_bar="more_than")
    assert (finding.verdict, finding.shortfall) == (Verdict.UNMET, Decimal("0.01"))


@pytest.mark.clause("TRP-F3")
def test_only_what_was_earned_inside_the_window_counts() -> None:
    """A contract begun before the window is large by what it earned inside."""
    old = paid("4000.00", date(2019, 8, 1))
    record = freelancer(
        Contract(id="one", category="legal", payments=[old, paid("4999.99")]),
        contract("9000.00", name="two", category="customer_service"),
    )
    assert large(record).nearest is not None
    assert numbers(large(record)) == (Decimal("4999.99"), Decimal("5000.00"), Decimal("0.01"))
    assert plus(record.with_payment("one", "0.01", on=AS_OF)).is_met


@pytest.mark.clause("TRP-F3", "WIN-5")
@pytest.mark.parametrize(
    ("inside", "met"),
    [
        pytest.param(["0.01"], "met", id="paid-inside"),
        pytest.param([], "unmet", id="not-paid-inside"),
        pytest.param(["-1.00"], "unmet", id="refund-alone"),
        pytest.param(["5.00", "-5.00"], "met", id="paid-and-refunded"),
    ],
)
def test_the_lifetime_reading_asks_for_a_payment_inside(inside: Sequence[str], met: str) -> None:
    """Read by lifetime, the whole sum counts once a positive payment lies in the window."""
    old = paid("20000.00", date(2018, 5, 1))
    record = freelancer(Contract(id="one", category="legal", payments=[old, *map(paid, inside)]))
    found = verdict(record, "large_contract", large_contract_sum="lifetime_if_active")
    assert found == met


@pytest.mark.clause("TRP-F3")
def test_the_lifetime_reading_leaves_the_future_out() -> None:
    """A payment after the day asked about counts in no sum."""
    later = paid("9000.00", date(2020, 9, 2))
    record = freelancer(Contract(id="one", category="legal", payments=[paid("10.00"), later]))
    assert large(record, large_contract_sum="lifetime_if_active").observed == Decimal("10.00")


@pytest.mark.clause("TRP-F4", "NOT-4")
def test_contracts_are_never_added_together() -> None:
    """Two contracts of $4,999.99 make no large one, whoever the client was."""
    record = freelancer(contract("4999.99", name="a"), contract("4999.99", name="b"))
    finding = large(record)
    assert (finding.verdict, finding.shortfall) == (Verdict.UNMET, Decimal("0.01"))


@pytest.mark.clause("TRP-F4")
def test_an_open_contract_in_many_payments_may_be_the_large_one() -> None:
    """One contract, paid a hundred times and not ended, is large by its sum."""
    many = Contract(id="one", category="legal", payments=[paid("100.00")] * 100)
    assert large(freelancer(many)).verdict is Verdict.MET


@pytest.mark.clause("TRP-F5", "TRP-F6")
@pytest.mark.parametrize(
    ("outcome", "by_default", "if_positive", "reason"),
    [
        ("positive", "met", "met", RowReason.LARGE),
        ("neutral", "met", "unmet", RowReason.NOT_POSITIVE),
        ("negative", "unmet", "unmet", RowReason.NEGATIVE_OUTCOME),
        (None, "met", "unmet", RowReason.AWAITING_FEEDBACK),
    ],
)
def test_feedback_decides_which_contract_can_serve(
    outcome: str | None, by_default: str, if_positive: str, reason: RowReason
) -> None:
    """Negative feedback never serves; the other reading asks for positive feedback."""
    record = freelancer(contract("12000.00", outcome=outcome))
    assert verdict(record, "large_contract") == by_default
    assert verdict(record, "large_contract", feedback="positive") == if_positive
    assert large(record, feedback="positive").rows[0].reason is reason


@pytest.mark.clause("TRP-F5")
def test_an_outcome_counts_from_its_own_day() -> None:
    """Negative feedback of 1 Sep bars on that day, not the day before; undated it always does."""
    judged = contract("12000.00", outcome="negative", outcome_on=AS_OF)
    assert verdict(freelancer(judged), "large_contract", date(2020, 8, 31)) == "met"
    assert verdict(freelancer(judged), "large_contract", AS_OF) == "unmet"
    always = freelancer(contract("12000.00", outcome="negative"))
    assert verdict(always, "large_contract", date(2020, 7, 7)) == "unmet"


@pytest.mark.clause("TRP-F5")
def test_another_large_contract_serves_instead() -> None:
    """One bad contract does no harm where a second one is large."""
    bad = contract("12000.00", name="bad", outcome="negative")
    assert plus(freelancer(bad, contract("5000.00", name="good"))).is_met


@pytest.mark.clause("TRP-F5")
def test_waiting_for_feedback_lacks_no_money() -> None:
    """Under the positive reading a contract above its bar is not met with shortfall $0.00."""
    finding = large(freelancer(contract("12000.00")), feedback="positive")
    assert (finding.verdict, finding.shortfall) == (Verdict.UNMET, Decimal("0.00"))
    assert "no feedback yet" in finding.text or "there is none yet" in finding.text


@pytest.mark.clause("TRP-F2")
def test_the_nearest_contract_lacks_least() -> None:
    """The one shown has the smallest gap, even where another has earned more."""
    record = freelancer(
        contract("14000.00", name="far", category="customer_service"),
        contract("3000.00", name="near", category="legal"),
    )
    nearest = large(record).nearest
    assert nearest is not None
    assert (nearest.contract.id, nearest.shortfall) == ("near", Decimal("2000.00"))


@pytest.mark.clause("TRP-F2")
def test_ties_go_to_the_larger_sum_then_to_the_first() -> None:
    """Of two gaps alike the one with more counted is shown; of two alike, the first."""
    small = contract("4500.00", name="small", category="legal")
    big = contract("9500.00", name="big", category="admin_support")
    twin = contract("9500.00", name="twin", category="it_networking")
    found = [large(freelancer(*order)).nearest for order in ((small, big, twin), (twin, big))]
    assert [row.contract.id for row in found if row is not None] == ["big", "twin"]


@pytest.mark.clause("TRP-F2")
def test_without_a_contract_that_can_serve_nothing_is_observed() -> None:
    """The bar shown is the lowest of the categories worked in, or of all twelve."""
    bad = contract("9000.00", name="a", category="customer_service", outcome="negative")
    worse = contract("9000.00", name="b", category="admin_support", outcome="negative")
    expected = (Decimal("0.00"), Decimal("10000.00"), Decimal("10000.00"))
    assert numbers(large(freelancer(bad, worse))) == expected
    assert large(freelancer(bad, worse)).nearest is None
    lowest = (Decimal("0.00"), Decimal("5000.00"), Decimal("5000.00"))
    assert numbers(large(freelancer())) == lowest


@pytest.mark.clause("TRP-F7")
@pytest.mark.parametrize(("is_member", "met"), [(True, "unmet"), (False, "met")])
def test_an_exclusive_agency_contractor_is_barred(*, is_member: bool, met: str) -> None:
    """By default membership alone bars, and says so in a finding of its own."""
    record = plus_holder(exclusive_agency_contractor=is_member)
    assert verdict(record, "independent") == met
    assert [finding.clause for finding in plus(record).failing] == ["TRP-F7"] * is_member


@pytest.mark.clause("TRP-F7")
@pytest.mark.parametrize(
    ("amount", "failing"),
    [("19999.99", ["TRP-F1"]), ("20000.00", []), ("9999.99", ["TRP-F1", "TRP-F2"])],
)
def test_the_other_reading_measures_members_like_agencies(
    amount: str, failing: Sequence[str]
) -> None:
    """An exclusive member needs the agency amounts, under the freelancer's clauses."""
    record = freelancer(contract(amount), exclusive_agency_contractor=True)
    decision = plus(record, exclusive_member="agency_amounts", agency_earnings_window="lifetime")
    assert [finding.clause for finding in decision.failing] == list(failing)
    assert [finding.clause for finding in decision.findings] == ["TRP-F1", "TRP-F2", "TRP-F8"]


@pytest.mark.clause("TRP-F7")
def test_the_member_reading_keeps_feedback_and_window_of_a_freelancer() -> None:
    """A member's negative contract cannot serve, and earnings stay those of 12 months."""
    bad = freelancer(contract("30000.00", outcome="negative"), exclusive_agency_contractor=True)
    assert verdict(bad, "large_contract", exclusive_member="agency_amounts") == "unmet"
    old = Contract(id="one", category="legal", payments=[paid("30000.00", date(2018, 1, 1))])
    aged = freelancer(old, exclusive_agency_contractor=True)
    decision = plus(aged, exclusive_member="agency_amounts", agency_earnings_window="lifetime")
    assert decision["earnings"].observed == Decimal("0.00")


@pytest.mark.clause("TRP-F7")
def test_the_member_reading_changes_nothing_for_others() -> None:
    """Whoever is no exclusive member gets the same findings under both readings."""
    record = plus_holder()
    assert plus(record).findings == plus(record, exclusive_member="agency_amounts").findings


@pytest.mark.clause("TRP-F8", "TRP-A4", "KEEP-1")
@pytest.mark.parametrize(
    ("base_badge", "met"),
    [("top_rated", "met"), ("rising_talent", "unmet"), ("none", "unmet"), (None, "unknown")],
)
@pytest.mark.parametrize("kind", ["freelancer", "agency"])
def test_top_rated_is_needed(base_badge: str | None, met: str, kind: str) -> None:
    """The platform's word decides; without it the criterion is unknown, never unmet."""
    record = freelancer(contract("40000.00"), base_badge=base_badge, kind=kind)
    decision = plus(record)
    assert (decision["top_rated"].verdict, decision.verdict) == (met, met)
    assert decision.unsettled == (("base_badge",) if met == "unknown" else ())


@pytest.mark.clause("TRP-F8")
def test_an_unmet_criterion_outweighs_an_unknown_one() -> None:
    """Too little money is a "no" whatever the base badge, so nothing is left to settle."""
    decision = plus(freelancer(contract("1.00"), base_badge=None))
    assert (decision.verdict, decision.unsettled) == (Verdict.UNMET, ())
    assert decision["top_rated"].unsettled == ("base_badge",)


@pytest.mark.clause("TRP-A1")
@pytest.mark.parametrize(("amount", "met"), [("19999.99", "unmet"), ("20000.00", "met")])
def test_an_agency_needs_twenty_thousand_dollars(amount: str, met: str) -> None:
    """Agency earnings of exactly $20,000.00 pass, a cent less does not."""
    assert verdict(agency(contract(amount)), "earnings") == met


@pytest.mark.clause("TRP-A1")
def test_agency_earnings_may_be_read_over_its_lifetime() -> None:
    """The other reading counts all payments up to the day asked about, not those after it."""
    payments = [paid("19999.99", date(2015, 1, 1)), paid("0.01"), paid("5.00", date(2020, 9, 2))]
    record = agency(Contract(id="one", category="legal", payments=payments))
    assert plus(record)["earnings"].observed == Decimal("0.01")
    found = plus(record, agency_earnings_window="lifetime")["earnings"]
    assert (found.observed, found.verdict) == (Decimal("20000.00"), Verdict.MET)


@pytest.mark.clause("TRP-A2")
@pytest.mark.parametrize("category", AGENCY_BARS)
def test_an_agency_has_large_bars_of_its_own(category: CategoryName) -> None:
    """For each category an agency's contract is large at its bar, not a cent below."""
    bar = Decimal(AGENCY_BARS[category])
    at = agency(Contract(id="one", category=category, payments=[paid(bar)]))
    below = agency(Contract(id="one", category=category, payments=[paid(bar - Decimal("0.01"))]))
    assert large(at).verdict is Verdict.MET
    assert numbers(large(below)) == (bar - Decimal("0.01"), bar, Decimal("0.01"))


@pytest.mark.clause("TRP-A2")
@pytest.mark.parametrize("reading", ["not_negative", "positive"])
@pytest.mark.parametrize("outcome", ["positive", "neutral", "negative", None])
def test_feedback_bars_no_contract_of_an_agency(outcome: str | None, reading: str) -> None:
    """Any contract can be the large one of an agency; bad outcomes weigh in the share."""
    record = agency(contract("10000.00", outcome=outcome))
    assert verdict(record, "large_contract", feedback=reading) == "met"


@pytest.mark.clause("TRP-A3", "NOT-5")
@pytest.mark.parametrize(
    ("good", "bad", "allowed", "met"),
    [
        pytest.param(9, 1, 1, "met", id="exactly-ten-percent"),
        pytest.param(8, 1, 0, "unmet", id="one-of-nine"),
        pytest.param(18, 2, 2, "met", id="two-of-twenty"),
        pytest.param(17, 2, 1, "unmet", id="two-of-nineteen"),
        pytest.param(0, 0, 0, "met", id="no-contract-in-scope"),
        pytest.param(0, 1, 0, "unmet", id="one-of-one"),
    ],
)
def test_at_most_a_tenth_may_have_ended_badly(good: int, bad: int, allowed: int, met: str) -> None:
    """Exactly 10 percent passes; the number allowed is rounded down."""
    record = agency(*several(good, outcome="positive"), *several(bad, outcome="negative"))
    finding = share(record)
    assert numbers(finding) == (bad, allowed, max(0, bad - allowed))
    assert (finding.verdict.value, finding.scope) == (met, good + bad)


@pytest.mark.clause("TRP-A3")
def test_the_scopes_of_the_share_differ() -> None:
    """Rated, all and large contracts are three different wholes."""
    record = agency(
        *several(3, outcome="positive"),
        *several(20),
        contract("10000.00", name="large", outcome="negative"),
    )
    scopes = {
        scope: (
            share(record, negative_share_scope=scope).scope,
            share(record, negative_share_scope=scope).bar,
        )
        for scope in ("rated_contracts", "all_contracts", "large_contracts")
    }
    assert scopes == {
        "rated_contracts": (4, 0),
        "all_contracts": (24, 2),
        "large_contracts": (1, 0),
    }


@pytest.mark.clause("TRP-A3", "WIN-5")
@pytest.mark.parametrize(
    ("payments", "outcome_on", "scope"),
    [
        pytest.param([paid("5.00")], None, 1, id="paid-inside"),
        pytest.param([paid("-5.00")], None, 0, id="refund-alone"),
        pytest.param([], None, 0, id="undated-outcome-alone"),
        pytest.param([], date(2020, 9, 1), 1, id="judged-on-the-last-day"),
        pytest.param([], date(2019, 9, 2), 1, id="judged-on-the-first-day"),
        pytest.param([], date(2019, 9, 1), 0, id="judged-too-early"),
        pytest.param([paid("5.00")], date(2020, 9, 2), 0, id="paid-inside-judged-later"),
        pytest.param([paid("5.00")], date(2018, 1, 1), 1, id="paid-inside-judged-long-ago"),
    ],
)
def test_which_contracts_are_in_the_window(
    payments: list[Any], outcome_on: date | None, scope: int
) -> None:
    """A contract is in the window when paid inside it or judged inside it."""
    one = Contract(
        id="one", category="legal", payments=payments, outcome="negative", outcome_on=outcome_on
    )
    assert share(agency(one)).scope == scope


@pytest.mark.clause("DELAY-1")
def test_delays_are_reported_and_decide_nothing() -> None:
    """Base badges appear within 48 hours, Top Rated Plus within 72; of others none is known."""
    record = plus_holder()
    hours = {badge: decide(record, badge, as_of=AS_OF).within_hours for badge in Badge}
    assert hours == {
        Badge.RISING_TALENT: 48,
        Badge.TOP_RATED: 48,
        Badge.TOP_RATED_PLUS: 72,
        Badge.EXPERT_VETTED: None,
        Badge.DIVERSITY_CERTIFIED: None,
    }


@pytest.mark.clause("BASE-1")
@pytest.mark.parametrize(
    ("base_badge", "rising_talent", "top_rated"),
    [
        ("none", "unmet", "unmet"),
        ("rising_talent", "met", "unmet"),
        ("top_rated", "unmet", "met"),
        (None, "unknown", "unknown"),
    ],
)
def test_the_recorded_base_badge_decides_by_itself(
    base_badge: str | None, rising_talent: str, top_rated: str
) -> None:
    """One finding each, by the platform's word; recorded Top Rated means no Rising Talent."""
    record = freelancer(base_badge=base_badge)
    found = [decide(record, badge, as_of=AS_OF) for badge in ("rising_talent", "top_rated")]
    assert [one.verdict.value for one in found] == [rising_talent, top_rated]
    assert [[finding.clause for finding in one.findings] for one in found] == [["BASE-1"]] * 2

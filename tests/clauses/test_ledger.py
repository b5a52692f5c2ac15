"""The ledger: what counted for a decision, what did not, and why."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import (
    Badge,
    Contract,
    Ledger,
    Readings,
    TalentRecord,
    decide,
    dump_ledger,
    edition_named,
    ledger,
    to_text,
)
from badgerules.findings import LargeContractFinding, RowReason, ShareFinding, ShareReason
from badgerules.ledger import PaymentReason
from badgerules.testing import readings, talent_records
from builders import (
    AS_OF,
    PAID_ON,
    Asked,
    agency,
    contract,
    freelancer,
    good_record,
    paid,
    questions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_DAY = timedelta(days=1)
BEFORE, AFTER = date(2019, 9, 1), date(2020, 9, 2)
"""The last day before the window of 1 Sep 2020, and the first day after it."""


def kept(record: TalentRecord, **chosen: Any) -> Ledger:
    """Keep the ledger of Top Rated Plus under some readings."""
    return ledger(record, Badge.TOP_RATED_PLUS, as_of=AS_OF, readings=Readings(**chosen))


def told(shown: Ledger) -> list[tuple[str, tuple[str, ...], str]]:
    """Return amount, what it counted for and the reason of every payment."""
    return [(str(one.payment.amount), one.counted_for, one.reason.value) for one in shown.payments]


def of(*amounts: tuple[str, date], **facts: Any) -> Contract:
    """Return a contract with these payments."""
    usual: dict[str, Any] = {"id": "one", "category": "legal"}
    return Contract(payments=[paid(amount, day) for amount, day in amounts], **usual | facts)


BOTH = ("earnings", "large_contract")


@pytest.mark.clause("WIN-1", "WIN-2", "TRP-F1", "TRP-F3")
def test_a_payment_counts_inside_the_window_only() -> None:
    """The last day before and the first day after the window do not count, and each says so."""
    shown = kept(freelancer(of(("3.00", AFTER), ("1.00", BEFORE), ("2.00", PAID_ON))))
    assert told(shown) == [
        ("1.00", (), "before_window"),
        ("2.00", BOTH, "counted"),
        ("3.00", (), "after_day_asked"),
    ]


@pytest.mark.clause("TRP-F3", "WIN-5")
@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param(
            "2.00",
            [("1.00", ("large_contract",), "before_window"), ("2.00", BOTH, "counted")],
            id="paid-inside",
        ),
        pytest.param(
            "-2.00",
            [("1.00", (), "before_window"), ("-2.00", ("earnings",), "contract_at_rest")],
            id="refund-alone",
        ),
    ],
)
def test_the_lifetime_reading_counts_older_payments_for_the_contract(
    inside: str, expected: Sequence[Any]
) -> None:
    """Older payments count for the large contract once something was paid on it inside."""
    record = freelancer(of(("1.00", BEFORE), (inside, PAID_ON)))
    assert told(kept(record, large_contract_sum="lifetime_if_active")) == expected


@pytest.mark.clause("WIN-1", "TRP-A1", "TRP-F3")
def test_the_day_asked_about_counts_under_every_reading() -> None:
    """What is paid on the day itself counts for all, also where older payments count as well."""
    record = agency(of(("1.00", AS_OF), ("2.00", AFTER)))
    readings = [
        {"agency_earnings_window": "lifetime"},
        {"large_contract_sum": "lifetime_if_active"},
    ]
    for chosen in ({}, *readings, readings[0] | readings[1]):
        assert told(kept(record, **chosen)) == [
            ("1.00", BOTH, "counted"),
            ("2.00", (), "after_day_asked"),
        ]


def test_what_counted_is_summed_by_criterion() -> None:
    """The sum for a criterion is that of the payments that counted for it, and of no others."""
    record = agency(of(("1.00", BEFORE), ("2.00", PAID_ON), ("4.00", AFTER)))
    shown = kept(record, agency_earnings_window="lifetime")
    assert shown.counted("earnings") == 3_00
    assert shown.counted("large_contract") == 2_00
    assert shown.counted("negative_share") == 0


def test_a_ledger_looks_ahead_only_as_far_as_it_is_told() -> None:
    """The day up to which facts are known is that of the question, or the day asked about."""
    record = freelancer(of(("1.00", PAID_ON)))
    ahead = ledger(record, Badge.TOP_RATED_PLUS, as_of=AFTER, known_through=AS_OF)
    assert ahead.question.known_through == AS_OF
    assert ledger(record, Badge.TOP_RATED_PLUS, as_of=AFTER).question.known_through == AFTER


@pytest.mark.clause("WIN-1")
def test_asked_ahead_what_lies_outside_the_window_is_outside_on_the_day_asked_about() -> None:
    """For 1 Sep 2022, known through 1 Sep 2020, a payment in between may be too old, and one late.

    Of a computed Top Rated the same is said as of Top Rated Plus, by the day whatever the order.
    """
    one = of(("3", date(2022, 9, 2)), ("1", date(2020, 10, 1)), ("2", date(2022, 3, 1)))
    for badge, record, counted_for in (
        (Badge.TOP_RATED_PLUS, freelancer(one), BOTH),
        (Badge.TOP_RATED, good_record("freelancer", one), ("earnings",)),
    ):
        ahead = ledger(record, badge, as_of=date(2022, 9, 1), known_through=AS_OF)
        assert told(ahead) == [
            ("1.00", (), "before_window"),
            ("2.00", counted_for, "counted"),
            ("3.00", (), "after_day_asked"),
        ]


@pytest.mark.clause("WIN-1")
def test_a_ledger_is_kept_under_the_edition_asked_for() -> None:
    """In a window of six months, which begins on 2 March 2020, nothing of the first counts."""
    half = edition_named("2020-07").hypothetical("half a year", {"WIN-1": 6})
    record = freelancer(of(("1.00", PAID_ON), ("2.00", date(2020, 3, 2))))
    assert told(ledger(record, Badge.TOP_RATED_PLUS, as_of=AS_OF, edition=half)) == [
        ("1.00", (), "before_window"),
        ("2.00", BOTH, "counted"),
    ]


@pytest.mark.clause("TRP-A1")
def test_the_lifetime_earnings_of_an_agency_count_older_payments() -> None:
    """Under that reading an older payment counts as earnings, and a later one does not."""
    record = agency(of(("1.00", BEFORE), ("2.00", PAID_ON), ("4.00", AFTER)))
    assert told(kept(record, agency_earnings_window="lifetime")) == [
        ("1.00", ("earnings",), "before_window"),
        ("2.00", BOTH, "counted"),
        ("4.00", (), "after_day_asked"),
    ]


@pytest.mark.clause("TRP-A1", "TRP-F3", "WIN-5")
def test_two_lifetime_readings_leave_only_the_rest_of_the_contract() -> None:
    """An old payment then counts as earnings, and for no large contract that rests."""
    readings = {
        "agency_earnings_window": "lifetime",
        "large_contract_sum": "lifetime_if_active",
    }
    (entry,) = kept(agency(of(("1.00", BEFORE))), **readings).payments
    assert (entry.counted_for, entry.reason) == (("earnings",), PaymentReason.CONTRACT_AT_REST)
    assert entry.text == (
        "2019-09-01 $1.00 counts for earnings only: nothing was paid on its contract inside the "
        "window"
    )


@pytest.mark.parametrize("badge", [badge for badge in Badge if badge is not Badge.TOP_RATED_PLUS])
def test_a_badge_that_asks_for_no_money_counts_none(badge: Badge) -> None:
    """Every payment is there, counted for nothing, with that reason."""
    record = freelancer(of(("1.00", PAID_ON)), contract("2.00", name="two"))
    shown = ledger(record, badge, as_of=AS_OF)
    assert told(shown) == [("1.00", (), "not_asked"), ("2.00", (), "not_asked")]
    assert shown.contracts == ()


@pytest.mark.clause("TRP-F5")
def test_each_contract_has_its_reason() -> None:
    """Below the bar, large, barred by its outcome, waiting: each contract says which."""
    record = freelancer(
        contract("4999.99", name="below"),
        contract("5000.00", name="large", outcome="positive"),
        contract("9000.00", name="bad", outcome="negative"),
        contract("9000.00", name="waiting"),
    )
    shown = kept(record, feedback="positive")
    assert [(one.row.contract.id, one.row.reason, one.share) for one in shown.contracts] == [
        ("below", RowReason.BELOW_BAR, None),
        ("large", RowReason.LARGE, None),
        ("bad", RowReason.NEGATIVE_OUTCOME, None),
        ("waiting", RowReason.AWAITING_FEEDBACK, None),
    ]


@pytest.mark.clause("TRP-A3")
@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("rated_contracts", ["ended_badly", "counted", "not_rated", "not_in_window"]),
        ("all_contracts", ["ended_badly", "counted", "counted", "not_in_window"]),
        ("large_contracts", ["not_large", "counted", "not_large", "not_large"]),
    ],
)
def test_each_contract_of_an_agency_has_its_place_in_the_share(
    scope: str, expected: list[str]
) -> None:
    """Why a contract counts in the share of bad endings, or does not, under each scope."""
    record = agency(
        contract("1.00", name="bad", outcome="negative"),
        contract("10000.00", name="good", outcome="positive"),
        contract("1.00", name="open"),
        of(("1.00", BEFORE), id="old"),
    )
    found = [one.share for one in kept(record, negative_share_scope=scope).contracts]
    assert found == [ShareReason(word) for word in expected]


@pytest.mark.clause("TRP-A3", "WIN-1", "WIN-2")
@pytest.mark.parametrize(
    ("outcome_on", "place", "scope"),
    [
        pytest.param(BEFORE, "not_in_window", 0, id="the_last_day_before_the_window"),
        pytest.param(BEFORE + ONE_DAY, "ended_badly", 1, id="the_first_day_of_the_window"),
        pytest.param(AFTER - ONE_DAY, "ended_badly", 1, id="the_day_asked_about"),
        pytest.param(AFTER, "not_in_window", 0, id="the_day_after"),
    ],
)
def test_a_contract_judged_inside_the_window_has_its_place_in_the_share(
    outcome_on: date, place: str, scope: int
) -> None:
    """What was last paid long ago counts by the day of its outcome; the finding counts alike."""
    old = of(("1.00", date(2015, 3, 2)), id="old", outcome="negative", outcome_on=outcome_on)
    record = agency(old)
    assert [one.share for one in kept(record).contracts] == [ShareReason(place)]
    share = decide(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)["negative_share"]
    assert isinstance(share, ShareFinding)
    assert (share.measured, share.scope) == (scope, scope)


@given(asked=questions(talent_records()), chosen=readings(), badge=st.sampled_from(Badge))
@pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-A1", "TRP-A2", "TRP-A3", "TR-F2", "TR-A2")
def test_the_ledger_adds_up(asked: Asked, chosen: Readings, badge: Badge) -> None:
    """Every payment stands in it once; what counted is what finding and rows observed."""
    record, as_of, _ = asked
    shown = ledger(record, badge, as_of=as_of, readings=chosen)
    there = Counter((one.contract_id, one.payment) for one in shown.payments)
    assert there == Counter((own.id, each) for own in record.contracts for each in own.payments)
    decision = decide(record, badge, as_of=as_of, readings=chosen)
    if "earnings" not in decision:
        assert {one.reason for one in shown.payments} <= {PaymentReason.NOT_ASKED}
        return
    assert shown.counted("earnings") == decision["earnings"].measured
    if badge in {Badge.TOP_RATED, Badge.RISING_TALENT}:
        assert shown.contracts == ()
        return
    large = decision["large_contract"]
    assert isinstance(large, LargeContractFinding)
    assert [one.row for one in shown.contracts] == list(large.rows)
    for one in shown.contracts:
        counted = sum(p.payment.cents for p in one.payments if "large_contract" in p.counted_for)
        assert counted == one.row.counted_cents
    if record.kind == "agency":
        share = decision["negative_share"]
        assert isinstance(share, ShareFinding)
        reasons = Counter(one.share for one in shown.contracts)
        assert reasons[ShareReason.ENDED_BADLY] == share.measured
        assert reasons[ShareReason.ENDED_BADLY] + reasons[ShareReason.COUNTED] == share.scope


@pytest.mark.clause("TR-F2", "WIN-2")
def test_the_computed_top_rated_counts_what_lies_in_the_window() -> None:
    """Paid a year ago to the day is out, a day later is in, tomorrow is not yet."""
    days_paid = (date(2019, 9, 1), date(2019, 9, 2), date(2020, 9, 1), date(2020, 9, 2))
    one = Contract(id="one", category="legal", payments=[paid("10.00", day) for day in days_paid])
    shown = ledger(good_record("freelancer", one), "top_rated", as_of=date(2020, 9, 1))
    assert [entry.reason for entry in shown.payments] == [
        PaymentReason.BEFORE_WINDOW,
        PaymentReason.COUNTED,
        PaymentReason.COUNTED,
        PaymentReason.AFTER_DAY_ASKED,
    ]
    assert shown.counted("earnings") == 2_000


def test_a_ledger_can_be_read_and_stored() -> None:
    """As text within 80 columns with a reason a line, as JSON with codes and texts."""
    record = agency(of(("1.00", BEFORE), ("2.00", PAID_ON), outcome="negative", outcome_on=PAID_ON))
    shown = kept(record, large_contract_sum="lifetime_if_active")
    text = to_text(shown)
    assert text.splitlines() == [
        "Ledger of Top Rated Plus; window from 2019-09-02 to 2020-09-01",
        "Read so that a large contract that was paid inside the window counts with all it",
        "was ever paid (TRP-F3).",
        "one (Legal): $3.00 of $10,000.00, $9,997.00 short",
        "    in the share of bad endings: ended badly (TRP-A3)",
        "  + 2019-09-01 $1.00 counts for the large contract only: paid before the window",
        "  + 2020-03-01 $2.00 counts",
    ]
    dumped = dump_ledger(shown)
    assert json.loads(json.dumps(dumped)) == dumped
    assert dumped["contracts"][0]["share"] == "ended_badly"
    assert dumped["payments"][0] == {
        "contract": "one",
        "paid_on": "2019-09-01",
        "amount": "1.00",
        "counted_for": ["large_contract"],
        "reason": "before_window",
        "text": "2019-09-01 $1.00 counts for the large contract only: paid before the window",
    }
    nothing = to_text(ledger(record, "top_rated", as_of=AS_OF))
    assert nothing.splitlines()[1:] == [
        "  - 2019-09-01 $1.00 does not count: this badge does not ask for earnings",
        "  - 2020-03-01 $2.00 does not count: this badge does not ask for earnings",
    ]
    assert dump_ledger(kept(freelancer(of())))["contracts"][0]["share"] is None


@pytest.mark.clause("WIN-3", "RT-4")
def test_a_refund_is_told_to_count_on_its_own_day_by_our_choice() -> None:
    """No source says on which day a refund counts, so every ledger says whose choice it is."""
    ours = "that a refund counts on its own day is ours (WIN-3)"
    shown = kept(freelancer(of(("500.00", PAID_ON), ("-20.00", AS_OF), ("-1.00", BEFORE))))
    assert [one.text for one in shown.payments] == [
        f"2019-09-01 -$1.00 does not count: paid before the window; {ours}",
        "2020-03-01 $500.00 counts",
        f"2020-09-01 -$20.00 counts; {ours}",
    ]


@pytest.mark.clause("RT-4")
def test_rising_talent_in_numbers_asks_for_earnings() -> None:
    """A payment counts for it from the first day of the edition on, and not the day before."""
    record = good_record("freelancer", of(("500.00", date(2026, 7, 1))))
    for day, reason in ((date(2026, 7, 6), "not_asked"), (date(2026, 7, 7), "counted")):
        (entry,) = ledger(record, "rising_talent", as_of=day).payments
        assert entry.reason == reason

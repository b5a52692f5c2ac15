"""What sounds like a rule and is none: each is shown to decide nothing."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from badgerules import (
    EDITIONS,
    Badge,
    Contract,
    DocumentError,
    PlanTier,
    Reputation,
    TalentRecord,
    assess,
    decide,
    load_record,
    visible_badge,
)
from builders import AS_OF, agency, contract, freelancer, paid, plus_holder


@pytest.mark.clause("NOT-1")
def test_a_contract_of_one_day_may_be_the_large_one() -> None:
    """How long a contract lasted is not asked: seven months is an average, no minimum."""
    one_day = freelancer(Contract(id="one", category="legal", payments=[paid("10000.00")]))
    assert decide(one_day, Badge.TOP_RATED_PLUS, as_of=AS_OF).is_met


@pytest.mark.clause("NOT-2")
def test_a_hundred_thousand_dollars_neither_qualifies_nor_is_needed() -> None:
    """$10,000.00 suffices with a large contract, and $100,000.00 without one does not."""
    small = [contract("4999.00", name=f"{number}") for number in range(21)]
    assert not decide(freelancer(*small), Badge.TOP_RATED_PLUS, as_of=AS_OF).is_met
    assert decide(freelancer(contract("10000.00")), Badge.TOP_RATED_PLUS, as_of=AS_OF).is_met


@pytest.mark.clause("NOT-3")
def test_the_value_of_a_clients_projects_is_no_number_of_any_edition() -> None:
    """$8,000 describes clients; no edition holds it, and a contract of $7,999.99 may be large."""
    values = [value for edition in EDITIONS for value in attrs.astuple(edition, recurse=False)]
    assert 800_000 not in values
    record = freelancer(contract("7999.99"), contract("2000.01", name="two"))
    assert decide(record, Badge.TOP_RATED_PLUS, as_of=AS_OF).is_met


@pytest.mark.clause("NOT-4")
def test_top_rated_needs_no_invitation() -> None:
    """A record of Top Rated without any invitation is Top Rated."""
    assert assess(freelancer(expert_vetting=None), as_of=AS_OF).holds(Badge.TOP_RATED)


@pytest.mark.clause("NOT-5")
def test_exactly_ten_percent_passes_and_plus_clients_see_the_badge() -> None:
    """The third party's "less than 10 percent" and its list of plans are both wrong."""
    good = [contract("1.00", name=f"good-{n}", outcome="positive") for n in range(8)]
    record = agency(
        contract("20000.00", name="large", outcome="positive"),
        contract("1.00", name="bad", outcome="negative"),
        *good,
    )
    assessment = assess(record, as_of=date(2020, 10, 1), edition="2020-10")
    assert visible_badge(assessment, to=PlanTier.PLUS) is Badge.TOP_RATED_PLUS


@pytest.mark.clause("NOT-6")
def test_eligibility_starts_on_the_first_day() -> None:
    """Whether the platform already displays the badge is not asked: launch day counts."""
    assert decide(plus_holder(), Badge.TOP_RATED_PLUS, as_of=date(2020, 7, 7)).is_met


@pytest.mark.clause("NOT-7")
def test_stars_are_no_fact_of_a_record() -> None:
    """What makes feedback negative is decided elsewhere: a rating is refused, not interpreted."""
    rated = {"id": "one", "category": "legal", "stars": 3.5}
    with pytest.raises(DocumentError, match=r"\$\.contracts\[0\]\.stars: is not a known key"):
        load_record({"format": 1, "kind": "freelancer", "contracts": [rated]})


@pytest.mark.clause("DIB-1")
def test_a_record_has_no_place_for_a_group() -> None:
    """Groups are brought by the caller: gender, ethnicity or age are no facts of a talent."""
    names = {field.name for one in (TalentRecord, Reputation) for field in attrs.fields(one)}
    assert names == {
        "id", "kind", "country", "base_badge", "exclusive_agency_contractor", "contracts",
        "reputation", "expert_vetting", "certifications",
        "job_success_score", "rising_talent", "weeks", "first_contract_on", "joined_on",
        "profile_percent", "availability_current", "last_active_on", "holds",
        "circumvention_on", "members", "members_profile_percent",
        "average_feedback", "identity_verified", "payout_method", "from_elance", "scores",
        "contracts_known", "payments_known_since", "payments_known_through", "stats",
    }  # fmt: skip


@pytest.mark.clause("WIN-4", "TRP-F1")
def test_a_freelancers_record_is_summed_as_it_stands() -> None:
    """Agency work is left out by whoever makes the record; nothing is subtracted here."""
    spread = [paid("100.00", AS_OF - timedelta(days=n)) for n in range(100)]
    record = freelancer(Contract(id="one", category="legal", payments=spread))
    assert str(decide(record, Badge.TOP_RATED_PLUS, as_of=AS_OF)["earnings"].observed) == "10000.00"

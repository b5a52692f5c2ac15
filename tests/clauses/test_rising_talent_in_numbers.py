"""Rising Talent of freelancers from edition 2026-07 on: every criterion is published.

On 1 Sep 2026 the window of money begins on 2 Sep 2025 and the past 90 days on 4 Jun 2026.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    UNKNOWN,
    Badge,
    Contract,
    Decision,
    InvalidRecordError,
    Payment,
    Reputation,
    TalentRecord,
    Week,
    assess,
    decide,
    visible_badge,
)
from badgerules.visibility import viewers_in

if TYPE_CHECKING:
    from badgerules.names import ContractOutcomeName, KindName

AS_OF = date(2026, 9, 1)
FIRST_DAY = date(2026, 7, 7)
GIG = Contract(
    id="first", category="writing", payments=[Payment(paid_on=date(2026, 1, 10), amount="250")]
)


def newcomer(*contracts: Contract, kind: KindName = "freelancer", **facts: Any) -> TalentRecord:
    """Return a record that meets every criterion exactly; `facts` alter its reputation."""
    usual: dict[str, Any] = {
        "job_success_score": None,
        "profile_percent": 100,
        "last_active_on": date(2026, 6, 4),
        "holds": [],
        "average_feedback": "4.80",
        "identity_verified": True,
        "payout_method": True,
    }
    return TalentRecord(
        kind=kind, contracts=contracts or [GIG], reputation=Reputation(**usual | facts)
    )


def rising(record: TalentRecord, as_of: date = AS_OF, **question: Any) -> Decision:
    """Decide Rising Talent."""
    return decide(record, "rising_talent", as_of=as_of, **question)


@pytest.mark.clause("RT-3", "RT-4", "RT-5", "RT-6", "TR-X1")
def test_ten_criteria_are_weighed_and_together_they_suffice() -> None:
    """Each has its clause, and met exactly they give the badge without anybody's discretion."""
    decision = rising(newcomer())
    assert {one.criterion.key: one.clause for one in decision.findings} == {
        "profile": "RT-3",
        "recent_activity": "RT-3",
        "no_recent_hold": "RT-3",
        "identity_verified": "RT-3",
        "payout_method": "RT-3",
        "no_circumvention": "TR-X1",
        "earnings": "RT-4",
        "average_feedback": "RT-4",
        "job_success_score": "RT-5",
        "no_negative_feedback": "RT-6",
    }
    assert decision.is_met


LACKING: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"profile_percent": 99}, {"profile": "unmet"}),
    ({"profile_percent": None}, {"profile": "unknown"}),
    ({"profile_percent": 90, "from_elance": True}, {"profile": "unmet"}),  # TR-F5 is Top Rated's
    ({"last_active_on": date(2026, 6, 3)}, {"recent_activity": "unmet"}),
    ({"last_active_on": None}, {"recent_activity": "unmet"}),
    ({"last_active_on": UNKNOWN}, {"recent_activity": "unknown"}),
    # joining no longer counts
    ({"last_active_on": None, "joined_on": AS_OF}, {"recent_activity": "unmet"}),
    ({"holds": [date(2026, 6, 4)]}, {"no_recent_hold": "unmet"}),
    ({"holds": [date(2026, 6, 3)]}, {}),
    ({"holds": None}, {"no_recent_hold": "unknown"}),
    ({"identity_verified": False}, {"identity_verified": "unmet"}),
    ({"identity_verified": None}, {"identity_verified": "unknown"}),
    ({"payout_method": False}, {"payout_method": "unmet"}),
    ({"payout_method": None}, {"payout_method": "unknown"}),
    ({"circumvention_on": date(2026, 3, 1)}, {}),
    ({"circumvention_on": date(2026, 3, 2)}, {"no_circumvention": "unmet"}),
    ({"average_feedback": "4.79"}, {"average_feedback": "unmet"}),
    ({"average_feedback": "5.00"}, {}),
    ({"average_feedback": None}, {"average_feedback": "unmet"}),
    ({"average_feedback": UNKNOWN}, {"average_feedback": "unknown"}),
    ({"job_success_score": 89}, {"job_success_score": "unmet"}),
    ({"job_success_score": 90}, {}),
    ({"job_success_score": UNKNOWN}, {"job_success_score": "unknown"}),
    # no longer asked: availability, and the platform's word
    ({"availability_current": False}, {}),
    ({"rising_talent": False}, {}),
]


@pytest.mark.clause("RT-3", "RT-4", "RT-5", "TR-F5", "TR-X1")
@pytest.mark.parametrize(("facts", "lacking"), LACKING, ids=str)
def test_each_fact_turns_its_own_criterion_alone(
    facts: dict[str, Any], lacking: dict[str, str]
) -> None:
    """At the bar it is met, one unit beside it is not, and left out it is unknown."""
    decision = rising(newcomer(**facts))
    found = {one.criterion.key: one.verdict.value for one in decision.findings}
    assert {key: verdict for key, verdict in found.items() if verdict != "met"} == lacking
    assert decision.verdict == next(iter(lacking.values()), "met")


@pytest.mark.clause("RT-4", "WIN-2")
@pytest.mark.parametrize(
    ("amount", "paid_on", "verdict", "shortfall"),
    [
        ("250.00", date(2025, 9, 2), "met", "0.00"),
        ("249.99", date(2025, 9, 2), "unmet", "0.01"),
        ("250.00", date(2025, 9, 1), "unmet", "250.00"),
        ("250.00", AS_OF, "met", "0.00"),
        ("250.00", AS_OF + timedelta(days=1), "unmet", "250.00"),
    ],
)
def test_so_much_must_be_earned_in_twelve_months(
    amount: str, paid_on: date, verdict: str, shortfall: str
) -> None:
    """A cent below the bar, and a day outside of the window, is not enough."""
    gig = attrs.evolve(GIG, payments=[Payment(paid_on=paid_on, amount=amount)])
    finding = rising(newcomer(gig))["earnings"]
    assert (finding.verdict, str(finding.shortfall)) == (verdict, shortfall)


@pytest.mark.clause("RT-4")
def test_stars_are_told_with_two_decimals() -> None:
    """What was found, what is needed and what is missing are stars, not hundredths."""
    finding = rising(newcomer(average_feedback="4.7"))["average_feedback"]
    assert list(map(str, (finding.observed, finding.required, finding.shortfall))) == [
        *("4.70", "4.80", "0.10"),
    ]
    assert finding.text == "average feedback of 4.70 stars, 4.80 needed; 0.10 short"
    none = rising(newcomer(average_feedback=None))["average_feedback"]
    assert (none.observed, none.shortfall) == (None, None)
    assert none.text == "no feedback yet, 4.80 stars needed"


@pytest.mark.clause("RT-4")
@pytest.mark.parametrize("value", ["0.99", "5.01", "4.801", "0", "04.80", "good", 4.8, True, -1])
def test_an_average_that_cannot_be_is_refused(value: Any) -> None:  # noqa: ANN401
    """An average lies from 1.00 to 5.00, has at most two decimals, and is no float."""
    with pytest.raises(InvalidRecordError, match=r"average_feedback must be stars from 1\.00 to 5"):
        newcomer(average_feedback=value)


@pytest.mark.clause("RT-5")
def test_no_score_is_fine_and_said_so() -> None:
    """None yet is a fact of its own: nothing is observed, nothing is missing, and it is met."""
    finding = rising(newcomer())["job_success_score"]
    assert (finding.verdict, finding.observed, finding.required) == ("met", None, 90)
    assert finding.text == "no Job Success Score yet, and none is needed"


@pytest.mark.clause("RT-6")
@pytest.mark.parametrize(
    ("outcome", "on", "verdict"),
    [
        ("negative", None, "unmet"),
        ("negative", AS_OF, "unmet"),
        ("negative", AS_OF + timedelta(days=1), "met"),
        ("negative", date(2019, 1, 1), "unmet"),  # however long ago
        ("neutral", None, "met"),
        ("positive", None, "met"),
        (None, None, "met"),
    ],
)
def test_no_contract_may_have_ended_badly(
    outcome: ContractOutcomeName | None, on: date | None, verdict: str
) -> None:
    """A negative outcome counts from its day on, for ever, and one is too many."""
    bad = Contract(id="bad", category="legal", outcome=outcome, outcome_on=on)
    finding = rising(newcomer(GIG, bad))["no_negative_feedback"]
    observed = int(verdict == "unmet")
    assert (finding.verdict, finding.observed, finding.required) == (verdict, observed, 0)


@pytest.mark.clause("RT-3", "RT-1", "RT-2")
def test_it_begins_with_the_edition_and_ends_the_old_conditions() -> None:
    """On 6 July 2026 the rest is at discretion and a score ends it; on 7 July neither."""
    record = newcomer(job_success_score=96, availability_current=True, joined_on=date(2026, 5, 1))
    before, after = rising(record, FIRST_DAY - timedelta(days=1)), rising(record, FIRST_DAY)
    assert [one.clause for one in before.failing] == ["RT-1"]
    assert before["discretion"].verdict == "unknown"
    assert after.is_met


@pytest.mark.clause("RT-7")
def test_agencies_keep_the_old_conditions() -> None:
    """For an agency nothing newer is known: five conditions, circumvention and discretion."""
    decision = rising(newcomer(kind="agency", availability_current=True))
    assert {one.clause for one in decision.findings} == {"RT-1", "RT-2", "TR-X1"}
    assert decision.verdict == "unknown"


@pytest.mark.clause("RT-7", "VIS-7")
def test_top_rated_is_seen_where_both_are_met() -> None:
    """A freelancer may meet both at once; what everybody sees is Top Rated."""
    saturdays = [date(2026, 8, 29) - timedelta(weeks=ago) for ago in range(16)]
    record = newcomer(
        attrs.evolve(GIG, payments=[Payment(paid_on=date(2026, 1, 10), amount="1000")]),
        job_success_score=90,
        availability_current=True,
        first_contract_on=date(2026, 1, 1),
        weeks=[Week(ends_on=day, eligible=True) for day in saturdays],
    )
    assessment = assess(record, as_of=AS_OF)
    assert assessment.holds("rising_talent")
    assert assessment.holds("top_rated")
    viewers = viewers_in(assessment.question.edition).values()
    assert {visible_badge(assessment, to=viewer) for viewer in viewers} == {Badge.TOP_RATED}


@pytest.mark.clause("BASE-1")
@pytest.mark.parametrize("badge", ["rising_talent", "top_rated", "none"])
def test_the_platforms_word_decides_alone_where_it_is_recorded(badge: Any) -> None:  # noqa: ANN401
    """A recorded base badge has one finding, in this edition as in all others."""
    record = TalentRecord(kind="freelancer", contracts=[], base_badge=badge)
    decision = rising(record)
    assert [one.clause for one in decision.findings] == ["BASE-1"]
    assert decision.is_met is (badge == "rising_talent")


@pytest.mark.clause("DELAY-1")
@pytest.mark.parametrize(
    ("day", "hours", "days"), [(date(2026, 7, 6), 48, None), (FIRST_DAY, None, 14)], ids=str
)
def test_a_badge_appears_at_the_next_review(day: date, hours: int | None, days: int | None) -> None:
    """Within 48 hours until 6 July 2026; from the next day on reviews come every 14 days."""
    decision = decide(newcomer(), "top_rated", as_of=day)
    assert (decision.within_hours, decision.within_days) == (hours, days)
    plus = decide(newcomer(), "top_rated_plus", as_of=day)
    assert (plus.within_hours, plus.within_days) == (72 if hours else None, days)
    vetted = decide(newcomer(), "expert_vetted", as_of=day)
    assert (vetted.within_hours, vetted.within_days) == (None, None)


@pytest.mark.clause("TR-F5", "TR-A4")
@pytest.mark.parametrize(
    ("percent", "kind", "verdict", "required"),
    [
        (89, "freelancer", "unmet", 90),
        (90, "freelancer", "met", 90),
        (99, "freelancer", "met", 90),
        (100, "freelancer", "met", 90),
        (None, "freelancer", "unknown", 90),
        (99, "agency", "unmet", 100),  # asked of none
        (100, "agency", "met", 100),
    ],
)
def test_a_profile_from_elance_needs_less_for_top_rated(
    percent: int | None, kind: KindName, verdict: str, required: int
) -> None:
    """90 percent are enough for a freelancer's profile that was brought over, in every edition."""
    record = newcomer(kind=kind, profile_percent=percent, from_elance=True)
    for day in (date(2020, 7, 7), date(2024, 6, 1), AS_OF):
        finding = decide(record, "top_rated", as_of=day)["profile"]
        assert (finding.verdict, finding.required) == (verdict, required)


@pytest.mark.clause("TR-F5")
@pytest.mark.parametrize(
    ("percent", "from_elance", "confirmed_on"),
    [
        (89, True, date(2026, 9, 28)),
        (90, True, date(2023, 10, 31)),
        (99, True, date(2023, 10, 31)),
        (100, True, date(2026, 9, 28)),
        (99, False, date(2026, 9, 28)),
    ],
)
def test_the_exception_for_elance_is_as_fresh_as_its_own_source(
    percent: int, confirmed_on: date, *, from_elance: bool
) -> None:
    """Where the exception decides, it was last confirmed in October 2023."""
    record = newcomer(profile_percent=percent, from_elance=from_elance)
    assert decide(record, "top_rated", as_of=AS_OF)["profile"].confirmed_on == confirmed_on

"""Rising Talent computed from a reputation: five published conditions, and one that is not.

On 1 Sep 2020 the past 90 days begin on 4 June and the past 30 days on 3 August.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    EDITIONS,
    UNKNOWN,
    Badge,
    Contract,
    Decision,
    Finding,
    Payment,
    Readings,
    Reputation,
    TalentRecord,
    Verdict,
    decide,
)
from badgerules.findings import DatedFinding
from badgerules.vocabulary import Unit
from builders import AS_OF, contract, good_record, paid

if TYPE_CHECKING:
    from badgerules.names import KindName

KINDS: list[KindName] = ["freelancer", "agency"]


def newcomer(kind: KindName = "freelancer", *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a record that meets all published conditions; `facts` alter its reputation."""
    return good_record(kind, *contracts, **{"job_success_score": None} | facts)


def rising(record: TalentRecord, as_of: date = AS_OF, **question: Any) -> Decision:
    """Decide Rising Talent."""
    return decide(record, Badge.RISING_TALENT, as_of=as_of, **question)


def told(finding: Finding) -> tuple[str, object, object, object]:
    """Return verdict, observed, required and shortfall."""
    return (finding.verdict.value, finding.observed, finding.required, finding.shortfall)


def flag(verdict: str) -> tuple[str, object, object, object]:
    """Return what a yes-or-no finding of this verdict tells."""
    return (verdict, {"met": True, "unmet": False, "unknown": None}[verdict], True, None)


def failing(decision: Decision) -> set[str]:
    """Return the criteria that are not met."""
    return {finding.criterion.key for finding in decision.failing}


@pytest.mark.clause("RT-1", "RT-2", "TR-X1")
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_weighed_by_seven_criteria(kind: KindName) -> None:
    """Five published conditions, circumvention and discretion: alike for both kinds."""
    findings = rising(newcomer(kind)).findings
    assert {finding.criterion.key: finding.clause for finding in findings} == {
        "no_score_yet": "RT-1",
        "profile": "RT-1",
        "recent_activity": "RT-1",
        "availability": "RT-1",
        "no_recent_hold": "RT-1",
        "no_circumvention": "TR-X1",
        "discretion": "RT-2",
    }
    units = {finding.criterion.key: finding.unit for finding in findings}
    assert units.pop("profile") is Unit.PERCENT
    assert set(units.values()) == {Unit.FLAG}


@pytest.mark.clause("RT-2")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("word", "expected"), [(None, "unknown"), (True, "met"), (False, "unmet")])
def test_no_published_condition_suffices(
    kind: KindName, *, word: bool | None, expected: str
) -> None:
    """With every condition met the platform's word alone decides, and without it nobody knows."""
    decision = rising(newcomer(kind, rising_talent=word))
    assert told(decision["discretion"]) == flag(expected)
    assert decision.verdict == expected
    assert decision.unsettled == (("rising_talent",) if word is None else ())
    assert failing(decision) == (set() if word is not False else {"discretion"})


@pytest.mark.clause("RT-1", "RT-2")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", [None, True])
@pytest.mark.parametrize(
    ("facts", "lost"),
    [
        pytest.param({"job_success_score": 90}, "no_score_yet", id="score"),
        pytest.param({"profile_percent": 99}, "profile", id="profile"),
        pytest.param({"last_active_on": None}, "recent_activity", id="activity"),
        pytest.param({"availability_current": False}, "availability", id="availability"),
        pytest.param({"holds": [AS_OF]}, "no_recent_hold", id="hold"),
        pytest.param({"circumvention_on": AS_OF}, "no_circumvention", id="circumvention"),
    ],
)
def test_every_published_condition_is_necessary(
    kind: KindName, *, word: bool | None, facts: dict[str, Any], lost: str
) -> None:
    """One condition that fails is a "no", whatever the platform's word."""
    decision = rising(newcomer(kind, rising_talent=word, **facts))
    assert (decision.verdict, decision.unsettled) == (Verdict.UNMET, ())
    assert failing(decision) == {lost}


@pytest.mark.clause("RT-1", "RT-2", "TR-X1")
@pytest.mark.parametrize("kind", KINDS)
def test_all_conditions_are_weighed_together(kind: KindName) -> None:
    """Where everything fails all seven criteria are told, not only the first."""
    facts: dict[str, Any] = {
        "job_success_score": 0,
        "profile_percent": 0,
        "last_active_on": None,
        "availability_current": False,
        "holds": [AS_OF],
        "circumvention_on": AS_OF,
        "rising_talent": False,
    }
    decision = rising(newcomer(kind, **facts))
    assert failing(decision) == {finding.criterion.key for finding in decision.findings}
    assert len(decision.failing) == 7


@pytest.mark.clause("RT-1", "RT-2")
@pytest.mark.parametrize("kind", KINDS)
def test_of_a_reputation_left_empty_everything_is_unknown(kind: KindName) -> None:
    """Nothing left out is taken for a "no", and every fact that would settle it is named."""
    record = TalentRecord(kind=kind, contracts=[], reputation=Reputation())
    decision = rising(record)
    assert decision.verdict is Verdict.UNKNOWN
    assert set(decision.unsettled) == {
        "job_success_score", "profile_percent", "last_active_on", "joined_on",
        "availability_current", "holds", "rising_talent",
    }  # fmt: skip
    assert decision["no_circumvention"].verdict is Verdict.MET


@pytest.mark.clause("RT-1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (None, "met"),
        (0, "unmet"),
        (89, "unmet"),
        (90, "unmet"),
        (100, "unmet"),
        (UNKNOWN, "unknown"),
    ],
    ids=["none-yet", "0", "89", "90", "100", "unknown"],
)
def test_there_is_no_score_yet(kind: KindName, score: object, expected: str) -> None:
    """Any score at all ends it, even one of 0; a score left out is unknown."""
    finding = rising(newcomer(kind, job_success_score=score))["no_score_yet"]
    assert told(finding) == flag(expected)
    assert finding.unsettled == (("job_success_score",) if score is UNKNOWN else ())


@pytest.mark.clause("RT-1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (99, ("unmet", 99, 100, 1)),
        (100, ("met", 100, 100, 0)),
        (None, ("unknown", None, 100, None)),
    ],
)
def test_the_profile_is_complete(
    kind: KindName, percent: int | None, expected: tuple[object, ...]
) -> None:
    """The own, or the owner's, profile passes at 100 percent only."""
    finding = rising(newcomer(kind, profile_percent=percent))["profile"]
    assert told(finding) == expected
    assert finding.unsettled == (("profile_percent",) if percent is None else ())


@pytest.mark.clause("RT-1")
def test_an_agency_answers_for_its_owner_alone() -> None:
    """Neither the number of an agency's members nor their profiles are asked for."""
    record = newcomer("agency", members=0, members_profile_percent=0, rising_talent=True)
    assert rising(record).is_met


class TestActivity:
    """RT-1: active in the past 90 days, or joined in the past 30."""

    @pytest.mark.clause("RT-1")
    @pytest.mark.parametrize(
        ("last_active_on", "met"),
        [
            pytest.param(date(2020, 6, 3), "unmet", id="exactly-90-days-ago"),
            pytest.param(date(2020, 6, 4), "met", id="89-days-ago"),
            pytest.param(date(2020, 9, 1), "met", id="that-very-day"),
            pytest.param(date(2020, 9, 2), "unknown", id="the-day-after"),
            pytest.param(None, "unmet", id="never"),
            pytest.param(UNKNOWN, "unknown", id="unknown"),
        ],
    )
    def test_activity_lies_in_the_past_90_days(self, last_active_on: object, met: str) -> None:
        """For whoever joined long ago, activity 89 days ago passes and 90 days ago fails."""
        record = newcomer(joined_on=date(2020, 8, 2), last_active_on=last_active_on)
        finding = rising(record)["recent_activity"]
        assert told(finding) == flag(met)
        assert finding.unsettled == (("last_active_on",) if met == "unknown" else ())

    @pytest.mark.clause("RT-1")
    @pytest.mark.parametrize(
        ("payment", "met"),
        [
            pytest.param(paid("0.01", date(2020, 6, 3)), "unmet", id="exactly-90-days-ago"),
            pytest.param(paid("0.01", date(2020, 6, 4)), "met", id="89-days-ago"),
            pytest.param(paid("0.01", date(2020, 9, 1)), "met", id="that-very-day"),
            pytest.param(paid("0.01", date(2020, 9, 2)), "unmet", id="the-day-after"),
            pytest.param(paid("-5.00", date(2020, 8, 1)), "unmet", id="refund"),
        ],
    )
    def test_a_payment_is_activity_and_a_refund_is_not(self, payment: Payment, met: str) -> None:
        """A positive payment in the past 90 days passes without any other activity."""
        one = Contract(id="one", category="legal", payments=[payment])
        record = newcomer("freelancer", one, last_active_on=None)
        assert rising(record)["recent_activity"].verdict == met

    @pytest.mark.clause("RT-1")
    @pytest.mark.parametrize(
        ("joined_on", "met"),
        [
            pytest.param(date(2020, 8, 2), "unmet", id="exactly-30-days-ago"),
            pytest.param(date(2020, 8, 3), "met", id="29-days-ago"),
            pytest.param(date(2020, 9, 1), "met", id="that-very-day"),
            pytest.param(date(2020, 9, 2), "unmet", id="the-day-after"),
            pytest.param(None, "unknown", id="unknown"),
        ],
    )
    @pytest.mark.parametrize("last_active_on", [None, date(2020, 6, 3)], ids=["never", "old"])
    def test_joining_in_the_past_30_days_serves_instead(
        self, joined_on: date | None, met: str, last_active_on: date | None
    ) -> None:
        """Without activity, joining 29 days ago passes and 30 days ago fails."""
        record = newcomer(joined_on=joined_on, last_active_on=last_active_on)
        finding = rising(record)["recent_activity"]
        assert told(finding) == flag(met)
        assert finding.unsettled == (("joined_on",) if joined_on is None else ())

    @pytest.mark.clause("RT-1")
    @pytest.mark.parametrize(
        ("as_of", "met"),
        [(date(2024, 3, 29), "met"), (date(2024, 3, 30), "unmet")],
        ids=["29-march", "30-march"],
    )
    def test_who_joined_on_29_february_is_new_until_29_march(self, as_of: date, met: str) -> None:
        """The thirtieth day after the leap day is the first that no longer counts."""
        record = newcomer(joined_on=date(2024, 2, 29), last_active_on=None)
        assert rising(record, as_of)["recent_activity"].verdict == met

    @pytest.mark.clause("RT-1")
    @pytest.mark.parametrize(
        ("joined_on", "last_active_on"),
        [
            pytest.param(None, date(2020, 6, 4), id="active-joined-unknown"),
            pytest.param(date(2020, 8, 3), UNKNOWN, id="new-activity-unknown"),
            pytest.param(date(2020, 8, 3), date(2020, 9, 2), id="new-activity-later"),
        ],
    )
    def test_either_settles_what_is_unknown_of_the_other(
        self, joined_on: date | None, last_active_on: object
    ) -> None:
        """Once one of the two holds, the other need not be known."""
        record = newcomer(joined_on=joined_on, last_active_on=last_active_on)
        assert rising(record)["recent_activity"].verdict is Verdict.MET

    @pytest.mark.clause("RT-1")
    @pytest.mark.parametrize(
        ("last_active_on", "joined_on", "told_of", "leaves_on"),
        [
            pytest.param(
                date(2020, 8, 1), date(2020, 8, 20), date(2020, 8, 1), date(2020, 10, 30),
                id="activity-counts-longer-than-joining-since",
            ),
            pytest.param(
                date(2020, 6, 10), date(2020, 8, 20), date(2020, 8, 20), date(2020, 9, 19),
                id="joining-counts-longer-than-activity-before",
            ),
        ],
    )  # fmt: skip
    def test_the_one_that_counts_longest_is_told(
        self, last_active_on: date, joined_on: date, told_of: date, leaves_on: date
    ) -> None:
        """Activity counts for 90 days and joining for 30: what stops counting last is told."""
        record = newcomer(last_active_on=last_active_on, joined_on=joined_on)
        finding = rising(record)["recent_activity"]
        assert isinstance(finding, DatedFinding)
        assert (finding.happened_on, finding.leaves_on) == (told_of, leaves_on)

    @pytest.mark.clause("RT-1")
    def test_both_are_named_where_both_are_unknown(self) -> None:
        """Either fact might settle it, so both are asked for."""
        finding = rising(newcomer(joined_on=None, last_active_on=UNKNOWN))["recent_activity"]
        assert finding.verdict is Verdict.UNKNOWN
        assert set(finding.unsettled) == {"joined_on", "last_active_on"}


@pytest.mark.clause("RT-1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("current", "expected"), [(True, "met"), (False, "unmet"), (None, "unknown")]
)
def test_the_availability_is_up_to_date(
    kind: KindName, *, current: bool | None, expected: str
) -> None:
    """The fact decides as it stands; left out it is unknown."""
    finding = rising(newcomer(kind, availability_current=current))["availability"]
    assert told(finding) == flag(expected)
    assert finding.unsettled == (("availability_current",) if current is None else ())


@pytest.mark.clause("RT-1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("holds", "met"),
    [
        pytest.param([], "met", id="none"),
        pytest.param([date(2020, 6, 3)], "met", id="exactly-90-days-ago"),
        pytest.param([date(2020, 6, 4)], "unmet", id="89-days-ago"),
        pytest.param([date(2020, 9, 1)], "unmet", id="that-very-day"),
        pytest.param([date(2020, 9, 2)], "met", id="still-to-come"),
        pytest.param(None, "unknown", id="unknown"),
    ],
)
def test_no_hold_lies_in_the_past_90_days(
    kind: KindName, holds: list[date] | None, met: str
) -> None:
    """A hold or notice bars for 90 days, its own day included."""
    finding = rising(newcomer(kind, holds=holds))["no_recent_hold"]
    assert told(finding) == flag(met)
    assert finding.unsettled == (("holds",) if holds is None else ())


@pytest.mark.clause("TR-X1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("day", "met"),
    [
        pytest.param(None, "met", id="never"),
        pytest.param(date(2020, 3, 1), "met", id="exactly-six-months-ago"),
        pytest.param(date(2020, 3, 2), "unmet", id="a-day-less"),
        pytest.param(date(2020, 9, 1), "unmet", id="that-very-day"),
        pytest.param(date(2020, 9, 2), "met", id="still-to-come"),
    ],
)
def test_circumvention_bars_for_six_months(kind: KindName, day: date | None, met: str) -> None:
    """It bars on its own day, even against the platform's word, and counts again six months on."""
    decision = rising(newcomer(kind, circumvention_on=day, rising_talent=True))
    assert told(decision["no_circumvention"]) == flag(met)
    assert decision.verdict == met


@pytest.mark.clause("TR-X1")
@pytest.mark.parametrize(
    ("day", "last_barred", "free"),
    [
        pytest.param(date(2023, 8, 31), date(2024, 2, 28), date(2024, 2, 29), id="leap-year"),
        pytest.param(date(2022, 8, 31), date(2023, 2, 27), date(2023, 2, 28), id="other-year"),
    ],
)
def test_circumvention_of_31_august_bars_into_february(
    day: date, last_barred: date, free: date
) -> None:
    """The missing day six months later becomes the last day of February."""
    record = newcomer(circumvention_on=day)
    verdicts = [rising(record, on)["no_circumvention"].verdict for on in (last_barred, free)]
    assert verdicts == [Verdict.UNMET, Verdict.MET]


@pytest.mark.clause("RT-1")
@pytest.mark.parametrize("amount", ["0.00", "40000.00"])
def test_earnings_weeks_and_first_contract_are_not_asked(amount: str) -> None:
    """Neither much nor nothing earned, nor how long ago, decides on Rising Talent."""
    record = newcomer(
        "freelancer", contract(amount), weeks=[], first_contract_on=None, rising_talent=True
    )
    assert rising(record).is_met


@pytest.mark.clause("RT-1", "RT-2")
@pytest.mark.parametrize("kind", KINDS)
def test_no_reading_and_no_edition_touches_it(kind: KindName) -> None:
    """Until 2026, and of agencies beyond, its rules have one reading: the findings are the same."""
    record = newcomer(kind)
    expected = rising(record).findings
    others = Readings(
        money_bar="more_than",
        large_contract_sum="lifetime_if_active",
        feedback="positive",
        exclusive_member="agency_amounts",
        agency_earnings_window="lifetime",
        negative_share_scope="all_contracts",
        enterprise_suite="enterprise_only",
        window="last_365_days",
        plus_badge_audience="plans",
    )
    assert rising(record, readings=others).findings == expected
    for edition in EDITIONS:
        if kind == "agency" or not edition.rising_talent_by_numbers:
            assert rising(record, edition=edition.id).findings == expected

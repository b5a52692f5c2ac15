"""The last days of the calendar: what comes on one turns a verdict, what lies beyond turns none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    Badge,
    Contract,
    Kind,
    Score,
    TalentRecord,
    Verdict,
    assess,
    decide,
    ledger,
    next_change,
    recovery,
    remedies,
    timeline,
    to_html,
    to_text,
)
from badgerules.decisions import by_criterion
from badgerules.findings import DatedFinding
from badgerules.serialization import dump_assessment, dump_timeline
from badgerules.timeline.build import tracks_between
from badgerules.timeline.tracks import verdict_on
from builders import AS_OF, certified, good_record, paid, standing, vetted

if TYPE_CHECKING:
    from badgerules.findings import Finding
    from badgerules.names import BadgeName, KindName
    from badgerules.timeline import Timeline

KNOWN = date(9999, 9, 1)
"""The last day known, 121 days before the last of all."""

DAYS = [KNOWN + timedelta(days=number) for number in range(122)]
"""All days there are from then on."""

LAST = DAYS[-1]
MET, UNMET = Verdict.MET, Verdict.UNMET
BEYOND = "a day after 9999-12-31"


def dec(number: int) -> date:
    """Return a day of the last month of all."""
    return date(9999, 12, number)


def late(kind: Kind | KindName = "freelancer", **facts: Any) -> TalentRecord:
    """Return who has all of Top Rated on the day known and, by what was paid, longer than there is.

    Args:
        kind: the kind.
        facts: those of the record; all others alter the reputation.
    """
    of_record = {name: facts.pop(name) for name in [*facts] if name in OF_RECORD}
    usual: dict[str, Any] = {
        "kind": kind,
        "country": "US",
        "contracts": [earning(date(9999, 8, 1))],
        "reputation": standing(KNOWN, kind, **{"last_active_on": date(9999, 11, 1)} | facts),
    }
    return TalentRecord(**usual | of_record)


OF_RECORD = {"contracts", "expert_vetting", "certifications", "payments_known_through"}


def earning(*days: date) -> Contract:
    """Return a contract on which $40,000 were paid on each of some days."""
    return Contract(id="one", category="legal", payments=[paid("40000", day) for day in days])


def spans_of(found: Timeline) -> list[str]:
    """Return each span as its first day and its verdict."""
    return [f"{span.first_day} {span.verdict}" for span in found.spans]


def day_by_day(record: TalentRecord, badge: Badge) -> list[str]:
    """Return the same from a decision on each day there is from the last one known on."""
    spans: list[str] = []
    before: Verdict | None = None
    for day in DAYS:
        verdict = decide(record, badge, as_of=day, known_through=KNOWN).verdict
        if verdict is not before:
            spans.append(f"{day} {verdict}")
        before = verdict
    return spans


# --- One day --------------------------------------------------------------------------------------


HOLD = "no_recent_hold"
ACT = "no_circumvention"


@pytest.mark.parametrize(
    ("badge", "facts", "key", "happened_on"),
    [
        pytest.param("top_rated", {"holds": [dec(16)]}, HOLD, dec(16), id="hold"),
        pytest.param("rising_talent", {"holds": [dec(16)]}, HOLD, dec(16), id="rising_hold"),
        pytest.param("top_rated", {"circumvention_on": dec(16)}, ACT, dec(16), id="act"),
        pytest.param("top_rated", {"circumvention_on": date(9999, 7, 1)}, ACT, date(9999, 7, 1)),
        pytest.param("top_rated", {"holds": [LAST]}, HOLD, LAST, id="hold_of_the_last_day"),
    ],
)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.clause("TR-F7", "TR-A5", "TR-X1", "RT-1")
def test_what_bars_longer_than_there_are_days_bars_on_the_last_one(
    kind: Kind, badge: BadgeName, facts: dict[str, Any], key: str, happened_on: date
) -> None:
    """A hold counts for 90 days, an act bars for six months: neither ends in the calendar."""
    finding = told_of(late(kind, **facts), badge, key)
    assert (finding.verdict, finding.happened_on, finding.leaves_on) == (UNMET, happened_on, None)
    assert finding.text.endswith(BEYOND)


def told_of(record: TalentRecord, badge: BadgeName, key: str) -> DatedFinding:
    """Return what the last day says of a criterion that one day decides."""
    finding: Finding = decide(record, badge, as_of=LAST)[key]
    assert isinstance(finding, DatedFinding)
    return finding


@pytest.mark.clause("TR-F8")
def test_activity_may_count_longer_than_there_are_days() -> None:
    """Active on 16 Dec, a freelancer would be so for 90 days; so they are by a payment."""
    for record in (
        late(last_active_on=dec(16)),
        late(last_active_on=None, contracts=[earning(dec(16))]),
    ):
        finding = told_of(record, "top_rated", "recent_activity")
        assert (finding.verdict, finding.happened_on) == (MET, dec(16))
        assert finding.leaves_on is None
        assert finding.text == f"active on 9999-12-16, which stops counting on {BEYOND}"


@pytest.mark.parametrize(
    ("active_on", "joined_on", "told"),
    [
        (None, dec(16), (dec(16), None)),
        (dec(16), dec(16), (dec(16), None)),
        (dec(10), dec(20), (dec(10), None)),
        (date(9999, 10, 3), dec(15), (dec(15), None)),
        (date(9999, 10, 2), dec(15), (dec(15), None)),
        (date(9999, 10, 3), date(9999, 12, 1), (date(9999, 10, 3), None)),
        (date(9999, 10, 1), dec(2), (dec(2), None)),
        (date(9999, 10, 2), date(9999, 11, 1), (date(9999, 10, 2), dec(31))),
    ],
    ids=str,
)
@pytest.mark.parametrize("as_of", [dec(30), dec(31)], ids=str)
@pytest.mark.clause("RT-1")
def test_of_activity_and_joining_the_one_that_counts_longer_is_told(
    as_of: date, active_on: date | None, joined_on: date, told: tuple[date, date | None]
) -> None:
    """Activity counts for 90 days, joining for 30, also where one of them outlasts the calendar."""
    record = late("agency", contracts=[], last_active_on=active_on, joined_on=joined_on, weeks=[])
    finding = decide(record, "rising_talent", as_of=as_of)["recent_activity"]
    if told[1] == as_of:  # gone on that day
        assert finding.verdict is UNMET
    else:
        assert isinstance(finding, DatedFinding)
        assert (finding.happened_on, finding.leaves_on) == told


@pytest.mark.parametrize("as_of", [dec(30), dec(31)], ids=str)
@pytest.mark.clause("TR-F7", "TR-F8", "TR-X1")
def test_what_ends_on_the_last_day_of_all_ends(as_of: date) -> None:
    """2 Oct and 90 days are 31 Dec, 30 June and six months the day before it."""
    day, act = date(9999, 10, 2), date(9999, 6, 30)
    record = late(holds=[day], last_active_on=day, circumvention_on=act)
    found = decide(record, "top_rated", as_of=as_of)
    assert found[HOLD].verdict is (MET if as_of == LAST else UNMET)
    assert found["recent_activity"].verdict is (UNMET if as_of == LAST else MET)
    assert found[ACT].verdict is MET
    before = decide(record, "top_rated", as_of=dec(29))
    told = [before[key] for key in (HOLD, "recent_activity", ACT)]
    assert [one.leaves_on for one in told if isinstance(one, DatedFinding)] == [LAST, LAST, dec(30)]


def test_in_json_a_day_beyond_the_calendar_is_null() -> None:
    """The day that decides is told beside it."""
    dumped = dump_assessment(assess(late(holds=[dec(16)]), as_of=LAST))
    found = dumped["badges"]["top_rated"]["findings"]
    (hold,) = (one for one in found if one["criterion"] == HOLD)
    assert (hold.get("happened_on"), hold.get("leaves_on", "")) == ("9999-12-16", None)


# --- From day to day ------------------------------------------------------------------------------

ENDS: dict[str, dict[str, Any]] = {
    "hold_to_the_last_day": {"holds": [date(9999, 10, 2)]},
    "hold_beyond": {"holds": [date(9999, 10, 3)]},
    "holds": {"holds": [date(9999, 9, 5), dec(2), dec(30)]},
    "hold_of_the_last_day": {"holds": [LAST]},
    "act_to_the_last_month": {"circumvention_on": date(9999, 6, 30)},
    "act_beyond": {"circumvention_on": date(9999, 10, 3)},
    "act_of_the_last_day": {"circumvention_on": LAST},
    "activity_to_the_last_day": {"last_active_on": date(9999, 10, 2)},
    "activity_of_the_last_day": {"last_active_on": LAST},
    "contract_old_enough": {"first_contract_on": date(9999, 10, 1)},
    "contract_too_young": {"first_contract_on": date(9999, 10, 2)},
    "joined_to_the_last_day": {"last_active_on": None, "joined_on": dec(1), "weeks": []},
    "joined_beyond": {"last_active_on": None, "joined_on": dec(2), "weeks": []},
    "money_until_the_last_day": {"contracts": [earning(date(9998, 12, 31))]},
    "money_of_the_last_day": {"contracts": [earning(LAST)]},
    "money_known_in_part": {
        "contracts": [earning(date(9998, 12, 1), dec(2))],
        "payments_known_through": date(9999, 11, 1),
    },
    "score_of_the_last_day": {"scores": [Score(since=LAST, score=80)]},
    "revoked": {"expert_vetting": vetted(revoked_on=dec(1))},
    "revoked_on_the_last_day": {"expert_vetting": vetted(revoked_on=LAST)},
    "passed_on_the_last_day": {"expert_vetting": vetted(passed_on=LAST)},
    "expired_before": {"certifications": [certified(expires_on=dec(30))]},
    "expires_with_it": {"certifications": [certified(expires_on=LAST)]},
    "decided_then": {"certifications": [certified(decided_on=LAST, expires_on=LAST)]},
}


@pytest.mark.parametrize("facts", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("kind", Kind)
def test_up_to_the_last_day_of_all_a_timeline_is_what_each_day_says(
    kind: Kind, facts: dict[str, Any]
) -> None:
    """Whether one asks up to the last day, or as long as something may change."""
    record = late(kind, **facts)
    for badge in Badge:
        asked: dict[str, Any] = {"as_of": KNOWN, "first_day": KNOWN}
        whole, open_ = (
            timeline(record, badge, **asked, last_day=LAST),
            timeline(record, badge, **asked),
        )
        assert spans_of(whole) == spans_of(open_) == day_by_day(record, badge), badge
        assert whole.is_settled
        assert open_.is_settled


@pytest.mark.parametrize("facts", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("kind", Kind)
def test_so_is_the_track_of_each_criterion(kind: Kind, facts: dict[str, Any]) -> None:
    """Also where another criterion hides it in the verdict."""
    record = late(kind, **facts)
    for badge in (Badge.RISING_TALENT, Badge.TOP_RATED, Badge.TOP_RATED_PLUS, Badge.EXPERT_VETTED):
        outlook = timeline(record, badge, as_of=KNOWN, first_day=KNOWN, last_day=KNOWN).outlook
        tracks = tracks_between(outlook, KNOWN, LAST)
        for day in DAYS:
            found = by_criterion(outlook.decided_on(day))
            verdicts = {key: verdict_on(track, day) for key, track in tracks.items()}
            assert verdicts == {key: found[key].verdict for key in tracks}, (badge, day)


@pytest.mark.parametrize("facts", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("as_of", [dec(30), dec(31)], ids=str)
@pytest.mark.parametrize("kind", Kind)
def test_every_question_is_answered_on_the_last_days_of_all(
    kind: Kind, as_of: date, facts: dict[str, Any]
) -> None:
    """Answers of every kind, and their texts, end in no error."""
    record = late(kind, **facts)
    answer = assess(record, as_of=as_of)
    assert to_text(answer)
    assert to_text(ledger(record, "top_rated_plus", as_of=as_of))
    assert to_text(recovery(record, "top_rated", as_of=as_of))
    assert to_html(answer)
    for badge in Badge:
        verdict = decide(record, badge, as_of=LAST, known_through=as_of).verdict
        change = next_change(record, badge, as_of=as_of)
        is_turned = (verdict is MET) is not answer[badge].is_met
        assert (change is None) or (change.on, change.verdict) == (LAST, verdict)
        assert is_turned is (change is not None) or Verdict.UNKNOWN in {
            verdict,
            answer[badge].verdict,
        }
        found = timeline(record, badge, as_of=as_of)
        assert dump_timeline(found)["settled"]
        assert to_text(found)
        assert to_text(remedies(record, badge, as_of=as_of))


@pytest.mark.parametrize(
    ("badge", "facts", "change"),
    [
        (
            "expert_vetted",
            {"expert_vetting": vetted(revoked_on=date(9999, 6, 1))},
            date(9999, 6, 1),
        ),
        ("expert_vetted", {"expert_vetting": vetted(revoked_on=LAST)}, LAST),
        ("diversity_certified", {"certifications": [certified(expires_on=dec(30))]}, LAST),
        ("diversity_certified", {"certifications": [certified(expires_on=LAST)]}, None),
    ],
    ids=["revoked", "revoked_on_the_last_day", "expired", "never_expired"],
)
@pytest.mark.parametrize(
    "as_of", [date(2026, 10, 1), date(9998, 12, 24), date(9999, 5, 31)], ids=str
)
@pytest.mark.clause("EV-5", "DIV-11")
def test_what_comes_on_one_of_the_last_days_is_the_next_change(
    as_of: date, badge: BadgeName, facts: dict[str, Any], change: date | None
) -> None:
    """It is seen from thousands of years before, and from the day before."""
    record = late(**facts)
    found = next_change(record, badge, as_of=as_of)
    assert (None if found is None else (found.on, found.verdict)) == (
        None if change is None else (change, UNMET)
    )
    open_ = timeline(record, badge, as_of=as_of, first_day=as_of)
    later = [] if change is None else [f"{change} unmet"]
    assert (spans_of(open_), open_.is_settled) == ([f"{as_of} met", *later], True)
    if change is not None:
        before = change - timedelta(days=1)
        early = timeline(record, badge, as_of=as_of, first_day=as_of, last_day=before)
        assert not early.is_settled


def test_days_that_turn_nothing_make_a_timeline_no_longer() -> None:
    """One that expires on the last day of all, written for "never", turns nothing after 2030."""
    record = attrs.evolve(
        good_record("agency"), country="US", certifications=[certified(expires_on=LAST)]
    )
    for badge in Badge:
        found = timeline(record, badge, as_of=AS_OF, first_day=AS_OF)
        assert found.is_settled
        assert found.last_day < date(2030, 1, 1)
        until = timeline(record, badge, as_of=AS_OF, first_day=AS_OF, last_day=date(2030, 1, 1))
        assert until.is_settled

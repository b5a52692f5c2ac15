"""The last days of the calendar: what comes on one turns a verdict, what lies beyond turns none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    Contract,
    Kind,
    TalentRecord,
    Verdict,
    assess,
    decide,
)
from badgerules.findings import DatedFinding
from badgerules.serialization import dump_assessment
from builders import paid, standing

if TYPE_CHECKING:
    from badgerules.findings import Finding
    from badgerules.names import BadgeName, KindName

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

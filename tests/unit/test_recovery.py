"""When a badge is back, by hand: for each day on which the score may return."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import badgerules
from badgerules import (
    Badge,
    Contract,
    InvalidRecordError,
    NoEditionInForceError,
    TalentRecord,
    Week,
    WrongTypeError,
    dump_recovery,
    edition_named,
    load_record,
    recovery,
    remedies,
    to_html,
    to_text,
)
from badgerules.cli import main
from badgerules.display.ahead import recovery_texts
from badgerules.recovery import RecoverySpan, last_of_week
from badgerules.schemas import Document
from badgerules.vocabulary import ProblemCode
from builders import contract, freelancer, good_record, paid, standing, weeks
from markup import answers_on, parsed, text_of
from programs import status_of
from validators import fits

if TYPE_CHECKING:
    from badgerules import Problem
    from badgerules.names import BadgeName

CASES = Path(__file__).parent.parent / "cases"
FILE = CASES / "refunded-while-away.json"
DAY = date(2021, 5, 25)
"""A Tuesday. Of the sixteen weeks before it fifteen are eligible; the sixteenth is the latest."""
CASE: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
AWAY = load_record(CASE["record"])
"""Top Rated was lost with the score alone; each month until 2021-05-15 has brought $600."""

CLIFF = (
    RecoverySpan(first_return=DAY, last_return=date(2021, 6, 12), held_on=DAY, is_at_once=True),
    RecoverySpan(
        first_return=date(2021, 6, 13),
        last_return=date(2021, 12, 18),
        held_on=date(2021, 9, 11),
        is_weekly=True,
    ),
    RecoverySpan(
        first_return=date(2021, 12, 19), last_return=None, held_on=None, because=("TR-F2",)
    ),
)
"""What the specification says of this talent.

On 2021-06-12 the Saturdays of 22 May to 12 June are not eligible but the last, if the score returns
by it: 13 of 16. A day later there are 12, and thirteen new ones are needed. The payments of a year
before 2022-03-13 are two months' too few: $900.00.
"""


def day_of(text: str) -> date:
    """Return a day of 2021 by its month and its number."""
    return date.fromisoformat(f"2021-{text}")


def changed(record: TalentRecord = AWAY, **facts: Any) -> TalentRecord:
    """Return the talent with other facts of reputation."""
    return record.with_reputation(**facts)


def told(record: TalentRecord, badge: Badge | BadgeName = "top_rated", **terms: Any) -> list[str]:
    """Return the lines of a recovery, without the first one and the last."""
    asked: dict[str, Any] = {"as_of": DAY}
    return to_text(recovery(record, badge, **asked | terms)).splitlines()[1:-1]


def texts(record: TalentRecord, **terms: Any) -> list[str]:
    """Return what a recovery of Top Rated says, each a sentence."""
    return [*recovery_texts(recovery(record, "top_rated", as_of=DAY, **terms))]


# --- The example of the specification -------------------------------------------------------------


def test_the_cliff_is_named() -> None:
    """At once up to one Saturday, then a week later for each week, then never, and why."""
    found = recovery(AWAY, "top_rated", as_of=DAY)
    assert found.spans == CLIFF
    assert (found.score, found.current, found.is_missing, found.open_weeks) == (90, 86, True, ())
    assert found.outlook.badge is Badge.TOP_RATED
    assert [span.last_held_on for span in found.spans] == [day_of("06-12"), date(2022, 3, 12), None]


@pytest.mark.clause("TR-F4")
@pytest.mark.parametrize(
    ("back_on", "held_on"),
    [
        ("2021-05-25", "2021-05-25"),
        ("2021-06-12", "2021-06-12"),
        ("2021-06-13", "2021-09-11"),
        ("2021-06-19", "2021-09-11"),
        ("2021-06-20", "2021-09-18"),
        ("2021-12-11", "2022-03-05"),
        ("2021-12-12", "2022-03-12"),
        ("2021-12-18", "2022-03-12"),
        ("2021-12-19", None),
        ("9999-12-31", None),
    ],
)
def test_each_day_of_return_has_its_day(back_on: str, held_on: str | None) -> None:
    """Both sides of each edge, and in the weeks between."""
    held = recovery(AWAY, "top_rated", as_of=DAY).held_on(date.fromisoformat(back_on))
    assert held == (None if held_on is None else date.fromisoformat(held_on))


def test_the_text_tells_spans_and_what_is_assumed() -> None:
    """One line for each span; weekly ones by their first week and their last day."""
    assert to_text(recovery(AWAY, "top_rated", as_of=DAY)).splitlines() == [
        "Top Rated, if the score is 90 again",
        "  > back by 2021-06-12: held at once",
        "  > back from 2021-06-13 to 2021-06-19: held on 2021-09-11; each later week a",
        "    week later, up to a return on 2021-12-18 (held on 2022-03-12)",
        "  > back on 2021-12-19 or later: not held, since TR-F2 is not met by then",
        "Assumed: activity goes on, and nothing else is paid, judged or recorded.",
    ]


def test_html_says_what_the_text_says() -> None:
    """Heading, rules, the same lines, and the same assumption."""
    found = recovery(AWAY, "top_rated", as_of=DAY)
    page = text_of(parsed(to_html(found)))
    for line in " ".join(to_text(found).split()).split(" > "):
        assert line.removesuffix(" Assumed:") in page or "Assumed" in line
    assert "Rules: on each day the edition in force." in page
    assert "Assumed: activity goes on, and nothing else is paid, judged or recorded." in page


def test_readings_and_edition_are_told() -> None:
    """Where they are not the usual ones, text and JSON say under which rules it was asked."""
    found = recovery(
        AWAY,
        "top_rated",
        as_of=DAY,
        edition="2020-07",
        readings=badgerules.Readings(money_bar="more_than"),
    )
    assert to_text(found).splitlines()[1:3] == [
        "Hypothetical: edition 2020-07 is applied to every day.",
        "Read so that an amount has to be passed by a cent, not only reached (TRP-F1).",
    ]
    dumped = dump_recovery(found)
    assert (dumped["edition"], dumped["hypothetical"]) == ("2020-07", True)
    assert dumped["readings"]["money_bar"] == "more_than"


def test_json_has_all_of_it() -> None:
    """Days as text, nothing as null, and the same in what the schema allows."""
    dumped = dump_recovery(recovery(attrs.evolve(AWAY, id="ann"), "top_rated", as_of=DAY))
    assert fits(Document.RECOVERY, json.loads(json.dumps(dumped)))
    assert dumped["id"] == "ann"
    assert (dumped["badge"], dumped["as_of"], dumped["edition"]) == ("top_rated", f"{DAY}", None)
    assert (dumped["score"], dumped["current"], dumped["missing"]) == (90, 86, True)
    assert dumped["open_weeks"] == []
    assert dumped["spans"] == [
        {
            "first_return": "2021-05-25",
            "last_return": "2021-06-12",
            "held_on": "2021-05-25",
            "last_held_on": "2021-06-12",
            "at_once": True,
            "weekly": False,
            "because": [],
            "unsettled": [],
        },
        {
            "first_return": "2021-06-13",
            "last_return": "2021-12-18",
            "held_on": "2021-09-11",
            "last_held_on": "2022-03-12",
            "at_once": False,
            "weekly": True,
            "because": [],
            "unsettled": [],
        },
        {
            "first_return": "2021-12-19",
            "last_return": None,
            "held_on": None,
            "last_held_on": None,
            "at_once": False,
            "weekly": False,
            "because": ["TR-F2"],
            "unsettled": [],
        },
    ]


def test_it_is_one_line_as_repr() -> None:
    """The badge, the score, and the first day on which it may be held, if there is one."""
    found = recovery(AWAY, "top_rated", as_of=DAY)
    start = "<Recovery top_rated, score 90 from 2021-05-25: "
    assert repr(found) == f"{start}held on 2021-05-25 at the earliest>"
    assert repr(recovery(AWAY, "top_rated", as_of=DAY, score=86)) == (
        "<Recovery top_rated, score 86 from 2021-05-25: held on no day>"
    )
    there = recovery(changed(job_success_score=90), "top_rated", as_of=DAY)
    assert repr(there) == f"{start}not missing>"
    poor = changed(profile_percent=50)
    assert repr(recovery(poor, "top_rated", as_of=DAY)) == f"{start}held on no day>"


def test_it_has_no_truth_value() -> None:
    """An answer that is there is not a yes."""
    with pytest.raises(TypeError, match="a recovery has no truth value"):
        bool(recovery(AWAY, "top_rated", as_of=DAY))


# --- What else is told ----------------------------------------------------------------------------


def test_a_score_that_is_there_is_not_what_is_missing() -> None:
    """From the bar on no day is told, but what is missing instead; below it something always is."""
    score = changed(job_success_score=90)
    assert recovery(score, "top_rated", as_of=DAY).spans == ()
    assert recovery(score, "top_rated", as_of=DAY, score=95).spans == ()
    not_missing = "the score is 90, so it is not what is missing"
    assert texts(score) == [f"{not_missing}; Top Rated is held on {DAY}"]
    held = changed(score, availability_current=False, holds=[DAY])
    assert texts(held) == [f"{not_missing}; not held, since TR-F6 and TR-F7 are not met on {DAY}"]
    untold = changed(score, profile_percent=None)
    asks = "to settle it, record how complete the profile is (profile_percent)"
    assert texts(untold) == [f"{not_missing}; not known whether it is held; {asks}"]
    assert recovery(changed(job_success_score=89), "top_rated", as_of=DAY).is_missing


@pytest.mark.clause("TR-F1")
@pytest.mark.parametrize("score", [86, 80, 89])
def test_a_score_below_the_bar_is_missing_whatever_returns(score: int) -> None:
    """It is 86, and 90 is asked for: with 80, 86 or 89 the badge is held on no day."""
    found = recovery(AWAY, "top_rated", as_of=DAY, score=score)
    assert (found.current, found.is_missing) == (86, True)
    assert all("TR-F1" in span.because for span in found.spans)


@pytest.mark.parametrize("score", [None, badgerules.UNKNOWN])
def test_a_score_that_is_not_there_or_not_known_may_return_like_any(score: Any) -> None:  # noqa: ANN401
    """Weeks still to come are not eligible without one, so all days are as with a low score."""
    found = recovery(changed(job_success_score=score), "top_rated", as_of=DAY)
    assert (found.current, found.is_missing) == (None, True)
    assert found.spans[0].held_on == DAY


def test_a_score_that_is_not_enough_is_named_itself() -> None:
    """A return to 89 makes no week eligible: the fourth bad Saturday is 2021-06-12."""
    assert told(AWAY, score=89) == [
        "  > back by 2021-06-11: not held, since TR-F1 is not met by then",
        "  > back from 2021-06-12 to 2022-03-14: not held, since TR-F1 and TR-F4 are not",
        "    met by then",
        "  > back on 2022-03-15 or later: not held, since TR-F1, TR-F2 and TR-F4 are not",
        "    met by then",
    ]


@pytest.mark.clause("RT-5")
def test_rising_talent_of_2026_is_back_at_once_with_its_score() -> None:
    """It counts no weeks, but money, up to a Wednesday; and without a score none is missing."""
    day = date(2026, 8, 5)
    facts: dict[str, Any] = {
        "average_feedback": "4.90", "identity_verified": True, "payout_method": True,
    }  # fmt: skip
    low = standing(day, job_success_score=80, **facts)
    record = TalentRecord(
        kind="freelancer", contracts=[good_contract(day, "500.00")], reputation=low
    )
    assert told(record, "rising_talent", as_of=day) == [
        "  > back by 2027-08-04: held at once",
        "  > back on 2027-08-05 or later: not held, since RT-4 is not met by then",
    ]
    none = changed(record, job_success_score=None)
    assert told(none, "rising_talent", as_of=day) == [
        "  > there is no score, and none is needed, so it is not what is missing; Rising",
        "    Talent is held on 2026-08-05",
    ]


def test_weeks_that_are_not_recorded_are_named() -> None:
    """Two of sixteen are open: the days told are the latest."""
    reputation = AWAY.reputation
    assert reputation is not None
    known = [
        one for one in reputation.weeks if one.ends_on not in {day_of("05-22"), day_of("05-15")}
    ]
    found = recovery(changed(weeks=known), "top_rated", as_of=DAY)
    assert found.open_weeks == (day_of("05-15"), day_of("05-22"))
    plus = recovery(found.outlook.record, "top_rated_plus", as_of=DAY)
    assert plus.open_weeks == found.open_weeks
    assert to_text(found).splitlines()[-3:-1] == [
        "  > perhaps sooner, if weeks that are not recorded were eligible: 2021-05-15 and",
        "    2021-05-22",
    ]
    assert not any("sooner" in text for text in texts(found.outlook.record, score=89))


def test_what_is_not_known_is_no_no() -> None:
    """A fact that is left out leaves the badge open, and is named; what fails is told alone."""
    found = recovery(
        changed(profile_percent=None, availability_current=None), "top_rated", as_of=DAY
    )
    assert [(span.because, span.unsettled) for span in found.spans] == [
        ((), ("profile_percent", "availability_current")),
        (("TR-F2",), ()),
    ]
    assert to_text(found).splitlines()[1:4] == [
        "  > back by 2021-12-18: not known whether it is held; to settle it, record how",
        "    complete the profile is (profile_percent) and whether the availability is up",
        "    to date (availability_current)",
    ]


def test_several_criteria_in_the_way_are_named_in_their_order() -> None:
    """Earned in the year before 2021-09-11: $5,100.00 of the large $5,000.00; a week later less."""
    assert told(AWAY, "top_rated_plus") == [
        "  > back by 2021-06-19: not held, since TRP-F1 is not met by then",
        "  > back from 2021-06-20 to 2021-12-18: not held, since TRP-F1 and TRP-F2 are",
        "    not met by then",
        "  > back on 2021-12-19 or later: not held, since TRP-F1, TRP-F2 and TR-F2 are",
        "    not met by then",
    ]


def test_money_to_come_ends_a_wait() -> None:
    """What is planned for 2023-06-01 comes after thirteen Saturdays from 2023-03-04 on."""
    planned = AWAY.with_payment("brand", "5000.00", on=date(2023, 6, 1))
    assert told(planned)[3:] == [
        "  > back from 2021-12-19 to 2023-03-04: held on 2023-06-01",
        "  > back from 2023-03-05 to 2023-03-11: held on 2023-06-03; each later week a",
        "    week later, up to a return on 2024-03-02 (held on 2024-05-25)",
        "  > back on 2024-03-03 or later: not held, since TR-F2 is not met by then",
    ]


def test_a_criterion_that_fails_amid_a_week_divides_it() -> None:
    """A hold that ends on Wednesday 2021-06-02 counts from that day on, for 90 days."""
    assert told(changed(holds=[day_of("06-02")]))[:3] == [
        "  > back by 2021-06-01: held at once",
        "  > back from 2021-06-02 to 2021-06-12: held on 2021-08-31",
        "  > back from 2021-06-13 to 2021-06-19: held on 2021-09-11; each later week a",
    ]


def test_a_leap_of_two_weeks_is_no_step_of_one_week() -> None:
    """A hold of 2021-05-30 is over on a Saturday, two weeks before the thirteenth new week is."""
    assert told(changed(holds=[day_of("05-30")]))[:3] == [
        "  > back by 2021-05-29: held at once",
        "  > back from 2021-05-30 to 2021-06-12: held on 2021-08-28",
        "  > back from 2021-06-13 to 2021-06-19: held on 2021-09-11; each later week a",
    ]


def test_two_weeks_alike_after_a_step_of_one_week_begin_a_span_of_their_own() -> None:
    """The week of 2021-06-26 is recorded as not eligible: the one of 07-03 is the first in both."""
    own = AWAY.reputation
    assert own is not None
    ahead = changed(weeks=[*own.weeks, Week(ends_on=day_of("06-26"), eligible=False)])
    recovered = recovery(ahead, "top_rated", as_of=DAY)
    assert [
        (span.first_return, span.last_return, span.held_on) for span in recovered.spans[1:3]
    ] == [
        (day_of("06-13"), day_of("06-26"), day_of("09-18")),
        (day_of("06-27"), date(2021, 12, 18), day_of("09-25")),
    ]
    found = [
        recovered.held_on(day_of(day)) for day in ("06-19", "06-26", "06-27", "07-03", "07-04")
    ]
    days = ("09-18", "09-25", "09-25", "09-25", "10-02")
    assert found == [day_of(day) for day in days]


def test_what_is_not_known_may_be_less_from_some_day_on() -> None:
    """From 2022-02-28 on all of the window is known; back on 2021-12-05 means 2022-03-05."""
    record = attrs.evolve(changed(profile_percent=None), payments_known_since=day_of("03-01"))
    spans = recovery(record, "top_rated", as_of=DAY).spans
    assert [(span.first_return, span.unsettled) for span in spans] == [
        (DAY, ("payments_known_since", "profile_percent")),
        (day_of("12-05"), ("profile_percent",)),
        (day_of("12-19"), ()),
    ]


def test_later_scores_on_record_are_supposed_not_to_come() -> None:
    """A plan of scores after the last known day would answer the question itself."""
    planned = AWAY.with_score(95, since=day_of("07-01"))
    assert recovery(planned, "top_rated", as_of=DAY).spans == CLIFF


def test_a_score_of_the_last_known_day_is_replaced_from_it_on() -> None:
    """The score fell on that very day, may return on it, and stays low until it does."""
    fallen = changed(job_success_score=94).with_score(86, since=DAY)
    assert recovery(fallen, "top_rated", as_of=DAY).spans == CLIFF


def test_activity_goes_on() -> None:
    """Neither a long silence nor the age of the last payment stands in the way."""
    quiet = changed(last_active_on=date(2020, 1, 1))
    assert recovery(quiet, "top_rated", as_of=DAY).spans == CLIFF


@pytest.mark.clause("TR-F7")
def test_a_hold_delays_the_day() -> None:
    """A hold that ended on 2021-05-20 counts for 90 days: no return before it helps."""
    held = recovery(changed(holds=[day_of("05-20")]), "top_rated", as_of=DAY)
    assert held.held_on(DAY) == day_of("08-18")


@pytest.mark.clause("TR-A1", "TR-A7")
def test_an_agency_is_asked_the_same() -> None:
    """Four bad Saturdays, the last on the day itself: thirteen good ones take 13 weeks."""
    day = date(2021, 5, 29)
    facts = standing(day, "agency", weeks=weeks("+" * 12 + "----", day), job_success_score=80)
    studio = TalentRecord(
        kind="agency", contracts=[good_contract(day, "20000.00")], reputation=facts
    )
    found = recovery(studio, "top_rated", as_of=day)
    assert [found.held_on(day + timedelta(days=later)) for later in (0, 7, 8)] == [
        date(2021, 8, 28),
        date(2021, 8, 28),
        date(2021, 9, 4),
    ]


def good_contract(day: date, amount: str) -> Contract:
    """Return a contract in whose favour that much was paid on a day."""
    return Contract(id="one", category="legal", payments=[paid(amount, day)])


# --- What is refused ------------------------------------------------------------------------------


def refusal(record: TalentRecord, badge: BadgeName, day: date) -> Problem:
    """Return the one problem for which a recovery is refused."""
    with pytest.raises(InvalidRecordError) as refused:
        recovery(record, badge, as_of=day)
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    ("record", "badge", "day", "clauses"),
    [
        (AWAY, "expert_vetted", DAY, "EV-1"),
        (AWAY, "diversity_certified", DAY, "DIV-0, DIV-2"),
        (AWAY, "rising_talent", DAY, "RT-1, TR-X1, RT-2"),
        (AWAY, "rising_talent", date(2026, 7, 6), "RT-1, TR-X1, RT-2"),
        (good_record("agency"), "rising_talent", date(2026, 8, 1), "RT-1, TR-X1, RT-2"),
    ],
)
def test_a_badge_that_asks_for_no_score_is_refused_with_the_reason(
    record: TalentRecord, badge: BadgeName, day: date, clauses: str
) -> None:
    """What the badge rests on instead is told; a recorded badge, say, comes from the platform."""
    problem = refusal(record, badge, day)
    assert (problem.path, problem.code) == ("badge", ProblemCode.IMPOSSIBLE)
    assert problem.message == (
        f"must be one that asks for a score, got {badge}, which rests on {clauses} here"
    )


RECORDED = freelancer(contract())
"""A talent whose base badge is recorded."""


@pytest.mark.parametrize(
    ("record", "badge", "day", "rest"),
    [
        (RECORDED, "top_rated", DAY, "BASE-1 here; {way} in place of base_badge"),
        (
            RECORDED,
            "top_rated_plus",
            DAY,
            "TRP-F1, TRP-F2, TRP-F7, TRP-F8 here; {way} in place of base_badge",
        ),
        (RECORDED, "rising_talent", DAY, "BASE-1 here"),
        (
            RECORDED,
            "rising_talent",
            date(2026, 7, 7),
            "BASE-1 here; {way} in place of base_badge",
        ),
        (freelancer(contract(), base_badge=None), "top_rated", DAY, "BASE-1 here; {way}"),
    ],
)
def test_where_a_reputation_would_be_asked_for_a_score_it_is_to_be_recorded(
    record: TalentRecord, badge: BadgeName, day: date, rest: str
) -> None:
    """Until the edition of 2026-07 Rising Talent asks for no score, whatever is recorded."""
    problem = refusal(record, badge, day)
    rest = rest.format(way="record the reputation")
    assert (
        problem.message == f"must be one that asks for a score, got {badge}, which rests on {rest}"
    )


def test_rising_talent_asks_for_a_score_from_its_edition_on() -> None:
    """The day after the last one on which it is refused."""
    assert recovery(AWAY, "rising_talent", as_of=date(2026, 7, 7)).is_missing


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"score": 101}, "recovery score must be a whole number from 0 to 100, got 101"),
        ({"score": -1}, "recovery score must be a whole number from 0 to 100, got -1"),
        ({"score": True}, "recovery score must be a whole number from 0 to 100, got True"),
        ({"badge": "rising_star"}, "badge must be one of .*; did you mean 'rising_talent'"),
        ({"as_of": "2021"}, "as_of must be a date"),
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, Any], message: str) -> None:
    """A score is a whole number of a hundred, a day a date, a badge one of five."""
    asked: dict[str, Any] = {"badge": "top_rated", "as_of": DAY}
    with pytest.raises(InvalidRecordError, match=message):
        recovery(AWAY, **asked | wrong)


def test_what_no_edition_covers_and_what_is_no_record_is_refused() -> None:
    """As everywhere: the day before the first edition, and another type."""
    with pytest.raises(NoEditionInForceError):
        recovery(AWAY, "top_rated", as_of=date(2020, 7, 6))
    nothing: Any = None
    with pytest.raises(WrongTypeError):
        recovery(nothing, "top_rated", as_of=DAY)
    with pytest.raises(WrongTypeError):
        dump_recovery(nothing)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2021, 5, 24), "day must be a day from 2021-05-25 on, got 2021-05-24"),
        (datetime(2021, 6, 1), "day must be a date"),  # noqa: DTZ001  # no day, whatever its zone
        ("2021-06-01", "day must be a date"),
    ],
)
def test_a_day_outside_of_the_spans_is_refused(day: Any, message: str) -> None:  # noqa: ANN401
    """Before the last known day nothing returns any more; and a moment is no day."""
    with pytest.raises(InvalidRecordError, match=message):
        recovery(AWAY, "top_rated", as_of=DAY).held_on(day)


def test_no_day_lies_in_a_recovery_of_what_is_not_missing() -> None:
    """There is no span then."""
    with pytest.raises(InvalidRecordError, match="a day from 2021-05-25 on"):
        recovery(changed(job_success_score=90), "top_rated", as_of=DAY).held_on(DAY)


# --- Far away -------------------------------------------------------------------------------------


def test_years_in_which_nothing_happens_are_told_as_one_span() -> None:
    """A hold of 9000-01-01 stands in the way of thirteen weeks, and changes no other."""
    far = changed(holds=[date(9000, 1, 1)])
    spans = recovery(far, "top_rated", as_of=DAY).spans
    assert spans[:2] == CLIFF[:2]
    assert [(span.first_return, span.last_return, span.because) for span in spans[2:]] == [
        (date(2021, 12, 19), date(8999, 10, 5), ("TR-F2",)),
        (date(8999, 10, 6), date(9000, 1, 4), ("TR-F2", "TR-F7")),
        (date(9000, 1, 5), None, ("TR-F2",)),
    ]


def test_each_week_of_an_endless_span_is_a_week_later() -> None:
    """Where no money is asked nothing ever fails, until the calendar ends."""
    free = edition_named("2020-07").hypothetical("no money", {"TR-F2": "0.00"})
    found = recovery(AWAY, "top_rated", as_of=DAY, edition=free)
    assert to_text(found).splitlines()[-3:-1] == [
        "  > back from 2021-06-13 to 2021-06-19: held on 2021-09-11; each later week a",
        "    week later",
    ]
    last = found.spans[-1]
    assert (last.last_return, last.last_held_on) == (None, None)
    assert found.held_on(date(9999, 10, 2)) == date(9999, 12, 25)
    for ask in (found.held_on, last.held_if_back_on):
        with pytest.raises(InvalidRecordError, match="must lie within the calendar"):
            ask(date(9999, 10, 3))


@pytest.mark.parametrize("day", [date.max, date(9999, 12, 25), date(9999, 12, 10)])
def test_the_calendar_may_end_before_the_badge_is_back(day: date) -> None:
    """No Saturday is asked about that there is not."""
    found = recovery(changed(holds=[]), "top_rated", as_of=day)
    assert found.spans[0].because == ("TR-F2",)
    assert found.held_on(date.max) is None


def test_the_last_week_of_the_calendar_ends_on_a_friday() -> None:
    """All others end on a Saturday; the calendar ends on Friday, 9999-12-31."""
    assert last_of_week(date(9999, 12, 19)) == date(9999, 12, 25)
    assert last_of_week(date(9999, 12, 25)) == date(9999, 12, 25)
    assert last_of_week(date(9999, 12, 26)) == date.max


# --- Where else it is told ------------------------------------------------------------------------


def test_remedies_say_when_the_badge_is_back() -> None:
    """The score is what stands in the way, so its return is told beside it."""
    found = remedies(AWAY, "top_rated", as_of=DAY)
    assert to_text(found).splitlines() == [
        "Gain Top Rated",
        "  - only another score changes this: Job Success Score 86, 90 needed; 4 short",
        "    (TR-F1)",
        "  > with a score of 90, back by 2021-06-12: held at once; back from 2021-06-13",
        "    to 2021-06-19: held on 2021-09-11; each later week a week later, up to a",
        "    return on 2021-12-18 (held on 2022-03-12); back on 2021-12-19 or later: not",
        "    held, since TR-F2 is not met by then",
    ]
    assert "with a score of 90, back by 2021-06-12: held at once" in to_html(found)


def test_remedies_say_nothing_of_a_score_that_is_not_missing() -> None:
    """Weeks alone are open here, and recording them is what settles that."""
    record = changed(job_success_score=95, weeks=[], joined_on=None)
    text = to_text(remedies(record, "top_rated", as_of=DAY))
    assert "with a score of" not in text


# --- The command line -----------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the path of a file with the record."""
    path = tmp_path / "away.json"
    path.write_text(json.dumps(CASE["record"]), "utf-8")
    return str(path)


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run the command, and return what it prints."""
    assert main(["recovery", *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.removesuffix("\n")


def test_the_command_asks_for_top_rated_and_a_score_of_90(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text, JSON and HTML are those of the library."""
    found = recovery(AWAY, "top_rated", as_of=DAY)
    asked = (file, "--as-of", f"{DAY}")
    assert answered(capsys, *asked) == to_text(found)
    assert json.loads(answered(capsys, *asked, "--json")) == dump_recovery(found)
    page = answered(capsys, *asked, "--html")
    assert page.startswith("<!DOCTYPE html>")
    (answer,) = answers_on(page)
    assert text_of(answer) == text_of(parsed(to_html(found)))


def test_the_command_takes_badge_score_readings_and_edition(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is passed on."""
    asked = [file, "--as-of", f"{DAY}", "--badge", "top_rated_plus", "--back-at", "95"]
    asked += ["--edition", "2020-07", "--reading", "money_bar=more_than", "--json"]
    readings = badgerules.Readings(money_bar="more_than")
    assert json.loads(answered(capsys, *asked)) == dump_recovery(
        recovery(AWAY, "top_rated_plus", as_of=DAY, score=95, edition="2020-07", readings=readings)
    )


def test_the_command_asks_about_today(
    file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a day it is the one on which it is asked."""
    monkeypatch.setattr("badgerules.cli.shared.today", lambda: DAY)
    assert answered(capsys, file) == to_text(recovery(AWAY, "top_rated", as_of=DAY))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["--back-at", "101"], "recovery score must be a whole number from 0 to 100, got 101"),
        (["--back-at", "high"], "argument --back-at: invalid int value: 'high'"),
        (["--badge", "expert_vetted"], "must be one that asks for a score, got expert_vetted"),
        (["--badge", "expert"], "argument --badge: invalid choice: 'expert'"),
    ],
)
def test_the_command_refuses_what_does_not_fit(
    wrong: list[str], message: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad usage and bad input end with 2, a message on standard error, and no answer."""
    status = status_of(["recovery", file, "--as-of", f"{DAY}", *wrong])
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert message in printed.err

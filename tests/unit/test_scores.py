"""Scores over time: the one of a day, the weeks that follow from it, and timelines of both."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import (
    UNKNOWN,
    Contract,
    InvalidRecordError,
    Reputation,
    Score,
    TalentRecord,
    Verdict,
    Week,
    decide,
    dump_record,
    load_record,
    timeline,
)
from badgerules.findings import WeekReason, WeeksFinding
from badgerules.testing import talent_records
from builders import AS_OF, SATURDAY, freelancer, good_record, paid, standing
from drawing import draws

if TYPE_CHECKING:
    from badgerules.names import BadgeName

MAY, JUNE, AUGUST = date(2020, 5, 18), date(2020, 6, 15), date(2020, 8, 10)
"""Mondays. From the first on the score is 86, from the second 95, from the third there is none."""
SCORES = (
    Score(since=JUNE, score=95),
    Score(since=AUGUST, score=None),
    Score(since=MAY, score=86),
)
CASE = json.loads(
    (Path(__file__).parent.parent / "cases" / "scores-over-time.json").read_text("utf-8")
)
EIGHT_BAD = load_record(CASE["record"])
"""A score of 95, from 2020-06-15 on one of 86, and from 2020-08-10 on one of 90."""


def of_scores(*scores: Score, **facts: Any) -> TalentRecord:
    """Return a talent with all of Top Rated but what scores say, and no week recorded."""
    usual: dict[str, Any] = {"weeks": [], "scores": scores, "job_success_score": UNKNOWN}
    return good_record(**usual | facts)


def reasons(record: TalentRecord, day: date = AS_OF, **terms: Any) -> dict[date, WeekReason]:
    """Return for each of the sixteen weeks why it is eligible, or not."""
    return {row.ends_on: row.reason for row in weeks_of(record, day, **terms).rows}


def weeks_of(record: TalentRecord, day: date = AS_OF, **terms: Any) -> WeeksFinding:
    """Return the finding on eligible weeks."""
    found = decide(record, "top_rated", as_of=day, **terms)["eligible_weeks"]
    assert isinstance(found, WeeksFinding)
    return found


def eligible(record: TalentRecord, day: date = AS_OF, **terms: Any) -> str:
    """Return the sixteen weeks, the oldest first: "+" eligible, "-" not, "." not known."""
    marks = {True: "+", False: "-", None: "."}
    return "".join(marks[row.eligible] for row in weeks_of(record, day, **terms).rows)


# --- The score of a day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "score"),
    [
        (date(2020, 5, 17), 70),
        (MAY, 86),
        (date(2020, 6, 14), 86),
        (JUNE, 95),
        (date(2020, 8, 9), 95),
        (AUGUST, None),
        (date.max, None),
    ],
)
def test_the_score_of_a_day_is_the_latest_on_or_before_it(day: date, score: int | None) -> None:
    """In any order; before the first entry it is the score beside them."""
    known = Reputation(job_success_score=70, scores=SCORES)
    assert known.score_on(day) == score
    assert Reputation(scores=SCORES).score_on(date(2020, 5, 17)) is UNKNOWN


def test_it_is_told_since_when_a_score_stands() -> None:
    """None where there is no entry on or before that day; `[]` equals left out."""
    known = Reputation(scores=SCORES)
    assert known.scored_since(MAY) == Score(since=MAY, score=86)
    assert known.scored_since(MAY - timedelta(days=1)) is None
    assert Reputation(job_success_score=90).scored_since(MAY) is None
    assert Reputation(scores=[]) == Reputation()


@pytest.mark.parametrize("method", ["score_on", "scored_since"])
@pytest.mark.parametrize("scores", [(), SCORES])
@pytest.mark.parametrize("day", ["2020-05-18", None, datetime(2020, 5, 18)])  # noqa: DTZ001
def test_only_a_day_has_a_score(method: str, scores: Any, day: Any) -> None:  # noqa: ANN401
    """A text or a moment is none, with scores and without."""
    with pytest.raises(InvalidRecordError, match="day must be a date"):
        getattr(Reputation(scores=scores), method)(day)


@pytest.mark.parametrize(
    ("given_scores", "message"),
    [
        ([Score(since=MAY, score=86), Score(since=MAY, score=90)], "since"),
        ([86], "scores[0]"),
        (86, "scores"),
        (None, "scores"),
    ],
)
def test_scores_that_do_not_fit_are_refused(given_scores: Any, message: str) -> None:  # noqa: ANN401
    """Each day stands once, and each entry is a score."""
    with pytest.raises(InvalidRecordError, match=re.escape(message)):
        Reputation(scores=given_scores)


@pytest.mark.parametrize("score", [-1, 101, True, 90.0, "90"])
def test_a_score_is_a_whole_number_of_a_hundred(score: Any) -> None:  # noqa: ANN401
    """Or None for no score; its day must be a date."""
    with pytest.raises(InvalidRecordError, match="score must be a whole number from 0 to 100"):
        Score(since=MAY, score=score)
    day: Any = "2020-05-18"
    with pytest.raises(InvalidRecordError, match="since must be a date"):
        Score(since=day, score=90)


# --- Criteria of a day ----------------------------------------------------------------------------


@pytest.mark.clause("TR-F1")
@pytest.mark.parametrize(
    ("day", "verdict", "text"),
    [
        (date(2020, 8, 9), Verdict.MET, "Job Success Score 95, 90 needed"),
        (AUGUST, Verdict.UNMET, "no Job Success Score any more, 90 needed"),
    ],
)
def test_the_score_of_the_day_is_weighed(day: date, verdict: Verdict, text: str) -> None:
    """One that is gone is told as gone, not as one to come."""
    found = decide(of_scores(*SCORES), "top_rated", as_of=day)["job_success_score"]
    assert (found.verdict, found.text) == (verdict, text)


def test_a_score_that_never_was_is_still_to_come() -> None:
    """No entry had one before the day; one on the day itself was never before it."""
    for known in ([Score(since=MAY, score=None)], [Score(since=AS_OF, score=None)]):
        found = decide(of_scores(*known), "top_rated", as_of=AS_OF)["job_success_score"]
        assert (
            found.text
            == decide(good_record(job_success_score=None), "top_rated", as_of=AS_OF)[
                "job_success_score"
            ].text
        )


@pytest.mark.clause("RT-1")
def test_rising_talent_asks_for_no_score_on_that_day() -> None:
    """It was there once, and is no more."""
    for day, verdict in ((date(2020, 8, 9), Verdict.UNMET), (AUGUST, Verdict.MET)):
        found = decide(of_scores(*SCORES), "rising_talent", as_of=day)["no_score_yet"]
        assert found.verdict is verdict


@pytest.mark.clause("RT-5")
def test_rising_talent_of_2026_weighs_the_score_of_the_day() -> None:
    """89 is too low, 90 is enough, and none is fine."""
    days = [date(2026, 8, number) for number in (1, 2, 3)]
    known = [Score(since=day, score=score) for day, score in zip(days, (89, 90, None), strict=True)]
    record = of_scores(*known)
    verdicts = [decide(record, "rising_talent", as_of=day)["job_success_score"] for day in days]
    assert [one.verdict for one in verdicts] == [Verdict.UNMET, Verdict.MET, Verdict.MET]


# --- Weeks ----------------------------------------------------------------------------------------


@pytest.mark.clause("TR-F4")
def test_a_week_that_is_not_recorded_goes_by_the_score_of_its_saturday() -> None:
    """One Saturday before all scores, then four at 86, eight at 95, and three without one."""
    assert SATURDAY - timedelta(weeks=15) == date(2020, 5, 16)
    assert eligible(of_scores(*SCORES)) == "." + "----" + "++++++++" + "..."
    found = reasons(of_scores(*SCORES))
    assert found[date(2020, 5, 23)] is found[date(2020, 8, 8)] is WeekReason.BY_SCORE
    assert found[date(2020, 5, 16)] is found[date(2020, 8, 15)] is WeekReason.NOT_RECORDED


@pytest.mark.clause("TR-F4")
@pytest.mark.parametrize(("score", "mark"), [(89, "-"), (90, "+"), (0, "-"), (100, "+")])
def test_a_week_is_eligible_at_90(score: int, mark: str) -> None:
    """Both sides of the bar."""
    assert eligible(of_scores(Score(since=date(2020, 1, 1), score=score))) == mark * 16


@pytest.mark.parametrize(("since", "mark"), [("2020-08-29", "+"), ("2020-08-30", ".")])
def test_the_score_of_the_saturday_itself_counts(since: str, mark: str) -> None:
    """One that begins on the Saturday is its score, one of the day after is not."""
    record = of_scores(Score(since=date.fromisoformat(since), score=90))
    assert eligible(record)[-1] == mark


def test_what_is_recorded_and_the_day_of_joining_come_first() -> None:
    """A recorded week stands against the score, and so does one before joining."""
    recorded = [Week(ends_on=SATURDAY, eligible=False)]
    joined_on = date(2020, 6, 1)
    record = of_scores(Score(since=date(2020, 1, 1), score=95), weeks=recorded, joined_on=joined_on)
    assert eligible(record) == "---" + "+" * 12 + "-"
    found = reasons(record)
    assert found[date(2020, 5, 30)] is WeekReason.BEFORE_JOINING
    assert found[date(2020, 6, 6)] is WeekReason.BY_SCORE
    assert found[SATURDAY] is WeekReason.RECORDED


def test_without_a_score_only_weeks_to_come_are_not_eligible() -> None:
    """Up to the last day known Rising Talent may have made them so (TR-F4)."""
    known = date(2020, 8, 20)
    none = of_scores(Score(since=date(2020, 1, 1), score=None))
    assert eligible(none, known_through=known) == "." * 14 + "--"
    assert reasons(none, known_through=known)[SATURDAY] is WeekReason.ASSUMED


@pytest.mark.parametrize(("score", "mark"), [(89, "-"), (90, "+"), (None, "-"), (UNKNOWN, ".")])
def test_before_the_first_score_weeks_to_come_go_by_the_one_beside(
    score: Any,  # noqa: ANN401
    mark: str,
) -> None:
    """As ahead always; it says nothing of Saturdays that are over."""
    later = Score(since=date(2020, 8, 29), score=90)
    record = of_scores(later, job_success_score=score)
    assert eligible(record, known_through=date(2020, 8, 10)) == "." * 13 + 2 * mark + "+"


def test_weeks_that_are_open_name_what_would_settle_them() -> None:
    """Recorded weeks would; a score after the first does not ask for the one beside."""
    found = weeks_of(of_scores(Score(since=MAY, score=None)))
    assert (found.verdict, found.unsettled) == (Verdict.UNKNOWN, ("weeks",))


@pytest.mark.clause("TR-F4", "TR-F9")
def test_eight_bad_saturdays_count_until_three_are_left() -> None:
    """Five good ones until 2020-06-13, eight bad ones until 2020-08-08, three good ones since."""
    assert eligible(EIGHT_BAD) == "+++++--------+++"
    assert eligible(EIGHT_BAD, date(2020, 10, 31)) == "----++++++++++++"
    assert eligible(EIGHT_BAD, date(2020, 11, 7)) == "---+++++++++++++"


# --- Timelines ------------------------------------------------------------------------------------


def spans_of(record: TalentRecord, badge: BadgeName, day: date = AS_OF) -> list[str]:
    """Return the spans of a timeline up to the end of 2020, each as its first day and verdict."""
    ahead = timeline(record, badge, as_of=day, last_day=date(2020, 12, 31))
    return [f"{span.first_day} {span.verdict}" for span in ahead.spans]


@pytest.mark.clause("TR-F4")
def test_a_timeline_follows_the_scores() -> None:
    """Thirteen good weeks on 2020-11-07, and 90 days after 2020-08-20 nobody was active."""
    assert spans_of(EIGHT_BAD, "top_rated") == [
        "2020-07-07 unmet",
        "2020-11-07 met",
        "2020-11-18 unmet",
    ]


@pytest.mark.clause("TR-A7")
def test_a_timeline_passes_over_no_score_of_a_later_year() -> None:
    """Two years of good weeks, half a bad one, and the thirteenth good Saturday on 2022-10-01."""
    scores = [
        Score(since=date(2020, 1, 1), score=95),
        Score(since=date(2022, 1, 3), score=86),
        Score(since=date(2022, 7, 4), score=90),
    ]
    paid_late = Contract(id="one", category="legal", payments=[paid("20000.00", date(2022, 6, 1))])
    studio = TalentRecord(
        kind="agency",
        contracts=[paid_late],
        reputation=standing(AS_OF, "agency", weeks=[], scores=scores),
    )
    spans = timeline(studio, "top_rated", as_of=AS_OF, first_day=AS_OF).spans
    assert [(span.first_day, span.verdict) for span in spans] == [
        (AS_OF, Verdict.UNMET),
        (date(2022, 10, 1), Verdict.MET),
        (date(2023, 6, 1), Verdict.UNMET),
    ]


@pytest.mark.clause("TR-F1")
def test_a_score_that_falls_ahead_loses_the_badge_on_its_day() -> None:
    """A plan of scores counts from each day on; activity is known from 2020-08-15 on."""
    falling = good_record().with_score(86, since=date(2020, 9, 14))
    assert spans_of(falling, "top_rated") == [
        "2020-07-07 unknown",
        "2020-08-15 met",
        "2020-09-14 unmet",
    ]


@pytest.mark.clause("RT-1")
def test_rising_talent_turns_with_its_score() -> None:
    """It is lost with the first score, and activity is known from 2020-08-15 on."""
    first = Score(since=date(2020, 9, 14), score=90)
    record = of_scores(first, job_success_score=None, rising_talent=True)
    assert spans_of(record, "rising_talent") == [
        "2020-07-07 unknown",
        "2020-08-15 met",
        "2020-09-14 unmet",
    ]


@pytest.mark.parametrize(
    ("known", "assumed"),
    [
        (date(2020, 7, 1), "is eligible if the Job Success Score of its day is at least 90"),
        (date(2020, 5, 20), "is eligible if the Job Success Score of its day is at least 90"),
        (AUGUST, "is not eligible, as there is no Job Success Score"),
    ],
)
def test_a_timeline_says_that_weeks_go_by_the_score_of_their_day(known: date, assumed: str) -> None:
    """Where a later score is on record; else the one that stands is told."""
    found = timeline(of_scores(*SCORES), "top_rated", as_of=known).assumptions
    assert f"a week that ends after {known} and is not recorded {assumed}" in found
    falling = good_record(job_success_score=86)
    assert any(
        "is not eligible, as the Job Success Score of 86" in text
        for text in (timeline(falling, "top_rated", as_of=known).assumptions)
    )


@draws(100)
@given(
    talent_records(has_reputation=st.just(value=True)),
    st.lists(
        st.tuples(st.integers(-200, 200), st.sampled_from([None, 89, 90])), min_size=1, max_size=4
    ),
    st.sampled_from(["rising_talent", "top_rated"]),
)
def test_a_timeline_of_scores_is_what_each_day_says(
    record: TalentRecord, scores: list[tuple[int, int | None]], badge: BadgeName
) -> None:
    """On the day of each score, the one before, the Saturday after, and sixteen weeks later."""
    day = date(2026, 8, 1)
    for later, score in scores:
        record = record.with_score(score, since=day + timedelta(days=later))
    ahead = timeline(record, badge, as_of=day)
    for on in days_around(record, day):
        decided = decide(record, badge, as_of=on, known_through=min(on, day))
        assert ahead.span_on(on).verdict is decided.verdict, on


def days_around(record: TalentRecord, day: date) -> set[date]:
    """Return days on which a score or the weeks that follow from it may turn a verdict."""
    assert record.reputation is not None
    near = {one.since for one in record.reputation.scores if abs((one.since - day).days) < 300}
    saturdays = {one + timedelta(days=(5 - one.weekday()) % 7) for one in near}
    weeks_later = {one + timedelta(weeks=number) for one in saturdays for number in (0, 12, 15, 16)}
    return near | {one - timedelta(days=1) for one in near} | weeks_later


# --- Changed copies -------------------------------------------------------------------------------


def test_a_record_takes_a_score_from_a_day_on() -> None:
    """The others stay, one of that very day is replaced, and a reputation is made where none is."""
    record = good_record(job_success_score=70).with_score(86, since=MAY).with_score(95, since=JUNE)
    again = record.with_score(None, since=MAY)
    assert again.reputation is not None
    assert set(again.reputation.scores) == {
        Score(since=MAY, score=None),
        Score(since=JUNE, score=95),
    }
    assert again.reputation.job_success_score == 70
    bare = TalentRecord(kind="freelancer", contracts=[]).with_score(90, since=MAY)
    assert bare.reputation == Reputation(scores=[Score(since=MAY, score=90)])


def test_a_record_takes_other_facts_of_reputation() -> None:
    """What is not named stays."""
    record = good_record().with_reputation(profile_percent=80, holds=[MAY])
    assert record == good_record(profile_percent=80, holds=[MAY])
    bare = TalentRecord(kind="freelancer", contracts=[]).with_reputation(profile_percent=80)
    assert bare.reputation == Reputation(profile_percent=80)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"profile": 3, "bold": 1}, "profile is no fact of reputation; did you mean"),
        ({"profile": 3, "bold": 1}, "bold is no fact of reputation"),
        ({"profile_percent": 101, "holds": 3}, "profile_percent must be a whole number"),
        ({"profile_percent": 120, "foo": 3}, "foo is no fact of reputation"),
        (
            {"profile_percent": 120, "foo": 3},
            "profile_percent must be a whole number from 0 to 100",
        ),
        ({"members": 3}, "must be left out for a freelancer"),
    ],
)
def test_facts_that_do_not_fit_are_refused(facts: dict[str, Any], message: str) -> None:
    """There is no such fact, or it takes no such value; all are told at once."""
    with pytest.raises(InvalidRecordError) as refused:
        good_record().with_reputation(**facts)
    assert message in str(refused.value)
    assert len(refused.value.problems) == len(facts)


def test_a_recorded_badge_and_a_score_are_two_sources() -> None:
    """One of them must be left out."""
    with pytest.raises(InvalidRecordError, match="cannot be given together with base_badge"):
        freelancer().with_score(90, since=MAY)
    with pytest.raises(InvalidRecordError, match="cannot be given together with base_badge"):
        freelancer().with_reputation(profile_percent=100)
    with pytest.raises(InvalidRecordError, match="must be a whole number from 0 to 100, got 101"):
        good_record().with_score(101, since=MAY)


def test_scores_are_written_and_read_in_the_order_given() -> None:
    """In JSON each has `since` and `score`; null is no score."""
    dumped = dump_record(of_scores(*SCORES))
    assert dumped["reputation"]["scores"] == [
        {"since": "2020-06-15", "score": 95},
        {"since": "2020-08-10", "score": None},
        {"since": "2020-05-18", "score": 86},
    ]
    assert load_record(json.dumps(dumped)) == of_scores(*SCORES)

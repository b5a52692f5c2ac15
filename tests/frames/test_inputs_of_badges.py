"""The door of the facts beside the contracts: all that is wrong is told, and no secret with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from badgerules import UNKNOWN, InvalidRecordError
from engines import ENGINES, answers_of, beyond_polars, frames, marked, pl, told_by
from reputations import in_engine

AS_OF = date(2021, 8, 31)
NEVER = "must be a day of the years 1 to 9999, or an empty cell where never is meant, got 1 other"
SATURDAY = date(2021, 8, 28)

TALENT: dict[str, Any] = {
    "talent_id": "ann",
    "kind": "freelancer",
    "exclusive_agency_contractor": False,
}
REPUTATION: dict[str, Any] = {
    "job_success_score": 90,
    "job_success_score_known": True,
    "profile_percent": 100,
    "members": None,
    "members_profile_percent": None,
    "holds_known": True,
}
TYPES: dict[str, Any] = {
    "talent_id": pl.String,
    "kind": pl.String,
    "exclusive_agency_contractor": pl.Boolean,
    "base_badge": pl.String,
    "job_success_score": pl.Int64,
    "job_success_score_known": pl.Boolean,
    "profile_percent": pl.Int64,
    "members": pl.Int64,
    "members_profile_percent": pl.Int64,
    "holds_known": pl.Boolean,
    "average_feedback_hundredths": pl.Int64,
    "average_feedback_hundredths_known": pl.Boolean,
    "identity_verified": pl.Boolean,
    "payout_method": pl.Boolean,
    "from_elance": pl.Boolean,
    "country": pl.String,
    "vetting_category": pl.String,
    "vetting_invited_on": pl.Date,
    "vetting_passed_on": pl.Date,
    "vetting_revoked_on": pl.Date,
    "ends_on": pl.Date,
    "eligible": pl.Boolean,
    "held_on": pl.Date,
    "status": pl.String,
    "business_name": pl.String,
    "category": pl.String,
    "provider": pl.String,
    "type": pl.String,
    "number": pl.String,
    "expires_on": pl.Date,
    "submitted_on": pl.Date,
    "decided_on": pl.Date,
}
CERTIFICATION: dict[str, Any] = {
    "talent_id": "ann",
    "status": "approved",
    "business_name": "Nine Lives LLC",
    "category": "woman_owned",
    "provider": "council",
    "type": "women-owned",
    "number": "W-99/1",
    "expires_on": None,
    "submitted_on": None,
    "decided_on": None,
}
MONEY: dict[str, Any] = {
    "contracts": pl.DataFrame(
        schema={
            "contract_id": pl.String,
            "talent_id": pl.String,
            "category": pl.String,
            "outcome": pl.String,
            "outcome_on": pl.Date,
        }
    ),
    "payments": pl.DataFrame(
        schema={"contract_id": pl.String, "paid_on": pl.Date, "amount_cents": pl.Int64}
    ),
}


def frame(*rows: dict[str, Any]) -> Any:
    """Return rows as a frame of Polars, each column of its own type."""
    return pl.DataFrame([*rows], schema={name: TYPES[name] for name in rows[0]})


def problems_of(badge: str, engine: str = "polars", **given: Any) -> dict[str, str]:
    """Return the message of each problem by its path, of frames that are refused."""
    made = {name: in_engine(one, engine) for name, one in {**given, **MONEY}.items()}
    with pytest.raises(InvalidRecordError) as refused:
        frames.assess(**made, badge=badge, as_of=AS_OF)
    return told_by(refused.value)


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_wrong_row_of_a_reputation_is_told_at_once(engine: str) -> None:
    """Scores, members, facts said not to be known, weeks and holds are all told in one error."""
    good = TALENT | REPUTATION
    talents = frame(
        good,
        good | {"talent_id": "bob", "job_success_score": 101, "members": 2},
        good | {"talent_id": "cat", "job_success_score_known": False, "holds_known": False},
        good | {"talent_id": "dan", "kind": "agency", "members": -1, "profile_percent": -1},
    )
    weeks = frame(
        {"talent_id": "ann", "ends_on": SATURDAY, "eligible": True},
        {"talent_id": "ann", "ends_on": SATURDAY, "eligible": False},
        {"talent_id": "eve", "ends_on": SATURDAY, "eligible": True},
        {"talent_id": "ann", "ends_on": AS_OF, "eligible": True},
    )
    holds = frame({"talent_id": "cat", "held_on": AS_OF}, {"talent_id": "fay", "held_on": AS_OF})
    told = problems_of("top_rated", engine, talents=talents, weeks=weeks, holds=holds)
    assert told == {
        "talents.job_success_score": (
            "must be null or from 0 to 100, got 1 other: talent_id='bob' job_success_score=101"
        ),
        "talents.profile_percent": (
            "must be null or from 0 to 100, got 1 other: talent_id='dan' profile_percent=-1"
        ),
        "talents.members": told["talents.members"],
        "talents.job_success_score_known": (
            "must be true where job_success_score is given, got 1 other: "
            "talent_id='cat' job_success_score_known=False"
        ),
        "weeks.ends_on": told["weeks.ends_on"],
        "weeks.talent_id": ("must be the id of a row of talents, got 1 other: talent_id='eve'"),
        "holds.talent_id": told["holds.talent_id"],
        "weeks": (
            "must be one row for each week of a talent, got 1 other: "
            "talent_id='ann' ends_on='2021-08-28' rows=2"
        ),
    }
    assert told["talents.members"].startswith("must be null for a freelancer; it is an agency's")
    assert told["weeks.ends_on"].startswith("must be a Saturday, the last day of a week, got 1 oth")
    assert told["holds.talent_id"] == (
        "must be of a talent whose holds_known is true, got 1 other: talent_id='cat'"
    )


def test_a_number_of_percent_is_one_from_0_to_100() -> None:
    """Both ends are; below and above them nothing is, in any of the three columns."""
    percents = ("job_success_score", "profile_percent", "members_profile_percent")
    studio = TALENT | {"kind": "agency", **dict.fromkeys(percents)}
    ends, beyond = (
        frame(
            *[
                studio | {"talent_id": f"{name} {number}", name: number}
                for name in percents
                for number in numbers
            ]
        )
        for numbers in ((0, 100), (-1, 101))
    )
    answer = frames.assess(**MONEY, talents=ends, badge="top_rated", as_of=AS_OF)
    seen = answer.sort("talent_id").select(
        "job_success_score_observed", "members_profile_observed", "profile_observed"
    )
    assert seen.rows() == [
        *((0, None, None), (100, None, None), (None, 0, None), (None, 100, None)),
        *((None, None, 0), (None, None, 100)),
    ]
    told = problems_of("top_rated", talents=beyond)
    assert {*told} == {f"talents.{name}" for name in percents}
    assert all("must be null or from 0 to 100, got 2 others: " in one for one in told.values())


@pytest.mark.clause("RT-4")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_an_average_of_feedback_is_one_from_100_to_500_hundredths(engine: str) -> None:
    """Both ends are; beyond them nothing is, and none is given where it is said not to be known."""
    stars, known = "average_feedback_hundredths", "average_feedback_hundredths_known"
    ends, beyond = (
        frame(*[TALENT | {"talent_id": f"t{n}", stars: n, known: True} for n in numbers])
        for numbers in ((100, 500), (99, 501))
    )
    made = {name: in_engine(one, engine) for name, one in {**MONEY, "talents": ends}.items()}
    answer = answers_of(frames.assess(**made, badge="rising_talent", as_of=date(2026, 8, 31)))
    assert [row["average_feedback_observed"] for row in answer] == [100, 500]
    assert [row["average_feedback_verdict"] for row in answer] == ["unmet", "met"]
    told = problems_of("rising_talent", engine, talents=beyond)
    assert told == {
        f"talents.{stars}": (
            "must be null or from 100 to 500, in hundredths of a star, got 2 others: "
            f"talent_id='t501' {stars}=501; talent_id='t99' {stars}=99"
        )
    }
    unknown = frame(TALENT | {stars: 480, known: False})
    assert problems_of("rising_talent", engine, talents=unknown) == {
        f"talents.{known}": (
            f"must be true where {stars} is given, got 1 other: talent_id='ann' {known}=False"
        )
    }


@pytest.mark.parametrize("engine", marked(one for one in ENGINES if one != "pandas"))
def test_a_flag_that_is_not_given_is_told_as_that_alone(engine: str) -> None:
    """It says of no score that it is unknown, and of no agency that it is a member."""
    untold = {"job_success_score_known": None, "exclusive_agency_contractor": None}
    ann = TALENT | {"job_success_score": 90, "job_success_score_known": True}
    talents = frame(ann, ann | {"talent_id": "bob", "kind": "agency", **untold})
    told = problems_of("top_rated", engine, talents=talents)
    assert {path: one.partition(",")[0] for path, one in told.items()} == {
        f"talents.{flag}": "must be given in every row" for flag in untold
    }


@pytest.mark.clause("RT-3", "RT-4", "TR-F5")
@pytest.mark.parametrize("engine", marked(ENGINES))
def test_what_is_null_of_the_facts_of_2026(engine: str) -> None:
    """No average is "none yet" unless said not to be known; not from Elance; the others unknown."""
    stars = "average_feedback_hundredths"
    facts = {"identity_verified": None, "payout_method": None, "from_elance": None, stars: None}
    talents = frame(
        TALENT | facts | {f"{stars}_known": True, "profile_percent": 90},
        TALENT | facts | {"talent_id": "bob", f"{stars}_known": False, "profile_percent": 90},
        TALENT
        | facts
        | {"talent_id": "cy", "from_elance": True, f"{stars}_known": False, "profile_percent": 90},
    )
    made = {name: in_engine(one, engine) for name, one in {**MONEY, "talents": talents}.items()}
    asked: Any = {"as_of": date(2026, 8, 31)}
    rising = answers_of(frames.assess(**made, badge="rising_talent", **asked))
    assert [row["average_feedback_verdict"] for row in rising] == ["unmet", "unknown", "unknown"]
    for name in ("identity_verified", "payout_method"):
        assert {row[f"{name}_verdict"] for row in rising} == {"unknown"}
    assert {row["profile_required"] for row in rising} == {100}
    top = answers_of(frames.assess(**made, badge="top_rated", **asked))
    assert [row["profile_required"] for row in top] == [100, 100, 90]
    assert [row["profile_verdict"] for row in top] == ["unmet", "unmet", "met"]
    records = frames.records_from_frames(**made)
    reputations = [record.reputation for record in records]
    assert [one.from_elance for one in reputations] == [False, False, True]
    assert [one.average_feedback for one in reputations] == [None, UNKNOWN, UNKNOWN]
    assert {one.identity_verified for one in reputations} == {None}


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_every_wrong_row_of_a_vetting_is_told_at_once(engine: str) -> None:
    """A category that is none, and days without a category, stand in one error."""
    vetted: dict[str, Any] = {
        "vetting_category": "legal",
        "vetting_invited_on": AS_OF,
        "vetting_passed_on": None,
        "vetting_revoked_on": None,
    }
    talents = frame(
        TALENT | vetted,
        TALENT | vetted | {"talent_id": "bob", "vetting_category": "lega"},
        TALENT | vetted | {"talent_id": "cat", "vetting_category": None},
        TALENT
        | dict.fromkeys(vetted, None)
        | {"talent_id": "dot", "vetting_passed_on": AS_OF, "vetting_revoked_on": AS_OF},
    )
    told = problems_of("expert_vetted", engine, talents=talents)
    assert {*told} == {
        f"talents.vetting_{name}" for name in ("category", "invited_on", "passed_on", "revoked_on")
    }
    assert told["talents.vetting_category"].endswith(
        "talent_id='bob' vetting_category='lega'; did you mean 'legal'?"
    )
    assert told["talents.vetting_invited_on"].startswith("must be null where vetting_category is")


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_no_message_repeats_what_a_certification_contains(engine: str) -> None:
    """Business names, numbers and categories that do not fit are told without them (DIV-13)."""
    told = problems_of(
        "diversity_certified",
        engine,
        talents=frame(TALENT | {"country": "us"}, TALENT | {"talent_id": "bob", "country": "USA"}),
        certifications=frame(
            CERTIFICATION | {"category": "left_handed_owned", "status": "aproved"},
            CERTIFICATION | {"talent_id": "cy", "business_name": " ", "number": "", "provider": ""},
        ),
    )
    assert {*told} == {
        "talents.country",
        "certifications.talent_id",
        *(f"certifications.{name}" for name in ("status", "category", "business_name")),
        *(f"certifications.{name}" for name in ("number", "provider")),
    }
    assert told["talents.country"].startswith("must be null or two capital letters, got 2 others")
    assert told["certifications.category"].endswith("got 1 other: talent_id='ann'")
    assert told["certifications.business_name"] == (
        "must be null or text that is not blank, got 1 other: talent_id='cy'"
    )
    assert "left_handed" not in str(told)


BEYOND = {
    "far ahead": pl.Series([40_000_000], dtype=pl.Int32).cast(pl.Date),
    "one day after 9999": pl.Series([2_932_897], dtype=pl.Int32).cast(pl.Date),
    "one day before the year 1": pl.Series([-719_163], dtype=pl.Int32).cast(pl.Date),
}
"""Days since 1 January 1970 that no `date` can be, as Polars holds them."""


@beyond_polars
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("day", BEYOND)
def test_a_day_that_no_record_can_hold_is_told_in_every_frame(engine: str, day: str) -> None:
    """Days before the year 1 and after 9999 would be taken for others, or for none."""
    given: dict[str, Any] = {
        "talents": frame(TALENT | {"vetting_category": "legal", "vetting_revoked_on": None}),
        "weeks": frame({"talent_id": "ann", "ends_on": SATURDAY, "eligible": True}),
        "holds": frame({"talent_id": "ann", "held_on": AS_OF}),
        "certifications": frame(CERTIFICATION),
    }
    given["talents"] = given["talents"].with_columns(
        vetting_invited_on=BEYOND[day],
        vetting_passed_on=AS_OF,
        joined_on=BEYOND[day],
        payments_known_since=AS_OF,
        payments_known_through=BEYOND[day],
    )
    for name, column in (
        *(("weeks", "ends_on"), ("holds", "held_on")),
        *(("certifications", "expires_on"), ("certifications", "decided_on")),
    ):
        given[name] = given[name].with_columns(BEYOND[day].alias(column))
    made = {name: in_engine(one, engine) for name, one in {**given, **MONEY}.items()}
    with pytest.raises(InvalidRecordError) as refused:
        frames.visible(**made, as_of=AS_OF)
    told = {
        problem.path
        for problem in refused.value.problems
        if problem.message == f"{NEVER}: talent_id='ann'"
    }
    assert told == {
        *("talents.joined_on", "talents.vetting_invited_on", "talents.payments_known_through"),
        *("weeks.ends_on", "holds.held_on"),
        *("certifications.expires_on", "certifications.decided_on"),
    }


def test_the_base_badge_beside_a_reputation_is_refused() -> None:
    """Recorded and computed base badges in one population would be two sources of truth."""
    talents = frame(TALENT | {"base_badge": "top_rated", "profile_percent": 100})
    holds = frame({"talent_id": "ann", "held_on": AS_OF})
    assert problems_of("top_rated_plus", talents=talents, holds=holds) == {
        "talents": (
            "must hold the base badge or the reputation, got base_badge and profile_percent, "
            "holds; keep one of the two"
        )
    }


def test_columns_that_stand_alone_are_refused() -> None:
    """What says whether a fact is known has to come with that fact."""
    talents = frame(TALENT | {"job_success_score_known": True, "holds_known": True})
    told = problems_of("top_rated", talents=talents)
    assert told == {
        "talents.job_success_score_known": (
            "must stand beside a column job_success_score, got it alone; add that, or drop this"
        ),
        "talents.holds_known": (
            "must stand beside a frame holds, got it alone; add that, or drop this"
        ),
    }


def test_what_a_badge_cannot_do_without_is_named() -> None:
    """Missing columns and frames of each badge are named; those of other badges are not asked."""
    talents = frame(TALENT)
    assert {*problems_of("rising_talent", talents=talents)} == {"talents.base_badge"}
    assert {*problems_of("expert_vetted", talents=talents)} == {
        f"talents.vetting_{name}" for name in ("category", "invited_on", "passed_on", "revoked_on")
    }
    assert {*problems_of("diversity_certified", talents=talents)} == {"certifications"}
    wrong = frame(TALENT | {"base_badge": "gold", "country": "USA"})
    assert {*problems_of("top_rated", talents=wrong)} == {"talents.base_badge"}


def test_columns_of_a_wrong_type_are_told() -> None:
    """Scores and flags that are floats, and days that are text, are refused."""
    talents = pl.DataFrame(
        {
            **{name: [value] for name, value in TALENT.items()},
            "job_success_score": [90.0],
            "rising_talent": [1.0],
            "joined_on": ["2020-01-01"],
        }
    )
    told = problems_of("top_rated", talents=talents)
    assert told["talents.job_success_score"].startswith(
        "must hold whole numbers that fit into Int64"
    )
    assert told["talents.rising_talent"] == "must hold booleans, got Float64; cast it to booleans"
    assert told["talents.joined_on"].startswith("must hold dates, or timestamps without a zone")


def test_ids_of_another_type_are_told_in_every_frame() -> None:
    """Ids that cannot be joined are refused wherever they stand."""
    weeks = pl.DataFrame({"talent_id": [7], "ends_on": [SATURDAY], "eligible": [True]})
    told = problems_of("top_rated", talents=frame(TALENT | REPUTATION), weeks=weeks)
    assert told["weeks.talent_id"] == (
        "must be of the type of talents.talent_id, String, got Int64; cast one"
    )


def test_a_column_that_is_missing_is_unknown_for_all() -> None:
    """With a score only, every other criterion is unknown but earnings and the bar on an act."""
    (row,) = frames.assess(
        **MONEY, talents=frame(TALENT | {"profile_percent": 100}), badge="top_rated", as_of=AS_OF
    ).to_dicts()
    told = {
        name.removesuffix("_verdict"): verdict
        for name, verdict in row.items()
        if name.endswith("_verdict") and verdict is not None
    }
    assert told == {
        "job_success_score": "unknown",
        "earnings": "unmet",
        "first_contract": "unknown",
        "eligible_weeks": "unknown",
        "profile": "met",
        "availability": "unknown",
        "no_recent_hold": "unknown",
        "recent_activity": "unknown",
        "no_circumvention": "met",
    }
    assert (row["eligible_weeks_observed"], row["eligible_weeks_highest"]) == (0, 16)


def test_a_null_is_none_yet_where_that_is_a_fact() -> None:
    """A null score is "no score yet" and fails; one said not to be known is unknown."""
    talents = frame(
        TALENT | {"job_success_score": None, "job_success_score_known": True},
        TALENT | {"talent_id": "bob", "job_success_score": None, "job_success_score_known": False},
    )
    answer = frames.assess(**MONEY, talents=talents, badge="top_rated", as_of=AS_OF)
    assert answer.sort("talent_id")["job_success_score_verdict"].to_list() == ["unmet", "unknown"]
    assert answer["job_success_score_observed"].to_list() == [None, None]


def test_without_columns_of_vetting_nobody_was_vetted() -> None:
    """Where everything is asked at once, what is not there is none, as in a record."""
    answer = frames.visible(**MONEY, talents=frame(TALENT | {"profile_percent": 1}), as_of=AS_OF)
    assert answer["expert_vetted_verdict"].item() == "unmet"
    assert answer["diversity_certified_verdict"].item() == "unmet"

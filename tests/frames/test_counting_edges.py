"""What is no grouping of frames, told word for word, and frames that do not pass the door."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from badgerules import InvalidRecordError, Problem, ProblemCode
from badgerules.impact import Rules, compare_rules, funnel
from builders import contract, freelancer
from engines import beyond_polars, frames_of, marked, pd, pl
from populations import rows_of

ANN = freelancer(contract("1"), id="ann")


def refused(by: Any, *, noun: str = "funnel ", **contracts: Any) -> Problem:
    """Return the one problem of a funnel of one talent, whose contracts may have other columns.

    Args:
        by: what groups the talents.
        noun: how the error begins.
        contracts: columns of contracts.
    """
    talents, own, payments = frames_of(rows_of([ANN]), "polars")
    given = (talents, own.with_columns(**contracts), payments)
    with pytest.raises(InvalidRecordError) as caught:
        funnel(given, badge="top_rated_plus", by=by, as_of=date(2020, 9, 1))
    (problem,) = caught.value.problems
    assert str(caught.value) == f"{noun}{problem.path} {problem.message}"
    return problem


def test_what_is_neither_a_name_nor_a_frame_is_told() -> None:
    """A number groups nobody; the error says what would."""
    given = frames_of(rows_of([ANN]), "polars")
    with pytest.raises(InvalidRecordError, match=r"^funnel by must be the name of a column"):
        funnel(given, badge="top_rated_plus", by=7, as_of=date(2020, 9, 1))
    allowed = "the name of a column of talents, or a frame with talent_id and group"
    assert refused(7) == Problem(
        path="by",
        code=ProblemCode.WRONG_TYPE,
        message=f"must be {allowed} where the population is frames, got 7",
        found="7",
        allowed=allowed,
    )


@beyond_polars
def test_a_grouping_of_another_engine_is_refused() -> None:
    """It is joined to the talents, so it must be a frame of their engine."""
    problem = refused(pd.DataFrame({"talent_id": ["ann"], "group": ["x"]}))
    assert (problem.path, problem.code) == ("by", ProblemCode.CONTRADICTION)
    assert problem.message == "must be of one engine, got polars, pandas; convert them to one"


TWICE = {"talent_id": ["ann"] * 2, "group": ["x", "y"]}


@pytest.mark.parametrize(
    ("by", "path", "code", "allowed", "found"),
    [
        ("region", "talents.region", "missing", "a column of text", "none"),
        (
            "exclusive_agency_contractor",
            "talents.exclusive_agency_contractor",
            "wrong_type",
            "a column of text",
            "Boolean",
        ),
        (
            pl.DataFrame({"group": ["x"]}),
            "by.talent_id",
            "missing",
            "a column",
            "none",
        ),
        (
            pl.DataFrame({"talent_id": ["ann"], "group": [1]}),
            "by.group",
            "wrong_type",
            "a column of text",
            "Int64",
        ),
    ],
    ids=["no_column", "no_text", "no_id", "numbers"],
)
def test_a_column_that_cannot_group_is_told(
    by: Any, path: str, code: str, allowed: str, found: str
) -> None:
    """The error names the column, what it must be, what it is, and what to do."""
    message = f"must be {allowed}, got {found}; add it, or cast it"
    assert refused(by) == Problem(
        path=path, code=ProblemCode(code), message=message, found=found, allowed=allowed
    )


def test_a_talent_in_two_groups_is_told() -> None:
    """The error names the talent, and in how many rows it stands."""
    found = "talent_id='ann' in 2 rows"
    assert refused(pl.DataFrame(TWICE)) == Problem(
        path="by.talent_id",
        code=ProblemCode.REPEATED,
        message=f"must be unique, got {found}; keep one group for each talent",
        found=found,
        allowed="each once",
    )


def test_a_comparison_opens_the_door_to_all_frames() -> None:
    """Contracts that do not fit are refused before any rules are compared."""
    talents, contracts, payments = frames_of(rows_of([ANN]), "polars")
    given = (talents, contracts.with_columns(category=pl.lit("lega")), payments)
    asked: dict[str, Any] = {"badge": "top_rated_plus", "as_of": date(2020, 9, 1)}
    with pytest.raises(InvalidRecordError) as caught:
        compare_rules(given, **asked, before=Rules(), after=Rules())
    assert [problem.path for problem in caught.value.problems] == ["contracts.category"]


@pytest.mark.parametrize("engine", marked(["polars", "polars_lazy"]))
def test_those_who_change_come_as_the_talents_did(engine: str) -> None:
    """Of talents that hold their rows they do so too; of a query they are a query."""
    given = frames_of(rows_of([ANN]), engine)
    asked: dict[str, Any] = {"badge": "top_rated_plus", "as_of": date(2020, 9, 1)}
    comparison = compare_rules(given, **asked, before=Rules(), after=Rules())
    assert type(comparison.changed) is type(given[0])


def test_a_funnel_opens_the_door_to_all_frames() -> None:
    """Contracts that do not fit are refused, whatever groups the talents."""
    assert refused("kind", noun="", category=pl.lit("lega")).path == "contracts.category"

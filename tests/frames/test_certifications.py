"""Of two certifications the best one decides, in every edition and on both sides of each edge."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from badgerules import EDITIONS, Badge, Edition, TalentRecord, decide
from builders import certified, freelancer
from engines import answers_of, frames
from populations import differing, row_of
from reputations import frames_of

DIVERSITY = Badge.DIVERSITY_CERTIFIED
DAY = timedelta(days=1)


def talents(as_of: date, country: str | None = "US") -> list[TalentRecord]:
    """Return a talent for every pair of certifications that differ in what the badge looks at.

    Each has its details or lacks one, has taken its step by that day or takes it on the next, is
    a draft or more, and expired the day before, does so on that day, or never does.
    """
    facts: Any = product(
        ({}, {"provider": None}),
        ({}, {"submitted_on": as_of + DAY, "decided_on": as_of + DAY}, {"status": "draft"}),
        ({"expires_on": as_of - DAY}, {"expires_on": as_of}, {"expires_on": None}),
    )
    usual: dict[str, Any] = {"submitted_on": as_of, "decided_on": as_of}
    every = [certified(**usual | details | step | end) for details, step, end in facts]
    return [
        freelancer(id=f"t{number:03}", country=country, certifications=pair, base_badge="top_rated")
        for number, pair in enumerate(product(every, repeat=2))
    ]


@pytest.mark.clause("DIV-0", "DIV-3", "DIV-4", "DIV-5", "DIV-6", "DIV-11")
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_of_two_certifications_the_best_one_decides(edition: Edition) -> None:
    """Each pair comes out as `decide` says, criterion by criterion, on the edition's first day."""
    as_of = edition.effective_from
    asked: dict[str, Any] = {"badge": DIVERSITY, "as_of": as_of}
    answer = frames.assess(**frames_of(talents(as_of), "polars"), **asked)
    wanted = [row_of(record, decide(record, **asked)) for record in talents(as_of)]
    assert differing(answers_of(answer), wanted) == []


@pytest.mark.clause("DIV-2")
def test_without_a_column_of_countries_no_country_is_known() -> None:
    """Whoever holds all else is unknown, and nobody holds the badge."""
    as_of = next(one for one in EDITIONS if one.diversity_review).effective_from
    asked: dict[str, Any] = {"badge": DIVERSITY, "as_of": as_of}
    made = frames_of(talents(as_of), "polars")
    made["talents"] = made["talents"].drop("country")
    unknown = talents(as_of, country=None)
    wanted = [row_of(record, decide(record, **asked)) for record in unknown]
    assert {row["verdict"] for row in wanted} == {"unmet", "unknown"}
    assert differing(answers_of(frames.assess(**made, **asked)), wanted) == []

"""Diversity-Certified over whole populations; no answer repeats what a certification contains.

Of several certifications the best one decides. Each gets a whole number as its rank, so that the
best has the maximum, and its findings are read back from that number.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.criteria import Weighed, all_of, answered, is_one_of
from badgerules.frames.facts import NONE, digit_of, divided, flag, whole, with_day_numbers
from badgerules.vocabulary import CertificationStatus

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables
    from badgerules.thresholds import Edition

SHIFT = date.max.toordinal() + 1
"""More than any number of days left or overdue, so that their sum is at least 1."""

WIDTH = 2 * SHIFT
"""How many ranks the days take up."""

PAIR = 2
"""How many ranks a flag takes up."""


def diversity_certified(tables: Tables, question: Question) -> Answer:
    """Return one row a talent, with every criterion and the verdict (DIV-0 to DIV-11)."""
    edition, talents = question.edition, with_country(tables)
    if "certifications" not in tables.beside:  # then nobody has a certification
        talents = talents.with_columns(rank=nw.lit(0).cast(nw.Int64()))
    else:
        own = numbered(tables.beside["certifications"], edition)
        best = ranked(own, edition, question.as_of.toordinal())
        best = best.group_by("talent_id").agg(nw.col("rank").max())
        talents = talents.join(best, on="talent_id", how="left").with_columns(whole("rank"))
    return answered(read_back(talents), criteria_of(edition))


def with_country(tables: Tables) -> nw.LazyFrame[Any]:
    """Return the talents with their country, which is empty where it is not known."""
    if "country" in tables.columns:
        return tables.talents
    return tables.talents.with_columns(country=nw.lit(""))


def numbered(certifications: nw.LazyFrame[Any], edition: Edition) -> nw.LazyFrame[Any]:
    """Return certifications with their days as whole numbers, and whether all details are given.

    Args:
        certifications: as they were checked.
        edition: which details it asks for (DIV-3).
    """
    has_details = [~nw.col(name).is_null() for name in edition.diversity_details]
    own = certifications.with_columns(details=all_of(has_details))
    return with_day_numbers(own, ["expires_on", "submitted_on", "decided_on"])


def ranked(
    numbered: nw.LazyFrame[Any], edition: Edition, day: int | nw.Expr, *kept: str
) -> nw.LazyFrame[Any]:
    """Return each certification with its rank on a day, from 1 up (DIV-3 to DIV-5, DIV-11).

    The rank compares, in this order: how many findings are met, whether the details are given,
    whether it is submitted or reviewed as required, and the days left; 0 if it never expires.

    Args:
        numbered: the certifications.
        edition: by which rules.
        day: the number of the day.
        kept: further columns to keep.
    """
    left = nw.col("expires_on") - day + 1
    has_end = nw.col("expires_on") > NONE
    own = numbered.with_columns(
        step=flag(_has_taken_step(edition, day)),
        unexpired=flag(~has_end | (left > 0)),
        left=nw.when(has_end).then(left + SHIFT).otherwise(nw.lit(0)).cast(nw.Int64()),
    )
    met = nw.col("details") + nw.col("step") + nw.col("unexpired")
    flags = (met * PAIR + nw.col("details")) * PAIR + nw.col("step")
    rank = (flags * WIDTH + nw.col("left") + 1).cast(nw.Int64())
    return own.select("talent_id", *kept, rank=rank)


def _has_taken_step(edition: Edition, as_of: int | nw.Expr) -> nw.Expr:
    """Return whether a certification was submitted, or approved, by the day asked about."""
    if edition.diversity_review:
        has_status, day = nw.col("status") == CertificationStatus.APPROVED.value, "decided_on"
    else:
        has_status, day = nw.col("status") != CertificationStatus.DRAFT.value, "submitted_on"
    return has_status & (nw.col(day) <= as_of)  # no day (-1) holds at every date


def read_back(talents: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Read the findings of the best certification back from its rank (see `ranked`)."""
    rank = nw.col("rank")
    talents = talents.with_columns(
        given=nw.when(rank > 0).then(rank - 1).otherwise(nw.lit(0)).cast(nw.Int64())
    )
    flags = nw.col("flags")
    talents = talents.with_columns(flags=divided(nw.col("given"), WIDTH))
    return talents.with_columns(
        left=(nw.col("given") - flags * WIDTH).cast(nw.Int64()),
        step=digit_of(flags, 1, PAIR),
        details=digit_of(flags, PAIR, PAIR),
    )


def criteria_of(edition: Edition) -> list[Weighed]:
    """Return the criteria of the badge; before it existed, only `certification`, then unmet."""
    rank = nw.col("rank")
    nobody = rank < 0
    has_any, has_badge = (rank > 0, rank >= 0) if edition.diversity_badge else (nobody, nobody)
    is_reviewed, is_submitted = (has_any, nobody) if edition.diversity_review else (nobody, has_any)
    country, step, left = nw.col("country"), nw.col("step"), nw.col("left")
    is_open = is_one_of("country", edition.diversity_countries)
    return [
        Weighed(key="certification", is_met=has_any),
        Weighed(key="country", is_met=is_open, is_unknown=country == "", is_asked=has_badge),
        Weighed(key="details", is_met=nw.col("details") > 0, is_asked=has_any),
        Weighed(key="submitted", is_met=step > 0, is_asked=is_submitted),
        Weighed(key="reviewed", is_met=step > 0, is_asked=is_reviewed),
        Weighed(
            key="unexpired",
            number=left - SHIFT,
            required=nw.lit(1),
            is_met=left > SHIFT,
            is_asked=has_any & (left > 0),
        ),
    ]

"""Diversity-Certified over whole populations; no answer repeats what a certification contains.

Of several certifications the best one decides. Each gets a whole number as its rank, so that the
best has the maximum, and its findings are read back from that number.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames.criteria import Weighed, all_of, answered, is_one_of
from badgerules.frames.facts import NONE, flag, whole, with_day_numbers
from badgerules.vocabulary import CertificationStatus

if TYPE_CHECKING:
    from badgerules.decisions import Question
    from badgerules.frames.answers import Answer
    from badgerules.frames.inputs import Tables

SHIFT = date.max.toordinal() + 1
"""More than any number of days left or overdue, so that their sum is at least 1."""

WIDTH = 2 * SHIFT
"""How many ranks the days take up."""

PAIR = 2
"""How many ranks a flag takes up."""


def diversity_certified(tables: Tables, question: Question) -> Answer:
    """Return one row a talent, with every criterion and the verdict (DIV-0 to DIV-11)."""
    talents = tables.talents
    if "country" not in tables.columns:
        talents = talents.with_columns(country=nw.lit(""))
    if "certifications" not in tables.beside:  # then nobody has a certification
        talents = talents.with_columns(rank=nw.lit(0).cast(nw.Int64()))
    else:
        ranked = _ranked(tables.beside["certifications"], question)
        best = ranked.group_by("talent_id").agg(nw.col("rank").max())
        talents = talents.join(best, on="talent_id", how="left").with_columns(whole("rank"))
    return answered(_read_back(talents), _criteria(question))


def _ranked(certifications: nw.LazyFrame[Any], question: Question) -> nw.LazyFrame[Any]:
    """Return each certification with its rank, from 1 up (DIV-3 to DIV-5, DIV-11).

    The rank compares, in this order: how many findings are met, whether the details are given,
    whether it is submitted or reviewed as required, and the days left; 0 if it never expires.
    """
    as_of = question.as_of.toordinal()
    days = ["expires_on", "submitted_on", "decided_on"]
    has_details = [~nw.col(name).is_null() for name in question.edition.diversity_details]
    own = certifications.with_columns(details=all_of(has_details))
    own = with_day_numbers(own, days)
    left = nw.col("expires_on") - as_of + 1
    has_end = nw.col("expires_on") > NONE
    own = own.with_columns(
        step=flag(_has_taken_step(question)),
        unexpired=flag(~has_end | (left > 0)),
        left=nw.when(has_end).then(left + SHIFT).otherwise(nw.lit(0)).cast(nw.Int64()),
    )
    met = nw.col("details") + nw.col("step") + nw.col("unexpired")
    flags = (met * PAIR + nw.col("details")) * PAIR + nw.col("step")
    return own.select("talent_id", rank=(flags * WIDTH + nw.col("left") + 1).cast(nw.Int64()))


def _has_taken_step(question: Question) -> nw.Expr:
    """Return whether a certification was submitted, or approved, by the day asked about."""
    if question.edition.diversity_review:
        has_status, day = nw.col("status") == CertificationStatus.APPROVED.value, "decided_on"
    else:
        has_status, day = nw.col("status") != CertificationStatus.DRAFT.value, "submitted_on"
    return has_status & (
        nw.col(day) <= question.as_of.toordinal()
    )  # no day (-1) holds at every date


def _read_back(talents: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Read the findings of the best certification back from its rank (see `_ranked`)."""
    rank = nw.col("rank")
    talents = talents.with_columns(
        given=nw.when(rank > 0).then(rank - 1).otherwise(nw.lit(0)).cast(nw.Int64())
    )
    flags = nw.col("flags")
    talents = talents.with_columns(flags=(nw.col("given") // WIDTH).cast(nw.Int64()))
    talents = talents.with_columns(
        left=(nw.col("given") - flags * WIDTH).cast(nw.Int64()),
        step=(flags - flags // PAIR * PAIR).cast(nw.Int64()),
        both=(flags // PAIR).cast(nw.Int64()),
    )
    both = nw.col("both")
    return talents.with_columns(details=(both - both // PAIR * PAIR).cast(nw.Int64()))


def _criteria(question: Question) -> list[Weighed]:
    """Return the criteria of the badge; before it existed, only `certification`, then unmet."""
    edition, rank = question.edition, nw.col("rank")
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

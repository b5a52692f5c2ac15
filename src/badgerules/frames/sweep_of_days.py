"""The states of Expert-Vetted and Diversity-Certified over whole populations, from day to day.

No money turns them, but few days that are recorded: so each talent is asked on each of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from badgerules.frames import diversity, expert_vetted
from badgerules.frames.criteria import is_one_of
from badgerules.frames.facts import NONE
from badgerules.frames.sweep import (
    TALENT,
    Move,
    check_weighed,
    moved,
    once,
    own_keys,
    placed,
    states,
)
from badgerules.vocabulary import Badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badgerules.frames.inputs import Tables
    from badgerules.frames.sweep import Reign

VETTED, CERTIFIED = Badge.EXPERT_VETTED, Badge.DIVERSITY_CERTIFIED


def states_of_vetted(tables: Tables, reigns: Sequence[Reign]) -> list[nw.LazyFrame[Any]]:
    """Return the states of each talent who was invited, and passed after that (EV-1, EV-5).

    Args:
        tables: the checked frames, with the columns of vetting.
        reigns: the editions, the one of the day asked about first.
    """
    invited_on, passed_on = nw.col("vetting_invited_on"), nw.col("vetting_passed_on")
    vetted = tables.talents.filter((invited_on > NONE) & (passed_on >= invited_on))
    vetted = placed(vetted, "talent", "talent_id")
    keys = own_keys(VETTED)
    found: list[nw.LazyFrame[Any]] = []
    for reign in reigns:
        criteria = expert_vetted.criteria_of(reign.question.edition, nw.col("day"))
        check_weighed(criteria, VETTED, reign, has_reputation=False)
        days = [nw.lit(reign.first), passed_on, nw.col("vetting_revoked_on")]
        rows = once(moved(vetted, tables, [Move(day=day) for day in days], reign))
        rows = rows.join(vetted.drop("talent"), on="talent_id", how="inner")
        found.append(states(rows, criteria, keys, is_open={}))
    return found


def states_of_certified(tables: Tables, reigns: Sequence[Reign]) -> list[nw.LazyFrame[Any]]:
    """Return the states of each talent with a certification, in a country that is ever open.

    On each day the best certification decides, as it does on a single one (DIV-5).

    Args:
        tables: the checked frames, with the certifications.
        reigns: the editions, the one of the day asked about first.
    """
    countries = {country for own in reigns for country in own.question.edition.diversity_countries}
    talents = diversity.with_country(tables).filter(is_one_of("country", countries))
    talents = placed(talents.select("talent_id", "country"), "talent", "talent_id")
    keys = own_keys(CERTIFIED)
    found: list[nw.LazyFrame[Any]] = []
    for reign in reigns:
        edition = reign.question.edition
        criteria = diversity.criteria_of(edition)
        check_weighed(criteria, CERTIFIED, reign, has_reputation=False)
        own = diversity.numbered(tables.beside["certifications"], edition)
        own = own.join(talents.select(*TALENT), on="talent_id", how="inner")
        over_on = nw.col("expires_on") + 1  # the last day still counts (DIV-11)
        days = [nw.lit(reign.first), nw.col("submitted_on"), nw.col("decided_on"), over_on]
        asked = once(moved(own, tables, [Move(day=day) for day in days], reign))
        ranked = diversity.ranked(
            asked.join(own.drop("talent"), on="talent_id", how="inner"),
            edition,
            nw.col("day"),
            "talent",
            "day",
        )
        best = ranked.group_by(*TALENT, "day").agg(nw.col("rank").max())
        rows = best.join(talents.drop("talent"), on="talent_id", how="inner")
        found.append(states(diversity.read_back(rows), criteria, keys, is_open={}))
    return found

"""The corpus: questions over every edge the specification names, the same from the same seed.

Each stratum draws from a random source of its own, so that adding one leaves the others as they
are. What a stratum is for stands in its docstring; the gate asks all of them in every run.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from golden import base_strata as base
from golden import other_strata as other
from golden import plus_strata as plus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from golden.facts import Asked, Facts

SEED = 20200707

STRATA: tuple[Callable[[Random], Iterator[Asked]], ...] = (
    plus.earnings,
    plus.large_contract,
    plus.large_contract_of_members,
    plus.window,
    plus.window_in_days,
    plus.refunds,
    plus.only_refunds,
    plus.nearest,
    plus.lifetime_contract,
    plus.lifetime_earnings,
    plus.feedback,
    plus.exclusive,
    plus.share,
    plus.share_in_window,
    plus.share_mixed,
    plus.recorded,
    plus.owner_view,
    plus.nothing,
    plus.readings_alone,
    plus.readings_mixed,
    base.top_rated,
    base.top_rated_earnings,
    base.paid_activity,
    base.circumvention_months,
    base.counted_weeks,
    base.weeks_before_joining,
    base.runs_of_weeks,
    base.weekdays,
    base.rising_talent,
    base.rising_talent_in_numbers,
    base.discretion,
    base.reputation_mixed,
    base.empty_reputation,
    base.looking_ahead,
    base.ahead_of_saturdays,
    base.ahead_of_recorded,
    other.vetted_in_categories,
    other.vetting_stages,
    other.certification_stages,
    other.certification_details,
    other.certification_expiry,
    other.certification_countries,
    other.several_certifications,
    other.enterprise_suite,
    other.new_plans,
    other.edition_edges,
    other.editions_by_name,
)


def questions(seed: int = SEED) -> Iterator[Facts]:
    """Make the corpus: every question with an id, which its record carries too."""
    seen: Counter[str] = Counter()
    for draw in STRATA:
        source = Random(f"{seed} {draw.__name__}")  # noqa: S311  # chance, and no secret
        for stratum, question in draw(source):
            seen[stratum] += 1
            name = f"{stratum}/{seen[stratum]}"
            talent = {**question["record"], "id": name}
            yield {**question, "id": name, "stratum": stratum, "record": talent}

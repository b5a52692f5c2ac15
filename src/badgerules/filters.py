"""The filter "Diversity-Certified" of a client's search (DIV-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules import converters
from badgerules.assessment import question_of
from badgerules.certification import diversity_certified
from badgerules.client_plans import ClientPlan
from badgerules.errors import Problem, refuse, unfit
from badgerules.records import TalentRecord
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.visibility import check_plan, enterprise_suite
from badgerules.vocabulary import PlanTier, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from badgerules.names import PlanTierName


def diversity_filter(
    population: Iterable[TalentRecord],
    *,
    to: PlanTier | PlanTierName | ClientPlan,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
) -> tuple[TalentRecord, ...]:
    """Return the talents that pass the filter "Diversity-Certified" of a client's search.

    Args:
        population: the talents that the client searches.
        to: the client's plan tier, or plan.
        as_of: the day of the search.
        readings: how ambiguous clauses are read.
        edition: as in `decide`.

    Returns:
        Those known to hold the badge, in the order given.

    Raises:
        InvalidRecordError: for a plan that has no such filter on that day, for what is no record;
            and as `decide` does.
        NoEditionInForceError: as `decide` does.
        PlanNotInEditionError: for a plan that the edition does not have (VIS-10).

    Clause: DIV-8, DIV-9.

    >>> from datetime import date
    >>> diversity_filter([], to="enterprise", as_of=date(2021, 3, 1))
    ()
    """
    question = question_of(as_of, readings, edition, None)
    tier = to.tier if isinstance(to, ClientPlan) else converters.chosen("plan tier", PlanTier, to)
    check_plan(tier, question.edition)
    has_filter = question.edition.diversity_filter
    suite = enterprise_suite(question) if has_filter else frozenset[PlanTier]()
    if tier not in suite:
        having = ", ".join(sorted(suite)) or "no plan"
        message = f"must have the diversity filter, which {having} had on {as_of}, got {tier}"
        refuse("plan tier", [unfit(ProblemCode.IMPOSSIBLE, having, tier, message=message)])
    problems: list[Problem] = []
    left = tuple(
        record
        for _, record in converters.each(population, TalentRecord, problems)
        if diversity_certified(record, question).is_met
    )
    refuse("population", problems)
    return left

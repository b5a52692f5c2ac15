"""What is known of a client: the plan, which decides what the client sees."""

from __future__ import annotations

import attrs
from attrs import field

from badgerules import converters
from badgerules.answer_base import Connected
from badgerules.converters import settle
from badgerules.vocabulary import PlanTier


@attrs.frozen(kw_only=True)
class ClientPlan(Connected):
    """What decides which badges a client sees.

    Args:
        tier: the plan.
        selected_for_top_rated_plus: among the Plus clients chosen at launch (VIS-3).
        in_project_catalog_test: in the test of July 2021 (VIS-5).

    Raises:
        InvalidRecordError: if anything given does not fit, all of it at once.
    """

    tier: PlanTier = field(converter=converters.plan_tier)
    selected_for_top_rated_plus: bool = field(default=False, converter=converters.flag)
    in_project_catalog_test: bool = field(default=False, converter=converters.flag)

    def __attrs_post_init__(self) -> None:
        settle("client plan", self)

"""What Hypothesis loads by itself: a strategy for every value object of the library.

The entry point `hypothesis` names this module, so it runs whenever somebody imports Hypothesis. It
therefore loads nothing at first, the classes when it is called, and strategies when one of them is
asked for. Nothing of badgerules loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy


def register() -> None:
    """Tell Hypothesis how to draw each class, for `st.from_type` and `st.builds`."""
    from hypothesis import strategies as st  # noqa: PLC0415  # it loads this module by itself

    from badgerules import (  # noqa: PLC0415  # when called
        client_plans,
        records,
        talent_facts,
        thresholds,
    )

    for drawn, name in (
        (records.Payment, "payments"),
        (records.Contract, "contracts"),
        (records.TalentRecord, "talent_records"),
        (talent_facts.Week, "weeks"),
        (talent_facts.Reputation, "reputations"),
        (talent_facts.PlatformStats, "platform_stats"),
        (talent_facts.ExpertVetting, "expert_vettings"),
        (talent_facts.Certification, "certifications"),
        (talent_facts.SkillCertificate, "skill_certificates"),
        (client_plans.ClientPlan, "client_plans"),
        (thresholds.Readings, "readings"),
        (thresholds.Edition, "editions"),
    ):
        st.register_type_strategy(drawn, _of(name))


def _of(name: str) -> Callable[[type[Any]], SearchStrategy[Any]]:
    def resolve(_: type[Any]) -> SearchStrategy[Any]:
        from badgerules.testing import strategies  # noqa: PLC0415  # see the docstring

        strategy: SearchStrategy[Any] = getattr(strategies, name)()
        return strategy

    return resolve

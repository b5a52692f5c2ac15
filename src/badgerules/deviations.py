"""What `replay` returns: a saved question asked again, and where the answers differ."""

from __future__ import annotations

from typing import Any, NoReturn

import attrs

from badgerules.answer_base import Shown, no_truth_value
from badgerules.decisions import Assessment
from badgerules.vocabulary import Word, counted


class ReplayCause(Word):
    """Why a part of a saved answer is different today."""

    NEW_FACTS = "new_facts"
    RULES_CHANGED = "rules_changed"
    FACTS_OR_RULES = "facts_or_rules"


@attrs.frozen(kw_only=True)
class Deviation:
    """One part of an answer that is different today.

    Args:
        path: the part of the answer, as in `$.badges.top_rated_plus.findings.earnings`.
        cause: why, as far as it can be told without the record of that time.
        saved: what was saved there, as JSON; None for nothing.
        replayed: what today's library says there; None for nothing.
    """

    path: str
    cause: ReplayCause
    saved: Any
    replayed: Any


@attrs.frozen(kw_only=True, repr=False)
class Replay(Shown):
    """A saved question asked again.

    Args:
        version: the version of badgerules that gave the saved answer.
        assessment: the answer of today's library to the same question.
        deviations: every part that differs, wording aside, in the order of the answer.
    """

    version: str
    assessment: Assessment
    deviations: tuple[Deviation, ...]

    @property
    def _in_short(self) -> str:
        outcome = "same" if self.is_same else counted(len(self.deviations), "deviations")
        return f"of {self.assessment.question.as_of}: {outcome}"

    @property
    def is_same(self) -> bool:
        """Whether today's library gives the saved answer."""
        return not self.deviations

    def __bool__(self) -> NoReturn:
        no_truth_value("a replay", "`replay.is_same`")

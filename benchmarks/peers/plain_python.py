"""Python written by hand: `by_hand.py` over objects, and the same over the dicts of a JSON text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import by_hand

from peers.entrant import BARS, Peer, window

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord


class Entrant(Peer):
    """A yes or no by hand."""

    name = "Python by hand"
    distribution = ""
    prepared = "nothing"

    def facts(self, record: TalentRecord) -> TalentRecord:
        """Take the record as it is."""
        return record

    def decide(self, facts: TalentRecord, as_of: date) -> bool:
        """Look at every payment."""
        return by_hand.is_top_rated_plus(facts, as_of)

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Read, check nothing, and decide."""
        return _is_top_rated_plus(json.loads(text) | window(as_of))


def _is_top_rated_plus(facts: dict[str, Any]) -> bool:
    after, until, total, has_large = facts["after"], facts["until"], 0, False
    for contract in facts["contracts"]:
        counted = 0
        for payment in contract["payments"]:
            if after < payment["day"] <= until:
                counted += payment["cents"]
        total += counted
        if counted >= BARS[contract["category"]] and not (
            contract["outcome"] == "negative"
            and (contract["outcome_on"] is None or contract["outcome_on"] <= until)
        ):
            has_large = True
    return (
        total >= by_hand.EARNINGS
        and has_large
        and not facts["exclusive"]
        and facts["base_badge"] == "top_rated"
    )

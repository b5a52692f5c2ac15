"""What a peer is to the races, and the facts most of them are given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import by_hand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from badgerules import TalentRecord

BARS = {category.value: cents for category, cents in by_hand.LARGE.items()}
"""The bar of a large contract by the key of its category, in cents."""

GROUPS: dict[int, list[str]] = {
    bar: sorted(key for key, cents in BARS.items() if cents == bar) for bar in set(BARS.values())
}
"""The same the other way round: the categories of each bar."""


class Peer:
    """Who says yes or no to Top Rated Plus for a freelancer; what is common to most stands here."""

    name: str
    distribution: str
    """What to install; nothing for code of this repository."""
    prepared: str
    """What Python had to work out before the engine was asked."""

    def facts(self, record: TalentRecord) -> Any:
        """Turn a record into what the engine likes best; this is never timed."""
        return plain(record)

    def decide(self, facts: Any, as_of: date) -> bool:
        """Say yes or no; this is timed."""
        raise NotImplementedError

    def gather(self, records: Sequence[TalentRecord]) -> Any:
        """Turn many records into what the engine likes best; this is never timed."""
        return [self.facts(record) for record in records]

    def decide_many(self, gathered: Any, as_of: date) -> list[bool]:
        """Say yes or no to each, in one call where the engine has one; this is timed."""
        return [self.decide(facts, as_of) for facts in gathered]

    def text(self, record: TalentRecord, as_of: date) -> str | bytes:
        """Write the JSON that the engine likes best; this is never timed."""
        return json.dumps(plain(record) | {"as_of": as_of.isoformat()})

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Read that JSON and say yes or no; this is timed."""
        return self.decide(json.loads(text), as_of)


def plain(record: TalentRecord) -> dict[str, Any]:
    """Return the facts as dicts and lists: money in whole cents, days as numbers."""
    return {
        "base_badge": record.base_badge and record.base_badge.value,
        "exclusive": record.exclusive_agency_contractor,
        "contracts": [
            {
                "category": contract.category.value,
                "outcome": contract.outcome and contract.outcome.value,
                "outcome_on": contract.outcome_on and contract.outcome_on.toordinal(),
                "payments": [
                    {"day": payment.paid_on.toordinal(), "cents": payment.cents}
                    for payment in contract.payments
                ],
            }
            for contract in record.contracts
        ],
    }


def window(as_of: date) -> dict[str, int]:
    """Return the day before the trailing twelve months, and the last day of them, as numbers."""
    try:
        after = as_of.replace(year=as_of.year - 1)
    except ValueError:
        after = as_of.replace(year=as_of.year - 1, day=28)
    return {"after": after.toordinal(), "until": as_of.toordinal()}

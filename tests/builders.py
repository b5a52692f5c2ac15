"""Records for tests, built from facts a reader can check at a glance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from badgerules import (
    Certification,
    Contract,
    ExpertVetting,
    Payment,
    Reputation,
    TalentRecord,
    Week,
)

if TYPE_CHECKING:
    from decimal import Decimal

AS_OF = date(2020, 9, 1)
"""The day most tests ask about; its window is 2 Sep 2019 to 1 Sep 2020."""

PAID_ON = date(2020, 3, 1)
"""A day well inside that window."""

SATURDAY = date(2020, 8, 29)
"""The last Saturday on or before it; the sixteenth last is 16 May 2020."""


def paid(amount: str | Decimal, on: date = PAID_ON) -> Payment:
    """Return one payment."""
    return Payment(paid_on=on, amount=amount)


def contract(
    amount: str = "0.00", *, category: str = "writing", name: str = "one", **facts: Any
) -> Contract:
    """Return a contract with one payment inside the window."""
    return Contract(id=name, category=category, payments=[paid(amount)], **facts)


def freelancer(*contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a freelancer with Top Rated, unless told otherwise."""
    usual: dict[str, Any] = {"kind": "freelancer", "base_badge": "top_rated"}
    return TalentRecord(contracts=contracts, **usual | facts)


def agency(*contracts: Contract, **facts: Any) -> TalentRecord:
    """Return an agency with Top Rated, unless told otherwise."""
    return freelancer(*contracts, **{"kind": "agency"} | facts)


def plus_holder(**facts: Any) -> TalentRecord:
    """Return a freelancer who holds Top Rated Plus with room to spare."""
    return freelancer(contract("12000.00"), **facts)


def weeks(marks: str, last: date = SATURDAY) -> list[Week]:
    """Return consecutive weeks, the last mark's the latest: "+" and "-" recorded, "." not."""
    return [
        Week(ends_on=last - timedelta(weeks=ago), eligible=mark == "+")
        for ago, mark in enumerate(reversed(marks))
        if mark != "."
    ]


def reputation(kind: str = "freelancer", **facts: Any) -> Reputation:
    """Return a reputation that has all of Top Rated but the earnings, unless told otherwise."""
    usual: dict[str, Any] = {
        "job_success_score": 97,
        "weeks": weeks("+" * 16),
        "first_contract_on": date(2019, 3, 1),
        "joined_on": date(2019, 2, 1),
        "profile_percent": 100,
        "availability_current": True,
        "last_active_on": date(2020, 8, 15),
        "holds": [],
    }
    if kind == "agency":
        usual |= {"members": 3, "members_profile_percent": 80}
    return Reputation(**usual | facts)


def good_record(kind: str = "freelancer", *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a record with all of Top Rated and Top Rated Plus; `facts` alter its reputation."""
    return TalentRecord(
        kind=kind,
        contracts=contracts or [contract("40000.00")],
        reputation=reputation(kind, **facts),
    )


def vetted(**facts: Any) -> ExpertVetting:
    """Return a vetting passed on 1 Aug 2020, in a category open from the start."""
    usual: dict[str, Any] = {
        "category": "design_creative",
        "invited_on": date(2020, 7, 10),
        "passed_on": date(2020, 8, 1),
    }
    return ExpertVetting(**usual | facts)


def certified(**facts: Any) -> Certification:
    """Return a certification with all details, approved on 15 Mar 2021."""
    usual: dict[str, Any] = {
        "status": "approved",
        "business_name": "Harbor Lane LLC",
        "category": "woman_owned",
        "provider": "A certifier",
        "type": "WBE",
        "number": "77-1234",
        "expires_on": date(2022, 3, 31),
        "submitted_on": date(2021, 3, 10),
        "decided_on": date(2021, 3, 15),
    }
    return Certification(**usual | facts)

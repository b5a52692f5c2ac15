"""Records for tests, built from facts a reader can check at a glance, or drawn near the edges."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

import law
from badgerules import (
    UNKNOWN,
    Certification,
    ClientPlan,
    Contract,
    ExpertVetting,
    Kind,
    Payment,
    PlatformStats,
    Reputation,
    Score,
    TalentRecord,
    Week,
)
from badgerules.testing import contracts, days, identifiers
from badgerules.vocabulary import Category, ContractOutcome, Verdict

if TYPE_CHECKING:
    from badgerules import Decision
    from badgerules.names import CategoryName, KindName

VALUES = [
    TalentRecord,
    Contract,
    Payment,
    ClientPlan,
    Reputation,
    Score,
    Week,
    PlatformStats,
    ExpertVetting,
    Certification,
]
"""The value objects that have a JSON form, told apart from the code's own list of them."""

SCORES = st.builds(Score, since=st.dates(), score=st.none() | st.integers(0, 100))
"""Scores as they stand in a history, from a day on; None is no score."""

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
    amount: str = "0.00",
    *,
    category: Category | CategoryName = "writing",
    name: str = "one",
    **facts: Any,
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


def plus_holder(*, on: date = PAID_ON, **facts: Any) -> TalentRecord:
    """Return a freelancer who holds Top Rated Plus with room to spare, paid on that day.

    Whoever adds a criterion of it lets it be met here, for all tests that need a holder under each
    edition.
    """
    one = Contract(id="one", category="writing", payments=[paid("12000.00", on)])
    return freelancer(one, **facts)


def kept_by_a_cent() -> TalentRecord:
    """Return a holder whose large contract leaves on 1 March 2021, where all of a contract counts.

    Its last payment is of a cent, but for one of nothing; what else was earned is enough, in small
    contracts.
    """
    kept = Contract(
        id="kept",
        category="writing",
        payments=[
            paid("12000.00", date(2019, 3, 1)),
            paid("0.01", date(2020, 3, 1)),
            paid("0.00", date(2020, 8, 1)),
        ],
    )
    others = [
        Contract(id=f"{number}", category="writing", payments=[paid("4000", date(2020, 8, 1))])
        for number in range(3)
    ]
    return freelancer(kept, *others, id="ann")


def lacking(decision: Decision) -> list[str]:
    """Return the keys of the criteria that are not met."""
    return [one.criterion.key for one in decision.findings if one.verdict is not Verdict.MET]


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


def good_record(
    kind: Kind | KindName = "freelancer", *contracts: Contract, **facts: Any
) -> TalentRecord:
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


def saturday(day: date, ago: int = 0) -> date:
    """Return the last Saturday on or before a day, or the one so many weeks before it."""
    return day - timedelta(days=(day.weekday() - 5) % 7 + 7 * ago)


def standing(day: date, kind: str = "freelancer", **facts: Any) -> Reputation:
    """Return a reputation that has all of Top Rated but the earnings on that day."""
    usual: dict[str, Any] = {
        "weeks": weeks("+" * 16, saturday(day)),
        "first_contract_on": day - timedelta(days=1000),
        "joined_on": day - timedelta(days=1001),
        "last_active_on": day,
    }
    return reputation(kind, **usual | facts)


def career(day: date, kind: KindName = "freelancer", **facts: Any) -> TalentRecord:
    """Return a talent whose contracts come one by one around a day, and leave the window again.

    Each is paid twice as much as the one before, from $500 to $32,000, and every third ends badly.
    So whatever is counted or summed up rises over every bar, and falls below it a year later.
    """
    contracts = [
        Contract(
            id=f"number {number}",
            category="legal",
            payments=[paid(Decimal(500 * 2**number), day + timedelta(days=30 * number - 100))],
            outcome=None if number % 3 else "negative",
            outcome_on=None if number % 3 else day + timedelta(days=30 * number - 80),
        )
        for number in range(7)
    ]
    return TalentRecord(kind=kind, contracts=contracts, **facts)


class Asked(NamedTuple):
    """A record, the day asked about, and the last day whose facts are known."""

    record: TalentRecord
    as_of: date
    known_through: date


_reigns = st.sampled_from((*law.REIGNS, *law.REIGNS[-1:] * len(law.REIGNS)))
_under_an_edition = _reigns.flatmap(lambda reign: days(first_day=reign[0], last_day=reign[1]))
ASKED_ON = _under_an_edition | _under_an_edition | st.sampled_from((*law.EDGES, *law.USUAL_DAYS))
"""Days on which an edition is in force, the newest as often as all others, and those that turn."""


@st.composite
def questions(draw: st.DrawFn, records: st.SearchStrategy[TalentRecord]) -> Asked:
    """Draw a record, a day asked about, and whether it is asked from up to 150 days before it.

    Every second time a payment comes on that day, or leaves the window around it.
    """
    record, as_of, is_near = draw(records), draw(ASKED_ON), draw(st.booleans())
    ahead = draw(st.just(0) | st.integers(0, 150))
    paid_on = [one.paid_on for contract in record.contracts for one in contract.payments]
    if paid_on and is_near:
        later = timedelta(days=draw(st.sampled_from((0, -1, 90, 200, 365, 366))))
        as_of = max(draw(st.sampled_from(paid_on)) + later, law.LAUNCH)
    return Asked(record, as_of, as_of - timedelta(days=ahead))


def _choices(as_of: date, *, is_new: bool) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return, for each fact, values that meet every bar on a day, and values just beyond one."""
    half_a_year_ago = as_of - relativedelta(months=6)

    def ago(days: int) -> date:
        return as_of - timedelta(days=days)

    return {
        "job_success_score": (
            ([None], [UNKNOWN, 0]) if is_new else ([90, 91, 100], [UNKNOWN, None, 89])
        ),
        "rising_talent": ([True], [None, False]) if is_new else ([None, False], [True]),
        "first_contract_on": ([ago(91), ago(400)], [UNKNOWN, None, ago(90), ago(-1)]),
        "joined_on": (
            ([ago(29), ago(0)], [None, ago(30)])
            if is_new
            else ([ago(150), ago(500)], [None, ago(20), saturday(as_of, 6), saturday(as_of, 15)])
        ),
        "profile_percent": ([100], [None, 99, 90, 89]),
        "from_elance": ([False, True], [True]),
        "average_feedback": (["4.80", "5.00"], [UNKNOWN, None, "4.79"]),
        "identity_verified": ([True], [None, False]),
        "payout_method": ([True], [None, False]),
        "availability_current": ([True], [None, False]),
        "last_active_on": ([ago(0), ago(89)], [UNKNOWN, None, ago(90), ago(-1)]),
        "holds": (
            [[], [ago(90)], [ago(-1), ago(200)]],
            [None, [ago(89)], [ago(0)], [ago(90), ago(89)]],
        ),
        "circumvention_on": (
            [None, half_a_year_ago, ago(-1)],
            [half_a_year_ago + timedelta(days=1), ago(0)],
        ),
        "members": ([2, 5], [None, 1]),
        "members_profile_percent": ([60, 100], [None, 59]),
    }


@st.composite
def _strips(draw: st.DrawFn, as_of: date, known_through: date, *, is_good: bool) -> list[Week]:
    """Draw up to 17 recorded weeks, all eligible or some not; those to come may be missing."""
    marks = list("+" * 17)
    bad = draw(st.sampled_from((0, 0, 3) if is_good else (1, 3, 4, 5)))
    for ago in draw(st.lists(st.integers(0, 15), min_size=bad, max_size=bad)):
        marks[-1 - ago] = "-" if is_good else draw(st.sampled_from("-."))
    missing = 0 if is_good else draw(st.sampled_from((0, 0, 2, 5, 11)))
    marks[:missing] = "." * missing
    if draw(st.booleans()):
        to_come = sum(saturday(as_of, ago) > known_through for ago in range(17))
        marks[len(marks) - to_come :] = "." * to_come
    return weeks("".join(marks), saturday(as_of))


@st.composite
def _at_every_bar(
    draw: st.DrawFn, kind: Kind, as_of: date, last_paid_on: date, *, is_good: bool
) -> Contract:
    """Draw the contract that alone meets every bar of money, to the cent, or else just misses."""
    year_ago = as_of - relativedelta(months=12)
    inside = [year_ago + timedelta(days=1), as_of - timedelta(days=90), last_paid_on]
    bars: dict[Kind, dict[CategoryName, int]] = {
        Kind.FREELANCER: {"legal": 10_000, "it_networking": 10_000, "customer_service": 20_000},
        Kind.AGENCY: {"legal": 20_000, "it_networking": 20_000, "customer_service": 20_000},
    }
    dollars = bars[kind]
    category = draw(st.sampled_from(sorted(dollars)))
    amounts = [Decimal(dollars[category])]
    first_day, last_day = draw(st.sampled_from(inside)), draw(st.sampled_from(inside))
    if not is_good:
        lowest = Decimal(1_000 if kind is Kind.FREELANCER else 10_000)
        cent = Decimal("0.01")
        least = Decimal(250)
        short = [[amounts[0] - cent], [lowest], [lowest - cent], [*amounts, -cent]]
        amounts = draw(st.sampled_from([*short, [least], [least - cent]]))
        last_day = draw(st.sampled_from([*inside, year_ago, as_of + timedelta(days=1)]))
    half = amounts[0] / 2
    payments = [paid(amounts[0] - half.quantize(Decimal(1)), first_day)]
    payments += [paid(half.quantize(Decimal(1)), last_day)]
    payments += [paid(refund, last_day) for refund in amounts[1:]]
    outcome = draw(st.sampled_from([None, *ContractOutcome][: 2 if is_good else 4]))
    outcome_on = None
    if outcome is not None:
        outcome_on = draw(st.sampled_from([None, *inside, year_ago, as_of + timedelta(days=1)]))
    return Contract(
        id="~large", category=category, payments=payments, outcome=outcome, outcome_on=outcome_on
    )


@st.composite
def near_misses(draw: st.DrawFn, most_astray: int = 3) -> Asked:
    """Draw talents who meet everything, at the edges, but for a few facts gone astray.

    They are of either kind, with Top Rated or, as newcomers, with Rising Talent; a fact gone
    astray is unknown, none yet, one step short of its bar, or a day beyond its window.
    """
    as_of, ahead = draw(ASKED_ON), draw(st.sampled_from((0, 0, 7, 40, 150)))
    known_through = as_of - timedelta(days=ahead)
    kind, is_new = draw(st.sampled_from(Kind)), draw(st.sampled_from((False, False, True)))
    choices = _choices(as_of, is_new=is_new)
    if kind is Kind.FREELANCER:
        del choices["members"], choices["members_profile_percent"]
    astray = draw(st.sets(st.sampled_from([*choices, "weeks", "contracts"]), max_size=most_astray))
    facts = {name: draw(st.sampled_from(both[name in astray])) for name, both in choices.items()}
    strip = draw(_strips(as_of, known_through, is_good="weeks" not in astray))
    # A payment in the past 90 days is activity too, so there is none where activity is astray.
    lately = 90 if "last_active_on" in astray else draw(st.sampled_from((0, 89)))
    last_paid_on = as_of - timedelta(days=lately)
    large = draw(_at_every_bar(kind, as_of, last_paid_on, is_good="contracts" not in astray))
    around = contracts(
        id=identifiers(),
        first_day=as_of - timedelta(days=400),
        last_day=as_of + timedelta(days=30 if lately < 90 else -90),
    )
    further = draw(st.lists(around, max_size=2, unique_by=lambda one: one.id))
    return Asked(
        TalentRecord(
            kind=kind,
            country=draw(st.sampled_from((None, "US"))),
            exclusive_agency_contractor=kind is Kind.FREELANCER
            and draw(st.sampled_from((False, False, True))),
            contracts=[large, *further],
            reputation=Reputation(weeks=strip, **facts),
            certifications=draw(st.sampled_from(([], [certified()]))),
        ),
        as_of,
        known_through,
    )

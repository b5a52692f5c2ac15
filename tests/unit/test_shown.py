"""Every answer is one line as `repr`, its text when printed, and HTML in notebooks."""

from __future__ import annotations

import gc
from datetime import date
from importlib import import_module
from typing import Any

import attrs
import pytest

from badgerules import (
    UNKNOWN,
    Badge,
    Contract,
    PlatformStats,
    TalentRecord,
    assess,
    clause,
    compare,
    decide,
    disagreements,
    dump_assessment,
    edition_named,
    ledger,
    next_change,
    recovery,
    remedies,
    timeline,
    to_text,
    visibility,
)
from badgerules.answer_base import Shown
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.replay import replay
from builders import agency, certified, contract, freelancer, good_record, vetted

AS_OF = date(2020, 9, 1)
LATER = date(2021, 3, 1)
PLUS, TOP = Badge.TOP_RATED_PLUS, Badge.TOP_RATED
LOWER = edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"})
RECORD = TalentRecord(
    id="talent-17",
    kind="freelancer",
    base_badge="top_rated",
    contracts=[
        Contract(id="shop", category="writing").with_payment("9000", on=date(2020, 3, 1)),
        Contract(id="old", category="legal").with_payment("900", on=date(2019, 3, 1)),
    ],
    expert_vetting=vetted(prior_assessments=["upwork_pro"]),
)
SHORT = assess(RECORD, as_of=AS_OF)
MET = assess(RECORD, as_of=AS_OF, edition=LOWER)
AHEAD = timeline(RECORD, PLUS, as_of=AS_OF, edition=LOWER, first_day=AS_OF, last_day=LATER)
IDLE = good_record(last_active_on=UNKNOWN, joined_on=None)
FORGOTTEN = agency(contracts_known=False)
PAGE = attrs.evolve(
    good_record(weeks=[], joined_on=date(2018, 5, 1)),
    stats=PlatformStats(shown_on=AS_OF, eligible_weeks=15, holds=2),
)
OF_PAGE = freelancer(
    contracts_known=False,
    stats=PlatformStats(shown_on=AS_OF, earnings_12_months="10000", has_large_contract=False),
)
CERTIFIED = freelancer(country="US", certifications=[certified()])

LINES: dict[str, tuple[Any, str]] = {
    "Assessment": (
        SHORT,
        (
            "on 2020-09-01: rising_talent unmet, top_rated met, top_rated_plus unmet, "
            "expert_vetted met, diversity_certified unmet"
        ),
    ),
    "Border": (
        next_change(RECORD, PLUS, as_of=AS_OF, edition=LOWER),
        "top_rated_plus on 2021-03-01: unmet",
    ),
    "Clause": (clause("TRP-F2"), "TRP-F2: modelled"),
    "Comparison": (compare(SHORT, MET), "2020-09-01 to 2020-09-01: 1 change, 1 view"),
    "DatedFinding": (
        decide(good_record(holds=[date(2020, 8, 24)]), TOP, as_of=AS_OF)["no_recent_hold"],
        "no_recent_hold: unmet (TR-F7)",
    ),
    "Decision": (SHORT[PLUS], "top_rated_plus on 2020-09-01: unmet (TRP-F1)"),
    "DetailsFinding": (
        decide(CERTIFIED, "diversity_certified", as_of=LATER)["details"],
        "details: met (DIV-3)",
    ),
    "Disagreement": (
        disagreements(assess(PAGE, as_of=AS_OF))[0],
        "holds on 2020-09-01: holds: the page shows 2, the record says 0",
    ),
    "Edition": (LOWER, "lower bar"),
    "ExemptFinding": (
        decide(good_record(from_elance=True, profile_percent=95), TOP, as_of=AS_OF)["profile"],
        "profile: met (TR-F5)",
    ),
    "Finding": (SHORT[PLUS]["earnings"], "earnings: unmet (TRP-F1)"),
    "Funnel": (
        funnel([RECORD], badge=TOP, by={"talent-17": "north"}, as_of=AS_OF),
        "top_rated on 2020-09-01: 1 of 1 met, 1 group",
    ),
    "LargeContractFinding": (SHORT[PLUS]["large_contract"], "large_contract: met (TRP-F2)"),
    "Ledger": (
        ledger(RECORD, PLUS, as_of=AS_OF),
        "top_rated_plus on 2020-09-01: 1 of 2 payments counted",
    ),
    "OpenFinding": (
        decide(IDLE, "rising_talent", as_of=AS_OF)["recent_activity"],
        "recent_activity: unknown (RT-1)",
    ),
    "OpenLargeContractFinding": (
        decide(FORGOTTEN, PLUS, as_of=AS_OF)["large_contract"],
        "large_contract: unknown (TRP-A2)",
    ),
    "OpenMoneyFinding": (
        decide(FORGOTTEN, PLUS, as_of=AS_OF)["earnings"],
        "earnings: unknown (TRP-A1)",
    ),
    "OpenShareFinding": (
        decide(FORGOTTEN, PLUS, as_of=AS_OF)["negative_share"],
        "negative_share: unknown (TRP-A3)",
    ),
    "Recovery": (
        recovery(good_record(job_success_score=80), TOP, as_of=AS_OF),
        "top_rated, score 90 from 2020-09-01: held on 2020-09-01 at the earliest",
    ),
    "Remedies": (
        remedies(RECORD, PLUS, as_of=AS_OF),
        "top_rated_plus on 2020-09-01: 1 way, 0 waits, 0 obstacles",
    ),
    "Remedy": (
        remedies(RECORD, PLUS, as_of=AS_OF).ways[0],
        "top_rated_plus: $1,000.00 on 2020-09-01, holds on 2020-09-01",
    ),
    "Replay": (replay(RECORD, dump_assessment(SHORT)), "of 2020-09-01: same"),
    "RuleComparison": (
        compare_rules(
            [RECORD], badge=PLUS, before=Rules(), after=Rules(edition=LOWER), as_of=AS_OF
        ),
        "top_rated_plus on 2020-09-01: gained by 1, lost by 0 of 1",
    ),
    "ShareFinding": (
        decide(agency(contract("90000")), PLUS, as_of=AS_OF)["negative_share"],
        "negative_share: met (TRP-A3)",
    ),
    "StatsFinding": (
        decide(OF_PAGE, PLUS, as_of=AS_OF)["earnings"],
        "earnings: met (TRP-F1)",
    ),
    "StatsLargeContractFinding": (
        decide(OF_PAGE, PLUS, as_of=AS_OF)["large_contract"],
        "large_contract: unmet (TRP-F2)",
    ),
    "StatsWeeksFinding": (
        decide(PAGE, TOP, as_of=AS_OF)["eligible_weeks"],
        "eligible_weeks: met (TR-F4)",
    ),
    "Timeline": (AHEAD, "top_rated_plus from 2020-09-01 to 2021-03-01: 2 spans"),
    "TopRatedFinding": (
        decide(IDLE, PLUS, as_of=AS_OF)["top_rated"],
        "top_rated: unknown (TRP-F8)",
    ),
    "VettingFinding": (SHORT["expert_vetted"]["vetting"], "vetting: met (EV-1)"),
    "Visibility": (
        visibility(MET, to="enterprise"),
        "to enterprise on the profile on 2020-09-01: expert_vetted",
    ),
    "WeeksFinding": (
        decide(IDLE, TOP, as_of=AS_OF)["eligible_weeks"],
        "eligible_weeks: met (TR-F4)",
    ),
}
"""One value of each class, and what its line tells after the name of the class."""


def kinds_of(kind: type[Any]) -> set[str]:
    """Return the names of all classes of the package below one."""
    every: list[type[Any]] = kind.__subclasses__()
    below = [one for one in every if one.__module__.startswith("badgerules.")]
    return {one.__name__ for one in below}.union(*map(kinds_of, below))


def test_every_class_of_answers_is_asked_about() -> None:
    """Whoever adds one adds its line here."""
    gc.collect()  # attrs leaves behind the classes that it replaces by those with slots
    assert kinds_of(Shown) == {*LINES}


@pytest.mark.parametrize("name", LINES)
def test_the_repr_of_an_answer_is_one_line(name: str) -> None:
    """Its class, what it is about, and how it came out; nothing of the record."""
    answer, line = LINES[name]
    assert repr(answer) == f"<{name} {line}>"
    assert "talent-17" not in repr(answer)


@pytest.mark.parametrize("name", LINES)
def test_printing_an_answer_shows_its_text(name: str) -> None:
    """`str`, and so `print`, is what `to_text` returns."""
    answer, _ = LINES[name]
    assert str(answer) == to_text(answer) == f"{answer}"


@pytest.mark.thorough(needs=("IPython",))
@pytest.mark.parametrize("name", LINES)
def test_ipython_shows_the_text_of_an_answer(name: str) -> None:
    """At the prompt an answer is its text, inside of lists and the like its line."""
    pretty = import_module("IPython.lib.pretty").pretty
    answer, line = LINES[name]
    assert pretty(answer) == to_text(answer)
    assert pretty([answer]) == f"[<{name} {line}>]"


def test_a_decision_names_what_decides_it() -> None:
    """The clauses that are unmet, those not known where that suspends it, none once it is met."""
    several = TalentRecord(kind="freelancer", contracts=[], base_badge="none")
    unmet = decide(several, PLUS, as_of=AS_OF)
    assert repr(unmet) == (
        "<Decision top_rated_plus on 2020-09-01: unmet (TRP-F1, TRP-F2, TRP-F8)>"
    )
    unknown = decide(TalentRecord(kind="freelancer", contracts=[]), TOP, as_of=AS_OF)
    assert repr(unknown) == "<Decision top_rated on 2020-09-01: unknown (BASE-1)>"
    assert repr(MET[PLUS]) == "<Decision top_rated_plus on 2020-09-01: met>"


def test_lines_count_what_there_is() -> None:
    """Parts that differ, ways that keep a badge, and a viewer who sees nothing."""
    paid = RECORD.with_payment("shop", "5000", on=date(2020, 8, 1))
    again = replay(paid, dump_assessment(SHORT))
    assert len(again.deviations) > 1
    assert repr(again) == f"<Replay of 2020-09-01: {len(again.deviations)} deviations>"
    kept = remedies(paid, PLUS, as_of=AS_OF)
    assert repr(kept) == "<Remedies top_rated_plus on 2020-09-01: 1 way, 0 waits, 0 obstacles>"
    assert repr(kept.keep[0]) == (
        "<Remedy top_rated_plus: $5,000.00 on 2021-03-01, keeps it on 2021-03-01>"
    )
    nobody = assess(freelancer(base_badge="none"), as_of=AS_OF)
    assert repr(visibility(nobody, to="owner")) == (
        "<Visibility to owner on the profile on 2020-09-01: no badge>"
    )

"""How sure the first days of editions are, and how fresh the clauses behind an answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import (
    CLAUSES,
    EDITIONS,
    Badge,
    Contract,
    Payment,
    Readings,
    Reputation,
    TalentRecord,
    assess,
    decide,
    dump_assessment,
    edition_named,
    editions_that_matter,
    to_text,
)
from badgerules.comparison import sights_by_edition
from badgerules.display import freshness_text
from badgerules.rulebook import neighbours_of
from builders import certified, freelancer, vetted

if TYPE_CHECKING:
    from badgerules.names import CategoryName

ONE_DAY = timedelta(days=1)

SPANS = {
    # the span in which each edition may have begun, from the table of editions
    "2020-07": (date(2020, 7, 7), date(2020, 7, 7)),
    "2020-10": (date(2020, 10, 1), date(2020, 10, 31)),
    "2021-02": (date(2021, 2, 17), date(2021, 3, 25)),
    "2021-07": (date(2021, 7, 1), date(2021, 7, 31)),
    "2022-01": (date(2022, 1, 1), date(2022, 12, 31)),
    "2024-01": (date(2024, 1, 1), date(2024, 12, 31)),
    "2025-06": (date(2024, 6, 6), date(2025, 6, 5)),
    "2026-07": (date(2025, 7, 8), date(2026, 7, 7)),
}


def test_every_edition_carries_the_span_in_which_it_may_have_begun() -> None:
    """A day, its month, its year, or the twelve months up to a day; its first day lies inside."""
    found = {one.id: (one.may_begin_from, one.may_begin_through) for one in EDITIONS}
    assert {name: found[name] for name in SPANS} == SPANS
    for edition in EDITIONS:
        assert edition.may_begin_from <= edition.effective_from <= edition.may_begin_through


def others_on(day: date) -> list[str]:
    """Return the editions that may have been in force instead on a day, by the spans above."""
    in_force = law.in_force(day).id
    names = [edition.id for edition in EDITIONS]
    found: list[str] = []
    for name, (first, last) in SPANS.items():
        if first <= day <= last and names.index(name) > 0:
            has_begun = day >= edition_named(name).effective_from
            found.append(names[names.index(name) - 1] if has_begun else name)
    return [name for name in found if name != in_force]


@pytest.mark.parametrize(
    "day",
    law.days_around(day for span in SPANS.values() for day in span),
    ids=str,
)
def test_on_a_day_of_a_span_the_neighbour_may_have_been_in_force(day: date) -> None:
    """The edition before, once this one has begun; this one, before; outside of spans nobody."""
    assert [one.id for one in neighbours_of(day, law.in_force(day))] == others_on(day)


def test_a_day_can_lie_in_two_spans() -> None:
    """In the second half of 2024 the editions 2022-01 and 2025-06 may both have been in force."""
    day = date(2024, 7, 1)
    assert [one.id for one in neighbours_of(day, law.in_force(day))] == ["2022-01", "2025-06"]


@pytest.mark.clause("EV-2")
@pytest.mark.parametrize(
    ("category", "day", "matters"),
    [
        # Writing was opened in 2022, on an unknown day
        ("writing", date(2021, 12, 31), []),
        ("writing", date(2022, 1, 1), [("2021-07", "unmet")]),
        ("writing", date(2022, 12, 31), [("2021-07", "unmet")]),
        ("writing", date(2023, 1, 1), []),
        ("it_networking", date(2024, 12, 31), [("2022-01", "unmet")]),
        ("it_networking", date(2025, 1, 1), []),
        ("design_creative", date(2022, 6, 1), []),
    ],
)
def test_an_edition_matters_where_it_would_turn_the_verdict(
    category: CategoryName, day: date, matters: list[tuple[str, str]]
) -> None:
    """On every day of the year in which the category was opened, and on no other."""
    vetting = vetted(category=category, invited_on=date(2021, 1, 5), passed_on=date(2021, 1, 5))
    record = freelancer(expert_vetting=vetting)
    found = editions_that_matter(record, "expert_vetted", as_of=day)
    assert [(one.edition.id, one.verdict.value) for one in found] == matters
    dumped = dump_assessment(assess(record, as_of=day))["badges"]["expert_vetted"]
    told = [(one["edition"], one["verdict"]) for one in dumped["editions_that_matter"]]
    assert told == matters


@pytest.mark.clause("DIV-4", "DIV-5")
def test_a_self_reported_certification_may_have_ended_later() -> None:
    """From 17 February to 25 March 2021 it may still have been enough to be submitted."""
    sent = certified(status="submitted", submitted_on=date(2020, 11, 1), decided_on=None)
    record = freelancer(country="US", certifications=[sent])
    for day, told in (
        (date(2021, 2, 16), []),
        (date(2021, 2, 17), ["2020-10"]),
        (date(2021, 3, 25), ["2020-10"]),
        (date(2021, 3, 26), []),
    ):
        found = editions_that_matter(record, "diversity_certified", as_of=day)
        assert [one.edition.id for one in found] == told
        assert [one.edition.id for one in sights_by_edition(assess(record, as_of=day))] == told


def test_what_was_not_the_law_has_no_neighbour() -> None:
    """Under an edition asked for by name, on a day on which it was not in force, none matters."""
    vetting = vetted(category="writing", invited_on=date(2021, 1, 5), passed_on=date(2021, 1, 5))
    record = freelancer(expert_vetting=vetting)
    asked: dict[str, Any] = {"as_of": date(2022, 6, 1), "edition": "2020-07"}
    assert editions_that_matter(record, "expert_vetted", **asked) == ()
    assert sights_by_edition(assess(record, **asked)) == ()
    same = editions_that_matter(record, "expert_vetted", as_of=date(2022, 6, 1), edition="2022-01")
    assert [one.edition.id for one in same] == ["2021-07"]


def test_every_edition_is_asked_under_the_same_readings() -> None:
    """$10,000.00 exactly is not more than the bar, under the neighbour of June 2024 neither."""
    contract = Contract(
        id="one",
        category="legal",
        payments=[Payment(paid_on=date(2024, 5, 1), amount="10000")],
    )
    record, day = freelancer(contract), date(2024, 6, 6)
    strict = Readings(money_bar="more_than")
    assert sights_by_edition(assess(record, as_of=day)) != ()
    assert editions_that_matter(record, "top_rated_plus", as_of=day, readings=strict) == ()
    assert sights_by_edition(assess(record, as_of=day, readings=strict)) == ()


@pytest.mark.clause("VIS-10", "VIS-12")
def test_sights_are_compared_over_the_viewers_that_both_editions_name() -> None:
    """In June 2024 the plans of 2025 may have begun: Basic clients would see Top Rated Plus."""
    contract = Contract(
        id="one",
        category="legal",
        payments=[Payment(paid_on=date(2024, 5, 1), amount="12000")],
    )
    for day, told in ((date(2024, 6, 5), []), (date(2024, 6, 6), ["2025-06"])):
        assessment = assess(freelancer(contract), as_of=day)
        found = sights_by_edition(assessment)
        assert [one.edition.id for one in found] == told
        for one in found:
            assert one.seen == {"basic": (Badge.TOP_RATED_PLUS,)}
        dumped = dump_assessment(assessment)["visible_editions"]
        assert dumped == [{"edition": name, "seen": {"basic": ["top_rated_plus"]}} for name in told]


CONFIRMED = {
    "2026-10-28": "VIS-11 BEN-2",
    "2026-09-28": (
        "TRP-F1 TRP-F2 TRP-F4 TRP-F5 TRP-F8 TR-F1 TR-F2 TR-F3 TR-F4 TR-F5 TR-F6 TR-F7 TR-F8 TR-F9 "
        "TR-X1 RT-3 RT-4 RT-5 RT-6 DELAY-1"
    ),
    "2026-09-23": "VIS-12",
    "2026-05-31": "VIS-10",
    "2026-04-20": "EV-1",
    "2026-01-20": "WIN-1 WIN-2",
    "2025-06-05": "DIV-8",
    "2024-12-31": "EV-2",
    "2023-12-31": "TR-A2 TR-A3 TR-A4 TR-A5 TR-A6 TR-A7 RT-1 RT-2 RT-7",
    "2023-10-31": "TRP-A1",
    "2022-03-31": "TRP-F3",
    "2022-02-28": "TR-A1",
    "2021-07-31": "VIS-5",
    "2021-03-25": "DIV-0 DIV-1 DIV-2 DIV-3 DIV-5 DIV-9 DIV-10 DIV-12 DIV-13",
    "2020-10-31": "VIS-3 VIS-4 DIV-4 DIV-6",
    "2020-08-17": "VIS-1 VIS-2 VIS-7 BEN-1 KEEP-1",
    "2020-07-07": "TRP-F7 TRP-A2 TRP-A3 TRP-A4",
}
"""The day on which a source last confirmed each clause; all others have none."""


def test_each_clause_carries_the_day_on_which_a_source_last_confirmed_it() -> None:
    """What is ours, what the record brings, and what is no rule has none."""
    said = {name: day for day, names in CONFIRMED.items() for name in names.split()}
    found = {
        name: str(one.confirmed_on) for name, one in CLAUSES.items() if one.confirmed_on is not None
    }
    assert found == said
    other = {name: one.otherwise_confirmed_on for name, one in CLAUSES.items()}
    assert {name: str(day) for name, day in other.items() if day is not None} == {
        "TR-F5": "2023-10-31",
        "TRP-F7": "2024-03-31",
    }


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 9, 28), ""),
        (
            date(2026, 9, 29),
            "Rules as last confirmed on 2026-09-28; TRP-F7 on 2020-07-07.",
        ),
    ],
    ids=str,
)
def test_a_text_about_a_later_day_says_how_fresh_the_rules_are(day: date, line: str) -> None:
    """Once the day asked about is later than the newest one, and no day before."""
    decision = decide(freelancer(), "top_rated_plus", as_of=day)
    assert freshness_text(decision.question, [decision]) == line
    assert decision.confirmed_on == date(2026, 9, 28)
    assert to_text(decision).splitlines()[-1] == line or not line


def test_what_is_ours_alone_has_no_line() -> None:
    """The platform's own word is as fresh as the record, and no source confirms it."""
    decision = decide(freelancer(), "top_rated", as_of=date(2030, 1, 1))
    assert (decision.confirmed_on, decision["recorded_badge"].confirmed_on) == (None, None)
    assert "confirmed" not in to_text(decision)


@pytest.mark.clause("DIV-8")
def test_nothing_newer_is_known_of_the_diversity_badge() -> None:
    """Its findings were last confirmed in March 2021, and an answer about a later day says so."""
    record = freelancer(country="US", certifications=[certified(expires_on=date(2030, 1, 1))])
    decision = decide(record, "diversity_certified", as_of=date(2026, 1, 1))
    assert freshness_text(decision.question, [decision]) == (
        "Rules as last confirmed on 2021-03-25."
    )


@pytest.mark.clause("RT-4", "VIS-12")
def test_what_rests_on_a_restatement_or_an_observation_says_so() -> None:
    """The clause is cited with its authority, in text and in JSON."""
    record = TalentRecord(kind="freelancer", contracts=[], reputation=Reputation())
    decision = decide(record, "rising_talent", as_of=date(2026, 9, 1))
    assert "(RT-4, restated help)" in " ".join(to_text(decision).split())
    assert "(TR-X1)" in to_text(decision)

"""Whoever writes "never", "always", "every", "nothing" or "exact" names the test that proves it.

The table has each such sentence of the README and of the explanations as it stands on its page,
without markup, and the tests that bear it. Code, and what code prints, is tested where it stands.
"""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from badgerules import (
    CLAUSES,
    EDITIONS,
    Contract,
    Kind,
    Payment,
    Readings,
    Verdict,
    assess,
    decide,
)
from badgerules.clauses import SOURCES, Authority, Disposition
from badgerules.display import next_change_text
from badgerules.thresholds import bars
from builders import AS_OF, freelancer, plus_holder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badgerules import Clause, Edition

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "explanation").glob("*.md"))]
PROMISED = re.compile(r"\b(never|always|every|nothing|exact|exactly)\b", re.IGNORECASE)

LONG_AFTER = AS_OF.replace(year=2999)

ANSWERS = "tests/property/test_answers.py"
CERTIFICATIONS = "tests/clauses/test_certification_life.py"
CRITERIA = "tests/unit/test_criteria.py"
DECISIONS = "tests/unit/test_decisions.py"
DISPLAY = "tests/unit/test_display.py"
DOCS = "tests/unit/test_docs.py"
HERE = "tests/clauses/test_promises.py"
JSON = "tests/unit/test_serialization.py"
RECORDS = "tests/unit/test_records.py"
REMEDIES = "tests/property/test_remedies.py"
RULEBOOK = "tests/unit/test_rulebook.py"
TIMELINES = "tests/property/test_timeline.py"
TRACES = "tests/clauses/test_traceability.py"
WINDOWS = "tests/unit/test_windows.py"

EXAMPLES = f"{DOCS}::test_every_example_of_a_page_shows_what_python_answers"
FINDINGS = (
    "tests/contract/test_finding_schema.py"
    "::test_a_finding_on_every_criterion_fits_and_carries_what_the_schema_says"
)
DAY_BY_DAY = f"{TIMELINES}::test_a_timeline_is_what_asking_every_day_says"
ASSUMED = "tests/unit/test_timeline.py::test_only_days_to_come_rest_on_assumptions"
NO_TRUTH = f"{DECISIONS}::TestNoTruthValue::test_a_condition_raises_too"
TO_THE_CENT = f"{REMEDIES}::test_each_way_does_and_a_cent_less_does_not"
DUMPED = f"{JSON}::TestDumpingAssessments"
ALL_AT_ONCE = f"{JSON}::TestStrictness::test_all_problems_are_told_at_once"
TWELVE_MONTHS = f"{WINDOWS}::test_a_window_of_months_begins_after_the_same_day"

PROMISES: dict[str, dict[str, tuple[str, ...]]] = {
    "README.md": {
        "Facts (`TalentRecord`, `Contract`, `Payment` …) are immutable values that refuse what "
        "cannot be true, all problems at once; money is exact to the cent.": (
            f"{RECORDS}::test_a_value_cannot_be_changed",
            f"{RECORDS}::test_contradictions_are_told_with_everything_else",
            f"{RECORDS}::test_a_payment_keeps_exact_cents",
        ),
        "An answer weighs every criterion and carries what was observed, what is required, what "
        "is missing, and the clause.": (
            f"{DECISIONS}::TestVerdict::test_every_criterion_is_weighed_though_the_first_fails",
            FINDINGS,
        ),
        "A timeline is exact to the day, and lists what it assumes of the days to come.": (
            DAY_BY_DAY,
            ASSUMED,
        ),
        "Every clause stands in the rulebook with its source, its numbers and the tests that prove "
        "it; `badgerules rules --clause TRP-F2` prints one.": (
            f"{TRACES}::test_a_clause_stands_in_the_rulebook_once",
            f"{TRACES}::test_the_rulebook_is_what_the_rules_say",
            f"{DISPLAY}::TestClauseText::test_every_clause_has_a_text",
        ),
        "For Rising Talent of agencies, and of freelancers before July 2026, the published rules "
        "are not all there is, so without the platform's word it is *unknown* or *no*, never "
        "*yes*.": (
            "tests/clauses/test_rising_talent.py::test_no_published_condition_suffices",
            ANSWERS + "::test_every_answer_is_that_of_the_slow_oracle",
        ),
    },
    "certification.md": {
        "Messages never repeat a business name or a number (DIV-13).": (
            f"{CERTIFICATIONS}::test_no_error_repeats_what_a_certification_contains",
        ),
        "It has a section of its own on the profile and never gives this badge (DIV-10).": (
            f"{CERTIFICATIONS}::test_a_record_refuses_a_skill_certificate",
            f"{CERTIFICATIONS}::test_a_document_with_a_skill_certificate_is_refused",
        ),
    },
    "design.md": {
        "Every finding carries what was observed, what was required, what is missing, and the "
        "clause.": (FINDINGS,),
        "Every decision carries edition, readings and library version.": (
            f"{DECISIONS}::TestDecision::test_a_decision_shows_its_question",
        ),
        "Never changes unannounced.": (
            "tests/golden/test_golden.py::test_no_answer_moved_without_notice",
        ),
        "`records` and `talent_facts` hold facts: frozen, exact, refused when they cannot be "
        "true.": (
            f"{RECORDS}::test_a_value_cannot_be_changed",
            f"{RECORDS}::test_a_payment_refuses_inexact_money",
            f"{RECORDS}::test_contradictions_are_told_with_everything_else",
        ),
        "`criteria` is the spine: it lists every criterion, which badge asks it of whom, and what "
        "can change it.": (
            f"{CRITERIA}::test_decide_asks_what_the_table_says",
            f"{CRITERIA}::test_a_payment_turns_only_what_money_or_activity_can_turn",
            f"{CRITERIA}::test_days_alone_do_not_turn_what_only_facts_can_turn",
        ),
        "Every sentence of the sources is a clause, and every clause that is computed has its "
        "number, reading or finding, and a test.": (
            f"{TRACES}::test_every_sentence_has_its_clause_and_every_clause_its_sentence",
            f"{TRACES}::test_every_computed_clause_has_a_number_a_choice_or_a_finding",
            f"{TRACES}::test_a_test_carries_the_mark_of_the_clause",
        ),
        "`as_of` is always given.": (
            f"{DECISIONS}::TestQuestions::test_the_day_is_a_required_keyword",
        ),
    },
    "peers.md": {
        "badgerules lists every problem with its path.": (
            ALL_AT_ONCE,
            f"{JSON}::TestStrictness::test_what_does_not_fit_is_refused_where_it_stands",
        ),
    },
    "pitfalls.md": {
        "That would grant every badge, so it raises:": (NO_TRUTH,),
        "Nine payments of $999.90 and one of $1,000.90 make exactly $10,000.": (
            f"{HERE}::test_ten_payments_that_floats_lose_a_cent_of_make_exactly_the_bar",
            EXAMPLES,
        ),
        "Or keep the answer until `next_change`: up to the day before, holding the badge or not "
        "does not change if nothing new happens.": (
            f"{TIMELINES}::test_the_next_change_is_the_first_day_that_asking_day_by_day_finds",
        ),
        "The window leaves out the day exactly 12 months ago and takes in the day asked about:": (
            TWELVE_MONTHS,
        ),
        "One without a day holds on every day, also before it was given:": (
            f"{RECORDS}::test_an_undated_outcome_holds_at_every_date",
        ),
    },
    "readings.md": {
        "A decision always holds all nine that it used, JSON too; a text names those that are not "
        "the default.": (
            f"{DECISIONS}::TestDecision::test_a_decision_shows_its_question",
            f"{DUMPED}::test_the_answer_on_the_sample_is_as_worked_out_by_hand",
            f"{DISPLAY}::TestAssessmentText::test_only_readings_that_are_not_the_default_are_told",
        ),
        "`money_bar` applies to total earnings and to large contracts alike, for freelancers "
        "(TRP-F1, TRP-F2) and agencies (TRP-A1, TRP-A2), and to nothing else.": (
            f"{HERE}::test_the_money_bar_moves_two_bars_by_a_cent_and_nothing_else",
            f"{CRITERIA}::test_a_reading_turns_only_the_badges_that_it_names",
        ),
        "By the rank of the source, not by who gains: an announcement outranks a help article, "
        "that one a staff reply, and a third party alone never makes a rule.": (
            f"{HERE}::test_a_third_party_alone_makes_no_rule",
        ),
        "`readings_that_matter` switches each reading alone and returns those that would change "
        "the verdict, and the JSON answer lists them for every badge:": (
            "tests/unit/test_comparison.py::test_every_value_of_a_reading_is_tried_by_itself",
            f"{DUMPED}::test_readings_that_matter_are_told_with_their_verdict",
        ),
        "`enterprise_suite` and `plus_badge_audience` never appear there: they change who sees a "
        "badge, not who holds it.": (
            f"{RULEBOOK}::test_who_sees_the_diversity_badge_moves_no_bar",
            f"{CRITERIA}::test_a_reading_turns_only_the_badges_that_it_names",
        ),
    },
    "time.md": {
        "Asked about October with nothing said, five weeks are simply missing:": (EXAMPLES,),
        "Nothing is paid, judged or recorded beyond what the record holds.": (
            "tests/unit/test_timeline.py::test_facts_recorded_ahead_count_when_their_day_comes",
            ASSUMED,
        ),
        "Why it is exact": (DAY_BY_DAY,),
        "Every criterion has its own list of them, and the verdict of the badge follows from all "
        "criteria together.": (
            f"{TIMELINES}::test_every_criterion_has_the_track_that_asking_every_day_says",
        ),
        "Between two of those days nothing moves.": (DAY_BY_DAY,),
        "The tests hold timelines against asking every single day.": (DAY_BY_DAY,),
        "The amount of a remedy is exact to the cent for its day.": (TO_THE_CENT,),
    },
    "unknown-is-not-no.md": {
        "`if decision:` would be true for every decision, whatever it says.": (
            NO_TRUTH,
            f"{DECISIONS}::TestNoTruthValue::test_asking_for_one_names_what_to_ask_instead",
        ),
    },
    "which-error-is-worse.md": {
        "a record with a mistake in it is refused, with every problem listed; nothing is coerced, "
        "dropped or guessed": (
            ALL_AT_ONCE,
            f"{JSON}::TestStrictness::test_what_does_not_fit_is_refused_where_it_stands",
            f"{JSON}::TestStrictness::test_a_repeated_key_is_refused_at_any_depth",
        ),
        'a timeline lists its assumptions, and the next change is told "if nothing new happens"': (
            ASSUMED,
            f"{HERE}::test_the_next_change_is_told_with_an_if",
        ),
        "remedies are exact to the cent and the day; where no single payment is enough, none is "
        "named": (
            TO_THE_CENT,
            f"{REMEDIES}::test_the_same_amount_does_until_the_last_day_named",
            f"{CRITERIA}::test_remedies_promise_no_payment_where_none_alone_does",
        ),
        'averages, guesses and common lore are listed as "not a rule" and never computed': (
            f"{TRACES}::test_what_is_no_rule_has_no_number_no_choice_and_no_finding",
        ),
    },
    "windows.md": {
        "A payment made exactly 12 months ago is out.": (TWELVE_MONTHS,),
        "That is why the day is worked out from the window, never by adding a year to the "
        "payment.": (
            f"{WINDOWS}::test_leaving_agrees_with_the_window_on_every_day",
            f"{WINDOWS}::test_only_29_february_does_not_leave_a_year_later_to_the_day",
        ),
    },
}
"""Page, sentence, and the tests that prove it; a page without such a sentence is left out."""


def sentences_in(page: str) -> Iterator[str]:
    """Yield each sentence of a page, heading or cell that promises something, without markup."""
    text = re.sub(r"^(```|~~~).*?^\1[^\n]*$", "\n\n", page, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    # A line that begins nothing of its own goes on with the one before.
    text = re.sub(r"(?<![|\n])\n(?!\n|[|#]|\s*(?:[*+-]|\d+\.)\s)", " ", text)
    for block in re.split(r"[\n|]", text):
        words = re.sub(r"^\s*(?:[*+-]|#+|\d+\.)\s+", "", block).strip()
        for sentence in re.split(r"(?<=[.!?:])\s+(?=[\"(]?(?:[A-Z`]|badgerules))", words):
            if PROMISED.search(sentence):
                yield " ".join(sentence.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_promise_of_a_page_stands_in_the_table_and_no_other(page: Path) -> None:
    """A sentence that is new needs a test and its line; one that is gone needs no line."""
    promised = [*sentences_in(page.read_text(encoding="utf-8"))]
    told = [*PROMISES.get(page.name, {})]
    assert [one for one in promised if one not in told] == [], "these need a test that bears them"
    assert [one for one in told if one not in promised] == [], "these are gone from the page"


def test_the_table_has_no_page_that_is_gone() -> None:
    """Each page of the table is one of those that are looked at."""
    assert PROMISES.keys() <= {page.name for page in PAGES}


@lru_cache
def names_in(file: str) -> frozenset[str]:
    """Return the tests of a file, as pytest names them without their parameters."""
    found: set[str] = set()
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        whole = node.body if isinstance(node, ast.ClassDef) else [node]
        above = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {
            f"{file}::{above}{one.name}"
            for one in whole
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
        }
    return frozenset(found)


@pytest.mark.parametrize(
    "name",
    sorted({name for page in PROMISES.values() for names in page.values() for name in names}),
)
def test_the_test_that_bears_a_promise_exists(name: str) -> None:
    """Each name leads to a test that is there."""
    assert name in names_in(name.partition("::")[0])


def test_a_promise_has_a_test() -> None:
    """No line of the table is empty."""
    assert [one for page in PROMISES.values() for one, names in page.items() if not names] == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("It never\nfails. It works.", ["It never fails."]),
        ("* One is\n  always so.\n* Every other\n", ["One is always so.", "Every other"]),
        ("| a | nothing at all |\n|---|---|\n", ["nothing at all"]),
        ("## Exact\n\nBy [every `name`](there.md): `all`", ["Exact", "By every `name`:"]),
        ("Before\n```python\nnever()\n```\nAfter, *always*.\n", ["After, *always*."]),
        ("Everybody, everything, exacting.", []),
        ("**Nothing.** `x` is. Exactly\none.", ["Nothing.", "Exactly one."]),
    ],
)
def test_promises_are_found_in_any_form(page: str, found: list[str]) -> None:
    """Sentences of paragraphs, items, cells and headings are seen, code and longer words not."""
    assert [*sentences_in(page)] == found


# --- what had no test of its own ------------------------------------------------------------------


@pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-A1", "TRP-A2")
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_money_bar_moves_two_bars_by_a_cent_and_nothing_else(
    edition: Edition, kind: Kind
) -> None:
    """Of all that Top Rated Plus is measured by, total earnings and large contracts move alone."""
    reached = bars(edition, Readings(money_bar="at_least"), kind)
    passed = bars(edition, Readings(money_bar="more_than"), kind)
    moved = {
        one.name
        for one in attrs.fields(type(reached))
        if getattr(reached, one.name) != getattr(passed, one.name)
    }
    assert moved == {"earnings", "large_contract"}
    assert passed.earnings == reached.earnings + 1
    assert {name: cents - 1 for name, cents in passed.large_contract.items()} == dict(
        reached.large_contract
    )


@pytest.mark.parametrize(
    "clause",
    [
        one
        for one in CLAUSES.values()
        if one.sources and one.disposition in {Disposition.MODELLED, Disposition.READING}
    ],
    ids=lambda clause: clause.id,
)
def test_a_third_party_alone_makes_no_rule(clause: Clause) -> None:
    """What is computed has a source that may make a rule; an observation only makes a reading."""
    may = {Authority.ANNOUNCEMENT, Authority.OFFICIAL_HELP, Authority.STAFF_REPLY}
    may.add(Authority.RESTATED_HELP)
    if clause.disposition is Disposition.READING:
        may.add(Authority.OBSERVATION)
    assert {SOURCES[key].authority for key in clause.sources} & may
    assert clause.authority in {*may, Authority.OURS}


@pytest.mark.clause("TRP-F1")
def test_ten_payments_that_floats_lose_a_cent_of_make_exactly_the_bar() -> None:
    """Nine times 999.90 and once 1,000.90 is 10,000.00, where floats fall short of it."""
    amounts = ["999.90"] * 9 + ["1000.90"]
    floats = 0.0
    for amount in amounts:  # `sum` makes up for it from Python 3.12 on
        floats += float(amount)
    assert floats < 10_000
    shop = Contract(
        id="shop",
        category="legal",
        payments=[Payment(paid_on=AS_OF, amount=amount) for amount in amounts],
    )
    earnings = decide(freelancer(shop), "top_rated_plus", as_of=AS_OF)["earnings"]
    assert (earnings.verdict, earnings.observed) == (Verdict.MET, Decimal("10000.00"))


def test_the_next_change_is_told_with_an_if() -> None:
    """Whether a change lies ahead or none does, the sentence rests on nothing new happening."""
    soon = next_change_text(assess(plus_holder(), as_of=AS_OF)).replace("\n", " ")
    assert re.fullmatch(r"Next: on \d{4}-\d\d-\d\d .* is lost .*, if nothing new happens[.]", soon)
    none = next_change_text(assess(freelancer(), as_of=LONG_AFTER))
    assert none == "Next: no badge is gained or lost unless something new happens."

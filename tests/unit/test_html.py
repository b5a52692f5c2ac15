"""Answers as HTML: well-formed, escaped, the failing criterion first, and nothing given away."""

from __future__ import annotations

import re
from datetime import date, timedelta
from operator import methodcaller
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import attrs
import pytest

import badgerules
from badgerules import (
    CLAUSES,
    EDITIONS,
    Badge,
    ClientPlan,
    Comparison,
    Contract,
    Edition,
    Finding,
    Readings,
    Reputation,
    TalentRecord,
    Verdict,
    Viewer,
    assess,
    clause,
    compare,
    decide,
    dump_assessment,
    edition_named,
    ledger,
    remedies,
    timeline,
    to_html,
    to_text,
    visibility,
)
from badgerules.criteria import Criterion
from badgerules.display.html import Html, html_page, parts_of
from badgerules.display.html.elements import element, escaped
from badgerules.replay import replay
from badgerules.vocabulary import Turned, Unit
from builders import (
    AS_OF,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    plus_holder,
    standing,
    weeks,
)
from markup import facts_of, parsed, rows_of, text_of

if TYPE_CHECKING:
    from badgerules.names import FeedbackName
    from badgerules.visibility import Audience

READ_STRICTLY = "Read so that an amount has to be passed by a cent, not only reached (TRP-F1)."
IF_BY_PLANS = (
    "if of clients, only those on Business Plus and Enterprise see Top Rated Plus (VIS-12)"
)
LOWER = edition_named("2020-07").hypothetical("lower <b>bar</b>", {"TRP-F1": "8000"})

SHORT = TalentRecord(
    id="talent-17",
    kind="freelancer",
    base_badge="top_rated",
    contracts=[
        Contract(
            id="shop-support",
            category="customer_service",
            payments=[paid("7850.00", date(2019, 11, 14)), paid("-150.00", date(2020, 3, 2))],
        ),
        Contract(id="book", category="writing", payments=[paid("600.00")], outcome="negative"),
    ],
)
"""$8,300.00 of $10,000.00 earned, and $7,700.00 of $20,000.00 on the nearest contract."""

RICHER = SHORT.with_payment("shop-support", "12300", on=AS_OF)
MORE_THAN = Readings(money_bar="more_than")
UNKNOWN_BASE = attrs.evolve(SHORT, base_badge=None)
NEWCOMER = good_record(weeks=weeks("+" * 3 + "-" + "." * 12), first_contract_on=date(2020, 7, 1))
TODAY = date(2026, 11, 28)
OF_TODAY = TalentRecord(
    id="talent-26",
    kind="freelancer",
    country="US",
    contracts=[
        Contract(
            id="shop", category="writing", payments=[paid("12000.00", TODAY - timedelta(days=30))]
        )
    ],
    reputation=standing(
        TODAY,
        job_success_score=93,
        profile_percent=95,
        from_elance=True,
        average_feedback="4.79",
        identity_verified=True,
    ),
    certifications=[certified(expires_on=date(2027, 5, 1))],
)
"""A freelancer who holds both badges on a day of 2026, and lacks a hundredth of a star."""
PAIR = (Badge.TOP_RATED_PLUS, Badge.TOP_RATED)
ANYBODY = [SHORT, RICHER, UNKNOWN_BASE, NEWCOMER, good_record("agency"), plus_holder(), OF_TODAY]


def everything_about(record: TalentRecord, day: date) -> list[Any]:
    """Return one answer of each kind about a talent."""
    assessment = assess(record, as_of=day)
    return [
        assessment,
        *assessment.values(),
        timeline(record, "top_rated_plus", as_of=day),
        timeline(record, "top_rated", as_of=day, edition="2020-07"),
        remedies(record, "top_rated_plus", as_of=day),
        remedies(record, "top_rated", as_of=day, edition=LOWER),
        ledger(record, "top_rated_plus", as_of=day, edition=LOWER),
        ledger(record, "top_rated", as_of=day),
        compare(assessment, assess(record, as_of=day + timedelta(days=200), edition=LOWER)),
        compare(assessment, assess(record, as_of=day, readings=MORE_THAN)),
        visibility(assessment, to="basic"),
        visibility(assessment, to="owner", surface="proposal"),
        replay(record, dump_assessment(assessment)),
        replay(record.with_contract(contract("9000.00", name="more")), dump_assessment(assessment)),
        *(finding for decision in assessment.values() for finding in decision.findings),
        *remedies(record, "top_rated_plus", as_of=day, edition=LOWER).ways[:2],
        *remedies(record, "top_rated_plus", as_of=day).keep[:2],
        *timeline(record, "top_rated_plus", as_of=day, readings=MORE_THAN).borders,
        *timeline(record, "top_rated", as_of=day, edition=LOWER).borders,
    ]


@pytest.mark.parametrize("record", ANYBODY)
@pytest.mark.parametrize(
    "day", [date(2020, 7, 7), AS_OF, date(2021, 3, 20), date(2025, 6, 5), TODAY], ids=str
)
def test_every_fact_of_the_text_is_in_the_html(record: TalentRecord, day: date) -> None:
    """Each amount, day and clause that `to_text` tells stands in the HTML of the same answer."""
    for answer in everything_about(record, day):
        shown = text_of(parsed(to_html(answer)))
        assert facts_of(to_text(answer)) <= facts_of(shown)


@pytest.mark.parametrize("edition", [*EDITIONS, LOWER], ids=lambda edition: edition.id)
def test_every_number_of_an_edition_is_in_its_html(edition: Edition) -> None:
    """The HTML of an edition has every amount, clause and day that its text has."""
    assert facts_of(to_text(edition)) <= facts_of(text_of(parsed(to_html(edition))))


def test_every_clause_is_shown_with_statement_source_locator_and_authority() -> None:
    """The HTML of a clause has what the register holds about it."""
    for one in CLAUSES.values():
        text = text_of(parsed(to_html(one)))
        days = [one.confirmed_on, one.otherwise_confirmed_on]
        told = [str(day) for day in days if day is not None]
        words = (one.id, one.statement, one.locator, one.authority.value, *one.readings, *told)
        assert [word for word in words if word not in text] == []
        assert text.count("Source: ") == len(one.sources)


def test_what_has_a_text_has_html_and_the_other_way_round() -> None:
    """Every kind of answer that `to_text` shows is registered for HTML too, and no other is."""
    from badgerules.display import to_text as dispatcher  # noqa: PLC0415  # its table, not its name

    assert set(dispatcher.registry) == set(parts_of.registry)


@pytest.mark.parametrize("nothing", [None, "TRP-F2", SHORT, Verdict.MET], ids=repr)
def test_anything_else_is_refused(nothing: object) -> None:
    """What is no answer has no HTML: a type error says what has one, and what was given."""
    with pytest.raises(TypeError, match=r"answer.*edition.*clause.*got " + type(nothing).__name__):
        to_html(nothing)


def test_a_comparison_says_how_it_was_read() -> None:
    """Each of the two answers where they differ, both at once where they are read alike."""
    usual, strict = (assess(SHORT, as_of=AS_OF, readings=one) for one in (Readings(), MORE_THAN))
    text = text_of(parsed(to_html(compare(usual, strict))))
    assert f"Before: Read the default way. After: {READ_STRICTLY}" in text
    assert READ_STRICTLY in text_of(parsed(to_html(compare(strict, strict))))
    assert "Read" not in text_of(parsed(to_html(compare(usual, usual))))


def test_amounts_are_never_set_as_mathematics() -> None:
    """What MathJax looks for, in its old versions and in the new ones, stands on every answer."""
    for answer in everything_about(SHORT, AS_OF):
        classes = parsed(to_html(answer)).get("class", "").split()
        assert {"mathjax_ignore", "tex2jax_ignore"} <= {*classes}


def test_notebooks_show_answers_by_themselves() -> None:
    """`_repr_html_` of every kind of answer is what `to_html` returns."""
    for answer in [
        *everything_about(SHORT, AS_OF),
        *everything_about(RICHER, AS_OF),
        clause("TRP-F2"),
        LOWER,
    ]:
        assert methodcaller("_repr_html_")(answer) == to_html(answer)


class TestDecision:
    """A decision as a table: what fails first, with its number, its bar and its gap."""

    def test_the_failing_criterion_leads_with_number_bar_and_gap(self) -> None:
        """$8,300.00 of $10,000.00 lack $1,700.00; the rows come failing, unknown, met."""
        shown = parsed(to_html(decide(UNKNOWN_BASE, "top_rated_plus", as_of=AS_OF)))
        rows = rows_of(shown, "What Top Rated Plus asks for")
        assert [row[0] for row in rows] == [
            "✗ unmet earnings",
            "✗ unmet large contract",
            "? unknown top rated",
            "✓ met independent",
        ]
        assert rows[0][2:] == ["$8,300.00", "$10,000.00", "$1,700.00"]
        assert rows[1][2:] == ["$7,700.00", "$20,000.00", "$12,300.00"]
        assert "To settle it, record which badge the platform reports (base_badge)." in rows[2][1]
        assert rows[2][2:] == rows[3][2:] == []

    @pytest.mark.clause("RT-3", "RT-4")
    def test_stars_stand_with_two_decimals_and_the_clause_with_its_authority(self) -> None:
        """4.79 of 4.80 stars lack 0.01, by a clause that is known by restatement alone."""
        decision = decide(OF_TODAY, "rising_talent", as_of=TODAY)
        shown = parsed(to_html(decision))
        rows = rows_of(shown, "What Rising Talent asks for")
        assert [row[0] for row in rows[:3]] == [
            "✗ unmet profile",
            "✗ unmet average feedback",
            "? unknown payout method",
        ]
        assert rows[1][2:] == ["4.79 stars", "4.80 stars", "0.01 stars"]
        assert "RT-4, restated help" in rows[1][1]

    def test_the_last_words_say_how_fresh_the_rules_are(self) -> None:
        """Of one badge and of all, the newest day stands at the end, before the version."""
        decision = decide(OF_TODAY, "top_rated", as_of=TODAY)
        for answer, words in (
            (decision, "Rules as last confirmed on 2026-09-28; TR-F5 on 2023-10-31."),
            (
                assess(OF_TODAY, as_of=TODAY),
                (
                    "Rules as last confirmed on 2026-09-28; EV-1 on 2026-04-20; TR-F5 on "
                    "2023-10-31; DIV-0, DIV-2, DIV-3 and DIV-5 on 2021-03-25; TRP-F7 on "
                    "2020-07-07."
                ),
            ),
        ):
            text = " ".join(text_of(parsed(to_html(answer))).split())
            assert text.endswith(f"{words} Decided by badgerules {badgerules.__version__}.")

    def test_the_contracts_are_a_table_the_nearest_first(self) -> None:
        """Where no contract is large, each stands with counted, needed, gap and reason."""
        shown = parsed(to_html(decide(SHORT, "top_rated_plus", as_of=AS_OF)))
        assert rows_of(shown, "The contracts, the nearest first (TRP-F2)") == [
            ["shop-support Customer Service", "below bar", "$7,700.00", "$20,000.00",
             "$12,300.00"],
            ["book Writing", "negative outcome", "$600.00", "$5,000.00", "cannot serve"],
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("outcome", "feedback", "amount", "gap"),
        [
            ("negative", "not_negative", "9000", "cannot serve"),
            ("neutral", "positive", "600", "cannot serve"),
            (None, "positive", "9000", "$0.00"),
            (None, "positive", "600", "$4,400.00"),
        ],
    )
    def test_a_gap_stands_where_money_would_close_it(
        self, outcome: str | None, feedback: FeedbackName, amount: str, gap: str
    ) -> None:
        """No payment helps a contract with such feedback; one above its bar lacks nothing."""
        record = freelancer(contract(amount, outcome=outcome))
        readings = Readings(feedback=feedback)
        shown = parsed(to_html(decide(record, "top_rated_plus", as_of=AS_OF, readings=readings)))
        ((*_, last),) = rows_of(shown, "The contracts, the nearest first (TRP-F2)")
        assert last == gap

    @pytest.mark.parametrize(
        ("count", "further"),
        [
            (10, None),
            (11, "And 1 contract further away."),
            (13, "And 3 contracts further away."),
        ],
    )
    def test_ten_contracts_are_shown_and_the_others_counted(
        self, count: int, further: str | None
    ) -> None:
        """Of many contracts ten are rows, and the rest is a number."""
        record = freelancer(*(contract("10", name=f"c{index}") for index in range(count)))
        shown = parsed(to_html(decide(record, "top_rated_plus", as_of=AS_OF)))
        assert len(rows_of(shown, "The contracts, the nearest first (TRP-F2)")) == 10
        assert ("further away" in text_of(shown)) is (further is not None)
        assert further is None or further in text_of(shown)

    def test_no_contract_is_no_table(self) -> None:
        """Without a contract there is no table of contracts, and no cell is empty."""
        shown = parsed(to_html(decide(freelancer(), "top_rated_plus", as_of=AS_OF)))
        assert len(shown.findall(".//table")) == 1
        assert [one for one in shown.iter("td") if not text_of(one).strip()] == []

    def test_weeks_that_are_not_known_are_a_range(self) -> None:
        """Three weeks are known to be eligible and twelve of sixteen are open: 3 to 15."""
        decision = decide(NEWCOMER, "top_rated", as_of=AS_OF)
        rows = rows_of(parsed(to_html(decision)), "What Top Rated asks for")
        (row,) = (row for row in rows if row[0] == "? unknown eligible weeks")
        assert row[2:] == ["3 to 15 weeks", "13 weeks", "not known"]

    def test_a_ceiling_is_the_most(self) -> None:
        """A share of bad endings has a number that is needed at most."""
        record = agency(contract("90000"), contract("1", name="bad", outcome="negative"))
        rows = rows_of(
            parsed(to_html(decide(record, "top_rated_plus", as_of=AS_OF))),
            "What Top Rated Plus asks for",
        )
        (row,) = (row for row in rows if row[3:] and row[3].startswith("at most"))
        assert row[0].startswith("✗ unmet")

    def test_columns_of_numbers_stand_where_there_are_numbers(self) -> None:
        """A badge that the platform reports has neither number nor bar nor gap."""
        shown = parsed(to_html(decide(SHORT, "top_rated", as_of=AS_OF)))
        assert [text_of(one) for one in shown.iter("th")][:2] == ["Criterion", "How it came out"]
        assert len(shown.findall(".//thead/tr/th")) == 2

    def test_the_question_are_shown(self) -> None:
        """Edition, window, readings, what is assumed and a hypothetical edition are named."""
        text = text_of(
            parsed(
                to_html(
                    decide(
                        SHORT,
                        "top_rated_plus",
                        as_of=AS_OF,
                        known_through=date(2020, 8, 1),
                        edition=LOWER,
                        readings=Readings(money_bar="more_than"),
                    )
                )
            )
        )
        for words in (
            "edition lower <b>bar</b>, as of 2020-09-01",
            "payments from 2019-09-02 to 2020-09-01 count",
            "Facts are known through 2020-08-01",
            READ_STRICTLY,
            "nobody published these rules",
            "freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
        ):
            assert words in text

    def test_a_clause_opens_on_demand(self) -> None:
        """Each finding has its clause behind its id, closed at first."""
        shown = parsed(to_html(decide(SHORT, "top_rated_plus", as_of=AS_OF)))
        found = {text_of(one[0]): one for one in shown.iter("details")}
        assert set(found) == {"TRP-F1", "TRP-F2", "TRP-F7", "TRP-F8"}
        assert CLAUSES["TRP-F2"].statement in text_of(found["TRP-F2"])
        assert all("open" not in one.attrib for one in found.values())

    def test_a_clause_of_somebody_else_is_only_named(self) -> None:
        """A finding whose clause is not in the register is shown with its bare id."""
        own = Criterion(
            key="own",
            clause="X-1",
            unit=Unit.CONTRACTS,
            turned=Turned.BY_FACTS,
            met="fine",
            unmet="not fine",
        )
        finding = Finding(criterion=own, verdict=Verdict.UNMET, measured=1, bar=2)
        (row,) = rows_of(parsed(to_html(finding)), "The criterion")
        assert row == ["✗ unmet own", "not fine X-1", "1 contract", "2 contracts", "1 contract"]


@pytest.mark.clause("DIV-13")
def test_nothing_of_a_certification_is_shown() -> None:
    """Whatever its state, no content of a certification stands in any HTML."""
    secret: dict[str, Any] = {
        "business_name": "Zebra & Quince", "provider": "Okapi Council",
        "type": "QXZ", "number": "55-SECRET",
    }  # fmt: skip
    for state in ({}, {"number": None}, {"status": "rejected"}):
        one = certified(**secret | state)
        record = plus_holder(country="US", certifications=[one])
        for answer in everything_about(record, date(2021, 3, 20)):
            shown = to_html(answer)
            for content in ("Zebra", "Quince", "Okapi", "QXZ", "SECRET", "woman"):
                assert content not in shown


class TestAhead:
    """What lies ahead: a bar and a table of spans, and a list of ways."""

    def test_a_timeline_is_a_table_of_its_spans(self) -> None:
        """Met from the payment on, until the first payment that counted leaves the window."""
        ahead = timeline(RICHER, "top_rated_plus", as_of=AS_OF)
        rows = rows_of(
            parsed(to_html(ahead)), f"Top Rated Plus from 2020-07-07 to {ahead.last_day}"
        )
        assert [row[:3] for row in rows] == [
            ["✗ no", "2020-07-07", "2020-08-31"],
            ["✓ yes", "2020-09-01", "2020-11-13"],
            ["✗ no", "2020-11-14", "open: nothing recorded changes it"],
        ]
        assert "2019-11-14 $7,850.00 on shop-support leaves the window" in rows[2][3]
        assert "2020-09-01 $12,300.00 on shop-support comes into the window" in rows[1][3]

    def test_the_bar_is_drawn_to_scale_and_hidden_from_readers(self) -> None:
        """Of ten days, two met: the spans are as wide as their share of the days."""
        ahead = timeline(
            RICHER,
            "top_rated_plus",
            as_of=AS_OF,
            first_day=date(2020, 11, 12),
            last_day=date(2020, 11, 21),
        )
        (bar,) = (one for one in parsed(to_html(ahead)).iter("div") if one.get("class") == "bar")
        assert bar.get("aria-hidden") == "true"
        assert [(one.get("class"), one.get("style")) for one in bar] == [
            ("met", "width:20.00%"),
            ("unmet", "width:80.00%"),
        ]
        assert text_of(bar) == ""

    def test_a_talent_without_id_has_a_timeline_too(self) -> None:
        """Without an id the heading says so; without a day ahead nothing is assumed."""
        days: Any = {"first_day": AS_OF, "last_day": AS_OF}
        ahead = timeline(plus_holder(), "top_rated_plus", as_of=AS_OF, **days)
        text = text_of(parsed(to_html(ahead)))
        assert "This talent: Top Rated Plus" in text
        assert "Assumed" not in text

    def test_ways_are_a_list_with_amount_place_and_days(self) -> None:
        """Each way says what to pay, where, when, and from when on the badge holds."""
        shown = parsed(to_html(remedies(SHORT, "top_rated_plus", as_of=AS_OF)))
        assert "Gain Top Rated Plus" in text_of(shown)
        ways = [text_of(one) for one in shown.findall("ol/li")]
        assert ways[0].startswith("$5,000.00 more on a new contract in Writing")
        assert "Paid on 2020-09-01, the badge then holds from 2020-09-01 on." in ways[0]

    def test_a_badge_to_keep_says_when_it_would_be_lost(self) -> None:
        """While it is held, the ways say what they keep from happening."""
        found = remedies(RICHER, "top_rated_plus", as_of=AS_OF)
        shown = parsed(to_html(found))
        assert "Keep Top Rated Plus" in text_of(shown)
        assert "it keeps the badge, which would be lost on 2020-11-14" in text_of(shown)
        assert "Keep Top Rated Plus" in text_of(parsed(to_html(found.keep[0])))

    def test_what_stands_in_the_way_is_said_and_no_day_is_promised(self) -> None:
        """With an obstacle no way claims to bring the badge."""
        record = attrs.evolve(SHORT, exclusive_agency_contractor=True)
        found = remedies(record, "top_rated_plus", as_of=AS_OF)
        text = text_of(parsed(to_html(found)))
        assert "the end of the exclusive contract changes this" in text
        assert "not enough alone" in text
        assert "then holds" not in text

    def test_what_is_not_known_is_asked_for(self) -> None:
        """An unknown obstacle names the fact to record."""
        found = remedies(UNKNOWN_BASE, "top_rated_plus", as_of=AS_OF)
        assert (
            "(TRP-F8); to settle it, record which badge the platform reports (base_badge)"
            in text_of(parsed(to_html(found)))
        )

    def test_what_only_time_brings_has_its_day(self) -> None:
        """Who lacks days of history is told to wait for them."""
        young = good_record(first_contract_on=date(2020, 7, 1))
        text = text_of(parsed(to_html(remedies(young, "top_rated", as_of=AS_OF))))
        assert "first contract: time brings it, on 2020-09-30 (TR-F3)" in text

    def test_nothing_to_do_is_said(self) -> None:
        """Where nothing is recorded that could end, nothing needs to be done."""
        text = text_of(parsed(to_html(remedies(SHORT, "top_rated", as_of=AS_OF))))
        assert "Nothing needs to be done." in text

    def test_five_ways_are_shown_and_the_others_counted(self) -> None:
        """Of many ways five are told, and the rest is a number."""
        found = remedies(SHORT, "top_rated_plus", as_of=AS_OF, every_category=True)
        shown = parsed(to_html(found))
        assert len(shown.findall("ol/li")) == 5
        assert f"And {len(found.ways) - 5} ways that cost as much or more." in text_of(shown)

    @pytest.mark.parametrize(
        ("owned", "further"),
        [
            (4, None),
            (5, "And 1 way that costs as much or more."),
            (6, "And 2 ways that cost as much or more."),
        ],
    )
    def test_the_sixth_way_is_counted(self, owned: int, further: str | None) -> None:
        """With four contracts a new one is the fifth way, and nothing is left to count."""
        amounts = [f"{4000 + number}" for number in range(owned)]
        record = freelancer(*(contract(amount, name=amount) for amount in amounts))
        shown = parsed(to_html(remedies(record, "top_rated_plus", as_of=AS_OF)))
        assert len(shown.findall("ol/li")) == 5
        assert ("as much or more" in text_of(shown)) is (further is not None)
        assert further is None or further in text_of(shown)

    def test_a_way_without_a_last_day_says_so(self) -> None:
        """A payment that does on any later day has no last day."""
        (way, *_) = remedies(freelancer(), "top_rated_plus", as_of=AS_OF, edition="2020-07").ways
        assert way.pay_by is None
        assert "No later day is too late for it." in to_html(way)


REFUNDS = "that a refund counts on its own day is ours (WIN-3)"


class TestOtherAnswers:
    """Ledgers, comparisons, and what a viewer sees."""

    def test_a_ledger_has_every_payment_once(self) -> None:
        """Each payment is a row with its day, amount and effect, under its contract."""
        shown = parsed(to_html(ledger(SHORT, "top_rated_plus", as_of=AS_OF)))
        captions = [text_of(one) for one in shown.iter("caption")]
        assert rows_of(shown, captions[0]) == [
            ["2019-11-14", "$7,850.00", "counts"],
            ["2020-03-02", "-$150.00", f"counts; {REFUNDS}"],
        ]

    def test_a_ledger_without_contracts_names_them_in_rows(self) -> None:
        """For a badge that asks for no money the payments stand in one table."""
        shown = parsed(to_html(ledger(SHORT, "expert_vetted", as_of=AS_OF)))
        rows = rows_of(shown, "Every payment")
        assert rows[0][3] == "shop-support"
        assert "does not ask for earnings" in rows[0][2]

    def test_an_empty_ledger_says_so(self) -> None:
        """No payment, and a contract nothing was paid on, are said in words."""
        nothing = ledger(freelancer(), "top_rated", as_of=AS_OF)
        assert "There is no payment." in to_html(nothing)
        assert to_text(nothing).endswith("\nThere is no payment.")
        bare = freelancer(Contract(id="bare", category="legal"))
        shown = to_html(ledger(bare, "top_rated_plus", as_of=AS_OF))
        assert "bare (Legal)" in shown
        assert "; no payment" in shown

    @pytest.mark.clause("TRP-A3")
    def test_the_ledger_of_an_agency_says_what_is_in_its_share(self) -> None:
        """Each contract of an agency says how it counts in the share of bad endings."""
        record = agency(contract("90"), contract("1", name="bad", outcome="negative"))
        assert "in the share of bad endings: ended badly (TRP-A3)" in to_html(
            ledger(record, "top_rated_plus", as_of=AS_OF)
        )

    def test_a_comparison_is_grouped_by_cause(self) -> None:
        """Each cause is a heading over what it changed and who then sees what."""
        later = assess(RICHER, as_of=date(2020, 11, 20))
        comparison = compare(assess(RICHER, as_of=AS_OF), later)
        shown = parsed(to_html(comparison))
        heads = [text_of(one) for one in shown.iter("h3")]
        assert heads == ["By another edition", "As payments left the window"]
        rows = rows_of(shown, "Findings that changed by another edition")
        assert rows == [
            ["Diversity-Certified: certification", "no certification is on record",
             "the badge did not exist yet", "DIV-0"],
            ["Diversity-Certified: country", "the country is not recorded", "did not apply",
             "DIV-2"],
        ]  # fmt: skip
        seen = rows_of(shown, "Seen on the profile as payments left the window")
        assert seen[0] == ["the talent", "Top Rated", "Top Rated Plus"]
        rows = rows_of(shown, "Findings that changed as payments left the window")
        assert [row[0] for row in rows] == [
            "Top Rated Plus: earnings",
            "Top Rated Plus: large contract",
        ]
        assert "2019-11-14 $7,850.00 on shop-support left the window" in rows[0][1]
        assert rows_of(shown, "The badges with a change") == [
            ["✗ unmet Top Rated Plus", "no", "yes"],
            ["✗ unmet Diversity-Certified", "no", "no"],
        ]

    def test_a_criterion_that_does_not_apply_says_so(self) -> None:
        """Where a finding is new, what it was reads: did not apply."""
        computed = good_record()
        reported = attrs.evolve(computed, reputation=None, base_badge="top_rated")
        one, other = assess(reported, as_of=AS_OF), assess(computed, as_of=AS_OF)
        assert "did not apply" in to_html(compare(one, other))
        assert "does not apply" in to_html(compare(other, one))

    def test_a_contract_that_is_new_does_not_make_its_criterion_new(self) -> None:
        """Where only a row was added, what the finding said before stands as what it was."""
        record = freelancer(contract("900", name="near"))
        richer = record.with_contract(Contract(id="far", category="legal"))
        one, other = assess(record, as_of=AS_OF), assess(richer, as_of=AS_OF)
        caption = "Findings that changed by new facts"
        (row,) = rows_of(parsed(to_html(compare(one, other))), caption)
        assert row[1].startswith("far (Legal)")
        assert row[2].startswith("the nearest is near")
        (row,) = rows_of(parsed(to_html(compare(other, one))), caption)
        assert row[1].startswith("the nearest is near")

    def test_nothing_differs(self) -> None:
        """Two equal assessments have nothing to show."""
        one = assess(SHORT, as_of=AS_OF)
        nothing: Comparison = compare(one, one)
        assert "Nothing differs." in to_html(nothing)

    @pytest.mark.parametrize(
        ("to", "named"),
        [
            (Viewer.OWNER, "the talent"),
            ("basic", "a client on the Basic plan"),
            (
                ClientPlan(tier="plus", selected_for_top_rated_plus=True),
                "a client on the Plus plan, selected for Top Rated Plus",
            ),
            (
                ClientPlan(tier="business", in_project_catalog_test=True),
                "a client on the Business plan, in the test of the project catalog",
            ),
        ],
    )
    def test_what_a_viewer_sees_names_the_viewer(self, to: Audience, named: str) -> None:
        """The heading says who looks where, and what is shown."""
        shown = parsed(to_html(visibility(assess(plus_holder(), as_of=AS_OF), to=to)))
        assert text_of(shown.find("h2")).startswith(
            f"Seen by {named} on 2020-09-01, on the profile: "
        )

    @pytest.mark.clause("VIS-1", "VIS-2", "VIS-7")
    def test_what_a_viewer_may_see_is_told_badge_by_badge(self) -> None:
        """Clients on Basic may see neither of the two new badges, and both of the old ones."""
        view = visibility(assess(plus_holder(), as_of=AS_OF), to="basic")
        rows = rows_of(parsed(to_html(view)), "What this viewer may see, were it held")
        assert rows == [
            ["✗ unmet Expert-Vetted", "is not shown here", "VIS-1"],
            ["✓ met Top Rated Plus", "is not shown here", "VIS-2"],
            ["✓ met Top Rated", "may be seen", "VIS-7"],
            ["✗ unmet Rising Talent", "may be seen", "VIS-7"],
        ]

    @pytest.mark.clause("VIS-12")
    def test_what_another_reading_would_show_is_told(self) -> None:
        """A Basic client sees Top Rated Plus, and by the other reading Top Rated."""
        view = visibility(assess(OF_TODAY, as_of=TODAY), to="basic")
        text = text_of(parsed(to_html(view)))
        assert f"{IF_BY_PLANS}, it is Top Rated" in text
        view = visibility(assess(OF_TODAY, as_of=TODAY), to="enterprise")
        assert "read as" not in text_of(parsed(to_html(view)))

    @pytest.mark.clause("VIS-10", "VIS-11", "DIV-8")
    def test_who_sees_what_is_a_table_of_the_plans_of_the_day(self) -> None:
        """In 2026 the plans are three; below stand what might be seen, and what is old."""
        shown = parsed(to_html(assess(OF_TODAY, as_of=TODAY)))
        assert rows_of(shown, "Who sees which badge") == [
            ["Enterprise clients see", "Top Rated Plus, and Diversity-Certified"],
            ["Business Plus and Basic clients see", "Top Rated Plus"],
            ["The talent sees", "Top Rated Plus"],
        ]
        text = text_of(shown)
        assert f"{IF_BY_PLANS}, Basic clients see Top Rated" in text
        assert "who sees Diversity-Certified was last confirmed on 2025-06-05 (DIV-8)" in text

    @pytest.mark.clause("VIS-10")
    def test_viewers_whom_one_edition_does_not_have_are_named(self) -> None:
        """Between 2021 and 2026 the plans changed: who is not compared is told in both forms."""
        comparison = compare(*(assess(OF_TODAY, as_of=day) for day in (date(2021, 3, 20), TODAY)))
        for text in (to_text(comparison), text_of(parsed(to_html(comparison)))):
            said = " ".join(text.split())
            assert (
                "Not compared: Plus, Business and Business Plus clients, whose plan one of the "
                "editions lacks." in said
            )

    def test_what_is_not_settled_is_named_with_it(self) -> None:
        """A badge that might be shown stands below, and without any badge it says so."""
        view = visibility(assess(UNKNOWN_BASE, as_of=AS_OF), to="basic")
        text = text_of(parsed(to_html(view)))
        assert "on the profile: no badge" in text
        assert "Top Rated would be shown if it were held" in text


class TestSafety:
    """Whatever an id holds, it is shown and never acts."""

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("<script>alert('x')</script>", "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"),
            ('"&amp;', "&quot;&amp;amp;"),
            ("a\u202eb\u200fc", "a\\u202eb\\u200fc"),
            ("a\x00\x1b\x85b", "a\\u0000\\u001b\\u0085b"),
            ("é漢", "é漢"),
        ],
    )
    def test_text_is_escaped_and_what_is_hidden_spelled_out(self, text: str, shown: str) -> None:
        """Markup is shown as text; control characters and marks of direction are written out."""
        assert escaped(text) == shown
        assert element("p", text, title=text) == f'<p title="{shown}">{shown}</p>'

    @pytest.mark.parametrize("day", [date(2020, 7, 7), AS_OF, date(2021, 3, 20)], ids=str)
    def test_no_answer_forgets_to_escape(self, day: date) -> None:
        """Ids of talent and contracts, and the name of an edition, are nowhere markup."""
        hostile = "<script>&\u2069"
        for record in ANYBODY:
            contracts = [
                attrs.evolve(one, id=f"{hostile}{number}")
                for number, one in enumerate(record.contracts)
            ]
            named = attrs.evolve(record, id=hostile, contracts=contracts)
            for answer in everything_about(named, day):
                html = to_html(answer)
                parsed(html)
                assert "<script>" not in html
                assert "\u2069" not in html + to_text(answer)

    def test_what_is_html_is_not_escaped_twice(self) -> None:
        """An element inside an element stays one."""
        assert element("p", element("b", "&"), " ", "&") == "<p><b>&amp;</b> &amp;</p>"

    def test_the_answer_is_plain_text_to_others(self) -> None:
        """What `to_html` returns is a `str` and nothing else."""
        assert type(to_html(clause("TRP-F1"))) is str

    def test_no_reference_leaves_the_answer(self) -> None:
        """The style fetches nothing, and no address is a link."""
        shown = to_html(assess(SHORT, as_of=AS_OF))
        assert not re.search(r"url\(|@import|href|src=|https?:|javascript", shown)

    def test_two_answers_can_stand_on_one_page(self) -> None:
        """There are no ids that could clash, and every rule of the style is about answers."""
        shown = to_html(assess(SHORT, as_of=AS_OF))
        assert " id=" not in shown
        style = parsed(shown).findtext("style") or ""
        selectors = [
            one for group in re.findall(r"([^{}]+)\{[^}]*\}", style) for one in group.split(",")
        ]
        assert len(selectors) > 20
        assert all(one.strip().startswith(".badgerules") for one in selectors)

    def test_a_page_is_whole(self) -> None:
        """A page has a language, a character set and a title, all escaped."""
        page = html_page("a <b>", "Supposed: <i>.", Html(to_html(clause("TRP-F1"))))
        assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
        tree = ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314  # our own
        assert tree.findtext("head/title") == tree.findtext("body/main/h1") == "a <b>"
        assert tree.findtext("body/main/p") == "Supposed: <i>."
        assert tree.find("body/main/article/h2") is not None
        assert '<meta charset="utf-8"' in page
        assert html_page("é", "漢").isascii()

    def test_a_page_says_once_which_law_its_answers_rest_on(self) -> None:
        """Edition, readings, freshness and version of two badges stand once, another law again."""
        plus, base = (
            decide(OF_TODAY, badge, as_of=TODAY, readings=MORE_THAN)
            for badge in ("top_rated_plus", "expert_vetted")
        )
        by_law = [
            (
                "Rules: edition 2026-07, as of 2026-11-28. "
                "Window: payments from 2025-11-29 to 2026-11-28 count."
            ),
            READ_STRICTLY,
            f"Decided by badgerules {badgerules.__version__}.",
        ]
        page = html_page("two", plus, base, decide(OF_TODAY, "top_rated", as_of=AS_OF))
        assert [page.count(text) for text in by_law] == [1, 1, 1]
        assert page.count("Rules: edition 2020-07, as of 2020-09-01.") == 1
        assert page.count("<article ") == 3
        assert page.count("<style>") == 1
        assert "Expert-Vetted: no" in page

    def test_a_page_says_once_how_the_rules_differ_from_the_law(self) -> None:
        """What is hypothetical about an edition is told above the first answer alone."""
        page = html_page("two", *(remedies(SHORT, one, as_of=AS_OF, edition=LOWER) for one in PAIR))
        assert page.count("nobody published these rules") == 1
        assert page.count("$8,000.00 instead of $10,000.00") == 1

    def test_a_wide_table_scrolls_and_the_answer_does_not(self) -> None:
        """Every table has a box of its own that scrolls sideways; the answer stays in place."""
        shown = parsed(to_html(assess(SHORT, as_of=AS_OF)))
        boxes = [one for one in shown.iter("div") if one.get("class") == "wide"]
        assert [[*box] for box in boxes] == [[table] for table in shown.iter("table")]
        style = shown.findtext("style") or ""
        heads = re.findall(r"thead th\{([^{}]*)\}", style)
        assert "white-space:nowrap" in "".join(heads), "a head would break within a word"
        scrolling = re.findall(r"([^{}]+)\{[^{}]*overflow-x:auto[^{}]*\}", style)
        assert [one.split()[-1] for one in scrolling] == [".wide"]


def test_unknown_of_everything_is_told_too() -> None:
    """A talent of whom nothing is known has an HTML without an empty cell."""
    nobody = TalentRecord(kind="agency", contracts=[contract("20000")], reputation=Reputation())
    shown = parsed(to_html(assess(nobody, as_of=AS_OF)))
    assert [one for one in shown.iter("td") if not text_of(one).strip()] == []
    assert "? unknown" in text_of(shown)

"""Figures of a page: which criterion each answers, on which day, and how that is told."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest

from badgerules import (
    UNKNOWN,
    Badge,
    Contract,
    Decision,
    DocumentError,
    Finding,
    InvalidRecordError,
    Payment,
    PlatformStats,
    Readings,
    Reputation,
    ShownBadge,
    TalentRecord,
    Verdict,
    assess,
    compare,
    decide,
    dump_assessment,
    dump_record,
    dump_remedies,
    dump_timeline,
    ledger,
    load_record,
    next_change,
    recovery,
    remedies,
    timeline,
    to_html,
    to_text,
)
from badgerules.findings import is_from_stats
from badgerules.replay import replay
from badgerules.schemas import Document
from badgerules.testing import knife_edges
from builders import standing, weeks
from law import ONE_DAY
from validators import fits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badgerules.names import BadgeName, KindName

MET, UNMET, OPEN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN

SHOWN_ON = date(2026, 11, 27)
"""A Friday under the edition of July 2026; the last Saturday before it is 21 Nov."""

SATURDAY = date(2026, 11, 21)
BEFORE_2026 = date(2025, 11, 28)
"""A day on which Rising Talent is still asked by RT-1."""


class Asked(NamedTuple):
    """A criterion that a figure answers, and the figures at its bar and one unit short of it."""

    badge: BadgeName
    kind: KindName
    clause: str
    figure: str
    at_the_bar: Any
    short: Any
    shown_on: date = SHOWN_ON
    key: str = ""


TICKS = (True, False)
ASKED = (
    Asked("top_rated_plus", "freelancer", "TRP-F1", "earnings_12_months", "10000.00", "9999.99"),
    Asked("top_rated_plus", "agency", "TRP-A1", "earnings_12_months", "20000.00", "19999.99"),
    Asked("top_rated", "freelancer", "TR-F2", "earnings_12_months", "1000.00", "999.99"),
    Asked("top_rated", "agency", "TR-A2", "earnings_12_months", "10000.00", "9999.99"),
    Asked(
        *("rising_talent", "freelancer", "RT-4", "earnings_12_months", "250.00", "249.99"),
        key="earnings",
    ),
    Asked("top_rated", "freelancer", "TR-F4", "eligible_weeks", 13, 12),
    Asked("top_rated", "agency", "TR-A7", "eligible_weeks", 13, 12),
    Asked("top_rated", "freelancer", "TR-F7", "holds", 0, 1),
    Asked("top_rated", "agency", "TR-A5", "holds", 0, 1),
    Asked("rising_talent", "freelancer", "RT-3", "holds", 0, 1, key="no_recent_hold"),
    Asked("rising_talent", "freelancer", "RT-1", "holds", 0, 1, BEFORE_2026, "no_recent_hold"),
    Asked("rising_talent", "agency", "RT-1", "holds", 0, 1, key="no_recent_hold"),
    Asked("top_rated_plus", "freelancer", "TRP-F2", "has_large_contract", *TICKS),
    Asked("top_rated_plus", "agency", "TRP-A2", "has_large_contract", *TICKS),
)
"""Every criterion that the specification names."""

EACH = pytest.mark.parametrize(
    "asked", [pytest.param(one, id=f"{one.badge}-{one.kind}-{one.clause}") for one in ASKED]
)
PLUS: dict[str, Any] = {
    "kind": "freelancer",
    "base_badge": "top_rated",
    "contracts": [],
    "contracts_known": False,
}
ALL_FIGURES: dict[str, Any] = {
    "earnings_12_months": "123456.78",
    "eligible_weeks": 15,
    "holds": 0,
    "has_large_contract": True,
}


def shown(on: date = SHOWN_ON, **figures: Any) -> PlatformStats:
    """Return figures of a page."""
    return PlatformStats(shown_on=on, **figures)


def all_shown(**figures: Any) -> PlatformStats:
    """Return all figures, those given other than usual."""
    return shown(**{**ALL_FIGURES, **figures})


def half_known(asked: Asked, **figures: Any) -> TalentRecord:
    """Return a record that leaves open all that figures could answer, with some figures.

    Of the weeks the last 10 are recorded as eligible, and the 6 before are not.
    """
    own: dict[str, Any] = {"base_badge": "top_rated"}
    if asked.badge != "top_rated_plus":
        last = asked.shown_on - timedelta(days=6)
        facts: dict[str, Any] = {"holds": None, "weeks": weeks("......++++++++++", last)}
        own = {"reputation": standing(asked.shown_on, asked.kind, **facts)}
    stats = shown(asked.shown_on, **figures)
    return TalentRecord(kind=asked.kind, contracts=[], contracts_known=False, stats=stats, **own)


def decided(asked: Asked, record: TalentRecord, on: date | None = None, **law: Any) -> Decision:
    """Return the decision on the badge of a criterion."""
    return decide(record, asked.badge, as_of=on or asked.shown_on, **law)


def found(asked: Asked, record: TalentRecord, on: date | None = None, **law: Any) -> Finding:
    """Return the finding on a criterion."""
    (finding,) = (
        one
        for one in decided(asked, record, on, **law).findings
        if one.clause == asked.clause and asked.key in {"", one.criterion.key}
    )
    return finding


def bare(record: TalentRecord) -> TalentRecord:
    """Return a record without figures."""
    return attrs.evolve(record, stats=None)


class TestWhichCriterion:
    """Each figure answers exactly its criteria, at the bar and one unit short of it."""

    @EACH
    def test_a_figure_meets_the_bar_and_one_unit_less_does_not(self, asked: Asked) -> None:
        """At the bar it is met, a cent, a week or a notice off unmet, without it unknown."""
        verdicts = [
            found(asked, half_known(asked, **{asked.figure: value})).verdict
            for value in (asked.at_the_bar, asked.short, None)
        ]
        assert verdicts == [MET, UNMET, OPEN]

    @EACH
    def test_a_figure_answers_nothing_else(self, asked: Asked) -> None:
        """Every other finding is what it is without it, and is not said to be from a figure."""
        record = half_known(asked, **{asked.figure: asked.at_the_bar})
        mine = found(asked, record).criterion
        with_it, without = decided(asked, record).findings, decided(asked, bare(record)).findings
        changed = [one.criterion for one, two in zip(with_it, without, strict=True) if one != two]
        assert changed == [one.criterion for one in with_it if is_from_stats(one)] == [mine]

    @EACH
    def test_the_other_figures_do_not_answer_it(self, asked: Asked) -> None:
        """Where only the others are shown, it stays unknown."""
        others = {name: value for name, value in ALL_FIGURES.items() if name != asked.figure}
        finding = found(asked, half_known(asked, **others))
        assert finding.verdict is OPEN
        assert not is_from_stats(finding)

    def test_no_badge_has_a_finding_from_a_figure_besides(self) -> None:
        """Of each kind, the criteria answered are those that the specification names."""
        answered = set[tuple[str, str, str]]()
        for one in ASKED:
            record = half_known(one, **ALL_FIGURES)
            for decision in assess(record, as_of=one.shown_on).values():
                answered |= {
                    (decision.badge.value, one.kind, finding.clause)
                    for finding in decision.findings
                    if is_from_stats(finding)
                }
        assert answered == {(one.badge, one.kind, one.clause) for one in ASKED}

    def test_top_rated_plus_rests_on_a_top_rated_from_figures(self) -> None:
        """Where Top Rated is computed, its figures decide it for Top Rated Plus too."""
        asked = ASKED[2]
        record = half_known(asked, **ALL_FIGURES)
        verdicts = [
            decide(one, "top_rated_plus", as_of=SHOWN_ON).verdict
            for one in (
                record,
                attrs.evolve(record, stats=all_shown(holds=1)),
                attrs.evolve(record, stats=all_shown(holds=None)),
            )
        ]
        assert verdicts == [MET, UNMET, OPEN]

    def test_the_bar_may_have_to_be_exceeded(self) -> None:
        """Under `money_bar=more_than` the bar itself is a cent short."""
        readings = Readings(money_bar="more_than")
        verdicts = [
            found(ASKED[0], half_known(ASKED[0], earnings_12_months=amount), readings=readings)
            for amount in ("10000.00", "10000.01")
        ]
        assert [one.verdict for one in verdicts] == [UNMET, MET]

    def test_a_refund_may_leave_less_than_nothing(self) -> None:
        """A negative sum is short of the bar by more than the bar."""
        finding = found(ASKED[0], half_known(ASKED[0], earnings_12_months="-5.00"))
        assert (finding.verdict, str(finding.shortfall)) == (UNMET, "10005.00")


class TestWhen:
    """Figures are of one day, and of one measure."""

    @EACH
    @pytest.mark.parametrize("days", [-1, 1, 365])
    def test_on_any_other_day_the_figures_say_nothing(self, asked: Asked, days: int) -> None:
        """The day before and the day after, the answer is the one without figures."""
        record = half_known(asked, **ALL_FIGURES)
        day = asked.shown_on + timedelta(days=days)
        assert decided(asked, record, day) == decided(asked, bare(record), day)

    @EACH
    def test_a_day_still_to_come_has_its_figures_too(self, asked: Asked) -> None:
        """Asked ahead, the day of the figures is answered by them."""
        record = half_known(asked, **{asked.figure: asked.at_the_bar})
        assert found(asked, record, known_through=asked.shown_on - ONE_DAY).verdict is MET

    def test_the_earnings_of_a_lifetime_are_not_those_of_12_months(self) -> None:
        """Under `agency_earnings_window=lifetime` TRP-A1 is not answered; all else is."""
        readings = Readings(agency_earnings_window="lifetime")
        agency, large = ASKED[1], ASKED[-1]
        record = half_known(agency, **ALL_FIGURES)
        assert found(agency, record, readings=readings).verdict is OPEN
        assert found(large, record, readings=readings).verdict is MET
        computed = half_known(ASKED[3], **ALL_FIGURES)
        assert found(ASKED[3], computed, readings=readings).verdict is MET
        assert (
            found(ASKED[0], half_known(ASKED[0], **ALL_FIGURES), readings=readings).verdict is MET
        )

    @pytest.mark.parametrize(
        ("number", "value", "asked"),
        [
            ("WIN-1", 6, 0),
            ("WIN-1", 6, 2),
            ("TR-F7", 30, 7),
            ("rising_talent_hold", 30, 9),
            ("top_rated_counted_weeks", 20, 5),
            ("TRP-F2", {"legal": "4000"}, 12),
        ],
    )
    def test_a_supposed_rule_of_another_length_is_not_answered(
        self, number: str, value: object, asked: int
    ) -> None:
        """A sum of 12 months is none of 6, a count of 90 days none of 30, a tick of $5,000 none."""
        one = ASKED[asked]
        law = decided(one, half_known(one)).edition
        supposed = law.hypothetical("supposed", {number: value})
        record = half_known(one, **ALL_FIGURES)
        assert found(one, record).verdict is MET
        assert found(one, record, edition=supposed).verdict is OPEN

    @pytest.mark.parametrize(
        ("number", "value", "asked", "figure"),
        [
            ("TRP-F1", "8000", 0, "7999.99"),
            ("TR-F2", "400", 2, "399.99"),
            ("RT-4", "100", 4, "99.99"),
            ("top_rated_eligible_weeks", 11, 5, 10),
        ],
    )
    def test_a_supposed_bar_is_answered(
        self, number: str, value: object, asked: int, figure: object
    ) -> None:
        """Where only the bar is another, the figure is held against that."""
        one = ASKED[asked]
        names = {"RT-4": "rising_talent_earnings"}
        law = decided(one, half_known(one)).edition
        supposed = law.hypothetical("supposed", {names.get(number, number): value})
        for given, verdict in ((figure, UNMET), (one.short, MET)):
            record = half_known(one, **{one.figure: given})
            assert found(one, record, edition=supposed).verdict is verdict

    @pytest.mark.parametrize(
        ("figure", "expected"),
        [(8, OPEN), (9, OPEN), (10, UNMET), (12, UNMET), (13, MET), (16, MET), (17, OPEN)],
    )
    def test_weeks_outside_of_what_the_facts_leave_open_answer_nothing(
        self, figure: int, expected: Verdict
    ) -> None:
        """Where 10 to 16 weeks are possible, no other figure is believed."""
        finding = found(ASKED[5], half_known(ASKED[5], eligible_weeks=figure))
        assert finding.verdict is expected
        assert is_from_stats(finding) is (expected is not OPEN)

    def test_facts_that_are_known_decide(self) -> None:
        """Beside known facts that say otherwise no figure changes a finding."""
        contract = Contract(
            id="one", category="legal", payments=[Payment(paid_on=SHOWN_ON, amount="400.00")]
        )
        for kind in ("freelancer", "agency"):
            facts = TalentRecord(
                kind=kind, contracts=[contract], reputation=standing(SHOWN_ON, kind, holds=[])
            )
            record = attrs.evolve(facts, stats=all_shown(holds=1))
            for badge in Badge:
                assert decide(record, badge, as_of=SHOWN_ON) == decide(facts, badge, as_of=SHOWN_ON)

    def test_payments_known_in_part_leave_a_figure_to_answer(self) -> None:
        """What is on record of an open sum is not mixed into the figure."""
        paid = Contract(
            id="one", category="legal", payments=[Payment(paid_on=SHOWN_ON, amount="9000.00")]
        )
        record = TalentRecord(
            kind="freelancer",
            base_badge="top_rated",
            contracts=[paid],
            payments_known_since=SHOWN_ON - timedelta(days=30),
            stats=shown(earnings_12_months="9500.00", has_large_contract=False),
        )
        earnings, large = found(ASKED[0], record), found(ASKED[-2], record)
        assert (str(earnings.observed), earnings.verdict) == ("9500.00", UNMET)
        assert (large.observed, large.verdict) == (None, UNMET)

    @pytest.mark.parametrize("badge", [None, *ShownBadge])
    def test_the_badge_shown_decides_nothing(self, badge: ShownBadge | None) -> None:
        """Whatever badge is shown, and on a day of its own, every answer stays as it is."""
        for one in ASKED:
            record = half_known(one)
            assert record.stats is not None
            as_shown = attrs.evolve(record, stats=attrs.evolve(record.stats, badge=badge))
            for each in Badge:
                plain = decide(bare(record), each, as_of=one.shown_on)
                assert decide(as_shown, each, as_of=one.shown_on) == plain


class TestAhead:
    """Timelines and ways of records with figures."""

    def test_a_timeline_has_the_day_of_the_figures_alone(self) -> None:
        """Met on that day, unknown before and after; and nothing is gained or lost."""
        record = TalentRecord(**PLUS, stats=shown(**ALL_FIGURES))
        ahead = timeline(
            record,
            "top_rated_plus",
            as_of=SHOWN_ON,
            first_day=SHOWN_ON - ONE_DAY,
            last_day=SHOWN_ON + ONE_DAY,
        )
        assert [(one.first_day, one.verdict) for one in ahead.spans] == [
            (SHOWN_ON - ONE_DAY, OPEN),
            (SHOWN_ON, MET),
            (SHOWN_ON + ONE_DAY, OPEN),
        ]
        assert [border.is_of_knowledge for border in ahead.borders] == [True, True]
        for day in (SHOWN_ON, SHOWN_ON - ONE_DAY):
            assert next_change(record, "top_rated_plus", as_of=day) is None

    def test_figures_of_the_first_day_that_is_not_known_answer_it(self) -> None:
        """Payments are known until the day before; what was held is open on the day after alone."""
        paid = [Payment(paid_on=SHOWN_ON - 100 * ONE_DAY, amount="40000.00")]
        record = TalentRecord(
            kind="freelancer",
            base_badge="top_rated",
            contracts=[Contract(id="one", category="legal", payments=paid)],
            payments_known_through=SHOWN_ON - ONE_DAY,
            stats=shown(**ALL_FIGURES),
        )
        first, last = SHOWN_ON - 3 * ONE_DAY, SHOWN_ON + 3 * ONE_DAY
        ahead = timeline(record, "top_rated_plus", as_of=last, first_day=first, last_day=last)
        assert [(one.first_day, one.verdict) for one in ahead.spans] == [
            (first, MET),
            (SHOWN_ON + ONE_DAY, OPEN),
        ]

    @pytest.mark.parametrize("badge", ["top_rated", "top_rated_plus"])
    @pytest.mark.parametrize("figure", ["holds", "eligible_weeks"])
    def test_a_figure_of_top_rated_that_passes_is_no_loss(
        self, badge: BadgeName, figure: str
    ) -> None:
        """Also for Top Rated Plus, which names Top Rated alone, only knowledge ends."""
        facts: dict[str, Any] = {"holds": {"holds": None}}
        facts["eligible_weeks"] = {"weeks": weeks("+" * 10, SATURDAY)}
        paid = [Payment(paid_on=SHOWN_ON, amount="20000.00")]
        record = TalentRecord(
            kind="freelancer",
            contracts=[Contract(id="one", category="legal", payments=paid)],
            reputation=standing(SHOWN_ON, **facts[figure]),
            stats=shown(**{figure: ALL_FIGURES[figure]}),
        )
        ahead = timeline(record, badge, as_of=SHOWN_ON, first_day=SHOWN_ON)
        (first, second) = ahead.spans[:2]
        assert (first.last_day, first.verdict, second.verdict) == (SHOWN_ON, MET, OPEN)
        assert ahead.borders[0].is_of_knowledge
        change = next_change(record, badge, as_of=SHOWN_ON)
        assert change is None or change.on > SHOWN_ON + ONE_DAY

    def test_the_last_day_of_the_calendar_may_have_figures(self) -> None:
        """A timeline that reaches it says what the decision on it says."""
        record = TalentRecord(**PLUS, stats=shown(date.max, **ALL_FIGURES))
        ahead = timeline(
            record,
            "top_rated_plus",
            as_of=SHOWN_ON,
            first_day=date.max - ONE_DAY,
            last_day=date.max,
        )
        assert [one.verdict for one in ahead.spans] == [OPEN, MET]

    def test_the_way_of_the_four_figures(self) -> None:
        """$416.28 more on that day alone, which adds to the figure and to no contract."""
        record = TalentRecord(
            **PLUS, stats=shown(earnings_12_months="9583.72", has_large_contract=True)
        )
        (way,) = remedies(record, "top_rated_plus", as_of=SHOWN_ON).ways
        assert (way.cents, way.pay_on, way.pay_by) == (41_628, SHOWN_ON, SHOWN_ON)
        paid = way.applied_to(record)
        assert paid == attrs.evolve(
            record, stats=shown(earnings_12_months="10000.00", has_large_contract=True)
        )
        assert decide(paid, "top_rated_plus", as_of=SHOWN_ON).is_met
        assert way.applied_to(record, on=SHOWN_ON + ONE_DAY) == record

    def test_a_way_by_a_new_large_contract_ticks_it(self) -> None:
        """A new contract of $5,000 in a category with the lowest bar, and not a cent less."""
        record = TalentRecord(
            **PLUS, stats=shown(earnings_12_months="9000.00", has_large_contract=False)
        )
        (way,) = remedies(record, "top_rated_plus", as_of=SHOWN_ON).ways
        assert (way.cents, way.contract_id, way.pay_by) == (500_000, None, SHOWN_ON)
        stats, less = way.applied_to(record).stats, attrs.evolve(way, cents=way.cents - 1)
        assert stats == shown(earnings_12_months="14000.00", has_large_contract=True)
        still = less.applied_to(record).stats
        assert still == shown(earnings_12_months="13999.99", has_large_contract=False)

    def test_where_a_figure_is_missing_it_is_named(self) -> None:
        """Without the tick there is no way, and the large contract stands in the way."""
        record = TalentRecord(**PLUS, stats=shown(earnings_12_months="9583.72"))
        answer = remedies(record, "top_rated_plus", as_of=SHOWN_ON)
        assert answer.ways == ()
        assert [finding.clause for finding in answer.obstacles] == ["TRP-F2"]

    def test_a_way_that_brings_something_unknown_into_play_is_none(self) -> None:
        """Paid again, a contract may count with what is not known of it, so no way is promised."""
        refund = Payment(paid_on=date(2021, 4, 27), amount="-400.00")
        day = date(2021, 4, 28)
        record = TalentRecord(
            kind="agency",
            base_badge="top_rated",
            contracts=[Contract(id="one", category="legal", payments=[refund])],
            payments_known_since=date(2020, 4, 29),
            stats=shown(day, earnings_12_months="4999.99", has_large_contract=False),
        )
        readings = Readings(large_contract_sum="lifetime_if_active")
        answer = remedies(record, "top_rated_plus", as_of=day, readings=readings)
        for way in answer.ways:
            paid = way.applied_to(record)
            assert decide(paid, "top_rated_plus", as_of=day, readings=readings).is_met
        assert "one" not in {way.contract_id for way in answer.ways}

    def test_a_way_leaves_figures_that_are_not_told_untold(self) -> None:
        """A payment adds to no sum that is not shown, and ticks nothing that is not shown."""
        record = TalentRecord(
            kind="freelancer", contracts=[], base_badge="top_rated", stats=shown(holds=0)
        )
        (way, *_) = remedies(record, "top_rated_plus", as_of=SHOWN_ON).ways
        assert way.applied_to(record).stats == shown(holds=0)


class TestHowItIsTold:
    """Texts, JSON, HTML and pictures of findings from figures."""

    @pytest.mark.parametrize(
        ("number", "value", "text"),
        [
            (5, 13, "13 of the last 16 weeks eligible, 13 needed, as shown on 2026-11-27"),
            (5, 12, "12 of the last 16 weeks eligible, 13 needed; 1 short, as shown on 2026-11-27"),
            (7, 0, "no account hold or violation notice is shown on 2026-11-27"),
            (7, 2, "an account hold or violation notice is shown on 2026-11-27"),
            (12, True, "a large contract is ticked, as shown on 2026-11-27"),
            (12, False, "a large contract is not ticked, as shown on 2026-11-27"),
        ],
    )
    def test_the_texts_say_that_it_was_shown(self, number: int, value: object, text: str) -> None:
        """Each sentence names the day on which the figure was shown."""
        asked = ASKED[number]
        assert found(asked, half_known(asked, **{asked.figure: value})).text == text

    def test_a_sum_is_told_as_any_other_with_its_day(self) -> None:
        """The sentence on earnings is the usual one, with the day of the figure."""
        asked = ASKED[0]
        text = found(asked, half_known(asked, earnings_12_months="9999.99")).text
        paid = [Payment(paid_on=SHOWN_ON, amount="9999.99")]
        known = TalentRecord(
            kind="freelancer",
            base_badge="top_rated",
            contracts=[Contract(id="one", category="legal", payments=paid)],
        )
        assert text == f"{found(asked, known).text}, as shown on 2026-11-27"

    @EACH
    @pytest.mark.parametrize("is_met", [True, False])
    def test_json_says_that_it_is_from_a_figure(self, asked: Asked, is_met: bool) -> None:  # noqa: FBT001
        """`from_stats` is true of it alone; the answer fits its schema, and goes on in HTML."""
        value = asked.at_the_bar if is_met else asked.short
        assessment = assess(half_known(asked, **{asked.figure: value}), as_of=asked.shown_on)
        dumped = dump_assessment(assessment)
        assert fits(Document.ASSESSMENT, json.loads(json.dumps(dumped)))
        findings = [one for badge in dumped["badges"].values() for one in badge["findings"]]
        said = [one for one in findings if "from_stats" in one]
        assert all(one["from_stats"] is True for one in said)
        answered = {one.clause for one in ASKED if one.figure == asked.figure}
        assert asked.clause in {one["clause"] for one in said} <= answered
        assert asked.shown_on.isoformat() in to_text(assessment)
        assert to_html(assessment)

    def test_the_finding_on_a_tick_has_neither_amounts_nor_rows(self) -> None:
        """In JSON it names no contract, and no dollars but the bar."""
        record = TalentRecord(**PLUS, stats=shown(has_large_contract=False))
        decision = dump_assessment(assess(record, as_of=SHOWN_ON))["badges"]["top_rated_plus"]
        (large,) = (one for one in decision["findings"] if one["clause"] == "TRP-F2")
        assert (large["observed"], large["shortfall"], large["contracts"]) == (None, None, [])
        assert found(ASKED[-2], record).nearest is None  # type: ignore[attr-defined]

    def test_every_other_answer_can_be_told(self) -> None:
        """Timelines, ways and ledgers of such records have text and JSON that fits."""
        for asked in ASKED:
            for value in (asked.at_the_bar, asked.short):
                record = half_known(asked, **{asked.figure: value})
                ahead = timeline(record, asked.badge, as_of=asked.shown_on)
                ways = remedies(record, asked.badge, as_of=asked.shown_on)
                assert fits(Document.TIMELINE, json.loads(json.dumps(dump_timeline(ahead))))
                assert fits(Document.REMEDIES, json.loads(json.dumps(dump_remedies(ways))))
                for answer in (ahead, ways, ledger(record, asked.badge, as_of=asked.shown_on)):
                    assert to_text(answer)
                    assert to_html(answer)
                before = assess(bare(record), as_of=asked.shown_on)
                between = compare(before, assess(record, as_of=asked.shown_on))
                assert asked.clause in {change.clause for change in between.changes}
                assert to_text(between)

    def test_between_that_day_and_the_next_it_is_time_that_passed(self) -> None:
        """A comparison says so of both figures, and a saved answer comes out again."""
        record = half_known(ASKED[0], earnings_12_months="9583.72", has_large_contract=True)
        before, after = (assess(record, as_of=day) for day in (SHOWN_ON, SHOWN_ON + ONE_DAY))
        changes = compare(before, after).changes
        assert [(one.clause, one.cause.value) for one in changes] == [
            ("TRP-F1", "time_passed"),
            ("TRP-F2", "time_passed"),
        ]
        assert replay(record, json.loads(json.dumps(dump_assessment(before)))).is_same

    def test_a_score_that_comes_back_finds_the_figures_on_their_day_alone(self) -> None:
        """Back by that day the badge is held at once; later it is not known."""
        facts: dict[str, Any] = {"holds": None, "job_success_score": 80}
        record = TalentRecord(
            kind="freelancer",
            contracts=[],
            contracts_known=False,
            reputation=standing(SHOWN_ON, **facts),
            stats=shown(**ALL_FIGURES),
        )
        text = to_text(recovery(record, "top_rated", as_of=SHOWN_ON, score=90))
        assert "back by 2026-11-27: held at once" in text
        assert "back on 2026-11-28 or later: not known whether it is held" in text

    @pytest.mark.parametrize("number", [0, 1, 5, 6, 12, 13])
    def test_pictures_can_be_drawn(self, number: int) -> None:
        """The pictures of contracts, earnings and weeks take such findings."""
        plot = pytest.importorskip("badgerules.plot", exc_type=ImportError)
        asked = ASKED[number]
        record = half_known(asked, **{asked.figure: asked.at_the_bar})
        decision = decided(asked, record)
        if asked.figure == "eligible_weeks":
            plot.weeks(decision)
        else:
            plot.earnings(record, asked.badge, as_of=SHOWN_ON)
            plot.contracts(decision)


class TestInAndOut:
    """Reading, writing and refusing figures."""

    def test_a_record_comes_back_as_it_went(self) -> None:
        """All fields, only the day, and none at all."""
        for stats in (shown(**ALL_FIGURES, badge="expert_vetted"), shown(), None):
            record = TalentRecord(**PLUS, stats=stats)
            assert load_record(json.dumps(dump_record(record))) == record

    def test_it_is_read_as_the_specification_writes_it(self) -> None:
        """The example of the specification, field by field, dollars to the cent."""
        written = {
            "shown_on": "2026-11-27",
            "earnings_12_months": "9583.72",
            "eligible_weeks": 15,
            "holds": 0,
            "has_large_contract": True,
            "badge": "top_rated",
        }
        given = {"format": 1, "kind": "freelancer", "stats": written}
        record = load_record(given)
        assert fits(Document.RECORD, given)
        assert dump_record(record)["stats"] == written
        assert record.stats == shown(
            earnings_12_months="9583.72",
            eligible_weeks=15,
            holds=0,
            has_large_contract=True,
            badge="top_rated",
        )

    def test_dollars_are_kept_with_two_decimals(self) -> None:
        """A whole number, text and a decimal of the same amount are the same figure."""
        assert shown(earnings_12_months=7) == shown(earnings_12_months="7.00")
        assert str(shown(earnings_12_months="7").earnings_12_months) == "7.00"

    @pytest.mark.parametrize(
        ("name", "value", "part"),
        [
            ("shown_on", "2026-13-01", "day of the calendar"),
            ("shown_on", None, "date"),
            ("earnings_12_months", 9583.72, 'write it as text, "9583.72"'),
            ("earnings_12_months", "9583.721", "whole cents"),
            ("earnings_12_months", True, "dollars"),
            ("eligible_weeks", -1, "0"),
            ("eligible_weeks", 15.5, "whole number"),
            ("eligible_weeks", "15", "whole number"),
            ("holds", -1, "0"),
            ("holds", False, "whole number"),
            ("has_large_contract", 1, "true or false"),
            ("has_large_contract", "yes", "true or false"),
            ("badge", "top_rated_pro", "top_rated"),
            ("badge", "diversity_certified", "expert_vetted"),
            ("earnings", "1.00", "earnings_12_months"),
        ],
    )
    def test_what_does_not_fit_is_refused_where_it_stands(
        self, name: str, value: object, part: str
    ) -> None:
        """The problem is at the field, and says what is allowed."""
        stats = {"shown_on": "2026-11-27", name: value}
        given = {"format": 1, "kind": "freelancer", "stats": stats}
        with pytest.raises(DocumentError) as caught:
            load_record(given)
        (problem,) = caught.value.problems
        assert problem.path == f"$.stats.{name}"
        assert part in problem.message
        assert not fits(Document.RECORD, given) or "cents" in part or "calendar" in part

    def test_a_day_is_needed(self) -> None:
        """Figures of no day are refused."""
        given: Mapping[str, object] = {"format": 1, "kind": "freelancer", "stats": {"holds": 0}}
        with pytest.raises(DocumentError) as caught:
            load_record(given)
        assert [one.path for one in caught.value.problems] == ["$.stats.shown_on"]

    def test_python_refuses_the_same_all_at_once(self) -> None:
        """A record takes figures of the class alone, and the class tells every problem."""
        with pytest.raises(InvalidRecordError) as caught:
            PlatformStats(
                shown_on="2026-11-27",  # type: ignore[arg-type]
                earnings_12_months=1.5,  # type: ignore[arg-type]
                eligible_weeks=-1,
                holds=UNKNOWN,  # type: ignore[arg-type]
                has_large_contract="no",  # type: ignore[arg-type]
                badge="plus",  # type: ignore[arg-type]
            )
        assert [one.path for one in caught.value.problems] == [
            one.name for one in attrs.fields(PlatformStats)
        ]
        with pytest.raises(InvalidRecordError, match=r"stats"):
            TalentRecord(kind="freelancer", contracts=[], stats=Reputation())  # type: ignore[arg-type]

    def test_no_edge_of_a_criterion_has_figures(self) -> None:
        """The records at the bars decide by facts."""
        edges = knife_edges("earnings", badge="top_rated_plus", as_of=SHOWN_ON)
        assert {edge.record.stats for edge in edges} == {None}

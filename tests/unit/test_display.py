"""Answers as text: what fails comes first, with its clause, and nothing is given away."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width

import attrs
import pytest

import law
from badgerules import (
    CLAUSES,
    EDITIONS,
    UNKNOWN,
    ClientPlan,
    Contract,
    PlanTier,
    PlatformStats,
    Readings,
    Reputation,
    TalentRecord,
    Viewer,
    assess,
    clause,
    compare,
    decide,
    disagreements,
    edition_named,
    ledger,
    to_text,
    visibility,
)
from badgerules.display import assessment_text, clause_text
from badgerules.display.layout import visible, wrapped
from badgerules.thresholds import Cents, Points
from badgerules.visibility import viewers_in
from builders import (
    AS_OF,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    plus_holder,
    reputation,
    standing,
    vetted,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badgerules import Clause, Edition
    from badgerules.names import (
        BadgeName,
        CertificationStatusName,
        KindName,
        PlanTierName,
        SurfaceName,
    )
    from badgerules.visibility import Audience

RESTATED = ("RT-3", "RT-4", "RT-5", "RT-6")
"""The clauses of findings that are known by restatement alone."""
LONG_ID = "x" * 300
LONG_WORDS = "one-contract with a name of many words " * 9

SAMPLE = TalentRecord(
    id="talent-17",
    kind="freelancer",
    country="US",
    base_badge="top_rated",
    contracts=[
        Contract(
            id="shop-support",
            category="customer_service",
            payments=[paid("7850.00", date(2019, 11, 14)), paid("-150.00", date(2020, 3, 2))],
            outcome="positive",
            outcome_on=date(2020, 6, 30),
        )
    ],
)
"""The record that the documentation of the format shows."""

SELECTED = ClientPlan(tier="plus", selected_for_top_rated_plus=True)


def squeezed(text: str) -> str:
    """Return a text without its white space, since a line may be broken anywhere."""
    return re.sub(r"\s", "", text)


def blocks(text: str) -> dict[str, list[str]]:
    """Split a text into its blocks, by their first words, each as lines put together again.

    What is indented by four columns continues the line before it.
    """
    found: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        lines: list[str] = []
        for line in block.split("\n"):
            if line.startswith("    ") and lines:
                lines[-1] += " " + line.strip()
            else:
                lines.append(line)
        found[lines[0].partition(":")[0]] = lines
    return found


def marks(lines: list[str]) -> str:
    """Return the marks of the lines of a block, in their order."""
    return "".join(line[2] for line in lines[1:])


EVERYTHING = attrs.evolve(
    plus_holder(expert_vetting=vetted(), certifications=[certified()], country="US"),
    id="talent-99",
)
READ_STRICTLY = "Read so that an amount has to be passed by a cent, not only reached (TRP-F1)."
IF_BY_PLANS = (
    "if of clients, only those on Business Plus and Enterprise see Top Rated Plus (VIS-12)"
)
NOTHING_KNOWN = TalentRecord(kind="freelancer", contracts=[])

EVERYTHING_FAILS = TalentRecord(
    kind="freelancer",
    contracts=[contract("999.99", name=LONG_WORDS)],
    reputation=reputation(
        job_success_score=None,
        weeks=weeks("-" * 16),
        first_contract_on=None,
        profile_percent=0,
        availability_current=False,
        holds=[AS_OF],
        last_active_on=None,
        circumvention_on=AS_OF,
        rising_talent=False,
    ),
)
NOTHING_OF_IT_KNOWN = TalentRecord(
    kind="agency", contracts=[contract("20000")], reputation=Reputation()
)

RECORDS = [
    pytest.param(SAMPLE, id="sample"),
    pytest.param(EVERYTHING, id="everything"),
    pytest.param(NOTHING_KNOWN, id="nothing_known"),
    pytest.param(freelancer(contract("10000.00", category="legal")), id="at_the_bar"),
    pytest.param(
        agency(
            contract("30000", name="app", category="web_mobile_software_development"),
            contract("1", name="bad", outcome="negative"),
        ),
        id="agency",
    ),
    pytest.param(
        attrs.evolve(
            freelancer(
                *(contract("4000", name=f"{LONG_ID}{index}") for index in range(9)),
                contract("9000", name=LONG_WORDS, outcome="negative"),
            ),
            id=LONG_ID,
        ),
        id="long_ids",
    ),
    pytest.param(
        attrs.evolve(freelancer(contract("9000", name=LONG_WORDS)), id=LONG_WORDS), id="long_words"
    ),
    pytest.param(good_record(), id="computed"),
    pytest.param(EVERYTHING_FAILS, id="computed_and_all_fails"),
    pytest.param(NOTHING_OF_IT_KNOWN, id="computed_and_nothing_known"),
]
DAYS = [law.LAUNCH, date(2020, 9, 1), date(2021, 3, 20), law.FIRST_DAYS[-1]]
ODD_READINGS = Readings(
    money_bar="more_than",
    large_contract_sum="lifetime_if_active",
    feedback="positive",
    exclusive_member="agency_amounts",
    agency_earnings_window="lifetime",
    negative_share_scope="all_contracts",
    enterprise_suite="enterprise_only",
    window="last_365_days",
    plus_badge_audience="plans",
)
EVERY_VIEWER = [
    pytest.param(PlanTier.BASIC, id="basic"),
    pytest.param("plus", id="plus_by_name"),
    pytest.param(SELECTED, id="plus_selected"),
    pytest.param(PlanTier.BUSINESS, id="business"),
    pytest.param(PlanTier.ENTERPRISE, id="enterprise"),
    pytest.param(Viewer.OWNER, id="owner"),
    pytest.param(ClientPlan(tier="basic", in_project_catalog_test=True), id="basic_in_the_test"),
]


class TestWhatCanBeShown:
    """Answers, editions and clauses have a text; nothing else has."""

    @pytest.mark.parametrize(
        ("answer", "first"),
        [
            pytest.param(assess(SAMPLE, as_of=AS_OF), "talent-17", id="assessment"),
            pytest.param(decide(SAMPLE, "top_rated", as_of=AS_OF), "Top Rated: yes", id="decision"),
            pytest.param(edition_named("2020-07"), "Edition 2020-07", id="edition"),
            pytest.param(clause("TRP-F2"), "TRP-F2", id="clause"),
            pytest.param(
                ledger(SAMPLE, "top_rated_plus", as_of=AS_OF),
                "Ledger of Top Rated Plus",
                id="ledger",
            ),
            pytest.param(
                compare(assess(SAMPLE, as_of=AS_OF), assess(SAMPLE, as_of=AS_OF)),
                "From 2020-09-01 (edition 2020-07) to 2020-09-01 (edition 2020-07)",
                id="comparison",
            ),
            pytest.param(
                decide(SAMPLE, "top_rated_plus", as_of=AS_OF)["large_contract"],
                "large contract: ",
                id="finding",
            ),
            pytest.param(
                visibility(assess(SAMPLE, as_of=AS_OF), to="plus"),
                "Seen by a client on the Plus plan on 2020-09-01, on the profile: ",
                id="visibility",
            ),
        ],
    )
    def test_each_kind_of_answer_has_a_text(self, answer: object, first: str) -> None:
        """The text of an answer begins with what it is about, and ends without a line break."""
        text = to_text(answer)
        assert text.startswith(first)
        assert text == text.strip("\n")

    @pytest.mark.parametrize(
        ("answer", "name"),
        [
            pytest.param(None, "NoneType", id="none"),
            pytest.param("TRP-F2", "str", id="text"),
            pytest.param(SAMPLE, "TalentRecord", id="record"),
            pytest.param(decide(SAMPLE, "top_rated", as_of=AS_OF).verdict, "Verdict", id="verdict"),
            pytest.param([clause("TRP-F2")], "list", id="a_list_of_clauses"),
        ],
    )
    def test_anything_else_is_refused(self, answer: object, name: str) -> None:
        """What is no answer has no text: a type error says what has one, and what was given."""
        with pytest.raises(TypeError) as caught:
            to_text(answer)
        assert name in str(caught.value)
        for known in ("answer", "edition", "clause"):
            assert known in str(caught.value)


class TestQuestion:
    """Every text says by which rules, where they were not in force and read as always."""

    def test_a_decision_a_ledger_and_a_view_name_edition_and_reading(self) -> None:
        """Asked by the rules of 2024 and read strictly, each of the three says both."""
        read: dict[str, Any] = {"readings": Readings(money_bar="more_than"), "edition": "2024-01"}
        answers = [
            decide(SAMPLE, "top_rated_plus", as_of=AS_OF, **read),
            ledger(SAMPLE, "top_rated_plus", as_of=AS_OF, **read),
            visibility(assess(SAMPLE, as_of=AS_OF, **read), to="basic"),
        ]
        for answer in answers:
            text = to_text(answer)
            said = "Hypothetical: edition 2024-01 was not the one in force on 2020-09-01."
            assert said in text.split("\n")
            assert READ_STRICTLY in text.split("\n")
        usual = to_text(decide(SAMPLE, "top_rated_plus", as_of=AS_OF))
        assert not {"Hypothetical", "Read"} & {*usual.split()}

    def test_a_comparison_says_how_each_answer_was_read(self) -> None:
        """The two differ in a reading, and each is named; alike, it is named once."""
        usual, strict = (
            assess(SAMPLE, as_of=AS_OF, readings=Readings(money_bar=word))
            for word in ("at_least", "more_than")
        )
        lines = to_text(compare(usual, strict)).split("\n")
        assert lines[1:4] == [
            "Before: Read the default way.",
            "After: Read so that an amount has to be passed by a cent, not only reached",
            "(TRP-F1).",
        ]
        lines = to_text(compare(strict, strict)).split("\n")
        assert lines[1] == READ_STRICTLY


def is_control_or_mark_of_direction(letter: str) -> bool:
    """Tell by its Unicode properties whether a letter is what Unicode calls so.

    Python knows no property `Bidi_Control`. It is that of the nine letters with a bidirectional
    class of their own that embed, override or isolate, and of the three marks.
    """
    embedding = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    marks = {"LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "ARABIC LETTER MARK"}
    return (
        unicodedata.category(letter) == "Cc"
        or unicodedata.bidirectional(letter) in embedding
        or unicodedata.name(letter, "") in marks
    )


class TestHidden:
    """What is hidden in an id cannot turn or hide what stands beside it."""

    def test_every_letter_that_hides_or_turns_is_spelled_out_and_no_other(self) -> None:
        """Of all of Unicode, 65 controls and 12 marks of direction are written as numbers."""
        everything = map(chr, range(sys.maxunicode + 1))
        spelled_out = [letter for letter in everything if visible(letter) != letter]
        assert len(spelled_out) == 65 + 12
        assert all(map(is_control_or_mark_of_direction, spelled_out))
        assert [visible(letter) for letter in spelled_out] == [
            f"\\u{ord(letter):04x}" for letter in spelled_out
        ]

    @pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"], ids=ascii)
    def test_marks_of_direction_are_spelled_out(self, mark: str) -> None:
        """An id that would mirror the amounts after it is shown with its mark in letters."""
        record = freelancer(contract("1.00", name=f"{mark}evil"), id=f"{mark}me")
        text = to_text(assess(record, as_of=AS_OF))
        assert mark not in text
        assert text.startswith(f"\\u{ord(mark):04x}me (freelancer)")
        assert f"\\u{ord(mark):04x}evil" in text


class TestWidth:
    """No line is longer than a terminal of 80 columns, and none ends in a space."""

    @pytest.mark.parametrize("record", RECORDS)
    @pytest.mark.parametrize("day", DAYS)
    @pytest.mark.parametrize("readings", [Readings(), ODD_READINGS], ids=["default", "odd"])
    def test_no_line_of_an_assessment_is_too_long(
        self, record: TalentRecord, day: date, readings: Readings
    ) -> None:
        """However long the ids are, the text of an assessment keeps within 80 columns."""
        assessment = assess(record, as_of=day, readings=readings)
        texts = [to_text(assessment)]
        viewers = viewers_in(assessment.question.edition).values()
        texts += [assessment_text(assessment, to=viewer) for viewer in viewers]
        texts += [to_text(decision) for decision in assessment.values()]
        texts.append(to_text(assess(record, as_of=day, readings=readings, edition="2021-07")))
        lines = [line for text in texts for line in text.split("\n")]
        assert max(map(len, lines)) <= 80
        assert [line for line in lines if line != line.rstrip()] == []

    @pytest.mark.parametrize("edition", EDITIONS, ids=[edition.id for edition in EDITIONS])
    def test_no_line_of_an_edition_is_too_long(self, edition: Edition) -> None:
        """The text of every edition keeps within 80 columns."""
        assert max(len(line) for line in to_text(edition).split("\n")) <= 80

    def test_no_line_of_a_clause_is_too_long(self) -> None:
        """The text of every clause, with its numbers, keeps within 80 columns."""
        for one in CLAUSES.values():
            assert max(len(line) for line in clause_text(one, EDITIONS).split("\n")) <= 80

    def test_a_long_id_is_broken_and_not_lost(self) -> None:
        """An id longer than a line is shown whole, over several lines."""
        record = freelancer(contract("4000", name=LONG_ID))
        text = to_text(decide(record, "top_rated_plus", as_of=AS_OF))
        assert LONG_ID in squeezed(text)


class TestDecisionText:
    """A decision says yes, no or unknown, then why, the failing criteria first."""

    def test_the_sample_is_told_as_its_findings_say(self) -> None:
        """Every finding of the sample stands in the text with its amounts and its clause."""
        text = to_text(decide(SAMPLE, "top_rated_plus", as_of=AS_OF))
        (lines,) = blocks(text).values()
        assert lines[0] == "Top Rated Plus: no"
        assert marks(lines) == "--++"
        for line, words in zip(
            lines[1:],
            [
                ["$7,700.00", "$10,000.00", "$2,300.00 short", "(TRP-F1)"],
                ["shop-support", "Customer Service", "$20,000.00", "$12,300.00 short", "(TRP-F2)"],
                ["(TRP-F7)"],
                ["(TRP-F8)"],
            ],
            strict=True,
        ):
            assert [word for word in words if word not in line] == []

    @pytest.mark.parametrize(
        ("record", "answer"),
        [
            pytest.param(plus_holder(), "yes", id="met"),
            pytest.param(SAMPLE, "no", id="unmet"),
            pytest.param(plus_holder(base_badge=None), "unknown", id="unknown"),
        ],
    )
    def test_the_first_line_is_the_answer(self, record: TalentRecord, answer: str) -> None:
        """The badge and the answer stand in the first line."""
        text = to_text(decide(record, "top_rated_plus", as_of=AS_OF))
        assert text.split("\n")[0] == f"Top Rated Plus: {answer}"

    def test_failing_findings_come_first_and_unknown_ones_next(self) -> None:
        """Whatever the order of the rules, what fails leads and what is met comes last."""
        record = freelancer(contract("11000", category="customer_service"), base_badge=None)
        text = to_text(decide(record, "top_rated_plus", as_of=AS_OF))
        (lines,) = blocks(text).values()
        assert marks(lines) == "-?++"
        clauses = [re.findall(r"\(((?:TRP)-\w+)\)", line) for line in lines[1:]]
        assert clauses == [["TRP-F2"], ["TRP-F8"], ["TRP-F1"], ["TRP-F7"]]

    @pytest.mark.parametrize("record", RECORDS)
    @pytest.mark.parametrize("day", DAYS)
    def test_every_finding_cites_its_clause(self, record: TalentRecord, day: date) -> None:
        """Each finding is a line with its sign, its text and the clause that asks for it.

        A clause whose original cannot be read is cited with that, so from RT-3 to RT-6.
        """
        signs = {"unmet": "-", "unknown": "?", "met": "+"}
        for decision in assess(record, as_of=day).values():
            text = squeezed(to_text(decision))
            for finding in decision.findings:
                cited = finding.clause
                cited += ", restated help" if cited in RESTATED else ""
                line = f"{signs[finding.verdict]}{finding.text}({cited})"
                assert squeezed(line) in text

    def test_what_would_settle_an_unknown_is_told(self) -> None:
        """A suspended answer ends with the fact to record."""
        (lines,) = blocks(to_text(decide(NOTHING_KNOWN, "top_rated", as_of=AS_OF))).values()
        assert marks(lines) == "?>"
        assert lines[-1].endswith("record which badge the platform reports (base_badge)")

    def test_a_settled_answer_asks_for_nothing(self) -> None:
        """With a failing criterion no missing fact is asked for."""
        text = to_text(decide(NOTHING_KNOWN, "top_rated_plus", as_of=AS_OF))
        assert text.startswith("Top Rated Plus: no")
        assert "  >" not in text
        assert "  ? " in text

    @pytest.mark.clause("DELAY-1")
    def test_a_holder_is_told_when_the_badge_appears(self) -> None:
        """Once everything is met the text says how long the badge may not be shown yet."""
        delays: dict[BadgeName, int] = {"top_rated_plus": 72, "top_rated": 48}
        for badge, hours in delays.items():
            ((*_, last),) = blocks(to_text(decide(plus_holder(), badge, as_of=AS_OF))).values()
            assert last == (
                f"  > if this became true within the last {hours} hours, the badge may not be "
                "shown yet (DELAY-1)"
            )
        assert "hours" not in to_text(decide(SAMPLE, "top_rated_plus", as_of=AS_OF))

    @pytest.mark.clause("DELAY-1")
    @pytest.mark.parametrize(
        ("day", "delay"),
        [(date(2026, 7, 6), "72 hours"), (date(2026, 7, 7), "14 days")],
        ids=["the_day_before", "the_first_day"],
    )
    def test_from_2026_on_a_badge_waits_for_the_next_review(self, day: date, delay: str) -> None:
        """Reviews come every two weeks, so Top Rated Plus may not be shown for 14 days."""
        shop = Contract(id="shop", category="writing", payments=[paid("12000", day)])
        text = to_text(decide(freelancer(shop), "top_rated_plus", as_of=day))
        assert f"within the last {delay}, the badge may not be shown yet" in " ".join(text.split())
        assert text.count("within the last ") == 1

    def test_a_badge_that_appears_at_once_is_told_without_a_delay(self) -> None:
        """No source names a delay for Expert-Vetted, whatever the edition."""
        for day in (AS_OF, date(2026, 7, 7)):
            text = to_text(decide(EVERYTHING, "expert_vetted", as_of=day))
            assert text.startswith("Expert-Vetted: yes")
            assert "DELAY-1" not in text

    def test_without_a_contract_the_lowest_bar_is_told(self) -> None:
        """Who has no contract yet is told the lowest bar there is."""
        text = to_text(decide(freelancer(), "top_rated_plus", as_of=AS_OF))
        assert "$5,000.00 (TRP-F2)" in " ".join(text.split())

    @pytest.mark.parametrize(
        ("count", "rows", "further"),
        [
            pytest.param(1, 0, None, id="the_nearest_alone"),
            pytest.param(6, 5, None, id="five_others"),
            pytest.param(7, 5, "1 contract", id="six_others"),
            pytest.param(20, 5, "14 contracts", id="nineteen_others"),
        ],
    )
    def test_at_most_five_other_contracts_are_listed(
        self, count: int, rows: int, further: str | None
    ) -> None:
        """Beside the nearest contract the five next are listed, and the others are counted."""
        record = freelancer(
            *(contract(f"{3000 - index}", name=f"c{index:02}") for index in range(count))
        )
        text = to_text(decide(record, "top_rated_plus", as_of=AS_OF))
        listed = re.findall(r"^ {4}(c\d\d) ", text, flags=re.MULTILINE)
        assert "the nearest is c00 (Writing)" in text
        assert listed == [f"c{index:02}" for index in range(1, rows + 1)]
        assert re.findall(r"and (\d+ contracts?) further away", text) == (
            [] if further is None else [further]
        )

    def test_contracts_that_can_serve_are_listed_before_those_that_cannot(self) -> None:
        """The next best contracts come by what they lack, those with bad feedback at the end."""
        record = freelancer(
            contract("9000", name="bad", outcome="negative"),
            contract("1000", name="third"),
            contract("8000", name="second", category="admin_support"),
            contract("4999", name="first"),
        )
        text = to_text(decide(record, "top_rated_plus", as_of=AS_OF))
        listed = [text.index(f"{name} (") for name in ("first", "second", "third", "bad")]
        assert listed == sorted(listed)

    def test_a_met_criterion_lists_no_other_contract(self) -> None:
        """Once there is a large contract, those that are not large are not listed."""
        record = freelancer(contract("9000", name="large"), contract("4000", name="small"))
        text = to_text(decide(record, "top_rated_plus", as_of=AS_OF))
        assert "large (Writing)" in text
        assert "small" not in text

    def test_money_days_and_flags_are_told_as_people_write_them(self) -> None:
        """Amounts have a dollar sign and thousands, and no object is shown as code."""
        text = to_text(assess(EVERYTHING, as_of=date(2021, 3, 20)))
        for code in ("Decimal", "Badge.", "datetime", "True", "None", "_rated"):
            assert code not in text
        assert "days left, the last one included: 377" in text


class TestAssessmentText:
    """An assessment shows what was asked, the five badges, and who sees what."""

    def test_the_question_come_first(self) -> None:
        """The text begins with who, what kind, the day, the edition and the window."""
        text = to_text(assess(SAMPLE, as_of=AS_OF))
        assert text.split("\n\n")[0].split("\n") == [
            "talent-17 (freelancer) on 2020-09-01",
            "Rules: edition 2020-07.",
            "Window: payments from 2019-09-02 to 2020-09-01 count.",
        ]

    def test_a_record_without_an_id_is_this_talent(self) -> None:
        """A talent without an id is still spoken of."""
        assert to_text(assess(agency(), as_of=AS_OF)).startswith(
            "This talent (agency) on 2020-09-01\n"
        )

    def test_a_hypothetical_answer_says_so(self) -> None:
        """An edition out of its time is called hypothetical, and one in force is not."""
        out_of_time = to_text(assess(SAMPLE, as_of=AS_OF, edition="2024-01"))
        assert "Rules: edition 2024-01." in out_of_time
        assert "Hypothetical" in out_of_time.split("\n\n")[0]
        assert "Hypothetical" not in to_text(assess(SAMPLE, as_of=AS_OF, edition="2020-07"))

    def test_only_readings_that_are_not_the_default_are_told(self) -> None:
        """What was asked name each reading that was switched, and no other."""
        switched = Readings(money_bar="more_than", enterprise_suite="enterprise_only")
        terms = to_text(assess(SAMPLE, as_of=AS_OF, readings=switched)).split("\n\n")[0]
        assert " ".join(terms.split()).endswith(
            "Read so that an amount has to be passed by a cent, not only reached (TRP-F1); clients "
            "on Enterprise alone see the diversity badge (DIV-8)."
        )
        assert "feedback" not in terms
        assert "Read" not in to_text(assess(SAMPLE, as_of=AS_OF)).split("\n\n")[0]

    def test_all_five_badges_and_the_viewers_are_there(self) -> None:
        """After what was asked come the five badges, then who sees what, then what changes next."""
        assert list(blocks(to_text(assess(SAMPLE, as_of=AS_OF))))[1:] == [
            "Top Rated Plus",
            "Expert-Vetted",
            "Top Rated",
            "Rising Talent",
            "Diversity-Certified",
            "On the profile",
            "As recorded",
            "Next",
        ]

    def test_a_supposed_edition_is_held_against_the_one_it_changes(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Numbers that the law had before that edition are no part of what is supposed."""
        first, *others = EDITIONS
        cheaper = attrs.evolve(
            first, freelancer_earnings=Cents(9_000_00), top_rated_score=Points(80)
        )
        monkeypatch.setattr("badgerules.rulebook.EDITIONS", (cheaper, *others))
        lower = edition_named("2021-02").hypothetical("lower", {"TRP-F1": "8000"})
        told = to_text(assess(SAMPLE, as_of=date(2021, 3, 20), edition=lower)).split("\n\n")[0]
        assert told.split("\n")[-2:] == [
            "Hypothetical: nobody published these rules. Against edition 2021-02:",
            "  > freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
        ]

    def test_a_reading_that_matters_is_told_with_its_clause(self) -> None:
        """Where another reading would turn the answer, the text says which and to what."""
        text = to_text(assess(freelancer(contract("10000.00")), as_of=AS_OF))
        told = " ".join(" ".join(blocks(text)["Top Rated Plus"]).split())
        assert told.endswith(
            " > if an amount has to be passed by a cent, not only reached (TRP-F1), the answer is "
            "no > if a large contract needs positive feedback (TRP-F5), the answer is no"
        )

    @pytest.mark.clause("TRP-A1")
    def test_of_an_agency_the_reading_names_the_agencys_clause(self) -> None:
        """What turns an agency at its bar of $20,000 is said of TRP-A1, also as an explanation."""
        text = to_text(assess(agency(contract("20000.00")), as_of=AS_OF))
        told = " ".join(" ".join(blocks(text)["Top Rated Plus"]).split())
        strictly = "if an amount has to be passed by a cent, not only reached (TRP-A1)"
        assert told.endswith(f" > {strictly}, the answer is no")
        shown = PlatformStats(shown_on=AS_OF, badge="top_rated")
        page = attrs.evolve(agency(contract("20000.00")), stats=shown)
        (entry,) = disagreements(assess(page, as_of=AS_OF))
        explained = [one.text for one in entry.explanations]
        assert f"{strictly}, the record says the same as the page" in explained

    def test_a_reading_may_turn_a_no_into_a_yes(self) -> None:
        """A member of an agency who reaches its amounts is told of the reading that would do."""
        member = freelancer(
            contract("20000.01", outcome="positive"), exclusive_agency_contractor=True
        )
        lines = blocks(to_text(assess(member, as_of=AS_OF)))["Top Rated Plus"]
        assert " ".join(" ".join(lines).split()).endswith(
            " > if an exclusive agency contractor may hold it, on the amounts for agencies (TRP-F7)"
            ", the answer is yes"
        )

    def test_no_reading_is_told_where_none_matters(self) -> None:
        """Readings that would not turn the answer are not spoken of."""
        assert "read as" not in to_text(assess(SAMPLE, as_of=AS_OF))


def profile_block(text: str) -> str:
    """Return the block of a text that says who sees what."""
    (block,) = [one for one in text.split("\n\n") if one.startswith("On the profile\n")]
    return block


def viewer_lines(record: TalentRecord, as_of: date, **question: Any) -> dict[str, str]:
    """Return what the text says each viewer sees."""
    text = assessment_text(assess(record, as_of=as_of, **question))
    lines = profile_block(text).split("\n")
    told = [line for line in lines[1:] if re.match("  [A-Z]", line)]
    pairs = [re.split(r" {2,}", line.strip(), maxsplit=1) for line in told]
    return {name: shown for name, shown in pairs}  # noqa: C416  # pairs of two, checked by this


class TestViewers:
    """The text says who sees which badge, and for one viewer why."""

    def test_every_viewer_has_a_line(self) -> None:
        """At launch the holder of both new badges is seen as the table of the rules says."""
        assert viewer_lines(plus_holder(expert_vetting=vetted()), date(2020, 8, 15)) == {
            "Enterprise and Business clients see": "Expert-Vetted",
            "Selected Plus clients see": "Top Rated Plus",
            "Other Plus clients see": "Top Rated",
            "Basic clients see": "Top Rated",
            "The talent sees": "Top Rated",
        }

    def test_viewers_who_see_the_same_for_other_reasons_stand_apart(self) -> None:
        """Everybody sees Expert-Vetted as its talent does, and only by other clauses."""
        lines = viewer_lines(plus_holder(expert_vetting=vetted()), AS_OF)
        assert lines["Enterprise and Business clients see"] == "Expert-Vetted"
        assert lines["The talent sees"] == "Expert-Vetted"

    def test_from_edition_2020_10_on_all_plus_clients_stand_together(self) -> None:
        """Nobody is selected any more, so the plan Plus is named once."""
        assert viewer_lines(plus_holder(), date(2020, 10, 1)) == {
            "Enterprise, Business and Plus clients see": "Top Rated Plus",
            "Basic clients see": "Top Rated",
            "The talent sees": "Top Rated Plus",
        }

    @pytest.mark.clause("VIS-10", "VIS-11")
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            pytest.param(
                date(2025, 6, 4),
                {
                    "Enterprise and Business clients see": "Expert-Vetted",
                    "Plus clients see": "Top Rated Plus",
                    "Basic clients see": "Top Rated",
                    "The talent sees": "Expert-Vetted",
                },
                id="the_day_before",
            ),
            pytest.param(
                date(2025, 6, 5),
                {
                    "Enterprise and Business Plus clients see": "Expert-Vetted",
                    "Basic clients see": "Top Rated Plus",
                    "The talent sees": "Expert-Vetted",
                },
                id="the_first_day",
            ),
        ],
    )
    def test_from_2025_on_the_plans_are_three(self, day: date, expected: dict[str, str]) -> None:
        """The text lists the plans of the edition, and no other, as the table has them."""
        shop = Contract(id="shop", category="writing", payments=[paid("12000", day)])
        assert viewer_lines(freelancer(shop, expert_vetting=vetted()), day) == expected

    @pytest.mark.clause("VIS-12")
    def test_how_plus_badges_are_read_is_told_where_it_matters(self) -> None:
        """Read by plans, Basic clients see Top Rated; read the default way, everyone Plus."""
        day = date(2026, 11, 1)
        shop = Contract(id="shop", category="writing", payments=[paid("12000", day)])
        lines = profile_block(assessment_text(assess(freelancer(shop), as_of=day))).split("\n")
        assert lines[1:] == [
            "  All clients see  Top Rated Plus",
            "  The talent sees  Top Rated Plus",
            "  > if of clients, only those on Business Plus and Enterprise see Top Rated Plus",
            "    (VIS-12), Basic clients see Top Rated",
        ]
        by_plans = Readings(plus_badge_audience="plans")
        assessment = assess(freelancer(shop), as_of=day, readings=by_plans)
        lines = profile_block(assessment_text(assessment)).split("\n")
        assert " ".join(" ".join(lines[1:]).split()) == (
            "Enterprise and Business Plus clients see Top Rated Plus "
            "Basic clients see Top Rated "
            "The talent sees Top Rated Plus "
            "> if everybody sees Top Rated Plus (VIS-12), Basic clients see Top Rated Plus"
        )

    @pytest.mark.clause("DIV-8")
    def test_how_the_enterprise_suite_is_read_is_told_where_it_matters(self) -> None:
        """Business clients see the badge by default, and no longer if Enterprise is the suite."""
        record = freelancer(country="US", certifications=[certified()])
        text = profile_block(assessment_text(assess(record, as_of=date(2021, 3, 20))))
        assert " ".join(text.split()).endswith(
            "> if clients on Enterprise alone see the diversity badge (DIV-8), Business clients "
            "see Top Rated"
        )

    @pytest.mark.clause("DIV-8")
    @pytest.mark.parametrize(
        ("day", "country", "is_told"),
        [
            pytest.param(date(2025, 6, 5), "US", False, id="on_the_last_day"),
            pytest.param(date(2025, 6, 6), "US", True, id="a_day_later"),
            pytest.param(date(2025, 6, 6), None, True, id="where_it_is_unknown"),
            pytest.param(date(2025, 6, 6), "CA", False, id="where_it_is_not_held"),
        ],
    )
    def test_nothing_newer_is_known_of_the_diversity_badge(
        self, day: date, country: str | None, *, is_told: bool
    ) -> None:
        """After 5 June 2025 an answer says since when nothing confirms who sees the badge."""
        held = certified(expires_on=date(2027, 1, 1))
        record = freelancer(country=country, certifications=[held])
        said = "  > who sees Diversity-Certified was last confirmed on 2025-06-05 (DIV-8)"
        assert (said in assessment_text(assess(record, as_of=day)).split("\n")) is is_told

    @pytest.mark.clause("VIS-10")
    @pytest.mark.parametrize(
        ("day", "words"),
        [
            pytest.param(date(2024, 6, 5), None, id="before_the_span"),
            pytest.param(
                date(2024, 6, 6),
                "edition 2025-06 may already have been in force, as it began between "
                "2024-06-06 and 2025-06-05: Basic clients then see Top Rated Plus",
                id="its_first_day",
            ),
            pytest.param(
                date(2025, 6, 5),
                "edition 2024-01 may still have been in force, as 2025-06 began between "
                "2024-06-06 and 2025-06-05: Basic clients then see Top Rated",
                id="its_last_day",
            ),
            pytest.param(date(2025, 6, 6), None, id="after_the_span"),
        ],
    )
    def test_who_sees_what_by_the_neighbour_is_told(self, day: date, words: str | None) -> None:
        """While an edition may or may not have begun, what the other shows is told with why."""
        shop = Contract(id="shop", category="writing", payments=[paid("12000", day)])
        text = profile_block(assessment_text(assess(freelancer(shop), as_of=day)))
        told = [line for line in " ".join(text.split()).split(" > ") if " force" in line]
        assert told == ([] if words is None else [words])

    def test_nothing_held_is_told_as_no_badge(self) -> None:
        """Who holds nothing shows no badge to anybody."""
        lines = viewer_lines(freelancer(base_badge="none"), AS_OF)
        assert lines == {"Everybody sees": "no badge"}

    def test_what_is_not_known_is_named(self) -> None:
        """A badge that might be seen, were it known to be held, is named as not known."""
        lines = viewer_lines(NOTHING_KNOWN, AS_OF)
        nothing = "no badge as far as known"
        assert lines == {"Everybody sees": f"{nothing}; not known: Top Rated, Rising Talent"}

    @pytest.mark.clause("DIV-12")
    def test_the_diversity_badge_stands_beside_the_other(self) -> None:
        """Clients on the two plans see the diversity badge beside the talent badge."""
        record = freelancer(country="US", certifications=[certified()])
        lines = viewer_lines(record, date(2021, 3, 20))
        seen = "Top Rated, and Diversity-Certified"
        assert lines["Enterprise and Business clients see"] == seen
        assert lines["The talent, Plus and Basic clients see"] == "Top Rated"

    @pytest.mark.parametrize("to", EVERY_VIEWER)
    def test_for_one_viewer_the_reasons_are_told(self, to: Audience) -> None:
        """For one viewer the text has one line of that viewer, then each badge held and why."""
        assessment = assess(plus_holder(expert_vetting=vetted()), as_of=date(2020, 8, 15))
        lines = blocks(assessment_text(assessment, to=to))["On the profile"]
        assert lines[1].startswith("  ")
        reasons = [line for line in lines[2:] if "VIS-" in line]
        for line, badge in zip(
            reasons, ("Expert-Vetted", "Top Rated Plus", "Top Rated"), strict=True
        ):
            assert line.startswith(f"  > {badge} is held")
            assert re.search(r"\(VIS-\d\)$", line)

    @pytest.mark.parametrize(
        ("to", "name", "reasons"),
        [
            pytest.param(
                PlanTier.BASIC,
                "Basic clients see",
                ["not shown here (VIS-1)", "not shown here (VIS-2)", "shown here (VIS-7)"],
                id="basic",
            ),
            pytest.param(
                "plus",
                "Other Plus clients see",
                ["not shown here (VIS-1)", "not shown here (VIS-3)", "shown here (VIS-7)"],
                id="plus",
            ),
            pytest.param(
                SELECTED,
                "Selected Plus clients see",
                [
                    "not shown here (VIS-1)",
                    "shown here (VIS-3)",
                    "would be shown otherwise (VIS-7)",
                ],
                id="plus_selected",
            ),
            pytest.param(
                PlanTier.ENTERPRISE,
                "Enterprise clients see",
                [
                    "shown here (VIS-1)",
                    "would be shown otherwise (VIS-2)",
                    "would be shown otherwise (VIS-7)",
                ],
                id="enterprise",
            ),
            pytest.param(
                "owner",
                "The talent sees",
                ["not shown here (VIS-4)", "not shown here (VIS-4)", "shown here (VIS-7)"],
                id="owner",
            ),
            pytest.param(
                ClientPlan(tier="basic", in_project_catalog_test=True),
                "This client sees",
                ["not shown here (VIS-1)", "not shown here (VIS-2)", "shown here (VIS-7)"],
                id="a_client_of_no_list",
            ),
        ],
    )
    def test_each_viewer_is_named_with_the_clause_of_each_badge(
        self,
        to: Audience,
        name: str,
        reasons: list[str],
    ) -> None:
        """The viewer's name leads, and each badge is seen or not by the clause that says so."""
        assessment = assess(plus_holder(expert_vetting=vetted()), as_of=date(2020, 8, 15))
        lines = blocks(assessment_text(assessment, to=to))["On the profile"]
        assert lines[1].strip().startswith(name)
        told = [line for line in lines[2:] if "VIS-" in line]
        for line, reason in zip(told, reasons, strict=True):
            assert line.endswith(f", and {reason}")

    @pytest.mark.clause("VIS-12", "DIV-8")
    def test_for_one_viewer_only_what_that_viewer_might_see_is_told(self) -> None:
        """Of readings, neighbours and what is old, one viewer is told what concerns that one."""
        day = date(2025, 6, 5)
        shop = Contract(id="shop", category="writing", payments=[paid("12000", day)])
        held = certified(expires_on=date(2027, 1, 1))
        record = freelancer(shop, country="US", certifications=[held])

        def told(to: Audience, as_of: date) -> list[str]:
            text = assessment_text(assess(record, as_of=as_of), to=to)
            (text,) = [one for one in text.split("\n\n") if one.startswith("On the profile")]
            lines = " ".join(text.split()).split(" > ")[1:]
            return [line for line in lines if " held" not in line and " priority " not in line]

        assert told("basic", day) == [
            f"{IF_BY_PLANS}, it is Top Rated",
            (
                "edition 2024-01 may still have been in force, as 2025-06 began between "
                "2024-06-06 and 2025-06-05: it is then Top Rated"
            ),
        ]
        assert told("business_plus", day) == []
        assert told("enterprise", day) == []
        assert told("enterprise", date(2025, 6, 6)) == [
            "who sees Diversity-Certified was last confirmed on 2025-06-05 (DIV-8)"
        ]
        in_the_test = ClientPlan(tier="business", in_project_catalog_test=True)
        assert told(in_the_test, date(2025, 6, 4)) == [
            "if clients on Enterprise alone see the diversity badge (DIV-8), it is Top Rated"
        ]

    @pytest.mark.clause("VIS-12")
    def test_a_view_tells_what_another_reading_would_show(self) -> None:
        """The text of a view of a Basic client ends with the reading that would hide the badge."""
        day = date(2026, 11, 1)
        shop = Contract(id="shop", category="writing", payments=[paid("12000", day)])
        assessment = assess(freelancer(shop), as_of=day)
        assert to_text(visibility(assessment, to="basic")).split("\n")[1:] == [
            "  > Top Rated Plus is held, and shown here (VIS-12, observation)",
            "  > Top Rated is held, and would be shown otherwise (VIS-7)",
            "  > if of clients, only those on Business Plus and Enterprise see Top Rated Plus",
            "    (VIS-12), it is Top Rated",
        ]
        assert " if " not in to_text(visibility(assessment, to="enterprise"))

    @pytest.mark.clause("BEN-1", "BEN-2")
    @pytest.mark.parametrize(
        ("to", "badges"),
        [
            ("owner", []),
            ("basic", []),
            (SELECTED, []),
            ("business", ["Expert-Vetted", "Top Rated Plus"]),
            ("enterprise", ["Expert-Vetted", "Top Rated Plus"]),
        ],
        ids=["owner", "basic", "plus_selected", "business", "enterprise"],
    )
    def test_priority_access_is_told_where_there_is_some(
        self, to: Audience, badges: list[str]
    ) -> None:
        """Both new badges give it on the plans Enterprise and Business, and on no other."""
        assessment = assess(plus_holder(expert_vetting=vetted()), as_of=AS_OF)
        lines = blocks(assessment_text(assessment, to=to))["On the profile"]
        told = [line for line in lines if " gives priority access here: " in line]
        assert {line.split(" gives ")[0] for line in told} == {f"  > {one}" for one in badges}

    @pytest.mark.parametrize(
        ("to", "named"),
        [
            ("owner", "the talent"),
            ("plus", "a client on the Plus plan"),
            (SELECTED, "a client on the Plus plan, selected for Top Rated Plus"),
            (
                ClientPlan(tier="basic", in_project_catalog_test=True),
                "a client on the Basic plan, in the test of the project catalog",
            ),
        ],
        ids=["owner", "plus", "selected", "in_the_test"],
    )
    def test_a_view_names_who_looks(self, to: Audience, named: str) -> None:
        """The text of a view begins with the viewer, the day and the place."""
        view = visibility(assess(freelancer(), as_of=AS_OF), to=to)
        text = " ".join(to_text(view).split())
        assert text.startswith(f"Seen by {named} on 2020-09-01, on the profile: Top Rated >")

    def test_a_badge_that_is_not_held_needs_no_reason(self) -> None:
        """Badges known not to be held are left out of the reasons."""
        lines = assessment_text(assess(SAMPLE, as_of=AS_OF), to="basic").split("\n")
        assert [line for line in lines if "VIS-" in line] == [
            "  > Top Rated is held, and shown here (VIS-7)"
        ]

    def test_a_badge_that_is_not_known_is_told_as_such(self) -> None:
        """Badges that may be held are told with what the viewer would see."""
        text = assessment_text(assess(NOTHING_KNOWN, as_of=AS_OF), to="basic")
        assert "Top Rated is not known to be held, and would be shown otherwise (VIS-7)" in text

    def test_the_badges_are_explained_also_for_one_viewer(self) -> None:
        """The decisions come before what the viewer sees, as they do for all viewers."""
        assessment = assess(SAMPLE, as_of=AS_OF)
        whole, own = assessment_text(assessment), assessment_text(assessment, to="basic")
        seen, own_seen = profile_block(whole), profile_block(own)
        assert own == whole.replace(seen, own_seen)
        assert seen != own_seen
        assert to_text(assessment).startswith(f"{whole}\n\nNext: ")

    @pytest.mark.parametrize(
        ("to", "expected"),
        [
            pytest.param(
                "plus",
                "Top Rated; Expert-Vetted is held but not shown here (VIS-1); "
                "Top Rated Plus is held but not shown here (VIS-3)",
                id="hidden",
            ),
            pytest.param("enterprise", "Expert-Vetted", id="seen"),
        ],
    )
    def test_a_view_explains_itself(self, to: PlanTierName, expected: str) -> None:
        """What a viewer sees has a text of its own, with what is held and hidden."""
        assessment = assess(plus_holder(expert_vetting=vetted()), as_of=AS_OF)
        assert visibility(assessment, to=to).text == expected

    def test_a_view_of_nothing_names_what_might_be_seen(self) -> None:
        """A view of no badge says so, and which badges would be shown."""
        text = visibility(assess(NOTHING_KNOWN, as_of=AS_OF), to="basic").text
        assert text == (
            "no badge; Top Rated would be shown if it were held; "
            "Rising Talent would be shown if it were held"
        )


IN_THE_TEST = ClientPlan(tier="basic", in_project_catalog_test=True)


@pytest.mark.clause("VIS-5")
@pytest.mark.parametrize(
    ("day", "surface", "to", "expected"),
    [
        pytest.param(
            date(2021, 6, 30), "project_catalog", IN_THE_TEST, "Top Rated", id="the_day_before"
        ),
        pytest.param(
            date(2021, 7, 1), "project_catalog", IN_THE_TEST, "Expert-Vetted", id="its_first_day"
        ),
        pytest.param(
            date(2021, 9, 30), "project_catalog", IN_THE_TEST, "Expert-Vetted", id="its_last_day"
        ),
        pytest.param(
            date(2021, 10, 1), "project_catalog", IN_THE_TEST, "Top Rated", id="the_day_after"
        ),
        pytest.param(
            date(2021, 8, 1), "project_catalog", "basic", "Top Rated", id="a_client_outside_it"
        ),
        pytest.param(date(2021, 8, 1), "profile", IN_THE_TEST, "Top Rated", id="on_the_profile"),
    ],
)
def test_the_catalog_test_shows_badges_for_a_while(
    day: date, surface: SurfaceName, to: Audience, expected: str
) -> None:
    """In the test of July 2021 its clients see every badge, in the Project Catalog alone."""
    holder = freelancer(
        Contract(id="one", category="writing", payments=[paid("12000", date(2021, 5, 1))]),
        expert_vetting=vetted(),
    )
    view = visibility(assess(holder, as_of=day), to=to, surface=surface)
    assert view.text.split(";")[0] == expected


CONTENTS = ("quartz", "4711", "lgbtq", "zenith", "qqq")
SECRET = certified(
    business_name="Quartz and Daughters",
    number="SN-4711-X",
    category="lgbtq_owned",
    provider="Zenith Certifiers",
    type="QQQ",
)


@pytest.mark.clause("DIV-13")
@pytest.mark.parametrize("day", law.USUAL_DAYS)
@pytest.mark.parametrize("status", ["draft", "submitted", "approved", "rejected"])
@pytest.mark.parametrize("country", ["US", "CA", None])
def test_what_a_certification_contains_is_never_shown(
    day: date, status: CertificationStatusName, country: str | None
) -> None:
    """No text shows name, number, category, certifier or type of a certification."""
    record = freelancer(country=country, certifications=[attrs.evolve(SECRET, status=status)])
    assessment = assess(record, as_of=day)
    texts = [to_text(assessment), to_text(assessment["diversity_certified"])]
    viewers = viewers_in(assessment.question.edition).values()
    texts += [assessment_text(assessment, to=viewer) for viewer in viewers]
    shown = "\n".join(texts).casefold()
    assert [content for content in CONTENTS if content in shown] == []


def test_missing_details_are_shown_by_name() -> None:
    """A certification that lacks details is told which, and its other details stay unsaid."""
    record = freelancer(country="US", certifications=[attrs.evolve(SECRET, number=None)])
    text = to_text(decide(record, "diversity_certified", as_of=date(2021, 3, 20)))
    (line,) = (line for line in blocks(text)["Diversity-Certified"] if "(DIV-3)" in line)
    assert line.endswith(": number (DIV-3)")


class TestHowSure:
    """A text says which other edition may have been in force, and how fresh its rules are."""

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            pytest.param(date(2021, 12, 31), [], id="before_the_span"),
            pytest.param(
                date(2022, 1, 1),
                [
                    (
                        "edition 2021-07 may still have been in force, as 2022-01 began between "
                        "2022-01-01 and 2022-12-31: the answer is then no"
                    )
                ],
                id="its_first_day",
            ),
            pytest.param(
                date(2022, 12, 31),
                [
                    (
                        "edition 2021-07 may still have been in force, as 2022-01 began between "
                        "2022-01-01 and 2022-12-31: the answer is then no"
                    )
                ],
                id="its_last_day",
            ),
            pytest.param(date(2023, 1, 1), [], id="after_the_span"),
        ],
    )
    def test_a_verdict_that_the_neighbour_turns_is_told(self, day: date, words: list[str]) -> None:
        """Writing opened in 2022, nobody knows when: for that year the answer may be no."""
        record = freelancer(expert_vetting=vetted(category="writing"))
        lines = blocks(to_text(assess(record, as_of=day)))["Expert-Vetted"]
        assert [line.removeprefix("  > ") for line in lines if " force" in line] == words

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            pytest.param(date(2025, 7, 7), [], id="before_the_span"),
            pytest.param(
                date(2025, 7, 8),
                [
                    (
                        "edition 2026-07 may already have been in force, as it began between "
                        "2025-07-08 and 2026-07-07: the answer is then yes"
                    )
                ],
                id="its_first_day",
            ),
            pytest.param(
                date(2026, 7, 7),
                [
                    (
                        "edition 2025-06 may still have been in force, as 2026-07 began between "
                        "2025-07-08 and 2026-07-07: the answer is then no"
                    )
                ],
                id="its_last_day",
            ),
            pytest.param(date(2026, 7, 8), [], id="after_the_span"),
        ],
    )
    def test_rising_talent_may_have_turned_a_year_earlier(
        self, day: date, words: list[str]
    ) -> None:
        """Somebody with a score has Rising Talent by its numbers, and before them never."""
        record = TalentRecord(
            kind="freelancer",
            contracts=[Contract(id="one", category="legal", payments=[paid("250", day)])],
            reputation=standing(
                day, average_feedback="4.80", identity_verified=True, payout_method=True
            ),
        )
        lines = blocks(to_text(assess(record, as_of=day)))["Rising Talent"]
        assert [line.removeprefix("  > ") for line in lines if " force" in line] == words

    @pytest.mark.parametrize(
        ("record", "badge", "day", "last"),
        [
            pytest.param(good_record(), "top_rated", date(2026, 9, 28), "", id="on_the_day_itself"),
            pytest.param(
                good_record(),
                "top_rated",
                date(2026, 9, 29),
                "Rules as last confirmed on 2026-09-28.",
                id="a_day_later",
            ),
            pytest.param(
                freelancer(),
                "top_rated_plus",
                date(2026, 9, 29),
                "Rules as last confirmed on 2026-09-28; TRP-F7 on 2020-07-07.",
                id="one_that_is_older",
            ),
            pytest.param(
                agency(),
                "top_rated_plus",
                date(2023, 11, 1),
                "Rules as last confirmed on 2023-10-31; TRP-A2, TRP-A3 and TRP-A4 on 2020-07-07.",
                id="several_that_are_older",
            ),
            pytest.param(
                freelancer(expert_vetting=vetted()),
                "expert_vetted",
                date(2026, 4, 21),
                "Rules as last confirmed on 2026-04-20; EV-2 on 2024-12-31.",
                id="ours_has_no_day",
            ),
            pytest.param(freelancer(), "top_rated", date(2030, 1, 1), "", id="no_source_says_it"),
            pytest.param(
                good_record(from_elance=True, profile_percent=90),
                "top_rated",
                date(2026, 9, 29),
                "Rules as last confirmed on 2026-09-28; TR-F5 on 2023-10-31.",
                id="the_exception_of_elance_decides",
            ),
            pytest.param(
                good_record(from_elance=True, profile_percent=100),
                "top_rated",
                date(2026, 9, 29),
                "Rules as last confirmed on 2026-09-28.",
                id="the_exception_is_not_needed",
            ),
            pytest.param(
                good_record(from_elance=True, profile_percent=89),
                "top_rated",
                date(2026, 9, 29),
                "Rules as last confirmed on 2026-09-28.",
                id="the_exception_does_not_help",
            ),
        ],
    )
    def test_the_last_line_says_when_the_rules_were_last_confirmed(
        self, record: TalentRecord, badge: BadgeName, day: date, last: str
    ) -> None:
        """For a later day the last line names the newest day of the findings, and what is older."""
        text = to_text(decide(record, badge, as_of=day))
        said = text[text.index("Rules as") :] if "Rules as" in text else ""
        assert " ".join(said.split()) == last

    def test_an_assessment_ends_with_how_fresh_all_its_badges_are(self) -> None:
        """The line is the last block, and names the clauses of all five badges, newest first."""
        text = to_text(assess(freelancer(country="US"), as_of=date(2026, 11, 28)))
        assert " ".join(text.split("\n\n")[-1].split()) == (
            "Rules as last confirmed on 2026-09-28; EV-1 on 2026-04-20; DIV-0 and DIV-2 on "
            "2021-03-25; TRP-F7 on 2020-07-07."
        )
        assert "Rules as last" not in to_text(assess(freelancer(), as_of=AS_OF))


class TestClauseText:
    """A clause shows its statement, its standing, its sources, and its numbers over time."""

    def test_a_clause_shows_where_it_comes_from(self) -> None:
        """Standing, statement, each source and the place in it can be read."""
        text = " ".join(to_text(clause("TRP-F1")).split())
        assert text.startswith("TRP-F1 modelled, by announcement")
        assert "$10,000" in text
        assert "New talent badges are now available!" in text
        assert "community.upwork.com, ba-p/778142" in text
        assert "Forum thread 1051261" in text
        assert "> reaching an amount is enough (money_bar=at_least, the default) >" in text
        assert text.endswith("not only reached (money_bar=more_than)")

    def test_a_clause_without_readings_or_sources_says_nothing_of_them(self) -> None:
        """A clause that is ours alone names no source, and one without readings none."""
        text = to_text(clause("WIN-5"))
        assert "by ours" in text
        assert "source:" not in text
        assert "the default" not in text

    def test_a_source_without_an_address_is_shown_by_its_title(self) -> None:
        """A text that stands nowhere on the net is named by title, date and authority."""
        text = " ".join(to_text(clause("NOT-7")).split())
        assert "All About the New Upwork Badges (Sep 2020, third party)" in text

    def test_several_readings_are_all_named(self) -> None:
        """A clause that two readings touch names both, each by its name, its default marked."""
        text = " ".join(to_text(clause("TRP-A1")).split())
        asked_for = re.findall(r"\((\w+=\w+(?:, the default)?)\)", text)
        assert asked_for == [
            "money_bar=at_least, the default",
            "money_bar=more_than",
            "agency_earnings_window=twelve_months, the default",
            "agency_earnings_window=lifetime",
        ]

    @pytest.mark.parametrize("one", CLAUSES.values(), ids=CLAUSES)
    def test_every_clause_has_a_text(self, one: Clause) -> None:
        """Each clause of the register shows its id, its whole statement and its place."""
        text = to_text(one)
        assert text.startswith(f"{one.id} ")
        assert squeezed(one.statement) in squeezed(text)
        assert squeezed(one.locator) in squeezed(text)

    def test_a_number_that_changes_is_told_by_edition(self) -> None:
        """A parameter is told from the edition on that changed it, and not again in between."""
        lines = clause_text(clause("VIS-3"), EDITIONS).split("\n")
        assert [line for line in lines if "edition" in line and line.startswith("  >")] == [
            "  > plus needs selection from edition 2020-07: yes",
            "  > plus needs selection from edition 2020-10: no",
        ]

    def test_a_number_that_comes_and_goes_is_told_each_time(self) -> None:
        """A parameter that returns to an earlier value is told again."""
        first, second = EDITIONS[0], EDITIONS[1]
        again = attrs.evolve(first, id="again")
        text = clause_text(clause("VIS-3"), [first, second, again])
        assert text.count("plus needs selection") == 3
        assert "from edition again: yes" in text

    def test_one_edition_alone_shows_its_own_number(self) -> None:
        """Shown for one edition a clause has the numbers of that edition alone."""
        text = clause_text(clause("VIS-3"), [edition_named("2021-07")])
        assert text.endswith("  > plus needs selection from edition 2021-07: no")
        assert text.count("from edition") == 1

    def test_a_clause_without_numbers_is_its_text(self) -> None:
        """A clause that no parameter cites has nothing to show by edition."""
        assert clause_text(clause("NOT-1"), EDITIONS) == to_text(clause("NOT-1"))

    @pytest.mark.parametrize(
        ("clause_id", "edition_id", "shown"),
        [
            pytest.param("WIN-1", "2020-07", "window from edition 2020-07: 12 months", id="months"),
            pytest.param(
                "TRP-A1", "2020-07", "agency earnings from edition 2020-07: $20,000.00", id="money"
            ),
            pytest.param("TRP-A3", "2020-07", "2020-07: 10 percent", id="percent"),
            pytest.param("TR-F1", "2020-07", "2020-07: 90 points", id="points"),
            pytest.param("VIS-4", "2020-07", "2020-07: 2020-09-01", id="a_day"),
            pytest.param("VIS-5", "2020-07", "2020-07: none", id="no_day"),
            pytest.param("VIS-5", "2021-07", "2021-07: 2021-07-01", id="the_day_of_a_test"),
            pytest.param("VIS-2", "2020-07", "2020-07: business; enterprise; plus", id="a_set"),
            pytest.param("DIV-2", "2020-07", "2020-07: none", id="an_empty_set"),
            pytest.param("DIV-2", "2020-10", "2020-10: US", id="countries"),
            pytest.param(
                "DIV-3",
                "2020-10",
                "2020-10: business name; category; expires on; number",
                id="names",
            ),
            pytest.param("DIV-0", "2020-07", "2020-07: no", id="no"),
            pytest.param(
                "EV-2",
                "2020-07",
                "2020-07: Design & Creative; Sales & Marketing; Web, Mobile & Software Development",
                id="categories",
            ),
            pytest.param(
                "TRP-A2",
                "2020-07",
                "$10,000.00 for Design & Creative; Engineering & Architecture; Legal; "
                "Translation; Writing | $20,000.00 for Accounting & Consulting; Admin Support; "
                "Customer Service; Data Science & Analytics; IT & Networking; Sales & Marketing | "
                "$30,000.00 for Web, Mobile & Software Development",
                id="a_table",
            ),
        ],
    )
    def test_a_number_is_shown_with_its_unit(
        self, clause_id: str, edition_id: str, shown: str
    ) -> None:
        """Money, months, days, sets and tables are each shown as people write them."""
        text = clause_text(clause(clause_id), [edition_named(edition_id)])
        assert shown in " ".join(text.split())


class TestEditionText:
    """An edition shows every number with its unit and clause, and every source it rests on."""

    def test_an_edition_says_what_it_changed_and_when(self) -> None:
        """The first lines name the edition, its first day, its news and how sure the day is."""
        text = " ".join(to_text(edition_named("2021-02")).split())
        assert text.startswith("Edition 2021-02, in force from 2021-02-17 New: ")
        assert (
            "Date: earliest day consistent with the text; it began between 2021-02-17 and "
            "2021-03-25." in text
        )

    @pytest.mark.parametrize(
        ("edition_id", "dating"),
        [
            ("2020-07", "day of the announcement's first screenshots."),
            (
                "2020-10",
                "month known, day assumed; it began between 2020-10-01 and 2020-10-31.",
            ),
            (
                "2022-01",
                "year known, day assumed; it began between 2022-01-01 and 2022-12-31.",
            ),
            (
                "2025-06",
                (
                    "no later than this day, by a dated copy; it began between 2024-06-06 and "
                    "2025-06-05."
                ),
            ),
            (
                "2026-07",
                (
                    "no later than this day, by a dated copy; it began between 2025-07-08 and "
                    "2026-07-07."
                ),
            ),
        ],
    )
    def test_an_edition_says_how_sure_its_first_day_is(self, edition_id: str, dating: str) -> None:
        """A day known exactly is told alone, a month, a year and a bound with their span."""
        text = " ".join(to_text(edition_named(edition_id)).split())
        assert f". Date: {dating} " in text

    def test_every_parameter_is_shown_with_its_clause_and_sources(self) -> None:
        """A line of a parameter has clause, name, value with unit, and the sources' keys."""
        lines = to_text(edition_named("2020-07")).split("\n")
        for line in (
            "WIN-1    window: 12 months [TB, VT]",
            "TRP-F1   freelancer earnings: $10,000.00 [TB, F-1051261]",
            "TRP-A3   negative share: 10 percent [TB]",
            "TR-A3    agency members: 2 members [H-TR]",
            "TR-X1    circumvention bar: 6 months [H-TR]",
            "VIS-3    plus needs selection: yes [TB, F-778142]",
            "VIS-5    catalog test first day: none [TB]",
            "DIV-2    diversity countries: none [DC, DC20, H-DC]",
        ):
            assert line in lines

    @pytest.mark.parametrize("edition", EDITIONS, ids=[edition.id for edition in EDITIONS])
    def test_every_source_that_is_cited_is_listed(self, edition: Edition) -> None:
        """Each key in brackets stands once under the sources, with title, date and authority."""
        text = to_text(edition)
        rules, _, sources = text.partition("\nSources\n")
        keys = {
            key for found in re.findall(r"\[([^]]+)\]", rules) for key in re.split(r",\s+", found)
        }
        listed = re.findall(r"^(\S+)", sources, flags=re.MULTILINE)
        assert keys == set(listed)
        assert len(listed) == len(set(listed))
        assert "New talent badges are now available! (7 Jul 2020" in sources


def finding_text(
    badge: BadgeName, criterion: str, kind: KindName = "freelancer", **facts: Any
) -> str:
    """Return the text of one finding on a reputation that is good but for the facts given."""
    return decide(good_record(kind, **facts), badge, as_of=AS_OF)[criterion].text


class TestReputationText:
    """What a reputation lacks is told with its number, its weeks or its days."""

    def test_all_of_top_rated_is_told_with_its_clauses(self) -> None:
        """Every criterion of a freelancer stands in the text with its number and its clause."""
        (lines,) = blocks(to_text(decide(good_record(), "top_rated", as_of=AS_OF))).values()
        assert lines == [
            "Top Rated: yes",
            "  + Job Success Score 97, 90 needed (TR-F1)",
            "  + $40,000.00 earned, $1,000.00 needed (TR-F2)",
            "  + days since the first contract: 550, needed: 91 (TR-F3)",
            "  + 16 of the last 16 weeks eligible, 13 needed (TR-F4)",
            "  + the own profile is 100 % complete, 100 % needed (TR-F5)",
            "  + the availability is up to date (TR-F6)",
            "  + no recent account hold or violation notice (TR-F7)",
            "  + active on 2020-08-15, which stops counting on 2020-11-13 (TR-F8)",
            "  + not barred for taking payment off the platform (TR-X1)",
            (
                "  > if this became true within the last 48 hours, the badge may not be shown yet "
                "(DELAY-1)"
            ),
        ]

    @pytest.mark.parametrize(
        ("criterion", "facts", "text"),
        [
            pytest.param(
                "job_success_score",
                {"job_success_score": 87},
                "Job Success Score 87, 90 needed; 3 short",
                id="score_too_low",
            ),
            pytest.param(
                "job_success_score",
                {"job_success_score": None},
                "no Job Success Score yet, 90 needed",
                id="no_score_yet",
            ),
            pytest.param(
                "job_success_score",
                {"job_success_score": UNKNOWN},
                "the current Job Success Score is not known",
                id="score_unknown",
            ),
            pytest.param(
                "first_contract",
                {"first_contract_on": date(2020, 6, 13)},
                "days since the first contract: 80, needed: 91; 11 short",
                id="contract_too_new",
            ),
            pytest.param(
                "first_contract",
                {"first_contract_on": None},
                "no contract has begun yet; days needed since the first: 91",
                id="no_contract_yet",
            ),
            pytest.param(
                "first_contract",
                {"first_contract_on": UNKNOWN},
                "it is not known when the first contract began",
                id="first_contract_unknown",
            ),
            pytest.param(
                "profile",
                {"profile_percent": 75},
                "the own profile is 75 % complete, 100 % needed; 25 short",
                id="profile",
            ),
            pytest.param(
                "availability",
                {"availability_current": False},
                "the availability is not up to date",
                id="availability",
            ),
            pytest.param(
                "no_recent_hold",
                {"holds": [date(2020, 6, 10)]},
                "an account hold or violation notice on 2020-06-10 stops counting on 2020-09-08",
                id="hold",
            ),
            pytest.param(
                "recent_activity",
                {"last_active_on": None},
                "no proposal, accepted invitation or payment is recent enough",
                id="no_activity",
            ),
            pytest.param(
                "no_circumvention",
                {"circumvention_on": date(2020, 8, 31)},
                "payment was taken off the platform on 2020-08-31, which bars until 2021-02-28",
                id="circumvention",
            ),
        ],
    )
    def test_what_fails_is_told_as_it_is(
        self, criterion: str, facts: dict[str, Any], text: str
    ) -> None:
        """What is short, not there yet or not known is told apart, with the days that decide."""
        assert finding_text("top_rated", criterion, **facts) == text

    @pytest.mark.parametrize(
        ("marks", "text"),
        [
            pytest.param("+" * 16, "16 of the last 16 weeks eligible, 13 needed", id="all"),
            pytest.param(
                "----" + "+" * 12,
                "12 of the last 16 weeks eligible, 13 needed; 1 short",
                id="one_short",
            ),
            pytest.param(
                "..." + "+" * 13,
                "13 to 16 of the last 16 weeks eligible, 13 needed",
                id="enough_either_way",
            ),
            pytest.param(
                "-...." + "+" * 11,
                "11 to 15 of the last 16 weeks eligible, 13 needed; not known: 4",
                id="open",
            ),
            pytest.param(
                "----.." + "+" * 10,
                "10 to 12 of the last 16 weeks eligible, 13 needed; 1 to 3 short",
                id="too_few_either_way",
            ),
        ],
    )
    @pytest.mark.clause("TR-F4")
    def test_weeks_are_told_as_a_range_where_some_are_not_known(
        self, marks: str, text: str
    ) -> None:
        """The count of weeks is one number or two, with what is missing or not known."""
        assert finding_text("top_rated", "eligible_weeks", weeks=weeks(marks)) == text

    @pytest.mark.parametrize(
        ("criterion", "facts", "text"),
        [
            pytest.param("members", {"members": 1}, "members: 1, needed: 2; 1 short", id="members"),
            pytest.param(
                "members",
                {"members": None},
                "it is not known how many members there are",
                id="members_unknown",
            ),
            pytest.param(
                "profile",
                {"profile_percent": 80},
                "the owner's profile is 80 % complete, 100 % needed; 20 short",
                id="owner",
            ),
            pytest.param(
                "profile",
                {"profile_percent": None},
                "it is not known how complete the owner's profile is",
                id="owner_unknown",
            ),
            pytest.param(
                "members_profile",
                {"members_profile_percent": 59},
                "the members' profiles are 59 % complete on average, 60 % needed; 1 short",
                id="members_profile",
            ),
        ],
    )
    def test_an_agency_is_told_of_its_owner_and_members(
        self, criterion: str, facts: dict[str, Any], text: str
    ) -> None:
        """An agency's criteria speak of its owner and of its members."""
        assert finding_text("top_rated", criterion, "agency", **facts) == text

    @pytest.mark.parametrize(
        ("criterion", "facts", "text"),
        [
            pytest.param(
                "no_score_yet", {"job_success_score": None}, "no Job Success Score yet", id="new"
            ),
            pytest.param(
                "no_score_yet",
                {},
                "there is a Job Success Score, which ends Rising Talent",
                id="a_score",
            ),
            pytest.param(
                "recent_activity",
                {"last_active_on": None, "joined_on": date(2020, 8, 20)},
                "active, or joined, on 2020-08-20, which stops counting on 2020-09-19",
                id="joined",
            ),
            pytest.param(
                "recent_activity",
                {"last_active_on": None},
                "no proposal, accepted invitation, payment or joining is recent enough",
                id="neither_active_nor_new",
            ),
            pytest.param(
                "recent_activity",
                {"last_active_on": UNKNOWN},
                "it is not known whether the talent was active, or joined, recently",
                id="activity_unknown",
            ),
            pytest.param(
                "discretion",
                {},
                "no published bar is left: the rest is at the discretion of the platform, "
                "so record what it reports",
                id="discretion",
            ),
            pytest.param(
                "discretion",
                {"rising_talent": True},
                "the platform reports Rising Talent",
                id="reported",
            ),
        ],
    )
    def test_rising_talent_is_told_as_it_is(
        self, criterion: str, facts: dict[str, Any], text: str
    ) -> None:
        """What Rising Talent asks for is told with the day of activity, or that nothing decides."""
        assert finding_text("rising_talent", criterion, **facts) == text

    @pytest.mark.parametrize(
        ("facts", "text"),
        [
            pytest.param({}, "Top Rated is held", id="held"),
            pytest.param(
                {"job_success_score": 89, "profile_percent": 99, "holds": None},
                "Top Rated is not held, and Top Rated Plus builds on it; see TR-F1, TR-F5",
                id="not_held",
            ),
            pytest.param(
                {"weeks": [], "holds": None},
                "it is not known whether Top Rated is held; see TR-F4, TR-F7",
                id="not_known",
            ),
        ],
    )
    @pytest.mark.clause("TRP-F8")
    def test_top_rated_plus_names_the_clauses_that_decide_top_rated(
        self, facts: dict[str, Any], text: str
    ) -> None:
        """Where the computed Top Rated is not held, or not known, its clauses are named."""
        assert finding_text("top_rated_plus", "top_rated", **facts) == text

    def test_what_would_settle_a_computed_badge_is_told(self) -> None:
        """A suspended answer ends with all facts of the reputation that would settle it."""
        facts: dict[str, Any] = {"last_active_on": UNKNOWN, "joined_on": None}
        record = good_record(job_success_score=None, **facts)
        decision = decide(record, "rising_talent", as_of=AS_OF)
        (lines,) = blocks(to_text(decision)).values()
        assert lines[0] == "Rising Talent: unknown"
        assert " ".join(" ".join(lines).split()).endswith(
            " > to settle it, record the day of the last proposal or accepted invitation "
            "(last_active_on), the day of joining the platform (joined_on) and whether the "
            "platform reports Rising Talent (rising_talent)"
        )


def lines_between(before: TalentRecord, after: TalentRecord, *days: date) -> list[str]:
    """Return the text of what came between two answers, without its first line."""
    first, last = days or (AS_OF, AS_OF)
    comparison = compare(assess(before, as_of=first), assess(after, as_of=last))
    heading, *lines = to_text(comparison).split("\n")
    assert heading.startswith(f"From {first} (edition ")
    return lines


ROLLING = freelancer(
    Contract(
        id="brief",
        category="legal",
        payments=[
            paid("6000", date(2019, 9, 10)),
            paid("-50", date(2019, 9, 11)),
            paid("9000", date(2020, 3, 2)),
        ],
    )
)


class TestComparisonText:
    """A comparison tells badge by badge what changed why, then what viewers see."""

    def test_what_rolled_out_is_told_with_each_payment(self) -> None:
        """Every change has its cause, what is so now and was before, and the payments that left."""
        assert lines_between(ROLLING, ROLLING, AS_OF, date(2020, 9, 15)) == [
            "",
            "Top Rated Plus: no, was yes",
            "  ~ earnings (TRP-F1), as payments left the window:",
            "    now: $9,000.00 earned, $10,000.00 needed; $1,000.00 short",
            "    was: $14,950.00 earned, $10,000.00 needed",
            "      2019-09-10 $6,000.00 on brief",
            "      2019-09-11 -$50.00 on brief",
            "  ~ large contract (TRP-F2), as payments left the window:",
            "    now: brief (Legal): $9,000.00 of $5,000.00, large",
            "    was: brief (Legal): $14,950.00 of $5,000.00, large",
            "      2019-09-10 $6,000.00 on brief",
            "      2019-09-11 -$50.00 on brief",
            "",
            "On the profile",
            "  ~ the talent, as payments left the window: Top Rated, was Top Rated Plus",
            "  ~ selected Plus clients, as payments left the window: Top Rated, was Top Rated",
            "    Plus",
            "  ~ Business clients, as payments left the window: Top Rated, was Top Rated Plus",
            "  ~ Enterprise clients, as payments left the window: Top Rated, was Top Rated",
            "    Plus",
        ]

    def test_nothing_between_is_told_as_such(self) -> None:
        """Where both answers are alike the text says so, and nothing else."""
        assert lines_between(ROLLING, ROLLING) == ["", "Nothing differs."]

    def test_a_view_may_change_alone(self) -> None:
        """Where only a view changed, no badge is spoken of."""
        holder = plus_holder()
        assert lines_between(holder, holder, date(2020, 8, 31), AS_OF) == [
            "",
            "On the profile",
            "  ~ the talent, as time passed: Top Rated Plus, was Top Rated",
        ]

    def test_two_badges_seen_together_are_told_together(self) -> None:
        """Beside the talent badge the diversity badge is told, and none is no badge."""
        before, after = (
            freelancer(base_badge=word, country="US", certifications=[certified()])
            for word in ("none", "top_rated")
        )
        day = date(2021, 3, 20)
        lines = lines_between(before, after, day, day)
        assert "  ~ Basic clients, by new facts: Top Rated, was no badge" in lines
        together = (
            "  ~ Business clients, by new facts: Top Rated and Diversity-Certified, was "
            "Diversity-Certified"
        )
        assert squeezed(together) in squeezed("\n".join(lines))

    def test_the_most_asked_badge_comes_first(self) -> None:
        """Badges that changed are told in the order of an answer; those that did not are not."""
        lines = lines_between(freelancer(base_badge=None), freelancer())
        assert [line for line in lines if line and not line.startswith(" ")] == [
            "Top Rated Plus: still no",
            "Top Rated: yes, was unknown",
            "Rising Talent: no, was unknown",
            "On the profile",
        ]

    def test_no_badge_is_left_out(self) -> None:
        """What changed for the badge that is told last is told too, as is that no view did."""
        before, after = (
            freelancer(country=country, certifications=[certified()]) for country in ("CA", None)
        )
        assert lines_between(before, after, date(2021, 3, 20), date(2021, 3, 20)) == [
            "",
            "Diversity-Certified: unknown, was no",
            "  ~ country (DIV-2), by new facts:",
            "    now: the country is not recorded",
            "    was: the country is not open to this badge",
        ]

    def test_what_came_and_what_went_is_told_by_itself(self) -> None:
        """A finding that did not apply before, or does no longer, has one line only."""
        later = attrs.evolve(freelancer(), base_badge=None, reputation=reputation())
        lines = lines_between(freelancer(), later)
        went = lines.index("  ~ recorded badge (BASE-1), by new facts:")
        assert lines[went + 1 : went + 4] == [
            "    was: the platform reports Top Rated",
            "  ~ job success score (TR-F1), by new facts:",
            "    now: Job Success Score 97, 90 needed",
        ]

    def test_where_the_finding_reads_alike_its_rows_are_told(self) -> None:
        """A contract that is not the nearest changed; only its row is told, now and before."""
        record = freelancer(contract("4500", name="near"), contract("4000", name="far"))
        lines = lines_between(record, record.with_payment("far", "100", on=AS_OF))
        large = lines.index("  ~ large contract (TRP-F2), by new facts:")
        assert lines[large + 1 :] == [
            "    now: far (Writing): $4,100.00 of $5,000.00, $900.00 short",
            "    was: far (Writing): $4,000.00 of $5,000.00, $1,000.00 short",
        ]

    def test_every_cause_has_its_words(self) -> None:
        """All six causes are told, in the words of people."""
        record = good_record("freelancer", *ROLLING.contracts, holds=[date(2020, 6, 10)])
        later = record.with_payment("brief", "1", on=date(2020, 9, 12))
        later = later.with_outcome("brief", "negative", on=date(2020, 9, 12))
        question: dict[str, Any] = {
            "readings": Readings(money_bar="more_than"),
            "edition": edition_named("2020-07").hypothetical("dearer", {"TRP-F1": 11_000}),
        }
        after = assess(later, as_of=date(2020, 9, 15), **question)
        text = to_text(compare(assess(record, as_of=AS_OF), after))
        for words in (
            "earnings (TRP-F1), read differently:",
            "earnings (TRP-F1), by another edition:",
            "earnings (TRP-F1), as payments left the window:",
            "earnings (TRP-F1), by new facts:",
            "large contract (TRP-F2), by an outcome that arrived:",
            "no recent hold (TR-F7), as time passed:",
        ):
            assert f"  ~ {words}\n" in text

    @pytest.mark.parametrize("record", RECORDS)
    @pytest.mark.parametrize("day", DAYS)
    def test_no_line_of_a_comparison_is_too_long(self, record: TalentRecord, day: date) -> None:
        """However long the ids are, the text of a comparison keeps within 80 columns."""
        lines = text_lines(
            to_text(compare(assess(record, as_of=first), assess(record, as_of=last, readings=read)))
            for first, last in ((AS_OF, day), (day, AS_OF))
            for read in (Readings(), ODD_READINGS)
        )
        assert max(map(len, lines)) <= 80
        assert [line for line in lines if line != line.rstrip()] == []


def text_lines(texts: Iterable[str]) -> list[str]:
    """Return the lines of some texts."""
    return [line for text in texts for line in text.split("\n")]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("\u4e2d" * 100, id="wide"),
        pytest.param("a" + "\uff21" * 99, id="full_width_from_an_odd_column"),
        pytest.param("e\u0301" * 100, id="joined_marks"),
        pytest.param("\u4e2d\u6587 " * 60, id="wide_words"),
        pytest.param("x" * 300, id="ascii"),
    ],
)
def test_a_line_has_at_most_eighty_columns_in_any_script(name: str) -> None:
    """Wide letters take two columns of a terminal and joined marks none; no letter is lost."""
    record = freelancer(contract("100.00", name=name.strip()), id=name.strip())
    text = to_text(assess(record, as_of=AS_OF))
    for line in text.splitlines():
        columns = sum(
            0 if combining(letter) else 2 if east_asian_width(letter) in {"W", "F"} else 1
            for letter in line
        )
        assert columns <= 80
    letters = "".join(name.split())
    assert letters in "".join(text.split())


def test_a_line_of_wide_letters_is_filled() -> None:
    """Forty letters of two columns fill a line; a line is not broken earlier than it must be."""
    assert [len(line) for line in wrapped("\u4e2d" * 90)] == [40, 40, 10]
    assert [len(line) for line in wrapped("ab " + "\u4e2d" * 50)] == [41, 12]


def test_a_wide_letter_that_no_longer_fits_begins_the_next_line() -> None:
    """With 78 columns and a blank filled there is room for one column, and the letter needs two."""
    name = "x" * 78
    assert wrapped(f"{name} " + "\u4e2d" * 50) == [name, "\u4e2d" * 40, "\u4e2d" * 10]
    assert wrapped(f"{name} " + "e\u0301" * 81) == [f"{name} e\u0301", "e\u0301" * 80]

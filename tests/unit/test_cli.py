"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import badgerules
import law
from badgerules import (
    CLAUSES,
    EDITIONS,
    Badge,
    ClientPlan,
    Readings,
    assess,
    dump_assessment,
    load_record,
    remedies,
    to_text,
    visibility,
)
from badgerules.cli import main
from badgerules.cli.assessing import MORE, PAGE_TITLE
from badgerules.cli.law import MORE_LAW
from badgerules.display import (
    assessment_text,
    badge_text,
    next_change_text,
    remedies_text,
    summary_text,
)
from badgerules.display.html import html_page
from badgerules.display.layout import ANSWERS
from programs import status_of

if TYPE_CHECKING:
    from badgerules.names import PlanTierName, ViewerName

RECORD: dict[str, Any] = {
    "format": 1,
    "id": "talent-17",
    "kind": "freelancer",
    "base_badge": "top_rated",
    "contracts": [
        {
            "id": "shop-support",
            "category": "writing",
            "payments": [{"paid_on": "2020-03-02", "amount": "10000.00"}],
        }
    ],
}
"""A freelancer exactly at the bar of Top Rated Plus, without feedback yet."""

AS_OF = date(2020, 9, 1)
ON_THE_DAY = ["--as-of", "2020-09-01"]
SCREEN = 24
"""How many lines a terminal has that nobody has made larger."""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the path of a file with the record."""
    path = tmp_path / "record.json"
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    return str(path)


def answered(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that answers, and return what it printed."""
    assert status_of(arguments) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.endswith("\n")
    return printed.out[:-1]


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that refuses, and return its message."""
    assert status_of(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def in_a_process(
    arguments: list[str], *, given: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "badgerules", *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


class TestAssess:
    """`assess` decides every badge of one talent."""

    def test_the_answer_is_printed_as_text(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --full the whole text of the assessment is printed."""
        printed = answered(["assess", file, *ON_THE_DAY, "--full"], capsys)
        lines = printed.split("\n")
        assert lines[0] == "talent-17 (freelancer) on 2020-09-01"
        assert "Top Rated Plus: yes" in lines
        assert f"  {'The talent sees':<35}  Top Rated Plus" in lines
        assert printed == to_text(assess(load_record(RECORD), as_of=AS_OF))

    def test_an_answer_fits_on_one_screen(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without further options it is short, and says what brings more."""
        printed = answered(["assess", file, *ON_THE_DAY], capsys)
        summary = summary_text(assess(load_record(RECORD), as_of=AS_OF))
        assert printed.startswith(f"{summary}\n\nNext: on 2021-03-02 ")
        assert printed.endswith(f"\n\n{MORE}")
        assert len(printed.splitlines()) <= SCREEN

    @pytest.mark.parametrize("badge", list(Badge))
    def test_one_badge_may_be_asked_about(
        self, file: str, badge: Badge, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --badge all of that badge is said, its remedies too, and nothing of the others."""
        printed = answered(
            ["assess", file, *ON_THE_DAY, "--remedies", "--badge", badge.value], capsys
        )
        record = load_record(RECORD)
        assessment = assess(record, as_of=AS_OF)
        found = remedies(record, badge, as_of=AS_OF)
        blocks = [badge_text(assessment, badge), remedies_text(found), next_change_text(assessment)]
        assert printed == "\n\n".join(blocks)
        heads = [f"{other.label}: {ANSWERS[assessment[other].verdict]}" for other in Badge]
        told = [head for head in heads if head in printed.splitlines()]
        assert told == [f"{badge.label}: {ANSWERS[assessment[badge].verdict]}"]

    def test_one_badge_and_one_viewer_may_be_asked_about(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --badge and --plan the view follows the badge."""
        arguments = ["assess", file, *ON_THE_DAY, "--badge", "top_rated", "--plan", "basic"]
        printed = answered(arguments, capsys)
        assessment = assess(load_record(RECORD), as_of=AS_OF)
        seen = to_text(visibility(assessment, to="basic"))
        blocks = [badge_text(assessment, Badge.TOP_RATED), seen, next_change_text(assessment)]
        assert printed == "\n\n".join(blocks)

    def test_one_badge_may_be_shown_as_a_page(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --badge and --html the page holds the decision on that badge alone."""
        arguments = ["assess", file, *ON_THE_DAY, "--badge", "top_rated", "--html"]
        decision = assess(load_record(RECORD), as_of=AS_OF)["top_rated"]
        assert answered(arguments, capsys) == html_page(PAGE_TITLE, decision)

    def test_a_part_of_an_answer_is_no_json(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The JSON of an answer holds every badge, so --badge is refused beside it."""
        arguments = ["assess", file, *ON_THE_DAY, "--badge", "top_rated", "--json"]
        assert refused(arguments, capsys) == (
            "badgerules: --badge must be left out with --json, which holds every badge\n"
        )

    def test_the_answer_is_printed_as_json(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --json the answer is one JSON document and nothing else."""
        printed = json.loads(answered(["assess", file, *ON_THE_DAY, "--json"], capsys))
        assert printed["id"] == "talent-17"
        assert printed["as_of"] == "2020-09-01"
        assert printed["badges"]["top_rated_plus"]["verdict"] == "met"
        assert printed == dump_assessment(assess(load_record(RECORD), as_of=AS_OF))

    def test_the_record_may_come_from_standard_input(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """For the file - the record is read from standard input."""
        given = io.TextIOWrapper(io.BytesIO(json.dumps(RECORD).encode()))
        monkeypatch.setattr(sys, "stdin", given)
        printed = answered(["assess", "-", *ON_THE_DAY, "--json"], capsys)
        assert json.loads(printed)["id"] == "talent-17"

    def test_without_a_day_it_is_today(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The day asked about is the user's own day unless one is given."""
        before = datetime.now(UTC).astimezone().date()
        printed = json.loads(answered(["assess", file, "--json"], capsys))
        after = datetime.now(UTC).astimezone().date()
        assert date.fromisoformat(printed["as_of"]) in {before, after}

    @pytest.mark.parametrize(
        ("edition", "hypothetical"),
        [
            pytest.param("2020-07", False, id="in_force"),
            pytest.param("2024-01", True, id="out_of_its_time"),
        ],
    )
    def test_an_edition_may_be_asked_for(
        self,
        file: str,
        edition: str,
        capsys: pytest.CaptureFixture[str],
        *,
        hypothetical: bool,
    ) -> None:
        """The edition named is applied whatever the day, and marked when it was another's."""
        arguments = ["assess", file, *ON_THE_DAY, "--edition", edition, "--json"]
        printed = json.loads(answered(arguments, capsys))
        assert (printed["edition"], printed["hypothetical"]) == (edition, hypothetical)

    def test_an_edition_answers_for_a_day_before_all(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With an edition a day before the first edition can be asked about."""
        arguments = ["assess", file, "--as-of", "2020-07-06", "--edition", "2020-07", "--json"]
        assert json.loads(answered(arguments, capsys))["hypothetical"] is True

    def test_several_readings_may_be_chosen(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each --reading switches one reading, and the others stay as they are."""
        arguments = ["assess", file, *ON_THE_DAY, "--json"]
        arguments += ["--reading", "money_bar=more_than", "--reading=feedback=positive"]
        printed = json.loads(answered(arguments, capsys))
        assert printed["readings"] == {
            "window": "twelve_months",
            "money_bar": "more_than",
            "large_contract_sum": "in_window",
            "feedback": "positive",
            "exclusive_member": "barred",
            "agency_earnings_window": "twelve_months",
            "negative_share_scope": "rated_contracts",
            "enterprise_suite": "enterprise_and_business",
            "plus_badge_audience": "everyone",
        }
        plus = printed["badges"]["top_rated_plus"]
        assert [finding["verdict"] for finding in plus["findings"]] == [
            "unmet",
            "unmet",
            "met",
            "met",
        ]

    def test_a_reading_is_told_in_the_text(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The text says how it was read, and that the answer is another."""
        arguments = ["assess", file, *ON_THE_DAY, "--reading", "money_bar=more_than"]
        printed = answered(arguments, capsys)
        assert "Read so that an amount has to be passed by a cent, not only reached" in printed
        assert "Top Rated Plus: no" in printed

    @pytest.mark.parametrize(
        ("plan", "viewer", "name", "shown"),
        [
            pytest.param("owner", "owner", "The talent sees", "Top Rated Plus", id="owner"),
            pytest.param("basic", "basic", "Basic clients see", "Top Rated", id="basic"),
            pytest.param("plus", "plus", "Other Plus clients see", "Top Rated", id="plus"),
            pytest.param(
                "plus_selected",
                ClientPlan(tier="plus", selected_for_top_rated_plus=True),
                "Selected Plus clients see",
                "Top Rated Plus",
                id="plus_selected",
            ),
            pytest.param(
                "business", "business", "Business clients see", "Top Rated Plus", id="business"
            ),
            pytest.param(
                "enterprise",
                "enterprise",
                "Enterprise clients see",
                "Top Rated Plus",
                id="enterprise",
            ),
        ],
    )
    def test_one_viewer_may_be_asked_about(
        self,
        file: str,
        plan: str,
        viewer: PlanTierName | ViewerName | ClientPlan,
        name: str,
        shown: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """With --plan the text says what that viewer sees, and why, and nobody else."""
        printed = answered(["assess", file, *ON_THE_DAY, "--plan", plan, "--full"], capsys)
        lines = printed.split("\n\n")[-3].split("\n")
        assert lines[0] == "On the profile"
        assert re.split(r" {2,}", lines[1].strip()) == [name, shown]
        reasons = [line for line in lines[2:] if "VIS-" in line]
        assert [re.split(r" is held", line)[0] for line in reasons] == [
            "  > Top Rated Plus",
            "  > Top Rated",
        ]
        assessment = assess(load_record(RECORD), as_of=AS_OF)
        expected = [assessment_text(assessment, to=viewer), next_change_text(assessment)]
        assert printed == "\n\n".join(expected)

    @pytest.mark.clause("VIS-10")
    @pytest.mark.parametrize(
        ("plan", "name"),
        [
            ("owner", "The talent sees"),
            ("basic", "Basic clients see"),
            ("business_plus", "Business Plus clients see"),
            ("enterprise", "Enterprise clients see"),
            ("marketplace", "Basic clients see"),
            ("lifted", "Enterprise clients see"),
        ],
    )
    def test_a_plan_of_today_may_be_asked_about(
        self, file: str, plan: str, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """From June 2025 on there are three plans; the last block tells how fresh the rules are."""
        printed = answered(["assess", file, "--as-of", "2026-11-28", "--plan", plan], capsys)
        seen, _, _, fresh, _ = printed.split("\n\n")[-5:]
        assert re.split(r" {2,}", seen.split("\n")[1].strip()) == [name, "Top Rated"]
        assert fresh.startswith("Rules as last confirmed on 2026-09-28; EV-1 on 2026-04-20; ")

    @pytest.mark.clause("VIS-10")
    @pytest.mark.parametrize(
        ("day", "plan", "words"),
        [
            ("2025-06-05", "plus", "basic, business_plus, enterprise in edition 2025-06, got plus"),
            (
                "2025-06-05",
                "business",
                "basic, business_plus, enterprise in edition 2025-06, got business",
            ),
            (
                "2025-06-04",
                "business_plus",
                "basic, plus, business, enterprise in edition 2024-01, got business_plus",
            ),
        ],
    )
    def test_a_plan_that_the_edition_does_not_have_is_refused(
        self, file: str, day: str, plan: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nobody knows what its clients see; the plans there are, are named."""
        assert status_of(["assess", file, "--as-of", day, "--plan", plan]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert f"plan must be one of {words}; it is not known" in " ".join(printed.err.split())

    def test_output_may_be_caught_in_a_string(self, file: str) -> None:
        """Called from Python, the command prints to whatever stands for standard output."""
        with contextlib.redirect_stdout(io.StringIO()) as caught:
            assert main(["assess", file, *ON_THE_DAY, "--json"]) == 0
        assert json.loads(caught.getvalue())["id"] == "talent-17"

    def test_the_ledger_may_be_added(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        """With --ledger text and JSON gain what counted, each payment once."""
        arguments = ["assess", file, *ON_THE_DAY, "--ledger"]
        assert "\n  + 2020-03-02 $10,000.00 counts\n" in answered(arguments, capsys)
        counted = json.loads(answered([*arguments, "--json"], capsys))["ledger"]
        assert [payment["reason"] for payment in counted["payments"]] == ["counted"]

    def test_what_is_added_is_asked_the_same_question(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The ledger is of Top Rated Plus, and it and all ways rest on the edition and readings."""
        asked = ["--edition", "2021-07", "--reading", "money_bar=more_than", "--json"]
        added = ["--ledger", "--remedies"]
        answer = json.loads(answered(["assess", file, *ON_THE_DAY, *asked, *added], capsys))
        assert answer["ledger"]["badge"] == "top_rated_plus"
        for told in (answer, answer["ledger"], *answer["remedies"].values()):
            assert (told["as_of"], told["edition"]) == ("2020-09-01", "2021-07")
            assert told["readings"]["money_bar"] == "more_than"
            assert told["hypothetical"] is True

    def test_a_day_to_come_may_be_asked_about(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The day is the one that was given, however far ahead it is."""
        arguments = ["assess", file, "--as-of", "2999-12-31", "--json"]
        assert json.loads(answered(arguments, capsys))["as_of"] == "2999-12-31"

    def test_a_page_of_html_has_all_that_was_asked_for(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --html the answer is one page: supposed payments, answers, viewer and ways."""
        asked = ["assess", file, *ON_THE_DAY, "--html"]
        page = answered([*asked, "--pay", "shop-support=1@2020-09-01", "--ledger"], capsys)
        assert page.startswith("<!DOCTYPE html>")
        assert page.isascii()
        assert "<p>Supposed: $1.00 paid on shop-support on 2020-09-01.</p>" in page
        assert page.count("<article") == 2
        assert page.count("Rules: edition 2020-07") == 1
        page = answered([*asked, "--plan", "basic", "--remedies"], capsys)
        assert page.count("<article") == 7
        assert page.count("Rules: on each day the edition in force.") == 1
        assert "Seen by a client on the Basic plan" in page

    def test_a_page_of_html_is_not_json(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The two forms exclude each other, for assessments and for timelines."""
        for command in ("assess", "timeline"):
            assert status_of([command, file, "--html", "--json"]) == 2
            assert "not allowed with" in capsys.readouterr().err

    def test_a_clause_and_a_schema_are_not_asked_for_together(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Of two questions none is dropped in silence."""
        assert status_of(["rules", "--clause", "TRP-F2", "--schema", "record"]) == 2
        assert "not allowed with" in capsys.readouterr().err

    def test_a_timeline_can_be_a_page_too(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --html the timeline is one page, with its bar."""
        page = answered(["timeline", file, *ON_THE_DAY, "--html"], capsys)
        assert page.startswith("<!DOCTYPE html>")
        assert page.count("<article") == page.count('class="bar"') == 1

    @pytest.mark.parametrize(
        ("arguments", "title"),
        [
            (["assess"], "Talent badges"),
            (["timeline"], "Timeline of Top Rated Plus"),
            (["timeline", "--badge", "expert_vetted"], "Timeline of Expert-Vetted"),
            (["recovery"], "Recovery of Top Rated"),
        ],
    )
    def test_a_page_is_called_by_what_it_shows(
        self, arguments: list[str], title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Tabs of a browser tell a timeline, a recovery and an assessment apart."""
        path = tmp_path / "record.json"
        path.write_text(json.dumps({**RECORD, "base_badge": None, "reputation": {}}), "utf-8")
        page = answered([*arguments, str(path), *ON_THE_DAY, "--html"], capsys)
        assert f"<title>{title}</title>" in page
        assert f"<h1>{title}</h1>" in page

    def test_json_always_has_all_viewers(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With --json a plan changes nothing, since every viewer is always there."""
        arguments = ["assess", file, *ON_THE_DAY, "--json"]
        every = answered(arguments, capsys)
        assert answered([*arguments, "--plan", "basic"], capsys) == every
        assert list(json.loads(every)["visible"]) == [
            "owner",
            "basic",
            "plus",
            "plus_selected",
            "business",
            "enterprise",
        ]

    def test_a_no_is_an_answer(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Whatever the answer is, the command succeeded in giving it."""
        path = tmp_path / "empty.json"
        path.write_text('{"format": 1, "kind": "freelancer", "contracts": []}', encoding="utf-8")
        printed = answered(["assess", str(path), *ON_THE_DAY], capsys)
        assert "Top Rated Plus: no" in printed
        assert "Top Rated: unknown" in printed


class TestWhatIf:
    """`assess` can suppose payments, and say what would help."""

    def test_it_ends_with_what_changes_next(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The last sentence names the next gain or loss, its day and its clauses."""
        printed = answered(["assess", file, *ON_THE_DAY, "--full"], capsys)
        assert printed.endswith(
            "\n\nNext: on 2021-03-02 Top Rated Plus is lost (TRP-F1, TRP-F2), if nothing new\n"
            "happens."
        )

    @pytest.mark.clause("TRP-F2")
    def test_a_payment_may_be_supposed_on_a_new_contract(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A way that is proposed can be tried as it is told; one more is on the same contract."""
        arguments = ["assess", file, "--as-of", "2021-03-02", "--badge", "top_rated_plus"]
        arguments += [
            "--pay",
            "new:Writing=4,000@2021-03-01",
            "--pay",
            "new:Writing=$6000@2021-03-02",
        ]
        printed = answered(arguments, capsys)
        assert printed.startswith(
            "Supposed: $4,000.00 paid on new:Writing on 2021-03-01.\n\n"
            "Supposed: $6,000.00 paid on new:Writing on 2021-03-02.\n\n"
        )
        assert "Top Rated Plus: yes" in printed
        assert "  + new:Writing (Writing): $10,000.00 of $5,000.00, large (TRP-F2)" in printed

    def test_a_contract_may_be_called_as_if_it_were_new(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What the record has goes before what is still to come."""
        path = tmp_path / "record.json"
        contracts = [{"id": "new:thing", "category": "legal"}]
        path.write_text(json.dumps({**RECORD, "contracts": contracts}), encoding="utf-8")
        arguments = ["assess", str(path), *ON_THE_DAY, "--full", "--pay", "new:thing=1@2020-09-01"]
        assert "new:thing (Legal): $1.00 of $5,000.00" in answered(arguments, capsys)

    @pytest.mark.parametrize(
        ("supposed", "words"),
        [
            ("new:writng=1@2020-09-01", "--pay category 'writng' is not a category; did you"),
            ("shop=1@2020-09-01", "got 'shop' (there are: 'shop-support')"),
            ("shop-support=1,00@2020-09-01", "--pay amount must be dollars with at most two"),
        ],
    )
    def test_what_cannot_be_paid_is_refused_by_name(
        self, file: str, supposed: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An unknown category, an unknown contract and an amount that is none are told."""
        assert words in refused(["assess", file, *ON_THE_DAY, "--pay", supposed], capsys)

    @pytest.mark.clause("TRP-F1", "TRP-F2")
    def test_payments_may_be_supposed(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Each --pay is counted as if it were on record, and said to be supposed."""
        arguments = ["assess", file, "--as-of", "2021-03-02"]
        arguments += ["--pay", "shop-support=4000@2021-02-01", "--pay=shop-support=6000@2021-03-02"]
        printed = answered(arguments, capsys)
        assert printed.startswith(
            "Supposed: $4,000.00 paid on shop-support on 2021-02-01.\n\n"
            "Supposed: $6,000.00 paid on shop-support on 2021-03-02.\n\n"
        )
        assert "Top Rated Plus: yes" in printed
        answer = json.loads(answered([*arguments, "--json"], capsys))
        assert answer["supposed"] == [
            {"contract": "shop-support", "paid_on": "2021-02-01", "amount": "4000.00"},
            {"contract": "shop-support", "paid_on": "2021-03-02", "amount": "6000.00"},
        ]
        assert answer["badges"]["top_rated_plus"]["verdict"] == "met"

    def test_an_id_may_hold_the_signs_that_split(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A contract may be called a=b@c: amount and day are what follows the last signs."""
        odd = {"id": "a=b@c", "category": "legal"}
        record = {**RECORD, "contracts": [odd]}
        path = tmp_path / "odd.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        arguments = ["assess", str(path), *ON_THE_DAY, "--pay", "a=b@c=10000@2020-09-01", "--json"]
        answer = json.loads(answered(arguments, capsys))
        assert answer["badges"]["top_rated_plus"]["verdict"] == "met"

    def test_a_payment_is_supposed_in_lines_that_fit_with_nothing_hidden(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The id of the contract is spelled out and broken here as it is everywhere else."""
        name = "\u2067" + "long " * 20 + "name"
        path = tmp_path / "long.json"
        path.write_text(json.dumps({**RECORD, "contracts": [{"id": name, "category": "legal"}]}))
        arguments = ["assess", str(path), *ON_THE_DAY, "--pay", f"{name}=1@2020-09-01"]
        supposed = answered(arguments, capsys).split("\n\n")[0].split("\n")
        assert max(map(len, supposed)) <= 80
        told = f"Supposed: $1.00 paid on \\u2067{name[1:]} on 2020-09-01."
        assert " ".join(supposed) == told

    @pytest.mark.parametrize(
        ("supposed", "words"),
        [
            ("shop-support=5", "must be CONTRACT=AMOUNT@DAY"),
            ("5@2020-09-01", "must be CONTRACT=AMOUNT@DAY"),
            ("shop-support=5@1 Sep", "must be a date as YYYY-MM-DD"),
            ("shop-suport=5@2020-09-01", "did you mean 'shop-support'?"),
            ("shop-support=5.001@2020-09-01", "whole cents"),
        ],
    )
    def test_a_payment_that_cannot_be_is_refused(
        self, file: str, supposed: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A wrong form, day, contract or amount is bad usage, told on standard error."""
        assert status_of(["assess", file, *ON_THE_DAY, "--pay", supposed]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert words in printed.err

    def test_remedies_are_added(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        """With --remedies the text says how to keep or gain each badge; JSON has it by badge."""
        arguments = ["assess", file, *ON_THE_DAY, "--remedies"]
        printed = answered(arguments, capsys)
        assert (
            "\n\nKeep Top Rated Plus\n"
            "  + $10,000.00 more on shop-support (Writing), by 2021-03-02 at the latest\n"
            "  + $10,000.00 more on a new contract in Writing, by 2021-03-02 at the latest\n\n"
        ) in printed
        heads = [block.split("\n")[0] for block in printed.split("\n\n")]
        assert heads[-7:-2] == [
            "Keep Top Rated Plus",
            "Gain Expert-Vetted",
            "Keep Top Rated",
            "Gain Rising Talent",
            "Gain Diversity-Certified",
        ]
        assert heads[-2].startswith("Next: on 2021-03-02")
        found = json.loads(answered([*arguments, "--json"], capsys))["remedies"]
        assert list(found) == [
            "top_rated_plus",
            "expert_vetted",
            "top_rated",
            "rising_talent",
            "diversity_certified",
        ]
        assert [way["amount"] for way in found["top_rated_plus"]["keep"]] == ["10000.00"] * 2


class TestTimeline:
    """`timeline` says from when to when a badge is held."""

    def test_the_spans_are_printed_with_what_turned(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Every span has its line, and every border its findings and payments."""
        printed = answered(["timeline", file, *ON_THE_DAY], capsys)
        assert printed.split("\n\n")[:2] == [
            (
                "talent-17: Top Rated Plus, with facts known through 2020-09-01\n"
                "Rules: on each day the edition in force."
            ),
            (
                "2020-07-07 to 2021-03-01  yes\n"
                "from 2021-03-02 on        no\n"
                "  ~ $0.00 earned, $10,000.00 needed; $10,000.00 short (TRP-F1)\n"
                "  ~ the nearest is shop-support (Writing): $0.00 of $5,000.00, $5,000.00 short\n"
                "    (TRP-F2)\n"
                "    2020-03-02 $10,000.00 on shop-support leaves the window"
            ),
        ]

    def test_badge_range_and_readings_may_be_chosen(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The badge, the first and the last day, and the readings are those asked for."""
        arguments = ["timeline", file, *ON_THE_DAY, "--json", "--from", "2020-08-01"]
        arguments += ["--to", "2020-08-31", "--reading", "money_bar=more_than"]
        plus = json.loads(answered(arguments, capsys))
        assert plus["badge"] == "top_rated_plus"
        assert plus["spans"] == [
            {"first_day": "2020-08-01", "last_day": "2020-08-31", "verdict": "unmet"}
        ]
        top_rated = json.loads(answered([*arguments, "--badge", "top_rated"], capsys))
        assert [span["verdict"] for span in top_rated["spans"]] == ["met"]

    def test_without_a_day_what_is_known_ends_today(
        self, file: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The last day known is the user's own day unless one is given."""
        before = datetime.now(UTC).astimezone().date()
        printed = json.loads(answered(["timeline", file, "--json"], capsys))
        after = datetime.now(UTC).astimezone().date()
        assert date.fromisoformat(printed["as_of"]) in {before, after}

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--from", "2020-07-06"], "2020-07-07"),
            (["--from", "2020-09-02", "--to", "2020-09-01"], "2020-09-02"),
            (["--badge", "gold"], "invalid choice"),
            (["--edition", "2020-7"], "did you mean '2020-07'?"),
        ],
    )
    def test_a_range_that_cannot_be_is_refused(
        self, file: str, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Days before the rules, an end before the beginning and unknown names are bad usage."""
        assert status_of(["timeline", file, *ON_THE_DAY, *options]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert words in printed.err


class TestRules:
    """`rules` prints the law, with clauses and sources."""

    def test_the_edition_in_force_today_is_printed(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without options the edition of today is printed."""
        own = law.in_force(date.today())  # noqa: DTZ011  # the day of this machine is meant
        printed = answered(["rules"], capsys)
        assert printed.startswith(f"Edition {own.id}, in force from {own.effective_from}\n")
        assert printed == f"{to_text(own)}\n\n{MORE_LAW}"

    @pytest.mark.parametrize("edition", EDITIONS, ids=[edition.id for edition in EDITIONS])
    def test_an_edition_that_is_still_to_come_is_not_that_of_today(
        self,
        edition: badgerules.Edition,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """On the first day of each edition that one is printed, and no later one."""
        monkeypatch.setattr("badgerules.cli.shared.today", lambda: edition.effective_from)
        assert answered(["rules"], capsys) == f"{to_text(edition)}\n\n{MORE_LAW}"

    def test_every_clause_is_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With --clauses each clause is there with its first sentence, in the order of the law."""
        printed = answered(["rules", "--clauses"], capsys)
        heads = [line.split()[0] for line in printed.splitlines() if not line.startswith(" ")]
        assert heads == [*CLAUSES]
        whole = " ".join(printed.split())
        for clause in CLAUSES.values():
            first, _, _ = clause.statement.partition(". ")
            assert f"{clause.id} {first.rstrip('.')}." in whole

    @pytest.mark.parametrize(
        ("asked", "hint"),
        [
            ("F2", "did you mean 'TRP-F2' or 'TR-F2'?"),
            ("f2", "did you mean 'TRP-F2' or 'TR-F2'?"),
            ("TRP-G2", "did you mean 'TRP-F2'?"),
            ("nothing at all", "CLAUSES, and `badgerules rules --clauses`, hold every id"),
        ],
    )
    def test_a_clause_that_there_is_not_brings_those_that_may_be_meant(
        self, asked: str, hint: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The end of an id is enough to be told the whole ones."""
        told = refused(["rules", "--clause", asked], capsys)
        assert told == f"badgerules: no clause {asked!r}; {hint}\n"

    @pytest.mark.parametrize("edition", EDITIONS, ids=[edition.id for edition in EDITIONS])
    def test_an_edition_may_be_named(
        self, edition: badgerules.Edition, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Any edition can be printed by its name."""
        printed = answered(["rules", "--edition", edition.id], capsys)
        assert printed.startswith(f"Edition {edition.id}, in force from {edition.effective_from}\n")

    def test_a_clause_is_printed_with_its_numbers_over_time(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A clause is printed with each of its numbers, from the edition on that changed it."""
        printed = answered(["rules", "--clause", "DIV-5"], capsys)
        assert printed.startswith("DIV-5  modelled, by announcement\n")
        assert printed.endswith(
            "  > diversity review from edition 2020-07: no\n"
            "  > diversity review from edition 2021-02: yes"
        )

    def test_a_clause_may_be_printed_for_one_edition(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With an edition a clause has the numbers of that edition alone."""
        printed = answered(["rules", "--clause", "DIV-5", "--edition", "2020-10"], capsys)
        assert printed.endswith("  > diversity review from edition 2020-10: no")
        assert printed.count("diversity review from") == 1

    def test_the_command_alone_shows_its_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a command the help is the answer."""
        alone = answered([], capsys)
        assert answered(["--help"], capsys) == alone
        assert alone.startswith("usage: badgerules ")

    def test_the_version_is_printed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The version is that of the package."""
        assert answered(["--version"], capsys) == f"badgerules {badgerules.__version__}"

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param(["--help"], id="the_command"),
            pytest.param(["assess", "--help"], id="assess"),
            pytest.param(["timeline", "--help"], id="timeline"),
            pytest.param(["rules", "--help"], id="rules"),
        ],
    )
    def test_help_is_an_answer(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Asked for help the command says how it is used."""
        assert answered(arguments, capsys).startswith("usage: badgerules")


class TestRefusals:
    """What cannot be asked is told on standard error, with exit status 2 and nothing printed."""

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            pytest.param(["--edition", "2020-7"], "did you mean '2020-07'?", id="unknown_edition"),
            pytest.param(["--as-of", "2020-07-06"], "2020-07-07", id="no_edition_in_force"),
            pytest.param(
                ["--as-of", "0001-01-01", "--edition", "2020-07"], "0001-01-01", id="no_window"
            ),
            pytest.param(
                ["--reading", "feedback=positive", "--reading", "feedback=positive"],
                "feedback must be given once, got 2 values",
                id="a_reading_twice",
            ),
            pytest.param(
                ["--reading", "money_bar=exactly"],
                "money_bar must be one of at_least, more_than, got 'exactly'",
                id="bad_reading_value",
            ),
        ],
    )
    def test_a_question_that_cannot_be_answered_is_one_line(
        self, file: str, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A question that no edition or reading answers is refused in one line."""
        day = [] if "--as-of" in options else ON_THE_DAY
        assert status_of(["assess", file, *day, *options]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("badgerules: ")
        assert printed.err.count("\n") == 1
        assert words in printed.err

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            pytest.param(["rules", "--edition", "1999-01"], "2020-07, 2020-10", id="edition"),
            pytest.param(["rules", "--clause", "TRP-F22"], "did you mean 'TRP-F2'?", id="clause"),
            pytest.param(
                ["rules", "--clause", "TRP-F2", "--edition", "x"], "2024-01", id="clause_of_none"
            ),
        ],
    )
    def test_a_law_that_there_is_not_is_one_line(
        self, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An edition or a clause that there is not is refused in one line."""
        assert status_of(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("badgerules: ")
        assert printed.err.count("\n") == 1
        assert words in printed.err

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            pytest.param(b"", "nothing", id="empty"),
            pytest.param(b'{"format": 1,', "line 1", id="truncated"),
            pytest.param(b"\xff\xfe{\x00}\x00", "UTF-8", id="utf_16"),
            pytest.param(b"[]", "an object", id="a_list"),
            pytest.param(b"[" * 100_000, "nested less deeply", id="too_deep"),
            pytest.param(
                b'{"format": 1, "kind": "agency", "contracts": [{"id": "a", "category": "x"}]}',
                "$.contracts[0].category",
                id="a_bad_record",
            ),
        ],
    )
    def test_a_file_that_is_no_record_is_one_line(
        self, tmp_path: Path, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A file that holds no record is refused in one line."""
        path = tmp_path / "record.json"
        path.write_bytes(content)
        assert status_of(["assess", str(path)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("badgerules: ")
        assert printed.err.count("\n") == 1
        assert words in printed.err

    def test_all_problems_of_a_record_are_told_at_once(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A record with three mistakes is refused with all three and their paths."""
        path = tmp_path / "record.json"
        path.write_text('{"format": 2, "kind": "x", "contracts": 5}', encoding="utf-8")
        assert status_of(["assess", str(path)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        lines = printed.err.splitlines()
        assert lines[0] == "badgerules: 3 problems:"
        assert [line.split(":")[0] for line in lines[1:]] == [
            "  $.format",
            "  $.kind",
            "  $.contracts",
        ]

    def test_a_file_that_is_not_there_is_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A missing file is refused with its name."""
        path = tmp_path / "missing.json"
        assert status_of(["assess", str(path)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert str(path) in printed.err

    def test_all_files_that_are_not_there_are_told_at_once(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The record and the saved answer, each by its name."""
        told = refused(["assess", "no.json", "--against", "none.json"], capsys)
        assert told == (
            "badgerules: 2 problems:\n"
            "  cannot read no.json: No such file or directory\n"
            "  cannot read none.json: No such file or directory\n"
        )

    def test_standard_input_is_one_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It cannot be the record and the saved answer at once."""
        told = refused(["assess", "-", "--against", "-"], capsys)
        words = "must stand for one file, got 2; standard input can be read once"
        assert told == f"badgerules: - {words}\n"

    def test_a_directory_is_no_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A directory in the place of the file is refused with its name."""
        assert status_of(["assess", str(tmp_path)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert str(tmp_path) in printed.err

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            pytest.param(["judge"], "'judge'", id="unknown_command"),
            pytest.param(["timeline"], "FILE", id="no_file"),
            pytest.param(["assess", "FILE", "--json=yes"], "--json", id="a_flag_with_a_value"),
            pytest.param(["assess", "FILE", "--fast"], "--fast", id="unknown_option"),
            pytest.param(
                ["assess", "FILE", "--as-of", "20200105"],
                "must be a date as YYYY-MM-DD, got '20200105'",
                id="a_date_run_together",
            ),
            pytest.param(
                ["assess", "FILE", "--as-of", "2020-02-30"],
                "must be a day of the calendar, got '2020-02-30'",
                id="no_such_day",
            ),
            pytest.param(["assess", "FILE", "--as-of", "today"], "'today'", id="a_word"),
            pytest.param(["assess", "FILE", "--plan", "gold"], "'gold'", id="unknown_plan"),
            pytest.param(
                ["assess", "FILE", "--reading", "bar=at_least"],
                "must be NAME=VALUE with NAME one of window, money_bar, large_contract_sum, "
                "feedback, exclusive_member, agency_earnings_window, negative_share_scope, "
                "enterprise_suite, plus_badge_audience, got 'bar=at_least'",
                id="bad_reading_name",
            ),
            pytest.param(
                ["assess", "FILE", "--reading", "money_bar"],
                "must be NAME=VALUE",
                id="a_reading_without_a_value",
            ),
            pytest.param(
                ["assess", "FILE", "--reading", "=more_than"],
                "must be NAME=VALUE",
                id="a_reading_without_a_name",
            ),
            pytest.param(["rules", "TRP-F2"], "TRP-F2", id="an_argument_too_many"),
        ],
    )
    def test_bad_usage_is_one_error_below_the_usage(
        self, file: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What the command does not understand is told once, below how it is used."""
        given = [file if argument == "FILE" else argument for argument in arguments]
        assert status_of(given) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("usage: badgerules")
        assert printed.err.count("error: ") == 1
        assert words in printed.err.splitlines()[-1]

    def test_an_internal_failure_is_not_dressed_up(
        self, file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A failure that is our own fault is raised, and is never taken for bad input."""

        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("badgerules.cli.assessing.assess", fail)
        with pytest.raises(ZeroDivisionError):
            main(["assess", file])
        assert capsys.readouterr().out == ""


BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
"""An environment in which output is held back until the end, as it usually is."""


class Terminal(io.StringIO):
    """An output that says that it is a terminal."""

    def isatty(self) -> bool:
        """Tell that it is one."""
        return True


class TestColours:
    """On a terminal verdicts are in bold and in colour, unless somebody wants none."""

    def shown(self, arguments: list[str], monkeypatch: pytest.MonkeyPatch, **set_: str) -> str:
        """Return what a terminal shows of an answer."""
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in set_.items():
            monkeypatch.setenv(name, value)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert status_of(arguments) == 0
        return terminal.getvalue()

    def test_verdicts_stand_out(self, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Yes is green, no is red, and so is the mark of what fails."""
        shown = self.shown(["assess", file, *ON_THE_DAY, "--full"], monkeypatch)
        assert "\x1b[1mTop Rated Plus: \x1b[0m\x1b[1;32myes\x1b[0m\n" in shown
        assert "\x1b[1mExpert-Vetted: \x1b[0m\x1b[1;31mno\x1b[0m\n  \x1b[31m-\x1b[0m not" in shown

    def test_the_spans_of_a_timeline_stand_out(
        self, file: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The verdict of each span is in colour, an open one too."""
        shown = self.shown(["timeline", file, *ON_THE_DAY], monkeypatch)
        bold = "\x1b[1m2020-07-07 to 2021-03-01  \x1b[0m\x1b[1;32myes\x1b[0m\n"
        assert bold in shown
        assert "\x1b[1mfrom 2021-03-02 on        \x1b[0m\x1b[1;31mno\x1b[0m\n" in shown

    @pytest.mark.parametrize("set_", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_who_wants_none_gets_none(
        self, set_: dict[str, str], file: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """NO_COLOR and a dumb terminal are respected."""
        assert "\x1b" not in self.shown(["assess", file, *ON_THE_DAY], monkeypatch, **set_)

    def test_an_empty_wish_is_none(self, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """NO_COLOR without a value says nothing, as its convention has it."""
        assert "\x1b" in self.shown(["assess", file, *ON_THE_DAY], monkeypatch, NO_COLOR="")

    def test_a_pipe_gets_none(self, file: str) -> None:
        """What is no terminal gets text alone."""
        assert b"\x1b" not in in_a_process(["assess", file, *ON_THE_DAY]).stdout


class TestProcess:
    """As a process the command behaves on pipes, terminals and errors as others do."""

    def test_a_record_may_be_piped_in(self) -> None:
        """A record on standard input is answered on standard output."""
        done = in_a_process(
            ["assess", "-", *ON_THE_DAY, "--json"], given=json.dumps(RECORD).encode()
        )
        assert (done.returncode, done.stderr) == (0, b"")
        expected = dump_assessment(assess(load_record(RECORD), as_of=AS_OF, readings=Readings()))
        assert json.loads(done.stdout) == expected

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            pytest.param(["assess", "-"], b"nothing", id="nothing_on_standard_input"),
            pytest.param(["assess", "/nowhere/record.json"], b"/nowhere/record.json", id="no_file"),
            pytest.param(["rules", "--clause", "X"], b"'X'", id="unknown_clause"),
            pytest.param(["--nonsense"], b"COMMAND", id="bad_usage"),
        ],
    )
    def test_a_refusal_ends_with_status_2_and_no_traceback(
        self, arguments: list[str], words: bytes
    ) -> None:
        """A process that refuses prints nothing, says why, and shows no stack."""
        done = in_a_process(arguments, given=b"")
        assert (done.returncode, done.stdout) == (2, b"")
        assert words in done.stderr
        assert b"Traceback" not in done.stderr

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param(["rules"], id="rules"),
            pytest.param(["assess", "-", *ON_THE_DAY], id="assess"),
        ],
    )
    def test_a_reader_that_has_gone_is_no_failure(self, arguments: list[str]) -> None:
        """When nobody reads the output any more the command ends quietly."""
        reading_end, writing_end = os.pipe()
        os.close(reading_end)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "badgerules", *arguments],
                input=json.dumps(RECORD).encode(),
                stdout=writing_end,
                stderr=subprocess.PIPE,
                check=False,
                env=BUFFERED,
            )
        finally:
            os.close(writing_end)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
    def test_an_output_that_cannot_be_written_is_told(self) -> None:
        """A disk that is full ends with 2 and says so; an answer that nobody got is none."""
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "badgerules", "rules"],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                env=BUFFERED,
            )
        told = b"badgerules: cannot write the answer: No space left on device\n"
        assert (done.returncode, done.stderr) == (2, told)

    def test_a_process_without_output_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Where there is no standard output at all, no answer is lost in silence."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", None)
            status = main(["rules"])
        told = "badgerules: cannot write the answer: there is no output\n"
        assert (status, capsys.readouterr().err) == (2, told)

    def test_the_first_line_may_be_read_alone(self) -> None:
        """A reader that stops after one line, as `head -1` does, gets that line and no noise."""
        with subprocess.Popen(
            [sys.executable, "-m", "badgerules", "rules"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=BUFFERED,
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            first = running.stdout.readline()
            running.stdout.close()
            noise = running.stderr.read()
            status = running.wait()
        assert first.startswith(b"Edition ")
        assert (status, noise) == (0, b"")

    @pytest.mark.thorough
    @pytest.mark.parametrize("encoding", ["ascii", "ascii:strict", "latin-1"])
    @pytest.mark.parametrize(
        ("record_id", "shown"),
        [
            pytest.param("tal\u20acnt", "tal\\u20acnt", id="a_sign"),
            pytest.param("\U0001f600", "\\U0001f600", id="beyond_the_first_plane"),
        ],
    )
    def test_a_terminal_that_lacks_a_letter_shows_its_number(
        self, encoding: str, record_id: str, shown: str
    ) -> None:
        """A letter that the terminal does not have is escaped, and the answer still given."""
        given = json.dumps({**RECORD, "id": record_id}).encode()
        done = in_a_process(["assess", "-", *ON_THE_DAY], given=given, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        first = done.stdout.decode("ascii").splitlines()[0]
        assert first == f"{shown} (freelancer) on 2020-09-01, by edition 2020-07"

    def test_a_terminal_with_all_letters_shows_them(self) -> None:
        """On a terminal that has the letters they are shown as they are."""
        given = json.dumps({**RECORD, "id": "talént"}).encode()
        done = in_a_process(["assess", "-", *ON_THE_DAY], given=given, PYTHONIOENCODING="utf-8")
        assert done.stdout.decode("utf-8").startswith("talént (freelancer)")

    def test_an_error_about_a_strange_letter_is_told(self) -> None:
        """A message with a letter that the terminal lacks is told all the same."""
        done = in_a_process(
            ["assess", "/nowhere/\u20ac.json"], PYTHONIOENCODING="ascii", PYTHONUTF8="1"
        )
        assert done.returncode == 2
        assert b"\\u20ac.json" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_json_is_plain_ascii(self) -> None:
        """The JSON of an answer can be read by any program, whatever letters the id has."""
        given = json.dumps({**RECORD, "id": "talént"}).encode()
        done = in_a_process(["assess", "-", *ON_THE_DAY, "--json"], given=given)
        assert done.stdout.isascii()
        assert json.loads(done.stdout)["id"] == "talént"

    def test_the_version_is_printed_by_the_process(self) -> None:
        """The version can be asked for without a command."""
        done = in_a_process(["--version"])
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.split() == [b"badgerules", badgerules.__version__.encode()]

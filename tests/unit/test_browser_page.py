"""The page in a browser, without a browser: what its form and files come to, in HTML."""

from __future__ import annotations

import base64
import doctest
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import browser_page
import make_page
from badgerules import Badge, BaseBadge, Kind, ShownBadge, __version__, dump_record, load_record
from badgerules.reports import contracts_file, read_report

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "docs" / "browser"
EXAMPLES = ROOT / "examples"
REPORT = {"report.csv": (EXAMPLES / "2026-11-02_transaction_report.csv").read_bytes()}
RECORD = {"record.json": (EXAMPLES / "support-specialist.json").read_bytes()}
AWAY = {"away.json": (EXAMPLES / "refunded-while-away.json").read_bytes()}
CONTRACTS = {
    "contracts.csv": b"""contract,client,title,category
help-desk,Blue Door,Help desk,Customer Service
texts,"Elm, Ash & Co.","Texts for the ""Autumn"" shop",Writing
logo,Oak Inc,Logo and brand,Design & Creative
newsletter,Red Kite Media,Newsletter,Sales & Marketing
"""
}
EVA = {"kind": "freelancer", "first_day": "2025-11-01", "last_day": "2026-10-31"}
TOP_RATED = EVA | {"base_badge": "top_rated"}
FIGURES = {
    "kind": "freelancer",
    "base_badge": "top_rated",
    "badge": "top_rated_plus",
    "has_large_contract": "yes",
}
CATEGORIES = ("customer_service", "writing", "design_creative", "sales_marketing")
HEADER = (
    "Date,Transaction type,Transaction summary,Agency team,Freelancer,Client team,Ref ID,Amount $\n"
)


class Readable(HTMLParser):
    """What can be read, and which elements there are."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.fields: dict[str, str | None] = {}
        self.tags: set[str] = set()
        self.feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element, and the value of a field."""
        self.tags.add(tag)
        found = dict(attrs)
        if name := found.get("name"):
            self.fields[name] = found.get("value")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """What can be read, without line breaks."""
        return " ".join(" ".join(self.texts).split())


def asked(
    values: dict[str, str] | None = None, files: dict[str, bytes] | None = None
) -> dict[str, str]:
    """Return what can be read in each place of the page that is not empty."""
    given = {"asked": "top_rated_plus", "today": "2026-10-31"} | (values or {})
    shown = browser_page.places(given, files or {})
    assert set(shown) == set(browser_page.PLACES)
    return {place: Readable(html).text for place, html in shown.items() if html}


def filled_in(**chosen: str) -> dict[str, str]:
    """Return the fields of the contracts of the report, in its order, with their categories."""
    given = {"asked": "top_rated_plus", "today": "2026-10-31"} | EVA
    fields = Readable(browser_page.places(given, REPORT)["contracts"]).fields
    of_categories = [name for name in fields if name.startswith("category-")]
    return dict(zip(of_categories, CATEGORIES, strict=True)) | chosen


def test_the_examples_of_the_module_run() -> None:
    """Each example of its docstrings shows what it answers."""
    flags = doctest.NORMALIZE_WHITESPACE
    found = doctest.testmod(browser_page, optionflags=flags)
    assert (found.failed, found.attempted > 0) == (0, True)


@pytest.mark.parametrize(
    ("earnings", "verdict", "told"),
    [
        ("10000.00", "yes", "$10,000.00 earned, $10,000.00 needed"),
        ("$10,000", "yes", "$10,000.00 earned, $10,000.00 needed"),
        ("9,999.99", "no", "$9,999.99 earned, $10,000.00 needed; $0.01 short"),
    ],
)
def test_four_figures_are_answered_to_the_cent(earnings: str, verdict: str, told: str) -> None:
    """Top Rated Plus asks for $10,000.00, not for a cent less."""
    said = asked(FIGURES | {"earnings_12_months": earnings})
    assert f"Top Rated Plus: {verdict}" in said["answer"]
    assert told in said["answer"]
    assert "refused" not in said


def test_what_is_not_told_is_unknown() -> None:
    """Of a freelancer of whom nothing is told, Top Rated Plus is unknown, on the day of today."""
    said = asked({"kind": "freelancer"})
    assert "Top Rated Plus: unknown" in said["answer"]
    assert "as of 2026-10-31" in said["answer"]
    assert said["paid_for"] == "no contract is known"
    assert "supposed" not in said


def test_every_figure_that_cannot_be_read_is_named_as_the_form_names_it() -> None:
    """Two figures and a missing kind are three problems, and nothing is answered."""
    said = asked({"earnings_12_months": "12.30.50", "eligible_weeks": "1x", "holds": "0000001"})
    assert set(said) == {"refused"}
    assert "4 problems:" in said["refused"]
    assert "Whose is missing; it must be one of freelancer, agency" in said["refused"]
    assert "Earnings of 12 months must be dollars with at most two decimals" in said["refused"]
    assert "Eligible weeks must be a whole number, 0 or more, got '1x'" in said["refused"]
    assert "Holds and notices must be a whole number" in said["refused"]


@pytest.mark.parametrize(
    ("weeks", "told"), [("13", "met eligible weeks"), ("12", "unmet eligible")]
)
def test_eligible_weeks_are_read_as_a_number(weeks: str, told: str) -> None:
    """The figure of the platform's page is held against the 13 weeks that Top Rated asks for."""
    open_facts = json.dumps({"format": 1, "kind": "freelancer", "reputation": {}}).encode()
    said = asked({"eligible_weeks": weeks, "asked": "top_rated"}, {"one.json": open_facts})
    assert f"{weeks} of the last 16 weeks eligible, 13 needed" in said["answer"]
    assert told in said["answer"]


def test_a_word_that_is_in_no_list_is_refused() -> None:
    """A page that was changed by hand cannot tell what badgerules does not know."""
    said = asked({"kind": "nobody", "has_large_contract": "perhaps"})
    assert "Whose must be one of freelancer, agency" in said["refused"]
    assert "Large contract must be true or false" in said["refused"]


def test_a_day_that_is_none_is_refused_by_the_name_of_its_field() -> None:
    """The day asked about and the days of a report are days of the calendar."""
    assert asked({"kind": "agency", "as_of": "2026-02-30"}) == {
        "refused": "Day asked about must be a day of the calendar, got '2026-02-30'"
    }
    days = asked(EVA | {"first_day": "1 Nov", "last_day": ""} | {"last_day": "x"}, REPORT)
    assert "First day of the report must be a date as YYYY-MM-DD, got '1 Nov'" in days["refused"]
    assert "Last day of the report must be a date as YYYY-MM-DD, got 'x'" in days["refused"]


def test_a_day_before_all_rules_is_refused() -> None:
    """On 6 July 2020 no edition was in force, and nothing is answered."""
    said = asked({"kind": "freelancer", "as_of": "2020-07-06"})
    assert set(said) == {"refused"}
    assert "2020-07-07" in said["refused"]


def test_a_report_asks_for_its_days_and_whose_it_is() -> None:
    """What the file does not say itself must be given, all of it told at once."""
    said = asked({}, REPORT)
    assert said == {
        "refused": "3 problems: Whose must be given First day of the report must be given "
        "Last day of the report must be given"
    }


def test_a_report_alone_asks_what_each_contract_was() -> None:
    """Each client and title has fields, with what it earned; nothing is answered yet."""
    said = asked(EVA, REPORT)
    assert set(said) == {"contracts"}
    assert "Blue Door: Help desk $7,450.00 from 2025-11-07 to 2026-10-30" in said["contracts"]
    assert len(filled_in()) == len(CATEGORIES)


def test_a_report_that_is_filled_in_is_answered() -> None:
    """$16,618.00 and a large contract of $5,300.00 in Design & Creative: yes, as in the how-to."""
    said = asked(TOP_RATED | filled_in(), REPORT)
    assert "On record from 2025-11-01 to 2026-10-31: $16,618.00." in said["read"]
    assert "Hold that against the earnings of 12 months" in said["read"]
    assert "131 rows left out: not earned" in said["read"]
    assert "Top Rated Plus: yes" in said["answer"]
    assert "contract-3 (Design & Creative): $5,300.00 of $5,000.00, large" in said["answer"]
    assert "2027-02-10" in said["ahead"]
    assert "$900.00 more on contract-3 (Design & Creative)" in said["ways"]


def test_what_was_filled_in_stands_in_the_fields_again() -> None:
    """A category that was chosen is chosen still, and so are the name and how it ended."""
    first = next(iter(filled_in()))
    own = {first.replace("category", "contract"): "desk", first.replace("category", "outcome"): ""}
    given = {"asked": "top_rated_plus", "today": "2026-10-31"} | EVA | filled_in(**own)
    again = browser_page.places(given, REPORT)["contracts"]
    assert '<option value="customer_service" selected="">' in again
    assert Readable(again).fields[first.replace("category", "contract")] == "desk"


def test_an_outcome_that_is_filled_in_counts() -> None:
    """A logo that ended badly is no large contract, so Top Rated Plus is not held."""
    third = [*filled_in()][2].replace("category", "outcome")
    said = asked(TOP_RATED | filled_in(**{third: "negative"}), REPORT)
    assert "Top Rated Plus: no" in said["answer"]


def test_two_lines_with_one_name_are_one_contract() -> None:
    """Of a contract that was renamed, $1,375.00 and $5,300.00 in Writing are $6,675.00."""
    _, texts, logo, _ = filled_in()
    names = {one.replace("category", "contract"): "one" for one in (texts, logo)}
    said = asked(TOP_RATED | filled_in(**names, **{logo: "writing"}), REPORT)
    assert "one (Writing): $6,675.00 of $5,000.00, large" in said["answer"]


def test_a_contract_without_a_category_is_left_out_by_name() -> None:
    """No record is made while what may be an earning is left out, unless the form says so."""
    first, second, _, fourth = filled_in()
    chosen = {name: filled_in()[name] for name in (first, second, fourth)}
    said = asked(TOP_RATED | chosen, REPORT)
    assert "answer" not in said
    assert "$5,300.00, client 'Oak Inc', title 'Logo and brand'" in said["refused"]
    assert "Leave out what may be an earning must be true" in said["refused"]
    left_out = asked(TOP_RATED | chosen | {"leave_out": "on"}, REPORT)
    assert "payments from 2025-11-01" in left_out["answer"]
    assert "Top Rated Plus: unknown" in left_out["answer"]


def test_a_contracts_file_answers_instead_of_fields() -> None:
    """Dropped beside the report, in whichever order, it needs nothing filled in."""
    for files in (REPORT | CONTRACTS, CONTRACTS | REPORT):
        said = asked(TOP_RATED, files)
        assert "contracts" not in said
        assert "logo (Design & Creative): $5,300.00 of $5,000.00, large" in said["answer"]
        assert "Read: report.csv, contracts.csv, a freelancer's report" in said["read"]


def test_a_contracts_file_of_a_spreadsheet_is_told_from_a_report() -> None:
    """A byte order mark does not make it another file."""
    marked = {"mine.csv": b"\xef\xbb\xbf" + CONTRACTS["contracts.csv"]}
    assert "Top Rated Plus: yes" in asked(TOP_RATED, REPORT | marked)["answer"]


def test_a_report_of_nothing_earned_is_a_record_of_no_contract() -> None:
    """A fee alone leaves no contract to fill in: nothing was earned, and that is known."""
    fee = HEADER + '"Sep 25, 2026",Service Fee,Help desk,,Ann Lee,Blue Door,7002,-24.00\n'
    said = asked(TOP_RATED, {"fee.csv": fee.encode()})
    assert "contracts" not in said
    assert "$0.00 earned, $10,000.00 needed" in said["answer"]


def test_a_report_of_less_than_a_year_is_held_against_what_it_covers() -> None:
    """The earnings of 12 months cannot be summed from nine, so they are not named."""
    row = HEADER + '"Sep 25, 2026",Hourly,Help desk,,Ann Lee,Blue Door,7001,240.00\n'
    days = TOP_RATED | {"first_day": "2026-02-01"}
    contracts = b"contract,client,title,category\nshop,Blue Door,Help desk,Writing\n"
    said = asked(days, {"r.csv": row.encode(), "c.csv": contracts})
    told = "On record from 2026-02-01 to 2026-10-31: $240.00. Hold that against what the platform"
    assert told in said["read"]
    assert "Columns that are not read: none." in said["read"]


def test_another_form_of_report_is_refused_by_name() -> None:
    """The weekly summary is no transaction report, and badgerules says what to download."""
    weekly = b'"Date","Contract","Hours","Amount","Payment type"\n'
    said = asked(TOP_RATED, {"weekly.csv": weekly})
    assert set(said) == {"refused"}
    assert "weekly summary" in said["refused"]


def test_an_agency_is_named_as_the_report_names_it() -> None:
    """Its report asks for the name, and has a field for each freelancer's share."""
    row = HEADER + '"Sep 25, 2026",Hourly,Help desk,Nine Ltd,Ann Lee,Blue Door,7001,240.00\n'
    terms = EVA | {"kind": "agency"}
    assert "Agency must be" in asked(terms, {"r.csv": row.encode()})["refused"]
    said = asked(terms | {"agency": "Nine Ltd"}, {"r.csv": row.encode()})
    assert "Blue Door: Help desk by Ann Lee" in said["contracts"]


def test_a_record_that_was_saved_is_read_again() -> None:
    """The link holds the record itself: it is answered alike, with no report beside it."""
    given = {"asked": "top_rated_plus", "today": "2099-01-01"}
    first = browser_page.places(given | TOP_RATED, REPORT | CONTRACTS)
    held = re.search(r'href="data:application/json;base64,([\w+/=]+)"', first["read"])
    assert held is not None
    saved = base64.b64decode(held[1])
    days = date(2025, 11, 1), date(2026, 10, 31)
    reading = read_report([*REPORT.values()], contracts=CONTRACTS["contracts.csv"], covers=days)
    assert load_record(saved) == reading.record(base_badge="top_rated")
    again = browser_page.places(given, {"record.json": saved})
    assert again["answer"] == first["answer"]


def test_a_record_is_answered_on_its_last_day_else_today() -> None:
    """The last day of which payments are known, unless the form names another; else today."""
    assert "as of 2026-10-31" in asked({}, RECORD)["answer"]
    assert "as of 2026-10-01" in asked({"as_of": "2026-10-01"}, RECORD)["answer"]
    assert "as of 2026-10-02" in asked({"shown_on": "2026-10-02"}, RECORD)["answer"]
    document = dump_record(load_record(RECORD["record.json"]))
    days = {"payments_known_since": "2020-01-01", "payments_known_through": "2026-09-30"}
    known = {"record.json": json.dumps(document | days).encode()}
    assert "as of 2026-09-30" in asked({}, known)["answer"]
    assert "from 2020-07-07 to" in asked({}, known)["ahead"]


def test_a_record_says_itself_whose_it_is() -> None:
    """A kind or a base badge beside it could contradict it, and is refused."""
    said = asked({"kind": "agency", "base_badge": "none"}, RECORD)
    assert set(said) == {"refused"}
    assert "Whose must be left out beside record.json, which says it" in said["refused"]
    assert "2 problems:" in said["refused"]


def test_figures_beside_a_record_stand_in_place_of_its_own() -> None:
    """They answer what the facts leave open, on their day."""
    unknown = json.dumps({"format": 1, "kind": "freelancer", "base_badge": "top_rated"}).encode()
    figures = {"earnings_12_months": "10000", "has_large_contract": "yes"}
    assert "Top Rated Plus: unknown" in asked({}, {"one.json": unknown})["answer"]
    said = asked(figures | {"shown_on": "2026-10-30"}, {"one.json": unknown})
    assert "Top Rated Plus: yes" in said["answer"]
    assert "as of 2026-10-30" in said["answer"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (RECORD | AWAY, "record.json (a record), away.json (a record)"),
        (RECORD | REPORT, "record.json (a record), report.csv (a report)"),
        (RECORD | CONTRACTS, "record.json (a record), contracts.csv (a contracts file)"),
        (CONTRACTS, "contracts.csv (a contracts file)"),
        (
            REPORT | CONTRACTS | {"b.csv": CONTRACTS["contracts.csv"]},
            "contracts.csv (a contracts file), b.csv (a contracts file), report.csv (a report)",
        ),
    ],
)
def test_files_that_do_not_go_together_are_refused(files: dict[str, bytes], told: str) -> None:
    """Which of them was meant is not guessed; each is told with what it was taken for."""
    said = asked(TOP_RATED, files)
    must = "the files must be one record, or reports and one contracts file"
    assert said == {"refused": f"{must}, got {told}"}


def test_a_broken_record_is_told_with_its_name() -> None:
    """The path of each problem begins with the file it lies in."""
    said = asked({}, {"mine.json": b'{"format": 1, "kind": "nobody"}'})
    assert said["refused"].startswith("mine.json, $.kind must be one of freelancer, agency")
    assert "must be JSON" in asked({}, {"mine.json": b"{"})["refused"]


def test_an_empty_file_and_bytes_of_any_kind_are_refused_as_a_report() -> None:
    """No file makes the page fail."""
    for document in (b"", b"\x00\xff", b"\n\n", b"PK\x03\x04"):
        assert set(asked(TOP_RATED, {"odd": document})) == {"refused"}


def supposing(contract: str, **values: str) -> str:
    """Return what the record's page says of a payment that is supposed."""
    chosen = contract if contract.startswith("new:") else contract.encode().hex()
    return asked({"as_of": "2026-10-01", "paid_for": chosen} | values, RECORD)["supposed"]


def test_a_payment_that_is_supposed_is_held_against_the_bar() -> None:
    """$12,300.00 on the help desk make $20,000.00 of $20,000.00; a cent less does not."""
    said = supposing("help-desk", paid="$12,300.00")
    assert said.startswith("Supposed: $12,300.00 paid on help-desk on 2026-10-01.")
    assert "$20,000.00 of $20,000.00, large" in said
    assert "$19,999.99 of $20,000.00, $0.01 short" in supposing("help-desk", paid="12299.99")


def test_a_new_contract_may_be_supposed() -> None:
    """In Writing the bar of a large contract is $5,000.00."""
    assert "new:writing (Writing): $5,000.00 of $5,000.00, large" in supposing(
        "new:writing", paid="5000.00"
    )


def test_a_payment_to_come_is_told_by_the_timeline_alone() -> None:
    """On the day asked about it changes nothing; from its day on the badge is held."""
    said = supposing("help-desk", paid="12300", paid_on="2026-10-10")
    assert "2026-10-10" in said
    assert "Nothing differs" not in said


def test_what_is_wrong_with_a_payment_leaves_the_answers_standing() -> None:
    """A fraction of a cent, no contract, a day that is none: told where they were typed."""
    assert "must be" in supposing("help-desk", paid="1.005")
    assert "Contract must be given" in supposing("", paid="5")
    assert "Day of the payment must be a day" in supposing("logo", paid="5", paid_on="2026-02-30")
    said = asked({"kind": "freelancer", "paid": "5", "paid_for": "new:writing"})
    assert "contracts must be known" in said["supposed"]
    assert "Top Rated Plus: unknown" in said["answer"]


def test_the_contract_that_was_chosen_is_chosen_still() -> None:
    """The list is written anew with each answer, and keeps the choice."""
    value = b"shop-chat".hex()
    given = {"asked": "top_rated_plus", "today": "2026-10-01", "paid_for": value}
    said = browser_page.places(given, RECORD)["paid_for"]
    assert f'<option value="{value}" selected="">shop-chat (Customer Service)</option>' in said
    assert said.count("selected") == 1


@pytest.mark.parametrize(
    ("back_on", "held"),
    [
        ("2021-06-12", "on 2021-06-12"),
        ("2021-06-13", "on 2021-09-11"),
        ("2021-12-19", "on no day, for the reasons below"),
    ],
)
def test_a_score_that_is_back_by_a_day_tells_when_the_badge_is(back_on: str, held: str) -> None:
    """A day after 12 June costs three months, since too few weeks are then eligible."""
    given = {"asked": "top_rated", "as_of": "2021-05-25"}
    said = asked(given | {"back_on": back_on}, AWAY)["back"]
    assert said.startswith(f"If the score of 90 is back on {back_on}, Top Rated is held {held}.")


def test_a_score_is_asked_about_for_every_day_or_not_at_all() -> None:
    """Without a day all are told; a score that is none, or a badge without one, is refused."""
    given = {"asked": "top_rated", "as_of": "2021-05-25"}
    assert asked(given, AWAY)["back"].startswith("Top Rated, if the score is 90 again")
    assert "if the score is 95 again" in asked(given | {"score": "95"}, AWAY)["back"]
    assert "must be" in asked(given | {"score": "much"}, AWAY)["back"]
    assert "Day on which the score is back" in asked(given | {"back_on": "x"}, AWAY)["back"]
    below = asked(given | {"score": "80", "back_on": "2021-06-12"}, AWAY)["back"]
    assert "Top Rated is held on no day, for the reasons below" in below
    assert "not held, since TR-F1" in below
    plus = asked({"as_of": "2026-10-01"}, RECORD)
    assert "must be one that asks for a score" in plus["back"]
    assert "Top Rated Plus: no" in plus["answer"]


def test_nothing_that_is_given_becomes_markup() -> None:
    """Titles, names of files and ids are text, whatever they hold."""
    mean = "<img src=x onerror=alert(1)>"
    row = f'{HEADER}"Sep 25, 2026",Hourly,"{mean}",,Ann Lee,"{mean}",7001,240.00\n'.encode()
    given = {"asked": "top_rated_plus", "today": "2026-10-31"} | EVA
    asks = browser_page.places(given, {mean: row})
    fields = Readable(asks["contracts"]).fields
    (category,) = (name for name in fields if name.startswith("category-"))
    named = {category: "writing", category.replace("category", "contract"): mean}
    broken = browser_page.places(given, {mean: b"{", "b": row})
    for shown in (asks, browser_page.places(given | named, {mean: row}), broken):
        tags = {tag for html in shown.values() for tag in Readable(html).tags}
        assert not tags & {"img", "script"}, tags
    told = browser_page.places(given | named, {mean: row})
    assert mean in Readable(told["paid_for"]).text


def test_a_contract_of_any_name_can_be_paid_on() -> None:
    """Letters that the page spells out when it shows them come back as they are."""
    odd = "caf\N{LATIN SMALL LETTER E WITH ACUTE}\N{RIGHT-TO-LEFT OVERRIDE}&quot;"
    contracts = [{"id": odd, "category": "writing"}]
    record = {"format": 1, "kind": "freelancer", "contracts": contracts}
    files = {"record.json": json.dumps(record).encode()}
    said = asked({"paid": "5", "paid_for": odd.encode().hex()}, files)["supposed"]
    assert said.startswith("Supposed: $5.00 paid on caf\N{LATIN SMALL LETTER E WITH ACUTE}")


class Page(HTMLParser):
    """What the page as it is served holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.names: set[str] = set()
        self.metas: dict[str, str] = {}
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep ids, names of fields, what a meta says, and every address."""
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        self.names |= {found["name"]} if "name" in found and tag != "meta" else set()
        if "http-equiv" in found:
            self.metas[found["http-equiv"]] = found["content"]
        self.addresses += [found[name] for name in ("src", "href", "action") if name in found]


PAGE = Page(make_page.page())


def test_the_page_has_every_place_and_names_every_field_that_is_read() -> None:
    """What the module fills is there, and what the form holds has a name in messages."""
    assert set(browser_page.PLACES) <= PAGE.ids
    assert PAGE.names - {"asked"} == browser_page.LABELS.keys() - {"covers"}


def test_the_page_lists_every_word_that_badgerules_knows() -> None:
    """Its lists are made from ours, so that a new word is there with the next page."""
    html = make_page.page()
    for words in (Badge, BaseBadge, Kind, ShownBadge):
        assert browser_page.choices(words).replace(' selected=""', "") in html.replace(
            ' selected=""', ""
        )
    assert '<option value="top_rated_plus" selected="">' in html
    assert f"by badgerules {__version__}:" in html


def test_the_page_may_ask_no_other_host() -> None:
    """The browser itself refuses it; no address of the page or its script names a host."""
    rules = PAGE.metas["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "connect-src 'self'" in rules
    assert "form-action 'none'" in rules
    assert "http" not in rules
    assert PAGE.addresses == ["data:,", "page.js"]
    script = (SOURCE / "page.js").read_text(encoding="utf-8")
    assert "//" not in re.sub(r"^//.*$|; // .*$", "", script, flags=re.MULTILINE)


def test_the_fields_of_a_report_ask_for_what_a_contracts_file_holds() -> None:
    """The names of contracts that the page suggests are those of the file to fill in."""
    days = date(2025, 11, 1), date(2026, 10, 31)
    lines = contracts_file(read_report([*REPORT.values()], covers=days)).splitlines()[1:]
    given = {"asked": "top_rated_plus", "today": "2026-10-31"} | EVA
    fields = Readable(browser_page.places(given, REPORT)["contracts"]).fields
    suggested = [value for name, value in fields.items() if name.startswith("contract-")]
    assert suggested == [line.partition(",")[0] for line in lines]

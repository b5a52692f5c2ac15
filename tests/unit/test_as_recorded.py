"""What an answer rests on that nearly nobody has: said in one line, given or left out."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    DocumentError,
    TalentRecord,
    WrongTypeError,
    assess,
    dump_assessment,
    to_html,
    to_text,
)
from badgerules.as_recorded import as_recorded
from badgerules.replay import replay
from badgerules.schemas import json_schema
from badgerules.schemas.checking import misfits
from builders import AS_OF, agency, certified, contract, freelancer, good_record, vetted
from markup import parsed, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

LATER = date(2026, 11, 27)
"""A day on which there is a diversity badge, and Rising Talent by numbers."""

NEITHER_GIVEN = {
    "exclusive_agency_contractor": "not an exclusive agency contractor",
    "expert_vetting": "no screening for Expert-Vetted",
    "certifications": "no certification",
    "circumvention_on": "no payment taken off the platform",
    "from_elance": "not brought over from Elance",
    "outcomes": "no negative outcome but those listed",
}
OF_REPUTATION = {"circumvention_on", "from_elance"}
OF_FREELANCERS = {"exclusive_agency_contractor", "from_elance"}

PLAIN: dict[str, TalentRecord] = {
    "freelancer, recorded": freelancer(contract("100.00")),
    "agency, recorded": agency(contract("100.00")),
    "freelancer, computed": good_record("freelancer"),
    "agency, computed": good_record("agency"),
}


def told(record: TalentRecord, on: date = LATER) -> dict[str, str]:
    """Return what an answer on a record says it rests on."""
    return as_recorded(assess(record, as_of=on))


def expected_of(name: str) -> dict[str, str]:
    """Return what is said of a plain record: a reputation and a kind have facts of their own."""
    hidden = set[str]()
    hidden |= OF_REPUTATION if name.endswith("recorded") else set()
    hidden |= OF_FREELANCERS if name.startswith("agency") else set()
    return {fact: words for fact, words in NEITHER_GIVEN.items() if fact not in hidden}


@pytest.mark.parametrize("on", [AS_OF, LATER], ids=str)
@pytest.mark.parametrize("name", [*PLAIN])
def test_what_is_left_out_is_said_to_be_none(name: str, on: date) -> None:
    """Nobody is asked for what nearly nobody has; the answer says that it took it for none."""
    assert told(PLAIN[name], on) == expected_of(name)


def with_reputation(**facts: Any) -> Callable[[TalentRecord], TalentRecord]:
    """Return what gives a record a fact of reputation, if it has a reputation."""

    def change(record: TalentRecord) -> TalentRecord:
        if record.reputation is None:
            return record
        return attrs.evolve(record, reputation=attrs.evolve(record.reputation, **facts))

    return change


def with_facts(**facts: Any) -> Callable[[TalentRecord], TalentRecord]:
    """Return what gives a record facts of its own."""
    return lambda record: attrs.evolve(record, **facts)


GIVEN: dict[str, tuple[Callable[[TalentRecord], TalentRecord], str]] = {
    "expert_vetting": (
        with_facts(expert_vetting=vetted()),
        "a screening for Expert-Vetted in Design & Creative, passed on 2020-08-01",
    ),
    "expert_vetting, invited": (
        with_facts(expert_vetting=vetted(passed_on=None, category="writing")),
        "a screening for Expert-Vetted in Writing, not passed",
    ),
    "certifications": (with_facts(certifications=[certified()]), "1 certification"),
    "certifications, two": (
        with_facts(certifications=[certified(), certified(number="88-1")]),
        "2 certifications",
    ),
    "circumvention_on": (
        with_reputation(circumvention_on=date(2019, 3, 4)),
        "payment taken off the platform on 2019-03-04",
    ),
    "from_elance": (with_reputation(from_elance=True), "brought over from Elance"),
    "outcomes": (
        with_facts(contracts=[contract(outcome="negative", outcome_on=date(2020, 3, 4))]),
        "no negative outcome but those listed",
    ),
}


@pytest.mark.parametrize("given", [*GIVEN])
@pytest.mark.parametrize("name", [*PLAIN])
def test_what_is_given_is_said_as_the_record_has_it(name: str, given: str) -> None:
    """Each fact given, for a freelancer and an agency, computed and recorded; others stay."""
    change, words = GIVEN[given]
    fact = given.partition(",")[0]
    expected = expected_of(name)
    if fact in expected:
        expected[fact] = words
    assert told(change(PLAIN[name])) == expected


@pytest.mark.parametrize("name", ["freelancer, recorded", "freelancer, computed"])
def test_an_exclusive_contractor_is_said_to_be_one(name: str) -> None:
    """Under every reading the membership decides something (TRP-F7)."""
    record = attrs.evolve(PLAIN[name], exclusive_agency_contractor=True)
    words = {"exclusive_agency_contractor": "an exclusive agency contractor"}
    assert told(record) == expected_of(name) | words


def test_where_contracts_are_not_known_nothing_is_said_of_outcomes() -> None:
    """Then an outcome that is not listed may well be there."""
    record = TalentRecord(kind="freelancer", contracts=[], contracts_known=False)
    assert "outcomes" not in told(record)


def test_nothing_of_a_certification_is_repeated_but_the_number_of_them() -> None:
    """Business name, number and category are nobody's business (DIV-13)."""
    said = json.dumps(told(freelancer(certifications=[certified()])))
    assert not any(secret in said for secret in ("Harbor", "77-1234", "woman", "certifier"))


LINE = (
    "As recorded: not an exclusive agency contractor, no screening for Expert-Vetted,\n"
    "no certification, no negative outcome but those listed."
)


def test_the_text_has_one_line_of_it() -> None:
    """One sentence, after who sees what."""
    blocks = to_text(assess(freelancer(contract("100.00")), as_of=LATER)).split("\n\n")
    assert LINE in blocks
    assert blocks[blocks.index(LINE) - 1].startswith("On the profile")


def test_html_has_the_same_line() -> None:
    """The same sentence, as a paragraph."""
    page = parsed(to_html(assess(freelancer(contract("100.00")), as_of=LATER)))
    assert LINE.replace("\n", " ") in text_of(page)


def saved(record: TalentRecord) -> dict[str, Any]:
    """Return an answer as it is saved."""
    answer: dict[str, Any] = json.loads(json.dumps(dump_assessment(assess(record, as_of=LATER))))
    return answer


@pytest.mark.parametrize("name", [*PLAIN])
def test_json_has_it_by_the_names_of_the_facts(name: str) -> None:
    """One key, with the facts that are told and no others; it fits the schema."""
    answer = saved(PLAIN[name])
    assert answer["as_recorded"] == expected_of(name)
    assert [*misfits(answer, json_schema("assessment"))] == []


@pytest.mark.parametrize("name", [*PLAIN])
def test_a_saved_answer_with_it_is_the_same_today(name: str) -> None:
    """It follows from the record, and is no difference of its own."""
    assert replay(PLAIN[name], saved(PLAIN[name])).is_same


@pytest.mark.parametrize(
    ("change", "path"),
    [
        pytest.param({"elance": "no"}, "$.as_recorded.elance", id="no_such_fact"),
        pytest.param({"from_elance": False}, "$.as_recorded.from_elance", id="no_words"),
    ],
)
def test_a_saved_answer_with_something_else_there_is_refused(
    change: dict[str, Any], path: str
) -> None:
    """The message names the place."""
    record = PLAIN["freelancer, computed"]
    answer = saved(record)
    answer["as_recorded"].update(change)
    with pytest.raises(DocumentError) as caught:
        replay(record, answer)
    assert [problem.path for problem in caught.value.problems] == [path]


def test_a_saved_answer_without_it_is_refused() -> None:
    """An answer says what it rests on."""
    record = PLAIN["freelancer, computed"]
    answer = saved(record)
    del answer["as_recorded"]
    with pytest.raises(DocumentError, match="as_recorded"):
        replay(record, answer)


def test_a_saved_answer_with_a_wrong_entry_of_the_page_is_refused() -> None:
    """Entries on the page have their own places."""
    answer = saved(freelancer())
    answer["disagreements"] = [{"subject": 5}]
    with pytest.raises(DocumentError, match=r"\$\.disagreements\[0\]\.subject"):
        replay(freelancer(), answer)


def test_what_is_no_assessment_is_refused() -> None:
    """A decision on one badge has no record to look at."""
    record: Any = freelancer()
    with pytest.raises(WrongTypeError, match="assessment must be an Assessment"):
        as_recorded(record)

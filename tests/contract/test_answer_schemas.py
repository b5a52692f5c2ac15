"""The schemas of answers fit every answer, and nothing that lacks a key or has another kind."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

import badgerules
from badgerules import EDITIONS, Badge, Document, TalentRecord, load_record
from badgerules.cli import main
from builders import AS_OF, contract, freelancer, good_record, vetted
from golden.gate import golden_answers, questions
from validators import fits, is_list, is_object, quick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Answer: TypeAlias = dict[str, Any]

WORDING = {"badgerules": "0.1.0", "text": "a sentence"}
"""What the stored answers leave out."""


@cache
def first_questions() -> tuple[dict[str, Any], ...]:
    """Return the first question of each stratum of the golden corpus."""
    first: dict[str, dict[str, Any]] = {}
    for question in questions():
        first.setdefault(question["stratum"], question)
    return tuple(first.values())


def record_of(question: dict[str, Any]) -> TalentRecord:
    """Return the record that a question asks about."""
    return load_record(json.dumps(question["record"]))


def asked() -> Iterator[tuple[TalentRecord, date]]:
    """Go through the record and the day of every third stratum, where the rules are in force."""
    for question in first_questions()[::3]:
        day = date.fromisoformat(question["as_of"])
        yield record_of(question), max(day, EDITIONS[0].effective_from)


def assessments() -> Iterator[Answer]:
    """Answer the first question of each stratum."""
    for question in first_questions():
        day, record = date.fromisoformat(question["as_of"]), record_of(question)
        readings = badgerules.Readings(**question["readings"])
        edition = question["edition"]
        whole = badgerules.assess(record, as_of=day, readings=readings, edition=edition)
        yield badgerules.dump_assessment(whole)


def timelines() -> Iterator[Answer]:
    """Ask when badges are held, for the record of every third stratum, and under an edition."""
    for (record, day), badge in zip(asked(), cycle(Badge), strict=False):
        yield badgerules.dump_timeline(badgerules.timeline(record, badge, as_of=day))
    ahead = badgerules.timeline(good_record(), "top_rated", as_of=AS_OF, edition="2024-01")
    yield badgerules.dump_timeline(ahead)


def all_remedies() -> Iterator[Answer]:
    """Ask how each badge is gained or kept, for the record of every third stratum."""
    for record, day in asked():
        for badge in Badge:
            yield badgerules.dump_remedies(badgerules.remedies(record, badge, as_of=day))


def comparisons() -> Iterator[Answer]:
    """Compare what each record comes to on its day, half a year later, and with another outcome."""
    for record, day in asked():
        later = day.replace(year=day.year + 1, day=1)
        facts = record.with_base_badge("none") if record.reputation is None else record
        answers = [
            badgerules.assess(record, as_of=day),
            badgerules.assess(record, as_of=later),
            badgerules.assess(facts, as_of=later),
        ]
        for before, after in pairwise(answers):
            yield badgerules.dump_comparison(badgerules.compare(before, after))


def ledgers() -> Iterator[Answer]:
    """Ask what counted, for the record of every third stratum."""
    for record, day in asked():
        for badge in Badge:
            yield badgerules.dump_ledger(badgerules.ledger(record, badge, as_of=day))


ANSWERS = {
    Document.ASSESSMENT: assessments,
    Document.TIMELINE: timelines,
    Document.REMEDIES: all_remedies,
    Document.COMPARISON: comparisons,
    Document.LEDGER: ledgers,
}


@cache
def answers_of(document: Document) -> tuple[Answer, ...]:
    """Return answers of one kind, as JSON gives them back."""
    return tuple(json.loads(json.dumps(list(ANSWERS[document]()))))


def test_every_golden_answer_fits() -> None:
    """All stored answers fit the schema, once what they leave out is put back."""
    accepts = quick(Document.ASSESSMENT)
    for name, stored in golden_answers().items():
        whole = json.loads(json.dumps(stored)) | {"badgerules": WORDING["badgerules"]}
        for decision in whole["badges"].values():
            for finding in decision["findings"]:
                for row in finding.get("contracts", ()):
                    row["text"] = WORDING["text"]
        assert accepts(whole), name


@pytest.mark.parametrize("document", ANSWERS)
def test_every_answer_fits(document: Document) -> None:
    """What a `dump_*` function returns fits its schema; some are checked twice."""
    answers = answers_of(document)
    assert len(answers) > 10
    assert all(map(quick(document), answers))
    assert all(fits(document, one) for one in answers[::40])


def places(part: object, above: str = "") -> Iterator[tuple[Answer, str, str]]:
    """Go through every key of an answer, with its object and the key under which that stands."""
    if is_object(part):
        for key, value in part.items():
            yield part, key, above
            yield from places(value, key)
    elif is_list(part):
        for item in part:
            yield from places(item, above)


MAY_BE_MISSING = {"prior_assessments", "supposed", "ledger", "remedies"}
MAY_BE_NULL = {
    *("id", "next_change", "within_hours", "observed", "shortfall", "eligible", "share", "edition"),
    *("before", "after", "contract", "category", "pay_by"),
}
VIEWERS = {"owner", "basic", "plus", "plus_selected", "business", "enterprise"}
STRANGE: tuple[Any, ...] = ({"?": 1}, 7.5, "\n", [[]])
"""What no key of an answer can hold."""


@pytest.mark.parametrize("document", ANSWERS)
def test_no_key_of_an_answer_can_be_dropped_renamed_or_hold_anything_else(
    document: Document,
) -> None:
    """At every key of every answer: a schema that lets one of these pass promises nothing."""
    accepts = quick(document)
    for whole in answers_of(document)[::9]:
        for found, key, above in list(places(whole)):
            told = (document, above, key)
            value = found.pop(key)
            is_optional = key in MAY_BE_MISSING or above == "visible_unsettled"
            assert accepts(whole) is is_optional, told
            found[f"{key}_"] = value
            assert not accepts(whole), told
            del found[f"{key}_"]
            for strange in STRANGE:
                found[key] = strange
                assert not accepts(whole), (told, strange)
            found[key] = None
            assert not accepts(whole) or key in MAY_BE_NULL or above == "visible", told
            found[key] = value
        assert accepts(whole)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="plain"),
        pytest.param(["--ledger", "--remedies"], id="with_more"),
        pytest.param(["--pay", "one=500@2020-09-01", "--edition", "2024-01"], id="what_if"),
    ],
)
def test_what_the_command_prints_fits(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`assess --json` fits the schema of an assessment with every option that adds to it."""
    file = tmp_path / "record.json"
    record = freelancer(contract("700.00"), expert_vetting=vetted())
    file.write_text(json.dumps(badgerules.dump_record(record)))
    assert main(["assess", str(file), "--as-of", "2020-09-01", "--json", *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert fits(Document.ASSESSMENT, printed)
    assert not fits(Document.ASSESSMENT, printed | {"supposed": {}})
    assert not fits(Document.TIMELINE, printed)

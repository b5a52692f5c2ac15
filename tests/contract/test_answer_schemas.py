"""The schemas of answers fit every answer, and nothing that lacks a key or has another kind."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import cycle, pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pytest

import badgerules
from badgerules import (
    EDITIONS,
    Badge,
    InvalidRecordError,
    Readings,
    TalentRecord,
    Verdict,
    load_record,
)
from badgerules.batch import LinesJob, Summary, run_lines
from badgerules.cli import main
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.replay import replay
from badgerules.schemas import Document
from badgerules.serialization import dump_funnel, dump_replay, dump_rule_comparison
from builders import AS_OF, contract, freelancer, good_record, vetted
from golden.gate import golden_answers, questions
from validators import fits, is_list, is_object, quick

if TYPE_CHECKING:
    from collections.abc import Iterator

Answer: TypeAlias = dict[str, Any]

WHAT_IF = badgerules.edition_named("2020-07").hypothetical(
    "what if", {"TRP-F1": 500, "TRP-F2": {"legal": "1", "writing": "2.50"}, "TR-F1": 1, "TRP-A3": 0}
)
"""Rules that nobody published: dollars, dollars by category, and whole numbers are others."""

WORDING = {"badgerules": "0.1.0", "text": "a sentence", "authority": "ours"}
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


@cache
def asked() -> tuple[tuple[TalentRecord, date], ...]:
    """Return the record and the day of every third stratum, where the rules are in force."""
    return tuple(
        (
            record_of(question),
            max(date.fromisoformat(question["as_of"]), EDITIONS[0].effective_from),
        )
        for question in first_questions()[::3]
    )


def assessments() -> Iterator[Answer]:
    """Answer under supposed rules, then the first question of each stratum."""
    yield badgerules.dump_assessment(badgerules.assess(good_record(), as_of=AS_OF, edition=WHAT_IF))
    for question in first_questions():
        day, record = date.fromisoformat(question["as_of"]), record_of(question)
        readings = badgerules.Readings(**question["readings"])
        edition = question["edition"]
        whole = badgerules.assess(record, as_of=day, readings=readings, edition=edition)
        yield badgerules.dump_assessment(whole)


def timelines() -> Iterator[Answer]:
    """Ask when badges are held, for the record of every third stratum, and under an edition."""
    ahead = badgerules.timeline(good_record(), "top_rated", as_of=AS_OF, edition=WHAT_IF)
    yield badgerules.dump_timeline(ahead)
    for (record, day), badge in zip(asked(), cycle(Badge), strict=False):
        yield badgerules.dump_timeline(badgerules.timeline(record, badge, as_of=day))
    ahead = badgerules.timeline(good_record(), "top_rated", as_of=AS_OF, edition="2024-01")
    yield badgerules.dump_timeline(ahead)


def all_remedies() -> Iterator[Answer]:
    """Ask how each badge is gained or kept, for the record of every third stratum."""
    found = badgerules.remedies(good_record(), "top_rated", as_of=AS_OF, edition=WHAT_IF)
    yield badgerules.dump_remedies(found)
    for record, day in asked():
        for badge in Badge:
            yield badgerules.dump_remedies(badgerules.remedies(record, badge, as_of=day))


def comparisons() -> Iterator[Answer]:
    """Compare what each record comes to on its day, half a year later, and with another outcome."""
    sides = (badgerules.assess(good_record(), as_of=AS_OF, edition=one) for one in (None, WHAT_IF))
    yield badgerules.dump_comparison(badgerules.compare(*sides))
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
    supposed = badgerules.ledger(good_record(), "top_rated_plus", as_of=AS_OF, edition=WHAT_IF)
    yield badgerules.dump_ledger(supposed)
    for record, day in asked():
        for badge in Badge:
            yield badgerules.dump_ledger(badgerules.ledger(record, badge, as_of=day))


def replays() -> Iterator[Answer]:
    """Ask again what was saved, with the record of that time and with another one."""
    what_if = badgerules.assess(good_record(), as_of=AS_OF, edition=WHAT_IF)
    supposed = replay(good_record(), badgerules.dump_assessment(what_if))
    yield dump_replay(supposed)
    for record, day in asked():
        saved = badgerules.dump_assessment(badgerules.assess(record, as_of=day))
        told = dump_replay(replay(record, saved))
        paid = record.with_contract(contract("9000.00", name="more"))
        other = dump_replay(replay(paid, saved))
        later = badgerules.assess(paid, as_of=day.replace(year=day.year + 1, day=1))
        before = badgerules.assess(record, as_of=day)
        between = badgerules.dump_comparison(badgerules.compare(before, later))
        yield from (told, other, {**told, "comparison": between})


def recoveries() -> Iterator[Answer]:
    """Ask when a badge is back wherever one asks for a score, whatever it is now."""
    for number, (record, day) in enumerate(asked()):
        scores = (0, 90, None) if number % 5 == 0 else (90,)  # it takes its time
        for badge, score in product(Badge, scores):
            facts = record if record.reputation is None else record.with_score(score, since=day)
            with suppress(InvalidRecordError):  # the badge asks for no score
                yield badgerules.dump_recovery(badgerules.recovery(facts, badge, as_of=day))


def population() -> list[TalentRecord]:
    """Return the records, each with a name of its own."""
    return [
        attrs.evolve(record, id=f"talent-{number}") for number, (record, _) in enumerate(asked())
    ]


def rule_comparisons() -> Iterator[Answer]:
    """Compare rules for every badge, over records and, where nobody is listed, over frames."""
    sides = [Rules(), Rules(edition=WHAT_IF), Rules(readings=Readings(money_bar="more_than"))]
    for badge in Badge:
        for before, after in pairwise([*sides, Rules(edition="2024-01")]):
            comparison = compare_rules(
                population(), badge=badge, before=before, after=after, as_of=AS_OF
            )
            whole = dump_rule_comparison(comparison)
            yield whole
            yield {name: part for name, part in whole.items() if name != "changed"}


def funnels() -> Iterator[Answer]:
    """Ask where people drop out, with groups large and small, and with nobody in any."""
    people = population()
    for badge in Badge:
        supposed = funnel(people, badge=badge, by={}, as_of=AS_OF, edition=WHAT_IF)
        yield dump_funnel(supposed)
        for groups in (["north"], ["north", "south", None], ["", "a\nb"], [None]):
            by = dict(zip([str(one.id) for one in people], cycle(groups), strict=False))
            seen = funnel(people, badge=badge, by=by, as_of=AS_OF, small_below=9, expected_below=0)
            yield dump_funnel(seen)


def batches() -> Iterator[Answer]:
    """Say how a run over files ended."""
    for badge, counts in product(Badge, ([0, 0, 0], [3, 1, 0], [10**7, 5, 1])):
        question = badgerules.decide(
            good_record(), badge, as_of=AS_OF, edition=None if any(counts) else WHAT_IF
        ).question
        verdicts = dict(zip(Verdict, counts, strict=True))
        for refused, badges in ((None, [badge]), (0, Badge), (7, [badge])):
            yield Summary(
                question=question,
                output=Path("a folder/answers.csv"),
                verdicts=dict.fromkeys(badges, verdicts),
                refused=refused,
            ).dumped


def batch_lines() -> Iterator[Answer]:
    """Answer records as JSON lines, for all badges and for one."""
    records = [
        TalentRecord(id="bare", kind="agency", contracts=[]),
        *(record for record, _ in asked()),
    ]
    lines = [json.dumps(badgerules.dump_record(one)) for one in records]
    for badges, edition in product((tuple(Badge), (Badge.TOP_RATED,)), (None, WHAT_IF)):
        question = badgerules.decide(records[0], "top_rated", as_of=AS_OF, edition=edition).question
        with TemporaryDirectory() as name:
            given, output = Path(name, "records.jsonl"), Path(name, "answers.jsonl")
            given.write_text("\n".join(lines), encoding="utf-8")
            job = LinesJob(
                records=given,
                output=output,
                badges=badges,
                is_full=False,
                skips_bad=False,
                question=question,
            )
            run_lines(job, terminal=None)
            yield from map(json.loads, output.read_text("utf-8").splitlines())


ANSWERS = {
    Document.ASSESSMENT: assessments,
    Document.TIMELINE: timelines,
    Document.REMEDIES: all_remedies,
    Document.RECOVERY: recoveries,
    Document.COMPARISON: comparisons,
    Document.LEDGER: ledgers,
    Document.REPLAY: replays,
    Document.RULE_COMPARISON: rule_comparisons,
    Document.FUNNEL: funnels,
    Document.BATCH: batches,
    Document.BATCH_LINE: batch_lines,
}


def test_every_document_is_asked_for() -> None:
    """A document that is no record is an answer, and every answer is held against its schema."""
    assert {*Document} == {Document.RECORD, *ANSWERS}


@cache
def answers_of(document: Document) -> tuple[Answer, ...]:
    """Return answers of one kind, as JSON gives them back."""
    return tuple(json.loads(json.dumps(list(ANSWERS[document]()))))


@pytest.mark.thorough
def test_every_golden_answer_fits() -> None:
    """All stored answers fit the schema, once what they leave out is put back."""
    accepts = quick(Document.ASSESSMENT)
    for name, stored in golden_answers().items():
        whole = json.loads(json.dumps(stored)) | {"badgerules": WORDING["badgerules"]}
        whole |= {"began": None, "confirmed_on": None}
        for decision in whole["badges"].values():
            for finding in decision["findings"]:
                finding |= {"authority": WORDING["authority"], "confirmed_on": None}
                for row in finding.get("contracts", ()):
                    row["text"] = WORDING["text"]
        assert accepts(whole), name


SLOW = {Document.RECOVERY, Document.REPLAY}
"""Documents whose answers take seconds to make."""


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(one, marks=[pytest.mark.thorough] if one in SLOW else [], id=one.value)
        for one in ANSWERS
    ],
)
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
            if key not in WHATEVER:
                yield from places(value, key)
    elif is_list(part):
        for item in part:
            yield from places(item, above)


WHATEVER = {"saved", "replayed"}
"""Parts of answers, out of which a replay says what differs."""

MAY_BE_MISSING = {
    *("exclusive_agency_contractor", "expert_vetting", "certifications", "circumvention_on"),
    *("from_elance", "outcomes", "disagreements", "from_stats"),
    *("prior_assessments", "supposed", "ledger", "remedies", "comparison"),
    *("changed", "rate", "ratio", "refused"),
}
MAY_LACK_A_KEY = {"visible_unsettled", "visible_readings", "seen", "from", "to"}
"""Objects with a key for each viewer, or each category, concerned."""
OF_SOME_EDITIONS = {"plus", "plus_selected", "business", "business_plus"}
"""Viewers whose plan not every edition has (VIS-10)."""
OF_SOME_BADGES = {Document.BATCH, Document.BATCH_LINE}
"""Documents about the badges that were asked for."""
MAY_BE_NULL = {
    *("current", "last_return", "held_on", "last_held_on", "leaves_on"),
    *("began", "confirmed_on", "within_days"),
    *("id", "next_change", "within_hours", "observed", "shortfall", "eligible", "share", "edition"),
    *("before", "after", "contract", "category", "pay_by", "supposed_rules", "based_on", *WHATEVER),
}
VIEWERS = {"owner", "basic", "enterprise", *OF_SOME_EDITIONS}
STRANGE: tuple[Any, ...] = ({"?": 1}, 7.5, "\n", [[]])
"""What no key of an answer can hold, but for a part of another answer and a name of any text."""

ANY_TEXT = {"group", "output"}


def is_possible(key: str, value: object) -> bool:
    """Tell whether a strange value may stand at a key after all."""
    return key in WHATEVER or (key in ANY_TEXT and isinstance(value, str))


@pytest.mark.thorough
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
            is_rules = above == "supposed_rules"  # where `changed` is always there
            is_optional = above in MAY_LACK_A_KEY or (key in MAY_BE_MISSING and not is_rules)
            is_optional |= above == "visible" and key in OF_SOME_EDITIONS
            is_optional |= above == "badges" and document in OF_SOME_BADGES
            assert accepts(whole) is is_optional, told
            found[f"{key}_"] = value
            assert not accepts(whole), told
            del found[f"{key}_"]
            for strange in STRANGE:
                found[key] = strange
                assert accepts(whole) is is_possible(key, strange), (told, strange)
            found[key] = None
            may_be_null = key in MAY_BE_NULL or above == "visible"
            may_be_null |= key == "badge" and above in VIEWERS  # of a reading that matters
            may_be_null |= key in {"clause", "why"} and document is Document.BATCH_LINE  # if met
            assert not accepts(whole) or may_be_null, told
            found[key] = value
        assert accepts(whole)


@pytest.mark.clause("DELAY-1")
def test_a_delay_is_in_hours_or_in_days_and_never_both() -> None:
    """Of each badge one of the two keys stands there: hours until July 2026, days from then on."""
    accepts = quick(Document.ASSESSMENT)
    for day, own, other in (
        (date(2026, 7, 6), "within_hours", "within_days"),
        (date(2026, 7, 7), "within_days", "within_hours"),
    ):
        whole = json.loads(
            json.dumps(badgerules.dump_assessment(badgerules.assess(freelancer(), as_of=day)))
        )
        top_rated = whole["badges"]["top_rated"]
        assert accepts(whole)
        top_rated[other] = 14
        assert not accepts(whole)
        del top_rated[own]
        assert accepts(whole)
        del top_rated[other]
        assert not accepts(whole)


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

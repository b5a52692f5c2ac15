"""A what-if in JSON tells its rules in full, and is asked again by what was saved of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    EDITIONS,
    Badge,
    Category,
    DocumentError,
    Edition,
    NoEditionInForceError,
    assess,
    compare,
    decide,
    dump_assessment,
    dump_comparison,
    dump_ledger,
    dump_record,
    dump_remedies,
    dump_timeline,
    edition_named,
    ledger,
    remedies,
    timeline,
)
from badgerules.batch import Summary
from badgerules.cli import main
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.replay import replay
from badgerules.serialization import dump_funnel, dump_replay, dump_rule_comparison, shared
from badgerules.serialization.shared import digest_of
from badgerules.thresholds import CLAUSE, NUMBERS, Cents
from badgerules.vocabulary import Verdict
from builders import AS_OF, plus_holder

if TYPE_CHECKING:
    from collections.abc import Callable

LAUNCH = edition_named("2020-07")
LOWER = LAUNCH.hypothetical(
    "lower bar", {"TRP-F1": "8000", "TRP-F2": {"legal": "4000.50", "Admin": "1"}, "TR-X1": 0}
)
DIGEST = digest_of(LOWER)
TOLD: dict[str, Any] = {
    "based_on": "2020-07",
    "effective_from": "2020-07-07",
    "changed": [
        {
            "number": "freelancer_earnings",
            "clause": "TRP-F1",
            "from": "10000.00",
            "to": "8000.00",
        },
        {
            "number": "freelancer_large_contract",
            "clause": "TRP-F2",
            "from": {"admin_support": "10000.00", "legal": "5000.00"},
            "to": {"admin_support": "1.00", "legal": "4000.50"},
        },
        {"number": "circumvention_bar", "clause": "TR-X1", "from": 6, "to": 0},
    ],
    "digest": DIGEST,
}
RECORD = plus_holder(id="talent-17")


def saved(edition: Edition | str | None = LOWER) -> dict[str, Any]:
    """Return an answer under an edition as it was saved."""
    answer = dump_assessment(assess(RECORD, as_of=AS_OF, edition=edition))
    return json.loads(json.dumps(answer))  # type: ignore[no-any-return]


def batch(edition: Edition | None) -> dict[str, Any]:
    """Return what a run over files would print."""
    question = decide(RECORD, "top_rated", as_of=AS_OF, edition=edition).question
    verdicts = {Badge.TOP_RATED: dict.fromkeys(Verdict, 0)}
    return Summary(question=question, output=Path("answers.csv"), verdicts=verdicts).dumped


def rules_compared(edition: Edition | None) -> dict[str, Any]:
    """Return a comparison of the rules in force with others."""
    sides: dict[str, Any] = {"before": Rules(), "after": Rules(edition=edition)}
    return dump_rule_comparison(compare_rules([RECORD], badge="top_rated", as_of=AS_OF, **sides))


def dropping_out(edition: Edition | None) -> dict[str, Any]:
    """Return where people drop out."""
    by = {"talent-17": "north"}
    return dump_funnel(funnel([RECORD], badge="top_rated", by=by, as_of=AS_OF, edition=edition))


def compared(edition: Edition | None) -> dict[str, Any]:
    """Return a comparison of an answer by the rules in force with one by others."""
    before, after = (assess(RECORD, as_of=AS_OF, edition=one) for one in (None, edition))
    return dump_comparison(compare(before, after))


DUMPED: dict[str, Callable[[Edition | None], dict[str, Any]]] = {
    "assessment": saved,
    "ledger": lambda edition: dump_ledger(
        ledger(RECORD, "top_rated_plus", as_of=AS_OF, edition=edition)
    ),
    "timeline": lambda edition: dump_timeline(
        timeline(RECORD, "top_rated", as_of=AS_OF, edition=edition)
    ),
    "remedies": lambda edition: dump_remedies(
        remedies(RECORD, "top_rated", as_of=AS_OF, edition=edition)
    ),
    "comparison": lambda edition: compared(edition)["after"],
    "rule_comparison": lambda edition: rules_compared(edition)["after"],
    "funnel": dropping_out,
    "batch": batch,
    "replay": lambda edition: dump_replay(replay(RECORD, saved(edition))),
}


@pytest.mark.parametrize("answer", DUMPED)
def test_every_answer_under_a_hypothetical_edition_tells_its_rules(answer: str) -> None:
    """What was changed, from what to what and by which clause, since when, and a digest."""
    dumped = DUMPED[answer](LOWER)
    assert (dumped["edition"], dumped["hypothetical"]) == ("lower bar", True)
    assert dumped["supposed_rules"] == TOLD


@pytest.mark.parametrize("edition", [None, edition_named("2024-01")], ids=["in_force", "another"])
@pytest.mark.parametrize("answer", DUMPED)
def test_an_answer_under_a_published_edition_needs_no_more_than_its_id(
    answer: str, edition: Edition | None
) -> None:
    """Nothing was supposed, also where the edition is of another time."""
    dumped = DUMPED[answer](edition)
    assert dumped["supposed_rules"] is None
    assert dumped["hypothetical"] is (edition is not None)


def test_a_side_of_a_comparison_tells_its_own_rules() -> None:
    """The rules in force before, those supposed after."""
    assert compared(LOWER)["before"]["supposed_rules"] is None
    assert rules_compared(LOWER)["before"]["supposed_rules"] is None


def test_rules_that_only_bear_the_id_of_an_edition_are_not_published() -> None:
    """An edition made by hand says what it is; what it is based on is not known."""
    made = attrs.evolve(LAUNCH, freelancer_earnings=Cents(1))
    assert DUMPED["assessment"](made)["supposed_rules"] == {
        "based_on": None,
        "effective_from": "2020-07-07",
        "changed": [],
        "digest": digest_of(made),
    }


STEPS: dict[str, object] = {
    **dict.fromkeys(("Percent", "Points"), 7),
    **dict.fromkeys(("Months", "Days", "Weeks", "Hours", "Members", "Contracts"), 7),
    "Cents": "7.07",
    "Hundredths": "4.07",
    "CategoryTable": {"legal": "7.07", "writing": "0"},
}


def another(name: str) -> object:
    """Return another number than any edition has, as a person would give it."""
    return STEPS.get(str(NUMBERS[name].type), 7)


@pytest.mark.parametrize("name", NUMBERS)
def test_an_answer_under_any_other_number_is_replayed_by_it(name: str) -> None:
    """The edition made again from the saved answer is equal to the one supposed."""
    edition = LAUNCH.hypothetical("what if", {name: another(name)})
    assert digest_of(edition) != digest_of(LAUNCH)
    again = replay(RECORD, json.dumps(saved(edition)))
    assert again.is_same
    assert again.assessment.question.edition == edition


def test_every_number_at_once_is_replayed() -> None:
    """All numbers may be others."""
    numbers = {name: another(name) for name in NUMBERS}
    edition = edition_named("2024-01").hypothetical("all others", numbers)
    assert replay(RECORD, saved(edition)).assessment.question.edition == edition
    assert len(saved(edition)["supposed_rules"]["changed"]) == len(NUMBERS)


def test_a_supposition_that_changes_nothing_is_replayed() -> None:
    """Its name is kept, and that nobody published it."""
    edition = LAUNCH.hypothetical("as it was", {})
    assert saved(edition)["supposed_rules"] == {
        "based_on": "2020-07",
        "effective_from": "2020-07-07",
        "changed": [],
        "digest": digest_of(LAUNCH),
    }
    assert replay(RECORD, saved(edition)).assessment.question.edition == edition


# --- The digest -----------------------------------------------------------------------------------


def test_digests_stay_what_they_are() -> None:
    """Saved what-ifs hold them; whoever changes how they are made refuses all of those."""
    digests = {
        "2020-07": "44136fa355b3",
        "2020-10": "153d5038608c",
        "2021-02": "be87a07eabd2",
        "2021-07": "c73dc749e440",
        "2022-01": "412c8c30ae28",
        "2024-01": "fd10bb595308",
        "2025-06": "de68af3410c5",
        "2026-07": "99ad3150fdf6",
    }
    assert {name: digest_of(edition_named(name)) for name in digests} == digests


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_whatever_an_edition_rules_is_in_its_digest(edition: Edition) -> None:
    """Each number, list, day and switch; its id and its news rule nothing."""
    others: dict[type, object] = {int: 7, str: "?", frozenset: frozenset("?"), tuple: ("?",)}
    for one in attrs.fields(Edition):
        value: object = getattr(edition, one.name)
        other: Any = others.get(type(value), date(1999, 1, 1))
        other = (not value) if isinstance(value, bool) else other
        if str(one.type) == "CategoryTable":
            other = tuple((category, 7) for category in Category)
        changed = attrs.evolve(edition, **{one.name: other})
        assert (digest_of(changed) != digest_of(edition)) is (CLAUSE in one.metadata), one.name


@attrs.frozen(kw_only=True, repr=False)
class Later(Edition):
    """An edition as a later version may know it."""

    stars: int = attrs.field(metadata={CLAUSE: "RT-3"})
    is_public: bool = attrs.field(metadata={CLAUSE: "VIS-12"})


def test_a_digest_stays_when_the_library_learns_rules_that_an_edition_does_not_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is as in the first edition is not there; whatever differs from it is."""

    def later(edition: Edition, *, stars: int, is_public: bool) -> Later:
        known = {one.name: getattr(edition, one.name) for one in attrs.fields(Edition)}
        return Later(**known, stars=stars, is_public=is_public)

    known = {edition: digest_of(edition) for edition in EDITIONS}
    monkeypatch.setattr(shared, "LAUNCH", later(LAUNCH, stars=3, is_public=False))
    for edition, digest in known.items():
        assert digest_of(later(edition, stars=3, is_public=False)) == digest
        others = {
            digest_of(later(edition, stars=stars, is_public=is_public))
            for stars, is_public in [(0, False), (5, False), (3, True)]
        }
        assert len(others - {digest}) == 3


# --- What is refused ------------------------------------------------------------------------------


def with_rules(**changed: Any) -> dict[str, Any]:
    """Return the saved answer with other words about its rules."""
    answer = saved()
    answer["supposed_rules"] |= changed
    return answer


def with_numbers(*changed: Any) -> dict[str, Any]:
    """Return the saved answer with other numbers."""
    return with_rules(changed=list(changed))


MADE = "as the numbers saved and edition 2020-07 make it here"
WHY = "edition 2020-07 holds something else here, or what was saved was altered"


def number(name: str, to: Any) -> dict[str, Any]:  # noqa: ANN401  # misuse
    """Return a number as an answer tells it."""
    return {"number": name, "clause": "TRP-F1", "from": "10000.00", "to": to}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            with_rules(digest="0" * 12),
            [f"$.supposed_rules.digest: must be '{DIGEST}', {MADE}, got '000000000000'; {WHY}"],
        ),
        (
            with_numbers(*[{**one, "to": "9000.00"} for one in TOLD["changed"][:1]]),
            ["$.supposed_rules.digest: must be '"],
        ),
        (
            with_numbers({**TOLD["changed"][0], "from": "1.00"}, *TOLD["changed"][1:]),
            ["$.supposed_rules.changed: must be [{"],
        ),
        (
            with_numbers(TOLD["changed"][0], *TOLD["changed"]),
            ["$.supposed_rules.changed: must be [{"],
        ),
        (
            with_rules(effective_from="2020-07-08"),
            ["$.supposed_rules.effective_from: must be '2020-07-07', as "],
        ),
        ({**saved(), "supposed_rules": 1}, ["$.supposed_rules: must be an object or null, got 1"]),
        (
            with_rules(digest=None, changed={}),
            [
                "$.supposed_rules.changed: must be a list, got {}",
                "$.supposed_rules.digest: must be text, got null",
            ],
        ),
        (
            {**saved(), "supposed_rules": {}},
            [f"$.supposed_rules.{name}: must be" for name in TOLD],
        ),
        (
            with_numbers(1, {"number": 1, "to": 1}, {"number": "window"}),
            [
                "$.supposed_rules.changed[0]: must be an object, got 1",
                "$.supposed_rules.changed[1].number: must be text, got 1",
                "$.supposed_rules.changed[1].clause: must be given, got nothing",
                "$.supposed_rules.changed[1].from: must be given, got nothing",
                "$.supposed_rules.changed[2].clause: must be given, got nothing",
                "$.supposed_rules.changed[2].from: must be given, got nothing",
                "$.supposed_rules.changed[2].to: must be given, got nothing",
            ],
        ),
        (
            with_numbers(number("bonus", 1), number("negative_share", 101)),
            [
                "$.supposed_rules.changed.bonus: must be one of ",
                "$.supposed_rules.changed.negative_share: must be a whole number from 0 to 100",
            ],
        ),
        (
            with_numbers(number("freelancer_large_contract", {"lega": "1"})),
            ["$.supposed_rules.changed[0].to.lega: must be left out: the key is not known, got"],
        ),
        ({**saved(), "edition": "2031-01"}, ["$.edition: must not begin with a digit"]),
        (
            saved(attrs.evolve(LOWER, expert_vetted_categories=frozenset({Category.LEGAL}))),
            ["$.supposed_rules.digest: must be"],
        ),
    ],
)
def test_rules_that_cannot_be_made_again_are_refused(answer: object, told: list[str]) -> None:
    """By name, each with its place: what was altered, what is missing, what is no number."""
    with pytest.raises(DocumentError) as refused:
        replay(RECORD, json.dumps(answer))
    found = [f"{one.path}: {one.message}" for one in refused.value.problems]
    assert len(found) == len(told)
    for line, start in zip(found, told, strict=True):
        assert line.startswith(start)


@pytest.mark.parametrize(
    "answer", [with_rules(based_on="2031-01"), {**saved("2020-07"), "edition": "2031-01"}]
)
def test_an_edition_of_a_later_library_is_refused(answer: dict[str, Any]) -> None:
    """Also as the one that a supposition changes."""
    with pytest.raises(NoEditionInForceError, match="2031-01"):
        replay(RECORD, answer)


def test_a_json_number_is_no_dollars() -> None:
    """Amounts are strings; a number with a point is refused where it stands."""
    text = json.dumps(saved()).replace('"8000.00"', "8000.0")
    with pytest.raises(DocumentError, match=r"[$]\.supposed_rules\.changed\[0\]\.to: must"):
        replay(RECORD, text)


# --- On the command line --------------------------------------------------------------------------


def test_the_command_line_replays_a_supposition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--against` makes the rules again, says that they were supposed, and compares with others."""
    record, answer = tmp_path / "record.json", tmp_path / "saved.json"
    record.write_text(json.dumps(dump_record(RECORD)))
    answer.write_text(json.dumps(saved()))
    assert main(["assess", str(record), "--against", str(answer)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Hypothetical: nobody published these rules. Against edition 2020-07:" in lines
    assert lines[-1] == "The answer is the same."
    asked = ["assess", str(record), "--against", str(answer), "--edition", "2020-07", "--json"]
    assert main(asked) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["same"] is True
    assert printed["supposed_rules"] == printed["comparison"]["before"]["supposed_rules"] == TOLD
    assert printed["comparison"]["after"]["supposed_rules"] is None
    changed = {one["cause"] for one in printed["comparison"]["changes"]}
    assert changed == {"edition_changed"}

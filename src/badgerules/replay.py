"""Ask the question of a saved answer again: does today's library give the same answer?

A saved answer holds no record, so the record is given again. Under the same version every
difference lies in the record; under another one, a bar or clause that differs lies in the rules.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeGuard, cast

import attrs

from badgerules.assessment import assess
from badgerules.converters import problems_in, written_day
from badgerules.deviations import Deviation, Replay, ReplayCause
from badgerules.errors import (
    DocumentError,
    InvalidRecordError,
    Problem,
    shown,
    unfit,
)
from badgerules.records import check_record
from badgerules.rulebook import edition_named, is_in_force
from badgerules.schemas import json_schema
from badgerules.schemas.checking import misfits
from badgerules.serialization import dump_assessment
from badgerules.serialization.reading import parsed_json, repeated_keys
from badgerules.serialization.shared import dumped_rules
from badgerules.thresholds import Readings
from badgerules.version import __version__
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from badgerules.records import TalentRecord
    from badgerules.thresholds import Edition

__all__ = ["Deviation", "Replay", "ReplayCause", "replay"]

RULE = ("clause", "authority", "unit", "required")
"""The parts of a finding that come from the rules alone, and not from the record."""


def replay(record: TalentRecord, saved: str | bytes | dict[str, Any]) -> Replay:
    """Ask a saved question again, and say which parts of the answer differ, and why.

    Args:
        record: the record, as it was then.
        saved: what `dump_assessment` gave, or its JSON text.

    Returns:
        Today's answer under the saved day, edition and readings, and every deviation. Texts are
        not compared: their wording may improve. Nor are the days on which sources last confirmed
        the rules: a later source makes no other answer. A hypothetical edition is made again from
        the numbers that were saved with the answer.

    Raises:
        DocumentError: if it is no saved answer, or one about another talent, or if its
            hypothetical edition cannot be made again just as it was.
        NoEditionInForceError: if its edition, or the one that was changed, is not known here.
        WrongTypeError: if it is no record.

    >>> from datetime import date
    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> saved = dump_assessment(assess(record, as_of=date(2020, 9, 1)))
    >>> replay(record, saved).is_same
    True
    """
    check_record(record)
    answer = _answer_in(saved)
    question = _question_in(answer, record)
    try:
        assessment = assess(record, **question)
    except InvalidRecordError as error:
        raise DocumentError(tuple(problem.below("$") for problem in error.problems)) from None
    replayed = json.loads(json.dumps(dump_assessment(assessment)))
    is_of_today = answer["badgerules"] == __version__
    return Replay(
        version=answer["badgerules"],
        assessment=assessment,
        deviations=tuple(_deviations(_parts(answer), _parts(replayed), is_of_today=is_of_today)),
    )


def _answer_in(saved: str | bytes | dict[str, Any]) -> dict[str, Any]:
    """Read a saved answer by its schema, as strictly as a record is read."""
    answer: object = saved
    problems: list[Problem] = []
    if isinstance(saved, str | bytes):
        answer = parsed_json(saved)
        problems = [*repeated_keys(answer)]
    if _is_object(answer) and isinstance(answer.get("badgerules"), str):
        version = answer["badgerules"]
        if _release(version) > _release(__version__):
            allowed, hint = f"{__version__} or earlier", "; ask the library that gave the answer"
            code, at = ProblemCode.UNKNOWN_VALUE, "$.badgerules"
            raise DocumentError((unfit(code, allowed, version, at=at, hint=hint),))
    if _is_object(answer) and "kind" in answer and not {"badgerules", "badges"} & {*answer}:
        raise DocumentError((_unsaved(ProblemCode.WRONG_FORM, "$", "a record", "a saved answer"),))
    problems += misfits(answer, json_schema("assessment"))
    if not problems:
        problems = [*_repeated_findings(cast("dict[str, Any]", answer)["badges"])]
    if problems:
        raise DocumentError(tuple(problems))
    return cast("dict[str, Any]", answer)


def _release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, as far as it begins with numbers."""
    found = re.match(r"\d{1,9}([.]\d{1,9})*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def _repeated_findings(badges: dict[str, Any]) -> Iterator[Problem]:
    """Find criteria that are in a decision twice: one of them would not be compared."""
    for name, decision in badges.items():
        seen: set[str] = set()
        for place, finding in enumerate(decision["findings"]):
            criterion = finding["criterion"]
            if criterion in seen:
                path = f"$.badges.{name}.findings[{place}].criterion"
                yield _problem(ProblemCode.REPEATED, path, criterion, "a criterion of its own")
            seen.add(criterion)


def _problem(code: ProblemCode, path: str, found: object, allowed: str) -> Problem:
    return _unsaved(code, path, shown(found), allowed)


def _unsaved(code: ProblemCode, path: str, found: str, allowed: str) -> Problem:
    return unfit(code, allowed, found, at=path, hint="; save what assess --json prints")


def _question_in(answer: Mapping[str, Any], record: TalentRecord) -> dict[str, Any]:
    """Return the question of a saved answer as keywords of `assess`; refuse an invalid one."""
    day: date = written_day(answer["as_of"])
    known_through: date = written_day(answer["known_through"])
    days = {"as_of": day, "known_through": known_through}
    problems = [problem.below("$") for problem in problems_in(days)]
    if answer["id"] != record.id:
        code, allowed = ProblemCode.CONTRADICTION, f"that of the record, {shown(record.id)}"
        problems.append(_problem(code, "$.id", answer["id"], allowed))
    if problems:
        raise DocumentError(tuple(problems))
    return {
        "as_of": day,
        "known_through": known_through,
        "edition": _edition_in(answer, day),
        "readings": Readings(**answer["readings"]),
    }


def _edition_in(answer: Mapping[str, Any], day: date) -> Edition | None:
    """Return the edition of a saved answer: None for the one in force; a supposed one anew."""
    rules = answer["supposed_rules"]
    if rules is None:
        edition = edition_named(str(answer["edition"]))
        return None if is_in_force(edition, day) else edition
    if rules["based_on"] is None:
        code, at = ProblemCode.IMPOSSIBLE, "$.supposed_rules.based_on"
        allowed = "the id of the published edition that was changed"
        raise DocumentError((_problem(code, at, None, allowed),))
    numbers = {change["number"]: change["to"] for change in rules["changed"]}
    try:
        edition = edition_named(rules["based_on"]).hypothetical(answer["edition"], numbers)
    except InvalidRecordError as error:
        raise DocumentError(tuple(map(_in_its_place, error.problems))) from None
    here = dumped_rules(edition)
    problems = [_altered(name, rules, here) for name in here if rules[name] != here[name]]
    if problems:
        raise DocumentError(tuple(problems))
    return edition


def _in_its_place(problem: Problem) -> Problem:
    """Return a problem of a hypothetical edition with its path in the saved answer."""
    is_name = problem.path == "name"
    path = "$.edition" if is_name else f"$.supposed_rules.changed.{problem.path}"
    return attrs.evolve(problem, path=path)


def _altered(name: str, saved: Mapping[str, Any], here: Mapping[str, Any]) -> Problem:
    """Return the problem that a hypothetical edition made again differs from the saved rules."""
    found, basis = shown(saved[name]), here["based_on"]
    allowed = f"{shown(here[name])}, as the numbers saved and edition {basis} make it here"
    why = f"edition {basis} holds something else here, or what was saved was altered"
    code, at = ProblemCode.CONTRADICTION, f"$.supposed_rules.{name}"
    return unfit(code, allowed, found, at=at, hint=f"; {why}")


def _parts(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return every part of an answer by its path, without texts and days of confirmation."""
    parts: dict[str, Any] = {}
    for badge, decision in answer["badges"].items():
        for finding in decision["findings"]:
            path = f"$.badges.{badge}.findings.{finding['criterion']}"
            parts[path] = _compared(finding)
        for name, value in decision.items():
            if name != "findings":
                parts[f"$.badges.{badge}.{name}"] = value
    if "disagreements" in answer:  # only where there are figures of a page
        parts["$.disagreements"] = _compared(answer["disagreements"])
    parts |= {f"$.visible.{viewer}": badge for viewer, badge in answer["visible"].items()}
    return parts | {
        f"$.{name}": answer[name]
        for name in (
            *("hypothetical", "visible_unsettled", "diversity_seen_by"),
            *("visible_readings", "visible_editions"),
        )
    }


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:  # noqa: ANN401  # any JSON
    return isinstance(value, dict)


def _is_list(value: Any) -> TypeGuard[list[Any]]:  # noqa: ANN401  # any JSON
    return isinstance(value, list)


_NOT_COMPARED = {"text", "confirmed_on"}


def _compared(value: Any) -> Any:  # noqa: ANN401  # any JSON
    if _is_object(value):
        return {key: _compared(part) for key, part in value.items() if key not in _NOT_COMPARED}
    return [_compared(part) for part in value] if _is_list(value) else value


def _deviations(
    saved: Mapping[str, Any], replayed: Mapping[str, Any], *, is_of_today: bool
) -> Iterator[Deviation]:
    """List the parts that differ; those besides findings have the one cause of all findings."""
    differing = [
        path
        for path in {**replayed, **saved}
        if _as_written(saved.get(path)) != _as_written(replayed.get(path))
    ]
    causes: dict[str, ReplayCause] = {}
    for path in differing:
        if ".findings." in path:
            causes[path] = _cause(saved.get(path), replayed.get(path), is_of_today=is_of_today)
    agreed = {*causes.values()}
    common = agreed.pop() if len(agreed) == 1 else ReplayCause.FACTS_OR_RULES
    rest = ReplayCause.NEW_FACTS if is_of_today else common
    for path in differing:
        yield Deviation(
            path=path,
            cause=causes.get(path, rest),
            saved=saved.get(path),
            replayed=replayed.get(path),
        )


def _as_written(part: Any) -> str:  # noqa: ANN401  # any JSON
    """Return a part as JSON: in Python a flag equals 1, and in an answer it does not."""
    return json.dumps(part, sort_keys=True)


def _cause(saved: Any, replayed: Any, *, is_of_today: bool) -> ReplayCause:  # noqa: ANN401  # any JSON
    if is_of_today:
        return ReplayCause.NEW_FACTS
    if (
        saved is None
        or replayed is None
        or any(saved.get(key) != replayed.get(key) for key in RULE)
    ):
        return ReplayCause.RULES_CHANGED
    return ReplayCause.FACTS_OR_RULES

"""Hold a saved answer against the library of today: does the same question get the same answer?

A saved answer holds no record, so the record is given again. Under the same version every
difference lies in the record; under another one, a bar or clause that differs lies in the rules.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeGuard

import attrs

from badgerules.assessment import assess
from badgerules.converters import problems_in, written_day
from badgerules.deviations import Deviation, Replay, ReplayCause
from badgerules.errors import (
    BadgeRulesError,
    DocumentError,
    InvalidRecordError,
    Problem,
    shown,
)
from badgerules.rulebook import edition_named
from badgerules.serialization import FORMAT, dump_assessment
from badgerules.serialization.reading import parsed_json
from badgerules.serialization.shared import dumped_rules
from badgerules.thresholds import Readings
from badgerules.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from badgerules.records import TalentRecord
    from badgerules.thresholds import Edition

__all__ = ["Deviation", "Replay", "ReplayCause", "replay"]

RULE = ("clause", "unit", "required")
"""What the rules alone put into a finding; the record has no part in it."""


def replay(record: TalentRecord, saved: str | bytes | dict[str, Any]) -> Replay:
    """Ask a saved question again, and say which parts of the answer differ, and why.

    Args:
        record: the record, as it was then.
        saved: what `dump_assessment` gave, or its JSON text.

    Returns:
        Today's answer under the saved day, edition and readings, and every deviation. Texts are
        not compared: their wording may improve. A hypothetical edition is made again from the
        numbers that were saved with the answer.

    Raises:
        DocumentError: if it is no saved answer, or one about another talent, or if its
            hypothetical edition cannot be made again just as it was.
        NoEditionInForceError: if its edition, or the one that was changed, is not known here.

    >>> from datetime import date
    >>> from badgerules import TalentRecord
    >>> record = TalentRecord(kind="agency", contracts=[], base_badge="none")
    >>> saved = dump_assessment(assess(record, as_of=date(2020, 9, 1)))
    >>> replay(record, saved).is_same
    True
    """
    answer = _answer_in(saved)
    question = _question_in(answer, record)
    assessment = assess(record, **question)
    replayed = json.loads(json.dumps(dump_assessment(assessment)))
    is_of_today = answer["badgerules"] == __version__
    return Replay(
        version=answer["badgerules"],
        assessment=assessment,
        deviations=tuple(_deviations(_parts(answer), _parts(replayed), is_of_today=is_of_today)),
    )


_SHAPE: Mapping[str, tuple[type, str]] = {
    "format": (int, "a number"),
    "id": (object, "the id of the talent, or null"),
    "as_of": (str, "a day"),
    "edition": (str, "the id of an edition"),
    "supposed_rules": (object, "the rules supposed, or null"),
    "badgerules": (str, "a version"),
    "readings": (dict, "the seven readings"),
    "badges": (dict, "the decisions"),
    "visible": (dict, "what each viewer sees"),
    "visible_unsettled": (dict, "what may be seen"),
    "diversity_seen_by": (list, "plan tiers"),
}
_SHAPE_OF_RULES: Mapping[str, tuple[type, str]] = {
    "based_on": (str, "the id of the published edition that was changed"),
    "effective_from": (str, "the first day of that edition"),
    "changed": (list, "the numbers changed"),
    "digest": (str, "a digest of everything ruled"),
}


def _answer_in(saved: str | bytes | dict[str, Any]) -> dict[str, Any]:
    """Read a saved answer as far as its shape goes; its values are compared, not judged."""
    answer = parsed_json(saved) if isinstance(saved, str | bytes) else saved
    if not _is_object(answer):
        raise DocumentError((_problem("$", answer, "a saved answer"),))
    problems = [*_misfits("$", answer, _SHAPE)] or [*_misshapen(answer["badges"])]
    if problems:
        raise DocumentError(tuple(problems))
    return answer


def _misfits(
    path: str, whole: Mapping[str, Any], shape: Mapping[str, tuple[type, str]]
) -> Iterator[Problem]:
    """Find keys that are missing, or hold something of another kind."""
    for name, (kind, words) in shape.items():
        if name not in whole or not isinstance(whole[name], kind):
            yield _problem(f"{path}.{name}", whole.get(name), words)


def _misshapen(badges: dict[str, Any]) -> Iterator[Problem]:
    for name, decision in badges.items():
        findings = decision.get("findings") if _is_object(decision) else None
        if not _is_list(findings):
            yield _problem(f"$.badges.{name}", decision, "a decision with its findings")
            continue
        for place, finding in enumerate(findings):
            if not _is_object(finding) or not isinstance(finding.get("criterion"), str):
                path = f"$.badges.{name}.findings[{place}]"
                yield _problem(path, finding, "a finding with its criterion")


def _problem(path: str, found: object, allowed: str) -> Problem:
    message = f"must be {allowed}, got {shown(found)}; save what assess --json prints"
    return Problem(path=path, message=message, found=shown(found), allowed=allowed)


def _question_in(answer: Mapping[str, Any], record: TalentRecord) -> dict[str, Any]:
    """Return what a saved answer was asked, checked, as keywords of `assess`."""
    day: date = written_day(answer["as_of"])
    problems = [one.below("$") for one in problems_in({"as_of": day})]
    if type(answer["format"]) is not int or answer["format"] != FORMAT:
        problems.append(_problem("$.format", answer["format"], f"{FORMAT}"))
    if answer["id"] != record.id:
        problems.append(_problem("$.id", answer["id"], f"that of the record, {shown(record.id)}"))
    names = [field.name for field in attrs.fields(Readings)]
    if {*answer["readings"]} != {*names}:
        problems.append(_problem("$.readings", answer["readings"], ", ".join(names)))
    if problems:
        raise DocumentError(tuple(problems))
    try:
        readings = Readings(**answer["readings"])
    except BadgeRulesError as error:
        raise DocumentError((_problem("$.readings", str(error), "readings known here"),)) from None
    return {"as_of": day, "edition": _edition_in(answer), "readings": readings}


def _edition_in(answer: Mapping[str, Any]) -> Edition | str:
    """Return the edition of a saved answer: made again where nobody published it, else its id."""
    rules = answer["supposed_rules"]
    if rules is None:
        return str(answer["edition"])
    path = "$.supposed_rules"
    if not _is_object(rules):
        raise DocumentError((_problem(path, rules, "an object, or null"),))
    problems = [*_misfits(path, rules, _SHAPE_OF_RULES)] or [*_misshapen_numbers(rules["changed"])]
    if problems:
        raise DocumentError(tuple(problems))
    numbers = {one["number"]: one["to"] for one in rules["changed"]}
    try:
        edition = edition_named(rules["based_on"]).hypothetical(answer["edition"], numbers)
    except InvalidRecordError as error:
        raise DocumentError(tuple(map(_in_its_place, error.problems))) from None
    here = dumped_rules(edition)
    problems = [_altered(name, rules, here) for name in here if rules[name] != here[name]]
    if problems:
        raise DocumentError(tuple(problems))
    return edition


def _misshapen_numbers(changed: list[Any]) -> Iterator[Problem]:
    for place, one in enumerate(changed):
        if not (_is_object(one) and isinstance(one.get("number"), str) and "to" in one):
            yield _problem(f"$.supposed_rules.changed[{place}]", one, "a number and its value")


def _in_its_place(problem: Problem) -> Problem:
    """Return what is wrong with a hypothetical edition as a problem of the answer that names it."""
    is_name = problem.path == "name"
    path = "$.edition" if is_name else f"$.supposed_rules.changed.{problem.path}"
    return attrs.evolve(problem, path=path)


def _altered(name: str, saved: Mapping[str, Any], here: Mapping[str, Any]) -> Problem:
    """Return that rules made again from what was saved are not those of that time."""
    found, basis = shown(saved[name]), here["based_on"]
    allowed = f"{shown(here[name])}, as the numbers saved and edition {basis} make it here"
    why = f"edition {basis} holds something else here, or what was saved was altered"
    return Problem(
        path=f"$.supposed_rules.{name}",
        message=f"must be {allowed}, got {found}; {why}",
        found=found,
        allowed=allowed,
    )


def _parts(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return every part of an answer by its path, wording aside."""
    parts: dict[str, Any] = {}
    for badge, decision in answer["badges"].items():
        for finding in decision["findings"]:
            path = f"$.badges.{badge}.findings.{finding['criterion']}"
            parts[path] = _without_texts(finding)
        for name, value in decision.items():
            if name != "findings":
                parts[f"$.badges.{badge}.{name}"] = value
    parts |= {f"$.visible.{viewer}": badge for viewer, badge in answer["visible"].items()}
    return parts | {
        f"$.{name}": answer[name] for name in ("visible_unsettled", "diversity_seen_by")
    }


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:  # noqa: ANN401  # any JSON
    return isinstance(value, dict)


def _is_list(value: Any) -> TypeGuard[list[Any]]:  # noqa: ANN401  # any JSON
    return isinstance(value, list)


def _without_texts(value: Any) -> Any:  # noqa: ANN401  # any JSON
    if _is_object(value):
        return {key: _without_texts(one) for key, one in value.items() if key != "text"}
    return [_without_texts(one) for one in value] if _is_list(value) else value


def _deviations(
    saved: Mapping[str, Any], replayed: Mapping[str, Any], *, is_of_today: bool
) -> Iterator[Deviation]:
    """Find what differs; what rests on findings has their cause, if they agree on one."""
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

"""Hold a saved answer against the library of today: does the same question get the same answer?

A saved answer holds no record, so the record is given again. Under the same version every
difference lies in the record; under another one, a bar or clause that differs lies in the rules.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard

import attrs

from badgerules import __version__
from badgerules.assessment import assess
from badgerules.decisions import Assessment
from badgerules.display.layout import visible
from badgerules.errors import LONGEST_SHOWN, BadgeRulesError, DocumentError, Problem, shown
from badgerules.findings import no_truth_value
from badgerules.forms import problems_in, written_day
from badgerules.serialization import FORMAT, dump_assessment
from badgerules.serialization.reading import parsed_json
from badgerules.thresholds import Readings
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from badgerules.records import TalentRecord

PAPERS = frozenset({"format", "id", "as_of", "edition", "hypothetical", "badgerules", "readings"})
"""What a question is made of; everything else in a saved answer answers it."""

RULE = ("clause", "unit", "required")
"""What the rules alone put into a finding; the record has no part in it."""


class ReplayCause(Word):
    """Why a saved answer is not given any more."""

    NEW_FACTS = "new_facts"
    RULES_CHANGED = "rules_changed"
    FACTS_OR_RULES = "facts_or_rules"


@attrs.frozen(kw_only=True)
class Deviation:
    """One part of an answer that came out differently.

    Args:
        path: where in the answer, as in `$.badges.top_rated_plus.findings.earnings`.
        cause: why, as far as it can be told without the record of that time.
        saved: what was saved there, as JSON; None for nothing.
        replayed: what the library of today says there; None for nothing.
    """

    path: str
    cause: ReplayCause
    saved: Any
    replayed: Any


@attrs.frozen(kw_only=True)
class Replay:
    """A saved question asked again.

    Args:
        version: the version of badgerules that gave the saved answer.
        assessment: the answer of today's library to the same question.
        deviations: every part that differs, wording aside, in the order of the answer.
    """

    version: str
    assessment: Assessment
    deviations: tuple[Deviation, ...]

    @property
    def is_same(self) -> bool:
        """Whether today's library gives the saved answer."""
        return not self.deviations

    def __bool__(self) -> NoReturn:
        no_truth_value("a replay", "`replay.is_same`")


def replay(record: TalentRecord, saved: str | bytes | dict[str, Any]) -> Replay:
    """Ask a saved question again, and say which parts of the answer differ, and why.

    Args:
        record: the record, as it was then.
        saved: what `dump_assessment` gave, or its JSON text.

    Returns:
        Today's answer under the saved day, edition and readings, and every deviation. Texts are
        not compared: their wording may improve.

    Raises:
        DocumentError: if it is no saved answer, or one about another talent.
        NoEditionInForceError: if its edition is not known here.

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


def replay_text(replayed: Replay) -> str:
    """Return a replay as text for people; what is hidden in the saved answer is spelled out.

    Args:
        replayed: the replay.
    """
    question = replayed.assessment.question
    lines = [
        (
            f"Saved by badgerules {replayed.version}, asked again of {__version__}: "
            f"{question.as_of}, edition {question.edition.id}."
        ),
        "The answer is the same." if replayed.is_same else "The answer is not the same:",
    ]
    for one in replayed.deviations:
        lines.append(f"  - {one.path.removeprefix('$.')}: {_REASONS[one.cause]}")
        lines += [f"      {difference}" for difference in _differences(one.saved, one.replayed)]
    return "\n".join(map(visible, lines))


def dump_replay(replayed: Replay) -> dict[str, Any]:
    """Return a replay as a JSON-ready dict, format 1.

    Args:
        replayed: the replay.
    """
    question = replayed.assessment.question
    return {
        "format": FORMAT,
        "id": replayed.assessment.record.id,
        "as_of": question.as_of.isoformat(),
        "edition": question.edition.id,
        "saved_by": replayed.version,
        "replayed_by": __version__,
        "same": replayed.is_same,
        "deviations": [
            {
                "path": one.path,
                "cause": one.cause.value,
                "saved": one.saved,
                "replayed": one.replayed,
            }
            for one in replayed.deviations
        ],
    }


_REASONS = {
    ReplayCause.NEW_FACTS: "the record is not the one of that time",
    ReplayCause.RULES_CHANGED: "the rules of the library changed",
    ReplayCause.FACTS_OR_RULES: "the record is another one, or the library counts otherwise",
}

_SHAPE: Mapping[str, tuple[type, str]] = {
    "format": (int, "a number"),
    "id": (object, "the id of the talent, or null"),
    "as_of": (str, "a day"),
    "edition": (str, "the id of an edition"),
    "badgerules": (str, "a version"),
    "readings": (dict, "the seven readings"),
    "badges": (dict, "the decisions"),
    "visible": (dict, "what each viewer sees"),
    "visible_unsettled": (dict, "what may be seen"),
    "diversity_seen_by": (list, "plan tiers"),
}


def _answer_in(saved: str | bytes | dict[str, Any]) -> dict[str, Any]:
    """Read a saved answer as far as its shape goes; its values are compared, not judged."""
    answer = parsed_json(saved) if isinstance(saved, str | bytes) else saved
    if not _is_object(answer):
        raise DocumentError((_problem("$", answer, "a saved answer"),))
    problems = [
        _problem(f"$.{name}", answer.get(name), words)
        for name, (kind, words) in _SHAPE.items()
        if name not in answer or not isinstance(answer[name], kind)
    ]
    if not problems:
        problems = [*_misshapen(answer["badges"])]
    if problems:
        raise DocumentError(tuple(problems))
    return answer


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
    """Return the papers of a saved answer, checked, as keywords of `assess`."""
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
    return {"as_of": day, "edition": answer["edition"], "readings": readings}


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


def _differences(saved: Any, replayed: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON
    """Say what two parts show differently: plain values in full, tables and lists by name."""
    if not _is_object(saved) or not _is_object(replayed):
        saved, replayed = {"answer": saved}, {"answer": replayed}
    for name in {**saved, **replayed}:
        earlier, later = saved.get(name), replayed.get(name)
        if earlier == later:
            continue
        if isinstance(earlier or later, dict | list):
            yield f"{name} differs"
        else:
            yield f"{name}: {_value(earlier)} then, {_value(later)} now"


def _value(value: Any) -> str:  # noqa: ANN401  # any JSON
    return json.dumps(value) if len(json.dumps(value)) <= LONGEST_SHOWN else shown(value)

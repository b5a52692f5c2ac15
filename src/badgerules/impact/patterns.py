"""Counts over a population: how many talents have the same verdict on every criterion.

Records are decided one by one, frames by their engine. Both give the same patterns, of which there
are few, however many talents there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, cast

from badgerules.assessment import decide
from badgerules.converters import each, is_a
from badgerules.criteria import asked
from badgerules.errors import InvalidRecordError, Problem, refuse, shown, unfit
from badgerules.impact.values import ChangedTalent
from badgerules.records import TalentRecord
from badgerules.vocabulary import Kind, ProblemCode, Verdict

if TYPE_CHECKING:
    from badgerules.decisions import Decision, Question
    from badgerules.vocabulary import Badge

Frames: TypeAlias = Mapping[str, Any]
"""Frames of one engine, by the names under which `badgerules.frames.assess` takes them."""

Grouping: TypeAlias = Mapping[str, str | None] | Callable[[TalentRecord], str | None] | str | Any
"""The group of each talent; it is never part of a record."""

THREE = ("talents", "contracts", "payments")


class FramesBeside(Protocol):
    """The type of `badgerules.frames.Population`, declared without loading that module."""

    @property
    def beside(self) -> Mapping[str, Any]:
        """The frames that not every badge reads."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Return the three that every badge reads."""
        ...


AnyPopulation: TypeAlias = Iterable[TalentRecord] | tuple[Any, Any, Any] | FramesBeside
"""Records, each with an id of its own, or the frames that `badgerules.frames` takes."""


class CriterionVerdict(NamedTuple):
    """The verdict on one criterion for a talent."""

    criterion: str
    clause: str
    verdict: Verdict


class Pattern(NamedTuple):
    """The verdicts for a talent: on the badge, and on each criterion asked for, in order."""

    verdict: Verdict
    criteria: tuple[CriterionVerdict, ...]


Compared: TypeAlias = tuple[Counter[tuple[Pattern, Pattern]], Callable[[], Any]]
Grouped: TypeAlias = Counter[tuple[str | None, Pattern]]


def compared(
    population: AnyPopulation,
    badge: Badge,
    first: Question,
    last: Question,
    written: Mapping[str, object],
) -> Compared:
    """Count talents by their patterns under two sets of rules; also return who changes, on call."""
    frames = _frames_in(population, written)
    if frames is None:
        return _compared_records(cast("Iterable[TalentRecord]", population), badge, first, last)
    return _compared_frames(frames, badge, first, last)


def grouped(
    population: AnyPopulation,
    badge: Badge,
    question: Question,
    by: Grouping,
    written: Mapping[str, object],
) -> Grouped:
    """Count the talents of each group by their patterns."""
    frames = _frames_in(population, written)
    if frames is None:
        return _grouped_records(cast("Iterable[TalentRecord]", population), badge, question, by)
    return _grouped_frames(frames, badge, question, by)


def _frames_in(population: AnyPopulation, written: Mapping[str, object]) -> Frames | None:
    """Return what `assess` takes of the frames of a population, or None if it has records.

    Nothing is to be said of how records are written.
    """
    frames = _named_frames(population)
    if frames is not None:
        return {**frames, **written}
    code, message = ProblemCode.CONTRADICTION, "must be left out where the population is records"
    problems = [
        unfit(code, "nothing", shown(value), at=name, message=message)
        for name, value in written.items()
    ]
    refuse("", problems)
    return None


def _named_frames(population: AnyPopulation) -> Frames | None:
    """Return the frames of a population by name, or None if it consists of records."""
    beside: object = getattr(population, "beside", None)
    if isinstance(beside, Mapping):
        others = cast("Frames", beside)
        return {**dict(zip(THREE, population, strict=True)), **others}
    is_three = isinstance(population, tuple) and len(population) == len(THREE)
    if not is_three or any(is_a(member, TalentRecord) for member in population):
        return None
    return dict(zip(THREE, population, strict=True))


# --- counting records -----------------------------------------------------------------------------


def _known(population: Iterable[TalentRecord], problems: list[Problem]) -> Iterator[TalentRecord]:
    """Yield the records, and collect the problems with their ids."""
    seen: set[str] = set()
    hint = "; frames are given as a tuple of three"
    for place, record in each(population, TalentRecord, problems, hint=hint):
        if record.id is None or record.id in seen:
            code = ProblemCode.MISSING if record.id is None else ProblemCode.REPEATED
            at, found = f"[{place}].id", shown(record.id)
            message = f"must be unique over all records, got {found}; give it another"
            problems.append(unfit(code, "an id of its own", found, at=at, message=message))
        else:
            seen.add(record.id)
        yield record


def _decided(record: TalentRecord, badge: Badge, question: Question) -> Decision:
    return decide(
        record,
        badge,
        as_of=question.as_of,
        readings=question.readings,
        edition=question.edition,
    )


def _pattern(decision: Decision) -> Pattern:
    criteria = [
        CriterionVerdict(finding.criterion.key, finding.clause, finding.verdict)
        for finding in decision.findings
    ]
    return Pattern(decision.verdict, tuple(criteria))


def _compared_records(
    population: Iterable[TalentRecord], badge: Badge, first: Question, last: Question
) -> Compared:
    counts: Counter[tuple[Pattern, Pattern]] = Counter()
    changed: list[ChangedTalent] = []
    problems: list[Problem] = []
    for record in _known(population, problems):
        before, after = (_pattern(_decided(record, badge, question)) for question in (first, last))
        counts[before, after] += 1
        if before.verdict is not after.verdict:
            changed.append(
                ChangedTalent(id=str(record.id), before=before.verdict, after=after.verdict)
            )
    refuse("records", problems)
    listed = tuple(changed)
    return counts, lambda: listed


def _grouped_records(
    population: Iterable[TalentRecord], badge: Badge, question: Question, by: Grouping
) -> Counter[tuple[str | None, Pattern]]:
    counts: Counter[tuple[str | None, Pattern]] = Counter()
    problems: list[Problem] = []
    group_of = _group_of(by)
    for record in _known(population, problems):
        group = group_of(record)
        if not (group is None or is_a(group, str)):
            code, at = ProblemCode.WRONG_TYPE, f"by[{shown(record.id)}]"
            hint = "; name the group"
            problems.append(unfit(code, "text or None", shown(group), at=at, hint=hint))
        counts[group, _pattern(_decided(record, badge, question))] += 1
    refuse("records", problems)
    return counts


def _group_of(by: Any) -> Callable[[TalentRecord], Any]:  # noqa: ANN401  # looked at here
    if is_a(by, Mapping):
        return lambda record: by.get(str(record.id))
    if callable(by):
        group_of: Callable[[TalentRecord], Any] = by
        return group_of
    allowed = "a mapping from id to group, or a function from record to group"
    message = f"must be {allowed} where the population is records, got {shown(by)}"
    problem = unfit(ProblemCode.WRONG_TYPE, allowed, shown(by), at="by", message=message)
    raise InvalidRecordError(noun="funnel", problems=(problem,))


# --- counting frames ------------------------------------------------------------------------------


def _compared_frames(frames: Frames, badge: Badge, first: Question, last: Question) -> Compared:
    from badgerules.frames.counting import compared  # noqa: PLC0415  # it needs an extra

    rows, changed = compared(frames, badge, first, last)
    counts: Counter[tuple[Pattern, Pattern]] = Counter()
    for row, talents in rows:
        pair = (_row_pattern(row, "before", badge, first), _row_pattern(row, "after", badge, last))
        counts[pair] += talents
    return counts, changed


def _grouped_frames(
    frames: Frames, badge: Badge, question: Question, by: Grouping
) -> Counter[tuple[str | None, Pattern]]:
    from badgerules.frames.counting import grouped  # noqa: PLC0415  # it needs an extra

    counts: Counter[tuple[str | None, Pattern]] = Counter()
    for row, talents in grouped(frames, badge, question, by):
        counts[row["group"], _row_pattern(row, "answer", badge, question)] += talents
    return counts


def _row_pattern(row: Mapping[str, Any], side: str, badge: Badge, question: Question) -> Pattern:
    """Return the pattern in a row of an answer; null is a criterion that is not asked for."""
    criteria = [
        CriterionVerdict(criterion.key, criterion.clause, Verdict(row[f"{side}_{criterion.key}"]))
        for criterion in asked(badge, Kind(row["kind"]), question.edition)
        if row.get(f"{side}_{criterion.key}") is not None
    ]
    return Pattern(Verdict(row[side]), tuple(criteria))

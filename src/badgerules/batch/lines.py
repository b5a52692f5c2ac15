"""A population as JSON lines: a record a line in, an answer a line out, one at a time."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.assessment import assess, decide
from badgerules.batch.deciding import deciding, terms_of
from badgerules.batch.jobs import EngineError, Summary, beside, place_problems, shown_on
from badgerules.batch.workshop import workshop_beside
from badgerules.converters import MOST_PROBLEMS, most_of
from badgerules.decisions import Question
from badgerules.errors import DocumentError, InvalidRecordError, refuse, unfit
from badgerules.serialization import FORMAT, dump_assessment, dumped_question, load_record
from badgerules.vocabulary import Badge, ProblemCode, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO, TextIO

    from badgerules.batch.workshop import Workshop
    from badgerules.decisions import Decision
    from badgerules.errors import Problem

JSON_LINES = ".jsonl"
WHOLE = 100
CONTINUED = (b"{", b"[", b",")
"""How a line ends whose JSON goes on in the next."""
_as_json = json.JSONEncoder(check_circular=False).encode
"""Write an answer as `json.dumps` does, without a look at whether it holds itself."""


@attrs.frozen(kw_only=True)
class LinesJob:
    """What to read, what to decide, and where to write.

    Args:
        records: a file with a record as JSON on each line.
        output: the file to write, with an answer a line in the order of the records; an existing
            one is replaced.
        badges: the badges to tell of.
        is_full: each answer is a whole assessment, as `dump_assessment` returns it.
        skips_bad: lines that are no records go to a file beside the output, with what is wrong
            with them, instead of being refused all at once.
        question: day, edition and readings.
    """

    records: Path
    output: Path
    badges: tuple[Badge, ...]
    is_full: bool
    skips_bad: bool
    question: Question


def run_lines(job: LinesJob, *, terminal: TextIO | None) -> Summary:
    """Decide badges for the records in a file, and write an answer a line.

    One record is held at a time, whatever the size of the file.

    Args:
        job: what to do.
        terminal: where to show how far it is, if `rich` is installed; None to be quiet.

    Returns:
        How many talents have each verdict, by badge.

    Raises:
        InvalidRecordError: for everything that is wrong with the files, or with any line; nothing
            is written then.
        EngineError: if the file cannot be read, or the answers not be written.
    """
    refuse("", place_problems({"records": job.records}, job.output, (JSON_LINES,)))
    try:
        with workshop_beside(job.output) as workshop, job.records.open("rb") as records:
            return _done(job, records, workshop, terminal)
    except OSError as error:
        msg = f"must be able to read and write, got {error}; free some space or allow it"
        raise EngineError(msg) from error


def _done(job: LinesJob, records: BinaryIO, workshop: Workshop, terminal: TextIO | None) -> Summary:
    """Answer every line, and put the answers in place unless a line is refused."""
    verdicts = {badge: dict.fromkeys(Verdict, 0) for badge in job.badges}
    whole, left_out = workshop.folder / "answers", workshop.folder / "refused"
    size, read, refused = max(job.records.stat().st_size, 1), 0, 0
    problems: list[Problem] = []
    bar = terminal if terminal is not None and find_spec("rich") else None
    with (
        shown_on(bar, lambda: WHOLE * read / size) as stage,
        whole.open("w", encoding="utf-8", newline="\n") as answers,
        left_out.open("w", encoding="utf-8", newline="\n") as others,
    ):
        stage("deciding")
        for number, line in enumerate(records, 1):
            read += len(line)
            if number == 1 and not job.skips_bad:
                refuse("", _spread(line))
            try:
                answer = _answer(job, line.rstrip(b"\r\n"), verdicts)
            except (DocumentError, InvalidRecordError) as error:
                refused += 1
                others.write(f"{json.dumps(_refused(number, error.problems))}\n")
                problems += (_on_line(number, problem) for problem in error.problems)
                del problems[MOST_PROBLEMS + 1 :]
            else:
                answers.write(f"{_as_json(answer)}\n")
    if job.skips_bad:
        workshop.put_in_place(left_out, beside(job.output))
    else:
        refuse("", most_of(iter(problems)))
    workshop.put_in_place(whole, job.output)
    return Summary(
        question=job.question,
        output=job.output,
        verdicts=verdicts,
        refused=refused if job.skips_bad else None,
    )


def _spread(line: bytes) -> Iterator[Problem]:
    """Find out whether the first line is but the beginning of a record, as all may be then."""
    if line.rstrip().endswith(CONTINUED):
        allowed, found = "a whole record", "the beginning of one"
        hint = "; write each record on one line, with nothing around it"
        yield unfit(ProblemCode.WRONG_FORM, allowed, found, at="line 1", hint=hint)


def _answer(
    job: LinesJob, line: bytes, verdicts: Mapping[Badge, dict[Verdict, int]]
) -> dict[str, Any]:
    """Return the answer to one line, and count its verdicts."""
    record = load_record(line)
    question = job.question
    terms = terms_of(question)
    if job.is_full:
        assessment = assess(record, **terms)
        answer = dump_assessment(assessment)
        decisions = [assessment[badge] for badge in job.badges]
    else:
        decisions = [decide(record, badge, **terms) for badge in job.badges]
        answer = {
            "format": FORMAT,
            "id": record.id,
            **dumped_question(question),
            "badges": {decision.badge.value: _in_brief(decision) for decision in decisions},
        }
    for decision in decisions:
        verdicts[decision.badge][decision.verdict] += 1
    return answer


def _in_brief(decision: Decision) -> dict[str, Any]:
    """Return a verdict with what decides it."""
    first = deciding(decision)
    return {
        "verdict": decision.verdict.value,
        "clause": None if first is None else first.clause,
        "why": None if first is None else first.text,
        "unsettled": list(decision.unsettled),
    }


def _refused(number: int, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return what is wrong with a line, as a line of its own."""
    told = [
        {"path": problem.path, "code": problem.code.value, "message": problem.message}
        for problem in problems
    ]
    return {"line": number, "problems": told}


def _on_line(number: int, problem: Problem) -> Problem:
    return attrs.evolve(problem, path=f"line {number}: {problem.path}")

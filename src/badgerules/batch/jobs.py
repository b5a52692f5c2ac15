"""What a batch does: files in, one file out, nothing left behind if it stops.

Everything is written to a private directory beside the output. The output is moved into place once
it is complete.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from errno import EDQUOT, EFBIG, ENOSPC
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from badgerules.batch.csv_rows import row_problems
from badgerules.batch.look_ahead import Ahead, changes_ahead, counted_ahead
from badgerules.batch.workshop import Stopped, Workshop, workshop_beside
from badgerules.decisions import Question
from badgerules.display import hypothetical_lines, reading_lines
from badgerules.errors import BadgeRulesError, InvalidRecordError, Problem, refuse, unfit
from badgerules.rows.naming import MoneyUnit, note_of_alike
from badgerules.serialization import FORMAT, dumped_question
from badgerules.vocabulary import Badge, ProblemCode, Verdict, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import TextIO, TypeAlias

    from badgerules.frames.inputs import Tables

    Stage: TypeAlias = Callable[[str], None]

CSV, PARQUET = ".csv", ".parquet"
NEEDED: Mapping[str, tuple[str, ...]] = {
    "duckdb": ("duckdb", "narwhals", "pyarrow", "rich"),
    "polars": ("duckdb", "narwhals", "polars", "pyarrow", "rich"),
}
"""The engines, and the packages that each needs."""
ENGINES = tuple(NEEDED)
INTERRUPTED = "Query interrupted"
"""What DuckDB says when it was stopped by Ctrl-C."""
FULL = {
    re.compile("No space left on device|max_temp_directory_size", re.IGNORECASE): ENOSPC,
    re.compile("Disk quota exceeded", re.IGNORECASE): EDQUOT,
    re.compile("File too large", re.IGNORECASE): EFBIG,
}
"""What engines say where no more can be written; DuckDB counts what it spills, and stops before."""
OUT_OF_MEMORY = "Out of Memory Error"
"""How DuckDB begins where it cannot keep to the limit; files that it spills into count as full."""
ADVICE = re.compile("Possible (?:fixes|solutions)")
"""How DuckDB begins its advice on options, which a batch does not have."""
LONGEST_SAID = 200
CHECKING = "checking all rows"
"""The one stage of many queries; a bar that starts over with each would say nothing."""


class MissingPackageError(BadgeRulesError):
    """What the engine needs is not installed."""


class EngineError(BadgeRulesError):
    """The engine gave up: a file it cannot read, too little memory or disk."""


@attrs.frozen(kw_only=True)
class Job:
    """What to read, what to decide, and where to write.

    Args:
        files: talents, contracts and payments and, where they are given, weeks, holds and
            certifications, each Parquet or comma-separated values by suffix.
        output: the file to write, in the format of its suffix; an existing one is replaced.
        engine: "duckdb" or "polars".
        memory: the memory that DuckDB may use, as in "512MB".
        floats: "refuse" or "round", as in `badgerules.frames.assess`.
        has_safe_cells: an id that a spreadsheet would take for a formula has an apostrophe before
            it; for comma-separated values alone.
        badges: the badges, in the order in which each talent's rows tell of them.
        explains: each row names the clause that decides it.
        tells_why: each row says why in a sentence, which takes a record of each talent.
        columns: pairs of our name of a column and the name that it has, as in
            `badgerules.frames.assess`.
        money: as in `badgerules.frames.assess`; where it is left out, text is in dollars.
        ahead: how many days to look ahead for the next change of the one badge asked about; None
            for none.
        question: day, edition and readings.
    """

    files: Mapping[str, Path]
    output: Path
    engine: str
    memory: str
    floats: str
    has_safe_cells: bool = False
    badges: tuple[Badge, ...]
    explains: bool = False
    tells_why: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    money: MoneyUnit | None = None
    ahead: int | None = None
    question: Question


@attrs.frozen(kw_only=True)
class Summary:
    """The result of a job.

    Args:
        question: what was asked.
        output: the file that was written.
        verdicts: for each badge asked about, how many talents have each verdict.
        refused: how many lines were left out as they are no records; None where none may be.
        notes: what is not wrong, and may be meant otherwise.
        ahead: how many gain and lose the badge within how many days; None where nobody asked.
    """

    question: Question
    output: Path
    verdicts: Mapping[Badge, Mapping[Verdict, int]]
    refused: int | None = None
    notes: tuple[str, ...] = ()
    ahead: Ahead | None = None

    @property
    def talents(self) -> int:
        """How many talents were decided."""
        return max(sum(counts.values()) for counts in self.verdicts.values())

    @property
    def text(self) -> str:
        """The summary for people."""
        question = self.question
        talents = counted(self.talents, "talents")
        lines = [
            f"{talents} on {question.as_of}, edition {question.edition.id}",
            *hypothetical_lines(question),
            *reading_lines(question.readings),
        ]
        for badge, counts in self.verdicts.items():
            told = ", ".join(f"{number:,} {verdict}" for verdict, number in counts.items())
            lines.append(f"{badge.label}: {told}")
        if self.ahead is not None:
            lines.append(self.ahead.text)
        lines.append(f"written to {self.output}")
        if self.refused is not None:
            lines.append(f"{counted(self.refused, 'lines')} refused: {beside(self.output)}")
        return "\n".join(lines)

    @property
    def dumped(self) -> dict[str, Any]:
        """The summary as a JSON-ready dict, format 1."""
        told = {} if self.refused is None else {"refused": self.refused}
        ahead = {} if self.ahead is None else {"ahead": attrs.asdict(self.ahead)}
        return {
            "format": FORMAT,
            **dumped_question(self.question),
            "output": str(self.output),
            "talents": self.talents,
            **told,
            **ahead,
            "badges": {
                badge.value: {verdict.value: number for verdict, number in counts.items()}
                for badge, counts in self.verdicts.items()
            },
        }


def beside(output: Path) -> Path:
    """Return the file in which the lines stand that were left out, beside the answers."""
    return output.with_name(f"{output.stem}.refused{output.suffix}")


class Engine(Protocol):
    """What reads and writes files."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the engine raises when it gives up."""
        ...

    def read(self, file: Path) -> Any:  # noqa: ANN401  # a frame is of any engine
        """Return a file as a lazy frame; comma-separated values as text."""
        ...

    def places(self, file: Path, key: str) -> Any:  # noqa: ANN401  # as above
        """Return `talent_id`, called `key`, and the place of each row of Parquet, lazily."""
        ...

    def in_places(self, frame: Any) -> Any:  # noqa: ANN401  # as above
        """Return a lazy frame in the order of its places, without them."""
        ...

    def write(self, frame: Any, file: Path, *, keeps_order: bool) -> None:  # noqa: ANN401  # as above
        """Write a lazy frame, in its order if that is asked."""
        ...

    def verdicts(self, file: Path) -> dict[tuple[str, str], int]:
        """Count the verdicts in a file of answers, by badge and verdict."""
        ...

    def turns(self, file: Path) -> dict[str, int]:
        """Count the next changes in a file of answers, by the verdict that follows."""
        ...

    def percent(self) -> float:
        """Return the percentage of the current step that is done; below 0 if not known."""
        ...

    def close(self) -> None:
        """Release what the engine holds."""
        ...


def run(job: Job, *, terminal: TextIO | None) -> Summary:
    """Decide badges for the population in files, and write the answers to a file.

    Args:
        job: what to do.
        terminal: where to show how far it is; None to be quiet.

    Returns:
        How many talents have each verdict, by badge.

    Raises:
        InvalidRecordError: for everything that is wrong with the files or their rows.
        MissingPackageError: if the engine, or what it needs, is not installed.
        EngineError: if the engine gives up.
    """
    _check_installed(job.engine)
    refuse("", _problems(job))
    try:
        with workshop_beside(job.output) as workshop:
            return _in_workshop(job, workshop, terminal)
    except OSError as error:
        msg = f"must be able to read and write, got {error}; free some space or allow it"
        raise EngineError(msg) from error


def _in_workshop(job: Job, workshop: Workshop, terminal: TextIO | None) -> Summary:
    """Run a job in its private folder, and turn errors of the engine into `EngineError`."""
    module = import_module(f"badgerules.batch.by_{job.engine}")
    engine: Engine = module.opened(workshop.folder, job.memory)
    try:
        with shown_on(terminal, engine.percent) as stage:
            return _done(job, engine, workshop, stage)
    except engine.errors as error:
        _refuse_if_short(job, error)
        msg = f"{job.engine} gave up: {_said(error)}"
        raise EngineError(msg) from error
    except RuntimeError as error:
        if str(error) != INTERRUPTED:
            raise
        # DuckDB says only this when a signal handler raises.
        stopped = map(Stopped, workshop.signals)
        raise next(stopped, KeyboardInterrupt()) from error
    finally:
        engine.close()


def _check_installed(engine: str) -> None:
    missing = [name for name in NEEDED[engine] if find_spec(name) is None]
    if missing:
        others = " polars" if engine == "polars" else ""
        msg = (
            f"batch with {engine} needs {', '.join(NEEDED[engine])}, got no "
            f"{', no '.join(missing)}; pip install 'badgerules[batch]'{others}"
        )
        raise MissingPackageError(msg)


def _problems(job: Job) -> Iterator[Problem]:
    """Find what is wrong with the names of files, before any of them is read."""
    yield from place_problems(job.files, job.output, (PARQUET, CSV))
    if job.has_safe_cells and job.output.suffix == PARQUET:
        allowed, hint = f"a file that ends in {CSV} with safe cells", "; leave them out"
        found = str(job.output)
        yield unfit(ProblemCode.WRONG_FORM, allowed, found, at="output", hint=hint)


def place_problems(
    files: Mapping[str, Path], output: Path, suffixes: Sequence[str]
) -> Iterator[Problem]:
    """Find what is wrong with the files to read and the one to write, before any is opened.

    Args:
        files: those to read, by what they hold.
        output: the one to write.
        suffixes: how each must end.
    """
    for table, file in {**files, "output": output}.items():
        if table == "output" and file.is_symlink():
            allowed = "a file of its own"
            hint = ", which is a link; name what it leads to"
            yield unfit(ProblemCode.WRONG_FORM, allowed, str(file), at=table, hint=hint)
        if table == "output" and file.is_dir():
            hint = ", which is a directory"
            yield unfit(ProblemCode.WRONG_FORM, "a file", str(file), at=table, hint=hint)
        if file.suffix not in suffixes:
            allowed = f"a file that ends in {' or '.join(suffixes)}"
            yield unfit(ProblemCode.WRONG_FORM, allowed, str(file), at=table)
        elif table != "output" and not file.is_file():
            hint = ", which is none"
            yield unfit(ProblemCode.MISSING, "a file", str(file), at=table, hint=hint)
    folder = output.parent
    if not folder.is_dir():
        message = f"must lie in a directory, got {folder}, which is none; make it"
        code = ProblemCode.MISSING
        yield unfit(code, "a directory", str(folder), at="output", message=message)
    for table, file in files.items():
        if file.resolve() == output.resolve():
            message = f"must be another file than {table}, got {output} for both"
            code, found = ProblemCode.CONTRADICTION, str(output)
            yield unfit(code, "another file", found, at="output", message=message)


def shown_on(
    terminal: TextIO | None, percent: Callable[[], float]
) -> AbstractContextManager[Stage]:
    """Show how far a job is, while the context lasts; it takes the name of each step.

    Args:
        terminal: where to show it; None for nowhere.
        percent: returns the percentage of the current step; below 0 if not known.
    """
    if terminal is None:
        return nullcontext(_quiet)
    from badgerules.batch.progress import progress_on  # noqa: PLC0415  # a pipe needs no bar

    return progress_on(terminal, percent, unmeasured={CHECKING})


def _quiet(_: str) -> None:
    """Show nothing."""


def _done(job: Job, engine: Engine, workshop: Workshop, stage: Stage) -> Summary:
    """Read the files, decide, write the output, and return the summary."""
    from badgerules.frames import decided  # noqa: PLC0415  # whether it is installed comes first
    from badgerules.frames.order import with_changes, with_places  # noqa: PLC0415  # as above
    from badgerules.frames.text_columns import with_safe_ids  # noqa: PLC0415  # as above

    tables, names, notes = _given(job, engine, workshop.folder, stage)
    question = job.question
    answers = decided(tables, job.badges, question, explain=job.explains, is_one=False)
    is_kept = job.files["talents"].suffix != PARQUET
    places = engine.places(
        _kept(workshop.folder, "talents") if is_kept else job.files["talents"],
        "talent_id" if is_kept else names["talents"]["talent_id"],
    )
    if job.ahead is not None:
        (badge,) = job.badges
        answers = with_changes(answers, changes_ahead(tables, badge, question, job.ahead))
    answers = with_places(answers, places, job.badges)
    if job.tells_why:
        from badgerules.batch.whys import WHY, with_whys, write_whys  # noqa: PLC0415  # as above

        stage("telling why")
        told = workshop.folder / f"{WHY}{PARQUET}"
        write_whys(told, tables, places, job.badges, question)
        answers = with_whys(answers, engine.read(told))
    if job.has_safe_cells:
        answers = with_safe_ids(answers)
    stage("deciding")
    whole = workshop.folder / f"answers{job.output.suffix}"
    engine.write(engine.in_places(answers), whole, keeps_order=True)
    counts = engine.verdicts(whole)
    ahead = None if job.ahead is None else counted_ahead(job.ahead, engine.turns(whole))
    workshop.put_in_place(whole, job.output)
    verdicts = {
        badge: {verdict: counts.get((badge.value, verdict.value), 0) for verdict in Verdict}
        for badge in job.badges
    }
    return Summary(
        question=question, output=job.output, verdicts=verdicts, notes=notes, ahead=ahead
    )


def _given(
    job: Job, engine: Engine, folder: Path, stage: Stage
) -> tuple[Tables, Mapping[str, Mapping[str, str]], tuple[str, ...]]:
    """Read all files; refuse everything that is wrong with them or their rows at once.

    Returns:
        The frames, what their columns are called in the files, and what is to be noted.
    """
    from badgerules.frames import own_columns  # noqa: PLC0415  # as in `_done`
    from badgerules.frames.inputs import opened  # noqa: PLC0415  # as in `_done`

    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for table, file in job.files.items():
        stage(f"looking at {table}")
        wrong = [*row_problems(file, table)] if file.suffix == CSV else []
        problems += wrong
        if not wrong:
            found |= _tried(job, engine, table, problems, partial(engine.read, file))
    is_whole = len(found) == len(job.files)
    found, names = own_columns.files_by_our_names(
        found, job.columns, job.money, problems, is_whole=is_whole
    )
    given: dict[str, Any] = {}
    for table, frame in found.items():
        kept = partial(_frame, job, table, frame, engine, folder, stage, problems)
        given |= _tried(job, engine, table, problems, kept)
    if len(given) < len(job.files):
        refuse("", own_columns.at_own_names(problems, names))
    stage(CHECKING)
    written = own_columns.Written(money=job.money)
    terms: dict[str, Any] = {"badges": job.badges, "floats": job.floats, "written": written}
    try:
        tables = opened(given, **terms, check=True, told=problems)
    except InvalidRecordError as error:
        # What is wrong with the unit of money is seen here, and again with the rows.
        told = own_columns.at_own_names(dict.fromkeys(error.problems), names)
        raise InvalidRecordError(noun="", problems=told) from None
    note = note_of_alike(own_columns.number_alike(given["payments"]))
    return tables, names, (note,) if note else ()


def _tried(
    job: Job, engine: Engine, table: str, problems: list[Problem], step: Callable[[], Any]
) -> dict[str, Any]:
    """Return what a step makes of a table, by its name; a file that cannot be read is a problem."""
    try:
        return {table: step()}
    except engine.errors as error:
        _refuse_if_short(job, error)
        code, allowed = ProblemCode.WRONG_FORM, f"a file that {job.engine} can read"
        found = str(job.files[table])
        problems.append(unfit(code, allowed, found, at=table, hint=f": {_said(error)}"))
        return {}


def _frame(
    job: Job,
    table: str,
    frame: Any,  # noqa: ANN401  # a frame is of any engine
    engine: Engine,
    folder: Path,
    stage: Stage,
    problems: list[Problem],
) -> Any:  # noqa: ANN401  # as above
    """Return a frame of values; text is checked and stored as Parquet, which is read faster."""
    from badgerules.frames.text_columns import typed  # noqa: PLC0415  # as in `_done`

    if job.files[table].suffix == PARQUET:
        return frame
    stage(f"reading {table}")
    frame = typed(frame, table, floats=job.floats, problems=problems)
    stage(f"converting {table}")
    kept = _kept(folder, table)
    engine.write(frame, kept, keeps_order=table == "talents")
    return engine.read(kept)


def _kept(folder: Path, table: str) -> Path:
    """Return the file of Parquet that text is stored in."""
    return folder / f"{table}{PARQUET}"


def _refuse_if_short(job: Job, error: Exception) -> None:
    """Raise what an engine lacks: a disk that is full, as the system says it, or memory."""
    for said, number in FULL.items():
        if said.search(str(error)):
            raise OSError(number, strerror(number)) from error
    if str(error).startswith(OUT_OF_MEMORY):
        allowed, hint = "more for these files", f", of which {job.engine} ran out"
        code = ProblemCode.OUT_OF_RANGE
        refuse("", [unfit(code, allowed, job.memory, at="memory", hint=hint)])


def _said(error: Exception) -> str:
    """Return the message of an engine on one short line, without its advice on options."""
    said = " ".join(ADVICE.split(str(error))[0].split())
    return said if len(said) <= LONGEST_SAID else f"{said[:LONGEST_SAID]}..."

"""The documentation: what it shows is what happens."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest

import badgerules
import public_names as public
from badgerules import BadgeRulesError, ProblemCode, vocabulary
from badgerules.cli import main
from programs import printed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {
    str(page.relative_to(ROOT)): page.read_text(encoding="utf-8")
    for page in [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    if DOCS / "_build" not in page.parents
}
REFERENCE = public.REFERENCE
FENCE = re.compile(r"^[ ]*```.*$", re.MULTILINE)
FLAGS = re.MULTILINE | re.DOTALL
SESSION = re.compile(r"^```console\n(.*?)^```$", FLAGS)


def examples_of(page: str) -> doctest.DocTest:
    """Parse the examples of a page, without the fences, which would be taken for output."""
    text = FENCE.sub("", PAGES[page])
    return doctest.DocTestParser().get_doctest(text, {}, page, str(ROOT / page), 0)


def commands_of(page: str) -> Iterator[tuple[str, str]]:
    """Find the calls of our own command on a page, each with the output shown, if any."""
    for session in SESSION.findall(PAGES[page]):
        for entry in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, shown = entry.partition("\n")
            if command.startswith("badgerules "):
                yield command, shown


LINE = r"(?!>>>|```)[^\n]*\n"
PROGRAM = re.compile(rf"^```python\n((?:{LINE})+)```\n\n```text\n((?:{LINE})+)```$", re.MULTILINE)
"""A program without prompts, to paste, and what it prints."""
PROGRAMS = [
    pytest.param(*program, id=page) for page in PAGES for program in PROGRAM.findall(PAGES[page])
]


@pytest.mark.parametrize(("program", "shown"), PROGRAMS)
def test_every_program_to_paste_prints_what_the_page_shows(program: str, shown: str) -> None:
    """Pasted as it stands into a file, it runs alone."""
    assert printed_by(program) == shown


def test_the_readme_has_a_program_to_paste_and_both_commands() -> None:
    """Whoever reads nothing else has something to run, as a program and in a shell."""
    readme = PAGES["README.md"]
    assert len(PROGRAM.findall(readme)) == 1
    assert len(re.findall(r"^```shell$", readme, re.MULTILINE)) == 2


IN_STEPS = "docs/how-to/from-the-platforms-report.md"
"""A page whose commands build on each other, by files that they write."""


PICTURES = pytest.mark.thorough(needs=("matplotlib",))
CONNECTED = "docs/how-to/connect-it.md"
"""A page about other libraries, with a command on a file that is written for it."""

SQL = pytest.mark.thorough(needs=("ibis", "duckdb", "pyarrow"))

SERVED = pytest.mark.thorough(needs=("fastapi", "narwhals", "polars"))


def marks_of(page: str) -> list[pytest.MarkDecorator]:
    """Return what a page needs to be tested."""
    if page == CONNECTED:
        return [SERVED]
    if page == "docs/how-to/sql.md":
        return [SQL]
    return [PICTURES] if "import plot" in PAGES[page] else []


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=marks_of(page)) for page in PAGES if examples_of(page).examples],
)
def test_every_example_of_a_page_shows_what_python_answers(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed from the top of a clone, one after the other, the examples come out as printed."""
    if "import polars" in PAGES[page]:
        for name in ("narwhals", "polars"):
            pytest.importorskip(name, reason="this page needs the extra test")
    monkeypatch.chdir(ROOT)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    results = runner.run(examples_of(page), out=report.append)
    assert not results.failed, "".join(report)


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        pytest.param(command, shown, id=f"{page}:{command}")
        for page in PAGES
        if page not in {CONNECTED, IN_STEPS}
        for command, shown in commands_of(page)
    ],
)
def test_every_command_of_a_page_prints_what_it_shows(
    command: str,
    shown: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Three dots stand for what a page leaves out; a command may also stand without output."""
    monkeypatch.chdir(ROOT)
    main(shlex.split(command)[1:])
    printed = "".join(capsys.readouterr())
    assert printed
    assert not shown or doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS)


def test_three_commands_lead_from_a_report_of_200_rows_to_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed one after the other, with the contracts file filled in as shown, each prints its part.

    A fourth one shows what is said where a line of that file is forgotten.
    """
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    listed, filled = re.findall(r"^```text\n(contract,.*?)^```$", PAGES[IN_STEPS], FLAGS)
    commands = [*commands_of(IN_STEPS)]
    printed: list[str] = []
    for command, shown in commands:
        is_first = not printed
        main(shlex.split(command)[1:])
        said = "".join(capsys.readouterr())
        printed.append(said)
        if is_first:
            output = Path("contracts.csv")
            assert output.read_text("utf-8") == listed
            output.write_text(filled, encoding="utf-8")
            without = [line for line in filled.splitlines() if not line.startswith("logo,")]
            Path("without-logo.csv").write_text("\n".join(without), encoding="utf-8")
        assert not shown or doctest.OutputChecker().check_output(shown, said, doctest.ELLIPSIS)
    report, record, answer, forgotten = (command.split()[1] for command, _ in commands)
    assert (report, record, answer, forgotten) == ("report", "report", "assess", "report")
    assert "Top Rated Plus: yes" in printed[2]
    rows = (ROOT / commands[0][0].split()[2]).read_text(encoding="utf-8").splitlines()
    assert len(rows[1:]) == 200


def test_the_command_of_the_page_that_connects_answers_a_file_of_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two records of the examples, a line each, get two answers; what is told is what is shown."""
    names = ("support-specialist", "refunded-while-away")
    records = [(ROOT / "examples" / f"{name}.json").read_text("utf-8") for name in names]
    lines = [json.dumps(json.loads(text)) for text in records]
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ((command, shown),) = commands_of(CONNECTED)
    main(shlex.split(command)[1:])
    assert "".join(capsys.readouterr()) == shown
    answers = (tmp_path / "answers.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in answers] == [*names]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_link_of_a_page_outside_of_the_documentation_leads_somewhere(page: str) -> None:
    """Sphinx checks the links in docs; those of the pages beside it are checked here."""
    links = re.findall(r"\]\((?!https?:)([^)#]*)", PAGES[page])
    assert len(links) > 1
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_name_of_the_package_stands_in_the_reference() -> None:
    """What the package offers by itself is what the reference shows as its own."""
    own = {path for path in public.PATHS if path.count(".") == 1}
    assert own == {f"badgerules.{name}" for name in badgerules.__all__}


def test_no_page_of_the_reference_is_too_long_to_read() -> None:
    """Each shows at most fifty names, and the first page leads to all of them."""
    shown = {page.stem: public.DOCUMENTED.findall(page.read_text("utf-8")) for page in REFERENCE}
    assert max(map(len, shown.values())) <= 50
    led = re.findall(r"^api/([a-z-]+)$", PAGES["docs/reference/api.md"], re.MULTILINE)
    assert sorted(led) == sorted(shown)
    assert all(shown.values())


def test_every_name_is_public_in_one_place() -> None:
    """The reference shows nothing twice; frames, plots and tests have names of their own."""
    assert len(public.PATHS) == len({*public.PATHS})
    names = [path.rpartition(".")[2] for path in public.CORE]
    assert sorted(names) == sorted({*names})


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=PICTURES if path.startswith("badgerules.plot") else ())
        for path in public.PATHS
    ],
)
def test_every_name_of_the_reference_can_be_imported(path: str) -> None:
    """What is documented is there, in the module by which it is documented."""
    if path.startswith("badgerules.frames"):
        pytest.importorskip("narwhals", reason="this needs the extra test")
    public.value(path)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param("as committed", 0, id="the_picture"),
        pytest.param("<svg/>\n", 1, id="another_picture"),
        pytest.param(None, 1, id="no_picture"),
    ],
)
def test_the_picture_of_a_certification_is_drawn_from_its_table(
    content: str | None, status: int, tmp_path: Path
) -> None:
    """What stands in the documentation is what the script draws; another picture fails."""
    picture = DOCS / "explanation" / "certification-diagram.svg"
    if content != "as committed":
        picture = tmp_path / "picture.svg"
    if picture.parent == tmp_path and content is not None:
        picture.write_text(content, encoding="utf-8")
    script = DOCS / "make_certification_diagram.py"
    done = subprocess.run(
        [sys.executable, script, "--check", picture], capture_output=True, check=False, text=True
    )
    assert done.returncode == status
    assert ("is not what the table says" in done.stderr) is bool(status)


ERRORS = PAGES["docs/reference/errors.md"]


def families(of: type[BadgeRulesError]) -> Iterator[type[BadgeRulesError]]:
    """Return a class of errors and all that are derived from it."""
    yield of
    for one in of.__subclasses__():
        yield from families(one)


@pytest.mark.thorough(
    needs=("duckdb", "hypothesis", "matplotlib", "narwhals", "polars", "rich"),
)
def test_every_error_stands_in_the_reference_with_what_else_it_is() -> None:
    """The table names each class of ours once, and the other classes that it can be caught as."""
    for module in walk_packages(badgerules.__path__, "badgerules."):
        if not module.name.endswith(("__main__", "hypothesis_plugin", "pydantic_hooks")):
            import_module(module.name)
    rows = re.findall(r"^\| `(\w+Error)` \| ([^|]*) \|", ERRORS, re.MULTILINE)
    told = {name: {*re.findall(r"`(\w+)`", others)} for name, others in rows}
    assert len(told) == len(rows)
    assert told == {
        one.__name__: {base.__name__ for base in one.__bases__} - {"BadgeRulesError"}
        or {"Exception"}
        for one in families(BadgeRulesError)
    }


def test_every_code_stands_in_the_reference_with_its_meaning() -> None:
    """The table of codes is that of the library, in its order, in the words of the list itself."""
    rows = re.findall(r"^\| `([a-z_]+)` \| ([^|]*) \| [^|]+ \|$", ERRORS, re.MULTILINE)
    source = Path(vocabulary.__file__).read_text(encoding="utf-8")
    said = re.findall(r'^    [A-Z_]+ = "([a-z_]+)"\n    """(.*?)\."""$', source, re.MULTILINE)
    meanings = {code: meaning.lower() for code, meaning in said}
    assert rows == [(code.value, meanings[code.value]) for code in ProblemCode]

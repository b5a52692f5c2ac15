"""Write the pages of the rulebook: every clause, its numbers, its sources, and what proves it.

Everything on them is taken from the register of clauses, the editions, the table of criteria,
and the marks of the tests. Run it after a change to any of these. With `--check` it writes
nothing and exits with 1 if a page in the documentation is another one.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import textwrap
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from badgerules import CLAUSES, EDITIONS, Clause, Edition
from badgerules.clauses import SOURCES, Disposition
from badgerules.criteria import ASKED
from badgerules.display.law import parameter_text
from badgerules.thresholds import CLAUSE, UNIT_OF

sys.path.insert(0, str(Path(__file__).parent))
NAMES: Mapping[str, str] = import_module("clause_names").NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

ROOT = Path(__file__).parents[1]
RULEBOOK = ROOT / "docs" / "rulebook"
TESTS = ROOT / "tests"

NOTE = "<!-- Written by docs/make_rulebook.py; change what it reads, then run it again. -->"


class Family(NamedTuple):
    """The clauses that share a page."""

    page: str
    title: str
    about: str
    prefixes: tuple[str, ...]


FAMILIES = (
    Family("windows", "Windows and money", "Which payments count, and on which day.", ("WIN",)),
    Family(
        "top-rated-plus-freelancer",
        "Top Rated Plus, freelancer",
        "What Top Rated Plus asks of a freelancer.",
        ("TRP-F",),
    ),
    Family(
        "top-rated-plus-agency",
        "Top Rated Plus, agency",
        "What Top Rated Plus asks of an agency.",
        ("TRP-A",),
    ),
    Family(
        "expert-vetted",
        "Expert-Vetted",
        "Who is invited, in which categories, and what it does not ask for.",
        ("EV",),
    ),
    Family(
        "top-rated",
        "Top Rated and Rising Talent",
        "The two badges that the newer ones stand beside, for freelancers and agencies.",
        ("BASE", "TR-", "RT", "KEEP", "DELAY"),
    ),
    Family(
        "visibility",
        "Who sees what",
        "Which clients see a badge, where, and what it brings.",
        ("VIS", "BEN"),
    ),
    Family(
        "diversity",
        "Diversity-Certified",
        "Certifications, their review, and who sees the badge.",
        ("DIV",),
    ),
    Family(
        "not-rules",
        "Not rules",
        "Sentences that look like rules and are none. Nothing here is ever computed.",
        ("NOT",),
    ),
    Family(
        "context",
        "Context, and known but declined",
        "What states no badge rule, and what is known and left out.",
        ("DIB", "DECLINED"),
    ),
)

DISPOSITIONS = {
    Disposition.MODELLED: "computed",
    Disposition.INPUT: "decided elsewhere; the record carries the fact",
    Disposition.READING: "ambiguous, so one reading is chosen",
    Disposition.NOT_A_RULE: "never computed",
    Disposition.DECLINED: "known and left out",
}

NEEDS_A_TEST = {Disposition.MODELLED, Disposition.READING, Disposition.NOT_A_RULE}


class Proof(NamedTuple):
    """A test, and the fact that it proves."""

    file: str
    name: str
    fact: str


# --- What is read -------------------------------------------------------------------------------


def family_of(clause_id: str) -> Family:
    """Return the page on which a clause stands."""
    for family in FAMILIES:
        if clause_id.startswith(family.prefixes):
            return family
    msg = f"{clause_id} belongs to no page; give its prefix to a family in {Path(__file__).name}"
    raise LookupError(msg)


@cache
def proofs() -> Mapping[str, Sequence[Proof]]:
    """Return the tests that carry the mark of each clause, by file and then as they stand there."""
    found: dict[str, dict[Proof, None]] = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        if "mark.clause" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                fact = " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
                proof = Proof(file.relative_to(ROOT).as_posix(), node.name, fact)
                for clause_id in _marks(node, file):
                    found.setdefault(clause_id, {})[proof] = None
    return {clause_id: tuple(tests) for clause_id, tests in found.items()}


def _marks(test: ast.FunctionDef, file: Path) -> Iterator[str]:
    """Yield the clauses a test names; those that are worked out are asked of the test itself."""
    calls = [
        node
        for decorator in test.decorator_list
        for node in ast.walk(decorator)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause"
    ]
    arguments = [argument for call in calls for argument in call.args]
    literals = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
    if len(literals) == len(arguments):
        yield from literals
    else:
        for mark in getattr(_module(file), test.name).pytestmark:
            yield from mark.args if mark.name == "clause" else ()


@cache
def _module(file: Path) -> ModuleType:
    """Import a file of tests by its path, since files in two folders may share a name."""
    for folder in (TESTS, file.parent):
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
    spec = spec_from_file_location(f"marked_{file.parent.name}_{file.stem}", file)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def criteria() -> Mapping[str, Sequence[str]]:
    """Return the criteria of each clause, as "badge: criterion"."""
    found: dict[str, dict[str, None]] = {}
    for (badge, _), asked in ASKED.items():
        for criterion in asked:
            found.setdefault(criterion.clause, {})[f"{badge.label}: `{criterion.key}`"] = None
    return {clause_id: tuple(names) for clause_id, names in found.items()}


PARAMETERS = [field for field in attrs.fields(Edition) if CLAUSE in field.metadata]


def parameters(clause_id: str) -> list[attrs.Attribute[Any]]:
    """Return the numbers, lists, days and switches of an edition that a clause holds."""
    return [field for field in PARAMETERS if field.metadata[CLAUSE] == clause_id]


def value(edition: Edition, field: attrs.Attribute[Any]) -> str:
    """Return what an edition says, as it is printed."""
    return parameter_text(getattr(edition, field.name), UNIT_OF.get(field.name))


def changes(before: Edition, after: Edition) -> list[attrs.Attribute[Any]]:
    """Return what differs between two editions, beside their names and days."""
    return [f for f in PARAMETERS if getattr(before, f.name) != getattr(after, f.name)]


# --- What is written ----------------------------------------------------------------------------


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, outside of what stands in backticks."""
    parts = text.split("`")
    parts[::2] = [re.sub(r"([\\<>*\[\]|])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


def wrapped(text: str, first: str = "", others: str = "") -> list[str]:
    """Break text into lines of at most 100 characters."""
    return textwrap.wrap(
        text,
        100,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def heading(clause_id: str) -> str:
    """Return a clause with what people call it."""
    return f"{clause_id}: {NAMES[clause_id]}"


def link(clause_id: str) -> str:
    """Return a link to a clause."""
    return f"[{clause_id}]({family_of(clause_id).page}.md#{clause_id.lower()})"


def linked(text: str, own: str) -> str:
    """Return a statement with links to the other clauses that it names."""
    known = "|".join(sorted(CLAUSES, key=len, reverse=True))
    return re.sub(
        rf"\b({known})\b(?!\d)", lambda m: m[0] if m[0] == own else link(m[0]), plain(text)
    )


def cell(edition: Edition, field: attrs.Attribute[Any]) -> str:
    """Return what an edition says for a cell of a table, each amount on its own line."""
    return "<br>".join(map(plain, value(edition, field).split(" | ")))


def item(title: str, entries: Sequence[str]) -> Iterator[str]:
    """Yield an item of a list: a title in bold, and on the same line what stands there alone."""
    if len(entries) == 1:
        yield from wrapped(f"**{title}:** {entries[0]}", "* ", "  ")
    elif entries:
        yield f"* **{title}:**"
        for entry in entries:
            yield from wrapped(entry, "  * ", "    ")


def clause_lines(clause: Clause) -> Iterator[str]:
    """Yield all that is known of a clause."""
    # The anchor is the id alone: pages and services link to it, whatever the name is.
    yield from (f"({clause.id.lower()})=", "", f"## {heading(clause.id)}", "")
    yield from wrapped(linked(clause.statement, clause.id))
    yield ""
    disposition = f"{clause.disposition.value}: {DISPOSITIONS[clause.disposition]}"
    yield from item("What became of it", [disposition])
    yield from item("Criterion", criteria().get(clause.id, ()))
    readings = [f"[`{name}`](../explanation/readings.md)" for name in clause.readings]
    yield from item("Readings", readings)
    for field in parameters(clause.id):
        yield from item(f"`{field.name}`", _history(field))
    yield from item("Source", [_source(key) for key in clause.sources])
    yield from item("Where", [plain(clause.locator)])
    yield from item("Authority", [clause.authority.value])
    yield ""
    yield from proof_lines(proofs().get(clause.id, ()))


def _history(field: attrs.Attribute[Any]) -> list[str]:
    """Tell the values of a parameter, each from the edition on that brought it."""
    values = [value(edition, field) for edition in EDITIONS]
    if len(set(values)) == 1:
        amounts = values[0].split(" | ")  # a table has several
        return [f"{amounts[0]} in every edition"] if len(amounts) == 1 else amounts
    return [
        f"from [{edition.id}](editions.md#edition-{edition.id}) on: {plain(now)}"
        for edition, now, before in zip(EDITIONS, values, [None, *values], strict=False)
        if now != before
    ]


def _source(key: str) -> str:
    source = SOURCES[key]
    address = f", {source.address}" if source.address is not None else ""
    return plain(f"{source.title}{address} ({source.dated}; {source.authority.value})")


def proof_lines(tests: Sequence[Proof]) -> Iterator[str]:
    """Yield the tests that prove a clause, folded away."""
    if not tests:
        return
    noun = "1 test proves" if len(tests) == 1 else f"{len(tests)} tests prove"
    yield from ("<details>", f"<summary>{noun} it</summary>", "")
    for file, ours in groupby(tests, key=lambda proof: proof.file):
        yield f"* `{file}`"
        for proof in ours:
            yield from wrapped(f"{plain(proof.fact)} `{proof.name}`", "  * ", "    ")
    yield from ("", "</details>", "")


def page_lines(family: Family) -> Iterator[str]:
    """Yield the page of a family."""
    yield from (NOTE, "", f"# {family.title}", "", family.about, "")
    for clause in CLAUSES.values():
        if family_of(clause.id) is family:
            yield from clause_lines(clause)


def edition_lines() -> Iterator[str]:
    """Yield every edition: what it changed, and all that it says."""
    yield from (NOTE, "", "# Editions", "")
    yield from wrapped(
        "Each edition is in force from its first day until the next one. What is not in the table "
        "of its changes is as it was in the edition before."
    )
    yield ""
    for before, edition in zip([None, *EDITIONS], EDITIONS, strict=False):
        yield from (f"## Edition {edition.id}", "")
        yield from wrapped(
            f"In force from {edition.effective_from} ({edition.dating}). New: {edition.news}."
        )
        yield ""
        if before is not None:
            rows = [
                (f"`{field.name}`", link(field.metadata[CLAUSE]),
                 cell(before, field), cell(edition, field))
                for field in changes(before, edition)
            ]  # fmt: skip
            yield from table(["what", "clause", f"in {before.id}", f"from {edition.id} on"], rows)
            yield ""
        yield from ("<details>", f"<summary>All of edition {edition.id}</summary>", "")
        rows = [
            (f"`{field.name}`", link(field.metadata[CLAUSE]), cell(edition, field))
            for field in PARAMETERS
        ]
        yield from table(["what", "clause", "value"], rows)
        yield from ("", "</details>", "")


def coverage_lines() -> Iterator[str]:
    """Yield what became of every clause, and by how many tests it is proved."""
    yield from (NOTE, "", "# Coverage", "")
    yield from wrapped(
        "What became of each clause, what it holds, and how many tests carry its mark. An input is "
        "decided elsewhere, and a declined clause is left out, so these need no test."
    )
    yield ""
    counts = [
        (disposition.value, DISPOSITIONS[disposition],
         str(sum(entry.disposition is disposition for entry in CLAUSES.values())))
        for disposition in Disposition
    ]  # fmt: skip
    yield from table(["disposition", "meaning", "clauses"], counts)
    yield ""
    for family in FAMILIES:
        yield from (f"## {family.title}", "")
        rows = [
            (f"{link(entry.id)}: {NAMES[entry.id]}", entry.disposition.value,
             str(len(parameters(entry.id)) or ""),
             str(len(criteria().get(entry.id, ())) or ""),
             str(len(proofs().get(entry.id, ())) or ""))
            for entry in CLAUSES.values()
            if family_of(entry.id) is family
        ]  # fmt: skip
        yield from table(["clause", "what became of it", "parameters", "criteria", "tests"], rows)
        yield ""


def source_lines() -> Iterator[str]:
    """Yield every source, with the clauses that rest on it."""
    yield from (NOTE, "", "# Sources", "")
    yield from wrapped(
        "The texts that the rules are taken from. They are cited here and never quoted. An "
        "announcement outranks a help article, that one a reply by staff, and a third party alone "
        "never makes a rule."
    )
    yield ""
    for key, source in SOURCES.items():
        address = f" Published at {source.address}." if source.address is not None else ""
        citing = [link(entry.id) for entry in CLAUSES.values() if key in entry.sources]
        told = f"{source.kind}, {source.dated}".capitalize()
        yield from (f"## {key}", "")
        yield from wrapped(
            f"**{plain(source.title)}.** {plain(told)}.{plain(address)} "
            f"Authority: {source.authority.value}. Cited by {', '.join(citing)}."
        )
        yield ""


def index_lines() -> Iterator[str]:
    """Yield the first page."""
    marked = sum(clause.disposition in NEEDS_A_TEST for clause in CLAUSES.values())
    yield from (NOTE, "", "# The rulebook", "")
    yield from wrapped(
        f"{len(CLAUSES)} clauses from {len(SOURCES)} sources, in {len(EDITIONS)} editions. Each "
        f"clause stands here in our own words, with what became of it, its numbers, its sources, "
        f"and the tests that prove it. {marked} of them need such a test, and have one."
    )
    yield ""
    yield from table(
        ["page", "clauses", "what it holds"],
        [
            (f"[{listed.title}]({listed.page}.md)", ", ".join(_spans(listed)), listed.about)
            for listed in FAMILIES
        ],
    )
    yield ""
    yield from wrapped(
        "[Editions](editions.md) has all numbers and what each edition changed, "
        "[coverage](coverage.md) what became of each clause, [sources](sources.md) the texts."
    )
    yield from ("", "The command line prints the same from the same data:", "")
    yield from ("```console", "$ badgerules rules --edition 2021-07")
    yield from ("$ badgerules rules --clause TRP-F2", "```", "")
    yield from wrapped(
        "In Python, `badgerules.CLAUSES`, `badgerules.clauses.SOURCES` and `badgerules.EDITIONS` "
        "hold it, and `badgerules.to_text` prints a clause or an edition."
    )
    yield from ("", "```{toctree}", ":hidden:", "")
    yield from (*(family.page for family in FAMILIES), "editions", "coverage", "sources", "```")


def _spans(family: Family) -> Iterator[str]:
    """Yield the clauses of a page, those that follow each other as the first and the last."""
    ids = [entry.id for entry in CLAUSES.values() if family_of(entry.id) is family]
    for _, group in groupby(ids, key=lambda name: re.sub(r"\d+$", "", name)):
        run = sorted(group, key=lambda name: int(re.sub(r"\D", "", name)))
        yield run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}"


def pages() -> dict[str, str]:
    """Return every page by the name of its file."""
    lines = {
        "index": index_lines(),
        **{family.page: page_lines(family) for family in FAMILIES},
        "editions": edition_lines(),
        "coverage": coverage_lines(),
        "sources": source_lines(),
    }
    return {f"{name}.md": "\n".join(ours).rstrip() + "\n" for name, ours in lines.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=RULEBOOK)
    parser.add_argument("--check", action="store_true", help="exit with 1 if a page differs")
    given = parser.parse_args(arguments)
    wanted = pages()
    found = {page.name: page.read_text(encoding="utf-8") for page in given.folder.glob("*.md")}
    stale = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
    if given.check and stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; run {Path(__file__).name}\n")
        return 1
    if not given.check:
        for name in stale:
            if name in wanted:
                (given.folder / name).write_text(wanted[name], encoding="utf-8", newline="\n")
            else:
                (given.folder / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())

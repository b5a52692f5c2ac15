"""Tell how a run of mutmut came out, room by room; with `--survivors`, what each of them changed.

A mutant that changes nothing but the text of strings is counted apart: most of these strings are
wording, which no decision rests on.
"""

from __future__ import annotations

import ast
import json
from argparse import ArgumentParser
from collections import Counter
from difflib import ndiff
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GROUPS, SOURCES = Path("mutants"), Path("mutants/src/badgerules")
"""Where `run.py` has a folder for each group, and where mutmut puts the sources below that."""

SEPARATOR, ORIGINAL = "__mutmut_", "orig"
KILLED, NOT_REACHED = "killed", "no tests"
OUTCOMES = {
    None: "to come",
    0: "survived",
    1: KILLED,
    2: KILLED,  # by tests that cannot even be collected: they ask for a finding on import
    3: KILLED,
    5: NOT_REACHED,
    33: NOT_REACHED,
}
"""What the exit codes of a mutant mean; every other one is that of a run ended from outside."""


@attrs.frozen(kw_only=True)
class Mutant:
    """One mutant, and what became of it.

    Args:
        name: as mutmut names it.
        outcome: killed, survived, timeout, no tests, or to come.
        seconds: how long its tests ran.
        is_text: whether it changes nothing but the text of strings.
        change: the lines it takes away and the lines it puts there.
    """

    name: str
    outcome: str
    seconds: float
    is_text: bool
    change: tuple[str, ...]


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Go through the mutants of one mutated source."""
    told = json.loads(Path(f"{file}.meta").read_text("utf-8"))
    functions = {
        node.name: node
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and SEPARATOR in node.name
    }
    for name, code in told["exit_code_by_key"].items():
        own = name.rpartition(".")[2]
        before = functions[own.partition(SEPARATOR)[0] + SEPARATOR + ORIGINAL]
        yield Mutant(
            name=name,
            outcome=OUTCOMES.get(code, "timeout"),
            seconds=told["durations_by_key"].get(name) or 0,
            is_text=_shape(before) == _shape(functions[own]),
            change=tuple(_changed_lines(before, functions[own])),
        )


def _shape(function: ast.FunctionDef) -> str:
    """Return what a function does, all strings alike."""
    return ast.dump(_Alike().visit(ast.parse("\n".join(_lines(function)))))


def _lines(function: ast.FunctionDef) -> list[str]:
    """Return the lines of a function's body."""
    return [line for one in function.body for line in ast.unparse(one).splitlines()]


class _Alike(ast.NodeTransformer):
    """Make all strings alike."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant(value="") if isinstance(node.value, str) else node


def _changed_lines(before: ast.FunctionDef, after: ast.FunctionDef) -> Iterator[str]:
    return (line for line in ndiff(_lines(before), _lines(after)) if line[0] in "+-")


def table(rooms: dict[str, list[Mutant]]) -> Iterator[str]:
    """Give the figures of each room, and of all of them."""
    yield f"{'room':<28} mutants  killed survived timeout other   score"
    for room, mutants in {**rooms, "all": [one for own in rooms.values() for one in own]}.items():
        yield _row(room, mutants)
        yield _row("  of these, other than text", [one for one in mutants if not one.is_text])


def _row(title: str, mutants: Iterable[Mutant]) -> str:
    count = Counter(one.outcome for one in mutants)
    asked = count.total() - count["to come"]
    dead = count["killed"] + count["timeout"]
    other = count.total() - dead - count["survived"]
    score = f"{dead / asked:.1%}" if asked else "-"
    figures = f"{count.total():>8}{count['killed']:>8}{count['survived']:>9}{count['timeout']:>8}"
    return f"{title:<28}{figures}{other:>6}{score:>8}"


def main() -> None:
    """Print the table of some groups or of all, or their survivors."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help="as run.py names them")
    parser.add_argument("--survivors", action="store_true", help="say what each of them changed")
    asked = parser.parse_args()
    folders = [GROUPS / name for name in asked.groups] or sorted(GROUPS.iterdir())
    rooms = {
        str(file.relative_to(folder / SOURCES)).removesuffix(".py.meta"): mutants
        for folder in folders
        for file in sorted((folder / SOURCES).rglob("*.py.meta"))
        if (mutants := list(mutants_of(file.with_suffix(""))))
    }
    if not asked.survivors:
        print("\n".join(table(rooms)))
        return
    for mutant in (one for mutants in rooms.values() for one in mutants):
        if mutant.outcome not in {KILLED, "timeout", "to come"}:
            print(mutant.name, "(text)" if mutant.is_text else "", mutant.outcome)
            print("\n".join(f"    {line}" for line in mutant.change))


if __name__ == "__main__":
    main()

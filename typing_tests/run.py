"""Run both type checkers on this folder, and compare what they say with what the files expect.

Before a line that must be refused stands a comment such as

    # expect: mypy[arg-type] pyright[reportArgumentType]

Everything that is expected must be said, and nothing else may be: a misuse that a checker stops
refusing fails here as well as a use that it begins to refuse. And every argument of every public
function stands in `uses.py` by its name, so that none is renamed in silence.

    python typing_tests/run.py           compares
    python typing_tests/run.py --write   writes down what the checkers say now, to be reviewed
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

HERE = Path(__file__).parent
REFERENCE = sorted((HERE.parent / "docs" / "reference" / "api").glob("*.md"))
DOCUMENTED = re.compile(r"^\.\. autofunction:: (badgerules\.[\w.]+)$", re.MULTILINE)
EXTRAS = {"badgerules.frames", "badgerules.plot", "badgerules.testing"}
"""Modules that need an extra."""

EXPECTED = re.compile(r"^ *# expect: (.*)$")
MYPY_LINE = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): error: .*\[(?P<code>[a-z-]+)\]$")

Said: TypeAlias = dict[tuple[str, int], list[str]]
"""The errors of each line, by file and number of the line."""


def expected(files: list[Path]) -> Said:
    """Read the comments."""
    said: Said = {}
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if found := EXPECTED.match(line):
                said[file.name, number + 1] = sorted(found[1].split())
    return said


def checked(files: list[Path]) -> Said:
    """Ask both checkers."""
    said: Said = {}
    for file, line, error in [*_mypy(files), *_pyright(files)]:
        said.setdefault((file, line), []).append(error)
    return {place: sorted(errors) for place, errors in said.items()}


def _mypy(files: list[Path]) -> list[tuple[str, int, str]]:
    options = ["--strict", "--no-error-summary", "--hide-error-context", "--no-pretty"]
    config = ["--config-file", str(HERE / "mypy.ini")]
    done = _run(sys.executable, "-m", "mypy", *options, *config, *map(str, files))
    found = [MYPY_LINE.match(line) for line in done.splitlines() if ": error: " in line]
    return [
        (Path(one["file"]).name, int(one["line"]), f"mypy[{one['code']}]") for one in found if one
    ]


def _pyright(files: list[Path]) -> list[tuple[str, int, str]]:
    project = ["--project", str(HERE / "pyrightconfig.json"), "--pythonpath", sys.executable]
    report = json.loads(_run(sys.executable, "-m", "pyright", "--outputjson", *project))
    names = {file.name for file in files}
    return [
        (name, one["range"]["start"]["line"] + 1, f"pyright[{one['rule']}]")
        for one in report["generalDiagnostics"]
        if one["severity"] == "error" and (name := Path(one["file"]).name) in names
    ]


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False, text=True, cwd=HERE)
    if done.returncode not in {0, 1}:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def write(files: list[Path], said: Said) -> None:
    """Put what the checkers said into the comments."""
    for file in files:
        lines: list[str] = []
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if errors := said.get((file.name, number)):
                indent = line[: len(line) - len(line.lstrip())]
                lines.append(f"{indent}# expect: {' '.join(errors)}")
            if not EXPECTED.match(line):
                lines.append(line)
        file.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def unused(file: Path) -> list[str]:
    """Name the public functions that a file never calls, and the arguments it never names."""
    named: dict[str, set[str | None]] = {}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            named.setdefault(name, set()).update(one.arg for one in node.keywords)
    lacking: list[str] = []
    for path in (one for page in REFERENCE for one in DOCUMENTED.findall(page.read_text("utf-8"))):
        module, _, name = path.rpartition(".")
        if module in EXTRAS:
            continue
        function = getattr(import_module(module), name)
        if not inspect.isfunction(function):  # `bars` is kept by a cache
            continue
        lacking += [name] * (name not in named)
        for argument in inspect.signature(function).parameters.values():
            is_named = argument.name in named.get(name, ())
            if argument.kind is argument.KEYWORD_ONLY and not is_named:
                lacking.append(f"{name}({argument.name})")
    return lacking


def main() -> None:
    """Compare, or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write what the checkers say now")
    arguments = parser.parse_args()
    files = [HERE / "uses.py", HERE / "misuses.py"]
    if lacking := unused(files[0]):
        sys.exit(f"uses.py does not use {', '.join(lacking)}")
    said, wanted = checked(files), expected(files)
    if arguments.write:
        write(files, said)
        return
    for file, line in sorted(said.keys() | wanted.keys()):
        own, other = said.get((file, line), []), wanted.get((file, line), [])
        if own != other:
            print(
                f"{file}:{line}: expected {' '.join(other) or 'nothing'}, "
                f"got {' '.join(own) or 'nothing'}"
            )
    if said != wanted:
        sys.exit("the type checkers do not say what the files expect")
    print(f"{sum(map(len, said.values()))} errors, all of them expected")


if __name__ == "__main__":
    main()

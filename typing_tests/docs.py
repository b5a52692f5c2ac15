"""Run both type checkers, strict, on the Python code of the README and of every page of the docs.

The code of a page becomes one module in which each line has the number that it has on the page, so
what a checker says of a line holds for the page. Prompts are taken off, output is left out. What a
page shows to end in a traceback may be refused by checkers too, and nothing else may.

    python typing_tests/docs.py
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^( *)```python\n(?P<code>.*?)^\1```$", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^(?:>>>|\.\.\.)(?: (?P<code>.*))?$")
MYPY_LINE = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): error: (?P<message>.*)$")

MYPY = ("--strict", "--no-error-summary", "--hide-error-context", "--no-pretty", "--no-incremental")
PYRIGHT = {
    "typeCheckingMode": "strict",
    "pythonVersion": "3.11",
    "reportUnusedExpression": False,  # what stands at a prompt is shown
}


def module_of(page: str) -> tuple[str, set[int]]:
    """Return the code of a page, and the numbers of the lines that are shown to raise."""
    lines: list[str] = []
    raising: set[int] = set()
    for block in BLOCK.finditer(page):
        first = page[: block.start("code")].count("\n")
        code = textwrap.dedent(block["code"]).splitlines()
        raising |= {first + 1 + number for number in _raising(code)}
        lines += [""] * (first - len(lines)) + _without_prompts(code)
    return "\n".join([*lines, ""]), raising


def _without_prompts(lines: list[str]) -> list[str]:
    """Take prompts off and output out; without a single prompt, all of it is code."""
    prompts = [PROMPT.match(line) for line in lines]
    if not any(prompts):
        return lines
    return [prompt["code"] or "" if prompt else "" for prompt in prompts]


def _raising(lines: list[str]) -> Iterator[int]:
    """Find the lines of each example whose output is a traceback."""
    for end, line in enumerate(lines):
        if line.startswith("Traceback ("):
            start = max(number for number in range(end) if lines[number].startswith(">>>"))
            yield from range(start, end)


def complaints(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield what the checkers say of the modules in a folder: module, line and message."""
    modules = [file.name for file in folder.glob("*.py")]
    for said in _run(folder, "mypy", *MYPY, *modules).splitlines():
        if error := MYPY_LINE.match(said):
            yield error["file"], int(error["line"]), error["message"]
    (folder / "pyrightconfig.json").write_text(json.dumps(PYRIGHT), "utf-8")
    report = json.loads(_run(folder, "pyright", "--pythonpath", sys.executable, "--outputjson"))
    for error in report["generalDiagnostics"]:
        if error["severity"] == "error":
            message = f"{error['message'].splitlines()[0]} [{error.get('rule', 'syntax')}]"
            yield Path(error["file"]).name, error["range"]["start"]["line"] + 1, message


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, check=False, text=True, cwd=folder
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def main() -> None:
    """Check every page that has code."""
    pages: dict[str, tuple[str, set[int]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page in PAGES:
            text = page.read_text("utf-8")
            if ">>> " in BLOCK.sub("", text):
                sys.exit(f"{page}: code stands outside of a block that begins with ```python")
            code, raising = module_of(text)
            if code.strip():
                path = str(page.relative_to(ROOT))
                module = re.sub(r"\W", "_", path.removesuffix(".md")) + ".py"
                pages[module] = path, raising
                (folder / module).write_text(code, "utf-8")
        found = [
            f"{pages[module][0]}:{line}: {message}"
            for module, line, message in sorted(complaints(folder))
            if line not in pages[module][1]
        ]
    if found:
        sys.exit("\n".join([*found, f"{len(found)} complaints about the code of pages"]))
    print(f"the code of {len(pages)} pages has no errors")


if __name__ == "__main__":
    main()

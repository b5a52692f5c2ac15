"""Run the core of the tests on pyodide's Python, under Node: `python tests/browser/core.py`.

It needs `npm` and Node. What follows on the command line goes to pytest; left out, it is the core.
The wheels are those of the page, and of what the tests ask for, as far as they are of Python alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NEEDED = ("pytest", "hypothesis", "coverage", "python-dateutil")
"""What the extra `test-core` asks for; Hypothesis in its last version without a compiled part."""
ANYWHERE = ("--platform=any", "--implementation=py", "--abi=none", "--only-binary=:all:")
CORE = ("tests/clauses", "tests/property", "tests/golden", "tests/conformance", "tests/contract")
WITHOUT = (
    # There are no processes,
    "tests/clauses/test_laws.py::test_importing_and_deciding_touches_nothing_outside",
    "tests/clauses/test_traceability.py::test_the_rulebook_is_what_the_rules_say",
    "tests/conformance/test_conformance.py::test_the_pack_is_what_the_script_writes",
    "tests/golden/test_golden.py::test_renewing_is_refused_under_ci",
    "tests/golden/test_golden.py::test_renewing_tells_what_moved_and_writes",
    # no other time zones,
    "tests/property/test_answers.py::test_the_world_around_it_changes_no_answer",
    # and no limits of resources.
    "tests/contract/test_hostile_files.py",
)
"""What a browser's Python cannot do, whatever badgerules says."""


def main() -> None:
    """Fetch what is needed, run pytest, and end as it ends."""
    sys.path.insert(0, str(ROOT / "docs" / "browser"))
    page = import_module("make_page")
    with tempfile.TemporaryDirectory() as room:
        pyodide, wheels = Path(room) / "pyodide", Path(room) / "wheels"
        page.fetch_pyodide(pyodide)
        page.make_wheels(wheels)
        fetch: list[str | Path] = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "-d",
            wheels,
            *ANYWHERE,
        ]
        subprocess.run([*fetch, f"--python-version={page.PYTHON}", *NEEDED], check=True)
        asked = sys.argv[1:] or [
            *CORE,
            *(f"--deselect={one}" for one in WITHOUT),
            f"--ignore={WITHOUT[-1]}",
        ]
        node = shutil.which("node") or sys.exit("node was not found")
        core: list[str | Path] = [node, HERE / "core.mjs", pyodide, wheels, ROOT, *asked]
        sys.exit(subprocess.run(core, check=False).returncode)


if __name__ == "__main__":
    main()

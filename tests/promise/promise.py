"""The gate of the promise: no release breaks its users without notice.

It compares what is here with the last release, which is the last tag `v*`: what can be imported,
called and read in Python, and the JSON of records and answers. Before 1.0 a break must stand in the
changelog, under "Breaking" of the topmost version; from then on it needs a new major version.

    python tests/promise/promise.py [TOP OF A CLONE]
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
# Started by hand, it finds what the tests find; beside itself it would take itself for its folder.
sys.path[:] = [str(HERE.parent), *(one for one in sys.path if one != str(HERE))]

from changelog import announced  # noqa: E402  # see the line above
from promise.api_breaks import api_breaks  # noqa: E402
from promise.json_breaks import json_breaks  # noqa: E402

ROOT = HERE.parents[1]
HEADING = "Breaking"
NEEDED = ("src", "docs/reference/api")
"""What of a release is compared: the library, and the pages that say what of it is public."""


def main(arguments: list[str]) -> int:
    """Compare a clone with its last release; return 1 if something broke without notice."""
    root = Path(arguments[0]) if arguments else ROOT
    tag = last_release(root)
    if tag is None:
        print("no release yet: there is nothing to keep")
        return 0
    with TemporaryDirectory() as folder:
        unpack(root, tag, Path(folder))
        old, new = told_by(Path(folder)), told_by(root)
    for module, why in old["unread"].items():
        print(f"{module} is not compared: {why}")
    found = list(dict.fromkeys([*api_breaks(old, new), *json_breaks(old, new)]))
    is_major = major(new) > major(old)
    is_early = major(new) == 0
    notices = notices_since(tag, root / "CHANGELOG.md") if is_early else []
    missing = [] if is_major else [one for one in found if one not in notices]
    for one in missing:
        print(f"* {one}")
    if missing and is_early:
        print(f"not announced: {len(missing)}; put the lines above into CHANGELOG.md, under")
        print(f'"### {HEADING}" of the topmost version, which must be newer than {tag}')
    elif missing:
        print(f"broken since {tag}: {len(missing)}, but {new['version']} is no new major version")
    else:
        print(f"{len(found)} breaks between {tag} and {new['version']}")
    return 1 if missing else 0


def last_release(root: Path) -> str | None:
    """Return the last tag of a version, None if there is none."""
    asked = ["git", "-C", str(root), "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(asked, capture_output=True, check=False, text=True)
    return done.stdout.strip() or None


def unpack(root: Path, tag: str, folder: Path) -> None:
    """Write what is compared of a release into a folder."""
    archive = subprocess.run(
        ["git", "-C", str(root), "archive", tag, *NEEDED],  # noqa: S607  # whichever git there is
        stdout=subprocess.PIPE,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")


def told_by(top: Path) -> dict[str, Any]:
    """Return what the library in a clone tells of itself, in a process of its own."""
    # Not measured: the folder is gone before its lines are counted.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-B", "-P", HERE / "public_api.py", top],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        # The order of sets is seen where they are defaults.
        env={**kept, "PYTHONPATH": str(top / "src"), "PYTHONHASHSEED": "0"},
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def major(told: dict[str, Any]) -> int:
    """Return the major version."""
    return int(told["version"].partition(".")[0])


def notices_since(tag: str, file: Path) -> list[str]:
    """Return what a changelog announces as broken; what it told at a release is no news."""
    text = file.read_text("utf-8") if file.exists() else ""
    topmost = re.search(r"^## \[?([^]\s]*)", text, re.MULTILINE)
    is_of_release = topmost is not None and f"v{topmost[1]}" == tag
    return [] if is_of_release else announced(text, HEADING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

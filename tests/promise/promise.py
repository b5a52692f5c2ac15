"""The gate of the promise: no release breaks its users unless its major version says so.

It compares what is here with the last release, which is the last tag `v*`: public names and
signatures (griffe), and the JSON of records and answers (their schemas). Whatever a record of the
last release could say must still be read; whatever its answers said must still stand there.

    python tests/promise/promise.py [TOP OF A CLONE]
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
# Started by hand, it finds what the tests find; beside itself it would take itself for its folder.
sys.path[:] = [str(HERE.parent), *(one for one in sys.path if one != str(HERE))]

from promise.json_breaks import json_breaks  # noqa: E402  # see the line above

ROOT = HERE.parents[1]

PROGRAM = """
import json, badgerules as b
schemas = {document.value: b.json_schema(document) for document in b.Document}
print(json.dumps({"version": b.__version__, "schemas": schemas}))
"""


def main(arguments: list[str]) -> int:
    """Compare a clone with its last release; return 1 if something broke without notice."""
    root = Path(arguments[0]) if arguments else ROOT
    tag = last_release(root)
    if tag is None:
        print("no release yet: there is nothing to keep")
        return 0
    with TemporaryDirectory() as folder:
        unpack(root, tag, Path(folder))
        found = breaks_between(Path(folder) / "src", root / "src")
        old, new = described(Path(folder) / "src")["version"], described(root / "src")["version"]
    for one in found:
        print(f"{tag} is broken: {one}")
    if found and major(new) <= major(old):
        print(f"{len(found)} breaks since {tag}, but version {new} is no new major version")
        return 1
    print(f"{len(found)} breaks between {tag} and {new}")
    return 0


def last_release(root: Path) -> str | None:
    """Return the last tag of a version, None if there is none."""
    asked = ["git", "-C", str(root), "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(asked, capture_output=True, check=False, text=True)
    return done.stdout.strip() or None


def unpack(root: Path, tag: str, folder: Path) -> None:
    """Write the sources of a release into a folder."""
    archive = subprocess.run(
        ["git", "-C", str(root), "archive", tag, "src"],  # noqa: S607  # whichever git there is
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")


def major(version: str) -> int:
    """Return the major version."""
    return int(version.partition(".")[0])


def described(sources: Path) -> dict[str, Any]:
    """Return version and schemas of the library in a folder, told by itself."""
    # Not measured: the folder is gone before its lines are counted.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM],
        capture_output=True,
        check=True,
        text=True,
        env={**kept, "PYTHONPATH": str(sources)},
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def breaks_between(old: Path, new: Path) -> list[str]:
    """Return what broke between two folders of sources."""
    return [*python_breaks(old, new), *json_breaks(described(old), described(new))]


def python_breaks(old: Path, new: Path) -> Iterator[str]:
    """Find public names and arguments that are gone, or are asked for; words stand in JSON."""
    before, after = (griffe.load("badgerules", search_paths=[one]) for one in (old, new))
    names = list(map(str, before.exports or ()))
    yield from (f"{name}: is gone" for name in names if name not in after.members)
    public = tuple(before[name].canonical_path + "." for name in names)
    for found in griffe.find_breaking_changes(before, after):
        is_value = found.kind is griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE
        if not is_value and f"{found.obj.canonical_path}.".startswith(public):
            yield f"{found.obj.path}: {found.kind.value} {found.details}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

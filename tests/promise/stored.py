"""What releases stored: written at a release, and held against the library ever after.

`python tests/promise/stored.py` writes the records of the acceptance cases, their answers and
their pickles into a folder named after the version. That folder never changes; the tests ask every
question in it again.
"""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from badgerules import __version__, assess, dump_assessment, load_record, to_text
from badgerules.replay import replay

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
MOVED = "moved.txt"
"""In the folder of a version: the cases whose answers moved since, as the changelog announced."""


def store(folder: Path) -> None:
    """Write record, answer and pickle of every acceptance case into a folder that is not there."""
    folder.mkdir()
    for file in sorted(CASES.glob("*.json")):
        case: dict[str, Any] = json.loads(file.read_text("utf-8"))
        assessment = assess(load_record(case["record"]), as_of=date.fromisoformat(case["as_of"]))
        told = {"record": case["record"], "answer": dump_assessment(assessment)}
        (folder / file.name).write_text(f"{json.dumps(told, indent=1)}\n", "utf-8")
        (folder / f"{file.stem}.pickle").write_bytes(pickle.dumps(assessment))


def breaks(root: Path = HERE) -> Iterator[str]:
    """Ask again what is stored in the folders of a root, and tell what is not answered alike."""
    for file in sorted(root.glob("*/*.json")):
        name, listed = f"{file.parent.name}/{file.stem}", file.parent / MOVED
        moved = listed.read_text("utf-8").split() if listed.exists() else []
        told = json.loads(file.read_text("utf-8"))
        record = load_record(told["record"])
        replayed = replay(record, told["answer"])
        unpickled = pickle.loads(file.with_suffix(".pickle").read_bytes())  # noqa: S301  # our own
        if unpickled.record != record or dump_assessment(unpickled)["id"] != told["answer"]["id"]:
            yield f"{name}: the pickle holds something else"
        if not replayed.is_same and file.stem not in moved:
            yield f"{name}: {to_text(replayed)}"


if __name__ == "__main__":
    store(HERE / __version__)

"""The gate of the promise fails on what breaks users."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("griffe", reason="the promise is checked where the extra test is installed")

HERE = Path(__file__).parent

LIBRARY = """
from enum import StrEnum

__all__ = ["Document", "decide", "json_schema"]
__version__ = "1.2.0"


class Document(StrEnum):
    RECORD = "record"
    ASSESSMENT = "assessment"


def decide(record, badge, *, as_of):
    return helper(record)


def helper(thing):
    return thing


def json_schema(document):
    text = {"type": "string"}
    if document == "record":
        return {"properties": {"id": text, "kind": text}, "required": ["kind"]}
    return {"properties": {"id": text, "verdict": text}, "required": ["id", "verdict"]}
"""


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)  # noqa: S607  # whichever git there is


def checked(root: Path) -> tuple[int, str]:
    """Run the gate over a clone; return its status and what it printed."""
    done = subprocess.run(
        [sys.executable, HERE / "promise.py", root], capture_output=True, check=False, text=True
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def clone(root: Path, *, tag: str = "") -> Path:
    """Make a clone of a small library, with a release if there is a tag; return its one file."""
    file = root / "src" / "badgerules" / "__init__.py"
    file.parent.mkdir(parents=True)
    file.write_text(LIBRARY)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    if tag:
        git(root, "tag", tag)
    return file


def test_before_the_first_release_nothing_is_promised(tmp_path: Path) -> None:
    """Without a tag the gate says so, and passes."""
    clone(tmp_path)
    assert checked(tmp_path) == (0, "no release yet: there is nothing to keep\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("*, as_of", "*, day", "decide", id="a_renamed_argument"),
        pytest.param("def decide", "def decided", "decide: is gone", id="a_renamed_function"),
        pytest.param(', "verdict": text', "", "assessment.verdict: is gone", id="a_dropped_key"),
        pytest.param('["id", "verdict"]', '["id"]', "may be missing", id="a_key_now_optional"),
        pytest.param('["kind"]', '["kind", "id"]', "must be given now", id="a_new_required_key"),
        pytest.param('"id": text, "kind"', '"kind"', "no longer known", id="a_fact_dropped"),
        pytest.param('    ASSESSMENT = "assessment"\n', "", "no schema", id="a_document_dropped"),
        pytest.param('"string"', '"number"', "type", id="another_type"),
    ],
)
def test_a_break_fails_unless_the_major_version_is_a_new_one(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    """A name, an argument or a key that is gone fails in 1.3.0, and is let through in 2.0.0."""
    file = clone(tmp_path, tag="v1.2.0")
    text = LIBRARY.replace(old, new)
    assert text != LIBRARY
    file.write_text(text.replace("1.2.0", "1.3.0"))
    status, printed = checked(tmp_path)
    assert status == 1
    assert told in printed
    assert "no new major version" in printed
    file.write_text(text.replace("1.2.0", "2.0.0"))
    assert checked(tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("*, as_of", "*, as_of, edition=None", id="an_argument_with_a_default"),
        pytest.param("def helper(thing)", "def helper(it)", id="what_is_not_public"),
        pytest.param('"kind": text', '"kind": text, "new": text', id="a_new_fact"),
        pytest.param('"verdict": text', '"verdict": text, "new": text', id="a_new_key"),
    ],
)
def test_what_only_adds_passes(old: str, new: str, tmp_path: Path) -> None:
    """New optional arguments, facts and keys, and changes of what is not public, break nobody."""
    file = clone(tmp_path, tag="v1.2.0")
    file.write_text(LIBRARY.replace(old, new))
    assert checked(tmp_path) == (0, "0 breaks between v1.2.0 and 1.2.0\n")

"""What releases stored can be read again, and is answered alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from promise import stored

if TYPE_CHECKING:
    from pathlib import Path


def test_what_releases_stored_is_answered_alike() -> None:
    """Every record, answer and pickle beside this file is read, and gives the answer of then."""
    assert list(stored.breaks()) == []


def test_what_a_release_stores_is_held_against_today(tmp_path: Path) -> None:
    """A case whose stored answer says otherwise is told, unless it is listed as moved."""
    folder = tmp_path / "1.0.0"
    stored.store(folder)
    assert len(list(folder.iterdir())) == 2 * len(list(stored.CASES.glob("*.json"))) > 0
    assert list(stored.breaks(tmp_path)) == []
    file = folder / "near-miss-500.json"
    plus = json.loads(file.read_text())["answer"]["badges"]["top_rated_plus"]
    assert plus["verdict"] == "unmet"
    file.write_text(file.read_text().replace('"verdict": "unmet"', '"verdict": "met"'))
    (found,) = stored.breaks(tmp_path)
    assert found.startswith("1.0.0/near-miss-500: ")
    assert "badges.top_rated_plus.verdict" in found
    (folder / stored.MOVED).write_text("near-miss-500\n")
    assert list(stored.breaks(tmp_path)) == []


def test_a_release_that_cannot_be_read_any_more_fails(tmp_path: Path) -> None:
    """A record of another format, and a pickle of another record, are told or refused."""
    folder = tmp_path / "1.0.0"
    stored.store(folder)
    (folder / "near-miss-500.pickle").write_bytes((folder / "hold-lifted.pickle").read_bytes())
    (found,) = stored.breaks(tmp_path)
    assert found == "1.0.0/near-miss-500: the pickle holds something else"
    (folder / "near-miss-500.json").write_text('{"record": {"format": 2}, "answer": {}}')
    with pytest.raises(ValueError, match="format"):
        list(stored.breaks(tmp_path))

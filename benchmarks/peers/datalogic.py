"""datalogic-py: JsonLogic in Rust, compiled once, over documents that are parsed beforehand.

From inside its loops `val` reaches back to the whole document, so both ends of the window stand
there and one rule does for all days. A document is parsed again for each further day.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from peers.entrant import Peer, plain, window
from peers.json_logic import logic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from badgerules import TalentRecord

LEVELS_FROM_PAYMENT, LEVELS_FROM_CONTRACT = 3, 1


def _reaching_back(levels: int, name: str) -> dict[str, Any]:
    return {"val": [[levels], name]}


class _Document:
    """The facts, parsed for the day asked about last."""

    def __init__(self, handle: Any, facts: dict[str, Any]) -> None:
        self._handle, self._facts = handle, facts
        self._day: date | None = None
        self._parsed: Any = None

    def on(self, as_of: date) -> Any:
        if self._day != as_of:
            self._day, self._parsed = as_of, self._handle(self._facts | window(as_of))
        return self._parsed


class Entrant(Peer):
    """JsonLogic in Rust."""

    name = "datalogic-py"
    distribution = "datalogic-py"
    prepared = "both ends of the window, and days as numbers"

    def __init__(self) -> None:
        """Open a session, which keeps its memory between evaluations."""
        datalogic = import_module("datalogic_py")
        engine = datalogic.Engine()
        self._session = engine.session()
        self._handle = datalogic.DataHandle
        self._rule = engine.compile(
            logic(
                _reaching_back(LEVELS_FROM_PAYMENT, "after"),
                _reaching_back(LEVELS_FROM_PAYMENT, "until"),
                _reaching_back(LEVELS_FROM_CONTRACT, "until"),
            )
        )

    def facts(self, record: TalentRecord) -> _Document:
        """Return a document that is parsed already when the day is the same."""
        return _Document(self._handle, plain(record))

    def decide(self, facts: _Document, as_of: date) -> bool:
        """Evaluate over the document."""
        met: bool = self._session.evaluate_truthy(self._rule, facts.on(as_of))
        return met

    def decide_many(self, gathered: Sequence[_Document], as_of: date) -> list[bool]:
        """Evaluate over all documents in one call."""
        documents = [facts.on(as_of) for facts in gathered]
        return [answer == "true" for answer in self._session.evaluate_batch(self._rule, documents)]

    def text(self, record: TalentRecord, as_of: date) -> str:
        """Write the ends of the window beside the facts, so that the engine can read it all."""
        return json.dumps(plain(record) | window(as_of))

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Let the engine read and evaluate."""
        del as_of  # it is in the text
        met: bool = self._session.evaluate_truthy(self._rule, self._handle(text))
        return met

"""datalogic-py: JsonLogic in Rust, a rule compiled for each day, over documents parsed before."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from peers.entrant import Peer, plain, window
from peers.json_logic import logic

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord


class Entrant(Peer):
    """JsonLogic in Rust."""

    name = "datalogic-py"
    distribution = "datalogic-py"
    prepared = "both ends of the window, written into a rule for each day; days as numbers"

    def __init__(self) -> None:
        """Open a session, which keeps its memory between evaluations."""
        datalogic = import_module("datalogic_py")
        engine = datalogic.Engine()
        self._session = engine.session()
        self._handle = datalogic.DataHandle
        self._compile = engine.compile
        self._rule = lru_cache(maxsize=1)(self._compiled)

    def _compiled(self, as_of: date) -> Any:
        return self._compile(logic(**window(as_of)))

    def facts(self, record: TalentRecord) -> Any:
        """Return a document that is parsed already."""
        return self._handle(plain(record))

    def decide(self, facts: Any, as_of: date) -> bool:
        """Evaluate over the document."""
        met: bool = self._session.evaluate_truthy(self._rule(as_of), facts)
        return met

    def decide_many(self, gathered: Any, as_of: date) -> list[bool]:
        """Evaluate over all documents in one call."""
        answers = self._session.evaluate_batch(self._rule(as_of), gathered)
        return [answer == "true" for answer in answers]

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Let the engine read and evaluate."""
        return self.decide(self._handle(text), as_of)

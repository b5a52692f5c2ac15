"""JSON in and out, format 1: `reading`, `writing`, and `parts` for other libraries to ask."""

from __future__ import annotations

from badgerules.serialization.ahead import dump_recovery, dump_remedies, dump_timeline
from badgerules.serialization.parts import register_hooks
from badgerules.serialization.populations import dump_funnel, dump_rule_comparison
from badgerules.serialization.reading import FORMAT, load_record
from badgerules.serialization.shared import dumped_question
from badgerules.serialization.writing import (
    dump_assessment,
    dump_comparison,
    dump_ledger,
    dump_record,
    dump_replay,
)

__all__ = [
    "FORMAT",
    "dump_assessment",
    "dump_comparison",
    "dump_funnel",
    "dump_ledger",
    "dump_record",
    "dump_recovery",
    "dump_remedies",
    "dump_replay",
    "dump_rule_comparison",
    "dump_timeline",
    "dumped_question",
    "load_record",
    "register_hooks",
]

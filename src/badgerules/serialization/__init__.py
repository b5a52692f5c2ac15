"""JSON in and out, format 1: `loading`, `writing`, and `parts` for other libraries to ask.

A module is loaded when a name of it is first used: who only reads records needs none of what writes
answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.lazy_names import loader_of, modules_of

if TYPE_CHECKING:
    from badgerules.serialization.ahead import dump_recovery, dump_remedies, dump_timeline
    from badgerules.serialization.loading import load_record
    from badgerules.serialization.parts import register_hooks
    from badgerules.serialization.populations import dump_funnel, dump_rule_comparison
    from badgerules.serialization.reading import FORMAT
    from badgerules.serialization.shared import dumped_question
    from badgerules.serialization.writing import (
        dump_assessment,
        dump_comparison,
        dump_ledger,
        dump_record,
        dump_replay,
    )

_MODULES = {
    "ahead": "dump_recovery dump_remedies dump_timeline",
    "loading": "load_record",
    "parts": "register_hooks",
    "populations": "dump_funnel dump_rule_comparison",
    "reading": "FORMAT",
    "shared": "dumped_question",
    "writing": "dump_assessment dump_comparison dump_ledger dump_record dump_replay",
}

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


if not TYPE_CHECKING:  # as in the package above
    __getattr__ = loader_of(__name__, modules_of(_MODULES))

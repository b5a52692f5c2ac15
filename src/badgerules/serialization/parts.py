"""How each value and each answer is written by itself; and all of it for a user's own cattrs."""

from __future__ import annotations

from functools import partial
from operator import is_
from typing import TYPE_CHECKING, Any

from badgerules.comparison import Comparison
from badgerules.decisions import Assessment
from badgerules.deviations import Replay
from badgerules.errors import DocumentError, ProblemError, expect
from badgerules.impact import Funnel, RuleComparison
from badgerules.ledger import Ledger
from badgerules.records import TalentRecord
from badgerules.recovery import Recovery
from badgerules.remedies import Remedies
from badgerules.serialization.ahead import dump_recovery, dump_remedies, dump_timeline
from badgerules.serialization.populations import dump_funnel, dump_rule_comparison
from badgerules.serialization.reading import LOADABLE, load_part
from badgerules.serialization.writing import (
    dump_assessment,
    dump_comparison,
    dump_ledger,
    dump_part,
    dump_record,
    dump_replay,
)
from badgerules.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cattrs import BaseConverter

ANSWERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Assessment: dump_assessment,
    Comparison: dump_comparison,
    Funnel: dump_funnel,
    Ledger: dump_ledger,
    Recovery: dump_recovery,
    Remedies: dump_remedies,
    Replay: dump_replay,
    RuleComparison: dump_rule_comparison,
    Timeline: dump_timeline,
}
"""What writes each kind of answer; answers are written, and never read."""

WRITERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    **dict.fromkeys(LOADABLE, dump_part),
    TalentRecord: dump_record,
    **ANSWERS,
}
"""What writes each kind of value, and of answer."""


def register_hooks(converter: BaseConverter) -> None:
    """Let a cattrs converter of yours read and write our values, in the format of records.

    What it structures is checked as `load_record` checks it: records, contracts, payments, plans of
    clients, and the other parts of a record, also inside of your own classes. What it unstructures
    is what `dump_record` and the like write; answers are written too, and never read.

    A converter with `detailed_validation`, as is usual, raises a `ClassValidationError` that holds
    a `ProblemError` for each problem, so that `cattrs.transform_error` lists all of them, each with
    its path through your classes and ours. Any other converter raises `DocumentError`.

    Args:
        converter: yours; what is registered later for the same class comes first.

    Raises:
        WrongTypeError: if it is no converter.

    >>> from cattrs import Converter, transform_error
    >>> from badgerules import Contract
    >>> converter = Converter()
    >>> register_hooks(converter)
    >>> try:
    ...     converter.structure([{"id": 17, "category": "legal"}], list[Contract])
    ... except Exception as error:
    ...     print(*transform_error(error))
    unknown error (must be text that is not blank and has no control characters, got 17;
    write '17') @ $[0].id
    """
    from cattrs import BaseConverter  # noqa: PLC0415  # whoever has a converter has it loaded

    expect(BaseConverter, converter=converter)
    # Hooks with a condition come before what cattrs does with mappings, as an assessment is one.
    converter.register_structure_hook_func(LOADABLE.__contains__, _structured_by(converter))
    for kind, write in WRITERS.items():
        converter.register_unstructure_hook_func(partial(is_, kind), write)


def _structured_by(converter: BaseConverter) -> Callable[[Any, type], Any]:
    def structure(raw: Any, kind: type[Any]) -> Any:  # noqa: ANN401  # anything may stand there
        try:
            return load_part(kind, raw)
        except DocumentError as error:
            if not converter.detailed_validation:
                raise
            raise _as_group(error, kind) from None

    return structure


def _as_group(refused: DocumentError, kind: type) -> Exception:
    """Return the error as cattrs would make it: a group, each problem with a note of its place."""
    from cattrs import AttributeValidationNote, ClassValidationError  # noqa: PLC0415  # as above

    make_group: Any = ClassValidationError  # it takes the class too, which its base does not say
    errors: list[Exception] = []
    for problem in refused.problems:
        error = ProblemError(problem)
        place = problem.path.removeprefix("$").removeprefix(".")
        if place:
            told = f"Structuring class {kind.__qualname__} @ attribute {place}"
            error.add_note(AttributeValidationNote(told, place, kind))
        errors.append(error)
    group: Exception = make_group(f"While structuring {kind.__name__}", errors, kind)
    return group

"""A replay as text: whether the saved answer is the same today, and where it is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from badgerules.converters import is_a
from badgerules.deviations import Deviation, Replay, ReplayCause
from badgerules.display.law import question_lines
from badgerules.display.layout import item, to_text, wrapped
from badgerules.errors import LONGEST_SHOWN, shown
from badgerules.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

REASONS = {
    ReplayCause.NEW_FACTS: "the record is not the one of that time",
    ReplayCause.RULES_CHANGED: "the rules of the library changed",
    ReplayCause.FACTS_OR_RULES: "the record is another one, or the library counts otherwise",
}


@to_text.register(Replay)
def _(replay: Replay) -> str:
    """Show what was asked again, then every part that differs, what it was and what it is."""
    lines = [*wrapped(f"{asked_again(replay)}."), *question_lines(replay.assessment.question)]
    lines.append(outcome(replay))
    for deviation in replay.deviations:
        lines += item("-", f"{place(deviation)}: {REASONS[deviation.cause]}")
        for difference in differences(deviation):
            lines += wrapped(difference, first=" " * 6, others=" " * 8)
    return "\n".join(lines)


def asked_again(replay: Replay) -> str:
    """Say which version saved the answer, which one is asked again, and the day and edition."""
    question = replay.assessment.question
    return (
        f"Saved by badgerules {replay.version}, asked again of {__version__}: "
        f"{question.as_of}, edition {question.edition.id}"
    )


def outcome(replay: Replay) -> str:
    """Say whether the answer is the same."""
    return "The answer is the same." if replay.is_same else "The answer is not the same:"


def place(deviation: Deviation) -> str:
    """Return where in the answer a part stands."""
    return deviation.path.removeprefix("$.")


def differences(deviation: Deviation) -> Iterator[str]:
    """Say how a part differs: plain values are shown in full, tables and lists by name."""
    saved, replayed = deviation.saved, deviation.replayed
    if not (is_a(saved, dict) and is_a(replayed, dict)):
        saved, replayed = {"answer": saved}, {"answer": replayed}
    for name in {**saved, **replayed}:
        earlier, later = saved.get(name), replayed.get(name)
        if earlier == later:
            continue
        if is_a(earlier or later, dict) or is_a(earlier or later, list):
            yield f"{name} differs"
        else:
            yield f"{name}: {_value(earlier)} then, {_value(later)} now"


def _value(value: Any) -> str:  # noqa: ANN401  # any JSON
    return json.dumps(value) if len(json.dumps(value)) <= LONGEST_SHOWN else shown(value)

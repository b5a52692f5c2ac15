"""The golden corpus for runs under mutmut: a sample, in parts that end at their first moved answer.

`tests/golden` asks everything before it says what moved, which takes seconds; a mutant is dead with
the first moved answer. No run of the whole suite collects this file, since its name asks for none.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from golden import gate

if TYPE_CHECKING:
    from golden.gate import Facts

PER_STRATUM = 4
"""How many questions of each stratum are asked."""

FIRST, STRIDE = 20, 7
"""How many are asked in the first part, and how many parts share the rest."""

GOLDEN = gate.golden_answers()


def _parts() -> list[list[Facts]]:
    """Return the sample in parts; the first one is small, and most mutants end there."""
    asked = [question for question in gate.questions() if question["id"] in GOLDEN]
    Random(2020).shuffle(asked)  # noqa: S311  # an order, not a secret
    sample = gate.few_of_each(asked, PER_STRATUM)
    return [sample[:FIRST], *(sample[FIRST + start :: STRIDE] for start in range(STRIDE))]


@pytest.mark.parametrize("questions", _parts(), ids=map(str, range(STRIDE + 1)))
def test_no_answer_of_a_part_moved(questions: list[Facts]) -> None:
    """Every answer of the part is the stored one."""
    for question in questions:
        assert gate.answer(question) == GOLDEN[question["id"]], question["id"]

"""Write the golden answers anew, by hand: `python tests/golden/renew.py [--corpus]`.

Do it at a release, once the changelog announces what moved since the one before, and whenever
the corpus grows. It prints what moved and writes; what it wrote is for a reviewer to judge.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # started by hand, it finds what the tests find

from golden import corpus, gate  # noqa: E402  # see the line above

if TYPE_CHECKING:
    from golden.gate import Facts


def renew(*, with_corpus: bool) -> None:
    """Print what moved, and write the answers; with the corpus, that first."""
    questions: dict[str, Facts] = {}
    before: dict[str, Facts] = {}
    if (HERE / gate.ANSWERS).exists():
        questions = {question["id"]: question for question in gate.questions(HERE)}
        before = gate.golden_answers(HERE)
    if with_corpus:
        gate.store(corpus.questions(), HERE / gate.CORPUS)
    after: dict[str, Facts] = {}
    same: dict[str, Facts] = {}
    for question in gate.questions(HERE):
        name = question["id"]
        after[name] = gate.answer(question)
        if name in before and question == questions.get(name):  # else it is another question now
            same[name] = after[name]
    moves = gate.moved(before, same)
    print(moves.report if moves.announcement else "no golden answer moved")
    print(f"{len(after)} answers, {len(after) - len(same)} of them to new questions")
    gate.store(({"id": name, "answer": one} for name, one in after.items()), HERE / gate.ANSWERS)


def main() -> None:
    """Read the arguments; refuse where nobody looks at what would be written."""
    parser = argparse.ArgumentParser(description="Write the golden answers anew.")
    parser.add_argument("--corpus", action="store_true", help="make the corpus anew too")
    chosen = parser.parse_args()
    if os.environ.get("CI"):
        parser.error("golden answers are renewed by hand, never under CI; unset CI if you are one")
    renew(with_corpus=chosen.corpus)


if __name__ == "__main__":
    main()

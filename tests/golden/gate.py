"""The gate: ask the corpus, tell which answers moved, and whether that was announced.

An answer is released when it is stored beside this file. From then on it may move only if the
changelog announces exactly what moved, so that nobody who pins a version is taken by surprise.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from badgerules import Badge, Readings, assess, dump_assessment, load_record
from changelog import announced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Facts: TypeAlias = dict[str, Any]
Answers: TypeAlias = Mapping[str, Facts]
"""The answer to each question, by the id of the question."""

HERE = Path(__file__).parent
CORPUS, ANSWERS = "corpus.jsonl.gz", "answers.jsonl.gz"
"""The stored files, in the folder of the gate."""

CHANGELOG = HERE.parent.parent / "CHANGELOG.md"
NO_DECISION = {"badgerules", "text", "authority", "confirmed_on", "began"}
"""Keys of an answer that decide nothing: the version, and wording."""

FIRST_SHOWN = 8


def as_lines(items: Iterable[Facts]) -> bytes:
    """Return one compact line of JSON for each item, the same whenever the items are."""
    lines = (json.dumps(one, sort_keys=True, separators=(",", ":"), default=str) for one in items)
    return "".join(f"{line}\n" for line in lines).encode()


def store(items: Iterable[Facts], file: Path) -> None:
    """Write items to a compressed file; the same items give the same bytes."""
    file.write_bytes(gzip.compress(as_lines(items), mtime=0))


def stored(file: Path) -> bytes:
    """Return the lines of a compressed file."""
    return gzip.decompress(file.read_bytes())


def questions(folder: Path = HERE) -> Iterator[Facts]:
    """Go through the questions of the stored corpus, then through the acceptance cases."""
    for line in stored(folder / CORPUS).splitlines():
        yield json.loads(line)
    for file in sorted((folder.parent / "cases").glob("*.json")):
        case = json.loads(file.read_text("utf-8"))
        yield {
            "id": f"case/{file.stem}",
            "stratum": "case",
            "as_of": case["as_of"],
            "known_through": None,
            "edition": None,
            "readings": {},
            "record": case["record"],
        }


def few_of_each(questions: Iterable[Facts], most: int) -> list[Facts]:
    """Return the first questions of each stratum, so many at most, stratum by stratum."""
    of_stratum: dict[str, list[Facts]] = {}
    for question in questions:
        of_stratum.setdefault(question["stratum"], []).append(question)
    return [one for own in of_stratum.values() for one in own[:most]]


def golden_answers(folder: Path = HERE) -> dict[str, Facts]:
    """Return the stored answers."""
    lines = map(json.loads, stored(folder / ANSWERS).splitlines())
    return {line["id"]: line["answer"] for line in lines}


def answer(question: Facts) -> Facts:
    """Return what the library decides today, without what is no decision."""
    known = question["known_through"]
    assessment = assess(
        load_record(question["record"]),
        as_of=date.fromisoformat(question["as_of"]),
        readings=Readings(**question["readings"]),
        edition=question["edition"],
        known_through=None if known is None else date.fromisoformat(known),
    )
    return cast("Facts", decided(dump_assessment(assessment)))


def decided(part: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return a part of an answer without what is no decision, at any depth."""
    if isinstance(part, dict):
        facts = cast("Facts", part)
        return {name: decided(own) for name, own in facts.items() if name not in NO_DECISION}
    if isinstance(part, list):
        return [decided(own) for own in cast("list[object]", part)]
    return part


@attrs.frozen(kw_only=True)
class Moves:
    """Which answers moved, and where to.

    Args:
        badges: for each badge how many of its decisions moved in which direction.
        visible: how many answers show somebody something else.
        question: how many answers differ in anything else.
        first: the first moved answers, each with what moved in it.
        digest: eight digits that stand for exactly these moves.
    """

    badges: Mapping[str, Mapping[str, int]]
    visible: int
    question: int
    first: tuple[str, ...]
    digest: str

    @property
    def announcement(self) -> str:
        """The line for the changelog; empty when nothing moved."""
        counts = [
            f"{badge} " + ", ".join(f"{way} {count}" for way, count in sorted(ways.items()))
            for badge, ways in self.badges.items()
            if ways
        ]
        counts += [f"visible {self.visible}"] if self.visible else []
        counts += [f"question {self.question}"] if self.question else []
        return f"moved answers: {'; '.join(counts)} ({self.digest})" if counts else ""

    @property
    def report(self) -> str:
        """What a maintainer needs to know, the line to announce last."""
        lines = ["golden answers moved:"]
        for badge, ways in self.badges.items():
            lines += [f"  {badge}: {way} {count}" for way, count in sorted(ways.items())]
        lines += [
            f"  visible: {self.visible}",
            f"  question: {self.question}",
            "the first of them:",
        ]
        lines += [f"  {one}" for one in self.first]
        lines += ["if they are meant to, put this line under Decisions of the topmost version"]
        return "\n".join([*lines, f"in CHANGELOG.md:\n* {self.announcement}"])


def moved(before: Answers, after: Answers) -> Moves:
    """Compare the answers of `after` with those stored before, question by question."""
    differing = [name for name, one in after.items() if before[name] != one]
    badges: dict[str, Counter[str]] = {badge.value: Counter() for badge in Badge}
    seen: Counter[str] = Counter()
    for name in differing:
        old, new = before[name], after[name]
        for badge, ways in badges.items():
            ways.update(_directions(old["badges"][badge], new["badges"][badge]))
        seen.update(_beside_the_badges(old, new))
    what = as_lines({"id": name, "answer": after[name]} for name in sorted(differing))
    # Whoever gains or loses a badge is told first.
    by_weight = sorted(
        differing, key=lambda name: _verdicts(before[name]) == _verdicts(after[name])
    )
    return Moves(
        badges=badges,
        visible=seen["visible"],
        question=seen["question"],
        first=tuple(
            f"{name}: {'; '.join(_differences(before[name], after[name]))}"
            for name in by_weight[:FIRST_SHOWN]
        ),
        digest=sha256(what).hexdigest()[:8],
    )


def _verdicts(whole: Facts) -> list[str]:
    return [decision["verdict"] for decision in whole["badges"].values()]


def _directions(old: Facts, new: Facts) -> Iterator[str]:
    """Say in which direction the decision on a badge moved, if it did."""
    if old["verdict"] != new["verdict"]:
        yield f"{old['verdict']}->{new['verdict']}"
    elif old["findings"] != new["findings"]:
        yield "other findings"


def _beside_the_badges(old: Facts, new: Facts) -> Iterator[str]:
    """Say what else moved: what somebody sees, or the question of the answer."""
    views = ("visible", "visible_unsettled", "diversity_seen_by")
    if any(old[view] != new[view] for view in views):
        yield "visible"
    if _question(old, views) != _question(new, views):
        yield "question"


def _question(whole: Facts, views: tuple[str, ...]) -> Facts:
    """Return what an answer holds beside verdicts, findings and views."""
    badges = {
        badge: {name: own for name, own in decision.items() if name not in {"verdict", "findings"}}
        for badge, decision in whole["badges"].items()
    }
    return {**{name: own for name, own in whole.items() if name not in views}, "badges": badges}


def _differences(old: Facts, new: Facts) -> Iterator[str]:
    """Say in short which findings moved in an answer, or what else did."""
    found = False
    for badge, decision in new["badges"].items():
        pairs = zip_longest(old["badges"][badge]["findings"], decision["findings"])
        for was, now in pairs:
            if was != now:
                found = True
                yield f"{badge} {_short(was)} -> {_short(now)}"
    if not found:
        keys = [name for name in new if old.get(name) != new[name]]
        yield f"no finding, but {', '.join(keys)}"


def _short(finding: Facts | None) -> str:
    if finding is None:
        return "(no finding)"
    named = f"{finding['criterion']} {finding['verdict']}"
    return f"{named} ({finding['observed']} of {finding['required']})"


def is_announced(moves: Moves, changelog: str) -> bool:
    """Tell whether nothing moved, or exactly this stands in the topmost version of a changelog."""
    return not moves.announcement or moves.announcement in announced(changelog, "Decisions")

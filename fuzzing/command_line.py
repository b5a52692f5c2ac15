"""Fuzz the command line, in process: drawn arguments, files that are whole, broken or missing.

    python fuzzing/command_line.py --inputs 10000 --seed 1

Every run must end with exit status 0 and nothing on standard error, or with 2, a message there and
nothing on standard output; never with a traceback, and in bounded time and memory. What is asked
for as JSON must be JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import documents
import exports
import watching

import badgerules
from badgerules.cli import main as run

LAWFUL = ("2020-09-01", *(f"{day}" for day in (*watching.FIRST_DAYS, watching.UNDER_NEWEST)))
DAYS = (
    *(*LAWFUL, "0001-01-01", "9999-12-31", "2020-07-06"),
    *("2020-02-30", "20200901", "", "today", "2020-09-01 ", "-1", "9999-12-25", "\u0662020-01-01"),
)
EDITIONS = (*(one.id for one in badgerules.EDITIONS), "2020", "", "x", "2020-07 ", "\x00")
READINGS = (
    *("money_bar=more_than", "money_bar=at_least", "feedback=positive", "feedback=", "=", "x=y"),
    *("large_contract_sum=lifetime_if_active", "agency_earnings_window=lifetime", "money_bar"),
    *("exclusive_member=agency_amounts", "negative_share_scope=all_contracts", "feedback=\ud800"),
    *("negative_share_scope=large_contracts", "enterprise_suite=enterprise_only", "money_bar=="),
)
PAYMENTS = (
    *("shop=500.00@2020-08-01", "c=5@2020-08-01", "support=0.01@9999-12-31", "c=1e5@2020-08-01"),
    *("c=5@2020-02-30", "=@", "c=@2020-08-01", "=5@2020-08-01", "c==5@@2020-08-01", "\x00=5@x", ""),
)
OUTCOMES = ("c=positive@2020-08-01", "c=bad@2020-08-01", "c=neutral@", "@", "c=negative@9999-12-31")
SCORES = ("90@2020-08-01", "none@2020-08-01", "101@2020-08-01", "@2020-08-01", "0@9999-12-31", "")
FACTS = (
    *("profile_percent=100", "average_feedback=4.8", "holds=[]", "joined_on=null", "weeks=[{}]"),
    *("profile_percent=", "x=1", "=", "", "holds=[[[[", "scores=\ud800", "members=1e400"),
)
BACK_AT = ("90", "0", "100", "101", "x", "")
BADGES = ("top_rated_plus", "top_rated", "rising_talent", "expert_vetted", "diversity_certified")
PLANS = (
    *("owner", "basic", "plus", "plus_selected", "business", "business_plus", "enterprise"),
    *("lifted", "marketplace", "gold", ""),
)
CLAUSES = ("TRP-F1", "DIV-5", "NOT-4", "trp-f1", "", "X-1", "\ud800")
SCHEMAS = ("record", "assessment", "timeline", "recovery", "x", "")

SUPPOSED = {"--pay": PAYMENTS, "--outcome": OUTCOMES, "--score": SCORES, "--suppose": FACTS}
OPTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "assess": {
        "--as-of": DAYS,
        "--edition": EDITIONS,
        "--reading": READINGS,
        "--plan": PLANS,
        "--ledger": (),
        "--remedies": (),
        "--json": (),
        "--html": (),
        **SUPPOSED,
        "--against": ("FILE", "SAVED"),
    },
    "timeline": {
        "--badge": BADGES,
        "--as-of": DAYS,
        "--from": DAYS,
        "--to": DAYS,
        "--json": (),
        "--edition": EDITIONS,
        "--reading": READINGS,
        **SUPPOSED,
    },
    "recovery": {
        "--badge": BADGES,
        "--as-of": DAYS,
        "--back-at": BACK_AT,
        "--json": (),
        "--html": (),
        "--edition": EDITIONS,
        "--reading": READINGS,
        **SUPPOSED,
    },
    "report": {
        "--from": DAYS,
        "--to": DAYS,
        "--contracts": ("FILE",),
        "--kind": ("freelancer", "agency", "x"),
        "--agency": ("Nine Ltd", "", "\x00"),
        "--base-badge": ("top_rated", "none", "x"),
        "--leave-out": (),
    },
    "rules": {"--edition": EDITIONS, "--clause": CLAUSES, "--schema": SCHEMAS},
}
STRAY = ("--help", "--version", "--", "-", "--jso", "--badge", "nonsense", "", "--as-of=", "-h")


def question(drawn: random.Random, files: list[str]) -> list[str]:
    """Draw the arguments of one run; most are right, so that most runs get far."""
    command = drawn.choice(
        ("assess", "assess", "timeline", "timeline", "recovery", "rules", "report")
    )
    arguments = [command]
    if command == "report":
        arguments += [drawn.choice(files), "--from", "2025-11-01", "--to", "2026-10-31"]
    elif command != "rules":
        arguments.append(drawn.choice(files))
        if drawn.random() < 0.7:
            arguments += ["--as-of", drawn.choice(LAWFUL)]
    for _ in range(drawn.choice((0, 1, 1, 2, 3))):
        name, values = drawn.choice([*OPTIONS[command].items()])
        arguments.append(name)
        if values:
            value = drawn.choice(values)
            arguments.append(drawn.choice(files) if value in {"FILE", "SAVED"} else value)
    if drawn.random() < 0.05:
        arguments.insert(drawn.randrange(len(arguments) + 1), drawn.choice(STRAY))
    return arguments


def answered(arguments: list[str], given: bytes) -> tuple[int, str, str]:
    """Run the command line and return its exit status and both streams."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    err = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="backslashreplace")
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(given))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status: Any = run(arguments)
            except SystemExit as left:
                status = left.code
    finally:
        sys.stdin = before
    return status, told(out), told(err)


def told(stream: io.TextIOWrapper) -> str:
    """Return what was written to a stream."""
    stream.seek(0)
    return stream.read()


def check(arguments: list[str], status: int, out: str, err: str) -> None:
    """Check that a run told what it found on the stream where that belongs."""
    assert status in {0, 2}, status
    assert "Traceback" not in out + err
    if status == 0:
        assert out.strip()
        assert not err, err
        asks = {"--help", "-h", "--version", "--html"} & {*arguments}
        if "--json" in arguments and not asks:
            json.loads(out)
    else:
        assert not out, out
        assert err.strip()


def prepare(folder: Path, drawn: random.Random, known: list[dict[str, Any]]) -> list[str]:
    """Write a few files, and name what is none."""
    names = [str(folder / "missing"), str(folder), "-", "", "\x00", str(folder / "saved")]
    for number in range(8):
        document = documents.mutated(drawn, known, python=False)
        text = documents.written(drawn, drawn.choice([document, drawn.choice(known)]))
        file = folder / f"{number}.json"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        names += [str(file)] * 3
    record = folder / "right.json"
    record.write_text(json.dumps(drawn.choice(known)), encoding="utf-8")
    asked = ["assess", str(record), "--as-of", "2021-03-01", "--json"]
    saved = answered(asked, b"")[1]
    if drawn.random() < 0.5:  # a saved answer that somebody has changed
        changed = documents.mutated(drawn, [json.loads(saved)], python=False)
        saved = json.dumps(changed)
    (folder / "saved").write_text(saved, encoding="utf-8")
    for name in ("report", "contracts"):
        whole = {"report": exports.REPORT, "contracts": exports.CONTRACTS}[name]
        text = drawn.choice((whole, exports.mutated(drawn, whole)))
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    exports_too = [str(folder / "report"), str(folder / "contracts")] * 3
    return [*names, *exports_too, str(record), str(record)]


def main() -> None:
    """Ask as often as wanted; the files change every hundred runs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    watching.limit_memory()
    known, count = documents.seeds(), watching.Count()
    with tempfile.TemporaryDirectory() as name:
        folder, files = Path(name), [""]
        for number in range(options.inputs):
            drawn = random.Random(f"{options.seed}-{number}")
            if number % 100 == 0:
                files = prepare(folder, drawn, known)
            arguments = question(drawn, files)
            given = json.dumps(drawn.choice(known)).encode() if drawn.random() < 0.9 else b"\xff"
            try:
                with watching.limited():
                    found = answered(arguments, given)
                check(arguments, *found)
            except BaseException:
                print(f"seed {options.seed}, input {number}: {arguments!r}", file=sys.stderr)
                for argument in arguments:
                    if argument.startswith(str(folder)) and Path(argument).is_file():
                        print(Path(argument).read_bytes()[:5000], file=sys.stderr)
                raise
            count.add(f"with status {found[0]}")
    count.tell()


if __name__ == "__main__":
    main()

"""Malformed files at the command line: one clear message and exit status 2, in bounded time.

Each runs in a process of its own, as a user would run it, with a limit on its memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from badgerules.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

resource: Any = pytest.importorskip("resource", reason="limits are set where the system can")

GIGABYTE = 2**30
MEMORY, SECONDS = 2 * GIGABYTE, 60
HEAD = '{"format": 1, "kind": "freelancer", "contracts": ['
RECORD = HEAD + '{"id": "one", "category": "legal", "payments": [%s]}]}'
PAYMENT = '{"paid_on": "2020-03-01", "amount": "5.00"}'
DOLLARS = (
    "$.contracts[0].payments[0].amount: must be dollars with at most two decimals, such as 7850.00"
)


def asked(file: Path | str, *more: str) -> subprocess.CompletedProcess[str]:
    """Ask about a file in a process that may use two gigabytes and a minute."""
    command = [sys.executable, "-m", "badgerules", "assess", str(file), "--as-of", "2020-09-01"]
    command += more
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=_limit_memory,  # this process has no threads
    )


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Check that nothing but one message came out, and return it."""
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("badgerules: ")
    return done.stderr.removeprefix("badgerules: ").rstrip("\n")


CONTENTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "$: must be JSON, got nothing"),
    "blank": (b" \n ", "$: must be JSON, got nothing"),
    "truncated": (RECORD[:70].encode(), "$: must be JSON, got something else at line 1"),
    "no JSON": (b"hello", "$: must be JSON, got something else at line 1, column 1"),
    "utf-16": (RECORD.encode("utf-16"), "$: must be UTF-8, got another encoding at byte 0"),
    "latin-1": ('{"id": "Zoë"}'.encode("latin-1"), "$: must be UTF-8, got another encoding"),
    "byte order mark": (
        b"\xef\xbb\xbf" + (RECORD % PAYMENT).encode(),
        "$: must begin with no byte order mark; save it as plain UTF-8",
    ),
    "NaN": (
        (RECORD % PAYMENT.replace('"5.00"', "NaN")).encode(),
        f"{DOLLARS}, got NaN",
    ),
    "float for money": (
        (RECORD % PAYMENT.replace('"5.00"', "5.00")).encode(),
        f'{DOLLARS}, got 5.00; write it as text, "5.00"',
    ),
    "5,000 digits": (
        (RECORD % PAYMENT.replace('"5.00"', "7" * 5000)).encode(),
        "$.contracts[0].payments[0].amount: must be dollars with at most two decimals",
    ),
    "5,000 digits of format": (
        ('{"format": ' + "1" * 5000 + ', "kind": "agency", "contracts": []}').encode(),
        "$.format: must be 1, got 1111",
    ),
    "5,000 digits in a string": (
        (RECORD % PAYMENT.replace("5.00", "7" * 5000)).encode(),
        "$.contracts[0].payments[0].amount: must have at most 13 digits before the point, got",
    ),
    "nested 100,000 deep": (b"[" * 100_000, "$: must be nested less deeply"),
    "nested 100,000 deep in a record": (
        (HEAD + '{"a": ' * 100_000).encode(),
        "$: must be nested less deeply",
    ),
    "duplicate keys": (
        b'{"format": 1, "kind": "agency", "kind": "agency", "contracts": []}',
        "$.kind: stands more than once; each key may stand once",
    ),
    "duplicate ids": (
        (HEAD + ", ".join(['{"id": "x", "category": "legal"}'] * 2) + "]}").encode(),
        "$.contracts[1].id: 'x' is repeated, it stands already in [0]; each must be unique",
    ),
    "unknown keys": (
        b'{"format": 1, "kind": "agency", "contracts": [], "colour": 1}',
        "$.colour: is not a known key; did you mean 'country'?",
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", CONTENTS)
def test_a_malformed_file_gets_one_clear_message(name: str, tmp_path: Path) -> None:
    """The message names where, what was found and what is allowed; nothing else is printed."""
    content, start = CONTENTS[name]
    file = tmp_path / "record.json"
    file.write_bytes(content)
    message = refused(asked(file))
    assert message.startswith(start)
    assert len(message) < 1000


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    """What cannot be read is named, with the reason that the system gives."""
    missing = tmp_path / "nobody.json"
    assert refused(asked(missing)) == f"cannot read {missing}: No such file or directory"
    assert refused(asked(tmp_path)) == f"cannot read {tmp_path}: Is a directory"


def write_numbers(file: Path) -> None:
    """Write 50 MB of a list of numbers where a record should be."""
    file.write_bytes(b"[" + b"1234567890," * 4_700_000 + b"1]")


def write_junk(file: Path) -> None:
    """Write 50 MB that is no JSON at all."""
    file.write_bytes(b"x" * 50_000_000)


def write_bad_payments(file: Path) -> None:
    """Write 50 MB of payments, each with two mistakes."""
    bad = '{"paid_on": "2020-13-01", "amount": 5}'
    file.write_text(RECORD % ", ".join([bad] * 1_250_000), encoding="utf-8")


def write_long_key(file: Path) -> None:
    """Write 50 MB of one unknown key."""
    file.write_text('{"format": 1, "%s": 1}' % ("k" * 50_000_000), encoding="utf-8")


def write_long_category(file: Path) -> None:
    """Write 50 MB of one category that does not exist."""
    file.write_text(HEAD + '{"id": "x", "category": "%s"}]}' % ("k" * 50_000_000), encoding="utf-8")


@pytest.mark.parametrize(
    ("write", "start"),
    [
        (write_numbers, "$: must be an object"),
        (write_junk, "$: must be JSON"),
        (write_bad_payments, "10001 problems:\n  $.contracts[0].payments[0].paid_on: must be"),
        (write_long_key, "2 problems:\n  $.kind: is missing"),
        (write_long_category, "$.contracts[0].category: 'kkk"),
    ],
)
@pytest.mark.thorough
def test_fifty_megabytes_are_refused_in_bounded_time_and_memory(
    write: Callable[[Path], None], start: str, tmp_path: Path
) -> None:
    """A minute and two gigabytes suffice, and the message stays short enough to read."""
    file = tmp_path / "large.json"
    write(file)
    message = refused(asked(file))
    assert message.startswith(start)
    assert len(message) < 20_000


@pytest.mark.thorough
def test_fifty_megabytes_that_are_right_are_answered(tmp_path: Path) -> None:
    """Size alone is no mistake: half a million payments get their answer."""
    file = tmp_path / "large.json"
    file.write_text(RECORD % ", ".join([PAYMENT] * 500_000), encoding="utf-8")
    done = asked(file, "--full")
    assert (done.returncode, done.stderr) == (0, "")
    assert "$2,500,000.00 earned" in done.stdout


def test_the_ledger_stands_behind_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--ledger` adds every payment to the text, and under its own key to the JSON."""
    file = tmp_path / "record.json"
    file.write_text(RECORD % PAYMENT, encoding="utf-8")
    command = ["assess", str(file), "--as-of", "2020-09-01", "--ledger"]
    assert main(command) == 0
    assert "\n  + 2020-03-01 $5.00 counts\n\nNext: " in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["reason"] for one in answer["ledger"]["payments"]] == ["counted"]
    assert main([*command[:-1], "--json"]) == 0
    assert "ledger" not in json.loads(capsys.readouterr().out)

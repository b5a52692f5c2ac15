"""Fuzz the reading of records, and the answers about whatever was read.

    python fuzzing/load_record.py documents --inputs 100000 --seed 1
    python fuzzing/load_record.py documents --inputs 100000 --seed 1 --only-read
    python fuzzing/load_record.py bytes -runs=1000000            (needs atheris)

`documents` changes valid documents by their structure, and hands them over as mappings, text or
bytes. `bytes` lets libFuzzer change them, guided by the branches that are reached; what follows is
handed on to it. Only `DocumentError` may come out, in time and in memory, and only where the full
reader refuses too; whatever is read is what that reader makes of it. It is then dumped and read
again, decided, and shown as text and HTML, unless `--only-read` is given; some are asked about on
other days too.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

import documents
import watching

from badgerules.serialization.loading import loaded_at_once

ANSWERED = 16
"""By bytes, one of so many records that were read is asked about; the others would slow it down."""


def by_structure(inputs: int, seed: int, *, only_read: bool) -> None:
    """Change valid documents, and ask about what can still be read."""
    watching.limit_memory()
    known, count = documents.seeds(), watching.Count()
    for number in range(inputs):
        drawn = random.Random(f"{seed}-{number}")
        as_mapping = drawn.random() < 0.4
        document = documents.mutated(drawn, known, python=as_mapping)
        given = document if as_mapping else documents.written(drawn, document)
        try:
            with watching.limited():
                record = watching.load(given)
                if record is not None and not only_read:
                    watching.answer(record)
                    if drawn.random() < 0.1:
                        watching.look_ahead(drawn, record)
        except BaseException:
            print(f"seed {seed}, input {number}: {given!r}"[:20_000], file=sys.stderr)
            raise
        count.add("refused" if record is None else _how_read(given))
    count.tell()


def _how_read(document: Any) -> str:
    return "read in full" if loaded_at_once(document) is None else "read at once"


def by_bytes(options: list[str]) -> None:
    """Let libFuzzer change documents as bytes, with our words as its dictionary."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["badgerules"], enable_loader_override=False):
        _forget_badgerules()
        importlib.import_module("badgerules.serialization.loading")
    importlib.reload(watching)

    def ask(data: bytes) -> None:
        given: bytes | str = data[1:]
        if data[:1] < b"\x80":
            given = data[1:].decode("utf-8", "surrogateescape")
        record = watching.load(given)
        if record is not None and zlib.crc32(data) % ANSWERED == 0:
            watching.answer(record)

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, document in enumerate(documents.seeds()):
            (corpus / str(number)).write_bytes(b"\xff" + json.dumps(document).encode())
        words = Path(folder) / "words"
        lines = [f'"\\"{word}\\""' for word in documents.WORDS]
        words.write_text("\n".join(lines) + "\n", encoding="utf-8")
        limits = ["-timeout=2", "-rss_limit_mb=2048", "-max_len=4096", f"-dict={words}"]
        atheris.Setup([sys.argv[0], str(corpus), *limits, *options], ask)
        atheris.Fuzz()


def _forget_badgerules() -> None:
    """Let the next import load the library anew, watched."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "badgerules"]:
        del sys.modules[name]


def main() -> None:
    """Choose how inputs are made."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("by", choices=["documents", "bytes"])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-read", action="store_true")
    options, handed_on = parser.parse_known_args()
    if options.by == "bytes":
        by_bytes(handed_on)
    else:
        by_structure(options.inputs, options.seed, only_read=options.only_read)


if __name__ == "__main__":
    main()

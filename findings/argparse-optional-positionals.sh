#!/usr/bin/env bash
# One would guess: a command that takes "[record] [page]" takes them wherever they stand among its
# options, since "record page --day 1" and "--day 1 record page" both work.
# What happens: the first run of positionals fills all that may be absent, the second one with
# nothing. What comes after the option is "unrecognized"; `parse_intermixed_args` takes it.
# Why it matters here: our commands take optional positionals and many options.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/python -I --version
cat > run.py <<'PYTHON'
import argparse
import contextlib
import io

parser = argparse.ArgumentParser(prog="read")
parser.add_argument("record", nargs="?")
parser.add_argument("page", nargs="?")
parser.add_argument("--day")


def tried(parse, *words):
    told = io.StringIO()
    try:
        with contextlib.redirect_stderr(told):
            found = parse([*words])
    except SystemExit:
        return told.getvalue().splitlines()[-1]
    return f"record={found.record} page={found.page}"


print(tried(parser.parse_args, "r.json", "p.json", "--day", "1"))
print(tried(parser.parse_args, "--day", "1", "r.json", "p.json"))
print(tried(parser.parse_args, "r.json", "--day", "1", "p.json"))
print(tried(parser.parse_intermixed_args, "r.json", "--day", "1", "p.json"))
PYTHON
cat > expected <<'TEXT'
record=r.json page=p.json
record=r.json page=p.json
read: error: unrecognized arguments: p.json
record=r.json page=p.json
TEXT
venv/bin/python -I run.py | tee found
diff expected found

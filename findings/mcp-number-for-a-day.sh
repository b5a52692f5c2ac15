#!/usr/bin/env bash
# One would guess: what a tool says of its arguments is what it takes. A day is text there, in the
# format "date".
# What happens: the schema is told to the client and not held against what comes. pydantic reads a
# number, and a text of digits, as seconds since 1970, where they end at midnight.
# Why it matters here: an assistant that sends 0 for a day it does not know would be answered for
# 1 January 1970, in silence.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q mcp==2.3.0 pydantic==2.14.4
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(mcp|pydantic) '
cat > run.py <<'PYTHON'
import asyncio
from datetime import date

from mcp import Client
from mcp.server import MCPServer

server = MCPServer("calendar")


@server.tool()
def weekday(day: date) -> str:
    return f"{day} {day:%A}"


async def main() -> None:
    async with Client(server) as client:
        (tool,) = (await client.list_tools()).tools
        told = tool.input_schema["properties"]["day"]
        print(told["type"], told["format"])
        for day in ("2026-10-01", 0, "86400", True):
            answer = await client.call_tool("weekday", {"day": day})
            print(repr(day), "->", "refused" if answer.is_error else answer.content[0].text)


asyncio.run(main())
PYTHON
cat > expected <<'TEXT'
string date
'2026-10-01' -> 2026-10-01 Thursday
0 -> 1970-01-01 Thursday
'86400' -> 1970-01-02 Friday
True -> refused
TEXT
venv/bin/python -I run.py 2>log | tee found || { cat log; exit 1; }
diff expected found

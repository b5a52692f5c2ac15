#!/usr/bin/env bash
# One would guess: an argument that is text, or may be left out, takes any text.
# What happens: where it may be left out, a text that is JSON is parsed first: "null" arrives as
# nothing at all, and "[7]" is refused as a list. A number in digits stays text, and so does everything
# where text must be given.
# Why it matters here: names of contracts are anybody's, and one named "null" would be no contract. So
# no question of the example has text that may be left out.
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

from mcp import Client
from mcp.server import MCPServer

server = MCPServer("shelf")


@server.tool()
def must(title: str) -> str:
    return repr(title)


@server.tool()
def may(title: str | None = None) -> str:
    return repr(title)


async def main() -> None:
    async with Client(server) as client:
        for title in ("pens", "7", "null", "[7]"):
            for tool in ("must", "may"):
                answer = await client.call_tool(tool, {"title": title})
                said = "refused" if answer.is_error else answer.content[0].text
                print(tool, repr(title), "->", said)


asyncio.run(main())
PYTHON
cat > expected <<'TEXT'
must 'pens' -> 'pens'
may 'pens' -> 'pens'
must '7' -> '7'
may '7' -> '7'
must 'null' -> 'null'
may 'null' -> None
must '[7]' -> '[7]'
may '[7]' -> refused
TEXT
venv/bin/python -I run.py 2>log | tee found || { cat log; exit 1; }
diff expected found

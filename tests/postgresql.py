"""A real PostgreSQL for tests, thrown away after them.

The server is that of the system, as Debian's package `postgresql` has it. It is started on
loopback, by a user without rights where the tests run as root. Whoever imports this module is
skipped where psycopg is not installed, and pytest says why; so tests take it from here.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

psycopg: Any = pytest.importorskip("psycopg", reason="PostgreSQL is tested where psycopg is found")

NOBODY = "nobody"


def programs() -> Path | None:
    """Return the folder with the programs of the newest server that is installed."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def running() -> Iterator[str]:
    """Start a server, and return how to connect to it."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is tested where initdb is found")
    # A server refuses to run as root. The folder of pytest is closed to others.
    whose: dict[str, Any] = {"user": NOBODY, "cwd": "/"} if os.geteuid() == 0 else {}
    port = free_port()
    with tempfile.TemporaryDirectory() as place:
        if whose:
            shutil.chown(place, NOBODY)
        data, log = f"{place}/data", f"{place}/log"

        def run(program: str, *options: str) -> None:
            command = [f"{folder / program}", "-D", data, *options]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **whose)

        run("initdb", "--auth=trust", "--username=ann", "--encoding=UTF8", "--locale=C", "-N")
        listens = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        run("pg_ctl", "-l", log, "-w", "-o", f"{listens} -p {port}", "start")
        try:
            yield f"host=127.0.0.1 port={port} user=ann dbname=postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")

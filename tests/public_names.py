"""What is public, by the reference: each name with the one place to import it from."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

REFERENCE = sorted((Path(__file__).parents[1] / "docs" / "reference" / "api").glob("*.md"))
DOCUMENTED = re.compile(r"^\.\. [\w:]+:: (badgerules\.[\w.]+)$", re.MULTILINE)

PATHS = [path for page in REFERENCE for path in DOCUMENTED.findall(page.read_text("utf-8"))]
"""The full names of all that the reference shows, in its order."""

EXTRAS = ("badgerules.frames", "badgerules.plot", "badgerules.testing")
"""Modules that need an extra; their names are their own."""

CORE = [path for path in PATHS if not path.startswith(EXTRAS)]
"""The full names of all that needs no extra."""


def value(path: str) -> Any:  # noqa: ANN401  # whatever is public
    """Return what stands under a full name."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)

"""What the metadata say beyond pyproject.toml: where the project is at home.

The address is one line there, `home`. It becomes the links that a package index shows, and the
beginning of each link of the README, which leads to a file of the clone and would lead nowhere on
an index. Without an address the README stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")
"""A link of the README to a file, or a folder, of the clone."""

PLACES = {
    "Homepage": "",
    "Documentation": "/tree/HEAD/docs",
    "Changelog": "/blob/HEAD/CHANGELOG.md",
    "Issues": "/issues",
}


class WhereItIsAtHome(MetadataHookInterface):
    """Fills in `readme` and `urls`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Write both into the metadata."""
        home = self.config["home"]
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": LINK.sub(rf"]({home}/blob/HEAD/\1)", text) if home else text,
        }
        metadata["urls"] = {name: home + place for name, place in PLACES.items()} if home else {}

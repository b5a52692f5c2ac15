"""What the changelog announces: a gate looks there before it lets something change."""

from __future__ import annotations

import re


def announced(changelog: str, heading: str) -> list[str]:
    r"""Return the lines under a heading of the topmost version, without their bullets.

    >>> announced("## 0.2\n### Decisions\n* New.\n## 0.1\n### Decisions\n* Old.", "Decisions")
    ['New.']
    """
    _, *versions = re.split(r"^## ", changelog, flags=re.MULTILINE)
    _, *parts = re.split(r"^### ", versions[0] if versions else "", flags=re.MULTILINE)
    return [
        line.removeprefix("* ").strip()
        for title, *lines in map(str.splitlines, parts)
        if title.strip() == heading
        for line in lines
    ]

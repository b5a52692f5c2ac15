"""Draw the pictures of the documentation; `conf.py` does so whenever the pages are built.

Each is drawn twice, for light and for dark pages. The same version of matplotlib draws the same
bytes; another one may not, which is why the pictures are not kept with the sources.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context

from badgerules import decide, load_record, plot

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
DAY = date(2026, 10, 1)
TURNS = {
    ("unmet", "met"): 132,
    ("met", "unmet"): 41,
    ("unmet", "unknown"): 9,
    ("met", "met"): 2345,
    ("unmet", "unmet"): 10_000,
}
"""The counts that the page shows as well."""


def pictures() -> dict[str, Callable[..., Any]]:
    """Return how to draw each picture, by the name of its file."""
    example = (ROOT / "examples" / "support-specialist.json").read_bytes()
    record = load_record(example)
    richer = record.with_payment("help-desk", "12300", on=DAY)
    newcomer = json.loads(example) | {"base_badge": None, "reputation": reputation()}
    top_rated = decide(
        load_record(newcomer), "top_rated", as_of=DAY, known_through=date(2026, 9, 1)
    )
    return {
        "earnings": lambda **how: plot.earnings(richer, "top_rated_plus", as_of=DAY, **how),
        "contracts": lambda **how: plot.contracts(
            decide(record, "top_rated_plus", as_of=DAY), **how
        ),
        "weeks": lambda **how: plot.weeks(top_rated, **how),
        "rule-change": lambda **how: plot.rule_change(TURNS, **how),
    }


def reputation() -> dict[str, Any]:
    """Return a reputation with weeks of every kind: two bad ones, and one that is not recorded."""
    saturdays = [date(2026, 6, 13) + timedelta(weeks=number) for number in range(12)]
    return {
        "job_success_score": 96,
        "weeks": [
            {"ends_on": str(one), "eligible": number > 1}
            for number, one in enumerate(saturdays)
            if number != len(saturdays) // 2
        ],
    }


def draw(directory: Path) -> None:
    """Write every picture as SVG into a directory."""
    directory.mkdir(exist_ok=True)
    for name, picture in pictures().items():
        for paper in ("light", "dark"):
            with rc_context({"svg.hashsalt": name}):
                figure = picture(dark=paper == "dark")
                figure.savefig(directory / f"{name}-{paper}.svg", metadata={"Date": None})


if __name__ == "__main__":
    draw(Path(__file__).parent / "_pictures")

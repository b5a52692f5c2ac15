"""Files through Polars, read and written as a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import polars as pl

from badgerules.frames.order import CHANGE_VERDICT, PLACE
from badgerules.frames.text_columns import GAVE_UP

if TYPE_CHECKING:
    from pathlib import Path

UNTOLD = -1.0


@attrs.frozen(kw_only=True)
class Polars:
    """Polars, which has no limit of memory and does not report progress."""

    errors: tuple[type[Exception], ...] = (pl.exceptions.PolarsError, *GAVE_UP)

    def read(self, file: Path) -> pl.LazyFrame:
        """Return a file as a lazy frame; comma-separated values as text."""
        is_parquet = file.suffix == ".parquet"
        frame = pl.scan_parquet(file) if is_parquet else pl.scan_csv(file, infer_schema=False)
        frame.collect_schema()  # so that a file it cannot read fails here, where its name is known
        return frame

    def places(self, file: Path, key: str) -> pl.LazyFrame:
        """Return `talent_id`, which is called `key`, and the place of each row of Parquet."""
        return pl.scan_parquet(file).select(talent_id=key).with_row_index(PLACE)

    def in_places(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Return a lazy frame in the order of its places, without them."""
        return frame.sort(PLACE).drop(PLACE)

    def write(self, frame: pl.LazyFrame, file: Path, *, keeps_order: bool) -> None:
        """Write a lazy frame, in its order if that is asked."""
        if file.suffix == ".parquet":
            frame.sink_parquet(file, maintain_order=keeps_order)
        else:
            frame.sink_csv(file, maintain_order=keeps_order)

    def verdicts(self, file: Path) -> dict[tuple[str, str], int]:
        """Count the verdicts in a file of answers, by badge and verdict."""
        counts = self.read(file).group_by("badge", "verdict").len().collect()
        return {(badge, verdict): int(number) for badge, verdict, number in counts.rows()}

    def turns(self, file: Path) -> dict[str, int]:
        """Count the next changes in a file of answers, by the verdict that follows."""
        changed = self.read(file).drop_nulls(CHANGE_VERDICT)
        return dict(changed.group_by(CHANGE_VERDICT).len().collect().rows())

    def percent(self) -> float:
        """Return a number below 0: the percentage is not known."""
        return UNTOLD

    def close(self) -> None:
        """Do nothing: Polars holds nothing open."""


def opened(_: Path, __: str) -> Polars:
    """Return the engine; it takes neither a directory nor a limit."""
    return Polars()

"""How far a batch is, on a terminal: one line that goes away when it is done."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterable
    from typing import TextIO

    from rich.console import RenderableType

_WHOLE = 100
UNTOLD = -1.0


class PolledProgress(Progress):
    """A progress bar that asks for the percentage whenever it is drawn."""

    percent: Callable[[], float]
    unmeasured: Container[str]

    def __init__(
        self,
        *columns: Any,
        percent: Callable[[], float],
        unmeasured: Container[str],
        **options: Any,
    ) -> None:
        self.percent, self.unmeasured = percent, unmeasured
        super().__init__(*columns, **options)

    def get_renderables(self) -> Iterable[RenderableType]:
        """Draw the bar with the current percentage; it pulses where that is not known."""
        for task in self.tasks:
            percent = UNTOLD if task.description in self.unmeasured else self.percent()
            task.total, task.completed = (_WHOLE, percent) if percent >= 0 else (None, 0)
        return super().get_renderables()


@contextmanager
def progress_on(
    terminal: TextIO, percent: Callable[[], float], unmeasured: Container[str]
) -> Generator[Callable[[str], None]]:
    """Show a progress bar while the context lasts.

    Args:
        terminal: where to show it.
        percent: returns the percentage of the current step; below 0 if not known.
        unmeasured: the steps for which `percent` is not meaningful.

    Yields:
        A function that names the next step.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<20}"),
        BarColumn(),
        TimeElapsedColumn(),
    )
    console = Console(file=terminal)
    with PolledProgress(
        *columns, percent=percent, unmeasured=unmeasured, console=console, transient=True
    ) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda name: bar.update(task, description=name)

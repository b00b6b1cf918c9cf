"""Progress of long work in a terminal: one bar a step, gone when all is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from retrieval.progress import Progress


@contextmanager
def bars(console: Console) -> Iterator[Progress]:
    """A progress that draws; nothing where nobody looks (a pipe, a log file)."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left", style="dim"),
        TimeRemainingColumn(),
    )
    steps: dict[str, TaskID] = {}
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as drawn:

        def progress(what: str, done: int, total: int) -> None:
            if what not in steps:
                steps[what] = drawn.add_task(what, total=total)
            drawn.update(steps[what], completed=done, total=max(total, 1) if done < total else max(done, 1))

        yield progress

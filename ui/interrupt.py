"""Ctrl-C that first asks a running turn to end, and only then ends the program."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def on_first_interrupt(cancel: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Within, the first Ctrl-C calls `cancel`, so that the turn ends in order; the second interrupts as usual.

    Gives a function that says whether there was one.
    """
    was_interrupted = False

    def first(_number: int, _frame: FrameType | None) -> None:
        nonlocal was_interrupted
        was_interrupted = True
        signal.signal(signal.SIGINT, before)
        cancel()

    before = signal.signal(signal.SIGINT, first)
    try:
        yield lambda: was_interrupted
    finally:
        signal.signal(signal.SIGINT, before)

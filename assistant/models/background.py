"""Blocking work on a thread of its own, heard piece by piece, and dropped the moment nobody listens."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from assistant.models.steerable import Cancel, GenerationCancelled, ModelError, is_cancelled

T = TypeVar("T")
_POLL_S = 0.02  # how often a waiting caller looks whether it was cancelled


def heard_from(work: Callable[[Callable[[T], bool]], None], cancel: Cancel | None) -> Iterator[T]:
    """The pieces of `work`, which runs on its own thread and hands each to the function it is given.

    That function returns True when nobody listens any more: `cancel` said so (then `GenerationCancelled` is raised
    here at once, while the work ends behind) or this generator was closed. `ModelError`s of the work are raised here.
    """
    pieces: queue.SimpleQueue[tuple[T] | ModelError | None] = queue.SimpleQueue()
    unwanted = threading.Event()
    finished = threading.Event()

    def hear(piece: T) -> bool:
        pieces.put((piece,))
        return unwanted.is_set()

    def run() -> None:
        try:
            work(hear)
            finished.set()
        except ModelError as error:
            pieces.put(error)
        finally:
            pieces.put(None)

    threading.Thread(target=run, name="model", daemon=True).start()
    try:
        while True:
            if is_cancelled(cancel):
                raise GenerationCancelled("The answer was cancelled before it was complete.")
            try:
                piece = pieces.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if isinstance(piece, ModelError):
                raise piece
            if piece is not None:
                yield piece[0]
            elif finished.is_set():
                return
            else:
                raise ModelError("The model's thread died of an error that nobody expected; see the log above.")
    finally:
        unwanted.set()

"""A language model as a reader who keeps nobody waiting: within a deadline, behind few others, or not at all."""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextvars import copy_context
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from assistant.acts import Intent, ShopperAct
from assistant.state import DialogueState
from assistant.understanding import Trouble, Understanding

DEADLINE_S = 2.0  # a shopper who waits longer wonders whether anybody listens
MOST_WAITING = 3  # a model that reads one in half a second comes to the last of them within the deadline
_POLL_S = 0.02  # how often it is looked whether the shopper has stopped the turn


class CancellableUnderstander(Protocol):
    @property
    def is_warm(self) -> bool:
        """Until then it is not asked: a shopper would wait for it to load."""
        ...

    @property
    def is_tuned(self) -> bool:
        """Whether it was trained to read shoppers' messages, not only told how."""
        ...

    def understand(
        self, message: str, state: DialogueState, cancel: Callable[[], bool] = lambda: False
    ) -> Understanding:
        """As `Understander` says, but slow: `cancel` is asked often and stops it. Where it cannot read, it says its
        `trouble`."""
        ...

    def read_ahead(self, state: DialogueState, cancel: Callable[[], bool] = lambda: False) -> None:
        """Prepare for a message in this state, which may come soon or never. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """What became of the messages that a language model should have read, since the shop opened.

    In all cases but `read` the answer was made of the rules' reading alone.
    """

    read: int = 0
    too_slow: int = 0
    failed: int = 0
    queue_full: int = 0
    not_ready: int = 0
    stopped: int = 0  # by the shopper

    @property
    def wanted(self) -> int:
        """How many should have been read."""
        return self.read + self.fell_back + self.stopped

    @property
    def fell_back(self) -> int:
        """How many the rules answered alone, though they were not sure."""
        return self.too_slow + self.failed + self.queue_full + self.not_ready


class BoundedReader:
    """Keeps to `deadline_s` whatever the model does, and lets at most `most_waiting` wait beside the one it reads.

    Safe to call from several threads. A model that does not stop when it should keeps its place until it does: so one
    that hangs is soon no longer asked.
    """

    def __init__(
        self,
        model: CancellableUnderstander,
        *,
        deadline_s: float,
        most_waiting: int,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._deadline_s = deadline_s
        self._monotonic = monotonic
        self._queue = _Queue(1 + most_waiting)

    def over(self, model: CancellableUnderstander) -> BoundedReader:
        """Another one, of the same model over other products: in the same queue, with the same counts."""
        other = copy(self)
        other._model = model
        return other

    @property
    def counts(self) -> ReadingCounts:
        with self._queue.lock:
            return ReadingCounts(**self._queue.counted)

    @property
    def is_wanted(self) -> bool:
        """Whether a message is being read, or waits."""
        return self._queue.free < self._queue.places

    def has_time(self) -> bool:
        """Whether it would be asked now. No is counted: then the message will not be read a second time."""
        trouble = self._busy()
        if trouble:
            self._count(trouble)
        return trouble is None

    def read_ahead(self, state: DialogueState) -> None:
        """Lets the model prepare for a message in this state, in the background, while nobody wants it to read."""

        if self._busy() or self.is_wanted:
            return
        work = partial(self._model.read_ahead, state, lambda: self.is_wanted)
        threading.Thread(target=copy_context().run, args=(work,), name="reading ahead", daemon=True).start()

    def understand(self, message: str, state: DialogueState, cancel: Callable[[], bool]) -> Understanding:
        """The model's reading; one with a `trouble` when there is none in time. Never raises."""
        read = self._read(message, state, cancel)
        self._count(read.trouble or "read")
        return read

    def _busy(self) -> Trouble | None:
        if not self._model.is_warm:
            return Trouble.NOT_READY
        return None if self._queue.free > 0 else Trouble.QUEUE_FULL

    def _read(self, message: str, state: DialogueState, cancel: Callable[[], bool]) -> Understanding:
        began = self._monotonic()
        with self._queue.lock:
            trouble = self._busy()
            if trouble:
                return _nothing(message, trouble)
            self._queue.free -= 1
        unwanted = threading.Event()
        answer: queue.SimpleQueue[Understanding] = queue.SimpleQueue()

        def read() -> None:
            heard = _nothing(message, Trouble.FAILED)  # stands where the model dies of what nobody expected
            try:
                heard = self._model.understand(message, state, lambda: unwanted.is_set() or cancel())
            finally:
                with self._queue.lock:
                    self._queue.free += 1
                answer.put(heard)

        threading.Thread(target=copy_context().run, args=(read,), name="second reading", daemon=True).start()
        try:
            while not cancel():
                left_s = began + self._deadline_s - self._monotonic()
                if left_s <= 0:
                    return _nothing(message, Trouble.TOO_SLOW)
                try:
                    return answer.get(timeout=min(left_s, _POLL_S))
                except queue.Empty:
                    continue
            return _nothing(message, Trouble.STOPPED)
        finally:
            unwanted.set()

    def _count(self, what: str) -> None:
        with self._queue.lock:
            self._queue.counted[what] += 1


class _Queue:
    """Who reads and waits at one model, and what became of their messages."""

    def __init__(self, places: int) -> None:
        self.free = self.places = places
        self.counted: Counter[str] = Counter()
        self.lock = threading.Lock()


def _nothing(message: str, trouble: Trouble) -> Understanding:
    return Understanding((ShopperAct(Intent.NOT_UNDERSTOOD, text=message),), "model", False, trouble)

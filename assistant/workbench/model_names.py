"""Names by a language model: written while nobody waits, kept by what is in the bundle, shown on the next look."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass

from assistant.workbench.name_writing import NameWriter
from recommender.belonging.naming import TemplateNamer
from recommender.wording import category_name
from retrieval.catalog import Catalog
from retrieval.query import Candidate

MOST_KEPT = 2_000
_Key = tuple[frozenset[str], str]  # product ids, what it is for


@dataclass(frozen=True, slots=True)
class _Asked:
    key: _Key
    things: tuple[str, ...]
    said: tuple[str, ...]
    need: str


class ModelNames:
    """Never keeps anybody waiting, and never calls a bundle by anything untrue.

    One name is written at a time; of those that wait, only the last asked for stays. While `is_busy`, the model is
    wanted for messages: what is being written is given up, and asked for again when its bundle is next looked at.
    What could not be named is not asked for again. Safe to call from several threads.
    """

    def __init__(
        self, writer: NameWriter, *, is_busy: Callable[[], bool] = lambda: False, most_kept: int = MOST_KEPT
    ) -> None:
        self._writer = writer
        self._is_busy = is_busy
        self._most_kept = most_kept
        self._kept: OrderedDict[_Key, str] = OrderedDict()
        self._waiting: _Asked | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def name(self, parts: Sequence[Candidate], need: str, catalog: Catalog, namer: TemplateNamer, *, asks: bool) -> str:
        """The model's name where there is one that is true of what the parts are now; empty for none. With `asks`, one
        that was never asked for is written from now on, for the next look."""
        key = (frozenset(part.product_id for part in parts), need)
        with self._lock:
            known = self._kept.get(key)
        if known is None and asks:
            self._ask(_Asked(key, tuple(_told(catalog, parts)), tuple(namer.sayable(parts)), need))
        return known if known and not namer.faults(known, parts, need) else ""

    def settle(self, timeout_s: float) -> None:
        """Waits until nothing is being written: for tests, and for whoever closes."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout_s)

    def close(self) -> None:
        """Nothing is written any more."""
        self._is_closed = True
        self.settle(5)

    def _ask(self, asked: _Asked) -> None:
        with self._lock:
            self._waiting = asked
            if self._is_closed or (self._thread is not None and self._thread.is_alive()):
                return
            work = copy_context().run
            self._thread = threading.Thread(target=work, args=(self._work,), name="naming bundles", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                asked, self._waiting = self._waiting, None
                if asked is None or self._is_closed:
                    self._thread = None
                    return
            if asked.key not in self._kept:
                self._write(asked)

    def _write(self, asked: _Asked) -> None:
        was_stopped = False

        def stop() -> bool:
            nonlocal was_stopped
            was_stopped = was_stopped or self._is_closed or self._is_busy()
            return was_stopped

        name = "" if stop() else self._writer.written(asked.things, asked.said, asked.need, stop)
        if was_stopped and not name:
            return
        with self._lock:
            self._kept[asked.key] = name
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)


def _told(catalog: Catalog, parts: Sequence[Candidate]) -> list[str]:
    """ "Tarn Rain Jacket (jackets)"."""
    products = [catalog.product(part.product_id) for part in parts]
    return [
        f"{product.title} ({category_name(product.categories[0]).lower()})" if product.categories else product.title
        for product in products
    ]

"""The bell: tells whoever follows a conversation that something was kept in it, from whatever thread that happens."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from itertools import count


class Bell:
    """Rings for one conversation, or, for those that listen to `""`, for every one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids = count()
        self._rings: dict[str, dict[int, Callable[[], None]]] = defaultdict(dict)

    def listen(self, name: str, ring: Callable[[], None]) -> Callable[[], None]:
        """Have `ring` called at every ring of that name. Gives what ends it; calling that twice does no harm."""
        with self._lock:
            id_ = next(self._ids)
            self._rings[name][id_] = ring

        def end() -> None:
            with self._lock:
                self._rings[name].pop(id_, None)
                if not self._rings[name]:
                    del self._rings[name]

        return end

    def ring(self, name: str) -> None:
        """Calls those that listen to `name` and to `""`, each in this thread; none of them may wait for anything."""
        with self._lock:
            due = [*self._rings.get(name, {}).values(), *self._rings.get("", {}).values()]
        for ring in due:
            ring()

"""How much one caller may ask: buckets that fill by the minute."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from math import ceil

MOST_CALLERS = 20_000  # remembered at a time; the one that asked least lately is forgotten, and its bucket full again


class Limit:
    """At most `a_minute` at once, and as many in every minute after (a token bucket). For one thread."""

    def __init__(self, a_minute: int, monotonic: Callable[[], float], *, most: int = MOST_CALLERS) -> None:
        self.a_minute = a_minute
        self._monotonic = monotonic
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # caller: tokens, when they were counted

    def wait_s(self, caller: str) -> int:
        """0 and one is taken, or the whole seconds until there is one to take."""
        now = self._monotonic()
        left, counted_at = self._left.get(caller, (float(self.a_minute), now))
        left = min(float(self.a_minute), left + (now - counted_at) * self.a_minute / 60)
        wait = 0 if left >= 1 else max(1, ceil((1 - left) * 60 / self.a_minute))
        self._left[caller] = (left - 1 if not wait else left, now)
        self._left.move_to_end(caller)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return wait

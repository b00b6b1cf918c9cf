"""Following a conversation live: who answers, and every turn once it is kept, for pages and for the API."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass

from assistant.handoff.desk import HandoffDesk
from assistant.handoff.standing import Standing, UnknownConversationError
from ui.shop import Turn
from ui.streaming import ShopFailedError, in_thread

BEAT_S = 15.0  # between two looks where nothing rang: somebody else in the line may have gone
MOST = 1_000  # listeners of one server
MOST_EACH = 8  # of one conversation: tabs, and lines that a broken connection has left


class TooManyError(RuntimeError):
    """So many listen already that another one would cost the others their answers."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn that was kept, with its number."""

    number: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Stands:
    """Who answers; `n_turns` turns were kept when this was so."""

    standing: Standing
    n_turns: int


class Following:
    """Tells conversations as they go on, to so many at most. For one loop."""

    def __init__(self, desk: HandoffDesk, pool: Executor, *, most: int = MOST, most_each: int = MOST_EACH) -> None:
        self._desk = desk
        self._pool = pool
        self._most = most
        self._most_each = most_each
        self._listening: Counter[str] = Counter()

    def check(self, session_id: str) -> None:
        """Raises `TooManyError` when there is no room for another listener."""
        if self._listening.total() >= self._most or self._listening[session_id] >= self._most_each:
            raise TooManyError("Too many follow this conversation already. Close a tab, or try again in a minute.")

    async def follow(self, session_id: str, after: int | None) -> AsyncIterator[Stands | Kept]:
        """How it stands first and at every change; every turn with a number above `after`, once, in order.

        None for `after` begins with the next turn. Ends when the conversation is deleted. Raises `TooManyError`.
        """
        self.check(session_id)
        loop, news = asyncio.get_running_loop(), asyncio.Event()

        def ring() -> None:
            with suppress(RuntimeError):  # the loop has closed: nobody listens any more
                loop.call_soon_threadsafe(news.set)

        self._listening[session_id] += 1
        end = self._desk.listen(session_id, ring, shopper=True)
        told: Standing | None = None
        try:
            while True:
                news.clear()
                try:
                    standing, turns = await in_thread(self._pool, lambda: self._now(session_id))
                except ShopFailedError as error:
                    if isinstance(error.__cause__, UnknownConversationError):
                        return
                    raise
                if after is None:
                    after = len(turns) - 1
                if standing != told:
                    told = standing
                    yield Stands(standing, len(turns))
                for number in range(after + 1, len(turns)):
                    after = number
                    yield Kept(number, turns[number])
                with suppress(TimeoutError):
                    async with asyncio.timeout(BEAT_S):
                        await news.wait()
        finally:
            end()
            self._listening[session_id] -= 1
            if not self._listening[session_id]:
                del self._listening[session_id]

    def _now(self, session_id: str) -> tuple[Standing, list[Turn]]:
        """Read in this order: a turn that is kept in between only makes the list longer, and rings."""
        standing = self._desk.standing(session_id)
        return standing, [turn for _, turn in self._desk.turns_after(session_id, -1)]

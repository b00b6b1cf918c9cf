"""What an open desk is told as it happens: the inbox, who is here, and the turns of the conversation it looks at."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Executor
from typing import Any

from assistant.handoff.hands import Agent
from assistant.handoff.standing import UnknownConversationError
from ui.desk import talks
from ui.shop import Shop
from ui.streaming import ShopFailedError, in_thread

BEAT_S = 10  # how often a desk says that it is there, and looks whether its login still holds
PAUSE_S = 0.1  # between two looks, so that a busy minute is told in few of them

Sent = dict[str, str]


class Follower:
    """One page's stream. It tells each turn once; what did not change is not told again."""

    def __init__(self, shop: Shop, agent: Agent, session_id: str, after: int) -> None:
        self._shop = shop
        self._agent = agent
        self._session_id = session_id
        self._after = after
        self._told: dict[str, str] = {}

    def look(self) -> list[Sent]:
        """What is new since the last look, in the order it is to be told."""
        self._shop.desk.present(self._agent)
        sent = [*self._news("presence", {"here": [self._here(one) for one in self._shop.desk.at_desk()]})]
        sent += self._news("inbox", {"talks": talks.inbox(self._shop, self._agent)})
        if self._session_id:
            sent += self._conversation()
        return sent

    def _conversation(self) -> list[Sent]:
        try:
            standing = self._shop.desk.standing(self._session_id)
        except UnknownConversationError:
            return self._news("closed", {"session_id": self._session_id})
        shopper = talks.shopper_name(self._shop, self._session_id)
        sent = []
        for turn in talks.turns(self._shop, self._session_id, self._after, shopper):
            self._after = turn["number"]
            sent.append({"id": str(self._after), "event": "turn", "data": json.dumps(turn)})
        return self._news("hands", talks.standing(standing, self._agent, shopper)) + sent

    def _here(self, agent: Agent) -> Mapping[str, Any]:
        return {"id": agent.id, "name": agent.name, "role": agent.role}

    def _news(self, event: str, data: Mapping[str, Any]) -> list[Sent]:
        said = json.dumps(data)
        if self._told.get(event) == said:
            return []
        self._told[event] = said
        return [{"event": event, "data": said}]


async def follow(
    shop: Shop, pool: Executor, follower: Follower, still: Callable[[], bool], *, beat_s: float = BEAT_S
) -> AsyncIterator[Sent]:
    """All that happens, until the login ends (`still` is then False, and `signed-out` the last event)."""
    loop = asyncio.get_running_loop()
    rung = asyncio.Event()

    def ring() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(rung.set)

    stop = shop.desk.listen("", ring)
    try:
        while True:
            rung.clear()
            if not await in_thread(pool, still):
                yield {"event": "signed-out", "data": "{}"}
                return
            try:
                for sent in await in_thread(pool, follower.look):
                    yield sent
            except ShopFailedError:
                yield {"event": "trouble", "data": "{}"}
            try:
                async with asyncio.timeout(beat_s):
                    await rung.wait()
            except TimeoutError:
                yield {"comment": "here"}
            await asyncio.sleep(PAUSE_S)
    finally:
        stop()

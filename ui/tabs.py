"""Conversations that pages have open now: one session each, one turn at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import Executor
from dataclasses import dataclass, field

from assistant.reply import FollowUp, FollowUps
from assistant.shop import GUEST
from ui.shop import Session, Shop, Turn
from ui.streaming import in_thread

MOST_TABS = 500  # sessions kept ready; an older one is opened again from the store when its page comes back
MOST_SUGGESTED = 50  # turns whose suggestions can still be clicked


def is_open(shop: Shop, session_id: str) -> bool:
    """Not so for a conversation of somebody whom the page does not offer (any more): here it does not go on."""
    shopper_id = shop.shopper_of(session_id) or GUEST
    return shopper_id.startswith(GUEST) or any(one.id == shopper_id for one in shop.shoppers())


@dataclass(eq=False, slots=True)
class Tab:
    """One open conversation. `turn` is held while a turn runs; `is_talking` while that turn may be interrupted.

    `key` is that turn's. `begun_by` is the key of the message that began the conversation, with who was to say it: a
    page that never heard of the conversation comes back to it with both.
    """

    session: Session
    suggested: dict[int, tuple[FollowUp, ...]] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    is_talking: bool = False
    was_stopped: bool = False
    key: str = ""
    begun_by: tuple[str, str] = ("", "")

    def suggests(self, number: int, chips: tuple[FollowUp, ...]) -> None:
        if chips:
            self.suggested[number] = chips
        while len(self.suggested) > MOST_SUGGESTED:
            del self.suggested[min(self.suggested)]

    def is_saying(self, key: str) -> bool:
        """Whether the turn that runs is the one of that key."""
        return bool(key) and self.is_talking and self.key == key

    def interrupt(self) -> None:
        """Let the running turn end early, if it is one of words; one that changes the cart is never cut short."""
        if self.is_talking:
            self.was_stopped = True
            self.session.cancel()


class Tabs:
    """Open conversations by session id; the longest unused ones are let go."""

    def __init__(self, shop: Shop, pool: Executor, *, most: int = MOST_TABS) -> None:
        self._shop = shop
        self._pool = pool
        self._most = most
        self._tabs: OrderedDict[str, Tab] = OrderedDict()
        self._opening = asyncio.Lock()

    async def open(self, session_id: str, shopper_id: str, key: str = "") -> Tab:
        """The conversation of that id, or the one that a message with this key began, or a new one.

        Raises `ShopFailedError` when the shop cannot open it.
        """
        async with self._opening:
            if not session_id and key:
                by = (key, shopper_id)
                session_id = next((id_ for id_, tab in self._tabs.items() if tab.begun_by == by), "")
            if not session_id or session_id not in self._tabs:
                tab = await in_thread(self._pool, lambda: _opened(self._shop, session_id, shopper_id))
                tab = self._tabs.setdefault(tab.session.id, tab)
                if not session_id:
                    tab.begun_by = (key, shopper_id)
                self._let_go()
            else:
                tab = self._tabs[session_id]
            self._tabs.move_to_end(tab.session.id)
            return tab

    def stop(self, session_id: str) -> None:
        """End the running turn of that conversation early; nothing happens when there is none."""
        if session_id in self._tabs:
            self._tabs[session_id].interrupt()

    async def forget(self, session_id: str) -> None:
        """Delete that conversation with its cart; a running turn of it is ended first. Nothing where it is not known.

        Raises `ShopFailedError`.
        """
        tab = self._tabs.get(session_id)
        if tab is not None:
            tab.interrupt()
            async with tab.turn:
                self._tabs.pop(session_id, None)
                await in_thread(self._pool, lambda: self._shop.forget(session_id))
            return
        await in_thread(self._pool, lambda: self._shop.forget(session_id))

    def _let_go(self) -> None:
        idle = [id_ for id_, tab in self._tabs.items() if not tab.turn.locked()]
        for id_ in idle[: max(0, len(self._tabs) - self._most)]:
            del self._tabs[id_]


def _opened(shop: Shop, session_id: str, shopper_id: str) -> Tab:
    session = shop.session(shopper_id, session_id)
    turns = session.history()
    tab = Tab(session)
    for number, turn in enumerate(turns):
        tab.suggests(number, suggestions(turn))
    return tab


def suggestions(turn: Turn) -> tuple[FollowUp, ...]:
    return tuple(chip for event in turn.events if isinstance(event, FollowUps) for chip in event.chips)

"""Blocking work of the shop, done in threads, and its stream of reply events in batches a page can redraw."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

from assistant.reply import ReplyEvent, Text

REDRAW_S = 1 / 15  # faster than this nobody reads, and every redraw costs the browser

T = TypeVar("T")


class ShopFailedError(RuntimeError):
    """The shop raised while it worked for a page; `__cause__` says what."""


async def in_thread(pool: Executor, work: Callable[[], T]) -> T:
    """What `work` returns. Raises `ShopFailedError` whatever it raised: a page says one calm thing for all of it."""
    running = asyncio.get_running_loop().run_in_executor(pool, work)
    await asyncio.wait([running])
    if failure := running.exception():
        raise ShopFailedError("The shop could not do what was asked.") from failure
    return running.result()


async def batches(
    start: Callable[[], Iterator[ReplyEvent]], pool: Executor, *, every_s: float = REDRAW_S
) -> AsyncIterator[list[ReplyEvent]]:
    """Everything `start()` yields, in order: text pieces gathered for `every_s`, all else at once.

    Raises `ShopFailedError` when the stream raised, after everything it gave before.
    """
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[ReplyEvent | None] = asyncio.Queue()

    def run() -> None:
        try:
            for event in start():
                loop.call_soon_threadsafe(events.put_nowait, event)
        finally:
            loop.call_soon_threadsafe(events.put_nowait, None)

    running = asyncio.ensure_future(in_thread(pool, run))
    waiting: list[ReplyEvent] = []
    due = loop.time()
    event: ReplyEvent | None
    while True:
        try:
            async with asyncio.timeout_at(due if waiting else None):
                event = await events.get()
        except TimeoutError:
            yield waiting
            waiting, due = [], loop.time() + every_s
            continue
        if event is None:
            break
        waiting.append(event)
        if not isinstance(event, Text) or loop.time() >= due:
            yield waiting
            waiting, due = [], loop.time() + every_s
    if waiting:
        yield waiting
    await running

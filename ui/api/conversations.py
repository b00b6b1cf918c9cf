"""Conversations that are held open for the API: one turn after another in each, many side by side."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeVar

import structlog

from assistant.memory import KeyReusedError
from ui.api.metrics import Metrics
from ui.api.page_context import NOWHERE
from ui.api.problems import ProblemError
from ui.api.runs import Run, Start
from ui.api.schema.requests import PageContext
from ui.api.schema.stream import Event
from ui.shop import Session, Shop
from ui.streaming import ShopFailedError, in_thread

MOST_OPEN = 500  # an idle one beyond is opened again from the store's records when it is asked for
CLOSING_S = 2.0
MOST_WAITING = 8  # turns of one conversation that wait for the one that runs

log = structlog.get_logger("shelftalk.api")

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Conversation:
    """One open conversation. `turn` is held while one of its turns runs."""

    session: Session
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    n_waiting: int = 0
    run: Run | None = None  # the last message's
    is_gone: bool = False  # deleted: what waited for its turn finds it so
    context: PageContext = NOWHERE  # what it was last told of the page around it

    @property
    def is_idle(self) -> bool:
        return not self.turn.locked() and not self.n_waiting


class Conversations:
    """Opens conversations by id and runs their turns, in the threads of `pool`. For one loop."""

    def __init__(self, shop: Shop, pool: Executor, metrics: Metrics, *, most: int = MOST_OPEN) -> None:
        self._shop = shop
        self._pool = pool
        self._metrics = metrics
        self._most = most
        self._open: OrderedDict[str, Conversation] = OrderedDict()
        self._opening = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()

    @property
    def n_open(self) -> int:
        return len(self._open)

    @property
    def n_running(self) -> int:
        return len(self._running)

    async def begin(self, shopper_id: str = "") -> Conversation:
        """A new conversation; a guest's when no shopper is named."""
        session = await self.in_pool(lambda: self._shop.session(shopper_id))
        return self._held(session)

    async def open(self, session_id: str) -> Conversation:
        """The conversation of that id. Raises `ProblemError` when it is not kept any more."""
        async with self._opening:
            known = self._open.get(session_id)
            if known is not None:
                self._open.move_to_end(session_id)
                return known
            return self._held(await self.in_pool(lambda: _kept(self._shop, session_id)))

    async def forget(self, conversation: Conversation) -> None:
        """Delete the conversation. Turns that wait are turned away, so that none brings it back."""

        def delete(session: Session) -> None:
            self._shop.forget(session.id)
            conversation.is_gone = True

        await self.do(conversation, delete)
        self.let_go(conversation.session.id)

    def let_go(self, session_id: str) -> None:
        """Hold it ready no more; it is opened again from the records when it is asked for."""
        self._open.pop(session_id, None)

    async def do(self, conversation: Conversation, work: Callable[[Session], T]) -> T:
        """What `work` gives, done in a thread when the turns before it are over."""
        await self._in_turn(conversation)
        try:
            return await self.in_pool(lambda: work(conversation.session))
        finally:
            conversation.turn.release()

    async def run(self, conversation: Conversation, prepare: Callable[[Session], Start]) -> Run:
        """Begin a turn when those before it are over; it then runs to its end, whoever listens.

        `prepare` looks, in the state that the turn begins in, what is to be done. Raises the `ProblemError` it raises.
        """
        await self._in_turn(conversation)
        try:
            session = conversation.session
            start, number = await self.in_pool(lambda: (prepare(session), len(session.history())))
        except BaseException:
            conversation.turn.release()
            raise
        conversation.run = run = Run(number, session)
        task = asyncio.create_task(self._to_its_end(conversation, run, start))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await run.has_begun.wait()  # only now its number is its own
        if run.refused is not None:
            raise run.refused
        return run

    async def in_pool(self, work: Callable[[], T]) -> T:
        """What `work` returns. Raises its `ProblemError`, and `ShopFailedError` for whatever else it raised."""
        try:
            return await in_thread(self._pool, work)
        except ShopFailedError as error:
            if isinstance(error.__cause__, ProblemError):
                raise error.__cause__ from None
            if isinstance(error.__cause__, KeyReusedError):
                raise key_reused() from None
            raise

    async def close(self) -> None:
        """Let every running turn end early, and wait a moment for it: so that what it said is kept."""
        for conversation in self._open.values():
            if conversation.run is not None:
                conversation.run.cancel()
        if self._running:
            await asyncio.wait(self._running, timeout=CLOSING_S)

    async def _in_turn(self, conversation: Conversation) -> None:
        if conversation.n_waiting >= MOST_WAITING:
            raise ProblemError(
                "too-many-requests",
                f"{MOST_WAITING} turns of this conversation wait already. Wait for an answer before asking more.",
                headers={"Retry-After": "2"},
            )
        conversation.n_waiting += 1
        try:
            await conversation.turn.acquire()
        finally:
            conversation.n_waiting -= 1
        if conversation.is_gone:
            conversation.turn.release()
            raise session_gone()

    async def _to_its_end(self, conversation: Conversation, run: Run, start: Start) -> None:
        loop = asyncio.get_running_loop()

        def tell(sent: Event) -> None:
            loop.call_soon_threadsafe(run.add, sent)

        outcome = "failed"
        try:
            begun = lambda: loop.call_soon_threadsafe(run.has_begun.set)  # noqa: E731
            await in_thread(self._pool, lambda: run.work(start, tell, begun))
            outcome = "cancelled" if run.cancelled else "done"
        except ShopFailedError as error:
            if isinstance(error.__cause__, KeyReusedError):
                outcome, run.refused = "refused", key_reused()
            else:
                log.error("turn failed", session=conversation.session.id, exc_info=error)
        finally:
            run.end()
            self._metrics.count("shelftalk_turns_total", outcome=outcome)
            for stage, ms in run.timings_ms.items():
                self._metrics.observe("shelftalk_turn_stage_seconds", ms / 1000, stage=stage)
            conversation.turn.release()

    def _held(self, session: Session) -> Conversation:
        held = self._open.setdefault(session.id, Conversation(session))
        self._open.move_to_end(session.id)
        idle = [id_ for id_, one in self._open.items() if one.is_idle and one is not held]
        for id_ in idle[: max(0, len(self._open) - self._most)]:
            del self._open[id_]
        return held


def _kept(shop: Shop, session_id: str) -> Session:
    shopper_id = shop.shopper_of(session_id)
    if shopper_id is None:
        raise session_gone()
    return shop.session(shopper_id, session_id)


def key_reused() -> ProblemError:
    return ProblemError(
        "idempotency-key-reused",
        "This Idempotency-Key came with another request before. Make a new key for every write.",
    )


def session_gone() -> ProblemError:
    return ProblemError(
        "session-gone",
        "This conversation is not kept any more. Begin a new session; its `cart` takes the lines of the old one.",
    )

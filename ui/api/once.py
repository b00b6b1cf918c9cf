"""Idempotency: a write that is sent again with the same key is done once and answered the same."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ui.api.problems import ProblemError

KEPT_S = 24 * 3600
MOST_KEPT = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Write:
    digest: str
    answer: asyncio.Future[Any]
    at: float


class Once:
    """Answers by scope (a session, an address) and key, for a day and while the process lives; for one loop."""

    def __init__(self, monotonic: Callable[[], float], *, most: int = MOST_KEPT) -> None:
        self._monotonic = monotonic
        self._most = most
        self._writes: OrderedDict[tuple[str, str], _Write] = OrderedDict()

    async def do(self, scope: str, key: str, digest: str, work: Callable[[], Awaitable[T]]) -> T:
        """What `work` gives, or gave when this key came first; without a key, `work` is done every time.

        A second request waits for the first. A failure is not kept: the same key may try again. Raises `ProblemError`
        when the key came with another `digest`.
        """
        if not key:
            return await work()
        self._let_go()
        known = self._writes.get((scope, key))
        if known is not None:
            if known.digest != digest:
                raise ProblemError(
                    "idempotency-key-reused",
                    "This Idempotency-Key came with another request before. Make a new key for every write.",
                )
            answer: T = await asyncio.shield(known.answer)
            return answer
        write = _Write(digest, asyncio.get_running_loop().create_future(), self._monotonic())
        self._writes[scope, key] = write
        try:
            done = await work()
        except BaseException as error:
            self._writes.pop((scope, key), None)
            write.answer.set_exception(error if isinstance(error, Exception) else RuntimeError("The first one ended."))
            write.answer.exception()  # nobody may be waiting for it
            raise
        write.answer.set_result(done)
        return done

    def _let_go(self) -> None:
        """Forget what is too old or too much; what is still being done stays."""
        oldest = self._monotonic() - KEPT_S
        while self._writes:
            name, write = next(iter(self._writes.items()))
            if not write.answer.done() or (write.at > oldest and len(self._writes) < self._most):
                return
            del self._writes[name]

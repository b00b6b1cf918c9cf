"""The desk: what every route works with, and what it finds of its caller."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Path, Request

from ui.api.conversations import Conversation, Conversations
from ui.api.door import Caller
from ui.api.metrics import Metrics
from ui.api.once import Once
from ui.api.options import ApiOptions
from ui.api.problems import ProblemError
from ui.api.tokens import Tokens
from ui.live import Following
from ui.shop import Shop

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` is in seconds since 1970."""

    shop: Shop
    options: ApiOptions
    conversations: Conversations
    tokens: Tokens
    once: Once
    metrics: Metrics
    now: Callable[[], float]
    following: Following

    @classmethod
    def of(
        cls, shop: Shop, pool: Executor, options: ApiOptions, now: Callable[[], float], clock: Callable[[], float]
    ) -> Desk:
        metrics = Metrics()
        conversations = Conversations(shop, pool, metrics)
        following = Following(shop.desk, pool)
        return cls(shop, options, conversations, Tokens(options.secret), Once(clock), metrics, now, following)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _caller(request: Request) -> Caller:
    caller: Caller = request.scope["caller"]
    return caller


DeskOf = Annotated[Desk, Depends(_desk)]
CallerOf = Annotated[Caller, Depends(_caller)]


async def _conversation(
    session_id: Annotated[str, Path(max_length=200, description="of the session the token was given for")],
    desk: DeskOf,
    caller: CallerOf,
) -> Conversation:
    """The caller's conversation. Another's is not told from one that does not exist."""
    if caller.token_problem:
        raise ProblemError("token-invalid", caller.token_problem)
    if caller.grant is None:
        raise ProblemError("token-missing", "Send the session's token: Authorization: Bearer TOKEN.")
    if caller.grant.session_id != session_id:
        raise ProblemError("not-found", "You have no such session.")
    return await desk.conversations.open(session_id)


ConversationOf = Annotated[Conversation, Depends(_conversation)]


class Write:
    """A write's idempotency: `await write.once(scope, work)` does it at most once for its key."""

    def __init__(self, desk: Desk, key: str, digest: str) -> None:
        self._desk = desk
        self._key = key
        self._digest = digest

    def lasting(self, what: str) -> str:
        """The key under which a turn that this write begins is kept for good; empty without one."""
        return f"{what} {self._key}" if self._key else ""

    async def once(self, scope: str, work: Callable[[], Awaitable[T]]) -> T:
        return await self._desk.once.do(scope, self._key, self._digest, work)


async def _write(
    request: Request,
    desk: DeskOf,
    idempotency_key: Annotated[
        str,
        Header(max_length=200, description="made by the caller: the same key is done once, and answered the same"),
    ] = "",
) -> Write:
    asked = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return Write(desk, idempotency_key, hashlib.sha256(asked).hexdigest())


WriteOf = Annotated[Write, Depends(_write)]

"""The API over the fake shop (any turn, at any pace) and over the six products as a real one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval.catalog import Catalog
from tests.conftest import NOW
from tests.ui.fake_shop import FakeShop
from ui.api.app import Api
from ui.api.client import events_in
from ui.api.options import ApiOptions, StoreKey
from ui.api.schema.stream import Event
from ui.security import SecurityHeaders

SECRET = b"0123456789abcdef0123456789abcdef"
KEY, PAGE, IDENTITY_SECRET = "pk_fell", "https://fell.example", "the store's own secret"
KEYS = {KEY: StoreKey((PAGE,), IDENTITY_SECRET), "pk_tarn": StoreKey(("https://tarn.example",))}

T = TypeVar("T")


class Clock:
    """Seconds, moved by hand."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Asked:
    """An API and a way to ask it, within one loop."""

    http: httpx.AsyncClient
    api: Api
    now: Clock
    session: str = ""
    token: str = ""

    async def begin(self, body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        answer = await self.http.post("/api/v1/sessions", json=body or {}, headers=headers)
        if answer.status_code == 201:
            self.session, self.token = answer.json()["session_id"], answer.json()["token"]
        return answer

    async def own(self, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        """Ask of the session that was begun last."""
        headers = {"authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return await self.http.request(method, f"/api/v1/sessions/{self.session}{path}", json=json, headers=headers)

    async def say(self, message: str, **headers: str) -> list[Event]:
        answer = await self.own("POST", "/messages", {"message": message}, **headers)
        assert answer.status_code == 200, answer.text
        return heard(answer)


def heard(answer: httpx.Response) -> list[Event]:
    return list(events_in(iter(answer.text.split("\n"))))


def problem(answer: httpx.Response) -> tuple[int, str]:
    """The status and the name of a refusal, which is a problem."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code
    assert answer.json()["detail"]
    return answer.status_code, answer.json()["type"].removeprefix("/api/v1/docs#")


@pytest.fixture
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(16) as threads:
        yield threads


@pytest.fixture
def fake(catalog: Catalog, tmp_path: Path) -> FakeShop:
    return FakeShop(catalog, tmp_path)


@asynccontextmanager
async def asking(shop: Any, pool: Executor, options: ApiOptions) -> AsyncIterator[Asked]:
    now, clock = Clock(NOW.timestamp()), Clock(0.0)
    api = Api(shop, pool, options, now=now, clock=clock)
    transport = httpx.ASGITransport(app=SecurityHeaders(api), client=("198.51.100.7", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as http:
        yield Asked(http, api, now)


@pytest.fixture
def ask(pool: Executor, fake: FakeShop) -> Callable[..., Any]:
    """Runs a test's steps against an API: `ask(steps)`, with a `shop` or options of its own."""

    def run(steps: Callable[[Asked], Awaitable[T]], shop: Any = None, **options: Any) -> T:
        async def go() -> T:
            async with asking(shop or fake, pool, ApiOptions(**{"secret": SECRET, **options})) as asked:
                return await steps(asked)

        return asyncio.run(go())

    return run


class Breaking:
    """Breaks the next connections off, each after so many pieces of its answer's body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.breaks: list[int] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = self.breaks.pop(0) if self.breaks and scope["type"] == "http" else None

        async def send_some(message: Message) -> None:
            nonlocal left
            if left is not None and message["type"] == "http.response.body":
                if left == 0:
                    raise ConnectionResetError("broken off by the test")
                left -= 1
            await send(message)

        await self._app(scope, receive, send_some)

"""A real shop of six products with its desk, a fake copilot, and accounts of three people."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.shop import Shop
from tests.assistant.conftest import opened, six_store, store  # noqa: F401  # fixtures
from tests.ui.desk.fake_copilot import FakeCopilot
from ui.desk.accounts import Accounts
from ui.desk.desk_api import desk_api
from ui.desk.door import API
from ui.desk.login_page import login_routes
from ui.desk.mounting import guard_desk

HOST = "http://shop.example:7860"
PASSWORDS = {"Mia": "sea-glass-lantern", "Bo": "walnut-bicycle", "Ana": "copper-orchard"}
ROLES = {"Mia": "agent", "Bo": "agent", "Ana": "lead"}


def accounts_in(folder: Path) -> Accounts:
    """Mia and Bo, agents, and Ana, a lead."""
    made = Accounts.of(folder)
    for name, password in PASSWORDS.items():
        made.add(name, password, ROLES[name])  # type: ignore[arg-type]
    return made


@dataclass
class House:
    """The served shop, asked without a socket: `ask("Mia", "POST", "/agent/api/...", json={})`."""

    shop: Shop
    copilot: FakeCopilot
    accounts: Accounts
    app: ASGIApp
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(
        self, who: str, method: str, path: str, *, key: str = "k", app: Callable[[], ASGIApp] | None = None, **more: Any
    ) -> httpx.Response:
        """`app` is made where a loop runs, as Gradio's must be."""
        headers = {"Idempotency-Key": key, **more.pop("headers", {})} if method == "POST" else more.pop("headers", {})
        if who:
            headers["Cookie"] = f"shelftalk-agent={self.token(who)}"

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=app() if app else self.app)
            async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
                return await client.request(method, path, headers=headers, **more)

        return asyncio.run(go())

    def token(self, who: str) -> str:
        if who not in self.tokens:
            self.tokens[who] = self.accounts.login(who, PASSWORDS[who])
        return self.tokens[who]

    def talk(self, *said: str) -> str:
        """A conversation whose shopper said that; its id."""
        session = self.shop.session()
        for words in said:
            session.say(words)
        self.kept.append(session)
        return session.id

    kept: list[object] = field(default_factory=list)

    def waiting(self, *said: str) -> str:
        """A conversation whose shopper asked for a person."""
        session_id = self.talk(*(said or ("a rain jacket",)))
        self.shop.desk.ask(session_id, "the size is unclear")
        return session_id


def lean(shop: Shop, accounts: Accounts) -> FastAPI:
    """The door, the login and the routes, without Gradio's pages, which take seconds to make."""
    app = FastAPI()
    guard_desk(app, shop, lambda: accounts)
    app.include_router(login_routes(lambda: shop.store_name, lambda: accounts))
    app.mount(API, desk_api(shop, ThreadPoolExecutor(4), lambda: accounts))
    return app


@pytest.fixture(scope="session")
def three_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with their accounts: making one takes a moment, as it must."""
    folder = tmp_path_factory.mktemp("accounts") / "six"
    accounts_in(folder)
    return folder


@pytest.fixture
def house(store: Path, three_people: Path) -> Iterator[House]:  # noqa: F811
    with opened(store) as shop:
        shop.desk.staffed_by(lambda: True)
        copilot = FakeCopilot(shop)
        shop.copilot = copilot  # type: ignore[assignment]
        for file in three_people.parent.iterdir():
            shutil.copy(file, store.parent / file.name)
        accounts = Accounts.of(store)
        for agent in accounts.agents():
            shop.desk.present(agent)
        yield House(shop, copilot, accounts, lean(shop, accounts))

"""The six products served for real, API and desk, in a process of their own that a test may kill at any moment.

`python -m tests.ui.handoff.served_shop STORE PORT`
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI

from assistant import Shop
from tests.assistant.conftest import opened
from ui.api.app import Api, BesideThePage
from ui.api.options import ApiOptions
from ui.desk.accounts import Accounts
from ui.desk.desk_api import desk_api
from ui.desk.door import API, DeskDoor

SECRET = b"0123456789abcdef0123456789abcdef"


def made(shop: Shop, accounts: Accounts, pool: ThreadPoolExecutor) -> FastAPI:
    """Everything but the pages: they are Gradio's, and take long to start."""
    shop.desk.staffed_by(lambda: True)
    options = ApiOptions(
        secret=SECRET, requests_a_minute=100_000, sessions_a_minute=1_000, messages_a_minute=10_000,
        writes_a_minute=10_000,
    )  # fmt: skip
    app = FastAPI()
    app.add_middleware(DeskDoor, accounts=lambda: accounts, store_name=lambda: shop.store_name)
    app.add_middleware(BesideThePage, api=Api(shop, pool, options))
    app.mount(API, desk_api(shop, pool, lambda: accounts))
    return app


def main(store: Path, port: int) -> None:
    import uvicorn

    with opened(store, clock=lambda: datetime.now(UTC)) as shop, ThreadPoolExecutor(32) as pool:

        async def run() -> None:
            app = made(shop, Accounts.of(store), pool)
            await uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical")).serve()

        asyncio.run(run())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

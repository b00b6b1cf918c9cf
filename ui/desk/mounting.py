"""The desk put together: its routes, its page of Gradio's, and the door in front of all of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import Any

from fastapi import FastAPI

from ui.desk.accounts import Accounts
from ui.desk.desk_api import desk_api
from ui.desk.desk_page import AT_ONCE, desk_page
from ui.desk.door import AGENT, API, DeskDoor
from ui.desk.frame import standing_parts
from ui.desk.login_page import login_routes
from ui.desk.wording import texts
from ui.index_page import OwnIndex, head_of
from ui.shop import Shop

STYLES = ("page.css", "desk.css")
SCRIPTS = ("theme.js", "desk.js", "desk-talk.js", "desk-side.js", "desk-keys.js")


def guard_desk(app: FastAPI, shop: Shop, accounts: Callable[[], Accounts]) -> None:
    """The desk's middleware. To be called before that of the page, which is then asked first."""
    head = head_of(texts(), STYLES, SCRIPTS)
    app.add_middleware(OwnIndex, standing=lambda: standing_parts(shop.store_name), path=f"{AGENT}/", head=head)
    app.add_middleware(DeskDoor, accounts=accounts, store_name=lambda: shop.store_name)


def mount_desk(
    app: FastAPI, shop: Shop, pool: Executor, accounts: Callable[[], Accounts], gradio: Mapping[str, Any]
) -> None:
    """What is below `/agent`; to be called before the page at `/` is mounted. `gradio` is how both are."""
    import gradio as gr

    app.include_router(login_routes(lambda: shop.store_name, accounts))
    app.mount(API, desk_api(shop, pool, accounts))
    page = desk_page(shop, pool, accounts)
    page.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    page._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize  # as in ui/server.py
    gr.mount_gradio_app(app, page, path=AGENT, **gradio)

"""The server: one FastAPI application with the shopper's page, the store's pictures and a word about its health."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import replace
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.middleware.cors import CORSMiddleware

from assistant.cards import card as card_of
from ui.api.app import Api, BesideThePage
from ui.api.options import ApiOptions
from ui.bundle_page import bundle_routes
from ui.cards import product_card
from ui.demo.place import DemoPlace, demo_served, is_loopback
from ui.desk.accounts import Accounts
from ui.desk.mounting import SCRIPTS as DESK_SCRIPTS
from ui.desk.mounting import STYLES as DESK_STYLES
from ui.desk.mounting import guard_desk, mount_desk
from ui.desk.owner_page import owner_routes
from ui.frame import standing_parts
from ui.how_page import how_routes
from ui.index_page import SCRIPTS, STYLES, OwnIndex, style_file
from ui.language import speaking, wanted
from ui.live_page import live_routes
from ui.paper_page import paper_routes
from ui.pictures import Pictures, picture_routes
from ui.product_page import product_routes
from ui.security import Guard, SecurityHeaders
from ui.shop import Shop
from ui.widget.routes import widget_routes

PORT = 7860
N_PORTS = 50  # so many ports after the wanted one are tried
IMPORTS_EVERY_S = 0.3  # between two looks for an import that was made beside the open store
TEND_EVERY_S = 5.0  # between two looks at who is still at the desk
GRACE_S = 2  # answers still streaming when the server is stopped get this long

_FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
_MONO = ["ui-monospace", "Menlo", "Consolas", "monospace"]
_STYLE_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class PortError(OSError):
    """No port is free where the server should listen."""


def create_app(
    shop: Shop,
    *,
    allowed_origins: Iterable[str] = (),
    api: ApiOptions | None = None,
    agents: Accounts | None = None,
    demo: DemoPlace | None = None,
    real_shoppers: bool = False,
) -> FastAPI:
    """The application over an opened shop, which stays the caller's to close. Call it where a loop is running.

    `agents` are who may sign in to the desk; without them, the accounts kept beside the store. `demo` is where the demo
    store is, whose pages may then call the API. With `real_shoppers`, a shop without demo shoppers may be tried as its
    real ones by whoever reaches it.

    Without options the API's session tokens end with the process, and `allowed_origins` may call it without a key.

    `allowed_origins` are the pages of other hosts whose scripts may call this server (`https://shop.example`);
    credentials are never allowed to them.
    """
    import gradio as gr

    from ui.shopper_page import AT_ONCE, shopper_page

    origins = tuple(allowed_origins)
    pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="turn")
    pictures = Pictures(shop.image_root)
    api = api or ApiOptions(allowed_origins=origins)
    if demo:
        demo_port = demo.port if demo.is_anywhere else 0
        api = replace(api, allowed_origins=(*api.allowed_origins, *demo.origins), demo_port=demo_port)
    served_api = Api(shop, pool, api, pictures=pictures)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        shop.take_imports()
        tasks = [asyncio.create_task(_take_imports(shop)), asyncio.create_task(_tend_desk(shop))]
        yield
        for task in tasks:
            task.cancel()
        await served_api.close()
        pool.shutdown(wait=False, cancel_futures=True)

    app = FastAPI(title="shelftalk", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    known_agents = agents or Accounts.of(shop.image_root)
    if real_shoppers:
        shop.offer_busiest()
    shop.desk.staffed_by(lambda: bool(known_agents.agents()))
    guard_desk(app, shop, lambda: known_agents)
    # The last one added is asked first. Starlette's own CORS middleware also keeps Gradio from adding its own,
    # which would answer any origin.
    app.add_middleware(OwnIndex, standing=lambda: standing_parts(shop))
    app.add_middleware(Guard, allowed_origins=origins)
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"])
    app.add_middleware(BesideThePage, api=served_api)
    app.add_middleware(SecurityHeaders)

    @app.get("/health")
    def health() -> dict[str, Any]:
        n_products = len(shop.catalog)
        return {"ok": True, "store": shop.store_name, "products": n_products, "model": shop.understander_name}

    others = ("product.css", "owner.css", "mark.svg")
    served = {name: style_file(name) for name in (*STYLES, *SCRIPTS, *DESK_STYLES, *DESK_SCRIPTS, *others)}

    @app.get("/style/{name}")
    def style(name: str) -> Response:
        if name not in served:
            return Response("Not found.", 404, media_type="text/plain")
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(served[name], media_type=_STYLE_TYPES[name.rpartition(".")[2]], headers=headers)

    @app.get("/card/{variant_id:path}")
    def card(variant_id: str, request: Request) -> Response:
        try:
            shown = card_of(shop.catalog, variant_id)
        except KeyError:
            return Response("The store has no such variant.", 404, media_type="text/plain")
        # A fragment for our own script, which asks for it; opened by itself it is only text.
        with speaking(wanted(request)):
            html = str(product_card(shown))
        return Response(html, media_type="text/plain", headers={"Cache-Control": "no-store"})

    @app.get("/demo")
    def demo_store(request: Request) -> Response:
        if demo is None:
            words = "There is no demo store here. `shelftalk serve --demo` opens one on another port."
            return Response(words, 404, media_type="text/plain")
        return RedirectResponse(f"{demo.demo_of(request.url.hostname or '')}/")

    app.include_router(widget_routes())
    app.include_router(picture_routes(pictures))
    app.include_router(product_routes(shop))
    app.include_router(how_routes(shop))
    app.include_router(paper_routes(shop))
    app.include_router(bundle_routes(shop))
    app.include_router(live_routes(shop, pool))
    app.include_router(owner_routes(shop))
    page = shopper_page(shop, pool)
    page.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    # After every event Gradio would draw up statistics of all events with pandas, for a dashboard that is off here.
    page._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize
    how: dict[str, Any] = {
        "theme": gr.themes.Base(font=_FONT, font_mono=_MONO), "footer_links": [], "run_history": False,
        "show_error": False, "ssr_mode": False, "enable_monitoring": False, "mcp_server": False, "pwa": False,
        "max_file_size": 0, "app_kwargs": {"openapi_url": None},
    }  # fmt: skip
    mount_desk(app, shop, pool, lambda: known_agents, how)
    mounted: FastAPI = gr.mount_gradio_app(app, page, path="/", **how)
    return mounted


async def _take_imports(shop: Shop) -> None:
    """Looks for imports made beside the open store, and has the shop take them over."""
    while True:
        await asyncio.sleep(IMPORTS_EVERY_S)
        (failed,) = await asyncio.gather(asyncio.to_thread(shop.take_offered), return_exceptions=True)
        if isinstance(failed, Exception):  # the next import may be a good one
            structlog.get_logger(__name__).error("taking an import over failed", exc_info=failed)


async def _tend_desk(shop: Shop) -> None:
    """Has the desk see to what time brings: agents who went away, and hours that are over."""
    while True:
        await asyncio.sleep(TEND_EVERY_S)
        (failed,) = await asyncio.gather(asyncio.to_thread(shop.desk.tend), return_exceptions=True)
        if isinstance(failed, Exception):  # the next look may be a good one
            structlog.get_logger(__name__).error("the desk was not tended", exc_info=failed)


def free_port(host: str, wanted: int = PORT) -> int:
    """`wanted`, or the next port after it that is free. Raises `PortError` when none is."""
    for port in range(wanted, min(wanted + N_PORTS, 65_536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if os.name == "posix":  # a port just left is free there; elsewhere the option would share a used one
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise PortError(f"No port from {wanted} to {wanted + N_PORTS - 1} is free on {host}. Name another with --port.")


def serve(
    shop: Shop,
    host: str = "127.0.0.1",
    port: int = PORT,
    *,
    allowed_origins: Iterable[str] = (),
    api: ApiOptions | None = None,
    demo: bool | None = None,
    real_shoppers: bool | None = None,
    tell: Callable[[str], None] | None = None,
) -> None:
    """Serve until Ctrl-C. `tell` (the terminal when not given) hears the address, and when another port was taken.

    `demo` serves the demo store on the next port, `real_shoppers` lets visitors try a shop without demo shoppers as its
    real ones; without a wish, both where only this machine is listened to.
    """
    import typer
    import uvicorn

    tell = tell or typer.echo
    taken = free_port(host, port)
    if taken != port:
        tell(f"Port {port} is in use; taking {taken} instead.")

    with_demo = is_loopback(host) if demo is None else demo
    with_real = is_loopback(host) if real_shoppers is None else real_shoppers
    place = DemoPlace(host, free_port(host, taken + 1), taken) if with_demo else None

    async def run() -> None:
        app = create_app(shop, allowed_origins=allowed_origins, api=api, demo=place, real_shoppers=with_real)
        config = uvicorn.Config(
            app, host=host, port=taken, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE_S
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            tell(f"{shop.store_name} is open at {_address(host, taken)} (Ctrl-C closes it)")
            tell(_desk_line(shop, f"{_address(host, taken)}agent"))
        async with demo_served(shop, place) if place and server.started else nullcontext():
            if place and server.started:
                tell(f"A demo store with its widget is at {_address(host, place.port)}")
            await serving

    with suppress(KeyboardInterrupt):  # uvicorn raises it again after it has closed everything
        asyncio.run(run())


def _desk_line(shop: Shop, address: str) -> str:
    """Where the shop's people sign in, and how the first of them is added."""
    line = f"The desk of the shop's people is at {address}"
    if Accounts.of(shop.image_root).agents():
        return line
    return f"{line}; nobody may sign in yet: shelftalk agents add NAME --role owner --store {shop.image_root}"


def _address(host: str, port: int) -> str:
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"

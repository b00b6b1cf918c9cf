"""The server: one FastAPI application with the shopper's page, the store's pictures and a word about its health."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from starlette.middleware.cors import CORSMiddleware

from assistant.cards import card as card_of
from ui.api.app import Api, BesideThePage
from ui.api.options import ApiOptions
from ui.bundle_page import bundle_routes
from ui.cards import product_card
from ui.frame import standing_parts
from ui.how_page import how_routes
from ui.index_page import SCRIPTS, STYLES, OwnIndex, style_file
from ui.language import speaking, wanted
from ui.paper_page import paper_routes
from ui.pictures import Pictures, picture_routes
from ui.product_page import product_routes
from ui.security import Guard, SecurityHeaders
from ui.shop import Shop

PORT = 7860
N_PORTS = 50  # so many ports after the wanted one are tried
IMPORTS_EVERY_S = 0.3  # between two looks for an import that was made beside the open store
GRACE_S = 2  # answers still streaming when the server is stopped get this long

_FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
_MONO = ["ui-monospace", "Menlo", "Consolas", "monospace"]
_STYLE_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class PortError(OSError):
    """No port is free where the server should listen."""


def create_app(shop: Shop, *, allowed_origins: Iterable[str] = (), api: ApiOptions | None = None) -> FastAPI:
    """The application over an opened shop, which stays the caller's to close. Call it where a loop is running.

    Without options the API's session tokens end with the process, and `allowed_origins` may call it without a key.

    `allowed_origins` are the pages of other hosts whose scripts may call this server (`https://shop.example`);
    credentials are never allowed to them.
    """
    import gradio as gr

    from ui.shopper_page import AT_ONCE, shopper_page

    origins = tuple(allowed_origins)
    pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="turn")
    pictures = Pictures(shop.image_root)
    served_api = Api(shop, pool, api or ApiOptions(allowed_origins=origins), pictures=pictures)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        shop.take_imports()
        taking = asyncio.create_task(_take_imports(shop))
        yield
        taking.cancel()
        await served_api.close()
        pool.shutdown(wait=False, cancel_futures=True)

    app = FastAPI(title="shelftalk", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

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

    served = {name: style_file(name) for name in (*STYLES, *SCRIPTS, "product.css", "mark.svg")}

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

    app.include_router(picture_routes(pictures))
    app.include_router(product_routes(shop))
    app.include_router(how_routes(shop))
    app.include_router(paper_routes(shop))
    app.include_router(bundle_routes(shop))
    page = shopper_page(shop, pool)
    page.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    # After every event Gradio would draw up statistics of all events with pandas, for a dashboard that is off here.
    page._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize
    theme = gr.themes.Base(font=_FONT, font_mono=_MONO)
    mounted: FastAPI = gr.mount_gradio_app(
        app, page, path="/", theme=theme, footer_links=[], run_history=False, show_error=False, ssr_mode=False,
        enable_monitoring=False, mcp_server=False, pwa=False, max_file_size=0, app_kwargs={"openapi_url": None},
    )  # fmt: skip
    return mounted


async def _take_imports(shop: Shop) -> None:
    """Looks for imports made beside the open store, and has the shop take them over."""
    while True:
        await asyncio.sleep(IMPORTS_EVERY_S)
        (failed,) = await asyncio.gather(asyncio.to_thread(shop.take_offered), return_exceptions=True)
        if isinstance(failed, Exception):  # the next import may be a good one
            structlog.get_logger(__name__).error("taking an import over failed", exc_info=failed)


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
    tell: Callable[[str], None] | None = None,
) -> None:
    """Serve until Ctrl-C. `tell` (the terminal when not given) hears the address, and when another port was taken."""
    import typer
    import uvicorn

    tell = tell or typer.echo
    taken = free_port(host, port)
    if taken != port:
        tell(f"Port {port} is in use; taking {taken} instead.")

    async def run() -> None:
        app = create_app(shop, allowed_origins=allowed_origins, api=api)
        config = uvicorn.Config(
            app, host=host, port=taken, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE_S
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            tell(f"{shop.store_name} is open at {_address(host, taken)} (Ctrl-C closes it)")
        await serving

    with suppress(KeyboardInterrupt):  # uvicorn raises it again after it has closed everything
        asyncio.run(run())


def _address(host: str, port: int) -> str:
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"

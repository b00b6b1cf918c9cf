"""The store's own facts, its products, and what machines that watch over the server ask."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import asdict
from functools import lru_cache
from hmac import compare_digest
from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from retrieval.catalog import Catalog
from retrieval.vocabulary import segments
from ui.api import encoding
from ui.api.desk import CallerOf, DeskOf
from ui.api.docs_page import docs_page
from ui.api.page_context import items_of
from ui.api.problems import ProblemError
from ui.api.schema.answers import Health, Kind, Ready, Store
from ui.api.schema.products import Product

router = APIRouter(tags=["store"])

LANGUAGES = ("en", "zh")  # in which messages are read
MOST_KINDS = 40
READY_S = 2.0
_HERE = ("127.0.0.1", "::1", "unknown")


@router.get("/store")
async def store(desk: DeskOf) -> Store:
    """What the store is called, what it sells, in which languages it listens, and how one may begin."""
    shop = desk.shop
    return Store(
        name=shop.store_name,
        about=shop.about,
        currency=shop.catalog.currency,
        n_products=len(shop.catalog),
        kinds=kinds_of(shop.catalog),
        languages=LANGUAGES,
        openers=tuple(shop.openers()),
    )


@router.get("/products/{product_id:path}")
async def product(product_id: str, desk: DeskOf) -> Product:
    """A product with all its variants, as the store has it now; by its id, or by a variant's or an SKU."""
    found = items_of(desk.shop.catalog).find(product_id)
    if found is None:
        raise ProblemError("not-found", "The store has no such product.")
    return encoding.product(desk.shop.catalog.product(found.product_id))


@router.get("/health")
async def health() -> Health:
    """That the process answers."""
    return Health()


@router.get("/ready")
async def ready(desk: DeskOf) -> Ready:
    """Whether a turn would find a thread and an open store; 503 where not."""
    try:
        await asyncio.wait_for(desk.conversations.in_pool(lambda: desk.shop.shopper_of("")), READY_S)
    except TimeoutError as error:
        raise ProblemError("not-ready", "All threads are busy with turns.", headers={"Retry-After": "5"}) from error
    return Ready(ready=True, understanding=desk.shop.understander_name)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request, desk: DeskOf, caller: CallerOf) -> Response:
    """Counts and latencies in Prometheus' text format, for this machine or with the metrics key as Bearer."""
    key = desk.options.metrics_key
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    allowed = compare_digest(shown.encode(), key.encode()) if key else caller.address in _HERE and not forwarded
    if not allowed:
        raise ProblemError("metrics-closed", "Ask from this machine, or with the key of SHELFTALK_API_METRICS_KEY.")
    gauges = {
        "shelftalk_conversations": desk.conversations.n_open,
        "shelftalk_turns_running": desk.conversations.n_running,
    }
    text = desk.metrics.text(gauges, asdict(desk.shop.reading_counts()))
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    """This documentation as a page without scripts."""
    return Response(docs_page(request.app.openapi()), media_type="text/html")


@router.get("/shelftalk.js", include_in_schema=False)
async def script() -> Response:
    """The JavaScript client, for pages of any allowed origin."""
    content = files("ui.api").joinpath("shelftalk.js").read_bytes()
    headers = {"Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(content, media_type="text/javascript", headers=headers)


@lru_cache(maxsize=1)
def kinds_of(catalog: Catalog) -> tuple[Kind, ...]:
    """The last names of category paths, most frequent first."""
    paths = ({segments(path)[-1] for path in product.categories if segments(path)} for product in catalog)
    counts = Counter(name for names in paths for name in names)
    found = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Kind(name=name, n_products=n) for name, n in found[:MOST_KINDS])

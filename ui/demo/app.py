"""The demo store as an application of its own: it shares nothing with the shop's page but the products."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from markupsafe import Markup

from retrieval.tokens import tokens
from ui.api.page_context import collections_of
from ui.demo.pages import collections, page, product_inside, tiles, widget_tag
from ui.pictures import Pictures, picture_routes
from ui.shop import Shop

if TYPE_CHECKING:
    from retrieval.catalog import Catalog, Product

MOST_SHOWN = 24
N_COLLECTIONS = 14
_TYPES = {"css": "text/css", "js": "text/javascript"}
_FILES = ("shop.css", "shop.js", "hostile.css", "hostile.js")
# What a page's address may try of the widget's looks: `/?accent=orange&scheme=dark`.
TRIED = ("accent", "position", "corner", "scheme", "language", "title", "greeting", "label", "hidden", "cart")


def strict_policy(server: str) -> str:
    """The Content-Security-Policy under which the demo store shows the widget of `server`, as docs/widget.md has it."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {server}",
            f"connect-src {server}",
            f"img-src 'self' data: {server}",
            "style-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def demo_app(shop: Shop, server_of: Callable[[str], str]) -> FastAPI:
    """The demo store over `shop`; `server_of` gives the shop's own address, by the host that the browser named."""
    app = FastAPI(title="A demo store", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(picture_routes(Pictures(shop.image_root)))

    def shown(request: Request, title: str, inside: Markup, /, *, hostile: bool = False, **context: str) -> Response:
        server = server_of(request.url.hostname or "")
        asked = {name: request.query_params[name][:200] for name in TRIED if name in request.query_params}
        looks = {"accent": "#1d4e89", "title": f"Ask {shop.store_name}", **asked}
        tag = widget_tag(server, {**looks, **context})
        direction = "rtl" if request.query_params.get("dir") == "rtl" else "ltr"
        html = page(title, shop.store_name, inside, tag, direction=direction, hostile=hostile)
        headers = {
            "Content-Security-Policy": strict_policy(server),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Cache-Control": "no-store",
        }
        return Response(str(html), media_type="text/html", headers=headers)

    def missing(request: Request) -> Response:
        answer = shown(request, "Not found", Markup("<h1>Not found</h1><p>This store has no such page.</p>"))
        answer.status_code = 404
        return answer

    @app.get("/")
    def home(request: Request) -> Response:
        kinds = [(address, name, len(found)) for address, (name, found) in _kinds(shop.catalog).items()]
        several = sorted(kinds, key=lambda kind: (-kind[2], kind[1]))[:N_COLLECTIONS]
        inside = Markup("<h1>Everything for out and in</h1>{}{}").format(
            collections(several), tiles(shop.catalog, _some(shop.catalog))
        )
        return shown(request, "Home", inside)

    @app.get("/collections/{address:path}")
    def collection(address: str, request: Request) -> Response:
        kind = _kinds(shop.catalog).get(address)
        if kind is None:
            return missing(request)
        name, found = kind
        inside = Markup("<h1>{}</h1>{}").format(name, tiles(shop.catalog, found[:MOST_SHOWN]))
        return shown(request, name, inside, collection=address)

    @app.get("/search")
    def search(request: Request, q: str = "") -> Response:
        wanted = {token.stem for token in tokens(q[:200])}
        found = [p for p in shop.catalog if wanted and wanted <= {t.stem for t in tokens(p.title)}][:MOST_SHOWN]
        inside = Markup("<h1>{} found for “{}”</h1>{}").format(len(found), q[:200], tiles(shop.catalog, found))
        return shown(request, "Search", inside, search=q[:200])

    def product_page(product_id: str, variant: str, request: Request, hostile: bool) -> Response:
        if product_id not in shop.catalog:
            return missing(request)
        product = shop.catalog.product(product_id)
        inside = product_inside(shop.catalog, product, variant, request.url.path)
        return shown(request, product.title, inside, hostile=hostile, product=variant or product.id)

    @app.get("/products/{product_id:path}")
    def product(product_id: str, request: Request, variant: str = "") -> Response:
        return product_page(product_id, variant, request, False)

    @app.get("/hostile/{product_id:path}")
    def hostile(product_id: str, request: Request, variant: str = "") -> Response:
        return product_page(product_id, variant, request, True)

    @app.get("/cart")
    def cart(request: Request) -> Response:
        return shown(request, "Basket", Markup('<h1>Basket</h1><ul class="lines" data-lines></ul>'))

    @app.get("/{name}")
    def file(name: str, request: Request) -> Response:
        if name not in _FILES:
            return missing(request)
        content = files("ui.demo").joinpath(name).read_bytes()
        return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers={"Cache-Control": "no-cache"})

    return app


def _kinds(catalog: Catalog) -> Mapping[str, tuple[str, list[Product]]]:
    """Name and products of every collection, by its address: those of the last names of category paths."""
    found: dict[str, tuple[str, list[Product]]] = {}
    for product in catalog:
        for address, name in {collections_of(path)[-1] for path in product.categories}:
            found.setdefault(address, (name, []))[1].append(product)
    return found


def _some(catalog: Catalog) -> Iterator[Product]:
    """Products from all over the store, the same every time."""
    step = max(1, len(catalog) // MOST_SHOWN)
    for n, product in enumerate(catalog):
        if n % step == 0 and n // step < MOST_SHOWN:
            yield product

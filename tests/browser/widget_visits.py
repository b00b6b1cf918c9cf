"""Visits of the widget: the shop's server, a store of another origin, and what no page may do there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from retrieval.catalog import Catalog
from tests.browser.conftest import PATIENCE_MS
from tests.conftest import SIX
from tests.ui.fake_shop import FakeShop
from tests.ui.serving import own_port, serving
from ui.api.options import ApiOptions
from ui.demo.app import demo_app
from ui.demo.place import DemoPlace
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# Told to the test from inside the page: what a policy forbade, and what the widget said of itself.
WATCH = """
window.forbidden = []; window.told = [];
addEventListener("securitypolicyviolation", (event) => window.forbidden.push(event.violatedDirective));
for (const name of ["ready", "open", "close", "message", "answer", "cart", "add-to-cart", "error"]) {
  document.addEventListener("shelftalk:" + name, (event) => window.told.push([name, event.detail]));
}
"""
OPEN = ".panel[open]"


@dataclass
class Stores:
    shop: FakeShop
    server: str
    store: str


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The shop's server and the demo store over it, on two ports."""
    root = tmp_path_factory.mktemp("store")
    (root / "images").mkdir()
    products = []
    for number, product in enumerate(SIX):
        Image.new("RGB", (320, 320), (40 * number, 120, 160)).save(root / "images" / f"{product.id}.png")
        products.append(replace(product, media=(f"images/{product.id}.png",)))
    shop = FakeShop(Catalog(products, currency="USD"), root)
    port = own_port(25860)
    place = DemoPlace("127.0.0.1", own_port(port + 1), port)
    api = ApiOptions(sessions_a_minute=10_000, requests_a_minute=100_000, messages_a_minute=10_000)
    with (
        serving(lambda: create_app(shop, api=api, demo=place), port) as server,
        serving(lambda: demo_app(shop, place.server_of), place.port) as address,
    ):
        yield Stores(shop, server, address)


@dataclass
class Visit:
    context: BrowserContext
    stores: Stores
    asked: list[str] = field(default_factory=list)  # addresses of the shop's server
    errors: list[str] = field(default_factory=list)
    may_fail: bool = False

    def page(self, path: str = "/products/rain") -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.goto(self.stores.store + path)
        page.wait_for_selector(".launch:visible, .panel[open]")
        return page

    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")}


@pytest.fixture
def visitor(browser: Browser, stores: Stores) -> Iterator[Callable[..., Visit]]:
    """Makes visits in fresh browsers; fails where a policy was violated, a script failed or a cookie was set."""
    visits: list[Visit] = []

    def visit(width: int = 1280, height: int = 800, scheme: str = "light", **more: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(WATCH)
        visits.append(Visit(context, stores))
        return visits[-1]

    stores.shop.hostile = False
    stores.shop.rejected.clear()
    yield visit
    for made in visits:
        forbidden = [one for page in made.context.pages for one in page.evaluate("window.forbidden")]
        cookies = made.context.cookies()
        made.context.close()
        assert forbidden == []
        assert cookies == []
        assert made.hosts() <= {urlsplit(made.stores.server).netloc, urlsplit(made.stores.store).netloc}
        assert made.may_fail or made.errors == []


def opened(page: Page) -> None:
    page.click(".launch")
    page.wait_for_selector(OPEN)


def say(page: Page, words: str) -> None:
    page.fill(".panel textarea", words)
    page.keyboard.press("Enter")


def answered(page: Page) -> None:
    page.wait_for_selector(".log[aria-busy=false]")


def asked(page: Page, words: str) -> None:
    opened(page)
    say(page, words)
    answered(page)


def told(page: Page, name: str) -> list[Any]:
    return [detail for said, detail in page.evaluate("window.told") if said == name]

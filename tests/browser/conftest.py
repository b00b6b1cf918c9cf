"""A shop served in a thread, and headless Chromium to visit it with."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from retrieval.catalog import Catalog
from tests.conftest import SIX
from tests.ui.fake_shop import FakeShop
from tests.ui.serving import own_port, serving
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 20_000  # for a machine that is busy with other things
SCREENSHOTS = "SHELFTALK_SCREENSHOTS"  # a folder that gets a picture of every page as each test leaves it


@dataclass(frozen=True)
class Served:
    shop: FakeShop
    address: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The fake shop on a free port; it is closed again when the module is through."""
    root = tmp_path_factory.mktemp("store")
    (root / "images").mkdir()
    products = []
    for number, product in enumerate(SIX):
        Image.new("RGB", (320, 400), (40 * number, 120, 160)).save(root / "images" / f"{product.id}.png")
        products.append(replace(product, media=(f"images/{product.id}.png",)))
    shop = FakeShop(Catalog(products, currency="USD"), root)
    with serving(lambda: create_app(shop), own_port(17860)) as address:
        yield Served(shop, f"{address}/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install .[dev]")
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.skip(f"No browser: none of {', '.join(CHROMIUMS)} is installed.")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


# What Gradio's own script says when a page is left while an answer streams.
LEAVING = ("AbortError", "Connection errored out")


@dataclass
class Visit:
    """Opens pages of the shop in one browser's context and remembers what they did that they must not."""

    context: BrowserContext
    address: str
    foreign: list[str]
    errors: list[str]

    def page(self) -> Page:
        page = self.plain("")
        page.wait_for_selector("body.st-ready", timeout=PATIENCE_MS)
        return page

    def plain(self, path: str) -> Page:
        """A page beside the conversation; nothing of it is waited for."""
        page = self.context.new_page()
        page.on("request", lambda request: self._watch(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.goto(self.address + path)
        return page

    def _watch(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(self.address).netloc:
            self.foreign.append(url)


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """One context for each kind of screen: its pages share a cache, and no page shares another's session."""
    made: dict[tuple[int, int, str], BrowserContext] = {}

    def context(width: int, height: int, color_scheme: str) -> BrowserContext:
        kind = (width, height, color_scheme)
        if kind not in made:
            made[kind] = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=color_scheme,  # type: ignore[arg-type]
                reduced_motion="reduce",
            )
            made[kind].set_default_timeout(PATIENCE_MS)
        return made[kind]

    yield context
    for one in made.values():
        one.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture
def visitor(
    contexts: Callable[..., BrowserContext], served: Served, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., Visit]]:
    """Makes visits (`visitor(width=390)`); fails when any page asked another host or had an error."""
    visits: list[Visit] = []

    def visit(width: int = 1280, height: int = 800, color_scheme: str = "light") -> Visit:
        visits.append(Visit(contexts(width, height, color_scheme), served.address, [], []))
        return visits[-1]

    served.shop.hostile = False
    served.shop.has_read.clear()
    served.shop.rejected.clear()
    yield visit
    _keep_pictures(visits, request.node, tmp_path)
    for made in visits:
        for page in made.context.pages:
            page.close()
    assert [url for made in visits for url in made.foreign] == []
    errors = [error for made in visits for error in made.errors]
    assert [error for error in errors if not any(sign in error for sign in LEAVING)] == []


def _keep_pictures(visits: list[Visit], test: pytest.Item, tmp_path: Path) -> None:
    """Pictures of all its pages into the folder that the environment names, else into pytest's when it failed."""
    named = os.environ.get(SCREENSHOTS)
    if not named and not test.stash.get(FAILED, False):
        return
    folder = Path(named) if named else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", test.name).strip("-")
    for number, page in enumerate({page: None for made in visits for page in made.context.pages}):
        page.screenshot(path=folder / f"{name}-{number}.png", timeout=PATIENCE_MS)


@pytest.fixture
def page(visitor: Callable[..., Visit]) -> Page:
    return visitor().page()

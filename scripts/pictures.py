"""The pictures of README and docs, made anew: `python scripts/pictures.py --store DIR`, in headless Chromium.

Opens the store with plain rules, so that the pictures need no language model and come out the same; walks to each
scene and writes `docs/pictures/page-NAME.png`, each small enough for a page (`--only NAME` for some of them).
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from PIL import Image

from ui.server import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OUT = Path(__file__).resolve().parents[1] / "docs" / "pictures"
MOST_BYTES = 120_000
START_S = 180
PATIENCE_MS = 60_000
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """What is done before the picture is taken, and on which screen."""

    walk: Callable[[Page], None]
    width: int = 1280
    height: int = 800
    scheme: str = "light"


def say(page: Page, *messages: str) -> None:
    """Says them one after the other and waits for each answer."""
    for words in messages:
        page.fill("#st-words", words)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#st-live .st-said:has-text({_quoted(words)})")
        page.wait_for_selector("#st-live .st-turn[data-state=done]")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '\\"') + '"'


def empty(page: Page) -> None:
    page.wait_for_selector(".st-lane-cards")


def results(page: Page) -> None:
    say(page, "a two-person tent under 300")


def compare(page: Page) -> None:
    say(page, "wireless headphones under 200")
    for place in range(3):
        page.locator("#st-live [data-do=pick]").nth(place).click()
    page.click(".st-tray [data-do=compare]")
    page.wait_for_selector("#st-live .st-comparison")
    page.wait_for_selector("#st-live .st-turn[data-state=done]")


def why(page: Page) -> None:
    say(page, "rain jacket for women under 150")
    page.locator("#st-live [data-do=why]").first.click()
    page.wait_for_selector("#st-live .st-did")
    page.wait_for_selector("#st-live .st-turn[data-state=done]")


def cart(page: Page) -> None:
    say(page, "a two-person tent under 300")
    page.locator("#st-live [data-do=add]").first.click()
    page.wait_for_selector(".st-line")
    say(page, "a sleeping bag under 150")
    page.locator("#st-live [data-do=add]").first.click()
    page.wait_for_selector(".st-line >> nth=1")
    page.locator(".st-line >> nth=0").get_by_role("button", name="One more").click()
    page.wait_for_selector(".st-line output:text-is('2')")
    page.wait_for_selector("#st-live [data-do=add]:not([disabled])")
    page.mouse.move(0, 0)


def memory(page: Page) -> None:
    options = page.locator("[data-choose=shopper] option")
    with page.expect_navigation():
        page.select_option("[data-choose=shopper]", options.nth(1).get_attribute("value"))
    page.wait_for_selector("body.st-ready")
    say(page, "what do you know about me?")


def phone(page: Page) -> None:
    say(page, "rain jacket for women under 150")


def workbench(page: Page) -> None:
    say(page, "a tent, a sleeping bag and a sleeping mat under 500")
    page.wait_for_selector("#st-live .st-bench")


def workbench_whole(page: Page) -> None:
    say(page, "camping gear under 400, all in the same colour", "keep the tent, make it 300")
    page.locator("#st-live .st-bench-day").last.scroll_into_view_if_needed()


def unsold(page: Page) -> None:
    say(page, "a gift bundle for a fisherman who has rods")


SCENES: Mapping[str, Scene] = {
    "empty": Scene(empty),
    "results": Scene(results),
    "compare": Scene(compare),
    "why": Scene(why),
    "cart": Scene(cart),
    "memory": Scene(memory),
    "bundle": Scene(workbench),
    "bundle-whole": Scene(workbench_whole),
    "bundle-unsold": Scene(unsold, height=560),
    "dark": Scene(results, scheme="dark"),
    "phone": Scene(phone, width=390, height=844),
}


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The store's page, served by a process of its own; its address."""
    port = free_port("127.0.0.1", 24860)
    command = [sys.executable, "-c", "from ui.cli import app; app()", "serve", "--no-model"]
    process = subprocess.Popen([*command, "--store", str(store), "--port", str(port)], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                httpx.get(f"{address}health").raise_for_status()
                break
            except httpx.HTTPError:
                if process.poll() is not None:
                    raise SystemExit(f"The shop at {store} did not open; see above.") from None
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


def taken(browser: Browser, address: str, scene: Scene) -> bytes:
    """The scene as a PNG of the window."""
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height},
        color_scheme="dark" if scene.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("body.st-ready")
    scene.walk(page)
    page.evaluate("document.activeElement?.blur()")
    page.evaluate("Promise.all([...document.images].filter((i) => i.src).map((i) => { i.loading = 'eager'; "
                  "return i.decode().catch(() => null); }))")  # fmt: skip
    picture = page.screenshot()
    context.close()
    return picture


def small(png: bytes) -> bytes:
    """The picture with as many colours as fit into `MOST_BYTES`."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for n_colors in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(n_colors, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise SystemExit(f"A picture of {picture.size} does not fit into {MOST_BYTES:,} bytes: make its window smaller.")


def main() -> None:
    from playwright.sync_api import sync_playwright

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--store", type=Path, required=True, help="the store's folder")
    asked.add_argument("--out", type=Path, default=OUT, help="where the pictures go")
    asked.add_argument("--only", nargs="+", choices=SCENES, default=list(SCENES), help="these scenes")
    wanted = asked.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with served(wanted.store) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name in wanted.only:
            (wanted.out / f"page-{name}.png").write_bytes(small(taken(browser, address, SCENES[name])))
        browser.close()


if __name__ == "__main__":
    main()

"""The pictures of docs/widget.md, made anew: `python scripts/widget_pictures.py --store DIR`, in headless Chromium.

Serves the store with plain rules and its demo store beside it, walks to each scene there, and writes
`docs/pictures/widget-NAME.png` (`--only NAME` for some of them).
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pictures import FLAGS, OUT, PATIENCE_MS, Scene, served, small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OPEN = ".panel[open]"


def closed(page: Page) -> None:
    page.wait_for_selector(".launch")


def opened(page: Page) -> None:
    page.click(".launch")
    page.wait_for_selector(f"{OPEN} .next .pill")


def say(page: Page, words: str) -> None:
    page.click(".launch")
    page.wait_for_selector(OPEN)
    page.fill(f"{OPEN} textarea", words)
    page.keyboard.press("Enter")
    page.wait_for_selector(".log[aria-busy=false]")


def product(page: Page) -> None:
    say(page, "is this waterproof?")
    page.wait_for_selector(".about:visible")


def results(page: Page) -> None:
    say(page, "a two-person tent under 300")


def focus(page: Page) -> None:
    """The button of the first card, reached by the keyboard."""
    results(page)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        name = page.evaluate("document.activeElement.shadowRoot?.activeElement?.getAttribute('aria-label')") or ""
        if name.startswith("Add to cart: Lark"):
            break


_PRODUCT = "splash-rain-jacket"
SCENES: Mapping[str, tuple[str, Scene]] = {
    "closed": ("", Scene(closed)),
    "open": ("", Scene(opened)),
    "product": (f"products/{_PRODUCT}", Scene(product)),
    "hostile": (f"hostile/{_PRODUCT}", Scene(product)),
    "focus": ("", Scene(focus, scheme="dark")),
    "phone": ("", Scene(results, width=390, height=844)),
}


def taken(browser: Browser, address: str, scene: Scene) -> bytes:
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height},
        color_scheme="dark" if scene.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(address)
    scene.walk(page)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot()
    context.close()
    return picture


def main() -> None:
    import httpx
    from playwright.sync_api import sync_playwright

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--store", type=Path, required=True, help="the store's folder")
    asked.add_argument("--out", type=Path, default=OUT, help="where the pictures go")
    asked.add_argument("--only", nargs="+", choices=SCENES, default=list(SCENES), help="these scenes")
    wanted = asked.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served(wanted.store) as address, sync_playwright() as playwright:
        demo = httpx.get(f"{address}demo").headers["location"]
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name in wanted.only:
            path, scene = SCENES[name]
            (wanted.out / f"widget-{name}.png").write_bytes(small(taken(browser, demo + path, scene)))
        browser.close()


if __name__ == "__main__":
    main()

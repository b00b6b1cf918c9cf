"""The pictures of docs/desk.md, made anew: `python scripts/desk_pictures.py --store DIR`, in headless Chromium.

Serves a copy of the store with plain rules, gives it an agent and a lead, and walks one handoff in several browsers at
once: asked for, taken, answered from an edited suggestion, two products sent as cards, one put into the cart, handed
back, gone on. Writes `docs/pictures/desk-NAME.png` of both sides.
"""

from __future__ import annotations

import argparse
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pictures import FLAGS, OUT, PATIENCE_MS, say, served, small

from ui.desk.accounts import Accounts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PEOPLE = {"Mia": "agent", "Bo": "agent", "Ana": "lead"}


@dataclass(frozen=True)
class Story:
    """Who walks where, and where the pictures go."""

    browser: Browser
    address: str
    passwords: dict[str, str]
    out: Path

    def page(self, width: int = 1280, height: int = 800, scheme: str = "light") -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def agent(self, name: str, width: int = 1280, height: int = 800, scheme: str = "light") -> Page:
        page = self.page(width, height, scheme)
        page.goto(f"{self.address}agent/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", self.passwords[name])
        page.keyboard.press("Enter")
        page.wait_for_selector("body.st-ready")
        return page

    def shopper(self, shopper: int, *messages: str) -> Page:
        """Demo shopper number `shopper`, 0 for a guest, who says that."""
        page = self.page()
        page.goto(self.address)
        page.wait_for_selector("body.st-ready")
        if shopper:
            chosen = page.locator("[data-choose=shopper] option").nth(shopper).get_attribute("value")
            with page.expect_navigation():
                page.select_option("[data-choose=shopper]", chosen)
            page.wait_for_selector("body.st-ready")
        say(page, *messages)
        return page

    def picture(self, page: Page, name: str) -> None:
        page.evaluate("document.activeElement?.blur()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(600)
        (self.out / f"desk-{name}.png").write_bytes(small(page.screenshot()))

    def walk(self) -> None:
        door = self.page()
        door.goto(f"{self.address}agent/login")
        self.picture(door, "login")
        mia, ana = self.agent("Mia"), self.agent("Ana")
        shopper = self.shopper(1, "rain jacket for women under 150", "can I return it if it does not fit?")
        say(shopper, "I want to talk to a person, I am not sure about the size")
        self.shopper(0, "a two-person tent under 300", "this is useless, let me talk to a person")
        mia.wait_for_selector(".ad-list li >> nth=1")
        self.picture(mia, "inbox")
        press(mia, "j", "Enter")
        mia.wait_for_selector("[data-part=summary] .ad-row")
        press(mia, "t")
        shopper.wait_for_selector("text=You are talking to Mia now.")
        tell(shopper, "Is the Beck Rain Jacket waterproof, and can I send it back if the size is wrong?")
        mia.wait_for_selector(".ad-turn:has-text('if the size is wrong')")
        press(mia, "d")
        mia.wait_for_selector("[data-part=draft] .ad-draft[data-state=done] .ad-source")
        mia.wait_for_selector("[data-part=summary] .ad-open:has-text('if the size is wrong')")
        mia.click("[data-part=draft] .ad-source >> nth=0")
        self.picture(mia, "reply")
        press(mia, "u")
        edited = mia.input_value("#ad-words") + " Which size do you usually wear?"
        mia.fill("#ad-words", edited)
        mia.press("#ad-words", "Enter")
        mia.wait_for_selector(".ad-kept")
        shopper.wait_for_selector("text=Which size do you usually wear?")
        self.picture(shopper, "shopper-answered")
        press(mia, "p")
        mia.locator("[data-part=found] [data-do=instead]").first.click()
        mia.wait_for_selector("[data-part=found] h3:has-text('Instead of')")
        boxes = mia.locator("[data-part=found] [data-choose=card]:not([disabled])")
        boxes.nth(1).wait_for()
        boxes.nth(0).check()
        boxes.nth(1).check()
        self.picture(mia, "find")
        self.phones()
        press(mia, "c")
        mia.wait_for_selector(".ad-turn[data-by=agent] .ad-card >> nth=1")
        self.picture(mia, "sent")
        self.add_first(shopper)
        self.picture(shopper, "shopper-cards")
        press(mia, "i")
        mia.wait_for_selector("[data-part=shopper] .ad-lines li")
        self.picture(mia, "shopper")
        ana.wait_for_selector(".ad-list li >> nth=1")
        ana.locator(".ad-list button").first.click()
        ana.wait_for_selector("[data-choose=assign]:visible")
        self.picture(ana, "lead")
        press(mia, "h")
        mia.wait_for_selector("#ad-dialog-hand-back[open]")
        self.picture(mia, "hand-back")
        mia.click("#ad-dialog-hand-back [type=submit]")
        shopper.wait_for_selector("text=handed the conversation back")
        say(shopper, "what is in my cart?")
        shopper.evaluate("document.querySelector('#st-talk').scrollBy(0, -160)")  # the hand-back stays in the picture
        self.picture(shopper, "shopper-back")
        press(ana, "?")
        self.picture(ana, "keys")

    def add_first(self, shopper: Page) -> None:
        """The shopper chooses a size of the last card that was sent, and puts it into the cart."""
        card = shopper.locator(".st-card[data-product]:visible").last
        card.scroll_into_view_if_needed()
        size = card.locator(".st-option >> nth=0").locator("[data-do=choose]:not([disabled])")
        if card.locator("[data-do=size]").count():
            size.nth(min(1, size.count() - 1)).click()
        shopper.locator(".st-card[data-product]:visible").last.locator("[data-do=add]").click()
        shopper.wait_for_selector(".st-line")

    def phones(self) -> None:
        """The same conversation on Mia's phone, in the dark."""
        phone = self.agent("Mia", 390, 844, "dark")
        self.picture(phone, "phone-inbox")
        phone.locator(".ad-list button[data-mine=true]").first.click()
        phone.wait_for_selector(".ad-turn[data-by=agent]")
        self.picture(phone, "phone-talk")
        phone.click("#ad-tab-reply")
        phone.wait_for_selector("[data-part=summary] .ad-row")
        phone.click("[data-do=draft]")
        phone.wait_for_selector("[data-part=draft] .ad-draft:not([data-state=writing])")
        self.picture(phone, "phone-reply")
        dark = self.agent("Mia", scheme="dark")
        dark.locator(".ad-list button[data-mine=true]").first.click()
        dark.wait_for_selector(".ad-turn[data-by=agent]")
        press(dark, "d")
        dark.wait_for_selector("[data-part=draft] .ad-draft:not([data-state=writing])")
        self.picture(dark, "dark")


def tell(page: Page, words: str) -> None:
    """Says it where a person answers: no answer is waited for."""
    page.fill("#st-words", words)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".st-said:has-text('{words[:30]}')")


def press(page: Page, *keys: str) -> None:
    """Keys that no field is to get; Enter opens what has the focus."""
    for key in keys:
        if key != "Enter":
            page.evaluate("document.activeElement?.blur()")
        page.keyboard.press(key)


def main() -> None:
    from playwright.sync_api import sync_playwright

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--store", type=Path, required=True, help="the store's folder; it is copied, never changed")
    asked.add_argument("--out", type=Path, default=OUT, help="where the pictures go")
    wanted = asked.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(shutil.copytree(wanted.store, Path(folder) / "store"))
        passwords = {name: secrets.token_urlsafe(12) for name in PEOPLE}
        for name, role in PEOPLE.items():
            Accounts.of(store).add(name, passwords[name], role)  # type: ignore[arg-type]
        with served(store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            Story(browser, address, passwords, wanted.out).walk()
            browser.close()


if __name__ == "__main__":
    main()

"""The workbench in a real browser, over a shop that really solves: clicked, by keyboard, in words, shared, reloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant import Settings, open_shop
from assistant.workbench.sharing import Seals, shared_of
from assistant.workbench.sharing import address as written
from retrieval.encoder import default_encoder
from retrieval.importing import import_feed
from retrieval.indexing import index_store
from retrieval.progress import Progress
from retrieval.sample.vectors import RangeEncoder
from retrieval.staging import Staging
from tests.browser.conftest import PATIENCE_MS
from tests.stores.sample import put_templates, sample_feed
from tests.ui.serving import own_port, serving
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
ASKED = "a home office for a small flat, 800 all in, I already have a chair"
SECRET = "known to these tests"
LIVE = ".st-bench-all:not([data-old])"


@pytest.fixture(scope="module")
def solving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample store with its templates, understood by rules alone."""
    encoder = RangeEncoder(default_encoder())
    store = tmp_path_factory.mktemp("stores") / "sample"

    def index(staging: Staging, progress: Progress) -> None:
        index_store(staging.engine, staging.catalog(), staging.path, encoder, progress)

    import_feed(sample_feed(), store, now=NOW, index=index)
    put_templates(store)
    with (
        open_shop(Settings(store=store, model="none", api_secret=SECRET), encoder=encoder, clock=lambda: NOW) as shop,
        serving(lambda: create_app(shop), own_port(17990)) as address,
    ):
        yield address


@pytest.fixture
def page(solving: str, browser: Browser) -> Iterator[Page]:
    """The bundle on the table; no script may fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(solving)
    page.wait_for_selector(".st-ready textarea")
    say(page, ASKED)
    yield page
    context.close()
    assert errors == []


def say(page: Page, words: str) -> None:
    page.fill("#st-words", words)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".st-turn[data-state=done]:has(.st-said:has-text('{words}'))")


def slot(page: Page, name: str) -> Locator:
    return page.locator(f"{LIVE} .st-part[data-slot='{name}']")


def title(page: Page, name: str) -> str:
    return slot(page, name).locator("h4").inner_text()


def total(page: Page) -> float:
    return float(page.locator(f"{LIVE} .st-sum dd").inner_text().replace("$", "").replace(",", ""))


def said(page: Page, words: str) -> None:
    page.wait_for_selector(f"{LIVE} .st-bench-said:has-text('{words}')")


def test_a_lock_holds_while_less_money_changes_the_rest_where_it_stands(page: Page) -> None:
    desk = title(page, "Desks")
    slot(page, "Desks").get_by_role("button", name="Keep").click()
    said(page, "Kept, whatever else changes")
    assert slot(page, "Desks").get_by_role("button", name="Keep").get_attribute("aria-pressed") == "true"
    page.fill(f"{LIVE} .st-bench-budget input", "450")
    page.keyboard.press("Enter")
    said(page, "inside your $450.00")
    assert title(page, "Desks") == desk
    assert total(page) <= 450
    meter = page.get_by_role("meter", name="Total against your budget")
    assert "your $450.00" in (meter.get_attribute("aria-valuetext") or "")
    assert page.locator(".st-turn .st-bench-all").count() == 1  # nothing was said anew


def test_a_ranked_other_takes_the_slot_and_the_rest_stays(page: Page) -> None:
    before = {name: title(page, name) for name in ("Desks", "Monitors", "Keyboards")}
    slot(page, "Monitors").locator("summary").click()
    wanted = slot(page, "Monitors").locator("li .st-title").first.inner_text()
    slot(page, "Monitors").get_by_role("button", name="in place of").first.click()
    said(page, f"The {wanted} in place of the {before['Monitors']}")
    assert title(page, "Monitors") == wanted
    assert {name: title(page, name) for name in before} == {**before, "Monitors": wanted}


def test_what_is_owned_or_taken_out_can_come_back(page: Page) -> None:
    slot(page, "Webcams").get_by_role("button", name="from the bundle").click()
    said(page, "Without the")
    assert slot(page, "Webcams").count() == 0
    page.get_by_role("button", name="Add Webcams").click()
    said(page, "With the")
    slot(page, "Keyboards").get_by_role("button", name="already").click()
    said(page, "so nothing is bought for it")
    assert slot(page, "Keyboards").count() == 0
    page.get_by_role("button", name="Buy it after all: Keyboards").click()
    slot(page, "Keyboards").wait_for()


def test_all_of_it_is_added_in_one_step_and_one_undo_takes_it_out(page: Page) -> None:
    n = page.locator(f"{LIVE} .st-part").count()
    page.get_by_role("button", name=f"Add all {n} to cart").click()
    page.wait_for_selector(".st-toast:has-text('Added all')")
    assert page.locator(".st-line").count() == n
    page.click(".st-toast >> text=Undo")
    page.wait_for_selector(".st-cart-empty")


def test_nothing_fits_and_the_way_out_is_one_click(page: Page) -> None:
    page.fill(f"{LIVE} .st-bench-budget input", "50")
    page.keyboard.press("Enter")
    said(page, "the cheapest way comes to")
    assert page.input_value(f"{LIVE} .st-bench-budget input") == "800"  # what was refused does not stand there
    page.locator(f"{LIVE} .st-bench-said .st-pill").first.click()
    page.wait_for_selector(f"#st-live {LIVE}")
    assert page.locator(".st-bench-all[data-old]").count() == 1  # the one before is kept small
    assert not page.locator(".st-bench-all[data-old] [data-do=bench]").first.is_visible()


def test_one_colour_and_a_day_are_wished_and_taken_back(page: Page) -> None:
    whole = page.locator(f"{LIVE} .st-whole")
    whole.click()
    said(page, "All in one colour")
    assert whole.get_attribute("aria-pressed") == "true"
    page.fill(f"{LIVE} .st-bench-day input", "2026-01-23")
    page.locator(f"{LIVE} .st-bench-day").get_by_role("button", name="Set").click()
    said(page, "Friday 23 January")
    assert page.input_value(f"{LIVE} .st-bench-day input") == "2026-01-23"
    page.get_by_role("button", name="Any day will do").click()
    said(page, "No day to be there by any more")
    whole.click()
    said(page, "need not match any more")
    assert whole.get_attribute("aria-pressed") == "false"


def test_words_change_it_too_and_ways_stand_beside_each_other(page: Page) -> None:
    say(page, "keep the desk and compare the bundles")
    desk = title(page, "Desks")
    assert slot(page, "Desks").get_attribute("data-locked") is not None
    assert page.locator(f"{LIVE} .st-comparison thead th").count() >= 2
    page.locator(f"{LIVE} .st-ways [data-what=take]").first.click()
    said(page, "together")
    assert title(page, "Desks") == desk


def test_a_link_opens_it_for_anybody_with_what_changed(page: Page, solving: str) -> None:
    address = page.get_by_role("link", name="Share").get_attribute("href") or ""
    assert address.startswith("/bundle/?part=")
    assert "chair" not in address
    shared = shared_of(parse_qs(urlsplit(address).query)["part"])
    cheaper = tuple(replace(part, was=9000) if part.was == 9900 else part for part in shared.parts)
    page.goto(solving + written(Seals(SECRET.encode()).sealed(replace(shared, parts=cheaper), "USD")))
    assert page.locator(".sp-bundle li").count() >= 5
    assert "$90.00 when it was shared" in page.locator(".sp-changed").first.inner_text()
    page.get_by_role("link", name="Change it in the chat").click()
    page.wait_for_selector(f"#st-live .st-turn[data-state=done] {LIVE}")
    assert "$90.00 then" in page.locator("#st-live .st-text").inner_text()
    assert page.goto(f"{solving}/bundle/?part=1.1.nothing").status == 404  # type: ignore[union-attr]


def test_a_reload_brings_back_the_bundle_as_it_was_left(page: Page) -> None:
    slot(page, "Desks").get_by_role("button", name="Keep").click()
    said(page, "Kept")
    page.reload()
    page.wait_for_selector(f".st-past {LIVE}")
    assert slot(page, "Desks").get_attribute("data-locked") is not None
    slot(page, "Mice").get_by_role("button", name="from the bundle").click()
    said(page, "Without the")


def test_the_keyboard_reaches_everything_and_keeps_its_place(page: Page) -> None:
    lock = slot(page, "Desks").get_by_role("button", name="Keep")
    lock.focus()
    page.keyboard.press("Enter")
    said(page, "Kept")
    focused: Callable[[str], str | None] = page.locator(":focus").get_attribute
    assert (focused("data-slot"), focused("data-what")) == ("Desks", "unlock")
    slot(page, "Monitors").locator("summary").focus()
    page.keyboard.press("Enter")
    assert slot(page, "Monitors").locator("details").get_attribute("open") is not None
    page.keyboard.press("Tab")
    assert focused("data-what") == "swap"

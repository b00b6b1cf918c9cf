"""WCAG 2.2 AA by axe-core on every page and state, light and dark, desktop and phone; and what axe cannot see."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Served, Visit
from tests.browser.test_shopper_page import answered, say, shopped

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# target-size is the only rule of theirs that axe leaves off by itself.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SCREENS = {"desktop, light": (1280, 800, "light"), "phone, dark": (390, 844, "dark")}


def violations(page: Page) -> list[str]:
    """What axe finds wrong now: its rule, and the elements."""
    base = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed: pip install .[dev]")
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(base.AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        f"axe.run(document, {json.dumps(OPTIONS)}).then((all) => all.violations)"
    )
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def shown_on(page: Page, width: int, height: int, scheme: str) -> None:
    """The page as it stands, on a screen of this size, light or dark."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_function("(wide) => innerWidth === wide", arg=width)
    page.wait_for_function("(scheme) => (document.documentElement.dataset.theme ?? scheme) === scheme", arg=scheme)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def violations_everywhere(page: Page) -> list[str]:
    """What axe finds on each of the screens, in the state that the page is in."""
    found = []
    for screen, kind in SCREENS.items():
        shown_on(page, *kind)
        found += [f"{screen}: {one}" for one in violations(page)]
    return found


def empty(page: Page) -> None:
    page.wait_for_selector(".st-lane-cards")


def results(page: Page) -> None:
    shopped(page, "a blue jacket")


def waiting(page: Page) -> None:
    say(page, "first look please")
    page.wait_for_selector("#st-live .st-body[inert] .st-card")


def failed(page: Page) -> None:
    say(page, "please fail")
    answered(page, "failed")


def why(page: Page) -> None:
    shopped(page, "a jacket")
    page.click("#st-live .st-card >> nth=0 >> text=Why this?")
    page.wait_for_selector("#st-live .st-text:has-text('is here because')")
    answered(page)


def compared(page: Page) -> None:
    shopped(page, "a jacket")
    page.click(".st-pill:has-text('Compare the first two')")
    page.wait_for_selector("#st-live .st-comparison")
    answered(page)


def tray(page: Page) -> None:
    shopped(page, "a jacket")
    page.locator("#st-live [data-do=pick]").nth(0).click()
    page.locator("#st-live [data-do=pick]").nth(1).click()


def bundle(page: Page) -> None:
    shopped(page, "a bundle for a wet walk")


def cart(page: Page) -> None:
    shopped(page, "a jacket")
    page.click("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-count:text-is('1')", state="attached")
    if page.locator(".st-cart-button").is_visible():
        page.click(".st-cart-button")
    page.wait_for_selector(".st-line")


def settings(page: Page) -> None:
    page.click("[data-do=settings]")


def conversations(page: Page) -> None:
    shopped(page, "a jacket")
    page.click("[data-do=talks]")
    page.wait_for_selector(".st-talk")


def more_contrast(page: Page) -> None:
    page.emulate_media(contrast="more")
    page.wait_for_selector("html[data-contrast=more]")
    shopped(page, "a blue jacket")


STATES = (
    empty, results, waiting, failed, why, compared, tray, bundle, cart, settings, conversations, more_contrast,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_page_has_no_violation(visitor: Visitor, served: Served, state: Callable[[Page], None]) -> None:
    page = visitor().page()
    state(page)
    found = violations_everywhere(page)
    served.shop.has_read.set()
    assert found == []


@pytest.mark.parametrize("state", [tray, cart], ids=lambda state: state.__name__)
def test_what_only_a_phone_has_has_no_violation(visitor: Visitor, state: Callable[[Page], None]) -> None:
    page = visitor(*SCREENS["phone, dark"]).page()
    state(page)
    assert violations(page) == []


@pytest.mark.parametrize("path", ["products/rain", "products/nothing", "how"])
def test_pages_beside_it_have_no_violation(visitor: Visitor, path: str) -> None:
    visit = visitor()
    assert violations_everywhere(visit.plain(path)) == []
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def test_the_long_page_of_the_api_has_no_violation(visitor: Visitor) -> None:
    assert violations(visitor().plain("api/v1/docs")) == []  # thousands of elements: one screen is enough


def test_axe_would_find_something(page: Page) -> None:
    page.evaluate("document.querySelector('.st-send').removeAttribute('aria-label')")
    assert any(one.startswith("button-name") for one in violations(page))


# --- zoom, contrast, motion ----------------------------------------------------------------------------------------


def sideways(page: Page) -> list[str]:
    """What is wider than the window, where neither it nor what it is in scrolls by itself."""
    wide: list[str] = page.evaluate("""() => {
        const scrolls = (e) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX)
            && !e.matches("html, body, #st-talk, #st-side");
        const kept = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (scrolls(p)) return true; };
        return [...document.querySelectorAll("body *")].filter((e) => {
            const box = e.getBoundingClientRect();
            return box.width && box.right > innerWidth + 1 && getComputedStyle(e).visibility === "visible" && !kept(e);
        }).map((e) => e.outerHTML.slice(0, 120));
    }""")
    return wide


@pytest.mark.parametrize("state", [empty, results, compared, bundle, tray, settings, conversations])
def test_nothing_is_cut_off_at_320_pixels(visitor: Visitor, state: Callable[[Page], None]) -> None:
    """1280 at 400 %, as WCAG 1.4.10 wants it: no scrolling in two directions."""
    page = visitor(320, 256 * 2).page()
    state(page)
    assert sideways(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["products/rain", "products/nothing", "how", "api/v1/docs"])
def test_plain_pages_are_not_cut_off_at_320_pixels(visitor: Visitor, path: str) -> None:
    visit = visitor(320, 512)
    page = visit.plain(path)
    assert sideways(page) == []
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def test_at_200_percent_everything_can_still_be_reached(visitor: Visitor) -> None:
    page = visitor(640, 400).page()  # 1280 x 800 at 200 %
    shopped(page, "a blue jacket")
    assert sideways(page) == []
    assert page.locator("#st-words").is_visible()
    for control in page.locator("#st-live button:visible").all():
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 400


def test_forced_colors_keep_what_is_chosen_apart(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    shopped(page, "a jacket")
    chosen = page.locator("#st-live .st-choice[aria-pressed=true]").first
    other = page.locator("#st-live .st-choice[aria-pressed=false]").first
    assert chosen.evaluate("e => getComputedStyle(e).outlineWidth") == "3px"
    assert other.evaluate("e => getComputedStyle(e).outlineStyle") == "none"
    assert page.locator("#st-live .st-button").first.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


def test_nothing_moves_for_who_wants_no_motion(page: Page) -> None:
    say(page, "first look please")
    moving = page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length")
    assert moving == 0
    assert page.locator(".st-card").first.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


# --- keyboard and screen readers -----------------------------------------------------------------------------------


def test_a_whole_purchase_by_keyboard_alone(page: Page) -> None:
    page.focus("#st-words")
    page.keyboard.type("a blue jacket")
    page.keyboard.press("Enter")
    answered(page)
    for _ in range(200):  # backwards from the field: the answer lies before it
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.dataset.do === 'add'"):
            break
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    line = page.locator(".st-line .st-title")
    line.wait_for()
    assert line.inner_text() in name


def test_focus_goes_through_the_page_in_the_order_it_is_read(page: Page) -> None:
    shopped(page, "a jacket")
    order: list[str] = page.evaluate("""() => [...document.querySelectorAll("button, select, textarea, a[href]")]
        .filter((e) => e.offsetParent && !e.disabled)
        .map((e) => e.closest("#st-header, #st-talk, #st-composer, #st-side")?.id)""")
    assert list(dict.fromkeys(order)) == ["st-header", "st-talk", "st-composer"]
    assert order == sorted(order, key=["st-header", "st-talk", "st-composer"].index)
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


def test_a_dialog_keeps_the_focus_and_gives_it_back(page: Page) -> None:
    page.focus("[data-do=settings]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#st-settings[open]")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )
    page.keyboard.press("Escape")
    page.wait_for_selector("#st-settings", state="hidden")
    assert page.evaluate("document.activeElement.dataset.do") == "settings"


def test_results_and_changes_of_the_cart_are_announced_once(page: Page) -> None:
    page.evaluate("""() => {
        window.heard = [];
        for (const region of document.querySelectorAll("[aria-live]")) {
            new MutationObserver(() => { if (region.innerText.trim()) window.heard.push(region.innerText.trim()); })
                .observe(region, { childList: true, subtree: true, characterData: true, attributes: true });
        }
    }""")
    shopped(page, "a jacket")
    page.click("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-toast:visible")
    heard = list(dict.fromkeys(page.evaluate("window.heard")))
    assert len([words for words in heard if "products." in words]) == 1
    assert len([words for words in heard if words.startswith("Added Brook")]) == 1

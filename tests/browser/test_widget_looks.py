"""How the widget looks on any page, a hostile one too; with the keyboard, read aloud, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser import widget_visits
from tests.browser.test_accessibility import violations, violations_everywhere
from tests.browser.widget_visits import OPEN, Stores, Visit, answered, asked, opened, say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
stores, visitor = widget_visits.stores, widget_visits.visitor  # fixtures


# --- a page that means no well -------------------------------------------------------------------------------------

STYLES = """() => {
  const root = document.querySelector("shelftalk-widget").shadowRoot;
  return [...root.querySelectorAll("*")].filter((e) => !e.matches("[role=status]")).map((e) => {
    const style = getComputedStyle(e);
    return [e.localName + "." + e.getAttribute("class"), ...[...style].filter((name) => !name.startsWith("--")).map((name) => name + ": " + style.getPropertyValue(name))];
  });
}"""  # noqa: E501


def test_a_hostile_page_changes_nothing_inside(visitor: Callable[..., Visit]) -> None:
    seen = []
    for path in ("/products/rain", "/hostile/rain"):
        page = visitor().page(path)
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color === 'rgb(255, 0, 0)'") == (
            "hostile" in path
        )
        closed = page.evaluate(STYLES)
        asked(page, "is this waterproof?")
        page.mouse.move(0, 0)
        page.wait_for_selector(".about:has-text('Brook Rain Jacket')")
        page.wait_for_function("""() => [...document.querySelector('shelftalk-widget').shadowRoot
            .querySelectorAll('img')].every((image) => image.complete || image.loading === 'lazy')""")
        page.evaluate("document.activeElement.blur()")
        seen.append([*closed, *page.evaluate(STYLES)])
    assert len(seen[0]) == len(seen[1]) > 100
    for clean, hostile in zip(*seen, strict=True):
        assert sorted(set(hostile) - set(clean)) == []


def test_nothing_of_a_page_lies_over_it(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/hostile/rain")
    opened(page)
    box = page.locator(OPEN).bounding_box()
    assert box
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] - 30]
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).localName", at) == "shelftalk-widget"


def test_a_page_that_throws_everything_out_keeps_it(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/")
    asked(page, "a jacket")
    page.evaluate("document.body.replaceWith(document.createElement('body'))")
    page.wait_for_selector(f"{OPEN} .said")
    assert page.evaluate("document.querySelector('shelftalk-widget').matches(':popover-open')")


def test_hostile_texts_run_nothing(visitor: Callable[..., Visit], stores: Stores) -> None:
    stores.shop.hostile = True
    page = visitor().page("/")
    asked(page, "<img src=x onerror='window.hacked=1'>")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".card img[src=x], .card script").count() == 0
    assert "javascript:" not in " ".join(
        href or "" for href in (a.get_attribute("href") for a in page.locator(".card a").all())
    )


# --- looks ---------------------------------------------------------------------------------------------------------

CONTRAST = """(selector) => {
  const e = document.querySelector("shelftalk-widget").shadowRoot.querySelector(selector);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const light = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => one / 255)
      .map((one) => (one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b + .05;
  };
  const [a, b] = [light(getComputedStyle(e).color), light(getComputedStyle(e).backgroundColor)];
  return Math.max(a, b) / Math.min(a, b);
}"""
ACCENTS = (
    "#1c6b52",
    "yellow",
    "#777",
    "rgb(118 118 118)",
    "hotpink",
    "#00f",
    "white",
    "black",
    "oklch(0.7 0.2 40)",
    "x",
)


@pytest.mark.parametrize(
    ("wanted", "browsers", "is_dark"),
    [("auto", "light", False), ("auto", "dark", True), ("dark", "light", True), ("light", "dark", False)],
)
def test_it_is_dark_where_the_tag_or_the_browser_says_so(
    visitor: Callable[..., Visit], wanted: str, browsers: str, *, is_dark: bool
) -> None:
    page = visitor(scheme=browsers).page(f"/?scheme={wanted}")
    opened(page)
    surface = page.locator(OPEN).evaluate("(panel) => getComputedStyle(panel).backgroundColor")
    assert surface == ("rgb(30, 28, 25)" if is_dark else "rgb(255, 255, 255)")


@pytest.mark.parametrize("accent", ACCENTS)
def test_text_can_be_read_on_any_accent(visitor: Callable[..., Visit], accent: str) -> None:
    page = visitor().page(f"/?accent={accent.replace('#', '%23')}")
    assert page.evaluate(CONTRAST, ".launch") >= 4.5
    asked(page, "a jacket")
    for selector in (".turn .do", "header"):
        assert page.evaluate(CONTRAST, selector) >= 4.5
    page.evaluate("""() => { const probe = document.createElement("b"); probe.id = "probe";
        probe.style.color = "var(--_link)"; probe.style.background = "var(--_quiet)";
        document.querySelector("shelftalk-widget").shadowRoot.querySelector(".panel").append(probe); }""")
    assert page.evaluate(CONTRAST, "#probe") >= 4.5


@pytest.mark.parametrize(
    "query", ["position=left", "position=start", "dir=rtl", "dir=rtl&position=end", "position=end"]
)
def test_it_stands_where_it_is_wanted(visitor: Callable[..., Visit], query: str) -> None:
    page = visitor().page(f"/?{query}")
    box = page.locator(".launch").bounding_box()
    assert box
    is_left = query in ("position=left", "position=start", "dir=rtl&position=end", "dir=rtl")
    assert (box["x"] < 640) == is_left
    opened(page)
    panel = page.locator(OPEN).bounding_box()
    assert panel
    assert (panel["x"] < 640) == is_left


def test_it_speaks_chinese_and_the_stores_own_words(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/?language=zh&title=店员&greeting=您好")
    assert page.inner_text(".launch") == "问一问"
    opened(page)
    assert page.inner_text(".panel h2") == "店员"
    assert page.inner_text(".greeting") == "您好"
    assert page.get_attribute("textarea", "aria-label") == "您的消息"


def test_a_phone_gets_a_sheet_and_sees_the_page_it_asked_for(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor(390, 844, has_touch=True, is_mobile=True).page("/")
    asked(page, "a jacket")
    box = page.locator(OPEN).bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("""() => { const link = document.createElement("a"); link.href = "/products/pack"; link.id = "there";
        link.textContent = "there"; document.querySelector("shelftalk-widget").shadowRoot.querySelector(".log").append(link); }""")  # noqa: E501
    page.click("#there")
    page.wait_for_url("**/products/pack")
    page.wait_for_selector(".launch")
    assert page.locator(OPEN).count() == 0


# --- keyboard and screen readers -----------------------------------------------------------------------------------

FOCUSED = """() => { const e = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
  return [e.localName, e.getAttribute("aria-label") || e.textContent.trim().slice(0, 40)]; }"""


def test_a_whole_purchase_by_keyboard_alone(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/cart")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)[1] == "Ask us":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(OPEN)
    page.wait_for_selector(".next .pill")
    assert page.evaluate(FOCUSED) == ["textarea", "Your message"]
    page.keyboard.type("a backpack")
    page.keyboard.press("Enter")
    answered(page)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate(FOCUSED) == ["button", "Add to cart: Fell Day Backpack"]:
            break
    ring = page.evaluate("""() => {
        const style = getComputedStyle(document.activeElement.shadowRoot.activeElement);
        return [style.outlineStyle, parseFloat(style.outlineWidth)];
    }""")
    assert ring == ["solid", 2]
    page.keyboard.press("Enter")
    page.wait_for_selector(".count:text-is('1')")
    assert page.evaluate(FOCUSED)[1] == "Add to cart: Fell Day Backpack"
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == ["button", "Ask us"]
    assert page.locator(OPEN).count() == 0


def test_focus_goes_back_to_what_opened_it(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/cart")
    page.evaluate("""() => { const button = document.createElement("button"); button.textContent = "Help";
        button.addEventListener("click", () => shelftalk("open")); document.querySelector("main").append(button); }""")
    page.click("text=Help")
    page.wait_for_selector(OPEN)
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == ["button", "Help"]


def test_on_a_phone_the_focus_stays_in_the_sheet(visitor: Callable[..., Visit]) -> None:
    page = visitor(390, 844).page("/")
    asked(page, "a jacket")
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.localName"))
    assert seen <= {"shelftalk-widget", "body"}  # body: the browser's own bar


def test_an_answer_is_read_aloud_once(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/")
    opened(page)
    page.evaluate("""() => {
        window.aloud = [];
        const status = document.querySelector("shelftalk-widget").shadowRoot.querySelector("[role=status].sr");
        new MutationObserver(() => status.textContent && window.aloud.push(status.textContent)).observe(status, { childList: true });
    }""")  # noqa: E501
    say(page, "a jacket")
    answered(page)
    (aloud,) = page.evaluate("window.aloud")
    assert aloud.startswith("Products found: 6. You said 'a jacket'.")
    assert page.locator("[aria-live]:not([aria-live=off])").count() == 0


STATES: dict[str, Callable[[Page], None]] = {
    "closed": lambda page: None,
    "open": lambda page: (opened(page), page.wait_for_selector(".next .pill"))[0],
    "answered": lambda page: asked(page, "a blue jacket"),
    "bundle": lambda page: asked(page, "a bundle"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visitor: Callable[..., Visit], state: str) -> None:
    page = visitor(bypass_csp=True).page("/products/rain")
    STATES[state](page)
    assert violations_everywhere(page) == []


def test_axe_looks_inside(visitor: Callable[..., Visit]) -> None:
    page = visitor(bypass_csp=True).page("/")
    opened(page)
    page.evaluate("document.querySelector('shelftalk-widget').shadowRoot.querySelector('textarea').ariaLabel = ''")
    page.evaluate("document.querySelector('shelftalk-widget').shadowRoot.querySelector('textarea').placeholder = ''")
    assert any(one.startswith("label") for one in violations(page))


def test_everything_is_large_enough_to_hit(visitor: Callable[..., Visit]) -> None:
    page = visitor(390, 844).page("/products/rain")
    asked(page, "a blue jacket")
    for control in page.locator("shelftalk-widget :is(button, select, textarea, input):visible").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, control.inner_text()


def test_forced_colours_and_no_motion(visitor: Callable[..., Visit]) -> None:
    page = visitor(forced_colors="active").page("/products/rain")
    asked(page, "a jacket")
    assert page.locator(".turn .do").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert page.evaluate("document.getAnimations().length") == 0

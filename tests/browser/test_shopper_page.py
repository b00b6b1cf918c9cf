"""The shopper's page in a real browser: what a shopper does, and what must never happen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Served, Visit
from tests.ui.fake_shop import HOSTILE, LAST_WORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]


def say(page: Page, words: str) -> None:
    page.fill("#st-words", words)
    page.keyboard.press("Enter")


def answered(page: Page, state: str = "done") -> Locator:
    """The turn that runs now, once it has come to its end."""
    page.wait_for_selector(f"#st-live:not(.st-settled) .st-turn[data-state={state}]")
    return page.locator("#st-live .st-turn")


def shopped(page: Page, words: str) -> Locator:
    say(page, words)
    return answered(page)


def titles(turn: Locator) -> list[str]:
    return turn.locator(".st-card .st-title").all_inner_texts()


# --- a conversation ----------------------------------------------------------------------------------------------


def test_an_opener_leads_to_cards_before_prose(page: Page) -> None:
    assert page.locator(".st-welcome").is_visible()
    page.click("text=a rain jacket under 80")
    turn = answered(page)
    assert turn.locator(".st-said").inner_text().endswith("a rain jacket under 80")
    assert "Brook Rain Jacket" in titles(turn)
    assert "These fit you best." in turn.locator(".st-text").inner_text()
    above = turn.locator(".st-cards").bounding_box()
    below = turn.locator(".st-text").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    assert not page.locator(".st-welcome").is_visible()
    assert re.match(r"\d products\. You said", page.locator(".st-announcer").inner_text())
    photo = turn.locator(".st-photo img").first
    assert photo.evaluate("img => img.decode().then(() => img.naturalWidth)") == 320
    assert photo.get_attribute("alt") == "Brook Rain Jacket"


def test_send_needs_words_and_turns_into_stop(page: Page) -> None:
    assert page.locator(".st-send").is_disabled()
    page.fill("#st-words", "   ")
    assert page.locator(".st-send").is_disabled()
    say(page, "slow please")
    page.wait_for_selector(".st-stop:visible")
    assert page.input_value("#st-words") == ""
    page.wait_for_selector("#st-live .st-text:has-text('word 3')")
    page.click(".st-stop")
    turn = answered(page, "stopped")
    assert LAST_WORD not in turn.locator(".st-text").inner_text()
    page.wait_for_selector(".st-send:visible")
    assert "These fit you best" in shopped(page, "a jacket").locator(".st-text").inner_text()


def test_a_new_message_interrupts_the_running_answer(page: Page) -> None:
    say(page, "slow please")
    page.wait_for_selector("#st-live .st-text:has-text('word 3')")
    say(page, "a jacket after all")
    page.wait_for_selector("#st-live .st-said:has-text('after all')")
    answered(page)
    assert page.locator(".st-past .st-turn").count() == 1
    assert "slow please" in page.locator(".st-past .st-said").inner_text()
    assert page.locator("text=slow please").count() == 1  # in the past, and nowhere else


def test_a_chip_is_removed_by_keyboard(page: Page) -> None:
    turn = shopped(page, "a blue jacket")
    assert turn.locator(".st-chip").all_inner_texts() == ["blue", "jacket"]
    page.focus("#st-live .st-chip button[aria-label='Remove blue']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#st-live .st-did:has-text('Without “blue”')")
    assert answered(page).locator(".st-chip").all_inner_texts() == ["jacket"]


def test_what_was_said_stays_in_view_above_its_answer(visitor: Visitor) -> None:
    page = visitor(height=600).page()
    for words in ("hello", "a bundle please", "a jacket", "compare", "a blue jacket"):
        turn = shopped(page, words)
        page.wait_for_timeout(50)
        place = turn.locator(".st-said").bounding_box()
        assert place
        assert 64 <= place["y"] < 160, words


def test_follow_ups_say_or_do_what_they_promise(page: Page) -> None:
    turn = shopped(page, "a jacket")
    assert "2" in turn.locator(".st-pill").first.inner_text()
    page.click(".st-pill:has-text('Compare the first two')")
    page.wait_for_selector("#st-live .st-comparison")
    assert page.locator("#st-live .st-comparison thead h4").count() == 2
    assert page.locator("#st-live tr[data-differs=yes]").count() == 2


def test_why_and_not_for_me(page: Page) -> None:
    shopped(page, "a jacket")
    page.click("#st-live .st-card >> nth=0 >> text=Why this?")
    page.wait_for_selector("#st-live .st-text:has-text('Brook Rain Jacket is here because')")
    answered(page)
    page.click(".st-past .st-card >> nth=0 >> text=Not for me")
    page.wait_for_selector("#st-live .st-card")
    assert "Brook Rain Jacket" not in titles(answered(page))


def test_two_picked_products_are_compared(page: Page) -> None:
    shopped(page, "a jacket")
    buttons = page.locator("#st-live [data-do=pick]")
    buttons.nth(0).click()
    assert page.locator(".st-tray [data-do=compare]").is_disabled()
    assert page.locator(".st-tray [data-do=compare]").inner_text() == "Choose one more to compare"
    buttons.nth(1).click()
    assert buttons.nth(1).get_attribute("aria-pressed") == "true"
    page.click("text=Compare 2")
    page.wait_for_selector("#st-live .st-comparison")
    assert not page.locator(".st-tray").is_visible()


def test_choosing_an_option_shows_that_variant_and_adds_it(page: Page) -> None:
    shopped(page, "a jacket")
    card = page.locator("#st-live .st-card[data-product=bottle]")
    card.get_by_role("button", name="750 ml").click()
    page.wait_for_selector("#st-live .st-card[data-variant=bottle-750]")
    assert "$24.00" in card.inner_text()
    assert "Only 3 left" in card.inner_text()
    card.get_by_role("button", name="Add Steel Water Bottle to the cart").click()
    page.wait_for_selector(".st-line[data-variant=bottle-750]")
    sold_out = page.locator("#st-live .st-card[data-product=mug] .st-button")
    assert sold_out.is_disabled()


# --- cart ----------------------------------------------------------------------------------------------------------


def test_adding_is_answered_at_once_and_can_be_undone(page: Page) -> None:
    shopped(page, "a jacket")
    page.click("#st-live [data-do=add] >> nth=0")
    line = page.locator(".st-line")
    line.wait_for()
    assert "$79.00" in line.inner_text()
    assert "Added Brook Rain Jacket." in page.locator(".st-toast").inner_text()
    line.get_by_role("button", name="One more").click()
    page.wait_for_selector(".st-line output:text-is('2')")
    assert "$158.00" in page.locator(".st-cart .st-total").inner_text()
    page.click(".st-toast >> text=Undo")
    page.wait_for_selector(".st-line output:text-is('1')")
    page.click(".st-line >> text=Remove")
    page.wait_for_selector(".st-cart-empty")
    page.click(".st-cart >> text=Undo")
    page.wait_for_selector(".st-line")
    assert page.locator(".st-turn[data-turn]:not([data-turn=''])").count() == 1  # the cart made no turns


def test_a_bundle_is_added_whole(page: Page) -> None:
    turn = shopped(page, "a bundle for a wet walk")
    assert "under your $200.00" in turn.locator(".st-sums").inner_text()
    page.click("text=Add all 3")
    page.wait_for_selector(".st-toast:has-text('Added 3 things')")
    assert page.locator(".st-line").count() == 3
    page.click(".st-toast >> text=Undo")
    page.wait_for_selector(".st-cart-empty")


# --- what is kept, and what is kept apart ----------------------------------------------------------------------------


def test_a_reload_keeps_the_conversation_and_the_cart(page: Page) -> None:
    shopped(page, "a blue jacket")
    page.click("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-line")
    page.reload()
    page.wait_for_selector(".st-past .st-turn .st-card")
    assert "a blue jacket" in page.locator(".st-past .st-said").inner_text()
    page.wait_for_selector(".st-line")
    assert not page.locator(".st-welcome").is_visible()
    page.click(".st-past .st-pill:has-text('Compare the first two')")
    page.wait_for_selector("#st-live .st-comparison")
    page.click(".st-footnote [data-do=new]")
    page.wait_for_selector(".st-welcome:visible")
    assert page.locator(".st-cart-empty").count() == 1


def test_a_reload_in_the_middle_of_an_answer_loses_no_message(page: Page) -> None:
    say(page, "slow please")
    page.wait_for_selector("#st-live .st-text:has-text('word 3')")
    page.reload()
    page.wait_for_selector(".st-past .st-said:has-text('slow please')")
    assert "word 3" in page.locator(".st-past .st-text").inner_text()
    shopped(page, "a jacket")


def test_two_tabs_never_mix(visitor: Visitor, served: Served) -> None:
    visit = visitor()
    one, other = visit.page(), visit.page()
    say(one, "a blue jacket")
    say(other, "slow please")
    answered(one)
    other.wait_for_selector("#st-live .st-text:has-text('word 3')")
    other.click(".st-stop")
    answered(other, "stopped")
    one.click("#st-live [data-do=add] >> nth=0")
    one.wait_for_selector(".st-line")
    assert other.locator(".st-line").count() == 0
    assert "slow" not in one.locator("#st-talk").inner_text()
    assert "blue" not in other.locator("#st-live .st-said").inner_text()
    sessions = [tab.evaluate("sessionStorage.getItem('shelftalk.session')") for tab in (one, other)]
    assert sessions[0] != sessions[1]
    assert set(sessions) <= set(served.shop.sessions)


def test_a_duplicated_tab_begins_its_own_conversation(visitor: Visitor) -> None:
    visit = visitor()
    first = visit.page()
    shopped(first, "a blue jacket")
    with visit.context.expect_page() as opened:
        first.evaluate("window.open(location.href)")  # copies the session storage, as duplicating a tab does
    copy = opened.value
    copy.wait_for_selector("body.st-ready")
    shopped(copy, "a warm fleece")
    assert copy.locator(".st-said:visible").count() == 1
    first.reload()
    first.wait_for_selector(".st-past .st-said")
    assert "fleece" not in first.locator(".st-past .st-said").inner_text()


def test_a_demo_shopper_gets_a_conversation_of_their_own(page: Page, served: Served) -> None:
    shopped(page, "a jacket")
    with page.expect_navigation():
        page.select_option("[data-choose=shopper]", "ada")
    page.wait_for_selector("body.st-ready")
    assert page.input_value("[data-choose=shopper]") == "ada"
    assert page.locator(".st-story").inner_text() == "Walks in any weather and buys little."
    shopped(page, "a jacket")
    session = page.evaluate("sessionStorage.getItem('shelftalk.session')")
    assert served.shop.sessions[session].shopper_id == "ada"


def test_light_and_dark_follow_the_system_until_the_shopper_chooses(visitor: Visitor) -> None:
    def shade(page: Page) -> int:
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", ground)[:3]))

    page = visitor(color_scheme="dark").page()
    assert shade(page) < 150
    page.click("[data-do=settings]")
    page.select_option("[data-choose=theme]", "light")
    assert shade(page) > 600
    page.reload()
    page.wait_for_selector("body.st-ready")
    assert shade(page) > 600
    page.click("[data-do=settings]")
    page.select_option("[data-choose=theme]", "system")
    assert shade(page) < 150


# --- when things go wrong ------------------------------------------------------------------------------------------


def test_a_failing_turn_keeps_the_words_and_the_next_one_works(page: Page) -> None:
    say(page, "please fail")
    turn = answered(page, "failed")
    assert "Please try again" in turn.get_by_role("alert").inner_text()
    assert page.input_value("#st-words") == "please fail"
    assert "These fit you best" in shopped(page, "a jacket").locator(".st-text").inner_text()
    assert page.input_value("#st-words") == ""


def test_a_server_that_cannot_be_reached_costs_no_words(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page()
    shopped(page, "a jacket")
    page.route("**/queue/join**", lambda route: route.abort())
    say(page, "a blue jacket")
    page.wait_for_selector(".st-lost:visible")
    assert page.input_value("#st-words") == "a blue jacket"
    page.keyboard.type("!")
    with page.expect_navigation():  # Gradio loads the page again when the server answers
        page.unroute("**/queue/join**")
    page.wait_for_selector(".st-past .st-card")
    assert page.input_value("#st-words") == "a blue jacket!"
    page.press("#st-words", "Enter")
    page.wait_for_selector("#st-live .st-said:has-text('blue')")
    answered(page)
    assert not page.locator(".st-lost").is_visible()
    visit.errors[:] = [error for error in visit.errors if "ERR_FAILED" not in error]


@pytest.mark.parametrize("length", [20_001, 300_000])
def test_an_endless_message_is_answered_calmly_and_kept(page: Page, length: int) -> None:
    page.evaluate("n => { const w = document.querySelector('#st-words'); w.value = 'ä'.repeat(n); }", length)
    page.focus("#st-words")
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    assert "fewer than 20,000" in answered(page).locator(".st-text").inner_text()
    assert len(page.input_value("#st-words")) == length + 1


def test_nothing_hostile_is_executed(page: Page, served: Served) -> None:
    served.shop.hostile = True
    turn = shopped(page, f"a blue jacket {HOSTILE}")
    assert HOSTILE in turn.locator(".st-said").inner_text()
    assert HOSTILE in titles(turn)[0]
    page.click("#st-live [data-do=pick] >> nth=0")
    assert HOSTILE in page.locator(".st-tray-names").inner_text()
    page.click("#st-live [data-do=add] >> nth=0")
    page.wait_for_selector(".st-line")
    page.reload()
    page.wait_for_selector(".st-past .st-card")
    assert HOSTILE in page.locator(".st-past .st-said").inner_text()
    assert page.locator("#st-page img[src=x], #st-page script, #st-page a[href^=javascript]").count() == 0
    assert page.evaluate("window.hacked") is None


def test_even_injected_markup_could_not_run(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page()
    page.evaluate("""() => {
        document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="window.hacked = 1">`);
        const script = document.createElement("script");
        script.textContent = "window.hacked = 2";
        document.body.append(script);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    refused = [error for error in visit.errors if "Content Security Policy" in error]
    assert refused
    visit.errors[:] = [error for error in visit.errors if error not in refused]


# --- phone -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def phone(visitor: Visitor) -> Iterator[Page]:
    page = visitor(width=390, height=844).page()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_phone_never_scrolls_sideways(phone: Page) -> None:
    def widest() -> float:
        return phone.evaluate("Math.max(...[...document.querySelectorAll('#st-talk, html')].map(e => e.scrollWidth))")

    assert widest() <= 390
    for words in ("a blue jacket", "a bundle for a wet walk", "x" * 500):
        shopped(phone, words)
        assert widest() <= 390, words
    phone.click(".st-past .st-pill:has-text('Compare the first two') >> nth=0")
    phone.wait_for_selector("#st-live .st-comparison")
    answered(phone)
    assert widest() <= 390


def test_the_cart_is_a_drawer_on_a_phone(phone: Page) -> None:
    shopped(phone, "a jacket")
    assert not phone.locator(".st-cart").is_visible()
    phone.click("#st-live [data-do=add] >> nth=0")
    phone.wait_for_selector(".st-count:text-is('1')")
    phone.click(".st-cart-button")
    phone.wait_for_selector(".st-cart:visible .st-line")
    assert phone.get_attribute(".st-cart-button", "aria-expanded") == "true"
    phone.keyboard.press("Escape")
    phone.wait_for_selector(".st-cart", state="hidden")

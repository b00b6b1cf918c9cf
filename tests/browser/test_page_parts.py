"""Parts of the page beside the conversation: past conversations, messages taken up again, language, settings, back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Served, Visit
from tests.browser.test_shopper_page import answered, say, shopped
from ui.eval.page import WATCH

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]


def talks(page: Page) -> list[str]:
    """Opens the list of conversations; their titles."""
    page.click("[data-do=talks]")
    page.wait_for_selector("#st-talks[open] .st-talk")
    return page.locator(".st-talk-title").all_inner_texts()


@pytest.fixture
def fresh(visitor: Visitor) -> Iterator[Page]:
    """A page in a browser that remembers nothing, and forgets again."""
    visit = visitor()
    page = visit.page()
    page.evaluate("localStorage.clear()")
    yield page
    visit.context.clear_cookies()
    page.evaluate("localStorage.clear()")


# --- conversations -----------------------------------------------------------------------------------------------


def test_an_earlier_conversation_is_opened_again(fresh: Page) -> None:
    shopped(fresh, "a blue jacket")
    fresh.click("#st-live [data-do=add] >> nth=0")
    fresh.wait_for_selector(".st-line")
    with fresh.expect_navigation():
        fresh.click(".st-footnote [data-do=new]")
    fresh.wait_for_selector(".st-welcome:visible")
    shopped(fresh, "a warm fleece")
    assert talks(fresh) == ["a warm fleece", "a blue jacket"]
    assert fresh.locator(".st-talk[aria-current]").inner_text().startswith("a warm fleece")
    assert fresh.locator(".st-talk time").first.inner_text().strip(" ·")
    with fresh.expect_navigation():
        fresh.click(".st-talk:has-text('a blue jacket')")
    fresh.wait_for_selector(".st-past .st-said:has-text('a blue jacket')")
    fresh.wait_for_selector(".st-line")
    assert shopped(fresh, "a jacket").locator(".st-card").count() > 0


def test_a_conversation_is_deleted_after_asking_once_more(fresh: Page, served: Served) -> None:
    shopped(fresh, "a blue jacket")
    session = fresh.evaluate("sessionStorage.getItem('shelftalk.session')")
    assert talks(fresh) == ["a blue jacket"]
    fresh.click("[data-do=delete]")
    assert "Delete for good?" in fresh.locator("[data-do=delete]").inner_text()
    assert session in served.shop.sessions
    with fresh.expect_navigation():
        fresh.click("[data-do=delete]")
    fresh.wait_for_selector(".st-welcome:visible")
    assert session not in served.shop.sessions
    fresh.click("[data-do=talks]")
    fresh.wait_for_selector(".st-none")


def test_deleting_another_conversation_leaves_this_one(fresh: Page) -> None:
    shopped(fresh, "a blue jacket")
    with fresh.expect_navigation():
        fresh.click(".st-footnote [data-do=new]")
    fresh.wait_for_selector(".st-welcome:visible")
    shopped(fresh, "a warm fleece")
    assert len(talks(fresh)) == 2
    other = fresh.locator(".st-talk-list li:has-text('a blue jacket') [data-do=delete]")
    other.click()
    other.click()
    fresh.wait_for_selector(".st-talk-list li:has-text('a blue jacket')", state="detached")
    fresh.keyboard.press("Escape")
    assert "a warm fleece" in fresh.locator("#st-live .st-said").inner_text()


def test_a_conversation_open_in_another_tab_is_not_opened_twice(visitor: Visitor, fresh: Page) -> None:
    other = visitor().page()
    shopped(fresh, "a blue jacket")
    shopped(other, "a warm fleece")
    assert set(talks(other)) == {"a warm fleece", "a blue jacket"}
    other.click(".st-talk:has-text('a blue jacket')")
    other.wait_for_selector(".st-toast:has-text('open in another tab')")
    assert "a warm fleece" in other.locator("#st-live .st-said").inner_text()


def test_a_demo_shoppers_conversations_are_listed_apart(fresh: Page) -> None:
    shopped(fresh, "a blue jacket")
    with fresh.expect_navigation():
        fresh.select_option("[data-choose=shopper]", "ada")
    fresh.wait_for_selector("body.st-ready")
    shopped(fresh, "a warm fleece")
    assert talks(fresh) == ["a warm fleece"]


# --- messages taken up again -----------------------------------------------------------------------------------


def test_a_message_is_edited_and_said_otherwise(page: Page) -> None:
    shopped(page, "a blue jacket")
    page.fill("#st-words", "what I was typing")
    page.click("#st-live [data-do=edit]")
    assert page.input_value("#st-words") == "a blue jacket"
    page.keyboard.press("Escape")
    assert page.input_value("#st-words") == "what I was typing"
    page.click("#st-live [data-do=edit]")
    page.keyboard.type(" with a hood")
    page.keyboard.press("Enter")
    page.wait_for_selector("#st-live .st-said:has-text('a blue jacket with a hood')")
    answered(page)


def test_a_message_is_asked_again_and_what_is_being_typed_stays(page: Page) -> None:
    say(page, "please fail")
    answered(page, "failed")
    page.fill("#st-words", "something else")
    page.click("#st-live [data-do=again]")
    page.wait_for_selector(".st-past .st-said:has-text('please fail')")
    answered(page, "failed")
    assert page.input_value("#st-words") == "something else"


def test_an_opener_leaves_what_is_being_typed(page: Page) -> None:
    page.fill("#st-words", "half a thou")
    page.click(".st-opener >> nth=0")
    answered(page)
    assert page.input_value("#st-words") == "half a thou"


# --- comparison tray -------------------------------------------------------------------------------------------


def test_the_tray_takes_four_and_lets_each_go(page: Page) -> None:
    shopped(page, "a jacket")
    buttons = page.locator("#st-live [data-do=pick]")
    for place in range(5):
        buttons.nth(place).click()
    assert page.locator(".st-tray-names li").count() == 4
    assert "up to 4 products" in page.locator(".st-toast").inner_text()
    page.click(".st-tray-names li >> nth=0 >> button")
    assert page.locator(".st-tray [data-do=compare]").inner_text() == "Compare 3"
    assert buttons.nth(0).get_attribute("aria-pressed") == "false"
    page.click(".st-tray >> text=Clear")
    assert not page.locator(".st-tray").is_visible()


# --- settings --------------------------------------------------------------------------------------------------


def test_the_page_speaks_chinese_and_remembers_it(fresh: Page) -> None:
    shopped(fresh, "a blue jacket")
    fresh.click("[data-do=settings]")
    with fresh.expect_navigation():
        fresh.select_option("[data-choose=language]", "zh")
    fresh.wait_for_selector("html[lang=zh] .st-past .st-card")
    assert "加入购物车" in fresh.locator(".st-past .st-card").first.inner_text()
    assert fresh.locator("#st-cart h2").inner_text() == "购物车"
    fresh.click(".st-past .st-card >> nth=0 >> text=为什么推荐？")
    fresh.wait_for_selector("#st-live .st-did:has-text('为什么推荐？Brook Rain Jacket')")
    turn = answered(fresh)
    fresh.click(".st-past [data-do=add] >> nth=0")
    fresh.wait_for_selector(".st-line")
    assert "小计" in fresh.locator(".st-cart-inside").inner_text()
    said = re.sub(r"Brook Rain Jacket.*", "", turn.inner_text())
    assert not re.search(r"[A-Za-z]{4,}", said)
    fresh.goto(fresh.url + "how")
    assert fresh.locator("h1").inner_text() == "推荐是怎么来的"


def test_a_browser_that_asks_for_chinese_gets_it(visitor: Visitor, browser: object, served: Served) -> None:
    context = browser.new_context(locale="zh-CN")  # type: ignore[attr-defined]
    page = Visit(context, served.address, [], []).page()
    assert page.locator("#st-hello").inner_text() == "想找点什么？"
    assert page.get_attribute("#st-words", "placeholder") == "想找点什么？"
    seen = page.locator("#st-header").inner_text() + page.locator("#st-composer").inner_text()
    assert not re.search(r"Settings|Conversation|Person|Send|Guest", seen)
    context.close()


def test_more_contrast_is_chosen_or_follows_the_system(fresh: Page) -> None:
    def until_ink(color: str) -> None:
        fresh.wait_for_function("color => getComputedStyle(document.body).color === color", arg=color)

    usual = fresh.evaluate("getComputedStyle(document.body).color")
    fresh.emulate_media(contrast="more")
    until_ink("rgb(0, 0, 0)")
    fresh.emulate_media(contrast="no-preference")
    until_ink(usual)
    fresh.click("[data-do=settings]")
    fresh.select_option("[data-choose=contrast]", "more")
    until_ink("rgb(0, 0, 0)")
    assert fresh.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert "USD" in fresh.locator("#st-settings").inner_text()


# --- nothing jumps ---------------------------------------------------------------------------------------------


def test_nothing_that_is_seen_moves_when_cards_come(visitor: Visitor) -> None:
    page = visitor().page()
    page.evaluate(WATCH)
    page.evaluate("window.shifts.length = 0")
    shopped(page, "a blue jacket")
    shopped(page, "a warm fleece")
    page.wait_for_timeout(300)
    assert sum(by for _, by in page.evaluate("window.shifts")) < 0.02
    page.evaluate("document.querySelector('#st-live .st-said').style.marginTop = '200px'")
    page.wait_for_function("window.shifts.some(([, by]) => by > 0.02)")  # what would move would be seen


# --- back, and pages beside --------------------------------------------------------------------------------------


def test_back_closes_what_lies_over_the_page_and_nothing_else(visitor: Visitor) -> None:
    page = visitor(width=390, height=844).page()
    shopped(page, "a jacket")
    page.click(".st-cart-button")
    page.wait_for_selector(".st-cart:visible")
    page.go_back()
    page.wait_for_selector(".st-cart", state="hidden")
    page.click("[data-do=settings]")
    page.wait_for_selector("#st-settings[open]")
    page.go_back()
    page.wait_for_selector("#st-settings", state="hidden")
    page.click("[data-do=talks]")
    page.wait_for_selector("#st-talks[open]")
    page.click("#st-talks [data-do=close]")
    page.wait_for_selector("#st-talks", state="hidden")
    assert "a jacket" in page.locator("#st-live .st-said").inner_text()


def test_back_from_another_page_finds_the_conversation(page: Page) -> None:
    shopped(page, "a blue jacket")
    page.goto(page.url + "how")
    page.wait_for_selector("h1")
    page.go_back()
    page.wait_for_selector(".st-said:has-text('a blue jacket')")
    page.wait_for_selector("body.st-ready")
    shopped(page, "a jacket")


def test_asking_about_a_product_begins_with_its_card(page: Page, served: Served) -> None:
    page.goto(page.url + "products/bottle?variant=bottle-750")
    page.click(".sp-ask")
    page.wait_for_selector(".st-looked .st-card[data-variant=bottle-750]")
    assert page.url.endswith("/")
    page.wait_for_function("sessionStorage.getItem('shelftalk.session')")
    session = page.evaluate("sessionStorage.getItem('shelftalk.session')")
    looked = served.shop.sessions[session].heard[-1]
    assert looked.product_ids == ("bottle",)
    shopped(page, "is it warm?")
    assert page.locator(".st-looked:not(:empty)").count() == 0
    page.goto(page.url + "products/rain")  # in the same tab, where a conversation goes on
    page.click(".sp-ask")
    page.wait_for_selector(".st-looked .st-card[data-product=rain]:visible")
    assert page.locator(".st-past .st-said").inner_text().endswith("is it warm?")


def test_a_product_that_is_not_sold_has_a_page_that_leads_back(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.plain("products/nothing")
    assert page.locator("h1").inner_text() == "Not in the shop"
    page.click(".sp-ask")
    page.wait_for_selector("body.st-ready")
    visit.errors[:] = [error for error in visit.errors if "404" not in error]


def test_a_person_can_be_asked_for_on_every_screen(visitor: Visitor) -> None:
    for width in (1280, 390, 320):
        page = visitor(width=width, height=800).page()
        page.get_by_role("button", name="Talk to a person").click()
        page.wait_for_selector("#st-live .st-did:has-text('Talk to a person')")
        assert answered(page).locator(".st-text").inner_text()


def test_stop_counts_even_before_the_first_word(page: Page) -> None:
    say(page, "slow please")
    page.click(".st-stop")
    answered(page, "stopped")

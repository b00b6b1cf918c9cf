"""First finds in a real browser: at once, not to be clicked, and still where they were when the reading is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Served
from tests.browser.test_shopper_page import answered, say, titles

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

LOOK = "#st-live:not(.st-settled) .st-body[inert] .st-card[data-product]"


def looked(page: Page, words: str) -> Locator:
    """The running turn, at its first look."""
    say(page, words)
    page.wait_for_selector(LOOK)
    return page.locator("#st-live .st-turn")


def top(turn: Locator, what: str) -> float:
    box = turn.locator(what).first.bounding_box()
    assert box
    return box["y"]


def test_the_same_cards_stay_where_they_are(page: Page, served: Served) -> None:
    turn = looked(page, "first look please")
    assert turn.locator(".st-progress").inner_text() == "First finds, while I read on"
    page.evaluate("""() => {
        window.list = document.querySelector("#st-live .st-cards");
        window.drawnAgain = 0;
        const count = (all) => { window.drawnAgain += all.length; };
        new MutationObserver(count).observe(window.list, {childList: true, subtree: true, characterData: true});
    }""")
    was, said = titles(turn), top(turn, ".st-said")
    before = top(turn, ".st-cards")
    served.shop.has_read.set()
    answered(page)
    assert titles(turn) == was
    assert page.evaluate("[window.list.isConnected, window.drawnAgain]") == [True, 0]
    assert (top(turn, ".st-cards"), top(turn, ".st-said")) == (pytest.approx(before, abs=1), pytest.approx(said, abs=1))
    assert turn.locator(".st-body[inert]").count() == 0


def test_only_what_is_final_is_announced(page: Page, served: Served) -> None:
    looked(page, "first look, others")
    assert page.locator(".st-announcer").inner_text() == ""
    served.shop.has_read.set()
    turn = answered(page)
    n = turn.locator(".st-card[data-product]").count()
    assert page.locator(".st-announcer").inner_text() == f"{n} products. That is what you meant."


def test_other_cards_take_the_place_of_the_first(page: Page, served: Served) -> None:
    turn = looked(page, "first look, others")
    was, said = titles(turn), top(turn, ".st-said")
    served.shop.has_read.set()
    answered(page)
    assert titles(turn) == was[1:]
    assert top(turn, ".st-said") == pytest.approx(said, abs=1)


def test_words_alone_take_the_first_cards_away(page: Page, served: Served) -> None:
    turn = looked(page, "first look, only words")
    said = top(turn, ".st-said")
    served.shop.has_read.set()
    answered(page)
    assert titles(turn) == []
    assert turn.locator(".st-text").inner_text() == "That is what you meant."
    assert top(turn, ".st-said") == pytest.approx(said, abs=1)


def test_nothing_of_a_first_look_can_be_clicked_or_reached_by_keyboard(page: Page, served: Served) -> None:
    turn = looked(page, "first look please")
    button = turn.locator("[data-do=add]").first
    box = button.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    button.evaluate("button => button.focus()")
    assert page.evaluate("document.activeElement.dataset.do") != "add"
    assert page.locator(".st-line").count() == 0
    (session,) = [one for one in served.shop.sessions.values() if "first look please" in one.heard[-1:]][-1:]
    assert session.heard[-1:] == ["first look please"]
    served.shop.has_read.set()
    answered(page)
    button.click()
    page.wait_for_selector(".st-line")


def test_a_first_look_that_is_stopped_or_interrupted_is_gone(page: Page, served: Served) -> None:
    looked(page, "first look please")
    page.click(".st-stop")
    assert titles(answered(page, "stopped")) == []
    looked(page, "one more first look")
    say(page, "a jacket after all")
    page.wait_for_selector("#st-live .st-said:has-text('after all')")
    answered(page)
    assert page.locator(".st-past .st-card").count() == 0

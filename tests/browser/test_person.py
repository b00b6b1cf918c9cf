"""A person in the shopper's page: asked for, there at once, not doubled by a reload or a broken line, and sent back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant import Shop
from assistant.handoff.hands import Agent
from tests.assistant.conftest import opened, six_store  # noqa: F401  # fixtures
from tests.browser.conftest import PATIENCE_MS, Visit
from tests.browser.test_accessibility import shown_on, violations
from tests.browser.test_shopper_page import answered, say
from tests.ui.serving import own_port, serving
from ui.desk.accounts import Accounts
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

MIA = Agent("a1", "Mia")


@dataclass(frozen=True)
class Staffed:
    shop: Shop
    address: str


@pytest.fixture(scope="module")
def served(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:  # noqa: F811
    """The six products with an agent who is there."""
    store = shutil.copytree(six_store, tmp_path_factory.mktemp("staffed") / "six")
    accounts = Accounts.of(store)
    accounts.add("Mia", "correct horse battery")
    with (
        opened(store) as shop,
        serving(lambda: create_app(shop, agents=accounts), own_port(17960)) as address,
    ):
        yield Staffed(shop, f"{address}/")


@pytest.fixture
def visitor(contexts: Callable[..., BrowserContext], served: Staffed) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []
    served.shop.desk.present(MIA)  # before each test: who is not heard of for 45 seconds is not there

    def visit(width: int = 1280, height: int = 800, color_scheme: str = "light") -> Visit:
        visits.append(Visit(contexts(width, height, color_scheme), served.address, [], []))
        return visits[-1]

    yield visit
    for made in visits:
        for page in made.context.pages:
            page.close()
        assert made.foreign == []


def asked(page: Page, message: str = "can I talk to a person") -> str:
    """A person was asked for in the page; the id of its conversation."""
    say(page, message)
    page.locator(".st-hands-banner").wait_for()
    session: str = page.evaluate("sessionStorage.getItem('shelftalk.session')")
    return session


def shows(page: Page, *turns: int) -> None:
    """Waits until exactly the turns of these numbers are shown, in this order."""
    page.wait_for_function(
        """(wanted) => {
            const all = [...document.querySelectorAll('.st-turn[data-turn]')].filter((turn) => turn.checkVisibility());
            return all.map((turn) => turn.dataset.turn).filter(Boolean).join() === wanted;
        }""",
        arg=",".join(str(turn) for turn in turns),
    )


def past(page: Page) -> Any:
    """Where finished turns are, and what a person says; its announcement is elsewhere."""
    return page.locator(".st-past")


def banner(page: Page) -> Any:
    return page.locator(".st-hands-who")


def test_a_person_comes_answers_and_goes(visitor: Callable[..., Visit], served: Staffed) -> None:
    page = visitor().page()
    say(page, "jackets under 90")
    answered(page)
    session = asked(page)
    assert "A person was asked for" in banner(page).inner_text()
    served.shop.desk.take(session, MIA)
    past(page).get_by_text("You are talking to Mia now.").wait_for()
    page.wait_for_function("document.querySelector('.st-hands-who').textContent.includes('You are talking to Mia')")
    assert re.search(r"since \d", banner(page).inner_text())
    assert page.locator("#st-words").get_attribute("placeholder") == "Message to Mia"
    served.shop.desk.say(session, MIA, "Hello <b>there</b>", key="k1")
    past(page).get_by_text("Hello <b>there</b>").wait_for()
    assert "Mia" in page.locator(".st-announcer").inner_text()
    say(page, "it has to be blue")
    page.wait_for_function("!document.body.classList.contains('st-running')")
    assert page.locator("#st-live .st-text").inner_text() == ""
    served.shop.desk.send_cards(session, MIA, ["tee-M-White", "pack"], "One of these?", key="k2")
    page.locator(".st-past .st-card[data-product=pack]").last.wait_for()
    page.locator(".st-past .st-card[data-product=pack] [data-do=add]").last.click()
    page.locator(".st-cart-inside[data-pieces='1']").wait_for()
    served.shop.desk.hand_back(session, MIA)
    past(page).get_by_text("Mia has handed the conversation back").wait_for()
    page.locator(".st-hands-banner").wait_for(state="hidden")
    assert page.locator("#st-words").get_attribute("placeholder") == "What are you looking for?"
    say(page, "how much is the first one?")
    shows(page, 0, 1, 2, 3, 4, 5, 7, 8)  # 6 was the cart
    page.locator(".st-turn[data-turn='8']").get_by_text("$19.00").first.wait_for()


def test_nothing_is_lost_or_doubled_by_a_reload(visitor: Callable[..., Visit], served: Staffed) -> None:
    page = visitor().page()
    session = asked(page)
    served.shop.desk.take(session, MIA)
    served.shop.desk.say(session, MIA, "before", key="k1")
    past(page).get_by_text("before", exact=True).wait_for()
    page.reload()
    past(page).get_by_text("before", exact=True).wait_for()
    page.wait_for_function("document.querySelector('.st-hands-who')?.textContent.includes('You are talking to Mia')")
    served.shop.desk.say(session, MIA, "after", key="k2")
    past(page).get_by_text("after", exact=True).wait_for()
    shows(page, 0, 1, 2, 3)
    assert past(page).get_by_text("before", exact=True).count() == 1


def test_what_was_said_while_the_line_was_broken_comes_once(visitor: Callable[..., Visit], served: Staffed) -> None:
    visit = visitor()
    page = visit.page()
    session = asked(page)
    served.shop.desk.take(session, MIA)
    past(page).get_by_text("You are talking to Mia now.").wait_for()
    visit.context.set_offline(True)
    try:
        # A line that is open stays so where a browser is only told that it is offline: it is cut by hand.
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        served.shop.desk.say(session, MIA, "are you there?", key="k1")
        page.wait_for_timeout(500)
        assert past(page).get_by_text("are you there?").count() == 0
    finally:
        visit.context.set_offline(False)
    page.evaluate("dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))")
    past(page).get_by_text("are you there?").wait_for()
    served.shop.desk.say(session, MIA, "hello?", key="k2")
    past(page).get_by_text("hello?").wait_for()
    shows(page, 0, 1, 2, 3)
    visit.errors.clear()


def test_the_way_back_is_a_button(visitor: Callable[..., Visit], served: Staffed) -> None:
    page = visitor().page()
    session = asked(page)
    served.shop.desk.take(session, MIA)
    back = page.get_by_role("button", name="Back to the assistant")
    back.wait_for()
    back.focus()
    page.keyboard.press("Enter")
    page.locator("#st-live").get_by_text("Mia is not in this conversation any more").wait_for()
    page.locator(".st-hands-banner").wait_for(state="hidden")
    say(page, "jackets")
    page.locator("#st-live .st-card[data-product]").first.wait_for()


def test_two_tabs_are_two_conversations(visitor: Callable[..., Visit], served: Staffed) -> None:
    visit = visitor()
    first, second = visit.page(), visit.page()
    one, two = asked(first), asked(second)
    assert one != two
    served.shop.desk.take(one, MIA)
    served.shop.desk.say(one, MIA, "only for you", key="k1")
    past(first).get_by_text("only for you").wait_for()
    second.wait_for_timeout(300)
    assert past(second).get_by_text("only for you").count() == 0
    assert "A person was asked for" in banner(second).inner_text()


SCREENS = [(1280, "light"), (1280, "dark"), (390, "dark"), (390, "light"), (320, "light")]


def test_it_is_for_everybody(visitor: Callable[..., Visit], served: Staffed) -> None:
    page = visitor(height=844).page()
    session = asked(page)
    served.shop.desk.take(session, MIA)
    served.shop.desk.say(session, MIA, "A word of " + "w" * 90 + " and more", key="k1")
    served.shop.desk.send_bundle(session, MIA, ["pack", "bottle-500"], "Both", key="k2")
    past(page).get_by_text("Chosen by Mia").wait_for()
    page.wait_for_function("document.querySelector('.st-hands-who').textContent.includes('Mia')")
    for width, scheme in SCREENS:
        shown_on(page, width, 844, scheme)
        assert violations(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, scheme)


def test_it_is_said_in_chinese(served: Staffed, browser: Any) -> None:
    served.shop.desk.present(MIA)
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_selector("body.st-ready", timeout=PATIENCE_MS)
    session = asked(page, "转人工")
    served.shop.desk.take(session, MIA)
    page.wait_for_function("document.querySelector('.st-hands-who').textContent.includes('您正在与 Mia 交谈')")
    assert page.get_by_role("button", name="回到助手").is_visible()
    context.close()


def test_what_is_said_before_the_first_word_came_is_of_the_same_conversation(
    visitor: Callable[..., Visit], served: Staffed
) -> None:
    page = visitor().page()
    say(page, "jackets under 90")
    say(page, "can I talk to a person")
    page.locator(".st-hands-banner").wait_for()
    session = page.evaluate("sessionStorage.getItem('shelftalk.session')")
    said = [turn.message for turn in served.shop.session("", session).history()]
    assert said == ["jackets under 90", "can I talk to a person"]
    page.reload()  # an answer that was cut short before its first piece is drawn from the records only
    shows(page, 0, 1)

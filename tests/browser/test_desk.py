"""The agent's desk and the shopper's page at once, in headless Chromium, over a real shop of six products."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.reply import PersonSaid
from assistant.shop import Shop
from tests.assistant.conftest import opened, six_store  # noqa: F401  # a fixture
from tests.browser.conftest import LEAVING, PATIENCE_MS
from tests.browser.test_accessibility import SCREENS, shown_on, violations_everywhere
from tests.ui.desk.conftest import PASSWORDS, accounts_in
from tests.ui.desk.fake_copilot import DRAFTED, FakeCopilot
from tests.ui.serving import own_port, serving
from ui.desk.accounts import Accounts
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script> ${window.hacked=3} \u202egnirts'


@dataclass
class Served:
    shop: Shop
    copilot: FakeCopilot
    accounts: Accounts
    address: str


@pytest.fixture(scope="module")
def open_desk(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:  # noqa: F811
    store = shutil.copytree(six_store, tmp_path_factory.mktemp("desk") / "six")
    with opened(store, clock=lambda: datetime.now(UTC)) as shop:
        copilot = FakeCopilot(shop)
        shop.copilot = copilot  # type: ignore[assignment]
        accounts = accounts_in(store)
        port = own_port(19860)
        with serving(lambda: create_app(shop, agents=accounts), port) as address:
            yield Served(shop, copilot, accounts, f"{address}/")


class Visitors:
    """Browsers of their own, each with its own cookies; what went wrong in any of them is remembered."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self._browser = browser
        self.served = served
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.foreign: list[str] = []

    def page(self, width: int = 1280, height: int = 800, scheme: str = "light") -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))
        return page

    def _watch(self, url: str) -> None:
        if not url.startswith((self.served.address, "data:", "blob:", "about:")):
            self.foreign.append(url)

    def shopper(self, *said: str) -> Page:
        """Somebody who says that on the shopper's page, and asks for a person."""
        page = self.page()
        page.goto(self.served.address)
        page.wait_for_selector("body.st-ready")
        for words in (*said, "I want to talk to a person"):
            tell(page, words)
        return page

    def agent(self, name: str = "Mia", width: int = 1280, height: int = 800, scheme: str = "light") -> Page:
        page = self.page(width, height, scheme)
        page.goto(f"{self.served.address}agent/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORDS[name])
        page.keyboard.press("Enter")
        page.wait_for_selector("body.st-ready")
        return page


@pytest.fixture
def visitors(browser: Browser, open_desk: Served) -> Iterator[Visitors]:
    made = Visitors(browser, open_desk)
    yield made
    for waiting in open_desk.shop.desk.inbox():
        open_desk.shop.forget(waiting.session_id)
    for context in made.contexts:
        context.close()
    assert made.foreign == []
    assert [error for error in made.errors if not any(sign in error for sign in LEAVING)] == []


def tell(page: Page, words: str) -> None:
    """The shopper says it and has an answer."""
    page.fill("#st-words", words)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('#st-words').value === '' && !document.body.classList.contains('st-running')"
    )
    page.wait_for_selector(f".st-said:has-text({words[:30]!r})")


def open_first(page: Page) -> str:
    """Opens the conversation on top by keyboard; its id."""
    page.wait_for_selector(".ad-list button")
    page.locator(".ad-header h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ad-turn")
    return page.evaluate("desk.state.session")


def rest(page: Page) -> None:
    """Out of whatever field the keyboard is in, so that shortcuts count."""
    page.evaluate("document.activeElement.blur()")


def take(page: Page) -> None:
    rest(page)
    page.keyboard.press("t")
    page.wait_for_selector("[data-do=hand-back]:visible")


def send(page: Page, words: str) -> None:
    page.fill("#ad-words", words)
    page.press("#ad-words", "Enter")


def said_by_people(served: Served, session: str) -> list[str]:
    turns = served.shop.desk.turns_after(session, -1)
    return [event.text for _, turn in turns for event in turn.events if isinstance(event, PersonSaid) and event.text]


def test_a_shopper_is_served_by_a_person_and_goes_on_with_the_assistant(visitors: Visitors) -> None:
    served = visitors.served
    mia = visitors.agent()
    shopper = visitors.shopper("a rain jacket")
    session = open_first(mia)
    mia.wait_for_selector("[data-part=summary] .ad-open:has-text('person')")
    assert "You are talking to Mia" in mia.inner_text(".ad-will")
    take(mia)
    shopper.wait_for_selector("text=You are talking to Mia now.")

    # The suggestion comes by itself once it is taken, is edited and sent; nothing goes out before.
    mia.wait_for_selector("[data-part=draft] .ad-draft[data-state=done]")
    assert said_by_people(served, session) == []
    rest(mia)
    mia.keyboard.press("u")
    assert mia.input_value("#ad-words") == DRAFTED
    send(mia, f"{DRAFTED} Best, Mia")
    mia.wait_for_selector(".ad-kept")
    shopper.wait_for_selector("text=Best, Mia")
    assert served.copilot.proposals.edits[-1][1:] == (f"{DRAFTED} Best, Mia", "Mia")

    # Two products as cards: held back for a moment, then seen by the shopper, who adds one.
    rest(mia)
    mia.keyboard.press("p")
    mia.check("[data-part=found] [data-title='Steel Water Bottle']")
    mia.check("[data-part=found] [data-title='Fell Day Backpack']")
    assert mia.inner_text("[data-do=send-cards]") == "Send 2 as cards to Guest"
    mia.click("[data-do=send-cards]")
    mia.wait_for_selector(".ad-own[data-state=held]")
    mia.wait_for_selector(".ad-turn[data-by=agent] .ad-card >> nth=1")
    add = shopper.locator(".st-card [data-do=add]")
    add.last.wait_for()
    add.last.click()
    shopper.wait_for_selector(".st-line")
    mia.wait_for_selector("[data-part=shopper] .ad-lines li", state="attached")

    # Back to the assistant, which goes on.
    rest(mia)
    mia.keyboard.press("h")
    assert "handed the conversation back" in mia.inner_text(".ad-will-back")
    mia.click("#ad-dialog-hand-back [type=submit]")
    shopper.wait_for_selector("text=handed the conversation back")
    tell(shopper, "a backpack")
    mia.wait_for_selector(".ad-turn:has-text('a backpack')")
    assert mia.locator(".ad-turn").count() == len(served.shop.desk.turns_after(session, -1))
    assert mia.locator("#ad-words").get_attribute("placeholder") == "The assistant answers here now"


def test_of_two_agents_one_takes_it_and_the_other_is_told(visitors: Visitors) -> None:
    mia, bo = visitors.agent("Mia"), visitors.agent("Bo")
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    open_first(bo)
    for page in (mia, bo):  # neither page has heard of the other
        page.evaluate("window.took = desk.act('take')")
    assert sorted([mia.evaluate("window.took"), bo.evaluate("window.took")]) == [False, True]
    holder = visitors.served.shop.desk.standing(session).name
    won, lost = (mia, bo) if holder == "Mia" else (bo, mia)
    won.wait_for_selector("[data-do=hand-back]:visible")
    lost.wait_for_selector(f".ad-toast:has-text('{holder} holds this conversation')")
    lost.wait_for_selector(f".ad-talk-who:has-text('With {holder}')")
    assert lost.is_disabled(".ad-composer [type=submit]")
    send(lost, "I wanted to help")
    assert lost.input_value("#ad-words") == "I wanted to help"
    assert said_by_people(visitors.served, session) == []


def test_a_reload_keeps_what_was_typed_and_doubles_nothing(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    take(mia)
    # The message is kept, its answer is lost on the way: the page cannot know, and is closed.
    arrived: list[str] = []

    def lose(route: object) -> None:
        arrived.append(route.request.post_data)  # type: ignore[attr-defined]
        route.fetch()  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    mia.route("**/messages", lose)
    send(mia, "I am here")
    mia.wait_for_selector(".ad-own[data-state=failed]")
    mia.unroute("**/messages")
    mia.fill("#ad-words", "half a sentence")
    mia.reload()
    mia.wait_for_selector(".ad-own[data-state=failed]")
    mia.wait_for_selector(".ad-turn[data-by=agent]")
    assert mia.input_value("#ad-words") == "half a sentence"
    mia.click(".ad-own >> text=Try again")
    mia.wait_for_selector(".ad-own", state="detached")
    assert arrived
    assert said_by_people(visitors.served, session) == ["I am here"]
    assert mia.locator(".ad-turn:has-text('I am here')").count() == 1


def test_a_lead_gives_a_conversation_to_somebody_who_is_here(visitors: Visitors) -> None:
    bo, ana = visitors.agent("Bo"), visitors.agent("Ana")
    shopper = visitors.shopper("a rain jacket")
    session = open_first(ana)
    ana.wait_for_selector(".ad-here >> text=Bo")
    assert ana.is_disabled("[data-do=assign]")
    ana.select_option("[data-choose=assign]", label="Bo")
    ana.focus("[data-choose=assign]")
    ana.evaluate("desk.onHands(desk.state.standing)")  # something else happens meanwhile: what was chosen stays
    assert ana.evaluate("document.activeElement.selectedOptions[0].text") == "Bo"
    assert visitors.served.shop.desk.standing(session).who == "waiting"
    ana.click("[data-do=assign]")
    ana.wait_for_selector(".ad-talk-who:has-text('With Bo')")
    shopper.wait_for_selector("text=You are talking to Bo now.")
    bo.wait_for_selector(".ad-list button[data-mine=true]")


def test_products_can_be_called_back(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    take(mia)
    n_turns = len(visitors.served.shop.desk.turns_after(session, -1))
    rest(mia)
    mia.keyboard.press("b")
    mia.click("[data-do=send-bundle]")
    mia.click(".ad-toast >> text=Undo")
    mia.wait_for_selector(".ad-own", state="detached")
    mia.click("[data-do=send-bundle]")
    mia.evaluate("desk.onOpened(desk.state.session)")  # as after a look at another conversation
    mia.click(".ad-own >> text=Take back")
    mia.wait_for_selector(".ad-toast:has-text('nothing was sent')")
    mia.wait_for_timeout(4500)
    assert mia.locator(".ad-own").count() == 0
    assert len(visitors.served.shop.desk.turns_after(session, -1)) == n_turns


def sign_in_again(page: Page) -> None:
    page.wait_for_selector("#ad-dialog-login[open]")
    page.fill("#ad-dialog-login [name=password]", PASSWORDS["Mia"])
    page.press("#ad-dialog-login [name=password]", "Enter")


def test_what_is_typed_in_a_dialog_stays_until_it_is_sent(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    mia.click("[data-do=thumb-turn] >> nth=0")
    mia.fill("#ad-dialog-thumb textarea", "half a rea")
    mia.mouse.click(5, 5)  # beside it
    mia.wait_for_selector("#ad-dialog-thumb", state="hidden")
    take(mia)
    mia.click("[data-do=thumb-turn] >> nth=0")
    assert mia.input_value("#ad-dialog-thumb textarea") == "half a rea"
    mia.keyboard.press("Escape")
    rest(mia)
    mia.keyboard.press("h")
    mia.fill("#ad-dialog-hand-back textarea", "wants size M")
    token = next(one["value"] for one in mia.context.cookies() if one["name"] == "shelftalk-agent")
    visitors.served.accounts.logout(token)
    mia.evaluate("desk.call('/me').catch(() => {})")  # whatever the desk asks next
    sign_in_again(mia)
    mia.wait_for_selector("#ad-dialog-hand-back[open]")
    assert mia.input_value("#ad-dialog-hand-back textarea") == "wants size M"
    mia.click("#ad-dialog-hand-back [type=submit]")
    mia.wait_for_selector(".ad-noted:has-text('wants size M')")
    assert visitors.served.shop.desk.standing(session).who == "assistant"


def test_a_desk_that_cannot_begin_tries_again_and_sends_what_was_on_its_way(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    take(mia)
    mia.evaluate(
        """(session) => {
            const body = { text: "On its way", draft_id: "" };
            desk.keep("outbox", JSON.stringify(
                [{ key: desk.newKey(), session, kind: "messages", body, says: body.text, state: "sending" }]));
            desk.keep("session", "");
        }""",
        session,
    )
    asked: list[str] = []

    def fail_once(route: object) -> None:
        asked.append("me")
        if len(asked) == 1:
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    mia.route("**/agent/api/me", fail_once)
    mia.reload()
    mia.wait_for_selector(".ad-line:has-text('tries again by itself')")
    mia.wait_for_selector("body.st-ready")
    assert not mia.is_visible(".ad-line")
    mia.wait_for_function("desk.kept('outbox') === '[]'")
    assert said_by_people(visitors.served, session) == ["On its way"]
    mia.evaluate("desk.line('for a while', 50)")
    mia.wait_for_selector(".ad-line", state="hidden")


def test_an_ended_login_loses_nothing(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    take(mia)
    token = next(one["value"] for one in mia.context.cookies() if one["name"] == "shelftalk-agent")

    def end_first(route: object) -> None:
        visitors.served.accounts.logout(token)
        route.continue_()  # type: ignore[attr-defined]

    mia.route("**/messages", end_first, times=1)  # under way when the login ends: whatever is asked first, finds out
    send(mia, "Typed before the end")
    mia.wait_for_selector(".ad-own[data-state=failed]")
    mia.wait_for_selector("#ad-dialog-login[open]")
    assert mia.input_value("#ad-dialog-login [name=name]") == "Mia"
    mia.fill("#ad-dialog-login [name=password]", "not my password")
    mia.press("#ad-dialog-login [name=password]", "Enter")
    mia.wait_for_selector("#ad-dialog-login .ad-problem:visible")
    mia.fill("#ad-dialog-login [name=password]", PASSWORDS["Mia"])
    mia.press("#ad-dialog-login [name=password]", "Enter")
    mia.wait_for_selector(".ad-kept")
    assert said_by_people(visitors.served, session) == ["Typed before the end"]


def test_what_a_shopper_writes_is_only_text(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper(HOSTILE, "word " * 1500)
    open_first(mia)
    mia.wait_for_selector(".ad-said[data-who=shopper]:has-text('onerror')")
    mia.wait_for_selector("[data-part=summary] .ad-words")
    assert mia.evaluate("window.hacked") is None
    assert mia.locator(".ad-turns img[src=x], .ad-turns script").count() == 0
    assert mia.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert mia.evaluate("(b => b.scrollWidth <= b.clientWidth)(document.querySelector('.ad-turns'))")


def test_shortcuts_rest_while_one_types_and_are_listed(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    session = open_first(mia)
    rest(mia)
    mia.keyboard.press("r")
    mia.keyboard.type("that sticks? hmm")
    assert mia.input_value("#ad-words") == "that sticks? hmm"
    assert visitors.served.shop.desk.standing(session).who == "waiting"
    assert mia.locator("dialog[open]").count() == 0
    mia.keyboard.press("Escape")
    mia.keyboard.press("?")
    mia.wait_for_selector("#ad-dialog-help[open]")
    mia.keyboard.press("t")  # rests under a dialog, too
    mia.keyboard.press("Escape")
    assert visitors.served.shop.desk.standing(session).who == "waiting"
    mia.keyboard.press("/")
    mia.keyboard.type("returns")
    mia.keyboard.press("Enter")
    mia.wait_for_selector("[data-part=found] blockquote")
    rest(mia)
    mia.keyboard.press("m")
    mia.wait_for_selector("#ad-dialog-macros [role=option]")
    mia.keyboard.type("number")
    mia.keyboard.press("Enter")
    assert "[order number]" in mia.input_value("#ad-words")
    assert mia.evaluate("getSelection().toString()") == "[order number]"


def test_a_source_opens_and_a_thumb_takes_a_reason(visitors: Visitors) -> None:
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    open_first(mia)
    rest(mia)
    mia.keyboard.press("d")
    mia.click("[data-part=draft] .ad-source >> nth=1")
    assert mia.is_visible("[data-part=draft] blockquote:has-text('within 30 days')")
    assert mia.get_attribute("[data-part=draft] .ad-sources a", "href") == "/papers/returns"
    mia.click("[data-do=thumb-draft]")
    mia.fill("#ad-dialog-thumb textarea", "it is 14 days")
    mia.click("#ad-dialog-thumb [type=submit]")
    mia.wait_for_selector(".ad-toast:has-text('a proposal went to the owner')")
    assert visitors.served.copilot.proposals.thumbs[-1][1:] == ("it is 14 days", "Mia")


def test_a_copilot_that_fails_says_so_and_the_desk_goes_on(visitors: Visitors) -> None:
    copilot = visitors.served.copilot
    mia = visitors.agent()
    visitors.shopper("a rain jacket")
    copilot.fails = copilot.breaks = True
    try:
        session = open_first(mia)
        mia.wait_for_selector("[data-part=summary] [role=alert]")
        take(mia)
        mia.wait_for_selector("[data-part=draft] [role=alert]:has-text('The copilot could not do this')")
        send(mia, "By myself, then")
        mia.wait_for_selector(".ad-kept")
        assert said_by_people(visitors.served, session) == ["By myself, then"]
    finally:
        copilot.fails = copilot.breaks = False


def test_new_conversations_are_announced_once_and_counted(visitors: Visitors) -> None:
    mia = visitors.agent()
    mia.wait_for_function("document.title.startsWith('Desk')")
    mia.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('.ad-announcer').textContent))"
        ".observe(document.querySelector('.ad-announcer'), { childList: true })"
    )
    visitors.shopper("a rain jacket")
    mia.wait_for_selector(".ad-list button")
    mia.wait_for_function("document.title.startsWith('(1) Desk')")
    mia.wait_for_timeout(1200)
    assert [re.sub(r"\..*", "", one) for one in mia.evaluate("heard")] == ["New: Guest asks for a person"]
    assert mia.inner_text("[data-filter=waiting] b") == "1"


def nothing_open(page: Page) -> None:
    page.wait_for_selector(".ad-list button")


def help_open(page: Page) -> None:
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")


def shopper_seen(page: Page) -> None:
    page.evaluate("desk.view('shopper')")
    page.wait_for_selector("[data-part=shopper] h3")


def taken(page: Page) -> None:
    page.evaluate("desk.view('talk')")
    take(page)
    page.wait_for_selector("[data-part=draft] .ad-draft[data-state=done]", state="attached")
    page.evaluate("desk.view('reply')")


def finding(page: Page) -> None:
    rest(page)
    page.keyboard.press("p")
    page.locator("[data-part=found] [data-choose=card]:not([disabled])").first.check()


def macros_open(page: Page) -> None:
    rest(page)
    page.keyboard.press("m")
    page.wait_for_selector("#ad-dialog-macros [role=option]")


STATES = (nothing_open, help_open, open_first, shopper_seen, taken, finding, macros_open)  # each goes on from the last


def test_axe_finds_nothing(visitors: Visitors) -> None:
    visitors.shopper("a rain jacket")
    door = visitors.page(1280, 800, "light")
    door.goto(f"{visitors.served.address}agent/login")
    found = [f"login: {one}" for one in violations_everywhere(door)]
    page = visitors.agent()
    for reach in STATES:
        shown_on(page, *SCREENS["desktop, light"])
        reach(page)
        found += [f"{reach.__name__}: {one}" for one in violations_everywhere(page)]  # the last is the phone
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), reach.__name__
        page.evaluate("document.querySelector('dialog[open]')?.close()")
    assert found == []


def test_every_control_is_reached_by_tab(visitors: Visitors) -> None:
    visitors.shopper("a rain jacket")
    mia = visitors.agent()
    open_first(mia)
    taken(mia)
    rest(mia)
    reached = set()
    for _ in range(60):
        mia.keyboard.press("Tab")
        reached.add(mia.evaluate("document.activeElement.dataset?.do ?? document.activeElement.id ?? ''"))
    assert {"theme", "help", "logout", "hand-back", "ad-words", "macros", "draft", "use", "source"} <= reached


def test_nothing_is_cut_off_on_a_phone(visitors: Visitors) -> None:
    visitors.shopper("a rain jacket")
    mia = visitors.agent("Mia", 390, 700)
    open_first(mia)
    taken(mia)
    for width in (390, 320):
        shown_on(mia, width, 700, "light")
        for view in ("inbox", "talk", "reply", "find", "shopper"):
            mia.click(f"#ad-tab-{view}")
            assert mia.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, view)
            assert page_cuts_off(mia) == [], (width, view)


def page_cuts_off(page: Page) -> list[str]:
    """Controls that reach beyond the right edge."""
    cut: list[str] = page.evaluate(
        "[...document.querySelectorAll('#ad-page button, #ad-page textarea')]"
        ".filter((e) => e.offsetParent && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML)"
    )
    return cut

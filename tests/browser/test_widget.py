"""The widget on a store of another origin: asked, sharing a cart, carried from page to page, cut off, with a person."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.handoff.hands import Agent
from retrieval.catalog import Catalog
from tests.assistant.conftest import opened as opened_shop
from tests.assistant.conftest import six_store, store  # noqa: F401  # fixtures
from tests.browser import widget_visits
from tests.browser.conftest import PATIENCE_MS
from tests.browser.widget_visits import OPEN, Stores, Visit, answered, asked, opened, say, told
from tests.conftest import SIX
from tests.ui.fake_shop import LAST_WORD, FakeShop
from tests.ui.serving import own_port, serving
from ui.api.options import ApiOptions, StoreKey
from ui.api.tokens import identity_signature
from ui.demo.app import demo_app
from ui.demo.place import DemoPlace
from ui.server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
stores, visitor = widget_visits.stores, widget_visits.visitor  # fixtures


# --- what it costs, and what it asks for ---------------------------------------------------------------------------


def test_before_it_is_opened_one_small_file_is_fetched(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    page = visit.page()
    page.wait_for_timeout(300)
    assert [url for url in visit.asked if url.startswith(stores.server)] == [f"{stores.server}/widget.js"]
    opened(page)
    page.wait_for_selector(".next .pill")
    assert any(re.search(r"/widget/panel-en\.[0-9a-f]{8}\.js$", url) for url in visit.asked)


def test_ask_and_put_into_the_stores_own_basket(visitor: Callable[..., Visit]) -> None:
    page = visitor().page()
    asked(page, "a blue jacket")
    assert page.locator(".turn .card").count() == 6
    assert "You said 'a blue jacket'" in page.locator(".turn .text").inner_text()
    page.click(".turn .card:has-text('Fell Day Backpack') .do")
    page.wait_for_selector("[data-pieces]:text-is('1')")
    assert told(page, "add-to-cart") == [
        {"variant_id": "pack", "product_id": "pack", "title": "Fell Day Backpack", "quantity": 1}
    ]
    page.wait_for_selector(".count:text-is('1')")
    assert told(page, "cart")[-1] == {"lines": [{"variant_id": "pack", "quantity": 1}], "n": 1}


def test_what_the_store_puts_in_the_assistant_knows(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/products/bottle")
    asked(page, "a jacket")
    page.click(".buy")
    page.wait_for_selector(".count:text-is('1')")
    session = [*stores.shop.sessions.values()][-1]
    assert [(item.variant_id, item.quantity) for item in session.cart().items] == [("bottle-500", 1)]
    page.click("header .basket")
    page.click("main button:has-text('Remove one')")
    page.wait_for_selector(".count:text-is('')", state="attached")
    assert session.cart().items == ()


def test_a_page_that_adds_by_itself_is_left_to_it(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/")
    asked(page, "a jacket")
    page.evaluate("document.addEventListener('shelftalk:add-to-cart', (event) => event.preventDefault())")
    page.click(".turn .card:has-text('Fell Day Backpack') .do")
    page.wait_for_timeout(200)
    assert [*stores.shop.sessions.values()][-1].cart().items == ()
    assert page.inner_text("[data-pieces]") == "0"


def test_a_store_that_refuses_is_believed(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/")
    page.evaluate("shelftalk('onAddToCart', async () => false)")
    asked(page, "a jacket")
    page.click(".turn .card:has-text('Fell Day Backpack') .do")
    page.wait_for_selector(".note:has-text('could not be added')")
    assert [*stores.shop.sessions.values()][-1].cart().items == ()


def test_chips_bundles_comparisons_and_next_steps(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/")
    asked(page, "a blue jacket")
    assert page.locator(".chips .pill").all_inner_texts() == ["blue ×", "jacket ×"]
    page.click(".next .pill:has-text('Compare the first two')")
    page.wait_for_selector("table")
    answered(page)
    assert page.locator("tr.differs th").all_inner_texts() == ["Price", "Rating"]
    say(page, "a bundle for a walk")
    answered(page)
    page.click(".bundle > .do")
    page.wait_for_selector(".count:text-is('3')")
    page.click("header .icon >> nth=0")
    assert page.locator(".lines .card").count() == 3
    page.click(".lines button[aria-label^='One less'] >> nth=0")
    page.wait_for_selector(".count:text-is('2')")


def test_another_option_is_read_anew_from_the_store(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/")
    asked(page, "a bottle")
    card = page.locator(".turn .card:has-text('Steel Water Bottle')")
    card.locator("select").select_option("750 ml")
    card.locator("b:text-is('$24.00')").wait_for()
    card.locator(".do").click()
    page.wait_for_selector(".count:text-is('1')")
    assert told(page, "add-to-cart")[0]["variant_id"] == "bottle-750"


def test_not_for_me_says_why_and_can_be_taken_back(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/")
    asked(page, "a jacket")
    page.click(".turn .card >> nth=0 >> .icon")
    page.click(".pill:text-is('Too dear')")
    page.wait_for_selector(".card.gone")  # at once; the server hears of it meanwhile
    for _ in range(100):
        if stores.shop.rejected:
            break
        page.wait_for_timeout(50)
    assert stores.shop.rejected == {"rain"}
    page.click(".pill:text-is('Bring it back')")
    page.wait_for_selector(".card.gone", state="detached")


def test_an_answer_is_stopped(visitor: Callable[..., Visit]) -> None:
    page = visitor().page("/")
    opened(page)
    say(page, "slow one")
    page.wait_for_selector(".text:has-text('word 2')")
    page.click("button[aria-label=Stop]")
    answered(page)
    assert LAST_WORD not in page.inner_text(".log")
    assert page.evaluate("document.querySelector('shelftalk-widget').shadowRoot.activeElement.localName") == "textarea"


# --- where the shopper is ------------------------------------------------------------------------------------------


def test_it_is_the_pages_product_without_asking(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/products/rain?variant=rain-M-Blue")
    asked(page, "is this waterproof?")
    heard = [*stores.shop.sessions.values()][-1].heard
    assert heard == [ShopperAct(Intent.LOOK, product_ids=("rain",)), "is this waterproof?"]
    say(page, "and warm?")
    answered(page)
    assert heard[2:] == ["and warm?"]  # told once
    page.click(".about")
    say(page, "is it?")
    answered(page)
    assert heard[3:] == [ShopperAct(Intent.LOOK, product_ids=("rain",)), "is it?"]


def test_only_ids_are_sent(visitor: Callable[..., Visit]) -> None:
    visit = visitor()
    page = visit.page("/products/rain")
    with page.expect_request(lambda request: request.url.endswith("/messages")) as sent:
        asked(page, "is this waterproof?")
    assert json.loads(sent.value.post_data or "") == {
        "message": "is this waterproof?",
        "context": {"product": "rain"},
    }


def test_a_page_that_changes_without_loading_says_where_it_is(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/")
    asked(page, "hello")
    page.evaluate("shelftalk('context', { product: 'mug' })")
    page.wait_for_selector(".about:has-text('Camp Mug')")
    say(page, "is this steel?")
    answered(page)
    heard = [*stores.shop.sessions.values()][-1].heard
    assert heard == ["hello", ShopperAct(Intent.LOOK, product_ids=("mug",)), "is this steel?"]


# --- from page to page ---------------------------------------------------------------------------------------------


def test_a_reload_and_another_page_go_on(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/")
    asked(page, "a jacket")
    n = len(stores.shop.sessions)
    page.reload()
    page.wait_for_selector(f"{OPEN} .said:has-text('a jacket')")
    page.goto(f"{stores.store}/products/pack")
    page.wait_for_selector(f"{OPEN} .said:has-text('a jacket')")
    assert page.locator(".turn .card").count() == 6
    assert page.evaluate("document.activeElement.localName") == "body"  # nothing took the focus
    page.keyboard.press("Tab")
    say(page, "and this?")
    answered(page)
    assert len(stores.shop.sessions) == n
    page.click("button[aria-label=Close]")
    page.reload()
    page.wait_for_selector(".launch")
    assert page.locator(OPEN).count() == 0


def test_an_answer_goes_on_where_the_page_was_left(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.may_fail = True  # what was being fetched is not any more
    page = visit.page("/")
    opened(page)
    say(page, "slow one")
    page.wait_for_selector(".text:has-text('word 2')")
    page.goto(f"{stores.store}/products/pack")
    page.wait_for_selector(f"{OPEN} .text:has-text('word 30')")
    assert page.locator(".said").count() == 1
    assert [*stores.shop.sessions.values()][-1].heard == ["slow one"]
    page.click("button[aria-label=Stop]")
    answered(page)


def test_an_answer_that_breaks_off_is_heard_from_where_it_broke(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    opened(page)
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.headers.get("last-event-id", "")))
    page.route("**/messages", _cut)
    say(page, "a jacket")
    page.wait_for_selector(".text:has-text('These fit you best.')")
    answered(page)
    assert [*stores.shop.sessions.values()][-1].heard == ["a jacket"]
    assert [one for one in seen if one] == ["0-2"]
    assert page.locator(".turn .card").count() == 6


def _cut(route: Route) -> None:
    """The answer's first two events, and then the end of the connection."""
    answer = route.fetch()
    parts = answer.text().split("\n\n")
    at = next(n for n, part in enumerate(parts) if "id: 0-2" in part)
    route.fulfill(response=answer, body="\n\n".join(parts[: at + 1]) + "\n\n")


def test_a_conversation_that_is_gone_begins_anew_and_says_so(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    asked(page, "a jacket")
    page.click(".turn .card:has-text('Fell Day Backpack') .do")
    page.wait_for_selector(".count:text-is('1')")
    gone = [*stores.shop.sessions][-1]
    page.evaluate("""async () => {
        const { id, token } = JSON.parse(localStorage.getItem("shelftalk.talk."));
        await fetch(document.querySelector("script[data-store]").src.replace("widget.js", "api/v1/sessions/" + id),
            { method: "DELETE", headers: { Authorization: "Bearer " + token } });
    }""")
    say(page, "a bottle")
    page.wait_for_selector(".hands:has-text('not kept any more')")
    answered(page)
    session = [*stores.shop.sessions.values()][-1]
    assert session.id != gone
    assert session.heard[-1] == "a bottle"
    assert [item.variant_id for item in session.cart().items] == ["pack"]


def test_without_a_connection_the_words_are_kept(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    asked(page, "hello")
    page.clock.install()
    page.route("**/api/v1/**", lambda route: route.abort())
    say(page, "a jacket")
    _wait_for_retries(page)
    page.wait_for_selector(".bad:has-text('cannot be reached')")
    page.unroute("**/api/v1/**")
    page.click(".pill:text-is('Try again')")
    page.wait_for_selector(".text:has-text(\"You said 'a jacket'\")")
    assert page.locator(".said").count() == 2


def test_what_was_heard_but_not_answered_is_not_said_twice(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    asked(page, "hello")
    page.clock.install()
    page.route("**/messages**", _lost)
    say(page, "a jacket")
    _wait_for_retries(page)
    page.wait_for_selector(".bad:has-text('cannot be reached')")
    waits = page.evaluate("JSON.parse(sessionStorage.getItem('shelftalk.wait.')).wait.said")
    page.unroute("**/messages**")
    page.click(".pill:text-is('Try again')")
    page.wait_for_selector(".text:has-text(\"You said 'a jacket'\")")
    answered(page)
    assert waits == "a jacket"  # so that the next page says it, too
    assert [*stores.shop.sessions.values()][-1].heard == ["hello", "a jacket"]
    assert page.evaluate("sessionStorage.getItem('shelftalk.wait.')") is None


def _lost(route: Route) -> None:
    """The server hears it, and the connection ends before the first word."""
    if route.request.method == "POST":
        route.fetch()
    route.abort()


def _wait_for_retries(page: Page) -> None:
    """With a clock of the test's own."""
    for _ in range(8):
        page.wait_for_timeout(50)
        page.clock.run_for(8000)


def test_what_could_not_be_done_is_said(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    asked(page, "a bundle for a walk")
    session = [*stores.shop.sessions.values()][-1]
    page.clock.install()
    tried: list[str] = []

    def not_reached(route: Route) -> None:
        tried.append(route.request.post_data or "")
        route.abort()

    page.route("**/cart/lines", not_reached)
    page.route("**/thumb", lambda route: route.abort())
    page.click(".bundle > .do")
    _wait_for_retries(page)
    page.wait_for_selector(".bundle > .note:text-is('It could not be added.')")
    assert len(set(tried)) == 1  # nothing after the first that failed
    page.click("button[aria-label='A good answer']")
    _wait_for_retries(page)
    page.wait_for_selector(".judge .note:has-text('cannot be reached')")
    assert page.locator(".judge:has-text('Thank you.')").count() == 0
    page.unroute("**/cart/lines")
    line = {"variant_id": json.loads(tried[0])["variant_id"], "quantity": 1}
    page.evaluate("(line) => shelftalk('cart', { lines: [line] })", line)  # the store has it, and says so
    page.wait_for_selector(".count:text-is('1')")
    assert [(item.variant_id, item.quantity) for item in session.cart().items] == [(line["variant_id"], 1)]


def test_what_is_asked_meanwhile_is_said_next(visitor: Callable[..., Visit], stores: Stores) -> None:
    page = visitor().page("/")
    opened(page)
    say(page, "slow one")
    page.wait_for_selector(".text:has-text('word 2')")
    page.evaluate("shelftalk('ask', 'a bottle')")
    page.evaluate("shelftalk('ask', 'a jacket')")  # the last one waits
    page.wait_for_selector(".said:has-text('a jacket')")
    page.click("button[aria-label=Stop]")
    page.wait_for_selector(".text:has-text(\"You said 'a jacket'\")")
    answered(page)
    assert [*stores.shop.sessions.values()][-1].heard == ["slow one", "a jacket"]
    assert page.locator(".said").count() == 2


@pytest.mark.parametrize(
    ("status", "says"), [(429, "try again in 7 s"), (403, "not set up for this page"), (422, "went wrong")]
)
def test_a_refusal_is_said_in_plain_words(visitor: Callable[..., Visit], status: int, says: str) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    asked(page, "hello")
    headers = {"Retry-After": "7", "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
    body = json.dumps({"type": "/api/v1/docs#refused", "detail": "No."})
    page.route("**/messages", lambda route: route.fulfill(status=status, headers=headers, body=body))
    say(page, "a jacket")
    page.wait_for_selector(f".bad:has-text('{says}')")
    assert page.locator("[role=status].sr").inner_text()


def test_what_is_not_fetched_is_tried_again(visitor: Callable[..., Visit]) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    page.route("**/widget/panel-*", lambda route: route.abort())
    page.click(".launch")
    page.wait_for_selector(".launch:has-text('Not reachable')")
    assert told(page, "error")


# --- what a page may call ------------------------------------------------------------------------------------------


def test_calls_before_it_is_there_are_done_when_it_is(visitor: Callable[..., Visit], stores: Stores) -> None:
    visit = visitor()
    visit.context.add_init_script(
        "window.shelftalk = function () { (shelftalk.q = shelftalk.q || []).push(arguments); };"
        "shelftalk('on', 'answer', (event) => { window.heard = event.detail; }); shelftalk('ask', 'a jacket');"
    )
    page = visit.page("/")
    page.wait_for_selector(".said:has-text('a jacket')")
    answered(page)
    assert "You said" in page.evaluate("window.heard.text")
    page.evaluate("shelftalk('close')")
    page.wait_for_selector(".launch")
    page.evaluate("shelftalk('hide')")
    assert not page.locator(".launch").is_visible()
    assert [name for name, _ in page.evaluate("window.told")] == ["ready", "open", "message", "answer", "close"]


def test_another_shopper_finds_no_conversation_of_the_one_before(visitor: Callable[..., Visit]) -> None:
    visit = visitor()
    visit.may_fail = True
    page = visit.page("/")
    asked(page, "a jacket")
    page.evaluate("shelftalk('identify', { id: 'bo', expires: 1, signature: '0'.repeat(64) })")
    page.wait_for_selector(".said", state="detached")


@pytest.mark.parametrize("key", ["pk_fell", "pk_nobody"])
def test_a_page_of_a_store_with_a_key(browser: Browser, tmp_path: Path, key: str) -> None:
    ports = [own_port(start) for start in (27860, 28060)]
    own, server = (f"http://127.0.0.1:{port}" for port in ports)
    html = f"""<!doctype html><title>A shop</title><link rel=icon href="data:,"><p>Ours.</p>
        <script src="{server}/widget.js" data-store="{key}" defer></script>"""
    api = ApiOptions({"pk_fell": StoreKey((own,), "its secret")})
    shop = FakeShop(Catalog(SIX, currency="USD"), tmp_path)
    with (
        serving(lambda: create_app(shop, api=api), ports[1]),
        serving(lambda: HTMLResponse(html), ports[0]),
        browser.new_context() as context,
    ):
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(own)
        opened(page)
        say(page, "a jacket")
        if key == "pk_fell":
            page.wait_for_selector(".text:has-text(\"You said 'a jacket'\")")
            expires = int(time.time()) + 600
            signature = identity_signature("its secret", "ada", expires)
            page.evaluate(
                "(who) => shelftalk('identify', who)", {"id": "ada", "expires": expires, "signature": signature}
            )
            page.wait_for_selector(".said", state="detached")  # a guest's conversation is not the shopper's
            say(page, "a bottle")
            page.wait_for_selector(".text:has-text(\"You said 'a bottle'\")")
            assert [session.shopper_id for session in shop.sessions.values()] == ["", "ada"]
        else:
            page.wait_for_selector(".bad:has-text('not set up for this page')")
            assert shop.sessions == {}


# --- a person of the shop ------------------------------------------------------------------------------------------


@pytest.fixture
def staffed(store: Path) -> Iterator[tuple[Shop, Stores]]:  # noqa: F811
    """The six products as a real shop with a desk, and where it and its demo store are."""
    port = own_port(26860)
    place = DemoPlace("127.0.0.1", own_port(port + 1), port)
    with opened_shop(store) as shop:

        def served() -> Any:
            app = create_app(shop, demo=place)
            shop.desk.staffed_by(lambda: True)
            return app

        with (
            serving(served, port) as server,
            serving(lambda: demo_app(shop, place.server_of), place.port) as address,
        ):
            yield shop, Stores(FakeShop(shop.catalog, store), server, address)


def test_a_person_takes_over_and_gives_back(visitor: Callable[..., Visit], staffed: tuple[Shop, Stores]) -> None:
    shop, stores = staffed
    ann = Agent("ann", "Ann")
    shop.desk.present(ann)
    visit = visitor()
    visit.may_fail = True  # what is followed live ends with the server
    visit.stores = stores
    page = visit.page("/products/rain")
    asked(page, "is this waterproof?")
    assert "Brook Rain Jacket" in page.inner_text(".turn .text")
    page.click("text=Talk to a person")
    answered(page)
    if page.locator(".turn:last-child .next .pill").count():
        page.click(".turn:last-child .next .pill >> nth=0")
        answered(page)
    page.wait_for_selector(".hands")
    (waiting,) = shop.desk.inbox()
    shop.desk.take(waiting.session_id, ann)
    page.wait_for_selector(".hands:has-text('Ann')")
    shop.desk.say(waiting.session_id, ann, "Hello, I am <b>Ann</b>.", key="k1")
    page.wait_for_selector(".person:has-text('Hello, I am <b>Ann</b>.')")
    shop.desk.send_cards(waiting.session_id, ann, ["pack", "bottle-500"], "These two.", key="k2")
    page.wait_for_selector(".turn:last-child .card:has-text('Fell Day Backpack')")
    page.click(".turn:last-child .card:has-text('Fell Day Backpack') .do")
    page.wait_for_selector(".count:text-is('1')")
    say(page, "thank you, a question")
    answered(page)
    assert page.locator(".turn:last-child .text").inner_text() == ""
    page.goto(f"{stores.store}/products/pack")  # on another page it goes on
    page.wait_for_selector(".person:has-text('Hello')")
    shop.desk.say(waiting.session_id, ann, "Still here.", key="k3")
    page.wait_for_selector(".person:has-text('Still here.')")
    shop.desk.hand_back(waiting.session_id, ann)
    page.wait_for_selector(".link:text-is('Talk to a person')")
    say(page, "show me bottles")
    page.wait_for_selector(".turn:last-child .card:has-text('Steel Water Bottle')")
    answered(page)
    assert page.locator(".person").count() == 3


def test_a_long_talk_with_a_person_is_heard_on_every_page(
    visitor: Callable[..., Visit], staffed: tuple[Shop, Stores]
) -> None:
    shop, stores = staffed
    ann = Agent("ann", "Ann")
    shop.desk.present(ann)
    visit = visitor()
    visit.may_fail = True
    visit.stores = stores
    page = visit.page("/")
    asked(page, "can I talk to a person")
    (waiting,) = shop.desk.inbox()
    shop.desk.take(waiting.session_id, ann)
    for n in range(13):  # more than are drawn again
        shop.desk.say(waiting.session_id, ann, f"word {n}", key=f"k{n}")
    page.wait_for_selector("[role=status].sr:has-text('Ann: word 12')")  # read aloud
    page.click("button[aria-label=Close]")
    page.goto(f"{stores.store}/products/pack")
    page.wait_for_selector(".launch")
    assert page.get_by_role("button", name="New message").count() == 0
    shop.desk.say(waiting.session_id, ann, "Still here.", key="k13")
    page.get_by_role("button", name="New message").click()
    page.wait_for_selector(f"{OPEN} .person:has-text('Still here.')")
    assert page.locator(".launch em:not([hidden])").count() == 0
    page.evaluate("shelftalk('identify', { id: 'bo', expires: 1, signature: '0'.repeat(64) })")
    page.wait_for_selector(".person", state="detached")
    page.wait_for_selector(".link:text-is('Talk to a person')")
    shop.desk.say(waiting.session_id, ann, "Of somebody else.", key="k14")
    page.wait_for_timeout(500)
    assert page.locator(".person").count() == 0


def test_two_answers_at_once_are_one_after_the_other(visitor: Callable[..., Visit], stores: Stores) -> None:
    """Two tabs of one shopper: one conversation."""
    visit = visitor()
    one, two = visit.page("/"), None
    asked(one, "a jacket")
    n = len(stores.shop.sessions)
    two = visit.page("/products/pack")
    opened(two)
    two.wait_for_selector(".said:has-text('a jacket')")
    say(two, "a bottle")
    answered(two)
    assert len(stores.shop.sessions) == n

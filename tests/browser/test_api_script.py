"""The JavaScript client in a page of another host: an answer, the cart, breaks, a lost conversation, a refused page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse

from retrieval.catalog import Catalog
from tests.browser.conftest import PATIENCE_MS
from tests.conftest import SIX
from tests.ui.api.conftest import KEY, SECRET, Breaking
from tests.ui.fake_shop import HOSTILE, SLOW_WORDS, FakeShop
from tests.ui.serving import own_port, serving
from ui.api.app import Api
from ui.api.options import ApiOptions, StoreKey
from ui.security import SecurityHeaders

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# What a test does in the page gets a conversation `talk` and `heard(asked)`: the events of an answer, [name, data, id].
FRAME = """async ([server, key]) => {
  const { Shelftalk } = await import(server + "/api/v1/shelftalk.js");
  const talk = new Shelftalk(server, { key });
  const heard = async (asked) => {
    const events = [];
    await talk.say(asked, (...event) => events.push(event));
    return events;
  };
  STEPS
}"""


@dataclass
class Served:
    shop: FakeShop
    breaking: Breaking
    server: str
    page_of_store: str
    page_of_stranger: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    shop = FakeShop(Catalog(SIX, currency="USD"), tmp_path_factory.mktemp("store"))
    ports = [own_port(start) for start in (20860, 21860)]
    own, strange = (f"http://127.0.0.1:{port}" for port in ports)
    options = ApiOptions({KEY: StoreKey((own,))}, secret=SECRET, messages_a_minute=1000, sessions_a_minute=1000)
    made: list[Breaking] = []

    def page() -> Any:
        return HTMLResponse("<!doctype html><title>A shop</title><link rel=icon href='data:,'><p>Our own page.</p>")

    with ThreadPoolExecutor(16) as pool:

        def api() -> Any:
            made.append(Breaking(Api(shop, pool, options)))
            return SecurityHeaders(made[0])

        with serving(api) as server, serving(page, ports[0]), serving(page, ports[1]):
            yield Served(shop, made[0], server, own, strange)


@pytest.fixture
def in_page(browser: Browser, served: Served) -> Iterator[Callable[..., Any]]:
    """Runs steps in the store's page, or the stranger's; gives what they return."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    pages: list[Page] = []

    def run(steps: str, where: str = "") -> Any:
        if not pages:
            pages.append(context.new_page())
            pages[0].goto(where or served.page_of_store)
        return pages[0].evaluate(FRAME.replace("STEPS", steps), [served.server, KEY])

    served.breaking.breaks.clear()
    served.shop.hostile = False
    yield run
    context.close()


def test_an_answer_in_a_page_of_another_host(in_page: Callable[..., Any]) -> None:
    events = in_page('return heard("a blue jacket")')
    assert list(dict.fromkeys(event[0] for event in events)) == ["progress", "ack", "cards", "text", "chips", "done"]
    assert [event[2] for event in events if event[2]] == [f"0-{n}" for n in range(1, len(events))]
    assert events[2][1]["cards"][0]["price"] == {"amount": 7900, "currency": "USD", "display": "$79.00"}
    assert "You said 'a blue jacket'" in "".join(event[1]["delta"] for event in events if event[0] == "text")


def test_the_cart_and_what_is_clicked(in_page: Callable[..., Any]) -> None:
    change, cart, compared = in_page("""
        const change = await talk.ask("POST", "/cart/lines", { variant_id: "pack", quantity: 2 });
        const cart = await talk.ask("GET", "/cart");
        return [change, cart, await heard({ compare: ["rain", "fleece"] })];
    """)
    assert change["text"] == "Added Fell Day Backpack."
    assert [(line["id"], line["quantity"]) for line in cart["line_items"]] == [("pack", 2)]
    assert compared[0][0] == "comparison"


def test_a_conversation_goes_on_after_a_reload(in_page: Callable[..., Any]) -> None:
    first = in_page('await heard("a jacket"); return talk.session.session_id')
    again, messages = in_page('return [talk.session.session_id, await talk.ask("GET", "/messages")]')
    assert again == first
    assert [message["message"] for message in messages["messages"]] == ["a jacket"]


@pytest.mark.parametrize("breaks", [[0], [2], [5], [3, 1, 0]])
def test_an_answer_that_breaks_off_goes_on_where_it_broke(
    in_page: Callable[..., Any], served: Served, breaks: list[int]
) -> None:
    in_page("await talk.begin()")
    whole = in_page('return heard("a jacket")')
    # The preflights of the page were kept by the browser with the first answer; what breaks now are answers.
    served.breaking.breaks[:] = breaks
    broken = in_page('return heard("a jacket")')
    assert not served.breaking.breaks
    assert [e[0] for e in broken if e[2]] == [e[0] for e in whole if e[2]]
    assert len({e[2] for e in broken if e[2]}) == len([e for e in broken if e[2]])
    (session,) = [s for s in served.shop.sessions.values() if s.heard == ["a jacket", "a jacket"]][-1:]
    assert session


def test_a_lost_conversation_begins_anew_with_its_cart(in_page: Callable[..., Any]) -> None:
    first, second, cart = in_page("""
        await talk.ask("POST", "/cart/lines", { variant_id: "pack", quantity: 2 });
        const first = talk.session.session_id;
        await talk.ask("DELETE", "");
        await heard("a jacket");
        return [first, talk.session.session_id, await talk.ask("GET", "/cart")];
    """)
    assert first != second
    assert [(line["id"], line["quantity"]) for line in cart["line_items"]] == [("pack", 2)]


def test_an_answer_is_cancelled(in_page: Callable[..., Any]) -> None:
    events = in_page("""
        const events = [];
        await talk.say("slow one", (name, data, id) => {
          events.push(name);
          if (data.delta === "word 3 ") talk.ask("POST", `/messages/${id.split("-")[0]}/cancel`);
        });
        return events;
    """)
    assert events[-1] == "done"
    assert events.count("text") < SLOW_WORDS


def test_hostile_texts_come_as_they_are_and_run_nothing(in_page: Callable[..., Any], served: Served) -> None:
    served.shop.hostile = True
    title, ran = in_page("""
        const events = await heard("<img src=x onerror='window.hacked=1'>");
        const title = events.find(([name]) => name === "cards")[1].cards[0].title;
        document.querySelector("p").textContent = title;
        await new Promise((wake) => setTimeout(wake, 100));
        return [title, window.hacked];
    """)
    assert title == HOSTILE
    assert ran is None


def test_a_page_that_is_not_on_the_list_gets_nothing(browser: Browser, served: Served) -> None:
    n = len(served.shop.sessions)
    page = browser.new_page()
    page.goto(served.page_of_stranger)
    assert page.evaluate("""async ([server, key]) => {
      const blocked = () => "blocked";
      const asked = { method: "POST", body: "{}", headers: { "X-Store-Key": key, "Content-Type": "application/json" } };
      return [
        await import(server + "/api/v1/shelftalk.js").then(() => "loaded", blocked),
        await fetch(server + "/api/v1/sessions", asked).then((answer) => answer.status, blocked),
      ];
    }""", [served.server, KEY]) == ["blocked", "blocked"]  # fmt: skip
    assert len(served.shop.sessions) == n
    page.close()

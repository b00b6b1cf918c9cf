"""The Python client against a running server: breaks, restarts, lost conversations, many at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant import Shop
from retrieval.catalog import Catalog
from tests.assistant.conftest import opened, shop, six_store, store  # noqa: F401  # fixtures
from tests.ui.api.conftest import IDENTITY_SECRET, KEY, KEYS, SECRET, Breaking
from tests.ui.fake_shop import FakeShop
from tests.ui.serving import own_port, serving
from ui.api.app import Api
from ui.api.client import ApiError, Shelftalk, events_in
from ui.api.options import ApiOptions
from ui.api.schema.requests import EventItem, Identity, Say, ShopEvent
from ui.api.schema.stream import Ack, TextDelta
from ui.api.tokens import identity_signature

OPTIONS = ApiOptions(secret=SECRET, messages_a_minute=10_000, sessions_a_minute=10_000, requests_a_minute=100_000)


@pytest.fixture
def fragile(fake: FakeShop, pool: Executor) -> Iterator[tuple[str, Breaking]]:
    """An address, and how its connections are broken off."""
    made: list[Breaking] = []

    def app() -> Breaking:
        made.append(Breaking(Api(fake, pool, OPTIONS)))
        return made[0]

    with serving(app) as address:
        yield address, made[0]


def client(address: str) -> Shelftalk:
    return Shelftalk(address, sleep=lambda _: time.sleep(0.02))


def test_a_conversation_from_the_first_word_to_the_cart(shop: Shop, pool: Executor) -> None:  # noqa: F811
    with serving(lambda: Api(shop, pool, OPTIONS)) as address, client(address) as talk:
        assert talk.store().name == "Six"
        answer = talk.ask("a waterproof jacket under 80")
        assert "under $80.00" in [chip.label for chip in answer.understood]
        assert answer.cards[0].title == "Brook Rain Jacket"
        assert answer.text
        assert talk.why("rain").evidence
        assert talk.product("rain").variants[0].price.amount == 7900
        assert talk.add("rain-M-Blue", 2).cart.subtotal.display == "$158.00"
        assert talk.set("rain-M-Blue", 1).cart.line_items[0].quantity == 1
        assert talk.remove("rain-M-Blue").cart.line_items == ()
        assert talk.undo().cart == talk.cart()
        assert talk.not_for_me("rain", "too_dear").text
        assert "no:rain" in [fact.key for fact in talk.profile().facts]
        assert "no:rain" not in [fact.key for fact in talk.forget("no:rain").facts]
        assert not talk.personalise(on=False).personalisation
        assert talk.export().conversations[0].session_id == talk.session.session_id  # type: ignore[union-attr]
        assert talk.history().messages[0].message == "a waterproof jacket under 80"
        with pytest.raises(ApiError, match="no such variant") as refused:
            talk.add("none")
        assert (refused.value.status, refused.value.name) == (404, "not-found")


def test_a_shopper_with_an_identity_is_known(shop: Shop, pool: Executor) -> None:  # noqa: F811
    def identity() -> Identity:
        expires = int(time.time()) + 60
        return Identity(id="ada", expires=expires, signature=identity_signature(IDENTITY_SECRET, "ada", expires))

    options = ApiOptions(keys=KEYS, secret=SECRET)
    with (
        serving(lambda: Api(shop, pool, options)) as address,
        Shelftalk(address, key=KEY, identity=identity) as talk,
    ):
        assert talk.profile().shopper_id == "ada"
        bought = ShopEvent(id="e1", name="purchase", items=(EventItem(item_id="bottle-750"),))
        assert talk.happened([bought], secret=IDENTITY_SECRET).n_new == 1
        with pytest.raises(ApiError, match="has not signed"):
            talk.happened([bought])


def test_an_answer_that_breaks_off_goes_on_where_it_broke(fragile: tuple[str, Breaking], fake: FakeShop) -> None:
    address, breaking = fragile
    with client(address) as talk:
        talk.begin()
        whole = talk.ask("a jacket")
        for breaks in ([0], [1], [2], [4], [3, 2, 1], [0, 0, 0]):
            breaking.breaks[:] = breaks
            answer = talk.ask("a jacket")
            assert not breaking.breaks
            assert answer.text == whole.text
            assert [e.event for e in answer.events if e.id] == [e.event for e in whole.events if e.id], breaks
    (session,) = fake.sessions.values()
    assert session.heard == ["a jacket"] * 7  # each was one turn, however often it was sent


def test_a_change_that_breaks_off_is_done_once(fragile: tuple[str, Breaking]) -> None:
    address, breaking = fragile
    with client(address) as talk:
        talk.begin()
        breaking.breaks[:] = [0, 0]
        assert talk.add("pack").cart.line_items[0].quantity == 1
        assert talk.cart().line_items[0].quantity == 1


def test_a_server_that_stays_away_is_told() -> None:
    nobody = f"http://127.0.0.1:{own_port(19860)}"
    with Shelftalk(nobody, sleep=lambda _: None) as talk, pytest.raises(httpx.TransportError):
        talk.ask("hello")


def test_a_lost_conversation_begins_anew_with_its_cart(fragile: tuple[str, Breaking], fake: FakeShop) -> None:
    address, _ = fragile
    with client(address) as talk:
        talk.add("pack", 2)
        assert talk.session
        first = talk.session.session_id
        fake.sessions.clear()
        with httpx.Client() as http:  # the server lets go of it too
            gone = http.delete(
                f"{address}/api/v1/sessions/{first}", headers={"Authorization": f"Bearer {talk.session.token}"}
            )
            assert gone.status_code == 204
        assert talk.ask("a jacket").cards
        assert talk.session.session_id != first
        assert [(i.id, i.quantity) for i in talk.cart().line_items] == [("pack", 2)]


def test_a_restart_in_the_middle_of_an_answer_loses_nothing(store: Path) -> None:  # noqa: F811
    port = own_port(19870)
    with ThreadPoolExecutor(8) as threads, opened(store) as first, serving(
        lambda: Api(first, threads, OPTIONS), port
    ) as address:  # fmt: skip
        talk = client(address)
        events = talk.say("a waterproof jacket")
        heard = [next(events), next(events)]  # the rest is not read before the server is gone
        talk.add("pack")
    with (
        ThreadPoolExecutor(8) as threads,
        opened(store) as second,
        serving(lambda: Api(second, threads, OPTIONS), port),
    ):
        heard += list(events)
        kept = [e for e in heard if e.id]
        assert [e.id for e in kept] == [f"0-{n}" for n in range(1, len(kept) + 1)]
        assert kept[-1].event == "done"
        assert [item.id for item in talk.cart().line_items] == ["pack"]
        assert talk.ask("something cheaper").events[-1].event == "done"


def test_many_conversations_at_once_do_not_wait_for_each_other(catalog: Catalog, tmp_path: Path) -> None:
    with ThreadPoolExecutor(32) as threads, ThreadPoolExecutor(12) as shoppers:
        shop = FakeShop(catalog, tmp_path)

        def shopper(n: int) -> str:
            with client(address) as talk:
                for event in talk.say(f"slow {n}"):
                    if isinstance(event.data, TextDelta) and event.data.delta.startswith("word 8 "):
                        talk.cancel(event.id or "")
                return talk.ask(f"jacket {n}").text

        with serving(lambda: Api(shop, threads, OPTIONS)) as address:
            began = time.monotonic()
            texts = list(shoppers.map(shopper, range(12)))
            assert time.monotonic() - began < 10  # each takes half a second; one after another they would be forever
        assert [f"'jacket {n}'" in text for n, text in enumerate(texts)] == [True] * 12


def test_one_who_goes_away_finds_the_whole_answer_later(fragile: tuple[str, Breaking], fake: FakeShop) -> None:
    address, _ = fragile
    with client(address) as talk:
        for event in talk.say("a jacket"):
            if isinstance(event.data, Ack):
                break  # the page is closed
        deadline = time.monotonic() + 10
        while not talk.history().messages and time.monotonic() < deadline:
            time.sleep(0.02)
        (message,) = talk.history().messages
        assert message.events[-1].event == "done"
        assert talk.ask(Say(person=True)).text


def test_events_of_a_newer_server_are_left_out() -> None:
    lines = ["event: sparkle", "data: {}", "", ": ping", "", "id: 1-1", "event: text", 'data: {"delta": "a: b"}', ""]
    (event,) = events_in(iter(lines))
    assert (event.id, event.data) == ("1-1", TextDelta(delta="a: b"))

"""Sessions over time: restarts, other people's sessions, and what is learned of a shopper."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.memory import SessionMemory
from assistant.session import Session
from recommender.event_log import EventLog
from retrieval import records
from retrieval.query import Constraint, Operator
from retrieval.staging import staged
from retrieval.store import open_store
from tests.assistant.conftest import opened
from tests.conftest import NOW, usd

ADD_PACK = ShopperAct(Intent.ADD_TO_CART, variant_id="pack")


def test_a_conversation_survives_a_restart(store: Path) -> None:
    with opened(store) as shop:
        before = shop.session("ada")
        before.say("blue jackets under 70")
        before.say("add it in M")
        before.act(ADD_PACK)
        before.say("")
        session_id, state, cart, history = before.id, before.state, before.cart(), before.history()
        chips = before.chips()
    with opened(store) as shop:
        after = shop.session("ada", session_id)
        assert (after.id, after.shopper_id) == (session_id, "ada")
        assert after.state == state
        assert after.cart() == cart
        assert [item.variant_id for item in cart.items] == ["fleece-M-Blue", "pack"]
        assert after.history() == history
        assert after.chips() == chips
        after.say("undo")
        assert [line.variant_id for line in after.state.cart] == ["fleece-M-Blue"]
        after.say("something cheaper")
        assert len(after.history()) == len(history) + 2


def test_a_conversation_survives_the_end_of_a_product(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.act(ADD_PACK)
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="bottle-750"))
        session.say("backpacks")
        assert session.state.focus == ("pack",)
        session_id = session.id
    with staged(store) as staging, staging.engine.begin() as connection:
        connection.execute(delete(records.variants).where(records.variants.c.product_id == "pack"))
        connection.execute(delete(records.products).where(records.products.c.id == "pack"))
    with opened(store) as shop:
        session = shop.session("ada", session_id)
        assert [item.variant_id for item in session.cart().items] == ["bottle-750"]
        for message in ("how much is it?", "add it", "why?", "compare them", "remove the backpack", "undo", "more"):
            assert session.say(message).text


def test_prices_in_an_old_cart_are_today_s(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.act(ADD_PACK)
        session_id = session.id
    with staged(store) as staging, staging.engine.begin() as connection:
        changed = records.variants.update().where(records.variants.c.id == "pack").values(price=7000)
        connection.execute(changed)
    with opened(store) as shop:
        assert shop.session("ada", session_id).cart().subtotal == usd("70.00")


def test_two_sessions_never_mix(shop: Shop) -> None:
    one, other = shop.session("ada"), shop.session("bob")
    one.say("blue jackets")
    one.act(ADD_PACK)
    other.say("bottles")
    assert one.id != other.id
    assert other.state.cart == ()
    assert [c.slot for c in other.state.constraints] == ["category"]
    assert Constraint("color", Operator.IS, "Blue") in one.state.constraints
    assert len(one.history()) == 2
    assert len(other.history()) == 1


def test_two_sessions_talk_at_once(shop: Shop) -> None:
    sessions = [shop.session(f"shopper-{n}") for n in range(4)]

    def talk(session: Session) -> None:
        for message in ("jackets", "in blue", "hello"):
            session.say(message)

    threads = [threading.Thread(target=talk, args=(session,)) for session in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(session.history()) for session in sessions] == [3] * 4
    assert len({session.state for session in sessions}) == 1


def test_another_shopper_s_id_does_not_get_a_foreign_session(shop: Shop) -> None:
    ada = shop.session("ada")
    ada.act(ADD_PACK)
    bob = shop.session("bob", ada.id)
    assert bob.id != ada.id
    assert bob.shopper_id == "bob"
    assert bob.state.cart == ()
    assert shop.session("ada", ada.id) is ada


def test_a_guest_s_session_is_its_own(shop: Shop) -> None:
    guest, other = shop.session(), shop.session()
    assert guest.shopper_id != other.shopper_id
    guest.act(ADD_PACK)
    assert shop.session("", guest.id) is guest
    assert shop.session("ada", guest.id).state.cart == ()


@pytest.mark.parametrize("session_id", ["nope", "../../etc/passwd", "' OR 1=1 --", "x" * 5000])
def test_an_unknown_session_id_begins_a_new_one(shop: Shop, session_id: str) -> None:
    session = shop.session("ada", session_id)
    assert session.id != session_id
    assert session.history() == ()


def test_a_session_is_remembered_before_its_first_word(store: Path) -> None:
    with opened(store) as shop:
        session_id = shop.session("ada").id
    with opened(store) as shop:
        assert shop.session("ada", session_id).id == session_id
        assert shop.session("bob", session_id).id != session_id


def test_what_happened_is_in_the_shopper_s_log(store: Path) -> None:
    times: Iterator[datetime] = (NOW + timedelta(minutes=n) for n in range(1000))
    with opened(store, clock=lambda: next(times)) as shop:
        session = shop.session("ada")
        shown = [card.product_id for card in session.say("jackets").cards]
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="bottle-750", quantity=2))
        session.say("not the second one")
        session_id = session.id
    with open_store(store) as at_rest:
        events = EventLog(at_rest.engine).of("ada")
        assert SessionMemory(at_rest.engine).shopper_of(session_id) == "ada"
    of_name = {name: [e.product_id for e in events if e.name == name] for name in {e.name for e in events}}
    assert of_name["shown"][: len(shown)] == shown
    assert of_name["add_to_cart"] == ["bottle"]
    assert next(e.quantity for e in events if e.name == "add_to_cart") == 2
    assert of_name["dismissed"] == [shown[1]]
    assert len({e.id for e in events}) == len(events)


def test_the_cart_s_changes_are_told_as_they_came(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.act(ADD_PACK)
        session.act(ShopperAct(Intent.REMOVE_FROM_CART, variant_id="pack", quantity=0))
        session.say("undo")
    with open_store(store) as at_rest:
        changes = [(e.name, e.product_id, e.quantity) for e in EventLog(at_rest.engine).of("ada")]
    added, removed = ("add_to_cart", "pack", 1), ("remove_from_cart", "pack", 1)
    assert changes == [added, removed, added]

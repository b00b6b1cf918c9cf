"""Sessions: a conversation from its first word to after a restart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.memory import SessionMemory, state_of
from assistant.reply import Cards, CartView, Done, FollowUps, Progress, ReplyEvent, Text, Understood
from assistant.session import Session
from assistant.state import CartLine
from assistant.understanding import LONGEST_READ
from recommender.event_log import EventLog
from retrieval import records
from retrieval.query import Constraint, Operator
from retrieval.staging import staged
from retrieval.store import open_store
from tests.assistant import strategies
from tests.assistant.conftest import opened
from tests.conftest import NOW, usd

ADD_PACK = ShopperAct(Intent.ADD_TO_CART, variant_id="pack")


@pytest.fixture
def session(shop: Shop) -> Session:
    return shop.session("ada")


# --- a turn -------------------------------------------------------------------------------------------------


def test_a_reply_has_everything_a_turn_came_to(session: Session) -> None:
    reply = session.say("a blue jacket under 70")
    assert [act.intent for act in reply.acts] == [Intent.FIND]
    assert [card.variant_id for card in reply.cards] == ["fleece-M-Blue"]
    assert {chip.constraint.slot for chip in reply.chips} == {"category", "color", "price"}
    assert reply.text
    assert reply.state == session.state
    assert reply.cart == session.cart()
    assert reply.by == "rules"


def test_events_come_in_their_order_and_are_done_last(session: Session) -> None:
    order = [Understood, Cards, Text, FollowUps, CartView, Done]
    for message in ("jackets", "hello", "add the first one in M, blue", "show my cart", "compare 1 and 2", "zxqv", ""):
        events = [e for e in session.stream(message) if not isinstance(e, Progress)]
        places = [order.index(type(e)) for e in events if type(e) in order]
        assert places == sorted(places), message
        assert isinstance(events[0], Understood)
        assert isinstance(events[-1], Done)
        assert sum(isinstance(e, Done) for e in events) == 1


def test_timings_are_of_the_stages_and_in_their_order(store: Path) -> None:
    ticks = iter(range(1000))
    with opened(store, timer=lambda: next(ticks) / 1000) as shop:
        timings = shop.session().say("jackets").timings_ms
    assert {"understood", "cards", "first_text", "total"} <= timings.keys()
    assert 0 < timings["understood"] < timings["cards"] < timings["first_text"] < timings["total"]


def test_a_click_is_a_turn_without_words(session: Session) -> None:
    reply = session.act(ADD_PACK)
    assert reply.by == "click"
    assert session.state.cart == (CartLine("pack", 1),)
    assert reply.cart.subtotal == usd("64.50")
    assert [turn.message for turn in session.history()] == [""]


def test_a_click_of_an_older_page_on_what_is_gone_is_answered(session: Session) -> None:
    for intent in (Intent.COMPARE, Intent.EXPLAIN, Intent.ADD_TO_CART, Intent.REJECT, Intent.BUNDLE):
        assert session.act(ShopperAct(intent, product_ids=("gone", "lost"))).text
    assert "no longer" in session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="gone-1")).text
    assert session.state.cart == ()


def test_a_removed_chip_is_a_condition_less(session: Session) -> None:
    session.say("blue jackets under 70")
    blue = Constraint("color", Operator.IS, "Blue")
    assert blue in session.state.constraints
    reply = session.act(ShopperAct(Intent.REFINE, removed=(blue,)))
    assert blue not in session.state.constraints
    assert {chip.constraint.slot for chip in reply.chips} == {"category", "price"}
    assert reply.chips == session.chips()


# --- odd messages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("message", ["", "   ", "\n\t\r\n", "\u00a0"])
def test_an_empty_message_asks_what_is_wanted_and_changes_nothing(session: Session, message: str) -> None:
    session.say("blue jackets")
    before = session.state
    reply = session.say(message)
    assert "empty" in reply.text
    assert reply.acts == ()
    assert reply.chips == session.chips() != ()
    assert (session.state.constraints, session.state.shown) == (before.constraints, before.shown)


def test_of_twenty_thousand_characters_the_beginning_is_read(session: Session) -> None:
    message = ("blue jackets under 70. " + "and so on and so forth " * 1000)[:20_000]
    reply = session.say(message)
    assert len(message) == 20_000
    assert f"{LONGEST_READ:,}" in reply.text
    assert Constraint("color", Operator.IS, "Blue") in session.state.constraints
    assert session.history()[-1].message == message


@pytest.mark.parametrize("message", ["x" * 20_000, "🧥" * 5_000, "9" * 3_000, "(" * 3_000, " a" * 10_000, "'-" * 5_000])
def test_long_nonsense_is_answered(session: Session, message: str) -> None:
    assert session.say(message).text


def test_markup_in_a_message_is_text(session: Session) -> None:
    reply = session.say("<img src=x onerror=alert(1)> jackets <script>alert(2)</script>")
    assert reply.cards
    assert "<" not in reply.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(strategies.messages, min_size=1, max_size=4))
@example(["jackets under 9" + "9" * 40, "add it", "\ud800", "under \u0662\u0660"])
@example(['NEAR("jacket" 5)', "title:jacket* OR", "'; DROP TABLE turns; --", "\x00"])
def test_no_conversation_ends_in_an_error(counter: Shop, messages: list[str]) -> None:
    session = counter.session()
    for message in messages:
        reply = session.say(message)
        assert reply.text
        assert reply.timings_ms["total"] >= 0
        assert bool(reply.acts) == bool(message.strip())
    assert len(session.history()) == len(messages)
    assert state_of(list(session.history())) == session.state


# --- stopping -----------------------------------------------------------------------------------------------


def test_a_cancelled_turn_ends_early_with_done_and_keeps_the_state(session: Session) -> None:
    session.say("jackets")
    before = session.state
    events: list[ReplyEvent] = []
    for event in session.stream("blue bags under 70"):
        events.append(event)
        if isinstance(event, Understood):
            session.cancel()
    assert not any(isinstance(e, Cards) for e in events)
    assert isinstance(events[-2], Text)
    assert isinstance(events[-1], Done)
    assert session.state.n_turns == before.n_turns + 1
    assert Constraint("category", Operator.IS, "Bags") in session.state.constraints  # what was understood stays
    assert session.say("jackets").cards  # and the next turn runs


def test_cancelling_from_another_thread_stops_the_turn(session: Session) -> None:
    stream = session.stream("jackets")
    next(stream)
    thread = threading.Thread(target=session.cancel)
    thread.start()
    thread.join()
    rest = list(stream)
    assert isinstance(rest[-1], Done)
    assert not any(isinstance(e, Cards) for e in rest)


def test_cancelling_without_a_turn_does_nothing(session: Session) -> None:
    session.cancel()
    assert session.say("jackets").cards


def test_closing_the_stream_early_keeps_what_was(session: Session) -> None:
    stream = session.stream("blue jackets")
    assert isinstance(next(stream), Understood)
    stream.close()  # type: ignore[attr-defined]
    assert Constraint("color", Operator.IS, "Blue") in session.state.constraints
    [turn] = session.history()
    assert turn.message == "blue jackets"
    assert state_of([turn]) == session.state
    assert session.say("show my cart").text  # the next turn is not locked out


def test_a_stream_that_was_never_read_was_no_turn(session: Session) -> None:
    session.stream("blue jackets")
    assert session.history() == ()
    assert session.say("jackets").state.n_turns == 1


def test_one_turn_at_a_time(session: Session) -> None:
    stream = session.stream("jackets")
    next(stream)
    other = threading.Thread(target=session.say, args=("hello",))
    other.start()
    other.join(0.2)
    assert other.is_alive()  # it waits
    list(stream)
    other.join(10)
    assert [turn.message for turn in session.history()] == ["jackets", "hello"]


# --- remembering --------------------------------------------------------------------------------------------


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


# --- what is learned ----------------------------------------------------------------------------------------


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


def test_taking_a_thing_out_again_is_no_addition(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.act(ADD_PACK)
        session.act(ShopperAct(Intent.REMOVE_FROM_CART, variant_id="pack", quantity=0))
        session.say("undo")
    with open_store(store) as at_rest:
        added = [e for e in EventLog(at_rest.engine).of("ada") if e.name == "add_to_cart"]
    assert [(e.product_id, e.quantity) for e in added] == [("pack", 1)]

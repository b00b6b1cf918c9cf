"""Sessions: turns, odd messages, and stopping."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.memory import PAGE_KEY, state_of
from assistant.reply import Cards, CartView, Done, FollowUps, Progress, ReplyEvent, Text, Understood
from assistant.session import Session
from assistant.state import CartLine
from assistant.understanding import LONGEST_READ
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from tests.assistant import strategies
from tests.assistant.conftest import opened
from tests.conftest import usd

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


def test_while_a_color_is_asked_the_card_shows_the_size_that_was_said(session: Session, catalog: Catalog) -> None:
    session.say("fleece jackets")
    [card] = session.say("add the first one, size L").cards
    assert session.state.asked is not None
    assert session.state.asked.slot == "color"
    assert catalog.variant(card.variant_id)[1].options["size"] == "L"


def test_a_removed_chip_is_a_condition_less(session: Session) -> None:
    session.say("blue jackets under 70")
    blue = Constraint("color", Operator.IS, "Blue")
    assert blue in session.state.constraints
    reply = session.act(ShopperAct(Intent.REFINE, removed=(blue,)))
    assert blue not in session.state.constraints
    assert {chip.constraint.slot for chip in reply.chips} == {"category", "price"}
    assert reply.chips == session.chips()


@pytest.mark.parametrize(
    "message", ["what is your return policy?", "show my cart", "qwrtz plok", "hello", "add the first"]
)
def test_the_need_does_not_stand_as_understood_under_what_is_not_about_it(session: Session, message: str) -> None:
    session.say("blue jackets under 70")
    chips = session.chips()
    reply = session.say(message)
    assert reply.chips == ()
    assert session.chips() == chips, "it stands all the same"
    assert session.say("under 60").chips == session.chips() != ()


def test_a_refinement_that_says_nothing_has_no_chips(session: Session) -> None:
    session.say("blue jackets")
    assert session.act(ShopperAct(Intent.REFINE)).chips == ()
    assert session.act(ShopperAct(Intent.MORE)).chips == session.chips() != ()


# --- odd messages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("message", ["", "   ", "\n\t\r\n", "\u00a0"])
def test_an_empty_message_asks_what_is_wanted_and_changes_nothing(session: Session, message: str) -> None:
    session.say("blue jackets")
    before = session.state
    reply = session.say(message)
    assert "empty" in reply.text
    assert reply.acts == ()
    assert reply.chips == ()  # nothing was understood, though the need stands
    assert session.chips() != ()
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


def test_words_of_the_page_that_were_cut_short_are_answered_whole_when_they_come_again(session: Session) -> None:
    for key, is_kept in ((f"{PAGE_KEY}k", False), ("of-the-api", True)):
        cut = session.stream("jackets", key=key)
        next(cut)
        cut.close()
        again = list(session.stream("jackets", key=key))
        assert any(isinstance(event, Cards) for event in again) is not is_kept
        assert list(session.stream("jackets", key=key)) == again


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

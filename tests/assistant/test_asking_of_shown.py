"""Questions about what is shown, in a conversation: what "it" is, one answer for several, chips where it is open."""

from __future__ import annotations

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.state import DialogueState


@pytest.fixture
def shop(counter: Shop) -> Shop:
    return counter


def test_what_was_asked_about_last_is_it(shop: Shop) -> None:
    session = shop.session()
    shown = session.say("show me jackets").cards
    assert len(shown) > 1
    assert shown[1].title in session.say("how much is the second?").text
    assert shown[1].title in session.say("is it waterproof?").text
    session.say("tell me about the first one")
    assert session.state.focus[0] == shown[0].product_id


def test_when_it_would_be_here_is_asked_once_of_the_papers(shop: Shop) -> None:
    session = shop.session()
    session.say("show me jackets")
    text = session.say("would both arrive by Friday?").text
    assert text.count("(Delivery)") == 1
    assert "data does not say" not in text


def test_one_refusal_for_several(shop: Shop) -> None:
    session = shop.session()
    session.say("show me jackets")
    text = session.say("do they both have a flux capacitor?").text
    assert text.count("does not say") == 1


def test_the_price_in_another_currency_is_the_store_s_and_not_converted(shop: Shop) -> None:
    session = shop.session()
    [first, *_] = session.say("show me jackets").cards
    text = session.say("how much is the first in euros?").text
    assert str(first.price) in text
    assert "USD only" in text


def test_what_is_open_is_asked_with_the_candidates(shop: Shop) -> None:
    session = shop.session()
    shown = session.say("show me jackets").cards
    reply = session.act(ShopperAct(Intent.ADD_TO_CART, unresolved="the wooden one"))
    assert [chip.label for chip in reply.follow_ups] == [card.title for card in shown[:4]]
    assert {chip.act.product_ids for chip in reply.follow_ups if chip.act} == {(card.product_id,) for card in shown[:4]}


def test_with_nothing_shown_there_is_nothing_to_choose_from(shop: Shop) -> None:
    reply = shop.session().act(ShopperAct(Intent.ADD_TO_CART, unresolved="the wooden one"))
    assert not reply.follow_ups
    assert "nothing on the table" in reply.text


def test_which_is_cheaper_is_no_list_of_differences(shop: Shop) -> None:
    session = shop.session()
    cards = session.say("show me jackets").cards[:2]
    ids = tuple(card.product_id for card in cards)
    reply = session.act(ShopperAct(Intent.COMPARE, product_ids=ids, text="which one is cheaper?"))
    assert reply.comparison is None
    cheapest = min(cards, key=lambda card: card.price.minor)
    assert cheapest.title in reply.text.split(":")[1]
    assert session.state.focus[0] == cheapest.product_id
    differ = session.act(ShopperAct(Intent.COMPARE, product_ids=ids, text="what is the difference?"))
    assert differ.comparison is not None


def test_what_an_empty_search_names_is_it(shop: Shop) -> None:
    session = shop.session()
    reply = session.say("a jacket under 3")
    assert not reply.cards
    assert session.state.focus != DialogueState().focus
    assert shop.catalog.product(session.state.focus[0]).title in reply.text


def test_which_is_good_for_something_is_answered_of_each_in_one_sentence(shop: Shop) -> None:
    session = shop.session()
    cards = session.say("show me jackets").cards[:2]
    ids = tuple(card.product_id for card in cards)
    reply = session.act(ShopperAct(Intent.COMPARE, product_ids=ids, text="which one is good for phone calls?"))
    assert reply.text.count("does not say") == 1
    assert reply.comparison is not None


def test_what_was_chosen_is_what_lies_in_the_cart_or_waits(shop: Shop) -> None:
    session = shop.session()
    cards = session.say("show me jackets").cards
    ids = tuple(card.product_id for card in cards[:2])
    asked = ShopperAct(Intent.COMPARE, product_ids=ids, text="which one did I choose now?")
    assert session.act(asked).text == "Your cart is empty."
    session.act(ShopperAct(Intent.ADD_TO_CART, product_ids=ids[:1]))
    assert session.state.asked is not None
    waiting = session.act(asked).text
    assert cards[0].title in waiting
    assert "still to be said" in waiting

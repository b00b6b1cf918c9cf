"""What a page beside the conversation asks of a session: why a card, what is known, what was done elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from recommender.events import Event
from tests.assistant.conftest import opened
from tests.conftest import NOW


def viewed(id_: str, product_id: str = "rain") -> Event:
    return Event(id_, "view_item", "ada", NOW, product_id)


def test_a_shown_card_has_its_reason_its_evidence_and_parts_that_sum_to_its_score(shop: Shop) -> None:
    session = shop.session()
    cards = session.say("a waterproof jacket").cards
    why = session.why(cards[0].product_id)
    assert why
    assert why.text == cards[0].reason
    assert all(e.source for e in why.evidence)
    assert (why.place, why.variant_id) == (1, cards[0].variant_id)
    assert why.n_fitting >= len(cards)
    assert why.parts
    assert len(session.history()) == 1  # asking is no turn


def test_a_card_of_an_earlier_need_is_explained_by_that_need(shop: Shop) -> None:
    session = shop.session()
    session.say("a waterproof jacket")
    session.say("steel bottle")
    why = session.why("rain")
    assert why
    assert why.place == 1
    assert "product:rain" in " ".join(e.source for e in why.evidence)


def test_what_was_never_shown_has_no_reason(shop: Shop) -> None:
    session = shop.session()
    session.say("a waterproof jacket")
    assert session.why("mug") is None
    assert session.why("none") is None


def test_a_part_of_a_bundle_has_a_reason_too(shop: Shop) -> None:
    session = shop.session()
    bundles = session.say("a jacket and a backpack to go together").bundles
    assert bundles
    for shown in bundles[0].cards:
        why = session.why(shown.product_id)
        assert why
        assert why.text
        assert (why.place, why.n_fitting, dict(why.parts), why.switches) == (None, 0, {}, ())


@pytest.mark.parametrize("shopper_id", ["ada", ""])
def test_an_event_is_noted_once_and_is_known_at_once(shop: Shop, shopper_id: str) -> None:
    session = shop.session(shopper_id)
    assert session.note([viewed("e1"), viewed("e1"), viewed("e2", "pack")]) == 2
    assert session.note([viewed("e1")]) == 0
    assert [event.product_id for event in session.events()] == ["rain", "pack"]


def test_a_guests_events_stay_with_the_guest(shop: Shop) -> None:
    guest = shop.session()
    guest.note([replace(viewed("e1"), shopper_id=guest.shopper_id)])
    assert shop.session().events() == ()


def test_nothing_is_noted_or_told_while_personalising_is_off(shop: Shop) -> None:
    session = shop.session("ada")
    session.note([viewed("e1")])
    session.act(ShopperAct(Intent.PERSONALISE, about="off"))
    assert not session.is_personal()
    assert session.note([viewed("e2")]) == 0
    assert session.facts() == ()


def test_facts_are_those_the_conversation_tells(shop: Shop) -> None:
    session = shop.session("ada")
    session.note([Event("p1", "purchase", "ada", NOW, "bottle", "bottle-750")])
    (owned,) = [fact for fact in session.facts() if fact.key == "owned:bottle"]
    assert owned.event_ids == ("p1",)
    assert owned.text in session.say("what do you know about me?").text


def test_a_forgotten_conversation_is_gone_and_the_others_stay(store: Path) -> None:
    with opened(store) as shop:
        first, second = shop.session("ada"), shop.session("ada")
        first.say("a jacket")
        assert shop.conversations("ada") == [first.id, second.id]
        shop.forget(first.id)
        assert shop.shopper_of(first.id) is None
        assert shop.shopper_of(second.id) == "ada"
        assert shop.session("ada", first.id).history() == ()

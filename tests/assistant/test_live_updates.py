"""A store that changes under open conversations: the next answer is of the new one, and nothing is half."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant import Settings, Shop, open_shop
from assistant.acts import Intent, ShopperAct
from assistant.reply import Cards
from retrieval import live
from retrieval.catalog import Offer, Product, Variant
from retrieval.encoder import HashEncoder
from retrieval.feeds.offers import OfferChange
from retrieval.money import Money
from retrieval.words import WordIndex
from tests.assistant.conftest import opened
from tests.conftest import NOW, SIX, usd


class Counting(HashEncoder):
    """Keeps the texts it was asked for."""

    def __init__(self) -> None:
        super().__init__(64)
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().encode(texts)


STOVE = Product(
    "stove", "Ember Camping Stove", (Variant("stove", "Ember Camping Stove", Offer(usd("45.00"))),),
    brand="Tarn", categories=("Gear > Kitchen",), description="Boils a litre in three minutes.",
)  # fmt: skip


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def shop(store: Path, encoder: Counting) -> Iterator[Shop]:
    with open_shop(Settings(model="none"), store=store, encoder=encoder, clock=lambda: NOW) as shop:
        yield shop


def dearer(amount: str = "99.00", *ids: str) -> list[OfferChange]:
    rain = [f"rain-{size}-{color}" for size in "SML" for color in ("Blue", "Green")]
    return [OfferChange(one, {"price": usd(amount)}) for one in ids or rain]


def ids(shop: Shop, message: str) -> list[str]:
    return [card.product_id for card in shop.session().say(message).cards]


def test_a_price_is_another_in_the_next_answer_the_cart_and_the_filter(shop: Shop, encoder: Counting) -> None:
    session = shop.session()
    before = session.say("a waterproof jacket")
    assert next(c.price for c in before.cards if c.product_id == "rain") == usd("79.00")
    session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue", quantity=2))
    n_asked = len(encoder.asked)
    assert shop.update_offers(dearer()).changed == ("rain",)
    assert len(encoder.asked) == n_asked  # nothing is embedded for a price
    assert session.cart().subtotal == usd("198.00")
    assert next(c.price for c in session.say("a waterproof jacket").cards if c.product_id == "rain") == usd("99.00")
    assert "rain" not in ids(shop, "a jacket under $80")
    assert "rain" in ids(shop, "a jacket under $120")
    assert shop.catalog.product("rain").variants[0].offer.price == usd("99.00")


def test_what_is_sold_out_is_not_shown_and_comes_back(shop: Shop) -> None:
    out = [OfferChange(i, {"available": False, "status": "out_of_stock"}) for i in ("bottle-500", "bottle-750")]
    assert "bottle" in ids(shop, "a water bottle")
    shop.update_offers(out)
    assert not any(c.product_id == "bottle" and c.available for c in shop.session().say("a water bottle").cards)
    shop.update_offers([OfferChange("bottle-500", {"available": True, "status": "in_stock"})])
    assert "bottle" in ids(shop, "a water bottle")


def test_a_change_outlives_the_process_and_the_was_price_is_kept_true(store: Path, shop: Shop) -> None:
    shop.update_offers([OfferChange("bottle-750", {"price": usd("30.00")})])  # above its was-price of 28
    shop.update_offers([OfferChange("pack", {"price": usd("50.00"), "list_price": usd("64.50"), "quantity": 4})])
    shop.close()
    with opened(store) as again:
        offer = again.catalog.variant("bottle-750")[1].offer
        assert (offer.price, offer.list_price) == (usd("30.00"), None)
        offer = again.catalog.variant("pack")[1].offer
        assert (offer.price, offer.list_price, offer.quantity) == (usd("50.00"), usd("64.50"), 4)


def test_of_many_at_once_no_other_was_price_goes(store: Path, shop: Shop) -> None:
    many = replace(STOVE, variants=tuple(replace(STOVE.variants[0], id=f"stove-{n}") for n in range(450)))
    untold = replace(STOVE.variants[0], id="pot", offer=Offer(usd("20.00"), list_price=usd("20.00")))
    shop.update_products([many, replace(STOVE, id="pot", variants=(untold,))])
    offers = {"price": usd("30.00"), "list_price": usd("30.00")}
    shop.update_offers([OfferChange(variant.id, offers) for variant in many.variants])
    shop.close()
    with opened(store) as again:
        assert {v.offer.list_price for v in again.catalog.product("stove").variants} == {None}
        assert again.catalog.variant("pot")[1].offer.list_price == usd("20.00")


def test_what_cannot_be_changed_is_refused_and_the_rest_is_done(shop: Shop) -> None:
    euros = OfferChange("mug", {"price": Money(Decimal("1.00"), "EUR")})
    done = shop.update_offers([OfferChange("none", {"available": False}), euros, *dearer("12.00", "mug")])
    assert [one.id for one in done.refused] == ["none", "mug"]
    assert (done.changed, shop.catalog.variant("mug")[1].offer.price) == (("mug",), usd("12.00"))


def test_the_same_again_changes_nothing(shop: Shop) -> None:
    shop.update_offers(dearer())
    catalog = shop.catalog
    assert shop.update_offers(dearer()).is_empty
    assert shop.update_products([shop.catalog.product("tee")]).is_empty
    assert shop.catalog is catalog


def test_a_new_product_is_found_by_its_words_and_its_meaning(shop: Shop, encoder: Counting) -> None:
    session = shop.session()
    session.say("hello")
    n_asked = len(encoder.asked)
    done = shop.update_products([STOVE])
    assert (done.new, done.n_embedded) == (("stove",), 1)
    assert [text for text in encoder.asked[n_asked:] if text.startswith("Ember Camping Stove")] != []
    assert not any(text.startswith("Brook Rain Jacket") for text in encoder.asked[n_asked:])
    assert "stove" in [card.product_id for card in session.say("a camping stove").cards]
    words, vectors, _ = shop._room.retriever.kept_in
    assert "stove" in words.search("ember", 3)
    assert vectors.nearest(encoder.encode(["Ember Camping Stove"])[0], 1)[0][0] == "stove"
    assert session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="stove", quantity=1)).cart.subtotal == usd("45.00")


def test_a_changed_text_is_found_and_the_old_one_is_not(shop: Shop) -> None:
    mug = shop.catalog.product("mug")
    done = shop.update_products([replace(mug, title="Galaxy Cup", description="For tea.")])
    assert (done.changed, done.n_embedded) == (("mug",), 1)
    words, _, _ = shop._room.retriever.kept_in
    assert (list(words.search("galaxy", 3)), list(words.search("enamel", 3))) == (["mug"], [])


def test_a_removed_product_is_gone_everywhere_and_the_cart_says_so(store: Path, shop: Shop) -> None:
    session = shop.session()
    session.say("a waterproof jacket")
    session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue", quantity=1))
    session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack", quantity=1))
    assert shop.update_products((), ["rain", "none"]).refused[0].id == "none"
    assert [item.product_id for item in session.cart().items] == ["pack"]
    said = session.say("a waterproof jacket")
    assert "Brook Rain Jacket is no longer sold" in said.text
    assert "rain" not in [card.product_id for card in said.cards]
    assert session.why("rain") is None
    assert "no longer sold" not in session.say("a backpack").text
    words, vectors, _ = shop._room.retriever.kept_in
    assert "rain" not in words.search("brook", 5)
    assert "rain" not in vectors.digests()
    assert all("rain" not in [c.product_id for c in lane.cards] for lane in shop.lanes())
    assert not any(r.other_id == "rain" for p in shop.catalog for r in shop.catalog.related(p.id))
    shop.close()
    with opened(store) as again:
        assert "rain" not in again.catalog
        assert len(again.catalog) == 5


def test_a_turn_that_runs_ends_with_what_it_began_with(shop: Shop) -> None:
    session = shop.session()
    answer = session.stream("a waterproof jacket")
    next(answer)
    shop.update_offers(dearer())
    shop.update_products([STOVE], ["pack"])
    cards = [card for event in answer if isinstance(event, Cards) for card in event.cards]
    assert {card.price for card in cards if card.product_id == "rain"} == {usd("79.00")}
    assert cards
    assert "pack" not in ids(shop, "a backpack")


def test_killed_in_the_middle_the_old_one_is_left(store: Path, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> int:
        raise OSError("the disk is full")

    catalog = shop.catalog
    monkeypatch.setattr(WordIndex, "change", fails)  # after the records were written
    with pytest.raises(OSError, match="disk"):
        shop.update_products([STOVE], ["rain"])
    monkeypatch.setattr(live, "_read", fails)
    with pytest.raises(OSError, match="disk"):
        shop.update_offers(dearer())
    assert shop.catalog is catalog
    assert "rain" in ids(shop, "a waterproof jacket")
    assert "stove" not in ids(shop, "a camping stove")
    shop.close()
    with opened(store) as again:
        assert [p.id for p in again.catalog] == [p.id for p in SIX]
        assert again.catalog.product("rain").variants[0].offer.price == usd("79.00")


def test_two_updates_at_once_are_both_there(shop: Shop) -> None:
    def tell(variant_id: str, amount: str) -> Callable[[], object]:
        return lambda: shop.update_offers(dearer(amount, variant_id))

    told = [tell("mug", "7.00"), tell("pack", "70.00"), lambda: shop.update_products([STOVE]), tell("mug", "7.00")]
    threads = [threading.Thread(target=one) for one in told]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    prices = [shop.catalog.variant(i)[1].offer.price for i in ("mug", "pack", "stove")]
    assert prices == [usd("7.00"), usd("70.00"), usd("45.00")]


def test_a_variant_of_another_product_is_not_taken(shop: Shop) -> None:
    thief = replace(STOVE, variants=(replace(STOVE.variants[0], id="pack"),))
    done = shop.update_products([thief])
    assert [one.id for one in done.refused] == ["stove"]
    assert shop.catalog.variant("pack")[0].id == "pack"

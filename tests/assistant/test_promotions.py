"""Promotions in conversations: prices are of the day, whatever day the shop was opened on; and who may have what."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.session import Session
from retrieval.catalog import Conditions, Promotion
from retrieval.feeds.offers import OfferChange
from retrieval.indexing import index_store
from retrieval.staging import staged
from retrieval.writing import Writer
from tests.assistant.conftest import ENCODER, opened
from tests.conftest import NOW, SIX, usd

BAGS = Conditions(categories=("Gear > Bags",))
SALE = Promotion(
    "sale", "Jacket days", kind="percent_off", value=Decimal(10), ends_on=NOW.date(),
    conditions=Conditions(categories=("Women > Jackets",)),
)  # fmt: skip
SOON = Promotion(
    "soon", "Bag days", kind="percent_off", value=Decimal(20), starts_on=NOW.date() + timedelta(days=1), conditions=BAGS
)
CAMP = Promotion("camp", "Camp coupon", code="CAMP10", kind="percent_off", value=Decimal(10), conditions=BAGS)
CLUB = Promotion(
    "club", "Club bottles", kind="member_price", value=Decimal(15),
    conditions=Conditions(categories=("Gear > Bottles",)),
)  # fmt: skip
HELLO = Promotion(
    "hello", "First order", kind="amount_off", value=Decimal(5),
    conditions=Conditions(categories=("Men > Tees",), first_order=True),
)  # fmt: skip
THREE = Promotion(
    "three", "Three bags", code="BAGS3", kind="percent_off", value=Decimal(30),
    conditions=Conditions(categories=("Gear > Bags",), quantity_at_least=3),
)  # fmt: skip
OVER = Promotion(
    "over", "Last year", code="OLD5", kind="percent_off", value=Decimal(5), ends_on=NOW.date() - timedelta(days=1)
)
WORDS = Promotion("words", "A surprise in every parcel", code="SURPRISE")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with promotions; never opened itself."""
    folder = tmp_path_factory.mktemp("promotions") / "store"
    with staged(folder) as staging:
        with Writer(staging.engine) as writer:
            for promotion in (SALE, SOON, CAMP, CLUB, HELLO, THREE, OVER, WORDS):
                writer.add(promotion)
            writer.write_products([(product, {}) for product in SIX])
            facts = {"name": "Six", "currency": "USD", "format": "acp", "source": "six", "imported_at": NOW.isoformat()}
            writer.finish(facts)
        index_store(staging.engine, staging.catalog(), staging.path, ENCODER)
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "store")


def test_on_the_next_day_prices_are_of_that_day(store: Path) -> None:
    now = NOW
    with opened(store, clock=lambda: now) as shop:
        session = shop.session()
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue", quantity=1))
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack", quantity=1))
        assert session.cart().total == usd("71.10") + usd("64.50")
        now += timedelta(days=1)
        assert session.cart().total == usd("79.00") + usd("51.60")
        jackets = session.say("a waterproof jacket").cards
        assert next(c.price for c in jackets if c.product_id == "rain") == usd("79.00")
        assert (shop.catalog.on, shop.catalog.product("pack").variants[0].offer.price) == (now.date(), usd("51.60"))


def test_a_price_changed_on_the_next_day_is_lowered_by_its_promotions(store: Path) -> None:
    now = NOW
    with opened(store, clock=lambda: now) as shop:
        now += timedelta(days=1)
        done = shop.update_offers([OfferChange("pack", {"price": usd("50.00")})])
        assert (done.changed, shop.catalog.product("pack").variants[0].offer.price) == (("pack",), usd("40.00"))
        done = shop.update_products([SIX[0]])
        assert done.is_empty  # as it stands, now that its sale is over


@pytest.fixture(scope="module")
def shop(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(shutil.copytree(made, tmp_path_factory.mktemp("open") / "store")) as shop:
        yield shop


def in_cart(shop: Shop, *variants: str) -> Session:
    session = shop.session()
    for variant in variants:
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id=variant, quantity=1))
    return session


def test_a_code_counts_once_it_is_said_and_over_turns(shop: Shop) -> None:
    session = in_cart(shop, "pack", "bottle-500")
    assert session.cart().total == usd("82.50")
    said = session.say("use code camp10")
    assert (said.cart.total, session.cart().total) == (usd("76.05"), usd("76.05"))
    assert "“Camp coupon”: 10% off $64.50: $6.45. Your cart comes to $76.05 instead of $82.50." in said.text
    assert session.say("I'm a member").cart.total == usd("73.35")  # 15% off the bottle, too
    assert session.say("show my cart").cart.total == usd("73.35")
    more = ShopperAct(Intent.ADD_TO_CART, variant_id="bottle-500", quantity=1)
    assert session.act(more).cart.total == usd("88.65")
    assert shop.session(session_id=session.id).cart().total == usd("88.65")
    assert session.say("don't use the code CAMP10").cart.total == usd("95.10")


def test_a_conversation_that_is_read_again_knows_who_pays(store: Path) -> None:
    with opened(store) as shop:
        session = in_cart(shop, "pack")
        assert session.say("优惠码CAMP10").cart.total == usd("58.05")
    with opened(store) as shop:
        assert shop.session(session_id=session.id).cart().total == usd("58.05")


def test_a_first_order_is_as_said(shop: Shop) -> None:
    session = in_cart(shop, "tee-M-White")
    assert session.say("this is my first order").cart.total == usd("14.00")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("use code NONE77", "No promotion of this shop has the code NONE77."),
        ("use code OLD5", "The code OLD5 is of “Last year”, which ended on 14 January 2026."),
        ("use code SURPRISE", "which I know by its words only: no total counts with it."),
        ("use code BAGS3", "“Three bags” takes nothing off: it asks for 3 pieces of what it covers, here are 1."),
    ],
)
def test_what_takes_nothing_off_is_said(shop: Shop, message: str, said: str) -> None:
    session = in_cart(shop, "pack")
    reply = session.say(message)
    assert said in reply.text
    assert reply.cart.total == usd("64.50")


def test_the_bundle_on_the_table_and_what_is_added_of_it_count_with_the_code(shop: Shop) -> None:
    session = shop.session()
    before = session.say("a backpack and a water bottle together under 200").bundles[0]
    assert "CAMP10" in {missed.code for missed in before.not_applied}
    after = session.say("use code CAMP10")
    assert before.total == usd("64.50") + before.cards[1].price
    assert after.bundles[0].total == before.total - usd("6.45")
    assert f"The bundle comes to {after.bundles[0].total} instead of {before.total}." in after.text
    assert session.say("add everything").cart.total == after.bundles[0].total
    anew = shop.session().say("a backpack and a water bottle together under 200, I have the code CAMP10")
    assert anew.bundles[0].total == after.bundles[0].total


def test_a_voucher_that_is_only_told_of_is_no_money_for_a_bundle(shop: Shop) -> None:
    reply = shop.session().say("a backpack and a rain jacket together, my budget is 145, i have a voucher for 20 off")
    assert reply.bundles[0].budget == usd("145.00")
    assert reply.bundles[0].total <= usd("145.00")
    assert reply.text.count("voucher") == 1

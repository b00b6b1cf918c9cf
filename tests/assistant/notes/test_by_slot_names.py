"""What is said by a slot's name, or of what things of the kind do not have: read by the kind that is looked for."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Order
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _product(n: int, title: str, category: str, attributes: dict[str, tuple[str, ...]], **options: str) -> Product:
    product_id = f"p{n}"
    return Product(
        product_id,
        title,
        (Variant(f"{product_id}-1", product_id, Offer(usd("20")), options),),
        categories=(category,),
        attributes=attributes,
    )


SHOP = Catalog(
    [
        _product(1, "Fern Dress", "Dresses", {"sleeve": ("Long",)}, color="Lavender", size="39"),
        _product(2, "Moss Dress", "Dresses", {"sleeve": ("Short",)}, color="Green", size="40"),
        _product(3, "Tern Suitcase", "Suitcases", {"cabin_size": ("Yes",), "feature": ("Laptop sleeve",)}),
        _product(4, "Gull Suitcase", "Suitcases", {"cabin_size": ("No",)}),
        _product(5, "Owl Tea", "Tea", {"caffeine": ("No",)}),
        _product(6, "Hill Tea", "Tea", {"caffeine": ("Yes",)}),
        _product(7, "Dusk Candle", "Candles", {"scent": ("Lavender",), "burn_time": ("40 h",)}),
        _product(8, "Dawn Candle", "Candles", {"scent": ("Fig",), "burn_time": ("30 h",)}),
        _product(9, "Sill Photo Frame", "Photo Frames", {"material": ("Oak",)}),
        _product(10, "Lark Tent", "Tents", {"material": ("Aluminum frame",)}),
        _product(11, "Finch Tent", "Tents", {"material": ("Aluminum frame",), "setup_time": ("10 min",)}),
    ],
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)


def need(message: str, notes: str) -> set[str]:
    (act,) = READER.acts(read(notes), plain(message), DialogueState())[0]
    return {f"{c.slot} {c.operator.value} {c.value}" for c in act.constraints}


def test_a_value_beside_its_slot() -> None:
    assert need("long sleeve dresses", "find text=long sleeve dresses") == {"category is Dresses", "sleeve is Long"}
    assert "sleeve is Short" in need("a dress, short-sleeved", "find text=dress with=short-sleeved")


@pytest.mark.parametrize(
    ("message", "notes", "answer"),
    [
        ("a cabin suitcase", "find text=cabin suitcase", "cabin_size is Yes"),
        ("tea, caffeine free", "find text=tea with=caffeine free", "caffeine is No"),
        ("tea without caffeine", "find text=tea with=without caffeine", "caffeine is No"),
        ("tea with caffeine", "find text=tea with=caffeine", "caffeine is Yes"),
    ],
)
def test_slots_that_are_answered_with_yes_or_no(message: str, notes: str, answer: str) -> None:
    assert answer in need(message, notes)


def test_the_lavender_of_a_candle_is_a_scent() -> None:
    assert "scent not Lavender" in need("a candle, NOT lavender", "find text=candle color!=lavender")
    assert "color is Lavender" in need("a lavender dress", "find text=dress color=lavender")


def test_what_the_kind_does_not_measure_is_not_said_of_it() -> None:
    assert need("a suitcase, 10 min on foot", "find text=suitcase with=10 min") == {"category is Suitcases"}
    assert "setup_time is 10 min" in need("a tent, 10 min", "find text=tent with=10 min")


def test_the_kind_s_own_word_is_no_part_of_a_value() -> None:
    assert need("a photo frame", "find text=photo frame") == {"category is Photo Frames"}


def test_a_size_of_a_system_that_the_store_has_bare() -> None:
    assert "size is 39" in need("a dress, EU 39", "find text=dress size=EU 39")


def test_what_is_set_against_a_slot_s_name_is_not_asked_for() -> None:
    assert "cabin_size is Yes" not in need("a suitcase bigger than cabin", "find text=suitcase with=bigger than cabin")


@pytest.mark.parametrize(
    ("message", "is_cheapest"),
    [
        ("your cheapest dress", True),
        ("a dress, not the cheapest dress", False),
        ("the cheapest shipping and a dress", False),
    ],
)
def test_the_cheapest_is_an_order(message: str, *, is_cheapest: bool) -> None:
    (act,) = READER.acts(read("find text=dress"), message, DialogueState())[0]
    assert (act.order is Order.CHEAPEST) == is_cheapest


def test_in_chinese_not_too_big_is_no_not() -> None:
    assert "color not Green" not in need("绿色的不要太大的连衣裙", "find text=连衣裙 color=绿色")


@pytest.mark.parametrize(("said", "asks"), [("要保修两年的连衣裙", False), ("连衣裙 支持七天无理由的吧", True)])
def test_terms_are_asked_for_not_wished(said: str, *, asks: bool) -> None:
    found = READER.acts(read("find text=连衣裙"), said, DialogueState())[0]
    assert (Intent.ASK_POLICY in {act.intent for act in found}) == asks


@pytest.mark.parametrize(("said", "person"), [("get me a human being.", True), ("get me some people figurines", False)])
def test_a_person_is_wanted_or_a_thing(said: str, *, person: bool) -> None:
    found = READER.acts(read("find text=dress"), said, DialogueState())[0]
    assert (Intent.WANT_PERSON in {act.intent for act in found}) == person

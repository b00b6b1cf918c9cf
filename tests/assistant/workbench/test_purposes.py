"""Purposes: what things together are said to be for, what of it the store has, and what is made of either."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.state import DialogueState
from assistant.understanding import Understanding
from assistant.workbench.occasions import Occasions
from assistant.workbench.purposes import Purposes
from recommender.bundling import Template, TemplateSlot
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.query import Constraint, Operator

SMART = Template("dressing well", (TemplateSlot("Shirts"),), ("outfit",))
CAMPING = Template("weekend camping", (TemplateSlot("Tents"),), ("camping equipment",))
TITLES = {
    "outdoors > fishing": (
        "Pro Fishing Reel", "Gold Fishing Reel", "Fly Reel", "Spoon Lure", "Fly Lure Collection", "Pro Fishing Rod"
    ),
    "clothes > shirts": ("Plain Shirt", "Blue Shirt"),
    "clothes > shoes": ("Canvas Shoes", "Formal Shoes"),
}  # fmt: skip


def store(*paths: str) -> Catalog:
    offer = Offer(Money(Decimal(10), "USD"))
    return Catalog(
        [
            Product(title, title, (Variant(title, title, offer),), categories=(path,))
            for path in paths
            for title in TITLES[path]
        ],
        currency="USD",
    )


FISHING = Purposes(store(*TITLES), (SMART, CAMPING))
CLOTHES = Purposes(store("clothes > shirts", "clothes > shoes"), (SMART, CAMPING))


@pytest.mark.parametrize(
    ("message", "purpose"),
    [
        ("a gift bundle for a fisherman who has rods", "fisherman"),
        ("everything for fishing under 200", "fishing"),
        ("scuba diving equipment", "scuba diving"),
        ("a wedding outfit under 300", "wedding"),
        ("a gift basket for my dad who loves jazz", "jazz"),
        ("a gift bundle for my dad", ""),
        ("a birthday bundle for her", ""),
        ("a camping kit for two people", "camping"),
        ("everything I need for 200", ""),
    ],
)
def test_what_it_is_for(message: str, purpose: str) -> None:
    assert FISHING.asked(message) == purpose


@pytest.mark.parametrize(
    ("message", "owned"),
    [
        ("a gift bundle for a fisherman who has rods", ("rods",)),
        ("fishing gear, I have a rod", ("rod",)),
        ("a wedding outfit with my own shoes", ("shoes",)),
        ("I have shoes already, an outfit under 300", ("shoes",)),
        ("an outfit, I have a question", ()),
        ("a kit for somebody who has time", ()),
    ],
)
def test_what_is_there_already(message: str, owned: tuple[str, ...]) -> None:
    assert FISHING.owned(message) == owned


def test_who_does_it_what_is_done_and_the_doing_are_one() -> None:
    assert {FISHING.sold_in(word) for word in ("fisherman", "fishing", "fishermen", "angler")} == {"outdoors > fishing"}
    assert CLOTHES.sold_in("fisherman") == ""
    assert CLOTHES.unsold("fisherman") == "fisherman"
    assert FISHING.unsold("fisherman") == ""
    assert CLOTHES.unsold("fishing shirts") == ""  # something of it there is


def test_kinds_are_those_of_the_titles_where_there_is_one_category() -> None:
    assert FISHING.kinds("outdoors > fishing") == [
        ("reels", "outdoors > fishing", "reel"), ("lures", "outdoors > fishing", "lure"),
    ]  # fmt: skip
    assert [name for name, _, _ in FISHING.kinds("clothes")] == ["shirts", "shoes"]


def heard(message: str, act: ShopperAct, purposes: Purposes) -> ShopperAct:
    return Occasions(purposes).found(Understanding((act,), sure=False), message, DialogueState()).acts[0]


def test_a_shop_with_things_for_it_looks_among_them_and_another_keeps_what_it_was_asked() -> None:
    message = "a gift bundle for a fisherman who has rods"
    act = ShopperAct(Intent.BUNDLE, text="fisherman rods", parts=(Constraint("category", Operator.IS, "Gifts"),))
    made = heard(message, act, FISHING)
    assert (made.text, made.parts, made.context.owns) == ("fisherman", (), ("rods",))
    assert made.constraints == (Constraint("category", Operator.IS, "outdoors > fishing"),)
    made = heard(message, act, CLOTHES)
    assert (made.text, made.parts, made.constraints) == ("fisherman", (), ())


def test_a_word_for_several_things_is_no_occasion() -> None:
    act = ShopperAct(Intent.FIND, text="scuba diving equipment")
    assert heard("scuba diving equipment", act, CLOTHES).text == "scuba diving"  # not weekend camping
    assert heard("camping equipment", ShopperAct(Intent.FIND), CLOTHES).text == "weekend camping"
    assert heard("a wedding outfit", ShopperAct(Intent.BUNDLE), CLOTHES).text == "dressing well wedding"
    assert heard("an outfit", ShopperAct(Intent.BUNDLE), CLOTHES).text == "dressing well"


def test_one_thing_for_it_is_a_search() -> None:
    act = ShopperAct(Intent.FIND, text="shirt fisherman")
    assert heard("a shirt for a fisherman", act, CLOTHES) == act

from __future__ import annotations

from collections.abc import Mapping

import pytest

from retrieval.catalog import Offer, Product, Variant
from retrieval.title_slots import said_of, with_title_slots
from tests.conftest import SIX, usd


def thing(title: str, description: str = "", attributes: Mapping[str, tuple[str, ...]] | None = None) -> Product:
    return Product(
        title, title, (Variant(title, title, Offer(usd("1"))),), description=description, attributes=attributes or {}
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("RED WOODEN HEART", {"color": ("Red",), "material": ("Wood",)}),
        ("SET/4 BLUE GLASS TUMBLERS", {"pieces": ("4 pieces",), "color": ("Blue",), "material": ("Glass",)}),
        ("BOX OF 6 MINI CRACKERS", {"pieces": ("6 pieces",), "size": ("Mini",)}),
        ("PACK OF TWELVE PENCILS", {"pieces": ("12 pieces",)}),
        ("3 PIECE SPACEBOY COOKIE CUTTER SET", {"pieces": ("3 pieces",)}),
        ("GREEN/BLUE MUG 350ML", {"color": ("Green", "Blue"), "capacity": ("350 ml",)}),
        ("FRAME 30 x 40 CM", {"dimensions": ("30 x 40 cm",)}),
        ("Stainless Steel Kettle", {"material": ("Stainless steel",)}),
        ("Vegan leather bag", {"material": ("Vegan leather",)}),
        ("ICE CREAM SPOON", {}),
        ("PAPERWEIGHT", {}),
        ("IRON ON PATCH", {}),
        ("Lace-up boots", {}),
        ("BLACKBOARD", {}),
        ("PARTY BUNTING", {}),
        ("1 CANDLE", {}),
    ],
)
def test_what_a_title_says(title: str, said: Mapping[str, tuple[str, ...]]) -> None:
    assert said_of(thing(title)) == said


def test_a_description_says_a_material_only_where_it_says_what_the_thing_is_made_of() -> None:
    assert said_of(thing("Belt", "Crafted from genuine leather.")) == {"material": ("Leather",)}
    assert said_of(thing("Belt", "Goes well with leather shoes in red.")) == {}
    assert said_of(thing("Belt", "Made without any leather.")) == {}


def test_slots_are_read_from_words_where_the_feed_has_none() -> None:
    feed = [thing(f"Red Mug {n}") for n in range(6)] + [thing("Plain Mug")]
    found = with_title_slots(feed)
    assert [product.attributes.get("color") for product in found] == [("Red",)] * 6 + [None]


def test_a_slot_that_few_titles_say_is_none() -> None:
    assert with_title_slots([thing("Red Mug"), *(thing(f"Mug {n}") for n in range(9))])[0].attributes == {}


def test_what_the_feed_states_is_left_as_it_is() -> None:
    stated = [thing(f"Red Mug {n}", attributes={"color": ("Crimson",)}) for n in range(9)]
    assert with_title_slots(stated) == stated
    assert with_title_slots(list(SIX)) == list(SIX)


def test_amounts_are_read_only_where_products_are_not_described() -> None:
    lenses = [thing(f"Lens 50 mm {n}", attributes={"mount": ("Orbit",)}) for n in range(6)]
    assert with_title_slots(lenses) == lenses
    bare = with_title_slots([thing(f"Frame 50 mm no. {n}") for n in range(6)])
    assert all(product.attributes == {"dimensions": ("50 mm",)} for product in bare)

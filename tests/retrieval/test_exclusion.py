from __future__ import annotations

import pytest

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.exclusion import says
from retrieval.filters import VariantTable
from retrieval.query import Constraint, Operator, Query
from tests.conftest import usd


@pytest.mark.parametrize(
    "text",
    ["A leather bag", "leather-trimmed jacket", "Full-grain LEATHER", "not only leather but wood", "Leathers",
     "contains no animal glue, leather strap", "Not cheap. Leather", "real leather, not plastic"],
)  # fmt: skip
def test_what_says_leather_is_leather(text: str) -> None:
    assert says(text, "Leather")


@pytest.mark.parametrize(
    "text",
    ["Faux leather bag", "soft vegan leather", "leather-free", "made without any leather", "free of leather",
     "Leatherette", "PU-leather", "leather-look", "Canvas instead of leather", "it isn't leather", "", "weather"],
)  # fmt: skip
def test_what_is_no_leather_says_so(text: str) -> None:
    assert not says(text, "Leather")


def test_words_of_few_letters_that_change_are_found() -> None:
    assert says("Fly Fishing Reel", "flies")
    assert says("Men's Tee", "men")
    assert not says("Chef's Knife", "S")
    assert says("A 'leather' bag", "leather")


def thing(product_id: str, title: str, description: str = "", brand: str = "", **attributes: str) -> Product:
    return Product(
        product_id,
        title,
        (Variant(product_id, title, Offer(usd("10"))),),
        brand=brand,
        description=description,
        attributes={slot: (value,) for slot, value in attributes.items()},
    )


def kept(slot: str, value: str, *products: Product) -> set[str]:
    table = VariantTable(Catalog(products, currency="USD"))
    return set(table.matching(Query(constraints=(Constraint(slot, Operator.NOT, value),))))


def test_not_leather_leaves_out_what_says_leather_anywhere() -> None:
    found = kept(
        "material", "leather",
        thing("title", "Leather Belt"),
        thing("told", "Belt", "With a leather strap."),
        thing("stated", "Belt", material="Full-grain leather"),
        thing("other", "Belt", feature="Leather handle"),
        thing("faux", "Vegan Leather Belt", material="Faux leather"),
        thing("silent", "Belt", material="Nylon"),
    )  # fmt: skip
    assert found == {"faux", "silent"}


def test_a_color_of_that_name_is_no_material() -> None:
    assert kept("material", "Silver", thing("ring", "Ring", color="Silver"), thing("cup", "Silver Cup")) == {"ring"}


def test_another_slot_is_read_from_the_title_only_where_the_record_leaves_it_open() -> None:
    found = kept(
        "brand", "Sony",
        thing("open", "Sony Headphones"),
        thing("told", "Headphones", "As good as Sony's."),
        thing("case", "Case for Sony Cameras", brand="Tarn"),
        thing("sony", "Headphones", brand="Sony"),
    )  # fmt: skip
    assert found == {"told", "case"}


def test_not_blue_leaves_out_light_blue_but_not_large_extra_large() -> None:
    assert kept("color", "Blue", thing("a", "A", color="Light Blue"), thing("b", "B", color="Red")) == {"b"}
    assert kept("size", "Large", thing("a", "A", size="Extra Large"), thing("b", "B", size="L")) == {"a"}


def test_a_trade_mark_is_no_part_of_the_word() -> None:
    assert says("Deion Long-Sleeve EverCool™ Tee", "Evercool")
    assert says("Erica Evercool Sports Bra", "EverCool™")
    assert not says("Evercoolish Tee", "EverCool™")

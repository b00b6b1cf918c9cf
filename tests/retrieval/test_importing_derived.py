"""What an import derives: whom a product is for, and paths that were glued together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.catalog import Offer, Product, Variant
from retrieval.derived import unglued, with_gender
from retrieval.money import Money


def product(*categories: str, options: dict[str, str] | None = None, **attributes: tuple[str, ...]) -> Product:
    variant = Variant("v", "V", Offer(Money(Decimal(1), "USD")), options or {})
    return Product("p", "P", (variant,), categories=categories, attributes=attributes)


@pytest.mark.parametrize(
    ("given", "gender"),
    [
        (product("Men > Tops > Tees"), ("Men",)),
        (product("Clothing > Women's > Tees", "Sale"), ("Women",)),
        (product("Kids > Boys", "Kids > Girls"), ("Boys", "Girls")),
        (product("Promotions > Men Sale"), None),
        (product("Menswear accessories"), None),
        (product("M > F"), None),
        (product("Gear > Bags", gender=("male",)), ("Men",)),
        (product("Gear > Bags", gender=("female", "unisex")), ("Women", "Unisex")),
        (product("Gear", gender=("Men", "Women", "Unisex")), ("Men", "Women", "Unisex")),
        (product("Gear", gender=("Everyone",)), ("Everyone",)),
        (product("Shoes", gender=("male",), age_group=("kids",)), ("Boys",)),
        (product("Shoes", gender=("male",), age_group=("adult",)), ("Men",)),
        (product("Shoes", age_group=("Kids",)), ("Boys", "Girls")),
        (product("Shoes", age_group=("Kids", "Adults")), None),
        (product("Men > Shoes", age_group=("kids",)), ("Men",)),
        (product("Men > Tees", gender=("female",)), ("Women",)),  # what the feed says of the product wins
        (product("Men > Tees", options={"gender": "Women"}), None),
        (product(), None),
    ],
)
def test_gender(given: Product, gender: tuple[str, ...] | None) -> None:
    assert with_gender(given).attributes.get("gender") == gender


def test_glued_paths_are_parted_where_the_catalog_proves_it() -> None:
    catalog = [
        product("Gear > Bags"),
        product("Collections > Eco"),
        product("Promotions > Sale"),
        product("Gear > Bags > Collections > Eco"),
        product("Gear > Bags > Promotions > Nowhere else > Collections > Eco", "Collections > Eco"),
    ]
    found, parted = unglued(catalog)
    assert [p.categories for p in found] == [
        ("Gear > Bags",),
        ("Collections > Eco",),
        ("Promotions > Sale",),
        ("Gear > Bags", "Collections > Eco"),
        ("Gear > Bags", "Promotions > Nowhere else", "Collections > Eco"),
    ]
    assert dict(parted) == {
        ("Gear > Bags > Collections > Eco", ("Gear > Bags", "Collections > Eco")): 1,
        (
            "Gear > Bags > Promotions > Nowhere else > Collections > Eco",
            ("Gear > Bags", "Promotions > Nowhere else", "Collections > Eco"),
        ): 1,
    }


@pytest.mark.parametrize(
    "paths",
    [
        ("Sale > Women > Dresses", "Women > Dresses", "Women > Tops"),  # no product is only in "Sale"
        ("Home > Gear > Mugs", "Gear > Mugs", "Home"),  # "Home" alone is no path with a branch
        ("Gear > Bags > Women > Totes", "Gear > Bags", "Women > Shoes"),  # nobody else is in "Women > Totes"
        ("Toys > Toys > Cars", "Toys > Boats"),
    ],
)
def test_other_paths_stay(paths: tuple[str, ...]) -> None:
    found, parted = unglued([product(path) for path in paths])
    assert [p.categories[0] for p in found] == list(paths)
    assert not parted

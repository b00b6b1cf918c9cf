"""A small shop to write training rows about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money

_KINDS = {
    "Jackets": ("Rain Jacket", "Fleece Jacket"), "Backpacks": ("Day Backpack",), "Hiking Boots": ("Ridge Boots",),
    "Kettles": ("Steel Kettle",), "Knives": ("Bread Knife",), "Tea": ("Green Tea",), "Desk Lamps": ("Reading Lamp",),
}  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> Catalog:
    """Forty products of seven kinds, with the usual slots and a measure."""
    made = []
    usd = Money(Decimal(49), "USD")
    colors, brands = ("Blue", "Green", "Dark Red"), ("Tarn", "Northway", "Marlow & Fen")
    for n, (category, titles) in enumerate(list(_KINDS.items()) * 6):
        name = f"{('Alder', 'Brook', 'Cairn', 'Dale', 'Esk', 'Fell')[n // 7]} {titles[n % len(titles)]}"
        variants = tuple(
            Variant(f"{n}-{size}-{color}", name, Offer(usd), {"size": size, "color": color})
            for size in ("S", "M", "42") for color in colors
        )  # fmt: skip
        attributes = {
            "material": (("Cotton", "Merino wool", "Steel")[n % 3],), "feature": ("Waterproof", "Bottle pockets"),
            "capacity": (f"{10 + n} l",), "gender": (("Women", "Men")[n % 2],), "sale": ("Yes",),
        }  # fmt: skip
        made.append(
            Product(
                f"p{n}", name, variants, brand=brands[n % 3], categories=(f"All > {category}",), attributes=attributes
            )
        )
    return Catalog(made, currency="USD")

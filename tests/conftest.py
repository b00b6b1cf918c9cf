"""Six products, a fixed clock: what nearly every test starts from."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from retrieval.catalog import Catalog, Offer, Product, Relation, Variant
from retrieval.money import Money

# Testers share the cores, and torch's threads spin while they wait for each other.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """File by file, but for the golden conversations: those are walked once for all of their files."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "tests/dialogues" if nodeid.startswith("tests/dialogues/") else str(super()._split_scope(nodeid))

    return ByFile(config, log)


NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def _apparel(
    product_id: str, title: str, category: str, price: str, sizes: str, colors: str, **more: object
) -> Product:
    sold_out = more.pop("sold_out", ())
    variants = tuple(
        Variant(
            f"{product_id}-{size}-{color}",
            f"{title} - {size} / {color}",
            Offer(
                usd(price),
                available=f"{size}-{color}" not in sold_out,  # type: ignore[operator]
                status="out_of_stock" if f"{size}-{color}" in sold_out else "in_stock",  # type: ignore[operator]
            ),
            {"size": size, "color": color},
        )
        for size in sizes.split()
        for color in colors.split()
    )
    return Product(product_id, title, variants, categories=(category,), **more)  # type: ignore[arg-type]


SIX = (
    _apparel(
        "rain", "Brook Rain Jacket", "Women > Jackets", "79.00", "S M L", "Blue Green",
        brand="Northway", description="A light waterproof shell with a hood for wet walks.",
        attributes={"material": ("Nylon",), "feature": ("Waterproof", "Hooded"), "gender": ("Women",)},
        rating=4.5, n_reviews=12, sold_out=("M-Green",),
    ),
    _apparel(
        "fleece", "Cairn Fleece Jacket", "Men > Jackets", "59.00", "M L XL", "Gray Blue",
        brand="Northway", description="A warm fleece for cold mornings.",
        attributes={"material": ("Polyester",), "feature": ("Insulated",), "gender": ("Men",)},
        rating=3.9, n_reviews=4,
    ),
    _apparel(
        "tee", "Plain Cotton Tee", "Men > Tees", "19.00", "S M L", "White Black",
        description="A plain tee of organic cotton.", attributes={"material": ("Cotton",), "gender": ("Men",)},
    ),
    Product(
        "bottle", "Steel Water Bottle",
        (
            Variant("bottle-500", "Steel Water Bottle - 500 ml", Offer(usd("18.00")), {"capacity": "500 ml"}),
            Variant("bottle-750", "Steel Water Bottle - 750 ml", Offer(usd("24.00"), usd("28.00"), quantity=3),
                    {"capacity": "750 ml"}),
        ),
        brand="Tarn", categories=("Gear > Bottles",), description="Keeps tea hot and water cold.",
        attributes={"material": ("Steel",)}, rating=4.8, n_reviews=40,
    ),
    Product(
        "pack", "Fell Day Backpack", (Variant("pack", "Fell Day Backpack", Offer(usd("64.50"))),),
        brand="Tarn", categories=("Gear > Bags",), description="A 20 l backpack with a bottle pocket.",
        attributes={"material": ("Nylon", "Leather"), "feature": ("Waterproof",)},
    ),
    Product(
        "mug", "Camp Mug",
        (Variant("mug", "Camp Mug", Offer(usd("9.00"), available=False, status="out_of_stock")),),
        brand="Tarn", categories=("Gear > Kitchen",), description="An enamel mug.",
        attributes={"material": ("Steel",)},
    ),
)  # fmt: skip


@pytest.fixture
def catalog() -> Catalog:
    return Catalog(
        SIX,
        currency="USD",
        relations=[Relation("related", "rain", "pack"), Relation("related", "pack", "bottle")],
    )


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW

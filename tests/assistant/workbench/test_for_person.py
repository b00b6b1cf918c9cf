"""For whom: what the records say is for others is left out, what says nothing is for everybody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.context import Context
from assistant.workbench.for_person import not_for, suits, whom
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money


def thing(product_id: str, category: str = "Bags", **attributes: str) -> Product:
    variant = Variant(product_id, product_id, Offer(Money(Decimal(10), "USD")))
    said = {slot: (value,) for slot, value in attributes.items()}
    return Product(product_id, product_id, (variant,), categories=(category,), attributes=said)


STORE = Catalog(
    [
        thing("any"),
        thing("grown", age_group="Adults"),
        thing("kids", age_group="Kids"),
        thing("girls", gender="Girls", age_group="Kids"),
        thing("men", gender="Men"),
        thing("women", gender="Women", age_group="Adults"),
        thing("by category", "Women > Dresses"),
    ],
    currency="USD",
)


@pytest.mark.parametrize(
    ("recipient", "left_out"),
    [
        ("dad", {"kids", "girls", "women", "by category"}),
        ("my father-in-law", {"kids", "girls", "women", "by category"}),
        ("mum", {"kids", "girls", "men"}),
        ("my stepdaughter", {"men"}),  # of any age
        ("a colleague", {"kids", "girls"}),
        ("kids", {"grown", "men", "women", "by category"}),
        ("a friend", set()),
        ("me", set()),
        ("", set()),
    ],
)
def test_what_is_for_others_is_left_out(recipient: str, left_out: set[str]) -> None:
    assert not_for(STORE, whom(Context(recipient=recipient))) == left_out


def test_one_variant_for_them_is_enough() -> None:
    offer = Offer(Money(Decimal(10), "USD"))
    sizes = tuple(Variant(f"{g}-1", "", offer, {"gender": g}) for g in ("Men", "Women"))
    both = Product("both", "both", sizes)
    who = whom(Context(recipient="dad"))
    assert [suits(both, variant, who) for variant in sizes] == [True, False]
    assert not_for(Catalog([both], currency="USD"), who) == frozenset()

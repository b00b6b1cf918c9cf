"""Comparing: what differs first, and nothing said that the store does not say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recommender.comparing import NOT_STATED, Row, best_for, cheapest_of, comparison_rows
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money


def rows(catalog: Catalog, *variant_ids: str, **names: str) -> dict[str, Row]:
    return {row.label: row for row in comparison_rows([catalog.variant(v) for v in variant_ids], names)}


def test_every_value_is_the_records(catalog: Catalog) -> None:
    found = rows(catalog, "rain-M-Blue", "bottle-750", "mug")
    assert found["Price"].values == ("$79.00", "$24.00 (was $28.00)", "$9.00")
    assert found["Stock"].values == ("In stock", "Only 3 left", "Out of stock")
    assert found["Rating"].values == ("4.5 (12 reviews)", "4.8 (40 reviews)", NOT_STATED)
    assert found["Brand"].values == ("Northway", "Tarn", "Tarn")
    assert found["Kind"].values == ("Jackets", "Bottles", "Kitchen")
    assert found["Feature"].values == ("Waterproof, Hooded", NOT_STATED, NOT_STATED)
    assert found["Capacity"].values == (NOT_STATED, "500 ml, 750 ml", NOT_STATED)


def test_differing_rows_come_first(catalog: Catalog) -> None:
    found = comparison_rows([catalog.variant("rain-M-Blue"), catalog.variant("fleece-M-Blue")])
    differs = [row.differs for row in found]
    assert differs == sorted(differs, reverse=True)
    assert [row.label for row in found if not row.differs] == ["Stock", "Brand", "Kind"]
    assert all(row.differs == (len(set(row.values)) > 1) for row in found)
    assert [row.label for row in found[:2]] == ["Best for", "Price"]


def test_options_name_what_can_be_bought_now(catalog: Catalog) -> None:
    assert rows(catalog, "rain-M-Blue", "tee-S-White")["Size"].values == ("S, M, L", "S, M, L")
    product, variant = catalog.variant("bottle-500")
    left = type(product)(product.id, product.title, product.variants[:1])
    found = comparison_rows([(left, variant), catalog.variant("mug")])
    assert next(row for row in found if row.label == "Capacity").values == ("500 ml", NOT_STATED)


def test_what_nobody_states_has_no_row(catalog: Catalog) -> None:
    found = rows(catalog, "tee-S-White", "pack")
    assert "Rating" not in found
    assert "Capacity" not in found
    assert found["Brand"].values == (NOT_STATED, "Tarn")


def test_slots_go_by_the_names_people_use(catalog: Catalog) -> None:
    assert rows(catalog, "rain-M-Blue", "tee-S-White", material="made of")["Made of"].values == ("Nylon", "Cotton")


@pytest.mark.parametrize(
    "variant_ids",
    [["rain-M-Blue"], ["rain-M-Blue", "rain-S-Blue"], ["rain-M-Blue", "fleece-M-Blue", "tee-S-White", "pack", "mug"]],
)
def test_two_to_four_different_products(catalog: Catalog, variant_ids: list[str]) -> None:
    with pytest.raises(ValueError, match="expected 2 to 4 different products"):
        comparison_rows([catalog.variant(variant_id) for variant_id in variant_ids])


def weighing(product_id: str, weight: str, price: int = 100) -> tuple[Product, Variant]:
    variant = Variant(product_id, product_id, Offer(Money(Decimal(price), "USD")))
    return Product(product_id, product_id, (variant,), attributes={"weight": (weight,)} if weight else {}), variant


def test_units_are_those_of_the_first() -> None:
    rows = {row.label: row for row in comparison_rows([weighing("a", "1.4 kg"), weighing("b", "900 g")])}
    assert rows["Weight"].values == ("1.4 kg", "0.9 kg")


def test_what_is_no_amount_is_left_as_it_is() -> None:
    rows = {row.label: row for row in comparison_rows([weighing("a", "1.4 kg"), weighing("b", "light")])}
    assert rows["Weight"].values == ("1.4 kg", "light")


def test_what_each_is_best_for_comes_from_what_all_state() -> None:
    best = best_for([weighing("a", "1.4 kg", 80), weighing("b", "900 g"), weighing("c", "1 kg")])
    assert best == [["the lowest price"], ["the least weight"], []]
    assert best_for([weighing("a", "1.4 kg"), weighing("b", "")]) == [[], []]  # a draw, and one that is silent


def test_the_best_rating_is_one_that_reads_higher(catalog: Catalog) -> None:
    shown = [catalog.variant(v) for v in ("rain-M-Blue", "fleece-M-Blue")]
    assert best_for(shown) == [["the best rating"], ["the lowest price"]]


def sold(product_id: str, price: int, status: str = "in_stock", weight: str = "") -> tuple[Product, Variant]:
    variant = Variant(
        product_id, product_id, Offer(Money(Decimal(price), "USD"), available=status != GONE, status=status)
    )
    attributes = {"weight": (weight,)} if weight else {}
    return Product(
        product_id, f"{product_id} Tent", (variant,), attributes=attributes, rating=4.0, n_reviews=3
    ), variant


GONE = "out_of_stock"


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ([("Alder", 50), ("Birch", 70)], "The Alder Tent is the cheapest at $50.00."),
        ([("Alder", 50), ("Birch", 50)], ""),
        ([("Alder", 50), ("Birch", 50), ("Cedar", 70)], "The Alder Tent and the Birch Tent cost least at $50.00 each."),
        (
            [("Alder", 40, GONE), ("Birch", 50)],
            "The Alder Tent costs least at $40.00, but cannot be bought now; the Birch Tent costs $50.00.",
        ),
        (
            [("Alder", 40, GONE), ("Birch", 50), ("Cedar", 70)],
            "The Alder Tent costs least at $40.00, but cannot be bought now; of what can be, the Birch Tent costs "
            "least at $50.00.",
        ),
        (
            [("Alder", 40, GONE), ("Birch", 40, GONE), ("Cedar", 70), ("Dune", 70)],
            "The Alder Tent and the Birch Tent cost least at $40.00 each, but cannot be bought now; the Cedar Tent and "
            "the Dune Tent cost $70.00 each.",
        ),
        (
            [("Alder", 40, GONE), ("Birch", 40), ("Cedar", 70)],
            "The Alder Tent and the Birch Tent cost least at $40.00 each, but the Alder Tent cannot be bought now.",
        ),
        (
            [("Alder", 40, GONE), ("Birch", 50, GONE)],
            "The Alder Tent costs least at $40.00, but cannot be bought now.",
        ),
    ],
)
def test_the_cheapest_is_one_alone_that_can_be_bought(shown: list[tuple[str, int]], told: str) -> None:
    assert cheapest_of([sold(*one) for one in shown]).text == told


def test_nothing_is_best_that_cannot_be_bought_now() -> None:
    gone, here = sold("a", 40, GONE, "1 kg"), sold("b", 50, weight="2 kg")
    assert best_for([gone, here]) == [[], []]
    assert best_for([sold("a", 40, weight="1 kg"), here]) == [["the lowest price", "the least weight"], []]
    assert best_for([sold("a", 40, weight="1-2 kg"), here])[0] == ["the lowest price"]  # of a span the far end counts


def test_every_value_names_the_record_that_says_it(catalog: Catalog) -> None:
    found = rows(catalog, "rain-M-Blue", "pack")
    assert found["Price"].sources == ("variant:rain-M-Blue.price", "variant:pack.price")
    assert found["Rating"].sources == ("product:rain.rating", "")
    told = [row for row in found.values() if row.label != "Best for"]
    assert all([bool(s) for s in row.sources] == [v != NOT_STATED for v in row.values] for row in told)
    assert found["Best for"].sources == ()

"""What the records come to, against counts that are taken here by hand and by plain loops."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalog
from retrieval.filters import VariantTable
from retrieval.overview import Overview, of_variants, overview
from retrieval.query import THING, Constraint, Operator
from tests.conftest import SIX, usd

CATALOG = Catalog(SIX, currency="USD")
TABLE = VariantTable(CATALOG)
IS = Operator.IS
JACKETS = Constraint("category", IS, "Jackets")
CONDITIONS = (
    JACKETS,
    Constraint("category", IS, "Gear"),
    Constraint("color", IS, "Green"),
    Constraint("size", IS, "M"),
    Constraint("material", Operator.NOT, "Steel"),
    Constraint("price", Operator.AT_MOST, Decimal(60)),
)


def of(*conditions: Constraint) -> Overview:
    return overview(CATALOG, TABLE, conditions)


def test_all_that_there_is() -> None:
    everything = of()
    assert len(everything) == len(SIX)
    assert everything.n_variants == sum(len(product.variants) for product in SIX)
    assert len(everything.to_buy()) == len(SIX) - 1  # the mug is sold out
    assert everything.to_buy().n_variants == sum(v.offer.available for p in SIX for v in p.variants)


def test_the_cheapest_and_the_dearest_are_variants() -> None:
    bottles = of(Constraint("category", IS, "Bottles"))
    assert [v.id for v in bottles.cheapest()] == ["bottle-500"]
    assert [v.id for v in bottles.dearest()] == ["bottle-750"]
    assert [v.id for v in of().cheapest()] == ["mug"]
    assert [v.offer.price for v in of().to_buy().cheapest()] == [usd("18.00")]


def test_what_costs_the_same_is_the_cheapest_together() -> None:
    assert [v.offer.price for v in of(JACKETS, Constraint("price", Operator.AT_LEAST, Decimal(79))).cheapest()] == [
        usd("79.00")
    ]
    alike = of_variants(CATALOG, ["rain-S-Blue", "rain-M-Blue", "fleece-M-Blue"])
    assert [v.id for v in alike.dearest()] == ["rain-S-Blue"]  # one a product
    assert [v.id for v in alike.cheapest()] == ["fleece-M-Blue"]


def test_values_are_counted_by_product() -> None:
    assert of(JACKETS).counts("color") == [("Blue", 2), ("Gray", 1), ("Green", 1)]
    assert of().counts("brand") == [("Tarn", 3), ("Northway", 2)]
    assert of().n_stating("brand") == 5
    assert of(Constraint("category", IS, "Gear")).counts("category") == [("Bags", 1), ("Bottles", 1), ("Kitchen", 1)]


def test_departments_are_the_first_level_that_divides() -> None:
    assert of().departments() == [("Gear", 3), ("Men", 2), ("Women", 1)]


def test_a_thing_is_what_titles_say() -> None:
    assert [p.id for p, _ in of(Constraint(THING, IS, "bottles")).matches] == ["bottle"]
    assert [p.id for p, _ in of(Constraint(THING, IS, "jacket")).matches] == ["rain", "fleece"]
    assert len(of(Constraint(THING, IS, "zorb"))) == 0


def test_nothing_has_no_cheapest() -> None:
    nothing = of(Constraint("color", IS, "Pink"))
    assert (len(nothing), nothing.n_variants, nothing.cheapest(), nothing.dearest()) == (0, 0, (), ())
    assert (nothing.counts("color"), nothing.departments()) == ([], [])


@given(st.lists(st.sampled_from(CONDITIONS), max_size=3, unique=True))
@settings(deadline=None)
def test_an_overview_is_the_variants_on_which_each_condition_holds(conditions: list[Constraint]) -> None:
    masks = [TABLE.holds(c) for c in conditions]
    kept = [v for row, v in enumerate(TABLE.variant_ids) if all(mask[row] for mask in masks)]
    found = of(*conditions)
    assert [v.id for _, variants in found.matches for v in variants] == kept
    prices = [CATALOG.variant(v)[1].offer.price for v in kept]
    assert {v.offer.price for v in found.cheapest()} == ({min(prices)} if prices else set())
    assert {v.offer.price for v in found.dearest()} == ({max(prices)} if prices else set())
    owners = {CATALOG.variant(v)[0].id for v in kept}
    assert dict(found.counts("brand")) == Counter(b for i in owners if (b := CATALOG.product(i).brand))

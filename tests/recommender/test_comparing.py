"""Comparing: what differs first, and nothing said that the store does not say."""

from __future__ import annotations

import pytest

from recommender.comparing import NOT_STATED, Row, comparison_rows
from retrieval.catalog import Catalog


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
    assert found[0].label == "Price"


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

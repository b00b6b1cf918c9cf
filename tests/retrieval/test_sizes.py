from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.filters import VariantTable
from retrieval.query import Constraint, Operator, Query
from retrieval.sizes import MEN_CLOTHES, MEN_SHOES, WOMEN_CLOTHES, WOMEN_SHOES, is_same_size, letter, system_size
from tests.conftest import usd


@pytest.mark.parametrize(
    ("value", "spelled"), [("Medium", "m"), ("2XL", "xxl"), ("x-large", "xl"), ("42", ""), ("", "")]
)
def test_letters_have_several_spellings(value: str, spelled: str) -> None:
    assert letter(value) == spelled


@pytest.mark.parametrize(
    ("one", "other", "on", "same"),
    [
        ("EU 42", "UK 8", MEN_SHOES, True),
        ("EU 42", "US 9", MEN_SHOES, True),
        ("EU 42", "UK 8.5", MEN_SHOES, False),
        ("EU 38", "UK 5", WOMEN_SHOES, True),
        ("US 7", "UK 5", WOMEN_SHOES, False),  # makers differ
        ("US 7", "US 7", WOMEN_SHOES, True),
        ("US 6", "UK 10", WOMEN_CLOTHES, True),
        ("EU 38", "UK 10", WOMEN_CLOTHES, False),  # countries differ
        ("EU 50", "US 40", MEN_CLOTHES, True),
        ("EU 42", "UK 8", "", False),
    ],
)
def test_sizes_of_two_systems(one: str, other: str, on: str, same: bool) -> None:
    first, second = system_size(one), system_size(other)
    assert first is not None
    assert second is not None
    assert is_same_size(first, second, on) is same


def test_a_number_alone_has_a_system_only_where_the_store_says_so() -> None:
    assert system_size("42") is None
    assert system_size("42", "EU") == system_size("EU 42")
    assert system_size("42", "EU shoes") == system_size("EU 42")
    assert system_size("42", "One size") is None


def shoe(product_id: str, size: str, gender: str = "Men", **attributes: tuple[str, ...]) -> Product:
    variant = Variant(product_id, product_id, Offer(usd("10")), {"size": size})
    return Product(
        product_id, product_id, (variant,), categories=("Shoes",), attributes={"gender": (gender,), **attributes}
    )


def test_a_size_finds_the_same_size_in_another_system() -> None:
    shoes = [shoe("uk", "UK 8"), shoe("eu", "EU 42"), shoe("bare", "42"), shoe("hers", "UK 8", "Women"),
             shoe("said", "42", size_system=("EU",)), shoe("letters", "M")]  # fmt: skip
    nobody = replace(shoe("nobody", "UK 8"), attributes={})
    table = VariantTable(Catalog([*shoes, nobody], currency="USD"))

    def found(size: str) -> set[str]:
        return set(table.matching(Query(constraints=(Constraint("size", Operator.IS, size),))))

    assert found("EU 42") == {"uk", "eu", "said", "hers"}
    assert found("US 9") == {"uk", "eu", "said"}  # a women's US size is compared with nothing
    assert found("42") == {"bare", "said"}
    assert found("Medium") == {"letters"}

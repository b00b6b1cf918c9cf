"""Wording: constraints as a shopper would say them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recommender.wording import constraint_label, listed, lowered, n_of, rating_label, stock_text, value_phrase
from retrieval.catalog import Offer
from retrieval.money import Money
from retrieval.query import Constraint, Operator, Value


@pytest.mark.parametrize(
    ("slot", "operator", "value", "label"),
    [
        ("price", Operator.AT_MOST, Decimal("60"), "under $60.00"),
        ("price", Operator.AT_LEAST, Decimal("1040.5"), "$1,040.50 or more"),
        ("price", Operator.BETWEEN, (Decimal("40"), Decimal("60")), "$40.00 to $60.00"),
        ("price", Operator.ABOUT, Decimal("60"), "about $60.00"),
        ("rating", Operator.AT_LEAST, Decimal("4"), "rated 4 or more"),
        ("rating", Operator.AT_LEAST, Decimal("4.50"), "rated 4.5 or more"),
        ("rating", Operator.BETWEEN, (Decimal("3"), Decimal("4")), "rated 3 to 4"),
        ("color", Operator.IS, "Blue", "blue"),
        ("color", Operator.NOT, "Blue", "not blue"),
        ("color", Operator.ONE_OF, ("Blue", "Green", "Light Gray"), "blue, green or light gray"),
        ("size", Operator.IS, "M", "size M"),
        ("size", Operator.ONE_OF, ("M", "L"), "size M or L"),
        ("shoe_size", Operator.IS, "42", "shoe size 42"),
        ("waist", Operator.IS, "32", "waist 32"),
        ("capacity", Operator.IS, "500 ml", "500 ml"),
        ("capacity", Operator.AT_LEAST, Decimal("20"), "capacity 20 or more"),
        ("capacity", Operator.AT_MOST, Decimal("100"), "capacity 100 or less"),
        ("capacity", Operator.ABOUT, Decimal("20"), "capacity about 20"),
        ("gender", Operator.IS, "Women", "for women"),
        ("gender", Operator.NOT, "Men", "not for men"),
        ("gender", Operator.ONE_OF, ("Men", "Women"), "for men or women"),
        ("gender", Operator.IS, "Unisex", "unisex"),
        ("material", Operator.NOT, "Leather", "not leather"),
        ("material", Operator.IS, "CoolTech™", "CoolTech™"),
        ("category", Operator.IS, "Men > Tops > Hoodies & Sweatshirts", "hoodies & sweatshirts"),
        ("category", Operator.NOT, "Jackets", "no jackets"),
        ("brand", Operator.IS, "Northway", "Northway"),
        ("brand", Operator.ONE_OF, ("Northway", "Tarn"), "Northway or Tarn"),
        ("eco_collection", Operator.IS, "Yes", "eco collection"),
        ("eco_collection", Operator.IS, "No", "not eco collection"),
        ("eco_collection", Operator.NOT, "Yes", "not eco collection"),
    ],
)
def test_a_constraint_reads_as_it_is_said(slot: str, operator: Operator, value: Value, label: str) -> None:
    assert constraint_label(Constraint(slot, operator, value), "USD") == label
    assert constraint_label(Constraint(slot, operator, value, required=False), "USD") == label


def test_prices_are_in_the_stores_currency_and_slots_go_by_their_names() -> None:
    assert constraint_label(Constraint("price", Operator.AT_MOST, Decimal("6000")), "JPY") == "under ¥6,000"
    fit = Constraint("style_bottom", Operator.IS, "3")
    assert constraint_label(fit, "USD", {"style_bottom": "fit"}) == "fit 3"
    assert constraint_label(fit, "USD") == "style bottom 3"


@pytest.mark.parametrize(
    ("slot", "value", "phrase"),
    [
        ("color", "Blue", "in blue"),
        ("size", "M", "in size M"),
        ("material", "Organic Cotton", "made with organic cotton"),
        ("brand", "Tarn", "by Tarn"),
        ("gender", "Girls", "for girls"),
        ("features_bags", "Waterproof", "waterproof"),
        ("activity", "Gym", "for gym"),
        ("eco_collection", "Yes", "eco collection"),
        ("eco_collection", "No", "not eco collection"),
        ("pieces", "100 pieces", "100 pieces"),
        ("energy_class", "D", "energy class D"),
    ],
)
def test_a_value_within_a_sentence(slot: str, value: str, phrase: str) -> None:
    assert value_phrase(slot, value) == phrase


def test_small_words() -> None:
    assert lowered("LumaTech USB T-Shirt in Royal Blue") == "LumaTech USB T-shirt in royal blue"
    assert [rating_label(r) for r in (4.0, 4.46, 3.75)] == ["4", "4.5", "3.8"]
    assert [n_of(n, "review") for n in (0, 1, 1200)] == ["0 reviews", "1 review", "1,200 reviews"]
    assert [listed(list(words)) for words in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("offer", "text"),
    [
        ({}, "In stock"),
        ({"quantity": 4}, "In stock"),
        ({"quantity": 3}, "Only 3 left"),
        ({"status": "preorder"}, "Pre-order"),
        ({"status": "backorder", "quantity": 0}, "On back-order"),
        ({"available": False, "status": "out_of_stock", "quantity": 3}, "Out of stock"),
    ],
)
def test_stock_in_words(offer: dict[str, object], text: str) -> None:
    assert stock_text(Offer(Money(Decimal(1), "USD"), **offer)) == text  # type: ignore[arg-type]

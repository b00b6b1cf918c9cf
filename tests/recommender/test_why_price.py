"""Why this price: the store's own figures, the promotion that lowered it, and those that did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from recommender.why_price import why_price
from retrieval.catalog import Catalog, Conditions, Promotion
from retrieval.money import Money
from retrieval.pricing import priced_on

DAY = date(2026, 1, 15)
SALE = Promotion("sale", "Bottle week", kind="percent_off", value=Decimal(10), conditions=Conditions(brand="Tarn"))


def told(catalog: Catalog, variant_id: str, *running: Promotion) -> str:
    return why_price(*catalog.variant(variant_id), running).text


def test_a_plain_price(catalog: Catalog) -> None:
    assert told(catalog, "pack") == "The Fell Day Backpack costs $64.50, the store's plain price."


def test_a_was_price_of_the_store_is_no_promotions(catalog: Catalog) -> None:
    lowered = "The Steel Water Bottle costs $24.00 instead of $28.00, $4.00 less"
    assert told(catalog, "bottle-750") == f"{lowered}."
    assert told(catalog, "bottle-750", SALE) == f"{lowered}."  # of another day: the price is as it is in the record


def test_a_promotion_is_told_what_it_took_and_no_more(catalog: Catalog) -> None:
    today = Catalog(priced_on(DAY, catalog, [SALE]), currency="USD", promotions=[SALE], on=DAY)
    assert told(today, "bottle-500", SALE) == (
        "The Steel Water Bottle costs $16.20 instead of $18.00, $1.80 less because of “Bottle week”."
    )
    assert told(today, "bottle-750", SALE) == (
        "The Steel Water Bottle costs $21.60 instead of $24.00, $2.40 less because of “Bottle week”. "
        "The store gives $28.00 as its was-price."
    )


@pytest.mark.parametrize(
    ("conditions", "code", "why"),
    [
        (Conditions(), "TEA10", "it needs the code TEA10"),
        (Conditions(members_only=True), "", "it is for members"),
        (Conditions(first_order=True), "", "it is for a first order"),
        (Conditions(quantity_at_least=3), "", "it needs 3 pieces"),
        (Conditions(subtotal_at_least=Money(Decimal(50), "USD")), "", "it needs a basket of $50.00"),
    ],
)
def test_what_did_not_count_is_told_with_what_it_asks_for(
    catalog: Catalog, conditions: Conditions, code: str, why: str
) -> None:
    other = replace(SALE, id="other", title="Extra", conditions=conditions, code=code)
    assert told(catalog, "pack", other).endswith(f"“Extra” is not in this price: {why}.")


def test_what_is_of_other_things_is_not_named(catalog: Catalog) -> None:
    other = replace(SALE, title="Northway days", conditions=Conditions(brand="Northway"))
    assert "Northway" not in told(catalog, "pack", other)

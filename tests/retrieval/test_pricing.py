from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from retrieval.catalog import Conditions, Product, Promotion
from retrieval.money import Money
from retrieval.pricing import lowers_one_piece, priced_on
from tests.conftest import SIX, usd

DAY = date(2026, 1, 15)


def percent(value: str, asked: Conditions | None = None, **more: object) -> Promotion:
    return Promotion(
        f"off-{value}",
        "Off",
        kind="percent_off",
        value=Decimal(value),
        conditions=asked or Conditions(),
        **more,  # type: ignore[arg-type]
    )


def prices(*promotions: Promotion, on: date = DAY) -> dict[str, Money]:
    return {product.id: product.variants[0].offer.price for product in priced_on(on, SIX, promotions)}


def test_a_promotion_without_a_condition_is_in_the_price_and_the_old_price_beside_it() -> None:
    [rain, *_] = priced_on(DAY, SIX, [percent("20", Conditions(categories=("Jackets",)))])
    assert {(v.offer.price, v.offer.list_price) for v in rain.variants} == {(usd("63.20"), usd("79.00"))}
    assert prices(percent("20", Conditions(categories=("Jackets",))))["bottle"] == usd("18.00")


def test_what_was_reduced_already_keeps_its_higher_was_price() -> None:
    bottle = next(p for p in priced_on(DAY, SIX, [percent("10")]) if p.id == "bottle")
    assert (bottle.variants[1].offer.price, bottle.variants[1].offer.list_price) == (usd("21.60"), usd("28.00"))


def test_the_one_that_takes_off_most_counts_and_they_do_not_add_up() -> None:
    assert prices(percent("10"), percent("25"))["rain"] == usd("59.25")


@pytest.mark.parametrize(
    ("asked", "lowered"),
    [
        (Conditions(product_ids=("rain",)), {"rain"}),
        (Conditions(brand="tarn"), {"bottle", "pack", "mug"}),
        (Conditions(categories=("Gear",), not_categories=("Gear > Bags",)), {"bottle", "mug"}),
        (Conditions(kinds=("jacket",)), set()),  # nobody says where jackets are
    ],
)
def test_what_it_covers(asked: Conditions, lowered: set[str]) -> None:
    before, after = prices(), prices(percent("10", asked))
    assert {i for i in before if after[i] < before[i]} == lowered


@pytest.mark.parametrize(
    "promotion",
    [
        percent("10", code="HELLO"),
        percent("10", Conditions(together=True, product_ids=("rain", "tee"))),
        percent("10", Conditions(quantity_at_least=2)),
        percent("10", Conditions(subtotal_at_least=Money(Decimal(50), "USD"))),
        percent("10", Conditions(first_order=True)),
        percent("10", Conditions(members_only=True)),
        Promotion("sum", "Ten off", kind="amount_off", value=Decimal(10)),
        Promotion("club", "Club", kind="member_price", value=Decimal(10)),
        Promotion("words", "20% off everything"),
    ],
)
def test_a_promotion_with_a_condition_changes_no_price(promotion: Promotion) -> None:
    assert not lowers_one_piece(promotion)
    assert prices(promotion) == prices()


def test_only_while_it_runs() -> None:
    january = percent("10", starts_on=date(2026, 1, 10), ends_on=date(2026, 1, 15))
    assert prices(january)["rain"] == usd("71.10")
    assert prices(january, on=date(2026, 1, 16)) == prices()
    assert prices(percent("10", active=False)) == prices()


def test_half_a_cent_is_rounded_up() -> None:
    assert priced_on(DAY, [SIX[4]], [percent("15")])[0].variants[0].offer.price == usd("54.83")  # 54.825


def test_products_without_a_promotion_are_the_very_same() -> None:
    untouched: list[Product] = priced_on(DAY, SIX, [percent("10", Conditions(product_ids=("rain",)))])
    assert [a is b for a, b in zip(untouched, SIX, strict=True)] == [False, True, True, True, True, True]

"""The cart: lines change as asked, everything else is the store's of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.cards import card
from assistant.cart import changed, options_text, picture, view
from assistant.state import CartLine
from retrieval.catalog import Catalog, Conditions, Promotion
from tests.assistant import strategies
from tests.conftest import SIX, usd

LINES = (CartLine("rain-M-Blue", 2), CartLine("bottle-750", 1))


def test_a_new_variant_comes_last_and_an_old_one_stays_in_its_place() -> None:
    assert changed(LINES, "pack", 1) == (*LINES, CartLine("pack", 1))
    assert changed(LINES, "rain-M-Blue", 5) == (CartLine("rain-M-Blue", 5), LINES[1])


def test_nothing_of_it_removes_the_line() -> None:
    assert changed(LINES, "rain-M-Blue", 0) == LINES[1:]
    assert changed(LINES, "rain-M-Blue", -3) == LINES[1:]
    assert changed(LINES, "pack", 0) == LINES


@given(strategies.lines, strategies.ids, st.integers(0, 5))
def test_only_the_line_asked_for_changes(lines: tuple[CartLine, ...], variant_id: str, quantity: int) -> None:
    after = changed(lines, variant_id, quantity)
    assert [line for line in after if line.variant_id != variant_id] == [
        line for line in lines if line.variant_id != variant_id
    ]
    assert all(line.quantity == quantity > 0 for line in after if line.variant_id == variant_id)
    assert changed(after, variant_id, quantity) == after


def test_totals_are_the_sum_of_the_records_prices(catalog: Catalog) -> None:
    cart = view(LINES, catalog, can_undo=True)
    assert [(i.title, i.options_text, i.quantity, i.price, i.total) for i in cart.items] == [
        ("Brook Rain Jacket", "M, Blue", 2, usd("79.00"), usd("158.00")),
        ("Steel Water Bottle", "750 ml", 1, usd("24.00"), usd("24.00")),
    ]
    assert cart.subtotal == usd("182.00")
    assert cart.can_undo
    assert all(item.available for item in cart.items)


def test_promotions_that_apply_are_in_the_total_and_the_others_are_told(catalog: Catalog) -> None:
    pair = Promotion(
        "two", "Two bottles", kind="percent_off", value=Decimal(10),
        conditions=Conditions(product_ids=("bottle",), quantity_at_least=2),
    )  # fmt: skip
    with_offers = Catalog(catalog, currency="USD", promotions=[pair], on=date(2026, 1, 15))
    assert view((CartLine("bottle-500", 2),), with_offers).total == usd("32.40")
    one = view((CartLine("bottle-500", 1),), with_offers)
    assert one.total == one.subtotal == usd("18.00")
    assert one.priced is not None
    assert [missed.promotion_id for missed in one.priced.not_applied] == ["two"]


def test_an_empty_cart_costs_nothing_in_the_store_s_currency(catalog: Catalog) -> None:
    assert view((), catalog).subtotal == usd("0")
    assert view((), catalog).items == ()


def test_what_is_sold_out_says_so_and_what_is_gone_is_left_out(catalog: Catalog) -> None:
    cart = view((CartLine("mug", 1), CartLine("gone-1", 3)), catalog)
    assert [(i.variant_id, i.available) for i in cart.items] == [("mug", False)]
    assert cart.subtotal == usd("9.00")


def test_options_and_pictures_are_the_variant_s_own(catalog: Catalog) -> None:
    rain, pack = catalog.product("rain"), catalog.product("pack")
    assert options_text(rain.variants[0]) == "S, Blue"
    assert options_text(pack.variants[0]) == ""
    assert picture(rain, rain.variants[0]) == ""
    own = replace(rain.variants[0], media=("blue.jpg",))
    assert picture(replace(rain, media=("rain.jpg",)), own) == "blue.jpg"
    assert picture(replace(rain, media=("rain.jpg",)), rain.variants[0]) == "rain.jpg"


def test_a_card_shows_the_variant_s_record(catalog: Catalog) -> None:
    shown = card(catalog, "bottle-750", "Because.")
    assert (shown.product_id, shown.title, shown.brand) == ("bottle", "Steel Water Bottle", "Tarn")
    assert (shown.price, shown.was, shown.available) == (usd("24.00"), usd("28.00"), True)
    assert (shown.rating, shown.n_reviews, shown.reason) == (4.8, 40, "Because.")
    assert "3" in shown.stock_text


def test_every_choice_on_a_card_leads_to_the_variant_that_differs_in_it(catalog: Catalog) -> None:
    shown = card(catalog, "rain-M-Blue")
    size, color = shown.options
    assert (size.slot, color.slot) == ("size", "color")
    assert [(c.value, c.variant_id, c.selected) for c in size.choices] == [
        ("S", "rain-S-Blue", False),
        ("M", "rain-M-Blue", True),
        ("L", "rain-L-Blue", False),
    ]
    green = next(c for c in color.choices if c.value == "Green")
    assert (green.variant_id, green.available, green.price) == ("rain-M-Green", False, usd("79.00"))


def test_every_product_has_a_card_of_each_variant(catalog: Catalog) -> None:
    for product in SIX:
        for variant in product.variants:
            shown = card(catalog, variant.id)
            assert (shown.variant_id, shown.price) == (variant.id, variant.offer.price)
            assert {o.slot for o in shown.options} == {s for v in product.variants for s in v.options}
            assert all(sum(c.selected for c in o.choices) == 1 for o in shown.options)

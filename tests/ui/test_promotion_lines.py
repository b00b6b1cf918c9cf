"""What promotions give beside the price, and what a total could still have: drawn in the cart and on the bench."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from assistant.cart import view
from assistant.reply import BundleView
from assistant.state import CartLine
from retrieval.cart_prices.priced_cart import Extra, NotApplied, Why
from retrieval.catalog import Catalog, Conditions, Promotion
from tests.conftest import NOW, usd
from ui.bench_sums import sums
from ui.cart_panel import cart_inside
from ui.language import speaking
from ui.promotion_lines import beside

FREE = Extra("free", "Free delivery over $50")
COUPON = NotApplied("c", "Camp coupon", Why.CODE, "asks for the code CAMP10", "CAMP10", usd("6.45"))
CLUB = NotApplied("m", "Club days", Why.MEMBERS, "is for members", would_save=usd("12.00"))
THREE = NotApplied("t", "Three bags", Why.CONDITIONS, "asks for 3 pieces of what it covers, here are 1")
LATER = NotApplied("l", "Bag days", Why.LATER, "begins on 16 January 2026")


def text(page: object) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(page))))


def test_what_would_save_most_comes_first_and_there_are_two_at_most() -> None:
    assert beside((FREE,), (LATER, THREE, COUPON, CLUB)) == [
        "Comes with it: Free delivery over $50",
        "Club days: for members; the total would be $12.00 less",
        "Camp coupon: asks for the code CAMP10; the total would be $6.45 less",
    ]
    assert beside((), (LATER, THREE)) == ["Three bags: it asks for 3 pieces of what it covers, here are 1"]


def test_in_chinese_it_is_chinese() -> None:
    with speaking("zh"):
        assert beside((FREE,), (COUPON,)) == [
            "另外享有：Free delivery over $50",
            "Camp coupon：需要优惠码 CAMP10；总价会少 $6.45",
        ]


def test_the_cart_draws_it_where_nothing_is_taken_off_either(catalog: Catalog) -> None:
    over = Conditions(subtotal_at_least=usd("50"))
    promotions = (
        Promotion("free", "Free delivery over $50", kind="free_shipping", conditions=over),
        Promotion("c", "Camp <b>coupon</b>", code="CAMP10", kind="percent_off", value=usd("10").amount),
    )
    today = Catalog(list(catalog), currency="USD", promotions=promotions, on=NOW.date())
    drawn = cart_inside(view((CartLine("pack", 1),), today))
    assert "Comes with it: Free delivery over $50" in text(drawn)
    assert "Camp <b>coupon</b>: asks for the code CAMP10; the total would be $6.45 less" in text(drawn)
    assert "<b>coupon" not in str(drawn)


def test_the_bench_draws_it() -> None:
    bundle = BundleView("Bags", (), (), usd("64.50"), None)
    assert "Comes with it" not in text(sums(bundle))
    said = text(sums(replace(bundle, extras=(FREE,), not_applied=(COUPON,))))
    assert "Comes with it: Free delivery over $50" in said
    assert "the total would be $6.45 less" in said

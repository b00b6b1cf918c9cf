"""The line that says how a saving comes about: its numbers give the saved amount, or it does not say that they do."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.cart_prices.priced_cart import Buyer, PricedCart, Saving
from retrieval.catalog import Product, Promotion
from tests.retrieval.cart_prices.test_cart_prices import off, priced, promotion, promotions_, thing, usd

_SUM = r"\$([\d,]+\.\d\d)"
_SHARE = re.compile(rf"([\d.]+)% off {_SUM}: {_SUM}")
_ROUNDED = re.compile(rf"([\d.]+)% off {_SUM}, rounded: {_SUM}")
_EACH = re.compile(rf"([\d.]+)% off each of (\d+) pieces, rounded: {_SUM} off {_SUM}")
_FOR = re.compile(rf"(\d+) things worth {_SUM} for {_SUM}: {_SUM} off")
_FREE = re.compile(rf"(\d+) of (\d+) pieces worth {_SUM} free, the (?:(\d+) )?cheapest(?: of every (\d+))?: {_SUM} off")
_OFF = re.compile(rf"{_SUM} off {_SUM}")


def amount(said: str) -> Decimal:
    return Decimal(said.replace(",", ""))


def check(saving: Saving, cart: PricedCart) -> None:
    price = {line.variant_id: line.price.minor for line in cart.lines}
    pieces = sorted(price[p.variant_id] for p in saving.pieces for _ in range(p.n))
    worth, saved, line = Decimal(sum(pieces)) / 100, saving.amount.amount, saving.arithmetic
    if found := _SHARE.fullmatch(line):
        percent, of, is_ = map(amount, found.groups())
        assert (of, is_) == (worth, saved)
        assert percent * of / 100 == is_
    elif found := _ROUNDED.fullmatch(line):
        percent, of, is_ = map(amount, found.groups())
        assert (of, is_, len(pieces)) == (worth, saved, 1)
        assert abs(percent * of / 100 - is_) <= Decimal("0.005")
    elif found := _EACH.fullmatch(line):
        percent, n, is_, of = map(amount, found.groups())
        assert (n, of, is_) == (len(pieces), worth, saved)
        assert sum(off(cents, percent) for cents in pieces) == is_ * 100
    elif found := _FOR.fullmatch(line):
        n, of, to_pay, is_ = map(amount, found.groups())
        assert (n, of, is_) == (len(pieces), worth, saved)
        assert of - to_pay == is_
    elif found := _FREE.fullmatch(line):
        k, n, of, each, every, is_ = (amount(one or "1") for one in found.groups())
        assert (n, of, is_) == (len(pieces), worth, saved)
        if found[5]:
            assert k == n / every * each
            assert sum(pieces[: int(k)]) <= is_ * 100
        else:
            assert k == each
            assert sum(pieces[: int(k)]) == is_ * 100
    else:
        found = _OFF.fullmatch(line)
        assert found, line
        assert [amount(found[1]), amount(found[2])] == [saved, worth]


@settings(max_examples=300, deadline=None)
@given(
    offers=promotions_(),
    lines=st.lists(
        st.tuples(st.sampled_from(("tent", "bag", "mat")), st.integers(1, 4000), st.integers(1, 4)),
        min_size=1,
        max_size=3,
    ),
)
def test_the_numbers_in_the_line_give_what_is_saved(offers: list[Promotion], lines: list[tuple[str, int, int]]) -> None:
    products = [thing(kind, n, cents) for n, (kind, cents, _) in enumerate(lines)]
    cart = priced(products, offers, [n for *_, n in lines], Buyer(frozenset({"ONE", "TWO"})))
    for saving in cart.savings:
        check(saving, cart)


def told(products: list[Product], offer: Promotion, counts: list[int]) -> list[str]:
    cart = priced(products, [offer], counts)
    for saving in cart.savings:
        check(saving, cart)
    return [saving.arithmetic for saving in cart.savings]


def test_a_share_that_is_rounded_piece_by_piece_is_said_to_be() -> None:
    three = promotion("three", "percent_off", 15, quantity_at_least=3)
    assert told([thing("tent", 1, 33)], three, [40]) == ["15% off each of 40 pieces, rounded: $2.00 off $13.20"]
    assert told([thing("tent", 1, 1000)], three, [4]) == ["15% off $40.00: $6.00"]
    over = promotion("over", "percent_off", 15, subtotal_at_least=usd(5))
    assert told([thing("tent", 1, 7999)], over, [1]) == ["15% off $79.99, rounded: $12.00"]


def test_of_several_groups_each_has_its_own_cheapest() -> None:
    offer = promotion("free", "buy_x_get_y", 1, quantity_at_least=3)
    both = [thing("tent", 1, 3000), thing("tent", 2, 1000)]
    assert told(both, offer, [3, 3]) == ["2 of 6 pieces worth $120.00 free, the cheapest of every 3: $40.00 off"]
    assert told(both, offer, [2, 1]) == ["1 of 3 pieces worth $70.00 free, the cheapest: $10.00 off"]
    two = promotion("two", "buy_x_get_y", 2, quantity_at_least=5)
    assert told(both, two, [3, 2]) == ["2 of 5 pieces worth $110.00 free, the 2 cheapest: $20.00 off"]


def test_of_sets_one_of_each_is_free() -> None:
    offer = promotion("set", "buy_x_get_y", 1, kinds=("tent", "bag"), together=True)
    both = [thing("tent", 1, 3000), thing("bag", 2, 1000)]
    assert told(both, offer, [2, 2]) == ["2 of 4 pieces worth $80.00 free, the cheapest of every 2: $20.00 off"]

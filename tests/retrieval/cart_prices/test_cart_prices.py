"""Carts against trying every way to give each piece to a promotion, written apart from the pricer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.cart_prices.priced_cart import ANYBODY, Buyer, Pieces, PricedCart, Why
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog, Conditions, Offer, Product, Promotion, Variant
from retrieval.money import Money
from retrieval.pricing import priced_on

DAY = date(2026, 11, 22)
KINDS = ("tent", "bag", "mat")


def usd(amount: str | int) -> Money:
    return Money(Decimal(amount), "USD")


def thing(kind: str, n: int, cents: int) -> Product:
    product_id = f"{kind}-{n}"
    variant = Variant(product_id, product_id, Offer(Money.from_minor(cents, "USD")))
    return Product(product_id, product_id, (variant,), brand=f"B{n}", categories=(f"All > {kind}",))


def promotion(promotion_id: str, kind: str, value: str | int, code: str = "", **asked: object) -> Promotion:
    paths = tuple(f"All > {k}" for k in asked.get("kinds", ()))  # type: ignore[attr-defined]
    conditions = Conditions(categories=paths, **asked)  # type: ignore[arg-type]
    return Promotion(promotion_id, promotion_id, kind=kind, value=Decimal(value), code=code, conditions=conditions)


def priced(
    products: Sequence[Product], promotions: Sequence[Promotion], counts: Sequence[int], buyer: Buyer = ANYBODY
) -> PricedCart:
    catalog = Catalog(priced_on(DAY, products, promotions), currency="USD", promotions=promotions, on=DAY)
    pricer = CartPricer(catalog)
    pieces = [Pieces(p.id, n) for p, n in zip(products, counts, strict=True) if n]
    cart = pricer.price(pieces, buyer)
    assert pricer.total(pieces, buyer) == cart.total.minor
    return cart


# --- the oracle: every piece goes to one promotion or to none ---------------------------------------------------


def off(price: int, percent: Decimal) -> int:
    lowered = (Decimal(price) * (100 - percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return price - int(lowered)


def worth_of(promo: Promotion, pieces: list[tuple[str, int]]) -> int | None:
    """What the promotion saves on exactly these pieces (kind, cents); None where it cannot take all of them."""
    asked, value = promo.conditions, promo.value or Decimal(0)
    if not all(not asked.kinds or kind in asked.kinds for kind, _ in pieces):
        return None
    size = len(asked.kinds) if asked.together else asked.quantity_at_least
    if promo.kind in ("bundle_price", "buy_x_get_y") or (asked.together and promo.kind == "percent_off"):
        assert size
        return best_groups(promo, pieces, size)
    total = sum(cents for _, cents in pieces)
    if asked.together and sorted(kind for kind, _ in pieces) != sorted(asked.kinds):
        return None
    if len(pieces) < (asked.quantity_at_least or 1):
        return None
    if asked.subtotal_at_least and total < asked.subtotal_at_least.minor:
        return None
    if promo.kind == "amount_off":
        return min(total, int(value * 100))
    return sum(off(cents, value) for _, cents in pieces)


def best_groups(promo: Promotion, pieces: list[tuple[str, int]], size: int) -> int | None:
    if not pieces:
        return 0
    best: int | None = None
    first, rest = pieces[0], pieces[1:]
    for others in combinations(range(len(rest)), size - 1):
        group = [first, *(rest[n] for n in others)]
        if promo.conditions.together and sorted(k for k, _ in group) != sorted(promo.conditions.kinds):
            continue
        left = best_groups(promo, [p for n, p in enumerate(rest) if n not in others], size)
        if left is None:
            continue
        cents, value = sorted(c for _, c in group), promo.value or Decimal(0)
        if promo.kind == "percent_off":
            saved = sum(off(c, value) for c in cents)
        elif promo.kind == "bundle_price":
            saved = sum(cents) - int(value * 100)
        else:
            saved = sum(cents[: int(value)])
        best = max(best or 0, saved + left) if saved > 0 else best
    return best


def best_of_all(pieces: list[tuple[str, int]], promotions: Sequence[Promotion]) -> int:
    """First the most without a code, then with it the most by one code."""
    found = (0, 0)
    for given_to in product(range(len(promotions) + 1), repeat=len(pieces)):
        saved = [0, 0]
        codes = set()
        for n, promo in enumerate(promotions, 1):
            mine = [piece for piece, to in zip(pieces, given_to, strict=True) if to == n]
            if mine:
                worth = worth_of(promo, mine)
                if worth is None or worth <= 0:
                    break
                saved[bool(promo.code)] += worth
                codes |= {promo.code} - {""}
        else:
            if len(codes) <= 1:
                found = max(found, (saved[0], saved[1]))
    return sum(found)


@st.composite
def promotions_(draw: st.DrawFn) -> list[Promotion]:
    made = []
    for n in range(draw(st.integers(1, 3))):
        code = draw(st.sampled_from(["", "", "ONE", "TWO"]))
        kinds = tuple(draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True)))
        shape = draw(st.sampled_from(["percent", "set percent", "set price", "groups", "sum", "sum of set", "two"]))
        cents = draw(st.integers(1, 3000))
        sum_ = str(Decimal(cents) / 100)
        asked = {"kinds": kinds}
        match shape:
            case "percent":
                made.append(promotion(f"p{n}", "percent_off", draw(st.integers(1, 99)), code or "ONE", **asked))
            case "two":
                made.append(promotion(f"p{n}", "percent_off", 15, code, quantity_at_least=2, **asked))
            case "set percent":
                made.append(promotion(f"p{n}", "percent_off", 15, code, together=True, **asked))
            case "set price":
                made.append(promotion(f"p{n}", "bundle_price", sum_, code, together=True, **asked))
            case "groups":
                made.append(promotion(f"p{n}", "buy_x_get_y", 1, code, quantity_at_least=2, **asked))
            case "sum":
                at_least = usd(str(draw(st.integers(0, 40))))
                made.append(promotion(f"p{n}", "amount_off", sum_, code, subtotal_at_least=at_least, **asked))
            case "sum of set":
                made.append(promotion(f"p{n}", "amount_off", sum_, code, together=True, **asked))
    return made


@settings(max_examples=250, deadline=None)
@given(
    offers=promotions_(),
    lines=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 4000), st.integers(1, 2)), min_size=1, max_size=4),
)
def test_no_way_to_apply_the_promotions_saves_more(offers: list[Promotion], lines: list[tuple[str, int, int]]) -> None:
    lines = lines[:3] if sum(n for *_, n in lines) > 6 else lines
    products = [thing(kind, n, cents) for n, (kind, cents, _) in enumerate(lines)]
    counts = [n for *_, n in lines]
    cart = priced(products, offers, counts, Buyer(frozenset({"one", "TWO"})))
    pieces = [(kind, cents) for kind, cents, n in lines for _ in range(n)]
    assert cart.exact
    assert cart.subtotal.minor == sum(cents for _, cents in pieces)
    assert cart.saved.minor == best_of_all(pieces, offers)
    assert cart.total == cart.subtotal - sum((s.amount for s in cart.savings), usd(0))
    taken = [piece for saving in cart.savings for piece in saving.pieces]
    for line in cart.lines:
        assert sum(p.n for p in taken if p.variant_id == line.variant_id) <= line.n
    assert len({saving.code for saving in cart.savings} - {""}) <= 1


# --- what does not apply, and why -------------------------------------------------------------------------------


def whys(cart: PricedCart) -> dict[str, Why]:
    return {missed.promotion_id: missed.why for missed in cart.not_applied}


TENT, BAG, MAT = thing("tent", 0, 20000), thing("bag", 1, 8000), thing("mat", 2, 5000)
SET = promotion("set", "percent_off", 15, together=True, kinds=KINDS)


def test_a_set_takes_its_share_and_says_how() -> None:
    (saving,) = priced([TENT, BAG, MAT], [SET], [1, 1, 1]).savings
    assert (saving.amount, saving.arithmetic) == (usd("49.50"), "15% off $330.00: $49.50")
    cart = priced([TENT, BAG, MAT], [SET], [1, 1, 0])
    assert cart.total == cart.subtotal
    assert [m.reason for m in cart.not_applied] == ["asks also for a mat in the same order"]


def test_a_code_counts_only_when_it_is_given_and_says_what_it_would_save() -> None:
    coupon = promotion("coupon", "percent_off", 10, "TEN", kinds=("tent",))
    cart = priced([TENT], [coupon], [1])
    assert cart.saved == usd(0)
    (missed,) = cart.not_applied
    assert (missed.why, missed.would_save, missed.code) == (Why.CODE, usd(20), "TEN")
    assert priced([TENT], [coupon], [1], Buyer(frozenset({"ten"}))).total == usd(180)


def test_a_coupon_takes_only_what_other_promotions_leave() -> None:
    coupon = promotion("coupon", "percent_off", 50, "HALF", kinds=KINDS)
    cart = priced([TENT, BAG, MAT], [SET, coupon], [2, 1, 1], Buyer(frozenset({"HALF"})))
    assert {s.promotion_id: s.amount for s in cart.savings} == {"set": usd("49.50"), "coupon": usd(100)}


def test_what_a_sale_lowered_takes_part_in_nothing_else() -> None:
    sale = promotion("sale", "percent_off", 20, kinds=("tent",))
    cart = priced([TENT, BAG, MAT], [SET, sale], [1, 1, 1])
    assert cart.subtotal == usd("290.00")  # the sale is in the price already
    assert (cart.saved, cart.savings) == (usd(0), ())
    coupon = promotion("coupon", "percent_off", 50, "HALF", kinds=("tent",))
    assert whys(priced([TENT], [sale, coupon], [1], Buyer(frozenset({"HALF"})))) == {"coupon": Why.REDUCED}


def test_members_first_orders_and_days_to_come() -> None:
    club = promotion("club", "member_price", 8, kinds=("bag",), members_only=True)
    first = promotion("first", "amount_off", 10, first_order=True)
    later = Promotion("later", "later", kind="percent_off", value=Decimal(5), starts_on=date(2026, 12, 1))
    over = Promotion("over", "over", kind="percent_off", value=Decimal(5), ends_on=date(2026, 11, 21), code="X")
    words = Promotion("words", "buy 3 and get the 4th free")
    everything = [club, first, later, over, words]
    assert whys(priced([BAG], everything, [1])) == {
        "club": Why.MEMBERS, "first": Why.FIRST_ORDER, "later": Why.LATER, "words": Why.UNREADABLE,
    }  # fmt: skip
    assert priced([BAG], everything, [1], Buyer(is_first_order=True)).total == usd(70)
    assert priced([BAG], [club], [1], Buyer(is_member=True)).total == usd("73.60")


def test_free_delivery_counts_what_is_to_pay() -> None:
    free = Promotion("free", "Free from 280", kind="free_shipping", conditions=Conditions(subtotal_at_least=usd(281)))
    assert [e.promotion_id for e in priced([TENT, BAG, MAT], [free], [1, 1, 1]).extras] == ["free"]
    assert priced([TENT, BAG, MAT], [SET, free], [1, 1, 1]).extras == ()  # $330.00 less $49.50


def test_too_many_ways_are_said_and_nothing_wrong_is_taken() -> None:
    products = [thing("tent", n, 1000 + n) for n in range(14)]
    offers = [promotion(f"s{n}", "amount_off", 5, kinds=("tent",), subtotal_at_least=usd(30)) for n in range(4)]
    cart = priced(products, offers, [3] * 14)
    assert not cart.exact
    assert usd(0) < cart.saved <= usd(20)


def test_less_than_one_piece_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        priced([TENT], [], [-1])

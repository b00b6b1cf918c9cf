"""What one piece costs today: the store's price with the promotion that applies to it without any condition.

Everything that shows or tests a price reads the offer, so the price is lowered there, once, when a store is opened for
a day. Promotions that ask for something (a code, a basket, several pieces, a membership, a first order) lower none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from retrieval.catalog import Conditions, Product, Promotion, Variant
from retrieval.money import Money


def priced_on(day: date, products: Iterable[Product], promotions: Iterable[Promotion]) -> list[Product]:
    """The products with the day's prices; a lowered one keeps what it was as its list price.

    Of several promotions the one that takes off most counts; they are never added up.
    """
    running = [p for p in promotions if p.runs(day) and lowers_one_piece(p)]
    if not running:
        return list(products)
    return [_priced(product, [p for p in running if covers(p.conditions, product)]) for product in products]


def lowers_one_piece(promotion: Promotion) -> bool:
    """Whether whoever buys one piece, and nothing else, pays less by it, without doing anything for it.

    A sum off is taken off a basket, not a piece, and so counts among the conditional ones. Of a promotion that names
    kinds of things without saying where they are found, nobody can tell what it covers.
    """
    asked = promotion.conditions
    unknown = bool(asked.kinds) and not (asked.categories or asked.product_ids or asked.brand)
    return (
        promotion.kind == "percent_off"
        and promotion.value is not None
        and not promotion.code
        and not asked.together
        and (asked.quantity_at_least or 1) <= 1
        and not (asked.subtotal_at_least and asked.subtotal_at_least.amount > 0)
        and not asked.first_order
        and not asked.members_only
        and not unknown
    )


def covers(asked: Conditions, product: Product) -> bool:
    """Whether the product is one of those that the conditions name; all are, where they name none."""
    if asked.product_ids and product.id not in asked.product_ids:
        return False
    if asked.brand and asked.brand.casefold() != product.brand.casefold():
        return False
    if asked.categories and not any(_lies_in(product, path) for path in asked.categories):
        return False
    return not any(_lies_in(product, path) for path in asked.not_categories)


def _lies_in(product: Product, category: str) -> bool:
    wanted = _steps(category)
    n = len(wanted)
    return bool(wanted) and any(
        steps[at : at + n] == wanted for steps in map(_steps, product.categories) for at in range(len(steps) - n + 1)
    )


def _steps(path: str) -> list[str]:
    return [" ".join(step.split()).casefold() for step in path.split(">") if step.strip()]


def _priced(product: Product, promotions: list[Promotion]) -> Product:
    if not promotions:
        return product
    percent = max(p.value for p in promotions if p.value is not None)
    return replace(product, variants=tuple(_lowered(variant, percent) for variant in product.variants))


def _lowered(variant: Variant, percent: Decimal) -> Variant:
    offer = variant.offer
    price = Money.rounded(offer.price.amount * (100 - percent) / 100, offer.price.currency)
    if price >= offer.price:
        return variant
    return replace(
        variant,
        offer=replace(
            offer, price=price, list_price=max(offer.price, offer.list_price or offer.price), before=offer.price
        ),
    )

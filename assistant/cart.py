"""The cart: lines kept by the state, everything else read from the store each time it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.reply import CartItem, CartView
from assistant.state import CartLine
from retrieval.cart_prices.priced_cart import ANYBODY, Buyer, Pieces
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog, Product, Variant
from retrieval.money import Money
from retrieval.query import Constraint, Operator


def changed(lines: Sequence[CartLine], variant_id: str, quantity: int) -> tuple[CartLine, ...]:
    """The lines with this variant's quantity set; 0 removes it, a new variant comes last."""
    if all(line.variant_id != variant_id for line in lines):
        lines = (*lines, CartLine(variant_id, quantity))
    new = (CartLine(l.variant_id, quantity) if l.variant_id == variant_id else l for l in lines)  # noqa: E741
    return tuple(line for line in new if line.quantity > 0)


def view(lines: Sequence[CartLine], catalog: Catalog, *, can_undo: bool = False, buyer: Buyer = ANYBODY) -> CartView:
    """The cart with today's prices, promotions and stock. Variants that the store no longer has are left out."""
    items = []
    for line in lines:
        if not catalog.has_variant(line.variant_id):
            continue
        product, variant = catalog.variant(line.variant_id)
        items.append(
            CartItem(
                product.id,
                variant.id,
                product.title,
                options_text(variant),
                picture(product, variant),
                line.quantity,
                variant.offer.price,
                variant.offer.price * line.quantity,
                variant.offer.available,
            )
        )
    subtotal = sum((item.total for item in items), Money(Decimal(0), catalog.currency))
    priced = CartPricer(catalog).price([Pieces(item.variant_id, item.quantity) for item in items], buyer)
    return CartView(tuple(items), subtotal, can_undo, priced)


def options_text(variant: Variant) -> str:
    """ "M, Blue"; empty for a product without options."""
    return ", ".join(variant.options.values())


def picture(product: Product, variant: Variant) -> str:
    """The variant's own picture if it has one, else the product's, else empty."""
    return next(iter((*variant.media, *product.media)), "")


def with_options(variants: Sequence[Variant], constraints: Sequence[Constraint]) -> list[Variant]:
    """Those whose options are what the constraints say, in their order."""
    return [v for v in variants if all(_has(v, c) for c in constraints)]


def _has(variant: Variant, constraint: Constraint) -> bool:
    own = variant.options.get(constraint.slot, "").lower()
    values = constraint.values
    is_one = own in {str(value).lower() for value in values}
    return not is_one if constraint.operator is Operator.NOT else is_one

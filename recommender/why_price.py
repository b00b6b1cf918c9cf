"""Why this price: what lowered it today, and which promotion would not count for one piece, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.evidence import Evidence, Kind
from recommender.explaining import Explanation
from recommender.wording import named
from retrieval.catalog import Product, Promotion, Variant
from retrieval.pricing import covers, lowers_one_piece

N_UNUSED = 2  # promotions that are told though they did not count


def why_price(product: Product, variant: Variant, running: Sequence[Promotion]) -> Explanation:
    """`running` are the promotions of the day. The price is the record's; nothing is computed here but the difference.

    Of the difference a promotion is told only what it took: a was-price above the store's own is the store's.
    """
    offer = variant.offer
    own = [p for p in running if covers(p.conditions, product)]
    lowering = [p for p in own if lowers_one_piece(p)]
    best = max(lowering, key=lambda p: (p.value or 0, p.id), default=None) if offer.before else None
    was = offer.before or offer.list_price
    price = f"variant:{variant.id}.price"
    if was is None or was <= offer.price:
        found = [Evidence(Kind.OFFER, f"{named(product.title)} costs {offer.price}, the store's plain price", price)]
    else:
        claim = f"{named(product.title)} costs {offer.price} instead of {was}, {was - offer.price} less"
        found = [Evidence(Kind.OFFER, claim, price if offer.before else f"{price} variant:{variant.id}.list_price")]
        if best is not None:
            found.append(Evidence(Kind.PROMOTION, f"because of “{best.title}”", f"promotion:{best.id}"))
    text = f"{found[0].claim[:1].upper()}{found[0].claim[1:]}" + "".join(f" {e.claim}" for e in found[1:]) + "."
    if best is not None and offer.list_price is not None and was is not None and offer.list_price > was:
        claim = f"the store gives {offer.list_price} as its was-price"
        found.append(Evidence(Kind.OFFER, claim, f"variant:{variant.id}.list_price"))
        text += f" {claim[:1].upper()}{claim[1:]}."
    unused = [(p, why) for p in own if p is not best and (why := _why_unused(p, best))][:N_UNUSED]
    for promotion, why in unused:
        claim = f"“{promotion.title}” is not in this price: {why}"
        found.append(Evidence(Kind.PROMOTION, claim, f"promotion:{promotion.id}"))
        text += f" {claim[:1].upper()}{claim[1:]}."
    return Explanation((product.id,), text, tuple(found))


def _why_unused(promotion: Promotion, best: Promotion | None) -> str:
    """What it asks for that one piece alone does not bring; empty where the record does not tell."""
    asked = promotion.conditions
    if promotion.code:
        return f"it needs the code {promotion.code}"
    if asked.members_only:
        return "it is for members"
    if asked.first_order:
        return "it is for a first order"
    if asked.together:
        return "it needs several things bought together"
    if asked.quantity_at_least and asked.quantity_at_least > 1:
        return f"it needs {asked.quantity_at_least} pieces"
    if asked.subtotal_at_least and asked.subtotal_at_least.amount > 0:
        return f"it needs a basket of {asked.subtotal_at_least}"
    if best is not None and lowers_one_piece(promotion):
        return "one that takes off more counts instead"
    return ""

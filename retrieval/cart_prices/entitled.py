"""Who may have a promotion: what it asks of the buyer, whatever is in the cart."""

from __future__ import annotations

from dataclasses import replace

from retrieval.cart_prices.priced_cart import Buyer, Why
from retrieval.catalog import Promotion


def is_entitled(promotion: Promotion, buyer: Buyer) -> bool:
    """Whether the buyer gave its code and is known to be what it asks for."""
    return why_not_entitled(promotion, buyer) is None


def why_not_entitled(promotion: Promotion, buyer: Buyer) -> Why | None:
    """None for who is entitled to it."""
    asked = promotion.conditions
    if (asked.members_only or promotion.kind == "member_price") and not buyer.is_member:
        return Why.MEMBERS
    if asked.first_order and not buyer.is_first_order:
        return Why.FIRST_ORDER
    if promotion.code and promotion.code.casefold() not in {code.casefold() for code in buyer.codes}:
        return Why.CODE
    return None


def entitled_to(promotion: Promotion, buyer: Buyer) -> Buyer:
    """The buyer, as if they had the code and were what it asks for."""
    asked = promotion.conditions
    return replace(
        buyer,
        codes=buyer.codes | ({promotion.code} if promotion.code else set()),
        is_member=True if asked.members_only or promotion.kind == "member_price" else buyer.is_member,
        is_first_order=True if asked.first_order else buyer.is_first_order,
    )

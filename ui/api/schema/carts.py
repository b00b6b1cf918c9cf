"""The cart over the wire, with what promotions take off."""

from __future__ import annotations

from pydantic import Field

from ui.api.schema.products import Media, Price
from ui.api.schema.wire import Out


class LineItem(Out):
    id: str = Field(description="of the variant")
    product_id: str
    title: str
    options_text: str = ""
    media: tuple[Media, ...] = ()
    quantity: int
    price: Price
    total: Price
    available: bool


class Saving(Out):
    """What a promotion takes off, and how: "15% off $349.00: $52.35"."""

    promotion_id: str
    title: str
    code: str = ""
    amount: Price
    display: str


class Extra(Out):
    """What a promotion gives beside: a present's product, or free delivery (`gift_id` is empty)."""

    promotion_id: str
    title: str
    gift_id: str = ""


class NotApplied(Out):
    """A promotion that concerns this cart and takes nothing off it, and why."""

    promotion_id: str
    title: str
    reason: str
    code: str = ""
    would_save: Price | None = None


class Cart(Out):
    """`cart`: as it is now, read from the store's records. `total` is `subtotal` less the savings."""

    line_items: tuple[LineItem, ...] = ()
    subtotal: Price
    savings: tuple[Saving, ...] = ()
    extras: tuple[Extra, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    total: Price
    can_undo: bool = False

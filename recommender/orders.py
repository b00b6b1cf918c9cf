"""Orders of the store's shoppers: what was ordered, how far it is, what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from retrieval.money import Money

STATUSES = ("processing", "shipped", "delivered", "cancelled", "returned", "partly_returned")


@dataclass(frozen=True, slots=True)
class OrderLine:
    variant_id: str
    product_id: str
    title: str
    quantity: int
    price: Money  # of one piece, as it was when ordered


@dataclass(frozen=True, slots=True)
class OrderReturn:
    variant_id: str
    quantity: int
    reason: str
    at: datetime  # UTC
    status: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order. The total is what was paid: the lines and the delivery."""

    id: str
    shopper_id: str
    placed_at: datetime  # UTC
    status: str  # one of STATUSES
    lines: tuple[OrderLine, ...]
    total: Money
    shipping: Money
    carrier: str = ""
    tracking: str = ""
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    returns: tuple[OrderReturn, ...] = ()

"""What shoppers did, under GA4's names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One product in one happening. `id` is unique: the same event imported twice counts once."""

    id: str
    name: str  # view_item, add_to_cart, remove_from_cart, purchase, refund, and ours: shown, dismissed, rate_item
    shopper_id: str
    at: datetime  # UTC
    product_id: str
    variant_id: str = ""
    quantity: int = 1
    basket_id: str = ""  # one purchase, one session: what was taken together
    rating: int | None = None  # of a rate_item: 1-5


@dataclass(frozen=True, slots=True)
class Search:
    """What a shopper typed into the shop's search. Events of the same session have its id as their basket."""

    id: str
    shopper_id: str
    at: datetime  # UTC
    words: str
    session_id: str = ""

"""What shoppers did, under GA4's names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One product in one happening. `id` is unique: the same event imported twice counts once."""

    id: str
    name: str  # view_item, add_to_cart, remove_from_cart, purchase, and ours: shown, dismissed
    shopper_id: str
    at: datetime  # UTC
    product_id: str
    variant_id: str = ""
    quantity: int = 1
    basket_id: str = ""  # one purchase, one session: what was taken together

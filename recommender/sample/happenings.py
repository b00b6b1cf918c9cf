"""What the simulation gives: happenings in time, under GA4's names, and the moments of which the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one variant; `product` and `variant` are places on the shelf."""

    product: int
    variant: int
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the event file. `at` counts seconds from midnight of the first day, UTC."""

    at: int
    name: str  # search, view_item, add_to_cart, remove_from_cart, purchase, refund, and ours: rate_item
    shopper_id: str
    session_id: str = ""
    lines: tuple[Line, ...] = ()
    term: str = ""  # of a search
    transaction_id: str = ""  # of a purchase or refund
    rating: int = 0  # 1-5, of rate_item


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A shopper looks at a product for the first time; `utilities` are what the choice was made from, noise apart."""

    shopper_id: str
    at: int
    product: int
    utilities: NDArray[np.float32]  # (n_products,)
